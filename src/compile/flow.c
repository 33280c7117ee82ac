/* Blocks, and the passes that concern the whole graph: reachability, handlers, lines, order. */
#include "compile/flow.h"

#include "objects/abstract.h"
#include "objects/code.h"

/* ---- blocks -------------------------------------------------------------------------------------- */

kr_block *kr_block_new(kr_ast_arena *a) { return kr_ast_alloc(a, sizeof(kr_block)); }

static bool grow(kr_ast_arena *a, kr_block *b, int n) {
  if (n <= b->capacity) return true;
  int capacity = b->capacity ? b->capacity * 2 : 8;
  while (capacity < n) capacity *= 2;
  kr_instr *instrs = kr_ast_alloc(a, (size_t)capacity * sizeof *instrs);
  if (!instrs) return false;
  if (b->capacity) memcpy(instrs, b->instrs, (size_t)b->capacity * sizeof *instrs);
  b->instrs = instrs;
  b->capacity = capacity;
  return true;
}

kr_instr *kr_block_insert(kr_ast_arena *a, kr_block *b, int i, int op, int oparg, kr_location loc) {
  if (!grow(a, b, b->n + 1)) return NULL;
  memmove(&b->instrs[i + 1], &b->instrs[i], (size_t)(b->n - i) * sizeof *b->instrs);
  b->n++;
  b->instrs[i] = (kr_instr){.op = (uint16_t)op, .oparg = oparg, .loc = loc};
  return &b->instrs[i];
}
kr_instr *kr_block_append(kr_ast_arena *a, kr_block *b, int op, int oparg, kr_location loc) {
  if (b->n == b->capacity && !grow(a, b, b->n + 1)) return NULL;
  /* `except` stays: see flow.h */
  kr_instr *in = &b->instrs[b->n++];
  in->op = (uint16_t)op;
  in->oparg = oparg;
  in->target = NULL;
  in->loc = loc;
  return in;
}

int kr_const_index(kr_ast_arena *a, kr_const_table *t, kr_value v) {
  int64_t h = kr_const_hash(v);
  if (h == KR_HASH_ERROR) return -1;
  uint32_t hash = (uint32_t)h;
  if (t->n * 2 >= t->mask) {
    uint32_t size = t->mask ? (t->mask + 1) * 2 : 16;
    kr_value *values = kr_ast_alloc(a, size / 2 * sizeof *values);
    uint32_t *index = kr_ast_alloc(a, size * sizeof *index);
    uint32_t *hashes = kr_ast_alloc(a, size / 2 * sizeof *hashes);
    if (!values || !index || !hashes) return -1;
    if (t->n) {
      memcpy(values, t->values, t->n * sizeof *values);
      memcpy(hashes, t->hashes, t->n * sizeof *hashes);
    }
    t->mask = size - 1;
    for (uint32_t i = 0; i < t->n; i++) {
      uint32_t at = hashes[i] & t->mask;
      while (index[at]) at = (at + 1) & t->mask;
      index[at] = i + 1;
    }
    t->values = values;
    t->hashes = hashes;
    t->index = index;
  }
  uint32_t at = hash & t->mask;
  for (; t->index[at]; at = (at + 1) & t->mask) {
    uint32_t i = t->index[at] - 1;
    if (t->hashes[i] != hash) continue;
    int equal = kr_const_equal(t->values[i], v);
    if (equal < 0) return -1;
    if (equal) return (int)i;
  }
  t->index[at] = t->n + 1;
  t->values[t->n] = v;
  t->hashes[t->n] = hash;
  return (int)t->n++;
}

kr_block **kr_flow_worklist(kr_code_unit *u) {
  size_t n = 0;
  for (kr_block *b = u->entry; b; b = b->next) {
    n++;
    b->visited = false;
  }
  return kr_ast_alloc(u->arena, n * sizeof(kr_block *));
}

static kr_block *placed(kr_block *label) {
  while (label->same) label = label->same;
  return label;
}

