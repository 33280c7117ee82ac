/* Functions, classes, and bodies of statements. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str.h"

/* ---- docstrings ---------------------------------------------------------------------------------- */

/* Indentation in columns of the line at i, which *i then has behind it; -1: a blank line. */
static intptr_t indentation(const kr_str *s, uint32_t *i) {
  uint32_t start = *i;
  while (*i < s->length && kr_str_read(s, *i) == ' ') ++*i;
  if (*i == s->length || kr_str_read(s, *i) == '\n') return -1;
  return (intptr_t)(*i - start);
}
static uint32_t next_line(const kr_str *s, uint32_t i) {
  while (i < s->length && kr_str_read(s, i) != '\n') i++;
  return i < s->length ? i + 1 : i;
}

static bool has_tab(const kr_str *s) { return kr_str_contains_char(s, '\t'); }

static bool has_surrogate(const kr_str *s) {
  uint32_t i = kr_str_kind(s) == 1 ? s->length : 0;
  while (i < s->length && kr_str_read(s, i) >> 11 != 0xD800 >> 11) i++;
  return i < s->length;
}

/* Tabs to columns of eight, as str.expandtabs. New. */
static kr_value expand_tabs(const kr_str *s) {
  kr_str_builder b = {0};
  uint32_t column = 0;
  for (uint32_t i = 0; i < s->length; i++) {
    uint32_t ch = kr_str_read(s, i);
    if (ch == '\t') {
      uint32_t n = 8 - column % 8;
      kr_sb_repeat(&b, ' ', n);
      column += n;
      continue;
    }
    column = ch == '\n' || ch == '\r' ? 0 : column + 1;
    kr_sb_char(&b, ch);
  }
  return kr_sb_finish(&b);
}

kr_value kr_clean_docstring(kr_value doc) {
  kr_value v = has_tab(KR_STR(doc)) ? expand_tabs(KR_STR(doc)) : kr_ref(doc);
  if (v == KR_NULL) return v;
  const kr_str *s = KR_STR(v);
  size_t size;
  if (has_surrogate(s) && !kr_str_utf8(KR_STR(v), &size)) { /* UnicodeEncodeError */
    kr_decref(v);
    return KR_NULL;
  }
  /* The least indentation of all lines but the first */
  intptr_t margin = INTPTR_MAX;
  for (uint32_t i = next_line(s, 0); i < s->length; i = next_line(s, i)) {
    intptr_t n = indentation(s, &i);
    if (n >= 0 && n < margin) margin = n;
  }
  if (margin == INTPTR_MAX) margin = 0;
  uint32_t skip = 0;
  while (skip < s->length && kr_str_read(s, skip) == ' ') skip++;
  if (skip == 0 && margin == 0) return v;
  kr_str_builder b = {0};
  uint32_t end = next_line(s, skip);
  kr_sb_substr(&b, s, skip, end);
  for (uint32_t i = end; i < s->length; i = end) {
    uint32_t limit = i + (uint32_t)margin;
    while (i < limit && i < s->length && kr_str_read(s, i) == ' ') i++;
    end = next_line(s, i);
    kr_sb_substr(&b, s, i, end);
  }
  kr_decref(v);
  return kr_sb_finish(&b);
}

/* ---- bodies -------------------------------------------------------------------------------------- */

