/* Module _signal. A signal only leaves a mark; its Python handler runs in the main thread at the next
 * check of the eval breaker.
 *
 * In WebAssembly there is no operating system that could send one: raise_signal() and the host's interrupt
 * (SIGINT) are all the signals there are, and what the default action does is decided here. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#if !defined(__EMSCRIPTEN__) && !defined(__wasi__)
#define OS_SIGNALS 1
#include <math.h>
#include <pthread.h>
#include <sys/time.h>
#endif

#include "modules/modules.h"
#include "modules/sys/sys.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/structseq.h"
#include "vm/frame.h"
#include "vm/runtime.h"
#include "vm/threads.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

enum { SIGNALS = 65, INT = 2, PIPE = 13, DFL = 0, IGN = 1, FIRST_REAL_TIME = 35 };
enum { BLOCK, UNBLOCK, SETMASK };
#define BIT(number) ((uint64_t)1 << ((number)-1)) /* in a set of signals */

/* Linux's numbers; the same in every build. */
static const struct {
  const char *name;
  int number;
  const char *text; /* NULL: another name of the one before */
} names[] = {
    {"SIGHUP", 1, "Hangup"},
    {"SIGINT", 2, "Interrupt"},
    {"SIGQUIT", 3, "Quit"},
    {"SIGILL", 4, "Illegal instruction"},
    {"SIGTRAP", 5, "Trace/breakpoint trap"},
    {"SIGABRT", 6, "Aborted"},
    {"SIGIOT", 6, NULL},
    {"SIGBUS", 7, "Bus error"},
    {"SIGFPE", 8, "Arithmetic exception"},
    {"SIGKILL", 9, "Killed"},
    {"SIGUSR1", 10, "User defined signal 1"},
    {"SIGSEGV", 11, "Segmentation fault"},
    {"SIGUSR2", 12, "User defined signal 2"},
    {"SIGPIPE", 13, "Broken pipe"},
    {"SIGALRM", 14, "Alarm clock"},
    {"SIGTERM", 15, "Terminated"},
    {"SIGSTKFLT", 16, "Stack fault"},
    {"SIGCHLD", 17, "Child process status"},
    {"SIGCONT", 18, "Continued"},
    {"SIGSTOP", 19, "Stopped (signal)"},
    {"SIGTSTP", 20, "Stopped"},
    {"SIGTTIN", 21, "Stopped (tty input)"},
    {"SIGTTOU", 22, "Stopped (tty output)"},
    {"SIGURG", 23, "Urgent I/O condition"},
    {"SIGXCPU", 24, "CPU time limit exceeded"},
    {"SIGXFSZ", 25, "File size limit exceeded"},
    {"SIGVTALRM", 26, "Virtual timer expired"},
    {"SIGPROF", 27, "Profiling timer expired"},
    {"SIGWINCH", 28, "Window changed"},
    {"SIGIO", 29, "I/O possible"},
    {"SIGPOLL", 29, NULL},
    {"SIGPWR", 30, "Power failure"},
    {"SIGSYS", 31, "Bad system call"},
    {"SIGRTMIN", FIRST_REAL_TIME, NULL},
    {"SIGRTMAX", SIGNALS - 1, NULL},
};

static kr_value handlers[SIGNALS]; /* callable, or the ints DFL and IGN, or None: unknown */
static bool started;               /* the module was imported: handlers are filled in */
static atomic_bool marked[SIGNALS];
static atomic_int wakeup_fd = -1, wakeup_errno;
static bool wakeup_warns = true;
#ifndef OS_SIGNALS
static uint64_t masked, waiting; /* of all threads alike: handlers run in the main thread only */
#endif

/* ---- a signal arrives ---------------------------------------------------------------------------------- */

/* Async-signal-safe. */
static void mark(int number) {
  int saved = errno, fd = wakeup_fd;
  marked[number] = true;
  if (number < 32) kr_signal_note(number);
  kr_set_pending(KR_PENDING_SIGNAL);
  if (fd >= 0 && fd < KR_VIRTUAL_FD) {
    uint8_t byte = (uint8_t)number;
    if (write(fd, &byte, 1) < 0 && (wakeup_warns || (errno != EAGAIN && errno != EWOULDBLOCK)))
      wakeup_errno = errno;
  }
  errno = saved;
}

