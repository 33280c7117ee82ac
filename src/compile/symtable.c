/* First pass: what every scope does with every name. */
#include "compile/symtable.h"

#include "compile/compile.h"
#include "objects/abstract.h"
#include "objects/str.h"

/* ---- scopes -------------------------------------------------------------------------------------- */

static uint32_t hash_key(uintptr_t key) {
  uint32_t h = (uint32_t)(key ^ (uint64_t)key >> 32) * 0x9E3779B1u;
  return h ^ (h >> 16);
}

kr_scope *kr_symtable_lookup(const kr_symtable *st, uintptr_t key) {
  if (!st->by_key) return NULL;
  for (uint32_t at = hash_key(key) & st->mask; st->by_key[at]; at = (at + 1) & st->mask)
    if (st->by_key[at]->key == key) return st->by_key[at];
  return NULL;
}

static void enter_key(kr_symtable *st, kr_scope *s) {
  uint32_t at = hash_key(s->key) & st->mask;
  while (st->by_key[at]) at = (at + 1) & st->mask;
  st->by_key[at] = s;
}

static bool remember_key(kr_symtable *st, kr_scope *s) {
  if (st->nkeys * 2 >= st->mask) {
    uint32_t old = st->by_key ? st->mask + 1 : 0;
    kr_scope **old_keys = st->by_key;
    uint32_t size = old ? old * 2 : 32;
    kr_scope **keys = kr_ast_alloc(st->arena, size * sizeof *keys);
    if (!keys) return false;
    st->by_key = keys;
    st->mask = size - 1;
    for (uint32_t i = 0; i < old; i++)
      if (old_keys[i]) enter_key(st, old_keys[i]);
  }
  st->nkeys++;
  enter_key(st, s);
  return true;
}

/* Appends to an array in the arena. */
#define PUSH(st, array, n, capacity, item)                                  \
  (__extension__({                                                          \
    bool kr_ok_ = true;                                                     \
    if ((n) == (capacity)) {                                                \
      uint32_t kr_cap_ = (capacity) ? (capacity)*2 : 4;                     \
      void *kr_new_ = kr_ast_alloc((st)->arena, kr_cap_ * sizeof *(array)); \
      if (!kr_new_) kr_ok_ = false;                                         \
      else {                                                                \
        if (n) memcpy(kr_new_, (array), (n) * sizeof *(array));             \
        (array) = kr_new_;                                                  \
        (capacity) = kr_cap_;                                               \
      }                                                                     \
    }                                                                       \
    if (kr_ok_) (array)[(n)++] = (item);                                    \
    kr_ok_;                                                                 \
  }))

bool kr_scope_is_function_like(const kr_scope *s) {
  return s->type != KR_BLOCK_CLASS && s->type != KR_BLOCK_MODULE;
}

static kr_scope *scope_new(kr_symtable *st, kr_value name, kr_block_type type, const void *key,
                           kr_location loc) {
  kr_scope *s = kr_ast_alloc(st->arena, sizeof *s), *parent = st->current;
  if (!s) return NULL;
  s->name = name;
  s->type = type;
  s->key = (uintptr_t)key;
  s->loc = loc;
  s->parent = parent;
  s->method = type == KR_BLOCK_FUNCTION && parent && parent->type == KR_BLOCK_CLASS;
  s->nested = parent && (parent->nested || kr_scope_is_function_like(parent));
  return remember_key(st, s) ? s : NULL;
}

static bool enter_existing(kr_symtable *st, kr_scope *s, bool as_child) {
  kr_scope *parent = st->current;
  if (parent) {
    /* Assignment expressions stay forbidden in whatever an iterable expression nests. */
    s->comp_iter_expr = parent->comp_iter_expr;
    if (s->type != KR_BLOCK_CLASS) s->mangled_names = parent->mangled_names;
  }
  st->current = s;
  /* Annotations that will only be strings do not count. */
  if (s->type == KR_BLOCK_ANNOTATION && (st->flags & KR_FUTURE_ANNOTATIONS)) return true;
  return !parent || !as_child || PUSH(st, parent->children, parent->nchildren, parent->children_capacity, s);
}

static bool enter(kr_symtable *st, kr_value name, kr_block_type type, const void *key, kr_location loc) {
  kr_scope *s = scope_new(st, name, type, key, loc);
  return s && enter_existing(st, s, true);
}
static void leave(kr_symtable *st) { st->current = st->current->parent; }

/* ---- names --------------------------------------------------------------------------------------- */

kr_value kr_scope_mangle(kr_ast_arena *a, const kr_scope *s, kr_value private, kr_value name) {
  if (s->mangled_names && !kr_name_find(s->mangled_names, name)) return name;
  return kr_name_mangle(a, private, name);
}

int kr_scope_of(const kr_scope *s, kr_value name) {
  return kr_name_get(&s->symbols, name, 0) >> KR_SCOPE_SHIFT & KR_SCOPE_MASK;
}

static kr_value mangle(kr_symtable *st, kr_value name) {
  name = kr_name_intern(st->arena, name);
  return name == KR_NULL ? name : kr_scope_mangle(st->arena, st->current, st->private, name);
}

/* What scope s does with name so far; 0. */
static int lookup(kr_symtable *st, kr_scope *s, kr_value name) {
  name = mangle(st, name);
  return name == KR_NULL ? 0 : kr_name_get(&s->symbols, name, 0);
}

