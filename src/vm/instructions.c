/* Longer instructions of the evaluation loop: unpacking, patterns, building, formatting, functions. */
#include "objects/bytes.h"
#include "objects/exc_group.h"
#include "objects/set.h"
#if __has_include("objects/typevar.h")
#include "objects/typevar.h"
#else
kr_value kr_typevar_new(kr_value, kr_value, kr_value), kr_paramspec_new(kr_value),
    kr_typevartuple_new(kr_value), kr_subscript_generic(kr_value), kr_typealias_new(kr_value),
    kr_typeparam_set_default(kr_value, kr_value);
#endif
#include "vm/vm.h"

/* ---- unpacking ----------------------------------------------------------------------------------------- */

static void raise_not_iterable(kr_value v) {
  kr_raise(&kr_exc_TypeError, "cannot unpack non-iterable %T object", v);
}

static kr_value unpack_iter(kr_value o) {
  kr_value it = kr_iter(o);
  if (it == KR_NULL && kr_failed_with(&kr_exc_TypeError) && !kr_type_of(o)->iter && !kr_is_sequence(o)) {
    kr_clear_exception();
    raise_not_iterable(o);
  }
  return it;
}

int kr_vm_unpack_sequence(kr_value o, uint32_t n, kr_value *top) {
  if (kr_is_exact_tuple(o) || kr_is_exact_list(o)) {
    size_t size;
    const kr_value *items = kr_fast_items(o, &size);
    if (size == n) {
      for (uint32_t i = 0; i < n; i++) *--top = kr_ref(items[i]);
      return 0;
    }
    if (size > n) kr_raise(&kr_exc_ValueError, "too many values to unpack (expected %u, got %zu)", n, size);
    else kr_raise(&kr_exc_ValueError, "not enough values to unpack (expected %u, got %zu)", n, size);
    return -1;
  }
  kr_value it = unpack_iter(o);
  if (it == KR_NULL) return -1;
  uint32_t i = 0;
  kr_value *p = top;
  for (; i < n; i++) {
    kr_value v = kr_next(it);
    if (v == KR_NULL) {
      if (!kr_failed())
        kr_raise(&kr_exc_ValueError, "not enough values to unpack (expected %u, got %u)", n, i);
      goto fail;
    }
    *--p = v;
  }
  kr_value extra = kr_next(it);
  if (extra == KR_NULL) {
    if (kr_failed()) goto fail;
    kr_decref(it);
    return 0;
  }
  kr_decref(extra);
  if (kr_is_exact_dict(o))
    kr_raise(&kr_exc_ValueError, "too many values to unpack (expected %u, got %u)", n, KR_DICT(o)->used);
  else kr_raise(&kr_exc_ValueError, "too many values to unpack (expected %u)", n);
fail:
  while (p < top) kr_decref(*p++);
  kr_decref(it);
  return -1;
}

kr_value kr_vm_unpack_ex(kr_value o, uint32_t before, uint32_t after, kr_value *top) {
  kr_value it = unpack_iter(o);
  if (it == KR_NULL) return KR_NULL;
  kr_value *p = top;
  kr_list *rest = NULL;
  for (uint32_t i = 0; i < before; i++) {
    kr_value v = kr_next(it);
    if (v == KR_NULL) {
      if (!kr_failed())
        kr_raise(&kr_exc_ValueError, "not enough values to unpack (expected %s%u, got %u)", "at least ",
                 before + after, i);
      goto fail;
    }
    *--p = v;
  }
  kr_value list = kr_list_from_iterable(it);
  if (list == KR_NULL) goto fail;
  rest = KR_LIST(list);
  if (rest->size < after) {
    kr_raise(&kr_exc_ValueError, "not enough values to unpack (expected at least %u, got %zu)",
             before + after, (size_t)before + rest->size);
    kr_decref(list);
    goto fail;
  }
  *--p = list;
  uint32_t first = rest->size - after;
  for (uint32_t i = 0; i < after; i++) *--p = rest->items[first + i];
  rest->size = first;
  kr_decref(it);
  return KR_NONE;
fail:
  while (p < top) kr_decref(*p++);
  kr_decref(it);
  return KR_NULL;
}

/* ---- patterns ------------------------------------------------------------------------------------------ */

