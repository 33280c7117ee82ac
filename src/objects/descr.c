/* Descriptors of builtin types: methods, class methods, attributes with C getters, and fields. */
#include "objects/container.h"
#include "objects/int.h"
#include "objects/type_impl.h"

/* ---- what they share --------------------------------------------------------------------------------
 *
 * All of them begin with a header and have an owner and a name; `kind` finds those. */

typedef struct {
  kr_type *owner;
  kr_value name;
} common;

static common common_of(kr_value self) {
  kr_type *t = kr_type_of(self);
  if (t == &kr_wrapper_descr_type)
    return (common){KR_AS(kr_wrapper_descr, self)->owner, KR_AS(kr_wrapper_descr, self)->name};
  if (t == &kr_getset_descr_type)
    return (common){KR_AS(kr_getset_descr, self)->owner, KR_AS(kr_getset_descr, self)->name};
  if (t == &kr_member_descr_type)
    return (common){KR_AS(kr_member_descr, self)->owner, KR_AS(kr_member_descr, self)->name};
  return (common){KR_AS(kr_method_descr, self)->owner, KR_AS(kr_method_descr, self)->name};
}

/* Owners that are builtin types are immortal: only heap types are counted. */
static kr_type *own_type(kr_type *t) {
  if (t->tf & KR_TF_HEAP) kr_incref_object(t);
  return t;
}
static void drop_type(kr_type **place) {
  kr_type *t = *place;
  *place = NULL;
  if (t && (t->tf & KR_TF_HEAP)) kr_decref_object(t);
}

static const char *display_name(const kr_type *t) { return kr_type_cname(t); }

static kr_value get_name(kr_value self, void *closure) { return kr_ref(common_of(self).name); }
static kr_value get_objclass(kr_value self, void *closure) {
  return kr_ref(kr_from_object(common_of(self).owner));
}
static kr_value get_qualname(kr_value self, void *closure) {
  common c = common_of(self);
  kr_value q = kr_getattr(kr_from_object(c.owner), KR_ID(__qualname__));
  if (kr_is_null(q)) return q;
  if (!kr_is_str(q)) {
    kr_decref(q);
    return kr_raise(&kr_exc_TypeError, "<descriptor>.__objclass__.__qualname__ is not a unicode object");
  }
  kr_value r = kr_str_format("%U.%U", q, c.name);
  kr_decref(q);
  return r;
}

static kr_value describe(const char *what, kr_value self) {
  common c = common_of(self);
  return kr_str_format("<%s '%U' of '%s' objects>", what, c.name, display_name(c.owner));
}

/* (getattr, (objclass, name)) */
static kr_value reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  common c = common_of(self);
  kr_value getattr = kr_builtin(KR_ID(getattr));
  if (kr_is_null(getattr)) return getattr;
  kr_value pair = kr_tuple_pack(2, kr_from_object(c.owner), c.name);
  kr_value r = kr_is_null(pair) ? pair : kr_tuple_pack(2, getattr, pair);
  kr_decref(getattr);
  kr_decref(pair);
  return r;
}
static const kr_method_def reduce_methods[] = {
    {"__reduce__", reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};

/* May obj be used with a descriptor of `owner`? */
static bool check_object(common c, kr_value obj) {
  kr_type *t = kr_type_of(obj);
  if (KR_LIKELY(t == c.owner || kr_is_subtype(t, c.owner))) return true;
  kr_raise(&kr_exc_TypeError, "descriptor '%U' for '%s' objects doesn't apply to a '%T' object", c.name,
           display_name(c.owner), obj);
  return false;
}

/* ---- methods ------------------------------------------------------------------------------------------- */

#define METHOD KR_AS(kr_method_descr, self)

kr_value kr_method_descr_new(kr_type *owner, const kr_method_def *def) {
  kr_type *type = (def->flags & KR_FN_CLASS) ? &kr_classmethod_descr_type : &kr_method_descr_type;
  kr_value name = kr_str_intern_cstr(def->name);
  if (kr_is_null(name)) return name;
  kr_method_descr *d = kr_gc_object_alloc(type, sizeof *d);
  if (!d) {
    kr_decref(name);
    return KR_NULL;
  }
  d->def = def;
  d->spec = NULL;
  d->owner = own_type(owner);
  d->name = name;
  return kr_from_object(d);
}

static void method_dealloc(kr_object *o) {
  kr_method_descr *d = (kr_method_descr *)o;
  KR_CLEAR(d->name);
  drop_type(&d->owner);
  kr_object_free(o);
}
static int method_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_type *owner = ((kr_method_descr *)o)->owner;
  if (owner && (owner->tf & KR_TF_HEAP)) KR_VISIT_OBJECT(owner);
  return 0;
}