static bool define_in(kr_symtable *st, kr_scope *s, kr_value name, int flag, kr_location loc) {
  kr_value mangled = mangle(st, name);
  if (mangled == KR_NULL) return false;
  kr_name_entry *e = kr_name_find(&s->symbols, mangled);
  int val = e ? e->value : 0;
  if ((flag & KR_DEF_PARAM) && (val & KR_DEF_PARAM))
    return kr_syntax_error(st->filename, loc, "duplicate argument '%U' in function definition", name);
  if ((flag & KR_DEF_TYPE_PARAM) && (val & KR_DEF_TYPE_PARAM))
    return kr_syntax_error(st->filename, loc, "duplicate type parameter '%U'", name);
  val |= flag;
  if (s->comp_iter_target) {
    if (val & (KR_DEF_GLOBAL | KR_DEF_NONLOCAL))
      return kr_syntax_error(st->filename, loc,
                             "comprehension inner loop cannot rebind assignment expression target '%U'",
                             name);
    val |= KR_DEF_COMP_ITER;
  }
  if (e) e->value = val;
  else if (!kr_name_add(st->arena, &s->symbols, mangled, val)) return false;
  if (flag & KR_DEF_PARAM) return PUSH(st, s->varnames, s->nvarnames, s->varnames_capacity, mangled);
  if (flag & KR_DEF_GLOBAL) {
    kr_name_map *globals = &st->top->symbols;
    return kr_name_set(st->arena, globals, mangled, kr_name_get(globals, mangled, 0) | flag);
  }
  return true;
}

static bool check_name(kr_symtable *st, kr_value name, kr_location loc, kr_expr_context ctx) {
  if (ctx == KR_Load || !kr_str_equals_cstr(KR_STR(name), "__debug__")) return true;
  return kr_syntax_error(st->filename, loc, "cannot %s __debug__", ctx == KR_Store ? "assign to" : "delete");
}

static bool define_ctx(kr_symtable *st, kr_value name, int flag, kr_location loc, kr_expr_context ctx) {
  if ((flag & (KR_DEF_PARAM | KR_DEF_LOCAL | KR_DEF_IMPORT)) && !check_name(st, name, loc, ctx)) return false;
  if ((flag & KR_DEF_TYPE_PARAM) && st->current->mangled_names) {
    name = kr_name_intern(st->arena, name);
    if (name == KR_NULL || !kr_name_set(st->arena, st->current->mangled_names, name, 1)) return false;
  }
  return define_in(st, st->current, name, flag, loc);
}
static bool define(kr_symtable *st, kr_value name, int flag, kr_location loc) {
  return define_ctx(st, name, flag, loc, KR_Store);
}
static bool define_cstr(kr_symtable *st, const char *text, int flag, kr_location loc) {
  kr_value name = kr_name_from_cstr(st->arena, text);
  return name != KR_NULL && define(st, name, flag, loc);
}

static bool note_directive(kr_symtable *st, kr_value name, kr_location loc) {
  kr_scope *s = st->current;
  kr_directive d = {mangle(st, name), loc};
  return d.name != KR_NULL && PUSH(st, s->directives, s->ndirectives, s->directives_capacity, d);
}

/* ---- the walk ------------------------------------------------------------------------------------ */

static bool visit_stmt(kr_symtable *st, kr_stmt *s);
static bool visit_expr(kr_symtable *st, kr_expr *e);

static bool visit_stmts(kr_symtable *st, const kr_stmt_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!visit_stmt(st, seq->items[i])) return false;
  return true;
}
static bool visit_exprs(kr_symtable *st, const kr_expr_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (seq->items[i] && !visit_expr(st, seq->items[i])) return false;
  return true;
}
static bool visit_optional(kr_symtable *st, kr_expr *e) { return !e || visit_expr(st, e); }

/* Statements in here run perhaps, or more than once. */
static bool visit_conditional(kr_symtable *st, const kr_stmt_seq *a, const kr_stmt_seq *b) {
  bool outer = st->current->in_conditional_block;
  st->current->in_conditional_block = true;
  bool ok = visit_stmts(st, a) && visit_stmts(st, b);
  st->current->in_conditional_block = outer;
  return ok;
}

kr_value kr_docstring(const kr_stmt_seq *body) {
  if (!kr_seq_len(body)) return KR_NULL;
  const kr_stmt *s = body->items[0];
  if (s->kind != KR_Expr_kind || s->v.Expr.value->kind != KR_Constant_kind) return KR_NULL;
  kr_value v = s->v.Expr.value->v.Constant.value;
  return kr_is_exact_str(v) ? v : KR_NULL;
}

/* A lazily evaluated scope gets the requested format as its parameter. */
static bool define_format(kr_symtable *st, kr_location loc) {
  return define_cstr(st, ".format", KR_DEF_PARAM, loc) && define_cstr(st, ".format", KR_DEF_USE, loc);
}
static bool see_class(kr_symtable *st, kr_location loc) {
  st->current->can_see_class_scope = true;
  return define(st, KR_ID(__classdict__), KR_DEF_USE, loc);
}

static bool has_values(const kr_expr_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (seq->items[i]) return true;
  return false;
}

static bool visit_type_expr(kr_symtable *st, kr_expr *e, kr_value name, const void *key, const char *what) {
  if (!e) return true;
  bool in_class = st->current->can_see_class_scope;
  if (!enter(st, name, KR_BLOCK_TYPE_VARIABLE, key, e->loc)) return false;
  st->current->what = what;
  if (!define_format(st, e->loc) || (in_class && !see_class(st, e->loc)) || !visit_expr(st, e)) return false;
  leave(st);
  return true;
}

static bool define_type_param(kr_symtable *st, kr_value name, kr_location loc) {
  /* The name would hide the class's own namespace from annotation scopes. */
  if (kr_str_equals_cstr(KR_STR(name), "__classdict__"))
    return kr_syntax_error(st->filename, loc, "reserved name '%U' cannot be used for type parameter", name);
  return define(st, name, KR_DEF_TYPE_PARAM | KR_DEF_LOCAL, loc);
}

