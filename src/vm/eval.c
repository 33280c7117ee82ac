/* The evaluation loop. One C function runs all Python frames of a thread; calls between Python
 * functions push and pop frames here and use no C stack. Whatever is rare or long is a function of its
 * own (vm/vm.h), so that this one stays small enough for the WebAssembly compilers to optimize well and
 * its C frame stays small when loops nest.
 *
 * `f` is the frame, `slots` its variables, `pc` its current instruction, `sp` one past the top of its
 * stack. f->pc and f->sp are brought up to date before anything that can look at them or push.
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
/* Unspecialized: true when it is time to try. */
#define ADAPT() KR_UNLIKELY(COUNTER-- == 0)

KR_INLINE void drop_values(kr_value *from, kr_value *to) {
  while (from < to) kr_decref(*from++);
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

/* ---- between frames --------------------------------------------------------------------------------------- */

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
 * `base` ends with go_on_result. */
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
    if (kr_monitors(KR_EV_EXCEPTION_HANDLED)) kr_monitor_exception(f, KR_EV_EXCEPTION_HANDLED, target);
    if (lasti) *f->sp++ = kr_from_small_int(kr_frame_index(f)); /* after RERAISE: where it was raised first */
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

/* ---- the loop --------------------------------------------------------------------------------------------- */

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

    /* ---- locals, constants, the stack ---- */
    case OP_LOAD_FAST:
    case OP_LOAD_FAST_BORROW:
      v = SLOT(arg);
      kr_incref(v);
      PUSH(v);
      NEXT(0);
    case OP_LOAD_FAST_LOAD_FAST:
    case OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW: {
      kr_value a = SLOT(arg >> 4), b = SLOT(arg & 15);
      kr_incref(a);
      kr_incref(b);
      sp[0] = a;
      sp[1] = b;
      sp += 2;
      NEXT(0);
    }
    case OP_LOAD_FAST_CHECK:
      v = SLOT(arg);
      if (KR_UNLIKELY(v == KR_NULL)) {
        kr_vm_unbound_local(f, arg);
        goto error;
      }
      kr_incref(v);
      PUSH(v);
      NEXT(0);
    case OP_LOAD_FAST_AND_CLEAR:
      PUSH(SLOT(arg));
      SLOT(arg) = KR_NULL;
      NEXT(0);
    case OP_STORE_FAST: {
      kr_value old = SLOT(arg);
      SLOT(arg) = *--sp;
      kr_decref(old);
      NEXT(0);
    }
    case OP_STORE_FAST_LOAD_FAST: {
      kr_value old = SLOT(arg >> 4);
      SLOT(arg >> 4) = TOP;
      v = SLOT(arg & 15);
      kr_incref(v);
      TOP = v;
      kr_decref(old);
      NEXT(0);
    }
    case OP_STORE_FAST_STORE_FAST: {
      kr_value old1 = SLOT(arg >> 4);
      SLOT(arg >> 4) = TOP;
      kr_value old2 = SLOT(arg & 15);
      SLOT(arg & 15) = SECOND;
      sp -= 2;
      kr_decref(old1);
      kr_decref(old2);
      NEXT(0);
    }
    case OP_DELETE_FAST: {
      kr_value old = SLOT(arg);
      if (old == KR_NULL) {
        kr_vm_unbound_local(f, arg);
        goto error;
      }
      SLOT(arg) = KR_NULL;
      SAVE_PC();
      kr_decref(old);
      NEXT(0);
    }
    case K_LOAD_CONST_IMMEDIATE: PUSH(f->code->consts->items[arg]); NEXT(0);
    case OP_LOAD_CONST:
      v = f->code->consts->items[arg];
      kr_incref(v);
      PUSH(v);
      NEXT(0);
    case OP_LOAD_SMALL_INT: PUSH(kr_from_small_int((int64_t)arg)); NEXT(0);
    case OP_LOAD_COMMON_CONSTANT:
      switch (arg) {
        case KR_COMMON_ASSERTION_ERROR: v = kr_from_object(&kr_exc_AssertionError); break;
        case KR_COMMON_NOT_IMPLEMENTED_ERROR: v = kr_from_object(&kr_exc_NotImplementedError); break;
        case KR_COMMON_TUPLE: v = kr_from_object(&kr_tuple_type); break;
        case KR_COMMON_ALL: v = kr_dict_get_str(kr.builtins, KR_ID(all)); break;
        default: v = kr_dict_get_str(kr.builtins, KR_ID(any)); break;
      }
      if (v == KR_NULL) {
        kr_raise(&kr_exc_SystemError, "builtin constant lost");
        goto error;
      }
      PUSH(kr_ref(v));
      NEXT(0);
    case OP_POP_TOP:
    case OP_POP_ITER:
    case OP_END_FOR:
      v = *--sp;
      if (kr_is_object(v)) {
        SAVE_PC();
        kr_decref_object(kr_object_of(v));
      }
      NEXT(0);
    case OP_END_SEND:
      v = SECOND;
      SECOND = TOP;
      sp--;
      SAVE_PC();
      kr_decref(v);
      NEXT(0);
    case OP_PUSH_NULL: PUSH(KR_NULL); NEXT(0);
    case OP_COPY:
      v = sp[-(intptr_t)arg];
      kr_incref(v);
      PUSH(v);
      NEXT(0);
    case OP_SWAP:
      v = TOP;
      TOP = sp[-(intptr_t)arg];
      sp[-(intptr_t)arg] = v;
      NEXT(0);

    /* ---- cells ---- */
    case OP_MAKE_CELL:
      v = kr_cell_new(SLOT(arg));
      if (v == KR_NULL) goto error;
      KR_REPLACE(SLOT(arg), v);
      NEXT(0);
    case OP_COPY_FREE_VARS: {
      kr_tuple *closure = KR_TUPLE(f->func->closure);
      kr_value *to = f->slots + f->code->nlocalsplus - arg;
      for (uint32_t i = 0; i < arg; i++) to[i] = kr_ref(closure->items[i]);
      NEXT(0);
    }
    case OP_LOAD_DEREF:
      v = KR_AS(kr_cell, SLOT(arg))->contents;
      if (KR_UNLIKELY(v == KR_NULL)) {
        kr_vm_unbound_local(f, arg);
        goto error;
      }
      kr_incref(v);
      PUSH(v);
      NEXT(0);
    case OP_STORE_DEREF: {
      kr_cell *c = KR_AS(kr_cell, SLOT(arg));
      kr_value old = c->contents;
      c->contents = *--sp;
      SAVE_PC();
      kr_decref(old);
      NEXT(0);
    }
    case OP_DELETE_DEREF: {
      kr_cell *c = KR_AS(kr_cell, SLOT(arg));
      kr_value old = c->contents;
      if (old == KR_NULL) {
        kr_vm_unbound_local(f, arg);
        goto error;
      }
      c->contents = KR_NULL;
      SAVE_PC();
      kr_decref(old);
      NEXT(0);
    }
    case OP_LOAD_FROM_DICT_OR_DEREF: {
      kr_value map = TOP;
      kr_value name = f->code->localsplusnames->items[arg];
      SAVE(0);
      if (kr_is_exact_dict(map)) {
        v = kr_dict_get_new(KR_DICT(map), name);
        if (v == KR_NULL && kr_failed()) goto error;
      } else {
        v = kr_getitem(map, name);
        if (v == KR_NULL && !kr_clear_if(&kr_exc_KeyError)) goto error;
      }
      if (v == KR_NULL) {
        v = KR_AS(kr_cell, SLOT(arg))->contents;
        if (v == KR_NULL) {
          kr_vm_unbound_local(f, arg);
          goto error;
        }
        kr_incref(v);
      }
      TOP = v;
      kr_decref(map);
      NEXT(0);
    }

    /* ---- names ---- */
    case OP_LOAD_NAME:
      SAVE(0);
      v = kr_vm_load_name(f, NAME(arg));
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    case OP_STORE_NAME:
      SAVE_PC();
      v = TOP;
      if (KR_LIKELY(kr_is_exact_dict(f->locals))) {
        if (kr_dict_set(KR_DICT(f->locals), NAME(arg), v)) goto error;
      } else {
        if (f->locals == KR_NULL) {
          kr_raise(&kr_exc_SystemError, "no locals found when storing %R", NAME(arg));
          goto error;
        }
        if (kr_setitem(f->locals, NAME(arg), v)) goto error;
      }
      sp--;
      kr_decref(v);
      NEXT(0);
    case OP_DELETE_NAME: {
      SAVE_PC();
      kr_value name = NAME(arg);
      int r;
      if (kr_is_exact_dict(f->locals)) {
        r = kr_dict_del(KR_DICT(f->locals), name);
      } else {
        r = kr_setitem(f->locals, name, KR_NULL) == 0 ? 1 : kr_clear_if(&kr_exc_KeyError) ? 0 : -1;
      }
      if (r == 0) kr_raise_name_error(&kr_exc_NameError, name, "name '%U' is not defined");
      if (r <= 0) goto error;
      NEXT(0);
    }
    case OP_LOAD_LOCALS:
      if (f->locals == KR_NULL) {
        kr_raise(&kr_exc_SystemError, "no locals");
        goto error;
      }
      PUSH(kr_ref(f->locals));
      NEXT(0);
    case OP_STORE_GLOBAL:
      SAVE_PC();
      v = TOP;
      if (kr_dict_set(f->func->globals, NAME(arg), v)) goto error;
      sp--;
      kr_decref(v);
      NEXT(0);
    case OP_DELETE_GLOBAL: {
      SAVE_PC();
      int r = kr_dict_del(f->func->globals, NAME(arg));
      if (r == 0) kr_raise_name_error(&kr_exc_NameError, NAME(arg), "name '%U' is not defined");
      if (r <= 0) goto error;
      NEXT(0);
    }
    case OP_LOAD_GLOBAL:
      if (ADAPT()) kr_specialize_load_global(f, pc, NAME(arg >> 1));
    load_global:
      SAVE(4);
      v = kr_vm_load_global(f, NAME(arg >> 1));
      if (v == KR_NULL) goto error;
      PUSH(v);
      if (arg & 1) PUSH(KR_NULL);
      NEXT(4);
    case K_LOAD_GLOBAL_MODULE: {
      kr_dict *d = f->func->globals;
      if (KR_UNLIKELY(d->keys_version != pc[2])) goto load_global_miss;
      v = d->entries[pc[3]].value;
      kr_incref(v);
      PUSH(v);
      if (arg & 1) PUSH(KR_NULL);
      NEXT(4);
    }
    case K_LOAD_GLOBAL_BUILTIN: {
      kr_function *fn = f->func;
      kr_dict *b = KR_DICT(fn->builtins);
      if (KR_UNLIKELY(fn->globals->keys_version != pc[2] || b->keys_version != pc[4])) goto load_global_miss;
      v = b->entries[pc[3]].value;
      kr_incref(v);
      PUSH(v);
      if (arg & 1) PUSH(KR_NULL);
      NEXT(4);
    }
    load_global_miss:
      /* The keys changed: look again next time round. */
      kr_specialize_load_global(f, pc, NAME(arg >> 1));
      goto load_global;
    case OP_LOAD_FROM_DICT_OR_GLOBALS: {
      kr_value map = TOP;
      SAVE(0);
      if (kr_is_exact_dict(map)) {
        v = kr_dict_get_new(KR_DICT(map), NAME(arg));
        if (v == KR_NULL && kr_failed()) goto error;
      } else {
        v = kr_getitem(map, NAME(arg));
        if (v == KR_NULL && !kr_clear_if(&kr_exc_KeyError)) goto error;
      }
      if (v == KR_NULL) v = kr_vm_load_global(f, NAME(arg));
      if (v == KR_NULL) goto error;
      TOP = v;
      kr_decref(map);
      NEXT(0);
    }
    case OP_LOAD_BUILD_CLASS:
      v = kr_getitem(f->func->builtins, KR_ID(__build_class__));
      if (v == KR_NULL) {
        if (kr_clear_if(&kr_exc_KeyError)) kr_raise(&kr_exc_NameError, "__build_class__ not found");
        goto error;
      }
      PUSH(v);
      NEXT(0);

    /* ---- arithmetic ---- */
    case OP_BINARY_OP:
      if (ADAPT()) {
        kr_specialize_binary(pc, SECOND, TOP, arg);
        if ((*pc & 0xFF) != OP_BINARY_OP) {
          kr_fuse(f, pc, sp);
          goto next;
        }
      }
    binary_op : {
      SAVE(5);
      if (arg == KR_OP_SUBSCR) {
        kr_value o = SECOND, key = TOP;
        f->sp = sp -= 2;
        v = kr_vm_subscr(o, key);
        if (KR_UNLIKELY(v == KR_PUSHED)) {
          kr_frame *top = kr.pushed;
          kr.pushed = NULL;
          kr_decref(o);
          kr_decref(key);
          kr.pushed = top;
          goto pushed;
        }
        kr_decref(key);
        kr_decref(o);
      } else {
        v = kr_vm_binary(SECOND, TOP, arg);
        if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
        kr_decref(TOP);
        kr_decref(SECOND);
        sp -= 2;
      }
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      PUSH(v);
      NEXT(5);
    }

#define INT_BINARY(expr)                                              \
  {                                                                   \
    kr_value a_ = SECOND, b_ = TOP;                                   \
    if (KR_UNLIKELY(!kr_both_small_int(a_, b_))) goto binary_op_miss; \
    int64_t x = kr_small_int_value(a_), y = kr_small_int_value(b_);   \
    int64_t r = (expr);                                               \
    if (KR_UNLIKELY(!kr_fits_small_int(r))) goto binary_op;           \
    v = kr_from_small_int(r);                                         \
    goto binary_result;                                               \
  }
    case K_BINARY_ADD_INT: INT_BINARY(x + y)
    case K_BINARY_SUB_INT: INT_BINARY(x - y)
    case K_BINARY_MUL_INT: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_both_small_int(a, b))) goto binary_op_miss;
      int64_t x = kr_small_int_value(a), y = kr_small_int_value(b), r;
      if (KR_LIKELY(x == (int32_t)x && y == (int32_t)y)) r = x * y;
      else if (__builtin_mul_overflow(x, y, &r)) goto binary_op;
      if (KR_UNLIKELY(!kr_fits_small_int(r))) goto binary_op;
      v = kr_from_small_int(r);
      goto binary_result;
    }
    case K_BINARY_FLOORDIV_INT:
    case K_BINARY_MOD_INT: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_both_small_int(a, b))) goto binary_op_miss;
      int64_t x = kr_small_int_value(a), y = kr_small_int_value(b), q, r;
      if (KR_UNLIKELY(y == 0)) goto binary_op;
      if (KR_LIKELY((uint64_t)x <= UINT32_MAX && (uint64_t)y <= UINT32_MAX)) {
        q = (uint32_t)x / (uint32_t)y;
        r = (uint32_t)x % (uint32_t)y;
      } else {
        q = x / y;
        r = x - q * y;
        if (r != 0 && (r ^ y) < 0) {
          q--;
          r += y;
        }
      }
      if ((w & 0xFF) == K_BINARY_FLOORDIV_INT) r = q;
      if (KR_UNLIKELY(!kr_fits_small_int(r))) goto binary_op;
      v = kr_from_small_int(r);
      goto binary_result;
    }
    case K_BINARY_AND_INT: INT_BINARY(x & y)
    case K_BINARY_OR_INT: INT_BINARY(x | y)
    case K_BINARY_XOR_INT: INT_BINARY(x ^ y)
    case K_BINARY_LSHIFT_INT: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_both_small_int(a, b))) goto binary_op_miss;
      int64_t x = kr_small_int_value(a), y = kr_small_int_value(b);
      if (KR_UNLIKELY((uint64_t)y >= 48)) goto binary_op;
      int64_t r = (int64_t)((uint64_t)x << y);
      if (KR_UNLIKELY((r >> y) != x || !kr_fits_small_int(r))) goto binary_op;
      v = kr_from_small_int(r);
      goto binary_result;
    }
    case K_BINARY_RSHIFT_INT: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_both_small_int(a, b))) goto binary_op_miss;
      int64_t x = kr_small_int_value(a), y = kr_small_int_value(b);
      if (KR_UNLIKELY(y < 0)) goto binary_op;
      v = kr_from_small_int(x >> (y > 63 ? 63 : y));
      goto binary_result;
    }
