/* The line table of a code object (PEP 626, PEP 657): positions, and the iterators over it.
 *
 * An entry covers one to eight code units. Its first byte has the top bit set, then four bits of form
 * and three of length - 1; what follows depends on the form: columns within 80 in one byte, two bytes
 * of columns with a line step of 0 to 2, a line step only, everything as variable-length numbers, or
 * nothing for code that belongs to no source.
 */
#include "objects/abstract.h"
#include "objects/code.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "compile/opcode.h"

enum {
  FORM_SHORT_MAX = 9,
  FORM_ONE_LINE = 10,
  FORM_ONE_LINE_MAX = 12,
  FORM_NO_COLUMNS = 13,
  FORM_LONG = 14,
  FORM_NONE = 15
};

void kr_line_walk_init(kr_line_walk *w, const kr_code *code) {
  const kr_bytes *table = code->linetable;
  *w = (kr_line_walk){.p = table->data, .end = table->data + table->size, .line = code->firstlineno};
}

/* Programs can make code objects with any table: a number may be cut off or too long. */
static uint32_t read_varint(kr_line_walk *w) {
  uint32_t n = 0;
  for (int shift = 0; w->p < w->end; shift += 6) {
    uint8_t b = *w->p++;
    if (shift < 32) n |= (uint32_t)(b & 63) << shift;
    if (!(b & 64)) break;
  }
  return n;
}
static int read_signed(kr_line_walk *w) {
  uint32_t n = read_varint(w);
  return n & 1 ? -(int)(n >> 1) : (int)(n >> 1);
}
static int read_byte(kr_line_walk *w) { return w->p < w->end ? *w->p++ : 0; }
static int add(int a, int b) { return (int)((uint32_t)a + (uint32_t)b); }

bool kr_line_walk_next(kr_line_walk *w) {
  if (w->p >= w->end) return false;
  int head = *w->p++;
  int form = (head >> 3) & 15;
  w->start = w->stop;
  w->stop += (head & 7) + 1;
  kr_position *at = &w->position;
  switch (form) {
    case FORM_NONE: *at = (kr_position){-1, -1, -1, -1}; return true;
    case FORM_LONG:
      w->line = add(w->line, read_signed(w));
      at->line = w->line;
      at->end_line = add(w->line, (int)read_varint(w));
      at->column = (int)read_varint(w) - 1;
      at->end_column = (int)read_varint(w) - 1;
      return true;
    case FORM_NO_COLUMNS:
      w->line = add(w->line, read_signed(w));
      *at = (kr_position){w->line, w->line, -1, -1};
      return true;
    case FORM_ONE_LINE:
    case FORM_ONE_LINE + 1:
    case FORM_ONE_LINE_MAX:
      w->line = add(w->line, form - FORM_ONE_LINE);
      at->line = at->end_line = w->line;
      at->column = read_byte(w);
      at->end_column = read_byte(w);
      return true;
    default: {
      int b = read_byte(w);
      at->line = at->end_line = w->line;
      at->column = form << 3 | b >> 4;
      at->end_column = at->column + (b & 15);
      return true;
    }
  }
}

static kr_position position_of(const kr_code *code, int index) {
  kr_line_walk w;
  kr_line_walk_init(&w, code);
  while (kr_line_walk_next(&w))
    if (index < w.stop) return index >= 0 ? w.position : (kr_position){-1, -1, -1, -1};
  return (kr_position){-1, -1, -1, -1};
}

int kr_code_line(const kr_code *code, int index) {
  if (code->instrumentation && (uint32_t)index < code->nunits) return code->instrumentation->lines[index];
  return index < 0 ? code->firstlineno : position_of(code, index).line;
}

bool kr_code_without_columns;

static bool put_line_step(kr_buf *out, int step) {
  uint32_t n = step < 0 ? ((0u - (uint32_t)step) << 1) | 1 : (uint32_t)step << 1;
  for (; n >= 64; n >>= 6) kr_buf_put_char(out, (char)(64 | (n & 63)));
  return kr_buf_put_char(out, (char)n);
}

int kr_code_drop_columns(kr_code *code) {
  kr_buf out = {0};
  kr_line_walk w;
  kr_line_walk_init(&w, code);
  int line = w.line;
  while (kr_line_walk_next(&w)) {
    bool nowhere = w.position.line < 0;
    kr_buf_put_char(&out,
                    (char)(128 | (nowhere ? FORM_NONE : FORM_NO_COLUMNS) << 3 | (w.stop - w.start - 1)));
    if (!nowhere) put_line_step(&out, w.position.line - line);
    line = w.line;
  }
  kr_value table = out.failed ? KR_NULL : kr_bytes_from(out.data, out.size);
  kr_buf_free(&out);
  if (table == KR_NULL) return -1;
  kr_decref_object(code->linetable);
  code->linetable = KR_BYTES(table);
  return 0;
}

