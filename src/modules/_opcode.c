/* Module _opcode: what the instructions are like, for `opcode` and `dis`. */
#include "compile/opcode.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"

/* CPython's specialized instructions. They never occur here, but opcode._specialized_opmap lists them. */
static uint8_t specialized_flags(int op) {
  static const struct {
    uint8_t first, last, flags;
  } ranges[] = {
      {3, 3, KR_OPF_LOCAL},
      {129, 142, 0},
      {143, 153, KR_OPF_ARG},
      {154, 154, 0},
      {155, 171, KR_OPF_ARG},
      {172, 176, KR_OPF_ARG | KR_OPF_JUMP},
      {177, 178, KR_OPF_ARG},
      {179, 179, KR_OPF_ARG | KR_OPF_NAME},
      {180, 188, KR_OPF_ARG},
      {189, 189, KR_OPF_ARG | KR_OPF_NAME},
      {190, 191, KR_OPF_ARG | KR_OPF_CONST},
      {192, 193, KR_OPF_ARG},
      {194, 195, KR_OPF_ARG | KR_OPF_NAME},
      {196, 196, 0},
      {197, 197, KR_OPF_ARG},
      {198, 199, 0},
      {200, 200, KR_OPF_ARG | KR_OPF_NAME},
      {201, 208, 0},
      {209, 211, KR_OPF_ARG},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (op >= ranges[i].first && op <= ranges[i].last) return ranges[i].flags | KR_OPF_VALID;
  return 0;
}

static kr_value has_flag(kr_value arg, int flag) {
  int op = kr_index_as_int(arg);
  if (kr_failed()) return KR_NULL;
  int flags = kr_opcode_flags(op);
  if (!flags) flags = specialized_flags(op);
  return kr_from_bool((flags & flag) != 0);
}

#define HAS(name, flag)                                                                                 \
  static kr_value opcode_##name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) { \
    return has_flag(args[0], flag);                                                                     \
  }
HAS(is_valid, KR_OPF_VALID)
HAS(has_arg, KR_OPF_ARG)
HAS(has_const, KR_OPF_CONST)
HAS(has_name, KR_OPF_NAME)
HAS(has_jump, KR_OPF_JUMP)
HAS(has_free, KR_OPF_FREE)
HAS(has_local, KR_OPF_LOCAL)
HAS(has_exc, KR_OPF_EXC)

static kr_value opcode_stack_effect(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  int op = kr_index_as_int(args[0]), oparg = 0, jump = -1, effect;
  if (kr_failed()) return KR_NULL;
  if (args[1] != KR_NULL && args[1] != KR_NONE) {
    oparg = kr_index_as_int(args[1]);
    if (kr_failed()) return KR_NULL;
  }
  if (args[2] == KR_TRUE) jump = 1;
  else if (args[2] == KR_FALSE) jump = 0;
  else if (args[2] != KR_NULL && args[2] != KR_NONE)
    return kr_raise(&kr_exc_ValueError, "stack_effect: jump must be False, True or None");
  if (!kr_opcode_stack_effect(op, oparg, jump, &effect))
    return kr_raise(&kr_exc_ValueError, "invalid opcode or oparg");
  return kr_from_small_int(effect);
}

