/* Module faulthandler: tracebacks written straight to a descriptor, without running any Python code.
 *
 * On an operating system enable() catches its fatal signals. In WebAssembly there are none: what would be one is
 * a trap, which ends the instance. register() sees signals that the program raises itself. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "memory/pages.h"
#include "modules/_thread.h"
#include "objects/bytes.h"
#include "vm/flags.h"
#include "vm/runtime.h"

#if !defined(__EMSCRIPTEN__) && !defined(__wasi__)
#define OS_SIGNALS 1
#endif

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- writing: also from a signal handler, so nothing here allocates ------------------------------------ */

#define MAX_TEXT 500
#define MAX_FRAMES 100
#define MAX_THREADS 100

static void put_bytes(int fd, const char *s, size_t n) {
  while (n) {
    ssize_t w = write(fd, s, n);
    if (w < 0 && errno == EINTR) continue;
    if (w <= 0) return;
    s += w;
    n -= (size_t)w;
  }
}
static void put(int fd, const char *s) { put_bytes(fd, s, strlen(s)); }
static void put_number(int fd, uint32_t n, uint32_t base, int width) {
  char text[12];
  int i = sizeof text;
  do {
    text[--i] = "0123456789abcdef"[n % base];
    n /= base;
    width--;
  } while (n || width > 0);
  put_bytes(fd, text + i, sizeof text - (size_t)i);
}
static void put_text(int fd, kr_value v) {
  if (!kr_is_str(v)) {
    put(fd, "???");
    return;
  }
  const kr_str *s = KR_STR(v);
  for (size_t i = 0; i < s->length; i++) {
    if (i == MAX_TEXT) {
      put(fd, "...");
      return;
    }
    uint32_t c = kr_str_read(s, i);
    if (c >= ' ' && c <= '~') {
      put_bytes(fd, &(char){(char)c}, 1);
    } else {
      put(fd, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
      put_number(fd, c, 16, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
    }
  }
}

static void put_frames(int fd, const kr_thread *t) {
  int n = 0;
  kr_frame *f = kr_frame_python(t->frame);
  if (!f) put(fd, "  <no Python frame>\n");
  for (; f && n < MAX_FRAMES; f = kr_frame_python(f->prev), n++) {
    put(fd, "  File \"");
    put_text(fd, f->code->filename);
    put(fd, "\", line ");
    int line = kr_frame_line(f);
    if (line < 0) put(fd, "???");
    else put_number(fd, (uint32_t)line, 10, 1);
    put(fd, " in ");
    put_text(fd, f->code->name);
    put(fd, "\n");
  }
}

static void put_thread(int fd, const kr_thread *t, const kr_thread *current) {
  put(fd, t == current ? "Current thread 0x" : "Thread 0x");
  put_number(fd, t->id, 16, 8);
  put(fd, " (most recent call first):\n");
  if (t == current && kr_gc_state.collecting) put(fd, "  Garbage-collecting\n");
  put_frames(fd, t);
}

/* The youngest first, as CPython lists them. */
static void put_threads(int fd, const kr_thread *current) {
  uint32_t below = UINT32_MAX;
  for (int n = 0;; n++) {
    const kr_thread *youngest = NULL, *t = kr_thread_main();
    do {
      if (t->id < below && (!youngest || t->id > youngest->id)) youngest = t;
      t = t->next;
    } while (t != kr_thread_main());
    if (!youngest) return;
    if (n) put(fd, "\n");
    if (n == MAX_THREADS) {
      put(fd, "...\n");
      return;
    }
    put_thread(fd, youngest, current);
    below = youngest->id;
  }
}
static void dump(int fd, bool all_threads) {
  if (all_threads) {
    put_threads(fd, kr.thread);
    return;
  }
  put(fd, "Stack (most recent call first):\n");
  put_frames(fd, kr.thread);
}

/* ---- files --------------------------------------------------------------------------------------------- */

/* The descriptor of a file argument; -1: an exception is set. *file: what to keep alive (new; KR_NULL: a number). */
static int file_arg(kr_value v, kr_value *file) {
  *file = KR_NULL;
  if (v == KR_NULL || v == KR_NONE) {
    v = kr_dict_get_str(kr.sys_dict, KR_ID(stderr));
    if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_RuntimeError, "unable to get sys.stderr");
    if (v == KR_NONE) return KR_RAISE_INT(&kr_exc_RuntimeError, "sys.stderr is None");
  } else if (kr_is_int(v)) {
    if (kr_is_bool(v) && kr_warn(&kr_exc_RuntimeWarning, 1, "bool is used as a file descriptor")) return -1;
    int fd = kr_index_as_int(v);
    if (fd == -1 && kr_failed()) return -1;
    if (fd < 0) return KR_RAISE_INT(&kr_exc_ValueError, "file is not a valid file descriptor");
    return fd;
  }
  kr_incref(v);
  kr_value n = kr_call_method0(v, KR_ID(fileno));
  int64_t fd = -1;
  bool good = n != KR_NULL && kr_is_int(n) && kr_int_fits_i64(n, &fd) && fd >= 0 && fd <= INT32_MAX;
  kr_decref(n);
  if (!good) {
    if (n != KR_NULL) kr_raise(&kr_exc_RuntimeError, "file.fileno() is not a valid file descriptor");
    kr_decref(v);
    return -1;
  }
  n = kr_call_method0(v, KR_ID(flush));
  if (n == KR_NULL) kr_clear_exception();
  kr_decref(n);
  *file = v;
  return (int)fd;
}
static bool flag_arg(kr_value v, bool fallback, bool *out) {
  int r = v == KR_NULL ? fallback : kr_truth(v);
  *out = r > 0;
  return r >= 0;
}

FN(dump_traceback) {
  kr_value file;
  bool all;
  if (!flag_arg(args[1], true, &all)) return KR_NULL;
  int fd = file_arg(args[0], &file);
  if (fd < 0) return KR_NULL;
  dump(fd, all);
  kr_decref(file);
  return KR_NONE;
}
FN(dump_c_stack) {
  kr_value file;
  int fd = file_arg(args[0], &file);
  if (fd < 0) return KR_NULL;
  put(fd,
      "Current thread's C stack trace (most recent call first):\n  <cannot get C stack on this system>\n");
  kr_decref(file);
  return KR_NONE;
}

/* ---- fatal signals ------------------------------------------------------------------------------------- */

static struct {
  bool enabled, all_threads;
  int fd;
  kr_value file;
} fatal = {.file = KR_NULL};

static const struct {
  int number;
  const char *name;
} fatal_signals[] = {{SIGBUS, "Bus error"},
                     {SIGILL, "Illegal instruction"},
                     {SIGFPE, "Floating-point exception"},
                     {SIGABRT, "Aborted"},
                     {SIGSEGV, "Segmentation fault"}};
#define FATAL_SIGNALS (sizeof fatal_signals / sizeof *fatal_signals)

static void tell_fatal(int number) {
  for (size_t i = 0; i < FATAL_SIGNALS; i++) {
    if (fatal_signals[i].number != number) continue;
    put(fatal.fd, "Fatal Python error: ");
    put(fatal.fd, fatal_signals[i].name);
    put(fatal.fd, "\n\n");
  }
  dump(fatal.fd, fatal.all_threads);
}

#ifdef OS_SIGNALS
static struct sigaction before[FATAL_SIGNALS];

static void on_fatal(int number) {
  int saved = errno;
  for (size_t i = 0; i < FATAL_SIGNALS; i++) sigaction(fatal_signals[i].number, &before[i], NULL);
  tell_fatal(number);
  errno = saved;
  raise(number); /* what would have happened without us */
}
static int catch_fatal(void) {
  static char *stack;
  if (!stack) {
    stack = kr_alloc(65536);
    if (!stack) return -1;
    stack_t s = {.ss_sp = stack, .ss_size = 65536};
    sigaltstack(&s, NULL);
  }
  struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_NODEFER | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < FATAL_SIGNALS; i++)
    if (sigaction(fatal_signals[i].number, &action, &before[i])) {
      kr_raise_errno(errno, KR_NULL);
      return -1;
    }
  return 0;
}
static void ignore_fatal(void) {
  for (size_t i = 0; i < FATAL_SIGNALS; i++) sigaction(fatal_signals[i].number, &before[i], NULL);
}
#else
static int catch_fatal(void) { return 0; }
static void ignore_fatal(void) {}
#endif

