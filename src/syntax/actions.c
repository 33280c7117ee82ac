/* Actions of the grammar that build parts of the tree. What tables can do (a node of its fields) is in
 * the grammar itself; here is what needs C. Arguments and results are as the grammar has them: nodes,
 * sequences, tokens, small numbers. No result means that the rule does not match.
 */
#include "objects/float.h"
#include "syntax/parser.h"

#define ACTION(name) void *kr_action_##name(kr_parser *p, void **a)

/* Pairs of anything. */
typedef struct {
  void *a, *b;
} pair;

static void *new_pair(kr_parser *p, void *a, void *b) {
  pair *r = kr_parser_alloc(p, sizeof *r);
  if (r) *r = (pair){a, b};
  return r;
}
ACTION(pair) { return new_pair(p, a[0], a[1]); }
ACTION(first) { return ((pair *)a[0])->a; }
ACTION(second) { return ((pair *)a[0])->b; }
ACTION(maybe) { return new_pair(p, a[0], NULL); }
ACTION(unmaybe) { return a[0] ? ((pair *)a[0])->a : NULL; }
ACTION(number) { return a[0]; }
ACTION(nothing) { return NULL; }

/* ---- sequences ---------------------------------------------------------------------------------- */

static kr_seq *new_seq(kr_parser *p, size_t n) {
  kr_seq *s = kr_seq_new(p->arena, n);
  if (!s) p->failed = true;
  return s;
}

static void *one(kr_parser *p, void *item) {
  kr_seq *s = new_seq(p, 1);
  if (s) s->items[0] = item;
  return s;
}
ACTION(singleton) { return one(p, a[0]); }

static void *joined(kr_parser *p, kr_seq *x, kr_seq *y) {
  uint32_t nx = kr_seq_len(x), ny = kr_seq_len(y);
  kr_seq *s = new_seq(p, nx + ny);
  if (!s) return NULL;
  if (nx) memcpy(s->items, x->items, nx * sizeof *s->items);
  if (ny) memcpy(s->items + nx, y->items, ny * sizeof *s->items);
  return s;
}
ACTION(join_seqs) { return joined(p, a[0], a[1]); }
ACTION(append) {
  kr_seq *x = a[0], *s = new_seq(p, kr_seq_len(x) + 1);
  if (!s) return NULL;
  if (x) memcpy(s->items, x->items, x->n * sizeof *s->items);
  s->items[s->n - 1] = a[1];
  return s;
}
ACTION(prepend) {
  kr_seq *x = a[1], *s = new_seq(p, kr_seq_len(x) + 1);
  if (!s) return NULL;
  s->items[0] = a[0];
  if (x) memcpy(s->items + 1, x->items, x->n * sizeof *s->items);
  return s;
}
ACTION(flatten) {
  kr_seq *x = a[0];
  size_t n = 0;
  for (uint32_t i = 0; i < x->n; i++) n += kr_seq_len((kr_seq *)x->items[i]);
  kr_seq *s = new_seq(p, n);
  if (!s) return NULL;
  n = 0;
  for (uint32_t i = 0; i < x->n; i++) {
    kr_seq *y = x->items[i];
    for (uint32_t k = 0; k < kr_seq_len(y); k++) s->items[n++] = y->items[k];
  }
  return s;
}
/* Of a sequence of pairs, the first and the second members. */
static void *members(kr_parser *p, kr_seq *pairs, bool second) {
  if (!pairs) return NULL;
  kr_seq *s = new_seq(p, pairs->n);
  if (!s) return NULL;
  for (uint32_t i = 0; i < pairs->n; i++) {
    pair *x = pairs->items[i];
    s->items[i] = second ? x->b : x->a;
  }
  return s;
}
ACTION(keys) { return members(p, a[0], false); }
ACTION(values) { return members(p, a[0], true); }
/* Name nodes to identifiers. */
ACTION(names) {
  kr_expr_seq *x = a[0];
  if (!x) return NULL;
  kr_value_seq *s = kr_value_seq_new(p->arena, x->n);
  if (!s) return kr_parser_fail(p);
  for (uint32_t i = 0; i < x->n; i++) s->items[i] = x->items[i]->v.Name.id;
  return s;
}

