/* Module cmath: functions of complex numbers.
 *
 * Where an argument has an infinity or a nan, C99's annex G says what comes out: the tables below. The
 * others follow Kahan, "Branch cuts for complex elementary functions".
 */
#include <float.h>
#include <math.h>

#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/float_impl.h"
#include "objects/tuple.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

typedef enum { OK, DOMAIN, RANGE } status;

static const double LN_2 = 0.6931471805599453094;

/* ---- special values --------------------------------------------------------------------------------- */

/* Rows: the real part; columns: the imaginary part; both in the order of classify(). An entry is real
 * then imaginary part: 0 z (minus) zero, 1 e (minus) one, i I (minus) infinity, p h q t pi, its half,
 * quarter, three quarters, capitals minus these, n nan, '.' never used. */
typedef char table[7][7][3];

static const table acos_table = {
    {"ti", "pi", "pi", "pI", "pI", "tI", "ni"}, {"hi", "..", "..", "..", "..", "hI", "nn"},
    {"hi", "..", "..", "..", "..", "hI", "hn"}, {"hi", "..", "..", "..", "..", "hI", "hn"},
    {"hi", "..", "..", "..", "..", "hI", "nn"}, {"qi", "0i", "0i", "0I", "0I", "qI", "ni"},
    {"ni", "nn", "nn", "nn", "nn", "nI", "nn"}};
static const table acosh_table = {
    {"iT", "iP", "iP", "ip", "ip", "it", "in"}, {"iH", "..", "..", "..", "..", "ih", "nn"},
    {"iH", "..", "..", "..", "..", "ih", "nh"}, {"iH", "..", "..", "..", "..", "ih", "nh"},
    {"iH", "..", "..", "..", "..", "ih", "nn"}, {"iQ", "iz", "iz", "i0", "i0", "iq", "in"},
    {"in", "nn", "nn", "nn", "nn", "in", "nn"}};
static const table asinh_table = {
    {"IQ", "Iz", "Iz", "I0", "I0", "Iq", "In"}, {"IH", "..", "..", "..", "..", "Ih", "nn"},
    {"IH", "..", "..", "..", "..", "Ih", "nn"}, {"iH", "..", "..", "..", "..", "ih", "nn"},
    {"iH", "..", "..", "..", "..", "ih", "nn"}, {"iQ", "iz", "iz", "i0", "i0", "iq", "in"},
    {"in", "nn", "nz", "n0", "nn", "in", "nn"}};
static const table atanh_table = {
    {"zH", "zH", "zH", "zh", "zh", "zh", "zn"}, {"zH", "..", "..", "..", "..", "zh", "nn"},
    {"zH", "..", "..", "..", "..", "zh", "zn"}, {"0H", "..", "..", "..", "..", "0h", "0n"},
    {"0H", "..", "..", "..", "..", "0h", "nn"}, {"0H", "0H", "0H", "0h", "0h", "0h", "0n"},
    {"0H", "nn", "nn", "nn", "nn", "0h", "nn"}};
static const table cosh_table = {
    {"in", "..", "i0", "iz", "..", "in", "in"}, {"nn", "..", "..", "..", "..", "nn", "nn"},
    {"n0", "..", "..", "..", "..", "n0", "n0"}, {"n0", "..", "..", "..", "..", "n0", "n0"},
    {"nn", "..", "..", "..", "..", "nn", "nn"}, {"in", "..", "iz", "i0", "..", "in", "in"},
    {"nn", "nn", "n0", "n0", "nn", "nn", "nn"}};
static const table exp_table = {
    {"00", "..", "0z", "00", "..", "00", "00"}, {"nn", "..", "..", "..", "..", "nn", "nn"},
    {"nn", "..", "..", "..", "..", "nn", "nn"}, {"nn", "..", "..", "..", "..", "nn", "nn"},
    {"nn", "..", "..", "..", "..", "nn", "nn"}, {"in", "..", "iz", "i0", "..", "in", "in"},
    {"nn", "nn", "nz", "n0", "nn", "nn", "nn"}};
static const table log_table = {
    {"iT", "iP", "iP", "ip", "ip", "it", "in"}, {"iH", "..", "..", "..", "..", "ih", "nn"},
    {"iH", "..", "..", "..", "..", "ih", "nn"}, {"iH", "..", "..", "..", "..", "ih", "nn"},
    {"iH", "..", "..", "..", "..", "ih", "nn"}, {"iQ", "iz", "iz", "i0", "i0", "iq", "in"},
    {"in", "nn", "nn", "nn", "nn", "in", "nn"}};
