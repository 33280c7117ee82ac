#include "vm/monitor.h"

#include "objects/abstract.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "modules/sys/sys.h"
#include "vm/instrument.h"
#include "vm/trace.h"

enum { TOOLS = 6, LOCAL_EVENTS = (2 << KR_EV_STOP_ITERATION) - 1, ALL_EVENTS = (1 << KR_EVENTS) - 1 };
enum { CALL_EVENTS = 1 << KR_EV_CALL | 1 << KR_EV_C_RETURN | 1 << KR_EV_C_RAISE };
enum { BOTH_BRANCHES = 1 << KR_EV_BRANCH_LEFT | 1 << KR_EV_BRANCH_RIGHT };

static const char *const event_names[KR_EVENTS] = {"PY_START",
                                                   "PY_RESUME",
                                                   "PY_RETURN",
                                                   "PY_YIELD",
                                                   "CALL",
                                                   "LINE",
                                                   "INSTRUCTION",
                                                   "JUMP",
                                                   "BRANCH_LEFT",
                                                   "BRANCH_RIGHT",
                                                   "STOP_ITERATION",
                                                   "RAISE",
                                                   "EXCEPTION_HANDLED",
                                                   "PY_UNWIND",
                                                   "PY_THROW",
                                                   "RERAISE",
                                                   "C_RETURN",
                                                   "C_RAISE",
                                                   "BRANCH"};

static struct {
  kr_value name; /* KR_NULL: not in use */
  kr_value callbacks[KR_EVENTS];
  uint32_t events;
  uint32_t cleared; /* how often: what was asked for of single code objects before counts no more */
} tools[TOOLS];
static uint8_t listeners[KR_EVENTS]; /* tools that have, or had, a callback */
uint32_t kr_monitor_round;
static uint32_t local_events; /* that were asked for of single code objects, since there are any */
static uint32_t local_codes;  /* that anything is asked for of */
uint32_t kr_monitor_events;

kr_object kr_monitor_missing = KR_STATIC_HEAD(&kr_object_type);
static kr_object disable = KR_STATIC_HEAD(&kr_object_type);

/* What tools want of one code object, and where they want no more: for each unit a set of tools for each
 * of the event kinds that can share a place. */
enum { OFF_OTHER, OFF_LINE, OFF_INSTRUCTION, OFF_BRANCH, OFF_KINDS };
struct kr_monitored {
  uint32_t events[TOOLS], cleared[TOOLS];
  uint32_t active[TOOLS]; /* of this code, when it was instrumented last */
  uint32_t round;
  uint8_t off[][OFF_KINDS];
};

static int off_kind(kr_event event) {
  return event == KR_EV_LINE          ? OFF_LINE
         : event == KR_EV_INSTRUCTION ? OFF_INSTRUCTION
         : BOTH_BRANCHES >> event & 1 ? OFF_BRANCH
                                      : OFF_OTHER;
}

static uint32_t local_of(const kr_code *c, int tool) {
  const struct kr_monitored *m = c->instrumentation ? c->instrumentation->monitored : NULL;
  return m && m->cleared[tool] == tools[tool].cleared ? m->events[tool] : 0;
}
static uint32_t wanted(const kr_code *c, int tool) {
  uint32_t events = tools[tool].events | local_of(c, tool);
  return events & 1 << KR_EV_CALL ? events | CALL_EVENTS : events;
}

/* NULL: MemoryError. */
static struct kr_monitored *monitored(kr_code *c) {
  if (!kr_code_instrumentation(c)) return NULL;
  struct kr_monitored *m = c->instrumentation->monitored;
  if (!m) {
    size_t size = sizeof *m + (size_t)c->nunits * sizeof *m->off;
    m = kr_alloc(size);
    if (!m) return NULL;
    memset(m, 0, size);
    m->round = kr_monitor_round;
    c->instrumentation->monitored = m;
    for (int i = 0; i < TOOLS; i++) m->active[i] = wanted(c, i);
  }
  return m;
}

