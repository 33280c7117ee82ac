/* The generic slot functions: what sits in the slots of a class that defines special methods in Python.
 * They look the method up on the type, as the interpreter always does, and call it to its end. */
#include "objects/bytes.h"
#include "objects/memoryview.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "vm/frame.h"

kr_value kr_op_name(int op) {
  switch (op) {
    case KR_OP_ADD: return KR_ID(__add__);
    case KR_OP_AND: return KR_ID(__and__);
    case KR_OP_FLOORDIV: return KR_ID(__floordiv__);
    case KR_OP_LSHIFT: return KR_ID(__lshift__);
    case KR_OP_MATMUL: return KR_ID(__matmul__);
    case KR_OP_MUL: return KR_ID(__mul__);
    case KR_OP_MOD: return KR_ID(__mod__);
    case KR_OP_OR: return KR_ID(__or__);
    case KR_OP_POW: return KR_ID(__pow__);
    case KR_OP_RSHIFT: return KR_ID(__rshift__);
    case KR_OP_SUB: return KR_ID(__sub__);
    case KR_OP_TRUEDIV: return KR_ID(__truediv__);
    default: return KR_ID(__xor__);
  }
}
kr_value kr_op_reflected_name(int op) {
  switch (op) {
    case KR_OP_ADD: return KR_ID(__radd__);
    case KR_OP_AND: return KR_ID(__rand__);
    case KR_OP_FLOORDIV: return KR_ID(__rfloordiv__);
    case KR_OP_LSHIFT: return KR_ID(__rlshift__);
    case KR_OP_MATMUL: return KR_ID(__rmatmul__);
    case KR_OP_MUL: return KR_ID(__rmul__);
    case KR_OP_MOD: return KR_ID(__rmod__);
    case KR_OP_OR: return KR_ID(__ror__);
    case KR_OP_POW: return KR_ID(__rpow__);
    case KR_OP_RSHIFT: return KR_ID(__rrshift__);
    case KR_OP_SUB: return KR_ID(__rsub__);
    case KR_OP_TRUEDIV: return KR_ID(__rtruediv__);
    default: return KR_ID(__rxor__);
  }
}
kr_value kr_op_inplace_name(int op) {
  switch (op) {
    case KR_OP_ADD: return KR_ID(__iadd__);
    case KR_OP_AND: return KR_ID(__iand__);
    case KR_OP_FLOORDIV: return KR_ID(__ifloordiv__);
    case KR_OP_LSHIFT: return KR_ID(__ilshift__);
    case KR_OP_MATMUL: return KR_ID(__imatmul__);
    case KR_OP_MUL: return KR_ID(__imul__);
    case KR_OP_MOD: return KR_ID(__imod__);
    case KR_OP_OR: return KR_ID(__ior__);
    case KR_OP_POW: return KR_ID(__ipow__);
    case KR_OP_RSHIFT: return KR_ID(__irshift__);
    case KR_OP_SUB: return KR_ID(__isub__);
    case KR_OP_TRUEDIV: return KR_ID(__itruediv__);
    default: return KR_ID(__ixor__);
  }
}
kr_value kr_compare_name(int op) {
  switch (op) {
    case KR_LT: return KR_ID(__lt__);
    case KR_LE: return KR_ID(__le__);
    case KR_EQ: return KR_ID(__eq__);
    case KR_NE: return KR_ID(__ne__);
    case KR_GT: return KR_ID(__gt__);
    default: return KR_ID(__ge__);
  }
}

/* ---- looking up and calling ---------------------------------------------------------------------------- */

int kr_lookup_method(kr_value self, kr_value name, kr_value *func, bool *unbound) {
  kr_type *type = kr_type_of(self);
  kr_value descr = kr_type_lookup(type, name);
  if (kr_is_null(descr)) return 0;
  kr_type *dt = kr_type_of(descr);
  kr_incref(descr);
  if (dt->tf & KR_TF_METHOD_DESCR) {
    *unbound = true;
    *func = descr;
    return 1;
  }
  *unbound = false;
  if (!dt->descr_get) {
    *func = descr;
    return 1;
  }
  *func = dt->descr_get(descr, self, kr_from_object(type));
  kr_decref(descr);
  return kr_is_null(*func) ? -1 : 1;
}

