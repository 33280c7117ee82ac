/* The optimizer: what happens to the graph, in which order, and the changes within one block. */
#include "compile/flow.h"
#include "objects/abstract.h"

enum { SMALL_EXIT = 4 }; /* a block that leaves the code may be copied when it is no larger */

/* ---- constants on their own ---------------------------------------------------------------------- */

kr_value kr_flow_const_of(const kr_code_unit *u, const kr_instr *i) {
  return i->op == OP_LOAD_SMALL_INT ? kr_from_small_int(i->oparg) : u->consts.values[i->oparg];
}

static bool make_small_int(kr_instr *i, kr_value v) {
  if (!kr_is_small_int(v) || kr_small_int_value(v) < 0 || kr_small_int_value(v) > 255) return false;
  i->op = OP_LOAD_SMALL_INT;
  i->oparg = (int)kr_small_int_value(v);
  return true;
}

bool kr_flow_load_const(kr_code_unit *u, kr_instr *i, kr_value v) {
  if (v == KR_NULL || (v = kr_ast_own(u->arena, v)) == KR_NULL) return false;
  if (make_small_int(i, v)) return true;
  if (kr_is_object(v)) {
    int at = kr_const_index(u->arena, u->all_consts, v);
    if (at < 0) return false;
    v = u->all_consts->values[at];
  }
  int at = kr_const_index(u->arena, &u->consts, v);
  if (at < 0) return false;
  i->op = OP_LOAD_CONST;
  i->oparg = at;
  return true;
}

/* `x is None` before a branch, the None at i */
static void fold_is_none(kr_block *b, int i) {
  if (i + 2 >= b->n) return;
  kr_instr *is = &b->instrs[i + 1], *jump = &b->instrs[i + 2];
  if (jump->op == OP_TO_BOOL) {
    kr_instr_nop(jump);
    if (i + 3 >= b->n) return;
    jump = &b->instrs[i + 3];
  }
  bool invert = is->oparg;
  if (jump->op == OP_POP_JUMP_IF_FALSE) invert = !invert;
  else if (jump->op != OP_POP_JUMP_IF_TRUE) return;
  kr_instr_nop(&b->instrs[i]);
  kr_instr_nop(is);
  jump->op = invert ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
}

/* A constant before an instruction that only looks at its truth or identity. */
static bool use_constant(kr_code_unit *u, kr_block *b, int i, kr_value v) {
  kr_instr *load = &b->instrs[i], *next = &b->instrs[i + 1];
  switch (next->op) {
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP_IF_FALSE:
    case OP_JUMP_IF_TRUE: {
      int truth = kr_truth(v);
      if (truth < 0) return false;
      bool if_true = next->op == OP_POP_JUMP_IF_TRUE || next->op == OP_JUMP_IF_TRUE;
      bool pops = next->op == OP_POP_JUMP_IF_TRUE || next->op == OP_POP_JUMP_IF_FALSE;
      if (pops) kr_instr_nop(load);
      if (truth == if_true) next->op = OP_JUMP;
      else kr_instr_nop(next);
      return true;
    }
    case OP_IS_OP:
      if (v == KR_NONE) fold_is_none(b, i);
      return true;
    case OP_TO_BOOL: {
      int truth = kr_truth(v);
      if (truth < 0) return false;
      kr_instr_nop(load);
      return kr_flow_load_const(u, next, kr_from_bool(truth));
    }
    default: return true;
  }
}

static bool optimize_constants(kr_code_unit *u, kr_block *b) {
  kr_instr loaded = {.op = OP_NOP};
  for (int i = 0; i < b->n; i++) {
    kr_instr *in = &b->instrs[i];
    if (in->op == OP_LOAD_CONST) make_small_int(in, kr_flow_const_of(u, in));
    /* a copy of a constant is that constant */
    if (!(in->op == OP_COPY && in->oparg == 1 && kr_op_loads_const(loaded.op))) loaded = *in;
    if (!kr_op_loads_const(loaded.op) || i + 1 >= b->n) continue;
    if (!use_constant(u, b, i, kr_flow_const_of(u, &loaded))) return false;
  }
  return true;
}

/* ---- SWAP ---------------------------------------------------------------------------------------- */

