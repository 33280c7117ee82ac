/* Moments as text and from text: repr, ISO 8601, strftime. */
#include "modules/_datetime/datetime.h"

/* ---- repr and ISO 8601 -------------------------------------------------------------------------------- */

static kr_value repr_of(kr_value self, int kind) {
  const kr_moment *m = KR_MOMENT(self);
  kr_fields f = kr_moment_fields(self);
  const int *at = f.at;
  kr_str_builder b = {0};
  char text[80];
  kr_sb_cstr(&b, kr_type_cname(kr_type_of(self)));
  kr_sb_char(&b, '(');
  if (kind & KR_DATE) {
    snprintf(text, sizeof text, kind == KR_DATE ? "%d, %d, %d" : "%d, %d, %d, ", at[KR_YEAR], at[KR_MONTH],
             at[KR_DAY]);
    kr_sb_cstr(&b, text);
  }
  if (kind & KR_TIME) {
    const char *fmt = at[KR_MICROSECOND] ? "%d, %d, %d, %d" : at[KR_SECOND] ? "%d, %d, %d" : "%d, %d";
    snprintf(text, sizeof text, fmt, at[KR_HOUR], at[KR_MINUTE], at[KR_SECOND], at[KR_MICROSECOND]);
    kr_sb_cstr(&b, text);
    if (m->fold && kind == KR_DATETIME) kr_sb_cstr(&b, ", fold=1");
    if (m->tz != KR_NONE) {
      kr_sb_cstr(&b, ", tzinfo=");
      kr_sb_repr(&b, m->tz);
    }
    if (m->fold && kind == KR_TIME) kr_sb_cstr(&b, ", fold=1");
  }
  kr_sb_char(&b, ')');
  return kr_sb_finish(&b);
}
kr_value kr_moment_repr(kr_value self) { return repr_of(self, KR_MOMENT(self)->kind); }
kr_value kr_date_repr(kr_value self) { return repr_of(self, KR_DATE); }

/* The offset of m with `sep` between its numbers; empty if it has none. False: an exception. */
static bool zone_text(kr_value m, const char *sep, char out[32]) {
  int64_t us;
  int has = kr_moment_offset(m, &us);
  *out = 0;
  if (has > 0) kr_offset_text(out, sep, us);
  return has >= 0;
}
/* date.isoformat(), time.isoformat(timespec), datetime.isoformat(sep, timespec): told by their arguments. */
KR_DATETIME_METHOD(kr_moment_isoformat) {
  static const struct {
    char name[13], format[24];
  } specs[] = {{"hours", "%02d"},
               {"minutes", "%02d:%02d"},
               {"seconds", "%02d:%02d:%02d"},
               {"milliseconds", "%02d:%02d:%02d.%03d"},
               {"microseconds", "%02d:%02d:%02d.%06d"}};
  kr_fields f = kr_moment_fields(self);
  const int *at = f.at;
  uint32_t sep = 'T';
  if (nargs == 2 && args[0] != KR_NULL) {
    if (!kr_is_str(args[0]))
      return kr_raise(&kr_exc_TypeError, "isoformat() argument 1 must be a unicode character, not %T",
                      args[0]);
    if (KR_STR(args[0])->length != 1)
      return kr_raise(&kr_exc_TypeError,
                      "isoformat() argument 1 must be a unicode character, not a string of length %zu",
                      (size_t)KR_STR(args[0])->length);
    sep = kr_str_read(KR_STR(args[0]), 0);
  }
  size_t spec = at[KR_MICROSECOND] ? 4 : 2;
  kr_value wanted = nargs ? args[nargs - 1] : KR_NULL;
  if (wanted != KR_NULL) {
    if (!kr_is_str_argument("isoformat", (int)nargs, wanted)) return KR_NULL;
    const char *name = kr_str_cstr(wanted);
    if (!name) return KR_NULL;
    if (strcmp(name, "auto")) {
      for (spec = 0; strcmp(name, specs[spec].name);)
        if (++spec == 5) return kr_raise(&kr_exc_ValueError, "Unknown timespec value");
    }
  }
  kr_str_builder b = {0};
  char text[64], zone[32];
  if (nargs != 1) {
    snprintf(text, sizeof text, "%04d-%02d-%02d", at[KR_YEAR], at[KR_MONTH], at[KR_DAY]);
    kr_sb_cstr(&b, text);
  }
  if (nargs) {
    if (nargs == 2) kr_sb_char(&b, sep);
    snprintf(text, sizeof text, specs[spec].format, at[KR_HOUR], at[KR_MINUTE], at[KR_SECOND],
             spec == 3 ? at[KR_MICROSECOND] / 1000 : at[KR_MICROSECOND]);
    kr_sb_cstr(&b, text);
    if (!zone_text(self, ":", zone)) {
      kr_sb_discard(&b);
      return KR_NULL;
    }
    kr_sb_cstr(&b, zone);
  }
  return kr_sb_finish(&b);
}
kr_value kr_datetime_str(kr_value self) {
  kr_value space = kr_str_from_char(' ');
  kr_value r = kr_call_method(self, KR_ID(isoformat), &space, 1);
  kr_decref(space);
  return r;
}