static kr_value enable_for(kr_value v, bool all) {
  kr_value file;
  int fd = file_arg(v, &file);
  if (fd < 0) return KR_NULL;
  fatal.fd = fd;
  fatal.all_threads = all;
  KR_REPLACE(fatal.file, file);
  if (!fatal.enabled) {
    if (catch_fatal()) return KR_NULL;
    fatal.enabled = true;
  }
  return KR_NONE;
}
FN(enable) {
  bool all, c_stack; /* there is no C stack to show */
  if (!flag_arg(args[1], true, &all) || !flag_arg(args[2], true, &c_stack)) return KR_NULL;
  return enable_for(args[0], all);
}
FN(disable) {
  bool was = fatal.enabled;
  if (was) ignore_fatal();
  fatal.enabled = false;
  KR_CLEAR(fatal.file);
  return kr_from_bool(was);
}
FN(is_enabled) { return kr_from_bool(fatal.enabled); }

/* ---- after a time -------------------------------------------------------------------------------------- */

static struct {
  double interval; /* milliseconds */
  bool repeat, exit;
  int fd;
  kr_value file;
  char header[48];
} later = {.file = KR_NULL};

static void time_is_over(void) {
  kr_watchdog = later.repeat ? kr_host_now() + later.interval : KR_FOREVER;
  put(later.fd, later.header);
  put_threads(later.fd, NULL); /* CPython asks from a thread that runs no Python */
  if (later.exit) _exit(1);
}
FN(dump_traceback_later) {
  double deadline;
  bool repeat, quit;
  if (!kr_timeout_deadline(args[0], false, "timeout must be greater than 0", &deadline)) return KR_NULL;
  if (deadline == 0) return kr_raise(&kr_exc_ValueError, "timeout must be greater than 0");
  if (!flag_arg(args[1], false, &repeat) || !flag_arg(args[3], false, &quit)) return KR_NULL;
  kr_value file;
  int fd = file_arg(args[2], &file);
  if (fd < 0) return KR_NULL;
  double seconds = kr_as_double(args[0]);
  later.interval = seconds * 1000;
  later.repeat = repeat;
  later.exit = quit;
  later.fd = fd;
  KR_REPLACE(later.file, file);
  uint64_t us = (uint64_t)(seconds * 1e6 + 0.5);
  unsigned long whole = (unsigned long)(us / 1000000);
  int n = snprintf(later.header, sizeof later.header, "Timeout (%lu:%02lu:%02lu", whole / 3600,
                   whole / 60 % 60, whole % 60);
  if (us % 1000000)
    n += snprintf(later.header + n, sizeof later.header - (size_t)n, ".%06u", (unsigned)(us % 1000000));
  snprintf(later.header + n, sizeof later.header - (size_t)n, ")!\n");
  kr_watchdog_fn = time_is_over;
  kr_watchdog = kr_host_now() + later.interval;
  kr.ticks = 0;
  return KR_NONE;
}
FN(cancel_dump_traceback_later) {
  kr_watchdog = KR_FOREVER;
  KR_CLEAR(later.file);
  return KR_NONE;
}

