/* From blocks to a code object: jump offsets, bytecode, line table, exception table. */
#include "compile/flow.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/str.h"

/* ---- instructions in one row --------------------------------------------------------------------- */

typedef struct {
  kr_code_unit *u;
  kr_instr *instrs;
  int n;
} row;

static int args_needed(int oparg) {
  uint32_t n = (uint32_t)oparg;
  return (n > 0xff) + (n > 0xffff) + (n > 0xffffff);
}
static int size_of(const kr_instr *i) { return 1 + kr_opcode_caches[i->op & 0xff] + args_needed(i->oparg); }

static bool collect(row *r) {
  int n = 0;
  for (kr_block *b = r->u->entry; b; b = b->next) {
    b->offset = n; /* the number of its first instruction, for now */
    n += b->n;
  }
  r->n = n;
  r->instrs = kr_ast_alloc(r->u->arena, (size_t)(n ? n : 1) * sizeof *r->instrs);
  if (!r->instrs) return false;
  n = 0;
  for (kr_block *b = r->u->entry; b; b = b->next) {
    if (b->n) memcpy(r->instrs + n, b->instrs, (size_t)b->n * sizeof *r->instrs);
    n += b->n;
  }
  return true;
}

enum { SEND_TO_END_SEND = 5 }; /* code units from the start of SEND to END_SEND in an async for */

/* Sets the arguments of jumps; longer arguments make longer code, so until nothing moves any more. As
 * CPython, it begins with the numbers of the instructions jumped to: where two results are possible
 * (an EXTENDED_ARG that is needed only because it is there), that decides. */
static bool resolve_jumps(row *r) {
  int *starts = kr_ast_alloc(r->u->arena, (size_t)(r->n + 1) * sizeof *starts);
  int *targets = kr_ast_alloc(r->u->arena, (size_t)(r->n + 1) * sizeof *targets);
  if (!starts || !targets) return false;
  for (int i = 0; i < r->n; i++) {
    kr_instr *in = &r->instrs[i];
    if (!kr_op_is_jump(in->op)) continue;
    targets[i] = in->oparg = in->target->offset;
    bool forward = targets[i] > i;
    if (in->op == OP_JUMP) in->op = forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
    else if (in->op == OP_JUMP_NO_INTERRUPT)
      in->op = forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
  }
  for (bool again = true; again;) {
    again = false;
    int offset = 0;
    for (int i = 0; i < r->n; i++) {
      starts[i] = offset;
      offset += size_of(&r->instrs[i]);
    }
    starts[r->n] = offset;
    for (int i = 0; i < r->n; i++) {
      kr_instr *in = &r->instrs[i];
      if (!kr_op_is_jump(in->op)) continue;
      int before = args_needed(in->oparg), after = starts[i + 1], target = starts[targets[i]];
      in->oparg = target < after ? after - target : target - after;
      if (in->op == OP_END_ASYNC_FOR) in->oparg -= SEND_TO_END_SEND;
      if (args_needed(in->oparg) != before) again = true;
    }
  }
  for (kr_block *b = r->u->entry; b; b = b->next) b->offset = starts[b->offset];
  return true;
}

static void put_code(kr_buf *out, const row *r) {
  for (int i = 0; i < r->n; i++) {
    const kr_instr *in = &r->instrs[i];
    uint32_t oparg = (uint32_t)in->oparg;
    for (int k = args_needed(in->oparg); k > 0; k--) {
      kr_buf_put_char(out, OP_EXTENDED_ARG);
      kr_buf_put_char(out, (char)(oparg >> (8 * k)));
    }
    char unit[2] = {(char)in->op, (char)oparg};
    kr_buf_put(out, unit, 2);
    static const char zeros[2 * 16];
    kr_buf_put(out, zeros, 2 * (size_t)kr_opcode_caches[in->op & 0xff]);
  }
}

/* ---- line table (objects/code_lines.c describes it) ----------------------------------------------- */

typedef struct {
  kr_buf out;
  int line;
} line_writer;

static void put_varint(kr_buf *out, uint32_t n) {
  for (; n >= 64; n >>= 6) kr_buf_put_char(out, (char)(64 | (n & 63)));
  kr_buf_put_char(out, (char)n);
}
static void put_signed(kr_buf *out, int n) {
  put_varint(out, n < 0 ? ((0u - (uint32_t)n) << 1) | 1 : (uint32_t)n << 1);
}

