/* set and frozenset as Python programs see them: constructors, operators, methods. The table is in
 * set_table.c. */
#include "objects/collect.h"
#include "objects/dict.h"
#include "objects/misc.h"
#include "objects/set_table.h"
#include "objects/str_core.h"
#include "objects/weakref.h"

bool kr_is_any_set(kr_value v) {
  if (!kr_is_object(v)) return false;
  kr_type *t = kr_object_of(v)->type;
  if (t == &kr_set_type || t == &kr_frozenset_type) return true;
  return (t->tf & KR_TF_HEAP) && (kr_is_subtype(t, &kr_set_type) || kr_is_subtype(t, &kr_frozenset_type));
}

/* set or frozenset: the type of what operators on v's type make. */
static kr_type *plain_type(kr_value v) {
  return kr_isinstance_exact_or_sub(v, &kr_frozenset_type) ? &kr_frozenset_type : &kr_set_type;
}

static kr_set *new_like(kr_value v) { return kr_set_new(plain_type(v)); }

static kr_value finish(kr_set *s, int r) {
  if (r < 0) KR_CLEAR_OBJECT(s);
  return kr_from_object_or_null(s);
}

/* ---- operations ---------------------------------------------------------------------------------------- */

static kr_set *copy_of(kr_value v) {
  kr_set *s = new_like(v);
  if (s && kr_set_merge(s, KR_SET(v)) < 0) KR_CLEAR_OBJECT(s);
  return s;
}

/* kr_set_contains_hash; mostly the first look tells. */
KR_INLINE int has(kr_set *s, kr_value key, int32_t hash) {
  kr_value first = s->table[(uint32_t)hash & s->mask].key;
  return first == key ? 1 : first == KR_NULL ? 0 : kr_set_contains_hash(s, key, hash);
}

/* What to do with each element of an iterable. Nonzero ends the walk and is its result. */
typedef int (*element_fn)(void *context, kr_value key, int32_t hash);

