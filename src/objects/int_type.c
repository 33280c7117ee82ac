/* The types int and bool: their slots and methods over the arithmetic of int*.c. */
#include <string.h>

#include "memory/fast_alloc.h"
#include "objects/abstract.h"
#include "objects/unexpected.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "objects/float.h"
#include "objects/int_impl.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/tuple.h"

static bool both_int(kr_value a, kr_value b) { return kr_is_int(a) && kr_is_int(b); }

#define BINARY(name)                                                  \
  static kr_value slot_##name(kr_value a, kr_value b) {               \
    return both_int(a, b) ? kr_int_##name(a, b) : KR_NOT_IMPLEMENTED; \
  }
BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(floordiv)
BINARY(mod)
BINARY(divmod)
BINARY(truediv)
BINARY(lshift)
BINARY(rshift)
BINARY(and)
BINARY(or)
BINARY(xor)

static kr_value slot_pow(kr_value a, kr_value b) {
  return both_int(a, b) ? kr_int_pow(a, b, KR_NONE) : KR_NOT_IMPLEMENTED;
}
static kr_value slot_pow3(kr_value a, kr_value b, kr_value m) {
  if (!both_int(a, b) || (m != KR_NONE && !kr_is_int(m))) return KR_NOT_IMPLEMENTED;
  return kr_int_pow(a, b, m);
}

static kr_value slot_compare(kr_value a, kr_value b, int op) {
  if (!both_int(a, b)) return KR_NOT_IMPLEMENTED;
  int c = kr_int_compare(a, b);
  switch (op) {
    case KR_LT: return kr_from_bool(c < 0);
    case KR_LE: return kr_from_bool(c <= 0);
    case KR_EQ: return kr_from_bool(c == 0);
    case KR_NE: return kr_from_bool(c != 0);
    case KR_GT: return kr_from_bool(c > 0);
    default: return kr_from_bool(c >= 0);
  }
}

static kr_value slot_repr(kr_value v) { return kr_int_to_str(v, 10, false); }
static int64_t slot_hash(kr_value v) { return kr_int_hash(v); }
static int slot_bool(kr_value v) { return kr_int_sign(v) != 0; }
static kr_value slot_float(kr_value v) {
  double d = kr_int_as_double(v);
  return d == -1.0 && kr_failed() ? KR_NULL : kr_from_double(d);
}

/* What CPython of the same pointer size says: a header and digits of 30 bits. */
static size_t slot_size_of(kr_value v) {
  if (!kr_is_object(v)) return sizeof v;
  return kr_type_of(v)->basic_size + KR_AS(kr_int, v)->ndigits * sizeof(kr_digit);
}

/* ---- construction -------------------------------------------------------------------------------- */

static kr_value int_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value base = nargs > 1 ? args[1] : KR_NULL;
  size_t nkw = kwnames ? kwnames->size : 0;
  if (nargs + nkw > 2) {
    if (!nkw && type == &kr_int_type)
      return kr_raise(&kr_exc_TypeError, "int expected at most 2 arguments, got %zu", nargs);
    return kr_raise(&kr_exc_TypeError, "int() takes at most 2 %sarguments (%zu given)",
                    nargs ? "" : "keyword ", nargs + nkw);
  }
  for (size_t i = 0; i < nkw; i++) {
    if (!kr_str_equals_cstr(KR_STR(kwnames->items[i]), "base"))
      return kr_raise_unexpected_keyword("int", kwnames->items[i], "base");
    if (base != KR_NULL)
      return kr_raise(&kr_exc_TypeError, "argument for int() given by name ('base') and position (2)");
    base = args[nargs + i];
  }
  kr_value v = kr_int_convert(nargs ? args[0] : KR_NULL, base);
  if (v == KR_NULL || type == &kr_int_type) return v;
  kr_int_view w;
  kr_int_view_of(&w, v);
  kr_value self = kr_type_generic_alloc(type, w.n);
  if (self != KR_NULL) {
    kr_int *o = KR_AS(kr_int, self);
    memcpy(o->digits, w.d, w.n * sizeof(kr_digit));
    o->ndigits = (uint32_t)w.n;
    o->negative = w.negative;
  }
  kr_decref(v);
  return self;
}

