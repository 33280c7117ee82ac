/* The type float. */
#include "objects/float.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/exceptions.h"
#include "objects/float_dec.h"
#include "objects/float_impl.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/tuple.h"

/* ---- conversion ----------------------------------------------------------------------------------- */

/* A float or int operand as a double: 1; 0: neither; -1: an int too large (OverflowError). */
KR_INLINE int operand(kr_value v, double *d) {
  if (KR_LIKELY(kr_is_double(v))) {
    *d = kr_double_value(v);
    return 1;
  }
  if (kr_is_small_int(v)) {
    *d = (double)kr_small_int_value(v);
    return 1;
  }
  if (kr_is_float(v)) {
    *d = kr_float_value(v);
    return 1;
  }
  if (kr_is_int(v)) {
    *d = kr_int_as_double(v);
    return *d == -1.0 && kr_failed() ? -1 : 1;
  }
  return 0;
}

/* By __float__ or __index__: 1 (*d set), 0 neither there, -1. v is no float. */
static int by_method(kr_value v, double *d) {
  const kr_type *t = kr_type_of(v);
  kr_value r;
  if (t->nb_float) {
    r = t->nb_float(v);
    if (r == KR_NULL) return -1;
    if (!kr_is_float(r)) {
      kr_raise(&kr_exc_TypeError, "%T.__float__ returned non-float (type %T)", v, r);
      kr_decref(r);
      return -1;
    }
    *d = kr_float_value(r);
    int warned = 0;
    if (!kr_is_double(r)) {
      warned = kr_warn(&kr_exc_DeprecationWarning, 1,
                       "%T.__float__ returned non-float (type %T).  The ability to return an "
                       "instance of a strict subclass of float is deprecated, and may be removed in "
                       "a future version of Python.",
                       v, r);
    }
    kr_decref(r);
    return warned < 0 ? -1 : 1;
  }
  if (t->nb_index) {
    r = kr_index(v);
    if (r == KR_NULL) return -1;
    *d = kr_int_as_double(r);
    kr_decref(r);
    return *d == -1.0 && kr_failed() ? -1 : 1;
  }
  return 0;
}

double kr_as_double(kr_value v) {
  if (kr_is_float(v)) return kr_float_value(v);
  if (kr_is_small_int(v)) return (double)kr_small_int_value(v);
  double d;
  int r = by_method(v, &d);
  if (r > 0) return d;
  if (r == 0) kr_raise(&kr_exc_TypeError, "must be real number, not %T", v);
  return -1.0;
}

kr_value kr_float_from_any(kr_value v) {
  if (kr_is_double(v)) return v;
  if (kr_is_small_int(v)) return kr_from_double((double)kr_small_int_value(v));
  double d;
  int r = by_method(v, &d);
  if (r > 0) return kr_from_double(d);
  if (r < 0) return KR_NULL;
  if (kr_is_float(v)) return kr_from_double(kr_float_value(v));
  kr_value t = kr_float_from_text(v);
  if (t != KR_NOT_IMPLEMENTED) return t;
  return kr_raise(&kr_exc_TypeError, "float() argument must be a string or a real number, not '%T'", v);
}

static kr_value float_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (type->init == kr_float_type.init && kr_args_no_keywords("float", kwnames) < 0) return KR_NULL;
  if (kr_args_count("float", nargs, 0, 1) < 0) return KR_NULL;
  kr_value v = nargs ? kr_float_from_any(args[0]) : kr_from_double(0.0);
  if (v == KR_NULL || type == &kr_float_type) return v;
  kr_value self = kr_type_generic_alloc(type, 0);
  if (self != KR_NULL) KR_AS(kr_float_object, self)->value = kr_double_value(v);
  return self;
}

static void float_dealloc(kr_object *o) { kr_object_free(o); }

/* ---- arithmetic ----------------------------------------------------------------------------------- */

