/* tuple: a fixed row of values, data inline. */
#include "objects/collect.h"
#include "objects/tuple.h"

#include <stdarg.h>

#include "memory/fast_alloc.h"
#include "objects/container.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/sequence.h"

kr_tuple kr_empty_tuple = {.head = KR_STATIC_HEAD(&kr_tuple_type), .size = 0};

#define MAX_SIZE ((size_t)(PTRDIFF_MAX < UINT32_MAX ? PTRDIFF_MAX : UINT32_MAX) / sizeof(kr_value) - 8)

/* ---- making tuples ---------------------------------------------------------------------------------- */

/* Items are not set yet: the caller fills every one before anything else runs. */
static inline kr_tuple *allocate(size_t size) {
  if (KR_UNLIKELY(size > MAX_SIZE)) {
    kr_raise_no_memory();
    return NULL;
  }
  kr_tuple *t = kr_gc_alloc_static(&kr_tuple_type, sizeof *t + size * sizeof(kr_value));
  if (KR_LIKELY(t != NULL)) {
    t->size = (uint32_t)size;
    t->hash = 0;
  }
  return t;
}

kr_tuple *kr_tuple_new(size_t size) {
  if (size == 0) return KR_REF(&kr_empty_tuple);
  kr_tuple *t = allocate(size);
  if (!t) return NULL;
  for (size_t i = 0; i < size; i++) t->items[i] = KR_NULL;
  return t;
}

kr_value kr_tuple_from_array(const kr_value *items, size_t n) {
  if (n == 0) return kr_ref(KR_EMPTY_TUPLE);
  kr_tuple *t = allocate(n);
  if (!t) return KR_NULL;
  bool cyclic = false;
  for (size_t i = 0; i < n; i++) {
    t->items[i] = kr_ref(items[i]);
    cyclic |= kr_may_cycle(items[i]);
  }
  if (!cyclic) kr_gc_untrack(t); /* of no interest to the collector, ever */
  return kr_from_object(t);
}

kr_value kr_tuple_from_array_steal(const kr_value *items, size_t n) {
  if (n == 0) return kr_ref(KR_EMPTY_TUPLE);
  kr_tuple *t = allocate(n);
  if (!t) {
    for (size_t i = 0; i < n; i++) kr_decref(items[i]);
    return KR_NULL;
  }
  bool cyclic = false;
  for (size_t i = 0; i < n; i++) {
    t->items[i] = items[i];
    cyclic |= kr_may_cycle(items[i]);
  }
  if (!cyclic) kr_gc_untrack(t);
  return kr_from_object(t);
}

kr_value kr_tuple_pack(size_t n, ...) {
  if (n == 0) return kr_ref(KR_EMPTY_TUPLE);
  kr_tuple *t = allocate(n);
  if (!t) return KR_NULL;
  va_list ap;
  va_start(ap, n);
  for (size_t i = 0; i < n; i++) t->items[i] = kr_ref(va_arg(ap, kr_value));
  va_end(ap);
  return kr_from_object(t);
}

static kr_value part_of(const kr_tuple *t, size_t start, size_t end) {
  if (end > t->size) end = t->size;
  if (start >= end) return kr_ref(KR_EMPTY_TUPLE);
  if (start == 0 && end == t->size && t->head.type == &kr_tuple_type) { return kr_ref(kr_from_object(t)); }
  return kr_tuple_from_array(t->items + start, end - start);
}

kr_value kr_tuple_from_iterable(kr_value iterable) {
  if (kr_is_exact_tuple(iterable)) return kr_ref(iterable);
  if (kr_is_exact_list(iterable)) return kr_list_to_tuple(KR_LIST(iterable));
  kr_value list = kr_list_from_iterable(iterable);
  if (list == KR_NULL) return KR_NULL;
  /* Nobody else has seen the list: its items move. */
  kr_list *l = KR_LIST(list);
  kr_value result;
  if (l->size == 0) {
    result = kr_ref(KR_EMPTY_TUPLE);
  } else {
    result = kr_tuple_from_array_steal(l->items, l->size);
    l->size = 0; /* stolen, whether it went well or not */
  }
  kr_decref(list);
  return result;
}

