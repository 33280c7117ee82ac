#include "vm/trace.h"

#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/exceptions.h"
#include "vm/instrument.h"
#include "vm/suspend.h"

/* ---- showing the word that belongs to an instrumented instruction ---------------------------------- */

/* The instruction being executed shows its word while it runs. The next one to be looked at hides it again,
 * and so does leaving the frame. */
static uint32_t *shown;
static kr_code *shown_code;
static bool shown_instead; /* a NOP was shown in its place */

KR_INLINE void hide(void) {
  if (!shown) return;
  /* it may have been specialized meanwhile */
  if (KR_LIKELY(!shown_instead)) shown_code->instrumentation->words[shown - shown_code->exec] = *shown;
  *shown = K_INSTRUMENTED;
  shown = NULL;
}
void kr_trace_hide(void) { hide(); }
KR_INLINE int64_t show(kr_code *c, uint32_t *pc) {
  hide(); /* the hook's own last instruction */
  const kr_instrumentation *n = c->instrumentation;
  size_t i = (size_t)(pc - c->exec);
  if (!(n->marks[i] & MARK_HERE)) return 0; /* the hook saw to that */
  shown = pc;
  shown_code = c;
  shown_instead = false;
  *pc = n->words[i];
  return 0;
}
void kr_trace_forget(const kr_code *c) {
  if (shown && shown_code == c) shown = NULL;
}

/* Checks of the eval breaker until what is pending is looked at, or the clock. */
static int countdown;
KR_INLINE bool nothing_pending(void) { return !kr.pending && !kr_leave_always && --countdown >= 0; }

/* Goes on with the instruction at pc, of which all that there is was told: some are carried out here. */
KR_INLINE int64_t go_on_with(kr_frame *f, uint32_t *pc) {
  kr_code *c = f->code;
  uint32_t word = c->instrumentation->words[pc - c->exec], arg = word >> 8;
  switch (word & 0xFF) {
    case OP_RESUME:
      if (!nothing_pending()) break;
      /* fall through */
    case OP_NOP:
    case OP_NOT_TAKEN: f->return_offset = 1; return KR_TRACE_MOVED;
    case OP_JUMP_BACKWARD:
      if (arg > 0x7000 || !nothing_pending()) break;
      f->return_offset = (int16_t)(2 - (int32_t)arg);
      return KR_TRACE_MOVED;
    case OP_JUMP_BACKWARD_NO_INTERRUPT:
      if (arg > 0x7000) break;
      f->return_offset = (int16_t)(1 - (int32_t)arg);
      return KR_TRACE_MOVED;
  }
  return show(c, pc);
}

int kr_trace_enter(kr_frame *f) {
  kr.ticks = 0;
  kr_trace_hide();
  if (!kr.thread->tracing && !kr_instrumented_now(f->code)) {
    bool was = *f->pc == K_INSTRUMENTED;
    kr_instrument(f->code);
    if (!was && *f->pc == K_INSTRUMENTED) return 1;
  }
  if (kr.pending || kr_leave_always || --countdown < 0) {
    countdown = 1000;
    return 0;
  }
  return 2;
}

/* ---- switching on and off ------------------------------------------------------------------------- */

static void set_hook(kr_thread *t, kr_value *place, int32_t *count, kr_value func) {
  kr_value old = *place;
  int change = (func != KR_NULL) - (old != KR_NULL);
  kr_trace_active += change;
  *count += change;
  *place = func == KR_NULL ? KR_NULL : kr_ref(func);
  kr_decref(old);
  if (change && *count == (func != KR_NULL)) kr_instrument_changed(); /* the first, or the last */
  else kr_instrument_stack();
}
/* As in CPython every event of f but "line" and "opcode" brings about what its f_trace_opcodes asks for: without an
 * f_trace the attribute alone did not, and another frame of the code may have switched it off for f too. */
KR_INLINE void want_opcodes(const kr_frame *f) {
  if (f && f->object && f->object->trace_opcodes) kr_instrument_opcodes(f->code, true);
}
void kr_trace_set(kr_thread *t, kr_value func) {
  set_hook(t, &t->trace_func, &kr_tracers, func);
  want_opcodes(kr_frame_python(kr.thread->frame));
}
void kr_profile_set(kr_thread *t, kr_value func) { set_hook(t, &t->profile_func, &kr_profilers, func); }

/* ---- calls --------------------------------------------------------------------------------------- */

/* The operands of the call that f is at. */
typedef struct {
  kr_value *bottom; /* callable, self or KR_NULL, arguments ... */
  kr_value first;   /* the first argument; KR_NULL: none */
  uint32_t op, arg;
} c_call;

static c_call call_at(kr_frame *f, uint32_t op, uint32_t arg) {
  c_call c = {.op = op, .arg = arg};
  c.bottom = op == OP_CALL_FUNCTION_EX ? f->sp - 4 : f->sp - arg - 2 - (op == OP_CALL_KW);
  c.first = c.bottom[1];
  if (c.first != KR_NULL) return c;
  if (op != OP_CALL_FUNCTION_EX) {
    if (arg) c.first = c.bottom[2];
  } else if (kr_is_exact_tuple(c.bottom[2]) && KR_TUPLE(c.bottom[2])->size) {
    c.first = KR_TUPLE(c.bottom[2])->items[0];
  }
  return c;
}
static void drop_operands(kr_frame *f, kr_value *bottom) {
  while (f->sp > bottom) {
    kr_value v = *--f->sp;
    kr_decref(v);
  }
}

