/* format % args, for str and for bytes: one reader of formats, two kinds of output. The text of numbers
 * comes from format_spec.h. */
#include "objects/bytes_core.h"
#include "objects/fast_memory.h"
#include "objects/float.h"
#include "objects/format_spec.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

typedef struct {
  bool bytes; /* bytes % args, not str % args */
  const void *format;
  uint32_t shift;
  size_t size, at; /* at: the next character of the format */
  /* The arguments: a tuple's items, or one value. A mapping's looked-up values take its place. */
  kr_value args;
  intptr_t count, next; /* count -1: one value, and next goes from -2 to -1 */
  bool mapping;
  kr_value mapped; /* owned; KR_NULL: none */
  /* output */
  kr_str_builder text;
  kr_buf buf;
} job;

typedef struct {
  int flags;                 /* KR_PERCENT_* */
  intptr_t width, precision; /* -1: none */
} directive;

static uint32_t peek(const job *j) { return kr_read_char(j->format, j->shift, j->at); }

/* ---- output ------------------------------------------------------------------------------------------ */

static bool put_fill(job *j, size_t n) {
  if (!j->bytes) return kr_sb_repeat(&j->text, ' ', n);
  if (!kr_buf_reserve(&j->buf, n)) return false;
  memset(j->buf.data + j->buf.size, ' ', n);
  j->buf.size += n;
  return true;
}

/* The first n bytes at data, or characters of s, padded to the directive's width. */
static bool put_padded(job *j, const directive *d, const void *data, size_t n, const kr_str *s) {
  size_t pad = d->width > 0 && (size_t)d->width > n ? (size_t)d->width - n : 0;
  if (pad && !(d->flags & KR_PERCENT_LEFT) && !put_fill(j, pad)) return false;
  bool ok = j->bytes ? kr_buf_put(&j->buf, data, n) : kr_sb_substr(&j->text, s, 0, n);
  if (pad && (d->flags & KR_PERCENT_LEFT)) ok = ok && put_fill(j, pad);
  return ok;
}

/* A str in full; in bytes it must be ASCII. Stolen. */
static bool put_str(job *j, const directive *d, kr_value v) {
  if (v == KR_NULL) return false;
  kr_str *s = KR_STR(v);
  size_t n = s->length;
  if (d->precision >= 0 && (size_t)d->precision < n) n = (size_t)d->precision;
  bool ok = put_padded(j, d, kr_str_data(s), n, s);
  kr_decref(v);
  return ok;
}

/* ---- arguments --------------------------------------------------------------------------------------- */

/* Borrowed; KR_NULL: TypeError. */
static kr_value next_argument(job *j) {
  if (j->next < j->count) {
    j->next++;
    return j->count < 0 ? j->args : KR_TUPLE(j->args)->items[j->next - 1];
  }
  return kr_raise(&kr_exc_TypeError, "not enough arguments for format string");
}

/* (key): from after the parenthesis. */
static bool take_key(job *j, kr_value mapping) {
  if (!j->mapping) {
    kr_raise(&kr_exc_TypeError, "format requires a mapping");
    return false;
  }
  size_t start = j->at;
  for (int depth = 1; j->at < j->size; j->at++) {
    uint32_t c = peek(j);
    if (c == ')' && --depth == 0) break;
    if (c == '(') depth++;
  }
  if (j->at >= j->size) {
    kr_raise(&kr_exc_ValueError, "incomplete format key");
    return false;
  }
  const char *from = (const char *)j->format + (start << j->shift);
  kr_value key =
      j->bytes ? kr_bytes_from(from, j->at - start) : kr_str_from_chars(from, j->shift, j->at - start);
  j->at++;
  if (key == KR_NULL) return false;
  kr_value v = kr_getitem(mapping, key);
  kr_decref(key);
  if (v == KR_NULL) return false;
  KR_REPLACE(j->mapped, v);
  j->args = v;
  j->count = -1;
  j->next = -2;
  return true;
}

