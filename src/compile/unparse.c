/* An annotation back into text, for `from __future__ import annotations`. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str.h"

/* How tightly an expression binds; a looser one in a tighter place gets parentheses. */
enum {
  PR_TUPLE,
  PR_TEST,
  PR_OR,
  PR_AND,
  PR_NOT,
  PR_CMP,
  PR_EXPR,
  PR_BOR = PR_EXPR,
  PR_BXOR,
  PR_BAND,
  PR_SHIFT,
  PR_ARITH,
  PR_TERM,
  PR_FACTOR,
  PR_POWER,
  PR_AWAIT,
  PR_ATOM
};

typedef kr_str_builder out;

static bool put(out *o, const char *s) { return kr_sb_cstr(o, s); }
static bool put_str(out *o, kr_value s) { return kr_sb_str(o, KR_STR(s)); }
static bool put_expr(out *o, const kr_expr *e, int level);

static bool put_if(out *o, bool condition, const char *s) { return !condition || put(o, s); }

static bool put_list(out *o, const kr_expr_seq *elts, int level) {
  for (uint32_t i = 0; i < kr_seq_len(elts); i++)
    if (!put_if(o, i > 0, ", ") || !put_expr(o, elts->items[i], level)) return false;
  return true;
}

static bool put_bool_op(out *o, const kr_expr *e, int level) {
  bool is_and = e->v.BoolOp.op == KR_And;
  int pr = is_and ? PR_AND : PR_OR;
  if (!put_if(o, level > pr, "(")) return false;
  for (uint32_t i = 0; i < kr_seq_len(e->v.BoolOp.values); i++)
    if (!put_if(o, i > 0, is_and ? " and " : " or ") || !put_expr(o, e->v.BoolOp.values->items[i], pr + 1))
      return false;
  return put_if(o, level > pr, ")");
}

static bool put_bin_op(out *o, const kr_expr *e, int level) {
  static const struct {
    const char *text;
    int pr;
  } ops[] = {
      [KR_Add] = {" + ", PR_ARITH},     [KR_Sub] = {" - ", PR_ARITH},     [KR_Mult] = {" * ", PR_TERM},
      [KR_MatMult] = {" @ ", PR_TERM},  [KR_Div] = {" / ", PR_TERM},      [KR_Mod] = {" % ", PR_TERM},
      [KR_LShift] = {" << ", PR_SHIFT}, [KR_RShift] = {" >> ", PR_SHIFT}, [KR_BitOr] = {" | ", PR_BOR},
      [KR_BitXor] = {" ^ ", PR_BXOR},   [KR_BitAnd] = {" & ", PR_BAND},   [KR_FloorDiv] = {" // ", PR_TERM},
      [KR_Pow] = {" ** ", PR_POWER}};
  int pr = ops[e->v.BinOp.op].pr;
  bool right_first = e->v.BinOp.op == KR_Pow;
  return put_if(o, level > pr, "(") && put_expr(o, e->v.BinOp.left, pr + right_first) &&
         put(o, ops[e->v.BinOp.op].text) && put_expr(o, e->v.BinOp.right, pr + !right_first) &&
         put_if(o, level > pr, ")");
}

static bool put_unary_op(out *o, const kr_expr *e, int level) {
  static const char *const ops[] = {[KR_Invert] = "~", [KR_Not] = "not ", [KR_UAdd] = "+", [KR_USub] = "-"};
  int pr = e->v.UnaryOp.op == KR_Not ? PR_NOT : PR_FACTOR;
  return put_if(o, level > pr, "(") && put(o, ops[e->v.UnaryOp.op]) &&
         put_expr(o, e->v.UnaryOp.operand, pr) && put_if(o, level > pr, ")");
}

static bool put_arg(out *o, const kr_arg *a) {
  return put_str(o, a->arg) && (!a->annotation || (put(o, ": ") && put_expr(o, a->annotation, PR_TEST)));
}

