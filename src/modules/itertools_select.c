/* itertools: those that pick, pair, batch and accumulate items. */
#include "modules/itertools_impl.h"
#include "objects/list.h"
#include "objects/predicate.h"
#include "vm/suspend.h"

/* ---- takewhile, dropwhile, filterfalse ----------------------------------------------------------------- */

#define PREDICATE(prefix, MODE)                                                                        \
  static kr_value prefix##_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) { \
    return kr_predicate_new(type, &kr_##prefix##_type, KR_PREDICATE_##MODE, args, nargs, kwnames);     \
  }
PREDICATE(takewhile, TAKEWHILE)
PREDICATE(dropwhile, DROPWHILE)
PREDICATE(filterfalse, FILTERFALSE)

#define PREDICATE_TYPE(prefix, text)                                                               \
  {                                                                                                \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = "itertools." #prefix, .doc = text,              \
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE, .basic_size = sizeof(kr_predicate_iter),    \
    .dealloc = kr_predicate_dealloc, .traverse = kr_predicate_traverse, .iter = kr_itertools_self, \
    .iternext = kr_predicate_next, .iternext_push = kr_predicate_next_push, .new_ = prefix##_new,  \
  }
kr_type kr_takewhile_type = PREDICATE_TYPE(
    takewhile,
    "takewhile(predicate, iterable, /)\n--\n\nThe items before the first for which the predicate is false.");
kr_type kr_dropwhile_type =
    PREDICATE_TYPE(dropwhile, "dropwhile(predicate, iterable, /)\n--\n\nWhat remains from the first item for "
                              "which the predicate is false.");
kr_type kr_filterfalse_type =
    PREDICATE_TYPE(filterfalse, "filterfalse(function, iterable, /)\n--\n\nThe items that function does not "
                                "accept; with None, the false ones.");

/* ---- compress ------------------------------------------------------------------------------------------ */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value data, selectors;
} compress;

KR_ITER_LIFE(compress, compress, data, 2)

static kr_value compress_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "compress", "(data, selectors)", args, nargs, kwnames, a) < 0) { return KR_NULL; }
  kr_value data = kr_iter(a[0]);
  kr_value selectors = data == KR_NULL ? KR_NULL : kr_iter(a[1]);
  compress *c = selectors == KR_NULL ? NULL : KR_ITER_ALLOC(type, compress, data, 2);
  if (!c) {
    kr_decref(data);
    kr_decref(selectors);
    return KR_NULL;
  }
  c->data = data;
  c->selectors = selectors;
  return kr_from_object(c);
}

static kr_value compress_next(kr_value self) {
  compress *c = KR_AS(compress, self);
  for (;;) {
    kr_value item = kr_advance(c->data);
    if (item == KR_NULL) return KR_NULL;
    kr_value selector = kr_advance(c->selectors);
    int truth = selector == KR_NULL ? -1 : kr_truth(selector);
    kr_decref(selector);
    if (truth > 0) return item;
    kr_decref(item);
    if (truth < 0 || kr_poll()) return KR_NULL;
  }
}

kr_type kr_compress_type = {
    KR_ITER_TYPE("compress", compress, compress,
                 "compress(data, selectors)\n--\n\nThe data whose selector is true."),
};

/* ---- starmap ------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value function, iter;
} starmap;

KR_ITER_LIFE(starmap, starmap, function, 2)

static kr_value starmap_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_itertools_positional(type, &kr_starmap_type, "starmap", nargs, 2, kwnames) < 0) { return KR_NULL; }
  kr_value iter = kr_iter(args[1]);
  starmap *s = iter == KR_NULL ? NULL : KR_ITER_ALLOC(type, starmap, function, 2);
  if (!s) {
    kr_decref(iter);
    return KR_NULL;
  }
  s->function = kr_ref(args[0]);
  s->iter = iter;
  return kr_from_object(s);
}

KR_INLINE kr_value starmap_step(kr_value self, bool push) {
  starmap *s = KR_AS(starmap, self);
  kr_value row = kr_advance(s->iter);
  if (row == KR_NULL) return KR_NULL;
  if (!kr_is_exact_tuple(row)) {
    kr_value tuple = kr_tuple_from_iterable(row);
    kr_decref(row);
    row = tuple;
    if (row == KR_NULL) return KR_NULL;
  }
  const kr_value *items = KR_TUPLE(row)->items;
  size_t n = KR_TUPLE(row)->size;
  kr_value v = push ? kr_call_deliver(s->function, items, n, NULL, KR_DELIVER_NEXT)
                    : kr_call(s->function, items, n, NULL);
  kr_decref(row); /* a frame pushed holds the arguments itself */
  return v;
}

