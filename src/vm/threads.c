#include "vm/threads.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "modules/sys/sys.h"
#include "vm/trace.h"
#include "vm/vm.h"

uint32_t kr_threads_alive;
bool kr_threads_deadlocked;
static kr_thread *main_thread;
static uint32_t last_id;

kr_thread *kr_thread_main(void) { return main_thread; }

/* ---- queues -------------------------------------------------------------------------------------------- */

static kr_wait_list ready; /* threads that could run */
static kr_wait_list input; /* threads that wait for standard input */

static void list_add(kr_wait_list *l, kr_thread *t, bool front) {
  kr_sched *s = kr_sched_of(t);
  s->list = l;
  s->prev = s->next = NULL;
  if (!l->first) {
    l->first = l->last = t;
  } else if (front) {
    s->next = l->first;
    kr_sched_of(l->first)->prev = t;
    l->first = t;
  } else {
    s->prev = l->last;
    kr_sched_of(l->last)->next = t;
    l->last = t;
  }
}
static void list_remove(kr_thread *t) {
  kr_sched *s = kr_sched_of(t);
  kr_wait_list *l = s->list;
  if (!l) return;
  if (s->prev) kr_sched_of(s->prev)->next = s->next;
  else l->first = s->next;
  if (s->next) kr_sched_of(s->next)->prev = s->prev;
  else l->last = s->prev;
  s->list = NULL;
  s->prev = s->next = NULL;
}

/* ---- deadlines: a heap, the earliest first ------------------------------------------------------------- */

static kr_thread **timers; /* room for every thread: a wait never fails for want of memory */
static uint32_t timers_size, timers_room;

static void timer_put(uint32_t i, kr_thread *t) {
  timers[i] = t;
  kr_sched_of(t)->timer = (int32_t)i;
}
static void timer_up(uint32_t i) {
  kr_thread *t = timers[i];
  double deadline = kr_sched_of(t)->deadline;
  while (i && kr_sched_of(timers[(i - 1) / 2])->deadline > deadline) {
    timer_put(i, timers[(i - 1) / 2]);
    i = (i - 1) / 2;
  }
  timer_put(i, t);
}
static void timer_down(uint32_t i) {
  kr_thread *t = timers[i];
  double deadline = kr_sched_of(t)->deadline;
  for (uint32_t child; (child = 2 * i + 1) < timers_size; i = child) {
    if (child + 1 < timers_size &&
        kr_sched_of(timers[child + 1])->deadline < kr_sched_of(timers[child])->deadline)
      child++;
    if (kr_sched_of(timers[child])->deadline >= deadline) break;
    timer_put(i, timers[child]);
  }
  timer_put(i, t);
}
static void timer_set(kr_thread *t, double deadline) {
  kr_sched_of(t)->deadline = deadline;
  if (deadline == KR_FOREVER) return;
  timers[timers_size] = t;
  timer_up(timers_size++);
}
static void timer_drop(kr_thread *t) {
  kr_sched *s = kr_sched_of(t);
  if (s->timer < 0) return;
  uint32_t i = (uint32_t)s->timer;
  s->timer = -1;
  kr_thread *last = timers[--timers_size];
  if (last == t) return;
  timers[i] = last;
  timer_up(i);
  timer_down((uint32_t)kr_sched_of(last)->timer);
}
static bool timer_reserve(uint32_t n) {
  if (n <= timers_room) return true;
  uint32_t room = n < 8 ? 8 : n * 2;
  kr_thread **p = kr_realloc(timers, room * sizeof *p);
  if (!p) return false;
  timers = p;
  timers_room = room;
  return true;
}

/* ---- random switches, for tests ------------------------------------------------------------------------ */

/* With KRAIT_SWITCH_SEED in the environment threads switch at random checks to random threads, the same ones
 * in every run. */
static uint64_t seed;

static uint32_t random_below(uint32_t n) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (uint32_t)(seed >> 33) % n;
}

