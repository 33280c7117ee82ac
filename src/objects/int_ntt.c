/* Multiplication of long magnitudes by number-theoretic transforms.
 *
 * The digits are the coefficients of two polynomials. Their product's coefficients are below
 * 2^64 * length < 2^87, so three primes just under 2^30 determine them (the Chinese remainder theorem);
 * carrying then gives the digits.
 *
 * Products with the fixed roots of a transform are reduced by Shoup's method (a precomputed quotient),
 * lazily as Harvey does it: intermediate values stay below 4p < 2^32. Other products are reduced by
 * Montgomery's method with R = 2^32. Both need 32 x 32 -> 64 bit products only.
 */
#include <string.h>

#include "objects/int_mag.h"
#include "vm/suspend.h"

typedef struct {
  uint32_t p;
  uint32_t root;    /* a primitive root */
  uint32_t neg_inv; /* -1/p mod 2^32 */
  uint32_t r2;      /* 2^64 mod p */
  uint32_t one;     /* 2^32 mod p: 1 in Montgomery's representation */
} prime;

/* 2^23 divides each p - 1. */
enum { MAX_LOG2 = 23 };

/* t / 2^32 mod p for t < p * 2^32; below p. */
KR_INLINE uint32_t redc(const prime *m, uint64_t t) {
  uint32_t q = (uint32_t)t * m->neg_inv;
  uint32_t r = (uint32_t)((t + (uint64_t)q * m->p) >> 32);
  return r >= m->p ? r - m->p : r;
}
KR_INLINE uint32_t mulm(const prime *m, uint32_t a, uint32_t b) { return redc(m, (uint64_t)a * b); }
static uint32_t powm(const prime *m, uint32_t base, uint32_t e) {
  uint32_t r = m->one;
  for (; e; e >>= 1) {
    if (e & 1) r = mulm(m, r, base);
    base = mulm(m, base, base);
  }
  return r;
}

static prime make_prime(uint32_t p, uint32_t root) {
  prime m = {.p = p, .root = root};
  uint32_t inv = 1; /* Newton: each step doubles the correct bits of 1/p mod 2^32 */
  for (int k = 0; k < 5; k++) inv *= 2 - p * inv;
  m.neg_inv = (uint32_t)0 - inv;
  uint64_t r = (UINT64_C(1) << 32) % p;
  m.one = (uint32_t)r;
  m.r2 = (uint32_t)(r * r % p);
  return m;
}

/* A root and its quotient by Shoup. w as a plain number. */
typedef struct {
  uint32_t w, q; /* q = floor(w * 2^32 / p) */
} factor;

/* x * f mod p for any x < 2^32; below 2p. */
KR_INLINE uint32_t mul_lazy(uint32_t x, factor f, uint32_t p) {
  uint32_t q = (uint32_t)(((uint64_t)x * f.q) >> 32);
  return x * f.w - q * p;
}

/* The roots of the level with half-length h are at roots[h .. 2h): powers of one root of order 2h. */
static void fill_roots(const prime *m, factor *roots, size_t n) {
  uint32_t g = mulm(m, m->root, m->r2), w = powm(m, g, (uint32_t)((m->p - 1) / n)), x = m->one;
  size_t h = n / 2;
  for (size_t k = 0; k < h; k++) {
    uint32_t plain = redc(m, x);
    roots[h + k] = (factor){plain, (uint32_t)(((uint64_t)plain << 32) / m->p)};
    x = mulm(m, x, w);
  }
  for (h /= 2; h >= 1; h /= 2) {
    for (size_t k = 0; k < h; k++) roots[h + k] = roots[2 * h + 2 * k];
  }
}

/* Decimation in frequency: natural order in, bit-reversed out. Values below 2p throughout. */
static KR_NOINLINE void forward(uint32_t p, uint32_t *x, size_t n, const factor *roots) {
  const uint32_t p2 = 2 * p;
  for (size_t h = n / 2; h >= 1; h /= 2) {
    const factor *w = roots + h;
    for (uint32_t *lo = x; lo < x + n; lo += 2 * h) {
      uint32_t *hi = lo + h;
      for (size_t k = 0; k < h; k++) {
        uint32_t a = lo[k], b = hi[k], s = a + b;
        lo[k] = s >= p2 ? s - p2 : s;
        hi[k] = mul_lazy(a + p2 - b, w[k], p);
      }
    }
  }
}

/* The reverse, with the same roots: what comes out is the inverse transform with its elements but the
 * first in reverse order (w^-k for w^k), times n. Values below 4p in between, 2p at the end. */
static KR_NOINLINE void backward(uint32_t p, uint32_t *x, size_t n, const factor *roots) {
  const uint32_t p2 = 2 * p;
  for (size_t h = 1; h < n; h *= 2) {
    const factor *w = roots + h;
    for (uint32_t *lo = x; lo < x + n; lo += 2 * h) {
      uint32_t *hi = lo + h;
      for (size_t k = 0; k < h; k++) {
        uint32_t a = lo[k], b = mul_lazy(hi[k], w[k], p);
        if (a >= p2) a -= p2;
        lo[k] = a + b;
        hi[k] = a + p2 - b;
      }
    }
  }
}

