/* What date, time and datetime have in common: fields, making, arithmetic, comparison, hash, pickling. */
#include "modules/_datetime/datetime.h"
#include "objects/str_core.h"

/* ---- arguments ---------------------------------------------------------------------------------------- */

int kr_exact_arguments(const char *name, size_t nargs, kr_tuple *kwnames, size_t wanted) {
  if (kr_args_no_keywords(name, kwnames) < 0) return -1;
  return kr_args_parsed(name, nargs, wanted, wanted);
}
bool kr_is_str_argument(const char *name, int number, kr_value v) {
  if (kr_is_str(v)) return true;
  kr_raise(&kr_exc_TypeError,
           v == KR_NONE ? "%s() argument %d must be str, not None" : "%s() argument %d must be str, not %T",
           name, number, v);
  return false;
}
bool kr_int_argument(kr_value v, int *out) {
  *out = kr_index_as_int(v);
  if (*out != -1 || !kr_failed()) return true;
  if (kr_clear_if(&kr_exc_OverflowError))
    kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C long");
  return false;
}

/* ---- fields ------------------------------------------------------------------------------------------- */

int kr_days_in_month(int year, int month) {
  if (month == 2) return 28 + (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
  return 30 + ((month + (month >> 3)) & 1);
}
int64_t kr_fields_seconds(const kr_fields *f) {
  const int *at = f->at;
  return kr_days_from_civil(at[KR_YEAR], at[KR_MONTH], at[KR_DAY]) * 86400 + at[KR_HOUR] * 3600 +
         at[KR_MINUTE] * 60 + at[KR_SECOND];
}
kr_fields kr_fields_of(int64_t seconds) {
  kr_local_time t;
  kr_utc_fields(seconds, &t);
  return (kr_fields){{t.year, t.month + 1, t.day, t.hour, t.minute, t.second, 0}};
}
bool kr_fields_shift(kr_fields *f, int64_t seconds, int64_t microseconds) {
  microseconds += f->at[KR_MICROSECOND];
  seconds += kr_fields_seconds(f);
  kr_carry(&seconds, &microseconds);
  *f = kr_fields_of(seconds);
  f->at[KR_MICROSECOND] = (int)microseconds;
  if (f->at[KR_YEAR] >= 1 && f->at[KR_YEAR] <= 9999) return true;
  kr_raise(&kr_exc_OverflowError, "date value out of range");
  return false;
}

int64_t kr_iso_monday(int year) {
  int64_t day = kr_days_from_civil(year, 1, 4); /* is in week 1; 1970-01-01 was a Thursday */
  int64_t since = (day + 3) % 7;
  return day - (since < 0 ? since + 7 : since);
}
kr_iso_error kr_fields_of_iso(int year, int week, int day, kr_fields *f) {
  if (year < 1 || year > 9999) return KR_ISO_YEAR;
  int64_t monday = kr_iso_monday(year);
  if (week < 1 || week > (kr_iso_monday(year + 1) - monday) / 7) return KR_ISO_WEEK;
  if (day < 1 || day > 7) return KR_ISO_DAY;
  *f = kr_fields_of((monday + (week - 1) * 7 + day - 1) * 86400);
  return KR_ISO_OK;
}

/* ---- making ------------------------------------------------------------------------------------------- */

int kr_moment_kind(kr_value v) {
  if (!kr_is_object(v)) return 0;
  kr_type *t = kr_type_of(v);
  if (t == &kr_datetime_type || t == &kr_date_type || t == &kr_time_type || kr_is_subtype(t, &kr_date_type) ||
      kr_is_subtype(t, &kr_time_type))
    return KR_MOMENT(v)->kind;
  return 0;
}
kr_fields kr_moment_fields(kr_value m) {
  const uint8_t *s = KR_MOMENT(m)->s;
  kr_fields f = {{s[0] << 8 | s[1], s[2], s[3], s[4], s[5], s[6], s[7] << 16 | s[8] << 8 | s[9]}};
  if (KR_MOMENT(m)->kind == KR_TIME) f.at[KR_YEAR] = 1970, f.at[KR_MONTH] = f.at[KR_DAY] = 1;
  return f;
}
static void set_fields(kr_moment *m, const kr_fields *f) {
  uint8_t *s = m->s;
  if (m->kind & KR_DATE) {
    s[0] = (uint8_t)(f->at[KR_YEAR] >> 8);
    s[1] = (uint8_t)f->at[KR_YEAR];
    s[2] = (uint8_t)f->at[KR_MONTH];
    s[3] = (uint8_t)f->at[KR_DAY];
  }
  s[4] = (uint8_t)f->at[KR_HOUR];
  s[5] = (uint8_t)f->at[KR_MINUTE];
  s[6] = (uint8_t)f->at[KR_SECOND];
  s[7] = (uint8_t)(f->at[KR_MICROSECOND] >> 16);
  s[8] = (uint8_t)(f->at[KR_MICROSECOND] >> 8);
  s[9] = (uint8_t)f->at[KR_MICROSECOND];
}

/* The fields that `kind` has are first to last - 1. */
static int first_field(int kind) { return kind & KR_DATE ? KR_YEAR : KR_HOUR; }
static int last_field(int kind) { return kind & KR_TIME ? KR_FIELDS : KR_HOUR; }

static bool check(int kind, const int *at, int fold) {
  static const struct {
    char name[12];
    int16_t least;
    int32_t most;
  } ranges[KR_FIELDS] = {{"year", 1, 9999},         {"month", 1, 12},  {"", 1, 0},
                         {"hour", 0, 23},           {"minute", 0, 59}, {"second", 0, 59},
                         {"microsecond", 0, 999999}};
  for (int i = first_field(kind); i < last_field(kind); i++) {
    int most = i == KR_DAY ? kr_days_in_month(at[KR_YEAR], at[KR_MONTH]) : ranges[i].most;
    if (at[i] >= ranges[i].least && at[i] <= most) continue;
    if (i == KR_DAY)
      kr_raise(&kr_exc_ValueError, "day %d must be in range 1..%d for month %d in year %d", at[i], most,
               at[KR_MONTH], at[KR_YEAR]);
    else
      kr_raise(&kr_exc_ValueError, "%s must be in %d..%d, not %d", ranges[i].name, ranges[i].least, most,
               at[i]);
    return false;
  }
  if (fold == 0 || fold == 1) return true;
  kr_raise(&kr_exc_ValueError, "fold must be either 0 or 1, not %d", fold);
  return false;
}

/* Of a class whose builtin type is that of kind. */
static kr_moment *allocate(kr_type *type, int kind, kr_value tz, int fold) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return NULL;
  kr_moment *m = KR_MOMENT(v);
  m->kind = (uint8_t)kind;
  m->fold = (uint8_t)fold;
  if (kind & KR_TIME) m->tz = kr_ref(tz);
  return m;
}
static kr_value make(kr_type *type, int kind, const kr_fields *f, kr_value tz, int fold) {
  if (!check(kind, f->at, fold) || kr_check_tzinfo(tz) < 0) return KR_NULL;
  kr_moment *m = allocate(type, kind, tz, fold);
  if (m) set_fields(m, f);
  return kr_from_object_or_null(m);
}
kr_value kr_moment_new(kr_value cls, int kind, const kr_fields *f, kr_value tz, int fold) {
  if (cls == kr_from_object(&kr_datetime_type)) kind = KR_DATETIME;
  if (!(KR_AS_TYPE(cls)->tf & KR_TF_HEAP)) return make(KR_AS_TYPE(cls), kind, f, tz, fold);
  kr_value args[KR_FIELDS + 2];
  size_t n = 0;
  for (int i = first_field(kind); i < last_field(kind); i++) args[n++] = kr_from_small_int(f->at[i]);
  if (kind & KR_TIME) args[n++] = tz;
  kr_value names = KR_NULL;
  if (fold) {
    args[n] = kr_from_small_int(fold);
    names = kr_tuple_pack(1, KR_ID(fold));
    if (names == KR_NULL) return names;
  }
  kr_value r = kr_call(cls, args, n, fold ? KR_TUPLE(names) : NULL);
  kr_decref(names);
  return r;
}
static kr_value class_of(kr_value v) { return kr_from_object(kr_type_of(v)); }

