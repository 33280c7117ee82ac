/* Units, emission of instructions, and names. */
#include "compile/codegen.h"

#include <stdarg.h>

#include "objects/abstract.h"
#include "objects/code.h"
#include "objects/int.h"
#include "objects/str.h"
#include "syntax/parse.h"

/* ---- errors -------------------------------------------------------------------------------------- */

bool kr_compile_error(kr_compiler *c, kr_location loc, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value message = kr_str_vformat(fmt, ap);
  va_end(ap);
  return kr_syntax_error_args(c->filename, loc, message);
}

bool kr_compile_warning(kr_compiler *c, kr_location loc, const char *fmt, ...) {
  if (c->no_warnings) return true;
  va_list ap;
  va_start(ap, fmt);
  kr_value message = kr_str_vformat(fmt, ap);
  va_end(ap);
  return kr_syntax_warning(c->filename, loc, message);
}

static bool allows_top_level_await(const kr_compiler *c) {
  return (c->flags & KR_FLAG_ALLOW_TOP_LEVEL_AWAIT) && c->unit->scope->type == KR_BLOCK_MODULE;
}

/* ---- emission ------------------------------------------------------------------------------------ */

kr_block *kr_label(kr_compiler *c) { return kr_block_new(c->arena); }

void kr_use(kr_compiler *c, kr_block *label) {
  kr_unit *u = c->unit;
  if (u->block->n == 0) { /* two labels at one place are one block */
    label->same = u->block;
    return;
  }
  u->block->next = label;
  u->block = label;
}

static kr_instr *emit(kr_compiler *c, kr_location loc, int op, int oparg) {
  kr_unit *u = c->unit;
  const kr_instr *last = kr_block_last(u->block);
  if (last && (kr_op_is_jump(last->op) || kr_op_leaves(last->op))) {
    kr_block *b = kr_block_new(c->arena);
    if (!b) return NULL;
    u->block->next = b;
    u->block = b;
  }
  return kr_block_append(c->arena, u->block, op, oparg, loc);
}

bool kr_emit(kr_compiler *c, kr_location loc, int op) { return emit(c, loc, op, 0) != NULL; }
bool kr_emit_arg(kr_compiler *c, kr_location loc, int op, int oparg) {
  return emit(c, loc, op, oparg) != NULL;
}
bool kr_emit_jump(kr_compiler *c, kr_location loc, int op, kr_block *target) {
  kr_instr *i = target ? emit(c, loc, op, 0) : NULL;
  if (i) i->target = target;
  return i != NULL;
}
bool kr_emit_attr(kr_compiler *c, kr_location loc, int op, kr_value name, int shift, int bits) {
  int i = kr_name_index(c->arena, &c->unit->code.names, name);
  return i >= 0 && kr_emit_arg(c, loc, op, i << shift | bits);
}
bool kr_emit_name(kr_compiler *c, kr_location loc, int op, kr_value name) {
  name = kr_name_intern(c->arena, name);
  return name != KR_NULL && kr_emit_attr(c, loc, op, name, 0, 0);
}

int kr_add_const(kr_compiler *c, kr_value v) {
  /* One object for equal constants all over the compilation; code is rarely equal and large. */
  if (!kr_is_exact(v, &kr_code_type) && kr_is_object(v)) {
    int i = kr_const_index(c->arena, &c->all_consts, v);
    if (i < 0) return -1;
    v = c->all_consts.values[i];
  }
  return kr_const_index(c->arena, &c->unit->code.consts, v);
}
bool kr_emit_const(kr_compiler *c, kr_location loc, kr_value v) {
  int i = kr_add_const(c, v);
  return i >= 0 && kr_emit_arg(c, loc, OP_LOAD_CONST, i);
}
bool kr_emit_const_new(kr_compiler *c, kr_location loc, kr_value v) {
  if (v == KR_NULL || (v = kr_ast_own(c->arena, v)) == KR_NULL) return false;
  return kr_emit_const(c, loc, v);
}
/* ---- units --------------------------------------------------------------------------------------- */

static bool add_names_of_scope(kr_compiler *c, kr_name_map *to, const kr_scope *s, int scope, int flag) {
  uint32_t *order = kr_name_sorted(c->arena, &s->symbols);
  if (!order) return false;
  for (uint32_t i = 0; i < s->symbols.n; i++) {
    const kr_name_entry *e = &s->symbols.entries[order[i]];
    if ((e->value >> KR_SCOPE_SHIFT & KR_SCOPE_MASK) != scope && !(e->value & flag)) continue;
    if (kr_name_index(c->arena, to, e->name) < 0) return false;
  }
  return true;
}

