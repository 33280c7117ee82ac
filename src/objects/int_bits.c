/* int: shifts and bitwise operators. Negative numbers behave as two's complement with infinitely many
 * sign bits; they are negated digit by digit as they are read. */
#include <string.h>

#include "objects/int_impl.h"

/* ---- shifts ------------------------------------------------------------------------------------- */

static kr_value negative_shift(void) { return kr_raise(&kr_exc_ValueError, "negative shift count"); }

kr_value kr_int_lshift(kr_value a, kr_value b) {
  int64_t i, s;
  if (!kr_int_fits_i64(b, &s)) {
    if (kr_int_sign(b) < 0) return negative_shift();
    if (kr_int_sign(a) == 0) return kr_from_small_int(0);
    return kr_raise(&kr_exc_OverflowError, "too many digits in integer");
  }
  if (s < 0) return negative_shift();
  bool immediate = kr_int_immediate(a, &i);
  if (immediate) {
    if (i == 0) return kr_from_small_int(0);
    if (s < 16) return kr_int_from_i64((int64_t)((uint64_t)i << s));
    uint64_t u = i < 0 ? (uint64_t)-i : (uint64_t)i;
    if (s < __builtin_clzll(u)) return kr_int_from_i64((int64_t)((uint64_t)i << s));
  }
  kr_int_view x;
  kr_int_view_of(&x, a);
  uint64_t digits = (uint64_t)s / 32 + x.n + 1;
  kr_int *z = kr_int_alloc(digits > SIZE_MAX ? SIZE_MAX : (size_t)digits);
  if (!z) return KR_NULL;
  size_t whole = (size_t)(s / 32);
  memset(z->digits, 0, whole * sizeof(kr_digit));
  z->digits[whole + x.n] = kr_mag_shl(z->digits + whole, x.d, x.n, (unsigned)(s % 32));
  return kr_int_finish(z, (size_t)digits, x.negative);
}

kr_value kr_int_rshift(kr_value a, kr_value b) {
  int64_t i, s;
  if (!kr_int_fits_i64(b, &s)) {
    if (kr_int_sign(b) < 0) return negative_shift();
    return kr_from_small_int(kr_int_sign(a) < 0 ? -1 : 0);
  }
  if (s < 0) return negative_shift();
  if (kr_int_immediate(a, &i)) return kr_from_small_int(i >> (s > 63 ? 63 : s));
  kr_int_view x;
  kr_int_view_of(&x, a);
  if (x.n <= 2 && !x.negative) return kr_int_from_u64(s > 63 ? 0 : kr_mag_low64(x.d, x.n) >> s);
  uint64_t whole = (uint64_t)s / 32;
  if (whole >= x.n) return kr_from_small_int(x.negative && x.n ? -1 : 0);
  size_t n = x.n - (size_t)whole;
  kr_int *z = kr_int_alloc(n + 1);
  if (!z) return KR_NULL;
  bool lost = kr_mag_shr(z->digits, x.d + whole, n, (unsigned)(s % 32)) != 0;
  if (x.negative) { /* toward minus infinity */
    for (size_t k = 0; !lost && k < whole; k++) lost = x.d[k] != 0;
    if (lost) {
      static const kr_digit one = 1;
      n = kr_mag_trim(z->digits, n);
      if (n == 0) {
        z->digits[n++] = 1;
      } else {
        z->digits[n] = kr_mag_add(z->digits, z->digits, n, &one, 1);
        n++;
      }
    }
  }
  return kr_int_finish(z, n, x.negative);
}

/* ---- and or xor invert -------------------------------------------------------------------------- */

enum { AND, OR, XOR };

static KR_NOINLINE kr_value bitwise_long(kr_value a, kr_value b, int op) {
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (x.n <= 2 && y.n <= 2 && !x.negative && !y.negative) {
    uint64_t u = kr_mag_low64(x.d, x.n), v = kr_mag_low64(y.d, y.n);
    return kr_int_from_u64(op == AND ? u & v : op == OR ? u | v : u ^ v);
  }
  if (op == AND && !y.negative && y.n <= 2 && !x.negative)
    return kr_int_from_u64(kr_mag_low64(x.d, x.n < 2 ? x.n : 2) & kr_mag_low64(y.d, y.n));
  if (x.n < y.n) {
    kr_int_view_of(&x, b);
    kr_int_view_of(&y, a);
  }
  bool negative = op == AND  ? x.negative && y.negative
                  : op == OR ? x.negative || y.negative
                             : x.negative != y.negative;
  /* With a nonnegative y, the digits above it are zero after `and`. */
  size_t n = op == AND && !y.negative ? y.n : x.n;
  kr_int *z = kr_int_alloc(n + 1);
  if (!z) return KR_NULL;
  kr_digit xm = x.negative ? ~(kr_digit)0 : 0, ym = y.negative ? ~(kr_digit)0 : 0;
  kr_digit zm = negative ? ~(kr_digit)0 : 0;
  uint64_t xc = x.negative, yc = y.negative, zc = negative;
  for (size_t i = 0; i < n; i++) {
    xc += x.d[i] ^ xm;
    kr_digit u = (kr_digit)xc, v = ym, w;
    xc >>= 32;
    if (i < y.n) {
      yc += y.d[i] ^ ym;
      v = (kr_digit)yc;
      yc >>= 32;
    }
    w = op == AND ? u & v : op == OR ? u | v : u ^ v;
    zc += w ^ zm;
    z->digits[i] = (kr_digit)zc;
    zc >>= 32;
  }
  z->digits[n] = (kr_digit)zc;
  return kr_int_finish(z, n + 1, negative);
}

#define BITWISE(name, c_op, code)                                                 \
  kr_value kr_int_##name(kr_value a, kr_value b) {                                \
    if (KR_LIKELY(kr_both_small_int(a, b)))                                       \
      return kr_from_small_int(kr_small_int_value(a) c_op kr_small_int_value(b)); \
    return bitwise_long(a, b, code);                                              \
  }
BITWISE(and, &, AND)
BITWISE(or, |, OR)
BITWISE(xor, ^, XOR)

kr_value kr_int_invert(kr_value a) {
  int64_t i;
  if (kr_int_immediate(a, &i)) return kr_from_small_int(~i);
  kr_value minus_one = kr_from_small_int(-1);
  return kr_int_sub(minus_one, a);
}
