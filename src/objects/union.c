/* Unions of types: int | str, typing.Union[int, str]. */
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/type_impl.h"
#include "objects/typevar.h"
#include "objects/weakref.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value args;       /* tuple, in order */
  kr_value hashable;   /* frozenset of those that have a hash */
  kr_value unhashable; /* tuple of the others; KR_NULL: none */
  kr_value parameters; /* KR_NULL: not computed */
  void *weaklist;
} type_union;
#define SELF KR_AS(type_union, self)

/* ---- making ------------------------------------------------------------------------------------------- */

typedef struct {
  kr_list *args, *unhashable;
  kr_set *seen;
  bool checked; /* what is not plainly a type is shown to typing */
} builder;

static int add(builder *b, kr_value v) {
  bool failed = false;
  kr_hash(v, &failed);
  if (failed) {
    if (!kr_clear_if(&kr_exc_TypeError)) return -1;
    for (uint32_t i = 0; i < b->unhashable->size; i++) {
      int same = kr_equal(b->unhashable->items[i], v);
      if (same) return same < 0 ? -1 : 0;
    }
    return kr_list_append(b->unhashable, v) < 0 ? -1 : kr_list_append(b->args, v);
  }
  int present = kr_set_contains(b->seen, v);
  if (present) return present < 0 ? -1 : 0;
  if (kr_set_add(b->seen, v) < 0) return -1;
  return kr_list_append(b->args, v);
}

static bool may_be_in_union(kr_value v) {
  return kr_is_none(v) || kr_is_type(v) || kr_isinstance_exact_or_sub(v, &kr_generic_alias_type) ||
         kr_is_exact(v, &kr_typealias_type) || kr_is_exact(v, &kr_union_type);
}

static int flatten(builder *b, kr_value v) {
  if (kr_is_none(v)) return add(b, kr_from_object(&kr_none_type));
  if (kr_is_exact(v, &kr_union_type)) {
    kr_tuple *args = KR_TUPLE(KR_AS(type_union, v)->args);
    for (uint32_t i = 0; i < args->size; i++)
      if (add(b, args->items[i]) < 0) return -1;
    return 0;
  }
  if (!b->checked || may_be_in_union(v)) return add(b, v);
  /* typing knows what cannot be meant, and makes forward references of strings. */
  kr_value check = kr_import_attr("typing", "_type_check");
  kr_value text = kr_str_from_cstr("Union[arg, ...]: each arg must be a type.");
  v = kr_is_null(check) || kr_is_null(text) ? KR_NULL : kr_call2(check, v, text);
  int r = kr_is_null(v) ? -1 : add(b, v);
  kr_decref(check);
  kr_decref(text);
  kr_decref(v);
  return r;
}

static kr_value finish(builder *b) {
  if (b->args->size == 0) return kr_raise(&kr_exc_TypeError, "Cannot take a Union of no types.");
  if (b->args->size == 1) return kr_ref(b->args->items[0]);
  kr_value args = kr_list_to_tuple(b->args);
  kr_value unhashable = b->unhashable->size ? kr_list_to_tuple(b->unhashable) : KR_NULL;
  if (kr_is_null(args) || (b->unhashable->size && kr_is_null(unhashable))) {
    kr_decref(args);
    return KR_NULL;
  }
  type_union *u = kr_gc_object_alloc(&kr_union_type, sizeof *u);
  if (!u) {
    kr_decref(args);
    kr_decref(unhashable);
    return KR_NULL;
  }
  u->args = args;
  u->hashable = kr_ref(kr_from_object(b->seen));
  u->unhashable = unhashable;
  u->parameters = KR_NULL;
  u->weaklist = NULL;
  return kr_from_object(u);
}

static kr_value union_of(const kr_value *items, size_t n, bool checked) {
  builder b = {kr_list_new(n), kr_list_new(0), kr_set_new(&kr_frozenset_type), checked};
  kr_value r = KR_NULL;
  if (b.args && b.unhashable && b.seen) {
    size_t i = 0;
    while (i < n && flatten(&b, items[i]) == 0) i++;
    if (i == n) r = finish(&b);
  }
  kr_xdecref_object(b.args);
  kr_xdecref_object(b.unhashable);
  kr_xdecref_object(b.seen);
  return r;
}

/* Union of the items of a tuple; one item is itself. New. */
static kr_value union_from_tuple(kr_value args) {
  if (kr_is_tuple(args)) return union_of(KR_TUPLE(args)->items, KR_TUPLE(args)->size, true);
  return union_of(&args, 1, true);
}
kr_value kr_union_pair(kr_value a, kr_value b) { return union_of((kr_value[]){a, b}, 2, true); }

kr_value kr_union_or(kr_value a, kr_value b) {
  if (!may_be_in_union(a) || !may_be_in_union(b)) return KR_NOT_IMPLEMENTED;
  return union_of((kr_value[]){a, b}, 2, false);
}
static kr_value union_nb_or(kr_value a, kr_value b) { return kr_union_pair(a, b); }

/* ---- the type ------------------------------------------------------------------------------------------ */

