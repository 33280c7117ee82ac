/* dict.keys(), values(), items() and the iterators over a dict, forward and backward. */
#include "memory/fast_alloc.h"
#include "objects/dict_table.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/row.h"
#include "objects/set.h"
#include "objects/tuple.h"

/* ---- iterators -------------------------------------------------------------------------------------- */

typedef enum { ITER_KEYS, ITER_VALUES, ITER_ITEMS } iter_kind;

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pos;  /* the next entry to look at; going backward, one more than that */
  uint32_t used; /* len(dict) at the start; UINT32_MAX once it changed */
  uint32_t left; /* items to come */
  kr_value dict; /* KR_NULL: exhausted */
  kr_value row;  /* items only */
} dict_iter;

static kr_type key_iter_type, value_iter_type, item_iter_type, reverse_key_iter_type, reverse_value_iter_type,
    reverse_item_iter_type;

static kr_value iter_new(kr_type *type, kr_value dict, bool backward) {
  bool items = type == &item_iter_type || type == &reverse_item_iter_type;
  kr_value row = items ? kr_row_new(2) : KR_NULL;
  dict_iter *it = items && row == KR_NULL ? NULL : kr_gc_alloc_static(type, sizeof *it);
  if (!it) {
    kr_decref(row);
    return KR_NULL;
  }
  kr_dict *d = KR_DICT(dict);
  it->pos = backward ? d->keys->nentries : 0;
  it->used = it->left = d->used;
  it->dict = kr_ref(dict);
  it->row = row;
  return kr_from_object(it);
}

kr_value kr_dict_iter_keys(kr_value d) { return iter_new(&key_iter_type, d, false); }
kr_value kr_dict_reverse_keys(kr_value d) { return iter_new(&reverse_key_iter_type, d, true); }

static void iter_dealloc(kr_object *o) {
  dict_iter *it = (dict_iter *)o;
  KR_CLEAR(it->dict);
  KR_CLEAR(it->row);
  kr_object_free(o);
}

static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((dict_iter *)o)->dict);
  KR_VISIT(((dict_iter *)o)->row);
  return 0;
}

static const kr_dict_entry *iter_changed(dict_iter *it) {
  kr_raise(&kr_exc_RuntimeError, "dictionary changed size during iteration");
  it->used = UINT32_MAX;
  return NULL;
}

/* The next entry, or NULL: exhausted, or failed. */
KR_INLINE const kr_dict_entry *advance(dict_iter *it, bool backward) {
  if (it->dict == KR_NULL) return NULL;
  kr_dict *d = KR_DICT(it->dict);
  if (KR_UNLIKELY(it->used != d->used)) return iter_changed(it);
  uint32_t n = d->keys->nentries, i = it->pos;
  const kr_dict_entry *e;
  if (backward) {
    if (i > n) i = n; /* the table was made anew, with the same number of keys */
    do {
      if (i == 0) goto exhausted;
      e = &d->entries[--i];
    } while (e->key == KR_NULL);
    it->pos = i;
    if (it->left) it->left--;
  } else {
    if (i == 0) i = kr_dict_first(d);
    do {
      if (i >= n) goto exhausted;
      e = &d->entries[i++];
    } while (e->key == KR_NULL);
    if (KR_UNLIKELY(it->left == 0)) {
      kr_raise(&kr_exc_RuntimeError, "dictionary keys changed during iteration");
      goto exhausted;
    }
    it->pos = i;
    it->left--;
  }
  return e;
exhausted:
  KR_CLEAR(it->dict);
  return NULL;
}

KR_INLINE kr_value next_of(kr_value self, iter_kind kind, bool backward) {
  dict_iter *it = KR_AS(dict_iter, self);
  const kr_dict_entry *e = advance(it, backward);
  if (!e) return KR_NULL;
  if (kind == ITER_KEYS) return kr_ref(e->key);
  if (kind == ITER_VALUES) return kr_ref(e->value);
  return kr_row_pair(it->row, kr_ref(e->key), kr_ref(e->value));
}

