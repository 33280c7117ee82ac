/* Module math: the functions of real numbers, and the module itself. */
#include <errno.h>
#include <float.h>
#include <math.h>

#include "modules/math_impl.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/float.h"
#include "objects/float_dec.h"
#include "objects/int_impl.h"
#include "objects/str.h"

#define FUNCTION(name) static KR_MATH_FUNCTION(name)

static kr_value domain_error(void) { return kr_raise(&kr_exc_ValueError, "math domain error"); }
static kr_value range_error(void) { return kr_raise(&kr_exc_OverflowError, "math range error"); }

/* An argument into d; false: an exception is set. */
#define ARGUMENT(v, d)        \
  double d = kr_as_double(v); \
  if (KR_UNLIKELY(d == -1.0) && kr_failed()) return KR_NULL;

/* ---- one argument -------------------------------------------------------------------------------------- */

/* The result of a C function, judged: nan out of a number is a domain error, infinity out of a finite
 * one overflow (or, for functions that cannot overflow, a pole). `message` has one %R for the argument. */
static kr_value judged(double x, double r, bool can_overflow, const char *message) {
  if (KR_LIKELY(isfinite(r))) return kr_from_double(r);
  if (r != r) {
    if (x != x) return kr_from_double(r);
  } else if (!isfinite(x)) {
    return kr_from_double(r);
  } else if (can_overflow) {
    return range_error();
  }
  if (!message) return domain_error();
  return kr_raise(&kr_exc_ValueError, message, kr_from_double(x));
}

#define UNARY(name, c_name, can_overflow, message)      \
  FUNCTION(math_##name) {                               \
    ARGUMENT(args[0], x)                                \
    return judged(x, c_name(x), can_overflow, message); \
  }
static const char in_unit_range[] = "expected a number in range from -1 up to 1, got %R";
static const char finite_input[] = "expected a finite input, got %R";
static const char no_pole[] = "expected a noninteger or positive integer, got %R";
UNARY(acos, acos, false, in_unit_range)
UNARY(acosh, acosh, false, "expected argument value not less than 1, got %R")
UNARY(asin, asin, false, in_unit_range)
UNARY(asinh, asinh, false, NULL)
UNARY(atan, atan, false, NULL)
UNARY(atanh, atanh, false, "expected a number between -1 and 1, got %R")
UNARY(cbrt, cbrt, false, NULL)
UNARY(cos, cos, false, finite_input)
UNARY(cosh, cosh, true, NULL)
UNARY(erf, erf, false, NULL)
UNARY(erfc, erfc, false, NULL)
UNARY(exp, exp, true, NULL)
UNARY(exp2, exp2, true, NULL)
UNARY(expm1, expm1, true, NULL)
UNARY(fabs, fabs, false, NULL)
UNARY(gamma, kr_math_gamma, true, no_pole)
UNARY(lgamma, kr_math_lgamma, true, no_pole)
UNARY(log1p, log1p, false, "expected argument value > -1, got %R")
UNARY(sin, sin, false, finite_input)
UNARY(sinh, sinh, true, NULL)
UNARY(sqrt, sqrt, false, "expected a nonnegative input, got %R")
UNARY(tan, tan, false, finite_input)
UNARY(tanh, tanh, false, NULL)

FUNCTION(math_degrees) {
  ARGUMENT(args[0], x)
  return kr_from_double(x * (180.0 / M_PI));
}
FUNCTION(math_radians) {
  ARGUMENT(args[0], x)
  return kr_from_double(x * (M_PI / 180.0));
}
FUNCTION(math_isfinite) {
  ARGUMENT(args[0], x)
  return kr_from_bool(isfinite(x));
}
FUNCTION(math_isinf) {
  ARGUMENT(args[0], x)
  return kr_from_bool(isinf(x));
}
FUNCTION(math_isnan) {
  ARGUMENT(args[0], x)
  return kr_from_bool(x != x);
}

FUNCTION(math_ulp) {
  ARGUMENT(args[0], x)
  if (x != x) return kr_from_double(x);
  x = fabs(x);
  if (isinf(x)) return kr_from_double(x);
  double next = nextafter(x, HUGE_VAL);
  /* For the largest double the step below is as long as the one above would be. */
  return kr_from_double(isinf(next) ? x - nextafter(x, -HUGE_VAL) : next - x);
}

