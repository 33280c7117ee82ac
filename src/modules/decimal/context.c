/* Context, the current context, and the module _decimal. */
#include "modules/decimal/decimal.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/tuple.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static const char *const rounding_names[KR_DEC_ROUNDINGS] = {
    "ROUND_UP",      "ROUND_DOWN",      "ROUND_CEILING",   "ROUND_FLOOR",
    "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP",
};
enum { DEFAULT_TRAPS = KR_DEC_ANY_INVALID | KR_DEC_DIVISION_BY_ZERO | KR_DEC_OVERFLOW };
static kr_value default_context = KR_NULL, basic_context = KR_NULL, extended_context = KR_NULL;
static kr_value context_var = KR_NULL; /* ContextVar: the current context of thread and task */

int kr_decimal_rounding(kr_value name) {
  if (kr_is_str(name)) {
    for (int i = 0; i < KR_DEC_ROUNDINGS; i++) {
      if (kr_str_equals_cstr(KR_STR(name), rounding_names[i])) return i;
    }
  }
  return KR_RAISE_INT(&kr_exc_TypeError,
                      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                      "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
}

int kr_decimal_signal(kr_decimal_context *x, uint32_t status) {
  if (status == 0) return 0;
  KR_SIGNALS(x->flags)->bits |= status;
  uint32_t trapped = status & KR_SIGNALS(x->traps)->bits;
  if (!trapped) return 0;
  kr_signals_raise(trapped);
  return -1;
}

/* ---- life --------------------------------------------------------------------------------------------- */

static kr_decimal_context *new_context(kr_type *type, const kr_dec_context *c, uint32_t traps,
                                       uint32_t flags) {
  kr_decimal_context *x;
  if (type == &kr_decimal_context_type) {
    x = kr_gc_object_alloc(type, sizeof *x);
  } else {
    kr_value v = kr_type_generic_alloc(type, 0);
    x = v == KR_NULL ? NULL : KR_CONTEXT(v);
  }
  if (!x) return NULL;
  x->c = *c;
  x->traps = x->flags = KR_NULL;
  x->traps = kr_signals_new(traps);
  if (x->traps != KR_NULL) x->flags = kr_signals_new(flags);
  if (x->flags == KR_NULL) {
    kr_decref_object(x);
    return NULL;
  }
  return x;
}
static const kr_dec_context usual = {
    .prec = 28, .emax = 999999, .emin = -999999, .rounding = KR_DEC_HALF_EVEN, .capitals = true};

static void context_dealloc(kr_object *o) {
  KR_CLEAR(((kr_decimal_context *)o)->traps);
  KR_CLEAR(((kr_decimal_context *)o)->flags);
  kr_object_free(o);
}
static int context_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_decimal_context *)o)->traps);
  KR_VISIT(((kr_decimal_context *)o)->flags);
  return 0;
}

static kr_value copy_of(kr_value v) {
  const kr_decimal_context *x = KR_CONTEXT(v);
  return kr_from_object_or_null(
      new_context(&kr_decimal_context_type, &x->c, KR_SIGNALS(x->traps)->bits, KR_SIGNALS(x->flags)->bits));
}
KR_CONTEXT_METHOD(kr_context_copy) { return copy_of(self); }

/* ---- attributes --------------------------------------------------------------------------------------- */

enum { PREC, ROUNDING, EMIN, EMAX, CAPITALS, CLAMP, FLAGS, TRAPS, FIELDS };