static void int_dealloc(kr_object *o) { kr_free_static(o, &kr_int_type); }

/* ---- methods ------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(int_plain) { return kr_int_plain(self); }
METHOD(int_bit_length) { return kr_int_from_u64(kr_int_bit_length(self)); }
METHOD(int_bit_count) {
  kr_int_view w;
  kr_int_view_of(&w, self);
  uint64_t n = 0;
  for (size_t i = 0; i < w.n; i++) n += (unsigned)__builtin_popcount(w.d[i]);
  return kr_int_from_u64(n);
}
METHOD(int_is_integer) { return KR_TRUE; }
METHOD(int_as_integer_ratio) {
  kr_value pair[2] = {kr_int_plain(self), kr_from_small_int(1)};
  if (pair[0] == KR_NULL) return KR_NULL;
  return kr_tuple_from_array_steal(pair, 2);
}
METHOD(int_getnewargs) {
  kr_value v = kr_int_plain(self);
  return v == KR_NULL ? KR_NULL : kr_tuple_from_array_steal(&v, 1);
}
METHOD(int_sizeof) { return kr_int_from_size(slot_size_of(self)); }

METHOD(int_format) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "__format__() argument must be str, not %s",
                    kr_argument_kind(args[0]));
  return kr_int_format_spec(self, args[0]);
}

kr_value kr_int_round(kr_value v, kr_value ndigits) {
  if (kr_int_sign(ndigits) >= 0) return kr_int_plain(v);
  /* Beyond the number of its digits everything rounds to 0. */
  int64_t n;
  uint64_t bits = kr_int_bit_length(v);
  if (!kr_int_fits_i64(ndigits, &n) || (uint64_t)0 - (uint64_t)n > bits / 3 + 2) return kr_from_small_int(0);
  kr_value result = KR_NULL, quotient = KR_NULL, rest = KR_NULL, twice = KR_NULL;
  kr_value unit = kr_int_pow(kr_from_small_int(10), kr_from_small_int(-n), KR_NONE);
  kr_value pair = unit == KR_NULL ? KR_NULL : kr_int_divmod(v, unit);
  if (pair == KR_NULL) goto done;
  quotient = kr_ref(KR_TUPLE(pair)->items[0]);
  rest = kr_ref(KR_TUPLE(pair)->items[1]); /* 0 <= rest < unit */
  twice = kr_int_add(rest, rest);
  if (twice == KR_NULL) goto done;
  int c = kr_int_compare(twice, unit);
  kr_value down = kr_int_sub(v, rest);
  if (down != KR_NULL && (c > 0 || (c == 0 && (kr_int_as_u64_mask(quotient) & 1)))) {
    result = kr_int_add(down, unit);
    kr_decref(down);
  } else {
    result = down;
  }
done:
  kr_decref(unit);
  kr_decref(pair);
  kr_decref(quotient);
  kr_decref(rest);
  kr_decref(twice);
  return result;
}

METHOD(int_round) {
  if (args[0] == KR_NULL || args[0] == KR_NONE) return kr_int_plain(self);
  kr_value n = kr_index(args[0]);
  if (n == KR_NULL) return KR_NULL;
  kr_value r = kr_int_round(self, n);
  kr_decref(n);
  return r;
}