/* ---- calling hooks -------------------------------------------------------------------------------- */

kr_value kr_trace_event(const kr_frame *f) {
  return kr.thread->tracing && f == kr.thread->hook.told ? kr.thread->hook.event : KR_NULL;
}

/* Calls func, and waits for it. */
static kr_value call_hook(kr_frame *f, kr_value func, kr_value event, kr_value arg) {
  kr_thread *t = kr.thread;
  kr_value frame = kr_frame_get_object(f), r = KR_NULL;
  if (frame != KR_NULL) {
    kr_value args[3] = {frame, event, arg};
    kr_hook_state was = t->hook;
    kr_frame *pending = kr.pushed;
    kr.pushed = NULL;
    t->hook = (kr_hook_state){.told = f, .event = event, .held = KR_NULL};
    kr_incref(func);
    t->tracing++;
    r = kr_call(func, args, 3, NULL);
    t->tracing--;
    hide();
    kr_decref(func);
    t->hook = was;
    kr.pushed = pending;
  }
  kr_decref(frame);
  return r;
}

/* What a hook answered, or that it failed (v == KR_NULL). 0, -1. */
static int profile_answered(kr_value v) {
  if (v == KR_NULL) kr_profile_set(kr.thread, KR_NULL);
  return kr_drop_result(v);
}
KR_INLINE void keep_tracer(kr_frame *f, kr_value v) {
  kr_value old = v;
  if (v != KR_NONE && f->object) {
    old = f->object->trace;
    f->object->trace = v;
  }
  kr_decref(old);
}
static int trace_answered(kr_frame *f, kr_value v) {
  if (v != KR_NULL) {
    keep_tracer(f, v);
    return 0;
  }
  kr_trace_set(kr.thread, KR_NULL);
  if (f->object) KR_CLEAR(f->object->trace);
  return -1;
}

/* Of one event the trace function is told first, then the profile function, then the monitoring tools.
 *
 * Most hooks are Python functions, called before an instruction executes: these run in the loop itself, and
 * what comes after this stage follows when they have answered (kr_trace_step). */
enum {
  STAGE_NONE,
  STAGE_LINE,
  STAGE_OPCODE,
  STAGE_TRACE,
  STAGE_PROFILE,
  STAGE_LOOP,
  STAGE_C_CALL,
  STAGE_C_RETURN
};
KR_INLINE bool is_profile_stage(int stage) { return stage == STAGE_PROFILE || stage >= STAGE_C_CALL; }

/* The result of what f has pushed comes to it in this way. False: it has a way of its own. */
static bool deliver_pushed(const kr_frame *f, kr_delivery how) {
  kr_frame *lowest = kr.pushed;
  while (lowest->prev != f) lowest = lowest->prev;
  if (lowest->delivery != KR_DELIVER_VALUE) return false;
  lowest->delivery = how;
  return true;
}

/* Pushes the call of func(frame, event, arg), or calls it. As kr_call_push; the frame is stolen. */
KR_INLINE kr_value call_with(kr_frame *f, kr_value func, kr_value frame, kr_value event, kr_value arg) {
  kr_value self = KR_NULL, called = func;
  if (kr_is_exact(func, &kr_method_type)) {
    self = KR_AS(kr_method, func)->self;
    called = KR_AS(kr_method, func)->func;
  }
  if (KR_LIKELY(kr_is_function(called))) {
    kr_function *fn = KR_FUNCTION(called);
    kr_code *c = fn->code;
    kr_thread *t = kr.thread;
    kr_frame *n = (kr_frame *)t->stack_next;
    kr_value *room = n->slots + c->nlocalsplus + c->stacksize;
    if (KR_LIKELY(c->argcount == (self == KR_NULL ? 3 : 4) && c->exec && !c->kwonlyargcount &&
                  !(c->co_flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS)) && room <= t->stack_end &&
                  t->py_depth < kr.recursion_limit)) {
      t->stack_next = room;
      t->py_depth++;
      kr_incref_object(fn);
      n->prev = f;
      n->code = c;
      n->func = fn;
      n->object = NULL;
      n->pc = c->exec;
      n->locals = KR_NULL;
      n->return_offset = *c->exec == OP_RESUME && kr.ticks > 0; /* it has nothing to do */
      n->owner = KR_FRAME_STACK;
      n->delivery = D_HOOK;
      n->trace_lines = n->trace_opcodes = 0;
      kr_value *p = n->slots, *end = p + c->nlocalsplus;
      n->sp = end;
      if (self != KR_NULL) *p++ = kr_ref(self);
      *p++ = frame;
      *p++ = kr_ref(event);
      *p++ = kr_ref(arg);
      while (p < end) *p++ = KR_NULL;
      kr.pushed = n;
      return KR_PUSHED;
    }
  }
  kr_value args[3] = {frame, event, arg};
  kr_incref(func);
  kr_value r = kr_call_push(func, args, 3, NULL);
  if (r == KR_PUSHED && !deliver_pushed(f, D_HOOK)) r = kr_settle_slow();
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(func);
  kr_decref(frame);
  kr.pushed = top;
  return r;
}

