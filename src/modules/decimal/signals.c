/* The exceptions, and the mappings from signals to bool that Context.flags and Context.traps are. */
#include "modules/decimal/decimal.h"
#include "objects/dict.h"
#include "objects/list.h"

typedef struct {
  const char *name;
  uint32_t bits;
  kr_value type;
} signal_info;
static signal_info signals[] = {
    {"InvalidOperation", KR_DEC_ANY_INVALID, KR_NULL},
    {"FloatOperation", KR_DEC_FLOAT_OPERATION, KR_NULL},
    {"DivisionByZero", KR_DEC_DIVISION_BY_ZERO, KR_NULL},
    {"Overflow", KR_DEC_OVERFLOW, KR_NULL},
    {"Underflow", KR_DEC_UNDERFLOW, KR_NULL},
    {"Subnormal", KR_DEC_SUBNORMAL, KR_NULL},
    {"Inexact", KR_DEC_INEXACT, KR_NULL},
    {"Rounded", KR_DEC_ROUNDED, KR_NULL},
    {"Clamped", KR_DEC_CLAMPED, KR_NULL},
};
enum {
  INVALID_OPERATION,
  FLOAT_OPERATION,
  DIVISION_BY_ZERO,
  OVERFLOWED,
  UNDERFLOWED,
  SUBNORMAL,
  INEXACT,
  ROUNDED,
  CLAMPED,
  SIGNALS
};
/* What InvalidOperation stands for, told apart. */
static signal_info conditions[] = {
    {"InvalidOperation", KR_DEC_INVALID_OPERATION, KR_NULL},
    {"ConversionSyntax", KR_DEC_CONVERSION_SYNTAX, KR_NULL},
    {"DivisionImpossible", KR_DEC_DIVISION_IMPOSSIBLE, KR_NULL},
    {"DivisionUndefined", KR_DEC_DIVISION_UNDEFINED, KR_NULL},
    {"InvalidContext", KR_DEC_INVALID_CONTEXT, KR_NULL},
};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static kr_value decimal_exception = KR_NULL;
static kr_type *signal_dict_type;

/* ---- lists of exceptions ------------------------------------------------------------------------------ */

static int append_matching(kr_list *l, const signal_info *table, int from, int count, uint32_t bits) {
  for (int i = from; i < count; i++) {
    if (bits & table[i].bits && kr_list_append(l, table[i].type) < 0) return -1;
  }
  return 0;
}
kr_value kr_signals_to_list(uint32_t bits) {
  kr_list *l = kr_list_new(0);
  if (l && (append_matching(l, conditions, 0, CONDITIONS, bits) < 0 ||
            append_matching(l, signals, 1, SIGNALS, bits) < 0)) {
    kr_decref_object(l);
    return KR_NULL;
  }
  return kr_from_object_or_null(l);
}
kr_value kr_signal_list(uint32_t bits) {
  kr_list *l = kr_list_new(0);
  if (l && append_matching(l, signals, 0, SIGNALS, bits) < 0) {
    kr_decref_object(l);
    return KR_NULL;
  }
  return kr_from_object_or_null(l);
}
kr_value kr_signals_raise(uint32_t status) {
  for (int i = 0; i < SIGNALS; i++) {
    if (!(status & signals[i].bits)) continue;
    kr_value list = kr_signals_to_list(status);
    if (list != KR_NULL) kr_raise_value(KR_AS_TYPE(signals[i].type), list);
    kr_decref(list);
    return KR_NULL;
  }
  return KR_NULL;
}

bool kr_signals_put_names(kr_buf *out, uint32_t bits) {
  bool any = false, invalid = false;
  kr_buf_put_char(out, '[');
  for (uint32_t bit = 1; bit <= KR_DEC_UNDERFLOW; bit <<= 1) {
    if (!(bits & bit)) continue;
    for (int i = 0; i < SIGNALS; i++) {
      if (!(signals[i].bits & bit) || (i == INVALID_OPERATION && invalid)) continue;
      if (i == INVALID_OPERATION) invalid = true;
      if (any) kr_buf_put_cstr(out, ", ");
      any = true;
      kr_buf_put_cstr(out, signals[i].name);
    }
  }
  return kr_buf_put_char(out, ']');
}

/* ---- SignalDict --------------------------------------------------------------------------------------- */

