/* Generators and coroutines. The frame lies inside the object; running one links that frame above the
 * current one, so next(), send(), throw() and close() push and use no C stack. Asynchronous generators
 * add a protocol on top: vm/asyncgen.c. */
#include "objects/audit.h"
#include "memory/fast_alloc.h"
#include "vm/generator.h"

#include "memory/gc.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "objects/fast_memory.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/instrument.h"
#include "vm/trace.h"

static const char *kind_name(const kr_generator *g) {
  return g->kind == 0 ? "generator" : g->kind == 1 ? "coroutine" : "asynchronous generator";
}

kr_value kr_generator_from_frame(kr_frame *f) {
  kr_code *code = f->code;
  int kind = code->co_flags & KR_CO_ASYNC_GENERATOR ? 2 : code->co_flags & KR_CO_COROUTINE ? 1 : 0;
  kr_type *type = kind == 0 ? &kr_generator_type : kind == 1 ? &kr_coroutine_type : &kr_async_generator_type;
  size_t room = (size_t)(code->nlocalsplus + code->stacksize);
  kr_generator *g = kr_gc_alloc_static(type, sizeof *g + room * sizeof(kr_value));
  if (!g) return KR_NULL;
  g->state = KR_GEN_CREATED;
  g->kind = (uint8_t)kind;
  g->hooks_inited = g->closed = g->running_async = false;
  g->name = kr_ref(f->func->name);
  g->qualname = kr_ref(f->func->qualname);
  g->weaklist = NULL;
  g->exc.value = KR_NULL;
  g->exc.prev = NULL;
  g->finalizer = KR_NULL;
  g->origin_or_firstiter = KR_NULL;
  kr_frame *below = f->prev;
  size_t n = (size_t)(f->sp - f->slots);
  kr_copy_words(&g->frame, f, sizeof *f / 8 + n);
  _Static_assert(sizeof *f % 8 == 0, "whole words");
  g->frame.owner = KR_FRAME_GENERATOR;
  g->frame.prev = NULL;
  g->frame.sp = g->frame.slots + n;
  g->frame.delivery = KR_DELIVER_VALUE;
  if (f->object) f->object->frame = &g->frame;
  kr_frame_release(f);
  kr.thread->frame = below;
  if (kind == 1 && kr.thread->coroutine_origin_depth > 0) {
    g->origin_or_firstiter = kr_coroutine_origin(below);
    if (g->origin_or_firstiter == KR_NULL) kr_clear_exception();
  }
  return kr_from_object(g);
}

/* ---- running ------------------------------------------------------------------------------------------ */

static kr_value already_running(kr_generator *g) {
  return kr_raise(&kr_exc_ValueError, "%s already executing", kind_name(g));
}

/* Links g's frame above. The reference taken here is dropped when it yields or ends. */
static bool link_frame(kr_generator *g, kr_delivery how) {
  if (g->state == KR_GEN_RUNNING) {
    already_running(g);
    return false;
  }
  if (++kr.thread->py_depth > kr.recursion_limit && !kr_check_depth()) {
    kr.thread->py_depth--;
    return false;
  }
  kr_link_pushed(&g->frame);
  g->frame.delivery = how;
  g->state = KR_GEN_RUNNING;
  g->exc.prev = kr.thread->exc_info;
  kr.thread->exc_info = &g->exc;
  kr_incref_object(g);
  return true;
}

bool kr_generator_resume(kr_generator *g, kr_value sent, kr_delivery how) {
  if (!link_frame(g, how)) {
    kr_decref(sent);
    return false;
  }
  *g->frame.sp++ = sent;
  return true;
}

static bool at_start(const kr_generator *g) {
  return (*g->frame.pc & 0xFF) == OP_RETURN_GENERATOR ||
         (g->frame.code->units[kr_frame_index(&g->frame)] & 0xFF) == OP_RETURN_GENERATOR;
}

void kr_generator_abandon(kr_frame *f) {
  kr_generator *g = kr_generator_of(f);
  kr.thread->exc_info = g->exc.prev;
  g->exc.prev = NULL;
  kr.thread->py_depth--;
  f->prev = NULL;
  if (kr.thread->exc == KR_NULL) kr_decref(*--f->sp); /* what was sent */
  g->state = at_start(g) ? KR_GEN_CREATED : KR_GEN_SUSPENDED;
  kr_decref_object(g);
}

kr_value kr_generator_yielded(const kr_generator *g, kr_delivery how, kr_value v) {
  if (how == D_GEN_CLOSE) {
    kr_decref(v);
    return kr_raise(&kr_exc_RuntimeError, "%s ignored GeneratorExit",
                    g->kind == 2 ? "async generator" : kind_name(g));
  }
  return v;
}

