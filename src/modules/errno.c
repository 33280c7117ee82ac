/* Module errno: the numbers of this C library. */
#include "modules/modules.h"
#include "objects/dict.h"
#include "objects/str.h"

#include <errno.h>

static const struct {
  const char *name;
  int number;
} codes[] = {
#define E(name) {#name, name},
    E(EPERM) E(ENOENT) E(ESRCH) E(EINTR) E(EIO) E(ENXIO) E(E2BIG) E(ENOEXEC) E(EBADF) E(ECHILD) E(EWOULDBLOCK)
        E(EAGAIN) E(ENOMEM) E(EACCES) E(EFAULT) E(EBUSY) E(EEXIST) E(EXDEV) E(ENODEV) E(ENOTDIR) E(EISDIR)
            E(EINVAL) E(ENFILE) E(EMFILE) E(ENOTTY) E(ETXTBSY) E(EFBIG) E(ENOSPC) E(ESPIPE) E(EROFS) E(EMLINK)
                E(EPIPE) E(EDOM) E(ERANGE) E(EDEADLK) E(ENAMETOOLONG) E(ENOLCK) E(ENOSYS) E(ENOTEMPTY)
                    E(ELOOP) E(ENOMSG) E(EIDRM) E(ENOLINK) E(EPROTO) E(EMULTIHOP) E(EBADMSG) E(EOVERFLOW)
                        E(EILSEQ) E(ENOTSOCK) E(EDESTADDRREQ) E(EMSGSIZE) E(EPROTOTYPE) E(ENOPROTOOPT)
                            E(EPROTONOSUPPORT) E(EOPNOTSUPP) E(ENOTSUP) E(EAFNOSUPPORT) E(EADDRINUSE)
                                E(EADDRNOTAVAIL) E(ENETDOWN) E(ENETUNREACH) E(ENETRESET) E(ECONNABORTED)
                                    E(ECONNRESET) E(ENOBUFS) E(EISCONN) E(ENOTCONN) E(ETIMEDOUT)
                                        E(ECONNREFUSED) E(EHOSTUNREACH) E(EALREADY) E(EINPROGRESS) E(ESTALE)
                                            E(EDQUOT) E(ECANCELED) E(EOWNERDEAD) E(ENOTRECOVERABLE)
#ifdef ESOCKTNOSUPPORT
                                                E(ESOCKTNOSUPPORT)
#endif
#ifdef EPFNOSUPPORT
                                                    E(EPFNOSUPPORT)
#endif
#ifdef ESHUTDOWN
                                                        E(ESHUTDOWN)
#endif
#ifdef EHOSTDOWN
                                                            E(EHOSTDOWN)
#endif
#ifdef ETOOMANYREFS
                                                                E(ETOOMANYREFS)
#endif
#ifdef EUSERS
                                                                    E(EUSERS)
#endif
#ifdef EREMOTE
                                                                        E(EREMOTE)
#endif
#ifdef ENOTBLK
                                                                            E(ENOTBLK)
#endif
#ifdef ENODATA
                                                                                E(ENODATA)
#endif
#ifdef ETIME
                                                                                    E(ETIME)
#endif
#ifdef ENOSTR
                                                                                        E(ENOSTR)
#endif
#ifdef ENOSR
                                                                                            E(ENOSR)
#endif
#undef E
};

static int exec(kr_module *m) {
  kr_dict *names = kr_dict_new();
  if (!names) return -1;
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    kr_value number = kr_from_small_int(codes[i].number);
    kr_value name = kr_str_intern_cstr(codes[i].name);
    int r = name == KR_NULL || kr_module_add(m, codes[i].name, number);
    /* of two names for one number errorcode has the later, as CPython's */
    r = r || kr_dict_set(names, number, name);
    kr_decref(name);
    if (r) {
      kr_decref_object(names);
      return -1;
    }
  }
  return kr_module_add_steal(m, "errorcode", kr_from_object(names));
}
const kr_module_def kr_module_def_errno = {.name = "errno", .doc = "Error numbers.", .exec = exec};
