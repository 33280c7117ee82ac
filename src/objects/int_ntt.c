/* Multiplication of long magnitudes by number-theoretic transforms.
 *
 * The digits are the coefficients of two polynomials. Their product's coefficients are below
 * 2^64 * length < 2^90, so three primes just under 2^31 determine them (the Chinese remainder theorem);
 * carrying then gives the digits. Arithmetic modulo a prime is Montgomery's, with R = 2^32, which
 * needs 64-bit products only.
 */
#include <string.h>

#include "objects/int_mag.h"

typedef struct {
  uint32_t p;
  uint32_t neg_inv; /* -1/p mod 2^32 */
  uint32_t r2;      /* 2^64 mod p */
  uint32_t root;    /* a primitive root */
  uint32_t log2;    /* 2^log2 divides p - 1 */
} prime;

static const prime primes[3] = {
    {2013265921u, 2013265919u, 1172168163u, 31, 27},
    {1811939329u, 1811939327u, 0, 13, 26},
    {2113929217u, 2113929215u, 0, 5, 25},
};

/* a * b / 2^32 mod p; a * b < p * 2^32. Result below p. */
KR_INLINE uint32_t redc(const prime *m, uint64_t t) {
  uint32_t q = (uint32_t)t * m->neg_inv;
  uint32_t r = (uint32_t)((t + (uint64_t)q * m->p) >> 32);
  return r >= m->p ? r - m->p : r;
}
KR_INLINE uint32_t mulm(const prime *m, uint32_t a, uint32_t b) {
  return redc(m, (uint64_t)a * b);
}
KR_INLINE uint32_t addm(const prime *m, uint32_t a, uint32_t b) {
  uint32_t r = a + b;
  return r >= m->p ? r - m->p : r;
}
KR_INLINE uint32_t subm(const prime *m, uint32_t a, uint32_t b) {
  return a >= b ? a - b : a + m->p - b;
}
static uint32_t powm(const prime *m, uint32_t base, uint32_t e, uint32_t one) {
  uint32_t r = one;
  for (; e; e >>= 1) {
    if (e & 1) r = mulm(m, r, base);
    base = mulm(m, base, base);
  }
  return r;
}

/* A prime with what follows from it computed. */
static prime complete(int i) {
  prime m = primes[i];
  uint32_t inv = 1; /* Newton: each step doubles the correct bits of 1/p mod 2^32 */
  for (int k = 0; k < 5; k++) inv *= 2 - m.p * inv;
  m.neg_inv = (uint32_t)0 - inv;
  uint64_t r = (UINT64_C(1) << 32) % m.p;
  m.r2 = (uint32_t)(r * r % m.p);
  return m;
}

/* Decimation in frequency, natural order in, bit-reversed out; and the reverse for the inverse. So
 * no reordering is needed. roots[k] of a level are powers of one root, kept in one table: those for
 * half-length h begin at roots[h]. */
static void forward(const prime *m, uint32_t *x, size_t n, const uint32_t *roots) {
  for (size_t h = n / 2; h >= 1; h /= 2) {
    const uint32_t *w = roots + h;
    for (uint32_t *lo = x; lo < x + n; lo += 2 * h) {
      uint32_t *hi = lo + h;
      for (size_t k = 0; k < h; k++) {
        uint32_t a = lo[k], b = hi[k];
        lo[k] = addm(m, a, b);
        hi[k] = mulm(m, a + m->p - b, w[k]);
      }
    }
  }
}

static void inverse(const prime *m, uint32_t *x, size_t n, const uint32_t *roots) {
  for (size_t h = 1; h < n; h *= 2) {
    const uint32_t *w = roots + h;
    for (uint32_t *lo = x; lo < x + n; lo += 2 * h) {
      uint32_t *hi = lo + h;
      /* w^-k = -w^(h-k): the table of the forward transform read backwards. */
      uint32_t a = lo[0], b = hi[0];
      lo[0] = addm(m, a, b);
      hi[0] = subm(m, a, b);
      for (size_t k = 1; k < h; k++) {
        a = lo[k];
        b = mulm(m, hi[k], w[h - k]);
        lo[k] = subm(m, a, b);
        hi[k] = addm(m, a, b);
      }
    }
  }
}

static void fill_roots(const prime *m, uint32_t *roots, size_t n) {
  uint32_t one = redc(m, m->r2), g = mulm(m, m->root, m->r2);
  uint32_t w = powm(m, g, (uint32_t)((m->p - 1) / n), one); /* of order n */
  size_t h = n / 2;
  roots[h] = one;
  for (size_t k = 1; k < h; k++) roots[h + k] = mulm(m, roots[h + k - 1], w);
  for (h /= 2; h >= 1; h /= 2) {
    for (size_t k = 0; k < h; k++) roots[h + k] = roots[2 * h + 2 * k];
  }
}