/* The body is over: its values go. */
static void clear_frame(kr_generator *g) {
  kr_frame *f = &g->frame;
  g->state = KR_GEN_DONE;
  if (f->object) kr_frame_object_detach(f);
  for (kr_value *p = f->sp; p-- > f->slots;) KR_CLEAR(*p);
  f->sp = f->slots;
  KR_CLEAR(g->exc.value);
  /* Its closure may lead back here. gi_code can still be asked for. */
  kr_function *fn = f->func;
  if (fn) {
    kr_incref_object(f->code);
    f->func = NULL;
    kr_decref_object(fn);
  }
}

static void unlink_frame(kr_generator *g) {
  kr.thread->exc_info = g->exc.prev;
  g->exc.prev = NULL;
  kr.thread->py_depth--;
  kr.thread->frame = g->frame.prev;
}

kr_value kr_generator_returned(kr_generator *g, kr_delivery *how, kr_value v) {
  kr_delivery was = g->frame.delivery;
  unlink_frame(g);
  clear_frame(g);
  g->frame.prev = NULL;
  bool async = g->kind == 2;
  kr_decref_object(g);
  *how = KR_DELIVER_VALUE;
  switch (was) {
    case D_GEN_FOR:
      *how = D_GEN_FOR;
      if (KR_UNLIKELY(kr_trace_active) && v != KR_NONE && kr.thread->frame)
        kr_trace_stop_iteration(kr.thread->frame, v);
      kr_decref(v);
      return KR_NULL;
    case D_GEN_THROW: /* told as an exception too */
      kr_raise_stop_iteration(v);
      kr_decref(v);
      *how = D_GEN_THROW;
      return KR_NULL;
    case D_GEN_SEND: *how = D_SEND_DONE; return v;
    case D_GEN_NATIVE: *how = KR_DELIVER_NEXT; /* fall through */
    case D_GEN_ITEM:
      if (v != KR_NONE) kr_raise_stop_iteration(v); /* one who asks may want to know the value */
      kr_decref(v);
      return KR_NULL;
    case D_GEN_CLOSE:
      if (!async) return v;
      /* fall through */
    case D_GEN_CALL:
      if (async) kr_raise_none(&kr_exc_StopAsyncIteration);
      else kr_raise_stop_iteration(v);
      kr_decref(v);
      return KR_NULL;
    default: return v; /* D_GEN_RESULT */
  }
}

void kr_generator_failed(kr_generator *g) {
  kr_value exc = kr_fetch_exception();
  unlink_frame(g);
  clear_frame(g);
  g->frame.prev = NULL;
  kr_decref_object(g);
  kr_restore_exception_steal(exc);
}

/* What next() of a finished one does. */
static kr_value finished(kr_generator *g) {
  if (g->kind == 1) return kr_raise(&kr_exc_RuntimeError, "cannot reuse already awaited coroutine");
  return KR_NULL;
}

static kr_value next_push(kr_generator *g, kr_delivery how) {
  if (KR_UNLIKELY(g->state == KR_GEN_DONE)) return finished(g);
  if (KR_UNLIKELY(!link_frame(g, how))) return KR_NULL;
  *g->frame.sp++ = KR_NONE;
  return KR_PUSHED;
}
kr_value kr_generator_next_push(kr_generator *g) { return next_push(g, D_GEN_NATIVE); }
static kr_value gen_iternext_push(kr_value self) { return kr_generator_next_push(KR_AS(kr_generator, self)); }

static kr_value gen_iternext(kr_value self) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = next_push(KR_AS(kr_generator, self), D_GEN_ITEM);
  if (r == KR_PUSHED) r = kr_settle_slow();
  kr.pushed = pending;
  return r;
}

kr_value kr_generator_send_push(kr_generator *g, kr_value arg, kr_delivery how) {
  if (g->state == KR_GEN_DONE) {
    if (g->kind == 1) return finished(g);
    return kr_raise_none(g->kind == 2 ? &kr_exc_StopAsyncIteration : &kr_exc_StopIteration);
  }
  if (g->state == KR_GEN_RUNNING) return already_running(g);
  if (g->state == KR_GEN_CREATED && arg != KR_NONE)
    return kr_raise(&kr_exc_TypeError, "can't send non-None value to a just-started %s",
                    g->kind == 2 ? "async generator" : kind_name(g));
  return kr_generator_resume(g, kr_ref(arg), how) ? KR_PUSHED : KR_NULL;
}

static kr_value gen_send(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_generator_send_push(KR_AS(kr_generator, self), args[0], D_GEN_CALL);
}