kr_value kr_vm_match_keys(kr_value subject, kr_value keys) {
  kr_tuple *k = KR_TUPLE(keys);
  kr_set *seen = kr_set_new(&kr_set_type);
  kr_tuple *values = kr_tuple_new(k->size);
  kr_value get = KR_NULL, sentinel = KR_NULL, result = KR_NULL;
  if (!seen || !values) goto done;
  if (k->size == 0) {
    result = kr_ref(KR_EMPTY_TUPLE);
    goto done;
  }
  get = kr_getattr(subject, KR_ID(get));
  if (get == KR_NULL) goto done;
  sentinel = kr_from_object_or_null(kr_list_new(0));
  if (sentinel == KR_NULL) goto done;
  for (uint32_t i = 0; i < k->size; i++) {
    int dup = kr_set_contains(seen, k->items[i]);
    if (dup) {
      if (dup > 0) kr_raise(&kr_exc_ValueError, "mapping pattern checks duplicate key (%R)", k->items[i]);
      goto done;
    }
    if (kr_set_add(seen, k->items[i])) goto done;
    kr_value v = kr_call2(get, k->items[i], sentinel);
    if (v == KR_NULL) goto done;
    if (v == sentinel) {
      kr_decref(v);
      result = KR_NONE;
      goto done;
    }
    values->items[i] = v;
  }
  result = kr_from_object(values);
  values = NULL;
done:
  kr_decref(get);
  kr_decref(sentinel);
  kr_xdecref_object(seen);
  kr_xdecref_object(values);
  return result;
}

/* One attribute of a class pattern: 1 (*out new), 0 absent: no match, -1. */
static int match_attr(kr_value subject, kr_value cls, kr_value name, kr_set *seen, kr_value *out) {
  int dup = kr_set_contains(seen, name);
  if (dup) {
    if (dup > 0)
      kr_raise(&kr_exc_TypeError, "%U() got multiple sub-patterns for attribute %R",
               KR_AS_TYPE(cls)->name_str, name);
    return -1;
  }
  if (kr_set_add(seen, name)) return -1;
  return kr_getattr_optional(subject, name, out);
}

kr_value kr_vm_match_class(kr_value subject, kr_value cls, uint32_t npos, kr_value names) {
  if (!kr_is_type(cls)) return kr_raise(&kr_exc_TypeError, "called match pattern must be a class");
  int is = kr_isinstance(subject, cls);
  if (is <= 0) return is < 0 ? KR_NULL : KR_NONE;
  kr_tuple *kw = KR_TUPLE(names);
  kr_value result = KR_NULL, match_args = KR_NULL;
  kr_set *seen = kr_set_new(&kr_set_type);
  kr_list *out = kr_list_new(npos + kw->size);
  if (!seen || !out) goto done;
  if (npos) {
    bool match_self = false;
    int found = kr_getattr_optional(cls, KR_ID(__match_args__), &match_args);
    if (found < 0) goto done;
    if (found) {
      if (!kr_is_exact_tuple(match_args)) {
        kr_raise(&kr_exc_TypeError, "%U.__match_args__ must be a tuple (got %T)", KR_AS_TYPE(cls)->name_str,
                 match_args);
        goto done;
      }
    } else {
      match_args = kr_ref(KR_EMPTY_TUPLE);
      match_self = (KR_AS_TYPE(cls)->tf & KR_TF_MATCH_SELF) != 0;
    }
    uint32_t allowed = match_self ? 1 : KR_TUPLE(match_args)->size;
    if (allowed < npos) {
      kr_raise(&kr_exc_TypeError, "%U() accepts %u positional sub-pattern%s (%u given)",
               KR_AS_TYPE(cls)->name_str, allowed, allowed == 1 ? "" : "s", npos);
      goto done;
    }
    if (match_self) {
      if (kr_list_append(out, subject)) goto done;
    } else {
      for (uint32_t i = 0; i < npos; i++) {
        kr_value name = KR_TUPLE(match_args)->items[i], v;
        if (!kr_is_exact_str(name)) {
          kr_raise(&kr_exc_TypeError, "__match_args__ elements must be strings (got %T)", name);
          goto done;
        }
        int r = match_attr(subject, cls, name, seen, &v);
        if (r <= 0) {
          if (r == 0) result = KR_NONE;
          goto done;
        }
        if (kr_list_append_steal(out, v)) goto done;
      }
    }
  }
  for (uint32_t i = 0; i < kw->size; i++) {
    kr_value v;
    int r = match_attr(subject, cls, kw->items[i], seen, &v);
    if (r <= 0) {
      if (r == 0) result = KR_NONE;
      goto done;
    }
    if (kr_list_append_steal(out, v)) goto done;
  }
  result = kr_list_to_tuple(out);
done:
  kr_decref(match_args);
  kr_xdecref_object(seen);
  kr_xdecref_object(out);
  return result;
}

