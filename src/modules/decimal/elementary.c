/* sqrt, exp, ln, log10, power.
 *
 * The transcendental ones compute in fixed point, integers of scale 10**q, with an error bound of a few
 * hundred units of the last place, and take more digits until the bound leaves no doubt about the
 * rounding. That ends: these functions are never exact nor halfway for the arguments they get here.
 */
#include "modules/decimal/number.h"
#include "objects/errors.h"

/* ---- fixed point -------------------------------------------------------------------------------------- */

/* Signed integers: kr_dec with exponent 0, whatever the field holds. */
static void fix_add(kr_dec *r, const kr_dec *a, const kr_dec *b, int bsign) {
  if (a->sign == bsign) {
    kr_dec_int_add(r, a, b);
    r->sign = (uint8_t)bsign;
    return;
  }
  int order = kr_dec_int_compare(a, b), asign = a->sign;
  if (order >= 0) {
    kr_dec_int_sub(r, a, b);
    r->sign = (uint8_t)asign;
  } else {
    kr_dec_int_sub(r, b, a);
    r->sign = (uint8_t)bsign;
  }
}
/* a * b / 10**q, cut off. */
static void fix_mul(kr_dec *r, const kr_dec *a, const kr_dec *b, int64_t q) {
  int sign = a->sign ^ b->sign;
  kr_dec_int_mul(r, a, b);
  kr_dec_shift_right(r, q);
  r->sign = (uint8_t)sign;
}
static void fix_one(kr_dec *r, int64_t q) {
  kr_dec_set_u64(r, 1, false, 0);
  kr_dec_shift_left(r, q);
}
/* x at scale q, cut off. */
static void to_fix(kr_dec *r, const kr_dec *x, int64_t q) {
  kr_dec_copy(r, x);
  int64_t shift = x->exp + q;
  if (shift >= 0) {
    kr_dec_shift_left(r, shift);
  } else {
    kr_dec_shift_right(r, -shift);
  }
  r->exp = 0;
}
static bool broken(const kr_dec *a) { return kr_dec_is_nan(a); }

/* scale * m * atanh(1 / n), added to r. */
static void add_atanh(kr_dec *r, uint32_t m, uint32_t n, int64_t q) {
  KR_DEC_TEMP(power);
  KR_DEC_TEMP(term);
  fix_one(&power, q);
  kr_dec_int_mul_small(&power, m, 0);
  kr_dec_int_div_small(&power, n);
  for (uint32_t k = 1; power.n && !broken(&power); k += 2) {
    kr_dec_copy(&term, &power);
    kr_dec_int_div_small(&term, k);
    kr_dec_int_add(r, r, &term);
    kr_dec_int_div_small(&power, n * n);
  }
}
/* ln(10) at scale q, kept from call to call. */
static void ln10(kr_dec *r, int64_t q) {
  static kr_dec cached;
  static int64_t cached_q = -1;
  if (cached_q < q) {
    int64_t wide = q + 12;
    KR_DEC_TEMP(t);
    add_atanh(&t, 46, 31, wide);
    add_atanh(&t, 34, 49, wide);
    add_atanh(&t, 20, 161, wide);
    kr_dec_shift_right(&t, 12);
    if (broken(&t) || kr_failed()) {
      kr_dec_set_special(r, 0, KR_DEC_QNAN);
      return;
    }
    if (cached_q < 0) kr_dec_init(&cached);
    kr_dec_copy(&cached, &t);
    cached_q = broken(&cached) ? -1 : q;
    kr_dec_copy(r, &t);
    return;
  }
  kr_dec_copy(r, &cached);
  kr_dec_shift_right(r, cached_q - q);
}

