/* Rounding into a context, the four operations, comparison. */
#include "modules/decimal/number.h"
#include "objects/errors.h"

const kr_dec_context kr_dec_max_context = {
    .prec = KR_DEC_MAX_PREC,
    .emax = KR_DEC_MAX_EMAX,
    .emin = KR_DEC_MIN_EMIN,
    .rounding = KR_DEC_HALF_EVEN,
    .capitals = true,
};

/* ---- small questions ---------------------------------------------------------------------------------- */

void kr_dec_set_invalid(kr_dec *r, uint32_t why, kr_dec_context *c) {
  kr_dec_set_special(r, 0, KR_DEC_QNAN);
  c->status |= why;
}
bool kr_dec_is_integer(const kr_dec *a) {
  if (a->kind != KR_DEC_FINITE) return false;
  return a->exp >= 0 || a->n == 0 || kr_dec_trailing_zeros(a) >= -a->exp;
}
bool kr_dec_is_odd(const kr_dec *a) {
  if (a->n == 0 || a->exp > 0) return false;
  return kr_dec_digit(a, -a->exp) & 1;
}
bool kr_dec_is_normal(const kr_dec *a, const kr_dec_context *c) {
  return a->kind == KR_DEC_FINITE && a->n && kr_dec_adjusted(a) >= c->emin;
}
bool kr_dec_is_subnormal(const kr_dec *a, const kr_dec_context *c) {
  return a->kind == KR_DEC_FINITE && a->n && kr_dec_adjusted(a) < c->emin;
}

/* ---- rounding ----------------------------------------------------------------------------------------- */

bool kr_dec_round_up(int rounding, int sign, int lost, int last_digit) {
  if (lost == 0) return false;
  switch (rounding) {
    case KR_DEC_UP: return true;
    case KR_DEC_DOWN: return false;
    case KR_DEC_CEILING: return !sign;
    case KR_DEC_FLOOR: return sign;
    case KR_DEC_HALF_UP: return lost >= 5;
    case KR_DEC_HALF_DOWN: return lost > 5;
    case KR_DEC_HALF_EVEN: return lost > 5 || (lost == 5 && last_digit % 2);
    default: return last_digit % 5 == 0;
  }
}

static void add_one(kr_dec *r) {
  kr_dec one = {.n = 1, .own = {1}};
  one.w = one.own;
  kr_dec_int_add(r, r, &one);
}

/* Drops `count` digits, rounding; true if anything was lost. */
static bool drop_digits(kr_dec *r, int64_t count, const kr_dec_context *c) {
  int lost = kr_dec_shift_right(r, count);
  r->exp += count;
  if (kr_dec_round_up(c->rounding, r->sign, lost, kr_dec_digit(r, 0))) add_one(r);
  return lost != 0;
}

static void overflow(kr_dec *r, kr_dec_context *c) {
  bool finite;
  switch (c->rounding) {
    case KR_DEC_DOWN:
    case KR_DEC_05UP: finite = true; break;
    case KR_DEC_CEILING: finite = r->sign; break;
    case KR_DEC_FLOOR: finite = !r->sign; break;
    default: finite = false;
  }
  c->status |= KR_DEC_OVERFLOW | KR_DEC_INEXACT | KR_DEC_ROUNDED;
  if (!finite) {
    kr_dec_set_special(r, r->sign, KR_DEC_INF);
    return;
  }
  kr_dec_set_u64(r, 9, r->sign, 0);
  size_t words = (size_t)((c->prec + KR_DEC_WORD_DIGITS - 1) / KR_DEC_WORD_DIGITS);
  if (!kr_dec_reserve(r, words)) return;
  for (size_t i = 0; i < words; i++) r->w[i] = KR_DEC_BASE - 1;
  r->n = (uint32_t)words;
  if (c->prec % KR_DEC_WORD_DIGITS) kr_dec_keep_low(r, c->prec);
  r->exp = kr_dec_etop(c);
}

