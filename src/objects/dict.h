/* dict: compact and ordered. A table of indices (1, 2 or 4 bytes) into a dense array of entries in
 * insertion order. Instances of a class share the order of their attribute names (objects/instance.h).
 *
 * `keys_version` is for inline caches: nonzero while the set of keys and their entry positions are
 * those the cache saw; any insertion, deletion or resize clears it. Replacing a value does not.
 */
#ifndef KR_DICT_H
#define KR_DICT_H

#include "objects/type.h"

typedef struct {
  kr_value key; /* KR_NULL: deleted */
  kr_value value;
  int32_t hash;
  uint32_t pad;
} kr_dict_entry;

typedef struct {
  uint8_t log2_size;  /* slots in the index table */
  uint8_t log2_index; /* bytes of an index: 0, 1, 2 for 1, 2, 4 */
  uint8_t all_str;    /* every key ever inserted is an exact str: identity or kr_str_equal */
  uint8_t pad;
  uint32_t usable;   /* entries that may still be appended */
  uint32_t nentries; /* entries used, deleted ones included */
  /* then the indices (-1 empty, -2 deleted), then, 8-aligned, the entries */
} kr_dict_keys;

struct kr_dict {
  KR_OBJECT_HEAD
  uint32_t used; /* live entries: len() */
  kr_dict_keys *keys;
  kr_dict_entry *entries; /* inside keys */
  uint32_t keys_version;
  uint32_t watched; /* nonzero: something caches this dict's values and must hear of changes */
};
extern kr_type kr_dict_type, kr_dict_keys_type, kr_dict_values_type, kr_dict_items_type;
KR_INLINE bool kr_is_dict(kr_value v) { return kr_has_tf(v, KR_TF_DICT_SUBCLASS); }
KR_INLINE bool kr_is_exact_dict(kr_value v) { return kr_is_exact(v, &kr_dict_type); }
#define KR_DICT(v) KR_AS(kr_dict, v)

kr_dict *kr_dict_new(void);
kr_dict *kr_dict_new_sized(size_t n); /* room for n entries without resizing */
kr_dict *kr_dict_copy(kr_dict *d);
/* Borrowed; KR_NULL: absent (no exception) or failed (kr_failed()). Strong keys' __eq__ may run. */
kr_value kr_dict_get(kr_dict *d, kr_value key);
kr_value kr_dict_get_hash(kr_dict *d, kr_value key, int32_t hash);
/* For str keys with the hash known or computable without Python code; never fails, never calls out
 * when all keys are str; borrowed. */
kr_value kr_dict_get_str(kr_dict *d, kr_value name);
/* As kr_dict_get, but a new reference (safe when code may run that changes d). */
kr_value kr_dict_get_new(kr_dict *d, kr_value key);
int kr_dict_set(kr_dict *d, kr_value key, kr_value value); /* 0, -1; both borrowed */
int kr_dict_set_hash(kr_dict *d, kr_value key, int32_t hash, kr_value value);
int kr_dict_set_cstr(kr_dict *d, const char *key, kr_value value); /* key interned */
int kr_dict_del(kr_dict *d, kr_value key);      /* 1 deleted, 0 absent (no exception), -1 */
int kr_dict_contains(kr_dict *d, kr_value key); /* 1 0 -1 */
/* Removes and returns (new); KR_NULL: absent without exception, or failed. */
kr_value kr_dict_pop(kr_dict *d, kr_value key);
/* The value present, else inserts `value`; borrowed; KR_NULL: failed. */
kr_value kr_dict_setdefault(kr_dict *d, kr_value key, kr_value value);
void kr_dict_clear(kr_dict *d);
/* Iteration in order: start with *pos = 0; false at the end. Borrowed. The dict must not change but
 * for values of existing keys. */
bool kr_dict_next(kr_dict *d, uint32_t *pos, kr_value *key, kr_value *value);
bool kr_dict_next_hash(kr_dict *d, uint32_t *pos, kr_value *key, kr_value *value, int32_t *hash);
/* d.update(other): a mapping; override 0: keep existing, 1: replace, 2: KeyError on a duplicate. */
int kr_dict_merge(kr_dict *d, kr_value other, int override);
/* If it is an OrderedDict: key went without its knowing (modules/odict.c). 0, -1. */
int kr_odict_lost(kr_value d, kr_value key);
int kr_dict_update_from_pairs(kr_dict *d, kr_value iterable);
kr_value kr_dict_keys_list(kr_dict *d), kr_dict_items_list(kr_dict *d);
/* For inline caches: entry index of a str key, -1 absent; a nonzero keys version or 0. */
int32_t kr_dict_lookup_index(kr_dict *d, kr_value name);
uint32_t kr_dict_version(kr_dict *d);
size_t kr_dict_size_of(const kr_dict *d);

#endif
