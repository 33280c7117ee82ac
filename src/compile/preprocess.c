/* What compilation changes in the tree before anything looks at names: __debug__, docstrings under
 * -OO, "%s" formatting that can be an f-string, the numbers in patterns. On the way it warns of
 * return, break and continue that leave a finally block (PEP 765).
 */
#include "compile/compile.h"
#include "compile/symtable.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str.h"

typedef struct {
  kr_ast_arena *arena;
  kr_value filename;
  int optimize;
  uint32_t flags;
  bool warn;
  /* the innermost finally block, and what of it a jump here would leave */
  bool in_finally, in_function, in_loop;
} pass;

static bool fold_stmt(pass *p, kr_stmt *s);
static bool fold_expr(pass *p, kr_expr *e);

static bool fold_exprs(pass *p, const kr_expr_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (seq->items[i] && !fold_expr(p, seq->items[i])) return false;
  return true;
}
static bool fold_optional(pass *p, kr_expr *e) { return !e || fold_expr(p, e); }
static bool fold_stmts(pass *p, const kr_stmt_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!fold_stmt(p, seq->items[i])) return false;
  return true;
}

/* A body of statements that may begin with a docstring. */
static bool fold_body(pass *p, kr_stmt_seq *body) {
  bool has_doc = kr_docstring(body) != KR_NULL;
  if (has_doc && p->optimize >= 2) {
    if (body->n == 1) {
      kr_stmt *s = body->items[0];
      s->kind = KR_Pass_kind;
      s->end_lineno = s->lineno;
      s->end_col_offset = s->col_offset + 4; /* as if it were written there */
    } else {
      memmove(&body->items[0], &body->items[1], (body->n - 1) * sizeof body->items[0]);
      body->n--;
    }
    has_doc = false;
  }
  if (!fold_stmts(p, body)) return false;
  if (!has_doc && kr_docstring(body) != KR_NULL) {
    /* Folding must not make a docstring of what was none. */
    kr_expr *e = body->items[0]->v.Expr.value;
    kr_expr *joined = kr_expr_new(p->arena, KR_JoinedStr_kind, e->loc);
    kr_seq *values = kr_seq_new(p->arena, 1);
    if (!joined || !values) return false;
    values->items[0] = e;
    joined->v.JoinedStr.values = (kr_expr_seq *)values;
    body->items[0]->v.Expr.value = joined;
  }
  return true;
}

/* ---- "%s" % (x,) --------------------------------------------------------------------------------- */

/* The literal text up to the next conversion, %% as %; NULL in *out when empty. */
static bool format_literal(pass *p, const kr_str *fmt, uint32_t *pos, kr_expr **out) {
  const kr_location loc = {-1, -1, -1, -1};
  kr_str_builder b = {0};
  uint32_t start = *pos;
  while (*pos < fmt->length) {
    uint32_t c = kr_str_read(fmt, *pos);
    if (c == '%') {
      if (*pos + 1 >= fmt->length || kr_str_read(fmt, *pos + 1) != '%') break;
      ++*pos;
    }
    kr_sb_char(&b, c);
    ++*pos;
  }
  *out = NULL;
  if (*pos == start) {
    kr_sb_discard(&b);
    return true;
  }
  kr_value text = kr_sb_finish(&b);
  if (text == KR_NULL || (text = kr_ast_own(p->arena, text)) == KR_NULL) return false;
  *out = kr_expr_new(p->arena, KR_Constant_kind, loc);
  if (*out) (*out)->v.Constant.value = text;
  return *out != NULL;
}

static bool read_digits(const kr_str *fmt, uint32_t *pos, int *out) {
  int n = 0, count = 0;
  while (*pos < fmt->length) {
    uint32_t c = kr_str_read(fmt, *pos);
    if (c < '0' || c > '9') break;
    n = n * 10 + (int)(c - '0');
    if (++count >= 3) return false; /* so wide a field is not worth it */
    ++*pos;
  }
  *out = n;
  return true;
}

