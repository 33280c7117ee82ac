/* Text of doubles: repr, e f g, hexadecimal; and doubles of text. */
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/errors.h"
#include "objects/float_dec.h"
#include "objects/str.h"

/* ---- repr and the % codes ------------------------------------------------------------------------ */

static bool put_exponent(kr_buf *out, int e) {
  char text[8];
  int n = 0;
  text[n++] = 'e';
  text[n++] = e < 0 ? '-' : '+';
  if (e < 0) e = -e;
  if (e >= 100) text[n++] = (char)('0' + e / 100);
  text[n++] = (char)('0' + e / 10 % 10);
  text[n++] = (char)('0' + e % 10);
  return kr_buf_put(out, text, (size_t)n);
}

static bool put_zeros(kr_buf *out, int64_t n) {
  if (n <= 0) return true;
  if (!kr_buf_reserve(out, (size_t)n)) return false;
  memset(out->data + out->size, '0', (size_t)n);
  out->size += (size_t)n;
  return true;
}

/* How digits are laid out: 0.DIGITS * 10^point, at least `min_fraction` digits after the point (zeros
 * are added), as 1.2e+34 when `exponential`. */
static bool put_layout(kr_buf *out, const char *digits, int64_t n, int64_t point, bool exponential,
                       int64_t min_fraction, bool keep_point) {
  int64_t shift = exponential ? 1 : point; /* digits before the point */
  bool ok = true;
  if (shift <= 0) {
    ok = kr_buf_put_char(out, '0');
  } else if (shift >= n) {
    ok = kr_buf_put(out, digits, (size_t)n) && put_zeros(out, shift - n);
  } else {
    ok = kr_buf_put(out, digits, (size_t)shift);
  }
  int64_t lead = shift < 0 ? -shift : 0; /* zeros right after the point */
  int64_t rest = n > shift ? n - (shift > 0 ? shift : 0) : 0;
  if (rest + lead == 0 && min_fraction == 0 && !keep_point) {
    /* no point at all */
  } else {
    ok = ok && kr_buf_put_char(out, '.') && put_zeros(out, lead) &&
         kr_buf_put(out, digits + (n - rest), (size_t)rest) && put_zeros(out, min_fraction - lead - rest);
  }
  return ok && (!exponential || put_exponent(out, (int)point - 1));
}

enum { MOST_DIGITS = 800 }; /* no double has as many significant ones */

/* The digits of u into `room`; how many. */
static int write_digits(char room[20], uint64_t u) {
  char text[20], *p = text + sizeof text;
  while (u > UINT32_MAX) {
    uint32_t low = (uint32_t)(u % 1000000000u);
    u /= 1000000000u;
    for (int i = 0; i < 9; i++) {
      *--p = (char)('0' + low % 10);
      low /= 10;
    }
  }
  uint32_t low = (uint32_t)u;
  do {
    *--p = (char)('0' + low % 10);
    low /= 10;
  } while (low);
  int n = (int)(text + sizeof text - p);
  memcpy(room, p, (size_t)n);
  return n;
}

/* The digits of a float, and how they are to be laid out. */
typedef struct {
  const char *text; /* in `room` or `buf` */
  int64_t n, point; /* the point is behind so many digits */
  int64_t min_fraction;
  bool exponential;
  char room[20]; /* for short results */
  kr_buf buf;
} float_digits;