/* exp(x) at scale q for |x| < 2 at scale q. Error below 300 + q units. */
static void fix_exp(kr_dec *r, const kr_dec *x, int64_t q) {
  /* x is halved h times, and the sum of the series squared as often. */
  int h = 4;
  for (int64_t i = q; i > 40; i /= 4) h += 4;
  int64_t wide = q + h / 3 + 4;
  KR_DEC_TEMP(y);
  KR_DEC_TEMP(term);
  KR_DEC_TEMP(sum);
  kr_dec_copy(&y, x);
  kr_dec_shift_left(&y, wide - q);
  for (int i = 0; i < h; i += 16) kr_dec_int_div_small(&y, 1u << (h - i < 16 ? h - i : 16));
  fix_one(&sum, wide);
  kr_dec_copy(&term, &y);
  for (uint32_t k = 2; term.n && !broken(&term); k++) {
    fix_add(&sum, &sum, &term, term.sign);
    fix_mul(&term, &term, &y, wide);
    kr_dec_int_div_small(&term, k);
  }
  for (int i = 0; i < h; i++) fix_mul(&sum, &sum, &sum, wide);
  kr_dec_shift_right(&sum, wide - q);
  sum.sign = 0;
  kr_dec_move(r, &sum);
}

/* ln(x) for 0.3 < x < 3.3 at scale q: Halley's iteration on exp, which triples the digits. */
static void fix_ln(kr_dec *r, const kr_dec *x, int64_t q) {
  KR_DEC_TEMP(y);
  KR_DEC_TEMP(e);
  KR_DEC_TEMP(top);
  KR_DEC_TEMP(bottom);
  KR_DEC_TEMP(xs);
  /* The first value from the leading 17 digits. */
  kr_dec_copy(&e, x);
  int64_t have = q < 17 ? q : 17;
  kr_dec_shift_right(&e, q - have);
  uint64_t lead;
  if (!kr_dec_int_u64(&e, &lead)) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  double d = (double)lead;
  for (int64_t i = 0; i < have; i++) d /= 10;
  double first = __builtin_log(d) * 1e15;
  kr_dec_set_u64(&y, (uint64_t)__builtin_fabs(first), first < 0, 0);
  int64_t scale = 15, good = 13;
  while (good < q + 2) {
    int64_t next = good * 3 - 2;
    if (next > q + 3) next = q + 3;
    int64_t s = next + 6; /* this round's scale */
    if (s > scale) {
      kr_dec_shift_left(&y, s - scale);
    } else {
      kr_dec_shift_right(&y, scale - s);
    }
    scale = s;
    kr_dec_copy(&xs, x);
    if (s >= q) {
      kr_dec_shift_left(&xs, s - q);
    } else {
      kr_dec_shift_right(&xs, q - s);
    }
    fix_exp(&e, &y, s);
    fix_add(&top, &xs, &e, 1);
    kr_dec_int_add(&bottom, &xs, &e);
    int sign = top.sign;
    kr_dec_int_mul_small(&top, 2, 0);
    kr_dec_shift_left(&top, s);
    if (broken(&top) || broken(&bottom) || broken(&y) || !kr_dec_int_divmod(&top, NULL, &top, &bottom)) {
      kr_dec_set_special(r, 0, KR_DEC_QNAN);
      return;
    }
    fix_add(&y, &y, &top, sign);
    good = next;
  }
  int sign = y.sign;
  kr_dec_shift_right(&y, scale - q);
  y.sign = (uint8_t)sign;
  kr_dec_move(r, &y);
}

/* Does the fixed-point value r, wrong by less than `error` units, round to p digits without doubt? */
static bool certain(const kr_dec *r, int64_t p, uint64_t error) {
  int64_t spare = kr_dec_digits(r) - p;
  if (spare < 12) return false;
  KR_DEC_TEMP(low);
  KR_DEC_TEMP(high);
  KR_DEC_TEMP(e);
  kr_dec_set_u64(&e, error, false, 0);
  kr_dec_int_sub(&low, r, &e);
  kr_dec_int_add(&high, r, &e);
  if (kr_dec_digits(&low) != kr_dec_digits(&high)) return false;
  int a = kr_dec_shift_right(&low, spare), b = kr_dec_shift_right(&high, spare);
  return kr_dec_int_compare(&low, &high) == 0 && (a < 5) == (b < 5) && (a == 0) == (b == 0) && a != 5 &&
         b != 5;
}

/* Rounds half-even and reports Inexact even if the digits kept would be exact. */
static void finish_inexact(kr_dec *r, kr_dec_context *c) {
  kr_dec_context t = *c;
  t.rounding = KR_DEC_HALF_EVEN;
  kr_dec_finish(r, &t);
  c->status = t.status | KR_DEC_INEXACT | KR_DEC_ROUNDED;
}

/* ---- sqrt --------------------------------------------------------------------------------------------- */