/* One conversion of s, r or a, the % at *pos: 1 (*out made), 0 (something else), -1. */
static int format_value(pass *p, const kr_str *fmt, uint32_t *pos, kr_expr *arg, kr_expr **out) {
  uint32_t i = *pos + 1;
  bool left = false;
  int width = -1, precision = -1;
  for (; i < fmt->length; i++) {
    uint32_t c = kr_str_read(fmt, i);
    if (c == '-') left = true;
    else if (c != '+' && c != ' ' && c != '#' && c != '0') break;
  }
  if (i < fmt->length && kr_str_read(fmt, i) >= '0' && kr_str_read(fmt, i) <= '9' &&
      !read_digits(fmt, &i, &width))
    return 0;
  if (i < fmt->length && kr_str_read(fmt, i) == '.') {
    i++;
    precision = 0;
    if (!read_digits(fmt, &i, &precision)) return 0;
  }
  if (i >= fmt->length) return 0;
  uint32_t conversion = kr_str_read(fmt, i);
  if (conversion != 's' && conversion != 'r' && conversion != 'a') return 0;
  *pos = i + 1;
  kr_expr *spec = NULL;
  if (width >= 0 || precision >= 0) {
    kr_buf text = {0};
    if (!left && width > 0) kr_buf_put_char(&text, '>');
    if (width >= 0) kr_buf_printf(&text, "%d", width);
    if (precision >= 0) kr_buf_printf(&text, ".%d", precision);
    kr_value v = kr_str_from_buf(&text);
    if (v == KR_NULL || (v = kr_ast_own(p->arena, v)) == KR_NULL) return -1;
    spec = kr_expr_new(p->arena, KR_Constant_kind, arg->loc);
    if (!spec) return -1;
    spec->v.Constant.value = v;
  }
  *out = kr_expr_new(p->arena, KR_FormattedValue_kind, arg->loc);
  if (!*out) return -1;
  (*out)->v.FormattedValue.value = arg;
  (*out)->v.FormattedValue.conversion = (int32_t)conversion;
  (*out)->v.FormattedValue.format_spec = spec;
  return 1;
}

/* Turns e into an f-string when every conversion is simple and every argument has one. */
static bool fold_format(pass *p, kr_expr *e) {
  const kr_expr *left = e->v.BinOp.left, *right = e->v.BinOp.right;
  const kr_str *fmt = KR_STR(left->v.Constant.value);
  const kr_expr_seq *args = right->v.Tuple.elts;
  uint32_t nargs = kr_seq_len(args), used = 0, pos = 0;
  for (uint32_t i = 0; i < nargs; i++)
    if (args->items[i]->kind == KR_Starred_kind) return true;
  kr_seq *values = kr_seq_new(p->arena, (size_t)nargs * 2 + 1);
  if (!values) return false;
  values->n = 0;
  for (;;) {
    kr_expr *part;
    if (!format_literal(p, fmt, &pos, &part)) return false;
    if (part) values->items[values->n++] = part;
    if (pos >= fmt->length) break;
    if (used >= nargs) return true;
    int r = format_value(p, fmt, &pos, args->items[used], &part);
    if (r <= 0) return r == 0;
    used++;
    values->items[values->n++] = part;
  }
  if (used < nargs) return true;
  e->kind = KR_JoinedStr_kind;
  e->v.JoinedStr.values = (kr_expr_seq *)values;
  return true;
}

static bool fold_binop(pass *p, kr_expr *e) {
  if (!fold_expr(p, e->v.BinOp.right)) return false;
  const kr_expr *left = e->v.BinOp.left, *right = e->v.BinOp.right;
  if (e->v.BinOp.op == KR_Mod && left->kind == KR_Constant_kind && kr_is_exact_str(left->v.Constant.value) &&
      right->kind == KR_Tuple_kind)
    return fold_format(p, e);
  return true;
}

/* ---- patterns ------------------------------------------------------------------------------------ */

static bool make_constant(pass *p, kr_expr *e, kr_value v_new) {
  if (v_new == KR_NULL) { /* no number after all: the pattern is refused later */
    if (kr_failed_with(&kr_exc_MemoryError)) return false;
    kr_clear_exception();
    return true;
  }
  if ((v_new = kr_ast_own(p->arena, v_new)) == KR_NULL) return false;
  e->kind = KR_Constant_kind;
  e->v.Constant.value = v_new;
  e->v.Constant.kind = KR_NULL;
  return true;
}

