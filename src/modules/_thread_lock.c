/* Locks.
 *
 * release() wakes the first that waits, but does not keep the lock for it: whoever asks first gets it, so that
 * a thread that takes and releases a lock often need not give way each time. Only who has waited for long
 * is given the lock in the moment of its release. */
#include "modules/_thread.h"
#include "objects/weakref.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

typedef struct {
  KR_OBJECT_HEAD
  bool locked;
  void *weaklist;
  kr_wait_list waiters; /* empty while it is free, but for those on their way */
} lock;
typedef struct {
  lock lock;
  uint32_t owner, count;
} rlock;
#define LOCK(v) KR_AS(lock, v)
#define RLOCK(v) KR_AS(rlock, v)

static bool is_rlock(const lock *l) { return l->head.type != &kr_lock_type; }

static void lock_dealloc(kr_object *o) {
  if (((lock *)o)->weaklist) kr_weakrefs_clear(o);
  kr_object_free(o);
}
static kr_value new_lock(kr_type *type) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  lock *l = LOCK(v);
  l->locked = false;
  l->weaklist = NULL;
  l->waiters = (kr_wait_list){NULL, NULL};
  if (type != &kr_lock_type) RLOCK(v)->owner = RLOCK(v)->count = 0;
  return v;
}
static kr_value lock_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs || (kwnames && kwnames->size))
    return kr_raise(&kr_exc_TypeError, "lock expected 0 arguments, got %zu",
                    nargs + (kwnames ? kwnames->size : 0));
  return new_lock(type);
}
static kr_value rlock_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return new_lock(type);
}

/* ---- timeouts ------------------------------------------------------------------------------------------ */

bool kr_timeout_deadline(kr_value v, bool minus_one, const char *negative, double *deadline) {
  double t;
  if (kr_is_float(v)) {
    t = kr_float_value(v);
    if (t != t) {
      kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)");
      return false;
    }
    if (t * 1e9 >= 9223372036854775808.0 || t * 1e9 < -9223372036854775808.0) {
      kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t");
      return false;
    }
  } else {
    if (!kr_is_int(v) && !kr_type_of(v)->nb_index) {
      kr_raise(&kr_exc_TypeError, "'%T' object cannot be interpreted as an integer or float", v);
      return false;
    }
    kr_value i = kr_index(v);
    if (i == KR_NULL) return false;
    int64_t n;
    bool fits = kr_int_fits_i64(i, &n) && n <= 9223372036 && n >= -9223372036;
    kr_decref(i);
    if (!fits) {
      kr_raise(&kr_exc_OverflowError, "timestamp too large to convert to C PyTime_t");
      return false;
    }
    t = (double)n;
  }
  if (t == -1 && minus_one) {
    *deadline = KR_FOREVER;
    return true;
  }
  if (t < 0) {
    kr_raise(&kr_exc_ValueError, "%s", negative);
    return false;
  }
  *deadline = t == 0 ? 0 : kr_host_now() + t * 1000;
  return true;
}

/* acquire(blocking=True, timeout=-1): *deadline is 0 when it is not to wait. */
static bool acquire_args(const kr_value *args, double *deadline) {
  int blocking = args[0] == KR_NULL ? 1 : kr_truth(args[0]);
  if (blocking < 0) return false;
  *deadline = blocking ? KR_FOREVER : 0;
  if (args[1] == KR_NULL) return true;
  if (!kr_timeout_deadline(args[1], true, KR_TIMEOUT_NEGATIVE, deadline)) return false;
  if (blocking) return true;
  if (*deadline != KR_FOREVER) {
    kr_raise(&kr_exc_ValueError, "can't specify a timeout for a non-blocking call");
    return false;
  }
  *deadline = 0;
  return true;
}

/* ---- taking and releasing ------------------------------------------------------------------------------ */

static void take(lock *l, uint32_t owner, uint32_t count) {
  l->locked = true;
  if (is_rlock(l)) {
    ((rlock *)l)->owner = owner;
    ((rlock *)l)->count = count;
  }
}
static void release(lock *l) {
  if (kr_thread_is_due(&l->waiters)) {
    take(l, kr_thread_wake(&l->waiters, true)->id, 1);
    return;
  }
  l->locked = false;
  if (is_rlock(l)) ((rlock *)l)->owner = ((rlock *)l)->count = 0;
  kr_thread_wake(&l->waiters, false);
}

enum { A_LOCK, A_DEADLINE, A_COUNT, A_SLOTS }; /* COUNT: of an RLock, restored; then the result is None */

