/* Numbers to and from text. */
#include "modules/decimal/number.h"
#include "objects/errors.h"

static bool word(const char *p, size_t n, const char *lower) {
  for (size_t i = 0; i < n; i++) {
    if ((p[i] | 0x20) != lower[i]) return false;
  }
  return lower[n] == 0;
}

/* The digits of p[size], but for a point among them, as the coefficient. */
static bool take_digits(kr_dec *r, const char *p, size_t size) {
  while (size && (*p == '0' || *p == '.')) p++, size--;
  size_t digits = size;
  for (size_t i = 0; i < size; i++) digits -= p[i] == '.';
  size_t words = (digits + KR_DEC_WORD_DIGITS - 1) / KR_DEC_WORD_DIGITS;
  if (!kr_dec_reserve(r, words)) return false;
  r->n = (uint32_t)words;
  const char *end = p + size;
  for (size_t i = 0; i < words; i++) {
    uint32_t w = 0;
    for (int k = 0; k < KR_DEC_WORD_DIGITS && end > p; k++) {
      end--;
      if (*end == '.') {
        k--;
        continue;
      }
      w += (uint32_t)(*end - '0') * kr_dec_power10[k];
    }
    r->w[i] = w;
  }
  while (r->n && r->w[r->n - 1] == 0) r->n--;
  return true;
}

bool kr_dec_parse(kr_dec *r, const char *text, size_t size, uint32_t *why) {
  const char *p = text, *end = text + size;
  int sign = 0;
  *why = KR_DEC_CONVERSION_SYNTAX;
  if (p < end && (*p == '+' || *p == '-')) sign = *p++ == '-';
  if (p == end) return false;
  if ((*p < '0' || *p > '9') && *p != '.') {
    size_t n = (size_t)(end - p);
    if (word(p, n < 8 ? n : 8, "infinity") && n == 8) {
      kr_dec_set_special(r, sign, KR_DEC_INF);
      return true;
    }
    if (n == 3 && word(p, 3, "inf")) {
      kr_dec_set_special(r, sign, KR_DEC_INF);
      return true;
    }
    bool signaling = (*p | 0x20) == 's';
    if (signaling) p++;
    if (end - p < 3 || !word(p, 3, "nan")) return false;
    p += 3;
    for (const char *q = p; q < end; q++) {
      if (*q < '0' || *q > '9') return false;
    }
    kr_dec_set_special(r, sign, signaling ? KR_DEC_SNAN : KR_DEC_QNAN);
    return take_digits(r, p, (size_t)(end - p));
  }
  const char *digits = p, *point = NULL;
  size_t count = 0;
  for (; p < end && ((*p >= '0' && *p <= '9') || *p == '.'); p++) {
    if (*p == '.') {
      if (point) return false;
      point = p;
    } else {
      count++;
    }
  }
  if (!count) return false;
  const char *digits_end = p;
  int64_t exp = 0;
  if (p < end) {
    if ((*p | 0x20) != 'e') return false;
    p++;
    bool negative = false;
    if (p < end && (*p == '+' || *p == '-')) negative = *p++ == '-';
    if (p == end) return false;
    for (; p < end; p++) {
      if (*p < '0' || *p > '9') return false;
      if (exp < INT64_C(1000000000000000)) exp = exp * 10 + (*p - '0');
    }
    if (negative) exp = -exp;
  }
  if (point) exp -= digits_end - point - 1;
  kr_dec_set_zero(r, sign, exp);
  return take_digits(r, digits, (size_t)(digits_end - digits));
}

bool kr_dec_put_digits(kr_buf *out, const kr_dec *a) {
  if (a->n == 0) return kr_buf_put_char(out, '0');
  if (!kr_buf_reserve(out, (size_t)a->n * KR_DEC_WORD_DIGITS)) return false;
  char first[12];
  int n = 0;
  for (uint32_t w = a->w[a->n - 1]; w; w /= 10) first[n++] = (char)('0' + w % 10);
  while (n) out->data[out->size++] = first[--n];
  for (size_t i = a->n - 1; i-- > 0;) {
    uint32_t w = a->w[i];
    for (int k = KR_DEC_WORD_DIGITS; k-- > 0; w /= 10)
      out->data[out->size + (size_t)k] = (char)('0' + w % 10);
    out->size += KR_DEC_WORD_DIGITS;
  }
  return true;
}

bool kr_dec_put_text(kr_buf *out, const kr_dec *a, bool engineering, bool capitals) {
  if (a->sign) kr_buf_put_char(out, '-');
  if (a->kind == KR_DEC_INF) return kr_buf_put_cstr(out, "Infinity");
  if (kr_dec_is_nan(a)) {
    kr_buf_put_cstr(out, a->kind == KR_DEC_QNAN ? "NaN" : "sNaN");
    return a->n ? kr_dec_put_digits(out, a) : !out->failed;
  }
  kr_buf digits = {0};
  if (!kr_dec_put_digits(&digits, a)) {
    kr_buf_free(&digits);
    out->failed = true;
    return false;
  }
  int64_t n = (int64_t)digits.size, left = a->exp + n, point; /* the point comes after this many digits */
  if (a->exp <= 0 && left > -6) {
    point = left;
  } else if (!engineering) {
    point = 1;
  } else if (a->n == 0) {
    point = ((left + 1) % 3 + 3) % 3 - 1;
  } else {
    point = ((left - 1) % 3 + 3) % 3 + 1;
  }
  if (point <= 0) {
    kr_buf_put_cstr(out, "0.");
    for (int64_t i = point; i < 0; i++) kr_buf_put_char(out, '0');
    kr_buf_put(out, digits.data, digits.size);
  } else if (point >= n) {
    kr_buf_put(out, digits.data, digits.size);
    for (int64_t i = n; i < point; i++) kr_buf_put_char(out, '0');
  } else {
    kr_buf_put(out, digits.data, (size_t)point);
    kr_buf_put_char(out, '.');
    kr_buf_put(out, digits.data + point, (size_t)(n - point));
  }
  kr_buf_free(&digits);
  if (left != point) kr_buf_printf(out, "%c%+lld", capitals ? 'E' : 'e', (long long)(left - point));
  return !out->failed;
}
