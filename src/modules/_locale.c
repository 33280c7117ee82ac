/* _locale, without the C library's: every name is taken for a locale, as musl takes it, and all of them
 * behave as C with UTF-8. So a program gets the same answers in every build.
 */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/errors.h"
#include "objects/list.h"
#include "objects/str.h"

#include <stdlib.h>

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

enum { CTYPE, NUMERIC, TIME, COLLATE, MONETARY, MESSAGES, ALL, NAME_MAX_ = 23 };
static const char *const category_names[] = {"LC_CTYPE",    "LC_NUMERIC",  "LC_TIME", "LC_COLLATE",
                                             "LC_MONETARY", "LC_MESSAGES", "LC_ALL"};
static char current[ALL][NAME_MAX_ + 1] = {"C.UTF-8", "C", "C", "C", "C", "C"};
static kr_value error_type = KR_NULL;

/* What `size` characters at `name` mean for a category. */
static void normalize(int category, const char *name, size_t size, char out[NAME_MAX_ + 1]) {
  if (size == 0) {
    const char *from = getenv("LC_ALL");
    if (!from || !*from) from = getenv(category_names[category]);
    if (!from || !*from) from = getenv("LANG");
    if (!from || !*from) from = "C.UTF-8";
    name = from;
    size = strlen(from);
  }
  bool strange = size > NAME_MAX_ || name[0] == '.' || memchr(name, '/', size);
  if (strange) {
    name = "C.UTF-8";
    size = 7;
  }
  memcpy(out, name, size);
  out[size] = 0;
  if (strcmp(out, "POSIX") == 0 || (category != CTYPE && strcmp(out, "C.UTF-8") == 0)) strcpy(out, "C");
}

/* The name of a category, or of all. New. */
static kr_value name_of(int category) {
  if (category != ALL) return kr_str_from_cstr(current[category]);
  bool same = true;
  for (int i = 1; i < ALL; i++) same = same && strcmp(current[i], current[0]) == 0;
  if (same) return kr_str_from_cstr(current[0]);
  kr_buf b = {0};
  for (int i = 0; i < ALL; i++) {
    if (i) kr_buf_put_char(&b, ';');
    kr_buf_put_cstr(&b, current[i]);
  }
  return kr_str_from_buf(&b);
}

FN(setlocale) {
  int category = kr_index_as_int(args[0]);
  if (category == -1 && kr_failed()) return KR_NULL;
  const char *name = NULL;
  if (args[1] != KR_NULL && args[1] != KR_NONE) {
    if (!kr_is_str(args[1]))
      return kr_raise(&kr_exc_TypeError, "setlocale() argument 2 must be str or None, not %G", args[1]);
    name = kr_str_cstr(args[1]);
    if (!name) return KR_NULL;
  }
  if (category < CTYPE || category > ALL)
    return kr_raise(KR_AS_TYPE(error_type), name ? "unsupported locale setting" : "locale query failed");
  if (name && category == ALL) { /* one name, or one for each category in turn, the last for the rest */
    for (int i = 0; i < ALL; i++) {
      const char *end = strchr(name, ';');
      normalize(i, name, end ? (size_t)(end - name) : strlen(name), current[i]);
      if (end) name = end + 1;
    }
  } else if (name) {
    normalize(category, name, strlen(name), current[category]);
  }
  return name_of(category);
}

FN(localeconv) {
  static const char *const texts[] = {"int_curr_symbol",   "currency_symbol", "mon_decimal_point",
                                      "mon_thousands_sep", "mon_grouping",    "positive_sign",
                                      "negative_sign"};
  static const char *const numbers[] = {"int_frac_digits", "frac_digits",   "p_cs_precedes",
                                        "p_sep_by_space",  "n_cs_precedes", "n_sep_by_space",
                                        "p_sign_posn",     "n_sign_posn"};
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  int status = 0;
  for (size_t i = 0; i < sizeof texts / sizeof *texts && status == 0; i++) {
    kr_value v = i == 4 ? kr_from_object_or_null(kr_list_new(0)) : KR_EMPTY_STR;
    status = v == KR_NULL ? -1 : kr_dict_set_cstr(d, texts[i], v);
    kr_decref(v);
  }
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == 0; i++)
    status = kr_dict_set_cstr(d, numbers[i], kr_from_small_int(127));
  kr_value point = kr_str_from_char('.'), grouping = kr_from_object_or_null(kr_list_new(0));
  if (point == KR_NULL || grouping == KR_NULL || status < 0 ||
      kr_dict_set_cstr(d, "decimal_point", point) < 0 ||
      kr_dict_set_cstr(d, "thousands_sep", KR_EMPTY_STR) < 0 ||
      kr_dict_set_cstr(d, "grouping", grouping) < 0) {
    kr_decref_object(d);
    d = NULL;
  }
  kr_decref(point);
  kr_decref(grouping);
  return kr_from_object_or_null(d);
}

