/* Checks of a tree that a program made: what the parser would never produce and the compiler does not
 * expect. Messages are CPython's. */
#include "modules/_ast/classes.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/errors.h"
#include "objects/float.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

static bool bad(kr_type *exc, const char *message) {
  kr_raise(exc, "%s", message);
  return false;
}
#define BAD(message) bad(&kr_exc_ValueError, message)

static bool expr(const kr_expr *e, kr_expr_context ctx);
static bool stmt(const kr_stmt *s);
static bool pattern(const kr_pattern *p, bool star_ok);

static bool enter(void) { return kr_enter_recursion(" during compilation") == 0; }
static bool leave(bool ok) {
  kr_leave_recursion();
  return ok;
}

/* ---- parts -------------------------------------------------------------------------------------- */

static bool position(kr_location l) {
  if (l.lineno > l.end_lineno) {
    kr_raise(&kr_exc_ValueError, "AST node line range (%d, %d) is not valid", (int)l.lineno,
             (int)l.end_lineno);
    return false;
  }
  if ((l.lineno < 0 && l.end_lineno != l.lineno) || (l.col_offset < 0 && l.col_offset != l.end_col_offset)) {
    kr_raise(&kr_exc_ValueError, "AST node column range (%d, %d) for line range (%d, %d) is not valid",
             (int)l.col_offset, (int)l.end_col_offset, (int)l.lineno, (int)l.end_lineno);
    return false;
  }
  if (l.lineno == l.end_lineno && l.col_offset > l.end_col_offset) {
    kr_raise(&kr_exc_ValueError, "line %d, column %d-%d is not a valid range", (int)l.lineno,
             (int)l.col_offset, (int)l.end_col_offset);
    return false;
  }
  return true;
}

static bool name(kr_value id) {
  static const char *const forbidden[] = {"None", "True", "False"};
  for (int i = 0; i < 3; i++)
    if (kr_str_equals_cstr(KR_STR(id), forbidden[i])) {
      kr_raise(&kr_exc_ValueError, "identifier field can't represent '%s' constant", forbidden[i]);
      return false;
    }
  return true;
}

/* Identifiers of a sequence. A None among them would be none of the compiler's business. */
static bool identifiers(const kr_value_seq *s) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++)
    if (s->items[i] == KR_NULL) return BAD("None disallowed in identifier list");
  return true;
}

static bool constant(kr_value v) {
  if (v == KR_NONE || v == KR_ELLIPSIS || kr_is_bool(v) || kr_is_double(v)) return true;
  kr_type *t = kr_type_of(v);
  if (t == &kr_int_type || t == &kr_str_type || t == &kr_bytes_type || t == &kr_complex_type) return true;
  if (t != &kr_tuple_type && t != &kr_frozenset_type) {
    kr_value type_name = kr_type_get_name(t);
    if (type_name != KR_NULL) kr_raise(&kr_exc_TypeError, "got an invalid type in Constant: %U", type_name);
    kr_decref(type_name);
    return false;
  }
  if (!enter()) return false;
  bool ok = true;
  if (t == &kr_tuple_type) {
    for (uint32_t i = 0; ok && i < KR_TUPLE(v)->size; i++) ok = constant(KR_TUPLE(v)->items[i]);
  } else {
    uint32_t pos = 0;
    kr_value item;
    while (ok && kr_set_next(KR_SET(v), &pos, &item)) ok = constant(item);
  }
  return leave(ok);
}

static bool exprs(const kr_expr_seq *s, kr_expr_context ctx, bool holes) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++) {
    if (s->items[i]) {
      if (!expr(s->items[i], ctx)) return false;
    } else if (!holes) {
      return BAD("None disallowed in expression list");
    }
  }
  return true;
}

static bool maybe(const kr_expr *e) { return !e || expr(e, KR_Load); }

static bool stmts(const kr_stmt_seq *s) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++) {
    if (!s->items[i]) return BAD("None disallowed in statement list");
    if (!stmt(s->items[i])) return false;
  }
  return true;
}

static bool nonempty(const void *seq, const char *what, const char *owner) {
  if (kr_seq_len((const kr_seq *)seq)) return true;
  kr_raise(&kr_exc_ValueError, "empty %s on %s", what, owner);
  return false;
}
static bool body(const kr_stmt_seq *s, const char *owner) { return nonempty(s, "body", owner) && stmts(s); }
static bool targets(const kr_expr_seq *s, kr_expr_context ctx, const char *owner) {
  return nonempty(s, "targets", owner) && exprs(s, ctx, false);
}

