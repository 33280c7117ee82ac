/* _abc: the registries and caches behind abc.ABCMeta. A class's data is the `_abc_impl` in its dict. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  /* Sets of weak references to classes; KR_NULL: empty. Their callbacks take dead ones out. */
  kr_value registry, cache, negative;
  uint64_t negative_version;
} abc_data;

/* Counts registrations anywhere: negative caches made before the last one are void. */
static uint64_t invalidation_counter;

static void data_dealloc(kr_object *o) {
  abc_data *d = (abc_data *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(d->registry);
  KR_CLEAR(d->cache);
  KR_CLEAR(d->negative);
  kr_object_free(o);
  kr_trash_end();
}
static int data_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((abc_data *)o)->registry);
  KR_VISIT(((abc_data *)o)->cache);
  KR_VISIT(((abc_data *)o)->negative);
  return 0;
}
static int data_clear(kr_object *o) {
  KR_CLEAR(((abc_data *)o)->registry);
  KR_CLEAR(((abc_data *)o)->cache);
  KR_CLEAR(((abc_data *)o)->negative);
  return 0;
}
static kr_value data_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) return v;
  abc_data *d = KR_AS(abc_data, v);
  d->registry = d->cache = d->negative = KR_NULL;
  d->negative_version = invalidation_counter;
  return v;
}
static kr_type data_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_abc._abc_data",
    .doc = "Internal state held by ABC machinery.",
    .tf = KR_TF_GC,
    .basic_size = sizeof(abc_data),
    .dealloc = data_dealloc,
    .traverse = data_traverse,
    .clear = data_clear,
    .new_ = data_new,
};

/* New reference. */
static abc_data *data_of(kr_value cls) {
  kr_value v = kr_getattr(cls, KR_ID(_abc_impl));
  if (kr_is_null(v)) return NULL;
  if (!kr_is_exact(v, &data_type)) {
    kr_raise(&kr_exc_TypeError, "_abc_impl is set to a wrong type");
    kr_decref(v);
    return NULL;
  }
  return KR_AS(abc_data, v);
}

/* ---- sets of weak references --------------------------------------------------------------------------- */

/* Called with a dead reference: takes it out of the set, which it knows by a weak reference. */
static kr_value forget(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value set = kr_weakref_get(self);
  if (kr_is_none(set)) return KR_NONE;
  int r = kr_set_discard(KR_SET(set), args[0]);
  kr_decref(set);
  return r < 0 ? KR_NULL : KR_NONE;
}
static const kr_method_def forget_def = {"_destroy", forget, KR_FN_SIG, "($self, wr, /)", NULL};

static int add_to(kr_value *place, kr_value cls) {
  if (kr_is_null(*place)) {
    kr_set *s = kr_set_new(&kr_set_type);
    if (!s) return -1;
    *place = kr_from_object(s);
  }
  kr_value set = kr_ref(*place);
  kr_value set_ref = kr_weakref_new(set, KR_NULL);
  kr_value callback = kr_is_null(set_ref) ? set_ref : kr_cfunction_new(&forget_def, set_ref, KR_NULL);
  kr_decref(set_ref);
  kr_value ref = kr_is_null(callback) ? callback : kr_weakref_new(cls, callback);
  kr_decref(callback);
  int r = kr_is_null(ref) ? -1 : kr_set_add(KR_SET(set), ref);
  kr_decref(ref);
  kr_decref(set);
  return r;
}

/* 1 0 -1. An object that cannot be referred to weakly is in no set. */
static int is_in(kr_value set, kr_value v) {
  if (kr_is_null(set) || !KR_SET(set)->used) return 0;
  kr_value ref = kr_weakref_new(v, KR_NULL);
  if (kr_is_null(ref)) return kr_clear_if(&kr_exc_TypeError) ? 0 : -1;
  kr_incref(set);
  int r = kr_set_contains(KR_SET(set), ref);
  kr_decref(set);
  kr_decref(ref);
  return r;
}

/* ---- abstract methods ---------------------------------------------------------------------------------- */

