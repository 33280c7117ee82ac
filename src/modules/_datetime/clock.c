/* Moments and the clock: now, timestamps, the local zone, struct_time. */
#include <errno.h>
#include <math.h>
#include <time.h>

#include "modules/_datetime/datetime.h"
#include "objects/float.h"

enum { DAY = 86400 };

static kr_value to_delta(int64_t seconds) { return kr_timedelta_new(&kr_timedelta_type, 0, seconds, 0); }

/* ---- the local zone ----------------------------------------------------------------------------------- */

/* Local time at *seconds since 1970, as seconds since then. False: an exception. */
static bool to_local(int64_t seconds, int64_t *local) {
  kr_local_time t;
  if (!kr_host_local_time(seconds, &t)) {
    kr_raise_errno(errno, KR_NULL);
    return false;
  }
  *local = seconds + t.utc_offset;
  if (t.year >= 1 && t.year <= 9999) return true;
  kr_raise(&kr_exc_ValueError, "year must be in 1..9999, not %d", (int)t.year);
  return false;
}

/* The other way, by PEP 495: of a time that occurs twice fold tells which one is meant; a time that does not
 * occur is reckoned with the offset before the gap or, with fold, the one behind. */
static bool from_local(int64_t local, int fold, int64_t *seconds) {
  int64_t at_local, at_first, at_other, at_second;
  if (!to_local(local, &at_local)) return false;
  int64_t first = local - (at_local - local), other_offset;
  if (!to_local(first, &at_first)) return false;
  if (at_first == local) { /* a solution; is there another, a day before or after? */
    int64_t other = first + (fold ? DAY : -DAY);
    if (!to_local(other, &at_other)) return false;
    other_offset = at_other - other;
    if (other_offset == at_local - local) {
      *seconds = first;
      return true;
    }
  } else {
    other_offset = at_first - first;
  }
  int64_t second = local - other_offset;
  if (!to_local(second, &at_second)) return false;
  if (at_second == local) *seconds = second;
  else if (at_first == local) *seconds = first;
  else *seconds = (first < second) == (fold != 0) ? first : second;
  return true;
}

/* The local zone as it is at that time, as a timezone. New. */
static kr_value local_zone(int64_t seconds) {
  kr_local_time t;
  if (!kr_host_local_time(seconds, &t)) return kr_raise_errno(errno, KR_NULL);
  kr_value offset = to_delta(t.utc_offset), name = kr_str_from_cstr(t.zone), r = KR_NULL;
  if (offset != KR_NULL && name != KR_NULL) r = kr_timezone_new(offset, name);
  kr_decref(offset);
  kr_decref(name);
  return r;
}
/* The local zone as it is at a naive datetime: in a gap as it was before, with fold as it is behind. New. */
static kr_value local_zone_of(kr_value m) {
  kr_fields f = kr_moment_fields(m);
  int64_t local = kr_fields_seconds(&f), seconds, other;
  int fold = KR_MOMENT(m)->fold;
  if (!from_local(local, fold, &seconds) || !from_local(local, !fold, &other)) return KR_NULL;
  return local_zone(seconds != other && (other > seconds) == fold ? other : seconds);
}

