/* Actions of the grammar's bad_* rules: each raises an error, or finds that it does not apply. */
#include "syntax/parser.h"

#define ACTION(name) void *kr_action_##name(kr_parser *p, void **a)

/* Expressions, statements, patterns and tokens have their location at the same place. */
static kr_location at(const void *located) { return ((const kr_located *)located)->loc; }

ACTION(error) { return kr_parse_error_token(p, &kr_exc_SyntaxError, false, "%s", (char *)a[0]); }
ACTION(error_next) { return kr_parse_error_token(p, &kr_exc_SyntaxError, true, "%s", (char *)a[0]); }
ACTION(error_at) { return kr_parse_error_range(p, at(a[0]), at(a[0]), "%s", (char *)a[1]); }
ACTION(error_range) { return kr_parse_error_range(p, at(a[0]), at(a[1]), "%s", (char *)a[2]); }

/* From a to wherever the tokenizer is. */
static void *error_from(kr_parser *p, void *from, const char *message) {
  kr_location loc = at(from);
  return kr_parse_error_at(p, &kr_exc_SyntaxError, loc.lineno, loc.col_offset + 1, p->tok.lineno,
                           (int)(p->tok.cur - p->tok.line_start), "%s", message);
}
ACTION(error_from) { return error_from(p, a[0], a[1]); }

ACTION(error_param) {
  kr_location loc = ((kr_arg *)a[0])->loc;
  return kr_parse_error_range(p, loc, loc, "%s", (char *)a[1]);
}

/* The message has a %s for what the expression is. The texts are the grammar's own. */
#pragma clang diagnostic ignored "-Wformat-nonliteral"
ACTION(error_name_at) {
  return kr_parse_error_range(p, at(a[0]), at(a[0]), (char *)a[1], kr_expr_name(a[0]));
}
ACTION(error_block) {
  return kr_parse_error_token(p, &kr_exc_IndentationError, false, (char *)a[1],
                              (int)((kr_ptoken *)a[0])->lineno);
}
ACTION(error_indentation) {
  return kr_parse_error_token(p, &kr_exc_IndentationError, false, "%s", (char *)a[0]);
}

/* ---- targets ------------------------------------------------------------------------------------ */

enum { STAR_TARGETS, DEL_TARGETS, FOR_TARGETS };

/* The part of e that cannot be assigned to or deleted; NULL: none. */
static kr_expr *invalid_target(kr_expr *e, int what) {
  kr_expr_seq *elts;
  switch (e->kind) {
    case KR_List_kind: elts = e->v.List.elts; break;
    case KR_Tuple_kind: elts = e->v.Tuple.elts; break;
    case KR_Starred_kind: return what == DEL_TARGETS ? e : invalid_target(e->v.Starred.value, what);
    case KR_Compare_kind:
      /* `for a() in b` was read as a comparison: its left side is the target. */
      if (what == FOR_TARGETS)
        return e->v.Compare.ops->items[0] == KR_In ? invalid_target(e->v.Compare.left, what) : NULL;
      return e;
    case KR_Name_kind:
    case KR_Subscript_kind:
    case KR_Attribute_kind: return NULL;
    default: return e;
  }
  for (uint32_t i = 0; i < kr_seq_len(elts); i++) {
    kr_expr *bad = invalid_target(elts->items[i], what);
    if (bad) return bad;
  }
  return NULL;
}

ACTION(error_target) {
  int what = (int)(intptr_t)a[0];
  kr_expr *bad = invalid_target(a[1], what);
  if (!bad) return NULL;
  return kr_parse_error_range(p, bad->loc, bad->loc,
                              what == DEL_TARGETS ? "cannot delete %s" : "cannot assign to %s",
                              kr_expr_name(bad));
}

/* ---- sequences ---------------------------------------------------------------------------------- */

ACTION(first_of) { return ((kr_seq *)a[0])->items[0]; }
ACTION(last) {
  kr_seq *s = a[0];
  return s->items[s->n - 1];
}

static kr_expr *end_of_comprehension(const kr_comprehension *c) {
  return kr_seq_len(c->ifs) ? c->ifs->items[c->ifs->n - 1] : c->iter;
}
ACTION(last_of_comprehension) {
  kr_comprehension_seq *s = a[0];
  return end_of_comprehension(s->items[s->n - 1]);
}

/* ---- calls -------------------------------------------------------------------------------------- */

/* f(L, x for x in y). A sole argument would have been a generator expression. */
ACTION(bare_genexp_in_call) {
  kr_expr_seq *args = ((kr_expr *)a[0])->v.Call.args;
  kr_comprehension_seq *s = a[1];
  if (kr_seq_len(args) <= 1) return NULL;
  return kr_parse_error_range(p, args->items[args->n - 1]->loc, end_of_comprehension(s->items[s->n - 1])->loc,
                              "Generator expression must be parenthesized");
}

ACTION(error_positional_after_keyword) {
  kr_keyword_seq *keywords = ((kr_expr *)a[0])->v.Call.keywords;
  const char *message = "positional argument follows keyword argument";
  for (uint32_t i = 0; i < kr_seq_len(keywords); i++)
    if (keywords->items[i]->arg == KR_NULL)
      message = "positional argument follows keyword argument unpacking";
  return kr_parse_error_token(p, &kr_exc_SyntaxError, false, "%s", message);
}

ACTION(error_constant_keyword) {
  kr_ptoken *t = a[0];
  return kr_parse_error_range(p, t->loc, at(a[1]), "cannot assign to %.*s", (int)(t->end - t->start),
                              kr_token_text(p, t));
}

/* ---- others ------------------------------------------------------------------------------------- */

static const char *legacy_name(const kr_expr *e) {
  if (e->kind != KR_Name_kind) return NULL;
  if (kr_str_equals_cstr(KR_STR(e->v.Name.id), "print")) return "print";
  if (kr_str_equals_cstr(KR_STR(e->v.Name.id), "exec")) return "exec";
  return NULL;
}

ACTION(legacy_statement) {
  const char *name = legacy_name(a[0]);
  if (!name) return NULL;
  return kr_parse_error_range(p, at(a[0]), at(a[1]),
                              "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name);
}

/* Two expressions side by side, inside brackets. */
ACTION(forgotten_comma) {
  if (legacy_name(a[0]) || kr_token_at(p, p->mark - 1)->level == 0) return NULL;
  return kr_parse_error_range(p, at(a[0]), at(a[1]), "invalid syntax. Perhaps you forgot a comma?");
}

ACTION(error_type_param_bound) {
  bool constraints = ((kr_expr *)a[1])->kind == KR_Tuple_kind;
  return error_from(p, a[0], constraints ? a[2] : a[3]);
}

ACTION(error_dict_colon) {
  kr_location loc = at(a[0]);
  return kr_parse_error_at(p, &kr_exc_SyntaxError, loc.lineno, loc.end_col_offset, loc.end_lineno, 0,
                           "':' expected after dictionary key");
}
