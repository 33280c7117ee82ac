/* sys.monitoring (PEP 669): tools 0 to 5 are told of events, of all code or of single code objects.
 *
 * While any tool listens, kr_trace_active counts one more, the instructions that matter are instrumented
 * (vm/instrument.h), and what happens there is offered here. */
#ifndef KR_MONITOR_H
#define KR_MONITOR_H

#include "objects/misc.h"
#include "vm/vm.h"

/* The numbers of the events; a set of events has bit 1 << number. Up to STOP_ITERATION they belong to a place in the
 * code, where a callback can switch them off. */
typedef enum {
  KR_EV_PY_START,
  KR_EV_PY_RESUME,
  KR_EV_PY_RETURN,
  KR_EV_PY_YIELD,
  KR_EV_CALL,
  KR_EV_LINE,
  KR_EV_INSTRUCTION,
  KR_EV_JUMP,
  KR_EV_BRANCH_LEFT,
  KR_EV_BRANCH_RIGHT,
  KR_EV_STOP_ITERATION,
  KR_EV_RAISE,
  KR_EV_EXCEPTION_HANDLED,
  KR_EV_PY_UNWIND,
  KR_EV_PY_THROW,
  KR_EV_RERAISE,
  KR_EV_C_RETURN,
  KR_EV_C_RAISE,
  KR_EV_BRANCH,
  KR_EVENTS
} kr_event;

extern uint32_t kr_monitor_events; /* that any tool wants of anything; 0: nobody listens */

/* Tells the tools that want it of an event at instruction `at` of f's code: callback(code, offset, extra...), or
 * callback(code, line) for LINE. `place` is the instruction instrumented for it, where DISABLE is kept. 0, -1. */
int kr_monitor_fire_at(kr_frame *f, kr_event event, int at, int place, const kr_value *extra, size_t n);
KR_INLINE int kr_monitor_fire(kr_frame *f, kr_event event, int at, const kr_value *extra, size_t n) {
  return kr_monitor_fire_at(f, event, at, at, extra, n);
}
/* Likewise of an event that has the exception being raised; that is put back. A callback that fails replaces it: -1. */
int kr_monitor_exception(kr_frame *f, kr_event event, int at);
KR_INLINE bool kr_monitors(kr_event event) { return KR_UNLIKELY(kr_monitor_events >> event & 1); }
extern kr_object kr_monitor_missing; /* sys.monitoring.MISSING */

/* What the tools want of a code object, beside `hooked` that hooks want; of the instruction at i, DISABLE considered. */
uint32_t kr_monitor_wanted(kr_code *code, uint32_t hooked);
uint32_t kr_monitor_place(const kr_code *code, int i, uint32_t wanted);
extern uint32_t kr_monitor_round;      /* restart_events() makes a new one */
void kr_monitor_forget(kr_code *code); /* it goes */

kr_value kr_monitoring_module(void); /* new */

#endif
