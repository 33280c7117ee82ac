/* collections.deque: a ring of values. Both ends, and any index, are reached in constant time; an
 * element in the middle goes or comes by moving the shorter side. */
#include "modules/collections_impl.h"
#include "objects/collect.h"
#include "objects/unexpected.h"
#include "objects/list.h"
#include "objects/weakref.h"
#include "vm/suspend.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t size;
  kr_value *items;   /* capacity places; NULL when capacity is 0 */
  uint32_t capacity; /* a power of two, or 0 */
  uint32_t first;    /* the place of element 0 */
  uint32_t changes;  /* bumped by every change of size or order: iterators look at it */
  intptr_t maxlen;   /* -1: unbounded */
  void *weaklist;
} deque;
#define DEQUE(v) KR_AS(deque, v)

static bool is_deque(kr_value v) { return kr_isinstance_exact_or_sub(v, &kr_deque_type); }

static inline kr_value *place(const deque *d, size_t i) {
  return &d->items[(d->first + i) & (d->capacity - 1)];
}

/* ---- changes ------------------------------------------------------------------------------------------- */

#define MIN_CAPACITY 8
#define MAX_CAPACITY (UINT32_C(1) << 27)

/* The elements in order into fresh memory for `capacity` (a power of two, or 0). */
static int set_capacity(deque *d, uint32_t capacity) {
  kr_value *items = NULL;
  if (capacity) {
    items = kr_alloc_array(capacity, sizeof *items);
    if (!items) return -1;
    uint32_t until_end = d->capacity - d->first;
    uint32_t straight = d->size < until_end ? d->size : until_end;
    if (straight) memcpy(items, d->items + d->first, straight * sizeof *items);
    if (d->size > straight) { memcpy(items + straight, d->items, (d->size - straight) * sizeof *items); }
  }
  kr_free(d->items);
  d->items = items;
  d->capacity = capacity;
  d->first = 0;
  return 0;
}

static int reserve(deque *d, uint64_t size) {
  if (size <= d->capacity) return 0;
  uint64_t capacity = d->capacity ? d->capacity : MIN_CAPACITY;
  while (capacity < size) capacity *= 2;
  if (capacity > MAX_CAPACITY) {
    kr_raise_no_memory();
    return -1;
  }
  return set_capacity(d, (uint32_t)capacity);
}

/* Much emptier than it was: give memory back. Not having any for the smaller block is no harm. */
static void shrink(deque *d) {
  if (d->capacity <= 64 || d->size > d->capacity / 8) return;
  if (set_capacity(d, d->capacity / 4) < 0) kr_clear_exception();
}

static kr_value pop_right(deque *d) {
  d->changes++;
  kr_value v = *place(d, --d->size);
  shrink(d);
  return v;
}

static kr_value pop_left(deque *d) {
  d->changes++;
  kr_value v = d->items[d->first];
  d->first = (d->first + 1) & (d->capacity - 1);
  d->size--;
  shrink(d);
  return v;
}

/* v is stolen by both; at the bound the element at the other end goes. */
static int push_right(deque *d, kr_value v) {
  if (reserve(d, (uint64_t)d->size + 1) < 0) {
    kr_decref(v);
    return -1;
  }
  *place(d, d->size++) = v;
  d->changes++;
  if (d->maxlen >= 0 && d->size > (size_t)d->maxlen) kr_decref(pop_left(d));
  return 0;
}

static int push_left(deque *d, kr_value v) {
  if (reserve(d, (uint64_t)d->size + 1) < 0) {
    kr_decref(v);
    return -1;
  }
  d->first = (d->first - 1) & (d->capacity - 1);
  d->items[d->first] = v;
  d->size++;
  d->changes++;
  if (d->maxlen >= 0 && d->size > (size_t)d->maxlen) kr_decref(pop_right(d));
  return 0;
}

