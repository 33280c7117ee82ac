/* tzinfo, the base class of time zones, and timezone, a fixed offset from UTC. */
#include "modules/_datetime/datetime.h"

#define FN(name) static KR_DATETIME_METHOD(name)

typedef struct {
  KR_OBJECT_HEAD
  kr_value offset; /* a timedelta */
  kr_value name;   /* KR_NULL: made of the offset */
} timezone_object;
#define TIMEZONE(v) KR_AS(timezone_object, v)
kr_value kr_timezone_utc = KR_NULL;

bool kr_is_tzinfo(kr_value v) { return kr_isinstance_exact_or_sub(v, &kr_tzinfo_type); }
int kr_check_tzinfo(kr_value v) {
  if (v == KR_NONE || kr_is_tzinfo(v)) return 0;
  return KR_RAISE_INT(&kr_exc_TypeError,
                      "tzinfo argument must be None or of a tzinfo subclass, not type '%T'", v);
}

/* Less than a day, east or west? */
static bool check_offset(kr_value delta) {
  const kr_timedelta *d = KR_TIMEDELTA(delta);
  if (d->days == 0 || (d->days == -1 && (d->seconds | d->microseconds))) return true;
  kr_raise(&kr_exc_ValueError,
           "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %R",
           delta);
  return false;
}

kr_value kr_tzinfo_ask(kr_value tz, kr_value name, kr_value arg) {
  if (tz == KR_NONE) return KR_NONE;
  if (kr_is_exact(tz, &kr_timezone_type) && name == KR_ID(utcoffset)) return kr_ref(TIMEZONE(tz)->offset);
  kr_value r = kr_call_method1(tz, name, arg);
  if (r == KR_NULL || r == KR_NONE) return r;
  if (name == KR_ID(tzname) ? kr_is_str(r) : kr_is_timedelta(r) && check_offset(r)) return r;
  if (!kr_failed())
    kr_raise(&kr_exc_TypeError, "tzinfo.%U() must return None or %s, not '%T'", name,
             name == KR_ID(tzname) ? "a string" : "timedelta", r);
  kr_decref(r);
  return KR_NULL;
}

void kr_offset_text(char out[32], const char *sep, int64_t microseconds) {
  char sign = microseconds < 0 ? '-' : '+';
  if (microseconds < 0) microseconds = -microseconds;
  int us = (int)(microseconds % 1000000), seconds = (int)(microseconds / 1000000);
  int n = snprintf(out, 16, "%c%02d%s%02d", sign, seconds / 3600, sep, seconds / 60 % 60);
  if (us || seconds % 60) n += snprintf(out + n, 8, "%s%02d", sep, seconds % 60);
  if (us) snprintf(out + n, 8, ".%06d", us);
}

/* ---- tzinfo ------------------------------------------------------------------------------------------- */

static kr_value tzinfo_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_type_generic_alloc(type, 0);
}
static void tzinfo_dealloc(kr_object *o) { kr_object_free(o); }

static kr_value not_implemented(const char *name) {
  return kr_raise(&kr_exc_NotImplementedError, "a tzinfo subclass must implement %s()", name);
}
FN(tzinfo_tzname) { return not_implemented("tzname"); }
FN(tzinfo_utcoffset) { return not_implemented("utcoffset"); }
FN(tzinfo_dst) { return not_implemented("dst"); }