static kr_value gen_am_send(kr_value self, kr_value arg, bool *done) {
  kr_generator *g = KR_AS(kr_generator, self);
  *done = false;
  if (g->state == KR_GEN_DONE) {
    if (g->kind == 1) return finished(g);
    *done = true;
    return KR_NONE;
  }
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_incref_object(g);
  kr_value r = kr_generator_send_push(g, arg, D_GEN_RESULT);
  if (r == KR_PUSHED) r = kr_settle_slow();
  *done = g->state == KR_GEN_DONE;
  kr_decref_object(g);
  kr.pushed = pending;
  return r;
}

/* ---- throwing ------------------------------------------------------------------------------------------ */

/* The iterator a suspended `yield from` or `await` delegates to; borrowed; KR_NULL: none. */
static kr_value delegate_of(const kr_generator *g) {
  if (g->state != KR_GEN_SUSPENDED_YIELD_FROM || g->frame.sp == g->frame.slots) return KR_NULL;
  return g->frame.sp[-1];
}

/* From its YIELD_VALUE back to the SEND before it, as if that were still running. */
static void back_to_send(kr_generator *g) {
  g->frame.pc -= 2;
  g->frame.return_offset = 2;
  /* a tracer is told of this frame only if it goes on */
  if (kr_trace_active) kr_instrument(g->frame.code);
  g->frame.trace_lines = kr_trace_active && kr_is_instrumented(g->frame.code);
}

/* The current exception is raised in g next: it comes on top of what g is handling. */
static void chain_in(const kr_generator *g) {
  kr_value e = kr_fetch_exception();
  kr_exception_chain_context_to(e, g->exc.value);
  kr_restore_exception_steal(e);
}

void kr_generator_throw_failed(kr_generator *g) {
  g->frame.pc += 2;
  g->frame.return_offset = 1;
  kr.thread->exc_info = &g->exc;
  chain_in(g);
}

/* Pushes g to go on by raising the current exception, whatever it delegates to. */
static kr_value raise_in(kr_generator *g, kr_delivery how) {
  kr_value e = kr_fetch_exception();
  if (!link_frame(g, how)) {
    kr_decref(e);
    return KR_NULL;
  }
  kr_restore_exception_steal(e);
  chain_in(g);
  return KR_PUSHED;
}

static kr_value throw_here(kr_generator *g, kr_value exc, kr_delivery how) {
  kr_raise_exception(exc);
  return raise_in(g, how);
}

static kr_value settle_throw_here(kr_generator *g, kr_value exc, kr_delivery how) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = throw_here(g, exc, how);
  if (r == KR_PUSHED) r = kr_settle_slow();
  kr.pushed = pending;
  return r;
}

/* What close() raises; new, never KR_NULL. */
static kr_value new_exit(void) {
  kr_raise_none(&kr_exc_GeneratorExit);
  return kr_fetch_exception();
}

/* close() of a generator and of those it delegates to, of which there may be very many: the innermost first,
 * one after the other, without recursion. What one raises is raised in the next. 0, -1. */
static int close_chain(kr_generator *g) {
  size_t n = 1;
  for (kr_value it = kr_from_object(g);; n++) {
    it = delegate_of(KR_AS(kr_generator, it));
    if (it == KR_NULL || !kr_is_gen_like(it)) break;
  }
  kr_generator **chain = kr_alloc_array(n, sizeof *chain);
  if (!chain) return -1;
  for (size_t i = 0; i < n; i++) {
    chain[i] = KR_REF(g);
    if (i + 1 == n) break;
    kr_value it = delegate_of(g);
    g->state = KR_GEN_RUNNING; /* as seen from inside */
    g = KR_AS(kr_generator, it);
  }
  kr_value r = kr_generator_close(g), error = KR_NULL;
  for (size_t i = n - 1;; i--) {
    if (r == KR_NULL) error = kr_fetch_exception();
    kr_decref(r);
    kr_decref_object(chain[i]);
    if (i == 0) break;
    g = chain[i - 1];
    g->state = KR_GEN_SUSPENDED_YIELD_FROM;
    if (error == KR_NULL) error = new_exit();
    r = settle_throw_here(g, error, D_GEN_CLOSE);
    KR_CLEAR(error);
  }
  kr_free(chain);
  if (error != KR_NULL) kr_restore_exception_steal(error);
  return error == KR_NULL ? 0 : -1;
}