/* ---- waiting ------------------------------------------------------------------------------------------- */

static uint32_t polling;     /* threads that wait for descriptors */
static kr_thread *innermost; /* the nested thread whose scheduler runs; the others are beneath it */

/* t's wait is over, or it never waited. */
static void make_ready(kr_thread *t, bool front) {
  kr_sched *s = kr_sched_of(t);
  if (s->state == KR_THREAD_READY) return;
  list_remove(t);
  timer_drop(t);
  if (s->fds) polling--;
  s->fds = NULL;
  s->state = KR_THREAD_READY;
  if (!s->nested) list_add(&ready, t, front);
  else if (t == innermost) kr_set_pending(KR_PENDING_SWITCH); /* what runs above it is to give way */
}

static void begin_wait(double deadline) {
  kr_sched *s = kr_sched_of(kr.thread);
  s->state = KR_THREAD_WAITING;
  s->granted = false;
  kr_wait.what = (kr_left)KR_LEFT_WAIT;
  timer_set(kr.thread, deadline);
}

kr_value kr_thread_wait(kr_wait_list *list, double deadline, bool again) {
  begin_wait(deadline);
  if (!again) kr_sched_of(kr.thread)->since = kr_host_now();
  if (list) list_add(list, kr.thread, again);
  return KR_PUSHED;
}

kr_value kr_thread_wait_fds(struct pollfd *fds, uint32_t n, double deadline) {
  begin_wait(deadline);
  kr_sched *s = kr_sched_of(kr.thread);
  s->fds = fds;
  s->nfds = n;
  polling++;
#ifdef __EMSCRIPTEN__
  /* the only descriptor that something outside of this process can make ready */
  for (uint32_t i = 0; i < n; i++)
    if (fds[i].fd == 0 && fds[i].events & POLLIN && !s->list) list_add(&input, kr.thread, false);
#endif
  return KR_PUSHED;
}

kr_value kr_thread_yield(void) {
  kr_wait.what = (kr_left)KR_LEFT_SWITCH;
  return KR_PUSHED;
}
bool kr_threads_others_ready(void) { return ready.first != NULL; }

kr_thread *kr_thread_wake(kr_wait_list *list, bool grant) {
  /* Rather one that can go on than one beneath the C stacks of others, which may wait for the same. */
  kr_thread *t = list->first;
  while (t && kr_sched_of(t)->nested && t != innermost) t = kr_sched_of(t)->next;
  if (!t && !(t = list->first)) return NULL;
  kr_sched_of(t)->granted = grant;
  make_ready(t, false);
  if (seed) kr.ticks = 0;
  return t;
}
void kr_thread_wake_all(kr_wait_list *list) {
  while (kr_thread_wake(list, false)) {}
}

/* A millisecond: what CPython's locks allow others to be faster. */
#define PATIENCE 1.0
bool kr_thread_is_due(const kr_wait_list *list) {
  if (!list->first) return false;
  if (seed) return random_below(2);
  return kr_host_now() - kr_sched_of(list->first)->since > PATIENCE;
}

short (*kr_virtual_poll)(int fd, short events);
int (*kr_virtual_write)(int fd, const void *data, size_t n);

#ifdef __wasi__
#define NO_TIME 1 /* see kr_host_stdin_ready */
#else
#define NO_TIME 0
#endif

int kr_poll_now(struct pollfd *fds, uint32_t n) {
  uint32_t own = 0;
  for (uint32_t i = 0; i < n; i++) own += fds[i].fd >= KR_VIRTUAL_FD;
  if (own == 0) return poll(fds, n, NO_TIME);
  int ready = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (fds[i].fd < KR_VIRTUAL_FD) poll(&fds[i], 1, NO_TIME);
    else fds[i].revents = kr_virtual_poll ? kr_virtual_poll(fds[i].fd, fds[i].events) : POLLNVAL;
    if (fds[i].revents) ready++;
  }
  return ready;
}