/* Calls fn with every element of v and its hash. `plain_hash`: how an element without a hash fails. */
static int each_other(kr_value v, element_fn fn, void *context, bool plain_hash) {
  kr_value key;
  int32_t known;
  uint32_t pos = 0;
  int r = 0;
  if (kr_is_exact_dict(v)) {
    while (r == 0 && kr_dict_next_hash(KR_DICT(v), &pos, &key, NULL, &known)) {
      kr_incref(key);
      r = fn(context, key, known);
      kr_decref(key);
    }
    return r;
  }
  kr_value it = kr_iter(v);
  if (it == KR_NULL) return -1;
  while (r == 0 && (key = kr_next(it)) != KR_NULL) {
    int64_t hash = plain_hash ? kr_key_hash(key) : kr_set_key_hash(key);
    r = hash == KR_HASH_ERROR ? -1 : fn(context, key, (int32_t)hash);
    kr_decref(key);
  }
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

/* Inline, so that the calls of fn are plain ones for the usual case, a set. */
KR_INLINE int each(kr_value v, element_fn fn, void *context, bool plain_hash) {
  if (!kr_is_any_set(v)) return each_other(v, fn, context, plain_hash);
  kr_set *s = KR_SET(v);
  int r = 0;
  uint32_t pos = 0;
  kr_value key;
  int32_t hash;
  /* fn may change the set: its table is asked anew each time. */
  while (r == 0 && kr_set_next_hash(s, &pos, &key, &hash)) {
    kr_incref(key);
    r = fn(context, key, hash);
    kr_decref(key);
  }
  return r;
}

typedef struct {
  kr_set *from, *to;
} two_sets;

static int keep_common(void *context, kr_value key, int32_t hash) {
  two_sets *c = context;
  int r = has(c->from, key, hash);
  return r <= 0 ? r : kr_set_add_hash(c->to, key, hash);
}
/* The same for the elements of a set, of which no two are equal. */
static int keep_common_new(void *context, kr_value key, int32_t hash) {
  two_sets *c = context;
  int r = has(c->from, key, hash);
  return r <= 0 ? r : kr_set_add_new(c->to, key, hash);
}

static kr_set *intersection(kr_value a, kr_value b) {
  if (a == b) return copy_of(a);
  kr_set *s = new_like(a);
  if (!s) return NULL;
  two_sets c = {KR_SET(a), s};
  if (kr_is_any_set(b) && KR_SET(b)->used > KR_SET(a)->used) {
    c.from = KR_SET(b);
    b = a;
  }
  int r = kr_is_any_set(b) ? each(b, keep_common_new, &c, true) : each_other(b, keep_common, &c, true);
  if (r < 0) KR_CLEAR_OBJECT(s);
  return s;
}

static int discard_one(void *context, kr_value key, int32_t hash) {
  return kr_set_discard_hash(context, key, hash) < 0 ? -1 : 0;
}

static int difference_update(kr_value a, kr_value b) {
  kr_set *s = KR_SET(a);
  if (a == b) {
    kr_set_clear(s);
    return 0;
  }
  int r;
  if (kr_is_any_set(b) && KR_SET(b)->used >> 3 > s->used) {
    /* Far fewer here than there: look ours up there. */
    kr_set *common = intersection(a, b);
    if (!common) return -1;
    r = each(kr_from_object(common), discard_one, s, false);
    kr_decref_object(common);
  } else {
    r = each(b, discard_one, s, false);
  }
  return r < 0 ? -1 : kr_set_compact(s);
}

static int keep_if_absent_in_set(void *context, kr_value key, int32_t hash) {
  two_sets *c = context;
  int r = has(c->from, key, hash);
  return r < 0 ? -1 : r ? 0 : kr_set_add_new(c->to, key, hash);
}

typedef struct {
  kr_dict *from;
  kr_set *to;
} dict_and_set;

static int keep_if_absent_in_dict(void *context, kr_value key, int32_t hash) {
  dict_and_set *c = context;
  if (kr_dict_get_hash(c->from, key, hash) != KR_NULL) return 0;
  return kr_failed() ? -1 : kr_set_add_new(c->to, key, hash);
}

static kr_set *difference(kr_value a, kr_value b) {
  bool set = kr_is_any_set(b), dict = kr_is_exact_dict(b);
  size_t n = set ? KR_SET(b)->used : dict ? KR_DICT(b)->used : 0;
  if ((!set && !dict) || KR_SET(a)->used >> 2 > n) {
    kr_set *s = copy_of(a);
    if (s && difference_update(kr_from_object(s), b) < 0) KR_CLEAR_OBJECT(s);
    return s;
  }
  kr_set *s = new_like(a);
  if (!s) return NULL;
  int r;
  if (set) {
    two_sets c = {KR_SET(b), s};
    r = each(a, keep_if_absent_in_set, &c, false);
  } else {
    dict_and_set c = {KR_DICT(b), s};
    r = each(a, keep_if_absent_in_dict, &c, false);
  }
  if (r < 0) KR_CLEAR_OBJECT(s);
  return s;
}

static int toggle(void *context, kr_value key, int32_t hash) {
  int r = kr_set_discard_hash(context, key, hash);
  return r < 0 ? -1 : r ? 0 : kr_set_add_hash(context, key, hash);
}

static int symmetric_difference_update(kr_value a, kr_value b) {
  if (a == b) {
    kr_set_clear(KR_SET(a));
    return 0;
  }
  if (kr_is_any_set(b) || kr_is_exact_dict(b)) return each(b, toggle, KR_SET(a), false);
  /* An iterable may give an element twice. */
  kr_value once = kr_set_from_iterable(plain_type(a), b);
  if (once == KR_NULL) return -1;
  int r = each(once, toggle, KR_SET(a), false);
  kr_decref(once);
  return r;
}

static kr_set *symmetric_difference(kr_value a, kr_value b) {
  kr_value s = kr_set_from_iterable(plain_type(a), b);
  if (s == KR_NULL) return NULL;
  if (symmetric_difference_update(s, a) < 0) KR_CLEAR(s);
  return s == KR_NULL ? NULL : KR_SET(s);
}

static int stop_if_absent(void *context, kr_value key, int32_t hash) {
  int r = has(context, key, hash);
  return r < 0 ? -1 : !r;
}

static int stop_if_present(void *context, kr_value key, int32_t hash) { return has(context, key, hash); }

/* Of sets. 1 0 -1 */
static int is_subset(kr_value a, kr_value b) {
  if (KR_SET(a)->used > KR_SET(b)->used) return 0;
  int r = each(a, stop_if_absent, KR_SET(b), false);
  return r < 0 ? -1 : !r;
}

/* ---- slots --------------------------------------------------------------------------------------------- */

static kr_value set_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_from_object_or_null(kr_set_new(type));
}

