/* mappingproxy: a mapping that can only be read, such as a class's __dict__. */
#include "objects/int.h"
#include "objects/type_impl.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value mapping;
} proxy;
#define MAPPING KR_AS(proxy, self)->mapping

/* What is below all proxies of proxies: they only pass on, and a tower of them may be high. */
static kr_value bottom(kr_value v) {
  while (kr_is_exact(v, &kr_mappingproxy_type)) v = KR_AS(proxy, v)->mapping;
  return v;
}

kr_value kr_mappingproxy_new(kr_value mapping) {
  proxy *p = kr_gc_object_alloc(&kr_mappingproxy_type, sizeof *p);
  if (!p) return KR_NULL;
  p->mapping = kr_ref(mapping);
  return kr_from_object(p);
}

static kr_value proxy_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value mapping;
  if (kr_args_bind(&spec, "mappingproxy", "(mapping)", args, nargs, kwnames, &mapping) < 0) return KR_NULL;
  if (!kr_type_of(mapping)->mp_subscript || kr_is_list(mapping) || kr_is_tuple(mapping))
    return kr_raise(&kr_exc_TypeError, "mappingproxy() argument must be a mapping, not %T", mapping);
  return kr_mappingproxy_new(mapping);
}

static void proxy_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((proxy *)o)->mapping);
  kr_object_free(o);
  kr_trash_end();
}
static int proxy_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((proxy *)o)->mapping);
  return 0;
}

static intptr_t proxy_len(kr_value self) { return kr_len(bottom(self)); }
static kr_value proxy_subscript(kr_value self, kr_value key) { return kr_getitem(bottom(self), key); }
static int proxy_contains(kr_value self, kr_value key) { return kr_contains(bottom(self), key); }
static kr_value proxy_iter(kr_value self) { return kr_iter(bottom(self)); }
static kr_value proxy_repr(kr_value self) { return kr_str_format("mappingproxy(%R)", MAPPING); }
static kr_value proxy_str(kr_value self) { return kr_str_of(bottom(self)); }
static int64_t proxy_hash(kr_value self) { return kr_hash64(bottom(self)); }
static kr_value proxy_compare(kr_value self, kr_value other, int op) {
  return kr_compare(bottom(self), other, op);
}
static kr_value proxy_or(kr_value a, kr_value b) { return kr_binary(bottom(a), bottom(b), KR_OP_OR); }
static kr_value proxy_ior(kr_value self, kr_value other) {
  return kr_raise(&kr_exc_TypeError, "'|=' is not supported by %T; use '|' instead", self);
}

static kr_value proxy_get(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value a[2] = {args[0], kr_is_null(args[1]) ? KR_NONE : args[1]};
  return kr_call_method(bottom(self), KR_ID(get), a, 2);
}
static kr_value proxy_keys(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_call_method0(bottom(self), KR_ID(keys));
}
static kr_value proxy_values(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_call_method0(bottom(self), KR_ID(values));
}
static kr_value proxy_items(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_call_method0(bottom(self), KR_ID(items));
}
static kr_value proxy_copy(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_call_method0(bottom(self), KR_ID(copy));
}
static kr_value proxy_reversed(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_call_method0(bottom(self), KR_ID(__reversed__));
}
static kr_value class_getitem(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_class_getitem(self, args[0]);
}

static const kr_method_def methods[] = {
    {"get", proxy_get, KR_FN_SIG, "($self, key, default=None, /)",
     "The mapping's value for key, or default."},
    {"keys", proxy_keys, KR_FN_SIG, "($self, /)", "The mapping's keys."},
    {"values", proxy_values, KR_FN_SIG, "($self, /)", "The mapping's values."},
    {"items", proxy_items, KR_FN_SIG, "($self, /)", "The mapping's items, (key, value) pairs."},
    {"copy", proxy_copy, KR_FN_SIG, "($self, /)", "A shallow copy of the mapping."},
    {"__class_getitem__", class_getitem, KR_FN_SIG | KR_FN_CLASS, "($type, object, /)", NULL},
    {"__reversed__", proxy_reversed, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};

kr_type kr_mappingproxy_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "mappingproxy",
    .doc = "mappingproxy(mapping)\n--\n\nRead-only proxy of a mapping.",
    .tf = KR_TF_GC | KR_TF_MAPPING,
    .basic_size = sizeof(proxy),
    .methods = methods,
    .dealloc = proxy_dealloc,
    .traverse = proxy_traverse,
    .repr = proxy_repr,
    .str = proxy_str,
    .hash = proxy_hash,
    .richcompare = proxy_compare,
    .iter = proxy_iter,
    .new_ = proxy_new,
    .nb = {[KR_OP_OR] = proxy_or},
    .nb_inplace = {[KR_OP_OR] = proxy_ior},
    .sq_length = proxy_len,
    .sq_contains = proxy_contains,
    .mp_subscript = proxy_subscript,
};