KR_DATETIME_METHOD(kr_datetime_astimezone) {
  kr_value tz = args[0] == KR_NULL ? KR_NONE : args[0], r = KR_NULL;
  if (kr_check_tzinfo(tz) < 0) return KR_NULL;
  kr_value own = kr_moment_zone(self), offset = KR_NULL;
  own = own == KR_NONE ? local_zone_of(self) : kr_ref(own);
  if (own == KR_NULL) return own;
  if (own == tz) {
    kr_decref(own);
    return kr_ref(self);
  }
  offset = kr_tzinfo_ask(own, KR_ID(utcoffset), self);
  if (offset == KR_NONE) { /* a zone that does not know is as none */
    KR_REPLACE(own, local_zone_of(self));
    if (own != KR_NULL) offset = kr_tzinfo_ask(own, KR_ID(utcoffset), self);
  }
  kr_decref(own);
  if (!kr_is_object(offset)) return KR_NULL;
  kr_fields f = kr_moment_fields(self);
  bool fits = kr_fields_shift(&f, 0, -kr_timedelta_offset(offset));
  kr_decref(offset);
  if (!fits) return KR_NULL;
  tz = tz == KR_NONE ? local_zone(kr_fields_seconds(&f)) : kr_ref(tz);
  kr_value utc = tz;
  if (tz != KR_NULL) utc = kr_moment_new(kr_from_object(kr_type_of(self)), KR_DATETIME, &f, tz, 0);
  if (utc != KR_NULL) r = kr_call_method1(tz, KR_ID(fromutc), utc);
  if (tz != KR_NULL) kr_decref(utc);
  kr_decref(tz);
  return r;
}

/* ---- from timestamps ---------------------------------------------------------------------------------- */

/* The datetime at that time in zone tz; with None in local time or, with `utc`, in UTC. New. */
static kr_value at_time(kr_value cls, int64_t seconds, int64_t us, kr_value tz, bool utc) {
  int fold = 0;
  kr_carry(&seconds, &us);
  int64_t local = seconds, before, again;
  if (tz == KR_NONE && !utc) {
    if (!to_local(seconds, &local) || !to_local(seconds - DAY, &before)) return KR_NULL;
    int64_t moved = local - before - DAY; /* how far clocks went forward since */
    if (moved < 0) {
      if (!to_local(seconds + moved, &again)) return KR_NULL;
      fold = again == local;
    }
  }
  kr_fields f = kr_fields_of(local);
  f.at[KR_MICROSECOND] = (int)us;
  kr_value r = kr_moment_new(cls, KR_DATETIME, &f, tz, fold);
  if (r == KR_NULL || tz == KR_NONE) return r;
  kr_value there = kr_call_method1(tz, KR_ID(fromutc), r);
  kr_decref(r);
  return there;
}
static bool seconds_of(kr_value v, int64_t *seconds) {
  if (v == KR_NONE) kr_index(v); /* is no int: the message */
  return v != KR_NONE && kr_time_seconds(v, seconds);
}
static kr_value at_timestamp(kr_value cls, kr_value v, kr_value tz, bool utc) {
  int64_t seconds, us = 0;
  if (!seconds_of(v, &seconds)) {
    if (kr_clear_if(&kr_exc_TypeError))
      kr_raise(&kr_exc_TypeError, "argument must be int or float, not %T", v);
    return KR_NULL;
  }
  if (kr_is_float(v)) {
    double whole, fraction = modf(kr_float_value(v), &whole);
    seconds = (int64_t)whole;
    us = (int64_t)nearbyint(fraction * 1e6);
  }
  return at_time(cls, seconds, us, tz, utc);
}
static int warn(const char *function, const char *better) {
  return kr_warn(&kr_exc_DeprecationWarning, 1,
                 "datetime.datetime.%s() is deprecated and scheduled for removal in a future version. Use "
                 "timezone-aware objects to represent datetimes in UTC: datetime.datetime.%s.",
                 function, better);
}

