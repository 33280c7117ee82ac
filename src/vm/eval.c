/* The evaluation loop. One C function runs all Python frames of a thread; calls between Python
 * functions push and pop frames here and use no C stack. Whatever is rare or long is a function of its
 * own (vm/vm.h), so that this one stays small enough for the WebAssembly compilers to optimize well and
 * its C frame stays small when loops nest.
 *
 * `f` is the frame, `slots` its variables, `pc` its current instruction, `sp` one past the top of its
 * stack. f->pc and f->sp are brought up to date before anything that can look at them or push.
 *
 * The instructions stand in eval/, by subject, and are included into the one switch.
 *
 * The shape matters more than anything in it: one loop header (`next`), entered from few places, so that
 * the WebAssembly compilers see two plain nested loops and keep the four variables in registers. What
 * happens between frames (deliveries, exceptions, native frames) is go_on()'s, a function of its own. */
#include "memory/gc.h"
#include "objects/bytes.h"
#include "objects/collect.h"
#include "objects/exc_group.h"
#include "objects/set.h"
#include "objects/shared_keys.h"
#include "vm/generator.h"
#include "vm/monitor.h"
#include "vm/suspend.h"
#include "vm/trace.h"
#include "vm/vm.h"

kr_runtime kr;

#define SLOT(i) (slots[i])
#define NAME(i) (f->code->names->items[i])
#define PUSH(v) (*sp++ = (v))
#define TOP sp[-1]
#define SECOND sp[-2]
/* Go on after this instruction and its n cache words. */
#define NEXT(n)    \
  do {             \
    pc += 1 + (n); \
    goto next;     \
  } while (0)
/* Keeps LLVM from computing addresses for all handlers ahead of the switch, at every instruction. */
#define OPAQUE(x) __asm__ volatile("" : "+r"(x))
#define SAVE_PC() (f->pc = pc)
/* Before something that may push: the place to go on, and the stack as it is to be then. */
#define SAVE(n)                            \
  do {                                     \
    f->pc = pc;                            \
    f->sp = sp;                            \
    f->return_offset = (int16_t)(1 + (n)); \
  } while (0)
/* v may be a value, an error, or KR_PUSHED (SAVE came before). */
#define CHECK_PUSHED(v)                             \
  do {                                              \
    if (KR_UNLIKELY((v) == KR_PUSHED)) goto pushed; \
    if (KR_UNLIKELY((v) == KR_NULL)) goto error;    \
  } while (0)
/* Drops the upmost n values, the youngest first, as CPython. Finalizers may run: a frame that was pushed is
 * set aside meanwhile. */
#define DROP(n)                            \
  do {                                     \
    kr_frame *top_ = kr.pushed;            \
    kr.pushed = NULL;                      \
    kr_value *bottom_ = sp - (n);          \
    f->sp = bottom_;                       \
    while (sp > bottom_) kr_decref(*--sp); \
    kr.pushed = top_;                      \
  } while (0)
#define COUNTER pc[1]
/* A condition, and the jump on it that follows as a rule. pc is behind the condition's instruction. */
#define BRANCH(condition)                                           \
  do {                                                              \
    bool c_ = (condition);                                          \
    uint32_t j_ = *pc;                                              \
    if (KR_LIKELY((j_ & 0xFF) == OP_POP_JUMP_IF_FALSE)) {           \
      pc += 2 + (c_ ? (uint32_t)(pc[2] == OP_NOT_TAKEN) : j_ >> 8); \
    } else if ((j_ & 0xFF) == OP_POP_JUMP_IF_TRUE) {                \
      pc += 2 + (c_ ? j_ >> 8 : (uint32_t)(pc[2] == OP_NOT_TAKEN)); \
    } else {                                                        \
      PUSH(kr_from_bool(c_));                                       \
    }                                                               \
    goto next;                                                      \
  } while (0)
/* A specialized form that does not hold here becomes the general one again, for 16 times at least. */
#define UNSPECIALIZE(op)                  \
  do {                                    \
    pc[0] = (op) | (w & ~(uint32_t)0xFF); \
    pc[1] = 16;                           \
  } while (0)
/* The same once that has happened often enough. */
#define MISS(op)                      \
  do {                                \
    if (pc[1] == 0) UNSPECIALIZE(op); \
    else pc[1]--;                     \
  } while (0)
/* Is o an instance of the class that an attribute's word was specialized for? */
#define IS_OF_VERSION(o, v_) (kr_is_object(o) && kr_object_of(o)->type->version == (v_))
/* ... and the method or constant of the class in the cache not hidden by an attribute of the instance? */
#define HIDES_NOTHING(o, count_) \
  (!KR_AS(kr_instance, o)->dict && kr_object_of(o)->type->shared_keys->count == (count_))