bool kr_fd_would_wait(int fd) {
#ifndef __EMSCRIPTEN__ /* where read() waits itself */
  if (kr_threads_alive == 1) return false;
#endif
  struct pollfd p = {.fd = fd, .events = POLLIN};
  return kr_poll_now(&p, 1) == 0 && !(fcntl(fd, F_GETFL) & O_NONBLOCK);
}
int kr_fd_wait_nested(int fd) {
  struct pollfd p = {.fd = fd, .events = POLLIN};
  while (kr_poll_now(&p, 1) == 0) {
    kr_thread_wait_fds(&p, 1, KR_FOREVER);
    if (kr_wait_nested() == KR_NULL) return -1;
  }
  return 0;
}

int kr_stdin_wait_nested(void) {
  if (kr_threads_alive == 1 || kr_host_stdin_ready(true)) return 0;
  kr_wait_stdin();
  return kr_wait_nested() == KR_NULL ? -1 : 0;
}

static bool fds_ready(const kr_sched *s) { return kr_poll_now(s->fds, s->nfds) != 0; }

double kr_watchdog = KR_FOREVER;
void (*kr_watchdog_fn)(void);

static double next_deadline(void) {
  double t = timers_size ? kr_sched_of(timers[0])->deadline : KR_FOREVER;
  return t < kr_watchdog ? t : kr_watchdog;
}

/* Ends the waits whose time has come. */
static void wake_due(void) {
  if (kr.pending & (KR_PENDING_INTERRUPT | KR_PENDING_SIGNAL) && kr.thread != main_thread) {
    /* its own to handle, and at once */
    if (kr_sched_of(main_thread)->state == KR_THREAD_READY && !kr_sched_of(main_thread)->nested) {
      list_remove(main_thread);
      list_add(&ready, main_thread, true);
    }
    make_ready(main_thread, true);
  } else if (kr.pending & (KR_PENDING_INTERRUPT | KR_PENDING_SIGNAL)) {
    if (kr_sched_of(main_thread)->state == KR_THREAD_WAITING) make_ready(main_thread, true);
  }
  if (timers_size) {
    double now = kr_host_now();
    while (timers_size && kr_sched_of(timers[0])->deadline <= now) make_ready(timers[0], false);
  }
  if (input.first && kr_host_stdin_ready(true)) make_ready(input.first, false);
  if (polling)
    for (kr_thread *t = main_thread->next; t; t = t == main_thread ? NULL : t->next)
      if (kr_sched_of(t)->fds && fds_ready(kr_sched_of(t))) make_ready(t, false);
}

/* ---- threads ------------------------------------------------------------------------------------------- */

static void init_thread(kr_thread *t, kr_sched *s) {
  memset(t, 0, sizeof *t);
  memset(s, 0, sizeof *s);
  t->exc = KR_NULL;
  t->exc_base.value = KR_NULL;
  t->exc_info = &t->exc_base;
  t->trace_func = t->profile_func = t->context = t->async_exc = KR_NULL;
  t->asyncgen_firstiter = t->asyncgen_finalizer = KR_NULL;
  t->repr_list = t->dict = KR_NULL;
  t->id = ++last_id;
  t->sched = s;
  s->timer = -1;
  s->deadline = KR_FOREVER;
}

bool kr_threads_init(kr_thread *main) {
  static kr_sched sched;
  init_thread(main, &sched);
  sched.state = KR_THREAD_RUNNING;
  main->next = main;
  main_thread = kr.thread = main;
  kr_threads_alive = 1;
  return timer_reserve(1) && kr_thread_init_stack(main);
}

void kr_threads_configure(void) {
  const char *text = getenv("KRAIT_SWITCH_SEED");
  if (text && *text) seed = strtoull(text, NULL, 10) * 2654435761u + 1;
}

