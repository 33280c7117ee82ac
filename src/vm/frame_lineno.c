/* Setting f_lineno: a debugger's jump. The stack at every instruction is worked out as kinds of values,
 * so that a jump goes only where what is on the stack now would do. */
#include "objects/bytes.h"
#include "vm/frame_locals.h"
#include "vm/trace.h"
#include "vm/verify.h"

enum { ITERATOR = 1, EXCEPT, OBJECT, EMPTY, LASTI };

/* One row an instruction: the depth, or UNKNOWN, and the kinds from the bottom up. */
#define UNKNOWN 0xFFFF
typedef struct {
  uint16_t depth;
  uint8_t kinds[];
} row;
typedef struct {
  const kr_code *code;
  size_t row_size, room;
  char *rows;
  bool changed;
} stacks;

static row *at(const stacks *s, uint32_t i) { return (row *)(s->rows + i * s->row_size); }

static void set_row(stacks *s, uint32_t i, const row *r) {
  if (i >= s->code->nunits || at(s, i)->depth != UNKNOWN) return;
  memcpy(at(s, i), r, sizeof *r + r->depth);
  s->changed = true;
}
static void push(const stacks *s, row *r, uint8_t kind) {
  if (r->depth < s->room) r->kinds[r->depth++] = kind;
}
static void pop(row *r, int n) { r->depth = r->depth > n ? (uint16_t)(r->depth - n) : 0; }

/* Execution of instruction i, whose row is known, with its argument. */
static void step(stacks *s, uint32_t i, uint32_t op, uint32_t arg, row *r) {
  uint32_t next = i + 1 + kr_opcode_caches[op];
  memcpy(r, at(s, i), s->row_size);
  switch (op) {
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
      pop(r, 1);
      set_row(s, next + arg, r);
      break;
    case OP_SEND: set_row(s, next + arg, r); break;
    case OP_JUMP_FORWARD: set_row(s, next + arg, r); return;
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: set_row(s, next - arg, r); return;
    case OP_FOR_ITER:
      push(s, r, OBJECT);
      set_row(s, next + arg, r);
      break;
    case OP_GET_ITER:
    case OP_GET_AITER:
      pop(r, 1);
      push(s, r, ITERATOR);
      break;
    case OP_PUSH_EXC_INFO: push(s, r, EXCEPT); break;
    case OP_RETURN_VALUE:
    case OP_RAISE_VARARGS:
    case OP_RERAISE: return;
    case OP_PUSH_NULL: push(s, r, EMPTY); break;
    case OP_LOAD_GLOBAL:
      push(s, r, OBJECT);
      if (arg & 1) push(s, r, EMPTY);
      break;
    case OP_LOAD_ATTR:
      if (arg & 1) push(s, r, EMPTY);
      break;
    case OP_LOAD_SUPER_ATTR:
      pop(r, 3);
      push(s, r, OBJECT);
      if (arg & 1) push(s, r, EMPTY);
      break;
    case OP_SWAP:
      if (arg && arg <= r->depth) {
        uint8_t k = r->kinds[r->depth - 1];
        r->kinds[r->depth - 1] = r->kinds[r->depth - arg];
        r->kinds[r->depth - arg] = k;
      }
      break;
    case OP_COPY: push(s, r, arg && arg <= r->depth ? r->kinds[r->depth - arg] : OBJECT); break;
    default: {
      int effect = 0;
      kr_opcode_stack_effect((int)op, (int)arg, 0, &effect);
      if (effect < 0) pop(r, -effect);
      for (; effect > 0; effect--) push(s, r, OBJECT);
    }
  }
  set_row(s, next, r);
}

static int analyze(stacks *s, const kr_code *c) {
  s->code = c;
  s->room = (size_t)c->stacksize + 2;
  s->row_size = (sizeof(row) + s->room + 1) & ~(size_t)1;
  s->rows = kr_alloc_array(c->nunits + 1, s->row_size);
  if (!s->rows) return -1;
  for (uint32_t i = 0; i < c->nunits; i++) at(s, i)->depth = UNKNOWN;
  row *r = at(s, c->nunits); /* a spare row to work in */
  r->depth = 0;
  kr_frame probe; /* only its code is asked for */
  probe.code = (kr_code *)c;
  set_row(s, 0, r);
  do {
    s->changed = false;
    uint32_t arg = 0;
    for (uint32_t i = 0; i < c->nunits;) {
      uint32_t op = c->units[i] & 0xFF;
      arg = arg << 8 | c->units[i] >> 8;
      if (at(s, i)->depth != UNKNOWN) {
        int depth;
        bool lasti;
        int handler = kr_find_handler(&probe, (int)i, &depth, &lasti);
        if (handler >= 0) {
          memcpy(r, at(s, i), s->row_size);
          if (r->depth > depth) r->depth = (uint16_t)depth;
          if (lasti) push(s, r, LASTI);
          push(s, r, EXCEPT);
          set_row(s, (uint32_t)handler, r);
        }
        if (op == OP_EXTENDED_ARG) set_row(s, i + 1, at(s, i));
        else step(s, i, op, arg, r);
      }
      if (op != OP_EXTENDED_ARG) {
        arg = 0;
        i += kr_opcode_caches[op];
      }
      i++;
    }
  } while (s->changed);
  return 0;
}

