/* sys: tracing, profiling, breakpoints, what async generators and coroutines are told. */
#include <stdlib.h>

#include "modules/sys/sys.h"
#include "objects/structseq.h"
#include "vm/flags.h"
#include "vm/trace.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_value none_as_null(kr_value v) { return v == KR_NONE ? KR_NULL : v; }
static kr_value null_as_none(kr_value v) { return v == KR_NULL ? KR_NONE : kr_ref(v); }

FN(settrace) {
  if (kr_audit("sys.settrace", 0, NULL)) return KR_NULL;
  kr_trace_set(kr.thread, none_as_null(args[0]));
  return KR_NONE;
}
FN(setprofile) {
  if (kr_audit("sys.setprofile", 0, NULL)) return KR_NULL;
  kr_profile_set(kr.thread, none_as_null(args[0]));
  return KR_NONE;
}
FN(gettrace) { return null_as_none(kr.thread->trace_func); }
FN(getprofile) { return null_as_none(kr.thread->profile_func); }
FN(settraceallthreads) {
  if (kr_audit("sys.settrace", 0, NULL)) return KR_NULL;
  kr_thread *first = kr.thread;
  kr_trace_set(first, none_as_null(args[0]));
  for (kr_thread *t = first->next; t && t != first; t = t->next) kr_trace_set(t, none_as_null(args[0]));
  return KR_NONE;
}
FN(setprofileallthreads) {
  if (kr_audit("sys.setprofile", 0, NULL)) return KR_NULL;
  kr_thread *first = kr.thread;
  kr_profile_set(first, none_as_null(args[0]));
  for (kr_thread *t = first->next; t && t != first; t = t->next) kr_profile_set(t, none_as_null(args[0]));
  return KR_NONE;
}
FN(call_tracing) {
  if (!kr_is_tuple(args[1]))
    return kr_raise(&kr_exc_TypeError, "call_tracing() argument 2 must be tuple, not %G", args[1]);
  kr_thread *t = kr.thread;
  kr_hook_state hook = t->hook;
  int32_t tracing = t->tracing;
  t->tracing = 0;
  kr.ticks = 0; /* what it runs first is to be instrumented, unlike what the hook runs itself */
  kr_value r = kr_call_tuple(args[0], args[1], KR_NULL);
  t->tracing = tracing;
  t->hook = hook;
  return r;
}

/* ---- breakpoint() ----------------------------------------------------------------------------------- */

/* The function that a dotted name means; new. KR_NULL: it failed, or there is none (nothing is set then). */
static kr_value import_dotted(char *name) {
  char *dot = strrchr(name, '.');
  if (dot == name) return KR_NULL;
  if (dot) *dot = 0;
  kr_value f = KR_NULL, m = kr_import_module(dot ? name : "builtins");
  if (m == KR_NULL) kr_clear_if(&kr_exc_ImportError);
  kr_value s = m == KR_NULL ? KR_NULL : kr_str_intern_cstr(dot ? dot + 1 : name);
  if (s != KR_NULL) kr_getattr_optional(m, s, &f);
  if (dot) *dot = '.';
  kr_decref(s);
  kr_decref(m);
  return f;
}

FN(breakpointhook) {
  const char *name = kr_flags.ignore_environment ? NULL : getenv("PYTHONBREAKPOINT");
  char *own = NULL;
  kr_value env = KR_NULL;
  /* what the program itself put into os.environ counts */
  kr_value environ_ = kr_flags.ignore_environment ? KR_NULL : kr_import_attr("os", "environ");
  if (environ_ != KR_NULL) {
    env = kr_call_method1(environ_, KR_ID(get), KR_ID(PYTHONBREAKPOINT));
    kr_decref(environ_);
    if (env != KR_NULL && kr_is_str(env)) name = kr_str_cstr(env);
    else if (env == KR_NONE) name = NULL;
  }
  if (kr_failed()) kr_clear_exception();
  if (!name || !*name) name = "pdb.set_trace";
  size_t n = strlen(name) + 1;
  own = kr_alloc(n);
  if (own) memcpy(own, name, n);
  kr_decref(env);
  if (!own) return KR_NULL;
  if (!strcmp(own, "0")) {
    kr_free(own);
    return KR_NONE;
  }
  kr_value f = import_dotted(own);
  if (f == KR_NULL) {
    int r = kr_failed() ||
            kr_warn(&kr_exc_RuntimeWarning, 1, "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", own);
    kr_free(own);
    return r ? KR_NULL : KR_NONE;
  }
  kr_free(own);
  return kr_call_hand_on(f, args, nargs, kwnames);
}

