/* int: powers, powers modulo a number, greatest common divisor, integer square root. */
#include <math.h>
#include <string.h>

#include "objects/float.h"
#include "objects/int_impl.h"
#include "vm/suspend.h"

/* ---- x ** e -------------------------------------------------------------------------------------- */

/* Powers of two have one bit: a shift does it. */
static bool is_power_of_two(const kr_int_view *x) {
  if (x->n == 0 || (x->d[x->n - 1] & (x->d[x->n - 1] - 1))) return false;
  return kr_mag_trim(x->d, x->n - 1) == 0;
}

static kr_value pow_unsigned(kr_value a, uint64_t e) {
  if (e == 0) return kr_from_small_int(1);
  if (e == 1) return kr_int_plain(a);
  if (e == 2) return kr_int_mul(a, a);
  int64_t i;
  if (kr_int_immediate(a, &i)) {
    if (i == 0 || i == 1) return kr_from_small_int(i);
    if (i == -1) return kr_from_small_int(e & 1 ? -1 : 1);
    /* As long as it stays small, without allocating. */
    int64_t r = 1, base = i;
    uint64_t k = e;
    for (;;) {
      if (k & 1) {
        if (__builtin_mul_overflow(r, base, &r)) break;
      }
      k >>= 1;
      if (k == 0) return kr_int_from_i64(r);
      if (base > INT32_MAX || base < -INT32_MAX) break;
      base *= base;
    }
  }
  kr_int_view x;
  kr_int_view_of(&x, a);
  if (x.n == 0) return kr_from_small_int(0);
  size_t bits = kr_mag_bits(x.d, x.n);
  if (is_power_of_two(&x)) {
    uint64_t shift;
    if (__builtin_mul_overflow((uint64_t)(bits - 1), e, &shift) || shift > UINT64_C(1) << 40)
      return kr_raise(&kr_exc_OverflowError, "too many digits in integer");
    kr_value one = kr_from_small_int(x.negative && (e & 1) ? -1 : 1);
    return kr_int_lshift(one, kr_from_small_int((int64_t)shift));
  }
  uint64_t room;
  if (__builtin_mul_overflow((uint64_t)bits, e, &room) || room / 32 + 2 > UINT32_MAX)
    return kr_raise(&kr_exc_OverflowError, "too many digits in integer");
  size_t cap = (size_t)(room / 32) + 2;
  /* Left to right, so that the factor is always x itself, which is short: z and t take turns. */
  kr_int *z = kr_int_alloc(cap + x.n), *t = z ? kr_int_alloc(cap + x.n) : NULL;
  if (!t) {
    if (z) kr_int_discard(z);
    return KR_NULL;
  }
  memcpy(z->digits, x.d, x.n * sizeof(kr_digit));
  size_t n = x.n;
  for (int bit = 62 - __builtin_clzll(e); bit >= 0; bit--) {
    if (kr_mag_sqr(t->digits, z->digits, n) < 0) goto failed;
    n = kr_mag_trim(t->digits, 2 * n);
    kr_int *swap = z;
    z = t;
    t = swap;
    if (e >> bit & 1) {
      if (x.n == 1) {
        kr_digit c = kr_mag_mul1(z->digits, z->digits, n, x.d[0], 0);
        if (c) z->digits[n++] = c;
      } else {
        if (kr_mag_mul(t->digits, z->digits, n, x.d, x.n) < 0) goto failed;
        n = kr_mag_trim(t->digits, n + x.n);
        swap = z;
        z = t;
        t = swap;
      }
    }
  }
  kr_int_discard(t);
  return kr_int_finish(z, n, x.negative && (e & 1));
failed:
  kr_int_discard(z);
  kr_int_discard(t);
  return KR_NULL;
}

/* ---- x ** e % m ------------------------------------------------------------------------------------ */

/* Montgomery's representation modulo an odd number of n digits: x is kept as x * B^n mod m. */
typedef struct {
  const kr_digit *m;
  size_t n;
  kr_digit neg_inv; /* -1/m mod 2^32 */
  kr_digit *ws;     /* 2n + 1 digits */
} montgomery;

