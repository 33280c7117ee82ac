/* list: a growable row of values. */
#ifndef KR_LIST_H
#define KR_LIST_H

#include "objects/type.h"

struct kr_list {
  KR_OBJECT_HEAD
  uint32_t size;
  kr_value *items; /* NULL when capacity is 0 */
  uint32_t capacity;
};
extern kr_type kr_list_type;
KR_INLINE bool kr_is_list(kr_value v) { return kr_has_tf(v, KR_TF_LIST_SUBCLASS); }
KR_INLINE bool kr_is_exact_list(kr_value v) { return kr_is_exact(v, &kr_list_type); }
#define KR_LIST(v) KR_AS(kr_list, v)

kr_list *kr_list_new(size_t capacity); /* new, empty */
kr_value kr_list_from_array(const kr_value *items, size_t n);
kr_value kr_list_from_array_steal(kr_value *items, size_t n); /* items stolen, on failure too */
int kr_list_append(kr_list *l, kr_value v);                   /* 0, -1 */
int kr_list_append_steal(kr_list *l, kr_value v);             /* v stolen, on failure too */
int kr_list_insert(kr_list *l, intptr_t index, kr_value v);
int kr_list_extend(kr_list *l, kr_value iterable);
kr_value kr_list_extend_push(kr_list *l, kr_value iterable); /* in tail position: None, or KR_PUSHED */
/* l[start:end] = items of array (borrowed); old items are dropped last. */
int kr_list_assign_slice(kr_list *l, size_t start, size_t end, const kr_value *items, size_t n);
kr_value kr_list_slice(const kr_list *l, size_t start, size_t end);
void kr_list_clear(kr_list *l);
int kr_list_reverse(kr_list *l);
/* list.sort(key=, reverse=): key KR_NULL or KR_NONE for none. */
int kr_list_sort(kr_list *l, kr_value key, bool reverse);
kr_value kr_list_to_tuple(const kr_list *l);
/* l += iterable, which kr_pauses (objects/collect.h): KR_PUSHED, delivering l. */
kr_value kr_list_iadd_push(kr_list *l, kr_value iterable);
kr_value kr_list_from_iterable(kr_value iterable); /* list(x): new list */
kr_value kr_list_push(kr_value iterable);          /* the same in tail position, or KR_PUSHED */

#endif