/* u, or (false) what is in the buffer. */
KR_INLINE void set_digits(float_digits *f, bool quick, uint64_t u) {
  if (quick) {
    f->n = write_digits(f->room, u);
    f->text = f->room;
  } else {
    f->text = f->buf.data;
    f->n = (int64_t)f->buf.size;
  }
}
/* The fewest digits that are d again. */
static void shortest(float_digits *f, double d, bool dot_0) {
  if (d == 0) {
    f->text = "0";
    f->n = f->point = 1;
  } else {
    int e;
    f->n = kr_shortest_digits(d, f->room, &e);
    f->text = f->room;
    f->point = e;
  }
  f->exponential = f->point <= -4 || f->point > 16;
  if (!f->exponential && dot_0) f->min_fraction = 1;
}
/* So many digits behind the point. */
static bool fixed(float_digits *f, double d, int precision) {
  uint64_t u = 0;
  bool quick = kr_scaled_quickly(d, precision, &u);
  if (!quick && !kr_scaled_digits(&f->buf, d, precision)) return false;
  set_digits(f, quick, u);
  f->point = f->n - precision;
  f->min_fraction = precision;
  return true;
}
/* For modes e and g: `want` digits in all. */
static bool significant(float_digits *f, double d, int want) {
  uint64_t u = 0;
  int e = 1;
  bool quick = d != 0 && kr_significant_quickly(d, want, &u, &e);
  if (!quick && !(d == 0 ? put_zeros(&f->buf, want) : kr_significant_digits(&f->buf, d, want, &e)))
    return false;
  set_digits(f, quick, u);
  f->point = e;
  return true;
}
/* Mode g: with an exponent or not, and without the zeros at the end or (alt) with all. */
static void general(float_digits *f, int precision, bool alt, bool dot_0) {
  f->exponential = f->point <= -4 || f->point > precision - (dot_0 ? 1 : 0);
  if (alt) {
    f->min_fraction = f->exponential ? precision - 1 : precision - f->point;
    return;
  }
  while (f->n > 1 && f->text[f->n - 1] == '0') f->n--;
  if (!f->exponential && dot_0) f->min_fraction = 1;
}

bool kr_dtoa(kr_buf *out, double d, char mode, int precision, int flags) {
  bool negative = signbit(d) != 0;
  if (!isfinite(d)) {
    if (d != d) negative = false;
    if (negative ? !kr_buf_put_char(out, '-') : (flags & KR_DTOA_SIGN) && !kr_buf_put_char(out, '+'))
      return false;
    return kr_buf_put_cstr(out, d != d ? "nan" : "inf");
  }
  d = fabs(d);
  float_digits f;
  f.buf = (kr_buf){0};
  f.min_fraction = 0;
  f.exponential = mode == 'e';
  bool ok = true, alt = flags & KR_DTOA_ALT, dot_0 = flags & KR_DTOA_DOT_0;
  if (mode == 'r') {
    shortest(&f, d, dot_0);
  } else if (mode == 'f') {
    ok = fixed(&f, d, precision);
  } else if (mode == 'e') {
    ok = significant(&f, d, precision + (precision < INT32_MAX));
    f.min_fraction = precision;
  } else {
    if (precision == 0) precision = 1;
    /* Zeros that nobody will see are not made. */
    ok = significant(&f, d, !alt && precision > MOST_DIGITS ? MOST_DIGITS : precision);
    if (ok) general(&f, precision, alt, dot_0);
  }
  if (ok) {
    if (f.min_fraction < 0) f.min_fraction = 0;
    if ((flags & KR_DTOA_NO_NEG_0) && negative) {
      int64_t k = 0;
      while (k < f.n && f.text[k] == '0') k++;
      if (k == f.n) negative = false;
    }
    if (negative) ok = kr_buf_put_char(out, '-');
    else if (flags & KR_DTOA_SIGN) ok = kr_buf_put_char(out, '+');
    ok = ok && put_layout(out, f.text, f.n, f.point, f.exponential, f.min_fraction, alt);
  }
  kr_buf_free(&f.buf);
  return ok;
}

kr_value kr_float_repr(double d) {
  kr_buf b = {0};
  kr_value s = KR_NULL;
  if (kr_dtoa(&b, d, 'r', 0, KR_DTOA_DOT_0)) s = kr_str_from_ascii(b.data, b.size);
  kr_buf_free(&b);
  return s;
}

/* ---- float(text) ---------------------------------------------------------------------------------- */

static bool is_c_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static size_t match_word(const char *p, const char *limit, const char *word) {
  size_t n = strlen(word);
  if ((size_t)(limit - p) < n) return 0;
  for (size_t i = 0; i < n; i++) {
    if ((p[i] | 32) != word[i]) return 0;
  }
  return n;
}