static kr_value starmap_next(kr_value self) { return starmap_step(self, false); }
static kr_value starmap_next_push(kr_value self) { return starmap_step(self, true); }

kr_type kr_starmap_type = {
    KR_ITER_TYPE(
        "starmap", starmap, starmap,
        "starmap(function, iterable, /)\n--\n\nCalls function with the items of each tuple of the iterable."),
    .iternext_push = starmap_next_push,
};

/* ---- accumulate ---------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value iter, function; /* function KR_NONE: addition */
  kr_value total;          /* KR_NULL: nothing yet */
  kr_value initial;        /* to be given first, or KR_NULL */
} accumulate;

KR_ITER_LIFE(accumulate, accumulate, iter, 4)

static kr_value accumulate_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3];
  if (kr_args_bind(&spec, "accumulate", "(iterable, func=None, *, initial=None)", args, nargs, kwnames, a) <
      0)
    return KR_NULL;
  kr_value iter = kr_iter(a[0]);
  accumulate *c = iter == KR_NULL ? NULL : KR_ITER_ALLOC(type, accumulate, iter, 4);
  if (!c) {
    kr_decref(iter);
    return KR_NULL;
  }
  c->iter = iter;
  c->function = a[1] == KR_NULL ? KR_NONE : kr_ref(a[1]);
  c->initial = a[2] == KR_NONE ? KR_NULL : kr_ref(a[2]);
  return kr_from_object(c);
}

static kr_value accumulate_next(kr_value self) {
  accumulate *c = KR_AS(accumulate, self);
  if (c->initial != KR_NULL) {
    kr_value v = c->initial;
    c->initial = KR_NULL;
    kr_incref(v);
    KR_REPLACE(c->total, v);
    return kr_ref(v);
  }
  kr_value item = kr_advance(c->iter);
  if (item == KR_NULL) return KR_NULL;
  if (c->total == KR_NULL) {
    c->total = item;
    return kr_ref(item);
  }
  kr_value total = kr_ref(c->total);
  kr_value sum =
      c->function == KR_NONE ? kr_binary(total, item, KR_OP_ADD) : kr_call2(c->function, total, item);
  kr_decref(total);
  kr_decref(item);
  if (sum == KR_NULL) return KR_NULL;
  kr_incref(sum);
  KR_REPLACE(c->total, sum);
  return sum;
}

/* The same in a native frame. */
enum { ACC_SELF, ACC_TOTAL, ACC_ITEM, ACC_SLOTS };
enum { ACC_BEGIN, ACC_GOT_ITEM, ACC_CALLED };
static kr_value accumulate_step(kr_frame *f, kr_value v) {
  accumulate *c = KR_AS(accumulate, f->slots[ACC_SELF]);
  switch (f->state) {
    case ACC_BEGIN:
      f->state = ACC_GOT_ITEM;
      v = kr_next_push(c->iter);
      if (v == KR_PUSHED) return v;
      /* fall through */
    case ACC_GOT_ITEM:
      if (v == KR_NULL) return KR_NULL;
      if (c->total == KR_NULL) {
        c->total = v;
        return kr_ref(v);
      }
      f->slots[ACC_ITEM] = v;
      f->slots[ACC_TOTAL] = kr_ref(c->total);
      f->state = ACC_CALLED;
      v = c->function == KR_NONE ? kr_binary(f->slots[ACC_TOTAL], v, KR_OP_ADD)
                                 : kr_call_push(c->function, &f->slots[ACC_TOTAL], 2, NULL);
      if (v == KR_PUSHED) return v;
      /* fall through */
    default:
      if (v == KR_NULL) return KR_NULL;
      kr_incref(v);
      KR_REPLACE(c->total, v);
      return v;
  }
}
static const kr_native accumulate_native = {"accumulate", accumulate_step, ACC_SLOTS, true};

