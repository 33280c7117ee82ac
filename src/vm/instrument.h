/* Instrumentation: which instructions of a code object stop for tracers and monitoring tools.
 *
 * While a tool listens, those instructions are K_INSTRUMENTED in code->exec; all others run as they always
 * do, specialized and fused. The word that belongs there stands in `words` and is shown for one execution
 * (kr_trace_step, kr_trace_hide). So that it is never executed a second time unseen, a code object with any
 * such instruction has one in every RESUME and every jump backward too, and frames that are left hide it.
 *
 * Instrumentation is brought up to date when a frame starts, resumes or jumps back, and at once for the
 * frames on the stack: kr_instrument_version is new after every change of what anyone listens to.
 *
 * To the evaluation loop this means: f->pc need not be the instruction executed last, but it is wherever the
 * answer to "does a line begin here?" depends on it (MARK_NOTE), and kr_code_refill must leave no fused
 * instruction, nor may one be made later over a K_INSTRUMENTED word. */
#ifndef KR_INSTRUMENT_H
#define KR_INSTRUMENT_H

#include "vm/monitor.h"

enum {
  MARK_LINE = 1,   /* a line may begin here */
  MARK_CHECK = 2,  /* ... which depends on the instruction executed before */
  MARK_NOTE = 4,   /* may be the one before such a place: f->pc must say so */
  MARK_SKIP = 8,   /* an END_FOR or POP_ITER that must not: its FOR_ITER stays the one before */
  MARK_BODY = 16,  /* the first of a for loop's body */
  MARK_LOOP = 32,  /* a jump backward within its line, which begins again */
  MARK_QUIET = 64, /* instrumented, but nobody is to be told of anything */
  MARK_HERE = 128, /* instrumented now */
};

/* Beside the events of kr_event, bits of what hooks want. */
enum { KR_WANT_OPCODES = 1 << 30, KR_WANT_TRACE = 1 << 29, KR_WANT_PROFILE = 1 << 28 };

extern uint32_t kr_instrument_version;
extern int32_t kr_tracers, kr_profilers; /* hooks in use, of all threads */

/* Makes code->instrumentation. False: MemoryError. */
bool kr_code_instrumentation(kr_code *code);
/* Brings the code up to date, unless memory lacks. */
void kr_instrument(kr_code *code);
KR_INLINE bool kr_instrumented_now(const kr_code *c) {
  return c->instrumentation && c->instrumentation->version == kr_instrument_version;
}
/* Whether any instruction of the code is instrumented. */
bool kr_is_instrumented(const kr_code *code);
/* The code of all frames on the stack. */
void kr_instrument_stack(void);
/* After a change of what is listened to: everywhere, or of one code object only. */
void kr_instrument_changed(void);
void kr_instrument_code_changed(kr_code *code);
/* A tool wants no more of the instruction at i. */
void kr_instrument_place(kr_code *code, int i);
/* f_trace_opcodes was set in a frame of the code: as in CPython the last word counts for all of them. */
void kr_instrument_opcodes(kr_code *code, bool on);

/* The events an instruction may bring by itself, as a set. */
uint32_t kr_own_events(uint32_t op);
/* Whether the instruction at i, reached from the one at prev, begins a line. */
bool kr_begins_line(const kr_code *code, int i, int prev);
/* The argument of the instruction at i, extended parts included. */
uint32_t kr_code_oparg(const kr_code *code, int i);

#endif
