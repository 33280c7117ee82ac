/* Modules: a dict with a name. */
#include "objects/int.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/frame.h"

#define SELF KR_AS(kr_module, self)

/* ---- making ------------------------------------------------------------------------------------------ */

static kr_value module_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) return v;
  kr_module *m = KR_AS(kr_module, v);
  m->weaklist = NULL;
  m->def = NULL;
  m->state = NULL;
  m->dict = kr_dict_new();
  if (!m->dict) KR_CLEAR(v);
  return v;
}

static int fill_dict(kr_dict *d, kr_value name, kr_value doc) {
  return kr_dict_set(d, KR_ID(__name__), name) < 0 || kr_dict_set(d, KR_ID(__doc__), doc) < 0 ||
                 kr_dict_set(d, KR_ID(__package__), KR_NONE) < 0 ||
                 kr_dict_set(d, KR_ID(__loader__), KR_NONE) < 0 ||
                 kr_dict_set(d, KR_ID(__spec__), KR_NONE) < 0
             ? -1
             : 0;
}

kr_module *kr_module_new(kr_value name) {
  kr_value v = module_tp_new(&kr_module_type, NULL, 0, NULL);
  if (kr_is_null(v)) return NULL;
  if (fill_dict(KR_AS(kr_module, v)->dict, name, KR_NONE) < 0) {
    kr_decref(v);
    return NULL;
  }
  return KR_AS(kr_module, v);
}

static int module_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "module", "(name, doc=None)", args, nargs, kwnames, a) < 0) return -1;
  if (!kr_is_str(a[0]))
    return KR_RAISE_INT(&kr_exc_TypeError, "module() argument 'name' must be str, not %G", a[0]);
  kr_dict *d = SELF->dict;
  if (!d) return KR_RAISE_INT(&kr_exc_SystemError, "module has no dict");
  return fill_dict(d, a[0], kr_is_null(a[1]) ? KR_NONE : a[1]);
}

kr_module *kr_module_from_def(const kr_module_def *def, kr_value name) {
  kr_module *m = kr_module_new(name);
  if (!m) return NULL;
  m->def = def;
  kr_value doc = def->doc ? kr_str_from_cstr(def->doc) : KR_NONE;
  int r = kr_is_null(doc) ? -1 : kr_dict_set(m->dict, KR_ID(__doc__), doc);
  kr_decref(doc);
  for (const kr_method_def *d = def->methods; r == 0 && d && d->name; d++)
    r = kr_module_add_steal(m, d->name, kr_cfunction_new(d, kr_from_object(m), name));
  if (r == 0 && def->exec) r = def->exec(m);
  if (r < 0) {
    kr_decref_object(m);
    return NULL;
  }
  return m;
}

int kr_module_add(kr_module *m, const char *name, kr_value v) {
  if (kr_is_null(v)) return -1;
  return kr_dict_set_cstr(m->dict, name, v);
}
int kr_module_add_steal(kr_module *m, const char *name, kr_value v) {
  int r = kr_module_add(m, name, v);
  kr_decref(v);
  return r;
}
int kr_module_add_type(kr_module *m, kr_type *type) {
  if (kr_type_ready(type) < 0) return -1;
  const char *dot = strrchr(type->name, '.');
  return kr_module_add(m, dot ? dot + 1 : type->name, kr_from_object(type));
}
int kr_module_add_int(kr_module *m, const char *name, int64_t i) {
  return kr_module_add_steal(m, name, kr_int_from_i64(i));
}
int kr_module_add_cstr(kr_module *m, const char *name, const char *text) {
  return kr_module_add_steal(m, name, kr_str_from_cstr(text));
}

/* ---- life ---------------------------------------------------------------------------------------------- */

static void module_dealloc(kr_object *o) {
  kr_module *m = (kr_module *)o;
  if (!kr_trash_begin(o)) return;
  if (m->weaklist) kr_weakrefs_clear(o);
  if (m->def && m->def->clear && m->state) m->def->clear(o);
  KR_CLEAR_OBJECT(m->dict);
  kr_free(m->state);
  m->state = NULL;
  kr_object_free(o);
  kr_trash_end();
}
static int module_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_module *m = (kr_module *)o;
  KR_VISIT_OBJECT(m->dict);
  if (m->def && m->def->traverse && m->state) return m->def->traverse(o, visit, arg);
  return 0;
}
static int module_clear(kr_object *o) {
  kr_module *m = (kr_module *)o;
  if (m->def && m->def->clear && m->state) m->def->clear(o);
  KR_CLEAR_OBJECT(m->dict);
  return 0;
}

