/* Module posix: files, directories, the environment, the process. os is built on it. */
#include "objects/type_impl.h"
#include "objects/audit.h"
#include "modules/posix.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "host/host.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str.h"
#include "modules/sys/sys.h"
#include "vm/flags.h"
#include "vm/threads.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- paths --------------------------------------------------------------------------------------------- */

static bool warn_of_bool(kr_value v) {
  return !kr_is_bool(v) || !kr_warn(&kr_exc_RuntimeWarning, 1, "bool is used as a file descriptor");
}
static bool get_fd(kr_value v, int *fd) {
  if (!warn_of_bool(v)) return false;
  *fd = kr_index_as_int(v);
  if (*fd != -1 || !kr_failed()) return true;
  if (kr_is_int(v) && kr_clear_if(&kr_exc_OverflowError))
    kr_raise(&kr_exc_OverflowError, "fd is %s",
             kr_compare_bool(v, kr_from_small_int(0), KR_LT) ? "less than minimum" : "greater than maximum");
  return false;
}
/* An int, or what fileno() of an object answers; -1: an exception is set. */
int kr_get_descriptor(kr_value v) {
  kr_value n = KR_NULL;
  if (kr_is_int(v)) {
    if (!warn_of_bool(v)) return -1;
    n = kr_ref(v);
  } else {
    kr_value method;
    int r = kr_getattr_optional(v, KR_ID(fileno), &method);
    if (r < 0) return -1;
    if (!r) return KR_RAISE_INT(&kr_exc_TypeError, "argument must be an int, or have a fileno() method.");
    n = kr_call0(method);
    kr_decref(method);
    if (n == KR_NULL) return -1;
    if (!kr_is_int(n)) {
      kr_decref(n);
      return KR_RAISE_INT(&kr_exc_TypeError, "fileno() returned a non-integer");
    }
  }
  int64_t i;
  bool fits = kr_int_fits_i64(n, &i) && i == (int32_t)i;
  kr_decref(n);
  if (!fits) return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C int");
  if (i < 0)
    return KR_RAISE_INT(&kr_exc_ValueError, "file descriptor cannot be a negative integer (%d)", (int)i);
  return (int)i;
}

#ifdef __wasi__
/* wasi-libc takes the empty path for the working directory: what it is given instead is nowhere. */
static const char nowhere[] = "\1/\1";
#endif

/* 1 and the method (new), 0: v is no path (None says so, too), -1. */
static int find_fspath(kr_value v, kr_value *m) {
  int found = kr_lookup_special(v, KR_ID(__fspath__), m);
  return found > 0 && *m == KR_NONE ? 0 : found;
}

bool kr_path_get(kr_value v, const char *fn, const char *arg, int also, kr_path *p) {
  p->fd = -1;
  p->bytes = KR_NULL;
  p->text = NULL;
  p->object = KR_NULL;
  p->is_bytes = false;
  if (also & KR_PATH_FD && kr_is_int(v)) {
    if (!get_fd(v, &p->fd)) return false;
    p->object = kr_ref(v);
    return true;
  }
  kr_value path = KR_NULL;
  if (kr_is_str(v) || kr_is_bytes(v)) {
    path = kr_ref(v);
  } else if (also & KR_PATH_NONE && (v == KR_NULL || v == KR_NONE)) {
    path = kr_str_from_char('.');
  } else {
    kr_value m;
    int found = find_fspath(v, &m);
    if (found < 0) return false;
    if (found) {
      path = kr_call0(m);
      kr_decref(m);
      if (path == KR_NULL) return false;
      if (!kr_is_str(path) && !kr_is_bytes(path)) {
        kr_raise(&kr_exc_TypeError, "expected %s.__fspath__() to return str or bytes, not %s",
                 kr_type_short_name(kr_type_of(v)), kr_type_short_name(kr_type_of(path)));
        kr_decref(path);
        return false;
      }
    } else {
      const char *type = kr_type_short_name(kr_type_of(v));
      if (!fn) kr_raise(&kr_exc_TypeError, "expected str, bytes or os.PathLike object, not %s", type);
      else
        kr_raise(&kr_exc_TypeError, "%s: %s should be string, bytes%s, not %s", fn, arg,
                 also == (KR_PATH_FD | KR_PATH_NONE) ? ", os.PathLike, integer or None"
                 : also == KR_PATH_FD                ? ", os.PathLike or integer"
                 : also                              ? ", os.PathLike or None"
                                                     : " or os.PathLike",
                 type);
      return false;
    }
  }
  p->is_bytes = kr_is_bytes(path);
  p->bytes = kr_fs_encode(path);
  p->object = v == KR_NULL || v == KR_NONE ? v : kr_ref(path);
  kr_decref(path);
  if (p->bytes == KR_NULL) {
    kr_path_free(p);
    return false;
  }
  p->text = (const char *)KR_BYTES(p->bytes)->data;
  if (strlen(p->text) != KR_BYTES(p->bytes)->size) {
    if (fn) kr_raise(&kr_exc_ValueError, "%s: embedded null character in %s", fn, arg);
    else kr_raise(&kr_exc_ValueError, "embedded null byte");
    kr_path_free(p);
    return false;
  }
#ifdef __wasi__
  if (!*p->text) p->text = nowhere;
#endif
  return true;
}
void kr_path_free(kr_path *p) {
  KR_CLEAR(p->bytes);
  KR_CLEAR(p->object);
}

static kr_value path_error(kr_path *p) {
  int e = errno;
  kr_value r = kr_raise_errno(e, p->object);
  kr_path_free(p);
  return r;
}
static kr_value path_done(kr_path *p, int r) {
  if (r < 0) return path_error(p);
  kr_path_free(p);
  return KR_NONE;
}
static kr_value fail(void) { return kr_raise_errno(errno, KR_NULL); }
static kr_value done(int r) { return r < 0 ? fail() : KR_NONE; }
/* A name as the caller gave its path: str or bytes. */
static kr_value name_value(const char *s, bool bytes) {
  return bytes ? kr_bytes_from(s, strlen(s)) : kr_fs_decode(s);
}
static bool get_int(kr_value v, int *out) {
  *out = kr_index_as_int(v);
  return !(*out == -1 && kr_failed());
}
#define PATH(i, fn, name, fd) \
  kr_path p;                  \
  if (!kr_path_get(args[i], fn, name, fd, &p)) return KR_NULL

