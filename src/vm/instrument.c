#include "vm/instrument.h"

#include "objects/bytes.h"
#include "objects/code.h"
#include "vm/trace.h"

uint32_t kr_instrument_version = 1;
int32_t kr_trace_active, kr_tracers, kr_profilers;

#define OP_AT(c, i) ((c)->units[i] & 0xFFu)

uint32_t kr_code_oparg(const kr_code *c, int i) {
  const uint16_t *u = c->units;
  uint32_t arg = u[i] >> 8;
  for (int k = 1, shift = 8; k <= 3 && i - k >= 0 && OP_AT(c, i - k) == OP_EXTENDED_ARG; k++, shift += 8)
    arg |= (uint32_t)(u[i - k] >> 8) << shift;
  return arg;
}

/* ---- where lines begin -------------------------------------------------------------------------------- */

KR_INLINE int line_at(const kr_code *c, int64_t i) { return c->instrumentation->lines[i]; }

bool kr_begins_line(const kr_code *c, int i, int prev) {
  switch (OP_AT(c, i)) {
    case OP_RESUME:
    case OP_END_FOR:
    case OP_POP_ITER:
    case OP_END_SEND:
    case OP_END_ASYNC_FOR: return false;
  }
  int line = line_at(c, i);
  if (line < 0 || prev < 0) return false;
  uint32_t before = OP_AT(c, prev);
  if (before == OP_RESUME && (c->units[prev] >> 8 & 3) == KR_RESUME_AT_START) return true;
  if (before == OP_YIELD_VALUE && i != prev + 1) return true; /* throw() reached a handler */
  if (before == OP_FOR_ITER && i > prev + 1 && OP_AT(c, i - 1) == OP_POP_ITER) {
    /* behind a loop a line begins only if the instructions before END_FOR are of another */
    int j = i - 1;
    while (j > prev && (OP_AT(c, j) == OP_POP_ITER || OP_AT(c, j) == OP_END_FOR)) j--;
    if (line_at(c, j) == line) return false;
  }
  return line_at(c, prev) != line;
}

/* ---- marks: what of the code alone decides ------------------------------------------------------------- */

/* While the plan is made. */
enum { FOUND_YES = MARK_LINE, FOUND_NO = MARK_CHECK };

typedef struct {
  const kr_code *code;
  uint8_t *marks;
  bool note; /* second pass: what leads to a place that is to be checked */
} plan;

/* Where control goes on at unit t; -1: nowhere. An EXTENDED_ARG is an instruction of its own here: lines begin
 * with it. */
static int64_t unit(const kr_code *c, int64_t t) { return t >= 0 && t < c->nunits ? t : -1; }

/* The instruction at p may be followed by that at t. */
static void edge(plan *x, int64_t p, int64_t t) {
  const kr_code *c = x->code;
  int64_t first = t = unit(c, t);
  while (t >= 0 && (OP_AT(c, t) == OP_POP_ITER || OP_AT(c, t) == OP_END_FOR)) t = unit(c, t + 1);
  if (t < 0) return;
  uint8_t *m = &x->marks[t];
  if (!x->note) {
    *m |= kr_begins_line(c, (int)t, (int)p) ? FOUND_YES : FOUND_NO;
    /* a tool is told which instruction led to this one */
    if (first < t && OP_AT(c, p) != OP_FOR_ITER) x->marks[p] |= MARK_NOTE;
  } else if (*m & MARK_CHECK) {
    x->marks[p] |= MARK_NOTE;
    for (; first < t; first++) x->marks[first] |= MARK_SKIP;
  }
}

