/* What the files of vm/ share: pushing frames, deliveries of single instructions, slow paths of the
 * evaluation loop, specialization.
 *
 * How a push works. `kr.thread->frame` is the frame the innermost evaluation loop executes. Code that
 * pushes a frame links it above `kr.pushed` (or, when that is NULL, above kr.thread->frame), makes it
 * kr.pushed and answers KR_PUSHED; the loop then goes on in it. So C code that has to finish first
 * (kr_settle) can run a loop of its own above the frame it was called from, which ends when that frame
 * is on top again. Between a push and the return of KR_PUSHED no Python code may run.
 */
#ifndef KR_VM_H
#define KR_VM_H

#include "compile/opcode.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/errors.h"
#include "objects/float.h"
#include "objects/instance.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "vm/call.h"
#include "vm/opcodes.h"

/* Deliveries of single instructions: the caller's stack holds the operands still. */
enum {
  D_FIRST = 32,
  D_ATTR,           /* LOAD_ATTR's owner is on top: replaced by the result */
  D_ATTR_FALLBACK,  /* the same; an AttributeError calls __getattr__ */
  D_BINARY_INPLACE, /* __iadd__ was called: then __add__, __radd__ */
  D_BINARY_LEFT,    /* the left operand's method was called: then the right one's */
  D_BINARY_LAST,
  D_COMPARE_LEFT,
  D_COMPARE_RIGHT,
  D_DROP,     /* the result is dropped, nothing is pushed */
  D_TOP,      /* replaces the top, and the instruction runs again */
  D_SECOND,   /* replaces the second, likewise */
  D_INIT,     /* __init__: None; the instance is on the stack already */
  D_FOR_NEXT, /* __next__ for FOR_ITER: StopIteration jumps */
  D_SEND_DONE,
  D_SEND_NEXT,  /* __next__ for SEND: StopIteration is the end */
  D_GEN_FOR,    /* a generator run by FOR_ITER */
  D_GEN_SEND,   /* a generator run by SEND */
  D_GEN_THROW,  /* the same, into which its delegator passed on what was thrown */
  D_GEN_CALL,   /* a generator run by next(), send(), throw(): its return raises StopIteration */
  D_GEN_NATIVE, /* a generator run by a native frame: its return is exhaustion */
  D_GEN_ITEM,   /* a generator run by C code: likewise, but what it returns is told by StopIteration */
  D_GEN_RESULT, /* am_send from C: (value, done) told apart by the generator's state */
  D_GEN_CLOSE,
  D_HOOK,   /* a trace or profile function, before the instruction of which it is told */
  D_C_CALL, /* a call of a C function that profilers are told of */
};

/* ---- frames (vm/frame.c) ----------------------------------------------------------------------- */

/* Room for a frame of `nslots` values on the thread's stack: prev and owner set, the rest is the
 * caller's. NULL: RecursionError or MemoryError. */
kr_frame *kr_frame_push_raw(size_t nslots);
/* Ends f: drops its values, gives its memory back (or to its frame object). Does not unlink. */
void kr_frame_clear(kr_frame *f);
KR_INLINE void kr_link_pushed(kr_frame *f) {
  f->prev = kr.pushed ? kr.pushed : kr.thread->frame;
  kr.pushed = f;
}
bool kr_check_depth(void); /* false: RecursionError */
void kr_frame_release(kr_frame *f);
bool kr_thread_init_stack(kr_thread *t);
void kr_thread_free_stack(kr_thread *t);
int kr_traceback_here(kr_frame *f);       /* adds f to the current exception's traceback */
void kr_frame_object_detach(kr_frame *f); /* f ends while its frame object lives on */

/* ---- calls (vm/call.c) ------------------------------------------------------------------------- */

/* A new frame for func with args bound. The args are stolen (also on failure), func too. NULL: an
 * exception. Not linked. */
kr_frame *kr_function_frame(kr_function *func_stolen, kr_value *args_stolen, size_t nargs, kr_tuple *kwnames,
                            kr_value locals_stolen);
/* Generators and coroutines are made by the RETURN_GENERATOR instruction. */
kr_value kr_generator_from_frame(kr_frame *f);

/* The evaluation loop, above the current frame: runs kr.pushed until it has ended. */
kr_value kr_eval_loop(void);
/* Goes on with the current thread where it was left. KR_PUSHED: left again. */
kr_value kr_eval_resume(void);
/* The handler for code unit `index`: its index, stack depth, whether the index is pushed; -1: none. */
int kr_find_handler(const kr_frame *f, int index, int *depth, bool *lasti);
/* Whether there is a namespace; a module's code called as a function has the globals. Else SystemError. */
bool kr_vm_has_locals(kr_frame *f, const char *error, kr_value name);
int kr_vm_setup_annotations(kr_frame *f);
void kr_chunk_pop(kr_thread *t, kr_value *start);

/* ---- slow paths (vm/operators.c, vm/attributes.c, ...): may answer KR_PUSHED ------------------------ */

