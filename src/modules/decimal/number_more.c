/* The specification's smaller operations. */
#include "modules/decimal/number.h"
#include "objects/errors.h"

/* ---- exponents ---------------------------------------------------------------------------------------- */

/* Brings r to the exponent `exp`; true if a nonzero digit was lost. */
static bool bring_to(kr_dec *r, int64_t exp, const kr_dec_context *c) {
  bool inexact = false;
  if (r->n == 0) {
    r->exp = exp;
  } else if (r->exp >= exp) {
    int64_t shift = r->exp - exp;
    r->exp = exp;
    kr_dec_shift_left(r, shift);
  } else {
    int64_t drop = exp - r->exp;
    int lost = kr_dec_shift_right(r, drop);
    r->exp = exp;
    if (kr_dec_round_up(c->rounding, r->sign, lost, kr_dec_digit(r, 0))) {
      kr_dec one = {.n = 1, .own = {1}};
      one.w = one.own;
      kr_dec_int_add(r, r, &one);
    }
    inexact = lost != 0;
  }
  return inexact;
}

KR_DEC_BINARY(quantize) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  if (kr_dec_is_special(a) || kr_dec_is_special(b)) {
    if (a->kind == b->kind) {
      kr_dec_copy(r, a);
    } else {
      kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    }
    return;
  }
  int64_t exp = b->exp, from = a->exp;
  if (exp > c->emax || exp < kr_dec_etiny(c) ||
      (a->n && (kr_dec_adjusted(a) > c->emax || kr_dec_adjusted(a) - exp + 1 > c->prec))) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  kr_dec_copy(r, a);
  bool inexact = bring_to(r, exp, c), zero = kr_dec_is_zero(r);
  if (!zero && (kr_dec_adjusted(r) > c->emax || kr_dec_digits(r) > c->prec)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  if (exp > from && a != r && a->n) c->status |= KR_DEC_ROUNDED;
  if (inexact) c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
  if (!zero && kr_dec_adjusted(r) < c->emin) c->status |= KR_DEC_SUBNORMAL;
  kr_dec_finish(r, c);
}

void kr_dec_rescale(kr_dec *r, const kr_dec *a, int64_t exp, kr_dec_context *c) {
  kr_dec_copy(r, a);
  if (!kr_dec_is_special(r) && bring_to(r, exp, c)) c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
}

static void integral(kr_dec *r, const kr_dec *a, kr_dec_context *c, bool exact) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  kr_dec_copy(r, a);
  if (kr_dec_is_special(r) || r->exp >= 0) return;
  bool nonzero = r->n != 0;
  bool inexact = bring_to(r, 0, c);
  if (exact && nonzero) c->status |= inexact ? KR_DEC_INEXACT | KR_DEC_ROUNDED : KR_DEC_ROUNDED;
}
KR_DEC_UNARY(to_integral) { integral(r, a, c, false); }
KR_DEC_UNARY(to_integral_exact) { integral(r, a, c, true); }

KR_DEC_UNARY(normalize) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  kr_dec_copy(r, a);
  kr_dec_finish(r, c);
  if (kr_dec_is_special(r)) return;
  if (r->n == 0) {
    r->exp = 0;
    kr_dec_finish(r, c);
    return;
  }
  int64_t top = c->clamp ? kr_dec_etop(c) : c->emax, drop = kr_dec_trailing_zeros(r);
  if (drop > top - r->exp) drop = top - r->exp;
  kr_dec_shift_right(r, drop);
  r->exp += drop;
}

KR_DEC_UNARY(logb) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  if (a->kind == KR_DEC_INF) {
    kr_dec_set_special(r, 0, KR_DEC_INF);
  } else if (a->n == 0) {
    kr_dec_set_special(r, 1, KR_DEC_INF);
    c->status |= KR_DEC_DIVISION_BY_ZERO;
  } else {
    int64_t exp = kr_dec_adjusted(a);
    kr_dec_set_u64(r, (uint64_t)(exp < 0 ? -exp : exp), exp < 0, 0);
    kr_dec_finish(r, c);
  }
}

/* An operand that counts digits: an integer within +-limit. */
static bool count_operand(const kr_dec *b, int64_t limit, int64_t *out) {
  return b->kind == KR_DEC_FINITE && b->exp == 0 && kr_dec_i64(b, out) && *out <= limit && *out >= -limit;
}

KR_DEC_BINARY(scaleb) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  int64_t n;
  if (!count_operand(b, 2 * (c->emax + c->prec), &n)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  kr_dec_copy(r, a);
  if (a->kind == KR_DEC_INF) return;
  r->exp += n;
  kr_dec_finish(r, c);
}

KR_DEC_BINARY(shift) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  int64_t n;
  if (!count_operand(b, c->prec, &n)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  kr_dec_copy(r, a);
  if (a->kind == KR_DEC_INF || r->n == 0) return;
  if (n < 0) {
    if (kr_dec_digits(r) > c->prec) kr_dec_keep_low(r, c->prec);
    kr_dec_shift_right(r, -n);
  } else {
    kr_dec_keep_low(r, c->prec - n);
    kr_dec_shift_left(r, n);
  }
}

KR_DEC_BINARY(rotate) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  int64_t n;
  if (!count_operand(b, c->prec, &n)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  if (a->kind == KR_DEC_INF) {
    kr_dec_copy(r, a);
    return;
  }
  if (n < 0) n += c->prec;
  KR_DEC_TEMP(low);
  KR_DEC_TEMP(high);
  kr_dec_copy(&low, a);
  kr_dec_keep_low(&low, c->prec);
  kr_dec_copy(&high, &low);
  kr_dec_shift_right(&high, c->prec - n); /* the digits that come round */
  kr_dec_keep_low(&low, c->prec - n);
  kr_dec_shift_left(&low, n);
  kr_dec_int_add(&low, &low, &high);
  kr_dec_move(r, &low);
}