/* -1, 1+2j, -1-2j as constants */
static bool fold_pattern_number(pass *p, kr_expr *e, bool nested) {
  if (e->kind == KR_UnaryOp_kind) {
    kr_expr *operand = e->v.UnaryOp.operand;
    if (e->v.UnaryOp.op != KR_USub || operand->kind != KR_Constant_kind) return true;
    return make_constant(p, e, kr_negative(operand->v.Constant.value));
  }
  if (e->kind != KR_BinOp_kind) return true;
  kr_operator op = e->v.BinOp.op;
  if ((op != KR_Add && op != KR_Sub) || e->v.BinOp.right->kind != KR_Constant_kind) return true;
  if (nested) return true;
  if (!fold_pattern_number(p, e->v.BinOp.left, true)) return false;
  if (e->v.BinOp.left->kind != KR_Constant_kind) return true;
  return make_constant(p, e,
                       kr_binary(e->v.BinOp.left->v.Constant.value, e->v.BinOp.right->v.Constant.value,
                                 op == KR_Add ? KR_OP_ADD : KR_OP_SUB));
}

static bool fold_pattern(pass *p, kr_pattern *pattern);
static bool fold_patterns(pass *p, const kr_pattern_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!fold_pattern(p, seq->items[i])) return false;
  return true;
}
static bool fold_pattern_kind(pass *p, kr_pattern *pattern) {
  switch (pattern->kind) {
    case KR_MatchValue_kind:
      return fold_pattern_number(p, pattern->v.MatchValue.value, false) &&
             (pattern->v.MatchValue.value->kind == KR_Constant_kind ||
              fold_expr(p, pattern->v.MatchValue.value));
    case KR_MatchSequence_kind: return fold_patterns(p, pattern->v.MatchSequence.patterns);
    case KR_MatchMapping_kind:
      for (uint32_t i = 0; i < kr_seq_len(pattern->v.MatchMapping.keys); i++) {
        kr_expr *key = pattern->v.MatchMapping.keys->items[i];
        if (!fold_pattern_number(p, key, false) || (key->kind != KR_Constant_kind && !fold_expr(p, key)))
          return false;
      }
      return fold_patterns(p, pattern->v.MatchMapping.patterns);
    case KR_MatchClass_kind:
      return fold_expr(p, pattern->v.MatchClass.cls) && fold_patterns(p, pattern->v.MatchClass.patterns) &&
             fold_patterns(p, pattern->v.MatchClass.kwd_patterns);
    case KR_MatchAs_kind: return !pattern->v.MatchAs.pattern || fold_pattern(p, pattern->v.MatchAs.pattern);
    case KR_MatchOr_kind: return fold_patterns(p, pattern->v.MatchOr.patterns);
    case KR_MatchSingleton_kind:
    case KR_MatchStar_kind: return true;
  }
  return true;
}
static bool fold_pattern(pass *p, kr_pattern *pattern) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = fold_pattern_kind(p, pattern);
  kr_leave_recursion();
  return ok;
}

/* ---- expressions --------------------------------------------------------------------------------- */

static bool fold_annotation(pass *p, kr_expr *e) {
  return !e || (p->flags & KR_FUTURE_ANNOTATIONS) || fold_expr(p, e);
}
static bool fold_args(pass *p, const kr_arg_seq *args) {
  for (uint32_t i = 0; i < kr_seq_len(args); i++)
    if (!fold_annotation(p, args->items[i]->annotation)) return false;
  return true;
}
static bool fold_arguments(pass *p, const kr_arguments *a) {
  return fold_args(p, a->posonlyargs) && fold_args(p, a->args) &&
         (!a->vararg || fold_annotation(p, a->vararg->annotation)) && fold_args(p, a->kwonlyargs) &&
         fold_exprs(p, a->kw_defaults) && (!a->kwarg || fold_annotation(p, a->kwarg->annotation)) &&
         fold_exprs(p, a->defaults);
}
static bool fold_comprehensions(pass *p, const kr_comprehension_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!fold_expr(p, seq->items[i]->target) || !fold_expr(p, seq->items[i]->iter) ||
        !fold_exprs(p, seq->items[i]->ifs))
      return false;
  return true;
}
static bool fold_keywords(pass *p, const kr_keyword_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!fold_expr(p, seq->items[i]->value)) return false;
  return true;
}