void kr_dec_finish(kr_dec *r, kr_dec_context *c) {
  if (kr_dec_is_special(r)) {
    if (r->n && kr_dec_digits(r) > c->prec - c->clamp) kr_dec_keep_low(r, c->prec - c->clamp);
    return;
  }
  int64_t etiny = kr_dec_etiny(c), etop = kr_dec_etop(c);
  if (r->n == 0) {
    int64_t top = c->clamp ? etop : c->emax, exp = r->exp < etiny ? etiny : r->exp > top ? top : r->exp;
    if (exp != r->exp) {
      r->exp = exp;
      c->status |= KR_DEC_CLAMPED;
    }
    return;
  }
  int64_t digits = kr_dec_digits(r), adjusted = r->exp + digits - 1;
  if (adjusted > c->emax) {
    overflow(r, c);
    return;
  }
  bool tiny = adjusted < c->emin;
  if (tiny) c->status |= KR_DEC_SUBNORMAL;
  int64_t excess = digits - c->prec;
  if (etiny - r->exp > excess) excess = etiny - r->exp;
  if (excess > 0) {
    c->status |= KR_DEC_ROUNDED;
    if (drop_digits(r, excess, c)) {
      c->status |= KR_DEC_INEXACT;
      if (tiny) c->status |= KR_DEC_UNDERFLOW;
    }
    if (r->n == 0) {
      c->status |= KR_DEC_CLAMPED;
    } else {
      if (kr_dec_digits(r) > c->prec) {
        kr_dec_shift_right(r, 1);
        r->exp++;
      }
      if (kr_dec_adjusted(r) > c->emax) {
        overflow(r, c);
        return;
      }
    }
  }
  if (c->clamp && r->exp > etop) {
    c->status |= KR_DEC_CLAMPED;
    int64_t more = r->exp - etop;
    r->exp = etop;
    kr_dec_shift_left(r, more);
  }
}

void kr_dec_round_to(kr_dec *r, int64_t digits, kr_dec_context *c) {
  int64_t excess = kr_dec_digits(r) - digits;
  if (excess > 0 && r->n) drop_digits(r, excess, c);
}

static void quiet(kr_dec *r, const kr_dec *a, kr_dec_context *c) {
  kr_dec_copy(r, a);
  r->kind = KR_DEC_QNAN;
  kr_dec_finish(r, c);
}
bool kr_dec_nan_operand(kr_dec *r, const kr_dec *a, const kr_dec *b, kr_dec_context *c) {
  if (!kr_dec_is_nan(a) && (!b || !kr_dec_is_nan(b))) return false;
  const kr_dec *from = a->kind == KR_DEC_SNAN        ? a
                       : b && b->kind == KR_DEC_SNAN ? b
                       : a->kind == KR_DEC_QNAN      ? a
                                                     : b;
  if (from->kind == KR_DEC_SNAN) c->status |= KR_DEC_INVALID_OPERATION;
  quiet(r, from, c);
  return true;
}

/* ---- sums --------------------------------------------------------------------------------------------- */

KR_DEC_UNARY(plus) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  kr_dec_copy(r, a);
  if (kr_dec_is_zero(r)) r->sign = c->rounding == KR_DEC_FLOOR && r->sign;
  kr_dec_finish(r, c);
}
KR_DEC_UNARY(minus) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  kr_dec_copy(r, a);
  r->sign = !r->sign;
  if (kr_dec_is_zero(r)) r->sign = c->rounding == KR_DEC_FLOOR && r->sign;
  kr_dec_finish(r, c);
}
KR_DEC_UNARY(abs) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  kr_dec_copy(r, a);
  r->sign = 0;
  kr_dec_finish(r, c);
}

