#include "objects/typevar.h"

#include "objects/function.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/frame.h"

/* TypeVar, ParamSpec and TypeVarTuple, each using the fields it has. */
typedef struct {
  KR_OBJECT_HEAD
  uint8_t covariant, contravariant, infer_variance;
  kr_dict *dict; /* __module__, and what else is set */
  void *weaklist;
  kr_value name;
  kr_value bound, evaluate_bound; /* value and function: KR_NULL when absent or not yet */
  kr_value constraints, evaluate_constraints;
  kr_value default_value, evaluate_default;
} param;
#define SELF KR_AS(param, self)

kr_object kr_no_default = KR_STATIC_HEAD(&kr_no_default_type);
#define NO_DEFAULT kr_from_object(&kr_no_default)

/* ---- helpers ------------------------------------------------------------------------------------------- */

/* typing.name(*args). New. */
static kr_value call_typing(const char *name, const kr_value *args, size_t n) {
  kr_value f = kr_import_attr("typing", name);
  if (kr_is_null(f)) return f;
  kr_value r = kr_call(f, args, n, NULL);
  kr_decref(f);
  return r;
}

static kr_value type_check(kr_value v, const char *message) {
  kr_value text = kr_str_from_cstr(message);
  if (kr_is_null(text)) return text;
  kr_value args[2] = {v, text};
  kr_value r = call_typing("_type_check", args, 2);
  kr_decref(text);
  return r;
}

/* typing.Unpack[v]. New. */
static kr_value unpack(kr_value v) {
  kr_value u = kr_import_attr("typing", "Unpack");
  if (kr_is_null(u)) return u;
  kr_value r = kr_getitem(u, v);
  kr_decref(u);
  return r;
}

/* The module of the function that called us: new, KR_NULL without exception if there is none. */
static kr_value calling_module(void) {
  kr_frame *f = kr.thread ? kr_frame_python(kr.thread->frame) : NULL;
  if (!f || !f->func) return KR_NULL;
  if (!kr_is_null(f->func->module)) return kr_ref(f->func->module);
  kr_value name = kr_dict_get(f->func->globals, KR_ID(__name__));
  if (kr_is_null(name)) kr_clear_exception();
  return kr_ref(name);
}

/* An annotation scope's function called for the value itself (format VALUE). */
static kr_value evaluate(kr_value function) { return kr_call1(function, kr_from_small_int(1)); }

/* ---- constevaluator: the evaluate function of a value that is known already ---------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value value;
} constevaluator;

static void constevaluator_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((constevaluator *)o)->value);
  kr_object_free(o);
  kr_trash_end();
}
static int constevaluator_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((constevaluator *)o)->value);
  return 0;
}
static kr_value constevaluator_repr(kr_value self) {
  return kr_str_format("<constevaluator %R>", KR_AS(constevaluator, self)->value);
}
static kr_value constevaluator_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("constevaluator.__call__", kwnames) < 0) return KR_NULL;
  if (nargs != 1)
    return kr_raise(&kr_exc_TypeError, "constevaluator.__call__() takes exactly 1 argument (%zu given)",
                    nargs);
  int64_t format = kr_index_as_i64(args[0]);
  if (format == -1 && kr_failed()) return KR_NULL;
  kr_value v = KR_AS(constevaluator, self)->value;
  if (format != 4) return kr_ref(v); /* 4: as a string */
  kr_str_builder sb = {0};
  int r = 0;
  if (kr_is_tuple(v)) {
    kr_sb_char(&sb, '(');
    for (uint32_t i = 0; i < KR_TUPLE(v)->size && r == 0; i++) {
      if (i) kr_sb_cstr(&sb, ", ");
      r = kr_typing_repr(&sb, KR_TUPLE(v)->items[i]);
    }
    kr_sb_char(&sb, ')');
  } else {
    r = kr_typing_repr(&sb, v);
  }
  if (r == 0) return kr_sb_finish(&sb);
  kr_sb_discard(&sb);
  return KR_NULL;
}
static kr_type constevaluator_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_typing._ConstEvaluator",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(constevaluator),
    .dealloc = constevaluator_dealloc,
    .traverse = constevaluator_traverse,
    .repr = constevaluator_repr,
    .call = constevaluator_call,
};
static kr_value constevaluator_new(kr_value value) {
  constevaluator *c = kr_gc_object_alloc(&constevaluator_type, sizeof *c);
  if (!c) return KR_NULL;
  c->value = kr_ref(value);
  return kr_from_object(c);
}
/* The evaluate_x attribute: the function, one made for the value, or None. */
static kr_value evaluator(kr_value function, kr_value value) {
  if (!kr_is_null(function)) return kr_ref(function);
  return kr_is_null(value) ? KR_NONE : constevaluator_new(value);
}