static bool put_parameters(out *o, const kr_arguments *a) {
  uint32_t nposonly = kr_seq_len(a->posonlyargs), nargs = nposonly + kr_seq_len(a->args);
  uint32_t ndefaults = kr_seq_len(a->defaults);
  bool first = true;
  for (uint32_t i = 0; i < nargs; i++) {
    const kr_arg *arg = i < nposonly ? a->posonlyargs->items[i] : a->args->items[i - nposonly];
    if (!put_if(o, !first, ", ") || !put_arg(o, arg)) return false;
    first = false;
    if (i + ndefaults >= nargs &&
        (!put(o, "=") || !put_expr(o, a->defaults->items[i + ndefaults - nargs], PR_TEST)))
      return false;
    if (i + 1 == nposonly && !put(o, ", /")) return false;
  }
  if (a->vararg || kr_seq_len(a->kwonlyargs)) {
    if (!put_if(o, !first, ", ") || !put(o, "*") || (a->vararg && !put_arg(o, a->vararg))) return false;
    first = false;
  }
  for (uint32_t i = 0; i < kr_seq_len(a->kwonlyargs); i++) {
    if (!put_if(o, !first, ", ") || !put_arg(o, a->kwonlyargs->items[i])) return false;
    first = false;
    kr_expr *value = i < kr_seq_len(a->kw_defaults) ? a->kw_defaults->items[i] : NULL;
    if (value && (!put(o, "=") || !put_expr(o, value, PR_TEST))) return false;
  }
  return !a->kwarg || (put_if(o, !first, ", ") && put(o, "**") && put_arg(o, a->kwarg));
}

static bool put_lambda(out *o, const kr_expr *e, int level) {
  const kr_arguments *a = e->v.Lambda.args;
  bool positional = kr_seq_len(a->args) || kr_seq_len(a->posonlyargs);
  return put_if(o, level > PR_TEST, "(") && put(o, positional ? "lambda " : "lambda") &&
         put_parameters(o, a) && put(o, ": ") && put_expr(o, e->v.Lambda.body, PR_TEST) &&
         put_if(o, level > PR_TEST, ")");
}

static bool put_if_exp(out *o, const kr_expr *e, int level) {
  return put_if(o, level > PR_TEST, "(") && put_expr(o, e->v.IfExp.body, PR_TEST + 1) && put(o, " if ") &&
         put_expr(o, e->v.IfExp.test, PR_TEST + 1) && put(o, " else ") &&
         put_expr(o, e->v.IfExp.orelse, PR_TEST) && put_if(o, level > PR_TEST, ")");
}

static bool put_dict(out *o, const kr_expr *e) {
  if (!put(o, "{")) return false;
  for (uint32_t i = 0; i < kr_seq_len(e->v.Dict.values); i++) {
    const kr_expr *key = e->v.Dict.keys->items[i], *value = e->v.Dict.values->items[i];
    if (!put_if(o, i > 0, ", ")) return false;
    if (key ? !put_expr(o, key, PR_TEST) || !put(o, ": ") || !put_expr(o, value, PR_TEST)
            : !put(o, "**") || !put_expr(o, value, PR_EXPR))
      return false;
  }
  return put(o, "}");
}

static bool put_generators(out *o, const kr_comprehension_seq *generators) {
  for (uint32_t i = 0; i < kr_seq_len(generators); i++) {
    const kr_comprehension *g = generators->items[i];
    if (!put(o, g->is_async ? " async for " : " for ") || !put_expr(o, g->target, PR_TUPLE) ||
        !put(o, " in ") || !put_expr(o, g->iter, PR_TEST + 1))
      return false;
    for (uint32_t j = 0; j < kr_seq_len(g->ifs); j++)
      if (!put(o, " if ") || !put_expr(o, g->ifs->items[j], PR_TEST + 1)) return false;
  }
  return true;
}

static bool put_comprehension(out *o, const char *open, const kr_expr *elt,
                              const kr_comprehension_seq *generators, const char *close) {
  return put(o, open) && put_expr(o, elt, PR_TEST) && put_generators(o, generators) && put(o, close);
}