static void clear(deque *d) {
  deque old = *d;
  d->items = NULL;
  d->size = d->capacity = d->first = 0;
  d->changes++;
  for (uint32_t i = 0; i < old.size; i++) kr_decref(*place(&old, i));
  kr_free(old.items);
}

static int extend(deque *d, kr_value iterable, int (*push)(deque *, kr_value)) {
  kr_value source = iterable == kr_from_object(d) ? kr_list_from_iterable(iterable) : kr_ref(iterable);
  if (source == KR_NULL) return -1;
  kr_value it = kr_iter(source);
  kr_decref(source);
  if (it == KR_NULL) return -1;
  kr_value item;
  int r = 0;
  while (r == 0 && (item = kr_next(it)) != KR_NULL) r = push(d, item) || kr_poll() ? -1 : 0;
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

static kr_value take_at(deque *d, size_t i) {
  kr_value v = *place(d, i);
  if (i < d->size / 2) {
    for (size_t j = i; j > 0; j--) *place(d, j) = *place(d, j - 1);
    d->first = (d->first + 1) & (d->capacity - 1);
  } else {
    for (size_t j = i; j + 1 < d->size; j++) *place(d, j) = *place(d, j + 1);
  }
  d->size--;
  d->changes++;
  return v;
}

static void rotate(deque *d, intptr_t n) {
  if (d->size < 2) return;
  intptr_t size = (intptr_t)d->size;
  n %= size;
  if (n == 0) return;
  if (n > size / 2) n -= size;
  if (n < -size / 2) n += size;
  d->changes++;
  uint32_t mask = d->capacity - 1;
  if (d->size == d->capacity) { /* the ring is full: only its beginning moves */
    d->first = (d->first - (uint32_t)n) & mask;
    return;
  }
  for (; n > 0; n--) {
    d->first = (d->first - 1) & mask;
    d->items[d->first] = *place(d, d->size);
  }
  for (; n < 0; n++) {
    *place(d, d->size) = d->items[d->first];
    d->first = (d->first + 1) & mask;
  }
}

/* ---- making deques ------------------------------------------------------------------------------------- */

static kr_value deque_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  deque *d = DEQUE(v);
  d->items = NULL;
  d->size = d->capacity = d->first = d->changes = 0;
  d->maxlen = -1;
  d->weaklist = NULL;
  return v;
}

static int parse_maxlen(kr_value v, intptr_t *out) {
  *out = -1;
  if (v == KR_NULL || v == KR_NONE) return 0;
  if (!kr_is_int(v)) return KR_RAISE_INT(&kr_exc_TypeError, "an integer is required");
  int64_t n;
  if (!kr_int_fits_i64(v, &n) || n > INTPTR_MAX || n < INTPTR_MIN) {
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  }
  if (n < 0) return KR_RAISE_INT(&kr_exc_ValueError, "maxlen must be non-negative");
  *out = (intptr_t)n;
  return 0;
}

static int deque_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const char *const names[] = {"iterable", "maxlen"};
  kr_value given[2] = {KR_NULL, KR_NULL};
  size_t nkw = kwnames ? kwnames->size : 0;
  if (nargs + nkw > 2) {
    return KR_RAISE_INT(&kr_exc_TypeError, "deque() takes at most 2 %sarguments (%zu given)",
                        nargs ? "" : "keyword ", nargs + nkw);
  }
  for (size_t i = 0; i < nargs; i++) given[i] = args[i];
  for (size_t i = 0; i < nkw; i++) {
    kr_value name = kwnames->items[i];
    int which = kr_str_equals_cstr(KR_STR(name), names[0])   ? 0
                : kr_str_equals_cstr(KR_STR(name), names[1]) ? 1
                                                             : -1;
    if (which < 0) {
      kr_raise_unexpected_keyword("deque", name, "iterable maxlen");
      return -1;
    }
    if (given[which] != KR_NULL) {
      return KR_RAISE_INT(&kr_exc_TypeError, "argument for deque() given by name ('%s') and position (%d)",
                          names[which], which + 1);
    }
    given[which] = args[nargs + i];
  }
  intptr_t maxlen;
  if (parse_maxlen(given[1], &maxlen) < 0) return -1;
  deque *d = DEQUE(self);
  d->maxlen = maxlen;
  if (d->size) clear(d);
  return given[0] == KR_NULL ? 0 : extend(d, given[0], push_right);
}

