/* The native side of the host: for sanitizers, profilers and fuzzers. */
#if !defined(__EMSCRIPTEN__) && !defined(__wasi__)
#define _GNU_SOURCE
#include "host/host.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

double kr_host_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* KRAIT_SLICE_MS makes the native build leave, for tests of leaving and coming back. */
double kr_host_slice_ms(void) {
  const char *text = getenv("KRAIT_SLICE_MS");
  return text ? strtod(text, NULL) : 0;
}

/* A terminal is waited for with poll(), which Ctrl-C ends; anything else in read() itself, when nobody else
 * could run meanwhile. */
bool kr_host_stdin_waits(bool others) {
  static int waits = -1;
  if (waits < 0) waits = isatty(0);
  return waits || others;
}
bool kr_host_stdin_ready(bool others) {
  struct pollfd p = {.fd = 0, .events = POLLIN};
  return !kr_host_stdin_waits(others) || poll(&p, 1, 0) != 0;
}
bool kr_host_stuck(void) { return false; }
bool kr_host_wait_stdin(void) {
  struct pollfd p = {.fd = 0, .events = POLLIN};
  if (kr_host_stdin_waits(false)) poll(&p, 1, -1);
  return true;
}

bool kr_host_sleep(double ms) {
  if (ms > 1000) ms = 1000; /* a signal that comes just before this is not noticed */
  struct timespec t = {(time_t)(ms / 1000), 0};
  t.tv_nsec = (long)((ms - (double)t.tv_sec * 1000) * 1e6);
  nanosleep(&t, NULL); /* cut short by a signal: the caller looks at the clock */
  return true;
}

bool kr_host_random(void *to, size_t size) {
  char *p = to;
  while (size) {
    ssize_t n = getrandom(p, size, 0);
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) p += n, size -= (size_t)n;
  }
  return true;
}

bool kr_host_local_time(int64_t seconds, kr_local_time *out) {
  struct tm tm;
  time_t t = (time_t)seconds;
  if (!localtime_r(&t, &tm)) return false;
  *out = (kr_local_time){tm.tm_sec,   tm.tm_min,
                         tm.tm_hour,  tm.tm_mday,
                         tm.tm_mon,   tm.tm_year + 1900,
                         tm.tm_wday,  tm.tm_yday,
                         tm.tm_isdst, (int32_t)tm.tm_gmtoff,
                         ""};
  strncpy(out->zone, tm.tm_zone ? tm.tm_zone : "", sizeof out->zone - 1);
  return true;
}

void kr_host_time_zone(kr_time_zone *out) {
  memset(out, 0, sizeof *out);
  tzset();
  out->standard_offset = (int32_t)-timezone;
  out->daylight_offset = out->standard_offset + (daylight ? 3600 : 0);
  out->has_daylight = daylight != 0;
  strncpy(out->standard_name, tzname[0], sizeof out->standard_name - 1);
  strncpy(out->daylight_name, tzname[1], sizeof out->daylight_name - 1);
}

double kr_host_cpu_time(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* KR_LIBRARY is the build's own dist/lib/python3.14 (wasm/build.mk). */
const char *kr_host_library(void) {
  const char *path = getenv("KRAIT_LIBRARY");
  return path ? path : KR_LIBRARY;
}

const char *kr_host_executable(void) {
  static char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  if (n < 0) n = 0;
  path[n] = 0;
  return path;
}

size_t kr_host_stack_size(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) || limit.rlim_cur == RLIM_INFINITY) return 8u << 20;
  return limit.rlim_cur > (64u << 20) ? 64u << 20 : (size_t)limit.rlim_cur;
}
#endif
