/* Simple statements, branches and loops. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str.h"

bool kr_gen_stmts(kr_compiler *c, const kr_stmt_seq *seq) {
  for (uint32_t i = 0; i < kr_seq_len(seq); i++)
    if (!kr_gen_stmt(c, seq->items[i])) return false;
  return true;
}

/* Statements that perhaps run, or more than once. */
static bool gen_conditional(kr_compiler *c, const kr_stmt_seq *seq) {
  bool outer = c->unit->in_conditional_block;
  c->unit->in_conditional_block = true;
  bool ok = kr_gen_stmts(c, seq);
  c->unit->in_conditional_block = outer;
  return ok;
}

/* ---- assignment ---------------------------------------------------------------------------------- */

static bool gen_assign(kr_compiler *c, kr_stmt *s) {
  kr_expr_seq *targets = s->v.Assign.targets;
  if (!kr_gen_expr(c, s->v.Assign.value)) return false;
  for (uint32_t i = 0; i < targets->n; i++) {
    if (i + 1 < targets->n && !kr_emit_arg(c, s->loc, OP_COPY, 1)) return false;
    if (!kr_gen_expr(c, targets->items[i])) return false;
  }
  return true;
}

static bool emit_all(kr_compiler *c, kr_location loc, int op, int oparg, int times) {
  while (times-- > 0)
    if (!kr_emit_arg(c, loc, op, oparg)) return false;
  return true;
}

/* Reads the target and leaves below the value what storing will need again. */
static bool gen_aug_load(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  switch (e->kind) {
    case KR_Attribute_kind: {
      kr_value name = kr_unit_mangle(c, e->v.Attribute.attr);
      return name != KR_NULL && kr_gen_expr(c, e->v.Attribute.value) && kr_emit_arg(c, loc, OP_COPY, 1) &&
             kr_emit_attr(c, kr_attr_location(loc, e), OP_LOAD_ATTR, name, 1, 0);
    }
    case KR_Subscript_kind:
      if (!kr_gen_expr(c, e->v.Subscript.value)) return false;
      if (kr_is_two_part_slice(e->v.Subscript.slice))
        return kr_gen_slice_parts(c, e->v.Subscript.slice) && emit_all(c, loc, OP_COPY, 3, 3) &&
               kr_emit(c, loc, OP_BINARY_SLICE);
      return kr_gen_expr(c, e->v.Subscript.slice) && emit_all(c, loc, OP_COPY, 2, 2) &&
             kr_emit_arg(c, loc, OP_BINARY_OP, KR_OP_SUBSCR);
    case KR_Name_kind: return kr_nameop(c, loc, e->v.Name.id, KR_Load);
    default:
      kr_raise(&kr_exc_SystemError, "invalid node type (%d) for augmented assignment", e->kind);
      return false;
  }
}

static bool gen_aug_store(kr_compiler *c, kr_expr *e) {
  kr_location loc = e->loc;
  switch (e->kind) {
    case KR_Attribute_kind: {
      kr_value name = kr_unit_mangle(c, e->v.Attribute.attr);
      loc = kr_attr_location(loc, e);
      return name != KR_NULL && kr_emit_arg(c, loc, OP_SWAP, 2) &&
             kr_emit_attr(c, loc, OP_STORE_ATTR, name, 0, 0);
    }
    case KR_Subscript_kind:
      if (kr_is_two_part_slice(e->v.Subscript.slice))
        return kr_emit_arg(c, loc, OP_SWAP, 4) && kr_emit_arg(c, loc, OP_SWAP, 3) &&
               kr_emit_arg(c, loc, OP_SWAP, 2) && kr_emit(c, loc, OP_STORE_SLICE);
      return kr_emit_arg(c, loc, OP_SWAP, 3) && kr_emit_arg(c, loc, OP_SWAP, 2) &&
             kr_emit(c, loc, OP_STORE_SUBSCR);
    default: return kr_nameop(c, loc, e->v.Name.id, KR_Store);
  }
}