/* a + b, b with sign `bsign`. */
static void add_signed(kr_dec *r, const kr_dec *a, const kr_dec *b, int bsign, kr_dec_context *c) {
  if (kr_dec_is_special(a) || kr_dec_is_special(b)) {
    if (a->kind == KR_DEC_INF && b->kind == KR_DEC_INF && a->sign != bsign) {
      kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    } else if (a->kind == KR_DEC_INF) {
      kr_dec_copy(r, a);
    } else {
      kr_dec_set_special(r, bsign, KR_DEC_INF);
    }
    return;
  }
  int64_t exp = a->exp < b->exp ? a->exp : b->exp;
  if (a->n == 0 || b->n == 0) {
    if (a->n == 0 && b->n == 0) {
      int sign = a->sign == bsign ? bsign : c->rounding == KR_DEC_FLOOR;
      kr_dec_set_zero(r, sign, exp);
    } else {
      const kr_dec *other = a->n ? a : b;
      int sign = a->n ? a->sign : bsign;
      int64_t least = other->exp - c->prec - 1;
      if (exp < least) exp = least;
      kr_dec_copy(r, other);
      r->sign = (uint8_t)sign;
      int64_t shift = r->exp - exp;
      r->exp = exp;
      kr_dec_shift_left(r, shift);
    }
    kr_dec_finish(r, c);
    return;
  }
  KR_DEC_TEMP(high);
  KR_DEC_TEMP(low);
  bool swapped = a->exp < b->exp;
  kr_dec_copy(&high, swapped ? b : a);
  kr_dec_copy(&low, swapped ? a : b);
  if (swapped) {
    high.sign = (uint8_t)bsign;
  } else {
    low.sign = (uint8_t)bsign;
  }
  /* An operand too small to matter but for rounding is replaced by a one just as small. */
  int64_t room = kr_dec_digits(&high) - c->prec - 2;
  int64_t floor = high.exp + (room < -1 ? room : -1);
  if (kr_dec_adjusted(&low) < floor) kr_dec_set_u64(&low, 1, low.sign, floor);
  if (!kr_dec_shift_left(&high, high.exp - low.exp)) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  int64_t result_exp = low.exp;
  r->kind = KR_DEC_FINITE;
  r->exp = result_exp;
  if (high.sign == low.sign) {
    r->sign = high.sign;
    kr_dec_int_add(r, &high, &low);
  } else {
    int order = kr_dec_int_compare(&high, &low);
    r->sign = order == 0 ? c->rounding == KR_DEC_FLOOR : order > 0 ? high.sign : low.sign;
    if (order >= 0) {
      kr_dec_int_sub(r, &high, &low);
    } else {
      kr_dec_int_sub(r, &low, &high);
    }
  }
  kr_dec_finish(r, c);
}
KR_DEC_BINARY(add) {
  if (!kr_dec_nan_operand(r, a, b, c)) add_signed(r, a, b, b->sign, c);
}
KR_DEC_BINARY(subtract) {
  if (!kr_dec_nan_operand(r, a, b, c)) add_signed(r, a, b, !b->sign, c);
}

/* ---- products ----------------------------------------------------------------------------------------- */

/* The exact product, or an infinity; false: 0 times infinity. */
static bool product(kr_dec *r, const kr_dec *a, const kr_dec *b) {
  int sign = a->sign ^ b->sign;
  if (kr_dec_is_special(a) || kr_dec_is_special(b)) {
    if (kr_dec_is_zero(a) || kr_dec_is_zero(b)) return false;
    kr_dec_set_special(r, sign, KR_DEC_INF);
    return true;
  }
  int64_t exp = a->exp + b->exp;
  kr_dec_int_mul(r, a, b);
  if (kr_failed()) return true;
  r->kind = KR_DEC_FINITE;
  r->sign = (uint8_t)sign;
  r->exp = exp;
  return true;
}
KR_DEC_BINARY(multiply) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  if (product(r, a, b)) {
    kr_dec_finish(r, c);
  } else {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
  }
}