static bool comprehensions(const kr_comprehension_seq *s) {
  if (!kr_seq_len(s)) return BAD("comprehension with no generators");
  for (uint32_t i = 0; i < s->n; i++) {
    const kr_comprehension *c = s->items[i];
    if (!expr(c->target, KR_Store) || !expr(c->iter, KR_Load) || !exprs(c->ifs, KR_Load, false)) return false;
  }
  return true;
}

static bool keywords(const kr_keyword_seq *s) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++)
    if (!expr(s->items[i]->value, KR_Load)) return false;
  return true;
}

static bool args(const kr_arg_seq *s) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++)
    if (!position(s->items[i]->loc) || !maybe(s->items[i]->annotation)) return false;
  return true;
}

static bool arguments(const kr_arguments *a) {
  if (!args(a->posonlyargs) || !args(a->args)) return false;
  if (a->vararg && !maybe(a->vararg->annotation)) return false;
  if (!args(a->kwonlyargs)) return false;
  if (a->kwarg && !maybe(a->kwarg->annotation)) return false;
  if (kr_seq_len(a->defaults) > kr_seq_len(a->posonlyargs) + kr_seq_len(a->args))
    return BAD("more positional defaults than args on arguments");
  if (kr_seq_len(a->kw_defaults) != kr_seq_len(a->kwonlyargs))
    return BAD("length of kwonlyargs is not the same as kw_defaults on arguments");
  return exprs(a->defaults, KR_Load, false) && exprs(a->kw_defaults, KR_Load, true);
}

static bool type_params(const kr_type_param_seq *s) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++) {
    const kr_type_param *t = s->items[i];
    if (!t) return BAD("None disallowed in type parameter list");
    if (!position(t->loc)) return false;
    switch (t->kind) {
      case KR_TypeVar_kind:
        if (!name(t->v.TypeVar.name) || !maybe(t->v.TypeVar.bound) || !maybe(t->v.TypeVar.default_value))
          return false;
        break;
      case KR_ParamSpec_kind:
        if (!name(t->v.ParamSpec.name) || !maybe(t->v.ParamSpec.default_value)) return false;
        break;
      case KR_TypeVarTuple_kind:
        if (!name(t->v.TypeVarTuple.name) || !maybe(t->v.TypeVarTuple.default_value)) return false;
        break;
    }
  }
  return true;
}

/* ---- expressions -------------------------------------------------------------------------------- */

static const char *context_name(kr_expr_context ctx) {
  return ctx == KR_Load ? "Load" : ctx == KR_Store ? "Store" : "Del";
}

static bool context(const kr_expr *e, kr_expr_context ctx) {
  kr_expr_context actual;
  switch (e->kind) {
    case KR_Attribute_kind: actual = e->v.Attribute.ctx; break;
    case KR_Subscript_kind: actual = e->v.Subscript.ctx; break;
    case KR_Starred_kind: actual = e->v.Starred.ctx; break;
    case KR_Name_kind:
      if (!name(e->v.Name.id)) return false;
      actual = e->v.Name.ctx;
      break;
    case KR_List_kind: actual = e->v.List.ctx; break;
    case KR_Tuple_kind: actual = e->v.Tuple.ctx; break;
    default:
      if (ctx == KR_Load) return true;
      kr_raise(&kr_exc_ValueError, "expression which can't be assigned to in %s context", context_name(ctx));
      return false;
  }
  if (actual == ctx) return true;
  kr_raise(&kr_exc_ValueError, "expression must have %s context but has %s instead", context_name(ctx),
           context_name(actual));
  return false;
}

