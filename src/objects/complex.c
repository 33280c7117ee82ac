/* The type complex. Arithmetic between a complex and a real number treats the real one as having no
 * imaginary part at all (C11's mixed arithmetic, new in 3.14). */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/exceptions.h"
#include "objects/float_impl.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/tuple.h"

kr_value kr_complex_new(double real, double imag) {
  kr_complex *z = kr_object_alloc(&kr_complex_type, sizeof *z);
  if (!z) return KR_NULL;
  z->real = real;
  z->imag = imag;
  return kr_from_object(z);
}

static kr_value from_cplx(kr_cplx z) { return kr_complex_new(z.re, z.im); }
KR_INLINE kr_cplx value_of(kr_value v) {
  const kr_complex *z = KR_AS(kr_complex, v);
  return (kr_cplx){z->real, z->imag};
}

/* ---- arithmetic ----------------------------------------------------------------------------------- */

static double boxed(double d) { return copysign(isinf(d) ? 1.0 : 0.0, d); }
static double unnan(double d) { return d != d ? copysign(0.0, d) : d; }

/* With infinities recovered where the plain formula says nan (C11, annex G). */
kr_cplx kr_cplx_mul(kr_cplx z, kr_cplx w) {
  double a = z.re, b = z.im, c = w.re, d = w.im;
  double ac = a * c, bd = b * d, ad = a * d, bc = b * c;
  kr_cplx r = {ac - bd, ad + bc};
  if (KR_LIKELY(r.re == r.re || r.im == r.im)) return r;
  bool again = false;
  if (isinf(a) || isinf(b)) {
    a = boxed(a);
    b = boxed(b);
    c = unnan(c);
    d = unnan(d);
    again = true;
  }
  if (isinf(c) || isinf(d)) {
    c = boxed(c);
    d = boxed(d);
    a = unnan(a);
    b = unnan(b);
    again = true;
  }
  if (!again && (isinf(ac) || isinf(bd) || isinf(ad) || isinf(bc))) {
    a = unnan(a);
    b = unnan(b);
    c = unnan(c);
    d = unnan(d);
    again = true;
  }
  if (again) r = (kr_cplx){HUGE_VAL * (a * c - b * d), HUGE_VAL * (a * d + b * c)};
  return r;
}

/* Smith's method: no intermediate overflow. */
kr_cplx kr_cplx_div(kr_cplx a, kr_cplx b, bool *zero) {
  kr_cplx r;
  double re = fabs(b.re), im = fabs(b.im);
  *zero = false;
  if (re >= im) {
    if (re == 0.0) {
      *zero = true;
      return (kr_cplx){0.0, 0.0};
    }
    double ratio = b.im / b.re, den = b.re + b.im * ratio;
    r = (kr_cplx){(a.re + a.im * ratio) / den, (a.im - a.re * ratio) / den};
  } else if (im >= re) {
    double ratio = b.re / b.im, den = b.re * ratio + b.im;
    r = (kr_cplx){(a.re * ratio + a.im) / den, (a.im * ratio - a.re) / den};
  } else {
    r = (kr_cplx){NAN, NAN};
  }
  if (r.re != r.re && r.im != r.im) {
    if ((isinf(a.re) || isinf(a.im)) && isfinite(b.re) && isfinite(b.im)) {
      double x = boxed(a.re), y = boxed(a.im);
      r = (kr_cplx){HUGE_VAL * (x * b.re + y * b.im), HUGE_VAL * (y * b.re - x * b.im)};
    } else if ((isinf(re) || isinf(im)) && isfinite(a.re) && isfinite(a.im)) {
      double x = boxed(b.re), y = boxed(b.im);
      r = (kr_cplx){0.0 * (a.re * x + a.im * y), 0.0 * (a.im * x - a.re * y)};
    }
  }
  return r;
}

static kr_cplx div_real_by(double a, kr_cplx b, bool *zero) {
  kr_cplx r;
  double re = fabs(b.re), im = fabs(b.im);
  *zero = false;
  if (re >= im) {
    if (re == 0.0) {
      *zero = true;
      return (kr_cplx){0.0, 0.0};
    }
    double ratio = b.im / b.re, den = b.re + b.im * ratio;
    r = (kr_cplx){a / den, (-a * ratio) / den};
  } else if (im >= re) {
    double ratio = b.re / b.im, den = b.re * ratio + b.im;
    r = (kr_cplx){(a * ratio) / den, -a / den};
  } else {
    r = (kr_cplx){NAN, NAN};
  }
  if (r.re != r.re && r.im != r.im && isfinite(a) && (isinf(re) || isinf(im)))
    r = (kr_cplx){0.0 * (a * boxed(b.re)), 0.0 * (-a * boxed(b.im))};
  return r;
}