static bool put_compare(out *o, const kr_expr *e, int level) {
  static const char *const ops[] = {
      [KR_Eq] = " == ", [KR_NotEq] = " != ",    [KR_Lt] = " < ",  [KR_LtE] = " <= ",
      [KR_Gt] = " > ",  [KR_GtE] = " >= ",      [KR_Is] = " is ", [KR_IsNot] = " is not ",
      [KR_In] = " in ", [KR_NotIn] = " not in "};
  if (!put_if(o, level > PR_CMP, "(") || !put_expr(o, e->v.Compare.left, PR_CMP + 1)) return false;
  for (uint32_t i = 0; i < e->v.Compare.ops->n; i++)
    if (!put(o, ops[e->v.Compare.ops->items[i]]) ||
        !put_expr(o, e->v.Compare.comparators->items[i], PR_CMP + 1))
      return false;
  return put_if(o, level > PR_CMP, ")");
}

static bool put_call(out *o, const kr_expr *e) {
  const kr_expr_seq *args = e->v.Call.args;
  const kr_keyword_seq *keywords = e->v.Call.keywords;
  uint32_t nargs = kr_seq_len(args), nkeywords = kr_seq_len(keywords);
  if (!put_expr(o, e->v.Call.func, PR_ATOM)) return false;
  if (nargs == 1 && !nkeywords && args->items[0]->kind == KR_GeneratorExp_kind)
    return put_expr(o, args->items[0], PR_TEST); /* brings the parentheses */
  if (!put(o, "(") || !put_list(o, args, PR_TEST)) return false;
  for (uint32_t i = 0; i < nkeywords; i++) {
    const kr_keyword *k = keywords->items[i];
    if (!put_if(o, nargs + i > 0, ", ")) return false;
    if (k->arg == KR_NULL ? !put(o, "**") : !put_str(o, k->arg) || !put(o, "=")) return false;
    if (!put_expr(o, k->value, PR_TEST)) return false;
  }
  return put(o, ")");
}

/* ---- constants and strings ------------------------------------------------------------------------ */

/* repr, with infinity as a number that reads back */
static bool put_number(out *o, kr_value v) {
  kr_value text = kr_repr(v);
  if (text == KR_NULL) return false;
  const kr_str *s = KR_STR(text);
  bool ok = true;
  for (uint32_t i = 0; ok && i < s->length; i++) {
    bool inf = i + 3 <= s->length && kr_str_read(s, i) == 'i' && kr_str_read(s, i + 1) == 'n' &&
               kr_str_read(s, i + 2) == 'f';
    ok = inf ? put(o, "1e309") : kr_sb_char(o, kr_str_read(s, i));
    if (inf) i += 2;
  }
  kr_decref(text);
  return ok;
}

static bool put_constant(out *o, kr_value v) {
  if (v == KR_ELLIPSIS) return put(o, "...");
  if (kr_is_exact_tuple(v)) {
    const kr_tuple *t = KR_TUPLE(v);
    if (kr_enter_recursion(" during compilation") < 0) return false;
    bool ok = put(o, "(");
    for (uint32_t i = 0; ok && i < t->size; i++) ok = put_if(o, i > 0, ", ") && put_constant(o, t->items[i]);
    kr_leave_recursion();
    return ok && put(o, t->size == 1 ? ",)" : ")");
  }
  if (kr_is_double(v) || kr_is_exact(v, &kr_complex_type)) return put_number(o, v);
  return kr_sb_repr(o, v);
}

static bool put_escaped(out *o, kr_value text) {
  const kr_str *s = KR_STR(text);
  for (uint32_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    if ((c == '{' || c == '}') && !kr_sb_char(o, c)) return false;
    if (!kr_sb_char(o, c)) return false;
  }
  return true;
}

static bool put_body(out *o, const kr_expr_seq *values, bool in_spec);

