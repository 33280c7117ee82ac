/* Expressions. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/float.h"
#include "objects/set.h"
#include "objects/str.h"

bool kr_gen_exprs(kr_compiler *c, const kr_expr_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!kr_gen_expr(c, seq->items[i])) return false;
  return true;
}

/* ---- operators ----------------------------------------------------------------------------------- */

bool kr_gen_binary(kr_compiler *c, kr_location loc, kr_operator op, bool inplace) {
  static const uint8_t numbers[] = {
      [KR_Add] = KR_OP_ADD,          [KR_Sub] = KR_OP_SUB,       [KR_Mult] = KR_OP_MUL,
      [KR_MatMult] = KR_OP_MATMUL,   [KR_Div] = KR_OP_TRUEDIV,   [KR_Mod] = KR_OP_MOD,
      [KR_Pow] = KR_OP_POW,          [KR_LShift] = KR_OP_LSHIFT, [KR_RShift] = KR_OP_RSHIFT,
      [KR_BitOr] = KR_OP_OR,         [KR_BitXor] = KR_OP_XOR,    [KR_BitAnd] = KR_OP_AND,
      [KR_FloorDiv] = KR_OP_FLOORDIV};
  return kr_emit_arg(c, loc, OP_BINARY_OP, numbers[op] + (inplace ? KR_OP_INPLACE : 0));
}

static bool gen_unary(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  if (!kr_gen_expr(c, e->v.UnaryOp.operand)) return false;
  switch (e->v.UnaryOp.op) {
    case KR_Invert: return kr_emit(c, loc, OP_UNARY_INVERT);
    case KR_Not: return kr_emit(c, loc, OP_TO_BOOL) && kr_emit(c, loc, OP_UNARY_NOT);
    case KR_UAdd: return kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_UNARY_POSITIVE);
    case KR_USub: return kr_emit(c, loc, OP_UNARY_NEGATIVE);
  }
  return true;
}

static bool gen_bool_op(kr_compiler *c, kr_expr *e) {
  kr_expr_seq *values = e->v.BoolOp.values;
  int op = e->v.BoolOp.op == KR_And ? OP_JUMP_IF_FALSE : OP_JUMP_IF_TRUE;
  kr_block *end = kr_label(c);
  if (!end) return false;
  for (uint32_t i = 0; i + 1 < values->n; i++)
    if (!kr_gen_expr(c, values->items[i]) || !kr_emit_jump(c, e->loc, op, end) ||
        !kr_emit(c, e->loc, OP_POP_TOP))
      return false;
  if (!kr_gen_expr(c, values->items[values->n - 1])) return false;
  kr_use(c, end);
  return true;
}

bool kr_gen_compare_op(kr_compiler *c, kr_location loc, kr_cmpop op) {
  enum { UNORDERED = 1, LESS = 2, GREATER = 4, EQUAL = 8 };
  int compare, mask;
  switch (op) {
    case KR_Is: return kr_emit_arg(c, loc, OP_IS_OP, 0);
    case KR_IsNot: return kr_emit_arg(c, loc, OP_IS_OP, 1);
    case KR_In: return kr_emit_arg(c, loc, OP_CONTAINS_OP, 0);
    case KR_NotIn: return kr_emit_arg(c, loc, OP_CONTAINS_OP, 1);
    case KR_Eq: compare = KR_EQ, mask = EQUAL; break;
    case KR_NotEq: compare = KR_NE, mask = LESS | GREATER | UNORDERED; break;
    case KR_Lt: compare = KR_LT, mask = LESS; break;
    case KR_LtE: compare = KR_LE, mask = LESS | EQUAL; break;
    case KR_Gt: compare = KR_GT, mask = GREATER; break;
    default: compare = KR_GE, mask = GREATER | EQUAL; break;
  }
  return kr_emit_arg(c, loc, OP_COMPARE_OP, compare << KR_COMPARE_SHIFT | mask);
}

/* ---- warnings about constants where they make no sense ------------------------------------------- */

static const char *type_name(kr_value v) { return kr_type_cname(kr_type_of(v)); }

