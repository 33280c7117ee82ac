/* enumerate() and reversed(). */
#include "objects/advance.h"
#include "objects/collect.h"
#include "objects/container.h"
#include "objects/dict.h"
#include "objects/misc.h"
#include "objects/row.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- enumerate ----------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value index; /* of the next item, an int */
  kr_value iter;
  kr_value row;
} enumerate;

static kr_value enumerate_start(kr_type *type, kr_value iterable, kr_value start) {
  kr_value index = start == KR_NULL ? kr_from_small_int(0) : kr_index(start);
  if (index == KR_NULL) return KR_NULL;
  kr_value iter = kr_iter(iterable), row = KR_NULL, v = KR_NULL;
  if (iter != KR_NULL) row = kr_row_new(2);
  if (row != KR_NULL) v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) {
    kr_decref(row);
    kr_decref(iter);
    kr_decref(index);
    return KR_NULL;
  }
  enumerate *e = KR_AS(enumerate, v);
  e->index = index;
  e->iter = iter;
  e->row = row;
  return v;
}

static bool is_name(kr_value name, const char *text) {
  return kr_is_str(name) && kr_str_equals_cstr(KR_STR(name), text);
}

static kr_value enumerate_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  size_t nkw = kwnames ? kwnames->size : 0;
  if (type != &kr_enumerate_type) { /* CPython looks at the arguments in another place, with other words */
    static kr_bound_spec *spec;
    kr_value a[2];
    if (kr_args_bind(&spec, "enumerate", "(iterable, start=0)", args, nargs, kwnames, a) < 0) return KR_NULL;
    return enumerate_start(type, a[0], a[1]);
  }
  if (nargs == 0 && (nkw == 0 || nkw > 2))
    return kr_raise(&kr_exc_TypeError, "enumerate() missing required argument 'iterable'");
  if (nargs + nkw > 2) {
    return kr_raise(&kr_exc_TypeError, "enumerate() takes at most 2 arguments (%zu given)", nargs + nkw);
  }
  kr_value iterable = nargs ? args[0] : KR_NULL, start = nargs > 1 ? args[1] : KR_NULL;
  for (size_t i = 0; i < nkw; i++) {
    kr_value name = kwnames->items[i], v = args[nargs + i];
    if (is_name(name, "start") && start == KR_NULL && (iterable != KR_NULL || nkw == 2)) {
      start = v;
    } else if (is_name(name, "iterable") && iterable == KR_NULL) {
      iterable = v;
    } else {
      return kr_raise(&kr_exc_TypeError, "'%S' is an invalid keyword argument for enumerate()", name);
    }
  }
  return enumerate_start(type, iterable, start);
}

static void enumerate_dealloc(kr_object *o) {
  enumerate *e = (enumerate *)o;
  bool deep = kr_drops_container(&e->iter, 2);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(e->index);
  KR_CLEAR(e->iter);
  KR_CLEAR(e->row);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int enumerate_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((enumerate *)o)->iter);
  KR_VISIT(((enumerate *)o)->row);
  return 0;
}

/* (index, item), stepping the index. item is stolen. */
static kr_value enumerate_pair(enumerate *e, kr_value item) {
  kr_value index = e->index;
  kr_value next = kr_is_small_int(index) && index != kr_from_small_int(KR_SMALL_INT_MAX)
                      ? kr_from_small_int(kr_small_int_value(index) + 1)
                      : kr_int_add(index, kr_from_small_int(1));
  if (next == KR_NULL) {
    kr_decref(item);
    return KR_NULL;
  }
  e->index = next; /* `index` itself goes into the pair */
  return kr_row_pair(e->row, index, item);
}

static kr_value enumerate_next(kr_value self) {
  enumerate *e = KR_AS(enumerate, self);
  kr_value item = kr_advance(e->iter);
  return item == KR_NULL ? KR_NULL : enumerate_pair(e, item);
}

/* Where the iterator below runs Python code. */
enum { ENUMERATE_SELF, ENUMERATE_SLOTS };
static kr_value enumerate_step(kr_frame *f, kr_value item) {
  enumerate *e = KR_AS(enumerate, f->slots[ENUMERATE_SELF]);
  if (f->state == 0) {
    f->state = 1;
    item = kr_next_push(e->iter);
    if (item == KR_PUSHED) return item;
  }
  return item == KR_NULL ? KR_NULL : enumerate_pair(e, item);
}
static const kr_native enumerate_native = {"enumerate", enumerate_step, ENUMERATE_SLOTS, true};

static kr_value enumerate_next_push(kr_value self) {
  if (!kr_next_pushes(KR_AS(enumerate, self)->iter)) return enumerate_next(self);
  kr_frame *f = kr_native_push(&enumerate_native);
  if (!f) return KR_NULL;
  f->slots[ENUMERATE_SELF] = kr_ref(self);
  return KR_PUSHED;
}

METHOD(enumerate_reduce) {
  enumerate *e = KR_AS(enumerate, self);
  kr_value arguments = kr_tuple_pack(2, e->iter, e->index);
  if (arguments == KR_NULL) return KR_NULL;
  kr_value r = kr_tuple_pack(2, kr_from_object(e->head.type), arguments);
  kr_decref(arguments);
  return r;
}

METHOD(enumerate_class_getitem) { return kr_class_getitem(self, args[0]); }

