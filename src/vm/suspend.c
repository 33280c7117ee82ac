#include "vm/suspend.h"

#include "memory/gc.h"
#include "vm/flags.h"
#include "vm/runtime.h"
#include "vm/trace.h"
#include "vm/vm.h"

kr_wait_request kr_wait;
bool kr_leave_always;

/* ---- waiting ------------------------------------------------------------------------------------------------ */

kr_value kr_wait_stdin(void) {
  if (kr_host_stdin_ready() && !kr_leave_always) return KR_NONE;
  kr_wait.what = KR_LEFT_STDIN;
  return KR_PUSHED;
}

kr_value kr_wait_until(double deadline) {
  if (kr_host_now() >= deadline) return KR_NONE;
  kr_wait.what = KR_LEFT_SLEEP;
  kr_wait.deadline = deadline;
  return KR_PUSHED;
}

kr_value kr_wait_nested(void) {
  kr_wait_request w = kr_wait;
  kr_wait.what = KR_LEFT_DONE;
  bool ok = true;
  if (w.what == KR_LEFT_SLEEP) {
    double ms = w.deadline - kr_host_now();
    ok = ms <= 0 || kr_host_sleep(ms);
  } else if (w.what == KR_LEFT_STDIN) {
    ok = kr_host_wait_stdin();
  }
  if (ok) {
    if (kr.pending && kr_handle_pending() < 0) return KR_NULL;
    return KR_NONE;
  }
  return kr_raise(&kr_exc_RuntimeError,
                  w.what == KR_LEFT_SLEEP
                      ? "time.sleep() cannot wait here: it was called from inside a C function that cannot "
                        "be left, and this host has no way to wait synchronously"
                      : "input() cannot wait here: it was called from inside a C function that cannot be "
                        "left, and this host has no way to wait synchronously");
}

double kr_wait_ms(void) {
  double ms = kr_wait.deadline - kr_host_now();
  return ms > 0 ? ms : 0;
}

/* ---- the eval breaker ------------------------------------------------------------------------------------------ */

/* Checks between two looks at the clock. */
#define QUANTUM 4096
static double slice_end;

void kr_interrupt(void) { kr_set_pending(KR_PENDING_INTERRUPT); }

int kr_handle_pending(void) {
  kr.ticks = kr_leave_always || kr_trace_active ? 0 : QUANTUM;
  uint32_t pending = kr.pending;
  kr.pending = 0;
  if (pending & KR_PENDING_GC) kr_gc_run_if_due();
  if (pending & (KR_PENDING_INTERRUPT | KR_PENDING_SIGNAL)) {
    if (pending & KR_PENDING_INTERRUPT) kr_signal_note(2);
    if (kr_signal_run_handlers()) return -1;
  }
  if ((pending & KR_PENDING_ASYNC_EXC) && kr.thread->async_exc != KR_NULL) {
    kr_value e = kr.thread->async_exc;
    kr.thread->async_exc = KR_NULL;
    kr_value instance = kr_is_type(e) ? kr_call0(e) : kr_ref(e);
    kr_decref(e);
    if (instance != KR_NULL) {
      kr_raise_exception(instance);
      kr_decref(instance);
    }
    return -1;
  }
  /* leaving is possible only when no loop is nested below */
  if (kr.c_depth == 0 && (kr_leave_always || kr_host_slice_wanted())) {
    kr_wait.what = KR_LEFT_SLICE;
    return 1;
  }
  return 0;
}

/* Whether the host's time slice is used up. */
bool kr_host_slice_wanted(void) {
  static double slice = -1;
  if (slice < 0) slice = kr_host_slice_ms();
  if (slice == 0) return false;
  double now = kr_host_now();
  if (slice_end == 0 || now < slice_end) {
    if (slice_end == 0) slice_end = now + slice;
    return false;
  }
  slice_end = 0;
  return true;
}
void kr_slice_begin(void) { slice_end = 0; }

/* ---- signals: modules/_signal.c takes over when it is there ------------------------------------------------------- */

static uint32_t signals_noted;
void kr_signal_note(int number) { signals_noted |= 1u << number; }

__attribute__((weak)) int kr_signal_run_handlers_module(uint32_t noted) {
  if (noted & (1u << 2)) {
    kr_raise_none(&kr_exc_KeyboardInterrupt);
    return -1;
  }
  return 0;
}
int kr_signal_run_handlers(void) {
  uint32_t noted = signals_noted;
  signals_noted = 0;
  return kr_signal_run_handlers_module(noted);
}