/* 0; KR_TRACE_ERROR, KR_TRACE_PUSHED; KR_TRACE_MOVED: a debugger jumped. */
static KR_NOINLINE int push_hook(kr_frame *f, uint32_t *before, int stage, kr_value func, kr_value event,
                                 kr_value arg) {
  kr_thread *t = kr.thread;
  kr_value frame = f->object ? kr_ref(kr_from_object(f->object)) : kr_frame_get_object(f);
  if (KR_UNLIKELY(frame == KR_NULL)) return KR_TRACE_ERROR;
  uint32_t *pc = f->pc;
  t->hook = (kr_hook_state){f, event, pc, before, KR_NULL, (uint8_t)stage};
  t->tracing++;
  if (!kr.pending && !kr_leave_always) kr.ticks = 64; /* nothing of what it runs is to be told of */
  kr_value r = call_with(f, func, frame, event, arg);
  if (KR_LIKELY(r == KR_PUSHED)) return KR_TRACE_PUSHED;
  t->tracing--;
  kr.ticks = 0;
  if (is_profile_stage(stage) ? profile_answered(r) : trace_answered(f, r)) return KR_TRACE_ERROR;
  return f->pc == pc ? 0 : KR_TRACE_MOVED;
}

void kr_trace_hook_failed(kr_frame *f) {
  kr.thread->tracing--;
  kr.ticks = 0;
  kr_value exc = kr_fetch_exception();
  KR_CLEAR(kr.thread->hook.held);
  if (is_profile_stage(kr.thread->hook.stage)) profile_answered(KR_NULL);
  else trace_answered(f, KR_NULL);
  kr_restore_exception_steal(exc);
}

static int call_profile(kr_frame *f, kr_value event, kr_value arg) {
  kr_value func = kr.thread->profile_func;
  return func == KR_NULL ? 0 : profile_answered(call_hook(f, func, event, arg));
}

/* A new frame's event goes to the thread's trace function, any other to the one that the frame has. */
static kr_value tracer_of(const kr_frame *f, bool fresh) {
  kr_value func = kr.thread->trace_func;
  if (func == KR_NULL) return func;
  want_opcodes(f);
  if (fresh) return func;
  return f->object ? f->object->trace : KR_NULL;
}
static int call_trace(kr_frame *f, kr_value event, bool fresh, kr_value arg) {
  kr_value func = tracer_of(f, fresh);
  return func == KR_NULL ? 0 : trace_answered(f, call_hook(f, func, event, arg));
}

static bool listening(void) {
  const kr_thread *t = kr.thread;
  return !t->tracing && (t->trace_func != KR_NULL || t->profile_func != KR_NULL);
}

static int frame_entered(kr_frame *f) {
  return call_trace(f, KR_ID(call), true, KR_NONE) || call_profile(f, KR_ID(call), KR_NONE) ? -1 : 0;
}
static int frame_left(kr_frame *f, kr_value v) {
  return call_trace(f, KR_ID(return ), false, v) || call_profile(f, KR_ID(return ), v) ? -1 : 0;
}

/* ---- exceptions ------------------------------------------------------------------------------------ */

/* Does nothing unless f is traced. */
static int tell_exception(kr_frame *f, kr_value exc) {
  if (!listening() || tracer_of(f, false) == KR_NULL) return 0;
  kr_value tb = KR_EXC(exc)->traceback;
  kr_value arg = kr_tuple_pack(3, kr_from_object(kr_type_of(exc)), exc, tb == KR_NULL ? KR_NONE : tb);
  if (arg == KR_NULL) return -1;
  int r = call_trace(f, KR_ID(exception), false, arg);
  kr_decref(arg);
  return r;
}

int kr_trace_raised_at(const kr_frame *f, bool from_callee) {
  if (f->owner == KR_FRAME_NATIVE) return 0;
  int i = kr_frame_index(f);
  uint32_t op = f->code->units[i] & 0xFF;
  if (from_callee && (op == OP_CALL || op == OP_CALL_KW || op == OP_SEND ||
                      (op == OP_CALL_FUNCTION_EX && !kr_monitors(KR_EV_CALL))))
    return i - 1;
  return i + (int)kr_opcode_caches[op];
}

void kr_trace_raise(kr_frame *f, int at) {
  kr_trace_hide(); /* in a recursion the instruction that failed may be the next one of the caller */
  if (kr.thread->tracing || f->owner == KR_FRAME_NATIVE) return;
  if (f->trace_lines) {
    /* what was thrown into the generator it delegates to came out again */
    f->trace_lines = 0;
    at = kr_frame_index(f);
    kr_trace_throw(f);
  }
  kr_value exc = kr_fetch_exception();
  if (tell_exception(f, exc)) {
    kr_decref(exc);
    return;
  }
  kr_restore_exception_steal(exc);
  if (kr_monitors(KR_EV_RAISE)) kr_monitor_exception(f, KR_EV_RAISE, at);
}