static kr_value accumulate_next_push(kr_value self) {
  accumulate *c = KR_AS(accumulate, self);
  if (c->initial != KR_NULL || (c->function == KR_NONE && !kr_next_pushes(c->iter)))
    return accumulate_next(self);
  kr_frame *f = kr_native_push(&accumulate_native);
  if (!f) return KR_NULL;
  f->slots[ACC_SELF] = kr_ref(self);
  return KR_PUSHED;
}

kr_type kr_accumulate_type = {
    KR_ITER_TYPE("accumulate", accumulate, accumulate,
                 "accumulate(iterable, func=None, *, initial=None)\n--\n\nRunning totals, or what func makes "
                 "of the last result and the next item."),
    .iternext_push = accumulate_next_push,
};

/* ---- pairwise ------------------------------------------------------------------------------------------ */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value iter; /* KR_NULL at the end */
  kr_value old;  /* the last item, or KR_NULL */
  kr_value row;
} pairwise;

KR_ITER_LIFE(pairwise, pairwise, iter, 3)

static kr_value pairwise_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_itertools_positional(type, &kr_pairwise_type, "pairwise", nargs, 1, kwnames) < 0) { return KR_NULL; }
  kr_value iter = kr_iter(args[0]);
  kr_value row = iter == KR_NULL ? KR_NULL : kr_row_new(2);
  pairwise *p = row == KR_NULL ? NULL : KR_ITER_ALLOC(type, pairwise, iter, 3);
  if (!p) {
    kr_decref(row);
    kr_decref(iter);
    return KR_NULL;
  }
  p->iter = iter;
  p->row = row;
  return kr_from_object(p);
}

static kr_value pairwise_advance(pairwise *p) {
  if (p->iter == KR_NULL) return KR_NULL;
  kr_value iter = kr_ref(p->iter);
  kr_value v = kr_advance(iter);
  kr_decref(iter);
  if (v == KR_NULL) {
    KR_CLEAR(p->iter);
    KR_CLEAR(p->old);
  }
  return v;
}

static kr_value pairwise_next(kr_value self) {
  pairwise *p = KR_AS(pairwise, self);
  if (p->old == KR_NULL) {
    kr_value first = pairwise_advance(p);
    if (first == KR_NULL) return KR_NULL;
    KR_REPLACE(p->old, first);
  }
  kr_value old = kr_ref(p->old);
  kr_value item = pairwise_advance(p);
  if (item == KR_NULL) {
    kr_decref(old);
    return KR_NULL;
  }
  kr_value pair = kr_row_pair(p->row, old, kr_ref(item));
  KR_REPLACE(p->old, item);
  return pair;
}

kr_type kr_pairwise_type = {
    KR_ITER_TYPE("pairwise", pairwise, pairwise,
                 "pairwise(iterable, /)\n--\n\nEach item with the one after it."),
};

/* ---- batched ------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool strict;
  kr_value iter; /* KR_NULL at the end */
  intptr_t size;
} batched;

KR_ITER_LIFE(batched, batched, iter, 1)

static kr_value batched_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3];
  if (kr_args_bind(&spec, "batched", "(iterable, n, *, strict=False)", args, nargs, kwnames, a) < 0) {
    return KR_NULL;
  }
  kr_value n = kr_index(a[1]);
  if (n == KR_NULL) return KR_NULL;
  int64_t size;
  bool fits = kr_int_fits_i64(n, &size) && size <= INTPTR_MAX && size >= INTPTR_MIN;
  kr_decref(n);
  if (!fits) { return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t"); }
  int strict = a[2] == KR_NULL ? 0 : kr_truth(a[2]);
  if (strict < 0) return KR_NULL;
  if (size < 1) return kr_raise(&kr_exc_ValueError, "n must be at least one");
  kr_value iter = kr_iter(a[0]);
  batched *b = iter == KR_NULL ? NULL : KR_ITER_ALLOC(type, batched, iter, 1);
  if (!b) {
    kr_decref(iter);
    return KR_NULL;
  }
  b->strict = strict;
  b->iter = iter;
  b->size = (intptr_t)size;
  return kr_from_object(b);
}