/* x and y from two operands that are to be small ints. */
#define SMALL_INTS(a, b, otherwise)                          \
  if (KR_UNLIKELY(!kr_both_small_int(a, b))) goto otherwise; \
  int64_t x = kr_small_int_value(a), y = kr_small_int_value(b)
/* x and y from two operands that are to be floats or small ints. */
#define DOUBLES(a, b, otherwise)                                  \
  double x, y;                                                    \
  if (KR_LIKELY(kr_is_double(a))) x = kr_double_value(a);         \
  else if (kr_is_small_int(a)) x = (double)kr_small_int_value(a); \
  else goto otherwise;                                            \
  if (KR_LIKELY(kr_is_double(b))) y = kr_double_value(b);         \
  else if (kr_is_small_int(b)) y = (double)kr_small_int_value(b); \
  else goto otherwise
/* i from the small int k, an index among n items, counted from the end if negative. */
#define INDEX(k, n, outside)         \
  int64_t i = kr_small_int_value(k); \
  if (KR_UNLIKELY(i < 0)) i += (n);  \
  if (KR_UNLIKELY((uint64_t)i >= (n))) goto outside
/* Unspecialized: true when it is time to try. */
#define ADAPT() KR_UNLIKELY(COUNTER-- == 0)

KR_INLINE void drop_values(kr_value *from, kr_value *to) {
  while (from < to) kr_decref(*from++);
}

/* What a class body's mapping has under a name: new; KR_NULL without, or with an exception. */
static kr_value look_up(kr_value map, kr_value name) {
  if (kr_is_exact_dict(map)) return kr_dict_get_new(KR_DICT(map), name);
  kr_value v = kr_getitem(map, name);
  if (v == KR_NULL) kr_clear_if(&kr_exc_KeyError);
  return v;
}

/* A call's n arguments at *args, behind the callable and a receiver or an empty place: a bound method is taken
 * apart into those two, and a receiver counts as the first argument. */
KR_INLINE void bind_method(kr_value **args, size_t *n) {
  kr_value *self = *args - 1, *callable = self - 1;
  if (*self == KR_NULL) {
    kr_value method = *callable;
    if (!kr_is_exact(method, &kr_method_type)) return;
    *callable = kr_ref(KR_AS(kr_method, method)->func);
    *self = kr_ref(KR_AS(kr_method, method)->self);
    kr_decref(method);
  }
  *args = self;
  ++*n;
}

/* A frame for a call with exactly the parameters in place; NULL: the slow path decides. */
KR_INLINE kr_frame *push_exact(kr_function *fn, kr_frame *caller) {
  kr_code *code = fn->code;
  kr_thread *t = kr.thread;
  kr_frame *n = (kr_frame *)t->stack_next;
  kr_value *end = n->slots + code->nlocalsplus + code->stacksize;
  if (KR_UNLIKELY(end > t->stack_end || t->py_depth >= kr.recursion_limit)) return NULL;
  t->stack_next = end;
  t->py_depth++;
  n->prev = caller;
  n->code = code;
  n->func = fn;
  n->object = NULL;
  n->pc = code->exec;
  n->sp = n->slots + code->nlocalsplus;
  n->locals = KR_NULL;
  n->return_offset = 0;
  n->owner = KR_FRAME_STACK;
  n->delivery = KR_DELIVER_VALUE;
  n->trace_lines = 0;
  return n;
}

/* An attribute the instance did not have yet goes into its inline place. False: it has none. */
KR_INLINE bool store_new(kr_instance *o, uint32_t index, kr_value v) {
  uint32_t capacity = (o->head.flags & KR_INSTANCE_CAPACITY_MASK) >> KR_INSTANCE_CAPACITY_SHIFT;
  if (o->dict || index >= capacity) return false;
  uint8_t *order = kr_instance_order(o, capacity);
  order[1 + order[0]++] = (uint8_t)index;
  o->values[index] = v;
  return true;
}

/* A C function some of whose last arguments were left out. */
static KR_NOINLINE kr_value call_padded(const kr_method_def *def, kr_value self, const kr_value *args,
                                        size_t n, size_t nparams) {
  kr_value all[KR_PADDED_MAX];
  for (size_t i = 0; i < nparams; i++) all[i] = i < n ? args[i] : KR_NULL;
  return def->fn(self, all, nparams, NULL);
}

static bool resuming; /* a native frame's step is to be told that its wait is over */

/* ---- between frames ------------------------------------------------------------------------------------ */