static bool read_int(kr_value v, int64_t *i) {
  if (!kr_is_int(v)) kr_raise(&kr_exc_TypeError, "an integer is required");
  else if (!kr_int_fits_i64(v, i) || *i != (int32_t)*i)
    kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  else return true;
  return false;
}
static int set_field(kr_decimal_context *x, int field, kr_value v) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_AttributeError, "context attributes cannot be deleted");
  if (field == ROUNDING) {
    int mode = kr_decimal_rounding(v);
    if (mode >= 0) x->c.rounding = (uint8_t)mode;
    return mode < 0 ? -1 : 0;
  }
  if (field == FLAGS || field == TRAPS) {
    uint32_t bits;
    if (kr_signals_from(v, &bits) < 0) return -1;
    KR_SIGNALS(field == FLAGS ? x->flags : x->traps)->bits = bits;
    return 0;
  }
  int64_t i;
  if (!read_int(v, &i)) return -1;
  switch (field) {
    case PREC:
      if (i < 1 || i > KR_DEC_MAX_PREC)
        return KR_RAISE_INT(&kr_exc_ValueError, "valid range for prec is [1, MAX_PREC]");
      x->c.prec = i;
      break;
    case EMIN:
      if (i < KR_DEC_MIN_EMIN || i > 0)
        return KR_RAISE_INT(&kr_exc_ValueError, "valid range for Emin is [MIN_EMIN, 0]");
      x->c.emin = i;
      break;
    case EMAX:
      if (i < 0 || i > KR_DEC_MAX_EMAX)
        return KR_RAISE_INT(&kr_exc_ValueError, "valid range for Emax is [0, MAX_EMAX]");
      x->c.emax = i;
      break;
    case CAPITALS:
      if (i != 0 && i != 1) return KR_RAISE_INT(&kr_exc_ValueError, "valid values for capitals are 0 or 1");
      x->c.capitals = i != 0;
      break;
    default:
      if (i != 0 && i != 1) return KR_RAISE_INT(&kr_exc_ValueError, "valid values for clamp are 0 or 1");
      x->c.clamp = i != 0;
  }
  return 0;
}
static int setter(kr_value self, kr_value v, void *closure) {
  return set_field(KR_CONTEXT(self), (int)(intptr_t)closure, v);
}
static kr_value getter(kr_value self, void *closure) {
  const kr_dec_context *c = &KR_CONTEXT(self)->c;
  switch ((int)(intptr_t)closure) {
    case PREC: return kr_int_from_i64(c->prec);
    case ROUNDING: return kr_str_intern_cstr(rounding_names[c->rounding]);
    case EMIN: return kr_int_from_i64(c->emin);
    case EMAX: return kr_int_from_i64(c->emax);
    case CAPITALS: return kr_from_small_int(c->capitals);
    default: return kr_from_small_int(c->clamp);
  }
}
/* Without regard for what the other fields allow, as the suite of the arithmetic needs it. */
enum { UNSAFE_MAX = 1070000000 };
static kr_value set_unsafe(kr_value v, const char *name, int64_t from, int64_t to, int64_t *field) {
  int64_t i;
  if (!read_int(v, &i)) return KR_NULL;
  if (i < from || i > to)
    return kr_raise(&kr_exc_ValueError, "valid range for unsafe %s is [%d, %d]", name, (int)from, (int)to);
  *field = i;
  return KR_NONE;
}
KR_CONTEXT_METHOD(kr_context_unsafe_setprec) {
  return set_unsafe(args[0], "prec", 1, UNSAFE_MAX, &KR_CONTEXT(self)->c.prec);
}
KR_CONTEXT_METHOD(kr_context_unsafe_setemin) {
  return set_unsafe(args[0], "emin", -UNSAFE_MAX, 0, &KR_CONTEXT(self)->c.emin);
}
KR_CONTEXT_METHOD(kr_context_unsafe_setemax) {
  return set_unsafe(args[0], "emax", 0, UNSAFE_MAX, &KR_CONTEXT(self)->c.emax);
}
static const kr_getset_def context_getset[] = {
    {"prec", getter, setter, NULL, (void *)PREC},
    {"rounding", getter, setter, NULL, (void *)ROUNDING},
    {"Emin", getter, setter, NULL, (void *)EMIN},
    {"Emax", getter, setter, NULL, (void *)EMAX},
    {"capitals", getter, setter, NULL, (void *)CAPITALS},
    {"clamp", getter, setter, NULL, (void *)CLAMP},
    {0},
};

