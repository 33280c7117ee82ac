/* int: making values, comparing, conversion from and to C numbers. */
#include "memory/fast_alloc.h"
#include "objects/int.h"

#include <math.h>
#include <string.h>

#include "objects/float.h"
#include "objects/fast_memory.h"
#include "objects/int_impl.h"

/* ---- making ------------------------------------------------------------------------------------- */

/* What CPython's limit is where pointers have 32 bits: just below 2 GB. */
enum { MAX_DIGITS = 503316470 };

kr_int *kr_int_alloc(size_t n) {
  if (KR_UNLIKELY(n > MAX_DIGITS)) {
    kr_raise(&kr_exc_OverflowError, "too many digits in integer");
    return NULL;
  }
  kr_int *z = kr_alloc_static(&kr_int_type, sizeof(kr_int) + n * sizeof(kr_digit));
  if (z) z->ndigits = (uint32_t)n;
  return z;
}

kr_value kr_int_finish(kr_int *z, size_t n, bool negative) {
  n = kr_mag_trim(z->digits, n);
  if (n <= 2) {
    uint64_t u = kr_mag_low64(z->digits, n);
    if (u < (UINT64_C(1) << 47) + negative) {
      kr_free_static(z, &kr_int_type);
      return kr_from_small_int(negative ? -(int64_t)u : (int64_t)u);
    }
  }
  z->ndigits = (uint32_t)n;
  z->negative = negative;
  return kr_from_object(z);
}

kr_value kr_int_from_u64_sign(uint64_t u, bool negative) {
  if (u < (UINT64_C(1) << 47) + negative) return kr_from_small_int(negative ? -(int64_t)u : (int64_t)u);
  kr_int *z = kr_int_alloc(2);
  if (!z) return KR_NULL;
  z->digits[0] = (kr_digit)u;
  z->digits[1] = (kr_digit)(u >> 32);
  z->negative = negative;
  return kr_from_object(z);
}

kr_value kr_int_from_i64(int64_t i) {
  if (KR_LIKELY(kr_fits_small_int(i))) return kr_from_small_int(i);
  return kr_int_from_u64_sign(i < 0 ? (uint64_t)0 - (uint64_t)i : (uint64_t)i, i < 0);
}

kr_value kr_int_from_u64(uint64_t u) { return kr_int_from_u64_sign(u, false); }

kr_value kr_int_from_mag(const kr_digit *d, size_t n, bool negative) {
  n = kr_mag_trim(d, n);
  if (n <= 2) return kr_int_from_u64_sign(kr_mag_low64(d, n), negative);
  kr_int *z = kr_int_alloc(n);
  if (!z) return KR_NULL;
  kr_copy(z->digits, d, n * sizeof *d);
  z->negative = negative;
  return kr_from_object(z);
}

kr_value kr_int_from_double(double d) {
  if (d > -9.2e18 && d < 9.2e18) return kr_int_from_i64((int64_t)d);
  if (d != d) return kr_raise(&kr_exc_ValueError, "cannot convert float NaN to integer");
  if (isinf(d)) return kr_raise(&kr_exc_OverflowError, "cannot convert float infinity to integer");
  int e;
  uint64_t m = (uint64_t)ldexp(frexp(fabs(d), &e), 53); /* |d| = m * 2^(e - 53), e > 53 */
  unsigned shift = (unsigned)(e - 53);
  size_t n = shift / 32 + 3;
  kr_int *z = kr_int_alloc(n);
  if (!z) return KR_NULL;
  memset(z->digits, 0, n * sizeof(kr_digit));
  kr_digit *p = z->digits + shift / 32;
  p[0] = (kr_digit)m;
  p[1] = (kr_digit)(m >> 32);
  p[2] = kr_mag_shl(p, p, 2, shift % 32);
  return kr_int_finish(z, n, d < 0);
}

kr_value kr_int_plain(kr_value v) {
  if (kr_is_exact_int(v)) return kr_ref(v);
  kr_int_view w;
  kr_int_view_of(&w, v);
  return kr_int_from_mag(w.d, w.n, w.negative);
}

/* ---- to C --------------------------------------------------------------------------------------- */

bool kr_int_fits_i64(kr_value v, int64_t *out) {
  if (kr_int_immediate(v, out)) return true;
  const kr_int *o = KR_AS(kr_int, v);
  if (o->ndigits > 2) return false;
  uint64_t u = kr_mag_low64(o->digits, o->ndigits);
  if (u > (uint64_t)INT64_MAX + o->negative) return false;
  *out = o->negative ? (int64_t)((uint64_t)0 - u) : (int64_t)u;
  return true;
}

int64_t kr_int_as_i64(kr_value v) {
  int64_t i;
  if (kr_int_fits_i64(v, &i)) return i;
  return KR_RAISE_INT(&kr_exc_OverflowError, "int too big to convert");
}

uint64_t kr_int_as_u64_mask(kr_value v) {
  int64_t i;
  if (kr_int_immediate(v, &i)) return (uint64_t)i;
  const kr_int *o = KR_AS(kr_int, v);
  uint64_t u = kr_mag_low64(o->digits, o->ndigits);
  return o->negative ? (uint64_t)0 - u : u;
}

int kr_int_sign(kr_value v) {
  int64_t i;
  if (kr_int_immediate(v, &i)) return (i > 0) - (i < 0);
  const kr_int *o = KR_AS(kr_int, v);
  return o->ndigits == 0 ? 0 : o->negative ? -1 : 1;
}

uint64_t kr_int_bit_length(kr_value v) {
  kr_int_view w;
  kr_int_view_of(&w, v);
  return w.n ? (uint64_t)w.n * 32 - (uint64_t)__builtin_clz(w.d[w.n - 1]) : 0;
}