static void edges(plan *x, int64_t p) {
  const kr_code *c = x->code;
  uint32_t op = OP_AT(c, p);
  int64_t arg = kr_code_oparg(c, (int)p), next = p + 1 + kr_opcode_caches[op];
  switch (op) {
    case OP_JUMP_FORWARD: edge(x, p, next + arg); return;
    case OP_JUMP_BACKWARD:
      if (next - arg >= 0 && line_at(c, p) >= 0 && line_at(c, next - arg) == line_at(c, p))
        x->marks[p] |= MARK_LOOP;
      /* fall through */
    case OP_JUMP_BACKWARD_NO_INTERRUPT: edge(x, p, next - arg); return;
    case OP_FOR_ITER: {
      int64_t body = unit(c, next);
      if (body >= 0) x->marks[body] |= MARK_BODY;
      edge(x, p, next + arg + 1);
      break;
    }
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_SEND: edge(x, p, next + arg); break;
    case OP_RETURN_VALUE:
    case OP_RAISE_VARARGS:
    case OP_CLEANUP_THROW:
    case OP_RERAISE: return;
  }
  edge(x, p, next);
}

/* A number of the exception table. */
static int table_number(const uint8_t **p, const uint8_t *end) {
  uint32_t v = 0;
  while (*p < end) {
    uint8_t b = *(*p)++;
    v = v << 6 | (b & 63);
    if (!(b & 64)) break;
  }
  return (int)v;
}

static void make_marks(const kr_code *c, uint8_t *marks) {
  plan x = {c, marks, false};
  memset(marks, 0, c->nunits);
  for (int pass = 0; pass < 2; pass++, x.note = true) {
    for (int64_t i = 0; i < c->nunits; i += 1 + kr_opcode_caches[OP_AT(c, i)]) edges(&x, i);
    if (pass) break;
    const uint8_t *p = c->exceptiontable->data, *end = p + c->exceptiontable->size;
    while (p < end) {
      table_number(&p, end);
      table_number(&p, end);
      int64_t handler = unit(c, table_number(&p, end));
      table_number(&p, end);
      /* from anywhere; f->pc is right when an exception is raised */
      if (handler >= 0) marks[handler] |= FOUND_YES | FOUND_NO;
    }
    for (uint32_t i = 0; i < c->nunits; i++)
      if (!(marks[i] & FOUND_YES)) marks[i] &= (uint8_t)~FOUND_NO;
  }
}

/* The lines are asked for at every instruction: each by walking the table would be quadratic. Without memory
 * they are looked up so all the same. */
bool kr_code_instrumentation(kr_code *c) {
  if (c->instrumentation) return true;
  size_t units = c->nunits;
  kr_instrumentation *n =
      kr_alloc(sizeof *n + units * (sizeof *n->lines + sizeof *n->words + sizeof *n->marks));
  if (!n) return false;
  *n = (kr_instrumentation){.exec = c->exec, .words = (uint32_t *)(n->lines + units)};
  n->marks = (uint8_t *)(n->words + units);
  for (size_t i = 0; i < units; i++) n->lines[i] = -1;
  kr_line_walk w;
  kr_line_walk_init(&w, c);
  while (kr_line_walk_next(&w))
    for (int i = w.start; i < w.stop && (uint32_t)i < units; i++) n->lines[i] = w.position.line;
  c->instrumentation = n;
  make_marks(c, n->marks);
  return true;
}

void kr_code_release_execution(kr_code *c) {
  kr_trace_forget(c);
  kr_monitor_forget(c);
  kr_free(c->instrumentation);
  c->instrumentation = NULL;
  kr_free(c->exec);
  c->exec = NULL;
}

/* ---- installing ---------------------------------------------------------------------------------------- */

enum { BRANCHES = 1 << KR_EV_BRANCH_LEFT | 1 << KR_EV_BRANCH_RIGHT };

/* What CPython has its hooks ask for, as tools. */
enum {
  BOTH_HOOKS = 1 << KR_EV_PY_START | 1 << KR_EV_PY_RESUME | 1 << KR_EV_PY_RETURN | 1 << KR_EV_PY_YIELD,
  TRACER = BOTH_HOOKS | BRANCHES | 1 << KR_EV_LINE | 1 << KR_EV_JUMP | 1 << KR_EV_STOP_ITERATION,
  PROFILER = BOTH_HOOKS | 1 << KR_EV_CALL
};