/* What the parameters of a constructor or of replace() give; others stay as they are. */
static bool take_fields(int kind, const kr_value *args, kr_fields *f, kr_value *tz, int *fold) {
  for (int i = first_field(kind); i < last_field(kind); i++, args++)
    if (*args != KR_NULL && !kr_int_argument(*args, &f->at[i])) return false;
  if (!(kind & KR_TIME)) return true;
  if (args[0] != KR_NULL) *tz = args[0];
  return args[1] == KR_NULL || kr_int_argument(args[1], fold);
}

/* Where in the bytes what pickles lies. */
static size_t state_start(int kind) { return kind & KR_DATE ? 0 : 4; }
static size_t state_size(int kind) { return kind == KR_DATE ? 4 : kind == KR_TIME ? 6 : 10; }

/* The moment that pickles as `state`, bytes or, as Python 2 had it, their str. False: it is no such thing.
 * True with *result KR_NULL: an exception. */
static bool unpickle(kr_type *type, int kind, kr_value state, kr_value tz, kr_value *result) {
  static const char *const names[] = {"", "date", "time", "datetime"};
  size_t n = state_size(kind), at = kind & KR_DATE ? 2 : 0;
  uint8_t bytes[10];
  uint32_t mark, widest = 0;
  if (kr_is_bytes(state)) {
    if (KR_BYTES(state)->size != n) return false;
    memcpy(bytes, KR_BYTES(state)->data, n);
    mark = bytes[at];
  } else {
    if (!kr_is_str(state) || KR_STR(state)->length != n) return false;
    mark = kr_str_read(KR_STR(state), at);
    for (size_t i = 0; i < n; i++) {
      uint32_t c = kr_str_read(KR_STR(state), i);
      widest |= c;
      bytes[i] = (uint8_t)c;
    }
  }
  /* the month's or the hour's high bit is the fold */
  if (kind & KR_TIME) mark &= 0x7F;
  if (kind & KR_DATE ? mark < 1 || mark > 12 : mark > 23) return false;
  *result = KR_NULL;
  if (widest > 255) {
    kr_raise(&kr_exc_ValueError,
             "Failed to encode latin1 string when unpickling a %s object. pickle.load(data, "
             "encoding='latin1') is assumed.",
             names[kind]);
  } else if (tz != KR_NONE && !kr_is_tzinfo(tz)) {
    kr_raise(&kr_exc_TypeError, "bad tzinfo state arg");
  } else {
    kr_moment *m = allocate(type, kind, tz, kind & KR_TIME ? bytes[at] >> 7 : 0);
    if (!m) return true;
    bytes[at] = (uint8_t)mark;
    memcpy(m->s + state_start(kind), bytes, n);
    *result = kr_from_object(m);
  }
  return true;
}

