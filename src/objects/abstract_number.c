/* Operators and number protocols on any values. */
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/type_impl.h"

static const char *const signs[KR_OP_COUNT] = {"+", "&",           "//", "<<", "@", "*", "%",
                                               "|", "** or pow()", ">>", "-",  "/", "^"};

static bool ready2(kr_type *a, kr_type *b) {
  if (KR_LIKELY(a->tf & b->tf & KR_TF_READY)) return true;
  return kr_type_ready(a) == 0 && kr_type_ready(b) == 0;
}

/* The number slots of both operands, a subclass's first. NotImplemented when neither will. */
static kr_value try_slots(kr_value a, kr_value b, kr_type *ta, kr_type *tb, kr_binary_fn slot_a,
                          kr_binary_fn slot_b) {
  if (ta == tb || slot_b == slot_a) slot_b = NULL;
  if (slot_a) {
    if (slot_b && kr_is_subtype(tb, ta)) {
      kr_value r = slot_b(a, b);
      if (r != KR_NOT_IMPLEMENTED) return r;
      slot_b = NULL;
    }
    kr_value r = slot_a(a, b);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  return slot_b ? slot_b(a, b) : KR_NOT_IMPLEMENTED;
}

static kr_value unsupported(kr_value a, kr_value b, const char *sign, const char *suffix) {
  return kr_raise(&kr_exc_TypeError, "unsupported operand type(s) for %s%s: '%T' and '%T'", sign, suffix, a,
                  b);
}

static kr_value repeat(kr_item_fn fn, kr_value seq, kr_value count) {
  if (!kr_is_int(count) && !kr_type_of(count)->nb_index)
    return kr_raise(&kr_exc_TypeError, "can't multiply sequence by non-int of type '%T'", count);
  intptr_t n = kr_index_as_count(count);
  if (n == -1 && kr_failed()) return KR_NULL;
  return fn(seq, n);
}

/* + and * of sequences, when no number slot answered. */
static kr_value sequence_operator(kr_value a, kr_value b, kr_type *ta, kr_type *tb, int op, bool inplace) {
  if (op == KR_OP_ADD) {
    kr_binary_fn fn = inplace && ta->sq_inplace_concat ? ta->sq_inplace_concat : ta->sq_concat;
    if (fn) return fn(a, b);
  } else if (op == KR_OP_MUL) {
    kr_item_fn fn = inplace && ta->sq_inplace_repeat ? ta->sq_inplace_repeat : ta->sq_repeat;
    if (fn) return repeat(fn, a, b);
    /* In place, what CPython has sequence slots for is not a count. */
    if (tb->sq_repeat && !(inplace && (ta->sq_length || (ta->tf & KR_TF_HEAP))))
      return repeat(tb->sq_repeat, b, a);
  }
  return KR_NOT_IMPLEMENTED;
}

kr_value kr_binary_last(kr_value a, kr_value b, int op, bool inplace) {
  kr_value r = sequence_operator(a, b, kr_type_of(a), kr_type_of(b), op, inplace);
  if (r != KR_NOT_IMPLEMENTED) return r;
  return unsupported(a, b, inplace && op == KR_OP_POW ? "**" : signs[op], inplace ? "=" : "");
}

kr_value kr_binary_as(kr_value a, kr_value b, int op, bool inplace) {
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  if (!ready2(ta, tb)) return KR_NULL;
  kr_value r = try_slots(a, b, ta, tb, ta->nb[op], tb->nb[op]);
  return r == KR_NOT_IMPLEMENTED ? kr_binary_last(a, b, op, inplace) : r;
}

kr_value kr_binary(kr_value a, kr_value b, int op) { return kr_binary_as(a, b, op, false); }

kr_value kr_inplace(kr_value a, kr_value b, int op) {
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  if (!ready2(ta, tb)) return KR_NULL;
  kr_value r = KR_NOT_IMPLEMENTED;
  if (ta->nb_inplace[op]) r = ta->nb_inplace[op](a, b);
  return r == KR_NOT_IMPLEMENTED ? kr_binary_as(a, b, op, true) : r;
}

kr_value kr_divmod(kr_value a, kr_value b) {
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  if (!ready2(ta, tb)) return KR_NULL;
  kr_value r = try_slots(a, b, ta, tb, ta->nb_divmod, tb->nb_divmod);
  return r == KR_NOT_IMPLEMENTED ? unsupported(a, b, "divmod()", "") : r;
}

kr_value kr_pow3(kr_value a, kr_value b, kr_value m) {
  if (kr_is_none(m)) return kr_binary(a, b, KR_OP_POW);
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b), *tm = kr_type_of(m);
  if (!ready2(ta, tb) || !ready2(ta, tm)) return KR_NULL;
  kr_ternary_fn fa = ta->nb_pow3, fb = tb->nb_pow3, fm = tm->nb_pow3;
  if (ta == tb || fb == fa) fb = NULL;
  kr_value r;
  if (fa) {
    if (fb && kr_is_subtype(tb, ta)) {
      r = fb(a, b, m);
      if (r != KR_NOT_IMPLEMENTED) return r;
      fb = NULL;
    }
    r = fa(a, b, m);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  if (fb) {
    r = fb(a, b, m);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  if (fm && fm != fa && fm != tb->nb_pow3) {
    r = fm(a, b, m);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  return kr_raise(&kr_exc_TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b,
                  m);
}

/* ---- unary --------------------------------------------------------------------------------------------- */

#define UNARY(name, slot, what)                                                      \
  kr_value name(kr_value v) {                                                        \
    kr_type *t = kr_type_of(v);                                                      \
    if (KR_UNLIKELY(!(t->tf & KR_TF_READY)) && kr_type_ready(t) < 0) return KR_NULL; \
    if (t->slot) return t->slot(v);                                                  \
    return kr_raise(&kr_exc_TypeError, "bad operand type for %s: '%T'", what, v);    \
  }
UNARY(kr_negative, nb_negative, "unary -")
UNARY(kr_positive, nb_positive, "unary +")
UNARY(kr_absolute, nb_absolute, "abs()")
UNARY(kr_invert, nb_invert, "unary ~")
#undef UNARY

/* ---- integers ------------------------------------------------------------------------------------------ */

/* A special method gave a subclass instance where an exact one is expected (v stolen). */
static int warn_subclass(kr_value v, const char *method, const char *kind) {
  return kr_warn(&kr_exc_DeprecationWarning, 1,
                 "%s returned non-%s (type %T).  The ability to return an instance of a strict subclass of "
                 "%s is deprecated, and may be removed in a future version of Python.",
                 method, kind, v, kind);
}

/* The result of __int__ or __index__: an exact int; KR_NULL with an exception otherwise. v stolen. */
static kr_value check_int(kr_value v, const char *method) {
  if (kr_is_null(v) || kr_is_exact_int(v)) return v;
  kr_value plain = KR_NULL;
  if (!kr_is_int(v)) kr_raise(&kr_exc_TypeError, "%s returned non-int (type %T)", method, v);
  else if (warn_subclass(v, method, "int") == 0) plain = kr_int_plain(v);
  kr_decref(v);
  return plain;
}

kr_value kr_index(kr_value v) {
  if (kr_is_int(v)) return kr_ref(v);
  kr_type *t = kr_type_of(v);
  if (!t->nb_index && !(t->tf & KR_TF_READY) && kr_type_ready(t) < 0) return KR_NULL;
  if (!t->nb_index) return kr_raise(&kr_exc_TypeError, "'%T' object cannot be interpreted as an integer", v);
  return check_int(t->nb_index(v), "__index__");
}

/* v as intptr_t; *fits tells. -1 and *fits true: failed. */
static intptr_t index_to_size(kr_value v, bool *fits) {
  *fits = true;
  kr_value n = kr_index(v);
  if (kr_is_null(n)) return -1;
  int64_t i;
  *fits = kr_int_fits_i64(n, &i) && i == (intptr_t)i;
  if (!*fits) i = kr_int_sign(n) < 0 ? INTPTR_MIN : INTPTR_MAX;
  kr_decref(n);
  return (intptr_t)i;
}

intptr_t kr_index_as_size(kr_value v, kr_value overflow) {
  if (KR_LIKELY(kr_is_small_int(v))) {
    int64_t i = kr_small_int_value(v);
    if (KR_LIKELY(i == (intptr_t)i)) return (intptr_t)i;
  }
  bool fits;
  intptr_t i = index_to_size(v, &fits);
  if (fits || kr_is_null(overflow)) return i;
  /* CPython words it in two ways: for arguments of functions, and for indices. */
  if (KR_AS_TYPE(overflow) == &kr_exc_OverflowError)
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  return KR_RAISE_INT(KR_AS_TYPE(overflow), "cannot fit '%T' into an index-sized integer", v);
}

intptr_t kr_index_as_count(kr_value v) {
  bool fits;
  intptr_t i = index_to_size(v, &fits);
  if (fits) return i;
  return KR_RAISE_INT(&kr_exc_OverflowError, "cannot fit '%T' into an index-sized integer", v);
}

int64_t kr_index_as_i64(kr_value v) {
  if (kr_is_small_int(v)) return kr_small_int_value(v);
  kr_value n = kr_index(v);
  if (kr_is_null(n)) return -1;
  int64_t i = kr_int_as_i64(n);
  kr_decref(n);
  return i;
}

int kr_index_as_int(kr_value v) {
  kr_value n = kr_index(v);
  if (kr_is_null(n)) return -1;
  int64_t i;
  bool fits = kr_int_fits_i64(n, &i) && i == (int)i;
  kr_decref(n);
  if (fits) return (int)i;
  return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C int");
}

/* The text of a bytes-like object, as a str; KR_NULL: no buffer (no exception) or failed. */
static kr_value text_of_bytes(kr_value v) {
  if (!kr_is_bytes(v) && !kr_has_buffer(v)) return KR_NULL;
  kr_buffer view;
  if (kr_get_buffer(v, &view, KR_BUF_SIMPLE) < 0) return KR_NULL;
  kr_value s = kr_str_from_latin1(view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  return s;
}

kr_value kr_number_int(kr_value v) {
  if (kr_is_exact_int(v)) return kr_ref(v);
  kr_type *t = kr_type_of(v);
  if (!(t->tf & KR_TF_READY) && kr_type_ready(t) < 0) return KR_NULL;
  if (t->nb_int || t->nb_index) {
    kr_value r = t->nb_int ? check_int(t->nb_int(v), "__int__") : kr_index(v);
    if (kr_is_null(r) || kr_is_exact_int(r)) return r;
    kr_value plain = kr_int_plain(r);
    kr_decref(r);
    return plain;
  }
  if (kr_is_str(v)) return kr_int_from_str(v, 10);
  kr_value text = text_of_bytes(v);
  if (!kr_is_null(text)) {
    kr_value r = kr_int_from_str(text, 10);
    if (kr_is_null(r) && kr_failed_with(&kr_exc_ValueError)) {
      /* The literal is shown as bytes; other messages (too many digits) stay. */
      kr_value exc = kr_fetch_exception();
      kr_value message = kr_str_of(exc);
      kr_value start = kr_str_from_cstr("invalid literal");
      kr_value shown = kr_bytes_repr(kr_str_data(KR_STR(text)), KR_STR(text)->length, "", "");
      if (!kr_is_null(message) && !kr_is_null(start) && !kr_is_null(shown)) {
        if (kr_str_find(KR_STR(message), KR_STR(start), 0, KR_STR(message)->length, 1) == 0)
          kr_raise(&kr_exc_ValueError, "invalid literal for int() with base 10: %U", shown);
        else kr_raise_exception(exc);
      }
      kr_decref(exc);
      kr_decref(message);
      kr_decref(start);
      kr_decref(shown);
    }
    kr_decref(text);
    return r;
  }
  if (kr_failed()) return KR_NULL;
  return kr_raise(&kr_exc_TypeError,
                  "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

/* ---- floats -------------------------------------------------------------------------------------------- */

kr_value kr_number_float(kr_value v) {
  if (kr_is_double(v)) return v;
  kr_type *t = kr_type_of(v);
  if (!(t->tf & KR_TF_READY) && kr_type_ready(t) < 0) return KR_NULL;
  if (t->nb_float) {
    kr_value r = t->nb_float(v);
    if (kr_is_null(r) || kr_is_double(r)) return r;
    if (!kr_is_float(r)) {
      kr_raise(&kr_exc_TypeError, "%T.__float__ returned non-float (type %T)", v, r);
      kr_decref(r);
      return KR_NULL;
    }
    if (kr_warn(&kr_exc_DeprecationWarning, 1,
                "%T.__float__ returned non-float (type %T).  The ability to return an instance of a "
                "strict "
                "subclass of float is deprecated, and may be removed in a future version of Python.",
                v, r) < 0) {
      kr_decref(r);
      return KR_NULL;
    }
    kr_value d = kr_from_double(kr_float_value(r));
    kr_decref(r);
    return d;
  }
  if (t->nb_index) {
    kr_value i = kr_index(v);
    if (kr_is_null(i)) return i;
    double d = kr_int_as_double(i);
    kr_decref(i);
    return d == -1.0 && kr_failed() ? KR_NULL : kr_from_double(d);
  }
  if (kr_is_str(v)) return kr_float_from_str(v);
  kr_value text = text_of_bytes(v);
  if (!kr_is_null(text)) {
    kr_value r = kr_float_from_str(text);
    kr_decref(text);
    if (kr_is_null(r) && kr_clear_if(&kr_exc_ValueError))
      kr_raise(&kr_exc_ValueError, "could not convert string to float: %R", v);
    return r;
  }
  if (kr_failed()) return KR_NULL;
  return kr_raise(&kr_exc_TypeError, "float() argument must be a string or a real number, not '%T'", v);
}