KR_DEC_UNARY(sqrt) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  if (a->kind == KR_DEC_INF) {
    if (a->sign) {
      kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    } else {
      kr_dec_copy(r, a);
    }
    return;
  }
  int64_t ideal = a->exp >= 0 ? a->exp / 2 : -((1 - a->exp) / 2);
  if (a->n == 0) {
    kr_dec_set_zero(r, a->sign, ideal);
    kr_dec_finish(r, c);
    return;
  }
  if (a->sign) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  KR_DEC_TEMP(x);
  KR_DEC_TEMP(root);
  KR_DEC_TEMP(t);
  kr_dec_copy(&x, a);
  int64_t e = a->exp;
  if (e & 1) {
    kr_dec_shift_left(&x, 1);
    e--;
  }
  int64_t length = (kr_dec_digits(&x) + 1) / 2, shift = c->prec + 1 - length;
  bool exact = true;
  if (shift >= 0) {
    kr_dec_shift_left(&x, 2 * shift);
  } else {
    exact = kr_dec_shift_right(&x, -2 * shift) == 0;
  }
  if (broken(&x) || !kr_dec_int_sqrt(&root, &x)) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  kr_dec_int_mul(&t, &root, &root);
  exact = exact && kr_dec_int_compare(&t, &x) == 0;
  root.exp = e / 2 - shift;
  root.sign = 0;
  if (!exact) {
    if (kr_dec_digit(&root, 0) % 5 == 0) kr_dec_int_mul_small(&root, 1, 1);
  } else if (root.n && root.exp < ideal) {
    int64_t zeros = kr_dec_trailing_zeros(&root), drop = ideal - root.exp;
    if (drop > zeros) drop = zeros;
    kr_dec_shift_right(&root, drop);
    root.exp += drop;
  } else if (root.exp > ideal) {
    int64_t more = root.exp - ideal;
    root.exp = ideal;
    kr_dec_shift_left(&root, more);
  }
  kr_dec_move(r, &root);
  kr_dec_context t2 = *c;
  t2.rounding = KR_DEC_HALF_EVEN;
  kr_dec_finish(r, &t2);
  c->status = t2.status;
}

/* ---- exp ---------------------------------------------------------------------------------------------- */

/* A finite x to exp(x), rounded to p digits; never called for 0. */
static void exp_digits(kr_dec *r, const kr_dec *x, int64_t p) {
  for (int64_t extra = 14;; extra += extra / 2 + p / 8) {
    /* x = k ln(10) + rest, so the result is exp(rest) * 10**k. */
    int64_t q = p + extra, big = kr_dec_adjusted(x) > 0 ? kr_dec_adjusted(x) + 1 : 0;
    KR_DEC_TEMP(rest);
    KR_DEC_TEMP(k);
    KR_DEC_TEMP(l);
    int64_t wide = q + big;
    to_fix(&rest, x, wide);
    ln10(&l, wide + big);
    KR_DEC_TEMP(narrow);
    kr_dec_copy(&narrow, &l);
    kr_dec_shift_right(&narrow, big);
    int64_t times = 0;
    if (broken(&rest) || broken(&l) || !kr_dec_int_divmod(&k, NULL, &rest, &narrow)) {
      kr_dec_set_special(r, 0, KR_DEC_QNAN);
      return;
    }
    uint64_t u = 0;
    kr_dec_int_u64(&k, &u);
    times = (int64_t)u;
    /* |rest| - k * ln10, from the wider constant */
    kr_dec_int_mul(&l, &l, &k);
    kr_dec_shift_right(&l, big);
    int sign = x->sign;
    l.sign = rest.sign = 0;
    fix_add(&rest, &rest, &l, 1);
    if (sign) {
      rest.sign = rest.n ? !rest.sign : 0;
      times = -times;
    }
    int rsign = rest.sign;
    kr_dec_shift_right(&rest, wide - q);
    rest.sign = (uint8_t)rsign;
    /* rest is in (-ln10, ln10): fix_exp wants less than 2, so a third of the range is moved. */
    KR_DEC_TEMP(y);
    if (rest.sign) { /* exp(rest) = exp(rest + ln10) / 10 */
      ln10(&y, q);
      fix_add(&rest, &y, &rest, 1);
      times--;
    }
    /* 0 <= rest < ln10 = 2.30: halve, then square. */
    kr_dec_int_div_small(&rest, 2);
    fix_exp(&y, &rest, q);
    fix_mul(&y, &y, &y, q);
    if (broken(&y) || kr_failed()) {
      kr_dec_set_special(r, 0, KR_DEC_QNAN);
      return;
    }
    if (certain(&y, p, 100000 + (uint64_t)q * 20)) {
      y.exp = times - q;
      y.sign = 0;
      kr_dec_round_to(&y, p + 3, &(kr_dec_context){.rounding = KR_DEC_05UP});
      kr_dec_move(r, &y);
      return;
    }
  }
}

