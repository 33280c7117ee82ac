/* The format mini-language: parsing a spec, and formatting str, int, float and complex by it. */
#include "objects/format_spec.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/float_impl.h"
#include "objects/int_impl.h"

/* ---- parsing --------------------------------------------------------------------------------------- */

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* Decimal digits (of any script) at *pos: how many, or -1 with ValueError. */
static intptr_t parse_integer(const kr_str *s, size_t *pos, intptr_t *out) {
  intptr_t n = 0;
  int32_t value = 0; /* limited as where pointers have 32 bits */
  int d;
  while (*pos < s->length) {
    uint32_t c = kr_str_read(s, *pos);
    d = c < 128 ? (c - '0' < 10 ? (int)(c - '0') : -1) : kr_uc_decimal_value(c);
    if (d < 0) break;
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, d, &value))
      return KR_RAISE_INT(&kr_exc_ValueError, "Too many decimal digits in format string");
    ++*pos;
    n++;
  }
  *out = value;
  return n;
}

static int both_separators(void) {
  return KR_RAISE_INT(&kr_exc_ValueError, "Cannot specify both ',' and '_'.");
}
static int bad_separator(char separator, uint32_t type) {
  if (type > 32 && type < 128)
    return KR_RAISE_INT(&kr_exc_ValueError, "Cannot specify '%c' with '%c'.", separator, (int)type);
  return KR_RAISE_INT(&kr_exc_ValueError, "Cannot specify '%c' with '\\x%x'.", separator, (unsigned)type);
}

/* "Unknown format code 'q' for object of type 'x'"; KR_NULL. */
static kr_value unknown_type(uint32_t type, kr_value value) {
  if (type > 32 && type < 128)
    return kr_raise(&kr_exc_ValueError, "Unknown format code '%c' for object of type '%T'", (int)type, value);
  return kr_raise(&kr_exc_ValueError, "Unknown format code '\\x%x' for object of type '%T'", (unsigned)type,
                  value);
}

/* ',' and '_' after the width or the precision. 1 found, 0 none, -1. */
static int parse_separator(const kr_str *s, size_t *pos, char *out) {
  *out = 0;
  for (int i = 0; i < 2 && *pos < s->length; i++) {
    uint32_t c = kr_str_read(s, *pos);
    if (c != (i == 0 ? ',' : '_')) continue;
    if (*out) return both_separators();
    *out = (char)c;
    ++*pos;
  }
  if (*out == '_' && *pos < s->length && kr_str_read(s, *pos) == ',') return both_separators();
  return *out != 0;
}

int kr_format_spec_parse(kr_value spec, kr_value value, uint32_t default_type, uint32_t default_align,
                         kr_format_spec *f) {
  const kr_str *s = KR_STR(spec);
  size_t pos = 0, end = s->length;
  bool fill_given = false, align_given = false;
#define AT(i) kr_str_read(s, i)
  *f = (kr_format_spec){
      .fill = ' ', .align = default_align, .type = default_type, .width = -1, .precision = -1};
  if (end - pos >= 2 && is_align(AT(pos + 1))) {
    f->align = AT(pos + 1);
    f->fill = AT(pos);
    fill_given = align_given = true;
    pos += 2;
  } else if (pos < end && is_align(AT(pos))) {
    f->align = AT(pos++);
    align_given = true;
  }
  if (pos < end && (AT(pos) == '+' || AT(pos) == '-' || AT(pos) == ' ')) f->sign = AT(pos++);
  if (pos < end && AT(pos) == 'z') {
    f->no_neg_0 = true;
    pos++;
  }
  if (pos < end && AT(pos) == '#') {
    f->alternate = true;
    pos++;
  }
  if (!fill_given && pos < end && AT(pos) == '0') {
    f->fill = '0';
    if (!align_given && default_align == '>') f->align = '=';
    pos++;
  }
  intptr_t n = parse_integer(s, &pos, &f->width);
  if (n < 0) return -1;
  if (n == 0) f->width = -1;
  if (parse_separator(s, &pos, &f->grouping) < 0) return -1;
  if (pos < end && AT(pos) == '.') {
    pos++;
    n = parse_integer(s, &pos, &f->precision);
    if (n < 0) return -1;
    if (n == 0) f->precision = -1;
    int found = parse_separator(s, &pos, &f->frac_grouping);
    if (found < 0) return -1;
    if (n == 0 && !found) return KR_RAISE_INT(&kr_exc_ValueError, "Format specifier missing precision");
  }
  if (end - pos > 1)
    return KR_RAISE_INT(&kr_exc_ValueError, "Invalid format specifier '%U' for object of type '%T'", spec,
                        value);
  if (pos < end) f->type = AT(pos);
#undef AT
  if (f->grouping) {
    switch (f->type) {
      case 'd':
      case 'e':
      case 'f':
      case 'g':
      case 'E':
      case 'G':
      case '%':
      case 'F':
      case 0: break;
      case 'b':
      case 'o':
      case 'x':
      case 'X':
        if (f->grouping == '_') {
          f->four = true;
          break;
        }
        __attribute__((fallthrough));
      default: return bad_separator(f->grouping, f->type);
    }
  }
  if (f->frac_grouping && f->type == 'n') return bad_separator(f->frac_grouping, 'n');
  return 0;
}