/* Digits, or '*' for an argument. -1 stays when there is neither; false: failed. */
static bool take_number(job *j, bool precision, directive *d, intptr_t *out) {
  if (j->at < j->size && peek(j) == '*') {
    kr_value v = next_argument(j);
    if (v == KR_NULL) return false;
    if (!kr_is_int(v)) {
      kr_raise(&kr_exc_TypeError, "* wants int");
      return false;
    }
    int64_t n;
    if (!kr_int_fits_i64(v, &n) || n > INT32_MAX || n < INT32_MIN) {
      kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C %s",
               precision ? "int" : "ssize_t");
      return false;
    }
    if (n < 0) {
      if (!precision) d->flags |= KR_PERCENT_LEFT;
      n = precision ? 0 : -n;
    }
    *out = (intptr_t)n;
    j->at++;
    return true;
  }
  int64_t n = 0;
  bool digits = false;
  for (; j->at < j->size && peek(j) - '0' < 10; j->at++) {
    n = n * 10 + (peek(j) - '0');
    digits = true;
    if (n > INT32_MAX) {
      kr_raise(&kr_exc_ValueError, !precision ? "width too big"
                                   : j->bytes ? "prec too big"
                                              : "precision too big");
      return false;
    }
  }
  if (digits || precision) *out = (intptr_t)n;
  return true;
}

/* ---- conversions ------------------------------------------------------------------------------------- */