/* tuple(x) for a subclass: the plain tuple's items in an instance of type. */
static kr_value subclass_new(kr_type *type, kr_value iterable) {
  kr_value plain = iterable == KR_NULL ? kr_ref(KR_EMPTY_TUPLE) : kr_tuple_from_iterable(iterable);
  if (plain == KR_NULL) return KR_NULL;
  kr_tuple *from = KR_TUPLE(plain);
  kr_value v = kr_type_generic_alloc(type, from->size);
  if (v != KR_NULL) {
    kr_tuple *t = KR_TUPLE(v);
    t->size = from->size;
    for (uint32_t i = 0; i < from->size; i++) t->items[i] = kr_ref(from->items[i]);
  }
  kr_decref(plain);
  return v;
}

static kr_value tuple_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  /* A subclass with its own __init__ may take keywords. */
  if ((type == &kr_tuple_type || type->init == kr_tuple_type.init) &&
      kr_args_no_keywords("tuple", kwnames) < 0)
    return KR_NULL;
  if (kr_args_count("tuple", nargs, 0, 1) < 0) return KR_NULL;
  kr_value iterable = nargs ? args[0] : KR_NULL;
  if (type != &kr_tuple_type) return subclass_new(type, iterable);
  return iterable == KR_NULL ? kr_ref(KR_EMPTY_TUPLE) : kr_tuple_from_iterable(iterable);
}

static kr_value tuple_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return nargs == 1 && !kwnames && kr_pauses(args[0]) ? kr_tuple_push(args[0]) : KR_DELETED;
}

/* ---- life -------------------------------------------------------------------------------------------- */

static void tuple_dealloc(kr_object *o) {
  kr_tuple *t = (kr_tuple *)o;
  bool begun = false;
  for (uint32_t i = t->size; i-- > 0;) {
    if (!kr_drop_item(o, &t->items[i], &begun)) return;
  }
  if (begun) kr_trash_end();
  kr_gc_free_static(o, &kr_tuple_type);
}

static int tuple_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_tuple *t = (kr_tuple *)o;
  for (uint32_t i = t->size; i-- > 0;) KR_VISIT(t->items[i]); /* gc.get_referents shows the order */
  return 0;
}

/* ---- hash and comparison ------------------------------------------------------------------------------ */

/* The mixing of xxHash (32 bits), as CPython applies it to tuples on 32-bit machines. */
#define XX_PRIME_1 2654435761u
#define XX_PRIME_2 2246822519u
#define XX_PRIME_5 374761393u

/* Only items that are neither strs nor small numbers can go deeper: those are hashed under the guard. */
static int64_t hash_item(kr_value v, bool *guarded) {
  if (kr_is_object(v) && kr_object_of(v)->type != &kr_str_type && !*guarded) {
    if (kr_enter_recursion(" while hashing a tuple") < 0) return KR_HASH_ERROR;
    *guarded = true;
  }
  return kr_key_hash(v);
}

static int64_t hash_values(const kr_value *items, size_t n) {
  uint32_t acc = XX_PRIME_5;
  bool guarded = false;
  int64_t h = 0;
  for (size_t i = 0; i < n; i++) {
    h = hash_item(items[i], &guarded);
    if (h == KR_HASH_ERROR) break;
    acc += (uint32_t)h * XX_PRIME_2;
    acc = (acc << 13) | (acc >> 19);
    acc *= XX_PRIME_1;
  }
  if (guarded) kr_leave_recursion();
  if (h == KR_HASH_ERROR) return h;
  acc += (uint32_t)n ^ (XX_PRIME_5 ^ 3527539u);
  return acc == UINT32_MAX ? 1546275796 : (int32_t)acc;
}

int32_t kr_tuple_hash_values(const kr_value *items, size_t n, bool *failed) {
  int64_t h = hash_values(items, n);
  if (h != KR_HASH_ERROR) return (int32_t)h;
  *failed = true;
  return -1;
}

int64_t kr_tuple_hash(kr_value self) {
  kr_tuple *t = KR_TUPLE(self);
  if (t->hash) return (int32_t)(t->hash - 1);
  int64_t h = hash_values(t->items, t->size);
  if (h != KR_HASH_ERROR) t->hash = (uint32_t)h + 1;
  return h;
}

