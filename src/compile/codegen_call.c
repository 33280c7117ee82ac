/* Calls and attributes, super() among them. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/str.h"

/* ---- super() ------------------------------------------------------------------------------------- */

static bool is_name(const kr_expr *e, const char *text) {
  return e->kind == KR_Name_kind && kr_str_equals_cstr(KR_STR(e->v.Name.id), text);
}

/* Whether attr is super().x or super(a, b).x where super is the builtin as far as the source tells. */
static bool is_super_attribute(kr_compiler *c, const kr_expr *attr) {
  const kr_expr *call = attr->v.Attribute.value;
  if (call->kind != KR_Call_kind || !is_name(call->v.Call.func, "super") || kr_seq_len(call->v.Call.keywords))
    return false;
  /* an attribute of the super object itself */
  if (kr_str_equals_cstr(KR_STR(attr->v.Attribute.attr), "__class__")) return false;
  if (kr_scope_of(c->unit->scope, KR_ID(super)) != KR_GLOBAL_IMPLICIT ||
      kr_scope_of(c->st.top, KR_ID(super)) != 0)
    return false;
  uint32_t nargs = kr_seq_len(call->v.Call.args);
  if (nargs == 2)
    return call->v.Call.args->items[0]->kind != KR_Starred_kind &&
           call->v.Call.args->items[1]->kind != KR_Starred_kind;
  /* Without arguments it takes the first parameter and the cell __class__. */
  return nargs == 0 && (c->unit->code.argcount || c->unit->code.posonlyargcount) &&
         kr_scope_of(c->unit->scope, KR_ID(__class__)) == KR_FREE_SCOPE;
}

static bool load_super_args(kr_compiler *c, kr_expr *call) {
  kr_expr_seq *args = call->v.Call.args;
  if (!kr_nameop(c, call->v.Call.func->loc, KR_ID(super), KR_Load)) return false;
  if (kr_seq_len(args)) return kr_gen_exprs(c, args);
  return kr_nameop(c, call->loc, KR_ID(__class__), KR_Load) &&
         kr_nameop(c, call->loc, c->unit->code.varnames.entries[0].name, KR_Load);
}

/* LOAD_SUPER_ATTR; bits: 1 for a method */
static bool gen_super_attribute(kr_compiler *c, kr_expr *attr, int bits) {
  kr_expr *call = attr->v.Attribute.value;
  kr_value name = kr_unit_mangle(c, attr->v.Attribute.attr);
  if (name == KR_NULL || !load_super_args(c, call)) return false;
  if (kr_seq_len(call->v.Call.args)) bits |= 2;
  return kr_emit_attr(c, attr->loc, OP_LOAD_SUPER_ATTR, name, 2, bits) &&
         kr_emit(c, kr_attr_location(attr->loc, attr), OP_NOP);
}

/* ---- attributes ---------------------------------------------------------------------------------- */

/* self.name = ... in a method shows in __static_attributes__ of the class. */
static bool note_static_attribute(kr_compiler *c, kr_expr *e) {
  if (e->v.Attribute.ctx != KR_Store || !is_name(e->v.Attribute.value, "self")) return true;
  for (kr_unit *u = c->unit->outer; u; u = u->outer) {
    if (u->kind != KR_UNIT_CLASS) continue;
    kr_value name = kr_name_intern(c->arena, e->v.Attribute.attr);
    return name != KR_NULL && kr_name_index(c->arena, &u->static_attributes, name) >= 0;
  }
  return true;
}

static bool attr_op(kr_compiler *c, kr_location loc, int op, kr_value name, int shift, int bits) {
  name = kr_unit_mangle(c, name);
  return name != KR_NULL && kr_emit_attr(c, loc, op, name, shift, bits);
}

bool kr_gen_attribute(kr_compiler *c, kr_expr *e) {
  if (!note_static_attribute(c, e)) return false;
  kr_expr_context ctx = e->v.Attribute.ctx;
  if (ctx == KR_Load && is_super_attribute(c, e)) return gen_super_attribute(c, e, 0);
  if (!kr_gen_expr(c, e->v.Attribute.value)) return false;
  kr_location loc = kr_attr_location(e->loc, e);
  kr_value name = e->v.Attribute.attr;
  switch (ctx) {
    case KR_Load: return attr_op(c, loc, OP_LOAD_ATTR, name, 1, 0);
    case KR_Store: return attr_op(c, loc, OP_STORE_ATTR, name, 0, 0);
    case KR_Del: return attr_op(c, loc, OP_DELETE_ATTR, name, 0, 0);
  }
  return true;
}

