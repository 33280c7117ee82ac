/* Unpacks the tables of names: an arithmetic decoder, whose probabilities are a mix of what followed in the same
 * contexts before. pack-names.mjs has the same contexts and the same arithmetic, and reasons. It takes a megabyte
 * for a moment, and some hundredths of a second, when a program first asks for a name. */
#include "objects/unicode_unpack.h"

#include "memory/memory.h"
#include "objects/unicode_data.h"

enum { COUNTER_BITS = 18, MAX_CONTEXTS = 8, LIMIT = 60, RATE = 80, MAX_TOKENS = 64 };
/* Sets of weights. */
enum { WORD, SHAPE = 8, COUNT, MORE, TOKEN, SECOND = 14, SETS = 16 };

typedef struct {
  const uint8_t *in;
  uint32_t low, high, code;
  int32_t n, inputs[MAX_CONTEXTS];
  uint32_t contexts[MAX_CONTEXTS];
  uint32_t *places[MAX_CONTEXTS];
  int32_t rates[LIMIT + 1]; /* of change, by how often a context was seen */
  int16_t stretches[4096];
  int32_t weights[SETS << 8][MAX_CONTEXTS];
  uint32_t counters
      [1 << COUNTER_BITS]; /* probability (16 bits), how often seen (6), a check of the context (10) */
} unpacker;

static int32_t squash(int32_t x) {
  static const uint16_t squashes[33] = {1,    2,    4,    6,    10,   17,   27,   45,   74,   120,  194,
                                        311,  488,  747,  1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785,
                                        3902, 3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095};
  if (x > 2047) return 4095;
  if (x < -2047) return 1;
  int32_t part = x & 127, i = (x >> 7) + 16;
  int32_t p = (squashes[i] * (128 - part) + squashes[i + 1] * part + 64) >> 7;
  return p < 1 ? 1 : p;
}

static uint32_t hash(uint32_t h, int32_t v) {
  h = (h + (uint32_t)v + 1) * 0x9e3779b1u;
  return h ^ h >> 16;
}
/* The next context: what one is made of. */
#define CONTEXT(...)                                                                               \
  do {                                                                                             \
    const int32_t parts[] = {__VA_ARGS__};                                                         \
    uint32_t h = 0;                                                                                \
    for (uint32_t part = 0; part < sizeof parts / sizeof *parts; part++) h = hash(h, parts[part]); \
    u->contexts[u->n++] = h;                                                                       \
  } while (0)

static uint32_t *find(unpacker *u, uint32_t h) {
  uint32_t check = h & 1023, *k = u->counters + (h >> (32 - COUNTER_BITS)),
           *other = u->counters + (h >> (32 - COUNTER_BITS) ^ 1);
  if ((*k & 1023) == check) return k;
  if ((*other & 1023) == check) return other;
  if ((*other >> 10 & 63) < (*k >> 10 & 63)) k = other;
  *k = 0x80000000u + check;
  return k;
}

static uint32_t bit(unpacker *u, int set, uint32_t node) {
  static const uint8_t confidence[4] = {0, 13, 16, 19}; /* by how often a context was seen, in sixteenths */
  int32_t *weights = u->weights[((uint32_t)set << 8) + node];
  uint32_t sum = 0, here = node * 0x2545f491u;
  int32_t n = u->n;
  for (int32_t i = 0; i < n; i++) {
    uint32_t h = u->contexts[i] + here + (uint32_t)i * (0x2545f491u << 8);
    h = (h ^ h >> 15) * 0x85ebca6bu;
    u->places[i] = find(u, h ^ h >> 13); /* may take the place of one that was found before it */
  }
  for (int32_t i = 0; i < n; i++) {
    uint32_t c = *u->places[i], seen = c >> 10 & 63;
    u->inputs[i] = u->stretches[c >> 20] * confidence[seen < 3 ? seen : 3] >> 4;
    sum += (uint32_t)u->inputs[i] * (uint32_t)weights[i];
  }
  int32_t p = squash((int32_t)sum >> 16);
  uint32_t middle = u->low + (u->high - u->low) / 4096 * (uint32_t)p, y = u->code <= middle;
  if (y) u->high = middle;
  else u->low = middle + 1;
  while ((u->low ^ u->high) >> 24 == 0) {
    u->low <<= 8;
    u->high = u->high << 8 | 255;
    u->code = u->code << 8 | *u->in++;
  }
  int32_t error = ((int32_t)y * 4095 - p) * RATE, target = y ? 0xffff : 0;
  for (int32_t i = 0; i < n; i++) {
    weights[i] += (u->inputs[i] * error + 0x8000) >> 16;
    uint32_t c = *u->places[i], seen = c >> 10 & 63;
    int32_t old = (int32_t)(c >> 16), value = old + ((target - old) * u->rates[seen] >> 15);
    *u->places[i] = (uint32_t)value << 16 | (seen < LIMIT ? seen + 1 : seen) << 10 | (c & 1023);
  }
  return y;
}

static int32_t symbol(unpacker *u, int bits, int set) {
  uint32_t node = 1;
  for (int i = 0; i < bits; i++) node = node * 2 + bit(u, set, node);
  return (int32_t)node - (1 << bits);
}

