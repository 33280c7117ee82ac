/* Module _socket, as far as there is no network: pairs of connected sockets within this process
 * (socket.socketpair), which asyncio's event loop wakes itself with, and the conversions of addresses.
 *
 * The two ends of a pair are not the operating system's. Their descriptors lie above its own and are known to
 * module select, the scheduler and this file. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "objects/audit.h"
#include "memory/gc.h"
#include "modules/_thread.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "objects/type_impl.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

enum { UNIX = 1, INET = 2, INET6 = 10, STREAM = 1 };

/* ---- ends ---------------------------------------------------------------------------------------------- */

#define BUFFER_SIZE 65536

typedef struct end {
  int fd;
  struct end *peer; /* NULL: closed, or never connected */
  bool connected;   /* has or had a peer */
  bool no_reads, no_writes;
  uint8_t *data; /* what came and was not read: a ring of BUFFER_SIZE, made when something comes */
  uint32_t first, size;
} end;

static end **ends; /* by descriptor - KR_VIRTUAL_FD; NULL: free */
static uint32_t ends_room;

static end *end_of(int fd) {
  uint32_t i = (uint32_t)fd - KR_VIRTUAL_FD;
  return fd >= KR_VIRTUAL_FD && i < ends_room ? ends[i] : NULL;
}

static end *new_end(void) {
  uint32_t i = 0;
  while (i < ends_room && ends[i]) i++;
  if (i == ends_room) {
    uint32_t room = ends_room ? ends_room * 2 : 8;
    end **p = kr_realloc(ends, room * sizeof *p);
    if (!p) return NULL;
    for (uint32_t k = ends_room; k < room; k++) p[k] = NULL;
    ends = p;
    ends_room = room;
  }
  end *e = kr_alloc(sizeof *e);
  if (!e) return NULL;
  *e = (end){.fd = (int)i + KR_VIRTUAL_FD};
  return ends[i] = e;
}
static void close_end(end *e) {
  if (e->peer) e->peer->peer = NULL;
  ends[e->fd - KR_VIRTUAL_FD] = NULL;
  kr_free(e->data);
  kr_free(e);
}

static bool can_read(const end *e) {
  return e->size || e->no_reads || (e->connected && !e->peer) || (e->peer && e->peer->no_writes);
}
static bool can_write(const end *e) {
  return e->no_writes || (e->connected && !e->peer) ||
         (e->peer && (e->peer->no_reads || e->peer->size < BUFFER_SIZE));
}

/* What poll() would tell. */
static short poll_end(int fd, short events) {
  const end *e = end_of(fd);
  if (!e) return POLLNVAL;
  short r = 0;
  if (can_read(e)) r |= POLLIN;
  if (can_write(e)) r |= POLLOUT;
  r &= events;
  if (!e->peer) r |= POLLHUP;
  return r;
}

/* ---- socket objects ------------------------------------------------------------------------------------ */

typedef struct {
  KR_OBJECT_HEAD
  int32_t fd; /* -1: closed */
  int32_t family, type, proto;
  double timeout; /* seconds; KR_FOREVER: blocking; 0: not */
} sock;
static kr_type socket_type;
static kr_value gaierror = KR_NULL, herror = KR_NULL;
static double default_timeout = KR_FOREVER;
#define SOCK(v) KR_AS(sock, v)

static void sock_close(sock *s) {
  end *e = end_of(s->fd);
  s->fd = -1;
  if (e) close_end(e);
}
static void sock_dealloc(kr_object *o) {
  sock_close((sock *)o);
  kr_object_free(o);
}
static kr_value sock_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  SOCK(v)->fd = -1;
  SOCK(v)->timeout = KR_FOREVER;
  return v;
}
static bool int_arg(kr_value v, int32_t *out) {
  if (v == KR_NULL) return true;
  *out = kr_index_as_int(v);
  return *out != -1 || !kr_failed();
}
static int sock_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "socket", "(family=-1, type=-1, proto=-1, fileno=None)", args, nargs, kwnames, a))
    return -1;
  sock *s = SOCK(self);
  int32_t family = -1, type = -1, proto = -1, fd = -1;
  if (!int_arg(a[0], &family) || !int_arg(a[1], &type) || !int_arg(a[2], &proto)) return -1;
  if (KR_AUDIT("socket.__new__", self, kr_from_small_int(family), kr_from_small_int(type),
               kr_from_small_int(proto)))
    return -1;
  if (a[3] != KR_NULL && a[3] != KR_NONE) {
    if (kr_is_float(a[3])) return KR_RAISE_INT(&kr_exc_TypeError, "integer argument expected, got float");
    if (!int_arg(a[3], &fd)) return -1;
    if (fd < 0) return KR_RAISE_INT(&kr_exc_ValueError, "negative file descriptor");
    if (!end_of(fd)) {
      kr_raise_errno(isatty(fd) || errno != EBADF ? ENOTSOCK : EBADF, KR_NULL);
      return -1;
    }
    if (family == -1) family = UNIX;
  } else {
    if (family == -1) family = INET;
    if (family != UNIX && family != INET && family != INET6) {
      kr_raise_errno(EAFNOSUPPORT, KR_NULL);
      return -1;
    }
    end *e = new_end();
    if (!e) return -1;
    fd = e->fd;
  }
  sock_close(s);
  s->fd = fd;
  s->family = family;
  s->type = type == -1 ? STREAM : type & ~0x80800;
  s->proto = proto == -1 ? 0 : proto;
  s->timeout = type != -1 && type & 0x800 ? 0 : default_timeout;
  return 0;
}
static kr_value sock_repr(kr_value self) {
  const sock *s = SOCK(self);
  return kr_str_format("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->fd, s->family, s->type,
                       s->proto);
}

/* The end of a socket that is to be used; NULL: closed (EBADF is set). */
static end *live(kr_value self) {
  end *e = end_of(SOCK(self)->fd);
  if (!e) kr_raise_errno(EBADF, KR_NULL);
  return e;
}