kr_value kr_date_str(kr_value self) { return kr_call_method0(self, KR_ID(isoformat)); }

/* date.ctime() and datetime.ctime() */
static kr_value ctime_of(kr_value self, bool midnight) {
  kr_fields f = kr_moment_fields(self);
  kr_local_time t;
  kr_utc_fields(kr_fields_seconds(&f), &t);
  return kr_str_format("%.3s %.3s %2d %02d:%02d:%02d %04d", kr_day_names[t.weekday], kr_month_names[t.month],
                       t.day, midnight ? 0 : t.hour, midnight ? 0 : t.minute, midnight ? 0 : t.second,
                       t.year);
}
KR_DATETIME_METHOD(kr_date_ctime) { return ctime_of(self, true); }
KR_DATETIME_METHOD(kr_datetime_ctime) { return ctime_of(self, false); }

/* ---- strftime ----------------------------------------------------------------------------------------- */

/* What stands for a conversion that C's strftime does not have, or not as wanted; appended to b. False: an
 * exception. */
static bool own_conversion(kr_str_builder *b, kr_value self, uint32_t c, bool colon) {
  char text[32];
  if (c == 'f') {
    snprintf(text, sizeof text, "%06d", kr_moment_fields(self).at[KR_MICROSECOND]);
  } else if (c == 'z') {
    if (!zone_text(self, colon ? ":" : "", text)) return false;
  } else {
    kr_value name = kr_moment_ask(self, KR_ID(tzname));
    if (!kr_is_object(name)) return name == KR_NONE;
    const kr_value percent[2] = {kr_str_from_char('%'), kr_str_from_cstr("%%")};
    KR_REPLACE(name, kr_call_method(name, KR_ID(replace), percent, 2));
    kr_decref(percent[0]);
    kr_decref(percent[1]);
    if (name == KR_NULL) return false;
    bool is_str = kr_is_str(name);
    if (is_str) kr_sb_str(b, KR_STR(name));
    else kr_raise(&kr_exc_TypeError, "tzname.replace() did not return a string");
    kr_decref(name);
    return is_str;
  }
  return kr_sb_cstr(b, text);
}
KR_DATETIME_METHOD(kr_moment_strftime) {
  if (!kr_is_str_argument("strftime", 1, args[0])) return KR_NULL;
  kr_value tuple;
  if (KR_MOMENT(self)->kind == KR_TIME) {
    kr_fields f = kr_moment_fields(self);
    const int v[9] = {1900, 1, 1, f.at[KR_HOUR], f.at[KR_MINUTE], f.at[KR_SECOND], 0, 1, -1};
    kr_tuple *t = kr_tuple_new(9);
    for (int i = 0; t && i < 9; i++) t->items[i] = kr_from_small_int(v[i]);
    tuple = kr_from_object_or_null(t);
  } else {
    tuple = kr_call_method0(self, KR_ID(timetuple));
  }
  if (tuple == KR_NULL) return tuple;
  kr_value r = KR_NULL, function = KR_NULL, format;
  kr_str_builder b = {0};
  const kr_str *s = KR_STR(args[0]);
  for (uint32_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i), next = i + 1 < s->length ? kr_str_read(s, i + 1) : 0;
    bool colon = c == '%' && next == ':' && i + 2 < s->length && kr_str_read(s, i + 2) == 'z';
    if (colon || (c == '%' && (next == 'z' || next == 'Z' || next == 'f'))) {
      i += 1 + colon;
      if (!own_conversion(&b, self, colon ? 'z' : next, colon)) goto failed;
      continue;
    }
    kr_sb_char(&b, c);
    if (c == '%' && next) kr_sb_char(&b, next), i++;
  }
  format = kr_sb_finish(&b);
  if (format != KR_NULL) function = kr_import_attr("time", "strftime");
  if (function != KR_NULL) r = kr_call2(function, format, tuple);
  kr_decref(function);
  kr_decref(format);
