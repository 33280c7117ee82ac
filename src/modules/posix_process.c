/* posix: who and where this process is, and what became of others. There are no other processes: what
 * would need one is not there, or says so as CPython in WebAssembly does. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#ifndef __wasi__
#include <sys/statvfs.h>
#include <sys/utsname.h>
#endif

#include "host/host.h"
#include "modules/posix.h"
#include "objects/abstract.h"
#include "objects/audit.h"
#include "objects/bytes.h"
#include "objects/type_impl.h"
#include "objects/errors.h"
#include "objects/int.h"
#include "objects/str.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_type *uname_type, *times_type, *statvfs_type;
#ifndef __wasi__
static kr_value fail(void) { return kr_raise_errno(errno, KR_NULL); }
#endif
static bool get_int(kr_value v, int *out) {
  *out = kr_index_as_int(v);
  return *out != -1 || !kr_failed();
}

FN(pr_uname) {
#ifdef __wasi__
  const char *text[5] = {"WASI", "wasi", "0", "#1", "wasm32"};
#else
  struct utsname u;
  if (uname(&u) < 0) return fail();
  const char *text[5] = {u.sysname, u.nodename, u.release, u.version, u.machine};
#endif
  kr_value v[5];
  for (int i = 0; i < 5; i++) v[i] = kr_str_from_cstr(text[i]);
  return kr_structseq_new(uname_type, v);
}
FN(pr_times) {
  kr_value v[5] = {kr_from_double(kr_host_cpu_time()), kr_from_double(0), kr_from_double(0),
                   kr_from_double(0), kr_from_double(kr_host_now() / 1000)};
  return kr_structseq_new(times_type, v);
}
FN(pr_getlogin) {
  const char *name = getenv("LOGNAME");
  return name ? kr_str_from_cstr(name) : kr_raise_errno(ENXIO, KR_NULL);
}
/* There is no shell: as system(3) answers then. */
FN(pr_system) {
  kr_path p;
  if (!kr_path_get(args[0], NULL, NULL, KR_PATH_ONLY, &p)) return KR_NULL;
  bool refused = KR_AUDIT("os.system", p.bytes);
  kr_path_free(&p);
  return refused ? KR_NULL : kr_from_small_int(-1);
}
FN(pr_nothing) { return KR_NONE; }

FN(pr_register_at_fork) {
  static const char *const when[] = {"before", "after_in_child", "after_in_parent"};
  int given = 0;
  for (int i = 0; i < 3; i++) {
    if (args[i] == KR_NULL) continue;
    if (!kr_is_callable(args[i]))
      return kr_raise(&kr_exc_TypeError, "'%s' must be callable, not %s", when[i],
                      kr_type_short_name(kr_type_of(args[i])));
    given++;
  }
  return given ? KR_NONE : kr_raise(&kr_exc_TypeError, "At least one argument is required.");
}

#ifndef __wasi__
FN(pr_getppid) { return kr_from_small_int(getppid()); }
FN(pr_getuid) { return kr_from_small_int(getuid()); }
FN(pr_getgid) { return kr_from_small_int(getgid()); }
FN(pr_getpgrp) { return kr_from_small_int(getpgrp()); }
static kr_value statvfs_result(const struct statvfs *s) {
  uint64_t n[11] = {s->f_bsize, s->f_frsize, s->f_blocks, s->f_bfree,   s->f_bavail, s->f_files,
                    s->f_ffree, s->f_favail, s->f_flag,   s->f_namemax, s->f_fsid};
  kr_value v[11];
  for (int i = 0; i < 11; i++) v[i] = kr_int_from_u64(n[i]);
  return kr_structseq_new(statvfs_type, v);
}
FN(pr_statvfs) {
  kr_path p;
  if (!kr_path_get(args[0], "statvfs", "path", KR_PATH_FD, &p)) return KR_NULL;
  struct statvfs s;
  int r = p.fd >= 0 ? fstatvfs(p.fd, &s) : statvfs(p.text, &s);
  kr_value v = r < 0 ? kr_raise_errno(errno, p.object) : statvfs_result(&s);
  kr_path_free(&p);
  return v;
}
FN(pr_fstatvfs) {
  int fd;
  struct statvfs s;
  if (!get_int(args[0], &fd)) return KR_NULL;
  return fstatvfs(fd, &s) < 0 ? fail() : statvfs_result(&s);
}

/* ---- other processes, users, terminals: none ----------------------------------------------------------- */

