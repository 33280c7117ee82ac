/* What the flow graph knows of local variables: which may be unbound when they are read, and which
 * reads need no reference of their own. */
#include "compile/flow.h"

/* ---- unbound locals ------------------------------------------------------------------------------ */

enum { TRACKED = 64 }; /* locals followed from block to block; of the others only within one */

typedef struct {
  kr_block **list, **top;
} worklist;

static void spread(worklist *w, kr_block *b, uint64_t unbound) {
  if ((b->unbound | unbound) == b->unbound) return;
  b->unbound |= unbound;
  if (b->visited) return; /* waits on the list already */
  b->visited = true;
  *w->top++ = b;
}

static void scan_block(worklist *w, kr_block *b) {
  uint64_t unbound = b->unbound;
  for (int i = 0; i < b->n; i++) {
    kr_instr *in = &b->instrs[i];
    if (in->except) spread(w, in->except, unbound);
    if (in->oparg < 0 || in->oparg >= TRACKED) continue;
    uint64_t bit = UINT64_C(1) << in->oparg;
    switch (in->op) {
      case OP_DELETE_FAST:
      case OP_LOAD_FAST_AND_CLEAR:
      case OP_STORE_FAST_MAYBE_NULL: unbound |= bit; break;
      case OP_LOAD_FAST:
        if (unbound & bit) in->op = OP_LOAD_FAST_CHECK;
        unbound &= ~bit;
        break;
      case OP_STORE_FAST:
      case OP_LOAD_FAST_CHECK: unbound &= ~bit; break;
    }
  }
  if (b->next && kr_block_falls(b)) spread(w, b->next, unbound);
  const kr_instr *last = kr_block_last(b);
  if (last && kr_op_is_jump(last->op)) spread(w, last->target, unbound);
}

static bool scan_many_locals(kr_code_unit *u) {
  uint32_t n = u->varnames.n - TRACKED;
  int *bound_in = kr_ast_alloc(u->arena, n * sizeof *bound_in); /* number of a block */
  if (!bound_in) return false;
  int number = 0;
  for (kr_block *b = u->entry; b; b = b->next) {
    number++;
    for (int i = 0; i < b->n; i++) {
      kr_instr *in = &b->instrs[i];
      int k = in->oparg - TRACKED;
      if (k < 0 || (uint32_t)k >= n) continue;
      switch (in->op) {
        case OP_DELETE_FAST:
        case OP_LOAD_FAST_AND_CLEAR:
        case OP_STORE_FAST_MAYBE_NULL: bound_in[k] = number - 1; break;
        case OP_STORE_FAST: bound_in[k] = number; break;
        case OP_LOAD_FAST:
          if (bound_in[k] != number) in->op = OP_LOAD_FAST_CHECK;
          bound_in[k] = number;
          break;
      }
    }
  }
  return true;
}

bool kr_flow_check_unbound(kr_code_unit *u) {
  uint32_t nlocals = u->varnames.n;
  if (!nlocals) return true;
  if (nlocals > TRACKED) {
    if (!scan_many_locals(u)) return false;
    nlocals = TRACKED;
  }
  worklist w;
  w.list = w.top = kr_flow_worklist(u);
  if (!w.list) return false;
  uint64_t at_start = 0;
  for (uint32_t i = (uint32_t)u->nparams; i < nlocals; i++) at_start |= UINT64_C(1) << i;
  for (kr_block *b = u->entry; b; b = b->next) b->unbound = 0;
  spread(&w, u->entry, at_start);
  for (kr_block *b = u->entry; b; b = b->next) scan_block(&w, b);
  while (w.top > w.list) {
    kr_block *b = *--w.top;
    b->visited = false;
    scan_block(&w, b);
  }
  return true;
}

/* ---- borrowed locals ----------------------------------------------------------------------------- */

/* A value on the stack: what pushed it in this block, and the local it was read from. */
typedef struct {
  int instr; /* -1: another block */
  int local; /* -1: none */
} ref;
typedef struct {
  ref *items;
  int n, capacity;
  kr_ast_arena *arena;
  bool failed;
} ref_stack;
/* Why instruction i's value needs a reference of its own */
enum { KILLED = 1, STORED = 2, UNCONSUMED = 4 };
enum { NOT_LOCAL = -1, OTHER_BLOCK = -1 };