static const table sinh_table = {
    {"in", "..", "Iz", "I0", "..", "in", "in"}, {"nn", "..", "..", "..", "..", "nn", "nn"},
    {"0n", "..", "..", "..", "..", "0n", "0n"}, {"0n", "..", "..", "..", "..", "0n", "0n"},
    {"nn", "..", "..", "..", "..", "nn", "nn"}, {"in", "..", "iz", "i0", "..", "in", "in"},
    {"nn", "nn", "nz", "n0", "nn", "nn", "nn"}};
static const table sqrt_table = {
    {"iI", "0I", "0I", "0i", "0i", "ii", "ni"}, {"iI", "..", "..", "..", "..", "ii", "nn"},
    {"iI", "..", "..", "..", "..", "ii", "nn"}, {"iI", "..", "..", "..", "..", "ii", "nn"},
    {"iI", "..", "..", "..", "..", "ii", "nn"}, {"iI", "iz", "iz", "i0", "i0", "ii", "in"},
    {"iI", "nn", "nn", "nn", "nn", "ii", "nn"}};
static const table tanh_table = {
    {"e0", "..", "ez", "e0", "..", "e0", "e0"}, {"nn", "..", "..", "..", "..", "nn", "nn"},
    {"zn", "..", "..", "..", "..", "zn", "zn"}, {"0n", "..", "..", "..", "..", "0n", "0n"},
    {"nn", "..", "..", "..", "..", "nn", "nn"}, {"10", "..", "1z", "10", "..", "10", "10"},
    {"nn", "nn", "nz", "n0", "nn", "nn", "nn"}};
static const table rect_table = {
    {"in", "..", "I0", "Iz", "..", "in", "in"}, {"nn", "..", "..", "..", "..", "nn", "nn"},
    {"00", "..", "..", "..", "..", "00", "00"}, {"00", "..", "..", "..", "..", "00", "00"},
    {"nn", "..", "..", "..", "..", "nn", "nn"}, {"in", "..", "iz", "i0", "..", "in", "in"},
    {"nn", "nn", "n0", "n0", "nn", "nn", "nn"}};

static int classify(double d) {
  if (d != d) return 6;
  bool minus = signbit(d);
  if (isinf(d)) return minus ? 0 : 5;
  if (d == 0.0) return minus ? 2 : 3;
  return minus ? 1 : 4;
}

static double decode(char c) {
  switch (c) {
    case '0': return 0.0;
    case 'z': return -0.0;
    case '1': return 1.0;
    case 'e': return -1.0;
    case 'i': return HUGE_VAL;
    case 'I': return -HUGE_VAL;
    case 'p': return M_PI;
    case 'P': return -M_PI;
    case 'h': return M_PI_2;
    case 'H': return -M_PI_2;
    case 'q': return M_PI_4;
    case 'Q': return -M_PI_4;
    case 't': return 3 * M_PI_4;
    case 'T': return -3 * M_PI_4;
    default: return NAN;
  }
}

static bool finite_both(kr_cplx z) { return isfinite(z.re) && isfinite(z.im); }
static kr_cplx look_up(const table t, kr_cplx z) {
  const char *e = t[classify(z.re)][classify(z.im)];
  return (kr_cplx){decode(e[0]), decode(e[1])};
}
/* An infinite real part with a finite, nonzero imaginary one: only the direction counts. */
static bool infinite_direction(kr_cplx z) { return isinf(z.re) && isfinite(z.im) && z.im != 0.0; }

/* ---- the functions ------------------------------------------------------------------------------------ */

/* Beyond these, intermediate results could overflow (or underflow). */
#define LARGE (DBL_MAX / 4.0)
static double log_large(void) { return log(LARGE); }

typedef kr_cplx (*complex_fn)(kr_cplx z, status *st);
#define COMPLEX(name) static kr_cplx name(kr_cplx z, status *st)