/* ---- str ------------------------------------------------------------------------------------------- */

static kr_value format_padded(const kr_str *text, size_t length, const kr_format_spec *f) {
  size_t width = f->width > 0 ? (size_t)f->width : 0;
  size_t pad = width > length ? width - length : 0;
  size_t left = f->align == '>' ? pad : f->align == '^' ? pad / 2 : 0;
  kr_str_builder b = {0};
  kr_sb_repeat(&b, f->fill, left);
  kr_sb_substr(&b, text, 0, length);
  kr_sb_repeat(&b, f->fill, pad - left);
  return kr_sb_finish(&b);
}

kr_value kr_format_text(kr_value value, kr_value spec) {
  if (KR_STR(spec)->length == 0) return kr_is_exact_str(value) ? kr_ref(value) : kr_str_of(value);
  kr_format_spec f;
  if (kr_format_spec_parse(spec, value, 's', '<', &f) < 0) return KR_NULL;
  if (f.type != 's') return unknown_type(f.type, value);
  const char *refused = f.sign == ' ' ? "Space"
                        : f.sign      ? "Sign"
                        : f.no_neg_0  ? "Negative zero coercion (z)"
                        : f.alternate ? "Alternate form (#)"
                                      : NULL;
  if (refused) return kr_raise(&kr_exc_ValueError, "%s not allowed in string format specifier", refused);
  if (f.align == '=')
    return kr_raise(&kr_exc_ValueError, "'=' alignment not allowed in string format specifier");
  size_t length = KR_STR(value)->length;
  if (f.precision >= 0 && (size_t)f.precision < length) length = (size_t)f.precision;
  if (length == KR_STR(value)->length && f.width <= (intptr_t)length && kr_is_exact_str(value))
    return kr_ref(value);
  return format_padded(KR_STR(value), length, &f);
}

/* ---- numbers: laying out --------------------------------------------------------------------------- */

/* How digits are grouped and what stands for the decimal point. */
typedef struct {
  const char *point;
  const char *separator, *frac_separator; /* "" for none; ASCII */
  const char *sizes;                      /* as localeconv's grouping */
} number_locale;

static number_locale locale_of(const kr_format_spec *f) {
  static const char three[] = {3, 0}, four[] = {4, 0};
  number_locale l = {".", "", "", three};
  if (f->type == 'n') {
    const struct lconv *c = localeconv();
    l.point = c->decimal_point;
    l.separator = c->thousands_sep;
    l.sizes = c->grouping;
    return l;
  }
  if (f->grouping) l.separator = f->grouping == ',' ? "," : "_";
  if (f->four) l.sizes = four;
  if (f->frac_grouping) l.frac_separator = f->frac_grouping == ',' ? "," : "_";
  return l;
}

