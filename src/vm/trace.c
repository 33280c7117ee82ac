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

void kr_trace_hide(void) {
  if (!shown) return;
  /* it may have been specialized meanwhile */
  if (!shown_instead) shown_code->instrumentation->words[shown - shown_code->exec] = *shown;
  *shown = K_INSTRUMENTED;
  shown = NULL;
}
static int64_t show(kr_code *c, uint32_t *pc) {
  kr_trace_hide(); /* the hook's own last instruction */
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

int kr_trace_enter(kr_frame *f) {
  static int countdown;
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
void kr_trace_set(kr_thread *t, kr_value func) { set_hook(t, &t->trace_func, &kr_tracers, func); }
void kr_profile_set(kr_thread *t, kr_value func) { set_hook(t, &t->profile_func, &kr_profilers, func); }

/* ---- calling hooks -------------------------------------------------------------------------------- */

static kr_frame *told_frame; /* the frame the innermost running trace function is told about */
static kr_value told_event;  /* its name */

kr_value kr_trace_event(const kr_frame *f) { return f == told_frame ? told_event : KR_NULL; }

static kr_value call_hook(kr_frame *f, kr_value func, kr_value event, kr_value arg) {
  kr_thread *t = kr.thread;
  kr_value frame = kr_frame_get_object(f), r = KR_NULL;
  if (frame != KR_NULL) {
    kr_value args[3] = {frame, event, arg}, was = told_event;
    kr_frame *told = told_frame, *pending = kr.pushed;
    kr.pushed = NULL;
    told_frame = f;
    told_event = event;
    kr_incref(func);
    t->tracing++;
    r = kr_call(func, args, 3, NULL);
    t->tracing--;
    kr_decref(func);
    told_frame = told;
    told_event = was;
    kr.pushed = pending;
  }
  kr_decref(frame);
  return r;
}

static int call_profile(kr_frame *f, kr_value event, kr_value arg) {
  kr_value func = kr.thread->profile_func;
  if (func == KR_NULL) return 0;
  kr_value r = call_hook(f, func, event, arg);
  if (r == KR_NULL) {
    kr_profile_set(kr.thread, KR_NULL);
    return -1;
  }
  kr_decref(r);
  return 0;
}

/* A new frame's event goes to the thread's trace function, any other to the one that the frame has. */
static int call_trace(kr_frame *f, kr_value event, bool fresh, kr_value arg) {
  kr_value func = kr.thread->trace_func;
  if (func == KR_NULL) return 0;
  if (!fresh) {
    if (!f->object || f->object->trace == KR_NULL) return 0;
    func = f->object->trace;
  }
  kr_value r = call_hook(f, func, event, arg);
  if (r == KR_NULL) {
    kr_trace_set(kr.thread, KR_NULL);
    if (f->object) KR_CLEAR(f->object->trace);
    return -1;
  }
  if (r == KR_NONE || !f->object) {
    kr_decref(r);
  } else {
    KR_REPLACE(f->object->trace, r);
  }
  return 0;
}

static bool listening(void) {
  const kr_thread *t = kr.thread;
  return !t->tracing && (t->trace_func != KR_NULL || t->profile_func != KR_NULL);
}

static int frame_entered(kr_frame *f) {
  return call_profile(f, KR_ID(call), KR_NONE) || call_trace(f, KR_ID(call), true, KR_NONE) ? -1 : 0;
}
static int frame_left(kr_frame *f, kr_value v) {
  return call_profile(f, KR_ID(return ), v) || call_trace(f, KR_ID(return ), false, v) ? -1 : 0;
}

/* ---- exceptions ------------------------------------------------------------------------------------ */

static int tell_exception(kr_frame *f, kr_value exc) {
  kr_value tb = KR_EXC(exc)->traceback;
  kr_value arg = kr_tuple_pack(3, kr_from_object(kr_type_of(exc)), exc, tb == KR_NULL ? KR_NONE : tb);
  if (arg == KR_NULL) return -1;
  int r = call_trace(f, KR_ID(exception), false, arg);
  kr_decref(arg);
  return r;
}

void kr_trace_raise(kr_frame *f) {
  kr_trace_hide(); /* in a recursion the instruction that failed may be the next one of the caller */
  if (kr.thread->tracing || f->owner == KR_FRAME_NATIVE) return;
  if (f->trace_lines) {
    /* what was thrown into the generator it delegates to came out again */
    f->trace_lines = 0;
    f->pc += 2; /* from SEND to the YIELD_VALUE where it waited, whose handler expects what was sent */
    *f->sp++ = KR_NONE;
    kr_trace_throw(f);
  }
  if (kr_monitors(KR_EV_RAISE)) kr_monitor_exception(f, KR_EV_RAISE, kr_frame_index(f));
  if (!listening() || !f->object || f->object->trace == KR_NULL) return;
  kr_value exc = kr_fetch_exception();
  if (tell_exception(f, exc)) {
    kr_decref(exc);
    return;
  }
  kr_restore_exception_steal(exc);
}

void kr_trace_unwind(kr_frame *f) {
  if (kr_monitors(KR_EV_PY_UNWIND)) kr_monitor_exception(f, KR_EV_PY_UNWIND, kr_frame_index(f));
  if (!listening()) return;
  kr_value exc = kr_fetch_exception();
  if (frame_left(f, KR_NONE)) {
    kr_decref(exc);
    return;
  }
  kr_restore_exception_steal(exc);
}

void kr_trace_throw(kr_frame *f) {
  if (kr_monitors(KR_EV_PY_THROW)) kr_monitor_exception(f, KR_EV_PY_THROW, kr_frame_index(f));
  if (!listening()) return;
  kr_value exc = kr_fetch_exception();
  kr_instrument(f->code);
  if (frame_entered(f)) {
    kr_decref(exc);
    return;
  }
  kr_restore_exception_steal(exc);
}

int kr_trace_stop_iteration(kr_frame *f, kr_value v) {
  bool traced = listening() && f->object && f->object->trace != KR_NULL;
  if (f->owner == KR_FRAME_NATIVE || (!traced && !kr_monitors(KR_EV_STOP_ITERATION))) return 0;
  kr_raise_stop_iteration(v);
  kr_value exc = kr_fetch_exception();
  int r = kr_monitor_fire(f, KR_EV_STOP_ITERATION, kr_frame_index(f), &exc, 1);
  if (!r && traced) r = tell_exception(f, exc);
  kr_decref(exc);
  return r;
}

/* ---- calls of C functions, for profilers ------------------------------------------------------------ */

/* None is shown to monitoring tools only. */
static int tell_profile(kr_frame *f, kr_value event, kr_value shown) {
  return shown == KR_NONE ? 0 : call_profile(f, event, shown);
}

/* Slots: CALL_COUNT arguments from CALL_FIRST on, or, when there are more than fit, a tuple of all. */
enum { CALL_SHOWN, CALL_CALLABLE, CALL_KWNAMES, CALL_COUNT, CALL_FIRST, CALL_ROOM = 6 };

static const kr_value *profiled_args(const kr_frame *f, size_t *n) {
  const kr_value *s = f->slots;
  if (s[CALL_COUNT] != KR_NONE) {
    *n = (size_t)kr_small_int_value(s[CALL_COUNT]);
    return s + CALL_FIRST;
  }
  *n = KR_TUPLE(s[CALL_FIRST])->size;
  return KR_TUPLE(s[CALL_FIRST])->items;
}

static kr_value profiled_step(kr_frame *f, kr_value result) {
  size_t n;
  const kr_value *args = profiled_args(f, &n);
  if (f->state == 0) {
    f->state = 1;
    kr_tuple *names = f->slots[CALL_KWNAMES] == KR_NULL ? NULL : KR_TUPLE(f->slots[CALL_KWNAMES]);
    result = kr_call_push(f->slots[CALL_CALLABLE], args, n - (names ? names->size : 0), names);
    if (result == KR_PUSHED) return result;
  }
  kr_frame *caller = kr_frame_python(f->prev);
  if (!caller || kr.thread->tracing) return result;
  kr_value told[2] = {f->slots[CALL_CALLABLE], n ? args[0] : kr_from_object(&kr_monitor_missing)};
  if (result != KR_NULL) {
    if (kr_monitors(KR_EV_C_RETURN) &&
        kr_monitor_fire(caller, KR_EV_C_RETURN, kr_frame_index(caller), told, 2))
      KR_CLEAR(result);
    if (result == KR_NULL) return KR_NULL;
    if (tell_profile(caller, KR_ID(c_return), f->slots[CALL_SHOWN])) KR_CLEAR(result);
    return result;
  }
  kr_value exc = kr_fetch_exception();
  if (exc == KR_NULL) return KR_NULL;
  if ((kr_monitors(KR_EV_C_RAISE) &&
       kr_monitor_fire(caller, KR_EV_C_RAISE, kr_frame_index(caller), told, 2)) ||
      tell_profile(caller, KR_ID(c_exception), f->slots[CALL_SHOWN])) {
    kr_decref(exc);
    return KR_NULL;
  }
  kr_restore_exception_steal(exc);
  return KR_NULL;
}
static const kr_native profiled_call = {"profiled call", profiled_step, CALL_FIRST + CALL_ROOM};

/* What a profiler is shown for a callable: a C function, or a method of C bound to its first argument.
 * New; KR_NULL: nothing (or failed). */
static kr_value shown_callable(kr_value callable, kr_value first) {
  if (kr_is_exact(callable, &kr_cfunction_type)) return kr_ref(callable);
  if (kr_is_exact(callable, &kr_method_descr_type) && first != KR_NULL &&
      kr_isinstance_exact_or_sub(first, KR_AS(kr_method_descr, callable)->owner))
    return kr_type_of(callable)->descr_get(callable, first, kr_from_object(kr_type_of(first)));
  return KR_NULL;
}

static bool is_python(kr_value callable) {
  return kr_is_function(callable) ||
         (kr_is_exact(callable, &kr_method_type) && kr_is_function(KR_AS(kr_method, callable)->func));
}

/* The arguments of f(*args, **kwargs) as a tuple; new. */
static kr_value spread(kr_value self, kr_value positional, kr_dict *kwargs, kr_value *names) {
  kr_list *all = kr_list_new(0);
  bool ok = all && (self == KR_NULL || !kr_list_append_steal(all, kr_ref(self)));
  size_t n;
  const kr_value *items = kr_fast_items(positional, &n);
  for (size_t i = 0; ok && i < n; i++) ok = !kr_list_append_steal(all, kr_ref(items[i]));
  if (ok && kwargs && kwargs->used) {
    kr_value keys = kr_mapping_keys(kr_from_object(kwargs));
    ok = keys != KR_NULL;
    for (uint32_t i = 0; ok && i < KR_LIST(keys)->size; i++) {
      kr_value v = kr_getitem(kr_from_object(kwargs), KR_LIST(keys)->items[i]);
      ok = v != KR_NULL && !kr_list_append_steal(all, v);
    }
    if (ok) {
      *names = kr_list_to_tuple(KR_LIST(keys));
      ok = *names != KR_NULL;
    }
    kr_decref(keys);
  }
  kr_value args = ok ? kr_list_to_tuple(all) : KR_NULL;
  kr_xdecref_object(all);
  return args;
}

/* The instruction at f->pc is a call: when it calls C, takes its place. 0: it does not; or as kr_trace_step
 * answers. */
static int64_t profile_c_call(kr_frame *f, uint32_t op, uint32_t arg) {
  bool ex = op == OP_CALL_FUNCTION_EX;
  kr_value *sp = f->sp, *bottom = ex ? sp - 4 : sp - arg - 2 - (op == OP_CALL_KW);
  kr_value callable = bottom[0], self = bottom[1], first = self, packed = KR_NULL, names = KR_NULL;
  kr_dict *kwargs = NULL;
  size_t n = arg + (self != KR_NULL);
  if (ex) {
    if (!kr_is_exact_tuple(bottom[2]) && !kr_is_exact_list(bottom[2])) return 0;
    if (bottom[3] != KR_NULL) {
      if (!kr_is_exact_dict(bottom[3])) return 0;
      kwargs = KR_DICT(bottom[3]);
    }
    size_t count;
    const kr_value *items = kr_fast_items(bottom[2], &count);
    if (first == KR_NULL && count) first = items[0];
  } else if (first == KR_NULL && (op == OP_CALL_KW ? arg - KR_TUPLE(sp[-1])->size : arg)) {
    first = bottom[2];
  }
  kr_value shown = shown_callable(callable, first);
  if (shown == KR_NULL) {
    if (kr_failed()) return KR_TRACE_ERROR;
    /* monitoring tools are told of the end of every call of what is no Python function, types too */
    if (!kr_monitors(KR_EV_CALL) || is_python(callable)) return 0;
    shown = KR_NONE;
  }
  if (tell_profile(f, KR_ID(c_call), shown)) goto fail;
  if (ex) packed = spread(self, bottom[2], kwargs, &names);
  else if (n > CALL_ROOM) packed = kr_tuple_from_array(sp - (op == OP_CALL_KW) - n, n);
  if (packed == KR_NULL && (ex || n > CALL_ROOM)) goto fail;
  kr_frame *call = kr_native_push(&profiled_call);
  if (!call) goto fail;
  kr.pushed = NULL;
  call->state = 0;
  call->delivery = KR_DELIVER_VALUE;
  call->slots[CALL_SHOWN] = shown;
  call->slots[CALL_CALLABLE] = callable; /* moved, as the others */
  if (op == OP_CALL_KW) names = *--sp;
  call->slots[CALL_KWNAMES] = names;
  if (packed != KR_NULL) {
    call->slots[CALL_COUNT] = KR_NONE;
    call->slots[CALL_FIRST] = packed;
    f->sp = bottom + 1;
    while (sp > bottom + 1) kr_decref(*--sp);
  } else {
    call->slots[CALL_COUNT] = kr_from_small_int((int64_t)n);
    memcpy(call->slots + CALL_FIRST, sp - n, n * sizeof *sp);
  }
  f->sp = bottom;
  kr.pushed = call;
  f->return_offset = (int16_t)(1 + kr_opcode_caches[op]);
  return KR_TRACE_PUSHED;
fail:
  kr_decref(shown);
  kr_decref(packed);
  kr_decref(names);
  return KR_TRACE_ERROR;
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

/* 0; KR_TRACE_ERROR; KR_TRACE_MOVED: the debugger jumped. */
static int tell_line(kr_frame *f) {
  uint32_t *pc = f->pc;
  if (!f->object || !f->object->trace_lines) return 0;
  if (call_trace(f, KR_ID(line), false, KR_NONE)) return KR_TRACE_ERROR;
  return f->pc == pc ? 0 : KR_TRACE_MOVED;
}

static int tell_place(kr_frame *f, kr_event event, int at, int to, int place) {
  kr_value v = kr_from_small_int((int64_t)to * 2);
  return kr_monitor_fire_at(f, event, at, place, &v, 1);
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

/* Events of the instruction itself. 0, -1. */
static int monitor_instruction(kr_frame *f, uint32_t op, uint32_t arg, int i, int prev) {
  int next = i + 1 + (int)kr_opcode_caches[op];
  bool each = (f->code->instrumentation->events & (1 << KR_EV_INSTRUCTION | KR_WANT_OPCODES)) != 0;
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
    case OP_NOT_TAKEN: return tell_place(f, KR_EV_BRANCH_LEFT, each ? i : prev, i + 1, i);
    case OP_POP_ITER:
      if ((f->code->units[prev] & 0xFF) != OP_FOR_ITER) return 0;
      return tell_place(f, KR_EV_BRANCH_RIGHT, each ? i : prev, i + 1, i);
    case OP_RAISE_VARARGS: {
      kr_value exc = kr_handled_exception(); /* a bare raise */
      if (arg || exc == KR_NULL || exc == KR_NONE) return 0;
      return kr_monitor_fire(f, KR_EV_RERAISE, i, &exc, 1);
    }
    case OP_RERAISE: return kr_monitor_fire(f, KR_EV_RERAISE, i, f->sp - 1, 1);
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX: {
      if (!kr_monitors(KR_EV_CALL)) return 0;
      kr_value *bottom = op == OP_CALL_FUNCTION_EX ? f->sp - 4 : f->sp - arg - 2 - (op == OP_CALL_KW);
      kr_value told[2] = {bottom[0], kr_from_object(&kr_monitor_missing)};
      if (bottom[1] != KR_NULL) told[1] = bottom[1];
      else if (op != OP_CALL_FUNCTION_EX && arg) told[1] = bottom[2];
      else if (op == OP_CALL_FUNCTION_EX && kr_is_tuple(bottom[2]) && KR_TUPLE(bottom[2])->size)
        told[1] = KR_TUPLE(bottom[2])->items[0];
      return kr_monitor_fire(f, KR_EV_CALL, i, told, 2);
    }
  }
  return 0;
}

int64_t kr_trace_step(kr_frame *f, uint32_t *pc) {
  kr_trace_hide();
  kr_code *c = f->code;
  if (KR_UNLIKELY(!kr_instrumented_now(c))) {
    kr_instrument(c);
    if (*pc != K_INSTRUMENTED) return 0;
  }
  int i = (int)(pc - c->exec), prev = kr_frame_index(f), r;
  uint32_t op = c->units[i] & 0xFF, marks = c->instrumentation->marks[i];
  uint32_t *before = f->pc;
  f->pc = pc;
  f->return_offset = 0;
  bool again = f->trace_opcodes && before == pc && op != OP_RESUME; /* a delivery has it run again */
  f->trace_opcodes = 0;
  if (f->trace_lines) {
    f->trace_lines = 0;
    if (op == OP_YIELD_VALUE)
      return show(c, pc); /* throw() on what it delegates to: this frame did not run */
  }
  bool monitored = kr_monitor_events && !kr.thread->tracing, told = listening();
  if ((!told && !monitored) || again) return show(c, pc);
  bool traced = told && f->object && f->object->trace != KR_NULL;
  if (marks & MARK_BODY && kr_monitors(KR_EV_BRANCH_LEFT) && (c->units[prev] & 0xFF) == OP_FOR_ITER &&
      tell_place(f, KR_EV_BRANCH_LEFT, prev, i, i))
    return KR_TRACE_ERROR;
  if (marks & MARK_LINE && (marks & MARK_CHECK ? kr_begins_line(c, i, prev) : i != prev)) {
    if (kr_monitors(KR_EV_LINE) && kr_monitor_fire(f, KR_EV_LINE, i, NULL, 0)) return KR_TRACE_ERROR;
    if (traced && (r = tell_line(f))) return r;
  }
  if (kr_monitors(KR_EV_INSTRUCTION) && op != OP_RESUME && kr_monitor_fire(f, KR_EV_INSTRUCTION, i, NULL, 0))
    return KR_TRACE_ERROR;
  if (traced && f->object->trace_opcodes && op != OP_RESUME) {
    if (call_trace(f, KR_ID(opcode), false, KR_NONE)) return KR_TRACE_ERROR;
    if (f->pc != pc) return KR_TRACE_MOVED;
  }
  uint32_t arg = kr_code_oparg(c, i);
  if (monitored) {
    if (op == OP_LOAD_SUPER_ATTR && kr_monitors(KR_EV_CALL)) return monitor_super(f, arg);
    if (monitor_instruction(f, op, arg, i, prev)) return KR_TRACE_ERROR;
  }
  switch (op) {
    case OP_RESUME:
      if (told && frame_entered(f)) return KR_TRACE_ERROR;
      break;
    case OP_RETURN_VALUE:
    case OP_YIELD_VALUE:
      if (told && frame_left(f, f->sp[-1])) return KR_TRACE_ERROR;
      break;
    case OP_POP_ITER:
    case OP_END_FOR: {
      /* for the line after a loop, the instruction before is FOR_ITER */
      kr_value v = *--f->sp;
      f->pc = before;
      kr_decref(v);
      show(c, pc);
      if (shown == pc) {
        shown_instead = true;
        *pc = OP_NOP;
      }
      break;
    }
    case OP_END_SEND:
      if (kr_is_gen_like(f->sp[-2]) && kr_trace_stop_iteration(f, f->sp[-1])) return KR_TRACE_ERROR;
      break;
    case OP_JUMP_BACKWARD:
      if (marks & MARK_LOOP && traced && (r = tell_line(f))) return r;
      break;
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX:
      if (kr.thread->profile_func != KR_NULL || kr_monitors(KR_EV_CALL)) {
        int64_t pushed = profile_c_call(f, op, arg);
        if (pushed) return pushed;
      }
      break;
  }
  return shown == pc ? 0 : show(c, pc);
}
