/* itertools: groupby and tee. */
#include "modules/itertools_impl.h"
#include "objects/list.h"
#include "objects/weakref.h"

/* ---- groupby ------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value iter, key_function; /* KR_NONE: the item is its key */
  kr_value target;             /* the key of the group given last; KR_NULL: none yet */
  kr_value key;                /* of the item read last */
  kr_value item;               /* read and not given yet, or KR_NULL */
  const void *grouper;         /* the one that may still read; borrowed, for comparison only */
} groupby;
#define GROUPBY(v) KR_AS(groupby, v)

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value parent, target;
} grouper;

KR_ITER_LIFE(groupby, groupby, iter, 5)
KR_ITER_LIFE(grouper, grouper, parent, 2)

static kr_value grouper_make(kr_value parent, kr_value target) {
  grouper *g = kr_gc_object_alloc(&kr_grouper_type, sizeof *g);
  if (!g) return KR_NULL;
  g->parent = kr_ref(parent);
  g->target = kr_ref(target);
  GROUPBY(parent)->grouper = g;
  return kr_from_object(g);
}

static kr_value groupby_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "groupby", "(iterable, key=None)", args, nargs, kwnames, a) < 0) { return KR_NULL; }
  kr_value iter = kr_iter(a[0]);
  groupby *g = iter == KR_NULL ? NULL : KR_ITER_ALLOC(type, groupby, iter, 5);
  if (!g) {
    kr_decref(iter);
    return KR_NULL;
  }
  g->iter = iter;
  g->key_function = a[1] == KR_NULL ? KR_NONE : kr_ref(a[1]);
  g->grouper = NULL;
  return kr_from_object(g);
}

/* Reads one item and its key. 0; -1: the end, or failed. */
static int groupby_read(groupby *g) {
  kr_value item = kr_advance_plain(g->iter);
  if (item == KR_NULL) return -1;
  kr_value key = g->key_function == KR_NONE ? kr_ref(item) : kr_call1(g->key_function, item);
  if (key == KR_NULL) {
    kr_decref(item);
    return -1;
  }
  KR_REPLACE(g->item, item);
  KR_REPLACE(g->key, key);
  return 0;
}

static kr_value groupby_next(kr_value self) {
  groupby *g = GROUPBY(self);
  g->grouper = NULL;
  /* Past what is left of the last group. */
  for (;;) {
    if (g->key != KR_NULL) {
      if (g->target == KR_NULL) break;
      int r = kr_item_equal(g->target, g->key);
      if (r < 0) return KR_NULL;
      if (r == 0) break;
    }
    if (groupby_read(g) < 0) return KR_NULL;
  }
  kr_incref(g->key);
  KR_REPLACE(g->target, g->key);
  kr_value key = kr_ref(g->key);
  kr_value pair[2] = {key, grouper_make(self, g->target)};
  if (pair[1] == KR_NULL) {
    kr_decref(key);
    return KR_NULL;
  }
  return kr_tuple_from_array_steal(pair, 2);
}

static kr_value grouper_next(kr_value self) {
  grouper *g = KR_AS(grouper, self);
  groupby *parent = GROUPBY(g->parent);
  if (parent->grouper != g) return KR_NULL;
  if (parent->item == KR_NULL && groupby_read(parent) < 0) return KR_NULL;
  int r = kr_item_equal(g->target, parent->key);
  if (r <= 0) return KR_NULL;
  kr_value item = parent->item;
  parent->item = KR_NULL;
  return item;
}

static kr_value grouper_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("_grouper", kwnames) < 0 || kr_args_count("_grouper", nargs, 2, 2) < 0) {
    return KR_NULL;
  }
  if (!kr_isinstance_exact_or_sub(args[0], &kr_groupby_type)) {
    return kr_raise(&kr_exc_TypeError, "_grouper() argument 1 must be itertools.groupby, not %G", args[0]);
  }
  return grouper_make(args[0], args[1]);
}

