/* Module sys. */
#include "modules/modules.h"
#include "modules/sys/sys.h"
#include "objects/structseq.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "objects/set.h"
#include "objects/type_impl.h"
#include "vm/monitor.h"
#include "vm/flags.h"
#include "vm/runtime.h"
#include "vm/trace.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

int kr_sys_set(const char *name, kr_value v) {
  return kr_dict_set_cstr(KR_AS(kr_module, kr.sys_module)->dict, name, v);
}

/* ---- exceptions, hooks --------------------------------------------------------------------------------- */

FN(sys_exc_info) {
  kr_value e = kr_handled_exception();
  if (e == KR_NULL || e == KR_NONE) return kr_tuple_pack(3, KR_NONE, KR_NONE, KR_NONE);
  kr_value tb = KR_EXC(e)->traceback;
  return kr_tuple_pack(3, kr_from_object(kr_object_of(e)->type), e, tb == KR_NULL ? KR_NONE : tb);
}
FN(sys_exception) {
  kr_value e = kr_handled_exception();
  return e == KR_NULL ? KR_NONE : kr_ref(e);
}
FN(sys_exit) {
  kr_value e;
  kr_value status = args[0] == KR_NULL ? KR_NONE : args[0];
  kr_value a = status == KR_NONE     ? KR_EMPTY_TUPLE
               : kr_is_tuple(status) ? kr_ref(status)
                                     : kr_tuple_pack(1, status);
  if (a == KR_NULL) return KR_NULL;
  e = kr_exception_new(&kr_exc_SystemExit, a);
  kr_decref(a);
  if (e == KR_NULL) return KR_NULL;
  kr_raise_exception(e);
  kr_exception_chain_context(e);
  kr_decref(e);
  return KR_NULL;
}

FN(sys_displayhook) {
  kr_value v = args[0];
  if (v == KR_NONE) return KR_NONE;
  if (kr_dict_set(kr.builtins, KR_ID(_), KR_NONE)) return KR_NULL;
  kr_value out = kr_dict_get_new(kr.sys_dict, KR_ID(stdout));
  if (out == KR_NULL || out == KR_NONE) return kr_raise(&kr_exc_RuntimeError, "lost sys.stdout");
  kr_value s = kr_repr(v), r = KR_NULL;
  if (s != KR_NULL) r = kr_call_method1(out, KR_ID(write), s);
  kr_decref(s);
  if (r != KR_NULL) {
    kr_decref(r);
    r = kr_call_method1(out, KR_ID(write), kr_str_from_char('\n'));
  }
  kr_decref(out);
  if (r == KR_NULL || kr_dict_set(kr.builtins, KR_ID(_), v)) return KR_NULL;
  kr_decref(r);
  return KR_NONE;
}

/* The traceback module prints it: what CPython does in C comes out the same. */
FN(sys_unraisablehook) { return kr_unraisable_default_hook(args[0]); }

/* ---- objects ------------------------------------------------------------------------------------------- */

FN(sys_getrefcount) {
  kr_value v = args[0];
  if (!kr_is_object(v) || kr_is_immortal(kr_object_of(v))) return kr_from_small_int(UINT32_C(0x70000000));
  return kr_from_small_int(kr_object_of(v)->refs);
}
FN(sys_intern) {
  if (!kr_is_exact_str(args[0]))
    return kr_raise(&kr_exc_TypeError,
                    kr_is_str(args[0]) ? "can't intern %T" : "intern() argument must be str, not %G",
                    args[0]);
  kr_value v = kr_ref(args[0]);
  kr_str_intern(&v);
  return v;
}
FN(sys_getsizeof) {
  static kr_bound_spec *spec;
  kr_value bound[2];
  if (kr_args_bind(&spec, "getsizeof", "(object, default=None)", args, nargs, kwnames, bound)) return KR_NULL;
  args = bound;
  kr_value m;
  int found = kr_lookup_special(args[0], KR_ID(__sizeof__), &m);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise(&kr_exc_TypeError, "Type %T doesn't define __sizeof__", args[0]);
  kr_value r = kr_call0(m);
  kr_decref(m);
  intptr_t size = -1;
  if (r != KR_NULL) {
    if (kr_is_int(r)) size = kr_index_as_size(r, kr_from_object(&kr_exc_OverflowError));
    else kr_raise(&kr_exc_TypeError, "an integer is required");
    kr_decref(r);
    if (size < 0 && !kr_failed()) return kr_raise(&kr_exc_ValueError, "__sizeof__() should return >= 0");
  }
  if (size >= 0) return kr_int_from_i64(size);
  return args[1] != KR_NULL && kr_clear_if(&kr_exc_TypeError) ? kr_ref(args[1]) : KR_NULL;
}
FN(sys_getallocatedblocks) { return kr_int_from_size(kr_memory_blocks()); }

