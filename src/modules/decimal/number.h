/* Decimal numbers in C, as the General Decimal Arithmetic specification (Mike Cowlishaw) defines them:
 * beneath _decimal, and knowing nothing of Python objects.
 *
 * A coefficient is a row of words of nine decimal digits, least significant first, so that shifting by
 * powers of ten and rounding are cheap and text costs nothing to make.
 *
 *   coefficient.c  the words: multiplication, division, shifts
 *   number.c       rounding into a context, the four operations, comparison
 *   number_more.c  the specification's smaller operations
 *   number_text.c  to and from text
 *   elementary.c   sqrt, exp, ln, log10, power
 *
 * Results may be the same number as an operand. Running out of memory sets MemoryError and leaves a NaN:
 * callers ask kr_failed() once, at the end.
 */
#ifndef KR_DECIMAL_NUMBER_H
#define KR_DECIMAL_NUMBER_H

#include "memory/memory.h"

enum { KR_DEC_OWN = 4, KR_DEC_WORD_DIGITS = 9, KR_DEC_BASE = 1000000000 };
enum { KR_DEC_MAX_PREC = 425000000, KR_DEC_MAX_EMAX = 425000000, KR_DEC_MIN_EMIN = -425000000 };

typedef enum { KR_DEC_FINITE, KR_DEC_INF, KR_DEC_QNAN, KR_DEC_SNAN } kr_dec_kind;
typedef struct {
  uint8_t sign; /* 1: negative */
  uint8_t kind;
  uint32_t n, capacity; /* words; a zero has none. A NaN's words are its payload. */
  int64_t exp;
  uint32_t *w; /* own or allocated */
  uint32_t own[KR_DEC_OWN];
} kr_dec;

/* What an operation met, as bits; the Python signals stand for one or several of them. */
enum {
  KR_DEC_CLAMPED = 1,
  KR_DEC_CONVERSION_SYNTAX = 2,
  KR_DEC_DIVISION_BY_ZERO = 4,
  KR_DEC_DIVISION_IMPOSSIBLE = 8,
  KR_DEC_DIVISION_UNDEFINED = 16,
  KR_DEC_INEXACT = 64,
  KR_DEC_INVALID_CONTEXT = 128,
  KR_DEC_INVALID_OPERATION = 256,
  KR_DEC_FLOAT_OPERATION = 1024,
  KR_DEC_OVERFLOW = 2048,
  KR_DEC_ROUNDED = 4096,
  KR_DEC_SUBNORMAL = 8192,
  KR_DEC_UNDERFLOW = 16384,
  KR_DEC_ANY_INVALID = KR_DEC_CONVERSION_SYNTAX | KR_DEC_DIVISION_IMPOSSIBLE | KR_DEC_DIVISION_UNDEFINED |
                       KR_DEC_INVALID_CONTEXT | KR_DEC_INVALID_OPERATION,
};
enum {
  KR_DEC_UP,
  KR_DEC_DOWN,
  KR_DEC_CEILING,
  KR_DEC_FLOOR,
  KR_DEC_HALF_UP,
  KR_DEC_HALF_DOWN,
  KR_DEC_HALF_EVEN,
  KR_DEC_05UP,
  KR_DEC_ROUNDINGS
};
typedef struct {
  int64_t prec, emax, emin;
  uint8_t rounding;
  bool clamp, capitals;
  uint32_t traps, status;
} kr_dec_context;
KR_INLINE int64_t kr_dec_etiny(const kr_dec_context *c) { return c->emin - (c->prec - 1); }
KR_INLINE int64_t kr_dec_etop(const kr_dec_context *c) { return c->emax - (c->prec - 1); }
/* A context in which nothing is rounded. */
extern const kr_dec_context kr_dec_max_context;

/* ---- life --------------------------------------------------------------------------------------------- */

KR_INLINE void kr_dec_init(kr_dec *d) {
  d->sign = 0;
  d->kind = KR_DEC_FINITE;
  d->n = 0;
  d->capacity = KR_DEC_OWN;
  d->exp = 0;
  d->w = d->own;
}
KR_INLINE void kr_dec_free(kr_dec *d) {
  if (d->w != d->own) kr_free(d->w);
}
/* A number of the block, freed at its end. */
#define KR_DEC_TEMP(name)                            \
  __attribute__((cleanup(kr_dec_free))) kr_dec name; \
  kr_dec_init(&name)