static bool has_local_events(const struct kr_monitored *m) {
  for (int i = 0; i < TOOLS; i++)
    if (m->events[i]) return true;
  return false;
}
void kr_monitor_forget(kr_code *c) {
  struct kr_monitored *m = c->instrumentation ? c->instrumentation->monitored : NULL;
  if (!m) return;
  local_codes -= has_local_events(m);
  kr_free(m);
  c->instrumentation->monitored = NULL;
}

static void count_events(void) {
  if (!local_codes) local_events = 0;
  uint32_t all = local_events;
  for (int i = 0; i < TOOLS; i++) all |= tools[i].events;
  if (all & 1 << KR_EV_CALL) all |= CALL_EVENTS;
  kr_trace_active += (all != 0) - (kr_monitor_events != 0);
  kr_monitor_events = all;
}

/* ---- telling ------------------------------------------------------------------------------------------ */

static const uint32_t kinds[OFF_KINDS] = {LOCAL_EVENTS &
                                              ~(1u << KR_EV_LINE | 1u << KR_EV_INSTRUCTION | BOTH_BRANCHES),
                                          1u << KR_EV_LINE, 1u << KR_EV_INSTRUCTION, BOTH_BRANCHES};

/* What a tool wanted no more at single places comes back there after it wanted it nowhere. */
static void forget_off(kr_code *c, struct kr_monitored *m, int tool, uint32_t gone) {
  for (uint32_t i = 0; i < c->nunits; i++) {
    uint32_t own =
        kr_own_events(c->units[i] & 0xFF) | 1 << KR_EV_LINE | 1 << KR_EV_INSTRUCTION | 1 << KR_EV_BRANCH_LEFT;
    for (int k = 0; k < OFF_KINDS; k++)
      if (gone & own & kinds[k]) m->off[i][k] &= (uint8_t) ~(1 << tool);
  }
}

uint32_t kr_monitor_wanted(kr_code *c, uint32_t hooked) {
  struct kr_monitored *m = c->instrumentation->monitored;
  if (!kr_monitor_events && !m) return 0;
  uint32_t all = 0;
  for (int i = 0; i < TOOLS; i++) {
    uint32_t now = wanted(c, i);
    if ((all | hooked) & now & LOCAL_EVENTS) c->instrumentation->several = true;
    all |= now;
    if (!m) continue;
    if (m->active[i] & ~now) forget_off(c, m, i, m->active[i] & ~now);
    m->active[i] = now;
  }
  return all;
}

uint32_t kr_monitor_place(const kr_code *c, int i, uint32_t all) {
  const struct kr_monitored *m = c->instrumentation->monitored;
  if (!m || m->round != kr_monitor_round || !kr_monitor_events) return all & ALL_EVENTS;
  all = 0;
  for (int tool = 0; tool < TOOLS; tool++) {
    uint32_t events = wanted(c, tool);
    for (int k = 0; k < OFF_KINDS; k++)
      if (m->off[i][k] >> tool & 1) events &= ~kinds[k];
    all |= events;
  }
  return all;
}

/* The answer was DISABLE. */
static int switch_off(kr_code *c, int tool, kr_event event, int place) {
  if (!(LOCAL_EVENTS >> event & 1)) {
    KR_CLEAR(tools[tool].callbacks[event]);
    return KR_RAISE_INT(&kr_exc_ValueError, "Cannot disable %s events. Callback removed.",
                        event_names[event]);
  }
  struct kr_monitored *m = monitored(c);
  if (!m) return -1;
  if (m->round != kr_monitor_round) memset(m->off, 0, (size_t)c->nunits * sizeof *m->off);
  m->round = kr_monitor_round;
  if (place < 0 || (uint32_t)place >= c->nunits) return 0;
  m->off[place][off_kind(event)] |= (uint8_t)(1 << tool);
  kr_instrument_place(c, place);
  return 0;
}

/* For the f_lineno setter. */
static kr_value name_for_setter(kr_event event) {
  return event == KR_EV_LINE ? KR_ID(line) : event == KR_EV_PY_START ? KR_ID(call) : KR_ID(exception);
}

