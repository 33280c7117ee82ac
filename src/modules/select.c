/* Module select: waiting for descriptors, by poll(). Other threads run meanwhile; a pipe within this process is
 * the usual thing to wait for. */
#include <errno.h>
#include <poll.h>
#ifndef POLLPRI /* WASI has no urgent data */
#define POLLPRI 0x002
#endif

#include "modules/_thread.h"
#include "modules/posix.h"
#include "objects/bytes.h"
#include "objects/type_impl.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* Older C libraries have no names for these. */
#define RDHUP 0x2000
#define MSG 0x400

#define MAX_FD 1024 /* FD_SETSIZE: what select() of an operating system can take */

/* ---- waiting: a native frame whose slots hold the pollfds, as bytes ------------------------------------ */

enum { W_FDS, W_COUNT, W_DEADLINE, W_OWNER, W_SLOTS }; /* OWNER: the three lists, or the poll object */

static struct pollfd *fds_of(const kr_frame *f) {
  return (struct pollfd *)(void *)KR_BYTES(f->slots[W_FDS])->data;
}

/* Polls, or begins to wait. KR_NONE: *ready are ready, or the time is over. */
static kr_value poll_or_wait(kr_frame *f, int *ready) {
  double deadline = kr_double_value(f->slots[W_DEADLINE]);
  uint32_t n = (uint32_t)kr_small_int_value(f->slots[W_COUNT]);
  *ready = kr_poll_now(fds_of(f), n);
  if (*ready < 0) {
    if (errno != EINTR) return kr_raise_errno(errno, KR_NULL);
    *ready = 0;
  }
  if (*ready || deadline <= kr_host_now()) return KR_NONE;
  return kr_thread_wait_fds(fds_of(f), n, deadline);
}

static kr_frame *push_wait(const kr_native *native, size_t n, double deadline, kr_value owner) {
  kr_bytes *fds = kr_bytes_new(n * sizeof(struct pollfd));
  if (!fds) return NULL;
  memset(fds->data, 0, fds->size);
  kr_frame *f = kr_native_push(native);
  if (!f) {
    kr_decref_object(fds);
    return NULL;
  }
  f->slots[W_FDS] = kr_from_object(fds);
  f->slots[W_COUNT] = kr_from_small_int((int64_t)n);
  f->slots[W_DEADLINE] = kr_from_double(deadline);
  f->slots[W_OWNER] = kr_ref(owner);
  return f;
}

/* ---- select() ------------------------------------------------------------------------------------------ */

static const short list_events[3] = {POLLIN, POLLOUT, POLLPRI};
static const short list_ready[3] = {POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI};

static kr_value select_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  int ready;
  v = poll_or_wait(f, &ready);
  if (v != KR_NONE) return v;
  const struct pollfd *p = fds_of(f);
  kr_value r[3] = {KR_NULL, KR_NULL, KR_NULL};
  for (int i = 0; i < 3; i++) {
    kr_tuple *objects = KR_TUPLE(KR_TUPLE(f->slots[W_OWNER])->items[i]);
    kr_list *l = kr_list_new(0);
    bool ok = l != NULL;
    for (uint32_t k = 0; ok && k < objects->size; k++, p++) {
      if (ready && p->revents & POLLNVAL) {
        kr_raise_errno(EBADF, KR_NULL);
        ok = false;
      } else if (ready && p->revents & list_ready[i]) {
        ok = kr_list_append_steal(l, kr_ref(objects->items[k])) == 0;
      }
    }
    r[i] = l ? kr_from_object(l) : KR_NULL;
    if (!ok) {
      for (int k = 0; k <= i; k++) kr_decref(r[k]);
      return KR_NULL;
    }
  }
  v = kr_tuple_pack(3, r[0], r[1], r[2]);
  for (int i = 0; i < 3; i++) kr_decref(r[i]);
  return v;
}
static const kr_native select_native = {"select", select_step, W_SLOTS};

