/* try, with, and leaving them. */
#include "compile/codegen.h"
#include "objects/abstract.h"

/* ---- leaving statements by return, break, continue ----------------------------------------------- */

static bool call_exit_with_nones(kr_compiler *c, kr_location loc) {
  return kr_emit_const(c, loc, KR_NONE) && kr_emit_const(c, loc, KR_NONE) && kr_emit_const(c, loc, KR_NONE) &&
         kr_emit_arg(c, loc, OP_CALL, 3);
}

/* name = None; del name: the variable of an except clause ends with it. */
static bool forget_name(kr_compiler *c, kr_location loc, kr_value name) {
  return kr_emit_const(c, loc, KR_NONE) && kr_nameop(c, loc, name, KR_Store) &&
         kr_nameop(c, loc, name, KR_Del);
}

/* Keeps the value to be returned on top. */
static bool swap_if(kr_compiler *c, kr_location loc, bool preserve_tos) {
  return !preserve_tos || kr_emit_arg(c, loc, OP_SWAP, 2);
}

bool kr_unwind_one(kr_compiler *c, kr_location *loc, const kr_fblock *fb, bool preserve_tos) {
  switch (fb->kind) {
    case KR_FB_WHILE:
    case KR_FB_EXCEPT_HANDLER:
    case KR_FB_EXCEPT_GROUP_HANDLER:
    case KR_FB_ASYNC_COMP:
    case KR_FB_STOP_ITERATION: return true;
    case KR_FB_FOR:
    case KR_FB_ASYNC_FOR:
    case KR_FB_POP_VALUE: return swap_if(c, *loc, preserve_tos) && kr_emit(c, *loc, OP_POP_TOP);
    case KR_FB_TRY: return kr_emit(c, *loc, OP_POP_BLOCK);
    case KR_FB_FINALLY_TRY:
      /* This POP_BLOCK has the line of the statement that leaves. */
      if (!kr_emit(c, *loc, OP_POP_BLOCK)) return false;
      if (preserve_tos && !kr_push_fblock(c, KR_FB_POP_VALUE, NULL, NULL, *loc)) return false;
      if (!kr_gen_stmts(c, fb->finalbody)) return false;
      if (preserve_tos) kr_pop_fblock(c);
      /* The finally block runs last: what follows it belongs to no line. */
      *loc = KR_NO_LOCATION;
      return true;
    case KR_FB_FINALLY_END:
      return swap_if(c, *loc, preserve_tos) && kr_emit(c, *loc, OP_POP_TOP) &&
             swap_if(c, *loc, preserve_tos) && kr_emit(c, *loc, OP_POP_BLOCK) &&
             kr_emit(c, *loc, OP_POP_EXCEPT);
    case KR_FB_WITH:
    case KR_FB_ASYNC_WITH:
      *loc = fb->loc;
      if (!kr_emit(c, *loc, OP_POP_BLOCK)) return false;
      if (preserve_tos && (!kr_emit_arg(c, *loc, OP_SWAP, 3) || !kr_emit_arg(c, *loc, OP_SWAP, 2)))
        return false;
      if (!call_exit_with_nones(c, *loc) || (fb->kind == KR_FB_ASYNC_WITH && !kr_await(c, *loc, 2)) ||
          !kr_emit(c, *loc, OP_POP_TOP))
        return false;
      *loc = KR_NO_LOCATION;
      return true;
    case KR_FB_HANDLER_CLEANUP:
      if ((fb->name != KR_NULL && !kr_emit(c, *loc, OP_POP_BLOCK)) || !swap_if(c, *loc, preserve_tos) ||
          !kr_emit(c, *loc, OP_POP_BLOCK) || !kr_emit(c, *loc, OP_POP_EXCEPT))
        return false;
      return fb->name == KR_NULL || forget_name(c, *loc, fb->name);
  }
  return true;
}