/* ---- nl_langinfo -------------------------------------------------------------------------------------- */

/* An item's number is its category times 65536 and its place there (CODESET has one of its own). */
enum { CODESET = 14 };
static const struct {
  const char *name;
  int number;
  const char *text;
} items[] = {
#define ITEM(name, category, place, text) \
  { #name, (category) << 16 | (place), text }
    ITEM(DAY_1, 2, 7, "Sunday"),
    ITEM(DAY_2, 2, 8, "Monday"),
    ITEM(DAY_3, 2, 9, "Tuesday"),
    ITEM(DAY_4, 2, 10, "Wednesday"),
    ITEM(DAY_5, 2, 11, "Thursday"),
    ITEM(DAY_6, 2, 12, "Friday"),
    ITEM(DAY_7, 2, 13, "Saturday"),
    ITEM(ABDAY_1, 2, 0, "Sun"),
    ITEM(ABDAY_2, 2, 1, "Mon"),
    ITEM(ABDAY_3, 2, 2, "Tue"),
    ITEM(ABDAY_4, 2, 3, "Wed"),
    ITEM(ABDAY_5, 2, 4, "Thu"),
    ITEM(ABDAY_6, 2, 5, "Fri"),
    ITEM(ABDAY_7, 2, 6, "Sat"),
    ITEM(MON_1, 2, 26, "January"),
    ITEM(MON_2, 2, 27, "February"),
    ITEM(MON_3, 2, 28, "March"),
    ITEM(MON_4, 2, 29, "April"),
    ITEM(MON_5, 2, 30, "May"),
    ITEM(MON_6, 2, 31, "June"),
    ITEM(MON_7, 2, 32, "July"),
    ITEM(MON_8, 2, 33, "August"),
    ITEM(MON_9, 2, 34, "September"),
    ITEM(MON_10, 2, 35, "October"),
    ITEM(MON_11, 2, 36, "November"),
    ITEM(MON_12, 2, 37, "December"),
    ITEM(ABMON_1, 2, 14, "Jan"),
    ITEM(ABMON_2, 2, 15, "Feb"),
    ITEM(ABMON_3, 2, 16, "Mar"),
    ITEM(ABMON_4, 2, 17, "Apr"),
    ITEM(ABMON_5, 2, 18, "May"),
    ITEM(ABMON_6, 2, 19, "Jun"),
    ITEM(ABMON_7, 2, 20, "Jul"),
    ITEM(ABMON_8, 2, 21, "Aug"),
    ITEM(ABMON_9, 2, 22, "Sep"),
    ITEM(ABMON_10, 2, 23, "Oct"),
    ITEM(ABMON_11, 2, 24, "Nov"),
    ITEM(ABMON_12, 2, 25, "Dec"),
    ITEM(RADIXCHAR, 1, 0, "."),
    ITEM(THOUSEP, 1, 1, ""),
    ITEM(CRNCYSTR, 4, 15, ""),
    ITEM(D_FMT, 2, 41, "%m/%d/%y"),
    ITEM(D_T_FMT, 2, 40, "%a %b %e %T %Y"),
    ITEM(T_FMT, 2, 42, "%H:%M:%S"),
    ITEM(AM_STR, 2, 38, "AM"),
    ITEM(PM_STR, 2, 39, "PM"),
    {"CODESET", CODESET, "UTF-8"},
    ITEM(T_FMT_AMPM, 2, 43, "%I:%M:%S %p"),
    ITEM(ERA, 2, 44, ""),
    ITEM(ERA_D_FMT, 2, 46, ""),
    ITEM(ERA_D_T_FMT, 2, 48, ""),
    ITEM(ERA_T_FMT, 2, 49, ""),
    ITEM(ALT_DIGITS, 2, 47, ""),
    ITEM(YESEXPR, 5, 0, "^[yY]"),
    ITEM(NOEXPR, 5, 1, "^[nN]"),
};

FN(nl_langinfo) {
  int number = kr_index_as_int(args[0]);
  if (number == -1 && kr_failed()) return KR_NULL;
  for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
    if (items[i].number == number) return kr_str_from_cstr(items[i].text);
  }
  return kr_raise(&kr_exc_ValueError, "unsupported langinfo constant");
}

