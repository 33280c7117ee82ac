/* Starting threads, and the handles by which others wait for their end. */
#include "memory/gc.h"
#include "modules/_thread.h"
#include "modules/sys/sys.h"
#include "vm/trace.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

enum { H_NEW, H_RUNNING, H_DONE };

typedef struct handle {
  KR_OBJECT_HEAD
  uint8_t state;
  bool joined_at_exit; /* listed below: not a daemon's */
  uint32_t ident;
  kr_wait_list joiners;
  struct handle *prev, *next; /* among those joined at exit */
} handle;
#define HANDLE(v) KR_AS(handle, v)

static handle *at_exit;      /* of threads that the program's end waits for; not counted */
static kr_wait_list leaving; /* those in _shutdown() */

static kr_value new_handle(void) {
  handle *h = kr_object_alloc(&kr_thread_handle_type, sizeof *h);
  if (!h) return KR_NULL;
  h->state = H_NEW;
  h->joined_at_exit = false;
  h->ident = 0;
  h->joiners = (kr_wait_list){NULL, NULL};
  h->prev = h->next = NULL;
  return kr_from_object(h);
}
static kr_value handle_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return new_handle();
}

static void unlist(handle *h) {
  if (!h->joined_at_exit) return;
  h->joined_at_exit = false;
  if (h->prev) h->prev->next = h->next;
  else at_exit = h->next;
  if (h->next) h->next->prev = h->prev;
  h->prev = h->next = NULL;
}
static void set_done(handle *h) {
  h->state = H_DONE;
  unlist(h);
  kr_thread_wake_all(&h->joiners);
  kr_thread_wake_all(&leaving);
}
static void handle_dealloc(kr_object *o) {
  unlist((handle *)o);
  kr_object_free(o);
}

/* ---- a thread's bottom frame --------------------------------------------------------------------------- */

enum { T_FUNC, T_ARGS, T_KWARGS, T_HANDLE, T_SLOTS };

static uint32_t started; /* threads that run: _count() */

/* What only this thread has goes, as long as it can still run the code that this may take. */
static void clear_thread(void) {
  kr_thread *t = kr.thread;
  kr_trace_set(t, KR_NULL);
  kr_profile_set(t, KR_NULL);
  kr_thread_locals_clear();
  KR_CLEAR(t->context);
  KR_CLEAR(t->asyncgen_firstiter);
  KR_CLEAR(t->asyncgen_finalizer);
  KR_CLEAR(t->repr_list);
  KR_CLEAR(t->dict);
  kr_thread_locals_clear(); /* what destructors asked for */
  KR_CLEAR(t->async_exc);
  if (kr_failed()) kr_clear_exception();
}

static kr_value thread_step(kr_frame *f, kr_value v) {
  if (f->state == 0) {
    f->state = 1;
    if (v != KR_NULL) { /* not ended before it began */
      v = kr_vm_call_ex(NULL, f->slots[T_FUNC], KR_NULL, f->slots[T_ARGS], f->slots[T_KWARGS]);
      if (v == KR_PUSHED) return v;
    }
  }
  if (v == KR_NULL && kr_failed()) {
    if (kr_failed_with(&kr_exc_SystemExit)) {
      kr_clear_exception();
    } else {
      kr_unraisable(KR_NULL, "Exception ignored in thread started by %R", f->slots[T_FUNC]);
    }
  }
  kr_decref(v);
  for (int i = T_FUNC; i <= T_KWARGS; i++) KR_CLEAR(f->slots[i]);
  clear_thread();
  started--;
  set_done(HANDLE(f->slots[T_HANDLE]));
  return KR_NONE;
}
static const kr_native thread_native = {"thread", thread_step, T_SLOTS};