static const kr_method_def enumerate_methods[] = {
    {"__reduce__", enumerate_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"__class_getitem__", enumerate_class_getitem, KR_FN_CLASS, "($type, object, /)",
     "Return the generic alias enumerate[...]."},
    {NULL},
};

kr_type kr_enumerate_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "enumerate",
    .doc = "enumerate(iterable, start=0)\n"
           "--\n\n"
           "The items of iterable, each in a pair behind its number; the first number is start.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(enumerate),
    .methods = enumerate_methods,
    .dealloc = enumerate_dealloc,
    .traverse = enumerate_traverse,
    .iter = kr_iter_self,
    .iternext = enumerate_next,
    .iternext_push = enumerate_next_push,
    .new_ = enumerate_new,
};

/* ---- reversed ------------------------------------------------------------------------------------------ */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  int64_t index; /* of the next item; -1 at the end */
  kr_value seq;  /* KR_NULL: exhausted */
} reversed;

/* A sequence by its methods, but not a mapping: what reversed() can walk. */
static bool is_sequence(kr_value v) {
  if (kr_is_dict(v)) return false;
  kr_type *t = kr_type_of(v);
  if (t->sq_item) return true;
  /* For a class in Python __getitem__ fills the mapping slot. */
  return (t->tf & KR_TF_HEAP) && t->mp_subscript != NULL;
}

static kr_value reversed_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if ((type == &kr_reversed_type || type->init == kr_reversed_type.init) &&
      kr_args_no_keywords("reversed", kwnames) < 0)
    return KR_NULL;
  if (nargs != 1) { return kr_raise(&kr_exc_TypeError, "reversed expected 1 argument, got %zu", nargs); }
  kr_value seq = args[0], method;
  int r = kr_lookup_special(seq, KR_ID(__reversed__), &method);
  if (r < 0) return KR_NULL;
  if (r > 0 && method != KR_NONE) {
    kr_value v = kr_call0(method);
    kr_decref(method);
    return v;
  }
  if (r > 0 || !is_sequence(seq)) {
    return kr_raise(&kr_exc_TypeError, "'%T' object is not reversible", seq);
  }
  intptr_t n = kr_len(seq);
  if (n < 0) return KR_NULL;
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  KR_AS(reversed, v)->index = n - 1;
  KR_AS(reversed, v)->seq = kr_ref(seq);
  return v;
}

static void reversed_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((reversed *)o)->seq);
  kr_trash_end();
  kr_object_free(o);
}

static int reversed_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((reversed *)o)->seq);
  return 0;
}

static kr_value reversed_next(kr_value self) {
  reversed *it = KR_AS(reversed, self);
  if (it->index >= 0 && it->seq != KR_NULL) {
    kr_value seq = kr_ref(it->seq);
    kr_value v = kr_sequence_item(seq, (intptr_t)it->index);
    kr_decref(seq);
    if (v != KR_NULL) {
      it->index--;
      return v;
    }
    if (!kr_clear_if(&kr_exc_IndexError) && !kr_clear_if(&kr_exc_StopIteration)) return KR_NULL;
  }
  it->index = -1;
  KR_CLEAR(it->seq);
  return KR_NULL;
}

METHOD(reversed_length_hint) {
  reversed *it = KR_AS(reversed, self);
  if (it->seq == KR_NULL) return kr_from_small_int(0);
  intptr_t n = kr_len(it->seq);
  if (n < 0) return KR_NULL;
  return kr_int_from_i64(n < it->index + 1 ? 0 : it->index + 1);
}

METHOD(reversed_reduce) {
  reversed *it = KR_AS(reversed, self);
  kr_value arguments = it->seq == KR_NULL ? kr_ref(KR_EMPTY_TUPLE) : kr_ref(it->seq);
  arguments = kr_tuple_from_array_steal(&arguments, 1);
  if (arguments == KR_NULL) return KR_NULL;
  kr_value type = kr_from_object(it->head.type);
  kr_value r = it->seq == KR_NULL ? kr_tuple_pack(2, type, arguments)
                                  : kr_tuple_pack(3, type, arguments, kr_from_small_int(it->index));
  kr_decref(arguments);
  return r;
}

METHOD(reversed_setstate) {
  reversed *it = KR_AS(reversed, self);
  intptr_t index = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (index == -1 && kr_failed()) return KR_NULL;
  if (it->seq != KR_NULL) {
    intptr_t n = kr_len(it->seq);
    if (n < 0) return KR_NULL;
    it->index = index < -1 ? -1 : index > n - 1 ? n - 1 : index;
  }
  return KR_NONE;
}

static const kr_method_def reversed_methods[] = {
    {"__length_hint__", reversed_length_hint, 0, "($self, /)", "How many items are left."},
    {"__reduce__", reversed_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"__setstate__", reversed_setstate, 0, "($self, object, /)", "Set state information."},
    {NULL},
};

kr_type kr_reversed_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "reversed",
    .doc = "reversed(sequence, /)\n--\n\nThe items of a sequence, last to first.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(reversed),
    .methods = reversed_methods,
    .dealloc = reversed_dealloc,
    .traverse = reversed_traverse,
    .iter = kr_iter_self,
    .iternext = reversed_next,
    .new_ = reversed_new,
};