FN(do_select) {
  if (kr_args_count("select", nargs, 3, 4) < 0) return KR_NULL;
  double deadline = KR_FOREVER;
  if (nargs > 3 && args[3] != KR_NONE) {
    if (!kr_is_float(args[3]) && !kr_is_int(args[3]) && !kr_type_of(args[3])->nb_index)
      return kr_raise(&kr_exc_TypeError, "timeout must be a float or None");
    if (!kr_timeout_deadline(args[3], false, "timeout must be non-negative", &deadline)) return KR_NULL;
  }
  kr_value lists[3] = {KR_NULL, KR_NULL, KR_NULL}, all = KR_NULL, r = KR_NULL;
  int *numbers = NULL;
  size_t n = 0, k = 0;
  for (int i = 0; i < 3; i++) {
    if (!kr_is_sequence(args[i]) && !kr_type_of(args[i])->iter) {
      kr_raise(&kr_exc_TypeError, "arguments 1-3 must be sequences");
      goto done;
    }
    lists[i] = kr_tuple_from_iterable(args[i]);
    if (lists[i] == KR_NULL) goto done;
    n += KR_TUPLE(lists[i])->size;
  }
  numbers = kr_alloc_array(n ? n : 1, sizeof *numbers);
  if (!numbers) goto done;
  for (int i = 0; i < 3; i++)
    for (uint32_t j = 0; j < KR_TUPLE(lists[i])->size; j++) {
      int fd = kr_get_descriptor(KR_TUPLE(lists[i])->items[j]);
      if (fd < 0) goto done;
      if (fd >= MAX_FD && fd < KR_VIRTUAL_FD) {
        kr_raise(&kr_exc_ValueError, "filedescriptor out of range in select()");
        goto done;
      }
      numbers[k++] = fd;
    }
  all = kr_tuple_pack(3, lists[0], lists[1], lists[2]);
  if (all == KR_NULL) goto done;
  kr_frame *f = push_wait(&select_native, n, deadline, all);
  if (!f) goto done;
  k = 0;
  for (int i = 0; i < 3; i++)
    for (uint32_t j = 0; j < KR_TUPLE(lists[i])->size; j++, k++)
      fds_of(f)[k] = (struct pollfd){numbers[k], list_events[i], 0};
  r = KR_PUSHED;
done:;
  kr_frame *top = kr.pushed;
  if (r == KR_PUSHED) kr.pushed = NULL;
  kr_free(numbers);
  kr_decref(all);
  for (int i = 0; i < 3; i++) kr_decref(lists[i]);
  if (r == KR_PUSHED) kr.pushed = top;
  return r;
}

/* ---- poll objects -------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool polling;
  kr_dict *registered; /* descriptor -> events */
} poll_object;
static kr_type poll_type;
#define POLL(v) KR_AS(poll_object, v)

static void poll_dealloc(kr_object *o) {
  KR_CLEAR_OBJECT(((poll_object *)o)->registered);
  kr_object_free(o);
}
FN(new_poll) {
  poll_object *p = kr_object_alloc(&poll_type, sizeof *p);
  if (!p) return KR_NULL;
  p->polling = false;
  p->registered = kr_dict_new();
  if (!p->registered) {
    kr_decref_object(p);
    return KR_NULL;
  }
  return kr_from_object(p);
}

static bool events_of(kr_value v, int *events) {
  int64_t n;
  kr_value i = kr_index(v);
  if (i == KR_NULL) return false;
  bool fits = kr_int_fits_i64(i, &n);
  int negative = fits ? n < 0 : kr_compare_bool(i, kr_from_small_int(0), KR_LT);
  kr_decref(i);
  if (negative) kr_raise(&kr_exc_ValueError, "Cannot convert negative int");
  else if (!fits || n > 65535) kr_raise(&kr_exc_OverflowError, "Python int too large for C unsigned short");
  else *events = (int)n;
  return !kr_failed();
}
FN(poll_register) {
  int fd = kr_get_descriptor(args[0]), events = POLLIN | POLLPRI | POLLOUT;
  if (fd < 0 || (args[1] != KR_NULL && !events_of(args[1], &events))) return KR_NULL;
  return kr_dict_set(POLL(self)->registered, kr_from_small_int(fd), kr_from_small_int(events)) ? KR_NULL
                                                                                               : KR_NONE;
}
FN(poll_modify) {
  int fd = kr_get_descriptor(args[0]), events;
  if (fd < 0 || !events_of(args[1], &events)) return KR_NULL;
  int known = kr_dict_contains(POLL(self)->registered, kr_from_small_int(fd));
  if (known < 0) return KR_NULL;
  if (!known) return kr_raise_errno(ENOENT, KR_NULL);
  return kr_dict_set(POLL(self)->registered, kr_from_small_int(fd), kr_from_small_int(events)) ? KR_NULL
                                                                                               : KR_NONE;
}
FN(poll_unregister) {
  int fd = kr_get_descriptor(args[0]);
  if (fd < 0) return KR_NULL;
  int r = kr_dict_del(POLL(self)->registered, kr_from_small_int(fd));
  return r < 0 ? KR_NULL : r ? KR_NONE : kr_raise_key(kr_from_small_int(fd));
}