static int set_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("set", kwnames) < 0 ||
      kr_args_count(kr_type_cname(kr_type_of(self)), nargs, 0, 1) < 0)
    return -1;
  kr_set_clear(KR_SET(self));
  KR_SET(self)->hash = 0;
  return nargs ? kr_set_update(KR_SET(self), args[0]) : 0;
}

static kr_value frozenset_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if ((type == &kr_frozenset_type || type->init == kr_frozenset_type.init) &&
      kr_args_no_keywords("frozenset", kwnames) < 0)
    return KR_NULL;
  if (kr_args_count(kr_type_cname(type), nargs, 0, 1) < 0) return KR_NULL;
  if (nargs && type == &kr_frozenset_type && kr_is_exact(args[0], type)) return kr_ref(args[0]);
  return kr_set_from_iterable(type, nargs ? args[0] : KR_NULL);
}

static int collect_add(kr_value target, kr_value item, size_t number) {
  int r = kr_set_add(KR_SET(target), item);
  kr_decref(item);
  return r;
}
static const kr_collector set_collector = KR_COLLECTOR("set", collect_add, NULL, NULL);
static const kr_collector update_collector = KR_COLLECTOR("set.update", collect_add, NULL, kr_collect_none);

/* A set is taken as it is, whatever its class says of iterating. */
static bool pauses(kr_value source) { return kr_pauses(source) && !kr_is_any_set(source); }

static kr_value set_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs != 1 || kwnames || !pauses(args[0])) return KR_DELETED;
  kr_set *s = kr_set_new(type);
  return s ? kr_collect_push(&set_collector, kr_from_object(s), args[0]) : KR_NULL;
}

kr_value kr_set_update_push(kr_set *s, kr_value iterable) {
  if (pauses(iterable)) return kr_collect_push(&update_collector, kr_ref(kr_from_object(s)), iterable);
  return kr_set_update(s, iterable) < 0 ? KR_NULL : KR_NONE;
}

static void set_dealloc(kr_object *o) {
  if (((kr_set *)o)->weaklist) kr_weakrefs_clear(o);
  kr_set_dealloc(o);
}

static int set_clear_slot(kr_object *o) {
  kr_set_clear((kr_set *)o);
  return 0;
}

static size_t set_size_of(kr_value self) {
  kr_set *s = KR_SET(self);
  size_t size = s->head.type->basic_size;
  if (s->table != s->small) size += ((size_t)s->mask + 1) * sizeof(kr_set_entry);
  return size;
}

static intptr_t set_length(kr_value self) { return (intptr_t)KR_SET(self)->used; }
static int set_contains(kr_value self, kr_value key) { return kr_set_contains(KR_SET(self), key); }

static int64_t frozenset_hash(kr_value self) {
  kr_set *s = KR_SET(self);
  if (s->hash) return s->hash;
  int32_t hash = kr_set_hash_contents(s);
  if (kr_hash_is_settled) s->hash = hash;
  return hash;
}

static kr_value set_repr(kr_value self) {
  kr_set *s = KR_SET(self);
  const char *name = kr_type_cname(s->head.type);
  bool plain = s->head.type == &kr_set_type;
  if (s->used == 0) return kr_str_format("%s()", name);
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_format("%s(...)", name);
  /* The elements of now: an element's repr may change the set. */
  kr_value it = kr_set_iter(self), list = it == KR_NULL ? it : kr_list_from_iterable(it);
  kr_decref(it);
  kr_str_builder b = {0};
  bool ok =
      list != KR_NULL && (plain || (kr_sb_cstr(&b, name) && kr_sb_char(&b, '('))) && kr_sb_char(&b, '{');
  for (uint32_t i = 0; ok && i < KR_LIST(list)->size; i++) {
    ok = (i == 0 || kr_sb_ascii(&b, ", ", 2)) && kr_sb_repr(&b, KR_LIST(list)->items[i]);
  }
  ok = ok && kr_sb_cstr(&b, plain ? "}" : "})");
  kr_repr_leave(self);
  kr_decref(list);
  if (ok) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}

static int sets_equal(kr_value a, kr_value b) {
  kr_set *x = KR_SET(a), *y = KR_SET(b);
  if (x->used != y->used) return 0;
  if (kr_isinstance_exact_or_sub(a, &kr_frozenset_type) &&
      kr_isinstance_exact_or_sub(b, &kr_frozenset_type) && x->hash && y->hash && x->hash != y->hash)
    return 0;
  return is_subset(a, b);
}

