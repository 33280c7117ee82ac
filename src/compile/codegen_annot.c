/* Annotations, type parameters and type aliases: expressions that are evaluated when somebody asks.
 * Each becomes a function of one parameter, the format wanted (PEP 649, 695, 696, 749).
 */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str.h"

/* ---- such functions ------------------------------------------------------------------------------ */

/* Formats above 2 (VALUE_WITH_FAKE_GLOBALS) are not for compiled code to give. */
static bool enter_lazy(kr_compiler *c, kr_location loc, const void *key, kr_value name) {
  if (!kr_enter_unit(c, name, KR_UNIT_ANNOTATIONS, key, loc.lineno, c->unit->private)) return false;
  c->unit->code.posonlyargcount = c->unit->code.argcount = 1;
  kr_block *body = kr_label(c);
  if (!body || !kr_emit_arg(c, loc, OP_LOAD_FAST, 0) || !kr_emit_const(c, loc, kr_from_small_int(2)) ||
      !kr_gen_compare_op(c, loc, KR_Gt) || !kr_emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, body) ||
      !kr_emit_arg(c, loc, OP_LOAD_COMMON_CONSTANT, KR_COMMON_NOT_IMPLEMENTED_ERROR) ||
      !kr_emit_arg(c, loc, OP_RAISE_VARARGS, 1))
    return false;
  kr_use(c, body);
  return true;
}

static bool leave_lazy(kr_compiler *c, kr_location loc, int flags) {
  if (!kr_emit(c, loc, OP_RETURN_VALUE)) return false;
  kr_code *code = kr_finish_unit(c, true);
  kr_leave_unit(c);
  return kr_make_closure(c, loc, code, flags);
}

/* As leave_lazy for __annotate__, whose parameter is `format` to the world; inside it has another name
 * that no annotation can mean. */
static bool leave_annotate(kr_compiler *c, kr_location loc) {
  if (!kr_emit(c, loc, OP_RETURN_VALUE)) return false;
  kr_code *code = kr_finish_unit(c, true);
  kr_leave_unit(c);
  if (!code) return false;
  kr_tuple *names = KR_TUPLE(kr_tuple_from_array(code->localsplusnames->items, code->localsplusnames->size));
  if (!names) {
    kr_decref_object(code);
    return false;
  }
  KR_REPLACE(names->items[0], KR_ID(format));
  kr_decref_object(code->localsplusnames);
  code->localsplusnames = names;
  return kr_make_closure(c, loc, code, 0);
}

/* ---- type parameters ----------------------------------------------------------------------------- */

static bool gen_lazy_value(kr_compiler *c, kr_expr *e, kr_value name, const void *key, bool allow_starred) {
  /* the format is VALUE (1) when called without one */
  if (!kr_emit_const_new(c, e->loc, kr_tuple_pack(1, kr_from_small_int(1))) ||
      !enter_lazy(c, e->loc, key, name))
    return false;
  if (allow_starred && e->kind == KR_Starred_kind) {
    if (!kr_gen_expr(c, e->v.Starred.value) || !kr_emit_arg(c, e->loc, OP_UNPACK_SEQUENCE, 1)) return false;
  } else if (!kr_gen_expr(c, e)) {
    return false;
  }
  return leave_lazy(c, e->loc, KR_MAKE_DEFAULTS);
}

static bool gen_type_param(kr_compiler *c, kr_type_param *p, bool *seen_default) {
  kr_location loc = p->loc;
  kr_value name;
  kr_expr *bound = NULL, *value;
  int intrinsic;
  switch (p->kind) {
    case KR_TypeVar_kind:
      name = p->v.TypeVar.name, bound = p->v.TypeVar.bound, value = p->v.TypeVar.default_value;
      intrinsic = KR_INTRINSIC_TYPEVAR;
      break;
    case KR_TypeVarTuple_kind:
      name = p->v.TypeVarTuple.name, value = p->v.TypeVarTuple.default_value;
      intrinsic = KR_INTRINSIC_TYPEVARTUPLE;
      break;
    default:
      name = p->v.ParamSpec.name, value = p->v.ParamSpec.default_value;
      intrinsic = KR_INTRINSIC_PARAMSPEC;
      break;
  }
  if (!kr_emit_const(c, loc, name)) return false;
  if (bound) {
    if (!gen_lazy_value(c, bound, name, p, false) ||
        !kr_emit_arg(c, loc, OP_CALL_INTRINSIC_2,
                     bound->kind == KR_Tuple_kind ? KR_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS
                                                  : KR_INTRINSIC_TYPEVAR_WITH_BOUND))
      return false;
  } else if (!kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, intrinsic)) {
    return false;
  }
  if (value) {
    *seen_default = true;
    if (!gen_lazy_value(c, value, name, (const char *)p + 1, p->kind == KR_TypeVarTuple_kind) ||
        !kr_emit_arg(c, loc, OP_CALL_INTRINSIC_2, KR_INTRINSIC_SET_TYPEPARAM_DEFAULT))
      return false;
  } else if (*seen_default) {
    return kr_compile_error(c, loc, "non-default type parameter '%U' follows default type parameter", name);
  }
  return kr_emit_arg(c, loc, OP_COPY, 1) && kr_nameop(c, loc, name, KR_Store);
}