static bool is_literal(kr_expr *e) {
  if (e->kind != KR_Constant_kind) return false;
  kr_value v = e->v.Constant.value;
  return v != KR_NONE && v != KR_ELLIPSIS && !kr_is_bool(v);
}
/* What an operand of `is` is called in the warning; NULL: nothing to say. */
static const char *is_operand(kr_expr *e) {
  if (e->kind == KR_Tuple_kind) {
    const kr_expr_seq *items = e->v.Tuple.elts;
    for (uint32_t i = 0; i < kr_seq_len(items); i++)
      if (items->items[i]->kind != KR_Constant_kind) return NULL;
    return "tuple";
  }
  return is_literal(e) ? type_name(e->v.Constant.value) : NULL;
}

static bool check_compare(kr_compiler *c, kr_expr *e) {
  const char *left = is_operand(e->v.Compare.left);
  for (uint32_t i = 0; i < e->v.Compare.ops->n; i++) {
    kr_cmpop op = e->v.Compare.ops->items[i];
    const char *right = is_operand(e->v.Compare.comparators->items[i]);
    if ((op == KR_Is || op == KR_IsNot) && (left || right)) {
      const char *fmt = op == KR_Is ? "\"is\" with '%s' literal. Did you mean \"==\"?"
                                    : "\"is not\" with '%s' literal. Did you mean \"!=\"?";
      return kr_compile_warning(c, e->loc, fmt, left ? left : right);
    }
    left = right;
  }
  return true;
}

/* The type of what e makes, when its syntax tells; NULL. */
static const char *syntactic_type(const kr_expr *e) {
  switch (e->kind) {
    case KR_Tuple_kind: return "tuple";
    case KR_List_kind:
    case KR_ListComp_kind: return "list";
    case KR_Dict_kind:
    case KR_DictComp_kind: return "dict";
    case KR_Set_kind:
    case KR_SetComp_kind: return "set";
    case KR_GeneratorExp_kind: return "generator";
    case KR_Lambda_kind: return "function";
    case KR_TemplateStr_kind:
    case KR_Interpolation_kind: return "string.templatelib.Template";
    case KR_JoinedStr_kind:
    case KR_FormattedValue_kind: return "str";
    case KR_Constant_kind: return type_name(e->v.Constant.value);
    default: return NULL;
  }
}

static bool check_subscripted(kr_compiler *c, kr_expr *e) {
  switch (e->kind) {
    case KR_Constant_kind: {
      kr_value v = e->v.Constant.value;
      if (!(v == KR_NONE || v == KR_ELLIPSIS || kr_is_bool(v) || kr_is_exact_int(v) || kr_is_double(v) ||
            kr_is_exact(v, &kr_complex_type) || kr_is_exact(v, &kr_frozenset_type)))
        return true;
      break;
    }
    case KR_Set_kind:
    case KR_SetComp_kind:
    case KR_GeneratorExp_kind:
    case KR_TemplateStr_kind:
    case KR_Interpolation_kind:
    case KR_Lambda_kind: break;
    default: return true;
  }
  return kr_compile_warning(c, e->loc, "'%s' object is not subscriptable; perhaps you missed a comma?",
                            syntactic_type(e));
}

static bool check_index(kr_compiler *c, kr_expr *e, kr_expr *slice) {
  const char *index = syntactic_type(slice);
  if (!index || slice->kind == KR_Slice_kind) return true;
  if (slice->kind == KR_Constant_kind &&
      (kr_is_int(slice->v.Constant.value) || kr_is_exact(slice->v.Constant.value, &kr_slice_type)))
    return true;
  switch (e->kind) {
    case KR_Constant_kind: {
      kr_value v = e->v.Constant.value;
      if (!kr_is_exact_str(v) && !kr_is_exact(v, &kr_bytes_type) && !kr_is_exact_tuple(v)) return true;
      break;
    }
    case KR_Tuple_kind:
    case KR_List_kind:
    case KR_ListComp_kind:
    case KR_JoinedStr_kind:
    case KR_FormattedValue_kind: break;
    default: return true;
  }
  return kr_compile_warning(c, e->loc,
                            "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
                            syntactic_type(e), index);
}

