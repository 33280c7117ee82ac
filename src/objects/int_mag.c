/* Magnitudes: addition, multiplication by schoolbook and Karatsuba, shifts. */
#include "objects/int_mag.h"

#include <string.h>

#include "vm/suspend.h"

/* In digits of the smaller operand, measured in V8. */
enum { KARATSUBA_MIN = 40, KARATSUBA_SQR_MIN = 72, NTT_MIN = 1000 };

/* Whether transforms beat Karatsuba's method for a product of this many digits. Their cost jumps where
 * the length passes a power of two. */
static bool transforms_pay(size_t digits) {
  if (!kr_mag_ntt_fits(digits)) return false;
  return digits > 9600 || (digits > 5900 && digits <= 8192) || (digits > 3600 && digits <= 4096);
}

/* V8 checks for interrupts in every round of a loop: the hot ones do several digits a round. */
#define UNROLL(n) KR_PRAGMA(clang loop unroll_count(n))
#define KR_PRAGMA(x) _Pragma(#x)

/* A short copy without a call: what the compiler makes of memcpy is slow to start in WebAssembly. */
__attribute__((no_builtin("memcpy", "memmove"))) static inline void copy_digits(kr_digit *r,
                                                                                const kr_digit *a, size_t n) {
  for (size_t i = 0; i < n; i++) r[i] = a[i];
}

int kr_mag_compare(const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  if (an != bn) return an < bn ? -1 : 1;
  while (an > 0) {
    an--;
    if (a[an] != b[an]) return a[an] < b[an] ? -1 : 1;
  }
  return 0;
}

/* Two digits as one word: half the steps. All hosts are little-endian. */
KR_INLINE uint64_t load2(const kr_digit *p) {
  uint64_t v;
  memcpy(&v, p, sizeof v);
  return v;
}
KR_INLINE void store2(kr_digit *p, uint64_t v) { memcpy(p, &v, sizeof v); }

/* A pair of digits makes a carry of its own or, when all ones, passes one on: only that step waits for
 * the pair before. */
#define ADD_PAIR(k)                                              \
  {                                                              \
    uint64_t x = load2(a + i + (k)), s = x + load2(b + i + (k)); \
    store2(r + i + (k), s + c);                                  \
    c = (uint64_t)(s < x) | ((uint64_t)(s == UINT64_MAX) & c);   \
  }
#define SUB_PAIR(k)                                                     \
  {                                                                     \
    uint64_t x = load2(a + i + (k)), y = load2(b + i + (k)), s = x - y; \
    store2(r + i + (k), s - c);                                         \
    c = (uint64_t)(x < y) | ((uint64_t)(s == 0) & c);                   \
  }

kr_digit kr_mag_add(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  uint64_t c = 0;
  size_t i = 0;
  for (; i + 8 <= bn; i += 8) {
    ADD_PAIR(0)
    ADD_PAIR(2)
    ADD_PAIR(4)
    ADD_PAIR(6)
  }
  for (; i < bn; i++) {
    c += (uint64_t)a[i] + b[i];
    r[i] = (kr_digit)c;
    c >>= 32;
  }
  for (; c && i < an; i++) {
    kr_digit d = a[i] + 1;
    r[i] = d;
    c = d == 0;
  }
  if (r != a) copy_digits(r + i, a + i, an - i);
  return (kr_digit)c;
}

kr_digit kr_mag_sub(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  uint64_t c = 0;
  size_t i = 0;
  for (; i + 8 <= bn; i += 8) {
    SUB_PAIR(0)
    SUB_PAIR(2)
    SUB_PAIR(4)
    SUB_PAIR(6)
  }
  for (; i < bn; i++) {
    uint64_t t = (uint64_t)a[i] - b[i] - c;
    r[i] = (kr_digit)t;
    c = t >> 63;
  }
  for (; c && i < an; i++) {
    kr_digit d = a[i];
    r[i] = d - 1;
    c = d == 0;
  }
  if (r != a) copy_digits(r + i, a + i, an - i);
  return (kr_digit)c;
}

