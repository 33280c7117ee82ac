/* sys.excepthook: module traceback shows the exception. When that fails (it cannot be imported, was tampered
 * with, or refuses what it is given) the exception is shown from here, without carets. */
#include "modules/sys/sys.h"
#include "objects/exceptions.h"
#include "objects/type_impl.h"
#include "vm/runtime.h"
#include "vm/vm.h"

/* A file has refused what was to be written: it is closed, or no file. */
static bool refused;

/* Writes a string (stolen; KR_NULL: nothing). What fails is forgotten. False: for want of memory. */
static bool put(kr_value file, kr_value text) {
  kr_value r = text == KR_NULL ? KR_NULL : kr_call_method1(file, KR_ID(write), text);
  bool ok = !kr_failed_with(&kr_exc_MemoryError);
  if (ok && text != KR_NULL && r == KR_NULL) refused = true;
  kr_clear_exception();
  kr_decref(text);
  kr_decref(r);
  return ok;
}

static void put_exception(kr_value file, kr_value e, int depth) {
  if (!kr_has_tf(e, KR_TF_EXC_SUBCLASS)) {
    put(file, kr_str_format("TypeError: print_exception(): Exception expected for value, %T found\n", e));
    return;
  }
  const kr_exception *x = KR_EXC(e);
  kr_value first = x->cause != KR_NULL && x->cause != KR_NONE ? x->cause
                   : x->suppress_context                      ? KR_NULL
                                                              : x->context;
  if (first != KR_NULL && first != KR_NONE && depth < 20) {
    bool cause = first == x->cause;
    kr_incref(first);
    put_exception(file, first, depth + 1);
    put(file, kr_str_from_cstr(
                  cause ? "\nThe above exception was the direct cause of the following exception:\n\n"
                        : "\nDuring handling of the above exception, another exception occurred:\n\n"));
    kr_decref(first);
  }
  if (x->traceback != KR_NULL && kr_is_exact(x->traceback, &kr_traceback_type)) {
    kr_str_builder b = {0};
    kr_put_traceback(&b, x->traceback);
    put(file, kr_sb_finish(&b));
  }
  kr_value name = kr_type_full_name(kr_object_of(e)->type), text = kr_str_of(e);
  if (text == KR_NULL) kr_clear_exception();
  if (name == KR_NULL || !put(file, text == KR_NULL ? kr_str_format("%U: <exception str() failed>\n", name)
                                    : KR_STR(text)->length == 0 ? kr_str_format("%U\n", name)
                                                                : kr_str_format("%U: %U\n", name, text)))
    kr_write_plainly(e);
  kr_clear_exception();
  kr_decref(name);
  kr_decref(text);
}

/* Where sys.stderr cannot be written to. */
static void lost(kr_value e) {
  kr_value text =
      kr_str_format("object address  : %p\nobject refcount : %u\nobject type     : %p\nobject type name: %T\n"
                    "object repr     : %R\nlost sys.stderr\n",
                    kr_object_of(e), kr_object_of(e)->refs, kr_object_of(e)->type, e, e);
  size_t size;
  const char *utf8 = text == KR_NULL ? NULL : kr_str_utf8(KR_STR(text), &size);
  if (utf8) kr_write_error(utf8, size);
  kr_clear_exception();
  kr_decref(text);
}

static kr_value excepthook(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value file = kr_dict_get_new(kr.sys_dict, KR_ID(stderr));
  kr_value e = args[1];
  if (file == KR_NULL && kr_is_object(e)) lost(e);
  if (file == KR_NULL || file == KR_NONE) return KR_NONE;
  if (kr_is_exact(args[2], &kr_traceback_type) && kr_has_tf(e, KR_TF_EXC_SUBCLASS) &&
      KR_EXC(e)->traceback == KR_NULL)
    KR_EXC(e)->traceback = kr_ref(args[2]);
  kr_value f = kr_import_attr("traceback", "_print_exception_bltin");
  kr_value r = f == KR_NULL ? KR_NULL : kr_call1(f, e);
  if (r == KR_NULL) {
    kr_clear_exception();
    refused = false;
    put_exception(file, e, 0);
    if (refused && kr_is_object(e)) lost(e);
  }
  kr_decref(f);
  kr_decref(r);
  kr_decref(file);
  return KR_NONE;
}

/* sys.stderr until there is a real one: what the imports before that tell with -v. */
static kr_value printer_write(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  size_t size;
  const char *text = kr_is_str(args[0]) ? kr_str_utf8(KR_STR(args[0]), &size) : NULL;
  if (!text) return kr_failed() ? KR_NULL : kr_raise(&kr_exc_TypeError, "write() argument must be str");
  kr_write_error(text, size);
  return kr_from_small_int((int64_t)KR_STR(args[0])->length);
}
static kr_value printer_flush(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return KR_NONE;
}
static const kr_method_def printer_methods[] = {{"write", printer_write, 0, "($self, string, /)", NULL},
                                                {"flush", printer_flush, 0, "($self, /)", NULL},
                                                {0}};
static kr_type printer_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "stderrprinter",
    .tf = KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_object),
    .methods = printer_methods,
};
int kr_sys_early_stderr(void) {
  if (kr_type_ready(&printer_type)) return -1;
  kr_object *o = kr_object_alloc(&printer_type, sizeof *o);
  if (!o) return -1;
  int r = kr_sys_set("stderr", kr_from_object(o));
  kr_decref_object(o);
  return r;
}

const kr_method_def kr_sys_excepthook_methods[] = {{"excepthook", excepthook, 0,
                                                    "($module, exctype, value, traceback, /)",
                                                    "Show an exception and its traceback on sys.stderr."},
                                                   {0}};
