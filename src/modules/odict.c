/* collections.OrderedDict: a dict that can move a key to either end, tells order in comparisons, and lets
 * subclasses see every change. The order itself is the dict's own (objects/dict_table.h). */
#include "modules/collections_impl.h"
#include "objects/dict_table.h"
#include "objects/list.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

typedef struct {
  kr_dict dict;
  kr_dict *attributes; /* __dict__ */
  void *weaklist;
  kr_list *lost; /* keys that went by the methods of dict; or NULL */
} odict;
#define ODICT(v) KR_AS(odict, v)

static bool is_odict(kr_value v) { return kr_isinstance_exact_or_sub(v, &kr_ordered_dict_type); }
static bool is_exact(kr_value v) { return kr_is_exact(v, &kr_ordered_dict_type); }

/* ---- keys that are not found --------------------------------------------------------------------------- */

/* dict.__delitem__(od, key) and the like take a key away behind its back: who asks for values then hears of it. */
int kr_odict_lost(kr_value self, kr_value key) {
  odict *d = ODICT(self);
  if (!is_odict(self)) return 0;
  if (!d->lost && !(d->lost = kr_list_new(0))) return -1;
  return kr_list_append(d->lost, key);
}
/* Here, KeyError(None) is KeyError(). */
static kr_value absent(kr_value key) {
  return key == KR_NONE ? kr_raise_none(&kr_exc_KeyError) : kr_raise_key(key);
}
/* A key whose hash a program makes may have another one by now. */
static bool may_hide(kr_value key) { return kr_type_of(key)->hash == kr_slot_hash; }
static kr_value get_again(kr_value self, kr_value key) {
  kr_value v = kr_dict_get_new(KR_DICT(self), key);
  return v == KR_NULL && !kr_failed() ? absent(key) : v;
}
static int check_lost(kr_value self) {
  for (size_t i = 0; ODICT(self)->lost && i < ODICT(self)->lost->size; i++) {
    kr_value key = kr_ref(ODICT(self)->lost->items[i]), v = get_again(self, key);
    kr_decref(key);
    if (v == KR_NULL) return -1;
    kr_decref(v);
  }
  return 0;
}
static int check_keys(kr_value self) {
  kr_dict *d = KR_DICT(self);
  uint32_t version = kr_dict_structure_version(d), pos = 0;
  kr_value key;
  if (check_lost(self)) return -1;
  while (d->keys_version == version && kr_dict_next(d, &pos, &key, NULL)) {
    if (!may_hide(key)) continue;
    kr_incref(key);
    kr_value v = get_again(self, key);
    kr_decref(key);
    if (v == KR_NULL) return -1;
    kr_decref(v);
  }
  return 0;
}

/* ---- updating, through __setitem__ --------------------------------------------------------------------- */

static int set_item(kr_value self, kr_value key, kr_value value) {
  return is_exact(self) ? kr_dict_set(KR_DICT(self), key, value) : kr_setitem(self, key, value);
}

/* One element of an iterable of pairs. */
static int add_pair(kr_value self, kr_value pair) {
  kr_value it = kr_iter(pair);
  if (it == KR_NULL) return -1;
  kr_value key = kr_next(it), value = KR_NULL, more = KR_NULL;
  if (key != KR_NULL) value = kr_next(it);
  if (value != KR_NULL) more = kr_next(it);
  int r = -1;
  if (!kr_failed()) {
    if (key == KR_NULL) {
      kr_raise(&kr_exc_ValueError, "need more than 0 values to unpack");
    } else if (value == KR_NULL) {
      kr_raise(&kr_exc_ValueError, "need more than 1 value to unpack");
    } else if (more != KR_NULL) {
      kr_raise(&kr_exc_ValueError, "too many values to unpack (expected 2)");
    } else {
      r = set_item(self, key, value);
    }
  }
  kr_decref(key);
  kr_decref(value);
  kr_decref(more);
  kr_decref(it);
  return r;
}