static bool fold_spine(pass *p, kr_expr *e) {
  uint32_t n;
  kr_expr **spine = kr_left_spine(p->arena, e, &n);
  if (!spine || !fold_expr(p, *kr_left_operand(spine[n - 1]))) return false;
  while (n-- > 0) {
    kr_expr *node = spine[n];
    bool ok = true;
    if (node->kind == KR_BinOp_kind) ok = fold_binop(p, node);
    else if (node->kind == KR_Subscript_kind) ok = fold_expr(p, node->v.Subscript.slice);
    else if (node->kind == KR_Call_kind)
      ok = fold_exprs(p, node->v.Call.args) && fold_keywords(p, node->v.Call.keywords);
    if (!ok) return false;
  }
  return true;
}

static bool fold_if_exp(pass *p, kr_expr *e) {
  for (;; e = e->v.IfExp.orelse) {
    if (!fold_expr(p, e->v.IfExp.test) || !fold_expr(p, e->v.IfExp.body)) return false;
    if (e->v.IfExp.orelse->kind != KR_IfExp_kind) return fold_expr(p, e->v.IfExp.orelse);
  }
}

static bool fold_expr_kind(pass *p, kr_expr *e) {
  switch (e->kind) {
    case KR_NamedExpr_kind: return fold_expr(p, e->v.NamedExpr.value);
    case KR_BoolOp_kind: return fold_exprs(p, e->v.BoolOp.values);
    case KR_BinOp_kind:
    case KR_Attribute_kind:
    case KR_Subscript_kind:
    case KR_Call_kind: return fold_spine(p, e);
    case KR_UnaryOp_kind: return fold_expr(p, e->v.UnaryOp.operand);
    case KR_Lambda_kind: return fold_arguments(p, e->v.Lambda.args) && fold_expr(p, e->v.Lambda.body);
    case KR_IfExp_kind: return fold_if_exp(p, e);
    case KR_Dict_kind: return fold_exprs(p, e->v.Dict.keys) && fold_exprs(p, e->v.Dict.values);
    case KR_Set_kind: return fold_exprs(p, e->v.Set.elts);
    case KR_ListComp_kind:
      return fold_expr(p, e->v.ListComp.elt) && fold_comprehensions(p, e->v.ListComp.generators);
    case KR_SetComp_kind:
      return fold_expr(p, e->v.SetComp.elt) && fold_comprehensions(p, e->v.SetComp.generators);
    case KR_DictComp_kind:
      return fold_expr(p, e->v.DictComp.key) && fold_expr(p, e->v.DictComp.value) &&
             fold_comprehensions(p, e->v.DictComp.generators);
    case KR_GeneratorExp_kind:
      return fold_expr(p, e->v.GeneratorExp.elt) && fold_comprehensions(p, e->v.GeneratorExp.generators);
    case KR_Await_kind: return fold_expr(p, e->v.Await.value);
    case KR_Yield_kind: return fold_optional(p, e->v.Yield.value);
    case KR_YieldFrom_kind: return fold_expr(p, e->v.YieldFrom.value);
    case KR_Compare_kind: return fold_expr(p, e->v.Compare.left) && fold_exprs(p, e->v.Compare.comparators);
    case KR_FormattedValue_kind:
      return fold_expr(p, e->v.FormattedValue.value) && fold_optional(p, e->v.FormattedValue.format_spec);
    case KR_Interpolation_kind:
      return fold_expr(p, e->v.Interpolation.value) && fold_optional(p, e->v.Interpolation.format_spec);
    case KR_JoinedStr_kind: return fold_exprs(p, e->v.JoinedStr.values);
    case KR_TemplateStr_kind: return fold_exprs(p, e->v.TemplateStr.values);
    case KR_Constant_kind: return true;
    case KR_Starred_kind: return fold_expr(p, e->v.Starred.value);
    case KR_Slice_kind:
      return fold_optional(p, e->v.Slice.lower) && fold_optional(p, e->v.Slice.upper) &&
             fold_optional(p, e->v.Slice.step);
    case KR_List_kind: return fold_exprs(p, e->v.List.elts);
    case KR_Tuple_kind: return fold_exprs(p, e->v.Tuple.elts);
    case KR_Name_kind:
      if (e->v.Name.ctx == KR_Load && kr_str_equals_cstr(KR_STR(e->v.Name.id), "__debug__")) {
        e->kind = KR_Constant_kind;
        e->v.Constant.value = kr_from_bool(p->optimize == 0);
        e->v.Constant.kind = KR_NULL;
      }
      return true;
  }
  return true;
}