/* Writes `digits` grouped from the right, with zeros in front so that the text is at least min_width
 * long (a separator never leads). Backwards into the buffer ending at `end`; NULL: only count. */
static size_t group_digits(char *end, const char *digits, size_t n, intptr_t min_width,
                           const number_locale *l) {
  size_t count = 0, seplen = strlen(l->separator), left = n;
  const char *sizes = l->sizes;
  size_t size = 0;
  bool first = true;
  for (;;) {
    /* The next group: each size once, the last for ever; CHAR_MAX or none: no more grouping. */
    if (*sizes > 0 && *sizes != 127) {
      size = (size_t)*sizes++;
    } else if (*sizes != 0 || size == 0) {
      size = SIZE_MAX;
    }
    size_t want = min_width > 0 ? (size_t)min_width : 0;
    if (left > want) want = left;
    if (want < 1) want = 1;
    size_t len = seplen == 0 || size > want ? want : size;
    size_t take = left < len ? left : len;
    if (!first) {
      count += seplen;
      if (end) memcpy(end -= seplen, l->separator, seplen);
    }
    first = false;
    if (end) {
      memcpy(end -= take, digits + left - take, take);
      memset(end -= len - take, '0', len - take);
    }
    count += len;
    left -= take;
    min_width -= (intptr_t)len;
    if (left == 0 && min_width <= 0) return count;
    min_width -= (intptr_t)seplen;
  }
}

static bool put_repeat(kr_buf *b, char c, size_t n) {
  if (n == 0) return !b->failed;
  if (!kr_buf_reserve(b, n)) return false;
  memset(b->data + b->size, c, n);
  b->size += n;
  return true;
}

/* The fraction's digits, grouped from the point on. */
static bool put_fraction(kr_buf *b, const char *digits, size_t n, const char *separator) {
  if (!*separator) return kr_buf_put(b, digits, n);
  for (size_t i = 0; i < n; i += 3) {
    if (i && !kr_buf_put_cstr(b, separator)) return false;
    if (!kr_buf_put(b, digits + i, n - i < 3 ? n - i : 3)) return false;
  }
  return true;
}

/* A number's parts, all ASCII: [sign][prefix]DIGITS[point FRACTION][rest] */
typedef struct {
  bool negative;
  const char *prefix;
  const char *digits;
  size_t ndigits;
  bool has_point;
  const char *fraction;
  size_t nfraction;
  const char *rest; /* exponent, "inf", "%" */
  size_t nrest;
} parts;

/* Appends the number in the spec's width; *lead and *trail are the fill characters that go around it
 * (the fill need not be ASCII, so the caller puts them). In `between` those after sign and prefix. */
static bool put_parts(kr_buf *b, const parts *p, const kr_format_spec *f, const number_locale *l,
                      size_t *lead, size_t *between, size_t *split, size_t *trail) {
  char sign = p->negative ? '-' : f->sign == '+' ? '+' : f->sign == ' ' ? ' ' : 0;
  size_t nprefix = strlen(p->prefix), npoint = p->has_point ? strlen(l->point) : 0;
  size_t nfrac = p->nfraction;
  if (*l->frac_separator && nfrac) nfrac += (nfrac - 1) / 3;
  size_t other = (sign != 0) + nprefix + npoint + nfrac + p->nrest;
  intptr_t min_width = f->fill == '0' && f->align == '=' ? f->width - (intptr_t)other : 0;
  size_t grouped = p->ndigits ? group_digits(NULL, NULL, p->ndigits, min_width, l) : 0;
  size_t total = other + grouped;
  size_t pad = f->width > 0 && (size_t)f->width > total ? (size_t)f->width - total : 0;
  *lead = *between = *trail = 0;
  switch (f->align) {
    case '<': *trail = pad; break;
    case '^':
      *lead = pad / 2;
      *trail = pad - pad / 2;
      break;
    case '=': *between = pad; break;
    default: *lead = pad; break;
  }
  size_t start = b->size;
  if (sign && !kr_buf_put_char(b, sign)) return false;
  if (!kr_buf_put_cstr(b, p->prefix)) return false;
  *split = b->size - start;
  if (grouped) {
    if (!kr_buf_reserve(b, grouped)) return false;
    b->size += grouped;
    group_digits(b->data + b->size, p->digits, p->ndigits, min_width, l);
  }
  return (!p->has_point || kr_buf_put_cstr(b, l->point)) &&
         put_fraction(b, p->fraction, p->nfraction, l->frac_separator) && kr_buf_put(b, p->rest, p->nrest);
}