static bool visit_type_params(kr_symtable *st, const kr_type_param_seq *params) {
  for (uint32_t i = 0; i < kr_seq_len(params); i++) {
    kr_type_param *p = params->items[i];
    const char *key = (const char *)p; /* bound: p, default: p + 1 */
    switch (p->kind) {
      case KR_TypeVar_kind: {
        kr_expr *bound = p->v.TypeVar.bound;
        const char *what = bound && bound->kind == KR_Tuple_kind ? "a TypeVar constraint" : "a TypeVar bound";
        if (!define_type_param(st, p->v.TypeVar.name, p->loc) ||
            !visit_type_expr(st, bound, p->v.TypeVar.name, key, what) ||
            !visit_type_expr(st, p->v.TypeVar.default_value, p->v.TypeVar.name, key + 1, "a TypeVar default"))
          return false;
        break;
      }
      case KR_TypeVarTuple_kind:
        if (!define_type_param(st, p->v.TypeVarTuple.name, p->loc) ||
            !visit_type_expr(st, p->v.TypeVarTuple.default_value, p->v.TypeVarTuple.name, key + 1,
                             "a TypeVarTuple default"))
          return false;
        break;
      case KR_ParamSpec_kind:
        if (!define_type_param(st, p->v.ParamSpec.name, p->loc) ||
            !visit_type_expr(st, p->v.ParamSpec.default_value, p->v.ParamSpec.name, key + 1,
                             "a ParamSpec default"))
          return false;
        break;
    }
  }
  return true;
}

static bool enter_type_params(kr_symtable *st, kr_value name, const kr_type_param_seq *params, bool defaults,
                              bool kwdefaults, bool of_class, kr_location loc) {
  kr_block_type outer = st->current->type;
  if (!enter(st, name, KR_BLOCK_TYPE_PARAMETERS, params, loc)) return false;
  if (outer == KR_BLOCK_CLASS && !see_class(st, loc)) return false;
  if (of_class && (!define_cstr(st, ".type_params", KR_DEF_LOCAL, loc) ||
                   !define_cstr(st, ".type_params", KR_DEF_USE, loc) ||
                   !define_cstr(st, ".generic_base", KR_DEF_LOCAL, loc) ||
                   !define_cstr(st, ".generic_base", KR_DEF_USE, loc)))
    return false;
  if (defaults && !define_cstr(st, ".defaults", KR_DEF_PARAM, loc)) return false;
  return !kwdefaults || define_cstr(st, ".kwdefaults", KR_DEF_PARAM, loc);
}

static bool define_parameters(kr_symtable *st, const kr_arg_seq *args) {
  for (uint32_t i = 0; i < kr_seq_len(args); i++)
    if (!define(st, args->items[i]->arg, KR_DEF_PARAM, args->items[i]->loc)) return false;
  return true;
}

static bool visit_parameters(kr_symtable *st, const kr_arguments *a) {
  if (!define_parameters(st, a->posonlyargs) || !define_parameters(st, a->args) ||
      !define_parameters(st, a->kwonlyargs))
    return false;
  if (a->vararg) {
    if (!define(st, a->vararg->arg, KR_DEF_PARAM, a->vararg->loc)) return false;
    st->current->varargs = true;
  }
  if (a->kwarg) {
    if (!define(st, a->kwarg->arg, KR_DEF_PARAM, a->kwarg->loc)) return false;
    st->current->varkeywords = true;
  }
  return true;
}

/* The annotation of a variable, in the one annotation scope of the module, class or function. */
static bool visit_annotation(kr_symtable *st, kr_expr *annotation) {
  kr_scope *s = st->current;
  bool unevaluated = s->type == KR_BLOCK_FUNCTION;
  s->annotations_used = true;
  /* A module may be annotated halfway and then fail: always conditional. */
  if (((s->type == KR_BLOCK_CLASS && s->in_conditional_block) || s->type == KR_BLOCK_MODULE) &&
      !s->has_conditional_annotations) {
    s->has_conditional_annotations = true;
    if (!define(st, KR_ID(__conditional_annotations__), KR_DEF_USE, annotation->loc)) return false;
  }
  if (s->annotation) {
    if (!enter_existing(st, s->annotation, false)) return false;
  } else {
    kr_scope *block =
        scope_new(st, KR_ID(__annotate__), KR_BLOCK_ANNOTATION, &s->annotation, annotation->loc);
    if (!block || !enter_existing(st, block, true)) return false;
    s->annotation = block;
    if (!define_format(st, annotation->loc)) return false;
    if (s->type == KR_BLOCK_CLASS && !see_class(st, annotation->loc)) return false;
  }
  if (unevaluated) st->current->in_unevaluated = true;
  bool ok = visit_expr(st, annotation);
  if (unevaluated) st->current->in_unevaluated = false;
  leave(st);
  return ok;
}

static bool visit_arg_annotations(kr_symtable *st, const kr_arg_seq *args) {
  for (uint32_t i = 0; i < kr_seq_len(args); i++) {
    if (!args->items[i]->annotation) continue;
    st->current->annotations_used = true;
    if (!visit_expr(st, args->items[i]->annotation)) return false;
  }
  return true;
}

/* The annotations of parameters and result: a scope of their own, beside the function's. */
static bool visit_annotations(kr_symtable *st, kr_location loc, kr_arguments *a, kr_expr *returns,
                              kr_scope *function) {
  bool in_class = st->current->can_see_class_scope || st->current->type == KR_BLOCK_CLASS;
  if (!enter(st, KR_ID(__annotate__), KR_BLOCK_ANNOTATION, a, loc)) return false;
  if (!define_format(st, loc)) return false;
  if (in_class && !see_class(st, loc)) return false;
  kr_scope *s = st->current;
  if (!visit_arg_annotations(st, a->posonlyargs) || !visit_arg_annotations(st, a->args)) return false;
  if (a->vararg && a->vararg->annotation) {
    s->annotations_used = true;
    if (!visit_expr(st, a->vararg->annotation)) return false;
  }
  if (a->kwarg && a->kwarg->annotation) {
    s->annotations_used = true;
    if (!visit_expr(st, a->kwarg->annotation)) return false;
  }
  if (!visit_arg_annotations(st, a->kwonlyargs)) return false;
  if (returns) {
    s->annotations_used = true;
    if (!visit_expr(st, returns)) return false;
  }
  leave(st);
  return true;
}

