/* format(Decimal, spec). */
#include "modules/decimal/decimal.h"
#include "objects/dict.h"

#include <limits.h>

typedef struct {
  uint32_t fill;
  char align; /* '<' '>' '^' '=', 'z': zeros after the sign */
  char sign, type, separator[2];
  /* UTF-8; groups: how many digits each takes, the last again and again, CHAR_MAX all that are left */
  const char *point, *between, *groups;
  bool no_neg_0, typed, alternate;
  int64_t width, precision; /* precision -1: none */
} format_spec;

static bool number(const kr_str *s, size_t *i, int64_t *out) {
  int64_t v = 0;
  for (; *i < s->length; ++*i) {
    uint32_t c = kr_str_read(s, *i);
    if (c < '0' || c > '9') break;
    v = v * 10 + (c - '0');
    if (v > INT32_MAX) return false;
  }
  *out = v;
  return true;
}
static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '^' || c == '='; }

static bool parse_spec(const kr_str *s, format_spec *f) {
  *f = (format_spec){
      .fill = ' ', .align = '>', .sign = '-', .type = 'g', .precision = -1, .point = ".", .groups = "\3"};
  f->between = f->separator;
  size_t i = 0, n = s->length;
  bool aligned = false;
#define AT(k) (i + (k) < n ? kr_str_read(s, i + (k)) : 0)
  if (n >= 2 && is_align(AT(1))) {
    f->fill = AT(0);
    f->align = (char)AT(1);
    aligned = true;
    i += 2;
  } else if (is_align(AT(0))) {
    f->align = (char)AT(0);
    aligned = true;
    i++;
  }
  if (AT(0) == '+' || AT(0) == '-' || AT(0) == ' ') f->sign = (char)AT(0), i++;
  if (AT(0) == 'z') f->no_neg_0 = true, i++;
  if (AT(0) == '#') f->alternate = true, i++;
  if (AT(0) == '0') {
    if (aligned) {
      kr_raise(&kr_exc_ValueError, "%s conflicts with '0' in format specifier: %U",
               i > 1 && is_align(kr_str_read(s, 1)) ? "Fill character" : "Alignment", kr_from_object(s));
      return false;
    }
    f->align = 'z';
    f->fill = '0';
    i++;
  }
  if (!number(s, &i, &f->width)) return false;
  if (AT(0) == ',' || AT(0) == '_') f->separator[0] = (char)AT(0), i++;
  if (AT(0) == '.') {
    i++;
    if (AT(0) < '0' || AT(0) > '9' || !number(s, &i, &f->precision)) return false;
  }
  if (i < n) {
    uint32_t c = AT(0);
    if (c > 127 || !strchr("eEfFgGnN%", (int)c)) return false;
    f->type = (char)c;
    f->typed = true;
    if (c == 'n' || c == 'N') {
      if (*f->separator) return false;
      f->type = c == 'n' ? 'g' : 'G';
      f->groups = "";
    }
    if (i + 1 == n && c == 'N' &&
        kr_warn(&kr_exc_DeprecationWarning, 1, "Format specifier 'N' is deprecated"))
      return false;
    i++;
  }
#undef AT
  return i == n;
}

/* Splits the text of |a| into digits before the point, after it, and exponent. */
typedef struct {
  kr_buf whole, fraction, tail;
} pieces;

static bool make_pieces(pieces *p, const kr_dec *a, const format_spec *f, bool capitals,
                        int64_t zero_places) {
  char type = (char)(f->type | 0x20);
  kr_buf digits = {0};
  kr_dec_put_digits(&digits, a);
  int64_t n = (int64_t)digits.size, left = a->exp + n, point;
  if (f->type == '%' || type == 'f') {
    point = left;
  } else if (type == 'e') {
    point = 1;
    if (a->n == 0 && zero_places >= 0) { /* a zero of so many places */
      for (int64_t i = 0; i < zero_places; i++) kr_buf_put_char(&digits, '0');
      n = (int64_t)digits.size;
      left = a->exp + n; /* as CPython has it: the exponent grows with the places */
    }
  } else {
    point = a->exp <= 0 && left > -6 ? left : 1;
  }
  if (point <= 0) {
    kr_buf_put_char(&p->whole, '0');
    for (int64_t i = point; i < 0; i++) kr_buf_put_char(&p->fraction, '0');
    kr_buf_put(&p->fraction, digits.data, digits.size);
  } else if (point >= n) {
    kr_buf_put(&p->whole, digits.data, digits.size);
    for (int64_t i = n; i < point && a->n; i++) kr_buf_put_char(&p->whole, '0');
  } else {
    kr_buf_put(&p->whole, digits.data, (size_t)point);
    kr_buf_put(&p->fraction, digits.data + point, (size_t)(n - point));
  }
  if ((type == 'e' || (type == 'g' && left != point)))
    kr_buf_printf(&p->tail, "%c%+lld", capitals ? 'E' : 'e', (long long)(left - point));
  if (f->type == '%') kr_buf_put_char(&p->tail, '%');
  bool ok = !digits.failed && !p->whole.failed && !p->fraction.failed && !p->tail.failed;
  kr_buf_free(&digits);
  return ok;
}