#ifdef OS_SIGNALS
static int install(int number, void (*how)(int), bool restart) {
  struct sigaction action = {.sa_handler = how, .sa_flags = restart ? SA_RESTART : 0};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL);
}
#else
/* What the operating system would do: end the program, but for those signals that mean nothing to it. */
static void default_action(int number) {
  if (number == 17 || number == 18 || number == 23 || number == 28) return;
  kr_died_of = number; /* the host may be able to die of it */
  _Exit(128 + number);
}
void kr_signal_pipe(void) {
  if (started && handlers[PIPE] == kr_from_small_int(DFL)) default_action(PIPE);
}
#endif

/* Python's own handlers are no sign that a program waits for a signal: default_int_handler, and the partial
 * object of asyncio.run(). */
bool kr_signal_awaited(void) {
#ifdef OS_SIGNALS
  int first = 1, last = SIGNALS - 1;
#else
  int first = INT, last = INT; /* no other one comes from outside */
#endif
  for (int i = first; started && i <= last; i++) {
    kr_type *t = kr_type_of(handlers[i]);
    if (t == &kr_function_type || t == &kr_method_type) return true;
  }
  return false;
}

static kr_value frame_now(void) {
  kr_frame *f = kr.thread->frame ? kr_frame_python(kr.thread->frame) : NULL;
  return f ? kr_frame_get_object(f) : KR_NONE;
}

int kr_signal_run_handlers_module(uint32_t noted) {
  if (!started) {
    if (!(noted & (1u << INT))) return 0;
    kr_raise_none(&kr_exc_KeyboardInterrupt);
    return -1;
  }
  for (int i = 1; i < 32; i++)
    if (noted & (1u << i)) marked[i] = true;
  if (kr.thread->id != 1) { /* not ours to run: the main thread finds the marks */
    kr_set_pending(KR_PENDING_SIGNAL);
    return 0;
  }
  int fd = wakeup_fd;
  for (int i = 1; fd >= KR_VIRTUAL_FD && i < SIGNALS; i++) {
    uint8_t byte = (uint8_t)i;
    if (marked[i] && kr_virtual_write(fd, &byte, 1) < 0 && (wakeup_warns || errno != EAGAIN))
      wakeup_errno = errno;
  }
  int error = atomic_exchange(&wakeup_errno, 0);
  if (error) {
    kr_raise_errno(error, KR_NULL);
    kr_unraisable(KR_NULL, "Exception ignored while trying to write to the signal wakeup fd");
  }
  for (int i = 1; i < SIGNALS; i++) {
    if (!marked[i]) continue;
    marked[i] = false;
#ifndef OS_SIGNALS
    if (masked & BIT(i)) { /* the host's interrupt */
      waiting |= BIT(i);
      continue;
    }
#endif
    kr_value handler = kr_ref(handlers[i]);
    if (kr_is_small_int(handler) || handler == KR_NONE) {
      /* changed since the signal came, or the host's interrupt under SIG_DFL */
#ifndef OS_SIGNALS
      if (handler == kr_from_small_int(DFL)) default_action(i);
#endif
      continue;
    }
    kr_value frame = frame_now();
    kr_value r = frame == KR_NULL ? KR_NULL : kr_call2(handler, kr_from_small_int(i), frame);
    kr_decref(frame);
    kr_decref(handler);
    if (r == KR_NULL) {
      for (int j = i + 1; j < SIGNALS; j++)
        if (marked[j]) kr_set_pending(KR_PENDING_SIGNAL);
      return -1;
    }
    kr_decref(r);
  }
  return 0;
}

void kr_signal_end(void) {
  for (int i = 1; started && i < SIGNALS; i++) KR_REPLACE(handlers[i], KR_NONE);
  started = false;
}

/* ---- handlers ------------------------------------------------------------------------------------------ */

static bool is_valid(int n) { return n >= 1 && n < SIGNALS && !(n > 31 && n < FIRST_REAL_TIME); }
static bool get_number(kr_value v, int *n) {
  *n = kr_index_as_int(v);
  if (*n == -1 && kr_failed()) return false;
  if (*n >= 1 && *n < SIGNALS) return true;
  kr_raise(&kr_exc_ValueError, "signal number out of range");
  return false;
}

