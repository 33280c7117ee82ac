/* The options -X and environment variables that are no flags of their own: what they ask for, into kr_flags. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "objects/code.h"
#include "vm/flags.h"

static bool read_int(const char *s, int32_t *n) {
  char *end;
  errno = 0;
  long v = strtol(s, &end, 10);
  if (end == s || *end || errno || v < INT32_MIN || v > INT32_MAX) return false;
  *n = (int32_t)v;
  return true;
}

static const char *read_tracemalloc(void) {
  const char *x = kr_x_option("tracemalloc"), *e = kr_env_option("PYTHONTRACEMALLOC");
  int32_t n = 0;
  if (e && (!read_int(e, &n) || n < 0 || n > 65535)) return "PYTHONTRACEMALLOC: invalid number of frames";
  if (x && !*x) n = 1;
  else if (x && (!read_int(x, &n) || n < 0 || n > 65535))
    return "-X tracemalloc=NFRAME: invalid number of frames";
  kr_flags.tracemalloc = n;
  return NULL;
}

static const char *read_import_time(void) {
  const char *x = kr_x_option("importtime"), *e = kr_env_option("PYTHONPROFILEIMPORTTIME");
  int32_t n = 0;
  if (e && !read_int(e, &n)) n = 1;
  if (n < 0 || n > 2)
    return "PYTHONPROFILEIMPORTTIME: numeric values other than 1 and 2 are reserved for future use.";
  if (x && !read_int(x, &n)) n = 1;
  if (n < 0 || n > 2) return "-X importtime: values other than 1 and 2 are reserved for future use.";
  kr_flags.import_time = n;
  return NULL;
}

static const char *read_cpu_count(void) {
  const char *x = kr_x_option("cpu_count"), *e = kr_env_option("PYTHON_CPU_COUNT"), *wrong = NULL;
  int32_t n = -1;
  if (e && strcmp(e, "default") && (!read_int(e, &n) || n < 1))
    wrong = "PYTHON_CPU_COUNT=<CPU number>: n is missing or an invalid number, n must be greater than 0";
  if (x && !wrong) {
    if (!strcmp(x, "default")) n = -1;
    else if (!read_int(x, &n) || n < 1)
      wrong = "-X cpu_count=n option: n is missing or an invalid number, n must be greater than 0";
  }
  kr_flags.cpu_count = n > 0 ? n : 0;
  return wrong;
}

/* One of 0 and 1. */
static const char *read_switch(bool *flag, const char *option, const char *variable, const char *wrong_x,
                               const char *wrong_env) {
  const char *x = kr_x_option(option), *e = kr_env_option(variable);
  int32_t n = *flag;
  if (e && (!read_int(e, &n) || n < 0 || n > 1)) return wrong_env;
  if (x && (!read_int(x, &n) || n < 0 || n > 1)) return wrong_x;
  *flag = n != 0;
  return NULL;
}

static const char *read_frozen_modules(void) {
  const char *x = kr_x_option("frozen_modules"), *e = kr_env_option("PYTHON_FROZEN_MODULES");
  if (x) {
    if (*x && strcmp(x, "on") && strcmp(x, "off"))
      return "bad value for option \"-X frozen_modules\" (expected \"on\" or \"off\")";
    kr_flags.no_frozen_modules = !strcmp(x, "off");
  } else if (e) {
    if (strcmp(e, "on") && strcmp(e, "off"))
      return "bad value for PYTHON_FROZEN_MODULES environment variable (expected \"on\" or \"off\")";
    kr_flags.no_frozen_modules = !strcmp(e, "off");
  }
  return NULL;
}

static const char *read_gil(void) {
  const char *x = kr_x_option("gil"), *e = kr_env_option("PYTHON_GIL"), *v = x ? x : e;
  if (!v || !strcmp(v, "1")) return NULL;
  return strcmp(v, "0") ? "PYTHON_GIL / -X gil must be \"0\" or \"1\""
                        : "Disabling the GIL is not supported by this build";
}

const char *kr_read_options(const char **where) {
  kr_code_without_columns = kr_x_option("no_debug_ranges") || kr_env_option("PYTHONNODEBUGRANGES");
  kr_flags.show_refs = kr_x_option("showrefcount") != NULL;
  kr_flags.malloc_stats = kr_env_option("PYTHONMALLOCSTATS") != NULL;
  const char *wrong;
  *where = "config_init_tracemalloc";
  if ((wrong = read_tracemalloc())) return wrong;
  *where = "config_init_import_time";
  if ((wrong = read_import_time())) return wrong;
  *where = "config_init_cpu_count";
  if ((wrong = read_cpu_count())) return wrong;
  *where = "config_init_import";
  if ((wrong = read_frozen_modules())) return wrong;
  *where = "config_read_gil";
  if ((wrong = read_gil())) return wrong;
  *where = "config_init_thread_inherit_context";
  if ((wrong = read_switch(&kr_flags.thread_inherit_context, "thread_inherit_context",
                           "PYTHON_THREAD_INHERIT_CONTEXT",
                           "-X thread_inherit_context=n: n is missing or invalid",
                           "PYTHON_THREAD_INHERIT_CONTEXT=N: N is missing or invalid")))
    return wrong;
  *where = "config_init_context_aware_warnings";
  return read_switch(&kr_flags.context_aware_warnings, "context_aware_warnings",
                     "PYTHON_CONTEXT_AWARE_WARNINGS", "-X context_aware_warnings=n: n is missing or invalid",
                     "PYTHON_CONTEXT_AWARE_WARNINGS=N: N is missing or invalid");
}
