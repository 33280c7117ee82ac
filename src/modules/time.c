/* Module time. */
#include <limits.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "objects/audit.h"
#include "host/host.h"
#include "modules/modules.h"
#include "modules/time.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str.h"
#include "vm/call.h"
#include "vm/threads.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- clocks -------------------------------------------------------------------------------------------- */

static double wall(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
static int64_t wall_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
FN(t_time) { return kr_from_double(wall()); }
FN(t_time_ns) { return kr_int_from_i64(wall_ns()); }
FN(t_monotonic) { return kr_from_double(kr_host_now() * 1e-3); }
FN(t_monotonic_ns) { return kr_int_from_i64((int64_t)(kr_host_now() * 1e6)); }
FN(t_process) { return kr_from_double(kr_host_cpu_time()); }
FN(t_process_ns) { return kr_int_from_i64((int64_t)(kr_host_cpu_time() * 1e9)); }

/* Nanoseconds on the clock that clock_gettime() calls so; false: TypeError or OSError. There is one thread as the
 * host sees it. */
static bool clock_by_id(kr_value id, int64_t *ns) {
  int64_t n;
  if (!kr_is_int(id) || !kr_int_fits_i64(id, &n) || n != (int32_t)n) {
    kr_raise(&kr_exc_TypeError, "clk_id should be integer, not %T", id);
    return false;
  }
  switch (n) {
    case 0: *ns = wall_ns(); return true;
    case 1: *ns = (int64_t)(kr_host_now() * 1e6); return true;
    case 2:
    case 3: *ns = (int64_t)(kr_host_cpu_time() * 1e9); return true;
  }
  kr_raise_errno(EINVAL, KR_NULL);
  return false;
}
FN(t_clock_gettime) {
  int64_t ns;
  return clock_by_id(args[0], &ns) ? kr_from_double((double)ns * 1e-9) : KR_NULL;
}
FN(t_clock_gettime_ns) {
  int64_t ns;
  return clock_by_id(args[0], &ns) ? kr_int_from_i64(ns) : KR_NULL;
}
/* Are the arguments so many, and no keywords among them? */
static bool counted(const char *name, size_t nargs, kr_tuple *kwnames, size_t min, size_t max) {
  return kr_args_no_keywords(name, kwnames) == 0 && kr_args_parsed(name, nargs, min, max) == 0;
}
FN(t_clock_getres) {
  if (!counted("clock_getres", nargs, kwnames, 1, 1)) return KR_NULL;
  int id = kr_index_as_int(args[0]);
  if (id == -1 && kr_failed()) return KR_NULL;
  if (id < 0 || id > 3) return kr_raise_errno(EINVAL, KR_NULL);
  return kr_from_double(id ? 1e-9 : 1e-3);
}

/* ---- sleep: leaves to the host ------------------------------------------------------------------------- */

static kr_value sleep_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  double deadline = kr_double_value(f->slots[0]);
  bool first = f->state == 0;
  f->state = 1;
  if (kr_host_now() >= deadline) {
    if (first && kr_threads_others_ready()) return kr_thread_yield();
    if (!(first && kr_leave_always)) return KR_NONE;
  }
  return kr_wait_until(deadline);
}
static const kr_native sleep_native = {"sleep", sleep_step, 1};

FN(t_sleep) {
  double seconds;
  if (KR_AUDIT("time.sleep", args[0])) return KR_NULL;
  if (kr_is_float(args[0])) {
    seconds = kr_float_value(args[0]);
    if (seconds != seconds) return kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)");
  } else {
    kr_value i = kr_index(args[0]);
    if (i == KR_NULL) {
      if (!kr_is_int(args[0]) && kr_clear_if(&kr_exc_TypeError))
        kr_raise(&kr_exc_TypeError, "'%T' object cannot be interpreted as an integer or float", args[0]);
      return KR_NULL;
    }
    seconds = kr_int_as_double(i);
    kr_decref(i);
    if (seconds == -1 && kr_failed()) return KR_NULL;
  }
  if (seconds < 0) return kr_raise(&kr_exc_ValueError, "sleep length must be non-negative");
  if (seconds > 9223372036.0)
    return kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t");
  kr_frame *f = kr_native_push(&sleep_native);
  if (!f) return KR_NULL;
  f->slots[0] = kr_from_double(kr_host_now() + seconds * 1e3);
  return KR_PUSHED;
}