/* Kept out of their callers: inlined, V8 gives their loops half the speed. */
KR_NOINLINE kr_digit kr_mag_mul1(kr_digit *r, const kr_digit *a, size_t n, kr_digit m, kr_digit carry) {
  uint64_t c = carry;
  UNROLL(4)
  for (size_t i = 0; i < n; i++) {
    c += (uint64_t)a[i] * m;
    r[i] = (kr_digit)c;
    c >>= 32;
  }
  return (kr_digit)c;
}

KR_NOINLINE kr_digit kr_mag_addmul1(kr_digit *r, const kr_digit *a, size_t n, kr_digit m) {
  uint64_t c = 0;
  UNROLL(4)
  for (size_t i = 0; i < n; i++) {
    c += (uint64_t)a[i] * m + r[i];
    r[i] = (kr_digit)c;
    c >>= 32;
  }
  return (kr_digit)c;
}

/* r[n + 1] += a * (m1:m0) + carry, r[n] being new; the digit carried out. Two rows of schoolbook at
 * once: half the loads and stores. */
static KR_NOINLINE kr_digit addmul2(kr_digit *r, const kr_digit *a, size_t n, kr_digit m0, kr_digit m1,
                                    kr_digit carry) {
  uint64_t c0 = carry, c1 = 0;
  kr_digit before = 0;
  UNROLL(2)
  for (size_t i = 0; i < n; i++) {
    kr_digit d = a[i];
    c0 += (uint64_t)d * m0 + r[i];
    c1 += (uint64_t)before * m1 + (kr_digit)c0;
    r[i] = (kr_digit)c1;
    c0 >>= 32;
    c1 >>= 32;
    before = d;
  }
  c1 += (uint64_t)before * m1 + c0;
  r[n] = (kr_digit)c1;
  return (kr_digit)(c1 >> 32);
}

/* r[n + 1] = a * (m1:m0) + carry, likewise. */
static KR_NOINLINE kr_digit mul2(kr_digit *r, const kr_digit *a, size_t n, kr_digit m0, kr_digit m1,
                                 kr_digit carry) {
  uint64_t c0 = carry, c1 = 0;
  kr_digit before = 0;
  UNROLL(2)
  for (size_t i = 0; i < n; i++) {
    kr_digit d = a[i];
    c0 += (uint64_t)d * m0;
    c1 += (uint64_t)before * m1 + (kr_digit)c0;
    r[i] = (kr_digit)c1;
    c0 >>= 32;
    c1 >>= 32;
    before = d;
  }
  c1 += (uint64_t)before * m1 + c0;
  r[n] = (kr_digit)c1;
  return (kr_digit)(c1 >> 32);
}

KR_NOINLINE kr_digit kr_mag_submul1(kr_digit *r, const kr_digit *a, size_t n, kr_digit m) {
  /* r - p = ~(~r + p): the same chain as addition has. */
  uint64_t c = 0;
  UNROLL(4)
  for (size_t i = 0; i < n; i++) {
    c += (uint64_t)a[i] * m + (kr_digit)~r[i];
    r[i] = ~(kr_digit)c;
    c >>= 32;
  }
  return (kr_digit)c;
}

kr_digit kr_mag_shl(kr_digit *r, const kr_digit *a, size_t n, unsigned s) {
  if (s == 0) {
    if (r != a) memmove(r, a, n * sizeof *r);
    return 0;
  }
  kr_digit out = n ? a[n - 1] >> (32 - s) : 0;
  UNROLL(4)
  for (size_t i = n; i-- > 1;) r[i] = a[i] << s | a[i - 1] >> (32 - s);
  if (n) r[0] = a[0] << s;
  return out;
}