/* Code generation puts labels wherever a jump might lead. Only where one does a block begins. */
bool kr_flow_join_blocks(kr_code_unit *u) {
  for (kr_block *b = u->entry; b; b = b->next)
    for (int i = 0; i < b->n; i++)
      if (b->instrs[i].target) {
        kr_block *target = b->instrs[i].target = placed(b->instrs[i].target);
        target->labelled = true;
      }
  for (kr_block *b = u->entry; b; b = b->next) {
    for (kr_block *next; (next = b->next) && !next->labelled; b->next = next->next) {
      const kr_instr *last = kr_block_last(b);
      if (last && (kr_op_is_jump(last->op) || kr_op_leaves(last->op))) break;
      if (!grow(u->arena, b, b->n + next->n)) return false;
      if (next->n) memcpy(b->instrs + b->n, next->instrs, (size_t)next->n * sizeof *b->instrs);
      b->n += next->n;
    }
  }
  return true;
}

static kr_block *next_nonempty(kr_block *b) {
  while (b && b->n == 0) b = b->next;
  return b;
}

/* ---- exception handlers -------------------------------------------------------------------------- */

static kr_handlers *push_handler(kr_code_unit *u, kr_handlers *outer, const kr_instr *setup) {
  kr_handlers *h = kr_ast_alloc(u->arena, sizeof *h);
  if (!h) return NULL;
  h->outer = outer;
  h->handler = setup->target;
  h->depth = outer ? outer->depth + 1 : 1;
  if (setup->op == OP_SETUP_WITH || setup->op == OP_SETUP_CLEANUP) setup->target->push_lasti = true;
  return h;
}

static void reach(kr_block ***top, kr_block *b, kr_handlers *handlers) {
  if (b->visited) return;
  b->visited = true;
  b->handlers = handlers;
  *(*top)++ = b;
}

/* Notes for every instruction where its exceptions go, and drops POP_BLOCK. */
bool kr_flow_find_handlers(kr_code_unit *u) {
  kr_block **list = kr_flow_worklist(u), **top = list;
  if (!list) return false;
  for (kr_block *b = u->entry; b; b = b->next)
    for (int i = 0; i < b->n; i++)
      if (kr_op_is_setup(b->instrs[i].op)) b->instrs[i].target->is_handler = true;
  reach(&top, u->entry, NULL);
  while (top > list) {
    kr_block *b = *--top;
    kr_handlers *h = b->handlers;
    int yield_depth = -1;
    for (int i = 0; i < b->n; i++) {
      kr_instr *in = &b->instrs[i];
      in->except = h ? h->handler : NULL;
      if (kr_op_is_setup(in->op)) {
        in->except = NULL;
        reach(&top, in->target, h);
        if (!(h = push_handler(u, h, in))) return false;
      } else if (in->op == OP_POP_BLOCK) {
        in->except = NULL;
        h = h ? h->outer : NULL;
        kr_instr_nop(in);
      } else if (kr_op_is_jump(in->op)) {
        reach(&top, in->target, h);
      } else if (in->op == OP_YIELD_VALUE) {
        yield_depth = h ? h->depth : 0;
      } else if (in->op == OP_RESUME && in->oparg != KR_RESUME_AT_START) {
        if (yield_depth == 1) in->oparg |= KR_RESUME_DEPTH1;
        yield_depth = -1;
      }
    }
    if (kr_block_falls(b) && b->next) reach(&top, b->next, h);
  }
  return true;
}

/* ---- reachability -------------------------------------------------------------------------------- */

bool kr_flow_remove_unreachable(kr_code_unit *u) {
  kr_block **list = kr_flow_worklist(u), **top = list;
  if (!list) return false;
  for (kr_block *b = u->entry; b; b = b->next) b->predecessors = 0;
  u->entry->predecessors = 1;
  u->entry->visited = true;
  *top++ = u->entry;
  while (top > list) {
    kr_block *b = *--top;
    if (b->next && kr_block_falls(b)) {
      b->next->predecessors++;
      if (!b->next->visited) {
        b->next->visited = true;
        *top++ = b->next;
      }
    }
    for (int i = 0; i < b->n; i++) {
      kr_block *target = b->instrs[i].target;
      if (!target) continue;
      target->predecessors++;
      if (!target->visited) {
        target->visited = true;
        *top++ = target;
      }
    }
  }
  for (kr_block *b = u->entry; b; b = b->next) {
    if (b->predecessors) continue;
    b->n = 0;
    b->is_handler = false;
  }
  return true;
}