/* The finished text of a number. New. */
static kr_value finish_number(const parts *p, const kr_format_spec *f, const number_locale *l) {
  kr_buf b = {0};
  size_t lead, between, split, trail;
  kr_value s = KR_NULL;
  if (put_parts(&b, p, f, l, &lead, &between, &split, &trail)) {
    if (lead + between + trail == 0) {
      s = kr_str_from_utf8(b.data, b.size);
    } else {
      kr_str_builder sb = {0};
      kr_sb_repeat(&sb, f->fill, lead);
      kr_sb_ascii(&sb, b.data, split);
      kr_sb_repeat(&sb, f->fill, between);
      kr_sb_ascii(&sb, b.data + split, b.size - split);
      kr_sb_repeat(&sb, f->fill, trail);
      s = kr_sb_finish(&sb);
    }
  }
  kr_buf_free(&b);
  return s;
}

/* Takes the text kr_dtoa made apart: digits, point, fraction, the rest. */
static parts split_float(const char *text, size_t size) {
  parts p = {.prefix = "", .rest = "", .fraction = ""};
  if (size > 0 && (*text == '-' || *text == '+')) {
    p.negative = *text == '-';
    text++;
    size--;
  }
  size_t i = 0;
  while (i < size && text[i] >= '0' && text[i] <= '9') i++;
  p.digits = text;
  p.ndigits = i;
  if (i < size && text[i] == '.') {
    p.has_point = true;
    p.fraction = text + ++i;
    while (i < size && text[i] >= '0' && text[i] <= '9') i++;
    p.nfraction = (size_t)(text + i - p.fraction);
  }
  p.rest = text + i;
  p.nrest = size - i;
  return p;
}

static void to_upper(char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (s[i] >= 'a' && s[i] <= 'z') s[i] = (char)(s[i] - 32);
  }
}

/* ---- float ------------------------------------------------------------------------------------------ */

/* kr_dtoa's mode for a presentation type; 0: none. */
static char mode_of(uint32_t type) {
  switch (type) {
    case 'e':
    case 'E': return 'e';
    case 'f':
    case 'F':
    case '%': return 'f';
    case 'g':
    case 'G':
    case 'n': return 'g';
    case 0: return 'r';
    default: return 0;
  }
}

static kr_value format_double(double d, const kr_format_spec *f) {
  char mode = mode_of(f->type);
  int flags = (f->alternate ? KR_DTOA_ALT : 0) | (f->no_neg_0 ? KR_DTOA_NO_NEG_0 : 0) |
              (f->sign == '+' ? KR_DTOA_SIGN : 0);
  int precision = 6;
  if (mode == 'r') {
    flags |= KR_DTOA_DOT_0;
    precision = 0;
  }
  if (f->precision >= 0) {
    precision = (int)f->precision;
    if (mode == 'r') mode = 'g';
  }
  if (f->type == '%') d *= 100;
  kr_buf text = {0};
  kr_value s = KR_NULL;
  if (kr_dtoa(&text, d, mode, precision, flags) && (f->type != '%' || kr_buf_put_char(&text, '%'))) {
    if (f->type == 'E' || f->type == 'F' || f->type == 'G') to_upper(text.data, text.size);
    if (f->width <= (intptr_t)text.size && f->sign != ' ' && !f->grouping && !f->frac_grouping &&
        f->type != 'n') {
      s = kr_str_from_ascii(text.data, text.size); /* nothing is to be put around or between */
    } else {
      parts p = split_float(text.data, text.size);
      number_locale l = locale_of(f);
      s = finish_number(&p, f, &l);
    }
  }
  kr_buf_free(&text);
  return s;
}