KR_DEC_UNARY(exp) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return;
  if (a->kind == KR_DEC_INF) {
    if (a->sign) {
      kr_dec_set_zero(r, 0, 0);
    } else {
      kr_dec_copy(r, a);
    }
    return;
  }
  if (a->n == 0) {
    kr_dec_set_u64(r, 1, false, 0);
    return;
  }
  int64_t adjusted = kr_dec_adjusted(a);
  if (adjusted >= 10) { /* beyond every exponent */
    bool negative = a->sign;
    kr_dec_set_u64(r, 1, false, 2 * (int64_t)(negative ? KR_DEC_MIN_EMIN : KR_DEC_MAX_EMAX));
    finish_inexact(r, c);
    return;
  }
  if (adjusted < -c->prec - 1) { /* one and a bit */
    bool negative = a->sign;
    kr_dec_set_u64(r, 1, false, 0);
    kr_dec_shift_left(r, c->prec + 1);
    r->exp = -c->prec - 1;
    KR_DEC_TEMP(bit);
    kr_dec_set_u64(&bit, 1, false, 0);
    if (negative) {
      kr_dec_int_sub(r, r, &bit);
    } else {
      kr_dec_int_add(r, r, &bit);
    }
    finish_inexact(r, c);
    return;
  }
  KR_DEC_TEMP(t);
  exp_digits(&t, a, c->prec);
  kr_dec_move(r, &t);
  if (!broken(r)) finish_inexact(r, c);
}

/* ---- logarithms ---------------------------------------------------------------------------------------- */

/* ln(x), or log10(x), to p digits; x finite, positive, and the result not exact. */
static void log_digits(kr_dec *r, const kr_dec *x, int64_t p, bool ten) {
  /* x = m * 10**e with m in [0.31, 3.2) */
  int64_t e = kr_dec_adjusted(x);
  uint64_t lead;
  KR_DEC_TEMP(m);
  kr_dec_copy(&m, x);
  kr_dec_shift_right(&m, kr_dec_digits(&m) - 3);
  kr_dec_int_u64(&m, &lead);
  while (lead < 100) lead *= 10;
  if (lead >= 320) e++;
  kr_dec_copy(&m, x);
  m.exp -= e;
  /* Near one the result is small: so many digits more are needed. */
  int64_t small = 0;
  if (e == 0) {
    KR_DEC_TEMP(d);
    KR_DEC_TEMP(one);
    kr_dec_set_u64(&one, 1, false, 0);
    kr_dec_context wide = kr_dec_max_context;
    kr_dec_subtract(&d, &m, &one, &wide);
    small = -kr_dec_adjusted(&d);
    if (small < 0) small = 0;
  }
  for (int64_t extra = 14;; extra += extra / 2 + p / 8) {
    int64_t q = p + extra + small;
    KR_DEC_TEMP(y);
    KR_DEC_TEMP(l);
    KR_DEC_TEMP(t);
    to_fix(&t, &m, q);
    fix_ln(&y, &t, q);
    ln10(&l, q + 12);
    if (broken(&y) || broken(&l) || kr_failed()) break;
    if (ten) { /* e + y / ln10 */
      int sign = y.sign;
      kr_dec_shift_left(&y, q + 12);
      if (!kr_dec_int_divmod(&y, NULL, &y, &l)) break;
      y.sign = (uint8_t)sign;
      kr_dec_set_u64(&t, (uint64_t)(e < 0 ? -e : e), e < 0, 0);
      kr_dec_shift_left(&t, q);
    } else { /* e * ln10 + y */
      kr_dec_set_u64(&t, (uint64_t)(e < 0 ? -e : e), false, 0);
      kr_dec_int_mul(&t, &t, &l);
      kr_dec_shift_right(&t, 12);
      t.sign = e < 0;
    }
    fix_add(&y, &y, &t, t.sign);
    if (broken(&y) || kr_failed()) break;
    if (certain(&y, p, 1000)) {
      y.exp = -q;
      kr_dec_round_to(&y, p + 3, &(kr_dec_context){.rounding = KR_DEC_05UP});
      kr_dec_move(r, &y);
      return;
    }
  }
  kr_dec_set_special(r, 0, KR_DEC_QNAN);
}

