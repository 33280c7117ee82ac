/* The intern table: one canonical object per text, for identifiers and names.
 *
 * A hash table of its own with borrowed references: an interned string that dies takes itself out. The
 * static identifiers (KR_ID) and the one-character strings are in it from the start and stay.
 */
#include "objects/fast_memory.h"
#include "objects/str_core.h"
#include "objects/errors.h"

#include <stdlib.h>

static kr_str **table; /* NULL: free. Linear probing, at most two thirds full. */
static uint32_t table_mask, table_used;

static bool matches(const kr_str *s, const void *data, size_t length, uint32_t shift, int32_t hash) {
  return s->hash == hash && s->length == length && kr_str_shift(s) == shift &&
         kr_same_bytes(kr_str_data(s), data, length << shift);
}

/* The slot of this text, or the free one where it belongs. */
static uint32_t slot_of(const void *data, size_t length, uint32_t shift, int32_t hash) {
  uint32_t i = (uint32_t)hash & table_mask;
  while (table[i] && !matches(table[i], data, length, shift, hash)) i = (i + 1) & table_mask;
  return i;
}

static int grow(void) {
  uint32_t size = table ? (table_mask + 1) * 2 : 8192;
  kr_str **bigger = kr_alloc_zeroed(size * sizeof *bigger);
  if (!bigger) return -1;
  if (table) {
    for (uint32_t i = 0; i <= table_mask; i++) {
      if (!table[i]) continue;
      uint32_t j = (uint32_t)table[i]->hash & (size - 1);
      while (bigger[j]) j = (j + 1) & (size - 1);
      bigger[j] = table[i];
    }
    kr_free(table);
  }
  table = bigger;
  table_mask = size - 1;
  return 0;
}

static int make_room(void) {
  if (table && (table_used + 1) * 3 <= (table_mask + 1) * 2) return 0;
  return grow();
}

/* s goes into its free slot. 0, -1. */
static int insert(kr_str *s) {
  if (make_room() < 0) return -1;
  s->hash = kr_str_hash(s);
  uint32_t i = slot_of(kr_str_data(s), s->length, kr_str_shift(s), s->hash);
  if (!table[i]) {
    table[i] = s;
    table_used++;
  }
  return 0;
}

static void intern(kr_value *v, bool immortal) {
  if (!kr_is_exact_str(*v)) return;
  kr_str *s = KR_STR(*v);
  if (!(s->head.flags & KR_STR_INTERNED)) {
    kr_str *found = NULL;
    /* The empty string has hash 0, which means "not computed" elsewhere: it is never in the table. */
    if (s->length == 0) {
      found = KR_STR(KR_EMPTY_STR);
    } else if (make_room() < 0) {
      kr_clear_exception(); /* not interned: only slower */
      return;
    } else {
      int32_t hash = kr_str_hash(s);
      uint32_t i = slot_of(kr_str_data(s), s->length, kr_str_shift(s), hash);
      found = table[i];
      if (!found) {
        table[i] = s;
        s->hash = hash;
        table_used++;
        s->head.flags |= KR_STR_INTERNED | KR_STR_INTERNED_MORTAL;
        if (s->head.refs >= KR_IMMORTAL_MIN) s->head.flags &= ~(uint32_t)KR_STR_INTERNED_MORTAL;
      }
    }
    if (found) {
      kr_incref_object(found);
      kr_decref(*v);
      *v = kr_from_object(found);
      s = found;
    }
  }
  if (immortal && (s->head.flags & KR_STR_INTERNED_MORTAL)) {
    s->head.flags = (s->head.flags & ~(uint32_t)KR_STR_INTERNED_MORTAL) | KR_OF_UNTRACKED;
    s->head.refs = KR_IMMORTAL_COUNT;
  }
}

void kr_str_intern(kr_value *v) { intern(v, false); }
void kr_str_intern_immortal(kr_value *v) { intern(v, true); }