kr_value kr_fspath(kr_value path) {
  if (kr_is_str(path) || kr_is_bytes(path)) return kr_ref(path);
  kr_value m;
  int found = find_fspath(path, &m);
  if (found < 0) return KR_NULL;
  if (!found)
    return kr_raise(&kr_exc_TypeError, "expected str, bytes or os.PathLike object, not %s",
                    kr_type_short_name(kr_type_of(path)));
  kr_value r = kr_call0(m);
  kr_decref(m);
  if (r != KR_NULL && !kr_is_str(r) && !kr_is_bytes(r)) {
    kr_raise(&kr_exc_TypeError, "expected %s.__fspath__() to return str or bytes, not %s",
             kr_type_short_name(kr_type_of(path)), kr_type_short_name(kr_type_of(r)));
    KR_CLEAR(r);
  }
  return r;
}
FN(px_fspath) { return kr_fspath(args[0]); }

/* ---- paths as text: os.path.normpath and os.path.splitroot --------------------------------------------- */

static size_t path_length(kr_value path) {
  return kr_is_str(path) ? KR_STR(path)->length : KR_BYTES(path)->size;
}
static uint32_t path_char(kr_value path, size_t i) {
  return kr_is_str(path) ? kr_str_read(KR_STR(path), i) : KR_BYTES(path)->data[i];
}
/* What os.fspath() says of v; and how many slashes it begins with: 0, 1, or 2 where there are exactly two. */
static kr_value text_path(kr_value v, const char *fn, size_t *slashes) {
  kr_value m = KR_NULL;
  int found = kr_is_str(v) || kr_is_bytes(v) ? 1 : find_fspath(v, &m);
  kr_decref(m);
  if (found == 0)
    kr_raise(&kr_exc_TypeError, "%s: path should be string, bytes or os.PathLike, not %s", fn,
             kr_type_short_name(kr_type_of(v)));
  kr_value path = found > 0 ? kr_fspath(v) : KR_NULL;
  size_t n = 0;
  if (path != KR_NULL)
    while (n < 3 && n < path_length(path) && path_char(path, n) == '/') n++;
  *slashes = n == 3 ? 1 : n;
  return path;
}
/* A new text of the kind of `like`. */
static kr_value text_of(kr_value like, const uint32_t *chars, size_t n) {
  if (kr_is_str(like)) {
    kr_str_builder b = {0};
    for (size_t i = 0; i < n; i++) kr_sb_char(&b, chars[i]);
    return kr_sb_finish(&b);
  }
  kr_bytes *b = kr_bytes_new(n);
  for (size_t i = 0; b && i < n; i++) b->data[i] = (uint8_t)chars[i];
  return kr_from_object_or_null(b);
}
FN(px_normpath) {
  size_t root;
  kr_value path = text_path(args[0], "_path_normpath", &root);
  if (path == KR_NULL) return KR_NULL;
  size_t length = path_length(path), n = root, end;
  uint32_t *out = kr_alloc_array(length + 2, sizeof *out);
  if (out) out[0] = out[1] = '/';
  size_t fixed = n; /* what ".." cannot take away: the root, or ".." themselves */
  for (size_t i = 0; out && i < length; i = end + 1) {
    for (end = i; end < length && path_char(path, end) != '/';) end++;
    size_t dots = 0;
    while (i + dots < end && path_char(path, i + dots) == '.') dots++;
    if (i + dots == end && dots < 3) {
      if (dots < 2 || (n == fixed && root)) continue;
      if (n > fixed) {
        while (n > fixed && out[--n] != '/') {}
        continue;
      }
    }
    bool up = i + dots == end && dots == 2;
    if (n > root) out[n++] = '/';
    while (i < end) out[n++] = path_char(path, i++);
    if (up) fixed = n;
  }
  if (out && n == 0) out[n++] = '.';
  kr_value r = out ? text_of(path, out, n) : KR_NULL;
  kr_free(out);
  kr_decref(path);
  return r;
}
FN(px_splitroot) {
  size_t n;
  kr_value path = text_path(args[0], "_path_splitroot_ex", &n);
  if (path == KR_NULL) return KR_NULL;
  static const uint32_t root[] = {'/', '/'};
  kr_value rest = kr_is_str(path) ? kr_str_substring(path, n, KR_STR(path)->length)
                                  : kr_bytes_from(KR_BYTES(path)->data + n, KR_BYTES(path)->size - n);
  kr_value parts[] = {text_of(path, NULL, 0), text_of(path, root, n), rest};
  kr_decref(path);
  return kr_tuple_from_array_steal(parts, 3);
}
bool kr_get_id(kr_value v, const char *what, uint32_t *id) {
  kr_value i = kr_index(v);
  if (i == KR_NULL) {
    if (!kr_clear_if(&kr_exc_TypeError)) return false;
    return kr_raise(&kr_exc_TypeError, "%s should be integer, not %s", what,
                    kr_type_short_name(kr_type_of(v))) != KR_NULL;
  }
  int64_t n = kr_index_as_i64(i);
  bool large = n == -1 && kr_failed(), below = kr_int_sign(i) < 0;
  kr_decref(i);
  if (large) kr_clear_exception();
  if (large || n < -1 || n >= UINT32_MAX)
    return kr_raise(&kr_exc_OverflowError, "%s is %s", what,
                    below ? "less than minimum" : "greater than maximum") != KR_NULL;
  *id = (uint32_t)n;
  return true;
}
#ifdef __wasi__ /* which has no way to say "from the working directory" in these */
#define fstatat(dir, path, st, flags) ((flags) ? lstat(path, st) : stat(path, st))
#define mkdirat(dir, path, mode) mkdir(path, mode)
#define unlinkat(dir, path, flags) ((flags) ? rmdir(path) : unlink(path))
#define renameat(from, a, to, b) rename(a, b)
#define readlinkat(dir, path, buf, size) readlink(path, buf, size)
#define openat(dir, path, flags, mode) open(path, flags, mode)
#define symlink(target, path) ((target) == nowhere ? (errno = ENOENT, -1) : symlink(target, path))
#endif