#define OPERANDS(a, b, x, y)                                   \
  double x, y;                                                 \
  {                                                            \
    int r_ = operand(a, &x);                                   \
    if (r_ > 0) r_ = operand(b, &y);                           \
    if (r_ <= 0) return r_ < 0 ? KR_NULL : KR_NOT_IMPLEMENTED; \
  }

static kr_value division_by_zero(void) { return kr_raise(&kr_exc_ZeroDivisionError, "division by zero"); }

static kr_value slot_add(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  return kr_from_double(x + y);
}
static kr_value slot_sub(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  return kr_from_double(x - y);
}
static kr_value slot_mul(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  return kr_from_double(x * y);
}
static kr_value slot_truediv(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  if (y == 0.0) return division_by_zero();
  return kr_from_double(x / y);
}

/* Python's %, b != 0 */
static double python_mod(double a, double b) {
  double m = fmod(a, b);
  if (m != 0.0) {
    if ((b < 0) != (m < 0)) m += b;
    return m;
  }
  return copysign(0.0, b); /* a zero with the divisor's sign */
}

static double floor_divide(double a, double b, double *mod) {
  double m = fmod(a, b), q;
  /* a - m is a multiple of b but for rounding: the quotient is nearly a whole number. */
  q = (a - m) / b;
  if (m != 0.0) {
    if ((b < 0) != (m < 0)) {
      m += b;
      q -= 1.0;
    }
  } else {
    m = copysign(0.0, b);
  }
  *mod = m;
  if (q != 0.0) {
    double f = floor(q);
    return q - f > 0.5 ? f + 1.0 : f;
  }
  return copysign(0.0, a / b);
}

/* Python's //, b != 0 */
static double python_floordiv(double a, double b) {
  double m;
  return floor_divide(a, b, &m);
}

static kr_value slot_mod(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  if (y == 0.0) return division_by_zero();
  return kr_from_double(python_mod(x, y));
}
static kr_value slot_floordiv(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  if (y == 0.0) return division_by_zero();
  return kr_from_double(python_floordiv(x, y));
}
static kr_value slot_divmod(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  if (y == 0.0) return division_by_zero();
  double m, q = floor_divide(x, y, &m);
  kr_value pair[2] = {kr_from_double(q), kr_from_double(m)};
  return kr_tuple_from_array_steal(pair, 2);
}

kr_value kr_raise_math_errno(kr_type *exc, int err) {
  kr_value text = kr_str_from_cstr(strerror(err));
  kr_value args = text == KR_NULL ? KR_NULL : kr_tuple_pack(2, kr_from_small_int(err), text);
  kr_decref(text);
  if (args == KR_NULL) return KR_NULL;
  kr_value e = kr_exception_new(exc, args);
  kr_decref(args);
  if (e == KR_NULL) return KR_NULL;
  kr_exception_chain_context(e);
  kr_restore_exception_steal(e);
  return KR_NULL;
}

static bool is_odd(double d) { return fmod(fabs(d), 2.0) == 1.0; }

kr_value kr_float_pow(double a, double b) {
  if (b == 0.0) return kr_from_double(1.0); /* even nan ** 0 */
  if (a != a) return kr_from_double(a);
  if (b != b) return kr_from_double(a == 1.0 ? 1.0 : b);
  if (isinf(b)) {
    a = fabs(a);
    if (a == 1.0) return kr_from_double(1.0);
    return kr_from_double((b > 0) == (a > 1.0) ? HUGE_VAL : 0.0);
  }
  if (isinf(a)) {
    if (b > 0) return kr_from_double(is_odd(b) ? a : fabs(a));
    return kr_from_double(is_odd(b) ? copysign(0.0, a) : 0.0);
  }
  if (a == 0.0) {
    if (b < 0) return kr_raise(&kr_exc_ZeroDivisionError, "zero to a negative power");
    return kr_from_double(is_odd(b) ? a : 0.0);
  }
  bool negate = false;
  if (a < 0) {
    if (b != floor(b)) {
      kr_cplx r, x = {a, 0.0}, y = {b, 0.0};
      if (kr_cplx_pow(x, y, &r) == 2) return kr_raise(&kr_exc_OverflowError, "complex exponentiation");
      return kr_complex_new(r.re, r.im);
    }
    a = -a;
    negate = is_odd(b);
  }
  if (a == 1.0) return kr_from_double(negate ? -1.0 : 1.0);
  double r = pow(a, b);
  if (isinf(r)) return kr_raise_math_errno(&kr_exc_OverflowError, ERANGE);
  return kr_from_double(negate ? -r : r);
}