/* ---- constants, contexts ------------------------------------------------------------------------ */

static const kr_value box_none = KR_NONE, box_true = KR_TRUE, box_false = KR_FALSE,
                      box_ellipsis = KR_ELLIPSIS;
ACTION(none) { return (void *)&box_none; }
ACTION(true) { return (void *)&box_true; }
ACTION(false) { return (void *)&box_false; }
ACTION(ellipsis) { return (void *)&box_ellipsis; }

/* The same expression as a target. Nodes may be shared with another reading of the source, so a new
 * one is made. Tuples and lists are nested no deeper than brackets. */
static kr_expr *in_context(kr_parser *p, kr_expr *e, kr_expr_context ctx) {
  kr_expr_seq **elts = NULL;
  kr_expr *r = kr_parser_alloc(p, sizeof *r);
  if (!r) return NULL;
  *r = *e;
  switch (e->kind) {
    case KR_Name_kind: r->v.Name.ctx = ctx; break;
    case KR_Attribute_kind: r->v.Attribute.ctx = ctx; break;
    case KR_Subscript_kind: r->v.Subscript.ctx = ctx; break;
    case KR_Starred_kind:
      r->v.Starred.ctx = ctx;
      r->v.Starred.value = in_context(p, e->v.Starred.value, ctx);
      if (!r->v.Starred.value) return NULL;
      break;
    case KR_Tuple_kind:
      r->v.Tuple.ctx = ctx;
      elts = &r->v.Tuple.elts;
      break;
    case KR_List_kind:
      r->v.List.ctx = ctx;
      elts = &r->v.List.elts;
      break;
    default: return e;
  }
  if (elts && *elts) {
    kr_expr_seq *old = *elts, *s = (kr_expr_seq *)new_seq(p, old->n);
    if (!s) return NULL;
    for (uint32_t i = 0; i < old->n; i++)
      if (!(s->items[i] = in_context(p, old->items[i], ctx))) return NULL;
    *elts = s;
  }
  return r;
}
ACTION(store) { return in_context(p, a[0], KR_Store); }
ACTION(delete) { return in_context(p, a[0], KR_Del); }

/* A type comment's text as a boxed str. */
ACTION(comment) {
  kr_ptoken *t = a[0];
  if (!t) return NULL;
  kr_value v = kr_str_from_utf8(kr_token_text(p, t), t->end - t->start);
  v = kr_parser_own(p, v);
  return v == KR_NULL ? NULL : kr_box(p, v);
}

/* ---- statements --------------------------------------------------------------------------------- */

ACTION(module) {
  kr_mod *m = kr_ast_new(p->arena, KR_AST_mod, KR_Module_kind, (kr_location){0});
  if (!m) return kr_parser_fail(p);
  m->v.Module.body = a[0];
  if (p->ntype_ignores) {
    kr_seq *s = new_seq(p, p->ntype_ignores);
    if (!s) return NULL;
    memcpy(s->items, p->type_ignores, p->ntype_ignores * sizeof *s->items);
    m->v.Module.type_ignores = (kr_type_ignore_seq *)s;
  }
  return m;
}

/* A compound statement is whole. CPython leaves functions out. */
ACTION(remember_stmt) {
  kr_stmt *s = a[0];
  if (p->error_pass && s->kind != KR_FunctionDef_kind && s->kind != KR_AsyncFunctionDef_kind &&
      s->lineno >= p->last_stmt.lineno)
    p->last_stmt = s->loc;
  return s;
}

ACTION(interactive_exit) { return NULL; }