static bool visit_function(kr_symtable *st, kr_stmt *s, bool is_async) {
  /* FunctionDef and AsyncFunctionDef have the same fields */
  kr_arguments *args = s->v.FunctionDef.args;
  kr_value name = s->v.FunctionDef.name;
  kr_type_param_seq *params = s->v.FunctionDef.type_params;
  kr_stmt_seq *body = s->v.FunctionDef.body;
  if (!define(st, name, KR_DEF_LOCAL, s->loc) || !visit_exprs(st, args->defaults) ||
      !visit_exprs(st, args->kw_defaults) || !visit_exprs(st, s->v.FunctionDef.decorator_list))
    return false;
  if (kr_seq_len(params) &&
      (!enter_type_params(st, name, params, true, has_values(args->kw_defaults), false, s->loc) ||
       !visit_type_params(st, params)))
    return false;
  kr_scope *function = scope_new(st, name, KR_BLOCK_FUNCTION, s, s->loc);
  if (!function) return false;
  function->has_docstring = kr_docstring(body) != KR_NULL;
  if (!visit_annotations(st, s->loc, args, s->v.FunctionDef.returns, function) ||
      !enter_existing(st, function, true))
    return false;
  function->coroutine = is_async;
  if (!visit_parameters(st, args) || !visit_stmts(st, body)) return false;
  leave(st);
  if (kr_seq_len(params)) leave(st);
  return true;
}

static bool visit_keywords(kr_symtable *st, const kr_keyword_seq *keywords) {
  for (uint32_t i = 0; i < kr_seq_len(keywords); i++) {
    kr_keyword *k = keywords->items[i];
    if (k->arg != KR_NULL && !check_name(st, k->arg, k->loc, KR_Store)) return false;
  }
  for (uint32_t i = 0; i < kr_seq_len(keywords); i++)
    if (!visit_expr(st, keywords->items[i]->value)) return false;
  return true;
}

static bool visit_class(kr_symtable *st, kr_stmt *s) {
  kr_value name = s->v.ClassDef.name, outer_private = st->private;
  kr_type_param_seq *params = s->v.ClassDef.type_params;
  if (!define(st, name, KR_DEF_LOCAL, s->loc) || !visit_exprs(st, s->v.ClassDef.decorator_list)) return false;
  if (kr_seq_len(params)) {
    if (!enter_type_params(st, name, params, false, false, true, s->loc)) return false;
    /* In the class's header only the type parameters are private names of the class. */
    st->private = name;
    st->current->mangled_names = kr_ast_alloc(st->arena, sizeof(kr_name_map));
    if (!st->current->mangled_names || !visit_type_params(st, params)) return false;
  }
  if (!visit_exprs(st, s->v.ClassDef.bases) || !visit_keywords(st, s->v.ClassDef.keywords) ||
      !enter(st, name, KR_BLOCK_CLASS, s, s->loc))
    return false;
  st->private = name;
  if (kr_seq_len(params) && (!define(st, KR_ID(__type_params__), KR_DEF_LOCAL, s->loc) ||
                             !define_cstr(st, ".type_params", KR_DEF_USE, s->loc)))
    return false;
  if (!visit_stmts(st, s->v.ClassDef.body)) return false;
  leave(st);
  if (kr_seq_len(params)) leave(st);
  st->private = outer_private;
  return true;
}

static bool visit_type_alias(kr_symtable *st, kr_stmt *s) {
  kr_expr *target = s->v.TypeAlias.name;
  kr_type_param_seq *params = s->v.TypeAlias.type_params;
  if (!visit_expr(st, target)) return false;
  kr_value name = target->v.Name.id;
  bool in_class = st->current->type == KR_BLOCK_CLASS;
  if (kr_seq_len(params) &&
      (!enter_type_params(st, name, params, false, false, false, s->loc) || !visit_type_params(st, params)))
    return false;
  if (!enter(st, name, KR_BLOCK_TYPE_ALIAS, s, s->loc) || !define_format(st, s->loc) ||
      (in_class && !see_class(st, s->v.TypeAlias.value->loc)) || !visit_expr(st, s->v.TypeAlias.value))
    return false;
  leave(st);
  if (kr_seq_len(params)) leave(st);
  return true;
}

static bool visit_ann_assign(kr_symtable *st, kr_stmt *s) {
  kr_expr *target = s->v.AnnAssign.target;
  bool simple = s->v.AnnAssign.simple;
  if (target->kind == KR_Name_kind) {
    kr_value name = target->v.Name.id;
    int known = lookup(st, st->current, name);
    if ((known & (KR_DEF_GLOBAL | KR_DEF_NONLOCAL)) && st->current != st->top && simple)
      return kr_syntax_error(st->filename, s->loc, "annotated name '%U' can't be %s", name,
                             known & KR_DEF_GLOBAL ? "global" : "nonlocal");
    if (simple ? !define(st, name, KR_DEF_ANNOT | KR_DEF_LOCAL, target->loc)
               : s->v.AnnAssign.value && !define(st, name, KR_DEF_LOCAL, target->loc))
      return false;
  } else if (!visit_expr(st, target)) {
    return false;
  }
  return visit_annotation(st, s->v.AnnAssign.annotation) && visit_optional(st, s->v.AnnAssign.value);
}

static bool visit_global(kr_symtable *st, kr_stmt *s, const kr_value_seq *names, bool global) {
  const char *word = global ? "global" : "nonlocal";
  for (uint32_t i = 0; i < kr_seq_len(names); i++) {
    kr_value name = names->items[i];
    int known = lookup(st, st->current, name);
    if (known & (KR_DEF_PARAM | KR_DEF_LOCAL | KR_DEF_USE | KR_DEF_ANNOT)) {
      const char *message = known & KR_DEF_PARAM   ? "name '%U' is parameter and %s"
                            : known & KR_DEF_USE   ? "name '%U' is used prior to %s declaration"
                            : known & KR_DEF_ANNOT ? "annotated name '%U' can't be %s"
                                                   : "name '%U' is assigned to before %s declaration";
      return kr_syntax_error(st->filename, s->loc, message, name, word);
    }
    if (!define(st, name, global ? KR_DEF_GLOBAL : KR_DEF_NONLOCAL, s->loc) ||
        !note_directive(st, name, s->loc))
      return false;
  }
  return true;
}