/* ---- repr ---------------------------------------------------------------------------------------------- */

static kr_value module_repr(kr_value self) {
  kr_value bootstrap = kr.modules ? kr_dict_get_new(kr.modules, KR_ID(_frozen_importlib)) : KR_NULL;
  if (!kr_is_null(bootstrap)) {
    kr_value r = kr_call_method1(bootstrap, KR_ID(_module_repr), self);
    kr_decref(bootstrap);
    return r;
  }
  if (kr_failed()) return KR_NULL;
  kr_value name = SELF->dict ? kr_dict_get_str(SELF->dict, KR_ID(__name__)) : KR_NULL;
  return kr_is_null(name) ? kr_str_from_cstr("<module '?'>") : kr_str_format("<module %R>", name);
}

/* ---- attributes ---------------------------------------------------------------------------------------- */

/* spec.name as a bool, false when spec has none. 1 0 -1 */
static int spec_flag(kr_value spec, kr_value name) {
  kr_value v;
  int found = kr_getattr_optional(spec, name, &v);
  if (found <= 0) return found;
  int r = kr_truth(v);
  kr_decref(v);
  return r;
}

/* The file the module was loaded from, by its spec: new str; KR_NULL: none or failed. */
static kr_value spec_file(kr_value spec) {
  int located = spec_flag(spec, KR_ID(has_location));
  if (located <= 0) return KR_NULL;
  kr_value origin;
  int found = kr_getattr_optional(spec, KR_ID(origin), &origin);
  if (found <= 0) return KR_NULL;
  if (kr_is_str(origin)) return origin;
  kr_decref(origin);
  return KR_NULL;
}

/* Does the file lie in sys.path[0], where the program's own files hide those of libraries? */
static int may_shadow(kr_value origin) {
  kr_value flags = kr.sys_dict ? kr_dict_get_str(kr.sys_dict, KR_ID(flags)) : KR_NULL;
  if (!kr_is_null(flags)) {
    int safe = spec_flag(flags, KR_ID(safe_path));
    if (safe) return safe < 0 ? -1 : 0;
  }
  kr_value path = kr.sys_dict ? kr_dict_get_str(kr.sys_dict, KR_ID(path)) : KR_NULL;
  if (kr_is_null(path) || !kr_is_exact_list(path) || !KR_LIST(path)->size) return 0;
  kr_value first = KR_LIST(path)->items[0];
  if (!kr_is_str(first)) return 0;
  size_t n, m;
  const char *file = kr_str_utf8(KR_STR(origin), &n), *dir = file ? kr_str_utf8(KR_STR(first), &m) : NULL;
  if (!dir) {
    kr_clear_exception();
    return 0;
  }
  static const char init[] = "/__init__.py";
  size_t k = sizeof init - 1;
  if (n > k && memcmp(file + n - k, init, k) == 0) n -= k;
  while (n && file[n - 1] != '/') n--;
  if (n) n--; /* the slash */
  while (m && dir[m - 1] == '/') m--;
  return n == m && memcmp(file, dir, n) == 0;
}

static int is_stdlib_name(kr_value name) {
  kr_value names = kr.sys_dict ? kr_dict_get_str(kr.sys_dict, KR_ID(stdlib_module_names)) : KR_NULL;
  if (kr_is_null(names)) return 0;
  return kr_contains(names, name);
}

static int is_uninitialized_submodule(kr_value spec, kr_value name) {
  kr_value list;
  int found = kr_getattr_optional(spec, KR_ID(_uninitialized_submodules), &list);
  if (found <= 0) return found;
  int r = kr_contains(list, name);
  kr_decref(list);
  return r;
}