static kr_value construct(kr_type *type, int kind, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const char *const signatures[] = {
      NULL, "(year, month, day)", "(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
      "(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)"};
  static kr_bound_spec *specs[4];
  kr_value v[KR_FIELDS + 2], tz = KR_NONE;
  if (!kwnames && (nargs == 1 || (nargs == 2 && kind & KR_TIME)) &&
      unpickle(type, kind, args[0], nargs == 2 ? args[1] : KR_NONE, v))
    return v[0];
  int fold = 0;
  if (kind & KR_DATE && nargs < 3) /* what is given is looked at before what is missing */
    for (size_t i = 0; i < nargs; i++)
      if (!kr_int_argument(args[i], &fold)) return KR_NULL;
  if (kr_args_bind(&specs[kind], NULL, signatures[kind], args, nargs, kwnames, v) < 0) return KR_NULL;
  kr_fields f = {{0}};
  fold = 0;
  return take_fields(kind, v, &f, &tz, &fold) ? make(type, kind, &f, tz, fold) : KR_NULL;
}
kr_value kr_date_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return construct(type, KR_DATE, args, nargs, kwnames);
}
kr_value kr_time_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return construct(type, KR_TIME, args, nargs, kwnames);
}
kr_value kr_datetime_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return construct(type, KR_DATETIME, args, nargs, kwnames);
}
/* date.replace(), which a datetime has too; told by the number of parameters. */
KR_DATETIME_METHOD(kr_moment_replace) {
  int kind = nargs == 3 ? KR_DATE : KR_MOMENT(self)->kind, fold = kind & KR_TIME ? KR_MOMENT(self)->fold : 0;
  kr_fields f = kr_moment_fields(self);
  if (kind == KR_DATE) f.at[KR_HOUR] = f.at[KR_MINUTE] = f.at[KR_SECOND] = f.at[KR_MICROSECOND] = 0;
  kr_value tz = kind & KR_TIME ? kr_moment_zone(self) : KR_NONE;
  return take_fields(kind, args, &f, &tz, &fold) ? kr_moment_new(class_of(self), kind, &f, tz, fold)
                                                 : KR_NULL;
}

/* ---- pickling ----------------------------------------------------------------------------------------- */