/* ---- comparison and branches --------------------------------------------------------------------- */

/* A link of a < b < c that is not the last: compares, keeps the right operand for the next. */
static bool gen_link(kr_compiler *c, kr_expr *e, uint32_t i) {
  kr_location loc = e->loc;
  return kr_gen_expr(c, e->v.Compare.comparators->items[i]) && kr_emit_arg(c, loc, OP_SWAP, 2) &&
         kr_emit_arg(c, loc, OP_COPY, 2) && kr_gen_compare_op(c, loc, e->v.Compare.ops->items[i]);
}

static bool gen_compare(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  uint32_t last = e->v.Compare.ops->n - 1;
  if (!check_compare(c, e) || !kr_gen_expr(c, e->v.Compare.left)) return false;
  if (last == 0)
    return kr_gen_expr(c, e->v.Compare.comparators->items[0]) &&
           kr_gen_compare_op(c, loc, e->v.Compare.ops->items[0]);
  kr_block *cleanup = kr_label(c), *end = kr_label(c);
  if (!cleanup || !end) return false;
  for (uint32_t i = 0; i < last; i++)
    if (!gen_link(c, e, i) || !kr_emit_arg(c, loc, OP_COPY, 1) || !kr_emit(c, loc, OP_TO_BOOL) ||
        !kr_emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, cleanup) || !kr_emit(c, loc, OP_POP_TOP))
      return false;
  if (!kr_gen_expr(c, e->v.Compare.comparators->items[last]) ||
      !kr_gen_compare_op(c, loc, e->v.Compare.ops->items[last]) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end))
    return false;
  kr_use(c, cleanup);
  if (!kr_emit_arg(c, loc, OP_SWAP, 2) || !kr_emit(c, loc, OP_POP_TOP)) return false;
  kr_use(c, end);
  return true;
}

static bool jump_if_bool_op(kr_compiler *c, kr_location loc, kr_expr *e, kr_block *next, bool cond) {
  kr_expr_seq *values = e->v.BoolOp.values;
  bool is_or = e->v.BoolOp.op == KR_Or;
  kr_block *shortcut = next;
  if (is_or != cond && !(shortcut = kr_label(c))) return false;
  for (uint32_t i = 0; i + 1 < values->n; i++)
    if (!kr_gen_jump_if(c, loc, values->items[i], shortcut, is_or)) return false;
  if (!kr_gen_jump_if(c, loc, values->items[values->n - 1], next, cond)) return false;
  if (shortcut != next) kr_use(c, shortcut);
  return true;
}

static bool jump_if_if_exp(kr_compiler *c, kr_location loc, kr_expr *e, kr_block *next, bool cond) {
  kr_block *end = kr_label(c), *orelse = kr_label(c);
  if (!end || !orelse || !kr_gen_jump_if(c, loc, e->v.IfExp.test, orelse, false) ||
      !kr_gen_jump_if(c, loc, e->v.IfExp.body, next, cond) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end))
    return false;
  kr_use(c, orelse);
  if (!kr_gen_jump_if(c, loc, e->v.IfExp.orelse, next, cond)) return false;
  kr_use(c, end);
  return true;
}

static bool jump_if_chain(kr_compiler *c, kr_expr *e, kr_block *next, bool cond) {
  kr_location loc = e->loc;
  uint32_t last = e->v.Compare.ops->n - 1;
  kr_block *cleanup = kr_label(c), *end = kr_label(c);
  if (!cleanup || !end || !check_compare(c, e) || !kr_gen_expr(c, e->v.Compare.left)) return false;
  for (uint32_t i = 0; i < last; i++)
    if (!gen_link(c, e, i) || !kr_emit(c, loc, OP_TO_BOOL) ||
        !kr_emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, cleanup))
      return false;
  if (!kr_gen_expr(c, e->v.Compare.comparators->items[last]) ||
      !kr_gen_compare_op(c, loc, e->v.Compare.ops->items[last]) || !kr_emit(c, loc, OP_TO_BOOL) ||
      !kr_emit_jump(c, loc, cond ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, next) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end))
    return false;
  kr_use(c, cleanup);
  if (!kr_emit(c, loc, OP_POP_TOP) || (!cond && !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, next)))
    return false;
  kr_use(c, end);
  return true;
}