static int collect_right(kr_value target, kr_value item, size_t number) {
  return push_right(DEQUE(target), item);
}
static int collect_left(kr_value target, kr_value item, size_t number) {
  return push_left(DEQUE(target), item);
}
static const kr_collector deque_collector = KR_COLLECTOR("deque", collect_right, NULL, NULL);
static const kr_collector extend_collector =
    KR_COLLECTOR("deque.extend", collect_right, NULL, kr_collect_none);
static const kr_collector extendleft_collector =
    KR_COLLECTOR("deque.extendleft", collect_left, NULL, kr_collect_none);

static kr_value deque_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  size_t n = nargs + (kwnames ? kwnames->size : 0);
  if (nargs == 0 || n > 2 || !kr_pauses(args[0])) return KR_DELETED;
  kr_value d = deque_new(type, NULL, 0, NULL), empty[2] = {KR_EMPTY_TUPLE, n == 2 ? args[1] : KR_NULL};
  if (d == KR_NULL) return KR_NULL;
  if (deque_init(d, empty, nargs, kwnames) < 0) {
    kr_decref(d);
    return KR_NULL;
  }
  return kr_collect_push(&deque_collector, d, args[0]);
}

/* A deque of self's type with its bound and the elements of `iterable`, the way the type wants to be
 * called. New. */
static kr_value new_like(kr_value self, kr_value iterable) {
  kr_value type = kr_from_object(kr_type_of(self));
  intptr_t maxlen = DEQUE(self)->maxlen;
  kr_value d;
  if (maxlen < 0) {
    d = kr_call1(type, iterable);
  } else {
    kr_value bound = kr_int_from_i64(maxlen);
    if (bound == KR_NULL) return KR_NULL;
    d = kr_call2(type, iterable, bound);
    kr_decref(bound);
  }
  if (d != KR_NULL && !is_deque(d)) {
    kr_raise(&kr_exc_TypeError, "%N() must return a deque, not %T", kr_type_of(self), d);
    KR_CLEAR(d);
  }
  return d;
}

static kr_value copy_of(kr_value self) {
  if (!kr_is_exact(self, &kr_deque_type)) return new_like(self, self);
  kr_value v = deque_new(&kr_deque_type, NULL, 0, NULL);
  if (v == KR_NULL) return KR_NULL;
  deque *d = DEQUE(self), *c = DEQUE(v);
  c->maxlen = d->maxlen;
  if (reserve(c, d->size) < 0) {
    kr_decref(v);
    return KR_NULL;
  }
  for (uint32_t i = 0; i < d->size; i++) c->items[i] = kr_ref(*place(d, i));
  c->size = d->size;
  return v;
}

/* ---- life ---------------------------------------------------------------------------------------------- */

