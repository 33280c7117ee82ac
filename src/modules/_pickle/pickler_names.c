/* The pickle of what is found again by its name: classes, functions. */
#include "modules/_pickle/pickler.h"

#include "objects/codecs.h"
#include "objects/container.h"
#include "objects/int.h"
#include "vm/frame.h"

/* PicklingError in place of the current exception, if any, which becomes its context. */
static int cannot(const char *fmt, kr_value v, kr_value module, kr_value name) {
  kr_value context = kr_fetch_exception();
  kr_raise(kr_pickling_error, fmt, v, module, name);
  if (context != KR_NULL) kr_exception_chain_current_steal(context);
  return -1;
}

/* The loaded module that has v under this name; KR_NONE: none. New. */
static kr_value search_modules(kr_value v, kr_value name) {
  kr_value modules = kr_from_object_or_null(kr_dict_copy(kr.modules)), found = KR_NONE;
  if (modules == KR_NULL) return KR_NULL;
  uint32_t pos = 0;
  kr_value key, module;
  while (found == KR_NONE && kr_dict_next(KR_DICT(modules), &pos, &key, &module)) {
    if (module == KR_NONE || (kr_is_exact_str(key) && (kr_str_equals_cstr(KR_STR(key), "__main__") ||
                                                       kr_str_equals_cstr(KR_STR(key), "__mp_main__"))))
      continue;
    kr_value there = kr_pickle_path(module, name);
    if (there == v) found = kr_ref(key);
    kr_decref(there);
    if (there == KR_NULL && !kr_clear_if(&kr_exc_AttributeError)) found = KR_NULL;
  }
  kr_decref(modules);
  return found;
}
/* The name of the module where v is to be found as `name`: it is. New. */
static kr_value module_of(kr_value v, kr_value name) {
  kr_value module_name;
  if (kr_getattr_optional(v, KR_ID(__module__), &module_name) < 0) return KR_NULL;
  kr_value locals = kr_str_intern_cstr("<locals>");
  bool local =
      locals != KR_NULL && kr_str_find(KR_STR(name), KR_STR(locals), 0, KR_STR(name)->length, 1) >= 0;
  kr_decref(locals);
  if (local) {
    kr_decref(module_name);
    return kr_raise(kr_pickling_error, "Can't pickle local object %R", v);
  }
  if (module_name == KR_NULL || module_name == KR_NONE) {
    module_name = search_modules(v, name);
    if (module_name == KR_NULL) return KR_NULL;
    if (module_name == KR_NONE) module_name = KR_ID(__main__);
  }
  kr_value module = kr_pickle_module(module_name);
  if (module == KR_NULL) {
    if (kr_failed_with(&kr_exc_ImportError) || kr_failed_with(&kr_exc_ValueError) ||
        kr_failed_with(&kr_exc_KeyError)) {
      kr_value e = kr_fetch_exception(), text = kr_str_of(e);
      kr_restore_exception_steal(e);
      if (text != KR_NULL) cannot("Can't pickle %R: %U", v, text, KR_NULL);
      kr_decref(text);
    }
    kr_decref(module_name);
    return KR_NULL;
  }
  kr_value there = kr_pickle_path(module, name);
  kr_decref(module);
  kr_decref(there);
  if (there == v) return module_name;
  if (there != KR_NULL) cannot("Can't pickle %R: it's not the same object as %S.%U", v, module_name, name);
  else if (kr_failed_with(&kr_exc_AttributeError))
    cannot("Can't pickle %R: it's not found as %S.%U", v, module_name, name);
  kr_decref(module_name);
  return KR_NULL;
}

/* The code that copyreg.add_extension() gave this name: KR_DELETED without. New. */
static kr_value extension_of(kr_value module, kr_value name) {
  kr_value registry = kr_import_attr("copyreg", "_extension_registry"), key = kr_tuple_pack(2, module, name);
  kr_value code = KR_NULL;
  if (registry != KR_NULL && key != KR_NULL && kr_is_dict(registry)) {
    code = kr_dict_get_new(KR_DICT(registry), key);
    if (code == KR_NULL && !kr_failed()) code = KR_DELETED;
  }
  kr_decref(registry);
  kr_decref(key);
  return code;
}
static int put_extension(kr_pickler *p, kr_value code) {
  int64_t n;
  if (!kr_is_int(code))
    return KR_RAISE_INT(&kr_exc_TypeError, "'%T' object cannot be interpreted as an integer", code);
  if (!kr_int_fits_i64(code, &n) || n != (int32_t)n)
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C long");
  if (n <= 0) return KR_RAISE_INT(&kr_exc_RuntimeError, "extension code %R is out of range", code);
  return n < 1 << 8    ? kr_pickle_put_arg(p, OP_EXT1, (uint64_t)n, 1)
         : n < 1 << 16 ? kr_pickle_put_arg(p, OP_EXT2, (uint64_t)n, 2)
                       : kr_pickle_put_arg(p, OP_EXT4, (uint64_t)n, 4);
}

