/* The C modules: src/modules/<name>.c each defines `const kr_module_def kr_module_def_<name>`, listed
 * here once; import finds them through kr_builtin_modules. */
#ifndef KR_MODULES_H
#define KR_MODULES_H

#include "objects/misc.h"

// clang-format off
#define KR_BUILTIN_MODULES(X)                                                                      \
  X(builtins) X(sys) X(gc) X(time) X(math) X(cmath) X(errno) X(itertools) X(posix) X(_io)          \
  X(_codecs) X(_collections) X(_functools) X(_operator) X(_weakref) X(_abc) X(_thread) X(_signal)  \
  X(_string) X(_sre) X(_struct) X(_json) X(_random) X(_imp) X(_warnings) X(marshal) X(atexit)      \
  X(_stat) X(_typing) X(_ast) X(_symtable) X(_tokenize) X(_opcode) X(_tracemalloc) X(faulthandler) \
  X(_contextvars) X(array) X(binascii) X(_bisect) X(_heapq) X(_datetime) X(_pickle) X(unicodedata) \
  X(_suggestions) X(_template) X(_types) X(_sysconfig) X(_locale) X(_uuid) X(_krait) X(zlib) X(_csv)         \
  X(_statistics) X(select) X(_md5) X(_sha1) X(_sha2) X(_sha3) X(_blake2) X(_lsprof) X(_queue)  \
  X(_decimal)       \
  X(_socket)
// clang-format on
typedef struct {
  const char *name;
  const kr_module_def *def; /* weak: NULL when the build leaves it out */
} kr_builtin_module;
extern const kr_builtin_module kr_builtin_modules[];

#endif
