/* timedelta. What may be large is computed with Python's own ints, in microseconds. */
#include <math.h>

#include "modules/_datetime/datetime.h"
#include "objects/float.h"

#define FN(name) static KR_DATETIME_METHOD(name)
enum { MAX_DAYS = 999999999 };
#define SECOND_US INT64_C(1000000)
#define DAY_US (86400 * SECOND_US)

bool kr_is_timedelta(kr_value v) { return kr_isinstance_exact_or_sub(v, &kr_timedelta_type); }

/* *high takes what *low has of `unit` in excess: afterwards 0 <= *low < unit. */
static void carry(int64_t *high, int64_t *low, int64_t unit) {
  int64_t n = *low / unit;
  *low %= unit;
  if (*low < 0) *low += unit, n--;
  *high += n;
}
void kr_carry(int64_t *seconds, int64_t *microseconds) { carry(seconds, microseconds, SECOND_US); }

kr_value kr_timedelta_new(kr_type *type, int64_t days, int64_t seconds, int64_t microseconds) {
  kr_carry(&seconds, &microseconds);
  carry(&days, &seconds, 86400);
  if (days < -MAX_DAYS || days > MAX_DAYS)
    return kr_raise(&kr_exc_OverflowError, "days=%lld; must have magnitude <= %d", (long long)days, MAX_DAYS);
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return v;
  kr_timedelta *d = KR_TIMEDELTA(v);
  d->days = (int32_t)days;
  d->seconds = (int32_t)seconds;
  d->microseconds = (int32_t)microseconds;
  return v;
}
static kr_value plain(int64_t days, int64_t seconds, int64_t microseconds) {
  return kr_timedelta_new(&kr_timedelta_type, days, seconds, microseconds);
}

int64_t kr_timedelta_offset(kr_value v) {
  const kr_timedelta *d = KR_TIMEDELTA(v);
  return d->days * DAY_US + d->seconds * SECOND_US + d->microseconds;
}

/* ---- as an int of microseconds ------------------------------------------------------------------------ */

/* a op b, of which a is stolen and either may be KR_NULL after a failure. */
static kr_value then(kr_value a, kr_value (*op)(kr_value, kr_value), kr_value b) {
  kr_value r = a == KR_NULL || b == KR_NULL ? KR_NULL : op(a, b);
  kr_decref(a);
  return r;
}
static kr_value to_int(kr_value v) {
  const kr_timedelta *d = KR_TIMEDELTA(v);
  return then(kr_int_mul(kr_from_small_int(d->days), kr_from_small_int(DAY_US)), kr_int_add,
              kr_from_small_int(d->seconds * SECOND_US + d->microseconds));
}
static kr_value from_int(kr_type *type, kr_value us /* stolen */) {
  if (us == KR_NULL) return us;
  kr_value days = kr_int_floordiv(us, kr_from_small_int(DAY_US));
  kr_value rest = then(us, kr_int_mod, kr_from_small_int(DAY_US));
  kr_value r = KR_NULL;
  if (days != KR_NULL && rest != KR_NULL) {
    int n = kr_index_as_int(days);
    if (n != -1 || !kr_failed()) r = kr_timedelta_new(type, n, 0, kr_small_int_value(rest));
  }
  kr_decref(days);
  return r;
}
/* a / b, rounded half to even. a stolen. */
static kr_value divide_nearest(kr_value a, kr_value b) {
  if (a == KR_NULL) return a;
  kr_value q = kr_int_floordiv(a, b);
  kr_value twice = q == KR_NULL ? q : then(kr_int_mod(a, b), kr_int_mul, kr_from_small_int(2));
  kr_decref(a);
  if (twice != KR_NULL) {
    int order = kr_int_compare(twice, b) * kr_int_sign(b); /* the rest has the sign of b */
    if (order > 0 || (order == 0 && kr_int_as_u64_mask(q) & 1)) q = then(q, kr_int_add, kr_from_small_int(1));
  } else {
    KR_CLEAR(q);
  }
  kr_decref(twice);
  return q;
}