int kr_tuple_quick_equal(const kr_tuple *a, const kr_tuple *b) {
  if (a->size != b->size) return 0;
  for (uint32_t i = 0; i < a->size; i++) {
    kr_value x = a->items[i], y = b->items[i];
    if (x == y) continue;
    /* Not into tuples of tuples: this has no guard. */
    if (kr_is_exact_tuple(x)) return 2;
    int r = kr_quick_equal(x, y);
    if (r != 1) return r;
  }
  return 1;
}

static kr_value tuple_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_is_tuple(a) || !kr_is_tuple(b)) return KR_NOT_IMPLEMENTED;
  kr_tuple *x = KR_TUPLE(a), *y = KR_TUPLE(b);
  uint32_t n = x->size < y->size ? x->size : y->size, i = 0;
  for (; i < n; i++) {
    int r = kr_item_equal(x->items[i], y->items[i]);
    if (r < 0) return KR_NULL;
    if (!r) break;
  }
  if (i == n) return kr_from_bool(kr_compare_sizes(x->size, y->size, op));
  if (op == KR_EQ || op == KR_NE) return kr_from_bool(op == KR_NE);
  return kr_compare(x->items[i], y->items[i], op);
}

/* ---- slots -------------------------------------------------------------------------------------------- */

static intptr_t tuple_length(kr_value self) { return (intptr_t)KR_TUPLE(self)->size; }

static kr_value tuple_item(kr_value self, intptr_t i) {
  kr_tuple *t = KR_TUPLE(self);
  if ((size_t)i >= t->size) return kr_raise(&kr_exc_IndexError, "tuple index out of range");
  return kr_ref(t->items[i]);
}

static kr_value slice_of(kr_value self, kr_value slice) {
  kr_tuple *t = KR_TUPLE(self);
  intptr_t start, stop, step, count;
  if (kr_slice_indices(slice, (intptr_t)t->size, &start, &stop, &step, &count) < 0) return KR_NULL;
  if (count == 0) return kr_ref(KR_EMPTY_TUPLE);
  if (step == 1) return part_of(t, (size_t)start, (size_t)(start + count));
  kr_tuple *r = allocate((size_t)count);
  if (!r) return KR_NULL;
  for (intptr_t i = 0; i < count; i++) r->items[i] = kr_ref(t->items[start + i * step]);
  return kr_from_object(r);
}

static kr_value tuple_subscript(kr_value self, kr_value key) {
  if (kr_is_small_int(key)) {
    int64_t i = kr_small_int_value(key);
    kr_tuple *t = KR_TUPLE(self);
    if (i < 0) i += t->size;
    if (KR_LIKELY((uint64_t)i < t->size)) return kr_ref(t->items[i]);
  }
  if (kr_is_exact(key, &kr_slice_type)) return slice_of(self, key);
  intptr_t i;
  if (kr_sequence_index(self, key, "tuple", &i) < 0) return KR_NULL;
  return tuple_item(self, i < 0 ? i + (intptr_t)KR_TUPLE(self)->size : i);
}

static kr_value tuple_concat(kr_value a, kr_value b) {
  if (KR_TUPLE(a)->size == 0 && kr_is_exact_tuple(b)) return kr_ref(b);
  if (!kr_is_tuple(b)) {
    return kr_raise(&kr_exc_TypeError, "can only concatenate tuple (not \"%T\") to tuple", b);
  }
  kr_tuple *x = KR_TUPLE(a), *y = KR_TUPLE(b);
  if (y->size == 0 && kr_is_exact_tuple(a)) return kr_ref(a);
  size_t n = (size_t)x->size + y->size;
  if (n == 0) return kr_ref(KR_EMPTY_TUPLE);
  kr_tuple *t = allocate(n);
  if (!t) return KR_NULL;
  kr_copy_refs(t->items, x->items, x->size);
  kr_copy_refs(t->items + x->size, y->items, y->size);
  return kr_from_object(t);
}