static void raise_no_attribute(kr_value self, kr_value name) {
  kr_value mod = kr_dict_get_str(SELF->dict, KR_ID(__name__));
  if (kr_is_null(mod) || !kr_is_str(mod)) {
    kr_raise_attribute_text(self, name, "module has no attribute '%U'", name);
    return;
  }
  kr_incref(mod);
  kr_value spec = kr_dict_get_new(SELF->dict, KR_ID(__spec__));
  if (kr_is_null(spec)) spec = KR_NONE;
  kr_value origin = spec_file(spec);
  int shadow = 0, stdlib = 0;
  if (kr_failed()) goto done;
  if (!kr_is_null(origin)) {
    shadow = may_shadow(origin);
    if (shadow > 0) stdlib = is_stdlib_name(mod);
    if (shadow < 0 || stdlib < 0) goto done;
  }
  if (stdlib) {
    kr_raise_attribute_text(self, name,
                            "module '%U' has no attribute '%U' (consider renaming '%U' since it has the same "
                            "name as the standard library module named '%U' and prevents importing that "
                            "standard library module)",
                            mod, name, origin, mod);
    goto done;
  }
  int initializing = spec_flag(spec, KR_ID(_initializing));
  if (initializing < 0) goto done;
  if (initializing) {
    if (shadow)
      kr_raise_attribute_text(self, name,
                              "module '%U' has no attribute '%U' (consider renaming '%U' if it has the same "
                              "name as a library you intended to import)",
                              mod, name, origin);
    else if (!kr_is_null(origin))
      kr_raise_attribute_text(self, name,
                              "partially initialized module '%U' from '%U' has no attribute '%U' (most "
                              "likely due to a circular import)",
                              mod, origin, name);
    else
      kr_raise_attribute_text(self, name,
                              "partially initialized module '%U' has no attribute '%U' (most likely due to "
                              "a circular import)",
                              mod, name);
    goto done;
  }
  int submodule = is_uninitialized_submodule(spec, name);
  if (submodule < 0) goto done;
  if (submodule)
    kr_raise_attribute_text(self, name,
                            "cannot access submodule '%U' of module '%U' (most likely due to a circular "
                            "import)",
                            name, mod);
  else kr_raise_attribute_text(self, name, "module '%U' has no attribute '%U'", mod, name);
done:
  kr_decref(mod);
  kr_decref(spec);
  kr_decref(origin);
}

kr_value kr_module_getattr_hook(kr_value self, kr_value name) {
  kr_value hook = SELF->dict ? kr_dict_get_new(SELF->dict, KR_ID(__getattr__)) : KR_NULL;
  if (kr_is_null(hook)) return hook;
  kr_value r = kr_call1(hook, name);
  kr_decref(hook);
  return r;
}

kr_value kr_module_getattro(kr_value self, kr_value name) {
  kr_module *m = SELF;
  /* A plain module's own names first: the type has few, none of them with a setter but dunders. */
  if (KR_LIKELY(m->head.type == &kr_module_type && m->dict && kr_is_exact_str(name))) {
    kr_value v = kr_dict_get_str(m->dict, name);
    if (KR_LIKELY(!kr_is_null(v)) && kr_is_null(kr_type_lookup(&kr_module_type, name))) return kr_ref(v);
  }
  kr_value r = kr_generic_getattr(self, name);
  if (!kr_is_null(r) || !kr_failed_with(&kr_exc_AttributeError) || !m->dict) return r;
  kr_clear_exception();
  r = kr_module_getattr_hook(self, name);
  if (kr_is_null(r) && !kr_failed()) raise_no_attribute(self, name);
  return r;
}

static kr_value module_dir(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value d = kr_getattr(self, KR_ID(__dict__));
  if (kr_is_null(d)) return d;
  kr_value r;
  if (!kr_is_dict(d)) {
    r = kr_raise(&kr_exc_TypeError, "<module>.__dict__ is not a dictionary");
  } else {
    kr_value hook = kr_dict_get_new(KR_DICT(d), KR_ID(__dir__));
    if (!kr_is_null(hook)) r = kr_call0(hook);
    else r = kr_failed() ? KR_NULL : kr_dict_keys_list(KR_DICT(d));
    kr_decref(hook);
  }
  kr_decref(d);
  return r;
}

/* ---- annotations (PEP 649) ----------------------------------------------------------------------------- */