static void deque_dealloc(kr_object *o) {
  deque *d = (deque *)o;
  bool deep = false;
  for (uint32_t i = 0; i < d->size && !deep; i++) deep = kr_drop_may_free(*place(d, i), d->size);
  if (deep && !kr_trash_begin(o)) return;
  if (d->weaklist) kr_weakrefs_clear(o);
  clear(d);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int deque_traverse(kr_object *o, kr_visit visit, void *arg) {
  deque *d = (deque *)o;
  for (uint32_t i = 0; i < d->size; i++) KR_VISIT(*place(d, i));
  return 0;
}

static int deque_clear_slot(kr_object *o) {
  clear((deque *)o);
  return 0;
}

static size_t deque_size_of(kr_value self) {
  return kr_type_of(self)->basic_size + DEQUE(self)->capacity * sizeof(kr_value);
}

/* ---- slots --------------------------------------------------------------------------------------------- */

static intptr_t deque_length(kr_value self) { return (intptr_t)DEQUE(self)->size; }

static kr_value deque_item(kr_value self, intptr_t i) {
  deque *d = DEQUE(self);
  if ((size_t)i >= d->size) return kr_raise(&kr_exc_IndexError, "deque index out of range");
  return kr_ref(*place(d, (size_t)i));
}

static int deque_ass_item(kr_value self, intptr_t i, kr_value v) {
  deque *d = DEQUE(self);
  if ((size_t)i >= d->size) return KR_RAISE_INT(&kr_exc_IndexError, "deque index out of range");
  if (v == KR_NULL) {
    kr_decref(take_at(d, (size_t)i));
    return 0;
  }
  kr_incref(v);
  KR_REPLACE(*place(d, (size_t)i), v);
  return 0;
}

static int mutated(kr_type *exc, const char *text) { return KR_RAISE_INT(exc, "%s", text); }

/* The first index in from..to of an element equal to v; -1: absent; -2: failed. */
static intptr_t find(deque *d, kr_value v, intptr_t from, intptr_t to, kr_type *mutation_error,
                     const char *mutation_text) {
  uint32_t changes = d->changes;
  for (intptr_t i = from; i < to && i < (intptr_t)d->size; i++) {
    int r = kr_item_equal(*place(d, (size_t)i), v);
    if (r > 0) {
      if (changes != d->changes && mutation_error == &kr_exc_IndexError) {
        mutated(mutation_error, mutation_text);
        return -2;
      }
      return i;
    }
    if (r == 0 && changes != d->changes) r = mutated(mutation_error, mutation_text);
    if (r < 0) return -2;
  }
  return -1;
}
#define ITERATION "deque mutated during iteration"

static int deque_contains(kr_value self, kr_value v) {
  intptr_t i = find(DEQUE(self), v, 0, INTPTR_MAX, &kr_exc_RuntimeError, ITERATION);
  return i == -2 ? -1 : i >= 0;
}

static kr_value deque_concat(kr_value a, kr_value b) {
  if (!is_deque(b)) {
    return kr_raise(&kr_exc_TypeError, "can only concatenate deque (not \"%T\") to deque", b);
  }
  kr_value d = copy_of(a);
  if (d != KR_NULL && extend(DEQUE(d), b, push_right) < 0) KR_CLEAR(d);
  return d;
}

static kr_value deque_inplace_concat(kr_value self, kr_value other) {
  return extend(DEQUE(self), other, push_right) < 0 ? KR_NULL : kr_ref(self);
}

static kr_value deque_inplace_repeat(kr_value self, intptr_t n) {
  deque *d = DEQUE(self);
  size_t size = d->size;
  if (size == 0 || n == 1) return kr_ref(self);
  if (n <= 0) {
    clear(d);
    return kr_ref(self);
  }
  if (d->maxlen >= 0) {
    /* Only so often as something of it stays. */
    size_t enough = ((size_t)d->maxlen + size - 1) / size;
    if ((size_t)n > enough) n = (intptr_t)(enough ? enough : 1);
  }
  if ((size_t)n > MAX_CAPACITY / size) return kr_raise_no_memory();
  if (reserve(d, size * (uint64_t)n) < 0) return KR_NULL;
  d->changes++;
  for (size_t i = size; i < size * (size_t)n; i++) *place(d, i) = kr_ref(*place(d, i - size));
  d->size = (uint32_t)(size * (size_t)n);
  while (d->maxlen >= 0 && d->size > (size_t)d->maxlen) kr_decref(pop_left(d));
  return kr_ref(self);
}

static kr_value deque_repeat(kr_value self, intptr_t n) {
  kr_value d = copy_of(self);
  if (d == KR_NULL) return KR_NULL;
  kr_value r = deque_inplace_repeat(d, n);
  kr_decref(d);
  return r;
}

static kr_value deque_repr(kr_value self) {
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_from_ascii("[...]", 5);
  kr_value list = kr_list_from_iterable(self), text = KR_NULL;
  if (list != KR_NULL) {
    kr_value name = kr_type_get_name(kr_type_of(self));
    intptr_t maxlen = DEQUE(self)->maxlen;
    if (name != KR_NULL) {
      text = maxlen >= 0 ? kr_str_format("%U(%R, maxlen=%zd)", name, list, maxlen)
                         : kr_str_format("%U(%R)", name, list);
    }
    kr_decref(name);
  }
  kr_decref(list);
  kr_repr_leave(self);
  return text;
}

static kr_value deque_richcompare(kr_value a, kr_value b, int op) {
  if (!is_deque(a) || !is_deque(b)) return KR_NOT_IMPLEMENTED;
  deque *x = DEQUE(a), *y = DEQUE(b);
  if (a == b) return kr_from_bool(op == KR_EQ || op == KR_LE || op == KR_GE);
  if (x->size != y->size && (op == KR_EQ || op == KR_NE)) return kr_from_bool(op == KR_NE);
  uint32_t cx = x->changes, cy = y->changes;
  for (uint32_t i = 0; i < x->size && i < y->size; i++) {
    kr_value p = kr_ref(*place(x, i)), q = kr_ref(*place(y, i)), result = KR_DELETED;
    int r = kr_item_equal(p, q);
    if (r < 0) {
      result = KR_NULL;
    } else if (cx != x->changes || cy != y->changes) {
      result = kr_raise(&kr_exc_RuntimeError, ITERATION);
    } else if (r == 0) {
      result = op == KR_EQ ? KR_FALSE : op == KR_NE ? KR_TRUE : kr_compare(p, q, op);
    }
    kr_decref(p);
    kr_decref(q);
    if (result != KR_DELETED) return result;
  }
  return kr_compare(kr_from_small_int(x->size), kr_from_small_int(y->size), op);
}

/* ---- methods ------------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(deque_append) { return push_right(DEQUE(self), kr_ref(args[0])) < 0 ? KR_NULL : KR_NONE; }
METHOD(deque_appendleft) { return push_left(DEQUE(self), kr_ref(args[0])) < 0 ? KR_NULL : KR_NONE; }

METHOD(deque_pop) {
  if (DEQUE(self)->size == 0) return kr_raise(&kr_exc_IndexError, "pop from an empty deque");
  return pop_right(DEQUE(self));
}

METHOD(deque_popleft) {
  if (DEQUE(self)->size == 0) return kr_raise(&kr_exc_IndexError, "pop from an empty deque");
  return pop_left(DEQUE(self));
}

METHOD(deque_extend) {
  if (kr_pauses(args[0])) return kr_collect_push(&extend_collector, kr_ref(self), args[0]);
  return extend(DEQUE(self), args[0], push_right) < 0 ? KR_NULL : KR_NONE;
}
METHOD(deque_extendleft) {
  if (kr_pauses(args[0])) return kr_collect_push(&extendleft_collector, kr_ref(self), args[0]);
  return extend(DEQUE(self), args[0], push_left) < 0 ? KR_NULL : KR_NONE;
}

METHOD(deque_clear) {
  clear(DEQUE(self));
  return KR_NONE;
}

METHOD(deque_copy) { return copy_of(self); }

METHOD(deque_rotate) {
  intptr_t n = 1;
  if (args[0] != KR_NULL) {
    if (!kr_is_int(args[0]) && !kr_type_of(args[0])->nb_index) {
      return kr_raise(&kr_exc_TypeError, "'%T' object cannot be interpreted as an integer", args[0]);
    }
    kr_value i = kr_index(args[0]);
    if (i == KR_NULL) return KR_NULL;
    int64_t wide;
    bool fits = kr_int_fits_i64(i, &wide) && wide <= INTPTR_MAX && wide >= INTPTR_MIN;
    kr_decref(i);
    if (!fits) { return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t"); }
    n = (intptr_t)wide;
  }
  rotate(DEQUE(self), n);
  return KR_NONE;
}

METHOD(deque_reverse) {
  deque *d = DEQUE(self);
  d->changes++;
  for (size_t i = 0, j = d->size; i + 1 < j; i++) {
    j--;
    kr_value t = *place(d, i);
    *place(d, i) = *place(d, j);
    *place(d, j) = t;
  }
  return KR_NONE;
}

METHOD(deque_count) {
  deque *d = DEQUE(self);
  uint32_t changes = d->changes;
  int64_t count = 0;
  for (uint32_t i = 0; i < d->size; i++) {
    int r = kr_item_equal(*place(d, i), args[0]);
    if (r < 0) return KR_NULL;
    if (changes != d->changes) return kr_raise(&kr_exc_RuntimeError, ITERATION);
    count += r;
  }
  return kr_from_small_int(count);
}

METHOD(deque_index) {
  deque *d = DEQUE(self);
  intptr_t from, to;
  if (kr_index_bounds(args[1], args[2], (intptr_t)d->size, &from, &to) < 0) return KR_NULL;
  intptr_t i = find(d, args[0], from, to, &kr_exc_RuntimeError, ITERATION);
  if (i == -2) return KR_NULL;
  if (i == -1) return kr_raise(&kr_exc_ValueError, "deque.index(x): x not in deque");
  return kr_from_small_int(i);
}

METHOD(deque_remove) {
  deque *d = DEQUE(self);
  intptr_t i = find(d, args[0], 0, INTPTR_MAX, &kr_exc_IndexError, ITERATION);
  if (i == -2) return KR_NULL;
  if (i == -1) return kr_raise(&kr_exc_ValueError, "deque.remove(x): x not in deque");
  kr_decref(take_at(d, (size_t)i));
  return KR_NONE;
}

METHOD(deque_insert) {
  deque *d = DEQUE(self);
  intptr_t i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (i == -1 && kr_failed()) return KR_NULL;
  if (d->maxlen >= 0 && d->size >= (size_t)d->maxlen) {
    return kr_raise(&kr_exc_IndexError, "deque already at its maximum size");
  }
  intptr_t n = (intptr_t)d->size;
  if (i < 0 && (i += n) < 0) i = 0;
  if (i > n) i = n;
  /* At the nearer end, then the elements outside it move one place. */
  if (i < n - i) {
    if (push_left(d, kr_ref(args[1])) < 0) return KR_NULL;
    for (intptr_t j = 0; j < i; j++) *place(d, (size_t)j) = *place(d, (size_t)j + 1);
  } else {
    if (push_right(d, kr_ref(args[1])) < 0) return KR_NULL;
    for (intptr_t j = n; j > i; j--) *place(d, (size_t)j) = *place(d, (size_t)j - 1);
  }
  *place(d, (size_t)i) = args[1]; /* the reference that the push took */
  return KR_NONE;
}