/* Raises `error` once the arguments are found to be ints; 0: None. */
static kr_value ints_then(const kr_value *args, size_t n, int error) {
  int i;
  for (size_t k = 0; k < n; k++)
    if (!get_int(args[k], &i)) return KR_NULL;
  return error ? kr_raise_errno(error, KR_NULL) : KR_NONE;
}
FN(pr_fork) { return kr_audit("os.fork", 0, NULL) ? KR_NULL : kr_raise_errno(ENOSYS, KR_NULL); }
FN(pr_wait) { return ints_then(args, nargs, ENOSYS); }
FN(pr_waitid) { return ints_then(args, nargs, ECHILD); }
FN(pr_killpg) {
  kr_value r = ints_then(args, nargs, 0);
  return r == KR_NULL || kr_audit("os.killpg", 2, args) ? KR_NULL : kr_raise_errno(EPERM, KR_NULL);
}
FN(pr_setsid) { return KR_NONE; }
/* This process is alone in its group and session. */
static bool get_self(kr_value v) {
  int pid;
  return get_int(v, &pid) && ((pid == 0 || pid == getpid()) || kr_raise_errno(ESRCH, KR_NULL) != KR_NULL);
}
FN(pr_getpgid) { return get_self(args[0]) ? kr_from_small_int(getpgrp()) : KR_NULL; }
FN(pr_setpgid) {
  int group;
  return get_int(args[1], &group) && get_self(args[0]) ? KR_NONE : KR_NULL;
}
static kr_value set_ids(const kr_value *args, size_t n, const char *what) {
  uint32_t id;
  for (size_t i = 0; i < n; i++)
    if (!kr_get_id(args[i], what, &id)) return KR_NULL;
  return kr_raise_errno(EPERM, KR_NULL);
}
FN(pr_setuid) { return set_ids(args, nargs, "uid"); }
FN(pr_setgid) { return set_ids(args, nargs, "gid"); }
/* r, if the descriptor is a terminal. */
static kr_value terminal(kr_value v, kr_value r) {
  int fd;
  if (!get_int(v, &fd)) return KR_NULL;
  if (fcntl(fd, F_GETFD) < 0) return fail();
  return isatty(fd) ? r : kr_raise_errno(ENOTTY, KR_NULL);
}
FN(pr_ttyname) {
  kr_value r = kr_str_from_cstr("/dev/tty");
  return r == KR_NULL ? r : terminal(args[0], r);
}
/* ---- files --------------------------------------------------------------------------------------------- */

static bool position(kr_value v, off_t *out) {
  *out = kr_index_as_i64(v);
  return *out != -1 || !kr_failed();
}
FN(pr_pread) {
  int fd;
  off_t at;
  intptr_t n;
  if (!get_int(args[0], &fd)) return KR_NULL;
  n = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
  if ((n == -1 && kr_failed()) || !position(args[2], &at)) return KR_NULL;
  if (n < 0) return kr_raise_errno(EINVAL, KR_NULL);
  char *buffer = kr_alloc((size_t)n);
  if (!buffer) return KR_NULL;
  ssize_t got = pread(fd, buffer, (size_t)n, at);
  kr_value r = got < 0 ? fail() : kr_bytes_from(buffer, (size_t)got);
  kr_free(buffer);
  return r;
}
FN(pr_pwrite) {
  int fd;
  off_t at;
  kr_buffer view;
  if (!get_int(args[0], &fd) || kr_get_buffer(args[1], &view, KR_BUF_SIMPLE)) return KR_NULL;
  ssize_t n = position(args[2], &at) ? pwrite(fd, view.buf, (size_t)view.len, at) : -1;
  kr_value r = n >= 0 ? kr_int_from_i64(n) : kr_failed() ? KR_NULL : fail();
  kr_release_buffer(&view);
  return r;
}
FN(pr_lockf) {
  int fd, command;
  off_t length;
  if (!get_int(args[0], &fd) || !get_int(args[1], &command) || !position(args[2], &length) ||
      kr_audit("os.lockf", 3, args))
    return KR_NULL;
  return lockf(fd, command, length) ? fail() : KR_NONE;
}
FN(pr_fadvise) {
  int fd, advice;
  off_t from, length;
  if (!get_int(args[0], &fd) || !position(args[1], &from) || !position(args[2], &length) ||
      !get_int(args[3], &advice))
    return KR_NULL;
  int e = posix_fadvise(fd, from, length, advice);
  return e ? kr_raise_errno(e, KR_NULL) : KR_NONE;
}
#endif