static int add_pairs(kr_value self, kr_value pairs) {
  kr_value it = kr_iter(pairs);
  if (it == KR_NULL) return -1;
  kr_value pair;
  int r = 0;
  while (r == 0 && (pair = kr_next(it)) != KR_NULL) {
    r = add_pair(self, pair);
    kr_decref(pair);
  }
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

static int add_by_keys(kr_value self, kr_value other, kr_value keys) {
  kr_value it = kr_iter(keys);
  if (it == KR_NULL) return -1;
  kr_value key;
  int r = 0;
  while (r == 0 && (key = kr_next(it)) != KR_NULL) {
    kr_value value = kr_getitem(other, key);
    r = value == KR_NULL ? -1 : set_item(self, key, value);
    kr_decref(value);
    kr_decref(key);
  }
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

static int update_from(kr_value self, kr_value other) {
  kr_value method;
  int r;
  if (kr_is_exact_dict(other)) {
    kr_value items = kr_dict_items_list(KR_DICT(other));
    if (items == KR_NULL) return -1;
    r = add_pairs(self, items);
    kr_decref(items);
    return r;
  }
  if ((r = kr_getattr_optional(other, KR_ID(keys), &method)) < 0) return -1;
  if (r > 0) {
    kr_value keys = kr_call0(method);
    kr_decref(method);
    r = keys == KR_NULL ? -1 : add_by_keys(self, other, keys);
    kr_decref(keys);
    return r;
  }
  if ((r = kr_getattr_optional(other, KR_ID(items), &method)) < 0) return -1;
  if (r > 0) {
    kr_value items = kr_call0(method);
    kr_decref(method);
    r = items == KR_NULL ? -1 : add_pairs(self, items);
    kr_decref(items);
    return r;
  }
  return add_pairs(self, other);
}

static int update_from_keywords(kr_value self, const kr_value *args, size_t nargs, kr_tuple *names) {
  for (uint32_t i = 0; names && i < names->size; i++) {
    if (set_item(self, names->items[i], args[nargs + i]) < 0) return -1;
  }
  return 0;
}

/* ---- life ---------------------------------------------------------------------------------------------- */

static kr_value odict_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  kr_dict_init_empty(KR_DICT(v));
  ODICT(v)->attributes = NULL;
  ODICT(v)->weaklist = NULL;
  ODICT(v)->lost = NULL;
  return v;
}

static int odict_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs > 1) { return KR_RAISE_INT(&kr_exc_TypeError, "expected at most 1 argument, got %zu", nargs); }
  if (nargs && update_from(self, args[0]) < 0) return -1;
  return update_from_keywords(self, args, nargs, kwnames);
}

static void odict_dealloc(kr_object *o) {
  odict *d = (odict *)o;
  if (d->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR_OBJECT(d->attributes);
  KR_CLEAR_OBJECT(d->lost);
  kr_dict_dealloc(o);
}

static int odict_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((odict *)o)->attributes);
  KR_VISIT_OBJECT(((odict *)o)->lost);
  return kr_dict_traverse(o, visit, arg);
}

static int odict_clear_slot(kr_object *o) {
  KR_CLEAR_OBJECT(((odict *)o)->attributes);
  KR_CLEAR_OBJECT(((odict *)o)->lost);
  kr_dict_clear((kr_dict *)o);
  return 0;
}

static size_t odict_size_of(kr_value self) { return kr_dict_size_of(KR_DICT(self)); }

/* ---- slots --------------------------------------------------------------------------------------------- */

static int odict_ass_subscript(kr_value self, kr_value key, kr_value value) {
  /* The hash is asked for here, so that an error is not put in the words of dict. */
  int64_t hash = kr_key_hash(key);
  if (hash == KR_HASH_ERROR) return -1;
  if (value != KR_NULL) return kr_dict_set_hash(KR_DICT(self), key, (int32_t)hash, value);
  int32_t index = kr_dict_find(KR_DICT(self), key, (int32_t)hash);
  if (index == KR_DICT_ABSENT) kr_raise_key(key);
  if (index < 0) return -1;
  kr_dict_remove_entry(KR_DICT(self), index);
  return 0;
}

static kr_value odict_repr(kr_value self) {
  kr_value name = kr_type_get_name(kr_type_of(self));
  if (name == KR_NULL) return KR_NULL;
  kr_value text = KR_NULL;
  int entered = 0;
  if (KR_DICT(self)->used == 0) {
    text = kr_str_format("%U()", name);
  } else if ((entered = kr_repr_enter(self)) > 0) {
    text = kr_str_from_ascii("...", 3);
  } else if (entered == 0) {
    kr_dict *plain = check_keys(self) ? NULL : is_exact(self) ? kr_dict_copy(KR_DICT(self)) : kr_dict_new();
    if (plain && (is_exact(self) || kr_dict_merge(plain, self, 1) == 0)) {
      text = kr_str_format("%U(%R)", name, kr_from_object(plain));
    }
    kr_xdecref_object(plain);
    kr_repr_leave(self);
  }
  kr_decref(name);
  return text;
}