FN(s_fileno) { return kr_from_small_int(SOCK(self)->fd); }
FN(s_detach) {
  int fd = SOCK(self)->fd;
  SOCK(self)->fd = -1;
  return kr_from_small_int(fd);
}
FN(s_close) {
  sock_close(SOCK(self));
  return KR_NONE;
}
FN(s_no_network) { return live(self) ? kr_raise_errno(ENETUNREACH, KR_NULL) : KR_NULL; }
FN(s_bind) {
  return KR_AUDIT("socket.bind", self, args[0]) ? KR_NULL : s_no_network(self, args, nargs, kwnames);
}
FN(s_connect) {
  return KR_AUDIT("socket.connect", self, args[0]) ? KR_NULL : s_no_network(self, args, nargs, kwnames);
}
FN(s_sendto) {
  if (nargs > 1 && KR_AUDIT("socket.sendto", self, args[nargs - 1])) return KR_NULL;
  return s_no_network(self, args, nargs, kwnames);
}
FN(s_connect_ex) {
  if (!live(self) || KR_AUDIT("socket.connect", self, args[0])) return KR_NULL;
  return kr_from_small_int(ENETUNREACH);
}
FN(s_not_supported) { return live(self) ? kr_raise_errno(EOPNOTSUPP, KR_NULL) : KR_NULL; }
FN(s_name) {
  if (!live(self)) return KR_NULL;
  if (SOCK(self)->family == UNIX) return kr_ref(KR_EMPTY_STR);
  kr_value host = kr_str_from_cstr(SOCK(self)->family == INET ? "0.0.0.0" : "::");
  kr_value r = host == KR_NULL ? KR_NULL : kr_tuple_pack(2, host, kr_from_small_int(0));
  kr_decref(host);
  return r;
}
FN(s_peer_name) {
  const end *e = live(self);
  if (!e) return KR_NULL;
  return e->peer ? kr_ref(KR_EMPTY_STR) : kr_raise_errno(ENOTCONN, KR_NULL);
}
FN(s_shutdown) {
  int32_t how = 0;
  if (!int_arg(args[0], &how)) return KR_NULL;
  end *e = live(self);
  if (!e) return KR_NULL;
  if (how < 0 || how > 2) return kr_raise_errno(EINVAL, KR_NULL);
  if (!e->connected) return kr_raise_errno(ENOTCONN, KR_NULL);
  if (how != 1) e->no_reads = true;
  if (how != 0) e->no_writes = true;
  return KR_NONE;
}

/* ---- timeouts ------------------------------------------------------------------------------------------ */

static bool timeout_arg(kr_value v, double *out) {
  *out = KR_FOREVER;
  if (v == KR_NONE) return true;
  double deadline;
  if (!kr_timeout_deadline(v, false, "Timeout value out of range", &deadline)) return false;
  *out = kr_as_double(v);
  return *out != -1 || !kr_failed();
}
static kr_value timeout_value(double t) { return t == KR_FOREVER ? KR_NONE : kr_from_double(t); }
FN(s_settimeout) { return timeout_arg(args[0], &SOCK(self)->timeout) ? KR_NONE : KR_NULL; }
FN(s_gettimeout) { return timeout_value(SOCK(self)->timeout); }
static kr_value get_timeout(kr_value self, void *closure) { return timeout_value(SOCK(self)->timeout); }
FN(s_setblocking) {
  int on = kr_truth(args[0]);
  if (on < 0) return KR_NULL;
  SOCK(self)->timeout = on ? KR_FOREVER : 0;
  return KR_NONE;
}
FN(s_getblocking) { return kr_from_bool(SOCK(self)->timeout != 0); }

/* Options are remembered by nobody: there is nothing they could change. */
FN(s_setsockopt) {
  if (kr_args_count("setsockopt", nargs, 3, 4) < 0) return KR_NULL;
  return live(self) ? KR_NONE : KR_NULL;
}
FN(s_getsockopt) {
  if (kr_args_count("getsockopt", nargs, 2, 3) < 0) return KR_NULL;
  int32_t level = 0, option = 0;
  if (!int_arg(args[0], &level) || !int_arg(args[1], &option) || !live(self)) return KR_NULL;
  enum { SOL = 1, O_TYPE = 3, O_ERROR = 4, O_SNDBUF = 7, O_RCVBUF = 8 };
  if (level != SOL) return kr_raise_errno(ENOPROTOOPT, KR_NULL);
  switch (option) {
    case O_TYPE: return kr_from_small_int(SOCK(self)->type);
    case O_ERROR: return kr_from_small_int(0);
    case O_SNDBUF:
    case O_RCVBUF: return kr_from_small_int(BUFFER_SIZE);
    default: return kr_raise_errno(ENOPROTOOPT, KR_NULL);
  }
}

/* ---- sending and receiving: native frames, which may wait ---------------------------------------------- */

enum { IO_SOCKET, IO_DATA, IO_DONE, IO_DEADLINE, IO_FDS, IO_SLOTS };
/* DATA: what is sent; or the buffer, or the count, for what is received */

/* Until the socket can be read or written. KR_PUSHED, or an exception. */
static kr_value wait_ready(kr_frame *f, short events) {
  sock *s = SOCK(f->slots[IO_SOCKET]);
  if (s->timeout == 0) return kr_raise_errno(EAGAIN, KR_NULL);
  double deadline = kr_double_value(f->slots[IO_DEADLINE]);
  if (deadline <= kr_host_now()) return kr_raise(&kr_exc_TimeoutError, "timed out");
  if (f->slots[IO_FDS] == KR_NULL) {
    kr_bytes *b = kr_bytes_new(sizeof(struct pollfd));
    if (!b) return KR_NULL;
    f->slots[IO_FDS] = kr_from_object(b);
  }
  struct pollfd *p = (struct pollfd *)(void *)KR_BYTES(f->slots[IO_FDS])->data;
  *p = (struct pollfd){s->fd, events, 0};
  return kr_thread_wait_fds(p, 1, deadline);
}