/* What a function of the platform cannot do was asked for; the path is dropped. */
static kr_value unavailable(kr_path *p, const char *what) {
  kr_path_free(p);
  return kr_raise(&kr_exc_NotImplementedError, "%s unavailable on this platform", what);
}
/* The directory that a relative path starts from. False: raised, and the path is dropped. */
static bool get_dir(kr_value v, kr_path *p, int *dir) {
  *dir = AT_FDCWD;
  if (v == KR_NULL || v == KR_NONE) return true;
#ifdef __wasi__
  unavailable(p, "dir_fd");
  return false;
#else
  if (kr_is_int(v) || kr_type_of(v)->nb_index) {
    if (get_fd(v, dir)) return true;
  } else {
    kr_raise(&kr_exc_TypeError, "argument should be integer or None, not %T", v);
  }
  kr_path_free(p);
  return false;
#endif
}
/* A flag; -1: raised, and the path is dropped. */
static int get_flag(kr_value v, int absent, kr_path *p) {
  int r = v == KR_NULL ? absent : kr_truth(v);
  if (r < 0) kr_path_free(p);
  return r;
}
/* What goes with a path only was given with a descriptor: raised, and the path is dropped. */
static bool mixed(kr_path *p, const char *fn, bool dir, const char *with_dir, bool nofollow) {
  if (p->fd < 0 || !(dir || nofollow)) return false;
  kr_path_free(p);
  return kr_raise(&kr_exc_ValueError,
                  dir ? "%s: can't specify %s" : "%s: cannot use fd and follow_symlinks together", fn,
                  with_dir) == KR_NULL;
}
static const char unmatched[] = "dir_fd without matching path";
#define DIR_FD(i) \
  int dir;        \
  if (!get_dir(args[i], &p, &dir)) return KR_NULL
#define DIR_VALUE(dir) kr_from_small_int((dir) == AT_FDCWD ? -1 : (dir))

/* ---- stat ---------------------------------------------------------------------------------------------- */

static kr_type *stat_type;
static const char *const stat_fields[] = {"st_mode",
                                          "st_ino",
                                          "st_dev",
                                          "st_nlink",
                                          "st_uid",
                                          "st_gid",
                                          "st_size",
                                          "",
                                          "",
                                          "",
                                          "st_atime",
                                          "st_mtime",
                                          "st_ctime",
                                          "st_atime_ns",
                                          "st_mtime_ns",
                                          "st_ctime_ns",
                                          "st_blksize",
                                          "st_blocks",
                                          "st_rdev",
                                          NULL};

static int64_t ns_of(struct timespec t) { return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec; }

kr_value kr_stat_result(const struct stat *st) {
  struct timespec a = st->st_atim, m = st->st_mtim, c = st->st_ctim;
  kr_value v[] = {kr_int_from_i64(st->st_mode),
                  kr_int_from_u64(st->st_ino),
                  kr_int_from_u64(st->st_dev),
                  kr_int_from_u64(st->st_nlink),
                  kr_int_from_i64(st->st_uid),
                  kr_int_from_i64(st->st_gid),
                  kr_int_from_i64(st->st_size),
                  kr_int_from_i64(a.tv_sec),
                  kr_int_from_i64(m.tv_sec),
                  kr_int_from_i64(c.tv_sec),
                  kr_from_double((double)a.tv_sec + 1e-9 * (double)a.tv_nsec),
                  kr_from_double((double)m.tv_sec + 1e-9 * (double)m.tv_nsec),
                  kr_from_double((double)c.tv_sec + 1e-9 * (double)c.tv_nsec),
                  kr_int_from_i64(ns_of(a)),
                  kr_int_from_i64(ns_of(m)),
                  kr_int_from_i64(ns_of(c)),
                  kr_int_from_i64(st->st_blksize),
                  kr_int_from_i64(st->st_blocks),
                  kr_int_from_u64(st->st_rdev)};
  return kr_structseq_new(stat_type, v);
}

