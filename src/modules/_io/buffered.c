/* BufferedReader, BufferedWriter, BufferedRandom.
 *
 * One buffer serves both ways: it holds bytes read ahead (pos..end) or bytes not yet written (0..pending),
 * never both; BufferedRandom changes over by seeking the raw stream back, or by flushing.
 *
 * The raw stream may be Python code, which does what it likes while it is called from here. So one thread at a time
 * is inside: others wait for their turn, and the same thread gets RuntimeError. What is not done inside only asks
 * the raw stream, and owns it for that long. */
#include "modules/_io/io.h"
#include "objects/codecs.h"
#include "vm/call.h"
#include "vm/threads.h"

#include <errno.h>

typedef struct {
  KR_IO_HEAD
  kr_value raw; /* KR_NULL: not initialized, or detached */
  uint8_t *buf;
  size_t size, pos, end, pending;
  bool readable, writable, detached, finalizing;
  kr_thread *inside; /* NULL: none */
  kr_wait_list waiters;
} buffered;
#define SELF KR_AS(buffered, self)

/* ---- taking turns -------------------------------------------------------------------------------------- */

static int reentrant(kr_value self) {
  return KR_RAISE_INT(&kr_exc_RuntimeError, "reentrant call inside %R", self);
}
/* 1: this thread is inside now; 0: another one is, wait_for_turn() is to be returned; -1: this one already was. */
static int enter(kr_value self) {
  buffered *b = SELF;
  if (b->inside == kr.thread) return reentrant(self);
  if (b->inside && kr.finalizing)
    return KR_RAISE_INT(
        &kr_exc_RuntimeError,
        "could not acquire lock for %R at interpreter shutdown, possibly due to daemon threads", self);
  if (b->inside) return 0;
  b->inside = kr.thread;
  return 1;
}
static void leave(buffered *b) {
  b->inside = NULL;
  if (b->waiters.first) kr_thread_wake_all(&b->waiters);
}
/* Once more from the start, when nobody is inside. */
enum turn {
  READ,
  READ1,
  READINTO,
  READINTO1,
  PEEK,
  READLINE,
  NEXT,
  WRITE,
  FLUSH,
  SEEK,
  TRUNCATE,
  CLOSE,
  DETACH
};
static kr_value wait_for_turn(enum turn method, kr_value self, const kr_value *args, size_t nargs);
#define ENTER(method, nargs)                                                               \
  do {                                                                                     \
    int entered = enter(self);                                                             \
    if (entered <= 0) return entered ? KR_NULL : wait_for_turn(method, self, args, nargs); \
  } while (0)

/* ---- the object ---------------------------------------------------------------------------------------- */

static kr_value buffered_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v != KR_NULL) KR_AS(buffered, v)->raw = KR_NULL;
  return v;
}

static int init_common(kr_value self, kr_value raw, kr_value size_arg, bool readable, bool writable) {
  buffered *b = SELF;
  if (b->inside) return reentrant(self);
  /* What fails from here on leaves an object that is not initialized. */
  b->detached = false;
  KR_CLEAR(b->raw);
  intptr_t size = KR_IO_BUFFER_SIZE;
  if (size_arg != KR_NULL) {
    size = kr_index_as_size(size_arg, kr_from_object(&kr_exc_OverflowError));
    if (size == -1 && kr_failed()) return -1;
  }
  if (size <= 0) return KR_RAISE_INT(&kr_exc_ValueError, "buffer size must be strictly positive");
  kr_value check[3] = {KR_ID(readable), KR_ID(writable), KR_ID(seekable)};
  static const char *const texts[3] = {"File or stream is not readable.", "File or stream is not writable.",
                                       "File or stream is not seekable."};
  bool wanted[3] = {readable, writable, readable && writable};
  for (int i = 0; i < 3; i++) {
    int k = i == 0 ? 2 : i - 1; /* seekable first, as BufferedRandom checks it */
    if (!wanted[k]) continue;
    kr_value r = kr_call_method0(raw, check[k]);
    if (r == KR_NULL) return -1;
    int t = kr_truth(r);
    kr_decref(r);
    if (t < 0) return -1;
    if (!t) {
      kr_io_raise_unsupported(texts[k]);
      return -1;
    }
  }
  if (b->inside) return reentrant(self);
  uint8_t *buf = kr_alloc((size_t)size);
  if (!buf) return -1;
  kr_free(b->buf);
  b->buf = buf;
  b->size = (size_t)size;
  b->pos = b->end = b->pending = 0;
  b->readable = readable;
  b->writable = writable;
  b->detached = false;
  kr_incref(raw);
  KR_REPLACE(b->raw, raw);
  return 0;
}
#define INIT(fn, name, r, w)                                                                        \
  static int fn(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {             \
    static kr_bound_spec *spec;                                                                     \
    kr_value a[2];                                                                                  \
    if (kr_args_bind(&spec, name, "(raw, buffer_size=131072)", args, nargs, kwnames, a)) return -1; \
    return init_common(self, a[0], a[1], r, w);                                                     \
  }
INIT(reader_init, "BufferedReader", true, false)
INIT(writer_init, "BufferedWriter", false, true)
INIT(random_init, "BufferedRandom", true, true)

static void buffered_dealloc(kr_object *o) {
  buffered *b = (buffered *)o;
  if (!kr_io_dealloc_begin(o)) return;
  KR_CLEAR(b->raw);
  kr_free(b->buf);
  b->buf = NULL;
  kr_io_clear_base(o);
  kr_object_free(o);
}
static int buffered_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((buffered *)o)->raw);
  return kr_io_traverse(o, visit, arg);
}
static int buffered_clear(kr_object *o) {
  KR_CLEAR(((buffered *)o)->raw);
  kr_io_clear_base(o);
  return 0;
}

