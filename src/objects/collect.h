/* Filling a container from an iterator that may run Python code, or have no end: in a native frame, so that
 * the program can pause, be interrupted and leave to the host in between. Of the usual sources (lists, dicts,
 * ranges, ...) the containers' own loops in C are used. */
#ifndef KR_COLLECT_H
#define KR_COLLECT_H

#include "objects/type.h"
#include "vm/call.h"

/* What a container does with the items. */
typedef struct {
  kr_native native; /* KR_COLLECTOR fills it in */
  /* Takes an item (stolen), the `number`th from 0. 0, -1. */
  int (*add)(kr_value target, kr_value item, size_t number);
  /* Before the first item, when `source` gave its iterator; NULL: nothing. 0, -1. */
  int (*begin)(kr_value target, kr_value source);
  /* After the last: the result. target stolen. NULL: the target itself. */
  kr_value (*finish)(kr_value target);
} kr_collector;

enum {
  KR_COLLECT_TARGET,
  KR_COLLECT_SOURCE,
  KR_COLLECT_ITER,
  KR_COLLECT_COUNT,
  KR_COLLECT_SLOTS,
};
kr_value kr_collect_step(kr_frame *f, kr_value v);
#define KR_COLLECTOR(name, add, begin, finish) \
  { {name, kr_collect_step, KR_COLLECT_SLOTS}, add, begin, finish }

/* Is this an iterator, or something that Python code makes one of (by __iter__ or __getitem__)? */
KR_INLINE bool kr_pauses(kr_value source) {
  const kr_type *t = kr_type_of(source);
  return t->iternext || t->iter == kr_slot_iter || (!t->iter && t->mp_subscript == kr_slot_mp_subscript);
}
/* Would next(it) run Python code directly? Then kr_next_push is to be asked. */
KR_INLINE bool kr_next_pushes(kr_value it) {
  const kr_type *t = kr_type_of(it);
  return t->iternext_push || t->iternext == kr_slot_iternext;
}
/* Pushes the frame that adds all of `source` to `target` (stolen, also on failure). KR_PUSHED or KR_NULL. */
kr_value kr_collect_push(const kr_collector *c, kr_value target, kr_value source);
/* finish() of methods such as extend(): None. */
kr_value kr_collect_none(kr_value target);

#endif