static uint32_t wanted(kr_code *c) {
  if (kr_tracers && kr_profilers) c->instrumentation->several = true;
  uint32_t want = kr_monitor_wanted(c, (kr_tracers ? TRACER : 0) | (kr_profilers ? PROFILER : 0));
  if (kr_tracers) want |= KR_WANT_TRACE | (c->instrumentation->opcodes ? KR_WANT_OPCODES : 0);
  if (kr_profilers) want |= KR_WANT_PROFILE;
  return want;
}

uint32_t kr_own_events(uint32_t op) {
  switch (op) {
    case OP_RESUME: return 1 << KR_EV_PY_START | 1 << KR_EV_PY_RESUME;
    case OP_RETURN_VALUE: return 1 << KR_EV_PY_RETURN;
    case OP_YIELD_VALUE: return 1 << KR_EV_PY_YIELD;
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX:
    case OP_LOAD_SUPER_ATTR: return 1 << KR_EV_CALL;
    case OP_JUMP_FORWARD:
    case OP_JUMP_BACKWARD: return 1 << KR_EV_JUMP;
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_POP_ITER: return 1 << KR_EV_BRANCH_RIGHT;
    case OP_END_ASYNC_FOR: return 1 << KR_EV_BRANCH_RIGHT | 1 << KR_EV_RERAISE;
    case OP_NOT_TAKEN: return 1 << KR_EV_BRANCH_LEFT;
    case OP_END_SEND: return 1 << KR_EV_STOP_ITERATION;
    case OP_RAISE_VARARGS:
    case OP_CLEANUP_THROW:
    case OP_RERAISE: return 1 << KR_EV_RERAISE;
    default: return 0;
  }
}

/* Whether somebody is to be told of something at i. */
static bool is_place(const kr_code *c, int i, uint32_t want, uint32_t op, uint8_t marks) {
  if (want & (KR_WANT_TRACE | KR_WANT_OPCODES)) {
    if (marks & (MARK_LINE | MARK_LOOP) || want & KR_WANT_OPCODES) return true;
    if (op == OP_RESUME || op == OP_RETURN_VALUE || op == OP_YIELD_VALUE || op == OP_END_SEND) return true;
  }
  if (want & KR_WANT_PROFILE && (op == OP_RESUME || op == OP_RETURN_VALUE || op == OP_YIELD_VALUE ||
                                 op == OP_CALL || op == OP_CALL_KW || op == OP_CALL_FUNCTION_EX))
    return true;
  uint32_t events = kr_monitor_place(c, i, want);
  if (events & 1 << KR_EV_INSTRUCTION && op != OP_RESUME) return true;
  if (events & 1 << KR_EV_LINE && marks & MARK_LINE) return true;
  if (events & 1 << KR_EV_BRANCH_LEFT && marks & MARK_BODY) return true;
  return (events & kr_own_events(op)) != 0;
}

/* Whether it must be passed through while anything of the code is a place. */
static bool is_support(uint32_t want, uint32_t op, uint8_t marks) {
  switch (op) {
    case OP_RESUME:
    case OP_YIELD_VALUE:
    case OP_END_SEND:
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: return true;
    case OP_FOR_ITER:
      if (want & BRANCHES) return true;
      break;
  }
  return marks & (MARK_NOTE | MARK_SKIP) && want & (KR_WANT_TRACE | 1 << KR_EV_LINE | BRANCHES);
}