static int collect_abstract(kr_value cls, kr_set *names) {
  kr_value ns = kr_getattr(cls, KR_ID(__dict__));
  if (kr_is_null(ns)) return -1;
  kr_value items = kr_call_method0(ns, KR_ID(items));
  kr_value list = kr_is_null(items) ? items : kr_list_from_iterable(items);
  kr_decref(items);
  kr_decref(ns);
  if (kr_is_null(list)) return -1;
  int r = 0;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(list)->size; i++) {
    kr_value pair[2];
    if (kr_unpack_iterable(KR_LIST(list)->items[i], pair, 2) < 0) {
      r = -1;
      break;
    }
    int abstract = kr_is_abstract(pair[1]);
    r = abstract < 0 ? -1 : abstract ? kr_set_add(names, pair[0]) : 0;
    kr_decref(pair[0]);
    kr_decref(pair[1]);
  }
  kr_decref(list);
  return r;
}

/* Those that bases left abstract and cls does not define. */
static int collect_inherited(kr_value cls, kr_set *names) {
  kr_value bases = kr_getattr(cls, KR_ID(__bases__));
  if (kr_is_null(bases)) return -1;
  if (!kr_is_tuple(bases)) {
    kr_decref(bases);
    return KR_RAISE_INT(&kr_exc_TypeError, "__bases__ is not tuple");
  }
  int r = 0;
  for (uint32_t i = 0; r == 0 && i < KR_TUPLE(bases)->size; i++) {
    kr_value methods;
    r = kr_getattr_optional(KR_TUPLE(bases)->items[i], KR_ID(__abstractmethods__), &methods);
    if (r <= 0) continue;
    r = 0;
    kr_value it = kr_iter(methods);
    kr_decref(methods);
    if (kr_is_null(it)) {
      r = -1;
      break;
    }
    kr_value name;
    while (r == 0 && !kr_is_null(name = kr_next(it))) {
      kr_value v;
      int found = kr_getattr_optional(cls, name, &v);
      if (found > 0) {
        int abstract = kr_is_abstract(v);
        kr_decref(v);
        found = abstract > 0 ? kr_set_add(names, name) : abstract;
      }
      if (found < 0) r = -1;
      kr_decref(name);
    }
    kr_decref(it);
    if (kr_failed()) r = -1;
  }
  kr_decref(bases);
  return r;
}

static kr_value abc_init(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value cls = args[0];
  kr_set *names = kr_set_new(&kr_frozenset_type);
  if (!names) return KR_NULL;
  int r = collect_abstract(cls, names);
  if (r == 0) r = collect_inherited(cls, names);
  if (r == 0) r = kr_setattr(cls, KR_ID(__abstractmethods__), kr_from_object(names));
  kr_decref_object(names);
  if (r < 0) return KR_NULL;
  kr_value data = data_new(&data_type, NULL, 0, NULL);
  if (kr_is_null(data)) return data;
  r = kr_setattr(cls, KR_ID(_abc_impl), data);
  kr_decref(data);
  if (r < 0) return KR_NULL;
  /* Sequence and Mapping tell pattern matching what their subclasses are. */
  if (kr_is_type(cls)) {
    kr_type *type = KR_AS_TYPE(cls);
    kr_value flags = type->dict ? kr_dict_get_str(type->dict, KR_ID(__abc_tpflags__)) : KR_NULL;
    if (!kr_is_null(flags) && kr_is_exact_int(flags)) {
      uint64_t bits = kr_int_as_u64_mask(flags);
      type->tf &= ~(uint32_t)(KR_TF_SEQUENCE | KR_TF_MAPPING);
      if (bits & (1u << 5)) type->tf |= KR_TF_SEQUENCE;
      if (bits & (1u << 6)) type->tf |= KR_TF_MAPPING;
      if ((bits & 0x60) == 0x60) {
        type->tf &= ~(uint32_t)(KR_TF_SEQUENCE | KR_TF_MAPPING);
        return kr_raise(&kr_exc_TypeError,
                        "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
      }
      if (kr_dict_del(type->dict, KR_ID(__abc_tpflags__)) < 0) return KR_NULL;
      kr_type_modified(type);
    }
  }
  return KR_NONE;
}

/* ---- registering --------------------------------------------------------------------------------------- */

/* A class registered with Sequence or Mapping matches such patterns too, with all its subclasses. */
static int set_collection_flag(kr_type *type, void *arg) {
  uint32_t flag = *(uint32_t *)arg;
  if (type->tf & (KR_TF_SEQUENCE | KR_TF_MAPPING) & flag) return 0;
  if (!(type->tf & KR_TF_IMMUTABLE)) {
    type->tf = (type->tf & ~(uint32_t)(KR_TF_SEQUENCE | KR_TF_MAPPING)) | flag;
    kr_type_modified(type);
  }
  return type->subclasses ? kr_type_each_subclass(type, set_collection_flag, arg) : 0;
}

static kr_value abc_register(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value cls = args[0], sub = args[1];
  if (!kr_is_type(sub)) return kr_raise(&kr_exc_TypeError, "Can only register classes");
  int r = kr_issubclass(sub, cls);
  if (r) return r < 0 ? KR_NULL : kr_ref(sub);
  /* The other way round as well: no cycles, or issubclass() would never end. */
  r = kr_issubclass(cls, sub);
  if (r < 0) return KR_NULL;
  if (r) return kr_raise(&kr_exc_RuntimeError, "Refusing to create an inheritance cycle");
  abc_data *d = data_of(cls);
  if (!d) return KR_NULL;
  r = add_to(&d->registry, sub);
  kr_decref_object(d);
  if (r < 0) return KR_NULL;
  invalidation_counter++;
  if (kr_is_type(cls)) {
    uint32_t flag = KR_AS_TYPE(cls)->tf & (KR_TF_SEQUENCE | KR_TF_MAPPING);
    if (flag) set_collection_flag(KR_AS_TYPE(sub), &flag);
  }
  return kr_ref(sub);
}

/* ---- checking ------------------------------------------------------------------------------------------ */

static kr_value abc_subclasscheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw);

