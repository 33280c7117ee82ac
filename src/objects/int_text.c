/* Magnitudes to and from text in bases that are no powers of two. Both ways split long numbers in
 * halves at powers of the base, so that they cost little more than multiplication (or division). */
#include <string.h>

#include "objects/int_mag.h"

/* Below these the quadratic way is quicker. */
enum { TO_TEXT_SPLIT = 48 /* digits */, FROM_TEXT_SPLIT = 600 /* characters */ };

/* Powers base^(chunk * 2^k), k = 0, 1, ...: each the square of the one before. */
typedef struct {
  kr_digit *d;
  size_t n;
} power;
typedef struct {
  power p[64];
  size_t count;
} powers;

static void free_powers(powers *t) {
  for (size_t i = 0; i < t->count; i++) kr_free(t->p[i].d);
}

static int add_power(powers *t, kr_digit first) {
  power *p = &t->p[t->count];
  if (t->count == 0) {
    p->d = kr_alloc(sizeof *p->d);
    if (!p->d) return -1;
    p->d[0] = first;
    p->n = 1;
  } else {
    const power *last = p - 1;
    p->d = kr_alloc_array(last->n, 2 * sizeof *p->d);
    if (!p->d) return -1;
    if (kr_mag_sqr(p->d, last->d, last->n) < 0) {
      kr_free(p->d);
      return -1;
    }
    p->n = kr_mag_trim(p->d, 2 * last->n);
  }
  t->count++;
  return 0;
}

/* ---- to decimal --------------------------------------------------------------------------------- */

enum { CHUNK = 9 };
static const kr_digit CHUNK_VALUE = 1000000000;

/* Exactly `width` characters, zeros in front. a is consumed. */
static void write_small(char *out, size_t width, kr_digit *a, size_t n) {
  char *p = out + width;
  n = kr_mag_trim(a, n);
  while (n > 0) {
    kr_digit r = kr_mag_divrem1(a, a, n, CHUNK_VALUE);
    if (a[n - 1] == 0) n--;
    for (int i = 0; i < CHUNK && p > out; i++) {
      *--p = (char)('0' + r % 10);
      r /= 10;
    }
  }
  memset(out, '0', (size_t)(p - out));
}

/* The same by halves: a < base^(width), width = CHUNK << (level + 1). */
static int write_split(char *out, size_t level, kr_digit *a, size_t n, const powers *t) {
  size_t width = (size_t)CHUNK << (level + 1), half = width / 2;
  n = kr_mag_trim(a, n);
  const power *p = &t->p[level];
  if (n < TO_TEXT_SPLIT || level == 0) {
    write_small(out, width, a, n);
    return 0;
  }
  if (n < p->n || (n == p->n && kr_mag_compare(a, n, p->d, p->n) < 0)) {
    memset(out, '0', half);
    return write_split(out + half, level - 1, a, n, t);
  }
  size_t qn = n - p->n + 1;
  kr_digit *q = kr_alloc_array(qn + p->n, sizeof *q);
  if (!q) return -1;
  kr_digit *r = q + qn;
  int result = kr_mag_divrem(q, r, a, n, p->d, p->n);
  if (result == 0) result = write_split(out, level - 1, q, qn, t);
  if (result == 0) result = write_split(out + half, level - 1, r, p->n, t);
  kr_free(q);
  return result;
}

/* How many levels of splitting n digits need; their text fits CHUNK << levels characters. */
static size_t levels_for(size_t n) {
  size_t width = CHUNK, levels = 0;
  /* 32 bits are less than 9.633 decimal digits. */
  while (width / 10 < n) {
    width *= 2;
    levels++;
  }
  return levels;
}

size_t kr_mag_decimal_room(size_t n) {
  if (n > SIZE_MAX / 64) return 0;
  return n < TO_TEXT_SPLIT ? n * 10 + CHUNK : (size_t)CHUNK << levels_for(n);
}

