/* zip() and map(). filter() is in predicate.c. */
#include "objects/advance.h"
#include "objects/collect.h"
#include "objects/container.h"
#include "objects/unexpected.h"
#include "objects/misc.h"
#include "objects/row.h"
#include "vm/call.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* iter() of each of n values, as a tuple. New. */
static kr_value iterators_of(const kr_value *values, size_t n) {
  kr_tuple *t = kr_tuple_new(n);
  if (!t) return KR_NULL;
  if (n) kr_gc_untrack(t); /* nobody is to find it half made */
  for (size_t i = 0; i < n; i++) {
    t->items[i] = kr_iter(values[i]);
    if (t->items[i] == KR_NULL) {
      kr_decref_object(t);
      return KR_NULL;
    }
  }
  if (n) kr_gc_track(t);
  return kr_from_object(t);
}

/* Are all of them iterators that never run Python code, and stay so? */
static bool all_plain(kr_value iters) {
  kr_tuple *t = KR_TUPLE(iters);
  for (uint32_t i = 0; i < t->size; i++)
    if ((kr_type_of(t->items[i])->tf & KR_TF_HEAP) || kr_type_of(t->items[i])->iternext_push) return false;
  return true;
}

/* The keyword-only `strict`, the one keyword that zip and map take. 0, -1. */
static int strict_keyword(const char *fname, const kr_value *args, size_t nargs, kr_tuple *kwnames,
                          bool *strict) {
  *strict = false;
  if (!kwnames || kwnames->size == 0) return 0;
  if (kwnames->size > 1) {
    return KR_RAISE_INT(&kr_exc_TypeError, "%s() takes at most 1 keyword argument (%u given)", fname,
                        kwnames->size);
  }
  kr_value name = kwnames->items[0];
  if (!kr_is_str(name) || !kr_str_equals_cstr(KR_STR(name), "strict")) {
    kr_raise_unexpected_keyword(fname, name, "strict");
    return -1;
  }
  int r = kr_truth(args[nargs]);
  *strict = r > 0;
  return r < 0 ? -1 : 0;
}

/* The iterators ended at different lengths: number `i` (from 0) ended while those before it, if any,
 * gave one more item; or it goes on although the first ended. Always KR_NULL. */
static kr_value unequal(const char *fname, size_t i, bool longer) {
  return kr_raise(&kr_exc_ValueError, "%s() argument %zu is %s than argument%s%zu", fname, i + 1,
                  longer ? "longer" : "shorter", i == 1 ? " " : "s 1-", i);
}

/* Iterator `i` of a strict zip or map ended: is that an error? Always KR_NULL. */
static kr_value strict_end(const char *fname, kr_tuple *iters, size_t i) {
  if (kr_failed() && !kr_clear_if(&kr_exc_StopIteration)) return KR_NULL;
  if (i) return unequal(fname, i, false);
  for (i = 1; i < iters->size; i++) {
    kr_value item = kr_next(iters->items[i]);
    if (item != KR_NULL) {
      kr_decref(item);
      return unequal(fname, i, true);
    }
    if (kr_failed()) return KR_NULL;
  }
  return KR_NULL;
}

/* ---- zip ----------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool strict, plain;
  kr_value iters; /* a tuple */
  kr_value row;
} zip;

static kr_value zip_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  bool strict;
  if (strict_keyword("zip", args, nargs, kwnames, &strict) < 0) return KR_NULL;
  kr_value iters = iterators_of(args, nargs);
  if (iters == KR_NULL) return KR_NULL;
  kr_value row = kr_row_new(nargs), v = row == KR_NULL ? row : kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) {
    kr_decref(iters);
    kr_decref(row);
    return KR_NULL;
  }
  KR_AS(zip, v)->strict = strict;
  KR_AS(zip, v)->plain = all_plain(iters);
  KR_AS(zip, v)->iters = iters;
  KR_AS(zip, v)->row = row;
  return v;
}

static void zip_dealloc(kr_object *o) {
  zip *z = (zip *)o;
  bool deep = kr_drops_container(&z->iters, 2);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(z->iters);
  KR_CLEAR(z->row);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int zip_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((zip *)o)->iters);
  KR_VISIT(((zip *)o)->row);
  return 0;
}

static kr_value zip_next(kr_value self) {
  zip *z = KR_AS(zip, self);
  kr_tuple *iters = KR_TUPLE(z->iters);
  uint32_t n = iters->size;
  if (n == 0) return KR_NULL;
  kr_tuple *row = kr_row_take(z->row, n);
  if (!row) return KR_NULL;
  for (uint32_t i = 0; i < n; i++) {
    kr_value it = iters->items[i];
    kr_value item = kr_advance(it);
    if (item == KR_NULL) {
      kr_decref_object(row);
      return z->strict ? strict_end("zip", iters, i) : KR_NULL;
    }
    KR_REPLACE(row->items[i], item);
  }
  return kr_row_give(row);
}

