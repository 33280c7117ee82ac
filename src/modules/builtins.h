/* What the parts of module builtins share. */
#ifndef KR_BUILTINS_H
#define KR_BUILTINS_H

#include "objects/misc.h"
#include "vm/call.h"
#include "vm/flags.h"
#include "vm/frame_locals.h"

#define KR_BUILTIN(name) \
  kr_value kr_builtin_##name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
KR_BUILTIN(all);
KR_BUILTIN(any);
KR_BUILTIN(sum);
KR_BUILTIN(min);
KR_BUILTIN(max);
KR_BUILTIN(sorted);
KR_BUILTIN(compile);
KR_BUILTIN(eval);
KR_BUILTIN(exec);
KR_BUILTIN(input);
KR_BUILTIN(build_class);
KR_BUILTIN(import);

/* vm/asyncgen.c: the awaitable of anext(it, default) */
kr_value kr_anext_default(kr_value awaitable, kr_value fallback);

#define KR_SPACE_STR kr_str_from_char(' ') /* Latin-1 characters are immortal */
#define KR_NEWLINE_STR kr_str_from_char('\n')

#endif