/* close() of whatever is delegated to. 0, -1. */
static int close_delegate(kr_value it) {
  if (kr_is_gen_like(it)) return close_chain(KR_AS(kr_generator, it));
  kr_value m;
  int found = kr_getattr_optional(it, KR_ID(close), &m);
  if (found < 0) {
    kr_unraisable(KR_NULL, "Exception ignored while closing generator %R", it);
    return 0;
  }
  if (!found) return 0;
  kr_value r = kr_call0(m);
  kr_decref(m);
  return kr_drop_result(r);
}

/* throw() of a delegate that is no generator; g goes on with what comes of it. it is stolen. */
static kr_value throw_into_other(kr_generator *g, kr_value it, kr_value m, const kr_value *args, size_t n,
                                 kr_delivery how) {
  /* as seen from inside it: g runs and called it, and those already pushed called g */
  kr_frame *below = kr.thread->frame;
  g->state = KR_GEN_RUNNING;
  g->frame.prev = kr.pushed ? kr.pushed : below;
  kr.thread->frame = &g->frame;
  kr_value r = kr_call(m, args, n, NULL);
  kr.thread->frame = below;
  g->frame.prev = NULL;
  g->state = KR_GEN_SUSPENDED_YIELD_FROM;
  kr_decref(m);
  kr_decref(it);
  if (r == KR_NULL) return raise_in(g, how);
  if (!link_frame(g, how)) {
    kr_decref(r);
    return KR_NULL;
  }
  back_to_send(g); /* the delegate yielded: so does g, by going on behind its SEND */
  *g->frame.sp++ = r;
  return KR_PUSHED;
}

/* The exception that throw(type[, value[, tb]]) means. New. */
static kr_value throw_argument(const kr_value *args, size_t n) {
  kr_value typ = args[0], val = n > 1 ? args[1] : KR_NULL, tb = n > 2 ? args[2] : KR_NULL;
  if (tb != KR_NULL && tb != KR_NONE && !kr_is_exact(tb, &kr_traceback_type))
    return kr_raise(&kr_exc_TypeError, "throw() third argument must be a traceback object");
  kr_value e;
  if (kr_is_type(typ) && (KR_AS_TYPE(typ)->tf & KR_TF_EXC_SUBCLASS)) {
    if (val != KR_NULL && kr_isinstance(val, typ) > 0) e = kr_ref(val);
    else if (val == KR_NULL || val == KR_NONE) e = kr_call0(typ);
    else if (kr_is_tuple(val)) e = kr_call_tuple(typ, val, KR_NULL);
    else e = kr_call1(typ, val);
    if (e != KR_NULL && !kr_has_tf(e, KR_TF_EXC_SUBCLASS)) {
      kr_raise(&kr_exc_TypeError, "calling %R should have returned an instance of BaseException, not %T", typ,
               e);
      KR_CLEAR(e);
    }
    if (e == KR_NULL) e = kr_fetch_exception(); /* making it failed: then that is thrown */
  } else if (kr_has_tf(typ, KR_TF_EXC_SUBCLASS)) {
    if (val != KR_NULL && val != KR_NONE)
      return kr_raise(&kr_exc_TypeError, "instance exception may not have a separate value");
    e = kr_ref(typ);
  } else {
    return kr_raise(&kr_exc_TypeError,
                    "exceptions must be classes or instances deriving from BaseException, not %T", typ);
  }
  if (e != KR_NULL && tb != KR_NULL && tb != KR_NONE) {
    kr_incref(tb);
    KR_REPLACE(KR_EXC(e)->traceback, tb);
  }
  return e;
}

/* Pushes g itself to go on by raising what throw(*args) means, which only now has to be right. */
static kr_value throw_args_here(kr_generator *g, const kr_value *args, size_t n, kr_delivery how) {
  kr_value e = throw_argument(args, n), r;
  if (e == KR_NULL) return KR_NULL;
  if (g->state == KR_GEN_RUNNING) r = already_running(g);
  else if (g->state != KR_GEN_DONE) r = throw_here(g, e, how);
  else r = g->kind == 1 ? finished(g) : kr_raise_exception(e);
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(e);
  kr.pushed = top;
  return r;
}

