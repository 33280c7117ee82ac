/* types.SimpleNamespace: attributes and a repr. */
#include "objects/int.h"
#include "objects/type_impl.h"

typedef struct {
  KR_OBJECT_HEAD
  kr_dict *dict;
} namespace;
#define SELF KR_AS(namespace, self)

static kr_value namespace_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) return v;
  KR_AS(namespace, v)->dict = kr_dict_new();
  if (!KR_AS(namespace, v)->dict) KR_CLEAR(v);
  return v;
}

kr_value kr_namespace_new(kr_dict *kw) {
  kr_value v = namespace_tp_new(&kr_namespace_type, NULL, 0, NULL);
  if (!kr_is_null(v) && kw && kr_dict_merge(KR_AS(namespace, v)->dict, kr_from_object(kw), 1) < 0)
    KR_CLEAR(v);
  return v;
}

static int add_keywords(kr_value self, const kr_value *values, kr_tuple *kwnames) {
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    if (!kr_is_str(kwnames->items[i])) return KR_RAISE_INT(&kr_exc_TypeError, "keywords must be strings");
    if (kr_dict_set(SELF->dict, kwnames->items[i], values[i]) < 0) return -1;
  }
  return 0;
}

static int namespace_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_count(kr_type_short_name(kr_type_of(self)), nargs, 0, 1) < 0) return -1;
  if (nargs) {
    kr_dict *d;
    if (kr_is_exact_dict(args[0])) {
      d = KR_REF(KR_DICT(args[0]));
    } else {
      kr_value made = kr_call1(kr_from_object(&kr_dict_type), args[0]);
      if (kr_is_null(made)) return -1;
      d = KR_DICT(made);
    }
    uint32_t pos = 0;
    kr_value key, value;
    int r = 0;
    while (r == 0 && kr_dict_next(d, &pos, &key, &value))
      if (!kr_is_str(key)) r = KR_RAISE_INT(&kr_exc_TypeError, "keywords must be strings");
    if (r == 0) r = kr_dict_merge(SELF->dict, kr_from_object(d), 1);
    kr_decref_object(d);
    if (r < 0) return -1;
  }
  return kwnames ? add_keywords(self, args + nargs, kwnames) : 0;
}

static void namespace_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR_OBJECT(((namespace *)o)->dict);
  kr_object_free(o);
  kr_trash_end();
}
static int namespace_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((namespace *)o)->dict);
  return 0;
}
static int namespace_clear(kr_object *o) {
  KR_CLEAR_OBJECT(((namespace *)o)->dict);
  return 0;
}

static kr_value namespace_repr(kr_value self) {
  kr_type *type = kr_type_of(self);
  const char *name = type == &kr_namespace_type ? "namespace" : kr_type_cname(type);
  int entered = kr_repr_enter(self);
  if (entered) return entered < 0 ? KR_NULL : kr_str_format("%s(...)", name);
  kr_value r = KR_NULL;
  kr_dict *d = kr_instance_dict(self);
  kr_value keys = d ? kr_dict_keys_list(d) : KR_NULL;
  kr_str_builder sb = {0};
  if (kr_is_null(keys)) goto done;
  kr_sb_cstr(&sb, name);
  kr_sb_char(&sb, '(');
  bool first = true;
  for (uint32_t i = 0; i < KR_LIST(keys)->size; i++) {
    kr_value key = KR_LIST(keys)->items[i];
    if (!kr_is_str(key) || !KR_STR(key)->length) continue;
    kr_value v = kr_dict_get_new(d, key);
    if (kr_is_null(v)) {
      if (kr_failed()) goto done;
      continue;
    }
    if (!first) kr_sb_cstr(&sb, ", ");
    first = false;
    kr_sb_str(&sb, KR_STR(key));
    kr_sb_char(&sb, '=');
    bool ok = kr_sb_repr(&sb, v);
    kr_decref(v);
    if (!ok) goto done;
  }
  kr_sb_char(&sb, ')');
  r = kr_sb_finish(&sb);
done:
  if (kr_is_null(r)) kr_sb_discard(&sb);
  kr_decref(keys);
  kr_repr_leave(self);
  return r;
}

static kr_value namespace_compare(kr_value a, kr_value b, int op) {
  if (!kr_isinstance_exact_or_sub(a, &kr_namespace_type) ||
      !kr_isinstance_exact_or_sub(b, &kr_namespace_type))
    return KR_NOT_IMPLEMENTED;
  kr_dict *x = kr_instance_dict(a), *y = kr_instance_dict(b);
  if (!x || !y) return KR_NULL;
  return kr_compare(kr_from_object(x), kr_from_object(y), op);
}

static kr_value namespace_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_dict *d = kr_instance_dict(self);
  return d ? kr_tuple_pack(3, kr_from_object(kr_type_of(self)), KR_EMPTY_TUPLE, kr_from_object(d)) : KR_NULL;
}

static kr_value namespace_replace(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs) return kr_raise(&kr_exc_TypeError, "__replace__() takes no positional arguments");
  kr_value r = kr_call0(kr_from_object(kr_type_of(self)));
  if (kr_is_null(r)) return r;
  if (!kr_isinstance_exact_or_sub(r, &kr_namespace_type)) {
    kr_raise(&kr_exc_TypeError, "expect %s type, but %T() returned '%T' object", "types.SimpleNamespace",
             self, r);
    kr_decref(r);
    return KR_NULL;
  }
  kr_dict *d = kr_instance_dict(self), *to = kr_instance_dict(r);
  if (!d || !to || kr_dict_merge(to, kr_from_object(d), 1) < 0 || add_keywords(r, args, kwnames) < 0)
    KR_CLEAR(r);
  return r;
}

static const kr_method_def methods[] = {
    {"__reduce__", namespace_reduce, KR_FN_SIG, "($self, /)", NULL},
    {"__replace__", namespace_replace, KR_FN_RAW, "($self, /, **changes)",
     "A copy of the namespace with new values for the given attributes."},
    {NULL},
};
static const kr_member_def members[] = {
    {"__dict__", KR_MEMBER_OBJECT, offsetof(namespace, dict), true, NULL},
    {NULL},
};

kr_type kr_namespace_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "types.SimpleNamespace",
    .doc = "SimpleNamespace(mapping_or_iterable=(), /, **kwargs)\n--\n\n"
           "An object that gives attribute access to its namespace.",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(namespace),
    .dict_offset = offsetof(namespace, dict),
    .methods = methods,
    .members = members,
    .dealloc = namespace_dealloc,
    .traverse = namespace_traverse,
    .clear = namespace_clear,
    .repr = namespace_repr,
    .richcompare = namespace_compare,
    .init = namespace_init,
    .new_ = namespace_tp_new,
};
