/* Module _datetime: the tables of date, time and datetime, and what only one of them has. */
#include "modules/_datetime/datetime.h"
#include "objects/dict.h"

#define FN(name) static KR_DATETIME_METHOD(name)

/* ---- date --------------------------------------------------------------------------------------------- */

static int64_t days_of(kr_value self) {
  kr_fields f = kr_moment_fields(self);
  return kr_days_from_civil(f.at[KR_YEAR], f.at[KR_MONTH], f.at[KR_DAY]);
}
static int weekday_of(kr_value self) { return (int)((days_of(self) + 719162) % 7); }
FN(weekday) { return kr_from_small_int(weekday_of(self)); }
FN(isoweekday) { return kr_from_small_int(weekday_of(self) + 1); }
FN(toordinal) { return kr_from_small_int(days_of(self) + 719163); }
FN(fromordinal) {
  int n;
  if (kr_exact_arguments("fromordinal", nargs, kwnames, 1) < 0 || !kr_int_argument(args[0], &n))
    return KR_NULL;
  if (n < 1) return kr_raise(&kr_exc_ValueError, "ordinal must be >= 1");
  kr_fields f = kr_fields_of((n - INT64_C(719163)) * 86400);
  return kr_moment_new(self, KR_DATE, &f, KR_NONE, 0);
}
FN(fromisocalendar) {
  kr_fields f;
  int v[3];
  for (int i = 0; i < 3; i++) {
    if (kr_int_argument(args[i], &v[i])) continue;
    if (kr_clear_if(&kr_exc_OverflowError))
      kr_raise(&kr_exc_ValueError, "ISO calendar component out of range");
    return KR_NULL;
  }
  switch (kr_fields_of_iso(v[0], v[1], v[2], &f)) {
    case KR_ISO_YEAR: return kr_raise(&kr_exc_ValueError, "year must be in 1..9999, not %d", v[0]);
    case KR_ISO_WEEK: return kr_raise(&kr_exc_ValueError, "Invalid week: %d", v[1]);
    case KR_ISO_DAY: return kr_raise(&kr_exc_ValueError, "Invalid weekday: %d (range is [1, 7])", v[2]);
    default: return kr_moment_new(self, KR_DATE, &f, KR_NONE, 0);
  }
}

/* ---- IsoCalendarDate ---------------------------------------------------------------------------------- */

static kr_type iso_type;
static kr_value iso_make(const kr_value *v) {
  kr_value r = kr_type_generic_alloc(&iso_type, 3);
  if (r == KR_NULL) return r;
  KR_TUPLE(r)->size = 3;
  for (int i = 0; i < 3; i++) KR_TUPLE(r)->items[i] = kr_ref(v[i]);
  return r;
}
static kr_value iso_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value v[3];
  return kr_args_bind(&spec, "IsoCalendarDate", "(year, week, weekday)", args, nargs, kwnames, v) < 0
             ? KR_NULL
             : iso_make(v);
}
static kr_value iso_repr(kr_value self) {
  const kr_value *v = KR_TUPLE(self)->items;
  return kr_str_format("datetime.IsoCalendarDate(year=%S, week=%S, weekday=%S)", v[0], v[1], v[2]);
}
static kr_value iso_get(kr_value self, void *closure) {
  return kr_ref(KR_TUPLE(self)->items[(intptr_t)closure]);
}
FN(iso_reduce) {
  kr_value plain = kr_tuple_from_array(KR_TUPLE(self)->items, 3), given = KR_NULL, r = KR_NULL;
  if (plain != KR_NULL) given = kr_tuple_pack(1, plain);
  if (given != KR_NULL) r = kr_tuple_pack(2, kr_from_object(&kr_tuple_type), given);
  kr_decref(plain);
  kr_decref(given);
  return r;
}
static const kr_method_def iso_methods[] = {{"__reduce__", iso_reduce, 0, "($self, /)", NULL}, {0}};
static const kr_getset_def iso_getset[] = {{"year", iso_get, NULL, NULL, (void *)0},
                                           {"week", iso_get, NULL, NULL, (void *)1},
                                           {"weekday", iso_get, NULL, NULL, (void *)2},
                                           {0}};
