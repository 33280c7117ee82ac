#include "vm/suspend.h"

#include "memory/gc.h"
#include "vm/flags.h"
#include "vm/runtime.h"
#include "vm/threads.h"
#include "vm/trace.h"
#include "vm/vm.h"

kr_wait_request kr_wait;
bool kr_leave_always;

/* ---- waiting ------------------------------------------------------------------------------------------- */

kr_value kr_wait_stdin(void) {
  kr_wait.what = KR_LEFT_STDIN;
  return KR_PUSHED;
}

kr_value kr_wait_until(double deadline) {
  kr_wait.what = KR_LEFT_SLEEP;
  kr_wait.deadline = deadline;
  return KR_PUSHED;
}

kr_value kr_wait_nested(void) {
  kr_left what = kr_wait.what;
  int r = kr_threads_wait_nested();
  if (r < 0) return KR_NULL;
  if (r) {
    if (kr.pending && kr_handle_pending() < 0) return KR_NULL;
    return KR_NONE;
  }
  return kr_raise(&kr_exc_RuntimeError,
                  what != KR_LEFT_STDIN
                      ? "cannot wait here: this was called from inside a C function that cannot "
                        "be left, and this host has no way to wait synchronously"
                      : "standard input cannot be waited for here: it was read from inside a C function "
                        "that cannot be left, and this host has no way to wait synchronously");
}

double kr_wait_ms(void) {
  double ms = kr_wait.deadline - kr_host_now();
  return ms > 0 ? ms : 0;
}

/* ---- the eval breaker ---------------------------------------------------------------------------------- */

/* Checks between two looks at the clock: few at the beginning of a slice and where each takes long (calls of
 * C functions that do much), doubling up to MAX_QUANTUM where nothing happens in between. */
#define MAX_QUANTUM 4096
#define FIRST_QUANTUM 32
static int32_t quantum = FIRST_QUANTUM;
static double slice = -1, slice_end, last_look;
static bool slice_known;

void kr_interrupt(void) { kr_set_pending(KR_PENDING_INTERRUPT); }

int kr_handle_pending(void) {
  uint32_t pending = kr.pending;
  kr.pending = 0;
  bool leave = kr_leave_always || kr_host_slice_wanted();
  kr.ticks = kr_leave_always || kr_trace_active ? 0 : quantum;
  if (pending & KR_PENDING_GC) kr_gc_run_if_due();
  kr_watch();
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
  if (kr.c_depth != kr.c_base) {
    if (leave && kr_host_stuck()) kr_slice_begin();
    return 0;
  }
  if (kr_threads_switch_due()) {
    kr_wait.what = (kr_left)KR_LEFT_SWITCH;
    return 1;
  }
  if (leave && kr.c_base == 0) {
    kr_wait.what = KR_LEFT_SLICE;
    return 1;
  }
  if (leave && kr_host_stuck()) kr_slice_begin();
  return 0;
}

int kr_poll_slow(void) {
  kr.c_depth++;
  int r = kr_handle_pending();
  kr.c_depth--;
  return r;
}

/* Whether the host's time slice is used up. */
bool kr_host_slice_wanted(void) {
  if (slice <= 0) {
    quantum = MAX_QUANTUM;
    return false;
  }
  double now = kr_host_now(), since = now - last_look;
  last_look = now;
  if (since > slice / 4) quantum /= 4;
  else if (quantum < MAX_QUANTUM) quantum = quantum * 2 + 1;
  return now >= slice_end;
}

void kr_slice_begin(void) {
  if (!slice_known) {
    slice_known = true;
    slice = kr_host_slice_ms();
    kr_leave_always = slice < 0;
    if (kr_leave_always) kr.ticks = 0;
  }
  if (slice <= 0) return;
  last_look = kr_host_now();
  slice_end = last_look + slice;
  if (quantum > FIRST_QUANTUM) quantum = FIRST_QUANTUM;
  if (kr.ticks > quantum) kr.ticks = quantum;
}

/* ---- a pause before an item ---------------------------------------------------------------------------- */

/* Native frames that consume an iterator written in C make no calls that are checked: the item waits in a
 * frame of its own, whose step is the check. */
static kr_value pause_step(kr_frame *f, kr_value v) {
  if (f->state == 0) {
    f->state = 1;
    int r = kr_handle_pending();
    if (r < 0) return KR_NULL;
    if (r > 0) return KR_PUSHED;
  } else if (v == KR_NULL) {
    return KR_NULL;
  }
  v = f->slots[0];
  f->slots[0] = KR_NULL;
  return v;
}
static const kr_native pause_native = {"pause", pause_step, 1};

kr_value kr_pause_push(kr_value v) {
  kr_frame *f = kr_native_push(&pause_native);
  if (!f) { /* too deep for a pause: the consumer's own calls will say so if it makes any */
    kr_clear_exception();
    return v;
  }
  f->slots[0] = v;
  return KR_PUSHED;
}

/* ---- signals: modules/_signal.c takes over when it is there -------------------------------------------- */

static uint32_t signals_noted;
void kr_signal_note(int number) { signals_noted |= 1u << number; }

__attribute__((weak)) int kr_signal_run_handlers_module(uint32_t noted) {
  if (noted & (1u << 2)) {
    kr_raise_none(&kr_exc_KeyboardInterrupt);
    return -1;
  }
  return 0;
}
__attribute__((weak)) void kr_signal_pipe(void) {}
int kr_signal_run_handlers(void) {
  uint32_t noted = signals_noted;
  signals_noted = 0;
  return kr_signal_run_handlers_module(noted);
}