static kr_value reduce(kr_value self, int kind, int protocol) {
  const kr_moment *m = KR_MOMENT(self);
  kr_value state = kr_bytes_from(m->s + state_start(kind), state_size(kind)), args = KR_NULL, r = KR_NULL;
  if (state == KR_NULL) return state;
  if (kind & KR_TIME && m->fold && protocol > 3) KR_BYTES(state)->data[kind & KR_DATE ? 2 : 0] |= 0x80;
  kr_value tz = kind & KR_TIME ? m->tz : KR_NONE;
  args = kr_tuple_pack(tz == KR_NONE ? 1 : 2, state, tz);
  kr_decref(state);
  if (args != KR_NULL) r = kr_tuple_pack(2, class_of(self), args);
  kr_decref(args);
  return r;
}
KR_DATETIME_METHOD(kr_date_reduce) { return reduce(self, KR_DATE, 2); }
KR_DATETIME_METHOD(kr_moment_reduce) { return reduce(self, KR_MOMENT(self)->kind, 2); }
KR_DATETIME_METHOD(kr_moment_reduce_ex) {
  int protocol;
  if (kr_exact_arguments("__reduce_ex__", nargs, kwnames, 1) < 0 || !kr_int_argument(args[0], &protocol))
    return KR_NULL;
  return reduce(self, KR_MOMENT(self)->kind, protocol);
}

/* ---- zones -------------------------------------------------------------------------------------------- */

kr_value kr_moment_ask(kr_value m, kr_value name) {
  return kr_tzinfo_ask(kr_moment_zone(m), name, KR_MOMENT(m)->kind == KR_TIME ? KR_NONE : m);
}
KR_DATETIME_METHOD(kr_moment_utcoffset) { return kr_moment_ask(self, KR_ID(utcoffset)); }
KR_DATETIME_METHOD(kr_moment_dst) { return kr_moment_ask(self, KR_ID(dst)); }
KR_DATETIME_METHOD(kr_moment_tzname) { return kr_moment_ask(self, KR_ID(tzname)); }
int kr_moment_offset(kr_value m, int64_t *us) {
  *us = 0;
  kr_value v = kr_moment_ask(m, KR_ID(utcoffset));
  if (v == KR_NULL) return -1;
  if (v == KR_NONE) return 0;
  *us = kr_timedelta_offset(v);
  kr_decref(v);
  return 1;
}
/* The offset that m would have with another fold. */
static int other_offset(kr_value m, int fold, int64_t *us) {
  int kind = KR_MOMENT(m)->kind;
  kr_fields f = kr_moment_fields(m);
  kr_value other =
      make(kind == KR_TIME ? &kr_time_type : &kr_datetime_type, kind, &f, KR_MOMENT(m)->tz, fold);
  int r = other == KR_NULL ? -1 : kr_moment_offset(other, us);
  kr_decref(other);
  return r;
}

/* ---- arithmetic --------------------------------------------------------------------------------------- */

kr_value kr_moment_add(kr_value m, int kind, kr_value delta, int sign) {
  const kr_timedelta *d = KR_TIMEDELTA(delta);
  kr_fields f = kr_moment_fields(m);
  bool whole = kind == KR_DATE; /* days only */
  if (!kr_fields_shift(&f, sign * (d->days * INT64_C(86400) + (whole ? 0 : d->seconds)),
                       whole ? 0 : sign * d->microseconds))
    return KR_NULL;
  return kr_moment_new(class_of(m), kind, &f, kr_moment_zone(m), 0);
}
static kr_value add(kr_value a, kr_value b, int kind) {
  if (kr_is_timedelta(a)) {
    kr_value c = a;
    a = b;
    b = c;
  }
  return kr_moment_kind(a) == kind && kr_is_timedelta(b) ? kr_moment_add(a, kind, b, 1) : KR_NOT_IMPLEMENTED;
}
kr_value kr_date_nb_add(kr_value a, kr_value b) { return add(a, b, KR_DATE); }
kr_value kr_datetime_nb_add(kr_value a, kr_value b) { return add(a, b, KR_DATETIME); }
/* From b to a, in microseconds: the difference of their offsets included, unless they are in the same zone. The
 * result is 0 if only one of them has an offset; -1 for an exception. */
