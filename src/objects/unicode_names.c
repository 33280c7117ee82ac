/* The names of characters, and characters by name. The form of the tables is told in
 * gen-unicode.mjs. What they lack for quick access is made in memory when first needed: where words
 * start in the dictionary, where every 64th name starts, and (for look-ups) a hash table.
 */
#include "objects/errors.h"
#include "objects/unicode_data.h"

#include "unicode_names.h"

enum { BLOCK = 64, MAX_TOKENS = 48 };

/* A position in the name tables: the next name to read, and the tokens of the one before. */
typedef struct {
  uint32_t name, token, seen; /* seen: tokens of the dictionary used so far */
  uint16_t row[MAX_TOKENS];
  uint32_t length;
} reader;

static uint32_t *word_starts; /* TOKEN_COUNT + 1 */
static reader *blocks;        /* the reader before names 0, BLOCK, 2 * BLOCK, ... */

static void read_name(reader *r) {
  uint8_t shape = name_shape[r->name * 2], count = name_shape[r->name * 2 + 1];
  uint32_t head = shape >> 4, tail = shape & 15, length = head + count + tail;
  memmove(r->row + head + count, r->row + r->length - tail, tail * sizeof *r->row);
  for (uint32_t i = head; i < head + count; i++) {
    uint32_t token = name_tokens[r->token++];
    if (token == TOKEN_NEW) token = r->seen++;
    else if (token >= TOKEN_SHORT)
      token = TOKEN_SHORT + ((token - TOKEN_SHORT) << 8 | name_tokens[r->token++]);
    r->row[i] = (uint16_t)token;
  }
  r->length = length;
  r->name++;
}

static int spell(const reader *r, char *out) {
  int n = 0;
  for (uint32_t i = 0; i < r->length; i++) {
    uint32_t start = word_starts[r->row[i]], end = word_starts[r->row[i] + 1] - 1;
    memcpy(out + n, name_words + start, end - start);
    n += (int)(end - start);
  }
  out[n] = 0;
  return n;
}

static bool prepare(void) {
  if (blocks) return true;
  uint32_t *starts = kr_alloc_array(TOKEN_COUNT + 1, sizeof *starts);
  reader *made = kr_alloc_array(NAME_COUNT / BLOCK + 1, sizeof *made);
  if (!starts || !made) {
    kr_free(starts);
    kr_free(made);
    return false;
  }
  uint32_t word = 0;
  starts[word++] = 0;
  for (uint32_t i = 0; word <= TOKEN_COUNT; i++) {
    if (name_words[i] == '\n') starts[word++] = i + 1;
  }
  reader r = {.seen = TOKEN_SHORT};
  for (uint32_t i = 0; i < NAME_COUNT; i++) {
    if (i % BLOCK == 0) made[i / BLOCK] = r;
    read_name(&r);
  }
  word_starts = starts;
  blocks = made;
  return true;
}

static int name_at(uint32_t index, char out[KR_UC_NAME_MAX]) {
  reader r = blocks[index / BLOCK];
  do read_name(&r);
  while (r.name <= index);
  return spell(&r, out);
}

/* ---- Hangul ------------------------------------------------------------------------------------------ */

static const char *const jamo_l[19] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                       "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char *const jamo_v[21] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                       "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char *const jamo_t[28] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                       "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                       "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
#define HANGUL_PREFIX "HANGUL SYLLABLE "

/* The longest of the jamo names that the text starts with; -1: none. */
static int longest(const char *const *names, int count, const char **text, const char *end) {
  int best = -1;
  size_t best_size = 0;
  for (int i = 0; i < count; i++) {
    size_t n = strlen(names[i]);
    if (n <= (size_t)(end - *text) && memcmp(names[i], *text, n) == 0 && (best < 0 || n > best_size)) {
      best = i;
      best_size = n;
    }
  }
  *text += best_size;
  return best;
}

/* ---- names ------------------------------------------------------------------------------------------- */

static int put_hex(char *out, uint32_t c) {
  int digits = c < 0x10000 ? 4 : c < 0x100000 ? 5 : 6;
  for (int i = 0; i < digits; i++) out[i] = "0123456789ABCDEF"[c >> 4 * (digits - 1 - i) & 15];
  out[digits] = 0;
  return digits;
}

int kr_uc_name(uint32_t c, char out[KR_UC_NAME_MAX]) {
  if (c - 0xAC00 < 19 * 21 * 28) {
    uint32_t i = c - 0xAC00;
    strcpy(out, HANGUL_PREFIX);
    strcat(out, jamo_l[i / (21 * 28)]);
    strcat(out, jamo_v[i / 28 % 21]);
    strcat(out, jamo_t[i % 28]);
    return (int)strlen(out);
  }
  for (uint32_t i = 0; i < NAME_RANGES; i++) {
    const uint32_t *range = name_ranges + i * 3;
    if (c < range[0] || c > range[1]) continue;
    strcpy(out, kr_uc_name_prefixes[range[2]]);
    int n = (int)strlen(out);
    return n + put_hex(out + n, c);
  }
  uint32_t end = 0, index = 0;
  for (uint32_t i = 0; i < NAME_RUNS; i++) {
    uint32_t first = end + name_runs[i * 2], count = name_runs[i * 2 + 1];
    if (c < first) return 0;
    if (c < first + count) {
      if (!prepare()) return -1;
      return name_at(index + c - first, out);
    }
    index += count;
    end = first + count;
  }
  return 0;
}