bool kr_gen_type_params(kr_compiler *c, const kr_type_param_seq *params) {
  bool seen_default = false;
  for (uint32_t i = 0; i < params->n; i++)
    if (!gen_type_param(c, params->items[i], &seen_default)) return false;
  return kr_emit_arg(c, params->items[0]->loc, OP_BUILD_TUPLE, (int)params->n);
}

/* ---- type aliases -------------------------------------------------------------------------------- */

static bool gen_alias_itself(kr_compiler *c, kr_stmt *s) {
  kr_location loc = s->loc;
  return kr_emit_const_new(c, loc, kr_tuple_pack(1, kr_from_small_int(1))) &&
         enter_lazy(c, loc, s, s->v.TypeAlias.name->v.Name.id) && kr_gen_expr(c, s->v.TypeAlias.value) &&
         leave_lazy(c, loc, KR_MAKE_DEFAULTS) && kr_emit_arg(c, loc, OP_BUILD_TUPLE, 3) &&
         kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_TYPEALIAS);
}

bool kr_gen_type_alias(kr_compiler *c, kr_stmt *s) {
  kr_location loc = s->loc;
  kr_value name = s->v.TypeAlias.name->v.Name.id;
  kr_type_param_seq *params = s->v.TypeAlias.type_params;
  if (kr_seq_len(params)) {
    kr_value v = kr_str_format("<generic parameters of %U>", name);
    if (v == KR_NULL || (v = kr_ast_own(c->arena, v)) == KR_NULL ||
        !kr_enter_unit(c, v, KR_UNIT_ANNOTATIONS, params, s->lineno, c->unit->private) ||
        !kr_emit_const(c, loc, name) || !kr_gen_type_params(c, params) || !gen_alias_itself(c, s))
      return false;
    kr_code *code = kr_finish_unit(c, false);
    kr_leave_unit(c);
    if (!kr_make_closure(c, loc, code, 0) || !kr_emit(c, loc, OP_PUSH_NULL) ||
        !kr_emit_arg(c, loc, OP_CALL, 0))
      return false;
  } else if (!kr_emit_const(c, loc, name) || !kr_emit_const(c, loc, KR_NONE) || !gen_alias_itself(c, s)) {
    return false;
  }
  return kr_nameop(c, loc, name, KR_Store);
}

/* ---- annotations of functions -------------------------------------------------------------------- */

static bool gen_argument(kr_compiler *c, kr_location loc, kr_value name, kr_expr *annotation, int *n) {
  if (!annotation) return true;
  name = kr_unit_mangle(c, name);
  if (name == KR_NULL || !kr_emit_const(c, loc, name)) return false;
  ++*n;
  if (c->flags & KR_FUTURE_ANNOTATIONS) return kr_gen_annotation_text(c, annotation);
  if (annotation->kind != KR_Starred_kind) return kr_gen_expr(c, annotation);
  /* *args: *Ts */
  return kr_gen_expr(c, annotation->v.Starred.value) && kr_emit_arg(c, loc, OP_UNPACK_SEQUENCE, 1);
}
static bool gen_arguments(kr_compiler *c, kr_location loc, const kr_arg_seq *args, int *n) {
  for (uint32_t i = 0; i < kr_seq_len(args); i++)
    if (!gen_argument(c, loc, args->items[i]->arg, args->items[i]->annotation, n)) return false;
  return true;
}