static bool jump_if(kr_compiler *c, kr_location loc, kr_expr *e, kr_block *next, bool cond) {
  switch (e->kind) {
    case KR_UnaryOp_kind:
      if (e->v.UnaryOp.op == KR_Not) return kr_gen_jump_if(c, loc, e->v.UnaryOp.operand, next, !cond);
      break;
    case KR_BoolOp_kind: return jump_if_bool_op(c, loc, e, next, cond);
    case KR_IfExp_kind: return jump_if_if_exp(c, loc, e, next, cond);
    case KR_Compare_kind:
      if (e->v.Compare.ops->n > 1) return jump_if_chain(c, e, next, cond);
      break;
    default: break;
  }
  return kr_gen_expr(c, e) && kr_emit(c, e->loc, OP_TO_BOOL) &&
         kr_emit_jump(c, e->loc, cond ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, next);
}

bool kr_gen_jump_if(kr_compiler *c, kr_location loc, kr_expr *e, kr_block *next, bool cond) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = jump_if(c, loc, e, next, cond);
  kr_leave_recursion();
  return ok;
}

static bool gen_if_exp(kr_compiler *c, kr_expr *e) {
  kr_block *end = kr_label(c);
  if (!end) return false;
  for (;; e = e->v.IfExp.orelse) {
    kr_block *next = kr_label(c);
    if (!next || !kr_gen_jump_if(c, e->loc, e->v.IfExp.test, next, false) ||
        !kr_gen_expr(c, e->v.IfExp.body) || !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end))
      return false;
    kr_use(c, next);
    if (e->v.IfExp.orelse->kind != KR_IfExp_kind) break;
  }
  if (!kr_gen_expr(c, e->v.IfExp.orelse)) return false;
  kr_use(c, end);
  return true;
}

/* a + b + c ...: from the left, without recursion */
static bool gen_bin_op(kr_compiler *c, kr_expr *e) {
  uint32_t n = 1;
  kr_expr *left = e->v.BinOp.left;
  for (; left->kind == KR_BinOp_kind; left = left->v.BinOp.left) n++;
  kr_expr **chain = kr_ast_alloc(c->arena, n * sizeof *chain);
  if (!chain) return false;
  for (uint32_t i = 0; i < n; i++, e = e->v.BinOp.left) chain[i] = e;
  if (!kr_gen_expr(c, left)) return false;
  while (n-- > 0)
    if (!kr_gen_expr(c, chain[n]->v.BinOp.right) ||
        !kr_gen_binary(c, chain[n]->loc, chain[n]->v.BinOp.op, false))
      return false;
  return true;
}

/* ---- displays ------------------------------------------------------------------------------------ */

bool kr_gen_starred_items(kr_compiler *c, kr_location loc, const kr_expr_seq *elts, kr_value injected,
                          int pushed, int build, int add, int extend, bool tuple) {
  int n = (int)kr_seq_len(elts);
  bool big = n + pushed + (injected != KR_NULL) > KR_STACK_GUIDELINE, starred = false;
  for (int i = 0; i < n; i++) starred |= elts->items[i]->kind == KR_Starred_kind;
  if (!starred && !big) {
    if (!kr_gen_exprs(c, elts) || (injected != KR_NULL && !kr_nameop(c, loc, injected, KR_Load)))
      return false;
    n += pushed + (injected != KR_NULL);
    return kr_emit_arg(c, loc, tuple ? OP_BUILD_TUPLE : build, n);
  }
  bool built = big;
  if (built && !kr_emit_arg(c, loc, build, pushed)) return false;
  for (int i = 0; i < n; i++) {
    kr_expr *e = elts->items[i];
    bool star = e->kind == KR_Starred_kind;
    if (star && !built) {
      if (!kr_emit_arg(c, loc, build, i + pushed)) return false;
      built = true;
    }
    if (!kr_gen_expr(c, star ? e->v.Starred.value : e)) return false;
    if (built && !kr_emit_arg(c, loc, star ? extend : add, 1)) return false;
  }
  if (injected != KR_NULL && (!kr_nameop(c, loc, injected, KR_Load) || !kr_emit_arg(c, loc, add, 1)))
    return false;
  return !tuple || kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_LIST_TO_TUPLE);
}