/* What a wait status says, by the numbers POSIX systems agree on. */
static bool signaled(int s) { return (s & 0xFFFF) - 1u < 0xFFu; }
static bool stopped(int s) { return (int16_t)((s & 0xFFFF) * 0x10001u >> 8) > 0x7F00; }
enum { EXITED, SIGNALED, STOPPED, EXIT_STATUS, TERM_SIGNAL, STOP_SIGNAL };
static kr_value status_part(const kr_value *args, int part) {
  int s;
  if (!get_int(args[0], &s)) return KR_NULL;
  int sig = s & 0x7F;
  switch (part) {
    case EXITED: return kr_from_bool(sig == 0);
    case SIGNALED: return kr_from_bool(signaled(s));
    case STOPPED: return kr_from_bool(stopped(s));
    case TERM_SIGNAL: return kr_from_small_int(sig);
    default: return kr_from_small_int(s >> 8 & 0xFF);
  }
}
FN(pr_exited) { return status_part(args, EXITED); }
FN(pr_signaled) { return status_part(args, SIGNALED); }
FN(pr_stopped) { return status_part(args, STOPPED); }
FN(pr_exit_status) { return status_part(args, EXIT_STATUS); }
FN(pr_term_signal) { return status_part(args, TERM_SIGNAL); }
FN(pr_exit_code) {
  int s;
  if (!get_int(args[0], &s)) return KR_NULL;
  int sig = s & 0x7F;
  if (!sig) return kr_from_small_int(s >> 8 & 0xFF);
  if (signaled(s)) return kr_from_small_int(-sig);
  return stopped(s) ? kr_raise(&kr_exc_ValueError, "process stopped by delivery of signal %d", s >> 8 & 0xFF)
                    : kr_raise(&kr_exc_ValueError, "invalid wait status: %d", s);
}
FN(pr_core_dumped) {
  int s;
  return get_int(args[0], &s) ? kr_from_bool(s & 0x80) : KR_NULL;
}
FN(pr_continued) {
  int s;
  return get_int(args[0], &s) ? kr_from_bool(s == 0xFFFF) : KR_NULL;
}
/* Device numbers, as Linux writes them. */
static bool get_number(kr_value v, uint64_t *n) {
  int64_t i = kr_index_as_i64(v);
  *n = (uint64_t)i;
  if (i < 0 && !kr_failed())
    return kr_raise(&kr_exc_OverflowError, "can't convert negative int to unsigned") != KR_NULL;
  if (sizeof(dev_t) == 4 && i > UINT32_MAX)
    return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C dev_t") != KR_NULL;
  return i != -1 || !kr_failed();
}
FN(pr_major) {
  uint64_t d;
  return get_number(args[0], &d) ? kr_int_from_u64((d >> 8 & 0xFFF) | (d >> 32 & 0xFFFFF000)) : KR_NULL;
}
FN(pr_minor) {
  uint64_t d;
  return get_number(args[0], &d) ? kr_int_from_u64((d & 0xFF) | (d >> 12 & 0xFFFFFF00)) : KR_NULL;
}
FN(pr_makedev) {
  uint64_t a, b;
  if (!get_number(args[0], &a) || !get_number(args[1], &b)) return KR_NULL;
  return kr_int_from_u64(
      (dev_t)((a & 0xFFFFF000) << 32 | (a & 0xFFF) << 8 | (b & 0xFFFFFF00) << 12 | (b & 0xFF)));
}
FN(pr_ctermid) { return kr_str_from_cstr("/dev/tty"); }
FN(pr_device_encoding) {
  int fd;
  if (!get_int(args[0], &fd)) return KR_NULL;
  return isatty(fd) ? kr_str_from_cstr("utf-8") : KR_NONE;
}