/* ws (2n digits, below m * B^n) -> r = ws / B^n mod m */
static void mont_reduce(const montgomery *c, kr_digit *r) {
  kr_digit *t = c->ws, top = 0;
  size_t n = c->n;
  for (size_t i = 0; i < n; i++) {
    kr_digit carry = kr_mag_addmul1(t + i, c->m, n, t[i] * c->neg_inv);
    uint64_t s = (uint64_t)t[i + n] + carry + top;
    t[i + n] = (kr_digit)s;
    top = (kr_digit)(s >> 32);
  }
  t += n;
  size_t tn = kr_mag_trim(t, n);
  if (top || kr_mag_compare(t, tn, c->m, n) >= 0) {
    kr_mag_sub(r, t, n, c->m, n);
  } else {
    memcpy(r, t, n * sizeof *r);
  }
}

static int mont_mul(const montgomery *c, kr_digit *r, const kr_digit *a, const kr_digit *b) {
  if (a == b) {
    if (kr_mag_sqr(c->ws, a, c->n) < 0) return -1;
  } else if (kr_mag_mul(c->ws, a, c->n, b, c->n) < 0) {
    return -1;
  }
  mont_reduce(c, r);
  return 0;
}

/* The same by division: for even or long moduli. Values are plain residues of n digits. */
static int plain_mul(const montgomery *c, kr_digit *r, const kr_digit *a, const kr_digit *b) {
  size_t n = c->n;
  if (a == b ? kr_mag_sqr(c->ws, a, n) < 0 : kr_mag_mul(c->ws, a, n, b, n) < 0) return -1;
  size_t tn = kr_mag_trim(c->ws, 2 * n);
  if (tn < n) {
    memcpy(r, c->ws, n * sizeof *r);
    return 0;
  }
  return kr_mag_divrem(NULL, r, c->ws, tn, c->m, n);
}

static unsigned bit_window(const kr_int_view *e, size_t low, unsigned width) {
  size_t i = low / 32;
  uint64_t w = e->d[i];
  if (i + 1 < e->n) w |= (uint64_t)e->d[i + 1] << 32;
  return (unsigned)(w >> (low % 32)) & ((1u << width) - 1);
}

/* r[n] = x^e mod m; x is below m (n digits, padded), e > 0, m of n digits. Fixed windows: table[i] is
 * x^i. */
static int pow_mod(kr_digit *r, const kr_digit *x, const kr_int_view *e, const kr_int_view *m) {
  size_t n = m->n, ebits = kr_mag_bits(e->d, e->n);
  unsigned width = ebits <= 8 ? 1 : ebits <= 36 ? 2 : ebits <= 140 ? 3 : ebits <= 450 ? 4 : 5;
  size_t entries = (size_t)1 << width;
  /* Montgomery's reduction is quadratic: for long moduli division is quicker. */
  bool mont = (m->d[0] & 1) && n < 600;
  kr_digit *room = kr_alloc_array(entries * n + 2 * n + 2, sizeof *room);
  if (!room) return -1;
  kr_digit *table = room;
  montgomery c = {.m = m->d, .n = n, .ws = room + entries * n};
  int (*mul)(const montgomery *, kr_digit *, const kr_digit *, const kr_digit *) =
      mont ? mont_mul : plain_mul;
  int result = -1;
  if (mont) {
    kr_digit inv = 1;
    for (int i = 0; i < 5; i++) inv *= 2 - m->d[0] * inv;
    c.neg_inv = (kr_digit)0 - inv;
    /* B^n mod m and x B^n mod m by division, once. */
    kr_digit *t = kr_alloc_array(2 * n + 1, sizeof *t);
    if (!t) goto done;
    memset(t, 0, n * sizeof *t);
    t[n] = 1;
    int failed = kr_mag_divrem(NULL, table, t, n + 1, m->d, n);
    memcpy(t + n, x, n * sizeof *t);
    size_t tn = kr_mag_trim(t, 2 * n);
    if (failed == 0 && tn >= n) {
      failed = kr_mag_divrem(NULL, table + n, t, tn, m->d, n);
    } else {
      memcpy(table + n, t, n * sizeof *t);
    }
    kr_free(t);
    if (failed < 0) goto done;
  } else {
    memset(table, 0, n * sizeof *table);
    table[0] = 1;
    memcpy(table + n, x, n * sizeof *table);
  }
  for (size_t i = 2; i < entries; i++) {
    const kr_digit *half = table + i / 2 * n;
    if (mul(&c, table + i * n, i % 2 ? table + (i - 1) * n : half, i % 2 ? table + n : half) < 0) goto done;
  }
  size_t low = (ebits - 1) / width * width;
  memcpy(r, table + bit_window(e, low, width) * n, n * sizeof *r);
  while (low > 0) {
    low -= width;
    for (unsigned k = 0; k < width; k++) {
      if (mul(&c, r, r, r) < 0) goto done;
    }
    unsigned w = bit_window(e, low, width);
    if (w && mul(&c, r, r, table + w * n) < 0) goto done;
  }
  if (mont) { /* out of Montgomery's representation */
    memcpy(c.ws, r, n * sizeof *r);
    memset(c.ws + n, 0, n * sizeof *r);
    mont_reduce(&c, r);
  }
  result = 0;
done:
  kr_free(room);
  return result;
}