/* Assignment to a, *b, c */
static bool gen_unpack(kr_compiler *c, kr_location loc, const kr_expr_seq *elts) {
  uint32_t n = kr_seq_len(elts);
  bool star = false;
  for (uint32_t i = 0; i < n; i++) {
    if (elts->items[i]->kind != KR_Starred_kind) continue;
    if (star) return kr_compile_error(c, loc, "multiple starred expressions in assignment");
    star = true;
    if (i >= 1 << 8 || n - i - 1 >= INT32_MAX >> 8)
      return kr_compile_error(c, loc, "too many expressions in star-unpacking assignment");
    if (!kr_emit_arg(c, loc, OP_UNPACK_EX, (int)(i + ((n - i - 1) << 8)))) return false;
  }
  if (!star && !kr_emit_arg(c, loc, OP_UNPACK_SEQUENCE, (int)n)) return false;
  for (uint32_t i = 0; i < n; i++) {
    kr_expr *e = elts->items[i];
    if (!kr_gen_expr(c, e->kind == KR_Starred_kind ? e->v.Starred.value : e)) return false;
  }
  return true;
}

/* Entries [begin, end) of a dict display as one dict. */
static bool gen_part_of_dict(kr_compiler *c, kr_expr *e, uint32_t begin, uint32_t end) {
  uint32_t n = end - begin;
  bool big = n * 2 > KR_STACK_GUIDELINE;
  if (big && !kr_emit_arg(c, e->loc, OP_BUILD_MAP, 0)) return false;
  for (uint32_t i = begin; i < end; i++)
    if (!kr_gen_expr(c, e->v.Dict.keys->items[i]) || !kr_gen_expr(c, e->v.Dict.values->items[i]) ||
        (big && !kr_emit_arg(c, e->loc, OP_MAP_ADD, 1)))
      return false;
  return big || kr_emit_arg(c, e->loc, OP_BUILD_MAP, (int)n);
}

static bool gen_dict(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  uint32_t n = kr_seq_len(e->v.Dict.values), pending = 0;
  bool have = false; /* a dict is on the stack that the rest goes into */
  for (uint32_t i = 0; i < n; i++) {
    bool unpacking = !e->v.Dict.keys->items[i];
    if (unpacking) {
      if (pending) {
        if (!gen_part_of_dict(c, e, i - pending, i) || (have && !kr_emit_arg(c, loc, OP_DICT_UPDATE, 1)))
          return false;
        have = true;
        pending = 0;
      }
      if (!have && !kr_emit_arg(c, loc, OP_BUILD_MAP, 0)) return false;
      have = true;
      if (!kr_gen_expr(c, e->v.Dict.values->items[i]) || !kr_emit_arg(c, loc, OP_DICT_UPDATE, 1))
        return false;
    } else if (pending * 2 > KR_STACK_GUIDELINE) {
      if (!gen_part_of_dict(c, e, i - pending, i + 1) || (have && !kr_emit_arg(c, loc, OP_DICT_UPDATE, 1)))
        return false;
      have = true;
      pending = 0;
    } else {
      pending++;
    }
  }
  if (pending) {
    if (!gen_part_of_dict(c, e, n - pending, n) || (have && !kr_emit_arg(c, loc, OP_DICT_UPDATE, 1)))
      return false;
    have = true;
  }
  return have || kr_emit_arg(c, loc, OP_BUILD_MAP, 0);
}

/* ---- formatted strings --------------------------------------------------------------------------- */

