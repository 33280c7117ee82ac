/* Module sys, the files beside sys.c: each gives a method table that sys.c adds to the module. */
#ifndef KR_MODULES_SYS_H
#define KR_MODULES_SYS_H

#include "modules/modules.h"

extern const kr_method_def kr_sys_audit_methods[];   /* audit.c */
extern const kr_method_def kr_sys_hook_methods[];    /* hooks.c: tracing, breakpoints, async generators */
extern const kr_method_def kr_sys_runtime_methods[]; /* runtime.c: frames, memory, switches */
int kr_sys_runtime_exec(kr_module *m);               /* 0, -1 */

/* Audit events. While no hook is installed kr_audit costs one test. 0; -1: a hook refused. The arguments are
 * borrowed. */
extern bool kr_audit_hooks;
int kr_audit_slow(const char *event, size_t nargs, const kr_value *args);
KR_INLINE int kr_audit(const char *event, size_t nargs, const kr_value *args) {
  return KR_UNLIKELY(kr_audit_hooks) ? kr_audit_slow(event, nargs, args) : 0;
}

/* Seconds a thread may run before another one's turn. */
extern double kr_switch_interval;

#endif
