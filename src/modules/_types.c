/* _types: the builtin types that have no name of their own in builtins. */
#include "modules/modules.h"
#include "objects/function.h"
#include "vm/frame.h"

extern kr_type kr_generator_type, kr_coroutine_type, kr_async_generator_type;

/* Krait has no C objects to wrap, but the type has its name. */
static kr_type capsule_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "PyCapsule",
    .doc = "A C pointer that modules hand each other.",
    .tf = KR_TF_NO_NEW,
    .basic_size = sizeof(kr_object),
};

static int exec(kr_module *m) {
  const struct {
    const char *name;
    kr_type *type;
  } entries[] = {
      {"AsyncGeneratorType", &kr_async_generator_type},
      {"BuiltinFunctionType", &kr_cfunction_type},
      {"BuiltinMethodType", &kr_cfunction_type},
      {"CapsuleType", &capsule_type},
      {"CellType", &kr_cell_type},
      {"ClassMethodDescriptorType", &kr_classmethod_descr_type},
      {"CodeType", &kr_code_type},
      {"CoroutineType", &kr_coroutine_type},
      {"EllipsisType", &kr_ellipsis_type},
      {"FrameType", &kr_frame_type},
      {"FunctionType", &kr_function_type},
      {"GeneratorType", &kr_generator_type},
      {"GenericAlias", &kr_generic_alias_type},
      {"GetSetDescriptorType", &kr_getset_descr_type},
      {"LambdaType", &kr_function_type},
      {"MappingProxyType", &kr_mappingproxy_type},
      {"MemberDescriptorType", &kr_member_descr_type},
      {"MethodDescriptorType", &kr_method_descr_type},
      {"MethodType", &kr_method_type},
      {"MethodWrapperType", &kr_method_wrapper_type},
      {"ModuleType", &kr_module_type},
      {"NoneType", &kr_none_type},
      {"NotImplementedType", &kr_not_implemented_type},
      {"SimpleNamespace", &kr_namespace_type},
      {"TracebackType", &kr_traceback_type},
      {"UnionType", &kr_union_type},
      {"WrapperDescriptorType", &kr_wrapper_descr_type},
  };
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
    if (kr_type_ready(entries[i].type) < 0 ||
        kr_module_add(m, entries[i].name, kr_from_object(entries[i].type)) < 0)
      return -1;
  return 0;
}

const kr_module_def kr_module_def__types = {
    .name = "_types",
    .doc = "Builtin types that have no other name.",
    .exec = exec,
};
