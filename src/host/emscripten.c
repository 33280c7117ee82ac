/* The Emscripten side of the host: what js/system.mjs must know about this C library, and the few POSIX
 * functions that Emscripten's C library answers with a fixed lie instead of asking the host. */
#ifdef __EMSCRIPTEN__
#include "host/host.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "vm/runtime.h"

#define IMPORT(name) __attribute__((import_module("krait"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name)))

/* Sizes and offsets that differ between versions of Emscripten; js/system.mjs reads them by index. */
static const int32_t layout[24] = {
    sizeof(time_t),
    sizeof(struct stat),
    offsetof(struct stat, st_dev),
    offsetof(struct stat, st_ino),
    offsetof(struct stat, st_mode),
    offsetof(struct stat, st_nlink),
    offsetof(struct stat, st_uid),
    offsetof(struct stat, st_gid),
    offsetof(struct stat, st_rdev),
    offsetof(struct stat, st_size),
    offsetof(struct stat, st_blksize),
    offsetof(struct stat, st_blocks),
    offsetof(struct stat, st_atim),
    offsetof(struct stat, st_mtim),
    offsetof(struct stat, st_ctim),
    sizeof(struct timespec),
};
EXPORT(kr_host_layout) const int32_t *kr_host_layout(void) { return layout; }

/* ---- host.h -------------------------------------------------------------------------------------- */

IMPORT(now) double host_now(void);
IMPORT(slice_ms) double host_slice_ms(void);
IMPORT(stdin_ready) int32_t host_stdin_ready(int32_t others);
IMPORT(wait_stdin) int32_t host_wait_stdin(void);
IMPORT(stuck) int32_t host_stuck(void);
IMPORT(sleep) int32_t host_sleep(double ms);
IMPORT(random) int32_t host_random(void *to, size_t size);
IMPORT(local_time) int32_t host_local_time(double seconds, kr_local_time *out);
IMPORT(time_zone) void host_time_zone(kr_time_zone *out);
IMPORT(cpu_time) double host_cpu_time(void);
IMPORT(path) size_t host_path(int32_t which, char *out, size_t size);

double kr_host_now(void) { return host_now(); }
double kr_host_slice_ms(void) { return host_slice_ms(); }
/* 0: no, 1: now, 2: always */
bool kr_host_stdin_ready(bool others) { return host_stdin_ready(others) != 0; }
bool kr_host_stdin_waits(bool others) { return host_stdin_ready(others) != 2; }
bool kr_host_wait_stdin(void) { return host_wait_stdin(); }
bool kr_host_stuck(void) { return host_stuck(); }
bool kr_host_sleep(double ms) { return host_sleep(ms); }
bool kr_host_random(void *to, size_t size) {
  errno = host_random(to, size);
  return errno == 0;
}
bool kr_host_local_time(int64_t seconds, kr_local_time *out) {
  errno = host_local_time((double)seconds, out);
  return errno == 0;
}
void kr_host_time_zone(kr_time_zone *out) { host_time_zone(out); }
double kr_host_cpu_time(void) { return host_cpu_time() / 1000; }

/* The host writes at most `size` bytes of a path and its terminating null; too long is "". */
const char *kr_host_library(void) {
  static char path[4096];
  if (!path[0]) path[host_path(0, path, sizeof path - 1)] = 0;
  return path;
}
const char *kr_host_executable(void) {
  static char path[4096];
  if (!path[0]) path[host_path(1, path, sizeof path - 1)] = 0;
  return path;
}

/* The build puts the C stack first: it grows down to address 0, and beyond that every access traps. It
 * is larger than what the JavaScript engine's own stack, used beside it, allows. */
IMPORT(stack_size) size_t host_stack_size(void);
size_t kr_host_stack_size(void) { return host_stack_size(); }

/* ---- the interpreter's entries, as exports --------------------------------------------------------- */

EXPORT(kr_start) int32_t export_start(int argc, char **argv) { return kr_start(argc, argv); }
EXPORT(kr_embed) int32_t export_embed(int argc, char **argv) { return kr_embed(argc, argv); }
EXPORT(kr_run) int32_t export_run(const char *source, size_t size, const char *filename) {
  return kr_run(source, size, filename);
}
EXPORT(kr_finish) int32_t export_finish(void) { return kr_finish(); }
EXPORT(kr_error_text) const char *export_error_text(void) { return kr_error_text(); }
EXPORT(kr_error_summary) const char *export_error_summary(void) { return kr_error_summary(); }
EXPORT(kr_resume) int32_t export_resume(void) { return kr_resume(); }
EXPORT(kr_exit_status) int32_t export_exit_status(void) { return kr_exit_status(); }
EXPORT(kr_exit_signal) int32_t export_exit_signal(void) { return kr_exit_signal(); }
EXPORT(kr_wait_ms) double export_wait_ms(void) { return kr_wait_ms(); }
EXPORT(kr_interrupt) void export_interrupt(void) { kr_interrupt(); }

/* ---- POSIX ----------------------------------------------------------------------------------------- */

IMPORT(umask) uint32_t host_umask(uint32_t mask);
IMPORT(process_id) int32_t host_process_id(int32_t parent);

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
mode_t umask(mode_t mask) { return host_umask(mask); }
pid_t getpid(void) { return host_process_id(0); }
pid_t getppid(void) { return host_process_id(1); }

int getrusage(int who, struct rusage *usage) {
  memset(usage, 0, sizeof *usage);
  if (who == RUSAGE_SELF) {
    double ms = host_cpu_time();
    usage->ru_utime.tv_sec = (time_t)(ms / 1000);
    usage->ru_utime.tv_usec = (suseconds_t)((ms - 1000.0 * (double)usage->ru_utime.tv_sec) * 1000);
  }
  return 0;
}

/* The host's own SIGPIPE is ignored: what it does is decided here. */
ssize_t write(int fd, const void *from, size_t size) {
  ssize_t n = writev(fd, &(struct iovec){(void *)from, size}, 1);
  if (n < 0 && errno == EPIPE) kr_signal_pipe();
  return n;
}

/* ---- the C library's printf ------------------------------------------------------------------------ */

/* Nothing formats or reads doubles by the C library (objects/float.h does), so its code for that, and the
 * arithmetic with 128 bits that it needs, is kept out of the module: wasm/build.mk gives snprintf and vsnprintf
 * the names of those that have no %f and the like. This is the one that the C library lacks. */
int snprintf(char *to, size_t size, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(to, size, fmt, ap);
  va_end(ap);
  return n;
}
#endif
