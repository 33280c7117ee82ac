/* The table under a dict: lookup, insertion, removal, growth, copying and merging of exact dicts. What
 * Python programs see of it is in dict.c and dict_views.c. */
#include "memory/fast_alloc.h"
#include "objects/dict_table.h"

#include "vm/frame.h"

#define MIN_LOG2 3
#define MAX_LOG2 27 /* beyond, sizes no longer fit a 32-bit address space */

enum { INDEX_EMPTY = -1, INDEX_DELETED = -2 };

/* What every empty dict points at: one empty slot, no room. Never written to. */
static struct {
  kr_dict_keys keys;
  uint32_t indices;
} empty_table = {{.log2_size = 0, .all_str = 1}, UINT32_MAX};
#define EMPTY_KEYS (&empty_table.keys)

/* ---- the layout ---------------------------------------------------------------------------------- */

static inline void *indices_of(const kr_dict_keys *k) { return (void *)(k + 1); }

static inline size_t entries_offset(uint32_t log2_size, uint32_t log2_index) {
  return (sizeof(kr_dict_keys) + ((size_t)1 << (log2_size + log2_index)) + 7) & ~(size_t)7;
}

/* Two thirds of the slots may be used. */
static inline uint32_t usable_of(uint32_t log2_size) { return (uint32_t)(((uint64_t)2 << log2_size) / 3); }

static inline size_t mask_of(const kr_dict_keys *k) { return ((size_t)1 << k->log2_size) - 1; }

static inline int32_t index_get(const kr_dict_keys *k, size_t i) {
  const void *p = indices_of(k);
  if (k->log2_index == 0) return ((const int8_t *)p)[i];
  if (k->log2_index == 1) return ((const int16_t *)p)[i];
  return ((const int32_t *)p)[i];
}

static inline void index_set(kr_dict_keys *k, size_t i, int32_t value) {
  void *p = indices_of(k);
  if (k->log2_index == 0) ((int8_t *)p)[i] = (int8_t)value;
  else if (k->log2_index == 1) ((int16_t *)p)[i] = (int16_t)value;
  else ((int32_t *)p)[i] = value;
}

static size_t table_size(const kr_dict_keys *k) {
  return entries_offset(k->log2_size, k->log2_index) +
         (size_t)usable_of(k->log2_size) * sizeof(kr_dict_entry);
}

static kr_dict_entry *entries_of(kr_dict_keys *k) {
  return (kr_dict_entry *)((char *)k + entries_offset(k->log2_size, k->log2_index));
}

static kr_dict_keys *keys_new(uint32_t log2_size) {
  if (log2_size > MAX_LOG2) {
    kr_raise_no_memory();
    return NULL;
  }
  uint32_t log2_index = log2_size < 8 ? 0 : log2_size < 16 ? 1 : 2;
  uint32_t usable = usable_of(log2_size);
  uint64_t size = (uint64_t)entries_offset(log2_size, log2_index) + (uint64_t)usable * sizeof(kr_dict_entry);
  if (size > PTRDIFF_MAX) {
    kr_raise_no_memory();
    return NULL;
  }
  kr_dict_keys *k = kr_alloc((size_t)size);
  if (!k) return NULL;
  *k = (kr_dict_keys){
      .log2_size = (uint8_t)log2_size, .log2_index = (uint8_t)log2_index, .all_str = 1, .usable = usable};
  if (log2_size == MIN_LOG2) { /* by far the most frequent, and memory.fill is slow to begin */
    ((uint32_t *)indices_of(k))[0] = ((uint32_t *)indices_of(k))[1] = UINT32_MAX;
  } else {
    memset(indices_of(k), 0xFF, (size_t)1 << (log2_size + log2_index));
  }
  return k;
}

static inline void keys_free(kr_dict_keys *k) {
  if (k != EMPTY_KEYS) kr_free(k);
}

