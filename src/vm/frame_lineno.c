/* Setting f_lineno: a debugger's jump. The stack at every instruction is worked out as kinds of values,
 * so that a jump goes only where what is on the stack now would do. */
#include "objects/bytes.h"
#include "vm/frame_locals.h"
#include "vm/trace.h"
#include "vm/verify.h"

/* What CPython tells apart. */
enum { OBJECT, EMPTY, ITERATOR, LASTI, EXCEPT };
static int kind_at(const kr_stack_row *r, uint32_t i) {
  switch (r->kinds[i]) {
    case KR_KIND_MAYBE:
    case KR_KIND_NOTHING: return EMPTY;
    case KR_KIND_ITERATOR: return ITERATOR;
    case KR_KIND_LASTI: return LASTI;
    case KR_KIND_EXCEPTION:
    case KR_KIND_EXC_OR_NONE: return EXCEPT;
    default: return OBJECT;
  }
}

/* Whether a stack like `to` can be had by popping from one like `from`. */
static bool compatible(const kr_stack_row *from, const kr_stack_row *to, uint32_t bottom) {
  if (!from || !to || from->size < to->size) return false;
  for (uint32_t i = bottom; i < to->size; i++) {
    int a = kind_at(from, i), b = kind_at(to, i);
    if (b == EMPTY) continue;
    if (b == OBJECT ? a == EMPTY : a != b) return false;
  }
  return true;
}
static const char *why_not(const kr_stack_row *to, uint32_t bottom) {
  if (!to) return "can't jump into an exception handler, or code may be unreachable";
  switch (to->size > bottom ? kind_at(to, to->size - 1) : OBJECT) {
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
static int choose(const kr_code *c, int from, int line, kr_stack_map *s) {
  int wanted = 0, last = -1;
  for (uint32_t i = 0; i < c->nunits; i++) {
    int l = line_beginning(c, i, &last);
    if (l >= line && (!wanted || l < wanted)) wanted = l;
  }
  if (!wanted) return KR_RAISE_INT(&kr_exc_ValueError, "line %d comes after the current code block", line);
  const kr_stack_row *start = s->rows[from];
  const char *message = "cannot find bytecode for specified line";
  int best = -1;
  int64_t size = -1;
  uint32_t bottom = (uint32_t)c->nlocalsplus;
  bool explained = false;
  last = -1;
  for (uint32_t i = 0; i < c->nunits; i++) {
    if (line_beginning(c, i, &last) != wanted) continue;
    const kr_stack_row *to = s->rows[i];
    if (compatible(start, to, bottom)) {
      if (to->size > size) {
        size = to->size;
        best = (int)i;
      }
    } else if (best < 0 && !explained) {
      explained = true;
      message = start ? why_not(to, bottom) : "can't jump from unreachable code";
    }
  }
  if (best >= 0 && kr_stack_map_jump(s, from, best)) return best;
  if (kr_failed()) return -1;
  /* CPython would crash if what lies there was not what it needs */
  return KR_RAISE_INT(&kr_exc_ValueError, "%s", best < 0 ? message : "incompatible stacks");
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
  kr_stack_map s;
  int from = kr_frame_index(f), to = -1;
  if (kr_stack_map_make(&s, c, true) == 0) to = choose(c, from, line, &s);
  if (to < 0 || bind_unbound(f)) {
    kr_stack_map_free(&s);
    return -1;
  }
  while (f->sp > f->slots + s.rows[to]->size) {
    kr_value top = *--f->sp;
    uint32_t i = (uint32_t)(f->sp - f->slots);
    if (i < s.rows[from]->size && kind_at(s.rows[from], i) == EXCEPT) {
      KR_REPLACE(kr.thread->exc_info->value, top == KR_NONE ? KR_NULL : top);
    } else {
      kr_decref(top);
    }
  }
  kr_stack_map_free(&s);
  f->pc = c->exec + to;
  f->return_offset = 0;
  return 0;
}
