/* Coefficients: rows of nine-digit words. */
#include "modules/decimal/number.h"

#include "objects/errors.h"

enum { BASE = KR_DEC_BASE, WORD = KR_DEC_WORD_DIGITS };
const uint32_t kr_dec_power10[10] = {1,      10,      100,      1000,      10000,
                                     100000, 1000000, 10000000, 100000000, 1000000000};
#define power10 kr_dec_power10

static void trim(kr_dec *r, size_t n) {
  while (n > 0 && r->w[n - 1] == 0) n--;
  r->n = (uint32_t)n;
}
static void no_memory(kr_dec *r) { kr_dec_set_special(r, 0, KR_DEC_QNAN); }

bool kr_dec_reserve(kr_dec *d, size_t words) {
  if (words <= d->capacity) return true;
  if (words > UINT32_MAX / 8) {
    kr_raise_no_memory();
    no_memory(d);
    return false;
  }
  uint32_t *w = d->w == d->own ? kr_alloc_array(words, sizeof *w) : kr_realloc_array(d->w, words, sizeof *w);
  if (!w) {
    no_memory(d);
    return false;
  }
  if (d->w == d->own) memcpy(w, d->own, d->n * sizeof *w);
  d->w = w;
  d->capacity = (uint32_t)words;
  return true;
}

void kr_dec_copy(kr_dec *r, const kr_dec *a) {
  if (r == a || !kr_dec_reserve(r, a->n)) return;
  r->sign = a->sign;
  r->kind = a->kind;
  r->exp = a->exp;
  r->n = a->n;
  memcpy(r->w, a->w, a->n * sizeof *r->w);
}

void kr_dec_move(kr_dec *r, kr_dec *a) {
  if (r == a) return;
  if (a->w == a->own) {
    kr_dec_copy(r, a);
    return;
  }
  if (r->w != r->own) kr_free(r->w);
  *r = *a;
  kr_dec_init(a);
}

void kr_dec_set_u64(kr_dec *r, uint64_t u, bool negative, int64_t exp) {
  r->sign = negative;
  r->kind = KR_DEC_FINITE;
  r->exp = exp;
  r->n = 0;
  for (; u; u /= BASE) r->w[r->n++] = (uint32_t)(u % BASE);
}

static int word_digits(uint32_t w) {
  int n = 1;
  while (n < WORD && w >= power10[n]) n++;
  return n;
}

int64_t kr_dec_digits(const kr_dec *a) {
  return a->n == 0 ? 1 : (int64_t)(a->n - 1) * WORD + word_digits(a->w[a->n - 1]);
}

int kr_dec_digit(const kr_dec *a, int64_t i) {
  size_t word = (size_t)(i / WORD);
  return word < a->n ? (int)(a->w[word] / power10[i % WORD] % 10) : 0;
}

int64_t kr_dec_trailing_zeros(const kr_dec *a) {
  int64_t i = 0;
  while (a->w[i] == 0) i++;
  int k = 0;
  while (a->w[i] % power10[k + 1] == 0) k++;
  return i * WORD + k;
}

/* ---- shifts ------------------------------------------------------------------------------------------- */

bool kr_dec_shift_left(kr_dec *a, int64_t k) {
  if (k <= 0 || a->n == 0) return true;
  size_t words = (size_t)(k / WORD), n = a->n;
  uint32_t m = power10[k % WORD];
  if (k > (int64_t)UINT32_MAX || !kr_dec_reserve(a, n + words + 1)) {
    if (!kr_failed()) kr_raise_no_memory();
    no_memory(a);
    return false;
  }
  uint32_t *w = a->w;
  uint32_t carry = 0;
  memmove(w + words, w, n * sizeof *w);
  memset(w, 0, words * sizeof *w);
  if (m != 1) {
    for (size_t i = words; i < words + n; i++) {
      uint64_t t = (uint64_t)w[i] * m + carry;
      carry = (uint32_t)(t / BASE);
      w[i] = (uint32_t)(t - (uint64_t)carry * BASE);
    }
  }
  w[words + n] = carry;
  trim(a, words + n + 1);
  return true;
}