static bool gen_aug_assign(kr_compiler *c, kr_stmt *s) {
  return gen_aug_load(c, s->v.AugAssign.target) && kr_gen_expr(c, s->v.AugAssign.value) &&
         kr_gen_binary(c, s->loc, s->v.AugAssign.op, true) && gen_aug_store(c, s->v.AugAssign.target);
}

/* ---- branches and loops -------------------------------------------------------------------------- */

static bool gen_if(kr_compiler *c, kr_stmt *s) {
  kr_block *end = kr_label(c);
  bool outer = c->unit->in_conditional_block;
  if (!end) return false;
  for (;; s = s->v.If.orelse->items[0]) {
    bool has_else = kr_seq_len(s->v.If.orelse) > 0;
    kr_block *next = has_else ? kr_label(c) : end;
    if (!next || !kr_gen_jump_if(c, s->loc, s->v.If.test, next, false) || !gen_conditional(c, s->v.If.body))
      return false;
    if (!has_else) break;
    if (!kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end)) return false;
    kr_use(c, next);
    c->unit->in_conditional_block = true;
    if (!kr_is_elif(s)) {
      if (!kr_gen_stmts(c, s->v.If.orelse)) return false;
      break;
    }
  }
  c->unit->in_conditional_block = outer;
  kr_use(c, end);
  return true;
}

static bool gen_for(kr_compiler *c, kr_stmt *s) {
  kr_block *start = kr_label(c), *cleanup = kr_label(c), *end = kr_label(c), *body = kr_label(c);
  if (!start || !cleanup || !end || !body || !kr_push_fblock(c, KR_FB_FOR, start, end, s->loc)) return false;
  kr_location loc = s->v.For.iter->loc;
  if (!kr_gen_expr(c, s->v.For.iter) || !kr_emit(c, loc, OP_GET_ITER)) return false;
  kr_use(c, start);
  /* The NOP keeps the target's line for tracing when it is not that of the iterable. */
  if (!kr_emit_jump(c, loc, OP_FOR_ITER, cleanup) || !kr_emit(c, s->v.For.target->loc, OP_NOP)) return false;
  kr_use(c, body);
  if (!kr_gen_expr(c, s->v.For.target) || !gen_conditional(c, s->v.For.body) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP, start))
    return false;
  kr_use(c, cleanup);
  /* A generator that returns goes on at END_FOR, other iterators behind it. */
  if (!kr_emit(c, KR_NO_LOCATION, OP_END_FOR) || !kr_emit(c, KR_NO_LOCATION, OP_POP_ITER)) return false;
  kr_pop_fblock(c);
  if (!gen_conditional(c, s->v.For.orelse)) return false;
  kr_use(c, end);
  return true;
}

static bool gen_async_for(kr_compiler *c, kr_stmt *s) {
  kr_block *start = kr_label(c), *send = kr_label(c), *except = kr_label(c), *end = kr_label(c);
  if (!start || !send || !except || !end) return false;
  kr_location loc = s->loc, iter_loc = s->v.AsyncFor.iter->loc;
  if (!kr_gen_expr(c, s->v.AsyncFor.iter) || !kr_emit(c, iter_loc, OP_GET_AITER)) return false;
  kr_use(c, start);
  if (!kr_push_fblock(c, KR_FB_ASYNC_FOR, start, end, loc) ||
      !kr_emit_jump(c, loc, OP_SETUP_FINALLY, except) || !kr_emit(c, loc, OP_GET_ANEXT) ||
      !kr_emit_const(c, loc, KR_NONE))
    return false;
  kr_use(c, send);
  if (!kr_yield_from(c, loc, true) || !kr_emit(c, loc, OP_POP_BLOCK) || !kr_emit(c, loc, OP_NOT_TAKEN) ||
      !kr_gen_expr(c, s->v.AsyncFor.target) || !gen_conditional(c, s->v.AsyncFor.body) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP, start))
    return false;
  kr_pop_fblock(c);
  kr_use(c, except);
  if (!kr_emit_jump(c, iter_loc, OP_END_ASYNC_FOR, send) || !gen_conditional(c, s->v.AsyncFor.orelse))
    return false;
  kr_use(c, end);
  return true;
}

