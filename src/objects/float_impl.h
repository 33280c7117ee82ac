/* What the files of float and complex share. */
#ifndef KR_FLOAT_IMPL_H
#define KR_FLOAT_IMPL_H

#include "objects/float.h"

/* float(v) of anything, text included: a plain float. KR_NULL: error. */
kr_value kr_float_from_any(kr_value v);
/* float(text) of str, bytes and buffers; KR_NOT_IMPLEMENTED: v is none of them. */
kr_value kr_float_from_text(kr_value v);
kr_value kr_float_hex(double d);
kr_value kr_float_from_hex(const char *s, size_t size);
/* round(d, ndigits) for finite d; KR_NULL: OverflowError. */
kr_value kr_float_round(double d, int ndigits);
/* OverflowError(errno, text), as the C library's errors are reported. KR_NULL. */
kr_value kr_raise_math_errno(kr_type *exc, int err);

/* [sign] number | inf | nan at p; *end == p: none. */
double kr_parse_double(const char *p, const char *limit, const char **end);
/* Takes out the underscores, each of which must stand between digits; false: misplaced. */
bool kr_strip_underscores(char *s, size_t *size);
/* The str as ASCII: any script's decimal digits and spaces become the ASCII ones. From kr_alloc. */
char *kr_number_text(kr_value text, size_t *size);

typedef struct {
  double re, im;
} kr_cplx;
kr_cplx kr_cplx_mul(kr_cplx a, kr_cplx b);
kr_cplx kr_cplx_div(kr_cplx a, kr_cplx b, bool *zero); /* *zero: b is 0 */
/* a ** b. 0; 1: zero to a negative or complex power; 2: overflow. */
int kr_cplx_pow(kr_cplx a, kr_cplx b, kr_cplx *out);
/* complex(v) for arguments of cmath: __complex__, __float__, __index__. 0, -1. */
int kr_as_complex(kr_value v, kr_cplx *out);
KR_INLINE bool kr_is_complex(kr_value v) {
  return kr_is_object(v) && (kr_object_of(v)->type == &kr_complex_type ||
                             kr_is_subtype(kr_object_of(v)->type, &kr_complex_type));
}

#endif
