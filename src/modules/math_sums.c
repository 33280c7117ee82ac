/* Module math: exact and extended-precision sums, and what is made of them. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "modules/math_impl.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/float.h"
#include "objects/int.h"

/* ---- two doubles for one number ---------------------------------------------------------------------- */

typedef struct {
  double hi, lo;
} pair;

/* a + b exactly, |a| >= |b| */
static pair fast_two_sum(double a, double b) {
  double s = a + b;
  return (pair){s, (a - s) + b};
}
/* a + b exactly */
static pair two_sum(double a, double b) {
  double s = a + b, t = s - a;
  return (pair){s, (a - (s - t)) + (b - t)};
}
/* a * b exactly, but for overflow and underflow */
static pair two_product(double a, double b) {
  double p = a * b;
  return (pair){p, fma(a, b, -p)};
}

/* ---- fsum: Shewchuk's exact partial sums ------------------------------------------------------------- */

typedef struct {
  double *p, room[32];
  size_t n, capacity;
} partials;

static int add_partial(partials *s, double x) {
  /* The partials do not overlap and grow in size; x is added to each in turn. */
  size_t kept = 0;
  for (size_t i = 0; i < s->n; i++) {
    double y = s->p[i];
    if (fabs(x) < fabs(y)) {
      double t = x;
      x = y;
      y = t;
    }
    pair r = fast_two_sum(x, y);
    if (r.lo != 0.0) s->p[kept++] = r.lo;
    x = r.hi;
  }
  s->n = kept;
  if (x != 0.0) {
    if (!isfinite(x)) return 1;
    if (s->n == s->capacity) {
      double *p = kr_alloc_array(s->capacity * 2, sizeof *p);
      if (!p) return -1;
      memcpy(p, s->p, s->n * sizeof *p);
      if (s->p != s->room) kr_free(s->p);
      s->p = p;
      s->capacity *= 2;
    }
    s->p[s->n++] = x;
  }
  return 0;
}

static double round_partials(const partials *s) {
  size_t n = s->n;
  if (n == 0) return 0.0;
  double hi = s->p[--n], lo = 0.0;
  while (n > 0) {
    pair r = fast_two_sum(hi, s->p[--n]);
    hi = r.hi;
    lo = r.lo;
    if (lo != 0.0) break;
  }
  /* Half way between two doubles, as far as these two tell: the sign of what is left decides. */
  if (n > 0 && ((lo < 0.0 && s->p[n - 1] < 0.0) || (lo > 0.0 && s->p[n - 1] > 0.0))) {
    double twice = lo * 2.0, x = hi + twice;
    if (twice == x - hi) hi = x;
  }
  return hi;
}

KR_MATH_FUNCTION(kr_math_fsum) {
  kr_value it = kr_iter(args[0]), result = KR_NULL, item;
  if (it == KR_NULL) return KR_NULL;
  partials s = {.n = 0, .capacity = sizeof s.room / sizeof *s.room};
  s.p = s.room;
  double special = 0.0, infinities = 0.0;
  while ((item = kr_next(it)) != KR_NULL) {
    double x = kr_as_double(item);
    kr_decref(item);
    if (x == -1.0 && kr_failed()) goto done;
    if (!isfinite(x)) {
      if (isinf(x)) infinities += x;
      special += x;
      s.n = 0;
      continue;
    }
    int r = add_partial(&s, x);
    if (r < 0) goto done;
    if (r > 0) {
      kr_raise(&kr_exc_OverflowError, "intermediate overflow in fsum");
      goto done;
    }
  }
  if (kr_failed()) goto done;
  if (special != 0.0) {
    if (infinities != infinities) {
      kr_raise(&kr_exc_ValueError, "-inf + inf in fsum");
    } else {
      result = kr_from_double(special);
    }
  } else {
    result = kr_from_double(round_partials(&s));
  }
done:
  if (s.p != s.room) kr_free(s.p);
  kr_decref(it);
  return result;
}

/* ---- hypot, dist --------------------------------------------------------------------------------------- */

/* The Euclidean norm of v (changed), whose largest magnitude is max: scaled by a power of two, squared
 * and summed in twice the precision, the root corrected by one step of Newton's. */