/* ---- calls --------------------------------------------------------------------------------------- */

static bool check_keywords(kr_compiler *c, const kr_keyword_seq *keywords) {
  for (uint32_t i = 0; i < kr_seq_len(keywords); i++) {
    kr_keyword *a = keywords->items[i];
    if (a->arg == KR_NULL) continue;
    for (uint32_t j = i + 1; j < keywords->n; j++) {
      kr_keyword *b = keywords->items[j];
      if (b->arg != KR_NULL && kr_str_equal(KR_STR(a->arg), KR_STR(b->arg)))
        return kr_compile_error(c, b->loc, "keyword argument repeated: %U", a->arg);
    }
  }
  return true;
}

static bool check_callable(kr_compiler *c, kr_expr *e) {
  const char *type;
  switch (e->kind) {
    case KR_Constant_kind: type = kr_type_cname(kr_type_of(e->v.Constant.value)); break;
    case KR_Tuple_kind: type = "tuple"; break;
    case KR_List_kind:
    case KR_ListComp_kind: type = "list"; break;
    case KR_Dict_kind:
    case KR_DictComp_kind: type = "dict"; break;
    case KR_Set_kind:
    case KR_SetComp_kind: type = "set"; break;
    case KR_GeneratorExp_kind: type = "generator"; break;
    case KR_JoinedStr_kind:
    case KR_FormattedValue_kind: type = "str"; break;
    case KR_TemplateStr_kind:
    case KR_Interpolation_kind: type = "string.templatelib.Template"; break;
    default: return true;
  }
  return kr_compile_warning(c, e->loc, "'%s' object is not callable; perhaps you missed a comma?", type);
}

/* The names of keyword arguments, as a constant tuple. */
static bool load_keyword_names(kr_compiler *c, kr_location loc, const kr_keyword_seq *keywords) {
  kr_tuple *names = kr_tuple_new(keywords->n);
  if (!names) return false;
  for (uint32_t i = 0; i < keywords->n; i++) names->items[i] = kr_ref(keywords->items[i]->arg);
  return kr_emit_const_new(c, loc, kr_from_object(names));
}

static bool gen_keyword_values(kr_compiler *c, const kr_keyword_seq *keywords) {
  for (uint32_t i = 0; i < kr_seq_len(keywords); i++)
    if (!kr_gen_expr(c, keywords->items[i]->value)) return false;
  return true;
}

/* Keywords [begin, end) as a dict. */
static bool gen_keyword_dict(kr_compiler *c, kr_location loc, const kr_keyword_seq *keywords, uint32_t begin,
                             uint32_t end) {
  uint32_t n = end - begin;
  bool big = n * 2 > KR_STACK_GUIDELINE;
  if (big && !kr_emit_arg(c, KR_NO_LOCATION, OP_BUILD_MAP, 0)) return false;
  for (uint32_t i = begin; i < end; i++)
    if (!kr_emit_const(c, loc, keywords->items[i]->arg) || !kr_gen_expr(c, keywords->items[i]->value) ||
        (big && !kr_emit_arg(c, KR_NO_LOCATION, OP_MAP_ADD, 1)))
      return false;
  return big || kr_emit_arg(c, loc, OP_BUILD_MAP, (int)n);
}

static bool gen_merged_keywords(kr_compiler *c, kr_location loc, const kr_keyword_seq *keywords) {
  uint32_t n = keywords->n, pending = 0;
  bool have = false;
  for (uint32_t i = 0; i < n; i++) {
    if (keywords->items[i]->arg != KR_NULL) {
      pending++;
      continue;
    }
    if (pending) {
      if (!gen_keyword_dict(c, loc, keywords, i - pending, i) ||
          (have && !kr_emit_arg(c, loc, OP_DICT_MERGE, 1)))
        return false;
      have = true;
      pending = 0;
    }
    if (!have && !kr_emit_arg(c, loc, OP_BUILD_MAP, 0)) return false;
    have = true;
    if (!kr_gen_expr(c, keywords->items[i]->value) || !kr_emit_arg(c, loc, OP_DICT_MERGE, 1)) return false;
  }
  return !pending || (gen_keyword_dict(c, loc, keywords, n - pending, n) &&
                      (!have || kr_emit_arg(c, loc, OP_DICT_MERGE, 1)));
}