/* traps and flags are no descriptors: as in CPython they answer to instances only. */
static int signals_field(kr_value name) {
  if (!kr_is_str(name)) return 0;
  return kr_str_equals_cstr(KR_STR(name), "traps")   ? TRAPS
         : kr_str_equals_cstr(KR_STR(name), "flags") ? FLAGS
                                                     : 0;
}
static kr_value context_getattro(kr_value self, kr_value name) {
  int field = signals_field(name);
  if (field) return kr_ref(field == TRAPS ? KR_CONTEXT(self)->traps : KR_CONTEXT(self)->flags);
  return kr_generic_getattr(self, name);
}
static int context_setattro(kr_value self, kr_value name, kr_value v) {
  int field = signals_field(name);
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_AttributeError, "context attributes cannot be deleted");
  if (field && kr_is_list(v)) return KR_RAISE_INT(&kr_exc_TypeError, "argument must be a signal dict");
  return field ? set_field(KR_CONTEXT(self), field, v) : kr_generic_setattr(self, name, v);
}

static int set_all(kr_decimal_context *x, const kr_value *values) {
  for (int i = 0; i < FIELDS; i++) {
    if (values[i] != KR_NULL && values[i] != KR_NONE && set_field(x, i, values[i]) < 0) return -1;
  }
  return 0;
}
static kr_value context_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  const kr_decimal_context *from = default_context == KR_NULL ? NULL : KR_CONTEXT(default_context);
  return kr_from_object_or_null(
      new_context(type, from ? &from->c : &usual, from ? KR_SIGNALS(from->traps)->bits : DEFAULT_TRAPS, 0));
}
static int context_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value values[FIELDS];
  if (kr_args_bind(&spec, NULL,
                   "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, "
                   "traps=None)",
                   args, nargs, kwnames, values) < 0)
    return -1;
  return set_all(KR_CONTEXT(self), values);
}

static kr_value context_repr(kr_value self) {
  const kr_decimal_context *x = KR_CONTEXT(self);
  kr_buf b = {0};
  kr_buf_printf(&b, "Context(prec=%lld, rounding=%s, Emin=%lld, Emax=%lld, capitals=%d, clamp=%d, flags=",
                (long long)x->c.prec, rounding_names[x->c.rounding], (long long)x->c.emin,
                (long long)x->c.emax, x->c.capitals, x->c.clamp);
  kr_signals_put_names(&b, KR_SIGNALS(x->flags)->bits);
  kr_buf_put_cstr(&b, ", traps=");
  kr_signals_put_names(&b, KR_SIGNALS(x->traps)->bits);
  kr_buf_put_char(&b, ')');
  return kr_str_from_buf(&b);
}

KR_CONTEXT_METHOD(kr_context_etiny) { return kr_int_from_i64(kr_dec_etiny(&KR_CONTEXT(self)->c)); }
KR_CONTEXT_METHOD(kr_context_etop) { return kr_int_from_i64(kr_dec_etop(&KR_CONTEXT(self)->c)); }
KR_CONTEXT_METHOD(kr_context_clear_flags) {
  KR_SIGNALS(KR_CONTEXT(self)->flags)->bits = 0;
  return KR_NONE;
}
KR_CONTEXT_METHOD(kr_context_clear_traps) {
  KR_SIGNALS(KR_CONTEXT(self)->traps)->bits = 0;
  return KR_NONE;
}
KR_CONTEXT_METHOD(kr_context_reduce) {
  const kr_decimal_context *x = KR_CONTEXT(self);
  kr_value fields[FIELDS];
  for (int i = 0; i < FLAGS; i++) fields[i] = getter(self, (void *)(intptr_t)i);
  fields[FLAGS] = kr_signal_list(KR_SIGNALS(x->flags)->bits);
  fields[TRAPS] = kr_signal_list(KR_SIGNALS(x->traps)->bits);
  kr_value inner = KR_NULL, r = KR_NULL;
  bool ok = true;
  for (int i = 0; i < FIELDS; i++) ok = ok && fields[i] != KR_NULL;
  if (ok) inner = kr_tuple_from_array(fields, FIELDS);
  for (int i = 0; i < FIELDS; i++) kr_decref(fields[i]);
  if (inner != KR_NULL) r = kr_tuple_pack(2, kr_from_object(kr_type_of(self)), inner);
  kr_decref(inner);
  return r;
}