static bool gen_while(kr_compiler *c, kr_stmt *s) {
  kr_block *loop = kr_label(c), *end = kr_label(c), *anchor = kr_label(c);
  if (!loop || !end || !anchor) return false;
  kr_use(c, loop);
  if (!kr_push_fblock(c, KR_FB_WHILE, loop, end, s->loc) ||
      !kr_gen_jump_if(c, s->loc, s->v.While.test, anchor, false) || !gen_conditional(c, s->v.While.body) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP, loop))
    return false;
  kr_pop_fblock(c);
  kr_use(c, anchor);
  if (!gen_conditional(c, s->v.While.orelse)) return false;
  kr_use(c, end);
  return true;
}

static bool gen_return(kr_compiler *c, kr_stmt *s) {
  kr_location loc = s->loc;
  kr_expr *value = s->v.Return.value;
  const kr_scope *scope = c->unit->scope;
  /* A constant is loaded when everything else is cleaned up. */
  bool preserve = value && value->kind != KR_Constant_kind;
  if (!kr_scope_is_function_like(scope)) return kr_compile_error(c, loc, "'return' outside function");
  if (value && scope->coroutine && scope->generator)
    return kr_compile_error(c, loc, "'return' with value in async generator");
  if (preserve) {
    if (!kr_gen_expr(c, value)) return false;
  } else if (value) { /* its line counts as executed */
    loc = value->loc;
    if (!kr_emit(c, loc, OP_NOP)) return false;
  }
  if (!value || value->lineno != s->lineno) {
    loc = s->loc;
    if (!kr_emit(c, loc, OP_NOP)) return false;
  }
  if (!kr_unwind(c, &loc, preserve, NULL)) return false;
  if (!preserve && !kr_emit_const(c, loc, value ? value->v.Constant.value : KR_NONE)) return false;
  return kr_emit(c, loc, OP_RETURN_VALUE);
}

static bool gen_break(kr_compiler *c, kr_stmt *s, bool is_break) {
  kr_location loc = s->loc;
  kr_fblock *loop = NULL;
  if (!kr_emit(c, loc, OP_NOP) || !kr_unwind(c, &loc, false, &loop)) return false;
  if (!loop)
    return kr_compile_error(c, s->loc, is_break ? "'break' outside loop" : "'continue' not properly in loop");
  if (!is_break) return kr_emit_jump(c, loc, OP_JUMP, loop->start);
  kr_block *exit = loop->exit;
  return kr_unwind_one(c, &loc, loop, false) && kr_emit_jump(c, loc, OP_JUMP, exit);
}

/* ---- other simple statements --------------------------------------------------------------------- */

static bool gen_assert(kr_compiler *c, kr_stmt *s) {
  kr_expr *test = s->v.Assert.test;
  bool full_tuple = (test->kind == KR_Tuple_kind && kr_seq_len(test->v.Tuple.elts)) ||
                    (test->kind == KR_Constant_kind && kr_is_exact_tuple(test->v.Constant.value) &&
                     KR_TUPLE(test->v.Constant.value)->size);
  if (full_tuple && !kr_compile_warning(c, s->loc, "assertion is always true, perhaps remove parentheses?"))
    return false;
  if (c->optimize) return true;
  kr_block *end = kr_label(c);
  if (!end || !kr_gen_jump_if(c, s->loc, test, end, true) ||
      !kr_emit_arg(c, s->loc, OP_LOAD_COMMON_CONSTANT, KR_COMMON_ASSERTION_ERROR))
    return false;
  if (s->v.Assert.msg && (!kr_gen_expr(c, s->v.Assert.msg) || !kr_emit_arg(c, s->loc, OP_CALL, 0)))
    return false;
  if (!kr_emit_arg(c, test->loc, OP_RAISE_VARARGS, 1)) return false;
  kr_use(c, end);
  return true;
}