/* Floats, or one float and one small int. */
#define FLOAT_BINARY(guard, expr)                                     \
  {                                                                   \
    kr_value a_ = SECOND, b_ = TOP;                                   \
    double x, y;                                                      \
    if (KR_LIKELY(kr_is_double(a_))) x = kr_double_value(a_);         \
    else if (kr_is_small_int(a_)) x = (double)kr_small_int_value(a_); \
    else goto binary_op_miss;                                         \
    if (KR_LIKELY(kr_is_double(b_))) y = kr_double_value(b_);         \
    else if (kr_is_small_int(b_)) y = (double)kr_small_int_value(b_); \
    else goto binary_op_miss;                                         \
    if (!(kr_is_double(a_) || kr_is_double(b_))) goto binary_op_miss; \
    if (!(guard)) goto binary_op;                                     \
    v = kr_from_double(expr);                                         \
    goto binary_result;                                               \
  }
    case K_BINARY_ADD_FLOAT: FLOAT_BINARY(1, x + y)
    case K_BINARY_SUB_FLOAT: FLOAT_BINARY(1, x - y)
    case K_BINARY_MUL_FLOAT: FLOAT_BINARY(1, x * y)
    case K_BINARY_DIV_FLOAT: {
      kr_value a = SECOND, b = TOP;
      double x, y;
      if (kr_is_double(a)) x = kr_double_value(a);
      else if (kr_is_small_int(a)) x = (double)kr_small_int_value(a);
      else goto binary_op_miss;
      if (kr_is_double(b)) y = kr_double_value(b);
      else if (kr_is_small_int(b)) y = (double)kr_small_int_value(b);
      else goto binary_op_miss;
      if (y == 0.0) goto binary_op;
      v = kr_from_double(x / y);
      goto binary_result;
    }
    case K_BINARY_ADD_STR: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_is_exact_str(a) || !kr_is_exact_str(b))) goto binary_op_miss;
      SAVE_PC();
      /* `s = s + x` and `s += x`: when the next instruction stores into the variable that a came
       * from, that variable gives its reference up first, so that a can grow in place. */
      uint32_t nw = pc[6];
      if ((nw & 0xFF) == OP_STORE_FAST && SLOT(nw >> 8) == a && kr_object_of(a)->refs == 2) {
        SLOT(nw >> 8) = KR_NULL;
        kr_decref_object(kr_object_of(a));
      }
      v = kr_str_append_steal(a, b);
      kr_decref(b);
      sp -= 2;
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(5);
    }
    case K_SUBSCR_LIST_INT: {
      kr_value o = SECOND, k = TOP;
      if (KR_UNLIKELY(!kr_is_exact_list(o) || !kr_is_small_int(k))) goto binary_op_miss;
      kr_list *l = KR_LIST(o);
      int64_t i = kr_small_int_value(k);
      if (i < 0) i += l->size;
      if (KR_UNLIKELY((uint64_t)i >= l->size)) goto binary_op;
      v = l->items[i];
      kr_incref(v);
      sp--;
      TOP = v;
      kr_decref_object(l);
      NEXT(5);
    }
    case K_SUBSCR_TUPLE_INT: {
      kr_value o = SECOND, k = TOP;
      if (KR_UNLIKELY(!kr_is_exact_tuple(o) || !kr_is_small_int(k))) goto binary_op_miss;
      kr_tuple *t = KR_TUPLE(o);
      int64_t i = kr_small_int_value(k);
      if (i < 0) i += t->size;
      if (KR_UNLIKELY((uint64_t)i >= t->size)) goto binary_op;
      v = t->items[i];
      kr_incref(v);
      sp--;
      TOP = v;
      kr_decref_object(t);
      NEXT(5);
    }
    case K_SUBSCR_STR_INT: {
      kr_value o = SECOND, k = TOP;
      if (KR_UNLIKELY(!kr_is_exact_str(o) || !kr_is_small_int(k))) goto binary_op_miss;
      kr_str *s = KR_STR(o);
      int64_t i = kr_small_int_value(k);
      if (i < 0) i += s->length;
      if (KR_UNLIKELY((uint64_t)i >= s->length)) goto binary_op;
      v = kr_str_from_char(kr_str_read(s, (size_t)i));
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      sp--;
      TOP = v;
      kr_decref_object(s);
      NEXT(5);
    }
    case K_SUBSCR_DICT: {
      kr_value o = SECOND, k = TOP;
      if (KR_UNLIKELY(!kr_is_exact_dict(o))) goto binary_op_miss;
      SAVE_PC();
      v = kr_dict_get_new(KR_DICT(o), k);
      if (KR_UNLIKELY(v == KR_NULL)) {
        if (!kr_failed()) kr_raise_key(k);
        goto error;
      }
      sp--;
      TOP = v;
      kr_decref(k);
      kr_decref(o);
      NEXT(5);
    }
    binary_op_miss:
      pc[0] = OP_BINARY_OP | (w & ~0xFFu);
      pc[1] = 16;
      goto binary_op;

    case OP_BINARY_SLICE: {
      SAVE(0);
      kr_value start = SECOND, stop = TOP, o = sp[-3];
      f->sp = sp -= 3;
      if (kr_is_exact_list(o) || kr_is_exact_tuple(o) || kr_is_exact_str(o)) {
        /* slices of these need no slice object */
        kr_value sl = kr_slice_new(start, stop, KR_NONE);
        v = sl == KR_NULL ? KR_NULL : kr_object_of(o)->type->mp_subscript(o, sl);
        kr_decref(sl);
      } else {
        kr_value sl = kr_slice_new(start, stop, KR_NONE);
        v = sl == KR_NULL ? KR_NULL : kr_vm_subscr(o, sl);
        kr_frame *top = kr.pushed;
        kr.pushed = NULL;
        kr_decref(sl);
        kr.pushed = top;
      }
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(start);
      kr_decref(stop);
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    }
    case OP_STORE_SLICE: {
      SAVE(0);
      kr_value sl = kr_slice_new(SECOND, TOP, KR_NONE);
      if (sl == KR_NULL) goto error;
      int r = kr_setitem(sp[-3], sl, sp[-4]);
      kr_decref(sl);
      for (int i = 0; i < 4; i++) kr_decref(*--sp);
      if (r) goto error;
      NEXT(0);
    }
    case OP_STORE_SUBSCR:
      if (ADAPT()) {
        kr_specialize_store_subscr(pc, SECOND, TOP);
        if ((*pc & 0xFF) != OP_STORE_SUBSCR) {
          kr_fuse(f, pc, sp);
          goto next;
        }
      }
    store_subscr : {
      SAVE(1);
      kr_value key = TOP, o = SECOND, x = sp[-3];
      f->sp = sp -= 3;
      v = kr_vm_store_subscr(o, key, x);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(x);
      kr_decref(o);
      kr_decref(key);
      kr.pushed = top;
      CHECK_PUSHED(v);
      NEXT(1);
    }
    case K_STORE_SUBSCR_LIST_INT: {
      kr_value key = TOP, o = SECOND;
      if (KR_UNLIKELY(!kr_is_exact_list(o) || !kr_is_small_int(key))) goto store_subscr_miss;
      kr_list *l = KR_LIST(o);
      int64_t i = kr_small_int_value(key);
      if (i < 0) i += l->size;
      if (KR_UNLIKELY((uint64_t)i >= l->size)) goto store_subscr;
      kr_value old = l->items[i];
      l->items[i] = sp[-3];
      sp -= 3;
      SAVE_PC();
      kr_decref(old);
      kr_decref_object(l);
      NEXT(1);
    }
    case K_STORE_SUBSCR_DICT: {
      kr_value key = TOP, o = SECOND;
      if (KR_UNLIKELY(!kr_is_exact_dict(o))) goto store_subscr_miss;
      SAVE_PC();
      int r = kr_dict_set(KR_DICT(o), key, sp[-3]);
      kr_value x = sp[-3];
      sp -= 3;
      kr_decref(x);
      kr_decref(key);
      kr_decref(o);
      if (KR_UNLIKELY(r)) goto error;
      NEXT(1);
    }
    store_subscr_miss:
      pc[0] = OP_STORE_SUBSCR;
      pc[1] = 16;
      goto store_subscr;
    case OP_DELETE_SUBSCR: {
      SAVE(0);
      kr_value key = TOP, o = SECOND;
      f->sp = sp -= 2;
      v = kr_vm_store_subscr(o, key, KR_NULL);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(o);
      kr_decref(key);
      kr.pushed = top;
      CHECK_PUSHED(v);
      NEXT(0);
    }
    case OP_UNARY_NEGATIVE:
      v = TOP;
      if (kr_is_double(v)) {
        TOP = kr_from_double(-kr_double_value(v));
        NEXT(0);
      }
      /* fall through */
    case OP_UNARY_INVERT: {
      SAVE(0);
      kr_value o = *--sp;
      f->sp = sp;
      v = kr_vm_unary(o, (int)(w & 0xFF));
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    }
    case OP_UNARY_NOT:
      TOP = TOP == KR_TRUE ? KR_FALSE : KR_TRUE; /* always after TO_BOOL */
      NEXT(0);

    /* ---- truth and comparison ---- */
    case OP_TO_BOOL:
      if (ADAPT()) {
        kr_specialize_to_bool(pc, TOP);
        if ((*pc & 0xFF) != OP_TO_BOOL) goto next;
      }
    to_bool : {
      kr_value o = *--sp;
      SAVE(3);
      v = kr_vm_truth(o);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(3);
    }
    case K_TO_BOOL_BOOL:
      v = TOP;
      if (KR_UNLIKELY(!kr_is_bool(v))) goto to_bool_miss;
      truth = v == KR_TRUE;
      goto to_bool_done;
    case K_TO_BOOL_INT:
      v = TOP;
      if (KR_UNLIKELY(!kr_is_small_int(v))) goto to_bool_miss;
      truth = v != KR_INT_BITS;
      goto to_bool_done;
    case K_TO_BOOL_NONE:
      if (KR_UNLIKELY(TOP != KR_NONE)) goto to_bool_miss;
      truth = false;
      goto to_bool_done;
    case K_TO_BOOL_LIST:
      v = TOP;
      if (KR_UNLIKELY(!kr_is_exact_list(v))) goto to_bool_miss;
      truth = KR_LIST(v)->size != 0;
      SAVE_PC();
      kr_decref(v);
      goto to_bool_done;
    case K_TO_BOOL_STR:
      v = TOP;
      if (KR_UNLIKELY(!kr_is_exact_str(v))) goto to_bool_miss;
      truth = KR_STR(v)->length != 0;
      kr_decref(v);
      goto to_bool_done;
    to_bool_done:
      sp--;
      pc += 4;
      goto branch;
    branch:
      BRANCH(truth);
    to_bool_miss:
      pc[0] = OP_TO_BOOL;
      pc[1] = 32;
      goto to_bool;

    case OP_COMPARE_OP:
      if (ADAPT()) {
        kr_specialize_compare(pc, SECOND, TOP);
        if ((*pc & 0xFF) != OP_COMPARE_OP) {
          kr_fuse(f, pc, sp);
          goto next;
        }
      }
    compare_op:
      SAVE(1);
      v = kr_vm_compare(SECOND, TOP, arg);
      if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
      kr_decref(TOP);
      kr_decref(SECOND);
      sp -= 2;
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      PUSH(v);
      NEXT(1);