kr_type kr_decimal_context_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "decimal.Context",
    .doc = "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, "
           "traps=None)\n--\n\nHow operations round and what they report.",
    .tf = KR_TF_BASETYPE | KR_TF_GC,
    .basic_size = sizeof(kr_decimal_context),
    .base = &kr_object_type,
    .dealloc = context_dealloc,
    .traverse = context_traverse,
    .methods = kr_decimal_context_methods,
    .getset = context_getset,
    .repr = context_repr,
    .getattro = context_getattro,
    .setattro = context_setattro,
    .init = context_init,
    .new_ = context_new,
};

/* ---- the current context ------------------------------------------------------------------------------ */

static int set_current(kr_value x) {
  kr_value token = kr_call_method1(context_var, KR_ID(set), x);
  return kr_drop_result(token);
}
kr_decimal_context *kr_decimal_current(void) {
  kr_value x = kr_contextvar_get(context_var);
  if (x == KR_NULL) {
    if (kr_failed()) return NULL;
    x = copy_of(default_context);
    if (x == KR_NULL) return NULL;
    KR_SIGNALS(KR_CONTEXT(x)->flags)->bits = 0;
    if (set_current(x) < 0) {
      kr_decref(x);
      return NULL;
    }
    kr_decref(x); /* the variable holds it */
  }
  return KR_CONTEXT(x);
}
kr_decimal_context *kr_decimal_context_argument(kr_value v) {
  if (v == KR_NULL || v == KR_NONE) return kr_decimal_current();
  if (kr_isinstance_exact_or_sub(v, &kr_decimal_context_type)) return KR_CONTEXT(v);
  kr_raise(&kr_exc_TypeError, "optional argument must be a context");
  return NULL;
}

FN(getcontext) {
  kr_decimal_context *x = kr_decimal_current();
  return x ? kr_ref(kr_from_object(x)) : KR_NULL;
}
static int make_current(kr_value v) {
  if (!kr_isinstance_exact_or_sub(v, &kr_decimal_context_type))
    return KR_RAISE_INT(&kr_exc_TypeError, "argument must be a context");
  if (v != default_context && v != basic_context && v != extended_context) return set_current(v);
  kr_value copy = copy_of(v); /* the templates stay as they are */
  if (copy == KR_NULL) return -1;
  KR_SIGNALS(KR_CONTEXT(copy)->flags)->bits = 0;
  int status = set_current(copy);
  kr_decref(copy);
  return status;
}
FN(setcontext) { return make_current(args[0]) < 0 ? KR_NULL : KR_NONE; }

