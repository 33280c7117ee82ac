/* Methods that bytes and bytearray share: letter case and questions (ASCII only), padding,
 * translation, hexadecimal, decoding. */
#include "objects/bytes_core.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/str_methods.h"

KR_INLINE bool is_lower(uint8_t c) { return (uint8_t)(c - 'a') < 26; }
KR_INLINE bool is_upper(uint8_t c) { return (uint8_t)(c - 'A') < 26; }
KR_INLINE bool is_alpha(uint8_t c) { return (uint8_t)((c | 32) - 'a') < 26; }
KR_INLINE bool is_digit(uint8_t c) { return (uint8_t)(c - '0') < 10; }
KR_INLINE bool is_space(uint8_t c) { return (uint8_t)(c - 9) < 5 || c == ' '; }

/* A result of n bytes, uninitialized; *out points at them. */
static kr_value room_like(kr_value self, size_t n, uint8_t **out) {
  if (kr_is_bytes(self)) {
    kr_bytes *b = kr_bytes_new(n);
    if (!b) return KR_NULL;
    *out = b->data;
    return kr_from_object(b);
  }
  kr_value v = kr_bytearray_from(NULL, n);
  if (v != KR_NULL) *out = kr_bytearray_of(v)->data;
  return v;
}

/* ---- case -------------------------------------------------------------------------------------------- */

typedef struct {
  kr_value v; /* new; KR_NULL: MemoryError */
  uint8_t *data;
  size_t size;
} result;

/* self with the case of the letters from `first` on changed, up to 26; bit: 32 for those of both cases, or 0. */
static result change_case(kr_value self, uint8_t first, uint8_t bit) {
  const uint8_t *p;
  result r;
  kr_self_bytes(self, &p, &r.size);
  r.v = room_like(self, r.size, &r.data);
  for (size_t i = 0; r.v != KR_NULL && i < r.size; i++) {
    uint8_t c = p[i];
    r.data[i] = (uint8_t)(c ^ ((uint8_t)((c | bit) - first) < 26) << 5);
  }
  return r;
}
KR_BYTES_METHOD(lower) { return change_case(self, 'A', 0).v; }
KR_BYTES_METHOD(upper) { return change_case(self, 'a', 0).v; }
KR_BYTES_METHOD(swapcase) { return change_case(self, 'a', 32).v; }
KR_BYTES_METHOD(capitalize) {
  result r = change_case(self, 'A', 0);
  if (r.v != KR_NULL && r.size && is_lower(*r.data)) *r.data ^= 32;
  return r.v;
}
KR_BYTES_METHOD(title) {
  result r = change_case(self, 'A', 0);
  bool inside = false;
  for (size_t i = 0; r.v != KR_NULL && i < r.size; i++) {
    if (!inside && is_lower(r.data[i])) r.data[i] ^= 32;
    inside = is_alpha(r.data[i]);
  }
  return r.v;
}

#define ALL_ARE(name, test)          \
  KR_BYTES_METHOD(name) {            \
    const uint8_t *p;                \
    size_t n;                        \
    kr_self_bytes(self, &p, &n);     \
    for (size_t i = 0; i < n; i++) { \
      uint8_t c = p[i];              \
      if (!(test)) return KR_FALSE;  \
    }                                \
    return kr_from_bool(n > 0);      \
  }
ALL_ARE(isalpha, is_alpha(c))
ALL_ARE(isalnum, is_alpha(c) || is_digit(c))
ALL_ARE(isdigit, is_digit(c))
ALL_ARE(isspace, is_space(c))

KR_BYTES_METHOD(isascii) {
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  return kr_from_bool(kr_all_ascii(p, n));
}

static kr_value all_cased(kr_value self, bool upper) {
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  bool cased = false;
  for (size_t i = 0; i < n; i++) {
    if (!is_alpha(p[i])) continue;
    if (is_upper(p[i]) != upper) return KR_FALSE;
    cased = true;
  }
  return kr_from_bool(cased);
}
KR_BYTES_METHOD(islower) { return all_cased(self, false); }
KR_BYTES_METHOD(isupper) { return all_cased(self, true); }
KR_BYTES_METHOD(istitle) {
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  bool cased = false, inside = false;
  for (size_t i = 0; i < n; i++) {
    if (is_alpha(p[i])) {
      if (is_upper(p[i]) == inside) return KR_FALSE;
      inside = cased = true;
    } else {
      inside = false;
    }
  }
  return kr_from_bool(cased);
}