static kr_type iso_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.IsoCalendarDate",
    .doc = "ISO year, week and weekday, as a tuple with names.",
    .base = &kr_tuple_type,
    .methods = iso_methods,
    .getset = iso_getset,
    .repr = iso_repr,
    .new_ = iso_new,
};
FN(isocalendar) {
  int64_t days = days_of(self);
  int year = kr_moment_fields(self).at[KR_YEAR];
  if (days >= kr_iso_monday(year + 1)) year++;
  else if (days < kr_iso_monday(year)) year--;
  const kr_value v[3] = {kr_from_small_int(year), kr_from_small_int((days - kr_iso_monday(year)) / 7 + 1),
                         kr_from_small_int(weekday_of(self) + 1)};
  return iso_make(v);
}

/* ---- datetime ----------------------------------------------------------------------------------------- */

/* Part of a datetime as a date or time. */
static kr_value part(kr_value self, int kind, kr_type *type, kr_value tz) {
  kr_fields f = kr_moment_fields(self);
  return kr_moment_new(kr_from_object(type), kind, &f, tz, kind == KR_TIME ? KR_MOMENT(self)->fold : 0);
}
FN(datetime_date) { return part(self, KR_DATE, &kr_date_type, KR_NONE); }
FN(datetime_time) { return part(self, KR_TIME, &kr_time_type, KR_NONE); }
FN(datetime_timetz) { return part(self, KR_TIME, &kr_time_type, KR_MOMENT(self)->tz); }
FN(combine) {
  if (!(kr_moment_kind(args[0]) & KR_DATE))
    return kr_raise(&kr_exc_TypeError, "combine() argument 1 must be datetime.date, not %T", args[0]);
  if (kr_moment_kind(args[1]) != KR_TIME)
    return kr_raise(&kr_exc_TypeError, "combine() argument 2 must be datetime.time, not %T", args[1]);
  kr_value tz = args[2] == KR_NULL ? kr_moment_zone(args[1]) : args[2];
  if (kr_check_tzinfo(tz) < 0) return KR_NULL;
  kr_fields f = kr_moment_fields(args[0]), g = kr_moment_fields(args[1]);
  memcpy(g.at, f.at, KR_HOUR * sizeof *f.at);
  return kr_moment_new(self, KR_DATETIME, &g, tz, KR_MOMENT(args[1])->fold);
}
static kr_value strptime(kr_value cls, const kr_value *args, size_t nargs, kr_tuple *kwnames,
                         const char *how) {
  if (kr_exact_arguments("strptime", nargs, kwnames, 2) < 0 || !kr_is_str_argument("strptime", 1, args[0]) ||
      !kr_is_str_argument("strptime", 2, args[1]))
    return KR_NULL;
  kr_value f = kr_import_attr("_strptime", how), r = f == KR_NULL ? f : kr_call3(f, cls, args[0], args[1]);
  kr_decref(f);
  return r;
}
static const kr_method_def date_methods[], time_methods[], datetime_methods[]; /* replace() comes first */
/* The same as replace(), whatever its signature says. */
FN(replace_changes) {
  static const kr_method_def *const defs[] = {NULL, date_methods, time_methods, datetime_methods};
  static kr_bound_spec *specs[4];
  int kind = KR_MOMENT(self)->kind;
  return kr_cfunction_call(defs[kind], &specs[kind], NULL, self, args, nargs, kwnames);
}
FN(date_strptime) { return strptime(self, args, nargs, kwnames, "_strptime_datetime_date"); }
FN(time_strptime) { return strptime(self, args, nargs, kwnames, "_strptime_datetime_time"); }
FN(datetime_strptime) { return strptime(self, args, nargs, kwnames, "_strptime_datetime_datetime"); }

/* ---- tables ------------------------------------------------------------------------------------------- */

/* A sign in front of a signature: it is for binding only, and none is shown. */
#define HIDDEN "!"
#define CHANGES "($self, /, **changes)"

static kr_value get_field(kr_value self, void *closure) {
  return kr_from_small_int(kr_moment_fields(self).at[(intptr_t)closure]);
}
static kr_value get_tzinfo(kr_value self, void *closure) { return kr_ref(KR_MOMENT(self)->tz); }
static kr_value get_fold(kr_value self, void *closure) { return kr_from_small_int(KR_MOMENT(self)->fold); }
static const kr_getset_def date_getset[] = {{"year", get_field, NULL, NULL, (void *)KR_YEAR},
                                            {"month", get_field, NULL, NULL, (void *)KR_MONTH},
                                            {"day", get_field, NULL, NULL, (void *)KR_DAY},
                                            {0}};
