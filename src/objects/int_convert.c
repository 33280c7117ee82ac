/* int from and to text, and int(x) of everything. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int_impl.h"
#include "objects/str.h"

int32_t kr_int_max_str_digits = 4300;
/* Conversions up to here are never refused; the smallest limit that can be set. */
enum { LIMIT_THRESHOLD = 640 };

/* ValueError when a decimal text of `digits` digits is longer than sys.set_int_max_str_digits allows.
 * 0, -1. */
static int check_parse_limit(size_t digits) {
  if (digits <= LIMIT_THRESHOLD || kr_int_max_str_digits <= 0 || digits <= (size_t)kr_int_max_str_digits)
    return 0;
  return KR_RAISE_INT(&kr_exc_ValueError,
                      "Exceeds the limit (%d digits) for integer string conversion: value has %zu "
                      "digits; use sys.set_int_max_str_digits() to increase the limit",
                      (int)kr_int_max_str_digits, digits);
}

/* ---- parsing ------------------------------------------------------------------------------------- */

static int digit_value(uint32_t c) {
  if (c - '0' < 10) return (int)(c - '0');
  c |= 32;
  if (c - 'a' < 26) return (int)(c - 'a' + 10);
  return 99;
}

static bool is_c_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* values: `count` digit values below base, most significant first. New. */
static kr_value from_values(const uint8_t *values, size_t count, int base, bool negative) {
  while (count > 0 && *values == 0) values++, count--;
  if (count == 0) return kr_from_small_int(0);
  if (count <= 9) {
    uint64_t u = 0;
    for (size_t i = 0; i < count; i++) u = u * (unsigned)base + values[i];
    return kr_int_from_u64_sign(u, negative);
  }
  if (base & (base - 1)) {
    kr_int *z = kr_int_alloc(kr_mag_digits_room(count, base));
    if (!z) return KR_NULL;
    size_t n;
    if (kr_mag_from_base(z->digits, &n, values, count, base) < 0) {
      kr_int_discard(z);
      return KR_NULL;
    }
    return kr_int_finish(z, n, negative);
  }
  unsigned bits = (unsigned)__builtin_ctz((unsigned)base);
  if ((uint64_t)count > UINT64_MAX / 8) return kr_raise_no_memory();
  size_t n = (size_t)(((uint64_t)count * bits + 31) / 32);
  kr_int *z = kr_int_alloc(n);
  if (!z) return KR_NULL;
  uint64_t acc = 0;
  unsigned have = 0;
  size_t at = 0;
  for (size_t i = count; i-- > 0;) {
    acc |= (uint64_t)values[i] << have;
    have += bits;
    if (have >= 32) {
      z->digits[at++] = (kr_digit)acc;
      acc >>= 32;
      have -= 32;
    }
  }
  if (at < n) z->digits[at++] = (kr_digit)acc;
  return kr_int_finish(z, at, negative);
}

/* Parses ASCII text. *ok false: no number (no exception set). values: scratch of `size` bytes. */
static kr_value parse(const uint8_t *s, size_t size, int base, uint8_t *values, bool *ok) {
  size_t i = 0, end = size;
  *ok = false;
  while (i < end && is_c_space(s[i])) i++;
  while (end > i && is_c_space(s[end - 1])) end--;
  bool negative = false, must_be_zero = false;
  if (i < end && (s[i] == '+' || s[i] == '-')) negative = s[i++] == '-';
  uint8_t letter = i + 1 < end && s[i] == '0' ? s[i + 1] | 32 : 0;
  if (base == 0) {
    if (i >= end || s[i] != '0') {
      base = 10;
    } else if (letter == 'x') {
      base = 16;
    } else if (letter == 'o') {
      base = 8;
    } else if (letter == 'b') {
      base = 2;
    } else {
      base = 10; /* 00 is fine, 017 would be octal elsewhere */
      must_be_zero = true;
    }
  }
  if ((base == 16 && letter == 'x') || (base == 8 && letter == 'o') || (base == 2 && letter == 'b')) {
    i += 2;
    if (i < end && s[i] == '_') i++;
  }
  size_t count = 0;
  bool after_digit = false, nonzero = false;
  for (; i < end; i++) {
    if (s[i] == '_') {
      if (!after_digit) return KR_NULL;
      after_digit = false;
      continue;
    }
    int v = digit_value(s[i]);
    if (v >= base) return KR_NULL;
    nonzero |= v != 0;
    values[count++] = (uint8_t)v;
    after_digit = true;
  }
  if (!after_digit || (must_be_zero && nonzero)) return KR_NULL;
  *ok = true;
  if ((base & (base - 1)) && check_parse_limit(count) < 0) return KR_NULL;
  return from_values(values, count, base, negative);
}