static kr_dict *dict_of(kr_value self) {
  if (SELF->dict) return SELF->dict;
  kr_raise(&kr_exc_TypeError, "<module>.__dict__ is not a dictionary");
  return NULL;
}

static kr_value get_annotate(kr_value self, void *closure) {
  kr_dict *d = dict_of(self);
  if (!d) return KR_NULL;
  kr_value v = kr_dict_get_str(d, KR_ID(__annotate__));
  if (!kr_is_null(v)) return kr_ref(v);
  return kr_dict_set(d, KR_ID(__annotate__), KR_NONE) < 0 ? KR_NULL : KR_NONE;
}
static int set_annotate(kr_value self, kr_value value, void *closure) {
  kr_dict *d = dict_of(self);
  if (!d) return -1;
  if (kr_is_null(value)) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __annotate__ attribute");
  if (!kr_is_none(value) && !kr_is_callable(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "__annotate__ must be callable or None");
  if (kr_dict_set(d, KR_ID(__annotate__), value) < 0) return -1;
  if (!kr_is_none(value) && kr_dict_del(d, KR_ID(__annotations__)) < 0) return -1;
  return 0;
}
static kr_value get_annotations(kr_value self, void *closure) {
  kr_dict *d = dict_of(self);
  if (!d) return KR_NULL;
  kr_value v = kr_dict_get_str(d, KR_ID(__annotations__));
  if (!kr_is_null(v)) return kr_ref(v);
  /* While the module runs more annotations may come: the result is not kept then. */
  kr_value spec = kr_dict_get_new(d, KR_ID(__spec__));
  int initializing = kr_is_null(spec) ? 0 : spec_flag(spec, KR_ID(_initializing));
  kr_decref(spec);
  if (initializing < 0) return KR_NULL;
  kr_value annotate = kr_dict_get_new(d, KR_ID(__annotate__));
  if (!kr_is_null(annotate) && kr_is_callable(annotate)) {
    v = kr_call1(annotate, kr_from_small_int(1));
    if (!kr_is_null(v) && !kr_is_dict(v)) {
      kr_raise(&kr_exc_TypeError, "__annotate__ returned non-dict of type '%T'", v);
      KR_CLEAR(v);
    }
  } else {
    v = kr_from_object_or_null(kr_dict_new());
  }
  kr_decref(annotate);
  if (!kr_is_null(v) && !initializing && kr_dict_set(d, KR_ID(__annotations__), v) < 0) KR_CLEAR(v);
  return v;
}
static int set_annotations(kr_value self, kr_value value, void *closure) {
  kr_dict *d = dict_of(self);
  if (!d) return -1;
  int r;
  if (kr_is_null(value)) {
    r = kr_dict_del(d, KR_ID(__annotations__));
    if (r == 0) {
      kr_raise_value(&kr_exc_AttributeError, KR_ID(__annotations__));
      return -1;
    }
  } else {
    r = kr_dict_set(d, KR_ID(__annotations__), value);
  }
  if (r < 0) return -1;
  return kr_dict_del(d, KR_ID(__annotate__)) < 0 ? -1 : 0;
}

static const kr_method_def methods[] = {
    {"__dir__", module_dir, KR_FN_SIG, "($self, /)", "The names in the module."},
    {NULL},
};
static const kr_member_def members[] = {
    {"__dict__", KR_MEMBER_OBJECT, offsetof(kr_module, dict), true, NULL},
    {NULL},
};
static const kr_getset_def getsets[] = {
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {"__annotate__", get_annotate, set_annotate, NULL, NULL},
    {NULL},
};

kr_type kr_module_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "module",
    .doc = "module(name, doc=None)\n"
           "--\n\n"
           "A module.\n\n"
           "name is a str; doc, of any type, is its __doc__.",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(kr_module),
    .dict_offset = offsetof(kr_module, dict),
    .weaklist_offset = offsetof(kr_module, weaklist),
    .methods = methods,
    .getset = getsets,
    .members = members,
    .dealloc = module_dealloc,
    .traverse = module_traverse,
    .clear = module_clear,
    .repr = module_repr,
    .getattro = kr_module_getattro,
    .init = module_init,
    .new_ = module_tp_new,
};