static kr_cplx pow_unsigned(kr_cplx x, long n) {
  kr_cplx r = {1.0, 0.0}, p = x;
  for (long mask = 1; n >= mask; mask <<= 1) {
    if (n & mask) r = kr_cplx_mul(r, p);
    p = kr_cplx_mul(p, p);
  }
  return r;
}

int kr_cplx_pow(kr_cplx a, kr_cplx b, kr_cplx *out) {
  kr_cplx r;
  if (b.im == 0.0 && b.re == floor(b.re) && fabs(b.re) <= 100.0) {
    /* Small whole exponents by multiplication: quicker and more exact. */
    long n = (long)b.re;
    bool zero = false;
    if (n > 0) {
      r = pow_unsigned(a, n);
    } else if (n < 0) {
      r = kr_cplx_div((kr_cplx){1.0, 0.0}, pow_unsigned(a, -n), &zero);
    } else {
      r = (kr_cplx){1.0, 0.0};
    }
    if (zero) return 1;
  } else if (b.re == 0.0 && b.im == 0.0) {
    r = (kr_cplx){1.0, 0.0};
  } else if (a.re == 0.0 && a.im == 0.0) {
    if (b.im != 0.0 || b.re < 0.0) return 1;
    r = (kr_cplx){0.0, 0.0};
  } else {
    double abs = hypot(a.re, a.im), length = pow(abs, b.re), angle = atan2(a.im, a.re);
    double phase = angle * b.re;
    if (b.im != 0.0) {
      length *= exp(-angle * b.im);
      phase += b.im * log(abs);
    }
    r = (kr_cplx){length * cos(phase), length * sin(phase)};
  }
  *out = r;
  return isinf(r.re) || isinf(r.im) ? 2 : 0;
}

/* An operand: complex (2), real (1, only re set), neither (0), or an int too large (-1). */
static int operand(kr_value v, kr_cplx *z) {
  if (kr_is_complex(v)) {
    *z = value_of(v);
    return 2;
  }
  z->im = 0.0;
  if (kr_is_float(v)) {
    z->re = kr_float_value(v);
    return 1;
  }
  if (kr_is_int(v)) {
    z->re = kr_int_as_double(v);
    return z->re == -1.0 && kr_failed() ? -1 : 1;
  }
  return 0;
}

#define OPERANDS                                              \
  kr_cplx x, y;                                               \
  int kx = operand(a, &x), ky = kx > 0 ? operand(b, &y) : kx; \
  if (kx <= 0 || ky <= 0) return (kx < 0 || ky < 0) ? KR_NULL : KR_NOT_IMPLEMENTED;

static kr_value slot_add(kr_value a, kr_value b) {
  OPERANDS
  return kr_complex_new(x.re + y.re, kx == 1 ? y.im : ky == 1 ? x.im : x.im + y.im);
}
static kr_value slot_sub(kr_value a, kr_value b) {
  OPERANDS
  return kr_complex_new(x.re - y.re, kx == 1 ? -y.im : ky == 1 ? x.im : x.im - y.im);
}
static kr_value slot_mul(kr_value a, kr_value b) {
  OPERANDS
  if (kx == 1) return kr_complex_new(x.re * y.re, x.re * y.im);
  if (ky == 1) return kr_complex_new(x.re * y.re, x.im * y.re);
  return from_cplx(kr_cplx_mul(x, y));
}
static kr_value slot_truediv(kr_value a, kr_value b) {
  OPERANDS
  bool zero = false;
  kr_cplx r = {0.0, 0.0};
  if (ky == 1) {
    zero = y.re == 0.0;
    if (!zero) r = (kr_cplx){x.re / y.re, x.im / y.re};
  } else {
    r = kx == 1 ? div_real_by(x.re, y, &zero) : kr_cplx_div(x, y, &zero);
  }
  if (zero) return kr_raise(&kr_exc_ZeroDivisionError, "division by zero");
  return from_cplx(r);
}

static kr_value slot_pow(kr_value a, kr_value b) {
  OPERANDS
  kr_cplx r;
  switch (kr_cplx_pow(x, y, &r)) {
    case 1: return kr_raise(&kr_exc_ZeroDivisionError, "zero to a negative or complex power");
    case 2: return kr_raise(&kr_exc_OverflowError, "complex exponentiation");
    default: return from_cplx(r);
  }
}
static kr_value slot_pow3(kr_value a, kr_value b, kr_value m) {
  OPERANDS(void) x;
  (void)y;
  if (m != KR_NONE) return kr_raise(&kr_exc_ValueError, "complex modulo");
  return slot_pow(a, b);
}