static bool check_fromutc(kr_value self, kr_value dt) {
  if (kr_moment_kind(dt) != KR_DATETIME) kr_raise(&kr_exc_TypeError, "fromutc: argument must be a datetime");
  else if (kr_moment_zone(dt) != self) kr_raise(&kr_exc_ValueError, "fromutc: dt.tzinfo is not self");
  else return true;
  return false;
}
/* The zone's answer about dt, which must not be None. */
static kr_value must_have(kr_value dt, kr_value name) {
  kr_value v = kr_tzinfo_ask(kr_moment_zone(dt), name, dt);
  return v != KR_NONE ? v : kr_raise(&kr_exc_ValueError, "fromutc: non-None %U() result required", name);
}
FN(tzinfo_fromutc) {
  kr_value dt = args[0], r = KR_NULL;
  if (!check_fromutc(self, dt)) return KR_NULL;
  kr_value offset = must_have(dt, KR_ID(utcoffset)), dst = KR_NULL, standard = KR_NULL;
  if (offset != KR_NULL) dst = must_have(dt, KR_ID(dst));
  if (dst != KR_NULL) standard = kr_timedelta_type.nb[KR_OP_SUB](offset, dst);
  kr_decref(offset);
  kr_decref(dst);
  if (standard != KR_NULL) r = kr_moment_add(dt, KR_DATETIME, standard, 1);
  kr_decref(standard);
  if (r == KR_NULL) return r;
  /* A subclass may have made anything; its own zone may be another one. */
  bool made = kr_moment_kind(r) == KR_DATETIME;
  dst = made ? kr_tzinfo_ask(kr_moment_zone(dt), KR_ID(dst), r) : KR_NONE;
  if (dst == KR_NONE)
    kr_raise(&kr_exc_ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert");
  kr_value wanted = KR_NULL;
  if (dst != KR_NULL && dst != KR_NONE)
    wanted = kr_timedelta_offset(dst) ? kr_moment_add(r, KR_DATETIME, dst, 1) : kr_ref(r);
  kr_decref(dst);
  kr_decref(r);
  return wanted;
}

FN(tzinfo_reduce) {
  kr_value get, arguments = kr_ref(KR_EMPTY_TUPLE), state = KR_NULL, r = KR_NULL;
  int found = kr_getattr_optional(self, KR_ID(__getinitargs__), &get);
  if (found < 0) return KR_NULL;
  if (found) {
    arguments = kr_call0(get);
    kr_decref(get);
  }
  if (arguments != KR_NULL) state = kr_call_method0(self, KR_ID(__getstate__));
  if (state != KR_NULL) r = kr_tuple_pack(3, kr_from_object(kr_type_of(self)), arguments, state);
  kr_decref(arguments);
  kr_decref(state);
  return r;
}

static const kr_method_def tzinfo_methods[] = {
    {"tzname", tzinfo_tzname, 0, "($self, object, /)", "datetime -> name of the zone."},
    {"utcoffset", tzinfo_utcoffset, 0, "($self, object, /)", "datetime -> timedelta east of UTC."},
    {"dst", tzinfo_dst, 0, "($self, object, /)", "datetime -> daylight saving as a timedelta."},
    {"fromutc", tzinfo_fromutc, 0, "($self, object, /)", "The local time of a datetime that is in UTC."},
    {"__reduce__", tzinfo_reduce, 0, "($self, /)", NULL},
    {0}};
kr_type kr_tzinfo_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.tzinfo",
    .doc = "Abstract base class for time zones.",
    .tf = KR_TF_BASETYPE,
    .basic_size = sizeof(kr_object),
    .base = &kr_object_type,
    .dealloc = tzinfo_dealloc,
    .methods = tzinfo_methods,
    .new_ = tzinfo_new,
};

/* ---- timezone ----------------------------------------------------------------------------------------- */

