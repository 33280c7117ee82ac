/* A row: the tuple in which zip(), enumerate(), dict.items() and their like give what belongs together. As in
 * CPython it is made with the iterator, of Nones, and given again and again as long as nobody else keeps it; a
 * result that is made while somebody does is nobody's. It saves most allocations of such a loop, and says when
 * finalizers run: an item lives on in the row until the next one takes its place. */
#ifndef KR_ROW_H
#define KR_ROW_H

#include "objects/tuple.h"

/* New, or KR_NULL: no memory. */
kr_value kr_row_new(size_t n);
/* A tuple for the next n items: `row` itself, still full, if it is free; else another, empty, which the collector
 * does not see until it is filled. New; NULL: no memory. */
kr_tuple *kr_row_take(kr_value row, size_t n);
/* What was taken, full of items (KR_REPLACE): to be given. */
KR_INLINE kr_value kr_row_give(kr_tuple *taken) {
  kr_tuple_renewed(taken);
  return kr_from_object(taken);
}
/* (a, b) in the row or another tuple: new. The items are stolen, also on failure. */
kr_value kr_row_pair(kr_value row, kr_value a, kr_value b);

#endif