/* ---- building ------------------------------------------------------------------------------------------ */

kr_value kr_vm_build_string(kr_value *pieces, uint32_t n) {
  size_t length = 0;
  uint32_t max_char = 0x7F;
  bool wide = false;
  for (uint32_t i = 0; i < n; i++) {
    const kr_str *s = KR_STR(pieces[i]);
    length += s->length;
    if (!kr_str_is_ascii(s)) wide = true;
  }
  kr_value r;
  if (!wide) {
    r = kr_str_new(length, max_char);
    if (r != KR_NULL && length) {
      char *p = kr_str_data(KR_STR(r));
      for (uint32_t i = 0; i < n; i++) {
        const kr_str *s = KR_STR(pieces[i]);
        memcpy(p, kr_str_data(s), s->length);
        p += s->length;
      }
    }
  } else {
    kr_str_builder b = {0};
    for (uint32_t i = 0; i < n; i++) kr_sb_str(&b, KR_STR(pieces[i]));
    r = kr_sb_finish(&b);
  }
  for (uint32_t i = 0; i < n; i++) kr_decref(pieces[i]);
  return r;
}

int kr_vm_list_extend(kr_value list, kr_value other) {
  if (kr_list_extend(KR_LIST(list), other) == 0) return 0;
  if (kr_failed_with(&kr_exc_TypeError) && !kr_type_of(other)->iter && !kr_is_sequence(other)) {
    kr_clear_exception();
    kr_raise(&kr_exc_TypeError, "Value after * must be an iterable, not %T", other);
  }
  return -1;
}

/* {**other} (callable KR_NULL) and f(**other), which refuses a name given twice. */
int kr_vm_dict_merge(kr_value callable, kr_value dict, kr_value other) {
  if (callable == KR_NULL) {
    if (kr_dict_merge(KR_DICT(dict), other, 1) == 0) return 0;
    if (kr_failed_with(&kr_exc_AttributeError)) {
      kr_clear_exception();
      kr_raise(&kr_exc_TypeError, "'%T' object is not a mapping", other);
    }
    return -1;
  }
  if (kr_dict_merge(KR_DICT(dict), other, 2) == 0) return 0;
  kr_value name = kr_function_display_name(callable);
  if (name == KR_NULL) return -1;
  if (kr_failed_with(&kr_exc_AttributeError)) {
    kr_clear_exception();
    kr_raise(&kr_exc_TypeError, "%U argument after ** must be a mapping, not %T", name, other);
  } else if (kr_failed_with(&kr_exc_KeyError)) {
    kr_value e = kr_fetch_exception();
    kr_value args = KR_EXC(e)->args;
    if (kr_is_tuple(args) && KR_TUPLE(args)->size == 1) {
      kr_value key = KR_TUPLE(args)->items[0];
      kr_raise(&kr_exc_TypeError, "%U got multiple values for keyword argument '%S'", name, key);
      kr_decref(e);
    } else {
      kr_restore_exception_steal(e);
    }
  }
  kr_decref(name);
  return -1;
}

/* "mod.f()" for messages about calls. New; an exception that was current stays so. */
kr_value kr_function_display_name(kr_value callable) {
  kr_value saved = kr_fetch_exception();
  kr_value name = KR_NULL, module = KR_NULL, r = KR_NULL;
  if (kr_getattr_optional(callable, KR_ID(__qualname__), &name) > 0) {
    if (kr_getattr_optional(callable, KR_ID(__module__), &module) > 0 && kr_is_str(module) &&
        module != KR_ID(builtins) && !kr_str_equals_cstr(KR_STR(module), "builtins"))
      r = kr_str_format("%S.%S()", module, name);
    else r = kr_str_format("%S()", name);
  } else {
    r = kr_str_of(callable);
  }
  kr_decref(name);
  kr_decref(module);
  if (r != KR_NULL || saved != KR_NULL) kr_clear_exception();
  if (saved != KR_NULL) kr_restore_exception_steal(saved);
  return r;
}