/* Names of functions and classes by where they stand; an annotation scope around does not show. */
static bool set_qualname(kr_compiler *c) {
  kr_unit *u = c->unit, *parent = u->outer;
  kr_value name = u->code.name;
  u->code.qualname = name;
  if (parent && parent->kind == KR_UNIT_ANNOTATIONS) parent = parent->outer;
  if (!parent || !parent->outer) return true;
  bool definition =
      u->kind == KR_UNIT_FUNCTION || u->kind == KR_UNIT_ASYNC_FUNCTION || u->kind == KR_UNIT_CLASS;
  if (definition) {
    kr_value mangled = kr_scope_mangle(c->arena, parent->scope, parent->private, name);
    if (mangled == KR_NULL) return false;
    if (kr_scope_of(parent->scope, mangled) == KR_GLOBAL_EXPLICIT) return true;
  }
  bool locals = parent->kind == KR_UNIT_FUNCTION || parent->kind == KR_UNIT_ASYNC_FUNCTION ||
                parent->kind == KR_UNIT_LAMBDA;
  kr_value v = kr_str_format(locals ? "%U.<locals>.%U" : "%U.%U", parent->code.qualname, name);
  if (v == KR_NULL) return false;
  u->code.qualname = kr_ast_own(c->arena, v);
  return u->code.qualname != KR_NULL;
}

bool kr_enter_unit(kr_compiler *c, kr_value name, kr_unit_kind kind, const void *key, int lineno,
                   kr_value private) {
  kr_unit *u = kr_ast_alloc(c->arena, sizeof *u);
  if (!u) return false;
  u->scope = kr_symtable_lookup(&c->st, (uintptr_t)key);
  if (!u->scope) {
    kr_raise(&kr_exc_SystemError, "no symbol table for a scope");
    return false;
  }
  u->outer = c->unit;
  u->kind = kind;
  u->private = private;
  u->placeholder = -1;
  u->code.arena = c->arena;
  u->code.all_consts = &c->all_consts;
  u->code.filename = c->filename;
  u->code.name = u->code.qualname = name;
  u->code.firstlineno = lineno;
  u->block = u->code.entry = kr_block_new(c->arena);
  if (!u->block) return false;
  const kr_scope *s = u->scope;
  for (uint32_t i = 0; i < s->nvarnames; i++)
    if (kr_name_index(c->arena, &u->code.varnames, s->varnames[i]) < 0) return false;
  u->code.nparams = (int)s->nvarnames;
  kr_name_map *cells = &u->code.cellvars;
  if (!add_names_of_scope(c, cells, s, KR_CELL_SCOPE, KR_DEF_COMP_CELL) ||
      (s->needs_class_closure && kr_name_index(c->arena, cells, KR_ID(__class__)) < 0) ||
      (s->needs_classdict && kr_name_index(c->arena, cells, KR_ID(__classdict__)) < 0) ||
      (s->has_conditional_annotations &&
       kr_name_index(c->arena, cells, KR_ID(__conditional_annotations__)) < 0) ||
      !add_names_of_scope(c, &u->code.freevars, s, KR_FREE_SCOPE, KR_DEF_FREE_CLASS))
    return false;
  c->unit = u;
  c->depth++;
  kr_location loc = {lineno, 0, lineno, 0};
  if (kind == KR_UNIT_MODULE) loc.lineno = 0;
  else if (!set_qualname(c)) return false;
  if (!kr_emit_arg(c, loc, OP_RESUME, KR_RESUME_AT_START)) return false;
  if (kind == KR_UNIT_MODULE) u->placeholder = 1;
  return true;
}

void kr_leave_unit(kr_compiler *c) {
  c->unit = c->unit->outer;
  c->depth--;
}

static uint32_t code_flags(const kr_compiler *c) {
  const kr_scope *s = c->unit->scope;
  uint32_t flags = c->flags & KR_FUTURE_MASK;
  if (kr_scope_is_function_like(s)) {
    flags |= KR_CO_NEWLOCALS | KR_CO_OPTIMIZED;
    if (s->nested) flags |= KR_CO_NESTED;
    if (s->generator && !s->coroutine) flags |= KR_CO_GENERATOR;
    if (!s->generator && s->coroutine) flags |= KR_CO_COROUTINE;
    if (s->generator && s->coroutine) flags |= KR_CO_ASYNC_GENERATOR;
    if (s->varargs) flags |= KR_CO_VARARGS;
    if (s->varkeywords) flags |= KR_CO_VARKEYWORDS;
    if (s->has_docstring) flags |= KR_CO_HAS_DOCSTRING;
    if (s->method) flags |= KR_CO_METHOD;
  }
  if (allows_top_level_await(c) && s->coroutine && !s->generator) flags |= KR_CO_COROUTINE;
  return flags;
}