int kr_thread_start(kr_value func, kr_value args, kr_value kwargs, kr_value v, bool daemon) {
  if (kr.finalizing)
    return KR_RAISE_INT(&kr_exc_PythonFinalizationError, "can't create new thread at interpreter shutdown");
  handle *h = HANDLE(v);
  if (h->state != H_NEW) return KR_RAISE_INT(&kr_exc_RuntimeError, "thread already started");
  kr_frame *f;
  kr_thread *t = kr_thread_new(&thread_native, &f);
  if (!t) return -1;
  f->slots[T_FUNC] = kr_ref(func);
  f->slots[T_ARGS] = kr_ref(args);
  f->slots[T_KWARGS] = kwargs == KR_NULL ? KR_NULL : kr_ref(kwargs);
  f->slots[T_HANDLE] = kr_ref(v);
  h->state = H_RUNNING;
  h->ident = t->id;
  started++;
  if (!daemon) {
    h->joined_at_exit = true;
    h->next = at_exit;
    if (at_exit) at_exit->prev = h;
    at_exit = h;
  }
  return 0;
}

/* ---- waiting for its end ------------------------------------------------------------------------------- */

enum { J_HANDLE, J_DEADLINE, J_SLOTS };

static kr_value join_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  handle *h = HANDLE(f->slots[J_HANDLE]);
  double deadline = kr_double_value(f->slots[J_DEADLINE]);
  bool again = f->state != 0;
  f->state = 1;
  if (h->state == H_DONE || deadline <= kr_host_now()) return KR_NONE;
  return kr_thread_wait(&h->joiners, deadline, again);
}
static const kr_native join_native = {"Thread.join", join_step, J_SLOTS};

FN(handle_join) {
  if (kr_args_no_keywords("join", kwnames) < 0) return KR_NULL;
  if (nargs > 1) return kr_raise(&kr_exc_TypeError, "join() takes at most 1 argument (%zu given)", nargs);
  double deadline = KR_FOREVER;
  if (nargs && args[0] != KR_NONE) {
    /* a negative one is none */
    kr_value zero = kr_from_small_int(0);
    int negative = kr_is_float(args[0]) || kr_is_int(args[0]) ? kr_compare_bool(args[0], zero, KR_LT) : 0;
    if (negative < 0) return KR_NULL;
    if (!negative && !kr_timeout_deadline(args[0], false, KR_TIMEOUT_NEGATIVE, &deadline)) return KR_NULL;
  }
  const handle *h = HANDLE(self);
  if (h->state == H_NEW) return kr_raise(&kr_exc_RuntimeError, "thread not started");
  if (h->state == H_DONE) return KR_NONE;
  if (h->ident == kr.thread->id) return kr_raise(&kr_exc_RuntimeError, "Cannot join current thread");
  if (deadline == 0) return KR_NONE;
  kr_frame *f = kr_native_push(&join_native);
  if (!f) return KR_NULL;
  f->slots[J_HANDLE] = kr_ref(self);
  f->slots[J_DEADLINE] = kr_from_double(deadline);
  return KR_PUSHED;
}
FN(handle_is_done) { return kr_from_bool(HANDLE(self)->state == H_DONE); }
FN(handle_set_done) {
  if (HANDLE(self)->state == H_NEW) return kr_raise(&kr_exc_RuntimeError, "thread not started");
  set_done(HANDLE(self));
  return KR_NONE;
}
static kr_value handle_ident(kr_value self, void *closure) { return kr_from_small_int(HANDLE(self)->ident); }
static kr_value handle_repr(kr_value self) {
  return kr_str_format("<_thread._ThreadHandle object: ident=%u>", HANDLE(self)->ident);
}
static const kr_method_def handle_methods[] = {
    {"join", handle_join, KR_FN_RAW, NULL, "Wait until the thread has ended, or for so many seconds."},
    {"_set_done", handle_set_done, 0, "($self, /)", NULL},
    {"is_done", handle_is_done, 0, "($self, /)", "Whether the thread has ended."},
    {0}};
static const kr_getset_def handle_getset[] = {{"ident", handle_ident, NULL, NULL, NULL}, {0}};
kr_type kr_thread_handle_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                 .name = "_thread._ThreadHandle",
                                 .tf = KR_TF_IMMUTABLE,
                                 .basic_size = sizeof(handle),
                                 .dealloc = handle_dealloc,
                                 .methods = handle_methods,
                                 .getset = handle_getset,
                                 .repr = handle_repr,
                                 .new_ = handle_new};

