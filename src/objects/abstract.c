/* Attributes, small calls, and the recursion guard: see abstract.h. */
#include "objects/abstract.h"

#include "objects/int.h"
#include "objects/type_impl.h"
#include "vm/call.h"

/* ---- recursion ----------------------------------------------------------------------------------------- */

/* Units of machine stack (vm/runtime.c) that one level of C recursion over data may take. */
#ifdef __OPTIMIZE__
#define LEVEL_COST 2
#else
#define LEVEL_COST 5
#endif

int kr_enter_recursion(const char *where) {
  kr.c_depth += LEVEL_COST;
  if (KR_LIKELY(kr.c_depth <= kr.c_limit)) return 0;
  kr.c_depth -= LEVEL_COST;
  return KR_RAISE_INT(&kr_exc_RecursionError, "maximum recursion depth exceeded%s", where);
}
void kr_leave_recursion(void) { kr.c_depth -= LEVEL_COST; }

/* ---- attributes ---------------------------------------------------------------------------------------- */

static KR_COLD bool bad_name(kr_value name) {
  kr_raise(&kr_exc_TypeError, "attribute name must be string, not '%T'", name);
  return false;
}
KR_INLINE bool check_name(kr_value name) { return KR_LIKELY(kr_is_str(name)) || bad_name(name); }

kr_value kr_getattr(kr_value o, kr_value name) {
  kr_type *type = kr_type_of(o);
  if (!check_name(name)) return KR_NULL;
  if (KR_UNLIKELY(!type->getattro)) {
    if (kr_type_ready(type) < 0) return KR_NULL;
    if (!type->getattro) return kr_raise_attribute(o, name);
  }
  kr_value v = type->getattro(o, name);
  return KR_LIKELY(v != KR_NULL) ? v : kr_attribute_error_about(o, name);
}

int kr_setattr(kr_value o, kr_value name, kr_value v) {
  kr_type *type = kr_type_of(o);
  if (!check_name(name)) return -1;
  if (KR_UNLIKELY(!type->setattro) && kr_type_ready(type) < 0) return -1;
  if (KR_UNLIKELY(!type->setattro)) {
    kr_raise_attribute(o, name);
    return -1;
  }
  /* Attribute names are interned, so that lookups by identity find them. */
  if (KR_UNLIKELY(kr_is_exact_str(name) && !kr_str_is_interned(KR_STR(name)))) {
    kr_value interned = kr_ref(name);
    kr_str_intern(&interned);
    int r = type->setattro(o, interned, v);
    kr_decref(interned);
    return r;
  }
  return type->setattro(o, name, v);
}

int kr_hasattr(kr_value o, kr_value name) {
  if (!check_name(name)) return -1;
  kr_value v;
  int found = kr_getattr_optional(o, name, &v);
  if (found > 0) kr_decref(v);
  return found;
}

int kr_lookup_special(kr_value o, kr_value name, kr_value *out) {
  kr_type *type = kr_type_of(o);
  kr_value descr = kr_type_lookup(type, name);
  if (kr_is_null(descr)) return 0;
  kr_descr_get_fn get = kr_type_of(descr)->descr_get;
  kr_incref(descr);
  if (!get) {
    *out = descr;
    return 1;
  }
  *out = get(descr, o, kr_from_object(type));
  kr_decref(descr);
  return kr_is_null(*out) ? -1 : 1;
}

int kr_get_method(kr_value o, kr_value name, kr_value *func, bool *unbound) {
  kr_type *type = kr_type_of(o);
  *unbound = false;
  if (type->getattro != kr_generic_getattr || !kr_is_str(name)) {
    *func = kr_getattr(o, name);
    return kr_is_null(*func) ? -1 : 1;
  }
  kr_value descr = kr_type_lookup(type, name);
  if (!kr_is_null(descr) && (kr_type_of(descr)->tf & KR_TF_METHOD_DESCR)) {
    /* An attribute of the instance hides the method. */
    kr_value own = KR_NULL;
    if (type->tf & KR_TF_INLINE_VALUES) {
      own = kr_instance_get_own(o, name);
    } else if (type->dict_offset && kr_is_object(o)) {
      kr_incref(descr);
      kr_dict *d = *kr_dict_place(kr_object_of(o));
      own = d ? kr_dict_get(d, name) : KR_NULL;
      kr_decref(descr);
      if (kr_is_null(own) && kr_failed()) return -1;
    }
    if (kr_is_null(own)) {
      *func = kr_ref(descr);
      *unbound = true;
      return 1;
    }
    *func = kr_ref(own);
    return 1;
  }
  *func = kr_generic_getattr(o, name);
  return kr_is_null(*func) ? -1 : 1;
}

kr_value kr_identity(kr_value v) {
  /* an immediate is its own bits: beyond every address, and the same for the same value */
  return kr_is_object(v) ? kr_int_from_size((size_t)kr_object_of(v)) : kr_int_from_u64(v);
}

/* ---- calls --------------------------------------------------------------------------------------------- */

bool kr_is_callable(kr_value v) {
  kr_type *type = kr_type_of(v);
  if (KR_UNLIKELY(!(type->tf & KR_TF_READY)) && kr_type_ready(type) < 0) kr_clear_exception();
  return type->call != NULL;
}

kr_value kr_call0(kr_value f) {
  kr_value none; /* never read, but callees may compute with the pointer */
  return kr_call(f, &none, 0, NULL);
}
kr_value kr_call1(kr_value f, kr_value a) { return kr_call(f, &a, 1, NULL); }
kr_value kr_call2(kr_value f, kr_value a, kr_value b) {
  kr_value args[2] = {a, b};
  return kr_call(f, args, 2, NULL);
}
kr_value kr_call3(kr_value f, kr_value a, kr_value b, kr_value c) {
  kr_value args[3] = {a, b, c};
  return kr_call(f, args, 3, NULL);
}

kr_value kr_call_method(kr_value o, kr_value name, const kr_value *args, size_t nargs) {
  kr_value func;
  bool unbound;
  /* What is called may drop it from where the caller has it. */
  kr_incref(o);
  if (kr_get_method(o, name, &func, &unbound) < 0) {
    kr_decref(o);
    return KR_NULL;
  }
  kr_value r;
  if (unbound) {
    kr_value small[8];
    kr_value *all = nargs < 8 ? small : kr_alloc_array(nargs + 1, sizeof *all);
    r = KR_NULL;
    if (all) {
      all[0] = o;
      if (nargs) memcpy(all + 1, args, nargs * sizeof *all);
      r = kr_call(func, all, nargs + 1, NULL);
      if (all != small) kr_free(all);
    }
  } else {
    r = kr_call(func, args, nargs, NULL);
  }
  kr_decref(func);
  kr_decref(o);
  return r;
}
kr_value kr_call_method0(kr_value o, kr_value name) { return kr_call_method(o, name, NULL, 0); }
kr_value kr_call_method1(kr_value o, kr_value name, kr_value a) { return kr_call_method(o, name, &a, 1); }