void kr_trace_unwind(kr_frame *f, int at) {
  if (listening()) {
    kr_value exc = kr_fetch_exception();
    if (frame_left(f, KR_NONE)) {
      kr_decref(exc);
      return;
    }
    kr_restore_exception_steal(exc);
  }
  if (kr_monitors(KR_EV_PY_UNWIND)) kr_monitor_exception(f, KR_EV_PY_UNWIND, at);
}

void kr_trace_throw(kr_frame *f) {
  kr_value exc = kr_fetch_exception();
  kr_instrument(f->code); /* no RESUME is passed */
  kr_restore_exception_steal(exc);
  if (listening()) {
    exc = kr_fetch_exception();
    if (frame_entered(f)) {
      kr_decref(exc);
      return;
    }
    kr_restore_exception_steal(exc);
  }
  if (kr_monitors(KR_EV_PY_THROW)) kr_monitor_exception(f, KR_EV_PY_THROW, kr_frame_index(f) + 1);
}

int kr_trace_stop_iteration(kr_frame *f, kr_value v) {
  if (f->owner == KR_FRAME_NATIVE || (!kr_tracers && !kr_monitors(KR_EV_STOP_ITERATION))) return 0;
  kr_raise_stop_iteration(v);
  kr_value exc = kr_fetch_exception();
  int r = tell_exception(f, exc);
  if (!r) r = kr_monitor_fire(f, KR_EV_STOP_ITERATION, kr_frame_index(f), &exc, 1);
  kr_decref(exc);
  return r;
}

/* ---- calls of C functions, for profilers ------------------------------------------------------------ */

/* None is shown to monitoring tools only. */
static int tell_profile(kr_frame *f, kr_value event, kr_value shown) {
  return shown == KR_NONE ? 0 : call_profile(f, event, shown);
}

/* What a profiler is shown for a callable: a C function, or a method of C bound to its first argument.
 * New; KR_NULL: nothing (or failed). */
static kr_value shown_callable(kr_value callable, kr_value first) {
  if (kr_is_exact(callable, &kr_cfunction_type)) return kr_ref(callable);
  if (kr_is_exact(callable, &kr_method_descr_type) && first != KR_NULL &&
      kr_isinstance_exact_or_sub(first, KR_AS(kr_method_descr, callable)->owner))
    return kr_type_of(callable)->descr_get(callable, first, kr_from_object(kr_type_of(first)));
  return KR_NULL;
}

/* Brings the operands of the call to the form in which tools are told of it: a bound method's function and
 * object stand apart, and the arguments of f(*args) are a tuple. 0, -1. */
static int spread_call(kr_frame *f, uint32_t op, uint32_t arg) {
  kr_value *sp = f->sp;
  if (op == OP_CALL_FUNCTION_EX) {
    kr_value args = sp[-2];
    if (kr_is_exact_tuple(args) || !(kr_type_of(args)->iter || kr_is_sequence(args))) return 0;
    kr_value tuple = kr_tuple_from_iterable(args);
    if (tuple == KR_NULL) return -1;
    sp[-2] = tuple;
    kr_decref(args);
    return 0;
  }
  kr_value *bottom = sp - arg - 2 - (op == OP_CALL_KW), callable = bottom[0];
  if (bottom[1] != KR_NULL || !kr_is_exact(callable, &kr_method_type)) return 0;
  bottom[0] = kr_ref(KR_AS(kr_method, callable)->func);
  bottom[1] = kr_ref(KR_AS(kr_method, callable)->self);
  kr_decref(callable);
  return 0;
}

static int monitor_call(kr_frame *f, kr_event event, const c_call *c) {
  if (!kr_monitors(event)) return 0;
  kr_value told[2] = {c->bottom[0], c->first == KR_NULL ? kr_from_object(&kr_monitor_missing) : c->first};
  return kr_monitor_fire(f, event, kr_frame_index(f), told, 2);
}

/* What a profiler is shown of a call; as shown_callable. None: only monitoring tools are told, of the end of every
 * call of what is no Python function, types too. */
static kr_value shown_of(const kr_frame *f, const c_call *c) {
  if (kr.thread->profile_func != KR_NULL) {
    bool by_name =
        c->op == OP_CALL_KW && c->bottom[1] == KR_NULL && KR_TUPLE(c->bottom[2 + c->arg])->size == c->arg;
    kr_value shown = shown_callable(c->bottom[0], by_name ? KR_NULL : c->first);
    if (shown != KR_NULL || kr_failed()) return shown;
  }
  if (!kr_monitors(KR_EV_CALL)) return KR_NULL;
  if (kr_is_function(c->bottom[0])) return KR_NULL;
  const kr_instrumentation *n = f->code->instrumentation;
  if (n && !(kr_monitor_place(f->code, kr_frame_index(f), n->events) >> KR_EV_CALL & 1)) return KR_NULL;
  if (c->op == OP_CALL_FUNCTION_EX && kr_is_exact(c->bottom[0], &kr_method_type)) return KR_NULL;
  return KR_NONE;
}

