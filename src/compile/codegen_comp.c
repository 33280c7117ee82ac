/* Comprehensions and generator expressions. All but the latter run in the code around them (PEP 709):
 * their variables are set aside there and restored. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/str.h"

typedef struct {
  kr_comp_kind kind;
  kr_expr *e, *elt, *value;
  const kr_comprehension_seq *generators;
} comp;

/* How the code around looked before an inlined comprehension. */
typedef struct {
  kr_value *pushed; /* locals whose values wait on the stack */
  uint32_t npushed;
  kr_name_map scopes; /* names whose entry in the scope's symbols was changed: index of it + old */
  int32_t *old;
  kr_value *hidden; /* names made fast locals of a module or class for the time being */
  uint32_t nhidden;
  kr_block *cleanup, *end;
} inline_state;

static bool gen_generator(kr_compiler *c, const comp *k, uint32_t index, int depth, bool on_stack);

/* Conditions, the generators within, and the element; jumps back to start. */
static bool gen_rest(kr_compiler *c, const comp *k, uint32_t index, int depth, kr_block *if_cleanup,
                     kr_location *elt_loc) {
  const kr_comprehension *g = k->generators->items[index];
  for (uint32_t i = 0; i < kr_seq_len(g->ifs); i++)
    if (!kr_gen_jump_if(c, k->e->loc, g->ifs->items[i], if_cleanup, false)) return false;
  *elt_loc = k->elt->loc;
  if (index + 1 < k->generators->n) return gen_generator(c, k, index + 1, depth, false);
  if (!kr_gen_expr(c, k->elt)) return false;
  switch (k->kind) {
    case KR_GEN_COMP:
      if (c->unit->scope->generator && c->unit->scope->coroutine &&
          !kr_emit_arg(c, *elt_loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_ASYNC_GEN_WRAP))
        return false;
      return kr_emit_arg(c, *elt_loc, OP_YIELD_VALUE, 0) &&
             kr_emit_arg(c, *elt_loc, OP_RESUME, KR_RESUME_AFTER_YIELD) && kr_emit(c, *elt_loc, OP_POP_TOP);
    case KR_LIST_COMP: return kr_emit_arg(c, *elt_loc, OP_LIST_APPEND, depth + 1);
    case KR_SET_COMP: return kr_emit_arg(c, *elt_loc, OP_SET_ADD, depth + 1);
    default:
      if (!kr_gen_expr(c, k->value)) return false;
      elt_loc->end_lineno = k->value->end_lineno;
      elt_loc->end_col_offset = k->value->end_col_offset;
      return kr_emit_arg(c, *elt_loc, OP_MAP_ADD, depth + 1);
  }
}

/* `for y in [f(x)]`: an assignment in disguise. */
static kr_expr *single_item(const kr_expr *iter) {
  const kr_expr_seq *elts = iter->kind == KR_List_kind    ? iter->v.List.elts
                            : iter->kind == KR_Tuple_kind ? iter->v.Tuple.elts
                                                          : NULL;
  return kr_seq_len(elts) == 1 && elts->items[0]->kind != KR_Starred_kind ? elts->items[0] : NULL;
}

static bool gen_sync_generator(kr_compiler *c, const comp *k, uint32_t index, int depth, bool on_stack) {
  const kr_comprehension *g = k->generators->items[index];
  kr_block *start = kr_label(c), *if_cleanup = kr_label(c), *anchor = kr_label(c);
  if (!start || !if_cleanup || !anchor) return false;
  kr_expr *single = NULL;
  if (!on_stack) {
    if (index == 0) {
      if (!kr_emit_arg(c, k->e->loc, OP_LOAD_FAST, 0)) return false;
    } else if ((single = single_item(g->iter))) {
      if (!kr_gen_expr(c, single)) return false;
    } else if (!kr_gen_expr(c, g->iter) || !kr_emit(c, g->iter->loc, OP_GET_ITER)) {
      return false;
    }
  }
  if (!single) {
    depth++;
    kr_use(c, start);
    if (!kr_emit_jump(c, g->iter->loc, OP_FOR_ITER, anchor)) return false;
  }
  kr_location elt_loc;
  if (!kr_gen_expr(c, g->target) || !gen_rest(c, k, index, depth, if_cleanup, &elt_loc)) return false;
  kr_use(c, if_cleanup);
  if (single) return true;
  if (!kr_emit_jump(c, elt_loc, OP_JUMP, start)) return false;
  kr_use(c, anchor);
  return kr_emit(c, KR_NO_LOCATION, OP_END_FOR) && kr_emit(c, KR_NO_LOCATION, OP_POP_ITER);
}