static kr_value acquire_step(kr_frame *f, kr_value v) {
  lock *l = LOCK(f->slots[A_LOCK]);
  kr_sched *s = kr_sched_of(kr.thread);
  bool again = f->state != 0, mine = again && s->granted;
  f->state = 1;
  if (v == KR_NULL) {
    if (mine) release(l);
    else if (!l->locked) kr_thread_wake(&l->waiters, false);
    return KR_NULL;
  }
  double deadline = kr_double_value(f->slots[A_DEADLINE]);
  uint32_t count = (uint32_t)kr_small_int_value(f->slots[A_COUNT]);
  if (mine || !l->locked) {
    take(l, kr.thread->id, count ? count : 1);
    return count ? KR_NONE : KR_TRUE;
  }
  if (deadline <= kr_host_now()) return KR_FALSE;
  return kr_thread_wait(&l->waiters, deadline, again);
}
static const kr_native acquire_native = {"lock.acquire", acquire_step, A_SLOTS};
static const kr_native rlock_acquire_native = {"RLock.acquire", acquire_step, A_SLOTS};

static kr_value wait_for(kr_value self, double deadline, uint32_t count) {
  kr_frame *f = kr_native_push(is_rlock(LOCK(self)) ? &rlock_acquire_native : &acquire_native);
  if (!f) return KR_NULL;
  f->slots[A_LOCK] = kr_ref(self);
  f->slots[A_DEADLINE] = kr_from_double(deadline);
  f->slots[A_COUNT] = kr_from_small_int(count);
  return KR_PUSHED;
}

/* ---- _thread.lock -------------------------------------------------------------------------------------- */

FN(lock_acquire) {
  double deadline;
  if (!acquire_args(args, &deadline)) return KR_NULL;
  lock *l = LOCK(self);
  if (l->locked) return deadline == 0 ? KR_FALSE : wait_for(self, deadline, 0);
  l->locked = true;
  return KR_TRUE;
}
FN(lock_release) {
  lock *l = LOCK(self);
  if (!l->locked) return kr_raise(&kr_exc_RuntimeError, "release unlocked lock");
  if (l->waiters.first) release(l);
  else l->locked = false;
  return KR_NONE;
}
FN(lock_enter) {
  lock *l = LOCK(self);
  if (l->locked) return wait_for(self, KR_FOREVER, 0);
  l->locked = true;
  return KR_TRUE;
}
FN(lock_exit) { return lock_release(self, NULL, 0, NULL); }
FN(lock_locked) { return kr_from_bool(LOCK(self)->locked); }
FN(lock_reinit) {
  if (LOCK(self)->locked) release(LOCK(self));
  return KR_NONE;
}
static kr_value lock_repr(kr_value self) {
  return kr_str_format("<%s %s object at 0x%zx>", LOCK(self)->locked ? "locked" : "unlocked",
                       kr_type_of(self)->name, (size_t)kr_object_of(self));
}
static const kr_method_def lock_methods[] = {
    {"acquire_lock", lock_acquire, 0, "($self, /, blocking=True, timeout=-1)", "The old name of acquire()."},
    {"acquire", lock_acquire, 0, "($self, /, blocking=True, timeout=-1)",
     "Acquire the lock; whether it was."},
    {"release_lock", lock_release, 0, "($self, /)", "The old name of release()."},
    {"release", lock_release, 0, "($self, /)", "Release the lock, letting one that waits for it go on."},
    {"locked_lock", lock_locked, 0, "($self, /)", "The old name of locked()."},
    {"locked", lock_locked, 0, "($self, /)", "Whether the lock is held."},
    {"__enter__", lock_enter, 0, "($self, /)", "Lock the lock."},
    {"__exit__", lock_exit, KR_FN_RAW, "($self, /, *exc_info)", "Release the lock."},
    {"_at_fork_reinit", lock_reinit, 0, "($self, /)", NULL},
    {0}};
kr_type kr_lock_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_thread.lock",
    .doc = "lock()\n--\n\nSomething that one thread at a time holds. Any thread may release it.",
    .tf = KR_TF_IMMUTABLE,
    .basic_size = sizeof(lock),
    .weaklist_offset = offsetof(lock, weaklist),
    .dealloc = lock_dealloc,
    .methods = lock_methods,
    .repr = lock_repr,
    .new_ = lock_new};

/* ---- _thread.RLock ------------------------------------------------------------------------------------- */

static bool is_mine(const rlock *l) { return l->lock.locked && l->owner == kr.thread->id; }

