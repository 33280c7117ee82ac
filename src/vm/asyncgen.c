/* Asynchronous generators (PEP 525): the awaitables that asend(), athrow(), aclose() and anext() give.
 *
 * What the body yields to its consumer comes wrapped (kr_async_gen_wrap), to be told from what it merely
 * passes up while awaiting. The awaitable's send() runs the body a step: a wrapped value becomes the
 * awaitable's result (StopIteration), any other is passed on. */
#include "memory/gc.h"
#include "modules/builtins.h"
#include "objects/type_impl.h"
#include "vm/generator.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- wrapped values ------------------------------------------------------------------------------------ */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value value;
} wrapped;
static void wrapped_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((wrapped *)o)->value);
  kr_trash_end();
  kr_object_free(o);
}
static int wrapped_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((wrapped *)o)->value);
  return 0;
}
kr_type kr_async_gen_wrapped_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                     .name = "async_generator_wrapped_value",
                                     .tf = KR_TF_GC | KR_TF_NO_NEW,
                                     .basic_size = sizeof(wrapped),
                                     .dealloc = wrapped_dealloc,
                                     .traverse = wrapped_traverse};
kr_value kr_async_gen_wrap(kr_value v) {
  wrapped *w = kr_gc_object_alloc(&kr_async_gen_wrapped_type, sizeof *w);
  if (!w) return KR_NULL;
  w->value = kr_ref(v);
  return kr_from_object(w);
}
static bool is_wrapped(kr_value v) { return kr_is_exact(v, &kr_async_gen_wrapped_type); }

/* ---- running the body ---------------------------------------------------------------------------------- */

/* A step: what it yields; KR_NULL without an exception when it returned. */
static kr_value run_to_yield(kr_generator *g, kr_value pushed) {
  kr_value r = pushed == KR_PUSHED ? kr_settle_slow() : pushed;
  if (r != KR_NULL && g->state == KR_GEN_DONE) {
    kr_decref(r);
    return KR_NULL;
  }
  return r;
}
static kr_value body_send(kr_generator *g, kr_value arg) {
  if (g->state == KR_GEN_DONE) return KR_NULL;
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_incref_object(g);
  kr_value r = run_to_yield(g, kr_generator_send_push(g, arg, D_GEN_RESULT));
  kr_decref_object(g);
  kr.pushed = pending;
  return r;
}
static kr_value body_throw(kr_generator *g, const kr_value *args, size_t n, bool close_on_exit) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_incref_object(g);
  kr_value r = run_to_yield(g, kr_generator_throw_push(g, args, n, D_GEN_RESULT, close_on_exit));
  kr_decref_object(g);
  kr.pushed = pending;
  return r;
}

/* The result of a step as the awaitable's send() gives it. */
static kr_value unwrap(kr_generator *g, kr_value r) {
  if (r == KR_NULL) {
    if (!kr_failed()) kr_raise_none(&kr_exc_StopAsyncIteration);
    if (kr_failed_with(&kr_exc_StopAsyncIteration) || kr_failed_with(&kr_exc_GeneratorExit)) g->closed = true;
    g->running_async = false;
    return KR_NULL;
  }
  if (is_wrapped(r)) {
    kr_raise_value(&kr_exc_StopIteration, KR_AS(wrapped, r)->value); /* None too is told */
    kr_decref(r);
    g->running_async = false;
    return KR_NULL;
  }
  return r;
}

static int init_hooks(kr_generator *g) {
  if (g->hooks_inited) return 0;
  g->hooks_inited = true;
  if (kr.thread->asyncgen_finalizer != KR_NULL) g->finalizer = kr_ref(kr.thread->asyncgen_finalizer);
  kr_value first = kr.thread->asyncgen_firstiter;
  if (first == KR_NULL) return 0;
  kr_incref(first);
  kr_value r = kr_call1(first, kr_from_object(g));
  kr_decref(first);
  return kr_drop_result(r);
}

bool kr_async_gen_finalize_hook(kr_generator *g) {
  kr_value f = g->finalizer;
  if (f == KR_NULL || g->closed) return false;
  kr_value r = kr_call1(f, kr_from_object(g));
  if (r == KR_NULL) kr_unraisable(kr_from_object(g), NULL);
  kr_decref(r);
  return true;
}

/* ---- the awaitables of asend() and athrow()/aclose() --------------------------------------------------- */

enum { INIT, ITERATING, CLOSED };
typedef struct {
  KR_OBJECT_HEAD
  uint8_t state;
  kr_generator *gen;
  kr_value value; /* asend: what to send; athrow: the tuple of arguments; aclose: KR_NULL */
} step;
#define STEP KR_AS(step, self)
kr_type kr_async_gen_asend_type, kr_async_gen_athrow_type;