static const kr_method_def methods[] = {
    {"uname", pr_uname, 0, "($module, /)", NULL},
    {"times", pr_times, 0, "($module, /)", NULL},
    {"getlogin", pr_getlogin, 0, "($module, /)", NULL},
    {"system", pr_system, 0, "($module, /, command)", "There is no shell: -1."},
    {"sync", pr_nothing, 0, "($module, /)", NULL},
    {"sched_yield", pr_nothing, 0, "($module, /)", NULL},
    {"register_at_fork", pr_register_at_fork, 0,
     "($module, /, *, before=<unrepresentable>, after_in_child=<unrepresentable>, "
     "after_in_parent=<unrepresentable>)",
     NULL},
    {"WIFEXITED", pr_exited, 0, "($module, /, status)", NULL},
    {"WIFSIGNALED", pr_signaled, 0, "($module, /, status)", NULL},
    {"WIFSTOPPED", pr_stopped, 0, "($module, /, status)", NULL},
    {"WEXITSTATUS", pr_exit_status, 0, "($module, /, status)", NULL},
    {"WSTOPSIG", pr_exit_status, 0, "($module, /, status)", NULL},
    {"WTERMSIG", pr_term_signal, 0, "($module, /, status)", NULL},
    {"waitstatus_to_exitcode", pr_exit_code, 0, "($module, /, status)", NULL},
    {"WCOREDUMP", pr_core_dumped, 0, "($module, status, /)", NULL},
    {"WIFCONTINUED", pr_continued, 0, "($module, /, status)", NULL},
    {"major", pr_major, 0, "($module, device, /)", NULL},
    {"minor", pr_minor, 0, "($module, device, /)", NULL},
    {"makedev", pr_makedev, 0, "($module, major, minor, /)", NULL},
    {"ctermid", pr_ctermid, 0, "($module, /)", NULL},
    {"device_encoding", pr_device_encoding, 0, "($module, /, fd)", NULL},
#ifndef __wasi__
    {"getppid", pr_getppid, 0, "($module, /)", NULL},
    {"getuid", pr_getuid, 0, "($module, /)", NULL},
    {"getgid", pr_getgid, 0, "($module, /)", NULL},
    {"getpgrp", pr_getpgrp, 0, "($module, /)", NULL},
    {"statvfs", pr_statvfs, 0, "($module, /, path)", NULL},
    {"fork", pr_fork, 0, "($module, /)", NULL},
    {"wait", pr_wait, 0, "($module, /)", NULL},
    {"wait3", pr_wait, 0, "($module, /, options)", NULL},
    {"wait4", pr_wait, 0, "($module, /, pid, options)", NULL},
    {"waitpid", pr_wait, 0, "($module, pid, options, /)", NULL},
    {"waitid", pr_waitid, 0, "($module, idtype, id, options, /)", NULL},
    {"killpg", pr_killpg, 0, "($module, pgid, signal, /)", NULL},
    {"setsid", pr_setsid, 0, "($module, /)", NULL},
    {"setpgrp", pr_setsid, 0, "($module, /)", NULL},
    {"getsid", pr_getpgid, 0, "($module, pid, /)", NULL},
    {"getpgid", pr_getpgid, 0, "($module, /, pid)", NULL},
    {"setpgid", pr_setpgid, 0, "($module, pid, pgrp, /)", NULL},
    {"setuid", pr_setuid, 0, "($module, uid, /)", NULL},
    {"setgid", pr_setgid, 0, "($module, gid, /)", NULL},
    {"ttyname", pr_ttyname, 0, "($module, fd, /)", NULL},
    {"lockf", pr_lockf, 0, "($module, fd, command, length, /)", NULL},
    {"posix_fadvise", pr_fadvise, 0, "($module, fd, offset, length, advice, /)", NULL},
    {"fstatvfs", pr_fstatvfs, 0, "($module, fd, /)", NULL},
    {"pread", pr_pread, 0, "($module, fd, length, offset, /)", NULL},
    {"pwrite", pr_pwrite, 0, "($module, fd, buffer, offset, /)", NULL},
#endif
    {0}};

int kr_posix_add_methods(kr_module *m, const kr_method_def *d) {
  kr_value module = kr_str_intern_cstr("posix");
  if (module == KR_NULL) return -1;
  int r = 0;
  for (; d->name && r == 0; d++)
    r = kr_module_add_steal(m, d->name, kr_cfunction_new(d, kr_from_object(m), module));
  kr_decref(module);
  return r;
}
int kr_posix_add_process(kr_module *m) {
  static const char *const uname_fields[] = {"sysname", "nodename", "release", "version", "machine", NULL};
  static const char *const times_fields[] = {"user",    "system", "children_user", "children_system",
                                             "elapsed", NULL};
  static const char *const statvfs_fields[] = {"f_bsize",  "f_frsize",  "f_blocks", "f_bfree",
                                               "f_bavail", "f_files",   "f_ffree",  "f_favail",
                                               "f_flag",   "f_namemax", "f_fsid",   NULL};
  if (!uname_type)
    uname_type =
        kr_structseq_new_type("posix.uname_result", "What os.uname() knows of the system.", uname_fields, 5);
  if (!times_type)
    times_type = kr_structseq_new_type("posix.times_result", "What os.times() knows of the time spent.",
                                       times_fields, 5);
  if (!statvfs_type)
    statvfs_type = kr_structseq_new_type(
        "os.statvfs_result", "What statvfs() and fstatvfs() know of a file system.", statvfs_fields, 10);
  static const char *const waitid_fields[] = {"si_pid", "si_uid", "si_signo", "si_status", "si_code", NULL};
  static kr_type *waitid_type;
  if (!waitid_type)
    waitid_type =
        kr_structseq_new_type("posix.waitid_result", "What waitid() knows of a process.", waitid_fields, 5);
  if (!waitid_type || kr_module_add(m, "waitid_result", kr_from_object(waitid_type))) return -1;
  if (!uname_type || !times_type || !statvfs_type ||
      kr_module_add(m, "uname_result", kr_from_object(uname_type)) ||
      kr_module_add(m, "times_result", kr_from_object(times_type)) ||
      kr_module_add(m, "statvfs_result", kr_from_object(statvfs_type)))
    return -1;
  return kr_posix_add_methods(m, methods);
}