/* The smallest table of at least n slots. */
static uint32_t log2_for_slots(uint64_t n) {
  uint32_t log2 = MIN_LOG2;
  while (((uint64_t)1 << log2) < n) log2++;
  return log2;
}

static inline uint32_t log2_for_entries(uint64_t n) { return log2_for_slots((n * 3 + 1) / 2); }

/* ---- lookup -------------------------------------------------------------------------------------- */

int64_t kr_dict_key_hash(kr_value key) {
  int64_t hash = kr_key_hash(key);
  if (KR_UNLIKELY(hash == KR_HASH_ERROR)) kr_explain_unhashable(key, "a dict key");
  return hash;
}

#define FIND_STR(index_type)                                                         \
  do {                                                                               \
    const index_type *indices = indices_of(keys);                                    \
    for (;;) {                                                                       \
      int32_t ix = indices[i];                                                       \
      if (ix >= 0) {                                                                 \
        const kr_dict_entry *e = &entries[ix];                                       \
        if (e->key == key) return ix;                                                \
        if (e->hash == hash && kr_str_equal(KR_STR(e->key), KR_STR(key))) return ix; \
      } else if (ix == INDEX_EMPTY) {                                                \
        return KR_DICT_ABSENT;                                                       \
      }                                                                              \
      KR_NEXT_PROBE(i, rest, mask);                                                  \
    }                                                                                \
  } while (0)

/* An exact str in a table of exact strs: runs no Python code and cannot fail. */
KR_INLINE int32_t find_str(const kr_dict *d, kr_value key, int32_t hash) {
  const kr_dict_keys *keys = d->keys;
  const kr_dict_entry *entries = d->entries;
  size_t mask = mask_of(keys), rest = (uint32_t)hash, i = rest & mask;
  if (keys->log2_index == 0) FIND_STR(int8_t);
  if (keys->log2_index == 1) FIND_STR(int16_t);
  FIND_STR(int32_t);
}

static KR_NOINLINE int32_t find_any(kr_dict *d, kr_value key, int32_t hash) {
restart:;
  kr_dict_keys *keys = d->keys;
  uint32_t log2_size = keys->log2_size;
  size_t mask = mask_of(keys), rest = (uint32_t)hash, i = rest & mask;
  for (;;) {
    int32_t ix = index_get(keys, i);
    if (ix >= 0) {
      const kr_dict_entry *e = &d->entries[ix];
      if (e->key == key) return ix;
      if (e->hash == hash) {
        kr_value other = e->key;
        int r = kr_quick_equal(other, key);
        if (r == 2) {
          kr_incref(other);
          r = kr_equal(other, key);
          kr_decref(other);
          if (r < 0) return KR_DICT_FAILED;
          /* That ran Python code. A table that is not as it was is searched again from the start; a
           * new one may stand at the old one's address. */
          if (d->keys != keys || keys->log2_size != log2_size || (uint32_t)ix >= keys->nentries ||
              d->entries[ix].key != other || d->entries[ix].hash != hash)
            goto restart;
        }
        if (r) return ix;
      }
    } else if (ix == INDEX_EMPTY) {
      return KR_DICT_ABSENT;
    }
    KR_NEXT_PROBE(i, rest, mask);
  }
}

int32_t kr_dict_find(kr_dict *d, kr_value key, int32_t hash) {
  if (d->keys->all_str && kr_is_exact_str(key)) return find_str(d, key, hash);
  return find_any(d, key, hash);
}

/* The same, without a call where the first slot tells. */
KR_INLINE int32_t find(kr_dict *d, kr_value key, int32_t hash) {
  const kr_dict_keys *keys = d->keys;
  int32_t ix = index_get(keys, (uint32_t)hash & mask_of(keys));
  if (ix >= 0) {
    if (KR_LIKELY(d->entries[ix].key == key)) return ix;
  } else if (ix == INDEX_EMPTY) {
    return KR_DICT_ABSENT;
  }
  return kr_dict_find(d, key, hash);
}