FUNCTION(math_frexp) {
  ARGUMENT(args[0], x)
  int e = 0;
  if (isfinite(x) && x != 0.0) x = frexp(x, &e);
  return kr_tuple_pack(2, kr_from_double(x), kr_from_small_int(e));
}

FUNCTION(math_modf) {
  ARGUMENT(args[0], x)
  double whole = x, part = x;
  if (isinf(x)) {
    part = copysign(0.0, x);
  } else if (x == x) {
    part = modf(x, &whole);
  }
  return kr_tuple_pack(2, kr_from_double(part), kr_from_double(whole));
}

/* ---- logarithms ---------------------------------------------------------------------------------------- */

static const char positive_input[] = "expected a positive input, got %R";

/* log of an int may be wanted where the int itself is too large for a double. */
static kr_value logarithm(kr_value v, double (*fn)(double)) {
  if (!kr_is_int(v)) {
    ARGUMENT(v, x)
    if (x != x || x == HUGE_VAL) return kr_from_double(x);
    if (x <= 0) return kr_raise(&kr_exc_ValueError, positive_input, kr_from_double(x));
    return kr_from_double(fn(x));
  }
  if (kr_int_sign(v) <= 0) return kr_raise(&kr_exc_ValueError, "expected a positive input");
  if (kr_int_bit_length(v) <= 1024) {
    double x = kr_int_as_double(v);
    if (x != -1.0 || !kr_failed()) return kr_from_double(fn(x));
    kr_clear_exception(); /* rounded up to 2^1024 */
  }
  /* m * 2^e, 0.5 <= m < 1 */
  kr_int_view w;
  kr_int_view_of(&w, v);
  size_t bits = kr_mag_bits(w.d, w.n), whole = (bits - 64) / 32, part = (bits - 64) % 32;
  uint64_t top = kr_mag_low64(w.d + whole, 2) >> part;
  if (part) top |= (uint64_t)w.d[whole + 2] << (64 - part);
  bool sticky = part && (w.d[whole] << (32 - part)) != 0;
  for (size_t i = 0; !sticky && i < whole; i++) sticky = w.d[i] != 0;
  double m = ldexp((double)(top | sticky), -64), e = (double)bits;
  return kr_from_double(fn(m) + fn(2.0) * e);
}

FUNCTION(math_log) {
  if (kr_args_no_keywords("math.log", kwnames) < 0 || kr_args_count("log", nargs, 1, 2) < 0) return KR_NULL;
  kr_value x = logarithm(args[0], log);
  if (x == KR_NULL || nargs == 1) return x;
  kr_value base = logarithm(args[1], log);
  if (base == KR_NULL) return KR_NULL;
  if (kr_double_value(base) == 0.0) return kr_raise(&kr_exc_ZeroDivisionError, "division by zero");
  return kr_from_double(kr_double_value(x) / kr_double_value(base));
}
FUNCTION(math_log2) { return logarithm(args[0], log2); }
FUNCTION(math_log10) { return logarithm(args[0], log10); }

/* ---- rounding to ints ---------------------------------------------------------------------------------- */

/* By the special method if x is no plain float; 1 (*out new), 0 none, -1. */
static int by_method(kr_value x, kr_value name, kr_value *out) {
  kr_value f;
  int found = kr_lookup_special(x, name, &f);
  if (found <= 0) return found;
  *out = kr_call0(f);
  kr_decref(f);
  return *out == KR_NULL ? -1 : 1;
}

#define ROUNDING(name, c_name, method)                \
  FUNCTION(math_##name) {                             \
    kr_value x = args[0], r;                          \
    if (!kr_is_double(x)) {                           \
      if (kr_is_small_int(x)) return x;               \
      int found = by_method(x, method, &r);           \
      if (found != 0) return found < 0 ? KR_NULL : r; \
    }                                                 \
    ARGUMENT(x, d)                                    \
    return kr_int_from_double(c_name(d));             \
  }
ROUNDING(ceil, ceil, KR_ID(__ceil__))
ROUNDING(floor, floor, KR_ID(__floor__))