/* The step of throw_push for g itself. *inner: the generator to which it delegates and which is next. */
static kr_value throw_step(kr_generator *g, const kr_value *args, size_t n, kr_delivery how,
                           bool close_on_exit, kr_generator **inner) {
  kr_value it = delegate_of(g), m;
  if (it == KR_NULL) return throw_args_here(g, args, n, how);
  kr_incref(it);
  if (close_on_exit && kr_exception_matches(args[0], kr_from_object(&kr_exc_GeneratorExit))) {
    g->state = KR_GEN_RUNNING;
    int r = close_delegate(it);
    g->state = KR_GEN_SUSPENDED_YIELD_FROM;
    kr_decref(it);
    return r ? raise_in(g, how) : throw_args_here(g, args, n, how);
  }
  if (kr_is_gen_like(it)) {
    bool ok = link_frame(g, how);
    kr_decref(it); /* g has it on its stack */
    if (!ok) return KR_NULL;
    back_to_send(g);
    kr.thread->exc_info = g->exc.prev; /* what g is handling is not seen from inside, as in CPython */
    *inner = KR_AS(kr_generator, it);
    return KR_PUSHED;
  }
  int found = kr_getattr_optional(it, KR_ID(throw), &m);
  if (found > 0) return throw_into_other(g, it, m, args, n, how);
  kr_decref(it);
  return found ? KR_NULL : throw_args_here(g, args, n, how);
}

/* Push g to go on by raising what throw(*args) means. What is pushed has delivery `how`. Generators that
 * delegate to generators are all pushed, down to the innermost; what fails is raised in the last pushed. */
static kr_value throw_push(kr_generator *g, const kr_value *args, size_t n, kr_delivery how,
                           bool close_on_exit) {
  for (kr_generator *outer = NULL;; how = D_GEN_THROW) {
    kr_generator *inner = NULL;
    kr_value r = throw_step(g, args, n, how, close_on_exit, &inner);
    if (r == KR_NULL && outer) {
      outer->frame.trace_lines = 0; /* it is entered with the exception */
      kr_generator_throw_failed(outer);
      return KR_PUSHED;
    }
    if (!inner) return r;
    outer = g;
    g = inner;
  }
}

kr_value kr_generator_throw_push(kr_generator *g, const kr_value *args, size_t n, kr_delivery how,
                                 bool close_on_exit) {
  if (kr_args_count("throw", n, 1, 3)) return KR_NULL;
  if (n > 1 && close_on_exit &&
      kr_warn(&kr_exc_DeprecationWarning, 1,
              "the (type, exc, tb) signature of throw() is deprecated, use the "
              "single-arg signature instead."))
    return KR_NULL;
  return throw_push(g, args, n, how, close_on_exit);
}

static kr_value gen_throw(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_generator_throw_push(KR_AS(kr_generator, self), args, n, D_GEN_CALL, true);
}

static kr_value drop_unfinished(kr_generator *g) {
  kr_incref_object(g);
  clear_frame(g);
  kr_decref_object(g);
  return KR_NONE;
}
kr_value kr_generator_close_push(kr_generator *g) {
  if (g->state == KR_GEN_RUNNING) return already_running(g);
  if (g->state == KR_GEN_DONE) return KR_NONE;
  if (g->state == KR_GEN_CREATED) {
    g->state = KR_GEN_DONE; /* its arguments live as long as it does, as in CPython */
    return KR_NONE;
  }
  /* Outside of any try of its own nothing would come of it that anybody is told of. */
  if (g->state == KR_GEN_SUSPENDED && !kr_tracers && !kr_profilers && !kr_monitors(KR_EV_PY_UNWIND) &&
      g->frame.code->units[kr_frame_lasti(&g->frame) / 2] >> 8 & KR_RESUME_DEPTH1)
    return drop_unfinished(g);
  kr_value e = new_exit();
  kr_value r = throw_push(g, &e, 1, D_GEN_CLOSE, true);
  kr_decref(e);
  return r;
}

kr_value kr_generator_close(kr_generator *g) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = kr_generator_close_push(g);
  if (r == KR_PUSHED) r = kr_settle_slow();
  kr.pushed = pending;
  return r;
}

static kr_value gen_close(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_generator_close_push(KR_AS(kr_generator, self));
}

kr_value kr_stop_iteration_value_of(kr_value exc) {
  kr_restore_exception_steal(kr_ref(exc));
  return kr_stop_iteration_value();
}

kr_value kr_vm_send(kr_value receiver, kr_value v, bool *done) {
  kr_type *t = kr_type_of(receiver);
  *done = false;
  kr_value r;
  if (t->am_send) {
    r = t->am_send(receiver, v, done);
    if (KR_UNLIKELY(kr_trace_active) && *done && !kr_is_gen_like(receiver) &&
        kr_trace_stop_iteration(kr.thread->frame, r))
      KR_CLEAR(r);
    return r;
  }
  if (v == KR_NONE && t->iternext) {
    r = t->iternext(receiver);
  } else {
    r = kr_call_method1(receiver, KR_ID(send), v);
  }
  if (r != KR_NULL) return r;
  if (!kr_failed()) {
    *done = true;
    return KR_NONE;
  }
  if (!kr_failed_with(&kr_exc_StopIteration)) return KR_NULL;
  if (KR_UNLIKELY(kr_trace_active)) kr_trace_raise(kr.thread->frame, kr_frame_index(kr.thread->frame));
  r = kr_stop_iteration_value();
  if (r != KR_NULL) *done = true;
  return r;
}