bool kr_dec_reserve(kr_dec *d, size_t words); /* keeps the words there are */
void kr_dec_copy(kr_dec *r, const kr_dec *a);
void kr_dec_move(kr_dec *r, kr_dec *a); /* a is empty afterwards */
void kr_dec_set_u64(kr_dec *r, uint64_t u, bool negative, int64_t exp);
KR_INLINE void kr_dec_set_zero(kr_dec *r, int sign, int64_t exp) {
  r->sign = (uint8_t)sign;
  r->kind = KR_DEC_FINITE;
  r->n = 0;
  r->exp = exp;
}
KR_INLINE void kr_dec_set_special(kr_dec *r, int sign, kr_dec_kind kind) {
  r->sign = (uint8_t)sign;
  r->kind = (uint8_t)kind;
  r->n = 0;
  r->exp = 0;
}
void kr_dec_set_invalid(kr_dec *r, uint32_t why, kr_dec_context *c); /* NaN, and the condition */

KR_INLINE bool kr_dec_is_nan(const kr_dec *a) { return a->kind >= KR_DEC_QNAN; }
KR_INLINE bool kr_dec_is_special(const kr_dec *a) { return a->kind != KR_DEC_FINITE; }
KR_INLINE bool kr_dec_is_zero(const kr_dec *a) { return a->kind == KR_DEC_FINITE && a->n == 0; }
bool kr_dec_is_integer(const kr_dec *a); /* a finite one; 1.0 too */
bool kr_dec_is_odd(const kr_dec *a);     /* of an integer */
bool kr_dec_is_normal(const kr_dec *a, const kr_dec_context *c),
    kr_dec_is_subnormal(const kr_dec *a, const kr_dec_context *c);

/* ---- the coefficient ---------------------------------------------------------------------------------- */

extern const uint32_t kr_dec_power10[10];
int64_t kr_dec_digits(const kr_dec *a); /* at least 1 */
/* The exponent of the first digit. */
KR_INLINE int64_t kr_dec_adjusted(const kr_dec *a) { return a->exp + kr_dec_digits(a) - 1; }
int kr_dec_digit(const kr_dec *a, int64_t i);   /* the digit of 10**i */
int64_t kr_dec_trailing_zeros(const kr_dec *a); /* of a nonzero coefficient */
/* Coefficient times 10**k; the exponent stays. False: no memory. */
bool kr_dec_shift_left(kr_dec *a, int64_t k);
/* Coefficient over 10**k, cut off. What was lost, as a digit of tenths: 0, 5 exact; 1..4, 6..9. */
int kr_dec_shift_right(kr_dec *a, int64_t k);
/* Keeps the lowest k digits. */
void kr_dec_keep_low(kr_dec *a, int64_t k);
/* Signs and exponents are ignored by these; n is set. */
int kr_dec_int_compare(const kr_dec *a, const kr_dec *b);
bool kr_dec_int_add(kr_dec *r, const kr_dec *a, const kr_dec *b);
bool kr_dec_int_sub(kr_dec *r, const kr_dec *a, const kr_dec *b); /* a >= b */
bool kr_dec_int_mul(kr_dec *r, const kr_dec *a, const kr_dec *b);
bool kr_dec_int_divmod(kr_dec *q, kr_dec *m, const kr_dec *a,
                       const kr_dec *b);                        /* b nonzero; q or m may be NULL */
bool kr_dec_int_mul_small(kr_dec *r, uint32_t m, uint32_t add); /* r = r * m + add, m, add < base */
uint32_t kr_dec_int_div_small(kr_dec *r, uint32_t d);           /* in place; the remainder */
bool kr_dec_int_sqrt(kr_dec *r, const kr_dec *a);               /* rounded down */
/* The coefficient if it fits. */
bool kr_dec_int_u64(const kr_dec *a, uint64_t *u);
/* An integral number's value if it fits. */
bool kr_dec_i64(const kr_dec *a, int64_t *i);

