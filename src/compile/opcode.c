/* Properties of instructions: what the argument means, and the effect on the stack. */
#include "compile/opcode.h"

#define CACHES(name, n) [OP_##name] = n,
const uint8_t kr_opcode_caches[256] = {KR_OPCODE_CACHES(CACHES)};

/* The effect is base, plus `per` times something of the argument. */
enum { FIXED, PER_ARG, LOW_BIT, UNPACK_EX, ON_JUMP };
typedef struct {
  uint8_t flags;
  int8_t base, per;
  uint8_t rule;
} info;

#define A KR_OPF_ARG
#define C (KR_OPF_ARG | KR_OPF_CONST)
#define N (KR_OPF_ARG | KR_OPF_NAME)
#define J (KR_OPF_ARG | KR_OPF_JUMP)
#define F (KR_OPF_ARG | KR_OPF_FREE)
#define L (KR_OPF_ARG | KR_OPF_LOCAL)
#define X (KR_OPF_ARG | KR_OPF_EXC)
#define PLAIN(name, flags, effect) [OP_##name] = {KR_OPF_VALID | (flags), effect, 0, FIXED}
#define VARYING(name, flags, effect, per, rule) [OP_##name] = {KR_OPF_VALID | (flags), effect, per, rule}

static const info infos[OP_MAX + 1] = {
    PLAIN(CACHE, 0, 0),
    PLAIN(RESERVED, 0, 0),
    PLAIN(RESUME, A, 0),
    PLAIN(ENTER_EXECUTOR, A, 0),
    PLAIN(BINARY_SLICE, 0, -2),
    PLAIN(BUILD_TEMPLATE, 0, -1),
    PLAIN(CALL_FUNCTION_EX, 0, -3),
    PLAIN(CHECK_EG_MATCH, 0, 0),
    PLAIN(CHECK_EXC_MATCH, 0, 0),
    PLAIN(CLEANUP_THROW, 0, -1),
    PLAIN(DELETE_SUBSCR, 0, -2),
    PLAIN(END_FOR, 0, -1),
    PLAIN(END_SEND, 0, -1),
    PLAIN(EXIT_INIT_CHECK, 0, -1),
    PLAIN(FORMAT_SIMPLE, 0, 0),
    PLAIN(FORMAT_WITH_SPEC, 0, -1),
    PLAIN(GET_AITER, 0, 0),
    PLAIN(GET_ANEXT, 0, 1),
    PLAIN(GET_ITER, 0, 0),
    PLAIN(GET_LEN, 0, 1),
    PLAIN(GET_YIELD_FROM_ITER, 0, 0),
    PLAIN(INTERPRETER_EXIT, 0, -1),
    PLAIN(LOAD_BUILD_CLASS, 0, 1),
    PLAIN(LOAD_LOCALS, 0, 1),
    PLAIN(MAKE_FUNCTION, 0, 0),
    PLAIN(MATCH_KEYS, 0, 1),
    PLAIN(MATCH_MAPPING, 0, 1),
    PLAIN(MATCH_SEQUENCE, 0, 1),
    PLAIN(NOP, 0, 0),
    PLAIN(NOT_TAKEN, 0, 0),
    PLAIN(POP_EXCEPT, 0, -1),
    PLAIN(POP_ITER, 0, -1),
    PLAIN(POP_TOP, 0, -1),
    PLAIN(PUSH_EXC_INFO, 0, 1),
    PLAIN(PUSH_NULL, 0, 1),
    PLAIN(RETURN_GENERATOR, 0, 1),
    PLAIN(RETURN_VALUE, 0, 0),
    PLAIN(SETUP_ANNOTATIONS, 0, 0),
    PLAIN(STORE_SLICE, 0, -4),
    PLAIN(STORE_SUBSCR, 0, -3),
    PLAIN(TO_BOOL, 0, 0),
    PLAIN(UNARY_INVERT, 0, 0),
    PLAIN(UNARY_NEGATIVE, 0, 0),
    PLAIN(UNARY_NOT, 0, 0),
    PLAIN(WITH_EXCEPT_START, 0, 1),
    PLAIN(BINARY_OP, A, -1),
    VARYING(BUILD_INTERPOLATION, A, -1, -1, LOW_BIT),
    VARYING(BUILD_LIST, A, 1, -1, PER_ARG),
    VARYING(BUILD_MAP, A, 1, -2, PER_ARG),
    VARYING(BUILD_SET, A, 1, -1, PER_ARG),
    VARYING(BUILD_SLICE, A, 1, -1, PER_ARG),
    VARYING(BUILD_STRING, A, 1, -1, PER_ARG),
    VARYING(BUILD_TUPLE, A, 1, -1, PER_ARG),
    VARYING(CALL, A, -1, -1, PER_ARG),
    PLAIN(CALL_INTRINSIC_1, A, 0),
    PLAIN(CALL_INTRINSIC_2, A, -1),
    VARYING(CALL_KW, A, -2, -1, PER_ARG),
    PLAIN(COMPARE_OP, A, -1),
    PLAIN(CONTAINS_OP, A, -1),
    PLAIN(CONVERT_VALUE, A, 0),
    PLAIN(COPY, A, 1),
    PLAIN(COPY_FREE_VARS, A, 0),
    PLAIN(DELETE_ATTR, N, -1),
    PLAIN(DELETE_DEREF, F, 0),
    PLAIN(DELETE_FAST, L, 0),
    PLAIN(DELETE_GLOBAL, N, 0),
    PLAIN(DELETE_NAME, N, 0),
    PLAIN(DICT_MERGE, A, -1),
    PLAIN(DICT_UPDATE, A, -1),
    PLAIN(END_ASYNC_FOR, J, -2),
    PLAIN(EXTENDED_ARG, A, 0),
    PLAIN(FOR_ITER, J, 1),
    PLAIN(GET_AWAITABLE, A, 0),
    PLAIN(IMPORT_FROM, N, 1),
    PLAIN(IMPORT_NAME, N, -1),
    PLAIN(IS_OP, A, -1),
    PLAIN(JUMP_BACKWARD, J, 0),
    PLAIN(JUMP_BACKWARD_NO_INTERRUPT, J, 0),
    PLAIN(JUMP_FORWARD, J, 0),
    PLAIN(LIST_APPEND, A, -1),
    PLAIN(LIST_EXTEND, A, -1),
    VARYING(LOAD_ATTR, N, 0, 1, LOW_BIT),
    PLAIN(LOAD_COMMON_CONSTANT, A, 1),
    PLAIN(LOAD_CONST, C, 1),
    PLAIN(LOAD_DEREF, L, 1),
    PLAIN(LOAD_FAST, L, 1),
    PLAIN(LOAD_FAST_AND_CLEAR, L, 1),
    PLAIN(LOAD_FAST_BORROW, L, 1),
    PLAIN(LOAD_FAST_BORROW_LOAD_FAST_BORROW, L, 2),
    PLAIN(LOAD_FAST_CHECK, L, 1),
    PLAIN(LOAD_FAST_LOAD_FAST, L, 2),
    PLAIN(LOAD_FROM_DICT_OR_DEREF, F, 0),
    PLAIN(LOAD_FROM_DICT_OR_GLOBALS, N, 0),
    VARYING(LOAD_GLOBAL, N, 1, 1, LOW_BIT),
    PLAIN(LOAD_NAME, N, 1),
    PLAIN(LOAD_SMALL_INT, A, 1),
    PLAIN(LOAD_SPECIAL, A, 1),
    VARYING(LOAD_SUPER_ATTR, N, -2, 1, LOW_BIT),
    PLAIN(MAKE_CELL, F, 0),
    PLAIN(MAP_ADD, A, -2),
    PLAIN(MATCH_CLASS, A, -2),
    PLAIN(POP_JUMP_IF_FALSE, J, -1),
    PLAIN(POP_JUMP_IF_NONE, J, -1),
    PLAIN(POP_JUMP_IF_NOT_NONE, J, -1),
    PLAIN(POP_JUMP_IF_TRUE, J, -1),
    VARYING(RAISE_VARARGS, A, 0, -1, PER_ARG),
    PLAIN(RERAISE, A, -1),
    PLAIN(SEND, J, 0),
    PLAIN(SET_ADD, A, -1),
    PLAIN(SET_FUNCTION_ATTRIBUTE, A, -1),
    PLAIN(SET_UPDATE, A, -1),
    PLAIN(STORE_ATTR, N, -2),
    PLAIN(STORE_DEREF, F, -1),
    PLAIN(STORE_FAST, L, -1),
    PLAIN(STORE_FAST_LOAD_FAST, L, 0),
    PLAIN(STORE_FAST_STORE_FAST, L, -2),
    PLAIN(STORE_GLOBAL, N, -1),
    PLAIN(STORE_NAME, N, -1),
    PLAIN(SWAP, A, 0),
    VARYING(UNPACK_EX, A, 0, 0, UNPACK_EX),
    VARYING(UNPACK_SEQUENCE, A, -1, 1, PER_ARG),
    PLAIN(YIELD_VALUE, A, 0),
    /* pseudo instructions */
    PLAIN(ANNOTATIONS_PLACEHOLDER, 0, 0),
    PLAIN(JUMP, J, 0),
    PLAIN(JUMP_IF_FALSE, J, 0),
    PLAIN(JUMP_IF_TRUE, J, 0),
    PLAIN(JUMP_NO_INTERRUPT, J, 0),
    PLAIN(LOAD_CLOSURE, L, 1),
    PLAIN(POP_BLOCK, 0, 0),
    VARYING(SETUP_CLEANUP, X, 2, 0, ON_JUMP),
    VARYING(SETUP_FINALLY, X, 1, 0, ON_JUMP),
    VARYING(SETUP_WITH, X, 1, 0, ON_JUMP),
    PLAIN(STORE_FAST_MAYBE_NULL, L, -1),
    /* Never generated; dis asks for their properties. */
    PLAIN(INSTRUMENTED_END_FOR, 0, -1),
    PLAIN(INSTRUMENTED_POP_ITER, 0, -1),
    PLAIN(INSTRUMENTED_END_SEND, 0, -1),
    PLAIN(INSTRUMENTED_FOR_ITER, J, 1),
    PLAIN(INSTRUMENTED_INSTRUCTION, 0, 0),
    PLAIN(INSTRUMENTED_JUMP_FORWARD, A, 0),
    PLAIN(INSTRUMENTED_NOT_TAKEN, 0, 0),
    PLAIN(INSTRUMENTED_POP_JUMP_IF_TRUE, A, -1),
    PLAIN(INSTRUMENTED_POP_JUMP_IF_FALSE, A, -1),
    PLAIN(INSTRUMENTED_POP_JUMP_IF_NONE, A, -1),
    PLAIN(INSTRUMENTED_POP_JUMP_IF_NOT_NONE, A, -1),
    PLAIN(INSTRUMENTED_RESUME, A, 0),
    PLAIN(INSTRUMENTED_RETURN_VALUE, 0, 0),
    PLAIN(INSTRUMENTED_YIELD_VALUE, A, 0),
    PLAIN(INSTRUMENTED_END_ASYNC_FOR, J, -2),
    VARYING(INSTRUMENTED_LOAD_SUPER_ATTR, N, -2, 1, LOW_BIT),
    VARYING(INSTRUMENTED_CALL, A, -1, -1, PER_ARG),
    VARYING(INSTRUMENTED_CALL_KW, A, -2, -1, PER_ARG),
    PLAIN(INSTRUMENTED_CALL_FUNCTION_EX, 0, -3),
    PLAIN(INSTRUMENTED_JUMP_BACKWARD, A, 0),
    PLAIN(INSTRUMENTED_LINE, 0, 0),
};

uint8_t kr_opcode_flags(int op) { return op >= 0 && op <= OP_MAX ? infos[op].flags : 0; }

bool kr_opcode_stack_effect(int op, int oparg, int jump, int *effect) {
  if (!kr_opcode_flags(op)) return false;
  const info *i = &infos[op];
  switch (i->rule) {
    case PER_ARG: *effect = (int)((unsigned)i->base + (unsigned)i->per * (unsigned)oparg); break;
    case LOW_BIT: *effect = i->base + i->per * (oparg & 1); break;
    case UNPACK_EX: *effect = (oparg & 0xff) + (int)((unsigned)oparg >> 8); break;
    case ON_JUMP: *effect = jump == 0 ? 0 : i->base; break;
    default: *effect = i->base; break;
  }
  return true;
}