/* self.name(*args) by the type; the caller leaves args[0] free for self. *found false: absent, no
 * exception. */
static kr_value call_method(kr_value name, kr_value *args, size_t nargs, bool *found) {
  kr_value func;
  bool unbound;
  int r = kr_lookup_method(args[0], name, &func, &unbound);
  if (r <= 0) {
    *found = r < 0;
    return KR_NULL;
  }
  *found = true;
  kr_value result = unbound ? kr_call(func, args, nargs, NULL) : kr_call(func, args + 1, nargs - 1, NULL);
  kr_decref(func);
  return result;
}

/* As call_method; absent: AttributeError. */
static kr_value must_call(kr_value name, kr_value *args, size_t nargs) {
  bool found;
  kr_value r = call_method(name, args, nargs, &found);
  return found ? r : kr_raise_value(&kr_exc_AttributeError, name);
}
static kr_value call_unary(kr_value self, kr_value name) {
  kr_value args[1] = {self};
  return must_call(name, args, 1);
}

/* Absent: NotImplemented. */
static kr_value call_operator(kr_value self, kr_value name, kr_value other) {
  kr_value args[2] = {self, other};
  bool found;
  kr_value r = call_method(name, args, 2, &found);
  return found ? r : KR_NOT_IMPLEMENTED;
}

/* ---- basics -------------------------------------------------------------------------------------------- */

kr_value kr_slot_repr(kr_value self) {
  kr_value args[1] = {self};
  bool found;
  kr_value r = call_method(KR_ID(__repr__), args, 1, &found);
  if (found) return r;
  return kr_str_format("<%T object at %p>", self, (void *)kr_object_of(self));
}

kr_value kr_slot_str(kr_value self) { return call_unary(self, KR_ID(__str__)); }

int64_t kr_hash_not_implemented(kr_value self) {
  kr_raise(&kr_exc_TypeError, "unhashable type: '%T'", self);
  return KR_HASH_ERROR;
}

int64_t kr_slot_hash(kr_value self) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__hash__), &func, &unbound);
  if (found < 0) return KR_HASH_ERROR;
  if (found && kr_is_none(func)) {
    kr_decref(func);
    found = 0;
  }
  if (!found) return kr_hash_not_implemented(self);
  kr_value r = unbound ? kr_call1(func, self) : kr_call0(func);
  kr_decref(func);
  if (kr_is_null(r)) return KR_HASH_ERROR;
  if (!kr_is_int(r)) {
    kr_decref(r);
    kr_raise(&kr_exc_TypeError, "__hash__ method should return an integer");
    return KR_HASH_ERROR;
  }
  int64_t h;
  /* A value that fits a hash is taken as it is, others as the int's own hash. */
  if (!kr_int_fits_i64(r, &h) || h != (int32_t)h) h = kr_int_hash(r);
  kr_decref(r);
  return h == -1 ? -2 : h;
}

kr_value kr_slot_tp_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__call__), &func, &unbound);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise_value(&kr_exc_AttributeError, KR_ID(__call__));
  kr_value r;
  if (kr_enter_recursion(" while calling a Python object") < 0) {
    r = KR_NULL;
  } else {
    if (unbound) {
      size_t n = nargs + (kwnames ? kwnames->size : 0);
      kr_value small[8];
      kr_value *all = n < 8 ? small : kr_alloc_array(n + 1, sizeof *all);
      if (!all) {
        r = KR_NULL;
      } else {
        all[0] = self;
        if (n) memcpy(all + 1, args, n * sizeof *all);
        r = kr_call(func, all, nargs + 1, kwnames);
        if (all != small) kr_free(all);
      }
    } else {
      r = kr_call(func, args, nargs, kwnames);
    }
    kr_leave_recursion();
  }
  kr_decref(func);
  return r;
}

kr_value kr_slot_getattro(kr_value self, kr_value name) {
  kr_value args[2] = {self, name};
  return must_call(KR_ID(__getattribute__), args, 2);
}