/* A run of SWAPs starting at *i becomes the shortest one of the same effect; *i: its last. */
static bool shorten_swaps(kr_code_unit *u, kr_block *b, int *i) {
  kr_instr *run = &b->instrs[*i];
  int length = 0, depth = 0, swaps = 0;
  for (; *i + length < b->n; length++) {
    if (run[length].op == OP_SWAP) {
      swaps++;
      if (run[length].oparg > depth) depth = run[length].oparg;
    } else if (run[length].op != OP_NOP) {
      break;
    }
  }
  if (swaps < 2) return true;
  int *stack = kr_ast_alloc(u->arena, (size_t)depth * sizeof *stack);
  if (!stack) return false;
  for (int k = 0; k < depth; k++) stack[k] = k;
  for (int k = 0; k < length; k++) {
    if (run[k].op != OP_SWAP) continue;
    int top = stack[0], other = run[k].oparg - 1;
    stack[0] = stack[other];
    stack[other] = top;
  }
  /* Every cycle of the permutation is undone by swaps with the top; written from the end, they make
   * it. */
  int at = length - 1;
  for (int k = 0; k < depth; k++) {
    if (stack[k] < 0 || stack[k] == k) continue;
    for (int j = k;;) {
      if (j) {
        run[at].op = OP_SWAP;
        run[at--].oparg = j + 1;
      }
      if (stack[j] < 0) break;
      int next = stack[j];
      stack[j] = -1;
      j = next;
    }
  }
  while (at >= 0) kr_instr_nop(&run[at--]);
  *i += length - 1;
  return true;
}

static bool is_swappable(int op) {
  return op == OP_STORE_FAST || op == OP_STORE_FAST_MAYBE_NULL || op == OP_POP_TOP;
}
static int next_swappable(const kr_block *b, int i, int line) {
  while (++i < b->n) {
    const kr_instr *in = &b->instrs[i];
    if (line >= 0 && in->loc.lineno != line) return -1;
    if (in->op == OP_NOP) continue;
    return is_swappable(in->op) ? i : -1;
  }
  return -1;
}
static int stores_to(const kr_instr *i) {
  return i->op == OP_STORE_FAST || i->op == OP_STORE_FAST_MAYBE_NULL ? i->oparg : -1;
}

/* Instead of swapping values, swaps the instructions that consume them. */
static void swap_consumers(kr_block *b, int i) {
  for (; i >= 0; i--) {
    kr_instr *swap = &b->instrs[i];
    if (swap->op != OP_SWAP) {
      if (swap->op == OP_NOP || is_swappable(swap->op)) continue;
      return;
    }
    int j = next_swappable(b, i, -1);
    if (j < 0) return;
    int k = j, line = b->instrs[j].loc.lineno;
    for (int count = swap->oparg - 1; count > 0; count--)
      if ((k = next_swappable(b, k, line)) < 0) return;
    int store_j = stores_to(&b->instrs[j]), store_k = stores_to(&b->instrs[k]);
    if (store_j >= 0 || store_k >= 0) {
      if (store_j == store_k) return;
      for (int between = j + 1; between < k; between++) {
        int store = stores_to(&b->instrs[between]);
        if (store >= 0 && (store == store_j || store == store_k)) return;
      }
    }
    kr_instr_nop(swap);
    kr_instr moved = b->instrs[j];
    b->instrs[j] = b->instrs[k];
    b->instrs[k] = moved;
  }
}

/* ---- jumps to jumps ------------------------------------------------------------------------------ */

/* The jump at i goes to the jump `target`: it can go where that goes. */
static bool thread_jump(kr_code_unit *u, kr_block *b, int i, const kr_instr *target, int op) {
  kr_instr *in = &b->instrs[i];
  if (in->target == target->target) return true;
  kr_block *to = target->target;
  kr_location loc = target->loc;
  /* The NOP stays if its line would be lost. */
  kr_instr_nop(in);
  if (!(in = kr_block_append(u->arena, b, op, 0, loc))) return false;
  in->target = to;
  return true;
}

/* True in *again: look at instruction i once more. */
static bool optimize_jump(kr_code_unit *u, kr_block *b, int i, bool *again) {
  kr_instr *in = &b->instrs[i];
  while (in->target->n == 0 && in->target->next) in->target = in->target->next;
  if (in->target->n == 0) return true;
  const kr_instr *target = &in->target->instrs[0];
  switch (in->op) {
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
      if (target->op == OP_JUMP) return thread_jump(u, b, i, target, in->op);
      return true;
    case OP_JUMP_IF_FALSE:
    case OP_JUMP_IF_TRUE:
      if (target->op == OP_JUMP || target->op == in->op) return thread_jump(u, b, i, target, in->op);
      if (target->op == (in->op == OP_JUMP_IF_FALSE ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE) &&
          in->target->next) {
        in->target = in->target->next; /* that one does not jump then */
        *again = true;
      }
      return true;
    case OP_JUMP:
    case OP_JUMP_NO_INTERRUPT:
      if (target->op == OP_JUMP) return thread_jump(u, b, i, target, OP_JUMP);
      if (target->op == OP_JUMP_NO_INTERRUPT) return thread_jump(u, b, i, target, in->op);
      return true;
    default: return true;
  }
}