bool kr_unwind(kr_compiler *c, kr_location *loc, bool preserve_tos, kr_fblock **loop) {
  kr_unit *u = c->unit;
  int depth = u->nfblocks;
  if (depth == 0) return true;
  kr_fblock *saved = kr_ast_alloc(c->arena, sizeof *saved * (size_t)depth);
  if (!saved) return false;
  memcpy(saved, u->fblocks, sizeof *saved * (size_t)depth);
  bool ok = true;
  int found = -1, no_warnings = c->no_warnings;
  /* Each block is off while it is unwound: its finally statements are outside it. */
  while (ok && u->nfblocks > 0) {
    kr_fblock *top = &u->fblocks[u->nfblocks - 1];
    if (top->kind == KR_FB_EXCEPT_GROUP_HANDLER) {
      ok = kr_compile_error(c, *loc, "'break', 'continue' and 'return' cannot appear in an except* block");
      break;
    }
    if (loop && (top->kind == KR_FB_WHILE || top->kind == KR_FB_FOR || top->kind == KR_FB_ASYNC_FOR)) {
      found = u->nfblocks - 1;
      break;
    }
    kr_fblock copy = *top;
    u->nfblocks--;
    if (copy.kind == KR_FB_FINALLY_END) c->no_warnings--;
    ok = kr_unwind_one(c, loc, &copy, preserve_tos);
  }
  memcpy(u->fblocks, saved, sizeof *saved * (size_t)depth);
  u->nfblocks = depth;
  c->no_warnings = no_warnings;
  if (loop && found >= 0) *loop = &u->fblocks[found];
  return ok;
}

/* ---- try ----------------------------------------------------------------------------------------- */

static bool gen_try_except(kr_compiler *c, kr_stmt *s);
static bool gen_try_star(kr_compiler *c, kr_stmt *s);

static bool gen_try_finally(kr_compiler *c, kr_stmt *s, bool star) {
  kr_block *body = kr_label(c), *end = kr_label(c), *exit = kr_label(c), *cleanup = kr_label(c);
  const kr_stmt_seq *finalbody = s->v.Try.finalbody;
  if (!body || !end || !exit || !cleanup || !kr_emit_jump(c, s->loc, OP_SETUP_FINALLY, end)) return false;
  kr_use(c, body);
  if (!kr_push_fblock(c, KR_FB_FINALLY_TRY, body, end, s->loc)) return false;
  c->unit->fblocks[c->unit->nfblocks - 1].finalbody = finalbody;
  bool ok = !kr_seq_len(s->v.Try.handlers) ? kr_gen_stmts(c, s->v.Try.body)
            : star                         ? gen_try_star(c, s)
                                           : gen_try_except(c, s);
  if (!ok || !kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK)) return false;
  kr_pop_fblock(c);
  if (!kr_gen_stmts(c, finalbody) || !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, exit))
    return false;
  kr_use(c, end);
  if (!kr_push_fblock(c, KR_FB_FINALLY_END, end, NULL, KR_NO_LOCATION) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_SETUP_CLEANUP, cleanup) ||
      !kr_emit(c, KR_NO_LOCATION, OP_PUSH_EXC_INFO))
    return false;
  /* The same statements again: their warnings were given. */
  c->no_warnings++;
  ok = kr_gen_stmts(c, finalbody);
  c->no_warnings--;
  kr_pop_fblock(c);
  if (!ok || !kr_emit_arg(c, KR_NO_LOCATION, OP_RERAISE, 0)) return false;
  kr_use(c, cleanup);
  if (!kr_pop_except_and_reraise(c)) return false;
  kr_use(c, exit);
  return true;
}

/* The guarded body and what begins the handlers: control is at `except` with the exception pushed. */
static bool gen_try_body(kr_compiler *c, kr_stmt *s, kr_block *except, kr_block *cleanup, kr_block *after,
                         bool orelse_here) {
  kr_block *body = kr_label(c);
  if (!body || !kr_emit_jump(c, s->loc, OP_SETUP_FINALLY, except)) return false;
  kr_use(c, body);
  if (!kr_push_fblock(c, KR_FB_TRY, body, NULL, s->loc) || !kr_gen_stmts(c, s->v.Try.body)) return false;
  kr_pop_fblock(c);
  if (!kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) || (orelse_here && !kr_gen_stmts(c, s->v.Try.orelse)) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, after))
    return false;
  kr_use(c, except);
  return kr_emit_jump(c, KR_NO_LOCATION, OP_SETUP_CLEANUP, cleanup) &&
         kr_emit(c, KR_NO_LOCATION, OP_PUSH_EXC_INFO);
}