static bool gen_raise(kr_compiler *c, kr_stmt *s) {
  int n = 0;
  if (s->v.Raise.exc) {
    if (!kr_gen_expr(c, s->v.Raise.exc)) return false;
    n++;
    if (s->v.Raise.cause) {
      if (!kr_gen_expr(c, s->v.Raise.cause)) return false;
      n++;
    }
  }
  return kr_emit_arg(c, s->loc, OP_RAISE_VARARGS, n);
}

static bool gen_expr_stmt(kr_compiler *c, kr_stmt *s) {
  kr_expr *value = s->v.Expr.value;
  if (c->interactive && c->depth <= 1)
    return kr_gen_expr(c, value) && kr_emit_arg(c, s->loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_PRINT) &&
           kr_emit(c, KR_NO_LOCATION, OP_POP_TOP);
  if (value->kind == KR_Constant_kind) return kr_emit(c, s->loc, OP_NOP);
  return kr_gen_expr(c, value) && kr_emit(c, KR_NO_LOCATION, OP_POP_TOP);
}

/* Characters [start, end) of a dotted name; held by the arena. */
static kr_value part_of_name(kr_compiler *c, kr_value name, uint32_t start, uint32_t end) {
  kr_value v = kr_str_substring(name, start, end);
  if (v == KR_NULL) return v;
  kr_str_intern(&v);
  return kr_ast_own(c->arena, v);
}
static uint32_t find_dot(kr_value name, uint32_t from) {
  const kr_str *s = KR_STR(name);
  while (from < s->length && kr_str_read(s, from) != '.') from++;
  return from;
}

/* import a.b.c as x: the module a was imported, x is a.b.c */
static bool gen_import_as(kr_compiler *c, kr_location loc, const kr_alias *a) {
  uint32_t length = KR_STR(a->name)->length, dot = find_dot(a->name, 0);
  if (dot == length) return kr_nameop(c, loc, a->asname, KR_Store);
  for (;;) {
    uint32_t start = dot + 1;
    dot = find_dot(a->name, start);
    kr_value attr = part_of_name(c, a->name, start, dot);
    if (attr == KR_NULL || !kr_emit_name(c, loc, OP_IMPORT_FROM, attr)) return false;
    if (dot == length) break;
    if (!kr_emit_arg(c, loc, OP_SWAP, 2) || !kr_emit(c, loc, OP_POP_TOP)) return false;
  }
  return kr_nameop(c, loc, a->asname, KR_Store) && kr_emit(c, loc, OP_POP_TOP);
}

static bool gen_import(kr_compiler *c, kr_stmt *s) {
  kr_location loc = s->loc;
  for (uint32_t i = 0; i < kr_seq_len(s->v.Import.names); i++) {
    const kr_alias *a = s->v.Import.names->items[i];
    if (!kr_emit_const(c, loc, kr_from_small_int(0)) || !kr_emit_const(c, loc, KR_NONE) ||
        !kr_emit_name(c, loc, OP_IMPORT_NAME, a->name))
      return false;
    if (a->asname != KR_NULL) {
      if (!gen_import_as(c, loc, a)) return false;
      continue;
    }
    kr_value first = part_of_name(c, a->name, 0, find_dot(a->name, 0));
    if (first == KR_NULL || !kr_nameop(c, loc, first, KR_Store)) return false;
  }
  return true;
}