/* ---- struct_time --------------------------------------------------------------------------------------- */

static kr_type *struct_time;

int64_t kr_days_from_civil(int64_t y, int m, int d) {
  y -= m <= 2;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
void kr_utc_fields(int64_t seconds, kr_local_time *t) {
  int64_t days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) rest += 86400, days--;
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  int month = (int)(mp < 10 ? mp + 3 : mp - 9);
  int64_t year = yoe + era * 400 + (month <= 2);
  t->year = (int32_t)year;
  t->month = month - 1;
  t->day = (int)(doy - (153 * mp + 2) / 5 + 1);
  t->hour = (int)(rest / 3600);
  t->minute = (int)(rest / 60 % 60);
  t->second = (int)(rest % 60);
  t->weekday = (int)(((days + 4) % 7 + 7) % 7);
  t->yearday = (int)(days - kr_days_from_civil(year, 1, 1));
  t->is_dst = 0;
  t->utc_offset = 0;
  strcpy(t->zone, "UTC");
}
static kr_value fields_value(const kr_local_time *t) {
  kr_value v[11] = {kr_from_small_int(t->year),
                    kr_from_small_int(t->month + 1),
                    kr_from_small_int(t->day),
                    kr_from_small_int(t->hour),
                    kr_from_small_int(t->minute),
                    kr_from_small_int(t->second),
                    kr_from_small_int((t->weekday + 6) % 7),
                    kr_from_small_int(t->yearday + 1),
                    kr_from_small_int(t->is_dst),
                    kr_str_from_cstr(t->zone),
                    kr_from_small_int(t->utc_offset)};
  return kr_structseq_new(struct_time, v);
}
static bool in_range(int64_t s) {
  if (s >= -67768040609740800 && s <= 67768036191676799) return true;
  kr_raise_errno(EOVERFLOW, KR_NULL);
  return false;
}
bool kr_time_seconds(kr_value v, int64_t *out) {
  if (v == KR_NULL || v == KR_NONE) {
    *out = (int64_t)floor(wall());
    return true;
  }
  if (kr_is_float(v)) {
    double d = kr_float_value(v);
    if (d != d) {
      kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)");
      return false;
    }
    d = floor(d);
    if (fabs(d) > 6.7e16) {
      kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t");
      return false;
    }
    *out = (int64_t)d;
    return true;
  }
  *out = kr_index_as_i64(v);
  if (*out == -1 && kr_failed()) {
    if (kr_clear_if(&kr_exc_OverflowError))
      kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t");
    return false;
  }
  return in_range(*out);
}
FN(t_gmtime) {
  if (!counted("gmtime", nargs, kwnames, 0, 1)) return KR_NULL;
  int64_t s;
  if (!kr_time_seconds(nargs ? args[0] : KR_NULL, &s)) return KR_NULL;
  kr_local_time t;
  kr_utc_fields(s, &t);
  strcpy(t.zone, "GMT");
  return fields_value(&t);
}
FN(t_localtime) {
  if (!counted("localtime", nargs, kwnames, 0, 1)) return KR_NULL;
  int64_t s;
  if (!kr_time_seconds(nargs ? args[0] : KR_NULL, &s)) return KR_NULL;
  kr_local_time t;
  if (!kr_host_local_time(s, &t)) return kr_raise_errno(errno, KR_NULL);
  return fields_value(&t);
}

