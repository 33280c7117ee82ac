/* The module _pickle: exceptions, functions, and what pickler and unpickler share. */
#include "modules/_pickle/pickle.h"

#include "objects/type.h"

kr_type *kr_pickling_error, *kr_unpickling_error;

int kr_pickle_hook(kr_value self, kr_value name, kr_value own, kr_cfunction base, kr_value *out) {
  if (own != KR_NULL) {
    *out = kr_ref(own);
    return 1;
  }
  if (!(kr_type_of(self)->tf & KR_TF_HEAP)) return 0;
  kr_value f = kr_getattr(self, name);
  if (f == KR_NULL) return -1;
  if (kr_is_exact(f, &kr_cfunction_type) && KR_AS(kr_cfunction_object, f)->def->fn == base) {
    kr_decref(f);
    return 0;
  }
  *out = f;
  return 1;
}

kr_value kr_memo_proxy_new(kr_type *type, kr_value owner) {
  kr_memo_proxy *p = kr_gc_object_alloc(type, sizeof *p);
  if (!p) return KR_NULL;
  p->owner = kr_ref(owner);
  return kr_from_object(p);
}
void kr_memo_proxy_dealloc(kr_object *o) {
  kr_decref(((kr_memo_proxy *)o)->owner);
  kr_object_free(o);
}
int kr_memo_proxy_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_memo_proxy *)o)->owner);
  return 0;
}

kr_value kr_memo_reduce(kr_value copy) {
  kr_value args = copy == KR_NULL ? KR_NULL : kr_tuple_pack(1, copy);
  kr_value r = args == KR_NULL ? KR_NULL : kr_tuple_pack(2, kr_from_object(&kr_dict_type), args);
  kr_decref(copy);
  kr_decref(args);
  return r;
}

kr_value kr_pickle_path(kr_value root, kr_value dotted) {
  kr_value o = kr_ref(root);
  kr_str *s = KR_STR(dotted);
  for (size_t at = 0; at <= s->length && o != KR_NULL;) {
    size_t end = at;
    while (end < s->length && kr_str_read(s, end) != '.') end++;
    kr_value name = kr_str_substring(dotted, at, end);
    kr_value next = name == KR_NULL ? KR_NULL : kr_getattr(o, name);
    kr_decref(name);
    kr_decref(o);
    o = next;
    at = end + 1;
  }
  return o;
}

/* class name(base), of this module. New. */
static kr_value new_exception(const char *name, kr_value base) {
  kr_dict *ns = kr_dict_new();
  kr_value bases = kr_tuple_pack(1, base), text = kr_str_intern_cstr(name), v = KR_NULL;
  if (ns && bases != KR_NULL && text != KR_NULL && kr_dict_set(ns, KR_ID(__module__), KR_ID(_pickle)) == 0)
    v = kr_call3(kr_from_object(&kr_type_type), text, bases, kr_from_object(ns));
  kr_decref(text);
  kr_decref(bases);
  kr_xdecref_object(ns);
  return v;
}

static int exec(kr_module *m) {
  static kr_value error, pickling, unpickling;
  if (!unpickling) {
    error = new_exception("PickleError", kr_from_object(&kr_exc_Exception));
    if (error == KR_NULL) return -1;
    pickling = new_exception("PicklingError", error);
    if (pickling == KR_NULL) return -1;
    unpickling = new_exception("UnpicklingError", error);
    if (unpickling == KR_NULL) return unpickling = 0, -1;
    kr_pickling_error = KR_AS_TYPE(pickling);
    kr_unpickling_error = KR_AS_TYPE(unpickling);
  }
  if (kr_type_ready(&kr_pickler_memo_type) < 0 || kr_type_ready(&kr_unpickler_memo_type) < 0) return -1;
  return kr_module_add(m, "PickleError", error) < 0 || kr_module_add(m, "PicklingError", pickling) < 0 ||
                 kr_module_add(m, "UnpicklingError", unpickling) < 0 ||
                 kr_module_add_type(m, &kr_pickler_type) < 0 ||
                 kr_module_add_type(m, &kr_unpickler_type) < 0 ||
                 kr_module_add_type(m, &kr_pickle_buffer_type) < 0
             ? -1
             : 0;
}

static const kr_method_def methods[] = {
    {"dump", kr_pickle_dump, 0,
     "($module, /, obj, file, protocol=None, *, fix_imports=True,\n     buffer_callback=None)",
     "Write obj as a pickle to a binary file."},
    {"dumps", kr_pickle_dumps, 0,
     "($module, /, obj, protocol=None, *, fix_imports=True,\n      buffer_callback=None)",
     "obj as a pickle, in bytes."},
    {"load", kr_pickle_load, 0,
     "($module, /, file, *, fix_imports=True, encoding='ASCII',\n     errors='strict', buffers=())",
     "The object that a binary file's next pickle makes."},
    {"loads", kr_pickle_loads, 0,
     "($module, data, /, *, fix_imports=True, encoding='ASCII',\n      errors='strict', buffers=())",
     "The object that the pickle in data makes."},
    {0},
};
const kr_module_def kr_module_def__pickle = {
    .name = "_pickle",
    .doc = "The pickler and the unpickler of pickle.",
    .methods = methods,
    .exec = exec,
};