kr_thread *kr_thread_new(const kr_native *native, kr_frame **frame) {
  struct {
    kr_thread thread;
    kr_sched sched;
  } *both = kr_alloc(sizeof *both);
  if (!both) return NULL;
  kr_thread *t = &both->thread, *creator = kr.thread;
  init_thread(t, &both->sched);
  if (!timer_reserve(kr_threads_alive + 1) || !kr_thread_init_stack(t)) {
    kr_free(both);
    return NULL;
  }
  kr_frame *pushed = kr.pushed;
  kr.thread = t;
  kr.pushed = NULL;
  *frame = kr_native_push(native); /* fits: the stack is new */
  t->frame = kr.pushed;
  kr.thread = creator;
  kr.pushed = pushed;
  kr_thread *last = main_thread;
  while (last->next != main_thread) last = last->next;
  t->next = main_thread;
  last->next = t;
  kr_threads_alive++;
  both->sched.state = KR_THREAD_WAITING;
  make_ready(t, false);
  if (kr.ticks > 64) kr.ticks = 64; /* from now on there is someone to switch to */
  return t;
}

/* The current thread's frames have ended. */
static void end_thread(void) {
  kr_thread *t = kr.thread, *before = main_thread;
  while (before->next != t) before = before->next;
  before->next = t->next;
  kr_threads_alive--;
  kr.thread = main_thread; /* for what happens until the next one goes on */
  kr_thread_free_stack(t);
  kr_free(t); /* and its kr_sched */
}

/* t raises exc (a class or an instance; borrowed) at its next check, and its wait ends. */
static void raise_in(kr_thread *t, kr_value exc) {
  kr_incref(exc);
  KR_REPLACE(t->async_exc, exc);
  if (t == kr.thread) kr_set_pending(KR_PENDING_ASYNC_EXC);
  if (kr_sched_of(t)->state == KR_THREAD_WAITING) make_ready(t, true);
}

/* ---- deadlock ------------------------------------------------------------------------------------------ */

/* What threading calls the thread; new; KR_NULL: it does not know it. */
static kr_value thread_name(const kr_thread *t) {
  kr_value name = KR_NULL, threading = kr_dict_get_new(kr.modules, KR_ID(threading));
  if (threading != KR_NULL) {
    kr_value active = kr_getattr(threading, KR_ID(_active));
    kr_value o = active != KR_NULL && kr_is_exact_dict(active)
                     ? kr_dict_get_new(KR_DICT(active), kr_from_small_int(t->id))
                     : KR_NULL;
    if (o != KR_NULL) name = kr_getattr(o, KR_ID(_name));
    kr_decref(o);
    kr_decref(active);
    kr_decref(threading);
  }
  if (kr_failed()) kr_clear_exception();
  return name;
}

#define MAX_FRAMES 8
/* Frames of one thread, the innermost first. */
static void describe(kr_str_builder *b, const kr_thread *t) {
  kr_value name = thread_name(t), line;
  const char *what = t->frame && t->frame->owner == KR_FRAME_NATIVE ? t->frame->native->name : "?";
  line = name == KR_NULL ? kr_str_format("\n  Thread %u waits in %s", t->id, what)
                         : kr_str_format("\n  Thread %u (%S) waits in %s", t->id, name, what);
  kr_decref(name);
  if (line != KR_NULL) kr_sb_str(b, KR_STR(line));
  kr_decref(line);
  int n = 0;
  for (kr_frame *f = kr_frame_python(t->frame); f; f = kr_frame_python(f->prev)) {
    if (n++ == MAX_FRAMES) {
      kr_sb_cstr(b, "\n    ...");
      break;
    }
    line = kr_str_format("\n    File \"%S\", line %d, in %S", f->code->filename, kr_frame_line(f),
                         f->code->name);
    if (line != KR_NULL) kr_sb_str(b, KR_STR(line));
    kr_decref(line);
  }
}