static bool expr_parts(const kr_expr *e, kr_expr_context ctx) {
  switch (e->kind) {
    case KR_BoolOp_kind:
      if (kr_seq_len(e->v.BoolOp.values) < 2) return BAD("BoolOp with less than 2 values");
      return exprs(e->v.BoolOp.values, KR_Load, false);
    case KR_BinOp_kind: return expr(e->v.BinOp.left, KR_Load) && expr(e->v.BinOp.right, KR_Load);
    case KR_UnaryOp_kind: return expr(e->v.UnaryOp.operand, KR_Load);
    case KR_Lambda_kind: return arguments(e->v.Lambda.args) && expr(e->v.Lambda.body, KR_Load);
    case KR_IfExp_kind:
      return expr(e->v.IfExp.test, KR_Load) && expr(e->v.IfExp.body, KR_Load) &&
             expr(e->v.IfExp.orelse, KR_Load);
    case KR_Dict_kind:
      if (kr_seq_len(e->v.Dict.keys) != kr_seq_len(e->v.Dict.values))
        return BAD("Dict doesn't have the same number of keys as values");
      return exprs(e->v.Dict.keys, KR_Load, true) && exprs(e->v.Dict.values, KR_Load, false);
    case KR_Set_kind: return exprs(e->v.Set.elts, KR_Load, false);
    case KR_ListComp_kind:
      return comprehensions(e->v.ListComp.generators) && expr(e->v.ListComp.elt, KR_Load);
    case KR_SetComp_kind: return comprehensions(e->v.SetComp.generators) && expr(e->v.SetComp.elt, KR_Load);
    case KR_GeneratorExp_kind:
      return comprehensions(e->v.GeneratorExp.generators) && expr(e->v.GeneratorExp.elt, KR_Load);
    case KR_DictComp_kind:
      return comprehensions(e->v.DictComp.generators) && expr(e->v.DictComp.key, KR_Load) &&
             expr(e->v.DictComp.value, KR_Load);
    case KR_Yield_kind: return maybe(e->v.Yield.value);
    case KR_YieldFrom_kind: return expr(e->v.YieldFrom.value, KR_Load);
    case KR_Await_kind: return expr(e->v.Await.value, KR_Load);
    case KR_Compare_kind:
      if (!kr_seq_len(e->v.Compare.comparators)) return BAD("Compare with no comparators");
      if (kr_seq_len(e->v.Compare.comparators) != kr_seq_len(e->v.Compare.ops))
        return BAD("Compare has a different number of comparators and operands");
      return exprs(e->v.Compare.comparators, KR_Load, false) && expr(e->v.Compare.left, KR_Load);
    case KR_Call_kind:
      return expr(e->v.Call.func, KR_Load) && exprs(e->v.Call.args, KR_Load, false) &&
             keywords(e->v.Call.keywords);
    case KR_Constant_kind: return constant(e->v.Constant.value);
    case KR_JoinedStr_kind: return exprs(e->v.JoinedStr.values, KR_Load, false);
    case KR_TemplateStr_kind: return exprs(e->v.TemplateStr.values, KR_Load, false);
    case KR_FormattedValue_kind:
      return expr(e->v.FormattedValue.value, KR_Load) && maybe(e->v.FormattedValue.format_spec);
    case KR_Interpolation_kind:
      return constant(e->v.Interpolation.str) && expr(e->v.Interpolation.value, KR_Load) &&
             maybe(e->v.Interpolation.format_spec);
    case KR_Attribute_kind: return expr(e->v.Attribute.value, KR_Load);
    case KR_Subscript_kind: return expr(e->v.Subscript.slice, KR_Load) && expr(e->v.Subscript.value, KR_Load);
    case KR_Starred_kind: return expr(e->v.Starred.value, ctx);
    case KR_Slice_kind: return maybe(e->v.Slice.lower) && maybe(e->v.Slice.upper) && maybe(e->v.Slice.step);
    case KR_List_kind: return exprs(e->v.List.elts, ctx, false);
    case KR_Tuple_kind: return exprs(e->v.Tuple.elts, ctx, false);
    case KR_NamedExpr_kind:
      if (e->v.NamedExpr.target->kind != KR_Name_kind)
        return bad(&kr_exc_TypeError, "NamedExpr target must be a Name");
      return expr(e->v.NamedExpr.value, KR_Load);
    case KR_Name_kind: return true;
  }
  return true;
}

static bool expr(const kr_expr *e, kr_expr_context ctx) {
  if (!position(e->loc) || !enter()) return false;
  return leave(context(e, ctx) && expr_parts(e, ctx));
}

/* ---- patterns ----------------------------------------------------------------------------------- */

static bool is_number(kr_value v, bool real_only, bool imaginary_only) {
  kr_type *t = kr_type_of(v);
  if (t == &kr_complex_type) return !real_only;
  return !imaginary_only && (kr_is_double(v) || t == &kr_int_type);
}

static bool signed_number(const kr_expr *e, bool imaginary_too) {
  if (e->kind == KR_UnaryOp_kind && e->v.UnaryOp.op == KR_USub) e = e->v.UnaryOp.operand;
  else if (e->kind != KR_Constant_kind) return false;
  return e->kind == KR_Constant_kind && is_number(e->v.Constant.value, !imaginary_too, false);
}

