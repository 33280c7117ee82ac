/* builtin_function_or_method: a C function, bound to a module, an object or nothing. */
#include "objects/container.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

#define SELF KR_AS(kr_cfunction_object, self)

kr_value kr_cfunction_new(const kr_method_def *def, kr_value self, kr_value module) {
  kr_cfunction_object *f = kr_gc_object_alloc(&kr_cfunction_type, sizeof *f);
  if (!f) return KR_NULL;
  f->def = def;
  f->spec = NULL;
  f->self = kr_ref(self);
  f->module = kr_ref(module);
  f->weaklist = NULL;
  return kr_from_object(f);
}

static void cfunction_dealloc(kr_object *o) {
  kr_cfunction_object *f = (kr_cfunction_object *)o;
  if (!kr_trash_begin(o)) return;
  if (f->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(f->self);
  KR_CLEAR(f->module);
  kr_object_free(o);
  kr_trash_end();
}
static int cfunction_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_cfunction_object *)o)->self);
  KR_VISIT(((kr_cfunction_object *)o)->module);
  return 0;
}
static int cfunction_clear(kr_object *o) {
  KR_CLEAR(((kr_cfunction_object *)o)->self);
  KR_CLEAR(((kr_cfunction_object *)o)->module);
  return 0;
}

static kr_value cfunction_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_cfunction_object *f = SELF;
  bool fixed = f->def->flags & KR_FN_STATIC; /* its self only names the type, for messages */
  kr_type *owner = fixed && f->self != KR_NULL && kr_is_type(f->self) ? KR_AS_TYPE(f->self) : NULL;
  return kr_cfunction_call(f->def, &f->spec, owner, fixed ? KR_NULL : f->self, args, nargs, kwnames);
}

static bool is_plain(const kr_cfunction_object *f) {
  return kr_is_null(f->self) || kr_isinstance_exact_or_sub(f->self, &kr_module_type);
}

static kr_value cfunction_repr(kr_value self) {
  kr_cfunction_object *f = SELF;
  if (is_plain(f)) return kr_str_format("<built-in function %s>", f->def->name);
  return kr_str_format("<built-in method %s of %T object at %p>", f->def->name, f->self,
                       (void *)kr_object_of(f->self));
}
static int64_t cfunction_hash(kr_value self) {
  kr_cfunction_object *f = SELF;
  int32_t h = kr_pointer_hash(f->def);
  if (!kr_is_null(f->self)) h ^= kr_pointer_hash((void *)(uintptr_t)f->self);
  return h == -1 ? -2 : h;
}
static kr_value cfunction_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(a, &kr_cfunction_type) ||
      !kr_is_exact(b, &kr_cfunction_type))
    return KR_NOT_IMPLEMENTED;
  kr_cfunction_object *x = KR_AS(kr_cfunction_object, a), *y = KR_AS(kr_cfunction_object, b);
  bool equal = x->self == y->self && x->def->fn == y->def->fn && x->def == y->def;
  return kr_from_bool(equal == (op == KR_EQ));
}

static kr_value get_name(kr_value self, void *closure) { return kr_str_intern_cstr(SELF->def->name); }
static kr_value get_qualname(kr_value self, void *closure) {
  kr_cfunction_object *f = SELF;
  if (is_plain(f)) return kr_str_intern_cstr(f->def->name);
  kr_value cls = kr_is_type(f->self) ? f->self : kr_from_object(kr_type_of(f->self));
  kr_value q = kr_getattr(cls, KR_ID(__qualname__));
  if (kr_is_null(q)) return q;
  if (!kr_is_str(q)) {
    kr_decref(q);
    return kr_raise(&kr_exc_TypeError, "<method>.__class__.__qualname__ is not a unicode object");
  }
  kr_value r = kr_str_format("%U.%s", q, f->def->name);
  kr_decref(q);
  return r;
}
static kr_value get_self(kr_value self, void *closure) {
  kr_cfunction_object *f = SELF;
  if (kr_is_null(f->self) || (f->def->flags & KR_FN_STATIC)) return KR_NONE;
  return kr_ref(f->self);
}
static kr_value get_doc(kr_value self, void *closure) {
  return SELF->def->doc ? kr_str_from_cstr(SELF->def->doc) : KR_NONE;
}
static kr_value get_text_signature(kr_value self, void *closure) { return kr_text_signature(SELF->def->sig); }
static kr_value cfunction_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_cfunction_object *f = SELF;
  if (is_plain(f)) return kr_str_intern_cstr(f->def->name);
  kr_value getattr = kr_builtin(KR_ID(getattr));
  if (kr_is_null(getattr)) return getattr;
  kr_value name = kr_str_intern_cstr(f->def->name);
  kr_value pair = kr_is_null(name) ? name : kr_tuple_pack(2, f->self, name);
  kr_value r = kr_is_null(pair) ? pair : kr_tuple_pack(2, getattr, pair);
  kr_decref(getattr);
  kr_decref(name);
  kr_decref(pair);
  return r;
}

