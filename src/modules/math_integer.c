/* Module math: the functions of whole numbers. */
#include <string.h>

#include "modules/math_impl.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/int.h"

/* ---- gcd, lcm, isqrt ------------------------------------------------------------------------------ */

KR_MATH_FUNCTION(kr_math_gcd) {
  const kr_tuple *all = KR_TUPLE(args[0]);
  kr_value r = kr_from_small_int(0);
  for (uint32_t i = 0; i < all->size; i++) {
    kr_value x = kr_index(all->items[i]);
    if (x == KR_NULL) {
      kr_decref(r);
      return KR_NULL;
    }
    /* Once 1, always 1; but every argument must be a number. */
    if (r != kr_from_small_int(1)) KR_REPLACE(r, kr_int_gcd(r, x));
    kr_decref(x);
    if (r == KR_NULL) return KR_NULL;
  }
  return r;
}

static kr_value lcm(kr_value a, kr_value b) {
  if (kr_int_sign(a) == 0 || kr_int_sign(b) == 0) return kr_from_small_int(0);
  kr_value g = kr_int_gcd(a, b);
  kr_value part = g == KR_NULL ? KR_NULL : kr_int_floordiv(a, g);
  kr_value m = part == KR_NULL ? KR_NULL : kr_int_mul(part, b);
  kr_value r = m == KR_NULL ? KR_NULL : kr_int_abs(m);
  kr_decref(g);
  kr_decref(part);
  kr_decref(m);
  return r;
}

KR_MATH_FUNCTION(kr_math_lcm) {
  const kr_tuple *all = KR_TUPLE(args[0]);
  kr_value r = kr_from_small_int(1);
  for (uint32_t i = 0; i < all->size; i++) {
    kr_value x = kr_index(all->items[i]);
    if (x == KR_NULL) {
      kr_decref(r);
      return KR_NULL;
    }
    KR_REPLACE(r, lcm(r, x));
    kr_decref(x);
    if (r == KR_NULL) return KR_NULL;
  }
  return r;
}

KR_MATH_FUNCTION(kr_math_isqrt) {
  kr_value n = kr_index(args[0]);
  if (n == KR_NULL) return KR_NULL;
  kr_value r = kr_int_sign(n) < 0 ? kr_raise(&kr_exc_ValueError, "isqrt() argument must be nonnegative")
                                  : kr_int_isqrt(n);
  kr_decref(n);
  return r;
}

/* ---- products of ranges ----------------------------------------------------------------------------- */

static kr_value product_of(kr_value a_steal, kr_value b_steal) {
  kr_value r = a_steal == KR_NULL || b_steal == KR_NULL ? KR_NULL : kr_int_mul(a_steal, b_steal);
  kr_decref(a_steal);
  kr_decref(b_steal);
  return r;
}

/* start * (start + step) * ... below stop, in halves so that the factors of long products are of
 * about the same length. stop < 2^62. */
static kr_value range_product(uint64_t start, uint64_t stop, uint64_t step) {
  if (start >= stop) return kr_from_small_int(1);
  uint64_t count = (stop - start + step - 1) / step;
  uint64_t largest = start + (count - 1) * step;
  unsigned bits = 64 - (unsigned)__builtin_clzll(largest | 1);
  if (count < 64 && count * bits <= 62) {
    uint64_t r = 1;
    for (; start < stop; start += step) r *= start;
    return kr_int_from_u64(r);
  }
  if (count == 1) return kr_int_from_u64(start);
  uint64_t middle = start + count / 2 * step;
  return product_of(range_product(start, middle, step), range_product(middle, stop, step));
}

/* ---- factorial --------------------------------------------------------------------------------------- */

/* n! = 2^(n - popcount(n)) times the odd part, which is the product over i of the odd numbers up to
 * n / 2^i. */
static kr_value factorial(uint64_t n) {
  kr_value inner = kr_from_small_int(1), outer = kr_from_small_int(1);
  for (int i = n < 2 ? -1 : 63 - __builtin_clzll(n); i >= 0; i--) {
    uint64_t v = n >> i;
    if (v <= 2) continue;
    uint64_t from = ((v >> 1) + 1) | 1, to = (v + 1) | 1; /* the odd numbers in (v/2, v] */
    inner = product_of(inner, range_product(from, to, 2));
    if (inner == KR_NULL) break;
    outer = product_of(outer, kr_ref(inner));
    if (outer == KR_NULL) break;
  }
  kr_value r = KR_NULL;
  if (inner != KR_NULL && outer != KR_NULL) {
    int64_t twos = (int64_t)(n - (uint64_t)__builtin_popcountll(n));
    r = kr_int_lshift(outer, kr_from_small_int(twos));
  }
  kr_decref(inner);
  kr_decref(outer);
  return r;
}

KR_MATH_FUNCTION(kr_math_factorial) {
  kr_value x = kr_index(args[0]);
  if (x == KR_NULL) return KR_NULL;
  int64_t n;
  bool fits = kr_int_fits_i64(x, &n) && n <= INT32_MAX;
  int sign = kr_int_sign(x);
  kr_decref(x);
  if (sign < 0) return kr_raise(&kr_exc_ValueError, "factorial() not defined for negative values");
  if (!fits) return kr_raise(&kr_exc_OverflowError, "factorial() argument should not exceed %d", INT32_MAX);
  return factorial((uint64_t)n);
}

/* ---- perm and comb ------------------------------------------------------------------------------------ */

