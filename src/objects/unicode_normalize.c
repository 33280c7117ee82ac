/* The four normal forms of Unicode. */
#include "objects/abstract.h"
#include "objects/str_core.h"
#include "objects/unicode_data.h"

enum {
  HANGUL = 0xAC00,
  HANGUL_L = 0x1100,
  HANGUL_V = 0x1161,
  HANGUL_T = 0x11A7,
  L_COUNT = 19,
  V_COUNT = 21,
  T_COUNT = 28,
  HANGUL_COUNT = L_COUNT * V_COUNT * T_COUNT,
};

/* ---- pairs that compose ------------------------------------------------------------------------------ */

/* Made from the decompositions when first needed: a hash table of (first, second) -> composite. */
typedef struct {
  uint32_t first, second, composite;
} pair;
static pair *pairs;
enum { PAIR_SLOTS = 2048 };

static uint32_t pair_slot(uint32_t first, uint32_t second) {
  uint32_t i = (first * 0x9E3779B1u ^ second * 0x85EBCA6Bu) >> 16 & (PAIR_SLOTS - 1);
  while (pairs[i].first && (pairs[i].first != first || pairs[i].second != second))
    i = (i + 1) & (PAIR_SLOTS - 1);
  return i;
}

static bool make_pairs(void) {
  pairs = kr_alloc_zeroed(PAIR_SLOTS * sizeof *pairs);
  if (!pairs) return false;
  /* All composites lie in these two ranges. */
  for (uint32_t c = 0xC0; c < 0x20000; c = c == 0x30FF ? 0x10000 : c + 1) {
    uint32_t parts[KR_UC_MAX_DECOMPOSITION];
    const char *tag;
    if (kr_uc_decomposition(c, parts, &tag) != 2 || *tag || kr_uc_is_excluded_composition(c)) continue;
    pairs[pair_slot(parts[0], parts[1])] = (pair){parts[0], parts[1], c};
  }
  return true;
}

static uint32_t compose(uint32_t a, uint32_t b) {
  if (a - HANGUL_L < L_COUNT && b - HANGUL_V < V_COUNT)
    return HANGUL + ((a - HANGUL_L) * V_COUNT + (b - HANGUL_V)) * T_COUNT;
  if (a - HANGUL < HANGUL_COUNT && (a - HANGUL) % T_COUNT == 0 && b - HANGUL_T - 1 < T_COUNT - 1)
    return a + (b - HANGUL_T);
  return pairs[pair_slot(a, b)].composite;
}

/* ---- text in progress -------------------------------------------------------------------------------- */

typedef struct {
  uint32_t *chars;
  size_t size, capacity;
} text;

static bool put(text *t, uint32_t c) {
  if (t->size == t->capacity) {
    size_t capacity = t->capacity + t->capacity / 2 + 32;
    uint32_t *chars = kr_realloc_array(t->chars, capacity, sizeof *chars);
    if (!chars) return false;
    t->chars = chars;
    t->capacity = capacity;
  }
  t->chars[t->size++] = c;
  return true;
}

static bool put_decomposed(text *t, uint32_t c, bool compat, bool old) {
  if (c < 0xA0) return put(t, c);
  if (c - HANGUL < HANGUL_COUNT) {
    uint32_t i = c - HANGUL, tail = i % T_COUNT;
    return put(t, HANGUL_L + i / (V_COUNT * T_COUNT)) &&
           put(t, HANGUL_V + i % (V_COUNT * T_COUNT) / T_COUNT) && (tail == 0 || put(t, HANGUL_T + tail));
  }
  if (old) {
    const kr_uc_old *o = kr_uc_get_old(c);
    if (o && o->category == 0) return put(t, c);
    uint32_t corrected = kr_uc_old_correction(c);
    if (corrected) return put(t, corrected);
  }
  uint32_t parts[KR_UC_MAX_DECOMPOSITION];
  const char *tag;
  int n = kr_uc_decomposition(c, parts, &tag);
  if (n == 0 || (*tag && !compat)) return put(t, c);
  for (int i = 0; i < n; i++) {
    if (!put_decomposed(t, parts[i], compat, old)) return false; /* at most a few levels deep */
  }
  return true;
}

