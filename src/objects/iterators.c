/* The iterators over list and tuple, over anything with __getitem__, and iter(callable, sentinel). */
#include "memory/fast_alloc.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/sequence.h"
#include "objects/type_impl.h"
#include "vm/call.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
#define SEQ_ITER(v) KR_AS(kr_seq_iter, v)

static kr_type list_reverse_iter_type;

static kr_value iter_new(kr_type *type, kr_value seq, uint32_t index) {
  kr_seq_iter *it = kr_gc_alloc_static(type, sizeof *it);
  if (!it) return KR_NULL;
  it->index = index;
  it->seq = kr_ref(seq);
  return kr_from_object(it);
}

kr_value kr_list_iter(kr_value list) { return iter_new(&kr_list_iter_type, list, 0); }
kr_value kr_tuple_iter(kr_value tuple) { return iter_new(&kr_tuple_iter_type, tuple, 0); }
kr_value kr_seq_iter_new(kr_value seq) { return iter_new(&kr_seq_iter_type, seq, 0); }
/* `index` of a reverse iterator is one more than that of the next item. */
kr_value kr_list_reverse_iter(kr_value list) {
  return iter_new(&list_reverse_iter_type, list, KR_LIST(list)->size);
}

void kr_seq_iter_dealloc(kr_object *o) {
  KR_CLEAR(((kr_seq_iter *)o)->seq);
  kr_gc_free_static(o, o->type); /* none of these has subclasses */
}

int kr_seq_iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_seq_iter *)o)->seq);
  return 0;
}

kr_value kr_iter_self(kr_value self) { return kr_ref(self); }

static kr_value list_iter_next(kr_value self) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL) return KR_NULL;
  kr_list *l = KR_LIST(it->seq);
  if (it->index < l->size) return kr_ref(l->items[it->index++]);
  KR_CLEAR(it->seq);
  return KR_NULL;
}

static kr_value tuple_iter_next(kr_value self) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL) return KR_NULL;
  kr_tuple *t = KR_TUPLE(it->seq);
  if (it->index < t->size) return kr_ref(t->items[it->index++]);
  KR_CLEAR(it->seq);
  return KR_NULL;
}

static kr_value list_reverse_iter_next(kr_value self) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL) return KR_NULL;
  kr_list *l = KR_LIST(it->seq);
  if (it->index > 0 && it->index <= l->size) return kr_ref(l->items[--it->index]);
  KR_CLEAR(it->seq);
  return KR_NULL;
}

static kr_value seq_iter_next(kr_value self) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL) return KR_NULL;
  if (it->index == INT32_MAX) { return kr_raise(&kr_exc_OverflowError, "iter index too large"); }
  kr_value seq = kr_ref(it->seq);
  kr_value v = kr_sequence_item(seq, (intptr_t)it->index);
  if (v != KR_NULL) {
    it->index++;
  } else if (kr_clear_if(&kr_exc_IndexError) || kr_clear_if(&kr_exc_StopIteration)) {
    KR_CLEAR(it->seq);
  }
  kr_decref(seq);
  return v;
}

/* A sequence whose __getitem__ is Python code. */
enum { SEQ_SELF, SEQ_SLOTS };
static kr_value seq_step(kr_frame *f, kr_value v) {
  kr_seq_iter *it = SEQ_ITER(f->slots[SEQ_SELF]);
  if (f->state == 0) {
    f->state = 1;
    kr_value args[2] = {it->seq, kr_from_small_int(it->index)};
    v = kr_call_push(kr_type_lookup(kr_type_of(it->seq), KR_ID(__getitem__)), args, 2, NULL);
    if (v == KR_PUSHED) return v;
  }
  if (v != KR_NULL) it->index++;
  else if (kr_clear_if(&kr_exc_IndexError) || kr_clear_if(&kr_exc_StopIteration)) KR_CLEAR(it->seq);
  return v;
}
static const kr_native seq_native = {"iterator", seq_step, SEQ_SLOTS};

static kr_value seq_iter_next_push(kr_value self) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL || it->index == INT32_MAX || !(kr_type_of(it->seq)->tf & KR_TF_HEAP))
    return seq_iter_next(self);
  kr_value m = kr_type_lookup(kr_type_of(it->seq), KR_ID(__getitem__));
  if (m == KR_NULL || !kr_is_function(m)) return seq_iter_next(self);
  kr_frame *f = kr_native_push(&seq_native);
  if (!f) return KR_NULL;
  f->slots[SEQ_SELF] = kr_ref(self);
  return KR_PUSHED;
}

