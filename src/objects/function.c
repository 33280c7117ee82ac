/* Python functions. */
#include "objects/audit.h"
#include "memory/fast_alloc.h"
#include "objects/function.h"

#include "objects/abstract.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/call.h"

uint32_t kr_function_get_version(kr_function *f) {
  if (!f->version && kr.next_func_version != UINT32_MAX) f->version = ++kr.next_func_version;
  return f->version;
}

/* __name__ and __builtins__ of globals, borrowed; functions are mostly made where others were made before. */
static void look_up_globals(kr_dict *globals, kr_value *name, kr_value *builtins) {
  static uint32_t version; /* of the keys of a dict that has both */
  static int32_t name_at, builtins_at;
  if (KR_UNLIKELY(!version || globals->keys_version != version)) {
    version = 0;
    if (kr_is_exact_dict(kr_from_object(globals))) {
      name_at = kr_dict_lookup_index(globals, KR_ID(__name__));
      builtins_at = kr_dict_lookup_index(globals, KR_ID(__builtins__));
      if (name_at >= 0 && builtins_at >= 0) version = kr_dict_version(globals);
    }
    if (!version) {
      *name = kr_dict_get_str(globals, KR_ID(__name__));
      *builtins = kr_dict_get_str(globals, KR_ID(__builtins__));
      return;
    }
  }
  *name = globals->entries[name_at].value;
  *builtins = globals->entries[builtins_at].value;
}

kr_function *kr_function_new(kr_code *code, kr_dict *globals) {
  kr_function *f = kr_gc_alloc_static(&kr_function_type, sizeof *f);
  if (!f) return NULL;
  f->version = 0;
  f->code = KR_REF(code);
  f->globals = KR_REF(globals);
  f->builtins = KR_NULL;
  f->name = kr_ref(code->name);
  f->qualname = kr_ref(code->qualname);
  f->defaults = f->kwdefaults = f->closure = KR_NULL;
  f->doc = KR_NONE;
  f->module = f->annotations = f->annotate = f->type_params = KR_NULL;
  f->retired = KR_NULL;
  f->dict = NULL;
  f->weaklist = NULL;
  if (code->co_flags & KR_CO_HAS_DOCSTRING && code->consts->size) f->doc = kr_ref(code->consts->items[0]);
  kr_value module, b;
  look_up_globals(globals, &module, &b);
  f->module = kr_ref(module);
  if (b != KR_NULL && kr_is_exact(b, &kr_module_type)) b = kr_from_object(KR_AS(kr_module, b)->dict);
  if (b == KR_NULL) {
    const kr_frame *from = kr_frame_python(kr.thread->frame); /* whose code makes it */
    b = from ? kr_builtins_given(from->func) : kr_from_object(kr.builtins);
  }
  f->builtins = KR_LIKELY(kr_is_dict(b)) ? kr_ref(b) : kr_builtins_wrap(b);
  if (KR_UNLIKELY(f->builtins == KR_NULL)) KR_CLEAR_OBJECT(f);
  return f;
}

static int func_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_function *f = (kr_function *)o;
  KR_VISIT_OBJECT(f->code);
  KR_VISIT_OBJECT(f->globals);
  KR_VISIT(f->builtins);
  KR_VISIT(f->defaults);
  KR_VISIT(f->kwdefaults);
  KR_VISIT(f->closure);
  KR_VISIT(f->doc);
  KR_VISIT(f->module);
  KR_VISIT(f->annotations);
  KR_VISIT(f->annotate);
  KR_VISIT(f->type_params);
  KR_VISIT(f->retired);
  KR_VISIT_OBJECT(f->dict);
  return 0;
}

static int func_clear(kr_object *o) {
  kr_function *f = (kr_function *)o;
  f->version = 0;
  KR_CLEAR(f->defaults);
  KR_CLEAR(f->kwdefaults);
  KR_CLEAR(f->closure);
  KR_CLEAR(f->doc);
  KR_CLEAR(f->module);
  KR_CLEAR(f->annotations);
  KR_CLEAR(f->annotate);
  KR_CLEAR(f->type_params);
  KR_CLEAR_OBJECT(f->dict);
  return 0;
}

/* For the collector: finalizers still to run can see the function. */
static int func_collect(kr_object *o) {
  KR_REPLACE(((kr_function *)o)->name, kr_ref(KR_EMPTY_STR));
  KR_REPLACE(((kr_function *)o)->qualname, kr_ref(KR_EMPTY_STR));
  return func_clear(o);
}