/* ---- life ---------------------------------------------------------------------------------------------- */

static int gen_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_generator *g = (kr_generator *)o;
  KR_VISIT(g->name);
  KR_VISIT(g->qualname);
  KR_VISIT(g->exc.value);
  KR_VISIT(g->finalizer);
  KR_VISIT(g->origin_or_firstiter);
  KR_VISIT_OBJECT(g->frame.func);
  KR_VISIT_OBJECT(g->frame.object);
  if (g->state != KR_GEN_RUNNING)
    for (kr_value *p = g->frame.slots; p < g->frame.sp; p++) KR_VISIT(*p);
  return 0;
}

static int gen_clear(kr_object *o) {
  kr_generator *g = (kr_generator *)o;
  if (g->state != KR_GEN_RUNNING) clear_frame(g);
  return 0;
}

static void gen_finalize(kr_value self) {
  kr_generator *g = KR_AS(kr_generator, self);
  if (g->state == KR_GEN_DONE || g->state == KR_GEN_RUNNING) return;
  kr_value saved = kr_fetch_exception();
  if (g->kind == 2 && kr_async_gen_finalize_hook(g)) {
    if (saved != KR_NULL) kr_restore_exception_steal(saved);
    return;
  }
  if (g->kind == 1 && g->state == KR_GEN_CREATED) {
    kr_warn_unawaited(g);
  } else {
    kr_value r = kr_generator_close(g);
    if (r == KR_NULL) {
      if (kr_failed()) kr_unraisable(KR_NULL, "Exception ignored while closing generator %R", self);
    } else {
      kr_decref(r);
    }
  }
  if (saved != KR_NULL) kr_restore_exception_steal(saved);
}

static void gen_dealloc(kr_object *o) {
  kr_generator *g = (kr_generator *)o;
  if (!kr_trash_begin(o)) return;
  if (g->weaklist) kr_weakrefs_clear(o);
  /* A generator that never ran just goes; a coroutine warns and an asynchronous generator has a hook. */
  bool quiet = g->state == KR_GEN_DONE || (g->state == KR_GEN_CREATED && g->kind == 0);
  if (!quiet && kr_finalize_from_dealloc(o)) {
    kr_trash_end();
    return;
  }
  if (g->frame.func) clear_frame(g);
  kr_decref_object(g->frame.code);
  KR_CLEAR(g->name);
  KR_CLEAR(g->qualname);
  KR_CLEAR(g->exc.value);
  KR_CLEAR(g->finalizer);
  KR_CLEAR(g->origin_or_firstiter);
  kr_gc_free_static(o, o->type); /* none has subclasses */
  kr_trash_end();
}

static kr_value gen_repr(kr_value self) {
  kr_generator *g = KR_AS(kr_generator, self);
  return kr_str_format("<%s object %S at 0x%zx>",
                       g->kind == 0   ? "generator"
                       : g->kind == 1 ? "coroutine"
                                      : "async_generator",
                       g->qualname, (size_t)kr_object_of(self));
}

/* ---- attributes ---------------------------------------------------------------------------------------- */

