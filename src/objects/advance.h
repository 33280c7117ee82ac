/* The next item of an iterator that another one stands on. Iterators can be stacked as deep as a program
 * likes, map over map over map: so each step down counts as C recursion. */
#ifndef KR_ADVANCE_H
#define KR_ADVANCE_H

#include "objects/errors.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "vm/frame.h"

#define KR_ADVANCE_COST 2 /* units of machine stack, as kr_enter_recursion counts them */

/* An item (new), or KR_NULL: the end or a failure, as iternext tells (StopIteration may be set). */
KR_INLINE kr_value kr_advance(kr_value it) {
  kr_value v;
  /* The commonest, without a call; it lives with its list until it has ended. */
  if (kr_is_exact(it, &kr_list_iter_type)) {
    kr_seq_iter *i = KR_AS(kr_seq_iter, it);
    if (i->seq != KR_NULL && i->index < KR_LIST(i->seq)->size)
      return kr_ref(KR_LIST(i->seq)->items[i->index++]);
  } else if (kr_is_exact(it, &kr_tuple_iter_type)) {
    kr_seq_iter *i = KR_AS(kr_seq_iter, it);
    if (i->seq != KR_NULL && i->index < KR_TUPLE(i->seq)->size)
      return kr_ref(KR_TUPLE(i->seq)->items[i->index++]);
  }
  kr.c_depth += KR_ADVANCE_COST;
  if (KR_LIKELY(kr.c_depth <= kr.c_limit)) v = kr_type_of(it)->iternext(it);
  else v = kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded");
  kr.c_depth -= KR_ADVANCE_COST;
  return v;
}
/* The same without StopIteration: the end is told by no exception. */
KR_INLINE kr_value kr_advance_plain(kr_value it) {
  kr_value v = kr_advance(it);
  if (v == KR_NULL && kr_failed()) kr_clear_if(&kr_exc_StopIteration);
  return v;
}

#endif