/* It has raised. */
static void c_raised(kr_frame *f, const c_call *c, kr_value shown) {
  kr_value exc = kr_fetch_exception();
  if (exc == KR_NULL) return;
  if (tell_profile(f, KR_ID(c_exception), shown) || monitor_call(f, KR_EV_C_RAISE, c)) kr_decref(exc);
  else kr_restore_exception_steal(exc);
}

/* The call has returned v (stolen), which the profiler knows. */
static int64_t end_call(kr_frame *f, const c_call *c, kr_value v) {
  if (monitor_call(f, KR_EV_C_RETURN, c)) {
    kr_decref(v);
    return KR_TRACE_ERROR;
  }
  drop_operands(f, c->bottom);
  *f->sp++ = v;
  f->return_offset = (int16_t)(1 + kr_opcode_caches[c->op]);
  return KR_TRACE_MOVED;
}

/* Executes the instruction at f->pc, which calls no Python function and is shown so (stolen). As kr_trace_step. */
static int64_t call_c(kr_frame *f, const c_call *c, uint32_t *before, kr_value shown) {
  uint32_t op = c->op;
  kr_value *args = c->bottom + (c->bottom[1] != KR_NULL ? 1 : 2), r;
  f->return_offset = (int16_t)(1 + kr_opcode_caches[op]);
  if (op == OP_CALL_FUNCTION_EX) {
    r = kr_vm_call_ex(f, c->bottom[0], c->bottom[1], c->bottom[2], c->bottom[3]);
  } else {
    kr_tuple *names = op == OP_CALL_KW ? KR_TUPLE(f->sp[-1]) : NULL;
    size_t n = (size_t)(f->sp - args) - (names ? 1 + names->size : 0);
    r = kr_call_push(c->bottom[0], args, n, names);
  }
  if (r == KR_PUSHED) {
    if (deliver_pushed(f, D_C_CALL)) {
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(shown);
      kr.pushed = top;
      return KR_TRACE_PUSHED;
    }
    r = kr_settle_slow();
  }
  if (r == KR_NULL) {
    c_raised(f, c, shown);
    kr_decref(shown);
    return KR_TRACE_ERROR;
  }
  int answer = 0;
  if (shown == KR_NONE && kr.thread->profile_func != KR_NULL) { /* set by the call itself: told of its end */
    shown = shown_of(f, c);
    if (shown == KR_NULL) {
      if (kr_failed()) {
        kr_decref(r);
        return KR_TRACE_ERROR;
      }
      shown = KR_NONE;
    }
  }
  if (shown != KR_NONE && kr.thread->profile_func != KR_NULL) {
    answer = push_hook(f, before, STAGE_C_RETURN, kr.thread->profile_func, KR_ID(c_return), shown);
    if (answer == KR_TRACE_PUSHED) kr.thread->hook.held = r;
    if (answer == KR_TRACE_ERROR) kr_decref(r);
  }
  kr_decref(shown);
  return answer ? answer : end_call(f, c, r);
}

static c_call delivered_call(kr_frame *f) {
  int i = kr_frame_index(f);
  return call_at(f, f->code->units[i] & 0xFF, kr_code_oparg(f->code, i));
}
kr_value kr_trace_c_returned(kr_frame *f, kr_value v) {
  c_call c = delivered_call(f);
  kr_value shown = kr.thread->tracing ? KR_NONE : shown_of(f, &c);
  if ((shown == KR_NULL && kr_failed()) || (shown != KR_NULL && tell_profile(f, KR_ID(c_return), shown)) ||
      monitor_call(f, KR_EV_C_RETURN, &c))
    KR_CLEAR(v);
  kr_decref(shown);
  if (v != KR_NULL) drop_operands(f, c.bottom);
  return v;
}
void kr_trace_c_raised(kr_frame *f) {
  c_call c = delivered_call(f);
  kr_value exc = kr_fetch_exception(), shown = kr.thread->tracing ? KR_NONE : shown_of(f, &c);
  if (shown == KR_NULL && kr_failed()) {
    kr_decref(exc);
    return;
  }
  kr_restore_exception_steal(exc);
  c_raised(f, &c, shown == KR_NULL ? KR_NONE : shown);
  kr_decref(shown);
}