/* A number with its sign, inf and nan included; *end == p: none. -1.0 and kr_failed(): MemoryError. */
double kr_parse_double(const char *p, const char *limit, const char **end) {
  const char *s = p;
  bool negative = false;
  if (s < limit && (*s == '-' || *s == '+')) negative = *s++ == '-';
  size_t n;
  if ((n = match_word(s, limit, "infinity")) || (n = match_word(s, limit, "inf"))) {
    *end = s + n;
    return negative ? -HUGE_VAL : HUGE_VAL;
  }
  if ((n = match_word(s, limit, "nan"))) {
    *end = s + n;
    return negative ? -NAN : NAN;
  }
  const char *stop;
  double d = kr_strtod(s, limit, &stop);
  *end = stop == s ? p : stop;
  if (stop == s) return d;
  return negative ? -d : d;
}

bool kr_strip_underscores(char *s, size_t *size) {
  char *out = s, before = 0;
  for (size_t i = 0; i < *size; i++) {
    char c = s[i];
    if (c == '_') {
      if (!(before >= '0' && before <= '9')) return false;
    } else {
      if (before == '_' && !(c >= '0' && c <= '9')) return false;
      *out++ = c;
    }
    before = c;
  }
  if (before == '_') return false;
  *size = (size_t)(out - s);
  return true;
}

char *kr_number_text(kr_value text, size_t *size) {
  const kr_str *s = KR_STR(text);
  char *copy = kr_alloc((size_t)s->length + 1);
  if (!copy) return NULL;
  bool ascii = kr_str_is_ascii(s);
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    if (!ascii) {
      int d;
      if (kr_uc_is_space(c)) {
        c = ' ';
      } else if (c >= 128) {
        d = kr_uc_decimal_value(c);
        if (d < 0) { /* what cannot be part of a number ends the text: nothing behind it is looked at */
          copy[i] = '?';
          *size = i + 1;
          return copy;
        }
        c = (uint32_t)('0' + d);
      }
    }
    copy[i] = (char)c;
  }
  *size = s->length;
  return copy;
}

/* shown: what the ValueError names. */
static kr_value from_ascii(const char *text, size_t size, kr_value shown) {
  while (size > 0 && is_c_space(*text)) text++, size--;
  while (size > 0 && is_c_space(text[size - 1])) size--;
  const char *end;
  if (size > 0) {
    double d = kr_parse_double(text, text + size, &end);
    if (end == text + size) return kr_from_double(d);
    if (d == -1.0 && kr_failed()) return KR_NULL;
    if (memchr(text, '_', size)) {
      char *copy = kr_alloc(size);
      if (!copy) return KR_NULL;
      memcpy(copy, text, size);
      bool whole = kr_strip_underscores(copy, &size);
      if (whole) {
        d = kr_parse_double(copy, copy + size, &end);
        whole = end == copy + size;
      }
      kr_free(copy);
      if (whole) return kr_from_double(d);
      if (kr_failed()) return KR_NULL;
    }
  }
  return kr_raise(&kr_exc_ValueError, "could not convert string to float: %R", shown);
}

kr_value kr_float_from_str(kr_value s) {
  size_t size;
  if (kr_str_is_ascii(KR_STR(s))) return from_ascii(kr_str_data(KR_STR(s)), KR_STR(s)->length, s);
  char *copy = kr_number_text(s, &size);
  if (!copy) return KR_NULL;
  kr_value v = from_ascii(copy, size, s);
  kr_free(copy);
  return v;
}

/* float(v) of str, bytes, bytearray and other buffers; KR_NOT_IMPLEMENTED: v is none of them. */
kr_value kr_float_from_text(kr_value v) {
  if (kr_is_str(v)) return kr_float_from_str(v);
  if (kr_is_bytes(v)) return from_ascii((const char *)KR_BYTES(v)->data, KR_BYTES(v)->size, v);
  if (!kr_has_buffer(v)) return KR_NOT_IMPLEMENTED;
  kr_buffer view;
  if (kr_get_buffer(v, &view, KR_BUF_SIMPLE) < 0) {
    kr_clear_if(&kr_exc_TypeError);
    return kr_failed() ? KR_NULL : KR_NOT_IMPLEMENTED;
  }
  kr_value r = from_ascii(view.buf, (size_t)view.len, v);
  kr_release_buffer(&view);
  return r;
}

/* ---- hexadecimal ---------------------------------------------------------------------------------- */