/* The nine numbers of a tuple, checked as C's struct tm needs them. */
static bool tm_arg(const char *function, kr_value v, struct tm *tm, int64_t *year) {
  memset(tm, 0, sizeof *tm);
  if (!kr_is_tuple(v)) {
    kr_raise(&kr_exc_TypeError, "Tuple or struct_time argument required");
    return false;
  }
  if (KR_TUPLE(v)->size != 9) {
    kr_raise(&kr_exc_TypeError, "%s(): illegal time tuple argument", function);
    return false;
  }
  int f[9];
  for (int i = 0; i < 9; i++) {
    f[i] = kr_index_as_int(KR_TUPLE(v)->items[i]);
    if (f[i] != -1 || !kr_failed()) continue;
    if (kr_clear_if(&kr_exc_OverflowError))
      kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C long");
    return false;
  }
  if (f[0] < INT_MIN + 1900) {
    kr_raise(&kr_exc_OverflowError, "year out of range");
    return false;
  }
  *year = f[0];
  tm->tm_year = f[0] - 1900;
  tm->tm_mon = f[1] - 1;
  tm->tm_mday = f[2];
  tm->tm_hour = f[3];
  tm->tm_min = f[4];
  tm->tm_sec = f[5];
  tm->tm_wday = (f[6] + 1) % 7;
  tm->tm_yday = f[7] - 1;
  tm->tm_isdst = f[8];
  return true;
}
static bool check_tm(struct tm *tm) {
  const char *bad = NULL;
  if (tm->tm_mon == -1) tm->tm_mon = 0;
  if (tm->tm_mon < 0 || tm->tm_mon > 11) bad = "month out of range";
  if (tm->tm_mday == 0) tm->tm_mday = 1;
  if (!bad && (tm->tm_mday < 0 || tm->tm_mday > 31)) bad = "day of month out of range";
  if (!bad && (tm->tm_hour < 0 || tm->tm_hour > 23)) bad = "hour out of range";
  if (!bad && (tm->tm_min < 0 || tm->tm_min > 59)) bad = "minute out of range";
  if (!bad && (tm->tm_sec < 0 || tm->tm_sec > 61)) bad = "seconds out of range";
  if (!bad && tm->tm_wday < 0) bad = "day of week out of range";
  if (tm->tm_yday == -1) tm->tm_yday = 0;
  if (!bad && (tm->tm_yday < 0 || tm->tm_yday > 365)) bad = "day of year out of range";
  if (bad) kr_raise(&kr_exc_ValueError, "%s", bad);
  return !bad;
}

FN(t_mktime) {
  struct tm tm;
  int64_t year;
  if (!tm_arg("mktime", args[0], &tm, &year)) return KR_NULL;
  /* local seconds as if UTC, then corrected by the offset in force there */
  int64_t mon = tm.tm_mon, y = year + (mon >= 0 ? mon / 12 : -((11 - mon) / 12));
  int m = (int)(((mon % 12) + 12) % 12) + 1;
  int64_t guess = (kr_days_from_civil(y, m, 1) + tm.tm_mday - 1) * 86400 + (int64_t)tm.tm_hour * 3600 +
                  (int64_t)tm.tm_min * 60 + tm.tm_sec;
  if (!in_range(guess)) {
    kr_clear_exception();
    return kr_raise(&kr_exc_OverflowError, "mktime argument out of range");
  }
  int64_t s = guess;
  for (int i = 0; i < 3; i++) {
    kr_local_time t;
    if (!kr_host_local_time(s, &t)) return kr_raise(&kr_exc_OverflowError, "mktime argument out of range");
    int64_t better = guess - t.utc_offset;
    if (tm.tm_isdst >= 0 && i == 2 && t.is_dst != (tm.tm_isdst > 0)) break;
    if (better == s) break;
    s = better;
  }
  return kr_from_double((double)s);
}