kr_value kr_str_intern_cstr(const char *text) {
  size_t n = strlen(text);
  if (n && table && kr_all_ascii((const uint8_t *)text, n)) {
    kr_str *s = table[slot_of(text, n, 0, kr_hash_bytes(text, n))];
    if (s) return kr_ref(kr_from_object(s));
  }
  kr_value v = kr_str_from_utf8(text, n);
  if (v != KR_NULL) kr_str_intern(&v);
  return v;
}

static int by_address(const void *a, const void *b) {
  uintptr_t x = (uintptr_t) * (kr_str *const *)a, y = (uintptr_t) * (kr_str *const *)b;
  return x < y ? -1 : x > y;
}

void kr_str_forget_hashes(void) {
  uint32_t n = 0;
  for (uint32_t i = 0; i <= table_mask; i++) {
    kr_str *s = table[i];
    table[i] = NULL;
    if (!s) continue;
    s->hash = 0;
    table[n++] = s;
  }
  qsort(table, n, sizeof *table, by_address);
}

void kr_str_rehash_interned(void) {
  uint32_t n = 0;
  kr_str **all = kr_alloc((table_used + 1) * sizeof *all);
  if (!all) abort(); /* a few kilobytes, at the very beginning */
  for (uint32_t i = 0; i <= table_mask; i++)
    if (table[i]) all[n++] = table[i];
  memset(table, 0, ((size_t)table_mask + 1) * sizeof *table);
  for (uint32_t k = 0; k < n; k++) {
    kr_str *s = all[k];
    s->hash = kr_hash_bytes(kr_str_data(s), kr_str_data_size(s));
    uint32_t i = (uint32_t)s->hash & table_mask;
    while (table[i]) i = (i + 1) & table_mask;
    table[i] = s;
  }
  kr_free(all);
}

void kr_str_unintern(kr_str *s) {
  s->head.flags &= ~(uint32_t)(KR_STR_INTERNED | KR_STR_INTERNED_MORTAL);
  uint32_t i = slot_of(kr_str_data(s), s->length, kr_str_shift(s), s->hash);
  if (table[i] != s) return;
  /* Close the gap: whoever probed past it moves back. */
  uint32_t gap = i;
  for (uint32_t j = (i + 1) & table_mask; table[j]; j = (j + 1) & table_mask) {
    uint32_t home = (uint32_t)table[j]->hash & table_mask;
    if (((j - home) & table_mask) >= ((j - gap) & table_mask)) {
      table[gap] = table[j];
      gap = j;
    }
  }
  table[gap] = NULL;
  table_used--;
}

kr_static_str kr_empty_str_object = {
    {{KR_IMMORTAL_COUNT, KR_OF_UNTRACKED | KR_STR_ASCII | KR_STR_INTERNED, &kr_str_type}, 0, 0}, {""}};

int kr_str_init(void) {
  static struct {
    kr_str str;
    uint8_t text[4];
  } letters[256];
  if (table) return 0;
  for (uint32_t i = 0; i < kr_all_ids_count; i++) {
    kr_str *s = &kr_all_ids[i]->str;
    if (insert(s) < 0) return -1;
    if (s->length == 1) kr_str_latin1[*(uint8_t *)kr_str_data(s)] = s;
  }
  for (uint32_t c = 0; c < 256; c++) {
    if (kr_str_latin1[c]) continue;
    kr_str *s = &letters[c].str;
    s->head.refs = KR_IMMORTAL_COUNT;
    s->head.flags = KR_OF_UNTRACKED | KR_STR_INTERNED | (c < 128 ? KR_STR_ASCII : 0);
    s->head.type = &kr_str_type;
    s->length = 1;
    letters[c].text[0] = (uint8_t)c;
    kr_str_latin1[c] = s;
    if (insert(s) < 0) return -1;
  }
  return 0;
}

size_t kr_str_interned_count(bool only_immortal) {
  size_t n = 0;
  for (uint32_t i = 0; table && i <= table_mask; i++)
    if (table[i] && (!only_immortal || kr_is_immortal(&table[i]->head))) n++;
  return n;
}