static bool visit_imports(kr_symtable *st, const kr_alias_seq *names) {
  for (uint32_t i = 0; i < kr_seq_len(names); i++) {
    const kr_alias *a = names->items[i];
    kr_value name = a->asname == KR_NULL ? a->name : a->asname;
    if (kr_str_equals_cstr(KR_STR(name), "*")) {
      if (st->current->type == KR_BLOCK_MODULE) continue;
      return kr_syntax_error(st->filename, a->loc, "import * only allowed at module level");
    }
    uint32_t dot = 0, length = KR_STR(name)->length;
    while (dot < length && kr_str_read(KR_STR(name), dot) != '.') dot++;
    if (dot < length) { /* import a.b binds a */
      name = kr_str_substring(name, 0, dot);
      if (name == KR_NULL || (name = kr_ast_own(st->arena, name)) == KR_NULL) return false;
    }
    if (!define(st, name, KR_DEF_IMPORT, a->loc)) return false;
  }
  return true;
}

static bool visit_import_from(kr_symtable *st, kr_stmt *s) {
  kr_value module = s->v.ImportFrom.module;
  if (module != KR_NULL && s->v.ImportFrom.level == 0 && s->lineno > st->future_line &&
      kr_str_equals_cstr(KR_STR(module), "__future__"))
    return kr_late_future(st->filename, s->loc);
  return visit_imports(st, s->v.ImportFrom.names);
}

static bool visit_handlers(kr_symtable *st, const kr_excepthandler_seq *handlers) {
  for (uint32_t i = 0; i < kr_seq_len(handlers); i++) {
    kr_excepthandler *h = handlers->items[i];
    if (!visit_optional(st, h->v.ExceptHandler.type)) return false;
    if (h->v.ExceptHandler.name != KR_NULL && !define(st, h->v.ExceptHandler.name, KR_DEF_LOCAL, h->loc))
      return false;
    if (!visit_stmts(st, h->v.ExceptHandler.body)) return false;
  }
  return true;
}

static bool visit_try(kr_symtable *st, kr_stmt *s) {
  /* Try and TryStar have the same fields */
  bool outer = st->current->in_conditional_block;
  st->current->in_conditional_block = true;
  bool ok = visit_stmts(st, s->v.Try.body) && visit_handlers(st, s->v.Try.handlers) &&
            visit_stmts(st, s->v.Try.orelse) && visit_stmts(st, s->v.Try.finalbody);
  st->current->in_conditional_block = outer;
  return ok;
}

static bool visit_pattern(kr_symtable *st, kr_pattern *p);
static bool visit_patterns(kr_symtable *st, const kr_pattern_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!visit_pattern(st, seq->items[i])) return false;
  return true;
}
static bool define_optional(kr_symtable *st, kr_value name, kr_location loc) {
  return name == KR_NULL || define(st, name, KR_DEF_LOCAL, loc);
}

static bool visit_pattern_kind(kr_symtable *st, kr_pattern *p) {
  switch (p->kind) {
    case KR_MatchValue_kind: return visit_expr(st, p->v.MatchValue.value);
    case KR_MatchSingleton_kind: return true;
    case KR_MatchSequence_kind: return visit_patterns(st, p->v.MatchSequence.patterns);
    case KR_MatchMapping_kind:
      return visit_exprs(st, p->v.MatchMapping.keys) && visit_patterns(st, p->v.MatchMapping.patterns) &&
             define_optional(st, p->v.MatchMapping.rest, p->loc);
    case KR_MatchClass_kind:
      if (!visit_expr(st, p->v.MatchClass.cls) || !visit_patterns(st, p->v.MatchClass.patterns)) return false;
      for (uint32_t i = 0; i < kr_seq_len(p->v.MatchClass.kwd_attrs); i++)
        if (!check_name(st, p->v.MatchClass.kwd_attrs->items[i], p->v.MatchClass.kwd_patterns->items[i]->loc,
                        KR_Store))
          return false;
      return visit_patterns(st, p->v.MatchClass.kwd_patterns);
    case KR_MatchStar_kind: return define_optional(st, p->v.MatchStar.name, p->loc);
    case KR_MatchAs_kind:
      return (!p->v.MatchAs.pattern || visit_pattern(st, p->v.MatchAs.pattern)) &&
             define_optional(st, p->v.MatchAs.name, p->loc);
    case KR_MatchOr_kind: return visit_patterns(st, p->v.MatchOr.patterns);
  }
  return true;
}

static bool visit_pattern(kr_symtable *st, kr_pattern *p) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = visit_pattern_kind(st, p);
  kr_leave_recursion();
  return ok;
}

static bool visit_match(kr_symtable *st, kr_stmt *s) {
  if (!visit_expr(st, s->v.Match.subject)) return false;
  bool outer = st->current->in_conditional_block, ok = true;
  st->current->in_conditional_block = true;
  for (uint32_t i = 0; ok && i < kr_seq_len(s->v.Match.cases); i++) {
    kr_match_case *c = s->v.Match.cases->items[i];
    ok = visit_pattern(st, c->pattern) && visit_optional(st, c->guard) && visit_stmts(st, c->body);
  }
  st->current->in_conditional_block = outer;
  return ok;
}

static bool allows_top_level_await(const kr_symtable *st) {
  return (st->flags & KR_FLAG_ALLOW_TOP_LEVEL_AWAIT) && st->current->type == KR_BLOCK_MODULE;
}
static bool require_coroutine(kr_symtable *st, const char *what, kr_location loc) {
  if (allows_top_level_await(st)) st->current->coroutine = true;
  if (st->current->coroutine) return true;
  return kr_syntax_error(st->filename, loc, "'%s' outside async function", what);
}

static bool visit_with(kr_symtable *st, kr_stmt *s) {
  /* With and AsyncWith have the same fields */
  bool outer = st->current->in_conditional_block, ok = true;
  st->current->in_conditional_block = true;
  for (uint32_t i = 0; ok && i < kr_seq_len(s->v.With.items); i++)
    ok = visit_expr(st, s->v.With.items->items[i]->context_expr) &&
         visit_optional(st, s->v.With.items->items[i]->optional_vars);
  ok = ok && visit_stmts(st, s->v.With.body);
  st->current->in_conditional_block = outer;
  return ok;
}

