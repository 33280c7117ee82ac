#include "vm/trace.h"

#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/exceptions.h"
#include "vm/monitor.h"
#include "vm/suspend.h"

int32_t kr_trace_active;

/* ---- instrumenting code --------------------------------------------------------------------------- */

/* So large that an instruction never tries to specialize. */
#define NEVER 0x40000000u

static bool is_instrumented(const kr_code *c) {
  return c->first_traceable < c->nunits && c->exec[c->first_traceable] == K_INSTRUMENTED;
}

/* The instruction being executed shows its plain word while it runs. The next one to be looked at hides it
 * again; or it itself, where it may be its own successor: a jump to itself, a return. */
static uint32_t *shown;
void kr_trace_hide(void) {
  if (shown) *shown = K_INSTRUMENTED;
  shown = NULL;
}
static int64_t show(uint32_t *pc, int64_t word) {
  kr_trace_hide(); /* the hook's own last instruction */
  shown = pc;
  *pc = (uint32_t)word;
  return word;
}
void kr_code_release_execution(kr_code *c) {
  if (shown && (size_t)(shown - c->exec) < c->nunits) shown = NULL;
  kr_free(c->exec);
}

/* The lines are asked for at every instruction: each by walking the table would be quadratic. Without memory
 * they are looked up so all the same. */
bool kr_code_instrumentation(kr_code *c) {
  if (c->instrumentation) return true;
  kr_instrumentation *n = kr_alloc(sizeof *n + (size_t)c->nunits * sizeof *n->lines);
  if (!n) return false;
  n->exec = c->exec;
  n->monitored = NULL;
  for (uint32_t i = 0; i < c->nunits; i++) n->lines[i] = -1;
  kr_line_walk w;
  kr_line_walk_init(&w, c);
  while (kr_line_walk_next(&w))
    for (int i = w.start; i < w.stop && (uint32_t)i < c->nunits; i++) n->lines[i] = w.position.line;
  c->instrumentation = n;
  return true;
}

static void instrument(kr_code *c) {
  if (!c->exec || is_instrumented(c)) return;
  if (!kr_code_instrumentation(c)) kr_clear_exception();
  for (uint32_t i = c->first_traceable; i < c->nunits; i++) {
    uint32_t op = c->units[i] & 0xFF, caches = kr_opcode_caches[op];
    if (op == OP_EXTENDED_ARG) continue;
    c->exec[i] = K_INSTRUMENTED;
    if (caches && i + 1 < c->nunits) c->exec[i + 1] = NEVER;
    i += caches;
  }
}

static void instrument_stack(const kr_thread *t) {
  for (kr_frame *f = kr_frame_python(t->frame); f; f = kr_frame_python(f->prev)) instrument(f->code);
}

int kr_trace_enter(kr_frame *f) {
  static int countdown;
  kr.ticks = 0;
  kr_trace_hide();
  if (!kr.thread->tracing && !is_instrumented(f->code)) {
    instrument(f->code);
    return is_instrumented(f->code);
  }
  if (kr.pending || kr_leave_always || --countdown < 0) {
    countdown = 1000;
    return 0;
  }
  return 2;
}

void kr_trace_count(int change) {
  kr_trace_active += change;
  if (kr_trace_active) {
    kr.ticks = 0;
    instrument_stack(kr.thread);
  }
}

/* ---- switching on and off ------------------------------------------------------------------------- */

static void set_hook(kr_thread *t, kr_value *place, kr_value func) {
  kr_value old = *place;
  if (func != KR_NULL && old == KR_NULL) kr_trace_active++;
  if (func == KR_NULL && old != KR_NULL) kr_trace_active--;
  *place = func == KR_NULL ? KR_NULL : kr_ref(func);
  kr_decref(old);
  if (kr_trace_active) {
    kr.ticks = 0;
    instrument_stack(t);
  }
}
void kr_trace_set(kr_thread *t, kr_value func) { set_hook(t, &t->trace_func, func); }
void kr_profile_set(kr_thread *t, kr_value func) { set_hook(t, &t->profile_func, func); }