static kr_alias *new_alias(kr_parser *p, kr_value name, kr_value asname, kr_location loc) {
  kr_alias *r = kr_ast_new(p->arena, KR_AST_alias, 0, loc);
  if (!r) return kr_parser_fail(p);
  r->name = name;
  r->asname = asname;
  return r;
}
ACTION(alias_star) {
  kr_value name = kr_identifier(p, "*", 1);
  return name == KR_NULL ? NULL : new_alias(p, name, KR_NULL, p->here);
}

ACTION(import_from) {
  kr_seq *dots = a[0];
  kr_expr *module = a[1];
  kr_alias_seq *names = a[2];
  int level = 0;
  for (uint32_t i = 0; i < kr_seq_len(dots); i++)
    level += ((kr_ptoken *)dots->items[i])->type == KR_TOK_ELLIPSIS ? 3 : 1;
  if (module && level == 0 && kr_str_equals_cstr(KR_STR(module->v.Name.id), "__future__"))
    for (uint32_t i = 0; i < names->n; i++)
      if (kr_str_equals_cstr(KR_STR(names->items[i]->name), "barry_as_FLUFL"))
        p->flags |= KR_PARSE_BARRY_AS_BDFL;
  kr_stmt *s = kr_ast_new(p->arena, KR_AST_stmt, KR_ImportFrom_kind, p->here);
  if (!s) return kr_parser_fail(p);
  if (module) s->v.ImportFrom.module = module->v.Name.id;
  s->v.ImportFrom.names = names;
  s->v.ImportFrom.level = level;
  return s;
}

ACTION(join_names) {
  kr_str *x = KR_STR(((kr_expr *)a[0])->v.Name.id), *y = KR_STR(((kr_expr *)a[1])->v.Name.id);
  kr_str_builder b = {0};
  kr_sb_str(&b, x);
  kr_sb_char(&b, '.');
  kr_sb_str(&b, y);
  kr_value v = kr_sb_finish(&b);
  if (v != KR_NULL) kr_str_intern(&v);
  v = kr_parser_own(p, v);
  if (v == KR_NULL) return NULL;
  kr_expr *e = kr_new_expr(p, KR_Name_kind, p->here);
  if (!e) return NULL;
  e->v.Name.id = v;
  e->v.Name.ctx = KR_Load;
  return e;
}

ACTION(decorate) {
  kr_stmt *s = a[1];
  if (s->kind == KR_ClassDef_kind) s->v.ClassDef.decorator_list = a[0];
  else if (s->kind == KR_FunctionDef_kind) s->v.FunctionDef.decorator_list = a[0];
  else s->v.AsyncFunctionDef.decorator_list = a[0];
  return s;
}

/* In the second pass a function without errors becomes this: nothing looks at it any more. */
ACTION(unfinished_function) {
  kr_stmt *s = kr_ast_new(p->arena, KR_AST_stmt, KR_FunctionDef_kind, p->here);
  if (!s) p->failed = true;
  return s;
}

/* The arguments of a call, or none: something in any case. */
ACTION(maybe_call) { return a[0] ? a[0] : kr_new_expr(p, KR_Call_kind, p->here); }

ACTION(class_def) {
  kr_stmt *s = kr_ast_new(p->arena, KR_AST_stmt, KR_ClassDef_kind, p->here);
  if (!s) return kr_parser_fail(p);
  kr_expr *call = a[2];
  s->v.ClassDef.name = ((kr_expr *)a[0])->v.Name.id;
  s->v.ClassDef.type_params = a[1];
  if (call) {
    s->v.ClassDef.bases = call->v.Call.args;
    s->v.ClassDef.keywords = call->v.Call.keywords;
  }
  s->v.ClassDef.body = a[3];
  return s;
}

/* ---- parameters --------------------------------------------------------------------------------- */

typedef struct {
  kr_arg *vararg, *kwarg;
  kr_seq *kwonly; /* of pairs: kr_arg, default or NULL */
} star_etc;