static bool fold_expr(pass *p, kr_expr *e) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = fold_expr_kind(p, e);
  kr_leave_recursion();
  return ok;
}

/* ---- statements ---------------------------------------------------------------------------------- */

static bool warn_leaving_finally(pass *p, const kr_stmt *s, const char *keyword) {
  if (!p->warn || !p->in_finally || p->in_function) return true;
  return kr_syntax_warning(p->filename, s->loc, kr_str_format("'%s' in a 'finally' block", keyword));
}

static bool fold_type_params(pass *p, const kr_type_param_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++) {
    kr_type_param *t = seq->items[i];
    switch (t->kind) {
      case KR_TypeVar_kind:
        if (!fold_optional(p, t->v.TypeVar.bound) || !fold_optional(p, t->v.TypeVar.default_value))
          return false;
        break;
      case KR_ParamSpec_kind:
        if (!fold_optional(p, t->v.ParamSpec.default_value)) return false;
        break;
      case KR_TypeVarTuple_kind:
        if (!fold_optional(p, t->v.TypeVarTuple.default_value)) return false;
        break;
    }
  }
  return true;
}

static bool fold_function(pass *p, kr_stmt *s) {
  /* FunctionDef and AsyncFunctionDef have the same fields */
  if (!fold_type_params(p, s->v.FunctionDef.type_params) || !fold_arguments(p, s->v.FunctionDef.args))
    return false;
  bool in_function = p->in_function;
  p->in_function = true;
  bool ok = fold_body(p, s->v.FunctionDef.body);
  p->in_function = in_function;
  return ok && fold_exprs(p, s->v.FunctionDef.decorator_list) && fold_annotation(p, s->v.FunctionDef.returns);
}

static bool fold_loop(pass *p, kr_stmt_seq *body, kr_stmt_seq *orelse) {
  /* A return from a loop in a finally block is not warned of, by CPython neither. */
  bool in_loop = p->in_loop, in_finally = p->in_finally;
  p->in_loop = true;
  p->in_finally = false;
  bool ok = fold_stmts(p, body);
  p->in_loop = in_loop;
  p->in_finally = in_finally;
  return ok && fold_stmts(p, orelse);
}

static bool fold_try(pass *p, kr_stmt *s) {
  /* Try and TryStar have the same fields */
  if (!fold_stmts(p, s->v.Try.body)) return false;
  for (uint32_t i = 0; i < kr_seq_len(s->v.Try.handlers); i++) {
    kr_excepthandler *h = s->v.Try.handlers->items[i];
    if (!fold_optional(p, h->v.ExceptHandler.type) || !fold_stmts(p, h->v.ExceptHandler.body)) return false;
  }
  if (!fold_stmts(p, s->v.Try.orelse)) return false;
  bool in_finally = p->in_finally, in_function = p->in_function, in_loop = p->in_loop;
  p->in_finally = true;
  p->in_function = p->in_loop = false;
  bool ok = fold_stmts(p, s->v.Try.finalbody);
  p->in_finally = in_finally;
  p->in_function = in_function;
  p->in_loop = in_loop;
  return ok;
}

static bool fold_with(pass *p, kr_stmt *s) {
  for (uint32_t i = 0; i < kr_seq_len(s->v.With.items); i++)
    if (!fold_expr(p, s->v.With.items->items[i]->context_expr) ||
        !fold_optional(p, s->v.With.items->items[i]->optional_vars))
      return false;
  return fold_stmts(p, s->v.With.body);
}

static bool fold_match(pass *p, kr_stmt *s) {
  if (!fold_expr(p, s->v.Match.subject)) return false;
  for (uint32_t i = 0; i < kr_seq_len(s->v.Match.cases); i++) {
    kr_match_case *c = s->v.Match.cases->items[i];
    if (!fold_pattern(p, c->pattern) || !fold_optional(p, c->guard) || !fold_stmts(p, c->body)) return false;
  }
  return true;
}