int kr_dec_shift_right(kr_dec *a, int64_t k) {
  if (k <= 0 || a->n == 0) return 0;
  int64_t digits = kr_dec_digits(a);
  if (k > digits) {
    a->n = 0;
    return 1;
  }
  size_t words = (size_t)(k / WORD), n = a->n;
  int part = (int)(k % WORD);
  uint32_t *w = a->w;
  /* The first digit lost, and whether anything else is. */
  int first;
  bool more = false;
  size_t below; /* whole words below the one with the first lost digit */
  if (part) {
    uint32_t low = w[words] % power10[part];
    first = (int)(low / power10[part - 1]);
    more = low % power10[part - 1] != 0;
    below = words;
  } else {
    uint32_t low = w[words - 1];
    first = (int)(low / power10[WORD - 1]);
    more = low % power10[WORD - 1] != 0;
    below = words - 1;
  }
  for (size_t i = 0; i < below && !more; i++) more = w[i] != 0;
  if (part) {
    uint32_t divisor = power10[part], up = power10[WORD - part];
    for (size_t i = words; i < n; i++) {
      uint32_t next = i + 1 < n ? w[i + 1] % divisor : 0;
      w[i - words] = w[i] / divisor + next * up;
    }
  } else {
    memmove(w, w + words, (n - words) * sizeof *w);
  }
  trim(a, n - words);
  return more && (first == 0 || first == 5) ? first + 1 : first;
}

void kr_dec_keep_low(kr_dec *a, int64_t k) {
  size_t words = (size_t)(k / WORD);
  if (words >= a->n) return;
  a->w[words] %= power10[k % WORD];
  trim(a, words + 1);
}

/* ---- sums --------------------------------------------------------------------------------------------- */

int kr_dec_int_compare(const kr_dec *a, const kr_dec *b) {
  if (a->n != b->n) return a->n < b->n ? -1 : 1;
  for (size_t i = a->n; i-- > 0;) {
    if (a->w[i] != b->w[i]) return a->w[i] < b->w[i] ? -1 : 1;
  }
  return 0;
}

static uint32_t add_rows(uint32_t *r, const uint32_t *a, size_t an, const uint32_t *b, size_t bn) {
  uint32_t carry = 0;
  for (size_t i = 0; i < an; i++) {
    uint32_t s = a[i] + (i < bn ? b[i] : 0) + carry;
    carry = s >= BASE;
    r[i] = carry ? s - BASE : s;
  }
  return carry;
}
static void sub_rows(uint32_t *r, const uint32_t *a, size_t an, const uint32_t *b, size_t bn) {
  uint32_t borrow = 0;
  for (size_t i = 0; i < an; i++) {
    uint32_t s = a[i] - (i < bn ? b[i] : 0) - borrow;
    borrow = s > a[i];
    r[i] = borrow ? s + BASE : s;
  }
}

bool kr_dec_int_add(kr_dec *r, const kr_dec *a, const kr_dec *b) {
  if (a->n < b->n) {
    const kr_dec *t = a;
    a = b;
    b = t;
  }
  size_t an = a->n, bn = b->n;
  if (!kr_dec_reserve(r, an + 1)) return false;
  uint32_t carry = add_rows(r->w, a->w, an, b->w, bn);
  r->w[an] = carry;
  r->n = (uint32_t)(an + carry);
  return true;
}

bool kr_dec_int_sub(kr_dec *r, const kr_dec *a, const kr_dec *b) {
  size_t an = a->n, bn = b->n;
  if (!kr_dec_reserve(r, an)) return false;
  sub_rows(r->w, a->w, an, b->w, bn);
  trim(r, an);
  return true;
}

/* ---- products ----------------------------------------------------------------------------------------- */

enum { KARATSUBA = 48 };