/* Names and values of all annotations; *n pairs. */
static bool gen_all_annotations(kr_compiler *c, kr_location loc, const kr_arguments *a, kr_expr *returns,
                                int *n) {
  *n = 0;
  return gen_arguments(c, loc, a->args, n) && gen_arguments(c, loc, a->posonlyargs, n) &&
         (!a->vararg || gen_argument(c, loc, a->vararg->arg, a->vararg->annotation, n)) &&
         gen_arguments(c, loc, a->kwonlyargs, n) &&
         (!a->kwarg || gen_argument(c, loc, a->kwarg->arg, a->kwarg->annotation, n)) &&
         gen_argument(c, loc, KR_ID(return ), returns, n) && kr_emit_arg(c, loc, OP_BUILD_MAP, *n);
}

bool kr_gen_annotation_function(kr_compiler *c, kr_location loc, kr_arguments *args, kr_expr *returns,
                                int *flags) {
  int n;
  *flags = 0;
  const kr_scope *s = kr_symtable_lookup(&c->st, (uintptr_t)args);
  if (!s || !s->annotations_used) return true;
  *flags = KR_MAKE_ANNOTATE;
  return enter_lazy(c, loc, args, KR_ID(__annotate__)) && gen_all_annotations(c, loc, args, returns, &n) &&
         leave_annotate(c, loc);
}

/* ---- annotations of variables -------------------------------------------------------------------- */

static bool evaluate_and_drop(kr_compiler *c, kr_expr *e) {
  return kr_gen_expr(c, e) && kr_emit(c, e->loc, OP_POP_TOP);
}

/* The parts of a subscript that is only annotated, not assigned. */
static bool evaluate_subscript(kr_compiler *c, kr_expr *slice) {
  switch (slice->kind) {
    case KR_Slice_kind:
      return (!slice->v.Slice.lower || evaluate_and_drop(c, slice->v.Slice.lower)) &&
             (!slice->v.Slice.upper || evaluate_and_drop(c, slice->v.Slice.upper)) &&
             (!slice->v.Slice.step || evaluate_and_drop(c, slice->v.Slice.step));
    case KR_Tuple_kind: { /* of slices perhaps */
      if (kr_enter_recursion(" during compilation") < 0) return false;
      bool ok = true;
      for (uint32_t i = 0; ok && i < kr_seq_len(slice->v.Tuple.elts); i++)
        ok = evaluate_subscript(c, slice->v.Tuple.elts->items[i]);
      kr_leave_recursion();
      return ok;
    }
    default: return evaluate_and_drop(c, slice);
  }
}

static bool defer(kr_compiler *c, const kr_stmt *s, int *conditional) {
  kr_unit *u = c->unit;
  *conditional = u->kind == KR_UNIT_CLASS && !u->in_conditional_block ? -1 : u->next_conditional++;
  if (u->ndeferred == u->deferred_capacity) {
    uint32_t capacity = u->deferred_capacity ? u->deferred_capacity * 2 : 8;
    kr_deferred *deferred = kr_ast_alloc(c->arena, capacity * sizeof *deferred);
    if (!deferred) return false;
    if (u->ndeferred) memcpy(deferred, u->deferred, u->ndeferred * sizeof *deferred);
    u->deferred = deferred;
    u->deferred_capacity = capacity;
  }
  u->deferred[u->ndeferred++] = (kr_deferred){s, *conditional};
  return true;
}

/* A simple name in a module or class: noted for __annotate__. */
static bool gen_simple_annotation(kr_compiler *c, kr_stmt *s) {
  kr_location loc = s->loc;
  kr_value name = s->v.AnnAssign.target->v.Name.id;
  if (c->flags & KR_FUTURE_ANNOTATIONS) {
    name = kr_unit_mangle(c, name);
    return name != KR_NULL && kr_gen_annotation_text(c, s->v.AnnAssign.annotation) &&
           kr_nameop(c, loc, KR_ID(__annotations__), KR_Load) && kr_emit_const(c, loc, name) &&
           kr_emit(c, loc, OP_STORE_SUBSCR);
  }
  int conditional;
  if (!defer(c, s, &conditional)) return false;
  if (conditional < 0) return true;
  kr_value set = KR_ID(__conditional_annotations__);
  bool module = kr_current_kind(c) == KR_UNIT_MODULE;
  return (module ? kr_emit_name(c, loc, OP_LOAD_NAME, set)
                 : kr_emit_arg(c, loc, OP_LOAD_DEREF, kr_name_get(&c->unit->code.cellvars, set, 0))) &&
         kr_emit_const(c, loc, kr_from_small_int(conditional)) && kr_emit_arg(c, loc, OP_SET_ADD, 1) &&
         kr_emit(c, loc, OP_POP_TOP);
}