METHOD(deque_reduce) {
  kr_value state = kr_call_method0(self, KR_ID(__getstate__));
  if (state == KR_NULL) return KR_NULL;
  kr_value it = kr_iter(self), arguments = KR_NULL, r = KR_NULL;
  if (it != KR_NULL) {
    intptr_t maxlen = DEQUE(self)->maxlen;
    if (maxlen < 0) {
      arguments = kr_ref(KR_EMPTY_TUPLE);
    } else {
      kr_value bound = kr_int_from_i64(maxlen);
      if (bound != KR_NULL) arguments = kr_tuple_pack(2, KR_EMPTY_TUPLE, bound);
      kr_decref(bound);
    }
  }
  if (arguments != KR_NULL) { r = kr_tuple_pack(4, kr_from_object(kr_type_of(self)), arguments, state, it); }
  kr_decref(arguments);
  kr_decref(it);
  kr_decref(state);
  return r;
}

METHOD(deque_sizeof) { return kr_int_from_size(deque_size_of(self)); }
METHOD(deque_class_getitem) { return kr_class_getitem(self, args[0]); }

static kr_value get_maxlen(kr_value self, void *closure) {
  intptr_t maxlen = DEQUE(self)->maxlen;
  return maxlen < 0 ? KR_NONE : kr_int_from_i64(maxlen);
}