kr_value kr_vm_format(kr_value v, kr_value spec) {
  if (spec == KR_NULL) {
    if (kr_is_exact_int(v)) return kr_int_to_str(v, 10, false);
    if (kr_is_double(v)) return kr_float_repr(kr_double_value(v));
    if (kr_is_exact_str(v)) return kr_ref(v);
  }
  return kr_format_push(v, spec);
}

kr_value kr_vm_make_function(kr_frame *f, kr_value code) {
  kr_function *fn = kr_function_new(KR_CODE(code), f->func->globals);
  kr_decref(code);
  if (!fn) return KR_NULL;
  kr_incref(f->func->builtins);
  KR_REPLACE(fn->builtins, f->func->builtins);
  return kr_from_object(fn);
}

/* ---- iteration and awaiting ---------------------------------------------------------------------------- */

kr_value kr_vm_get_yield_from_iter(kr_frame *f, kr_value v) {
  if (kr_is_exact(v, &kr_generator_type)) return kr_ref(v);
  if (kr_is_exact(v, &kr_coroutine_type)) {
    if (!(f->code->co_flags & (KR_CO_COROUTINE | KR_CO_ITERABLE_COROUTINE)))
      return kr_raise(&kr_exc_TypeError,
                      "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return kr_ref(v);
  }
  return kr_iter(v);
}

kr_value kr_vm_get_aiter(kr_value v) {
  kr_type *t = kr_type_of(v);
  if (!t->am_aiter)
    return kr_raise(&kr_exc_TypeError, "'async for' requires an object with __aiter__ method, got %T", v);
  kr_value r = t->am_aiter(v);
  if (r != KR_NULL && !kr_type_of(r)->am_anext) {
    kr_raise(&kr_exc_TypeError,
             "'async for' received an object from __aiter__ that does not implement __anext__: %T", r);
    KR_CLEAR(r);
  }
  return r;
}

/* The iterator to drive for awaiting o; KR_NULL without exception: not awaitable. New. */
static kr_value awaitable_iter(kr_value o) {
  if (kr_is_exact(o, &kr_coroutine_type)) return kr_ref(o);
  if (kr_is_exact(o, &kr_generator_type) &&
      (KR_AS(kr_generator, o)->frame.code->co_flags & KR_CO_ITERABLE_COROUTINE))
    return kr_ref(o);
  kr_type *t = kr_type_of(o);
  if (!t->am_await) return KR_NULL;
  kr_value r = t->am_await(o);
  if (r == KR_NULL) return KR_NULL;
  if (kr_is_exact(r, &kr_coroutine_type) ||
      (kr_is_exact(r, &kr_generator_type) &&
       (KR_AS(kr_generator, r)->frame.code->co_flags & KR_CO_ITERABLE_COROUTINE))) {
    kr_decref(r);
    return kr_raise(&kr_exc_TypeError, "__await__() returned a coroutine");
  }
  if (!kr_type_of(r)->iternext) {
    kr_raise(&kr_exc_TypeError, "__await__() returned non-iterator of type '%T'", r);
    kr_decref(r);
    return KR_NULL;
  }
  return r;
}

kr_value kr_vm_get_anext(kr_value v) {
  kr_type *t = kr_type_of(v);
  if (t == &kr_async_generator_type) return t->am_anext(v);
  if (!t->am_anext)
    return kr_raise(&kr_exc_TypeError, "'async for' requires an iterator with __anext__ method, got %T", v);
  kr_value next = t->am_anext(v);
  if (next == KR_NULL) return KR_NULL;
  kr_value it = awaitable_iter(next);
  if (it == KR_NULL) {
    if (!kr_failed()) kr_raise(&kr_exc_TypeError, "'%T' object can't be awaited", next);
    kr_raise_from_current(&kr_exc_TypeError, "'async for' received an invalid object from __anext__: %T",
                          next);
  }
  kr_decref(next);
  return it;
}

kr_value kr_vm_get_awaitable(kr_value v, uint32_t where) {
  kr_value it = awaitable_iter(v);
  if (it == KR_NULL) {
    if (kr_failed()) return KR_NULL;
    const char *in =
        where == 1   ? "'async with' received an object from __aenter__ that does not implement "
                       "__await__: %T"
        : where == 2 ? "'async with' received an object from __aexit__ that does not implement __await__: %T"
                     : "'%T' object can't be awaited";
    return kr_raise(&kr_exc_TypeError, in, v);
  }
  if (kr_is_exact(it, &kr_coroutine_type) && KR_AS(kr_generator, it)->state == KR_GEN_SUSPENDED_YIELD_FROM) {
    kr_decref(it);
    return kr_raise(&kr_exc_RuntimeError, "coroutine is being awaited already");
  }
  return it;
}

/* ---- intrinsics ---------------------------------------------------------------------------------------- */

kr_value kr_vm_intrinsic1(kr_frame *f, uint32_t which, kr_value v) {
  switch (which) {
    case KR_INTRINSIC_PRINT: {
      kr_value hook = kr_dict_get_new(kr.sys_dict, KR_ID(displayhook));
      if (hook == KR_NULL)
        return kr_failed() ? KR_NULL : kr_raise(&kr_exc_RuntimeError, "lost sys.displayhook");
      kr_value r = kr_call1(hook, v);
      kr_decref(hook);
      return r;
    }
    case KR_INTRINSIC_IMPORT_STAR: return kr_vm_import_star(f, v) ? KR_NULL : KR_NONE;
    case KR_INTRINSIC_STOPITERATION_ERROR: {
      /* an exception that leaves a generator's body: StopIteration must not be mistaken for its end */
      const char *what = NULL;
      uint32_t flags = f->code->co_flags;
      if (kr_exception_matches(v, kr_from_object(&kr_exc_StopIteration))) {
        what = flags & KR_CO_ASYNC_GENERATOR ? "async generator raised StopIteration"
               : flags & KR_CO_COROUTINE     ? "coroutine raised StopIteration"
                                             : "generator raised StopIteration";
      } else if ((flags & KR_CO_ASYNC_GENERATOR) &&
                 kr_exception_matches(v, kr_from_object(&kr_exc_StopAsyncIteration))) {
        what = "async generator raised StopAsyncIteration";
      }
      if (!what) return kr_ref(v);
      kr_value text = kr_str_from_cstr(what);
      if (text == KR_NULL) return KR_NULL;
      kr_value args = kr_tuple_from_array_steal(&text, 1);
      if (args == KR_NULL) return KR_NULL;
      kr_value e = kr_exception_new(&kr_exc_RuntimeError, args);
      kr_decref(args);
      if (e == KR_NULL) return KR_NULL;
      kr_exception_set_cause_steal(e, kr_ref(v));
      kr_exception_set_context_steal(e, kr_ref(v));
      KR_EXC(e)->suppress_context = true;
      return e;
    }
    case KR_INTRINSIC_ASYNC_GEN_WRAP: return kr_async_gen_wrap(v);
    case KR_INTRINSIC_UNARY_POSITIVE: return kr_positive(v);
    case KR_INTRINSIC_LIST_TO_TUPLE: return kr_list_to_tuple(KR_LIST(v));
    case KR_INTRINSIC_TYPEVAR: return kr_typevar_new(v, KR_NULL, KR_NULL);
    case KR_INTRINSIC_PARAMSPEC: return kr_paramspec_new(v);
    case KR_INTRINSIC_TYPEVARTUPLE: return kr_typevartuple_new(v);
    case KR_INTRINSIC_SUBSCRIPT_GENERIC: return kr_subscript_generic(v);
    case KR_INTRINSIC_TYPEALIAS: return kr_typealias_new(v);
    default: return kr_raise(&kr_exc_SystemError, "bad intrinsic %u", which);
  }
}

kr_value kr_vm_intrinsic2(kr_frame *f, uint32_t which, kr_value a, kr_value b) {
  switch (which) {
    case KR_INTRINSIC_PREP_RERAISE_STAR: return kr_exc_group_prep_reraise(a, b);
    case KR_INTRINSIC_TYPEVAR_WITH_BOUND: return kr_typevar_new(a, b, KR_NULL);
    case KR_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS: return kr_typevar_new(a, KR_NULL, b);
    case KR_INTRINSIC_SET_FUNCTION_TYPE_PARAMS:
      kr_incref(b);
      KR_REPLACE(KR_FUNCTION(a)->type_params, b);
      return kr_ref(a);
    case KR_INTRINSIC_SET_TYPEPARAM_DEFAULT: return kr_typeparam_set_default(a, b);
    default: return kr_raise(&kr_exc_SystemError, "bad intrinsic %u", which);
  }
}
