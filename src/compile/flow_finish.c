/* The last steps on the graph: pseudo instructions become real ones, variables get their slots, and
 * branches the directions the machine has. */
#include "compile/flow.h"
#include "objects/abstract.h"
#include "objects/function.h"

/* ---- JUMP_IF_FALSE, JUMP_IF_TRUE: branches that keep the value ------------------------------------ */

static bool expand_keeping_jumps(kr_code_unit *u) {
  for (kr_block *b = u->entry; b; b = b->next) {
    kr_instr *last = kr_block_last(b);
    if (!last || (last->op != OP_JUMP_IF_FALSE && last->op != OP_JUMP_IF_TRUE)) continue;
    last->op = last->op == OP_JUMP_IF_FALSE ? OP_POP_JUMP_IF_FALSE : OP_POP_JUMP_IF_TRUE;
    kr_location loc = last->loc;
    kr_block *except = last->except;
    kr_instr *in = kr_block_insert(u->arena, b, b->n - 1, OP_COPY, 1, loc);
    if (!in) return false;
    in->except = except;
    if (!(in = kr_block_insert(u->arena, b, b->n - 1, OP_TO_BOOL, 0, loc))) return false;
    in->except = except;
  }
  return true;
}

/* ---- stack --------------------------------------------------------------------------------------- */

static bool push_depth(kr_block ***top, kr_block *b, int depth) {
  if (b->start_depth >= 0 && b->start_depth != depth) {
    kr_raise(&kr_exc_ValueError, "Invalid CFG, inconsistent stackdepth");
    return false;
  }
  if (b->start_depth < 0) {
    b->start_depth = depth;
    *(*top)++ = b;
  }
  return true;
}

static bool find_stack_depth(kr_code_unit *u, int *most) {
  kr_block **list = kr_flow_worklist(u), **top = list;
  if (!list) return false;
  for (kr_block *b = u->entry; b; b = b->next) b->start_depth = -1;
  *most = 0;
  if (!push_depth(&top, u->entry, 0)) return false;
  while (top > list) {
    kr_block *b = *--top;
    int depth = b->start_depth;
    for (int i = 0; i < b->n; i++) {
      const kr_instr *in = &b->instrs[i];
      int effect = 0;
      kr_opcode_stack_effect(in->op, in->oparg, 0, &effect);
      if (depth + effect < 0) {
        kr_raise(&kr_exc_ValueError, "Invalid CFG, stack underflow");
        return false;
      }
      if (depth + effect > *most) *most = depth + effect;
      if (in->target && in->op != OP_END_ASYNC_FOR) {
        int jump_effect = 0;
        kr_opcode_stack_effect(in->op, in->oparg, 1, &jump_effect);
        if (depth + jump_effect > *most) *most = depth + jump_effect;
        if (!push_depth(&top, in->target, depth + jump_effect)) return false;
      }
      depth += effect;
    }
    if (b->next && kr_block_falls(b) && !push_depth(&top, b->next, depth)) return false;
  }
  return true;
}

/* ---- slots of variables -------------------------------------------------------------------------- */

static bool insert_prefix(kr_code_unit *u, const int *slots) {
  kr_location start = {u->firstlineno, -1, u->firstlineno, -1};
  int at = 0;
  if (u->freevars.n &&
      !kr_block_insert(u->arena, u->entry, at++, OP_COPY_FREE_VARS, (int)u->freevars.n, KR_NO_LOCATION))
    return false;
  /* cells in the order of their slots */
  for (int slot = 0, end = (int)(u->varnames.n + u->cellvars.n); slot < end; slot++)
    for (uint32_t i = 0; i < u->cellvars.n; i++)
      if (slots[i] == slot &&
          !kr_block_insert(u->arena, u->entry, at++, OP_MAKE_CELL, (int)i, KR_NO_LOCATION))
        return false;
  if (u->co_flags & (KR_CO_GENERATOR | KR_CO_COROUTINE | KR_CO_ASYNC_GENERATOR))
    return kr_block_insert(u->arena, u->entry, at++, OP_RETURN_GENERATOR, 0, start) &&
           kr_block_insert(u->arena, u->entry, at, OP_POP_TOP, 0, start);
  return true;
}