static kr_value set_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_is_any_set(b)) return KR_NOT_IMPLEMENTED;
  int r = 0;
  switch (op) {
    case KR_EQ:
    case KR_NE: r = sets_equal(a, b); break;
    case KR_LE: r = is_subset(a, b); break;
    case KR_GE: r = is_subset(b, a); break;
    case KR_LT: r = KR_SET(a)->used < KR_SET(b)->used ? is_subset(a, b) : 0; break;
    case KR_GT: r = KR_SET(b)->used < KR_SET(a)->used ? is_subset(b, a) : 0; break;
  }
  if (r < 0) return KR_NULL;
  return kr_from_bool(op == KR_NE ? !r : r);
}

static kr_value set_or(kr_value a, kr_value b) {
  if (!kr_is_any_set(a) || !kr_is_any_set(b)) return KR_NOT_IMPLEMENTED;
  kr_set *s = copy_of(a);
  return s ? finish(s, kr_set_merge(s, KR_SET(b))) : KR_NULL;
}

static kr_value set_and(kr_value a, kr_value b) {
  if (!kr_is_any_set(a) || !kr_is_any_set(b)) return KR_NOT_IMPLEMENTED;
  return kr_from_object_or_null(intersection(a, b));
}

static kr_value set_sub(kr_value a, kr_value b) {
  if (!kr_is_any_set(a) || !kr_is_any_set(b)) return KR_NOT_IMPLEMENTED;
  return kr_from_object_or_null(difference(a, b));
}

static kr_value set_xor(kr_value a, kr_value b) {
  if (!kr_is_any_set(a) || !kr_is_any_set(b)) return KR_NOT_IMPLEMENTED;
  return kr_from_object_or_null(symmetric_difference(a, b));
}

static kr_value set_ior(kr_value self, kr_value other) {
  if (!kr_is_any_set(other)) return KR_NOT_IMPLEMENTED;
  return kr_set_merge(KR_SET(self), KR_SET(other)) < 0 ? KR_NULL : kr_ref(self);
}

static int intersection_update(kr_value self, kr_value other) {
  kr_set *s = intersection(self, other);
  if (!s) return -1;
  kr_set_swap(KR_SET(self), s);
  kr_decref_object(s);
  return 0;
}

static kr_value set_iand(kr_value self, kr_value other) {
  if (!kr_is_any_set(other)) return KR_NOT_IMPLEMENTED;
  return intersection_update(self, other) < 0 ? KR_NULL : kr_ref(self);
}

static kr_value set_isub(kr_value self, kr_value other) {
  if (!kr_is_any_set(other)) return KR_NOT_IMPLEMENTED;
  return difference_update(self, other) < 0 ? KR_NULL : kr_ref(self);
}

static kr_value set_ixor(kr_value self, kr_value other) {
  if (!kr_is_any_set(other)) return KR_NOT_IMPLEMENTED;
  return symmetric_difference_update(self, other) < 0 ? KR_NULL : kr_ref(self);
}

/* ---- methods ------------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(set_add) { return kr_set_add(KR_SET(self), args[0]) < 0 ? KR_NULL : KR_NONE; }

METHOD(set_discard) { return kr_set_discard(KR_SET(self), args[0]) < 0 ? KR_NULL : KR_NONE; }

METHOD(set_remove) {
  int r = kr_set_discard(KR_SET(self), args[0]);
  if (r == 0) kr_raise_key(args[0]);
  return r > 0 ? KR_NONE : KR_NULL;
}

METHOD(set_pop) {
  kr_value v = kr_set_pop(KR_SET(self));
  if (v == KR_NULL) {
    kr_value text = kr_str_from_cstr("pop from an empty set");
    if (text != KR_NULL) kr_raise_key(text);
    kr_decref(text);
  }
  return v;
}

METHOD(set_clear) {
  kr_set_clear(KR_SET(self));
  return KR_NONE;
}

METHOD(set_copy) { return kr_from_object_or_null(copy_of(self)); }

METHOD(frozenset_copy) {
  if (kr_is_exact(self, &kr_frozenset_type)) return kr_ref(self);
  return kr_from_object_or_null(copy_of(self));
}

METHOD(set_contains_method) {
  int r = kr_set_contains(KR_SET(self), args[0]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

/* The methods that take any number of others get them as a tuple. */
METHOD(set_update) {
  kr_tuple *others = KR_TUPLE(args[0]);
  if (others->size == 1) return kr_set_update_push(KR_SET(self), others->items[0]);
  for (uint32_t i = 0; i < others->size; i++) {
    if (kr_set_update(KR_SET(self), others->items[i]) < 0) return KR_NULL;
  }
  return KR_NONE;
}