static const kr_getset_def time_getset[] = {{"hour", get_field, NULL, NULL, (void *)KR_HOUR},
                                            {"minute", get_field, NULL, NULL, (void *)KR_MINUTE},
                                            {"second", get_field, NULL, NULL, (void *)KR_SECOND},
                                            {"microsecond", get_field, NULL, NULL, (void *)KR_MICROSECOND},
                                            {"tzinfo", get_tzinfo, NULL, NULL, NULL},
                                            {"fold", get_fold, NULL, NULL, NULL},
                                            {0}};

static void date_dealloc(kr_object *o) { kr_object_free(o); }
static void moment_dealloc(kr_object *o) {
  KR_CLEAR(((kr_moment *)o)->tz);
  kr_object_free(o);
}

static const kr_method_def date_methods[] = {
    {"replace", kr_moment_replace, 0, "($self, /, year=unchanged, month=unchanged, day=unchanged)",
     "The date with other fields."},
    {"fromtimestamp", kr_date_fromtimestamp, KR_FN_CLASS, "($type, timestamp, /)",
     "The local date at a time."},
    {"fromordinal", fromordinal, KR_FN_CLASS | KR_FN_RAW, NULL, "The date with an ordinal number."},
    {"fromisoformat", kr_date_fromisoformat, KR_FN_CLASS, "($type, object, /)", "A date from ISO 8601 text."},
    {"fromisocalendar", fromisocalendar, KR_FN_CLASS, HIDDEN "(year, week, day)",
     "A date from ISO year, week and weekday."},
    {"strptime", date_strptime, KR_FN_CLASS | KR_FN_RAW, NULL, "A date from text, by a format."},
    {"today", kr_date_today, KR_FN_CLASS, "($type, /)", "Current local date or datetime."},
    {"ctime", kr_date_ctime, 0, "($self, /)", "As ctime() writes it."},
    {"strftime", kr_moment_strftime, 0, HIDDEN "(format)", "As text, by a format."},
    {"__format__", kr_moment_format, KR_FN_RAW, NULL, "By strftime()."},
    {"timetuple", kr_date_timetuple, 0, "($self, /)", "As time.localtime() has it."},
    {"isocalendar", isocalendar, 0, "($self, /)", "ISO year, week and weekday."},
    {"isoformat", kr_moment_isoformat, 0, "($self, /)", "As YYYY-MM-DD."},
    {"isoweekday", isoweekday, 0, "($self, /)", "Monday 1 to Sunday 7."},
    {"toordinal", toordinal, 0, "($self, /)", "Days since the day before 0001-01-01."},
    {"weekday", weekday, 0, "($self, /)", "Monday 0 to Sunday 6."},
    {"__replace__", replace_changes, KR_FN_RAW, CHANGES, NULL},
    {"__reduce__", kr_date_reduce, 0, "($self, /)", NULL},
    {0}};
kr_type kr_date_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.date",
    .doc = "date(year, month, day): a day of the Gregorian calendar.",
    .tf = KR_TF_BASETYPE,
    .basic_size = offsetof(kr_moment, tz),
    .base = &kr_object_type,
    .dealloc = date_dealloc,
    .methods = date_methods,
    .getset = date_getset,
    .repr = kr_date_repr,
    .str = kr_date_str,
    .hash = kr_date_hash,
    .richcompare = kr_date_compare,
    .new_ = kr_date_new,
    .nb = {[KR_OP_ADD] = kr_date_nb_add, [KR_OP_SUB] = kr_date_nb_sub},
};