static kr_value slot_pow(kr_value a, kr_value b) {
  OPERANDS(a, b, x, y)
  return kr_float_pow(x, y);
}
static kr_value slot_pow3(kr_value a, kr_value b, kr_value m) {
  if (m != KR_NONE)
    return kr_raise(&kr_exc_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  return slot_pow(a, b);
}

static kr_value slot_negative(kr_value v) { return kr_from_double(-kr_float_value(v)); }
static kr_value slot_positive(kr_value v) { return kr_from_double(kr_float_value(v)); }
static kr_value slot_absolute(kr_value v) { return kr_from_double(fabs(kr_float_value(v))); }
static int slot_bool(kr_value v) { return kr_float_value(v) != 0.0; }
static kr_value slot_int(kr_value v) { return kr_int_from_double(kr_float_value(v)); }

/* ---- comparison, hash ------------------------------------------------------------------------------ */

static kr_value compare_doubles(double x, double y, int op) {
  switch (op) {
    case KR_LT: return kr_from_bool(x < y);
    case KR_LE: return kr_from_bool(x <= y);
    case KR_EQ: return kr_from_bool(x == y);
    case KR_NE: return kr_from_bool(x != y);
    case KR_GT: return kr_from_bool(x > y);
    default: return kr_from_bool(x >= y);
  }
}

static kr_value slot_compare(kr_value a, kr_value b, int op) {
  double x = kr_float_value(a);
  if (kr_is_float(b)) return compare_doubles(x, kr_float_value(b), op);
  if (!kr_is_int(b)) return KR_NOT_IMPLEMENTED;
  int64_t i;
  const int64_t exact = INT64_C(1) << 53;
  if (kr_int_fits_i64(b, &i) && i >= -exact && i <= exact) return compare_doubles(x, (double)i, op);
  /* |b| > 2^53: only a double as large, which is then a whole number, needs a closer look. */
  double y = kr_int_sign(b) < 0 ? -(double)exact : (double)exact;
  if (!isfinite(x)) return compare_doubles(x, 0.0, op);
  if (fabs(x) < (double)exact || (x < 0) != (y < 0)) return compare_doubles(x, 2 * y, op);
  kr_value whole = kr_int_from_double(x);
  if (whole == KR_NULL) return KR_NULL;
  int c = kr_int_compare(whole, b);
  kr_decref(whole);
  return compare_doubles(c, 0, op);
}

kr_value kr_new_nan(double d) {
  static uint32_t last;
  if (++last == 0) last = 1; /* without a payload the negative one would be an infinity */
  return (signbit(d) ? 0xFFF0000000000000ull : 0x7FF8000000000000ull) | last;
}
double kr_plain_nan(double d) { return d != d ? copysign(NAN, d) : d; }

int32_t kr_double_hash(double d) {
  /* c * 2^q modulo the prime 2^31 - 1, where multiplying by two is a rotation. */
  enum { P = 0x7FFFFFFF };
  if (!isfinite(d)) return d != d ? 0 : d < 0 ? -314159 : 314159;
  uint64_t c;
  int q;
  kr_double_split(fabs(d), &c, &q);
  uint64_t x = (c & P) + (c >> 31);
  x = (x & P) + (x >> 31);
  if (x >= P) x -= P;
  int r = q % 31;
  if (r < 0) r += 31;
  x = (x << r & P) | x >> (31 - r);
  if (x == P) x = 0;
  int32_t h = d < 0 ? -(int32_t)x : (int32_t)x;
  return h == -1 ? -2 : h;
}
static int64_t slot_hash(kr_value v) {
  double d = kr_float_value(v);
  if (KR_LIKELY(d == d)) return kr_double_hash(d);
  /* as every NaN is a key of its own, they must not all hash alike */
  return kr_pointer_hash(kr_object_of(v));
}
static kr_value slot_repr(kr_value v) { return kr_float_repr(kr_float_value(v)); }
static size_t slot_size_of(kr_value v) { return kr_is_object(v) ? kr_type_of(v)->basic_size : sizeof v; }

/* ---- methods --------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(float_conjugate) { return kr_from_double(kr_float_value(self)); }
METHOD(float_trunc) { return kr_int_from_double(kr_float_value(self)); }
METHOD(float_floor) { return kr_int_from_double(floor(kr_float_value(self))); }
METHOD(float_ceil) { return kr_int_from_double(ceil(kr_float_value(self))); }
METHOD(float_is_integer) {
  double d = kr_float_value(self);
  return kr_from_bool(isfinite(d) && floor(d) == d);
}
METHOD(float_hex) { return kr_float_hex(kr_float_value(self)); }

METHOD(float_as_integer_ratio) {
  double d = kr_float_value(self);
  if (isinf(d)) return kr_raise(&kr_exc_OverflowError, "cannot convert Infinity to integer ratio");
  if (d != d) return kr_raise(&kr_exc_ValueError, "cannot convert NaN to integer ratio");
  uint64_t c;
  int q;
  kr_double_split(fabs(d), &c, &q);
  if (c == 0) {
    q = 0;
  } else {
    int zeros = __builtin_ctzll(c);
    c >>= zeros;
    q += zeros;
  }
  kr_value m = kr_int_from_i64(d < 0 ? -(int64_t)c : (int64_t)c);
  if (m == KR_NULL) return KR_NULL;
  kr_value pair[2];
  if (q >= 0) {
    pair[0] = kr_int_lshift(m, kr_from_small_int(q));
    pair[1] = kr_from_small_int(1);
    kr_decref(m);
  } else {
    pair[0] = m;
    pair[1] = kr_int_lshift(kr_from_small_int(1), kr_from_small_int(-q));
  }
  if (pair[0] == KR_NULL || pair[1] == KR_NULL) {
    kr_decref(pair[0]);
    kr_decref(pair[1]);
    return KR_NULL;
  }
  return kr_tuple_from_array_steal(pair, 2);
}

kr_value kr_float_round(double d, int n) {
  if (n > 323) return kr_from_double(d); /* more digits than any double has */
  if (n < -308) return kr_from_double(copysign(0.0, d));
  kr_buf b = {0};
  bool failed = false;
  double r = 0.0;
  if (kr_scaled_digits(&b, fabs(d), n)) {
    r = kr_decimal_to_double(b.data, b.size, -n, &failed);
  } else {
    failed = true;
  }
  kr_buf_free(&b);
  if (failed) return KR_NULL;
  if (isinf(r)) return kr_raise(&kr_exc_OverflowError, "rounded value too large to represent");
  return kr_from_double(copysign(r, d));
}

