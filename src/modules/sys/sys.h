/* Module sys, the files beside sys.c: each gives a method table that sys.c adds to the module. */
#ifndef KR_MODULES_SYS_H
#define KR_MODULES_SYS_H

#include "modules/modules.h"
#include "objects/audit.h"

extern const kr_method_def kr_sys_audit_methods[];      /* audit.c */
extern const kr_method_def kr_sys_hook_methods[];       /* hooks.c: tracing, breakpoints, async generators */
extern const kr_method_def kr_sys_runtime_methods[];    /* runtime.c: frames, memory, switches */
extern const kr_method_def kr_sys_excepthook_methods[]; /* excepthook.c */
int kr_sys_early_stderr(void);         /* the same file: a sys.stderr that only writes. 0, -1 */
int kr_sys_runtime_exec(kr_module *m); /* 0, -1 */

/* Seconds a thread may run before another one's turn. */
extern double kr_switch_interval;

#endif
