/* Decimal numbers from and to ints, floats, tuples and text; their hash. */
#include "modules/decimal/decimal.h"
#include "objects/float.h"
#include "objects/int_impl.h"
#include "objects/list.h"

#include <math.h>

/* ---- ints --------------------------------------------------------------------------------------------- */

int kr_dec_from_int(kr_dec *r, kr_value v) {
  int64_t i;
  if (kr_int_fits_i64(v, &i)) {
    kr_dec_set_u64(r, i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0, 0);
    return 0;
  }
  kr_int_view w;
  kr_int_view_of(&w, v);
  size_t room = kr_mag_decimal_room(w.n), size;
  char *text = room ? kr_alloc(room) : NULL;
  if (!text) return room ? -1 : (kr_raise_no_memory(), -1);
  int status = kr_mag_to_decimal(text, &size, w.d, w.n);
  uint32_t why;
  if (status == 0) kr_dec_parse(r, text, size, &why);
  kr_free(text);
  if (status < 0 || kr_failed()) return -1;
  r->sign = w.negative;
  return 0;
}

/* The coefficient as an int. */
static kr_value coefficient(const kr_dec *a, bool negative) {
  uint64_t u;
  if (kr_dec_int_u64(a, &u)) return kr_int_from_u64_sign(u, negative);
  kr_buf text = {0};
  if (!kr_dec_put_digits(&text, a)) {
    kr_buf_free(&text);
    return KR_NULL;
  }
  for (size_t i = 0; i < text.size; i++) text.data[i] = (char)(text.data[i] - '0');
  size_t room = kr_mag_digits_room(text.size, 10), n = 0;
  kr_int *z = kr_int_alloc(room);
  kr_value v = KR_NULL;
  if (z) {
    if (kr_mag_from_base(z->digits, &n, (const uint8_t *)text.data, text.size, 10) < 0) {
      kr_int_discard(z);
    } else {
      v = kr_int_finish(z, n, negative);
    }
  }
  kr_buf_free(&text);
  return v;
}

kr_value kr_dec_to_int(const kr_dec *a, int rounding) {
  KR_DEC_TEMP(t);
  kr_dec_context c = kr_dec_max_context;
  c.rounding = (uint8_t)rounding;
  if (a->exp > 0 && a->n && a->exp > 1 << 28) return kr_raise_no_memory();
  kr_dec_rescale(&t, a, 0, &c);
  if (kr_failed()) return KR_NULL;
  return coefficient(&t, t.sign && t.n);
}

kr_value kr_dec_to_ratio(const kr_dec *a) {
  KR_DEC_TEMP(t);
  kr_dec_copy(&t, a);
  if (t.n) {
    int64_t zeros = kr_dec_trailing_zeros(&t);
    kr_dec_shift_right(&t, zeros);
    t.exp += zeros;
  } else {
    t.exp = 0;
  }
  int64_t exp = t.exp;
  if (exp > 1 << 28 || exp < -(1 << 28)) return kr_raise_no_memory();
  kr_value top = KR_NULL, bottom = KR_NULL, divisor = KR_NULL, r = KR_NULL;
  KR_DEC_TEMP(power);
  kr_dec_set_u64(&power, 1, false, 0);
  if (exp >= 0) {
    kr_dec_shift_left(&t, exp);
  } else {
    kr_dec_shift_left(&power, -exp);
  }
  if (!kr_failed()) top = coefficient(&t, t.sign && t.n);
  if (top != KR_NULL) bottom = coefficient(&power, false);
  if (bottom != KR_NULL && exp < 0) {
    divisor = kr_int_gcd(top, bottom);
    if (divisor != KR_NULL) {
      KR_REPLACE(top, kr_int_floordiv(top, divisor));
      KR_REPLACE(bottom, kr_int_floordiv(bottom, divisor));
    } else {
      KR_CLEAR(bottom);
    }
  }
  if (top != KR_NULL && bottom != KR_NULL) r = kr_tuple_pack(2, top, bottom);
  kr_decref(top);
  kr_decref(bottom);
  kr_decref(divisor);
  return r;
}

