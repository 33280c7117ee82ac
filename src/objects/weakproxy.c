/* weakref.proxy: a weak reference that stands for its referent in every operation. */
#include "objects/container.h"
#include "objects/misc.h"
#include "objects/weakref_impl.h"
#include "vm/call.h"

kr_value kr_weakproxy_new(kr_value v, kr_value callback) {
  return kr_weakref_create(kr_is_callable(v) ? &kr_callable_weakproxy_type : &kr_weakproxy_type, v, callback);
}

static bool is_proxy(kr_value v) {
  return kr_is_exact(v, &kr_weakproxy_type) || kr_is_exact(v, &kr_callable_weakproxy_type);
}

/* The referent of a proxy, anything else itself: new. KR_NULL: ReferenceError. */
static kr_value unwrap(kr_value v) {
  if (!is_proxy(v)) return kr_ref(v);
  kr_value target = kr_weakref_target(v);
  if (target == KR_NULL) {
    return kr_raise(&kr_exc_ReferenceError, "weakly-referenced object no longer exists");
  }
  return target;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

typedef kr_value (*operation)(kr_value a, kr_value b, int op);

static kr_value on_both(kr_value a, kr_value b, int op, operation f) {
  kr_value x = unwrap(a), y = x == KR_NULL ? KR_NULL : unwrap(b);
  kr_value r = y == KR_NULL ? KR_NULL : f(x, y, op);
  kr_decref(x);
  kr_decref(y);
  return r;
}

// clang-format off
#define EACH_OPERATOR(X)                                                                       \
  X(ADD) X(AND) X(FLOORDIV) X(LSHIFT) X(MATMUL) X(MUL) X(MOD) X(OR) X(POW) X(RSHIFT) X(SUB) \
  X(TRUEDIV) X(XOR)
// clang-format on
#define DEFINE(OP)                                                                                    \
  static kr_value proxy_##OP(kr_value a, kr_value b) { return on_both(a, b, KR_OP_##OP, kr_binary); } \
  static kr_value proxy_inplace_##OP(kr_value a, kr_value b) { return on_both(a, b, KR_OP_##OP, kr_inplace); }
EACH_OPERATOR(DEFINE)

static kr_value divmod_of(kr_value a, kr_value b, int op) { return kr_divmod(a, b); }
static kr_value proxy_divmod(kr_value a, kr_value b) { return on_both(a, b, 0, divmod_of); }

static kr_value proxy_pow3(kr_value a, kr_value b, kr_value m) {
  kr_value x = unwrap(a), y = x == KR_NULL ? KR_NULL : unwrap(b);
  kr_value z = y == KR_NULL ? KR_NULL : unwrap(m);
  kr_value r = z == KR_NULL ? KR_NULL : kr_pow3(x, y, z);
  kr_decref(x);
  kr_decref(y);
  kr_decref(z);
  return r;
}

static kr_value on_one(kr_value v, kr_unary_fn f) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return KR_NULL;
  kr_value r = f(x);
  kr_decref(x);
  return r;
}

#define UNARY(name, f) \
  static kr_value name(kr_value v) { return on_one(v, f); }
UNARY(proxy_negative, kr_negative)
UNARY(proxy_positive, kr_positive)
UNARY(proxy_absolute, kr_absolute)
UNARY(proxy_invert, kr_invert)
UNARY(proxy_int, kr_number_int)
UNARY(proxy_float, kr_number_float)
UNARY(proxy_index, kr_index)
UNARY(proxy_str, kr_str_of)
UNARY(proxy_iter, kr_iter)

static int proxy_bool(kr_value v) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return -1;
  int r = kr_truth(x);
  kr_decref(x);
  return r;
}

/* ---- everything else ----------------------------------------------------------------------------------- */

static intptr_t proxy_length(kr_value v) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return -1;
  intptr_t n = kr_len(x);
  kr_decref(x);
  return n;
}

static int proxy_contains(kr_value v, kr_value item) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return -1;
  int r = kr_contains(x, item);
  kr_decref(x);
  return r;
}