METHOD(float_round) {
  double d = kr_float_value(self);
  if (args[0] == KR_NULL || args[0] == KR_NONE) return kr_int_from_double(rint(d));
  intptr_t n = kr_index_as_size(args[0], KR_NULL);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (!isfinite(d)) return kr_from_double(d);
  return kr_float_round(d, n > 1000 ? 1000 : n < -1000 ? -1000 : (int)n);
}

METHOD(float_from_number) {
  kr_value type = kr_from_object(&kr_float_type), v = args[0];
  double d = kr_as_double(v);
  if (d == -1.0 && kr_failed()) return KR_NULL;
  v = kr_from_double(d);
  return self == type ? v : kr_call1(self, v);
}

METHOD(float_fromhex) {
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "bad argument type for built-in operation");
  size_t size;
  const char *text = kr_str_utf8(KR_STR(args[0]), &size);
  if (!text) return KR_NULL;
  kr_value v = kr_float_from_hex(text, size);
  if (v == KR_NULL || self == kr_from_object(&kr_float_type)) return v;
  return kr_call1(self, v);
}

METHOD(float_getnewargs) {
  kr_value v = kr_from_double(kr_float_value(self));
  return kr_tuple_from_array(&v, 1);
}

METHOD(float_getformat) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "__getformat__() argument must be str, not %s",
                    kr_argument_kind(args[0]));
  const kr_str *s = KR_STR(args[0]);
  if (!kr_str_equals_cstr(s, "double") && !kr_str_equals_cstr(s, "float"))
    return kr_raise(&kr_exc_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return kr_str_from_cstr("IEEE, little-endian");
}