static bool put_replacement(out *o, const kr_expr *value, int conversion, const kr_expr *spec,
                            kr_value source) {
  out inner = {0};
  if (source == KR_NULL) {
    /* must not look like an escaped brace, nor hold a bare ! or : */
    if (!put_expr(&inner, value, PR_TEST + 1)) {
      kr_sb_discard(&inner);
      return false;
    }
    source = kr_sb_finish(&inner);
    if (source == KR_NULL) return false;
  } else {
    kr_incref(source);
  }
  bool brace = KR_STR(source)->length && kr_str_read(KR_STR(source), 0) == '{';
  bool ok = put(o, brace ? "{ " : "{") && put_str(o, source);
  kr_decref(source);
  if (!ok) return false;
  if (conversion > 0 && (!put(o, "!") || !kr_sb_char(o, (uint32_t)conversion))) return false;
  if (spec) {
    if (!put(o, ":")) return false;
    if (spec->kind == KR_JoinedStr_kind) {
      if (!put_body(o, spec->v.JoinedStr.values, true)) return false;
    } else if (spec->kind == KR_Constant_kind && kr_is_str(spec->v.Constant.value)) {
      if (!put_escaped(o, spec->v.Constant.value)) return false;
    }
  }
  return put(o, "}");
}

static bool put_part(out *o, const kr_expr *e, bool in_spec) {
  switch (e->kind) {
    case KR_Constant_kind: return !kr_is_str(e->v.Constant.value) || put_escaped(o, e->v.Constant.value);
    case KR_JoinedStr_kind: return put_body(o, e->v.JoinedStr.values, in_spec);
    case KR_TemplateStr_kind: return put_body(o, e->v.TemplateStr.values, in_spec);
    case KR_FormattedValue_kind:
      return put_replacement(o, e->v.FormattedValue.value, e->v.FormattedValue.conversion,
                             e->v.FormattedValue.format_spec, KR_NULL);
    case KR_Interpolation_kind:
      return put_replacement(o, e->v.Interpolation.value, e->v.Interpolation.conversion,
                             e->v.Interpolation.format_spec,
                             kr_is_str(e->v.Interpolation.str) ? e->v.Interpolation.str : KR_NULL);
    default: kr_raise(&kr_exc_SystemError, "unknown expression kind inside f-string"); return false;
  }
}

static bool put_body(out *o, const kr_expr_seq *values, bool in_spec) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = true;
  for (uint32_t i = 0; ok && i < kr_seq_len(values); i++) ok = put_part(o, values->items[i], in_spec);
  kr_leave_recursion();
  return ok;
}

/* f'...' or t'...': the text of all parts, quoted as one string */
static bool put_fstring(out *o, const char *prefix, const kr_expr_seq *values) {
  out body = {0};
  if (!put_body(&body, values, false)) {
    kr_sb_discard(&body);
    return false;
  }
  kr_value text = kr_sb_finish(&body);
  bool ok = text != KR_NULL && put(o, prefix) && kr_sb_repr(o, text);
  kr_decref(text);
  return ok;
}

/* ---- everything ----------------------------------------------------------------------------------- */

static bool put_attribute(out *o, const kr_expr *e) {
  const kr_expr *value = e->v.Attribute.value;
  /* 1 .real: with the space it is no float */
  bool integer = value->kind == KR_Constant_kind && kr_is_exact_int(value->v.Constant.value);
  return put_expr(o, value, PR_ATOM) && put(o, integer ? " ." : ".") && put_str(o, e->v.Attribute.attr);
}

static bool put_slice(out *o, const kr_expr *e) {
  return (!e->v.Slice.lower || put_expr(o, e->v.Slice.lower, PR_TEST)) && put(o, ":") &&
         (!e->v.Slice.upper || put_expr(o, e->v.Slice.upper, PR_TEST)) &&
         (!e->v.Slice.step || (put(o, ":") && put_expr(o, e->v.Slice.step, PR_TEST)));
}

static bool put_tuple(out *o, const kr_expr *e, int level) {
  uint32_t n = kr_seq_len(e->v.Tuple.elts);
  if (n == 0) return put(o, "()");
  return put_if(o, level > PR_TUPLE, "(") && put_list(o, e->v.Tuple.elts, PR_TEST) &&
         put_if(o, n == 1, ",") && put_if(o, level > PR_TUPLE, ")");
}