/* Nothing can happen any more. The main thread is told, or, where that one lies beneath, the one that can go on. */
static void deadlock(void) {
  kr_threads_deadlocked = true;
  kr_thread *victim = innermost && kr_sched_of(main_thread)->nested ? innermost : main_thread;
  kr_str_builder b = {0};
  kr_sb_cstr(&b, kr_threads_alive == 1
                     ? "deadlock: the only thread waits for what nobody can bring"
                     : "deadlock: every thread waits for what only another one could bring");
  kr_thread *t = main_thread;
  do {
    describe(&b, t);
    t = t->next;
  } while (t != main_thread);
  kr_value text = kr_sb_finish(&b), exc = KR_NULL;
  kr_value args = text == KR_NULL ? KR_NULL : kr_tuple_pack(1, text);
  if (args != KR_NULL) exc = kr_exception_new(&kr_exc_RuntimeError, args);
  if (kr_failed()) kr_clear_exception();
  raise_in(victim, exc == KR_NULL ? kr_from_object(&kr_exc_RuntimeError) : exc);
  kr_decref(exc);
  kr_decref(args);
  kr_decref(text);
}

/* ---- the scheduler ------------------------------------------------------------------------------------- */

/* Checks between two looks at the clock: so many that a look comes a few times in a turn. */
#define MAX_QUANTUM 4096
static int32_t quantum = 32;
static double turn_end, last_look;
static uint32_t turn_of; /* the thread's id: coming back from the host is no new turn */
static bool main_ended;  /* above a nested thread, which has to end first */

static void new_turn(double now) {
  turn_end = now + kr_switch_interval * 1000;
  last_look = now;
}

static void go_on_with(kr_thread *t) {
  kr.thread = t;
  if (KR_UNLIKELY(kr_trace_active)) {
    kr_trace_hide(); /* two threads may be in the same function */
    kr.ticks = 0;
  }
  kr_sched *s = kr_sched_of(t);
  s->state = KR_THREAD_RUNNING;
  if (t->async_exc != KR_NULL) kr_set_pending(KR_PENDING_ASYNC_EXC);
  if (kr_threads_alive == 1) {
    turn_of = 0;
  } else {
    if (t->id != turn_of) new_turn(kr_host_now());
    turn_of = t->id;
    if (kr.ticks > quantum) kr.ticks = quantum;
  }
}

bool kr_threads_switch_due(void) {
  if (main_ended) return true;
  if (kr_threads_alive == 1) return false;
  if (innermost && kr_sched_of(innermost)->state == KR_THREAD_READY) return true;
  if (seed) {
    if (kr.ticks > 0) kr.ticks = (int32_t)random_below(40);
    wake_due();
    return ready.first && random_below(2);
  }
  double now = kr_host_now(), interval = kr_switch_interval * 1000;
  if (now - last_look > interval / 4) quantum = quantum > 4 ? quantum / 4 : 1;
  else if (now - last_look < interval / 16 && quantum < MAX_QUANTUM) quantum = quantum * 2 + 1;
  last_look = now;
  if (kr.ticks > quantum) kr.ticks = quantum;
  bool urgent = (kr.pending & (KR_PENDING_INTERRUPT | KR_PENDING_SIGNAL)) && kr.thread != main_thread;
  if (now < turn_end && !urgent) return false;
  wake_due();
  if (ready.first || (innermost && kr_sched_of(innermost)->state == KR_THREAD_READY)) return true;
  turn_end = now + interval;
  return false;
}

static kr_thread *take_ready(void) {
  kr_thread *t = ready.first;
  if (!t) return NULL;
  if (seed)
    for (uint32_t n = random_below(kr_threads_alive); n; n--)
      t = kr_sched_of(t)->next ? kr_sched_of(t)->next : ready.first;
  list_remove(t);
  return t;
}

