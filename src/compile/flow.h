/* The flow graph: blocks of instructions, from code generation to the assembler.
 *
 * A block is entered at its first instruction only and left at its last, but for exceptions. Blocks
 * are chained in the order of their code; one that does not end in a jump runs on into the next.
 * Everything lives in the compilation's arena.
 */
#ifndef KR_FLOW_H
#define KR_FLOW_H

#include "compile/names.h"
#include "compile/opcode.h"
#include "objects/function.h"

typedef struct kr_block kr_block;

typedef struct {
  uint16_t op;
  int32_t oparg;
  kr_block *target; /* of a jump; the handler, of SETUP_*; NULL otherwise */
  kr_block *except; /* where an exception in this instruction goes; NULL: out of the code */
  kr_location loc;
} kr_instr;

/* lineno of instructions without a source position, and of those that take that of the next. */
enum { KR_NO_LINE = -1, KR_NEXT_LINE = -2 };
#define KR_NO_LOCATION ((kr_location){KR_NO_LINE, -1, KR_NO_LINE, -1})
#define KR_NEXT_LOCATION ((kr_location){KR_NEXT_LINE, -1, KR_NEXT_LINE, -1})

/* The handlers around a place, innermost last. Shared between blocks, never changed. */
typedef struct kr_handlers {
  struct kr_handlers *outer;
  kr_block *handler;
  int depth;
} kr_handlers;

struct kr_block {
  kr_block *next;
  kr_block *same; /* a label put where another block already was: that one */
  kr_instr *instrs;
  int n, capacity;
  int predecessors;
  int start_depth;   /* of the stack; -1: not known */
  int handler_depth; /* the same, as the exception table needs it */
  int offset;        /* in code units, while jumps are resolved */
  bool visited, cold, warm;
  bool labelled;         /* some jump or handler leads here */
  bool is_handler;       /* an exception lands here */
  bool push_lasti;       /* as a handler: with the index of the instruction below the exception */
  kr_handlers *handlers; /* around its start */
  uint64_t unbound;      /* locals that may have no value at its start (the first 64) */
};

kr_block *kr_block_new(kr_ast_arena *a); /* NULL: MemoryError */
/* A new instruction at position i, or at the end; its fields are set but for what the caller sets.
 * NULL: MemoryError. */
kr_instr *kr_block_insert(kr_ast_arena *a, kr_block *b, int i, int op, int oparg, kr_location loc);
/* An appended instruction has the handler of the one that was removed from its place, if one was: that
 * is what CPython does, and the exception table shows it. */
kr_instr *kr_block_append(kr_ast_arena *a, kr_block *b, int op, int oparg, kr_location loc);

KR_INLINE bool kr_op_is_setup(int op) {
  return op == OP_SETUP_FINALLY || op == OP_SETUP_WITH || op == OP_SETUP_CLEANUP;
}
KR_INLINE bool kr_op_is_unconditional(int op) {
  return op == OP_JUMP || op == OP_JUMP_NO_INTERRUPT || op == OP_JUMP_FORWARD || op == OP_JUMP_BACKWARD ||
         op == OP_JUMP_BACKWARD_NO_INTERRUPT;
}
KR_INLINE bool kr_op_is_jump(int op) { return (kr_opcode_flags(op) & KR_OPF_JUMP) != 0; }
KR_INLINE bool kr_op_leaves(int op) {
  return op == OP_RETURN_VALUE || op == OP_RAISE_VARARGS || op == OP_RERAISE || op == OP_INTERPRETER_EXIT;
}
KR_INLINE kr_instr *kr_block_last(const kr_block *b) { return b->n ? &b->instrs[b->n - 1] : NULL; }
/* Whether execution can run from b into b->next. */
KR_INLINE bool kr_block_falls(const kr_block *b) {
  const kr_instr *last = kr_block_last(b);
  return !last || !(kr_op_is_unconditional(last->op) || kr_op_leaves(last->op));
}
KR_INLINE void kr_instr_nop(kr_instr *i) {
  i->op = OP_NOP;
  i->oparg = 0;
  i->target = NULL;
}

/* Constants of one code object: in order, each once. */
typedef struct {
  kr_value *values; /* borrowed from the arena */
  uint32_t n, capacity;
  uint32_t *index; /* open addressing by kr_const_hash, number + 1 */
  uint32_t *hashes;
  uint32_t mask;
} kr_const_table;
/* The number of v (borrowed; the arena must hold it), added when it is not there. -1: failed. */
int kr_const_index(kr_ast_arena *a, kr_const_table *t, kr_value v);

/* What becomes a code object. */
typedef struct {
  kr_ast_arena *arena;
  kr_block *entry;
  kr_const_table consts, *all_consts; /* all_consts: of the whole compilation, for identity */
  kr_name_map names, varnames, cellvars, freevars, fast_hidden;
  kr_value filename, name, qualname;
  int argcount, posonlyargcount, kwonlyargcount, firstlineno;
  int nparams; /* all parameters: the first of varnames */
  uint32_t co_flags;
} kr_code_unit;

/* flow_*.c, in this order. False: exception set. */
bool kr_flow_optimize(kr_code_unit *u);
bool kr_flow_finish(kr_code_unit *u, int *stack_depth, int *nlocalsplus);
kr_code *kr_assemble(kr_code_unit *u, int stack_depth, int nlocalsplus); /* new */

/* Passes shared by the flow_*.c files */
bool kr_flow_join_blocks(kr_code_unit *u);
bool kr_flow_find_handlers(kr_code_unit *u);
bool kr_flow_remove_unreachable(kr_code_unit *u);
bool kr_flow_resolve_lines(kr_code_unit *u);
bool kr_flow_fold_tuple(kr_code_unit *u, kr_block *b, int i);
bool kr_flow_fold_list(kr_code_unit *u, kr_block *b, int i, int next_op);
bool kr_flow_fold_list_to_tuple(kr_code_unit *u, kr_block *b, int i);
bool kr_flow_fold_unary(kr_code_unit *u, kr_block *b, int i);
bool kr_flow_fold_binary(kr_code_unit *u, kr_block *b, int i);
KR_INLINE bool kr_op_loads_const(int op) { return op == OP_LOAD_CONST || op == OP_LOAD_SMALL_INT; }
bool kr_flow_check_unbound(kr_code_unit *u);
bool kr_flow_borrow_locals(kr_code_unit *u);
int kr_flow_remove_nops(kr_block *entry);
void kr_flow_remove_nops_and_jumps(kr_block *entry);
bool kr_flow_cold_to_end(kr_code_unit *u);
/* A work list over all blocks, empty; in the arena. */
kr_block **kr_flow_worklist(kr_code_unit *u);
/* The value a LOAD_CONST or LOAD_SMALL_INT loads (borrowed). */
kr_value kr_flow_const_of(const kr_code_unit *u, const kr_instr *i);
/* Makes i load v (taken over by the arena: stolen). */
bool kr_flow_load_const(kr_code_unit *u, kr_instr *i, kr_value v_steal);

#endif
