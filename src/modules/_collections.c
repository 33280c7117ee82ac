/* _collections: deque (deque.c), OrderedDict (odict.c), and here defaultdict, what namedtuple's fields
 * are made of, and Counter's inner loop. */
#include "modules/collections_impl.h"
#include "memory/gc.h"
#include "modules/modules.h"
#include "objects/dict_table.h"
#include "objects/list.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- defaultdict --------------------------------------------------------------------------------------- */

typedef struct {
  kr_dict dict;
  kr_value factory; /* KR_NULL or KR_NONE: none */
} default_dict;
#define FACTORY(v) KR_AS(default_dict, v)->factory

static kr_value default_dict_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  kr_dict_init_empty(KR_DICT(v));
  FACTORY(v) = KR_NULL;
  return v;
}

static int default_dict_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value factory = KR_NULL;
  if (nargs) {
    factory = args[0];
    if (factory != KR_NONE && !kr_is_callable(factory)) {
      return KR_RAISE_INT(&kr_exc_TypeError, "first argument must be callable or None");
    }
    args++;
    nargs--;
  }
  kr_incref(factory);
  KR_REPLACE(FACTORY(self), factory);
  return kr_dict_update_from_args(KR_DICT(self), "dict", args, nargs, kwnames);
}

static void default_dict_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((default_dict *)o)->factory);
  kr_trash_end();
  kr_dict_dealloc(o);
}

static int default_dict_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((default_dict *)o)->factory);
  return kr_dict_traverse(o, visit, arg);
}

static int default_dict_clear(kr_object *o) {
  KR_CLEAR(((default_dict *)o)->factory);
  kr_dict_clear((kr_dict *)o);
  return 0;
}

static kr_value make_default(kr_value self, kr_value key) {
  kr_value factory = FACTORY(self);
  if (factory == KR_NULL || factory == KR_NONE) return kr_raise_key(key);
  kr_incref(factory);
  kr_value v = kr_call0(factory);
  kr_decref(factory);
  if (v == KR_NULL) return KR_NULL;
  int r = kr_is_exact(self, &kr_default_dict_type) ? kr_dict_set(KR_DICT(self), key, v)
                                                   : kr_setitem(self, key, v);
  if (r < 0) KR_CLEAR(v);
  return v;
}

/* dict's own subscript would look __missing__ up by name; here it is known. */
static kr_value default_dict_subscript(kr_value self, kr_value key) {
  if (!kr_is_exact(self, &kr_default_dict_type)) return kr_dict_type.mp_subscript(self, key);
  kr_value v = kr_dict_get(KR_DICT(self), key);
  if (KR_LIKELY(v != KR_NULL)) return kr_ref(v);
  return kr_failed() ? KR_NULL : make_default(self, key);
}

METHOD(default_dict_missing) { return make_default(self, args[0]); }

/* type(self)(factory, contents). New. */
static kr_value copy_with(kr_value self, kr_value contents) {
  kr_value factory = FACTORY(self) == KR_NULL ? KR_NONE : FACTORY(self);
  return kr_call2(kr_from_object(kr_type_of(self)), factory, contents);
}

METHOD(default_dict_copy) { return copy_with(self, self); }

METHOD(default_dict_reduce) {
  kr_value factory = FACTORY(self), arguments, it = KR_NULL, r = KR_NULL;
  arguments = factory == KR_NULL || factory == KR_NONE ? kr_ref(KR_EMPTY_TUPLE) : kr_tuple_pack(1, factory);
  kr_value items = arguments == KR_NULL ? KR_NULL : kr_call_method0(self, KR_ID(items));
  if (items != KR_NULL) it = kr_iter(items);
  if (it != KR_NULL) {
    r = kr_tuple_pack(5, kr_from_object(kr_type_of(self)), arguments, KR_NONE, KR_NONE, it);
  }
  kr_decref(it);
  kr_decref(items);
  kr_decref(arguments);
  return r;
}

METHOD(default_dict_class_getitem) { return kr_class_getitem(self, args[0]); }

static kr_value default_dict_repr(kr_value self) {
  kr_value contents = kr_dict_type.repr(self);
  if (contents == KR_NULL) return KR_NULL;
  kr_value factory = FACTORY(self), shown = KR_NULL, text = KR_NULL;
  if (factory == KR_NULL) {
    shown = kr_str_from_ascii("None", 4);
  } else {
    int entered = kr_repr_enter(factory);
    if (entered > 0) shown = kr_str_from_ascii("...", 3);
    if (entered == 0) {
      shown = kr_repr(factory);
      kr_repr_leave(factory);
    }
  }
  kr_value name = shown == KR_NULL ? KR_NULL : kr_type_get_name(kr_type_of(self));
  if (name != KR_NULL) text = kr_str_format("%U(%U, %U)", name, shown, contents);
  kr_decref(name);
  kr_decref(shown);
  kr_decref(contents);
  return text;
}