kr_code *kr_finish_unit(kr_compiler *c, bool add_none) {
  if (add_none && !kr_emit_const(c, KR_NO_LOCATION, KR_NONE)) return NULL;
  if (!kr_emit(c, KR_NO_LOCATION, OP_RETURN_VALUE)) return NULL;
  kr_code_unit *u = &c->unit->code;
  u->co_flags = code_flags(c);
  int stack_depth, nlocalsplus;
  if (!kr_flow_optimize(u) || !kr_flow_finish(u, &stack_depth, &nlocalsplus)) return NULL;
  return kr_assemble(u, stack_depth, nlocalsplus);
}

/* ---- names --------------------------------------------------------------------------------------- */

kr_value kr_unit_mangle(kr_compiler *c, kr_value name) {
  name = kr_name_intern(c->arena, name);
  return name == KR_NULL ? name : kr_scope_mangle(c->arena, c->unit->scope, c->unit->private, name);
}

/* The argument of instructions on cells; -1: there is no such cell. */
static int cell_index(kr_compiler *c, kr_value name, int scope) {
  kr_code_unit *u = &c->unit->code;
  int cell = kr_name_get(&u->cellvars, name, -1), free = kr_name_get(&u->freevars, name, -1);
  if (free >= 0 && (scope == KR_FREE_SCOPE || cell < 0)) return (int)u->cellvars.n + free;
  return cell;
}

static bool load_classdict(kr_compiler *c, kr_location loc) {
  int i = cell_index(c, KR_ID(__classdict__), KR_FREE_SCOPE);
  if (i >= 0) return kr_emit_arg(c, loc, OP_LOAD_DEREF, i);
  kr_raise(&kr_exc_SystemError, "no __classdict__ for a scope in a class");
  return false;
}

static bool cell_op(kr_compiler *c, kr_location loc, kr_value name, int scope, kr_expr_context ctx) {
  int i = cell_index(c, name, scope), op = OP_LOAD_DEREF;
  if (i < 0) {
    kr_raise(&kr_exc_SystemError, "no cell for name %R", name);
    return false;
  }
  if (ctx == KR_Store) op = OP_STORE_DEREF;
  else if (ctx == KR_Del) op = OP_DELETE_DEREF;
  else if (c->unit->scope->type == KR_BLOCK_CLASS && !c->unit->in_inlined_comp) {
    op = OP_LOAD_FROM_DICT_OR_DEREF;
    if (!kr_emit(c, loc, OP_LOAD_LOCALS)) return false;
  } else if (c->unit->scope->can_see_class_scope) {
    op = OP_LOAD_FROM_DICT_OR_DEREF;
    if (!load_classdict(c, loc)) return false;
  }
  return kr_emit_arg(c, loc, op, i);
}

static bool fast_op(kr_compiler *c, kr_location loc, kr_value name, kr_expr_context ctx) {
  int i = kr_name_index(c->arena, &c->unit->code.varnames, name);
  return i >= 0 && kr_emit_arg(c, loc,
                               ctx == KR_Load    ? OP_LOAD_FAST
                               : ctx == KR_Store ? OP_STORE_FAST
                                                 : OP_DELETE_FAST,
                               i);
}

static bool global_op(kr_compiler *c, kr_location loc, kr_value name, int scope, kr_expr_context ctx) {
  if (ctx == KR_Store) return kr_emit_name(c, loc, OP_STORE_GLOBAL, name);
  if (ctx == KR_Del) return kr_emit_name(c, loc, OP_DELETE_GLOBAL, name);
  if (c->unit->scope->can_see_class_scope && scope == KR_GLOBAL_IMPLICIT)
    return load_classdict(c, loc) && kr_emit_name(c, loc, OP_LOAD_FROM_DICT_OR_GLOBALS, name);
  return kr_emit_attr(c, loc, OP_LOAD_GLOBAL, name, 1, 0);
}

