/* list: a growable row of values. Sorting is in list_sort.c, the methods in list_methods.c. */
#include "objects/collect.h"
#include "objects/list.h"

#include "memory/fast_alloc.h"
#include "objects/list_methods.h"
#include "objects/misc.h"
#include "objects/sequence.h"
#include "objects/set.h"

#define MAX_SIZE ((size_t)(PTRDIFF_MAX < UINT32_MAX ? PTRDIFF_MAX : UINT32_MAX) / sizeof(kr_value) - 8)

/* ---- room ---------------------------------------------------------------------------------------------- */

static int set_capacity(kr_list *l, size_t capacity) {
  l->head.flags &= ~(uint32_t)KR_LIST_LENT;
  if (capacity == 0) {
    kr_free(l->items);
    l->items = NULL;
    l->capacity = 0;
    return 0;
  }
  if (capacity > MAX_SIZE) {
    kr_raise_no_memory();
    return -1;
  }
  kr_value *items = kr_realloc_array(l->items, capacity, sizeof(kr_value));
  if (!items) return -1;
  l->items = items;
  l->capacity = (uint32_t)capacity;
  return 0;
}

int kr_list_resize(kr_list *l, size_t n) {
  size_t capacity = l->capacity;
  if (capacity >= n && n >= capacity >> 1) {
    l->size = (uint32_t)n;
    return 0;
  }
  /* CPython's growth: an eighth more, in fours; no more than that for one big step. */
  size_t wanted = (n + (n >> 3) + 6) & ~(size_t)3;
  if (n > l->size && n - l->size > wanted - n) wanted = (n + 3) & ~(size_t)3;
  if (n == 0) wanted = 0;
  if (wanted == capacity) { /* a short list that shrinks */
    l->size = (uint32_t)n;
    return 0;
  }
  if (n == 0 && capacity <= 8 && !(l->head.flags & KR_LIST_LENT)) {
    l->size = l->capacity = 0; /* the block stays: a stack that was emptied fills again */
    return 0;
  }
  if (wanted > MAX_SIZE && n <= MAX_SIZE) wanted = MAX_SIZE;
  if (set_capacity(l, wanted) < 0) {
    if (n > capacity) return -1;
    kr_clear_exception(); /* shrinking failed: the old block serves */
  }
  l->size = (uint32_t)n;
  return 0;
}

/* ---- making lists -------------------------------------------------------------------------------------- */

static inline void init_empty(kr_list *l) {
  l->size = 0;
  l->items = NULL;
  l->capacity = 0;
}

kr_list *kr_list_new(size_t capacity) {
  kr_list *l = kr_gc_alloc_static(&kr_list_type, sizeof *l);
  if (!l) return NULL;
  init_empty(l);
  if (!capacity) return l;
  void *items = capacity <= MAX_SIZE ? kr_take_block(KR_PAGE_RAW, capacity * sizeof(kr_value)) : NULL;
  if (KR_LIKELY(items != NULL)) {
    l->items = items;
    l->capacity = (uint32_t)capacity;
    return l;
  }
  if (set_capacity(l, capacity) < 0) {
    kr_decref_object(l);
    return NULL;
  }
  return l;
}

kr_value kr_list_from_array(const kr_value *items, size_t n) {
  kr_list *l = kr_list_new(n);
  if (!l) return KR_NULL;
  kr_copy_refs(l->items, items, n);
  l->size = (uint32_t)n;
  return kr_from_object(l);
}

kr_value kr_list_from_array_steal(kr_value *items, size_t n) {
  kr_list *l = kr_list_new(n);
  if (!l) {
    for (size_t i = 0; i < n; i++) kr_decref(items[i]);
    return KR_NULL;
  }
  kr_move_values(l->items, items, n);
  l->size = (uint32_t)n;
  return kr_from_object(l);
}

kr_value kr_list_slice(const kr_list *l, size_t start, size_t end) {
  if (end > l->size) end = l->size;
  if (start >= end) return kr_from_object_or_null(kr_list_new(0));
  return kr_list_from_array(l->items + start, end - start);
}