kr_value kr_vm_binary(kr_value a, kr_value b, uint32_t op); /* operands borrowed, kept on the stack */
kr_value kr_vm_compare(kr_value a, kr_value b, uint32_t oparg);
kr_value kr_vm_truth(kr_value v); /* -> True/False */
kr_value kr_vm_unary(kr_value v, int op);
kr_value kr_vm_subscr(kr_value o, kr_value key);
kr_value kr_vm_store_subscr(kr_value o, kr_value key, kr_value v); /* KR_NONE done */
kr_value kr_vm_contains(kr_value o, kr_value item, bool invert);
kr_value kr_vm_getattr(kr_value o, kr_value name);             /* owner kept on the stack */
kr_value kr_vm_setattr(kr_value o, kr_value name, kr_value v); /* KR_NONE done */
kr_value kr_vm_getattr_hook(kr_value o, kr_value name);        /* __getattr__ */
/* Method form: *self set to the receiver (new) when the result is an unbound method. */
kr_value kr_vm_load_method(kr_value o, kr_value name, kr_value *self);
/* LOAD_SPECIAL likewise; absent: TypeError. */
kr_value kr_vm_load_special(kr_value o, uint32_t which, kr_value *self);
/* After a delivery to an interpreted frame: adjusts its stack and place. KR_DELETED: nothing more to
 * push. */
kr_value kr_vm_deliver(kr_frame *caller, kr_delivery how, kr_value v);
/* The caller's stack is as it should be: go on behind its instruction. */
#define KR_GO_ON KR_CONST_VALUE(8)
/* An exception came instead of a value: KR_NULL when it stands; KR_DELETED: that was exhaustion;
 * KR_PUSHED; KR_GO_ON; or the value it stands for. */
kr_value kr_deliver_error(kr_frame *caller, kr_delivery how);
/* The argument of the instruction at f->pc, extended parts included. */
uint32_t kr_frame_oparg(const kr_frame *f);
/* A stateless delivery. May answer KR_PUSHED. v stolen. */
kr_value kr_deliver_plain(kr_delivery how, kr_value v);

kr_value kr_vm_load_name(kr_frame *f, kr_value name);
kr_value kr_vm_load_global(kr_frame *f, kr_value name);
kr_value kr_vm_import_name(kr_frame *f, kr_value name, kr_value fromlist, kr_value level);
kr_value kr_vm_import_from(kr_frame *f, kr_value module, kr_value name);
int kr_vm_import_star(kr_frame *f, kr_value module);
/* exc and cause are stolen. KR_NULL; KR_DELETED: a bare raise, whose traceback knows f already. */
kr_value kr_vm_raise(kr_frame *f, kr_value exc, kr_value cause);
void kr_vm_unbound_local(kr_frame *f, uint32_t i);
kr_value kr_vm_unpack_ex(kr_value o, uint32_t before, uint32_t after, kr_value *top);
int kr_vm_unpack_sequence(kr_value o, uint32_t n, kr_value *top); /* fills top[-1..-n] downwards */
kr_value kr_vm_match_class(kr_value subject, kr_value cls, uint32_t npos, kr_value names);
kr_value kr_vm_match_keys(kr_value subject, kr_value keys);
kr_value kr_vm_intrinsic1(kr_frame *f, uint32_t which, kr_value v); /* v borrowed */
kr_value kr_vm_intrinsic2(kr_frame *f, uint32_t which, kr_value a, kr_value b);
kr_value kr_vm_make_function(kr_frame *f, kr_value code_stolen);
kr_value kr_vm_get_iter(kr_value v);
kr_value kr_vm_get_yield_from_iter(kr_frame *f, kr_value v);
kr_value kr_vm_get_aiter(kr_value v), kr_vm_get_anext(kr_value v);
kr_value kr_vm_get_awaitable(kr_value v, uint32_t where);
kr_value kr_vm_call_ex(kr_frame *f, kr_value callable, kr_value self, kr_value args, kr_value kwargs);
int kr_vm_dict_merge(kr_value callable, kr_value dict, kr_value other);
int kr_vm_list_extend(kr_value list, kr_value other);
kr_value kr_vm_format(kr_value v, kr_value spec);
kr_value kr_vm_super_attr(kr_frame *f, kr_value global_super, kr_value cls, kr_value self, kr_value name,
                          bool method, bool two_args, kr_value *bound_self);
kr_value kr_vm_build_string(kr_value *pieces, uint32_t n); /* pieces stolen */
kr_value kr_vm_build_template(kr_value strings, kr_value interpolations);
kr_value kr_vm_build_interpolation(kr_value value, kr_value text, uint32_t conversion, kr_value spec);
kr_value kr_function_display_name(kr_value callable);
kr_value kr_async_gen_wrap(kr_value v); /* vm/asyncgen.c: marks what an async generator yields */

/* ---- builtins in tail position (vm/tail.c): as those of objects/abstract.h, or KR_PUSHED ------------- */

