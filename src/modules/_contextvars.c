/* Module _contextvars (PEP 567). A context is a dict that copies share until one of them sets a variable. */
#include "memory/gc.h"
#include "modules/_contextvars.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/call.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

typedef struct {
  KR_OBJECT_HEAD
  bool entered;
  kr_dict *vars;
  kr_value previous; /* the context below, while entered */
  void *weaklist;
} context;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value name, fallback; /* fallback KR_NULL: no default */
} context_var;
typedef struct {
  KR_OBJECT_HEAD
  bool used;
  kr_value context, var, old; /* old KR_NULL: there was none */
} token;
static kr_type context_type, var_type, token_type, missing_type;
static kr_value missing;

/* ---- contexts ------------------------------------------------------------------------------------------ */

#define CONTEXT(v) KR_AS(context, v)

static kr_value new_context(kr_dict *share) {
  context *c = kr_gc_object_alloc(&context_type, sizeof *c);
  if (!c) return KR_NULL;
  c->entered = false;
  c->previous = KR_NULL;
  c->weaklist = NULL;
  c->vars = share ? KR_REF(share) : kr_dict_new();
  if (!c->vars) {
    kr_decref_object(c);
    return KR_NULL;
  }
  return kr_from_object(c);
}
/* The thread's context, made on first use; borrowed. */
static context *current(void) {
  if (kr.thread->context == KR_NULL) kr.thread->context = new_context(NULL);
  return kr.thread->context == KR_NULL ? NULL : CONTEXT(kr.thread->context);
}
static bool own_vars(context *c) {
  if (c->vars->head.refs == 1) return true;
  kr_dict *copy = kr_dict_copy(c->vars);
  if (!copy) return false;
  kr_decref_object(c->vars);
  c->vars = copy;
  return true;
}

static void context_dealloc(kr_object *o) {
  context *c = (context *)o;
  if (c->weaklist) kr_weakrefs_clear(o);
  if (!kr_trash_begin(o)) return;
  KR_CLEAR_OBJECT(c->vars);
  KR_CLEAR(c->previous);
  kr_trash_end();
  kr_object_free(o);
}
static int context_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((context *)o)->vars);
  KR_VISIT(((context *)o)->previous);
  return 0;
}
static kr_value context_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs || (kwnames && kwnames->size))
    return kr_raise(&kr_exc_TypeError, "Context() does not accept any arguments");
  return new_context(NULL);
}

static int enter(kr_value self) {
  context *c = CONTEXT(self);
  if (c->entered)
    return KR_RAISE_INT(&kr_exc_RuntimeError, "cannot enter context: %R is already entered", self);
  c->previous = kr.thread->context;
  c->entered = true;
  kr.thread->context = kr_ref(self);
  return 0;
}
static void leave(kr_value self) {
  context *c = CONTEXT(self);
  kr_value mine = kr.thread->context;
  kr.thread->context = c->previous;
  c->previous = KR_NULL;
  c->entered = false;
  kr_decref(mine);
}

enum { RUN_CONTEXT, RUN_FUNCTION, RUN_ARGS, RUN_KWARGS, RUN_SLOTS };
static kr_value run_step(kr_frame *f, kr_value v) {
  if (f->state == 0) {
    f->state = 1;
    kr_value kw = f->slots[RUN_KWARGS];
    kr_tuple *t = KR_TUPLE(f->slots[RUN_ARGS]);
    kr_tuple *names = kw == KR_NULL ? NULL : KR_TUPLE(kw);
    v = kr_call_push(f->slots[RUN_FUNCTION], t->items, t->size - (names ? names->size : 0), names);
    if (v == KR_PUSHED) return v;
  }
  leave(f->slots[RUN_CONTEXT]);
  return v;
}
static const kr_native run_native = {"run", run_step, RUN_SLOTS};
FN(context_run) {
  if (nargs < 1) return kr_raise(&kr_exc_TypeError, "run() missing 1 required positional argument");
  size_t total = nargs + (kwnames ? kwnames->size : 0);
  kr_value all = kr_tuple_from_array(args + 1, total - 1);
  if (all == KR_NULL) return KR_NULL;
  if (enter(self)) {
    kr_decref(all);
    return KR_NULL;
  }
  kr_frame *f = kr_native_push(&run_native);
  if (!f) {
    leave(self);
    kr_decref(all);
    return KR_NULL;
  }
  f->slots[RUN_CONTEXT] = kr_ref(self);
  f->slots[RUN_FUNCTION] = kr_ref(args[0]);
  f->slots[RUN_ARGS] = all;
  f->slots[RUN_KWARGS] = kwnames ? kr_ref(kr_from_object(kwnames)) : KR_NULL;
  return KR_PUSHED;
}
FN(context_copy) { return new_context(CONTEXT(self)->vars); }