void kr_dec_fma(kr_dec *r, const kr_dec *a, const kr_dec *b, const kr_dec *third, kr_dec_context *c) {
  /* Infinity times zero is invalid, even where a NaN would be added. */
  bool undefined =
      (a->kind == KR_DEC_INF && kr_dec_is_zero(b)) || (b->kind == KR_DEC_INF && kr_dec_is_zero(a));
  if (kr_dec_is_nan(a) || kr_dec_is_nan(b) || (kr_dec_is_nan(third) && !undefined)) {
    const kr_dec *all[] = {a, b, third}, *from = NULL;
    for (int i = 0; i < 3 && !from; i++) from = all[i]->kind == KR_DEC_SNAN ? all[i] : NULL;
    for (int i = 0; i < 3 && !from; i++) from = all[i]->kind == KR_DEC_QNAN ? all[i] : NULL;
    kr_dec_nan_operand(r, from, NULL, c);
    return;
  }
  KR_DEC_TEMP(t);
  if (!product(&t, a, b)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
  } else {
    add_signed(r, &t, third, third->sign, c);
  }
}

/* ---- quotients ---------------------------------------------------------------------------------------- */

KR_DEC_BINARY(divide) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  int sign = a->sign ^ b->sign;
  if (a->kind == KR_DEC_INF) {
    if (b->kind == KR_DEC_INF) {
      kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    } else {
      kr_dec_set_special(r, sign, KR_DEC_INF);
    }
    return;
  }
  if (b->kind == KR_DEC_INF) {
    kr_dec_set_zero(r, sign, kr_dec_etiny(c));
    c->status |= KR_DEC_CLAMPED;
    return;
  }
  if (b->n == 0) {
    if (a->n == 0) {
      kr_dec_set_invalid(r, KR_DEC_DIVISION_UNDEFINED, c);
    } else {
      kr_dec_set_special(r, sign, KR_DEC_INF);
      c->status |= KR_DEC_DIVISION_BY_ZERO;
    }
    return;
  }
  int64_t ideal = a->exp - b->exp;
  if (a->n == 0) {
    kr_dec_set_zero(r, sign, ideal);
    kr_dec_finish(r, c);
    return;
  }
  KR_DEC_TEMP(x);
  KR_DEC_TEMP(y);
  KR_DEC_TEMP(rest);
  KR_DEC_TEMP(q);
  int64_t shift = kr_dec_digits(b) - kr_dec_digits(a) + c->prec + 1;
  kr_dec_copy(&x, a);
  kr_dec_copy(&y, b);
  if (!kr_dec_shift_left(&x, shift) || !kr_dec_shift_left(&y, -shift) ||
      !kr_dec_int_divmod(&q, &rest, &x, &y)) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  q.sign = (uint8_t)sign;
  q.exp = ideal - shift;
  if (rest.n) {
    if (kr_dec_digit(&q, 0) % 5 == 0) add_one(&q); /* something is left: it must not look exact or halfway */
  } else if (q.exp < ideal) {
    int64_t zeros = kr_dec_trailing_zeros(&q), drop = ideal - q.exp;
    if (zeros < drop) drop = zeros;
    kr_dec_shift_right(&q, drop);
    q.exp += drop;
  }
  kr_dec_move(r, &q);
  kr_dec_finish(r, c);
}

/* Quotient and remainder of finite numbers, b nonzero, as integers; false: the quotient has more digits
 * than the precision. */