static bool gen_async_generator(kr_compiler *c, const comp *k, uint32_t index, int depth, bool on_stack) {
  const kr_comprehension *g = k->generators->items[index];
  kr_location loc = k->e->loc, elt_loc;
  kr_block *start = kr_label(c), *send = kr_label(c), *except = kr_label(c), *if_cleanup = kr_label(c);
  if (!start || !send || !except || !if_cleanup) return false;
  if (!on_stack) {
    if (index == 0 ? !kr_emit_arg(c, loc, OP_LOAD_FAST, 0)
                   : !kr_gen_expr(c, g->iter) || !kr_emit(c, g->iter->loc, OP_GET_AITER))
      return false;
  }
  kr_use(c, start);
  if (!kr_push_fblock(c, KR_FB_ASYNC_COMP, start, NULL, loc) ||
      !kr_emit_jump(c, loc, OP_SETUP_FINALLY, except) || !kr_emit(c, loc, OP_GET_ANEXT) ||
      !kr_emit_const(c, loc, KR_NONE))
    return false;
  kr_use(c, send);
  if (!kr_yield_from(c, loc, true) || !kr_emit(c, loc, OP_POP_BLOCK) || !kr_gen_expr(c, g->target) ||
      !gen_rest(c, k, index, depth + 1, if_cleanup, &elt_loc))
    return false;
  kr_use(c, if_cleanup);
  if (!kr_emit_jump(c, elt_loc, OP_JUMP, start)) return false;
  kr_pop_fblock(c);
  kr_use(c, except);
  return kr_emit_jump(c, loc, OP_END_ASYNC_FOR, send);
}

static bool gen_generator(kr_compiler *c, const comp *k, uint32_t index, int depth, bool on_stack) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = k->generators->items[index]->is_async ? gen_async_generator(c, k, index, depth, on_stack)
                                                  : gen_sync_generator(c, k, index, depth, on_stack);
  kr_leave_recursion();
  return ok;
}

/* The iterable of the outermost loop, which belongs to the code around. */
static bool gen_outer_iterable(kr_compiler *c, const comp *k) {
  const kr_comprehension *g = k->generators->items[0];
  return kr_gen_expr(c, g->iter) && kr_emit(c, g->iter->loc, g->is_async ? OP_GET_AITER : OP_GET_ITER);
}

/* ---- inlining ------------------------------------------------------------------------------------ */

/* A name bound in the comprehension: its outer value goes onto the stack. */
static bool set_aside(kr_compiler *c, kr_location loc, inline_state *st, kr_value name, int scope,
                      int outer_scope) {
  kr_code_unit *u = &c->unit->code;
  if (!kr_scope_is_function_like(c->unit->scope) && !kr_name_get(&u->fast_hidden, name, 0)) {
    if (!kr_name_set(c->arena, &u->fast_hidden, name, 1)) return false;
    st->hidden[st->nhidden++] = name;
  }
  int i = kr_name_index(c->arena, &u->varnames, name);
  if (i < 0 || !kr_emit_arg(c, loc, OP_LOAD_FAST_AND_CLEAR, i)) return false;
  if (scope == KR_CELL_SCOPE) {
    int cell = outer_scope == KR_FREE_SCOPE ? (int)u->cellvars.n + kr_name_get(&u->freevars, name, 0)
                                            : kr_name_get(&u->cellvars, name, -1);
    if (cell < 0) {
      kr_raise(&kr_exc_SystemError, "no cell for name %R", name);
      return false;
    }
    if (!kr_emit_arg(c, loc, OP_MAKE_CELL, cell)) return false;
  }
  st->pushed[st->npushed++] = name;
  return true;
}