KR_DATETIME_METHOD(kr_date_fromtimestamp) {
  int64_t seconds, local;
  if (!seconds_of(args[0], &seconds) || !to_local(seconds, &local)) return KR_NULL;
  kr_fields f = kr_fields_of(local - (local % DAY + DAY) % DAY);
  return kr_moment_new(self, KR_DATE, &f, KR_NONE, 0);
}
KR_DATETIME_METHOD(kr_date_today) {
  kr_value time = kr_import_attr("time", "time"), now = time == KR_NULL ? time : kr_call0(time);
  kr_value r = now == KR_NULL ? now : kr_call_method1(self, KR_ID(fromtimestamp), now);
  kr_decref(time);
  kr_decref(now);
  return r;
}
KR_DATETIME_METHOD(kr_datetime_fromtimestamp) {
  kr_value tz = args[1] == KR_NULL ? KR_NONE : args[1];
  return kr_check_tzinfo(tz) < 0 ? KR_NULL : at_timestamp(self, args[0], tz, false);
}
KR_DATETIME_METHOD(kr_datetime_utcfromtimestamp) {
  if (warn("utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)") < 0 ||
      kr_exact_arguments("utcfromtimestamp", nargs, kwnames, 1) < 0)
    return KR_NULL;
  return at_timestamp(self, args[0], KR_NONE, true);
}
static kr_value at_now(kr_value cls, kr_value tz, bool utc) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return at_time(cls, t.tv_sec, t.tv_nsec / 1000, tz, utc);
}
KR_DATETIME_METHOD(kr_datetime_now) {
  kr_value tz = args[0] == KR_NULL ? KR_NONE : args[0];
  return kr_check_tzinfo(tz) < 0 ? KR_NULL : at_now(self, tz, false);
}
KR_DATETIME_METHOD(kr_datetime_utcnow) {
  return warn("utcnow", "now(datetime.UTC)") < 0 ? KR_NULL : at_now(self, KR_NONE, true);
}

/* ---- to timestamps and tuples ------------------------------------------------------------------------- */

KR_DATETIME_METHOD(kr_datetime_timestamp) {
  kr_fields f = kr_moment_fields(self);
  int64_t seconds, offset;
  if (kr_moment_zone(self) == KR_NONE) {
    if (!from_local(kr_fields_seconds(&f), KR_MOMENT(self)->fold, &seconds)) return KR_NULL;
    return kr_from_double((double)seconds + f.at[KR_MICROSECOND] / 1e6);
  }
  int has = kr_moment_offset(self, &offset);
  if (has == 0) kr_raise(&kr_exc_TypeError, "can't subtract offset-naive and offset-aware datetimes");
  if (has <= 0) return KR_NULL;
  kr_value us = kr_int_from_i64(kr_fields_seconds(&f) * 1000000 + f.at[KR_MICROSECOND] - offset);
  kr_value r = us == KR_NULL ? us : kr_int_truediv(us, kr_from_small_int(1000000));
  kr_decref(us);
  return r;
}

static kr_value struct_time(const kr_fields *f, int dst) {
  kr_local_time t;
  kr_utc_fields(kr_fields_seconds(f), &t);
  kr_tuple *numbers = kr_tuple_new(9);
  if (!numbers) return KR_NULL;
  for (int i = 0; i < 6; i++) numbers->items[i] = kr_from_small_int(f->at[i]);
  numbers->items[6] = kr_from_small_int((t.weekday + 6) % 7);
  numbers->items[7] = kr_from_small_int(t.yearday + 1);
  numbers->items[8] = kr_from_small_int(dst);
  kr_value type = kr_import_attr("time", "struct_time");
  kr_value r = type == KR_NULL ? type : kr_call1(type, kr_from_object(numbers));
  kr_decref_object(numbers);
  kr_decref(type);
  return r;
}
KR_DATETIME_METHOD(kr_date_timetuple) {
  kr_fields f = kr_moment_fields(self);
  f.at[KR_HOUR] = f.at[KR_MINUTE] = f.at[KR_SECOND] = 0;
  return struct_time(&f, -1);
}
KR_DATETIME_METHOD(kr_datetime_timetuple) {
  kr_fields f = kr_moment_fields(self);
  int is = -1;
  kr_value dst = kr_moment_ask(self, KR_ID(dst));
  if (dst == KR_NULL) return dst;
  if (dst != KR_NONE) is = kr_timedelta_offset(dst) != 0;
  kr_decref(dst);
  return struct_time(&f, is);
}
KR_DATETIME_METHOD(kr_datetime_utctimetuple) {
  kr_fields f = kr_moment_fields(self);
  int64_t offset;
  if (kr_moment_offset(self, &offset) < 0 || !kr_fields_shift(&f, 0, -offset)) return KR_NULL;
  return struct_time(&f, 0);
}