/* f(*args, **kw), or more arguments than should be on the stack at once. */
static bool gen_call_ex(kr_compiler *c, kr_location loc, int n, const kr_expr_seq *args, kr_value injected,
                        const kr_keyword_seq *keywords) {
  bool lone_star =
      n == 0 && injected == KR_NULL && kr_seq_len(args) == 1 && args->items[0]->kind == KR_Starred_kind;
  if (lone_star ? !kr_gen_expr(c, args->items[0]->v.Starred.value)
                : !kr_gen_starred_items(c, loc, args, injected, n, OP_BUILD_LIST, OP_LIST_APPEND,
                                        OP_LIST_EXTEND, true))
    return false;
  if (kr_seq_len(keywords) ? !gen_merged_keywords(c, loc, keywords) : !kr_emit(c, loc, OP_PUSH_NULL))
    return false;
  return kr_emit(c, loc, OP_CALL_FUNCTION_EX);
}

bool kr_gen_call_args(kr_compiler *c, kr_location loc, int n, const kr_expr_seq *args, kr_value injected,
                      const kr_keyword_seq *keywords) {
  uint32_t nargs = kr_seq_len(args), nkeywords = kr_seq_len(keywords);
  bool simple = nargs + nkeywords * 2 <= KR_STACK_GUIDELINE;
  if (!check_keywords(c, keywords)) return false;
  for (uint32_t i = 0; simple && i < nargs; i++) simple = args->items[i]->kind != KR_Starred_kind;
  for (uint32_t i = 0; simple && i < nkeywords; i++) simple = keywords->items[i]->arg != KR_NULL;
  if (!simple) return gen_call_ex(c, loc, n, args, injected, keywords);
  if (!kr_gen_exprs(c, args)) return false;
  if (injected != KR_NULL) {
    if (!kr_nameop(c, loc, injected, KR_Load)) return false;
    nargs++;
  }
  int count = n + (int)nargs;
  if (!nkeywords) return kr_emit_arg(c, loc, OP_CALL, count);
  return gen_keyword_values(c, keywords) && load_keyword_names(c, loc, keywords) &&
         kr_emit_arg(c, loc, OP_CALL_KW, count + (int)nkeywords);
}

/* module.f(): modules have no methods to bind, so a plain call is as good */
static bool is_imported_name(kr_compiler *c, const kr_expr *e) {
  if (e->kind != KR_Name_kind) return false;
  kr_value name = kr_name_intern(c->arena, e->v.Name.id);
  return name != KR_NULL && (kr_name_get(&c->st.top->symbols, name, 0) & KR_DEF_IMPORT);
}

static bool is_method_call(kr_compiler *c, const kr_expr *e) {
  const kr_expr *f = e->v.Call.func;
  if (f->kind != KR_Attribute_kind || f->v.Attribute.ctx != KR_Load ||
      is_imported_name(c, f->v.Attribute.value))
    return false;
  uint32_t nargs = kr_seq_len(e->v.Call.args), nkeywords = kr_seq_len(e->v.Call.keywords);
  if (nargs + nkeywords + (nkeywords != 0) >= KR_STACK_GUIDELINE) return false;
  for (uint32_t i = 0; i < nargs; i++)
    if (e->v.Call.args->items[i]->kind == KR_Starred_kind) return false;
  for (uint32_t i = 0; i < nkeywords; i++)
    if (e->v.Call.keywords->items[i]->arg == KR_NULL) return false;
  return true;
}

static bool gen_method_call(kr_compiler *c, kr_expr *e) {
  kr_expr *f = e->v.Call.func;
  const kr_keyword_seq *keywords = e->v.Call.keywords;
  if (is_super_attribute(c, f)) {
    if (!gen_super_attribute(c, f, 1)) return false;
  } else if (!kr_gen_expr(c, f->v.Attribute.value) ||
             !attr_op(c, kr_attr_location(f->loc, f), OP_LOAD_ATTR, f->v.Attribute.attr, 1, 1)) {
    return false;
  }
  if (!kr_gen_exprs(c, e->v.Call.args)) return false;
  int nargs = (int)kr_seq_len(e->v.Call.args), nkeywords = (int)kr_seq_len(keywords);
  kr_location loc = kr_attr_location(e->loc, f);
  if (!nkeywords) return kr_emit_arg(c, loc, OP_CALL, nargs);
  return gen_keyword_values(c, keywords) && load_keyword_names(c, kr_attr_location(f->loc, f), keywords) &&
         kr_emit_arg(c, loc, OP_CALL_KW, nargs + nkeywords);
}