kr_type kr_groupby_type = {
    KR_ITER_TYPE("groupby", groupby, groupby,
                 "groupby(iterable, key=None)\n--\n\n(key, group) for each run of items with the same key; "
                 "without key, of equal items."),
};
kr_type kr_grouper_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "itertools._grouper",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(grouper),
    .dealloc = grouper_dealloc,
    .traverse = grouper_traverse,
    .iter = kr_itertools_self,
    .iternext = grouper_next,
    .new_ = grouper_new,
};

/* ---- tee ----------------------------------------------------------------------------------------------- */

/* What an iterator gave stands in a chain of blocks, which go when the last tee has passed them. */
#define BLOCK 57

typedef struct tee_data {
  KR_OBJECT_HEAD
  uint8_t read; /* items in the block */
  bool running; /* the iterator is being asked for the next one */
  kr_value iter;
  kr_value next; /* the next block, or KR_NULL */
  kr_value items[BLOCK];
} tee_data;
#define DATA(v) KR_AS(tee_data, v)

typedef struct {
  KR_OBJECT_HEAD
  uint32_t index; /* in the block */
  kr_value data;
  void *weaklist;
} tee;
#define TEE(v) KR_AS(tee, v)

static kr_value data_alloc(kr_value iter) {
  tee_data *d = kr_gc_object_alloc(&kr_tee_data_type, sizeof *d);
  if (!d) return KR_NULL;
  d->read = 0;
  d->running = false;
  d->iter = kr_ref(iter);
  d->next = KR_NULL;
  return kr_from_object(d);
}

static void data_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  tee_data *d = (tee_data *)o;
  KR_CLEAR(d->iter);
  uint8_t n = d->read;
  d->read = 0;
  for (uint8_t i = 0; i < n; i++) kr_decref(d->items[i]);
  KR_CLEAR(d->next);
  kr_trash_end();
  kr_object_free(o);
}

static int data_traverse(kr_object *o, kr_visit visit, void *arg) {
  tee_data *d = (tee_data *)o;
  KR_VISIT(d->iter);
  KR_VISIT(d->next);
  for (uint8_t i = 0; i < d->read; i++) KR_VISIT(d->items[i]);
  return 0;
}

static int data_clear(kr_object *o) {
  tee_data *d = (tee_data *)o;
  KR_CLEAR(d->iter);
  KR_CLEAR(d->next);
  uint8_t n = d->read;
  d->read = 0;
  for (uint8_t i = 0; i < n; i++) kr_decref(d->items[i]);
  return 0;
}

/* Item `i` of a block; i is that of the next item to read at most. New; KR_NULL: the end, or failed. */
static kr_value data_item(tee_data *d, uint32_t i) {
  if (i < d->read) return kr_ref(d->items[i]);
  if (d->running) return kr_raise(&kr_exc_RuntimeError, "cannot re-enter the tee iterator");
  if (d->iter == KR_NULL) return KR_NULL;
  d->running = true;
  kr_value v = kr_advance_plain(d->iter);
  d->running = false;
  if (v == KR_NULL) return KR_NULL;
  d->items[d->read++] = v;
  return kr_ref(v);
}

/* The block after d. New. */
static kr_value data_next(tee_data *d) {
  if (d->next == KR_NULL) d->next = data_alloc(d->iter);
  return kr_ref(d->next);
}

/* _tee_dataobject(iterator, values, next): for pickles of old. */
static kr_value data_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("teedataobject", kwnames) < 0 || kr_args_count("teedataobject", nargs, 3, 3) < 0)
    return KR_NULL;
  if (!kr_is_list(args[1])) {
    return kr_raise(&kr_exc_TypeError, "teedataobject() argument 2 must be list, not %G", args[1]);
  }
  kr_list *values = KR_LIST(args[1]);
  bool has_next = args[2] != KR_NONE;
  if (values->size > BLOCK || (has_next && values->size != BLOCK) ||
      (has_next && !kr_is_exact(args[2], &kr_tee_data_type)))
    return kr_raise(&kr_exc_ValueError, "Invalid arguments");
  kr_value v = data_alloc(args[0]);
  if (v == KR_NULL) return KR_NULL;
  for (uint32_t i = 0; i < values->size; i++) DATA(v)->items[i] = kr_ref(values->items[i]);
  DATA(v)->read = (uint8_t)values->size;
  if (has_next) DATA(v)->next = kr_ref(args[2]);
  return v;
}

