/* The prompt: reads statements from descriptor 0, runs each in __main__, until the end of the input.
 *
 * Behaves as CPython's basic REPL (PYTHON_BASIC_REPL=1): prompts go to standard error, an empty line ends a
 * block, the sources of statements are "<stdin>-0", "<stdin>-1" ... for tracebacks. The wait for a line
 * leaves to the host. */
#ifndef KR_INTERACTIVE_H
#define KR_INTERACTIVE_H

#include "objects/function.h"

/* Pushes the frame that does it. Its result is None at the end of the input; KR_NULL with SystemExit when a
 * statement asked to exit. */
kr_value kr_interactive_push(void);
/* Makes the source of code known to linecache, for tracebacks. 0, -1. */
int kr_register_source(kr_code *code, const char *text, size_t size, kr_value filename);

#endif
