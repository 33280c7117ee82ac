/* The type `object`. */
#include "objects/int.h"
#include "objects/set.h"
#include "objects/type_impl.h"

int kr_object_set_class(kr_value self, kr_value value, void *closure);
int kr_type_merge_class_dict(kr_dict *d, kr_value cls);

static bool excess_args(size_t nargs, kr_tuple *kwnames) { return nargs || (kwnames && kwnames->size); }

static kr_value raise_abstract(kr_type *type) {
  kr_value methods = kr_dict_get_str(type->dict, KR_ID(__abstractmethods__));
  if (kr_is_null(methods)) return kr_raise(&kr_exc_AttributeError, "__abstractmethods__");
  kr_value names = kr_list_from_iterable(methods);
  if (kr_is_null(names)) return names;
  kr_value text = KR_NULL;
  kr_value sep = kr_str_from_cstr("', '");
  if (!kr_is_null(sep) && kr_list_sort(KR_LIST(names), KR_NULL, false) == 0) text = kr_str_join(sep, names);
  uint32_t n = KR_LIST(names)->size;
  kr_decref(sep);
  kr_decref(names);
  if (kr_is_null(text)) return text;
  kr_raise(&kr_exc_TypeError,
           "Can't instantiate abstract class %s without an implementation for abstract method%s '%U'",
           kr_type_cname(type), n > 1 ? "s" : "", text);
  kr_decref(text);
  return KR_NULL;
}

/* Arguments are an error unless __init__ (for __new__) or __new__ (for __init__) takes them. */
kr_value kr_object_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (KR_UNLIKELY(excess_args(nargs, kwnames))) {
    if (type->new_ != kr_object_new)
      return kr_raise(&kr_exc_TypeError,
                      "object.__new__() takes exactly one argument (the type to instantiate)");
    if (type->init == kr_object_init)
      return kr_raise(&kr_exc_TypeError, "%s() takes no arguments", kr_type_cname(type));
  }
  if (KR_UNLIKELY(type->tf & KR_TF_ABSTRACT)) return raise_abstract(type);
  return kr_type_generic_alloc(type, 0);
}

int kr_object_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (KR_LIKELY(!excess_args(nargs, kwnames))) return 0;
  kr_type *type = kr_type_of(self);
  if (type->init != kr_object_init)
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "object.__init__() takes exactly one argument (the instance to initialize)");
  if (type->new_ == kr_object_new)
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "%s.__init__() takes exactly one argument (the instance to initialize)",
                        kr_type_cname(type));
  return 0;
}

kr_value kr_object_repr(kr_value self) {
  kr_type *type = kr_type_of(self);
  kr_value name = kr_type_full_name(type);
  if (kr_is_null(name)) return name;
  kr_value r = kr_str_format("<%U object at %p>", name, (void *)kr_object_of(self));
  kr_decref(name);
  return r;
}

static kr_value object_str(kr_value self) { return kr_type_of(self)->repr(self); }

static int64_t object_hash(kr_value self) {
  if (!kr_is_object(self) && !kr_is_double(self)) return (int32_t)((self & 0xFFFF) * 2654435761u >> 4);
  return kr_pointer_hash(kr_object_of(self));
}

static kr_value object_richcompare(kr_value self, kr_value other, int op) {
  if (op == KR_EQ) return self == other ? KR_TRUE : KR_NOT_IMPLEMENTED;
  if (op != KR_NE) return KR_NOT_IMPLEMENTED;
  /* != is the opposite of what == answers. */
  kr_compare_fn compare = kr_type_of(self)->richcompare;
  if (!compare) return KR_NOT_IMPLEMENTED;
  kr_value r = compare(self, other, KR_EQ);
  if (kr_is_null(r) || r == KR_NOT_IMPLEMENTED) return r;
  int truth = kr_truth(r);
  kr_decref(r);
  return truth < 0 ? KR_NULL : kr_from_bool(!truth);
}

static kr_value object_format(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "__format__() argument must be str, not %G", args[0]);
  if (KR_STR(args[0])->length)
    return kr_raise(&kr_exc_TypeError, "unsupported format string passed to %T.__format__", self);
  return kr_str_of(self);
}