/* Whether a stack like `to` can be had by popping from one like `from`. */
static bool compatible(const row *from, const row *to) {
  if (from->depth == UNKNOWN || to->depth == UNKNOWN || from->depth < to->depth) return false;
  for (int i = 0; i < to->depth; i++) {
    uint8_t a = from->kinds[i], b = to->kinds[i];
    if (b == EMPTY) continue;
    if (b == OBJECT ? a == EMPTY : a != b) return false;
  }
  return true;
}
static const char *why_not(const row *to) {
  if (to->depth == UNKNOWN) return "can't jump into an exception handler, or code may be unreachable";
  switch (to->depth ? to->kinds[to->depth - 1] : 0) {
    case EXCEPT: return "can't jump into an 'except' block as there's no exception";
    case LASTI: return "can't jump into a re-raising block as there's no location";
    case ITERATOR: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
  }
}

/* The line that begins at i; -1: none. */
static int line_beginning(const kr_code *c, uint32_t i, int *last) {
  int line = kr_code_line(c, (int)i);
  if (line < 0 || line == *last) return -1;
  *last = line;
  return line;
}

static int check_event(const kr_frame_object *o) {
  kr_value event = o->frame ? kr_trace_event(o->frame) : KR_NULL;
  if (event == KR_NULL)
    return KR_RAISE_INT(&kr_exc_ValueError, "f_lineno can only be set in a trace function");
  /* at RESUME and YIELD_VALUE of a generator it may, unless by an exception */
  if (kr.thread->hook.pc) {
    uint32_t word = o->frame->code->units[kr_frame_index(o->frame)];
    if ((word & 0xFF) == OP_YIELD_VALUE ||
        ((word & 0xFF) == OP_RESUME && (word >> 8 & 3) != KR_RESUME_AT_START))
      return 0;
  }
  if (event == KR_ID(call) && kr.thread->hook.pc)
    return KR_RAISE_INT(&kr_exc_ValueError, "can't jump from the 'call' trace event of a new frame");
  if (event != KR_ID(line))
    return KR_RAISE_INT(&kr_exc_ValueError, "can only jump from a 'line' trace event");
  return 0;
}

/* Where the first line from `line` on begins whose stack will do: the deepest such. -1: an exception. */
static int choose(const kr_code *c, int from, int line, const stacks *s) {
  int wanted = 0, last = -1;
  for (uint32_t i = 0; i < c->nunits; i++) {
    int l = line_beginning(c, i, &last);
    if (l >= line && (!wanted || l < wanted)) wanted = l;
  }
  if (!wanted) return KR_RAISE_INT(&kr_exc_ValueError, "line %d comes after the current code block", line);
  const row *start = at(s, (uint32_t)from);
  const char *message = "cannot find bytecode for specified line";
  int best = -1, depth = -1;
  bool explained = false;
  last = -1;
  /* what makes the generator is not run a second time: CPython crashes */
  for (uint32_t i = c->first_traceable; i < c->nunits; i++) {
    if (line_beginning(c, i, &last) != wanted) continue;
    const row *to = at(s, i);
    if (compatible(start, to)) {
      if (to->depth > depth) {
        depth = to->depth;
        best = (int)i;
      }
    } else if (best < 0 && !explained) {
      explained = true;
      message = start->depth == UNKNOWN ? "can't jump from unreachable code" : why_not(to);
    }
  }
  if (best < 0) return KR_RAISE_INT(&kr_exc_ValueError, "%s", message);
  return best;
}

static int bind_unbound(kr_frame *f) {
  int unbound = 0;
  for (int i = 0; i < f->code->nlocalsplus; i++) unbound += f->slots[i] == KR_NULL;
  if (!unbound) return 0;
  if (kr_warn(&kr_exc_RuntimeWarning, 0, "assigning None to %d unbound local%s", unbound,
              unbound == 1 ? "" : "s"))
    return -1;
  for (int i = 0; i < f->code->nlocalsplus; i++)
    if (f->slots[i] == KR_NULL) f->slots[i] = KR_NONE;
  return 0;
}

int kr_frame_set_lineno(kr_value frame, kr_value v, void *closure) {
  kr_frame_object *o = KR_AS(kr_frame_object, frame);
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_AttributeError, "cannot delete attribute");
  if (!kr_is_int(v) || kr_is_bool(v)) return KR_RAISE_INT(&kr_exc_ValueError, "lineno must be an integer");
  if (check_event(o)) return -1;
  int64_t wide;
  if (!kr_int_fits_i64(v, &wide) || wide != (int32_t)wide)
    return KR_RAISE_INT(&kr_exc_ValueError, "lineno out of range");
  kr_frame *f = o->frame;
  kr_code *c = f->code;
  int line = (int)wide;
  if (line < c->firstlineno)
    return KR_RAISE_INT(&kr_exc_ValueError, "line %d comes before the current code block", line);
  stacks s;
  if (analyze(&s, c)) return -1;
  int from = kr_frame_index(f), to = choose(c, from, line, &s);
  if (to < 0 || kr_check_jump(f, to) || bind_unbound(f)) {
    kr_free(s.rows);
    return -1;
  }
  const row *start = at(&s, (uint32_t)from);
  kr_value *bottom = f->slots + c->nlocalsplus;
  int depth = (int)(f->sp - bottom), target = at(&s, (uint32_t)to)->depth;
  while (depth > target) {
    kr_value top = *--f->sp;
    depth--;
    if (depth < start->depth && start->kinds[depth] == EXCEPT) {
      KR_REPLACE(kr.thread->exc_info->value, top == KR_NONE ? KR_NULL : top);
    } else {
      kr_decref(top);
    }
  }
  kr_free(s.rows);
  f->pc = c->exec + to;
  f->return_offset = 0;
  return 0;
}