/* The slot that holds entry `index`. */
static size_t slot_of(const kr_dict_keys *keys, int32_t hash, int32_t index) {
  size_t mask = mask_of(keys), rest = (uint32_t)hash, i = rest & mask;
  while (index_get(keys, i) != index) { KR_NEXT_PROBE(i, rest, mask); }
  return i;
}

static inline size_t free_slot(const kr_dict_keys *keys, int32_t hash) {
  size_t mask = mask_of(keys), rest = (uint32_t)hash, i = rest & mask;
  while (index_get(keys, i) >= 0) { KR_NEXT_PROBE(i, rest, mask); }
  return i;
}

/* ---- growth -------------------------------------------------------------------------------------- */

/* A fresh table with 2**log2_size slots and the live entries, which move; `gap` deleted ones first. */
static int resize(kr_dict *d, uint32_t log2_size, uint32_t gap) {
  kr_dict_keys *old = d->keys;
  kr_dict_keys *keys = keys_new(log2_size);
  if (!keys) return -1;
  kr_dict_entry *table = entries_of(keys), *entries = table + gap;
  uint32_t n = d->used;
  if (old->nentries == n) {
    if (n > 8) memcpy(entries, d->entries, n * sizeof *entries);
    else
      for (uint32_t i = 0; i < n; i++) entries[i] = d->entries[i];
  } else {
    kr_dict_entry *out = entries;
    for (uint32_t i = 0; i < old->nentries; i++) {
      if (d->entries[i].key != KR_NULL) *out++ = d->entries[i];
    }
  }
  keys->all_str = old->all_str;
  if (!old->all_str) {
    keys->all_str = 1;
    for (uint32_t i = 0; i < n && keys->all_str; i++) { keys->all_str = kr_is_exact_str(entries[i].key); }
  }
  for (uint32_t i = 0; i < n; i++) { index_set(keys, free_slot(keys, entries[i].hash), (int32_t)(gap + i)); }
  for (uint32_t i = 0; i < gap; i++) {
    table[i] = (kr_dict_entry){.key = KR_NULL, .value = KR_NULL, .hash = (int32_t)gap};
  }
  keys->nentries = gap + n;
  keys->usable -= gap + n;
  d->keys = keys;
  d->entries = table;
  d->keys_version = 0;
  keys_free(old);
  return 0;
}

/* Appends an entry for a key that is not there. 0, -1. */
static inline int insert_new(kr_dict *d, kr_value key, int32_t hash, kr_value value) {
  if (d->keys->usable == 0 && resize(d, log2_for_slots((uint64_t)d->used * 3), 0) < 0) return -1;
  kr_dict_keys *keys = d->keys;
  if (keys->all_str && !kr_is_exact_str(key)) keys->all_str = 0;
  uint32_t n = keys->nentries++;
  index_set(keys, free_slot(keys, hash), (int32_t)n);
  keys->usable--;
  kr_dict_entry *e = &d->entries[n];
  e->key = kr_ref(key);
  e->value = kr_ref(value);
  e->hash = hash;
  d->used++;
  d->keys_version = 0;
  return 0;
}

void kr_dict_forget_hashes(kr_dict *d) {
  kr_dict_keys *keys = d->keys;
  if (keys == EMPTY_KEYS) return;
  memset(indices_of(keys), 0, (size_t)1 << (keys->log2_size + keys->log2_index));
  for (uint32_t i = 0; i < keys->nentries; i++)
    if (d->entries[i].key != KR_NULL) d->entries[i].hash = 0;
  /* Those not used yet may hold what was there before. */
  memset(&d->entries[keys->nentries], 0, keys->usable * sizeof *d->entries);
}

void kr_dict_rehash(kr_dict *d) {
  kr_dict_keys *keys = d->keys;
  if (keys == EMPTY_KEYS) return;
  memset(indices_of(keys), 0xFF, (size_t)1 << (keys->log2_size + keys->log2_index));
  for (uint32_t i = 0; i < keys->nentries; i++) {
    kr_dict_entry *e = &d->entries[i];
    if (e->key == KR_NULL) continue;
    int64_t hash = kr_key_hash(e->key);
    if (hash != KR_HASH_ERROR) e->hash = (int32_t)hash;
    index_set(keys, free_slot(keys, e->hash), (int32_t)i);
  }
}

