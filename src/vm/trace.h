/* Tracing: sys.settrace and sys.setprofile.
 *
 * While any thread has a hook, its code is instrumented (vm/instrument.h): the handler of K_INSTRUMENTED
 * asks kr_trace_step what to do there. Untraced code runs the words it always runs: the only test it has is
 * in the eval breaker's slow path, which is taken each time while kr_trace_active is not 0. */
#ifndef KR_TRACE_H
#define KR_TRACE_H

#include "vm/vm.h"

extern int32_t kr_trace_active; /* hooks in use, of all threads, and whether sys.monitoring listens */

/* From the eval breaker, with kr_trace_active: 1: f's code was just instrumented, execute its current
 * word again; 2: nothing is pending; 0: look at what is pending. */
int kr_trace_enter(kr_frame *f);
enum { KR_TRACE_ERROR = -1, KR_TRACE_MOVED = -2, KR_TRACE_PUSHED = -3, KR_TRACE_RETURN = -4 };
/* Before the instrumented instruction at pc, with KR_NULL; f->pc is still the instruction before it. Or f is where
 * it was when a hook was called in the loop, which has given this answer (stolen). r >= 0: f goes on at that
 * instruction, which is f->pc + r, and where the plain word stands for this once; or: an exception; f goes on at
 * f->pc + f->return_offset; a frame was pushed; f returns the value on top. f->sp may have changed. */
int64_t kr_trace_step(kr_frame *f, uint32_t *pc, kr_value answer);
void kr_trace_hide(void); /* the word shown is an instrumented one again */
/* The place that tools are told an exception was raised at: as in CPython, the end of the instruction, or just
 * before the call out of which it came. */
int kr_trace_raised_at(const kr_frame *f, bool from_callee);
/* The current exception was raised in, or reached, f; f is left with it; f is entered with it. A hook that
 * fails replaces the exception. */
void kr_trace_raise(kr_frame *f, int at);
void kr_trace_unwind(kr_frame *f, int at);
void kr_trace_throw(kr_frame *f);
/* A hook that was called in the loop has failed. */
void kr_trace_hook_failed(kr_frame *f);
/* A C function that profilers were told of, and that ran Python code, has returned v (stolen; answers it, or
 * KR_NULL); it has raised. */
kr_value kr_trace_c_returned(kr_frame *f, kr_value v);
void kr_trace_c_raised(kr_frame *f);
/* A generator driven by f's current instruction returned v. 0, -1. */
int kr_trace_stop_iteration(kr_frame *f, kr_value v);

void kr_trace_set(kr_thread *t, kr_value func_or_null);   /* borrowed */
void kr_profile_set(kr_thread *t, kr_value func_or_null); /* borrowed */
/* The name of the event that the innermost running trace function is told of, for the f_lineno setter: KR_NULL
 * when it is about another frame, or none runs. */
kr_value kr_trace_event(const kr_frame *f);

/* The code goes. */
void kr_trace_forget(const kr_code *code);

/* code->exec as it was before its first run, nothing specialized or fused (vm/specialize.c). */
void kr_code_refill(kr_code *code);

#endif
