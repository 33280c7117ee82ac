/* Binary to decimal and back.
 *
 * Shortest digits: Giulietti's Schubfach. Parsing: Eisel and Lemire's multiplication by a 128-bit power
 * of ten. Digits to a given precision: one multiplication by such a power, with its error accounted
 * for. Where 128 bits cannot decide, exact arithmetic on long integers does.
 *
 * The powers of ten are not a table in the binary: each is computed exactly when first needed.
 */
#include "objects/float_dec.h"

#include <math.h>
#include <string.h>

#include "objects/int_mag.h"

typedef unsigned __int128 u128;

/* ---- powers of ten ------------------------------------------------------------------------------- */

enum { POWER_MIN = -343, POWER_MAX = 324, EXACT_MAX = 55 };

typedef struct {
  uint64_t hi, lo;
} power;
static power table[POWER_MAX - POWER_MIN + 1]; /* hi 0: not yet computed */

/* floor(log2(10^p)) and floor(log10(2^q)), for |p|, |q| in the ranges of doubles. */
KR_INLINE int log2_pow10(int p) { return (int)(((int64_t)p * 1741647) >> 19); }
KR_INLINE int log10_pow2(int q) { return (int)(((int64_t)q * 1262611) >> 22); }
/* floor(log10(3/4 * 2^q)) */
KR_INLINE int log10_three_quarters_pow2(int q) { return (int)(((int64_t)q * 1262611 - 524031) >> 22); }

static size_t power_of_five(kr_digit *d, int e) {
  size_t n = 1;
  d[0] = 1;
  for (; e >= 13; e -= 13) {
    kr_digit c = kr_mag_mul1(d, d, n, 1220703125u, 0);
    if (c) d[n++] = c;
  }
  kr_digit rest = 1;
  while (e-- > 0) rest *= 5;
  kr_digit c = kr_mag_mul1(d, d, n, rest, 0);
  if (c) d[n++] = c;
  return n;
}

/* floor(10^p * 2^s) with s such that it has 128 bits; exact for 0 <= p <= EXACT_MAX. The power of two in
 * 10^p only moves s: log2_pow10 tells it. */
static KR_NOINLINE void compute_power(int p, power *out) {
  kr_digit five[36], q[8] = {0};
  size_t n = power_of_five(five, p < 0 ? -p : p);
  if (p >= 0) {
    size_t bits = kr_mag_bits(five, n);
    /* The upper 128 bits. */
    kr_digit window[5] = {0};
    for (size_t i = 0; i < 128; i++) {
      if (i >= bits) break;
      size_t bit = bits - 1 - i;
      if (five[bit / 32] >> (bit % 32) & 1) window[3 - i / 32] |= UINT32_C(1) << (31 - i % 32);
    }
    out->lo = kr_mag_low64(window, 2);
    out->hi = kr_mag_low64(window + 2, 2);
    return;
  }
  /* floor(2^(bits + 127) / 5^-p): between 2^127 and 2^128, as 5^-p is no power of two. */
  kr_digit one[64] = {0}, r[36];
  size_t shift = kr_mag_bits(five, n) + 127;
  one[shift / 32] = UINT32_C(1) << (shift % 32);
  (void)kr_mag_divrem(q, r, one, shift / 32 + 1, five, n); /* so short that it allocates nothing */
  out->lo = kr_mag_low64(q, 2);
  out->hi = kr_mag_low64(q + 2, 2);
}

KR_INLINE power power_of_ten(int p) {
  power *e = &table[p - POWER_MIN];
  if (KR_UNLIKELY(e->hi == 0)) compute_power(p, e);
  return *e;
}

/* ---- shortest digits ------------------------------------------------------------------------------ */

KR_INLINE uint64_t high64(uint64_t a, uint64_t b) { return (uint64_t)(((u128)a * b) >> 64); }

/* Schubfach's rounding to odd of g * cp / 2^127. */
KR_INLINE uint64_t round_to_odd(uint64_t g1, uint64_t g0, uint64_t cp) {
  const uint64_t mask = (UINT64_C(1) << 63) - 1;
  u128 y = (u128)g1 * cp;
  uint64_t z = ((uint64_t)y >> 1) + high64(g0, cp);
  uint64_t w = (uint64_t)(y >> 64) + (z >> 63);
  return w | ((z & mask) + mask) >> 63;
}