/* ---- making dicts --------------------------------------------------------------------------------- */

void kr_dict_init_empty(kr_dict *d) {
  d->used = 0;
  d->keys = EMPTY_KEYS;
  d->entries = NULL;
  d->keys_version = 0;
  d->watched = 0;
}

kr_dict *kr_dict_new(void) {
  kr_dict *d = kr_gc_alloc_static(&kr_dict_type, sizeof *d);
  if (d) kr_dict_init_empty(d);
  return d;
}

static int presize(kr_dict *d, size_t n) {
  kr_dict_keys *keys = keys_new(log2_for_entries(n));
  if (!keys) return -1;
  d->keys = keys;
  d->entries = entries_of(keys);
  return 0;
}

kr_dict *kr_dict_new_sized(size_t n) {
  kr_dict *d = kr_dict_new();
  if (d && n > 0 && presize(d, n) < 0) {
    kr_decref_object(d);
    return NULL;
  }
  return d;
}

/* The whole table of `from` into the empty d, deleted entries included. */
static int clone_table(kr_dict *d, const kr_dict *from) {
  kr_dict_keys *old = from->keys;
  size_t size = table_size(old);
  kr_dict_keys *keys = kr_alloc(size);
  if (!keys) return -1;
  size_t used = entries_offset(old->log2_size, old->log2_index) + old->nentries * sizeof(kr_dict_entry);
  kr_move_values((kr_value *)keys, (const kr_value *)old, used / sizeof(kr_value));
  kr_dict_entry *entries = entries_of(keys);
  for (uint32_t i = 0; i < keys->nentries; i++) {
    kr_incref(entries[i].key);
    kr_incref(entries[i].value);
  }
  kr_dict_keys *empty = d->keys;
  d->keys = keys;
  d->entries = entries;
  d->used = from->used;
  d->keys_version = 0;
  keys_free(empty);
  return 0;
}

/* Worth cloning as it is: few deleted entries. */
static bool is_dense(const kr_dict *d) { return d->used >= (d->keys->nentries / 3) * 2; }

/* The live entries of `from` into the empty d; runs no Python code. */
static int copy_entries(kr_dict *d, const kr_dict *from) {
  if (from->used == 0) return 0;
  if (is_dense(from)) return clone_table(d, from);
  kr_dict_keys *empty = d->keys;
  if (presize(d, from->used) < 0) return -1;
  keys_free(empty);
  for (uint32_t i = 0; i < from->keys->nentries; i++) {
    const kr_dict_entry *e = &from->entries[i];
    if (e->key != KR_NULL && insert_new(d, e->key, e->hash, e->value) < 0) return -1;
  }
  return 0;
}

kr_dict *kr_dict_copy(kr_dict *from) {
  kr_dict *d = kr_dict_new();
  if (d && copy_entries(d, from) < 0) {
    kr_decref_object(d);
    return NULL;
  }
  return d;
}

/* ---- reading --------------------------------------------------------------------------------------- */

kr_value kr_dict_get_hash(kr_dict *d, kr_value key, int32_t hash) {
  int32_t ix = find(d, key, hash);
  return ix >= 0 ? d->entries[ix].value : KR_NULL;
}

kr_value kr_dict_get(kr_dict *d, kr_value key) {
  int64_t hash = kr_dict_key_hash(key);
  if (KR_UNLIKELY(hash == KR_HASH_ERROR)) return KR_NULL;
  int32_t ix = find(d, key, (int32_t)hash);
  return ix >= 0 ? d->entries[ix].value : KR_NULL;
}