/* ---- length hint, pickling ----------------------------------------------------------------------------- */

METHOD(iter_length_hint) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL) return kr_from_small_int(0);
  if (it->head.type == &kr_seq_iter_type && !kr_type_of(it->seq)->sq_length) { return KR_NOT_IMPLEMENTED; }
  intptr_t n = kr_len(it->seq);
  if (n < 0) return KR_NULL;
  /* Python code may have run: the iterator may be at its end now. */
  intptr_t left = it->seq == KR_NULL ? 0 : n - (intptr_t)it->index;
  return kr_from_small_int(left < 0 ? 0 : left);
}

METHOD(list_reverse_iter_length_hint) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL || it->index > KR_LIST(it->seq)->size) return kr_from_small_int(0);
  return kr_from_small_int(it->index);
}

kr_value kr_seq_iter_reduce(kr_value self, kr_value empty) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq == KR_NULL) return kr_reduce_builtin(KR_ID(iter), kr_ref(empty), KR_NULL);
  return kr_reduce_builtin(KR_ID(iter), kr_ref(it->seq), kr_from_small_int(it->index));
}
METHOD(iter_reduce) {
  if (SEQ_ITER(self)->seq == KR_NULL && kr_is_exact(self, &kr_list_iter_type))
    return kr_reduce_builtin(KR_ID(iter), kr_from_object_or_null(kr_list_new(0)), KR_NULL);
  return kr_seq_iter_reduce(self, KR_EMPTY_TUPLE);
}

METHOD(list_reverse_iter_reduce) {
  kr_seq_iter *it = SEQ_ITER(self);
  if (it->seq != KR_NULL && it->index) {
    kr_value state = kr_from_small_int((int64_t)it->index - 1);
    return kr_reduce_builtin(KR_ID(reversed), kr_ref(it->seq), state);
  }
  return kr_reduce_builtin(KR_ID(reversed), kr_from_object_or_null(kr_list_new(0)), KR_NULL);
}

/* The state as an int, clipped. 0, -1. */
static int state_index(kr_value state, int64_t *out) {
  if (!kr_is_int(state)) { return KR_RAISE_INT(&kr_exc_TypeError, "an integer is required"); }
  *out = kr_index_as_i64(state);
  return *out == -1 && kr_failed() ? -1 : 0;
}

METHOD(iter_setstate) {
  kr_seq_iter *it = SEQ_ITER(self);
  int64_t i;
  if (state_index(args[0], &i) < 0) return KR_NULL;
  if (it->seq == KR_NULL) return KR_NONE;
  int64_t n = INT32_MAX;
  if (it->head.type == &kr_list_iter_type) {
    n = KR_LIST(it->seq)->size;
    if (i < 0) { /* only a list's iterator takes this for its end */
      KR_CLEAR(it->seq);
      return KR_NONE;
    }
  } else if (it->head.type == &kr_tuple_iter_type) {
    n = KR_TUPLE(it->seq)->size;
  }
  it->index = (uint32_t)(i < 0 ? 0 : i > n ? n : i);
  return KR_NONE;
}

METHOD(list_reverse_iter_setstate) {
  kr_seq_iter *it = SEQ_ITER(self);
  int64_t i;
  if (state_index(args[0], &i) < 0) return KR_NULL;
  if (it->seq == KR_NULL) return KR_NONE;
  int64_t n = KR_LIST(it->seq)->size;
  it->index = (uint32_t)(i < -1 ? 0 : i >= n ? n : i + 1);
  return KR_NONE;
}

#define ITER_METHODS(length_hint, reduce, setstate)                                            \
  {                                                                                            \
    {"__length_hint__", length_hint, 0, "($self, /)", "How many items are left."},             \
        {"__reduce__", reduce, 0, "($self, /)", "What pickle makes it again from."},           \
        {"__setstate__", setstate, 0, "($self, object, /)", "Set state information."}, {NULL}, \
  }
static const kr_method_def iter_methods[] = ITER_METHODS(iter_length_hint, iter_reduce, iter_setstate);
static const kr_method_def list_reverse_iter_methods[] =
    ITER_METHODS(list_reverse_iter_length_hint, list_reverse_iter_reduce, list_reverse_iter_setstate);

#define ITER_TYPE(name_, methods_, next, ...)                                                              \
  {                                                                                                        \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW, \
    .basic_size = sizeof(kr_seq_iter), .methods = methods_, .dealloc = kr_seq_iter_dealloc,                \
    .traverse = kr_seq_iter_traverse, .iter = kr_iter_self, .iternext = next, __VA_ARGS__                  \
  }