/* all(x for ...), any(...), tuple(...) as a loop, when the name still means the builtin at run time.
 * The callable is on the stack; *end is where the result of the loop goes on, NULL: nothing done. */
static bool gen_consumer_call(kr_compiler *c, kr_expr *e, kr_block **end) {
  static const struct {
    const char *name;
    int constant, jump; /* jump: how the loop goes on */
    kr_value at_end;    /* the result when the loop ends */
  } consumers[] = {{"all", KR_COMMON_ALL, OP_POP_JUMP_IF_TRUE, KR_TRUE},
                   {"any", KR_COMMON_ANY, OP_POP_JUMP_IF_FALSE, KR_FALSE},
                   {"tuple", KR_COMMON_TUPLE, 0, KR_NULL}};
  *end = NULL;
  kr_expr *f = e->v.Call.func;
  if (f->kind != KR_Name_kind || kr_seq_len(e->v.Call.args) != 1 || kr_seq_len(e->v.Call.keywords) ||
      e->v.Call.args->items[0]->kind != KR_GeneratorExp_kind)
    return true;
  int which = 0;
  while (which < 3 && !is_name(f, consumers[which].name)) which++;
  if (which == 3) return true;
  bool tuple = consumers[which].jump == 0;
  kr_location loc = f->loc;
  kr_block *plain = kr_label(c), *loop = kr_label(c), *cleanup = kr_label(c);
  if (!(*end = kr_label(c)) || !plain || !loop || !cleanup) return false;
  if (!kr_emit_arg(c, loc, OP_COPY, 1) ||
      !kr_emit_arg(c, loc, OP_LOAD_COMMON_CONSTANT, consumers[which].constant) ||
      !kr_emit_arg(c, loc, OP_IS_OP, 0) || !kr_emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, plain) ||
      !kr_emit(c, loc, OP_POP_TOP) || (tuple && !kr_emit_arg(c, loc, OP_BUILD_LIST, 0)) ||
      !kr_gen_expr(c, e->v.Call.args->items[0]))
    return false;
  kr_use(c, loop);
  if (!kr_emit_jump(c, loc, OP_FOR_ITER, cleanup)) return false;
  if (tuple ? !kr_emit_arg(c, loc, OP_LIST_APPEND, 2) || !kr_emit_jump(c, loc, OP_JUMP, loop)
            : !kr_emit(c, loc, OP_TO_BOOL) || !kr_emit_jump(c, loc, consumers[which].jump, loop))
    return false;
  if (!kr_emit(c, KR_NO_LOCATION, OP_POP_ITER) ||
      (!tuple && !kr_emit_const(c, loc, consumers[which].at_end == KR_TRUE ? KR_FALSE : KR_TRUE)) ||
      !kr_emit_jump(c, loc, OP_JUMP, *end))
    return false;
  kr_use(c, cleanup);
  if (!kr_emit(c, KR_NO_LOCATION, OP_END_FOR) || !kr_emit(c, KR_NO_LOCATION, OP_POP_ITER)) return false;
  if (tuple ? !kr_emit_arg(c, loc, OP_CALL_INTRINSIC_1, KR_INTRINSIC_LIST_TO_TUPLE)
            : !kr_emit_const(c, loc, consumers[which].at_end))
    return false;
  if (!kr_emit_jump(c, loc, OP_JUMP, *end)) return false;
  kr_use(c, plain);
  return true;
}

bool kr_gen_call(kr_compiler *c, kr_expr *e) {
  kr_expr *f = e->v.Call.func;
  if (!check_keywords(c, e->v.Call.keywords)) return false;
  if (is_method_call(c, e)) return gen_method_call(c, e);
  kr_block *end;
  if (!check_callable(c, f) || !kr_gen_expr(c, f) || !gen_consumer_call(c, e, &end) ||
      !kr_emit(c, f->loc, OP_PUSH_NULL) ||
      !kr_gen_call_args(c, e->loc, 0, e->v.Call.args, KR_NULL, e->v.Call.keywords))
    return false;
  if (end) kr_use(c, end);
  return true;
}