bool kr_gen_ann_assign(kr_compiler *c, kr_stmt *s) {
  kr_expr *target = s->v.AnnAssign.target, *value = s->v.AnnAssign.value;
  bool namespace = kr_current_kind(c) == KR_UNIT_MODULE || kr_current_kind(c) == KR_UNIT_CLASS;
  if (value && (!kr_gen_expr(c, value) || !kr_gen_expr(c, target))) return false;
  switch (target->kind) {
    case KR_Name_kind:
      if (s->v.AnnAssign.simple && namespace) return gen_simple_annotation(c, s);
      break;
    case KR_Attribute_kind:
      if (!value && !evaluate_and_drop(c, target->v.Attribute.value)) return false;
      break;
    case KR_Subscript_kind:
      if (!value && (!evaluate_and_drop(c, target->v.Subscript.value) ||
                     !evaluate_subscript(c, target->v.Subscript.slice)))
        return false;
      break;
    default:
      kr_raise(&kr_exc_SystemError, "invalid node type (%d) for annotated assignment", target->kind);
      return false;
  }
  return true;
}

static bool gen_deferred(kr_compiler *c, kr_location loc, const kr_deferred *d, bool in_class) {
  kr_location at = d->stmt->loc;
  kr_value name = kr_unit_mangle(c, d->stmt->v.AnnAssign.target->v.Name.id);
  kr_block *not_set = kr_label(c);
  if (name == KR_NULL || !not_set) return false;
  if (d->conditional >= 0) {
    kr_value set = KR_ID(__conditional_annotations__);
    if (!kr_emit_const(c, at, kr_from_small_int(d->conditional))) return false;
    if (in_class) {
      int i = kr_name_index(c->arena, &c->unit->code.freevars, set);
      if (i < 0 || !kr_emit_arg(c, at, OP_LOAD_DEREF, (int)c->unit->code.cellvars.n + i)) return false;
    } else if (!kr_emit_attr(c, at, OP_LOAD_GLOBAL, set, 1, 0)) {
      return false;
    }
    if (!kr_emit_arg(c, at, OP_CONTAINS_OP, 0) || !kr_emit_jump(c, at, OP_POP_JUMP_IF_FALSE, not_set))
      return false;
  }
  if (!kr_gen_expr(c, d->stmt->v.AnnAssign.annotation) || !kr_emit_arg(c, at, OP_COPY, 2) ||
      !kr_emit_const(c, at, name) || !kr_emit(c, loc, OP_STORE_SUBSCR))
    return false;
  kr_use(c, not_set);
  return true;
}

bool kr_gen_deferred_annotations(kr_compiler *c, kr_location loc) {
  kr_unit *u = c->unit;
  if (!u->ndeferred) return true;
  bool in_class = u->kind == KR_UNIT_CLASS;
  /* A module makes its __annotate__ before anything else: into a block of its own, for now. */
  kr_block *rest = u->block;
  if (!in_class && !(u->block = kr_block_new(c->arena))) return false;
  kr_block *apart = u->block;
  if (!enter_lazy(c, loc, &u->scope->annotation, KR_ID(__annotate__)) ||
      !kr_emit_arg(c, loc, OP_BUILD_MAP, 0))
    return false;
  for (uint32_t i = 0; i < u->ndeferred; i++)
    if (!gen_deferred(c, loc, &u->deferred[i], in_class)) return false;
  if (!leave_annotate(c, loc) ||
      !kr_nameop(c, loc, in_class ? KR_ID(__annotate_func__) : KR_ID(__annotate__), KR_Store))
    return false;
  if (in_class) return true;
  u->block = rest;
  for (int i = 0; i < apart->n; i++) {
    const kr_instr *from = &apart->instrs[i];
    if (!kr_block_insert(c->arena, u->code.entry, u->placeholder + i, from->op, from->oparg, from->loc))
      return false;
  }
  return true;
}
