/* Leaving to the host and coming back.
 *
 * A native frame's step that has to wait calls one of these: KR_PUSHED means "return KR_PUSHED, and your
 * step is called again when the wait is over" (with KR_NULL if it ended in an exception), a value means
 * that there is nothing to wait for. When evaluation loops are nested on the C stack the interpreter
 * cannot leave; then the host waits synchronously, or where it cannot, RuntimeError says so. */
#ifndef KR_SUSPEND_H
#define KR_SUSPEND_H

#include "host/host.h"
#include "value/value.h"

kr_value kr_wait_stdin(void);
/* Until kr_host_now() reaches `deadline`, in milliseconds. */
kr_value kr_wait_until(double deadline);

typedef struct {
  kr_left what; /* KR_LEFT_DONE: nothing is asked */
  double deadline;
} kr_wait_request;
extern kr_wait_request kr_wait;
/* A nested loop's native frame asked to wait: does it here. KR_NONE, or KR_NULL with an exception. */
kr_value kr_wait_nested(void);
/* In this mode the loop leaves at every check (a test mode: -X krait_leave). */
extern bool kr_leave_always;

#endif