/* ---- construction ------------------------------------------------------------------------------------- */

/* sum + v * factor, new. What a float leaves below a microsecond goes to *rest. */
static kr_value accumulate(kr_value sum, const char *name, kr_value v, int64_t factor, double *rest) {
  if (kr_is_int(v)) return then(kr_int_mul(v, kr_from_small_int(factor)), kr_int_add, sum);
  if (!kr_is_float(v))
    return kr_raise(&kr_exc_TypeError, "unsupported type for timedelta %s component: %T", name, v);
  double whole, fraction = modf(kr_float_value(v), &whole);
  sum = then(then(kr_int_from_double(whole), kr_int_mul, kr_from_small_int(factor)), kr_int_add, sum);
  if (sum == KR_NULL || fraction == 0) return sum;
  *rest += modf((double)factor * fraction, &whole);
  kr_value more = kr_int_from_double(whole), r = then(more, kr_int_add, sum);
  kr_decref(sum);
  return r;
}
static kr_value timedelta_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const struct {
    char name[13];
    uint8_t argument;
    int64_t factor;
  } parts[7] = {{"microseconds", 2, 1},         {"milliseconds", 3, 1000},      {"seconds", 1, SECOND_US},
                {"minutes", 4, 60 * SECOND_US}, {"hours", 5, 3600 * SECOND_US}, {"days", 0, DAY_US},
                {"weeks", 6, 7 * DAY_US}};
  static kr_bound_spec *spec;
  kr_value v[7];
  if (kr_args_bind(&spec, "__new__",
                   "(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)", args,
                   nargs, kwnames, v) < 0)
    return KR_NULL;
  kr_value sum = kr_from_small_int(0);
  double rest = 0;
  for (int i = 0; i < 7; i++) {
    if (v[parts[i].argument] == KR_NULL) continue;
    kr_value before = sum;
    sum = accumulate(sum, parts[i].name, v[parts[i].argument], parts[i].factor, &rest);
    kr_decref(before);
    if (sum == KR_NULL) return sum;
  }
  if (rest != 0) {
    double whole = round(rest);
    if (fabs(whole - rest) == 0.5) { /* to even, with what the sum has */
      int odd = (int)(kr_int_as_u64_mask(sum) & 1);
      whole = 2 * round((rest + odd) * 0.5) - odd;
    }
    sum = then(sum, kr_int_add, kr_from_small_int((int64_t)whole));
  }
  return from_int(type, sum);
}

/* ---- operators ---------------------------------------------------------------------------------------- */

static kr_value add(kr_value a, kr_value b) {
  if (!kr_is_timedelta(a) || !kr_is_timedelta(b)) return KR_NOT_IMPLEMENTED;
  const kr_timedelta *x = KR_TIMEDELTA(a), *y = KR_TIMEDELTA(b);
  return plain(x->days + y->days, x->seconds + y->seconds, x->microseconds + y->microseconds);
}
static kr_value subtract(kr_value a, kr_value b) {
  if (!kr_is_timedelta(a) || !kr_is_timedelta(b)) return KR_NOT_IMPLEMENTED;
  const kr_timedelta *x = KR_TIMEDELTA(a), *y = KR_TIMEDELTA(b);
  return plain(x->days - y->days, x->seconds - y->seconds, x->microseconds - y->microseconds);
}
static kr_value scaled(kr_value v, int sign) {
  const kr_timedelta *d = KR_TIMEDELTA(v);
  return plain(sign * d->days, sign * d->seconds, sign * d->microseconds);
}
static kr_value negative(kr_value v) { return scaled(v, -1); }
static kr_value positive(kr_value v) { return scaled(v, 1); }
static kr_value absolute(kr_value v) { return scaled(v, KR_TIMEDELTA(v)->days < 0 ? -1 : 1); }
static int truth(kr_value v) {
  const kr_timedelta *d = KR_TIMEDELTA(v);
  return (d->days | d->seconds | d->microseconds) != 0;
}

