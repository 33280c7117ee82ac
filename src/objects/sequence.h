/* What list and tuple (and the iterators over them) have in common. */
#ifndef KR_SEQUENCE_H
#define KR_SEQUENCE_H

#include "objects/container.h"

/* `size a <op> size b`: how sequences compare when one is the beginning of the other. */
KR_INLINE bool kr_compare_sizes(size_t a, size_t b, int op) {
  switch (op) {
    case KR_LT: return a < b;
    case KR_LE: return a <= b;
    case KR_EQ: return a == b;
    case KR_NE: return a != b;
    case KR_GT: return a > b;
    default: return a >= b;
  }
}

/* out[0 .. n*count) = the n items `count` times over, counted. */
void kr_fill_repeated(kr_value *out, const kr_value *items, size_t n, size_t count);
/* The subscript `key` (no slice) as an index, negative ones as they are. -1: TypeError "<name> indices
 * must be integers or slices, not x", or IndexError. */
int kr_sequence_index(kr_value self, kr_value key, const char *name, intptr_t *out);

/* iterators.c */
kr_value kr_list_iter(kr_value list);
kr_value kr_tuple_iter(kr_value tuple);
kr_value kr_list_reverse_iter(kr_value list);

#endif