failed:
  kr_sb_discard(&b);
  kr_decref(tuple);
  return r;
}
KR_DATETIME_METHOD(kr_moment_format) {
  if (kr_exact_arguments("__format__", nargs, kwnames, 1) < 0 ||
      !kr_is_str_argument("__format__", 1, args[0]))
    return KR_NULL;
  if (!KR_STR(args[0])->length) return kr_str_of(self);
  return kr_call_method1(self, KR_ID(strftime), args[0]);
}

/* ---- fromisoformat ------------------------------------------------------------------------------------ */

/* A str under a cursor. */
typedef struct {
  const kr_str *s;
  uint32_t at, end;
} text;
static uint32_t peek(const text *t) { return t->at < t->end ? kr_str_read(t->s, t->at) : 0; }
static bool accept(text *t, uint32_t c) {
  if (t->at == t->end || peek(t) != c) return false;
  t->at++;
  return true;
}
static bool is_digit(uint32_t c) { return c - '0' < 10; }
/* Exactly n digits. */
static bool number(text *t, int n, int *out) {
  for (*out = 0; n > 0; n--, t->at++) {
    uint32_t c = peek(t);
    if (!is_digit(c)) return false;
    *out = *out * 10 + (int)(c - '0');
  }
  return true;
}

/* YYYY-MM-DD, YYYYMMDD, YYYY-Www, YYYY-Www-D, YYYYWww, YYYYWwwD. What is behind is not looked at, as in CPython. */
static bool parse_date(text *t, kr_fields *f) {
  int *at = f->at, week, day = 1;
  if (!number(t, 4, &at[KR_YEAR])) return false;
  bool dashes = accept(t, '-');
  if (accept(t, 'W')) {
    if (!number(t, 2, &week)) return false;
    if (t->at < t->end && ((dashes && !accept(t, '-')) || !number(t, 1, &day))) return false;
    return kr_fields_of_iso(at[KR_YEAR], week, day, f) == KR_ISO_OK;
  }
  return number(t, 2, &at[KR_MONTH]) && (!dashes || accept(t, '-')) && number(t, 2, &at[KR_DAY]);
}

/* HH, HH:MM, HHMM, HH:MM:SS, HHMMSS, and a fraction after seconds: all of t, into at[0] to at[3]. As in CPython,
 * a null is an end; one character more before a zone, or more than that behind a long fraction, is passed over;
 * without colons the fraction needs no point. */
static bool parse_clock(text *t, int *at) {
  bool colons = false, zone = t->end < t->s->length;
  at[0] = at[1] = at[2] = at[3] = 0;
  for (int i = 0;; i++) {
    if (!number(t, 2, &at[i])) return false;
    if (t->at == t->end) return true;
    uint32_t c = kr_str_read(t->s, t->at);
    if (i == 0) colons = c == ':';
    if (t->at + 1 == t->end) return c == 0 || (c < 128 && zone);
    if (i == 2) break;
    if (colons && !accept(t, ':')) return false;
  }
  if (!accept(t, '.') && !accept(t, ',') && colons) return false;
  int digits = t->end - t->at < 6 ? (int)(t->end - t->at) : 6;
  if (!digits || !number(t, digits, &at[3])) return false;
  while (digits++ < 6) at[3] *= 10;
  while (is_digit(peek(t))) t->at++;
  return peek(t) == 0 || zone;
}
/* A clock and perhaps a zone; *tz is new. False: not well formed, or an exception. */
static bool parse_time(text *t, kr_fields *f, kr_value *tz) {
  text clock = *t;
  uint32_t c = 0;
  *tz = KR_NONE;
  for (clock.end = t->at; clock.end < t->end; clock.end++) {
    c = kr_str_read(t->s, clock.end);
    if (c == '+' || c == '-' || c == 'Z') break;
  }
  if (!parse_clock(&clock, &f->at[KR_HOUR])) return false;
  if (clock.end == t->end) return true;
  t->at = clock.end + 1;
  int at[4] = {0};
  if (c == 'Z' ? peek(t) != 0 : !parse_clock(t, at)) return false;
  int64_t seconds = at[0] * 3600 + at[1] * 60 + at[2], us = at[3];
  if (seconds == 0) {
    *tz = kr_ref(kr_timezone_utc);
    return true;
  }
  if (c == '-') seconds = -seconds, us = -us;
  kr_value delta = kr_timedelta_new(&kr_timedelta_type, 0, seconds, us);
  *tz = delta == KR_NULL ? KR_NULL : kr_timezone_new(delta, KR_NULL);
  kr_decref(delta);
  return *tz != KR_NULL;
}
/* Midnight as 24:00, of the day before; without days the same midnight. 1: it was; 0: it was not; -1. */
static int midnight(kr_fields *f) {
  int *at = f->at;
  if (at[KR_HOUR] != 24) return 0;
  if (at[KR_MINUTE] || at[KR_SECOND] || at[KR_MICROSECOND])
    return KR_RAISE_INT(&kr_exc_ValueError, "minute, second, and microsecond must be 0 when hour is 24");
  at[KR_HOUR] = 0;
  return 1;
}