/* ---- at a signal --------------------------------------------------------------------------------------- */

static struct {
  bool registered, all_threads, chain;
  int fd;
  kr_value file; /* a value once registered */
#ifdef OS_SIGNALS
  struct sigaction before;
#endif
} at_signal[65];

static bool tell_signal(int number) {
  if (number < 1 || number > 64 || !at_signal[number].registered) return false;
  dump(at_signal[number].fd, at_signal[number].all_threads);
  return !at_signal[number].chain;
}
#ifdef OS_SIGNALS
static void on_signal(int number);
static void install(int number) {
  struct sigaction action = {.sa_handler = on_signal,
                             .sa_flags = SA_RESTART | (at_signal[number].chain ? SA_NODEFER : 0)};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, &at_signal[number].before);
}
static void on_signal(int number) {
  int saved = errno;
  tell_signal(number);
  if (at_signal[number].chain) {
    sigaction(number, &at_signal[number].before, NULL);
    errno = saved;
    raise(number);
    install(number);
  }
  errno = saved;
}
#endif

static bool signal_arg(kr_value v, int *number) {
  *number = kr_index_as_int(v);
  if (*number == -1 && kr_failed()) return false;
  static const int own[] = {SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSEGV};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (own[i] == *number) {
      kr_raise(&kr_exc_RuntimeError, "signal %d cannot be registered, use enable() instead", *number);
      return false;
    }
  if (*number >= 1 && *number <= 64) return true;
  kr_raise(&kr_exc_ValueError, "signal number out of range");
  return false;
}
FN(register_signal) {
  int number;
  bool all, chain;
  if (!signal_arg(args[0], &number) || !flag_arg(args[2], true, &all) || !flag_arg(args[3], false, &chain))
    return KR_NULL;
  kr_value file;
  int fd = file_arg(args[1], &file);
  if (fd < 0) return KR_NULL;
  bool again = at_signal[number].registered;
  if (again) kr_decref(at_signal[number].file);
  at_signal[number].registered = true;
  at_signal[number].fd = fd;
  at_signal[number].file = file;
  at_signal[number].all_threads = all;
  at_signal[number].chain = chain;
  kr_signal_seen = tell_signal;
#ifdef OS_SIGNALS
  if (!again) install(number);
#endif
  return KR_NONE;
}
FN(unregister) {
  int number;
  if (!signal_arg(args[0], &number)) return KR_NULL;
  if (!at_signal[number].registered) return KR_FALSE;
  at_signal[number].registered = false;
#ifdef OS_SIGNALS
  sigaction(number, &at_signal[number].before, NULL);
#endif
  KR_CLEAR(at_signal[number].file);
  return KR_TRUE;
}