static bool pattern_value(const kr_expr *e) {
  if (!expr(e, KR_Load)) return false;
  switch (e->kind) {
    case KR_Constant_kind: {
      /* None, True and False are for MatchSingleton. */
      kr_value v = e->v.Constant.value;
      kr_type *t = kr_type_of(v);
      if (is_number(v, false, false) || t == &kr_str_type || t == &kr_bytes_type) return true;
      return BAD("unexpected constant inside of a literal pattern");
    }
    case KR_Attribute_kind:
    case KR_JoinedStr_kind:
    case KR_TemplateStr_kind: return true; /* the compiler complains about strings with fields */
    case KR_UnaryOp_kind:
      if (signed_number(e, true)) return true;
      break;
    case KR_BinOp_kind: {
      const kr_expr *right = e->v.BinOp.right;
      if ((e->v.BinOp.op == KR_Add || e->v.BinOp.op == KR_Sub) && signed_number(e->v.BinOp.left, false) &&
          right->kind == KR_Constant_kind && is_number(right->v.Constant.value, false, true))
        return true;
      break;
    }
    default: break;
  }
  return BAD("patterns may only match literals and attribute lookups");
}

static bool capture(kr_value id) {
  if (kr_str_equals_cstr(KR_STR(id), "_")) return BAD("can't capture name '_' in patterns");
  return name(id);
}

static bool patterns(const kr_pattern_seq *s, bool star_ok) {
  for (uint32_t i = 0; i < kr_seq_len(s); i++) {
    if (!s->items[i]) return BAD("None disallowed in pattern list");
    if (!pattern(s->items[i], star_ok)) return false;
  }
  return true;
}

static bool match_class(const kr_pattern *p) {
  const kr_expr *cls = p->v.MatchClass.cls;
  if (kr_seq_len(p->v.MatchClass.kwd_attrs) != kr_seq_len(p->v.MatchClass.kwd_patterns))
    return BAD("MatchClass doesn't have the same number of keyword attributes as patterns");
  if (!expr(cls, KR_Load)) return false;
  while (cls->kind == KR_Attribute_kind) cls = cls->v.Attribute.value;
  if (cls->kind != KR_Name_kind) return BAD("MatchClass cls field can only contain Name or Attribute nodes.");
  if (!identifiers(p->v.MatchClass.kwd_attrs)) return false;
  for (uint32_t i = 0; i < kr_seq_len(p->v.MatchClass.kwd_attrs); i++)
    if (!name(p->v.MatchClass.kwd_attrs->items[i])) return false;
  return patterns(p->v.MatchClass.patterns, false) && patterns(p->v.MatchClass.kwd_patterns, false);
}

static bool match_mapping(const kr_pattern *p) {
  const kr_expr_seq *keys = p->v.MatchMapping.keys;
  if (kr_seq_len(keys) != kr_seq_len(p->v.MatchMapping.patterns))
    return BAD("MatchMapping doesn't have the same number of keys as patterns");
  if (p->v.MatchMapping.rest != KR_NULL && !capture(p->v.MatchMapping.rest)) return false;
  for (uint32_t i = 0; i < kr_seq_len(keys); i++) {
    const kr_expr *key = keys->items[i];
    if (!key) return BAD("None disallowed in expression list");
    if (key->kind == KR_Constant_kind &&
        (key->v.Constant.value == KR_NONE || kr_is_bool(key->v.Constant.value)))
      continue;
    if (!pattern_value(key)) return false;
  }
  return patterns(p->v.MatchMapping.patterns, false);
}

static bool pattern_parts(const kr_pattern *p, bool star_ok) {
  switch (p->kind) {
    case KR_MatchValue_kind: return pattern_value(p->v.MatchValue.value);
    case KR_MatchSingleton_kind:
      if (p->v.MatchSingleton.value == KR_NONE || kr_is_bool(p->v.MatchSingleton.value)) return true;
      return BAD("MatchSingleton can only contain True, False and None");
    case KR_MatchSequence_kind: return patterns(p->v.MatchSequence.patterns, true);
    case KR_MatchMapping_kind: return match_mapping(p);
    case KR_MatchClass_kind: return match_class(p);
    case KR_MatchStar_kind:
      if (!star_ok) return BAD("can't use MatchStar here");
      return p->v.MatchStar.name == KR_NULL || capture(p->v.MatchStar.name);
    case KR_MatchAs_kind:
      if (p->v.MatchAs.name != KR_NULL && !capture(p->v.MatchAs.name)) return false;
      if (!p->v.MatchAs.pattern) return true;
      if (p->v.MatchAs.name == KR_NULL)
        return BAD("MatchAs must specify a target name if a pattern is given");
      return pattern(p->v.MatchAs.pattern, false);
    case KR_MatchOr_kind:
      if (kr_seq_len(p->v.MatchOr.patterns) < 2) return BAD("MatchOr requires at least 2 patterns");
      return patterns(p->v.MatchOr.patterns, false);
  }
  return true;
}