static void step_dealloc(kr_object *o) {
  step *s = (step *)o;
  if (kr_finalize_from_dealloc(o)) return;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR_OBJECT(s->gen);
  KR_CLEAR(s->value);
  kr_trash_end();
  kr_object_free(o);
}
static int step_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((step *)o)->gen);
  KR_VISIT(((step *)o)->value);
  return 0;
}
static void step_finalize(kr_value self) {
  step *s = STEP;
  if (s->state != INIT || !s->gen) return;
  kr_value saved = kr_fetch_exception();
  const char *method = kr_type_of(self) == &kr_async_gen_asend_type ? "asend"
                       : s->value == KR_NULL                        ? "aclose"
                                                                    : "athrow";
  if (kr_warn(&kr_exc_RuntimeWarning, 1, "coroutine method '%s' of %R was never awaited", method,
              s->gen->qualname))
    kr_unraisable(self, NULL);
  if (saved != KR_NULL) kr_restore_exception_steal(saved);
}
static kr_value new_step(kr_type *type, kr_generator *g, kr_value value) {
  if (init_hooks(g)) return KR_NULL;
  step *s = kr_gc_object_alloc(type, sizeof *s);
  if (!s) return KR_NULL;
  s->state = INIT;
  s->gen = KR_REF(g);
  s->value = kr_ref(value);
  return kr_from_object(s);
}