/* The inverse of a modulo m > 0, by the extended Euclidean algorithm. New. */
static kr_value invert_mod(kr_value a, kr_value m) {
  kr_value b = kr_from_small_int(1), c = kr_from_small_int(0);
  kr_value x = kr_ref(a), n = kr_ref(m);
  while (kr_int_sign(n) != 0) {
    kr_value q = kr_int_floordiv(x, n);
    kr_value r = q == KR_NULL ? KR_NULL : kr_int_mod(x, n);
    kr_value t = r == KR_NULL ? KR_NULL : kr_int_mul(q, c);
    kr_value s = t == KR_NULL ? KR_NULL : kr_int_sub(b, t);
    kr_decref(q);
    kr_decref(t);
    if (s == KR_NULL) {
      kr_decref(r);
      goto failed;
    }
    kr_decref(x);
    x = n;
    n = r;
    kr_decref(b);
    b = c;
    c = s;
  }
  bool coprime = kr_int_equal(x, kr_from_small_int(1));
  kr_decref(x);
  kr_decref(n);
  kr_decref(c);
  if (coprime) return b;
  kr_decref(b);
  return kr_raise(&kr_exc_ValueError, "base is not invertible for the given modulus");
failed:
  kr_decref(x);
  kr_decref(n);
  kr_decref(b);
  kr_decref(c);
  return KR_NULL;
}

/* Moduli below 2^32: no digits needed. */
static uint64_t pow_mod_small(uint64_t x, const kr_int_view *e, uint64_t m) {
  uint64_t r = 1 % m;
  for (size_t bit = kr_mag_bits(e->d, e->n); bit-- > 0;) {
    r = r * r % m;
    if (e->d[bit / 32] >> (bit % 32) & 1) r = r * x % m;
  }
  return r;
}

static kr_value pow3(kr_value a, kr_value e, kr_value m) {
  if (kr_int_sign(m) == 0) return kr_raise(&kr_exc_ValueError, "pow() 3rd argument cannot be 0");
  bool negative = kr_int_sign(m) < 0;
  kr_value modulus = kr_int_abs(m), inverse = KR_NULL, exponent = KR_NULL, result = KR_NULL;
  kr_value base = KR_NULL;
  if (modulus == KR_NULL) return KR_NULL;
  if (kr_int_equal(modulus, kr_from_small_int(1))) {
    result = kr_from_small_int(0);
    goto done;
  }
  exponent = kr_ref(e);
  if (kr_int_sign(e) < 0) {
    inverse = invert_mod(a, modulus);
    if (inverse == KR_NULL) goto done;
    a = inverse;
    kr_decref(exponent);
    exponent = kr_int_neg(e);
    if (exponent == KR_NULL) goto done;
  }
  base = kr_int_mod(a, modulus);
  if (base == KR_NULL) goto done;
  kr_int_view x, k, w;
  kr_int_view_of(&x, base);
  kr_int_view_of(&k, exponent);
  kr_int_view_of(&w, modulus);
  if (k.n == 0) {
    result = kr_from_small_int(1);
  } else if (w.n == 1) {
    result = kr_int_from_u64(pow_mod_small(x.n ? x.d[0] : 0, &k, w.d[0]));
  } else {
    kr_int *z = kr_int_alloc(2 * w.n);
    if (!z) goto done;
    kr_digit *padded = z->digits + w.n;
    memset(padded, 0, w.n * sizeof *padded);
    memcpy(padded, x.d, x.n * sizeof *padded);
    if (pow_mod(z->digits, padded, &k, &w) < 0) {
      kr_int_discard(z);
      goto done;
    }
    result = kr_int_finish(z, w.n, false);
  }
  if (result != KR_NULL && negative && kr_int_sign(result) != 0)
    KR_REPLACE(result, kr_int_sub(result, modulus));
done:
  kr_decref(base);
  kr_decref(exponent);
  kr_decref(inverse);
  kr_decref(modulus);
  return result;
}