static void push(ref_stack *s, int instr, int local) {
  if (s->n == s->capacity) {
    int capacity = s->capacity ? s->capacity * 2 : 32;
    ref *items = kr_ast_alloc(s->arena, (size_t)capacity * sizeof *items);
    if (!items) {
      s->failed = true;
      return;
    }
    if (s->n) memcpy(items, s->items, (size_t)s->n * sizeof *items);
    s->items = items;
    s->capacity = capacity;
  }
  s->items[s->n++] = (ref){instr, local};
}
static ref pop(ref_stack *s) { return s->n ? s->items[--s->n] : (ref){OTHER_BLOCK, NOT_LOCAL}; }
static void pop_n(ref_stack *s, int n) { s->n = n > s->n ? 0 : s->n - n; }

/* The local changes while its value is on the stack. */
static void kill(const ref_stack *s, uint8_t *flags, int local) {
  for (int i = 0; i < s->n; i++)
    if (s->items[i].local == local && s->items[i].instr >= 0) flags[s->items[i].instr] |= KILLED;
}
static void store(const ref_stack *s, uint8_t *flags, int local, ref r) {
  kill(s, flags, local);
  if (r.instr != OTHER_BLOCK) flags[r.instr] |= STORED;
}

/* How many items an instruction takes off the stack and puts on it. */
static void popped_and_pushed(const kr_instr *in, int *popped, int *pushed) {
  int effect = 0, n = in->oparg;
  kr_opcode_stack_effect(in->op, n, 0, &effect);
  switch (in->op) {
    /* one result */
    case OP_BINARY_OP:
    case OP_COMPARE_OP:
    case OP_CONTAINS_OP:
    case OP_IS_OP:
    case OP_BINARY_SLICE:
    case OP_BUILD_TEMPLATE:
    case OP_BUILD_INTERPOLATION:
    case OP_BUILD_LIST:
    case OP_BUILD_MAP:
    case OP_BUILD_SET:
    case OP_BUILD_SLICE:
    case OP_BUILD_STRING:
    case OP_BUILD_TUPLE:
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_FUNCTION_EX:
    case OP_CALL_INTRINSIC_1:
    case OP_CALL_INTRINSIC_2:
    case OP_CONVERT_VALUE:
    case OP_FORMAT_WITH_SPEC:
    case OP_GET_AITER:
    case OP_GET_AWAITABLE:
    case OP_GET_ITER:
    case OP_IMPORT_NAME:
    case OP_LOAD_FROM_DICT_OR_DEREF:
    case OP_LOAD_FROM_DICT_OR_GLOBALS:
    case OP_MAKE_FUNCTION:
    case OP_TO_BOOL:
    case OP_UNARY_INVERT:
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_NOT:
    case OP_MATCH_CLASS:
    case OP_YIELD_VALUE:
    case OP_RETURN_VALUE:
    case OP_FORMAT_SIMPLE: *pushed = 1; break;
    case OP_CHECK_EG_MATCH: *pushed = 2; break;
    case OP_CLEANUP_THROW: *pushed = 2; break;
    case OP_UNPACK_SEQUENCE: *pushed = n; break;
    case OP_UNPACK_EX: *pushed = (n & 0xff) + 1 + (n >> 8); break;
    default: *pushed = effect > 0 ? effect : 0; break;
  }
  *popped = *pushed - effect;
}

static void reach(worklist *w, kr_block *b, int depth) {
  if (b->visited) return;
  b->visited = true;
  b->start_depth = depth;
  *w->top++ = b;
}