/* ---- NoDefault ----------------------------------------------------------------------------------------- */

static kr_value no_default_repr(kr_value self) { return kr_str_from_cstr("typing.NoDefault"); }
static kr_value no_default_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_ref(KR_ID(NoDefault));
}
static kr_value no_default_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs || (kwnames && kwnames->size))
    return kr_raise(&kr_exc_TypeError, "NoDefaultType takes no arguments");
  return kr_ref(NO_DEFAULT);
}
static const kr_method_def no_default_methods[] = {
    {"__reduce__", no_default_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
kr_type kr_no_default_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "NoDefaultType",
    .doc = "NoDefaultType()\n--\n\nWhat NoDefault is.",
    .basic_size = sizeof(kr_object),
    .methods = no_default_methods,
    .repr = no_default_repr,
    .new_ = no_default_new,
};

/* ---- life of the three --------------------------------------------------------------------------------- */

static param *alloc(kr_type *type, kr_value name) {
  param *p = kr_gc_object_alloc(type, sizeof *p);
  if (!p) return NULL;
  p->covariant = p->contravariant = p->infer_variance = 0;
  p->dict = NULL;
  p->weaklist = NULL;
  p->name = kr_ref(name);
  p->bound = p->evaluate_bound = p->constraints = p->evaluate_constraints = KR_NULL;
  p->default_value = p->evaluate_default = KR_NULL;
  return p;
}
static int param_clear(kr_object *o) {
  param *p = (param *)o;
  KR_CLEAR_OBJECT(p->dict);
  KR_CLEAR(p->bound);
  KR_CLEAR(p->evaluate_bound);
  KR_CLEAR(p->constraints);
  KR_CLEAR(p->evaluate_constraints);
  KR_CLEAR(p->default_value);
  KR_CLEAR(p->evaluate_default);
  return 0;
}
static void param_dealloc(kr_object *o) {
  param *p = (param *)o;
  if (!kr_trash_begin(o)) return;
  if (p->weaklist) kr_weakrefs_clear(o);
  param_clear(o);
  KR_CLEAR(p->name);
  kr_object_free(o);
  kr_trash_end();
}
static int param_traverse(kr_object *o, kr_visit visit, void *arg) {
  param *p = (param *)o;
  KR_VISIT_OBJECT(p->dict);
  KR_VISIT(p->bound);
  KR_VISIT(p->evaluate_bound);
  KR_VISIT(p->constraints);
  KR_VISIT(p->evaluate_constraints);
  KR_VISIT(p->default_value);
  KR_VISIT(p->evaluate_default);
  return 0;
}

/* For the constructors: __module__ is where the call stands. Steals p. */
static kr_value with_module(param *p) {
  if (!p) return KR_NULL;
  kr_value self = kr_from_object(p);
  kr_value module = calling_module();
  if (kr_is_null(module)) module = KR_NONE;
  int r = kr_setattr(self, KR_ID(__module__), module);
  kr_decref(module);
  if (r == 0) return self;
  kr_decref(self);
  return KR_NULL;
}

/* ---- what they have in common -------------------------------------------------------------------------- */

static kr_value param_repr(kr_value self) {
  param *p = SELF;
  if (p->infer_variance || kr_is_exact(self, &kr_typevartuple_type)) return kr_ref(p->name);
  return kr_str_format("%c%U", p->covariant ? '+' : p->contravariant ? '-' : '~', p->name);
}
static kr_value param_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_ref(SELF->name);
}
static kr_value param_mro_entries(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_raise(&kr_exc_TypeError, "Cannot subclass an instance of %s",
                  kr_type_short_name(kr_type_of(self)));
}
static kr_value param_or(kr_value a, kr_value b) { return kr_union_pair(a, b); }

static kr_value get_default(kr_value self, void *closure) {
  param *p = SELF;
  if (!kr_is_null(p->default_value)) return kr_ref(p->default_value);
  if (kr_is_null(p->evaluate_default)) return kr_ref(NO_DEFAULT);
  kr_value v = evaluate(p->evaluate_default);
  if (!kr_is_null(v)) KR_REPLACE(p->default_value, kr_ref(v));
  return v;
}
static kr_value get_evaluate_default(kr_value self, void *closure) {
  return evaluator(SELF->evaluate_default, SELF->default_value);
}
static kr_value param_has_default(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  param *p = SELF;
  return kr_from_bool(!kr_is_null(p->evaluate_default) ||
                      (!kr_is_null(p->default_value) && p->default_value != NO_DEFAULT));
}