static uint32_t put(end *to, const uint8_t *data, size_t n) {
  if (!to->data && !(to->data = kr_alloc(BUFFER_SIZE))) return 0;
  if (n > BUFFER_SIZE - to->size) n = BUFFER_SIZE - to->size;
  for (size_t done = 0; done < n;) {
    uint32_t at = (to->first + to->size) % BUFFER_SIZE;
    size_t piece = n - done < BUFFER_SIZE - at ? n - done : BUFFER_SIZE - at;
    memcpy(to->data + at, data + done, piece);
    done += piece;
    to->size += (uint32_t)piece;
  }
  return (uint32_t)n;
}
static void get(end *from, uint8_t *data, size_t n, bool peek) {
  uint32_t first = from->first;
  for (size_t done = 0; done < n;) {
    size_t piece = n - done < BUFFER_SIZE - first ? n - done : BUFFER_SIZE - first;
    memcpy(data + done, from->data + first, piece);
    done += piece;
    first = (uint32_t)(first + piece) % BUFFER_SIZE;
  }
  if (peek) return;
  from->first = first;
  from->size -= (uint32_t)n;
}

/* state 0: send; 1: sendall */
static int write_end(int fd, const void *data, size_t n) {
  end *e = end_of(fd);
  if (!e || !e->peer || e->no_writes || e->peer->no_reads) {
    errno = e ? EPIPE : EBADF;
    return -1;
  }
  uint32_t put_now = put(e->peer, data, n);
  if (put_now) return (int)put_now;
  errno = EAGAIN;
  if (kr_failed()) {
    kr_clear_exception();
    errno = ENOMEM;
  }
  return -1;
}

static kr_value send_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  end *e = live(f->slots[IO_SOCKET]);
  if (!e) return KR_NULL;
  const kr_bytes *data = KR_BYTES(f->slots[IO_DATA]);
  size_t done = (size_t)kr_small_int_value(f->slots[IO_DONE]);
  if (!e->connected) return kr_raise_errno(ENOTCONN, KR_NULL);
  if (!e->peer || e->no_writes || e->peer->no_reads) return kr_raise_errno(EPIPE, KR_NULL);
  if (done < data->size) {
    uint32_t n = put(e->peer, data->data + done, data->size - done);
    if (!n && kr_failed()) return KR_NULL;
    done += n;
    f->slots[IO_DONE] = kr_from_small_int((int64_t)done);
    if (!n || (f->state && done < data->size)) return wait_ready(f, POLLOUT);
  }
  return f->state ? KR_NONE : kr_from_small_int((int64_t)done);
}
static const kr_native send_native = {"socket.send", send_step, IO_SLOTS};

enum { PEEK = 2 };
/* DONE: the flags */
static kr_value recv_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  end *e = live(f->slots[IO_SOCKET]);
  if (!e) return KR_NULL;
  if (!e->connected) return kr_raise_errno(ENOTCONN, KR_NULL);
  size_t n = (size_t)kr_small_int_value(f->slots[IO_DATA]);
  if (!e->size && !can_read(e) && n) return wait_ready(f, POLLIN);
  if (n > e->size) n = e->size;
  kr_bytes *b = kr_bytes_new(n);
  if (!b) return KR_NULL;
  get(e, b->data, n, (kr_small_int_value(f->slots[IO_DONE]) & PEEK) != 0);
  if (f->state == 0) return kr_from_object(b);
  v = kr_tuple_pack(2, kr_from_object(b), KR_NONE);
  kr_decref_object(b);
  return v;
}
static const kr_native recv_native = {"socket.recv", recv_step, IO_SLOTS};

static kr_value push_io(kr_value self, const kr_native *native, kr_value data_stolen, int64_t done,
                        uint8_t state) {
  kr_frame *f = data_stolen == KR_NULL ? NULL : kr_native_push(native);
  if (!f) {
    kr_decref(data_stolen);
    return KR_NULL;
  }
  f->state = state;
  f->slots[IO_SOCKET] = kr_ref(self);
  f->slots[IO_DATA] = data_stolen;
  f->slots[IO_DONE] = kr_from_small_int(done);
  double t = SOCK(self)->timeout;
  f->slots[IO_DEADLINE] = kr_from_double(t == KR_FOREVER ? t : kr_host_now() + t * 1000);
  return KR_PUSHED;
}