/* ---- iterators ----------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t index; /* elements given so far */
  kr_value deque;
  uint32_t changes; /* of the deque at the start */
  uint32_t left;
} deque_iter;
#define ITER(v) KR_AS(deque_iter, v)

static kr_value iter_new(kr_type *type, kr_value d) {
  deque_iter *it = kr_gc_object_alloc(type, sizeof *it);
  if (!it) return KR_NULL;
  it->index = 0;
  it->deque = kr_ref(d);
  it->changes = DEQUE(d)->changes;
  it->left = DEQUE(d)->size;
  return kr_from_object(it);
}

static kr_value deque_iter_of(kr_value self) { return iter_new(&kr_deque_iter_type, self); }
METHOD(deque_reversed) { return iter_new(&kr_deque_reverse_iter_type, self); }

static void iter_dealloc(kr_object *o) {
  KR_CLEAR(((deque_iter *)o)->deque);
  kr_object_free(o);
}

static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((deque_iter *)o)->deque);
  return 0;
}

KR_INLINE kr_value iter_step(kr_value self, bool backward) {
  deque_iter *it = ITER(self);
  deque *d = DEQUE(it->deque);
  if (it->changes != d->changes) {
    it->left = 0;
    return kr_raise(&kr_exc_RuntimeError, ITERATION);
  }
  if (it->left == 0) return KR_NULL;
  it->left--;
  uint32_t i = it->index++;
  return kr_ref(*place(d, backward ? d->size - 1 - i : i));
}
static kr_value iter_next(kr_value self) { return iter_step(self, false); }
static kr_value reverse_iter_next(kr_value self) { return iter_step(self, true); }