/* Rounds a to the places or digits asked for; *zero_places: so many places a zero is to have. */
static void round_to_spec(kr_dec *a, const format_spec *f, const kr_decimal_context *x,
                          int64_t *zero_places) {
  kr_dec_context c = kr_dec_max_context;
  c.rounding = x->c.rounding;
  if (f->type == '%') a->exp += 2;
  if (f->precision < 0) return;
  char type = (char)(f->type | 0x20);
  if (f->type == '%' || type == 'f') {
    kr_dec_rescale(a, a, -f->precision, &c);
    return;
  }
  int64_t keep = type == 'e' ? f->precision + 1 : f->precision ? f->precision : 1;
  if (type == 'e' && a->n == 0) {
    *zero_places = f->precision;
  } else if (kr_dec_digits(a) > keep) {
    kr_dec_round_to(a, keep, &c);
    if (kr_dec_digits(a) > keep) {
      kr_dec_shift_right(a, 1);
      a->exp++;
    }
  } else if (type == 'e') {
    int64_t more = keep - kr_dec_digits(a);
    kr_dec_shift_left(a, more);
    a->exp -= more;
  }
}

static void put_text(kr_str_builder *b, const char *utf8) {
  kr_value s = kr_str_from_utf8(utf8, strlen(utf8));
  if (s != KR_NULL) kr_sb_str(b, KR_STR(s));
  kr_decref(s);
}
enum { SEPARATOR = 1 };
/* The digits before the point from the last to the first, grouped where that is asked for; zeros: with zeros, so that
 * with the `rest` of the text they fill the width. How many characters that are. */
static size_t put_whole(kr_buf *out, const kr_buf *digits, const format_spec *f, bool plain, bool zeros,
                        size_t rest) {
  size_t wanted = zeros && (size_t)f->width > rest ? (size_t)f->width - rest : 0, length = 0;
  size_t between = !plain && *f->between; /* counted as one character */
  const char *group = f->groups;
  int in_group = 0;
  for (size_t i = 0; !out->failed && (i < digits->size || length < wanted); i++) {
    if (between && *group && *group != CHAR_MAX && in_group == *group) {
      kr_buf_put_char(out, SEPARATOR);
      length += between;
      in_group = 0;
      if (group[1]) group++;
    }
    kr_buf_put_char(out, i < digits->size ? digits->data[digits->size - 1 - i] : '0');
    length++;
    in_group++;
  }
  return length;
}

/* Sign, pieces and padding together. */
static void lay_out(kr_str_builder *b, const pieces *p, const format_spec *f, bool negative, bool special) {
  char sign = negative ? '-' : f->sign == '-' ? 0 : f->sign, align = f->align;
  bool point = p->fraction.size || (f->alternate && !special), zeros = align == 'z' && !special;
  uint32_t fill = f->fill;
  if (align == 'z' && special) align = '>', fill = ' ';
  size_t rest = (point ? p->fraction.size + 1 : 0) + p->tail.size + (sign != 0);
  kr_buf whole = {0};
  size_t length = put_whole(&whole, &p->whole, f, special, zeros, rest) + rest,
         pad = (size_t)f->width > length ? (size_t)f->width - length : 0;
  bool inside = align == '=' || align == 'z'; /* the padding is behind the sign */
  size_t before = inside || align == '>' ? pad : align == '^' ? pad / 2 : 0;
  if (sign && inside) kr_sb_char(b, (uint8_t)sign);
  if (before) kr_sb_repeat(b, fill, before);
  if (sign && !inside) kr_sb_char(b, (uint8_t)sign);
  for (size_t i = whole.size; i--;) {
    if (whole.data[i] == SEPARATOR) put_text(b, f->between);
    else kr_sb_char(b, (uint8_t)whole.data[i]);
  }
  if (point) {
    put_text(b, f->point);
    kr_sb_ascii(b, p->fraction.data, p->fraction.size);
  }
  if (p->tail.size) kr_sb_ascii(b, p->tail.data, p->tail.size);
  if (pad > before) kr_sb_repeat(b, fill, pad - before);
  kr_buf_free(&whole);
}