/* Locals first, then cells that are no locals, then free variables. */
static bool assign_slots(kr_code_unit *u, int *nlocalsplus) {
  int nlocals = (int)u->varnames.n, ncells = (int)u->cellvars.n, nfrees = (int)u->freevars.n;
  int n = ncells + nfrees, shared = 0;
  int *slots = kr_ast_alloc(u->arena, (size_t)(n ? n : 1) * sizeof *slots);
  if (!slots) return false;
  for (int i = 0; i < n; i++) slots[i] = nlocals + i;
  for (int i = 0; i < ncells; i++) {
    int local = kr_name_get(&u->varnames, u->cellvars.entries[i].name, -1);
    if (local >= 0) slots[i] = local;
  }
  if (!insert_prefix(u, slots)) return false;
  for (int i = 0; i < n; i++) {
    if (slots[i] == nlocals + i) slots[i] -= shared;
    else shared++;
  }
  for (kr_block *b = u->entry; b; b = b->next)
    for (int i = 0; i < b->n; i++) {
      kr_instr *in = &b->instrs[i];
      switch (in->op) {
        case OP_MAKE_CELL:
        case OP_LOAD_CLOSURE:
        case OP_LOAD_DEREF:
        case OP_STORE_DEREF:
        case OP_DELETE_DEREF:
        case OP_LOAD_FROM_DICT_OR_DEREF: in->oparg = slots[in->oparg]; break;
      }
    }
  *nlocalsplus = nlocals + n - shared;
  return true;
}

static void expand_pseudo(kr_code_unit *u) {
  for (kr_block *b = u->entry; b; b = b->next)
    for (int i = 0; i < b->n; i++) {
      kr_instr *in = &b->instrs[i];
      if (kr_op_is_setup(in->op)) kr_instr_nop(in);
      else if (in->op == OP_LOAD_CLOSURE) in->op = OP_LOAD_FAST;
      else if (in->op == OP_STORE_FAST_MAYBE_NULL) in->op = OP_STORE_FAST;
    }
  kr_flow_remove_nops(u->entry);
}

/* ---- directions ---------------------------------------------------------------------------------- */

static int reversed(int op) {
  switch (op) {
    case OP_POP_JUMP_IF_FALSE: return OP_POP_JUMP_IF_TRUE;
    case OP_POP_JUMP_IF_TRUE: return OP_POP_JUMP_IF_FALSE;
    case OP_POP_JUMP_IF_NONE: return OP_POP_JUMP_IF_NOT_NONE;
    case OP_POP_JUMP_IF_NOT_NONE: return OP_POP_JUMP_IF_NONE;
    default: return -1;
  }
}

/* Branches go forward only: one that goes back jumps over a jump instead. */
static bool direct_branches(kr_code_unit *u) {
  for (kr_block *b = u->entry; b; b = b->next) b->visited = false;
  for (kr_block *b = u->entry; b; b = b->next) {
    b->visited = true;
    kr_instr *last = kr_block_last(b);
    if (!last || reversed(last->op) < 0) continue;
    kr_location loc = last->loc;
    kr_block *target = last->target;
    if (!target->visited) {
      if (!kr_block_append(u->arena, b, OP_NOT_TAKEN, 0, loc)) return false;
      continue;
    }
    kr_block *back = kr_block_new(u->arena);
    if (!back || !kr_block_append(u->arena, back, OP_NOT_TAKEN, 0, loc)) return false;
    kr_instr *jump = kr_block_append(u->arena, back, OP_JUMP, 0, loc);
    if (!jump) return false;
    jump->target = target;
    last->op = (uint16_t)reversed(last->op);
    last->target = b->next;
    back->cold = b->cold;
    back->next = b->next;
    back->visited = true;
    b->next = back;
    b = back;
  }
  return true;
}

bool kr_flow_finish(kr_code_unit *u, int *stack_depth, int *nlocalsplus) {
  if (!expand_keeping_jumps(u) || !assign_slots(u, nlocalsplus) || !find_stack_depth(u, stack_depth))
    return false;
  /* what handlers need to know of the stack, before the borrowing pass counts anew */
  for (kr_block *b = u->entry; b; b = b->next) b->handler_depth = b->start_depth;
  expand_pseudo(u);
  return direct_branches(u) && kr_flow_borrow_locals(u);
}