kr_type kr_list_iter_type = ITER_TYPE("list_iterator", iter_methods, list_iter_next);
kr_type kr_tuple_iter_type = ITER_TYPE("tuple_iterator", iter_methods, tuple_iter_next);
kr_type kr_seq_iter_type =
    ITER_TYPE("iterator", iter_methods, seq_iter_next, .iternext_push = seq_iter_next_push);
static kr_type list_reverse_iter_type =
    ITER_TYPE("list_reverseiterator", list_reverse_iter_methods, list_reverse_iter_next);

/* ---- iter(callable, sentinel) -------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value callable, sentinel; /* KR_NULL: exhausted */
} call_iter;

kr_value kr_call_iter_new(kr_value callable, kr_value sentinel) {
  call_iter *it = kr_gc_object_alloc(&kr_call_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->callable = kr_ref(callable);
  it->sentinel = kr_ref(sentinel);
  return kr_from_object(it);
}

static void call_iter_dealloc(kr_object *o) {
  call_iter *it = (call_iter *)o;
  bool deep = kr_drops_container(&it->callable, 2);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(it->callable);
  KR_CLEAR(it->sentinel);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int call_iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  call_iter *it = (call_iter *)o;
  KR_VISIT(it->callable);
  KR_VISIT(it->sentinel);
  return 0;
}

static void call_iter_exhaust(call_iter *it) {
  KR_CLEAR(it->callable);
  KR_CLEAR(it->sentinel);
}

/* What the callable answered (stolen): the item, or the end. */
static kr_value call_iter_answer(call_iter *it, kr_value v) {
  if (v == KR_NULL) {
    if (kr_clear_if(&kr_exc_StopIteration)) call_iter_exhaust(it);
    return KR_NULL;
  }
  if (it->sentinel == KR_NULL) { /* the call itself exhausted it */
    kr_decref(v);
    return KR_NULL;
  }
  int r = kr_item_equal(it->sentinel, v);
  if (r == 0) return v;
  if (r > 0) call_iter_exhaust(it);
  kr_decref(v);
  return KR_NULL;
}

static kr_value call_iter_next(kr_value self) {
  call_iter *it = KR_AS(call_iter, self);
  if (it->callable == KR_NULL) return KR_NULL;
  kr_value callable = kr_ref(it->callable);
  kr_value v = kr_call0(callable);
  kr_decref(callable);
  return call_iter_answer(it, v);
}

enum { CALL_SELF, CALL_CALLABLE, CALL_SLOTS };
static kr_value call_iter_step(kr_frame *f, kr_value v) {
  if (f->state == 0) {
    f->state = 1;
    v = kr_call_push(f->slots[CALL_CALLABLE], NULL, 0, NULL);
    if (v == KR_PUSHED) return v;
  }
  return call_iter_answer(KR_AS(call_iter, f->slots[CALL_SELF]), v);
}
static const kr_native call_iter_native = {"callable_iterator", call_iter_step, CALL_SLOTS};

static kr_value call_iter_next_push(kr_value self) {
  call_iter *it = KR_AS(call_iter, self);
  if (it->callable == KR_NULL) return KR_NULL;
  kr_frame *f = kr_native_push(&call_iter_native);
  if (!f) return KR_NULL;
  f->slots[CALL_SELF] = kr_ref(self);
  f->slots[CALL_CALLABLE] = kr_ref(it->callable);
  return KR_PUSHED;
}

METHOD(call_iter_reduce) {
  call_iter *it = KR_AS(call_iter, self);
  if (it->callable == KR_NULL) { return kr_reduce_builtin(KR_ID(iter), kr_ref(KR_EMPTY_TUPLE), KR_NULL); }
  kr_value args_tuple = kr_tuple_pack(2, it->callable, it->sentinel);
  if (args_tuple == KR_NULL) return KR_NULL;
  kr_value iter = kr_builtin(KR_ID(iter));
  kr_value r = iter == KR_NULL ? KR_NULL : kr_tuple_pack(2, iter, args_tuple);
  kr_decref(iter);
  kr_decref(args_tuple);
  return r;
}

static const kr_method_def call_iter_methods[] = {
    {"__reduce__", call_iter_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {NULL},
};

kr_type kr_call_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "callable_iterator",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(call_iter),
    .methods = call_iter_methods,
    .dealloc = call_iter_dealloc,
    .traverse = call_iter_traverse,
    .iter = kr_iter_self,
    .iternext = call_iter_next,
    .iternext_push = call_iter_next_push,
};