static kr_value bytes_copy(kr_value v) {
  kr_buffer view;
  if (kr_get_buffer(v, &view, KR_BUF_SIMPLE)) return KR_NULL;
  kr_value b = kr_bytes_from(view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  return b;
}
FN(s_send) {
  if (kr_args_no_keywords("send", kwnames) < 0 || kr_args_count("send", nargs, 1, 2) < 0) return KR_NULL;
  return push_io(self, &send_native, bytes_copy(args[0]), 0, 0);
}
FN(s_sendall) {
  if (kr_args_no_keywords("sendall", kwnames) < 0 || kr_args_count("sendall", nargs, 1, 2) < 0)
    return KR_NULL;
  return push_io(self, &send_native, bytes_copy(args[0]), 0, 1);
}
static kr_value receive(kr_value self, const char *name, const kr_value *args, size_t nargs,
                        kr_tuple *kwnames, uint8_t state) {
  if (kr_args_no_keywords(name, kwnames) < 0 || kr_args_count(name, nargs, 1, 2) < 0) return KR_NULL;
  int32_t n = 0, flags = 0;
  if (!int_arg(args[0], &n) || (nargs > 1 && !int_arg(args[1], &flags))) return KR_NULL;
  if (n < 0) return kr_raise(&kr_exc_ValueError, "negative buffersize in %s", name);
  return push_io(self, &recv_native, kr_from_small_int(n), flags, state);
}
FN(s_recv) { return receive(self, "recv", args, nargs, kwnames, 0); }
FN(s_recvfrom) { return receive(self, "recvfrom", args, nargs, kwnames, 1); }

/* DATA: the writable buffer's owner; DONE: how many at most */
static kr_value recv_into_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  end *e = live(f->slots[IO_SOCKET]);
  if (!e) return KR_NULL;
  if (!e->connected) return kr_raise_errno(ENOTCONN, KR_NULL);
  size_t n = (size_t)kr_small_int_value(f->slots[IO_DONE]);
  if (!e->size && !can_read(e) && n) return wait_ready(f, POLLIN);
  if (n > e->size) n = e->size;
  kr_buffer view;
  if (kr_get_buffer(f->slots[IO_DATA], &view, KR_BUF_WRITABLE)) return KR_NULL;
  if (n > (size_t)view.len) n = (size_t)view.len;
  get(e, view.buf, n, false);
  kr_release_buffer(&view);
  return kr_from_small_int((int64_t)n);
}
static const kr_native recv_into_native = {"socket.recv_into", recv_into_step, IO_SLOTS};
FN(s_recv_into) {
  static kr_bound_spec *spec;
  kr_value a[3];
  if (kr_args_bind(&spec, "recv_into", "(buffer, nbytes=0, flags=0)", args, nargs, kwnames, a))
    return KR_NULL;
  int32_t n = 0;
  if (!int_arg(a[1], &n)) return KR_NULL;
  kr_buffer view;
  if (kr_get_buffer(a[0], &view, KR_BUF_WRITABLE)) return KR_NULL;
  intptr_t size = view.len;
  kr_release_buffer(&view);
  if (n < 0) return kr_raise(&kr_exc_ValueError, "negative buffersize in recv_into");
  if (n > size) return kr_raise(&kr_exc_ValueError, "buffer too small for requested bytes");
  return push_io(self, &recv_into_native, kr_ref(a[0]), n ? n : size, 0);
}

static const kr_method_def socket_methods[] = {
    {"_accept", s_not_supported, 0, "($self, /)", NULL},
    {"bind", s_bind, 0, "($self, object, /)", "There is no network."},
    {"close", s_close, 0, "($self, /)", "Close the socket."},
    {"connect", s_connect, 0, "($self, object, /)", "There is no network."},
    {"connect_ex", s_connect_ex, 0, "($self, object, /)", "As connect(), but answers the error's number."},
    {"detach", s_detach, 0, "($self, /)", "Close the object without closing the descriptor; the descriptor."},
    {"fileno", s_fileno, 0, "($self, /)", "The descriptor; -1 when closed."},
    {"getblocking", s_getblocking, 0, "($self, /)", "Whether calls may wait."},
    {"getpeername", s_peer_name, 0, "($self, /)", "The address of the other end."},
    {"getsockname", s_name, 0, "($self, /)", "The address of this end."},
    {"getsockopt", s_getsockopt, KR_FN_RAW, NULL, "A socket option."},
    {"gettimeout", s_gettimeout, 0, "($self, /)", "Seconds that calls wait; None: for ever."},
    {"listen", s_not_supported, KR_FN_RAW, NULL, "There is no network."},
    {"recv", s_recv, KR_FN_RAW, NULL, "Receive up to so many bytes."},
    {"recv_into", s_recv_into, KR_FN_RAW, NULL, "Receive into a buffer; how many bytes."},
    {"recvfrom", s_recvfrom, KR_FN_RAW, NULL, "As recv(), with the sender's address."},
    {"send", s_send, KR_FN_RAW, NULL, "Send bytes; how many went."},
    {"sendall", s_sendall, KR_FN_RAW, NULL, "Send all bytes."},
    {"sendto", s_sendto, KR_FN_RAW, NULL, "There is no network."},
    {"setblocking", s_setblocking, 0, "($self, object, /)", "Whether calls may wait."},
    {"setsockopt", s_setsockopt, KR_FN_RAW, NULL, "Set a socket option: none has an effect."},
    {"settimeout", s_settimeout, 0, "($self, object, /)", "Seconds that calls wait; None: for ever."},
    {"shutdown", s_shutdown, 0, "($self, object, /)", "Shut down one or both directions."},
    {0}};
static const kr_member_def socket_members[] = {{"family", KR_MEMBER_I32, offsetof(sock, family), true, NULL},
                                               {"type", KR_MEMBER_I32, offsetof(sock, type), true, NULL},
                                               {"proto", KR_MEMBER_I32, offsetof(sock, proto), true, NULL},
                                               {0}};
static const kr_getset_def socket_getset[] = {{"timeout", get_timeout, NULL, NULL, NULL}, {0}};
static kr_type socket_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                              .name = "_socket.socket",
                              .doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object",
                              .tf = KR_TF_BASETYPE,
                              .basic_size = sizeof(sock),
                              .dealloc = sock_dealloc,
                              .methods = socket_methods,
                              .members = socket_members,
                              .getset = socket_getset,
                              .repr = sock_repr,
                              .init = sock_init,
                              .new_ = sock_new};

/* ---- functions ----------------------------------------------------------------------------------------- */