/* Marks after a base stand in the order of their classes; equal ones keep theirs. False: MemoryError. */
static bool reorder(text *t) {
  size_t i = 0;
  while (i < t->size) {
    if (t->chars[i] < 0x300 || kr_uc_combining(t->chars[i]) == 0) {
      i++;
      continue;
    }
    size_t start = i;
    bool sorted = true;
    int before = 0;
    for (; i < t->size; i++) {
      int class = kr_uc_combining(t->chars[i]);
      if (class == 0) break;
      if (class < before) sorted = false;
      before = class;
    }
    if (sorted) continue;
    /* Counting sort: stable, and linear for rows of marks of any length. */
    uint32_t *row = t->chars + start;
    size_t n = i - start;
    if (n <= 16) {
      for (size_t j = 1; j < n; j++) {
        uint32_t c = row[j];
        size_t k = j;
        for (; k > 0 && kr_uc_combining(row[k - 1]) > kr_uc_combining(c); k--) row[k] = row[k - 1];
        row[k] = c;
      }
      continue;
    }
    size_t places[256] = {0};
    for (size_t j = 0; j < n; j++) places[kr_uc_combining(row[j])]++;
    size_t at = 0;
    for (int class = 0; class < 256; class ++) {
      size_t count = places[class];
      places[class] = at;
      at += count;
    }
    uint32_t *sorted_row = kr_alloc_array(n, sizeof *row);
    if (!sorted_row) return false;
    for (size_t j = 0; j < n; j++) sorted_row[places[kr_uc_combining(row[j])]++] = row[j];
    memcpy(row, sorted_row, n * sizeof *row);
    kr_free(sorted_row);
  }
  return true;
}

static void compose_all(text *t) {
  size_t starter = SIZE_MAX, out = 0;
  int last = 0; /* class of the last character kept since the starter */
  for (size_t i = 0; i < t->size; i++) {
    uint32_t c = t->chars[i];
    int class = c < 0x300 ? 0 : kr_uc_combining(c);
    if (starter != SIZE_MAX && (out == starter + 1 || (last < class && last != 0))) {
      uint32_t composite = compose(t->chars[starter], c);
      if (composite) {
        t->chars[starter] = composite;
        continue;
      }
    }
    if (class == 0) {
      starter = out;
      last = 0;
    } else {
      last = class;
    }
    t->chars[out++] = c;
  }
  t->size = out;
}

/* The result's characters; false: MemoryError. */
static bool normalize(text *t, const kr_str *s, kr_normal_form form, bool old) {
  if (!(form & KR_NFD) && !pairs && !make_pairs()) return false;
  for (size_t i = 0; i < s->length; i++) {
    if (!put_decomposed(t, kr_str_read(s, i), (form & KR_NFKC) != 0, old)) return false;
  }
  if (!reorder(t)) return false;
  if (!(form & KR_NFD)) compose_all(t);
  return true;
}

/* Below these, no character changes or composes. */
static bool is_plain(const kr_str *s, kr_normal_form form) {
  return kr_str_is_ascii(s) || (form == KR_NFC && kr_str_shift(s) == 0);
}

kr_value kr_uc_normal_form(kr_value v, kr_normal_form form, bool old) {
  kr_str *s = KR_STR(v);
  if (is_plain(s, form)) return kr_str_exact(v);
  text t = {0};
  kr_value r = KR_NULL;
  if (normalize(&t, s, form, old)) r = kr_str_from_ucs4(t.chars, t.size);
  kr_free(t.chars);
  return r;
}

int kr_uc_is_normal_form(kr_value v, kr_normal_form form, bool old) {
  kr_str *s = KR_STR(v);
  if (is_plain(s, form)) return 1;
  text t = {0};
  int r = -1;
  if (normalize(&t, s, form, old)) {
    r = t.size == s->length;
    for (size_t i = 0; r == 1 && i < t.size; i++) r = t.chars[i] == kr_str_read(s, i);
  }
  kr_free(t.chars);
  return r;
}

kr_value kr_uc_normalize(kr_value s, const char *form) {
  bool compat = form[2] == 'K';
  bool decompose = form[compat ? 3 : 2] == 'D';
  return kr_uc_normal_form(s, (kr_normal_form)((decompose ? 1 : 0) | (compat ? 2 : 0)), false);
}