/* `except E as name:` after the match */
static bool gen_named_handler(kr_compiler *c, kr_excepthandler *h, kr_block *end) {
  kr_location loc = h->loc;
  kr_value name = h->v.ExceptHandler.name;
  kr_block *cleanup_end = kr_label(c), *cleanup_body = kr_label(c);
  if (!cleanup_end || !cleanup_body || !kr_nameop(c, loc, name, KR_Store) ||
      !kr_emit_jump(c, loc, OP_SETUP_CLEANUP, cleanup_end))
    return false;
  kr_use(c, cleanup_body);
  if (!kr_push_fblock(c, KR_FB_HANDLER_CLEANUP, cleanup_body, NULL, loc)) return false;
  c->unit->fblocks[c->unit->nfblocks - 1].name = name;
  if (!kr_gen_stmts(c, h->v.ExceptHandler.body)) return false;
  kr_pop_fblock(c);
  if (!kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) || !kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) ||
      !kr_emit(c, KR_NO_LOCATION, OP_POP_EXCEPT) || !forget_name(c, KR_NO_LOCATION, name) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end))
    return false;
  kr_use(c, cleanup_end);
  return forget_name(c, KR_NO_LOCATION, name) && kr_emit_arg(c, KR_NO_LOCATION, OP_RERAISE, 1);
}

static bool gen_unnamed_handler(kr_compiler *c, kr_excepthandler *h, kr_block *end) {
  kr_block *cleanup_body = kr_label(c);
  if (!cleanup_body) return false;
  kr_use(c, cleanup_body);
  if (!kr_push_fblock(c, KR_FB_HANDLER_CLEANUP, cleanup_body, NULL, h->loc) ||
      !kr_emit(c, h->loc, OP_POP_TOP) || !kr_gen_stmts(c, h->v.ExceptHandler.body))
    return false;
  kr_pop_fblock(c);
  return kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) && kr_emit(c, KR_NO_LOCATION, OP_POP_EXCEPT) &&
         kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, end);
}

static bool gen_try_except(kr_compiler *c, kr_stmt *s) {
  kr_block *except = kr_label(c), *end = kr_label(c), *cleanup = kr_label(c);
  if (!except || !end || !cleanup || !gen_try_body(c, s, except, cleanup, end, true) ||
      !kr_push_fblock(c, KR_FB_EXCEPT_HANDLER, NULL, NULL, s->loc))
    return false;
  const kr_excepthandler_seq *handlers = s->v.Try.handlers;
  for (uint32_t i = 0; i < handlers->n; i++) {
    kr_excepthandler *h = handlers->items[i];
    kr_location loc = h->loc;
    kr_expr *type = h->v.ExceptHandler.type;
    if (!type && i + 1 < handlers->n) return kr_compile_error(c, loc, "default 'except:' must be last");
    kr_block *next = kr_label(c);
    if (!next) return false;
    if (type && (!kr_gen_expr(c, type) || !kr_emit(c, loc, OP_CHECK_EXC_MATCH) ||
                 !kr_emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, next)))
      return false;
    if (h->v.ExceptHandler.name != KR_NULL ? !gen_named_handler(c, h, end) : !gen_unnamed_handler(c, h, end))
      return false;
    kr_use(c, next);
  }
  kr_pop_fblock(c);
  if (!kr_emit_arg(c, KR_NO_LOCATION, OP_RERAISE, 0)) return false;
  kr_use(c, cleanup);
  if (!kr_pop_except_and_reraise(c)) return false;
  kr_use(c, end);
  return true;
}

