/* Iterators that ask a function about each item: filter(), and itertools' filterfalse, takewhile and
 * dropwhile. The function is called from a native frame where the evaluation loop drives them. */
#ifndef KR_PREDICATE_H
#define KR_PREDICATE_H

#include "objects/container.h"

typedef enum {
  KR_PREDICATE_FILTER,
  KR_PREDICATE_FILTERFALSE,
  KR_PREDICATE_TAKEWHILE,
  KR_PREDICATE_DROPWHILE,
} kr_predicate_mode;

typedef struct {
  KR_OBJECT_HEAD
  uint8_t mode; /* kr_predicate_mode */
  bool done;    /* takewhile: at its end; dropwhile: lets all pass now */
  kr_value function, iter;
} kr_predicate_iter;

/* new_ of such a type: `exact` is the builtin one, whose name appears in messages. */
kr_value kr_predicate_new(kr_type *type, const kr_type *exact, kr_predicate_mode mode, const kr_value *args,
                          size_t nargs, kr_tuple *kwnames);
kr_value kr_predicate_next(kr_value self);
kr_value kr_predicate_next_push(kr_value self);
void kr_predicate_dealloc(kr_object *o);
int kr_predicate_traverse(kr_object *o, kr_visit visit, void *arg);

#endif