/* ---- frames -------------------------------------------------------------------------------------------- */

FN(sys_getframe) {
  int depth = args[0] == KR_NULL ? 0 : kr_index_as_int(args[0]);
  if (depth == -1 && kr_failed()) return KR_NULL;
  kr_frame *f = kr_frame_python(kr.thread->frame);
  while (f && depth-- > 0) f = kr_frame_python(f->prev);
  if (!f) return kr_raise(&kr_exc_ValueError, "call stack is not deep enough");
  kr_value v = kr_frame_get_object(f);
  if (v != KR_NULL && KR_AUDIT("sys._getframe", v)) KR_CLEAR(v);
  return v;
}
FN(sys_getframemodulename) {
  int depth = args[0] == KR_NULL ? 0 : kr_index_as_int(args[0]);
  if (depth == -1 && kr_failed()) return KR_NULL;
  if (KR_AUDIT("sys._getframemodulename", kr_from_small_int(depth))) return KR_NULL;
  kr_frame *f = kr_frame_python(kr.thread->frame);
  while (f && depth-- > 0) f = kr_frame_python(f->prev);
  if (!f) return KR_NONE;
  return f->func->module == KR_NULL ? KR_NONE : kr_ref(f->func->module);
}
FN(sys_getrecursionlimit) { return kr_from_small_int(kr.recursion_limit); }
FN(sys_setrecursionlimit) {
  int n = kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n < 1) return kr_raise(&kr_exc_ValueError, "recursion limit must be greater or equal than 1");
  if (kr.thread->py_depth >= n)
    return kr_raise(&kr_exc_RecursionError,
                    "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n,
                    kr.thread->py_depth);
  kr.recursion_limit = n;
  return KR_NONE;
}

FN(sys_getdefaultencoding) { return kr_str_intern_cstr("utf-8"); }
FN(sys_getfilesystemencoding) { return kr_str_intern_cstr("utf-8"); }
FN(sys_getfilesystemencodeerrors) { return kr_str_intern_cstr("surrogateescape"); }
FN(sys_is_finalizing) { return kr_from_bool(kr.finalizing); }
FN(sys_get_int_max_str_digits) { return kr_from_small_int(kr_int_max_str_digits); }
static void show_flags(void);
FN(sys_set_int_max_str_digits) {
  int n = kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n != 0 && n < 640) return kr_raise(&kr_exc_ValueError, "maxdigits must be >= 640 or 0 for unlimited");
  kr_int_max_str_digits = n;
  show_flags();
  return KR_NONE;
}

static kr_value sys_clear_type_cache(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_warn(&kr_exc_DeprecationWarning, 1,
              "sys._clear_type_cache() is deprecated and scheduled for removal in a future version. Use "
              "sys._clear_internal_caches() instead."))
    return KR_NULL;
  kr_type_cache_clear();
  return KR_NONE;
}

static kr_value sys_clear_type_descriptors(kr_value self, const kr_value *args, size_t nargs,
                                           kr_tuple *kwnames) {
  if (!kr_is_type(args[0]))
    return kr_raise(&kr_exc_TypeError, "_clear_type_descriptors() argument must be type, not %G", args[0]);
  return kr_type_clear_descriptors(KR_AS_TYPE(args[0])) < 0 ? KR_NULL : KR_NONE;
}