/* c * 2^q = (the result) * 10^*exponent, as short as possible. */
static uint64_t shortest(uint64_t c, int q, int *exponent) {
  const uint64_t hidden = UINT64_C(1) << 52;
  if (q <= 0 && q > -53 && (c & ((UINT64_C(1) << -q) - 1)) == 0) {
    *exponent = 0; /* an integer below 2^53: itself */
    return c >> -q;
  }
  uint64_t out = c & 1; /* the ends of the interval belong to an even c only */
  uint64_t cb = 4 * c, cbr = cb + 2, cbl;
  int k;
  if (c != hidden || q == -1074) {
    cbl = cb - 2;
    k = log10_pow2(q);
  } else {
    cbl = cb - 1; /* the neighbour below is nearer */
    k = log10_three_quarters_pow2(q);
  }
  int h = q + log2_pow10(-k) + 2;
  power p = power_of_ten(-k);
  /* 126 bits of the power, plus one: g > 10^-k. */
  u128 g = ((((u128)p.hi << 64) | p.lo) >> 2) + 1;
  uint64_t g1 = (uint64_t)(g >> 63), g0 = (uint64_t)g & ((UINT64_C(1) << 63) - 1);
  uint64_t vb = round_to_odd(g1, g0, cb << h);
  uint64_t vbl = round_to_odd(g1, g0, cbl << h);
  uint64_t vbr = round_to_odd(g1, g0, cbr << h);
  uint64_t s = vb >> 2;
  *exponent = k;
  if (s >= 10) {
    uint64_t sp = s / 10 * 10, tp = sp + 10;
    bool sp_in = vbl + out <= sp << 2, tp_in = (tp << 2) + out <= vbr;
    if (sp_in != tp_in) return sp_in ? sp : tp;
  }
  uint64_t t = s + 1;
  bool s_in = vbl + out <= s << 2, t_in = (t << 2) + out <= vbr;
  if (s_in != t_in) return s_in ? s : t;
  int64_t side = (int64_t)(vb - ((s + t) << 1));
  return side < 0 || (side == 0 && (s & 1) == 0) ? s : t;
}

int kr_shortest_digits(double d, char digits[17], int *exponent) {
  uint64_t c;
  int q;
  kr_double_split(d, &c, &q);
  int e;
  uint64_t m = shortest(c, q, &e);
  char text[20], *p = text + sizeof text;
  uint64_t high = m / 1000000000;
  uint32_t low = (uint32_t)(m % 1000000000);
  while (low || high) {
    int pad = high ? 9 : 0;
    char *stop = p - pad;
    while (low) {
      *--p = (char)('0' + low % 10);
      low /= 10;
    }
    if (high) {
      while (p > stop) *--p = '0';
    }
    low = (uint32_t)(high % 1000000000);
    high /= 1000000000;
  }
  int n = (int)(text + sizeof text - p);
  *exponent = n + e;
  while (n > 1 && p[n - 1] == '0') n--;
  memcpy(digits, p, (size_t)n);
  return n;
}

/* ---- digits to a given precision -------------------------------------------------------------------- */

static bool put_u64(kr_buf *out, uint64_t u) {
  char text[20], *p = text + sizeof text;
  do {
    *--p = (char)('0' + u % 10);
    u /= 10;
  } while (u);
  return kr_buf_put(out, p, (size_t)(text + sizeof text - p));
}

/* round(c * 2^q * 10^p) if below 2^64 and if 128 bits of the power decide it. */
static bool scale_quickly(uint64_t c, int q, int p, uint64_t *result) {
  if (p < POWER_MIN || p > POWER_MAX) return false;
  power w = power_of_ten(p);
  int shift = 127 - log2_pow10(p) - q; /* the number is c * w / 2^shift, and c * w < 2^181 */
  if (shift <= 64) return false;
  if (shift > 182) {
    *result = 0;
    return true;
  }
  u128 low = (u128)c * w.lo, high = (u128)c * w.hi + (uint64_t)(low >> 64);
  uint64_t x0 = (uint64_t)low, x1 = (uint64_t)high, x2 = (uint64_t)(high >> 64);
  /* Cut the three words at `shift`: the whole part, the bit worth one half, and what lies below it
   * (whether anything, whether nothing but ones). In 64-bit words: shifts of 128 bits are calls. */
  uint64_t whole, half, rest, ones;
  if (shift < 128) {
    int s = shift - 64; /* 1..63 */
    if (x2 >> s) return false;
    whole = x2 << (64 - s) | x1 >> s;
    half = x1 >> (s - 1) & 1;
    ones = (UINT64_C(1) << (s - 1)) - 1;
    rest = x1 & ones;
  } else if (shift == 128) {
    whole = x2;
    half = x1 >> 63;
    ones = UINT64_MAX >> 1;
    rest = x1 & ones;
  } else {
    int s = shift - 128; /* 1..54 */
    whole = x2 >> s;
    half = x2 >> (s - 1) & 1;
    ones = (UINT64_C(1) << (s - 1)) - 1;
    rest = x2 & ones;
    if (rest == ones && x1 != UINT64_MAX) ones = ~rest; /* not all ones */
    rest |= x1 != 0;
  }
  bool inexact = p < 0 || p > EXACT_MAX;
  /* The true product is larger by less than c < 2^53: could that reach one half? */
  if (inexact && !half && rest == ones && x0 >> 54 == 0x3FF) return false;
  if (half && (rest || x0 || inexact || (whole & 1)) && ++whole == 0) return false;
  *result = whole;
  return true;
}