kr_value kr_dict_get_str(kr_dict *d, kr_value name) {
  kr_str *s = KR_STR(name);
  int32_t hash = s->hash;
  if (KR_UNLIKELY(hash == 0)) hash = kr_str_hash(s);
  int32_t ix = find(d, name, hash);
  return ix >= 0 ? d->entries[ix].value : KR_NULL;
}

kr_value kr_dict_get_new(kr_dict *d, kr_value key) {
  kr_value v = kr_dict_get(d, key);
  kr_incref(v);
  return v;
}

int kr_dict_contains(kr_dict *d, kr_value key) {
  int64_t hash = kr_dict_key_hash(key);
  if (hash == KR_HASH_ERROR) return -1;
  int32_t ix = find(d, key, (int32_t)hash);
  return ix == KR_DICT_FAILED ? -1 : ix >= 0;
}

bool kr_dict_next_hash(kr_dict *d, uint32_t *pos, kr_value *key, kr_value *value, int32_t *hash) {
  for (uint32_t i = *pos ? *pos : kr_dict_first(d); i < d->keys->nentries; i++) {
    const kr_dict_entry *e = &d->entries[i];
    if (e->key == KR_NULL) continue;
    if (key) *key = e->key;
    if (value) *value = e->value;
    if (hash) *hash = e->hash;
    *pos = i + 1;
    return true;
  }
  *pos = d->keys->nentries;
  return false;
}

bool kr_dict_next(kr_dict *d, uint32_t *pos, kr_value *key, kr_value *value) {
  return kr_dict_next_hash(d, pos, key, value, NULL);
}

int32_t kr_dict_lookup_index(kr_dict *d, kr_value name) {
  int32_t ix = d->keys->all_str ? find_str(d, name, kr_str_hash(KR_STR(name))) : KR_DICT_ABSENT;
  return ix < 0 ? -1 : ix;
}

uint32_t kr_dict_version(kr_dict *d) {
  /* A table with foreign keys is none for caches: looking a name up there may run code. */
  return d->keys->all_str ? kr_dict_structure_version(d) : 0;
}

uint32_t kr_dict_structure_version(kr_dict *d) {
  if (d->keys_version == 0 && kr.next_dict_version != UINT32_MAX) {
    d->keys_version = ++kr.next_dict_version;
  }
  return d->keys_version;
}

size_t kr_dict_size_of(const kr_dict *d) {
  size_t size = d->head.type->basic_size;
  return d->keys == EMPTY_KEYS ? size : size + table_size(d->keys);
}

/* ---- writing --------------------------------------------------------------------------------------- */

KR_INLINE int set_hash(kr_dict *d, kr_value key, int32_t hash, kr_value value) {
  int32_t ix = find(d, key, hash);
  if (ix >= 0) {
    kr_incref(value);
    KR_REPLACE(d->entries[ix].value, value);
    return 0;
  }
  return ix == KR_DICT_FAILED ? -1 : insert_new(d, key, hash, value);
}

int kr_dict_set_hash(kr_dict *d, kr_value key, int32_t hash, kr_value value) {
  return set_hash(d, key, hash, value);
}

int kr_dict_set(kr_dict *d, kr_value key, kr_value value) {
  int64_t hash = kr_dict_key_hash(key);
  return hash == KR_HASH_ERROR ? -1 : set_hash(d, key, (int32_t)hash, value);
}

int kr_dict_set_cstr(kr_dict *d, const char *key, kr_value value) {
  kr_value k = kr_str_intern_cstr(key);
  if (k == KR_NULL) return -1;
  int r = kr_dict_set(d, k, value);
  kr_decref(k);
  return r;
}

kr_value kr_dict_setdefault(kr_dict *d, kr_value key, kr_value value) {
  int64_t hash = kr_dict_key_hash(key);
  if (hash == KR_HASH_ERROR) return KR_NULL;
  int32_t ix = find(d, key, (int32_t)hash);
  if (ix >= 0) return d->entries[ix].value;
  if (ix == KR_DICT_FAILED || insert_new(d, key, (int32_t)hash, value) < 0) return KR_NULL;
  return value;
}