bool kr_nameop(kr_compiler *c, kr_location loc, kr_value name, kr_expr_context ctx) {
  kr_unit *u = c->unit;
  if ((name = kr_unit_mangle(c, name)) == KR_NULL) return false;
  int scope = kr_scope_of(u->scope, name);
  bool function = kr_scope_is_function_like(u->scope);
  switch (scope) {
    case KR_FREE_SCOPE:
    case KR_CELL_SCOPE: return cell_op(c, loc, name, scope, ctx);
    case KR_LOCAL_SCOPE:
      if (function || kr_name_get(&u->code.fast_hidden, name, 0)) return fast_op(c, loc, name, ctx);
      break;
    case KR_GLOBAL_IMPLICIT:
      if (function) return global_op(c, loc, name, scope, ctx);
      break;
    case KR_GLOBAL_EXPLICIT: return global_op(c, loc, name, scope, ctx);
  }
  if (ctx == KR_Store) return kr_emit_name(c, loc, OP_STORE_NAME, name);
  if (ctx == KR_Del) return kr_emit_name(c, loc, OP_DELETE_NAME, name);
  /* A comprehension in a class does not see the class's names. */
  if (u->scope->type == KR_BLOCK_CLASS && u->in_inlined_comp)
    return kr_emit_attr(c, loc, OP_LOAD_GLOBAL, name, 1, 0);
  return kr_emit_name(c, loc, OP_LOAD_NAME, name);
}

/* The cells that `code` closes over, as a tuple on the stack. */
static bool load_closure(kr_compiler *c, kr_location loc, const kr_code *code) {
  for (int i = 0; i < code->nfrees; i++) {
    kr_value name = code->localsplusnames->items[code->nlocalsplus - code->nfrees + i];
    int scope = kr_scope_of(c->unit->scope, name);
    /* a class's own __class__ ..., not that of a class around it */
    bool implicit = name == KR_ID(__class__) || name == KR_ID(__classdict__) ||
                    name == KR_ID(__conditional_annotations__);
    if (implicit && c->unit->kind == KR_UNIT_CLASS) scope = KR_CELL_SCOPE;
    int at = cell_index(c, name, scope);
    if (at < 0) {
      kr_raise(&kr_exc_SystemError, "no cell for name %R", name);
      return false;
    }
    if (!kr_emit_arg(c, loc, OP_LOAD_CLOSURE, at)) return false;
  }
  return kr_emit_arg(c, loc, OP_BUILD_TUPLE, code->nfrees);
}

bool kr_make_closure(kr_compiler *c, kr_location loc, kr_code *code, int flags) {
  if (!code) return false;
  kr_value v = kr_ast_own(c->arena, kr_from_object(code));
  if (v == KR_NULL) return false;
  if (code->nfrees) {
    if (!load_closure(c, loc, code)) return false;
    flags |= KR_MAKE_CLOSURE;
  }
  if (!kr_emit_const(c, loc, v) || !kr_emit(c, loc, OP_MAKE_FUNCTION)) return false;
  static const uint8_t order[] = {KR_MAKE_CLOSURE, KR_MAKE_ANNOTATIONS, KR_MAKE_ANNOTATE, KR_MAKE_KWDEFAULTS,
                                  KR_MAKE_DEFAULTS};
  for (size_t i = 0; i < sizeof order; i++)
    if ((flags & order[i]) && !kr_emit_arg(c, loc, OP_SET_FUNCTION_ATTRIBUTE, order[i])) return false;
  return true;
}

/* ---- pieces many statements share ---------------------------------------------------------------- */

bool kr_push_fblock(kr_compiler *c, kr_fblock_kind kind, kr_block *start, kr_block *exit, kr_location loc) {
  kr_unit *u = c->unit;
  if (u->nfblocks >= KR_MAX_FBLOCKS) return kr_compile_error(c, loc, "too many statically nested blocks");
  u->fblocks[u->nfblocks++] =
      (kr_fblock){.kind = kind, .start = start, .exit = exit, .loc = loc, .name = KR_NULL};
  return true;
}
void kr_pop_fblock(kr_compiler *c) { c->unit->nfblocks--; }

bool kr_pop_except_and_reraise(kr_compiler *c) {
  return kr_emit_arg(c, KR_NO_LOCATION, OP_COPY, 3) && kr_emit(c, KR_NO_LOCATION, OP_POP_EXCEPT) &&
         kr_emit_arg(c, KR_NO_LOCATION, OP_RERAISE, 1);
}