/* ---- NOPs and jumps to where control goes anyway -------------------------------------------------- */

/* The line of the next code after block b that has one to show; -1. */
static int line_after(const kr_block *b) {
  kr_block *next = next_nonempty(b->next);
  if (!next) return KR_NO_LINE;
  for (int i = 0; i < next->n; i++) {
    const kr_instr *in = &next->instrs[i];
    if (in->op == OP_NOP && in->loc.lineno == KR_NO_LINE) continue;
    return in->loc.lineno;
  }
  return KR_NO_LINE;
}

/* A NOP goes when it has no line, or a neighbour shows the same line. */
static int remove_block_nops(kr_block *b) {
  int kept = 0, previous = -1;
  for (int i = 0; i < b->n; i++) {
    kr_instr *in = &b->instrs[i];
    int line = in->loc.lineno;
    if (in->op == OP_NOP) {
      if (line < 0 || previous == line) continue;
      if (i + 1 < b->n) {
        int next = b->instrs[i + 1].loc.lineno;
        if (next == line) continue;
        if (next < 0) {
          b->instrs[i + 1].loc = in->loc;
          continue;
        }
      } else if (line_after(b) == line) {
        continue;
      }
    }
    if (kept != i) b->instrs[kept] = *in;
    kept++;
    previous = line;
  }
  int removed = b->n - kept;
  b->n = kept;
  return removed;
}

int kr_flow_remove_nops(kr_block *entry) {
  int removed = 0;
  for (kr_block *b = entry; b; b = b->next) removed += remove_block_nops(b);
  return removed;
}

static int remove_jumps(kr_block *entry) {
  int removed = 0;
  for (kr_block *b = entry; b; b = b->next) {
    kr_instr *last = kr_block_last(b);
    if (!last || !kr_op_is_unconditional(last->op)) continue;
    kr_block *target = next_nonempty(last->target);
    if (target && target == next_nonempty(b->next)) {
      kr_instr_nop(last);
      removed++;
    }
  }
  return removed;
}

void kr_flow_remove_nops_and_jumps(kr_block *entry) {
  int jumps;
  do {
    kr_flow_remove_nops(entry);
    jumps = remove_jumps(entry);
  } while (jumps);
}

/* ---- lines --------------------------------------------------------------------------------------- */

static bool has_no_line(const kr_block *b) {
  for (int i = 0; i < b->n; i++)
    if (b->instrs[i].loc.lineno >= 0) return false;
  return true;
}
static bool exits(const kr_block *b) {
  const kr_instr *last = kr_block_last(b);
  return last && kr_op_leaves(last->op);
}
static bool checks_eval_breaker(const kr_block *b) {
  for (int i = 0; i < b->n; i++) {
    switch (b->instrs[i].op) {
      case OP_CALL:
      case OP_CALL_KW:
      case OP_CALL_FUNCTION_EX:
      case OP_RESUME:
      case OP_JUMP:
      case OP_JUMP_BACKWARD: return true;
    }
  }
  return false;
}
/* Code that may run from several lines and has none of its own: each gets a copy. */
static bool needs_line(const kr_block *b) { return (exits(b) || checks_eval_breaker(b)) && has_no_line(b); }

static bool duplicate_exits(kr_code_unit *u) {
  for (kr_block *b = u->entry; b; b = b->next) {
    kr_instr *last = kr_block_last(b);
    if (!last || !kr_op_is_jump(last->op)) continue;
    kr_block *target = next_nonempty(last->target);
    if (!target || target->predecessors <= 1 || !needs_line(target)) continue;
    kr_block *copy = kr_block_new(u->arena);
    if (!copy || !grow(u->arena, copy, target->n)) return false;
    memcpy(copy->instrs, target->instrs, (size_t)target->n * sizeof *copy->instrs);
    copy->n = target->n;
    copy->instrs[0].loc = last->loc;
    copy->handlers = target->handlers;
    copy->predecessors = 1;
    copy->labelled = true;
    copy->next = target->next;
    target->next = copy;
    target->predecessors--;
    last->target = copy;
  }
  for (kr_block *b = u->entry; b; b = b->next) {
    if (b->n && b->next && kr_block_falls(b) && b->next->n && needs_line(b->next))
      b->next->instrs[0].loc = kr_block_last(b)->loc;
  }
  return true;
}