static double norm(double *v, size_t n, double max, bool nan) {
  if (isinf(max)) return max;
  if (nan) return NAN;
  if (max == 0.0 || n <= 1) return max;
  int e;
  frexp(max, &e);
  if (e < -1023) { /* 2^-e would overflow */
    for (size_t i = 0; i < n; i++) v[i] /= DBL_MIN;
    return DBL_MIN * norm(v, n, max / DBL_MIN, false);
  }
  double scale = ldexp(1.0, -e), sum = 1.0, low1 = 0.0, low2 = 0.0;
  for (size_t i = 0; i < n; i++) {
    double x = v[i] * scale;
    pair square = two_product(x, x), s = fast_two_sum(sum, square.hi);
    sum = s.hi;
    low1 += square.lo;
    low2 += s.lo;
  }
  double h = sqrt(sum - 1.0 + (low1 + low2));
  pair square = two_product(-h, h), s = fast_two_sum(sum, square.hi);
  sum = s.hi;
  low1 += square.lo;
  low2 += s.lo;
  h += (sum - 1.0 + (low1 + low2)) / (2.0 * h);
  return h / scale;
}

typedef struct {
  double *v, room[16], max;
  size_t n;
  bool nan;
} row;

static bool start_row(row *r, size_t n) {
  r->v = r->room;
  r->n = n;
  r->max = 0.0;
  r->nan = false;
  if (n > sizeof r->room / sizeof *r->room) r->v = kr_alloc_array(n, sizeof *r->v);
  return r->v != NULL;
}
static void put_row(row *r, size_t i, double x) {
  x = fabs(x);
  r->v[i] = x;
  r->nan |= x != x;
  if (x > r->max) r->max = x;
}
static kr_value finish_row(row *r, bool failed) {
  kr_value v = failed ? KR_NULL : kr_from_double(norm(r->v, r->n, r->max, r->nan));
  if (r->v != r->room) kr_free(r->v);
  return v;
}

KR_MATH_FUNCTION(kr_math_hypot) {
  const kr_tuple *all = KR_TUPLE(args[0]);
  row r;
  if (!start_row(&r, all->size)) return KR_NULL;
  bool failed = false;
  for (uint32_t i = 0; !failed && i < all->size; i++) {
    double x = kr_as_double(all->items[i]);
    failed = x == -1.0 && kr_failed();
    put_row(&r, i, x);
  }
  return finish_row(&r, failed);
}

KR_MATH_FUNCTION(kr_math_dist) {
  kr_value p = kr_is_tuple(args[0]) ? kr_ref(args[0]) : kr_tuple_from_iterable(args[0]);
  kr_value q = p == KR_NULL           ? KR_NULL
               : kr_is_tuple(args[1]) ? kr_ref(args[1])
                                      : kr_tuple_from_iterable(args[1]);
  kr_value result = KR_NULL;
  row r;
  if (q == KR_NULL) goto done;
  uint32_t n = KR_TUPLE(p)->size;
  if (n != KR_TUPLE(q)->size) {
    kr_raise(&kr_exc_ValueError, "both points must have the same number of dimensions");
    goto done;
  }
  if (!start_row(&r, n)) goto done;
  bool failed = false;
  for (uint32_t i = 0; !failed && i < n; i++) {
    double x = kr_as_double(KR_TUPLE(p)->items[i]), y = 0.0;
    failed = x == -1.0 && kr_failed();
    if (!failed) {
      y = kr_as_double(KR_TUPLE(q)->items[i]);
      failed = y == -1.0 && kr_failed();
    }
    put_row(&r, i, x - y);
  }
  result = finish_row(&r, failed);
done:
  kr_decref(p);
  kr_decref(q);
  return result;
}

/* ---- prod ---------------------------------------------------------------------------------------------- */

/* x * y; both references stolen. */
static kr_value multiply_steal(kr_value x, kr_value y) {
  kr_value r = kr_is_exact_int(x) && kr_is_exact_int(y) ? kr_int_mul(x, y) : kr_binary(x, y, KR_OP_MUL);
  kr_decref(x);
  kr_decref(y);
  return r;
}

KR_MATH_FUNCTION(kr_math_prod) {
  kr_value it = kr_iter(args[0]), item;
  if (it == KR_NULL) return KR_NULL;
  kr_value r = args[1] == KR_NULL ? kr_from_small_int(1) : kr_ref(args[1]);
  while (r != KR_NULL && (item = kr_next(it)) != KR_NULL) r = multiply_steal(r, item);
  kr_decref(it);
  if (r != KR_NULL && kr_failed()) {
    kr_decref(r);
    return KR_NULL;
  }
  return r;
}

/* ---- sumprod ------------------------------------------------------------------------------------------- */