kr_value kr_float_hex(double d) {
  if (!isfinite(d)) return kr_float_repr(d);
  char text[40], *p = text;
  uint64_t u = kr_double_bits(d), m = u & ((UINT64_C(1) << 52) - 1);
  int e = (int)(u >> 52) & 0x7FF;
  if (u >> 63) *p++ = '-';
  *p++ = '0';
  *p++ = 'x';
  *p++ = e ? '1' : '0';
  *p++ = '.';
  if (m == 0 && e == 0) {
    memcpy(p, "0p+0", 4);
    return kr_str_from_ascii(text, (size_t)(p + 4 - text));
  }
  for (int i = 48; i >= 0; i -= 4) *p++ = "0123456789abcdef"[m >> i & 15];
  e = (e ? e : 1) - 1023;
  *p++ = 'p';
  *p++ = e < 0 ? '-' : '+';
  if (e < 0) e = -e;
  if (e >= 1000) *p++ = (char)('0' + e / 1000);
  if (e >= 100) *p++ = (char)('0' + e / 100 % 10);
  if (e >= 10) *p++ = (char)('0' + e / 10 % 10);
  *p++ = (char)('0' + e % 10);
  return kr_str_from_ascii(text, (size_t)(p - text));
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static kr_value invalid_hex(void) {
  return kr_raise(&kr_exc_ValueError, "invalid hexadecimal floating-point string");
}
static kr_value hex_too_large(void) {
  return kr_raise(&kr_exc_OverflowError, "hexadecimal value too large to represent as a float");
}

kr_value kr_float_from_hex(const char *s, size_t size) {
  const char *limit = s + size;
  while (s < limit && is_c_space(*s)) s++;
  while (limit > s && is_c_space(limit[-1])) limit--;
  const char *start = s, *end;
  bool negative = false;
  if (s < limit && (*s == '-' || *s == '+')) negative = *s++ == '-';
  if (s < limit && ((*s | 32) == 'i' || (*s | 32) == 'n')) {
    double d = kr_parse_double(start, limit, &end);
    return end == limit ? kr_from_double(d) : invalid_hex();
  }
  if (limit - s >= 2 && s[0] == '0' && (s[1] | 32) == 'x') s += 2;
  /* The leading 62 significant bits, and whether anything follows them. */
  uint64_t m = 0;
  bool sticky = false, any = false, point = false;
  int64_t exponent = 0;
  for (; s < limit; s++) {
    if (*s == '.' && !point) {
      point = true;
      continue;
    }
    int v = hex_digit(*s);
    if (v < 0) break;
    any = true;
    if (m >> 58) {
      sticky |= v != 0;
      exponent += 4;
    } else {
      m = m << 4 | (unsigned)v;
    }
    if (point) exponent -= 4;
  }
  if (!any) return invalid_hex();
  if (s < limit && (*s | 32) == 'p') {
    s++;
    bool minus = false;
    if (s < limit && (*s == '-' || *s == '+')) minus = *s++ == '-';
    if (s >= limit || *s < '0' || *s > '9') return invalid_hex();
    int64_t e = 0;
    for (; s < limit && *s >= '0' && *s <= '9'; s++) {
      if (e < INT64_C(1) << 50) e = e * 10 + (*s - '0');
    }
    exponent += minus ? -e : e;
  }
  if (s != limit) return invalid_hex();
  double d = 0.0;
  if (m != 0) {
    int64_t top = 63 - __builtin_clzll(m) + exponent; /* 2^top <= value */
    if (top > 1024) return hex_too_large();
    if (top >= -1076) {
      int64_t lsb = top - 52 < -1074 ? -1074 : top - 52;
      int64_t cut = lsb - exponent;
      if (cut > 0) {
        uint64_t half = cut > 64 ? 0 : UINT64_C(1) << (cut - 1);
        uint64_t rest = m & (half | (half - 1));
        m = cut >= 64 ? 0 : m >> cut;
        if (half && (rest > half || (rest == half && (sticky || (m & 1))))) m++;
        exponent = lsb;
      }
      d = ldexp((double)m, (int)exponent);
      if (isinf(d)) return hex_too_large();
    }
  }
  return kr_from_double(negative ? -d : d);
}