kr_value kr_slot_getattr_hook(kr_value self, kr_value name) {
  kr_type *type = kr_type_of(self);
  kr_value getattribute = kr_type_lookup(type, KR_ID(__getattribute__));
  kr_value r;
  if (!kr_is_null(getattribute) && kr_is_exact(getattribute, &kr_wrapper_descr_type) &&
      KR_AS(kr_wrapper_descr, getattribute)->fn == (kr_slot_fn)kr_generic_getattr) {
    r = kr_generic_getattr_quiet(self, name);
  } else {
    kr_value args[2] = {self, name};
    r = must_call(KR_ID(__getattribute__), args, 2);
  }
  if (!kr_is_null(r) || (kr_failed() && !kr_failed_with(&kr_exc_AttributeError))) return r;
  kr_value func;
  bool unbound;
  kr_value first = kr_fetch_exception();
  int found = kr_lookup_method(self, KR_ID(__getattr__), &func, &unbound);
  if (found <= 0) {
    if (found < 0) kr_decref(first);
    else if (kr_is_null(first)) kr_raise_attribute(self, name);
    else kr_restore_exception_steal(first);
    return KR_NULL;
  }
  kr_decref(first);
  r = unbound ? kr_call2(func, self, name) : kr_call1(func, name);
  kr_decref(func);
  return r;
}

int kr_slot_setattro(kr_value self, kr_value name, kr_value value) {
  kr_value args[3] = {self, name, value};
  kr_value r =
      kr_is_null(value) ? must_call(KR_ID(__delattr__), args, 2) : must_call(KR_ID(__setattr__), args, 3);
  kr_decref(r);
  return kr_is_null(r) ? -1 : 0;
}

kr_value kr_slot_richcompare(kr_value self, kr_value other, int op) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, kr_compare_name(op), &func, &unbound);
  if (found <= 0) {
    /* Even a method that cannot be had (a property that raises) only means: not comparable. */
    kr_clear_exception();
    return KR_NOT_IMPLEMENTED;
  }
  kr_value r = unbound ? kr_call2(func, self, other) : kr_call1(func, other);
  kr_decref(func);
  return r;
}

kr_value kr_slot_iter(kr_value self) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__iter__), &func, &unbound);
  if (found < 0) return KR_NULL;
  if (found) {
    if (kr_is_none(func)) {
      kr_decref(func);
      return kr_raise(&kr_exc_TypeError, "'%T' object is not iterable", self);
    }
    kr_value r = unbound ? kr_call1(func, self) : kr_call0(func);
    kr_decref(func);
    return r;
  }
  if (kr_is_null(kr_type_lookup(kr_type_of(self), KR_ID(__getitem__))))
    return kr_raise(&kr_exc_TypeError, "'%T' object is not iterable", self);
  return kr_seq_iter_new(self);
}

kr_value kr_slot_iternext(kr_value self) { return call_unary(self, KR_ID(__next__)); }
kr_value kr_slot_await(kr_value self) {
  kr_value args[1] = {self};
  bool found;
  kr_value r = call_method(KR_ID(__await__), args, 1, &found);
  return found ? r : kr_raise(&kr_exc_AttributeError, "object %T does not have __await__ method", self);
}
kr_value kr_slot_aiter(kr_value self) {
  kr_value args[1] = {self};
  bool found;
  kr_value r = call_method(KR_ID(__aiter__), args, 1, &found);
  return found ? r : kr_raise(&kr_exc_AttributeError, "object %T does not have __aiter__ method", self);
}
kr_value kr_slot_anext(kr_value self) {
  kr_value args[1] = {self};
  bool found;
  kr_value r = call_method(KR_ID(__anext__), args, 1, &found);
  return found ? r : kr_raise(&kr_exc_AttributeError, "object %T does not have __anext__ method", self);
}

kr_value kr_slot_descr_get(kr_value self, kr_value obj, kr_value type) {
  kr_value get = kr_type_lookup(kr_type_of(self), KR_ID(__get__));
  /* Without a method of its own (an abandoned slot) the object is its own value. */
  if (kr_is_null(get)) return kr_ref(self);
  kr_value args[3] = {self, kr_is_null(obj) ? KR_NONE : obj, kr_is_null(type) ? KR_NONE : type};
  return must_call(KR_ID(__get__), args, 3);
}