static const kr_method_def methods[] = {
    {"_clear_type_cache", sys_clear_type_cache, 0, "($module, /)", "Clear the internal type cache."},
    {"_clear_type_descriptors", sys_clear_type_descriptors, 0, "($module, type, /)",
     "Takes __dict__ and __weakref__ out of a class."},
    {"exc_info", sys_exc_info, 0, "($module, /)",
     "(type, value, traceback) of the exception that is being handled, or three None."},
    {"exception", sys_exception, 0, "($module, /)", "The exception that is being handled, or None."},
    {"exit", sys_exit, 0, "($module, status=None, /)", "End the program by raising SystemExit(status)."},
    {"displayhook", sys_displayhook, 0, "($module, object, /)",
     "Print an object as the interactive prompt does, and keep it in builtins._."},
    {"unraisablehook", sys_unraisablehook, 0, "($module, unraisable, /)",
     "Report an exception that nobody can handle."},
    {"getrefcount", sys_getrefcount, 0, "($module, object, /)",
     "How many references object has, that of this call included."},
    {"intern", sys_intern, 0, "($module, string, /)", "The one str with this text that is used for names."},
    {"getsizeof", sys_getsizeof, KR_FN_RAW, NULL, "The size of an object in bytes."},
    {"getallocatedblocks", sys_getallocatedblocks, 0, "($module, /)",
     "How many blocks of memory are in use."},
    {"_getframe", sys_getframe, 0, "($module, depth=0, /)",
     "The frame of the caller, or of the one depth calls further out."},
    {"_getframemodulename", sys_getframemodulename, 0, "($module, /, depth=0)",
     "The name of the module the caller's code is in."},
    {"getrecursionlimit", sys_getrecursionlimit, 0, "($module, /)", "How deep calls may nest."},
    {"setrecursionlimit", sys_setrecursionlimit, 0, "($module, limit, /)", "Set how deep calls may nest."},
    {"getdefaultencoding", sys_getdefaultencoding, 0, "($module, /)",
     "The encoding of str where none is named."},
    {"getfilesystemencoding", sys_getfilesystemencoding, 0, "($module, /)",
     "The encoding of names of files."},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, 0, "($module, /)",
     "What is done about errors in names of files."},
    {"is_finalizing", sys_is_finalizing, 0, "($module, /)", "Whether the interpreter is shutting down."},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, 0, "($module, /)",
     "How many digits an int may have as text; 0: any number."},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, 0, "($module, /, maxdigits)",
     "Set how many digits an int may have as text; 0: any number."},
    {0}};

/* The last `hidden` fields are attributes but no items. */
static int add_structseq_hiding(kr_module *m, const char *attr, const char *type_name, const char *doc,
                                const char *const *fields, size_t hidden, const kr_value *values) {
  size_t n = 0;
  while (fields[n]) n++;
  kr_type *t = kr_structseq_new_type(type_name, doc, fields, n - hidden);
  if (!t) return -1;
  kr_value v = kr_structseq_new(t, values);
  /* Programs cannot make these two. */
  if ((!strcmp(attr, "version_info") || !strcmp(attr, "flags")) && kr_structseq_forbid_new(t)) KR_CLEAR(v);
  kr_decref_object(t);
  return kr_module_add_steal(m, attr, v);
}
static int add_structseq(kr_module *m, const char *attr, const char *type_name, const char *doc,
                         const char *const *fields, const kr_value *values) {
  return add_structseq_hiding(m, attr, type_name, doc, fields, 0, values);
}
#define INT(n) kr_from_small_int(n)
#define STR(s) kr_str_intern_cstr(s)

enum { FLAGS = 21 };
static void current_flags(kr_value v[FLAGS]) {
  const kr_flags_t *f = &kr_flags;
  const kr_value flags[FLAGS] = {
      INT(f->debug),
      INT(f->inspect),
      INT(f->interactive),
      INT(f->optimize),
      INT(f->dont_write_bytecode),
      INT(f->no_user_site),
      INT(f->no_site),
      INT(f->ignore_environment),
      INT(f->verbose),
      INT(f->bytes_warning),
      INT(f->quiet),
      INT(f->hash_randomization),
      INT(f->isolated),
      kr_from_bool(f->dev_mode),
      INT(f->utf8_mode),
      INT(f->warn_default_encoding),
      kr_from_bool(f->safe_path),
      INT(kr_int_max_str_digits),
      INT(1),
      INT(f->thread_inherit_context),
      INT(f->context_aware_warnings),
  };
  memcpy(v, flags, sizeof flags);
}

/* Into sys.flags, wherever the program put it: the tuple changes as the settings do. */
static kr_value flags_tuple;
static void show_flags(void) {
  if (flags_tuple) current_flags(KR_TUPLE(flags_tuple)->items);
}

int kr_sys_update_flags(void) {
  show_flags();
  return kr_sys_set("dont_write_bytecode", kr_from_bool(kr_flags.dont_write_bytecode));
}

