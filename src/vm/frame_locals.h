/* The variables of a frame as a mapping: f_locals and locals() (PEP 667). */
#ifndef KR_FRAME_LOCALS_H
#define KR_FRAME_LOCALS_H

#include "vm/frame.h"

/* f_locals: the namespace of a module or class body itself, a write-through proxy for a function. New. */
kr_value kr_frame_locals(kr_frame_object *o);
/* locals(): the namespace, or a fresh dict of a function's variables (also for code that exec() runs in a
 * function's f_locals). New. */
kr_value kr_frame_locals_snapshot(kr_frame *f);
/* The f_lineno setter: a debugger's jump. 0, -1. */
int kr_frame_set_lineno(kr_value frame, kr_value v, void *closure);
int kr_traceback_line(kr_traceback *tb);
extern kr_type kr_frame_locals_proxy_type;

#endif