/* One `except* E` clause. On the stack: the group, the list of what was raised, the rest of it. */
static bool gen_star_handler(kr_compiler *c, kr_excepthandler *h, bool first, bool last,
                             kr_block *reraise_star) {
  kr_location loc = h->loc;
  kr_value name = h->v.ExceptHandler.name;
  kr_block *next = kr_label(c), *with_error = kr_label(c), *no_match = kr_label(c),
           *cleanup_end = kr_label(c), *cleanup_body = kr_label(c);
  if (!next || !with_error || !no_match || !cleanup_end || !cleanup_body) return false;
  if (first && (!kr_emit_arg(c, loc, OP_BUILD_LIST, 0) || !kr_emit_arg(c, loc, OP_COPY, 2))) return false;
  if (h->v.ExceptHandler.type &&
      (!kr_gen_expr(c, h->v.ExceptHandler.type) || !kr_emit(c, loc, OP_CHECK_EG_MATCH) ||
       !kr_emit_arg(c, loc, OP_COPY, 1) || !kr_emit_jump(c, loc, OP_POP_JUMP_IF_NONE, no_match)))
    return false;
  if (name != KR_NULL ? !kr_nameop(c, loc, name, KR_Store) : !kr_emit(c, loc, OP_POP_TOP)) return false;
  if (!kr_emit_jump(c, loc, OP_SETUP_CLEANUP, cleanup_end)) return false;
  kr_use(c, cleanup_body);
  if (!kr_push_fblock(c, KR_FB_HANDLER_CLEANUP, cleanup_body, NULL, loc)) return false;
  c->unit->fblocks[c->unit->nfblocks - 1].name = name;
  if (!kr_gen_stmts(c, h->v.ExceptHandler.body)) return false;
  kr_pop_fblock(c);
  if (!kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) ||
      (name != KR_NULL && !forget_name(c, KR_NO_LOCATION, name)) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, next))
    return false;
  kr_use(c, cleanup_end);
  if (name != KR_NULL && !forget_name(c, KR_NO_LOCATION, name)) return false;
  if (!kr_emit_arg(c, KR_NO_LOCATION, OP_LIST_APPEND, 3) || !kr_emit(c, KR_NO_LOCATION, OP_POP_TOP) ||
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, with_error))
    return false;
  kr_use(c, next);
  if (!kr_emit(c, KR_NO_LOCATION, OP_NOP) || /* holds a location passed on */
      !kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, with_error))
    return false;
  kr_use(c, no_match);
  if (!kr_emit(c, loc, OP_POP_TOP)) return false;
  kr_use(c, with_error);
  return !last || (kr_emit_arg(c, KR_NO_LOCATION, OP_LIST_APPEND, 1) &&
                   kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP_NO_INTERRUPT, reraise_star));
}

static bool gen_try_star(kr_compiler *c, kr_stmt *s) {
  kr_block *except = kr_label(c), *orelse = kr_label(c), *end = kr_label(c), *cleanup = kr_label(c),
           *reraise_star = kr_label(c), *reraise = kr_label(c);
  if (!except || !orelse || !end || !cleanup || !reraise_star || !reraise ||
      !gen_try_body(c, s, except, cleanup, orelse, false) ||
      !kr_push_fblock(c, KR_FB_EXCEPT_GROUP_HANDLER, NULL, NULL, s->loc))
    return false;
  const kr_excepthandler_seq *handlers = s->v.TryStar.handlers;
  for (uint32_t i = 0; i < handlers->n; i++)
    if (!gen_star_handler(c, handlers->items[i], i == 0, i + 1 == handlers->n, reraise_star)) return false;
  kr_pop_fblock(c);
  kr_use(c, reraise_star);
  const kr_location none = KR_NO_LOCATION;
  if (!kr_emit_arg(c, none, OP_CALL_INTRINSIC_2, KR_INTRINSIC_PREP_RERAISE_STAR) ||
      !kr_emit_arg(c, none, OP_COPY, 1) || !kr_emit_jump(c, none, OP_POP_JUMP_IF_NOT_NONE, reraise) ||
      !kr_emit(c, none, OP_POP_TOP) || !kr_emit(c, none, OP_POP_BLOCK) || !kr_emit(c, none, OP_POP_EXCEPT) ||
      !kr_emit_jump(c, none, OP_JUMP_NO_INTERRUPT, end))
    return false;
  kr_use(c, reraise);
  if (!kr_emit(c, none, OP_POP_BLOCK) || !kr_emit_arg(c, none, OP_SWAP, 2) ||
      !kr_emit(c, none, OP_POP_EXCEPT) || !kr_emit_arg(c, none, OP_RERAISE, 0))
    return false;
  kr_use(c, cleanup);
  if (!kr_pop_except_and_reraise(c)) return false;
  kr_use(c, orelse);
  if (!kr_gen_stmts(c, s->v.TryStar.orelse)) return false;
  kr_use(c, end);
  return true;
}

bool kr_gen_try(kr_compiler *c, kr_stmt *s) {
  bool star = s->kind == KR_TryStar_kind;
  if (kr_seq_len(s->v.Try.finalbody)) return gen_try_finally(c, s, star);
  return star ? gen_try_star(c, s) : gen_try_except(c, s);
}

