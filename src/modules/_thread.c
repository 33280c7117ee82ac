/* Module _thread: locks, thread-local data, starting threads. */
#include "memory/gc.h"
#include "modules/modules.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/runtime.h"
#include "vm/suspend.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- locks ---------------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool locked;
  void *weaklist;
  uint32_t owner, count; /* of an RLock */
} lock;
static kr_type lock_type, rlock_type;

static void lock_dealloc(kr_object *o) {
  if (((lock *)o)->weaklist) kr_weakrefs_clear(o);
  kr_object_free(o);
}
static kr_value new_lock(kr_type *type) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  lock *l = KR_AS(lock, v);
  l->locked = false;
  l->weaklist = NULL;
  l->owner = l->count = 0;
  return v;
}
static kr_value lock_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (type == &lock_type && (nargs || (kwnames && kwnames->size)))
    return kr_raise(&kr_exc_TypeError, "lock expected 0 arguments, got %zu", nargs);
  return new_lock(type);
}

/* acquire(blocking=True, timeout=-1): *timeout in seconds, -1 forever, 0 not at all. */
static bool acquire_args(const kr_value *args, double *timeout) {
  int blocking = args[0] == KR_NULL ? 1 : kr_truth(args[0]);
  if (blocking < 0) return false;
  double t = -1;
  if (args[1] != KR_NULL) {
    t = kr_as_double(args[1]);
    if (t == -1 && kr_failed()) return false;
  }
  if (!blocking && t != -1) {
    kr_raise(&kr_exc_ValueError, "can't specify a timeout for a non-blocking call");
    return false;
  }
  if (t < 0 && t != -1) {
    kr_raise(&kr_exc_ValueError, "timeout value must be a non-negative number");
    return false;
  }
  if (t > 4294967.0) {
    kr_raise(&kr_exc_OverflowError, "timeout value is too large");
    return false;
  }
  *timeout = blocking ? t : 0;
  return true;
}

/* The lock is held: wait for it. A thread waiting for itself alone can never go on. */
static kr_value wait_for_lock(lock *l, double timeout) {
  if (timeout == 0) return KR_FALSE;
  if (timeout > 0) return KR_FALSE;
  return kr_raise(&kr_exc_RuntimeError, "deadlock: the only thread waits for a lock that it holds itself");
}

FN(lock_acquire) {
  double timeout;
  if (!acquire_args(args, &timeout)) return KR_NULL;
  lock *l = KR_AS(lock, self);
  if (l->locked) return wait_for_lock(l, timeout);
  l->locked = true;
  return KR_TRUE;
}
FN(lock_release) {
  lock *l = KR_AS(lock, self);
  if (!l->locked) return kr_raise(&kr_exc_RuntimeError, "release unlocked lock");
  l->locked = false;
  return KR_NONE;
}
FN(lock_exit) { return lock_release(self, NULL, 0, NULL); }
FN(lock_enter) {
  kr_value none[2] = {KR_NULL, KR_NULL};
  return lock_acquire(self, none, 2, NULL);
}
FN(lock_locked) { return kr_from_bool(KR_AS(lock, self)->locked); }
FN(lock_reinit) {
  KR_AS(lock, self)->locked = false;
  KR_AS(lock, self)->owner = KR_AS(lock, self)->count = 0;
  return KR_NONE;
}
static kr_value lock_repr(kr_value self) {
  return kr_str_format("<%s %s object at 0x%zx>", KR_AS(lock, self)->locked ? "locked" : "unlocked",
                       kr_type_of(self)->name, (size_t)kr_object_of(self));
}
static const kr_method_def lock_methods[] = {
    {"acquire_lock", lock_acquire, 0, "($self, /, blocking=True, timeout=-1)", NULL},
    {"acquire", lock_acquire, 0, "($self, /, blocking=True, timeout=-1)", "Acquire the lock."},
    {"release_lock", lock_release, 0, "($self, /)", NULL},
    {"release", lock_release, 0, "($self, /)", "Release the lock."},
    {"locked_lock", lock_locked, 0, "($self, /)", NULL},
    {"locked", lock_locked, 0, "($self, /)", "Whether the lock is held."},
    {"__enter__", lock_enter, 0, "($self, /)", NULL},
    {"__exit__", lock_exit, KR_FN_RAW, "($self, /, *exc_info)", NULL},
    {"_at_fork_reinit", lock_reinit, 0, "($self, /)", NULL},
    {0}};
static kr_type lock_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                            .name = "_thread.lock",
                            .basic_size = sizeof(lock),
                            .weaklist_offset = offsetof(lock, weaklist),
                            .dealloc = lock_dealloc,
                            .methods = lock_methods,
                            .repr = lock_repr,
                            .new_ = lock_new};