static bool is_one(const kr_dec *a) {
  return a->kind == KR_DEC_FINITE && a->n && kr_dec_adjusted(a) == 0 &&
         kr_dec_trailing_zeros(a) == kr_dec_digits(a) - 1 && kr_dec_digit(a, kr_dec_digits(a) - 1) == 1;
}
static bool is_power_of_ten(const kr_dec *a) {
  int64_t digits = kr_dec_digits(a);
  return a->n && kr_dec_digit(a, digits - 1) == 1 && kr_dec_trailing_zeros(a) == digits - 1;
}

/* The arguments that need no computing. */
static bool log_special(kr_dec *r, const kr_dec *a, kr_dec_context *c) {
  if (kr_dec_nan_operand(r, a, NULL, c)) return true;
  if (kr_dec_is_zero(a)) {
    kr_dec_set_special(r, 1, KR_DEC_INF);
    return true;
  }
  if (a->sign) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return true;
  }
  if (a->kind == KR_DEC_INF) {
    kr_dec_set_special(r, 0, KR_DEC_INF);
    return true;
  }
  return false;
}
KR_DEC_UNARY(ln) {
  if (log_special(r, a, c)) return;
  if (is_one(a)) {
    kr_dec_set_zero(r, 0, 0);
    return;
  }
  KR_DEC_TEMP(t);
  log_digits(&t, a, c->prec, false);
  kr_dec_move(r, &t);
  if (!broken(r)) finish_inexact(r, c);
}
KR_DEC_UNARY(log10) {
  if (log_special(r, a, c)) return;
  if (is_power_of_ten(a)) {
    int64_t e = kr_dec_adjusted(a);
    kr_dec_set_u64(r, (uint64_t)(e < 0 ? -e : e), e < 0, 0);
    kr_dec_finish(r, c);
    return;
  }
  KR_DEC_TEMP(t);
  log_digits(&t, a, c->prec, true);
  kr_dec_move(r, &t);
  if (!broken(r)) finish_inexact(r, c);
}

/* ---- power -------------------------------------------------------------------------------------------- */

/* A value of the form 1.000: what an inexact power of one looks like. */
static void padded_one(kr_dec *r, int sign, kr_dec_context *c) {
  kr_dec_set_u64(r, 1, sign, 0);
  kr_dec_shift_left(r, c->prec - 1);
  r->exp = 1 - c->prec;
  c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
}

/* a ** n for a nonnegative integer n of any size, by squaring. */
static void power_whole(kr_dec *r, const kr_dec *a, const kr_dec *n, kr_dec_context *c) {
  KR_DEC_TEMP(base);
  KR_DEC_TEMP(left);
  KR_DEC_TEMP(result);
  KR_DEC_TEMP(bits);
  kr_dec_copy(&base, a);
  kr_dec_copy(&left, n);
  kr_dec_shift_left(&left, left.exp);
  kr_dec_shift_right(&left, -left.exp);
  left.exp = 0;
  /* The bits of n, least significant first. */
  kr_buf buf = {0};
  while (left.n && !broken(&left)) kr_buf_put_char(&buf, (char)kr_dec_int_div_small(&left, 2));
  kr_dec_set_u64(&result, 1, false, 0);
  for (size_t i = buf.size; i-- > 0 && !kr_failed();) {
    kr_dec_multiply(&result, &result, &result, c);
    if (buf.data[i]) kr_dec_multiply(&result, &result, &base, c);
    if (kr_dec_is_special(&result) || (kr_dec_is_zero(&result) && (c->status & KR_DEC_CLAMPED))) break;
  }
  kr_buf_free(&buf);
  kr_dec_move(r, &result);
}