#define COMMON_METHODS                                                          \
  {"__reduce__", param_reduce, KR_FN_SIG, "($self, /)", NULL},                  \
      {"has_default", param_has_default, KR_FN_SIG, "($self, /)", NULL}, {      \
    "__mro_entries__", param_mro_entries, KR_FN_SIG, "($self, object, /)", NULL \
  }

static bool check_name(const char *function, kr_value name) {
  if (kr_is_str(name)) return true;
  kr_raise(&kr_exc_TypeError, "%s() argument 'name' must be str, not %G", function, name);
  return false;
}

/* The variance arguments: 0, -1. */
static int set_variance(param *p, const kr_value *a) {
  int flags[3];
  for (int i = 0; i < 3; i++) {
    flags[i] = kr_is_null(a[i]) ? 0 : kr_truth(a[i]);
    if (flags[i] < 0) return -1;
  }
  if (flags[0] && flags[1]) return KR_RAISE_INT(&kr_exc_ValueError, "Bivariant types are not supported.");
  if (flags[2] && (flags[0] || flags[1]))
    return KR_RAISE_INT(&kr_exc_ValueError, "Variance cannot be specified with infer_variance.");
  p->covariant = (uint8_t)flags[0];
  p->contravariant = (uint8_t)flags[1];
  p->infer_variance = (uint8_t)flags[2];
  return 0;
}

/* ---- TypeVar ------------------------------------------------------------------------------------------- */

static kr_value typevar_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[7]; /* name, constraints, bound, default, covariant, contravariant, infer_variance */
  if (kr_args_bind(&spec, "typevar",
                   "(name, *constraints, bound=None, default=typing.NoDefault, covariant=False, "
                   "contravariant=False, infer_variance=False)",
                   args, nargs, kwnames, a) < 0)
    return KR_NULL;
  kr_value r = KR_NULL, bound = KR_NULL;
  param *p = NULL;
  if (!check_name("typevar", a[0])) goto done;
  p = alloc(&kr_typevar_type, a[0]);
  if (!p || set_variance(p, a + 4) < 0) goto done;
  if (!kr_is_null(a[2]) && !kr_is_none(a[2])) {
    bound = type_check(a[2], "Bound must be a type.");
    if (kr_is_null(bound)) goto done;
  }
  uint32_t n = KR_TUPLE(a[1])->size;
  if (n == 1) {
    kr_raise(&kr_exc_TypeError, "A single constraint is not allowed");
    goto done;
  }
  if (n && !kr_is_null(bound)) {
    kr_raise(&kr_exc_TypeError, "Constraints cannot be combined with bound=...");
    goto done;
  }
  p->bound = kr_ref(bound);
  if (n) p->constraints = kr_ref(a[1]);
  p->default_value = kr_ref(kr_is_null(a[3]) ? NO_DEFAULT : a[3]);
  r = with_module(p);
  p = NULL;
done:
  kr_xdecref_object(p);
  kr_decref(bound);
  kr_args_release(spec, a);
  return r;
}

static kr_value get_bound(kr_value self, void *closure) {
  param *p = SELF;
  if (!kr_is_null(p->bound)) return kr_ref(p->bound);
  if (kr_is_null(p->evaluate_bound)) return KR_NONE;
  kr_value v = evaluate(p->evaluate_bound);
  if (!kr_is_null(v)) KR_REPLACE(p->bound, kr_ref(v));
  return v;
}
static kr_value get_constraints(kr_value self, void *closure) {
  param *p = SELF;
  if (!kr_is_null(p->constraints)) return kr_ref(p->constraints);
  if (kr_is_null(p->evaluate_constraints)) return kr_ref(KR_EMPTY_TUPLE);
  kr_value v = evaluate(p->evaluate_constraints);
  if (!kr_is_null(v)) KR_REPLACE(p->constraints, kr_ref(v));
  return v;
}
static kr_value get_evaluate_bound(kr_value self, void *closure) {
  return evaluator(SELF->evaluate_bound, SELF->bound);
}
static kr_value get_evaluate_constraints(kr_value self, void *closure) {
  return evaluator(SELF->evaluate_constraints, SELF->constraints);
}

static kr_value typevar_subst(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value a[2] = {self, args[0]};
  return call_typing("_typevar_subst", a, 2);
}