FN(set_handler) {
  int n;
  kr_value how = args[1];
  n = kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (kr.thread->id != 1)
    return kr_raise(&kr_exc_ValueError, "signal only works in main thread of the main interpreter");
  if (n < 1 || n >= SIGNALS) return kr_raise(&kr_exc_ValueError, "signal number out of range");
  kr_value stored = KR_NULL;
  if (kr_is_callable(how)) {
    stored = how;
  } else {
    for (int i = DFL; i <= IGN; i++) {
      int same = kr_equal(how, kr_from_small_int(i));
      if (same < 0) return KR_NULL;
      if (same) stored = kr_from_small_int(i);
    }
    if (stored == KR_NULL)
      return kr_raise(&kr_exc_TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, "
                                         "or a callable object");
  }
  if (kr.pending && kr_signal_run_handlers()) return KR_NULL;
#ifdef OS_SIGNALS
  void (*action)(int) = stored == kr_from_small_int(DFL)   ? SIG_DFL
                        : stored == kr_from_small_int(IGN) ? SIG_IGN
                                                           : mark;
  if (install(n, action, false)) return kr_raise_errno(errno, KR_NULL);
#else
  if (!is_valid(n) || ((n == 9 || n == 19) && stored != kr_from_small_int(DFL)))
    return kr_raise_errno(EINVAL, KR_NULL);
#endif
  kr_value old = handlers[n];
  handlers[n] = kr_ref(stored);
  return old;
}

FN(get_handler) {
  int n;
  return get_number(args[0], &n) ? kr_ref(handlers[n]) : KR_NULL;
}

FN(default_int_handler) { return kr_raise_none(&kr_exc_KeyboardInterrupt); }

bool (*kr_signal_seen)(int number);

#ifndef OS_SIGNALS
static void deliver(int n) {
  if (masked & BIT(n)) waiting |= BIT(n);
  else if (kr_signal_seen && kr_signal_seen(n)) return;
  else if (handlers[n] == kr_from_small_int(DFL)) default_action(n);
  else if (handlers[n] != kr_from_small_int(IGN)) mark(n);
}
#endif
FN(raise_it) {
  int n = kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
#ifdef OS_SIGNALS
  if (raise(n)) return kr_raise_errno(errno, KR_NULL);
#else
  if (n != 0) {
    if (!is_valid(n)) return kr_raise_errno(EINVAL, KR_NULL);
    deliver(n);
  }
#endif
  return kr_signal_run_handlers() ? KR_NULL : KR_NONE;
}

FN(describe) {
  int n;
  if (!get_number(args[0], &n)) return KR_NULL;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].number == n && names[i].text) return kr_str_from_cstr(names[i].text);
  return kr_str_format("RT%d", n);
}

/* ---- sets of signals, masks ---------------------------------------------------------------------------- */