static void func_dealloc(kr_object *o) {
  kr_function *f = (kr_function *)o;
  if (!kr_trash_begin(o)) return;
  if (f->weaklist) kr_weakrefs_clear(o);
  func_clear(o);
  KR_CLEAR(f->builtins);
  KR_CLEAR(f->retired);
  KR_CLEAR(f->name);
  KR_CLEAR(f->qualname);
  KR_CLEAR_OBJECT(f->globals);
  KR_CLEAR_OBJECT(f->code);
  kr_gc_free_static(o, &kr_function_type);
  kr_trash_end();
}

static kr_value func_repr(kr_value self) {
  return kr_str_format("<function %S at 0x%zx>", KR_FUNCTION(self)->qualname, (size_t)kr_object_of(self));
}

static kr_value func_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_call_push(self, args, nargs, kwnames);
}

static kr_value func_descr_get(kr_value self, kr_value obj, kr_value type) {
  if (obj == KR_NULL || obj == KR_NONE) {
    if (obj == KR_NULL || type == KR_NULL || type == KR_NONE) return kr_ref(self);
    if (type != kr_from_object(&kr_none_type)) return kr_ref(self);
  }
  return kr_method_new(self, obj);
}

/* ---- attributes ---------------------------------------------------------------------------------------- */

static kr_value get_code(kr_value self, void *c) {
  if (KR_AUDIT_GET(self, KR_ID(__code__))) return KR_NULL;
  return kr_ref(kr_from_object(KR_FUNCTION(self)->code));
}

/* A frame may be running the old code, borrowed from the function: it is kept, with the function. */
static int set_code(kr_value self, kr_value v, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (v == KR_NULL || !kr_is_exact(v, &kr_code_type))
    return KR_RAISE_INT(&kr_exc_TypeError, "__code__ must be set to a code object");
  kr_code *code = KR_CODE(v);
  if (KR_AUDIT_SET(self, KR_ID(__code__), v)) return -1;
  uint32_t have = f->closure == KR_NULL ? 0 : KR_TUPLE(f->closure)->size;
  if ((uint32_t)code->nfrees != have)
    return KR_RAISE_INT(&kr_exc_ValueError, "%U() requires a code object with %u free vars, not %d", f->name,
                        have, (int)code->nfrees);
  const uint32_t kinds = KR_CO_GENERATOR | KR_CO_COROUTINE | KR_CO_ASYNC_GENERATOR;
  if ((f->code->co_flags & kinds) != (code->co_flags & kinds) &&
      kr_warn(&kr_exc_DeprecationWarning, 1,
              "Assigning a code object of non-matching type is deprecated "
              "(e.g., from a generator to a plain function)"))
    return -1;
  if (f->retired == KR_NULL) {
    f->retired = kr_from_object_or_null(kr_list_new(1));
    if (f->retired == KR_NULL) return -1;
  }
  if (kr_list_append(KR_LIST(f->retired), kr_from_object(f->code))) return -1;
  kr_code *old = f->code;
  f->code = KR_REF(code);
  f->version = 0;
  kr_decref_object(old);
  return 0;
}