/* n (n - 1) ... (n - k + 1), k >= 1. */
static kr_value falling(kr_value n, uint64_t k) {
  int64_t i;
  if (kr_int_fits_i64(n, &i) && i < INT64_C(1) << 61) {
    uint64_t top = (uint64_t)i + 1;
    return range_product(top - k, top, 1);
  }
  if (k == 1) return kr_ref(n);
  uint64_t half = k / 2;
  kr_value shift = kr_int_from_u64(half);
  kr_value rest = shift == KR_NULL ? KR_NULL : kr_int_sub(n, shift);
  kr_decref(shift);
  kr_value b = rest == KR_NULL ? KR_NULL : falling(rest, k - half);
  kr_decref(rest);
  return b == KR_NULL ? KR_NULL : product_of(falling(n, half), b);
}

static uint64_t gcd64(uint64_t a, uint64_t b) {
  while (b) {
    uint64_t t = a % b;
    a = b;
    b = t;
  }
  return a;
}

/* C(n, k) while every intermediate product fits 64 bits; false otherwise. */
static bool comb_small(uint64_t n, uint64_t k, uint64_t *out) {
  uint64_t r = 1;
  for (uint64_t i = 1; i <= k; i++) {
    /* r = r * (n - k + i) / i, which is whole: cancel before multiplying. */
    uint64_t factor = n - k + i, g = gcd64(r, i), d = i / g;
    r /= g;
    if (__builtin_mul_overflow(r, factor / d, &r)) return false;
  }
  *out = r;
  return true;
}

/* C(n, k), k >= 1: the falling product over k!, or, for long ones, C(n, j) C(n - j, k - j) / C(k, j)
 * with j = k / 2, which keeps what is divided short. */
static kr_value comb(kr_value n, uint64_t k) {
  int64_t i;
  uint64_t small;
  if (kr_int_fits_i64(n, &i) && k <= 34 && comb_small((uint64_t)i, k, &small)) return kr_int_from_u64(small);
  if (k == 1) return kr_ref(n);
  kr_value top = KR_NULL, bottom = KR_NULL, r = KR_NULL;
  if (k <= 20) {
    top = falling(n, k);
    bottom = top == KR_NULL ? KR_NULL : factorial(k);
  } else {
    uint64_t j = k / 2;
    kr_value shift = kr_int_from_u64(j), kk = kr_int_from_u64(k);
    kr_value rest = shift == KR_NULL ? KR_NULL : kr_int_sub(n, shift);
    kr_value a = rest == KR_NULL ? KR_NULL : comb(n, j);
    top = a == KR_NULL ? KR_NULL : product_of(a, comb(rest, k - j));
    bottom = top == KR_NULL || kk == KR_NULL ? KR_NULL : comb(kk, j);
    kr_decref(rest);
    kr_decref(shift);
    kr_decref(kk);
  }
  if (bottom != KR_NULL) r = kr_int_floordiv(top, bottom);
  kr_decref(top);
  kr_decref(bottom);
  return r;
}

/* Both arguments as ints >= 0: 0 (n and k new), 1 the answer is 0 (k > n), -1. */
static int pair_argument(const kr_value *args, kr_value *n, kr_value *k) {
  *n = kr_index(args[0]);
  if (*n == KR_NULL) return -1;
  *k = kr_index(args[1]);
  if (*k == KR_NULL) {
    kr_decref(*n);
    return -1;
  }
  int r = -1;
  if (kr_int_sign(*n) < 0) {
    kr_raise(&kr_exc_ValueError, "n must be a non-negative integer");
  } else if (kr_int_sign(*k) < 0) {
    kr_raise(&kr_exc_ValueError, "k must be a non-negative integer");
  } else {
    r = kr_int_compare(*k, *n) > 0;
  }
  if (r != 0) {
    kr_decref(*n);
    kr_decref(*k);
  }
  return r;
}

KR_MATH_FUNCTION(kr_math_perm) {
  if (args[1] == KR_NULL || args[1] == KR_NONE) return kr_math_factorial(self, args, 1, NULL);
  kr_value n, k;
  int r = pair_argument(args, &n, &k);
  if (r != 0) return r < 0 ? KR_NULL : kr_from_small_int(0);
  int64_t count;
  kr_value result;
  if (!kr_int_fits_i64(k, &count)) {
    result = kr_raise(&kr_exc_OverflowError, "k must not exceed %lld", (long long)INT64_MAX);
  } else {
    result = count == 0 ? kr_from_small_int(1) : falling(n, (uint64_t)count);
  }
  kr_decref(n);
  kr_decref(k);
  return result;
}

KR_MATH_FUNCTION(kr_math_comb) {
  kr_value n, k;
  int r = pair_argument(args, &n, &k);
  if (r != 0) return r < 0 ? KR_NULL : kr_from_small_int(0);
  kr_value other = kr_int_sub(n, k), result = KR_NULL;
  if (other != KR_NULL) {
    if (kr_int_compare(other, k) < 0) {
      kr_value t = k;
      k = other;
      other = t;
    }
    int64_t count;
    if (!kr_int_fits_i64(k, &count)) {
      result = kr_raise(&kr_exc_OverflowError, "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
    } else {
      result = count == 0 ? kr_from_small_int(1) : comb(n, (uint64_t)count);
    }
  }
  kr_decref(other);
  kr_decref(n);
  kr_decref(k);
  return result;
}