bool kr_gen_body(kr_compiler *c, kr_location loc, const kr_stmt_seq *body) {
  kr_unit *u = c->unit;
  bool future = (c->flags & KR_FUTURE_ANNOTATIONS) != 0;
  bool module = u->kind == KR_UNIT_MODULE;
  if (module && u->scope->has_conditional_annotations &&
      (!kr_emit_arg(c, loc, OP_BUILD_SET, 0) ||
       !kr_nameop(c, loc, KR_ID(__conditional_annotations__), KR_Store)))
    return false;
  if (future && u->scope->annotations_used && !kr_emit(c, loc, OP_SETUP_ANNOTATIONS)) return false;
  if (!kr_seq_len(body)) return true;
  uint32_t first = 0;
  kr_value doc = kr_docstring(body);
  if (doc != KR_NULL && !(c->interactive && c->depth <= 1)) {
    first = 1;
    if (!kr_emit_const_new(c, body->items[0]->v.Expr.value->loc, kr_clean_docstring(doc)) ||
        !kr_nameop(c, KR_NO_LOCATION, KR_ID(__doc__), KR_Store))
      return false;
  }
  for (uint32_t i = first; i < body->n; i++)
    if (!kr_gen_stmt(c, body->items[i])) return false;
  return future || kr_gen_deferred_annotations(c, loc);
}

/* ---- functions ----------------------------------------------------------------------------------- */

static bool gen_kwdefaults(kr_compiler *c, kr_location loc, const kr_arguments *args, int *flags) {
  int n = 0;
  for (uint32_t i = 0; i < kr_seq_len(args->kwonlyargs); i++) {
    kr_expr *value = i < kr_seq_len(args->kw_defaults) ? args->kw_defaults->items[i] : NULL;
    if (!value) continue;
    kr_value name = kr_unit_mangle(c, args->kwonlyargs->items[i]->arg);
    if (name == KR_NULL || !kr_emit_const(c, loc, name) || !kr_gen_expr(c, value)) return false;
    n++;
  }
  if (!n) return true;
  *flags |= KR_MAKE_KWDEFAULTS;
  return kr_emit_arg(c, loc, OP_BUILD_MAP, n);
}

bool kr_gen_defaults(kr_compiler *c, kr_location loc, const kr_arguments *args, int *flags) {
  uint32_t n = kr_seq_len(args->defaults);
  *flags = 0;
  if (n) {
    *flags |= KR_MAKE_DEFAULTS;
    if (!kr_gen_exprs(c, args->defaults) || !kr_emit_arg(c, loc, OP_BUILD_TUPLE, (int)n)) return false;
  }
  return gen_kwdefaults(c, loc, args, flags);
}

static void set_arg_counts(kr_compiler *c, const kr_arguments *args) {
  kr_code_unit *u = &c->unit->code;
  u->posonlyargcount = (int)kr_seq_len(args->posonlyargs);
  u->argcount = u->posonlyargcount + (int)kr_seq_len(args->args);
  u->kwonlyargcount = (int)kr_seq_len(args->kwonlyargs);
}

bool kr_gen_lambda(kr_compiler *c, kr_expr *e) {
  int flags;
  kr_value name = kr_name_from_cstr(c->arena, "<lambda>");
  if (name == KR_NULL || !kr_gen_defaults(c, e->loc, e->v.Lambda.args, &flags) ||
      !kr_enter_unit(c, name, KR_UNIT_LAMBDA, e, e->lineno, c->unit->private))
    return false;
  set_arg_counts(c, e->v.Lambda.args);
  bool generator = c->unit->scope->generator;
  if (!kr_gen_expr(c, e->v.Lambda.body)) return false;
  if (!generator && !kr_emit(c, e->v.Lambda.body->loc, OP_RETURN_VALUE)) return false;
  kr_code *code = kr_finish_unit(c, !generator);
  kr_leave_unit(c);
  return kr_make_closure(c, e->loc, code, flags);
}