/* Empties entry `index` without dropping what it held. */
static void detach_entry(kr_dict *d, int32_t index) {
  kr_dict_entry *e = &d->entries[index];
  index_set(d->keys, slot_of(d->keys, e->hash, index), INDEX_DELETED);
  e->key = KR_NULL;
  e->value = KR_NULL;
  e->hash = 0; /* see kr_dict_first */
  d->used--;
  d->keys_version = 0;
}

/* In a deleted entry 0 `hash` says that all entries before that index are deleted, too: so taking the
 * first entry again and again does not walk over all that went before. */
uint32_t kr_dict_first(kr_dict *d) {
  uint32_t n = d->keys->nentries;
  if (n == 0 || d->entries[0].key != KR_NULL) return 0;
  uint32_t i = (uint32_t)d->entries[0].hash;
  if (i == 0) i = 1;
  while (i < n && d->entries[i].key == KR_NULL) i++;
  d->entries[0].hash = (int32_t)i;
  return i;
}

uint32_t kr_dict_last(const kr_dict *d) {
  uint32_t i = d->keys->nentries - 1;
  while (d->entries[i].key == KR_NULL) i--;
  return i;
}

void kr_dict_remove_entry(kr_dict *d, int32_t index) {
  kr_value key = d->entries[index].key, value = d->entries[index].value;
  detach_entry(d, index);
  kr_decref(key);
  kr_decref(value);
}

int kr_dict_del(kr_dict *d, kr_value key) {
  int64_t hash = kr_dict_key_hash(key);
  if (hash == KR_HASH_ERROR) return -1;
  int32_t ix = kr_dict_find(d, key, (int32_t)hash);
  if (ix < 0) return ix == KR_DICT_FAILED ? -1 : 0;
  kr_dict_remove_entry(d, ix);
  return 1;
}

kr_value kr_dict_pop(kr_dict *d, kr_value key) {
  int64_t hash = kr_dict_key_hash(key);
  if (hash == KR_HASH_ERROR) return KR_NULL;
  int32_t ix = kr_dict_find(d, key, (int32_t)hash);
  if (ix < 0) return KR_NULL;
  kr_value old_key = d->entries[ix].key, value = d->entries[ix].value;
  detach_entry(d, ix);
  kr_decref(old_key);
  return value;
}

bool kr_dict_pop_last(kr_dict *d, kr_value *key, kr_value *value) {
  if (d->used == 0) return false;
  uint32_t i = kr_dict_last(d);
  *key = d->entries[i].key;
  *value = d->entries[i].value;
  detach_entry(d, (int32_t)i);
  /* The next search from the end starts here. The room is not given back: its slot is a deleted
   * one, and enough of those would leave a table without an empty slot. */
  d->keys->nentries = i;
  return true;
}

/* ---- moving an entry to an end ---------------------------------------------------------------------- */

/* Puts entry `from` at the place `to`, which is free. */
static void move_entry(kr_dict *d, uint32_t from, uint32_t to) {
  kr_dict_entry *e = &d->entries[from];
  index_set(d->keys, slot_of(d->keys, e->hash, (int32_t)from), (int32_t)to);
  d->entries[to] = *e;
  *e = (kr_dict_entry){.key = KR_NULL, .value = KR_NULL};
  d->keys_version = 0;
}

/* The entry's index in a table without gaps. */
static uint32_t rank_of(const kr_dict *d, uint32_t index) {
  uint32_t rank = 0;
  for (uint32_t i = 0; i < index; i++) rank += d->entries[i].key != KR_NULL;
  return rank;
}

int kr_dict_move_last(kr_dict *d, uint32_t index) {
  if (index == kr_dict_last(d)) return 0;
  if (d->keys->usable == 0) {
    uint32_t rank = rank_of(d, index);
    if (resize(d, log2_for_slots((uint64_t)d->used * 3), 0) < 0) return -1;
    index = rank;
  }
  d->keys->usable--;
  move_entry(d, index, d->keys->nentries++);
  return 0;
}