/* "big" or "little" -> *little. 0, -1. */
static int byteorder_argument(const char *fname, kr_value v, bool *little) {
  *little = false;
  if (v == KR_NULL) return 0;
  if (!kr_is_str(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "%s() argument 'byteorder' must be str, not %s", fname,
                        kr_argument_kind(v));
  if (kr_str_equals_cstr(KR_STR(v), "little")) {
    *little = true;
    return 0;
  }
  if (kr_str_equals_cstr(KR_STR(v), "big")) return 0;
  return KR_RAISE_INT(&kr_exc_ValueError, "byteorder must be either 'little' or 'big'");
}

METHOD(int_to_bytes) {
  int64_t length = 1;
  if (args[0] != KR_NULL) {
    kr_value n = kr_index(args[0]);
    if (n == KR_NULL) return KR_NULL;
    bool fits = kr_int_fits_i64(n, &length) && length == (intptr_t)length;
    kr_decref(n);
    if (!fits) return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  }
  int is_signed = args[2] == KR_NULL ? 0 : kr_truth(args[2]);
  if (is_signed < 0) return KR_NULL;
  bool little;
  if (byteorder_argument("to_bytes", args[1], &little) < 0) return KR_NULL;
  if (length < 0) return kr_raise(&kr_exc_ValueError, "length argument must be non-negative");
  kr_bytes *b = kr_bytes_new((size_t)length);
  if (!b) return KR_NULL;
  if (kr_int_to_bytes(self, b->data, (size_t)length, little, is_signed > 0) < 0) {
    kr_decref_object(b);
    return KR_NULL;
  }
  return kr_from_object(b);
}

METHOD(int_from_bytes) {
  int is_signed = args[2] == KR_NULL ? 0 : kr_truth(args[2]);
  if (is_signed < 0) return KR_NULL;
  bool little;
  if (byteorder_argument("from_bytes", args[1], &little) < 0) return KR_NULL;
  kr_value source = args[0], bytes;
  if (kr_is_exact(source, &kr_bytes_type)) {
    bytes = kr_ref(source);
  } else {
    kr_value method;
    int found = kr_lookup_special(source, KR_ID(__bytes__), &method);
    if (found < 0) return KR_NULL;
    if (found) {
      bytes = kr_call0(method);
      kr_decref(method);
      if (bytes != KR_NULL && !kr_is_bytes(bytes)) {
        kr_raise(&kr_exc_TypeError, "__bytes__ returned non-bytes (type %T)", bytes);
        kr_decref(bytes);
        return KR_NULL;
      }
    } else if (kr_is_str(source) || kr_is_int(source)) {
      /* bytes() itself would read an encoding or a count into these. */
      return kr_raise(&kr_exc_TypeError, "cannot convert '%T' object to bytes", source);
    } else if (!kr_has_buffer(source) && !kr_type_of(source)->iter && !kr_type_of(source)->sq_item) {
      return kr_raise(&kr_exc_TypeError, "cannot convert '%T' object to bytes", source);
    } else {
      bytes = kr_call1(kr_from_object(&kr_bytes_type), source);
    }
    if (bytes == KR_NULL) return KR_NULL;
  }
  kr_value v = kr_int_from_bytes(KR_BYTES(bytes)->data, KR_BYTES(bytes)->size, little, is_signed > 0);
  kr_decref(bytes);
  if (v != KR_NULL && self != kr_from_object(&kr_int_type)) KR_REPLACE(v, kr_call1(self, v));
  return v;
}

static kr_value get_real(kr_value self, void *closure) { return kr_int_plain(self); }
static kr_value get_constant(kr_value self, void *closure) { return kr_from_small_int((intptr_t)closure); }

static const kr_method_def int_methods[] = {
    {"conjugate", int_plain, 0, "($self, /)", "Self: an int is its own conjugate."},
    {"bit_length", int_bit_length, 0, "($self, /)", "How many binary digits self has."},
    {"bit_count", int_bit_count, 0, "($self, /)", "How many binary digits of abs(self) are 1."},
    {"to_bytes", int_to_bytes, 0, "($self, /, length=1, byteorder='big', *, signed=False)",
     "The integer as so many bytes."},
    {"from_bytes", int_from_bytes, KR_FN_CLASS, "($type, /, bytes, byteorder='big', *, signed=False)",
     "The integer that the bytes stand for."},
    {"as_integer_ratio", int_as_integer_ratio, 0, "($self, /)", "The pair (self, 1)."},
    {"__trunc__", int_plain, 0, "($self, /)", "The int itself."},
    {"__floor__", int_plain, 0, "($self, /)", "The int itself."},
    {"__ceil__", int_plain, 0, "($self, /)", "The int itself."},
    {"__round__", int_round, 0, "($self, ndigits=None, /)",
     "Rounding an Integral to a power of ten, half to even."},
    {"__getnewargs__", int_getnewargs, 0, "($self, /)", NULL},
    {"__format__", int_format, 0, "($self, format_spec, /)", "Text as format_spec asks."},
    {"__sizeof__", int_sizeof, 0, "($self, /)", "Size in memory, in bytes."},
    {"is_integer", int_is_integer, 0, "($self, /)", "True: ints can be asked as floats can."},
    {0},
};
static const kr_getset_def int_getset[] = {
    {"real", get_real, NULL, "The real part."},
    {"imag", get_constant, NULL, "The imaginary part.", (void *)0},
    {"numerator", get_real, NULL, "self, as a fraction over 1"},
    {"denominator", get_constant, NULL, "always 1", (void *)1},
    {0},
};

kr_type kr_int_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "A whole number of any size, made from a number or from text in a base of 2 to 36.",
    .tf = KR_TF_BASETYPE | KR_TF_INT_SUBCLASS | KR_TF_MATCH_SELF | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_int),
    .item_size = sizeof(kr_digit),
    .base = &kr_object_type,
    .methods = int_methods,
    .getset = int_getset,
    .dealloc = int_dealloc,
    .size_of = slot_size_of,
    .repr = slot_repr,
    .hash = slot_hash,
    .getattro = kr_generic_getattr,
    .richcompare = slot_compare,
    .new_ = int_new,
    .nb = {[KR_OP_ADD] = slot_add,
           [KR_OP_AND] = slot_and,
           [KR_OP_FLOORDIV] = slot_floordiv,
           [KR_OP_LSHIFT] = slot_lshift,
           [KR_OP_MUL] = slot_mul,
           [KR_OP_MOD] = slot_mod,
           [KR_OP_OR] = slot_or,
           [KR_OP_POW] = slot_pow,
           [KR_OP_RSHIFT] = slot_rshift,
           [KR_OP_SUB] = slot_sub,
           [KR_OP_TRUEDIV] = slot_truediv,
           [KR_OP_XOR] = slot_xor},
    .nb_pow3 = slot_pow3,
    .nb_divmod = slot_divmod,
    .nb_negative = kr_int_neg,
    .nb_positive = kr_int_plain,
    .nb_absolute = kr_int_abs,
    .nb_invert = kr_int_invert,
    .nb_int = kr_int_plain,
    .nb_float = slot_float,
    .nb_index = kr_int_plain,
    .nb_bool = slot_bool,
};