bool kr_yield_from(kr_compiler *c, kr_location loc, bool await) {
  kr_block *send = kr_label(c), *fail = kr_label(c), *exit = kr_label(c);
  if (!send || !fail || !exit) return false;
  kr_use(c, send);
  /* close() and throw() raise at the yield; then the value may come out of a StopIteration */
  if (!kr_emit_jump(c, loc, OP_SEND, exit) || !kr_emit_jump(c, loc, OP_SETUP_FINALLY, fail) ||
      !kr_emit_arg(c, loc, OP_YIELD_VALUE, 1) || !kr_emit(c, KR_NO_LOCATION, OP_POP_BLOCK) ||
      !kr_emit_arg(c, loc, OP_RESUME, await ? KR_RESUME_AFTER_AWAIT : KR_RESUME_AFTER_YIELD_FROM) ||
      !kr_emit_jump(c, loc, OP_JUMP_NO_INTERRUPT, send))
    return false;
  kr_use(c, fail);
  if (!kr_emit(c, loc, OP_CLEANUP_THROW)) return false;
  kr_use(c, exit);
  return kr_emit(c, loc, OP_END_SEND);
}

bool kr_await(kr_compiler *c, kr_location loc, int oparg) {
  return kr_emit_arg(c, loc, OP_GET_AWAITABLE, oparg) && kr_emit_const(c, loc, KR_NONE) &&
         kr_yield_from(c, loc, true);
}

bool kr_stop_iteration_handler(kr_compiler *c) {
  kr_block *handler = kr_label(c);
  if (!handler) return false;
  kr_instr *setup = kr_block_insert(c->arena, c->unit->code.entry, 0, OP_SETUP_CLEANUP, 0, KR_NO_LOCATION);
  if (!setup) return false;
  setup->target = handler;
  if (!kr_emit_const(c, KR_NO_LOCATION, KR_NONE) || !kr_emit(c, KR_NO_LOCATION, OP_RETURN_VALUE))
    return false;
  kr_use(c, handler);
  return kr_emit_arg(c, KR_NO_LOCATION, OP_CALL_INTRINSIC_1, KR_INTRINSIC_STOPITERATION_ERROR) &&
         kr_emit_arg(c, KR_NO_LOCATION, OP_RERAISE, 1);
}

/* Where a call of a method on a line of its own is: at the method's name. */
kr_location kr_attr_location(kr_location loc, const kr_expr *attr) {
  if (loc.lineno == attr->end_lineno) return loc;
  loc.lineno = attr->end_lineno;
  int length = (int)KR_STR(attr->v.Attribute.attr)->length;
  if (length <= attr->end_col_offset) loc.col_offset = attr->end_col_offset - length;
  else loc.col_offset = loc.end_col_offset = -1; /* a tree not from the parser */
  return loc;
}

/* ---- modules ------------------------------------------------------------------------------------- */

static bool gen_module(kr_compiler *c, kr_mod *mod) {
  kr_stmt_seq *body;
  switch (mod->kind) {
    case KR_Module_kind: body = mod->v.Module.body; break;
    case KR_Interactive_kind:
      body = mod->v.Interactive.body;
      c->interactive = true;
      break;
    case KR_Expression_kind: return kr_gen_expr(c, mod->v.Expression.body);
    default: kr_raise(&kr_exc_SystemError, "module kind %d should not be possible", mod->kind); return false;
  }
  kr_location start = {1, 0, 1, 0};
  if (kr_seq_len(body)) start = body->items[0]->loc;
  return kr_gen_body(c, start, body);
}

kr_code *kr_compile(kr_mod *mod, kr_value filename, int optimize, uint32_t flags, kr_ast_arena *arena) {
  kr_compiler c = {.arena = arena, .filename = filename, .optimize = optimize, .flags = flags};
  int future_line;
  if (!kr_future_features(mod, filename, &c.flags, &future_line) ||
      !kr_preprocess_for_compile(mod, filename, optimize, c.flags, arena) ||
      !kr_symtable_build(&c.st, mod, filename, c.flags, future_line, arena))
    return NULL;
  kr_value name = kr_name_from_cstr(arena, "<module>");
  if (name == KR_NULL || !kr_enter_unit(&c, name, KR_UNIT_MODULE, mod, 1, KR_NULL) || !gen_module(&c, mod))
    return NULL;
  return kr_finish_unit(&c, mod->kind != KR_Expression_kind);
}

kr_code *kr_compile_source(const char *source, size_t size, kr_value filename, int mode, int optimize,
                           uint32_t flags) {
  kr_ast_arena arena = {0};
  kr_mod *mod = kr_parse(source, size, filename, (kr_parse_mode)mode, flags, KR_FEATURE_VERSION, &arena);
  kr_code *code = mod ? kr_compile(mod, filename, optimize, flags, &arena) : NULL;
  kr_ast_arena_free(&arena);
  return code;
}
