/* Module _thread. Its locks, thread-local objects and threads are in the files beside this one. */
#include "modules/_thread.h"

#include "objects/structseq.h"
#include "objects/type_impl.h"
#include "vm/runtime.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(allocate_lock) { return kr_call0(kr_from_object(&kr_lock_type)); }
FN(get_ident) { return kr_from_small_int(kr.thread->id); }
FN(get_main_thread_ident) { return kr_from_small_int(kr_thread_main()->id); }
FN(is_main_interpreter) { return KR_TRUE; }
FN(daemon_threads_allowed) { return KR_TRUE; }
FN(thread_exit) { return kr_raise_none(&kr_exc_SystemExit); }

/* Frames are on a heap of their own, so the number is kept and has no effect. */
static int64_t stack_bytes;
FN(stack_size) {
  int64_t was = stack_bytes;
  if (args[0] == KR_NULL) {
    stack_bytes = 0;
    return kr_int_from_i64(was);
  }
  intptr_t n = kr_index_as_count(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n < 0) return kr_raise(&kr_exc_ValueError, "size must be 0 or a positive value");
  if (n && n < 32768) return kr_raise(&kr_exc_ValueError, "size not valid: %zd bytes", n);
  stack_bytes = n;
  return kr_int_from_i64(was);
}

/* As if the signal had come, when a handler is set for it. */
FN(interrupt_main) {
  int number = args[0] == KR_NULL ? 2 : kr_index_as_int(args[0]);
  if (number == -1 && kr_failed()) return KR_NULL;
  if (number < 1 || number > 64) return kr_raise(&kr_exc_ValueError, "signal number out of range");
  if (kr.finalizing) { /* no handler runs any more */
    kr_raise(&kr_exc_OSError, "Signal %d ignored due to race condition", number);
    kr_unraisable(KR_NULL, "Exception ignored while calling signal handler");
    return KR_NONE;
  }
  if (number > 31) return KR_NONE;
  kr_value f = kr_import_attr("_signal", "getsignal");
  kr_value handler = f == KR_NULL ? KR_NULL : kr_call1(f, kr_from_small_int(number));
  kr_decref(f);
  if (handler == KR_NULL) return KR_NULL;
  if (kr_is_callable(handler) && !kr_is_int(handler)) {
    kr_signal_note(number);
    kr_set_pending(KR_PENDING_SIGNAL);
  }
  kr_decref(handler);
  /* CPython looks right after the call */
  if (kr.thread == kr_thread_main() && kr.pending && kr_signal_run_handlers()) return KR_NULL;
  return KR_NONE;
}

/* ---- uncaught exceptions ------------------------------------------------------------------------------- */

static kr_type *hook_args_type;
enum { X_TYPE, X_VALUE, X_TRACEBACK, X_THREAD };

/* Where to print: sys.stderr, or what the thread remembers of it. New; KR_NONE: nowhere. */
static kr_value error_stream(kr_value thread) {
  kr_value out = kr_dict_get_new(kr.sys_dict, KR_ID(stderr));
  if (out != KR_NULL && out != KR_NONE) return out;
  if (kr_failed()) return KR_NULL;
  if (thread == KR_NONE) return KR_NONE;
  return kr_getattr(thread, KR_ID(_stderr));
}

static int print_exception(kr_value out, const kr_value *x) {
  kr_value name = KR_NULL;
  if (x[X_THREAD] != KR_NONE && kr_getattr_optional(x[X_THREAD], KR_ID(_name), &name) < 0) return -1;
  kr_value head = name == KR_NULL ? kr_str_format("Exception in thread %u:\n", kr.thread->id)
                                  : kr_str_format("Exception in thread %S:\n", name);
  kr_decref(name);
  kr_value r = head == KR_NULL ? KR_NULL : kr_call_method1(out, KR_ID(write), head);
  kr_decref(head);
  if (r == KR_NULL) return -1;
  kr_decref(r);
  kr_value print = kr_import_attr("traceback", "print_exception");
  kr_value none_or[5] = {x[X_TYPE], x[X_VALUE], x[X_TRACEBACK], KR_NONE, out};
  r = print == KR_NULL ? KR_NULL : kr_call(print, none_or, 5, NULL);
  kr_decref(print);
  if (r == KR_NULL) return -1;
  kr_decref(r);
  r = kr_call_method0(out, KR_ID(flush));
  if (r == KR_NULL) return -1;
  kr_decref(r);
  return 0;
}

