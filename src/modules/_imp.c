/* Module _imp: builtin and frozen modules for importlib. */
#include "compile/marshal.h"
#include "import/import.h"
#include "modules/modules.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "vm/runtime.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static const kr_builtin_module *find_builtin(kr_value name) {
  if (!kr_is_str(name)) return NULL;
  for (const kr_builtin_module *m = kr_builtin_modules; m->name; m++)
    if (m->def && kr_str_equals_cstr(KR_STR(name), m->name)) return m;
  return NULL;
}

FN(is_builtin) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "is_builtin() argument must be str, not %G", args[0]);
  const kr_builtin_module *m = find_builtin(args[0]);
  if (!m) return kr_from_small_int(0);
  /* sys and builtins cannot be made a second time */
  bool single = !strcmp(m->name, "sys") || !strcmp(m->name, "builtins");
  return kr_from_small_int(single ? -1 : 1);
}

FN(create_builtin) {
  kr_value name = kr_getattr(args[0], KR_ID(name));
  if (name == KR_NULL) return KR_NULL;
  const kr_builtin_module *b = find_builtin(name);
  kr_value r;
  if (!b) {
    r = KR_NONE;
  } else if (!strcmp(b->name, "sys") || !strcmp(b->name, "builtins")) {
    r = kr_dict_get_new(kr.modules, name);
    if (r == KR_NULL && !kr_failed())
      r = !strcmp(b->name, "sys") ? kr_ref(kr.sys_module) : kr_ref(kr.builtins_module);
  } else {
    r = kr_from_object_or_null(kr_module_from_def(b->def, name));
  }
  kr_decref(name);
  return r;
}
FN(exec_builtin) { return kr_from_small_int(0); }

/* ---- frozen modules ------------------------------------------------------------------------------------ */

static kr_value no_such(kr_value name) {
  return kr_raise_import(name, KR_NULL, "No such frozen object named %R", name);
}

/* _override_frozen_modules_for_tests: positive, use the frozen modules; negative, do not; 0: -X frozen_modules */
static int frozen_override;

/* NULL: there is none, or it is to come from the library instead, which start-up cannot ask before there is a
 * main module. importlib itself is always frozen. */
static const kr_frozen *find(kr_value name) {
  const kr_frozen *f = kr_find_frozen(name);
  bool off = frozen_override ? frozen_override < 0 : kr_flags.no_frozen_modules && kr_main_dict();
  return f && off && strncmp(f->name, "_frozen_importlib", 17) ? NULL : f;
}

static kr_value frozen_data(const kr_frozen *f) {
  kr_value bytes;
  if (f->data && !kr_frozen_is_kept(f)) {
    bytes = kr_bytes_from(f->data, f->size);
  } else {
    kr_value dumps = kr_import_attr("marshal", "dumps"), code = kr_frozen_code(f);
    bytes = dumps == KR_NULL || code == KR_NULL ? KR_NULL : kr_call1(dumps, code);
    kr_decref(dumps);
    kr_decref(code);
  }
  kr_value r = bytes == KR_NULL ? KR_NULL : kr_memoryview_from_object(bytes);
  kr_decref(bytes);
  return r;
}

FN(find_frozen) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "find_frozen() argument 1 must be str, not %G", args[0]);
  const kr_frozen *f = find(args[0]);
  if (!f) return KR_NONE;
  int with_data = args[1] == KR_NULL ? 0 : kr_truth(args[1]);
  if (with_data < 0) return KR_NULL;
  kr_value data = with_data ? frozen_data(f) : KR_NONE;
  if (data == KR_NULL) return KR_NULL;
  kr_value origin = kr_ref(args[0]);
  if (!strcmp(f->name, "_frozen_importlib")) origin = kr_str_intern_cstr("importlib._bootstrap");
  if (!strcmp(f->name, "_frozen_importlib_external"))
    origin = kr_str_intern_cstr("importlib._bootstrap_external");
  kr_value r = kr_tuple_pack(3, data, kr_from_bool(f->is_package), origin);
  kr_decref(data);
  kr_decref(origin);
  return r;
}