ACTION(star_etc) {
  star_etc *r = kr_parser_alloc(p, sizeof *r);
  if (r) *r = (star_etc){a[0], a[2], a[1]};
  return r;
}

ACTION(arg_comment) {
  kr_arg *arg = a[0];
  if (!a[1]) return arg;
  void *box = kr_action_comment(p, a + 1);
  if (!box) return NULL;
  arg->type_comment = kr_unbox(box);
  return arg;
}

static kr_arguments *new_arguments(kr_parser *p) {
  kr_arguments *r = kr_ast_new(p->arena, KR_AST_arguments, 0, (kr_location){0});
  if (!r) p->failed = true;
  return r;
}
ACTION(arguments_or_none) { return a[0] ? a[0] : new_arguments(p); }

/* a: parameters before "/" without defaults; or a pair of those without and those with; parameters
 * without defaults; with; the rest. */
ACTION(arguments) {
  pair *slash = a[1];
  kr_seq *with_default = a[3];
  star_etc *rest = a[4];
  kr_arguments *r = new_arguments(p);
  if (!r) return NULL;
  kr_seq *posonly = a[0], *defaults = NULL;
  if (slash) {
    kr_seq *slash_defaults = members(p, slash->b, true);
    posonly = joined(p, slash->a, members(p, slash->b, false));
    defaults = joined(p, slash_defaults, members(p, with_default, true));
  } else {
    defaults = members(p, with_default, true);
  }
  r->posonlyargs = (kr_arg_seq *)posonly;
  r->args = joined(p, a[2], members(p, with_default, false));
  r->defaults = (kr_expr_seq *)defaults;
  if (rest) {
    r->vararg = rest->vararg;
    r->kwonlyargs = members(p, rest->kwonly, false);
    r->kw_defaults = members(p, rest->kwonly, true);
    r->kwarg = rest->kwarg;
  }
  return p->failed ? NULL : r;
}

/* ---- expressions -------------------------------------------------------------------------------- */

ACTION(if_exp) {
  pair *rest = a[1];
  if (!rest) return a[0];
  kr_expr *e = kr_new_expr(p, KR_IfExp_kind, p->here);
  if (!e) return NULL;
  e->v.IfExp.body = a[0];
  e->v.IfExp.test = rest->a;
  e->v.IfExp.orelse = rest->b;
  return e;
}

ACTION(bool_op) {
  if (!a[2]) return a[1];
  kr_expr_seq *values = kr_action_prepend(p, a + 1);
  kr_expr *e = values ? kr_new_expr(p, KR_BoolOp_kind, p->here) : NULL;
  if (!e) return NULL;
  e->v.BoolOp.op = (kr_boolop)(intptr_t)a[0];
  e->v.BoolOp.values = values;
  return e;
}

ACTION(compare_pair) { return new_pair(p, a[0], a[1]); }

ACTION(compare) {
  kr_seq *pairs = a[1];
  if (!pairs) return a[0];
  kr_expr *e = kr_new_expr(p, KR_Compare_kind, p->here);
  kr_int_seq *ops = e ? kr_int_seq_new(p->arena, pairs->n) : NULL;
  if (!ops) return kr_parser_fail(p);
  for (uint32_t i = 0; i < pairs->n; i++) ops->items[i] = (int32_t)(intptr_t)((pair *)pairs->items[i])->a;
  e->v.Compare.left = a[0];
  e->v.Compare.ops = ops;
  e->v.Compare.comparators = members(p, pairs, true);
  return e->v.Compare.comparators ? e : NULL;
}

/* "!=" or "<>": only one of them is the operator, depending on a famous future import. */
ACTION(not_equal) {
  kr_ptoken *t = a[0];
  bool angle = kr_token_text(p, t)[0] == '<';
  if (!(p->flags & KR_PARSE_BARRY_AS_BDFL)) return angle ? NULL : t;
  if (!angle)
    return kr_parse_error_token(p, &kr_exc_SyntaxError, false,
                                "with Barry as BDFL, use '<>' instead of '!='");
  return t;
}