static kr_value batched_next(kr_value self) {
  batched *b = KR_AS(batched, self);
  if (b->iter == KR_NULL) return KR_NULL;
  kr_value iter = kr_ref(b->iter);
  kr_list *items = kr_list_new(b->size < 64 ? (size_t)b->size : 64);
  bool failed = !items;
  while (!failed && (intptr_t)items->size < b->size) {
    kr_value item = kr_advance(iter);
    if (item == KR_NULL) {
      failed = kr_failed() && !kr_clear_if(&kr_exc_StopIteration);
      break;
    }
    failed = kr_list_append_steal(items, item) < 0;
  }
  kr_decref(iter);
  kr_value result = KR_NULL;
  if (!failed && items->size) {
    bool whole = (intptr_t)items->size == b->size;
    if (!whole) KR_CLEAR(b->iter);
    if (!whole && b->strict) kr_raise(&kr_exc_ValueError, "batched(): incomplete batch");
    else result = kr_list_to_tuple(items);
  } else {
    KR_CLEAR(b->iter);
  }
  kr_xdecref_object(items);
  return result;
}

kr_type kr_batched_type = {
    KR_ITER_TYPE("batched", batched, batched,
                 "batched(iterable, n, *, strict=False)\n--\n\n"
                 "The items in tuples of n; the last may have fewer, with strict that is a ValueError."),
};

/* ---- zip_longest --------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t active; /* iterators that still give items */
  kr_value iters;  /* a tuple; ended ones are None in it */
  kr_value row;
  kr_value fill;
} zip_longest;

KR_ITER_LIFE(zip_longest, zip_longest, iters, 3)

static kr_value zip_longest_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value fill = KR_NONE;
  if (kwnames && kwnames->size) {
    if (kwnames->size > 1 || !kr_str_equals_cstr(KR_STR(kwnames->items[0]), "fillvalue")) {
      return kr_raise(&kr_exc_TypeError, "zip_longest() got an unexpected keyword argument");
    }
    fill = args[nargs];
  }
  kr_tuple *iters = kr_tuple_new(nargs);
  if (!iters) return KR_NULL;
  kr_value held = kr_from_object(iters);
  if (nargs) kr_gc_untrack(iters); /* nobody is to find it half made */
  for (size_t i = 0; i < nargs; i++) {
    iters->items[i] = kr_iter(args[i]);
    if (iters->items[i] == KR_NULL) {
      kr_decref(held);
      return KR_NULL;
    }
  }
  if (nargs) kr_gc_track(iters);
  kr_value row = kr_row_new(nargs);
  zip_longest *z = row == KR_NULL ? NULL : KR_ITER_ALLOC(type, zip_longest, iters, 3);
  if (!z) {
    kr_decref(row);
    kr_decref(held);
    return KR_NULL;
  }
  z->active = (uint32_t)nargs;
  z->iters = held;
  z->row = row;
  z->fill = kr_ref(fill);
  return kr_from_object(z);
}

static kr_value zip_longest_next(kr_value self) {
  zip_longest *z = KR_AS(zip_longest, self);
  kr_tuple *iters = KR_TUPLE(z->iters);
  uint32_t n = iters->size;
  if (n == 0 || z->active == 0) return KR_NULL;
  kr_tuple *row = kr_row_take(z->row, n);
  if (!row) return KR_NULL;
  for (uint32_t i = 0; i < n; i++) {
    kr_value item = KR_NULL;
    if (iters->items[i] != KR_NONE) {
      kr_value iter = kr_ref(iters->items[i]);
      item = kr_advance(iter);
      kr_decref(iter);
      if (item == KR_NULL) {
        bool failed = kr_failed() && !kr_clear_if(&kr_exc_StopIteration);
        if (!failed && iters->items[i] != KR_NONE) {
          if (z->active) z->active--; /* 0: one failed in a call from within this one */
          KR_REPLACE(iters->items[i], KR_NONE);
        }
        if (failed) z->active = 0;
        if (z->active == 0) {
          kr_decref_object(row);
          return KR_NULL;
        }
      }
    }
    if (item == KR_NULL) item = kr_ref(z->fill);
    KR_REPLACE(row->items[i], item);
  }
  return kr_row_give(row);
}

kr_type kr_zip_longest_type = {
    KR_ITER_TYPE("zip_longest", zip_longest, zip_longest,
                 "zip_longest(*iterables, fillvalue=None)\n--\n\n"
                 "As zip(), to the end of the longest; fillvalue stands for what the others lack."),
};