/* Follows the references through a block: one case for each instruction that handles them in a way of its own. */
static void simulate(worklist *w, kr_block *b, ref_stack *s, uint8_t *flags) {
  for (int i = 0; i < b->n; i++) {
    const kr_instr *in = &b->instrs[i];
    int n = in->oparg, popped, pushed;
    switch (in->op) {
      case OP_DELETE_FAST: kill(s, flags, n); break;
      case OP_LOAD_FAST: push(s, i, n); break;
      case OP_LOAD_FAST_AND_CLEAR:
        kill(s, flags, n);
        push(s, i, n);
        break;
      case OP_LOAD_FAST_LOAD_FAST:
        push(s, i, n >> 4);
        push(s, i, n & 15);
        break;
      case OP_STORE_FAST: {
        ref r = pop(s);
        store(s, flags, n, r);
        break;
      }
      case OP_STORE_FAST_LOAD_FAST: {
        ref r = pop(s);
        store(s, flags, n >> 4, r);
        push(s, i, n & 15);
        break;
      }
      case OP_STORE_FAST_STORE_FAST: {
        ref r = pop(s);
        store(s, flags, n >> 4, r);
        r = pop(s);
        store(s, flags, n & 15, r);
        break;
      }
      case OP_COPY: {
        ref r = n <= s->n ? s->items[s->n - n] : (ref){OTHER_BLOCK, NOT_LOCAL};
        push(s, r.instr, r.local);
        break;
      }
      case OP_SWAP:
        if (n <= s->n && n >= 1) {
          ref r = s->items[s->n - n];
          s->items[s->n - n] = s->items[s->n - 1];
          s->items[s->n - 1] = r;
        }
        break;
      /* These leave what they use on the stack. CPython takes their results for those of the block's
     * first instructions, which costs a borrowed reference there now and then. */
      case OP_FORMAT_SIMPLE:
      case OP_GET_ANEXT:
      case OP_GET_LEN:
      case OP_GET_YIELD_FROM_ITER:
      case OP_IMPORT_FROM:
      case OP_MATCH_KEYS:
      case OP_MATCH_MAPPING:
      case OP_MATCH_SEQUENCE:
      case OP_WITH_EXCEPT_START: {
        int effect = 0;
        kr_opcode_stack_effect(in->op, n, 0, &effect);
        for (int k = 0; k < effect; k++) push(s, k, NOT_LOCAL);
        break;
      }
      case OP_DICT_MERGE:
      case OP_DICT_UPDATE:
      case OP_LIST_APPEND:
      case OP_LIST_EXTEND:
      case OP_MAP_ADD:
      case OP_RERAISE:
      case OP_SET_ADD:
      case OP_SET_UPDATE: {
        int effect = 0;
        kr_opcode_stack_effect(in->op, n, 0, &effect);
        pop_n(s, -effect);
        break;
      }
      case OP_END_SEND:
      case OP_SET_FUNCTION_ATTRIBUTE: {
        ref top = pop(s);
        pop(s);
        push(s, top.instr, top.local);
        break;
      }
      case OP_CHECK_EXC_MATCH:
        pop(s);
        push(s, i, NOT_LOCAL);
        break;
      case OP_FOR_ITER:
        reach(w, in->target, s->n + 1);
        push(s, i, NOT_LOCAL);
        break;
      case OP_LOAD_ATTR:
      case OP_LOAD_SUPER_ATTR: {
        ref self = pop(s);
        if (in->op == OP_LOAD_SUPER_ATTR) pop_n(s, 2);
        push(s, i, NOT_LOCAL);
        if (n & 1) push(s, self.instr, self.local); /* it may be the method's first argument */
        break;
      }
      case OP_LOAD_SPECIAL:
      case OP_PUSH_EXC_INFO: {
        ref top = pop(s);
        push(s, i, NOT_LOCAL);
        push(s, top.instr, top.local);
        break;
      }
      case OP_SEND:
        reach(w, in->target, s->n);
        pop(s);
        push(s, i, NOT_LOCAL);
        break;
      default:
        popped_and_pushed(in, &popped, &pushed);
        if (kr_op_is_jump(in->op)) reach(w, in->target, s->n - popped + pushed);
        pop_n(s, popped);
        for (int k = 0; k < pushed; k++) push(s, i, NOT_LOCAL);
        break;
    }
  }
  /* CPython does not look behind an empty block either. */
  if (b->n && b->next && kr_block_falls(b)) reach(w, b->next, s->n);
}

/* A local read, and done with before the local can change and before the block ends, can be borrowed.
 * Code of exception handlers is not looked at. */
bool kr_flow_borrow_locals(kr_code_unit *u) {
  worklist w;
  w.list = w.top = kr_flow_worklist(u);
  if (!w.list) return false;
  int most = 0;
  for (kr_block *b = u->entry; b; b = b->next) {
    if (b->n > most) most = b->n;
    b->start_depth = -1;
  }
  uint8_t *flags = kr_ast_alloc(u->arena, (size_t)(most ? most : 1));
  ref_stack s = {.arena = u->arena};
  if (!flags) return false;
  reach(&w, u->entry, 0);
  while (w.top > w.list) {
    kr_block *b = *--w.top;
    memset(flags, 0, (size_t)b->n);
    s.n = 0;
    for (int i = 0; i < b->start_depth; i++) push(&s, OTHER_BLOCK, NOT_LOCAL);
    simulate(&w, b, &s, flags);
    if (s.failed) return false;
    for (int i = 0; i < s.n; i++)
      if (s.items[i].instr != OTHER_BLOCK) flags[s.items[i].instr] |= UNCONSUMED;
    for (int i = 0; i < b->n; i++) {
      if (flags[i]) continue;
      if (b->instrs[i].op == OP_LOAD_FAST) b->instrs[i].op = OP_LOAD_FAST_BORROW;
      else if (b->instrs[i].op == OP_LOAD_FAST_LOAD_FAST)
        b->instrs[i].op = OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW;
    }
  }
  return true;
}