static int add_version_info(kr_module *m) {
  static const char *const f[] = {"major", "minor", "micro", "releaselevel", "serial", NULL};
  kr_value v[] = {INT(3), INT(14), INT(2), STR("final"), INT(0)};
  return add_structseq(m, "version_info", "sys.version_info", "The version of the language, in five parts.",
                       f, v);
}

static int add_flags(kr_module *m) {
  static const char *const f[] = {"debug",
                                  "inspect",
                                  "interactive",
                                  "optimize",
                                  "dont_write_bytecode",
                                  "no_user_site",
                                  "no_site",
                                  "ignore_environment",
                                  "verbose",
                                  "bytes_warning",
                                  "quiet",
                                  "hash_randomization",
                                  "isolated",
                                  "dev_mode",
                                  "utf8_mode",
                                  "warn_default_encoding",
                                  "safe_path",
                                  "int_max_str_digits",
                                  "gil",
                                  "thread_inherit_context",
                                  "context_aware_warnings",
                                  NULL};
  kr_value v[FLAGS];
  current_flags(v);
  if (add_structseq_hiding(m, "flags", "sys.flags", "What the command line and the environment ask for.", f,
                           3, v))
    return -1;
  flags_tuple = kr_ref(kr_dict_get_str(m->dict, STR("flags")));
  return 0;
}

static int add_float_info(kr_module *m) {
  static const char *const f[] = {"max", "max_exp",  "max_10_exp", "min",   "min_exp", "min_10_exp",
                                  "dig", "mant_dig", "epsilon",    "radix", "rounds",  NULL};
  kr_value v[] = {kr_from_double(__DBL_MAX__),
                  INT(__DBL_MAX_EXP__),
                  INT(__DBL_MAX_10_EXP__),
                  kr_from_double(__DBL_MIN__),
                  INT(__DBL_MIN_EXP__),
                  INT(__DBL_MIN_10_EXP__),
                  INT(__DBL_DIG__),
                  INT(__DBL_MANT_DIG__),
                  kr_from_double(__DBL_EPSILON__),
                  INT(2),
                  INT(1)};
  return add_structseq(m, "float_info", "sys.float_info", "What floats can hold.", f, v);
}

static int add_int_info(kr_module *m) {
  static const char *const f[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                  "str_digits_check_threshold", NULL};
  kr_value v[] = {INT(30), INT(4), INT(4300), INT(640)};
  return add_structseq(m, "int_info", "sys.int_info",
                       "How ints are held, and how many digits their text may have.", f, v);
}

static int add_hash_info(kr_module *m) {
  static const char *const f[] = {"width",     "modulus",   "inf",       "nan",    "imag",
                                  "algorithm", "hash_bits", "seed_bits", "cutoff", NULL};
  kr_value v[] = {INT(32),    INT(2147483647), INT(314159), INT(0), INT(1000003),
                  STR("fnv"), INT(32),         INT(64),     INT(0)};
  return add_structseq(m, "hash_info", "sys.hash_info", "How hashes are made.", f, v);
}

static int add_thread_info(kr_module *m) {
  static const char *const f[] = {"name", "lock", "version", NULL};
  kr_value v[] = {STR("pthread-stubs"), STR("mutex+cond"), KR_NONE};
  return add_structseq(m, "thread_info", "sys.thread_info", "How threads are made.", f, v);
}

static int add_emscripten_info(kr_module *m) {
  static const char *const f[] = {"emscripten_version", "runtime", "pthreads", "shared_memory", NULL};
#ifdef __EMSCRIPTEN__
  kr_value version =
      kr_tuple_pack(3, INT(__EMSCRIPTEN_major__), INT(__EMSCRIPTEN_minor__), INT(__EMSCRIPTEN_tiny__));
#else
  kr_value version = kr_tuple_pack(3, INT(0), INT(0), INT(0));
#endif
  if (version == KR_NULL) return -1;
  kr_value v[] = {version, KR_NONE, KR_FALSE, KR_FALSE};
  return add_structseq(m, "_emscripten_info", "sys._emscripten_info", "How it was built for WebAssembly.", f,
                       v);
}

static int add_implementation(kr_module *m) {
  kr_dict *impl = kr_dict_new();
  if (!impl) return -1;
  kr_dict_set_cstr(impl, "name", STR("krait"));
  kr_dict_set_cstr(impl, "cache_tag", STR("krait-314"));
  kr_dict_set_cstr(impl, "version", kr_dict_get_str(m->dict, STR("version_info")));
  kr_dict_set_cstr(impl, "hexversion", INT(0x030e02f0));
  kr_dict_set_cstr(impl, "_multiarch", STR("wasm32-emscripten"));
  kr_dict_set_cstr(impl, "supports_isolated_interpreters", KR_FALSE);
  return kr_module_add_steal(m, "implementation", kr_namespace_new(impl));
}