kr_value kr_signals_new(uint32_t bits) {
  kr_value v = kr_type_generic_alloc(signal_dict_type, 0);
  if (v != KR_NULL) KR_SIGNALS(v)->bits = bits;
  return v;
}
static uint32_t bits_of(kr_value key) {
  for (int i = 0; i < SIGNALS; i++) {
    if (signals[i].type == key) return signals[i].bits;
  }
  return 0;
}
static kr_value no_signal(void) {
  return kr_raise(&kr_exc_KeyError,
                  "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                  "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]");
}
static kr_value no_signal_dict(void) { return kr_raise(&kr_exc_KeyError, "invalid signal dict"); }

static intptr_t dict_length(kr_value self) { return SIGNALS; }
static kr_value dict_get(kr_value self, kr_value key) {
  uint32_t bits = bits_of(key);
  return bits ? kr_from_bool((KR_SIGNALS(self)->bits & bits) != 0) : no_signal();
}
static int dict_set(kr_value self, kr_value key, kr_value v) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_ValueError, "signal keys cannot be deleted");
  uint32_t bits = bits_of(key);
  if (!bits) return no_signal(), -1;
  int truth = kr_truth(v);
  if (truth < 0) return -1;
  KR_SIGNALS(self)->bits = truth ? KR_SIGNALS(self)->bits | bits : KR_SIGNALS(self)->bits & ~bits;
  return 0;
}
static kr_value dict_iter(kr_value self) {
  kr_value items[SIGNALS];
  for (int i = 0; i < SIGNALS; i++) items[i] = signals[i].type;
  kr_value keys = kr_tuple_from_array(items, SIGNALS);
  if (keys == KR_NULL) return KR_NULL;
  kr_value it = kr_iter(keys);
  kr_decref(keys);
  return it;
}
static kr_value dict_repr(kr_value self) {
  kr_str_builder b = {0};
  kr_sb_char(&b, '{');
  for (int i = 0; i < SIGNALS; i++) {
    if (i) kr_sb_cstr(&b, ", ");
    kr_sb_repr(&b, signals[i].type);
    kr_sb_cstr(&b, KR_SIGNALS(self)->bits & signals[i].bits ? ":True" : ":False");
  }
  kr_sb_char(&b, '}');
  return kr_sb_finish(&b);
}
static bool is_signal_dict(kr_value v) {
  return signal_dict_type && kr_isinstance_exact_or_sub(v, signal_dict_type);
}

int kr_signals_from(kr_value v, uint32_t *bits) {
  if (is_signal_dict(v)) {
    *bits = KR_SIGNALS(v)->bits;
    return 0;
  }
  *bits = 0;
  if (kr_is_list(v)) {
    for (size_t i = 0; i < KR_LIST(v)->size; i++) {
      uint32_t more = bits_of(KR_LIST(v)->items[i]);
      if (!more) return no_signal(), -1;
      *bits |= more;
    }
    return 0;
  }
  if (!kr_is_dict(v)) return KR_RAISE_INT(&kr_exc_TypeError, "argument must be a signal dict");
  if (KR_DICT(v)->used != SIGNALS) return no_signal_dict(), -1;
  for (int i = 0; i < SIGNALS; i++) {
    kr_value item = kr_dict_get_new(KR_DICT(v), signals[i].type);
    if (item == KR_NULL) return kr_failed() ? -1 : (no_signal_dict(), -1);
    int truth = kr_truth(item);
    kr_decref(item);
    if (truth < 0) return -1;
    if (truth) *bits |= signals[i].bits;
  }
  return 0;
}

static kr_value dict_compare(kr_value a, kr_value b, int op) {
  if (op != KR_EQ && op != KR_NE) return KR_NOT_IMPLEMENTED;
  uint32_t other;
  if (!is_signal_dict(b) && !kr_is_dict(b)) return KR_NOT_IMPLEMENTED;
  if (kr_signals_from(b, &other) < 0) {
    if (!kr_clear_if(&kr_exc_KeyError)) return KR_NULL;
    return KR_NOT_IMPLEMENTED;
  }
  return kr_from_bool((KR_SIGNALS(a)->bits == other) == (op == KR_EQ));
}
static kr_value dict_copy(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_dict *d = kr_dict_new();
  for (int i = 0; i < SIGNALS && d; i++) {
    if (kr_dict_set(d, signals[i].type, kr_from_bool((KR_SIGNALS(self)->bits & signals[i].bits) != 0)) < 0) {
      kr_decref_object(d);
      d = NULL;
    }
  }
  return kr_from_object_or_null(d);
}
static kr_value dict_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v != KR_NULL) KR_SIGNALS(v)->bits = 0;
  return v;
}
static void dict_dealloc(kr_object *o) { kr_object_free(o); }
static const kr_method_def dict_methods[] = {{"copy", dict_copy, 0, "($self, /)", "A dict of the signals."},
                                             {0}};