kr_value kr_int_pow(kr_value a, kr_value b, kr_value mod) {
  if (mod != KR_NONE) return pow3(a, b, mod);
  if (kr_int_sign(b) < 0) {
    double x = kr_int_as_double(a);
    if (x == -1.0 && kr_failed()) return KR_NULL;
    double y = kr_int_as_double(b);
    if (y == -1.0 && kr_failed()) return KR_NULL;
    return kr_float_pow(x, y);
  }
  int64_t e;
  if (!kr_int_fits_i64(b, &e)) {
    int64_t i;
    if (kr_int_immediate(a, &i) && i >= -1 && i <= 1)
      return kr_from_small_int(i == -1 && !(kr_int_as_u64_mask(b) & 1) ? 1 : i);
    return kr_raise_no_memory();
  }
  return pow_unsigned(a, (uint64_t)e);
}

/* ---- gcd ------------------------------------------------------------------------------------------- */

static uint64_t gcd_u64(uint64_t a, uint64_t b) {
  if (a == 0) return b;
  if (b == 0) return a;
  int shift = __builtin_ctzll(a | b);
  a >>= __builtin_ctzll(a);
  while (b) {
    b >>= __builtin_ctzll(b);
    if (a > b) {
      uint64_t t = a;
      a = b;
      b = t;
    }
    b -= a;
  }
  return a << shift;
}

/* The top 62 bits of the longer of two rows at the same scale. */
static uint64_t leading_bits(const kr_digit *d, size_t n, size_t bits) {
  size_t low = bits - 62, i = low / 32;
  unsigned s = low % 32;
  uint64_t w = 0;
  if (i < n) w = d[i];
  if (i + 1 < n) w |= (uint64_t)d[i + 1] << 32;
  w >>= s;
  if (s && i + 2 < n) w |= (uint64_t)d[i + 2] << (64 - s);
  return w & ((UINT64_C(1) << 62) - 1);
}

/* r = a * x - b * y, known not to be negative and to need no more than n digits. */
static void combine(kr_digit *r, const kr_digit *a, uint32_t x, const kr_digit *b, uint32_t y, size_t n) {
  uint64_t plus = 0, minus = 0;
  int64_t borrow = 0;
  for (size_t i = 0; i < n; i++) {
    plus += (uint64_t)a[i] * x;
    minus += (uint64_t)b[i] * y;
    borrow += (int64_t)(uint32_t)plus - (int64_t)(uint32_t)minus;
    r[i] = (kr_digit)borrow;
    borrow >>= 32;
    plus >>= 32;
    minus >>= 32;
  }
}

/* Lehmer's algorithm: several steps of Euclid's on the leading bits give two small matrices' worth of
 * multiplications in place of as many long divisions. Both rows have room for n digits. */
static size_t gcd_rows(kr_digit *a, kr_digit *b, kr_digit *t1, kr_digit *t2, size_t n, int *failed) {
  size_t an = kr_mag_trim(a, n), bn = kr_mag_trim(b, n);
  *failed = 0;
  for (;;) {
    if (kr_mag_compare(a, an, b, bn) < 0) {
      kr_digit *t = a;
      a = b;
      b = t;
      size_t tn = an;
      an = bn;
      bn = tn;
    }
    if (bn == 0) break;
    if (kr_poll_work(an / 8)) {
      *failed = -1;
      return 0;
    }
    if (an <= 2) {
      uint64_t g = gcd_u64(kr_mag_low64(a, an), kr_mag_low64(b, bn));
      a[0] = (kr_digit)g;
      a[1] = (kr_digit)(g >> 32);
      an = 2;
      break;
    }
    size_t bits = kr_mag_bits(a, an);
    uint64_t x = leading_bits(a, an, bits), y = bn + 2 < an ? 0 : leading_bits(b, bn, bits);
    /* After k steps the pair is (A a - B b, D b - C a), or with the signs swapped when k is odd. */
    int64_t A = 1, B = 0, C = 0, D = 1;
    int k = 0;
    for (;; k++) {
      if (y <= (uint64_t)C) break;
      uint64_t q = (x + (uint64_t)(A - 1)) / (y - (uint64_t)C);
      if (q > INT32_MAX) break;
      int64_t s = B + (int64_t)q * D, v = A + (int64_t)q * C;
      int64_t u = (int64_t)(x - q * y);
      if (s > u || s > INT32_MAX || v > INT32_MAX) break;
      x = y;
      y = (uint64_t)u;
      A = D;
      B = C;
      C = s;
      D = v;
    }
    if (k == 0) { /* the quotient is too long: one real division */
      if (kr_mag_divrem(NULL, t1, a, an, b, bn) < 0) {
        *failed = -1;
        return 0;
      }
      kr_digit *t = a;
      a = b;
      an = bn;
      b = t;
      bn = kr_mag_trim(t1, bn);
      memcpy(b, t1, bn * sizeof *b);
      continue;
    }
    memset(b + bn, 0, (an - bn) * sizeof *b);
    if (k & 1) {
      combine(t1, b, (uint32_t)A, a, (uint32_t)B, an);
      combine(t2, a, (uint32_t)D, b, (uint32_t)C, an);
    } else {
      combine(t1, a, (uint32_t)A, b, (uint32_t)B, an);
      combine(t2, b, (uint32_t)D, a, (uint32_t)C, an);
    }
    memcpy(a, t1, an * sizeof *a);
    memcpy(b, t2, an * sizeof *b);
    bn = kr_mag_trim(b, an);
    an = kr_mag_trim(a, an);
  }
  /* The answer goes to where the caller looks for it. */
  memcpy(t1, a, an * sizeof *a);
  return an;
}