/* ---- padding ----------------------------------------------------------------------------------------- */

static kr_value pad(kr_value self, size_t left, size_t right, uint8_t fill) {
  const uint8_t *p;
  size_t n;
  uint8_t *out;
  kr_self_bytes(self, &p, &n);
  if (left + right == 0) return kr_bytes_same(self);
  if (left > INT32_MAX - n || right > INT32_MAX - n - left) return kr_raise_no_memory();
  kr_value v = room_like(self, left + n + right, &out);
  if (v == KR_NULL) return KR_NULL;
  memset(out, fill, left);
  if (n) memcpy(out + left, p, n);
  memset(out + left + n, fill, right);
  return v;
}

static int pad_arguments(const char *fname, kr_value self, const kr_value *args, size_t *missing,
                         uint8_t *fill) {
  intptr_t width = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (width == -1 && kr_failed()) return -1;
  *fill = ' ';
  if (args[1] != KR_NULL) {
    const uint8_t *p;
    size_t n;
    if (!kr_is_bytes(args[1]) && !kr_is_bytearray(args[1])) {
      kr_raise_argument(fname, "argument 2", "a byte string of length 1", args[1]);
      return -1;
    }
    kr_self_bytes(args[1], &p, &n);
    if (n != 1)
      return KR_RAISE_INT(&kr_exc_TypeError,
                          "%s(): argument 2 must be a byte string of length 1, not a %s object of "
                          "length %zd",
                          fname, kr_is_bytes(args[1]) ? "bytes" : "bytearray", (intptr_t)n);
    *fill = *p;
  }
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  *missing = width > (intptr_t)n ? (size_t)width - n : 0;
  return 0;
}

KR_BYTES_METHOD(ljust) {
  size_t missing;
  uint8_t fill;
  if (pad_arguments("ljust", self, args, &missing, &fill) < 0) return KR_NULL;
  return pad(self, 0, missing, fill);
}
KR_BYTES_METHOD(rjust) {
  size_t missing;
  uint8_t fill;
  if (pad_arguments("rjust", self, args, &missing, &fill) < 0) return KR_NULL;
  return pad(self, missing, 0, fill);
}
KR_BYTES_METHOD(center) {
  size_t missing, n;
  uint8_t fill;
  const uint8_t *p;
  if (pad_arguments("center", self, args, &missing, &fill) < 0) return KR_NULL;
  kr_self_bytes(self, &p, &n);
  size_t left = missing / 2 + (missing & (missing + n) & 1);
  return pad(self, left, missing - left, fill);
}

KR_BYTES_METHOD(zfill) {
  intptr_t width = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (width == -1 && kr_failed()) return KR_NULL;
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  if (width <= (intptr_t)n) return kr_bytes_same(self);
  size_t zeros = (size_t)width - n;
  kr_value v = pad(self, zeros, 0, '0');
  if (v == KR_NULL || n == 0) return v;
  uint8_t *out = kr_is_bytes(v) ? KR_BYTES(v)->data : kr_bytearray_of(v)->data;
  if (out[zeros] == '+' || out[zeros] == '-') {
    out[0] = out[zeros];
    out[zeros] = '0';
  }
  return v;
}

KR_BYTES_METHOD(expandtabs) {
  int tab = 8;
  if (args[0] != KR_NULL) {
    tab = kr_index_as_int(args[0]);
    if (tab == -1 && kr_failed()) return KR_NULL;
  }
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  kr_value v = KR_NULL;
  uint8_t *out = NULL;
  /* Once to measure, once to write. */
  for (int pass = 0; pass < 2; pass++) {
    size_t length = 0, column = 0;
    for (size_t i = 0; i < n; i++) {
      if (p[i] == '\t') {
        if (tab <= 0) continue;
        size_t step = (size_t)tab - column % (size_t)tab;
        if (pass) memset(out + length, ' ', step);
        column += step;
        length += step;
      } else {
        column = p[i] == '\n' || p[i] == '\r' ? 0 : column + 1;
        if (pass) out[length] = p[i];
        length++;
      }
      if (length > INT32_MAX) return kr_raise(&kr_exc_OverflowError, "result too long");
    }
    if (pass == 0) {
      v = room_like(self, length, &out);
      if (v == KR_NULL) return KR_NULL;
    }
  }
  return v;
}