static bool is_var(kr_value v) {
  if (kr_is_exact(v, &var_type)) return true;
  kr_raise(&kr_exc_TypeError, "a ContextVar key was expected, got %R", v);
  return false;
}
static kr_value context_subscript(kr_value self, kr_value key) {
  if (!is_var(key)) return KR_NULL;
  kr_value v = kr_dict_get_new(CONTEXT(self)->vars, key);
  return v == KR_NULL && !kr_failed() ? kr_raise_key(key) : v;
}
static int context_contains(kr_value self, kr_value key) {
  return is_var(key) ? kr_dict_contains(CONTEXT(self)->vars, key) : -1;
}
FN(context_get) {
  if (!is_var(args[0])) return KR_NULL;
  kr_value v = kr_dict_get_new(CONTEXT(self)->vars, args[0]);
  if (v != KR_NULL || kr_failed()) return v;
  return args[1] == KR_NULL ? KR_NONE : kr_ref(args[1]);
}
static intptr_t context_length(kr_value self) { return (intptr_t)CONTEXT(self)->vars->used; }
static kr_value context_iter(kr_value self) { return kr_iter(kr_from_object(CONTEXT(self)->vars)); }
static kr_value view(kr_value self, kr_value method) {
  kr_value v = kr_call_method0(kr_from_object(CONTEXT(self)->vars), method);
  kr_value it = v == KR_NULL ? KR_NULL : kr_iter(v);
  kr_decref(v);
  return it;
}
FN(context_keys) { return view(self, KR_ID(keys)); }
FN(context_values) { return view(self, KR_ID(values)); }
FN(context_items) { return view(self, KR_ID(items)); }
static kr_value context_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(b, &context_type)) return KR_NOT_IMPLEMENTED;
  int eq = kr_equal(kr_from_object(CONTEXT(a)->vars), kr_from_object(CONTEXT(b)->vars));
  return eq < 0 ? KR_NULL : kr_from_bool((eq != 0) == (op == KR_EQ));
}
FN(class_getitem) { return kr_class_getitem(self, args[0]); }
static const kr_method_def context_methods[] = {
    {"run", context_run, KR_FN_RAW, NULL, NULL},
    {"copy", context_copy, 0, "($self, /)", NULL},
    {"get", context_get, 0, "($self, key, default=None, /)", NULL},
    {"keys", context_keys, 0, "($self, /)", NULL},
    {"values", context_values, 0, "($self, /)", NULL},
    {"items", context_items, 0, "($self, /)", NULL},
    {0}};
static kr_type context_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                               .name = "_contextvars.Context",
                               .tf = KR_TF_GC,
                               .basic_size = sizeof(context),
                               .weaklist_offset = offsetof(context, weaklist),
                               .dealloc = context_dealloc,
                               .traverse = context_traverse,
                               .methods = context_methods,
                               .new_ = context_new,
                               .mp_subscript = context_subscript,
                               .sq_contains = context_contains,
                               .sq_length = context_length,
                               .iter = context_iter,
                               .richcompare = context_compare};

/* ---- variables ----------------------------------------------------------------------------------------- */

#define VAR(v) KR_AS(context_var, v)