/* ---- co_lines(), co_branches(), co_positions() ----------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  int32_t unit;  /* positions, branches: the next code unit */
  kr_code *code; /* owned */
  kr_line_walk walk;
  bool pending; /* lines: walk already stands on the next range */
} iterator;
enum { LINES = 0, BRANCHES = 1u << KR_OF_TYPE_SHIFT };

static kr_value iterator_new(kr_type *type, kr_code *code, uint32_t flags) {
  if (!(type->tf & KR_TF_READY) && kr_type_ready(type) < 0) return KR_NULL;
  iterator *it = kr_object_alloc(type, sizeof *it);
  if (!it) return KR_NULL;
  it->head.flags |= flags;
  it->unit = 0;
  it->code = KR_REF(code);
  it->pending = false;
  kr_line_walk_init(&it->walk, code);
  return kr_from_object(it);
}
static void iterator_dealloc(kr_object *self) {
  kr_decref_object(((iterator *)self)->code);
  kr_object_free(self);
}

static kr_value line_or_none(int n) { return n < 0 ? KR_NONE : kr_from_small_int(n); }

static kr_value next_lines(iterator *it) {
  if (!it->pending && !kr_line_walk_next(&it->walk)) return KR_NULL;
  int start = it->walk.start, stop = it->walk.stop, line = it->walk.position.line;
  /* entries of the same line are one range */
  while ((it->pending = kr_line_walk_next(&it->walk))) {
    if (it->walk.position.line != line) break;
    stop = it->walk.stop;
  }
  return kr_tuple_pack(3, kr_from_small_int(start * 2), kr_from_small_int(stop * 2), line_or_none(line));
}

static kr_value triple(int a, int b, int c) {
  return kr_tuple_pack(3, kr_from_small_int(a * 2), kr_from_small_int(b * 2), kr_from_small_int(c * 2));
}

/* The next instruction that can go two ways: where it is, and the two places it goes to. */
static kr_value next_branch(iterator *it) {
  const kr_code *code = it->code;
  int oparg = 0;
  for (uint32_t i = (uint32_t)it->unit; i < code->nunits;) {
    int op = code->units[i] & 0xff;
    oparg = (int)((uint32_t)oparg << 8 | code->units[i] >> 8);
    int at = (int)i;
    i += 1 + kr_opcode_caches[op];
    int next = (int)i;
    it->unit = next;
    switch (op) {
      case OP_EXTENDED_ARG: continue;
      case OP_FOR_ITER: /* past END_FOR and POP_ITER */ return triple(at, next, add(next, oparg) + 2);
      case OP_POP_JUMP_IF_FALSE:
      case OP_POP_JUMP_IF_TRUE:
      case OP_POP_JUMP_IF_NONE:
      case OP_POP_JUMP_IF_NOT_NONE: /* past NOT_TAKEN */
        it->unit = next + 1;
        return triple(at, next + 1, add(next, oparg));
      case OP_END_ASYNC_FOR: { /* the loop's END_SEND, which goes on past NOT_TAKEN */
        int source = add(next, -oparg);
        return triple(source, source + 2, next);
      }
    }
    oparg = 0;
  }
  it->unit = (int)code->nunits;
  return KR_NULL;
}

static kr_value line_iter_next(kr_value self) {
  iterator *it = KR_AS(iterator, self);
  return it->head.flags & BRANCHES ? next_branch(it) : next_lines(it);
}

static kr_value positions_next(kr_value self) {
  iterator *it = KR_AS(iterator, self);
  while (it->unit >= it->walk.stop)
    if (!kr_line_walk_next(&it->walk)) return KR_NULL;
  it->unit++;
  const kr_position *p = &it->walk.position;
  return kr_tuple_pack(4, line_or_none(p->line), line_or_none(p->end_line), line_or_none(p->column),
                       line_or_none(p->end_column));
}

kr_type kr_line_iter_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                             .name = "line_iterator",
                             .tf = KR_TF_BASETYPE | KR_TF_NO_NEW,
                             .basic_size = sizeof(iterator),
                             .dealloc = iterator_dealloc,
                             .iter = kr_iter_self,
                             .iternext = line_iter_next};
kr_type kr_positions_iter_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                  .name = "positions_iterator",
                                  .tf = KR_TF_BASETYPE | KR_TF_NO_NEW,
                                  .basic_size = sizeof(iterator),
                                  .dealloc = iterator_dealloc,
                                  .iter = kr_iter_self,
                                  .iternext = positions_next};

kr_value kr_code_lines_iter(kr_code *code) { return iterator_new(&kr_line_iter_type, code, LINES); }
kr_value kr_code_branches_iter(kr_code *code) { return iterator_new(&kr_line_iter_type, code, BRANCHES); }
kr_value kr_code_positions_iter(kr_code *code) { return iterator_new(&kr_positions_iter_type, code, 0); }