static void stop_at(kr_code *c, kr_instrumentation *n, uint32_t i, bool quiet) {
  n->words[i] = c->exec[i];
  c->exec[i] = K_INSTRUMENTED;
  n->marks[i] |= quiet ? MARK_HERE | MARK_QUIET : MARK_HERE;
}
static void put_back(kr_code *c, kr_instrumentation *n, uint32_t i) {
  c->exec[i] = n->words[i];
  n->marks[i] &= (uint8_t) ~(MARK_HERE | MARK_QUIET);
}
static void remove_all(kr_code *c, kr_instrumentation *n) {
  for (uint32_t i = 0; i < c->nunits; i++)
    if (n->marks[i] & MARK_HERE) put_back(c, n, i);
  n->installed = false;
}

/* For each instruction that a tool may be told of. */
#define EACH_INSTRUCTION(c, i, op)                                                         \
  for (uint32_t i = (c)->first_traceable, op; i < (c)->nunits && (op = OP_AT(c, i), true); \
       i += 1 + kr_opcode_caches[op])

static void install(kr_code *c, kr_instrumentation *n, uint32_t want) {
  kr_trace_hide();
  if (n->installed || n->marks[c->first_traceable] & MARK_HERE) {
    remove_all(c, n);
    kr_code_refill(c); /* it may fuse again */
  }
  n->places = 0;
  if (!want) return;
  EACH_INSTRUCTION(c, i, op) n->places += is_place(c, (int)i, want, op, n->marks[i]);
  if (!n->places) return;
  kr_code_refill(c);
  n->installed = true;
  EACH_INSTRUCTION(c, i, op) {
    bool place = is_place(c, (int)i, want, op, n->marks[i]);
    if (!place && !is_support(want, op, n->marks[i])) continue;
    stop_at(c, n, i, !place && op != OP_POP_ITER && op != OP_END_FOR);
  }
}

void kr_instrument(kr_code *c) {
  if (!c->exec) return;
  if (!kr_code_instrumentation(c)) {
    kr_clear_exception();
    return;
  }
  kr_instrumentation *n = c->instrumentation;
  if (n->version == kr_instrument_version) return;
  uint32_t want = wanted(c);
  if (n->events != want || n->round != kr_monitor_round || n->version == 0) install(c, n, want);
  n->events = want;
  n->round = kr_monitor_round;
  n->version = kr_instrument_version;
}

bool kr_is_instrumented(const kr_code *c) { return c->instrumentation && c->instrumentation->installed; }

void kr_instrument_changed(void) {
  if (++kr_instrument_version == 0) kr_instrument_version = 1;
  kr_instrument_stack();
}
void kr_instrument_stack(void) {
  if (!kr_trace_active) return;
  kr.ticks = 0;
  for (kr_frame *f = kr_frame_python(kr.thread->frame); f; f = kr_frame_python(f->prev))
    kr_instrument(f->code);
}
void kr_instrument_code_changed(kr_code *c) {
  if (!c->instrumentation) return;
  c->instrumentation->version = 0;
  kr_instrument(c);
}

void kr_instrument_place(kr_code *c, int i) {
  kr_instrumentation *n = c->instrumentation;
  uint32_t op = OP_AT(c, i);
  if (!n->installed || !(n->marks[i] & MARK_HERE) || n->version != kr_instrument_version ||
      is_place(c, i, n->events, op, n->marks[i]))
    return;
  kr_trace_hide();
  if (--n->places == 0) {
    remove_all(c, n);
    kr_code_refill(c);
    stop_at(c, n, c->first_traceable, true); /* to know that it runs while nobody listens any more */
  } else if (!is_support(n->events, op, n->marks[i])) put_back(c, n, (uint32_t)i);
  else if (op != OP_POP_ITER && op != OP_END_FOR) n->marks[i] |= MARK_QUIET;
}

void kr_instrument_opcodes(kr_code *c, bool on) {
  if (!on && !c->instrumentation) return;
  if (!kr_code_instrumentation(c)) {
    kr_clear_exception();
    return;
  }
  if (c->instrumentation->opcodes == on) return;
  c->instrumentation->opcodes = on;
  if (kr_tracers) kr_instrument_code_changed(c);
}