/* Does one of the iterators run Python code? */
static bool any_pushes(kr_value iters) {
  kr_tuple *t = KR_TUPLE(iters);
  for (uint32_t i = 0; i < t->size; i++)
    if (kr_next_pushes(t->items[i])) return true;
  return false;
}

/* A row of items in a native frame, for such iterators. */
enum { ROW_SELF, ROW_ITEMS, ROW_COUNT, ROW_SLOTS };
enum { ROW_BEGIN, ROW_ITEM, ROW_CALLED };

/* Into row, new and stolen (NULL: failed), in the first step. KR_PUSHED; KR_NULL: failed, or one has ended;
 * KR_NONE: the row is complete. */
static kr_value row_step(kr_frame *f, kr_value item, kr_tuple *row, kr_value iterators, const char *fname,
                         bool strict) {
  kr_tuple *iters = KR_TUPLE(iterators);
  if (f->state == ROW_BEGIN) {
    if (!row) return KR_NULL;
    f->slots[ROW_ITEMS] = kr_from_object(row);
    f->state = ROW_ITEM;
    item = kr_next_push(iters->items[0]);
    if (item == KR_PUSHED) return item;
  }
  for (;;) {
    uint32_t i = (uint32_t)kr_small_int_value(f->slots[ROW_COUNT]);
    if (item == KR_NULL) return strict ? strict_end(fname, iters, i) : KR_NULL;
    KR_REPLACE(KR_TUPLE(f->slots[ROW_ITEMS])->items[i], item);
    i++;
    f->slots[ROW_COUNT] = kr_from_small_int(i);
    if (i == iters->size) return KR_NONE;
    item = kr_next_push(iters->items[i]);
    if (item == KR_PUSHED) return item;
  }
}

static kr_value push_row(const kr_native *native, kr_value self) {
  kr_frame *f = kr_native_push(native);
  if (!f) return KR_NULL;
  f->slots[ROW_SELF] = kr_ref(self);
  f->slots[ROW_COUNT] = kr_from_small_int(0);
  return KR_PUSHED;
}

static kr_value zip_step(kr_frame *f, kr_value item) {
  zip *z = KR_AS(zip, f->slots[ROW_SELF]);
  kr_tuple *row = f->state == ROW_BEGIN ? kr_row_take(z->row, KR_TUPLE(z->iters)->size) : NULL;
  kr_value r = row_step(f, item, row, z->iters, "zip", z->strict);
  if (r != KR_NONE) return r;
  r = f->slots[ROW_ITEMS];
  f->slots[ROW_ITEMS] = KR_NULL;
  return kr_row_give(KR_TUPLE(r));
}
static const kr_native zip_native = {"zip", zip_step, ROW_SLOTS, true};

static kr_value zip_next_push(kr_value self) {
  const zip *z = KR_AS(zip, self);
  return !z->plain && any_pushes(z->iters) ? push_row(&zip_native, self) : zip_next(self);
}

METHOD(zip_reduce) {
  zip *z = KR_AS(zip, self);
  kr_value type = kr_from_object(z->head.type);
  return z->strict ? kr_tuple_pack(3, type, z->iters, KR_TRUE) : kr_tuple_pack(2, type, z->iters);
}

METHOD(zip_setstate) {
  int r = kr_truth(args[0]);
  if (r < 0) return KR_NULL;
  KR_AS(zip, self)->strict = r;
  return KR_NONE;
}

static const kr_method_def zip_methods[] = {
    {"__reduce__", zip_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"__setstate__", zip_setstate, 0, "($self, object, /)", "Set state information."},
    {NULL},
};

kr_type kr_zip_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "zip",
    .doc = "zip(*iterables, strict=False)\n"
           "--\n\n"
           "Tuples of the first items of all iterables, then of the second, and so on to the\n"
           "end of the shortest. With strict it is a ValueError if one is shorter than another.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(zip),
    .methods = zip_methods,
    .dealloc = zip_dealloc,
    .traverse = zip_traverse,
    .iter = kr_iter_self,
    .iternext = zip_next,
    .iternext_push = zip_next_push,
    .new_ = zip_new,
};

/* ---- map ----------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool strict, plain;
  kr_value function;
  kr_value iters; /* a tuple */
} map;