kr_value kr_list_to_tuple(const kr_list *l) { return kr_tuple_from_array(l->items, l->size); }

kr_value kr_list_from_iterable(kr_value iterable) {
  kr_list *l = kr_list_new(0);
  if (!l) return KR_NULL;
  if (kr_list_extend(l, iterable) < 0) {
    kr_decref_object(l);
    return KR_NULL;
  }
  return kr_from_object(l);
}

/* ---- changing lists ------------------------------------------------------------------------------------ */

int kr_list_append_steal(kr_list *l, kr_value v) {
  uint32_t n = l->size;
  if (KR_UNLIKELY(n == l->capacity)) {
    if (kr_list_resize(l, (size_t)n + 1) < 0) {
      kr_decref(v);
      return -1;
    }
  } else {
    l->size = n + 1;
  }
  l->items[n] = v;
  return 0;
}

int kr_list_append(kr_list *l, kr_value v) { return kr_list_append_steal(l, kr_ref(v)); }

int kr_list_insert(kr_list *l, intptr_t index, kr_value v) {
  intptr_t n = (intptr_t)l->size;
  if (kr_list_resize(l, (size_t)n + 1) < 0) return -1;
  if (index < 0 && (index += n) < 0) index = 0;
  if (index > n) index = n;
  kr_move_values(l->items + index + 1, l->items + index, (size_t)(n - index));
  l->items[index] = kr_ref(v);
  return 0;
}

static int extend_array(kr_list *l, const kr_value *items, size_t n) {
  if (n == 0) return 0;
  size_t size = l->size;
  bool same = items == l->items; /* l.extend(l): growing moves them */
  if (kr_list_resize(l, size + n) < 0) return -1;
  if (same) items = l->items;
  kr_copy_refs(l->items + size, items, n);
  return 0;
}

static int extend_iterator(kr_list *l, kr_value iterable) {
  kr_value it = kr_iter(iterable);
  if (it == KR_NULL) return -1;
  intptr_t hint = kr_length_hint(iterable, 8);
  int r = 0;
  if (hint < 0) {
    r = -1;
  } else if ((size_t)hint <= MAX_SIZE - l->size && l->size + (size_t)hint > l->capacity) {
    /* A hint is only a hint: what it asks for in vain is not missed yet. */
    if (set_capacity(l, l->size + (size_t)hint) < 0) r = -1;
  }
  kr_unary_fn next = kr_type_of(it)->iternext;
  while (r == 0) {
    kr_value item = next(it);
    if (item == KR_NULL) {
      if (kr_failed() && !kr_clear_if(&kr_exc_StopIteration)) r = -1;
      break;
    }
    r = kr_list_append_steal(l, item);
  }
  kr_decref(it);
  if (r == 0 && l->size < l->capacity >> 1) r = kr_list_resize(l, l->size);
  return r;
}

static int collect_add(kr_value target, kr_value item, size_t number) {
  return kr_list_append_steal(KR_LIST(target), item);
}
static int collect_begin(kr_value target, kr_value source) {
  kr_list *l = KR_LIST(target);
  intptr_t hint = kr_length_hint(source, 8);
  if (hint < 0) return -1;
  if ((size_t)hint <= MAX_SIZE - l->size && l->size + (size_t)hint > l->capacity)
    return set_capacity(l, l->size + (size_t)hint);
  return 0;
}
/* A hint that was much too high: gives back what it reserved. */
static kr_value collect_finish(kr_value target) {
  kr_list *l = KR_LIST(target);
  if (l->size < l->capacity >> 1 && kr_list_resize(l, l->size) < 0) KR_CLEAR(target);
  return target;
}
static kr_value collect_extended(kr_value target) {
  target = collect_finish(target);
  return target == KR_NULL ? KR_NULL : kr_collect_none(target);
}
static kr_value collect_tuple(kr_value target) {
  kr_list *l = KR_LIST(target);
  kr_value r = kr_tuple_from_array_steal(l->items, l->size);
  l->size = 0; /* stolen, whether it went well or not */
  kr_decref(target);
  return r;
}
static const kr_collector list_collector = KR_COLLECTOR("list", collect_add, collect_begin, collect_finish);
static const kr_collector tuple_collector = KR_COLLECTOR("tuple", collect_add, NULL, collect_tuple);
static const kr_collector extend_collector =
    KR_COLLECTOR("list.extend", collect_add, collect_begin, collect_extended);