static kr_value tuple_repeat(kr_value self, intptr_t count) {
  kr_tuple *t = KR_TUPLE(self);
  if (count == 1 && kr_is_exact_tuple(self)) return kr_ref(self);
  if (count <= 0 || t->size == 0) return kr_ref(KR_EMPTY_TUPLE);
  if ((size_t)count > MAX_SIZE / t->size) return kr_raise_no_memory();
  kr_tuple *r = allocate(t->size * (size_t)count);
  if (!r) return KR_NULL;
  kr_fill_repeated(r->items, t->items, t->size, (size_t)count);
  return kr_from_object(r);
}

static int tuple_contains(kr_value self, kr_value v) {
  kr_tuple *t = KR_TUPLE(self);
  for (uint32_t i = 0; i < t->size; i++) {
    int r = kr_item_equal(t->items[i], v);
    if (r) return r;
  }
  return 0;
}

static kr_value tuple_repr(kr_value self) {
  kr_tuple *t = KR_TUPLE(self);
  if (t->size == 0) return kr_str_from_ascii("()", 2);
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_from_ascii("(...)", 5);
  kr_str_builder b = {0};
  bool ok = kr_sb_char(&b, '(');
  for (uint32_t i = 0; ok && i < t->size; i++) {
    ok = (i == 0 || kr_sb_ascii(&b, ", ", 2)) && kr_sb_repr(&b, t->items[i]);
  }
  ok = ok && kr_sb_cstr(&b, t->size == 1 ? ",)" : ")");
  kr_repr_leave(self);
  if (ok) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}

/* ---- methods ------------------------------------------------------------------------------------------ */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(tuple_index) {
  kr_tuple *t = KR_TUPLE(self);
  intptr_t from, to;
  if (kr_index_bounds(args[1], args[2], (intptr_t)t->size, &from, &to) < 0) return KR_NULL;
  for (intptr_t i = from; i < to && i < (intptr_t)t->size; i++) {
    int r = kr_item_equal(t->items[i], args[0]);
    if (r < 0) return KR_NULL;
    if (r) return kr_int_from_size((size_t)i);
  }
  return kr_raise(&kr_exc_ValueError, "tuple.index(x): x not in tuple");
}

METHOD(tuple_count) {
  kr_tuple *t = KR_TUPLE(self);
  size_t count = 0;
  for (uint32_t i = 0; i < t->size; i++) {
    int r = kr_item_equal(t->items[i], args[0]);
    if (r < 0) return KR_NULL;
    count += (size_t)r;
  }
  return kr_int_from_size(count);
}

METHOD(tuple_getnewargs) {
  kr_tuple *t = KR_TUPLE(self);
  kr_value copy = kr_tuple_from_array(t->items, t->size);
  if (copy == KR_NULL) return KR_NULL;
  return kr_tuple_from_array_steal(&copy, 1);
}

METHOD(tuple_class_getitem) { return kr_class_getitem(self, args[0]); }

static const kr_method_def tuple_methods[] = {
    {"__getnewargs__", tuple_getnewargs, 0, "($self, /)", NULL},
    {"index", tuple_index, 0, "($self, value, start=0, stop=sys.maxsize, /)",
     "Where value is first; ValueError if it is nowhere."},
    {"count", tuple_count, 0, "($self, value, /)", "How many items equal value."},
    {"__class_getitem__", tuple_class_getitem, KR_FN_CLASS, "($type, object, /)",
     "Return the generic alias tuple[...]."},
    {NULL},
};

kr_type kr_tuple_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "tuple",
    .doc = "tuple(iterable=(), /)\n--\n\nA sequence that never changes, of the items of iterable; a tuple "
           "stays itself.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_SEQUENCE | KR_TF_MATCH_SELF |
          KR_TF_TUPLE_SUBCLASS,
    .basic_size = sizeof(kr_tuple),
    .item_size = sizeof(kr_value),
    .methods = tuple_methods,
    .dealloc = tuple_dealloc,
    .traverse = tuple_traverse,
    .repr = tuple_repr,
    .hash = kr_tuple_hash,
    .richcompare = tuple_richcompare,
    .iter = kr_tuple_iter,
    .new_ = tuple_new,
    .call_push = tuple_call_push,
    .sq_length = tuple_length,
    .sq_concat = tuple_concat,
    .sq_repeat = tuple_repeat,
    .sq_item = tuple_item,
    .sq_contains = tuple_contains,
    .mp_subscript = tuple_subscript,
};