/* ---- bool ------------------------------------------------------------------------------------------ */

static kr_value bool_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("bool", kwnames) < 0 || kr_args_count("bool", nargs, 0, 1) < 0) return KR_NULL;
  int truth = nargs ? kr_truth(args[0]) : 0;
  return truth < 0 ? KR_NULL : kr_from_bool(truth > 0);
}

static kr_value bool_repr(kr_value v) { return v == KR_TRUE ? KR_ID(True) : KR_ID(False); }

#define BOOL_BITWISE(name, c_op)                                                                \
  static kr_value bool_##name(kr_value a, kr_value b) {                                         \
    if (kr_is_bool(a) && kr_is_bool(b)) return kr_from_bool((a == KR_TRUE) c_op(b == KR_TRUE)); \
    return slot_##name(a, b);                                                                   \
  }
BOOL_BITWISE(and, &)
BOOL_BITWISE(or, |)
BOOL_BITWISE(xor, ^)

static kr_value bool_invert(kr_value v) {
  if (kr_warn(&kr_exc_DeprecationWarning, 1,
              "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This "
              "returns the bitwise inversion of the underlying int object and is usually not what "
              "you expect from negating a bool. Use the 'not' operator for boolean negation or "
              "~int(x) if you really want the bitwise inversion of the underlying int.") < 0)
    return KR_NULL;
  return kr_int_invert(v);
}

kr_type kr_bool_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "bool",
    .doc = "bool(object=False, /)\n"
           "--\n\n"
           "Returns True when the argument is true, False otherwise.",
    .tf = KR_TF_INT_SUBCLASS | KR_TF_MATCH_SELF | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_int),
    .item_size = sizeof(kr_digit),
    .base = &kr_int_type,
    .dealloc = int_dealloc,
    .repr = bool_repr,
    .new_ = bool_new,
    .nb = {[KR_OP_AND] = bool_and, [KR_OP_OR] = bool_or, [KR_OP_XOR] = bool_xor},
    .nb_invert = bool_invert,
};