/* super().name and super(C, o).name: tools are told of the call of super. The instruction is executed here. */
static int64_t monitor_super(kr_frame *f, uint32_t arg) {
  kr_value *operands = f->sp - 3, missing = kr_from_object(&kr_monitor_missing);
  int at = kr_frame_index(f);
  kr_value told[2] = {operands[0], arg & 2 ? operands[1] : missing};
  if (kr_monitor_fire(f, KR_EV_CALL, at, told, 2)) return KR_TRACE_ERROR;
  kr_value super = kr_call(operands[0], operands + 1, arg & 2 ? 2 : 0, NULL);
  if (super == KR_NULL) {
    kr_value exc = kr_fetch_exception();
    if (exc == KR_NULL || kr_monitor_fire(f, KR_EV_C_RAISE, at, told, 2)) kr_decref(exc);
    else kr_restore_exception_steal(exc);
    return KR_TRACE_ERROR;
  }
  if (kr_monitor_fire(f, KR_EV_C_RETURN, at, told, 2)) {
    kr_decref(super);
    return KR_TRACE_ERROR;
  }
  kr_value v = kr_getattr(super, f->code->names->items[arg >> 2]);
  kr_decref(super);
  if (v == KR_NULL) return KR_TRACE_ERROR;
  for (int i = 0; i < 3; i++) kr_decref(*--f->sp);
  *f->sp++ = v;
  if (arg & 1) *f->sp++ = KR_NULL;
  f->return_offset = (int16_t)(1 + kr_opcode_caches[OP_LOAD_SUPER_ATTR]);
  return KR_TRACE_MOVED;
}

/* ---- each instruction -------------------------------------------------------------------------------- */

static int tell_place(kr_frame *f, kr_event event, int at, int to, int place) {
  kr_value v = kr_from_small_int((int64_t)to * 2);
  return kr_monitor_fire_at(f, event, at, place, &v, 1);
}

/* A for loop goes on with its body at i, where it stops: but f is shown at the loop. */
static int tell_body(kr_frame *f, uint32_t *loop, int prev, int i) {
  uint32_t *pc = f->pc;
  f->pc = loop;
  int r = tell_place(f, KR_EV_BRANCH_LEFT, prev, i, i);
  f->pc = pc;
  return r;
}

/* f is shown where the exception was raised first. */
static int tell_reraise(kr_frame *f, uint32_t arg, int i) {
  uint32_t *pc = f->pc;
  kr_value lasti = arg ? f->sp[-(intptr_t)arg - 1] : KR_NONE;
  if (kr_is_small_int(lasti)) f->pc = kr_frame_base(f, pc) + kr_small_int_value(lasti);
  int r = kr_monitor_fire(f, KR_EV_RERAISE, i, f->sp - 1, 1);
  f->pc = pc;
  return r;
}

/* Whether the conditional jump at op, with v on top, is taken. */
static bool jumps(uint32_t op, kr_value v) {
  switch (op) {
    case OP_POP_JUMP_IF_FALSE: return v == KR_FALSE;
    case OP_POP_JUMP_IF_TRUE: return v == KR_TRUE;
    case OP_POP_JUMP_IF_NONE: return v == KR_NONE;
    default: return v != KR_NONE;
  }
}

/* Whether anybody is told of the instruction at i as such, which is one that tells of a branch before it. */
static bool told_each(const kr_code *c, uint32_t op, int i) {
  uint32_t want = c->instrumentation->events;
  if (op != OP_NOT_TAKEN && op != OP_POP_ITER) return false;
  return want & KR_WANT_OPCODES || kr_monitor_place(c, i, want) >> KR_EV_INSTRUCTION & 1;
}

/* Events of the instruction itself, with told_each's answer. 0, -1. */
static int monitor_instruction(kr_frame *f, uint32_t op, uint32_t arg, int i, int prev, bool each) {
  int next = i + 1 + (int)kr_opcode_caches[op];
  switch (op) {
    case OP_RESUME:
      return kr_monitor_fire(f, (arg & 3) == KR_RESUME_AT_START ? KR_EV_PY_START : KR_EV_PY_RESUME, i, NULL,
                             0);
    case OP_RETURN_VALUE: return kr_monitor_fire(f, KR_EV_PY_RETURN, i, f->sp - 1, 1);
    case OP_YIELD_VALUE: return kr_monitor_fire(f, KR_EV_PY_YIELD, i, f->sp - 1, 1);
    case OP_JUMP_FORWARD: return tell_place(f, KR_EV_JUMP, i, next + (int)arg, i);
    case OP_JUMP_BACKWARD: return tell_place(f, KR_EV_JUMP, i, next - (int)arg, i);
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
      return jumps(op, f->sp[-1]) ? tell_place(f, KR_EV_BRANCH_RIGHT, i, next + (int)arg, i) : 0;
    /* These two tell of the instruction before; but being told of as instructions they are that themselves. */
    case OP_NOT_TAKEN: {
      bool async = i && (f->code->units[i - 1] & 0xFF) == OP_END_SEND; /* the body of async for */
      int from = i - 1 - (async ? 0 : (int)kr_opcode_caches[OP_POP_JUMP_IF_TRUE]);
      return tell_place(f, KR_EV_BRANCH_LEFT, each ? i : from, i + 1, i);
    }
    case OP_POP_ITER: return tell_place(f, KR_EV_BRANCH_RIGHT, each ? i : prev, i + 1, i);
    case OP_RAISE_VARARGS: {
      kr_value exc = kr_handled_exception(); /* a bare raise */
      if (arg || exc == KR_NULL || exc == KR_NONE) return 0;
      return kr_monitor_fire(f, KR_EV_RERAISE, i, &exc, 1);
    }
    case OP_RERAISE: return tell_reraise(f, arg, i);
    case OP_CLEANUP_THROW:
      if (kr_exception_matches(f->sp[-1], kr_from_object(&kr_exc_StopIteration))) return 0;
      return kr_monitor_fire(f, KR_EV_RERAISE, i, f->sp - 1, 1);
    case OP_END_ASYNC_FOR:
      if (tell_place(f, KR_EV_BRANCH_RIGHT, next - (int)arg, next, i)) return -1;
      if (kr_exception_matches(f->sp[-1], kr_from_object(&kr_exc_StopAsyncIteration))) return 0;
      return kr_monitor_fire(f, KR_EV_RERAISE, i, f->sp - 1, 1);
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX: {
      c_call c = call_at(f, op, arg);
      return monitor_call(f, KR_EV_CALL, &c);
    }
  }
  return 0;
}