kr_digit kr_mag_shr(kr_digit *r, const kr_digit *a, size_t n, unsigned s) {
  if (s == 0) {
    if (r != a) memmove(r, a, n * sizeof *r);
    return 0;
  }
  kr_digit out = n ? a[0] << (32 - s) : 0;
  UNROLL(4)
  for (size_t i = 0; i + 1 < n; i++) r[i] = a[i] >> s | a[i + 1] << (32 - s);
  if (n) r[n - 1] = a[n - 1] >> s;
  return out;
}

/* ---- multiplication ----------------------------------------------------------------------------- */

static void mul_basecase(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  size_t j = 2 - bn % 2;
  if (j == 1) {
    r[an] = kr_mag_mul1(r, a, an, b[0], 0);
  } else {
    r[an + 1] = mul2(r, a, an, b[0], b[1], 0);
  }
  for (; j < bn; j += 2) r[an + j + 1] = addmul2(r + j, a, an, b[j], b[j + 1], 0);
}

void kr_mag_sqr_basecase(kr_digit *r, const kr_digit *a, size_t n) {
  if (n == 1) {
    uint64_t p = (uint64_t)a[0] * a[0];
    r[0] = (kr_digit)p;
    r[1] = (kr_digit)(p >> 32);
    return;
  }
  /* The products of different digits, once each, two rows at a time, ... */
  uint64_t first = (uint64_t)a[0] * a[1];
  r[0] = 0;
  r[1] = (kr_digit)first;
  r[n + 1] = mul2(r + 2, a + 2, n - 2, a[0], a[1], (kr_digit)(first >> 32));
  for (size_t row = 2; row + 1 < n; row += 2) {
    uint64_t p = (uint64_t)a[row] * a[row + 1] + r[2 * row + 1];
    r[2 * row + 1] = (kr_digit)p;
    r[n + row + 1] =
        addmul2(r + 2 * row + 2, a + row + 2, n - row - 2, a[row], a[row + 1], (kr_digit)(p >> 32));
  }
  r[2 * n - 1] = 0;
  /* ... doubled, and the squares. */
  uint64_t c = 0;
  kr_digit top = 0;
  for (size_t i = 0; i < n; i++) {
    uint64_t p = (uint64_t)a[i] * a[i];
    kr_digit lo = r[2 * i], hi = r[2 * i + 1];
    c += (uint64_t)(kr_digit)(lo << 1 | top) + (kr_digit)p;
    r[2 * i] = (kr_digit)c;
    c >>= 32;
    c += (uint64_t)(kr_digit)(hi << 1 | lo >> 31) + (p >> 32);
    r[2 * i + 1] = (kr_digit)c;
    c >>= 32;
    top = hi >> 31;
  }
}

/* r[n] = |a - b|; true when a < b. a has n digits, b has bn <= n. */
static bool difference(kr_digit *r, const kr_digit *a, size_t n, const kr_digit *b, size_t bn) {
  size_t at = kr_mag_trim(a, n), bt = kr_mag_trim(b, bn);
  bool less = kr_mag_compare(a, at, b, bt) < 0;
  if (less) {
    kr_mag_sub(r, b, bt, a, at);
    memset(r + bt, 0, (n - bt) * sizeof *r);
  } else {
    kr_mag_sub(r, a, at, b, bt);
    memset(r + at, 0, (n - at) * sizeof *r);
  }
  return less;
}

/* Digits of scratch that karatsuba() needs for n digits: a geometric series and a little a level. */
static size_t karatsuba_room(size_t n) { return 4 * n + 512; }