static const kr_collector concat_collector =
    KR_COLLECTOR("list.__iadd__", collect_add, collect_begin, collect_finish);
kr_value kr_list_iadd_push(kr_list *l, kr_value iterable) {
  return kr_collect_push(&concat_collector, kr_ref(kr_from_object(l)), iterable);
}
kr_value kr_list_extend_push(kr_list *l, kr_value iterable) {
  if (kr_pauses(iterable)) return kr_collect_push(&extend_collector, kr_ref(kr_from_object(l)), iterable);
  return kr_list_extend(l, iterable) < 0 ? KR_NULL : KR_NONE;
}
static kr_value collect_list(const kr_collector *c, kr_value iterable) {
  kr_list *l = kr_list_new(0);
  return l ? kr_collect_push(c, kr_from_object(l), iterable) : KR_NULL;
}
kr_value kr_list_push(kr_value iterable) {
  return kr_pauses(iterable) ? collect_list(&list_collector, iterable) : kr_list_from_iterable(iterable);
}
kr_value kr_tuple_push(kr_value iterable) {
  return kr_pauses(iterable) ? collect_list(&tuple_collector, iterable) : kr_tuple_from_iterable(iterable);
}

static int extend_set(kr_list *l, kr_set *s) {
  uint32_t size = l->size, pos = 0, used = s->used;
  if (used == 0) return 0;
  if (kr_list_resize(l, (size_t)size + used) < 0) return -1;
  kr_value *to = l->items + size, key;
  while (kr_set_next(s, &pos, &key)) *to++ = kr_ref(key);
  return 0;
}

int kr_list_extend(kr_list *l, kr_value iterable) {
  if (kr_is_exact_list(iterable)) {
    return extend_array(l, KR_LIST(iterable)->items, KR_LIST(iterable)->size);
  }
  if (kr_is_exact_tuple(iterable)) {
    return extend_array(l, KR_TUPLE(iterable)->items, KR_TUPLE(iterable)->size);
  }
  if (kr_is_exact(iterable, &kr_set_type) || kr_is_exact(iterable, &kr_frozenset_type))
    return extend_set(l, KR_SET(iterable));
  return extend_iterator(l, iterable);
}

int kr_list_assign_slice(kr_list *l, size_t start, size_t end, const kr_value *items, size_t n) {
  if (end > l->size) end = l->size;
  if (start > end) start = end;
  size_t removed = end - start, size = l->size, tail = size - end;
  /* What goes and what comes are held apart: `items` may be l's own, and drops come last. */
  kr_value few[16], *old = few, *fresh = NULL;
  if (removed > 16 && !(old = kr_alloc_array(removed, sizeof(kr_value)))) return -1;
  if (n && size && items >= l->items && items < l->items + size) {
    fresh = kr_alloc_array(n, sizeof(kr_value));
    if (!fresh) goto no_memory;
    kr_move_values(fresh, items, n);
    items = fresh;
  }
  if (removed) kr_move_values(old, l->items + start, removed);
  if (n > removed) {
    if (kr_list_resize(l, size + (n - removed)) < 0) goto no_memory;
    kr_move_values(l->items + start + n, l->items + end, tail);
  } else if (n < removed) {
    kr_move_values(l->items + start + n, l->items + end, tail);
    kr_list_resize(l, size - (removed - n));
  }
  if (n) kr_copy_refs(l->items + start, items, n);
  for (size_t i = removed; i-- > 0;) kr_decref(old[i]);
  if (old != few) kr_free(old);
  kr_free(fresh);
  return 0;
no_memory:
  if (old != few) kr_free(old);
  kr_free(fresh);
  return -1;
}