FUNCTION(math_trunc) {
  kr_value x = args[0], r;
  if (kr_is_double(x)) return kr_int_from_double(kr_double_value(x));
  int found = by_method(x, KR_ID(__trunc__), &r);
  if (found != 0) return found < 0 ? KR_NULL : r;
  return kr_raise(&kr_exc_TypeError, "type %T doesn't define __trunc__ method", x);
}

/* ---- two and three arguments --------------------------------------------------------------------------- */

FUNCTION(math_atan2) {
  ARGUMENT(args[0], y)
  ARGUMENT(args[1], x)
  return kr_from_double(atan2(y, x));
}
FUNCTION(math_copysign) {
  ARGUMENT(args[0], x)
  ARGUMENT(args[1], y)
  return kr_from_double(copysign(x, y));
}
FUNCTION(math_remainder) {
  ARGUMENT(args[0], x)
  ARGUMENT(args[1], y)
  if (x != x || y != y) return kr_from_double(x != x ? x : y);
  if (isinf(x) || y == 0.0) return domain_error();
  return kr_from_double(isinf(y) ? x : remainder(x, y));
}
FUNCTION(math_fmod) {
  ARGUMENT(args[0], x)
  ARGUMENT(args[1], y)
  if (isinf(y) && isfinite(x)) return kr_from_double(x);
  double r = fmod(x, y);
  if (r != r && x == x && y == y) return domain_error();
  return kr_from_double(r);
}

FUNCTION(math_pow) {
  ARGUMENT(args[0], x)
  ARGUMENT(args[1], y)
  double r = pow(x, y);
  if (isfinite(x) && isfinite(y)) {
    if (r != r) return domain_error();
    if (isinf(r)) return x == 0.0 ? domain_error() : range_error();
  }
  return kr_from_double(r);
}

FUNCTION(math_ldexp) {
  ARGUMENT(args[0], x)
  if (!kr_is_int(args[1])) return kr_raise(&kr_exc_TypeError, "Expected an int as second argument to ldexp.");
  int64_t e;
  if (!kr_int_fits_i64(args[1], &e)) e = kr_int_sign(args[1]) < 0 ? INT64_MIN : INT64_MAX;
  if (x == 0.0 || !isfinite(x)) return kr_from_double(x);
  if (e > 5000) return range_error();
  if (e < -5000) return kr_from_double(copysign(0.0, x));
  double r;
  int have;
  double m = frexp(x, &have); /* |m| in [0.5, 1): the result is m * 2^(e + have) */
  int64_t target = e + have;
  if (target > 1024) return range_error();
  if (target > -1021) {
    r = ldexp(m, (int)target);
  } else {
    /* Subnormal: one rounding only, half to even. */
    double whole = ldexp(m, 53);
    int64_t cut = -1021 - target; /* bits of the 53 that fall off */
    r = cut > 60 ? copysign(0.0, x) : ldexp(rint(ldexp(whole, -(int)cut)), -1074);
    if (cut <= 60 && r == 0.0) r = copysign(0.0, x);
  }
  return isinf(r) ? range_error() : kr_from_double(r);
}

FUNCTION(math_fma) {
  ARGUMENT(args[0], x)
  ARGUMENT(args[1], y)
  ARGUMENT(args[2], z)
  double r = fma(x, y, z);
  if (isfinite(r)) return kr_from_double(r);
  if (r != r) {
    if (x == x && y == y && z == z) return kr_raise(&kr_exc_ValueError, "invalid operation in fma");
  } else if (isfinite(x) && isfinite(y) && isfinite(z)) {
    return kr_raise(&kr_exc_OverflowError, "overflow in fma");
  }
  return kr_from_double(r);
}

/* Doubles in order as integers: consecutive doubles differ by one. */
static int64_t order_of(double d) {
  int64_t i = (int64_t)kr_double_bits(d);
  return i < 0 ? INT64_MIN - i : i;
}

