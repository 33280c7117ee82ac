/* The table of C modules. Those that this build leaves out have no definition to link. */
#include "modules/modules.h"

#define DECLARE(name) extern const kr_module_def kr_module_def_##name __attribute__((weak));
KR_BUILTIN_MODULES(DECLARE)
#undef DECLARE

#define ENTRY(name) {#name, &kr_module_def_##name},
const kr_builtin_module kr_builtin_modules[] = {KR_BUILTIN_MODULES(ENTRY){0}};