static KR_NOINLINE bool scale_exactly(kr_buf *out, uint64_t c, int q, int p) {
  /* numerator / denominator: powers of five and two on whichever side they belong. */
  int two = q + p;
  size_t fives = (size_t)((p < 0 ? -(int64_t)p : p) * 7 / 3 / 32) + 2;
  size_t shift = (size_t)(two < 0 ? -two : two);
  size_t room = fives + shift / 32 + 8;
  kr_digit *mem = kr_alloc_array(room, 4 * sizeof *mem);
  if (!mem) return false;
  kr_digit *num = mem, *den = mem + room, *quo = mem + 2 * room, *tmp = mem + 3 * room;
  kr_digit cd[2] = {(kr_digit)c, (kr_digit)(c >> 32)};
  size_t cn = kr_mag_trim(cd, 2), nn, dn;
  bool ok = false;
  memset(num, 0, room * sizeof *num);
  memset(den, 0, room * sizeof *den);
  if (cn == 0) {
    kr_free(mem);
    return kr_buf_put_char(out, '0');
  }
  nn = power_of_five(tmp, p > 0 ? p : 0);
  if (kr_mag_mul(num, tmp, nn, cd, cn) < 0) goto done;
  nn = kr_mag_trim(num, nn + cn);
  dn = power_of_five(den, p < 0 ? -p : 0);
  kr_digit *moved = two >= 0 ? num : den;
  size_t *moved_n = two >= 0 ? &nn : &dn;
  memmove(moved + shift / 32, moved, *moved_n * sizeof *moved);
  memset(moved, 0, shift / 32 * sizeof *moved);
  *moved_n += shift / 32;
  moved[*moved_n] =
      kr_mag_shl(moved + shift / 32, moved + shift / 32, *moved_n - shift / 32, (unsigned)(shift % 32));
  if (moved[*moved_n]) ++*moved_n;
  size_t qn = 0;
  int side; /* of the remainder against one half */
  if (kr_mag_compare(num, nn, den, dn) < 0) {
    num[nn] = kr_mag_shl(num, num, nn, 1);
    side = kr_mag_compare(num, kr_mag_trim(num, nn + 1), den, dn);
  } else {
    if (kr_mag_divrem(quo, tmp, num, nn, den, dn) < 0) goto done;
    qn = kr_mag_trim(quo, nn - dn + 1);
    tmp[dn] = kr_mag_shl(tmp, tmp, dn, 1);
    side = kr_mag_compare(tmp, kr_mag_trim(tmp, dn + 1), den, dn);
  }
  if (side > 0 || (side == 0 && qn && (quo[0] & 1))) {
    static const kr_digit one = 1;
    quo[qn] = qn ? kr_mag_add(quo, quo, qn, &one, 1) : 1;
    if (quo[qn]) qn++;
  }
  if (qn == 0) {
    ok = kr_buf_put_char(out, '0');
  } else {
    size_t size, need = kr_mag_decimal_room(qn);
    ok = kr_buf_reserve(out, need) && kr_mag_to_decimal(out->data + out->size, &size, quo, qn) == 0;
    if (ok) out->size += size;
  }
done:
  kr_free(mem);
  return ok;
}

bool kr_scaled_quickly(double d, int p, uint64_t *out) {
  uint64_t c;
  int q;
  kr_double_split(d, &c, &q);
  *out = 0;
  return c == 0 || scale_quickly(c, q, p, out);
}