double kr_int_as_double(kr_value v) {
  int64_t i;
  if (kr_int_fits_i64(v, &i)) return (double)i; /* the conversion rounds to nearest even */
  kr_int_view w;
  kr_int_view_of(&w, v);
  size_t bits = kr_mag_bits(w.d, w.n);
  if (bits > 1024) goto overflow;
  {
    /* The upper 64 bits, the lowest of them set if anything nonzero lies below. */
    size_t shift = bits - 64, whole = shift / 32;
    unsigned part = shift % 32;
    uint64_t top = w.d[whole] >> part | (uint64_t)w.d[whole + 1] << (32 - part);
    if (part) top |= (uint64_t)w.d[whole + 2] << (64 - part);
    bool sticky = part && (w.d[whole] << (32 - part)) != 0;
    for (size_t k = 0; !sticky && k < whole; k++) sticky = w.d[k] != 0;
    double r = ldexp((double)(top | sticky), (int)shift);
    if (isinf(r)) goto overflow;
    return w.negative ? -r : r;
  }
overflow:
  kr_raise(&kr_exc_OverflowError, "int too large to convert to float");
  return -1.0;
}

/* ---- hash and comparison ------------------------------------------------------------------------ */

int32_t kr_int_hash(kr_value v) {
  /* The value modulo the prime 2^31 - 1, sign kept; -1 is no hash. 2^32 mod p = 2. */
  enum { P = 0x7FFFFFFF };
  int64_t i;
  int32_t h;
  if (kr_int_immediate(v, &i)) {
    uint64_t u = i < 0 ? (uint64_t)-i : (uint64_t)i;
    u = (u & P) + (u >> 31);
    h = (int32_t)(u >= P ? u - P : u);
    if (h == P) h = 0;
    if (i < 0) h = -h;
  } else {
    const kr_int *o = KR_AS(kr_int, v);
    uint64_t x = 0;
    for (size_t k = o->ndigits; k-- > 0;) {
      x = 2 * x + o->digits[k];
      x = (x & P) + (x >> 31);
      x = (x & P) + (x >> 31);
    }
    if (x >= P) x -= P;
    h = o->negative ? -(int32_t)x : (int32_t)x;
  }
  return h == -1 ? -2 : h;
}

int kr_int_compare(kr_value a, kr_value b) {
  if (KR_LIKELY(kr_both_small_int(a, b))) {
    int64_t x = kr_small_int_value(a), y = kr_small_int_value(b);
    return (x > y) - (x < y);
  }
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (x.negative != y.negative) {
    if (x.n == 0 && y.n == 0) return 0;
    return x.negative ? -1 : 1;
  }
  int c = kr_mag_compare(x.d, x.n, y.d, y.n);
  return x.negative ? -c : c;
}

bool kr_int_equal(kr_value a, kr_value b) {
  if (a == b) return true;
  if (kr_both_small_int(a, b)) return false;
  return kr_int_compare(a, b) == 0;
}

/* ---- bytes -------------------------------------------------------------------------------------- */

kr_value kr_int_from_bytes(const uint8_t *p, size_t n, bool little, bool is_signed) {
  if (n == 0) return kr_from_small_int(0);
  bool negative = is_signed && (little ? p[n - 1] : p[0]) >= 0x80;
  size_t nd = n / 4 + 1;
  kr_int *z = kr_int_alloc(nd);
  if (!z) return KR_NULL;
  uint8_t fill = negative ? 0xFF : 0;
  uint32_t carry = 1; /* negating: invert and add one */
  for (size_t i = 0; i < nd; i++) {
    kr_digit d = 0;
    for (size_t k = 0; k < 4; k++) {
      size_t at = i * 4 + k;
      uint8_t byte = at >= n ? fill : little ? p[at] : p[n - 1 - at];
      d |= (kr_digit)byte << (8 * k);
    }
    if (negative) {
      d = ~d + carry;
      carry = carry && d == 0;
    }
    z->digits[i] = d;
  }
  return kr_int_finish(z, nd, negative);
}

int kr_int_to_bytes(kr_value v, uint8_t *p, size_t n, bool little, bool is_signed) {
  kr_int_view w;
  kr_int_view_of(&w, v);
  if (w.negative && !is_signed && w.n)
    return KR_RAISE_INT(&kr_exc_OverflowError, "can't convert negative int to unsigned");
  size_t bits = kr_mag_bits(w.d, w.n);
  bool fits;
  if (!is_signed) {
    fits = (bits + 7) / 8 <= n;
  } else if (w.n == 0) {
    fits = true;
  } else {
    /* -2^k needs one bit less than the other negatives. */
    bool power = w.negative && (w.d[w.n - 1] & (w.d[w.n - 1] - 1)) == 0;
    for (size_t i = 0; power && i + 1 < w.n; i++) power = w.d[i] == 0;
    fits = (bits + !power + 7) / 8 <= n;
  }
  if (!fits) return KR_RAISE_INT(&kr_exc_OverflowError, "int too big to convert");
  uint32_t carry = 1;
  for (size_t i = 0; i * 4 < n; i++) {
    kr_digit d = i < w.n ? w.d[i] : 0;
    if (w.negative && w.n) {
      d = ~d + carry;
      carry = carry && d == 0;
    }
    for (size_t k = 0; k < 4 && i * 4 + k < n; k++) {
      size_t at = i * 4 + k;
      p[little ? at : n - 1 - at] = (uint8_t)(d >> (8 * k));
    }
  }
  return 0;
}