FN(rlock_acquire) {
  double timeout;
  if (!acquire_args(args, &timeout)) return KR_NULL;
  lock *l = KR_AS(lock, self);
  if (l->locked && l->owner != kr.thread->id) return wait_for_lock(l, timeout);
  l->locked = true;
  l->owner = kr.thread->id;
  l->count++;
  return KR_TRUE;
}
FN(rlock_release) {
  lock *l = KR_AS(lock, self);
  if (!l->locked || l->owner != kr.thread->id)
    return kr_raise(&kr_exc_RuntimeError, "cannot release un-acquired lock");
  if (--l->count == 0) {
    l->locked = false;
    l->owner = 0;
  }
  return KR_NONE;
}
FN(rlock_enter) {
  kr_value none[2] = {KR_NULL, KR_NULL};
  return rlock_acquire(self, none, 2, NULL);
}
FN(rlock_exit) { return rlock_release(self, NULL, 0, NULL); }
FN(rlock_is_owned) {
  lock *l = KR_AS(lock, self);
  return kr_from_bool(l->locked && l->owner == kr.thread->id);
}
FN(rlock_count) {
  lock *l = KR_AS(lock, self);
  return kr_from_small_int(l->locked && l->owner == kr.thread->id ? l->count : 0);
}
FN(rlock_release_save) {
  lock *l = KR_AS(lock, self);
  if (!l->locked) return kr_raise(&kr_exc_RuntimeError, "cannot release un-acquired lock");
  kr_value r = kr_tuple_pack(2, kr_from_small_int(l->count), kr_from_small_int(l->owner));
  l->locked = false;
  l->count = l->owner = 0;
  return r;
}
FN(rlock_acquire_restore) {
  kr_value state = args[0];
  if (!kr_is_tuple(state) || KR_TUPLE(state)->size != 2)
    return kr_raise(&kr_exc_TypeError, "_acquire_restore() argument must be a 2-tuple");
  lock *l = KR_AS(lock, self);
  l->locked = true;
  l->count = (uint32_t)kr_index_as_int(KR_TUPLE(state)->items[0]);
  l->owner = (uint32_t)kr_index_as_int(KR_TUPLE(state)->items[1]);
  return kr_failed() ? KR_NULL : KR_NONE;
}
static kr_value rlock_repr(kr_value self) {
  lock *l = KR_AS(lock, self);
  return kr_str_format("<%s %s object owner=%u count=%u at 0x%zx>", l->locked ? "locked" : "unlocked",
                       kr_type_of(self)->name, l->owner, l->count, (size_t)kr_object_of(self));
}
static const kr_method_def rlock_methods[] = {
    {"acquire", rlock_acquire, 0, "($self, /, blocking=True, timeout=-1)", NULL},
    {"release", rlock_release, 0, "($self, /)", NULL},
    {"locked", lock_locked, 0, "($self, /)", NULL},
    {"_is_owned", rlock_is_owned, 0, "($self, /)", NULL},
    {"_recursion_count", rlock_count, 0, "($self, /)", NULL},
    {"_release_save", rlock_release_save, 0, "($self, /)", NULL},
    {"_acquire_restore", rlock_acquire_restore, 0, "($self, state, /)", NULL},
    {"_at_fork_reinit", lock_reinit, 0, "($self, /)", NULL},
    {"__enter__", rlock_enter, 0, "($self, /)", NULL},
    {"__exit__", rlock_exit, KR_FN_RAW, "($self, /, *exc_info)", NULL},
    {0}};
static kr_type rlock_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                             .name = "_thread.RLock",
                             .tf = KR_TF_BASETYPE,
                             .basic_size = sizeof(lock),
                             .weaklist_offset = offsetof(lock, weaklist),
                             .dealloc = lock_dealloc,
                             .methods = rlock_methods,
                             .repr = rlock_repr,
                             .new_ = lock_new};

/* ---- functions -------------------------------------------------------------------------------------------------- */

FN(allocate_lock) { return new_lock(&lock_type); }
FN(get_ident) { return kr_from_small_int(kr.thread->id); }
FN(count) { return kr_from_small_int(0); }
FN(is_main_interpreter) { return KR_TRUE; }
FN(start_new_thread) { return kr_raise(&kr_exc_RuntimeError, "can't start new thread"); }
FN(daemon_threads_allowed) { return KR_TRUE; }
FN(get_main_thread_ident) { return kr_from_small_int(1); }
FN(shutdown) { return KR_NONE; }

static const kr_method_def methods[] = {
    {"allocate_lock", allocate_lock, 0, "($module, /)", NULL},
    {"allocate", allocate_lock, 0, "($module, /)", NULL},
    {"get_ident", get_ident, 0, "($module, /)", NULL},
    {"get_native_id", get_ident, 0, "($module, /)", NULL},
    {"_count", count, 0, "($module, /)", NULL},
    {"_is_main_interpreter", is_main_interpreter, 0, "($module, /)", NULL},
    {"start_new_thread", start_new_thread, KR_FN_RAW, NULL, NULL},
    {"start_joinable_thread", start_new_thread, KR_FN_RAW, NULL, NULL},
    {"daemon_threads_allowed", daemon_threads_allowed, 0, "($module, /)", NULL},
    {"_get_main_thread_ident", get_main_thread_ident, 0, "($module, /)", NULL},
    {"_shutdown", shutdown, 0, "($module, /)", NULL},
    {0}};

static int exec(kr_module *m) {
  if (kr_module_add_type(m, &lock_type) || kr_module_add_type(m, &rlock_type) ||
      kr_module_add(m, "LockType", kr_from_object(&lock_type)) ||
      kr_module_add(m, "error", kr_from_object(&kr_exc_RuntimeError)) ||
      kr_module_add(m, "TIMEOUT_MAX", kr_from_double(4294967.0)))
    return -1;
  return 0;
}
const kr_module_def kr_module_def__thread = {
    .name = "_thread", .doc = "Threads and locks.", .methods = methods, .exec = exec};
