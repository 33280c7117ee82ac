/* repr, str, format, hash and truth of any value. */
#include "objects/float.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "vm/frame.h"

KR_INLINE bool ready(kr_type *type) { return KR_LIKELY(type->tf & KR_TF_READY) || kr_type_ready(type) == 0; }

kr_value kr_repr(kr_value v) {
  if (KR_UNLIKELY(kr_is_null(v))) return kr_str_from_cstr("<NULL>");
  kr_type *type = kr_type_of(v);
  if (!ready(type)) return KR_NULL;
  if (kr_enter_recursion(" while getting the repr of an object") < 0) return KR_NULL;
  kr_value r = type->repr(v);
  kr_leave_recursion();
  if (KR_UNLIKELY(!kr_is_null(r) && !kr_is_str(r))) {
    kr_raise(&kr_exc_TypeError, "__repr__ returned non-string (type %T)", r);
    KR_CLEAR(r);
  }
  return r;
}

kr_value kr_str_of(kr_value v) {
  if (kr_is_exact_str(v)) return kr_ref(v);
  if (KR_UNLIKELY(kr_is_null(v))) return kr_str_from_cstr("<NULL>");
  kr_type *type = kr_type_of(v);
  if (!ready(type)) return KR_NULL;
  if (kr_enter_recursion(" while getting the str of an object") < 0) return KR_NULL;
  kr_value r = type->str ? type->str(v) : type->repr(v);
  kr_leave_recursion();
  if (KR_UNLIKELY(!kr_is_null(r) && !kr_is_str(r))) {
    kr_raise(&kr_exc_TypeError, "__str__ returned non-string (type %T)", r);
    KR_CLEAR(r);
  }
  return r;
}

kr_value kr_ascii(kr_value v) {
  kr_value r = kr_repr(v);
  if (kr_is_null(r) || kr_str_is_ascii(KR_STR(r))) return r;
  static const char digits[] = "0123456789abcdef";
  kr_str_builder sb = {0};
  kr_str *s = KR_STR(r);
  for (uint32_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c < 128) {
      kr_sb_char(&sb, c);
      continue;
    }
    int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    kr_sb_char(&sb, '\\');
    kr_sb_char(&sb, width == 2 ? 'x' : width == 4 ? 'u' : 'U');
    for (int shift = width * 4 - 4; shift >= 0; shift -= 4)
      kr_sb_char(&sb, (uint32_t)digits[(c >> shift) & 15]);
  }
  kr_decref(r);
  return kr_sb_finish(&sb);
}

kr_value kr_format(kr_value v, kr_value spec) {
  if (!kr_is_null(spec) && !kr_is_str(spec))
    return kr_raise(&kr_exc_SystemError, "Format specifier must be a string, not %T", spec);
  if (kr_is_null(spec) || KR_STR(spec)->length == 0) {
    if (kr_is_exact_str(v)) return kr_ref(v);
    if (kr_is_exact_int(v)) return kr_repr(v);
  }
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(v, KR_ID(__format__), &func, &unbound);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise(&kr_exc_TypeError, "Type %T doesn't define __format__", v);
  kr_value text = kr_is_null(spec) ? KR_EMPTY_STR : spec;
  kr_value r = unbound ? kr_call2(func, v, text) : kr_call1(func, text);
  kr_decref(func);
  if (!kr_is_null(r) && !kr_is_str(r)) {
    kr_raise(&kr_exc_TypeError, "__format__ must return a str, not %T", r);
    KR_CLEAR(r);
  }
  return r;
}

int kr_truth(kr_value v) {
  if (kr_is_bool(v)) return v == KR_TRUE;
  if (kr_is_small_int(v)) return kr_small_int_value(v) != 0;
  if (kr_is_none(v)) return 0;
  if (kr_is_double(v)) return kr_double_value(v) != 0;
  kr_type *type = kr_type_of(v);
  if (!ready(type)) return -1;
  if (type->nb_bool) return type->nb_bool(v);
  if (type->sq_length) {
    intptr_t n = type->sq_length(v);
    return n > 0 ? 1 : (int)n;
  }
  return 1;
}

/* ---- hashes -------------------------------------------------------------------------------------------- */

int64_t kr_hash64(kr_value v) {
  if (kr_is_exact_str(v)) return kr_str_hash(KR_STR(v));
  if (kr_is_small_int(v)) return kr_int_hash(v);
  kr_type *type = kr_type_of(v);
  if (!ready(type)) return KR_HASH_ERROR;
  if (!type->hash) return kr_hash_not_implemented(v);
  return type->hash(v);
}

int32_t kr_hash(kr_value v, bool *failed) {
  int64_t h = kr_hash64(v);
  if (KR_UNLIKELY(h == KR_HASH_ERROR)) {
    *failed = true;
    return -1;
  }
  return (int32_t)h;
}

int32_t kr_pointer_hash(const void *p) {
  /* The low bits of addresses are alike: rotate them out. */
  uintptr_t a = (uintptr_t)p;
  a = (a >> 4) | (a << (8 * sizeof a - 4));
  int32_t h = (int32_t)(uint32_t)(a ^ ((uint64_t)a >> 32));
  return h == -1 ? -2 : h;
}

/* ---- containers that contain themselves ---------------------------------------------------------------- */

int kr_repr_enter(kr_value v) {
  kr_thread *t = kr.thread;
  if (kr_is_null(t->repr_list) || !kr_is_exact_list(t->repr_list)) {
    kr_list *l = kr_list_new(4);
    if (!l) return -1;
    t->repr_list = kr_from_object(l);
  }
  kr_list *l = KR_LIST(t->repr_list);
  for (uint32_t i = l->size; i-- > 0;)
    if (l->items[i] == v) return 1;
  return kr_list_append(l, v);
}

void kr_repr_leave(kr_value v) {
  kr_thread *t = kr.thread;
  if (kr_is_null(t->repr_list) || !kr_is_exact_list(t->repr_list)) return;
  kr_list *l = KR_LIST(t->repr_list);
  for (uint32_t i = l->size; i-- > 0;)
    if (l->items[i] == v) {
      kr_list_assign_slice(l, i, i + 1, NULL, 0);
      return;
    }
}
