/* Helpers of the container types that are not worth inlining: see container.h. */
#include "objects/container.h"

#include "objects/dict.h"
#include "vm/frame.h"

kr_value kr_full_type_name(kr_value v) {
  kr_type *type = kr_type_of(v);
  kr_value t = kr_from_object(type);
  kr_value qualname = kr_getattr(t, KR_ID(__qualname__));
  if (qualname == KR_NULL) return KR_NULL;
  kr_value module;
  int r = kr_getattr_optional(t, KR_ID(__module__), &module);
  if (r <= 0) {
    if (r < 0) KR_CLEAR(qualname);
    return qualname;
  }
  if (kr_is_str(module) && !kr_str_equals_cstr(KR_STR(module), "builtins") &&
      !kr_str_equals_cstr(KR_STR(module), "__main__")) {
    kr_value full = kr_str_format("%U.%U", module, qualname);
    kr_decref(qualname);
    qualname = full;
  }
  kr_decref(module);
  return qualname;
}

void kr_explain_unhashable(kr_value v, const char *role) {
  kr_value exc = kr_fetch_exception();
  if (!kr_is_exact(exc, &kr_exc_TypeError)) {
    kr_restore_exception_steal(exc);
    return;
  }
  kr_value name = kr_full_type_name(v);
  if (name != KR_NULL) {
    kr_raise(&kr_exc_TypeError, "cannot use '%U' as %s (%S)", name, role, exc);
    kr_decref(name);
  }
  kr_decref(exc);
}

kr_value kr_builtin(kr_value name) {
  kr_frame *f = kr.thread->frame ? kr_frame_python(kr.thread->frame) : NULL;
  kr_value v = kr_getitem(f ? f->func->builtins : kr_from_object(kr.builtins), name);
  if (v == KR_NULL && kr_clear_if(&kr_exc_KeyError)) kr_raise(&kr_exc_AttributeError, "%U", name);
  return v;
}

kr_value kr_reduce_builtin(kr_value name, kr_value arg, kr_value state) {
  if (arg == KR_NULL) return KR_NULL;
  kr_value result = KR_NULL, args = KR_NULL, callable = kr_builtin(name);
  if (callable != KR_NULL) args = kr_tuple_pack(1, arg);
  if (args != KR_NULL) {
    result = state == KR_NULL ? kr_tuple_pack(2, callable, args) : kr_tuple_pack(3, callable, args, state);
  }
  kr_decref(args);
  kr_decref(callable);
  kr_decref(arg);
  return result;
}

int kr_slice_bound(kr_value v, intptr_t *out) {
  if (kr_is_small_int(v)) {
    int64_t i = kr_small_int_value(v);
    *out = i > INTPTR_MAX ? INTPTR_MAX : i < INTPTR_MIN ? INTPTR_MIN : (intptr_t)i;
    return 0;
  }
  if (!kr_is_int(v) && !kr_type_of(v)->nb_index) {
    return KR_RAISE_INT(&kr_exc_TypeError, "slice indices must be integers or have an __index__ method");
  }
  *out = kr_index_as_size(v, KR_NULL);
  return *out == -1 && kr_failed() ? -1 : 0;
}

int kr_index_bounds(kr_value start, kr_value stop, intptr_t length, intptr_t *from, intptr_t *to) {
  *from = 0;
  *to = INTPTR_MAX;
  if (start != KR_NULL && kr_slice_bound(start, from) < 0) return -1;
  if (stop != KR_NULL && kr_slice_bound(stop, to) < 0) return -1;
  if (*from < 0 && (*from += length) < 0) *from = 0;
  if (*to < 0 && (*to += length) < 0) *to = 0;
  return 0;
}
