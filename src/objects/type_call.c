/* Calling a class: __new__, then __init__. Where one of them is Python code, a native frame waits for
 * it, so that making an instance nests no evaluation loop. */
#include "objects/type_impl.h"
#include "vm/call.h"
#include "vm/vm.h"

/* Slots of the frame. ARGS is a tuple whose first item is the receiver of the call in progress, then
 * the arguments, then the keyword values. */
enum { SLOT_TYPE, SLOT_ARGS, SLOT_KWNAMES, SLOT_OBJECT, SLOT_COUNT };
enum { START_NEW, AFTER_NEW, START_INIT, AFTER_INIT };

static kr_value check_init_result(kr_value result) {
  if (kr_is_none(result)) return KR_NONE;
  kr_raise(&kr_exc_TypeError, "__init__() should return None, not '%T'", result);
  kr_decref(result);
  return KR_NULL;
}

KR_INLINE kr_tuple *kwnames_of(const kr_frame *f) {
  return kr_is_null(f->slots[SLOT_KWNAMES]) ? NULL : KR_TUPLE(f->slots[SLOT_KWNAMES]);
}
KR_INLINE size_t nargs_of(const kr_frame *f) {
  kr_tuple *kwnames = kwnames_of(f);
  return KR_TUPLE(f->slots[SLOT_ARGS])->size - 1 - (kwnames ? kwnames->size : 0);
}

/* type.__init__(object) for the made object; its result, or KR_PUSHED. */
static kr_value push_init(kr_frame *f) {
  kr_value object = f->slots[SLOT_OBJECT];
  kr_init_fn init = kr_type_of(object)->init;
  kr_tuple *args = KR_TUPLE(f->slots[SLOT_ARGS]);
  if (init != kr_slot_init) {
    if (init && init(object, args->items + 1, nargs_of(f), kwnames_of(f)) < 0) return KR_NULL;
    return KR_NONE;
  }
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(object, KR_ID(__init__), &func, &unbound);
  if (found < 0) return KR_NULL;
  if (!found) return KR_NONE;
  kr_value r;
  if (unbound) {
    KR_REPLACE(args->items[0], kr_ref(object));
    r = kr_call_push(func, args->items, nargs_of(f) + 1, kwnames_of(f));
  } else {
    r = kr_call_push(func, args->items + 1, nargs_of(f), kwnames_of(f));
  }
  /* Code objects and functions are kept by their frames: this cannot run anything. */
  kr_decref(func);
  return r;
}

static kr_value finish(kr_frame *f) {
  kr_value object = f->slots[SLOT_OBJECT];
  f->slots[SLOT_OBJECT] = KR_NULL;
  return object;
}

static kr_value type_call_step(kr_frame *f, kr_value result) {
  for (;;) {
    switch (f->state) {
      case START_NEW: {
        f->state = AFTER_NEW;
        kr_tuple *args = KR_TUPLE(f->slots[SLOT_ARGS]);
        kr_value func = kr_getattr(f->slots[SLOT_TYPE], KR_ID(__new__));
        if (kr_is_null(func)) return KR_NULL;
        KR_REPLACE(args->items[0], kr_ref(f->slots[SLOT_TYPE]));
        result = kr_call_push(func, args->items, nargs_of(f) + 1, kwnames_of(f));
        kr_decref(func);
        if (result == KR_PUSHED) return result;
        break;
      }
      case AFTER_NEW:
        if (kr_is_null(result)) return KR_NULL;
        if (!kr_is_subtype(kr_type_of(result), KR_AS_TYPE(f->slots[SLOT_TYPE]))) return result;
        f->slots[SLOT_OBJECT] = result;
        f->state = START_INIT;
        break;
      case START_INIT:
        f->state = AFTER_INIT;
        result = push_init(f);
        if (result == KR_PUSHED) return result;
        break;
      default:
        if (kr_is_null(result)) return KR_NULL;
        if (kr_is_null(check_init_result(result))) return KR_NULL;
        return finish(f);
    }
  }
}

static const kr_native type_call_native = {"type.__call__", type_call_step, SLOT_COUNT};

