/* The instruction set: CPython 3.14's, as `dis` documents it.
 *
 * Numbers and cache sizes are generated from the standard library (OP_LOAD_FAST ...). Opcodes above
 * 255 are pseudo instructions: they exist only inside the compiler, and in opcode.opmap. The
 * evaluation loop's own specialized instructions are numbered elsewhere and never reach co_code.
 */
#ifndef KR_OPCODE_H
#define KR_OPCODE_H

#include "compile/opcode_numbers.h"
#include "value/value.h"

enum {
  KR_OPF_ARG = 1 << 0,
  KR_OPF_CONST = 1 << 1,
  KR_OPF_NAME = 1 << 2,
  KR_OPF_JUMP = 1 << 3,
  KR_OPF_FREE = 1 << 4,
  KR_OPF_LOCAL = 1 << 5,
  KR_OPF_EXC = 1 << 6, /* sets up an exception handler (pseudo) */
  KR_OPF_VALID = 1 << 7,
};
/* KR_OPF_* of any opcode; 0 when there is none of that number. */
uint8_t kr_opcode_flags(int op);

/* The number of code units after instruction `op` that are inline caches; for 0..255. */
extern const uint8_t kr_opcode_caches[256];

/* How much the stack grows. jump: 1 when the branch is taken, 0 when not, -1 the greater of both.
 * False: no such opcode. */
bool kr_opcode_stack_effect(int op, int oparg, int jump, int *effect);

/* BINARY_OP's operators are KR_OP_* (objects/type.h). */

/* COMPARE_OP: the operator KR_LT.. in the bits from 5, a bool wanted in bit 4, and in the low four
 * bits for which outcomes the comparison is true (a mask over less, greater, equal, unordered). */
enum { KR_COMPARE_SHIFT = 5, KR_COMPARE_TO_BOOL = 16 };

/* CALL_INTRINSIC_1, CALL_INTRINSIC_2 */
enum {
  KR_INTRINSIC_PRINT = 1,
  KR_INTRINSIC_IMPORT_STAR,
  KR_INTRINSIC_STOPITERATION_ERROR,
  KR_INTRINSIC_ASYNC_GEN_WRAP,
  KR_INTRINSIC_UNARY_POSITIVE,
  KR_INTRINSIC_LIST_TO_TUPLE,
  KR_INTRINSIC_TYPEVAR,
  KR_INTRINSIC_PARAMSPEC,
  KR_INTRINSIC_TYPEVARTUPLE,
  KR_INTRINSIC_SUBSCRIPT_GENERIC,
  KR_INTRINSIC_TYPEALIAS,
};
enum {
  KR_INTRINSIC_PREP_RERAISE_STAR = 1,
  KR_INTRINSIC_TYPEVAR_WITH_BOUND,
  KR_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS,
  KR_INTRINSIC_SET_FUNCTION_TYPE_PARAMS,
  KR_INTRINSIC_SET_TYPEPARAM_DEFAULT,
};
/* LOAD_SPECIAL */
enum { KR_SPECIAL_ENTER, KR_SPECIAL_EXIT, KR_SPECIAL_AENTER, KR_SPECIAL_AEXIT };
/* LOAD_COMMON_CONSTANT */
enum {
  KR_COMMON_ASSERTION_ERROR,
  KR_COMMON_NOT_IMPLEMENTED_ERROR,
  KR_COMMON_TUPLE,
  KR_COMMON_ALL,
  KR_COMMON_ANY,
};
/* SET_FUNCTION_ATTRIBUTE */
enum {
  KR_MAKE_DEFAULTS = 1,
  KR_MAKE_KWDEFAULTS = 2,
  KR_MAKE_ANNOTATIONS = 4,
  KR_MAKE_CLOSURE = 8,
  KR_MAKE_ANNOTATE = 16,
};
/* CONVERT_VALUE, and the field of BUILD_INTERPOLATION */
enum { KR_CONVERT_STR = 1, KR_CONVERT_REPR = 2, KR_CONVERT_ASCII = 3 };
/* RESUME: where the code resumes, in the low two bits; bit 2: one level of except is around it */
enum {
  KR_RESUME_AT_START,
  KR_RESUME_AFTER_YIELD,
  KR_RESUME_AFTER_YIELD_FROM,
  KR_RESUME_AFTER_AWAIT,
  KR_RESUME_DEPTH1 = 4,
};

#endif