static kr_value bind_method(kr_method_descr *d, kr_value self) {
  kr_value f = kr_cfunction_new(d->def, self, KR_NULL);
  if (!kr_is_null(f)) KR_AS(kr_cfunction_object, f)->spec = d->spec;
  return f;
}

static kr_value method_get(kr_value self, kr_value obj, kr_value type) {
  if (kr_is_null(obj)) return kr_ref(self);
  if (!check_object(common_of(self), obj)) return KR_NULL;
  return bind_method(METHOD, obj);
}

static kr_value method_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_method_descr *d = METHOD;
  if (KR_UNLIKELY(!nargs)) {
    kr_value text = kr_callable_text(self);
    if (!kr_is_null(text)) kr_raise(&kr_exc_TypeError, "unbound method %U needs an argument", text);
    kr_decref(text);
    return KR_NULL;
  }
  if (!check_object((common){d->owner, d->name}, args[0])) return KR_NULL;
  return kr_cfunction_call(d->def, &d->spec, d->owner, args[0], args + 1, nargs - 1, kwnames);
}

static kr_value method_repr(kr_value self) { return describe("method", self); }
static kr_value method_doc(kr_value self, void *closure) {
  return METHOD->def->doc ? kr_str_from_cstr(METHOD->def->doc) : KR_NONE;
}
static kr_value method_signature(kr_value self, void *closure) { return kr_text_signature(METHOD->def->sig); }
static const kr_getset_def method_getsets[] = {
    {"__objclass__", get_objclass, .member = true},
    {"__name__", get_name, .member = true},
    {"__doc__", method_doc, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {"__text_signature__", method_signature, NULL, NULL, NULL},
    {NULL},
};

kr_type kr_method_descr_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "method_descriptor",
    .tf = KR_TF_GC | KR_TF_METHOD_DESCR,
    .basic_size = sizeof(kr_method_descr),
    .methods = reduce_methods,
    .getset = method_getsets,
    .dealloc = method_dealloc,
    .traverse = method_traverse,
    .repr = method_repr,
    .call = method_call,
    .descr_get = method_get,
};

/* ---- class methods ------------------------------------------------------------------------------------- */

static kr_value class_method_get(kr_value self, kr_value obj, kr_value type) {
  kr_method_descr *d = METHOD;
  if (kr_is_null(type)) {
    if (kr_is_null(obj))
      return kr_raise(&kr_exc_TypeError, "descriptor '%U' for type '%s' needs either an object or a type",
                      d->name, display_name(d->owner));
    type = kr_from_object(kr_type_of(obj));
  }
  if (!kr_is_type(type))
    return kr_raise(&kr_exc_TypeError, "descriptor '%U' for type '%s' needs a type, not a '%T' as arg 2",
                    d->name, display_name(d->owner), type);
  if (!kr_is_subtype(KR_AS_TYPE(type), d->owner))
    return kr_raise(&kr_exc_TypeError, "descriptor '%U' requires a subtype of '%s' but received '%s'",
                    d->name, display_name(d->owner), kr_type_cname(KR_AS_TYPE(type)));
  return bind_method(d, type);
}

static kr_value class_method_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_method_descr *d = METHOD;
  if (!nargs)
    return kr_raise(&kr_exc_TypeError, "descriptor '%U' of '%s' object needs an argument", d->name,
                    display_name(d->owner));
  kr_value bound = class_method_get(self, KR_NULL, args[0]);
  if (kr_is_null(bound)) return bound;
  kr_decref(bound);
  return kr_cfunction_call(d->def, &d->spec, d->owner, args[0], args + 1, nargs - 1, kwnames);
}

kr_type kr_classmethod_descr_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "classmethod_descriptor",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_method_descr),
    .getset = method_getsets,
    .dealloc = method_dealloc,
    .traverse = method_traverse,
    .repr = method_repr,
    .call = class_method_call,
    .descr_get = class_method_get,
};

/* ---- getset -------------------------------------------------------------------------------------------- */

