/* FileIO: a descriptor, unbuffered. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "objects/audit.h"
#include "modules/_io/io.h"
#include "modules/posix.h"
#include "vm/threads.h"

typedef struct {
  KR_IO_HEAD
  int fd; /* -1: closed */
  bool created, readable, writable, appending, closefd, finalizing;
  int8_t seekable; /* -1 unknown */
  uint32_t blksize;
} fileio;
#define SELF KR_AS(fileio, self)

static kr_value fail(void) { return kr_raise_errno(errno, KR_NULL); }

static kr_value fileio_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return v;
  fileio *f = KR_AS(fileio, v);
  f->fd = -1;
  f->seekable = -1;
  f->closefd = true;
  f->blksize = 0;
  return v;
}

static int set_name(kr_value self, kr_value name) { return kr_setattr(self, KR_ID(name), name); }

static int parse_mode(kr_value mode, fileio *f, int *flags) {
  bool rwa = false, plus = false;
  *flags = 0;
  kr_str *s = KR_STR(mode);
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    switch (c) {
      case 'x':
      case 'r':
      case 'w':
      case 'a':
        if (rwa) goto bad;
        rwa = true;
        if (c == 'r') f->readable = true;
        else f->writable = true;
        if (c == 'x') {
          f->created = true;
          *flags |= O_EXCL | O_CREAT;
        }
        if (c == 'w') *flags |= O_CREAT | O_TRUNC;
        if (c == 'a') {
          f->appending = true;
          *flags |= O_APPEND | O_CREAT;
        }
        break;
      case 'b': break;
      case '+':
        if (plus) goto bad;
        f->readable = f->writable = plus = true;
        break;
      default: return KR_RAISE_INT(&kr_exc_ValueError, "invalid mode: %S", mode);
    }
  }
  if (!rwa) {
  bad:
    return KR_RAISE_INT(&kr_exc_ValueError,
                        "Must have exactly one of create/read/write/append mode and at most one plus");
  }
  *flags |= f->readable && f->writable ? O_RDWR : f->readable ? O_RDONLY : O_WRONLY;
  return 0;
}

static int audit_open(kr_value file, kr_value mode, int flags) {
  return KR_AUDIT("open", file, mode, kr_from_small_int(flags | O_CLOEXEC));
}

/* The descriptor that a program's opener gives. -1: exception. */
static int ask_opener(kr_value opener, kr_value file, int flags) {
  kr_value r = kr_call2(opener, file, kr_from_small_int(flags | O_CLOEXEC));
  if (r == KR_NULL) return -1;
  int fd =
      kr_is_int(r) ? kr_index_as_int(r) : KR_RAISE_INT(&kr_exc_TypeError, "expected integer from opener");
  kr_decref(r);
  return fd >= 0 || kr_failed() ? fd : KR_RAISE_INT(&kr_exc_ValueError, "opener returned %d", fd);
}
/* The descriptor that `file` is, or is opened as. -1: exception. */
static int descriptor_of(fileio *f, kr_value file, kr_value mode, kr_value opener) {
  int flags, fd;
  if (kr_is_bool(file) && kr_warn(&kr_exc_RuntimeWarning, 1, "bool is used as a file descriptor")) return -1;
  if (kr_is_int(file)) {
    fd = kr_index_as_int(file);
    if (fd == -1 && kr_failed()) { /* no number of a file: a path, then, which it is not either */
      kr_clear_exception();
      return KR_RAISE_INT(&kr_exc_TypeError, "expected str, bytes or os.PathLike object, not int");
    }
    if (fd < 0) return KR_RAISE_INT(&kr_exc_ValueError, "negative file descriptor");
    return parse_mode(mode, f, &flags) || audit_open(file, mode, flags) ? -1 : fd;
  }
  kr_path p;
  if (!kr_path_get(file, NULL, NULL, false, &p)) return -1;
  if (parse_mode(mode, f, &flags) || audit_open(file, mode, flags)) {
    fd = -1;
  } else if (!f->closefd) {
    fd = KR_RAISE_INT(&kr_exc_ValueError, "Cannot use closefd=False with file name");
  } else if (opener != KR_NULL && opener != KR_NONE) {
    fd = ask_opener(opener, file, flags);
  } else {
    do fd = open(p.text, flags | O_CLOEXEC, 0666);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) kr_raise_errno(errno, file);
  }
  kr_path_free(&p);
  return fd;
}
/* Whether fd is open, and no directory; a directory that was opened here is closed. */
static bool usable(fileio *f, int fd, kr_value file) {
  struct stat st;
  if (fstat(fd, &st)) {
    if (errno != EBADF) return true;
    kr_raise_errno(EBADF, KR_NULL);
    return false;
  }
  if (S_ISDIR(st.st_mode)) {
    if (!kr_is_int(file)) close(fd);
    kr_raise_errno(EISDIR, file);
    return false;
  }
  f->blksize = st.st_blksize > 1 ? (uint32_t)st.st_blksize : 0;
  return true;
}

