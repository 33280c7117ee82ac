/* The type Decimal. */
#include "modules/decimal/decimal.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/tuple.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
#define NUMBER(v) (&KR_DECIMAL(v)->n)

kr_decimal *kr_decimal_alloc(kr_type *type) {
  kr_decimal *o;
  if (type == &kr_decimal_type) {
    o = kr_object_alloc(type, sizeof *o);
  } else {
    kr_value v = kr_type_generic_alloc(type, 0);
    o = v == KR_NULL ? NULL : KR_DECIMAL(v);
  }
  if (o) kr_dec_init(&o->n);
  return o;
}
static void decimal_dealloc(kr_object *o) {
  kr_dec_free(&((kr_decimal *)o)->n);
  kr_object_free(o);
}

/* The value of n (taken over) as an exact Decimal; KR_NULL when an exception is set. */
static kr_value decimal_take(kr_dec *n) {
  if (kr_failed()) return KR_NULL;
  kr_decimal *o = kr_decimal_alloc(&kr_decimal_type);
  if (!o) return KR_NULL;
  kr_dec_move(&o->n, n);
  return kr_from_object(o);
}
/* The result of an operation in context x. */
static kr_value take_signaled(kr_dec *n, kr_decimal_context *x, uint32_t status) {
  if (kr_failed() || kr_decimal_signal(x, status) < 0) return KR_NULL;
  return decimal_take(n);
}

/* ---- construction ------------------------------------------------------------------------------------- */

static kr_value decimal_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value bound[2] = {KR_NULL, KR_NULL};
  if (nargs == 1 && !kwnames) {
    bound[0] = args[0];
  } else {
    static kr_bound_spec *spec;
    if (kr_args_bind(&spec, NULL, "(value=\"0\", context=None)", args, nargs, kwnames, bound) < 0)
      return KR_NULL;
  }
  kr_decimal_context *x = kr_decimal_context_argument(bound[1]);
  if (!x) return KR_NULL;
  return kr_decimal_from(type, bound[0] == KR_NULL ? kr_from_small_int(0) : bound[0], x, false);
}

/* cls(d) for a class method's result. */
static kr_value as_class(kr_value cls, kr_value exact_stolen) {
  if (exact_stolen == KR_NULL || cls == kr_from_object(&kr_decimal_type)) return exact_stolen;
  kr_value v = kr_call1(cls, exact_stolen);
  kr_decref(exact_stolen);
  return v;
}
FN(from_float) {
  kr_decimal_context *x = kr_decimal_current();
  if (!x) return KR_NULL;
  if (kr_is_int(args[0])) return as_class(self, kr_decimal_from(&kr_decimal_type, args[0], x, false));
  if (!kr_is_float(args[0])) return kr_raise(&kr_exc_TypeError, "argument must be int or float");
  return as_class(self, kr_decimal_from_float(&kr_decimal_type, args[0], x));
}
FN(from_number) {
  kr_decimal_context *x = kr_decimal_current();
  if (!x) return KR_NULL;
  if (kr_is_int(args[0]) || kr_is_decimal(args[0]))
    return as_class(self, kr_decimal_from(&kr_decimal_type, args[0], x, false));
  if (!kr_is_float(args[0]))
    return kr_raise(&kr_exc_TypeError, "conversion from %T to Decimal is not supported", args[0]);
  return as_class(self, kr_decimal_from_float(&kr_decimal_type, args[0], x));
}

/* ---- operators ---------------------------------------------------------------------------------------- */

typedef void (*unary_operation)(kr_dec *, const kr_dec *, kr_dec_context *);
typedef void (*binary_operation)(kr_dec *, const kr_dec *, const kr_dec *, kr_dec_context *);

static kr_value operate(kr_value a, kr_value b, kr_decimal_context *x, binary_operation f, bool operator) {
  kr_operand p, q;
  kr_value r = KR_NULL;
  int got = operator? kr_operand_get(&p, a) : kr_operand_argument(&p, a) + 1, got2 = 0;
  if (got <= 0) {
    kr_operand_release(&p);
    return got == 0 && operator? KR_NOT_IMPLEMENTED : KR_NULL;
  }
  got2 = operator? kr_operand_get(&q, b) : kr_operand_argument(&q, b) + 1;
  if (got2 > 0) {
    KR_DEC_TEMP(n);
    kr_dec_context c = kr_decimal_work(x);
    f(&n, p.n, q.n, &c);
    r = take_signaled(&n, x, c.status);
  } else if (got2 == 0 && operator) {
    r = KR_NOT_IMPLEMENTED;
  }
  kr_operand_release(&p);
  kr_operand_release(&q);
  return r;
}
#define OPERATOR(name, function)                           \
  static kr_value name(kr_value a, kr_value b) {           \
    kr_decimal_context *x = kr_decimal_current();          \
    return x ? operate(a, b, x, function, true) : KR_NULL; \
  }
OPERATOR(operator_add, kr_dec_add)
OPERATOR(operator_sub, kr_dec_subtract)
OPERATOR(operator_mul, kr_dec_multiply)
OPERATOR(operator_div, kr_dec_divide)
OPERATOR(operator_floordiv, kr_dec_divide_int)
OPERATOR(operator_mod, kr_dec_remainder)
OPERATOR(operator_pow, kr_dec_power)