/* The current thread's loop was left for `what`. True: the host wants its turn. */
static bool has_left(int what) {
  kr_thread *t = kr.thread;
  kr_sched *s = kr_sched_of(t);
  switch (what) {
    case KR_LEFT_WAIT: return false; /* arranged for; or over already */
    case KR_LEFT_SLEEP: begin_wait(kr_wait.deadline); return false;
    case KR_LEFT_STDIN:
      begin_wait(KR_FOREVER);
      list_add(&input, t, false);
      return false;
    default:
      s->state = KR_THREAD_WAITING;
      make_ready(t, what != KR_LEFT_SWITCH);
      return what != KR_LEFT_SWITCH;
  }
}

#ifndef __EMSCRIPTEN__
/* Waits for descriptors, the clock or a signal. False: there is no descriptor of the operating system. */
static bool wait_for_fds(void) {
  nfds_t n = input.first ? 1 : 0, i = n;
  kr_thread *t = main_thread;
  do {
    const kr_sched *s = kr_sched_of(t);
    for (uint32_t k = 0; s->fds && k < s->nfds; k++) n += s->fds[k].fd < KR_VIRTUAL_FD;
    t = t->next;
  } while (t != main_thread);
  if (!n) return false;
  struct pollfd *all = kr_alloc_array(n, sizeof *all);
  if (!all) {
    kr_clear_exception();
    kr_host_sleep(1);
    return true;
  }
  if (input.first) all[0] = (struct pollfd){0, POLLIN, 0};
  do {
    const kr_sched *s = kr_sched_of(t);
    for (uint32_t k = 0; s->fds && k < s->nfds; k++)
      if (s->fds[k].fd < KR_VIRTUAL_FD) all[i++] = s->fds[k];
    t = t->next;
  } while (t != main_thread);
  double deadline = next_deadline(), ms = deadline == KR_FOREVER ? -1 : deadline - kr_host_now();
  if (deadline != KR_FOREVER && ms < 0) ms = 0;
  poll(all, n, ms > 1e9 ? 1000000000 : ms < 0 ? -1 : (int)(ms + 0.999));
  if (input.first && all[0].revents) make_ready(input.first, false);
  kr_free(all);
  return true;
}
#endif

/* No thread can go on. What to ask of the host; KR_LEFT_DONE: look again. */
static kr_left idle(void) {
  double deadline = next_deadline();
#ifndef __EMSCRIPTEN__
  if ((polling || (input.first && kr_threads_alive > 1)) && wait_for_fds()) return KR_LEFT_DONE;
#endif
  kr_wait.deadline = deadline;
  if (input.first) return KR_LEFT_STDIN;
  if (deadline != KR_FOREVER || kr_signal_awaited()) return KR_LEFT_SLEEP;
  if (kr_threads_alive == 1 && isatty(0)) return KR_LEFT_SLEEP; /* until somebody types Ctrl-C */
  deadlock();
  return KR_LEFT_DONE;
}

static bool is_signalled(void) { return (kr.pending & (KR_PENDING_INTERRUPT | KR_PENDING_SIGNAL)) != 0; }

/* The next thread; NULL: *left says what the host is to do first. */
static kr_thread *pick(kr_left *left) {
  for (;;) {
    kr_watch();
    if (timers_size || input.first || polling || is_signalled()) wake_due();
    kr_thread *t = take_ready();
    if (t) return t;
    kr_left ask = idle();
    if (ask != KR_LEFT_DONE) {
      *left = ask;
      return NULL;
    }
  }
}

static kr_left go_on(void) {
  for (;;) {
    kr_left left;
    kr_thread *t = pick(&left);
    if (!t) return kr_wait.what = left;
    go_on_with(t);
    kr_wait.what = KR_LEFT_DONE;
    kr_value r = kr_eval_resume();
    left = kr_wait.what;
    if (main_ended) {
      main_ended = false;
      if (r == KR_PUSHED) has_left(left);
      else if (kr.thread != main_thread) end_thread();
      kr.thread = main_thread;
      return KR_LEFT_DONE;
    }
    if (r != KR_PUSHED) {
      if (r == KR_NULL) kr_clear_exception();
      if (kr.thread == main_thread) return KR_LEFT_DONE;
      end_thread();
    } else if (has_left(left)) {
      return kr_wait.what = KR_LEFT_SLICE;
    }
  }
}