static kr_value slot_negative(kr_value v) {
  kr_cplx z = value_of(v);
  return kr_complex_new(-z.re, -z.im);
}
static kr_value plain(kr_value v) {
  if (kr_is_exact(v, &kr_complex_type)) return kr_ref(v);
  return from_cplx(value_of(v));
}
static kr_value slot_absolute(kr_value v) {
  kr_cplx z = value_of(v);
  double r = hypot(z.re, z.im);
  if (isinf(r) && isfinite(z.re) && isfinite(z.im))
    return kr_raise(&kr_exc_OverflowError, "absolute value too large");
  return kr_from_double(r);
}
static int slot_bool(kr_value v) {
  kr_cplx z = value_of(v);
  return z.re != 0.0 || z.im != 0.0;
}
static int64_t slot_hash(kr_value v) {
  kr_cplx z = value_of(v);
  if (z.re != z.re || z.im != z.im) return kr_pointer_hash(kr_object_of(v));
  uint32_t h = (uint32_t)kr_double_hash(z.re) + 1000003u * (uint32_t)kr_double_hash(z.im);
  return h == UINT32_MAX ? -2 : (int32_t)h;
}
static size_t slot_size_of(kr_value v) { return kr_type_of(v)->basic_size; }

static kr_value slot_compare(kr_value a, kr_value b, int op) {
  if (op != KR_EQ && op != KR_NE) return KR_NOT_IMPLEMENTED;
  kr_cplx z = value_of(a);
  bool equal;
  if (kr_is_complex(b)) {
    kr_cplx w = value_of(b);
    equal = z.re == w.re && z.im == w.im;
  } else if (kr_is_float(b)) {
    equal = z.re == kr_float_value(b) && z.im == 0.0;
  } else if (kr_is_int(b)) {
    /* Exactly, as float does it. */
    equal = z.im == 0.0;
    if (equal) equal = kr_float_type.richcompare(kr_from_double(z.re), b, KR_EQ) == KR_TRUE;
    if (kr_failed()) return KR_NULL;
  } else {
    return KR_NOT_IMPLEMENTED;
  }
  return kr_from_bool(equal == (op == KR_EQ));
}

static kr_value slot_repr(kr_value v) {
  kr_cplx z = value_of(v);
  kr_buf b = {0};
  kr_value s = KR_NULL;
  bool ok;
  if (z.re == 0.0 && !signbit(z.re)) {
    ok = kr_dtoa(&b, z.im, 'r', 0, 0) && kr_buf_put_char(&b, 'j');
  } else {
    ok = kr_buf_put_char(&b, '(') && kr_dtoa(&b, z.re, 'r', 0, 0) &&
         kr_dtoa(&b, z.im, 'r', 0, KR_DTOA_SIGN) && kr_buf_put_cstr(&b, "j)");
  }
  if (ok) s = kr_str_from_ascii(b.data, b.size);
  kr_buf_free(&b);
  return s;
}

/* ---- construction --------------------------------------------------------------------------------- */

static bool is_c_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* 1 parsed, 0 malformed, -1 MemoryError. */
static int parse(const char *s, const char *limit, kr_cplx *out) {
  const char *end;
  bool bracket = false;
  double x = 0.0, y = 0.0;
#define SPACES \
  while (s < limit && is_c_space(*s)) s++
  SPACES;
  if (s < limit && *s == '(') {
    bracket = true;
    s++;
    SPACES;
  }
  double first = kr_parse_double(s, limit, &end);
  if (end != s) {
    s = end;
    if (s < limit && (*s == '+' || *s == '-')) {
      x = first;
      y = kr_parse_double(s, limit, &end);
      if (end != s) {
        s = end;
      } else {
        if (kr_failed()) return -1;
        y = *s++ == '+' ? 1.0 : -1.0;
      }
      if (s >= limit || (*s | 32) != 'j') return 0;
      s++;
    } else if (s < limit && (*s | 32) == 'j') {
      y = first;
      s++;
    } else {
      x = first;
    }
  } else {
    if (kr_failed()) return -1;
    y = 1.0;
    if (s < limit && (*s == '+' || *s == '-')) y = *s++ == '+' ? 1.0 : -1.0;
    if (s >= limit || (*s | 32) != 'j') return 0;
    s++;
  }
  SPACES;
  if (bracket) {
    if (s >= limit || *s != ')') return 0;
    s++;
    SPACES;
  }
#undef SPACES
  *out = (kr_cplx){x, y};
  return s == limit;
}