/* ---- floats ------------------------------------------------------------------------------------------- */

void kr_dec_from_double(kr_dec *r, double d) {
  if (d != d) {
    kr_dec_set_special(r, 0, KR_DEC_QNAN);
    return;
  }
  if (isinf(d)) {
    kr_dec_set_special(r, signbit(d) != 0, KR_DEC_INF);
    return;
  }
  int e;
  double m = frexp(fabs(d), &e);
  uint64_t bits = (uint64_t)(m * 9007199254740992.0);
  e -= 53;
  while (bits && !(bits & 1)) bits >>= 1, e++;
  if (!bits) e = 0;
  kr_dec_set_u64(r, bits, signbit(d) != 0, 0);
  int k = e < 0 ? -e : e;
  for (; k > 0; k -= 12) {
    uint32_t m = 1;
    for (int i = 0; i < 12 && i < k; i++) m *= e < 0 ? 5 : 2;
    if (!kr_dec_int_mul_small(r, m, 0)) return;
  }
  if (e < 0) r->exp = e;
}

double kr_dec_to_double(const kr_dec *a) {
  if (a->kind == KR_DEC_INF) return a->sign ? -INFINITY : INFINITY;
  if (a->n == 0) return a->sign ? -0.0 : 0.0;
  kr_buf text = {0};
  kr_dec_put_digits(&text, a);
  kr_buf_printf(&text, "e%lld", (long long)a->exp);
  double d = 0;
  if (!text.failed) {
    const char *end;
    d = kr_strtod(text.data, text.data + text.size, &end);
  }
  kr_buf_free(&text);
  return a->sign ? -d : d;
}

/* ---- hash --------------------------------------------------------------------------------------------- */

enum { HASH_INF = 314159 };
static const uint64_t modulus = 0x7FFFFFFF; /* sys.hash_info.modulus */

static uint64_t power_mod(uint64_t base, uint64_t e) {
  uint64_t r = 1;
  for (; e; e >>= 1, base = base * base % modulus) {
    if (e & 1) r = r * base % modulus;
  }
  return r;
}
int32_t kr_dec_hash(const kr_dec *a) {
  if (a->kind == KR_DEC_INF) return a->sign ? -HASH_INF : HASH_INF;
  uint64_t h = 0;
  for (size_t i = a->n; i-- > 0;) h = (h * KR_DEC_BASE + a->w[i]) % modulus;
  uint64_t ten = a->exp >= 0 ? 10 : power_mod(10, modulus - 2);
  h = h * power_mod(ten, (uint64_t)(a->exp < 0 ? -a->exp : a->exp)) % modulus;
  int32_t r = a->sign ? -(int32_t)h : (int32_t)h;
  return r == -1 ? -2 : r;
}

/* ---- operands ----------------------------------------------------------------------------------------- */

int kr_operand_get(kr_operand *o, kr_value v) {
  kr_dec_init(&o->own);
  o->n = &o->own;
  if (kr_is_decimal(v)) {
    o->n = &KR_DECIMAL(v)->n;
    return 1;
  }
  if (!kr_is_int(v)) return 0;
  return kr_dec_from_int(&o->own, v) < 0 ? -1 : 1;
}
int kr_operand_argument(kr_operand *o, kr_value v) {
  int r = kr_operand_get(o, v);
  if (r == 0) return KR_RAISE_INT(&kr_exc_TypeError, "conversion from %T to Decimal is not supported", v);
  return r < 0 ? -1 : 0;
}

/* ---- construction ------------------------------------------------------------------------------------- */