/* ---- look-up ----------------------------------------------------------------------------------------- */

/* Open addressing; a slot holds the name's index + 1 and, above it, bits of the hash. */
enum { SLOT_BITS = 16, SLOTS = 1 << SLOT_BITS, INDEX_BITS = 16 };
static uint32_t *slots;
_Static_assert(NAME_COUNT < SLOTS * 3 / 4 && NAME_COUNT < (1 << INDEX_BITS) - 1, "table too small");

static uint32_t hash_name(const char *name, size_t size) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < size; i++) h = (h ^ (uint8_t)name[i]) * 16777619u;
  return h ^ h >> 15;
}

static bool prepare_slots(void) {
  if (slots) return true;
  if (!prepare()) return false;
  uint32_t *made = kr_alloc_zeroed(SLOTS * sizeof *made);
  if (!made) return false;
  reader r = blocks[0];
  char name[KR_UC_NAME_MAX];
  for (uint32_t i = 0; i < NAME_COUNT; i++) {
    read_name(&r);
    uint32_t h = hash_name(name, (size_t)spell(&r, name));
    uint32_t slot = h & (SLOTS - 1);
    while (made[slot]) slot = (slot + 1) & (SLOTS - 1);
    made[slot] = (h & 0xFFFF0000u) | (i + 1);
  }
  slots = made;
  return true;
}

static uint32_t character_of(uint32_t index) {
  if (index >= NAME_PRIMARY) return name_alias_of[index - NAME_PRIMARY];
  uint32_t end = 0;
  for (uint32_t i = 0; i < NAME_RUNS; i++) {
    uint32_t first = end + name_runs[i * 2], count = name_runs[i * 2 + 1];
    if (index < count) return first + index;
    index -= count;
    end = first + count;
  }
  return 0;
}

/* Upper-case hexadecimal digits that fill [p, end); -1: anything else. */
static int32_t parse_hex(const char *p, const char *end) {
  int32_t value = 0;
  if (end - p < 4 || end - p > 6) return -1;
  for (; p < end; p++) {
    int digit = *p >= '0' && *p <= '9' ? *p - '0' : *p >= 'A' && *p <= 'F' ? *p - 'A' + 10 : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

int32_t kr_uc_lookup(const char *text, size_t size, bool aliases) {
  char name[KR_UC_NAME_MAX];
  if (size == 0 || size >= sizeof name) return -1;
  size_t prefix = sizeof HANGUL_PREFIX - 1;
  if (size > prefix && memcmp(text, HANGUL_PREFIX, prefix) == 0) {
    const char *p = text + prefix, *end = text + size;
    int l = longest(jamo_l, 19, &p, end), v = longest(jamo_v, 21, &p, end), t = longest(jamo_t, 28, &p, end);
    return l >= 0 && v >= 0 && t >= 0 && p == end ? 0xAC00 + (l * 21 + v) * 28 + t : -1;
  }
  for (size_t i = 0; i < size; i++)
    name[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 32) : text[i];
  for (uint32_t i = 0; i < NAME_RANGES; i++) {
    const uint32_t *range = name_ranges + i * 3;
    const char *start = kr_uc_name_prefixes[range[2]];
    size_t n = strlen(start);
    bool unified = start[0] == 'C' && start[4] == 'U';
    if (size <= n || memcmp(unified ? text : name, start, n) != 0) continue;
    int32_t c = parse_hex((unified ? text : name) + n, (unified ? text : name) + size);
    if (c < 0 || (unified && size - n > 5)) continue;
    if (!unified && (c < 0x10000) != (size - n == 4)) continue; /* no leading zeros */
    if ((uint32_t)c >= range[0] && (uint32_t)c <= range[1]) return c;
  }
  if (!prepare_slots()) return -1;
  uint32_t h = hash_name(name, size);
  for (uint32_t slot = h & (SLOTS - 1); slots[slot]; slot = (slot + 1) & (SLOTS - 1)) {
    if ((slots[slot] ^ h) & 0xFFFF0000u) continue;
    uint32_t index = (slots[slot] & 0xFFFF) - 1;
    if (index >= NAME_PRIMARY && !aliases) continue;
    char candidate[KR_UC_NAME_MAX];
    if ((size_t)name_at(index, candidate) == size && memcmp(candidate, name, size) == 0)
      return (int32_t)character_of(index);
  }
  return -1;
}

bool kr_uc_lookup_name(const char *name, size_t size, uint32_t *c) {
  int32_t found = kr_uc_lookup(name, size, true);
  if (found < 0) return false;
  *c = (uint32_t)found;
  return true;
}