void kr_list_clear(kr_list *l) {
  kr_value *items = l->items;
  uint32_t n = l->size;
  init_empty(l);
  while (n-- > 0) kr_decref(items[n]);
  kr_free(items);
}

int kr_list_reverse(kr_list *l) {
  if (l->size > 1) {
    for (kr_value *a = l->items, *b = l->items + l->size - 1; a < b; a++, b--) {
      kr_value t = *a;
      *a = *b;
      *b = t;
    }
  }
  return 0;
}

/* ---- shared with tuple --------------------------------------------------------------------------------- */

void kr_fill_repeated(kr_value *out, const kr_value *items, size_t n, size_t count) {
  if (n == 1) {
    kr_value v = items[0];
    if (kr_is_object(v)) {
      kr_object_of(v)->refs += (uint32_t)count;
      KR_REF_TOTAL((int64_t)count);
    }
    for (size_t i = 0; i < count; i++) out[i] = v;
    return;
  }
  for (size_t i = 0; i < n; i++) {
    kr_value v = items[i];
    if (kr_is_object(v)) {
      kr_object_of(v)->refs += (uint32_t)count;
      KR_REF_TOTAL((int64_t)count);
    }
    out[i] = v;
  }
  /* Copy what is there, doubling. */
  size_t total = n * count, done = n;
  while (done < total) {
    size_t step = done < total - done ? done : total - done;
    kr_move_values(out + done, out, step);
    done += step;
  }
}

int kr_sequence_index(kr_value self, kr_value key, const char *name, intptr_t *out) {
  if (!kr_is_int(key) && !kr_type_of(key)->nb_index) {
    return KR_RAISE_INT(&kr_exc_TypeError, "%s indices must be integers or slices, not %T", name, key);
  }
  *out = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  return *out == -1 && kr_failed() ? -1 : 0;
}

/* ---- slots --------------------------------------------------------------------------------------------- */

static kr_value list_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (type == &kr_list_type) return kr_from_object_or_null(kr_list_new(0));
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v != KR_NULL) init_empty(KR_LIST(v));
  return v;
}

static int list_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_type *type = kr_type_of(self);
  /* A subclass with its own __new__ may take keywords. */
  if ((type == &kr_list_type || type->new_ == list_new) && kr_args_no_keywords("list", kwnames) < 0)
    return -1;
  if (kr_args_count("list", nargs, 0, 1) < 0) return -1;
  kr_list *l = KR_LIST(self);
  if (l->items) kr_list_clear(l);
  return nargs ? kr_list_extend(l, args[0]) : 0;
}

static kr_value list_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return nargs == 1 && !kwnames && kr_pauses(args[0]) ? kr_list_push(args[0]) : KR_DELETED;
}

static void list_dealloc(kr_object *o) {
  kr_list *l = (kr_list *)o;
  bool begun = false;
  kr_value *items = l->items;
  for (uint32_t n = l->size; n > 0; n--) {
    kr_value v = items[n - 1];
    if (!kr_is_object(v)) continue;
    if (kr_object_of(v)->refs > 1) {
      kr_decref(v);
      continue;
    }
    /* What runs now may come back here or look: the list ends before the item. */
    l->size = n;
    if (!kr_drop_item(o, &items[n - 1], &begun)) return;
  }
  l->size = 0;
  if (l->items) {
    if (KR_LIKELY(l->capacity <= KR_SMALL_MAX / sizeof(kr_value))) kr_page_free(l->items);
    else kr_free(l->items);
  }
  if (begun) kr_trash_end();
  kr_gc_free_static(o, &kr_list_type);
}

static int list_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_list *l = (kr_list *)o;
  for (uint32_t i = l->size; i-- > 0;) KR_VISIT(l->items[i]); /* as tuple's */
  return 0;
}

static int list_clear_slot(kr_object *o) {
  kr_list_clear((kr_list *)o);
  return 0;
}