static int count_digits(uint64_t u) {
  int n = 1;
  for (; u >= 10000; u /= 10000) n += 4;
  return n + (u >= 10) + (u >= 100) + (u >= 1000);
}

bool kr_significant_quickly(double d, int n, uint64_t *out, int *exponent) {
  if (n > 18) return false;
  uint64_t c;
  int q;
  kr_double_split(d, &c, &q);
  int k = log10_pow2(q + 63 - __builtin_clzll(c)); /* floor(log10(d)), or one less */
  for (;;) {
    if (!scale_quickly(c, q, n - 1 - k, out)) return false;
    int got = count_digits(*out);
    if (got == n) break;
    k += got > n ? 1 : -1;
  }
  *exponent = k + 1;
  return true;
}

bool kr_scaled_digits(kr_buf *out, double d, int p) {
  uint64_t c, u;
  int q;
  kr_double_split(d, &c, &q);
  /* Below 2^-1074 there is nothing: further digits are zeros. */
  int zeros = p > 1074 ? p - 1074 : 0;
  p -= zeros;
  if (c == 0) return kr_buf_put_char(out, '0');
  if (scale_quickly(c, q, p, &u) ? !put_u64(out, u) : !scale_exactly(out, c, q, p)) return false;
  if (zeros) {
    if (!kr_buf_reserve(out, (size_t)zeros)) return false;
    memset(out->data + out->size, '0', (size_t)zeros);
    out->size += (size_t)zeros;
  }
  return true;
}

bool kr_significant_digits(kr_buf *out, double d, int n, int *exponent) {
  /* No double has more than 767 significant digits. */
  int zeros = n > 800 ? n - 800 : 0;
  n -= zeros;
  uint64_t c;
  int q;
  kr_double_split(d, &c, &q);
  int log2 = q + 63 - __builtin_clzll(c);
  int k = log10_pow2(log2); /* floor(log10(d)), or one less */
  size_t start = out->size;
  for (;;) {
    if (!kr_scaled_digits(out, d, n - 1 - k)) return false;
    int got = (int)(out->size - start);
    if (got == n) break;
    out->size = start;
    k += got > n ? 1 : -1;
  }
  if (zeros) {
    if (!kr_buf_reserve(out, (size_t)zeros)) return false;
    memset(out->data + out->size, '0', (size_t)zeros);
    out->size += (size_t)zeros;
  }
  *exponent = k + 1;
  return true;
}

/* ---- parsing ---------------------------------------------------------------------------------------- */

static const double small_powers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* w * 10^e by Eisel and Lemire; false: cannot decide. w != 0. */
static bool eisel_lemire(uint64_t w, int64_t e, double *out) {
  if (e < -342) {
    *out = 0.0;
    return true;
  }
  if (e > 308) {
    *out = HUGE_VAL;
    return true;
  }
  int q = (int)e, lz = __builtin_clzll(w);
  w <<= lz;
  power p = power_of_ten(q);
  if (q < 0 && q >= -27 && ++p.lo == 0) p.hi++; /* rounded up: 1 / 5^27 is still exact enough */
  u128 first = (u128)w * p.hi;
  uint64_t hi = (uint64_t)(first >> 64), lo = (uint64_t)first;
  if ((hi & 0x1FF) == 0x1FF) {
    uint64_t more = high64(w, p.lo);
    lo += more;
    if (lo < more) hi++;
    if (lo == UINT64_MAX && (q < -27 || q > EXACT_MAX)) return false;
  }
  int upper = (int)(hi >> 63);
  int cut = upper + 64 - 52 - 3;
  uint64_t m = hi >> cut;
  int binary = log2_pow10(q) + upper - lz + 63 + 1023;
  if (binary <= 0) {
    if (-binary + 1 >= 64) {
      *out = 0.0;
      return true;
    }
    m >>= -binary + 1;
    m += m & 1;
    m >>= 1;
    /* Rounding up may have made it the smallest normal number: the bits come out right. */
    *out = kr_double_of_bits(m);
    return true;
  }
  /* An exact tie is only possible for small powers; then round to even. */
  if (lo <= 1 && q >= -4 && q <= 23 && (m & 3) == 1 && (m << cut) == hi) m &= ~UINT64_C(1);
  m += m & 1;
  m >>= 1;
  if (m >= UINT64_C(1) << 53) {
    m = UINT64_C(1) << 52;
    binary++;
  }
  if (binary >= 0x7FF) {
    *out = HUGE_VAL;
    return true;
  }
  *out = kr_double_of_bits((m & ~(UINT64_C(1) << 52)) | (uint64_t)binary << 52);
  return true;
}