static bool divide_whole(kr_dec *q, kr_dec *m, const kr_dec *a, const kr_dec *b, kr_dec_context *c) {
  int qsign = a->sign ^ b->sign, msign = a->sign;
  int64_t exp = a->exp < b->exp ? a->exp : b->exp;
  if (a->n == 0) {
    kr_dec_set_zero(m, msign, exp);
    kr_dec_set_zero(q, qsign, 0);
    return true;
  }
  int64_t distance = kr_dec_adjusted(a) - kr_dec_adjusted(b);
  if (distance > c->prec) return false;
  KR_DEC_TEMP(x);
  KR_DEC_TEMP(y);
  kr_dec_copy(&x, a);
  kr_dec_copy(&y, b);
  if (distance < 0) { /* the remainder is a itself, to the common exponent as far as it can be had */
    int64_t shift = x.exp - exp;
    if (shift > c->prec + 1) shift = c->prec + 1;
    kr_dec_shift_left(&x, shift);
    x.exp -= shift;
    kr_dec_set_zero(q, qsign, 0);
    kr_dec_move(m, &x);
    return true;
  }
  if (!kr_dec_shift_left(&x, a->exp - exp) || !kr_dec_shift_left(&y, b->exp - exp) ||
      !kr_dec_int_divmod(q, m, &x, &y)) {
    kr_dec_set_special(q, 0, KR_DEC_QNAN);
    kr_dec_set_special(m, 0, KR_DEC_QNAN);
    return true;
  }
  q->kind = m->kind = KR_DEC_FINITE;
  q->sign = (uint8_t)qsign;
  q->exp = 0;
  m->sign = (uint8_t)msign;
  m->exp = exp;
  return kr_dec_digits(q) <= c->prec;
}

KR_DEC_BINARY(divide_int) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  int sign = a->sign ^ b->sign;
  if (a->kind == KR_DEC_INF) {
    if (b->kind == KR_DEC_INF) {
      kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    } else {
      kr_dec_set_special(r, sign, KR_DEC_INF);
    }
  } else if (b->kind == KR_DEC_INF) {
    kr_dec_set_zero(r, sign, 0);
  } else if (b->n == 0) {
    if (a->n == 0) {
      kr_dec_set_invalid(r, KR_DEC_DIVISION_UNDEFINED, c);
    } else {
      kr_dec_set_special(r, sign, KR_DEC_INF);
      c->status |= KR_DEC_DIVISION_BY_ZERO;
    }
  } else {
    KR_DEC_TEMP(q);
    KR_DEC_TEMP(m);
    if (!divide_whole(&q, &m, a, b, c)) {
      kr_dec_set_invalid(r, KR_DEC_DIVISION_IMPOSSIBLE, c);
      return;
    }
    kr_dec_move(r, &q);
    kr_dec_finish(r, c);
  }
}

KR_DEC_BINARY(remainder) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  if (a->kind == KR_DEC_INF) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
  } else if (b->kind == KR_DEC_INF) {
    kr_dec_copy(r, a);
    kr_dec_finish(r, c);
  } else if (b->n == 0) {
    kr_dec_set_invalid(r, a->n == 0 ? KR_DEC_DIVISION_UNDEFINED : KR_DEC_INVALID_OPERATION, c);
  } else {
    KR_DEC_TEMP(q);
    KR_DEC_TEMP(m);
    if (!divide_whole(&q, &m, a, b, c)) {
      kr_dec_set_invalid(r, KR_DEC_DIVISION_IMPOSSIBLE, c);
      return;
    }
    kr_dec_move(r, &m);
    kr_dec_finish(r, c);
  }
}

void kr_dec_divmod(kr_dec *q, kr_dec *m, const kr_dec *a, const kr_dec *b, kr_dec_context *c) {
  if (kr_dec_nan_operand(q, a, b, c)) {
    kr_dec_copy(m, q);
    return;
  }
  int sign = a->sign ^ b->sign;
  if (a->kind == KR_DEC_INF) {
    if (b->kind == KR_DEC_INF) {
      kr_dec_set_invalid(q, KR_DEC_INVALID_OPERATION, c);
    } else {
      kr_dec_set_special(q, sign, KR_DEC_INF);
    }
    kr_dec_set_invalid(m, KR_DEC_INVALID_OPERATION, c);
  } else if (b->kind == KR_DEC_INF) {
    kr_dec_copy(m, a);
    kr_dec_finish(m, c);
    kr_dec_set_zero(q, sign, 0);
  } else if (b->n == 0) {
    if (a->n == 0) {
      kr_dec_set_invalid(q, KR_DEC_DIVISION_UNDEFINED, c);
      kr_dec_set_invalid(m, KR_DEC_DIVISION_UNDEFINED, c);
    } else {
      kr_dec_set_special(q, sign, KR_DEC_INF);
      kr_dec_set_invalid(m, KR_DEC_DIVISION_BY_ZERO | KR_DEC_INVALID_OPERATION, c);
    }
  } else {
    KR_DEC_TEMP(tq);
    KR_DEC_TEMP(tm);
    if (!divide_whole(&tq, &tm, a, b, c)) {
      kr_dec_set_invalid(q, KR_DEC_DIVISION_IMPOSSIBLE, c);
      kr_dec_set_invalid(m, KR_DEC_DIVISION_IMPOSSIBLE, c);
      return;
    }
    kr_dec_move(q, &tq);
    kr_dec_move(m, &tm);
    kr_dec_finish(q, c);
    kr_dec_finish(m, c);
  }
}

