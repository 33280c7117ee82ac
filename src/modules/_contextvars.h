/* Context variables (PEP 567) for C modules that keep state by thread and task. */
#ifndef KR_CONTEXTVARS_H
#define KR_CONTEXTVARS_H

#include "value/object.h"

/* The value of a ContextVar in the current context, defaults aside. Borrowed from the context; KR_NULL: not
 * set (no exception), or failed. */
kr_value kr_contextvar_get(kr_value var);

#endif