static void put_entry(line_writer *w, kr_location loc, int size) {
  kr_buf *out = &w->out;
  int head = 128 | (size - 1);
  if (loc.lineno == KR_NO_LINE) {
    kr_buf_put_char(out, (char)(head | 15 << 3));
    return;
  }
  int step = loc.lineno - w->line, column = loc.col_offset, end = loc.end_col_offset;
  if (column < 0 || end < 0) {
    if (loc.end_lineno == loc.lineno || loc.end_lineno < 0) {
      kr_buf_put_char(out, (char)(head | 13 << 3));
      put_signed(out, step);
      w->line = loc.lineno;
      return;
    }
  } else if (loc.end_lineno == loc.lineno) {
    if (step == 0 && column < 80 && end - column < 16 && end >= column) {
      kr_buf_put_char(out, (char)(head | column >> 3 << 3));
      kr_buf_put_char(out, (char)((column & 7) << 4 | (end - column)));
      return;
    }
    if (step >= 0 && step < 3 && column < 128 && end < 128) {
      kr_buf_put_char(out, (char)(head | (10 + step) << 3));
      kr_buf_put_char(out, (char)column);
      kr_buf_put_char(out, (char)end);
      w->line = loc.lineno;
      return;
    }
  }
  kr_buf_put_char(out, (char)(head | 14 << 3));
  put_signed(out, step);
  put_varint(out, (uint32_t)(loc.end_lineno - loc.lineno));
  put_varint(out, (uint32_t)(column + 1));
  put_varint(out, (uint32_t)(end + 1));
  w->line = loc.lineno;
}

static bool same_place(kr_location a, kr_location b) {
  return a.lineno == b.lineno && a.end_lineno == b.end_lineno && a.col_offset == b.col_offset &&
         a.end_col_offset == b.end_col_offset;
}

static void put_places(line_writer *w, kr_location loc, int size) {
  for (; size > 8; size -= 8) put_entry(w, loc, 8);
  if (size) put_entry(w, loc, size);
}

static void put_lines(line_writer *w, const row *r) {
  for (int i = r->n - 1; i >= 0; i--) {
    kr_instr *in = &r->instrs[i];
    if (in->loc.lineno != KR_NEXT_LINE) continue;
    bool last = i + 1 == r->n || kr_op_is_jump(in->op) || kr_op_leaves(in->op);
    in->loc = last ? KR_NO_LOCATION : r->instrs[i + 1].loc;
  }
  kr_location loc = KR_NO_LOCATION;
  int size = 0;
  for (int i = 0; i < r->n; i++) {
    const kr_instr *in = &r->instrs[i];
    if (!same_place(loc, in->loc)) {
      put_places(w, loc, size);
      loc = in->loc;
      size = 0;
    }
    size += size_of(in);
  }
  put_places(w, loc, size);
}

/* ---- exception table ------------------------------------------------------------------------------ */

/* Numbers of six bits a byte, the highest first; the first byte of an entry is marked. */
static void put_item(kr_buf *out, uint32_t n, int mark) {
  int shift = n >= 1u << 24 ? 24 : n >= 1u << 18 ? 18 : n >= 1u << 12 ? 12 : n >= 1u << 6 ? 6 : 0;
  for (; shift > 0; shift -= 6, mark = 0) kr_buf_put_char(out, (char)(((n >> shift) & 63) | 64 | mark));
  kr_buf_put_char(out, (char)((n & 63) | mark));
}

static void put_range(kr_buf *out, int start, int end, const kr_block *handler) {
  if (start == end) return;
  int depth = handler->handler_depth - 1;
  if (handler->push_lasti) depth--;
  put_item(out, (uint32_t)start, 128);
  put_item(out, (uint32_t)(end - start), 0);
  put_item(out, (uint32_t)handler->offset, 0);
  put_item(out, (uint32_t)(depth << 1 | handler->push_lasti), 0);
}

static void put_exceptions(kr_buf *out, const row *r) {
  const kr_block *handler = NULL;
  int start = 0, offset = 0;
  for (int i = 0; i < r->n; i++) {
    const kr_instr *in = &r->instrs[i];
    if (in->except != handler) {
      if (handler) put_range(out, start, offset, handler);
      start = offset;
      handler = in->except;
    }
    offset += size_of(in);
  }
  if (handler) put_range(out, start, offset, handler);
}

/* ---- the code object ------------------------------------------------------------------------------ */

