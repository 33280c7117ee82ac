/* The life of objects and the default attribute machinery; None, NotImplemented and Ellipsis. */
#include "memory/pages.h"
#include "objects/int.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/frame.h"

#ifdef KR_REF_DEBUG
int64_t kr_total_refs;
#endif

kr_type *const kr_const_types[8] = {
    &kr_none_type,     &kr_none_type, &kr_bool_type, &kr_bool_type, &kr_none_type, &kr_not_implemented_type,
    &kr_ellipsis_type, &kr_none_type,
};

void kr_object_dealloc(kr_object *o) {
  /* A static object: its count has drifted to the end in a very long run (many functions return static
   * singletons uncounted). It starts again. */
  if (KR_UNLIKELY((o->flags & (KR_OF_UNTRACKED | KR_OF_GC)) == KR_OF_UNTRACKED)) {
    o->refs = KR_IMMORTAL_COUNT;
    return;
  }
  o->type->dealloc(o);
}

bool kr_finalize_from_dealloc(kr_object *o) {
  void (*finalize)(kr_value) = o->type->finalize;
  if (!finalize) return false;
  if (o->flags & KR_OF_FINALIZED) return false;
  KR_REF_TOTAL(1);
  o->refs = 1;
  kr_value saved = kr_fetch_exception();
  finalize(kr_from_object(o));
  o->flags |= KR_OF_FINALIZED;
  if (!kr_is_null(saved)) kr_restore_exception_steal(saved);
  KR_REF_TOTAL(-1);
  return --o->refs != 0;
}

/* ---- where instances keep things ------------------------------------------------------------------- */

void *kr_instance_tail(const kr_object *o) {
  size_t size;
  if (!(o->flags & KR_OF_LARGE)) size = kr_page_of(o)->block_size;
  else if (o->flags & KR_OF_GC) size = kr_large_gc_size(o);
  else size = kr_large_size(o);
  return (char *)o + (size & ~(size_t)7);
}

kr_dict *kr_instance_dict(kr_value self) {
  if (!kr_is_object(self)) return NULL;
  kr_object *o = kr_object_of(self);
  kr_type *type = o->type;
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *instance = (kr_instance *)o;
    if (!instance->dict && kr_instance_move_to_dict(instance) < 0) return NULL;
    return instance->dict;
  }
  kr_dict **place = kr_dict_place(o);
  if (!place) return NULL;
  if (!*place) *place = kr_dict_new();
  return *place;
}

kr_value kr_get_dict(kr_value self, void *closure) {
  kr_dict *d = kr_instance_dict(self);
  if (!d) {
    if (kr_failed()) return KR_NULL;
    return kr_raise(&kr_exc_AttributeError, "This object has no __dict__");
  }
  return kr_ref(kr_from_object(d));
}