static int fileio_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "FileIO", "(file, mode='r', closefd=True, opener=None)", args, nargs, kwnames, a))
    return -1;
  fileio *f = SELF;
  if (f->fd >= 0) {
    int fd = f->fd;
    f->fd = -1;
    if (f->closefd && close(fd)) return fail() == KR_NULL ? -1 : -1;
  }
  kr_value mode = a[1] == KR_NULL ? kr_str_from_char('r') : a[1];
  if (!kr_is_str(mode))
    return KR_RAISE_INT(&kr_exc_TypeError, "FileIO() argument 'mode' must be str, not %G", mode);
  int closefd = a[2] == KR_NULL ? 1 : kr_truth(a[2]);
  if (closefd < 0) return -1;
  f->created = f->readable = f->writable = f->appending = false;
  f->seekable = -1;
  f->closefd = closefd;
  int fd = descriptor_of(f, a[0], mode, a[3]);
  if (fd < 0 || !usable(f, fd, a[0])) return -1;
  f->fd = fd;
  int failed = set_name(self, a[0]);
  if (!failed && f->appending && lseek(fd, 0, SEEK_END) < 0 && errno != ESPIPE) {
    fail();
    failed = -1;
  }
  if (failed && kr_is_int(a[0])) f->fd = -1; /* it stays the caller's */
  return failed;
}

static void fileio_dealloc(kr_object *o) {
  if (!kr_io_dealloc_begin(o)) return;
  kr_io_clear_base(o);
  kr_object_free(o);
}
static int fileio_clear(kr_object *o) {
  kr_io_clear_base(o);
  return 0;
}
static void tell_unclosed(fileio *f, kr_value source) {
  if (f->fd < 0 || !f->closefd) return;
  kr_value saved = kr_fetch_exception();
  if (kr_warn_leaked(source, "unclosed file %R", source)) {
    if (kr_failed_with(&kr_exc_Warning)) kr_unraisable(kr_from_object(f), NULL);
    else kr_clear_exception();
  }
  if (saved != KR_NULL) kr_restore_exception_steal(saved);
}
KR_IO_FN(f_dealloc_warn) {
  tell_unclosed(SELF, args[0]);
  return KR_NONE;
}

#define CHECK_OPEN() \
  if (SELF->fd < 0) return kr_raise(&kr_exc_ValueError, "I/O operation on closed file")

KR_IO_FN(f_close) {
  fileio *f = SELF;
  if (f->finalizing) tell_unclosed(f, self);
  kr_value r = kr_call_method1(kr_from_object(&kr_rawiobase_type), KR_ID(close), self);
  kr_value exc = kr_fetch_exception();
  kr_decref(r);
  if (f->fd >= 0) {
    int fd = f->fd;
    f->fd = -1;
    if (f->closefd && close(fd)) {
      kr_decref(exc);
      return fail();
    }
  }
  if (exc != KR_NULL) {
    kr_restore_exception_steal(exc);
    return KR_NULL;
  }
  return KR_NONE;
}
KR_IO_FN(f_fileno) {
  CHECK_OPEN();
  return kr_from_small_int(SELF->fd);
}
KR_IO_FN(f_isatty) {
  CHECK_OPEN();
  return kr_from_bool(isatty(SELF->fd));
}
KR_IO_FN(f_readable) {
  CHECK_OPEN();
  return kr_from_bool(SELF->readable);
}
KR_IO_FN(f_writable) {
  CHECK_OPEN();
  return kr_from_bool(SELF->writable);
}
KR_IO_FN(f_seekable) {
  CHECK_OPEN();
  if (SELF->seekable < 0) SELF->seekable = lseek(SELF->fd, 0, SEEK_CUR) >= 0;
  return kr_from_bool(SELF->seekable);
}
static kr_value no_mode(const char *what) {
  char text[64];
  strcpy(text, "File not open for ");
  strcat(text, what);
  return kr_io_raise_unsupported(text);
}

/* read(2), resumed when a signal came. -1: raised, -2: would block. */
bool kr_stdin_ended;
static ssize_t read_some(int fd, void *to, size_t n) {
  if (KR_UNLIKELY(kr_stdin_ended) && fd == 0) {
    kr_stdin_ended = false;
    return 0;
  }
  if (fd == 0 ? kr_stdin_wait_nested() < 0 : kr_fd_would_wait(fd) && kr_fd_wait_nested(fd) < 0) return -1;
  for (;;) {
    ssize_t got = read(fd, to, n);
    if (got >= 0) return got;
    if (errno == EINTR) {
      if (kr_poll_slow()) return -1;
      continue;
    }
    if (errno == EAGAIN) return -2;
    fail();
    return -1;
  }
}