kr_left kr_threads_run(kr_value r) {
  if (r != KR_PUSHED) {
    if (r == KR_NULL) kr_clear_exception();
    return KR_LEFT_DONE;
  }
  if (has_left(kr_wait.what)) return kr_wait.what = KR_LEFT_SLICE;
  return go_on();
}
kr_left kr_threads_resume(void) { return go_on(); }

/* ---- waits inside C functions -------------------------------------------------------------------------- */

#define SCHEDULER_COST 16

/* The wait of the current thread comes to nothing. */
static void cancel_wait(kr_thread *t) {
  make_ready(t, false);
  list_remove(t);
  kr_sched_of(t)->state = KR_THREAD_RUNNING;
}

int kr_threads_wait_nested(void) {
  kr_thread *me = kr.thread;
  kr_sched *s = kr_sched_of(me);
  int what = (int)kr_wait.what;
  kr_wait.what = KR_LEFT_DONE;
  if (what == KR_LEFT_SWITCH || what == KR_LEFT_SLICE || what == KR_LEFT_DONE) return 1;
  s->nested = true;
  has_left(what);
  if (kr.c_depth + SCHEDULER_COST > kr.c_limit) {
    cancel_wait(me);
    s->nested = false;
    kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded");
    return -1;
  }
  kr_thread *beneath = innermost;
  int32_t base = kr.c_base;
  kr.c_depth += SCHEDULER_COST;
  kr.c_base = kr.c_depth;
  innermost = me;
  int r = 1;
  for (;;) {
    kr_watch();
    if (timers_size || input.first || polling || is_signalled()) wake_due();
    if (s->state == KR_THREAD_READY) break;
    kr_thread *t = take_ready();
    if (t) {
      go_on_with(t);
      kr_wait.what = KR_LEFT_DONE;
      kr_value v = kr_eval_resume();
      int left = (int)kr_wait.what;
      if (v == KR_PUSHED) {
        has_left(left);
      } else {
        if (v == KR_NULL) kr_clear_exception();
        if (kr.thread == main_thread) main_ended = true;
        else end_thread();
      }
      if (main_ended) {
        kr.thread = me;
        kr_raise_none(&kr_exc_SystemExit);
        r = -1;
        break;
      }
      continue;
    }
    kr.thread = me; /* for the texts of a deadlock, and what a signal raises */
    kr_left ask = idle();
    if (ask == KR_LEFT_DONE) continue;
    double ms = kr_wait.deadline - kr_host_now();
    if (ask == KR_LEFT_STDIN && ms == KR_FOREVER) {
      if (!kr_host_wait_stdin()) {
        r = 0;
        break;
      }
      if (input.first) make_ready(input.first, false);
      continue;
    }
    if (ask == KR_LEFT_STDIN && ms > 5) ms = 5; /* look at it again, beside the clock */
    if (ms > 0 && !kr_host_sleep(ms)) {
      r = 0;
      break;
    }
  }
  kr.thread = me;
  if (s->state != KR_THREAD_RUNNING) cancel_wait(me);
  s->nested = false;
  innermost = beneath;
  kr.c_base = base;
  kr.c_depth -= SCHEDULER_COST;
  kr_wait.what = KR_LEFT_DONE;
  if (me->async_exc != KR_NULL) kr_set_pending(KR_PENDING_ASYNC_EXC);
  if (main_ended) kr_set_pending(KR_PENDING_SWITCH);
  if (kr_threads_alive > 1) new_turn(kr_host_now());
  return r;
}