FN(make_thread_handle) {
  if (!kr_is_int(args[0])) return kr_raise(&kr_exc_TypeError, "ident must be an integer");
  int64_t ident;
  if (!kr_int_fits_i64(args[0], &ident))
    return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C long");
  kr_value v = new_handle();
  if (v == KR_NULL) return KR_NULL;
  HANDLE(v)->ident = (uint32_t)ident;
  HANDLE(v)->state = H_RUNNING;
  return v;
}

/* ---- the end of the program: waits for all that are no daemons ----------------------------------------- */

static kr_value shutdown_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  const handle *h = at_exit;
  while (h && h->ident == kr.thread->id) h = h->next;
  if (!h) return KR_NONE;
  bool again = f->state != 0;
  f->state = 1;
  return kr_thread_wait(&leaving, KR_FOREVER, again);
}
static const kr_native shutdown_native = {"threading._shutdown", shutdown_step, 0};
FN(shutdown) { return kr_native_push(&shutdown_native) ? KR_PUSHED : KR_NULL; }

/* ---- functions ----------------------------------------------------------------------------------------- */

FN(start_new_thread) {
  if (kr_args_no_keywords("start_new_thread", kwnames) < 0 ||
      kr_args_count("start_new_thread", nargs, 2, 3) < 0)
    return KR_NULL;
  if (!kr_is_callable(args[0])) return kr_raise(&kr_exc_TypeError, "first arg must be callable");
  if (!kr_is_tuple(args[1])) return kr_raise(&kr_exc_TypeError, "2nd arg must be a tuple");
  kr_value kwargs = nargs > 2 ? args[2] : KR_NULL;
  if (kwargs != KR_NULL && !kr_has_tf(kwargs, KR_TF_DICT_SUBCLASS))
    return kr_raise(&kr_exc_TypeError, "optional 3rd arg must be a dictionary");
  kr_value told[3] = {args[0], args[1], kwargs == KR_NULL ? KR_NONE : kwargs};
  if (kr_audit("_thread.start_new_thread", 3, told)) return KR_NULL;
  kr_value h = new_handle();
  if (h == KR_NULL) return KR_NULL;
  kr_value r = KR_NULL;
  if (kr_thread_start(args[0], args[1], kwargs, h, true) == 0) r = kr_from_small_int(HANDLE(h)->ident);
  kr_decref(h);
  return r;
}

/* (function, handle=None, daemon=True) */
FN(start_joinable_thread) {
  kr_value h = args[1] == KR_NULL || args[1] == KR_NONE ? KR_NULL : args[1];
  if (!kr_is_callable(args[0])) return kr_raise(&kr_exc_TypeError, "thread function must be callable");
  if (h != KR_NULL && !kr_is_exact(h, &kr_thread_handle_type))
    return kr_raise(&kr_exc_TypeError, "'handle' must be a _ThreadHandle");
  int daemon = args[2] == KR_NULL ? 1 : kr_truth(args[2]);
  if (daemon < 0) return KR_NULL;
  kr_value told[3] = {args[0], kr_from_small_int(daemon), h == KR_NULL ? KR_NONE : h};
  if (kr_audit("_thread.start_joinable_thread", 3, told)) return KR_NULL;
  h = h == KR_NULL ? new_handle() : kr_ref(h);
  kr_value none = h == KR_NULL ? KR_NULL : kr_tuple_from_array(NULL, 0);
  if (none == KR_NULL || kr_thread_start(args[0], none, KR_NULL, h, daemon)) KR_CLEAR(h);
  kr_decref(none);
  return h;
}
FN(count) { return kr_from_small_int(started); }

const kr_method_def kr_thread_handle_functions[] = {
    {"start_new_thread", start_new_thread, KR_FN_RAW, "($module, function, args, kwargs={}, /)",
     "Start a thread that calls the function; its identifier."},
    {"start_new", start_new_thread, KR_FN_RAW, "($module, function, args, kwargs={}, /)",
     "The old name of start_new_thread()."},
    {"start_joinable_thread", start_joinable_thread, 0, "($module, /, function, handle=None, daemon=True)",
     "Start a thread that calls the function; its handle. For threading."},
    {"_make_thread_handle", make_thread_handle, 0, "($module, ident, /)", NULL},
    {"_count", count, 0, "($module, /)", "How many threads this module started run."},
    {"_shutdown", shutdown, 0, "($module, /)", "Wait for all threads that are no daemons."},
    {0}};