kr_value kr_float_format_spec(kr_value v, kr_value spec) {
  if (KR_STR(spec)->length == 0) return kr_is_double(v) ? kr_float_repr(kr_double_value(v)) : kr_str_of(v);
  kr_format_spec f;
  if (kr_format_spec_parse(spec, v, 0, '>', &f) < 0) return KR_NULL;
  if (!mode_of(f.type)) return unknown_type(f.type, v);
  return format_double(kr_float_value(v), &f);
}

/* ---- int -------------------------------------------------------------------------------------------- */

static kr_value format_char(kr_value v, const kr_format_spec *f) {
  if (f->sign) return kr_raise(&kr_exc_ValueError, "Sign not allowed with integer format specifier 'c'");
  if (f->alternate)
    return kr_raise(&kr_exc_ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
  int64_t c;
  if (!kr_int_fits_i64(v, &c) || c != (int32_t)c)
    return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C long");
  if (c < 0 || c > 0x10FFFF) return kr_raise(&kr_exc_OverflowError, "%%c arg not in range(0x110000)");
  kr_value s = kr_str_from_char((uint32_t)c);
  if (s == KR_NULL) return KR_NULL;
  kr_format_spec g = *f;
  if (g.align == '=') g.align = '>'; /* there are no digits to be pushed aside */
  kr_value r = format_padded(KR_STR(s), 1, &g);
  kr_decref(s);
  return r;
}

static kr_value format_int(kr_value v, const kr_format_spec *f) {
  if (f->precision >= 0)
    return kr_raise(&kr_exc_ValueError, "Precision not allowed in integer format specifier");
  if (f->no_neg_0)
    return kr_raise(&kr_exc_ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  if (f->type == 'c') return format_char(v, f);
  int base = f->type == 'b' ? 2 : f->type == 'o' ? 8 : (f->type | 32) == 'x' ? 16 : 10;
  kr_buf text = {0};
  kr_value s = KR_NULL;
  if (kr_int_put_text(&text, v, base, false) == 0) {
    if (f->type == 'X') to_upper(text.data, text.size);
    bool negative = text.data[0] == '-';
    parts p = {.negative = negative,
               .prefix = !f->alternate    ? ""
                         : base == 2      ? "0b"
                         : base == 8      ? "0o"
                         : f->type == 'x' ? "0x"
                         : f->type == 'X' ? "0X"
                                          : "",
               .digits = text.data + negative,
               .ndigits = text.size - negative,
               .fraction = "",
               .rest = ""};
    number_locale l = locale_of(f);
    s = finish_number(&p, f, &l);
  }
  kr_buf_free(&text);
  return s;
}

kr_value kr_int_format_spec(kr_value v, kr_value spec) {
  if (KR_STR(spec)->length == 0) return kr_is_exact_int(v) ? kr_int_to_str(v, 10, false) : kr_str_of(v);
  kr_format_spec f;
  if (kr_format_spec_parse(spec, v, 'd', '>', &f) < 0) return KR_NULL;
  switch (f.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n': return format_int(v, &f);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
      double d = kr_int_as_double(v);
      if (d == -1.0 && kr_failed()) return KR_NULL;
      return format_double(d, &f);
    }
    default: return unknown_type(f.type, v);
  }
}

/* ---- complex ---------------------------------------------------------------------------------------- */

kr_value kr_complex_format_spec(kr_value v, kr_value spec) {
  if (KR_STR(spec)->length == 0) return kr_str_of(v);
  kr_format_spec f;
  if (kr_format_spec_parse(spec, v, 0, '>', &f) < 0) return KR_NULL;
  char mode = f.type == '%' ? 0 : mode_of(f.type);
  if (!mode) return unknown_type(f.type, v);
  if (f.fill == '0')
    return kr_raise(&kr_exc_ValueError, "Zero padding is not allowed in complex format specifier");
  if (f.align == '=')
    return kr_raise(&kr_exc_ValueError, "'=' alignment flag is not allowed in complex format specifier");
  double re = KR_AS(kr_complex, v)->real, im = KR_AS(kr_complex, v)->imag;
  int flags = (f.alternate ? KR_DTOA_ALT : 0) | (f.no_neg_0 ? KR_DTOA_NO_NEG_0 : 0);
  int precision = mode == 'r' ? 0 : 6;
  bool bracket = false, only_imag = false;
  if (f.precision >= 0) { precision = (int)f.precision; }
  if (f.type == 0) {
    only_imag = re == 0.0 && !signbit(re);
    bracket = !only_imag;
    if (f.precision >= 0) mode = 'g';
  }
  kr_buf rt = {0}, it = {0}, out = {0};
  kr_value s = KR_NULL;
  if (!kr_dtoa(&rt, re, mode, precision, flags) || !kr_dtoa(&it, im, mode, precision, flags)) goto done;
  if (f.type == 'E' || f.type == 'F' || f.type == 'G') {
    to_upper(rt.data, rt.size);
    to_upper(it.data, it.size);
  }
  parts rp = split_float(rt.data, rt.size), ip = split_float(it.data, it.size);
  number_locale l = locale_of(&f);
  kr_format_spec part = f;
  part.width = -1;
  size_t u1, u2, u3, u4;
  if (bracket && !kr_buf_put_char(&out, '(')) goto done;
  if (!only_imag) {
    if (!put_parts(&out, &rp, &part, &l, &u1, &u2, &u3, &u4)) goto done;
    part.sign = '+';
  }
  if (!put_parts(&out, &ip, &part, &l, &u1, &u2, &u3, &u4) || !kr_buf_put_char(&out, 'j')) goto done;
  if (bracket && !kr_buf_put_char(&out, ')')) goto done;
  kr_value text = kr_str_from_utf8(out.data, out.size);
  if (text != KR_NULL) {
    s = format_padded(KR_STR(text), KR_STR(text)->length, &f);
    kr_decref(text);
  }
done:
  kr_buf_free(&rt);
  kr_buf_free(&it);
  kr_buf_free(&out);
  return s;
}

/* ---- old-style % ------------------------------------------------------------------------------------ */

/* The padding of % formatting around text that may begin with a sign and a prefix. */
static kr_value percent_finish(kr_buf *text, size_t head, int flags, intptr_t width, bool zero) {
  kr_value s = KR_NULL;
  size_t pad = width > 0 && (size_t)width > text->size ? (size_t)width - text->size : 0;
  kr_buf out = {0};
  bool left = flags & KR_PERCENT_LEFT;
  if (pad == 0) {
    s = kr_str_from_ascii(text->data, text->size);
  } else if ((left || zero || put_repeat(&out, ' ', pad)) && kr_buf_put(&out, text->data, head) &&
             (left || !zero || put_repeat(&out, '0', pad)) &&
             kr_buf_put(&out, text->data + head, text->size - head) &&
             (!left || put_repeat(&out, ' ', pad))) {
    s = kr_str_from_ascii(out.data, out.size);
  }
  kr_buf_free(&out);
  return s;
}

static kr_value percent_float(kr_value v, char type, int flags, intptr_t width, intptr_t precision) {
  double d = kr_as_double(v);
  if (d == -1.0 && kr_failed()) return KR_NULL;
  if (precision < 0) precision = 6;
  if (precision > INT32_MAX) return kr_raise(&kr_exc_ValueError, "precision too big");
  kr_buf text = {0};
  kr_value s = KR_NULL;
  if (flags & KR_PERCENT_BLANK && !(flags & KR_PERCENT_SIGN) && (d != d || !signbit(d)))
    kr_buf_put_char(&text, ' ');
  if (kr_dtoa(&text, d, mode_of((uint32_t)type), (int)precision,
              (flags & KR_PERCENT_ALT ? KR_DTOA_ALT : 0) | (flags & KR_PERCENT_SIGN ? KR_DTOA_SIGN : 0))) {
    if (type < 'a') to_upper(text.data, text.size);
    size_t head = text.data[0] == '-' || text.data[0] == '+' || text.data[0] == ' ';
    s = percent_finish(&text, head, flags, width, flags & KR_PERCENT_ZERO);
  }
  kr_buf_free(&text);
  return s;
}

/* The int that %d (a real number is enough) or %x (it must be an index) shows. New. */
static kr_value percent_integer(kr_value v, char type) {
  if (kr_is_int(v)) return kr_ref(v);
  const kr_type *t = kr_type_of(v);
  bool hexadecimal = type == 'x' || type == 'X' || type == 'o';
  if (t->nb_index || (t->nb_int && !hexadecimal)) {
    kr_value r = hexadecimal ? kr_index(v) : kr_int_from_any(v);
    if (r != KR_NULL || !kr_clear_if(&kr_exc_TypeError)) return r;
  }
  return kr_raise(&kr_exc_TypeError, "%%%c format: %s is required, not %T", type,
                  hexadecimal ? "an integer" : "a real number", v);
}

kr_value kr_percent_number(kr_value v, char type, int flags, intptr_t width, intptr_t precision) {
  if (type != 'd' && type != 'i' && type != 'u' && type != 'x' && type != 'X' && type != 'o')
    return percent_float(v, type, flags, width, precision);
  kr_value i = percent_integer(v, type);
  if (i == KR_NULL) return KR_NULL;
  int base = type == 'o' ? 8 : (type | 32) == 'x' ? 16 : 10;
  kr_buf digits = {0}, text = {0};
  kr_value s = KR_NULL;
  if (kr_int_put_text(&digits, i, base, false) < 0) goto done;
  if (type == 'X') to_upper(digits.data, digits.size);
  bool negative = digits.data[0] == '-';
  char sign = negative ? '-' : flags & KR_PERCENT_SIGN ? '+' : flags & KR_PERCENT_BLANK ? ' ' : 0;
  if (sign) kr_buf_put_char(&text, sign);
  if (flags & KR_PERCENT_ALT && base != 10) {
    kr_buf_put_char(&text, '0');
    kr_buf_put_char(&text, type);
  }
  size_t head = text.size, n = digits.size - negative;
  if (precision > INT32_MAX - 3) {
    kr_raise(&kr_exc_OverflowError, "precision too large");
    goto done;
  }
  if (precision > (intptr_t)n && !put_repeat(&text, '0', (size_t)precision - n)) goto done;
  if (!kr_buf_put(&text, digits.data + negative, n)) goto done;
  s = percent_finish(&text, head, flags, width, flags & KR_PERCENT_ZERO);
done:
  kr_buf_free(&digits);
  kr_buf_free(&text);
  kr_decref(i);
  return s;
}

int kr_percent_char(kr_value v, uint32_t *c) {
  if (kr_is_str(v)) {
    if (KR_STR(v)->length != 1)
      return KR_RAISE_INT(&kr_exc_TypeError,
                          "%%c requires an int or a unicode character, not a string of length %zu",
                          (size_t)KR_STR(v)->length);
    *c = kr_str_read(KR_STR(v), 0);
    return 0;
  }
  kr_value i = kr_index(v);
  if (i == KR_NULL) {
    if (kr_clear_if(&kr_exc_TypeError))
      kr_raise(&kr_exc_TypeError, "%%c requires an int or a unicode character, not %Q", v);
    return -1;
  }
  int64_t n;
  bool fits = kr_int_fits_i64(i, &n) && n >= 0 && n <= 0x10FFFF;
  kr_decref(i);
  if (!fits) return KR_RAISE_INT(&kr_exc_OverflowError, "%%c arg not in range(0x110000)");
  *c = (uint32_t)n;
  return 0;
}