static bool gen_import_from(kr_compiler *c, kr_stmt *s) {
  kr_location loc = s->loc;
  const kr_alias_seq *names = s->v.ImportFrom.names;
  kr_value module = s->v.ImportFrom.module;
  uint32_t n = kr_seq_len(names);
  kr_tuple *t = kr_tuple_new(n);
  if (!t) return false;
  for (uint32_t i = 0; i < n; i++) t->items[i] = kr_ref(names->items[i]->name);
  kr_value fromlist = n ? kr_from_object(t) : KR_EMPTY_TUPLE;
  if (!kr_emit_const_new(c, loc, kr_int_from_i64(s->v.ImportFrom.level)) ||
      !kr_emit_const_new(c, loc, fromlist))
    return false;
  if (!kr_emit_name(c, loc, OP_IMPORT_NAME, module == KR_NULL ? KR_EMPTY_STR : module)) return false;
  for (uint32_t i = 0; i < n; i++) {
    const kr_alias *a = names->items[i];
    if (i == 0 && kr_str_equals_cstr(KR_STR(a->name), "*"))
      return kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_IMPORT_STAR) &&
             kr_emit(c, KR_NO_LOCATION, OP_POP_TOP);
    if (!kr_emit_name(c, loc, OP_IMPORT_FROM, a->name) ||
        !kr_nameop(c, loc, a->asname == KR_NULL ? a->name : a->asname, KR_Store))
      return false;
  }
  return kr_emit(c, loc, OP_POP_TOP);
}

static bool in_conditional(kr_compiler *c, kr_stmt *s, bool (*gen)(kr_compiler *, kr_stmt *)) {
  bool outer = c->unit->in_conditional_block;
  c->unit->in_conditional_block = true;
  bool ok = gen(c, s);
  c->unit->in_conditional_block = outer;
  return ok;
}
static bool gen_with(kr_compiler *c, kr_stmt *s) { return kr_gen_with(c, s, false); }
static bool gen_async_with(kr_compiler *c, kr_stmt *s) { return kr_gen_with(c, s, true); }

static bool gen_stmt(kr_compiler *c, kr_stmt *s) {
  switch (s->kind) {
    case KR_FunctionDef_kind: return kr_gen_function(c, s, false);
    case KR_AsyncFunctionDef_kind: return kr_gen_function(c, s, true);
    case KR_ClassDef_kind: return kr_gen_class(c, s);
    case KR_TypeAlias_kind: return kr_gen_type_alias(c, s);
    case KR_Return_kind: return gen_return(c, s);
    case KR_Delete_kind: return kr_gen_exprs(c, s->v.Delete.targets);
    case KR_Assign_kind: return gen_assign(c, s);
    case KR_AugAssign_kind: return gen_aug_assign(c, s);
    case KR_AnnAssign_kind: return kr_gen_ann_assign(c, s);
    case KR_For_kind: return gen_for(c, s);
    case KR_AsyncFor_kind: return gen_async_for(c, s);
    case KR_While_kind: return gen_while(c, s);
    case KR_If_kind: return gen_if(c, s);
    case KR_Match_kind: return in_conditional(c, s, kr_gen_match);
    case KR_Raise_kind: return gen_raise(c, s);
    case KR_Try_kind:
    case KR_TryStar_kind: return in_conditional(c, s, kr_gen_try);
    case KR_Assert_kind: return gen_assert(c, s);
    case KR_Import_kind: return gen_import(c, s);
    case KR_ImportFrom_kind: return gen_import_from(c, s);
    case KR_Global_kind:
    case KR_Nonlocal_kind: return true;
    case KR_Expr_kind: return gen_expr_stmt(c, s);
    case KR_Pass_kind: return kr_emit(c, s->loc, OP_NOP);
    case KR_Break_kind: return gen_break(c, s, true);
    case KR_Continue_kind: return gen_break(c, s, false);
    case KR_With_kind: return in_conditional(c, s, gen_with);
    case KR_AsyncWith_kind: return in_conditional(c, s, gen_async_with);
  }
  return true;
}

bool kr_gen_stmt(kr_compiler *c, kr_stmt *s) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = gen_stmt(c, s);
  kr_leave_recursion();
  return ok;
}
