/* Constant folding: instructions whose operands are constants. Only where the result cannot be much
 * larger than the source that asked for it, and never where an error would be raised. */
#include "compile/flow.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"

enum {
  MAX_OPERANDS = 30, /* more items are not put on the stack at once */
  MIN_DISPLAY = 3,   /* shorter lists and sets are as fast without folding */
  MAX_INT_BITS = 128,
  MAX_COLLECTION = 256,
  MAX_TEXT = 4096,
  MAX_ITEMS = 1024, /* in all, of nested tuples */
};

/* The n instructions before i that load its operands, if all are constants. */
static bool find_operands(const kr_block *b, int i, int n, kr_instr **operands) {
  for (i--; n > 0; i--) {
    if (i < 0) return false;
    kr_instr *in = &b->instrs[i];
    if (in->op == OP_NOP) continue;
    if (!kr_op_loads_const(in->op)) return false;
    operands[--n] = in;
  }
  return true;
}

static void drop(kr_instr *i) {
  kr_instr_nop(i);
  i->loc = KR_NO_LOCATION;
}
static void drop_all(kr_instr **operands, int n) {
  for (int i = 0; i < n; i++) drop(operands[i]);
}

static kr_value tuple_of(const kr_code_unit *u, kr_instr **operands, int n) {
  if (n == 0) return KR_EMPTY_TUPLE;
  kr_tuple *t = kr_tuple_new((size_t)n);
  if (!t) return KR_NULL;
  for (int i = 0; i < n; i++) t->items[i] = kr_ref(kr_flow_const_of(u, operands[i]));
  return kr_from_object(t);
}

bool kr_flow_fold_tuple(kr_code_unit *u, kr_block *b, int i) {
  kr_instr *in = &b->instrs[i], *operands[MAX_OPERANDS];
  int n = in->oparg;
  if (n > MAX_OPERANDS || !find_operands(b, i, n, operands)) return true;
  kr_value v = tuple_of(u, operands, n);
  if (v == KR_NULL) return false;
  drop_all(operands, n);
  return kr_flow_load_const(u, in, v);
}

bool kr_flow_fold_list(kr_code_unit *u, kr_block *b, int i, int next_op) {
  kr_instr *in = &b->instrs[i], *operands[MAX_OPERANDS];
  int n = in->oparg;
  bool only_read = next_op == OP_GET_ITER || next_op == OP_CONTAINS_OP;
  if (n > MAX_OPERANDS || (n < MIN_DISPLAY && !only_read)) return true;
  if (!find_operands(b, i, n, operands)) {
    if (only_read && in->op == OP_BUILD_LIST) in->op = OP_BUILD_TUPLE;
    return true;
  }
  kr_value v = tuple_of(u, operands, n);
  if (v != KR_NULL && in->op == OP_BUILD_SET) {
    kr_value items = v;
    v = kr_set_from_iterable(&kr_frozenset_type, items);
    kr_decref(items);
  }
  if (v == KR_NULL) return false;
  drop_all(operands, n);
  if (only_read) {
    if ((v = kr_ast_own(u->arena, v)) == KR_NULL) return false;
    int at = kr_const_index(u->arena, &u->consts, v);
    in->op = OP_LOAD_CONST;
    in->oparg = at;
    return at >= 0;
  }
  /* an empty one, extended by a constant tuple */
  kr_instr *build = &b->instrs[i - 2], *load = &b->instrs[i - 1];
  if (!kr_flow_load_const(u, load, v)) return false;
  build->op = in->op;
  build->oparg = 0;
  build->loc = in->loc;
  in->op = in->op == OP_BUILD_LIST ? OP_LIST_EXTEND : OP_SET_UPDATE;
  in->oparg = 1;
  return true;
}

/* BUILD_LIST 0, then constants and LIST_APPEND in turn: how a long tuple is made. */
bool kr_flow_fold_list_to_tuple(kr_code_unit *u, kr_block *b, int i) {
  int start = i - 1, found = 0;
  bool expect_append = true;
  for (; start >= 0; start--) {
    const kr_instr *in = &b->instrs[start];
    if (in->op == OP_NOP) continue;
    if (in->op == OP_BUILD_LIST && in->oparg == 0) {
      if (!expect_append) return true;
      break;
    }
    if (expect_append) {
      if (in->op != OP_LIST_APPEND || in->oparg != 1) return true;
    } else {
      if (!kr_op_loads_const(in->op)) return true;
      found++;
    }
    expect_append = !expect_append;
  }
  if (start < 0) return true;
  kr_tuple *t = found ? kr_tuple_new((size_t)found) : &kr_empty_tuple;
  if (!t) return false;
  int at = 0;
  for (int k = start; k < i; k++) {
    kr_instr *in = &b->instrs[k];
    if (in->op == OP_NOP) continue;
    if (kr_op_loads_const(in->op)) t->items[at++] = kr_ref(kr_flow_const_of(u, in));
    drop(in);
  }
  return kr_flow_load_const(u, &b->instrs[i], kr_from_object(t));
}