static void var_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((context_var *)o)->name);
  KR_CLEAR(((context_var *)o)->fallback);
  kr_trash_end();
  kr_object_free(o);
}
static int var_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((context_var *)o)->name);
  KR_VISIT(((context_var *)o)->fallback);
  return 0;
}
static kr_value make_var(kr_value name, kr_value fallback) {
  context_var *v = kr_gc_object_alloc(&var_type, sizeof *v);
  if (!v) return KR_NULL;
  v->name = kr_ref(name);
  v->fallback = kr_ref(fallback);
  return kr_from_object(v);
}
static kr_value var_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (nargs == 2 && !kwnames)
    return kr_raise(&kr_exc_TypeError, "ContextVar() takes at most 1 positional argument (2 given)");
  if (kr_args_bind(&spec, "ContextVar", "(name, /, *, default=<unrepresentable>)", args, nargs, kwnames, a))
    return KR_NULL;
  if (!kr_is_str(a[0])) return kr_raise(&kr_exc_TypeError, "context variable name must be a str");
  return make_var(a[0], a[1]);
}
kr_value kr_contextvar_new(const char *name) {
  if (kr_type_ready(&var_type)) return KR_NULL;
  kr_value s = kr_str_intern_cstr(name);
  kr_value v = s == KR_NULL ? KR_NULL : make_var(s, KR_NULL);
  kr_decref(s);
  return v;
}

kr_value kr_contextvar_get(kr_value var) {
  context *c = current();
  return c ? kr_dict_get(c->vars, var) : KR_NULL;
}
FN(var_get) {
  context *c = current();
  if (!c) return KR_NULL;
  kr_value v = kr_dict_get_new(c->vars, self);
  if (v != KR_NULL || kr_failed()) return v;
  if (args[0] != KR_NULL) return kr_ref(args[0]);
  if (VAR(self)->fallback != KR_NULL) return kr_ref(VAR(self)->fallback);
  return kr_raise_value(&kr_exc_LookupError, self);
}
FN(var_set) {
  context *c = current();
  if (!c || !own_vars(c)) return KR_NULL;
  token *t = kr_gc_object_alloc(&token_type, sizeof *t);
  if (!t) return KR_NULL;
  t->used = false;
  t->context = kr_ref(kr.thread->context);
  t->var = kr_ref(self);
  t->old = kr_dict_get_new(c->vars, self);
  if ((t->old == KR_NULL && kr_failed()) || kr_dict_set(c->vars, self, args[0])) {
    kr_decref_object(t);
    return KR_NULL;
  }
  return kr_from_object(t);
}
static kr_value reset(kr_value self, kr_value tok) {
  if (!kr_is_exact(tok, &token_type))
    return kr_raise(&kr_exc_TypeError, "expected an instance of Token, got %R", tok);
  token *t = KR_AS(token, tok);
  if (t->used) return kr_raise(&kr_exc_RuntimeError, "%R has already been used once", tok);
  if (t->var != self) return kr_raise(&kr_exc_ValueError, "%R was created by a different ContextVar", tok);
  context *c = current();
  if (!c) return KR_NULL;
  if (t->context != kr.thread->context)
    return kr_raise(&kr_exc_ValueError, "%R was created in a different Context", tok);
  if (!own_vars(c)) return KR_NULL;
  t->used = true;
  if (t->old == KR_NULL) {
    int r = kr_dict_del(c->vars, self);
    return r < 0 ? KR_NULL : r ? KR_NONE : kr_raise_value(&kr_exc_LookupError, self);
  }
  return kr_dict_set(c->vars, self, t->old) ? KR_NULL : KR_NONE;
}
FN(var_reset) { return reset(self, args[0]); }
static kr_value var_repr(kr_value self) {
  context_var *v = VAR(self);
  if (v->fallback == KR_NULL)
    return kr_str_format("<ContextVar name=%R at 0x%zx>", v->name, (size_t)kr_object_of(self));
  return kr_str_format("<ContextVar name=%R default=%R at 0x%zx>", v->name, v->fallback,
                       (size_t)kr_object_of(self));
}
static const kr_method_def var_methods[] = {
    {"get", var_get, 0, "($self, default=<unrepresentable>, /)", NULL},
    {"set", var_set, 0, "($self, value, /)", NULL},
    {"reset", var_reset, 0, "($self, token, /)", NULL},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};
