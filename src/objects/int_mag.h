/* Magnitudes: rows of 32-bit digits, least significant first, the arithmetic beneath int.
 *
 * Lengths are digits. Unless said otherwise a result may be the same row as an operand, but must not
 * overlap it in part. Functions that need room for intermediate results return 0, or -1 with
 * MemoryError. Digits are 32 bits because WebAssembly multiplies 64 x 64 bits into 64 only.
 */
#ifndef KR_INT_MAG_H
#define KR_INT_MAG_H

#include "memory/memory.h"

typedef uint32_t kr_digit;

KR_INLINE size_t kr_mag_trim(const kr_digit *d, size_t n) {
  while (n > 0 && d[n - 1] == 0) n--;
  return n;
}
KR_INLINE uint64_t kr_mag_low64(const kr_digit *d, size_t n) {
  return n == 0 ? 0 : n == 1 ? d[0] : d[0] | (uint64_t)d[1] << 32;
}
KR_INLINE size_t kr_mag_bits(const kr_digit *d, size_t n) {
  return n ? n * 32 - (size_t)__builtin_clz(d[n - 1]) : 0;
}

/* Both trimmed. <0 0 >0 */
int kr_mag_compare(const kr_digit *a, size_t an, const kr_digit *b, size_t bn);
/* r[an] = a + b, an >= bn; the carry */
kr_digit kr_mag_add(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn);
/* r[an] = a - b, an >= bn; the borrow */
kr_digit kr_mag_sub(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn);
/* r[n] = a * m + c; the digit carried out */
kr_digit kr_mag_mul1(kr_digit *r, const kr_digit *a, size_t n, kr_digit m, kr_digit c);
/* r[n] += a * m, r[n] -= a * m; the digit carried out / borrowed */
kr_digit kr_mag_addmul1(kr_digit *r, const kr_digit *a, size_t n, kr_digit m);
kr_digit kr_mag_submul1(kr_digit *r, const kr_digit *a, size_t n, kr_digit m);
/* r[n] = a << s, a >> s, 0 <= s < 32; the bits shifted out (left: at the bottom of the result; right:
 * at its top). Left may run in place or upwards (r >= a), right in place or downwards. */
kr_digit kr_mag_shl(kr_digit *r, const kr_digit *a, size_t n, unsigned s);
kr_digit kr_mag_shr(kr_digit *r, const kr_digit *a, size_t n, unsigned s);

/* r[an + bn] = a * b; r overlaps neither. an, bn >= 1. */
int kr_mag_mul(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn);
int kr_mag_sqr(kr_digit *r, const kr_digit *a, size_t n); /* r[2n] */
void kr_mag_sqr_basecase(kr_digit *r, const kr_digit *a, size_t n);
/* By number-theoretic transforms: any size up to what kr_mag_ntt_fits says. */
int kr_mag_mul_ntt(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn);
bool kr_mag_ntt_fits(size_t result_digits);

/* q[n] = a / d (q may be NULL or a); the remainder. d != 0. */
kr_digit kr_mag_divrem1(kr_digit *q, const kr_digit *a, size_t n, kr_digit d);
/* q[an - bn + 1] (NULL: not wanted), r[bn] (NULL likewise) = divmod(a, b). an >= bn >= 1, b's top
 * digit nonzero. Results overlap nothing. */
int kr_mag_divrem(kr_digit *q, kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn);

/* The same where the quotient has at most 32 bits, a >= b: *q, and if r is not NULL r[bn]. Cheaper: no
 * operand is copied. With r NULL the quotient's digits usually follow from the leading ones alone. */
int kr_mag_divrem_short(kr_digit *q, kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn);

/* Decimal text of a (trimmed, n >= 1) into a buffer of at least kr_mag_decimal_room(n) characters. */
size_t kr_mag_decimal_room(size_t n); /* 0: more than memory holds */
int kr_mag_to_decimal(char *out, size_t *size, const kr_digit *a, size_t n);
/* The number with these `size` >= 1 digit values in `base` (2..36, no power of two), most significant
 * first, into r of kr_mag_digits_room(size, base) digits; *n is its trimmed length. */
size_t kr_mag_digits_room(size_t size, int base);
int kr_mag_from_base(kr_digit *r, size_t *n, const uint8_t *values, size_t size, int base);

#endif