/* Fills in the default where the subscript ends before this parameter. */
static kr_value typevar_prepare(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  kr_value alias = a[0], args = a[1];
  kr_value params = kr_getattr(alias, KR_ID(__parameters__));
  if (kr_is_null(params)) return params;
  intptr_t given = kr_len(args);
  kr_value r = KR_NULL;
  if (given < 0) goto done;
  kr_value at = kr_call_method1(params, KR_ID(index), self);
  if (kr_is_null(at)) goto done;
  intptr_t index = kr_index_as_size(at, KR_NULL);
  kr_decref(at);
  if (index < given) {
    r = kr_ref(args);
  } else if (index == given) {
    kr_value dflt = get_default(self, NULL);
    if (kr_is_null(dflt)) goto done;
    if (dflt == NO_DEFAULT) {
      kr_raise(&kr_exc_TypeError, "Too few arguments for %S; actual %zd, expected at least %zd", alias, given,
               index + 1);
    } else {
      kr_value one = kr_tuple_from_array(&dflt, 1);
      if (!kr_is_null(one)) r = kr_binary(args, one, KR_OP_ADD);
      kr_decref(one);
    }
    kr_decref(dflt);
  } else {
    kr_raise(&kr_exc_TypeError, "Too few arguments for %S; actual %zd, expected at least %zd", alias, given,
             index + 1);
  }
done:
  kr_decref(params);
  return r;
}

static const kr_method_def typevar_methods[] = {
    {"__typing_subst__", typevar_subst, KR_FN_SIG, "($self, arg, /)", NULL},
    {"__typing_prepare_subst__", typevar_prepare, KR_FN_SIG, "($self, alias, args, /)", NULL},
    COMMON_METHODS,
    {NULL},
};
static const kr_member_def typevar_members[] = {
    {"__name__", KR_MEMBER_VALUE, offsetof(param, name), true, NULL},
    {"__covariant__", KR_MEMBER_BOOL, offsetof(param, covariant), true, NULL},
    {"__contravariant__", KR_MEMBER_BOOL, offsetof(param, contravariant), true, NULL},
    {"__infer_variance__", KR_MEMBER_BOOL, offsetof(param, infer_variance), true, NULL},
    {NULL},
};
static const kr_getset_def typevar_getsets[] = {
    {"__bound__", get_bound, NULL, NULL, NULL},
    {"__constraints__", get_constraints, NULL, NULL, NULL},
    {"__default__", get_default, NULL, NULL, NULL},
    {"evaluate_bound", get_evaluate_bound, NULL, NULL, NULL},
    {"evaluate_constraints", get_evaluate_constraints, NULL, NULL, NULL},
    {"evaluate_default", get_evaluate_default, NULL, NULL, NULL},
    {NULL},
};

#define PARAM_TYPE                                                                    \
  .head = KR_STATIC_HEAD(&kr_type_type), .tf = KR_TF_GC, .basic_size = sizeof(param), \
  .dict_offset = offsetof(param, dict), .weaklist_offset = offsetof(param, weaklist), \
  .dealloc = param_dealloc, .traverse = param_traverse, .clear = param_clear, .repr = param_repr

kr_type kr_typevar_type = {
    PARAM_TYPE,
    .name = "typing.TypeVar",
    .doc = "Type variable.",
    .methods = typevar_methods,
    .getset = typevar_getsets,
    .members = typevar_members,
    .new_ = typevar_tp_new,
    .nb = {[KR_OP_OR] = param_or},
};