static kr_value abc_instancecheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value cls = args[0], instance = args[1];
  abc_data *d = data_of(cls);
  if (!d) return KR_NULL;
  kr_value r = KR_NULL, own = kr_getattr(instance, KR_ID(__class__));
  if (kr_is_null(own)) goto done;
  int cached = is_in(d->cache, own);
  if (cached) {
    r = cached < 0 ? KR_NULL : KR_TRUE;
    goto done;
  }
  kr_value type = kr_from_object(kr_type_of(instance));
  if (own == type) {
    if (d->negative_version == invalidation_counter) {
      cached = is_in(d->negative, own);
      if (cached) {
        r = cached < 0 ? KR_NULL : KR_FALSE;
        goto done;
      }
    }
    r = kr_call_method1(cls, KR_ID(__subclasscheck__), own);
    goto done;
  }
  r = kr_call_method1(cls, KR_ID(__subclasscheck__), own);
  if (kr_is_null(r)) goto done;
  int truth = kr_truth(r);
  if (truth == 0) {
    kr_decref(r);
    r = kr_call_method1(cls, KR_ID(__subclasscheck__), type);
  } else if (truth < 0) {
    KR_CLEAR(r);
  }
done:
  kr_decref(own);
  kr_decref_object(d);
  return r;
}

/* Is sub a subclass of a class registered? 1 0 -1 */
static int check_registry(abc_data *d, kr_value sub) {
  int r = is_in(d->registry, sub);
  if (r || kr_is_null(d->registry)) return r;
  kr_value list = kr_list_from_iterable(d->registry);
  if (kr_is_null(list)) return -1;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(list)->size; i++) {
    kr_value cls = kr_weakref_get(KR_LIST(list)->items[i]);
    if (kr_is_none(cls)) continue;
    r = kr_issubclass(sub, cls);
    kr_decref(cls);
  }
  kr_decref(list);
  return r;
}

static int check_subclasses(kr_value cls, kr_value sub) {
  kr_value list = kr_call_method0(cls, KR_ID(__subclasses__));
  if (kr_is_null(list)) return -1;
  if (!kr_is_list(list)) {
    kr_decref(list);
    return KR_RAISE_INT(&kr_exc_TypeError, "__subclasses__() must return a list");
  }
  int r = 0;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(list)->size; i++) {
    kr_value c = kr_ref(KR_LIST(list)->items[i]);
    r = kr_issubclass(sub, c);
    kr_decref(c);
  }
  kr_decref(list);
  return r;
}