/* Where in a text of date and time the date ends. */
static uint32_t date_end(const kr_str *s) {
  uint32_t n = s->length;
#define AT(i) ((i) < n ? kr_str_read(s, i) : 0)
  if (AT(4) == '-') {
    if (AT(5) != 'W') return 10;
    /* a dash after the week comes before a weekday, or is what separates the time */
    return AT(8) != '-' || (is_digit(AT(9)) && is_digit(AT(10))) ? 8 : 10;
  }
  if (AT(4) != 'W') return 8;
  uint32_t digits = 7;
  while (is_digit(AT(digits))) digits++;
  /* digits up to here; with a weekday among them their number is odd */
  return digits < 9 ? digits : digits % 2 ? 8 : 7;
#undef AT
}

typedef bool (*parser)(const kr_str *s, kr_fields *f, kr_value *tz);
static bool date_text(const kr_str *s, kr_fields *f, kr_value *tz) {
  text t = {s, 0, s->length};
  return (s->length == 7 || s->length == 8 || s->length == 10) && parse_date(&t, f);
}
static bool time_text(const kr_str *s, kr_fields *f, kr_value *tz) {
  text t = {s, 0, s->length};
  accept(&t, 'T');
  return parse_time(&t, f, tz) && midnight(f) >= 0;
}
static bool datetime_text(const kr_str *s, kr_fields *f, kr_value *tz) {
  if (s->length < 7) return false;
  uint32_t end = date_end(s);
  text date = {s, 0, end < s->length ? end : s->length}, time = {s, end + 1, s->length};
  if (!parse_date(&date, f)) return false;
  if (end >= s->length) return true;
  if (!parse_time(&time, f, tz)) return false;
  int *at = f->at;
  if (at[KR_MONTH] < 1 || at[KR_MONTH] > 12 || at[KR_DAY] > kr_days_in_month(at[KR_YEAR], at[KR_MONTH]))
    return true; /* who makes the datetime will complain */
  int r = midnight(f);
  if (r > 0) *f = kr_fields_of(kr_fields_seconds(f) + 86400);
  return r >= 0;
}
static kr_value from_text(kr_value cls, kr_value v, int kind, parser parse) {
  if (!kr_is_str(v)) return kr_raise(&kr_exc_TypeError, "fromisoformat: argument must be str");
  kr_fields f = {{0}};
  kr_value tz = KR_NONE, r = KR_NULL;
  if (parse(KR_STR(v), &f, &tz)) r = kr_moment_new(cls, kind, &f, tz, 0);
  else if (!kr_failed()) kr_raise(&kr_exc_ValueError, "Invalid isoformat string: %R", v);
  kr_decref(tz);
  return r;
}
KR_DATETIME_METHOD(kr_date_fromisoformat) { return from_text(self, args[0], KR_DATE, date_text); }
KR_DATETIME_METHOD(kr_time_fromisoformat) { return from_text(self, args[0], KR_TIME, time_text); }
KR_DATETIME_METHOD(kr_datetime_fromisoformat) { return from_text(self, args[0], KR_DATETIME, datetime_text); }