KR_DEC_BINARY(remainder_near) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  if (a->kind == KR_DEC_INF) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  if (b->kind == KR_DEC_INF) {
    kr_dec_copy(r, a);
    kr_dec_finish(r, c);
    return;
  }
  if (b->n == 0) {
    kr_dec_set_invalid(r, a->n == 0 ? KR_DEC_DIVISION_UNDEFINED : KR_DEC_INVALID_OPERATION, c);
    return;
  }
  int64_t exp = a->exp < b->exp ? a->exp : b->exp;
  if (a->n == 0) {
    kr_dec_set_zero(r, a->sign, exp);
    kr_dec_finish(r, c);
    return;
  }
  int64_t distance = kr_dec_adjusted(a) - kr_dec_adjusted(b);
  if (distance >= c->prec + 1) {
    kr_dec_set_invalid(r, KR_DEC_DIVISION_IMPOSSIBLE, c);
    return;
  }
  KR_DEC_TEMP(x);
  KR_DEC_TEMP(y);
  KR_DEC_TEMP(q);
  KR_DEC_TEMP(m);
  kr_dec_copy(&x, a);
  if (distance <= -2) {
    int64_t shift = x.exp - exp;
    if (shift > c->prec + 1) shift = c->prec + 1;
    kr_dec_shift_left(&x, shift);
    x.exp -= shift;
    kr_dec_move(r, &x);
    kr_dec_finish(r, c);
    return;
  }
  kr_dec_copy(&y, b);
  if (!kr_dec_shift_left(&x, a->exp - exp) || !kr_dec_shift_left(&y, b->exp - exp) ||
      !kr_dec_int_divmod(&q, &m, &x, &y)) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  int sign = a->sign;
  kr_dec_int_add(&x, &m, &m);
  int order = kr_dec_int_compare(&x, &y);
  if (order > 0 || (order == 0 && kr_dec_digit(&q, 0) % 2)) {
    kr_dec_int_sub(&m, &y, &m);
    sign = !sign;
    add_one(&q);
  }
  if (kr_dec_digits(&q) > c->prec) {
    kr_dec_set_invalid(r, KR_DEC_DIVISION_IMPOSSIBLE, c);
    return;
  }
  m.sign = (uint8_t)(m.n ? sign : a->sign);
  m.exp = exp;
  kr_dec_move(r, &m);
  kr_dec_finish(r, c);
}

/* ---- comparison --------------------------------------------------------------------------------------- */

/* Of the magnitudes of finite numbers. */
static int compare_magnitudes(const kr_dec *a, const kr_dec *b) {
  if (a->n == 0 || b->n == 0) return (a->n != 0) - (b->n != 0);
  int64_t x = kr_dec_adjusted(a), y = kr_dec_adjusted(b);
  if (x != y) return x < y ? -1 : 1;
  if (a->exp == b->exp) return kr_dec_int_compare(a, b);
  KR_DEC_TEMP(t);
  bool first = a->exp > b->exp;
  kr_dec_copy(&t, first ? a : b);
  int64_t shift = first ? a->exp - b->exp : b->exp - a->exp;
  if (!kr_dec_shift_left(&t, shift)) return 0;
  return first ? kr_dec_int_compare(&t, b) : kr_dec_int_compare(a, &t);
}