/* ---- ParamSpec and its args and kwargs ----------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  void *weaklist;
  kr_value origin;
} paramspec_part;
#define PART KR_AS(paramspec_part, self)

static kr_value part_new(kr_type *type, kr_value origin) {
  paramspec_part *p = kr_gc_object_alloc(type, sizeof *p);
  if (!p) return KR_NULL;
  p->weaklist = NULL;
  p->origin = kr_ref(origin);
  return kr_from_object(p);
}
static kr_value part_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *specs[2];
  bool is_args = type == &kr_paramspecargs_type;
  kr_value origin;
  if (kr_args_bind(&specs[is_args], is_args ? "paramspecargs" : "paramspeckwargs", "(origin)", args, nargs,
                   kwnames, &origin) < 0)
    return KR_NULL;
  return part_new(type, origin);
}
static void part_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  if (((paramspec_part *)o)->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(((paramspec_part *)o)->origin);
  kr_object_free(o);
  kr_trash_end();
}
static int part_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((paramspec_part *)o)->origin);
  return 0;
}
static kr_value part_repr(kr_value self) {
  const char *suffix = kr_is_exact(self, &kr_paramspecargs_type) ? "args" : "kwargs";
  if (kr_is_exact(PART->origin, &kr_paramspec_type))
    return kr_str_format("%U.%s", KR_AS(param, PART->origin)->name, suffix);
  return kr_str_format("%R.%s", PART->origin, suffix);
}
static kr_value part_compare(kr_value a, kr_value b, int op) {
  if (kr_type_of(a) != kr_type_of(b) || (op != KR_EQ && op != KR_NE)) return KR_NOT_IMPLEMENTED;
  return kr_compare(KR_AS(paramspec_part, a)->origin, KR_AS(paramspec_part, b)->origin, op);
}
static const kr_method_def part_methods[] = {
    {"__mro_entries__", param_mro_entries, KR_FN_SIG, "($self, object, /)", NULL},
    {NULL},
};
static const kr_member_def part_members[] = {
    {"__origin__", KR_MEMBER_VALUE, offsetof(paramspec_part, origin), true, NULL},
    {NULL},
};
#define PART_TYPE                                                                                          \
  .head = KR_STATIC_HEAD(&kr_type_type), .tf = KR_TF_GC, .basic_size = sizeof(paramspec_part),             \
  .weaklist_offset = offsetof(paramspec_part, weaklist), .methods = part_methods, .members = part_members, \
  .dealloc = part_dealloc, .traverse = part_traverse, .repr = part_repr, .richcompare = part_compare,      \
  .new_ = part_tp_new
kr_type kr_paramspecargs_type = {
    PART_TYPE,
    .name = "typing.ParamSpecArgs",
    .doc = "The args for a ParamSpec object.",
};
kr_type kr_paramspeckwargs_type = {
    PART_TYPE,
    .name = "typing.ParamSpecKwargs",
    .doc = "The kwargs for a ParamSpec object.",
};

static kr_value paramspec_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[6]; /* name, bound, default, covariant, contravariant, infer_variance */
  if (kr_args_bind(&spec, "paramspec",
                   "(name, *, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, "
                   "infer_variance=False)",
                   args, nargs, kwnames, a) < 0)
    return KR_NULL;
  if (!check_name("paramspec", a[0])) return KR_NULL;
  param *p = alloc(&kr_paramspec_type, a[0]);
  if (!p) return KR_NULL;
  if (set_variance(p, a + 3) < 0) goto fail;
  p->bound = type_check(kr_is_null(a[1]) ? KR_NONE : a[1], "Bound must be a type.");
  if (kr_is_null(p->bound)) goto fail;
  p->default_value = kr_ref(kr_is_null(a[2]) ? NO_DEFAULT : a[2]);
  return with_module(p);
fail:
  kr_decref_object(p);
  return KR_NULL;
}
static kr_value paramspec_subst(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value a[2] = {self, args[0]};
  return call_typing("_paramspec_subst", a, 2);
}
static kr_value paramspec_prepare(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value a[3] = {self, args[0], args[1]};
  return call_typing("_paramspec_prepare_subst", a, 3);
}
static kr_value get_args(kr_value self, void *closure) { return part_new(&kr_paramspecargs_type, self); }
static kr_value get_kwargs(kr_value self, void *closure) { return part_new(&kr_paramspeckwargs_type, self); }