kr_value kr_repr_push(kr_value v), kr_str_push(kr_value v);
kr_value kr_format_push(kr_value v, kr_value spec); /* spec KR_NULL: none */
kr_value kr_getattr_push(kr_value o, kr_value name);
kr_value kr_getattr_default_push(kr_value o, kr_value name, kr_value otherwise);
kr_value kr_hasattr_push(kr_value o, kr_value name);
kr_value kr_setattr_push(kr_value o, kr_value name, kr_value v); /* KR_NULL deletes; None */
/* item in o, for what kr_pauses (objects/collect.h) and has no __contains__. */
kr_value kr_contains_push(kr_value iterator, kr_value item, bool invert);
/* Is iterating over this certain to run Python code? */
bool kr_iter_is_python(kr_value o);
/* A tuple of at most `count` items; more are the ValueError of unpacking. */
kr_value kr_unpack_push(kr_value iterable, size_t count);

/* The best "Did you mean" among names (a tuple or list of str) for a wrong one. New; KR_NULL: none is near,
 * or failed. modules/_suggestions.c */
kr_value kr_suggest(kr_value names, kr_value wrong);

/* ---- generators (vm/generator.c) --------------------------------------------------------------- */

enum { KR_GEN_CREATED, KR_GEN_SUSPENDED, KR_GEN_SUSPENDED_YIELD_FROM, KR_GEN_RUNNING, KR_GEN_DONE };
typedef struct {
  KR_OBJECT_HEAD
  uint8_t state, kind; /* kind: 0 generator, 1 coroutine, 2 async generator */
  bool hooks_inited, closed, running_async;
  kr_value name, qualname;
  void *weaklist;
  kr_exc_item exc;
  kr_value finalizer, origin_or_firstiter;
  kr_frame frame; /* the last member: slots follow */
} kr_generator;
extern kr_type kr_generator_type, kr_coroutine_type, kr_async_generator_type;
KR_INLINE kr_generator *kr_generator_of(kr_frame *f) {
  return (kr_generator *)((char *)f - offsetof(kr_generator, frame));
}
KR_INLINE bool kr_is_gen_like(kr_value v) {
  if (!kr_is_object(v)) return false;
  const kr_type *t = kr_object_of(v)->type;
  return t == &kr_generator_type || t == &kr_coroutine_type;
}
/* Push g to go on with `sent` (stolen). False: it runs already (ValueError set). The generator must
 * not be done. */
kr_value kr_generator_next_push(kr_generator *g); /* KR_PUSHED, or KR_NULL: done or failed */
bool kr_generator_resume(kr_generator *g, kr_value sent, kr_delivery how);
/* It yielded v (stolen) to a caller that is neither FOR_ITER nor SEND. */
kr_value kr_generator_yielded(const kr_generator *g, kr_delivery how, kr_value v);
/* Its frame returned v (stolen): ends it. The value to deliver by *how. */
kr_value kr_generator_returned(kr_generator *g, kr_delivery *how, kr_value v);
/* Its frame was pushed but never ran: suspended again as it was, or ended when it was being thrown into. */
void kr_generator_abandon(kr_frame *f);
void kr_generator_failed(kr_generator *g); /* its frame ends with an exception */
/* One step of any awaitable or iterator from C: the value yielded or (*done) returned. New. */
kr_value kr_vm_send(kr_value receiver, kr_value v, bool *done);
kr_value kr_stop_iteration_value_of(kr_value exc); /* new */

/* Can nargs positional arguments go to the function without binding? padded: 0, or how many parameters there
 * are, the missing ones to be KR_NULL; no more than KR_PADDED_MAX. */
#define KR_PADDED_MAX 4
bool kr_cfunction_is_direct(const kr_method_def *def, kr_bound_spec **place, size_t nargs, uint32_t *padded);

/* ---- specialization (vm/specialize.c) ------------------------------------------------------------ */

/* After an instruction was specialized: fuses it with the loads before it, where there is a form for that.
 * sp: the stack at the instruction (vm/fuse.c). */
void kr_fuse(const kr_frame *f, uint32_t *pc, const kr_value *sp);
/* What stood at pc, which a fused word replaced. */
uint32_t kr_plain_word(const kr_code *code, const uint32_t *pc);
/* Makes code->exec. 0; -1: MemoryError, or SystemError from code that is not the compiler's. */
int kr_code_prepare(kr_code *code);
void kr_specialize_binary(uint32_t *pc, kr_value a, kr_value b, uint32_t op);
void kr_specialize_compare(uint32_t *pc, kr_value a, kr_value b);
void kr_specialize_load_global(kr_frame *f, uint32_t *pc, kr_value name);
void kr_specialize_load_attr(uint32_t *pc, kr_value owner, kr_value name);
void kr_specialize_store_attr(uint32_t *pc, kr_value owner, kr_value name);
void kr_specialize_call(uint32_t *pc, kr_value callable, kr_value self, uint32_t nargs);
void kr_specialize_for_iter(uint32_t *pc, kr_value it);
void kr_specialize_store_subscr(uint32_t *pc, kr_value o, kr_value key);
void kr_specialize_contains(uint32_t *pc, kr_value o);
void kr_specialize_to_bool(uint32_t *pc, kr_value v);
void kr_specialize_unpack(uint32_t *pc, kr_value v);

/* The eval breaker fired: handle what is pending. 0; -1: an exception was raised; 1: the loop must leave
 * to the host (only when leaving is possible). */
int kr_handle_pending(void);

#endif