static kr_value getitem(kr_value o, kr_value key, int op) { return kr_getitem(o, key); }
static kr_value proxy_subscript(kr_value v, kr_value key) { return on_both(v, key, 0, getitem); }

static int proxy_ass_subscript(kr_value v, kr_value key, kr_value value) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return -1;
  int r = kr_setitem(x, key, value);
  kr_decref(x);
  return r;
}

static kr_value proxy_getattro(kr_value v, kr_value name) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return KR_NULL;
  kr_value r = kr_getattr(x, name);
  kr_decref(x);
  return r;
}

static int proxy_setattro(kr_value v, kr_value name, kr_value value) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return -1;
  int r = kr_setattr(x, name, value);
  kr_decref(x);
  return r;
}

static kr_value proxy_richcompare(kr_value a, kr_value b, int op) { return on_both(a, b, op, kr_compare); }

static kr_value proxy_iternext(kr_value v) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return KR_NULL;
  kr_value r = KR_NULL;
  if (kr_type_of(x)->iternext) {
    r = kr_next(x);
  } else {
    kr_raise(&kr_exc_TypeError, "Weakref proxy referenced a non-iterator '%T' object", x);
  }
  kr_decref(x);
  return r;
}

static kr_value proxy_call(kr_value v, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return KR_NULL;
  kr_value r = kr_call_push(x, args, nargs, kwnames);
  kr_decref(x); /* not the last reference: that it is alive says somebody holds it */
  return r;
}

static kr_value proxy_repr(kr_value v) {
  const void *at = kr_object_of(v);
  kr_value target = kr_weakref_target(v);
  if (target == KR_NULL) return kr_str_format("<weakproxy at %p; dead>", at);
  kr_value type = kr_full_type_name(target);
  kr_value text = type == KR_NULL ? KR_NULL
                                  : kr_str_format("<weakproxy at %p; to '%U' at %p>", at, type,
                                                  (const void *)kr_object_of(target));
  kr_decref(type);
  kr_decref(target);
  return text;
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_value call_method(kr_value v, kr_value name) {
  kr_value x = unwrap(v);
  if (x == KR_NULL) return KR_NULL;
  kr_value r = kr_call_method0(x, name);
  kr_decref(x);
  return r;
}
METHOD(proxy_bytes) { return call_method(self, KR_ID(__bytes__)); }
METHOD(proxy_reversed) { return call_method(self, KR_ID(__reversed__)); }

static const kr_method_def proxy_methods[] = {
    {"__bytes__", proxy_bytes, 0, "($self, /)", NULL},
    {"__reversed__", proxy_reversed, 0, "($self, /)", NULL},
    {NULL},
};

#define NB(OP) .nb[KR_OP_##OP] = proxy_##OP, .nb_inplace[KR_OP_##OP] = proxy_inplace_##OP,
#define PROXY_TYPE(name_)                                                                                    \
  .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,     \
  .basic_size = sizeof(kr_weakref), .dealloc = kr_weakref_dealloc, .traverse = kr_weakref_traverse,          \
  .clear = kr_weakref_clear_callback, .repr = proxy_repr, .str = proxy_str, .hash = kr_hash_not_implemented, \
  .getattro = proxy_getattro, .setattro = proxy_setattro, .richcompare = proxy_richcompare,                  \
  .iter = proxy_iter, .iternext = proxy_iternext, EACH_OPERATOR(NB).nb_pow3 = proxy_pow3,                    \
  .nb_divmod = proxy_divmod, .nb_negative = proxy_negative, .nb_positive = proxy_positive,                   \
  .nb_absolute = proxy_absolute, .nb_invert = proxy_invert, .nb_int = proxy_int, .nb_float = proxy_float,    \
  .nb_index = proxy_index, .nb_bool = proxy_bool, .sq_length = proxy_length, .sq_contains = proxy_contains,  \
  .mp_subscript = proxy_subscript, .mp_ass_subscript = proxy_ass_subscript

kr_type kr_weakproxy_type = {PROXY_TYPE("weakref.ProxyType"), .methods = proxy_methods};
kr_type kr_callable_weakproxy_type = {PROXY_TYPE("weakref.CallableProxyType"), .call = proxy_call};