/* Column by column, so that there is one division for each word of the result. */
static void mul_columns(uint32_t *r, const uint32_t *a, size_t an, const uint32_t *b, size_t bn) {
  const uint64_t full = UINT64_C(9000000000000000000), full_carry = full / BASE;
  uint64_t sum = 0;
  for (size_t k = 0; k + 1 < an + bn; k++) {
    size_t first = k < bn ? 0 : k - bn + 1, last = k < an ? k : an - 1;
    uint64_t carry = 0;
    while (sum >= full) sum -= full, carry += full_carry;
    for (size_t i = first; i <= last; i++) {
      sum += (uint64_t)a[i] * b[k - i];
      if (sum >= full) {
        sum -= full;
        carry += full_carry;
      }
    }
    r[k] = (uint32_t)(sum % BASE);
    sum = sum / BASE + carry;
  }
  r[an + bn - 1] = (uint32_t)sum;
}

/* r[2n] = a[n] * b[n]; room holds 4n + 64 words. */
static void mul_karatsuba(uint32_t *r, const uint32_t *a, const uint32_t *b, size_t n, uint32_t *room) {
  if (n < KARATSUBA) {
    mul_columns(r, a, n, b, n);
    return;
  }
  size_t low = (n + 1) / 2, high = n - low;
  uint32_t *sa = room, *sb = sa + low + 1, *middle = sb + low + 1, *rest = middle + 2 * (low + 1);
  sa[low] = add_rows(sa, a, low, a + low, high);
  sb[low] = add_rows(sb, b, low, b + low, high);
  mul_karatsuba(middle, sa, sb, low + 1, rest);
  mul_karatsuba(r, a, b, low, rest);
  mul_karatsuba(r + 2 * low, a + low, b + low, high, rest);
  size_t mn = 2 * (low + 1);
  sub_rows(middle, middle, mn, r, 2 * low);
  sub_rows(middle, middle, mn, r + 2 * low, 2 * high);
  while (mn && middle[mn - 1] == 0) mn--;
  size_t room_above = 2 * n - low;
  if (mn < room_above) {
    add_rows(r + low, r + low, room_above, middle, mn);
  } else {
    add_rows(r + low, r + low, room_above, middle, room_above);
  }
}

static bool mul_rows(uint32_t *r, const uint32_t *a, size_t an, const uint32_t *b, size_t bn) {
  if (an < bn) {
    const uint32_t *t = a;
    a = b, b = t;
    size_t tn = an;
    an = bn, bn = tn;
  }
  if (bn < KARATSUBA) {
    mul_columns(r, a, an, b, bn);
    return true;
  }
  uint32_t *room = kr_alloc_array(8 * bn + 256, sizeof *room);
  if (!room) return false;
  if (an == bn) {
    mul_karatsuba(r, a, b, an, room);
  } else {
    uint32_t *part = room + 6 * bn + 256;
    memset(r, 0, (an + bn) * sizeof *r);
    for (size_t i = 0; i < an; i += bn) {
      size_t n = an - i < bn ? an - i : bn;
      if (n == bn) {
        mul_karatsuba(part, a + i, b, bn, room);
      } else if (!mul_rows(part, b, bn, a + i, n)) {
        kr_free(room);
        return false;
      }
      add_rows(r + i, r + i, an + bn - i, part, n + bn);
    }
  }
  kr_free(room);
  return true;
}

bool kr_dec_int_mul(kr_dec *r, const kr_dec *a, const kr_dec *b) {
  size_t an = a->n, bn = b->n;
  if (an == 0 || bn == 0) {
    r->n = 0;
    return true;
  }
  if (r == a || r == b) {
    KR_DEC_TEMP(t);
    if (!kr_dec_int_mul(&t, a, b)) {
      no_memory(r);
      return false;
    }
    t.sign = r->sign, t.kind = r->kind, t.exp = r->exp;
    kr_dec_move(r, &t);
    return !kr_failed();
  }
  if (!kr_dec_reserve(r, an + bn) || !mul_rows(r->w, a->w, an, b->w, bn)) {
    no_memory(r);
    return false;
  }
  trim(r, an + bn);
  return true;
}