ACTION(power) {
  if (!a[1]) return a[0];
  kr_expr *e = kr_new_expr(p, KR_BinOp_kind, p->here);
  if (!e) return NULL;
  e->v.BinOp.left = a[0];
  e->v.BinOp.op = KR_Pow;
  e->v.BinOp.right = a[1];
  return e;
}

ACTION(call_genexp) {
  kr_expr *e = kr_new_expr(p, KR_Call_kind, p->here);
  if (!e) return NULL;
  e->v.Call.func = a[0];
  e->v.Call.args = one(p, a[1]);
  return e->v.Call.args ? e : NULL;
}

ACTION(call) {
  kr_expr *e = kr_new_expr(p, KR_Call_kind, p->here), *args = a[1];
  if (!e) return NULL;
  e->v.Call.func = a[0];
  if (args) {
    e->v.Call.args = args->v.Call.args;
    e->v.Call.keywords = args->v.Call.keywords;
  }
  return e;
}

/* Arguments after the first keyword: each a keyword or, starred, a positional one. */
typedef struct {
  void *node;
  bool is_keyword;
} late_arg;
static void *new_late_arg(kr_parser *p, void *node, bool is_keyword) {
  late_arg *r = kr_parser_alloc(p, sizeof *r);
  if (r) *r = (late_arg){node, is_keyword};
  return r;
}
ACTION(keyword_arg) { return new_late_arg(p, a[0], true); }
ACTION(positional_arg) { return new_late_arg(p, a[0], false); }

/* A Call without a function, to carry arguments. */
ACTION(collect_args) {
  kr_seq *first = a[0], *late = a[1];
  kr_expr *e = kr_new_expr(p, KR_Call_kind, p->here);
  if (!e) return NULL;
  uint32_t nkeywords = 0, nlate = kr_seq_len(late), n = kr_seq_len(first);
  for (uint32_t i = 0; i < nlate; i++) nkeywords += ((late_arg *)late->items[i])->is_keyword;
  if (nkeywords == nlate) {
    e->v.Call.args = (kr_expr_seq *)first;
  } else {
    kr_seq *args = new_seq(p, n + nlate - nkeywords);
    if (!args) return NULL;
    if (n) memcpy(args->items, first->items, n * sizeof *args->items);
    for (uint32_t i = 0; i < nlate; i++) {
      late_arg *x = late->items[i];
      if (!x->is_keyword) args->items[n++] = x->node;
    }
    e->v.Call.args = (kr_expr_seq *)args;
  }
  if (nkeywords) {
    kr_seq *keywords = new_seq(p, nkeywords);
    if (!keywords) return NULL;
    n = 0;
    for (uint32_t i = 0; i < nlate; i++) {
      late_arg *x = late->items[i];
      if (x->is_keyword) keywords->items[n++] = x->node;
    }
    e->v.Call.keywords = (kr_keyword_seq *)keywords;
  }
  return e;
}

/* ---- patterns ----------------------------------------------------------------------------------- */

ACTION(or_pattern) {
  kr_seq *s = a[0];
  if (s->n == 1) return s->items[0];
  kr_pattern *r = kr_ast_new(p->arena, KR_AST_pattern, KR_MatchOr_kind, p->here);
  if (!r) return kr_parser_fail(p);
  r->v.MatchOr.patterns = (kr_pattern_seq *)s;
  return r;
}

static bool is_imaginary(const kr_expr *e) { return kr_is_exact(e->v.Constant.value, &kr_complex_type); }
ACTION(check_real) {
  kr_expr *e = a[0];
  if (is_imaginary(e))
    return kr_parse_error_range(p, e->loc, e->loc, "real number required in complex literal");
  return e;
}
ACTION(check_imaginary) {
  kr_expr *e = a[0];
  if (!is_imaginary(e))
    return kr_parse_error_range(p, e->loc, e->loc, "imaginary number required in complex literal");
  return e;
}