/* ---- neighbours --------------------------------------------------------------------------------------- */

static void largest(kr_dec *r, int sign, const kr_dec_context *c) {
  kr_dec_context t = *c;
  t.rounding = KR_DEC_DOWN;
  kr_dec_set_u64(r, 1, sign, c->emax + 1);
  kr_dec_finish(r, &t); /* overflows into the largest finite number */
}

/* The next number above (direction 0) or below (1). */
static void next(kr_dec *r, const kr_dec *a, kr_dec_context *c, int direction) {
  if (a->kind == KR_DEC_INF) {
    if (a->sign == direction) {
      kr_dec_copy(r, a);
    } else {
      largest(r, a->sign, c);
    }
    return;
  }
  kr_dec_context t = *c;
  t.rounding = direction ? KR_DEC_FLOOR : KR_DEC_CEILING;
  t.status = 0;
  kr_dec tiny;
  kr_dec_init(&tiny);
  /* less than any step, and than what a itself may be away from one */
  int64_t exp = kr_dec_etiny(c);
  if (a->n && a->exp < exp) exp = a->exp;
  kr_dec_set_u64(&tiny, 1, direction, exp - 1);
  kr_dec_add(r, a, &tiny, &t);
}
KR_DEC_UNARY(next_plus) {
  if (!kr_dec_nan_operand(r, a, NULL, c)) next(r, a, c, 0);
}
KR_DEC_UNARY(next_minus) {
  if (!kr_dec_nan_operand(r, a, NULL, c)) next(r, a, c, 1);
}
KR_DEC_BINARY(next_toward) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  int order = kr_dec_compare_values(a, b);
  if (order == 0) {
    int sign = b->sign;
    kr_dec_copy(r, a);
    r->sign = (uint8_t)sign;
    return;
  }
  next(r, a, c, order > 0);
  if (kr_dec_is_special(r)) {
    c->status |= KR_DEC_OVERFLOW | KR_DEC_INEXACT | KR_DEC_ROUNDED;
  } else if (kr_dec_adjusted(r) < c->emin) {
    c->status |= KR_DEC_UNDERFLOW | KR_DEC_SUBNORMAL | KR_DEC_INEXACT | KR_DEC_ROUNDED;
    if (r->n == 0) c->status |= KR_DEC_CLAMPED;
  }
}

/* ---- logic -------------------------------------------------------------------------------------------- */

static bool is_logical(const kr_dec *a) {
  if (a->kind != KR_DEC_FINITE || a->sign || a->exp) return false;
  for (size_t i = 0; i < a->n; i++) {
    for (uint32_t w = a->w[i]; w; w /= 10) {
      if (w % 10 > 1) return false;
    }
  }
  return true;
}
static void logical(kr_dec *r, const kr_dec *a, const kr_dec *b, kr_dec_context *c, int table) {
  if (!is_logical(a) || !is_logical(b)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  KR_DEC_TEMP(t);
  size_t words = a->n > b->n ? a->n : b->n;
  if (!kr_dec_reserve(&t, words + 1)) return;
  for (size_t i = 0; i < words; i++) {
    uint32_t x = i < a->n ? a->w[i] : 0, y = i < b->n ? b->w[i] : 0, z = 0;
    for (int k = 0; k < KR_DEC_WORD_DIGITS; k++, x /= 10, y /= 10) {
      if (table >> (x % 10 * 2 + y % 10) & 1) z += kr_dec_power10[k];
    }
    t.w[i] = z;
  }
  while (words && t.w[words - 1] == 0) words--;
  t.n = (uint32_t)words;
  kr_dec_keep_low(&t, c->prec);
  kr_dec_move(r, &t);
}
KR_DEC_BINARY(logical_and) { logical(r, a, b, c, 8); }
KR_DEC_BINARY(logical_or) { logical(r, a, b, c, 14); }
KR_DEC_BINARY(logical_xor) { logical(r, a, b, c, 6); }
KR_DEC_UNARY(logical_invert) {
  KR_DEC_TEMP(ones);
  size_t words = (size_t)(c->prec / KR_DEC_WORD_DIGITS) + 1;
  if (!is_logical(a)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  if (!kr_dec_reserve(&ones, words)) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  for (size_t i = 0; i < words; i++) ones.w[i] = 111111111;
  ones.n = (uint32_t)words;
  kr_dec_keep_low(&ones, c->prec);
  logical(r, a, &ones, c, 6);
}

bool kr_dec_same_quantum(const kr_dec *a, const kr_dec *b) {
  if (kr_dec_is_special(a) || kr_dec_is_special(b))
    return (kr_dec_is_nan(a) && kr_dec_is_nan(b)) || (a->kind == KR_DEC_INF && b->kind == KR_DEC_INF);
  return a->exp == b->exp;
}

const char *kr_dec_number_class(const kr_dec *a, const kr_dec_context *c) {
  switch (a->kind) {
    case KR_DEC_QNAN: return "NaN";
    case KR_DEC_SNAN: return "sNaN";
    case KR_DEC_INF: return a->sign ? "-Infinity" : "+Infinity";
    default:
      if (a->n == 0) return a->sign ? "-Zero" : "+Zero";
      if (kr_dec_is_subnormal(a, c)) return a->sign ? "-Subnormal" : "+Subnormal";
      return a->sign ? "-Normal" : "+Normal";
  }
}
