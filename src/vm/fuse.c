/* Where fused instructions go (vm/eval/fused.h): called when an instruction was specialized, it looks at the
 * loads before it. */
#include "vm/vm.h"

/* The operators that have fused forms: of two variables; of a small int; of a constant. */
static const struct {
  uint8_t plain, variables, immediate, constant;
} forms[] = {
    {K_BINARY_ADD_INT, K_FUSED_ADD_INT, K_FUSED_ADD_IMMEDIATE, 0},
    {K_BINARY_SUB_INT, K_FUSED_SUB_INT, K_FUSED_SUB_IMMEDIATE, 0},
    {K_BINARY_MUL_INT, K_FUSED_MUL_INT, K_FUSED_MUL_IMMEDIATE, 0},
    {K_BINARY_AND_INT, 0, K_FUSED_AND_IMMEDIATE, 0},
    {K_BINARY_RSHIFT_INT, 0, K_FUSED_RSHIFT_IMMEDIATE, 0},
    {K_BINARY_MOD_INT, 0, K_FUSED_MOD_IMMEDIATE, 0},
    {K_BINARY_FLOORDIV_INT, 0, K_FUSED_FLOORDIV_IMMEDIATE, 0},
    {K_BINARY_ADD_FLOAT, K_FUSED_ADD_FLOAT, 0, K_FUSED_ADD_FLOAT_CONST},
    {K_BINARY_SUB_FLOAT, K_FUSED_SUB_FLOAT, 0, K_FUSED_SUB_FLOAT_CONST},
    {K_BINARY_MUL_FLOAT, K_FUSED_MUL_FLOAT, 0, K_FUSED_MUL_FLOAT_CONST},
    {K_SUBSCR_LIST_INT, K_FUSED_SUBSCR_LIST, K_FUSED_SUBSCR_LIST_IMMEDIATE, 0},
    {K_STORE_SUBSCR_LIST_INT, K_FUSED_STORE_SUBSCR_LIST, 0, 0},
    {K_COMPARE_INT, K_FUSED_COMPARE_INT, K_FUSED_COMPARE_IMMEDIATE, 0},
    {K_COMPARE_FLOAT, K_FUSED_COMPARE_FLOAT, 0, K_FUSED_COMPARE_FLOAT_CONST},
};

uint32_t kr_plain_word(const kr_code *code, const uint32_t *pc) {
  uint32_t unit = code->units[pc - code->exec], op = unit & 0xFF, arg = unit >> 8;
  if (op == OP_LOAD_CONST && !kr_is_object(code->consts->items[arg])) op = K_LOAD_CONST_IMMEDIATE;
  return op | arg << 8;
}

static bool is_load_fast(uint32_t unit) {
  return (unit & 0xFF) == OP_LOAD_FAST || (unit & 0xFF) == OP_LOAD_FAST_BORROW;
}
static bool is_load_two(uint32_t unit) {
  return (unit & 0xFF) == OP_LOAD_FAST_LOAD_FAST || (unit & 0xFF) == OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW;
}

static void fuse_attribute(uint32_t *pc, uint32_t before) {
  uint32_t one = 0, two = 0;
  bool method = *pc >> 8 & 1;
  switch (*pc & 0xFF) {
    case K_LOAD_ATTR_VALUE:
      if (method) return;
      one = K_FUSED_ATTR_VALUE;
      two = K_FUSED_ATTR_VALUE_2;
      break;
    case K_LOAD_ATTR_SLOT:
      if (method) return;
      one = K_FUSED_ATTR_SLOT;
      break;
    case K_LOAD_ATTR_METHOD_VALUES: one = K_FUSED_METHOD_VALUES; break;
    case K_LOAD_ATTR_METHOD_NO_DICT: one = K_FUSED_METHOD_NO_DICT; break;
    case K_STORE_ATTR_VALUE:
      one = K_FUSED_STORE_ATTR_VALUE;
      two = K_FUSED_STORE_ATTR_VALUE_2;
      break;
    case K_STORE_ATTR_SLOT: one = K_FUSED_STORE_ATTR_SLOT; break;
    default: return;
  }
  if (before == (OP_COPY | 1 << 8) && one == K_FUSED_ATTR_VALUE) {
    pc[-1] = K_FUSED_COPY_ATTR_VALUE | 1 << 8;
    return;
  }
  if (before == (OP_SWAP | 2 << 8) && one == K_FUSED_STORE_ATTR_VALUE) {
    pc[-1] = K_FUSED_SWAP_STORE_ATTR_VALUE | 2 << 8;
    return;
  }
  uint32_t op = is_load_fast(before) ? one : is_load_two(before) ? two : 0;
  if (op) pc[-1] = op | (before & 0xFF00u);
}

void kr_fuse(const kr_frame *f, uint32_t *pc, const kr_value *sp) {
  const kr_code *code = f->code;
  if (KR_UNLIKELY(code->instrumentation != NULL) && code->instrumentation->installed)
    return; /* each counts */
  ptrdiff_t i = pc - code->exec;
  const uint16_t *u = code->units + i;
  if (i < 2 || (u[-2] & 0xFF) == OP_EXTENDED_ARG) return;
  size_t k = 0;
  while (k < sizeof forms / sizeof *forms && forms[k].plain != (*pc & 0xFF)) k++;
  if (k == sizeof forms / sizeof *forms) {
    fuse_attribute(pc, u[-1]);
    return;
  }
  if (forms[k].plain == K_SUBSCR_LIST_INT && u[-1] == (OP_COPY | 2 << 8) && u[-2] == (OP_COPY | 2 << 8)) {
    pc[-2] = K_FUSED_COPY_SUBSCR_LIST | 2 << 8;
    return;
  }
  if (forms[k].plain == K_STORE_SUBSCR_LIST_INT && u[-1] == (OP_SWAP | 2 << 8) &&
      u[-2] == (OP_SWAP | 3 << 8)) {
    pc[-2] = K_FUSED_SWAP_STORE_SUBSCR_LIST | 3 << 8;
    return;
  }
  /* the operands on the stack, as they lie there at this instruction */
  size_t left = (size_t)(sp - f->slots) - 2, right, start = 1, op, pushes = 0;
  uint32_t before = u[-1], arg = before >> 8;
  if (is_load_two(before)) {
    left = arg >> 4;
    right = arg & 15;
    op = forms[k].variables;
    pushes = 1;
  } else {
    right = arg;
    if (is_load_fast(before)) {
      op = forms[k].variables;
    } else if ((before & 0xFF) == OP_LOAD_SMALL_INT) {
      op = forms[k].immediate;
      uint32_t plain = forms[k].plain;
      if ((plain == K_BINARY_MOD_INT || plain == K_BINARY_FLOORDIV_INT) && arg == 0) return;
      if (plain == K_BINARY_RSHIFT_INT && arg > 63) return;
    } else if ((before & 0xFF) == OP_LOAD_CONST) {
      op = forms[k].constant;
    } else {
      return;
    }
    if (is_load_fast(u[-2]) && !(i > 2 && (u[-3] & 0xFF) == OP_EXTENDED_ARG)) {
      left = u[-2] >> 8;
      start = 2;
      pushes = 1;
    }
  }
  bool store = forms[k].plain == K_STORE_SUBSCR_LIST_INT;
  if (!op || left > 255 || right > 255 || (store && !pushes)) return;
  uint32_t behind = (uint32_t)start + 1 + kr_opcode_caches[*u & 0xFF];
  pc[-(ptrdiff_t)start] = (uint32_t)(op | left << 8 | right << 16 | behind << 24 | pushes << 31);
}
