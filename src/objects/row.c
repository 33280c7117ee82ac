/* The tuples that iterators give again and again. */
#include "objects/row.h"
#include "objects/container.h"

kr_value kr_row_new(size_t n) {
  kr_tuple *t = kr_tuple_new(n);
  if (!t) return KR_NULL;
  for (size_t i = 0; i < n; i++) t->items[i] = KR_NONE;
  return kr_from_object(t);
}

kr_tuple *kr_row_take(kr_value row, size_t n) {
  if (KR_LIKELY(kr_object_of(row)->refs == 1)) return KR_REF(KR_TUPLE(row));
  kr_tuple *t = kr_tuple_new(n);
  if (t) kr_gc_untrack(t);
  return t;
}

kr_value kr_row_pair(kr_value row, kr_value a, kr_value b) {
  kr_tuple *t = kr_row_take(row, 2);
  if (KR_UNLIKELY(!t)) {
    kr_decref(a);
    kr_decref(b);
    return KR_NULL;
  }
  kr_value old_a = t->items[0], old_b = t->items[1];
  t->items[0] = a;
  t->items[1] = b;
  kr_tuple_renewed(t);
  kr_decref(old_a);
  kr_decref(old_b);
  return kr_from_object(t);
}
