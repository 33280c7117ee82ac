/* Bound methods of Python functions and of any callable, class methods and static methods. */
#include "memory/fast_alloc.h"
#include "objects/container.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/call.h"

/* ---- bound methods ------------------------------------------------------------------------------------- */

#define METHOD KR_AS(kr_method, self)

kr_value kr_method_new(kr_value func, kr_value self) {
  kr_method *m = kr_gc_alloc_static(&kr_method_type, sizeof *m);
  if (!m) return KR_NULL;
  m->weaklist = NULL;
  m->func = kr_ref(func);
  m->self = kr_ref(self);
  return kr_from_object(m);
}

static void method_dealloc(kr_object *o) {
  kr_method *m = (kr_method *)o;
  if (!kr_trash_begin(o)) return;
  if (m->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(m->func);
  KR_CLEAR(m->self);
  kr_gc_free_static(o, &kr_method_type);
  kr_trash_end();
}
static int method_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_method *)o)->func);
  KR_VISIT(((kr_method *)o)->self);
  return 0;
}

static kr_value method_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("method", kwnames) < 0 || kr_args_count("method", nargs, 2, 2) < 0) return KR_NULL;
  if (!kr_is_callable(args[0])) return kr_raise(&kr_exc_TypeError, "first argument must be callable");
  if (kr_is_none(args[1])) return kr_raise(&kr_exc_TypeError, "instance must not be None");
  return kr_method_new(args[0], args[1]);
}

static kr_value method_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_method *m = METHOD;
  size_t n = nargs + (kwnames ? kwnames->size : 0);
  kr_value small[8];
  kr_value *all = n < 8 ? small : kr_alloc_array(n + 1, sizeof *all);
  if (!all) return KR_NULL;
  all[0] = m->self;
  kr_move_values(all + 1, args, n);
  bool nested = kr_is_exact(m->func, &kr_method_type);
  kr_value r = KR_NULL;
  if (!nested || kr_enter_recursion(" while calling a Python object") == 0) {
    r = kr_call_push(m->func, all, nargs + 1, kwnames);
    if (nested) kr_leave_recursion();
  }
  if (all != small) kr_free(all);
  return r;
}

static kr_value method_getattro(kr_value self, kr_value name) {
  if (kr_enter_recursion("") < 0) return KR_NULL; /* methods of methods */
  kr_value descr = kr_type_lookup(&kr_method_type, name);
  kr_value r =
      kr_is_null(descr) ? kr_getattr(METHOD->func, name) : kr_descr_bind(descr, self, &kr_method_type);
  kr_leave_recursion();
  return r;
}

/* "<bound method NAME of SELF>" */
static kr_value method_repr(kr_value self) {
  kr_method *m = METHOD;
  kr_value name;
  int found = kr_getattr_optional(m->func, KR_ID(__qualname__), &name);
  if (found == 0) found = kr_getattr_optional(m->func, KR_ID(__name__), &name);
  if (found < 0) return KR_NULL;
  if (found && !kr_is_str(name)) {
    kr_decref(name);
    found = 0;
  }
  kr_value r = found ? kr_str_format("<bound method %U of %R>", name, m->self)
                     : kr_str_format("<bound method ? of %R>", m->self);
  if (found) kr_decref(name);
  return r;
}
static int64_t method_hash(kr_value self) {
  bool failed = false;
  if (kr_enter_recursion("") < 0) return KR_HASH_ERROR; /* methods of methods */
  int32_t h = kr_hash(METHOD->func, &failed);
  kr_leave_recursion();
  if (failed) return KR_HASH_ERROR;
  kr_value s = METHOD->self;
  h ^= kr_is_object(s) ? kr_pointer_hash(kr_object_of(s)) : (int32_t)(s ^ (s >> 32));
  return h == -1 ? -2 : h;
}
static kr_value method_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(a, &kr_method_type) || !kr_is_exact(b, &kr_method_type))
    return KR_NOT_IMPLEMENTED;
  kr_method *x = KR_AS(kr_method, a), *y = KR_AS(kr_method, b);
  int equal = kr_equal(x->func, y->func);
  if (equal < 0) return KR_NULL;
  if (equal) equal = x->self == y->self;
  return kr_from_bool(equal == (op == KR_EQ));
}
static kr_value method_get(kr_value self, kr_value obj, kr_value type) { return kr_ref(self); }
static kr_value method_doc(kr_value self, void *closure) { return kr_getattr(METHOD->func, KR_ID(__doc__)); }
static kr_value method_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value name = kr_getattr(METHOD->func, KR_ID(__name__));
  if (kr_is_null(name)) return name;
  kr_value getattr = kr_builtin(KR_ID(getattr));
  kr_value pair = kr_is_null(getattr) ? getattr : kr_tuple_pack(2, METHOD->self, name);
  kr_value r = kr_is_null(pair) ? pair : kr_tuple_pack(2, getattr, pair);
  kr_decref(name);
  kr_decref(getattr);
  kr_decref(pair);
  return r;
}