static int conversion_number(int conversion) {
  return conversion == 's' ? KR_CONVERT_STR : conversion == 'r' ? KR_CONVERT_REPR : KR_CONVERT_ASCII;
}
static bool check_conversion(int conversion) {
  if (conversion == -1 || conversion == 's' || conversion == 'r' || conversion == 'a') return true;
  kr_raise(&kr_exc_SystemError, "Unrecognized conversion character %d", conversion);
  return false;
}

static bool gen_joined_str(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  kr_expr_seq *values = e->v.JoinedStr.values;
  int n = (int)kr_seq_len(values);
  if (n <= KR_STACK_GUIDELINE) {
    if (!kr_gen_exprs(c, values)) return false;
    if (n == 0) return kr_emit_const(c, loc, KR_EMPTY_STR);
    return n == 1 || kr_emit_arg(c, loc, OP_BUILD_STRING, n);
  }
  if (!kr_emit_const(c, loc, KR_EMPTY_STR) || !kr_emit_attr(c, loc, OP_LOAD_ATTR, KR_ID(join), 1, 1) ||
      !kr_emit_arg(c, loc, OP_BUILD_LIST, 0))
    return false;
  for (int i = 0; i < n; i++)
    if (!kr_gen_expr(c, values->items[i]) || !kr_emit_arg(c, loc, OP_LIST_APPEND, 1)) return false;
  return kr_emit_arg(c, loc, OP_CALL, 1);
}

static bool gen_formatted_value(kr_compiler *c, kr_expr *e) {
  int conversion = e->v.FormattedValue.conversion;
  kr_expr *spec = e->v.FormattedValue.format_spec;
  if (!kr_gen_expr(c, e->v.FormattedValue.value) || !check_conversion(conversion)) return false;
  if (conversion != -1 && !kr_emit_arg(c, e->loc, OP_CONVERT_VALUE, conversion_number(conversion)))
    return false;
  if (!spec) return kr_emit(c, e->loc, OP_FORMAT_SIMPLE);
  return kr_gen_expr(c, spec) && kr_emit(c, e->loc, OP_FORMAT_WITH_SPEC);
}

static bool gen_interpolation(kr_compiler *c, kr_expr *e) {
  int conversion = e->v.Interpolation.conversion, oparg = 2;
  kr_expr *spec = e->v.Interpolation.format_spec;
  if (!kr_gen_expr(c, e->v.Interpolation.value) || !kr_emit_const(c, e->loc, e->v.Interpolation.str) ||
      !check_conversion(conversion))
    return false;
  if (spec) {
    oparg++;
    if (!kr_gen_expr(c, spec)) return false;
  }
  if (conversion != -1) oparg |= conversion_number(conversion) << 2;
  return kr_emit_arg(c, e->loc, OP_BUILD_INTERPOLATION, oparg);
}

/* Strings and interpolations alternate; where two of the latter meet an empty string goes between. */
static bool gen_template(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  kr_expr_seq *values = e->v.TemplateStr.values;
  bool after_interpolation = true;
  int nstrings = 0, ninterpolations = 0;
  for (uint32_t i = 0; i < kr_seq_len(values); i++) {
    bool interpolation = values->items[i]->kind == KR_Interpolation_kind;
    if (!interpolation) {
      if (!kr_gen_expr(c, values->items[i])) return false;
      nstrings++;
    } else if (after_interpolation) {
      if (!kr_emit_const(c, loc, KR_EMPTY_STR)) return false;
      nstrings++;
    }
    after_interpolation = interpolation;
  }
  if (after_interpolation) {
    if (!kr_emit_const(c, loc, KR_EMPTY_STR)) return false;
    nstrings++;
  }
  if (!kr_emit_arg(c, loc, OP_BUILD_TUPLE, nstrings)) return false;
  for (uint32_t i = 0; i < kr_seq_len(values); i++) {
    if (values->items[i]->kind != KR_Interpolation_kind) continue;
    if (!kr_gen_expr(c, values->items[i])) return false;
    ninterpolations++;
  }
  return kr_emit_arg(c, loc, OP_BUILD_TUPLE, ninterpolations) && kr_emit(c, loc, OP_BUILD_TEMPLATE);
}

