/* Module _datetime: date, time, datetime, timedelta, tzinfo and timezone.
 *
 * A date, a time and a datetime are the same thing here, a moment: ten bytes, as CPython pickles and hashes
 * them, of which a date uses the first four and a time the last six. What is computed is computed on seven
 * numbers (kr_fields), or on seconds since 1970 in the moment's own zone.
 *
 * Results of methods are of the class of `self` where CPython makes them so: a subclass is called with the
 * fields, and may answer anything at all.
 */
#ifndef KR_DATETIME_H
#define KR_DATETIME_H

#include <stdio.h>

#include "modules/modules.h"
#include "modules/time.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/tuple.h"

#define KR_DATETIME_METHOD(name) \
  kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- timedelta (timedelta.c) ---- */

typedef struct {
  KR_OBJECT_HEAD
  int32_t hash; /* 0: not computed */
  int32_t days, seconds, microseconds;
} kr_timedelta;
extern kr_type kr_timedelta_type;
#define KR_TIMEDELTA(v) KR_AS(kr_timedelta, v)
bool kr_is_timedelta(kr_value v);
/* Of any sum that does not overflow; brought to the usual form. New; OverflowError. */
kr_value kr_timedelta_new(kr_type *type, int64_t days, int64_t seconds, int64_t microseconds);
/* Of the timedelta that these sum up to. */
int64_t kr_timedelta_hash(int64_t days, int64_t seconds, int64_t microseconds);
/* In microseconds, of an offset from UTC: less than a day. */
int64_t kr_timedelta_offset(kr_value v);
/* seconds and microseconds with 0 <= *microseconds < 1000000. */
void kr_carry(int64_t *seconds, int64_t *microseconds);

/* What `a op b` is if the sign of `order` is that of a - b. */
kr_value kr_by_order(int order, int op);

/* ---- tzinfo and timezone (timezone.c) ---- */

extern kr_type kr_tzinfo_type, kr_timezone_type;
extern kr_value kr_timezone_utc; /* KR_NULL until the module is imported */
bool kr_is_tzinfo(kr_value v);
/* 0; -1: v is neither None nor a tzinfo. */
int kr_check_tzinfo(kr_value v);
/* The timezone of that offset; name KR_NULL: none. New. */
kr_value kr_timezone_new(kr_value offset, kr_value name);
/* tz.name(arg) for utcoffset, dst or tzname, its type checked; None if there is no zone. New. */
kr_value kr_tzinfo_ask(kr_value tz, kr_value name, kr_value arg);
/* "+hh:mm", with seconds and their fraction if they are not 0. */
void kr_offset_text(char out[32], const char *sep, int64_t microseconds);

/* ---- moments (moment.c) ---- */

enum { KR_DATE = 1, KR_TIME = 2, KR_DATETIME = 3 };
enum { KR_YEAR, KR_MONTH, KR_DAY, KR_HOUR, KR_MINUTE, KR_SECOND, KR_MICROSECOND, KR_FIELDS };
typedef struct {
  int at[KR_FIELDS]; /* month and day from 1; of a time the date is 1970-01-01 */
} kr_fields;
typedef struct {
  KR_OBJECT_HEAD
  int32_t hash;  /* 0: not computed */
  uint8_t kind;  /* of the builtin type it is an instance of */
  uint8_t fold;  /* 0, 1 */
  uint8_t s[10]; /* year (2), month, day, hour, minute, second, microsecond (3), high byte first */
  kr_value tz;   /* a date has none; None or a tzinfo */
} kr_moment;
extern kr_type kr_date_type, kr_time_type, kr_datetime_type;
#define KR_MOMENT(v) KR_AS(kr_moment, v)
/* KR_DATE, KR_TIME, KR_DATETIME; 0: none of them. */
int kr_moment_kind(kr_value v);
KR_INLINE kr_value kr_moment_zone(kr_value m) { /* borrowed */
  return KR_MOMENT(m)->kind & KR_TIME ? KR_MOMENT(m)->tz : KR_NONE;
}
kr_fields kr_moment_fields(kr_value m);
/* The instance of cls, a class whose builtin type is that of `kind` (or a datetime for a date at midnight). tz
 * None or a tzinfo. New; ValueError. */
