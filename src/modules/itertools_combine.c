/* itertools: product, permutations, combinations, combinations_with_replacement.
 *
 * Each steps an array of indices into its pool (product: one pool per position) and gives the items
 * there as a tuple; the same tuple again while nobody else keeps it, with only what changed replaced.
 */
#include "modules/itertools_impl.h"
#include "objects/unexpected.h"
#include "objects/list.h"

typedef struct {
  KR_OBJECT_HEAD
  bool done;
  kr_value pool;     /* a tuple; product: a tuple of tuples */
  kr_value result;   /* the last one given; KR_NULL: none yet */
  uint32_t n, r;     /* pool size (not product), result size */
  uint32_t *indices; /* n of them for permutations, else r */
  uint32_t *cycles;  /* permutations: r of them */
} combiner;
#define COMBINER(v) KR_AS(combiner, v)

static void combiner_dealloc(kr_object *o) {
  combiner *c = (combiner *)o;
  bool deep = kr_drops_container(&c->pool, 2);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(c->pool);
  KR_CLEAR(c->result);
  kr_free(c->indices);
  kr_free(c->cycles);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int combiner_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((combiner *)o)->pool);
  KR_VISIT(((combiner *)o)->result);
  return 0;
}

static size_t combiner_size_of(kr_value self) {
  combiner *c = COMBINER(self);
  size_t n = (c->indices ? (c->cycles ? c->n : c->r) : 0) + (c->cycles ? c->r : 0);
  return c->head.type->basic_size + n * sizeof(uint32_t);
}

/* A combiner over the pool (stolen); NULL: failed. */
static combiner *combiner_alloc(kr_type *type, kr_value pool, size_t n, size_t r, size_t nindices,
                                size_t ncycles) {
  combiner *c = pool == KR_NULL ? NULL : KR_ITER_ALLOC(type, combiner, pool, 2);
  if (!c) {
    kr_decref(pool);
    return NULL;
  }
  c->pool = pool;
  c->done = false;
  c->n = (uint32_t)n;
  c->r = (uint32_t)r;
  c->indices = kr_alloc_array(nindices, sizeof(uint32_t));
  c->cycles = c->indices && ncycles ? kr_alloc_array(ncycles, sizeof(uint32_t)) : NULL;
  if (!c->indices || (ncycles && !c->cycles)) {
    kr_decref_object(c);
    return NULL;
  }
  return c;
}

static kr_value item_at(const combiner *c, uint32_t position) {
  return KR_TUPLE(c->pool)->items[c->indices[position]];
}

/* Makes c->result a tuple of our own that may be changed: before the indices step. 0, -1. */
static int own_result(combiner *c) {
  if (c->r == 0) return 0;
  if (kr_object_of(c->result)->refs == 1) {
    kr_tuple_renewed(KR_TUPLE(c->result)); /* the collector has seen what it held before */
    return 0;
  }
  kr_value copy = kr_tuple_from_array(KR_TUPLE(c->result)->items, c->r);
  if (copy == KR_NULL) return -1;
  KR_REPLACE(c->result, copy);
  return 0;
}

static void set_result(combiner *c, uint32_t position, kr_value item) {
  kr_value *place = &KR_TUPLE(c->result)->items[position];
  kr_incref(item);
  if (kr_may_cycle(item)) kr_gc_track(KR_TUPLE(c->result));
  KR_REPLACE(*place, item);
}

/* The first result: the items at the indices as they stand. */
static kr_value first_result(combiner *c) {
  kr_tuple *t = kr_tuple_new(c->r);
  if (!t) return KR_NULL;
  for (uint32_t i = 0; i < c->r; i++) t->items[i] = kr_ref(item_at(c, i));
  c->result = kr_from_object(t);
  return kr_ref(c->result);
}