int kr_slot_descr_set(kr_value self, kr_value obj, kr_value value) {
  kr_value args[3] = {self, obj, value};
  kr_value r = kr_is_null(value) ? must_call(KR_ID(__delete__), args, 2) : must_call(KR_ID(__set__), args, 3);
  kr_decref(r);
  return kr_is_null(r) ? -1 : 0;
}

/* args with `first` in front, for calls that add a self. Freed by the caller if not `small`. */
static kr_value *prepend(kr_value first, const kr_value *args, size_t n, kr_value *small, size_t room) {
  kr_value *all = n < room ? small : kr_alloc_array(n + 1, sizeof *all);
  if (!all) return NULL;
  all[0] = first;
  if (n) memcpy(all + 1, args, n * sizeof *all);
  return all;
}

int kr_slot_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value small[8];
  size_t n = nargs + (kwnames ? kwnames->size : 0);
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__init__), &func, &unbound);
  if (found < 0) return -1;
  if (!found) return kr_raise_value(&kr_exc_AttributeError, KR_ID(__init__)), -1;
  kr_value r = KR_NULL;
  if (unbound) {
    kr_value *all = prepend(self, args, n, small, 8);
    if (all) r = kr_call(func, all, nargs + 1, kwnames);
    if (all && all != small) kr_free(all);
  } else {
    r = kr_call(func, args, nargs, kwnames);
  }
  kr_decref(func);
  if (kr_is_null(r)) return -1;
  if (!kr_is_none(r)) {
    kr_raise(&kr_exc_TypeError, "__init__() should return None, not '%T'", r);
    kr_decref(r);
    return -1;
  }
  return 0;
}

kr_value kr_slot_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value self = kr_from_object(type);
  kr_value func = kr_getattr(self, KR_ID(__new__));
  if (kr_is_null(func)) return KR_NULL;
  kr_value small[8];
  size_t n = nargs + (kwnames ? kwnames->size : 0);
  kr_value *all = prepend(self, args, n, small, 8);
  kr_value r = all ? kr_call(func, all, nargs + 1, kwnames) : KR_NULL;
  if (all && all != small) kr_free(all);
  kr_decref(func);
  return r;
}

void kr_slot_finalize(kr_value self) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__del__), &func, &unbound);
  if (found < 0) {
    kr_unraisable(KR_NULL, "Exception ignored while calling deallocator %R",
                  kr_from_object(kr_type_of(self)));
    return;
  }
  if (!found) return;
  kr_value r = unbound ? kr_call1(func, self) : kr_call0(func);
  if (kr_is_null(r)) kr_unraisable(KR_NULL, "Exception ignored while calling deallocator %R", func);
  else kr_decref(r);
  kr_decref(func);
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

/* Does the right operand's class override what the left one's has under the reflected name? */
static int method_is_overloaded(kr_value left, kr_value right, kr_value name) {
  kr_value a, b;
  int found = kr_getattr_optional(kr_from_object(kr_type_of(right)), name, &b);
  if (found <= 0) return found;
  found = kr_getattr_optional(kr_from_object(kr_type_of(left)), name, &a);
  if (found < 0) {
    kr_decref(b);
    return -1;
  }
  if (found == 0) {
    kr_decref(b);
    return 1;
  }
  int r = kr_compare_bool(a, b, KR_NE);
  kr_decref(a);
  kr_decref(b);
  return r;
}

static kr_value binary(kr_value a, kr_value b, kr_binary_fn slot_a, kr_binary_fn slot_b,
                       kr_binary_fn self_slot, kr_value name, kr_value reflected) {
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  bool do_other = ta != tb && slot_b == self_slot;
  if (slot_a == self_slot) {
    if (do_other && kr_is_subtype(tb, ta)) {
      int overloaded = method_is_overloaded(a, b, reflected);
      if (overloaded < 0) return KR_NULL;
      if (overloaded) {
        kr_value r = call_operator(b, reflected, a);
        if (r != KR_NOT_IMPLEMENTED) return r;
        do_other = false;
      }
    }
    kr_value r = call_operator(a, name, b);
    if (r != KR_NOT_IMPLEMENTED || ta == tb) return r;
  }
  if (do_other) return call_operator(b, reflected, a);
  return KR_NOT_IMPLEMENTED;
}

