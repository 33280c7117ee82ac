/* Magnitudes: division. By one digit and by schoolbook with a precomputed reciprocal (Moeller and
 * Granlund, "Improved division by invariant integers"), and for long operands by Burnikel and
 * Ziegler's recursion, which costs about as much as a few multiplications. */
#include <string.h>

#include "objects/int_mag.h"

/* Recursion pays when divisor and quotient have at least this many digits. */
enum { RECURSIVE_MIN = 120 };

/* floor((2^64 - 1) / d) - 2^32, d normalized (top bit set). */
static kr_digit reciprocal(kr_digit d) { return (kr_digit)(~UINT64_C(0) / d - (UINT64_C(1) << 32)); }

/* (u1:u0) / d with u1 < d; *r the remainder. */
KR_INLINE kr_digit div_2by1(kr_digit u1, kr_digit u0, kr_digit d, kr_digit v, kr_digit *r) {
  uint64_t q = (uint64_t)v * u1 + ((uint64_t)u1 << 32 | u0);
  kr_digit q1 = (kr_digit)(q >> 32) + 1;
  kr_digit rem = u0 - q1 * d;
  if (rem > (kr_digit)q) {
    q1--;
    rem += d;
  }
  if (KR_UNLIKELY(rem >= d)) {
    q1++;
    rem -= d;
  }
  *r = rem;
  return q1;
}

kr_digit kr_mag_divrem1(kr_digit *q, const kr_digit *a, size_t n, kr_digit d) {
  if (n == 0) return 0;
  unsigned s = (unsigned)__builtin_clz(d);
  d <<= s;
  kr_digit v = reciprocal(d), r = s ? a[n - 1] >> (32 - s) : 0, digit;
  for (size_t i = n; i-- > 0;) {
    kr_digit u = a[i] << s;
    if (s && i) u |= a[i - 1] >> (32 - s);
    digit = div_2by1(r, u, d, v, &r);
    if (q) q[i] = digit;
  }
  return r >> s;
}

/* floor((2^96 - 1) / (d1:d0)) - 2^32 */
static kr_digit reciprocal_2(kr_digit d1, kr_digit d0) {
  kr_digit v = reciprocal(d1);
  kr_digit p = d1 * v + d0;
  if (p < d0) {
    v--;
    if (p >= d1) {
      v--;
      p -= d1;
    }
    p -= d1;
  }
  uint64_t t = (uint64_t)v * d0;
  kr_digit t1 = (kr_digit)(t >> 32);
  p += t1;
  if (p < t1) {
    v--;
    if (((uint64_t)p << 32 | (kr_digit)t) >= ((uint64_t)d1 << 32 | d0)) v--;
  }
  return v;
}

/* a[an] (an > bn) = its remainder in the low bn digits, q[an - bn] the quotient; b normalized, bn >= 2,
 * the top bn digits of a below b. */
static void schoolbook(kr_digit *q, kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  kr_digit d1 = b[bn - 1], d0 = b[bn - 2], v = reciprocal_2(d1, d0);
  uint64_t d = (uint64_t)d1 << 32 | d0;
  for (size_t i = an - bn; i-- > 0;) {
    kr_digit *u = a + i; /* bn + 1 digits */
    kr_digit u2 = u[bn], u1 = u[bn - 1], u0 = u[bn - 2], digit;
    if (KR_UNLIKELY(u2 == d1 && u1 == d0)) {
      digit = ~(kr_digit)0;
      u[bn] = u2 - kr_mag_submul1(u, b, bn, digit);
    } else {
      uint64_t t = (uint64_t)v * u2 + ((uint64_t)u2 << 32 | u1);
      digit = (kr_digit)(t >> 32);
      kr_digit low = (kr_digit)t;
      kr_digit r1 = u1 - digit * d1;
      uint64_t r = ((uint64_t)r1 << 32 | u0) - (uint64_t)d0 * digit - d;
      digit++;
      if ((kr_digit)(r >> 32) >= low) {
        digit--;
        r += d;
      }
      if (KR_UNLIKELY(r >= d)) {
        digit++;
        r -= d;
      }
      /* The two top digits are done: r. Subtract the rest. */
      kr_digit c = kr_mag_submul1(u, b, bn - 2, digit);
      uint64_t rest = r - c;
      u[bn - 2] = (kr_digit)rest;
      u[bn - 1] = (kr_digit)(rest >> 32);
      u[bn] = 0;
      if (KR_LIKELY(r >= c)) {
        q[i] = digit;
        continue;
      }
      u[bn] = ~(kr_digit)0;
    }
    while (u[bn]) { /* one too many: at most twice */
      digit--;
      u[bn] += kr_mag_add(u, u, bn, b, bn);
    }
    q[i] = digit;
  }
}