METHOD(set_union) {
  kr_set *s = copy_of(self);
  kr_tuple *others = KR_TUPLE(args[0]);
  for (uint32_t i = 0; s && i < others->size; i++) {
    if (others->items[i] != self && kr_set_update(s, others->items[i]) < 0) KR_CLEAR_OBJECT(s);
  }
  return kr_from_object_or_null(s);
}

static kr_set *intersection_of_all(kr_value self, kr_tuple *others) {
  if (others->size == 0) return copy_of(self);
  kr_set *s = NULL;
  for (uint32_t i = 0; i < others->size; i++) {
    kr_set *next = intersection(s ? kr_from_object(s) : self, others->items[i]);
    kr_xdecref_object(s);
    s = next;
    if (!s) break;
  }
  return s;
}

METHOD(set_intersection) { return kr_from_object_or_null(intersection_of_all(self, KR_TUPLE(args[0]))); }

METHOD(set_intersection_update) {
  kr_set *s = intersection_of_all(self, KR_TUPLE(args[0]));
  if (!s) return KR_NULL;
  kr_set_swap(KR_SET(self), s);
  kr_decref_object(s);
  return KR_NONE;
}

METHOD(set_difference) {
  kr_tuple *others = KR_TUPLE(args[0]);
  if (others->size == 0) return kr_from_object_or_null(copy_of(self));
  kr_set *s = difference(self, others->items[0]);
  for (uint32_t i = 1; s && i < others->size; i++) {
    if (difference_update(kr_from_object(s), others->items[i]) < 0) KR_CLEAR_OBJECT(s);
  }
  return kr_from_object_or_null(s);
}

METHOD(set_difference_update) {
  kr_tuple *others = KR_TUPLE(args[0]);
  for (uint32_t i = 0; i < others->size; i++) {
    if (difference_update(self, others->items[i]) < 0) return KR_NULL;
  }
  return KR_NONE;
}

METHOD(set_symmetric_difference) { return kr_from_object_or_null(symmetric_difference(self, args[0])); }

METHOD(set_symmetric_difference_update) {
  return symmetric_difference_update(self, args[0]) < 0 ? KR_NULL : KR_NONE;
}

METHOD(set_isdisjoint) {
  kr_value a = self, b = args[0];
  if (a == b) return kr_from_bool(KR_SET(a)->used == 0);
  int r;
  if (kr_is_exact(b, &kr_set_type) || kr_is_exact(b, &kr_frozenset_type)) {
    if (KR_SET(b)->used > KR_SET(a)->used) {
      b = a;
      a = args[0];
    }
    r = each(b, stop_if_present, KR_SET(a), false);
  } else {
    r = each_other(b, stop_if_present, KR_SET(a), false);
  }
  return r < 0 ? KR_NULL : kr_from_bool(!r);
}

