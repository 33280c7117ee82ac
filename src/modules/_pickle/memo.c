/* PicklerMemoProxy and UnpicklerMemoProxy: what the attribute `memo` of a pickler and of an unpickler is. */
#include "modules/_pickle/pickle.h"
#include "objects/type.h"

typedef struct {
  KR_OBJECT_HEAD
  const kr_memo_operations *operations;
  kr_value owner;
} memo_proxy;
#define PROXY(v) KR_AS(memo_proxy, v)

kr_value kr_memo_proxy_new(kr_type *type, const kr_memo_operations *operations, kr_value owner) {
  memo_proxy *p = kr_gc_object_alloc(type, sizeof *p);
  if (!p) return KR_NULL;
  p->operations = operations;
  p->owner = kr_ref(owner);
  return kr_from_object(p);
}
static void proxy_dealloc(kr_object *o) {
  kr_decref(((memo_proxy *)o)->owner);
  kr_object_free(o);
}
static int proxy_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((memo_proxy *)o)->owner);
  return 0;
}

kr_dict *kr_memo_dict(kr_value v, kr_type *type, const char *what) {
  if (v == KR_NULL) {
    kr_raise(&kr_exc_TypeError, "attribute deletion is not supported");
  } else if (kr_is_exact(v, type)) {
    return PROXY(v)->operations->copy(PROXY(v)->owner);
  } else if (kr_is_dict(v)) {
    return KR_REF(KR_DICT(v));
  } else {
    kr_raise(&kr_exc_TypeError, "'memo' attribute must be %s object or dict, not %T", what, v);
  }
  return NULL;
}

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(proxy_clear) {
  PROXY(self)->operations->clear(PROXY(self)->owner);
  return KR_NONE;
}
FN(proxy_copy) { return kr_from_object_or_null(PROXY(self)->operations->copy(PROXY(self)->owner)); }
/* (dict, (copy,)) */
FN(proxy_reduce) {
  kr_value copy = proxy_copy(self, NULL, 0, NULL);
  kr_value a = copy == KR_NULL ? KR_NULL : kr_tuple_pack(1, copy);
  kr_value r = a == KR_NULL ? KR_NULL : kr_tuple_pack(2, kr_from_object(&kr_dict_type), a);
  kr_decref(copy);
  kr_decref(a);
  return r;
}
static const kr_method_def proxy_methods[] = {
    {"clear", proxy_clear, 0, "($self, /)", "Forget everything."},
    {"copy", proxy_copy, 0, "($self, /)",
     "The memo as a dict: id -> (index, object) of a pickler, index -> object of an unpickler."},
    {"__reduce__", proxy_reduce, 0, "($self, /)", "It is pickled as a dict."},
    {0},
};

// clang-format off
#define MEMO_TYPE(symbol, name_)                                                                              \
  kr_type symbol = {                                                                                          \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_NO_NEW,                      \
    .basic_size = sizeof(memo_proxy), .dealloc = proxy_dealloc, .traverse = proxy_traverse,                   \
    .methods = proxy_methods, .hash = kr_hash_not_implemented,                                                \
  }
// clang-format on
MEMO_TYPE(kr_pickler_memo_type, "_pickle.PicklerMemoProxy");
MEMO_TYPE(kr_unpickler_memo_type, "_pickle.UnpicklerMemoProxy");
