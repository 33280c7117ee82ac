/* filter(), and what itertools' filterfalse, takewhile and dropwhile share with it. */
#include "objects/predicate.h"

#include "objects/advance.h"
#include "objects/misc.h"
#include "vm/call.h"

#define ITER(v) KR_AS(kr_predicate_iter, v)

kr_value kr_predicate_new(kr_type *type, const kr_type *exact, kr_predicate_mode mode, const kr_value *args,
                          size_t nargs, kr_tuple *kwnames) {
  const char *dot = strrchr(exact->name, '.');
  const char *name = dot ? dot + 1 : exact->name;
  /* A subclass with its own __init__ may take keywords. */
  if ((type == exact || type->init == exact->init) && kr_args_no_keywords(name, kwnames) < 0) {
    return KR_NULL;
  }
  if (kr_args_count(name, nargs, 2, 2) < 0) return KR_NULL;
  kr_value iter = kr_iter(args[1]);
  if (iter == KR_NULL) return KR_NULL;
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) {
    kr_decref(iter);
    return KR_NULL;
  }
  ITER(v)->mode = (uint8_t)mode;
  ITER(v)->done = false;
  ITER(v)->function = kr_ref(args[0]);
  ITER(v)->iter = iter;
  return v;
}

void kr_predicate_dealloc(kr_object *o) {
  kr_predicate_iter *f = (kr_predicate_iter *)o;
  bool deep = kr_drops_container(&f->function, 2);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(f->function);
  KR_CLEAR(f->iter);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

int kr_predicate_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_predicate_iter *)o)->function);
  KR_VISIT(((kr_predicate_iter *)o)->iter);
  return 0;
}

/* filter(None, ...) and filter(bool, ...) ask the item itself. */
static bool asks_item(const kr_predicate_iter *f) {
  if (f->mode > KR_PREDICATE_FILTERFALSE) return false;
  return f->function == KR_NONE || f->function == kr_from_object(&kr_bool_type);
}

static bool asks_nobody(const kr_predicate_iter *f) { return f->mode == KR_PREDICATE_DROPWHILE && f->done; }

typedef enum { EMIT, SKIP, STOP } verdict;

static verdict judge(kr_predicate_iter *f, bool truth) {
  switch ((kr_predicate_mode)f->mode) {
    case KR_PREDICATE_FILTER: return truth ? EMIT : SKIP;
    case KR_PREDICATE_FILTERFALSE: return truth ? SKIP : EMIT;
    case KR_PREDICATE_TAKEWHILE:
      if (truth) return EMIT;
      f->done = true;
      return STOP;
    default:
      if (truth) return SKIP;
      f->done = true;
      return EMIT;
  }
}

kr_value kr_predicate_next(kr_value self) {
  kr_predicate_iter *f = ITER(self);
  if (f->mode == KR_PREDICATE_TAKEWHILE && f->done) return KR_NULL;
  bool plain = asks_item(f);
  kr_value item;
  while ((item = kr_advance(f->iter)) != KR_NULL) {
    if (asks_nobody(f)) return item;
    int truth;
    if (plain) {
      truth = kr_truth(item);
    } else {
      kr_value answer = kr_call1(f->function, item);
      truth = answer == KR_NULL ? -1 : kr_truth(answer);
      kr_decref(answer);
    }
    verdict v = truth < 0 ? STOP : judge(f, truth);
    if (v == EMIT) return item;
    kr_decref(item);
    if (v == STOP) return KR_NULL;
  }
  return KR_NULL;
}

/* The same in a native frame: slot 0 holds the iterator, slot 1 the item being asked about. */
enum { SELF, ITEM, SLOTS };
enum { BEGIN, NEXT_DONE, CALL_DONE };

static kr_value frame_step(kr_frame *frame, kr_value result) {
  kr_predicate_iter *f = ITER(frame->slots[SELF]);
  bool plain = asks_item(f);
  uint8_t state = frame->state;
  for (;;) {
    if (state == BEGIN) {
      frame->state = NEXT_DONE;
      result = kr_next_pause(f->iter);
      if (result == KR_PUSHED) return result;
      state = NEXT_DONE;
    }
    if (state == NEXT_DONE) {
      if (result == KR_NULL || asks_nobody(f)) return result;
      frame->slots[ITEM] = result;
      if (plain) {
        int truth = kr_truth(result);
        result = truth < 0 ? KR_NULL : kr_from_bool(truth);
      } else {
        frame->state = CALL_DONE;
        result = kr_call_deliver(f->function, &frame->slots[ITEM], 1, NULL, KR_DELIVER_TRUTH);
        if (result == KR_PUSHED) return result;
      }
    }
    if (result == KR_NULL) return KR_NULL;
    verdict v = judge(f, result == KR_TRUE);
    if (v == EMIT) {
      kr_value item = frame->slots[ITEM];
      frame->slots[ITEM] = KR_NULL;
      return item;
    }
    KR_CLEAR(frame->slots[ITEM]);
    if (v == STOP) return KR_NULL;
    state = BEGIN;
  }
}

static const kr_native native = {"filter", frame_step, SLOTS, true};

kr_value kr_predicate_next_push(kr_value self) {
  kr_predicate_iter *f = ITER(self);
  if (f->mode == KR_PREDICATE_TAKEWHILE && f->done) return KR_NULL;
  if (asks_nobody(f)) return kr_next_push(f->iter);
  kr_frame *frame = kr_native_push(&native);
  if (!frame) return KR_NULL;
  frame->slots[SELF] = kr_ref(self);
  return KR_PUSHED;
}

/* ---- filter -------------------------------------------------------------------------------------------- */

static kr_value filter_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_predicate_new(type, &kr_filter_type, KR_PREDICATE_FILTER, args, nargs, kwnames);
}

static kr_value filter_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_predicate_iter *f = ITER(self);
  kr_value arguments = kr_tuple_pack(2, f->function, f->iter);
  if (arguments == KR_NULL) return KR_NULL;
  kr_value r = kr_tuple_pack(2, kr_from_object(f->head.type), arguments);
  kr_decref(arguments);
  return r;
}

static const kr_method_def filter_methods[] = {
    {"__reduce__", filter_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {NULL},
};

kr_type kr_filter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "filter",
    .doc = "filter(function, iterable, /)\n--\n\nThe items of iterable that function accepts; with None, the "
           "true ones.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_predicate_iter),
    .methods = filter_methods,
    .dealloc = kr_predicate_dealloc,
    .traverse = kr_predicate_traverse,
    .iter = kr_iter_self,
    .iternext = kr_predicate_next,
    .iternext_push = kr_predicate_next_push,
    .new_ = filter_new,
};