#define GETSET KR_AS(kr_getset_descr, self)

kr_value kr_getset_descr_new(kr_type *owner, const kr_getset_def *def) {
  kr_value name = kr_str_intern_cstr(def->name);
  if (kr_is_null(name)) return name;
  kr_getset_descr *d = kr_gc_object_alloc(&kr_getset_descr_type, sizeof *d);
  if (!d) {
    kr_decref(name);
    return KR_NULL;
  }
  d->def = def;
  d->owner = own_type(owner);
  d->name = name;
  return kr_from_object(d);
}
static void getset_dealloc(kr_object *o) {
  kr_getset_descr *d = (kr_getset_descr *)o;
  KR_CLEAR(d->name);
  drop_type(&d->owner);
  kr_object_free(o);
}
static int getset_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_type *owner = ((kr_getset_descr *)o)->owner;
  if (owner && (owner->tf & KR_TF_HEAP)) KR_VISIT_OBJECT(owner);
  return 0;
}
static kr_value getset_get(kr_value self, kr_value obj, kr_value type) {
  kr_getset_descr *d = GETSET;
  if (kr_is_null(obj)) return kr_ref(self);
  if (!check_object((common){d->owner, d->name}, obj)) return KR_NULL;
  if (d->def->get) {
    /* what wraps another object may be made to wrap itself, and asks itself for ever */
    if (kr_enter_recursion("") < 0) return KR_NULL;
    kr_value v = d->def->get(obj, d->def->closure);
    kr_leave_recursion();
    return v;
  }
  return kr_raise(&kr_exc_AttributeError, "attribute '%U' of '%s' objects is not readable", d->name,
                  display_name(d->owner));
}
static int getset_set(kr_value self, kr_value obj, kr_value value) {
  kr_getset_descr *d = GETSET;
  if (!check_object((common){d->owner, d->name}, obj)) return -1;
  if (d->def->set) return d->def->set(obj, value, d->def->closure);
  return KR_RAISE_INT(&kr_exc_AttributeError, "attribute '%U' of '%s' objects is not writable", d->name,
                      display_name(d->owner));
}
static kr_value getset_repr(kr_value self) { return describe("attribute", self); }
static kr_value getset_doc(kr_value self, void *closure) {
  return GETSET->def->doc ? kr_str_from_cstr(GETSET->def->doc) : KR_NONE;
}
static const kr_getset_def getset_getsets[] = {
    {"__objclass__", get_objclass, .member = true},
    {"__name__", get_name, .member = true},
    {"__doc__", getset_doc, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_getset_descr_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "getset_descriptor",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_getset_descr),
    .getset = getset_getsets,
    .dealloc = getset_dealloc,
    .traverse = getset_traverse,
    .repr = getset_repr,
    .descr_get = getset_get,
    .descr_set = getset_set,
};

/* ---- members ------------------------------------------------------------------------------------------- */

#define MEMBER KR_AS(kr_member_descr, self)

kr_value kr_member_descr_new(kr_type *owner, kr_value name, uint32_t offset, kr_member_kind kind,
                             const kr_member_def *def) {
  kr_member_descr *d = kr_gc_object_alloc(&kr_member_descr_type, sizeof *d);
  if (!d) return KR_NULL;
  d->offset = offset;
  d->owner = own_type(owner);
  d->name = kr_ref(name);
  d->def = def;
  d->kind = kind;
  return kr_from_object(d);
}
static void member_dealloc(kr_object *o) {
  kr_member_descr *d = (kr_member_descr *)o;
  KR_CLEAR(d->name);
  drop_type(&d->owner);
  kr_object_free(o);
}
static int member_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_type *owner = ((kr_member_descr *)o)->owner;
  if (owner && (owner->tf & KR_TF_HEAP)) KR_VISIT_OBJECT(owner);
  return 0;
}

/* "module.Class", the module left out for builtins and __main__. New. */
static kr_value full_name_for_message(kr_value obj) {
  kr_type *type = kr_type_of(obj);
  kr_value module = kr_type_module(type);
  if (kr_is_null(module)) kr_clear_exception();
  bool bare = kr_is_null(module) || !kr_is_str(module) || kr_str_equals_cstr(KR_STR(module), "__main__") ||
              kr_str_equals_cstr(KR_STR(module), "builtins");
  kr_value q = (type->tf & KR_TF_HEAP) ? kr_ref(type->qualname) : kr_type_get_name(type);
  if (!bare && !kr_is_null(q)) {
    kr_value r = kr_str_format("%U.%U", module, q);
    kr_decref(q);
    q = r;
  }
  kr_decref(module);
  return q;
}