/* n as an instance of type: exact (and then refused if it is beyond all limits), or rounded into x. */
static kr_value finish_new(kr_type *type, kr_dec *n, uint32_t status, kr_decimal_context *x, bool rounded) {
  kr_dec_context c = rounded ? kr_decimal_work(x) : kr_dec_max_context;
  c.status = 0;
  if (rounded && kr_dec_is_nan(n) && n->n && kr_dec_digits(n) > c.prec - c.clamp) {
    kr_dec_set_invalid(n, KR_DEC_CONVERSION_SYNTAX, &c);
  }
  kr_dec_finish(n, &c);
  if (!rounded && c.status & (KR_DEC_INEXACT | KR_DEC_ROUNDED | KR_DEC_CLAMPED)) {
    c.status = 0;
    kr_dec_set_invalid(n, KR_DEC_INVALID_OPERATION, &c);
  }
  if (!rounded) c.status &= KR_DEC_ANY_INVALID | KR_DEC_DIVISION_BY_ZERO;
  if (kr_decimal_signal(x, c.status | status) < 0) return KR_NULL;
  kr_decimal *o = kr_decimal_alloc(type);
  if (o) kr_dec_move(&o->n, n);
  return kr_from_object_or_null(o);
}

static kr_value from_text(kr_type *type, kr_value v, kr_decimal_context *x, bool rounded) {
  const kr_str *s = KR_STR(v);
  size_t start = 0, end = s->length;
  if (!rounded) {
    while (start < end && kr_uc_is_space(kr_str_read(s, start))) start++;
    while (end > start && kr_uc_is_space(kr_str_read(s, end - 1))) end--;
  }
  kr_buf text = {0};
  for (size_t i = start; i < end; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c == '_' && !rounded) continue;
    if (c > 127) {
      int digit = kr_uc_decimal_value(c);
      c = digit >= 0 ? (uint32_t)('0' + digit) : kr_uc_is_space(c) ? ' ' : '?';
    }
    kr_buf_put_char(&text, (char)c);
  }
  KR_DEC_TEMP(n);
  uint32_t why = 0;
  kr_value r = KR_NULL;
  if (!text.failed) {
    uint32_t status = 0;
    if (!kr_dec_parse(&n, text.size ? text.data : "", text.size, &why)) {
      status = why;
      kr_dec_set_special(&n, 0, KR_DEC_QNAN);
    }
    if (!kr_failed()) r = finish_new(type, &n, status, x, rounded);
  }
  kr_buf_free(&text);
  return r;
}

