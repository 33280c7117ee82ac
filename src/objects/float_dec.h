/* Between binary and decimal floating point: what parsing, repr and formatting share. */
#ifndef KR_FLOAT_DEC_H
#define KR_FLOAT_DEC_H

#include "objects/float.h"

/* A finite double >= 0 as c * 2^q, c an integer below 2^53. */
KR_INLINE uint64_t kr_double_bits(double d) {
  uint64_t u;
  memcpy(&u, &d, sizeof u);
  return u;
}
KR_INLINE double kr_double_of_bits(uint64_t u) {
  double d;
  memcpy(&d, &u, sizeof d);
  return d;
}
KR_INLINE void kr_double_split(double d, uint64_t *c, int *q) {
  uint64_t u = kr_double_bits(d);
  int e = (int)(u >> 52) & 0x7FF;
  *c = (u & ((UINT64_C(1) << 52) - 1)) | (uint64_t)(e != 0) << 52;
  *q = (e ? e : 1) - 1075;
}

/* The quick ways of the two functions below, for results of up to 19 digits: false when 128 bits cannot
 * decide (or the result is longer). */
bool kr_scaled_quickly(double d, int p, uint64_t *out);
bool kr_significant_quickly(double d, int n, uint64_t *out, int *exponent);
/* Appends the decimal digits of d * 10^p rounded to an integer (half to even, exactly); "0" for 0.
 * d finite, >= 0. False: MemoryError. */
bool kr_scaled_digits(kr_buf *out, double d, int p);
/* Appends exactly n >= 1 significant digits of d (finite, > 0), rounded half to even, and sets *exponent
 * so that d is about 0.DIGITS * 10^exponent. */
bool kr_significant_digits(kr_buf *out, double d, int n, int *exponent);

/* The value nearest to digits * 10^exponent: `size` digits '0'..'9'. -1.0 and MemoryError if memory for
 * a very long one is lacking: *failed is set. */
double kr_decimal_to_double(const char *digits, size_t size, int64_t exponent, bool *failed);

/* |a| / |b| correctly rounded (half to even), any magnitudes, b != 0; inf when too large. -1: MemoryError. */
int kr_mag_ratio_to_double(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, double *out);

#endif
