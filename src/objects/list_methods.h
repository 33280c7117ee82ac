/* Between the files that make up list. */
#ifndef KR_LIST_METHODS_H
#define KR_LIST_METHODS_H

#include "objects/list.h"

extern const kr_method_def kr_list_methods[];
/* Header flag of a list whose items are lent to a sort (list_sort.h); any change of its room clears it. */
enum { KR_LIST_LENT = 1u << KR_OF_TYPE_SHIFT };

/* Room for n items and size n, growing and shrinking as CPython does; items beyond the old size are
 * not set. Shrinking never fails. 0, -1. */
int kr_list_resize(kr_list *l, size_t n);
kr_value kr_list_subscript(kr_value self, kr_value key);

#endif