static bool put_kind(out *o, const kr_expr *e, int level) {
  switch (e->kind) {
    case KR_BoolOp_kind: return put_bool_op(o, e, level);
    case KR_BinOp_kind: return put_bin_op(o, e, level);
    case KR_UnaryOp_kind: return put_unary_op(o, e, level);
    case KR_Lambda_kind: return put_lambda(o, e, level);
    case KR_IfExp_kind: return put_if_exp(o, e, level);
    case KR_Dict_kind: return put_dict(o, e);
    case KR_Set_kind: return put(o, "{") && put_list(o, e->v.Set.elts, PR_TEST) && put(o, "}");
    case KR_GeneratorExp_kind:
      return put_comprehension(o, "(", e->v.GeneratorExp.elt, e->v.GeneratorExp.generators, ")");
    case KR_ListComp_kind: return put_comprehension(o, "[", e->v.ListComp.elt, e->v.ListComp.generators, "]");
    case KR_SetComp_kind: return put_comprehension(o, "{", e->v.SetComp.elt, e->v.SetComp.generators, "}");
    case KR_DictComp_kind:
      return put(o, "{") && put_expr(o, e->v.DictComp.key, PR_TEST) && put(o, ": ") &&
             put_expr(o, e->v.DictComp.value, PR_TEST) && put_generators(o, e->v.DictComp.generators) &&
             put(o, "}");
    case KR_Yield_kind:
      if (!e->v.Yield.value) return put(o, "(yield)");
      return put(o, "(yield ") && put_expr(o, e->v.Yield.value, PR_TEST) && put(o, ")");
    case KR_YieldFrom_kind:
      return put(o, "(yield from ") && put_expr(o, e->v.YieldFrom.value, PR_TEST) && put(o, ")");
    case KR_Await_kind:
      return put_if(o, level > PR_AWAIT, "(") && put(o, "await ") && put_expr(o, e->v.Await.value, PR_ATOM) &&
             put_if(o, level > PR_AWAIT, ")");
    case KR_Compare_kind: return put_compare(o, e, level);
    case KR_Call_kind: return put_call(o, e);
    case KR_Constant_kind:
      return put_if(o, e->v.Constant.kind != KR_NULL, "u") && put_constant(o, e->v.Constant.value);
    case KR_JoinedStr_kind: return put_fstring(o, "f", e->v.JoinedStr.values);
    case KR_TemplateStr_kind: return put_fstring(o, "t", e->v.TemplateStr.values);
    case KR_FormattedValue_kind:
    case KR_Interpolation_kind: {
      const char *prefix = e->kind == KR_FormattedValue_kind ? "f" : "t";
      out body = {0};
      if (!put_part(&body, e, false)) {
        kr_sb_discard(&body);
        return false;
      }
      kr_value text = kr_sb_finish(&body);
      bool ok = text != KR_NULL && put(o, prefix) && kr_sb_repr(o, text);
      kr_decref(text);
      return ok;
    }
    case KR_Attribute_kind: return put_attribute(o, e);
    case KR_Starred_kind: return put(o, "*") && put_expr(o, e->v.Starred.value, PR_EXPR);
    case KR_Name_kind: return put_str(o, e->v.Name.id);
    case KR_List_kind: return put(o, "[") && put_list(o, e->v.List.elts, PR_TEST) && put(o, "]");
    case KR_Tuple_kind: return put_tuple(o, e, level);
    case KR_Subscript_kind:
      return put_expr(o, e->v.Subscript.value, PR_ATOM) && put(o, "[") &&
             put_expr(o, e->v.Subscript.slice, PR_TUPLE) && put(o, "]");
    case KR_Slice_kind: return put_slice(o, e);
    case KR_NamedExpr_kind:
      return put_if(o, level > PR_TUPLE, "(") && put_expr(o, e->v.NamedExpr.target, PR_ATOM) &&
             put(o, " := ") && put_expr(o, e->v.NamedExpr.value, PR_ATOM) && put_if(o, level > PR_TUPLE, ")");
  }
  return true;
}

static bool put_expr(out *o, const kr_expr *e, int level) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = put_kind(o, e, level);
  kr_leave_recursion();
  return ok;
}

bool kr_gen_annotation_text(kr_compiler *c, kr_expr *e) {
  out o = {0};
  if (!put_expr(&o, e, PR_TEST)) {
    kr_sb_discard(&o);
    if (!kr_failed()) kr_raise_no_memory();
    return false;
  }
  return kr_emit_const_new(c, e->loc, kr_sb_finish(&o));
}