static kr_value get_name(kr_value self, void *c) { return kr_ref(KR_AS(kr_generator, self)->name); }
static kr_value get_qualname(kr_value self, void *c) { return kr_ref(KR_AS(kr_generator, self)->qualname); }
static int set_text(kr_value *place, kr_value v, const char *what) {
  if (v == KR_NULL || !kr_is_str(v)) {
    kr_raise(&kr_exc_TypeError, "%s must be set to a string object", what);
    return -1;
  }
  kr_incref(v);
  KR_REPLACE(*place, v);
  return 0;
}
static int set_name(kr_value self, kr_value v, void *c) {
  return set_text(&KR_AS(kr_generator, self)->name, v, "__name__");
}
static int set_qualname(kr_value self, kr_value v, void *c) {
  return set_text(&KR_AS(kr_generator, self)->qualname, v, "__qualname__");
}
static kr_value get_running(kr_value self, void *c) {
  return kr_from_bool(KR_AS(kr_generator, self)->state == KR_GEN_RUNNING);
}
static kr_value get_suspended(kr_value self, void *c) {
  int s = KR_AS(kr_generator, self)->state;
  return kr_from_bool(s == KR_GEN_SUSPENDED || s == KR_GEN_SUSPENDED_YIELD_FROM);
}
/* "gi_", "cr_" or "ag_" and the rest. */
static int audit_get(kr_value self, kr_value gi, kr_value cr, kr_value ag) {
  const kr_type *t = kr_type_of(self);
  kr_value name = t == &kr_generator_type ? gi : t == &kr_coroutine_type ? cr : ag;
  return KR_AUDIT("object.__getattr__", self, name);
}
static kr_value get_frame(kr_value self, void *c) {
  if (audit_get(self, KR_ID(gi_frame), KR_ID(cr_frame), KR_ID(ag_frame))) return KR_NULL;
  kr_generator *g = KR_AS(kr_generator, self);
  return g->state == KR_GEN_DONE ? KR_NONE : kr_frame_get_object(&g->frame);
}
static kr_value get_code(kr_value self, void *c) {
  if (audit_get(self, KR_ID(gi_code), KR_ID(cr_code), KR_ID(ag_code))) return KR_NULL;
  return kr_ref(kr_from_object(KR_AS(kr_generator, self)->frame.code));
}
static kr_value get_yieldfrom(kr_value self, void *c) {
  kr_value it = delegate_of(KR_AS(kr_generator, self));
  return it == KR_NULL ? KR_NONE : kr_ref(it);
}
static kr_value get_origin(kr_value self, void *c) {
  kr_value o = KR_AS(kr_generator, self)->origin_or_firstiter;
  return o == KR_NULL ? KR_NONE : kr_ref(o);
}
static kr_value size_of(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  const kr_code *c = KR_AS(kr_generator, self)->frame.code;
  return kr_int_from_size(sizeof(kr_generator) + (size_t)(c->nlocalsplus + c->stacksize) * sizeof(kr_value));
}

static kr_value class_getitem(kr_value cls, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_class_getitem(cls, args[0]);
}

#define COMMON_METHODS(what)                                                                         \
  {"send", gen_send, 0, "($self, object, /)", "Sends a value into " what ", to go on with."},        \
      {"throw", gen_throw, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, "Raises an exception in " what "."}, \
      {"close", gen_close, 0, "($self, /)", "Raises GeneratorExit inside " what "."}, {              \
    "__sizeof__", size_of, 0, "($self, /)", NULL                                                     \
  }
#define NAMES(what)                                                                   \
  {"__name__", get_name, set_name, "The name of the " what "."}, {                    \
    "__qualname__", get_qualname, set_qualname, "The qualified name of the " what "." \
  }

static const kr_method_def gen_methods[] = {
    COMMON_METHODS("generator"),
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};
static const kr_getset_def gen_getset[] = {NAMES("generator"),
                                           {"gi_yieldfrom", get_yieldfrom, NULL, NULL, NULL},
                                           {"gi_running", get_running, NULL, NULL, NULL},
                                           {"gi_frame", get_frame, NULL, NULL, NULL},
                                           {"gi_suspended", get_suspended, NULL, NULL, NULL},
                                           {"gi_code", get_code, NULL, NULL, NULL},
                                           {0}};

kr_type kr_generator_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "generator",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_generator),
    .weaklist_offset = offsetof(kr_generator, weaklist),
    .methods = gen_methods,
    .getset = gen_getset,
    .dealloc = gen_dealloc,
    .traverse = gen_traverse,
    .clear = gen_clear,
    .finalize = gen_finalize,
    .repr = gen_repr,
    .iter = kr_iter_self,
    .iternext = gen_iternext,
    .iternext_push = gen_iternext_push,
    .am_send = gen_am_send,
};

/* ---- coroutines ---------------------------------------------------------------------------------------- */

static kr_value coro_await(kr_value self) {
  kr_coroutine_wrapper *w = kr_gc_object_alloc(&kr_coroutine_wrapper_type, sizeof *w);
  if (!w) return KR_NULL;
  w->coroutine = kr_ref(self);
  return kr_from_object(w);
}

static const kr_method_def coro_methods[] = {
    COMMON_METHODS("coroutine"),
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};
static const kr_getset_def coro_getset[] = {NAMES("coroutine"),
                                            {"cr_await", get_yieldfrom, NULL, NULL, NULL},
                                            {"cr_running", get_running, NULL, NULL, NULL},
                                            {"cr_frame", get_frame, NULL, NULL, NULL},
                                            {"cr_suspended", get_suspended, NULL, NULL, NULL},
                                            {"cr_code", get_code, NULL, NULL, NULL},
                                            {"cr_origin", get_origin, .member = true},
                                            {0}};