/* The low bits of the argument: for which outcomes the comparison holds. */
#define COMPARE_RESULT(lt, gt, eq) \
  kr_from_bool(((arg & 2) && (lt)) || ((arg & 4) && (gt)) || ((arg & 8) && (eq)))
    case K_COMPARE_INT: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_both_small_int(a, b))) goto compare_op_miss;
      int64_t x = kr_small_int_value(a), y = kr_small_int_value(b);
      sp -= 2;
      uint32_t bit = x < y ? 2 : x > y ? 4 : 8;
      truth = (arg & bit) != 0;
      pc += 2;
      goto branch;
    }
    case K_COMPARE_FLOAT: {
      kr_value a = SECOND, b = TOP;
      double x, y;
      if (kr_is_double(a)) x = kr_double_value(a);
      else if (kr_is_small_int(a)) x = (double)kr_small_int_value(a);
      else goto compare_op_miss;
      if (kr_is_double(b)) y = kr_double_value(b);
      else if (kr_is_small_int(b)) y = (double)kr_small_int_value(b);
      else goto compare_op_miss;
      sp -= 2;
      uint32_t bit = x < y ? 2 : x > y ? 4 : x == y ? 8 : 1;
      truth = (arg & bit) != 0;
      pc += 2;
      goto branch;
    }
    case K_COMPARE_STR: {
      kr_value a = SECOND, b = TOP;
      if (KR_UNLIKELY(!kr_is_exact_str(a) || !kr_is_exact_str(b))) goto compare_op_miss;
      bool eq = a == b || kr_str_equal(KR_STR(a), KR_STR(b));
      sp -= 2;
      truth = eq == ((arg & 8) != 0); /* only == and != come here */
      kr_decref(a);
      kr_decref(b);
      pc += 2;
      goto branch;
    }
    compare_op_miss:
      pc[0] = OP_COMPARE_OP | (w & ~0xFFu);
      pc[1] = 16;
      goto compare_op;
    case OP_IS_OP: {
      kr_value a = SECOND, b = TOP;
      sp -= 2;
      truth = (a == b) != (arg != 0);
      SAVE_PC();
      kr_decref(a);
      kr_decref(b);
      pc++;
      goto branch;
    }
    case OP_CONTAINS_OP:
      if (ADAPT()) {
        kr_specialize_contains(pc, TOP);
        if ((*pc & 0xFF) != OP_CONTAINS_OP) goto next;
      }
    contains_op : {
      kr_value o = TOP, item = SECOND;
      sp -= 2;
      SAVE(1);
      v = kr_vm_contains(o, item, arg != 0);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(item);
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(1);
    }
    case K_CONTAINS_DICT:
    case K_CONTAINS_SET: {
      kr_value o = TOP, item = SECOND;
      int r;
      SAVE_PC();
      if ((w & 0xFF) == K_CONTAINS_DICT) {
        if (KR_UNLIKELY(!kr_is_exact_dict(o))) goto contains_miss;
        r = kr_dict_contains(KR_DICT(o), item);
      } else {
        if (KR_UNLIKELY(!kr_is_exact(o, &kr_set_type) && !kr_is_exact(o, &kr_frozenset_type)))
          goto contains_miss;
        r = kr_set_contains(KR_SET(o), item);
      }
      sp -= 2;
      kr_decref(item);
      kr_decref(o);
      if (KR_UNLIKELY(r < 0)) goto error;
      truth = (r != 0) != (arg != 0);
      pc += 2;
      goto branch;
    }
    contains_miss:
      pc[0] = OP_CONTAINS_OP | (w & ~0xFFu);
      pc[1] = 16;
      goto contains_op;

    /* ---- jumps ---- */
    case OP_JUMP_FORWARD: pc += 1 + arg; goto next;
    case OP_JUMP_BACKWARD:
      if (KR_UNLIKELY(--kr.ticks < 0)) {
        f->pc = pc;
        f->sp = sp;
        f->return_offset = 0;
        int r = kr_trace_active ? kr_trace_enter(f) : 0;
        if (r == 1) goto next;
        if (r == 0 && (r = kr_handle_pending()) != 0) {
          if (r < 0) goto error;
          /* not here again, or a loop that is always left would stand still */
          if (arg < 0x7000) f->return_offset = (int16_t)(2 - (int32_t)arg);
          else f->pc = pc + 2 - (intptr_t)arg;
          return KR_PUSHED;
        }
      }
      pc += 2 - (intptr_t)arg;
      w = *pc;
      if ((w & 0xFF) == K_FOR_ITER_RANGE) goto for_iter_range;
      goto next;
    case OP_JUMP_BACKWARD_NO_INTERRUPT: pc += 1 - (intptr_t)arg; goto next;
    case OP_POP_JUMP_IF_FALSE:
      v = *--sp;
      pc += 2 + (v == KR_FALSE ? arg : (uint32_t)(pc[2] == OP_NOT_TAKEN));
      goto next;
    case OP_POP_JUMP_IF_TRUE:
      v = *--sp;
      pc += 2 + (v == KR_TRUE ? arg : (uint32_t)(pc[2] == OP_NOT_TAKEN));
      goto next;
    case OP_POP_JUMP_IF_NONE:
      v = *--sp;
      if (v == KR_NONE) {
        pc += 2 + arg;
        goto next;
      }
      kr_decref(v);
      NEXT(1);
    case OP_POP_JUMP_IF_NOT_NONE:
      v = *--sp;
      if (v != KR_NONE) {
        pc += 2 + arg;
        kr_decref(v);
        goto next;
      }
      NEXT(1);

    /* ---- iteration ---- */
    case OP_GET_ITER: {
      kr_value o = TOP;
      if (kr_is_object(o) && kr_object_of(o)->type == &kr_generator_type) NEXT(0);
      sp--;
      SAVE(0);
      v = kr_vm_get_iter(o);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    }
    case OP_FOR_ITER:
      if (ADAPT()) {
        kr_specialize_for_iter(pc, TOP);
        if ((*pc & 0xFF) != OP_FOR_ITER) goto next;
      }
    for_iter : {
      SAVE(1);
      const kr_type *t = kr_type_of(TOP);
      if (KR_LIKELY(t->iternext && !t->iternext_push && t->iternext != kr_slot_iternext)) {
        v = t->iternext(TOP);
        if (KR_LIKELY(v != KR_NULL)) {
          PUSH(v);
          NEXT(1);
        }
        if (kr_failed()) kr_clear_if(&kr_exc_StopIteration);
      } else {
        v = kr_next_push(TOP);
      }
      if (KR_UNLIKELY(v == KR_PUSHED)) {
        kr.pushed->delivery = kr.pushed->delivery == D_GEN_NATIVE ? D_GEN_FOR : D_FOR_NEXT;
        goto pushed;
      }
      if (v == KR_NULL) {
        if (KR_UNLIKELY(kr_failed())) goto error;
        pc += 3 + arg;
        goto next;
      }
      PUSH(v);
      NEXT(1);
    }
    case K_FOR_ITER_LIST: {
      kr_value it = TOP;
      if (KR_UNLIKELY(!kr_is_exact(it, &kr_list_iter_type))) goto for_iter_miss;
      kr_seq_iter *i = KR_AS(kr_seq_iter, it);
      if (KR_UNLIKELY(i->seq == KR_NULL)) {
        pc += 3 + arg;
        goto next;
      }
      kr_list *l = KR_LIST(i->seq);
      if (KR_UNLIKELY(i->index >= l->size)) {
        i->seq = KR_NULL;
        kr_decref_object(l);
        pc += 3 + arg;
        goto next;
      }
      v = l->items[i->index++];
      kr_incref(v);
      PUSH(v);
      NEXT(1);
    }
    case K_FOR_ITER_TUPLE: {
      kr_value it = TOP;
      if (KR_UNLIKELY(!kr_is_exact(it, &kr_tuple_iter_type))) goto for_iter_miss;
      kr_seq_iter *i = KR_AS(kr_seq_iter, it);
      if (KR_UNLIKELY(i->seq == KR_NULL)) {
        pc += 3 + arg;
        goto next;
      }
      kr_tuple *l = KR_TUPLE(i->seq);
      if (KR_UNLIKELY(i->index >= l->size)) {
        i->seq = KR_NULL;
        kr_decref_object(l);
        pc += 3 + arg;
        goto next;
      }
      v = l->items[i->index++];
      kr_incref(v);
      PUSH(v);
      NEXT(1);
    }
    case K_FOR_ITER_RANGE:
    for_iter_range : {
      arg = w >> 8;
      kr_value it = TOP;
      if (KR_UNLIKELY(!kr_is_exact(it, &kr_range_iter_type))) goto for_iter_miss;
      kr_range_iter *i = KR_AS(kr_range_iter, it);
      if (i->left == 0) {
        pc += 3 + arg;
        goto next;
      }
      i->left--;
      v = kr_from_small_int(i->next);
      i->next += i->step;
      w = pc[2];
      if (KR_LIKELY((w & 0xFF) == OP_STORE_FAST)) {
        kr_value old = SLOT(w >> 8);
        SLOT(w >> 8) = v;
        kr_decref(old);
        NEXT(2);
      }
      PUSH(v);
      NEXT(1);
    }
    case K_FOR_ITER_GEN: {
      kr_value it = TOP;
      if (KR_UNLIKELY(!kr_is_exact(it, &kr_generator_type))) goto for_iter_miss;
      kr_generator *g = KR_AS(kr_generator, it);
      if (KR_UNLIKELY(g->state > KR_GEN_SUSPENDED_YIELD_FROM)) goto for_iter;
      SAVE(1);
      kr_frame *n = &g->frame;
      n->prev = f;
      *n->sp++ = KR_NONE;
      n->delivery = D_GEN_FOR;
      g->state = KR_GEN_RUNNING;
      g->exc.prev = kr.thread->exc_info;
      kr.thread->exc_info = &g->exc;
      if (KR_UNLIKELY(++kr.thread->py_depth > kr.recursion_limit)) {
        /* the generic path unlinks it and raises */
        kr.thread->exc_info = g->exc.prev;
        kr.thread->py_depth--;
        n->sp--;
        g->state = KR_GEN_SUSPENDED;
        goto for_iter;
      }
      kr_incref_object(g);
      f = n;
      /* a yield whose value is dropped: no need for the None to be there */
      if (KR_LIKELY((n->pc[1] & 0xFF) == OP_RESUME && (n->pc[2] & 0xFF) == OP_POP_TOP && kr.ticks > 0)) {
        kr.ticks--;
        n->sp--;
        n->return_offset = 3;
      }
      goto enter;
    }
    for_iter_miss:
      pc[0] = OP_FOR_ITER | (w & ~0xFFu);
      pc[1] = 16;
      goto for_iter;

    /* ---- attributes ---- */
    case OP_LOAD_ATTR:
      if (ADAPT()) {
        kr_specialize_load_attr(pc, TOP, NAME(arg >> 1));
        if ((*pc & 0xFF) != OP_LOAD_ATTR) {
          kr_fuse(f, pc, sp);
          goto next;
        }
      }
    load_attr : {
      SAVE(9);
      kr_value o = TOP;
      if (arg & 1) {
        kr_value self = KR_NULL;
        v = kr_vm_load_method(o, NAME(arg >> 1), &self);
        if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
        if (KR_UNLIKELY(v == KR_NULL)) goto error;
        TOP = v;
        PUSH(self);
        kr_decref(o);
      } else {
        v = kr_vm_getattr(o, NAME(arg >> 1));
        if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
        if (KR_UNLIKELY(v == KR_NULL)) goto error;
        TOP = v;
        kr_decref(o);
      }
      NEXT(9);
    }
    load_attr_miss:
      if (pc[1] == 0) {
        pc[0] = OP_LOAD_ATTR | (w & ~0xFFu);
        pc[1] = 16;
      } else {
        pc[1]--;
      }
      goto load_attr;