const char *const kr_day_names[7] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                     "Thursday", "Friday", "Saturday"};
const char *const kr_month_names[12] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
static kr_value asctime_text(const struct tm *tm, int64_t year) {
  return kr_str_format("%.3s %.3s%3d %02d:%02d:%02d %lld", kr_day_names[tm->tm_wday % 7],
                       kr_month_names[tm->tm_mon], tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec,
                       (long long)year);
}
static void to_tm(const kr_local_time *t, struct tm *tm) {
  memset(tm, 0, sizeof *tm);
  tm->tm_year = t->year - 1900;
  tm->tm_mon = t->month;
  tm->tm_mday = t->day;
  tm->tm_hour = t->hour;
  tm->tm_min = t->minute;
  tm->tm_sec = t->second;
  tm->tm_wday = t->weekday;
  tm->tm_yday = t->yearday;
  tm->tm_isdst = t->is_dst;
}
FN(t_asctime) {
  if (kr_args_no_keywords("asctime", kwnames) || kr_args_count("asctime", nargs, 0, 1)) return KR_NULL;
  struct tm tm;
  int64_t year;
  if (!nargs) {
    kr_local_time t;
    if (!kr_host_local_time((int64_t)floor(wall()), &t)) return kr_raise_errno(errno, KR_NULL);
    to_tm(&t, &tm);
    year = t.year;
  } else if (!tm_arg("asctime", args[0], &tm, &year) || !check_tm(&tm)) {
    return KR_NULL;
  }
  return asctime_text(&tm, year);
}
FN(t_ctime) {
  if (!counted("ctime", nargs, kwnames, 0, 1)) return KR_NULL;
  int64_t s;
  kr_local_time t;
  struct tm tm;
  if (!kr_time_seconds(nargs ? args[0] : KR_NULL, &s)) return KR_NULL;
  if (!kr_host_local_time(s, &t)) return kr_raise_errno(errno, KR_NULL);
  to_tm(&t, &tm);
  return asctime_text(&tm, t.year);
}

/* ISO 8601 week and its year. */
static void iso_week(const struct tm *tm, int64_t year, int *week, int64_t *iso_year) {
  int wday = (tm->tm_wday + 6) % 7; /* Monday 0 */
  int w = (tm->tm_yday - wday + 10) / 7;
  *iso_year = year;
  if (w < 1) {
    (*iso_year)--;
    int64_t y = *iso_year;
    int leap = (y % 4 == 0 && y % 100) || y % 400 == 0;
    int yday = tm->tm_yday + 365 + leap;
    w = (yday - wday + 10) / 7;
  } else if (w == 53) {
    int leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
    if (tm->tm_yday - wday + 3 >= 365 + leap) {
      w = 1;
      (*iso_year)++;
    }
  }
  *week = w;
}

/* What is one number among the conversions: so many digits at least, with this before it. */
typedef struct {
  int64_t n;
  int width;
  char fill;
} number;
/* The number of a conversion in the C locale; .fill 0: it is none. */
static number number_of(char c, const struct tm *tm, int64_t year, int offset) {
  number f = {.width = 2, .fill = '0'};
  int week, hour12 = tm->tm_hour % 12 ? tm->tm_hour % 12 : 12;
  int64_t iso_year;
  switch (c) {
    case 's':
      f.n = (kr_days_from_civil(year, tm->tm_mon + 1, tm->tm_mday)) * 86400 + tm->tm_hour * 3600 +
            tm->tm_min * 60 + tm->tm_sec - offset;
      f.width = 1;
      break;
    case 'Y':
      f.n = year;
      f.width = 4;
      break;
    case 'C': f.n = year / 100; break;
    case 'y': f.n = ((year % 100) + 100) % 100; break;
    case 'm': f.n = tm->tm_mon + 1; break;
    case 'd': f.n = tm->tm_mday; break;
    case 'e':
      f.n = tm->tm_mday;
      f.fill = ' ';
      break;
    case 'H': f.n = tm->tm_hour; break;
    case 'k':
      f.n = tm->tm_hour;
      f.fill = ' ';
      break;
    case 'I': f.n = hour12; break;
    case 'l':
      f.n = hour12;
      f.fill = ' ';
      break;
    case 'M': f.n = tm->tm_min; break;
    case 'S': f.n = tm->tm_sec; break;
    case 'j':
      f.n = tm->tm_yday + 1;
      f.width = 3;
      break;
    case 'u':
      f.n = tm->tm_wday ? tm->tm_wday : 7;
      f.width = 1;
      break;
    case 'w':
      f.n = tm->tm_wday;
      f.width = 1;
      break;
    case 'U': f.n = (tm->tm_yday + 7 - tm->tm_wday) / 7; break;
    case 'W': f.n = (tm->tm_yday + 7 - (tm->tm_wday + 6) % 7) / 7; break;
    case 'V':
      iso_week(tm, year, &week, &iso_year);
      f.n = week;
      break;
    case 'G':
      iso_week(tm, year, &week, &iso_year);
      f.n = iso_year;
      f.width = 4;
      break;
    case 'g':
      iso_week(tm, year, &week, &iso_year);
      f.n = ((iso_year % 100) + 100) % 100;
      break;
    default: f.fill = 0;
  }
  return f;
}