KR_INLINE int tell(kr_frame *f, int tool, kr_event event, int at, int place, const kr_value *extra,
                   size_t n) {
  kr_code *c = f->code;
  kr_thread *t = kr.thread;
  kr_value func = tools[tool].callbacks[event], args[5] = {kr_from_object(c)};
  args[1] = kr_from_small_int(event == KR_EV_LINE ? kr_code_line(c, at) : at * 2);
  for (size_t i = 0; i < n; i++) args[2 + i] = extra[i];
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_incref(func);
  kr_incref_object(c);
  t->hook.told = f; /* no other hook runs now */
  t->hook.event = name_for_setter(event);
  t->hook.pc = f->pc;
  t->tracing++;
  kr_value r;
  if (kr_is_exact(func, &kr_cfunction_type) &&
      KR_AS(kr_cfunction_object, func)->def->flags == (KR_FN_RAW | KR_FN_NO_KEYWORDS)) {
    const kr_cfunction_object *native = KR_AS(kr_cfunction_object, func);
    r = kr_settle(native->def->fn(native->self, args, 2 + n, NULL));
  } else {
    r = kr_call(func, args, 2 + n, NULL); /* _lsprof's, which checks the count itself */
  }
  t->tracing--;
  kr_trace_hide(); /* what it ran last may be the next instruction of f too */
  kr.pushed = pending;
  kr_decref(func);
  int result = r == KR_NULL ? -1 : r == kr_from_object(&disable) ? switch_off(c, tool, event, place) : 0;
  kr_decref(r);
  kr_decref_object(c);
  return result;
}

int kr_monitor_fire_at(kr_frame *f, kr_event event, int at, int place, const kr_value *extra, size_t n) {
  if (kr.thread->tracing || f->owner == KR_FRAME_NATIVE) return 0;
  kr_code *c = f->code;
  bool after = event == KR_EV_C_RETURN || event == KR_EV_C_RAISE;
  int asked = after ? KR_EV_CALL : event;
  for (uint32_t left = listeners[event], tool; left; left -= 1u << tool) {
    tool = 31 - (uint32_t)__builtin_clz(left); /* the highest first */
    if (tools[tool].callbacks[event] == KR_NULL ||
        !((tools[tool].events | local_of(c, (int)tool)) >> asked & 1))
      continue;
    const struct kr_monitored *m = c->instrumentation ? c->instrumentation->monitored : NULL;
    /* as in CPython, one who disables a call while it is the only tool is told how this one ends */
    if (m && m->round == kr_monitor_round && (LOCAL_EVENTS >> asked & 1) && place >= 0 &&
        (uint32_t)place < c->nunits && m->off[place][off_kind(event)] >> tool & 1 &&
        !(after && !c->instrumentation->several))
      continue;
    if (tell(f, (int)tool, event, at, place, extra, n)) return -1;
  }
  return 0;
}
int kr_monitor_exception(kr_frame *f, kr_event event, int at) {
  if (kr.thread->tracing || f->owner == KR_FRAME_NATIVE) return 0;
  kr_value exc = kr_fetch_exception();
  int r = kr_monitor_fire(f, event, at, &exc, 1);
  if (r) kr_decref(exc);
  else kr_restore_exception_steal(exc);
  return r;
}

/* ---- the module ---------------------------------------------------------------------------------------- */

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* -1: an exception is set. */
static int tool_number(kr_value v) {
  int i = kr_index_as_int(v);
  if (i == -1 && kr_failed()) return -1;
  if (i < 0 || i >= TOOLS)
    return KR_RAISE_INT(&kr_exc_ValueError, "invalid tool %d (must be between 0 and 5)", i);
  return i;
}
static int tool_in_use(kr_value v) {
  int i = tool_number(v);
  if (i >= 0 && tools[i].name == KR_NULL) return KR_RAISE_INT(&kr_exc_ValueError, "tool %d is not in use", i);
  return i;
}