static kr_value format_with(const kr_dec *value, const format_spec *f, kr_decimal_context *x) {
  KR_DEC_TEMP(a);
  kr_dec_copy(&a, value);
  bool special = kr_dec_is_special(&a), ok;
  bool capitals = !f->typed ? x->c.capitals : f->type >= 'A' && f->type <= 'Z';
  int64_t zero_places = -1;
  pieces p = {0};
  if (special) {
    kr_dec b = {.w = b.own, .capacity = KR_DEC_OWN};
    kr_dec_copy(&b, &a);
    b.sign = 0;
    ok = kr_dec_put_text(&p.whole, &b, false, true);
    kr_dec_free(&b);
    if (f->type == '%') ok = kr_buf_put_char(&p.whole, '%') && ok;
  } else {
    round_to_spec(&a, f, x, &zero_places);
    if (f->no_neg_0 && a.n == 0) a.sign = 0;
    if (kr_failed()) return KR_NULL;
    ok = make_pieces(&p, &a, f, capitals, zero_places);
  }
  kr_str_builder b = {0};
  if (ok) lay_out(&b, &p, f, a.sign, special);
  kr_buf_free(&p.whole);
  kr_buf_free(&p.fraction);
  kr_buf_free(&p.tail);
  if (!ok || kr_failed()) {
    kr_sb_discard(&b);
    return KR_NULL;
  }
  return kr_sb_finish(&b);
}

/* What the dict says in place of the locale; its texts live as long as it does. False: raised. */
static bool override(kr_value dict, format_spec *f) {
  if (!kr_is_dict(dict)) return kr_raise(&kr_exc_TypeError, "optional argument must be a dict") != KR_NULL;
  if (!*f->separator && *f->groups) f->point = f->groups = ""; /* neither "," nor "n" */
  static const char *const names[] = {"decimal_point", "thousands_sep", "grouping"};
  const char **const to[] = {&f->point, &f->between, &f->groups};
  for (int i = 0; i < 3; i++) {
    kr_value name = kr_str_intern_cstr(names[i]), v;
    if (name == KR_NULL) return false;
    v = kr_dict_get_str(KR_DICT(dict), name);
    kr_decref(name);
    if (v == KR_NULL) continue;
    if (!kr_is_str(v))
      return kr_raise(&kr_exc_TypeError, "bad argument type for built-in operation") != KR_NULL;
    if (!(*to[i] = kr_str_utf8(KR_STR(v), NULL))) return false;
  }
  bool valid = *f->point && strlen(f->point) <= 4 && strlen(f->between) <= 4;
  for (const char *c = f->groups; *c; c++) valid = valid && !(*c & 0x80);
  return valid || kr_raise(&kr_exc_ValueError, "invalid override dict") != KR_NULL;
}

kr_value kr_decimal_format(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("Decimal.__format__", kwnames) < 0) return KR_NULL;
  if (kr_args_parsed(NULL, nargs, 1, 2) < 0) return KR_NULL;
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "format arg must be str");
  kr_decimal_context *x = kr_decimal_current();
  if (!x) return KR_NULL;
  if (KR_STR(args[0])->length == 0 && nargs == 1) return kr_str_of(self);
  format_spec f;
  if (!parse_spec(KR_STR(args[0]), &f))
    return kr_failed() ? KR_NULL : kr_raise(&kr_exc_ValueError, "Invalid format specifier: %U", args[0]);
  if (nargs > 1 && !override(args[1], &f)) return KR_NULL;
  return format_with(&KR_DECIMAL(self)->n, &f, x);
}