static kr_value from_tuple(kr_type *type, kr_value v, kr_decimal_context *x, bool rounded) {
  size_t count;
  const kr_value *items = kr_fast_items(v, &count);
  if (count != 3) return kr_raise(&kr_exc_ValueError, "argument must be a sequence of length 3");
  int64_t sign, exp = 0;
  if (!kr_is_int(items[0]) || !kr_int_fits_i64(items[0], &sign) || (sign != 0 && sign != 1))
    return kr_raise(&kr_exc_ValueError, "sign must be an integer with the value 0 or 1");
  kr_dec_kind kind = KR_DEC_FINITE;
  if (kr_is_str(items[2])) {
    const kr_str *s = KR_STR(items[2]);
    if (kr_str_equals_cstr(s, "F")) {
      kind = KR_DEC_INF;
    } else if (kr_str_equals_cstr(s, "n")) {
      kind = KR_DEC_QNAN;
    } else if (kr_str_equals_cstr(s, "N")) {
      kind = KR_DEC_SNAN;
    } else {
      return kr_raise(&kr_exc_ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    }
  } else {
    if (!kr_is_int(items[2])) return kr_raise(&kr_exc_ValueError, "exponent must be an integer");
    exp = kr_index_as_size(items[2], kr_from_object(&kr_exc_OverflowError));
    if (exp == -1 && kr_failed()) return KR_NULL;
  }
  kr_value digits = kr_is_tuple(items[1]) || kr_is_list(items[1])
                        ? kr_ref(items[1])
                        : kr_sequence_fast(items[1], "coefficient must be a tuple of digits");
  if (digits == KR_NULL) {
    if (kr_clear_if(&kr_exc_TypeError)) kr_raise(&kr_exc_ValueError, "coefficient must be a tuple of digits");
    return KR_NULL;
  }
  const kr_value *d = kr_fast_items(digits, &count);
  kr_buf text = {0};
  kr_value r = KR_NULL;
  for (size_t i = 0; i < count; i++) {
    int64_t digit;
    if (!kr_is_int(d[i]) || !kr_int_fits_i64(d[i], &digit) || digit < 0 || digit > 9) {
      kr_raise(&kr_exc_ValueError, "coefficient must be a tuple of digits");
      goto done;
    }
    kr_buf_put_char(&text, (char)('0' + digit));
  }
  if (text.failed) goto done;
  if (!text.size) kr_buf_put_char(&text, '0');
  {
    KR_DEC_TEMP(n);
    uint32_t why;
    if (kind != KR_DEC_INF) kr_dec_parse(&n, text.data, text.size, &why);
    n.kind = (uint8_t)kind;
    n.sign = (uint8_t)sign;
    n.exp = exp;
    if (!kr_failed()) r = finish_new(type, &n, 0, x, rounded);
  }
done:
  kr_buf_free(&text);
  kr_decref(digits);
  return r;
}

kr_value kr_decimal_from_float(kr_type *type, kr_value v, kr_decimal_context *x) {
  KR_DEC_TEMP(n);
  kr_dec_from_double(&n, kr_float_value(v));
  if (kr_failed()) return KR_NULL;
  kr_decimal *o = kr_decimal_alloc(type);
  if (o) kr_dec_move(&o->n, &n);
  return kr_from_object_or_null(o);
}

kr_value kr_decimal_from(kr_type *type, kr_value v, kr_decimal_context *x, bool rounded) {
  KR_DEC_TEMP(n);
  if (kr_is_decimal(v)) {
    if (type == &kr_decimal_type && kr_is_exact(v, type) && !rounded) return kr_ref(v);
    const kr_dec *from = &KR_DECIMAL(v)->n;
    uint32_t status = 0;
    kr_dec_copy(&n, from);
    if (kr_failed()) return KR_NULL;
    if (rounded && kr_dec_is_nan(&n)) {
      if (n.n && kr_dec_digits(&n) > x->c.prec - x->c.clamp) {
        kr_dec_set_special(&n, 0, KR_DEC_QNAN);
        status = KR_DEC_CONVERSION_SYNTAX;
      }
    }
    return finish_new(type, &n, status, x, rounded);
  }
  if (kr_is_str(v)) return from_text(type, v, x, rounded);
  if (kr_is_int(v)) {
    if (kr_dec_from_int(&n, v) < 0) return KR_NULL;
    return finish_new(type, &n, 0, x, rounded);
  }
  if (kr_is_tuple(v) || kr_is_list(v)) return from_tuple(type, v, x, rounded);
  if (kr_is_float(v)) {
    if (kr_decimal_signal(x, KR_DEC_FLOAT_OPERATION) < 0) return KR_NULL;
    kr_dec_from_double(&n, kr_float_value(v));
    return kr_failed() ? KR_NULL : finish_new(type, &n, 0, x, rounded);
  }
  return kr_raise(&kr_exc_TypeError, "conversion from %T to Decimal is not supported", v);
}

/* ---- as_tuple ----------------------------------------------------------------------------------------- */

kr_value kr_decimal_as_tuple(const kr_dec *a) {
  kr_value tuple_type = kr_decimal_tuple_type();
  if (tuple_type == KR_NULL) return KR_NULL;
  kr_value digits, exp;
  if (a->kind == KR_DEC_INF) {
    digits = kr_tuple_pack(1, kr_from_small_int(0));
    exp = kr_str_intern_cstr("F");
  } else {
    exp = a->kind == KR_DEC_FINITE ? kr_int_from_i64(a->exp)
                                   : kr_str_intern_cstr(a->kind == KR_DEC_QNAN ? "n" : "N");
    kr_buf text = {0};
    if (a->n || a->kind == KR_DEC_FINITE) kr_dec_put_digits(&text, a);
    kr_tuple *t = text.failed ? NULL : kr_tuple_new(text.size);
    for (size_t i = 0; t && i < text.size; i++) t->items[i] = kr_from_small_int(text.data[i] - '0');
    kr_buf_free(&text);
    digits = kr_from_object_or_null(t);
  }
  kr_value r = KR_NULL;
  if (digits != KR_NULL && exp != KR_NULL) r = kr_call3(tuple_type, kr_from_small_int(a->sign), digits, exp);
  kr_decref(digits);
  kr_decref(exp);
  return r;
}