static kr_value next_key(kr_value self) { return next_of(self, ITER_KEYS, false); }
static kr_value next_value(kr_value self) { return next_of(self, ITER_VALUES, false); }
static kr_value next_item(kr_value self) { return next_of(self, ITER_ITEMS, false); }
static kr_value next_reverse_key(kr_value self) { return next_of(self, ITER_KEYS, true); }
static kr_value next_reverse_value(kr_value self) { return next_of(self, ITER_VALUES, true); }
static kr_value next_reverse_item(kr_value self) { return next_of(self, ITER_ITEMS, true); }

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(iter_length_hint) {
  dict_iter *it = KR_AS(dict_iter, self);
  bool valid = it->dict != KR_NULL && it->used == KR_DICT(it->dict)->used;
  return kr_from_small_int(valid ? it->left : 0);
}

METHOD(iter_reduce) {
  /* What is left, in a list, walked by a copy so that this iterator stays where it is. */
  dict_iter *it = KR_AS(dict_iter, self);
  kr_value list;
  if (it->dict == KR_NULL) {
    list = kr_from_object_or_null(kr_list_new(0));
  } else {
    kr_value copy = iter_new(it->head.type, it->dict, false);
    if (copy == KR_NULL) return KR_NULL;
    dict_iter *c = KR_AS(dict_iter, copy);
    c->pos = it->pos;
    c->used = it->used;
    c->left = it->left;
    list = kr_list_from_iterable(copy);
    kr_decref(copy);
  }
  return kr_reduce_builtin(KR_ID(iter), list, KR_NULL);
}

static const kr_method_def iter_methods[] = {
    {"__length_hint__", iter_length_hint, 0, "($self, /)", "How many items are left."},
    {"__reduce__", iter_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {NULL},
};

#define ITER_TYPE(variable, name_, next_)              \
  static kr_type variable = {                          \
      .head = KR_STATIC_HEAD(&kr_type_type),           \
      .name = name_,                                   \
      .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW, \
      .basic_size = sizeof(dict_iter),                 \
      .methods = iter_methods,                         \
      .dealloc = iter_dealloc,                         \
      .traverse = iter_traverse,                       \
      .iter = kr_iter_self,                            \
      .iternext = next_,                               \
  }
ITER_TYPE(key_iter_type, "dict_keyiterator", next_key);
ITER_TYPE(value_iter_type, "dict_valueiterator", next_value);
ITER_TYPE(item_iter_type, "dict_itemiterator", next_item);
ITER_TYPE(reverse_key_iter_type, "dict_reversekeyiterator", next_reverse_key);
ITER_TYPE(reverse_value_iter_type, "dict_reversevalueiterator", next_reverse_value);
ITER_TYPE(reverse_item_iter_type, "dict_reverseitemiterator", next_reverse_item);

/* ---- views ------------------------------------------------------------------------------------------ */

#define VIEW_DICT(v) KR_DICT(KR_AS(kr_dict_view, v)->dict)

kr_value kr_dict_view_new(kr_type *type, kr_value d) {
  kr_dict_view *v = kr_gc_alloc_static(type, sizeof *v);
  if (!v) return KR_NULL;
  v->dict = kr_ref(d);
  return kr_from_object(v);
}

static void view_dealloc(kr_object *o) {
  KR_CLEAR(((kr_dict_view *)o)->dict);
  kr_object_free(o);
}

static int view_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_dict_view *)o)->dict);
  return 0;
}

static intptr_t view_length(kr_value self) { return (intptr_t)VIEW_DICT(self)->used; }

static kr_value view_repr(kr_value self) {
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_from_ascii("...", 3);
  kr_value list = kr_list_from_iterable(self);
  kr_value text = KR_NULL;
  if (list != KR_NULL) text = kr_str_format("%s(%R)", kr_type_cname(kr_type_of(self)), list);
  kr_decref(list);
  kr_repr_leave(self);
  return text;
}

static kr_value keys_iter(kr_value self) {
  return iter_new(&key_iter_type, KR_AS(kr_dict_view, self)->dict, false);
}
static kr_value values_iter(kr_value self) {
  return iter_new(&value_iter_type, KR_AS(kr_dict_view, self)->dict, false);
}
static kr_value items_iter(kr_value self) {
  return iter_new(&item_iter_type, KR_AS(kr_dict_view, self)->dict, false);
}