kr_value kr_int_gcd(kr_value a, kr_value b) {
  kr_int_view x, y;
  kr_int_view_of(&x, a);
  kr_int_view_of(&y, b);
  if (x.n <= 2 && y.n <= 2) return kr_int_from_u64(gcd_u64(kr_mag_low64(x.d, x.n), kr_mag_low64(y.d, y.n)));
  if (x.n == 0) return kr_int_abs(b);
  if (y.n == 0) return kr_int_abs(a);
  size_t n = x.n > y.n ? x.n : y.n;
  kr_digit *room = kr_alloc_array(4 * n, sizeof *room);
  if (!room) return KR_NULL;
  memset(room, 0, 2 * n * sizeof *room);
  memcpy(room, x.d, x.n * sizeof *room);
  memcpy(room + n, y.d, y.n * sizeof *room);
  int failed;
  size_t gn = gcd_rows(room, room + n, room + 2 * n, room + 3 * n, n, &failed);
  kr_value g = failed < 0 ? KR_NULL : kr_int_from_mag(room + 2 * n, gn, false);
  kr_free(room);
  return g;
}

/* ---- isqrt ------------------------------------------------------------------------------------------ */

static uint64_t isqrt_u64(uint64_t n) {
  uint64_t r = (uint64_t)sqrt((double)n);
  while (r > UINT32_MAX || r * r > n) r--;
  while (r < UINT32_MAX && (r + 1) * (r + 1) <= n) r++;
  return r;
}

/* floor(sqrt(a)), a >= 0. Newton's iteration with as many bits at each step as are correct then, so
 * that all of it costs about as much as the last division. */
kr_value kr_int_isqrt(kr_value a) {
  kr_int_view x;
  kr_int_view_of(&x, a);
  if (x.n <= 2) return kr_int_from_u64(isqrt_u64(kr_mag_low64(x.d, x.n)));
  uint64_t c = (kr_mag_bits(x.d, x.n) - 1) / 2, d = 0;
  kr_value r = kr_from_small_int(1);
  for (int s = 63 - __builtin_clzll(c); s >= 0; s--) {
    /* Invariant: (r - 1)^2 < a / 4^(c - d) < (r + 1)^2 */
    uint64_t e = d;
    d = c >> s;
    kr_value left = kr_int_lshift(r, kr_from_small_int((int64_t)(d - e - 1)));
    kr_value top = kr_int_rshift(a, kr_from_small_int((int64_t)(2 * c - e - d + 1)));
    kr_value q = left == KR_NULL || top == KR_NULL ? KR_NULL : kr_int_floordiv(top, r);
    KR_REPLACE(r, q == KR_NULL ? KR_NULL : kr_int_add(left, q));
    kr_decref(left);
    kr_decref(top);
    kr_decref(q);
    if (r == KR_NULL) return KR_NULL;
  }
  kr_value square = kr_int_mul(r, r);
  if (square == KR_NULL) {
    kr_decref(r);
    return KR_NULL;
  }
  if (kr_int_compare(square, a) > 0) KR_REPLACE(r, kr_int_sub(r, kr_from_small_int(1)));
  kr_decref(square);
  return r;
}