/* Tells the trace function, then the profile function, of a call or a return. As push_hook. */
KR_INLINE int tell_both(kr_frame *f, uint32_t *before, int done, bool call) {
  kr_value func = done < STAGE_TRACE ? tracer_of(f, call) : KR_NULL;
  int stage = STAGE_TRACE, r;
  for (;; stage = STAGE_PROFILE) {
    if (func != KR_NULL && (r = push_hook(f, before, stage, func, call ? KR_ID(call) : KR_ID(return ),
                                          call ? KR_NONE : f->sp[-1])))
      return r;
    if (stage == STAGE_PROFILE || done >= STAGE_PROFILE) return 0;
    func = kr.thread->profile_func;
  }
}

/* Executes an END_FOR or POP_ITER itself, with a NOP for the loop: the instruction before stays before. */
static int64_t drop_iterator(kr_frame *f, uint32_t *pc, uint32_t *before) {
  kr_value v = *--f->sp;
  f->pc = before;
  kr_decref(v);
  show(f->code, pc);
  if (shown == pc) {
    shown_instead = true;
    *pc = OP_NOP;
  } else {
    *f->sp++ = KR_NONE; /* what was dropped switched it off */
  }
  return pc - before;
}

/* A pushed hook answered. 0: the instruction at *pc goes on behind the stage *done, with the C function *held to
 * be called; else what kr_trace_step() answers. */
static int64_t take_answer(kr_frame *f, uint32_t **pc, uint32_t **before, int *done, kr_value *held,
                           kr_value answer) {
  kr_thread *t = kr.thread;
  kr_hook_state *hook = &t->hook;
  const kr_code *c = f->code;
  *held = hook->held;
  *done = hook->stage;
  *pc = hook->pc;
  *before = hook->before;
  hook->held = KR_NULL;
  t->tracing--;
  kr.ticks = 0;
  if (is_profile_stage(*done)) kr_decref(answer);
  else keep_tracer(f, answer);
  f->return_offset = 0;
  int i = (int)(*pc - c->exec);
  if (*done == STAGE_C_RETURN) {
    hide();
    c_call call = call_at(f, c->units[i] & 0xFF, c->instrumentation->words[i] >> 8);
    return end_call(f, &call, *held);
  }
  if (f->pc == *pc) return 0;
  /* it jumped */
  if (kr_monitors(KR_EV_LINE) && kr_monitor_fire(f, KR_EV_LINE, i, NULL, 0)) return KR_TRACE_ERROR;
  return KR_TRACE_MOVED;
}

/* Whether i stands in the line of def, behind a RESUME that told nobody: CPython begins no line there then. */
static bool in_first_line(const kr_frame *f, int i, int prev) {
  const kr_code *c = f->code;
  return (c->units[prev] & 0xFF) == OP_RESUME && kr.thread->hook.started != f &&
         c->instrumentation->lines[prev] == c->instrumentation->lines[i];
}

/* One function, for its parts are one order: what tools are told before an instruction. A pushed hook comes back
 * to where it was. */