static kr_value default_dict_or(kr_value a, kr_value b) {
  bool left = kr_isinstance_exact_or_sub(a, &kr_default_dict_type);
  if (!kr_is_dict(left ? b : a)) return KR_NOT_IMPLEMENTED;
  kr_value d = copy_with(left ? a : b, a);
  if (d == KR_NULL) return KR_NULL;
  if (!kr_is_dict(d) || kr_dict_merge(KR_DICT(d), b, 1) < 0) KR_CLEAR(d);
  return d;
}

static const kr_method_def default_dict_methods[] = {
    {"__missing__", default_dict_missing, 0, "($self, object, /)",
     "Called by __getitem__ for missing key: stores and returns what default_factory makes."},
    {"copy", default_dict_copy, 0, "($self, /)", "A copy with the same keys, values and default_factory."},
    {"__copy__", default_dict_copy, 0, "($self, /)",
     "A copy with the same keys, values and default_factory."},
    {"__reduce__", default_dict_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"__class_getitem__", default_dict_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {NULL},
};
static const kr_member_def default_dict_members[] = {
    {"default_factory", KR_MEMBER_VALUE, offsetof(default_dict, factory), false,
     "what makes the value of a missing key, or None"},
    {NULL},
};

kr_type kr_default_dict_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "collections.defaultdict",
    .doc = "defaultdict(default_factory=None, /, [...]) -> a dict with a value for every key\n\n"
           "d[key] calls default_factory, if it is not None, for the value of a key that is missing.",
    .base = &kr_dict_type,
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_MAPPING | KR_TF_DICT_SUBCLASS,
    .basic_size = sizeof(default_dict),
    .methods = default_dict_methods,
    .members = default_dict_members,
    .dealloc = default_dict_dealloc,
    .traverse = default_dict_traverse,
    .clear = default_dict_clear,
    .repr = default_dict_repr,
    .init = default_dict_init,
    .new_ = default_dict_new,
    .nb[KR_OP_OR] = default_dict_or,
    .mp_subscript = default_dict_subscript,
};

/* ---- _tuplegetter -------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  intptr_t index;
  kr_value doc;
} tuplegetter;

static kr_value tuplegetter_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("_tuplegetter", kwnames) < 0 || kr_args_count("_tuplegetter", nargs, 2, 2) < 0)
    return KR_NULL;
  intptr_t index = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (index == -1 && kr_failed()) return KR_NULL;
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  KR_AS(tuplegetter, v)->index = index;
  KR_AS(tuplegetter, v)->doc = kr_ref(args[1]);
  return v;
}

static void tuplegetter_dealloc(kr_object *o) {
  KR_CLEAR(((tuplegetter *)o)->doc);
  kr_object_free(o);
}

static int tuplegetter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((tuplegetter *)o)->doc);
  return 0;
}

static kr_value tuplegetter_get(kr_value self, kr_value obj, kr_value type) {
  if (obj == KR_NULL) return kr_ref(self);
  intptr_t index = KR_AS(tuplegetter, self)->index;
  if (!kr_is_tuple(obj)) {
    if (obj == KR_NONE) return kr_ref(self);
    return kr_raise(&kr_exc_TypeError,
                    "descriptor for index '%zd' for tuple subclasses doesn't apply to '%T' object", index,
                    obj);
  }
  if (index < 0 || (size_t)index >= KR_TUPLE(obj)->size) {
    return kr_raise(&kr_exc_IndexError, "tuple index out of range");
  }
  return kr_ref(KR_TUPLE(obj)->items[index]);
}

static int tuplegetter_set(kr_value self, kr_value obj, kr_value value) {
  return KR_RAISE_INT(&kr_exc_AttributeError,
                      value == KR_NULL ? "can't delete attribute" : "can't set attribute");
}

METHOD(tuplegetter_reduce) {
  tuplegetter *g = KR_AS(tuplegetter, self);
  kr_value index = kr_int_from_i64(g->index);
  if (index == KR_NULL) return KR_NULL;
  kr_value arguments = kr_tuple_pack(2, index, g->doc), r = KR_NULL;
  if (arguments != KR_NULL) r = kr_tuple_pack(2, kr_from_object(g->head.type), arguments);
  kr_decref(arguments);
  kr_decref(index);
  return r;
}

static kr_value tuplegetter_repr(kr_value self) {
  tuplegetter *g = KR_AS(tuplegetter, self);
  kr_value name = kr_type_get_name(g->head.type);
  if (name == KR_NULL) return KR_NULL;
  kr_value text = kr_str_format("%U(%zd, %R)", name, g->index, g->doc);
  kr_decref(name);
  return text;
}

static const kr_method_def tuplegetter_methods[] = {
    {"__reduce__", tuplegetter_reduce, 0, "($self, /)", NULL},
    {NULL},
};
static const kr_member_def tuplegetter_members[] = {
    {"__doc__", KR_MEMBER_VALUE, offsetof(tuplegetter, doc), false, NULL},
    {NULL},
};

kr_type kr_tuplegetter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "collections._tuplegetter",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(tuplegetter),
    .methods = tuplegetter_methods,
    .members = tuplegetter_members,
    .dealloc = tuplegetter_dealloc,
    .traverse = tuplegetter_traverse,
    .repr = tuplegetter_repr,
    .descr_get = tuplegetter_get,
    .descr_set = tuplegetter_set,
    .new_ = tuplegetter_new,
};

/* ---- _count_elements ----------------------------------------------------------------------------------- */