/* ---- localcontext() ----------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value local, global;
} context_manager;
#define MANAGER(v) KR_AS(context_manager, v)

static void manager_dealloc(kr_object *o) {
  KR_CLEAR(((context_manager *)o)->local);
  KR_CLEAR(((context_manager *)o)->global);
  kr_object_free(o);
}
static int manager_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((context_manager *)o)->local);
  KR_VISIT(((context_manager *)o)->global);
  return 0;
}
FN(manager_enter) { return make_current(MANAGER(self)->local) < 0 ? KR_NULL : kr_ref(MANAGER(self)->local); }
FN(manager_exit) { return make_current(MANAGER(self)->global) < 0 ? KR_NULL : KR_FALSE; }
static const kr_method_def manager_methods[] = {
    {"__enter__", manager_enter, 0, "($self, /)", NULL},
    {"__exit__", manager_exit, KR_FN_RAW, NULL, NULL},
    {0},
};
static kr_type manager_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "decimal.ContextManager",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(context_manager),
    .base = &kr_object_type,
    .dealloc = manager_dealloc,
    .traverse = manager_traverse,
    .methods = manager_methods,
    .getattro = kr_generic_getattr,
};

FN(localcontext) {
  static kr_bound_spec *spec;
  kr_value bound[1 + FIELDS];
  if (kr_args_bind(&spec, NULL,
                   "(ctx=None, *, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, "
                   "flags=None, traps=None)",
                   args, nargs, kwnames, bound) < 0)
    return KR_NULL;
  kr_decimal_context *global = kr_decimal_current();
  if (!global) return KR_NULL;
  kr_value from = kr_from_object(global);
  if (bound[0] != KR_NULL && bound[0] != KR_NONE) {
    from = bound[0];
    if (!kr_isinstance_exact_or_sub(from, &kr_decimal_context_type))
      return kr_raise(&kr_exc_TypeError, "optional argument must be a context");
  }
  kr_value local = copy_of(from);
  if (local == KR_NULL) return KR_NULL;
  context_manager *m =
      set_all(KR_CONTEXT(local), bound + 1) < 0 ? NULL : kr_gc_object_alloc(&manager_type, sizeof *m);
  if (!m) {
    kr_decref(local);
    return KR_NULL;
  }
  m->local = local;
  m->global = kr_ref(kr_from_object(global));
  return kr_from_object(m);
}

/* The interchange format of so many bits (IEEE 754). */
FN(ieee_context) {
  if (!kr_is_int(args[0])) return kr_raise(&kr_exc_TypeError, "an integer is required");
  int64_t bits;
  if (!kr_int_fits_i64(args[0], &bits) || bits != (int32_t)bits)
    return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  if (bits <= 0 || bits > 256 || bits % 32)
    return kr_raise(&kr_exc_ValueError, "argument must be a multiple of 32, with a maximum of %d", 256);
  kr_dec_context c = {.prec = 9 * (bits / 32) - 2,
                      .emax = INT64_C(3) << (bits / 16 + 3),
                      .rounding = KR_DEC_HALF_EVEN,
                      .clamp = true,
                      .capitals = true};
  c.emin = 1 - c.emax;
  return kr_from_object_or_null(new_context(&kr_decimal_context_type, &c, 0, 0));
}

/* ---- module ------------------------------------------------------------------------------------------- */

static const kr_method_def methods[] = {
    {"getcontext", getcontext, 0, "($module, /)", "The current context."},
    {"setcontext", setcontext, 0, "($module, context, /)", "Makes a context the current one."},
    {"localcontext", localcontext, KR_FN_RAW, "($module, /, ctx=None, **kwargs)",
     "A context for a with statement."},
    {"IEEEContext", ieee_context, 0, "($module, bits, /)", "The context of an IEEE interchange format."},
    {0},
};

static kr_value call_keywords(kr_value f, const kr_value *args, size_t nargs, const char *keyword) {
  kr_value name = kr_str_intern_cstr(keyword), names = name == KR_NULL ? KR_NULL : kr_tuple_pack(1, name),
           r = KR_NULL;
  if (names != KR_NULL) r = kr_call(f, args, nargs, KR_TUPLE(names));
  kr_decref(name);
  kr_decref(names);
  return r;
}