FN(socketpair) {
  int32_t family = UNIX, type = STREAM, proto = 0;
  if (!int_arg(args[0], &family) || !int_arg(args[1], &type) || !int_arg(args[2], &proto)) return KR_NULL;
  if (family != UNIX) return kr_raise_errno(EAFNOSUPPORT, KR_NULL);
  if ((type & ~0x80800) != STREAM) return kr_raise_errno(EPROTONOSUPPORT, KR_NULL);
  kr_value s[2] = {KR_NULL, KR_NULL};
  end *e[2] = {NULL, NULL};
  for (int i = 0; i < 2; i++) {
    s[i] = sock_new(&socket_type, NULL, 0, NULL);
    if (s[i] == KR_NULL || !(e[i] = new_end())) {
      kr_decref(s[0]);
      kr_decref(s[1]);
      return KR_NULL;
    }
    SOCK(s[i])->fd = e[i]->fd;
    SOCK(s[i])->family = family;
    SOCK(s[i])->type = STREAM;
    SOCK(s[i])->proto = proto;
    SOCK(s[i])->timeout = type & 0x800 ? 0 : default_timeout;
    e[i]->connected = true;
  }
  e[0]->peer = e[1];
  e[1]->peer = e[0];
  kr_value r = kr_tuple_pack(2, s[0], s[1]);
  kr_decref(s[0]);
  kr_decref(s[1]);
  return r;
}
FN(close_fd) {
  int32_t fd = -1;
  if (!int_arg(args[0], &fd)) return KR_NULL;
  end *e = end_of(fd);
  if (!e) return kr_raise_errno(EBADF, KR_NULL);
  close_end(e);
  return KR_NONE;
}
FN(getdefaulttimeout) { return timeout_value(default_timeout); }
FN(setdefaulttimeout) { return timeout_arg(args[0], &default_timeout) ? KR_NONE : KR_NULL; }
FN(get_host_name) {
  if (kr_audit("socket.gethostname", 0, NULL)) return KR_NULL;
  char name[256] = "localhost";
#ifndef __wasi__ /* where hosts have no names */
  if (gethostname(name, sizeof name)) strcpy(name, "localhost");
  name[sizeof name - 1] = 0;
#endif
  return kr_str_from_cstr(name);
}

static bool unsigned_arg(kr_value v, int bits, uint32_t *out) {
  int64_t n;
  kr_value i = kr_index(v);
  if (i == KR_NULL) return false;
  bool fits = kr_int_fits_i64(i, &n);
  int negative = fits ? n < 0 : kr_compare_bool(i, kr_from_small_int(0), KR_LT);
  kr_decref(i);
  if (negative) kr_raise(&kr_exc_ValueError, "Cannot convert negative int");
  else if (!fits || n >> bits) kr_raise(&kr_exc_OverflowError, "Python int too large for C uint%d_t", bits);
  else *out = (uint32_t)n;
  return !kr_failed();
}
static kr_value swap(kr_value v, int bits) {
  uint32_t n = 0;
  if (!unsigned_arg(v, bits, &n)) return KR_NULL;
  return kr_from_small_int(bits == 16 ? __builtin_bswap16((uint16_t)n) : __builtin_bswap32(n));
}
FN(swap16) { return swap(args[0], 16); }
FN(swap32) { return swap(args[0], 32); }

/* a.b.c.d, each part in decimal, octal or hexadecimal; `strict`: four decimal ones. */
static bool parse_inet(const char *s, bool strict, uint8_t out[4]) {
  uint32_t part[4];
  int n = 0;
  for (;; s++) {
    char *stop;
    if (*s < '0' || *s > '9' || n == 4) return false;
    unsigned long v = strtoul(s, &stop, strict ? 10 : 0);
    if (v > UINT32_MAX || (strict && (v > 255 || stop - s > 3))) return false;
    part[n++] = (uint32_t)v;
    s = stop;
    if (!*s) break;
    if (*s != '.') return false;
  }
  if (strict && n != 4) return false;
  uint32_t last = part[n - 1];
  if (n > 1 && last >> (8 * (5 - n))) return false;
  for (int i = 0; i < 4; i++) out[i] = (uint8_t)(last >> (8 * (3 - i)));
  for (int i = 0; i < n - 1; i++) {
    if (part[i] > 255) return false;
    out[i] = (uint8_t)part[i];
  }
  return true;
}
static bool parse_inet6(const char *s, uint8_t out[16]) {
  uint16_t groups[8];
  int n = 0, gap = -1;
  if (s[0] == ':' && s[1] == ':') {
    gap = 0;
    s += 2;
  }
  while (*s) {
    if (n == 8) return false;
    char *stop;
    if (!strchr("0123456789abcdefABCDEF", *s)) return false;
    unsigned long v = strtoul(s, &stop, 16);
    uint8_t four[4];
    if (*stop == '.') {
      if (n > 6 || !parse_inet(s, true, four)) return false;
      groups[n++] = (uint16_t)(four[0] << 8 | four[1]);
      groups[n++] = (uint16_t)(four[2] << 8 | four[3]);
      break;
    }
    if (stop - s > 4) return false;
    groups[n++] = (uint16_t)v;
    s = stop;
    if (!*s) break;
    if (*s++ != ':') return false;
    if (*s == ':') {
      if (gap >= 0) return false;
      gap = n;
      s++;
    } else if (!*s) {
      return false;
    }
  }
  if (gap < 0 ? n != 8 : n > 7) return false;
  memset(out, 0, 16);
  for (int i = 0; i < n; i++) {
    int at = gap >= 0 && i >= gap ? 8 - n + i : i;
    out[2 * at] = (uint8_t)(groups[i] >> 8);
    out[2 * at + 1] = (uint8_t)groups[i];
  }
  return true;
}
static kr_value format_inet(const uint8_t *b) { return kr_str_format("%d.%d.%d.%d", b[0], b[1], b[2], b[3]); }
/* The longest run of two or more zero groups becomes "::". */
static kr_value format_inet6(const uint8_t *b) {
  char text[64];
  int best = -1, best_size = 1;
  for (int i = 0; i < 8; i++) {
    int k = i;
    while (k < 8 && !b[2 * k] && !b[2 * k + 1]) k++;
    if (k - i > best_size) {
      best = i;
      best_size = k - i;
    }
  }
  size_t n = 0;
  bool mapped = best == 0 && best_size == 5 && b[10] == 0xFF && b[11] == 0xFF;
  for (int i = 0; i < 8; i++) {
    if (i == best) {
      n += (size_t)snprintf(text + n, sizeof text - n, "::");
      i += best_size - 1;
      continue;
    }
    if (mapped && i == 6) {
      snprintf(text + n, sizeof text - n, ":%d.%d.%d.%d", b[12], b[13], b[14], b[15]);
      return kr_str_from_cstr(text);
    }
    n += (size_t)snprintf(text + n, sizeof text - n, "%s%x", i && i != best + best_size ? ":" : "",
                          b[2 * i] << 8 | b[2 * i + 1]);
  }
  text[n] = 0;
  return kr_str_from_cstr(text);
}
static const char *text_arg(kr_value v, const char *fname) {
  if (!kr_is_str(v)) {
    kr_raise(&kr_exc_TypeError, "%s must be str, not %T", fname, v);
    return NULL;
  }
  return kr_str_cstr(v);
}
FN(inet_aton) {
  const char *s = text_arg(args[0], "inet_aton() argument");
  uint8_t b[4];
  if (!s) return KR_NULL;
  return parse_inet(s, false, b) ? kr_bytes_from(b, 4)
                                 : kr_raise(&kr_exc_OSError, "illegal IP address string passed to inet_aton");
}
static kr_value packed(kr_value v, size_t size, const char *error) {
  kr_value b = bytes_copy(v);
  if (b == KR_NULL) return KR_NULL;
  if (KR_BYTES(b)->size == size) return b;
  kr_decref(b);
  return kr_raise(size == 4 && error[0] == 'p' ? &kr_exc_OSError : &kr_exc_ValueError, "%s", error);
}
FN(inet_ntoa) {
  kr_value b = packed(args[0], 4, "packed IP wrong length for inet_ntoa");
  kr_value r = b == KR_NULL ? KR_NULL : format_inet(KR_BYTES(b)->data);
  kr_decref(b);
  return r;
}
FN(inet_pton) {
  int32_t family = 0;
  uint8_t b[16];
  if (!int_arg(args[0], &family)) return KR_NULL;
  const char *s = text_arg(args[1], "inet_pton() argument 2");
  if (!s) return KR_NULL;
  if (family != INET && family != INET6) return kr_raise_errno(EAFNOSUPPORT, KR_NULL);
  if (family == INET ? parse_inet(s, true, b) : parse_inet6(s, b))
    return kr_bytes_from(b, family == INET ? 4 : 16);
  return kr_raise(&kr_exc_OSError, "illegal IP address string passed to inet_pton");
}
FN(inet_ntop) {
  int32_t family = 0;
  if (!int_arg(args[0], &family)) return KR_NULL;
  if (family != INET && family != INET6)
    return kr_raise(&kr_exc_ValueError, "unknown address family %d", family);
  kr_value b = packed(args[1], family == INET ? 4 : 16, "invalid length of packed IP address string");
  if (b == KR_NULL) return KR_NULL;
  kr_value r = family == INET ? format_inet(KR_BYTES(b)->data) : format_inet6(KR_BYTES(b)->data);
  kr_decref(b);
  return r;
}

