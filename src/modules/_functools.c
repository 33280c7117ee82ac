/* _functools: partial (partial.c), lru_cache (lru_cache.c), and here reduce and cmp_to_key. */
#include "modules/functools_impl.h"
#include "modules/modules.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- reduce -------------------------------------------------------------------------------------------- */

/* In a native frame: the function, the iterator, what came out so far and the item it meets next. The
 * last two lie side by side as the arguments of the call. */
enum { R_FUNC, R_ITER, R_SO_FAR, R_ITEM, R_COUNT };
enum { REDUCE_BEGIN, REDUCE_FIRST, REDUCE_ITEM, REDUCE_CALL };

static kr_value reduce_step(kr_frame *f, kr_value result) {
  uint8_t state = f->state;
  if (state == REDUCE_BEGIN) {
    if (f->slots[R_SO_FAR] == KR_NULL) {
      f->state = state = REDUCE_FIRST;
      result = kr_next_pause(f->slots[R_ITER]);
      if (result == KR_PUSHED) return result;
    } else {
      result = KR_NULL;
    }
  }
  if (state == REDUCE_FIRST) {
    if (result == KR_NULL) {
      if (kr_failed()) return KR_NULL;
      return kr_raise(&kr_exc_TypeError, "reduce() of empty iterable with no initial value");
    }
    f->slots[R_SO_FAR] = result;
  }
  for (;;) {
    if (state != REDUCE_ITEM) {
      if (state == REDUCE_CALL) {
        if (result == KR_NULL) return KR_NULL;
        KR_CLEAR(f->slots[R_ITEM]);
        KR_REPLACE(f->slots[R_SO_FAR], result);
      }
      f->state = REDUCE_ITEM;
      result = kr_next_pause(f->slots[R_ITER]);
      if (result == KR_PUSHED) return result;
    }
    if (result == KR_NULL) {
      if (kr_failed()) return KR_NULL;
      result = f->slots[R_SO_FAR];
      f->slots[R_SO_FAR] = KR_NULL;
      return result;
    }
    f->slots[R_ITEM] = result;
    f->state = state = REDUCE_CALL;
    result = kr_call_push(f->slots[R_FUNC], &f->slots[R_SO_FAR], 2, NULL);
    if (result == KR_PUSHED) return result;
  }
}

static const kr_native reduce_native = {"reduce", reduce_step, R_COUNT};

METHOD(reduce) {
  kr_value it = kr_iter(args[1]);
  if (it == KR_NULL) {
    if (kr_failed_with(&kr_exc_TypeError)) {
      kr_clear_exception();
      kr_raise(&kr_exc_TypeError, "reduce() arg 2 must support iteration");
    }
    return KR_NULL;
  }
  kr_frame *f = kr_native_push(&reduce_native);
  if (!f) {
    kr_decref(it);
    return KR_NULL;
  }
  f->slots[R_FUNC] = kr_ref(args[0]);
  f->slots[R_ITER] = it;
  f->slots[R_SO_FAR] = kr_ref(args[2]);
  return KR_PUSHED;
}

/* ---- cmp_to_key ---------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value compare;
  kr_value object; /* KR_NULL: this is the K that makes keys */
} key_wrapper;
#define KEY(v) KR_AS(key_wrapper, v)

static kr_type key_wrapper_type;

static kr_value key_wrapper_new(kr_value compare, kr_value object) {
  key_wrapper *k = kr_gc_object_alloc(&key_wrapper_type, sizeof *k);
  if (!k) return KR_NULL;
  k->compare = kr_ref(compare);
  k->object = kr_ref(object);
  return kr_from_object(k);
}

METHOD(cmp_to_key) { return key_wrapper_new(args[0], KR_NULL); }

static kr_value key_wrapper_signature(kr_value self, void *closure) { return kr_str_from_cstr("(obj)"); }
static const kr_getset_def key_wrapper_getset[] = {
    {"__text_signature__", key_wrapper_signature, NULL, NULL, NULL},
    {0},
};

static kr_value key_wrapper_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value object;
  if (nargs == 1 && !kwnames) {
    object = args[0];
  } else {
    static kr_bound_spec *spec;
    if (kr_args_bind(&spec, "K", "(obj)", args, nargs, kwnames, &object) < 0) return KR_NULL;
  }
  return key_wrapper_new(KEY(self)->compare, object);
}

static void key_wrapper_dealloc(kr_object *o) {
  key_wrapper *k = (key_wrapper *)o;
  bool deep = kr_drops_container(&k->object, 1);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(k->compare);
  KR_CLEAR(k->object);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int key_wrapper_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((key_wrapper *)o)->compare);
  KR_VISIT(((key_wrapper *)o)->object);
  return 0;
}

static kr_value key_wrapper_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_is_exact(b, &key_wrapper_type)) {
    return kr_raise(&kr_exc_TypeError, "other argument must be K instance");
  }
  kr_value x = KEY(a)->object, y = KEY(b)->object;
  if (x == KR_NULL || y == KR_NULL) return kr_raise(&kr_exc_AttributeError, "object");
  kr_value compare = kr_ref(KEY(a)->compare);
  kr_incref(x);
  kr_incref(y);
  kr_value order = kr_call2(compare, x, y);
  kr_decref(compare);
  kr_decref(x);
  kr_decref(y);
  if (order == KR_NULL) return KR_NULL;
  kr_value r = kr_compare(order, kr_from_small_int(0), op);
  kr_decref(order);
  return r;
}

static const kr_member_def key_wrapper_members[] = {
    {"obj", KR_MEMBER_VALUE, offsetof(key_wrapper, object), false, "Value wrapped by a key function."},
    {NULL},
};

static kr_type key_wrapper_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "functools.KeyWrapper",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(key_wrapper),
    .members = key_wrapper_members,
    .getset = key_wrapper_getset,
    .dealloc = key_wrapper_dealloc,
    .traverse = key_wrapper_traverse,
    .hash = kr_hash_not_implemented,
    .call = key_wrapper_call,
    .richcompare = key_wrapper_richcompare,
};

/* ---- the module ---------------------------------------------------------------------------------------- */

static const kr_method_def methods[] = {
    {"reduce", reduce, 0, "($module, function, iterable, /, initial=<unrepresentable>)",
     "function(function(a, b), c) and so on for items a, b, c of iterable."},
    {"cmp_to_key", cmp_to_key, 0, "($module, /, mycmp)",
     "A key function that sorts as the comparison mycmp says."},
    {NULL},
};

static int exec(kr_module *m) {
  if (kr_module_add_type(m, &kr_partial_type) < 0 || kr_module_add_type(m, &kr_lru_cache_type) < 0 ||
      kr_module_add_type(m, &kr_placeholder_type) < 0)
    return -1;
  return kr_module_add(m, "Placeholder", KR_PLACEHOLDER);
}

const kr_module_def kr_module_def__functools = {
    .name = "_functools",
    .doc = "The C part of module functools.",
    .methods = methods,
    .exec = exec,
};