COMPLEX(c_sqrt) {
  if (!finite_both(z)) return look_up(sqrt_table, z);
  if (z.re == 0.0 && z.im == 0.0) return (kr_cplx){0.0, z.im};
  double ax = fabs(z.re), ay = fabs(z.im), s;
  if (ax < DBL_MIN && ay < DBL_MIN) { /* hypot would be subnormal: scale up */
    ax = ldexp(ax, 53);
    s = ldexp(sqrt(ax + hypot(ax, ldexp(ay, 53))), -27);
  } else { /* scale down, against overflow */
    ax /= 8.0;
    s = 2.0 * sqrt(ax + hypot(ax, ay / 8.0));
  }
  double d = ay / (2.0 * s);
  if (z.re >= 0.0) return (kr_cplx){s, copysign(d, z.im)};
  return (kr_cplx){d, copysign(s, z.im)};
}

static double log_of_large(kr_cplx z) { return log(hypot(z.re / 2.0, z.im / 2.0)) + LN_2 * 2.0; }
static bool is_large(kr_cplx z) { return fabs(z.re) > LARGE || fabs(z.im) > LARGE; }

COMPLEX(c_acos) {
  if (!finite_both(z)) return look_up(acos_table, z);
  if (is_large(z)) {
    double l = log(hypot(z.re / 2.0, z.im / 2.0)) + LN_2 * 2.0;
    double im = z.re < 0.0 ? -copysign(l, z.im) : copysign(l, -z.im);
    return (kr_cplx){atan2(fabs(z.im), z.re), im};
  }
  kr_cplx a = c_sqrt((kr_cplx){1.0 - z.re, -z.im}, st);
  kr_cplx b = c_sqrt((kr_cplx){1.0 + z.re, z.im}, st);
  return (kr_cplx){2.0 * atan2(a.re, b.re), asinh(b.re * a.im - b.im * a.re)};
}

COMPLEX(c_acosh) {
  if (!finite_both(z)) return look_up(acosh_table, z);
  if (is_large(z)) return (kr_cplx){log_of_large(z), atan2(z.im, z.re)};
  kr_cplx a = c_sqrt((kr_cplx){z.re - 1.0, z.im}, st);
  kr_cplx b = c_sqrt((kr_cplx){z.re + 1.0, z.im}, st);
  return (kr_cplx){asinh(a.re * b.re + a.im * b.im), 2.0 * atan2(a.im, b.re)};
}

COMPLEX(c_asinh) {
  if (!finite_both(z)) return look_up(asinh_table, z);
  if (is_large(z)) {
    double l = log_of_large(z);
    double re = z.im >= 0.0 ? copysign(l, z.re) : -copysign(l, -z.re);
    return (kr_cplx){re, atan2(z.im, fabs(z.re))};
  }
  kr_cplx a = c_sqrt((kr_cplx){1.0 + z.im, -z.re}, st);
  kr_cplx b = c_sqrt((kr_cplx){1.0 - z.im, z.re}, st);
  return (kr_cplx){asinh(a.re * b.im - b.re * a.im), atan2(z.im, a.re * b.re - a.im * b.im)};
}

COMPLEX(c_atanh) {
  if (!finite_both(z)) return look_up(atanh_table, z);
  if (signbit(z.re)) {
    kr_cplx r = c_atanh((kr_cplx){-z.re, -z.im}, st);
    return (kr_cplx){-r.re, -r.im};
  }
  const double sqrt_large = sqrt(LARGE);
  double ay = fabs(z.im);
  if (z.re > sqrt_large || ay > sqrt_large) { /* about 1/z and a quarter turn */
    double h = hypot(z.re / 2.0, z.im / 2.0);
    return (kr_cplx){z.re / 4.0 / h / h, -copysign(M_PI_2, -z.im)};
  }
  if (z.re == 1.0 && ay < sqrt(DBL_MIN)) {
    if (ay == 0.0) {
      *st = DOMAIN;
      return (kr_cplx){HUGE_VAL, z.im};
    }
    return (kr_cplx){-log(sqrt(ay) / sqrt(hypot(ay, 2.0))), copysign(atan2(2.0, -ay) / 2.0, z.im)};
  }
  return (kr_cplx){log1p(4.0 * z.re / ((1 - z.re) * (1 - z.re) + ay * ay)) / 4.0,
                   -atan2(-2.0 * z.im, (1 - z.re) * (1 + z.re) - ay * ay) / 2.0};
}

