/* int: + - * // % / and divmod. Immediates are done in 64-bit arithmetic; everything else looks at
 * its operands as magnitudes and allocates the result once. */
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/float_dec.h"
#include "objects/int_impl.h"
#include "objects/tuple.h"

/* x + y, y's sign flipped when `subtract`. */
static KR_NOINLINE kr_value add_long(kr_value a, kr_value b, bool subtract) {
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  bool y_negative = y.negative != subtract;
  if (x.n <= 2 && y.n <= 2) { /* 64 bits: what hashes and generators of random numbers live on */
    uint64_t u = kr_mag_low64(x.d, x.n), v = kr_mag_low64(y.d, y.n);
    if (x.negative != y_negative)
      return u >= v ? kr_int_from_u64_sign(u - v, x.negative) : kr_int_from_u64_sign(v - u, y_negative);
    uint64_t sum = u + v;
    if (sum >= u) return kr_int_from_u64_sign(sum, x.negative);
    kr_int *z = kr_int_alloc(3);
    if (!z) return KR_NULL;
    z->digits[0] = (kr_digit)sum;
    z->digits[1] = (kr_digit)(sum >> 32);
    z->digits[2] = 1;
    z->negative = x.negative;
    return kr_from_object(z);
  }
  const kr_int_view *big = &x, *small = &y;
  bool negative = x.negative;
  if (x.negative == y_negative) {
    if (x.n < y.n) big = &y, small = &x;
    kr_int *z = kr_int_alloc(big->n + 1);
    if (!z) return KR_NULL;
    z->digits[big->n] = kr_mag_add(z->digits, big->d, big->n, small->d, small->n);
    return kr_int_finish(z, big->n + 1, negative);
  }
  int c = kr_mag_compare(x.d, x.n, y.d, y.n);
  if (c == 0) return kr_from_small_int(0);
  if (c < 0) {
    big = &y;
    small = &x;
    negative = y_negative;
  }
  kr_int *z = kr_int_alloc(big->n);
  if (!z) return KR_NULL;
  kr_mag_sub(z->digits, big->d, big->n, small->d, small->n);
  return kr_int_finish(z, big->n, negative);
}

kr_value kr_int_add(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b)))
    return kr_int_from_i64(kr_small_int_value(a) + kr_small_int_value(b));
  return add_long(a, b, false);
}

kr_value kr_int_sub(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b)))
    return kr_int_from_i64(kr_small_int_value(a) - kr_small_int_value(b));
  return add_long(a, b, true);
}

/* 64 by 64 bits. */
static kr_value mul_words(uint64_t u, uint64_t v, bool negative) {
  uint32_t u0 = (uint32_t)u, u1 = (uint32_t)(u >> 32), v0 = (uint32_t)v, v1 = (uint32_t)(v >> 32);
  uint64_t low = (uint64_t)u0 * v0, cross = (uint64_t)u0 * v1, mid = (uint64_t)u1 * v0;
  mid += (low >> 32) + (uint32_t)cross;
  uint64_t sum = (uint32_t)low | mid << 32, high = (uint64_t)u1 * v1 + (cross >> 32) + (mid >> 32);
  if (high == 0) return kr_int_from_u64_sign(sum, negative && sum);
  size_t n = high >> 32 ? 4 : 3;
  kr_int *z = kr_int_alloc(n);
  if (!z) return KR_NULL;
  z->digits[0] = (uint32_t)sum;
  z->digits[1] = (uint32_t)(sum >> 32);
  z->digits[2] = (uint32_t)high;
  if (n == 4) z->digits[3] = (uint32_t)(high >> 32);
  z->negative = negative;
  return kr_from_object(z);
}

static kr_value mul_immediates(int64_t i, int64_t j) {
  return mul_words(i < 0 ? (uint64_t)-i : (uint64_t)i, j < 0 ? (uint64_t)-j : (uint64_t)j, (i ^ j) < 0);
}

static KR_NOINLINE kr_value mul_long(kr_value a, kr_value b) {
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (x.n <= 2 && y.n <= 2)
    return mul_words(kr_mag_low64(x.d, x.n), kr_mag_low64(y.d, y.n), x.negative != y.negative);
  if (x.n == 0 || y.n == 0) return kr_from_small_int(0);
  kr_int *z = kr_int_alloc(x.n + y.n);
  if (!z) return KR_NULL;
  if (a == b ? kr_mag_sqr(z->digits, x.d, x.n) < 0 : kr_mag_mul(z->digits, x.d, x.n, y.d, y.n) < 0) {
    kr_int_discard(z);
    return KR_NULL;
  }
  return kr_int_finish(z, x.n + y.n, x.negative != y.negative);
}