static kr_value member_get(kr_value self, kr_value obj, kr_value type) {
  kr_member_descr *d = MEMBER;
  if (kr_is_null(obj)) return kr_ref(self);
  if (!check_object((common){d->owner, d->name}, obj)) return KR_NULL;
  const void *place = kr_instance_place(kr_object_of(obj), d->offset);
  switch (d->kind) {
    case KR_MEMBER_VALUE: {
      kr_value v = *(const kr_value *)place;
      return kr_is_null(v) ? KR_NONE : kr_ref(v);
    }
    case KR_MEMBER_VALUE_EX: {
      kr_value v = *(const kr_value *)place;
      if (!kr_is_null(v)) return kr_ref(v);
      kr_value cls = full_name_for_message(obj);
      if (!kr_is_null(cls))
        kr_raise_attribute_text(obj, d->name, "'%U' object has no attribute '%U'", cls, d->name);
      kr_decref(cls);
      return KR_NULL;
    }
    case KR_MEMBER_OBJECT: {
      kr_object *o = *(kr_object *const *)place;
      return o ? kr_ref(kr_from_object(o)) : KR_NONE;
    }
    case KR_MEMBER_I32: return kr_from_small_int(*(const int32_t *)place);
    case KR_MEMBER_U32: return kr_from_small_int(*(const uint32_t *)place);
    case KR_MEMBER_BOOL: return kr_from_bool(*(const uint8_t *)place != 0);
    case KR_MEMBER_GETSET: return d->getset->get(obj, d->getset->closure);
  }
  return kr_raise(&kr_exc_SystemError, "bad member descr type for %U", d->name);
}

static int member_set(kr_value self, kr_value obj, kr_value value) {
  kr_member_descr *d = MEMBER;
  if (!check_object((common){d->owner, d->name}, obj)) return -1;
  bool calls = d->kind == KR_MEMBER_GETSET;
  if (d->def && (calls ? !d->getset->set : d->def->readonly))
    return KR_RAISE_INT(&kr_exc_AttributeError, "readonly attribute");
  if (calls) return d->getset->set(obj, value, d->getset->closure);
  void *place = kr_instance_place(kr_object_of(obj), d->offset);
  bool is_value = d->kind == KR_MEMBER_VALUE || d->kind == KR_MEMBER_VALUE_EX || d->kind == KR_MEMBER_OBJECT;
  if (kr_is_null(value) && !is_value)
    return KR_RAISE_INT(&kr_exc_TypeError, "can't delete numeric/char attribute");
  switch (d->kind) {
    case KR_MEMBER_VALUE_EX:
      if (kr_is_null(value) && kr_is_null(*(kr_value *)place)) {
        kr_raise_value(&kr_exc_AttributeError, d->name);
        return -1;
      }
      /* fall through */
    case KR_MEMBER_VALUE:
      kr_incref(value);
      KR_REPLACE(*(kr_value *)place, value);
      return 0;
    case KR_MEMBER_OBJECT: {
      if (!kr_is_null(value) && !kr_is_object(value))
        return KR_RAISE_INT(&kr_exc_TypeError, "attribute '%U' cannot hold a '%T' object", d->name, value);
      kr_object *old = *(kr_object **)place;
      kr_incref(value);
      *(kr_object **)place = kr_is_null(value) ? NULL : kr_object_of(value);
      kr_xdecref_object(old);
      return 0;
    }
    case KR_MEMBER_BOOL:
      if (!kr_is_bool(value)) return KR_RAISE_INT(&kr_exc_TypeError, "attribute value type must be bool");
      *(uint8_t *)place = value == KR_TRUE;
      return 0;
    case KR_MEMBER_I32: {
      int v = kr_index_as_int(value);
      if (v == -1 && kr_failed()) return -1;
      *(int32_t *)place = v;
      return 0;
    }
    case KR_MEMBER_U32: {
      int64_t v = kr_index_as_i64(value);
      if (v == -1 && kr_failed()) return -1;
      *(uint32_t *)place = (uint32_t)v;
      return 0;
    }
    case KR_MEMBER_GETSET: break;
  }
  return 0;
}
static kr_value member_repr(kr_value self) { return describe("member", self); }
static kr_value member_doc(kr_value self, void *closure) {
  kr_member_descr *d = MEMBER;
  const char *doc = d->def ? d->kind == KR_MEMBER_GETSET ? d->getset->doc : d->def->doc : NULL;
  return doc ? kr_str_from_cstr(doc) : KR_NONE;
}
static const kr_getset_def member_getsets[] = {
    {"__objclass__", get_objclass, .member = true},
    {"__name__", get_name, .member = true},
    {"__doc__", member_doc, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_member_descr_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "member_descriptor",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_member_descr),
    .methods = reduce_methods,
    .getset = member_getsets,
    .dealloc = member_dealloc,
    .traverse = member_traverse,
    .repr = member_repr,
    .descr_get = member_get,
    .descr_set = member_set,
};