static bool pattern(const kr_pattern *p, bool star_ok) {
  if (!position(p->loc) || !enter()) return false;
  return leave(pattern_parts(p, star_ok));
}

/* ---- statements --------------------------------------------------------------------------------- */

static bool function(kr_arguments *a, const kr_stmt_seq *b, const kr_expr_seq *decorators,
                     const kr_expr *returns, const kr_type_param_seq *params, const char *owner) {
  return body(b, owner) && type_params(params) && arguments(a) && exprs(decorators, KR_Load, false) &&
         maybe(returns);
}

static bool loop(const kr_expr *target, const kr_expr *iter, const kr_stmt_seq *b, const kr_stmt_seq *orelse,
                 const char *owner) {
  return expr(target, KR_Store) && expr(iter, KR_Load) && body(b, owner) && stmts(orelse);
}

static bool with(const kr_withitem_seq *items, const kr_stmt_seq *b, const char *owner) {
  if (!nonempty(items, "items", owner)) return false;
  for (uint32_t i = 0; i < items->n; i++)
    if (!expr(items->items[i]->context_expr, KR_Load) ||
        (items->items[i]->optional_vars && !expr(items->items[i]->optional_vars, KR_Store)))
      return false;
  return body(b, owner);
}

static bool try(const kr_stmt_seq *b, const kr_excepthandler_seq *handlers, const kr_stmt_seq *orelse,
                const kr_stmt_seq *finalbody, bool star) {
  const char *owner = star ? "TryStar" : "Try";
  if (!body(b, owner)) return false;
  if (!kr_seq_len(handlers) && !kr_seq_len(finalbody)) {
    kr_raise(&kr_exc_ValueError, "%s has neither except handlers nor finalbody", owner);
    return false;
  }
  if (!kr_seq_len(handlers) && kr_seq_len(orelse)) {
    kr_raise(&kr_exc_ValueError, "%s has orelse but no except handlers", owner);
    return false;
  }
  for (uint32_t i = 0; i < kr_seq_len(handlers); i++) {
    const kr_excepthandler *h = handlers->items[i];
    if (!h) return BAD("None disallowed in except handler list");
    if (!position(h->loc) || !maybe(h->v.ExceptHandler.type) ||
        !body(h->v.ExceptHandler.body, "ExceptHandler"))
      return false;
  }
  return (!kr_seq_len(finalbody) || stmts(finalbody)) && (!kr_seq_len(orelse) || stmts(orelse));
}

