/* Tracing: sys.settrace and sys.setprofile.
 *
 * While any thread has a hook, a code object is instrumented when a frame of it starts, resumes or jumps
 * back (and at once where a frame of it is on the stack): every word of code->exec from its first RESUME
 * on becomes K_INSTRUMENTED, whose handler asks kr_trace_step what to execute. When no hook is left the
 * first such word that runs puts the whole array back, unspecialized. Untraced code runs the words it
 * always runs: the only test it has is in the eval breaker's slow path, which is taken each time while
 * kr_trace_active is not 0. */
#ifndef KR_TRACE_H
#define KR_TRACE_H

#include "vm/vm.h"

extern int32_t kr_trace_active; /* hooks in use, of all threads */

/* From the eval breaker, with kr_trace_active: 1: f's code was just instrumented, execute its current
 * word again; 2: nothing is pending; 0: look at what is pending. */
int kr_trace_enter(kr_frame *f);
enum { KR_TRACE_ERROR = -1, KR_TRACE_MOVED = -2, KR_TRACE_PUSHED = -3 };
/* Before the instrumented instruction at pc; f->pc is still the instruction before it. >= 0: the plain word
 * stands at pc, for this once; or: an exception; the frame goes on at f->pc + f->return_offset; a frame
 * was pushed. f->sp may have changed. */
int64_t kr_trace_step(kr_frame *f, uint32_t *pc);
void kr_trace_hide(void); /* the word shown is an instrumented one again */
/* The current exception was raised in, or reached, f; f is left with it; f is entered with it. A hook that
 * fails replaces the exception. */
void kr_trace_raise(kr_frame *f);
void kr_trace_unwind(kr_frame *f);
void kr_trace_throw(kr_frame *f);
/* A generator driven by f's current instruction returned v. 0, -1. */
int kr_trace_stop_iteration(kr_frame *f, kr_value v);

void kr_trace_set(kr_thread *t, kr_value func_or_null);   /* borrowed */
void kr_profile_set(kr_thread *t, kr_value func_or_null); /* borrowed */
/* What a trace function is being told about the innermost frame, for the f_lineno setter: NULL when none
 * runs. */
const char *kr_trace_event(const kr_frame *f);

/* One hook more or less, of those that sys.monitoring's tools are. */
void kr_trace_count(int change);
/* Makes code->instrumentation. False: MemoryError. */
bool kr_code_instrumentation(kr_code *code);

/* code->exec as it was before its first run (vm/specialize.c). */
void kr_code_refill(kr_code *code);

#endif
