/* OSError and the subclasses that an errno selects. */
#include <errno.h>

#include "objects/abstract.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/float.h"
#include "objects/misc.h"
#include "objects/str.h"

static kr_type *type_for_errno(int err) {
  switch (err) {
    case EAGAIN:
#if EWOULDBLOCK != EAGAIN
    case EWOULDBLOCK:
#endif
    case EALREADY:
    case EINPROGRESS: return &kr_exc_BlockingIOError;
    case EPIPE:
#ifdef ESHUTDOWN
    case ESHUTDOWN:
#endif
      return &kr_exc_BrokenPipeError;
    case ECHILD: return &kr_exc_ChildProcessError;
    case ECONNABORTED: return &kr_exc_ConnectionAbortedError;
    case ECONNREFUSED: return &kr_exc_ConnectionRefusedError;
    case ECONNRESET: return &kr_exc_ConnectionResetError;
    case EEXIST: return &kr_exc_FileExistsError;
    case ENOENT: return &kr_exc_FileNotFoundError;
    case EISDIR: return &kr_exc_IsADirectoryError;
    case ENOTDIR: return &kr_exc_NotADirectoryError;
    case EINTR: return &kr_exc_InterruptedError;
    case EACCES:
    case EPERM: return &kr_exc_PermissionError;
    case ESRCH: return &kr_exc_ProcessLookupError;
    case ETIMEDOUT: return &kr_exc_TimeoutError;
    default: return &kr_exc_OSError;
  }
}

static int os_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

/* A class that overrides __init__ but not __new__ gets its arguments from __init__; all others from
 * __new__, so that the subclass can be chosen. */
static bool fields_set_by_init(const kr_type *type);

static bool is_number(kr_value v) {
  const kr_type *t = kr_type_of(v);
  return t->nb_index || t->nb_int || t->nb_float || kr_isinstance_exact_or_sub(v, &kr_complex_type);
}

static int set_fields(kr_value self, const kr_value *args, size_t nargs) {
  kr_os_error *e = KR_AS(kr_os_error, self);
  size_t keep = nargs;
  if (nargs >= 2 && nargs <= 5) {
    kr_value filename = nargs > 2 ? args[2] : KR_NONE;
    if (filename != KR_NONE) {
      if (kr_type_of(self) == &kr_exc_BlockingIOError && is_number(filename)) {
        intptr_t n = kr_index_as_size(filename, kr_from_object(&kr_exc_ValueError));
        if (n == -1 && kr_failed()) return -1;
        e->written = n;
      } else {
        KR_REPLACE(e->filename, kr_ref(filename));
        if (nargs > 4 && args[4] != KR_NONE) KR_REPLACE(e->filename2, kr_ref(args[4]));
        keep = 2; /* args stays what it was before file names were known */
      }
    }
    KR_REPLACE(e->err, kr_ref(args[0]));
    KR_REPLACE(e->strerror, kr_ref(args[1]));
  }
  return kr_exception_set_args(self, args, keep);
}

static kr_value os_error_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  bool by_init = fields_set_by_init(type);
  if (!by_init) {
    if (kwnames && kr_args_no_keywords(kr_type_cname(type), kwnames) < 0) return KR_NULL;
    int64_t err;
    if (type == &kr_exc_OSError && nargs >= 2 && nargs <= 5 && kr_is_int(args[0]) &&
        kr_int_fits_i64(args[0], &err) && err == (int)err)
      type = type_for_errno((int)err);
  }
  kr_exception *e = kr_exception_alloc(type);
  if (!e) return KR_NULL;
  kr_value self = kr_from_object(e);
  KR_AS(kr_os_error, self)->written = -1;
  if (!by_init && set_fields(self, args, nargs) < 0) {
    kr_decref(self);
    return KR_NULL;
  }
  return self;
}

static bool fields_set_by_init(const kr_type *type) {
  return type->init != os_error_init && type->new_ == os_error_new;
}

static int os_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  const kr_type *type = kr_type_of(self);
  if (!fields_set_by_init(type)) return 0;
  if (kwnames && kr_args_no_keywords(kr_type_cname(type), kwnames) < 0) return -1;
  return set_fields(self, args, nargs);
}