/* ---- subscripts ---------------------------------------------------------------------------------- */

static bool constant_or_absent(const kr_expr *e) { return !e || e->kind == KR_Constant_kind; }
static bool is_constant_slice(const kr_expr *e) {
  return e->kind == KR_Slice_kind && constant_or_absent(e->v.Slice.lower) &&
         constant_or_absent(e->v.Slice.upper) && constant_or_absent(e->v.Slice.step);
}
bool kr_is_two_part_slice(const kr_expr *e) {
  return e->kind == KR_Slice_kind && !is_constant_slice(e) && !e->v.Slice.step;
}

bool kr_gen_slice_parts(kr_compiler *c, kr_expr *e) {
  kr_expr *parts[2] = {e->v.Slice.lower, e->v.Slice.upper};
  for (int i = 0; i < 2; i++)
    if (parts[i] ? !kr_gen_expr(c, parts[i]) : !kr_emit_const(c, e->loc, KR_NONE)) return false;
  return true;
}

static kr_value part_value(const kr_expr *e) { return e ? e->v.Constant.value : KR_NONE; }

static bool gen_slice(kr_compiler *c, kr_expr *e) {
  if (is_constant_slice(e))
    return kr_emit_const_new(c, e->loc,
                             kr_slice_new(part_value(e->v.Slice.lower), part_value(e->v.Slice.upper),
                                          part_value(e->v.Slice.step)));
  if (!kr_gen_slice_parts(c, e)) return false;
  if (!e->v.Slice.step) return kr_emit_arg(c, e->loc, OP_BUILD_SLICE, 2);
  return kr_gen_expr(c, e->v.Slice.step) && kr_emit_arg(c, e->loc, OP_BUILD_SLICE, 3);
}

static bool gen_subscript(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  kr_expr *slice = e->v.Subscript.slice;
  kr_expr_context ctx = e->v.Subscript.ctx;
  if (ctx == KR_Load &&
      (!check_subscripted(c, e->v.Subscript.value) || !check_index(c, e->v.Subscript.value, slice)))
    return false;
  if (!kr_gen_expr(c, e->v.Subscript.value)) return false;
  if (ctx != KR_Del && kr_is_two_part_slice(slice))
    return kr_gen_slice_parts(c, slice) && kr_emit(c, loc, ctx == KR_Load ? OP_BINARY_SLICE : OP_STORE_SLICE);
  if (!kr_gen_expr(c, slice)) return false;
  if (ctx == KR_Load) return kr_emit_arg(c, loc, OP_BINARY_OP, KR_OP_SUBSCR);
  return kr_emit(c, loc, ctx == KR_Store ? OP_STORE_SUBSCR : OP_DELETE_SUBSCR);
}

/* ---- await, yield -------------------------------------------------------------------------------- */

static bool gen_yield(kr_compiler *c, kr_expr *e) {
  const kr_scope *s = c->unit->scope;
  if (!kr_scope_is_function_like(s)) return kr_compile_error(c, e->loc, "'yield' outside function");
  if (e->v.Yield.value ? !kr_gen_expr(c, e->v.Yield.value) : !kr_emit_const(c, e->loc, KR_NONE)) return false;
  if (s->generator && s->coroutine &&
      !kr_emit_arg(c, e->loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_ASYNC_GEN_WRAP))
    return false;
  return kr_emit_arg(c, e->loc, OP_YIELD_VALUE, 0) &&
         kr_emit_arg(c, e->loc, OP_RESUME, KR_RESUME_AFTER_YIELD);
}

static bool gen_yield_from(kr_compiler *c, kr_expr *e) {
  if (!kr_scope_is_function_like(c->unit->scope))
    return kr_compile_error(c, e->loc, "'yield from' outside function");
  if (kr_current_kind(c) == KR_UNIT_ASYNC_FUNCTION)
    return kr_compile_error(c, e->loc, "'yield from' inside async function");
  return kr_gen_expr(c, e->v.YieldFrom.value) && kr_emit(c, e->loc, OP_GET_YIELD_FROM_ITER) &&
         kr_emit_const(c, e->loc, KR_NONE) && kr_yield_from(c, e->loc, false);
}