/* _deque_iterator(deque, index=0): for pickles. */
static kr_value iter_construct(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  const char *name = strrchr(type->name, '.') + 1;
  if (kr_args_no_keywords(name, kwnames) < 0) return KR_NULL;
  if (kr_args_parsed(NULL, nargs, 1, 2) < 0) return KR_NULL;
  if (!is_deque(args[0])) {
    return kr_raise(&kr_exc_TypeError, "argument 1 must be collections.deque, not %T", args[0]);
  }
  intptr_t skip = nargs > 1 ? kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError)) : 0;
  if (skip == -1 && kr_failed()) return KR_NULL;
  kr_value v = iter_new(type, args[0]);
  if (v == KR_NULL) return KR_NULL;
  deque_iter *it = ITER(v);
  if (skip > 0) {
    it->index = (size_t)skip > it->left ? it->left : (uint32_t)skip;
    it->left -= it->index;
  }
  return v;
}

METHOD(iter_length_hint) { return kr_from_small_int(ITER(self)->left); }

METHOD(iter_reduce) {
  deque_iter *it = ITER(self);
  kr_value arguments = kr_tuple_pack(2, it->deque, kr_from_small_int(DEQUE(it->deque)->size - it->left));
  if (arguments == KR_NULL) return KR_NULL;
  kr_value r = kr_tuple_pack(2, kr_from_object(it->head.type), arguments);
  kr_decref(arguments);
  return r;
}