/* A computed power into the context c; t: the wide one it was computed in, whose limits it may have met. */
static void finish_power(kr_dec *r, int sign, const kr_dec_context *t, kr_dec_context *c) {
  if (t->status & KR_DEC_OVERFLOW) {
    kr_dec_set_u64(r, 1, sign, 2 * (int64_t)KR_DEC_MAX_EMAX);
  } else if (t->status & KR_DEC_UNDERFLOW) {
    kr_dec_set_u64(r, 1, sign, 2 * (int64_t)KR_DEC_MIN_EMIN);
  }
  c->status |= t->status & (KR_DEC_INEXACT | KR_DEC_ROUNDED);
  kr_dec_finish(r, c);
}

/* What a ** b is where a is 0 or infinite, or b is 0, or there is no answer: true. */
static bool power_special(kr_dec *r, const kr_dec *a, const kr_dec *b, int sign, bool whole,
                          kr_dec_context *c) {
  bool zero = kr_dec_is_zero(a);
  if (kr_dec_is_zero(b)) {
    if (zero) kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    else kr_dec_set_u64(r, 1, false, 0);
    return true;
  }
  if (a->sign && !zero && ((!whole && b->kind == KR_DEC_FINITE) || b->kind == KR_DEC_INF)) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return true;
  }
  if (!zero && a->kind != KR_DEC_INF) return false;
  if (zero == (b->sign != 0)) kr_dec_set_special(r, sign, KR_DEC_INF);
  else kr_dec_set_zero(r, sign, 0);
  return true;
}
/* The same where |a| is 1 (order 0) or b is infinite; order: |a| compared with 1. */
static bool power_trivial(kr_dec *r, const kr_dec *a, const kr_dec *b, int order, int sign, bool whole,
                          kr_dec_context *c) {
  if (b->kind == KR_DEC_INF) {
    if (order == 0) padded_one(r, 0, c);
    else if ((order > 0) == (b->sign == 0)) kr_dec_set_special(r, 0, KR_DEC_INF);
    else kr_dec_set_zero(r, 0, 0);
    return true;
  }
  if (order != 0) return false;
  if (!whole) {
    padded_one(r, 0, c);
    return true;
  }
  /* 1, with the zeros that multiplication would give as far as the precision goes */
  int64_t times, places = 0;
  if (a->exp && !b->sign) {
    if (!kr_dec_i64(b, &times) || times > c->prec) times = c->prec;
    places = -a->exp * times;
  }
  if (places > c->prec - 1) {
    places = c->prec - 1;
    c->status |= KR_DEC_ROUNDED;
  }
  kr_dec_set_u64(r, 1, sign, 0);
  kr_dec_shift_left(r, places);
  r->exp = -places;
  kr_dec_finish(r, c);
  return true;
}
/* Far out of range: decided without computing. */
static bool power_out_of_range(kr_dec *r, const kr_dec *magnitude, const kr_dec *one, const kr_dec *b,
                               int order, int sign, kr_dec_context *c) {
  int64_t reach = kr_dec_adjusted(b);
  if (reach <= 20) return false;
  bool grows = (order > 0) == (b->sign == 0);
  KR_DEC_TEMP(d);
  kr_dec_context wide = kr_dec_max_context;
  kr_dec_subtract(&d, magnitude, one, &wide);
  /* how near to one a is: ln(a) is about 10**-distance */
  int64_t distance = kr_dec_adjusted(&d) < 0 ? -kr_dec_adjusted(&d) : 0;
  if (reach - distance <= 12) return false;
  kr_dec_set_u64(r, 1, sign, 2 * (int64_t)(grows ? KR_DEC_MAX_EMAX : KR_DEC_MIN_EMIN));
  kr_dec_finish(r, c);
  c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
  return true;
}