static const kr_method_def methods[] = {
    {"__reduce__", cfunction_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
static const kr_getset_def getsets[] = {
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__name__", get_name, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {"__self__", get_self, NULL, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {NULL},
};
static const kr_member_def members[] = {
    {"__module__", KR_MEMBER_VALUE, offsetof(kr_cfunction_object, module), false, NULL},
    {NULL},
};

kr_type kr_cfunction_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "builtin_function_or_method",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_cfunction_object),
    .weaklist_offset = offsetof(kr_cfunction_object, weaklist),
    .methods = methods,
    .getset = getsets,
    .members = members,
    .dealloc = cfunction_dealloc,
    .traverse = cfunction_traverse,
    .clear = cfunction_clear,
    .repr = cfunction_repr,
    .hash = cfunction_hash,
    .call = cfunction_call,
    .richcompare = cfunction_compare,
};

/* ---- __new__ of builtin types -------------------------------------------------------------------------- */

kr_new_fn kr_tp_new_for(const kr_type *type, const kr_type *owner) {
  while (type->tf & KR_TF_HEAP) type = type->base;
  const kr_type *from = type;
  while (from->tf & KR_TF_PLAIN_NEW) from = from->base;
  return from->new_ == owner->new_ ? type->new_ : NULL;
}

/* Called as T.__new__(S, ...): S must be a subtype of T whose C part T's constructor can make. */
static kr_value call_new(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_type *type = KR_AS_TYPE(self);
  const char *name = kr_type_cname(type);
  if (!nargs) return kr_raise(&kr_exc_TypeError, "%s.__new__(): not enough arguments", name);
  if (!kr_is_type(args[0]))
    return kr_raise(&kr_exc_TypeError, "%s.__new__(X): X is not a type object (%T)", name, args[0]);
  kr_type *sub = KR_AS_TYPE(args[0]);
  if (!kr_is_subtype(sub, type))
    return kr_raise(&kr_exc_TypeError, "%s.__new__(%s): %s is not a subtype of %s", name, kr_type_cname(sub),
                    kr_type_cname(sub), name);
  kr_type *builtin = sub;
  while (builtin->tf & KR_TF_HEAP) builtin = builtin->base;
  kr_new_fn make = type->new_ ? kr_tp_new_for(sub, type) : NULL;
  if (make) return make(sub, args + 1, nargs - 1, kwnames);
  if (builtin->new_ == type->new_ || builtin->tf & KR_TF_NO_NEW)
    return kr_raise(&kr_exc_TypeError, "cannot create '%s' instances", kr_type_cname(sub));
  kr_type *fit = sub; /* the first whose constructor is not in Python */
  while (fit->new_ == kr_slot_new) fit = fit->base;
  return kr_raise(&kr_exc_TypeError, "%s.__new__(%s) is not safe, use %s.__new__()", name, kr_type_cname(sub),
                  kr_type_cname(fit));
}

static const kr_method_def new_def = {"__new__", call_new, KR_FN_RAW, "($type, *args, **kwargs)",
                                      "Make a new object; help() of the type has the arguments."};

kr_value kr_tp_new_function(kr_type *type) {
  return kr_cfunction_new(&new_def, kr_from_object(type), KR_NULL);
}

bool kr_is_tp_new_function(kr_value v, kr_type **owner) {
  if (!kr_is_exact(v, &kr_cfunction_type)) return false;
  kr_cfunction_object *f = KR_AS(kr_cfunction_object, v);
  if (f->def != &new_def || !kr_is_type(f->self)) return false;
  *owner = KR_AS_TYPE(f->self);
  return true;
}