/* ---- operations --------------------------------------------------------------------------------------- */

/* Rounds into the context, checks the exponent. */
void kr_dec_finish(kr_dec *r, kr_dec_context *c);
/* True if an operand is a NaN: the result is in r. b may be NULL. */
bool kr_dec_nan_operand(kr_dec *r, const kr_dec *a, const kr_dec *b, kr_dec_context *c);
bool kr_dec_round_up(int rounding, int sign, int lost, int last_digit);
/* The coefficient cut to `digits` digits, rounded; the exponent follows. */
void kr_dec_round_to(kr_dec *r, int64_t digits, kr_dec_context *c);

#define KR_DEC_UNARY(name) void kr_dec_##name(kr_dec *r, const kr_dec *a, kr_dec_context *c)
#define KR_DEC_BINARY(name) void kr_dec_##name(kr_dec *r, const kr_dec *a, const kr_dec *b, kr_dec_context *c)
KR_DEC_UNARY(plus);
KR_DEC_UNARY(minus);
KR_DEC_UNARY(abs);
KR_DEC_BINARY(add);
KR_DEC_BINARY(subtract);
KR_DEC_BINARY(multiply);
KR_DEC_BINARY(divide);
KR_DEC_BINARY(divide_int);
KR_DEC_BINARY(remainder);
KR_DEC_BINARY(remainder_near);
void kr_dec_divmod(kr_dec *q, kr_dec *m, const kr_dec *a, const kr_dec *b, kr_dec_context *c);
void kr_dec_fma(kr_dec *r, const kr_dec *a, const kr_dec *b, const kr_dec *third, kr_dec_context *c);

int kr_dec_compare_values(const kr_dec *a, const kr_dec *b); /* no NaNs; -1 0 1 */
int kr_dec_compare_total_values(const kr_dec *a, const kr_dec *b);
KR_DEC_BINARY(compare);
KR_DEC_BINARY(compare_signal);
KR_DEC_BINARY(compare_total);
KR_DEC_BINARY(compare_total_mag);
KR_DEC_BINARY(max);
KR_DEC_BINARY(min);
KR_DEC_BINARY(max_mag);
KR_DEC_BINARY(min_mag);

KR_DEC_BINARY(quantize);
/* To the exponent `exp` in rounding mode c->rounding: what round() and format() need. */
void kr_dec_rescale(kr_dec *r, const kr_dec *a, int64_t exp, kr_dec_context *c);
KR_DEC_UNARY(to_integral); /* without Inexact and Rounded */
KR_DEC_UNARY(to_integral_exact);
KR_DEC_UNARY(normalize);
KR_DEC_UNARY(next_plus);
KR_DEC_UNARY(next_minus);
KR_DEC_BINARY(next_toward);
KR_DEC_UNARY(logb);
KR_DEC_BINARY(scaleb);
KR_DEC_BINARY(shift);
KR_DEC_BINARY(rotate);
KR_DEC_UNARY(logical_invert);
KR_DEC_BINARY(logical_and);
KR_DEC_BINARY(logical_or);
KR_DEC_BINARY(logical_xor);
bool kr_dec_same_quantum(const kr_dec *a, const kr_dec *b);
const char *kr_dec_number_class(const kr_dec *a, const kr_dec_context *c);

KR_DEC_UNARY(sqrt);
KR_DEC_UNARY(exp);
KR_DEC_UNARY(ln);
KR_DEC_UNARY(log10);
KR_DEC_BINARY(power);
void kr_dec_power_mod(kr_dec *r, const kr_dec *a, const kr_dec *b, const kr_dec *m, kr_dec_context *c);

/* ---- text --------------------------------------------------------------------------------------------- */

/* The number at text, all of it: nothing is rounded. False: no number, or one beyond all limits (*why). */
bool kr_dec_parse(kr_dec *r, const char *text, size_t size, uint32_t *why);
/* Appends the coefficient's digits. */
bool kr_dec_put_digits(kr_buf *out, const kr_dec *a);
/* Scientific or engineering notation. */
bool kr_dec_put_text(kr_buf *out, const kr_dec *a, bool engineering, bool capitals);

#endif