static kr_value poll_step(kr_frame *f, kr_value v) {
  poll_object *o = POLL(f->slots[W_OWNER]);
  o->polling = true;
  int ready;
  if (v != KR_NULL) v = poll_or_wait(f, &ready);
  if (v == KR_PUSHED) return v;
  o->polling = false;
  if (v == KR_NULL) return KR_NULL;
  kr_list *l = kr_list_new(0);
  if (!l) return KR_NULL;
  const struct pollfd *p = fds_of(f);
  for (int64_t n = kr_small_int_value(f->slots[W_COUNT]); ready > 0 && n--; p++) {
    if (!p->revents) continue;
    kr_value pair = kr_tuple_pack(2, kr_from_small_int(p->fd), kr_from_small_int(p->revents & 0xFFFF));
    if (pair == KR_NULL || kr_list_append_steal(l, pair)) {
      kr_decref_object(l);
      return KR_NULL;
    }
  }
  return kr_from_object(l);
}
static const kr_native poll_native = {"poll", poll_step, W_SLOTS};

FN(poll_poll) {
  double deadline = KR_FOREVER;
  if (args[0] != KR_NULL && args[0] != KR_NONE) {
    if (!kr_is_float(args[0]) && !kr_is_int(args[0]) && !kr_type_of(args[0])->nb_index)
      return kr_raise(&kr_exc_TypeError, "timeout must be an integer or None");
    double ms = kr_as_double(args[0]);
    if (ms == -1 && kr_failed()) return KR_NULL;
    if (ms != ms) return kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)");
    if (ms > 2147483647.0) return kr_raise(&kr_exc_OverflowError, "timeout is too large");
    if (ms >= 0) deadline = ms == 0 ? 0 : kr_host_now() + ms;
  }
  poll_object *o = POLL(self);
  if (o->polling) return kr_raise(&kr_exc_RuntimeError, "concurrent poll() invocation");
  kr_frame *f = push_wait(&poll_native, o->registered->used, deadline, self);
  if (!f) return KR_NULL;
  uint32_t pos = 0;
  kr_value fd, events;
  for (struct pollfd *p = fds_of(f); kr_dict_next(o->registered, &pos, &fd, &events); p++)
    *p = (struct pollfd){(int)kr_small_int_value(fd), (short)kr_small_int_value(events), 0};
  return KR_PUSHED;
}
static const kr_method_def poll_methods[] = {
    {"register", poll_register, 0,
     "($self, fd,\n         eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)",
     "Register a descriptor, for these events."},
    {"modify", poll_modify, 0, "($self, fd, eventmask, /)", "Change the events of a registered descriptor."},
    {"unregister", poll_unregister, 0, "($self, fd, /)", "Remove a descriptor."},
    {"poll", poll_poll, 0, "($self, timeout=None, /)",
     "Wait for registered descriptors; what happened, as pairs of descriptor and events."},
    {0}};
static kr_type poll_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                            .name = "select.poll",
                            .doc = "Descriptors registered for waiting.",
                            .tf = KR_TF_NO_NEW | KR_TF_MUTABLE,
                            .basic_size = sizeof(poll_object),
                            .dealloc = poll_dealloc,
                            .methods = poll_methods};

/* ---- the module ---------------------------------------------------------------------------------------- */

static const kr_method_def methods[] = {
    {"select", do_select, KR_FN_RAW, "($module, rlist, wlist, xlist, timeout=None, /)",
     "Wait until one of the descriptors is ready; the ready ones of each list."},
    {"poll", new_poll, 0, "($module, /)", "A polling object."},
    {0}};
static int exec(kr_module *m) {
  static const struct {
    const char *name;
    int value;
  } numbers[] = {{"POLLIN", POLLIN},    {"POLLPRI", POLLPRI},   {"POLLOUT", POLLOUT}, {"POLLERR", POLLERR},
                 {"POLLHUP", POLLHUP},  {"POLLNVAL", POLLNVAL}, {"POLLRDNORM", 0x40}, {"POLLRDBAND", 0x80},
                 {"POLLWRNORM", 0x100}, {"POLLWRBAND", 0x200},  {"POLLMSG", MSG},     {"POLLRDHUP", RDHUP},
                 {"PIPE_BUF", 4096}};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (kr_module_add_int(m, numbers[i].name, numbers[i].value)) return -1;
  if (kr_type_ready(&poll_type)) return -1;
  return kr_module_add(m, "error", kr_from_object(&kr_exc_OSError));
}
const kr_module_def kr_module_def_select = {
    .name = "select", .doc = "Waits until one of several files is ready.", .methods = methods, .exec = exec};