static kr_value rlock_take(kr_value self, double deadline) {
  rlock *l = RLOCK(self);
  if (is_mine(l)) {
    if (l->count == UINT32_MAX) return kr_raise(&kr_exc_OverflowError, "Internal lock count overflowed");
    l->count++;
    return KR_TRUE;
  }
  if (l->lock.locked) return deadline == 0 ? KR_FALSE : wait_for(self, deadline, 0);
  take(&l->lock, kr.thread->id, 1);
  return KR_TRUE;
}
FN(rlock_acquire) {
  double deadline;
  return acquire_args(args, &deadline) ? rlock_take(self, deadline) : KR_NULL;
}
FN(rlock_release) {
  rlock *l = RLOCK(self);
  if (!is_mine(l)) return kr_raise(&kr_exc_RuntimeError, "cannot release un-acquired lock");
  if (--l->count == 0) release(&l->lock);
  return KR_NONE;
}
FN(rlock_enter) { return rlock_take(self, KR_FOREVER); }
FN(rlock_exit) { return rlock_release(self, NULL, 0, NULL); }
FN(rlock_is_owned) { return kr_from_bool(is_mine(RLOCK(self))); }
FN(rlock_count) { return kr_from_small_int(is_mine(RLOCK(self)) ? RLOCK(self)->count : 0); }
FN(rlock_release_save) {
  rlock *l = RLOCK(self);
  if (!is_mine(l)) return kr_raise(&kr_exc_RuntimeError, "cannot release un-acquired lock");
  kr_value r = kr_tuple_pack(2, kr_from_small_int(l->count), kr_from_small_int(l->owner));
  if (r != KR_NULL) release(&l->lock);
  return r;
}
FN(rlock_acquire_restore) {
  kr_value state = args[0];
  if (!kr_is_tuple(state))
    return kr_raise(&kr_exc_TypeError, "_acquire_restore() argument 1 must be 2-item tuple, not %G", state);
  if (KR_TUPLE(state)->size != 2)
    return kr_raise(&kr_exc_TypeError, "_acquire_restore() argument 1 must be tuple of length 2, not %zu",
                    (size_t)KR_TUPLE(state)->size);
  int count = kr_index_as_int(KR_TUPLE(state)->items[0]), owner = kr_index_as_int(KR_TUPLE(state)->items[1]);
  if (kr_failed()) return KR_NULL;
  rlock *l = RLOCK(self);
  if (l->lock.locked && !is_mine(l)) return wait_for(self, KR_FOREVER, count > 0 ? (uint32_t)count : 1);
  take(&l->lock, (uint32_t)owner, count > 0 ? (uint32_t)count : 1);
  return KR_NONE;
}
static kr_value rlock_repr(kr_value self) {
  const rlock *l = RLOCK(self);
  return kr_str_format("<%s %s object owner=%u count=%u at 0x%zx>", l->lock.locked ? "locked" : "unlocked",
                       kr_type_of(self)->name, l->owner, l->count, (size_t)kr_object_of(self));
}
static const kr_method_def rlock_methods[] = {
    {"acquire", rlock_acquire, 0, "($self, /, blocking=True, timeout=-1)",
     "Acquire the lock; whether it was."},
    {"release", rlock_release, 0, "($self, /)", "Release the lock once."},
    {"locked", lock_locked, 0, "($self, /)", "Whether any thread holds the lock."},
    {"_is_owned", rlock_is_owned, 0, "($self, /)", "Whether this thread holds the lock. For threading."},
    {"_recursion_count", rlock_count, 0, "($self, /)",
     "How often this thread holds the lock. For threading."},
    {"_release_save", rlock_release_save, 0, "($self, /)",
     "Release it whole; what to restore. For threading."},
    {"_acquire_restore", rlock_acquire_restore, 0, "($self, state, /)", "The reverse. For threading."},
    {"_at_fork_reinit", lock_reinit, 0, "($self, /)", NULL},
    {"__enter__", rlock_enter, 0, "($self, /)", "Lock the lock."},
    {"__exit__", rlock_exit, KR_FN_RAW, "($self, /, *exc_info)", "Release the lock."},
    {0}};
kr_type kr_rlock_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                         .name = "_thread.RLock",
                         .tf = KR_TF_BASETYPE | KR_TF_IMMUTABLE,
                         .basic_size = sizeof(rlock),
                         .weaklist_offset = offsetof(lock, weaklist),
                         .dealloc = lock_dealloc,
                         .methods = rlock_methods,
                         .repr = rlock_repr,
                         .new_ = rlock_new};