static int div_3by2(kr_digit *q, kr_digit *a, const kr_digit *b, size_t h, kr_digit *ws);

/* q[n], a[2n] -> remainder in a[n], a's upper half 0; the upper half of a below b. ws: 2n digits. */
static int div_2n(kr_digit *q, kr_digit *a, const kr_digit *b, size_t n, kr_digit *ws) {
  if (n < RECURSIVE_MIN || n % 2) {
    schoolbook(q, a, 2 * n, b, n);
    return 0;
  }
  size_t h = n / 2;
  if (div_3by2(q + h, a + h, b, h, ws) < 0) return -1;
  return div_3by2(q, a, b, h, ws);
}

/* q[h], a[3h] -> remainder in a[2h]; b has 2h digits; the upper 2h of a below b. */
static int div_3by2(kr_digit *q, kr_digit *a, const kr_digit *b, size_t h, kr_digit *ws) {
  const kr_digit *b1 = b + h;
  kr_digit top; /* the digit above a[2h] once the quotient times b1 is subtracted */
  if (kr_mag_compare(a + 2 * h, h, b1, h) < 0) {
    if (div_2n(q, a + h, b1, h, ws) < 0) return -1;
    top = 0;
  } else {
    /* The quotient would be B^h: take B^h - 1. a1 - (B^h - 1) b1 = a1 - B^h b1 + b1. */
    memset(q, 0xFF, h * sizeof *q);
    kr_mag_sub(a + 2 * h, a + 2 * h, h, b1, h);
    top = kr_mag_add(a + h, a + h, h, b1, h);
    top += a[2 * h];
  }
  memset(a + 2 * h, 0, h * sizeof *a);
  if (kr_mag_mul(ws, q, h, b, h) < 0) return -1;
  int64_t sign = (int64_t)top - kr_mag_sub(a, a, 2 * h, ws, 2 * h);
  while (sign < 0) {
    static const kr_digit one = 1;
    kr_mag_sub(q, q, h, &one, 1);
    sign += kr_mag_add(a, a, 2 * h, b, 2 * h);
  }
  return 0;
}

static int divide(kr_digit *q, kr_digit *a, size_t an, const kr_digit *b, size_t bn);

/* As schoolbook(), for long operands: a is consumed, a[an] with an > bn, both normalized. */
static int recursive(kr_digit *q, kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  /* Blocks of n digits, n = j * 2^k, so that halving ends below RECURSIVE_MIN. */
  size_t j = bn, k = 0;
  while (j >= RECURSIVE_MIN) {
    j = (j + 1) / 2;
    k++;
  }
  size_t n = j << k, pad = n - bn, qn = an - bn, blocks = qn / n, rest = qn % n;
  if (blocks == 0) {
    blocks = 1;
  } else if (rest) {
    /* The quotient's top digits, which fill no block. */
    if (divide(q + blocks * n, a + blocks * n, bn + rest, b, bn) < 0) return -1;
    an -= rest;
    qn -= rest;
  }
  size_t xn = (blocks + 1) * n;
  kr_digit *room = kr_alloc_array(xn + n + 2 * n + n, sizeof *room);
  if (!room) return -1;
  kr_digit *x = room, *y = x + xn, *ws = y + n, *part = ws + 2 * n;
  /* Zeros below both change neither the quotient nor, shifted back, the remainder. */
  memset(y, 0, pad * sizeof *y);
  memcpy(y + pad, b, bn * sizeof *y);
  memset(x, 0, pad * sizeof *x);
  memcpy(x + pad, a, an * sizeof *x);
  memset(x + pad + an, 0, (xn - pad - an) * sizeof *x);
  int result = 0;
  for (size_t i = blocks; result == 0 && i-- > 0;) {
    result = div_2n(part, x + i * n, y, n, ws);
    size_t at = i * n;
    memcpy(q + at, part, (qn - at < n ? qn - at : n) * sizeof *q);
  }
  memcpy(a, x + pad, bn * sizeof *a);
  kr_free(room);
  return result;
}

/* As schoolbook(), any size. When the quotient is much shorter than the divisor, only the upper parts
 * decide it; the rest is one multiplication. */