/* -1: an exception is set. */
static int64_t event_set(kr_value v, uint32_t allowed, const char *what) {
  int given = kr_index_as_int(v);
  if (given == -1 && kr_failed()) return -1;
  uint32_t set = (uint32_t)given;
  if (allowed == ALL_EVENTS && set & ~(uint32_t)ALL_EVENTS)
    return KR_RAISE_INT(&kr_exc_ValueError, "invalid %s 0x%x", what, set);
  if (set & (1 << KR_EV_C_RETURN | 1 << KR_EV_C_RAISE)) {
    if ((set & CALL_EVENTS) != CALL_EVENTS)
      return KR_RAISE_INT(&kr_exc_ValueError, "cannot set C_RETURN or C_RAISE events independently");
    set &= ~(uint32_t)(1 << KR_EV_C_RETURN | 1 << KR_EV_C_RAISE);
  }
  if (set & 1 << KR_EV_BRANCH) set = (set & ~(1u << KR_EV_BRANCH)) | BOTH_BRANCHES;
  if (set & ~allowed) return KR_RAISE_INT(&kr_exc_ValueError, "invalid %s 0x%x", what, set);
  return set;
}

FN(use_tool_id) {
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  if (!kr_is_str(args[1])) return kr_raise(&kr_exc_ValueError, "tool name must be a str");
  if (tools[i].name != KR_NULL) return kr_raise(&kr_exc_ValueError, "tool %d is already in use", i);
  tools[i].name = kr_ref(args[1]);
  return KR_NONE;
}

static void clear_tool(int i) {
  tools[i].events = 0;
  tools[i].cleared++;
  for (int e = 0; e < KR_EVENTS; e++) KR_CLEAR(tools[i].callbacks[e]);
  count_events();
  kr_instrument_changed();
}
FN(clear_tool_id) {
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  if (tools[i].name != KR_NULL) clear_tool(i);
  return KR_NONE;
}
FN(free_tool_id) {
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  if (tools[i].name != KR_NULL) clear_tool(i);
  KR_CLEAR(tools[i].name);
  return KR_NONE;
}
FN(get_tool) {
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  return tools[i].name == KR_NULL ? KR_NONE : kr_ref(tools[i].name);
}

FN(register_callback) {
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  int set = kr_index_as_int(args[1]);
  if (set == -1 && kr_failed()) return KR_NULL;
  if (set <= 0 || (set & (set - 1)))
    return kr_raise(&kr_exc_ValueError, "The callback can only be set for one event at a time");
  int event = __builtin_ctz((unsigned)set);
  if (event >= KR_EVENTS) return kr_raise(&kr_exc_ValueError, "invalid event %d", set);
  if (kr_audit("sys.monitoring.register_callback", 1, args + 2)) return KR_NULL;
  int from = event == KR_EV_BRANCH ? KR_EV_BRANCH_LEFT : event;
  int to = event == KR_EV_BRANCH ? KR_EV_BRANCH_RIGHT : event;
  kr_value old = tools[i].callbacks[from] == KR_NULL ? KR_NONE : kr_ref(tools[i].callbacks[from]);
  for (int e = from; e <= to; e++) {
    kr_value func = args[2] == KR_NONE ? KR_NULL : kr_ref(args[2]);
    KR_REPLACE(tools[i].callbacks[e], func);
    listeners[e] |= (uint8_t)(1 << i);
  }
  return old;
}

FN(get_events) {
  int i = tool_number(args[0]);
  return i < 0 ? KR_NULL : kr_from_small_int(tools[i].events);
}
FN(set_events) {
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  int64_t set = event_set(args[1], ALL_EVENTS, "event set");
  if (set < 0 || tool_in_use(args[0]) < 0) return KR_NULL;
  if (tools[i].events == (uint32_t)set) return KR_NONE;
  tools[i].events = (uint32_t)set;
  count_events();
  kr_instrument_changed();
  return KR_NONE;
}