/* Do a and b, equal as dicts, have their keys in the same order? 1 0 -1 */
static int same_order(kr_value a, kr_value b) {
  kr_dict *x = KR_DICT(a), *y = KR_DICT(b);
  uint32_t i = 0, j = 0;
  kr_value p, q;
  uint32_t vx = kr_dict_structure_version(x), vy = kr_dict_structure_version(y);
  while (kr_dict_next(x, &i, &p, NULL)) {
    if (!kr_dict_next(y, &j, &q, NULL)) return 0;
    int r = kr_item_equal(p, q);
    if (r <= 0) return r;
    if (x->keys_version != vx || y->keys_version != vy) {
      return KR_RAISE_INT(&kr_exc_RuntimeError, "OrderedDict mutated during iteration");
    }
  }
  return !kr_dict_next(y, &j, &q, NULL); /* dict's comparison may have changed them */
}

static kr_value odict_richcompare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !is_odict(a) || !kr_is_dict(b)) return KR_NOT_IMPLEMENTED;
  kr_value equal = kr_dict_type.richcompare(a, b, KR_EQ);
  if (equal == KR_NULL || equal == KR_NOT_IMPLEMENTED) return equal;
  int r = equal == KR_TRUE;
  if (r && is_odict(b)) r = same_order(a, b);
  return r < 0 ? KR_NULL : kr_from_bool(r == (op == KR_EQ));
}

static kr_value odict_or(kr_value a, kr_value b) {
  if (!kr_is_dict(a) || !kr_is_dict(b)) return KR_NOT_IMPLEMENTED;
  kr_type *type = kr_type_of(is_odict(a) ? a : b);
  kr_value d = kr_call1(kr_from_object(type), a);
  if (d != KR_NULL && update_from(d, b) < 0) KR_CLEAR(d);
  return d;
}

static kr_value odict_ior(kr_value self, kr_value other) {
  return update_from(self, other) < 0 ? KR_NULL : kr_ref(self);
}

/* ---- iterator ------------------------------------------------------------------------------------------ */

enum { WITH_KEYS = 1, WITH_VALUES = 2, BACKWARD = 4 };

typedef struct {
  KR_OBJECT_HEAD
  uint32_t kind;
  kr_value dict;    /* KR_NULL: exhausted */
  uint32_t pos;     /* the next entry; going backward, one more than that */
  uint32_t version; /* of the dict's structure at the start */
} odict_iter;

static kr_value iter_new(kr_value d, uint32_t kind) {
  odict_iter *it = kr_gc_object_alloc(&kr_odict_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->kind = kind;
  it->dict = kr_ref(d);
  it->pos = kind & BACKWARD ? KR_DICT(d)->keys->nentries : 0;
  it->version = kr_dict_structure_version(KR_DICT(d));
  return kr_from_object(it);
}

static kr_value odict_iter_of(kr_value self) { return iter_new(self, WITH_KEYS); }

static void iter_dealloc(kr_object *o) {
  KR_CLEAR(((odict_iter *)o)->dict);
  kr_object_free(o);
}

static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((odict_iter *)o)->dict);
  return 0;
}