static bool usable(buffered *b) {
  if (b->raw != KR_NULL) return true;
  kr_raise(&kr_exc_ValueError,
           b->detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
  return false;
}
#define CHECK() \
  if (!usable(SELF)) return KR_NULL
/* The raw stream's method, called with n arguments. New. */
static kr_value ask_raw(buffered *b, kr_value name, const kr_value *args, size_t n) {
  return kr_call_method(b->raw, name, args, n);
}
static int raw_closed(buffered *b) {
  kr_value raw = kr_ref(b->raw);
  int closed = kr_io_is_closed(raw);
  kr_decref(raw);
  return closed;
}
static bool check_open(buffered *b, const char *text) {
  if (!usable(b)) return false;
  int c = raw_closed(b);
  if (c == 0 && !b->buf) c = 1; /* close() was called, whatever the raw stream says */
  if (c > 0) kr_raise(&kr_exc_ValueError, "%s", text);
  return c == 0 && usable(b);
}

/* ---- the raw stream ------------------------------------------------------------------------------------ */

/* Reads into to[0..n). Bytes read; -1 raised; -2 would block. */
static intptr_t raw_read(buffered *b, uint8_t *to, size_t n) {
  if (kr_is_exact(b->raw, &kr_fileio_type)) return kr_fileio_read(b->raw, to, n);
  /* Python code gets a buffer of its own, which it may keep */
  kr_value target = kr_bytearray_from(NULL, 0), view = KR_NULL, r = KR_NULL;
  intptr_t got = -1;
  if (target == KR_NULL || kr_bytearray_resize(KR_AS(kr_bytearray, target), n)) goto done;
  memset(KR_AS(kr_bytearray, target)->data, 0, n);
  view = kr_memoryview_from_object(target);
  if (view == KR_NULL) goto done;
  r = ask_raw(b, KR_ID(readinto), &view, 1);
  if (r == KR_NULL) goto done;
  if (r == KR_NONE) {
    got = -2;
    goto done;
  }
  got = kr_index_as_size(r, kr_from_object(&kr_exc_ValueError));
  if (got == -1 && kr_failed()) {
    kr_raise_from_current(&kr_exc_OSError, "raw readinto() failed");
    goto done;
  }
  if (got < 0 || (size_t)got > n || (size_t)got > KR_AS(kr_bytearray, target)->size) {
    kr_raise(&kr_exc_OSError,
             "raw readinto() returned invalid length %zd (should have been between 0 and %zd)", got,
             (intptr_t)n);
    got = -1;
    goto done;
  }
  if (got) memcpy(to, KR_AS(kr_bytearray, target)->data, (size_t)got);
done:
  kr_decref(r);
  kr_decref(view);
  kr_decref(target);
  return got;
}

/* Writes from[0..n): bytes written, -1 raised, -2 would block. */
static intptr_t raw_write(buffered *b, const uint8_t *from, size_t n) {
  if (kr_is_exact(b->raw, &kr_fileio_type)) return kr_fileio_write(b->raw, from, n);
  kr_value data = kr_bytes_from(from, n);
  kr_value view = data == KR_NULL ? KR_NULL : kr_memoryview_from_object(data);
  kr_value r = view == KR_NULL ? KR_NULL : ask_raw(b, KR_ID(write), &view, 1);
  kr_decref(view);
  kr_decref(data);
  if (r == KR_NULL) return -1;
  if (r == KR_NONE) return -2;
  intptr_t put = kr_index_as_size(r, kr_from_object(&kr_exc_ValueError));
  kr_decref(r);
  if (put == -1 && kr_failed()) return -1;
  if (put < 0 || (size_t)put > n)
    return KR_RAISE_INT(&kr_exc_OSError,
                        "raw write() returned invalid length %zd (should have been between 0 and %zd)", put,
                        (intptr_t)n);
  return put;
}

static int would_block(size_t written) {
  kr_value args = kr_tuple_pack(3, kr_from_small_int(EAGAIN),
                                kr_str_intern_cstr("write could not complete without blocking"),
                                kr_int_from_size(written));
  kr_value e = args == KR_NULL ? KR_NULL : kr_exception_new(&kr_exc_BlockingIOError, args);
  kr_decref(args);
  if (e != KR_NULL) {
    kr_raise_exception(e);
    kr_decref(e);
  }
  return -1;
}

/* Writes out what is pending. 0, -1. */
static int flush_pending(buffered *b) {
  size_t done = 0;
  while (done < b->pending) {
    intptr_t n = raw_write(b, b->buf + done, b->pending - done);
    if (n < 0) {
      memmove(b->buf, b->buf + done, b->pending - done);
      b->pending -= done;
      return n == -2 ? would_block(0) : -1;
    }
    done += (size_t)n;
  }
  b->pending = 0;
  return 0;
}

static int64_t raw_seek(buffered *b, int64_t offset, int whence) {
  kr_value a[2] = {kr_int_from_i64(offset), kr_from_small_int(whence)};
  kr_value r = ask_raw(b, KR_ID(seek), a, 2);
  kr_decref(a[0]);
  if (r == KR_NULL) return -1;
  int64_t pos = kr_index_as_i64(r);
  kr_decref(r);
  if (pos < 0) {
    if (!kr_failed()) kr_raise(&kr_exc_OSError, "Raw stream returned invalid position %lld", (long long)pos);
    return -1;
  }
  return pos;
}

/* Gives up bytes read ahead: the raw position becomes the logical one. 0, -1. */
static int drop_read_ahead(buffered *b) {
  if (b->pos < b->end) {
    int64_t back = (int64_t)(b->end - b->pos);
    if (raw_seek(b, -back, 1) < 0) return -1;
  }
  b->pos = b->end = 0;
  return 0;
}

/* ---- reading ------------------------------------------------------------------------------------------- */

/* More into the empty buffer: bytes got, -1, -2. */
static intptr_t fill(buffered *b) {
  if (b->pending && flush_pending(b)) return -1;
  b->pos = b->end = 0;
  intptr_t n = raw_read(b, b->buf, b->size);
  if (n > 0) b->end = (size_t)n;
  return n;
}

static kr_value read_all(buffered *b) {
  kr_value all, m;
  if (b->pending && flush_pending(b)) return KR_NULL;
  kr_buf out = {0};
  if (b->end > b->pos && !kr_buf_put(&out, b->buf + b->pos, b->end - b->pos)) goto fail;
  b->pos = b->end = 0;
  int found = kr_getattr_optional(b->raw, KR_ID(readall), &m);
  if (found < 0) goto fail;
  if (found) {
    all = kr_call0(m);
    kr_decref(m);
    if (all == KR_NULL) goto fail;
    if (all == KR_NONE) {
      if (!out.size) {
        kr_buf_free(&out);
        return KR_NONE;
      }
    } else if (!kr_is_bytes(all)) {
      kr_decref(all);
      kr_raise(&kr_exc_TypeError, "readall() should return bytes");
      goto fail;
    } else {
      if (!out.size) {
        kr_buf_free(&out);
        return all;
      }
      bool ok = kr_buf_put(&out, KR_BYTES(all)->data, KR_BYTES(all)->size);
      kr_decref(all);
      if (!ok) goto fail;
    }
    return kr_bytes_from_buf(&out);
  }
  for (;;) {
    kr_value piece = ask_raw(b, KR_ID(read), NULL, 0);
    if (piece == KR_NULL) goto fail;
    if (piece == KR_NONE) {
      if (out.size) break;
      kr_buf_free(&out);
      return KR_NONE;
    }
    if (!kr_is_bytes(piece)) {
      kr_decref(piece);
      kr_raise(&kr_exc_TypeError, "read() should return bytes");
      goto fail;
    }
    size_t n = KR_BYTES(piece)->size;
    bool ok = kr_buf_put(&out, KR_BYTES(piece)->data, n);
    kr_decref(piece);
    if (!ok) goto fail;
    if (!n) break;
  }
  return kr_bytes_from_buf(&out);
fail:
  kr_buf_free(&out);
  return KR_NULL;
}

/* Up to n bytes into to; stops early at the end of the file. -1 raised, -2 nothing and would block. */
static intptr_t read_n(buffered *b, uint8_t *to, size_t n, bool once) {
  size_t got = 0;
  bool filled = false;
  while (got < n) {
    if (b->pos < b->end) {
      size_t k = b->end - b->pos < n - got ? b->end - b->pos : n - got;
      memcpy(to + got, b->buf + b->pos, k);
      b->pos += k;
      got += k;
      /* what was there already does not count as a read, but the buffer is not filled behind it */
      if (once && (filled || n - got <= b->size)) break;
      continue;
    }
    intptr_t r;
    if (n - got >= b->size) {
      if (b->pending && flush_pending(b)) return -1;
      b->pos = b->end = 0;
      r = raw_read(b, to + got, n - got);
      if (r > 0) {
        got += (size_t)r;
        if (once) break;
        continue;
      }
    } else {
      r = fill(b);
      filled = true;
    }
    if (r == -1) return -1;
    if (r == -2) return got ? (intptr_t)got : -2;
    if (r == 0) break;
  }
  return (intptr_t)got;
}

static kr_value read_some(buffered *b, size_t n) {
  kr_bytes *out = kr_bytes_new(n);
  if (!out) return KR_NULL;
  intptr_t got = read_n(b, out->data, n, false);
  if (got < 0) {
    kr_decref_object(out);
    return got == -2 ? KR_NONE : KR_NULL;
  }
  return kr_bytes_resize(kr_from_object(out), (size_t)got);
}
kr_value kr_buffered_read_now(kr_value self, intptr_t n) {
  const kr_value args[] = {kr_from_small_int(n)};
  if (!check_open(SELF, "read of closed file")) return KR_NULL;
  ENTER(READ, 1);
  kr_value r = n < 0 ? read_all(SELF) : read_some(SELF, (size_t)n);
  leave(SELF);
  return r;
}
KR_IO_FN(b_read) {
  CHECK();
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  if (n < -1) return kr_raise(&kr_exc_ValueError, "read length must be non-negative or -1");
  if (KR_UNLIKELY(kr_stdin_waits(self))) return kr_stdin_push(self, KR_STDIN_BYTES, n);
  return kr_buffered_read_now(self, n);
}
/* What is there, or what one read gives. */
static kr_value read_once(buffered *b, size_t n) {
  kr_bytes *out = kr_bytes_new(n);
  if (!out) return KR_NULL;
  intptr_t got;
  if (b->pos < b->end) {
    got = (intptr_t)(b->end - b->pos < n ? b->end - b->pos : n);
    memcpy(out->data, b->buf + b->pos, (size_t)got);
    b->pos += (size_t)got;
  } else {
    if (b->pending && flush_pending(b)) got = -1;
    else got = raw_read(b, out->data, n);
    b->pos = b->end = 0;
  }
  if (got < 0) {
    kr_decref_object(out);
    return got == -2 ? kr_bytes_from("", 0) : KR_NULL;
  }
  return kr_bytes_resize(kr_from_object(out), (size_t)got);
}
/* A size that may be missing, not None: then it is -1 from here on (wait_for_turn). */
static bool size_argument(kr_value *v, intptr_t *n) {
  if (*v == KR_NULL) *v = kr_from_small_int(-1);
  *n = kr_index_as_size(*v, kr_from_object(&kr_exc_OverflowError));
  return !kr_failed();
}
KR_IO_FN(b_read1) {
  CHECK();
  intptr_t n;
  kr_value size = args[0];
  args = &size;
  if (!size_argument(&size, &n) || !check_open(SELF, "read of closed file")) return KR_NULL;
  if (n < 0) n = (intptr_t)SELF->size;
  if (n == 0) return kr_bytes_from("", 0);
  ENTER(READ1, 1);
  kr_value r = read_once(SELF, (size_t)n);
  leave(SELF);
  return r;
}
static kr_value into(kr_value self, const kr_value *args, bool once) {
  CHECK();
  if (!check_open(SELF, "readinto of closed file")) return KR_NULL;
  kr_buffer view;
  if (kr_get_writable_argument(once ? "readinto1" : "readinto", 0, args[0], &view) < 0) return KR_NULL;
  intptr_t got = -1;
  int entered = enter(self);
  if (entered > 0) {
    got = view.len ? read_n(SELF, view.buf, (size_t)view.len, once) : 0;
    leave(SELF);
  }
  kr_release_buffer(&view);
  if (!entered) return wait_for_turn(once ? READINTO1 : READINTO, self, args, 1);
  return got == -1 ? KR_NULL : got == -2 ? KR_NONE : kr_int_from_i64(got);
}
KR_IO_FN(b_readinto) { return into(self, args, false); }
KR_IO_FN(b_readinto1) { return into(self, args, true); }
KR_IO_FN(b_peek) {
  CHECK();
  buffered *b = SELF;
  intptr_t unused;
  kr_value size = args[0];
  args = &size;
  if (!size_argument(&size, &unused) || !check_open(b, "peek of closed file")) return KR_NULL;
  ENTER(PEEK, 1);
  kr_value r = KR_NULL;
  if (b->pos < b->end || fill(b) != -1) r = kr_bytes_from(b->buf + b->pos, b->end - b->pos);
  leave(b);
  return r;
}
static kr_value read_line(buffered *b, intptr_t limit) {
  kr_buf out = {0};
  for (;;) {
    if (b->pos >= b->end) {
      intptr_t r = fill(b);
      if (r == -1) {
        kr_buf_free(&out);
        return KR_NULL;
      }
      if (r <= 0) break;
    }
    size_t n = b->end - b->pos;
    if (limit >= 0 && n > (size_t)limit - out.size) n = (size_t)limit - out.size;
    uint8_t *nl = n ? memchr(b->buf + b->pos, '\n', n) : NULL;
    if (nl) n = (size_t)(nl - (b->buf + b->pos)) + 1;
    if (nl && !out.size) {
      kr_value r = kr_bytes_from(b->buf + b->pos, n);
      b->pos += n;
      return r;
    }
    if (!kr_buf_put(&out, b->buf + b->pos, n)) {
      kr_buf_free(&out);
      return KR_NULL;
    }
    b->pos += n;
    if (nl || (limit >= 0 && out.size >= (size_t)limit)) break;
  }
  if (!out.size) {
    kr_buf_free(&out);
    return kr_bytes_from("", 0);
  }
  return kr_bytes_from_buf(&out);
}
kr_value kr_buffered_readline_now(kr_value self, intptr_t limit) {
  const kr_value args[] = {kr_from_small_int(limit)};
  if (!check_open(SELF, "readline of closed file")) return KR_NULL;
  ENTER(READLINE, 1);
  kr_value r = read_line(SELF, limit);
  leave(SELF);
  return r;
}
KR_IO_FN(b_readline) {
  CHECK();
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  if (KR_UNLIKELY(kr_stdin_waits(self))) return kr_stdin_push(self, KR_STDIN_BYTES_LINE, n);
  return kr_buffered_readline_now(self, n);
}
kr_value kr_buffered_next_now(kr_value self) {
  CHECK();
  kr_value line;
  kr_type *t = kr_type_of(self);
  if (t == &kr_buffered_reader_type || t == &kr_buffered_random_type) {
    if (!check_open(SELF, "readline of closed file")) return KR_NULL;
    const kr_value *args = NULL;
    ENTER(NEXT, 0);
    line = read_line(SELF, -1);
    leave(SELF);
  } else {
    line = kr_call_method0(self, KR_ID(readline));
  }
  if (line == KR_NULL) return KR_NULL;
  if (kr_is_bytes(line) && KR_BYTES(line)->size == 0) {
    kr_decref(line);
    return KR_NULL;
  }
  return line;
}
static kr_value b_next_push(kr_value self) {
  if (KR_UNLIKELY(kr_stdin_waits(self))) return kr_stdin_push(self, KR_STDIN_BYTES_NEXT, -1);
  return kr_buffered_next_now(self);
}
static kr_value b_next(kr_value self) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = kr_settle(b_next_push(self));
  kr.pushed = pending;
  return r;
}