static bool visit_if(kr_symtable *st, kr_stmt *s) {
  if (!visit_expr(st, s->v.If.test)) return false;
  bool outer = st->current->in_conditional_block, ok;
  st->current->in_conditional_block = true;
  /* elif, elif ... : a loop, not recursion */
  while ((ok = visit_stmts(st, s->v.If.body)) && kr_is_elif(s)) {
    s = s->v.If.orelse->items[0];
    if (!(ok = visit_expr(st, s->v.If.test))) break;
  }
  ok = ok && visit_stmts(st, s->v.If.orelse);
  st->current->in_conditional_block = outer;
  return ok;
}

static bool visit_for(kr_symtable *st, kr_stmt *s) {
  /* For and AsyncFor have the same fields */
  return visit_expr(st, s->v.For.target) && visit_expr(st, s->v.For.iter) &&
         visit_conditional(st, s->v.For.body, s->v.For.orelse);
}

static bool visit_stmt_kind(kr_symtable *st, kr_stmt *s) {
  switch (s->kind) {
    case KR_FunctionDef_kind: return visit_function(st, s, false);
    case KR_AsyncFunctionDef_kind: return visit_function(st, s, true);
    case KR_ClassDef_kind: return visit_class(st, s);
    case KR_TypeAlias_kind: return visit_type_alias(st, s);
    case KR_Return_kind:
      if (s->v.Return.value) st->current->returns_value = true;
      return visit_optional(st, s->v.Return.value);
    case KR_Delete_kind: return visit_exprs(st, s->v.Delete.targets);
    case KR_Assign_kind: return visit_exprs(st, s->v.Assign.targets) && visit_expr(st, s->v.Assign.value);
    case KR_AnnAssign_kind: return visit_ann_assign(st, s);
    case KR_AugAssign_kind:
      return visit_expr(st, s->v.AugAssign.target) && visit_expr(st, s->v.AugAssign.value);
    case KR_For_kind: return visit_for(st, s);
    case KR_AsyncFor_kind: return require_coroutine(st, "async for", s->loc) && visit_for(st, s);
    case KR_While_kind:
      return visit_expr(st, s->v.While.test) && visit_conditional(st, s->v.While.body, s->v.While.orelse);
    case KR_If_kind: return visit_if(st, s);
    case KR_Match_kind: return visit_match(st, s);
    case KR_Raise_kind: return visit_optional(st, s->v.Raise.exc) && visit_optional(st, s->v.Raise.cause);
    case KR_Try_kind:
    case KR_TryStar_kind: return visit_try(st, s);
    case KR_Assert_kind: return visit_expr(st, s->v.Assert.test) && visit_optional(st, s->v.Assert.msg);
    case KR_Import_kind: return visit_imports(st, s->v.Import.names);
    case KR_ImportFrom_kind: return visit_import_from(st, s);
    case KR_Global_kind: return visit_global(st, s, s->v.Global.names, true);
    case KR_Nonlocal_kind: return visit_global(st, s, s->v.Nonlocal.names, false);
    case KR_Expr_kind: return visit_expr(st, s->v.Expr.value);
    case KR_Pass_kind:
    case KR_Break_kind:
    case KR_Continue_kind: return true;
    case KR_With_kind: return visit_with(st, s);
    case KR_AsyncWith_kind: return require_coroutine(st, "async with", s->loc) && visit_with(st, s);
  }
  return true;
}

static bool visit_stmt(kr_symtable *st, kr_stmt *s) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = visit_stmt_kind(st, s);
  kr_leave_recursion();
  return ok;
}

/* ---- expressions --------------------------------------------------------------------------------- */

kr_expr **kr_left_operand(kr_expr *e) {
  switch (e->kind) {
    case KR_BinOp_kind: return &e->v.BinOp.left;
    case KR_Attribute_kind: return &e->v.Attribute.value;
    case KR_Subscript_kind: return &e->v.Subscript.value;
    case KR_Call_kind: return &e->v.Call.func;
    default: return NULL;
  }
}

kr_expr **kr_left_spine(kr_ast_arena *a, kr_expr *e, uint32_t *n) {
  uint32_t length = 0;
  kr_expr **left = &e;
  for (kr_expr *node = e; (left = kr_left_operand(node)); node = *left) length++;
  kr_expr **spine = kr_ast_alloc(a, length * sizeof *spine);
  if (!spine) return NULL;
  *n = 0;
  for (kr_expr *node = e; (left = kr_left_operand(node)); node = *left) spine[(*n)++] = node;
  return spine;
}

static bool forbid_in_annotations(kr_symtable *st, const char *what, kr_location loc) {
  const char *where;
  switch (st->current->type) {
    case KR_BLOCK_ANNOTATION: where = "an annotation"; break;
    case KR_BLOCK_TYPE_VARIABLE: where = st->current->what; break;
    case KR_BLOCK_TYPE_ALIAS: where = "a type alias"; break;
    case KR_BLOCK_TYPE_PARAMETERS: where = "the definition of a generic"; break;
    default: return true;
  }
  return kr_syntax_error(st->filename, loc, "%s cannot be used within %s", what, where);
}

/* The target of := in a comprehension belongs to the first scope around that is none. */
static bool extend_walrus_scope(kr_symtable *st, kr_expr *target) {
  kr_value name = target->v.Name.id;
  for (kr_scope *s = st->current; s; s = s->parent) {
    if (s->comprehension) {
      int known = lookup(st, s, name);
      if ((known & KR_DEF_COMP_ITER) && (known & KR_DEF_LOCAL))
        return kr_syntax_error(st->filename, target->loc,
                               "assignment expression cannot rebind comprehension iteration variable '%U'",
                               name);
      continue;
    }
    switch (s->type) {
      case KR_BLOCK_FUNCTION: {
        bool global = (lookup(st, s, name) & KR_DEF_GLOBAL) != 0;
        return define(st, name, global ? KR_DEF_GLOBAL : KR_DEF_NONLOCAL, target->loc) &&
               note_directive(st, name, target->loc) && define_in(st, s, name, KR_DEF_LOCAL, target->loc);
      }
      case KR_BLOCK_MODULE:
        return define(st, name, KR_DEF_GLOBAL, target->loc) && note_directive(st, name, target->loc) &&
               define_in(st, s, name, KR_DEF_GLOBAL, target->loc);
      case KR_BLOCK_CLASS:
        return kr_syntax_error(st->filename, target->loc,
                               "assignment expression within a comprehension cannot be used in a class body");
      case KR_BLOCK_TYPE_PARAMETERS:
        return kr_syntax_error(st->filename, target->loc,
                               "assignment expression within a comprehension cannot be used within "
                               "the definition of a generic");
      case KR_BLOCK_TYPE_ALIAS:
        return kr_syntax_error(st->filename, target->loc,
                               "assignment expression within a comprehension cannot be used in a type alias");
      case KR_BLOCK_TYPE_VARIABLE:
        return kr_syntax_error(
            st->filename, target->loc,
            "assignment expression within a comprehension cannot be used in a TypeVar bound");
      case KR_BLOCK_ANNOTATION: break;
    }
  }
  return true;
}