COMPLEX(c_cosh) {
  kr_cplx r;
  if (!finite_both(z)) {
    if (infinite_direction(z)) {
      r = (kr_cplx){copysign(HUGE_VAL, cos(z.im)), copysign(HUGE_VAL, sin(z.im))};
      if (z.re < 0) r.im = -r.im;
    } else {
      r = look_up(cosh_table, z);
    }
    if (isinf(z.im) && z.re == z.re) *st = DOMAIN;
    return r;
  }
  if (fabs(z.re) > log_large()) {
    double x = z.re - copysign(1.0, z.re);
    r = (kr_cplx){cos(z.im) * cosh(x) * M_E, sin(z.im) * sinh(x) * M_E};
  } else {
    r = (kr_cplx){cos(z.im) * cosh(z.re), sin(z.im) * sinh(z.re)};
  }
  if (isinf(r.re) || isinf(r.im)) *st = RANGE;
  return r;
}

COMPLEX(c_sinh) {
  kr_cplx r;
  if (!finite_both(z)) {
    if (infinite_direction(z)) {
      r = (kr_cplx){copysign(HUGE_VAL, cos(z.im)), copysign(HUGE_VAL, sin(z.im))};
      if (z.re < 0) r.re = -r.re;
    } else {
      r = look_up(sinh_table, z);
    }
    if (isinf(z.im) && z.re == z.re) *st = DOMAIN;
    return r;
  }
  if (fabs(z.re) > log_large()) {
    double x = z.re - copysign(1.0, z.re);
    r = (kr_cplx){cos(z.im) * sinh(x) * M_E, sin(z.im) * cosh(x) * M_E};
  } else {
    r = (kr_cplx){cos(z.im) * sinh(z.re), sin(z.im) * cosh(z.re)};
  }
  if (isinf(r.re) || isinf(r.im)) *st = RANGE;
  return r;
}

COMPLEX(c_tanh) {
  if (!finite_both(z)) {
    if (isinf(z.im) && isfinite(z.re)) *st = DOMAIN;
    if (infinite_direction(z))
      return (kr_cplx){copysign(1.0, z.re), copysign(0.0, 2.0 * sin(z.im) * cos(z.im))};
    return look_up(tanh_table, z);
  }
  if (fabs(z.re) > log_large())
    return (kr_cplx){copysign(1.0, z.re), 4.0 * sin(z.im) * cos(z.im) * exp(-2.0 * fabs(z.re))};
  double tx = tanh(z.re), ty = tan(z.im), cx = 1.0 / cosh(z.re), txty = tx * ty;
  double d = 1.0 + txty * txty;
  return (kr_cplx){tx * (1.0 + ty * ty) / d, ((ty / d) * cx) * cx};
}

COMPLEX(c_exp) {
  kr_cplx r;
  if (!finite_both(z)) {
    if (infinite_direction(z)) {
      double big = z.re > 0 ? HUGE_VAL : 0.0;
      r = (kr_cplx){copysign(big, cos(z.im)), copysign(big, sin(z.im))};
    } else {
      r = look_up(exp_table, z);
    }
    if (isinf(z.im) && (isfinite(z.re) || z.re == HUGE_VAL)) *st = DOMAIN;
    return r;
  }
  if (z.re > log_large()) {
    double l = exp(z.re - 1.0);
    r = (kr_cplx){l * cos(z.im) * M_E, l * sin(z.im) * M_E};
  } else {
    double l = exp(z.re);
    r = (kr_cplx){l * cos(z.im), l * sin(z.im)};
  }
  if (isinf(r.re) || isinf(r.im)) *st = RANGE;
  return r;
}

COMPLEX(c_log) {
  if (!finite_both(z)) return look_up(log_table, z);
  double ax = fabs(z.re), ay = fabs(z.im), re;
  if (ax > LARGE || ay > LARGE) {
    re = log(hypot(ax / 2.0, ay / 2.0)) + LN_2;
  } else if (ax < DBL_MIN && ay < DBL_MIN) {
    if (ax > 0.0 || ay > 0.0) {
      re = log(hypot(ldexp(ax, DBL_MANT_DIG), ldexp(ay, DBL_MANT_DIG))) - DBL_MANT_DIG * LN_2;
    } else {
      *st = DOMAIN;
      re = -HUGE_VAL;
    }
  } else {
    double h = hypot(ax, ay);
    if (0.71 <= h && h <= 1.73) { /* near 1 the squares' difference from it is what counts */
      double big = ax > ay ? ax : ay, small = ax > ay ? ay : ax;
      re = log1p((big - 1) * (big + 1) + small * small) / 2.0;
    } else {
      re = log(h);
    }
  }
  return (kr_cplx){re, atan2(z.im, z.re)};
}