static const kr_method_def method_methods[] = {
    {"__reduce__", method_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
static const kr_member_def method_members[] = {
    {"__func__", KR_MEMBER_VALUE, offsetof(kr_method, func), true, "what the method calls"},
    {"__self__", KR_MEMBER_VALUE, offsetof(kr_method, self), true, "What the method is bound to."},
    {NULL},
};
static const kr_getset_def method_getsets[] = {
    {"__doc__", method_doc, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_method_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "method",
    .doc = "method(function, instance, /)\n--\n\nA function bound to an instance.",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_method),
    .weaklist_offset = offsetof(kr_method, weaklist),
    .methods = method_methods,
    .getset = method_getsets,
    .members = method_members,
    .dealloc = method_dealloc,
    .traverse = method_traverse,
    .repr = method_repr,
    .hash = method_hash,
    .call = method_call,
    .getattro = method_getattro,
    .richcompare = method_compare,
    .descr_get = method_get,
    .new_ = method_new,
};

/* ---- classmethod and staticmethod -------------------------------------------------------------------------
 *
 * Both keep the wrapped callable and a dict, into which the callable's name, doc and so on are copied. */

#define WRAPPED KR_AS(kr_wrapped_callable, self)

static void wrapped_dealloc(kr_object *o) {
  kr_wrapped_callable *w = (kr_wrapped_callable *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(w->callable);
  KR_CLEAR_OBJECT(w->dict);
  kr_object_free(o);
  kr_trash_end();
}
static int wrapped_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_wrapped_callable *)o)->callable);
  KR_VISIT_OBJECT(((kr_wrapped_callable *)o)->dict);
  return 0;
}
static int wrapped_clear(kr_object *o) {
  KR_CLEAR(((kr_wrapped_callable *)o)->callable);
  KR_CLEAR_OBJECT(((kr_wrapped_callable *)o)->dict);
  return 0;
}

static kr_value wrapped_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) return v;
  KR_AS(kr_wrapped_callable, v)->callable = KR_NULL;
  KR_AS(kr_wrapped_callable, v)->dict = NULL;
  return v;
}

static int copy_attribute(kr_value wrapper, kr_value wrapped, kr_value name) {
  kr_value v;
  int found = kr_getattr_optional(wrapped, name, &v);
  if (found <= 0) return found;
  int r = kr_setattr(wrapper, name, v);
  kr_decref(v);
  return r;
}

static int wrapped_set(kr_value self, kr_value callable) {
  KR_REPLACE(WRAPPED->callable, kr_ref(callable));
  if (copy_attribute(self, callable, KR_ID(__module__)) < 0 ||
      copy_attribute(self, callable, KR_ID(__name__)) < 0 ||
      copy_attribute(self, callable, KR_ID(__qualname__)) < 0 ||
      copy_attribute(self, callable, KR_ID(__doc__)) < 0)
    return -1;
  return 0;
}

static int wrapped_init(const char *name, kr_value self, const kr_value *args, size_t nargs,
                        kr_tuple *kwnames) {
  if (kr_args_no_keywords(name, kwnames) < 0 || kr_args_count(name, nargs, 1, 1) < 0) return -1;
  return wrapped_set(self, args[0]);
}
static int classmethod_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return wrapped_init("classmethod", self, args, nargs, kwnames);
}
static int staticmethod_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return wrapped_init("staticmethod", self, args, nargs, kwnames);
}

/* Unlike the types when called, these copy nothing of the callable's: what the class statement wraps is as it
 * was. */
static kr_value make(kr_type *type, kr_value callable) {
  kr_value v = wrapped_new(type, NULL, 0, NULL);
  if (!kr_is_null(v)) KR_AS(kr_wrapped_callable, v)->callable = kr_ref(callable);
  return v;
}
kr_value kr_classmethod_new(kr_value callable) { return make(&kr_classmethod_type, callable); }
kr_value kr_staticmethod_new(kr_value callable) { return make(&kr_staticmethod_type, callable); }

static kr_value classmethod_get(kr_value self, kr_value obj, kr_value type) {
  if (kr_is_null(WRAPPED->callable))
    return kr_raise(&kr_exc_RuntimeError, "uninitialized classmethod object");
  if (kr_is_null(type)) type = kr_from_object(kr_type_of(obj));
  return kr_method_new(WRAPPED->callable, type);
}
static kr_value staticmethod_get(kr_value self, kr_value obj, kr_value type) {
  if (kr_is_null(WRAPPED->callable))
    return kr_raise(&kr_exc_RuntimeError, "uninitialized staticmethod object");
  return kr_ref(WRAPPED->callable);
}
static kr_value staticmethod_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_is_null(WRAPPED->callable))
    return kr_raise(&kr_exc_RuntimeError, "uninitialized staticmethod object");
  kr_value callable = WRAPPED->callable, before = self;
  /* A tower of them may be high; it may also lead back to where it came by before. */
  for (uint32_t n = 1; kr_is_exact(callable, &kr_staticmethod_type); n++) {
    if (callable == before)
      return kr_raise(&kr_exc_RecursionError,
                      "maximum recursion depth exceeded while calling a Python object");
    if ((n & (n - 1)) == 0) before = callable;
    kr_value next = KR_AS(kr_wrapped_callable, callable)->callable;
    if (kr_is_null(next)) break;
    callable = next;
  }
  return kr_call_push(callable, args, nargs, kwnames);
}