static kr_value invalid_literal(kr_value text, int base) {
  /* Of bytes and their like, what is shown is the bytes. */
  kr_value shown;
  if (kr_is_bytes(text)) shown = kr_bytes_repr(KR_BYTES(text)->data, KR_BYTES(text)->size, "", "");
  else if (kr_is_bytearray(text))
    shown = kr_bytes_repr(KR_AS(kr_bytearray, text)->data, KR_AS(kr_bytearray, text)->size, "", "");
  else shown = kr_repr(text);
  if (shown != KR_NULL && KR_STR(shown)->length > 200) KR_REPLACE(shown, kr_str_substring(shown, 0, 200));
  if (shown == KR_NULL) return KR_NULL;
  kr_raise(&kr_exc_ValueError, "invalid literal for int() with base %d: %U", base, shown);
  kr_decref(shown);
  return KR_NULL;
}

/* `shown` is what a ValueError says could not be read. */
static kr_value from_ascii(const uint8_t *s, size_t size, int base, kr_value shown) {
  uint8_t small[256], *values = small;
  if (size > sizeof small) {
    values = kr_alloc(size);
    if (!values) return KR_NULL;
  }
  bool ok;
  kr_value v = parse(s, size, base, values, &ok);
  if (values != small) kr_free(values);
  return ok ? v : invalid_literal(shown, base);
}

kr_value kr_int_from_str(kr_value text, int base) {
  if (base != 0 && (base < 2 || base > 36))
    return kr_raise(&kr_exc_ValueError, "int() base must be >= 2 and <= 36, or 0");
  const kr_str *s = KR_STR(text);
  if (kr_str_is_ascii(s)) return from_ascii(kr_str_data(s), s->length, base, text);
  /* Any script's decimal digits and spaces stand for the ASCII ones. */
  uint8_t *copy = kr_alloc(s->length);
  if (!copy) return KR_NULL;
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    int d;
    copy[i] = kr_uc_is_space(c)                   ? ' '
              : c < 128                           ? (uint8_t)c
              : (d = kr_uc_decimal_value(c)) >= 0 ? (uint8_t)('0' + d)
                                                  : '?';
  }
  kr_value v = from_ascii(copy, s->length, base, text);
  kr_free(copy);
  return v;
}

kr_value kr_int_from_literal(const char *text, size_t size) {
  uint8_t small[64], *values = small;
  if (size > sizeof small) {
    values = kr_alloc(size);
    if (!values) return KR_NULL;
  }
  bool ok;
  kr_value v = parse((const uint8_t *)text, size, 0, values, &ok);
  if (values != small) kr_free(values);
  if (!ok) return kr_raise(&kr_exc_ValueError, "invalid integer literal");
  return v;
}

/* int(text[, base]) of str, bytes, bytearray; KR_NOT_IMPLEMENTED: v is none of them. */
static kr_value from_text(kr_value v, int base) {
  if (kr_is_str(v)) return kr_int_from_str(v, base);
  if (!kr_is_bytes(v) && !kr_is_bytearray(v)) return KR_NOT_IMPLEMENTED;
  if (base != 0 && (base < 2 || base > 36))
    return kr_raise(&kr_exc_ValueError, "int() base must be >= 2 and <= 36, or 0");
  if (kr_is_bytes(v)) return from_ascii(KR_BYTES(v)->data, KR_BYTES(v)->size, base, v);
  const kr_bytearray *b = KR_AS(kr_bytearray, v);
  return from_ascii(b->data, b->size, base, v);
}

/* The result of v.__int__() or v.__index__(), checked, as an exact int; v's name in the message. */
static kr_value checked_int(kr_value r, kr_value v, const char *method) {
  if (r == KR_NULL || kr_is_exact_int(r)) return r;
  if (!kr_is_int(r)) {
    kr_raise(&kr_exc_TypeError, "%s returned non-int (type %T)", method, r);
    kr_decref(r);
    return KR_NULL;
  }
  if (kr_warn(&kr_exc_DeprecationWarning, 1,
              "%s returned non-int (type %T).  The ability to return an instance of a strict "
              "subclass of int is deprecated, and may be removed in a future version of Python.",
              method, r) < 0) {
    kr_decref(r);
    return KR_NULL;
  }
  kr_value plain = kr_int_plain(r);
  kr_decref(r);
  return plain;
}