static void load(const prime *m, uint32_t *x, size_t n, const kr_digit *a, size_t an) {
  /* Digits up to 2^32 - 1 are below 3p; as Montgomery numbers they would need another product, which
   * the last step of the inverse makes up for. */
  for (size_t i = 0; i < an; i++) {
    uint32_t d = a[i];
    if (d >= m->p) d -= m->p;
    x[i] = d >= m->p ? d - m->p : d;
  }
  memset(x + an, 0, (n - an) * sizeof *x);
}

/* x = the cyclic convolution of a and b modulo m. */
static void convolve(const prime *m, uint32_t *x, uint32_t *y, uint32_t *roots, size_t n,
                     const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  fill_roots(m, roots, n);
  load(m, x, n, a, an);
  forward(m, x, n, roots);
  if (a == b && an == bn) {
    for (size_t i = 0; i < n; i++) x[i] = mulm(m, x[i], x[i]);
  } else {
    load(m, y, n, b, bn);
    forward(m, y, n, roots);
    for (size_t i = 0; i < n; i++) x[i] = mulm(m, x[i], y[i]);
  }
  inverse(m, x, n, roots);
  /* Every product above lost one factor 2^32: r2 * 2^32 / n in the end gives back both. */
  uint32_t one = redc(m, m->r2);
  uint32_t n_mont = mulm(m, (uint32_t)(n % m->p), m->r2);
  uint32_t n_inv = powm(m, n_mont, m->p - 2, one); /* 1/n * 2^32 */
  uint32_t scale = mulm(m, n_inv, m->r2);          /* 1/n * 2^64 */
  for (size_t i = 0; i < n; i++) x[i] = mulm(m, x[i], scale);
}

bool kr_mag_ntt_fits(size_t result_digits) { return result_digits <= (size_t)1 << 25; }

int kr_mag_mul_ntt(kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  size_t total = an + bn, n = 4;
  while (n < total) n *= 2;
  uint32_t *room = kr_alloc_array(n, 5 * sizeof *room);
  if (!room) return -1;
  uint32_t *x0 = room, *x1 = room + n, *x2 = room + 2 * n, *y = room + 3 * n, *roots = room + 4 * n;
  prime m0 = complete(0), m1 = complete(1), m2 = complete(2);
  convolve(&m0, x0, y, roots, n, a, an, b, bn);
  convolve(&m1, x1, y, roots, n, a, an, b, bn);
  convolve(&m2, x2, y, roots, n, a, an, b, bn);
  /* Garner: c = x0 + p0 * (v1 + p1 * v2). */
  uint32_t one1 = redc(&m1, m1.r2), one2 = redc(&m2, m2.r2);
  /* Inverses as Montgomery numbers, so that one product with a plain number gives a plain one. */
  uint32_t p0_inv1 = powm(&m1, mulm(&m1, m0.p % m1.p, m1.r2), m1.p - 2, one1);
  uint32_t p0_in2 = mulm(&m2, m0.p % m2.p, m2.r2); /* p0 mod p2 */
  uint32_t p1_in2 = mulm(&m2, m1.p % m2.p, m2.r2);
  uint32_t p01_inv2 = powm(&m2, mulm(&m2, p0_in2, p1_in2), m2.p - 2, one2);
  uint64_t p01 = (uint64_t)m0.p * m1.p;
  kr_digit p01_lo = (kr_digit)p01, p01_hi = (kr_digit)(p01 >> 32);
  uint64_t c_lo = 0; /* what is carried into digit i: c_lo + c_hi * 2^64 */
  uint64_t c_hi = 0;
  for (size_t i = 0; i < total; i++) {
    uint32_t u0 = x0[i];
    uint32_t v1 = mulm(&m1, subm(&m1, x1[i], u0 >= m1.p ? u0 - m1.p : u0), p0_inv1);
    uint32_t t = addm(&m2, u0, mulm(&m2, v1, p0_in2)); /* p2 is the largest */
    uint32_t v2 = mulm(&m2, subm(&m2, x2[i], t), p01_inv2);
    uint64_t low = (uint64_t)v1 * m0.p + u0; /* < 2^62 */
    uint64_t s = (uint64_t)v2 * p01_lo;
    uint64_t hi = (uint64_t)v2 * p01_hi; /* worth 2^32 */
    uint64_t sum = low + s;              /* < 2^62 + 2^63 */
    c_lo += sum;
    c_hi += c_lo < sum;
    uint64_t add = hi << 32;
    c_lo += add;
    c_hi += (c_lo < add) + (hi >> 32);
    r[i] = (kr_digit)c_lo;
    c_lo = c_lo >> 32 | c_hi << 32;
    c_hi >>= 32;
  }
  kr_free(room);
  return 0;
}
