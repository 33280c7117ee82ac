/* posix: the numbers that have names, and what is asked for by such a name. */
#define _GNU_SOURCE /* all the numbers of Linux */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>
#ifndef __wasi__
#include <sys/statvfs.h>
#include <sys/wait.h>
#endif

#include "modules/posix.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/errors.h"
#include "objects/int.h"
#include "objects/str.h"

// clang-format off
#define EVERYWHERE(X) \
  X(F_OK) X(NGROUPS_MAX) X(O_ACCMODE) X(O_APPEND) X(O_CLOEXEC) X(O_CREAT) X(O_DIRECTORY) X(O_DSYNC) \
  X(O_EXCL) X(O_NOCTTY) X(O_NOFOLLOW) X(O_NONBLOCK) X(O_RDONLY) X(O_RDWR) X(O_RSYNC) X(O_SYNC) X(O_TRUNC) \
  X(O_WRONLY) X(R_OK) X(W_OK) X(X_OK)
#define UNIX(X) \
  X(F_LOCK) X(F_TEST) X(F_TLOCK) X(F_ULOCK) X(O_ASYNC) X(O_DIRECT) X(O_LARGEFILE) X(O_NDELAY) X(O_NOATIME) \
  X(O_PATH) X(O_TMPFILE) X(POSIX_FADV_DONTNEED) X(POSIX_FADV_NOREUSE) X(POSIX_FADV_NORMAL) \
  X(POSIX_FADV_RANDOM) X(POSIX_FADV_SEQUENTIAL) X(POSIX_FADV_WILLNEED) \
  X(P_ALL) X(P_PGID) X(P_PID) X(ST_NOSUID) X(ST_RDONLY) X(WCONTINUED) X(WEXITED) X(WNOHANG) \
  X(WNOWAIT) X(WSTOPPED) X(WUNTRACED)
#define SYSCONF(X) \
  X(SC_2_VERSION) X(SC_AIO_LISTIO_MAX) X(SC_ARG_MAX) X(SC_ATEXIT_MAX) X(SC_AVPHYS_PAGES) X(SC_CHILD_MAX) \
  X(SC_CLK_TCK) X(SC_GETGR_R_SIZE_MAX) X(SC_GETPW_R_SIZE_MAX) X(SC_IOV_MAX) X(SC_JOB_CONTROL) \
  X(SC_LINE_MAX) X(SC_LOGIN_NAME_MAX) X(SC_NGROUPS_MAX) X(SC_NPROCESSORS_CONF) X(SC_NPROCESSORS_ONLN) \
  X(SC_OPEN_MAX) X(SC_PAGESIZE) X(SC_PAGE_SIZE) X(SC_PHYS_PAGES) X(SC_RE_DUP_MAX) X(SC_SAVED_IDS) \
  X(SC_SEM_NSEMS_MAX) X(SC_SEM_VALUE_MAX) X(SC_STREAM_MAX) X(SC_THREADS) X(SC_THREAD_KEYS_MAX) \
  X(SC_THREAD_STACK_MIN) X(SC_THREAD_THREADS_MAX) X(SC_TTY_NAME_MAX) X(SC_TZNAME_MAX) X(SC_VERSION) \
  X(SC_XOPEN_VERSION)
#define PATHCONF(X) \
  X(PC_ASYNC_IO) X(PC_CHOWN_RESTRICTED) X(PC_FILESIZEBITS) X(PC_LINK_MAX) X(PC_MAX_CANON) X(PC_MAX_INPUT) \
  X(PC_NAME_MAX) X(PC_NO_TRUNC) X(PC_PATH_MAX) X(PC_PIPE_BUF) X(PC_PRIO_IO) X(PC_SOCK_MAXBUF) \
  X(PC_SYNC_IO) X(PC_VDISABLE) X(PC_ALLOC_SIZE_MIN) X(PC_REC_INCR_XFER_SIZE) X(PC_REC_MAX_XFER_SIZE) \
  X(PC_REC_MIN_XFER_SIZE) X(PC_REC_XFER_ALIGN) X(PC_SYMLINK_MAX)
#define CONFSTR(X) X(CS_GNU_LIBC_VERSION) X(CS_GNU_LIBPTHREAD_VERSION) X(CS_PATH)
// clang-format on

/* The names of a list, one after the other, an empty one last, and their numbers. */
#define NAME(n) #n "\0"
#define NUMBER(n) n,
#define UNDERSCORED(n) _##n,
#define LIST(list, number)                     \
  {                                            \
    list(NAME), (const int[]) { list(number) } \
  }
typedef struct {
  const char *names;
  const int *numbers;
} numbers;