int kr_dict_move_first(kr_dict *d, uint32_t index) {
  uint32_t first = kr_dict_first(d);
  if (index == first) return 0;
  if (first == 0) {
    /* Room for half as many at the front, so that the next ones are cheap. */
    uint32_t rank = rank_of(d, index), gap = d->used / 2 + 1;
    if (resize(d, log2_for_slots(((uint64_t)d->used + gap) * 2), gap) < 0) return -1;
    index = gap + rank;
    first = gap;
  }
  move_entry(d, index, first - 1);
  if (first > 1) d->entries[0].hash = (int32_t)first - 1;
  return 0;
}

/* Frees a table that no dict has any more. */
static void drop_table(kr_dict_keys *keys) {
  kr_dict_entry *entries = entries_of(keys);
  for (uint32_t i = 0; i < keys->nentries; i++) {
    kr_decref(entries[i].key);
    kr_decref(entries[i].value);
  }
  kr_free(keys);
}

void kr_dict_clear(kr_dict *d) {
  kr_dict_keys *keys = d->keys;
  if (keys == EMPTY_KEYS) return;
  d->keys = EMPTY_KEYS;
  d->entries = NULL;
  d->used = 0;
  d->keys_version = 0;
  drop_table(keys);
}

/* ---- life ------------------------------------------------------------------------------------------ */

void kr_dict_dealloc(kr_object *o) {
  kr_dict *d = (kr_dict *)o;
  kr_dict_keys *keys = d->keys;
  if (keys != EMPTY_KEYS) {
    bool begun = false;
    for (uint32_t i = 0; i < keys->nentries; i++) {
      kr_dict_entry *e = &d->entries[i];
      if (!kr_drop_item(o, &e->key, &begun) || !kr_drop_item(o, &e->value, &begun)) return;
    }
    kr_free(keys);
    d->keys = EMPTY_KEYS;
    if (begun) kr_trash_end();
  }
  kr_gc_free_static(o, &kr_dict_type);
}

int kr_dict_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_dict *d = (kr_dict *)o;
  bool all_str = d->keys->all_str;
  for (uint32_t i = 0; i < d->keys->nentries; i++) {
    if (!all_str) KR_VISIT(d->entries[i].key);
    KR_VISIT(d->entries[i].value);
  }
  return 0;
}

/* ---- merging --------------------------------------------------------------------------------------- */

int kr_dict_merge_table(kr_dict *d, kr_dict *other, int override) {
  if (d == other || other->used == 0) return 0;
  if (d->used == 0 && d->keys == EMPTY_KEYS) return copy_entries(d, other);
  /* Room for all, unless most are here already (then the usual growth does). */
  if (usable_of(d->keys->log2_size) < other->used &&
      resize(d, log2_for_entries((uint64_t)d->used + other->used), 0) < 0)
    return -1;
  uint32_t n = other->keys->nentries;
  kr_dict_keys *keys = other->keys;
  for (uint32_t i = 0; i < n; i++) {
    kr_dict_entry e = other->entries[i];
    if (e.key == KR_NULL) continue;
    kr_incref(e.key);
    kr_incref(e.value);
    int r = 0;
    int32_t ix = kr_dict_find(d, e.key, e.hash);
    if (ix == KR_DICT_FAILED) {
      r = -1;
    } else if (ix == KR_DICT_ABSENT) {
      r = insert_new(d, e.key, e.hash, e.value);
    } else if (override == 1) {
      kr_incref(e.value);
      KR_REPLACE(d->entries[ix].value, e.value);
    } else if (override == 2) {
      kr_raise_key(e.key);
      r = -1;
    }
    kr_decref(e.key);
    kr_decref(e.value);
    if (r < 0) return -1;
    if (other->keys != keys || other->keys->nentries != n) {
      kr_raise(&kr_exc_RuntimeError, "dict mutated during update");
      return -1;
    }
  }
  return 0;
}
