/* Module math: gamma and lgamma by Lanczos' approximation (g = 6.0246..., 13 terms: the coefficients
 * that make it exact to about 1 ulp in doubles, as a rational function). */
#include <math.h>

#include "modules/math_impl.h"

enum { TERMS = 13 };
static const double g = 6.024680040776729583740234375;
static const double g_minus_half = 5.524680040776729583740234375;
static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
/* x (x + 1) ... (x + 11) */
static const double denominator[TERMS] = {
    0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1};

static double lanczos_sum(double x) {
  double num = 0.0, den = 0.0;
  if (x < 5.0) {
    for (int i = TERMS - 1; i >= 0; i--) {
      num = num * x + numerator[i];
      den = den * x + denominator[i];
    }
  } else { /* the same in 1/x: no overflow */
    for (int i = 0; i < TERMS; i++) {
      num = num / x + numerator[i];
      den = den / x + denominator[i];
    }
  }
  return num / den;
}

/* sin(pi x), exact at half-integers. */
static double sin_pi(double x) {
  double y = fmod(fabs(x), 2.0), r;
  switch ((int)round(2.0 * y)) {
    case 0: r = sin(M_PI * y); break;
    case 1: r = cos(M_PI * (y - 0.5)); break;
    case 2: r = sin(M_PI * (1.0 - y)); break; /* not y - 1: the sign of a zero matters */
    case 3: r = -cos(M_PI * (y - 1.5)); break;
    default: r = sin(M_PI * (y - 2.0)); break;
  }
  return copysign(1.0, x) * r;
}

double kr_math_gamma(double x) {
  if (!isfinite(x)) return x != x || x > 0 ? x : NAN;
  if (x == 0.0) return NAN; /* a pole */
  if (x == floor(x)) {
    if (x < 0.0) return NAN;
    if (x <= 23) { /* (x - 1)! is exact up to 22! */
      double f = 1.0;
      for (double i = 2.0; i < x; i++) f *= i;
      return f;
    }
  }
  double a = fabs(x);
  if (a < 1e-20) return 1.0 / x;
  if (a > 200.0) return x < 0.0 ? 0.0 / sin_pi(x) : HUGE_VAL;
  double y = a + g_minus_half, z, r;
  /* What was lost in that addition, carried as a correction of first order. */
  if (a > g_minus_half) {
    double q = y - a;
    z = q - g_minus_half;
  } else {
    double q = y - g_minus_half;
    z = q - a;
  }
  z = z * g / y;
  bool reflect = x < 0.0;
  if (reflect) {
    r = -M_PI / sin_pi(a) / a * exp(y) / lanczos_sum(a);
    r -= z * r;
  } else {
    r = lanczos_sum(a) / exp(y);
    r += z * r;
  }
  /* y ** (a - 0.5), in two steps where it alone would overflow */
  int steps = a < 140.0 ? 1 : 2;
  double power = pow(y, steps == 1 ? a - 0.5 : a / 2.0 - 0.25);
  for (int i = 0; i < steps; i++) r = reflect ? r / power : r * power;
  return r;
}

double kr_math_lgamma(double x) {
  if (!isfinite(x)) return x != x ? x : HUGE_VAL;
  if (x == floor(x) && x <= 2.0) return x <= 0.0 ? NAN : 0.0;
  double a = fabs(x);
  if (a < 1e-20) return -log(a);
  double r = log(lanczos_sum(a)) - g;
  r += (a - 0.5) * (log(a + g - 0.5) - 1.0);
  if (x < 0.0) r = 1.144729885849400174143427351353058711647 - log(fabs(sin_pi(a))) - log(a) - r;
  return r;
}
