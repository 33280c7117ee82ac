/* Frames, threads and the state of the interpreter.
 *
 * A thread has a stack of its own in linear memory, in chunks; frames lie on it, or inside a generator,
 * and are chained by `prev`. Calling Python from Python pushes a frame and recurses nowhere. A frame's
 * memory is complete at every call (nothing lives in C locals only), so that execution can leave to
 * the host at any safepoint and a later tier can take over.
 */
#ifndef KR_FRAME_H
#define KR_FRAME_H

#include "objects/function.h"

typedef struct kr_frame kr_frame;
typedef struct kr_thread kr_thread;
typedef struct kr_frame_object kr_frame_object;

/* How a frame's result reaches the frame below it (vm/operators.c). */
typedef uint8_t kr_delivery;

/* A native frame runs C code that calls Python without recursing: step() is called with the result
 * of each call it pushed (KR_NULL: it raised, the exception is current), and at first with
 * KR_NONE and state 0. It keeps everything in its slots and `state`. It returns the final result,
 * KR_NULL (an exception is current), or KR_PUSHED after pushing the next call. */
typedef struct kr_native {
  const char *name;
  kr_value (*step)(kr_frame *f, kr_value result);
  uint32_t nslots;
  bool passes_stop; /* an iterator over others: the StopIteration of one beneath is its own, value and all */
} kr_native;

enum { KR_FRAME_STACK, KR_FRAME_GENERATOR, KR_FRAME_OBJECT, KR_FRAME_NATIVE };

struct kr_frame {
  kr_frame *prev;
  union {
    kr_code *code;           /* borrowed from func */
    const kr_native *native; /* owner == KR_FRAME_NATIVE */
  };
  kr_function *func;       /* owned */
  kr_frame_object *object; /* owned; NULL until something looks */
  uint32_t *pc;            /* the instruction being executed (in code->exec) */
  kr_value *sp;            /* one past the top of the value stack, when not running */
  kr_value locals;         /* owned: the mapping of a module or class body; KR_NULL in functions */
  int16_t return_offset;   /* words from pc to where execution goes on after a call */
  uint8_t owner;
  kr_delivery delivery;
  uint8_t pad;
  uint8_t trace_lines, trace_opcodes;
  uint8_t state;    /* native frames: where step goes on */
  kr_value slots[]; /* localsplus, then the value stack; native: nslots */
};

/* What a generator keeps of the exception being handled; chained as CPython does. */
typedef struct kr_exc_item {
  kr_value value; /* KR_NULL: none */
  struct kr_exc_item *prev;
} kr_exc_item;

/* The hook (sys.settrace, sys.setprofile) that runs, or has run last: vm/trace.c. */
typedef struct {
  kr_frame *told; /* the frame it is told about */
  kr_value event; /* its name */
  uint32_t *pc, *before;
  kr_value held; /* the C function about to be called, or the result of the call that has ended; owned */
  uint8_t stage; /* how far the instruction at pc is */
  const kr_frame *started; /* the frame whose RESUME was the last one, if it told anybody */
} kr_hook_state;

struct kr_thread {
  kr_frame *frame; /* running, innermost */
  kr_value exc;    /* current exception, being raised; KR_NULL none */
  kr_exc_item *exc_info;
  kr_exc_item exc_base;
  kr_value *stack_next, *stack_end; /* free room of the current chunk */
  kr_value *chunk_start;            /* its first frame's place */
  void *chunks;
  int32_t py_depth;     /* Python frames, against the recursion limit */
  int32_t native_depth; /* frames of builtins among them: they count for themselves */
  int32_t recursion_headroom;
  uint32_t id;
  kr_thread *next;
  /* tracing */
  kr_value trace_func, profile_func;
  int32_t tracing;
  kr_hook_state hook;
  kr_value context; /* contextvars; KR_NULL until used */
  kr_value async_exc;
  kr_value asyncgen_firstiter, asyncgen_finalizer;
  int32_t coroutine_origin_depth;
  kr_value repr_list; /* containers whose repr is running */
  kr_value dict;      /* thread-local storage */
  void *sched;        /* vm/threads.c */
};

/* The interpreter. One per linear memory. */
typedef struct {
  int32_t ticks;     /* the eval breaker: counts down at backward jumps and calls; < 0: look */
  uint32_t pending;  /* KR_PENDING_* */
  kr_thread *thread; /* current */
  kr_frame *pushed;  /* frames pushed but not yet run (vm/vm.h) */
  int32_t recursion_limit;
  int32_t c_depth, c_limit; /* nested evaluation loops and C recursion, in units */
  int32_t c_base;           /* c_depth of the loop that may be left: 0, or that of the innermost scheduler */
  kr_dict *builtins;        /* builtins.__dict__ */
  kr_dict *sys_dict, *modules;
  kr_value sys_module, builtins_module;
  kr_value interned; /* the intern table */
  bool finalizing, initialized;
  uint32_t next_type_version, next_func_version, next_dict_version;
} kr_runtime;
extern kr_runtime kr;

enum {
  KR_PENDING_GC = 1,
  KR_PENDING_INTERRUPT = 2,
  KR_PENDING_ASYNC_EXC = 4,
  KR_PENDING_SWITCH = 8,
  KR_PENDING_SIGNAL = 16
};
KR_INLINE void kr_set_pending(uint32_t what) {
  kr.pending |= what;
  kr.ticks = 0;
}

struct kr_frame_object {
  KR_OBJECT_HEAD
  kr_frame *frame;       /* the live frame, or `own` after it ended */
  kr_frame_object *back; /* set when the frame ended; owned */
  kr_value trace;        /* f_trace */
  kr_value extra_locals; /* dict of names set through f_locals that are no variables */
  int32_t lineno;        /* set by a debugger's jump; 0 otherwise */
  bool trace_lines, trace_opcodes;
};
extern kr_type kr_frame_type, kr_traceback_type;
kr_value kr_frame_get_object(kr_frame *f); /* new */
int kr_frame_line(const kr_frame *f);
int kr_frame_lasti(const kr_frame *f); /* as f_lasti */
KR_INLINE uint32_t *kr_frame_base(const kr_frame *f, const uint32_t *pc) {
  const kr_code *c = f->code;
  if (KR_LIKELY((size_t)(pc - c->exec) < c->nunits) || !c->instrumentation) return c->exec;
  return c->instrumentation->exec;
}
KR_INLINE int kr_frame_index_at(const kr_frame *f, const uint32_t *pc) {
  return (int)(pc - kr_frame_base(f, pc));
}
KR_INLINE int kr_frame_index(const kr_frame *f) { return kr_frame_index_at(f, f->pc); }
/* The innermost Python (not native) frame at or below f; NULL. */
kr_frame *kr_frame_python(kr_frame *f);

typedef struct {
  KR_OBJECT_HEAD
  int32_t lasti;  /* bytes */
  int32_t lineno; /* -1: compute from lasti */
  kr_value next;  /* KR_NONE at the end */
  kr_frame_object *frame;
} kr_traceback;

#endif