static kr_value object_sizeof(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  if (!kr_is_object(self)) return kr_from_small_int(sizeof(kr_value)); /* its slot is all there is */
  kr_type *type = kr_type_of(self);
  size_t size = type->size_of ? type->size_of(self) : type->basic_size;
  if (type->item_size && !type->size_of) {
    intptr_t length = type->sq_length ? kr_len(self) : 0;
    if (length < 0) return KR_NULL;
    size += (size_t)length * type->item_size;
  }
  if (type->tf & KR_TF_INLINE_VALUES)
    size += kr_instance_capacity(KR_AS(kr_instance, self)) * (sizeof(kr_value) + 1) + 1;
  return kr_int_from_size(size);
}

static kr_value object_init_subclass(kr_value cls, const kr_value *args, size_t n, kr_tuple *kw) {
  return KR_NONE;
}

static kr_value object_subclasshook(kr_value cls, const kr_value *args, size_t n, kr_tuple *kw) {
  return KR_NOT_IMPLEMENTED;
}

/* Own attributes, those of the class and of all bases. */
kr_value kr_object_dir(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value own;
  int found = kr_getattr_optional(self, KR_ID(__dict__), &own);
  if (found < 0) return KR_NULL;
  kr_dict *d = kr_dict_new();
  if (!d) {
    if (found) kr_decref(own);
    return KR_NULL;
  }
  int r = 0;
  if (found) {
    if (kr_is_dict(own)) r = kr_dict_merge(d, own, 1);
    kr_decref(own);
  }
  if (r == 0) {
    kr_value cls;
    found = kr_getattr_optional(self, KR_ID(__class__), &cls);
    r = found < 0 ? -1 : 0;
    if (found > 0) {
      r = kr_type_merge_class_dict(d, cls);
      kr_decref(cls);
    }
  }
  kr_value list = r < 0 ? KR_NULL : kr_dict_keys_list(d);
  kr_decref_object(d);
  return list;
}

static kr_value get_class(kr_value self, void *closure) { return kr_ref(kr_from_object(kr_type_of(self))); }

static const kr_method_def methods[] = {
    {"__reduce_ex__", kr_object_reduce_ex, KR_FN_SIG, "($self, protocol, /)", "Helper for pickle."},
    {"__reduce__", kr_object_reduce, KR_FN_SIG, "($self, /)", "Helper for pickle."},
    {"__getstate__", kr_object_getstate, KR_FN_SIG, "($self, /)", "Helper for pickle."},
    {"__subclasshook__", object_subclasshook, KR_FN_SIG | KR_FN_CLASS, "($type, object, /)",
     "What issubclass() asks an abstract class; NotImplemented means the usual answer."},
    {"__init_subclass__", object_init_subclass, KR_FN_SIG | KR_FN_CLASS, "($type, /)",
     "Called when a class is subclassed; does nothing."},
    {"__format__", object_format, KR_FN_SIG, "($self, format_spec, /)",
     "str(self); any format_spec but an empty one is a TypeError."},
    {"__sizeof__", object_sizeof, KR_FN_SIG, "($self, /)", "Size in memory, in bytes."},
    {"__dir__", kr_object_dir, KR_FN_SIG, "($self, /)", "The names that dir() lists."},
    {NULL},
};
static const kr_getset_def getsets[] = {
    {"__class__", get_class, kr_object_set_class, "the object's class", NULL},
    {NULL},
};

kr_type kr_object_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "object",
    .doc = "object()\n--\n\nWhat every class inherits from.",
    .tf = KR_TF_BASETYPE,
    .basic_size = sizeof(kr_object),
    .dealloc = (void (*)(kr_object *))kr_object_free,
    .methods = methods,
    .getset = getsets,
    .repr = kr_object_repr,
    .str = object_str,
    .hash = object_hash,
    .getattro = kr_generic_getattr,
    .setattro = kr_generic_setattr,
    .richcompare = object_richcompare,
    .init = kr_object_init,
    .new_ = kr_object_new,
};