static kr_value divmod_in(kr_decimal_context *x, kr_value a, kr_value b, bool operator) {
  kr_operand p, q;
  kr_value r = KR_NULL;
  int got = operator? kr_operand_get(&p, a) : kr_operand_argument(&p, a) + 1;
  if (got <= 0) {
    kr_operand_release(&p);
    return got == 0 && operator? KR_NOT_IMPLEMENTED : KR_NULL;
  }
  int got2 = operator? kr_operand_get(&q, b) : kr_operand_argument(&q, b) + 1;
  if (got2 > 0) {
    KR_DEC_TEMP(n);
    KR_DEC_TEMP(m);
    kr_dec_context c = kr_decimal_work(x);
    kr_dec_divmod(&n, &m, p.n, q.n, &c);
    kr_value first = take_signaled(&n, x, c.status), second = first == KR_NULL ? KR_NULL : decimal_take(&m);
    if (second != KR_NULL) r = kr_tuple_pack(2, first, second);
    kr_decref(first);
    kr_decref(second);
  } else if (got2 == 0 && operator) {
    r = KR_NOT_IMPLEMENTED;
  }
  kr_operand_release(&p);
  kr_operand_release(&q);
  return r;
}
static kr_value operator_divmod(kr_value a, kr_value b) {
  kr_decimal_context *x = kr_decimal_current();
  return x ? divmod_in(x, a, b, true) : KR_NULL;
}

static kr_value power_in(kr_decimal_context *x, kr_value a, kr_value b, kr_value m, bool operator) {
  if (m == KR_NULL || m == KR_NONE) return operate(a, b, x, kr_dec_power, operator);
  kr_operand o[3];
  kr_value args[3] = {a, b, m}, r = KR_NULL;
  int got = 1, i = 0;
  for (; i < 3 && got > 0; i++)
    got = operator? kr_operand_get(&o[i], args[i]) : kr_operand_argument(&o[i], args[i]) + 1;
  if (got > 0) {
    KR_DEC_TEMP(n);
    kr_dec_context c = kr_decimal_work(x);
    kr_dec_power_mod(&n, o[0].n, o[1].n, o[2].n, &c);
    r = take_signaled(&n, x, c.status);
  } else if (got == 0 && operator) {
    r = KR_NOT_IMPLEMENTED;
  }
  while (i-- > 0) kr_operand_release(&o[i]);
  return r;
}
static kr_value operator_pow3(kr_value a, kr_value b, kr_value m) {
  kr_decimal_context *x = kr_decimal_current();
  return x ? power_in(x, a, b, m, true) : KR_NULL;
}

static kr_value apply(kr_value a, kr_decimal_context *x, unary_operation f) {
  if (!x) return KR_NULL;
  kr_operand p;
  kr_value r = KR_NULL;
  if (kr_operand_argument(&p, a) == 0) {
    KR_DEC_TEMP(n);
    kr_dec_context c = kr_decimal_work(x);
    f(&n, p.n, &c);
    r = take_signaled(&n, x, c.status);
  }
  kr_operand_release(&p);
  return r;
}
static kr_value operator_neg(kr_value a) { return apply(a, kr_decimal_current(), kr_dec_minus); }
static kr_value operator_pos(kr_value a) { return apply(a, kr_decimal_current(), kr_dec_plus); }
static kr_value operator_abs(kr_value a) { return apply(a, kr_decimal_current(), kr_dec_abs); }
static int operator_bool(kr_value a) { return !kr_dec_is_zero(NUMBER(a)); }

static kr_value whole(kr_value a, int rounding) {
  const kr_dec *n = NUMBER(a);
  if (kr_dec_is_nan(n)) return kr_raise(&kr_exc_ValueError, "cannot convert NaN to integer");
  if (n->kind == KR_DEC_INF) return kr_raise(&kr_exc_OverflowError, "cannot convert Infinity to integer");
  return kr_dec_to_int(n, rounding);
}
static kr_value operator_int(kr_value a) { return whole(a, KR_DEC_DOWN); }
static int as_double(kr_value a, double *d) {
  const kr_dec *n = NUMBER(a);
  if (n->kind == KR_DEC_SNAN)
    return KR_RAISE_INT(&kr_exc_ValueError, "cannot convert signaling NaN to float");
  if (n->kind == KR_DEC_QNAN) {
    *d = n->sign ? -__builtin_nan("") : __builtin_nan("");
    return 0;
  }
  *d = kr_dec_to_double(n);
  return kr_failed() ? -1 : 0;
}
static kr_value operator_float(kr_value a) {
  double d;
  return as_double(a, &d) < 0 ? KR_NULL : kr_from_double(d);
}

/* ---- comparison --------------------------------------------------------------------------------------- */

/* Is v a numbers.Rational? */
static int is_rational(kr_value v) {
  static kr_value rational = KR_NULL;
  if (rational == KR_NULL) {
    rational = kr_import_attr("numbers", "Rational");
    if (rational == KR_NULL) return -1;
  }
  return kr_isinstance(v, rational);
}

static kr_value order_result(int order, int op) {
  bool r = op == KR_LT   ? order < 0
           : op == KR_LE ? order <= 0
           : op == KR_EQ ? order == 0
           : op == KR_NE ? order != 0
           : op == KR_GT ? order > 0
                         : order >= 0;
  return kr_from_bool(r);
}

/* a * v.denominator and v.numerator, to be compared; false: failed. */
static bool rational_sides(const kr_dec *a, kr_value v, kr_dec *left, kr_dec *right) {
  kr_value top = kr_getattr(v, KR_ID(numerator)),
           bottom = top == KR_NULL ? KR_NULL : kr_getattr(v, KR_ID(denominator));
  bool ok = false;
  if (bottom != KR_NULL) {
    if (!kr_is_int(top) || !kr_is_int(bottom)) {
      kr_raise(&kr_exc_TypeError, "numerator and denominator must be integers");
    } else {
      KR_DEC_TEMP(d);
      kr_dec_context c = kr_dec_max_context;
      ok = kr_dec_from_int(&d, bottom) == 0 && kr_dec_from_int(right, top) == 0;
      if (ok) {
        if (kr_dec_is_special(a)) {
          kr_dec_copy(left, a);
        } else {
          kr_dec_multiply(left, a, &d, &c);
        }
        ok = !kr_failed();
      }
    }
  }
  kr_decref(top);
  kr_decref(bottom);
  return ok;
}