static void union_dealloc(kr_object *o) {
  type_union *u = (type_union *)o;
  if (!kr_trash_begin(o)) return;
  if (u->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(u->args);
  KR_CLEAR(u->hashable);
  KR_CLEAR(u->unhashable);
  KR_CLEAR(u->parameters);
  kr_object_free(o);
  kr_trash_end();
}
static int union_traverse(kr_object *o, kr_visit visit, void *arg) {
  type_union *u = (type_union *)o;
  KR_VISIT(u->args);
  KR_VISIT(u->hashable);
  KR_VISIT(u->unhashable);
  KR_VISIT(u->parameters);
  return 0;
}

static kr_value union_repr(kr_value self) {
  kr_str_builder sb = {0};
  kr_tuple *args = KR_TUPLE(SELF->args);
  for (uint32_t i = 0; i < args->size; i++) {
    if (i) kr_sb_cstr(&sb, " | ");
    if (kr_typing_repr(&sb, args->items[i]) < 0) {
      kr_sb_discard(&sb);
      return KR_NULL;
    }
  }
  return kr_sb_finish(&sb);
}

static int64_t union_hash(kr_value self) {
  kr_value bad = SELF->unhashable;
  if (!kr_is_null(bad)) {
    uint32_t n = KR_TUPLE(bad)->size;
    for (uint32_t i = 0; i < n; i++)
      if (kr_hash64(KR_TUPLE(bad)->items[i]) == KR_HASH_ERROR) return KR_HASH_ERROR;
    /* Hashable by now, but they were not when the union was made. */
    kr_raise(&kr_exc_TypeError, "union contains %u unhashable element%s", n, n == 1 ? "" : "s");
    return KR_HASH_ERROR;
  }
  return kr_hash64(SELF->hashable);
}

/* Is every item of a in b? */
static int contained(kr_value a, kr_value b) {
  for (uint32_t i = 0; i < KR_TUPLE(a)->size; i++) {
    int r = 0;
    for (uint32_t j = 0; j < KR_TUPLE(b)->size && r == 0; j++)
      r = kr_equal(KR_TUPLE(a)->items[i], KR_TUPLE(b)->items[j]);
    if (r <= 0) return r;
  }
  return 1;
}

static int equal(type_union *a, type_union *b) {
  int r = kr_equal(a->hashable, b->hashable);
  if (r <= 0) return r;
  if (kr_is_null(a->unhashable) || kr_is_null(b->unhashable))
    return kr_is_null(a->unhashable) && kr_is_null(b->unhashable);
  if (KR_TUPLE(a->unhashable)->size != KR_TUPLE(b->unhashable)->size) return 0;
  r = contained(a->unhashable, b->unhashable);
  return r <= 0 ? r : contained(b->unhashable, a->unhashable);
}

static kr_value union_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(b, &kr_union_type)) return KR_NOT_IMPLEMENTED;
  int r = equal(KR_AS(type_union, a), KR_AS(type_union, b));
  return r < 0 ? KR_NULL : kr_from_bool(r == (op == KR_EQ));
}

static kr_value get_parameters(kr_value self, void *closure) {
  if (kr_is_null(SELF->parameters)) {
    kr_value p = kr_make_parameters(SELF->args);
    if (kr_is_null(p)) return p;
    KR_REPLACE(SELF->parameters, p);
  }
  return kr_ref(SELF->parameters);
}

static kr_value union_getitem(kr_value self, kr_value item) {
  kr_value params = get_parameters(self, NULL);
  if (kr_is_null(params)) return params;
  kr_value args = kr_subs_parameters(self, SELF->args, params, item);
  kr_decref(params);
  if (kr_is_null(args)) return args;
  kr_value r = union_from_tuple(args);
  kr_decref(args);
  return r;
}

static kr_value union_getattro(kr_value self, kr_value name) {
  if (kr_str_equals_cstr(KR_STR(name), "__module__")) return kr_getattr(kr_from_object(&kr_union_type), name);
  return kr_generic_getattr(self, name);
}

static kr_value get_name(kr_value self, void *closure) { return kr_ref(KR_ID(Union)); }
static kr_value get_origin(kr_value self, void *closure) { return kr_ref(kr_from_object(&kr_union_type)); }
static kr_value union_mro_entries(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_raise(&kr_exc_TypeError, "Cannot subclass %R", self);
}
static kr_value union_class_getitem(kr_value cls, const kr_value *args, size_t n, kr_tuple *kw) {
  return union_from_tuple(args[0]);
}

static const kr_method_def methods[] = {
    {"__mro_entries__", union_mro_entries, KR_FN_SIG, "($self, object, /)", NULL},
    {"__class_getitem__", union_class_getitem, KR_FN_SIG | KR_FN_CLASS, "($type, object, /)", NULL},
    {NULL},
};
static const kr_member_def members[] = {
    {"__args__", KR_MEMBER_VALUE, offsetof(type_union, args), true, NULL},
    {NULL},
};
static const kr_getset_def getsets[] = {
    {"__name__", get_name, NULL, "Name of the type", NULL},
    {"__qualname__", get_name, NULL, "The type's name in its module.", NULL},
    {"__origin__", get_origin, NULL, "Always returns the type", NULL},
    {"__parameters__", get_parameters, NULL, "the type variables in it", NULL},
    {NULL},
};

kr_type kr_union_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "typing.Union",
    .doc = "Represent a union type, as int | str.",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(type_union),
    .weaklist_offset = offsetof(type_union, weaklist),
    .methods = methods,
    .getset = getsets,
    .members = members,
    .dealloc = union_dealloc,
    .traverse = union_traverse,
    .repr = union_repr,
    .hash = union_hash,
    .getattro = union_getattro,
    .richcompare = union_compare,
    .nb = {[KR_OP_OR] = union_nb_or},
    .mp_subscript = union_getitem,
};