typedef enum {
  GO_PUSHED,          /* a frame was pushed: go on in it */
  GO_DELIVER,         /* v goes to f, the way `how` says */
  GO_RETURN,          /* f is done with v */
  GO_ERROR,           /* f's instruction at f->pc raised */
  GO_UNWIND,          /* the same, the traceback knows f already */
  GO_ERROR_IN_CALLER, /* what f asked for raised */
} go_on_state;

static uint32_t *go_on_pc;
/* GO_UNWIND: where the handler is looked up from. */
static uint32_t *go_on_unwind_at;
static kr_value go_on_result;

/* Does what lies between the instruction that ended and the next one, through native frames, deliveries and
 * exception handlers. The frame to go on in, at go_on_pc with the stack at its sp; NULL: the loop above
 * `base` ends with go_on_result. One function: a result or an exception may go through any of these states in any
 * order, over thousands of frames, and takes no more of the machine's stack for that. */
static KR_NOINLINE kr_frame *go_on(kr_frame *base, go_on_state state, kr_frame *f, kr_value v,
                                   kr_delivery how) {
  bool from_callee = false; /* the exception came out of a Python frame above f */
  int raised_at = 0;        /* where tools are told that it was raised */
  switch (state) {
    case GO_PUSHED: goto pushed;
    case GO_DELIVER: goto delivered;
    case GO_RETURN: goto returned;
    case GO_ERROR: goto error;
    case GO_UNWIND:
      if (KR_UNLIKELY(kr_trace_active)) raised_at = kr_frame_index_at(f, go_on_unwind_at);
      goto unwind;
    case GO_ERROR_IN_CALLER: goto error_in_caller;
  }

pushed:
  f = kr.pushed;
  kr.pushed = NULL;
  kr.thread->frame = f;
  if (KR_UNLIKELY(f->owner == KR_FRAME_NATIVE)) {
    v = KR_NONE;
    if (KR_UNLIKELY(resuming)) {
      /* back from a wait, which a signal may have ended */
      resuming = false;
      if (kr.pending && kr_handle_pending() < 0) v = KR_NULL;
    }
    goto native;
  }
  if (KR_UNLIKELY(kr.thread->exc != KR_NULL)) {
    /* generator.throw(): it goes on with an exception */
    if (KR_UNLIKELY(kr_trace_active)) kr_trace_throw(f);
    goto error;
  }
  go_on_pc = f->pc + f->return_offset;
  return f;

returned : {
  kr_frame *below = f->prev;
  how = f->delivery;
  if (KR_UNLIKELY(kr_trace_active)) kr_trace_hide(); /* in a recursion the caller returns next */
  if (f->owner == KR_FRAME_GENERATOR) {
    /* unlinks it; KR_NULL: StopIteration was raised, or (without exception) that was all */
    v = kr_generator_returned(kr_generator_of(f), &how, v);
    f = below;
    if (v == KR_NULL) {
      if (kr_failed()) goto error_in_caller;
      goto exhausted;
    }
    goto delivered;
  }
  kr.thread->frame = below;
  kr_frame_clear(f);
  f = below;
}

delivered:
  if (how != KR_DELIVER_VALUE && how < D_FIRST) {
    v = kr_deliver_plain(how, v);
    if (v == KR_PUSHED) goto pushed;
    how = KR_DELIVER_VALUE;
    if (v == KR_NULL) goto error_in_caller;
  }
  if (f == base) {
    go_on_result = v;
    return NULL;
  }
  if (f->owner == KR_FRAME_NATIVE) goto native;
  if (KR_UNLIKELY(how == D_HOOK)) {
    int64_t r = kr_trace_step(f, NULL, v);
    switch (r) {
      case KR_TRACE_ERROR: goto error;
      case KR_TRACE_PUSHED: goto pushed;
      case KR_TRACE_RETURN: v = *--f->sp; goto returned;
      case KR_TRACE_MOVED: r = f->return_offset;
    }
    go_on_pc = f->pc + r;
    return f;
  }
  if (KR_UNLIKELY(how >= D_FIRST)) {
    v = kr_vm_deliver(f, how, v);
    if (v == KR_PUSHED) goto pushed;
    if (v == KR_NULL) goto error;
    go_on_pc = f->pc + f->return_offset;
    if (v == KR_DELETED) return f;
  } else {
    go_on_pc = f->pc + f->return_offset;
  }
  *f->sp++ = v;
  return f;

/* what f asked for has no more to give */
exhausted:
  if (f == base) {
    go_on_result = KR_NULL;
    return NULL;
  }
  v = KR_NULL;
  if (f->owner == KR_FRAME_NATIVE) goto native;
  if (how == D_FOR_NEXT || how == D_GEN_FOR) {
    go_on_pc = f->pc + 3 + kr_frame_oparg(f);
    return f;
  }
  if (how == D_SEND_NEXT) {
    v = KR_NONE;
    how = D_SEND_DONE;
    goto delivered;
  }
  kr_raise_none(&kr_exc_StopIteration);
  goto error;

/* the native frame f goes on with v */
native:
  v = f->native->step(f, v);
  if (v == KR_PUSHED) {
    if (kr.pushed) goto pushed;
    if (kr.c_depth == kr.c_base) {
      go_on_result = KR_PUSHED; /* it waits: others may run */
      return NULL;
    }
    v = kr_wait_nested();
    goto native;
  }
  {
    kr_frame *below = f->prev;
    how = f->delivery;
    kr.thread->frame = below;
    kr_frame_clear(f);
    f = below;
  }
  from_callee = false;
  if (KR_LIKELY(v != KR_NULL)) goto delivered;
  if (kr_failed()) goto error_in_caller;
  goto exhausted;

error:
  kr_traceback_here(f);
  if (KR_UNLIKELY(kr_trace_active)) {
    raised_at = kr_trace_raised_at(f, from_callee);
    kr_trace_raise(f, raised_at);
  }
  go_on_unwind_at = f->pc; /* a tracer may have been told of the YIELD_VALUE behind a SEND */
unwind : {
  int depth;
  bool lasti;
  uint32_t *at = go_on_unwind_at; /* hooks and finalizers that run meanwhile unwind too */
  int target = kr_find_handler(f, kr_frame_index_at(f, at), &depth, &lasti);
  if (target >= 0) {
    kr_value *to = f->slots + f->code->nlocalsplus + depth, *sp = f->sp;
    while (sp < to) *sp++ = KR_NONE; /* thrown into at a yield: in place of what would have been sent */
    f->sp = to;
    while (sp > to) kr_decref(*--sp);
    if (kr_monitors(KR_EV_EXCEPTION_HANDLED) && kr_monitor_exception(f, KR_EV_EXCEPTION_HANDLED, target)) {
      go_on_unwind_at = kr_frame_base(f, at) + target - 1; /* from there, as in CPython */
      goto unwind;
    }
    if (lasti)
      *f->sp++ = kr_from_small_int(kr_frame_lasti(f) / 2); /* after RERAISE: where it was raised first */
    *f->sp++ = kr_fetch_exception();
    go_on_pc = kr_frame_base(f, at) + target; /* f->pc stays: a tracer asks which line came before */
    return f;
  }
  if (KR_UNLIKELY(kr_trace_active)) kr_trace_unwind(f, raised_at);
  kr_frame *below = f->prev;
  how = f->delivery;
  /* Temporary values go now; the variables may live on in the traceback. */
  kr_value *sp = f->sp;
  f->sp = f->slots + f->code->nlocalsplus;
  while (sp > f->sp) kr_decref(*--sp);
  kr.thread->frame = below;
  from_callee = how == KR_DELIVER_VALUE || how == D_GEN_SEND;
  if (f->owner == KR_FRAME_GENERATOR) kr_generator_failed(kr_generator_of(f));
  else kr_frame_clear(f);
  f = below;
}

error_in_caller:
  if (KR_UNLIKELY(how != KR_DELIVER_VALUE)) {
    /* some deliveries take certain exceptions for an answer */
    v = kr_deliver_error(f, how);
    if (v == KR_PUSHED) goto pushed;
    if (v == KR_DELETED) goto exhausted;
    if (v == KR_GO_ON) {
      go_on_pc = f->pc + f->return_offset;
      return f;
    }
    if (v != KR_NULL) {
      how = KR_DELIVER_VALUE;
      goto delivered;
    }
  }
  if (f == base) {
    go_on_result = KR_NULL;
    return NULL;
  }
  if (f->owner == KR_FRAME_NATIVE) {
    v = KR_NULL;
    goto native;
  }
  goto error;
}