static kr_value compare_with(kr_value a, kr_value b, int op) {
  kr_decimal_context *x = kr_decimal_current();
  if (!x) return KR_NULL;
  bool equality = op == KR_EQ || op == KR_NE;
  const kr_dec *n = NUMBER(a);
  kr_operand o;
  KR_DEC_TEMP(left);
  kr_value r = KR_NULL;
  int got = kr_operand_get(&o, b);
  if (got == 0) {
    double d = 0;
    bool is_float = kr_is_float(b);
    if (is_float) {
      d = kr_float_value(b);
    } else if (equality && kr_is_object(b) && kr_isinstance_exact_or_sub(b, &kr_complex_type)) {
      const kr_complex *z = KR_AS(kr_complex, b);
      if (z->imag != 0) {
        kr_operand_release(&o);
        return KR_NOT_IMPLEMENTED;
      }
      d = z->real;
      is_float = true;
    }
    if (is_float) {
      if (equality) {
        KR_SIGNALS(x->flags)->bits |= KR_DEC_FLOAT_OPERATION;
      } else if (kr_decimal_signal(x, KR_DEC_FLOAT_OPERATION) < 0) {
        goto done;
      }
      kr_dec_from_double(&o.own, d);
      if (kr_failed()) goto done;
    } else {
      int rational = is_rational(b);
      if (rational <= 0) {
        kr_operand_release(&o);
        return rational < 0 ? KR_NULL : KR_NOT_IMPLEMENTED;
      }
      if (!rational_sides(n, b, &left, &o.own)) goto done;
      n = &left;
    }
    got = 1;
  }
  if (got < 0) goto done;
  if (kr_dec_is_nan(n) || kr_dec_is_nan(o.n)) {
    bool signaling = n->kind == KR_DEC_SNAN || o.n->kind == KR_DEC_SNAN;
    if ((signaling || !equality) && kr_decimal_signal(x, KR_DEC_INVALID_OPERATION) < 0) goto done;
    r = kr_from_bool(op == KR_NE);
  } else {
    int order = kr_dec_compare_values(n, o.n);
    if (!kr_failed()) r = order_result(order, op);
  }
done:
  kr_operand_release(&o);
  return r;
}

static int64_t decimal_hash(kr_value self) {
  const kr_dec *n = NUMBER(self);
  if (n->kind == KR_DEC_SNAN) {
    kr_raise(&kr_exc_TypeError, "Cannot hash a signaling NaN value");
    return KR_HASH_ERROR;
  }
  return n->kind == KR_DEC_QNAN ? kr_pointer_hash(kr_object_of(self)) : kr_dec_hash(n);
}

/* ---- text --------------------------------------------------------------------------------------------- */

static kr_value text_of(const kr_dec *n, bool engineering, bool capitals) {
  kr_buf b = {0};
  kr_dec_put_text(&b, n, engineering, capitals);
  return kr_str_from_buf(&b);
}
static kr_value decimal_str(kr_value self) {
  kr_decimal_context *x = kr_decimal_current();
  return x ? text_of(NUMBER(self), false, x->c.capitals) : KR_NULL;
}
static kr_value decimal_repr(kr_value self) {
  kr_value text = decimal_str(self);
  if (text == KR_NULL) return KR_NULL;
  kr_value r = kr_str_format("Decimal('%U')", text);
  kr_decref(text);
  return r;
}

/* ---- methods: families -------------------------------------------------------------------------------- */