static bool visit_named_expr(kr_symtable *st, kr_expr *e) {
  if (!forbid_in_annotations(st, "named expression", e->loc)) return false;
  if (st->current->comp_iter_expr > 0)
    return kr_syntax_error(st->filename, e->loc,
                           "assignment expression cannot be used in a comprehension iterable expression");
  if (st->current->comprehension && !extend_walrus_scope(st, e->v.NamedExpr.target)) return false;
  return visit_expr(st, e->v.NamedExpr.value) && visit_expr(st, e->v.NamedExpr.target);
}

static bool visit_comp_target(kr_symtable *st, kr_expr *target) {
  st->current->comp_iter_target = true;
  bool ok = visit_expr(st, target);
  st->current->comp_iter_target = false;
  return ok;
}
static bool visit_comp_iter(kr_symtable *st, kr_expr *iter) {
  st->current->comp_iter_expr++;
  bool ok = visit_expr(st, iter);
  st->current->comp_iter_expr--;
  return ok;
}

static bool visit_comprehension(kr_symtable *st, kr_expr *e, kr_value name, kr_comp_kind kind,
                                const kr_comprehension_seq *generators, kr_expr *elt, kr_expr *value) {
  const kr_comprehension *outermost = generators->items[0];
  /* evaluated outside, and passed in */
  if (!visit_comp_iter(st, outermost->iter) || !enter(st, name, KR_BLOCK_FUNCTION, e, e->loc)) return false;
  kr_scope *s = st->current;
  s->comprehension = kind;
  if (outermost->is_async) s->coroutine = true;
  if (!define_cstr(st, ".0", KR_DEF_PARAM, e->loc) || !visit_comp_target(st, outermost->target) ||
      !visit_exprs(st, outermost->ifs))
    return false;
  for (uint32_t i = 1; i < generators->n; i++) {
    const kr_comprehension *g = generators->items[i];
    if (!visit_comp_target(st, g->target) || !visit_comp_iter(st, g->iter) || !visit_exprs(st, g->ifs))
      return false;
    if (g->is_async) s->coroutine = true;
  }
  if (!visit_optional(st, value) || !visit_expr(st, elt)) return false;
  s->generator = kind == KR_GEN_COMP;
  bool is_async = s->coroutine && !s->generator;
  leave(st);
  if (!is_async) return true;
  kr_scope *outer = st->current;
  bool async_function = outer->type == KR_BLOCK_FUNCTION && outer->coroutine;
  if (!async_function && !outer->comprehension && !allows_top_level_await(st))
    return kr_syntax_error(st->filename, e->loc,
                           "asynchronous comprehension outside of an asynchronous function");
  outer->coroutine = true;
  return true;
}

static bool visit_yield(kr_symtable *st, kr_expr *e, kr_expr *value) {
  static const char *const kinds[] = {[KR_LIST_COMP] = "list comprehension",
                                      [KR_SET_COMP] = "set comprehension",
                                      [KR_DICT_COMP] = "dict comprehension",
                                      [KR_GEN_COMP] = "generator expression"};
  if (!forbid_in_annotations(st, "yield expression", e->loc) || !visit_optional(st, value)) return false;
  st->current->generator = true;
  if (!st->current->comprehension) return true;
  return kr_syntax_error(st->filename, e->loc, "'yield' inside %s", kinds[st->current->comprehension]);
}

static bool visit_await(kr_symtable *st, kr_expr *e) {
  if (!forbid_in_annotations(st, "await expression", e->loc)) return false;
  kr_scope *s = st->current;
  if (!allows_top_level_await(st)) {
    if (!kr_scope_is_function_like(s))
      return kr_syntax_error(st->filename, e->loc, "'await' outside function");
    bool async_function = s->type == KR_BLOCK_FUNCTION && s->coroutine;
    if (!async_function && !s->comprehension)
      return kr_syntax_error(st->filename, e->loc, "'await' outside async function");
  }
  if (!visit_expr(st, e->v.Await.value)) return false;
  s->coroutine = true;
  return true;
}

static bool visit_lambda(kr_symtable *st, kr_expr *e) {
  kr_arguments *args = e->v.Lambda.args;
  if (!visit_exprs(st, args->defaults) || !visit_exprs(st, args->kw_defaults) ||
      !enter(st, KR_ID(lambda), KR_BLOCK_FUNCTION, e, e->loc) || !visit_parameters(st, args) ||
      !visit_expr(st, e->v.Lambda.body))
    return false;
  leave(st);
  return true;
}

static bool visit_name(kr_symtable *st, kr_expr *e) {
  kr_value name = e->v.Name.id;
  kr_expr_context ctx = e->v.Name.ctx;
  /* An annotation of a local variable is never evaluated. */
  if (st->current->in_unevaluated) return true;
  if (!define_ctx(st, name, ctx == KR_Load ? KR_DEF_USE : KR_DEF_LOCAL, e->loc, ctx)) return false;
  /* super() needs __class__ */
  if (ctx == KR_Load && kr_scope_is_function_like(st->current) && kr_str_equals_cstr(KR_STR(name), "super"))
    return define(st, KR_ID(__class__), KR_DEF_USE, e->loc);
  return true;
}