static bool get_set(kr_value iterable, uint64_t *out) {
  *out = 0;
  kr_value it = kr_iter(iterable), v;
  if (it == KR_NULL) return false;
  while ((v = kr_next(it)) != KR_NULL) {
    int64_t n = kr_index_as_i64(v);
    kr_decref(v);
    if (n == -1 && kr_failed() && !kr_clear_if(&kr_exc_OverflowError))
      break; /* too big: out of range as well */
    if (n < 1 || n >= SIGNALS) {
      kr_raise(&kr_exc_ValueError, "signal number %lld out of range [1; %d]", (long long)n, SIGNALS - 1);
      break;
    }
    *out |= BIT(n);
  }
  kr_decref(it);
  return !kr_failed();
}
static kr_value set_value(uint64_t from) {
  kr_set *s = kr_set_new(&kr_set_type);
  for (int i = 1; s && i < SIGNALS; i++)
    if (from & BIT(i) && kr_set_add(s, kr_from_small_int(i))) {
      kr_decref_object(s);
      return KR_NULL;
    }
  return kr_from_object_or_null(s);
}
FN(valid_signals) {
  uint64_t all = 0;
  for (int i = 1; i < SIGNALS; i++)
    if (is_valid(i)) all |= BIT(i);
  return set_value(all);
}
#ifdef OS_SIGNALS
static sigset_t to_system(uint64_t set) {
  sigset_t s;
  sigemptyset(&s);
  for (int i = 1; i < SIGNALS; i++)
    if (set & BIT(i)) sigaddset(&s, i);
  return s;
}
static uint64_t from_system(const sigset_t *s) {
  uint64_t set = 0;
  for (int i = 1; i < SIGNALS; i++)
    if (sigismember(s, i) == 1) set |= BIT(i);
  return set;
}
#endif
FN(set_mask) {
  uint64_t set, before;
  int how = kr_index_as_int(args[0]);
  if ((how == -1 && kr_failed()) || !get_set(args[1], &set)) return KR_NULL;
#ifdef OS_SIGNALS
  sigset_t mask = to_system(set), old;
  int e = pthread_sigmask(how, &mask, &old);
  if (e) return kr_raise_errno(e, KR_NULL);
  before = from_system(&old);
#else
  if (how < BLOCK || how > SETMASK) return kr_raise_errno(EINVAL, KR_NULL);
  before = masked;
  masked = how == BLOCK ? masked | set : how == UNBLOCK ? masked & ~set : set;
  masked &= ~(BIT(9) | BIT(19) | BIT(32) | BIT(33) | BIT(34)); /* SIGKILL, SIGSTOP, the C library's */
  uint64_t now = waiting & ~masked;
  waiting &= masked;
  for (int i = 1; i < SIGNALS; i++)
    if (now & BIT(i)) deliver(i);
#endif
  return kr_signal_run_handlers() ? KR_NULL : set_value(before);
}
FN(pending) {
#ifdef OS_SIGNALS
  sigset_t s;
  return sigpending(&s) ? kr_raise_errno(errno, KR_NULL) : set_value(from_system(&s));
#else
  return set_value(waiting);
#endif
}

FN(set_wakeup_fd) {
  int fd = kr_index_as_int(args[0]);
  if (fd == -1 && kr_failed()) return KR_NULL;
  int warn = args[1] == KR_NULL ? 1 : kr_truth(args[1]);
  if (warn < 0) return KR_NULL;
  if (kr.thread->id != 1)
    return kr_raise(&kr_exc_ValueError, "set_wakeup_fd only works in main thread of the main interpreter");
  if (fd >= KR_VIRTUAL_FD) {
    if (!kr_virtual_poll || kr_virtual_poll(fd, POLLOUT) == POLLNVAL) return kr_raise_errno(EBADF, KR_NULL);
  } else if (fd != -1) {
    struct stat st;
    if (fstat(fd, &st)) return kr_raise_errno(errno, KR_NULL);
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) return kr_raise_errno(errno, KR_NULL);
    if (!(flags & O_NONBLOCK))
      return kr_raise(&kr_exc_ValueError, "the fd %d must be in non-blocking mode", fd);
  }
  int old = atomic_exchange(&wakeup_fd, fd);
  wakeup_warns = warn;
  return kr_from_small_int(old);
}

FN(interrupts) {
  int n, flag;
  if (!get_number(args[0], &n)) return KR_NULL;
  flag = kr_index_as_int(args[1]);
  if (flag == -1 && kr_failed()) return KR_NULL;
#ifdef OS_SIGNALS
  struct sigaction action;
  if (sigaction(n, NULL, &action)) return kr_raise_errno(errno, KR_NULL);
  action.sa_flags = flag ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
  if (sigaction(n, &action, NULL)) return kr_raise_errno(errno, KR_NULL);
#endif
  return KR_NONE;
}

#ifdef OS_SIGNALS
/* ---- timers and waits: only where there is an operating system ----------------------------------------- */

static kr_value itimer_error = KR_NULL;
static kr_type *siginfo_type;

FN(set_alarm) {
  int seconds = kr_index_as_int(args[0]);
  if (seconds == -1 && kr_failed()) return KR_NULL;
  return kr_from_small_int(alarm((unsigned)seconds));
}
FN(wait_any) {
  pause();
  return kr_signal_run_handlers() ? KR_NULL : KR_NONE;
}