// clang-format off
#define OPERATORS(X)                                                                            \
  X(ADD, add)                                                                                   \
  X(AND, and) X(FLOORDIV, floordiv) X(LSHIFT, lshift) X(MATMUL, matmul) X(MUL, mul) X(MOD, mod) \
      X(OR, or) X(POW, pow) X(RSHIFT, rshift) X(SUB, sub) X(TRUEDIV, truediv) X(XOR, xor)
// clang-format on

#define DEFINE(OP, lower)                                                                              \
  kr_value kr_slot_##lower(kr_value a, kr_value b) {                                                   \
    return binary(a, b, kr_type_of(a)->nb[KR_OP_##OP], kr_type_of(b)->nb[KR_OP_##OP], kr_slot_##lower, \
                  KR_ID(__##lower##__), KR_ID(__r##lower##__));                                        \
  }                                                                                                    \
  kr_value kr_slot_i##lower(kr_value a, kr_value b) { return call_operator(a, KR_ID(__i##lower##__), b); }
OPERATORS(DEFINE)
#undef DEFINE
#define ENTRY(OP, lower) [KR_OP_##OP] = kr_slot_##lower,
const kr_binary_fn kr_slot_nb[KR_OP_COUNT] = {OPERATORS(ENTRY)};
#undef ENTRY
#define ENTRY(OP, lower) [KR_OP_##OP] = kr_slot_i##lower,
const kr_binary_fn kr_slot_nb_inplace[KR_OP_COUNT] = {OPERATORS(ENTRY)};
#undef ENTRY

kr_value kr_slot_divmod(kr_value a, kr_value b) {
  return binary(a, b, kr_type_of(a)->nb_divmod, kr_type_of(b)->nb_divmod, kr_slot_divmod, KR_ID(__divmod__),
                KR_ID(__rdivmod__));
}

kr_value kr_slot_pow3(kr_value a, kr_value b, kr_value m) {
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  bool found;
  bool do_other = ta != tb && tb->nb_pow3 == kr_slot_pow3;
  kr_value left[3] = {a, b, m}, right[3] = {b, a, m};
  if (ta->nb_pow3 == kr_slot_pow3) {
    if (do_other && kr_is_subtype(tb, ta)) {
      int overloaded = method_is_overloaded(a, b, KR_ID(__rpow__));
      if (overloaded < 0) return KR_NULL;
      if (overloaded) {
        kr_value r = call_method(KR_ID(__rpow__), right, 3, &found);
        if (found && r != KR_NOT_IMPLEMENTED) return r;
        do_other = false;
      }
    }
    kr_value r = call_method(KR_ID(__pow__), left, 3, &found);
    if (found && r != KR_NOT_IMPLEMENTED) return r;
  }
  if (do_other) {
    kr_value r = call_method(KR_ID(__rpow__), right, 3, &found);
    if (found) return r;
  }
  return KR_NOT_IMPLEMENTED;
}

kr_value kr_slot_negative(kr_value v) { return call_unary(v, KR_ID(__neg__)); }
kr_value kr_slot_positive(kr_value v) { return call_unary(v, KR_ID(__pos__)); }
kr_value kr_slot_absolute(kr_value v) { return call_unary(v, KR_ID(__abs__)); }
kr_value kr_slot_invert(kr_value v) { return call_unary(v, KR_ID(__invert__)); }
kr_value kr_slot_int(kr_value v) { return call_unary(v, KR_ID(__int__)); }
kr_value kr_slot_float(kr_value v) { return call_unary(v, KR_ID(__float__)); }
kr_value kr_slot_index(kr_value v) { return call_unary(v, KR_ID(__index__)); }

int kr_slot_bool(kr_value self) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__bool__), &func, &unbound);
  if (found < 0) return -1;
  if (found && kr_is_none(func))
    return KR_RAISE_INT(&kr_exc_TypeError, "'%T' cannot be interpreted as a boolean", self);
  bool by_len = false;
  if (!found) {
    found = kr_lookup_method(self, KR_ID(__len__), &func, &unbound);
    if (found < 0) return -1;
    if (!found) return 1;
    by_len = true;
  }
  kr_value r = unbound ? kr_call1(func, self) : kr_call0(func);
  kr_decref(func);
  if (kr_is_null(r)) return -1;
  int truth;
  if (by_len) {
    truth = kr_truth(r);
  } else if (kr_is_bool(r)) {
    truth = r == KR_TRUE;
  } else {
    kr_raise(&kr_exc_TypeError, "__bool__ should return bool, returned %T", r);
    truth = -1;
  }
  kr_decref(r);
  return truth;
}

