/* property: attributes computed by functions. */
#include "objects/int.h"
#include "objects/type_impl.h"

#define SELF KR_AS(kr_property, self)

static bool absent(kr_value v) { return kr_is_null(v) || kr_is_none(v); }

static void property_dealloc(kr_object *o) {
  kr_property *p = (kr_property *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(p->fget);
  KR_CLEAR(p->fset);
  KR_CLEAR(p->fdel);
  KR_CLEAR(p->doc);
  KR_CLEAR(p->name);
  kr_object_free(o);
  kr_trash_end();
}
static int property_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_property *p = (kr_property *)o;
  KR_VISIT(p->fget);
  KR_VISIT(p->fset);
  KR_VISIT(p->fdel);
  KR_VISIT(p->doc);
  KR_VISIT(p->name);
  return 0;
}
static int property_clear(kr_object *o) {
  kr_property *p = (kr_property *)o;
  KR_CLEAR(p->fget);
  KR_CLEAR(p->fset);
  KR_CLEAR(p->fdel);
  KR_CLEAR(p->doc);
  return 0;
}

static kr_value property_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) return v;
  kr_property *p = KR_AS(kr_property, v);
  p->fget = p->fset = p->fdel = p->doc = p->name = KR_NULL;
  p->getter_doc = false;
  return v;
}

static kr_value given(kr_value v) { return absent(v) ? KR_NULL : kr_ref(v); }

static int property_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "property", "(fget=None, fset=None, fdel=None, doc=None)", args, nargs, kwnames,
                   a) < 0)
    return -1;
  kr_property *p = SELF;
  KR_REPLACE(p->fget, given(a[0]));
  KR_REPLACE(p->fset, given(a[1]));
  KR_REPLACE(p->fdel, given(a[2]));
  KR_CLEAR(p->name);
  KR_CLEAR(p->doc);
  p->getter_doc = false;
  kr_value doc = KR_NULL;
  /* Without a doc of its own it takes the getter's. */
  if (absent(a[3]) && !kr_is_null(p->fget)) {
    int found = kr_getattr_optional(p->fget, KR_ID(__doc__), &doc);
    if (found < 0) return -1;
    if (!found) doc = KR_NULL;
    if (kr_is_none(doc)) doc = KR_NULL;
    if (!kr_is_null(doc)) p->getter_doc = true;
  } else if (!kr_is_null(a[3])) {
    doc = kr_ref(a[3]);
  }
  if (kr_is_exact(self, &kr_property_type)) {
    KR_REPLACE(p->doc, doc);
    return 0;
  }
  /* A subclass has __doc__ of its own, which hides ours: put it into the instance. */
  int r = kr_setattr(self, KR_ID(__doc__), kr_is_null(doc) ? KR_NONE : doc);
  kr_decref(doc);
  if (r < 0) {
    if (!p->getter_doc && kr_clear_if(&kr_exc_AttributeError)) return 0;
    return -1;
  }
  return 0;
}

/* The property's name, from __set_name__ or the getter. 1 (*out new), 0, -1. */
static int property_name(kr_property *p, kr_value *out) {
  if (!kr_is_null(p->name)) {
    *out = kr_ref(p->name);
    return 1;
  }
  if (absent(p->fget)) return 0;
  return kr_getattr_optional(p->fget, KR_ID(__name__), out);
}

static kr_value raise_missing(kr_property *p, kr_value obj, const char *what) {
  kr_value name;
  int found = property_name(p, &name);
  if (found < 0) return KR_NULL;
  kr_value q = kr_getattr(kr_from_object(kr_type_of(obj)), KR_ID(__qualname__));
  if (kr_is_null(q)) {
    if (found) kr_decref(name);
    return q;
  }
  if (found) kr_raise(&kr_exc_AttributeError, "property %R of %R object has no %s", name, q, what);
  else kr_raise(&kr_exc_AttributeError, "property of %R object has no %s", q, what);
  if (found) kr_decref(name);
  kr_decref(q);
  return KR_NULL;
}

static kr_value property_get(kr_value self, kr_value obj, kr_value type) {
  if (kr_is_null(obj) || kr_is_none(obj)) return kr_ref(self);
  kr_property *p = SELF;
  if (absent(p->fget)) return raise_missing(p, obj, "getter");
  kr_value fget = kr_ref(p->fget);
  kr_value r = kr_call1(fget, obj);
  kr_decref(fget);
  return r;
}