/* Tells of the event, whose first argument is the path; where it is refused the path is dropped. */
#define AUDIT(event, ...)                           \
  do {                                              \
    if (KR_AUDIT(event, p.object, ##__VA_ARGS__)) { \
      kr_path_free(&p);                             \
      return KR_NULL;                               \
    }                                               \
  } while (0)

FN(px_stat) {
  PATH(0, "stat", "path", KR_PATH_FD);
  DIR_FD(1);
  int follow = get_flag(args[2], 1, &p);
  if (follow < 0 || mixed(&p, "stat", dir != AT_FDCWD, unmatched, !follow)) return KR_NULL;
  struct stat st;
  int r = p.fd >= 0 ? fstat(p.fd, &st) : fstatat(dir, p.text, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  if (r) return path_error(&p);
  kr_path_free(&p);
  return kr_stat_result(&st);
}
FN(px_lstat) {
  PATH(0, "lstat", "path", KR_PATH_ONLY);
  DIR_FD(1);
  struct stat st;
  if (fstatat(dir, p.text, &st, AT_SYMLINK_NOFOLLOW)) return path_error(&p);
  kr_path_free(&p);
  return kr_stat_result(&st);
}
FN(px_fstat) {
  int fd;
  struct stat st;
  if (!get_int(args[0], &fd)) return KR_NULL;
  return fstat(fd, &st) ? fail() : kr_stat_result(&st);
}

/* ---- paths on the disk --------------------------------------------------------------------------------- */

FN(px_access) {
  PATH(0, "access", "path", KR_PATH_ONLY);
  int mode;
  if (!get_int(args[1], &mode)) {
    kr_path_free(&p);
    return KR_NULL;
  }
  DIR_FD(2);
  if (dir != AT_FDCWD) return unavailable(&p, "dir_fd");
  int effective = get_flag(args[3], 0, &p);
  if (effective) return effective < 0 ? KR_NULL : unavailable(&p, "access: effective_ids");
  int follow = get_flag(args[4], 1, &p);
  if (follow != 1) return follow < 0 ? KR_NULL : unavailable(&p, "access: follow_symlinks");
  int r = access(p.text, mode);
  kr_path_free(&p);
  return kr_from_bool(r == 0);
}
#ifdef __wasi__
#define fchdir(fd) (errno = ENOTSUP, -1)
#else
FN(px_fchdir) {
  int fd = kr_get_descriptor(args[0]);
  if (fd < 0 || KR_AUDIT("os.chdir", args[0])) return KR_NULL;
  return done(fchdir(fd));
}
#endif
FN(px_chdir) {
  PATH(0, "chdir", "path", KR_PATH_FD);
  AUDIT("os.chdir");
  return path_done(&p, p.fd >= 0 ? fchdir(p.fd) : chdir(p.text));
}
FN(px_mkdir) {
  PATH(0, "mkdir", "path", KR_PATH_ONLY);
  int mode = 0777;
  if (args[1] != KR_NULL && !get_int(args[1], &mode)) {
    kr_path_free(&p);
    return KR_NULL;
  }
  DIR_FD(2);
  AUDIT("os.mkdir", kr_from_small_int(mode), DIR_VALUE(dir));
  return path_done(&p, mkdirat(dir, p.text, (mode_t)mode));
}
FN(px_rmdir) {
  PATH(0, "rmdir", "path", KR_PATH_ONLY);
  DIR_FD(1);
  AUDIT("os.rmdir", DIR_VALUE(dir));
  return path_done(&p, unlinkat(dir, p.text, AT_REMOVEDIR));
}
static kr_value unlink_as(const char *fn, const kr_value *args) {
  PATH(0, fn, "path", KR_PATH_ONLY);
  DIR_FD(1);
  AUDIT("os.remove", DIR_VALUE(dir));
  return path_done(&p, unlinkat(dir, p.text, 0));
}
FN(px_unlink) { return unlink_as("unlink", args); }
FN(px_remove) { return unlink_as("remove", args); }
typedef enum { RENAME, SYMLINK, LINK } two_path_call;
static kr_value two_paths(const char *fn, const char *event, const kr_value *args, two_path_call call) {
  kr_path a, b = {0};
  int from = AT_FDCWD, to = AT_FDCWD;
  if (!kr_path_get(args[0], fn, "src", KR_PATH_ONLY, &a)) return KR_NULL;
  bool ok = kr_path_get(args[1], fn, "dst", KR_PATH_ONLY, &b);
  if (call == SYMLINK) {
    ok = ok && get_dir(args[3], &a, &to) && (to == AT_FDCWD || unavailable(&a, "dir_fd") != KR_NULL);
  } else if (ok) {
    ok = get_dir(args[2], &a, &from) && get_dir(args[3], &a, &to);
  }
  if (!ok || kr_audit(event, call == SYMLINK ? 3 : 4,
                      (kr_value[]){a.object, b.object, DIR_VALUE(from), DIR_VALUE(to)})) {
    kr_path_free(&b);
    kr_path_free(&a);
    return KR_NULL;
  }
  int r = call == RENAME    ? renameat(from, a.text, to, b.text)
          : call == SYMLINK ? symlink(a.text, b.text)
                            : link(a.text, b.text);
  kr_value v = r ? kr_raise_errno2(errno, a.object, b.object) : KR_NONE;
  kr_path_free(&a);
  kr_path_free(&b);
  return v;
}
FN(px_rename) { return two_paths("rename", "os.rename", args, RENAME); }
FN(px_replace) { return two_paths("replace", "os.rename", args, RENAME); }
FN(px_symlink) { return two_paths("symlink", "os.symlink", args, SYMLINK); }
FN(px_link) { return two_paths("link", "os.link", args, LINK); }
FN(px_readlink) {
  PATH(0, "readlink", "path", KR_PATH_ONLY);
  DIR_FD(1);
  char buf[PATH_MAX + 1];
  ssize_t n = readlinkat(dir, p.text, buf, PATH_MAX);
  if (n < 0) return path_error(&p);
  buf[n] = 0;
  bool bytes = p.is_bytes;
  kr_path_free(&p);
  return name_value(buf, bytes);
}
FN(px_chmod) {
  PATH(0, "chmod", "path", KR_PATH_FD);
  int mode;
  if (!get_int(args[1], &mode)) {
    kr_path_free(&p);
    return KR_NULL;
  }
  DIR_FD(2);
  int follow = get_flag(args[3], 1, &p);
  if (follow < 0) return KR_NULL;
  AUDIT("os.chmod", kr_from_small_int(mode), DIR_VALUE(dir));
#ifdef __wasi__ /* Files have no permissions: they can be given what they show, so that they can be copied. */
  struct stat st;
  int r = p.fd >= 0 ? fstat(p.fd, &st) : fstatat(dir, p.text, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  if (r == 0 && (st.st_mode ^ (mode_t)mode) & 07777) errno = ENOSYS, r = -1;
  return path_done(&p, r);
#else
  if (!follow && p.fd < 0) { /* a link's own permissions mean nothing */
    struct stat st;
    int r = fstatat(dir, p.text, &st, AT_SYMLINK_NOFOLLOW);
    if (r || S_ISLNK(st.st_mode)) return path_done(&p, r);
  }
  return path_done(&p, p.fd >= 0 ? fchmod(p.fd, (mode_t)mode) : fchmodat(dir, p.text, (mode_t)mode, 0));
#endif
}
#ifndef __wasi__
FN(px_fchmod) {
  int fd, mode;
  if (!get_int(args[0], &fd) || !get_int(args[1], &mode)) return KR_NULL;
  if (KR_AUDIT("os.chmod", args[0], args[1], kr_from_small_int(-1))) return KR_NULL;
  return done(fchmod(fd, (mode_t)mode));
}
static kr_value change_owner(const kr_value *args, const char *fn, bool fd_too, kr_value dir_fd,
                             kr_value follow_links) {
  PATH(0, fn, "path", fd_too);
  uint32_t uid, gid;
  if (!kr_get_id(args[1], "uid", &uid) || !kr_get_id(args[2], "gid", &gid)) {
    kr_path_free(&p);
    return KR_NULL;
  }
  int dir;
  if (!get_dir(dir_fd, &p, &dir)) return KR_NULL;
  int follow = get_flag(follow_links, 1, &p);
  if (follow < 0 || mixed(&p, "chown", dir != AT_FDCWD, "both dir_fd and fd", !follow)) return KR_NULL;
  AUDIT("os.chown", kr_from_small_int(uid), kr_from_small_int(gid), DIR_VALUE(dir));
  return path_done(&p, p.fd >= 0 ? fchown(p.fd, uid, gid)
                                 : fchownat(dir, p.text, uid, gid, follow ? 0 : AT_SYMLINK_NOFOLLOW));
}
FN(px_chown) { return change_owner(args, "chown", true, args[3], args[4]); }
FN(px_lchown) { return change_owner(args, "lchown", false, KR_NULL, KR_FALSE); }
FN(px_fchown) {
  int fd;
  uint32_t uid, gid;
  if (!get_int(args[0], &fd) || !kr_get_id(args[1], "uid", &uid) || !kr_get_id(args[2], "gid", &gid))
    return KR_NULL;
  if (KR_AUDIT("os.chown", args[0], kr_from_small_int(uid), kr_from_small_int(gid), kr_from_small_int(-1)))
    return KR_NULL;
  return done(fchown(fd, uid, gid));
}
#endif
FN(px_truncate) {
  PATH(0, "truncate", "path", KR_PATH_FD);
  int64_t n = kr_index_as_i64(args[1]);
  if (n == -1 && kr_failed()) {
    kr_path_free(&p);
    return KR_NULL;
  }
  AUDIT("os.truncate", args[1]);
  return path_done(&p, p.fd >= 0 ? ftruncate(p.fd, n) : truncate(p.text, n));
}

/* utime(path, times=None, *, ns=) */
static bool timespec_of(kr_value v, bool ns, struct timespec *t) {
  if (!ns && kr_is_float(v)) {
    double d = kr_float_value(v);
    if (d != d) return kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)") != KR_NULL;
    double s = __builtin_floor(d);
    if (s >= -0x1p63 && s < 0x1p63) {
      t->tv_sec = (time_t)s;
      t->tv_nsec = (long)((d - s) * 1e9);
      return true;
    }
  } else if (!ns && !kr_is_int(v)) {
    return kr_raise(&kr_exc_TypeError, "argument must be int or float, not %T", v) != KR_NULL;
  } else {
    int64_t i = kr_index_as_i64(v), unit = ns ? 1000000000 : 1;
    if (i != -1 || !kr_failed()) {
      t->tv_sec = i / unit - (i % unit < 0);
      t->tv_nsec = (long)(i - (int64_t)t->tv_sec * unit);
      return true;
    }
    if (!kr_clear_if(&kr_exc_OverflowError)) return false;
  }
  return kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t") != KR_NULL;
}
FN(px_utime) {
  PATH(0, "utime", "path", KR_PATH_FD);
  struct timespec t[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
#ifdef __wasi__ /* wasi-libc refuses these, and there are runtimes (node:wasi) that take "now" for 1970 */
  clock_gettime(CLOCK_REALTIME, t);
  t[1] = t[0];
#endif
  kr_value times = args[1], ns = args[2];
  if (times == KR_NONE) times = KR_NULL;
  if (times != KR_NULL && ns != KR_NULL) {
    kr_path_free(&p);
    return kr_raise(&kr_exc_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
  }
  kr_value given = times != KR_NULL ? times : ns;
  if (given != KR_NULL) {
    if (!kr_is_tuple(given) || KR_TUPLE(given)->size != 2) {
      kr_path_free(&p);
      return kr_raise(&kr_exc_TypeError, times != KR_NULL
                                             ? "utime: 'times' must be either a tuple of two ints or None"
                                             : "utime: 'ns' must be a tuple of two ints");
    }
    for (int i = 0; i < 2; i++)
      if (!timespec_of(KR_TUPLE(given)->items[i], times == KR_NULL, &t[i])) {
        kr_path_free(&p);
        return KR_NULL;
      }
  }
  DIR_FD(3);
  int follow = get_flag(args[4], 1, &p);
  if (follow != 1) return follow < 0 ? KR_NULL : unavailable(&p, "utime: follow_symlinks");
  if (mixed(&p, "utime", dir != AT_FDCWD, unmatched, false)) return KR_NULL;
  AUDIT("os.utime", times == KR_NULL ? KR_NONE : times, ns == KR_NULL ? KR_NONE : ns, DIR_VALUE(dir));
  return path_done(&p, p.fd >= 0 ? futimens(p.fd, t) : utimensat(dir, p.text, t, 0));
}

FN(px_getcwd) {
  char buf[PATH_MAX];
  return getcwd(buf, sizeof buf) ? kr_fs_decode(buf) : fail();
}
FN(px_getcwdb) {
  char buf[PATH_MAX];
  return getcwd(buf, sizeof buf) ? kr_bytes_from(buf, strlen(buf)) : fail();
}

/* ---- descriptors --------------------------------------------------------------------------------------- */

FN(px_open) {
  PATH(0, "open", "path", KR_PATH_ONLY);
  int flags, mode = 0777;
  if (!get_int(args[1], &flags) || (args[2] != KR_NULL && !get_int(args[2], &mode))) {
    kr_path_free(&p);
    return KR_NULL;
  }
  DIR_FD(3);
  AUDIT("open", KR_NONE, kr_from_small_int(flags | O_CLOEXEC));
  int fd = openat(dir, p.text, flags | O_CLOEXEC, mode);
  if (fd < 0) return path_error(&p);
  kr_path_free(&p);
  return kr_from_small_int(fd);
}
FN(px_close) {
  int fd;
  return get_int(args[0], &fd) ? done(close(fd)) : KR_NULL;
}
static kr_value read_now(int fd, size_t n) {
  kr_bytes *b = kr_bytes_new(n);
  if (!b) return KR_NULL;
  ssize_t got = read(fd, b->data, n);
  if (got < 0) {
    kr_value r = fail();
    kr_decref_object(b);
    return r;
  }
  return kr_bytes_resize(kr_from_object(b), (size_t)got);
}
/* Where the operating system would wait, the other threads run. */
enum { R_FDS, R_SIZE, R_SLOTS };
static kr_value read_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL) return KR_NULL;
  bool again = f->state != 0;
  f->state = 1;
  struct pollfd *p = (struct pollfd *)(void *)KR_BYTES(f->slots[R_FDS])->data;
  /* a host that was waited for in a nested loop blocks in the read itself */
  if (kr_poll_now(p, 1) == 0 && !(again && p->fd == 0 && kr.c_depth))
    return kr_thread_wait_fds(p, 1, KR_FOREVER);
  return read_now(p->fd, (size_t)kr_small_int_value(f->slots[R_SIZE]));
}
static const kr_native read_native = {"os.read", read_step, R_SLOTS};

FN(px_read) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  intptr_t n = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n < 0) {
    errno = EINVAL;
    return fail();
  }
  if (!kr_fd_would_wait(fd)) return read_now(fd, (size_t)n);
  struct pollfd p = {.fd = fd, .events = POLLIN};
  kr_value fds = kr_bytes_from(&p, sizeof p);
  kr_frame *f = fds == KR_NULL ? NULL : kr_native_push(&read_native);
  if (!f) {
    kr_decref(fds);
    return KR_NULL;
  }
  f->slots[R_FDS] = fds;
  f->slots[R_SIZE] = kr_from_small_int(n);
  return KR_PUSHED;
}
FN(px_readinto) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  kr_buffer view;
  if (kr_get_writable_argument("readinto", 2, args[1], &view) < 0) return KR_NULL;
  ssize_t got = read(fd, view.buf, (size_t)view.len);
  kr_value r = got < 0 ? fail() : kr_int_from_i64(got);
  kr_release_buffer(&view);
  return r;
}
FN(px_write) {
  int fd;
  kr_buffer view;
  if (!get_int(args[0], &fd) || kr_get_buffer(args[1], &view, KR_BUF_SIMPLE)) return KR_NULL;
  ssize_t n = write(fd, view.buf, (size_t)view.len);
  kr_value r = n < 0 ? fail() : kr_int_from_i64(n);
  kr_release_buffer(&view);
  return r;
}
FN(px_lseek) {
  int fd, how;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int64_t pos = kr_index_as_i64(args[1]);
  if ((pos == -1 && kr_failed()) || !get_int(args[2], &how)) return KR_NULL;
  off_t r = lseek(fd, pos, how);
  return r < 0 ? fail() : kr_int_from_i64(r);
}
FN(px_fsync) {
  int fd = kr_get_descriptor(args[0]);
  return fd < 0 ? KR_NULL : done(fsync(fd));
}
FN(px_closerange) {
  int from, to;
  if (!get_int(args[0], &from) || !get_int(args[1], &to)) return KR_NULL;
  if (to > 65536) to = 65536; /* more than there can be */
  for (int fd = from < 0 ? 0 : from; fd < to; fd++) close(fd);
  return KR_NONE;
}
/* Many buffers, one after the other, as one read or write would: until one is not filled or not taken whole. */
static kr_value move_all(const kr_value *args, bool writes) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  if (!kr_is_list(args[1]) && !kr_is_tuple(args[1]) && !kr_type_of(args[1])->sq_item &&
      !kr_type_of(args[1])->mp_subscript)
    return kr_raise(&kr_exc_TypeError, "%s() arg 2 must be a sequence", writes ? "writev" : "readv");
  kr_value buffers = kr_tuple_from_iterable(args[1]);
  if (buffers == KR_NULL) return KR_NULL;
  int64_t total = 0;
  for (uint32_t i = 0; i < KR_TUPLE(buffers)->size; i++) {
    kr_buffer view;
    if (kr_get_buffer(KR_TUPLE(buffers)->items[i], &view, writes ? KR_BUF_SIMPLE : KR_BUF_WRITABLE)) break;
    size_t size = (size_t)view.len;
    ssize_t n = writes ? write(fd, view.buf, size) : read(fd, view.buf, size);
    kr_release_buffer(&view);
    if (n < 0 && !total) fail();
    if (n > 0) total += n;
    if (n < 0 || (size_t)n < size) break;
  }
  kr_decref(buffers);
  return kr_failed() ? KR_NULL : kr_int_from_i64(total);
}
FN(px_readv) { return move_all(args, false); }
FN(px_writev) { return move_all(args, true); }
FN(px_ftruncate) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int64_t n = kr_index_as_i64(args[1]);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (KR_AUDIT("os.truncate", args[0], args[1])) return KR_NULL;
  return done(ftruncate(fd, n));
}
FN(px_isatty) {
  int fd;
  return get_int(args[0], &fd) ? kr_from_bool(isatty(fd)) : KR_NULL;
}
#ifndef __wasi__
FN(px_dup) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int r = dup(fd);
  return r < 0 ? fail() : kr_from_small_int(r);
}
FN(px_dup2) {
  int fd, fd2;
  if (!get_int(args[0], &fd) || !get_int(args[1], &fd2)) return KR_NULL;
  int r = dup2(fd, fd2);
  return r < 0 ? fail() : kr_from_small_int(r);
}
FN(px_pipe) {
  int fds[2];
  if (pipe(fds)) return fail();
  return kr_tuple_pack(2, kr_from_small_int(fds[0]), kr_from_small_int(fds[1]));
}
FN(px_umask) {
  int mask;
  return get_int(args[0], &mask) ? kr_from_small_int(umask((mode_t)mask)) : KR_NULL;
}
#endif
FN(px_get_inheritable) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int r = fcntl(fd, F_GETFD);
  return r < 0 ? fail() : kr_from_bool(!(r & FD_CLOEXEC));
}
FN(px_set_inheritable) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int on = kr_truth(args[1]), r = fcntl(fd, F_GETFD);
  if (on < 0) return KR_NULL;
  if (r < 0) return fail();
  return done(fcntl(fd, F_SETFD, on ? r & ~FD_CLOEXEC : r | FD_CLOEXEC));
}