static int put_identifier(kr_pickler *p, kr_value text, const char *what) {
  if (!kr_is_str(text)) return KR_RAISE_INT(&kr_exc_TypeError, "expected str, %T found", text);
  kr_value bytes = p->proto >= 3 ? kr_encode_utf8(text, NULL) : kr_encode(text, "ascii", NULL);
  if (bytes == KR_NULL) {
    if (!kr_failed_with(&kr_exc_UnicodeEncodeError)) return -1;
    kr_value context = kr_fetch_exception();
    kr_raise(kr_pickling_error, "can't pickle %s identifier %R using pickle protocol %d", what, text,
             p->proto);
    kr_exception_chain_current_steal(context);
    return -1;
  }
  int r = kr_pickle_put(p, KR_BYTES(bytes)->data, KR_BYTES(bytes)->size) < 0 ? -1 : kr_pickle_put_op(p, '\n');
  kr_decref(bytes);
  return r;
}
static int put_global(kr_pickler *p, kr_value module, kr_value name) {
  kr_incref(module);
  kr_incref(name);
  int r = p->proto < 3 && p->fix_imports ? kr_pickle_rename(&module, &name, false) : 0;
  if (r == 0)
    r = kr_pickle_put_op(p, OP_GLOBAL) < 0 || put_identifier(p, module, "module") < 0 ||
                put_identifier(p, name, "global") < 0
            ? -1
            : 0;
  kr_decref(module);
  kr_decref(name);
  return r;
}
/* Before protocol 4 a name with dots is getattr(getattr(first, second), third). */
static int put_path(kr_pickler *p, kr_value module, kr_value name) {
  kr_value dot = kr_str_from_char('.'), parts = kr_call_method1(name, KR_ID(split), dot), getattr = KR_NULL;
  kr_decref(dot);
  if (parts == KR_NULL) return -1;
  uint32_t n = KR_LIST(parts)->size;
  int r = n > 1 && (getattr = kr_builtin(KR_ID(getattr))) == KR_NULL ? -1 : 0;
  for (uint32_t i = 1; i < n && r == 0; i++) {
    r = kr_pickle_save(p, getattr);
    if (r == 0 && p->proto < 2) r = kr_pickle_put_op(p, OP_MARK);
  }
  if (r == 0) r = put_global(p, module, KR_LIST(parts)->items[0]);
  for (uint32_t i = 1; i < n && r == 0; i++) {
    r = kr_pickle_save(p, KR_LIST(parts)->items[i]);
    if (r == 0) r = kr_pickle_put(p, (uint8_t[]){p->proto < 2 ? OP_TUPLE : OP_TUPLE2, OP_REDUCE}, 2);
  }
  kr_decref(getattr);
  kr_decref(parts);
  return r;
}

int kr_pickle_save_global(kr_pickler *p, kr_value v, kr_value name) {
  kr_incref(name);
  if (name == KR_NULL && kr_getattr_optional(v, KR_ID(__qualname__), &name) < 0) return -1;
  if (name == KR_NULL && (name = kr_getattr(v, KR_ID(__name__))) == KR_NULL) return -1;
  int r = -1;
  kr_value module = KR_NULL, code = KR_DELETED;
  if (!kr_is_str(name)) kr_raise(&kr_exc_TypeError, "__qualname__ must be str, not %T", name);
  else module = module_of(v, name);
  if (module != KR_NULL && p->proto >= 2) code = extension_of(module, name);
  if (module != KR_NULL && code != KR_NULL) {
    if (code != KR_DELETED) {
      r = put_extension(p, code);
    } else {
      if (p->proto >= 4)
        r = kr_pickle_save(p, module) < 0 || kr_pickle_save(p, name) < 0
                ? -1
                : kr_pickle_put_op(p, OP_STACK_GLOBAL);
      else r = put_path(p, module, name);
      if (r == 0) r = kr_pickle_memoize(p, v);
    }
  }
  kr_decref(code);
  kr_decref(module);
  kr_decref(name);
  return r;
}

int kr_pickle_save_type(kr_pickler *p, kr_value v) {
  kr_type *t = KR_AS_TYPE(v);
  kr_value only = t == &kr_none_type              ? KR_NONE
                  : t == &kr_not_implemented_type ? KR_NOT_IMPLEMENTED
                  : t == &kr_ellipsis_type        ? KR_ELLIPSIS
                                                  : KR_NULL;
  if (only == KR_NULL) return kr_pickle_save_global(p, v, KR_NULL);
  return kr_pickle_save_as_call(p, kr_ref(kr_from_object(&kr_type_type)), kr_tuple_pack(1, only), v);
}