int64_t kr_trace_step(kr_frame *f, uint32_t *pc, kr_value answer) {
  kr_code *c = f->code;
  kr_thread *t = kr.thread;
  kr_hook_state *hook = &t->hook;
  uint32_t *before = f->pc;
  int done = STAGE_NONE;
  bool again = false, thrown = false;
  kr_value held = KR_NULL; /* the C function to be called */
  if (answer == KR_NULL) {
    f->pc = pc;
    again = f->trace_opcodes && before == pc;
    thrown = f->trace_lines;
    f->trace_opcodes = f->trace_lines = 0;
  } else {
    int64_t then = take_answer(f, &pc, &before, &done, &held, answer);
    if (then) return then;
  }
  f->return_offset = 0;
  hide();
  if (KR_UNLIKELY(!kr_instrumented_now(c))) kr_instrument(c);
  const kr_instrumentation *n = c->instrumentation;
  int i = (int)(pc - c->exec), r;
  uint32_t marks = n->marks[i], op = c->units[i] & 0xFF, arg = n->words[i] >> 8;
  bool monitored = kr_monitor_events && !t->tracing, told = listening();
  if (op == OP_RESUME && (told || monitored))
    hook->started = n->events & (KR_WANT_TRACE | KR_WANT_PROFILE) ||
                            kr_monitor_place(c, i, n->events) & 1 << KR_EV_PY_START
                        ? f
                        : NULL;
  if (held == KR_NULL) {
    if (KR_UNLIKELY(*pc != K_INSTRUMENTED)) return 0; /* nobody listens any more */
    if (KR_UNLIKELY(thrown) && op == OP_YIELD_VALUE)
      return show(c, pc); /* throw() on what it delegates to: this frame did not run */
    /* again: a delivery has it run once more */
    if (marks & MARK_QUIET || (!told && !monitored) || (again && op != OP_RESUME)) return go_on_with(f, pc);
  }
  bool traced = told && f->object && f->object->trace != KR_NULL && t->trace_func != KR_NULL;
  bool each = monitored && told_each(c, op, i);
  int prev = kr_frame_index_at(f, before);
  if (done < STAGE_LINE && marks & MARK_BODY && kr_monitors(KR_EV_BRANCH_LEFT) &&
      (c->units[prev] & 0xFF) == OP_FOR_ITER && tell_body(f, before, prev, i))
    return KR_TRACE_ERROR;
  if (done == STAGE_LINE ||
      (done < STAGE_LINE && marks & MARK_LINE &&
       (marks & MARK_CHECK ? kr_begins_line(c, i, prev) : i != prev) && !in_first_line(f, i, prev))) {
    if (done < STAGE_LINE && traced && f->object->trace_lines &&
        (r = push_hook(f, before, STAGE_LINE, f->object->trace, KR_ID(line), KR_NONE)))
      return r;
    if (kr_monitors(KR_EV_LINE) && kr_monitor_fire(f, KR_EV_LINE, i, NULL, 0)) return KR_TRACE_ERROR;
    if (f->pc != pc) return KR_TRACE_MOVED; /* a debugger jumped */
    traced = traced && f->object->trace != KR_NULL && t->trace_func != KR_NULL;
  }
  if (done <= STAGE_OPCODE) {
    /* as in CPython, one frame that does not ask for them ends them for all of its code */
    if (n->events & KR_WANT_OPCODES && op != OP_RESUME && done < STAGE_OPCODE && !t->tracing &&
        (t->trace_func == KR_NULL || !f->object || !f->object->trace_opcodes))
      kr_instrument_opcodes(c, false);
    if (done < STAGE_OPCODE && traced && f->object->trace_opcodes && n->opcodes && op != OP_RESUME &&
        (r = push_hook(f, before, STAGE_OPCODE, f->object->trace, KR_ID(opcode), KR_NONE)))
      return r;
    if (kr_monitors(KR_EV_INSTRUCTION) && op != OP_RESUME &&
        kr_monitor_fire(f, KR_EV_INSTRUCTION, i, NULL, 0))
      return KR_TRACE_ERROR;
    if (op == OP_LOAD_SUPER_ATTR && kr_monitors(KR_EV_CALL)) return monitor_super(f, arg);
  }
  c_call call;
  switch (op) {
    case OP_RESUME:
    case OP_RETURN_VALUE:
    case OP_YIELD_VALUE:
      if (told && (r = tell_both(f, before, done, op == OP_RESUME))) return r;
      break;
    case OP_JUMP_BACKWARD:
      if (done < STAGE_LOOP && marks & MARK_LOOP && traced && f->object->trace_lines &&
          (r = push_hook(f, before, STAGE_LOOP, f->object->trace, KR_ID(line), KR_NONE)))
        return r;
      break;
    case OP_CALL:
      /* of a Python function only monitors are told, and only before */
      if (kr_is_function(f->sp[-(intptr_t)arg - 2])) break;
      /* fall through */
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX:
      if (done < STAGE_C_CALL) {
        if (t->profile_func == KR_NULL && !kr_monitors(KR_EV_CALL)) break;
        if (spread_call(f, op, arg)) return KR_TRACE_ERROR;
      }
      call = call_at(f, op, arg);
      if (done == STAGE_C_CALL || (op == OP_CALL_FUNCTION_EX && !kr_is_exact_tuple(call.bottom[2]))) break;
      held = shown_of(f, &call);
      if (held == KR_NULL && kr_failed()) return KR_TRACE_ERROR;
      if (held == KR_NULL || held == KR_NONE) break;
      if ((r = push_hook(f, before, STAGE_C_CALL, t->profile_func, KR_ID(c_call), held))) {
        if (r == KR_TRACE_PUSHED) hook->held = held;
        else kr_decref(held);
        return r;
      }
  }
  if (monitored) {
    if (monitor_instruction(f, op, arg, i, prev, each)) {
      kr_decref(held);
      return KR_TRACE_ERROR;
    }
    if (f->pc != pc) return KR_TRACE_MOVED;
  }
  if (held != KR_NULL) return call_c(f, &call, before, held);
  switch (op) {
    case OP_RETURN_VALUE: return KR_TRACE_RETURN; /* shown, it might be the caller's next one too */
    case OP_POP_ITER:
    case OP_END_FOR: return drop_iterator(f, pc, before);
    case OP_END_SEND:
      if (kr_is_gen_like(f->sp[-2]) && kr_trace_stop_iteration(f, f->sp[-1])) return KR_TRACE_ERROR;
  }
  return go_on_with(f, pc);
}