static const kr_method_def time_methods[] = {
    {"replace", kr_moment_replace, 0,
     "($self, /, hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, "
     "tzinfo=unchanged, *, fold=unchanged)",
     "The time with other fields."},
    {"strptime", time_strptime, KR_FN_CLASS | KR_FN_RAW, NULL, "A time from text, by a format."},
    {"isoformat", kr_moment_isoformat, 0, HIDDEN "(timespec='auto')",
     "As HH:MM:SS, with fraction and offset."},
    {"strftime", kr_moment_strftime, 0, HIDDEN "(format)", "As text, by a format."},
    {"__format__", kr_moment_format, KR_FN_RAW, NULL, "By strftime()."},
    {"utcoffset", kr_moment_utcoffset, 0, "($self, /)", "What tzinfo says."},
    {"tzname", kr_moment_tzname, 0, "($self, /)", "What tzinfo says."},
    {"dst", kr_moment_dst, 0, "($self, /)", "What tzinfo says."},
    {"__replace__", replace_changes, KR_FN_RAW, CHANGES, NULL},
    {"fromisoformat", kr_time_fromisoformat, KR_FN_CLASS, "($type, object, /)", "A time from ISO 8601 text."},
    {"__reduce_ex__", kr_moment_reduce_ex, KR_FN_RAW, NULL, NULL},
    {"__reduce__", kr_moment_reduce, 0, "($self, /)", NULL},
    {0}};
kr_type kr_time_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.time",
    .doc = "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None): a time of day.",
    .tf = KR_TF_BASETYPE,
    .basic_size = sizeof(kr_moment),
    .base = &kr_object_type,
    .dealloc = moment_dealloc,
    .methods = time_methods,
    .getset = time_getset,
    .repr = kr_moment_repr,
    .str = kr_date_str,
    .hash = kr_moment_hash,
    .richcompare = kr_moment_compare,
    .new_ = kr_time_new,
};

static const kr_method_def datetime_methods[] = {
    {"replace", kr_moment_replace, 0,
     "($self, /, year=unchanged, month=unchanged, day=unchanged,\n        hour=unchanged, minute=unchanged, "
     "second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)",
     "The datetime with other fields."},
    {"now", kr_datetime_now, KR_FN_CLASS, "($type, /, tz=None)", "The current time, in tz or local."},
    {"utcnow", kr_datetime_utcnow, KR_FN_CLASS, "($type, /)", "The current time in UTC, naive."},
    {"fromtimestamp", kr_datetime_fromtimestamp, KR_FN_CLASS, HIDDEN "(timestamp, tz=None)",
     "The time at a timestamp, in tz or local."},
    {"utcfromtimestamp", kr_datetime_utcfromtimestamp, KR_FN_CLASS | KR_FN_RAW, NULL,
     "The time at a timestamp in UTC, naive."},
    {"strptime", datetime_strptime, KR_FN_CLASS | KR_FN_RAW, NULL, "A datetime from text, by a format."},
    {"combine", combine, KR_FN_CLASS, HIDDEN "(date, time, tzinfo=None)", "Of a date and a time."},
    {"fromisoformat", kr_datetime_fromisoformat, KR_FN_CLASS, "($type, object, /)",
     "A datetime from ISO 8601 text."},
    {"date", datetime_date, 0, "($self, /)", "The date."},
    {"time", datetime_time, 0, "($self, /)", "The time, without tzinfo."},
    {"timetz", datetime_timetz, 0, "($self, /)", "The time with tzinfo."},
    {"ctime", kr_datetime_ctime, 0, "($self, /)", "As ctime() writes it."},
    {"timetuple", kr_datetime_timetuple, 0, "($self, /)", "As time.localtime() has it."},
    {"timestamp", kr_datetime_timestamp, 0, "($self, /)", "Seconds since 1970 in UTC."},
    {"utctimetuple", kr_datetime_utctimetuple, 0, "($self, /)", "As time.gmtime() has it."},
    {"isoformat", kr_moment_isoformat, 0, HIDDEN "(sep='T', timespec='auto')",
     "As YYYY-MM-DDTHH:MM:SS, with fraction and offset."},
    {"utcoffset", kr_moment_utcoffset, 0, "($self, /)", "What tzinfo says."},
    {"tzname", kr_moment_tzname, 0, "($self, /)", "What tzinfo says."},
    {"dst", kr_moment_dst, 0, "($self, /)", "What tzinfo says."},
    {"__replace__", replace_changes, KR_FN_RAW, CHANGES, NULL},
    {"astimezone", kr_datetime_astimezone, 0, HIDDEN "(tz=None)", "The same time in another zone."},
    {"__reduce_ex__", kr_moment_reduce_ex, KR_FN_RAW, NULL, NULL},
    {"__reduce__", kr_moment_reduce, 0, "($self, /)", NULL},
    {0}};