static kr_value exhausted(combiner *c) {
  c->done = true;
  return KR_NULL;
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
METHOD(combiner_sizeof) { return kr_int_from_size(combiner_size_of(self)); }
static const kr_method_def combiner_methods[] = {
    {"__sizeof__", combiner_sizeof, 0, "($self, /)", "Size in memory, in bytes."},
    {NULL},
};

/* r as an argument: "r must be non-negative". -1: failed. */
static intptr_t parse_r(kr_value v) {
  intptr_t r = kr_index_as_size(v, kr_from_object(&kr_exc_OverflowError));
  if (r < 0 && !kr_failed()) kr_raise(&kr_exc_ValueError, "r must be non-negative");
  return r < 0 ? -1 : r;
}

/* Whether more results than one could ever take were asked for. */
static bool too_many(intptr_t r) { return (size_t)r > UINT32_MAX / sizeof(kr_value); }

/* ---- product ------------------------------------------------------------------------------------------- */

static kr_value product_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  intptr_t repeat = 1;
  if (kwnames) {
    if (kwnames->size > 1)
      return kr_raise(&kr_exc_TypeError, "product() takes at most 1 keyword argument (%u given)",
                      kwnames->size);
    for (uint32_t i = 0; i < kwnames->size; i++) {
      if (kr_str_equals_cstr(KR_STR(kwnames->items[i]), "repeat")) continue;
      return kr_raise_unexpected_keyword("product", kwnames->items[i], "repeat");
    }
    repeat = kr_index_as_size(args[nargs], kr_from_object(&kr_exc_OverflowError));
    if (repeat == -1 && kr_failed()) return KR_NULL;
    if (repeat < 0) return kr_raise(&kr_exc_ValueError, "repeat argument cannot be negative");
  }
  if (repeat == 0) nargs = 0;
  if (nargs && (size_t)repeat > INT32_MAX / sizeof(kr_value) / nargs) {
    return kr_raise(&kr_exc_OverflowError, "repeat argument too large");
  }
  size_t r = nargs * (size_t)repeat;
  kr_tuple *pools = kr_tuple_new(r);
  if (!pools) return KR_NULL;
  if (r) kr_gc_untrack(pools); /* nobody is to find it half made */
  bool empty = false;
  for (size_t i = 0; i < r; i++) {
    kr_value pool = i < nargs ? kr_tuple_from_iterable(args[i]) : kr_ref(pools->items[i - nargs]);
    if (pool == KR_NULL) {
      kr_decref_object(pools);
      return KR_NULL;
    }
    pools->items[i] = pool;
    empty |= KR_TUPLE(pool)->size == 0;
  }
  if (r) kr_gc_track(pools);
  combiner *c = combiner_alloc(type, kr_from_object(pools), 0, r, r, 0);
  if (!c) return KR_NULL;
  c->done = empty;
  memset(c->indices, 0, r * sizeof *c->indices);
  return kr_from_object(c);
}

static kr_value product_next(kr_value self) {
  combiner *c = COMBINER(self);
  if (c->done) return KR_NULL;
  kr_tuple *pools = KR_TUPLE(c->pool);
  if (c->result == KR_NULL) {
    kr_tuple *t = kr_tuple_new(c->r);
    if (!t) return KR_NULL;
    for (uint32_t i = 0; i < c->r; i++) t->items[i] = kr_ref(KR_TUPLE(pools->items[i])->items[0]);
    c->result = kr_from_object(t);
    return kr_ref(c->result);
  }
  if (own_result(c) < 0) return KR_NULL;
  for (uint32_t i = c->r; i-- > 0;) {
    kr_tuple *pool = KR_TUPLE(pools->items[i]);
    bool carry = ++c->indices[i] == pool->size;
    if (carry) c->indices[i] = 0;
    set_result(c, i, pool->items[c->indices[i]]);
    if (!carry) return kr_ref(c->result);
  }
  return exhausted(c);
}

#define COMBINER_TYPE(name_, prefix, text)                                                                   \
  {                                                                                                          \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = "itertools." name_, .doc = text,                          \
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE, .basic_size = sizeof(combiner),                       \
    .methods = combiner_methods, .dealloc = combiner_dealloc, .traverse = combiner_traverse,                 \
    .size_of = combiner_size_of, .iter = kr_itertools_self, .iternext = prefix##_next, .new_ = prefix##_new, \
  }

kr_type kr_product_type =
    COMBINER_TYPE("product", product,
                  "product(*iterables, repeat=1)\n--\n\n"
                  "Tuples of one item of each iterable, in all combinations; the last item changes first.");

/* ---- permutations -------------------------------------------------------------------------------------- */

static kr_value permutations_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "permutations", "(iterable, r=None)", args, nargs, kwnames, a) < 0) {
    return KR_NULL;
  }
  kr_value pool = kr_tuple_from_iterable(a[0]);
  if (pool == KR_NULL) return KR_NULL;
  size_t n = KR_TUPLE(pool)->size;
  intptr_t r = (intptr_t)n;
  if (a[1] != KR_NULL && a[1] != KR_NONE) {
    if (!kr_is_int(a[1])) {
      kr_raise(&kr_exc_TypeError, "Expected int as r");
      r = -1;
    } else {
      r = parse_r(a[1]);
    }
  }
  if (r >= 0 && too_many(r)) {
    kr_raise_no_memory();
    r = -1;
  }
  if (r < 0) {
    kr_decref(pool);
    return KR_NULL;
  }
  bool impossible = (size_t)r > n;
  if (impossible) r = 0; /* no need of room for what never comes */
  combiner *c = combiner_alloc(type, pool, n, (size_t)r, n, (size_t)r);
  if (!c) return KR_NULL;
  for (uint32_t i = 0; i < n; i++) c->indices[i] = i;
  for (uint32_t i = 0; i < (uint32_t)r; i++) c->cycles[i] = (uint32_t)n - i;
  c->done = impossible;
  return kr_from_object(c);
}