FN(px_get_blocking) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int r = fcntl(fd, F_GETFL);
  return r < 0 ? fail() : kr_from_bool(!(r & O_NONBLOCK));
}
FN(px_set_blocking) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  int on = kr_truth(args[1]), r = fcntl(fd, F_GETFL);
  if (on < 0) return KR_NULL;
  if (r < 0) return fail();
  return done(fcntl(fd, F_SETFL, on ? r & ~O_NONBLOCK : r | O_NONBLOCK));
}

/* ---- the process --------------------------------------------------------------------------------------- */

FN(px_getpid) { return kr_from_small_int(getpid()); }
FN(px_kill) {
  int pid, number;
  if (!get_int(args[0], &pid) || !get_int(args[1], &number)) return KR_NULL;
  if (kr_audit("os.kill", 2, args) < 0) return KR_NULL;
  if (pid != getpid()) { /* there is nobody else */
    errno = EPERM;
    return fail();
  }
  kr_value f = kr_import_attr("_signal", "raise_signal");
  kr_value r = f == KR_NULL ? KR_NULL : kr_call1(f, args[1]);
  kr_decref(f);
  return r;
}
FN(px_urandom) {
  intptr_t n = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n < 0) return kr_raise(&kr_exc_ValueError, "negative argument not allowed");
  kr_bytes *b = kr_bytes_new((size_t)n);
  if (!b) return KR_NULL;
  if (!kr_host_random(b->data, (size_t)n)) {
    kr_value r = fail();
    kr_decref_object(b);
    return r;
  }
  return kr_from_object(b);
}
FN(px_strerror) {
  int n;
  return get_int(args[0], &n) ? kr_str_from_cstr(strerror(n)) : KR_NULL;
}
FN(px_exit) {
  int status;
  if (!get_int(args[0], &status)) return KR_NULL;
  _Exit(status);
}
FN(px_abort) {
#ifdef __EMSCRIPTEN__
  _Exit(134); /* as a shell shows SIGABRT */
#else
  abort();
#endif
}
/* A line on the console of JavaScript, which shows what the process writes on descriptor 2. */
FN(px_emscripten_log) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "_emscripten_log() argument 'arg' must be str, not %s",
                    kr_argument_kind(args[0]));
  size_t size;
  const char *text = kr_str_utf8(KR_STR(args[0]), &size);
  if (!text) return KR_NULL;
  while (size) {
    ssize_t n = write(2, text, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return KR_NONE; /* nobody reads the console */
    text += n;
    size -= (size_t)n;
  }
  (void)!write(2, "\n", 1);
  return KR_NONE;
}
FN(px_cpu_count) { return kr_from_small_int(kr_flags.cpu_count ? kr_flags.cpu_count : 1); }
FN(px_get_terminal_size) {
  int fd = 1;
  if (kr_args_no_keywords("posix.get_terminal_size", kwnames) < 0 ||
      kr_args_count("get_terminal_size", nargs, 0, 1) < 0 || (nargs && !get_int(args[0], &fd)))
    return KR_NULL;
  return kr_raise_errno(fcntl(fd, F_GETFD) < 0 ? errno : ENOTTY, KR_NULL);
}
FN(px_putenv) {
  kr_path k, v; /* no paths: the value may be empty */
  if (!kr_path_get(args[0], NULL, NULL, KR_PATH_ONLY, &k)) return KR_NULL;
  if (!kr_path_get(args[1], NULL, NULL, KR_PATH_ONLY, &v)) {
    kr_path_free(&k);
    return KR_NULL;
  }
  const char *value = (const char *)KR_BYTES(v.bytes)->data;
  int r = 0;
  if (strchr(k.text, '=')) {
    r = KR_RAISE_INT(&kr_exc_ValueError, "illegal environment variable name");
  } else if (kr_audit_hooks) {
    kr_value event[2] = {kr_bytes_from(k.text, strlen(k.text)), kr_bytes_from(value, strlen(value))};
    r = event[0] == KR_NULL || event[1] == KR_NULL || kr_audit("os.putenv", 2, event);
    kr_decref(event[0]);
    kr_decref(event[1]);
  }
  if (r == 0) r = setenv(k.text, value, 1);
  kr_path_free(&k);
  kr_path_free(&v);
  return kr_failed() ? KR_NULL : done(r);
}
FN(px_unsetenv) {
  PATH(0, NULL, NULL, KR_PATH_ONLY);
  if (kr_audit_hooks) {
    kr_value name = kr_bytes_from(p.text, strlen(p.text));
    int refused = name == KR_NULL || kr_audit("os.unsetenv", 1, &name);
    kr_decref(name);
    if (refused) {
      kr_path_free(&p);
      return KR_NULL;
    }
  }
  int r = unsetenv(p.text);
  kr_path_free(&p);
  return done(r);
}

