/* Sorting arrays of values: the merge sort under list.sort() and sorted(). */
#ifndef KR_LIST_SORT_H
#define KR_LIST_SORT_H

#include "objects/list.h"

/* Sorts the n keys in ascending order, stably; `values` (NULL: none) move along with their keys. The
 * arrays are the caller's own, out of reach of Python code, and own their references. 0; -1: a
 * comparison raised, or MemoryError: the arrays are then some permutation of what they were. */
int kr_sort_pairs(kr_value *keys, kr_value *values, size_t n);
void kr_reverse_values(kr_value *items, size_t n);

/* A list lends its items to a sort, being empty meanwhile. Take them, sort, give them back:
 * kr_list_sort_end returns -1 (ValueError, unless an exception is current) if the list was touched. */
typedef struct {
  kr_value *items;
  uint32_t size, capacity;
} kr_lent_items;
/* l.sort(key, reverse) in tail position: None, or KR_PUSHED. */
kr_value kr_list_sort_push(kr_list *l, kr_value key, bool reverse);
int kr_list_sort_end(kr_list *l, kr_lent_items lent);

#endif