METHOD(keys_reversed) { return iter_new(&reverse_key_iter_type, KR_AS(kr_dict_view, self)->dict, true); }
METHOD(values_reversed) { return iter_new(&reverse_value_iter_type, KR_AS(kr_dict_view, self)->dict, true); }
METHOD(items_reversed) { return iter_new(&reverse_item_iter_type, KR_AS(kr_dict_view, self)->dict, true); }

static int keys_contains(kr_value self, kr_value key) { return kr_dict_contains(VIEW_DICT(self), key); }

static int items_contains(kr_value self, kr_value item) {
  if (!kr_is_tuple(item) || KR_TUPLE(item)->size != 2) return 0;
  kr_value key = KR_TUPLE(item)->items[0], value = KR_TUPLE(item)->items[1];
  kr_value found = kr_dict_get(VIEW_DICT(self), key);
  if (found == KR_NULL) return kr_failed() ? -1 : 0;
  return kr_item_equal(found, value);
}

static kr_value view_mapping(kr_value self, void *closure) {
  return kr_mappingproxy_new(KR_AS(kr_dict_view, self)->dict);
}

/* keys or items: views that are sets */
static bool is_set_view(kr_value v) {
  return kr_isinstance_exact_or_sub(v, &kr_dict_keys_type) ||
         kr_isinstance_exact_or_sub(v, &kr_dict_items_type);
}
static bool is_keys(kr_value v) { return kr_isinstance_exact_or_sub(v, &kr_dict_keys_type); }