static void load(uint32_t p, uint32_t *x, size_t n, const kr_digit *a, size_t an) {
  for (size_t i = 0; i < an; i++) x[i] = a[i] % p;
  memset(x + an, 0, (n - an) * sizeof *x);
}

/* x = the cyclic convolution of a and b modulo p, below p, in the order backward() leaves. */
static void convolve(const prime *m, uint32_t *x, uint32_t *y, factor *roots, size_t n, const kr_digit *a,
                     size_t an, const kr_digit *b, size_t bn) {
  fill_roots(m, roots, n);
  load(m->p, x, n, a, an);
  forward(m->p, x, n, roots);
  if (a == b && an == bn) {
    y = x;
  } else {
    load(m->p, y, n, b, bn);
    forward(m->p, y, n, roots);
  }
  /* Montgomery's products lose a factor 2^32 each: once here, once at the end. */
  for (size_t i = 0; i < n; i++) {
    uint32_t u = x[i] >= m->p ? x[i] - m->p : x[i], v = y[i] >= m->p ? y[i] - m->p : y[i];
    x[i] = mulm(m, u, v);
  }
  backward(m->p, x, n, roots);
  uint32_t n_inv = powm(m, mulm(m, (uint32_t)(n % m->p), m->r2), m->p - 2);
  uint32_t scale = mulm(m, n_inv, m->r2); /* 2^64 / n */
  for (size_t i = 0; i < n; i++) {
    uint32_t u = x[i];
    if (u >= 2 * m->p) u -= 2 * m->p;
    if (u >= m->p) u -= m->p;
    x[i] = mulm(m, u, scale);
  }
}

bool kr_mag_ntt_fits(size_t result_digits) { return result_digits <= (size_t)1 << MAX_LOG2; }

int kr_mag_mul_ntt(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  size_t total = an + bn, n = 4;
  while (n < total) n *= 2;
  uint32_t *room = kr_alloc_array(n, 4 * sizeof *room + sizeof(factor));
  if (!room) return -1;
  uint32_t *x0 = room, *x1 = room + n, *x2 = room + 2 * n, *y = room + 3 * n;
  factor *roots = (factor *)(room + 4 * n);
  const prime m0 = make_prime(880803841, 26), m1 = make_prime(897581057, 3), m2 = make_prime(998244353, 3);
  uint32_t *const x[3] = {x0, x1, x2};
  for (int i = 0; i < 3; i++) {
    if (kr_poll_work(n)) {
      kr_free(room);
      return -1;
    }
    convolve(i == 0 ? &m0 : i == 1 ? &m1 : &m2, x[i], y, roots, n, a, an, b, bn);
  }
  /* Garner: c = u0 + p0 * (v1 + p1 * v2), p0 < p1 < p2. The constants are Montgomery numbers, so that
   * their product with a plain number is a plain one. */
  uint32_t p0_inv1 = powm(&m1, mulm(&m1, m0.p, m1.r2), m1.p - 2);
  uint32_t p0_in2 = mulm(&m2, m0.p, m2.r2), p1_in2 = mulm(&m2, m1.p, m2.r2);
  uint32_t p01_inv2 = powm(&m2, mulm(&m2, p0_in2, p1_in2), m2.p - 2);
  uint64_t p01 = (uint64_t)m0.p * m1.p;
  kr_digit p01_lo = (kr_digit)p01, p01_hi = (kr_digit)(p01 >> 32);
  uint64_t c_lo = 0, c_hi = 0; /* carried into digit i: c_lo + c_hi * 2^64 */
  for (size_t i = 0; i < total; i++) {
    size_t at = i ? n - i : 0;
    uint32_t u0 = x0[at], u1 = x1[at], u2 = x2[at];
    uint32_t v1 = mulm(&m1, u1 >= u0 ? u1 - u0 : u1 + m1.p - u0, p0_inv1);
    uint32_t t = u0 + mulm(&m2, v1, p0_in2);
    if (t >= m2.p) t -= m2.p;
    uint32_t v2 = mulm(&m2, u2 >= t ? u2 - t : u2 + m2.p - t, p01_inv2);
    uint64_t sum = (uint64_t)v1 * m0.p + u0 + (uint64_t)v2 * p01_lo; /* < 2^60 + 2^62 */
    uint64_t high = (uint64_t)v2 * p01_hi;                           /* worth 2^32 */
    c_lo += sum;
    c_hi += c_lo < sum;
    uint64_t add = high << 32;
    c_lo += add;
    c_hi += (c_lo < add) + (high >> 32);
    r[i] = (kr_digit)c_lo;
    c_lo = c_lo >> 32 | c_hi << 32;
    c_hi >>= 32;
  }
  kr_free(room);
  return 0;
}