static int divide(kr_digit *q, kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  size_t qn = an - bn;
  if (bn < RECURSIVE_MIN || qn < RECURSIVE_MIN) {
    schoolbook(q, a, an, b, bn);
    return 0;
  }
  if (qn + 2 >= bn) return recursive(q, a, an, b, bn);
  size_t cut = bn - qn - 1; /* low digits of b left out: the estimate is at most 2 too large */
  if (recursive(q, a + cut, an - cut, b + cut, bn - cut) < 0) return -1;
  kr_digit *p = kr_alloc_array(qn + cut, sizeof *p);
  if (!p) return -1;
  if (kr_mag_mul(p, q, qn, b, cut) < 0) {
    kr_free(p);
    return -1;
  }
  /* a now holds the remainder of the upper parts above the untouched low digits; qn + cut < bn. */
  memset(a + bn, 0, (an - bn) * sizeof *a);
  kr_digit borrow = kr_mag_sub(a, a, bn, p, qn + cut);
  kr_free(p);
  while (borrow) {
    static const kr_digit one = 1;
    kr_mag_sub(q, q, qn, &one, 1);
    borrow -= kr_mag_add(a, a, bn, b, bn);
  }
  return 0;
}

int kr_mag_divrem(kr_digit *q, kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b, size_t bn) {
  if (bn == 1) {
    kr_digit rem = kr_mag_divrem1(q, a, an, b[0]);
    if (r) r[0] = rem;
    return 0;
  }
  /* Normalize: the divisor's top bit set, one more digit for the dividend. */
  unsigned s = (unsigned)__builtin_clz(b[bn - 1]);
  size_t qn = an - bn + 1, room_size = an + 1 + bn + (q ? 0 : qn);
  kr_digit small[96], *room = small;
  if (room_size > sizeof small / sizeof *small) {
    room = kr_alloc_array(room_size, sizeof *room);
    if (!room) return -1;
  }
  kr_digit *u = room, *v = u + an + 1;
  if (!q) q = v + bn;
  u[an] = kr_mag_shl(u, a, an, s);
  kr_mag_shl(v, b, bn, s);
  int result = divide(q, u, an + 1, v, bn);
  if (r && result == 0) kr_mag_shr(r, u, bn, s);
  if (room != small) kr_free(room);
  return result;
}

/* Bits low .. low + 63 of a row. */
static uint64_t bits_from(const kr_digit *d, size_t n, size_t low) {
  size_t i = low / 32;
  unsigned s = low % 32;
  uint64_t w = i < n ? d[i] : 0;
  if (i + 1 < n) w |= (uint64_t)d[i + 1] << 32;
  w >>= s;
  if (s && i + 2 < n) w |= (uint64_t)d[i + 2] << (64 - s);
  return w;
}

int kr_mag_divrem_short(kr_digit *q, kr_digit *r, const kr_digit *a, size_t an, const kr_digit *b,
                        size_t bn) {
  /* x and y are the upper parts of a and b, x of 64 bits: x / (y + 1) <= a / b < (x + 1) / y. */
  size_t abits = kr_mag_bits(a, an), low = abits > 64 ? abits - 64 : 0;
  uint64_t x = bits_from(a, an, low), y = bits_from(b, bn, low);
  uint64_t least = low == 0 ? x / y : y == UINT64_MAX ? 1 : x / (y + 1);
  if (!r) {
    if (low == 0 || (x != UINT64_MAX && least == (x + 1) / y - ((x + 1) % y == 0))) {
      *q = (kr_digit)least;
      return 0;
    }
    kr_digit *room = kr_alloc_array(bn, sizeof *room);
    if (!room) return -1;
    int result = kr_mag_divrem_short(q, room, a, an, b, bn);
    kr_free(room);
    return result;
  }
  /* a - least * b, in one pass; then what the estimate lacks. */
  uint64_t c = 0;
  int64_t borrow = 0;
  for (size_t i = 0; i < bn; i++) {
    c += b[i] * least;
    borrow += (int64_t)a[i] - (int64_t)(kr_digit)c;
    r[i] = (kr_digit)borrow;
    borrow >>= 32;
    c >>= 32;
  }
  int64_t top = (an > bn ? (int64_t)a[bn] : 0) - (int64_t)c + borrow;
  while (top || kr_mag_compare(r, kr_mag_trim(r, bn), b, bn) >= 0) {
    top -= kr_mag_sub(r, r, bn, b, bn);
    least++;
  }
  *q = (kr_digit)least;
  return 0;
}