METHOD(set_issubset) {
  int r;
  if (kr_is_any_set(args[0])) {
    r = is_subset(self, args[0]);
  } else {
    kr_set *common = intersection(self, args[0]);
    if (!common) return KR_NULL;
    r = common->used == KR_SET(self)->used;
    kr_decref_object(common);
  }
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

METHOD(set_issuperset) {
  if (kr_is_any_set(args[0])) {
    int r = is_subset(args[0], self);
    return r < 0 ? KR_NULL : kr_from_bool(r);
  }
  int r = each(args[0], stop_if_absent, KR_SET(self), false);
  return r < 0 ? KR_NULL : kr_from_bool(!r);
}

METHOD(set_reduce) {
  kr_value keys = kr_list_from_iterable(self), arguments = KR_NULL, state = KR_NULL, r = KR_NULL;
  if (keys != KR_NULL) arguments = kr_tuple_pack(1, keys);
  if (arguments != KR_NULL) state = kr_call_method0(self, KR_ID(__getstate__));
  if (state != KR_NULL) { r = kr_tuple_pack(3, kr_from_object(kr_type_of(self)), arguments, state); }
  kr_decref(state);
  kr_decref(arguments);
  kr_decref(keys);
  return r;
}

METHOD(set_sizeof) { return kr_int_from_size(set_size_of(self)); }
METHOD(set_class_getitem) { return kr_class_getitem(self, args[0]); }

/* Methods of both types */
#define COMMON_METHODS(copy)                                                                                \
  {"__contains__", set_contains_method, KR_FN_COEXIST, "($self, object, /)", "Called by y in x."},          \
      {"__reduce__", set_reduce, 0, "($self, /)", "What pickle makes it again from."},                      \
      {"__sizeof__", set_sizeof, 0, "($self, /)", "Its size in memory, in bytes."},                         \
      {"__class_getitem__", set_class_getitem, KR_FN_CLASS, "($type, object, /)",                           \
       "Return the generic alias set[...]."},                                                               \
      {"copy", copy, 0, "($self, /)", "A set of the same elements."},                                       \
      {"difference", set_difference, 0, "($self, /, *others)", "A new set without what the others have."},  \
      {"intersection", set_intersection, 0, "($self, /, *others)", "A new set of what all of them have."},  \
      {"isdisjoint", set_isdisjoint, 0, "($self, other, /)", "True if the two have no element in common."}, \
      {"issubset", set_issubset, 0, "($self, other, /)", "Whether other has all items of this set."},       \
      {"issuperset", set_issuperset, 0, "($self, other, /)", "Whether this set has all items of other."},   \
      {"symmetric_difference", set_symmetric_difference, 0, "($self, other, /)",                            \
       "A new set of what is in one of the two only."},                                                     \
      {"union", set_union, 0, "($self, /, *others)", "A new set of what any of them has."},

static const kr_method_def set_methods[] = {
    COMMON_METHODS(set_copy){"add", set_add, 0, "($self, object, /)", "Add an element to a set."},
    {"clear", set_clear, 0, "($self, /)", "Make the set empty."},
    {"discard", set_discard, 0, "($self, object, /)", "Take the item out if it is there."},
    {"remove", set_remove, 0, "($self, object, /)", "Take the item out; KeyError if it is not there."},
    {"pop", set_pop, 0, "($self, /)", "Take some item out and return it."},
    {"update", set_update, 0, "($self, /, *others)", "Adds what the others have."},
    {"difference_update", set_difference_update, 0, "($self, /, *others)", "Removes what the others have."},
    {"intersection_update", set_intersection_update, 0, "($self, /, *others)",
     "Keeps what all the others have too."},
    {"symmetric_difference_update", set_symmetric_difference_update, 0, "($self, other, /)",
     "Keeps what is in one of the two only."},
    {NULL},
};
static const kr_method_def frozenset_methods[] = {COMMON_METHODS(frozenset_copy){NULL}};

kr_type kr_set_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "set",
    .doc = "set(iterable=(), /)\n--\n\nA collection that holds each value once.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_MATCH_SELF,
    .basic_size = sizeof(kr_set),
    .weaklist_offset = offsetof(kr_set, weaklist),
    .methods = set_methods,
    .dealloc = set_dealloc,
    .traverse = kr_set_traverse,
    .clear = set_clear_slot,
    .size_of = set_size_of,
    .repr = set_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = set_richcompare,
    .iter = kr_set_iter,
    .init = set_init,
    .new_ = set_new,
    .call_push = set_call_push,
    .nb[KR_OP_SUB] = set_sub,
    .nb[KR_OP_AND] = set_and,
    .nb[KR_OP_XOR] = set_xor,
    .nb[KR_OP_OR] = set_or,
    .nb_inplace[KR_OP_SUB] = set_isub,
    .nb_inplace[KR_OP_AND] = set_iand,
    .nb_inplace[KR_OP_XOR] = set_ixor,
    .nb_inplace[KR_OP_OR] = set_ior,
    .sq_length = set_length,
    .sq_contains = set_contains,
};

kr_type kr_frozenset_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "frozenset",
    .doc = "frozenset(iterable=(), /)\n--\n\nA set that never changes.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_MATCH_SELF,
    .basic_size = sizeof(kr_set),
    .weaklist_offset = offsetof(kr_set, weaklist),
    .methods = frozenset_methods,
    .dealloc = set_dealloc,
    .traverse = kr_set_traverse,
    .clear = set_clear_slot,
    .size_of = set_size_of,
    .repr = set_repr,
    .hash = frozenset_hash,
    .richcompare = set_richcompare,
    .iter = kr_set_iter,
    .new_ = frozenset_new,
    .call_push = set_call_push,
    .nb[KR_OP_SUB] = set_sub,
    .nb[KR_OP_AND] = set_and,
    .nb[KR_OP_XOR] = set_xor,
    .nb[KR_OP_OR] = set_or,
    .sq_length = set_length,
    .sq_contains = set_contains,
};
