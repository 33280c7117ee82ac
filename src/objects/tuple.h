/* tuple: a fixed row of values, data inline. */
#ifndef KR_TUPLE_H
#define KR_TUPLE_H

#include "objects/type.h"

struct kr_tuple {
  KR_OBJECT_HEAD
  uint32_t size;
  uint32_t hash; /* plus 1; 0: not known. Kept, so that the items are asked once */
  kr_value items[];
};
extern kr_type kr_tuple_type;
extern kr_tuple kr_empty_tuple; /* immortal; the only exact tuple of size 0 */
#define KR_EMPTY_TUPLE kr_from_object(&kr_empty_tuple)
KR_INLINE bool kr_is_tuple(kr_value v) { return kr_has_tf(v, KR_TF_TUPLE_SUBCLASS); }
KR_INLINE bool kr_is_exact_tuple(kr_value v) { return kr_is_exact(v, &kr_tuple_type); }
#define KR_TUPLE(v) KR_AS(kr_tuple, v)

/* The items of a tuple that nobody else has were replaced: an iterator uses it again. */
KR_INLINE void kr_tuple_renewed(kr_tuple *t) {
  t->hash = 0;
  kr_gc_track(t);
}

/* New; items are KR_NULL for the caller to fill before anything else runs. NULL: MemoryError. */
kr_tuple *kr_tuple_new(size_t size);
kr_value kr_tuple_from_array(const kr_value *items, size_t n);       /* items borrowed */
kr_value kr_tuple_from_array_steal(const kr_value *items, size_t n); /* stolen, on failure too */
kr_value kr_tuple_pack(size_t n, ...);                               /* kr_value arguments, borrowed */
kr_value kr_tuple_from_iterable(kr_value iterable);                  /* tuple(x) */
kr_value kr_tuple_push(kr_value iterable); /* the same in tail position, or KR_PUSHED (list.c) */
int32_t kr_tuple_hash_values(const kr_value *items, size_t n, bool *failed);

#endif