static int add_info(kr_module *m) {
  return add_version_info(m) || add_flags(m) || add_float_info(m) || add_int_info(m) || add_hash_info(m) ||
                 add_thread_info(m) || add_emscripten_info(m) || add_implementation(m)
             ? -1
             : 0;
}

static int exec(kr_module *m) {
  kr_list *names = kr_list_new(0);
  if (!names) return -1;
  for (const kr_builtin_module *b = kr_builtin_modules; b->name; b++)
    if (b->def && kr_list_append_steal(names, STR(b->name))) return -1;
  kr_list_sort(names, KR_NULL, false);
  if (kr_module_add_steal(m, "builtin_module_names", kr_list_to_tuple(names))) return -1;
  static const char *const lists[] = {"path", "meta_path", "path_hooks", "argv", "orig_argv", "warnoptions"};
  for (int i = 0; i < 6; i++)
    if (kr_module_add_steal(m, lists[i], kr_from_object_or_null(kr_list_new(0)))) return -1;
  static const char *const dicts[] = {"path_importer_cache", "_xoptions"};
  for (int i = 0; i < 2; i++)
    if (kr_module_add_steal(m, dicts[i], kr_from_object_or_null(kr_dict_new()))) return -1;
  static const char *const texts[][2] = {{"version", "3.14.2 (Krait) [" __VERSION__ "]"},
                                         {"platform", "emscripten"},
                                         {"byteorder", "little"},
                                         {"prefix", ""},
                                         {"base_prefix", ""},
                                         {"exec_prefix", ""},
                                         {"base_exec_prefix", ""},
                                         {"executable", ""},
                                         {"platlibdir", "lib"},
                                         {"copyright", "Copyright (c) the Krait authors."},
                                         {"float_repr_style", "short"},
                                         {"abiflags", ""}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (kr_module_add_cstr(m, texts[i][0], texts[i][1])) return -1;
  if (kr_module_add_int(m, "maxsize", INT32_MAX) || kr_module_add_int(m, "maxunicode", 0x10FFFF) ||
      kr_module_add_int(m, "hexversion", 0x030e02f0) || kr_module_add_int(m, "api_version", 1013) ||
      kr_module_add(m, "dont_write_bytecode", kr_from_bool(kr_flags.dont_write_bytecode)) ||
      kr_module_add(m, "pycache_prefix", KR_NONE))
    return -1;
  if (add_info(m)) return -1;
  extern kr_value kr_sys_stdlib_names(void);
  if (kr_module_add_steal(m, "stdlib_module_names", kr_sys_stdlib_names())) return -1;
  const kr_method_def *const more[] = {kr_sys_audit_methods, kr_sys_hook_methods, kr_sys_runtime_methods,
                                       kr_sys_excepthook_methods};
  for (size_t i = 0; i < sizeof more / sizeof *more; i++)
    for (const kr_method_def *d = more[i]; d->name; d++)
      if (kr_module_add_steal(m, d->name, kr_cfunction_new(d, kr_from_object(m), KR_ID(sys)))) return -1;
  if (kr_sys_runtime_exec(m)) return -1;
  if (kr_module_add_steal(m, "monitoring", kr_monitoring_module())) return -1;
  kr_value hook = kr_dict_get_str(m->dict, KR_ID(displayhook));
  kr_module_add(m, "__displayhook__", hook);
  hook = kr_dict_get_str(m->dict, KR_ID(excepthook));
  kr_module_add(m, "__excepthook__", hook);
  hook = kr_dict_get_str(m->dict, KR_ID(unraisablehook));
  kr_module_add(m, "__unraisablehook__", hook);
  hook = kr_dict_get_str(m->dict, KR_ID(breakpointhook));
  kr_module_add(m, "__breakpointhook__", hook);
  return 0;
}

static const kr_module_def def = {
    .name = "sys", .doc = "The interpreter as a program sees it.", .methods = methods, .exec = exec};
const kr_module_def kr_module_def_sys = {.name = "sys"};

kr_module *kr_sys_init(void) { return kr_module_from_def(&def, KR_ID(sys)); }