extern char **environ;
static kr_dict *environment; /* posix.environ, which os.environ keeps */

static int fill_environment(kr_dict *d) {
  if (!d) return 0;
  kr_dict_clear(d);
  for (char **e = environ; e && *e; e++) {
    const char *eq = strchr(*e + 1, '=');
    if (!eq) continue;
    kr_value k = kr_bytes_from(*e, (size_t)(eq - *e)), v = kr_bytes_from(eq + 1, strlen(eq + 1));
    int has = k == KR_NULL || v == KR_NULL ? -1 : kr_dict_contains(d, k);
    if (has == 0) has = kr_dict_set(d, k, v);
    kr_decref(k);
    kr_decref(v);
    if (has < 0) return -1;
  }
  return 0;
}
int kr_posix_update_environ(void) { return fill_environment(environment); }
FN(px_create_environ) {
  kr_dict *d = kr_dict_new();
  if (!d || fill_environment(d) == 0) return kr_from_object_or_null(d);
  kr_decref_object(d);
  return KR_NULL;
}

static const kr_method_def methods[] = {
    {"fspath", px_fspath, 0, "($module, /, path)", NULL},
    {"stat", px_stat, 0, "($module, /, path, *, dir_fd=None, follow_symlinks=True)", NULL},
    {"lstat", px_lstat, 0, "($module, /, path, *, dir_fd=None)", NULL},
    {"fstat", px_fstat, 0, "($module, /, fd)", NULL},
    {"access", px_access, 0,
     "($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", NULL},
    {"chdir", px_chdir, 0, "($module, /, path)", NULL},
    {"mkdir", px_mkdir, 0, "($module, /, path, mode=511, *, dir_fd=None)", NULL},
    {"rmdir", px_rmdir, 0, "($module, /, path, *, dir_fd=None)", NULL},
    {"unlink", px_unlink, 0, "($module, /, path, *, dir_fd=None)", NULL},
    {"remove", px_remove, 0, "($module, /, path, *, dir_fd=None)", NULL},
    {"rename", px_rename, 0, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", NULL},
    {"replace", px_replace, 0, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", NULL},
    {"symlink", px_symlink, 0, "($module, /, src, dst, target_is_directory=False, *, dir_fd=None)", NULL},
    {"link", px_link, 0, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
     NULL},
    {"readlink", px_readlink, 0, "($module, /, path, *, dir_fd=None)", NULL},
    {"chmod", px_chmod, 0, "($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)", NULL},
    {"truncate", px_truncate, 0, "($module, /, path, length)", NULL},
    {"utime", px_utime, 0,
     "($module, /, path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", NULL},
    {"_path_normpath", px_normpath, 0, "($module, /, path)", NULL},
    {"_path_splitroot_ex", px_splitroot, 0, "($module, /, p)", NULL},
    {"getcwd", px_getcwd, 0, "($module, /)", NULL},
    {"getcwdb", px_getcwdb, 0, "($module, /)", NULL},
    {"listdir", kr_posix_listdir, 0, "($module, /, path=None)", NULL},
    {"scandir", kr_posix_scandir, 0, "($module, /, path=None)", NULL},
    {"open", px_open, 0, "($module, /, path, flags, mode=511, *, dir_fd=None)", NULL},
    {"close", px_close, 0, "($module, /, fd)", NULL},
    {"read", px_read, 0, "($module, fd, length, /)", NULL},
    {"readinto", px_readinto, 0, "($module, fd, buffer, /)", "Reads from a descriptor into a buffer."},
    {"write", px_write, 0, "($module, fd, data, /)", NULL},
    {"lseek", px_lseek, 0, "($module, fd, position, whence, /)", NULL},
    {"fsync", px_fsync, 0, "($module, /, fd)", NULL},
    {"fdatasync", px_fsync, 0, "($module, /, fd)", NULL},
    {"closerange", px_closerange, 0, "($module, fd_low, fd_high, /)", NULL},
    {"readv", px_readv, 0, "($module, fd, buffers, /)", NULL},
    {"writev", px_writev, 0, "($module, fd, buffers, /)", NULL},
    {"_create_environ", px_create_environ, 0, "($module, /)", NULL},
    {"ftruncate", px_ftruncate, 0, "($module, fd, length, /)", NULL},
    {"isatty", px_isatty, 0, "($module, fd, /)", NULL},
#ifndef __wasi__
    {"fchmod", px_fchmod, 0, "($module, /, fd, mode)", NULL},
    {"fchown", px_fchown, 0, "($module, /, fd, uid, gid)", NULL},
    {"chown", px_chown, 0, "($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)", NULL},
    {"lchown", px_lchown, 0, "($module, /, path, uid, gid)", NULL},
    {"fchdir", px_fchdir, 0, "($module, /, fd)", NULL},
    {"dup", px_dup, 0, "($module, fd, /)", NULL},
    {"dup2", px_dup2, 0, "($module, /, fd, fd2, inheritable=True)", NULL},
    {"pipe", px_pipe, 0, "($module, /)", NULL},
    {"umask", px_umask, 0, "($module, mask, /)", NULL},
#endif
    {"get_inheritable", px_get_inheritable, 0, "($module, fd, /)", NULL},
    {"set_inheritable", px_set_inheritable, 0, "($module, fd, inheritable, /)", NULL},
    {"get_blocking", px_get_blocking, 0, "($module, fd, /)", NULL},
    {"set_blocking", px_set_blocking, 0, "($module, fd, blocking, /)", NULL},
    {"getpid", px_getpid, 0, "($module, /)", NULL},
    {"kill", px_kill, 0, "($module, pid, signal, /)", NULL},
    {"urandom", px_urandom, 0, "($module, size, /)", NULL},
    {"strerror", px_strerror, 0, "($module, code, /)", NULL},
    {"abort", px_abort, 0, "($module, /)", NULL},
    {"_exit", px_exit, 0, "($module, /, status)", NULL},
    {"_emscripten_log", px_emscripten_log, 0, "($module, /, arg)", "Log something to the JS console."},
    {"cpu_count", px_cpu_count, 0, "($module, /)", NULL},
    {"get_terminal_size", px_get_terminal_size, KR_FN_RAW, "($module, fd=<unrepresentable>, /)", NULL},
    {"putenv", px_putenv, 0, "($module, name, value, /)", NULL},
    {"unsetenv", px_unsetenv, 0, "($module, name, /)", NULL},
    {0}};

static int exec(kr_module *m) {
  if (!stat_type)
    stat_type = kr_structseq_new_type(
        "os.stat_result", "What stat(), fstat() and lstat() know of a file: ten numbers, and more by name.",
        stat_fields, 10);
  static kr_type *terminal;
  static const char *const terminal_fields[] = {"columns", "lines", NULL};
  if (!terminal)
    terminal =
        kr_structseq_new_type("os.terminal_size", "The columns and lines of a terminal.", terminal_fields, 2);
  kr_list *have = kr_list_new(0);
#ifndef __wasi__
  static const char names[][12] = {"FCHDIR",    "FCHMOD",  "FCHMODAT", "FCHOWN",     "FCHOWNAT", "FDOPENDIR",
                                   "FPATHCONF", "FSTATAT", "FSTATVFS", "FTRUNCATE",  "FUTIMENS", "FUTIMESAT",
                                   "LSTAT",     "MKDIRAT", "OPENAT",   "READLINKAT", "RENAMEAT", "UNLINKAT"};
  for (size_t i = 0; have && i < sizeof names / sizeof *names; i++) {
    kr_value name = kr_str_format("HAVE_%s", names[i]);
    if (name == KR_NULL || kr_list_append(have, name) < 0) return -1;
    kr_decref(name);
  }
#endif
  environment = kr_dict_new();
  if (!stat_type || !terminal || !have || !environment || kr_posix_update_environ()) return -1;
  return kr_module_add(m, "stat_result", kr_from_object(stat_type)) ||
                 kr_module_add(m, "terminal_size", kr_from_object(terminal)) ||
                 kr_module_add(m, "error", kr_from_object(&kr_exc_OSError)) ||
                 kr_module_add(m, "environ", kr_from_object(environment)) ||
                 kr_module_add_steal(m, "_have_functions", kr_from_object(have)) ||
                 kr_posix_add_dir_types(m) || kr_posix_add_process(m) || kr_posix_add_names(m)
             ? -1
             : 0;
}
const kr_module_def kr_module_def_posix = {
    .name = "posix", .doc = "What os is built on.", .methods = methods, .exec = exec};