FN(get_frozen_object) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "get_frozen_object() argument 1 must be str, not %G", args[0]);
  kr_value code;
  if (args[1] != KR_NULL && args[1] != KR_NONE) {
    kr_buffer view;
    if (kr_get_buffer(args[1], &view, KR_BUF_SIMPLE)) return KR_NULL;
    code = kr_marshal_loads(view.buf, (size_t)view.len);
    kr_release_buffer(&view);
  } else {
    const kr_frozen *f = find(args[0]);
    if (!f) return no_such(args[0]);
    code = kr_frozen_code(f);
  }
  if (code == KR_NULL) {
    if (kr_failed_with(&kr_exc_MemoryError)) return KR_NULL;
    kr_clear_exception();
    return kr_raise_import(args[0], KR_NULL, "Frozen object named %R is invalid", args[0]);
  }
  if (!kr_is_exact(code, &kr_code_type)) {
    kr_decref(code);
    return kr_raise(&kr_exc_TypeError, "frozen object %R is not a code object", args[0]);
  }
  return code;
}

FN(is_frozen) {
  return kr_is_str(args[0])
             ? kr_from_bool(find(args[0]) != NULL)
             : kr_raise(&kr_exc_TypeError, "is_frozen() argument must be str, not %G", args[0]);
}
FN(is_frozen_package) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "is_frozen_package() argument must be str, not %G", args[0]);
  const kr_frozen *f = find(args[0]);
  return f ? kr_from_bool(f->is_package) : no_such(args[0]);
}
FN(init_frozen) {
  const kr_frozen *f = kr_is_str(args[0]) ? find(args[0]) : NULL;
  if (!f) return KR_NONE;
  kr_value code = kr_frozen_code(f);
  if (code == KR_NULL) return KR_NULL;
  kr_module *m = kr_module_new(args[0]);
  kr_value r = KR_NULL;
  if (m && kr_dict_set(kr.modules, args[0], kr_from_object(m)) == 0) {
    r = kr_eval_code(KR_CODE(code), m->dict, kr_from_object(m->dict));
    kr_decref(r);
  }
  kr_decref(code);
  if (r != KR_NULL) return kr_from_object(m);
  kr_xdecref_object(m);
  return KR_NULL;
}

/* ---- the import lock ----------------------------------------------------------------------------------- */

/* importlib's per-module locks do the work; this one is what `imp` clients still ask about. */
static int lock_depth;
FN(acquire_lock) {
  lock_depth++;
  return KR_NONE;
}
FN(release_lock) {
  if (lock_depth == 0) return kr_raise(&kr_exc_RuntimeError, "not holding the import lock");
  lock_depth--;
  return KR_NONE;
}
FN(lock_held) { return kr_from_bool(lock_depth > 0); }

FN(extension_suffixes) { return kr_from_object_or_null(kr_list_new(0)); }

/* Makes a code object and all in it name another file: a .pyc that was moved. */
static int fix_filename(kr_code *code, kr_value old, kr_value new) {
  if (!kr_str_equal(KR_STR(code->filename), KR_STR(old))) return 0;
  kr_incref(new);
  KR_REPLACE(code->filename, new);
  if (kr_enter_recursion(" in _fix_co_filename")) return -1;
  int r = 0;
  for (uint32_t i = 0; i < code->consts->size && !r; i++)
    if (kr_is_exact(code->consts->items[i], &kr_code_type))
      r = fix_filename(KR_CODE(code->consts->items[i]), old, new);
  kr_leave_recursion();
  return r;
}
FN(fix_co_filename) {
  if (!kr_is_exact(args[0], &kr_code_type))
    return kr_raise(&kr_exc_TypeError, "_fix_co_filename() argument 1 must be code, not %G", args[0]);
  if (!kr_is_str(args[1]))
    return kr_raise(&kr_exc_TypeError, "_fix_co_filename() argument 2 must be str, not %G", args[1]);
  kr_value old = kr_ref(KR_CODE(args[0])->filename);
  int r = kr_equal(old, args[1]) ? 0 : fix_filename(KR_CODE(args[0]), old, args[1]);
  kr_decref(old);
  return r ? KR_NULL : KR_NONE;
}