static kr_value raise_gai(int code, const char *text) {
  kr_value s = kr_str_from_cstr(text);
  kr_value args = s == KR_NULL ? KR_NULL : kr_tuple_pack(2, kr_from_small_int(code), s);
  kr_value e = args == KR_NULL ? KR_NULL : kr_exception_new(KR_AS_TYPE(gaierror), args);
  kr_decref(s);
  kr_decref(args);
  if (e != KR_NULL) kr_raise_exception(e);
  kr_decref(e);
  return KR_NULL;
}
/* Numeric addresses, and none for the host itself; nobody can be asked for names. */
FN(getaddrinfo) {
  static kr_bound_spec *spec;
  kr_value a[6];
  if (kr_args_bind(&spec, "getaddrinfo", "(host, port, family=0, type=0, proto=0, flags=0)", args, nargs,
                   kwnames, a))
    return KR_NULL;
  int32_t family = 0, type = 0, proto = 0, flags = 0, port = 0;
  if (!int_arg(a[2], &family) || !int_arg(a[3], &type) || !int_arg(a[4], &proto) || !int_arg(a[5], &flags))
    return KR_NULL;
  if (KR_AUDIT("socket.getaddrinfo", a[0], a[1], kr_from_small_int(family), kr_from_small_int(type),
               kr_from_small_int(proto)))
    return KR_NULL;
  if (kr_is_int(a[1])) {
    if (!int_arg(a[1], &port)) return KR_NULL;
  } else if (kr_is_str(a[1])) {
    char *stop;
    const char *s = kr_str_cstr(a[1]);
    if (!s) return KR_NULL;
    port = (int32_t)strtol(s, &stop, 10);
    if (*stop || stop == s) return raise_gai(-8, "Servname not supported for ai_socktype");
  } else if (a[1] != KR_NONE) {
    return kr_raise(&kr_exc_OSError, "Int or String expected");
  }
  uint8_t b[16];
  bool six = false;
  const char *host = NULL;
  if (a[0] == KR_NONE) {
    host = flags & 1 ? "0.0.0.0" : "127.0.0.1";
  } else if (kr_is_str(a[0])) {
    if (!(host = kr_str_cstr(a[0]))) return KR_NULL;
  } else {
    return kr_raise(&kr_exc_TypeError, "getaddrinfo() argument 1 must be string or None");
  }
  if (!strcmp(host, "localhost")) host = "127.0.0.1";
  if (!parse_inet(host, true, b)) six = parse_inet6(host, b);
  if ((!six && !parse_inet(host, true, b)) || (family && family != (six ? INET6 : INET)))
    return raise_gai(-2, "Name does not resolve");
  kr_value name = six ? format_inet6(b) : format_inet(b), address = KR_NULL, entry = KR_NULL, r = KR_NULL;
  if (name != KR_NULL)
    address =
        six ? kr_tuple_pack(4, name, kr_from_small_int(port), kr_from_small_int(0), kr_from_small_int(0))
            : kr_tuple_pack(2, name, kr_from_small_int(port));
  if (address != KR_NULL)
    entry = kr_tuple_pack(5, kr_from_small_int(six ? INET6 : INET), kr_from_small_int(type ? type : STREAM),
                          kr_from_small_int(proto ? proto : 6), KR_EMPTY_STR, address);
  kr_list *l = entry == KR_NULL ? NULL : kr_list_new(0);
  if (l && kr_list_append_steal(l, kr_ref(entry)) == 0) r = kr_from_object(l);
  kr_decref(entry);
  kr_decref(address);
  kr_decref(name);
  return r;
}
static kr_value no_resolver(int refused) {
  return refused ? KR_NULL : raise_gai(-2, "Name does not resolve");
}
FN(by_name) { return no_resolver(kr_audit("socket.gethostbyname", 1, args)); }
FN(by_address) { return no_resolver(kr_audit("socket.gethostbyaddr", 1, args)); }
FN(name_info) { return no_resolver(kr_audit("socket.getnameinfo", 1, args)); }
FN(getprotobyname) {
  static const struct {
    const char *name;
    int number;
  } known[] = {{"ip", 0}, {"icmp", 1}, {"tcp", 6}, {"udp", 17}, {"ipv6", 41}, {"ipv6-icmp", 58}};
  const char *s = text_arg(args[0], "getprotobyname() argument");
  if (!s) return KR_NULL;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (!strcmp(s, known[i].name)) return kr_from_small_int(known[i].number);
  return kr_raise(&kr_exc_OSError, "protocol not found");
}