static bool begin_inline(kr_compiler *c, const comp *k, const kr_scope *s, inline_state *st) {
  kr_scope *outer = c->unit->scope;
  kr_location loc = k->e->loc;
  bool in_class = outer->type == KR_BLOCK_CLASS && !c->unit->in_inlined_comp;
  c->unit->in_inlined_comp++;
  *st = (inline_state){0};
  size_t n = s->symbols.n ? s->symbols.n : 1;
  st->pushed = kr_ast_alloc(c->arena, n * sizeof *st->pushed);
  st->hidden = kr_ast_alloc(c->arena, n * sizeof *st->hidden);
  st->old = kr_ast_alloc(c->arena, n * sizeof *st->old);
  if (!st->pushed || !st->hidden || !st->old) return false;
  for (uint32_t i = 0; i < s->symbols.n; i++) {
    const kr_name_entry *e = &s->symbols.entries[i];
    int flags = e->value, scope = flags >> KR_SCOPE_SHIFT & KR_SCOPE_MASK;
    bool bound = (flags & KR_DEF_LOCAL) && !(flags & KR_DEF_NONLOCAL);
    if (!flags || (flags & KR_DEF_PARAM)) continue;
    kr_name_entry *mine = kr_name_find(&outer->symbols, e->name);
    int outer_flags = mine ? mine->value : 0;
    int outer_scope = outer_flags >> KR_SCOPE_SHIFT & KR_SCOPE_MASK;
    /* While the comprehension lasts the name means what it means in there. */
    bool shared_cell = scope == KR_FREE_SCOPE || (scope == KR_CELL_SCOPE && outer_scope == KR_FREE_SCOPE);
    if ((scope != outer_scope && !shared_cell) || in_class) {
      kr_name_entry *changed = kr_name_add(c->arena, &st->scopes, e->name, 0);
      if (!changed) return false;
      st->old[st->scopes.n - 1] = outer_flags;
      if (!kr_name_set(c->arena, &outer->symbols, e->name, flags)) return false;
    }
    if (bound && !set_aside(c, loc, st, e->name, scope, outer_scope)) return false;
  }
  if (!st->npushed) return true;
  st->cleanup = kr_label(c);
  st->end = kr_label(c);
  return st->cleanup && st->end && kr_emit_arg(c, loc, OP_SWAP, (int)st->npushed + 1) &&
         kr_emit_jump(c, loc, OP_SETUP_FINALLY, st->cleanup);
}

static bool restore_locals(kr_compiler *c, kr_location loc, const inline_state *st) {
  if (!kr_emit_arg(c, loc, OP_SWAP, (int)st->npushed + 1)) return false;
  for (uint32_t i = st->npushed; i-- > 0;) {
    int at = kr_name_get(&c->unit->code.varnames, st->pushed[i], 0);
    if (!kr_emit_arg(c, loc, OP_STORE_FAST_MAYBE_NULL, at)) return false;
  }
  return true;
}