int kr_mag_to_decimal(char *out, size_t *size, const kr_digit *a, size_t n) {
  size_t width = kr_mag_decimal_room(n);
  if (n < TO_TEXT_SPLIT) {
    kr_digit copy[TO_TEXT_SPLIT];
    memcpy(copy, a, n * sizeof *copy);
    write_small(out, width, copy, n);
  } else {
    size_t levels = levels_for(n);
    powers t = {.count = 0};
    kr_digit *copy = kr_alloc_array(n, sizeof *copy);
    int result = copy ? 0 : -1;
    if (copy) memcpy(copy, a, n * sizeof *copy);
    while (result == 0 && t.count < levels && (t.count == 0 || 2 * t.p[t.count - 1].n <= n + 1))
      result = add_power(&t, CHUNK_VALUE);
    /* Powers above a itself are not needed: their levels would only put zeros in front. */
    if (result == 0) {
      size_t top = t.count - 1, used = (size_t)CHUNK << (top + 1);
      memset(out, '0', width - used);
      result = write_split(out + width - used, top, copy, n, &t);
    }
    free_powers(&t);
    kr_free(copy);
    if (result < 0) return -1;
  }
  size_t zeros = 0;
  while (zeros + 1 < width && out[zeros] == '0') zeros++;
  memmove(out, out + zeros, width - zeros);
  *size = width - zeros;
  return 0;
}

/* ---- from text ---------------------------------------------------------------------------------- */

/* 1 + floor(65536 * log2(base)), so that bits are never too few. */
static const uint32_t log2_16[37] = {
    0,      0,      65537,  103873, 131073, 152170, 169409, 183983, 196609, 207745, 217706, 226718, 234945,
    242513, 249519, 256042, 262145, 267876, 273281, 278393, 283242, 287855, 292254, 296457, 300481, 304340,
    308049, 311617, 315055, 318373, 321578, 324679, 327681, 330590, 333412, 336153, 338817};

size_t kr_mag_digits_room(size_t size, int base) {
  return (size_t)(((uint64_t)size * log2_16[base] >> 16) / 32) + 2;
}

static size_t read_small(kr_digit *r, const uint8_t *values, size_t size, uint32_t base, size_t chunk,
                         kr_digit chunk_value) {
  size_t n = 0, first = size % chunk;
  for (size_t i = 0; i < size;) {
    size_t len = i == 0 && first ? first : chunk;
    kr_digit v = 0;
    for (size_t k = 0; k < len; k++) v = v * base + values[i + k];
    i += len;
    kr_digit c = kr_mag_mul1(r, r, n, chunk_value, v);
    if (c) r[n++] = c;
  }
  return n;
}

typedef struct {
  powers t;
  uint32_t base;
  size_t chunk;
  kr_digit chunk_value;
} reader;

static int read_split(kr_digit *r, size_t *n, const uint8_t *values, size_t size, const reader *rd) {
  if (size < FROM_TEXT_SPLIT) {
    *n = read_small(r, values, size, rd->base, rd->chunk, rd->chunk_value);
    return 0;
  }
  size_t k = rd->t.count - 1;
  while (rd->chunk << k >= size) k--;
  size_t low = rd->chunk << k, high = size - low;
  const power *p = &rd->t.p[k];
  size_t high_room = kr_mag_digits_room(high, (int)rd->base);
  size_t low_room = kr_mag_digits_room(low, (int)rd->base);
  kr_digit *room = kr_alloc_array(high_room + low_room + high_room + p->n, sizeof *room);
  if (!room) return -1;
  kr_digit *h = room, *l = room + high_room, *prod = l + low_room;
  size_t hn, ln;
  int result = read_split(h, &hn, values, high, rd);
  if (result == 0) result = read_split(l, &ln, values + high, low, rd);
  if (result == 0 && hn) result = kr_mag_mul(prod, h, hn, p->d, p->n);
  if (result == 0) {
    if (hn) {
      kr_mag_add(prod, prod, hn + p->n, l, ln);
      *n = kr_mag_trim(prod, hn + p->n);
      memcpy(r, prod, *n * sizeof *r);
    } else {
      *n = ln;
      memcpy(r, l, ln * sizeof *r);
    }
  }
  kr_free(room);
  return result;
}

int kr_mag_from_base(kr_digit *r, size_t *n, const uint8_t *values, size_t size, int base) {
  reader rd = {.base = (uint32_t)base, .chunk = 1, .chunk_value = (kr_digit)base};
  while ((uint64_t)rd.chunk_value * rd.base <= UINT32_MAX) {
    rd.chunk_value *= rd.base;
    rd.chunk++;
  }
  if (size < FROM_TEXT_SPLIT) {
    *n = read_small(r, values, size, rd.base, rd.chunk, rd.chunk_value);
    return 0;
  }
  int result = 0;
  do { result = add_power(&rd.t, rd.chunk_value); } while (result == 0 && rd.chunk << rd.t.count < size);
  if (result == 0) result = read_split(r, n, values, size, &rd);
  free_powers(&rd.t);
  return result;
}