static const kr_method_def methods[] = {
    {"socketpair", socketpair, 0, "($module, family=AF_UNIX, type=SOCK_STREAM, proto=0, /)",
     "A pair of connected sockets."},
    {"close", close_fd, 0, "($self, object, /)", "Close a socket's descriptor."},
    {"getdefaulttimeout", getdefaulttimeout, 0, "($self, /)",
     "Seconds that new sockets wait; None: for ever."},
    {"setdefaulttimeout", setdefaulttimeout, 0, "($self, object, /)", "Set that."},
    {"gethostname", get_host_name, 0, "($self, /)", "The name of this host."},
    {"htons", swap16, 0, "($module, integer, /)", "16 bits from host to network order."},
    {"ntohs", swap16, 0, "($module, integer, /)", "16 bits from network to host order."},
    {"htonl", swap32, 0, "($module, integer, /)", "32 bits from host to network order."},
    {"ntohl", swap32, 0, "($module, integer, /)", "32 bits from network to host order."},
    {"inet_aton", inet_aton, 0, "($module, ip_addr, /)", "An IPv4 address packed."},
    {"inet_ntoa", inet_ntoa, 0, "($module, packed_ip, /)", "A packed IPv4 address as text."},
    {"inet_pton", inet_pton, 0, "!($module, address_family, ip_string, /)", "An address packed."},
    {"inet_ntop", inet_ntop, 0, "!($module, address_family, packed_ip, /)", "A packed address as text."},
    {"getaddrinfo", getaddrinfo, KR_FN_RAW, NULL, "Resolve host and port: numeric ones."},
    {"gethostbyname", by_name, 0, "!($module, host, /)", "There is no network."},
    {"gethostbyname_ex", by_name, 0, "!($module, host, /)", "There is no network."},
    {"gethostbyaddr", by_address, 0, "!($module, host, /)", "There is no network."},
    {"getnameinfo", name_info, 0, "!($module, sockaddr, flags, /)", "There is no network."},
    {"getprotobyname", getprotobyname, 0, "!($module, name, /)", "The number of a protocol."},
    {0}};