kr_value kr_moment_new(kr_value cls, int kind, const kr_fields *f, kr_value tz, int fold);
int kr_days_in_month(int year, int month);
/* Seconds since 1970, microseconds left out; and back, with 0 for them: the year may be out of range. */
int64_t kr_fields_seconds(const kr_fields *f);
kr_fields kr_fields_of(int64_t seconds);
/* f moved by that much. False: OverflowError. */
bool kr_fields_shift(kr_fields *f, int64_t seconds, int64_t microseconds);
/* The Monday of an ISO year's first week, as days since 1970. */
int64_t kr_iso_monday(int year);
/* The date of an ISO year, week and weekday, or what is wrong with them. */
typedef enum { KR_ISO_OK, KR_ISO_YEAR, KR_ISO_WEEK, KR_ISO_DAY } kr_iso_error;
kr_iso_error kr_fields_of_iso(int year, int week, int day, kr_fields *f);
/* Its utcoffset(), dst() or tzname(): None if it has no zone. New. */
kr_value kr_moment_ask(kr_value m, kr_value name);
/* utcoffset() in microseconds: 1; 0: there is none (*us is 0); -1. */
int kr_moment_offset(kr_value m, int64_t *us);
/* A datetime, or a date with kind KR_DATE, and a timedelta added or, with sign -1, subtracted. New. */
kr_value kr_moment_add(kr_value m, int kind, kr_value delta, int sign);

kr_value kr_date_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_time_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_datetime_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
KR_DATETIME_METHOD(kr_moment_replace);
KR_DATETIME_METHOD(kr_date_reduce);
KR_DATETIME_METHOD(kr_moment_reduce);
KR_DATETIME_METHOD(kr_moment_reduce_ex);
KR_DATETIME_METHOD(kr_moment_utcoffset);
KR_DATETIME_METHOD(kr_moment_dst);
KR_DATETIME_METHOD(kr_moment_tzname);
kr_value kr_date_nb_add(kr_value a, kr_value b), kr_date_nb_sub(kr_value a, kr_value b);
kr_value kr_datetime_nb_add(kr_value a, kr_value b), kr_datetime_nb_sub(kr_value a, kr_value b);
kr_value kr_date_compare(kr_value a, kr_value b, int op), kr_moment_compare(kr_value a, kr_value b, int op);
int64_t kr_date_hash(kr_value self), kr_moment_hash(kr_value self);

/* ---- as text (text.c) and by the clock (clock.c): methods ---- */

kr_value kr_date_str(kr_value self), kr_datetime_str(kr_value self); /* a time's is as a date's */
kr_value kr_date_repr(kr_value self), kr_moment_repr(kr_value self);
KR_DATETIME_METHOD(kr_moment_isoformat);
KR_DATETIME_METHOD(kr_moment_strftime);
KR_DATETIME_METHOD(kr_moment_format);
KR_DATETIME_METHOD(kr_date_ctime);
KR_DATETIME_METHOD(kr_datetime_ctime);
KR_DATETIME_METHOD(kr_date_fromisoformat);
KR_DATETIME_METHOD(kr_time_fromisoformat);
KR_DATETIME_METHOD(kr_datetime_fromisoformat);
KR_DATETIME_METHOD(kr_date_today);
KR_DATETIME_METHOD(kr_date_fromtimestamp);
KR_DATETIME_METHOD(kr_date_timetuple);
KR_DATETIME_METHOD(kr_datetime_now);
KR_DATETIME_METHOD(kr_datetime_utcnow);
KR_DATETIME_METHOD(kr_datetime_fromtimestamp);
KR_DATETIME_METHOD(kr_datetime_utcfromtimestamp);
KR_DATETIME_METHOD(kr_datetime_timestamp);
KR_DATETIME_METHOD(kr_datetime_astimezone);
KR_DATETIME_METHOD(kr_datetime_timetuple);
KR_DATETIME_METHOD(kr_datetime_utctimetuple);

/* ---- arguments of functions that have no signature (moment.c) ---- */

/* "f() takes exactly n arguments" and the like. 0, -1. */
int kr_exact_arguments(const char *name, size_t nargs, kr_tuple *kwnames, size_t wanted);
/* False: TypeError. */
bool kr_is_str_argument(const char *name, int number, kr_value v);
/* A C int, with the message of argument parsing. False: an exception. */
bool kr_int_argument(kr_value v, int *out);

#endif