/* ---- slot wrappers ------------------------------------------------------------------------------------- */

#define WRAPPER KR_AS(kr_wrapper_descr, self)

kr_value kr_wrapper_descr_new(kr_type *owner, const kr_slot_def *def, kr_value name, kr_slot_fn fn) {
  kr_wrapper_descr *d = kr_object_alloc(&kr_wrapper_descr_type, sizeof *d);
  if (!d) return KR_NULL;
  d->def = def;
  d->fn = fn;
  d->owner = owner; /* always a builtin type */
  d->name = kr_ref(name);
  return kr_from_object(d);
}
static void wrapper_dealloc(kr_object *o) {
  KR_CLEAR(((kr_wrapper_descr *)o)->name);
  kr_object_free(o);
}
static kr_value wrapper_get(kr_value self, kr_value obj, kr_value type) {
  kr_wrapper_descr *d = WRAPPER;
  if (kr_is_null(obj)) return kr_ref(self);
  if (!check_object((common){d->owner, d->name}, obj)) return KR_NULL;
  kr_method_wrapper *w = kr_gc_object_alloc(&kr_method_wrapper_type, sizeof *w);
  if (!w) return KR_NULL;
  w->descr = KR_REF(d);
  w->self = kr_ref(obj);
  return kr_from_object(w);
}
static kr_value wrapper_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_wrapper_descr *d = WRAPPER;
  if (!nargs)
    return kr_raise(&kr_exc_TypeError, "descriptor '%U' of '%s' object needs an argument", d->name,
                    display_name(d->owner));
  if (!kr_is_subtype(kr_type_of(args[0]), d->owner))
    return kr_raise(&kr_exc_TypeError, "descriptor '%U' requires a '%s' object but received a '%T'", d->name,
                    display_name(d->owner), args[0]);
  return kr_wrapper_call(d, args[0], args + 1, nargs - 1, kwnames);
}
static kr_value wrapper_repr(kr_value self) { return describe("slot wrapper", self); }
static kr_value wrapper_doc(kr_value self, void *closure) {
  return WRAPPER->def->doc ? kr_str_from_cstr(WRAPPER->def->doc) : KR_NONE;
}
static kr_value wrapper_signature(kr_value self, void *closure) {
  return kr_text_signature(WRAPPER->def->sig);
}
static const kr_getset_def wrapper_getsets[] = {
    {"__objclass__", get_objclass, .member = true},
    {"__name__", get_name, .member = true},
    {"__doc__", wrapper_doc, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {"__text_signature__", wrapper_signature, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_wrapper_descr_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "wrapper_descriptor",
    .tf = KR_TF_METHOD_DESCR,
    .basic_size = sizeof(kr_wrapper_descr),
    .methods = reduce_methods,
    .getset = wrapper_getsets,
    .dealloc = wrapper_dealloc,
    .repr = wrapper_repr,
    .call = wrapper_call,
    .descr_get = wrapper_get,
};

/* ---- method-wrapper: a slot wrapper bound to an object ------------------------------------------------- */

#define BOUND KR_AS(kr_method_wrapper, self)

static void bound_dealloc(kr_object *o) {
  kr_method_wrapper *w = (kr_method_wrapper *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR_OBJECT(w->descr);
  KR_CLEAR(w->self);
  kr_object_free(o);
  kr_trash_end();
}
static int bound_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_method_wrapper *)o)->self);
  return 0;
}
static kr_value bound_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_wrapper_call(BOUND->descr, BOUND->self, args, nargs, kwnames);
}
static kr_value bound_repr(kr_value self) {
  kr_value obj = BOUND->self;
  return kr_str_format("<method-wrapper '%U' of %T object at %p>", BOUND->descr->name, obj,
                       (void *)(uintptr_t)(obj & KR_PAYLOAD_MASK));
}
static int64_t bound_hash(kr_value self) {
  int32_t h = kr_pointer_hash((void *)(uintptr_t)BOUND->self) ^ kr_pointer_hash(BOUND->descr);
  return h == -1 ? -2 : h;
}
static kr_value bound_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(a, &kr_method_wrapper_type) ||
      !kr_is_exact(b, &kr_method_wrapper_type))
    return KR_NOT_IMPLEMENTED;
  kr_method_wrapper *x = KR_AS(kr_method_wrapper, a), *y = KR_AS(kr_method_wrapper, b);
  return kr_from_bool((x->descr == y->descr && x->self == y->self) == (op == KR_EQ));
}
static kr_value bound_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value getattr = kr_builtin(KR_ID(getattr));
  if (kr_is_null(getattr)) return getattr;
  kr_value pair = kr_tuple_pack(2, BOUND->self, BOUND->descr->name);
  kr_value r = kr_is_null(pair) ? pair : kr_tuple_pack(2, getattr, pair);
  kr_decref(getattr);
  kr_decref(pair);
  return r;
}
static kr_value bound_descr(kr_value self) { return kr_from_object(BOUND->descr); }
static kr_value bound_name(kr_value self, void *c) { return get_name(bound_descr(self), c); }
static kr_value bound_objclass(kr_value self, void *c) { return get_objclass(bound_descr(self), c); }
static kr_value bound_qualname(kr_value self, void *c) { return get_qualname(bound_descr(self), c); }
static kr_value bound_doc(kr_value self, void *c) { return wrapper_doc(bound_descr(self), c); }
static kr_value bound_signature(kr_value self, void *c) { return wrapper_signature(bound_descr(self), c); }
static const kr_getset_def bound_getsets[] = {
    {"__objclass__", bound_objclass, NULL, NULL, NULL},        {"__name__", bound_name, NULL, NULL, NULL},
    {"__qualname__", bound_qualname, NULL, NULL, NULL},        {"__doc__", bound_doc, NULL, NULL, NULL},
    {"__text_signature__", bound_signature, NULL, NULL, NULL}, {NULL},
};
static const kr_member_def bound_members[] = {
    {"__self__", KR_MEMBER_VALUE, offsetof(kr_method_wrapper, self), true, NULL},
    {NULL},
};
static const kr_method_def bound_methods[] = {
    {"__reduce__", bound_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
kr_type kr_method_wrapper_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "method-wrapper",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_method_wrapper),
    .methods = bound_methods,
    .getset = bound_getsets,
    .members = bound_members,
    .dealloc = bound_dealloc,
    .traverse = bound_traverse,
    .repr = bound_repr,
    .hash = bound_hash,
    .call = bound_call,
    .richcompare = bound_compare,
};

/* ---- helpers ------------------------------------------------------------------------------------------- */

kr_value kr_descr_bind(kr_value descr, kr_value obj, kr_type *type) {
  kr_descr_get_fn get = kr_type_of(descr)->descr_get;
  if (!get) return kr_ref(descr);
  return get(descr, obj, kr_from_object(type));
}

kr_value kr_callable_text(kr_value f) {
  kr_value q, module;
  int found = kr_getattr_optional(f, KR_ID(__qualname__), &q);
  if (found < 0) return KR_NULL;
  if (!found) return kr_str_of(f);
  kr_value r = KR_NULL;
  found = kr_getattr_optional(f, KR_ID(__module__), &module);
  if (found > 0 && kr_is_str(module) && !kr_str_equals_cstr(KR_STR(module), "builtins"))
    r = kr_str_format("%S.%S()", module, q);
  else if (found >= 0) r = kr_str_format("%S()", q);
  if (found > 0) kr_decref(module);
  kr_decref(q);
  return r;
}

int kr_is_abstract(kr_value obj) {
  kr_value v;
  int found = kr_getattr_optional(obj, KR_ID(__isabstractmethod__), &v);
  if (found <= 0) return found;
  int r = kr_truth(v);
  kr_decref(v);
  return r;
}