static const struct {
  const char *name;
  int64_t value;
} constants[] = {{"AF_INET", 2},
                 {"AF_INET6", 10},
                 {"AF_UNSPEC", 0},
                 {"AI_ADDRCONFIG", 32},
                 {"AI_ALL", 16},
                 {"AI_CANONNAME", 2},
                 {"AI_NUMERICHOST", 4},
                 {"AI_NUMERICSERV", 1024},
                 {"AI_PASSIVE", 1},
                 {"AI_V4MAPPED", 8},
                 {"EAI_ADDRFAMILY", -9},
                 {"EAI_AGAIN", -3},
                 {"EAI_BADFLAGS", -1},
                 {"EAI_FAIL", -4},
                 {"EAI_FAMILY", -6},
                 {"EAI_MEMORY", -10},
                 {"EAI_NODATA", -5},
                 {"EAI_NONAME", -2},
                 {"EAI_OVERFLOW", -12},
                 {"EAI_SERVICE", -8},
                 {"EAI_SOCKTYPE", -7},
                 {"EAI_SYSTEM", -11},
                 {"INADDR_ALLHOSTS_GROUP", -536870911},
                 {"INADDR_ANY", 0},
                 {"INADDR_BROADCAST", -1},
                 {"INADDR_LOOPBACK", 2130706433},
                 {"INADDR_MAX_LOCAL_GROUP", -536870657},
                 {"INADDR_NONE", -1},
                 {"INADDR_UNSPEC_GROUP", -536870912},
                 {"IPPORT_RESERVED", 1024},
                 {"IPPORT_USERRESERVED", 5000},
                 {"IPPROTO_AH", 51},
                 {"IPPROTO_DSTOPTS", 60},
                 {"IPPROTO_EGP", 8},
                 {"IPPROTO_ESP", 50},
                 {"IPPROTO_FRAGMENT", 44},
                 {"IPPROTO_GRE", 47},
                 {"IPPROTO_HOPOPTS", 0},
                 {"IPPROTO_ICMP", 1},
                 {"IPPROTO_ICMPV6", 58},
                 {"IPPROTO_IDP", 22},
                 {"IPPROTO_IGMP", 2},
                 {"IPPROTO_IP", 0},
                 {"IPPROTO_IPIP", 4},
                 {"IPPROTO_IPV6", 41},
                 {"IPPROTO_MAX", 263},
                 {"IPPROTO_MPTCP", 262},
                 {"IPPROTO_NONE", 59},
                 {"IPPROTO_PIM", 103},
                 {"IPPROTO_PUP", 12},
                 {"IPPROTO_RAW", 255},
                 {"IPPROTO_ROUTING", 43},
                 {"IPPROTO_RSVP", 46},
                 {"IPPROTO_TCP", 6},
                 {"IPPROTO_TP", 29},
                 {"IPPROTO_UDP", 17},
                 {"IPPROTO_UDPLITE", 136},
                 {"MSG_CMSG_CLOEXEC", 1073741824},
                 {"MSG_CONFIRM", 2048},
                 {"MSG_CTRUNC", 8},
                 {"MSG_DONTROUTE", 4},
                 {"MSG_DONTWAIT", 64},
                 {"MSG_EOR", 128},
                 {"MSG_ERRQUEUE", 8192},
                 {"MSG_FASTOPEN", 536870912},
                 {"MSG_MORE", 32768},
                 {"MSG_NOSIGNAL", 16384},
                 {"MSG_OOB", 1},
                 {"MSG_PEEK", 2},
                 {"MSG_TRUNC", 32},
                 {"MSG_WAITALL", 256},
                 {"NI_DGRAM", 16},
                 {"NI_MAXHOST", 255},
                 {"NI_MAXSERV", 32},
                 {"NI_NAMEREQD", 8},
                 {"NI_NOFQDN", 4},
                 {"NI_NUMERICHOST", 1},
                 {"NI_NUMERICSERV", 2},
                 {"SHUT_RD", 0},
                 {"SHUT_RDWR", 2},
                 {"SHUT_WR", 1},
                 {"SOCK_CLOEXEC", 524288},
                 {"SOCK_DGRAM", 2},
                 {"SOCK_NONBLOCK", 2048},
                 {"SOCK_RAW", 3},
                 {"SOCK_RDM", 4},
                 {"SOCK_SEQPACKET", 5},
                 {"SOCK_STREAM", 1},
                 {"SOL_IP", 0},
                 {"SOL_RDS", 276},
                 {"SOL_SOCKET", 1},
                 {"SOL_TCP", 6},
                 {"SOL_UDP", 17},
                 {"SOMAXCONN", 128},
                 {"SO_ACCEPTCONN", 30},
                 {"SO_BINDTODEVICE", 25},
                 {"SO_BINDTOIFINDEX", 62},
                 {"SO_BROADCAST", 6},
                 {"SO_DEBUG", 1},
                 {"SO_DOMAIN", 39},
                 {"SO_DONTROUTE", 5},
                 {"SO_ERROR", 4},
                 {"SO_INCOMING_CPU", 49},
                 {"SO_KEEPALIVE", 9},
                 {"SO_LINGER", 13},
                 {"SO_MARK", 36},
                 {"SO_OOBINLINE", 10},
                 {"SO_PASSCRED", 16},
                 {"SO_PASSSEC", 34},
                 {"SO_PEERCRED", 17},
                 {"SO_PEERSEC", 31},
                 {"SO_PRIORITY", 12},
                 {"SO_PROTOCOL", 38},
                 {"SO_RCVBUF", 8},
                 {"SO_RCVLOWAT", 18},
                 {"SO_RCVTIMEO", 66},
                 {"SO_SNDBUF", 7},
                 {"SO_SNDLOWAT", 19},
                 {"SO_SNDTIMEO", 67},
                 {"SO_TYPE", 3},
                 {"TCP_CORK", 3},
                 {"TCP_DEFER_ACCEPT", 9},
                 {"TCP_FASTOPEN", 23},
                 {"TCP_INFO", 11},
                 {"TCP_KEEPCNT", 6},
                 {"TCP_KEEPIDLE", 4},
                 {"TCP_KEEPINTVL", 5},
                 {"TCP_LINGER2", 8},
                 {"TCP_MAXSEG", 2},
                 {"TCP_NODELAY", 1},
                 {"TCP_QUICKACK", 12},
                 {"TCP_SYNCNT", 7},
                 {"TCP_USER_TIMEOUT", 18},
                 {"TCP_WINDOW_CLAMP", 10},
                 {"IPV6_V6ONLY", 26},
                 {"AF_UNIX", 1}};

/* class name(OSError), which says that it is of module socket. New. */
static kr_value new_error(const char *name) {
  return kr_exception_class_new("socket", name, kr_tuple_pack(1, kr_from_object(&kr_exc_OSError)));
}

static int exec(kr_module *m) {
  kr_virtual_poll = poll_end;
  kr_virtual_write = write_end;
  if (herror == KR_NULL) {
    if (gaierror == KR_NULL) gaierror = new_error("gaierror");
    if (gaierror != KR_NULL) herror = new_error("herror");
    if (herror == KR_NULL) return -1;
  }
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (kr_module_add_steal(m, constants[i].name, kr_int_from_i64(constants[i].value))) return -1;
  if (kr_module_add_type(m, &socket_type) || kr_module_add(m, "SocketType", kr_from_object(&socket_type)) ||
      kr_module_add(m, "error", kr_from_object(&kr_exc_OSError)) ||
      kr_module_add(m, "timeout", kr_from_object(&kr_exc_TimeoutError)) ||
      kr_module_add(m, "gaierror", gaierror) || kr_module_add(m, "herror", herror) ||
      kr_module_add(m, "has_ipv6", KR_FALSE))
    return -1;
  return 0;
}
const kr_module_def kr_module_def__socket = {
    .name = "_socket", .doc = "What socket has in C.", .methods = methods, .exec = exec};