static bool gen_function_body(kr_compiler *c, kr_stmt *s, bool is_async, int flags, int firstlineno) {
  kr_stmt_seq *body = s->v.FunctionDef.body;
  if (!kr_enter_unit(c, s->v.FunctionDef.name, is_async ? KR_UNIT_ASYNC_FUNCTION : KR_UNIT_FUNCTION, s,
                     firstlineno, c->unit->private))
    return false;
  set_arg_counts(c, s->v.FunctionDef.args);
  uint32_t first = 0;
  kr_value doc = kr_docstring(body);
  if (doc != KR_NULL) { /* always the first constant */
    first = 1;
    doc = kr_clean_docstring(doc);
    if (doc == KR_NULL || (doc = kr_ast_own(c->arena, doc)) == KR_NULL || kr_add_const(c, doc) < 0)
      return false;
  }
  kr_block *start = kr_label(c);
  if (!start) return false;
  kr_use(c, start);
  bool generator = c->unit->scope->coroutine || c->unit->scope->generator;
  if (generator && !kr_push_fblock(c, KR_FB_STOP_ITERATION, start, NULL, KR_NO_LOCATION)) return false;
  for (uint32_t i = first; i < kr_seq_len(body); i++)
    if (!kr_gen_stmt(c, body->items[i])) return false;
  if (generator) {
    if (!kr_stop_iteration_handler(c)) return false;
    kr_pop_fblock(c);
  }
  kr_code *code = kr_finish_unit(c, true);
  kr_leave_unit(c);
  return kr_make_closure(c, s->loc, code, flags);
}

static bool apply_decorators(kr_compiler *c, const kr_expr_seq *decorators) {
  for (uint32_t i = kr_seq_len(decorators); i-- > 0;)
    if (!kr_emit_arg(c, decorators->items[i]->loc, OP_CALL, 0)) return false;
  return true;
}

/* "<generic parameters of f>"; held by the arena */
static kr_value type_params_name(kr_compiler *c, kr_value name) {
  kr_value v = kr_str_format("<generic parameters of %U>", name);
  return v == KR_NULL ? v : kr_ast_own(c->arena, v);
}

/* The code on the way between type parameters and the function itself. */
static bool gen_generic_function(kr_compiler *c, kr_stmt *s, bool is_async, int flags, int firstlineno) {
  kr_location loc = s->loc;
  kr_arguments *args = s->v.FunctionDef.args;
  kr_value name = type_params_name(c, s->v.FunctionDef.name);
  int n = ((flags & KR_MAKE_DEFAULTS) != 0) + ((flags & KR_MAKE_KWDEFAULTS) != 0);
  /* Defaults were evaluated outside and are passed in. */
  if (n == 2 && !kr_emit_arg(c, loc, OP_SWAP, 2)) return false;
  if (name == KR_NULL || !kr_enter_unit(c, name, KR_UNIT_ANNOTATIONS, s->v.FunctionDef.type_params,
                                        firstlineno, c->unit->private))
    return false;
  c->unit->code.argcount = n;
  int annotation_flag;
  if (!kr_gen_type_params(c, s->v.FunctionDef.type_params)) return false;
  for (int i = 0; i < n; i++)
    if (!kr_emit_arg(c, loc, OP_LOAD_FAST, i)) return false;
  if (!kr_gen_annotation_function(c, loc, args, s->v.FunctionDef.returns, &annotation_flag) ||
      !gen_function_body(c, s, is_async, flags | annotation_flag, firstlineno) ||
      !kr_emit_arg(c, loc, OP_SWAP, 2) ||
      !kr_emit_arg(c, loc, OP_CALL_INTRINSIC_2, KR_INTRINSIC_SET_FUNCTION_TYPE_PARAMS))
    return false;
  kr_code *code = kr_finish_unit(c, false);
  kr_leave_unit(c);
  if (!kr_make_closure(c, loc, code, 0)) return false;
  if (n == 0) return kr_emit(c, loc, OP_PUSH_NULL) && kr_emit_arg(c, loc, OP_CALL, 0);
  return kr_emit_arg(c, loc, OP_SWAP, n + 1) && kr_emit_arg(c, loc, OP_CALL, n - 1);
}