/* ---- for tests of programs that catch faults: these end the process ------------------------------------ */

#ifdef OS_SIGNALS
static kr_value die_of(int number) {
  raise(number);
  return KR_NONE;
}
#else
/* No signals: what a shell says of a process that died of one. */
static kr_value die_of(int number) {
  if (fatal.enabled) tell_fatal(number);
  _exit(128 + number);
}
#endif
FN(die_sigsegv) { return die_of(SIGSEGV); }
FN(die_sigfpe) { return die_of(SIGFPE); }
FN(die_sigabrt) { return die_of(SIGABRT); }

static const kr_method_def methods[] = {
    {"enable", enable, 0, "($module, /, file=sys.stderr, all_threads=True, c_stack=True)",
     "Write tracebacks when a fatal signal arrives."},
    {"disable", disable, 0, "($module, /)", "Undo enable()."},
    {"is_enabled", is_enabled, 0, "($module, /)", "Whether enable() was called."},
    {"dump_traceback", dump_traceback, 0, "($module, /, file=sys.stderr, all_threads=True)",
     "Write the stack of the current thread, or of all threads, to a file."},
    {"dump_c_stack", dump_c_stack, 0, "($module, /, file=sys.stderr)",
     "There is no C stack that could be shown."},
    {"dump_traceback_later", dump_traceback_later, 0,
     "($module, /, timeout, repeat=False, file=sys.stderr, exit=False)",
     "Write the stacks of all threads in so many seconds, or each so many."},
    {"cancel_dump_traceback_later", cancel_dump_traceback_later, 0, "($module, /)",
     "Take dump_traceback_later() back."},
    {"register", register_signal, 0, "($module, /, signum, file=sys.stderr, all_threads=True, chain=False)",
     "Write the stacks when the signal comes."},
    {"unregister", unregister, 0, "($module, signum, /)", "Undo register()."},
    {"_read_null", die_sigsegv, 0, "($module, /)", NULL},
    {"_sigsegv", die_sigsegv, 0, "($module, release_gil=False, /)", NULL},
    {"_sigfpe", die_sigfpe, 0, "($module, /)", NULL},
    {"_sigabrt", die_sigabrt, 0, "($module, /)", NULL},
    {"_fatal_error_c_thread", die_sigabrt, 0, "($module, /)", NULL},
    {0}};
static int exec(kr_module *m) { return 0; }
const kr_module_def kr_module_def_faulthandler = {
    .name = "faulthandler", .doc = "faulthandler module.", .methods = methods, .exec = exec};

int kr_faulthandler_init(void) {
  const char *env = kr_flags.ignore_environment ? NULL : getenv("PYTHONFAULTHANDLER");
  bool wanted = kr_flags.dev_mode || (env && *env);
  kr_value options = kr_dict_get_new(kr.sys_dict, KR_ID(_xoptions));
  if (options != KR_NULL && kr_is_exact_dict(options) &&
      kr_dict_contains(KR_DICT(options), KR_ID(faulthandler)) == 1)
    wanted = true;
  kr_decref(options);
  if (kr_failed()) return -1;
  if (!wanted) return 0;
  kr_value m = kr_import_module("faulthandler"), r = m == KR_NULL ? KR_NULL : enable_for(KR_NULL, true);
  kr_decref(m);
  return kr_drop_result(r);
}
