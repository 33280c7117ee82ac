/* The table under set and frozenset, for the files that make them up. Everybody else uses
 * objects/set.h. */
#ifndef KR_SET_TABLE_H
#define KR_SET_TABLE_H

#include "objects/container.h"
#include "objects/set.h"

/* The first entry from e on that holds an element; end: none. Most of a table is empty. */
KR_INLINE kr_set_entry *kr_set_live(const kr_set_entry *e, const kr_set_entry *end) {
  for (;; e++) {
    while (end - e >= 4 && e[0].key == KR_NULL && e[1].key == KR_NULL && e[2].key == KR_NULL &&
           e[3].key == KR_NULL)
      e += 4;
    if (e >= end || (e->key != KR_NULL && e->key != KR_DELETED)) return (kr_set_entry *)e;
  }
}

/* The hashes of the elements have changed (vm/prepare.c). */
void kr_set_rehash(kr_set *s);
/* With the hash known: as kr_set_add and so on. */
/* A key that is in the set itself or equals none of it; the set has no marks. */
int kr_set_add_new(kr_set *s, kr_value key, int32_t hash);
int kr_set_add_hash(kr_set *s, kr_value key, int32_t hash);
int kr_set_contains_hash(kr_set *s, kr_value key, int32_t hash);
int kr_set_discard_hash(kr_set *s, kr_value key, int32_t hash);
void kr_set_clear(kr_set *s);
/* All of `other` into s. */
int kr_set_merge(kr_set *s, kr_set *other);
/* After deletions: a smaller table if more than a quarter of this one is their marks. */
int kr_set_compact(kr_set *s);
/* An arbitrary (the next) element, removed. KR_NULL: empty (no exception). New. */
kr_value kr_set_pop(kr_set *s);
void kr_set_swap(kr_set *a, kr_set *b);
/* The element at or after *pos, borrowed, and its hash; *pos is then behind it. False: there is none. */
KR_INLINE bool kr_set_next_hash(kr_set *s, uint32_t *pos, kr_value *key, int32_t *hash) {
  const kr_set_entry *end = s->table + s->mask + 1;
  if (*pos > s->mask) return false; /* the table may have shrunk */
  const kr_set_entry *e = kr_set_live(s->table + *pos, end);
  if (e >= end) return false;
  *key = e->key;
  *hash = e->hash;
  *pos = (uint32_t)(e - s->table) + 1;
  return true;
}
void kr_set_dealloc(kr_object *o);
int kr_set_traverse(kr_object *o, kr_visit visit, void *arg);
/* frozenset's hash of what s contains. */
int32_t kr_set_hash_contents(const kr_set *s);
/* hash(key) for looking key up: a set stands for the frozenset of its elements. KR_HASH_ERROR. */
int64_t kr_set_lookup_hash(kr_value key);
/* hash(key) for storing it. KR_HASH_ERROR. */
int64_t kr_set_key_hash(kr_value key);
kr_value kr_set_iter(kr_value set);

#endif