static const kr_method_def paramspec_methods[] = {
    {"__typing_subst__", paramspec_subst, KR_FN_SIG, "($self, arg, /)", NULL},
    {"__typing_prepare_subst__", paramspec_prepare, KR_FN_SIG, "($self, alias, args, /)", NULL},
    COMMON_METHODS,
    {NULL},
};
static const kr_member_def paramspec_members[] = {
    {"__name__", KR_MEMBER_VALUE, offsetof(param, name), true, NULL},
    {"__bound__", KR_MEMBER_VALUE, offsetof(param, bound), true, NULL},
    {"__covariant__", KR_MEMBER_BOOL, offsetof(param, covariant), true, NULL},
    {"__contravariant__", KR_MEMBER_BOOL, offsetof(param, contravariant), true, NULL},
    {"__infer_variance__", KR_MEMBER_BOOL, offsetof(param, infer_variance), true, NULL},
    {NULL},
};
static const kr_getset_def paramspec_getsets[] = {
    {"args", get_args, NULL, "The positional arguments of a ParamSpec: *args: P.args.", NULL},
    {"kwargs", get_kwargs, NULL, "The keyword arguments of a ParamSpec: **kwargs: P.kwargs.", NULL},
    {"__default__", get_default, NULL, NULL, NULL},
    {"evaluate_default", get_evaluate_default, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_paramspec_type = {
    PARAM_TYPE,
    .name = "typing.ParamSpec",
    .doc = "Parameter specification variable.",
    .methods = paramspec_methods,
    .getset = paramspec_getsets,
    .members = paramspec_members,
    .new_ = paramspec_tp_new,
    .nb = {[KR_OP_OR] = param_or},
};

/* ---- TypeVarTuple -------------------------------------------------------------------------------------- */

static kr_value typevartuple_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "typevartuple", "(name, *, default=typing.NoDefault)", args, nargs, kwnames, a) < 0)
    return KR_NULL;
  if (!check_name("typevartuple", a[0])) return KR_NULL;
  param *p = alloc(&kr_typevartuple_type, a[0]);
  if (!p) return KR_NULL;
  p->default_value = kr_ref(kr_is_null(a[1]) ? NO_DEFAULT : a[1]);
  return with_module(p);
}
/* *Ts: typing.Unpack[Ts] once. */
static kr_value iter_unpacked(kr_value self) {
  kr_value u = unpack(self);
  kr_value t = kr_is_null(u) ? u : kr_tuple_from_array(&u, 1);
  kr_value it = kr_is_null(t) ? t : kr_iter(t);
  kr_decref(u);
  kr_decref(t);
  return it;
}
static kr_value typevartuple_subst(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_raise(&kr_exc_TypeError, "Substitution of bare TypeVarTuple is not supported");
}
static kr_value typevartuple_prepare(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value a[3] = {self, args[0], args[1]};
  return call_typing("_typevartuple_prepare_subst", a, 3);
}
static const kr_method_def typevartuple_methods[] = {
    {"__typing_subst__", typevartuple_subst, KR_FN_SIG, "($self, arg, /)", NULL},
    {"__typing_prepare_subst__", typevartuple_prepare, KR_FN_SIG, "($self, alias, args, /)", NULL},
    COMMON_METHODS,
    {NULL},
};
static const kr_member_def typevartuple_members[] = {
    {"__name__", KR_MEMBER_VALUE, offsetof(param, name), true, NULL},
    {NULL},
};
static const kr_getset_def typevartuple_getsets[] = {
    {"__default__", get_default, NULL, NULL, NULL},
    {"evaluate_default", get_evaluate_default, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_typevartuple_type = {
    PARAM_TYPE,
    .name = "typing.TypeVarTuple",
    .doc = "A type variable that stands for any number of types.",
    .methods = typevartuple_methods,
    .getset = typevartuple_getsets,
    .members = typevartuple_members,
    .iter = iter_unpacked,
    .new_ = typevartuple_tp_new,
};

/* ---- TypeAliasType ------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  void *weaklist;
  kr_value name;
  kr_value type_params;   /* tuple, or KR_NULL */
  kr_value compute_value; /* KR_NULL: the value was given */
  kr_value value;         /* KR_NULL: not computed */
  kr_value module;        /* KR_NULL: that of compute_value */
} type_alias;
#define ALIAS KR_AS(type_alias, self)

static kr_value alias_new(kr_value name, kr_value type_params, kr_value compute, kr_value value,
                          kr_value module) {
  type_alias *a = kr_gc_object_alloc(&kr_typealias_type, sizeof *a);
  if (!a) return KR_NULL;
  bool generic = !kr_is_null(type_params) && kr_is_tuple(type_params) && KR_TUPLE(type_params)->size;
  a->weaklist = NULL;
  a->name = kr_ref(name);
  a->type_params = generic ? kr_ref(type_params) : KR_NULL;
  a->compute_value = kr_ref(compute);
  a->value = kr_ref(value);
  a->module = kr_ref(module);
  return kr_from_object(a);
}

static bool is_type_param(kr_value v) {
  return kr_is_exact(v, &kr_typevar_type) || kr_is_exact(v, &kr_paramspec_type) ||
         kr_is_exact(v, &kr_typevartuple_type);
}

/* Only type parameters, and those with defaults behind the others. */
static int check_type_params(kr_value params) {
  if (!kr_is_tuple(params)) return KR_RAISE_INT(&kr_exc_TypeError, "type_params must be a tuple");
  bool seen_default = false;
  for (uint32_t i = 0; i < KR_TUPLE(params)->size; i++) {
    kr_value p = KR_TUPLE(params)->items[i];
    if (!is_type_param(p)) return KR_RAISE_INT(&kr_exc_TypeError, "Expected a type param, got %R", p);
    kr_value dflt = get_default(p, NULL);
    if (kr_is_null(dflt)) return -1;
    bool none = dflt == NO_DEFAULT;
    kr_decref(dflt);
    if (!none) seen_default = true;
    else if (seen_default)
      return KR_RAISE_INT(&kr_exc_TypeError, "non-default type parameter '%R' follows default type parameter",
                          p);
  }
  return 0;
}

static kr_value alias_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3];
  if (kr_args_bind(&spec, "typealias", "(name, value, *, type_params=())", args, nargs, kwnames, a) < 0)
    return KR_NULL;
  if (!check_name("typealias", a[0])) return KR_NULL;
  if (!kr_is_null(a[2]) && check_type_params(a[2]) < 0) return KR_NULL;
  kr_value module = calling_module();
  kr_value r = alias_new(a[0], a[2], KR_NULL, a[1], module);
  kr_decref(module);
  return r;
}
static int alias_clear(kr_object *o) {
  type_alias *a = (type_alias *)o;
  KR_CLEAR(a->type_params);
  KR_CLEAR(a->compute_value);
  KR_CLEAR(a->value);
  KR_CLEAR(a->module);
  return 0;
}
static void alias_dealloc(kr_object *o) {
  type_alias *a = (type_alias *)o;
  if (!kr_trash_begin(o)) return;
  if (a->weaklist) kr_weakrefs_clear(o);
  alias_clear(o);
  KR_CLEAR(a->name);
  kr_object_free(o);
  kr_trash_end();
}
static int alias_traverse(kr_object *o, kr_visit visit, void *arg) {
  type_alias *a = (type_alias *)o;
  KR_VISIT(a->type_params);
  KR_VISIT(a->compute_value);
  KR_VISIT(a->value);
  KR_VISIT(a->module);
  return 0;
}
static kr_value alias_repr(kr_value self) { return kr_ref(ALIAS->name); }
static kr_value alias_getitem(kr_value self, kr_value item) {
  if (kr_is_null(ALIAS->type_params))
    return kr_raise(&kr_exc_TypeError, "Only generic type aliases are subscriptable");
  return kr_generic_alias_new(self, item);
}
static kr_value get_value(kr_value self, void *closure) {
  type_alias *a = ALIAS;
  if (!kr_is_null(a->value)) return kr_ref(a->value);
  kr_value v = evaluate(a->compute_value);
  if (!kr_is_null(v)) KR_REPLACE(a->value, kr_ref(v));
  return v;
}
static kr_value get_evaluate_value(kr_value self, void *closure) {
  return evaluator(ALIAS->compute_value, ALIAS->value);
}
static kr_value alias_type_params(kr_value self, void *closure) {
  return kr_is_null(ALIAS->type_params) ? KR_EMPTY_TUPLE : kr_ref(ALIAS->type_params);
}
/* TypeVarTuples in params as typing.Unpack[Ts]: a new tuple. */
static kr_value unpack_typevartuples(kr_value params) {
  kr_tuple *t = KR_TUPLE(params);
  bool any = false;
  for (uint32_t i = 0; i < t->size; i++) any = any || kr_is_exact(t->items[i], &kr_typevartuple_type);
  if (!any) return kr_ref(params);
  kr_tuple *r = kr_tuple_new(t->size);
  for (uint32_t i = 0; r && i < t->size; i++) {
    kr_value p = t->items[i];
    r->items[i] = kr_is_exact(p, &kr_typevartuple_type) ? unpack(p) : kr_ref(p);
    if (kr_is_null(r->items[i])) KR_CLEAR_OBJECT(r);
  }
  return kr_from_object_or_null(r);
}
static kr_value alias_parameters(kr_value self, void *closure) {
  return kr_is_null(ALIAS->type_params) ? kr_ref(KR_EMPTY_TUPLE) : unpack_typevartuples(ALIAS->type_params);
}
static kr_value alias_module(kr_value self, void *closure) {
  type_alias *a = ALIAS;
  if (!kr_is_null(a->module)) return kr_ref(a->module);
  if (!kr_is_null(a->compute_value)) return kr_getattr(a->compute_value, KR_ID(__module__));
  return KR_NONE;
}
static kr_value alias_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_ref(ALIAS->name);
}
static kr_value alias_or(kr_value a, kr_value b) { return kr_union_or(a, b); }