FUNCTION(math_nextafter) {
  ARGUMENT(args[0], x)
  ARGUMENT(args[1], y)
  if (args[2] == KR_NULL || args[2] == KR_NONE) return kr_from_double(nextafter(x, y));
  kr_value n = kr_index(args[2]);
  if (n == KR_NULL) return KR_NULL;
  int sign = kr_int_sign(n);
  uint64_t steps = kr_int_bit_length(n) > 64 ? UINT64_MAX : kr_int_as_u64_mask(n);
  kr_decref(n);
  if (sign < 0) return kr_raise(&kr_exc_ValueError, "steps must be a non-negative integer");
  if (steps == 0) return kr_from_double(x);
  if (x != x) return kr_from_double(x);
  if (y != y) return kr_from_double(y);
  int64_t a = order_of(x), b = order_of(y);
  /* Both fit 63 bits and a sign, so their distance fits 64. */
  uint64_t distance = a < b ? (uint64_t)b - (uint64_t)a : (uint64_t)a - (uint64_t)b;
  if (distance <= steps) return kr_from_double(y);
  int64_t target = a < b ? (int64_t)((uint64_t)a + steps) : (int64_t)((uint64_t)a - steps);
  return kr_from_double(target < 0 || (target == 0 && a < 0)
                            ? kr_double_of_bits((uint64_t)(INT64_MIN - target))
                            : kr_double_of_bits((uint64_t)target));
}

FUNCTION(math_isclose) {
  ARGUMENT(args[0], a)
  ARGUMENT(args[1], b)
  double rel = 1e-09, abs = 0.0;
  if (args[2] != KR_NULL) {
    rel = kr_as_double(args[2]);
    if (rel == -1.0 && kr_failed()) return KR_NULL;
  }
  if (args[3] != KR_NULL) {
    abs = kr_as_double(args[3]);
    if (abs == -1.0 && kr_failed()) return KR_NULL;
  }
  if (rel < 0.0 || abs < 0.0) return kr_raise(&kr_exc_ValueError, "tolerances must be non-negative");
  if (a == b) return KR_TRUE;
  if (isinf(a) || isinf(b)) return KR_FALSE;
  double diff = fabs(b - a);
  return kr_from_bool(diff <= fabs(rel * b) || diff <= fabs(rel * a) || diff <= abs);
}

/* ---- the module ---------------------------------------------------------------------------------------- */