kr_value kr_int_mul(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b))) {
    int64_t i = kr_small_int_value(a), j = kr_small_int_value(b);
    if (KR_LIKELY(i == (int32_t)i && j == (int32_t)j)) return kr_int_from_i64(i * j);
    return mul_immediates(i, j);
  }
  return mul_long(a, b);
}

/* ---- division ----------------------------------------------------------------------------------- */

static kr_value division_by_zero(void) { return kr_raise(&kr_exc_ZeroDivisionError, "division by zero"); }

/* |a| >= |b|, the quotient has at most 32 bits: what computing digits with long denominators does. */
static int divmod_short(const kr_int_view *a, const kr_int_view *b, bool opposite, kr_value *q, kr_value *r) {
  kr_digit quotient;
  bool remains = false;
  if (r || opposite) {
    kr_int *z = kr_int_alloc(b->n);
    if (!z) return -1;
    kr_mag_divrem_short(&quotient, z->digits, a->d, a->n, b->d, b->n);
    size_t rn = kr_mag_trim(z->digits, b->n);
    remains = rn != 0;
    if (!r) {
      kr_int_discard(z);
    } else {
      if (opposite && remains) {
        kr_mag_sub(z->digits, b->d, b->n, z->digits, rn);
        rn = b->n;
      }
      *r = kr_int_finish(z, rn, b->negative);
    }
  } else if (kr_mag_divrem_short(&quotient, NULL, a->d, a->n, b->d, b->n) < 0) {
    return -1;
  }
  if (q) {
    int64_t n = (int64_t)quotient + (opposite && remains);
    *q = kr_from_small_int(opposite ? -n : n);
  }
  return 0;
}

int kr_int_divmod_views(const kr_int_view *a, const kr_int_view *b, kr_value *q, kr_value *r) {
  bool opposite = a->negative != b->negative;
  if (a->n < b->n || (a->n == b->n && kr_mag_compare(a->d, a->n, b->d, b->n) < 0)) {
    /* |a| < |b|: 0 and a, or, rounding down across zero, -1 and a + b. */
    bool down = opposite && a->n;
    if (r) {
      if (down) {
        kr_int *z = kr_int_alloc(b->n);
        if (!z) return -1;
        kr_mag_sub(z->digits, b->d, b->n, a->d, a->n);
        *r = kr_int_finish(z, b->n, b->negative);
      } else {
        *r = kr_int_from_mag(a->d, a->n, a->negative);
        if (*r == KR_NULL) return -1;
      }
    }
    if (q) *q = kr_from_small_int(down ? -1 : 0);
    return 0;
  }
  if (kr_mag_bits(a->d, a->n) - kr_mag_bits(b->d, b->n) < 32) return divmod_short(a, b, opposite, q, r);
  size_t qn = a->n - b->n + 1;
  kr_int *zq = q ? kr_int_alloc(qn + 1) : NULL;
  kr_int *zr = (q && !zq) ? NULL : kr_int_alloc(b->n);
  if ((q && !zq) || !zr || kr_mag_divrem(zq ? zq->digits : NULL, zr->digits, a->d, a->n, b->d, b->n) < 0) {
    if (zq) kr_int_discard(zq);
    if (zr) kr_int_discard(zr);
    return -1;
  }
  size_t rn = kr_mag_trim(zr->digits, b->n);
  if (opposite && rn) {
    if (zq) {
      static const kr_digit one = 1;
      zq->digits[qn] = kr_mag_add(zq->digits, zq->digits, qn, &one, 1);
      qn++;
    }
    if (r) {
      kr_mag_sub(zr->digits, b->d, b->n, zr->digits, rn);
      rn = b->n;
    }
  }
  if (q) *q = kr_int_finish(zq, qn, opposite);
  if (r) {
    *r = kr_int_finish(zr, rn, b->negative);
  } else {
    kr_int_discard(zr);
  }
  return 0;
}

/* By a magnitude of one digit: no room for a remainder is needed. */
static kr_value floordiv_digit(const kr_int_view *a, kr_digit d, bool opposite) {
  kr_int *z = kr_int_alloc(a->n + 1);
  if (!z) return KR_NULL;
  kr_digit r = kr_mag_divrem1(z->digits, a->d, a->n, d);
  size_t n = a->n;
  if (opposite && r) {
    static const kr_digit one = 1;
    z->digits[n] = kr_mag_add(z->digits, z->digits, n, &one, 1);
    n++;
  }
  return kr_int_finish(z, n, opposite);
}