/* Is every item of a in b? 1 0 -1 */
static int all_in(kr_value a, kr_value b) {
  kr_value it = kr_iter(a);
  if (it == KR_NULL) return -1;
  int r = 1;
  kr_value item;
  while (r > 0 && (item = kr_next(it)) != KR_NULL) {
    r = kr_contains(b, item);
    kr_decref(item);
  }
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

static kr_value view_richcompare(kr_value self, kr_value other, int op) {
  if (!kr_is_any_set(other) && !is_set_view(other)) return KR_NOT_IMPLEMENTED;
  intptr_t n = kr_len(self), m = n < 0 ? -1 : kr_len(other);
  if (m < 0) return KR_NULL;
  int r = 0;
  switch (op) {
    case KR_EQ:
    case KR_NE: r = n == m ? all_in(self, other) : 0; break;
    case KR_LT: r = n < m ? all_in(self, other) : 0; break;
    case KR_LE: r = n <= m ? all_in(self, other) : 0; break;
    case KR_GT: r = n > m ? all_in(other, self) : 0; break;
    case KR_GE: r = n >= m ? all_in(other, self) : 0; break;
  }
  if (r < 0) return KR_NULL;
  return kr_from_bool(op == KR_NE ? !r : r);
}

/* The set of what v iterates over. */
static kr_value set_of(kr_value v) {
  kr_set *s = kr_set_new(&kr_set_type);
  if (!s) return KR_NULL;
  kr_value result = kr_from_object(s);
  if (kr_set_update(s, is_keys(v) ? KR_AS(kr_dict_view, v)->dict : v) < 0) KR_CLEAR(result);
  return result;
}

/* set(a) changed in place by the set method `name` with b */
static kr_value set_operation(kr_value a, kr_value b, kr_value name) {
  kr_value s = set_of(a);
  if (s == KR_NULL) return KR_NULL;
  kr_value r = kr_call_method1(s, name, b);
  if (r == KR_NULL) {
    kr_decref(s);
    return KR_NULL;
  }
  kr_decref(r);
  return s;
}

static kr_value view_sub(kr_value a, kr_value b) { return set_operation(a, b, KR_ID(difference_update)); }

static kr_value view_or(kr_value a, kr_value b) { return set_operation(a, b, KR_ID(update)); }

/* Adds to s those items of `from` that are in the view, or that are not. 0 -1 */
static int set_add_items(kr_set *s, kr_value from, kr_value view, bool in_view) {
  kr_value it = kr_iter(from);
  if (it == KR_NULL) return -1;
  int r = 0;
  kr_value item;
  while (r >= 0 && (item = kr_next(it)) != KR_NULL) {
    r = is_keys(view) ? keys_contains(view, item) : items_contains(view, item);
    if (r == in_view) r = kr_set_add(s, item);
    kr_decref(item);
  }
  kr_decref(it);
  return kr_failed() ? -1 : 0;
}

static kr_value view_xor(kr_value a, kr_value b) {
  if (!kr_isinstance_exact_or_sub(a, &kr_dict_items_type) ||
      !kr_isinstance_exact_or_sub(b, &kr_dict_items_type))
    return set_operation(a, b, KR_ID(symmetric_difference_update));
  /* Items that are in both may hold values without a hash. */
  bool longer = view_length(a) > view_length(b);
  kr_set *s = kr_set_new(&kr_set_type);
  if (!s) return KR_NULL;
  kr_value r = kr_from_object(s);
  if (set_add_items(s, longer ? a : b, longer ? b : a, false) < 0 ||
      set_add_items(s, longer ? b : a, longer ? a : b, false) < 0)
    KR_CLEAR(r);
  return r;
}

static kr_value view_and(kr_value self, kr_value other) {
  /* other & self: the view's lookup is what makes this cheap. */
  if (!is_set_view(self)) {
    kr_value t = self;
    self = other;
    other = t;
  }
  intptr_t n = view_length(self);
  if (is_set_view(other) && view_length(other) > n) {
    kr_value t = self;
    self = other;
    other = t;
  } else if (kr_is_exact(other, &kr_set_type) && (intptr_t)KR_SET(other)->used >= n) {
    return kr_call_method1(other, KR_ID(intersection), self);
  }
  kr_set *s = kr_set_new(&kr_set_type);
  if (!s) return KR_NULL;
  kr_value r = kr_from_object(s);
  if (set_add_items(s, other, self, true) < 0) KR_CLEAR(r);
  return r;
}

METHOD(view_isdisjoint) {
  kr_value other = args[0];
  if (self == other) return kr_from_bool(view_length(self) == 0);
  if ((kr_is_any_set(other) || is_set_view(other)) && kr_len(other) > view_length(self)) {
    kr_value t = self;
    self = other;
    other = t;
  }
  if (kr_failed()) return KR_NULL;
  kr_value it = kr_iter(other);
  if (it == KR_NULL) return KR_NULL;
  int r = 0;
  kr_value item;
  while (r == 0 && (item = kr_next(it)) != KR_NULL) {
    r = kr_contains(self, item);
    kr_decref(item);
  }
  kr_decref(it);
  return kr_failed() ? KR_NULL : kr_from_bool(r == 0);
}

static const kr_getset_def view_getset[] = {
    {"mapping", view_mapping, NULL, "dictionary that this view refers to", NULL},
    {NULL},
};
#define SET_VIEW_METHODS(reversed)                         \
  {"isdisjoint", view_isdisjoint, 0, "($self, object, /)", \
   "Whether no item of the iterable is in the view."},     \
      {"__reversed__", reversed, 0, "($self, /)", "What the view has, from the last to the first."}, {NULL},
static const kr_method_def keys_methods[] = {SET_VIEW_METHODS(keys_reversed)};
static const kr_method_def items_methods[] = {SET_VIEW_METHODS(items_reversed)};
static const kr_method_def values_methods[] = {
    {"__reversed__", values_reversed, 0, "($self, /)", "What the view has, from the last to the first."},
    {NULL},
};

#define VIEW_TYPE(name_, methods_, iter_)                                                                  \
  .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,   \
  .basic_size = sizeof(kr_dict_view), .methods = methods_, .getset = view_getset, .dealloc = view_dealloc, \
  .traverse = view_traverse, .repr = view_repr, .iter = iter_, .sq_length = view_length
#define SET_VIEW_SLOTS                                                                         \
  .hash = kr_hash_not_implemented, .richcompare = view_richcompare, .nb[KR_OP_SUB] = view_sub, \
  .nb[KR_OP_AND] = view_and, .nb[KR_OP_XOR] = view_xor, .nb[KR_OP_OR] = view_or

kr_type kr_dict_keys_type = {VIEW_TYPE("dict_keys", keys_methods, keys_iter), SET_VIEW_SLOTS,
                             .sq_contains = keys_contains};
kr_type kr_dict_items_type = {VIEW_TYPE("dict_items", items_methods, items_iter), SET_VIEW_SLOTS,
                              .sq_contains = items_contains};
kr_type kr_dict_values_type = {VIEW_TYPE("dict_values", values_methods, values_iter)};