/* ---- collation ---------------------------------------------------------------------------------------- */

FN(collate) {
  for (int i = 0; i < 2; i++) {
    if (!kr_is_str(args[i]))
      return kr_raise(&kr_exc_TypeError, "strcoll() argument %d must be str, not %G", i + 1, args[i]);
    if (kr_str_contains_char(KR_STR(args[i]), 0))
      return kr_raise(&kr_exc_ValueError, "embedded null character");
  }
  int order = kr_str_compare(KR_STR(args[0]), KR_STR(args[1]));
  return kr_from_small_int((order > 0) - (order < 0));
}
FN(transform) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "strxfrm() argument must be str, not %G", args[0]);
  if (kr_str_contains_char(KR_STR(args[0]), 0))
    return kr_raise(&kr_exc_ValueError, "embedded null character");
  return kr_ref(args[0]); /* code points are in order as they are */
}
FN(getencoding) { return kr_str_from_cstr("UTF-8"); }

/* ---- messages: there are no catalogs ------------------------------------------------------------------ */

static kr_value text_argument(const char *fname, kr_value v) {
  if (!kr_is_str(v)) return kr_raise(&kr_exc_TypeError, "%s() argument must be str, not %G", fname, v);
  return kr_str_cstr(v) ? kr_ref(v) : KR_NULL;
}
FN(gettext) { return text_argument("gettext", args[0]); }
FN(dgettext) { return text_argument("dgettext", args[1]); }
FN(dcgettext) { return text_argument("dcgettext", args[1]); }
FN(textdomain) {
  if (args[0] == KR_NONE) return kr_str_from_cstr("messages");
  return text_argument("textdomain", args[0]);
}
FN(bindtextdomain) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "bindtextdomain() argument 1 must be str, not %G", args[0]);
  if (KR_STR(args[0])->length == 0)
    return kr_raise(KR_AS_TYPE(error_type), "domain must be a non-empty string");
  if (args[1] == KR_NONE) return kr_raise_errno(0, KR_NULL);
  return kr_ref(args[1]);
}
FN(bind_textdomain_codeset) { return KR_NONE; }

static const kr_method_def methods[] = {
    {"setlocale", setlocale, 0, "($module, category, locale=<unrepresentable>, /)",
     "Sets or asks for a locale."},
    {"localeconv", localeconv, 0, "($module, /)", "How numbers and money are written."},
    {"strcoll", collate, 0, "($module, os1, os2, /)", "Compares two strings."},
    {"strxfrm", transform, 0, "($module, string, /)", "A string that sorts as strcoll compares."},
    {"getencoding", getencoding, 0, "($module, /)", "The encoding of the locale."},
    {"nl_langinfo", nl_langinfo, 0, "($module, key, /)", "A text of the locale."},
    {"gettext", gettext, 0, "($module, msg, /)", "The translation of msg."},
    {"dgettext", dgettext, 0, "($module, domain, msg, /)", "The translation of msg in domain."},
    {"dcgettext", dcgettext, 0, "($module, domain, msg, category, /)", "The same for a category."},
    {"textdomain", textdomain, 0, "($module, domain, /)", "Sets the domain."},
    {"bindtextdomain", bindtextdomain, 0, "($module, domain, dir, /)", "Says where a domain's catalogs are."},
    {"bind_textdomain_codeset", bind_textdomain_codeset, 0, "($module, domain, codeset, /)",
     "Sets the encoding of a domain's texts."},
    {0},
};

static int exec(kr_module *m) {
  if (error_type == KR_NULL)
    error_type =
        kr_exception_class_new("locale", "Error", kr_tuple_pack(1, kr_from_object(&kr_exc_Exception)));
  if (error_type == KR_NULL || kr_module_add(m, "Error", error_type) < 0) return -1;
  for (int i = 0; i <= ALL; i++) {
    if (kr_module_add_int(m, category_names[i], i) < 0) return -1;
  }
  for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
    if (kr_module_add_int(m, items[i].name, items[i].number) < 0) return -1;
  }
  return kr_module_add_int(m, "CHAR_MAX", 127);
}
const kr_module_def kr_module_def__locale = {
    .name = "_locale",
    .doc = "The part of locale that is written in C.",
    .methods = methods,
    .exec = exec,
};
