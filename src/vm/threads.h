/* Threads: green ones, scheduled here.
 *
 * A Python thread is a kr_thread: a chain of frames on chunks of its own, and no C stack. The evaluation
 * loop leaves (answers KR_PUSHED to whoever runs it) when its thread waits, when the thread's turn is over
 * (sys.setswitchinterval), and when the host wants its time; the scheduler then goes on with another
 * thread, and leaves to the host when none can go on.
 *
 * A thread that waits inside a C function (in a comparison that sort() makes, say) has evaluation loops on
 * the C stack and cannot be left that way. Then a scheduler runs inside the wait, above them: it runs the
 * other threads until the one beneath can go on. Such a thread is `nested`: only its own scheduler, once it is
 * on top of the C stack again, can continue it.
 *
 * When every thread waits for something that no other thread, no clock and no input can bring, the main
 * thread's wait ends with a RuntimeError that tells who waits where; but the only thread of a program at a terminal
 * waits on, for Ctrl-C. */
#ifndef KR_THREADS_H
#define KR_THREADS_H

struct pollfd;

#include "vm/frame.h"
#include "vm/suspend.h"

#define KR_FOREVER __builtin_inf()

/* The threads that wait for one thing, in the order in which they came. Zero: empty. */
typedef struct kr_wait_list {
  kr_thread *first, *last;
} kr_wait_list;

typedef enum { KR_THREAD_READY, KR_THREAD_RUNNING, KR_THREAD_WAITING } kr_thread_state;

/* What the scheduler knows of a thread (kr_thread.sched). */
typedef struct kr_sched {
  uint8_t state;
  bool granted;           /* whoever ended its wait gave it what it waited for */
  bool nested;            /* see above */
  kr_thread *prev, *next; /* in the queue of ready threads, or in `list` */
  kr_wait_list *list;
  double deadline;    /* KR_FOREVER: none */
  double since;       /* when the wait began */
  int32_t timer;      /* its place among the deadlines; -1: none */
  struct pollfd *fds; /* descriptors it waits for: the waiting step's own */
  uint32_t nfds;
  void *locals; /* modules/_thread_local.c: what threading.local objects keep for it */
} kr_sched;
KR_INLINE kr_sched *kr_sched_of(const kr_thread *t) { return t->sched; }

/* ---- waiting: from the step of a native frame ---------------------------------------------------------
 *
 * Each answers KR_PUSHED, which the step returns; the step is called again when the wait is over, also
 * when it ended early, and finds out itself what is the case. It gets KR_NULL when the wait ended in an exception:
 * it must then pass on to the next in the list what it may have been woken for. */

/* Until woken through `list` or until `deadline` (kr_host_now). Again: the thread was the first in the list
 * before and is put there again. */
kr_value kr_thread_wait(kr_wait_list *list, double deadline, bool again);
/* Until a descriptor is ready, by poll(). The array must live as long. */
kr_value kr_thread_wait_fds(struct pollfd *fds, uint32_t n, double deadline);
/* Descriptors from here on are none of the operating system's: module _socket knows what happened to them, as
 * poll() would tell it. */
#define KR_VIRTUAL_FD 65536
extern short (*kr_virtual_poll)(int fd, short events);
extern int (*kr_virtual_write)(int fd, const void *data, size_t n); /* as write(), without waiting */
/* poll() with them, without waiting. */
int kr_poll_now(struct pollfd *fds, uint32_t n);
/* Whether a read would wait for what another thread has to bring. */
bool kr_fd_would_wait(int fd);
/* From a C function: until it would not. -1: an exception is set. */
int kr_fd_wait_nested(int fd);
/* The same for standard input: until it is there, or there is nobody else to run, and reading it may block. */
int kr_stdin_wait_nested(void);
/* Lets the others run; it stays ready. */
kr_value kr_thread_yield(void);
/* Whether kr_thread_yield would do anything. */
bool kr_threads_others_ready(void);

/* Ends the first thread's wait. With `grant` that thread will find sched->granted. NULL: nobody waited. */
kr_thread *kr_thread_wake(kr_wait_list *list, bool grant);
void kr_thread_wake_all(kr_wait_list *list);
/* Whether the one who releases something should hand it on to the first that waits, rather than let it
 * be taken by whoever comes next: after it waited for long. */
bool kr_thread_is_due(const kr_wait_list *list);

/* Whether the program has a handler for a signal that may come from outside (modules/_signal.c). */
bool kr_signal_awaited(void);

/* ---- threads ------------------------------------------------------------------------------------------ */

extern uint32_t kr_threads_alive;  /* the main thread included */
extern bool kr_threads_deadlocked; /* it came to that once */
kr_thread *kr_thread_main(void);
/* Sets up `main`, which becomes the current thread. False: no memory. */
bool kr_threads_init(kr_thread *main);
void kr_threads_configure(void); /* from the environment */
/* A thread whose bottom frame is `native`, ready to run; *frame is for its slots. NULL: MemoryError. */
kr_thread *kr_thread_new(const kr_native *native, kr_frame **frame);

/* A moment (kr_host_now) at which a function is called, whatever the threads do meanwhile; KR_FOREVER: none. */
extern double kr_watchdog;
extern void (*kr_watchdog_fn)(void);
KR_INLINE void kr_watch(void) {
  if (KR_UNLIKELY(kr_watchdog != KR_FOREVER) && kr_host_now() >= kr_watchdog) kr_watchdog_fn();
}

/* ---- the scheduler ------------------------------------------------------------------------------------- */

/* What kr_wait asks for besides what the host knows. */
enum { KR_LEFT_SWITCH = 100, KR_LEFT_WAIT };

/* At the bottom of the C stack, r being what the evaluation loop of the current thread answered: runs
 * threads until the main thread's frames have ended or the host is to be left for. */
kr_left kr_threads_run(kr_value r);
kr_left kr_threads_resume(void); /* goes on after that */
/* From the eval breaker, where leaving the loop is possible: whether another thread's turn has come. */
bool kr_threads_switch_due(void);
/* Runs other threads inside a wait of the current one, which asked for it with kr_wait: 1: the wait is over;
 * 0: it cannot be had, this host cannot wait synchronously; -1: an exception is set. */
int kr_threads_wait_nested(void);

#endif