/* One conversion of strftime in the C locale. False: there is no such conversion. pad: the flag given
 * ('-', '_', '0') or 0. */
static bool conversion(kr_str_builder *b, char c, char pad, const struct tm *tm, int64_t year,
                       const char *zone, int offset) {
  char out[64];
  int hour12 = tm->tm_hour % 12 ? tm->tm_hour % 12 : 12;
  switch (c) {
    case 'a': return kr_sb_ascii(b, kr_day_names[tm->tm_wday % 7], 3);
    case 'A': return kr_sb_cstr(b, kr_day_names[tm->tm_wday % 7]);
    case 'b':
    case 'h': return kr_sb_ascii(b, kr_month_names[tm->tm_mon], 3);
    case 'B': return kr_sb_cstr(b, kr_month_names[tm->tm_mon]);
    case 'c':
      snprintf(out, sizeof out, "%.3s %.3s %2d %02d:%02d:%02d %04lld", kr_day_names[tm->tm_wday % 7],
               kr_month_names[tm->tm_mon], tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec, (long long)year);
      return kr_sb_cstr(b, out);
    case 'D':
    case 'x':
      snprintf(out, sizeof out, "%02d/%02d/%02d", tm->tm_mon + 1, tm->tm_mday,
               (int)(((year % 100) + 100) % 100));
      return kr_sb_cstr(b, out);
    case 'F':
      snprintf(out, sizeof out, "%04lld-%02d-%02d", (long long)year, tm->tm_mon + 1, tm->tm_mday);
      return kr_sb_cstr(b, out);
    case 'T':
    case 'X':
      snprintf(out, sizeof out, "%02d:%02d:%02d", tm->tm_hour, tm->tm_min, tm->tm_sec);
      return kr_sb_cstr(b, out);
    case 'R': snprintf(out, sizeof out, "%02d:%02d", tm->tm_hour, tm->tm_min); return kr_sb_cstr(b, out);
    case 'r':
      snprintf(out, sizeof out, "%02d:%02d:%02d %s", hour12, tm->tm_min, tm->tm_sec,
               tm->tm_hour < 12 ? "AM" : "PM");
      return kr_sb_cstr(b, out);
    case 'p': return kr_sb_cstr(b, tm->tm_hour < 12 ? "AM" : "PM");
    case 'P': return kr_sb_cstr(b, tm->tm_hour < 12 ? "am" : "pm");
    case 'n': return kr_sb_char(b, '\n');
    case 't': return kr_sb_char(b, '\t');
    case '%': return kr_sb_char(b, '%');
    case 'Z': return kr_sb_cstr(b, zone);
    case 'z':
      snprintf(out, sizeof out, "%c%02d%02d", offset < 0 ? '-' : '+', abs(offset) / 3600,
               abs(offset) / 60 % 60);
      return kr_sb_cstr(b, out);
    default: break;
  }
  number f = number_of(c, tm, year, offset);
  if (!f.fill) return false;
  if (pad == '-') f.width = 1;
  if (pad == '_') f.fill = ' ';
  if (pad == '0') f.fill = '0';
  snprintf(out, sizeof out, f.fill == '0' ? "%0*lld" : "%*lld", f.width, (long long)f.n);
  return kr_sb_cstr(b, out);
}