/* a + b + c ..., a.b().c()[d] ...: as deep as they are long, so without recursion. */
static bool visit_spine(kr_symtable *st, kr_expr *e) {
  uint32_t n;
  kr_expr **spine = kr_left_spine(st->arena, e, &n);
  if (!spine) return false;
  for (uint32_t i = 0; i < n; i++)
    if (spine[i]->kind == KR_Attribute_kind &&
        !check_name(st, spine[i]->v.Attribute.attr, spine[i]->loc, spine[i]->v.Attribute.ctx))
      return false;
  if (!visit_expr(st, *kr_left_operand(spine[n - 1]))) return false;
  while (n-- > 0) {
    kr_expr *node = spine[n];
    bool ok = true;
    if (node->kind == KR_BinOp_kind) ok = visit_expr(st, node->v.BinOp.right);
    else if (node->kind == KR_Subscript_kind) ok = visit_expr(st, node->v.Subscript.slice);
    else if (node->kind == KR_Call_kind)
      ok = visit_exprs(st, node->v.Call.args) && visit_keywords(st, node->v.Call.keywords);
    if (!ok) return false;
  }
  return true;
}

static bool visit_if_exp(kr_symtable *st, kr_expr *e) {
  for (;; e = e->v.IfExp.orelse) {
    if (!visit_expr(st, e->v.IfExp.test) || !visit_expr(st, e->v.IfExp.body)) return false;
    if (e->v.IfExp.orelse->kind != KR_IfExp_kind) return visit_expr(st, e->v.IfExp.orelse);
  }
}

static bool visit_expr_kind(kr_symtable *st, kr_expr *e) {
  switch (e->kind) {
    case KR_NamedExpr_kind: return visit_named_expr(st, e);
    case KR_BoolOp_kind: return visit_exprs(st, e->v.BoolOp.values);
    case KR_BinOp_kind:
    case KR_Attribute_kind:
    case KR_Subscript_kind:
    case KR_Call_kind: return visit_spine(st, e);
    case KR_UnaryOp_kind: return visit_expr(st, e->v.UnaryOp.operand);
    case KR_Lambda_kind: return visit_lambda(st, e);
    case KR_IfExp_kind: return visit_if_exp(st, e);
    case KR_Dict_kind: return visit_exprs(st, e->v.Dict.keys) && visit_exprs(st, e->v.Dict.values);
    case KR_Set_kind: return visit_exprs(st, e->v.Set.elts);
    case KR_ListComp_kind:
      return visit_comprehension(st, e, KR_ID(listcomp), KR_LIST_COMP, e->v.ListComp.generators,
                                 e->v.ListComp.elt, NULL);
    case KR_SetComp_kind:
      return visit_comprehension(st, e, KR_ID(setcomp), KR_SET_COMP, e->v.SetComp.generators,
                                 e->v.SetComp.elt, NULL);
    case KR_DictComp_kind:
      return visit_comprehension(st, e, KR_ID(dictcomp), KR_DICT_COMP, e->v.DictComp.generators,
                                 e->v.DictComp.key, e->v.DictComp.value);
    case KR_GeneratorExp_kind:
      return visit_comprehension(st, e, KR_ID(genexpr), KR_GEN_COMP, e->v.GeneratorExp.generators,
                                 e->v.GeneratorExp.elt, NULL);
    case KR_Yield_kind: return visit_yield(st, e, e->v.Yield.value);
    case KR_YieldFrom_kind: return visit_yield(st, e, e->v.YieldFrom.value);
    case KR_Await_kind: return visit_await(st, e);
    case KR_Compare_kind:
      return visit_expr(st, e->v.Compare.left) && visit_exprs(st, e->v.Compare.comparators);
    case KR_FormattedValue_kind:
      return visit_expr(st, e->v.FormattedValue.value) && visit_optional(st, e->v.FormattedValue.format_spec);
    case KR_Interpolation_kind:
      return visit_expr(st, e->v.Interpolation.value) && visit_optional(st, e->v.Interpolation.format_spec);
    case KR_JoinedStr_kind: return visit_exprs(st, e->v.JoinedStr.values);
    case KR_TemplateStr_kind: return visit_exprs(st, e->v.TemplateStr.values);
    case KR_Constant_kind: return true;
    case KR_Starred_kind: return visit_expr(st, e->v.Starred.value);
    case KR_Slice_kind:
      return visit_optional(st, e->v.Slice.lower) && visit_optional(st, e->v.Slice.upper) &&
             visit_optional(st, e->v.Slice.step);
    case KR_Name_kind: return visit_name(st, e);
    case KR_List_kind: return visit_exprs(st, e->v.List.elts);
    case KR_Tuple_kind: return visit_exprs(st, e->v.Tuple.elts);
  }
  return true;
}

static bool visit_expr(kr_symtable *st, kr_expr *e) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = visit_expr_kind(st, e);
  kr_leave_recursion();
  return ok;
}

bool kr_symtable_build(kr_symtable *st, kr_mod *mod, kr_value filename, uint32_t flags, int future_line,
                       kr_ast_arena *arena) {
  *st = (kr_symtable){
      .arena = arena, .filename = filename, .flags = flags, .future_line = future_line, .private = KR_NULL};
  kr_location nowhere = {0, 0, 0, 0};
  st->top = scope_new(st, KR_ID(top), KR_BLOCK_MODULE, mod, nowhere);
  if (!st->top || !enter_existing(st, st->top, false)) return false;
  switch (mod->kind) {
    case KR_Module_kind:
      if (!visit_stmts(st, mod->v.Module.body)) return false;
      break;
    case KR_Interactive_kind:
      if (!visit_stmts(st, mod->v.Interactive.body)) return false;
      break;
    case KR_Expression_kind:
      if (!visit_expr(st, mod->v.Expression.body)) return false;
      break;
    case KR_FunctionType_kind:
      kr_raise(&kr_exc_RuntimeError, "this compiler does not handle FunctionTypes");
      return false;
  }
  st->current = NULL;
  return kr_symtable_analyze(st);
}