/* ---- containers ---------------------------------------------------------------------------------------- */

intptr_t kr_slot_length(kr_value self) {
  kr_value r = call_unary(self, KR_ID(__len__));
  if (kr_is_null(r)) return -1;
  kr_value i = kr_index(r);
  kr_decref(r);
  if (kr_is_null(i)) return -1;
  intptr_t n;
  if (kr_int_sign(i) < 0) {
    kr_raise(&kr_exc_ValueError, "__len__() should return >= 0");
    n = -1;
  } else {
    n = kr_index_as_count(i);
  }
  kr_decref(i);
  return n;
}

kr_value kr_slot_mp_subscript(kr_value self, kr_value key) {
  kr_value args[2] = {self, key};
  return must_call(KR_ID(__getitem__), args, 2);
}
int kr_slot_mp_ass_subscript(kr_value self, kr_value key, kr_value value) {
  kr_value args[3] = {self, key, value};
  kr_value r =
      kr_is_null(value) ? must_call(KR_ID(__delitem__), args, 2) : must_call(KR_ID(__setitem__), args, 3);
  kr_decref(r);
  return kr_is_null(r) ? -1 : 0;
}
kr_value kr_slot_sq_item(kr_value self, intptr_t i) {
  kr_value index = kr_int_from_i64(i);
  if (kr_is_null(index)) return KR_NULL;
  kr_value r = kr_slot_mp_subscript(self, index);
  kr_decref(index);
  return r;
}
int kr_slot_sq_ass_item(kr_value self, intptr_t i, kr_value v) {
  kr_value index = kr_int_from_i64(i);
  if (kr_is_null(index)) return -1;
  int r = kr_slot_mp_ass_subscript(self, index, v);
  kr_decref(index);
  return r;
}

/* `item in self` by iteration. */
static int contains_by_iteration(kr_value self, kr_value item) {
  kr_value it = kr_iter(self);
  if (kr_is_null(it)) {
    if (kr_clear_if(&kr_exc_TypeError))
      kr_raise(&kr_exc_TypeError, "argument of type '%T' is not a container or iterable", self);
    return -1;
  }
  int r = 0;
  while (r == 0) {
    kr_value v = kr_next(it);
    if (kr_is_null(v)) {
      if (kr_failed()) r = -1;
      break;
    }
    r = kr_equal(v, item);
    kr_decref(v);
  }
  kr_decref(it);
  return r;
}

int kr_slot_contains(kr_value self, kr_value item) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(self, KR_ID(__contains__), &func, &unbound);
  if (found < 0) return -1;
  if (!found) return contains_by_iteration(self, item);
  if (kr_is_none(func)) {
    kr_decref(func);
    return KR_RAISE_INT(&kr_exc_TypeError, "'%T' object is not a container", self);
  }
  kr_value r = unbound ? kr_call2(func, self, item) : kr_call1(func, item);
  kr_decref(func);
  if (kr_is_null(r)) return -1;
  int truth = kr_truth(r);
  kr_decref(r);
  return truth;
}

/* ---- buffers (PEP 688) --------------------------------------------------------------------------------------------
 *
 * The view handed out belongs to a holder that keeps the memoryview __buffer__ returned; releasing the
 * view calls __release_buffer__ with that memoryview and lets go of it. */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value view; /* the memoryview; KR_NULL: released */
  kr_value exporter;
} buffer_holder;