static kr_value list_of_names(const char *const *names, size_t n) {
  kr_list *list = kr_list_new(n);
  if (!list) return KR_NULL;
  for (size_t i = 0; i < n; i++) {
    kr_value name = kr_str_intern_cstr(names[i]);
    if (name == KR_NULL || kr_list_append_steal(list, name) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object(list);
}
#define NAMES(...)                                  \
  static const char *const names[] = {__VA_ARGS__}; \
  return list_of_names(names, sizeof names / sizeof *names)

static kr_value opcode_intrinsic1(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  NAMES("INTRINSIC_1_INVALID", "INTRINSIC_PRINT", "INTRINSIC_IMPORT_STAR", "INTRINSIC_STOPITERATION_ERROR",
        "INTRINSIC_ASYNC_GEN_WRAP", "INTRINSIC_UNARY_POSITIVE", "INTRINSIC_LIST_TO_TUPLE",
        "INTRINSIC_TYPEVAR", "INTRINSIC_PARAMSPEC", "INTRINSIC_TYPEVARTUPLE", "INTRINSIC_SUBSCRIPT_GENERIC",
        "INTRINSIC_TYPEALIAS");
}
static kr_value opcode_intrinsic2(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  NAMES("INTRINSIC_2_INVALID", "INTRINSIC_PREP_RERAISE_STAR", "INTRINSIC_TYPEVAR_WITH_BOUND",
        "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS", "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
        "INTRINSIC_SET_TYPEPARAM_DEFAULT");
}
static kr_value opcode_special_methods(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  NAMES("__enter__", "__exit__", "__aenter__", "__aexit__");
}

static kr_value opcode_nb_ops(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const char *const names[][2] = {
      {"NB_ADD", "+"},
      {"NB_AND", "&"},
      {"NB_FLOOR_DIVIDE", "//"},
      {"NB_LSHIFT", "<<"},
      {"NB_MATRIX_MULTIPLY", "@"},
      {"NB_MULTIPLY", "*"},
      {"NB_REMAINDER", "%"},
      {"NB_OR", "|"},
      {"NB_POWER", "**"},
      {"NB_RSHIFT", ">>"},
      {"NB_SUBTRACT", "-"},
      {"NB_TRUE_DIVIDE", "/"},
      {"NB_XOR", "^"},
  };
  kr_list *list = kr_list_new(27);
  if (!list) return KR_NULL;
  for (int i = 0; i < 27; i++) {
    kr_value pair;
    if (i == KR_OP_SUBSCR) {
      pair = kr_tuple_pack(2, kr_str_intern_cstr("NB_SUBSCR"), kr_str_intern_cstr("[]"));
    } else {
      bool inplace = i >= KR_OP_INPLACE;
      const char *const *n = names[i % KR_OP_INPLACE];
      kr_value name = inplace ? kr_str_format("NB_INPLACE_%s", n[0] + 3) : kr_str_intern_cstr(n[0]);
      kr_value symbol = inplace ? kr_str_format("%s=", n[1]) : kr_str_intern_cstr(n[1]);
      pair = name == KR_NULL || symbol == KR_NULL ? KR_NULL : kr_tuple_pack(2, name, symbol);
      kr_decref(name);
      kr_decref(symbol);
    }
    if (pair == KR_NULL || kr_list_append_steal(list, pair) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object(list);
}

static kr_value opcode_specialization_stats(kr_value self, const kr_value *args, size_t nargs,
                                            kr_tuple *kwnames) {
  return KR_NONE;
}

static kr_value opcode_get_executor(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!kr_is_exact(args[0], &kr_code_type))
    return kr_raise(&kr_exc_TypeError, "expected a code object, not '%T'", args[0]);
  kr_index_as_int(args[1]);
  if (kr_failed()) return KR_NULL;
  return kr_raise(&kr_exc_RuntimeError, "Executors are not available in this build");
}

#define PREDICATE(name, doc) \
  { #name, opcode_##name, KR_FN_SIG, "($module, /, opcode)", doc }
static const kr_method_def methods[] = {
    {"stack_effect", opcode_stack_effect, KR_FN_SIG, "($module, opcode, oparg=None, /, *, jump=None)",
     "How much deeper the stack is after an instruction."},
    PREDICATE(is_valid, "Whether there is an instruction of this number."),
    PREDICATE(has_arg, "Whether the instruction uses its argument."),
    PREDICATE(has_const, "Whether the argument is the number of a constant."),
    PREDICATE(has_name, "Whether the argument is the number of a name."),
    PREDICATE(has_jump, "Whether the argument leads to a jump target."),
    PREDICATE(has_free, "Whether the argument is the number of a cell."),
    PREDICATE(has_local, "Whether the argument is the number of a local variable."),
    PREDICATE(has_exc, "Whether the instruction sets an exception handler."),
    {"get_specialization_stats", opcode_specialization_stats, KR_FN_SIG, "($module, /)",
     "Return the specialization stats."},
    {"get_nb_ops", opcode_nb_ops, KR_FN_SIG, "($module, /)",
     "The binary operators, in the order of BINARY_OP's argument."},
    {"get_intrinsic1_descs", opcode_intrinsic1, KR_FN_SIG, "($module, /)",
     "The names of the unary intrinsics."},
    {"get_intrinsic2_descs", opcode_intrinsic2, KR_FN_SIG, "($module, /)",
     "The names of the binary intrinsics."},
    {"get_special_method_names", opcode_special_methods, KR_FN_SIG, "($module, /)",
     "The names of the special methods, in the order of LOAD_SPECIAL's argument."},
    {"get_executor", opcode_get_executor, KR_FN_SIG, "($module, /, code, offset)",
     "The executor at offset in code, if there is one."},
    {0}};

static int exec(kr_module *m) {
  if (kr_module_add_int(m, "ENABLE_SPECIALIZATION", 1) < 0) return -1;
  return kr_module_add_int(m, "ENABLE_SPECIALIZATION_FT", 1);
}

const kr_module_def kr_module_def__opcode = {
    .name = "_opcode", .doc = "Opcode support module.", .methods = methods, .exec = exec};
