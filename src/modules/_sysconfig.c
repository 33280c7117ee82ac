/* _sysconfig: how this binary was built, for sysconfig.get_config_vars(). */
#include "modules/modules.h"
#include "objects/dict.h"

static kr_value sysconfig_config_vars(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_dict *vars = kr_dict_new();
  if (!vars) return KR_NULL;
#ifdef KR_REF_DEBUG
  int debug = 1;
#else
  int debug = 0;
#endif
  if (kr_dict_set_cstr(vars, "Py_GIL_DISABLED", kr_from_small_int(0)) < 0 ||
      kr_dict_set_cstr(vars, "Py_DEBUG", kr_from_small_int(debug)) < 0) {
    kr_decref_object(vars);
    return KR_NULL;
  }
  return kr_from_object(vars);
}

static const kr_method_def methods[] = {{"config_vars", sysconfig_config_vars, KR_FN_SIG, "($module, /)",
                                         "The variables of the build, for sysconfig."},
                                        {0}};

const kr_module_def kr_module_def__sysconfig = {
    .name = "_sysconfig", .doc = "What module sysconfig asks.", .methods = methods};