/* Common end: o replaced by v, and the empty self of the method form. */
#define ATTR_RESULT()         \
  TOP = v;                    \
  if (arg & 1) PUSH(KR_NULL); \
  NEXT(9)
    case K_LOAD_ATTR_VALUE: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto load_attr_miss;
      /* an older instance may have less room than the one this was specialized for */
      if (KR_UNLIKELY((kr_object_of(o)->flags & KR_INSTANCE_CAPACITY_MASK) <= pc[4])) goto load_attr_miss;
      v = *(kr_value *)((char *)kr_object_of(o) + pc[3]);
      if (KR_UNLIKELY(v == KR_NULL)) goto load_attr_miss;
      kr_incref(v);
      SAVE_PC();
      kr_decref_object(kr_object_of(o));
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_DICT_HINT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto load_attr_miss;
      kr_dict *d = *(kr_dict **)((char *)kr_object_of(o) + pc[4]);
      if (KR_UNLIKELY(!d || pc[3] >= d->keys->nentries || d->entries[pc[3]].key != NAME(arg >> 1)))
        goto load_attr_miss;
      v = d->entries[pc[3]].value;
      kr_incref(v);
      SAVE_PC();
      kr_decref_object(kr_object_of(o));
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_SLOT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto load_attr_miss;
      v = *(kr_value *)((char *)kr_object_of(o) + pc[3]);
      if (KR_UNLIKELY(v == KR_NULL)) goto load_attr_miss;
      kr_incref(v);
      SAVE_PC();
      kr_decref_object(kr_object_of(o));
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_MODULE: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_exact(o, &kr_module_type))) goto load_attr_miss;
      kr_dict *d = KR_AS(kr_module, o)->dict;
      if (KR_UNLIKELY(d->keys_version != pc[2])) goto load_attr_miss;
      v = d->entries[pc[3]].value;
      kr_incref(v);
      kr_decref_object(kr_object_of(o));
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_CLASS: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_type(o) || KR_AS_TYPE(o)->version != pc[2])) goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_incref(v);
      kr_decref_object(kr_object_of(o));
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_METHOD_VALUES: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2] ||
                      KR_AS(kr_instance, o)->dict || kr_object_of(o)->type->shared_keys->count != pc[3]))
        goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_incref_object(kr_object_of(v));
      TOP = v;
      PUSH(o);
      NEXT(9);
    }
    case K_LOAD_ATTR_METHOD_LAZY_DICT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2] ||
                      *(kr_dict **)((char *)kr_object_of(o) + pc[3])))
        goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_incref_object(kr_object_of(v));
      TOP = v;
      PUSH(o);
      NEXT(9);
    }
    case K_LOAD_ATTR_METHOD_NO_DICT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(kr_type_of(o)->version != pc[2])) goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_incref_object(kr_object_of(v));
      TOP = v;
      PUSH(o);
      NEXT(9);
    }
    case K_LOAD_ATTR_NONDESCR_VALUES: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2] ||
                      KR_AS(kr_instance, o)->dict || kr_object_of(o)->type->shared_keys->count != pc[3]))
        goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_incref(v);
      SAVE_PC();
      kr_decref_object(kr_object_of(o));
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_NONDESCR_NO_DICT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(kr_type_of(o)->version != pc[2])) goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_incref(v);
      SAVE_PC();
      kr_decref(o);
      ATTR_RESULT();
    }
    case K_LOAD_ATTR_PROPERTY: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto load_attr_miss;
      memcpy(&v, &pc[4], sizeof v);
      kr_function *fn = KR_FUNCTION(v);
      if (KR_UNLIKELY(fn->version != pc[3])) goto load_attr_miss;
      kr_frame *n = push_exact(fn, f);
      if (KR_UNLIKELY(!n)) goto load_attr;
      kr_incref_object(fn);
      sp--;
      SAVE(9);
      n->slots[0] = o;
      for (int i = 1; i < fn->code->nlocalsplus; i++) n->slots[i] = KR_NULL;
      f = n;
      goto enter_new;
    }
    case OP_STORE_ATTR:
      if (ADAPT()) {
        kr_specialize_store_attr(pc, TOP, NAME(arg));
        if ((*pc & 0xFF) != OP_STORE_ATTR) {
          kr_fuse(f, pc, sp);
          goto next;
        }
      }
    store_attr : {
      kr_value o = TOP, x = SECOND;
      sp -= 2;
      SAVE(4);
      v = kr_vm_setattr(o, NAME(arg), x);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(x);
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      NEXT(4);
    }
    case K_STORE_ATTR_VALUE: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto store_attr_miss;
      if (KR_UNLIKELY((kr_object_of(o)->flags & KR_INSTANCE_CAPACITY_MASK) <=
                      pc[4] << KR_INSTANCE_CAPACITY_SHIFT))
        goto store_attr_miss;
      kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[3]);
      kr_value old = *place;
      /* an empty place: the order of insertion is to be noted, or the values moved to a dict */
      if (KR_UNLIKELY(old == KR_NULL)) {
        if (store_new(KR_AS(kr_instance, o), pc[4], SECOND)) {
          sp -= 2;
          kr_decref_object(kr_object_of(o));
          NEXT(4);
        }
        goto store_attr_miss;
      }
      *place = SECOND;
      sp -= 2;
      SAVE_PC();
      kr_decref(old);
      kr_decref_object(kr_object_of(o));
      NEXT(4);
    }
    case K_STORE_ATTR_SLOT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto store_attr_miss;
      kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[3]);
      kr_value old = *place;
      *place = SECOND;
      sp -= 2;
      SAVE_PC();
      kr_decref(old);
      kr_decref_object(kr_object_of(o));
      NEXT(4);
    }
    case K_STORE_ATTR_DICT_HINT: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_object(o) || kr_object_of(o)->type->version != pc[2])) goto store_attr_miss;
      kr_dict *d = *(kr_dict **)((char *)kr_object_of(o) + pc[4]);
      if (KR_UNLIKELY(!d || d->watched || pc[3] >= d->keys->nentries || d->entries[pc[3]].key != NAME(arg)))
        goto store_attr_miss;
      kr_value old = d->entries[pc[3]].value;
      d->entries[pc[3]].value = SECOND;
      sp -= 2;
      SAVE_PC();
      kr_decref(old);
      kr_decref_object(kr_object_of(o));
      NEXT(4);
    }
    store_attr_miss:
      if (pc[1] == 0) {
        pc[0] = OP_STORE_ATTR | (w & ~0xFFu);
        pc[1] = 16;
      } else {
        pc[1]--;
      }
      goto store_attr;
    case OP_DELETE_ATTR: {
      kr_value o = *--sp;
      SAVE(0);
      v = kr_vm_setattr(o, NAME(arg), KR_NULL);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(o);
      kr.pushed = top;
      CHECK_PUSHED(v);
      NEXT(0);
    }
    case OP_LOAD_SUPER_ATTR: {
      SAVE(1);
      kr_value bound = KR_NULL;
      v = kr_vm_super_attr(f, sp[-3], SECOND, TOP, NAME(arg >> 2), arg & 1, arg & 2, &bound);
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      kr_value a = sp[-3], b = SECOND, c = TOP;
      sp[-3] = v;
      sp -= 2;
      if (arg & 1) PUSH(bound);
      kr_decref(a);
      kr_decref(b);
      kr_decref(c);
      NEXT(1);
    }

    /* ---- calls ---- */
    case OP_CALL:
      if (ADAPT()) {
        kr_specialize_call(pc, sp[-(intptr_t)arg - 2], sp[-(intptr_t)arg - 1], arg);
        if ((*pc & 0xFF) != OP_CALL) goto next;
      }
    call : {
      kr_value *args = sp - arg;
      size_t n = arg;
      kr_value callable = args[-2];
      if (args[-1] != KR_NULL) {
        args--;
        n++;
      } else if (kr_is_exact(callable, &kr_method_type)) {
        kr_method *m = KR_AS(kr_method, callable);
        args[-2] = kr_ref(m->func);
        args[-1] = kr_ref(m->self);
        kr_decref(callable);
        callable = args[-2];
        args--;
        n++;
      }
      kr_value *bottom = sp - arg - 2;
      f->pc = pc;
      f->return_offset = 4;
      if (kr_is_function(callable)) {
        f->sp = sp = bottom;
        kr_frame *nf = kr_function_frame(KR_FUNCTION(callable), args, n, NULL, KR_NULL);
        if (KR_UNLIKELY(!nf)) goto error;
        nf->prev = f;
        f = nf;
        goto enter;
      }
      f->sp = sp;
      v = kr_call_push(callable, args, n, NULL);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      f->sp = bottom;
      drop_values(args, sp);
      kr_decref(callable);
      sp = bottom;
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(3);
    }
    call_miss:
      if (pc[1] == 0) {
        pc[0] = OP_CALL | (w & ~0xFFu);
        pc[1] = 16;
      } else {
        pc[1]--;
      }
      goto call;
    case K_CALL_PY_EXACT: {
      size_t n = arg;
      kr_value *args = sp - n;
      kr_value callable = args[-2];
      if (args[-1] != KR_NULL) {
        args--;
        n++;
      }
      if (KR_UNLIKELY(!kr_is_function(callable))) goto call_miss;
      kr_function *fn = KR_FUNCTION(callable);
      if (KR_UNLIKELY(fn->version != pc[2])) goto call_miss;
      /* the version says: n is its argument count (pc[3]), no defaults, nothing variable */
      if (KR_UNLIKELY(n != pc[3])) goto call_miss;
      kr_frame *nf = push_exact(fn, f);
      if (KR_UNLIKELY(!nf)) goto call;
      f->pc = pc;
      f->return_offset = 4;
      f->sp = sp - arg - 2;
      uint32_t i = 0;
      for (; i < n; i++) nf->slots[i] = args[i];
      for (uint32_t end = (uint32_t)fn->code->nlocalsplus; i < end; i++) nf->slots[i] = KR_NULL;
      f = nf;
      goto enter_new;
    }
    case K_CALL_CFUNCTION: {
      /* a C function or bound method of C whose arguments need no binding; pc[3]: to be padded to that many */
      kr_value *args = sp - arg;
      kr_value callable = args[-2];
      if (KR_UNLIKELY(args[-1] != KR_NULL || !kr_is_exact(callable, &kr_cfunction_type))) goto call_miss;
      kr_cfunction_object *c = KR_AS(kr_cfunction_object, callable);
      if (KR_UNLIKELY((uint32_t)(uintptr_t)c->def != pc[2])) goto call_miss;
      f->pc = pc;
      f->sp = sp;
      f->return_offset = 4;
      v = pc[3] ? call_padded(c->def, c->self, args, arg, pc[3]) : c->def->fn(c->self, args, arg, NULL);
      goto call_done;
    }
    case K_CALL_METHOD_DESCR: {
      /* an unbound method of C with its receiver */
      kr_value *args = sp - arg;
      kr_value callable = args[-2], self = args[-1];
      if (KR_UNLIKELY(!kr_is_exact(callable, &kr_method_descr_type))) goto call_miss;
      kr_method_descr *d = KR_AS(kr_method_descr, callable);
      if (KR_UNLIKELY((uint32_t)(uintptr_t)d->def != pc[2] || kr_type_of(self) != d->owner)) goto call_miss;
      f->pc = pc;
      f->sp = sp;
      f->return_offset = 4;
      v = pc[3] ? call_padded(d->def, self, args, arg, pc[3]) : d->def->fn(self, args, arg, NULL);
      goto call_done;
    }
    call_done : {
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_value *bottom = sp - arg - 2;
      f->sp = bottom;
      while (sp > bottom) kr_decref(*--sp);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(3);
    }
    case K_CALL_LEN: {
      kr_value o = TOP;
      if (KR_UNLIKELY(sp[-2] != KR_NULL || !kr_is_exact(sp[-3], &kr_cfunction_type) ||
                      (uint32_t)(uintptr_t)KR_AS(kr_cfunction_object, sp[-3])->def != pc[2]))
        goto call_miss;
      if (kr_is_exact_list(o)) v = kr_from_small_int(KR_LIST(o)->size);
      else if (kr_is_exact_str(o)) v = kr_from_small_int(KR_STR(o)->length);
      else if (kr_is_exact_dict(o)) v = kr_from_small_int(KR_DICT(o)->used);
      else if (kr_is_exact_tuple(o)) v = kr_from_small_int(KR_TUPLE(o)->size);
      else goto call_miss;
      kr_decref(sp[-3]);
      sp -= 2;
      TOP = v;
      SAVE_PC();
      kr_decref(o);
      NEXT(3);
    }
    case K_CALL_LIST_APPEND: {
      kr_value l = SECOND;
      if (KR_UNLIKELY(!kr_is_exact_list(l) || !kr_is_exact(sp[-3], &kr_method_descr_type) ||
                      (uint32_t)(uintptr_t)KR_AS(kr_method_descr, sp[-3])->def != pc[2]))
        goto call_miss;
      kr_list *list = KR_LIST(l);
      if (KR_LIKELY(list->size < list->capacity)) {
        list->items[list->size++] = TOP;
      } else {
        SAVE_PC();
        if (kr_list_append_steal(list, TOP)) {
          sp--;
          goto error;
        }
      }
      kr_decref_object(kr_object_of(sp[-3]));
      sp -= 2;
      TOP = KR_NONE;
      kr_decref(l);
      NEXT(3);
    }
    case K_CALL_CLASS_INIT: {
      /* a plain class whose __init__ is a Python function: version of the class, of __init__ */
      size_t n = arg;
      kr_value *args = sp - n;
      kr_value callable = args[-2];
      if (KR_UNLIKELY(args[-1] != KR_NULL || !kr_is_type(callable) || KR_AS_TYPE(callable)->version != pc[2]))
        goto call_miss;
      kr_type *cls = KR_AS_TYPE(callable);
      kr_value init = kr_type_lookup(cls, KR_ID(__init__));
      if (KR_UNLIKELY(init == KR_NULL || !kr_is_function(init) || KR_FUNCTION(init)->version != pc[3] ||
                      (uint32_t)KR_FUNCTION(init)->code->argcount != n + 1))
        goto call_miss;
      kr_function *fn = KR_FUNCTION(init);
      SAVE(3);
      v = kr_type_generic_alloc(cls, 0);
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      kr_frame *nf = push_exact(fn, f);
      if (KR_UNLIKELY(!nf)) {
        kr_decref(v);
        goto call;
      }
      kr_incref_object(fn);
      nf->delivery = D_INIT;
      kr_incref_object(kr_object_of(v));
      nf->slots[0] = v;
      uint32_t i = 0;
      for (; i < n; i++) nf->slots[i + 1] = args[i];
      for (i++; i < (uint32_t)fn->code->nlocalsplus; i++) nf->slots[i] = KR_NULL;
      sp -= n + 2;
      PUSH(v);
      f->sp = sp;
      f = nf;
      kr_decref_object(cls);
      goto enter_new;
    }
    case K_CALL_TYPE_1:
      if (KR_UNLIKELY(sp[-3] != kr_from_object(&kr_type_type) || sp[-2] != KR_NULL)) goto call_miss;
      v = TOP;
      sp -= 2;
      TOP = kr_ref(kr_from_object(kr_type_of(v)));
      SAVE_PC();
      kr_decref(v);
      NEXT(3);
    case OP_CALL_KW: {
      kr_value names = TOP;
      kr_tuple *kwnames = KR_TUPLE(names);
      kr_value *args = sp - 1 - arg;
      size_t total = arg;
      kr_value callable = args[-2];
      if (args[-1] != KR_NULL) {
        args--;
        total++;
      } else if (kr_is_exact(callable, &kr_method_type)) {
        kr_method *m = KR_AS(kr_method, callable);
        args[-2] = kr_ref(m->func);
        args[-1] = kr_ref(m->self);
        kr_decref(callable);
        callable = args[-2];
        args--;
        total++;
      }
      size_t npos = total - kwnames->size;
      kr_value *bottom = sp - arg - 3;
      f->pc = pc;
      f->return_offset = 4;
      if (kr_is_function(callable)) {
        f->sp = bottom;
        kr_frame *nf = kr_function_frame(KR_FUNCTION(callable), args, npos, kwnames, KR_NULL);
        sp = bottom;
        kr_decref(names);
        if (KR_UNLIKELY(!nf)) goto error;
        nf->prev = f;
        f = nf;
        goto enter;
      }
      f->sp = sp;
      v = kr_call_push(callable, args, npos, kwnames);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      f->sp = bottom;
      drop_values(args, sp);
      kr_decref(callable);
      sp = bottom;
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(3);
    }
    case OP_CALL_FUNCTION_EX: {
      kr_value kwargs = TOP, args = SECOND, self = sp[-3], callable = sp[-4];
      SAVE(0);
      if (KR_UNLIKELY(!kr_is_exact_tuple(args)) && kr_iter_is_python(args)) {
        v = kr_tuple_push(args);
        if (v == KR_NULL) goto error;
        kr.pushed->delivery = D_SECOND;
        goto pushed;
      }
      v = kr_vm_call_ex(f, callable, self, args, kwargs);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      f->sp = sp -= 4;
      kr_decref(kwargs);
      kr_decref(args);
      kr_decref(self);
      kr_decref(callable);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    }
    case OP_CALL_INTRINSIC_1: {
      SAVE(0);
      kr_value o = TOP;
      v = kr_vm_intrinsic1(f, arg, o);
      if (v == KR_NULL) goto error;
      TOP = v;
      kr_decref(o);
      NEXT(0);
    }
    case OP_CALL_INTRINSIC_2: {
      SAVE(0);
      kr_value a = SECOND, b = TOP;
      v = kr_vm_intrinsic2(f, arg, a, b);
      if (v == KR_NULL) goto error;
      sp--;
      TOP = v;
      kr_decref(a);
      kr_decref(b);
      NEXT(0);
    }
    case OP_MAKE_FUNCTION:
      SAVE_PC();
      v = kr_vm_make_function(f, TOP);
      if (v == KR_NULL) {
        sp--;
        goto error;
      }
      TOP = v;
      NEXT(0);
    case OP_SET_FUNCTION_ATTRIBUTE: {
      kr_function *fn = KR_FUNCTION(TOP);
      v = SECOND;
      SECOND = TOP;
      sp--;
      switch (arg) {
        case KR_MAKE_DEFAULTS: KR_REPLACE(fn->defaults, v); break;
        case KR_MAKE_KWDEFAULTS: KR_REPLACE(fn->kwdefaults, v); break;
        case KR_MAKE_ANNOTATIONS: KR_REPLACE(fn->annotations, v); break;
        case KR_MAKE_CLOSURE: KR_REPLACE(fn->closure, v); break;
        default: KR_REPLACE(fn->annotate, v); break;
      }
      NEXT(0);
    }
    case OP_RETURN_VALUE: {
      v = *--sp;
      f->pc = pc;
      f->sp = sp;
      if (KR_UNLIKELY(f->owner != KR_FRAME_STACK || f->object)) {
        state = GO_RETURN;
        goto go_on;
      }
      /* No longer in the chain: finalizers of its variables run as called from below, and nobody can make a
       * frame object for it any more. */
      kr_frame *below = f->prev;
      how = f->delivery;
      kr_thread *t = kr.thread;
      t->frame = below;
      for (kr_value *p = sp; p-- > slots;) { /* the youngest first, as CPython */
        kr_value x = *p;
        if (kr_is_object(x)) {
          *p = KR_NULL;
          kr_decref_object(kr_object_of(x));
        }
      }
      kr_value locals = f->locals;
      kr_function *fn = f->func;
      t->py_depth--;
      if (KR_LIKELY((kr_value *)f != t->chunk_start)) t->stack_next = (kr_value *)f;
      else kr_chunk_pop(t, (kr_value *)f);
      f = below;
      kr_decref(locals);
      kr_decref_object(fn);
      if (KR_UNLIKELY(f == base || f->owner == KR_FRAME_NATIVE)) goto deliver;
      if (KR_LIKELY(how == KR_DELIVER_VALUE)) *f->sp++ = v;
      else if (how != D_INIT || v != KR_NONE) goto deliver;
      goto enter;
    }

    /* ---- generators ---- */
    case OP_RETURN_GENERATOR:
      f->pc = pc;
      f->sp = sp;
      f->return_offset = 1;
      how = f->delivery;
      v = kr_generator_from_frame(f); /* the frame moved into it; or failed, and it stays */
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      f = kr.thread->frame;
      goto deliver;
    case OP_YIELD_VALUE: {
      v = *--sp;
      kr_generator *g = kr_generator_of(f);
      f->pc = pc;
      f->sp = sp;
      f->return_offset = 1;
      g->state = arg ? KR_GEN_SUSPENDED_YIELD_FROM : KR_GEN_SUSPENDED;
      kr.thread->exc_info = g->exc.prev;
      kr.thread->py_depth--;
      g->exc.prev = NULL;
      kr_frame *below = f->prev;
      how = f->delivery;
      f->prev = NULL;
      f = kr.thread->frame = below;
      if (KR_UNLIKELY(kr_trace_active)) kr_trace_hide(); /* in a recursion the caller yields next */
      if (KR_LIKELY(how == D_GEN_FOR || how == D_GEN_SEND)) {
        /* straight on in the frame below, whose stack holds the generator */
        kr_decref_object(g);
        *f->sp++ = v;
        goto enter;
      }
      v = kr_generator_yielded(g, how, v);
      kr_decref_object(g);
      how = KR_DELIVER_VALUE;
      state = KR_UNLIKELY(v == KR_NULL) ? GO_ERROR_IN_CALLER : GO_DELIVER;
      goto go_on;
    }
    case OP_SEND: {
      kr_value receiver = SECOND;
      v = TOP;
      if (kr_is_gen_like(receiver)) {
        kr_generator *g = KR_AS(kr_generator, receiver);
        if (KR_LIKELY(g->state <= KR_GEN_SUSPENDED_YIELD_FROM)) {
          sp--;
          SAVE(1);
          if (!kr_generator_resume(g, v, D_GEN_SEND)) goto error;
          goto pushed;
        }
      }
      if (kr_is_exact(receiver, &kr_async_gen_asend_type) && !kr_trace_active) {
        sp--;
        SAVE(1);
        if (!kr_async_gen_send_push(receiver, v)) goto error;
        goto pushed;
      }
      bool done;
      if (v == KR_NONE && kr_next_pushes(receiver) && !kr_is_gen_like(receiver) && !kr_trace_active) {
        sp--;
        SAVE(1);
        v = kr_next_push(receiver);
        if (v == KR_PUSHED) {
          kr.pushed->delivery = kr.pushed->delivery == D_GEN_NATIVE ? D_GEN_SEND : D_SEND_NEXT;
          goto pushed;
        }
        sp++;
        done = v == KR_NULL;
        if (done) v = kr_failed() ? KR_NULL : KR_NONE;
        if (v == KR_NULL && kr_failed_with(&kr_exc_StopIteration)) v = kr_stop_iteration_value();
        if (v == KR_NULL) goto error;
        TOP = v;
        if (done) {
          pc += 2 + arg;
          goto next;
        }
        NEXT(1);
      }
      SAVE(1);
      v = kr_vm_send(receiver, v, &done);
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      kr_decref(TOP);
      TOP = v;
      if (done) {
        pc += 2 + arg;
        goto next;
      }
      NEXT(1);
    }
    case OP_GET_YIELD_FROM_ITER: {
      SAVE(0);
      kr_value o = TOP;
      v = kr_vm_get_yield_from_iter(f, o);
      if (v == KR_NULL) goto error;
      TOP = v;
      kr_decref(o);
      NEXT(0);
    }
    case OP_GET_AWAITABLE: {
      SAVE(0);
      kr_value o = TOP;
      v = kr_vm_get_awaitable(o, arg);
      if (v == KR_NULL) goto error;
      TOP = v;
      kr_decref(o);
      NEXT(0);
    }
    case OP_GET_AITER: {
      SAVE(0);
      kr_value o = TOP;
      v = kr_vm_get_aiter(o);
      if (v == KR_NULL) goto error;
      TOP = v;
      kr_decref(o);
      NEXT(0);
    }
    case OP_GET_ANEXT:
      SAVE(0);
      v = kr_vm_get_anext(TOP);
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(0);
    case OP_END_ASYNC_FOR: {
      kr_value exc = TOP;
      SAVE_PC();
      if (kr_exception_matches(exc, kr_from_object(&kr_exc_StopAsyncIteration))) {
        kr_value it = SECOND;
        sp -= 2;
        kr_decref(exc);
        kr_decref(it);
        NEXT(0);
      }
      sp--;
      kr_restore_exception_steal(exc);
      goto unwind;
    }
    case OP_CLEANUP_THROW: {
      kr_value exc = TOP;
      SAVE_PC();
      if (kr_exception_matches(exc, kr_from_object(&kr_exc_StopIteration))) {
        v = kr_stop_iteration_value_of(exc);
        kr_value last = SECOND, it = sp[-3];
        sp[-3] = KR_NONE;
        sp[-2] = v;
        sp--;
        kr_decref(exc);
        kr_decref(last);
        kr_decref(it);
        NEXT(0);
      }
      sp--;
      kr_restore_exception_steal(exc);
      goto unwind;
    }

    /* ---- exceptions ---- */
    case OP_PUSH_EXC_INFO: {
      kr_exc_item *item = kr.thread->exc_info;
      v = TOP;
      TOP = item->value == KR_NULL ? KR_NONE : item->value;
      PUSH(kr_ref(v));
      item->value = v;
      NEXT(0);
    }
    case OP_POP_EXCEPT: {
      kr_exc_item *item = kr.thread->exc_info;
      kr_value old = item->value;
      v = *--sp;
      item->value = v == KR_NONE ? KR_NULL : v;
      SAVE_PC();
      kr_decref(old);
      NEXT(0);
    }
    case OP_CHECK_EXC_MATCH: {
      SAVE_PC();
      kr_value type = TOP;
      if (kr_check_except_type(type) < 0) goto error;
      bool m = kr_exception_matches(SECOND, type);
      TOP = kr_from_bool(m);
      kr_decref(type);
      NEXT(0);
    }
    case OP_CHECK_EG_MATCH: {
      SAVE_PC();
      kr_value exc = SECOND, type = TOP, match, rest;
      if (kr_check_except_star_type(type) < 0) goto error;
      if (kr_exc_group_match(exc, type, &match, &rest) < 0) goto error;
      SECOND = rest;
      TOP = match;
      if (match != KR_NONE) {
        /* the matched part is what is being handled now */
        kr_exc_item *item = kr.thread->exc_info;
        kr_value old = item->value;
        item->value = kr_ref(match);
        kr_decref(old);
      }
      kr_decref(exc);
      kr_decref(type);
      NEXT(0);
    }
    case OP_RAISE_VARARGS: {
      kr_value cause = KR_NULL, exc = KR_NULL;
      SAVE(0);
      if (arg == 2) cause = *--sp;
      if (arg >= 1) exc = *--sp;
      f->sp = sp;
      if (kr_vm_raise(f, exc, cause) == KR_DELETED) goto unwind; /* a bare raise */
      goto error;
    }
    case OP_RERAISE:
      v = *--sp;
      SAVE_PC();
      if (arg) {
        /* the frame shows the place that raised first; the handler is looked up from here */
        kr_value lasti = sp[-(intptr_t)arg];
        if (kr_is_small_int(lasti)) f->pc = kr_frame_base(f, pc) + kr_small_int_value(lasti);
      }
      kr_restore_exception_steal(v);
      goto unwind;
    case OP_LOAD_SPECIAL: {
      SAVE(0);
      kr_value o = TOP, self = KR_NULL;
      v = kr_vm_load_special(o, arg, &self);
      if (v == KR_NULL) goto error;
      TOP = v;
      PUSH(self);
      kr_decref(o);
      NEXT(0);
    }
    case OP_WITH_EXCEPT_START: {
      /* exit, self, lasti, previous exception, exception */
      kr_value exc = TOP, exit_func = sp[-5], exit_self = sp[-4];
      kr_value args[4];
      size_t n = 0;
      if (exit_self != KR_NULL) args[n++] = exit_self;
      args[n++] = kr_from_object(kr_object_of(exc)->type);
      args[n++] = exc;
      kr_value tb = KR_EXC(exc)->traceback;
      args[n++] = tb == KR_NULL ? KR_NONE : tb;
      SAVE(0);
      v = kr_call_push(exit_func, args, n, NULL);
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    }

    /* ---- building ---- */
    case OP_BUILD_TUPLE:
      SAVE_PC();
      v = kr_tuple_from_array_steal(sp - arg, arg);
      sp -= arg;
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(0);
    case OP_BUILD_LIST:
      SAVE_PC();
      v = kr_list_from_array_steal(sp - arg, arg);
      sp -= arg;
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(0);
    case OP_BUILD_SET: {
      SAVE_PC();
      kr_set *s = kr_set_new(&kr_set_type);
      if (!s) goto error;
      bool ok = true;
      for (kr_value *p = sp - arg; p < sp && ok; p++) ok = kr_set_add(s, *p) == 0;
      kr_value *to = sp - arg;
      drop_values(to, sp);
      sp = to;
      if (!ok) {
        kr_decref_object(s);
        goto error;
      }
      PUSH(kr_from_object(s));
      NEXT(0);
    }
    case OP_BUILD_MAP: {
      SAVE_PC();
      kr_dict *d = arg ? kr_dict_new_sized(arg) : kr_dict_new();
      if (!d) goto error;
      kr_value *to = sp - 2 * (intptr_t)arg;
      bool ok = true;
      for (kr_value *p = to; p < sp && ok; p += 2) ok = kr_dict_set(d, p[0], p[1]) == 0;
      drop_values(to, sp);
      sp = to;
      if (!ok) {
        kr_decref_object(d);
        goto error;
      }
      PUSH(kr_from_object(d));
      NEXT(0);
    }
    case OP_BUILD_SLICE: {
      kr_value step = arg == 3 ? *--sp : KR_NONE;
      SAVE_PC();
      v = kr_slice_new(SECOND, TOP, step);
      kr_decref(step);
      if (v == KR_NULL) goto error;
      kr_decref(TOP);
      kr_decref(SECOND);
      sp--;
      TOP = v;
      NEXT(0);
    }
    case OP_BUILD_STRING:
      SAVE_PC();
      sp -= arg;
      v = kr_vm_build_string(sp, arg);
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(0);
    case OP_BUILD_TEMPLATE: {
      SAVE_PC();
      v = kr_vm_build_template(SECOND, TOP);
      if (v == KR_NULL) goto error;
      kr_decref(TOP);
      kr_decref(SECOND);
      sp--;
      TOP = v;
      NEXT(0);
    }
    case OP_BUILD_INTERPOLATION: {
      SAVE_PC();
      kr_value spec = arg & 1 ? TOP : KR_EMPTY_STR;
      kr_value *to = sp - (arg & 1 ? 3 : 2);
      v = kr_vm_build_interpolation(to[0], to[1], arg >> 2, spec);
      if (v == KR_NULL) goto error;
      drop_values(to, sp);
      sp = to;
      PUSH(v);
      NEXT(0);
    }
    case OP_CONVERT_VALUE: {
      SAVE(0);
      kr_value o = TOP;
      v = arg == 1 ? kr_str_push(o) : arg == 2 ? kr_repr_push(o) : kr_ascii(o);
    text:
      if (v == KR_PUSHED) { /* the frame has the object too */
        kr_decref(TOP);
        f->sp = --sp;
        goto pushed;
      }
      if (v == KR_NULL) goto error;
      o = TOP;
      TOP = v;
      kr_decref(o);
      NEXT(0);
    }
    case OP_FORMAT_SIMPLE: {
      kr_value o = TOP;
      if (kr_is_exact_str(o)) NEXT(0);
      SAVE(0);
      v = kr_vm_format(o, KR_NULL);
      goto text;
    }
    case OP_FORMAT_WITH_SPEC: {
      SAVE(0);
      kr_value o = SECOND, spec = TOP;
      v = kr_vm_format(o, spec);
      if (v == KR_PUSHED) {
        f->sp = sp -= 2;
        kr_decref(o);
        kr_decref(spec);
        goto pushed;
      }
      if (v == KR_NULL) goto error;
      sp--;
      TOP = v;
      kr_decref(o);
      kr_decref(spec);
      NEXT(0);
    }
    case OP_LIST_APPEND:
      v = *--sp;
      SAVE_PC();
      if (KR_UNLIKELY(kr_list_append_steal(KR_LIST(sp[-(intptr_t)arg]), v))) goto error;
      NEXT(0);
    case OP_LIST_EXTEND:
      SAVE(0);
      v = TOP;
      if (kr_pauses(v)) {
        v = kr_list_extend_push(KR_LIST(sp[-1 - (intptr_t)arg]), v);
        goto extended;
      }
      if (kr_vm_list_extend(sp[-1 - (intptr_t)arg], v)) goto error;
      sp--;
      kr_decref(v);
      NEXT(0);
    extended:
      if (v == KR_NULL) goto error;
      kr.pushed->delivery = D_DROP;
      kr_decref(TOP); /* the pushed frame has it too */
      f->sp = --sp;
      goto pushed;
    case OP_SET_ADD: {
      SAVE_PC();
      v = TOP;
      if (kr_set_add(KR_SET(sp[-1 - (intptr_t)arg]), v)) goto error;
      sp--;
      kr_decref(v);
      NEXT(0);
    }
    case OP_SET_UPDATE:
      SAVE(0);
      v = TOP;
      if (kr_pauses(v)) {
        v = kr_set_update_push(KR_SET(sp[-1 - (intptr_t)arg]), v);
        goto extended;
      }
      if (kr_set_update(KR_SET(sp[-1 - (intptr_t)arg]), v)) goto error;
      sp--;
      kr_decref(v);
      NEXT(0);
    case OP_MAP_ADD: {
      SAVE_PC();
      kr_value val = TOP, key = SECOND;
      if (kr_dict_set(KR_DICT(sp[-2 - (intptr_t)arg]), key, val)) goto error;
      sp -= 2;
      kr_decref(key);
      kr_decref(val);
      NEXT(0);
    }
    case OP_DICT_UPDATE:
      SAVE(0);
      v = TOP;
      if (kr_vm_dict_merge(KR_NULL, sp[-1 - (intptr_t)arg], v)) goto error;
      sp--;
      kr_decref(v);
      NEXT(0);
    case OP_DICT_MERGE:
      SAVE(0);
      v = TOP;
      if (kr_vm_dict_merge(sp[-4 - (intptr_t)arg], sp[-1 - (intptr_t)arg], v)) goto error;
      sp--;
      kr_decref(v);
      NEXT(0);
    case OP_UNPACK_SEQUENCE:
      if (ADAPT()) {
        kr_specialize_unpack(pc, TOP);
        if ((*pc & 0xFF) != OP_UNPACK_SEQUENCE) goto next;
      }
    unpack_sequence : {
      SAVE(1);
      kr_value o = *--sp;
      if (kr_iter_is_python(o)) {
        v = kr_unpack_push(o, arg);
        sp++;
        if (v == KR_NULL) goto error;
        kr.pushed->delivery = D_TOP;
        goto pushed;
      }
      if (kr_vm_unpack_sequence(o, arg, sp + arg)) {
        kr_decref(o);
        goto error;
      }
      sp += arg;
      kr_decref(o);
      NEXT(1);
    }
    case K_UNPACK_TUPLE: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_exact_tuple(o) || KR_TUPLE(o)->size != arg)) goto unpack_miss;
      kr_tuple *t = KR_TUPLE(o);
      sp--;
      w = pc[2];
      if (arg == 2 && (w & 0xFF) == OP_STORE_FAST_STORE_FAST) {
        arg = w >> 8;
        kr_value old1 = SLOT(arg >> 4), first = t->items[0], old2, second = t->items[1];
        kr_incref(first);
        kr_incref(second);
        SLOT(arg >> 4) = first;
        old2 = SLOT(arg & 15);
        SLOT(arg & 15) = second;
        SAVE_PC();
        kr_decref(old1);
        kr_decref(old2);
        kr_decref_object(t);
        NEXT(2);
      }
      for (uint32_t i = arg; i-- > 0;) {
        v = t->items[i];
        kr_incref(v);
        PUSH(v);
      }
      kr_decref_object(t);
      NEXT(1);
    }
    case K_UNPACK_LIST: {
      kr_value o = TOP;
      if (KR_UNLIKELY(!kr_is_exact_list(o) || KR_LIST(o)->size != arg)) goto unpack_miss;
      kr_list *t = KR_LIST(o);
      sp--;
      for (uint32_t i = arg; i-- > 0;) {
        v = t->items[i];
        kr_incref(v);
        PUSH(v);
      }
      kr_decref_object(t);
      NEXT(1);
    }
    unpack_miss:
      pc[0] = OP_UNPACK_SEQUENCE | (w & ~0xFFu);
      pc[1] = 16;
      goto unpack_sequence;
    case OP_UNPACK_EX: {
      SAVE(0);
      kr_value o = *--sp;
      uint32_t before = arg & 0xFF, after = arg >> 8;
      if (kr_iter_is_python(o)) {
        v = kr_list_push(o);
        sp++;
        if (v == KR_NULL) goto error;
        kr.pushed->delivery = D_TOP;
        goto pushed;
      }
      v = kr_vm_unpack_ex(o, before, after, sp + before + after + 1);
      kr_decref(o);
      if (v == KR_NULL) goto error;
      sp += before + after + 1;
      NEXT(0);
    }

    /* ---- imports, classes, patterns ---- */
    case OP_IMPORT_NAME: {
      kr_value fromlist = TOP, level = SECOND;
      f->pc = pc;
      f->return_offset = 1;
      f->sp = sp;
      v = kr_vm_import_name(f, NAME(arg), fromlist, level);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      f->sp = sp -= 2;
      kr_decref(fromlist);
      kr_decref(level);
      kr.pushed = top;
      CHECK_PUSHED(v);
      PUSH(v);
      NEXT(0);
    }
    case OP_IMPORT_FROM:
      SAVE(0);
      v = kr_vm_import_from(f, TOP, NAME(arg));
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(0);
    case OP_SETUP_ANNOTATIONS: {
      SAVE_PC();
      if (kr_vm_setup_annotations(f)) goto error;
      NEXT(0);
    }
    case OP_GET_LEN: {
      SAVE(0);
      intptr_t n = kr_len(TOP);
      if (n < 0) goto error;
      PUSH(kr_from_small_int(n));
      NEXT(0);
    }
    case OP_MATCH_MAPPING:
      v = kr_from_bool((kr_type_of(TOP)->tf & KR_TF_MAPPING) != 0);
      PUSH(v);
      NEXT(0);
    case OP_MATCH_SEQUENCE:
      v = kr_from_bool((kr_type_of(TOP)->tf & KR_TF_SEQUENCE) != 0);
      PUSH(v);
      NEXT(0);
    case OP_MATCH_KEYS:
      SAVE(0);
      v = kr_vm_match_keys(SECOND, TOP);
      if (v == KR_NULL) goto error;
      PUSH(v);
      NEXT(0);
    case OP_MATCH_CLASS: {
      SAVE(0);
      v = kr_vm_match_class(sp[-3], SECOND, arg, TOP);
      if (v == KR_NULL) goto error;
      kr_value a = TOP, b = SECOND, c = sp[-3];
      sp -= 2;
      TOP = v;
      kr_decref(a);
      kr_decref(b);
      kr_decref(c);
      NEXT(0);
    }
#include "vm/fused.h"
    case K_INSTRUMENTED: {
      f->sp = sp;
      int64_t r = kr_trace_step(f, pc);
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