static bool end_inline(kr_compiler *c, kr_location loc, inline_state *st) {
  c->unit->in_inlined_comp--;
  if (st->npushed) {
    if (!kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) ||
        !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, st->end))
      return false;
    kr_use(c, st->cleanup);
    /* the unfinished result lies below the exception */
    if (!kr_emit_arg(c, KR_NO_LOCATION, OP_SWAP, 2) || !kr_emit(c, KR_NO_LOCATION, OP_POP_TOP) ||
        !restore_locals(c, loc, st) || !kr_emit_arg(c, KR_NO_LOCATION, OP_RERAISE, 0))
      return false;
    kr_use(c, st->end);
    if (!restore_locals(c, loc, st)) return false;
  }
  for (uint32_t i = 0; i < st->scopes.n; i++)
    if (!kr_name_set(c->arena, &c->unit->scope->symbols, st->scopes.entries[i].name, st->old[i]))
      return false;
  for (uint32_t i = 0; i < st->nhidden; i++)
    if (!kr_name_set(c->arena, &c->unit->code.fast_hidden, st->hidden[i], 0)) return false;
  return true;
}

/* ---- whole comprehensions ------------------------------------------------------------------------- */

static bool gen_new_result(kr_compiler *c, const comp *k, bool inlined) {
  int op = k->kind == KR_LIST_COMP ? OP_BUILD_LIST : k->kind == KR_SET_COMP ? OP_BUILD_SET : OP_BUILD_MAP;
  if (k->kind == KR_GEN_COMP) return true;
  return kr_emit_arg(c, k->e->loc, op, 0) && (!inlined || kr_emit_arg(c, k->e->loc, OP_SWAP, 2));
}

static bool gen_inlined(kr_compiler *c, const comp *k, const kr_scope *s) {
  inline_state st;
  return gen_outer_iterable(c, k) && begin_inline(c, k, s, &st) && gen_new_result(c, k, true) &&
         gen_generator(c, k, 0, 0, true) && end_inline(c, k->e->loc, &st);
}

static bool gen_function(kr_compiler *c, const comp *k, const kr_scope *s, const char *name) {
  kr_location loc = k->e->loc;
  kr_value v = kr_name_from_cstr(c->arena, name);
  if (v == KR_NULL || !kr_enter_unit(c, v, KR_UNIT_COMPREHENSION, k->e, loc.lineno, c->unit->private))
    return false;
  c->unit->code.argcount = 1;
  bool generator = k->kind == KR_GEN_COMP;
  if (!gen_new_result(c, k, false) || !gen_generator(c, k, 0, 0, false)) return false;
  if (generator ? !kr_stop_iteration_handler(c) : !kr_emit(c, loc, OP_RETURN_VALUE)) return false;
  kr_code *code = kr_finish_unit(c, true);
  kr_leave_unit(c);
  if (!kr_make_closure(c, loc, code, 0) || !gen_outer_iterable(c, k) || !kr_emit_arg(c, loc, OP_CALL, 0))
    return false;
  return generator || !s->coroutine || kr_await(c, loc, 0);
}

bool kr_gen_comprehension(kr_compiler *c, kr_expr *e) {
  comp k = {.e = e};
  const char *name;
  switch (e->kind) {
    case KR_ListComp_kind:
      k.kind = KR_LIST_COMP, name = "<listcomp>";
      k.elt = e->v.ListComp.elt, k.generators = e->v.ListComp.generators;
      break;
    case KR_SetComp_kind:
      k.kind = KR_SET_COMP, name = "<setcomp>";
      k.elt = e->v.SetComp.elt, k.generators = e->v.SetComp.generators;
      break;
    case KR_DictComp_kind:
      k.kind = KR_DICT_COMP, name = "<dictcomp>";
      k.elt = e->v.DictComp.key, k.value = e->v.DictComp.value;
      k.generators = e->v.DictComp.generators;
      break;
    default:
      k.kind = KR_GEN_COMP, name = "<genexpr>";
      k.elt = e->v.GeneratorExp.elt, k.generators = e->v.GeneratorExp.generators;
      break;
  }
  const kr_scope *s = kr_symtable_lookup(&c->st, (uintptr_t)e);
  if (!s) {
    kr_raise(&kr_exc_SystemError, "no symbol table for a comprehension");
    return false;
  }
  return s->comp_inlined ? gen_inlined(c, &k, s) : gen_function(c, &k, s, name);
}