static bool fold_stmt_kind(pass *p, kr_stmt *s) {
  switch (s->kind) {
    case KR_FunctionDef_kind:
    case KR_AsyncFunctionDef_kind: return fold_function(p, s);
    case KR_ClassDef_kind:
      return fold_type_params(p, s->v.ClassDef.type_params) && fold_exprs(p, s->v.ClassDef.bases) &&
             fold_keywords(p, s->v.ClassDef.keywords) && fold_body(p, s->v.ClassDef.body) &&
             fold_exprs(p, s->v.ClassDef.decorator_list);
    case KR_Return_kind: return warn_leaving_finally(p, s, "return") && fold_optional(p, s->v.Return.value);
    case KR_Delete_kind: return fold_exprs(p, s->v.Delete.targets);
    case KR_Assign_kind: return fold_exprs(p, s->v.Assign.targets) && fold_expr(p, s->v.Assign.value);
    case KR_AugAssign_kind: return fold_expr(p, s->v.AugAssign.target) && fold_expr(p, s->v.AugAssign.value);
    case KR_AnnAssign_kind:
      return fold_expr(p, s->v.AnnAssign.target) && fold_annotation(p, s->v.AnnAssign.annotation) &&
             fold_optional(p, s->v.AnnAssign.value);
    case KR_TypeAlias_kind:
      return fold_expr(p, s->v.TypeAlias.name) && fold_type_params(p, s->v.TypeAlias.type_params) &&
             fold_expr(p, s->v.TypeAlias.value);
    case KR_For_kind:
    case KR_AsyncFor_kind:
      return fold_expr(p, s->v.For.target) && fold_expr(p, s->v.For.iter) &&
             fold_loop(p, s->v.For.body, s->v.For.orelse);
    case KR_While_kind:
      return fold_expr(p, s->v.While.test) && fold_loop(p, s->v.While.body, s->v.While.orelse);
    case KR_If_kind:
      for (;; s = s->v.If.orelse->items[0]) {
        if (!fold_expr(p, s->v.If.test) || !fold_stmts(p, s->v.If.body)) return false;
        if (!kr_is_elif(s)) return fold_stmts(p, s->v.If.orelse);
      }
    case KR_With_kind:
    case KR_AsyncWith_kind: return fold_with(p, s);
    case KR_Match_kind: return fold_match(p, s);
    case KR_Raise_kind: return fold_optional(p, s->v.Raise.exc) && fold_optional(p, s->v.Raise.cause);
    case KR_Try_kind:
    case KR_TryStar_kind: return fold_try(p, s);
    case KR_Assert_kind: return fold_expr(p, s->v.Assert.test) && fold_optional(p, s->v.Assert.msg);
    case KR_Expr_kind: return fold_expr(p, s->v.Expr.value);
    case KR_Break_kind: return p->in_loop || warn_leaving_finally(p, s, "break");
    case KR_Continue_kind: return p->in_loop || warn_leaving_finally(p, s, "continue");
    case KR_Import_kind:
    case KR_ImportFrom_kind:
    case KR_Global_kind:
    case KR_Nonlocal_kind:
    case KR_Pass_kind: return true;
  }
  return true;
}

static bool fold_stmt(pass *p, kr_stmt *s) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = fold_stmt_kind(p, s);
  kr_leave_recursion();
  return ok;
}

static bool preprocess(pass *p, kr_mod *mod) {
  switch (mod->kind) {
    case KR_Module_kind: return fold_body(p, mod->v.Module.body);
    case KR_Interactive_kind: return fold_stmts(p, mod->v.Interactive.body);
    case KR_Expression_kind: return fold_expr(p, mod->v.Expression.body);
    case KR_FunctionType_kind: return true;
  }
  return true;
}

bool kr_preprocess_for_compile(kr_mod *mod, kr_value filename, int optimize, uint32_t flags,
                               kr_ast_arena *arena) {
  pass p = {.arena = arena, .filename = filename, .optimize = optimize, .flags = flags, .warn = true};
  return preprocess(&p, mod);
}

bool kr_ast_preprocess(kr_mod *mod, kr_value filename, int optimize, uint32_t flags, kr_ast_arena *arena) {
  int last_line;
  if (!kr_future_features(mod, filename, &flags, &last_line)) return false;
  if ((flags & KR_FLAG_OPTIMIZED_AST) != KR_FLAG_OPTIMIZED_AST) return true;
  pass p = {.arena = arena, .filename = filename, .optimize = optimize, .flags = flags};
  return preprocess(&p, mod);
}
