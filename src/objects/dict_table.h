/* The table under a dict, for the files that make up dict: lookup, and a walk over the entries that
 * survives changes. Everybody else uses objects/dict.h. */
#ifndef KR_DICT_TABLE_H
#define KR_DICT_TABLE_H

#include "objects/container.h"
#include "objects/dict.h"

#define KR_DICT_ABSENT (-1)
#define KR_DICT_FAILED (-2)
/* hash(key), or KR_HASH_ERROR with an error that names the key's type. */
int64_t kr_dict_key_hash(kr_value key);
/* Entry index of key, or one of the above. Python code may run unless every key is an exact str and so
 * is this one; the index is that of the table after it ran. */
int32_t kr_dict_find(kr_dict *d, kr_value key, int32_t hash);
/* Removes entry `index`, known to be live. Drops key and value last. */
void kr_dict_remove_entry(kr_dict *d, int32_t index);
/* Index of the first live entry; the number of entries when there is none. */
uint32_t kr_dict_first(kr_dict *d);
/* Index of the last live entry of a dict that is not empty. */
uint32_t kr_dict_last(const kr_dict *d);
/* Moves a live entry to the end or to the front of the order, both in constant time on average. 0, -1. */
int kr_dict_move_last(kr_dict *d, uint32_t index);
int kr_dict_move_first(kr_dict *d, uint32_t index);
/* A number that stands in d->keys_version until the keys or their order change; 0: none to be had. */
uint32_t kr_dict_structure_version(kr_dict *d);
/* Takes the last live entry; false: empty. */
bool kr_dict_pop_last(kr_dict *d, kr_value *key, kr_value *value);
/* Fields of a dict just allocated. */
void kr_dict_init_empty(kr_dict *d);
/* kr_dict_merge when walking `other`'s table is what iterating it means. */
int kr_dict_merge_table(kr_dict *d, kr_dict *other, int override);
/* The hashes of the keys have changed (vm/prepare.c); the order has not. */
void kr_dict_rehash(kr_dict *d);
/* Before it: empties what it will fill. */
void kr_dict_forget_hashes(kr_dict *d);
void kr_dict_dealloc(kr_object *o);
int kr_dict_traverse(kr_object *o, kr_visit visit, void *arg);
/* dict.__init__ and dict.update: one optional mapping or iterable of pairs, then keywords. */
int kr_dict_update_from_args(kr_dict *d, const char *fname, const kr_value *args, size_t nargs,
                             kr_tuple *kwnames);

/* dict_views.c */
kr_value kr_dict_iter_keys(kr_value d);
kr_value kr_dict_reverse_keys(kr_value d);
kr_value kr_dict_view_new(kr_type *type, kr_value d);
/* dict_keys, dict_values, dict_items, and the views of OrderedDict that inherit from them. */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value dict;
} kr_dict_view;

#endif