bool kr_gen_function(kr_compiler *c, kr_stmt *s, bool is_async) {
  /* FunctionDef and AsyncFunctionDef have the same fields */
  kr_expr_seq *decorators = s->v.FunctionDef.decorator_list;
  kr_arguments *args = s->v.FunctionDef.args;
  int firstlineno = kr_seq_len(decorators) ? decorators->items[0]->lineno : s->lineno;
  int flags, annotation_flag;
  if (!kr_gen_exprs(c, decorators) || !kr_gen_defaults(c, s->loc, args, &flags)) return false;
  if (kr_seq_len(s->v.FunctionDef.type_params)) {
    if (!gen_generic_function(c, s, is_async, flags, firstlineno)) return false;
  } else if (!kr_gen_annotation_function(c, s->loc, args, s->v.FunctionDef.returns, &annotation_flag) ||
             !gen_function_body(c, s, is_async, flags | annotation_flag, firstlineno)) {
    return false;
  }
  return apply_decorators(c, decorators) && kr_nameop(c, s->loc, s->v.FunctionDef.name, KR_Store);
}

/* ---- classes ------------------------------------------------------------------------------------- */

static bool store_in_cell(kr_compiler *c, kr_location loc, kr_value name) {
  return kr_emit_arg(c, loc, OP_STORE_DEREF, kr_name_get(&c->unit->code.cellvars, name, 0));
}
static bool load_cell_itself(kr_compiler *c, kr_value name) {
  return kr_emit_arg(c, KR_NO_LOCATION, OP_LOAD_CLOSURE, kr_name_get(&c->unit->code.cellvars, name, 0));
}

static kr_value static_attributes(kr_compiler *c) {
  const kr_name_map *names = &c->unit->static_attributes;
  uint32_t *order = kr_name_sorted(c->arena, names);
  if (!order || !names->n) return order ? KR_EMPTY_TUPLE : KR_NULL;
  kr_tuple *t = kr_tuple_new(names->n);
  if (!t) return KR_NULL;
  for (uint32_t i = 0; i < names->n; i++) t->items[i] = kr_ref(names->entries[order[i]].name);
  return kr_from_object(t);
}

static bool begin_class(kr_compiler *c, kr_stmt *s, kr_location loc) {
  const kr_scope *scope = c->unit->scope;
  if (!kr_nameop(c, loc, KR_ID(__name__), KR_Load) || !kr_nameop(c, loc, KR_ID(__module__), KR_Store) ||
      !kr_emit_const(c, loc, c->unit->code.qualname) || !kr_nameop(c, loc, KR_ID(__qualname__), KR_Store) ||
      !kr_emit_const(c, loc, kr_from_small_int(loc.lineno)) ||
      !kr_nameop(c, loc, KR_ID(__firstlineno__), KR_Store))
    return false;
  if (kr_seq_len(s->v.ClassDef.type_params)) {
    kr_value params = kr_name_from_cstr(c->arena, ".type_params");
    if (params == KR_NULL || !kr_nameop(c, loc, params, KR_Load) ||
        !kr_nameop(c, loc, KR_ID(__type_params__), KR_Store))
      return false;
  }
  if (scope->needs_classdict &&
      (!kr_emit(c, loc, OP_LOAD_LOCALS) || !store_in_cell(c, loc, KR_ID(__classdict__))))
    return false;
  return !scope->has_conditional_annotations ||
         (kr_emit_arg(c, loc, OP_BUILD_SET, 0) && store_in_cell(c, loc, KR_ID(__conditional_annotations__)));
}

static bool end_class(kr_compiler *c) {
  const kr_scope *scope = c->unit->scope;
  const kr_location none = KR_NO_LOCATION;
  if (!kr_emit_const_new(c, none, static_attributes(c)) ||
      !kr_nameop(c, none, KR_ID(__static_attributes__), KR_Store))
    return false;
  if (scope->needs_classdict &&
      (!load_cell_itself(c, KR_ID(__classdict__)) || !kr_nameop(c, none, KR_ID(__classdictcell__), KR_Store)))
    return false;
  if (!scope->needs_class_closure) return kr_emit_const(c, none, KR_NONE);
  return load_cell_itself(c, KR_ID(__class__)) && kr_emit_arg(c, none, OP_COPY, 1) &&
         kr_nameop(c, none, KR_ID(__classcell__), KR_Store);
}