FN(t_strftime) {
  if (!counted("strftime", nargs, kwnames, 1, 2)) return KR_NULL;
  struct tm tm;
  int64_t year;
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "strftime() argument 1 must be str, not %G", args[0]);
  kr_str *fmt = KR_STR(args[0]);
  kr_local_time now = {0}; /* to ask the host takes longer than all else: only if %z, %Z or %s may be there */
  if ((nargs < 2 || kr_str_contains_char(fmt, 'z') || kr_str_contains_char(fmt, 'Z') ||
       kr_str_contains_char(fmt, 's')) &&
      !kr_host_local_time((int64_t)floor(wall()), &now))
    return kr_raise_errno(errno, KR_NULL);
  const char *zone = now.zone;
  int offset = now.utc_offset;
  if (nargs < 2) {
    to_tm(&now, &tm);
    year = now.year;
  } else if (!tm_arg("strftime", args[1], &tm, &year) || !check_tm(&tm)) {
    return KR_NULL;
  }
  if (tm.tm_isdst < -1) tm.tm_isdst = -1;
  if (tm.tm_isdst > 1) tm.tm_isdst = 1;
  /* one conversion at a time: what C's strftime does not know stays as it is */
  kr_str_builder b = {0};
  for (size_t i = 0; i < fmt->length; i++) {
    uint32_t c = kr_str_read(fmt, i);
    if (c != '%' || i + 1 == fmt->length) {
      kr_sb_char(&b, c);
      continue;
    }
    size_t start = i;
    uint32_t d = kr_str_read(fmt, ++i);
    char pad = 0;
    while ((d == '-' || d == '_' || d == '0' || d == 'E' || d == 'O') && i + 1 < fmt->length) {
      if (d != 'E' && d != 'O') pad = (char)d;
      d = kr_str_read(fmt, ++i);
    }
    /* what is no conversion stays as it is */
    if (d >= 128 || !conversion(&b, (char)d, pad, &tm, year, zone, offset))
      kr_sb_substr(&b, fmt, start, i + 1);
  }
  return kr_sb_finish(&b);
}

FN(t_strptime) {
  if (kr_args_no_keywords("strptime", kwnames)) return KR_NULL;
  kr_value f = kr_import_attr("_strptime", "_strptime_time");
  if (f == KR_NULL) return KR_NULL;
  kr_value r = kr_call(f, args, nargs, kwnames);
  kr_decref(f);
  return r;
}

FN(t_get_clock_info) {
  if (!counted("get_clock_info", nargs, kwnames, 1, 1)) return KR_NULL;
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "get_clock_info() argument 1 must be str, not %G", args[0]);
  kr_str *s = KR_STR(args[0]);
  bool adjustable = kr_str_equals_cstr(s, "time");
  bool monotonic = !adjustable;
  const char *how = adjustable ? "clock_gettime(CLOCK_REALTIME)" : "clock_gettime(CLOCK_MONOTONIC)";
  if (kr_str_equals_cstr(s, "process_time") || kr_str_equals_cstr(s, "thread_time"))
    how = "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)";
  else if (!adjustable && !kr_str_equals_cstr(s, "monotonic") && !kr_str_equals_cstr(s, "perf_counter"))
    return kr_raise(&kr_exc_ValueError, "unknown clock");
  kr_dict *d = kr_dict_new();
  if (!d || kr_dict_set_cstr(d, "implementation", kr_str_intern_cstr(how)) ||
      kr_dict_set_cstr(d, "monotonic", kr_from_bool(monotonic)) ||
      kr_dict_set_cstr(d, "adjustable", kr_from_bool(adjustable)) ||
      kr_dict_set_cstr(d, "resolution", kr_from_double(adjustable ? 1e-3 : 1e-9)))
    return KR_NULL;
  return kr_namespace_new(d);
}

