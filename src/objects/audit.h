/* Audit events (PEP 578): what hooks are told that sys.addaudithook installed (modules/sys/audit.c). While there is
 * no hook an event costs one test. */
#ifndef KR_AUDIT_H
#define KR_AUDIT_H

#include "value/object.h"

extern bool kr_audit_hooks;
/* The arguments are borrowed. 0; -1: a hook refused (an exception is set). */
int kr_audit_slow(const char *event, size_t nargs, const kr_value *args);
KR_INLINE int kr_audit(const char *event, size_t nargs, const kr_value *args) {
  return KR_UNLIKELY(kr_audit_hooks) ? kr_audit_slow(event, nargs, args) : 0;
}
/* The same with the arguments themselves, which are computed only if there is a hook. */
#define KR_AUDIT(event, ...)                                                                                \
  (KR_UNLIKELY(kr_audit_hooks) ? kr_audit_slow(event, sizeof((kr_value[]){__VA_ARGS__}) / sizeof(kr_value), \
                                               (kr_value[]){__VA_ARGS__})                                   \
                               : 0)
/* Attributes through which a program could reach or change what it should not. */
#define KR_AUDIT_GET(self, name) KR_AUDIT("object.__getattr__", self, name)
/* v KR_NULL: deleted */
#define KR_AUDIT_SET(self, name, v)                            \
  ((v) == KR_NULL ? KR_AUDIT("object.__delattr__", self, name) \
                  : KR_AUDIT("object.__setattr__", self, name, v))

#endif