/* v * p / q with f's ratio p / q, or with its inverse. */
static kr_value times_float(kr_value v, kr_value f, bool inverse) {
  kr_value ratio = kr_call_method0(f, KR_ID(as_integer_ratio)), r = KR_NULL;
  if (ratio == KR_NULL) return ratio;
  if (!kr_is_tuple(ratio)) {
    kr_raise(&kr_exc_TypeError, "unexpected return type from as_integer_ratio(): expected tuple, not '%T'",
             ratio);
  } else if (KR_TUPLE(ratio)->size != 2) {
    kr_raise(&kr_exc_ValueError, "as_integer_ratio() must return a 2-tuple");
  } else {
    kr_value p = KR_TUPLE(ratio)->items[inverse], q = KR_TUPLE(ratio)->items[!inverse];
    if (kr_is_int(p) && kr_is_int(q))
      r = from_int(&kr_timedelta_type, divide_nearest(then(to_int(v), kr_int_mul, p), q));
    else kr_raise(&kr_exc_TypeError, "non-integer arguments in division");
  }
  kr_decref(ratio);
  return r;
}
static kr_value multiply(kr_value a, kr_value b) {
  if (!kr_is_timedelta(a)) {
    kr_value c = a;
    a = b;
    b = c;
  }
  if (kr_is_int(b)) return from_int(&kr_timedelta_type, then(to_int(a), kr_int_mul, b));
  return kr_is_float(b) ? times_float(a, b, false) : KR_NOT_IMPLEMENTED;
}
/* op of two timedeltas as ints. */
static kr_value of_two(kr_value a, kr_value (*op)(kr_value, kr_value), kr_value b) {
  kr_value q = to_int(b), r = then(to_int(a), op, q);
  kr_decref(q);
  return r;
}
static kr_value floor_divide(kr_value a, kr_value b) {
  if (!kr_is_timedelta(a)) return KR_NOT_IMPLEMENTED;
  if (kr_is_timedelta(b)) return of_two(a, kr_int_floordiv, b);
  return kr_is_int(b) ? from_int(&kr_timedelta_type, then(to_int(a), kr_int_floordiv, b))
                      : KR_NOT_IMPLEMENTED;
}
static kr_value true_divide(kr_value a, kr_value b) {
  if (!kr_is_timedelta(a)) return KR_NOT_IMPLEMENTED;
  if (kr_is_timedelta(b)) return of_two(a, kr_int_truediv, b);
  if (kr_is_float(b)) return times_float(a, b, true);
  return kr_is_int(b) ? from_int(&kr_timedelta_type, divide_nearest(to_int(a), b)) : KR_NOT_IMPLEMENTED;
}
static kr_value modulo(kr_value a, kr_value b) {
  if (!kr_is_timedelta(a) || !kr_is_timedelta(b)) return KR_NOT_IMPLEMENTED;
  return from_int(&kr_timedelta_type, of_two(a, kr_int_mod, b));
}
static kr_value divide_both(kr_value a, kr_value b) {
  kr_value rest = modulo(a, b);
  if (!kr_is_object(rest)) return rest;
  kr_value v[2] = {floor_divide(a, b), rest};
  if (v[0] != KR_NULL) return kr_tuple_from_array_steal(v, 2);
  kr_decref(rest);
  return KR_NULL;
}

static kr_value compare(kr_value a, kr_value b, int op) {
  if (!kr_is_timedelta(a) || !kr_is_timedelta(b)) return KR_NOT_IMPLEMENTED;
  const int32_t *x = &KR_TIMEDELTA(a)->days, *y = &KR_TIMEDELTA(b)->days;
  int i = 0;
  while (i < 2 && x[i] == y[i]) i++;
  return kr_by_order(x[i] - y[i], op);
}
int64_t kr_timedelta_hash(int64_t days, int64_t seconds, int64_t microseconds) {
  kr_carry(&seconds, &microseconds);
  carry(&days, &seconds, 86400);
  const kr_value v[3] = {kr_from_small_int(days), kr_from_small_int(seconds),
                         kr_from_small_int(microseconds)};
  bool failed = false;
  return kr_tuple_hash_values(v, 3, &failed); /* it cannot */
}
static int64_t hash(kr_value v) {
  kr_timedelta *d = KR_TIMEDELTA(v);
  if (!d->hash) d->hash = (int32_t)kr_timedelta_hash(d->days, d->seconds, d->microseconds);
  return d->hash;
}