static const kr_method_def methods[] = {
    {"time", t_time, 0, "($self, /)", "Seconds since the epoch."},
    {"time_ns", t_time_ns, 0, "($self, /)", "Nanoseconds since the epoch."},
    {"monotonic", t_monotonic, 0, "($self, /)", "Seconds on a clock that never goes back."},
    {"monotonic_ns", t_monotonic_ns, 0, "($self, /)", "Nanoseconds on a clock that never goes back."},
    {"perf_counter", t_monotonic, 0, "($self, /)", "Seconds on the clock to measure with."},
    {"perf_counter_ns", t_monotonic_ns, 0, "($self, /)", "Nanoseconds on the clock to measure with."},
    {"process_time", t_process, 0, "($self, /)", "Seconds of work of this process."},
    {"process_time_ns", t_process_ns, 0, "($self, /)", "Nanoseconds of work of this process."},
    {"thread_time", t_process, 0, "($module, /)", NULL},
    {"thread_time_ns", t_process_ns, 0, "($module, /)", NULL},
    {"clock_gettime", t_clock_gettime, 0, "($module, clk_id, /)", "Seconds on the clock with this number."},
    {"clock_gettime_ns", t_clock_gettime_ns, 0, "($module, clk_id, /)",
     "Nanoseconds on the clock with this number."},
    {"clock_getres", t_clock_getres, KR_FN_RAW, NULL,
     "Seconds between two readings of the clock with this number."},
    {"sleep", t_sleep, 0, "($module, object, /)", "Wait; other threads and the host go on."},
    {"gmtime", t_gmtime, KR_FN_RAW, NULL, "Seconds since the epoch as a struct_time in UTC."},
    {"localtime", t_localtime, KR_FN_RAW, NULL, "Seconds since the epoch as a struct_time in local time."},
    {"mktime", t_mktime, 0, "($self, object, /)", "A struct_time in local time as seconds since the epoch."},
    {"asctime", t_asctime, KR_FN_RAW, NULL, "A struct_time as text like 'Sat Nov 21 16:26:11 2026'."},
    {"ctime", t_ctime, KR_FN_RAW, NULL, "Seconds since the epoch as text in local time."},
    {"strftime", t_strftime, KR_FN_RAW, NULL, "A struct_time as text, by the directives in format."},
    {"strptime", t_strptime, KR_FN_RAW, NULL,
     "strptime(string, format='%a %b %d %H:%M:%S %Y')\n\nA struct_time, read from text by the directives in "
     "format."},
    {"get_clock_info", t_get_clock_info, KR_FN_RAW, NULL, "What is known of the clock with this name."},
    {0}};

static int exec(kr_module *m) {
  static const char *const fields[] = {"tm_year", "tm_mon",  "tm_mday",  "tm_hour", "tm_min",    "tm_sec",
                                       "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff", NULL};
  if (!struct_time)
    struct_time = kr_structseq_new_type(
        "time.struct_time", "A moment as nine numbers, and the names tm_zone and tm_gmtoff.", fields, 9);
  if (!struct_time) return -1;
  static const struct {
    const char *name;
    int id;
  } clocks[] = {
      {"CLOCK_REALTIME", 0},
      {"CLOCK_MONOTONIC", 1},
      {"CLOCK_PROCESS_CPUTIME_ID", 2},
      {"CLOCK_THREAD_CPUTIME_ID", 3},
      {"CLOCK_MONOTONIC_RAW", 4},
      {"CLOCK_BOOTTIME", 7},
      {"CLOCK_TAI", 11},
  };
  for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
    if (kr_module_add_int(m, clocks[i].name, clocks[i].id)) return -1;
  kr_time_zone z;
  kr_host_time_zone(&z);
  kr_value names = kr_tuple_pack(2, kr_str_from_cstr(z.standard_name), kr_str_from_cstr(z.daylight_name));
  return kr_module_add(m, "struct_time", kr_from_object(struct_time)) ||
                 kr_module_add_int(m, "timezone", -z.standard_offset) ||
                 kr_module_add_int(m, "altzone", z.has_daylight ? -z.daylight_offset : -z.standard_offset) ||
                 kr_module_add_int(m, "daylight", z.has_daylight) ||
                 kr_module_add_steal(m, "tzname", names) || kr_module_add_int(m, "_STRUCT_TM_ITEMS", 11)
             ? -1
             : 0;
}
const kr_module_def kr_module_def_time = {
    .name = "time", .doc = "Clocks, calendar time and sleeping.", .methods = methods, .exec = exec};