kr_value kr_int_from_any(kr_value v) {
  if (kr_is_exact_int(v)) return kr_ref(v);
  const kr_type *t = kr_type_of(v);
  if (t->nb_int) return checked_int(t->nb_int(v), v, "__int__");
  if (t->nb_index) {
    kr_value r = kr_index(v);
    if (r == KR_NULL) return KR_NULL;
    kr_value plain = kr_int_plain(r);
    kr_decref(r);
    return plain;
  }
  kr_value r = from_text(v, 10);
  if (r != KR_NOT_IMPLEMENTED) return r;
  if (kr_has_buffer(v)) {
    kr_buffer view;
    if (kr_get_buffer(v, &view, KR_BUF_SIMPLE) < 0) return KR_NULL;
    kr_value copy = kr_bytes_from(view.buf, (size_t)view.len);
    kr_release_buffer(&view);
    if (copy == KR_NULL) return KR_NULL;
    r = from_text(copy, 10);
    kr_decref(copy);
    return r;
  }
  return kr_raise(&kr_exc_TypeError,
                  "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

/* int(x=0, /, base=...) */
kr_value kr_int_convert(kr_value x, kr_value base) {
  if (x == KR_NULL) {
    if (base != KR_NULL) return kr_raise(&kr_exc_TypeError, "int() missing string argument");
    return kr_from_small_int(0);
  }
  if (base == KR_NULL) return kr_int_from_any(x);
  intptr_t b = kr_index_as_size(base, KR_NULL);
  if (b == -1 && kr_failed()) return KR_NULL;
  if (b != 0 && (b < 2 || b > 36))
    return kr_raise(&kr_exc_ValueError, "int() base must be >= 2 and <= 36, or 0");
  kr_value r = from_text(x, (int)b);
  if (r == KR_NOT_IMPLEMENTED)
    return kr_raise(&kr_exc_TypeError, "int() can't convert non-string with explicit base");
  return r;
}

/* ---- to text ------------------------------------------------------------------------------------- */

static const char digits36[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* The text of u in `base`, ending at `end`; its start. */
static char *write_u64(char *end, uint64_t u, unsigned base) {
  if (base == 10) {
    while (u >= UINT64_C(1000000000)) {
      uint32_t part = (uint32_t)(u % 1000000000u);
      u /= 1000000000u;
      for (int i = 0; i < 9; i++) {
        *--end = (char)('0' + part % 10);
        part /= 10;
      }
    }
    uint32_t rest = (uint32_t)u;
    do {
      *--end = (char)('0' + rest % 10);
      rest /= 10;
    } while (rest);
    return end;
  }
  unsigned shift = (unsigned)__builtin_ctz(base);
  do {
    *--end = digits36[u & (base - 1)];
    u >>= shift;
  } while (u);
  return end;
}

static int limit_exceeded(void) {
  return KR_RAISE_INT(&kr_exc_ValueError,
                      "Exceeds the limit (%d digits) for integer string conversion; use "
                      "sys.set_int_max_str_digits() to increase the limit",
                      (int)kr_int_max_str_digits);
}

int kr_int_put_text(kr_buf *out, kr_value v, int base, bool prefix) {
  char small[3 + 64 + 2], *end = small + sizeof small;
  const char *mark = !prefix ? "" : base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
  kr_int_view w;
  kr_int_view_of(&w, v);
  if (w.negative && !kr_buf_put_char(out, '-')) return -1;
  if (!kr_buf_put_cstr(out, mark)) return -1;
  if (w.n <= 2) {
    char *p = write_u64(end, kr_mag_low64(w.d, w.n), (unsigned)base);
    return kr_buf_put(out, p, (size_t)(end - p)) ? 0 : -1;
  }
  size_t bits = kr_mag_bits(w.d, w.n);
  if (base == 10) {
    int32_t max = kr_int_max_str_digits;
    /* 2^bits has at least bits * 0.30102 digits: refuse what is far too long before converting. */
    if (max > 0 && (uint64_t)bits * 30102 / 100000 > (uint64_t)max + 1) return limit_exceeded();
    size_t room = kr_mag_decimal_room(w.n), size;
    if (room == 0) return kr_raise_no_memory(), -1;
    if (!kr_buf_reserve(out, room)) return -1;
    if (kr_mag_to_decimal(out->data + out->size, &size, w.d, w.n) < 0) return -1;
    if (max > 0 && size > (size_t)max && size > LIMIT_THRESHOLD) return limit_exceeded();
    out->size += size;
    return 0;
  }
  unsigned shift = (unsigned)__builtin_ctz((unsigned)base);
  size_t size = (bits + shift - 1) / shift;
  if (!kr_buf_reserve(out, size)) return -1;
  char *p = out->data + out->size;
  for (size_t i = size; i-- > 0;) {
    size_t low = (size - 1 - i) * shift, at = low / 32;
    uint64_t d = w.d[at];
    if (at + 1 < w.n) d |= (uint64_t)w.d[at + 1] << 32;
    p[i] = digits36[(d >> (low % 32)) & ((unsigned)base - 1)];
  }
  out->size += size;
  return 0;
}

kr_value kr_int_to_str(kr_value v, int base, bool prefix) {
  int64_t i;
  if (base == 10 && kr_int_immediate(v, &i)) {
    char small[24], *end = small + sizeof small;
    char *p = write_u64(end, i < 0 ? (uint64_t)-i : (uint64_t)i, 10);
    if (i < 0) *--p = '-';
    return kr_str_from_ascii(p, (size_t)(end - p));
  }
  kr_buf b = {0};
  kr_value s = KR_NULL;
  if (kr_int_put_text(&b, v, base, prefix) == 0) s = kr_str_from_ascii(b.data, b.size);
  kr_buf_free(&b);
  return s;
}