kr_value kr_timezone_new(kr_value offset, kr_value name) {
  if (!check_offset(offset)) return KR_NULL;
  if (name == KR_NULL && kr_timezone_utc != KR_NULL && !kr_timedelta_offset(offset))
    return kr_ref(kr_timezone_utc);
  kr_value v = kr_type_generic_alloc(&kr_timezone_type, 0);
  if (v == KR_NULL) return v;
  TIMEZONE(v)->offset = kr_ref(offset);
  TIMEZONE(v)->name = kr_ref(name);
  return v;
}
static kr_value timezone_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value v[2];
  if (kr_args_bind(&spec, "timezone", "(offset, name=None)", args, nargs, kwnames, v) < 0) return KR_NULL;
  if (!kr_is_timedelta(v[0]))
    return kr_raise(&kr_exc_TypeError, "timezone() argument 1 must be datetime.timedelta, not %T", v[0]);
  if (v[1] != KR_NULL && !kr_is_str_argument("timezone", 2, v[1])) return KR_NULL;
  return kr_timezone_new(v[0], v[1]);
}
static void timezone_dealloc(kr_object *o) {
  KR_CLEAR(((timezone_object *)o)->offset);
  KR_CLEAR(((timezone_object *)o)->name);
  kr_object_free(o);
}

static kr_value timezone_str(kr_value self) {
  const timezone_object *z = TIMEZONE(self);
  if (z->name != KR_NULL) return kr_ref(z->name);
  if (self == kr_timezone_utc) return kr_str_from_cstr("UTC");
  char text[32];
  kr_offset_text(text, ":", kr_timedelta_offset(z->offset));
  return kr_str_format("UTC%s", text);
}
static kr_value timezone_repr(kr_value self) {
  const timezone_object *z = TIMEZONE(self);
  if (self == kr_timezone_utc) return kr_str_from_cstr("datetime.timezone.utc");
  return kr_str_format(z->name == KR_NULL ? "datetime.timezone(%R)" : "datetime.timezone(%R, %R)", z->offset,
                       z->name);
}
static int64_t timezone_hash(kr_value self) { return kr_hash64(TIMEZONE(self)->offset); }
static kr_value timezone_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(b, &kr_timezone_type)) return KR_NOT_IMPLEMENTED;
  return kr_compare(TIMEZONE(a)->offset, TIMEZONE(b)->offset, op);
}

static bool check_dt(const char *name, kr_value dt) {
  if (dt == KR_NONE || kr_moment_kind(dt) == KR_DATETIME) return true;
  kr_raise(&kr_exc_TypeError, "%s(dt) argument must be a datetime instance or None, not %T", name, dt);
  return false;
}
FN(timezone_tzname) { return check_dt("tzname", args[0]) ? timezone_str(self) : KR_NULL; }
FN(timezone_utcoffset) { return check_dt("utcoffset", args[0]) ? kr_ref(TIMEZONE(self)->offset) : KR_NULL; }
FN(timezone_dst) { return check_dt("dst", args[0]) ? KR_NONE : KR_NULL; }
FN(timezone_fromutc) {
  if (!check_fromutc(self, args[0])) return KR_NULL;
  return kr_moment_add(args[0], KR_DATETIME, TIMEZONE(self)->offset, 1);
}
FN(timezone_getinitargs) {
  const timezone_object *z = TIMEZONE(self);
  return kr_tuple_pack(z->name == KR_NULL ? 1 : 2, z->offset, z->name);
}

static const kr_method_def timezone_methods[] = {
    {"tzname", timezone_tzname, 0, "($self, object, /)", "The name, or UTC and the offset."},
    {"utcoffset", timezone_utcoffset, 0, "($self, object, /)", "The fixed offset."},
    {"dst", timezone_dst, 0, "($self, object, /)", "None."},
    {"fromutc", timezone_fromutc, 0, "($self, object, /)", "The local time of a datetime that is in UTC."},
    {"__getinitargs__", timezone_getinitargs, 0, "($self, /)", NULL},
    {0}};
kr_type kr_timezone_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "datetime.timezone",
    .doc = "A fixed offset from UTC.",
    .basic_size = sizeof(timezone_object),
    .base = &kr_tzinfo_type,
    .dealloc = timezone_dealloc,
    .methods = timezone_methods,
    .repr = timezone_repr,
    .str = timezone_str,
    .hash = timezone_hash,
    .richcompare = timezone_compare,
    .new_ = timezone_new,
};