kr_type kr_coroutine_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "coroutine",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_generator),
    .weaklist_offset = offsetof(kr_generator, weaklist),
    .methods = coro_methods,
    .getset = coro_getset,
    .dealloc = gen_dealloc,
    .traverse = gen_traverse,
    .clear = gen_clear,
    .finalize = gen_finalize,
    .repr = gen_repr,
    .am_await = coro_await,
    .am_send = gen_am_send,
};

/* ---- asynchronous generators: the object; vm/asyncgen.c has its methods -------------------------------- */

static kr_value get_async_running(kr_value self, void *c) {
  return kr_from_bool(KR_AS(kr_generator, self)->running_async);
}
static const kr_getset_def async_getset[] = {NAMES("async generator"),
                                             {"ag_await", get_yieldfrom, NULL, NULL, NULL},
                                             {"ag_frame", get_frame, NULL, NULL, NULL},
                                             {"ag_code", get_code, NULL, NULL, NULL},
                                             {"ag_suspended", get_suspended, NULL, NULL, NULL},
                                             {"ag_running", get_async_running, .member = true},
                                             {0}};
kr_type kr_async_generator_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "async_generator",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_generator),
    .weaklist_offset = offsetof(kr_generator, weaklist),
    .methods = kr_async_gen_methods,
    .getset = async_getset,
    .dealloc = gen_dealloc,
    .traverse = gen_traverse,
    .clear = gen_clear,
    .finalize = gen_finalize,
    .repr = gen_repr,
    .am_aiter = kr_iter_self,
    .am_anext = kr_async_gen_anext,
};

/* What coroutine.__await__() gives: an iterator over its steps. */
static void wrapper_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((kr_coroutine_wrapper *)o)->coroutine);
  kr_trash_end();
  kr_object_free(o);
}
static int wrapper_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_coroutine_wrapper *)o)->coroutine);
  return 0;
}
static kr_generator *wrapped(kr_value self) {
  return KR_AS(kr_generator, KR_AS(kr_coroutine_wrapper, self)->coroutine);
}
/* next(): a StopIteration with the coroutine's result, as `await` in a plain iterator needs it. */
static kr_value wrapper_next(kr_value self) {
  bool done;
  kr_value r = gen_am_send(KR_AS(kr_coroutine_wrapper, self)->coroutine, KR_NONE, &done);
  if (!done || r == KR_NULL) return r;
  if (r != KR_NONE) kr_raise_stop_iteration(r);
  kr_decref(r);
  return KR_NULL;
}
static kr_value wrapper_send(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_generator_send_push(wrapped(self), args[0], D_GEN_CALL);
}
static kr_value wrapper_throw(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_generator_throw_push(wrapped(self), args, n, D_GEN_CALL, true);
}
static kr_value wrapper_close(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_generator_close_push(wrapped(self));
}
static const kr_method_def wrapper_methods[] = {
    {"send", wrapper_send, 0, "($self, object, /)", NULL},
    {"throw", wrapper_throw, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, NULL},
    {"close", wrapper_close, 0, "($self, /)", NULL},
    {0}};

kr_type kr_coroutine_wrapper_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "coroutine_wrapper",
    .doc = "Gives what the coroutine that is awaited gives.",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_coroutine_wrapper),
    .methods = wrapper_methods,
    .dealloc = wrapper_dealloc,
    .traverse = wrapper_traverse,
    .iter = kr_iter_self,
    .iternext = wrapper_next,
};

/* cr_origin: ((filename, line, function), ...) of the frames that made it. */
kr_value kr_coroutine_origin(kr_frame *f) {
  kr_list *l = kr_list_new(0);
  if (!l) return KR_NULL;
  for (int i = 0; i < kr.thread->coroutine_origin_depth; i++) {
    f = kr_frame_python(f);
    if (!f) break;
    kr_value line = kr_from_small_int(kr_frame_line(f));
    kr_value t = kr_tuple_pack(3, f->code->filename, line, f->code->name);
    if (t == KR_NULL || kr_list_append_steal(l, t)) {
      kr_decref_object(l);
      return KR_NULL;
    }
    f = f->prev;
  }
  kr_value r = kr_list_to_tuple(l);
  kr_decref_object(l);
  return r;
}

void kr_warn_unawaited(kr_generator *g) {
  kr_value warn = kr_import_attr("warnings", "_warn_unawaited_coroutine");
  if (warn != KR_NULL) {
    kr_value r = kr_call1(warn, kr_from_object(g));
    kr_decref(warn);
    if (r == KR_NULL) kr_unraisable(kr_from_object(g), NULL);
    kr_decref(r);
    return;
  }
  kr_clear_exception();
  if (kr_warn(&kr_exc_RuntimeWarning, 1, "coroutine '%S' was never awaited", g->qualname))
    kr_unraisable(kr_from_object(g), NULL);
}