bool kr_dec_int_mul_small(kr_dec *r, uint32_t m, uint32_t add) {
  if (!kr_dec_reserve(r, (size_t)r->n + 1)) return false;
  uint32_t carry = add, *w = r->w;
  for (size_t i = 0; i < r->n; i++) {
    uint64_t t = (uint64_t)w[i] * m + carry;
    carry = (uint32_t)(t / BASE);
    w[i] = (uint32_t)(t - (uint64_t)carry * BASE);
  }
  w[r->n] = carry;
  trim(r, (size_t)r->n + 1);
  return true;
}

/* ---- quotients ---------------------------------------------------------------------------------------- */

uint32_t kr_dec_int_div_small(kr_dec *r, uint32_t d) {
  uint64_t rest = 0;
  for (size_t i = r->n; i-- > 0;) {
    uint64_t t = rest * BASE + r->w[i];
    uint64_t q = t / d;
    r->w[i] = (uint32_t)q;
    rest = t - q * d;
  }
  trim(r, r->n);
  return (uint32_t)rest;
}

/* Knuth's algorithm D: u[un + 1] becomes the remainder, q[un - vn + 1]. v[vn - 1] >= BASE / 2, vn >= 2. */
static void div_rows(uint32_t *q, uint32_t *u, size_t un, const uint32_t *v, size_t vn) {
  for (size_t j = un - vn + 1; j-- > 0;) {
    uint64_t top = (uint64_t)u[j + vn] * BASE + u[j + vn - 1];
    uint64_t guess = top / v[vn - 1], rest = top - guess * v[vn - 1];
    while (guess >= BASE || (rest < BASE && guess * v[vn - 2] > rest * BASE + u[j + vn - 2])) {
      guess--;
      rest += v[vn - 1];
    }
    uint64_t carry = 0;
    uint32_t borrow = 0;
    for (size_t i = 0; i < vn; i++) {
      uint64_t t = guess * v[i] + carry;
      carry = t / BASE;
      uint32_t low = (uint32_t)(t - carry * BASE) + borrow, have = u[j + i];
      borrow = have < low;
      u[j + i] = borrow ? have + BASE - low : have - low;
    }
    uint32_t low = (uint32_t)carry + borrow, have = u[j + vn];
    borrow = have < low;
    u[j + vn] = borrow ? have + BASE - low : have - low;
    if (borrow) {
      guess--;
      u[j + vn] = (u[j + vn] + add_rows(u + j, u + j, vn, v, vn)) % BASE;
    }
    if (q) q[j] = (uint32_t)guess;
  }
}