/* ---- standard input that must be waited for ------------------------------------------------------------ */

kr_value kr_buffered_raw(kr_value self) { return SELF->raw; }
const uint8_t *kr_buffered_ahead(kr_value self, size_t *n) {
  *n = SELF->end - SELF->pos;
  return SELF->buf ? SELF->buf + SELF->pos : NULL;
}
kr_value kr_buffered_wait(kr_value self, bool again) {
  return SELF->inside && SELF->inside != kr.thread ? kr_thread_wait(&SELF->waiters, KR_FOREVER, again)
                                                   : KR_NONE;
}
static intptr_t read_more(buffered *b) {
  if (b->pos) {
    memmove(b->buf, b->buf + b->pos, b->end - b->pos);
    b->end -= b->pos;
    b->pos = 0;
  }
  if (b->end == b->size) {
    uint8_t *bigger = kr_realloc_array(b->buf, b->size, 2);
    if (!bigger) return -1;
    b->buf = bigger;
    b->size *= 2;
  }
  intptr_t n = raw_read(b, b->buf + b->end, b->size - b->end);
  if (n > 0) b->end += (size_t)n;
  return n;
}
intptr_t kr_buffered_more(kr_value self) {
  if (enter(self) <= 0) return kr_failed() ? -1 : -2;
  intptr_t n = read_more(SELF);
  leave(SELF);
  return n;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static kr_value write_all(buffered *b, const uint8_t *from, size_t n) {
  if (b->end && drop_read_ahead(b)) return KR_NULL;
  size_t room = b->size - b->pending;
  if (n > room) {
    if (flush_pending(b)) {
      /* a non-blocking stream: as much as fits may still be taken */
      if (!kr_clear_if(&kr_exc_BlockingIOError)) return KR_NULL;
      room = b->size - b->pending;
      size_t take = n < room ? n : room;
      memcpy(b->buf + b->pending, from, take);
      b->pending += take;
      if (take < n) return would_block(take), KR_NULL;
      return kr_int_from_size(n);
    }
    size_t done = 0;
    while (n - done > b->size) {
      intptr_t put = raw_write(b, from + done, n - done);
      if (put == -1) return KR_NULL;
      if (put == -2) {
        b->pending = b->size;
        memcpy(b->buf, from + done, b->size);
        return would_block(done + b->size), KR_NULL;
      }
      done += (size_t)put;
    }
    memcpy(b->buf, from + done, n - done);
    b->pending = n - done;
  } else if (n) {
    memcpy(b->buf + b->pending, from, n);
    b->pending += n;
  }
  return kr_int_from_size(n);
}
KR_IO_FN(b_write) {
  CHECK();
  kr_buffer view;
  if (kr_get_buffer(args[0], &view, KR_BUF_SIMPLE)) return KR_NULL;
  kr_value result = KR_NULL;
  int entered = check_open(SELF, "write to closed file") ? enter(self) : -1;
  if (entered > 0) {
    result = write_all(SELF, view.buf, (size_t)view.len);
    leave(SELF);
  }
  kr_release_buffer(&view);
  return entered ? result : wait_for_turn(WRITE, self, args, 1);
}
KR_IO_FN(b_flush) {
  CHECK();
  buffered *b = SELF;
  if (!check_open(b, "flush of closed file")) return KR_NULL;
  ENTER(FLUSH, 0);
  bool failed = flush_pending(b) || (b->readable && drop_read_ahead(b));
  leave(b);
  return failed ? KR_NULL : KR_NONE;
}
KR_IO_FN(b_reader_flush) {
  CHECK();
  return ask_raw(SELF, KR_ID(flush), NULL, 0);
}
/* The raw file warns, in the name of the outermost object that was forgotten. */
static void tell_unclosed(buffered *b, kr_value source) {
  if (b->raw == KR_NULL) return;
  kr_value r = ask_raw(b, KR_ID(_dealloc_warn), &source, 1);
  if (r == KR_NULL) kr_clear_exception();
  kr_decref(r);
}
KR_IO_FN(b_close) {
  CHECK();
  buffered *b = SELF;
  ENTER(CLOSE, 0); /* flush() below takes a turn of its own */
  leave(b);
  int c = raw_closed(b);
  if (c) return c < 0 ? KR_NULL : KR_NONE;
  if (b->finalizing) tell_unclosed(b, self);
  kr_value r = kr_call_method0(self, KR_ID(flush));
  kr_value exc = kr_fetch_exception();
  kr_decref(r);
  r = b->raw == KR_NULL ? KR_NONE : ask_raw(b, KR_ID(close), NULL, 0);
  if (!b->inside) {
    kr_free(b->buf);
    b->buf = NULL;
    b->size = b->pos = b->end = b->pending = 0;
  }
  return kr_io_closed_after(exc, r);
}
KR_IO_FN(b_detach) {
  CHECK();
  ENTER(DETACH, 0);
  leave(SELF);
  kr_value r = kr_call_method0(self, KR_ID(flush));
  if (r == KR_NULL) return KR_NULL;
  kr_decref(r);
  CHECK();
  if (SELF->inside) return reentrant(self), KR_NULL;
  r = SELF->raw;
  SELF->raw = KR_NULL;
  SELF->detached = true;
  return r;
}

/* ---- position ------------------------------------------------------------------------------------------ */

KR_IO_FN(b_tell) {
  CHECK();
  buffered *b = SELF;
  kr_value r = ask_raw(b, KR_ID(tell), NULL, 0);
  if (r == KR_NULL) return KR_NULL;
  int64_t pos = kr_index_as_i64(r);
  kr_decref(r);
  if (pos == -1 && kr_failed()) return KR_NULL;
  if (pos < 0) return kr_raise(&kr_exc_OSError, "Raw stream returned invalid position %lld", (long long)pos);
  pos += (int64_t)b->pending - (int64_t)(b->end - b->pos);
  return kr_int_from_i64(pos < 0 ? 0 : pos);
}
KR_IO_FN(b_seek) {
  CHECK();
  buffered *b = SELF;
  int whence = args[1] == KR_NULL ? 0 : kr_index_as_int(args[1]);
  if (whence == -1 && kr_failed()) return KR_NULL;
  if (whence < 0 || whence > 4) return kr_raise(&kr_exc_ValueError, "whence value %d unsupported", whence);
  if (!check_open(b, "seek of closed file")) return KR_NULL;
  kr_value ok = ask_raw(b, KR_ID(seekable), NULL, 0);
  if (ok == KR_NULL) return KR_NULL;
  int t = kr_truth(ok);
  kr_decref(ok);
  if (t <= 0) return t < 0 ? KR_NULL : kr_io_raise_unsupported("File or stream is not seekable.");
  int64_t target = kr_index_as_i64(args[0]);
  if ((target == -1 && kr_failed()) || !usable(b)) return KR_NULL;
  const kr_value args_again[] = {args[0], kr_from_small_int(whence)};
  args = args_again;
  ENTER(SEEK, 2);
  int64_t pos = -1;
  if (!b->pending || flush_pending(b) == 0)
    pos = raw_seek(b, whence == 1 ? target - (int64_t)(b->end - b->pos) : target, whence);
  if (pos >= 0) b->pos = b->end = 0;
  leave(b);
  return pos < 0 ? KR_NULL : kr_int_from_i64(pos);
}
KR_IO_FN(b_truncate) {
  CHECK();
  buffered *b = SELF;
  if (!check_open(b, "truncate of closed file")) return KR_NULL;
  if (!b->writable) return kr_io_raise_unsupported("truncate");
  ENTER(TRUNCATE, 1);
  kr_value pos = KR_NULL, r = KR_NULL;
  if (flush_pending(b) == 0 && drop_read_ahead(b) == 0)
    pos = args[0] == KR_NULL || args[0] == KR_NONE ? b_tell(self, NULL, 0, NULL) : kr_ref(args[0]);
  if (pos != KR_NULL) r = ask_raw(b, KR_ID(truncate), &pos, 1);
  kr_decref(pos);
  leave(b);
  return r;
}

/* ---- waiting for a turn -------------------------------------------------------------------------------- */

enum { T_SELF, T_METHOD, T_ARGS, T_SLOTS };
enum { T_WAITED = 1, T_CALLED };
static kr_value next_in_turn(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return b_next_push(self);
}
static kr_value turn_step(kr_frame *f, kr_value v) {
  static kr_value (*const methods[])(kr_value, const kr_value *, size_t, kr_tuple *) = {
      [READ] = b_read,     [READ1] = b_read1,       [READINTO] = b_readinto, [READINTO1] = b_readinto1,
      [PEEK] = b_peek,     [READLINE] = b_readline, [NEXT] = next_in_turn,   [WRITE] = b_write,
      [FLUSH] = b_flush,   [SEEK] = b_seek,         [TRUNCATE] = b_truncate, [CLOSE] = b_close,
      [DETACH] = b_detach,
  };
  buffered *b = KR_AS(buffered, f->slots[T_SELF]);
  if (f->state == T_CALLED) return v; /* it had to wait once more, in a frame of its own */
  if (v == KR_NULL) return KR_NULL;
  if (b->inside) {
    bool again = f->state == T_WAITED;
    f->state = T_WAITED;
    return kr_thread_wait(&b->waiters, KR_FOREVER, again);
  }
  kr_tuple *t = KR_TUPLE(f->slots[T_ARGS]);
  f->state = T_CALLED;
  return methods[kr_small_int_value(f->slots[T_METHOD])](f->slots[T_SELF], t->items, t->size, NULL);
}
static const kr_native turn_native = {"buffered", turn_step, T_SLOTS};

static kr_value wait_for_turn(enum turn method, kr_value self, const kr_value *args, size_t nargs) {
  kr_tuple *t = kr_tuple_new((uint32_t)nargs);
  kr_frame *f = t ? kr_native_push(&turn_native) : NULL;
  if (!f) {
    kr_xdecref_object(t);
    return KR_NULL;
  }
  /* What was not given is None for all of these. */
  for (size_t i = 0; i < nargs; i++) t->items[i] = args[i] == KR_NULL ? KR_NONE : kr_ref(args[i]);
  f->slots[T_SELF] = kr_ref(self);
  f->slots[T_METHOD] = kr_from_small_int(method);
  f->slots[T_ARGS] = kr_from_object(t);
  return KR_PUSHED;
}

/* ---- what the raw stream answers ----------------------------------------------------------------------- */

#define FORWARD(fn, name)                \
  KR_IO_FN(fn) {                         \
    CHECK();                             \
    return ask_raw(SELF, name, NULL, 0); \
  }
FORWARD(b_seekable, KR_ID(seekable))
FORWARD(b_fileno, KR_ID(fileno))
FORWARD(b_isatty, KR_ID(isatty))
FORWARD(b_raw_readable, KR_ID(readable))
FORWARD(b_raw_writable, KR_ID(writable))
#define ATTRIBUTE(fn, name)                    \
  static kr_value fn(kr_value self, void *c) { \
    CHECK();                                   \
    kr_value raw = kr_ref(SELF->raw);          \
    kr_value v = kr_getattr(raw, name);        \
    kr_decref(raw);                            \
    return v;                                  \
  }
ATTRIBUTE(get_closed, KR_ID(closed))
ATTRIBUTE(get_name, KR_ID(name))
ATTRIBUTE(get_mode, KR_ID(mode))
static kr_value get_raw(kr_value self, void *c) { return SELF->raw == KR_NULL ? KR_NONE : kr_ref(SELF->raw); }
static kr_value get_finalizing(kr_value self, void *c) { return kr_from_bool(SELF->finalizing); }
static int set_finalizing(kr_value self, kr_value v, void *c) {
  SELF->finalizing = v == KR_TRUE;
  return 0;
}
KR_IO_FN(b_dealloc_warn) {
  tell_unclosed(SELF, args[0]);
  return KR_NONE;
}
KR_IO_FN(b_sizeof) { return kr_int_from_size(sizeof(buffered) + SELF->size); }
static kr_value buffered_repr(kr_value self) {
  kr_value name;
  const char *type = kr_type_of(self)->name;
  int found = kr_getattr_optional(self, KR_ID(name), &name);
  if (found < 0) {
    if (!kr_clear_if(&kr_exc_ValueError)) return KR_NULL;
    found = 0;
  }
  if (!found) return kr_str_format("<%s>", type);
  kr_value r = KR_NULL;
  int entered = kr_repr_enter(self);
  if (entered == 0) {
    r = kr_str_format("<%s name=%R>", type, name);
    kr_repr_leave(self);
  } else if (entered > 0) {
    kr_raise(&kr_exc_RuntimeError, "reentrant call inside %s.__repr__", type);
  }
  kr_decref(name);
  return r;
}

#define COMMON                                                                                            \
  {"close", b_close, 0, "($self, /)", NULL}, {"detach", b_detach, 0, "($self, /)", NULL},                 \
      {"seekable", b_seekable, 0, "($self, /)", NULL}, {"fileno", b_fileno, 0, "($self, /)", NULL},       \
      {"isatty", b_isatty, 0, "($self, /)", NULL},                                                        \
      {"seek", b_seek, 0, "($self, target, whence=0, /)", NULL}, {"tell", b_tell, 0, "($self, /)", NULL}, \
      {"truncate", b_truncate, 0, "($self, pos=None, /)", NULL},                                          \
      {"_dealloc_warn", b_dealloc_warn, 0, "($self, source, /)", NULL},                                   \
      {"__getstate__", kr_io_no_pickle, 0, "($self, /)", NULL}, {                                         \
    "__sizeof__", b_sizeof, 0, "($self, /)", NULL                                                         \
  }
#define READING                                                                                         \
  {"read", b_read, 0, "($self, size=-1, /)", NULL}, {"read1", b_read1, 0, "($self, size=-1, /)", NULL}, \
      {"peek", b_peek, 0, "($self, size=0, /)", NULL},                                                  \
      {"readinto", b_readinto, 0, "($self, buffer, /)", NULL},                                          \
      {"readinto1", b_readinto1, 0, "($self, buffer, /)", NULL}, {                                      \
    "readline", b_readline, 0, "($self, size=-1, /)", NULL                                              \
  }
static const kr_method_def reader_methods[] = {READING,
                                               COMMON,
                                               {"readable", b_raw_readable, 0, "($self, /)", NULL},
                                               {"flush", b_reader_flush, 0, "($self, /)", NULL},
                                               {0}};
static const kr_method_def writer_methods[] = {COMMON,
                                               {"write", b_write, 0, "($self, buffer, /)", NULL},
                                               {"flush", b_flush, 0, "($self, /)", NULL},
                                               {"writable", b_raw_writable, 0, "($self, /)", NULL},
                                               {0}};
static const kr_method_def random_methods[] = {READING,
                                               COMMON,
                                               {"write", b_write, 0, "($self, buffer, /)", NULL},
                                               {"flush", b_flush, 0, "($self, /)", NULL},
                                               {"readable", b_raw_readable, 0, "($self, /)", NULL},
                                               {"writable", b_raw_writable, 0, "($self, /)", NULL},
                                               {0}};
static const kr_getset_def getset[] = {{"closed", get_closed, NULL, NULL, NULL},
                                       {"name", get_name, NULL, NULL, NULL},
                                       {"mode", get_mode, NULL, NULL, NULL},
                                       {"raw", get_raw, .member = true},
                                       {"_finalizing", get_finalizing, set_finalizing, .member = true},
                                       {0}};
/* Of a stream whose readline C code may call directly, next() does. */
#define BUFFERED_TYPE(text, signature, table, initializer)                                            \
  {                                                                                                   \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = text, .doc = signature,                            \
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_PLAIN_NEW, .basic_size = sizeof(buffered),                \
    .dict_offset = offsetof(buffered, dict), .weaklist_offset = offsetof(buffered, weaklist),         \
    .base = &kr_bufferediobase_type, .methods = table, .getset = getset, .dealloc = buffered_dealloc, \
    .traverse = buffered_traverse, .clear = buffered_clear, .finalize = kr_io_finalize,               \
    .repr = buffered_repr, .new_ = buffered_new, .init = initializer                                  \
  }
kr_type kr_buffered_reader_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_io.BufferedReader",
    .doc = "BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nReads ahead of a raw stream.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_PLAIN_NEW,
    .basic_size = sizeof(buffered),
    .dict_offset = offsetof(buffered, dict),
    .weaklist_offset = offsetof(buffered, weaklist),
    .base = &kr_bufferediobase_type,
    .methods = reader_methods,
    .getset = getset,
    .dealloc = buffered_dealloc,
    .traverse = buffered_traverse,
    .iternext = b_next,
    .iternext_push = b_next_push,
    .clear = buffered_clear,
    .finalize = kr_io_finalize,
    .repr = buffered_repr,
    .new_ = buffered_new,
    .init = reader_init};
kr_type kr_buffered_writer_type = BUFFERED_TYPE(
    "_io.BufferedWriter",
    "BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nCollects what is written to a raw stream.",
    writer_methods, writer_init);
kr_type kr_buffered_random_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                   .name = "_io.BufferedRandom",
                                   .doc = "BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA "
                                          "buffer for a raw stream that reads, writes and seeks.",
                                   .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_PLAIN_NEW,
                                   .basic_size = sizeof(buffered),
                                   .dict_offset = offsetof(buffered, dict),
                                   .weaklist_offset = offsetof(buffered, weaklist),
                                   .base = &kr_bufferediobase_type,
                                   .methods = random_methods,
                                   .getset = getset,
                                   .dealloc = buffered_dealloc,
                                   .traverse = buffered_traverse,
                                   .iternext = b_next,
                                   .clear = buffered_clear,
                                   .finalize = kr_io_finalize,
                                   .repr = buffered_repr,
                                   .new_ = buffered_new,
                                   .init = random_init};