int kr_dec_compare_values(const kr_dec *a, const kr_dec *b) {
  int x = kr_dec_is_zero(a) ? 0 : a->sign ? -1 : 1, y = kr_dec_is_zero(b) ? 0 : b->sign ? -1 : 1;
  if (x != y) return x < y ? -1 : 1;
  if (x == 0) return 0;
  if (a->kind == KR_DEC_INF || b->kind == KR_DEC_INF)
    return x * ((a->kind == KR_DEC_INF) - (b->kind == KR_DEC_INF));
  return x * compare_magnitudes(a, b);
}

static int rank(const kr_dec *a) {
  return a->kind == KR_DEC_QNAN ? 3 : a->kind == KR_DEC_SNAN ? 2 : a->kind == KR_DEC_INF ? 1 : 0;
}
int kr_dec_compare_total_values(const kr_dec *a, const kr_dec *b) {
  if (a->sign != b->sign) return a->sign ? -1 : 1;
  int order = rank(a) - rank(b);
  if (order == 0 && kr_dec_is_nan(a)) order = kr_dec_int_compare(a, b);
  if (order == 0 && a->kind == KR_DEC_FINITE) {
    order = compare_magnitudes(a, b);
    if (order == 0) order = (a->exp > b->exp) - (a->exp < b->exp);
  }
  order = (order > 0) - (order < 0);
  return a->sign ? -order : order;
}

static void set_order(kr_dec *r, int order) { kr_dec_set_u64(r, order != 0, order < 0, 0); }

KR_DEC_BINARY(compare) {
  if (!kr_dec_nan_operand(r, a, b, c)) set_order(r, kr_dec_compare_values(a, b));
}
KR_DEC_BINARY(compare_signal) {
  bool nan = kr_dec_is_nan(a) || kr_dec_is_nan(b);
  kr_dec_compare(r, a, b, c);
  if (nan) c->status |= KR_DEC_INVALID_OPERATION;
}
KR_DEC_BINARY(compare_total) { set_order(r, kr_dec_compare_total_values(a, b)); }
KR_DEC_BINARY(compare_total_mag) {
  kr_dec x = *a, y = *b; /* shallow: only looked at */
  if (a->w == a->own) x.w = x.own;
  if (b->w == b->own) y.w = y.own;
  x.sign = y.sign = 0;
  set_order(r, kr_dec_compare_total_values(&x, &y));
}

/* max and min: a number wins over a quiet NaN; equal values are ordered by compare_total. */
static void choose(kr_dec *r, const kr_dec *a, const kr_dec *b, kr_dec_context *c, bool larger,
                   bool magnitude) {
  const kr_dec *chosen;
  if (a->kind == KR_DEC_QNAN && !kr_dec_is_nan(b)) {
    chosen = b;
  } else if (b->kind == KR_DEC_QNAN && !kr_dec_is_nan(a)) {
    chosen = a;
  } else if (kr_dec_nan_operand(r, a, b, c)) {
    return;
  } else {
    int order;
    if (magnitude) {
      if (a->kind == KR_DEC_INF || b->kind == KR_DEC_INF) {
        order = (a->kind == KR_DEC_INF) - (b->kind == KR_DEC_INF);
      } else {
        order = compare_magnitudes(a, b);
      }
    } else {
      order = kr_dec_compare_values(a, b);
    }
    if (order == 0) order = kr_dec_compare_total_values(a, b);
    chosen = (larger ? order >= 0 : order < 0) ? a : b;
  }
  kr_dec_copy(r, chosen);
  kr_dec_finish(r, c);
}
KR_DEC_BINARY(max) { choose(r, a, b, c, true, false); }
KR_DEC_BINARY(min) { choose(r, a, b, c, false, false); }
KR_DEC_BINARY(max_mag) { choose(r, a, b, c, true, true); }
KR_DEC_BINARY(min_mag) { choose(r, a, b, c, false, true); }