/* %b of bytes: what has __bytes__ or a buffer. */
static bool put_object_bytes(job *j, const directive *d, kr_value v) {
  kr_value owned = KR_NULL;
  if (!kr_is_exact(v, &kr_bytes_type) && !kr_is_bytearray(v)) {
    kr_value method;
    int found = kr_lookup_special(v, KR_ID(__bytes__), &method);
    if (found < 0) return false;
    if (found) {
      owned = kr_call0(method);
      kr_decref(method);
      if (owned == KR_NULL) return false;
      if (!kr_is_bytes(owned)) {
        kr_raise(&kr_exc_TypeError, "__bytes__ returned non-bytes (type %T)", owned);
        kr_decref(owned);
        return false;
      }
      v = owned;
    } else if (!kr_has_buffer(v)) {
      kr_raise(&kr_exc_TypeError,
               "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
      return false;
    }
  }
  kr_bytes_arg a;
  bool ok = kr_bytes_arg_get(&a, v) == 0;
  if (ok) {
    size_t n = a.size;
    if (d->precision >= 0 && (size_t)d->precision < n) n = (size_t)d->precision;
    ok = put_padded(j, d, a.data, n, NULL);
    kr_bytes_arg_release(&a);
  }
  kr_decref(owned);
  return ok;
}

static bool put_char(job *j, const directive *d, kr_value v) {
  if (!j->bytes) {
    uint32_t c;
    if (kr_percent_char(v, &c) < 0) return false;
    directive whole = *d;
    whole.precision = -1;
    return put_str(j, &whole, kr_str_from_char(c));
  }
  uint8_t byte;
  if (kr_is_bytes(v) || kr_is_bytearray(v)) {
    const uint8_t *p;
    size_t n;
    kr_self_bytes(v, &p, &n);
    if (n != 1) {
      kr_raise(&kr_exc_TypeError,
               "%%c requires an integer in range(256) or a single byte, not a %s object of length %zd",
               kr_is_bytes(v) ? "bytes" : "bytearray", (intptr_t)n);
      return false;
    }
    byte = *p;
  } else {
    kr_value n = kr_index(v);
    if (n == KR_NULL) {
      if (!kr_type_of(v)->nb_index && kr_clear_if(&kr_exc_TypeError))
        kr_raise(&kr_exc_TypeError, "%%c requires an integer in range(256) or a single byte, not %Q", v);
      return false;
    }
    int64_t i;
    bool fits = kr_int_fits_i64(n, &i) && i >= 0 && i < 256;
    kr_decref(n);
    if (!fits) {
      kr_raise(&kr_exc_OverflowError, "%%c arg not in range(256)");
      return false;
    }
    byte = (uint8_t)i;
  }
  return put_padded(j, d, &byte, 1, NULL);
}

/* Decimal digits of i before `end`; where they begin. */
static char *put_digits(char *end, int64_t i) {
  uint64_t u = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
  do *--end = (char)('0' + u % 10);
  while (u /= 10);
  if (i < 0) *--end = '-';
  return end;
}

static bool put_number(job *j, const directive *d, kr_value v, char type) {
  if (kr_is_small_int(v) && d->flags == 0 && d->width < 0 && d->precision < 0 && type == 'd') {
    char digits[24], *p = put_digits(digits + sizeof digits, kr_small_int_value(v));
    size_t n = (size_t)(digits + sizeof digits - p);
    return j->bytes ? kr_buf_put(&j->buf, p, n) : kr_sb_ascii(&j->text, p, n);
  }
  if (j->bytes && strchr("eEfFgG", type) && !kr_is_float(v)) {
    double value = kr_as_double(v);
    if (value == -1.0 && kr_failed()) {
      kr_clear_exception();
      kr_raise(&kr_exc_TypeError, "float argument required, not %T", v);
      return false;
    }
    v = kr_from_double(value);
  }
  directive plain = {.width = -1, .precision = -1};
  return put_str(j, &plain, kr_percent_number(v, type, d->flags, d->width, d->precision));
}

static bool convert(job *j, const directive *d, uint32_t c, kr_value v) {
  switch (c) {
    case 's':
      if (j->bytes) return put_object_bytes(j, d, v);
      return put_str(j, d, kr_str_of(v));
    case 'b':
      if (j->bytes) return put_object_bytes(j, d, v);
      break;
    case 'r': return put_str(j, d, j->bytes ? kr_ascii(v) : kr_repr(v));
    case 'a': return put_str(j, d, kr_ascii(v));
    case 'c': return put_char(j, d, v);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return put_number(j, d, v, (char)c);
    default: break;
  }
  if (j->bytes && c > 127) kr_raise(&kr_exc_OverflowError, "character argument not in range(0x110000)");
  else
    kr_raise(&kr_exc_ValueError, "unsupported format character '%c' (0x%x) at index %zd",
             c >= ' ' && c < 127 ? (int)c : '?', (unsigned)c, (intptr_t)j->at - 1);
  return false;
}

static bool run(job *j) {
  kr_value mapping = j->args;
  while (j->at < j->size) {
    const char *from = (const char *)j->format + (j->at << j->shift);
    intptr_t hit = kr_find_char(from, j->shift, j->size - j->at, '%');
    size_t n = hit < 0 ? j->size - j->at : (size_t)hit;
    if (n) {
      bool ok = j->bytes ? kr_buf_put(&j->buf, from, n)
                         : kr_sb_substr(&j->text, (const kr_str *)j->format - 1, j->at, j->at + n);
      if (!ok) return false;
      j->at += n;
    }
    if (hit < 0) break;
    j->at++;
    directive d = {.width = -1, .precision = -1};
    if (j->at < j->size && peek(j) == '%') {
      j->at++;
      if (!(j->bytes ? kr_buf_put_char(&j->buf, '%') : kr_sb_char(&j->text, '%'))) return false;
      continue;
    }
    if (j->at < j->size && peek(j) == '(') {
      j->at++;
      if (!take_key(j, mapping)) return false;
    }
    for (; j->at < j->size; j->at++) {
      uint32_t c = peek(j);
      int flag = c == '-'   ? KR_PERCENT_LEFT
                 : c == '+' ? KR_PERCENT_SIGN
                 : c == ' ' ? KR_PERCENT_BLANK
                 : c == '#' ? KR_PERCENT_ALT
                 : c == '0' ? KR_PERCENT_ZERO
                            : 0;
      if (!flag) break;
      d.flags |= flag;
    }
    if (!take_number(j, false, &d, &d.width)) return false;
    if (j->at < j->size && peek(j) == '.') {
      j->at++;
      if (!take_number(j, true, &d, &d.precision)) return false;
    }
    if (j->at < j->size && (peek(j) == 'h' || peek(j) == 'l' || peek(j) == 'L')) j->at++;
    if (j->at >= j->size) {
      kr_raise(&kr_exc_ValueError, "incomplete format");
      return false;
    }
    uint32_t c = peek(j);
    j->at++;
    kr_value v = next_argument(j);
    if (v == KR_NULL) return false;
    kr_incref(v);
    bool ok = convert(j, &d, c, v);
    kr_decref(v);
    if (!ok) return false;
  }
  if (j->next < j->count && !j->mapping) {
    kr_raise(&kr_exc_TypeError, "not all arguments converted during %s formatting",
             j->bytes ? "bytes" : "string");
    return false;
  }
  return true;
}

static void start(job *j, kr_value args) {
  j->args = args;
  j->mapped = KR_NULL;
  if (kr_is_tuple(args)) {
    j->count = (intptr_t)KR_TUPLE(args)->size;
    j->next = 0;
  } else {
    j->count = -1;
    j->next = -2;
    j->mapping = kr_type_of(args)->mp_subscript && !kr_is_str(args) &&
                 !(j->bytes && (kr_is_bytes(args) || kr_is_bytearray(args)));
  }
}

/* The usual case in one go: a short ASCII format of plain %s and %d, with ASCII strs and small ints for
 * them. KR_NULL: not that case (or MemoryError: then the general way meets it too). */
static kr_value percent_quickly(const kr_str *s, const kr_value *args, size_t count) {
  enum { ROOM = 256 };
  char out[ROOM];
  const char *p = kr_str_data(s), *end = p + s->length;
  size_t n = 0, next = 0;
  while (p < end) {
    char c = *p++;
    if (n >= ROOM - 1) return KR_NULL;
    if (c != '%') {
      out[n++] = c;
      continue;
    }
    if (p == end) return KR_NULL;
    c = *p++;
    if (c == '%') {
      out[n++] = c;
      continue;
    }
    if ((c != 's' && c != 'd') || next == count) return KR_NULL;
    kr_value v = args[next++];
    if (c == 's' && n == 0 && p == end && next == count && kr_is_exact_str(v)) return kr_ref(v);
    if (kr_is_small_int(v)) {
      char digits[24], *d = put_digits(digits + sizeof digits, kr_small_int_value(v));
      size_t k = (size_t)(digits + sizeof digits - d);
      if (k > ROOM - n) return KR_NULL;
      while (d < digits + sizeof digits) out[n++] = *d++;
    } else if (c == 's' && kr_is_exact_str(v) && kr_str_is_ascii(KR_STR(v)) &&
               KR_STR(v)->length <= ROOM - n) {
      kr_copy(out + n, kr_str_data(KR_STR(v)), KR_STR(v)->length);
      n += KR_STR(v)->length;
    } else {
      return KR_NULL;
    }
  }
  return next == count ? kr_str_from_ascii(out, n) : KR_NULL;
}

kr_value kr_str_percent(kr_value format, kr_value args) {
  kr_str *s = KR_STR(format);
  if (kr_str_is_ascii(s) && s->length) {
    bool tuple = kr_is_exact_tuple(args);
    if (tuple ? KR_TUPLE(args)->size > 0 : kr_is_small_int(args) || kr_is_exact_str(args)) {
      kr_value v = tuple ? percent_quickly(s, KR_TUPLE(args)->items, KR_TUPLE(args)->size)
                         : percent_quickly(s, &args, 1);
      if (v != KR_NULL || kr_failed()) return v;
    }
  }
  job j = {.format = kr_str_data(s), .shift = kr_str_shift(s), .size = s->length};
  start(&j, args);
  bool ok = run(&j);
  kr_decref(j.mapped);
  if (!ok) {
    kr_sb_discard(&j.text);
    return KR_NULL;
  }
  if (j.text.length == s->length && !kr_str_contains_char(s, '%')) {
    kr_sb_discard(&j.text);
    return kr_ref(format);
  }
  return kr_sb_finish(&j.text);
}

kr_value kr_bytes_percent(kr_value self, kr_value args) {
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  /* Conversions run code that may change a bytearray: it is formatted as it is now. */
  kr_value copy = KR_NULL;
  if (!kr_is_bytes(self)) {
    copy = kr_bytes_from(p, n);
    if (copy == KR_NULL) return KR_NULL;
    p = KR_BYTES(copy)->data;
  }
  job j = {.bytes = true, .format = p, .size = n};
  start(&j, args);
  bool ok = run(&j) && !j.buf.failed;
  kr_decref(j.mapped);
  kr_decref(copy);
  kr_value r = ok ? kr_bytes_like_self(self, j.buf.data, j.buf.size) : KR_NULL;
  kr_buf_free(&j.buf);
  return r;
}