/* The commonest case, made with less: the object is there and its __init__ is a Python function. */
static kr_value init_step(kr_frame *f, kr_value result) {
  if (kr_is_null(result) || kr_is_null(check_init_result(result))) return KR_NULL;
  kr_value object = f->slots[0];
  f->slots[0] = KR_NULL;
  return object;
}
static const kr_native init_native = {"type.__call__", init_step, 1};

static kr_value push_function_init(kr_value object, kr_value init, const kr_value *args, size_t nargs,
                                   kr_tuple *kwnames) {
  kr_frame *pending = kr.pushed;
  kr_frame *f = kr_native_push(&init_native);
  if (!f) {
    kr_decref(object);
    return KR_NULL;
  }
  f->slots[0] = object;
  kr_value r = kr_method_push(KR_FUNCTION(init), object, args, nargs, kwnames);
  if (r == KR_PUSHED) return r;
  kr.pushed = pending;
  kr_frame_clear(f);
  return KR_NULL;
}

/* The frame that goes on at `state`; object (stolen) is made already or KR_NULL. */
static kr_value push_call(kr_type *type, kr_value object, uint8_t state, const kr_value *args, size_t nargs,
                          kr_tuple *kwnames) {
  size_t n = nargs + (kwnames ? kwnames->size : 0);
  kr_tuple *all = kr_tuple_new(n + 1);
  if (!all) {
    kr_decref(object);
    return KR_NULL;
  }
  all->items[0] = KR_NONE;
  for (size_t i = 0; i < n; i++) all->items[i + 1] = kr_ref(args[i]);
  kr_frame *f = kr_native_push(&type_call_native);
  if (!f) {
    kr_decref_object(all);
    kr_decref(object);
    return KR_NULL;
  }
  f->slots[SLOT_TYPE] = kr_ref(kr_from_object(type));
  f->slots[SLOT_ARGS] = kr_from_object(all);
  f->slots[SLOT_KWNAMES] = kwnames ? kr_ref(kr_from_object(kwnames)) : KR_NULL;
  f->slots[SLOT_OBJECT] = object;
  f->state = state;
  return KR_PUSHED;
}

kr_value kr_type_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_type *type = KR_AS_TYPE(self);
  if (KR_UNLIKELY(type == &kr_type_type)) {
    bool keywords = kwnames && kwnames->size;
    if (nargs == 1 && !keywords) return kr_ref(kr_from_object(kr_type_of(args[0])));
    if (nargs != 3)
      return nargs == 1 ? kr_raise(&kr_exc_TypeError, "type() takes no keyword arguments")
                        : kr_raise(&kr_exc_TypeError, "type() takes 1 or 3 arguments");
  }
  if (type->call_push) {
    kr_value r = type->call_push(type, args, nargs, kwnames);
    if (r != KR_DELETED) return r;
  }
  kr_new_fn new_ = type->new_;
  if (KR_UNLIKELY(!new_ || (type->tf & KR_TF_NO_NEW))) {
    if (!(type->tf & KR_TF_READY) && kr_type_ready(type) < 0) return KR_NULL;
    new_ = type->new_;
    if (!new_ || (type->tf & KR_TF_NO_NEW))
      return kr_raise(&kr_exc_TypeError, "cannot create '%s' instances", kr_type_cname(type));
  }
  if (new_ == kr_slot_new) return push_call(type, KR_NULL, START_NEW, args, nargs, kwnames);
  kr_value object = new_(type, args, nargs, kwnames);
  if (kr_is_null(object)) return object;
  kr_type *made = kr_type_of(object);
  if (KR_UNLIKELY(made != type) && !kr_is_subtype(made, type)) return object;
  kr_init_fn init = made->init;
  if (!init) return object;
  if (init == kr_slot_init) {
    kr_value func = kr_type_lookup(made, KR_ID(__init__));
    if (func != KR_NULL && kr_is_function(func))
      return push_function_init(object, func, args, nargs, kwnames);
    return push_call(type, object, START_INIT, args, nargs, kwnames);
  }
  if (init(object, args, nargs, kwnames) < 0) {
    kr_decref(object);
    return KR_NULL;
  }
  return object;
}