FN(excepthook) {
  if (!kr_is_exact(args[0], hook_args_type))
    return kr_raise(&kr_exc_TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  const kr_value *x = KR_TUPLE(args[0])->items;
  if (x[X_TYPE] == kr_from_object(&kr_exc_SystemExit)) return KR_NONE;
  kr_value out = error_stream(x[X_THREAD]);
  if (out == KR_NULL) return KR_NULL;
  int r = out == KR_NONE ? 0 : print_exception(out, x);
  kr_decref(out);
  return r ? KR_NULL : KR_NONE;
}

/* ---- the module ---------------------------------------------------------------------------------------- */

static const kr_method_def methods[] = {
    {"allocate_lock", allocate_lock, 0, "($module, /)", "A new lock."},
    {"allocate", allocate_lock, 0, "($module, /)", "The old name of allocate_lock()."},
    {"get_ident", get_ident, 0, "($module, /)", "The identifier of the current thread."},
    {"_is_main_interpreter", is_main_interpreter, 0, "($module, /)", "True: there is no other."},
    {"daemon_threads_allowed", daemon_threads_allowed, 0, "($module, /)",
     "Whether there may be daemon threads."},
    {"_get_main_thread_ident", get_main_thread_ident, 0, "($module, /)", NULL},
    {"exit", thread_exit, 0, "($module, /)", "End the thread: raise SystemExit."},
    {"exit_thread", thread_exit, 0, "($module, /)", "The old name of exit()."},
    {"interrupt_main", interrupt_main, 0, "($module, signum=signal.SIGINT, /)",
     "Run the handler of the signal in the main thread."},
    {"stack_size", stack_size, 0, "($module, size=0, /)",
     "The stack size for new threads, before this call."},
    {"_excepthook", excepthook, 0, "($module, args, /)", "Print the exception that ended a thread."},
    {0}};

static int exec(kr_module *m) {
  static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback", "thread", NULL};
  if (!hook_args_type) {
    hook_args_type = kr_structseq_new_type("_thread._ExceptHookArgs",
                                           "What threading.excepthook is called with.", fields, 4);
    if (!hook_args_type) return -1;
  }
  kr_value name = kr_str_intern_cstr("_thread");
  if (name == KR_NULL) return -1;
  for (const kr_method_def *d = kr_thread_handle_functions; d->name; d++) {
    kr_value f = kr_cfunction_new(d, kr_from_object(m), name);
    if (kr_module_add_steal(m, d->name, f)) return -1;
  }
  kr_decref(name);
  if (kr_module_add_type(m, &kr_lock_type) || kr_module_add_type(m, &kr_rlock_type) ||
      kr_module_add_type(m, &kr_thread_local_type) || kr_module_add_type(m, &kr_thread_handle_type) ||
      kr_module_add(m, "_ExceptHookArgs", kr_from_object(hook_args_type)) ||
      kr_module_add(m, "LockType", kr_from_object(&kr_lock_type)) ||
      kr_module_add(m, "error", kr_from_object(&kr_exc_RuntimeError)) ||
      kr_module_add(m, "TIMEOUT_MAX", kr_from_double(KR_TIMEOUT_MAX)))
    return -1;
  return 0;
}
const kr_module_def kr_module_def__thread = {.name = "_thread",
                                             .doc = "Threads and locks, on which threading is built.",
                                             .methods = methods,
                                             .exec = exec};
