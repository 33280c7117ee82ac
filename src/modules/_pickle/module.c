/* The module _pickle: exceptions, functions, and what pickler and unpickler share. */
#include "modules/_pickle/pickle.h"

#include "objects/container.h"
#include "objects/type.h"
#include "vm/frame.h"

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

static bool is_hook(kr_value name, kr_value hook) {
  return name == hook || (kr_is_exact_str(name) && kr_str_equal(KR_STR(name), KR_STR(hook)));
}
kr_value kr_pickle_getattr(kr_value self, kr_value name, kr_value hook, kr_value own) {
  return own != KR_NULL && is_hook(name, hook) ? kr_ref(own) : kr_generic_getattr(self, name);
}
int kr_pickle_setattr(kr_value self, kr_value name, kr_value v, kr_value hook, kr_value *own) {
  if (!is_hook(name, hook)) return kr_generic_setattr(self, name, v);
  KR_REPLACE(*own, kr_ref(v));
  return 0;
}

kr_value kr_pickle_module(kr_value name) {
  kr_value import = kr_builtin(KR_ID(__import__)), module = KR_NULL;
  if (import != KR_NULL && kr_drop_result(kr_call1(import, name)) == 0) {
    module = kr_dict_get_new(kr.modules, name);
    if (module == KR_NULL && !kr_failed()) kr_raise_key(name);
  }
  kr_decref(import);
  return module;
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

int kr_pickle_rename(kr_value *module, kr_value *name, bool forward) {
  kr_value names = kr_import_attr("_compat_pickle", forward ? "NAME_MAPPING" : "REVERSE_NAME_MAPPING");
  kr_value modules = kr_import_attr("_compat_pickle", forward ? "IMPORT_MAPPING" : "REVERSE_IMPORT_MAPPING");
  kr_value key = kr_tuple_pack(2, *module, *name), found = KR_NULL;
  int r = -1;
  if (names != KR_NULL && modules != KR_NULL && key != KR_NULL && kr_is_dict(names) && kr_is_dict(modules)) {
    found = kr_dict_get_new(KR_DICT(names), key);
    if (found != KR_NULL && kr_is_tuple(found) && KR_TUPLE(found)->size == 2) {
      KR_REPLACE(*module, kr_ref(KR_TUPLE(found)->items[0]));
      KR_REPLACE(*name, kr_ref(KR_TUPLE(found)->items[1]));
    } else if (!kr_failed()) {
      kr_decref(found);
      found = kr_dict_get_new(KR_DICT(modules), *module);
      if (found != KR_NULL) KR_REPLACE(*module, kr_ref(found));
    }
    r = kr_failed() ? -1 : 0;
  }
  kr_decref(found);
  kr_decref(key);
  kr_decref(names);
  kr_decref(modules);
  return r;
}

/* class name(base), of this module. New. */
static kr_value new_error(const char *name, kr_value base) {
  return kr_exception_class_new("_pickle", name, kr_tuple_pack(1, base));
}

static int exec(kr_module *m) {
  static kr_value error = KR_NULL, pickling = KR_NULL, unpickling = KR_NULL;
  if (unpickling == KR_NULL) {
    if (error == KR_NULL) error = new_error("PickleError", kr_from_object(&kr_exc_Exception));
    if (error != KR_NULL && pickling == KR_NULL) pickling = new_error("PicklingError", error);
    if (pickling != KR_NULL) unpickling = new_error("UnpicklingError", error);
    if (unpickling == KR_NULL) return -1;
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
