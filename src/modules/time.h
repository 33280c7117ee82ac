/* What the modules time and _datetime share: the calendar, and numbers as points in time. */
#ifndef KR_TIME_H
#define KR_TIME_H

#include "host/host.h"
#include "value/value.h"

extern const char *const kr_day_names[7], *const kr_month_names[12]; /* "Sunday", "January" */

/* Days since 1970-01-01 of a date (month 1..12), by the proleptic Gregorian calendar. */
int64_t kr_days_from_civil(int64_t y, int m, int d);
/* Of seconds since 1970 in UTC. */
void kr_utc_fields(int64_t seconds, kr_local_time *t);
/* Seconds since 1970 of an int or a float (now, if None or KR_NULL), rounded down. False: an exception. */
bool kr_time_seconds(kr_value v, int64_t *out);

#endif