// clang-format off
static const numbers constants[] = {
    LIST(EVERYWHERE, NUMBER),
#ifndef __wasi__
    LIST(UNIX, NUMBER),
#endif
#ifdef O_SEARCH
#define MUSL(X) X(O_EXEC) X(O_SEARCH) X(O_TTY_INIT)
    LIST(MUSL, NUMBER),
#endif
    {"EX_OK\0TMP_MAX\0EX_USAGE\0EX_DATAERR\0EX_NOINPUT\0EX_NOUSER\0EX_NOHOST\0EX_UNAVAILABLE\0EX_SOFTWARE\0"
     "EX_OSERR\0EX_OSFILE\0EX_CANTCREAT\0EX_IOERR\0EX_TEMPFAIL\0EX_PROTOCOL\0EX_NOPERM\0EX_CONFIG\0",
     (const int[]){0, 10000, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78}},
};
// clang-format on

static int add_all(kr_dict *d, const numbers *n) {
  const int *number = n->numbers;
  for (const char *name = n->names; *name; name += strlen(name) + 1) {
    kr_value key = kr_str_intern_cstr(name);
    int r = key == KR_NULL ? -1 : kr_dict_set(d, key, kr_from_small_int(*number++));
    kr_decref(key);
    if (r < 0) return -1;
  }
  return 0;
}

#ifndef __wasi__
static const numbers configuration[] = {LIST(SYSCONF, UNDERSCORED), LIST(PATHCONF, UNDERSCORED),
                                        LIST(CONFSTR, UNDERSCORED)};
static kr_dict *dicts[3];
static const char *const tables[] = {"sysconf_names", "pathconf_names", "confstr_names"};

/* The number of a name, which the module's table may say, too. */
static bool get_name(kr_value module, kr_value v, int table, int *out) {
  if (!kr_is_str(v)) {
    if (!kr_is_int(v) && !kr_type_of(v)->nb_index)
      return kr_raise(&kr_exc_TypeError, "configuration names must be strings or integers") != KR_NULL;
    *out = kr_index_as_int(v);
    return *out != -1 || !kr_failed();
  }
  kr_value key = kr_str_intern_cstr(tables[table]), n = KR_NULL;
  kr_value d = key == KR_NULL ? KR_NULL : kr_getattr(module, key);
  kr_decref(key);
  if (d == KR_NULL) return false;
  n = kr_getitem(d, v);
  kr_decref(d);
  if (n == KR_NULL)
    return kr_clear_if(&kr_exc_KeyError) &&
           kr_raise(&kr_exc_ValueError, "unrecognized configuration name") != KR_NULL;
  *out = kr_index_as_int(n);
  kr_decref(n);
  return *out != -1 || !kr_failed();
}
#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
static kr_value limit_value(long value, kr_value path) {
  return value == -1 && errno ? kr_raise_errno(errno, errno == EINVAL ? KR_NULL : path)
                              : kr_int_from_i64(value);
}
FN(pn_sysconf) {
  int name;
  if (!get_name(self, args[0], 0, &name)) return KR_NULL;
  errno = 0;
  return limit_value(sysconf(name), KR_NULL);
}
FN(pn_pathconf) {
  kr_path p;
  int name;
  if (!kr_path_get(args[0], "pathconf", "path", KR_PATH_FD, &p)) return KR_NULL;
  kr_value r = KR_NULL;
  if (get_name(self, args[1], 1, &name)) {
    errno = 0;
    r = limit_value(p.fd >= 0 ? fpathconf(p.fd, name) : pathconf(p.text, name), p.object);
  }
  kr_path_free(&p);
  return r;
}
FN(pn_fpathconf) {
  int name, fd = kr_get_descriptor(args[0]);
  if (fd < 0 || !get_name(self, args[1], 1, &name)) return KR_NULL;
  errno = 0;
  return limit_value(fpathconf(fd, name), KR_NULL);
}
FN(pn_confstr) {
  int name;
  char text[256];
  if (!get_name(self, args[0], 2, &name)) return KR_NULL;
  errno = 0;
  size_t n = confstr(name, text, sizeof text); /* none is longer */
  return n ? kr_fs_decode(text) : errno ? kr_raise_errno(errno, KR_NULL) : KR_NONE;
}
static const kr_method_def methods[] = {{"sysconf", pn_sysconf, 0, "($module, name, /)", NULL},
                                        {"pathconf", pn_pathconf, 0, "($module, /, path, name)", NULL},
                                        {"fpathconf", pn_fpathconf, 0, "($module, fd, name, /)", NULL},
                                        {"confstr", pn_confstr, 0, "($module, name, /)", NULL},
                                        {0}};
#endif

/* Not when the module is made: that would make the start image larger than it is worth. */
int kr_posix_fill_names(void) {
#ifndef __wasi__
  for (int i = 0; i < 3; i++)
    if (dicts[i] && add_all(dicts[i], &configuration[i])) return -1;
#endif
  return 0;
}
int kr_posix_add_names(kr_module *m) {
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (add_all(m->dict, &constants[i])) return -1;
#ifndef __wasi__
  for (int i = 0; i < 3; i++) {
    if (!dicts[i]) dicts[i] = kr_dict_new();
    if (!dicts[i] || kr_module_add(m, tables[i], kr_from_object(dicts[i]))) return -1;
  }
  return kr_posix_add_methods(m, methods);
#else
  return 0;
#endif
}