/* ---- calling hooks -------------------------------------------------------------------------------- */

static kr_frame *told_frame; /* the frame the innermost running trace function is told about */
static const char *told_event;

const char *kr_trace_event(const kr_frame *f) { return f == told_frame ? told_event : NULL; }

static kr_value call_hook(kr_frame *f, kr_value func, const char *event, kr_value arg) {
  kr_thread *t = kr.thread;
  kr_value frame = kr_frame_get_object(f), name = kr_str_intern_cstr(event), r = KR_NULL;
  if (frame != KR_NULL && name != KR_NULL) {
    kr_value args[3] = {frame, name, arg};
    kr_frame *told = told_frame, *pending = kr.pushed;
    const char *was = told_event;
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
  kr_decref(name);
  return r;
}

static int call_profile(kr_frame *f, const char *event, kr_value arg) {
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
static int call_trace(kr_frame *f, const char *event, bool fresh, kr_value arg) {
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
  return call_profile(f, "call", KR_NONE) || call_trace(f, "call", true, KR_NONE) ? -1 : 0;
}
static int frame_left(kr_frame *f, kr_value v) {
  return call_profile(f, "return", v) || call_trace(f, "return", false, v) ? -1 : 0;
}

/* ---- exceptions ------------------------------------------------------------------------------------ */

static int tell_exception(kr_frame *f, kr_value exc) {
  kr_value tb = KR_EXC(exc)->traceback;
  kr_value arg = kr_tuple_pack(3, kr_from_object(kr_type_of(exc)), exc, tb == KR_NULL ? KR_NONE : tb);
  if (arg == KR_NULL) return -1;
  int r = call_trace(f, "exception", false, arg);
  kr_decref(arg);
  return r;
}

void kr_trace_raise(kr_frame *f) {
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
  instrument(f->code);
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
static int tell_profile(kr_frame *f, const char *event, kr_value shown) {
  return shown == KR_NONE ? 0 : call_profile(f, event, shown);
}

enum { CALL_SHOWN, CALL_CALLABLE, CALL_ARGS, CALL_KWNAMES, CALL_SLOTS };

static kr_value profiled_step(kr_frame *f, kr_value result) {
  if (f->state == 0) {
    f->state = 1;
    kr_tuple *args = KR_TUPLE(f->slots[CALL_ARGS]);
    kr_tuple *names = f->slots[CALL_KWNAMES] == KR_NULL ? NULL : KR_TUPLE(f->slots[CALL_KWNAMES]);
    result =
        kr_call_push(f->slots[CALL_CALLABLE], args->items, args->size - (names ? names->size : 0), names);
    if (result == KR_PUSHED) return result;
  }
  kr_frame *caller = kr_frame_python(f->prev);
  if (!caller || kr.thread->tracing) return result;
  const kr_tuple *given = KR_TUPLE(f->slots[CALL_ARGS]);
  kr_value told[2] = {f->slots[CALL_CALLABLE],
                      given->size ? given->items[0] : kr_from_object(&kr_monitor_missing)};
  if (result != KR_NULL) {
    if (kr_monitors(KR_EV_C_RETURN) &&
        kr_monitor_fire(caller, KR_EV_C_RETURN, kr_frame_index(caller), told, 2))
      KR_CLEAR(result);
    if (result == KR_NULL) return KR_NULL;
    if (tell_profile(caller, "c_return", f->slots[CALL_SHOWN])) KR_CLEAR(result);
    return result;
  }
  kr_value exc = kr_fetch_exception();
  if (exc == KR_NULL) return KR_NULL;
  if ((kr_monitors(KR_EV_C_RAISE) &&
       kr_monitor_fire(caller, KR_EV_C_RAISE, kr_frame_index(caller), told, 2)) ||
      tell_profile(caller, "c_exception", f->slots[CALL_SHOWN])) {
    kr_decref(exc);
    return KR_NULL;
  }
  kr_restore_exception_steal(exc);
  return KR_NULL;
}
static const kr_native profiled_call = {"profiled call", profiled_step, CALL_SLOTS};

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

/* The instruction at f->pc is a call: when it calls C, takes its place. 0: it does not; or as kr_trace_step
 * answers. */
static int64_t profile_c_call(kr_frame *f, uint32_t op, uint32_t arg) {
  kr_value *sp = f->sp, *bottom, callable, self, args = KR_NULL, names = KR_NULL, first;
  kr_dict *kwargs = NULL;
  if (op == OP_CALL_FUNCTION_EX) {
    bottom = sp - 4;
    callable = bottom[0];
    self = bottom[1];
    if (!kr_is_exact_tuple(bottom[2]) && !kr_is_exact_list(bottom[2])) return 0;
    if (bottom[3] != KR_NULL) {
      if (!kr_is_exact_dict(bottom[3])) return 0;
      kwargs = KR_DICT(bottom[3]);
    }
    size_t n;
    const kr_value *items = kr_fast_items(bottom[2], &n);
    first = self != KR_NULL ? self : n ? items[0] : KR_NULL;
  } else {
    bottom = sp - arg - 2 - (op == OP_CALL_KW);
    callable = bottom[0];
    self = bottom[1];
    if (op == OP_CALL_KW) names = sp[-1];
    size_t npos = arg - (names == KR_NULL ? 0 : KR_TUPLE(names)->size);
    first = self != KR_NULL ? self : npos ? bottom[2] : KR_NULL;
  }
  kr_value shown = shown_callable(callable, first);
  if (shown == KR_NULL && kr_failed()) return KR_TRACE_ERROR;
  if (shown == KR_NULL) {
    /* monitoring tools are told of the end of every call of what is no Python function, types too */
    if (!(kr_monitor_events >> KR_EV_CALL & 1) || is_python(callable)) return 0;
    shown = KR_NONE;
  }
  if (op == OP_CALL_FUNCTION_EX) {
    kr_list *all = kr_list_new(0), *keys = kr_list_new(0);
    bool ok = all && keys && (self == KR_NULL || !kr_list_append_steal(all, kr_ref(self)));
    size_t n;
    const kr_value *items = kr_fast_items(bottom[2], &n);
    for (size_t i = 0; ok && i < n; i++) ok = !kr_list_append_steal(all, kr_ref(items[i]));
    if (ok && kwargs && kwargs->used) {
      kr_value list = kr_mapping_keys(bottom[3]);
      ok = list != KR_NULL;
      for (uint32_t i = 0; ok && i < KR_LIST(list)->size; i++) {
        kr_value k = KR_LIST(list)->items[i], v = kr_getitem(bottom[3], k);
        ok = v != KR_NULL && !kr_list_append_steal(all, v) && !kr_list_append_steal(keys, kr_ref(k));
      }
      if (ok) {
        names = kr_list_to_tuple(keys);
        ok = names != KR_NULL;
      }
      kr_decref(list);
    }
    if (ok) args = kr_list_to_tuple(all);
    kr_xdecref_object(all);
    kr_xdecref_object(keys);
  } else {
    args = kr_tuple_from_array(self != KR_NULL ? bottom + 1 : bottom + 2, arg + (self != KR_NULL));
    if (names != KR_NULL) kr_incref(names);
  }
  if (args == KR_NULL || tell_profile(f, "c_call", shown)) goto fail;
  kr_frame *n = kr_native_push(&profiled_call);
  if (!n) goto fail;
  n->state = 0;
  n->delivery = KR_DELIVER_VALUE;
  n->slots[CALL_SHOWN] = shown;
  n->slots[CALL_CALLABLE] = kr_ref(callable);
  n->slots[CALL_ARGS] = args;
  n->slots[CALL_KWNAMES] = names;
  kr.pushed = NULL;
  f->sp = bottom;
  while (sp > bottom) kr_decref(*--sp);
  kr.pushed = n;
  f->return_offset = (uint16_t)(1 + kr_opcode_caches[op]);
  return KR_TRACE_PUSHED;
fail:
  kr_decref(shown);
  kr_decref(args);
  kr_decref(names);
  return KR_TRACE_ERROR;
}

/* ---- each instruction -------------------------------------------------------------------------------- */

static int64_t word_at(const kr_frame *f, int i) {
  const uint16_t *u = f->code->units;
  uint32_t arg = u[i] >> 8;
  for (int k = 1, shift = 8; k <= 3 && i - k >= 0 && (u[i - k] & 0xFF) == OP_EXTENDED_ARG; k++, shift += 8)
    arg |= (uint32_t)(u[i - k] >> 8) << shift;
  return (int64_t)((uint64_t)arg << 8 | (u[i] & 0xFF));
}

/* Whether the instruction at i, reached from the one at prev, begins a line. */
static bool begins_line(const kr_frame *f, uint32_t op, int i, int prev) {
  switch (op) {
    case OP_RESUME:
    case OP_END_FOR:
    case OP_POP_ITER:
    case OP_END_SEND:
    case OP_END_ASYNC_FOR: return false;
  }
  int line = kr_code_line(f->code, i);
  if (line < 0) return false;
  uint16_t before = f->code->units[prev];
  if ((before & 0xFF) == OP_RESUME && ((before >> 8) & 3) == KR_RESUME_AT_START) return true;
  if ((before & 0xFF) == OP_YIELD_VALUE && i != prev + 1) return true; /* throw() reached a handler */
  if ((before & 0xFF) == OP_FOR_ITER && i > prev + 1 && (f->code->units[i - 1] & 0xFF) == OP_POP_ITER) {
    /* behind a loop a line begins only if the instructions before END_FOR are of another */
    int j = i - 1;
    while (j > prev &&
           ((f->code->units[j] & 0xFF) == OP_POP_ITER || (f->code->units[j] & 0xFF) == OP_END_FOR))
      j--;
    if (kr_code_line(f->code, j) == line) return false;
  }
  return kr_code_line(f->code, prev) != line;
}

/* A jump backward to the same line begins that line again. */
static bool jumps_within_line(const kr_frame *f, uint32_t op, uint32_t arg, int i) {
  if (op != OP_JUMP_BACKWARD) return false;
  int to = i + 2 - (int)arg, line = kr_code_line(f->code, i);
  return to >= 0 && line >= 0 && kr_code_line(f->code, to) == line;
}

static int tell_line(kr_frame *f) {
  if (!f->object || !f->object->trace_lines) return 0;
  return call_trace(f, "line", false, KR_NONE);
}

static int told_place(kr_frame *f, kr_event event, int at, int to) {
  kr_value v = kr_from_small_int(to * 2);
  return kr_monitor_fire(f, event, at, &v, 1);
}

/* A branch is known by where it led. */
static int monitor_branch(kr_frame *f, uint32_t op, int i, int prev) {
  uint32_t before = f->code->units[prev] & 0xFF;
  switch (before) {
    case OP_FOR_ITER:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE: break;
    default: return 0;
  }
  if (i == prev) return 0;
  if (i == prev + 1 + (int)kr_opcode_caches[before])
    return told_place(f, KR_EV_BRANCH_LEFT, prev, op == OP_NOT_TAKEN ? i + 1 : i);
  if (before == OP_FOR_ITER && op != OP_POP_ITER) return 0; /* it was told when the loop ended */
  return told_place(f, KR_EV_BRANCH_RIGHT, prev, before == OP_FOR_ITER ? i + 1 : i);
}

static int monitor_step(kr_frame *f, uint32_t op, uint32_t arg, int i, int prev) {
  if (kr_monitor_events & (1 << KR_EV_BRANCH_LEFT | 1 << KR_EV_BRANCH_RIGHT) &&
      monitor_branch(f, op, i, prev))
    return -1;
  if (kr_monitors(KR_EV_LINE) && begins_line(f, op, i, prev) && kr_monitor_fire(f, KR_EV_LINE, i, NULL, 0))
    return -1;
  if (kr_monitors(KR_EV_INSTRUCTION) && kr_monitor_fire(f, KR_EV_INSTRUCTION, i, NULL, 0)) return -1;
  int next = i + 1 + (int)kr_opcode_caches[op];
  switch (op) {
    case OP_RESUME:
      return kr_monitor_fire(f, (arg & 3) == KR_RESUME_AT_START ? KR_EV_PY_START : KR_EV_PY_RESUME, i, NULL,
                             0);
    case OP_RETURN_VALUE: return kr_monitor_fire(f, KR_EV_PY_RETURN, i, f->sp - 1, 1);
    case OP_YIELD_VALUE: return kr_monitor_fire(f, KR_EV_PY_YIELD, i, f->sp - 1, 1);
    case OP_JUMP_FORWARD: return told_place(f, KR_EV_JUMP, i, next + (int)arg);
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: return told_place(f, KR_EV_JUMP, i, next - (int)arg);
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

static int64_t trace_step(kr_frame *f, uint32_t *pc) {
  kr_code *c = f->code;
  int i = (int)(pc - c->exec);
  if (!kr_trace_active) {
    kr_code_refill(c);
    f->pc = pc;
    f->return_offset = 0;
    return KR_TRACE_MOVED;
  }
  int64_t word = word_at(f, i);
  uint32_t op = (uint32_t)word & 0xFF, arg = (uint32_t)(word >> 8);
  if (kr_opcode_caches[op]) pc[1] = NEVER;
  bool told = listening(), monitored = kr_monitor_events && !kr.thread->tracing;
  if (!told && !monitored) {
    f->pc = pc;
    return word;
  }
  uint32_t *prev = f->pc;
  f->pc = pc;
  f->return_offset = 0;
  if (f->trace_lines) {
    f->trace_lines = 0;
    if (op == OP_YIELD_VALUE) return word; /* throw() on what it delegates to: this frame did not run */
  }
  if (monitored && monitor_step(f, op, arg, i, (int)(prev - c->exec))) return KR_TRACE_ERROR;
  if (told && f->object && f->object->trace != KR_NULL) {
    if (begins_line(f, op, i, (int)(prev - c->exec))) {
      if (tell_line(f)) return KR_TRACE_ERROR;
      if (f->pc != pc) return KR_TRACE_MOVED;
    }
    if (f->object->trace_opcodes && op != OP_RESUME) {
      if (call_trace(f, "opcode", false, KR_NONE)) return KR_TRACE_ERROR;
      if (f->pc != pc) return KR_TRACE_MOVED;
    }
  }
  switch (op) {
    case OP_RESUME:
      if (frame_entered(f)) return KR_TRACE_ERROR;
      break;
    case OP_RETURN_VALUE:
    case OP_YIELD_VALUE:
      if (frame_left(f, f->sp[-1])) return KR_TRACE_ERROR;
      break;
    case OP_POP_ITER:
    case OP_END_FOR: {
      /* for the line after a loop, the instruction before is FOR_ITER */
      kr_value v = *--f->sp;
      f->pc = prev;
      kr_decref(v);
      return OP_NOP;
    }
    case OP_END_SEND:
      if (kr_is_gen_like(f->sp[-2]) && kr_trace_stop_iteration(f, f->sp[-1])) return KR_TRACE_ERROR;
      break;
    case OP_JUMP_BACKWARD:
      if (jumps_within_line(f, op, arg, i)) {
        if (tell_line(f)) return KR_TRACE_ERROR;
        if (f->pc != pc) return KR_TRACE_MOVED;
      }
      break;
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX:
      if (kr.thread->profile_func != KR_NULL || (monitored && kr_monitors(KR_EV_CALL))) {
        int64_t r = profile_c_call(f, op, arg);
        if (r) return r;
      }
      break;
  }
  return word;
}

int64_t kr_trace_step(kr_frame *f, uint32_t *pc) {
  kr_trace_hide();
  int64_t r = trace_step(f, pc);
  return r < 0 ? r : show(pc, r);
}