/* ---- the loop ------------------------------------------------------------------------------------------ */

/* The switch over the instructions, which stand in eval/: one function, so that pc, sp and f stay in registers. What
 * several instructions end in is behind it. */
static kr_value run(kr_frame *base) {
  kr_frame *f = NULL;
  uint32_t *pc;
  kr_value *sp, *slots;
  uint32_t w, arg;
  kr_value v = KR_NULL;
  bool truth;
  kr_delivery how = KR_DELIVER_VALUE;
  go_on_state state = GO_PUSHED;

go_on:
  f = go_on(base, state, f, v, how);
  if (!f) return go_on_result;
  pc = go_on_pc;
  sp = f->sp;
  slots = f->slots;
  goto next;

enter_new: /* a Python function, whose RESUME has nothing to do as a rule */
  if (KR_LIKELY(*f->pc == OP_RESUME && kr.ticks > 0)) {
    kr.ticks--;
    f->return_offset = 1;
  }
enter: /* f, in whose frame everything is up to date */
  kr.thread->frame = f;
  pc = f->pc + f->return_offset;
  sp = f->sp;
  slots = f->slots;

next:
  OPAQUE(f);
  OPAQUE(slots);
  OPAQUE(pc);
  OPAQUE(sp);
  w = *pc;
  arg = w >> 8;
  switch (w & 0xFF) {
    case OP_CACHE:
    case OP_NOP:
    case OP_NOT_TAKEN:
    case OP_RESERVED:
    case OP_EXTENDED_ARG: /* a word has room for the whole argument: see vm/specialize.c */ NEXT(0);

    case OP_RESUME:
      if (KR_UNLIKELY(--kr.ticks < 0)) {
        f->pc = pc;
        f->sp = sp;
        f->return_offset = 1;
        int r = kr_trace_active ? kr_trace_enter(f) : 0;
        if (r == 1) goto next;
        if (r == 0 && (r = kr_handle_pending()) != 0) {
          if (r < 0) goto error;
          return KR_PUSHED;
        }
      }
      NEXT(0);

#include "vm/eval/names.h"
#include "vm/eval/operators.h"
#include "vm/eval/jumps.h"
#include "vm/eval/attributes.h"
#include "vm/eval/calls.h"
#include "vm/eval/generators.h"
#include "vm/eval/building.h"
#include "vm/eval/fused.h"
    case K_INSTRUMENTED: {
      f->sp = sp;
      int64_t r = kr_trace_step(f, pc, KR_NULL);
      sp = f->sp;
      if (KR_UNLIKELY(r < 0)) {
        if (r == KR_TRACE_ERROR) goto error;
        if (r == KR_TRACE_PUSHED) goto pushed;
        if (r == KR_TRACE_RETURN) {
          v = *--sp;
          f->sp = sp;
          state = GO_RETURN;
          goto go_on;
        }
        pc = f->pc + f->return_offset; /* a debugger jumped */
        goto next;
      }
      goto next; /* the word itself stands there for this once */
    }
    default:
      f->pc = pc;
      kr_raise(&kr_exc_SystemError, "unknown opcode %d", (int)(w & 0xFF));
      goto error;
  }

drop_and_push: /* v, of the upmost `arg` values (SAVE came before), takes their place */
  DROP(arg);
  CHECK_PUSHED(v);
  PUSH(v);
  pc += f->return_offset;
  goto next;

drop: /* the same without a result */
  DROP(arg);
  CHECK_PUSHED(v);
  pc += f->return_offset;
  goto next;

binary_result:
  sp--;
  pc += 6;
result: /* v, which counts no references, is to take the top's place: often in a variable at once */
  w = *pc;
  if (KR_LIKELY((w & 0xFF) == OP_STORE_FAST)) {
    kr_value old = SLOT(w >> 8);
    SLOT(w >> 8) = v;
    sp--;
    pc++;
    if (KR_UNLIKELY(kr_is_object(old))) {
      SAVE_PC();
      kr_decref_object(kr_object_of(old));
    }
    goto next;
  }
  TOP = v;
  goto next;

bad_operand: /* only code that is not the compiler's, or somebody found what is not for programs to see */
  kr_raise(&kr_exc_SystemError, "bad operand of bytecode");
  goto error;

unfuse: /* what the fused word was made for does not hold */
  *pc = kr_plain_word(f->code, pc);
  goto next;

pushed: /* by the instruction */
  if (KR_LIKELY(kr.pushed->owner != KR_FRAME_NATIVE && kr.thread->exc == KR_NULL)) {
    f = kr.pushed;
    kr.pushed = NULL;
    goto enter;
  }
  state = GO_PUSHED;
  goto go_on;

error:
  f->pc = pc;
  f->sp = sp;
  state = GO_ERROR;
  goto go_on;

unwind: /* f->pc is set: RERAISE looks the handler up from another place */
  f->sp = sp;
  go_on_unwind_at = pc;
  state = GO_UNWIND;
  goto go_on;

deliver:
  state = GO_DELIVER;
  goto go_on;
}

kr_value kr_eval_loop(void) { return run(kr.thread->frame); }

kr_value kr_eval_resume(void) {
  kr.pushed = kr.thread->frame;
  resuming = kr.pushed->owner == KR_FRAME_NATIVE;
  return run(NULL);
}