/* A word behind the one before, to its '\n'. */
static char *read_word(unpacker *u, const char *before, char *out, int32_t a, int32_t b) {
  int32_t same = 1, c1 = 0, c2 = 0, c3 = 0;
  for (int32_t i = 0;; i++) {
    int32_t o = *before == '\n' ? 0 : *before, o2 = o ? before[1] : 0;
    if (o2 == '\n') o2 = 0;
    if (o) before++;
    u->n = 0;
    CONTEXT(1, o, same, o2);
    CONTEXT(2, o, c1, same);
    CONTEXT(3, c1);
    CONTEXT(4, c1, c2, c3);
    CONTEXT(5, i, c1);
    CONTEXT(6, a, c1, c2);
    CONTEXT(7, b, c1);
    int32_t c = symbol(u, 7, WORD + (i < 3 ? i : 3) + same * 4);
    *out++ = (char)(c ? c : '\n');
    if (!c) return out;
    if (c != o) same = 0;
    c3 = c2, c2 = c1, c1 = c;
  }
}

bool kr_unpack_names(const kr_name_tables *t) {
  unpacker *u = kr_alloc(sizeof *u);
  if (!u) return false;
  u->in = t->packed;
  u->low = 0;
  u->high = UINT32_MAX;
  for (int i = 0; i < 4; i++) u->code = u->code << 8 | *u->in++;
  for (int i = 0; i < 1 << COUNTER_BITS; i++) u->counters[i] = 0x80000000u;
  for (int i = 0; i <= LIMIT; i++) u->rates[i] = 65536 / (2 * i + 3);
  for (int i = 0; i < SETS << 8; i++)
    for (int k = 0; k < MAX_CONTEXTS; k++) u->weights[i][k] = 20000;
  for (int32_t x = -2047, p = 0; p < 4096; x++)
    for (int32_t to = squash(x); p <= to; p++) u->stretches[p] = (int16_t)(x < 2047 ? x : 2047);

  const char *before = "\n";
  char *words = t->words;
#define READ_WORD(a, b)                            \
  do {                                             \
    char *end = read_word(u, before, words, a, b); \
    before = words;                                \
    words = end;                                   \
  } while (0)
  int32_t seen = 0, brief = (int32_t)t->short_tokens;
  for (; seen < brief; seen++) READ_WORD(0, 0);

  /* Rows have -1 before and behind what they have. */
  int32_t rows[2][MAX_TOKENS + 8], *row = rows[0] + 4, *last = rows[1] + 4, n = 0, size = 0;
  memset(rows, 0xff, sizeof rows);
  int32_t form = 0, count = 0, first = 0;
  uint8_t *tokens = t->tokens;
  for (uint32_t name = 0; name < t->names; name++) {
    int32_t *swap = last;
    last = row, row = swap, n = size;
    u->n = 0;
    CONTEXT(8, form);
    CONTEXT(9, form, count);
    CONTEXT(10, n, form);
    CONTEXT(11, n, last[n - 1]);
    CONTEXT(12, last[0], last[1]);
    CONTEXT(13, first, form);
    int32_t shape = symbol(u, 8, SHAPE), head = shape >> 4, tail = shape & 15;
    u->n = 0;
    CONTEXT(14, shape);
    CONTEXT(15, shape, form, count);
    CONTEXT(16, n - head - tail, shape);
    form = shape;
    count = symbol(u, 4, COUNT);
    if (count == 15) count += symbol(u, 6, MORE);
    t->shape[name * 2] = (uint8_t)shape;
    t->shape[name * 2 + 1] = (uint8_t)count;
    memcpy(row, last, (size_t)head * sizeof *row);
    for (int32_t i = 0; i < count; i++) {
      int32_t left = count - i < 4 ? count - i : 4, at = head + i, end = n - tail - (count - i);
      int32_t next = left > 1 ? -2 : tail ? last[n - tail] : -1, p = row[at - 1], o = at < n ? last[at] : -1;
      int32_t r0 = at > 0 ? row[0] : -1, r1 = at > 1 ? row[1] : -1;
      u->n = 0;
      CONTEXT(19, p);
      CONTEXT(20, o, i ? 1 : 0);
      CONTEXT(22, next, left);
      CONTEXT(23, r0, r1, left);
      CONTEXT(25, end >= head ? last[end] : -1, left, i);
      int32_t token = symbol(u, 8, TOKEN + (i == 0 ? 0 : left == 1 ? 1 : 2));
      *tokens++ = (uint8_t)token;
      if (token == 255) {
        READ_WORD((int32_t)hash(hash(0, r0), r1), (int32_t)hash(hash(0, r0), p));
        row[at] = seen++;
      } else if (token < brief) {
        row[at] = token;
      } else {
        for (int32_t k = 0; k < u->n; k++) u->contexts[k] = hash(hash(0, (int32_t)u->contexts[k]), token);
        int32_t second = symbol(u, 8, SECOND);
        *tokens++ = (uint8_t)second;
        row[at] = brief + ((token - brief) << 8 | second);
      }
    }
    first = count ? row[head] : 0;
    memcpy(row + head + count, last + n - tail, (size_t)tail * sizeof *row);
    size = head + count + tail;
    for (int32_t i = size; i < MAX_TOKENS; i++) row[i] = -1;
  }
  kr_free(u);
  return true;
}