bool kr_flow_resolve_lines(kr_code_unit *u) {
  if (!duplicate_exits(u)) return false;
  for (kr_block *b = u->entry; b; b = b->next) {
    kr_location loc = KR_NO_LOCATION;
    for (int i = 0; i < b->n; i++) {
      if (b->instrs[i].loc.lineno == KR_NO_LINE) b->instrs[i].loc = loc;
      else loc = b->instrs[i].loc;
    }
    if (!b->n) continue;
    kr_block *next = b->next;
    if (next && kr_block_falls(b) && next->predecessors == 1 && next->n &&
        next->instrs[0].loc.lineno == KR_NO_LINE)
      next->instrs[0].loc = loc;
    const kr_instr *last = kr_block_last(b);
    if (kr_op_is_jump(last->op)) {
      kr_block *target = last->target;
      if (target->predecessors == 1 && target->n && target->instrs[0].loc.lineno == KR_NO_LINE)
        target->instrs[0].loc = loc;
    }
  }
  return true;
}

/* ---- cold code ----------------------------------------------------------------------------------- */

static bool mark_warm(kr_code_unit *u) {
  kr_block **list = kr_flow_worklist(u), **top = list;
  if (!list) return false;
  u->entry->visited = true;
  *top++ = u->entry;
  while (top > list) {
    kr_block *b = *--top;
    b->warm = true;
    if (b->next && kr_block_falls(b) && !b->next->visited) {
      b->next->visited = true;
      *top++ = b->next;
    }
    for (int i = 0; i < b->n; i++) {
      kr_instr *in = &b->instrs[i];
      if (kr_op_is_jump(in->op) && !in->target->visited) {
        in->target->visited = true;
        *top++ = in->target;
      }
    }
  }
  return true;
}

static bool mark_cold(kr_code_unit *u) {
  if (!mark_warm(u)) return false;
  kr_block **list = kr_flow_worklist(u), **top = list;
  if (!list) return false;
  for (kr_block *b = u->entry; b; b = b->next) {
    if (!b->is_handler) continue;
    b->visited = true;
    *top++ = b;
  }
  while (top > list) {
    kr_block *b = *--top;
    b->cold = true;
    if (b->next && kr_block_falls(b) && !b->next->warm && !b->next->visited) {
      b->next->visited = true;
      *top++ = b->next;
    }
    for (int i = 0; i < b->n; i++) {
      kr_instr *in = &b->instrs[i];
      if (kr_op_is_jump(in->op) && !in->target->warm && !in->target->visited) {
        in->target->visited = true;
        *top++ = in->target;
      }
    }
  }
  return true;
}

/* Exception handling goes behind everything else. */
bool kr_flow_cold_to_end(kr_code_unit *u) {
  if (!u->entry->next) return true;
  if (!mark_cold(u)) return false;
  for (kr_block *b = u->entry; b; b = b->next) {
    if (!b->cold || !b->next || !b->next->warm || !kr_block_falls(b)) continue;
    kr_block *jump = kr_block_new(u->arena);
    kr_instr *in = jump ? kr_block_append(u->arena, jump, OP_JUMP_NO_INTERRUPT, 0, KR_NO_LOCATION) : NULL;
    if (!in) return false;
    in->target = b->next;
    b->next->labelled = true;
    jump->cold = true;
    jump->predecessors = 1;
    jump->next = b->next;
    b->next = jump;
  }
  kr_block *cold = NULL, **cold_end = &cold, *b = u->entry;
  while (b->next) {
    while (b->next && !b->next->cold) b = b->next;
    if (!b->next) break;
    kr_block *end = b->next;
    while (end->next && end->next->cold) end = end->next;
    *cold_end = b->next;
    cold_end = &end->next;
    b->next = end->next;
    end->next = NULL;
  }
  b->next = cold;
  if (cold) kr_flow_remove_nops_and_jumps(u->entry);
  return true;
}