static kr_value wrapped_repr(kr_value self, const char *name) {
  if (kr_is_null(WRAPPED->callable)) return kr_str_format("<%s(<NULL>)>", name);
  return kr_str_format("<%s(%R)>", name, WRAPPED->callable);
}
static kr_value classmethod_repr(kr_value self) { return wrapped_repr(self, "classmethod"); }
static kr_value staticmethod_repr(kr_value self) { return wrapped_repr(self, "staticmethod"); }

static kr_value get_isabstract(kr_value self, void *closure) {
  if (kr_is_null(WRAPPED->callable)) return KR_FALSE;
  int r = kr_is_abstract(WRAPPED->callable);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

/* __annotations__ and __annotate__ (closure: the name) come from the callable until set or asked for. */
static kr_value wrapped_name(void *closure) { return closure ? KR_ID(__annotate__) : KR_ID(__annotations__); }
static kr_value get_forwarded(kr_value self, void *closure) {
  kr_value name = wrapped_name(closure);
  kr_dict *d = kr_instance_dict(self);
  if (!d) return KR_NULL;
  kr_value v = kr_dict_get_str(d, name);
  if (!kr_is_null(v)) return kr_ref(v);
  if (kr_is_null(WRAPPED->callable)) return kr_raise_attribute(self, name);
  v = kr_getattr(WRAPPED->callable, name);
  if (!kr_is_null(v) && kr_dict_set(d, name, v) < 0) KR_CLEAR(v);
  return v;
}
static int set_forwarded(kr_value self, kr_value value, void *closure) {
  kr_value name = wrapped_name(closure);
  kr_dict *d = kr_instance_dict(self);
  if (!d) return -1;
  if (!kr_is_null(value)) return kr_dict_set(d, name, value);
  int r = kr_dict_del(d, name);
  if (r == 0) kr_raise_attribute_text(self, name, "%U", name);
  return r == 1 ? 0 : -1;
}

static const kr_member_def wrapped_members[] = {
    {"__func__", KR_MEMBER_VALUE, offsetof(kr_wrapped_callable, callable), true, NULL},
    {"__wrapped__", KR_MEMBER_VALUE, offsetof(kr_wrapped_callable, callable), true, NULL},
    {NULL},
};
static const kr_getset_def wrapped_getsets[] = {
    {"__isabstractmethod__", get_isabstract, NULL, NULL, NULL},
    {"__dict__", kr_get_dict, kr_set_dict, NULL, NULL},
    {"__annotations__", get_forwarded, set_forwarded, NULL, NULL},
    {"__annotate__", get_forwarded, set_forwarded, NULL, (void *)1},
    {NULL},
};
static kr_value class_getitem(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_class_getitem(self, args[0]);
}
static const kr_method_def wrapped_methods[] = {
    {"__class_getitem__", class_getitem, KR_FN_SIG | KR_FN_CLASS, "($type, object, /)", NULL},
    {NULL},
};

kr_type kr_classmethod_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "classmethod",
    .doc = "classmethod(function, /)\n--\n\nMake a method that gets the class as its first argument.",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(kr_wrapped_callable),
    .dict_offset = offsetof(kr_wrapped_callable, dict),
    .methods = wrapped_methods,
    .getset = wrapped_getsets,
    .members = wrapped_members,
    .dealloc = wrapped_dealloc,
    .traverse = wrapped_traverse,
    .clear = wrapped_clear,
    .repr = classmethod_repr,
    .descr_get = classmethod_get,
    .init = classmethod_init,
    .new_ = wrapped_new,
};
kr_type kr_staticmethod_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "staticmethod",
    .doc = "staticmethod(function, /)\n--\n\nMake a method that gets no first argument.",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(kr_wrapped_callable),
    .dict_offset = offsetof(kr_wrapped_callable, dict),
    .methods = wrapped_methods,
    .getset = wrapped_getsets,
    .members = wrapped_members,
    .dealloc = wrapped_dealloc,
    .traverse = wrapped_traverse,
    .clear = wrapped_clear,
    .repr = staticmethod_repr,
    .call = staticmethod_call,
    .descr_get = staticmethod_get,
    .init = staticmethod_init,
    .new_ = wrapped_new,
};
