/* The host: everything the interpreter asks of the place it runs in, beyond POSIX file calls.
 *
 * Three sides implement it: emscripten.c (imports from js/), wasi.c and posix.c. Control goes the other
 * way round: the host calls kr_start, and the interpreter *leaves* to it by returning a kr_left from
 * kr_start or kr_resume with nothing of Python on the C stack. The host does what was asked (waits,
 * runs its own events) and calls kr_resume. Native and WASI do so in main.c, JavaScript in
 * js/interpreter.mjs.
 */
#ifndef KR_HOST_H
#define KR_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why the interpreter returned to the host. js/interpreter.mjs knows these numbers. */
typedef enum {
  KR_LEFT_DONE = 0,  /* the run ended: kr_exit_status() tells how */
  KR_LEFT_SLICE = 1, /* the time slice is over, or an interrupt may be pending: resume soon */
  KR_LEFT_SLEEP = 2, /* resume after kr_wait_ms() milliseconds, or earlier on an interrupt */
  KR_LEFT_STDIN = 3, /* resume when descriptor 0 can be read, or on an interrupt */
} kr_left;

/* ---- what the interpreter offers the host (vm/, main) ---------------------------------------------- */

/* A whole run as a command: argv as python3 has it. */
kr_left kr_start(int argc, char **argv);
/* Embedded: initializes without running anything; then kr_run, as often as wanted, in one __main__. A
 * run that raised has written its traceback to sys.stderr; kr_error_text() has it too (UTF-8, until the
 * next run; "" after success), and kr_exit_status() is not 0. kr_finish ends the interpreter. */
kr_left kr_embed(int argc, char **argv); /* argv[1..]: sys.argv[1:] */
kr_left kr_run(const char *source, size_t size, const char *filename);
kr_left kr_finish(void);
const char *kr_error_text(void);
/* Of the same: "Type: message". */
const char *kr_error_summary(void);
/* Goes on where the interpreter left. */
kr_left kr_resume(void);
/* After KR_LEFT_DONE: the status for exit(). */
int kr_exit_status(void);
/* Then, and after exit(): the signal by which the process is to die instead, so that a shell knows about Ctrl-C;
 * or 0. */
int kr_exit_signal(void);
/* After KR_LEFT_SLEEP. */
double kr_wait_ms(void);
/* As SIGINT: the main thread raises KeyboardInterrupt at its next check. Callable from a signal handler. */
void kr_interrupt(void);

/* ---- what the host offers the interpreter ---------------------------------------------------------- */

/* Monotonic, in milliseconds; cheap. */
double kr_host_now(void);
/* Milliseconds of the slice the host wants before KR_LEFT_SLICE; 0: never leave for time; negative:
 * leave at every check (for tests, KRAIT_SLICE_MS=-1). Asked once, in kr_start or kr_embed. */
double kr_host_slice_ms(void);
/* Whether descriptor 0 can be read without waiting (or by waiting synchronously, where the host prefers
 * that: never when other threads could run meanwhile). False: leave with KR_LEFT_STDIN. */
bool kr_host_stdin_ready(bool others);
/* Whether that can be false at all: reads then look before they read. */
bool kr_host_stdin_waits(bool others);
/* The slice is over, but the interpreter is inside C code that cannot leave: the host's events, an interrupt among
 * them, wait until it can. True: no, they had their turn. */
bool kr_host_stuck(void);
/* For C code that cannot leave: waits here. False: this host cannot; nothing was waited. */
bool kr_host_sleep(double ms);
bool kr_host_wait_stdin(void);
/* Random bytes for hash seeds and os.urandom. False: errno is set. */
bool kr_host_random(void *to, size_t size);

typedef struct {
  int32_t second, minute, hour, day, month, year; /* month 0..11, year as is */
  int32_t weekday, yearday;                       /* weekday 0 = Sunday, yearday from 0 */
  int32_t is_dst;
  int32_t utc_offset; /* seconds east of UTC */
  char zone[32];
} kr_local_time;
/* Local time for any representable second since 1970. False: errno is set. */
bool kr_host_local_time(int64_t seconds, kr_local_time *out);
/* Offsets and names of standard and daylight time: time.timezone, altzone, daylight, tzname. */
typedef struct {
  int32_t standard_offset, daylight_offset; /* seconds east of UTC */
  int32_t has_daylight;
  char standard_name[32], daylight_name[32];
} kr_time_zone;
void kr_host_time_zone(kr_time_zone *out);

/* Processor time of this process, in seconds. */
double kr_host_cpu_time(void);
/* The directory of the standard library's .py files, for sys.path; "" when there is none. */
const char *kr_host_library(void);
/* The path of the program that runs (sys.executable); "" when unknown. */
const char *kr_host_executable(void);
/* Bytes of machine stack the interpreter may use in all: limits C recursion (kr.c_limit). In
 * WebAssembly this is the JavaScript engine's stack, about 1 MB, whose overflow no program may reach:
 * it would end the instance. */
size_t kr_host_stack_size(void);

#ifdef __wasi__
/* POSIX functions that wasi-libc lacks (wasi.c). */
char *realpath(const char *path, char *resolved);
#endif

#endif
