/* Import: importlib itself is Python (frozen at build time); this is what it stands on, and the quick
 * way for modules that are there already. */
#ifndef KR_IMPORT_H
#define KR_IMPORT_H

#include "vm/call.h"

/* True for the function that builtins.__import__ starts as. */
bool kr_is_builtin_import(kr_value f);
/* __import__(name, globals, fromlist=, level=): may return KR_PUSHED. */
kr_value kr_import_push(kr_value name, kr_value globals, kr_value fromlist, int level);
/* `from module import name` when module has no such attribute: sys.modules, or the ImportError. */
kr_value kr_import_from_fallback(kr_value module, kr_value name);

typedef struct {
  const char *name;
  const uint8_t *data; /* marshalled code; NULL: the library has the source */
  uint32_t size;
  int8_t is_package;
} kr_frozen;
extern const kr_frozen kr_frozen_modules[];
/* NULL: there is none, or it would be in the library, which is not there. */
const kr_frozen *kr_find_frozen(kr_value name);
/* Its code. While modules are kept (initialization, vm/prepare.c) the object is remembered and given again
 * later, so that the bytes are not needed any more. New. */
kr_value kr_frozen_code(const kr_frozen *f);
void kr_frozen_keep(bool keep);
bool kr_frozen_is_kept(const kr_frozen *f);

/* Makes importlib from its frozen code and installs it. 0, -1. */
int kr_import_init(void);

#endif