/* ---- translate --------------------------------------------------------------------------------------- */

KR_BYTES_METHOD(translate) {
  kr_bytes_arg table = {.data = NULL}, drop = {.data = NULL};
  kr_value r = KR_NULL;
  if (!kr_is_none(args[0])) {
    if (kr_bytes_arg_get(&table, args[0]) < 0) return KR_NULL;
    if (table.size != 256) {
      kr_raise(&kr_exc_ValueError, "translation table must be 256 characters long");
      goto done;
    }
  }
  if (args[1] != KR_NULL && kr_bytes_arg_get(&drop, args[1]) < 0) goto done;
  uint8_t map[256];
  bool dropped[256] = {false};
  for (int i = 0; i < 256; i++) map[i] = table.data ? table.data[i] : (uint8_t)i;
  for (size_t i = 0; i < drop.size; i++) dropped[drop.data[i]] = true;
  const uint8_t *p;
  size_t n, size = 0;
  uint8_t *out;
  kr_self_bytes(self, &p, &n);
  int changed = 0;
  if (drop.size) {
    for (size_t i = 0; i < n; i++) size += !dropped[p[i]];
  } else {
    size = n;
  }
  r = room_like(self, size, &out);
  if (r == KR_NULL) goto done;
  if (size == n) {
    for (size_t i = 0; i < n; i++) changed |= p[i] ^ (out[i] = map[p[i]]);
    if (!changed) KR_REPLACE(r, kr_bytes_same(self));
  } else {
    for (size_t i = 0; i < n; i++) {
      if (!dropped[p[i]]) *out++ = map[p[i]];
    }
  }
done:
  kr_bytes_arg_release(&drop);
  kr_bytes_arg_release(&table);
  return r;
}

KR_BYTES_METHOD(maketrans) {
  if (kr_args_count("maketrans", nargs, 2, 2) < 0) return KR_NULL;
  kr_bytes_arg from, to;
  if (kr_bytes_arg_get(&from, args[0]) < 0) return KR_NULL;
  kr_value r = KR_NULL;
  if (kr_bytes_arg_get(&to, args[1]) == 0) {
    if (from.size != to.size) {
      kr_raise(&kr_exc_ValueError, "maketrans arguments must have same length");
    } else {
      kr_bytes *b = kr_bytes_new(256);
      if (b) {
        for (int i = 0; i < 256; i++) b->data[i] = (uint8_t)i;
        for (size_t i = 0; i < from.size; i++) b->data[from.data[i]] = to.data[i];
        r = kr_from_object(b);
      }
    }
    kr_bytes_arg_release(&to);
  }
  kr_bytes_arg_release(&from);
  return r;
}

/* ---- decode, hex ------------------------------------------------------------------------------------- */

KR_BYTES_METHOD(decode) {
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  if (args[0] == KR_NULL && args[1] == KR_NULL) return kr_decode_utf8(p, n, NULL);
  const char *names[2] = {NULL, NULL};
  for (int i = 0; i < 2; i++) {
    if (args[i] == KR_NULL) continue;
    if (!kr_is_str(args[i]))
      return kr_raise_argument("decode", i ? "argument 'errors'" : "argument 'encoding'", "str", args[i]);
    names[i] = kr_str_cstr(args[i]);
    if (!names[i]) return KR_NULL;
  }
  return kr_codec_decode_text(self, names[0] ? names[0] : "utf-8", names[1]);
}

/* The separator: 0 for none, its character + 256, -1. */
static int separator(kr_value sep, uint32_t limit) {
  if (sep == KR_NULL) return 0;
  intptr_t n = kr_len(sep);
  if (n < 0) return -1;
  if (n != 1) return KR_RAISE_INT(&kr_exc_ValueError, "sep must be length 1.");
  uint32_t c;
  if (kr_is_str(sep)) c = kr_str_read(KR_STR(sep), 0);
  else if (kr_is_bytes(sep)) c = KR_BYTES(sep)->data[0];
  else return KR_RAISE_INT(&kr_exc_TypeError, "sep must be str or bytes.");
  if (c > limit) return KR_RAISE_INT(&kr_exc_ValueError, "sep must be ASCII.");
  return (int)c + 256; /* NUL is a separator too */
}