kr_type kr_datetime_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.datetime",
    .doc = "datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)",
    .tf = KR_TF_BASETYPE,
    .basic_size = sizeof(kr_moment),
    .base = &kr_date_type,
    .dealloc = moment_dealloc,
    .methods = datetime_methods,
    .getset = time_getset,
    .repr = kr_moment_repr,
    .str = kr_datetime_str,
    .hash = kr_moment_hash,
    .richcompare = kr_moment_compare,
    .new_ = kr_datetime_new,
    .nb = {[KR_OP_ADD] = kr_datetime_nb_add, [KR_OP_SUB] = kr_datetime_nb_sub},
};

/* ---- the module --------------------------------------------------------------------------------------- */

/* type.name = v, stolen. 0, -1. */
static int add(kr_type *type, const char *name, kr_value v) {
  int r = v == KR_NULL ? -1 : kr_dict_set_cstr(type->dict, name, v);
  kr_decref(v);
  return r;
}
static kr_value moment(kr_type *type, int kind, bool last) {
  static const kr_fields first = {{1, 1, 1}}, final = {{9999, 12, 31, 23, 59, 59, 999999}};
  return kr_moment_new(kr_from_object(type), kind, last ? &final : &first, KR_NONE, 0);
}
static kr_value delta(int days, int seconds, int us) {
  return kr_timedelta_new(&kr_timedelta_type, days, seconds, us);
}
static kr_value zone(int minutes) {
  kr_value offset = delta(0, minutes * 60, 0),
           r = offset == KR_NULL ? offset : kr_timezone_new(offset, KR_NULL);
  kr_decref(offset);
  return r;
}
static int exec(kr_module *m) {
  static kr_type *const types[] = {&kr_date_type,      &kr_datetime_type, &kr_time_type,
                                   &kr_timedelta_type, &kr_tzinfo_type,   &kr_timezone_type};
  if (kr_type_ready(&iso_type) < 0) return -1;
  if (!kr_datetime_type.name_str) {
    /* not the object that names the module, for pickles tell them apart */
    kr_value name = kr_str_from_cstr("datetime");
    if (name == KR_NULL) return -1;
    kr_datetime_type.name_str = name;
    kr_datetime_type.qualname = kr_ref(name);
  }
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (kr_module_add_type(m, types[i]) < 0) return -1;
  if (kr_timezone_utc == KR_NULL) { /* the first time */
    kr_timezone_utc = zone(0);
    if (kr_timezone_utc == KR_NULL || add(&kr_timezone_type, "utc", kr_ref(kr_timezone_utc)) < 0 ||
        add(&kr_timezone_type, "min", zone(-1439)) < 0 || add(&kr_timezone_type, "max", zone(1439)) < 0 ||
        add(&kr_timedelta_type, "resolution", delta(0, 0, 1)) < 0 ||
        add(&kr_timedelta_type, "min", delta(-999999999, 0, 0)) < 0 ||
        add(&kr_timedelta_type, "max", delta(999999999, 86399, 999999)) < 0)
      return -1;
    static const struct {
      kr_type *type;
      int kind, days;
    } moments[] = {{&kr_date_type, KR_DATE, 1}, {&kr_time_type, KR_TIME}, {&kr_datetime_type, KR_DATETIME}};
    for (int i = 0; i < 3; i++) {
      kr_type *type = moments[i].type;
      int days = moments[i].days;
      if (add(type, "min", moment(type, moments[i].kind, false)) < 0 ||
          add(type, "max", moment(type, moments[i].kind, true)) < 0 ||
          add(type, "resolution", delta(days, 0, !days)) < 0)
        return -1;
    }
  }
  return kr_module_add_int(m, "MINYEAR", 1) < 0 || kr_module_add_int(m, "MAXYEAR", 9999) < 0
             ? -1
             : kr_module_add(m, "UTC", kr_timezone_utc);
}

const kr_module_def kr_module_def__datetime = {
    .name = "_datetime",
    .doc = "Dates, times, durations and zones.",
    .exec = exec,
};