#define X_SIG "($module, x, /)"
static const kr_method_def methods[] = {
    {"acos", math_acos, 0, X_SIG, "The angle, in radians, of which x is the cosine."},
    {"acosh", math_acosh, 0, X_SIG, "The number of which x is the hyperbolic cosine."},
    {"asin", math_asin, 0, X_SIG, "The angle, in radians, of which x is the sine."},
    {"asinh", math_asinh, 0, X_SIG, "The number of which x is the hyperbolic sine."},
    {"atan", math_atan, 0, X_SIG, "The angle, in radians, of which x is the tangent."},
    {"atan2", math_atan2, 0, "($module, y, x, /)", "The angle, in radians, of the point (x, y)."},
    {"atanh", math_atanh, 0, X_SIG, "The number of which x is the hyperbolic tangent."},
    {"cbrt", math_cbrt, 0, X_SIG, "The number whose cube is x."},
    {"ceil", math_ceil, 0, X_SIG, "Return the ceiling of x as an Integral."},
    {"comb", kr_math_comb, 0, "($module, n, k, /)", "How many sets of k items there are among n."},
    {"copysign", math_copysign, 0, "($module, x, y, /)", "abs(x) with the sign of y, as a float."},
    {"cos", math_cos, 0, X_SIG, "Cosine of x radians."},
    {"cosh", math_cosh, 0, X_SIG, "Hyperbolic cosine."},
    {"degrees", math_degrees, 0, X_SIG, "An angle in radians, in degrees."},
    {"dist", kr_math_dist, 0, "($module, p, q, /)", "How far the points p and q are from each other."},
    {"erf", math_erf, 0, X_SIG, "Error function at x."},
    {"erfc", math_erfc, 0, X_SIG, "1 - erf(x), precise for large x too."},
    {"exp", math_exp, 0, X_SIG, "e ** x, precise also where math.e ** x is not."},
    {"exp2", math_exp2, 0, X_SIG, "2 ** x."},
    {"expm1", math_expm1, 0, X_SIG, "Return exp(x)-1."},
    {"fabs", math_fabs, 0, X_SIG, "x without its sign, as a float."},
    {"factorial", kr_math_factorial, 0, "($module, n, /)", "Find n!."},
    {"floor", math_floor, 0, X_SIG, "Return the floor of x as an Integral."},
    {"fma", math_fma, 0, "($module, x, y, z, /)", "Fused multiply-add operation."},
    {"fmod", math_fmod, 0, "($module, x, y, /)", "What is left of x by division by y; it has the sign of x."},
    {"frexp", math_frexp, 0, X_SIG, "(m, e) so that x == m * 2**e."},
    {"fsum", kr_math_fsum, 0, "($module, seq, /)", "The sum, rounded once at the end."},
    {"gamma", math_gamma, 0, X_SIG, "Gamma function at x."},
    {"gcd", kr_math_gcd, 0, "($module, /, *integers)", "Greatest Common Divisor."},
    {"hypot", kr_math_hypot, 0, "($module, /, *coordinates)",
     "How far a point is from the origin, in any number of dimensions."},
    {"isclose", math_isclose, 0, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Whether a and b are nearly equal."},
    {"isfinite", math_isfinite, 0, X_SIG, "True unless x is infinite or NaN."},
    {"isinf", math_isinf, 0, X_SIG, "True if x is infinite, of either sign."},
    {"isnan", math_isnan, 0, X_SIG, "Whether x is NaN."},
    {"isqrt", kr_math_isqrt, 0, "($module, n, /)", "The largest integer whose square is at most n."},
    {"lcm", kr_math_lcm, 0, "($module, /, *integers)", "Least Common Multiple."},
    {"ldexp", math_ldexp, 0, "($module, x, i, /)", "Return x * (2**i)."},
    {"lgamma", math_lgamma, 0, X_SIG, "The logarithm of the absolute value of gamma(x)."},
    {"log", math_log, KR_FN_RAW, NULL, "log(x, [base=math.e])"},
    {"log10", math_log10, 0, X_SIG, "The logarithm to base 10."},
    {"log1p", math_log1p, 0, X_SIG, "log(1 + x), also exact where x is tiny."},
    {"log2", math_log2, 0, X_SIG, "The logarithm to base 2."},
    {"modf", math_modf, 0, X_SIG, "What stands behind and before the point of x."},
    {"nextafter", math_nextafter, 0, "($module, x, y, /, *, steps=None)",
     "The float that is that many floats away from x, in the direction of y."},
    {"perm", kr_math_perm, 0, "($module, n, k=None, /)", "How many rows of k items can be made of n."},
    {"pow", math_pow, 0, "($module, x, y, /)", "x ** y as floats."},
    {"prod", kr_math_prod, 0, "($module, iterable, /, *, start=1)",
     "All items and start multiplied together."},
    {"radians", math_radians, 0, X_SIG, "An angle in degrees, in radians."},
    {"remainder", math_remainder, 0, "($module, x, y, /)", "x less the multiple of y that is nearest to it."},
    {"sin", math_sin, 0, X_SIG, "Sine of x radians."},
    {"sinh", math_sinh, 0, X_SIG, "Hyperbolic sine."},
    {"sqrt", math_sqrt, 0, X_SIG, "The number that is not negative and whose square is x."},
    {"sumprod", kr_math_sumprod, 0, "($module, p, q, /)",
     "The sum of the products of the items of p and q, pair by pair."},
    {"tan", math_tan, 0, X_SIG, "Tangent of x radians."},
    {"tanh", math_tanh, 0, X_SIG, "Hyperbolic tangent."},
    {"trunc", math_trunc, 0, X_SIG, "The integer part of x."},
    {"ulp", math_ulp, 0, X_SIG, "The distance from x to the next larger float."},
    {0},
};

static int exec_module(kr_module *m) {
  return kr_module_add(m, "pi", kr_from_double(M_PI)) || kr_module_add(m, "e", kr_from_double(M_E)) ||
                 kr_module_add(m, "tau", kr_from_double(2 * M_PI)) ||
                 kr_module_add(m, "inf", kr_from_double(HUGE_VAL)) ||
                 kr_module_add(m, "nan", kr_from_double(NAN))
             ? -1
             : 0;
}

const kr_module_def kr_module_def_math = {
    .name = "math",
    .doc = "Mathematical functions of real numbers, as the C standard defines them, and of ints.",
    .methods = methods,
    .exec = exec_module,
};