static kr_value tee_alloc(kr_value data_steal, uint32_t index) {
  if (data_steal == KR_NULL) return KR_NULL;
  tee *t = kr_gc_object_alloc(&kr_tee_type, sizeof *t);
  if (!t) {
    kr_decref(data_steal);
    return KR_NULL;
  }
  t->index = index;
  t->data = data_steal;
  t->weaklist = NULL;
  return kr_from_object(t);
}

/* A tee at the same place as t. New. */
static kr_value tee_copy_of(kr_value t) { return tee_alloc(kr_ref(TEE(t)->data), TEE(t)->index); }

static kr_value tee_over(kr_value iterable) {
  kr_value iter = kr_iter(iterable);
  if (iter == KR_NULL) return KR_NULL;
  kr_value v = kr_is_exact(iter, &kr_tee_type) ? tee_copy_of(iter) : tee_alloc(data_alloc(iter), 0);
  kr_decref(iter);
  return v;
}

static kr_value tee_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("_tee", kwnames) < 0) return KR_NULL;
  if (nargs != 1) return kr_raise(&kr_exc_TypeError, "_tee expected 1 argument, got %zu", nargs);
  return tee_over(args[0]);
}

static void tee_dealloc(kr_object *o) {
  if (((tee *)o)->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(((tee *)o)->data);
  kr_object_free(o);
}

static int tee_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((tee *)o)->data);
  return 0;
}

static kr_value tee_next(kr_value self) {
  tee *t = TEE(self);
  if (t->index == BLOCK) {
    kr_value next = data_next(DATA(t->data));
    if (next == KR_NULL) return KR_NULL;
    KR_REPLACE(t->data, next);
    t->index = 0;
  }
  kr_value data = kr_ref(t->data);
  kr_value v = data_item(DATA(data), t->index);
  if (v != KR_NULL) t->index++;
  kr_decref(data);
  return v;
}

static kr_value tee_copy(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return tee_copy_of(self);
}

kr_value kr_itertools_tee(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_count("tee", nargs, 1, 2) < 0) return KR_NULL;
  intptr_t n = 2;
  if (nargs > 1) {
    n = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
    if (n == -1 && kr_failed()) return KR_NULL;
    if (n < 0) return kr_raise(&kr_exc_ValueError, "n must be >= 0");
  }
  kr_tuple *result = kr_tuple_new((size_t)n);
  if (!result) return KR_NULL;
  if (n) kr_gc_untrack(result); /* nobody is to find it half made */
  for (intptr_t i = 0; i < n; i++) {
    result->items[i] = i ? tee_copy_of(result->items[0]) : tee_over(args[0]);
    if (result->items[i] == KR_NULL) {
      kr_decref_object(result);
      return KR_NULL;
    }
  }
  if (n) kr_gc_track(result);
  return kr_from_object(result);
}

static const kr_method_def tee_methods[] = {
    {"__copy__", tee_copy, 0, "($self, /)", "Another iterator over what is still to come."},
    {NULL},
};

kr_type kr_tee_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "itertools._tee",
    .doc = "_tee(iterable, /)\n--\n\nAn iterator that can be copied.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(tee),
    .weaklist_offset = offsetof(tee, weaklist),
    .methods = tee_methods,
    .dealloc = tee_dealloc,
    .traverse = tee_traverse,
    .iter = kr_itertools_self,
    .iternext = tee_next,
    .new_ = tee_new,
};
kr_type kr_tee_data_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "itertools._tee_dataobject",
    .doc = "teedataobject(iterable, values, next, /)\n--\n\nItems that several tee objects share.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(tee_data),
    .dealloc = data_dealloc,
    .traverse = data_traverse,
    .clear = data_clear,
    .new_ = data_new,
};