/* ---- async generators, coroutines -------------------------------------------------------------------- */

static kr_type *asyncgen_hooks_type;

FN(get_asyncgen_hooks) {
  if (!asyncgen_hooks_type) {
    static const char *const fields[] = {"firstiter", "finalizer", NULL};
    asyncgen_hooks_type = kr_structseq_new_type("asyncgen_hooks", NULL, fields, 2);
    if (!asyncgen_hooks_type) return KR_NULL;
    if (kr_structseq_forbid_new(asyncgen_hooks_type)) return KR_NULL;
  }
  kr_value v[2] = {null_as_none(kr.thread->asyncgen_firstiter), null_as_none(kr.thread->asyncgen_finalizer)};
  return kr_structseq_new(asyncgen_hooks_type, v);
}
static bool hook_allowed(kr_value v, const char *what) {
  if (v == KR_NULL || v == KR_NONE || kr_is_callable(v)) return true;
  kr_raise(&kr_exc_TypeError, "callable %s expected, got %T", what, v);
  return false;
}
FN(set_asyncgen_hooks) {
  static kr_bound_spec *spec;
  kr_value a[2];
  size_t given = nargs + (kwnames ? kwnames->size : 0);
  if (given > 2) return kr_raise(&kr_exc_TypeError, "function takes at most 2 arguments (%zu given)", given);
  if (kr_args_bind(&spec, "set_asyncgen_hooks", "(firstiter=None, finalizer=None)", args, nargs, kwnames, a))
    return KR_NULL;
  if (!hook_allowed(a[1], "finalizer") || !hook_allowed(a[0], "firstiter")) return KR_NULL;
  if (a[1] != KR_NULL) {
    if (kr_audit("sys.set_asyncgen_hook_finalizer", 0, NULL)) return KR_NULL;
    kr_value v = none_as_null(a[1]);
    kr_incref(v);
    KR_REPLACE(kr.thread->asyncgen_finalizer, v);
  }
  if (a[0] != KR_NULL) {
    if (kr_audit("sys.set_asyncgen_hook_firstiter", 0, NULL)) return KR_NULL;
    kr_value v = none_as_null(a[0]);
    kr_incref(v);
    KR_REPLACE(kr.thread->asyncgen_firstiter, v);
  }
  return KR_NONE;
}
FN(get_coroutine_origin_tracking_depth) { return kr_from_small_int(kr.thread->coroutine_origin_depth); }
FN(set_coroutine_origin_tracking_depth) {
  int depth = kr_index_as_int(args[0]);
  if (depth == -1 && kr_failed()) return KR_NULL;
  if (depth < 0) return kr_raise(&kr_exc_ValueError, "depth must be >= 0");
  kr.thread->coroutine_origin_depth = depth;
  return KR_NONE;
}

const kr_method_def kr_sys_hook_methods[] = {
    {"settrace", settrace, 0, "($module, function, /)", "Set the trace function of this thread."},
    {"setprofile", setprofile, 0, "($module, function, /)", "Set the profile function of this thread."},
    {"gettrace", gettrace, 0, "($module, /)", "The trace function of this thread, or None."},
    {"getprofile", getprofile, 0, "($module, /)", "The profile function of this thread, or None."},
    {"_settraceallthreads", settraceallthreads, 0, "($module, function, /)",
     "Set the trace function of every thread."},
    {"_setprofileallthreads", setprofileallthreads, 0, "($module, function, /)",
     "Set the profile function of every thread."},
    {"call_tracing", call_tracing, 0, "($module, func, args, /)", "Call func with tracing on."},
    {"breakpointhook", breakpointhook, KR_FN_RAW, "($module, /, *args, **kwargs)",
     "What breakpoint() calls: the function that PYTHONBREAKPOINT names, else pdb.set_trace."},
    {"get_asyncgen_hooks", get_asyncgen_hooks, 0, "($module, /)", "The hooks of async generators."},
    {"set_asyncgen_hooks", set_asyncgen_hooks, KR_FN_RAW, NULL, "Set the hooks of async generators."},
    {"get_coroutine_origin_tracking_depth", get_coroutine_origin_tracking_depth, 0, "($module, /)",
     "How many frames a new coroutine remembers."},
    {"set_coroutine_origin_tracking_depth", set_coroutine_origin_tracking_depth, 0, "($module, /, depth)",
     "Set how many frames a new coroutine remembers."},
    {0}};