kr_value kr_bytes_hex(const uint8_t *data, size_t size, kr_value sep, kr_value per_group) {
  return kr_bytes_hex_latin1(data, size, sep, per_group, 127);
}
kr_value kr_bytes_hex_latin1(const uint8_t *data, size_t size, kr_value sep, kr_value per_group,
                             uint32_t limit) {
  int group = 1;
  if (per_group != KR_NULL) {
    group = kr_index_as_int(per_group);
    if (group == -1 && kr_failed()) return KR_NULL;
  }
  int c = separator(sep, limit);
  if (c < 0) return KR_NULL;
  size_t every = group < 0 ? 0 - (size_t)group : (size_t)group;
  size_t separators = c && every && size ? (size - 1) / every : 0;
  if (size > (INT32_MAX - separators) / 2) return kr_raise_no_memory();
  kr_value v = kr_str_new(size * 2 + separators, separators && c - 256 > 127 ? 255 : 127);
  if (v == KR_NULL || size == 0) return v;
  char *out = kr_str_data(KR_STR(v));
  for (size_t i = 0; i < size; i++) {
    /* Groups are counted from the right for a positive number, from the left for a negative one. */
    if (separators && i && (group < 0 ? i : size - i) % every == 0) *out++ = (char)c;
    *out++ = "0123456789abcdef"[data[i] >> 4];
    *out++ = "0123456789abcdef"[data[i] & 15];
  }
  return v;
}

KR_BYTES_METHOD(hex) {
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  if (args[0] == KR_NULL && args[1] == KR_NULL) return kr_bytes_hex(p, n, KR_NULL, KR_NULL);
  /* The arguments' __len__ and __index__ may move a bytearray. */
  kr_value copy = kr_bytes_from(p, n);
  if (copy == KR_NULL) return KR_NULL;
  kr_value r = kr_bytes_hex(KR_BYTES(copy)->data, n, args[0], args[1]);
  kr_decref(copy);
  return r;
}

KR_BYTES_METHOD(fromhex) {
  const void *data;
  uint32_t shift = 0;
  size_t n;
  kr_bytes_arg source = {.held = false};
  if (kr_is_str(args[0])) {
    data = kr_str_data(KR_STR(args[0]));
    shift = kr_str_shift(KR_STR(args[0]));
    n = KR_STR(args[0])->length;
  } else if (kr_has_buffer(args[0])) {
    if (kr_bytes_arg_get(&source, args[0]) < 0) return KR_NULL;
    data = source.data;
    n = source.size;
  } else {
    return kr_raise(&kr_exc_TypeError, "fromhex() argument must be str or bytes-like, not %Q", args[0]);
  }
  kr_bytes *b = kr_bytes_new(n / 2);
  size_t used = 0, i = 0;
  kr_value r = KR_NULL;
  if (!b) goto done;
  for (;;) {
    while (i < n && kr_read_char(data, shift, i) < 128 && is_space((uint8_t)kr_read_char(data, shift, i)))
      i++;
    if (i == n) break;
    int high = kr_hex_digit(kr_read_char(data, shift, i)), low = -1;
    if (high >= 0) {
      if (++i == n) {
        kr_raise(&kr_exc_ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
        goto done;
      }
      low = kr_hex_digit(kr_read_char(data, shift, i));
    }
    if (low < 0) {
      /* Of a str, what is not ASCII is found first. */
      if (kr_is_str(args[0]))
        for (size_t k = i; k < n; k++)
          if (kr_read_char(data, shift, k) > 127) {
            i = k;
            break;
          }
      kr_raise(&kr_exc_ValueError, "non-hexadecimal number found in fromhex() arg at position %zd",
               (intptr_t)i);
      goto done;
    }
    i++;
    b->data[used++] = (uint8_t)(high << 4 | low);
  }
  kr_type *type = KR_AS_TYPE(self);
  if (kr_is_subtype(type, &kr_bytes_type)) {
    r = kr_bytes_resize(kr_from_object(b), used);
    b = NULL;
  } else {
    r = kr_bytearray_from(b->data, used);
  }
  if (r != KR_NULL && type != &kr_bytes_type && type != &kr_bytearray_type) {
    kr_value made = kr_call1(self, r);
    kr_decref(r);
    r = made;
  }
done:
  if (b) kr_decref_object(b);
  kr_bytes_arg_release(&source);
  return r;
}