/* Decimal.name(context=None) and Context.name(x) */
#define UNARY(name, operation)                                                                \
  FN(decimal_##name) { return apply(self, kr_decimal_context_argument(args[0]), operation); } \
  FN(context_##name) { return apply(args[0], KR_CONTEXT(self), operation); }
UNARY(exp, kr_dec_exp)
UNARY(ln, kr_dec_ln)
UNARY(log10, kr_dec_log10)
UNARY(logb, kr_dec_logb)
UNARY(logical_invert, kr_dec_logical_invert)
UNARY(next_minus, kr_dec_next_minus)
UNARY(next_plus, kr_dec_next_plus)
UNARY(normalize, kr_dec_normalize)
UNARY(sqrt, kr_dec_sqrt)
#define CONTEXT_UNARY(name, operation) \
  FN(context_##name) { return apply(args[0], KR_CONTEXT(self), operation); }
CONTEXT_UNARY(abs, kr_dec_abs)
CONTEXT_UNARY(minus, kr_dec_minus)
CONTEXT_UNARY(plus, kr_dec_plus)
CONTEXT_UNARY(to_integral_exact, kr_dec_to_integral_exact)
CONTEXT_UNARY(to_integral_value, kr_dec_to_integral)

static bool positional(size_t nargs, size_t wanted) {
  return kr_args_parsed(NULL, nargs, wanted, wanted) == 0;
}
/* Decimal.name(other, context=None) and Context.name(x, y) */
#define CONTEXT_BINARY(name, operation)                                   \
  FN(context_##name) {                                                    \
    if (!positional(nargs, 2)) return KR_NULL;                            \
    return operate(args[0], args[1], KR_CONTEXT(self), operation, false); \
  }
#define BINARY(name, operation)                                       \
  FN(decimal_##name) {                                                \
    kr_decimal_context *x = kr_decimal_context_argument(args[1]);     \
    return x ? operate(self, args[0], x, operation, false) : KR_NULL; \
  }                                                                   \
  CONTEXT_BINARY(name, operation)
BINARY(compare, kr_dec_compare)
BINARY(compare_signal, kr_dec_compare_signal)
BINARY(compare_total, kr_dec_compare_total)
BINARY(compare_total_mag, kr_dec_compare_total_mag)
BINARY(logical_and, kr_dec_logical_and)
BINARY(logical_or, kr_dec_logical_or)
BINARY(logical_xor, kr_dec_logical_xor)
BINARY(max, kr_dec_max)
BINARY(max_mag, kr_dec_max_mag)
BINARY(min, kr_dec_min)
BINARY(min_mag, kr_dec_min_mag)
BINARY(next_toward, kr_dec_next_toward)
BINARY(remainder_near, kr_dec_remainder_near)
BINARY(rotate, kr_dec_rotate)
BINARY(scaleb, kr_dec_scaleb)
BINARY(shift, kr_dec_shift)
CONTEXT_BINARY(add, kr_dec_add)
CONTEXT_BINARY(subtract, kr_dec_subtract)
CONTEXT_BINARY(multiply, kr_dec_multiply)
CONTEXT_BINARY(divide, kr_dec_divide)
CONTEXT_BINARY(divide_int, kr_dec_divide_int)
CONTEXT_BINARY(remainder, kr_dec_remainder)
CONTEXT_BINARY(quantize, kr_dec_quantize)
FN(context_divmod) {
  if (!positional(nargs, 2)) return KR_NULL;
  return divmod_in(KR_CONTEXT(self), args[0], args[1], false);
}
FN(context_power) { return power_in(KR_CONTEXT(self), args[0], args[1], args[2], false); }

/* copy_sign ignores the context, but not its type. */
static void copy_sign(kr_dec *r, const kr_dec *a, const kr_dec *b, kr_dec_context *c) {
  int sign = b->sign;
  kr_dec_copy(r, a);
  r->sign = (uint8_t)sign;
}
BINARY(copy_sign, copy_sign)

static kr_value fma_in(kr_decimal_context *x, kr_value a, kr_value b, kr_value third) {
  if (!x) return KR_NULL;
  kr_operand o[3];
  kr_value args[3] = {a, b, third}, r = KR_NULL;
  int i = 0, status = 0;
  for (; i < 3 && status == 0; i++) status = kr_operand_argument(&o[i], args[i]);
  if (status == 0) {
    KR_DEC_TEMP(n);
    kr_dec_context c = kr_decimal_work(x);
    kr_dec_fma(&n, o[0].n, o[1].n, o[2].n, &c);
    r = take_signaled(&n, x, c.status);
  }
  while (i-- > 0) kr_operand_release(&o[i]);
  return r;
}
FN(decimal_fma) { return fma_in(kr_decimal_context_argument(args[2]), self, args[0], args[1]); }
FN(context_fma) {
  if (!positional(nargs, 3)) return KR_NULL;
  return fma_in(KR_CONTEXT(self), args[0], args[1], args[2]);
}

/* bool answers that need no context */
#define QUESTION(name, expression)                                                                    \
  static bool question_##name(const kr_dec *n) { return expression; }                                 \
  FN(decimal_##name) { return kr_from_bool(question_##name(NUMBER(self))); }                          \
  FN(context_##name) {                                                                                \
    kr_operand o;                                                                                     \
    kr_value r = kr_operand_argument(&o, args[0]) < 0 ? KR_NULL : kr_from_bool(question_##name(o.n)); \
    kr_operand_release(&o);                                                                           \
    return r;                                                                                         \
  }
FN(decimal_is_canonical) { return KR_TRUE; }
FN(context_is_canonical) {
  return kr_is_decimal(args[0]) ? KR_TRUE : kr_raise(&kr_exc_TypeError, "argument must be a Decimal");
}
QUESTION(is_finite, n->kind == KR_DEC_FINITE)
QUESTION(is_infinite, n->kind == KR_DEC_INF)
QUESTION(is_nan, kr_dec_is_nan(n))
QUESTION(is_qnan, n->kind == KR_DEC_QNAN)
QUESTION(is_signed, n->sign)
QUESTION(is_snan, n->kind == KR_DEC_SNAN)
QUESTION(is_zero, kr_dec_is_zero(n))
#define CONTEXT_QUESTION(name, result)                                                 \
  static kr_value name##_in(kr_value v, kr_decimal_context *x) {                       \
    if (!x) return KR_NULL;                                                            \
    kr_operand o;                                                                      \
    kr_value r = kr_operand_argument(&o, v) < 0 ? KR_NULL : result;                    \
    kr_operand_release(&o);                                                            \
    return r;                                                                          \
  }                                                                                    \
  FN(decimal_##name) { return name##_in(self, kr_decimal_context_argument(args[0])); } \
  FN(context_##name) { return name##_in(args[0], KR_CONTEXT(self)); }
CONTEXT_QUESTION(is_normal, kr_from_bool(kr_dec_is_normal(o.n, &x->c)))
CONTEXT_QUESTION(is_subnormal, kr_from_bool(kr_dec_is_subnormal(o.n, &x->c)))
CONTEXT_QUESTION(number_class, kr_str_intern_cstr(kr_dec_number_class(o.n, &x->c)))
CONTEXT_QUESTION(to_eng_string, text_of(o.n, true, x->c.capitals))
FN(context_to_sci_string) {
  kr_operand o;
  kr_value r =
      kr_operand_argument(&o, args[0]) < 0 ? KR_NULL : text_of(o.n, false, KR_CONTEXT(self)->c.capitals);
  kr_operand_release(&o);
  return r;
}

static kr_value same_quantum_of(kr_value a, kr_value b) {
  kr_operand p, q;
  kr_value r = KR_NULL;
  if (kr_operand_argument(&p, a) == 0) {
    if (kr_operand_argument(&q, b) == 0) r = kr_from_bool(kr_dec_same_quantum(p.n, q.n));
    kr_operand_release(&q);
  }
  kr_operand_release(&p);
  return r;
}
FN(decimal_same_quantum) {
  return kr_decimal_context_argument(args[1]) ? same_quantum_of(self, args[0]) : KR_NULL;
}
FN(context_same_quantum) {
  if (!positional(nargs, 2)) return KR_NULL;
  return same_quantum_of(args[0], args[1]);
}

/* ---- methods: one by one ------------------------------------------------------------------------------ */

/* quantize and to_integral take a rounding mode that replaces the context's. */
static kr_value with_rounding(kr_value a, kr_value b, kr_value rounding, kr_decimal_context *x,
                              binary_operation f2, unary_operation f1) {
  if (!x) return KR_NULL;
  kr_dec_context c = kr_decimal_work(x);
  if (rounding != KR_NULL && rounding != KR_NONE) {
    int mode = kr_decimal_rounding(rounding);
    if (mode < 0) return KR_NULL;
    c.rounding = (uint8_t)mode;
  }
  kr_operand p, q;
  kr_value r = KR_NULL;
  if (kr_operand_argument(&p, a) == 0) {
    KR_DEC_TEMP(n);
    if (f1) {
      f1(&n, p.n, &c);
      r = take_signaled(&n, x, c.status);
    } else {
      if (kr_operand_argument(&q, b) == 0) {
        f2(&n, p.n, q.n, &c);
        r = take_signaled(&n, x, c.status);
      }
      kr_operand_release(&q);
    }
  }
  kr_operand_release(&p);
  return r;
}
FN(decimal_quantize) {
  return with_rounding(self, args[0], args[1], kr_decimal_context_argument(args[2]), kr_dec_quantize, NULL);
}
FN(decimal_to_integral_value) {
  return with_rounding(self, KR_NULL, args[0], kr_decimal_context_argument(args[1]), NULL,
                       kr_dec_to_integral);
}
FN(decimal_to_integral_exact) {
  return with_rounding(self, KR_NULL, args[0], kr_decimal_context_argument(args[1]), NULL,
                       kr_dec_to_integral_exact);
}

FN(decimal_adjusted) {
  const kr_dec *n = NUMBER(self);
  return kr_dec_is_special(n) ? kr_from_small_int(0) : kr_int_from_i64(kr_dec_adjusted(n));
}
FN(decimal_as_tuple) { return kr_decimal_as_tuple(NUMBER(self)); }
FN(decimal_as_integer_ratio) {
  const kr_dec *n = NUMBER(self);
  if (kr_dec_is_nan(n)) return kr_raise(&kr_exc_ValueError, "cannot convert NaN to integer ratio");
  if (n->kind == KR_DEC_INF)
    return kr_raise(&kr_exc_OverflowError, "cannot convert Infinity to integer ratio");
  return kr_dec_to_ratio(n);
}
FN(decimal_self) { return kr_ref(self); }
FN(decimal_radix) {
  return kr_decimal_from(&kr_decimal_type, kr_from_small_int(10), kr_decimal_current(), false);
}
static kr_value copied(kr_value v, int sign) { /* sign -1: flipped; 2: kept */
  kr_operand o;
  kr_value r = KR_NULL;
  if (kr_operand_argument(&o, v) == 0) {
    kr_decimal *d = kr_decimal_alloc(&kr_decimal_type);
    if (d) {
      kr_dec_copy(&d->n, o.n);
      if (sign == -1) d->n.sign = !d->n.sign;
      if (sign == 0) d->n.sign = 0;
      r = kr_from_object(d);
      if (kr_failed()) KR_CLEAR(r);
    }
  }
  kr_operand_release(&o);
  return r;
}
FN(decimal_copy_abs) { return copied(self, 0); }
FN(decimal_copy_negate) { return copied(self, -1); }
FN(context_copy_abs) { return copied(args[0], 0); }
FN(context_copy_negate) { return copied(args[0], -1); }
FN(context_copy_decimal) { return kr_is_decimal(args[0]) ? kr_ref(args[0]) : copied(args[0], 2); }
FN(context_canonical) {
  if (!kr_is_decimal(args[0])) return kr_raise(&kr_exc_TypeError, "argument must be a Decimal");
  return kr_ref(args[0]);
}
FN(context_create_decimal) {
  return kr_decimal_from(&kr_decimal_type, args[0] == KR_NULL ? kr_from_small_int(0) : args[0],
                         KR_CONTEXT(self), true);
}
FN(context_create_decimal_from_float) {
  if (!kr_is_float(args[0]) && !kr_is_int(args[0]))
    return kr_raise(&kr_exc_TypeError, "argument must be int or float");
  kr_value exact = kr_is_int(args[0]) ? kr_decimal_from(&kr_decimal_type, args[0], KR_CONTEXT(self), false)
                                      : kr_decimal_from_float(&kr_decimal_type, args[0], KR_CONTEXT(self));
  if (exact == KR_NULL) return KR_NULL;
  kr_value r = kr_decimal_from(&kr_decimal_type, exact, KR_CONTEXT(self), true);
  kr_decref(exact);
  return r;
}
/* Context._apply(x): x rounded into the context, the sign of a zero kept. */
static void rounded(kr_dec *r, const kr_dec *a, kr_dec_context *c) {
  int sign = a->sign;
  kr_dec_plus(r, a, c);
  if (kr_dec_is_zero(r)) r->sign = sign;
}
FN(context_apply) { return apply(args[0], KR_CONTEXT(self), rounded); }

FN(decimal_round) {
  if (kr_args_no_keywords("Decimal.__round__", kwnames) < 0 || kr_args_count("__round__", nargs, 0, 1) < 0)
    return KR_NULL;
  if (nargs == 0) return whole(self, KR_DEC_HALF_EVEN);
  kr_decimal_context *x = kr_decimal_current();
  if (!x) return KR_NULL;
  if (!kr_is_int(args[0])) return kr_raise(&kr_exc_TypeError, "optional arg must be an integer");
  intptr_t places = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (places == -1 && kr_failed()) return KR_NULL;
  KR_DEC_TEMP(unit);
  KR_DEC_TEMP(n);
  kr_dec_set_u64(&unit, 1, false, -(int64_t)places);
  kr_dec_context c = kr_decimal_work(x);
  kr_dec_quantize(&n, NUMBER(self), &unit, &c);
  return take_signaled(&n, x, c.status);
}
FN(decimal_trunc) { return whole(self, KR_DEC_DOWN); }
FN(decimal_floor) { return whole(self, KR_DEC_FLOOR); }
FN(decimal_ceil) { return whole(self, KR_DEC_CEILING); }
FN(decimal_complex) {
  double d;
  return as_double(self, &d) < 0 ? KR_NULL : kr_complex_new(d, 0);
}
FN(decimal_reduce) {
  kr_value text = decimal_str(self);
  if (text == KR_NULL) return KR_NULL;
  kr_value inner = kr_tuple_pack(1, text), r = KR_NULL;
  if (inner != KR_NULL) r = kr_tuple_pack(2, kr_from_object(kr_type_of(self)), inner);
  kr_decref(inner);
  kr_decref(text);
  return r;
}
FN(decimal_sizeof) {
  const kr_dec *n = NUMBER(self);
  size_t size = kr_type_of(self)->basic_size;
  if (n->w != n->own) size += kr_usable_size(n->w);
  return kr_int_from_size(size);
}
static kr_value get_real(kr_value self, void *closure) { return kr_ref(self); }
static kr_value get_imag(kr_value self, void *closure) {
  KR_DEC_TEMP(zero);
  return decimal_take(&zero);
}

/* ---- tables ------------------------------------------------------------------------------------------- */

#define ROW(prefix, name, sig, doc) \
  { #name, prefix##_##name, KR_FN_NAMELESS, sig, doc }
#define NO_ARGS "($self, /)"
#define IN_CONTEXT "($self, /, context=None)"
#define OTHER "($self, /, other, context=None)"
#define ROUNDING "($self, /, rounding=None, context=None)"
static const kr_method_def decimal_methods[] = {
    ROW(decimal, exp, IN_CONTEXT, "e to the power of the number."),
    ROW(decimal, ln, IN_CONTEXT, "The natural logarithm."),
    ROW(decimal, log10, IN_CONTEXT, "The logarithm to base ten."),
    ROW(decimal, next_minus, IN_CONTEXT, "The largest representable number below."),
    ROW(decimal, next_plus, IN_CONTEXT, "The smallest representable number above."),
    ROW(decimal, normalize, IN_CONTEXT, "Without trailing zeros."),
    ROW(decimal, to_integral_value, ROUNDING, "Rounded to an integer, without signals."),
    {"to_integral", decimal_to_integral_value, KR_FN_NAMELESS, ROUNDING, "The same as to_integral_value()."},
    ROW(decimal, to_integral_exact, ROUNDING, "Rounded to an integer."),
    ROW(decimal, sqrt, IN_CONTEXT, "The square root."),
    ROW(decimal, compare, OTHER, "-1, 0, 1 or NaN."),
    ROW(decimal, compare_signal, OTHER, "As compare(), but all NaNs signal."),
    ROW(decimal, max, OTHER, "The larger one."),
    ROW(decimal, max_mag, OTHER, "The larger one by absolute value."),
    ROW(decimal, min, OTHER, "The smaller one."),
    ROW(decimal, min_mag, OTHER, "The smaller one by absolute value."),
    ROW(decimal, next_toward, OTHER, "The next representable number towards other."),
    {"quantize", decimal_quantize, KR_FN_NAMELESS, "($self, /, exp, rounding=None, context=None)",
     "Rounded to the exponent of exp."},
    ROW(decimal, remainder_near, OTHER, "The remainder nearest to zero."),
    {"fma", decimal_fma, KR_FN_NAMELESS, "($self, /, other, third, context=None)",
     "self * other + third, rounded once."},
    ROW(decimal, is_canonical, NO_ARGS, "True."),
    ROW(decimal, is_finite, NO_ARGS, "Is it neither infinite nor a NaN?"),
    ROW(decimal, is_infinite, NO_ARGS, "Is it infinite?"),
    ROW(decimal, is_nan, NO_ARGS, "Is it a NaN of either kind?"),
    ROW(decimal, is_qnan, NO_ARGS, "Is it a quiet NaN?"),
    ROW(decimal, is_snan, NO_ARGS, "Is it a signaling NaN?"),
    ROW(decimal, is_signed, NO_ARGS, "Has it a negative sign?"),
    ROW(decimal, is_zero, NO_ARGS, "Is it zero?"),
    ROW(decimal, is_normal, IN_CONTEXT, "Is it normal: finite, not zero and not subnormal?"),
    ROW(decimal, is_subnormal, IN_CONTEXT, "Is it subnormal?"),
    ROW(decimal, adjusted, NO_ARGS, "The exponent of the first digit."),
    {"canonical", decimal_self, 0, NO_ARGS, "The number itself."},
    {"conjugate", decimal_self, 0, NO_ARGS, "The number itself."},
    ROW(decimal, radix, NO_ARGS, "Decimal(10)."),
    ROW(decimal, copy_abs, NO_ARGS, "The absolute value, not rounded."),
    ROW(decimal, copy_negate, NO_ARGS, "The negation, not rounded."),
    ROW(decimal, logb, IN_CONTEXT, "The adjusted exponent as a Decimal."),
    ROW(decimal, logical_invert, IN_CONTEXT, "Digit-wise inversion."),
    ROW(decimal, number_class, IN_CONTEXT, "The class of the number as text."),
    ROW(decimal, to_eng_string, IN_CONTEXT, "Text in engineering notation."),
    ROW(decimal, compare_total, OTHER, "Compares the representations."),
    ROW(decimal, compare_total_mag, OTHER, "The same without signs."),
    ROW(decimal, copy_sign, OTHER, "With the sign of other."),
    ROW(decimal, logical_and, OTHER, "Digit-wise and."),
    ROW(decimal, logical_or, OTHER, "Digit-wise or."),
    ROW(decimal, logical_xor, OTHER, "Digit-wise exclusive or."),
    ROW(decimal, rotate, OTHER, "The digits rotated."),
    ROW(decimal, same_quantum, OTHER, "Are the exponents the same?"),
    ROW(decimal, scaleb, OTHER, "With the exponent moved."),
    ROW(decimal, shift, OTHER, "The digits shifted."),
    {"from_float", from_float, KR_FN_CLASS, "($type, f, /)", "The exact value of a float or int."},
    {"from_number", from_number, KR_FN_CLASS, "($type, number, /)", "The exact value of a real number."},
    ROW(decimal, as_tuple, NO_ARGS, "DecimalTuple(sign, digits, exponent)."),
    ROW(decimal, as_integer_ratio, NO_ARGS, "The value as a fraction in lowest terms."),
    {"__copy__", decimal_self, 0, NO_ARGS, NULL},
    {"__deepcopy__", decimal_self, 0, "($self, object, /)", NULL},
    {"__format__", kr_decimal_format, KR_FN_RAW, NULL, NULL},
    {"__reduce__", decimal_reduce, 0, NO_ARGS, NULL},
    {"__round__", decimal_round, KR_FN_RAW, NULL, NULL},
    {"__ceil__", decimal_ceil, 0, NO_ARGS, NULL},
    {"__floor__", decimal_floor, 0, NO_ARGS, NULL},
    {"__trunc__", decimal_trunc, 0, NO_ARGS, NULL},
    {"__complex__", decimal_complex, 0, NO_ARGS, NULL},
    {"__sizeof__", decimal_sizeof, 0, NO_ARGS, NULL},
    {0},
};
static const kr_getset_def decimal_getset[] = {
    {"real", get_real, NULL, NULL, NULL},
    {"imag", get_imag, NULL, NULL, NULL},
    {0},
};
kr_type kr_decimal_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "decimal.Decimal",
    .doc = "Decimal(value=\"0\", context=None)\n--\n\nA decimal number.",
    .tf = KR_TF_BASETYPE,
    .basic_size = sizeof(kr_decimal),
    .base = &kr_object_type,
    .dealloc = decimal_dealloc,
    .methods = decimal_methods,
    .getset = decimal_getset,
    .repr = decimal_repr,
    .str = decimal_str,
    .hash = decimal_hash,
    .getattro = kr_generic_getattr,
    .richcompare = compare_with,
    .new_ = decimal_new,
    .nb = {[KR_OP_ADD] = operator_add,
           [KR_OP_SUB] = operator_sub,
           [KR_OP_MUL] = operator_mul,
           [KR_OP_TRUEDIV] = operator_div,
           [KR_OP_FLOORDIV] = operator_floordiv,
           [KR_OP_MOD] = operator_mod,
           [KR_OP_POW] = operator_pow},
    .nb_pow3 = operator_pow3,
    .nb_divmod = operator_divmod,
    .nb_negative = operator_neg,
    .nb_positive = operator_pos,
    .nb_absolute = operator_abs,
    .nb_bool = operator_bool,
    .nb_int = operator_int,
    .nb_float = operator_float,
};

#define X_ARG "($self, x, /)"
#define ROW_RAW(prefix, name, sig, doc) \
  { #name, prefix##_##name, KR_FN_RAW | KR_FN_NO_KEYWORDS, sig, doc }
#define XY_ARGS "($self, x, y, /)"
const kr_method_def kr_decimal_context_methods[] = {
    ROW(context, abs, X_ARG, "The absolute value."),
    ROW(context, exp, X_ARG, "e ** x."),
    ROW(context, ln, X_ARG, "The natural logarithm."),
    ROW(context, log10, X_ARG, "The logarithm to base ten."),
    ROW(context, minus, X_ARG, "-x."),
    ROW(context, next_minus, X_ARG, "The largest representable number below x."),
    ROW(context, next_plus, X_ARG, "The smallest representable number above x."),
    ROW(context, normalize, X_ARG, "x without trailing zeros."),
    ROW(context, plus, X_ARG, "+x."),
    {"to_integral", context_to_integral_value, 0, X_ARG, "x rounded to an integer."},
    ROW(context, to_integral_exact, X_ARG, "x rounded to an integer."),
    ROW(context, to_integral_value, X_ARG, "x rounded to an integer, without signals."),
    ROW(context, sqrt, X_ARG, "The square root."),
    ROW_RAW(context, add, XY_ARGS, "x + y."),
    ROW_RAW(context, compare, XY_ARGS, "-1, 0, 1 or NaN."),
    ROW_RAW(context, compare_signal, XY_ARGS, "As compare(), but all NaNs signal."),
    ROW_RAW(context, divide, XY_ARGS, "x / y."),
    ROW_RAW(context, divide_int, XY_ARGS, "x // y."),
    ROW_RAW(context, divmod, XY_ARGS, "divmod(x, y)."),
    ROW_RAW(context, max, XY_ARGS, "The larger one."),
    ROW_RAW(context, max_mag, XY_ARGS, "The larger one by absolute value."),
    ROW_RAW(context, min, XY_ARGS, "The smaller one."),
    ROW_RAW(context, min_mag, XY_ARGS, "The smaller one by absolute value."),
    ROW_RAW(context, multiply, XY_ARGS, "x * y."),
    ROW_RAW(context, next_toward, XY_ARGS, "The next representable number from x towards y."),
    ROW_RAW(context, quantize, XY_ARGS, "x rounded to the exponent of y."),
    ROW_RAW(context, remainder, XY_ARGS, "x % y."),
    ROW_RAW(context, remainder_near, XY_ARGS, "The remainder nearest to zero."),
    ROW_RAW(context, subtract, XY_ARGS, "x - y."),
    {"power", context_power, KR_FN_NAMELESS, "($self, /, a, b, modulo=None)",
     "a ** b, modulo `modulo` if given."},
    {"fma", context_fma, KR_FN_RAW | KR_FN_NO_KEYWORDS, "($self, x, y, z, /)", "x * y + z, rounded once."},
    {"radix", decimal_radix, 0, NO_ARGS, "Decimal(10)."},
    ROW(context, is_canonical, X_ARG, "True."),
    ROW(context, is_finite, X_ARG, "Is x neither infinite nor a NaN?"),
    ROW(context, is_infinite, X_ARG, "Is x infinite?"),
    ROW(context, is_nan, X_ARG, "Is x a NaN?"),
    ROW(context, is_normal, X_ARG, "Is x normal?"),
    ROW(context, is_qnan, X_ARG, "Is x a quiet NaN?"),
    ROW(context, is_signed, X_ARG, "Has x a negative sign?"),
    ROW(context, is_snan, X_ARG, "Is x a signaling NaN?"),
    ROW(context, is_subnormal, X_ARG, "Is x subnormal?"),
    ROW(context, is_zero, X_ARG, "Is x zero?"),
    ROW(context, canonical, X_ARG, "x itself."),
    {"_apply", context_apply, 0, "($self, object, /)", "x rounded into the context."},
    ROW(context, copy_abs, X_ARG, "The absolute value, not rounded."),
    ROW(context, copy_decimal, X_ARG, "x as a Decimal."),
    ROW(context, copy_negate, X_ARG, "The negation, not rounded."),
    ROW(context, logb, X_ARG, "The adjusted exponent as a Decimal."),
    ROW(context, logical_invert, X_ARG, "Digit-wise inversion."),
    ROW(context, number_class, X_ARG, "The class of x as text."),
    ROW(context, to_sci_string, X_ARG, "Text in scientific notation."),
    ROW(context, to_eng_string, X_ARG, "Text in engineering notation."),
    ROW_RAW(context, compare_total, XY_ARGS, "Compares the representations."),
    ROW_RAW(context, compare_total_mag, XY_ARGS, "The same without signs."),
    ROW_RAW(context, copy_sign, XY_ARGS, "x with the sign of y."),
    ROW_RAW(context, logical_and, XY_ARGS, "Digit-wise and."),
    ROW_RAW(context, logical_or, XY_ARGS, "Digit-wise or."),
    ROW_RAW(context, logical_xor, XY_ARGS, "Digit-wise exclusive or."),
    ROW_RAW(context, rotate, XY_ARGS, "The digits of x rotated."),
    ROW_RAW(context, same_quantum, XY_ARGS, "Are the exponents the same?"),
    ROW_RAW(context, scaleb, XY_ARGS, "x with the exponent moved by y."),
    ROW_RAW(context, shift, XY_ARGS, "The digits of x shifted."),
    {"create_decimal", context_create_decimal, 0, "($self, num=\"0\", /)",
     "Decimal(num), rounded into the context."},
    {"create_decimal_from_float", context_create_decimal_from_float, 0, "($self, f, /)",
     "The same of a float."},
    {"Etiny", kr_context_etiny, 0, NO_ARGS, "The smallest exponent: Emin - prec + 1."},
    {"Etop", kr_context_etop, 0, NO_ARGS, "Emax - prec + 1."},
    {"clear_flags", kr_context_clear_flags, 0, NO_ARGS, "All flags to False."},
    {"clear_traps", kr_context_clear_traps, 0, NO_ARGS, "All traps to False."},
    {"_unsafe_setprec", kr_context_unsafe_setprec, 0, "($self, object, /)", NULL},
    {"_unsafe_setemin", kr_context_unsafe_setemin, 0, "($self, object, /)", NULL},
    {"_unsafe_setemax", kr_context_unsafe_setemax, 0, "($self, object, /)", NULL},
    {"copy", kr_context_copy, 0, NO_ARGS, "A copy with traps and flags."},
    {"__copy__", kr_context_copy, 0, NO_ARGS, NULL},
    {"__reduce__", kr_context_reduce, 0, NO_ARGS, NULL},
    {0},
};
