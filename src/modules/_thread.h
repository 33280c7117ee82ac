/* What the files of module _thread share. */
#ifndef KR_MODULES_THREAD_H
#define KR_MODULES_THREAD_H

#include "modules/modules.h"
#include "vm/threads.h"
#include "vm/vm.h"

extern kr_type kr_lock_type, kr_rlock_type, kr_thread_local_type, kr_thread_handle_type;

/* A wait of so many seconds (an int or a float) as a deadline. False: an exception is set, which calls what is
 * negative (with the text `negative`) or too large an error. `minus_one`: -1 is no limit. */
bool kr_timeout_deadline(kr_value seconds, bool minus_one, const char *negative, double *deadline);
#define KR_TIMEOUT_NEGATIVE "timeout value must be a non-negative number"
/* What CPython accepts at most, in seconds. */
#define KR_TIMEOUT_MAX 9223372036.0

/* The current thread ends: drops what threading.local objects keep for it. */
void kr_thread_locals_clear(void);

/* Starts func(*args, **kwargs) in a new thread. handle: to tell when it is done. 0, -1. */
int kr_thread_start(kr_value func, kr_value args, kr_value kwargs_or_null, kr_value handle, bool daemon);
extern const kr_method_def kr_thread_handle_functions[]; /* of the module */

#endif