/* ---- with ---------------------------------------------------------------------------------------- */

/* After __exit__ was called with an exception: its truth says whether to go on. */
static bool gen_with_except_finish(kr_compiler *c, kr_block *cleanup) {
  kr_block *suppress = kr_label(c), *exit = kr_label(c);
  const kr_location none = KR_NO_LOCATION;
  if (!suppress || !exit || !kr_emit(c, none, OP_TO_BOOL) ||
      !kr_emit_jump(c, none, OP_POP_JUMP_IF_TRUE, suppress) || !kr_emit_arg(c, none, OP_RERAISE, 2))
    return false;
  kr_use(c, suppress);
  if (!kr_emit(c, none, OP_POP_TOP) || !kr_emit(c, none, OP_POP_BLOCK) || !kr_emit(c, none, OP_POP_EXCEPT) ||
      !kr_emit(c, none, OP_POP_TOP) || !kr_emit(c, none, OP_POP_TOP) || !kr_emit(c, none, OP_POP_TOP) ||
      !kr_emit_jump(c, none, OP_JUMP_NO_INTERRUPT, exit))
    return false;
  kr_use(c, cleanup);
  if (!kr_pop_except_and_reraise(c)) return false;
  kr_use(c, exit);
  return true;
}

static bool gen_with_items(kr_compiler *c, kr_stmt *s, uint32_t index, bool is_async);

static bool gen_with_item(kr_compiler *c, kr_stmt *s, uint32_t index, bool is_async) {
  kr_withitem *item = s->v.With.items->items[index];
  kr_location loc = item->context_expr->loc;
  kr_block *block = kr_label(c), *final = kr_label(c), *exit = kr_label(c), *cleanup = kr_label(c);
  if (!block || !final || !exit || !cleanup || !kr_gen_expr(c, item->context_expr) ||
      !kr_emit_arg(c, loc, OP_COPY, 1) ||
      !kr_emit_arg(c, loc, OP_LOAD_SPECIAL, is_async ? KR_SPECIAL_AEXIT : KR_SPECIAL_EXIT) ||
      !kr_emit_arg(c, loc, OP_SWAP, 2) || !kr_emit_arg(c, loc, OP_SWAP, 3) ||
      !kr_emit_arg(c, loc, OP_LOAD_SPECIAL, is_async ? KR_SPECIAL_AENTER : KR_SPECIAL_ENTER) ||
      !kr_emit_arg(c, loc, OP_CALL, 0) || (is_async && !kr_await(c, loc, 1)) ||
      !kr_emit_jump(c, loc, OP_SETUP_WITH, final))
    return false;
  kr_use(c, block);
  if (!kr_push_fblock(c, is_async ? KR_FB_ASYNC_WITH : KR_FB_WITH, block, final, loc)) return false;
  if (item->optional_vars ? !kr_gen_expr(c, item->optional_vars) : !kr_emit(c, loc, OP_POP_TOP)) return false;
  bool last = index + 1 == s->v.With.items->n;
  if (last ? !kr_gen_stmts(c, s->v.With.body) : !gen_with_items(c, s, index + 1, is_async)) return false;
  if (!kr_emit(c, is_async ? loc : KR_NO_LOCATION, OP_POP_BLOCK)) return false;
  kr_pop_fblock(c);
  if (!call_exit_with_nones(c, loc) || (is_async && !kr_await(c, loc, 2)) || !kr_emit(c, loc, OP_POP_TOP) ||
      !kr_emit_jump(c, loc, OP_JUMP, exit))
    return false;
  kr_use(c, final);
  if (!kr_emit_jump(c, loc, OP_SETUP_CLEANUP, cleanup) || !kr_emit(c, loc, OP_PUSH_EXC_INFO) ||
      !kr_emit(c, loc, OP_WITH_EXCEPT_START) || (is_async && !kr_await(c, loc, 2)) ||
      !gen_with_except_finish(c, cleanup))
    return false;
  kr_use(c, exit);
  return true;
}

static bool gen_with_items(kr_compiler *c, kr_stmt *s, uint32_t index, bool is_async) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = gen_with_item(c, s, index, is_async);
  kr_leave_recursion();
  return ok;
}

bool kr_gen_with(kr_compiler *c, kr_stmt *s, bool is_async) { return gen_with_items(c, s, 0, is_async); }