static kr_value timer_error(void) {
  kr_value text = kr_str_from_cstr(strerror(errno)), a = KR_NULL, e = KR_NULL;
  if (text != KR_NULL) a = kr_tuple_pack(2, kr_from_small_int(errno), text);
  if (a != KR_NULL) e = kr_exception_new(KR_AS_TYPE(itimer_error), a);
  if (e != KR_NULL) kr_raise_exception(e);
  kr_decref(text);
  kr_decref(a);
  kr_decref(e);
  return KR_NULL;
}
static double seconds_of(struct timeval t) { return (double)t.tv_sec + 1e-6 * (double)t.tv_usec; }
static kr_value timer_value(const struct itimerval *t) {
  return kr_tuple_pack(2, kr_from_double(seconds_of(t->it_value)),
                       kr_from_double(seconds_of(t->it_interval)));
}
static bool get_timeval(kr_value v, struct timeval *t) {
  kr_value f = kr_number_float(v);
  if (f == KR_NULL) return false;
  double d = kr_float_value(f);
  kr_decref(f);
  if (d != d) return kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)"), false;
  if (fabs(d) > 9223372036.0)
    return kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t"), false;
  double us = ceil(d * 1e6), whole = floor(us / 1e6);
  t->tv_sec = (time_t)whole;
  t->tv_usec = (suseconds_t)(us - whole * 1e6);
  return true;
}
FN(set_timer) {
  struct itimerval new = {0}, old;
  int which = kr_index_as_int(args[0]);
  if (which == -1 && kr_failed()) return KR_NULL;
  if (!get_timeval(args[1], &new.it_value)) return KR_NULL;
  if (args[2] != KR_NULL && !get_timeval(args[2], &new.it_interval)) return KR_NULL;
  return setitimer(which, &new, &old) ? timer_error() : timer_value(&old);
}
FN(get_timer) {
  struct itimerval t;
  int which = kr_index_as_int(args[0]);
  if (which == -1 && kr_failed()) return KR_NULL;
  return getitimer(which, &t) ? timer_error() : timer_value(&t);
}

FN(wait_set) {
  uint64_t set;
  int n;
  if (!get_set(args[0], &set)) return KR_NULL;
  sigset_t s = to_system(set);
  int e = sigwait(&s, &n);
  return e ? kr_raise_errno(e, KR_NULL) : kr_from_small_int(n);
}

static const char *const siginfo_fields[] = {"si_signo", "si_code",   "si_errno", "si_pid",
                                             "si_uid",   "si_status", "si_band",  NULL};
static kr_value wait_info(kr_value set, const struct timespec *timeout) {
  uint64_t wanted;
  siginfo_t info;
  if (!get_set(set, &wanted)) return KR_NULL;
  sigset_t s = to_system(wanted);
  int n;
  do {
    n = timeout ? sigtimedwait(&s, &info, timeout) : sigwaitinfo(&s, &info);
    if (n < 0 && errno == EINTR && kr_signal_run_handlers()) return KR_NULL;
  } while (n < 0 && errno == EINTR);
  if (n < 0) return timeout && errno == EAGAIN ? KR_NONE : kr_raise_errno(errno, KR_NULL);
  kr_value v[] = {kr_from_small_int(info.si_signo),    kr_from_small_int(info.si_code),
                  kr_from_small_int(info.si_errno),    kr_from_small_int(info.si_pid),
                  kr_from_small_int(info.si_uid),      kr_from_small_int(info.si_status),
                  kr_from_small_int((int)info.si_band)};
  return kr_structseq_new(siginfo_type, v);
}
FN(wait_set_info) { return wait_info(args[0], NULL); }
FN(wait_set_timed) {
  struct timeval t;
  if (!get_timeval(args[1], &t)) return KR_NULL;
  if (t.tv_sec < 0) return kr_raise(&kr_exc_ValueError, "timeout must be non-negative");
  return wait_info(args[0], &(struct timespec){t.tv_sec, t.tv_usec * 1000});
}
#endif