static void holder_dealloc(kr_object *o) {
  buffer_holder *h = (buffer_holder *)o;
  KR_CLEAR(h->view);
  KR_CLEAR(h->exporter);
  kr_object_free(o);
}
static int holder_traverse(kr_object *o, kr_visit visit, void *arg) {
  buffer_holder *h = (buffer_holder *)o;
  KR_VISIT(h->view);
  KR_VISIT(h->exporter);
  return 0;
}
static int holder_get_buffer(kr_value self, kr_buffer *view, int flags) {
  buffer_holder *h = KR_AS(buffer_holder, self);
  if (kr_is_null(h->view)) return KR_RAISE_INT(&kr_exc_BufferError, "memoryview has been released");
  return kr_get_buffer(h->view, view, flags);
}
static void holder_release_buffer(kr_value self, kr_buffer *view);
static kr_type holder_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_buffer_wrapper",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(buffer_holder),
    .dealloc = holder_dealloc,
    .traverse = holder_traverse,
    .get_buffer = holder_get_buffer,
    .release_buffer = holder_release_buffer,
};

static void call_release(kr_value exporter, kr_value view) {
  kr_value args[2] = {exporter, view};
  bool found;
  kr_value saved = kr_fetch_exception();
  kr_value r = call_method(KR_ID(__release_buffer__), args, 2, &found);
  if (found && kr_is_null(r))
    kr_unraisable(exporter, "Exception ignored in __release_buffer__ of %T", exporter);
  kr_decref(r);
  if (!kr_is_null(saved)) kr_restore_exception_steal(saved);
}

static void holder_release_buffer(kr_value self, kr_buffer *view) {
  buffer_holder *h = KR_AS(buffer_holder, self);
  kr_buffer *inner = view->internal;
  if (inner) {
    kr_release_buffer(inner);
    kr_free(inner);
    view->internal = NULL;
  }
  kr_value v = h->view;
  if (kr_is_null(v)) return;
  h->view = KR_NULL;
  /* Where the view shows the exporter's own memory (super().__buffer__()), __release_buffer__ is
   * called when that view ends. */
  if (KR_MEMORYVIEW(v)->view.obj != h->exporter &&
      kr_type_of(h->exporter)->release_buffer == kr_slot_release_buffer)
    call_release(h->exporter, v);
  kr_decref(v);
}

int kr_slot_get_buffer(kr_value self, kr_buffer *view, int flags) {
  kr_value args[2] = {self, kr_from_small_int(flags)};
  kr_value v = must_call(KR_ID(__buffer__), args, 2);
  if (kr_is_null(v)) return -1;
  if (!kr_is_exact(v, &kr_memoryview_type)) {
    kr_raise(&kr_exc_TypeError, "__buffer__ returned non-memoryview object");
    kr_decref(v);
    return -1;
  }
  kr_buffer *inner = kr_alloc_zeroed(sizeof *inner);
  if (!inner || kr_get_buffer(v, inner, flags) < 0) {
    kr_free(inner);
    kr_decref(v);
    return -1;
  }
  if (kr_type_ready(&holder_type) < 0) goto fail;
  buffer_holder *h = kr_gc_object_alloc(&holder_type, sizeof *h);
  if (!h) goto fail;
  h->view = v;
  h->exporter = kr_ref(self);
  *view = *inner;
  if (inner->shape == inner->shape1) view->shape = view->shape1;
  if (inner->strides == inner->strides1) view->strides = view->strides1;
  view->obj = kr_from_object(h);
  view->internal = inner;
  return 0;
fail:
  kr_release_buffer(inner);
  kr_free(inner);
  kr_decref(v);
  return -1;
}

void kr_slot_release_buffer(kr_value self, kr_buffer *view) {
  /* Views made by kr_slot_get_buffer belong to a holder; here come those of a builtin base whose
   * class overrides only __release_buffer__: it sees the memory through a view that ends with the call. */
  kr_type *builtin = KR_HEAP_TYPE(kr_type_of(self))->builtin;
  kr_value v = kr_memoryview_raw(view);
  if (kr_is_null(v)) {
    kr_unraisable(self, NULL);
  } else {
    call_release(self, v);
    kr_value r = kr_call_method0(v, KR_ID(release));
    if (kr_is_null(r)) kr_unraisable(v, NULL);
    kr_decref(r);
    kr_decref(v);
  }
  if (builtin->release_buffer) builtin->release_buffer(self, view);
}