KR_DEC_BINARY(power) {
  if (kr_dec_nan_operand(r, a, b, c)) return;
  bool whole = kr_dec_is_integer(b);
  int sign = a->sign && whole && kr_dec_is_odd(b);
  if (power_special(r, a, b, sign, whole, c)) return;
  KR_DEC_TEMP(magnitude);
  kr_dec_copy(&magnitude, a);
  magnitude.sign = 0;
  KR_DEC_TEMP(one);
  kr_dec_set_u64(&one, 1, false, 0);
  int order = kr_dec_compare_values(&magnitude, &one);
  if (power_trivial(r, a, b, order, sign, whole, c) ||
      power_out_of_range(r, &magnitude, &one, b, order, sign, c))
    return;
  kr_dec_context t = kr_dec_max_context;
  KR_DEC_TEMP(result);
  if (whole && kr_dec_adjusted(b) < 20) {
    t.prec = c->prec + 2 + kr_dec_digits(b) + b->exp;
    if (b->sign) {
      t.prec += 1;
      kr_dec_divide(&result, &one, a, &t);
      power_whole(&result, &result, b, &t);
    } else {
      power_whole(&result, a, b, &t);
    }
    kr_dec_move(r, &result);
    finish_power(r, sign, &t, c);
    return;
  }
  /* exp(b * ln(a)) */
  int64_t digits = kr_dec_digits(a) > c->prec ? kr_dec_digits(a) : c->prec;
  t.prec = digits + 4 + 10;
  kr_dec_ln(&result, &magnitude, &t);
  kr_dec_multiply(&result, &result, b, &t);
  kr_dec_exp(&result, &result, &t);
  kr_dec_move(r, &result);
  r->sign = (uint8_t)sign;
  if (broken(r)) return;
  finish_power(r, sign, &t, c);
  c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
}

void kr_dec_power_mod(kr_dec *r, const kr_dec *a, const kr_dec *b, const kr_dec *m, kr_dec_context *c) {
  if (kr_dec_is_nan(a) || kr_dec_is_nan(b) || kr_dec_is_nan(m)) {
    const kr_dec *all[] = {a, b, m}, *from = NULL;
    for (int i = 0; i < 3 && !from; i++) from = all[i]->kind == KR_DEC_SNAN ? all[i] : NULL;
    for (int i = 0; i < 3 && !from; i++) from = all[i]->kind == KR_DEC_QNAN ? all[i] : NULL;
    kr_dec_nan_operand(r, from, NULL, c);
    return;
  }
  if (!kr_dec_is_integer(a) || !kr_dec_is_integer(b) || !kr_dec_is_integer(m) || b->sign ||
      kr_dec_is_zero(m) || (kr_dec_is_zero(a) && kr_dec_is_zero(b)) || kr_dec_adjusted(m) >= c->prec) {
    kr_dec_set_invalid(r, KR_DEC_INVALID_OPERATION, c);
    return;
  }
  int sign = a->sign && kr_dec_is_odd(b);
  KR_DEC_TEMP(modulus);
  KR_DEC_TEMP(base);
  KR_DEC_TEMP(left);
  KR_DEC_TEMP(result);
  kr_dec_rescale(&modulus, m, 0, c);
  /* a = coefficient * 10**exp modulo m, the power of ten by squaring too */
  kr_dec_copy(&base, a);
  base.exp = 0;
  KR_DEC_TEMP(ten);
  KR_DEC_TEMP(power);
  kr_dec_set_u64(&ten, 10, false, 0);
  kr_dec_set_u64(&power, 1, false, 0);
  if (a->exp < 0) {
    kr_dec_shift_right(&base, -a->exp);
  } else {
    for (int64_t e = a->exp; e; e >>= 1) {
      if (e & 1) {
        kr_dec_int_mul(&power, &power, &ten);
        kr_dec_int_divmod(NULL, &power, &power, &modulus);
      }
      kr_dec_int_mul(&ten, &ten, &ten);
      kr_dec_int_divmod(NULL, &ten, &ten, &modulus);
    }
  }
  kr_dec_int_mul(&base, &base, &power);
  kr_dec_int_divmod(NULL, &base, &base, &modulus);
  kr_dec_context exact = *c;
  kr_dec_rescale(&left, b, 0, &exact);
  kr_dec_set_u64(&result, 1, false, 0);
  kr_dec_int_divmod(NULL, &result, &result, &modulus);
  while (left.n && !kr_failed()) {
    if (kr_dec_int_div_small(&left, 2)) {
      kr_dec_int_mul(&result, &result, &base);
      kr_dec_int_divmod(NULL, &result, &result, &modulus);
    }
    kr_dec_int_mul(&base, &base, &base);
    kr_dec_int_divmod(NULL, &base, &base, &modulus);
  }
  result.sign = (uint8_t)(sign);
  result.exp = 0;
  kr_dec_move(r, &result);
}