static size_t list_size_of(kr_value self) {
  return kr_type_of(self)->basic_size + KR_LIST(self)->capacity * sizeof(kr_value);
}

static kr_value list_repr(kr_value self) {
  kr_list *l = KR_LIST(self);
  if (l->size == 0) return kr_str_from_ascii("[]", 2);
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_from_ascii("[...]", 5);
  kr_str_builder b = {0};
  bool ok = kr_sb_char(&b, '[');
  /* An item's repr may change the list. */
  for (uint32_t i = 0; ok && i < l->size; i++) {
    kr_value item = kr_ref(l->items[i]);
    ok = (i == 0 || kr_sb_ascii(&b, ", ", 2)) && kr_sb_repr(&b, item);
    kr_decref(item);
  }
  ok = ok && kr_sb_char(&b, ']');
  kr_repr_leave(self);
  if (ok) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}

static kr_value list_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_is_list(a) || !kr_is_list(b)) return KR_NOT_IMPLEMENTED;
  kr_list *x = KR_LIST(a), *y = KR_LIST(b);
  if (x->size != y->size && (op == KR_EQ || op == KR_NE)) return kr_from_bool(op == KR_NE);
  uint32_t i = 0;
  /* What is identical needs no call. */
  uint32_t common = x->size < y->size ? x->size : y->size;
  const kr_value *p = x->items, *q = y->items;
  while (i < common && p[i] == q[i]) i++;
  for (; i < x->size && i < y->size; i++) {
    int r = kr_item_equal(x->items[i], y->items[i]);
    if (r < 0) return KR_NULL;
    if (!r) break;
  }
  if (i >= x->size || i >= y->size) return kr_from_bool(kr_compare_sizes(x->size, y->size, op));
  if (op == KR_EQ || op == KR_NE) return kr_from_bool(op == KR_NE);
  kr_value v = kr_ref(x->items[i]), w = kr_ref(y->items[i]);
  kr_value r = kr_compare(v, w, op);
  kr_decref(v);
  kr_decref(w);
  return r;
}

static intptr_t list_length(kr_value self) { return (intptr_t)KR_LIST(self)->size; }

static kr_value list_item(kr_value self, intptr_t i) {
  kr_list *l = KR_LIST(self);
  if ((size_t)i >= l->size) return kr_raise(&kr_exc_IndexError, "list index out of range");
  return kr_ref(l->items[i]);
}

static int list_ass_item(kr_value self, intptr_t i, kr_value v) {
  kr_list *l = KR_LIST(self);
  if ((size_t)i >= l->size) { return KR_RAISE_INT(&kr_exc_IndexError, "list assignment index out of range"); }
  if (v == KR_NULL) return kr_list_assign_slice(l, (size_t)i, (size_t)i + 1, NULL, 0);
  kr_incref(v);
  KR_REPLACE(l->items[i], v);
  return 0;
}

kr_value kr_list_subscript(kr_value self, kr_value key) {
  kr_list *l = KR_LIST(self);
  if (kr_is_small_int(key)) {
    int64_t i = kr_small_int_value(key);
    if (i < 0) i += l->size;
    if (KR_LIKELY((uint64_t)i < l->size)) return kr_ref(l->items[i]);
  }
  if (kr_is_exact(key, &kr_slice_type)) {
    intptr_t start, stop, step, count;
    if (kr_slice_indices(key, (intptr_t)l->size, &start, &stop, &step, &count) < 0) return KR_NULL;
    if (step == 1) return kr_list_slice(l, (size_t)start, (size_t)(start + count));
    kr_list *r = kr_list_new((size_t)count);
    if (!r) return KR_NULL;
    const kr_value *from = l->items;
    kr_value *to = r->items;
    for (intptr_t i = 0, at = start; i < count; i++, at += step) to[i] = kr_ref(from[at]);
    r->size = (uint32_t)count;
    return kr_from_object(r);
  }
  intptr_t i;
  if (kr_sequence_index(self, key, "list", &i) < 0) return KR_NULL;
  return list_item(self, i < 0 ? i + (intptr_t)l->size : i);
}