static bool gen_await(kr_compiler *c, kr_expr *e) {
  return kr_gen_expr(c, e->v.Await.value) && kr_await(c, e->loc, 0);
}

static bool gen_starred(kr_compiler *c, kr_expr *e) {
  return kr_compile_error(c, e->loc,
                          e->v.Starred.ctx == KR_Store
                              ? "starred assignment target must be in a list or tuple"
                              : "can't use starred expression here");
}

static bool gen_list(kr_compiler *c, kr_expr *e) {
  const kr_expr_seq *elts = e->v.List.elts;
  if (e->v.List.ctx == KR_Store) return gen_unpack(c, e->loc, elts);
  if (e->v.List.ctx == KR_Del) return kr_gen_exprs(c, elts);
  return kr_gen_starred_items(c, e->loc, elts, KR_NULL, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND,
                              false);
}
static bool gen_tuple(kr_compiler *c, kr_expr *e) {
  const kr_expr_seq *elts = e->v.Tuple.elts;
  if (e->v.Tuple.ctx == KR_Store) return gen_unpack(c, e->loc, elts);
  if (e->v.Tuple.ctx == KR_Del) return kr_gen_exprs(c, elts);
  return kr_gen_starred_items(c, e->loc, elts, KR_NULL, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND,
                              true);
}

static bool gen_expr(kr_compiler *c, kr_expr *e) {
  switch (e->kind) {
    case KR_NamedExpr_kind:
      return kr_gen_expr(c, e->v.NamedExpr.value) && kr_emit_arg(c, e->loc, OP_COPY, 1) &&
             kr_gen_expr(c, e->v.NamedExpr.target);
    case KR_BoolOp_kind: return gen_bool_op(c, e);
    case KR_BinOp_kind: return gen_bin_op(c, e);
    case KR_UnaryOp_kind: return gen_unary(c, e);
    case KR_Lambda_kind: return kr_gen_lambda(c, e);
    case KR_IfExp_kind: return gen_if_exp(c, e);
    case KR_Dict_kind: return gen_dict(c, e);
    case KR_Set_kind:
      return kr_gen_starred_items(c, e->loc, e->v.Set.elts, KR_NULL, 0, OP_BUILD_SET, OP_SET_ADD,
                                  OP_SET_UPDATE, false);
    case KR_ListComp_kind:
    case KR_SetComp_kind:
    case KR_DictComp_kind:
    case KR_GeneratorExp_kind: return kr_gen_comprehension(c, e);
    case KR_Await_kind: return gen_await(c, e);
    case KR_Yield_kind: return gen_yield(c, e);
    case KR_YieldFrom_kind: return gen_yield_from(c, e);
    case KR_Compare_kind: return gen_compare(c, e);
    case KR_Call_kind: return kr_gen_call(c, e);
    case KR_FormattedValue_kind: return gen_formatted_value(c, e);
    case KR_Interpolation_kind: return gen_interpolation(c, e);
    case KR_JoinedStr_kind: return gen_joined_str(c, e);
    case KR_TemplateStr_kind: return gen_template(c, e);
    case KR_Constant_kind: return kr_emit_const(c, e->loc, e->v.Constant.value);
    case KR_Attribute_kind: return kr_gen_attribute(c, e);
    case KR_Subscript_kind: return gen_subscript(c, e);
    case KR_Starred_kind: return gen_starred(c, e);
    case KR_Slice_kind: return gen_slice(c, e);
    case KR_Name_kind: return kr_nameop(c, e->loc, e->v.Name.id, e->v.Name.ctx);
    case KR_List_kind: return gen_list(c, e);
    case KR_Tuple_kind: return gen_tuple(c, e);
  }
  return true;
}

bool kr_gen_expr(kr_compiler *c, kr_expr *e) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = gen_expr(c, e);
  kr_leave_recursion();
  return ok;
}