static const kr_member_def var_members[] = {
    {"name", KR_MEMBER_VALUE, offsetof(context_var, name), true, NULL}, {0}};
static kr_type var_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                           .name = "_contextvars.ContextVar",
                           .tf = KR_TF_GC,
                           .basic_size = sizeof(context_var),
                           .dealloc = var_dealloc,
                           .traverse = var_traverse,
                           .methods = var_methods,
                           .members = var_members,
                           .repr = var_repr,
                           .new_ = var_new};

/* ---- tokens -------------------------------------------------------------------------------------------- */

static void token_dealloc(kr_object *o) {
  token *t = (token *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(t->context);
  KR_CLEAR(t->var);
  KR_CLEAR(t->old);
  kr_trash_end();
  kr_object_free(o);
}
static int token_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((token *)o)->context);
  KR_VISIT(((token *)o)->var);
  KR_VISIT(((token *)o)->old);
  return 0;
}
static kr_value token_repr(kr_value self) {
  token *t = KR_AS(token, self);
  return kr_str_format("<Token%s var=%R at 0x%zx>", t->used ? " used" : "", t->var,
                       (size_t)kr_object_of(self));
}
static kr_value token_var(kr_value self, void *c) { return kr_ref(KR_AS(token, self)->var); }
static kr_value token_old(kr_value self, void *c) {
  kr_value v = KR_AS(token, self)->old;
  return kr_ref(v == KR_NULL ? missing : v);
}
FN(token_enter) { return kr_ref(self); }
FN(token_exit) { return reset(KR_AS(token, self)->var, self); }
static const kr_method_def token_methods[] = {
    {"__enter__", token_enter, 0, "($self, /)", NULL},
    {"__exit__", token_exit, 0, "($self, type, val, tb, /)", NULL},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};
static const kr_getset_def token_getset[] = {
    {"var", token_var, NULL, NULL, NULL}, {"old_value", token_old, NULL, NULL, NULL}, {0}};
static kr_value token_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_raise(&kr_exc_RuntimeError, "Tokens can only be created by ContextVars");
}
static kr_type token_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                             .name = "_contextvars.Token",
                             .tf = KR_TF_GC,
                             .basic_size = sizeof(token),
                             .dealloc = token_dealloc,
                             .traverse = token_traverse,
                             .methods = token_methods,
                             .getset = token_getset,
                             .repr = token_repr,
                             .hash = kr_hash_not_implemented,
                             .new_ = token_new};
static kr_value missing_repr(kr_value self) { return kr_str_from_cstr("<Token.MISSING>"); }
static void missing_dealloc(kr_object *o) { kr_object_free(o); }
static kr_type missing_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                               .name = "Token.MISSING",
                               .tf = KR_TF_NO_NEW,
                               .basic_size = sizeof(kr_object),
                               .dealloc = missing_dealloc,
                               .repr = missing_repr};

FN(copy_context) {
  context *c = current();
  return c ? new_context(c->vars) : KR_NULL;
}
static const kr_method_def methods[] = {{"copy_context", copy_context, 0, "($module, /)", NULL}, {0}};
static int exec(kr_module *m) {
  if (kr_type_ready(&missing_type) || kr_module_add_type(m, &context_type) ||
      kr_module_add_type(m, &var_type) || kr_module_add_type(m, &token_type))
    return -1;
  if (missing == 0) {
    missing = kr_from_object_or_null(kr_object_alloc(&missing_type, sizeof(kr_object)));
    if (missing == KR_NULL) return -1;
    if (kr_dict_set_cstr(token_type.dict, "MISSING", missing)) return -1;
    kr_type_modified(&token_type);
  }
  return 0;
}
const kr_module_def kr_module_def__contextvars = {.name = "_contextvars", .methods = methods, .exec = exec};
