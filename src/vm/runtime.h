/* Initialization, the main program, the end. */
#ifndef KR_RUNTIME_H
#define KR_RUNTIME_H

#include "host/host.h"
#include "objects/misc.h"
#include "vm/flags.h"

/* stdio, sys.path, site: what comes after the flags are known. 0, -1. */
int kr_runtime_init_main(void);

/* signals (vm/suspend.c, modules/_signal.c) */
void kr_signal_note(int number);
int kr_tracemalloc_init(int frames);       /* 0 frames: no tracing; 0, -1 */
void kr_memory_write_stats(void);          /* to descriptor 2 (modules/sys/runtime.c) */
int kr_faulthandler_init(void);            /* as -X faulthandler asks; 0, -1 */
extern bool (*kr_signal_seen)(int number); /* NULL, or: faulthandler took the signal that was raised */
int kr_signal_run_handlers(void);          /* 0, -1 */
/* modules/_signal.c: a write found nobody who reads; ends the process where SIGPIPE would. */
void kr_signal_pipe(void);
extern int kr_died_of; /* the signal that ended the process, or 0: for kr_exit_signal() */
/* modules/_signal.c: runs Python handlers for the noted numbers (a bit set). 0, -1. */
int kr_signal_run_handlers_module(uint32_t noted);
void kr_signal_end(void); /* no handler runs from here on, and none keeps its module alive */

bool kr_host_slice_wanted(void);
void kr_slice_begin(void);

/* sys: exposes argv etc. (modules/sys.c) */
kr_module *kr_sys_init(void);
int kr_sys_set(const char *name, kr_value v); /* borrowed; 0, -1 */
int kr_sys_update_flags(void);                /* sys.flags and the like, from kr_flags; 0, -1 */

/* Prints the current exception as an uncaught one (sys.excepthook); clears it. SystemExit: the exit status
 * in *status, and true. */
bool kr_print_uncaught(int *status);
/* sys.stdout and sys.stderr, whatever they are; errors are ignored. */
void kr_flush_standard_streams(void);
/* Bytes to descriptor 2. */
void kr_write_error(const char *text, size_t size);
/* There too: what an exception says, where nothing better can show it; clears the current one. */
void kr_write_plainly(kr_value exc);
/* The namespace of __main__, borrowed; NULL: sys.modules has no such module any more. */
kr_dict *kr_main_dict(void);
/* atexit callbacks (modules/atexit.c); errors go to unraisablehook. */
kr_value kr_atexit_push(void);
/* The end of all modules, with the finalizers that come of it (vm/finalize.c); after the atexit
 * callbacks. builtins is given back what it held when remember was called. */
void kr_finalize_modules(void);
int kr_finalize_remember_builtins(void); /* 0, -1 */

#endif