static kr_value map_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  bool strict;
  if (strict_keyword("map", args, nargs, kwnames, &strict) < 0) return KR_NULL;
  if (nargs < 2) return kr_raise(&kr_exc_TypeError, "map() must have at least two arguments.");
  kr_value iters = iterators_of(args + 1, nargs - 1);
  if (iters == KR_NULL) return KR_NULL;
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) {
    kr_decref(iters);
    return KR_NULL;
  }
  KR_AS(map, v)->strict = strict;
  KR_AS(map, v)->plain = all_plain(iters);
  KR_AS(map, v)->function = kr_ref(args[0]);
  KR_AS(map, v)->iters = iters;
  return v;
}

static void map_dealloc(kr_object *o) {
  map *m = (map *)o;
  bool deep = kr_drops_container(&m->function, 2);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(m->function);
  KR_CLEAR(m->iters);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int map_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((map *)o)->function);
  KR_VISIT(((map *)o)->iters);
  return 0;
}

#define FEW 8

/* One item of each iterator, then the call; `push`: in tail position of iternext_push. */
KR_INLINE kr_value map_step(kr_value self, bool push) {
  map *m = KR_AS(map, self);
  kr_tuple *iters = KR_TUPLE(m->iters);
  uint32_t n = iters->size, i = 0;
  kr_value few[FEW], *items = few;
  if (n > FEW && !(items = kr_alloc_array(n, sizeof *items))) return KR_NULL;
  kr_value result = KR_NULL;
  for (; i < n; i++) {
    kr_value it = iters->items[i];
    items[i] = kr_advance(it);
    if (items[i] == KR_NULL) {
      if (m->strict) strict_end("map", iters, i);
      goto out;
    }
  }
  result = push ? kr_call_deliver(m->function, items, n, NULL, KR_DELIVER_NEXT)
                : kr_call(m->function, items, n, NULL);
out:
  while (i-- > 0) kr_decref(items[i]);
  if (items != few) kr_free(items);
  return result;
}

static kr_value map_next(kr_value self) { return map_step(self, false); }

static kr_value map_frame_step(kr_frame *f, kr_value item) {
  map *m = KR_AS(map, f->slots[ROW_SELF]);
  if (f->state == ROW_CALLED) return item;
  kr_tuple *row = NULL;
  if (f->state == ROW_BEGIN && (row = kr_tuple_new(KR_TUPLE(m->iters)->size)))
    kr_gc_untrack(row); /* nobody is to find it half made */
  kr_value r = row_step(f, item, row, m->iters, "map", m->strict);
  if (r != KR_NONE) return r;
  kr_tuple *items = KR_TUPLE(f->slots[ROW_ITEMS]);
  f->state = ROW_CALLED;
  return kr_call_push(m->function, items->items, items->size, NULL);
}
static const kr_native map_native = {"map", map_frame_step, ROW_SLOTS, true};

static kr_value map_next_push(kr_value self) {
  const map *m = KR_AS(map, self);
  return !m->plain && any_pushes(m->iters) ? push_row(&map_native, self) : map_step(self, true);
}

METHOD(map_reduce) {
  map *m = KR_AS(map, self);
  kr_tuple *iters = KR_TUPLE(m->iters);
  kr_tuple *arguments = kr_tuple_new((size_t)iters->size + 1);
  if (!arguments) return KR_NULL;
  arguments->items[0] = kr_ref(m->function);
  for (uint32_t i = 0; i < iters->size; i++) arguments->items[i + 1] = kr_ref(iters->items[i]);
  kr_value type = kr_from_object(m->head.type), a = kr_from_object(arguments);
  kr_value r = m->strict ? kr_tuple_pack(3, type, a, KR_TRUE) : kr_tuple_pack(2, type, a);
  kr_decref(a);
  return r;
}

METHOD(map_setstate) {
  int r = kr_truth(args[0]);
  if (r < 0) return KR_NULL;
  KR_AS(map, self)->strict = r;
  return KR_NONE;
}

static const kr_method_def map_methods[] = {
    {"__reduce__", map_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"__setstate__", map_setstate, 0, "($self, object, /)", "Set state information."},
    {NULL},
};

kr_type kr_map_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "map",
    .doc = "map(function, iterable, /, *iterables, strict=False)\n--\n\nCalls function with one item of each "
           "iterable at a time, until one ends.\n\nWith strict they must all end together, else ValueError.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(map),
    .methods = map_methods,
    .dealloc = map_dealloc,
    .traverse = map_traverse,
    .iter = kr_iter_self,
    .iternext = map_next,
    .iternext_push = map_next_push,
    .new_ = map_new,
};