static kr_value get_text(kr_value self, void *which) {
  return kr_ref(*(kr_value *)((char *)kr_object_of(self) + (size_t)which));
}
static int set_text(kr_value self, kr_value v, void *which) {
  kr_value *place = (kr_value *)((char *)kr_object_of(self) + (size_t)which);
  if (v == KR_NULL || !kr_is_str(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "%s must be set to a string object",
                        place == &KR_FUNCTION(self)->name ? "__name__" : "__qualname__");
  kr_incref(v);
  KR_REPLACE(*place, v);
  return 0;
}

static kr_value get_builtins(kr_value self, void *c) { return kr_ref(kr_builtins_given(KR_FUNCTION(self))); }
static kr_value get_defaults(kr_value self, void *which) {
  kr_value *place = (kr_value *)((char *)kr_object_of(self) + (size_t)which);
  kr_value name = place == &KR_FUNCTION(self)->defaults ? KR_ID(__defaults__) : KR_ID(__kwdefaults__);
  if (KR_AUDIT("object.__getattr__", self, name)) return KR_NULL;
  kr_value v = *place;
  return v == KR_NULL ? KR_NONE : kr_ref(v);
}
static int set_defaults(kr_value self, kr_value v, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (v == KR_NONE) v = KR_NULL;
  if (v != KR_NULL && !kr_is_tuple(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "__defaults__ must be set to a tuple object");
  if (KR_AUDIT_SET(self, KR_ID(__defaults__), v)) return -1;
  f->version = 0;
  kr_incref(v);
  KR_REPLACE(f->defaults, v);
  return 0;
}
static int set_kwdefaults(kr_value self, kr_value v, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (v == KR_NONE) v = KR_NULL;
  if (v != KR_NULL && !kr_is_dict(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "__kwdefaults__ must be set to a dict object");
  if (KR_AUDIT_SET(self, KR_ID(__kwdefaults__), v)) return -1;
  f->version = 0;
  kr_incref(v);
  KR_REPLACE(f->kwdefaults, v);
  return 0;
}

/* Annotations are computed on first look (PEP 649): __annotate__(1). */
static kr_value get_annotations(kr_value self, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (f->annotations == KR_NULL) {
    if (f->annotate != KR_NULL && f->annotate != KR_NONE && kr_is_callable(f->annotate)) {
      kr_value r = kr_call1(f->annotate, kr_from_small_int(1));
      if (r == KR_NULL) return KR_NULL;
      if (!kr_is_dict(r)) {
        kr_raise(&kr_exc_TypeError, "__annotate__ returned non-dict of type '%T'", r);
        kr_decref(r);
        return KR_NULL;
      }
      KR_REPLACE(f->annotations, r);
    } else {
      f->annotations = kr_from_object_or_null(kr_dict_new());
      if (f->annotations == KR_NULL) return KR_NULL;
    }
  } else if (kr_is_exact_tuple(f->annotations)) {
    /* the compiler may hand over (name, value, name, value, ...) */
    kr_tuple *t = KR_TUPLE(f->annotations);
    kr_dict *d = kr_dict_new();
    if (!d) return KR_NULL;
    for (uint32_t i = 0; i + 1 < t->size; i += 2)
      if (kr_dict_set(d, t->items[i], t->items[i + 1])) {
        kr_decref_object(d);
        return KR_NULL;
      }
    KR_REPLACE(f->annotations, kr_from_object(d));
  }
  return kr_ref(f->annotations);
}
static int set_annotations(kr_value self, kr_value v, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (v == KR_NONE) v = KR_NULL;
  if (v != KR_NULL && !kr_is_dict(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "__annotations__ must be set to a dict object");
  kr_incref(v);
  KR_REPLACE(f->annotations, v);
  KR_CLEAR(f->annotate);
  return 0;
}
static kr_value get_annotate(kr_value self, void *c) {
  kr_value v = KR_FUNCTION(self)->annotate;
  return v == KR_NULL ? KR_NONE : kr_ref(v);
}
static int set_annotate(kr_value self, kr_value v, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "__annotate__ cannot be deleted");
  if (v == KR_NONE) {
    KR_REPLACE(f->annotate, KR_NONE);
    return 0;
  }
  if (!kr_is_callable(v)) return KR_RAISE_INT(&kr_exc_TypeError, "__annotate__ must be callable or None");
  kr_incref(v);
  KR_REPLACE(f->annotate, v);
  KR_CLEAR(f->annotations);
  return 0;
}
static kr_value get_type_params(kr_value self, void *c) {
  kr_value v = KR_FUNCTION(self)->type_params;
  return v == KR_NULL ? KR_EMPTY_TUPLE : kr_ref(v);
}
static int set_type_params(kr_value self, kr_value v, void *c) {
  if (v == KR_NULL || !kr_is_tuple(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "__type_params__ must be set to a tuple");
  kr_incref(v);
  KR_REPLACE(KR_FUNCTION(self)->type_params, v);
  return 0;
}
static kr_value get_dict(kr_value self, void *c) {
  kr_function *f = KR_FUNCTION(self);
  if (!f->dict) f->dict = kr_dict_new();
  return f->dict ? kr_ref(kr_from_object(f->dict)) : KR_NULL;
}
static int set_dict(kr_value self, kr_value v, void *c) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __dict__");
  if (!kr_is_dict(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", v);
  kr_dict *old = KR_FUNCTION(self)->dict;
  KR_FUNCTION(self)->dict = KR_DICT(kr_ref(v));
  kr_xdecref_object(old);
  return 0;
}

#define FIELD(name) ((void *)offsetof(kr_function, name))
static const kr_getset_def func_getset[] = {
    {"__code__", get_code, set_code, NULL, NULL},
    {"__builtins__", get_builtins, .member = true},
    {"__defaults__", get_defaults, set_defaults, NULL, FIELD(defaults)},
    {"__kwdefaults__", get_defaults, set_kwdefaults, NULL, FIELD(kwdefaults)},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {"__annotate__", get_annotate, set_annotate, NULL, NULL},
    {"__dict__", get_dict, set_dict, NULL, NULL},
    {"__name__", get_text, set_text, NULL, FIELD(name)},
    {"__qualname__", get_text, set_text, NULL, FIELD(qualname)},
    {"__type_params__", get_type_params, set_type_params, NULL, NULL},
    {0}};
static const kr_member_def func_members[] = {
    {"__closure__", KR_MEMBER_VALUE, offsetof(kr_function, closure), true, NULL},
    {"__doc__", KR_MEMBER_VALUE, offsetof(kr_function, doc), false, NULL},
    {"__globals__", KR_MEMBER_OBJECT, offsetof(kr_function, globals), true, NULL},
    {"__module__", KR_MEMBER_VALUE, offsetof(kr_function, module), false, NULL},
    {0}};

/* function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None) */
static kr_value func_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[6];
  if (kr_args_bind(&spec, "function",
                   "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", args, nargs,
                   kwnames, a))
    return KR_NULL;
  kr_value name = a[2] == KR_NULL ? KR_NONE : a[2], defaults = a[3] == KR_NULL ? KR_NONE : a[3],
           closure = a[4] == KR_NULL ? KR_NONE : a[4], kwdefaults = a[5] == KR_NULL ? KR_NONE : a[5];
  if (!kr_is_exact(a[0], &kr_code_type))
    return kr_raise(&kr_exc_TypeError, "function() argument 'code' must be code, not %G", a[0]);
  if (!kr_is_dict(a[1]))
    return kr_raise(&kr_exc_TypeError, "function() argument 'globals' must be dict, not %G", a[1]);
  kr_code *code = KR_CODE(a[0]);
  if (name != KR_NONE && !kr_is_str(name))
    return kr_raise(&kr_exc_TypeError, "arg 3 (name) must be None or string");
  if (defaults != KR_NONE && !kr_is_tuple(defaults))
    return kr_raise(&kr_exc_TypeError, "arg 4 (defaults) must be None or tuple");
  if (closure != KR_NONE && !kr_is_tuple(closure))
    return kr_raise(&kr_exc_TypeError,
                    code->nfrees ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
  if (closure == KR_NONE && code->nfrees) return kr_raise(&kr_exc_TypeError, "arg 5 (closure) must be tuple");
  if (kwdefaults != KR_NONE && !kr_is_dict(kwdefaults))
    return kr_raise(&kr_exc_TypeError, "arg 6 (kwdefaults) must be None or dict");
  uint32_t nclosure = closure == KR_NONE ? 0 : KR_TUPLE(closure)->size;
  if ((uint32_t)code->nfrees != nclosure)
    return kr_raise(&kr_exc_ValueError, "%U requires closure of length %d, not %u", code->name,
                    (int)code->nfrees, nclosure);
  for (uint32_t i = 0; i < nclosure; i++)
    if (!kr_is_exact(KR_TUPLE(closure)->items[i], &kr_cell_type))
      return kr_raise(&kr_exc_TypeError, "arg 5 (closure) expected cell, found %T",
                      KR_TUPLE(closure)->items[i]);
  if (KR_AUDIT("function.__new__", a[0])) return KR_NULL;
  kr_function *f = kr_function_new(code, KR_DICT(a[1]));
  if (!f) return KR_NULL;
  if (name != KR_NONE) {
    kr_incref(name);
    KR_REPLACE(f->name, name);
  }
  if (defaults != KR_NONE) f->defaults = kr_ref(defaults);
  if (nclosure) f->closure = kr_ref(closure);
  if (kwdefaults != KR_NONE) f->kwdefaults = kr_ref(kwdefaults);
  return kr_from_object(f);
}

kr_type kr_function_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "function",
    .doc = "function(code, globals, name=None, argdefs=None, closure=None,\n         "
           "kwdefaults=None)\n--\n\nA function of this code, with these globals.",
    .tf = KR_TF_GC | KR_TF_METHOD_DESCR,
    .basic_size = sizeof(kr_function),
    .dict_offset = offsetof(kr_function, dict),
    .weaklist_offset = offsetof(kr_function, weaklist),
    .getset = func_getset,
    .members = func_members,
    .dealloc = func_dealloc,
    .traverse = func_traverse,
    .clear = func_collect,
    .repr = func_repr,
    .call = func_call,
    .descr_get = func_descr_get,
    .new_ = func_new,
};