static kr_value permutations_next(kr_value self) {
  combiner *c = COMBINER(self);
  if (c->done) return KR_NULL;
  if (c->result == KR_NULL) return first_result(c);
  if (own_result(c) < 0) return KR_NULL;
  uint32_t n = c->n, *indices = c->indices;
  for (uint32_t i = c->r; i-- > 0;) {
    if (--c->cycles[i] == 0) {
      /* All had their turn at i: the index there goes to the end. */
      uint32_t index = indices[i];
      memmove(indices + i, indices + i + 1, (n - i - 1) * sizeof *indices);
      indices[n - 1] = index;
      c->cycles[i] = n - i;
      continue;
    }
    uint32_t j = n - c->cycles[i], index = indices[i];
    indices[i] = indices[j];
    indices[j] = index;
    for (uint32_t k = i; k < c->r; k++) set_result(c, k, item_at(c, k));
    return kr_ref(c->result);
  }
  return exhausted(c);
}

kr_type kr_permutations_type =
    COMBINER_TYPE("permutations", permutations,
                  "permutations(iterable, r=None)\n--\n\nAll arrangements of r items, or of all of them.");

/* ---- combinations -------------------------------------------------------------------------------------- */

static kr_value combinations_make(kr_type *type, kr_bound_spec **spec, const char *name, const kr_value *args,
                                  size_t nargs, kr_tuple *kwnames, bool replacement) {
  kr_value a[2];
  if (kr_args_bind(spec, name, "(iterable, r)", args, nargs, kwnames, a) < 0) return KR_NULL;
  intptr_t r = kr_index_as_size(a[1], kr_from_object(&kr_exc_OverflowError));
  if (r == -1 && kr_failed()) return KR_NULL;
  kr_value pool = kr_tuple_from_iterable(a[0]);
  if (pool == KR_NULL) return KR_NULL;
  if (r < 0) kr_raise(&kr_exc_ValueError, "r must be non-negative");
  else if (too_many(r)) kr_raise_no_memory();
  if (kr_failed()) {
    kr_decref(pool);
    return KR_NULL;
  }
  size_t n = KR_TUPLE(pool)->size;
  bool impossible = replacement ? n == 0 && r > 0 : (size_t)r > n;
  if (impossible) r = 0;
  combiner *c = combiner_alloc(type, pool, n, (size_t)r, (size_t)r, 0);
  if (!c) return KR_NULL;
  for (uint32_t i = 0; i < (uint32_t)r; i++) c->indices[i] = replacement ? 0 : i;
  c->done = impossible;
  return kr_from_object(c);
}

static kr_value combinations_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  return combinations_make(type, &spec, "combinations", args, nargs, kwnames, false);
}

static kr_value combinations_next(kr_value self) {
  combiner *c = COMBINER(self);
  if (c->done) return KR_NULL;
  if (c->result == KR_NULL) return first_result(c);
  if (own_result(c) < 0) return KR_NULL;
  /* The rightmost index not at its end goes on; those behind it follow it closely. */
  for (uint32_t i = c->r; i-- > 0;) {
    if (c->indices[i] == i + c->n - c->r) continue;
    uint32_t index = c->indices[i] + 1;
    for (uint32_t j = i; j < c->r; j++) {
      c->indices[j] = index++;
      set_result(c, j, item_at(c, j));
    }
    return kr_ref(c->result);
  }
  return exhausted(c);
}

kr_type kr_combinations_type = COMBINER_TYPE(
    "combinations", combinations,
    "combinations(iterable, r)\n--\n\nAll choices of r items, each in the order of the iterable.");

static kr_value combinations_with_replacement_new(kr_type *type, const kr_value *args, size_t nargs,
                                                  kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  return combinations_make(type, &spec, "combinations_with_replacement", args, nargs, kwnames, true);
}

static kr_value combinations_with_replacement_next(kr_value self) {
  combiner *c = COMBINER(self);
  if (c->done) return KR_NULL;
  if (c->result == KR_NULL) return first_result(c);
  if (own_result(c) < 0) return KR_NULL;
  for (uint32_t i = c->r; i-- > 0;) {
    if (c->indices[i] == c->n - 1) continue;
    uint32_t index = c->indices[i] + 1;
    for (uint32_t j = i; j < c->r; j++) {
      c->indices[j] = index;
      set_result(c, j, item_at(c, j));
    }
    return kr_ref(c->result);
  }
  return exhausted(c);
}

kr_type kr_combinations_with_replacement_type =
    COMBINER_TYPE("combinations_with_replacement", combinations_with_replacement,
                  "combinations_with_replacement(iterable, r)\n--\n\nAll choices of r items, in the order of "
                  "the iterable, where one may be chosen again.");
