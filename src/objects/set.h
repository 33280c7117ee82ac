/* set and frozenset: open addressing, in CPython's probing order, so that sets of ints iterate as
 * CPython's do. */
#ifndef KR_SET_H
#define KR_SET_H

#include "objects/type.h"

typedef struct {
  kr_value key; /* KR_NULL free, KR_DELETED dummy */
  int32_t hash;
  uint32_t pad;
} kr_set_entry;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t used; /* len() */
  uint32_t fill; /* used + dummies */
  uint32_t mask;
  kr_set_entry *table; /* `small` or allocated */
  int32_t hash;        /* frozenset; 0 not computed */
  void *weaklist;
  kr_set_entry small[8];
} kr_set;
extern kr_type kr_set_type, kr_frozenset_type;
bool kr_is_any_set(kr_value v); /* set, frozenset, subclasses */
#define KR_SET(v) KR_AS(kr_set, v)
kr_set *kr_set_new(kr_type *type);
int kr_set_add(kr_set *s, kr_value key);      /* 0, -1 */
int kr_set_contains(kr_set *s, kr_value key); /* 1 0 -1 */
int kr_set_discard(kr_set *s, kr_value key);  /* 1 removed, 0, -1 */
int kr_set_update(kr_set *s, kr_value iterable);
kr_value kr_set_update_push(kr_set *s, kr_value iterable); /* in tail position: None, or KR_PUSHED */
bool kr_set_next(kr_set *s, uint32_t *pos, kr_value *key); /* borrowed */
kr_value kr_set_from_iterable(kr_type *type, kr_value iterable);

#endif