static const kr_method_def iter_methods[] = {
    {"__length_hint__", iter_length_hint, 0, "($self, /)", "How many items are left."},
    {"__reduce__", iter_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {NULL},
};

#define ITER_TYPE(name_, next)                                                                 \
  {                                                                                            \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_IMMUTABLE,    \
    .basic_size = sizeof(deque_iter), .methods = iter_methods, .dealloc = iter_dealloc,        \
    .traverse = iter_traverse, .iter = kr_iter_self, .iternext = next, .new_ = iter_construct, \
  }
kr_type kr_deque_iter_type = ITER_TYPE("collections._deque_iterator", iter_next);
kr_type kr_deque_reverse_iter_type = ITER_TYPE("collections._deque_reverse_iterator", reverse_iter_next);

/* ---- the type ------------------------------------------------------------------------------------------ */

static const kr_method_def deque_methods[] = {
    {"append", deque_append, 0, "($self, item, /)", "Add an element to the right side."},
    {"appendleft", deque_appendleft, 0, "($self, item, /)", "Add an element to the left side."},
    {"clear", deque_clear, 0, "($self, /)", "Remove all elements."},
    {"__copy__", deque_copy, 0, "($self, /)", "A deque of the same items."},
    {"copy", deque_copy, 0, "($self, /)", "A deque of the same items."},
    {"count", deque_count, 0, "($self, value, /)", "How many items equal value."},
    {"extend", deque_extend, 0, "($self, iterable, /)", "Add the items of an iterable at the right end."},
    {"extendleft", deque_extendleft, 0, "($self, iterable, /)",
     "Extend the left side with elements from the iterable, one after the other."},
    {"index", deque_index, 0, "($self, value, start=0, stop=sys.maxsize, /)",
     "Where value is first; ValueError if it is nowhere."},
    {"insert", deque_insert, 0, "($self, index, value, /)", "Put value in front of the item at index."},
    {"pop", deque_pop, 0, "($self, /)", "Take the last item out and return it."},
    {"popleft", deque_popleft, 0, "($self, /)", "Take the first item out and return it."},
    {"__reduce__", deque_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"remove", deque_remove, 0, "($self, value, /)",
     "Take the first item away that equals value; ValueError without one."},
    {"__reversed__", deque_reversed, 0, "($self, /)", "The items from the last to the first."},
    {"reverse", deque_reverse, 0, "($self, /)", "Reverse *IN PLACE*."},
    {"rotate", deque_rotate, 0, "($self, n=1, /)",
     "Take n items from the right end and put them in at the left; negative: the other way."},
    {"__sizeof__", deque_sizeof, 0, "($self, /)", "Its size in memory, in bytes."},
    {"__class_getitem__", deque_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {NULL},
};
static const kr_getset_def deque_getset[] = {
    {"maxlen", get_maxlen, NULL, "how many items it can have; None: any number", NULL},
    {NULL},
};

kr_type kr_deque_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "collections.deque",
    .doc = "deque([iterable[, maxlen]])\n--\n\n"
           "A sequence that grows and shrinks quickly at both ends.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_SEQUENCE,
    .basic_size = sizeof(deque),
    .weaklist_offset = offsetof(deque, weaklist),
    .methods = deque_methods,
    .getset = deque_getset,
    .dealloc = deque_dealloc,
    .traverse = deque_traverse,
    .clear = deque_clear_slot,
    .size_of = deque_size_of,
    .repr = deque_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = deque_richcompare,
    .iter = deque_iter_of,
    .init = deque_init,
    .new_ = deque_new,
    .call_push = deque_call_push,
    .sq_length = deque_length,
    .sq_concat = deque_concat,
    .sq_inplace_concat = deque_inplace_concat,
    .sq_repeat = deque_repeat,
    .sq_inplace_repeat = deque_inplace_repeat,
    .sq_item = deque_item,
    .sq_ass_item = deque_ass_item,
    .sq_contains = deque_contains,
};