int kr_set_dict(kr_value self, kr_value value, void *closure) {
  if (kr_is_null(value)) {
    /* Instances of classes in Python just get a new one; of builtin types they must keep it. */
    if (!kr_has_tf(self, KR_TF_HEAP)) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __dict__");
    kr_dict *fresh = kr_dict_new();
    if (!fresh) return -1;
    int r = kr_set_dict(self, kr_from_object(fresh), closure);
    kr_decref_object(fresh);
    return r;
  }
  if (!kr_is_dict(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
  kr_dict *old = kr_instance_dict(self);
  if (!old) {
    if (!kr_failed()) kr_raise(&kr_exc_AttributeError, "This object has no __dict__");
    return -1;
  }
  kr_object *o = kr_object_of(self);
  kr_dict **place = (o->type->tf & KR_TF_INLINE_VALUES) ? &((kr_instance *)o)->dict : kr_dict_place(o);
  kr_incref(value);
  *place = KR_DICT(value);
  kr_decref_object(old);
  return 0;
}

kr_value kr_get_weakref_list(kr_value self, void *closure) {
  void **place = kr_weaklist_place(kr_object_of(self));
  if (!place) return kr_raise(&kr_exc_AttributeError, "This object has no __weakref__");
  return *place ? kr_ref(kr_from_object(*place)) : KR_NONE;
}

/* ---- generic attributes -------------------------------------------------------------------------------- */

/* The instance's own attribute: borrowed; KR_NULL: absent or (kr_failed()) an error. */
KR_INLINE kr_value own_attribute(kr_value self, kr_type *type, kr_value name) {
  if (type->tf & KR_TF_INLINE_VALUES) return kr_instance_get_own(self, name);
  if (!type->dict_offset || !kr_is_object(self)) return KR_NULL;
  kr_dict *d = *(kr_dict **)kr_instance_place(kr_object_of(self), type->dict_offset);
  return d ? kr_dict_get(d, name) : KR_NULL;
}

/* With quiet: KR_NULL without exception when the attribute is absent. */
static kr_value generic_getattr(kr_value self, kr_value name, bool quiet) {
  kr_type *type = kr_type_of(self);
  kr_value descr, v;
  bool inlined = kr_inline_lookup(self, type, name, &descr, &v);
  if (!inlined) descr = kr_type_lookup(type, name);
  else if (v != KR_NULL) return kr_ref(v);
  kr_descr_get_fn get = NULL;
  if (!kr_is_null(descr)) {
    kr_incref(descr);
    kr_type *dt = kr_type_of(descr);
    get = dt->descr_get;
    if (get && dt->descr_set) {
      kr_value r = get(descr, self, kr_from_object(type));
      kr_decref(descr);
      return r;
    }
  }
  v = inlined ? KR_NULL : own_attribute(self, type, name);
  if (!kr_is_null(v)) {
    kr_incref(v);
    kr_decref(descr);
    return v;
  }
  if (KR_UNLIKELY(kr_failed())) {
    kr_decref(descr);
    return KR_NULL;
  }
  if (get) {
    kr_value r = get(descr, self, kr_from_object(type));
    kr_decref(descr);
    return r;
  }
  if (!kr_is_null(descr)) return descr;
  if (quiet) return KR_NULL;
  return kr_raise_attribute(self, name);
}

kr_value kr_generic_getattr(kr_value self, kr_value name) { return generic_getattr(self, name, false); }
kr_value kr_generic_getattr_quiet(kr_value self, kr_value name) { return generic_getattr(self, name, true); }

int kr_getattr_optional(kr_value o, kr_value name, kr_value *out) {
  kr_type *type = kr_type_of(o);
  bool module = type->getattro == kr_module_getattro,
       generic = type->getattro == kr_generic_getattr || module;
  if (KR_LIKELY(generic || type->getattro == kr_type_getattro) && kr_is_str(name)) {
    *out = generic ? generic_getattr(o, name, true) : kr_type_getattr_quiet(o, name);
    if (module && kr_is_null(*out) && !kr_failed()) *out = kr_module_getattr_hook(o, name);
    if (!kr_is_null(*out)) return 1;
    if (!kr_failed()) return 0;
  } else {
    *out = kr_getattr(o, name);
    if (!kr_is_null(*out)) return 1;
  }
  return kr_clear_if(&kr_exc_AttributeError) ? 0 : -1;
}

int kr_generic_setattr(kr_value self, kr_value name, kr_value value) {
  kr_type *type = kr_type_of(self);
  kr_value descr = kr_type_lookup(type, name);
  if (!kr_is_null(descr)) {
    kr_descr_set_fn set = kr_type_of(descr)->descr_set;
    if (set) {
      kr_incref(descr);
      int r = set(descr, self, value);
      kr_decref(descr);
      return r;
    }
  }
  int done;
  if (type->tf & KR_TF_INLINE_VALUES) {
    done = kr_instance_set_own(self, name, value);
  } else if (type->dict_offset && kr_is_object(self)) {
    kr_dict *d = *(kr_dict **)kr_instance_place(kr_object_of(self), type->dict_offset);
    if (!d && !kr_is_null(value)) {
      d = kr_instance_dict(self);
      if (!d) return -1;
    }
    if (!d) {
      done = 0;
    } else {
      kr_incref_object(d);
      done = kr_is_null(value) ? kr_dict_del(d, name) : kr_dict_set(d, name, value);
      kr_decref_object(d);
    }
  } else {
    if (!kr_is_null(descr)) {
      kr_raise_attribute_text(self, name, "'%T' object attribute '%U' is read-only", self, name);
    } else if (type->setattro == kr_generic_setattr) {
      kr_raise_attribute_text(self, name,
                              "'%T' object has no attribute '%U' and no __dict__ for setting new attributes",
                              self, name);
    } else {
      kr_raise_attribute_text(self, name, "'%T' object has no attribute '%U'", self, name);
    }
    return -1;
  }
  if (done < 0) return -1;
  if (kr_is_null(value) && done == 0) {
    if (kr_is_type(self))
      kr_raise_attribute_text(self, name, "type object '%s' has no attribute '%U'",
                              kr_type_cname(KR_AS_TYPE(self)), name);
    else if (type->tf & KR_TF_HEAP && kr_owns_dict(type) && !type->item_size) /* CPython manages such dicts */
      kr_raise(&kr_exc_AttributeError, "'%T' object has no attribute '%U'", self,
               name); /* without name, obj */
    else kr_raise_attribute(self, name);
    return -1;
  }
  return 0;
}

/* ---- None, NotImplemented, Ellipsis -------------------------------------------------------------------- */

static void singleton_dealloc(kr_object *o) { kr_object_free(o); }

static kr_value singleton_new(kr_type *type, size_t nargs, kr_tuple *kwnames, kr_value v, const char *name) {
  if (nargs || (kwnames && kwnames->size)) return kr_raise(&kr_exc_TypeError, "%s takes no arguments", name);
  return v;
}
static kr_value none_new(kr_type *t, const kr_value *args, size_t n, kr_tuple *kwnames) {
  return singleton_new(t, n, kwnames, KR_NONE, "NoneType");
}
static kr_value not_implemented_new(kr_type *t, const kr_value *args, size_t n, kr_tuple *kwnames) {
  return singleton_new(t, n, kwnames, KR_NOT_IMPLEMENTED, "NotImplementedType");
}
static kr_value ellipsis_new(kr_type *t, const kr_value *args, size_t n, kr_tuple *kwnames) {
  return singleton_new(t, n, kwnames, KR_ELLIPSIS, "EllipsisType");
}
static kr_value none_repr(kr_value v) { return kr_ref(KR_ID(None)); }
static kr_value not_implemented_repr(kr_value v) { return kr_ref(KR_ID(NotImplemented)); }
static kr_value ellipsis_repr(kr_value v) { return kr_ref(KR_ID(Ellipsis)); }
static int64_t none_hash(kr_value v) { return (int32_t)0xFCA86420u; }
static int none_bool(kr_value v) { return 0; }
static int not_implemented_bool(kr_value v) {
  return KR_RAISE_INT(&kr_exc_TypeError, "NotImplemented should not be used in a boolean context");
}
static kr_value not_implemented_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_ref(KR_ID(NotImplemented));
}
static kr_value ellipsis_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_ref(KR_ID(Ellipsis));
}
static const kr_method_def not_implemented_methods[] = {
    {"__reduce__", not_implemented_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
static const kr_method_def ellipsis_methods[] = {
    {"__reduce__", ellipsis_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};

/* None compares by identity, as object does, but has the methods in its own dict. */
static kr_value none_compare(kr_value a, kr_value b, int op) { return kr_object_type.richcompare(a, b, op); }

kr_type kr_none_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "NoneType",
    .doc = "NoneType()\n--\n\nWhat None is.",
    .basic_size = sizeof(kr_object),
    .dealloc = singleton_dealloc,
    .repr = none_repr,
    .hash = none_hash,
    .richcompare = none_compare,
    .nb_bool = none_bool,
    .new_ = none_new,
};
kr_type kr_not_implemented_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "NotImplementedType",
    .doc = "NotImplementedType()\n--\n\nWhat NotImplemented is.",
    .basic_size = sizeof(kr_object),
    .dealloc = singleton_dealloc,
    .methods = not_implemented_methods,
    .repr = not_implemented_repr,
    .nb_bool = not_implemented_bool,
    .new_ = not_implemented_new,
};
kr_type kr_ellipsis_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "ellipsis",
    .doc = "ellipsis()\n--\n\nWhat ... is.",
    .basic_size = sizeof(kr_object),
    .dealloc = singleton_dealloc,
    .methods = ellipsis_methods,
    .repr = ellipsis_repr,
    .new_ = ellipsis_new,
};
