/* Leaving to the host and coming back.
 *
 * A native frame's step that has to wait calls one of these and returns what it answers, KR_PUSHED; the step is
 * called again when the wait is over (with KR_NULL if it ended in an exception). When evaluation loops are nested
 * on the C stack the interpreter cannot leave; then the host waits synchronously, or where it cannot, RuntimeError
 * says so. */
#ifndef KR_SUSPEND_H
#define KR_SUSPEND_H

#include "host/host.h"
#include "vm/frame.h"

kr_value kr_wait_stdin(void); /* ask kr_host_stdin_ready() first, and again when called again */
/* Until kr_host_now() reaches `deadline`, in milliseconds. The wait may end early. */
kr_value kr_wait_until(double deadline);

typedef struct {
  kr_left what; /* KR_LEFT_DONE: nothing is asked */
  double deadline;
} kr_wait_request;
extern kr_wait_request kr_wait;
/* A nested loop's native frame asked to wait: does it here. KR_NONE, or KR_NULL with an exception. */
kr_value kr_wait_nested(void);
/* In this mode the loop leaves at every check: a test mode, which a negative kr_host_slice_ms() asks for. */
extern bool kr_leave_always;

/* For loops in C that take long and call nothing: handles signals now and then. It cannot leave. 0; -1: an
 * exception was raised. */
int kr_poll_slow(void);
KR_INLINE int kr_poll(void) { return KR_UNLIKELY(--kr.ticks < 0) ? kr_poll_slow() : 0; }

/* The same after so much work as `work` calls would be. */
KR_INLINE int kr_poll_work(size_t work) {
  kr.ticks -= work < 1 << 20 ? (int32_t)work : 1 << 20;
  return KR_UNLIKELY(kr.ticks < 0) ? kr_poll_slow() : 0;
}

/* For native frames that draw items from an iterator written in C, which checks nothing: delivers v (stolen),
 * after a check that may leave to the host. KR_PUSHED, or v itself. Called when --kr.ticks < 0. */
kr_value kr_pause_push(kr_value v);

#endif