int kr_mag_ratio_to_double(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, double *out) {
  *out = 0.0;
  if (an == 0) return 0;
  int64_t diff = (int64_t)kr_mag_bits(a, an) - (int64_t)kr_mag_bits(b, bn);
  if (diff > 1024) {
    *out = HUGE_VAL;
    return 0;
  }
  if (diff < -1100) return 0;
  /* q = a * 2^s / b, in (2^62, 2^64) */
  int64_t s = 63 - diff;
  size_t up = s > 0 ? (size_t)s : 0, down = s < 0 ? (size_t)-s : 0;
  size_t xn = an + up / 32 + 2, yn = bn + down / 32 + 1;
  kr_digit small[64], *room = small;
  if (xn + 2 * yn > sizeof small / sizeof *small) {
    room = kr_alloc_array(xn + 2 * yn, sizeof *room);
    if (!room) return -1;
  }
  kr_digit *x = room, *y = x + xn, *r = y + yn;
  memset(x, 0, (xn + yn) * sizeof *x);
  x[up / 32 + an] = kr_mag_shl(x + up / 32, a, an, up % 32);
  y[down / 32 + bn] = kr_mag_shl(y + down / 32, b, bn, down % 32);
  xn = kr_mag_trim(x, xn);
  yn = kr_mag_trim(y, yn);
  kr_digit q[4] = {0};
  int result = kr_mag_divrem(q, r, x, xn, y, yn);
  if (result == 0) {
    uint64_t m = kr_mag_low64(q, 2);
    bool sticky = kr_mag_trim(r, yn) != 0;
    /* The result's lowest bit is worth 2^lsb: 53 bits, or fewer when it is subnormal. */
    int64_t top = 63 - __builtin_clzll(m) - s;
    int64_t lsb = top - 52 < -1074 ? -1074 : top - 52;
    int64_t cut = lsb + s; /* low bits of m to be rounded off: at least 10 */
    uint64_t kept = 0;
    if (cut <= 64) {
      uint64_t half = UINT64_C(1) << (cut - 1), rest = m & (half | (half - 1));
      kept = cut == 64 ? 0 : m >> cut;
      if (rest > half || (rest == half && (sticky || (kept & 1)))) kept++;
    }
    *out = ldexp((double)kept, (int)lsb);
  }
  if (room != small) kr_free(room);
  return result;
}

static KR_NOINLINE double decimal_exactly(const char *digits, size_t size, int64_t exponent, bool *failed) {
  enum { ENOUGH = 800 }; /* digits beyond can only tell "a little more" */
  uint8_t values[ENOUGH + 1];
  size_t n = size < ENOUGH ? size : ENOUGH;
  for (size_t i = 0; i < n; i++) values[i] = (uint8_t)(digits[i] - '0');
  exponent += (int64_t)(size - n);
  bool more = false;
  for (size_t i = n; !more && i < size; i++) more = digits[i] != '0';
  if (more) {
    values[n++] = 1;
    exponent--;
  }
  if (exponent + (int64_t)n < -330) return 0.0;
  if (exponent + (int64_t)n > 310) return HUGE_VAL;
  size_t fives = (size_t)((exponent < 0 ? -exponent : exponent) * 10 / 3 / 32) + 4;
  size_t room = kr_mag_digits_room(n, 10);
  kr_digit *mem = kr_alloc_array(2 * room + 3 * fives + 4, sizeof *mem);
  double r = 0.0;
  *failed = true;
  if (!mem) return r;
  kr_digit *d = mem, *p = d + room, *prod = p + fives;
  size_t dn, pn;
  if (kr_mag_from_base(d, &dn, values, n, 10) < 0) goto done;
  /* 10^|exponent|: 5^k moved up by k bits. */
  int k = (int)(exponent < 0 ? -exponent : exponent);
  pn = power_of_five(p, k);
  size_t whole = (size_t)k / 32;
  memmove(p + whole, p, pn * sizeof *p);
  memset(p, 0, whole * sizeof *p);
  p[whole + pn] = kr_mag_shl(p + whole, p + whole, pn, (unsigned)k % 32);
  pn = kr_mag_trim(p, whole + pn + 1);
  if (exponent >= 0) {
    static const kr_digit one = 1;
    if (kr_mag_mul(prod, d, dn, p, pn) < 0) goto done;
    if (kr_mag_ratio_to_double(prod, kr_mag_trim(prod, dn + pn), &one, 1, &r) < 0) goto done;
  } else if (kr_mag_ratio_to_double(d, dn, p, pn, &r) < 0) {
    goto done;
  }
  *failed = false;
done:
  kr_free(mem);
  return r;
}