static int property_set(kr_value self, kr_value obj, kr_value value) {
  kr_property *p = SELF;
  bool deleting = kr_is_null(value);
  kr_value f = deleting ? p->fdel : p->fset;
  if (absent(f)) {
    raise_missing(p, obj, deleting ? "deleter" : "setter");
    return -1;
  }
  kr_incref(f);
  kr_value r = deleting ? kr_call1(f, obj) : kr_call2(f, obj, value);
  kr_decref(f);
  kr_decref(r);
  return kr_is_null(r) ? -1 : 0;
}

/* The same with one function replaced: type(self)(fget, fset, fdel, doc). */
static kr_value replaced(kr_value self, kr_value get, kr_value set, kr_value del) {
  kr_property *p = SELF;
  kr_value args[4] = {kr_is_null(get) ? p->fget : get, kr_is_null(set) ? p->fset : set,
                      kr_is_null(del) ? p->fdel : del, KR_NONE};
  for (int i = 0; i < 3; i++)
    if (kr_is_null(args[i])) args[i] = KR_NONE;
  if (!(p->getter_doc && !kr_is_none(args[0])) && !kr_is_null(p->doc)) args[3] = p->doc;
  for (int i = 0; i < 4; i++) kr_incref(args[i]);
  kr_value r = kr_call(kr_from_object(kr_type_of(self)), args, 4, NULL);
  for (int i = 0; i < 4; i++) kr_decref(args[i]);
  if (!kr_is_null(r) && kr_isinstance_exact_or_sub(r, &kr_property_type))
    KR_REPLACE(KR_AS(kr_property, r)->name, kr_ref(p->name));
  return r;
}
static kr_value property_getter(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return replaced(self, args[0], KR_NULL, KR_NULL);
}
static kr_value property_setter(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return replaced(self, KR_NULL, args[0], KR_NULL);
}
static kr_value property_deleter(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return replaced(self, KR_NULL, KR_NULL, args[0]);
}
static kr_value property_set_name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kw) {
  if (nargs != 2)
    return kr_raise(&kr_exc_TypeError, "__set_name__() takes 2 positional arguments but %zu were given",
                    nargs);
  KR_REPLACE(SELF->name, kr_ref(args[1]));
  return KR_NONE;
}

static kr_value get_name(kr_value self, void *closure) {
  kr_value name;
  int found = property_name(SELF, &name);
  if (found < 0) return KR_NULL;
  if (found) return name;
  return kr_raise_attribute(self, KR_ID(__name__));
}
static int set_name(kr_value self, kr_value value, void *closure) {
  KR_REPLACE(SELF->name, kr_ref(value));
  return 0;
}
static kr_value get_isabstract(kr_value self, void *closure) {
  kr_property *p = SELF;
  kr_value functions[3] = {p->fget, p->fset, p->fdel};
  for (int i = 0; i < 3; i++) {
    if (absent(functions[i])) continue;
    int r = kr_is_abstract(functions[i]);
    if (r) return r < 0 ? KR_NULL : KR_TRUE;
  }
  return KR_FALSE;
}

static const kr_method_def methods[] = {
    {"getter", property_getter, KR_FN_SIG, "($self, object, /)", "A copy with another getter."},
    {"setter", property_setter, KR_FN_SIG, "($self, object, /)", "A copy with another setter."},
    {"deleter", property_deleter, KR_FN_SIG, "($self, object, /)", "A copy with another deleter."},
    {"__set_name__", property_set_name, KR_FN_RAW | KR_FN_NO_KEYWORDS, "($self, owner, name, /)",
     "Tells the property its name."},
    {NULL},
};
static const kr_member_def members[] = {
    {"fget", KR_MEMBER_VALUE, offsetof(kr_property, fget), true, NULL},
    {"fset", KR_MEMBER_VALUE, offsetof(kr_property, fset), true, NULL},
    {"fdel", KR_MEMBER_VALUE, offsetof(kr_property, fdel), true, NULL},
    {"__doc__", KR_MEMBER_VALUE, offsetof(kr_property, doc), false, NULL},
    {NULL},
};
static const kr_getset_def getsets[] = {
    {"__name__", get_name, set_name, NULL, NULL},
    {"__isabstractmethod__", get_isabstract, NULL, NULL, NULL},
    {NULL},
};

kr_type kr_property_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "property",
    .doc = "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\n"
           "Property attribute.\n\nReading, setting and deleting it call functions.",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(kr_property),
    .methods = methods,
    .getset = getsets,
    .members = members,
    .dealloc = property_dealloc,
    .traverse = property_traverse,
    .clear = property_clear,
    .descr_get = property_get,
    .descr_set = property_set,
    .init = property_init,
    .new_ = property_new,
};