METHOD(float_format) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "__format__() argument must be str, not %s",
                    kr_argument_kind(args[0]));
  return kr_float_format_spec(self, args[0]);
}

static kr_value get_real(kr_value self, void *closure) { return kr_from_double(kr_float_value(self)); }
static kr_value get_imag(kr_value self, void *closure) { return kr_from_double(0.0); }

static const kr_method_def float_methods[] = {
    {"from_number", float_from_number, KR_FN_CLASS, "($type, number, /)", "The float that number equals."},
    {"conjugate", float_conjugate, 0, "($self, /)", "Self: a float is its own conjugate."},
    {"__trunc__", float_trunc, 0, "($self, /)", "The integer part."},
    {"__floor__", float_floor, 0, "($self, /)", "The largest int that is not larger."},
    {"__ceil__", float_ceil, 0, "($self, /)", "The least int that is not less."},
    {"__round__", float_round, 0, "($self, ndigits=None, /)", "The nearest integer, of two the even one."},
    {"as_integer_ratio", float_as_integer_ratio, 0, "($self, /)",
     "The fraction in lowest terms that is the float: numerator, denominator."},
    {"fromhex", float_fromhex, KR_FN_CLASS, "($type, string, /)", "The float that hex() writes so."},
    {"hex", float_hex, 0, "($self, /)", "All bits of the float as hexadecimal text."},
    {"is_integer", float_is_integer, 0, "($self, /)", "Whether it has no fraction."},
    {"__getnewargs__", float_getnewargs, 0, "($self, /)", NULL},
    {"__getformat__", float_getformat, KR_FN_CLASS, "($type, typestr, /)",
     "The format of the C types double and float."},
    {"__format__", float_format, 0, "($self, format_spec, /)", "Text as format_spec asks."},
    {0},
};
static const kr_getset_def float_getset[] = {
    {"real", get_real, NULL, "The real part."},
    {"imag", get_imag, NULL, "The imaginary part."},
    {0},
};

kr_type kr_float_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "float",
    .doc = "float(x=0, /)\n--\n\nA floating-point number, from a number or its text.",
    .tf = KR_TF_BASETYPE | KR_TF_FLOAT_SUBCLASS | KR_TF_MATCH_SELF | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_float_object),
    .base = &kr_object_type,
    .methods = float_methods,
    .getset = float_getset,
    .dealloc = float_dealloc,
    .size_of = slot_size_of,
    .repr = slot_repr,
    .hash = slot_hash,
    .getattro = kr_generic_getattr,
    .richcompare = slot_compare,
    .new_ = float_new,
    .nb = {[KR_OP_ADD] = slot_add,
           [KR_OP_FLOORDIV] = slot_floordiv,
           [KR_OP_MUL] = slot_mul,
           [KR_OP_MOD] = slot_mod,
           [KR_OP_POW] = slot_pow,
           [KR_OP_SUB] = slot_sub,
           [KR_OP_TRUEDIV] = slot_truediv},
    .nb_pow3 = slot_pow3,
    .nb_divmod = slot_divmod,
    .nb_negative = slot_negative,
    .nb_positive = slot_positive,
    .nb_absolute = slot_absolute,
    .nb_int = slot_int,
    .nb_float = slot_positive,
    .nb_bool = slot_bool,
};