/* SipHash-1-3 of the data under a 128-bit key (Aumasson and Bernstein): what hash-based .pyc files hold. */
static uint64_t siphash13(uint64_t k0, uint64_t k1, const uint8_t *p, size_t n) {
#define ROTL(x, b) ((x) << (b) | (x) >> (64 - (b)))
#define ROUND                                                                                                \
  v0 += v1, v2 += v3, v1 = ROTL(v1, 13) ^ v0, v3 = ROTL(v3, 16) ^ v2, v0 = ROTL(v0, 32), v2 += v1, v0 += v3, \
                      v1 = ROTL(v1, 17) ^ v2, v3 = ROTL(v3, 21) ^ v0, v2 = ROTL(v2, 32)
  uint64_t v0 = k0 ^ 0x736f6d6570736575u, v1 = k1 ^ 0x646f72616e646f6du, v2 = k0 ^ 0x6c7967656e657261u,
           v3 = k1 ^ 0x7465646279746573u, last = (uint64_t)n << 56;
  for (; n >= 8; n -= 8, p += 8) {
    uint64_t m;
    memcpy(&m, p, 8);
    v3 ^= m;
    ROUND;
    v0 ^= m;
  }
  for (size_t i = 0; i < n; i++) last |= (uint64_t)p[i] << (8 * i);
  v3 ^= last;
  ROUND;
  v0 ^= last;
  v2 ^= 0xff;
  ROUND;
  ROUND;
  ROUND;
  return v0 ^ v1 ^ v2 ^ v3;
#undef ROUND
#undef ROTL
}

FN(source_hash) {
  int64_t key = kr_index_as_i64(args[0]);
  if (key == -1 && kr_failed()) return KR_NULL;
  kr_buffer view;
  if (kr_get_buffer(args[1], &view, KR_BUF_SIMPLE)) return KR_NULL;
  uint64_t h = siphash13((uint64_t)key, 0, view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  uint8_t bytes[8];
  for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(h >> (8 * i));
  return kr_bytes_from(bytes, 8);
}

FN(override) {
  int n = kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  frozen_override = n;
  return KR_NONE;
}
FN(override_multi) { return kr_from_small_int(0); }

static const kr_method_def methods[] = {
    {"extension_suffixes", extension_suffixes, 0, "($module, /)", "The file suffixes of extension modules."},
    {"lock_held", lock_held, 0, "($module, /)", NULL},
    {"acquire_lock", acquire_lock, 0, "($module, /)", NULL},
    {"release_lock", release_lock, 0, "($module, /)", NULL},
    {"find_frozen", find_frozen, 0, "($module, name, /, *, withdata=False)", NULL},
    {"get_frozen_object", get_frozen_object, 0, "($module, name, data=None, /)", NULL},
    {"is_frozen_package", is_frozen_package, 0, "($module, name, /)", NULL},
    {"create_builtin", create_builtin, 0, "($module, spec, /)", NULL},
    {"init_frozen", init_frozen, 0, "($module, name, /)", NULL},
    {"is_builtin", is_builtin, 0, "($module, name, /)", NULL},
    {"is_frozen", is_frozen, 0, "($module, name, /)", NULL},
    {"exec_builtin", exec_builtin, 0, "($module, mod, /)", NULL},
    {"_fix_co_filename", fix_co_filename, 0, "($module, code, path, /)", NULL},
    {"source_hash", source_hash, 0, "($module, /, key, source)", NULL},
    {"_override_frozen_modules_for_tests", override, 0, "($module, override, /)", NULL},
    {"_override_multi_interp_extensions_check", override_multi, 0, "($module, override, /)", NULL},
    {0}};

static int exec(kr_module *m) {
  /* 3627, CRLF: the magic number of 3.14's .pyc files */
  return kr_module_add_cstr(m, "check_hash_based_pycs", "default") ||
                 kr_module_add_int(m, "pyc_magic_number_token", 3627 | '\r' << 16 | '\n' << 24)
             ? -1
             : 0;
}

const kr_module_def kr_module_def__imp = {
    .name = "_imp", .doc = "Builtin and frozen modules.", .methods = methods, .exec = exec};