/* ---- operators ----------------------------------------------------------------------------------- */

/* An error means no folding: it will be raised when the code runs. False: out of memory and the like. */
static bool give_up(void) {
  if (kr_failed_with(&kr_exc_MemoryError) || kr_failed_with(&kr_exc_KeyboardInterrupt)) return false;
  kr_clear_exception();
  return true;
}

bool kr_flow_fold_unary(kr_code_unit *u, kr_block *b, int i) {
  kr_instr *in = &b->instrs[i], *operand;
  if (!find_operands(b, i, 1, &operand)) return true;
  kr_value v = kr_flow_const_of(u, operand), result;
  switch (in->op) {
    case OP_UNARY_NEGATIVE: result = kr_negative(v); break;
    case OP_UNARY_INVERT:
      if (kr_is_bool(v)) return true; /* warns */
      result = kr_invert(v);
      break;
    case OP_UNARY_NOT: {
      int truth = kr_truth(v);
      result = truth < 0 ? KR_NULL : kr_from_bool(!truth);
      break;
    }
    default: result = kr_positive(v); break;
  }
  if (result == KR_NULL) return give_up();
  drop(operand);
  return kr_flow_load_const(u, in, result);
}

/* Items of a tuple and all tuples in it, within `limit`; what is left of it, or less than 0. (A tuple
 * within a tuple counts, so the depth is limited too.) */
static int64_t count_items(kr_value v, int64_t limit) {
  if (!kr_is_exact_tuple(v)) return limit;
  const kr_tuple *t = KR_TUPLE(v);
  limit -= t->size;
  for (uint32_t i = 0; limit >= 0 && i < t->size; i++) limit = count_items(t->items[i], limit);
  return limit;
}

static bool small_product(kr_value a, kr_value b) {
  if (kr_is_int(a) && kr_is_int(b))
    return kr_int_sign(a) == 0 || kr_int_sign(b) == 0 ||
           kr_int_bit_length(a) + kr_int_bit_length(b) <= MAX_INT_BITS;
  if (kr_is_int(b) && !kr_is_int(a)) {
    kr_value swap = a;
    a = b;
    b = swap;
  }
  if (!kr_is_int(a)) return true;
  int64_t n, size, most;
  if (kr_is_exact_tuple(b)) {
    size = KR_TUPLE(b)->size;
    most = MAX_COLLECTION;
  } else if (kr_is_str(b)) {
    size = KR_STR(b)->length;
    most = MAX_TEXT;
  } else if (kr_is_bytes(b)) {
    size = KR_BYTES(b)->size;
    most = MAX_TEXT;
  } else {
    return true;
  }
  if (!size) return true;
  if (!kr_int_fits_i64(a, &n) || n < 0 || n > most / size) return false;
  return !kr_is_exact_tuple(b) || n == 0 || count_items(b, MAX_ITEMS / n) >= 0;
}

static bool small_power(kr_value a, kr_value b) {
  int64_t n;
  if (!kr_is_int(a) || !kr_is_int(b) || kr_int_sign(a) == 0 || kr_int_sign(b) <= 0) return true;
  return kr_int_fits_i64(b, &n) && kr_int_bit_length(a) <= (uint64_t)(MAX_INT_BITS / n);
}

static bool small_shift(kr_value a, kr_value b) {
  int64_t n;
  if (!kr_is_int(a) || !kr_is_int(b) || kr_int_sign(a) == 0 || kr_int_sign(b) == 0) return true;
  return kr_int_fits_i64(b, &n) && n >= 0 && n <= MAX_INT_BITS &&
         kr_int_bit_length(a) <= (uint64_t)(MAX_INT_BITS - n);
}

static bool worth_folding(kr_value a, kr_value b, int op) {
  switch (op) {
    case KR_OP_MUL: return small_product(a, b);
    case KR_OP_POW: return small_power(a, b);
    case KR_OP_LSHIFT: return small_shift(a, b);
    case KR_OP_MOD: return !kr_is_str(a) && !kr_is_bytes(a); /* formatting is another matter */
    case KR_OP_MATMUL: return false;
    default: return op < KR_OP_COUNT || op == KR_OP_SUBSCR;
  }
}

bool kr_flow_fold_binary(kr_code_unit *u, kr_block *b, int i) {
  kr_instr *in = &b->instrs[i], *operands[2];
  if (!find_operands(b, i, 2, operands)) return true;
  kr_value left = kr_flow_const_of(u, operands[0]), right = kr_flow_const_of(u, operands[1]);
  if (!worth_folding(left, right, in->oparg)) return true;
  kr_value v = in->oparg == KR_OP_SUBSCR ? kr_getitem(left, right) : kr_binary(left, right, in->oparg);
  if (v == KR_NULL) return give_up();
  drop_all(operands, 2);
  return kr_flow_load_const(u, in, v);
}
