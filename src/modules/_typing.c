/* _typing: what the typing module takes from the interpreter. */
#include "modules/modules.h"
#include "objects/typevar.h"

static kr_value idfunc(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_ref(args[0]);
}

static const kr_method_def methods[] = {
    {"_idfunc", idfunc, KR_FN_SIG, "($module, x, /)", NULL},
    {NULL},
};

static int exec(kr_module *m) {
  if (kr_typevar_init() < 0) return -1;
  kr_type *const types[] = {
      &kr_typevar_type,         &kr_typevartuple_type, &kr_paramspec_type, &kr_paramspecargs_type,
      &kr_paramspeckwargs_type, &kr_generic_type,      &kr_typealias_type, &kr_union_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (kr_module_add_type(m, types[i]) < 0) return -1;
  return kr_module_add(m, "NoDefault", kr_from_object(&kr_no_default));
}

const kr_module_def kr_module_def__typing = {
    .name = "_typing",
    .doc = "What typing has in C.",
    .methods = methods,
    .exec = exec,
};