/* Three doubles for one sum of products. */
typedef struct {
  double hi, lo, tiny;
} triple;

static triple add_product(triple t, double x, double y) {
  pair p = two_product(x, y), high = two_sum(t.hi, p.hi), low = two_sum(t.lo, p.lo);
  pair rest = two_sum(low.hi, high.lo);
  return (triple){high.hi, rest.hi, t.tiny + low.lo + rest.lo};
}

static double triple_value(triple t) {
  pair last = two_sum(t.lo, t.hi);
  return t.tiny + last.lo + last.hi;
}

/* As far as two items can be multiplied as doubles: floats with floats, ints or bools. */
static bool float_operands(kr_value p, kr_value q, double *x, double *y) {
  bool pf = kr_is_double(p), qf = kr_is_double(q);
  if (!pf && !qf) return false;
  if ((!pf && !kr_is_exact_int(p) && !kr_is_bool(p)) || (!qf && !kr_is_exact_int(q) && !kr_is_bool(q)))
    return false;
  *x = pf ? kr_double_value(p) : kr_int_as_double(p);
  if (!kr_failed()) *y = qf ? kr_double_value(q) : kr_int_as_double(q);
  if (kr_failed()) {
    kr_clear_exception();
    return false;
  }
  return true;
}

/* *total += v; v stolen. */
static int add_steal(kr_value *total, kr_value v) {
  kr_value sum = v == KR_NULL ? KR_NULL : kr_binary(*total, v, KR_OP_ADD);
  kr_decref(v);
  KR_REPLACE(*total, sum);
  return sum == KR_NULL ? -1 : 0;
}

/* Adds p * q to *sum if all three fit into CPython's C long, which has 32 bits on this platform: from the first
   product that does not, mixed sums are rounded item by item. */
static bool add_int_product(int32_t *sum, kr_value p, kr_value q) {
  int64_t x, y;
  if (!kr_is_exact_int(p) || !kr_is_exact_int(q) || !kr_int_fits_i64(p, &x) || !kr_int_fits_i64(q, &y) ||
      x != (int32_t)x || y != (int32_t)y)
    return false;
  int64_t product = x * y, next = *sum + product;
  if (product != (int32_t)product || next != (int32_t)next) return false;
  *sum = (int32_t)next;
  return true;
}

KR_MATH_FUNCTION(kr_math_sumprod) {
  kr_value p_it = kr_iter(args[0]);
  if (p_it == KR_NULL) return KR_NULL;
  kr_value q_it = kr_iter(args[1]);
  if (q_it == KR_NULL) {
    kr_decref(p_it);
    return KR_NULL;
  }
  kr_value total = kr_from_small_int(0), p = KR_NULL, q = KR_NULL;
  /* Ints at the beginning, then floats, go special ways; whatever ends a way ends it for good. */
  bool ints = true, floats = true, sum_used = false, failed = true;
  triple sum = {0.0, 0.0, 0.0};
  int32_t int_sum = 0;
  for (;;) {
    p = kr_next(p_it);
    if (p == KR_NULL && kr_failed()) break;
    q = kr_next(q_it);
    if (q == KR_NULL && kr_failed()) break;
    if ((p == KR_NULL) != (q == KR_NULL)) {
      kr_raise(&kr_exc_ValueError, "Inputs are not the same length");
      break;
    }
    bool finished = p == KR_NULL;
    if (ints) {
      if (!finished && add_int_product(&int_sum, p, q)) {
        KR_CLEAR(p);
        KR_CLEAR(q);
        continue;
      }
      ints = false;
      total = kr_int_from_i64(int_sum);
    }
    if (floats) {
      double x, y;
      if (!finished && float_operands(p, q, &x, &y)) {
        triple next = add_product(sum, x, y);
        if (isfinite(next.hi)) {
          sum = next;
          sum_used = true;
          KR_CLEAR(p);
          KR_CLEAR(q);
          continue;
        }
      }
      floats = false;
      if (sum_used && add_steal(&total, kr_from_double(triple_value(sum))) < 0) break;
    }
    if (finished) {
      failed = false;
      break;
    }
    if (add_steal(&total, kr_binary(p, q, KR_OP_MUL)) < 0) break;
    KR_CLEAR(p);
    KR_CLEAR(q);
  }
  kr_decref(p);
  kr_decref(q);
  kr_decref(p_it);
  kr_decref(q_it);
  if (failed) {
    kr_decref(total);
    return KR_NULL;
  }
  return total;
}