/* del l[start::step], step != 1 and some item selected */
static int delete_strided(kr_list *l, intptr_t start, intptr_t step, intptr_t count) {
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  kr_value *garbage = kr_alloc_array((size_t)count, sizeof(kr_value));
  if (!garbage) return -1;
  size_t size = l->size, to = (size_t)start, next = (size_t)start, found = 0;
  for (size_t i = to; i < size; i++) {
    if (i == next && found < (size_t)count) {
      garbage[found++] = l->items[i];
      next += (size_t)step;
    } else {
      l->items[to++] = l->items[i];
    }
  }
  kr_list_resize(l, to);
  for (size_t i = 0; i < found; i++) kr_decref(garbage[i]);
  kr_free(garbage);
  return 0;
}

static int assign_strided(kr_list *l, kr_value slice, kr_value v) {
  kr_value fast = kr_sequence_fast(v, "must assign iterable to extended slice");
  if (fast == KR_NULL) return -1;
  int r = -1;
  /* Iterating v may have changed l, and l may be v: bounds again, items apart. */
  intptr_t start, stop, step, count;
  if (kr_slice_indices(slice, (intptr_t)l->size, &start, &stop, &step, &count) < 0) goto out;
  size_t n;
  const kr_value *items = kr_fast_items(fast, &n);
  if (n != (size_t)count) {
    kr_raise(&kr_exc_ValueError, "attempt to assign sequence of size %zu to extended slice of size %zd", n,
             count);
    goto out;
  }
  r = 0;
  if (n == 0) goto out;
  bool itself = items == l->items;
  kr_value *garbage = kr_alloc_array(itself ? 2 * n : n, sizeof(kr_value));
  if (!garbage) {
    r = -1;
    goto out;
  }
  if (itself) items = memcpy(garbage + n, items, n * sizeof *items);
  size_t found = 0;
  kr_value *place = l->items + start;
  for (size_t i = 0; i < n; i++, place += step) {
    kr_value old = *place;
    *place = kr_ref(items[i]);
    garbage[found] = old;
    found += kr_is_object(old);
  }
  for (size_t i = 0; i < found; i++) kr_decref(garbage[i]);
  kr_free(garbage);
out:
  kr_decref(fast);
  return r;
}

/* l[from:to] = v, the bounds being what `slice` said before v was iterated over */
static int assign_plain(kr_list *l, kr_value slice, size_t from, size_t to, kr_value v) {
  if (v != kr_from_object(l) && (kr_is_exact_list(v) || kr_is_exact_tuple(v))) {
    size_t n;
    const kr_value *items = kr_fast_items(v, &n);
    return kr_list_assign_slice(l, from, to, items, n);
  }
  /* list(v) when v is l itself, so that the copy stands still. */
  kr_value fast = v == kr_from_object(l) ? kr_list_slice(l, 0, l->size)
                                         : kr_sequence_fast(v, "must assign iterable to extended slice");
  if (fast == KR_NULL) return -1;
  intptr_t start, stop, step, count;
  int r = kr_slice_indices(slice, (intptr_t)l->size, &start, &stop, &step, &count);
  if (r == 0) {
    size_t n;
    const kr_value *items = kr_fast_items(fast, &n);
    r = kr_list_assign_slice(l, (size_t)start, (size_t)(start + count), items, n);
  }
  kr_decref(fast);
  return r;
}

static int ass_slice(kr_list *l, kr_value slice, kr_value v) {
  intptr_t start, stop, step, count;
  if (kr_slice_indices(slice, (intptr_t)l->size, &start, &stop, &step, &count) < 0) return -1;
  if (v == KR_NULL) {
    if (count == 0) return 0;
    if (step == 1) { return kr_list_assign_slice(l, (size_t)start, (size_t)(start + count), NULL, 0); }
    return delete_strided(l, start, step, count);
  }
  return step == 1 ? assign_plain(l, slice, (size_t)start, (size_t)(start + count), v)
                   : assign_strided(l, slice, v);
}