bool kr_dec_int_divmod(kr_dec *q, kr_dec *m, const kr_dec *a, const kr_dec *b) {
  if (kr_dec_int_compare(a, b) < 0) {
    if (m && m != a) {
      if (!kr_dec_reserve(m, a->n)) return false;
      memmove(m->w, a->w, a->n * sizeof *m->w);
      m->n = a->n;
    }
    if (q) q->n = 0;
    return true;
  }
  size_t an = a->n, bn = b->n;
  if (bn == 1) {
    uint32_t d = b->w[0];
    KR_DEC_TEMP(t);
    kr_dec_copy(&t, a);
    if (kr_dec_is_nan(&t)) return false;
    uint32_t rest = kr_dec_int_div_small(&t, d);
    if (q) {
      if (!kr_dec_reserve(q, t.n)) return false;
      memcpy(q->w, t.w, t.n * sizeof *q->w);
      q->n = t.n;
    }
    if (m) {
      m->w[0] = rest;
      m->n = rest != 0;
    }
    return true;
  }
  /* Scaled so that the divisor's first word is large. */
  uint32_t scale = BASE / (b->w[bn - 1] + 1);
  KR_DEC_TEMP(u);
  KR_DEC_TEMP(v);
  KR_DEC_TEMP(t);
  if (!kr_dec_reserve(&u, an + 2) || !kr_dec_reserve(&v, bn + 1) || !kr_dec_reserve(&t, an - bn + 1))
    return false;
  memcpy(u.w, a->w, an * sizeof *u.w);
  u.n = (uint32_t)an;
  memcpy(v.w, b->w, bn * sizeof *v.w);
  v.n = (uint32_t)bn;
  if (!kr_dec_int_mul_small(&u, scale, 0) || !kr_dec_int_mul_small(&v, scale, 0)) return false;
  for (size_t i = u.n; i <= an; i++) u.w[i] = 0;
  div_rows(t.w, u.w, an, v.w, bn);
  trim(&t, an - bn + 1);
  trim(&u, bn);
  if (m) {
    kr_dec_int_div_small(&u, scale);
    if (!kr_dec_reserve(m, u.n)) return false;
    memcpy(m->w, u.w, u.n * sizeof *m->w);
    m->n = u.n;
  }
  if (q) {
    if (!kr_dec_reserve(q, t.n)) return false;
    memcpy(q->w, t.w, t.n * sizeof *q->w);
    q->n = t.n;
  }
  return true;
}

/* ---- roots and small values --------------------------------------------------------------------------- */

bool kr_dec_int_sqrt(kr_dec *r, const kr_dec *a) {
  if (a->n == 0) {
    r->n = 0;
    return true;
  }
  /* Newton's iteration from above, with a first value of about 14 digits from the leading ones. */
  KR_DEC_TEMP(x);
  KR_DEC_TEMP(t);
  int64_t digits = kr_dec_digits(a), spare = digits > 18 ? (digits - 18) & ~INT64_C(1) : 0;
  kr_dec_copy(&t, a);
  kr_dec_shift_right(&t, spare);
  uint64_t lead;
  if (!kr_dec_int_u64(&t, &lead)) return false;
  double root = __builtin_sqrt((double)lead + 1) * (1 + 1e-14) + 1;
  uint64_t start = (uint64_t)root + 1;
  int64_t shift = spare / 2;
  kr_dec_set_u64(&x, start, false, 0);
  if (!kr_dec_shift_left(&x, shift)) return false;
  for (;;) { /* (x + a / x) / 2 until it no longer falls */
    if (!kr_dec_int_divmod(&t, NULL, a, &x) || !kr_dec_int_add(&t, &t, &x)) return false;
    kr_dec_int_div_small(&t, 2);
    if (kr_dec_int_compare(&t, &x) >= 0) break;
    kr_dec_copy(&x, &t);
    if (kr_dec_is_nan(&x)) return false;
  }
  if (!kr_dec_reserve(r, x.n)) return false;
  memcpy(r->w, x.w, x.n * sizeof *r->w);
  r->n = x.n;
  return true;
}

bool kr_dec_int_u64(const kr_dec *a, uint64_t *u) {
  if (a->n > 3 || (a->n == 3 && a->w[2] > 17)) return false;
  *u = 0;
  for (size_t i = a->n; i-- > 0;) *u = *u * BASE + a->w[i];
  return true;
}

bool kr_dec_i64(const kr_dec *a, int64_t *i) {
  uint64_t u;
  if (a->n == 0) {
    *i = 0;
    return true;
  }
  if (a->exp > 18 || a->exp < -18) {
    if (a->exp > 0) return false;
  }
  KR_DEC_TEMP(t);
  kr_dec_copy(&t, a);
  if (t.exp > 0) {
    if (kr_dec_digits(&t) + t.exp > 18 || !kr_dec_shift_left(&t, t.exp)) return false;
  } else {
    kr_dec_shift_right(&t, -t.exp);
  }
  if (!kr_dec_int_u64(&t, &u) || u > INT64_MAX) return false;
  *i = a->sign ? -(int64_t)u : (int64_t)u;
  return true;
}