static kr_code *gen_class_body(kr_compiler *c, kr_stmt *s, int firstlineno) {
  kr_value name = kr_name_intern(c->arena, s->v.ClassDef.name);
  kr_location loc = {firstlineno, 0, firstlineno, 0};
  if (name == KR_NULL || !kr_enter_unit(c, name, KR_UNIT_CLASS, s, firstlineno, name) ||
      !begin_class(c, s, loc) || !kr_gen_body(c, loc, s->v.ClassDef.body) || !end_class(c) ||
      !kr_emit(c, KR_NO_LOCATION, OP_RETURN_VALUE))
    return NULL;
  kr_code *code = kr_finish_unit(c, true);
  kr_leave_unit(c);
  return code;
}

static bool gen_class_call(kr_compiler *c, kr_stmt *s, kr_code *code, kr_value generic_base) {
  kr_location loc = s->loc;
  if (!code) return false;
  kr_value held = kr_ast_own(c->arena, kr_ref(kr_from_object(code)));
  bool ok = held != KR_NULL && kr_emit(c, loc, OP_LOAD_BUILD_CLASS) && kr_emit(c, loc, OP_PUSH_NULL);
  if (!ok) {
    kr_decref_object(code);
    return false;
  }
  if (!kr_make_closure(c, loc, code, 0) || !kr_emit_const(c, loc, s->v.ClassDef.name)) return false;
  if (generic_base != KR_NULL) {
    kr_value params = kr_name_from_cstr(c->arena, ".type_params");
    if (params == KR_NULL || !kr_nameop(c, loc, params, KR_Load) ||
        !kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_SUBSCRIPT_GENERIC) ||
        !kr_nameop(c, loc, generic_base, KR_Store))
      return false;
  }
  return kr_gen_call_args(c, loc, 2, s->v.ClassDef.bases, generic_base, s->v.ClassDef.keywords);
}

static bool gen_generic_class(kr_compiler *c, kr_stmt *s, int firstlineno) {
  kr_location loc = s->loc;
  kr_value name = type_params_name(c, s->v.ClassDef.name);
  kr_value base = kr_name_from_cstr(c->arena, ".generic_base");
  kr_value params = kr_name_from_cstr(c->arena, ".type_params");
  kr_value class_name = kr_name_intern(c->arena, s->v.ClassDef.name);
  if (name == KR_NULL || base == KR_NULL || params == KR_NULL || class_name == KR_NULL ||
      !kr_enter_unit(c, name, KR_UNIT_ANNOTATIONS, s->v.ClassDef.type_params, firstlineno, class_name) ||
      !kr_gen_type_params(c, s->v.ClassDef.type_params) || !kr_nameop(c, loc, params, KR_Store) ||
      !gen_class_call(c, s, gen_class_body(c, s, firstlineno), base))
    return false;
  kr_code *code = kr_finish_unit(c, false);
  kr_leave_unit(c);
  return kr_make_closure(c, loc, code, 0) && kr_emit(c, loc, OP_PUSH_NULL) && kr_emit_arg(c, loc, OP_CALL, 0);
}

bool kr_gen_class(kr_compiler *c, kr_stmt *s) {
  kr_expr_seq *decorators = s->v.ClassDef.decorator_list;
  int firstlineno = kr_seq_len(decorators) ? decorators->items[0]->lineno : s->lineno;
  if (!kr_gen_exprs(c, decorators)) return false;
  bool ok = kr_seq_len(s->v.ClassDef.type_params)
                ? gen_generic_class(c, s, firstlineno)
                : gen_class_call(c, s, gen_class_body(c, s, firstlineno), KR_NULL);
  return ok && apply_decorators(c, decorators) && kr_nameop(c, s->loc, s->v.ClassDef.name, KR_Store);
}