/* ---- pairs of instructions ------------------------------------------------------------------------ */

static void become(kr_instr *first, kr_instr *second, int op, int oparg) {
  kr_instr_nop(first);
  second->op = (uint16_t)op;
  second->oparg = oparg;
}

static bool optimize_instr(kr_code_unit *u, kr_block *b, int i) {
  kr_instr *in = &b->instrs[i], *next = i + 1 < b->n ? &b->instrs[i + 1] : NULL;
  int next_op = next ? next->op : OP_CACHE;
  switch (in->op) {
    case OP_BUILD_TUPLE:
      if (next_op == OP_UNPACK_SEQUENCE && next->oparg == in->oparg && in->oparg >= 1 && in->oparg <= 3) {
        if (in->oparg == 1) kr_instr_nop(next);
        else next->op = OP_SWAP;
        kr_instr_nop(in);
        return true;
      }
      return kr_flow_fold_tuple(u, b, i);
    case OP_BUILD_LIST:
    case OP_BUILD_SET: return kr_flow_fold_list(u, b, i, next_op);
    case OP_STORE_FAST:
      if (next_op == OP_STORE_FAST && next->oparg == in->oparg && next->loc.lineno == in->loc.lineno) {
        in->op = OP_POP_TOP;
        in->oparg = 0;
      }
      return true;
    case OP_SWAP:
      if (in->oparg == 1) kr_instr_nop(in);
      return true;
    case OP_LOAD_GLOBAL:
      if (next_op == OP_PUSH_NULL && !(in->oparg & 1)) {
        in->oparg |= 1;
        kr_instr_nop(next);
      }
      return true;
    case OP_COMPARE_OP:
      if (next_op == OP_TO_BOOL) become(in, next, OP_COMPARE_OP, in->oparg | KR_COMPARE_TO_BOOL);
      return true;
    case OP_CONTAINS_OP:
    case OP_IS_OP:
      if (next_op == OP_TO_BOOL) become(in, next, in->op, in->oparg);
      else if (next_op == OP_UNARY_NOT) become(in, next, in->op, in->oparg ^ 1);
      return true;
    case OP_TO_BOOL:
      if (next_op == OP_TO_BOOL) kr_instr_nop(in);
      return true;
    case OP_UNARY_NOT:
      if (next_op == OP_TO_BOOL) {
        become(in, next, OP_UNARY_NOT, 0);
        return true;
      }
      if (next_op == OP_UNARY_NOT) {
        kr_instr_nop(in);
        kr_instr_nop(next);
        return true;
      }
      return kr_flow_fold_unary(u, b, i);
    case OP_UNARY_INVERT:
    case OP_UNARY_NEGATIVE: return kr_flow_fold_unary(u, b, i);
    case OP_CALL_INTRINSIC_1:
      if (in->oparg == KR_INTRINSIC_LIST_TO_TUPLE) {
        if (next_op != OP_GET_ITER) return kr_flow_fold_list_to_tuple(u, b, i);
        kr_instr_nop(in);
        return true;
      }
      return in->oparg != KR_INTRINSIC_UNARY_POSITIVE || kr_flow_fold_unary(u, b, i);
    case OP_BINARY_OP: return kr_flow_fold_binary(u, b, i);
    default: return true;
  }
}

static bool optimize_block(kr_code_unit *u, kr_block *b) {
  for (int i = 0; i < b->n; i++) {
    if (kr_op_is_jump(b->instrs[i].op)) {
      bool again = false;
      if (!optimize_jump(u, b, i, &again)) return false;
      if (again) i--;
    } else if (!optimize_instr(u, b, i)) {
      return false;
    }
  }
  for (int i = 0; i < b->n; i++) {
    if (b->instrs[i].op != OP_SWAP) continue;
    if (!shorten_swaps(u, b, &i)) return false;
    swap_consumers(b, i);
  }
  return true;
}

/* ---- the whole graph ----------------------------------------------------------------------------- */

static bool has_no_line(const kr_block *b) {
  for (int i = 0; i < b->n; i++)
    if (b->instrs[i].loc.lineno >= 0) return false;
  return true;
}

/* A jump to a small block that ends the code, or to one without a line of its own, becomes a copy of
 * it. */