static KR_NOINLINE kr_value floordiv_long(kr_value a, kr_value b) {
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (y.n == 0) return division_by_zero();
  if (x.n <= 2 && y.n <= 2 && !x.negative && !y.negative)
    return kr_int_from_u64(kr_mag_low64(x.d, x.n) / kr_mag_low64(y.d, y.n));
  if (y.n == 1) return floordiv_digit(&x, y.d[0], x.negative != y.negative);
  kr_value q;
  return kr_int_divmod_views(&x, &y, &q, NULL) < 0 ? KR_NULL : q;
}

static KR_NOINLINE kr_value mod_long(kr_value a, kr_value b) {
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (y.n == 0) return division_by_zero();
  if (x.n <= 2 && y.n <= 2 && !x.negative && !y.negative)
    return kr_int_from_u64(kr_mag_low64(x.d, x.n) % kr_mag_low64(y.d, y.n));
  if (y.n == 1) {
    int64_t r = kr_mag_divrem1(NULL, x.d, x.n, y.d[0]);
    if (r && x.negative != y.negative) r = y.d[0] - r;
    return kr_from_small_int(y.negative ? -r : r);
  }
  kr_value r;
  return kr_int_divmod_views(&x, &y, NULL, &r) < 0 ? KR_NULL : r;
}

kr_value kr_int_floordiv(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b))) {
    int64_t i = kr_small_int_value(a), j = kr_small_int_value(b);
    if (KR_UNLIKELY(j == 0)) return division_by_zero();
    int64_t q;
    if (KR_LIKELY((uint64_t)i <= UINT32_MAX && (uint64_t)j <= UINT32_MAX))
      return kr_from_small_int((uint32_t)i / (uint32_t)j);
    q = i / j;
    if ((i ^ j) < 0 && q * j != i) q--;
    return kr_int_from_i64(q); /* -2^47 / -1 is no immediate */
  }
  return floordiv_long(a, b);
}

kr_value kr_int_mod(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b))) {
    int64_t i = kr_small_int_value(a), j = kr_small_int_value(b);
    if (KR_UNLIKELY(j == 0)) return division_by_zero();
    if (KR_LIKELY((uint64_t)i <= UINT32_MAX && (uint64_t)j <= UINT32_MAX))
      return kr_from_small_int((uint32_t)i % (uint32_t)j);
    int64_t r = i % j;
    if (r && (r ^ j) < 0) r += j;
    return kr_from_small_int(r);
  }
  return mod_long(a, b);
}

kr_value kr_int_divmod(kr_value a, kr_value b) {
  kr_value pair[2];
  if (kr_both_small_int(a, b)) {
    pair[0] = kr_int_floordiv(a, b);
    if (pair[0] == KR_NULL) return KR_NULL;
    pair[1] = kr_int_mod(a, b);
  } else {
    kr_int_view x, y;
    kr_int_view_of(&x, a);
    kr_int_view_of(&y, b);
    if (y.n == 0) return division_by_zero();
    if (kr_int_divmod_views(&x, &y, &pair[0], &pair[1]) < 0) return KR_NULL;
  }
  return kr_tuple_from_array_steal(pair, 2);
}

kr_value kr_int_truediv(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b))) {
    /* Both are exact as doubles, so the one division rounds correctly. */
    int64_t j = kr_small_int_value(b);
    if (KR_UNLIKELY(j == 0)) return division_by_zero();
    return kr_from_double((double)kr_small_int_value(a) / (double)j);
  }
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (y.n == 0) return division_by_zero();
  double d;
  if (kr_mag_ratio_to_double(x.d, x.n, y.d, y.n, &d) < 0) return KR_NULL;
  if (isinf(d)) return kr_raise(&kr_exc_OverflowError, "integer division result too large for a float");
  return kr_from_double(x.negative != y.negative ? -d : d);
}

/* ---- signs -------------------------------------------------------------------------------------- */

kr_value kr_int_neg(kr_value a) {
  int64_t i;
  if (kr_int_immediate(a, &i)) return kr_int_from_i64(-i);
  const kr_int *o = KR_AS(kr_int, a);
  return kr_int_from_mag(o->digits, o->ndigits, !o->negative);
}

kr_value kr_int_abs(kr_value a) {
  int64_t i;
  if (kr_int_immediate(a, &i)) return kr_int_from_i64(i < 0 ? -i : i);
  const kr_int *o = KR_AS(kr_int, a);
  if (!o->negative && o->head.type == &kr_int_type) return kr_ref(a);
  return kr_int_from_mag(o->digits, o->ndigits, false);
}