int kr_fileio_descriptor(kr_value self) { return SELF->fd; }
intptr_t kr_fileio_read(kr_value self, void *to, size_t n) {
  if (SELF->fd < 0) return KR_RAISE_INT(&kr_exc_ValueError, "I/O operation on closed file");
  return read_some(SELF->fd, to, n);
}
intptr_t kr_fileio_write(kr_value self, const void *from, size_t n) {
  if (SELF->fd < 0) return KR_RAISE_INT(&kr_exc_ValueError, "I/O operation on closed file");
  for (;;) {
    ssize_t put = write(SELF->fd, from, n);
    if (put >= 0) return put;
    if (errno == EINTR) {
      if (kr_poll_slow()) return -1;
      continue;
    }
    if (errno == EAGAIN) return -2;
    fail();
    return -1;
  }
}

KR_IO_FN(f_readinto) {
  CHECK_OPEN();
  if (!SELF->readable) return no_mode("reading");
  kr_buffer view;
  if (kr_get_writable_argument("readinto", 1, args[0], &view) < 0) return KR_NULL;
  ssize_t n = read_some(SELF->fd, view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  return n == -1 ? KR_NULL : n == -2 ? KR_NONE : kr_int_from_i64(n);
}
KR_IO_FN(f_readall) {
  CHECK_OPEN();
  if (!SELF->readable) return no_mode("reading");
  kr_buf b = {0};
  struct stat st;
  off_t pos = lseek(SELF->fd, 0, SEEK_CUR);
  size_t want = 8192;
  if (pos >= 0 && fstat(SELF->fd, &st) == 0 && st.st_size > pos) want = (size_t)(st.st_size - pos) + 1;
  for (;;) {
    if (!kr_buf_reserve(&b, want)) {
      kr_buf_free(&b);
      return KR_NULL;
    }
    ssize_t n = read_some(SELF->fd, b.data + b.size, b.capacity - b.size);
    if (n == -2) {
      if (b.size) break;
      kr_buf_free(&b);
      return KR_NONE;
    }
    if (n < 0) {
      kr_buf_free(&b);
      return KR_NULL;
    }
    if (n == 0) break;
    b.size += (size_t)n;
    if (b.capacity - b.size < 1) want = b.size < 65536 ? 65536 : b.size / 2;
    else want = 1;
  }
  return kr_bytes_from_buf(&b);
}
KR_IO_FN(f_read) {
  CHECK_OPEN();
  if (!SELF->readable) return no_mode("reading");
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  if (n < 0) return f_readall(self, NULL, 0, NULL);
  kr_bytes *b = kr_bytes_new((size_t)n);
  if (!b) return KR_NULL;
  ssize_t got = read_some(SELF->fd, b->data, (size_t)n);
  if (got < 0) {
    kr_decref_object(b);
    return got == -2 ? KR_NONE : KR_NULL;
  }
  return kr_bytes_resize(kr_from_object(b), (size_t)got);
}
KR_IO_FN(f_write) {
  CHECK_OPEN();
  if (!SELF->writable) return no_mode("writing");
  kr_buffer view;
  if (kr_get_buffer(args[0], &view, KR_BUF_SIMPLE)) return KR_NULL;
  kr_value r;
  for (;;) {
    ssize_t n = write(SELF->fd, view.buf, (size_t)view.len);
    if (n >= 0) r = kr_int_from_i64(n);
    else if (errno == EINTR) continue;
    else r = errno == EAGAIN ? KR_NONE : fail();
    break;
  }
  kr_release_buffer(&view);
  return r;
}
KR_IO_FN(f_seek) {
  CHECK_OPEN();
  int whence = args[1] == KR_NULL ? 0 : kr_index_as_int(args[1]);
  if (whence == -1 && kr_failed()) return KR_NULL;
  int64_t pos = kr_index_as_i64(args[0]);
  if (pos == -1 && kr_failed()) return KR_NULL;
  off_t r = lseek(SELF->fd, pos, whence);
  return r < 0 ? fail() : kr_int_from_i64(r);
}
KR_IO_FN(f_tell) {
  CHECK_OPEN();
  off_t r = lseek(SELF->fd, 0, SEEK_CUR);
  return r < 0 ? fail() : kr_int_from_i64(r);
}
KR_IO_FN(f_truncate) {
  CHECK_OPEN();
  if (!SELF->writable) return no_mode("writing");
  int64_t size;
  if (args[0] == KR_NULL || args[0] == KR_NONE) {
    size = lseek(SELF->fd, 0, SEEK_CUR);
    if (size < 0) return fail();
  } else {
    size = kr_index_as_i64(args[0]);
    if (size == -1 && kr_failed()) return KR_NULL;
  }
  return ftruncate(SELF->fd, size) ? fail() : kr_int_from_i64(size);
}
static const char *mode_text(fileio *f) {
  if (f->created) return f->readable ? "xb+" : "xb";
  if (f->appending) return f->readable ? "ab+" : "ab";
  if (f->readable) return f->writable ? "rb+" : "rb";
  return "wb";
}
static kr_value get_mode(kr_value self, void *c) { return kr_str_from_cstr(mode_text(SELF)); }
static kr_value get_closed(kr_value self, void *c) { return kr_from_bool(SELF->fd < 0); }
static kr_value get_closefd(kr_value self, void *c) { return kr_from_bool(SELF->closefd); }
static kr_value get_blksize(kr_value self, void *c) {
  return kr_from_small_int(SELF->blksize ? SELF->blksize : KR_IO_BUFFER_SIZE);
}
static kr_value get_finalizing(kr_value self, void *c) { return kr_from_bool(SELF->finalizing); }
static int set_finalizing(kr_value self, kr_value v, void *c) {
  SELF->finalizing = v == KR_TRUE;
  return 0;
}
static kr_value fileio_repr(kr_value self) {
  const char *type = kr_type_of(self)->name;
  if (SELF->fd < 0) return kr_str_format("<%s [closed]>", type);
  kr_value name;
  int found = kr_getattr_optional(self, KR_ID(name), &name);
  if (found < 0) return KR_NULL;
  if (!found)
    return kr_str_format("<%s fd=%d mode='%s' closefd=%s>", type, SELF->fd, mode_text(SELF),
                         SELF->closefd ? "True" : "False");
  kr_value r = KR_NULL;
  int entered = kr_repr_enter(self);
  if (entered == 0) {
    r = kr_str_format("<%s name=%R mode='%s' closefd=%s>", type, name, mode_text(SELF),
                      SELF->closefd ? "True" : "False");
    kr_repr_leave(self);
  } else if (entered > 0) {
    kr_raise(&kr_exc_RuntimeError, "reentrant call inside %s.__repr__", type);
  }
  kr_decref(name);
  return r;
}

static const kr_method_def methods[] = {
    {"read", f_read, 0, "($self, size=-1, /)", NULL},
    {"readall", f_readall, 0, "($self, /)", "Read all that is left."},
    {"readinto", f_readinto, 0, "($self, buffer, /)", "Read into buffer; return how many bytes."},
    {"write", f_write, 0, "($self, b, /)", NULL},
    {"seek", f_seek, 0, "($self, pos, whence=0, /)", NULL},
    {"tell", f_tell, 0, "($self, /)", NULL},
    {"truncate", f_truncate, 0, "($self, size=None, /)", NULL},
    {"close", f_close, 0, "($self, /)", NULL},
    {"seekable", f_seekable, 0, "($self, /)", NULL},
    {"readable", f_readable, 0, "($self, /)", NULL},
    {"writable", f_writable, 0, "($self, /)", NULL},
    {"fileno", f_fileno, 0, "($self, /)", NULL},
    {"isatty", f_isatty, 0, "($self, /)", NULL},
    {"_dealloc_warn", f_dealloc_warn, 0, "($self, object, /)", NULL},
    {"_isatty_open_only", f_isatty, 0, "($self, /)", NULL},
    {"__getstate__", kr_io_no_pickle, 0, "($self, /)", NULL},
    {0}};
static const kr_getset_def getset[] = {
    {"closed", get_closed, NULL, "Whether close() was called."},
    {"closefd", get_closefd, NULL, "True if closing the file closes its number"},
    {"mode", get_mode, NULL, NULL, NULL},
    {"_blksize", get_blksize, NULL, NULL, NULL},
    {"_finalizing", get_finalizing, set_finalizing, .member = true},
    {0}};
kr_type kr_fileio_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                          .name = "_io.FileIO",
                          .doc = "FileIO(file, mode='r', closefd=True, opener=None)\n--\n\nA file as the "
                                 "system has it, without a buffer.",
                          .tf = KR_TF_BASETYPE | KR_TF_GC,
                          .basic_size = sizeof(fileio),
                          .dict_offset = offsetof(fileio, dict),
                          .weaklist_offset = offsetof(fileio, weaklist),
                          .base = &kr_rawiobase_type,
                          .methods = methods,
                          .getset = getset,
                          .dealloc = fileio_dealloc,
                          .traverse = kr_io_traverse,
                          .clear = fileio_clear,
                          .finalize = kr_io_finalize,
                          .repr = fileio_repr,
                          .new_ = fileio_new,
                          .init = fileio_init};
