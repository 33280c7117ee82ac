/* int: 48-bit immediates, and heap integers of any size beyond them.
 *
 * A heap int is sign and magnitude in 32-bit digits, least significant first, normalized: no leading
 * zero digit, and never a value that fits an immediate (a subclass instance may hold any value). bool
 * is a pair of immediates (value/value.h) that behave as 0 and 1.
 */
#ifndef KR_INT_H
#define KR_INT_H

#include "objects/type.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t ndigits;
  uint32_t negative; /* 0 or 1 */
  uint32_t digits[];
} kr_int;

/* int, a subclass, or bool */
KR_INLINE bool kr_is_int(kr_value v) { return kr_is_small_int(v) || kr_has_tf(v, KR_TF_INT_SUBCLASS); }
KR_INLINE bool kr_is_exact_int(kr_value v) { return kr_is_small_int(v) || kr_is_exact(v, &kr_int_type); }
kr_value kr_int_from_i64(int64_t i); /* new */
kr_value kr_int_from_u64(uint64_t u);
KR_INLINE kr_value kr_int_from_size(size_t n) { return kr_int_from_i64((int64_t)n); }
/* Truncates toward zero; OverflowError/ValueError for inf/nan. */
kr_value kr_int_from_double(double d);
/* From text: base 0 or 2..36, underscores by the literal's rules. KR_NULL: ValueError. */
kr_value kr_int_from_str(kr_value s, int base);
/* The digits of a literal as the tokenizer accepted them (0x1_F, 0b1, 12_3); no limit by
 * sys.set_int_max_str_digits but for decimal (SyntaxError is the caller's). */
kr_value kr_int_from_literal(const char *text, size_t size);
/* Little- or big-endian bytes. */
kr_value kr_int_from_bytes(const uint8_t *p, size_t n, bool little, bool is_signed);
/* 0, or -1 with OverflowError. v is an int (any kind). */
int kr_int_to_bytes(kr_value v, uint8_t *p, size_t n, bool little, bool is_signed);

/* v must be an int of any kind (else TypeError by way of __index__: use kr_index_* for that). */
bool kr_int_fits_i64(kr_value v, int64_t *out); /* false: too big, no exception */
int64_t kr_int_as_i64(kr_value v);       /* OverflowError "int too big to convert"; check kr_failed() */
uint64_t kr_int_as_u64_mask(kr_value v); /* the low 64 bits */
double kr_int_as_double(kr_value v);     /* correctly rounded; -1.0 + OverflowError */
int kr_int_sign(kr_value v);             /* -1 0 1 */
uint64_t kr_int_bit_length(kr_value v);
int32_t kr_int_hash(kr_value v);
int kr_int_compare(kr_value a, kr_value b); /* <0 0 >0 */
bool kr_int_equal(kr_value a, kr_value b);
/* The exact plain int of the same value (subclass instance or bool -> int). New. */
kr_value kr_int_plain(kr_value v);

/* Arithmetic on ints of any kind (immediates, heap, subclasses, bools): new. */
kr_value kr_int_add(kr_value a, kr_value b), kr_int_sub(kr_value a, kr_value b),
    kr_int_mul(kr_value a, kr_value b), kr_int_floordiv(kr_value a, kr_value b),
    kr_int_mod(kr_value a, kr_value b), kr_int_divmod(kr_value a, kr_value b),
    kr_int_truediv(kr_value a, kr_value b), kr_int_pow(kr_value a, kr_value b, kr_value mod_or_none),
    kr_int_lshift(kr_value a, kr_value b), kr_int_rshift(kr_value a, kr_value b),
    kr_int_and(kr_value a, kr_value b), kr_int_or(kr_value a, kr_value b), kr_int_xor(kr_value a, kr_value b),
    kr_int_neg(kr_value a), kr_int_invert(kr_value a), kr_int_abs(kr_value a),
    kr_int_gcd(kr_value a, kr_value b), kr_int_isqrt(kr_value a);
/* Decimal text etc., base 2, 8, 10, 16, optional "0x" prefix; obeys the digit limit for base 10. */
kr_value kr_int_to_str(kr_value v, int base, bool prefix);
/* format(v, spec) */
kr_value kr_int_format_spec(kr_value v, kr_value spec);
extern int32_t kr_int_max_str_digits; /* sys.set_int_max_str_digits */

#endif