static int difference(kr_value a, kr_value b, int64_t *seconds, int64_t *us, int64_t *offset_a,
                      int64_t *offset_b) {
  kr_fields f = kr_moment_fields(a), g = kr_moment_fields(b);
  *seconds = kr_fields_seconds(&f) - kr_fields_seconds(&g);
  *us = f.at[KR_MICROSECOND] - g.at[KR_MICROSECOND];
  *offset_a = *offset_b = 0;
  if (kr_moment_zone(a) == kr_moment_zone(b)) return 1;
  int has_a = kr_moment_offset(a, offset_a), has_b = has_a < 0 ? -1 : kr_moment_offset(b, offset_b);
  if (has_b < 0) return -1;
  *us -= *offset_a - *offset_b;
  return has_a == has_b;
}
static kr_value subtract(kr_value a, kr_value b, int kind) {
  if (kr_moment_kind(a) != kind) return KR_NOT_IMPLEMENTED;
  if (kr_is_timedelta(b)) return kr_moment_add(a, kind, b, -1);
  if (kr_moment_kind(b) != kind) return KR_NOT_IMPLEMENTED;
  int64_t seconds, us, offset_a, offset_b;
  int r = difference(a, b, &seconds, &us, &offset_a, &offset_b);
  if (r > 0) return kr_timedelta_new(&kr_timedelta_type, 0, seconds, us);
  return r < 0 ? KR_NULL
               : kr_raise(&kr_exc_TypeError, "can't subtract offset-naive and offset-aware datetimes");
}
kr_value kr_date_nb_sub(kr_value a, kr_value b) { return subtract(a, b, KR_DATE); }
kr_value kr_datetime_nb_sub(kr_value a, kr_value b) { return subtract(a, b, KR_DATETIME); }

/* ---- comparison and hash ------------------------------------------------------------------------------ */

kr_value kr_by_order(int order, int op) {
  static const uint8_t answers[] = {
      [KR_LT] = 1, [KR_LE] = 3, [KR_EQ] = 2, [KR_NE] = 5, [KR_GT] = 4, [KR_GE] = 6};
  return kr_from_bool(answers[op] >> ((order > 0) - (order < 0) + 1) & 1);
}
kr_value kr_date_compare(kr_value a, kr_value b, int op) {
  if (kr_moment_kind(b) != KR_DATE) return KR_NOT_IMPLEMENTED;
  return kr_by_order(memcmp(KR_MOMENT(a)->s, KR_MOMENT(b)->s, 4), op);
}
/* Does m's offset depend on its fold? Then it equals nothing in another zone (PEP 495). */
static int depends_on_fold(kr_value m, int64_t offset) {
  int64_t other;
  return other_offset(m, !KR_MOMENT(m)->fold, &other) < 0 ? -1 : other != offset;
}
kr_value kr_moment_compare(kr_value a, kr_value b, int op) {
  int kind = kr_moment_kind(a);
  if (kr_moment_kind(b) != kind) return KR_NOT_IMPLEMENTED;
  int64_t seconds, us, offset_a, offset_b;
  int r = difference(a, b, &seconds, &us, &offset_a, &offset_b);
  if (r < 0) return KR_NULL;
  bool equality = op == KR_EQ || op == KR_NE;
  if (r == 0) {
    if (equality) return kr_by_order(1, op);
    return kr_raise(&kr_exc_TypeError, "can't compare offset-naive and offset-aware %ss",
                    kind == KR_TIME ? "time" : "datetime");
  }
  if (kind == KR_TIME && offset_a != offset_b) {
    /* of the offsets of times, whole seconds count */
    int64_t low = offset_a, high = 0;
    kr_carry(&high, &low);
    us += low;
    low = offset_b;
    kr_carry(&high, &low);
    us -= low;
  }
  int64_t order = seconds * 1000000 + us;
  if (order == 0 && equality && kind == KR_DATETIME && kr_moment_zone(a) != kr_moment_zone(b)) {
    int fold = depends_on_fold(a, offset_a);
    if (fold == 0) fold = depends_on_fold(b, offset_b);
    if (fold < 0) return KR_NULL;
    order = fold;
  }
  return kr_by_order((order > 0) - (order < 0), op);
}

int64_t kr_date_hash(kr_value self) { return kr_hash_bytes(KR_MOMENT(self)->s, 4); }
int64_t kr_moment_hash(kr_value self) {
  kr_moment *m = KR_MOMENT(self);
  if (m->hash) return m->hash;
  int64_t offset;
  int has = m->fold ? other_offset(self, 0, &offset) : kr_moment_offset(self, &offset);
  if (has < 0) return KR_HASH_ERROR;
  int64_t h;
  if (has) {
    kr_fields f = kr_moment_fields(self);
    /* with the date as an ordinal, 1 for 0001-01-01 */
    h = kr_timedelta_hash(m->kind == KR_TIME ? 0 : 719163, kr_fields_seconds(&f),
                          f.at[KR_MICROSECOND] - offset);
  } else {
    h = kr_hash_bytes(m->s + state_start(m->kind), state_size(m->kind));
  }
  m->hash = (int32_t)h;
  return h;
}