static const kr_method_def alias_methods[] = {
    {"__reduce__", alias_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
static const kr_member_def alias_members[] = {
    {"__name__", KR_MEMBER_VALUE, offsetof(type_alias, name), true, NULL},
    {NULL},
};
static const kr_getset_def alias_getsets[] = {
    {"__parameters__", alias_parameters, NULL, NULL, NULL},
    {"__type_params__", alias_type_params, NULL, NULL, NULL},
    {"__value__", get_value, NULL, NULL, NULL},
    {"evaluate_value", get_evaluate_value, NULL, NULL, NULL},
    {"__module__", alias_module, NULL, NULL, NULL},
    {NULL},
};
kr_type kr_typealias_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "typing.TypeAliasType",
    .doc = "Type alias.",
    .tf = KR_TF_GC,
    .basic_size = sizeof(type_alias),
    .weaklist_offset = offsetof(type_alias, weaklist),
    .methods = alias_methods,
    .getset = alias_getsets,
    .members = alias_members,
    .dealloc = alias_dealloc,
    .traverse = alias_traverse,
    .clear = alias_clear,
    .repr = alias_repr,
    .iter = iter_unpacked,
    .new_ = alias_tp_new,
    .nb = {[KR_OP_OR] = alias_or},
    .mp_subscript = alias_getitem,
};

/* ---- Generic ------------------------------------------------------------------------------------------- */

/* typing.name(cls, *args, **kw) */
static kr_value forward(const char *name, kr_value cls, const kr_value *args, size_t nargs,
                        kr_tuple *kwnames) {
  kr_value f = kr_import_attr("typing", name);
  if (kr_is_null(f)) return f;
  size_t n = nargs + (kwnames ? kwnames->size : 0);
  kr_value *all = kr_alloc_array(n + 1, sizeof *all);
  kr_value r = KR_NULL;
  if (all) {
    all[0] = cls;
    if (n) memcpy(all + 1, args, n * sizeof *all);
    r = kr_call(f, all, nargs + 1, kwnames);
    kr_free(all);
  }
  kr_decref(f);
  return r;
}
static kr_value generic_class_getitem(kr_value cls, const kr_value *args, size_t n, kr_tuple *kw) {
  return forward("_generic_class_getitem", cls, args, n, kw);
}
static kr_value generic_init_subclass(kr_value cls, const kr_value *args, size_t n, kr_tuple *kw) {
  return forward("_generic_init_subclass", cls, args, n, kw);
}
static const kr_method_def generic_methods[] = {
    {"__class_getitem__", generic_class_getitem, KR_FN_RAW | KR_FN_CLASS, NULL, NULL},
    {"__init_subclass__", generic_init_subclass, KR_FN_RAW | KR_FN_CLASS, NULL, NULL},
    {NULL},
};
kr_type kr_generic_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "typing.Generic",
    .doc = "Abstract base class for generic types.",
    .tf = KR_TF_BASETYPE | KR_TF_MUTABLE,
    .basic_size = sizeof(kr_object),
    .methods = generic_methods,
    .new_ = kr_object_new,
};