/* Adds one to an entry of a dict whose subclass changes neither get nor __setitem__. */
static int count_in_table(kr_dict *d, kr_value key) {
  int64_t hash = kr_key_hash(key);
  if (hash == KR_HASH_ERROR) return -1;
  kr_value old = kr_dict_get_hash(d, key, (int32_t)hash);
  if (old == KR_NULL) {
    if (kr_failed()) return -1;
    return kr_dict_set_hash(d, key, (int32_t)hash, kr_from_small_int(1));
  }
  kr_incref(old);
  kr_value sum = kr_binary(old, kr_from_small_int(1), KR_OP_ADD);
  kr_decref(old);
  if (sum == KR_NULL) return -1;
  int r = kr_dict_set_hash(d, key, (int32_t)hash, sum);
  kr_decref(sum);
  return r;
}

static int count_by_methods(kr_value mapping, kr_value get, kr_value key) {
  kr_value old = kr_call2(get, key, kr_from_small_int(0));
  if (old == KR_NULL) return -1;
  kr_value sum = kr_binary(old, kr_from_small_int(1), KR_OP_ADD);
  kr_decref(old);
  if (sum == KR_NULL) return -1;
  int r = kr_setitem(mapping, key, sum);
  kr_decref(sum);
  return r;
}

METHOD(count_elements) {
  kr_value mapping = args[0], get = KR_NULL;
  bool table = kr_is_exact_dict(mapping) || (kr_is_dict(mapping) &&
                                             kr_type_lookup(kr_type_of(mapping), KR_ID(get)) ==
                                                 kr_type_lookup(&kr_dict_type, KR_ID(get)) &&
                                             kr_type_lookup(kr_type_of(mapping), KR_ID(__setitem__)) ==
                                                 kr_type_lookup(&kr_dict_type, KR_ID(__setitem__)));
  kr_value it = kr_iter(args[1]);
  if (it == KR_NULL) return KR_NULL;
  if (!table && (get = kr_getattr(mapping, KR_ID(get))) == KR_NULL) {
    kr_decref(it);
    return KR_NULL;
  }
  kr_value key;
  int r = 0;
  while (r == 0 && (key = kr_next(it)) != KR_NULL) {
    r = table ? count_in_table(KR_DICT(mapping), key) : count_by_methods(mapping, get, key);
    kr_decref(key);
  }
  kr_decref(get);
  kr_decref(it);
  return kr_failed() ? KR_NULL : KR_NONE;
}

/* ---- the module ---------------------------------------------------------------------------------------- */

static const kr_method_def methods[] = {
    {"_count_elements", count_elements, 0, "($module, mapping, iterable, /)",
     "Adds one in mapping for each element of iterable."},
    {NULL},
};

static int exec(kr_module *m) {
  if (kr_type_ready(&kr_odict_iter_type) < 0 || kr_type_ready(&kr_odict_keys_type) < 0 ||
      kr_type_ready(&kr_odict_values_type) < 0 || kr_type_ready(&kr_odict_items_type) < 0)
    return -1;
  kr_type *const types[] = {&kr_deque_type,      &kr_default_dict_type,       &kr_ordered_dict_type,
                            &kr_deque_iter_type, &kr_deque_reverse_iter_type, &kr_tuplegetter_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (kr_module_add_type(m, types[i]) < 0) return -1;
  }
  return 0;
}

const kr_module_def kr_module_def__collections = {
    .name = "_collections",
    .doc = "What collections has in C: deque, defaultdict and helpers.",
    .methods = methods,
    .exec = exec,
};