static kr_type signal_mixin_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "decimal.SignalDictMixin",
    .tf = KR_TF_BASETYPE | KR_TF_PLAIN_NEW,
    .basic_size = sizeof(kr_signals),
    .base = &kr_object_type,
    .dealloc = dict_dealloc,
    .methods = dict_methods,
    .repr = dict_repr,
    .hash = kr_hash_not_implemented,
    .getattro = kr_generic_getattr,
    .richcompare = dict_compare,
    .iter = dict_iter,
    .new_ = dict_new,
    .sq_length = dict_length,
    .mp_subscript = dict_get,
    .mp_ass_subscript = dict_set,
};

/* ---- making them -------------------------------------------------------------------------------------- */

/* class name(bases) of this module. New. */
static kr_value make_class(const char *name, kr_value bases_stolen) {
  return kr_exception_class_new("decimal", name, bases_stolen);
}

static int make_exceptions(void) {
  kr_value base = decimal_exception =
      make_class("DecimalException", kr_tuple_pack(1, kr_from_object(&kr_exc_ArithmeticError)));
  if (base == KR_NULL) return -1;
  static const uint8_t order[] = {INVALID_OPERATION, FLOAT_OPERATION, DIVISION_BY_ZERO, SUBNORMAL,  INEXACT,
                                  ROUNDED,           CLAMPED,         OVERFLOWED,       UNDERFLOWED};
  for (size_t i = 0; i < sizeof order; i++) {
    kr_value bases;
    switch (order[i]) {
      case FLOAT_OPERATION: bases = kr_tuple_pack(2, base, kr_from_object(&kr_exc_TypeError)); break;
      case DIVISION_BY_ZERO: bases = kr_tuple_pack(2, base, kr_from_object(&kr_exc_ZeroDivisionError)); break;
      case OVERFLOWED: bases = kr_tuple_pack(2, signals[INEXACT].type, signals[ROUNDED].type); break;
      case UNDERFLOWED:
        bases = kr_tuple_pack(3, signals[INEXACT].type, signals[ROUNDED].type, signals[SUBNORMAL].type);
        break;
      default: bases = kr_tuple_pack(1, base);
    }
    signal_info *s = &signals[order[i]];
    s->type = make_class(s->name, bases);
    if (s->type == KR_NULL) return -1;
  }
  conditions[0].type = kr_ref(signals[INVALID_OPERATION].type);
  for (int i = 1; i < CONDITIONS; i++) {
    bool zero = conditions[i].bits == KR_DEC_DIVISION_UNDEFINED;
    kr_value invalid = conditions[0].type;
    conditions[i].type = make_class(
        conditions[i].name, zero ? kr_tuple_pack(2, invalid, kr_from_object(&kr_exc_ZeroDivisionError))
                                 : kr_tuple_pack(1, invalid));
    if (conditions[i].type == KR_NULL) return -1;
  }
  return 0;
}

/* class SignalDict(SignalDictMixin, MutableMapping), whose module is abc as in CPython: ABCMeta makes it */
static int make_signal_dict(void) {
  if (kr_type_ready(&signal_mixin_type) < 0) return -1;
  kr_value mapping = kr_import_attr("collections.abc", "MutableMapping"), bases = KR_NULL, name = KR_NULL,
           v = KR_NULL;
  kr_dict *ns = kr_dict_new();
  if (mapping != KR_NULL && ns) {
    bases = kr_tuple_pack(2, kr_from_object(&signal_mixin_type), mapping);
    name = kr_str_intern_cstr("SignalDict");
    if (bases != KR_NULL && name != KR_NULL && kr_dict_set(ns, KR_ID(__module__), KR_ID(abc)) == 0)
      v = kr_call3(kr_from_object(kr_type_of(mapping)), name, bases, kr_from_object(ns));
  }
  kr_decref(mapping);
  kr_decref(bases);
  kr_decref(name);
  kr_xdecref_object(ns);
  if (v == KR_NULL) return -1;
  signal_dict_type = KR_AS_TYPE(v);
  return 0;
}

int kr_decimal_signals_exec(kr_module *m) {
  if (decimal_exception == KR_NULL && make_exceptions() < 0) return -1;
  if (!signal_dict_type && make_signal_dict() < 0) return -1;
  if (kr_module_add(m, "DecimalException", decimal_exception) < 0) return -1;
  for (int i = 0; i < SIGNALS; i++) {
    if (kr_module_add(m, signals[i].name, signals[i].type) < 0) return -1;
  }
  for (int i = 1; i < CONDITIONS; i++) {
    if (kr_module_add(m, conditions[i].name, conditions[i].type) < 0) return -1;
  }
  return 0;
}