/* ---- for the interpreter ------------------------------------------------------------------------------- */

kr_value kr_typevar_new(kr_value name, kr_value evaluate_bound, kr_value evaluate_constraints) {
  param *p = alloc(&kr_typevar_type, name);
  if (!p) return KR_NULL;
  p->infer_variance = 1;
  p->evaluate_bound = kr_ref(evaluate_bound);
  p->evaluate_constraints = kr_ref(evaluate_constraints);
  return kr_from_object(p);
}
kr_value kr_paramspec_new(kr_value name) {
  param *p = alloc(&kr_paramspec_type, name);
  if (!p) return KR_NULL;
  p->infer_variance = 1;
  return kr_from_object(p);
}
kr_value kr_typevartuple_new(kr_value name) {
  return kr_from_object_or_null(alloc(&kr_typevartuple_type, name));
}
kr_value kr_typeparam_set_default(kr_value v, kr_value evaluate_default) {
  if (!is_type_param(v)) return kr_raise(&kr_exc_TypeError, "Expected a type param, got %R", v);
  KR_REPLACE(KR_AS(param, v)->evaluate_default, kr_ref(evaluate_default));
  return kr_ref(v);
}
kr_value kr_typealias_new(kr_value args) {
  const kr_value *items = KR_TUPLE(args)->items;
  if (KR_TUPLE(args)->size != 3 || !kr_is_str(items[0]))
    return kr_raise(&kr_exc_SystemError, "bad type alias");
  return alias_new(items[0], kr_is_none(items[1]) ? KR_NULL : items[1], items[2], KR_NULL, KR_NULL);
}
kr_value kr_subscript_generic(kr_value params) {
  if (!kr_is_tuple(params)) return kr_raise(&kr_exc_SystemError, "bad type parameters");
  kr_value unpacked = unpack_typevartuples(params);
  if (kr_is_null(unpacked)) return unpacked;
  kr_value args[2] = {kr_from_object(&kr_generic_type), unpacked};
  kr_value r = call_typing("_GenericAlias", args, 2);
  kr_decref(unpacked);
  return r;
}

int kr_typevar_init(void) {
  kr_type *const types[] = {&kr_typevar_type,         &kr_paramspec_type,    &kr_paramspecargs_type,
                            &kr_paramspeckwargs_type, &kr_typevartuple_type, &kr_typealias_type,
                            &kr_generic_type,         &kr_no_default_type,   &constevaluator_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (kr_type_ready(types[i]) < 0) return -1;
  return 0;
}
