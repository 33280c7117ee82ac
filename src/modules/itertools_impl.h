/* The files that make up the module itertools, and what its types have in common. */
#ifndef KR_ITERTOOLS_IMPL_H
#define KR_ITERTOOLS_IMPL_H

#include "objects/advance.h"
#include "objects/collect.h"
#include "objects/container.h"
#include "objects/misc.h"
#include "objects/row.h"
#include "vm/call.h"

extern kr_type kr_count_type, kr_repeat_type, kr_cycle_type, kr_chain_type, kr_islice_type;
extern kr_type kr_compress_type, kr_takewhile_type, kr_dropwhile_type, kr_filterfalse_type, kr_starmap_type,
    kr_accumulate_type, kr_pairwise_type, kr_batched_type, kr_zip_longest_type;
extern kr_type kr_product_type, kr_permutations_type, kr_combinations_type,
    kr_combinations_with_replacement_type;
extern kr_type kr_groupby_type, kr_grouper_type, kr_tee_type, kr_tee_data_type;
kr_value kr_itertools_tee(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

/* Defines name_dealloc and name_traverse for a struct whose `count` values begin at field `first`. */
#define KR_ITER_LIFE(name, ctype, first, count)                         \
  static void name##_dealloc(kr_object *o) {                            \
    kr_value *values = &((ctype *)o)->first;                            \
    bool deep = kr_drops_container(values, count);                      \
    if (deep && !kr_trash_begin(o)) return;                             \
    for (int i = 0; i < (count); i++) KR_CLEAR(values[i]);              \
    if (deep) kr_trash_end();                                           \
    kr_object_free(o);                                                  \
  }                                                                     \
  static int name##_traverse(kr_object *o, kr_visit visit, void *arg) { \
    kr_value *values = &((ctype *)o)->first;                            \
    for (int i = 0; i < (count); i++) KR_VISIT(values[i]);              \
    return 0;                                                           \
  }

/* The fields every one of these types has. */
#define KR_ITER_TYPE(name_, ctype, prefix, text)                                         \
  .head = KR_STATIC_HEAD(&kr_type_type), .name = "itertools." name_, .doc = text,        \
  .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE, .basic_size = sizeof(ctype),        \
  .dealloc = prefix##_dealloc, .traverse = prefix##_traverse, .iter = kr_itertools_self, \
  .iternext = prefix##_next, .new_ = prefix##_new

static inline kr_value kr_itertools_self(kr_value self) { return kr_ref(self); }

/* Arguments of a type that takes `n` positional ones and no keywords (but from subclasses). 0, -1. */
static inline int kr_itertools_positional(kr_type *type, const kr_type *exact, const char *name, size_t nargs,
                                          size_t n, kr_tuple *kwnames) {
  if ((type == exact || type->init == exact->init) && kr_args_no_keywords(name, kwnames) < 0) { return -1; }
  return kr_args_count(name, nargs, n, n);
}

/* A fresh instance; NULL: failed. The `count` values from `first_offset` on are KR_NULL. */
static inline void *kr_itertools_alloc(kr_type *type, size_t first_offset, int count) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return NULL;
  kr_value *values = (kr_value *)((char *)kr_object_of(v) + first_offset);
  for (int i = 0; i < count; i++) values[i] = KR_NULL;
  return kr_object_of(v);
}
#define KR_ITER_ALLOC(type, ctype, first, count) \
  ((ctype *)kr_itertools_alloc(type, offsetof(ctype, first), count))

#endif