/* The code among (tool_id, code); what is no number at all is told of first. */
static kr_code *code_argument(const kr_value *args) {
  if (kr_index_as_int(args[0]) == -1 && kr_failed()) return NULL;
  if (kr_is_exact(args[1], &kr_code_type)) return KR_AS(kr_code, args[1]);
  kr_raise(&kr_exc_TypeError, "code must be a code object");
  return NULL;
}
FN(get_local_events) {
  kr_code *c = code_argument(args);
  if (!c) return KR_NULL;
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  return kr_from_small_int(local_of(c, i));
}
FN(set_local_events) {
  kr_code *c = code_argument(args);
  if (!c) return KR_NULL;
  int i = tool_number(args[0]);
  if (i < 0) return KR_NULL;
  int64_t set = event_set(args[2], LOCAL_EVENTS, "local event set");
  if (set < 0 || tool_in_use(args[0]) < 0) return KR_NULL;
  struct kr_monitored *m = monitored(c);
  if (!m) return KR_NULL;
  if (local_of(c, i) == (uint32_t)set) return KR_NONE;
  m->cleared[i] = tools[i].cleared;
  local_codes -= has_local_events(m);
  m->events[i] = (uint32_t)set;
  local_codes += has_local_events(m);
  local_events |= (uint32_t)set;
  count_events();
  if (kr_trace_active) kr.ticks = 0;
  kr_instrument_code_changed(c);
  return KR_NONE;
}

FN(restart_events) {
  kr_monitor_round++;
  kr_instrument_changed();
  return KR_NONE;
}

FN(all_events) {
  kr_dict *d = kr_dict_new();
  for (int e = 0; d && e < KR_EV_C_RETURN; e++) {
    int set = 0;
    for (int i = 0; i < TOOLS; i++)
      if (tools[i].events >> e & 1) set |= 1 << i;
    if (set && kr_dict_set_cstr(d, event_names[e], kr_from_small_int(set)) < 0) KR_CLEAR_OBJECT(d);
  }
  return kr_from_object_or_null(d);
}

static int exec(kr_module *m) {
  kr_dict *events = kr_dict_new();
  if (!events) return -1;
  int r = 0;
  for (int e = 0; !r && e < KR_EVENTS; e++)
    r = kr_dict_set_cstr(events, event_names[e], kr_from_small_int(1 << e));
  if (!r) r = kr_dict_set_cstr(events, "NO_EVENTS", kr_from_small_int(0));
  if (r < 0) {
    kr_decref_object(events);
    return -1;
  }
  return kr_module_add_steal(m, "events", kr_namespace_new(events)) ||
                 kr_module_add_int(m, "DEBUGGER_ID", 0) || kr_module_add_int(m, "COVERAGE_ID", 1) ||
                 kr_module_add_int(m, "PROFILER_ID", 2) || kr_module_add_int(m, "OPTIMIZER_ID", 5) ||
                 kr_module_add(m, "DISABLE", kr_from_object(&disable)) ||
                 kr_module_add(m, "MISSING", kr_from_object(&kr_monitor_missing))
             ? -1
             : 0;
}

kr_value kr_monitoring_module(void) {
  static const kr_method_def methods[] = {
      {"use_tool_id", use_tool_id, 0, "($module, tool_id, name, /)", NULL},
      {"clear_tool_id", clear_tool_id, 0, "($module, tool_id, /)", NULL},
      {"free_tool_id", free_tool_id, 0, "($module, tool_id, /)", NULL},
      {"get_tool", get_tool, 0, "($module, tool_id, /)", NULL},
      {"register_callback", register_callback, 0, "($module, tool_id, event, func, /)", NULL},
      {"get_events", get_events, 0, "($module, tool_id, /)", NULL},
      {"set_events", set_events, 0, "($module, tool_id, event_set, /)", NULL},
      {"get_local_events", get_local_events, 0, "($module, tool_id, code, /)", NULL},
      {"set_local_events", set_local_events, 0, "($module, tool_id, code, event_set, /)", NULL},
      {"restart_events", restart_events, 0, "($module, /)", NULL},
      {"_all_events", all_events, 0, "($module, /)", NULL},
      {0}};
  static const kr_module_def def = {.name = "sys.monitoring", .methods = methods, .exec = exec};
  for (int i = 0; i < TOOLS; i++) {
    tools[i].name = KR_NULL;
    for (int e = 0; e < KR_EVENTS; e++) tools[i].callbacks[e] = KR_NULL;
  }
  kr_value name = kr_str_intern_cstr("sys.monitoring");
  return name == KR_NULL ? KR_NULL : kr_from_object_or_null(kr_module_from_def(&def, name));
}