/* What is to be sent to the body, borrowed; KR_NULL: an exception is set. */
static kr_value asend_begin(step *s, kr_value arg) {
  if (s->state == CLOSED)
    return kr_raise(&kr_exc_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (s->state == INIT) {
    if (s->gen->running_async) {
      s->state = CLOSED;
      return kr_raise(&kr_exc_RuntimeError, "anext(): asynchronous generator is already running");
    }
    if (arg == KR_NONE) arg = s->value;
    s->state = ITERATING;
  }
  s->gen->running_async = true;
  return arg;
}
FN(asend_send) {
  step *s = STEP;
  kr_value arg = asend_begin(s, args[0]);
  if (arg == KR_NULL) return KR_NULL;
  kr_value r = unwrap(s->gen, body_send(s->gen, arg));
  if (r == KR_NULL) s->state = CLOSED;
  return r;
}

/* The same for SEND: the body runs in the evaluation loop that is running. */
enum { PUSH_STEP, PUSH_VALUE, PUSH_SLOTS };
static kr_value asend_frame_step(kr_frame *f, kr_value v) {
  step *s = KR_AS(step, f->slots[PUSH_STEP]);
  kr_generator *g = s->gen;
  if (f->state == 0) {
    f->state = 1;
    if (v == KR_NULL) return KR_NULL;
    kr_value arg = asend_begin(s, f->slots[PUSH_VALUE]);
    if (arg == KR_NULL) return KR_NULL;
    v = KR_NULL;
    if (g->state != KR_GEN_DONE) v = kr_generator_send_push(g, arg, D_GEN_RESULT);
    if (v == KR_PUSHED) return v;
  } else if (v != KR_NULL && g->state == KR_GEN_DONE) {
    KR_CLEAR(v);
  }
  if (v != KR_NULL && is_wrapped(v)) {
    kr_value result = kr_ref(KR_AS(wrapped, v)->value);
    kr_decref(v);
    g->running_async = false;
    s->state = CLOSED;
    f->delivery = D_SEND_DONE;
    return result;
  }
  v = unwrap(g, v);
  if (v == KR_NULL) s->state = CLOSED;
  return v;
}
static const kr_native asend_native = {"asend", asend_frame_step, PUSH_SLOTS};

bool kr_async_gen_send_push(kr_value asend, kr_value v) {
  kr_frame *f = kr_native_push(&asend_native);
  if (!f) {
    kr_decref(v);
    return false;
  }
  f->slots[PUSH_STEP] = kr_ref(asend);
  f->slots[PUSH_VALUE] = v;
  return true;
}
FN(asend_throw) {
  step *s = STEP;
  if (s->state == CLOSED)
    return kr_raise(&kr_exc_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (s->state == INIT) {
    if (s->gen->running_async) {
      s->state = CLOSED;
      return kr_raise(&kr_exc_RuntimeError, "anext(): asynchronous generator is already running");
    }
    s->state = ITERATING;
    s->gen->running_async = true;
  }
  kr_value r = unwrap(s->gen, body_throw(s->gen, args, nargs, true));
  if (r == KR_NULL) s->state = CLOSED;
  return r;
}

/* close() of any of these: throw GeneratorExit in and expect the end. */
static kr_value close_step(kr_value self, kr_cfunction throw) {
  if (STEP->state == CLOSED) return KR_NONE;
  kr_value exit = kr_from_object(&kr_exc_GeneratorExit);
  kr_value r = throw(self, &exit, 1, NULL);
  if (r == KR_NULL) {
    if (kr_clear_if(&kr_exc_StopIteration) || kr_clear_if(&kr_exc_StopAsyncIteration) ||
        kr_clear_if(&kr_exc_GeneratorExit))
      return KR_NONE;
    return KR_NULL;
  }
  kr_decref(r);
  return kr_raise(&kr_exc_RuntimeError, "coroutine ignored GeneratorExit");
}
FN(asend_close) { return close_step(self, asend_throw); }

static kr_value athrow_ignored(step *s) {
  s->gen->running_async = false;
  s->state = CLOSED;
  return kr_raise(&kr_exc_RuntimeError, "async generator ignored GeneratorExit");
}
/* The step failed (an exception is current), or the body returned. */
static kr_value athrow_failed(step *s) {
  s->gen->running_async = false;
  s->state = CLOSED;
  if (!kr_failed()) kr_raise_none(&kr_exc_StopAsyncIteration);
  if (s->value == KR_NULL && (kr_clear_if(&kr_exc_StopAsyncIteration) || kr_clear_if(&kr_exc_GeneratorExit)))
    return kr_raise_none(&kr_exc_StopIteration);
  return KR_NULL;
}
FN(athrow_send) {
  step *s = STEP;
  kr_generator *g = s->gen;
  if (s->state == CLOSED)
    return kr_raise(&kr_exc_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (g->state == KR_GEN_DONE) {
    s->state = CLOSED;
    return kr_raise_none(&kr_exc_StopIteration);
  }
  bool closing = s->value == KR_NULL, first = s->state == INIT;
  kr_value r;
  if (first) {
    if (g->running_async) {
      s->state = CLOSED;
      return kr_raise(&kr_exc_RuntimeError, "%s(): asynchronous generator is already running",
                      closing ? "aclose" : "athrow");
    }
    if (g->closed) {
      s->state = CLOSED;
      return kr_raise_none(&kr_exc_StopAsyncIteration);
    }
    if (args[0] != KR_NONE)
      return kr_raise(&kr_exc_RuntimeError, "can't send non-None value to a just-started coroutine");
    s->state = ITERATING;
    g->running_async = true;
    if (closing) {
      g->closed = true;
      kr_value exit = kr_from_object(&kr_exc_GeneratorExit);
      r = body_throw(g, &exit, 1, false);
    } else {
      if (kr_args_count("athrow", KR_TUPLE(s->value)->size, 1, 3)) return KR_NULL;
      r = body_throw(g, KR_TUPLE(s->value)->items, KR_TUPLE(s->value)->size, false);
    }
  } else {
    r = body_send(g, args[0]);
  }
  if (!closing) {
    r = unwrap(g, r);
    if (r == KR_NULL && first) s->state = CLOSED; /* CPython's stays open after a later send */
    return r;
  }
  if (r == KR_NULL) return athrow_failed(s);
  if (is_wrapped(r)) {
    kr_decref(r);
    return athrow_ignored(s);
  }
  return r;
}
FN(athrow_throw) {
  step *s = STEP;
  kr_generator *g = s->gen;
  if (s->state == CLOSED)
    return kr_raise(&kr_exc_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  bool closing = s->value == KR_NULL;
  if (s->state == INIT) {
    if (g->running_async) {
      s->state = CLOSED;
      return kr_raise(&kr_exc_RuntimeError, "%s(): asynchronous generator is already running",
                      closing ? "aclose" : "athrow");
    }
    s->state = ITERATING;
    g->running_async = true;
  }
  kr_value r = body_throw(g, args, nargs, true);
  if (!closing) {
    r = unwrap(g, r);
    if (r == KR_NULL) s->state = CLOSED;
    return r;
  }
  if (r == KR_NULL) return athrow_failed(s);
  if (is_wrapped(r)) {
    kr_decref(r);
    return athrow_ignored(s);
  }
  return r;
}
FN(athrow_close) { return close_step(self, athrow_throw); }

static kr_value asend_next(kr_value self) {
  kr_value none = KR_NONE;
  return asend_send(self, &none, 1, NULL);
}
static kr_value athrow_next(kr_value self) {
  kr_value none = KR_NONE;
  return athrow_send(self, &none, 1, NULL);
}
#define STEP_TYPE(type_name, prefix)                                             \
  static const kr_method_def prefix##_methods[] = {                              \
      {"send", prefix##_send, 0, "($self, object, /)", NULL},                    \
      {"throw", prefix##_throw, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, NULL},      \
      {"close", prefix##_close, 0, "($self, /)", NULL},                          \
      {0}};                                                                      \
  kr_type kr_async_gen_##prefix##_type = {.head = KR_STATIC_HEAD(&kr_type_type), \
                                          .name = type_name,                     \
                                          .tf = KR_TF_GC | KR_TF_NO_NEW,         \
                                          .basic_size = sizeof(step),            \
                                          .dealloc = step_dealloc,               \
                                          .traverse = step_traverse,             \
                                          .finalize = step_finalize,             \
                                          .methods = prefix##_methods,           \
                                          .am_await = kr_iter_self,              \
                                          .iter = kr_iter_self,                  \
                                          .iternext = prefix##_next};
STEP_TYPE("async_generator_asend", asend)
STEP_TYPE("async_generator_athrow", athrow)

/* ---- the generator's own methods ----------------------------------------------------------------------- */

kr_value kr_async_gen_anext(kr_value self) {
  return new_step(&kr_async_gen_asend_type, KR_AS(kr_generator, self), KR_NONE);
}
FN(gen_asend) { return new_step(&kr_async_gen_asend_type, KR_AS(kr_generator, self), args[0]); }
FN(gen_aclose) { return new_step(&kr_async_gen_athrow_type, KR_AS(kr_generator, self), KR_NULL); }
FN(gen_athrow) {
  if (nargs > 1 && kr_warn(&kr_exc_DeprecationWarning, 1,
                           "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg "
                           "signature instead."))
    return KR_NULL;
  kr_value t = kr_tuple_from_array(args, nargs);
  if (t == KR_NULL) return KR_NULL;
  kr_value r = new_step(&kr_async_gen_athrow_type, KR_AS(kr_generator, self), t);
  kr_decref(t);
  return r;
}
FN(class_getitem) { return kr_class_getitem(self, args[0]); }
const kr_method_def kr_async_gen_methods[] = {
    {"asend", gen_asend, 0, "($self, object, /)", NULL},
    {"athrow", gen_athrow, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, NULL},
    {"aclose", gen_aclose, 0, "($self, /)", NULL},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};

/* ---- anext(iterator, default) -------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value awaitable, fallback;
} anext_default;
#define ANEXT KR_AS(anext_default, self)
static void anext_dealloc(kr_object *o) {
  anext_default *a = (anext_default *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(a->awaitable);
  KR_CLEAR(a->fallback);
  kr_trash_end();
  kr_object_free(o);
}
static int anext_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((anext_default *)o)->awaitable);
  KR_VISIT(((anext_default *)o)->fallback);
  return 0;
}
/* What is driven, asked for anew at each step as in CPython; new. */
static kr_value anext_iterator(anext_default *a) {
  kr_value it = kr_vm_get_awaitable(a->awaitable, 0);
  if (it == KR_NULL || kr_type_of(it)->iternext) return it;
  kr_value steps = kr_type_of(it)->am_await(it); /* a coroutine's: the only one that is no iterator */
  kr_decref(it);
  return steps;
}
static kr_value anext_result(anext_default *a, kr_value it_steal, kr_value r) {
  kr_decref(it_steal);
  if (r == KR_NULL && kr_clear_if(&kr_exc_StopAsyncIteration))
    kr_raise_value(&kr_exc_StopIteration, a->fallback);
  return r;
}
static kr_value anext_next(kr_value self) {
  kr_value it = anext_iterator(ANEXT);
  if (it == KR_NULL) return KR_NULL;
  return anext_result(ANEXT, it, kr_type_of(it)->iternext(it));
}
static kr_value anext_proxy(kr_value self, kr_value name, const kr_value *args, size_t nargs) {
  kr_value it = anext_iterator(ANEXT);
  if (it == KR_NULL) return KR_NULL;
  return anext_result(ANEXT, it, kr_call_method(it, name, args, nargs));
}
FN(anext_send) { return anext_proxy(self, KR_ID(send), args, nargs); }
FN(anext_throw) { return anext_proxy(self, KR_ID(throw), args, nargs); }
FN(anext_close) { return anext_proxy(self, KR_ID(close), args, nargs); }
static const kr_method_def anext_methods[] = {{"send", anext_send, 0, "($self, object, /)", NULL},
                                              {"throw", anext_throw, KR_FN_RAW, NULL, NULL},
                                              {"close", anext_close, 0, "($self, /)", NULL},
                                              {0}};
kr_type kr_anext_awaitable_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                   .name = "anext_awaitable",
                                   .tf = KR_TF_GC | KR_TF_NO_NEW,
                                   .basic_size = sizeof(anext_default),
                                   .dealloc = anext_dealloc,
                                   .traverse = anext_traverse,
                                   .methods = anext_methods,
                                   .am_await = kr_iter_self,
                                   .iter = kr_iter_self,
                                   .iternext = anext_next};
kr_value kr_anext_default(kr_value awaitable, kr_value fallback) {
  anext_default *a = kr_gc_object_alloc(&kr_anext_awaitable_type, sizeof *a);
  if (!a) return KR_NULL;
  a->awaitable = kr_ref(awaitable);
  a->fallback = kr_ref(fallback);
  return kr_from_object(a);
}