static bool stmt_parts(const kr_stmt *s) {
  switch (s->kind) {
    case KR_FunctionDef_kind:
      return function(s->v.FunctionDef.args, s->v.FunctionDef.body, s->v.FunctionDef.decorator_list,
                      s->v.FunctionDef.returns, s->v.FunctionDef.type_params, "FunctionDef");
    case KR_AsyncFunctionDef_kind:
      return function(s->v.AsyncFunctionDef.args, s->v.AsyncFunctionDef.body,
                      s->v.AsyncFunctionDef.decorator_list, s->v.AsyncFunctionDef.returns,
                      s->v.AsyncFunctionDef.type_params, "AsyncFunctionDef");
    case KR_ClassDef_kind:
      return body(s->v.ClassDef.body, "ClassDef") && type_params(s->v.ClassDef.type_params) &&
             exprs(s->v.ClassDef.bases, KR_Load, false) && keywords(s->v.ClassDef.keywords) &&
             exprs(s->v.ClassDef.decorator_list, KR_Load, false);
    case KR_Return_kind: return maybe(s->v.Return.value);
    case KR_Delete_kind: return targets(s->v.Delete.targets, KR_Del, "Delete");
    case KR_Assign_kind:
      return targets(s->v.Assign.targets, KR_Store, "Assign") && expr(s->v.Assign.value, KR_Load);
    case KR_AugAssign_kind:
      return expr(s->v.AugAssign.target, KR_Store) && expr(s->v.AugAssign.value, KR_Load);
    case KR_AnnAssign_kind:
      if (s->v.AnnAssign.target->kind != KR_Name_kind && s->v.AnnAssign.simple)
        return bad(&kr_exc_TypeError, "AnnAssign with simple non-Name target");
      return expr(s->v.AnnAssign.target, KR_Store) && maybe(s->v.AnnAssign.value) &&
             expr(s->v.AnnAssign.annotation, KR_Load);
    case KR_TypeAlias_kind:
      if (s->v.TypeAlias.name->kind != KR_Name_kind)
        return bad(&kr_exc_TypeError, "TypeAlias with non-Name name");
      return expr(s->v.TypeAlias.name, KR_Store) && type_params(s->v.TypeAlias.type_params) &&
             expr(s->v.TypeAlias.value, KR_Load);
    case KR_For_kind: return loop(s->v.For.target, s->v.For.iter, s->v.For.body, s->v.For.orelse, "For");
    case KR_AsyncFor_kind:
      return loop(s->v.AsyncFor.target, s->v.AsyncFor.iter, s->v.AsyncFor.body, s->v.AsyncFor.orelse,
                  "AsyncFor");
    case KR_While_kind:
      return expr(s->v.While.test, KR_Load) && body(s->v.While.body, "While") && stmts(s->v.While.orelse);
    case KR_If_kind: return expr(s->v.If.test, KR_Load) && body(s->v.If.body, "If") && stmts(s->v.If.orelse);
    case KR_With_kind: return with(s->v.With.items, s->v.With.body, "With");
    case KR_AsyncWith_kind: return with(s->v.AsyncWith.items, s->v.AsyncWith.body, "AsyncWith");
    case KR_Match_kind: {
      const kr_match_case_seq *cases = s->v.Match.cases;
      if (!expr(s->v.Match.subject, KR_Load) || !nonempty(cases, "cases", "Match")) return false;
      for (uint32_t i = 0; i < cases->n; i++)
        if (!pattern(cases->items[i]->pattern, false) || !maybe(cases->items[i]->guard) ||
            !body(cases->items[i]->body, "match_case"))
          return false;
      return true;
    }
    case KR_Raise_kind:
      if (s->v.Raise.exc) return expr(s->v.Raise.exc, KR_Load) && maybe(s->v.Raise.cause);
      if (s->v.Raise.cause) return BAD("Raise with cause but no exception");
      return true;
    case KR_Try_kind:
      return try(s->v.Try.body, s->v.Try.handlers, s->v.Try.orelse, s->v.Try.finalbody, false);
    case KR_TryStar_kind:
      return try(s->v.TryStar.body, s->v.TryStar.handlers, s->v.TryStar.orelse, s->v.TryStar.finalbody, true);
    case KR_Assert_kind: return expr(s->v.Assert.test, KR_Load) && maybe(s->v.Assert.msg);
    case KR_Import_kind: return nonempty(s->v.Import.names, "names", "Import");
    case KR_ImportFrom_kind:
      if (s->v.ImportFrom.level < 0) return BAD("Negative ImportFrom level");
      return nonempty(s->v.ImportFrom.names, "names", "ImportFrom");
    case KR_Global_kind:
      return nonempty(s->v.Global.names, "names", "Global") && identifiers(s->v.Global.names);
    case KR_Nonlocal_kind:
      return nonempty(s->v.Nonlocal.names, "names", "Nonlocal") && identifiers(s->v.Nonlocal.names);
    case KR_Expr_kind: return expr(s->v.Expr.value, KR_Load);
    case KR_Pass_kind:
    case KR_Break_kind:
    case KR_Continue_kind: return true;
  }
  return true;
}

static bool stmt(const kr_stmt *s) {
  if (!position(s->loc) || !enter()) return false;
  return leave(stmt_parts(s));
}

bool kr_ast_validate(kr_mod *mod) {
  switch (mod->kind) {
    case KR_Module_kind: return stmts(mod->v.Module.body);
    case KR_Interactive_kind: return stmts(mod->v.Interactive.body);
    case KR_Expression_kind: return expr(mod->v.Expression.body, KR_Load);
    case KR_FunctionType_kind:
      return exprs(mod->v.FunctionType.argtypes, KR_Load, false) &&
             expr(mod->v.FunctionType.returns, KR_Load);
  }
  return true;
}
