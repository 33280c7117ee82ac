/* The methods of list. */
#include "objects/list_methods.h"
#include "objects/list_sort.h"

#include "objects/misc.h"
#include "objects/sequence.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(list_append) { return kr_list_append(KR_LIST(self), args[0]) < 0 ? KR_NULL : KR_NONE; }

METHOD(list_extend) { return kr_list_extend_push(KR_LIST(self), args[0]); }

static inline bool index_argument(kr_value v, intptr_t *out) {
  if (kr_is_small_int(v)) {
    int64_t i = kr_small_int_value(v);
    *out = (intptr_t)i;
    if (KR_LIKELY(*out == i)) return true;
  }
  *out = kr_index_as_size(v, kr_from_object(&kr_exc_OverflowError));
  return *out != -1 || !kr_failed();
}

METHOD(list_insert) {
  intptr_t index;
  if (!index_argument(args[0], &index)) return KR_NULL;
  return kr_list_insert(KR_LIST(self), index, args[1]) < 0 ? KR_NULL : KR_NONE;
}

METHOD(list_pop) {
  kr_list *l = KR_LIST(self);
  if (args[0] == KR_NULL && l->size > l->capacity >> 1) return l->items[--l->size];
  intptr_t index = -1;
  if (args[0] != KR_NULL && !index_argument(args[0], &index)) return KR_NULL;
  if (l->size == 0) return kr_raise(&kr_exc_IndexError, "pop from empty list");
  if (index < 0) index += (intptr_t)l->size;
  if ((size_t)index >= l->size) return kr_raise(&kr_exc_IndexError, "pop index out of range");
  kr_value v = l->items[index];
  kr_move_values(l->items + index, l->items + index + 1, l->size - (size_t)index - 1);
  kr_list_resize(l, l->size - 1);
  return v;
}

METHOD(list_remove) {
  kr_list *l = KR_LIST(self);
  for (uint32_t i = 0; i < l->size; i++) {
    int r = kr_item_equal(l->items[i], args[0]);
    if (r < 0) return KR_NULL;
    if (r) return kr_list_assign_slice(l, i, (size_t)i + 1, NULL, 0) < 0 ? KR_NULL : KR_NONE;
  }
  return kr_raise(&kr_exc_ValueError, "list.remove(x): x not in list");
}

METHOD(list_clear) {
  kr_list_clear(KR_LIST(self));
  return KR_NONE;
}

METHOD(list_copy) { return kr_list_slice(KR_LIST(self), 0, KR_LIST(self)->size); }

METHOD(list_reverse) {
  kr_list_reverse(KR_LIST(self));
  return KR_NONE;
}

METHOD(list_index) {
  kr_list *l = KR_LIST(self);
  intptr_t from, to;
  if (kr_index_bounds(args[1], args[2], (intptr_t)l->size, &from, &to) < 0) return KR_NULL;
  for (intptr_t i = from; i < to && i < (intptr_t)l->size; i++) {
    int r = kr_item_equal(l->items[i], args[0]);
    if (r < 0) return KR_NULL;
    if (r) return kr_int_from_size((size_t)i);
  }
  return kr_raise(&kr_exc_ValueError, "list.index(x): x not in list");
}

METHOD(list_count) {
  kr_list *l = KR_LIST(self);
  size_t count = 0;
  for (uint32_t i = 0; i < l->size; i++) {
    int r = kr_item_equal(l->items[i], args[0]);
    if (r < 0) return KR_NULL;
    count += (size_t)r;
  }
  return kr_int_from_size(count);
}

METHOD(list_sort) {
  int reverse = 0;
  if (args[1] != KR_NULL && (reverse = kr_truth(args[1])) < 0) return KR_NULL;
  return kr_list_sort_push(KR_LIST(self), args[0], reverse);
}

METHOD(list_reversed) { return kr_list_reverse_iter(self); }
METHOD(list_getitem) { return kr_list_subscript(self, args[0]); }
METHOD(list_sizeof) { return kr_int_from_size(kr_list_type.size_of(self)); }
METHOD(list_class_getitem) { return kr_class_getitem(self, args[0]); }

const kr_method_def kr_list_methods[] = {
    {"__getitem__", list_getitem, KR_FN_COEXIST, "($self, index, /)", "Return self[index]."},
    {"__reversed__", list_reversed, 0, "($self, /)", "The items from the last to the first."},
    {"__sizeof__", list_sizeof, 0, "($self, /)", "Its size in memory, in bytes."},
    {"clear", list_clear, 0, "($self, /)", "Make the list empty."},
    {"copy", list_copy, 0, "($self, /)", "A list of the same items."},
    {"append", list_append, 0, "($self, object, /)", "Add an item at the end."},
    {"insert", list_insert, 0, "($self, index, object, /)", "Put an item in front of the one at index."},
    {"extend", list_extend, 0, "($self, iterable, /)", "Append all items of the iterable."},
    {"pop", list_pop, 0, "($self, index=-1, /)",
     "Take the item at index out and return it; IndexError if there is none."},
    {"remove", list_remove, 0, "($self, value, /)",
     "Take the first item away that equals value; ValueError without one."},
    {"index", list_index, 0, "($self, value, start=0, stop=sys.maxsize, /)",
     "Where value is first; ValueError if it is nowhere."},
    {"count", list_count, 0, "($self, value, /)", "How many items equal value."},
    {"reverse", list_reverse, 0, "($self, /)", "Reverse *IN PLACE*."},
    {"sort", list_sort, 0, "($self, /, *, key=None, reverse=False)",
     "Sort the list in ascending order, in place and stable, and return None."},
    {"__class_getitem__", list_class_getitem, KR_FN_CLASS, "($type, object, /)",
     "Return the generic alias list[...]."},
    {NULL},
};