static const kr_method_def methods[] = {
    {"signal", set_handler, 0, "($module, signalnum, handler, /)",
     "Set the action for the given signal; returns the previous one."},
    {"getsignal", get_handler, 0, "($module, signalnum, /)", "What is done when the signal comes."},
    {"raise_signal", raise_it, 0, "($module, signalnum, /)", "Send this process a signal."},
    {"strsignal", describe, 0, "($module, signalnum, /)", "The signal's name in words."},
    {"valid_signals", valid_signals, 0, "($module, /)", "The numbers of the signals there are, as a set."},
    {"default_int_handler", default_int_handler, 0, "($module, signalnum, frame, /)",
     "The default handler for SIGINT: raises KeyboardInterrupt."},
    {"set_wakeup_fd", set_wakeup_fd, 0, "($module, fd, /, *, warn_on_full_buffer=True)",
     "From here on a signal writes its number to this descriptor (-1: to none)."},
    {"siginterrupt", interrupts, 0, "($module, signalnum, flag, /)", "Change system call restart behaviour."},
    {"pthread_sigmask", set_mask, 0, "($module, how, mask, /)",
     "Change this thread's signal mask; return what it was."},
    {"sigpending", pending, 0, "($module, /)", "Examine pending signals."},
#ifdef OS_SIGNALS
    {"alarm", set_alarm, 0, "($module, seconds, /)", "Arrange for SIGALRM to arrive later."},
    {"pause", wait_any, 0, "($module, /)", "Wait for a signal."},
    {"setitimer", set_timer, 0, "($module, which, seconds, interval=0.0, /)",
     "Sets given itimer; returns its old values."},
    {"getitimer", get_timer, 0, "($module, which, /)", "(seconds left, interval) of a timer."},
    {"sigwait", wait_set, 0, "($module, sigset, /)", "Wait for a signal."},
    {"sigwaitinfo", wait_set_info, 0, "($module, sigset, /)", "Wait for a signal of the set."},
    {"sigtimedwait", wait_set_timed, 0, "($module, sigset, timeout, /)",
     "Like sigwaitinfo(), but with a timeout."},
#endif
    {0}};

static int exec_module(kr_module *m) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (kr_module_add_int(m, names[i].name, names[i].number)) return -1;
  if (kr_module_add_int(m, "NSIG", SIGNALS) || kr_module_add_int(m, "SIG_DFL", DFL) ||
      kr_module_add_int(m, "SIG_IGN", IGN) || kr_module_add_int(m, "SIG_BLOCK", BLOCK) ||
      kr_module_add_int(m, "SIG_UNBLOCK", UNBLOCK) || kr_module_add_int(m, "SIG_SETMASK", SETMASK))
    return -1;
#ifdef OS_SIGNALS
  if (kr_module_add_int(m, "ITIMER_REAL", ITIMER_REAL) ||
      kr_module_add_int(m, "ITIMER_VIRTUAL", ITIMER_VIRTUAL) ||
      kr_module_add_int(m, "ITIMER_PROF", ITIMER_PROF))
    return -1;
  if (!siginfo_type) {
    siginfo_type =
        kr_structseq_new_type("signal.struct_siginfo",
                              "struct_siginfo: Result from sigwaitinfo or sigtimedwait.", siginfo_fields, 7);
    if (!siginfo_type) return -1;
  }
  if (itimer_error == KR_NULL) {
    itimer_error =
        kr_exception_class_new("signal", "ItimerError", kr_tuple_pack(1, kr_from_object(&kr_exc_OSError)));
    if (itimer_error == KR_NULL) return -1;
  }
  if (kr_module_add(m, "struct_siginfo", kr_from_object(siginfo_type)) ||
      kr_module_add(m, "ItimerError", itimer_error))
    return -1;
#endif
  if (started) return 0;
  for (int i = 1; i < SIGNALS; i++) {
    handlers[i] = kr_from_small_int(i == PIPE || i == 25 ? IGN : DFL);
#ifdef OS_SIGNALS
    if (i == 25) signal(i, SIG_IGN);
    struct sigaction action;
    if (sigaction(i, NULL, &action)) continue;
    handlers[i] = action.sa_handler == SIG_DFL   ? kr_from_small_int(DFL)
                  : action.sa_handler == SIG_IGN ? kr_from_small_int(IGN)
                                                 : KR_NONE;
#endif
  }
  if (handlers[INT] != kr_from_small_int(IGN)) {
    kr_value f = kr_getattr(kr_from_object(m), KR_ID(default_int_handler));
    if (f == KR_NULL) return -1;
    handlers[INT] = f;
#ifdef OS_SIGNALS
    install(INT, mark, false); /* instead of the host's, whose interrupt raise_signal() would not see */
#endif
  }
  started = true;
  return 0;
}

const kr_module_def kr_module_def__signal = {
    .name = "_signal",
    .doc = "What a program does when a signal comes.",
    .methods = methods,
    .exec = exec_module,
};