static kr_value os_error_str(kr_value self) {
  kr_os_error *e = KR_AS(kr_os_error, self);
  if (e->filename == KR_NULL && (e->err == KR_NULL || e->strerror == KR_NULL))
    return kr_exception_base_str(self);
  kr_value err = kr_ref(e->err == KR_NULL ? KR_NONE : e->err);
  kr_value text = kr_ref(e->strerror == KR_NULL ? KR_NONE : e->strerror);
  kr_value file = kr_ref(e->filename), file2 = kr_ref(e->filename2), r;
  if (file == KR_NULL) {
    r = kr_str_format("[Errno %S] %S", err, text);
  } else if (file2 == KR_NULL) {
    r = kr_str_format("[Errno %S] %S: %R", err, text, file);
  } else {
    r = kr_str_format("[Errno %S] %S: %R -> %R", err, text, file, file2);
  }
  kr_decref(err);
  kr_decref(text);
  kr_decref(file);
  kr_decref(file2);
  return r;
}

static kr_value os_error_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_os_error *e = KR_AS(kr_os_error, self);
  const kr_tuple *t = KR_TUPLE(e->base.args);
  kr_value a;
  if (t->size != 2 || e->filename == KR_NULL) {
    a = kr_ref(e->base.args);
  } else if (e->filename2 == KR_NULL) {
    a = kr_tuple_pack(3, t->items[0], t->items[1], e->filename);
  } else {
    a = kr_tuple_pack(5, t->items[0], t->items[1], e->filename, KR_NONE, e->filename2);
  }
  return kr_exception_reduce_with(self, a, kr_from_object_or_null(e->base.dict));
}

static kr_value get_written(kr_value self, void *closure) {
  int64_t n = KR_AS(kr_os_error, self)->written;
  if (n == -1) return kr_raise(&kr_exc_AttributeError, "characters_written");
  return kr_int_from_i64(n);
}
static int set_written(kr_value self, kr_value v, void *closure) {
  kr_os_error *e = KR_AS(kr_os_error, self);
  if (v == KR_NULL) {
    if (e->written == -1) return KR_RAISE_INT(&kr_exc_AttributeError, "characters_written");
    e->written = -1;
    return 0;
  }
  intptr_t n = kr_index_as_size(v, kr_from_object(&kr_exc_ValueError));
  if (n == -1 && kr_failed()) return -1;
  e->written = n;
  return 0;
}

static const kr_method_def os_error_methods[] = {
    {"__reduce__", os_error_reduce, 0, "($self, /)", "What pickle and copy store."},
    {0},
};
static const kr_member_def os_error_members[] = {
    {"errno", KR_MEMBER_VALUE, offsetof(kr_os_error, err), false, "POSIX exception code"},
    {"strerror", KR_MEMBER_VALUE, offsetof(kr_os_error, strerror), false, "exception strerror"},
    {"filename", KR_MEMBER_VALUE, offsetof(kr_os_error, filename), false, "exception filename"},
    {"filename2", KR_MEMBER_VALUE, offsetof(kr_os_error, filename2), false,
     "The second file of an operation on two."},
    {0},
};
static const kr_getset_def os_error_getset[] = {
    {"characters_written", get_written, set_written},
    {0},
};

kr_type kr_exc_OSError = {
    KR_EXC_TYPE(OSError, Exception, kr_os_error, _tail,
                "Input, output or another call of the system failed."),
    .init = os_error_init,
    .new_ = os_error_new,
    .str = os_error_str,
    .methods = os_error_methods,
    .members = os_error_members,
    .getset = os_error_getset,
};

#define OS_ERROR(name, base, doc) \
  kr_type kr_exc_##name = {KR_EXC_TYPE(name, base, kr_os_error, _tail, doc), .init = os_error_init};
OS_ERROR(BlockingIOError, OSError, "It would have to wait.")
OS_ERROR(ConnectionError, OSError, "Connection error.")
OS_ERROR(ChildProcessError, OSError, "Child process error.")
OS_ERROR(BrokenPipeError, ConnectionError, "Broken pipe.")
OS_ERROR(ConnectionAbortedError, ConnectionError, "Connection aborted.")
OS_ERROR(ConnectionRefusedError, ConnectionError, "Connection refused.")
OS_ERROR(ConnectionResetError, ConnectionError, "Connection reset.")
OS_ERROR(FileExistsError, OSError, "File already exists.")
OS_ERROR(FileNotFoundError, OSError, "File not found.")
OS_ERROR(IsADirectoryError, OSError, "A directory, where a file was expected.")
OS_ERROR(NotADirectoryError, OSError, "Something else, where a directory was expected.")
OS_ERROR(InterruptedError, OSError, "Interrupted by signal.")
OS_ERROR(PermissionError, OSError, "Not enough permissions.")
OS_ERROR(ProcessLookupError, OSError, "Process not found.")
OS_ERROR(TimeoutError, OSError, "Timeout expired.")