static int from_str(kr_value text, kr_cplx *out) {
  size_t size;
  char *copy = kr_number_text(text, &size);
  if (!copy) return -1;
  int r;
  if (memchr(copy, '_', size) && !kr_strip_underscores(copy, &size)) {
    kr_raise(&kr_exc_ValueError, "could not convert string to complex: %R", text);
    r = -1;
  } else {
    r = parse(copy, copy + size, out);
    if (r == 0) kr_raise(&kr_exc_ValueError, "complex() arg is a malformed string");
  }
  kr_free(copy);
  return r > 0 ? 0 : -1;
}

/* By __complex__: 1, 0 absent, -1. */
static int by_complex_method(kr_value v, kr_cplx *out) {
  kr_value f;
  if (kr_is_exact(v, &kr_complex_type)) {
    *out = value_of(v);
    return 1;
  }
  int found = kr_lookup_special(v, KR_ID(__complex__), &f);
  if (found <= 0) return found;
  kr_value r = kr_call0(f);
  kr_decref(f);
  if (r == KR_NULL) return -1;
  if (!kr_is_complex(r)) {
    kr_raise(&kr_exc_TypeError, "__complex__ returned non-complex (type %T)", r);
    kr_decref(r);
    return -1;
  }
  *out = value_of(r);
  int warned = 0;
  if (!kr_is_exact(r, &kr_complex_type)) {
    warned = kr_warn(&kr_exc_DeprecationWarning, 1,
                     "__complex__ returned non-complex (type %T).  The ability to return an instance "
                     "of a strict subclass of complex is deprecated, and may be removed in a future "
                     "version of Python.",
                     r);
  }
  kr_decref(r);
  return warned < 0 ? -1 : 1;
}

static bool has_real_value(kr_value v) {
  const kr_type *t = kr_type_of(v);
  return t->nb_float || t->nb_index;
}

int kr_as_complex(kr_value v, kr_cplx *out) {
  if (kr_is_complex(v)) {
    *out = value_of(v);
    return 0;
  }
  int r = kr_is_double(v) || kr_is_small_int(v) ? 0 : by_complex_method(v, out);
  if (r != 0) return r < 0 ? -1 : 0;
  out->im = 0.0;
  out->re = kr_as_double(v);
  return out->re == -1.0 && kr_failed() ? -1 : 0;
}

/* complex(real, imag), text excluded. */
static int from_parts(kr_value real, kr_value imag, kr_cplx *out) {
  kr_cplx re = {0.0, 0.0}, im = {0.0, 0.0};
  if (real != KR_NULL) {
    int r = kr_is_double(real) || kr_is_small_int(real) ? 0 : by_complex_method(real, &re);
    if (r < 0) return -1;
    if (r == 0) {
      if (!has_real_value(real))
        return KR_RAISE_INT(&kr_exc_TypeError, "complex() argument 'real' must be a real number, not %Q",
                            real);
      re.re = kr_as_double(real);
      if (re.re == -1.0 && kr_failed()) return -1;
    } else if (imag != KR_NULL && (kr_is_complex(imag) || has_real_value(imag)) &&
               kr_warn(&kr_exc_DeprecationWarning, 1,
                       "complex() argument 'real' must be a real number, not %Q", real) < 0) {
      return -1;
    }
  }
  if (imag != KR_NULL) {
    if (kr_is_complex(imag)) {
      im = value_of(imag);
      if (kr_warn(&kr_exc_DeprecationWarning, 1, "complex() argument 'imag' must be a real number, not %Q",
                  imag) < 0)
        return -1;
      /* real + imag * 1j */
      re.re -= im.im;
    } else {
      if (!has_real_value(imag))
        return KR_RAISE_INT(&kr_exc_TypeError, "complex() argument 'imag' must be a real number, not %Q",
                            imag);
      im.re = kr_as_double(imag);
      if (im.re == -1.0 && kr_failed()) return -1;
    }
    if (re.im != 0.0) im.re += re.im;
  } else {
    im.re = re.im;
  }
  *out = (kr_cplx){re.re, im.re};
  return 0;
}

static kr_value make(kr_type *type, kr_cplx z) {
  if (type == &kr_complex_type) return from_cplx(z);
  kr_value self = kr_type_generic_alloc(type, 0);
  if (self != KR_NULL) {
    KR_AS(kr_complex, self)->real = z.re;
    KR_AS(kr_complex, self)->imag = z.im;
  }
  return self;
}