/* collections.namedtuple('DecimalTuple', 'sign digits exponent', module='decimal'): made once. Borrowed. */
kr_value kr_decimal_tuple_type(void) {
  static kr_value r = KR_NULL;
  kr_value f = r == KR_NULL ? kr_import_attr("collections", "namedtuple") : KR_NULL;
  if (f == KR_NULL) return r;
  kr_value args[3] = {kr_str_from_cstr("DecimalTuple"), kr_str_from_cstr("sign digits exponent"),
                      KR_ID(decimal)};
  if (args[0] != KR_NULL && args[1] != KR_NULL) r = call_keywords(f, args, 2, "module");
  kr_decref(args[0]);
  kr_decref(args[1]);
  kr_decref(f);
  return r;
}
/* numbers.Number.register(Decimal) */
static int register_number(void) {
  kr_value number = kr_import_attr("numbers", "Number");
  if (number == KR_NULL) return -1;
  kr_value name = kr_str_intern_cstr("register");
  kr_value r = name == KR_NULL ? KR_NULL : kr_call_method1(number, name, kr_from_object(&kr_decimal_type));
  kr_decref(number);
  return kr_drop_result(r);
}
static kr_value make_context_var(void) {
  kr_value type = kr_import_attr("_contextvars", "ContextVar"), r = KR_NULL;
  if (type == KR_NULL) return KR_NULL;
  kr_value name = kr_str_from_cstr("decimal_context");
  if (name != KR_NULL) r = kr_call1(type, name);
  kr_decref(name);
  kr_decref(type);
  return r;
}
static int make_templates(void) {
  static const kr_dec_context basic = {
      .prec = 9, .emax = 999999, .emin = -999999, .rounding = KR_DEC_HALF_UP, .capitals = true};
  static const kr_dec_context extended = {
      .prec = 9, .emax = 999999, .emin = -999999, .rounding = KR_DEC_HALF_EVEN, .capitals = true};
  kr_type *type = &kr_decimal_context_type;
  default_context = kr_from_object_or_null(new_context(type, &usual, DEFAULT_TRAPS, 0));
  if (default_context == KR_NULL) return -1;
  basic_context =
      kr_from_object_or_null(new_context(type, &basic, DEFAULT_TRAPS | KR_DEC_UNDERFLOW | KR_DEC_CLAMPED, 0));
  if (basic_context == KR_NULL) return -1;
  extended_context = kr_from_object_or_null(new_context(type, &extended, 0, 0));
  return extended_context == KR_NULL ? -1 : 0;
}

static int exec(kr_module *m) {
  if (kr_module_add_type(m, &kr_decimal_type) < 0 || kr_module_add_type(m, &kr_decimal_context_type) < 0 ||
      kr_type_ready(&manager_type) < 0 || kr_decimal_tuple_type() == KR_NULL ||
      kr_module_add(m, "DecimalTuple", kr_decimal_tuple_type()) < 0 || kr_decimal_signals_exec(m) < 0 ||
      register_number() < 0)
    return -1;
  if (context_var == KR_NULL && ((context_var = make_context_var()) == KR_NULL || make_templates() < 0))
    return -1;
  for (int i = 0; i < KR_DEC_ROUNDINGS; i++) {
    if (kr_module_add_steal(m, rounding_names[i], kr_str_intern_cstr(rounding_names[i])) < 0) return -1;
  }
  return kr_module_add(m, "DefaultContext", default_context) < 0 ||
                 kr_module_add(m, "BasicContext", basic_context) < 0 ||
                 kr_module_add(m, "ExtendedContext", extended_context) < 0 ||
                 kr_module_add(m, "HAVE_THREADS", KR_TRUE) < 0 ||
                 kr_module_add(m, "HAVE_CONTEXTVAR", KR_TRUE) < 0 ||
                 kr_module_add_int(m, "MAX_PREC", KR_DEC_MAX_PREC) < 0 ||
                 kr_module_add_int(m, "MAX_EMAX", KR_DEC_MAX_EMAX) < 0 ||
                 kr_module_add_int(m, "MIN_EMIN", KR_DEC_MIN_EMIN) < 0 ||
                 kr_module_add_int(m, "MIN_ETINY", (int64_t)KR_DEC_MIN_EMIN - (KR_DEC_MAX_PREC - 1)) < 0 ||
                 kr_module_add_int(m, "IEEE_CONTEXT_MAX_BITS", 256) < 0 ||
                 kr_module_add_cstr(m, "__version__", "1.70") < 0 ||
                 kr_module_add_cstr(m, "__libmpdec_version__", "2.5.1") < 0
             ? -1
             : 0;
}
const kr_module_def kr_module_def__decimal = {
    .name = "_decimal",
    .doc = "Decimal arithmetic by the General Decimal Arithmetic specification.",
    .methods = methods,
    .exec = exec,
};