double kr_decimal_to_double(const char *digits, size_t size, int64_t exponent, bool *failed) {
  *failed = false;
  while (size > 0 && *digits == '0') digits++, size--;
  while (size > 0 && digits[size - 1] == '0') size--, exponent++;
  if (size == 0) return 0.0;
  uint64_t w = 0;
  size_t n = size < 19 ? size : 19;
  for (size_t i = 0; i < n; i++) w = w * 10 + (uint64_t)(digits[i] - '0');
  if (size <= 19) {
    if (w <= UINT64_C(1) << 53 && exponent >= -22 && exponent <= 22) {
      /* Both exact: one operation rounds correctly. */
      return exponent < 0 ? (double)w / small_powers[-exponent] : (double)w * small_powers[exponent];
    }
    double d;
    if (eisel_lemire(w, exponent, &d)) return d;
  } else {
    double d, e;
    int64_t moved = exponent + (int64_t)(size - n);
    if (eisel_lemire(w, moved, &d) && eisel_lemire(w + 1, moved, &e) && d == e) return d;
  }
  return decimal_exactly(digits, size, exponent, failed);
}

/* The exponent part at s, if there is one: its end, *e its value. */
static const char *parse_exponent(const char *s, const char *limit, int64_t *e) {
  *e = 0;
  if (s >= limit || (*s | 32) != 'e') return s;
  const char *t = s + 1;
  bool negative = false;
  if (t < limit && (*t == '+' || *t == '-')) negative = *t++ == '-';
  if (t >= limit || *t < '0' || *t > '9') return s;
  int64_t value = 0;
  for (; t < limit && *t >= '0' && *t <= '9'; t++) {
    if (value < INT64_C(1) << 50) value = value * 10 + (*t - '0');
  }
  *e = negative ? -value : value;
  return t;
}

/* More than 19 digits between p and limit: all of them count. */
static KR_NOINLINE double long_decimal(const char *p, const char *limit, int64_t exponent, bool *failed) {
  char small[128], *digits = small;
  size_t size = 0;
  *failed = true;
  if ((size_t)(limit - p) > sizeof small) {
    digits = kr_alloc((size_t)(limit - p));
    if (!digits) return -1.0;
  }
  for (; p < limit; p++) {
    if (*p != '.') digits[size++] = *p;
  }
  double d = kr_decimal_to_double(digits, size, exponent, failed);
  if (digits != small) kr_free(digits);
  return d;
}

double kr_strtod(const char *p, const char *limit, const char **end) {
  const char *s = p;
  uint64_t w = 0;
  int64_t exponent = 0, e;
  size_t any = 0, digits = 0; /* digits seen; those from the first nonzero one on */
  for (; s < limit && *s >= '0' && *s <= '9'; s++, any++) {
    digits += w != 0 || *s != '0';
    if (digits <= 19) w = w * 10 + (uint64_t)(*s - '0');
  }
  if (s < limit && *s == '.') {
    const char *point = s++;
    for (; s < limit && *s >= '0' && *s <= '9'; s++, any++) {
      digits += w != 0 || *s != '0';
      if (digits <= 19) w = w * 10 + (uint64_t)(*s - '0');
    }
    exponent = -(int64_t)(s - point - 1);
  }
  *end = p;
  if (!any) return 0.0;
  const char *mantissa = s;
  s = parse_exponent(s, limit, &e);
  exponent += e;
  double d;
  if (digits <= 19) {
    if (w == 0) {
      d = 0.0;
    } else if (w <= UINT64_C(1) << 53 && exponent >= -22 && exponent <= 22) {
      /* Both exact: one operation rounds correctly. */
      d = exponent < 0 ? (double)w / small_powers[-exponent] : (double)w * small_powers[exponent];
    } else if (!eisel_lemire(w, exponent, &d)) {
      bool failed;
      d = long_decimal(p, mantissa, exponent, &failed);
      if (failed) return -1.0;
    }
  } else {
    bool failed;
    d = long_decimal(p, mantissa, exponent, &failed);
    if (failed) return -1.0;
  }
  *end = s;
  return d;
}
