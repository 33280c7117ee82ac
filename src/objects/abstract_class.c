/* isinstance() and issubclass(). */
#include "objects/type_impl.h"

/* cls.__bases__ if it is a tuple. 1 (*out new), 0, -1. */
static int get_bases(kr_value cls, kr_value *out) {
  int found = kr_getattr_optional(cls, KR_ID(__bases__), out);
  if (found <= 0) return found;
  if (kr_is_tuple(*out)) return 1;
  kr_decref(*out);
  return 0;
}

static int check_class(kr_value cls, const char *error) {
  kr_value bases;
  int found = get_bases(cls, &bases);
  if (found < 0) return -1;
  if (!found) return KR_RAISE_INT(&kr_exc_TypeError, "%s", error);
  kr_decref(bases);
  return 0;
}

/* By __bases__ alone, for objects that only look like classes. */
static int abstract_issubclass(kr_value derived, kr_value cls) {
  int r = 0, steps = 0;
  kr_incref(derived);
  for (;;) {
    if (derived == cls) {
      r = 1;
      break;
    }
    kr_value bases;
    int found = get_bases(derived, &bases);
    if (found <= 0) {
      r = found;
      break;
    }
    uint32_t n = KR_TUPLE(bases)->size;
    if (n == 1) {
      /* A single chain goes on without recursion; one as long as this is its own base. */
      KR_REPLACE(derived, kr_ref(KR_TUPLE(bases)->items[0]));
      kr_decref(bases);
      if (++steps < 1 << 20) continue;
      r = KR_RAISE_INT(&kr_exc_RecursionError, "maximum recursion depth exceeded in __issubclass__");
      break;
    }
    if (n && kr_enter_recursion(" in __issubclass__") < 0) {
      r = -1;
    } else if (n) {
      for (uint32_t i = 0; i < n && r == 0; i++) r = abstract_issubclass(KR_TUPLE(bases)->items[i], cls);
      kr_leave_recursion();
    }
    kr_decref(bases);
    break;
  }
  kr_decref(derived);
  return r;
}

int kr_real_isinstance(kr_value o, kr_value cls) {
  if (kr_is_type(cls)) {
    kr_type *type = KR_AS_TYPE(cls);
    if (kr_is_subtype(kr_type_of(o), type)) return 1;
    /* A proxy may claim a class of its own. */
    kr_type *real = kr_type_of(o);
    if (real->getattro == kr_generic_getattr &&
        kr_type_lookup(real, KR_ID(__class__)) == kr_type_lookup(&kr_object_type, KR_ID(__class__)))
      return 0;
    kr_value c;
    int found = kr_getattr_optional(o, KR_ID(__class__), &c);
    if (found <= 0) return found;
    int r = 0;
    if (kr_is_type(c) && KR_AS_TYPE(c) != kr_type_of(o)) r = kr_is_subtype(KR_AS_TYPE(c), type);
    kr_decref(c);
    return r;
  }
  if (check_class(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union") < 0) return -1;
  kr_value c;
  int found = kr_getattr_optional(o, KR_ID(__class__), &c);
  if (found <= 0) return found;
  int r = abstract_issubclass(c, cls);
  kr_decref(c);
  return r;
}

int kr_real_issubclass(kr_value c, kr_value cls) {
  if (kr_is_type(cls) && kr_is_type(c)) return kr_is_subtype(KR_AS_TYPE(c), KR_AS_TYPE(cls));
  if (check_class(c, "issubclass() arg 1 must be a class") < 0) return -1;
  if (!kr_is_exact(cls, &kr_union_type) &&
      check_class(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union") < 0)
    return -1;
  return abstract_issubclass(c, cls);
}

typedef int (*check_fn)(kr_value, kr_value);

static int check_by(kr_value o, kr_value cls, kr_value hook, const char *where, check_fn self,
                    check_fn real) {
  if (kr_type_of(cls) == &kr_type_type) return real(o, cls);
  kr_value items = KR_NULL;
  if (kr_is_exact(cls, &kr_union_type)) {
    items = kr_getattr(cls, KR_ID(__args__));
    if (kr_is_null(items)) return -1;
  } else if (kr_is_tuple(cls)) {
    items = kr_ref(cls);
  }
  if (!kr_is_null(items)) {
    int r = -1;
    if (kr_enter_recursion(where) == 0) {
      r = 0;
      for (uint32_t i = 0; i < KR_TUPLE(items)->size && r == 0; i++) r = self(o, KR_TUPLE(items)->items[i]);
      kr_leave_recursion();
    }
    kr_decref(items);
    return r;
  }
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(cls, hook, &func, &unbound);
  if (found < 0) return -1;
  if (!found) return real(o, cls);
  int r = -1;
  if (kr_enter_recursion(where) == 0) {
    kr_value v = unbound ? kr_call2(func, cls, o) : kr_call1(func, o);
    kr_leave_recursion();
    if (!kr_is_null(v)) {
      r = kr_truth(v);
      kr_decref(v);
    }
  }
  kr_decref(func);
  return r;
}

int kr_isinstance(kr_value o, kr_value cls) {
  if (kr_from_object(kr_type_of(o)) == cls) return 1;
  return check_by(o, cls, KR_ID(__instancecheck__), " in __instancecheck__", kr_isinstance,
                  kr_real_isinstance);
}

int kr_issubclass(kr_value c, kr_value cls) {
  return check_by(c, cls, KR_ID(__subclasscheck__), " in __subclasscheck__", kr_issubclass,
                  kr_real_issubclass);
}
