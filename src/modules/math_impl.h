/* What the files of module math share. */
#ifndef KR_MATH_IMPL_H
#define KR_MATH_IMPL_H

#include "objects/type.h"

#define KR_MATH_FUNCTION(name) \
  kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

KR_MATH_FUNCTION(kr_math_factorial);
KR_MATH_FUNCTION(kr_math_comb);
KR_MATH_FUNCTION(kr_math_perm);
KR_MATH_FUNCTION(kr_math_gcd);
KR_MATH_FUNCTION(kr_math_lcm);
KR_MATH_FUNCTION(kr_math_isqrt);

KR_MATH_FUNCTION(kr_math_fsum);
KR_MATH_FUNCTION(kr_math_hypot);
KR_MATH_FUNCTION(kr_math_dist);
KR_MATH_FUNCTION(kr_math_sumprod);
KR_MATH_FUNCTION(kr_math_prod);

double kr_math_gamma(double x); /* nan: outside the domain; inf: overflow, or a pole at 0 */
double kr_math_lgamma(double x);

#endif
