/* __builtins__ of globals that is not a dict: any object a program put there, asked by subscription.
 *
 * Specialized instructions read the builtins of a function as a dict. So there it is wrapped into one
 * that stays empty, whose keys have no version (nothing specializes on it), and that is no exact dict
 * (so lookups subscribe it). */
#include "objects/abstract.h"
#include "objects/dict_table.h"
#include "objects/function.h"

typedef struct {
  kr_dict dict;
  kr_value mapping;
} wrapped;
#define MAPPING(v) KR_AS(wrapped, v)->mapping

static void wrapped_dealloc(kr_object *o) {
  KR_CLEAR(((wrapped *)o)->mapping);
  kr_dict_dealloc(o);
}
static int wrapped_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((wrapped *)o)->mapping);
  return kr_dict_traverse(o, visit, arg);
}
static kr_value wrapped_subscript(kr_value self, kr_value key) { return kr_getitem(MAPPING(self), key); }

static kr_type wrapped_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "builtins_mapping",
    .base = &kr_dict_type,
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW | KR_TF_DICT_SUBCLASS,
    .basic_size = sizeof(wrapped),
    .dealloc = wrapped_dealloc,
    .traverse = wrapped_traverse,
    .mp_subscript = wrapped_subscript,
};

kr_value kr_builtins_wrap(kr_value mapping) {
  if (kr_type_ready(&wrapped_type)) return KR_NULL;
  kr_value v = kr_type_generic_alloc(&wrapped_type, 0);
  if (v == KR_NULL) return KR_NULL;
  kr_dict_init_empty(KR_DICT(v));
  MAPPING(v) = kr_ref(mapping);
  return v;
}

kr_value kr_builtins_given(const kr_function *f) {
  return kr_is_exact(f->builtins, &wrapped_type) ? MAPPING(f->builtins) : f->builtins;
}