static kr_value iter_next(kr_value self) {
  odict_iter *it = KR_AS(odict_iter, self);
  if (it->dict == KR_NULL) return KR_NULL;
  kr_dict *d = KR_DICT(it->dict);
  if (it->version != d->keys_version) {
    KR_CLEAR(it->dict);
    return kr_raise(&kr_exc_RuntimeError, "OrderedDict mutated during iteration");
  }
  const kr_dict_entry *e = NULL;
  bool last = true;
  if (it->kind & BACKWARD) {
    while (it->pos > 0 && (!e || e->key == KR_NULL)) e = &d->entries[--it->pos];
    if (e) last = it->pos == kr_dict_first(d);
  } else {
    if (it->pos == 0) it->pos = kr_dict_first(d);
    while (it->pos < d->keys->nentries && (!e || e->key == KR_NULL)) e = &d->entries[it->pos++];
    if (e && d->used) last = it->pos == kr_dict_last(d) + 1;
  }
  kr_value result = KR_NULL;
  if (e && e->key != KR_NULL) {
    /* Looking calls __eq__ and __hash__, which may use the iterator and change the dict. */
    kr_value key = kr_ref(e->key), kept = kr_ref(e->value), dict = kr_ref(it->dict), value = KR_NULL;
    if (may_hide(key)) value = get_again(dict, key);
    else if (check_lost(dict) == 0) value = kr_ref(kept);
    kr_decref(kept);
    kr_decref(dict);
    if (value != KR_NULL && it->kind & WITH_KEYS && it->kind & WITH_VALUES) {
      kr_value pair[2] = {key, value};
      result = kr_tuple_from_array_steal(pair, 2);
    } else {
      result = value == KR_NULL || it->kind & WITH_VALUES ? value : key;
      kr_decref(result == key ? value : key);
    }
  }
  /* With its last item the iterator has seen enough: what changes from then on is no error. */
  if (last || result == KR_NULL) KR_CLEAR(it->dict);
  return result;
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(iter_reduce) {
  odict_iter *it = KR_AS(odict_iter, self);
  kr_value list;
  if (it->dict == KR_NULL) {
    list = kr_from_object_or_null(kr_list_new(0));
  } else {
    /* A copy walks what is left. */
    kr_value copy = iter_new(it->dict, it->kind);
    if (copy == KR_NULL) return KR_NULL;
    KR_AS(odict_iter, copy)->pos = it->pos;
    KR_AS(odict_iter, copy)->version = it->version;
    list = kr_list_from_iterable(copy);
    kr_decref(copy);
  }
  return kr_reduce_builtin(KR_ID(iter), list, KR_NULL);
}

static const kr_method_def iter_methods[] = {
    {"__reduce__", iter_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {NULL},
};

kr_type kr_odict_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "odict_iterator",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(odict_iter),
    .methods = iter_methods,
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
};

/* ---- views --------------------------------------------------------------------------------------------- */

static kr_value view_dict(kr_value view) { return KR_AS(kr_dict_view, view)->dict; }
static kr_value keys_iter(kr_value self) { return iter_new(view_dict(self), WITH_KEYS); }
static kr_value values_iter(kr_value self) { return iter_new(view_dict(self), WITH_VALUES); }
static kr_value items_iter(kr_value self) { return iter_new(view_dict(self), WITH_KEYS | WITH_VALUES); }
METHOD(keys_reversed) { return iter_new(view_dict(self), WITH_KEYS | BACKWARD); }
METHOD(values_reversed) { return iter_new(view_dict(self), WITH_VALUES | BACKWARD); }
METHOD(items_reversed) { return iter_new(view_dict(self), WITH_KEYS | WITH_VALUES | BACKWARD); }

#define REVERSED_METHODS(reversed)                                                                          \
  {                                                                                                         \
    {"__reversed__", reversed, 0, "($self, /)", "What the view has, from the last to the first."}, { NULL } \
  }
static const kr_method_def keys_methods[] = REVERSED_METHODS(keys_reversed);
static const kr_method_def values_methods[] = REVERSED_METHODS(values_reversed);
static const kr_method_def items_methods[] = REVERSED_METHODS(items_reversed);

#define VIEW_TYPE(name_, base_, methods_, iter_)                                         \
  {                                                                                      \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .base = base_,                 \
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW, .basic_size = sizeof(kr_dict_view), \
    .methods = methods_, .iter = iter_,                                                  \
  }
kr_type kr_odict_keys_type = VIEW_TYPE("odict_keys", &kr_dict_keys_type, keys_methods, keys_iter);
kr_type kr_odict_values_type = VIEW_TYPE("odict_values", &kr_dict_values_type, values_methods, values_iter);
kr_type kr_odict_items_type = VIEW_TYPE("odict_items", &kr_dict_items_type, items_methods, items_iter);

/* ---- methods ------------------------------------------------------------------------------------------- */

METHOD(odict_keys) { return kr_dict_view_new(&kr_odict_keys_type, self); }
METHOD(odict_values) { return kr_dict_view_new(&kr_odict_values_type, self); }
METHOD(odict_items) { return kr_dict_view_new(&kr_odict_items_type, self); }
METHOD(odict_reversed) { return iter_new(self, WITH_KEYS | BACKWARD); }

METHOD(odict_move_to_end) {
  kr_dict *d = KR_DICT(self);
  int last = args[1] == KR_NULL ? 1 : kr_truth(args[1]);
  if (last < 0) return KR_NULL;
  int64_t hash = d->used ? kr_key_hash(args[0]) : 0; /* an empty one does not care for what key is */
  if (hash == KR_HASH_ERROR) return KR_NULL;
  int32_t index = d->used ? kr_dict_find(d, args[0], (int32_t)hash) : KR_DICT_ABSENT;
  if (index == KR_DICT_FAILED) return KR_NULL;
  if (index == KR_DICT_ABSENT) return absent(args[0]);
  int r = last ? kr_dict_move_last(d, (uint32_t)index) : kr_dict_move_first(d, (uint32_t)index);
  return r < 0 ? KR_NULL : KR_NONE;
}

METHOD(odict_popitem) {
  kr_dict *d = KR_DICT(self);
  int last = args[0] == KR_NULL ? 1 : kr_truth(args[0]);
  if (last < 0) return KR_NULL;
  if (d->used == 0) {
    kr_value text = kr_str_from_cstr("dictionary is empty");
    if (text != KR_NULL) kr_raise_key(text);
    kr_decref(text);
    return KR_NULL;
  }
  kr_value pair[2];
  if (last) {
    kr_dict_pop_last(d, &pair[0], &pair[1]);
  } else {
    uint32_t index = kr_dict_first(d);
    pair[0] = kr_ref(d->entries[index].key);
    pair[1] = kr_ref(d->entries[index].value);
    kr_dict_remove_entry(d, (int32_t)index);
  }
  return kr_tuple_from_array_steal(pair, 2);
}

METHOD(odict_pop) {
  int64_t hash = kr_key_hash(args[0]);
  if (hash == KR_HASH_ERROR) return KR_NULL;
  kr_value v = kr_dict_pop(KR_DICT(self), args[0]);
  if (v != KR_NULL || kr_failed()) return v;
  return args[1] == KR_NULL ? absent(args[0]) : kr_ref(args[1]);
}

METHOD(odict_setdefault) {
  kr_value key = args[0], value = args[1] == KR_NULL ? KR_NONE : args[1];
  if (is_exact(self)) {
    kr_value v = kr_dict_setdefault(KR_DICT(self), key, value);
    return kr_ref(v);
  }
  int r = kr_contains(self, key);
  if (r < 0) return KR_NULL;
  if (r > 0) return kr_getitem(self, key);
  return kr_setitem(self, key, value) < 0 ? KR_NULL : kr_ref(value);
}

METHOD(odict_update) {
  if (nargs > 1) {
    return kr_raise(&kr_exc_TypeError, "update() takes at most 1 positional argument (%zu given)", nargs);
  }
  if (nargs && update_from(self, args[0]) < 0) return KR_NULL;
  return update_from_keywords(self, args, nargs, kwnames) < 0 ? KR_NULL : KR_NONE;
}

METHOD(odict_clear) {
  KR_CLEAR_OBJECT(ODICT(self)->lost);
  kr_dict_clear(KR_DICT(self));
  return KR_NONE;
}

METHOD(odict_copy) {
  if (check_keys(self)) return KR_NULL;
  kr_value d = kr_call0(kr_from_object(kr_type_of(self)));
  if (d == KR_NULL) return KR_NULL;
  kr_dict *from = KR_DICT(self);
  uint32_t version = kr_dict_structure_version(from), pos = 0;
  kr_value key, value;
  int r = 0;
  while (r == 0 && kr_dict_next(from, &pos, &key, &value)) {
    kr_incref(key);
    if (is_exact(self)) {
      kr_incref(value);
    } else if ((value = kr_getitem(self, key)) == KR_NULL) {
      r = -1;
    }
    if (r == 0) r = set_item(d, key, value);
    kr_decref(value);
    kr_decref(key);
    if (r == 0 && from->keys_version != version) {
      r = KR_RAISE_INT(&kr_exc_RuntimeError, "OrderedDict mutated during iteration");
    }
  }
  if (r < 0) KR_CLEAR(d);
  return d;
}

METHOD(odict_fromkeys) {
  kr_value d = kr_call0(self);
  if (d == KR_NULL) return KR_NULL;
  kr_value value = args[1] == KR_NULL ? KR_NONE : args[1];
  kr_value it = kr_iter(args[0]), key;
  if (it != KR_NULL) {
    while ((key = kr_next(it)) != KR_NULL) {
      int r = kr_setitem(d, key, value);
      kr_decref(key);
      if (r < 0) break;
    }
    kr_decref(it);
  }
  if (kr_failed()) KR_CLEAR(d);
  return d;
}

METHOD(odict_reduce) {
  kr_value state = kr_call_method0(self, KR_ID(__getstate__));
  if (state == KR_NULL) return KR_NULL;
  kr_value items = kr_call_method0(self, KR_ID(items));
  kr_value it = items == KR_NULL ? KR_NULL : kr_iter(items), r = KR_NULL;
  if (it != KR_NULL) {
    r = kr_tuple_pack(5, kr_from_object(kr_type_of(self)), KR_EMPTY_TUPLE, state, KR_NONE, it);
  }
  kr_decref(it);
  kr_decref(items);
  kr_decref(state);
  return r;
}

METHOD(odict_sizeof) { return kr_int_from_size(odict_size_of(self)); }

static kr_value get_dict(kr_value self, void *closure) {
  kr_dict *d = kr_instance_dict(self);
  return d ? kr_ref(kr_from_object(d)) : KR_NULL;
}

static int set_dict(kr_value self, kr_value v, void *closure) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __dict__");
  if (!kr_is_dict(v)) {
    return KR_RAISE_INT(&kr_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", v);
  }
  kr_dict *old = ODICT(self)->attributes;
  ODICT(self)->attributes = KR_REF(KR_DICT(v));
  kr_xdecref_object(old);
  return 0;
}

static const kr_method_def odict_methods[] = {
    {"fromkeys", odict_fromkeys, KR_FN_CLASS, "($type, /, iterable, value=None)",
     "An ordered dictionary in which each item of iterable is a key and has this value."},
    {"__sizeof__", odict_sizeof, 0, "($self, /)", ""},
    {"__reduce__", odict_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {"setdefault", odict_setdefault, 0, "($self, /, key, default=None)",
     "The value of key, which is default from here on if key was missing."},
    {"pop", odict_pop, 0, "($self, /, key, default=<unrepresentable>)",
     "Remove key and return its value, or default if it is not there (KeyError without one)."},
    {"popitem", odict_popitem, 0, "($self, /, last=True)",
     "Remove and return a (key, value) pair: the last one, or the first if last is false."},
    {"keys", odict_keys, 0, "($self, /)", ""},
    {"values", odict_values, 0, "($self, /)", ""},
    {"items", odict_items, 0, "($self, /)", ""},
    {"update", odict_update, KR_FN_RAW, NULL, ""},
    {"clear", odict_clear, 0, "($self, /)", "Make the dict empty."},
    {"copy", odict_copy, 0, "($self, /)", "A copy with the same keys and values, in the same order."},
    {"__reversed__", odict_reversed, 0, "($self, /)", "Iterate over the keys from the end."},
    {"move_to_end", odict_move_to_end, 0, "($self, /, key, last=True)",
     "Make key the last one, or without last the first."},
    {NULL},
};
static const kr_getset_def odict_getset[] = {
    {"__dict__", get_dict, set_dict, NULL, NULL},
    {NULL},
};

kr_type kr_ordered_dict_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "collections.OrderedDict",
    .doc = "A dict whose order of keys can be changed and counts.",
    .base = &kr_dict_type,
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_MAPPING | KR_TF_DICT_SUBCLASS,
    .basic_size = sizeof(odict),
    .dict_offset = offsetof(odict, attributes),
    .weaklist_offset = offsetof(odict, weaklist),
    .methods = odict_methods,
    .getset = odict_getset,
    .dealloc = odict_dealloc,
    .traverse = odict_traverse,
    .clear = odict_clear_slot,
    .size_of = odict_size_of,
    .repr = odict_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = odict_richcompare,
    .iter = odict_iter_of,
    .init = odict_init,
    .new_ = odict_new,
    .nb[KR_OP_OR] = odict_or,
    .nb_inplace[KR_OP_OR] = odict_ior,
    .mp_ass_subscript = odict_ass_subscript,
};