COMPLEX(c_log10) {
  kr_cplx r = c_log(z, st);
  const double ln_10 = 2.302585092994045684;
  return (kr_cplx){r.re / ln_10, r.im / ln_10};
}

/* f(z) = -i g(i z) */
static kr_cplx turned(complex_fn g, kr_cplx z, status *st) {
  kr_cplx r = g((kr_cplx){-z.im, z.re}, st);
  return (kr_cplx){r.im, -r.re};
}
COMPLEX(c_asin) { return turned(c_asinh, z, st); }
COMPLEX(c_atan) { return turned(c_atanh, z, st); }
COMPLEX(c_sin) { return turned(c_sinh, z, st); }
COMPLEX(c_tan) { return turned(c_tanh, z, st); }
COMPLEX(c_cos) { return c_cosh((kr_cplx){-z.im, z.re}, st); }

/* ---- as Python sees them ------------------------------------------------------------------------------- */

static kr_value raise_status(status st) {
  if (st == DOMAIN) return kr_raise(&kr_exc_ValueError, "math domain error");
  return kr_raise(&kr_exc_OverflowError, "math range error");
}

static kr_value apply(complex_fn f, kr_value v) {
  kr_cplx z;
  if (kr_as_complex(v, &z) < 0) return KR_NULL;
  status st = OK;
  kr_cplx r = f(z, &st);
  return st == OK ? kr_complex_new(r.re, r.im) : raise_status(st);
}