static int inline_block(kr_code_unit *u, kr_block *b) {
  kr_instr *last = kr_block_last(b);
  if (!last || !kr_op_is_unconditional(last->op)) return 0;
  kr_block *target = last->target;
  const kr_instr *end = kr_block_last(target);
  bool small_exit = end && kr_op_leaves(end->op) && target->n <= SMALL_EXIT;
  bool no_line = has_no_line(target) && !kr_block_falls(target);
  if (!small_exit && !no_line) return 0;
  if (end && end->target == target) return 0; /* goes round for ever */
  int removed_op = last->op;
  kr_instr_nop(last);
  for (int i = 0; i < target->n; i++) {
    kr_instr copy = target->instrs[i];
    kr_instr *in = kr_block_append(u->arena, b, copy.op, copy.oparg, copy.loc);
    if (!in) return -1;
    *in = copy;
  }
  if (no_line) {
    last = kr_block_last(b);
    /* A loop must not lose its check of the eval breaker. */
    if (kr_op_is_unconditional(last->op) && removed_op == OP_JUMP) last->op = OP_JUMP;
  }
  target->predecessors--;
  return 1;
}

static bool inline_blocks(kr_code_unit *u) {
  bool changed;
  do {
    changed = false;
    for (kr_block *b = u->entry; b; b = b->next) {
      int r = inline_block(u, b);
      if (r < 0) return false;
      changed |= r > 0;
    }
  } while (changed);
  return true;
}

/* What is pushed and popped at once. */
static void remove_pairs(kr_block *entry) {
  bool changed;
  do {
    changed = false;
    kr_instr *previous = NULL;
    kr_flow_remove_nops(entry);
    for (kr_block *b = entry; b; b = b->next) {
      if (b->labelled) previous = NULL;
      for (int i = 0; i < b->n; i++) {
        kr_instr *in = &b->instrs[i];
        if (in->op == OP_POP_TOP && previous &&
            (kr_op_loads_const(previous->op) || (previous->op == OP_COPY && previous->oparg == 1))) {
          kr_instr_nop(previous);
          kr_instr_nop(in);
          changed = true;
        }
        previous = in;
      }
      if ((previous && kr_op_is_jump(previous->op)) || !kr_block_falls(b)) previous = NULL;
    }
  } while (changed);
}

static bool remove_unused_consts(kr_code_unit *u) {
  uint32_t n = u->consts.n;
  if (!n) return true;
  uint32_t *number = kr_ast_alloc(u->arena, n * sizeof *number);
  if (!number) return false;
  number[0] = 1; /* the docstring's place */
  for (kr_block *b = u->entry; b; b = b->next)
    for (int i = 0; i < b->n; i++)
      if (b->instrs[i].op == OP_LOAD_CONST) number[b->instrs[i].oparg] = 1;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (!number[i]) continue;
    u->consts.values[kept] = u->consts.values[i];
    number[i] = kept++;
  }
  u->consts.n = kept;
  if (kept == n) return true;
  for (kr_block *b = u->entry; b; b = b->next)
    for (int i = 0; i < b->n; i++)
      if (b->instrs[i].op == OP_LOAD_CONST) b->instrs[i].oparg = (int)number[b->instrs[i].oparg];
  return true;
}

static void fuse(kr_instr *a, kr_instr *b, int op) {
  if (a->loc.lineno >= 0 && b->loc.lineno >= 0 && a->loc.lineno != b->loc.lineno) return;
  if (a->oparg >= 16 || b->oparg >= 16) return;
  a->op = (uint16_t)op;
  a->oparg = a->oparg << 4 | b->oparg;
  kr_instr_nop(b);
}

static void fuse_pairs(kr_block *entry) {
  for (kr_block *b = entry; b; b = b->next) {
    for (int i = 0; i + 1 < b->n; i++) {
      kr_instr *in = &b->instrs[i], *next = in + 1;
      if (in->op == OP_LOAD_FAST && next->op == OP_LOAD_FAST) fuse(in, next, OP_LOAD_FAST_LOAD_FAST);
      else if (in->op == OP_STORE_FAST && next->op == OP_LOAD_FAST) fuse(in, next, OP_STORE_FAST_LOAD_FAST);
      else if (in->op == OP_STORE_FAST && next->op == OP_STORE_FAST) fuse(in, next, OP_STORE_FAST_STORE_FAST);
    }
  }
  kr_flow_remove_nops(entry);
}

bool kr_flow_optimize(kr_code_unit *u) {
  if (!kr_flow_join_blocks(u) || !kr_flow_find_handlers(u) || !inline_blocks(u) ||
      !kr_flow_remove_unreachable(u) || !kr_flow_resolve_lines(u))
    return false;
  for (kr_block *b = u->entry; b; b = b->next)
    if (!optimize_constants(u, b)) return false;
  for (kr_block *b = u->entry; b; b = b->next)
    if (!optimize_block(u, b)) return false;
  remove_pairs(u->entry);
  if (!kr_flow_remove_unreachable(u)) return false;
  kr_flow_remove_nops_and_jumps(u->entry);
  if (!remove_unused_consts(u) || !kr_flow_check_unbound(u)) return false;
  fuse_pairs(u->entry);
  return kr_flow_cold_to_end(u) && kr_flow_resolve_lines(u);
}