static int list_ass_subscript(kr_value self, kr_value key, kr_value v) {
  kr_list *l = KR_LIST(self);
  if (kr_is_small_int(key)) {
    int64_t i = kr_small_int_value(key);
    if (i < 0) i += l->size;
    if (KR_LIKELY((uint64_t)i < l->size && v != KR_NULL)) {
      kr_incref(v);
      KR_REPLACE(l->items[i], v);
      return 0;
    }
  }
  if (kr_is_exact(key, &kr_slice_type)) return ass_slice(l, key, v);
  intptr_t i;
  if (kr_sequence_index(self, key, "list", &i) < 0) return -1;
  return list_ass_item(self, i < 0 ? i + (intptr_t)l->size : i, v);
}

static kr_value list_concat(kr_value a, kr_value b) {
  if (!kr_is_list(b)) {
    return kr_raise(&kr_exc_TypeError, "can only concatenate list (not \"%T\") to list", b);
  }
  kr_list *x = KR_LIST(a), *y = KR_LIST(b);
  kr_list *l = kr_list_new((size_t)x->size + y->size);
  if (!l) return KR_NULL;
  kr_copy_refs(l->items, x->items, x->size);
  if (y->size) kr_copy_refs(l->items + x->size, y->items, y->size);
  l->size = x->size + y->size;
  return kr_from_object(l);
}

static kr_value list_inplace_concat(kr_value self, kr_value other) {
  return kr_list_extend(KR_LIST(self), other) < 0 ? KR_NULL : kr_ref(self);
}

static kr_value list_repeat(kr_value self, intptr_t count) {
  kr_list *l = KR_LIST(self);
  size_t n = l->size;
  if (count <= 0 || n == 0) return kr_from_object_or_null(kr_list_new(0));
  if ((size_t)count > MAX_SIZE / n) return kr_raise_no_memory();
  kr_list *r = kr_list_new(n * (size_t)count);
  if (!r) return KR_NULL;
  kr_fill_repeated(r->items, l->items, n, (size_t)count);
  r->size = (uint32_t)(n * (size_t)count);
  return kr_from_object(r);
}

static kr_value list_inplace_repeat(kr_value self, intptr_t count) {
  kr_list *l = KR_LIST(self);
  size_t n = l->size;
  if (n == 0 || count == 1) return kr_ref(self);
  if (count < 1) {
    kr_list_clear(l);
    return kr_ref(self);
  }
  if ((size_t)count > MAX_SIZE / n) return kr_raise_no_memory();
  if (kr_list_resize(l, n * (size_t)count) < 0) return KR_NULL;
  kr_fill_repeated(l->items + n, l->items, n, (size_t)count - 1);
  return kr_ref(self);
}

static int list_contains(kr_value self, kr_value v) {
  kr_list *l = KR_LIST(self);
  for (uint32_t i = 0; i < l->size; i++) {
    int r = kr_item_equal(l->items[i], v);
    if (r) return r;
  }
  return 0;
}

kr_type kr_list_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "list",
    .doc = "list(iterable=(), /)\n--\n\nA sequence that can be changed, of the items of iterable.",
    .tf =
        KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_SEQUENCE | KR_TF_MATCH_SELF | KR_TF_LIST_SUBCLASS,
    .basic_size = sizeof(kr_list),
    .methods = kr_list_methods,
    .dealloc = list_dealloc,
    .traverse = list_traverse,
    .clear = list_clear_slot,
    .size_of = list_size_of,
    .repr = list_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = list_richcompare,
    .iter = kr_list_iter,
    .init = list_init,
    .new_ = list_new,
    .call_push = list_call_push,
    .sq_length = list_length,
    .sq_concat = list_concat,
    .sq_inplace_concat = list_inplace_concat,
    .sq_repeat = list_repeat,
    .sq_inplace_repeat = list_inplace_repeat,
    .sq_item = list_item,
    .sq_ass_item = list_ass_item,
    .sq_contains = list_contains,
    .mp_subscript = kr_list_subscript,
    .mp_ass_subscript = list_ass_subscript,
};