#define UNARY(name) \
  FUNCTION(cmath_##name) { return apply(c_##name, args[0]); }
UNARY(acos)
UNARY(acosh)
UNARY(asin)
UNARY(asinh)
UNARY(atan)
UNARY(atanh)
UNARY(cos)
UNARY(cosh)
UNARY(exp)
UNARY(log10)
UNARY(sin)
UNARY(sinh)
UNARY(sqrt)
UNARY(tan)
UNARY(tanh)

FUNCTION(cmath_log) {
  kr_cplx z, base;
  if (kr_as_complex(args[0], &z) < 0) return KR_NULL;
  status st = OK;
  kr_cplx r = c_log(z, &st);
  if (args[1] != KR_NULL) {
    if (kr_as_complex(args[1], &base) < 0) return KR_NULL;
    bool zero;
    r = kr_cplx_div(r, c_log(base, &st), &zero);
    if (zero) st = DOMAIN;
  }
  return st == OK ? kr_complex_new(r.re, r.im) : raise_status(st);
}

FUNCTION(cmath_phase) {
  kr_cplx z;
  if (kr_as_complex(args[0], &z) < 0) return KR_NULL;
  return kr_from_double(atan2(z.im, z.re));
}

FUNCTION(cmath_polar) {
  kr_cplx z;
  if (kr_as_complex(args[0], &z) < 0) return KR_NULL;
  double r = hypot(z.re, z.im);
  if (isinf(r) && finite_both(z)) return raise_status(RANGE);
  return kr_tuple_pack(2, kr_from_double(r), kr_from_double(atan2(z.im, z.re)));
}

FUNCTION(cmath_rect) {
  double r = kr_as_double(args[0]);
  if (r == -1.0 && kr_failed()) return KR_NULL;
  double phi = kr_as_double(args[1]);
  if (phi == -1.0 && kr_failed()) return KR_NULL;
  kr_cplx in = {r, phi}, z;
  if (!finite_both(in)) {
    if (infinite_direction(in)) {
      z = (kr_cplx){copysign(HUGE_VAL, cos(phi)), copysign(HUGE_VAL, sin(phi))};
      if (r < 0) z = (kr_cplx){-z.re, -z.im};
    } else {
      z = look_up(rect_table, in);
    }
    if (r != 0.0 && r == r && isinf(phi)) return raise_status(DOMAIN);
  } else if (phi == 0.0) {
    z = (kr_cplx){r, r * phi}; /* the sign of a zero kept */
  } else {
    z = (kr_cplx){r * cos(phi), r * sin(phi)};
  }
  return kr_complex_new(z.re, z.im);
}

FUNCTION(cmath_isfinite) {
  kr_cplx z;
  if (kr_as_complex(args[0], &z) < 0) return KR_NULL;
  return kr_from_bool(finite_both(z));
}
FUNCTION(cmath_isinf) {
  kr_cplx z;
  if (kr_as_complex(args[0], &z) < 0) return KR_NULL;
  return kr_from_bool(isinf(z.re) || isinf(z.im));
}
FUNCTION(cmath_isnan) {
  kr_cplx z;
  if (kr_as_complex(args[0], &z) < 0) return KR_NULL;
  return kr_from_bool(z.re != z.re || z.im != z.im);
}

FUNCTION(cmath_isclose) {
  kr_cplx a, b;
  if (kr_as_complex(args[0], &a) < 0 || kr_as_complex(args[1], &b) < 0) return KR_NULL;
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
  if (a.re == b.re && a.im == b.im) return KR_TRUE;
  if (isinf(a.re) || isinf(a.im) || isinf(b.re) || isinf(b.im)) return KR_FALSE;
  double diff = hypot(a.re - b.re, a.im - b.im);
  return kr_from_bool(diff <= rel * hypot(b.re, b.im) || diff <= rel * hypot(a.re, a.im) || diff <= abs);
}

#define Z_SIG "($module, z, /)"
static const kr_method_def methods[] = {
    {"acos", cmath_acos, 0, Z_SIG, "The number whose cosine is z."},
    {"acosh", cmath_acosh, 0, Z_SIG, "The number of which z is the hyperbolic cosine."},
    {"asin", cmath_asin, 0, Z_SIG, "The number whose sine is z."},
    {"asinh", cmath_asinh, 0, Z_SIG, "The number of which z is the hyperbolic sine."},
    {"atan", cmath_atan, 0, Z_SIG, "The number whose tangent is z."},
    {"atanh", cmath_atanh, 0, Z_SIG, "The number of which z is the hyperbolic tangent."},
    {"cos", cmath_cos, 0, Z_SIG, "Return the cosine of z."},
    {"cosh", cmath_cosh, 0, Z_SIG, "Hyperbolic cosine."},
    {"exp", cmath_exp, 0, Z_SIG, "e ** z."},
    {"isclose", cmath_isclose, 0, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Whether a and b are nearly equal."},
    {"isfinite", cmath_isfinite, 0, Z_SIG, "True if neither part is infinite or NaN."},
    {"isinf", cmath_isinf, 0, Z_SIG, "True if one of the parts is infinite."},
    {"isnan", cmath_isnan, 0, Z_SIG, "True if one of the parts is NaN."},
    {"log", cmath_log, 0, "($module, z, base=<unrepresentable>, /)",
     "log(z[, base]) -> the power to which base, or e, has to be raised to give z."},
    {"log10", cmath_log10, 0, Z_SIG, "The logarithm to base 10."},
    {"phase", cmath_phase, 0, Z_SIG, "The angle of the number in the plane, in radians."},
    {"polar", cmath_polar, 0, Z_SIG, "Distance of z from 0 and angle, as a pair."},
    {"rect", cmath_rect, 0, "($module, r, phi, /)", "The number with this absolute value and angle."},
    {"sin", cmath_sin, 0, Z_SIG, "Return the sine of z."},
    {"sinh", cmath_sinh, 0, Z_SIG, "Hyperbolic sine."},
    {"sqrt", cmath_sqrt, 0, Z_SIG, "The number whose square is z and whose real part is not negative."},
    {"tan", cmath_tan, 0, Z_SIG, "Return the tangent of z."},
    {"tanh", cmath_tanh, 0, Z_SIG, "Hyperbolic tangent."},
    {0},
};

static int exec_module(kr_module *m) {
  return kr_module_add(m, "pi", kr_from_double(M_PI)) || kr_module_add(m, "e", kr_from_double(M_E)) ||
                 kr_module_add(m, "tau", kr_from_double(2 * M_PI)) ||
                 kr_module_add(m, "inf", kr_from_double(HUGE_VAL)) ||
                 kr_module_add_steal(m, "infj", kr_complex_new(0.0, HUGE_VAL)) ||
                 kr_module_add(m, "nan", kr_from_double(NAN)) ||
                 kr_module_add_steal(m, "nanj", kr_complex_new(0.0, NAN))
             ? -1
             : 0;
}

const kr_module_def kr_module_def_cmath = {
    .name = "cmath",
    .doc = "Mathematical functions of complex numbers.",
    .methods = methods,
    .exec = exec_module,
};