/* ---- text and methods --------------------------------------------------------------------------------- */

static kr_value repr(kr_value v) {
  static const char *const names[3] = {"days", "seconds", "microseconds"};
  kr_str_builder b = {0};
  kr_sb_cstr(&b, kr_type_cname(kr_type_of(v)));
  char text[32];
  const char *before = "(";
  for (int i = 0; i < 3; i++) {
    int32_t n = (&KR_TIMEDELTA(v)->days)[i];
    if (!n) continue;
    snprintf(text, sizeof text, "%s%s=%d", before, names[i], (int)n);
    kr_sb_cstr(&b, text);
    before = ", ";
  }
  kr_sb_cstr(&b, *before == '(' ? "(0)" : ")");
  return kr_sb_finish(&b);
}
static kr_value str(kr_value v) {
  const kr_timedelta *d = KR_TIMEDELTA(v);
  char days[40] = "", fraction[16] = "";
  if (d->days)
    snprintf(days, sizeof days, "%d day%s, ", (int)d->days, d->days == 1 || d->days == -1 ? "" : "s");
  if (d->microseconds) snprintf(fraction, sizeof fraction, ".%06d", (int)d->microseconds);
  return kr_str_format("%s%d:%02d:%02d%s", days, (int)d->seconds / 3600, (int)d->seconds / 60 % 60,
                       (int)d->seconds % 60, fraction);
}

FN(total_seconds) { return then(to_int(self), kr_int_truediv, kr_from_small_int(SECOND_US)); }
FN(reduce) {
  const kr_timedelta *d = KR_TIMEDELTA(self);
  kr_value state = kr_tuple_pack(3, kr_from_small_int(d->days), kr_from_small_int(d->seconds),
                                 kr_from_small_int(d->microseconds));
  kr_value v[2] = {kr_ref(kr_from_object(kr_type_of(self))), state};
  return state == KR_NULL ? (kr_decref(v[0]), KR_NULL) : kr_tuple_from_array_steal(v, 2);
}

static void dealloc(kr_object *o) { kr_object_free(o); }

static const kr_method_def methods[] = {
    {"total_seconds", total_seconds, 0, "($self, /)", "The duration in seconds."},
    {"__reduce__", reduce, 0, "($self, /)", NULL},
    {0}};
static const kr_member_def members[] = {
    {"days", KR_MEMBER_I32, offsetof(kr_timedelta, days), true, "Number of days."},
    {"seconds", KR_MEMBER_I32, offsetof(kr_timedelta, seconds), true, "0 to 86399."},
    {"microseconds", KR_MEMBER_I32, offsetof(kr_timedelta, microseconds), true, "0 to 999999."},
    {0}};
kr_type kr_timedelta_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.timedelta",
    .doc = "A duration: the difference of two dates or times.",
    .tf = KR_TF_BASETYPE,
    .basic_size = sizeof(kr_timedelta),
    .base = &kr_object_type,
    .dealloc = dealloc,
    .methods = methods,
    .members = members,
    .repr = repr,
    .str = str,
    .hash = hash,
    .richcompare = compare,
    .new_ = timedelta_new,
    .nb = {[KR_OP_ADD] = add,
           [KR_OP_SUB] = subtract,
           [KR_OP_MUL] = multiply,
           [KR_OP_FLOORDIV] = floor_divide,
           [KR_OP_TRUEDIV] = true_divide,
           [KR_OP_MOD] = modulo},
    .nb_divmod = divide_both,
    .nb_negative = negative,
    .nb_positive = positive,
    .nb_absolute = absolute,
    .nb_bool = truth,
};