static kr_value names_tuple(const kr_name_map *m) {
  if (!m->n) return KR_EMPTY_TUPLE;
  kr_tuple *t = kr_tuple_new(m->n);
  if (!t) return KR_NULL;
  for (uint32_t i = 0; i < m->n; i++) t->items[i] = kr_ref(m->entries[i].name);
  return kr_from_object(t);
}

static int parameter_kind(const kr_code_unit *u, int i) {
  int varargs = u->argcount + u->kwonlyargcount;
  int varkeywords = varargs + ((u->co_flags & KR_CO_VARARGS) != 0);
  if (i < u->posonlyargcount) return KR_LOCAL_ARG_POS;
  if (i < u->argcount) return KR_LOCAL_ARG_POS | KR_LOCAL_ARG_KW;
  if (i < varargs) return KR_LOCAL_ARG_KW;
  if (i < varkeywords) return KR_LOCAL_ARG_VAR | KR_LOCAL_ARG_POS;
  if ((u->co_flags & KR_CO_VARKEYWORDS) && i == varkeywords) return KR_LOCAL_ARG_VAR | KR_LOCAL_ARG_KW;
  return 0;
}

static bool localsplus(const kr_code_unit *u, int n, kr_value *names, kr_value *kinds) {
  kr_bytes *k = kr_bytes_new((size_t)n);
  kr_tuple *t = n ? kr_tuple_new((size_t)n) : &kr_empty_tuple;
  *kinds = kr_from_object_or_null(k);
  *names = kr_from_object_or_null(t);
  if (!k || !t) return false;
  int at = 0;
  for (uint32_t i = 0; i < u->varnames.n; i++) {
    kr_value name = u->varnames.entries[i].name;
    int kind = KR_LOCAL_LOCAL | parameter_kind(u, (int)i);
    if (kr_name_find(&u->fast_hidden, name)) kind |= KR_LOCAL_HIDDEN;
    if (kr_name_find(&u->cellvars, name)) kind |= KR_LOCAL_CELL;
    t->items[at] = kr_ref(name);
    k->data[at++] = (uint8_t)kind;
  }
  for (uint32_t i = 0; i < u->cellvars.n; i++) {
    kr_value name = u->cellvars.entries[i].name;
    if (kr_name_find(&u->varnames, name)) continue;
    t->items[at] = kr_ref(name);
    k->data[at++] = KR_LOCAL_CELL;
  }
  for (uint32_t i = 0; i < u->freevars.n; i++) {
    t->items[at] = kr_ref(u->freevars.entries[i].name);
    k->data[at++] = KR_LOCAL_FREE;
  }
  return true;
}

kr_code *kr_assemble(kr_code_unit *u, int stack_depth, int nlocalsplus) {
  row r = {.u = u};
  if (!collect(&r) || !resolve_jumps(&r)) return NULL;
  kr_buf code = {0}, exceptions = {0};
  line_writer lines = {.line = u->firstlineno};
  put_code(&code, &r);
  put_lines(&lines, &r);
  put_exceptions(&exceptions, &r);
  kr_code *result = NULL;
  kr_value consts = kr_tuple_from_array(u->consts.values, u->consts.n);
  kr_value names = names_tuple(&u->names), plus = KR_NULL, kinds = KR_NULL;
  kr_value linetable = kr_bytes_from_buf(&lines.out);
  kr_value exceptiontable = kr_bytes_from_buf(&exceptions);
  if (consts == KR_NULL || names == KR_NULL || linetable == KR_NULL || exceptiontable == KR_NULL ||
      !localsplus(u, nlocalsplus, &plus, &kinds))
    goto done;
  if (code.failed) goto done;
  kr_code_spec spec = {.argcount = u->argcount,
                       .posonlyargcount = u->posonlyargcount,
                       .kwonlyargcount = u->kwonlyargcount,
                       .co_flags = u->co_flags,
                       .stacksize = stack_depth ? stack_depth : 1,
                       .firstlineno = u->firstlineno,
                       .code = (const uint8_t *)code.data,
                       .code_size = code.size,
                       .consts = consts,
                       .names = names,
                       .localsplusnames = plus,
                       .localspluskinds = kinds,
                       .filename = u->filename,
                       .name = u->name,
                       .qualname = u->qualname,
                       .linetable = linetable,
                       .exceptiontable = exceptiontable};
  result = kr_code_new(&spec);
done:
  kr_decref(consts);
  kr_decref(names);
  kr_decref(plus);
  kr_decref(kinds);
  kr_decref(linetable);
  kr_decref(exceptiontable);
  kr_buf_free(&code);
  return result;
}
