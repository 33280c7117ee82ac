/* float and complex. A float is a kr_value itself and never allocates; an instance of a subclass of
 * float is a heap object. Parsing rounds correctly, repr is the shortest text that reads back. */
#ifndef KR_FLOAT_H
#define KR_FLOAT_H

#include "objects/type.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  double value;
} kr_float_object; /* instances of subclasses of float only */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  double real, imag;
} kr_complex;
extern kr_type kr_complex_type;

KR_INLINE bool kr_is_float(kr_value v) {
  return kr_is_double(v) || (kr_is_object(v) && (kr_object_of(v)->type->tf & KR_TF_FLOAT_SUBCLASS));
}
/* v must satisfy kr_is_float. */
KR_INLINE double kr_float_value(kr_value v) {
  return kr_is_double(v) ? kr_double_value(v) : KR_AS(kr_float_object, v)->value;
}
/* float(v) of any number by __float__ / __index__; -1.0 and kr_failed() on error. */
double kr_as_double(kr_value v);
kr_value kr_complex_new(double real, double imag); /* new */
/* float(text): whitespace and underscores as Python allows. KR_NULL: ValueError. */
kr_value kr_float_from_str(kr_value s);
/* Correctly rounded value of the decimal text at p (digits [. digits] [e[+-]digits], no sign, no
 * underscores); *end as strtod. inf on overflow. */
double kr_strtod(const char *p, const char *limit, const char **end);
/* Text of d. mode 'r': shortest repr; 'e' 'f' 'g' with precision digits, flags KR_DTOA_*. Appends. */
enum { KR_DTOA_SIGN = 1, KR_DTOA_DOT_0 = 2, KR_DTOA_ALT = 4, KR_DTOA_NO_NEG_0 = 8 };
bool kr_dtoa(kr_buf *out, double d, char mode, int precision, int flags);
/* The shortest digits that read back as d (finite, > 0): writes up to 17 digits, returns how many,
 * *exponent so that value = 0.DIGITS * 10**exponent. */
int kr_shortest_digits(double d, char digits[17], int *exponent);
kr_value kr_float_repr(double d);
int32_t kr_double_hash(double d);
kr_value kr_float_format_spec(kr_value v, kr_value spec);
kr_value kr_complex_format_spec(kr_value v, kr_value spec);
kr_value kr_float_pow(double a, double b); /* a ** b: may be complex or ZeroDivisionError */

#endif