/* r[2n] = a * b, both of n digits (the same row: a square). */
static void karatsuba(kr_digit *r, const kr_digit *a, const kr_digit *b, size_t n, kr_digit *ws) {
  bool square = a == b;
  if (n < (size_t)(square ? KARATSUBA_SQR_MIN : KARATSUBA_MIN)) {
    if (square) {
      kr_mag_sqr_basecase(r, a, n);
    } else {
      mul_basecase(r, a, n, b, n);
    }
    return;
  }
  /* a = a1 B^h + a0, likewise b: the middle term is a0 b0 + a1 b1 - (a0 - a1)(b0 - b1). */
  size_t h = (n + 1) / 2, g = n - h;
  karatsuba(r, a, b, h, ws);
  karatsuba(r + 2 * h, a + h, b + h, g, ws);
  kr_digit *mid = ws, *prod = ws + 2 * h + 2, *rest = ws + 4 * h + 4;
  bool negative = difference(mid, a, h, a + h, g);
  if (square) {
    karatsuba(prod, mid, mid, h, rest);
    negative = false;
  } else {
    negative ^= difference(mid + h, b, h, b + h, g);
    karatsuba(prod, mid, mid + h, h, rest);
  }
  mid[2 * h] = kr_mag_add(mid, r, 2 * h, r + 2 * h, 2 * g);
  if (negative) {
    mid[2 * h] += kr_mag_add(mid, mid, 2 * h, prod, 2 * h);
  } else {
    mid[2 * h] -= kr_mag_sub(mid, mid, 2 * h, prod, 2 * h);
  }
  size_t room = 2 * n - h, need = kr_mag_trim(mid, 2 * h + 1);
  kr_mag_add(r + h, r + h, room, mid, need < room ? need : room);
}

int kr_mag_sqr(kr_digit *r, const kr_digit *a, size_t n) {
  if (n < KARATSUBA_SQR_MIN) {
    kr_mag_sqr_basecase(r, a, n);
    return 0;
  }
  if (transforms_pay(2 * n)) return kr_mag_mul_ntt(r, a, n, a, n);
  if (kr_poll_work(n)) return -1;
  kr_digit *ws = kr_alloc_array(karatsuba_room(n), sizeof *ws);
  if (!ws) return -1;
  karatsuba(r, a, a, n, ws);
  kr_free(ws);
  return 0;
}

/* an >= bn, b worth more than schoolbook: slices of a, each as long as b. */
static int mul_unbalanced(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  if (kr_poll_work(an)) return -1;
  size_t ws_room = karatsuba_room(bn);
  kr_digit *ws = kr_alloc_array(ws_room + 2 * bn, sizeof *ws);
  if (!ws) return -1;
  kr_digit *part = ws + ws_room;
  size_t i = 0;
  karatsuba(r, a, b, bn, ws);
  memset(r + 2 * bn, 0, (an - bn) * sizeof *r);
  for (i = bn; i + bn <= an; i += bn) {
    karatsuba(part, a + i, b, bn, ws);
    kr_mag_add(r + i, r + i, an + bn - i, part, 2 * bn);
  }
  int result = 0;
  if (i < an) {
    result = kr_mag_mul(part, b, bn, a + i, an - i);
    if (result == 0) kr_mag_add(r + i, r + i, an + bn - i, part, bn + an - i);
  }
  kr_free(ws);
  return result;
}

int kr_mag_mul(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  if (an < bn) {
    const kr_digit *t = a;
    a = b;
    b = t;
    size_t tn = an;
    an = bn;
    bn = tn;
  }
  if (bn < KARATSUBA_MIN) {
    mul_basecase(r, a, an, b, bn);
    return 0;
  }
  if (a == b && an == bn) return kr_mag_sqr(r, a, an);
  if (bn >= NTT_MIN && transforms_pay(an + bn)) {
    if (an <= 4 * bn) return kr_mag_mul_ntt(r, a, an, b, bn);
    /* Slices of 3 bn, so that short by very long costs no transform of the whole length. */
    size_t slice = 3 * bn;
    kr_digit *part = kr_alloc_array(slice + bn, sizeof *part);
    if (!part) return -1;
    memset(r, 0, (an + bn) * sizeof *r);
    int result = 0;
    for (size_t i = 0; result == 0 && i < an; i += slice) {
      size_t n = an - i < slice ? an - i : slice;
      result = kr_mag_mul(part, a + i, n, b, bn);
      if (result == 0) kr_mag_add(r + i, r + i, an + bn - i, part, n + bn);
    }
    kr_free(part);
    return result;
  }
  return mul_unbalanced(r, a, an, b, bn);
}