static kr_value complex_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_cplx z;
  if (nargs == 1 && (!kwnames || kwnames->size == 0)) {
    kr_value v = args[0];
    if (type == &kr_complex_type && kr_is_exact(v, &kr_complex_type)) return kr_ref(v);
    if (kr_is_str(v)) {
      if (from_str(v, &z) < 0) return KR_NULL;
    } else {
      int r = kr_is_double(v) || kr_is_small_int(v) ? 0 : by_complex_method(v, &z);
      if (r < 0) return KR_NULL;
      if (r == 0) {
        if (!has_real_value(v))
          return kr_raise(&kr_exc_TypeError, "complex() argument must be a string or a number, not %Q", v);
        z.im = 0.0;
        z.re = kr_as_double(v);
        if (z.re == -1.0 && kr_failed()) return KR_NULL;
      }
    }
    return make(type, z);
  }
  kr_value bound[2];
  if (kr_args_bind(&spec, "complex", "(real=0, imag=0)", args, nargs, kwnames, bound) < 0) return KR_NULL;
  return from_parts(bound[0], bound[1], &z) < 0 ? KR_NULL : make(type, z);
}

static void complex_dealloc(kr_object *o) { kr_object_free(o); }

/* ---- methods --------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(complex_conjugate) {
  kr_cplx z = value_of(self);
  return kr_complex_new(z.re, -z.im);
}
METHOD(complex_complex) { return plain(self); }
METHOD(complex_getnewargs) {
  kr_cplx z = value_of(self);
  return kr_tuple_pack(2, kr_from_double(z.re), kr_from_double(z.im));
}
METHOD(complex_from_number) {
  kr_value v = args[0];
  kr_type *type = KR_AS_TYPE(self);
  if (type == &kr_complex_type && kr_is_exact(v, &kr_complex_type)) return kr_ref(v);
  kr_cplx z;
  if (kr_as_complex(v, &z) < 0) return KR_NULL;
  if (type == &kr_complex_type) return from_cplx(z);
  return kr_call2(self, kr_from_double(z.re), kr_from_double(z.im));
}
METHOD(complex_format) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "__format__() argument must be str, not %s",
                    kr_argument_kind(args[0]));
  return kr_complex_format_spec(self, args[0]);
}

static kr_value get_real(kr_value self, void *closure) {
  return kr_from_double(KR_AS(kr_complex, self)->real);
}
static kr_value get_imag(kr_value self, void *closure) {
  return kr_from_double(KR_AS(kr_complex, self)->imag);
}

static const kr_method_def complex_methods[] = {
    {"from_number", complex_from_number, KR_FN_CLASS, "($type, number, /)",
     "The complex number that number equals."},
    {"conjugate", complex_conjugate, 0, "($self, /)",
     "The number with the sign of its imaginary part changed."},
    {"__complex__", complex_complex, 0, "($self, /)", "This number as a complex, of no subclass."},
    {"__getnewargs__", complex_getnewargs, 0, "($self, /)", NULL},
    {"__format__", complex_format, 0, "($self, format_spec, /)", "Text as format_spec asks."},
    {0},
};
static const kr_getset_def complex_getset[] = {
    {"real", get_real, NULL, "The real part.", .member = true},
    {"imag", get_imag, NULL, "The imaginary part.", .member = true},
    {0},
};

kr_type kr_complex_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "complex",
    .doc = "complex(real=0, imag=0)\n--\n\n"
           "A complex number from text, from one number, or from its real and imaginary parts.",
    .tf = KR_TF_BASETYPE | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_complex),
    .base = &kr_object_type,
    .methods = complex_methods,
    .getset = complex_getset,
    .dealloc = complex_dealloc,
    .size_of = slot_size_of,
    .repr = slot_repr,
    .hash = slot_hash,
    .getattro = kr_generic_getattr,
    .richcompare = slot_compare,
    .new_ = complex_new,
    .nb = {[KR_OP_ADD] = slot_add,
           [KR_OP_MUL] = slot_mul,
           [KR_OP_POW] = slot_pow,
           [KR_OP_SUB] = slot_sub,
           [KR_OP_TRUEDIV] = slot_truediv},
    .nb_pow3 = slot_pow3,
    .nb_negative = slot_negative,
    .nb_positive = plain,
    .nb_absolute = slot_absolute,
    .nb_bool = slot_bool,
};
