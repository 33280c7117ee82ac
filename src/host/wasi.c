/* The WASI side of the host. */
#ifdef __wasi__
#include "host/host.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double kr_host_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}
double kr_host_slice_ms(void) { return 0; }
bool kr_host_stdin_waits(bool others) { return others; }
/* There are runtimes (node:wasi) that see nothing in no time: a millisecond, now and then. */
bool kr_host_stdin_ready(bool others) {
  static double next;
  struct pollfd p = {.fd = 0, .events = POLLIN};
  if (!others || poll(&p, 1, 0) != 0) return true;
  double now = kr_host_now();
  if (now < next) return false;
  next = now + 5;
  return poll(&p, 1, 1) != 0;
}
bool kr_host_stuck(void) { return false; }
bool kr_host_wait_stdin(void) { return true; }

bool kr_host_sleep(double ms) {
  if (ms > 1e9) ms = 1e9;
  struct timespec t = {(time_t)(ms / 1000), 0};
  t.tv_nsec = (long)((ms - (double)t.tv_sec * 1000) * 1e6);
  nanosleep(&t, NULL);
  return true;
}

bool kr_host_random(void *to, size_t size) {
  char *p = to;
  for (size_t n; size; p += n, size -= n) {
    n = size < 256 ? size : 256;
    if (getentropy(p, n)) return false;
  }
  return true;
}

/* WASI has no time zones: local time is UTC. */
bool kr_host_local_time(int64_t seconds, kr_local_time *out) {
  struct tm tm;
  time_t t = seconds;
  if (!gmtime_r(&t, &tm)) return false;
  *out = (kr_local_time){tm.tm_sec,  tm.tm_min,  tm.tm_hour, tm.tm_mday, tm.tm_mon, tm.tm_year + 1900,
                         tm.tm_wday, tm.tm_yday, 0,          0,          "UTC"};
  return true;
}
void kr_host_time_zone(kr_time_zone *out) {
  memset(out, 0, sizeof *out);
  strcpy(out->standard_name, "UTC");
  strcpy(out->daylight_name, "UTC");
}

double kr_host_cpu_time(void) { return kr_host_now() / 1000; }

const char *kr_host_library(void) {
  const char *path = getenv("KRAIT_LIBRARY");
  return path ? path : "/lib/python3.14";
}
const char *kr_host_executable(void) { return ""; }

size_t kr_host_stack_size(void) { return 900 << 10; }

/* Follows symbolic links one by one. `resolved` must be given, and have 4096 bytes. */
char *realpath(const char *path, char *resolved) {
  enum { SIZE = 4096, MAX_LINKS = 40 };
  static char rest[2 * SIZE]; /* what is still to be walked */
  size_t length = 0;          /* of `resolved`, without a trailing slash */
  int links = 0;
  if (!resolved) return errno = EINVAL, NULL;
  if (strlen(path) >= SIZE) return errno = ENAMETOOLONG, NULL;
  if (path[0] != '/') {
    if (!getcwd(resolved, SIZE)) return NULL;
    length = strcmp(resolved, "/") ? strlen(resolved) : 0;
  }
  strcpy(rest, path);
  for (char *next = rest; *next;) {
    char *end = strchr(next, '/');
    size_t size = end ? (size_t)(end - next) : strlen(next);
    if (size == 0 || (size == 1 && next[0] == '.')) {
      next += size + (end != NULL);
      continue;
    }
    if (size == 2 && next[0] == '.' && next[1] == '.') {
      while (length && resolved[length] != '/') length--;
      next += size + (end != NULL);
      continue;
    }
    if (length + 1 + size >= SIZE) return errno = ENAMETOOLONG, NULL;
    size_t parent = length;
    resolved[length++] = '/';
    memcpy(resolved + length, next, size);
    length += size;
    resolved[length] = 0;
    next += size + (end != NULL);
    static char target[SIZE];
    ssize_t n = readlink(resolved, target, SIZE - 1);
    if (n < 0) {
      if (errno != EINVAL) return NULL;
      continue; /* no link */
    }
    if (++links > MAX_LINKS) return errno = ELOOP, NULL;
    if ((size_t)n + 1 + strlen(next) >= SIZE) return errno = ENAMETOOLONG, NULL;
    target[n] = 0;
    size_t left = strlen(next);
    memmove(rest + n + 1, next, left + 1);
    memcpy(rest, target, (size_t)n);
    rest[n] = '/';
    next = rest;
    length = target[0] == '/' ? 0 : parent;
  }
  if (!length) resolved[length++] = '/';
  resolved[length] = 0;
  return resolved;
}
#endif
