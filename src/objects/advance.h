/* The next item of an iterator that another one stands on. Iterators can be stacked as deep as a program
 * likes, map over map over map: so each step down counts as C recursion. */
#ifndef KR_ADVANCE_H
#define KR_ADVANCE_H

#include "objects/errors.h"
#include "vm/frame.h"

#define KR_ADVANCE_COST 2 /* units of machine stack, as kr_enter_recursion counts them */

/* An item (new), or KR_NULL: the end or a failure, as iternext tells (StopIteration may be set). */
KR_INLINE kr_value kr_advance(kr_value it) {
  kr_value v;
  kr.c_depth += KR_ADVANCE_COST;
  if (KR_LIKELY(kr.c_depth <= kr.c_limit)) v = kr_type_of(it)->iternext(it);
  else v = kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded");
  kr.c_depth -= KR_ADVANCE_COST;
  return v;
}

#endif