static kr_value abc_subclasscheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value cls = args[0], sub = args[1];
  if (!kr_is_type(sub)) return kr_raise(&kr_exc_TypeError, "issubclass() arg 1 must be a class");
  abc_data *d = data_of(cls);
  if (!d) return KR_NULL;
  int r = is_in(d->cache, sub);
  if (r) goto answer;
  if (d->negative_version < invalidation_counter) {
    if (!kr_is_null(d->negative)) KR_CLEAR(d->negative);
    d->negative_version = invalidation_counter;
  } else {
    r = is_in(d->negative, sub);
    if (r) {
      if (r > 0) r = 0;
      goto answer;
    }
  }
  kr_value hook = kr_call_method1(cls, KR_ID(__subclasshook__), sub);
  if (kr_is_null(hook)) {
    r = -1;
    goto answer;
  }
  if (kr_is_bool(hook)) {
    r = hook == KR_TRUE;
    if (add_to(r ? &d->cache : &d->negative, sub) < 0) r = -1;
    goto answer;
  }
  bool implemented = hook != KR_NOT_IMPLEMENTED;
  kr_decref(hook);
  if (implemented) {
    r = KR_RAISE_INT(&kr_exc_AssertionError,
                     "__subclasshook__ must return either False, True, or NotImplemented");
    goto answer;
  }
  kr_tuple *mro = KR_AS_TYPE(sub)->mro;
  for (uint32_t i = 0; mro && i < mro->size && r == 0; i++) r = mro->items[i] == cls;
  if (r == 0) r = check_registry(d, sub);
  if (r == 0) r = check_subclasses(cls, sub);
  if (r >= 0 && add_to(r ? &d->cache : &d->negative, sub) < 0) r = -1;
answer:
  kr_decref_object(d);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

/* ---- for tests and abc itself -------------------------------------------------------------------------- */

static kr_value get_cache_token(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_int_from_u64(invalidation_counter);
}
static kr_value reset_registry(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  abc_data *d = data_of(args[0]);
  if (!d) return KR_NULL;
  KR_CLEAR(d->registry);
  kr_decref_object(d);
  return KR_NONE;
}
static kr_value reset_caches(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  abc_data *d = data_of(args[0]);
  if (!d) return KR_NULL;
  KR_CLEAR(d->cache);
  KR_CLEAR(d->negative);
  kr_decref_object(d);
  return KR_NONE;
}
static kr_value copy_set(kr_value set) {
  return kr_is_null(set) ? kr_from_object_or_null(kr_set_new(&kr_set_type))
                         : kr_set_from_iterable(&kr_set_type, set);
}
static kr_value get_dump(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  abc_data *d = data_of(args[0]);
  if (!d) return KR_NULL;
  kr_value items[4] = {copy_set(d->registry), KR_NULL, KR_NULL, KR_NULL};
  if (!kr_is_null(items[0])) items[1] = copy_set(d->cache);
  if (!kr_is_null(items[1])) items[2] = copy_set(d->negative);
  if (!kr_is_null(items[2])) items[3] = kr_int_from_u64(d->negative_version);
  kr_decref_object(d);
  kr_value r = kr_is_null(items[3]) ? KR_NULL : kr_tuple_from_array(items, 4);
  for (int i = 0; i < 4; i++) kr_decref(items[i]);
  return r;
}

static const kr_method_def methods[] = {
    {"get_cache_token", get_cache_token, KR_FN_SIG, "($module, /)", "The number of registrations so far."},
    {"_abc_init", abc_init, KR_FN_SIG, "($module, self, /)", "Prepares a new abstract class."},
    {"_reset_registry", reset_registry, KR_FN_SIG, "($module, self, /)", NULL},
    {"_reset_caches", reset_caches, KR_FN_SIG, "($module, self, /)", NULL},
    {"_get_dump", get_dump, KR_FN_SIG, "($module, self, /)", NULL},
    {"_abc_register", abc_register, KR_FN_SIG, "($module, self, subclass, /)", NULL},
    {"_abc_instancecheck", abc_instancecheck, KR_FN_SIG, "($module, self, instance, /)", NULL},
    {"_abc_subclasscheck", abc_subclasscheck, KR_FN_SIG, "($module, self, subclass, /)", NULL},
    {NULL},
};

static int exec(kr_module *m) { return kr_type_ready(&data_type); }

const kr_module_def kr_module_def__abc = {
    .name = "_abc",
    .doc = "What abc.ABCMeta is made of, in C.",
    .methods = methods,
    .exec = exec,
};
