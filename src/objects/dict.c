/* dict as Python programs see it: constructor, operators, methods. The table is in dict_table.c. */
#include "objects/collect.h"
#include "objects/dict_table.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/set_table.h"
#include "objects/tuple.h"

/* ---- mappings and pairs into a dict ---------------------------------------------------------------- */

/* Does iterating v mean walking its table? Not when a subclass has its own __iter__. */
static bool iterates_plainly(kr_value v) {
  return kr_is_exact_dict(v) || (kr_is_dict(v) && kr_type_of(v)->iter == kr_dict_type.iter);
}

static int merge_mapping(kr_dict *d, kr_value other, int override) {
  /* All keys first: getting a value may move them about (a cache that remembers what was used last). */
  kr_value keys = kr_mapping_keys(other);
  if (keys == KR_NULL) return -1;
  kr_value it = kr_iter(keys);
  kr_decref(keys);
  if (it == KR_NULL) return -1;
  kr_value key;
  int r = 0;
  while (r == 0 && (key = kr_next(it)) != KR_NULL) {
    int present = override == 1 ? 0 : kr_dict_contains(d, key);
    if (present < 0) {
      r = -1;
    } else if (present) {
      if (override == 2) {
        kr_raise_key(key);
        r = -1;
      }
    } else {
      kr_value value = kr_getitem(other, key);
      r = value == KR_NULL ? -1 : kr_dict_set(d, key, value);
      kr_decref(value);
    }
    kr_decref(key);
  }
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

int kr_dict_merge(kr_dict *d, kr_value other, int override) {
  if (iterates_plainly(other)) return kr_dict_merge_table(d, KR_DICT(other), override);
  return merge_mapping(d, other, override);
}

static int set_pair(kr_dict *d, kr_value item, size_t number) {
  kr_value fast = kr_sequence_fast(item, "object is not iterable");
  if (fast == KR_NULL) {
    if (kr_failed_with(&kr_exc_TypeError)) {
      kr_value exc = kr_fetch_exception();
      int r = kr_exception_add_note(
          exc, "Cannot convert dictionary update sequence element #%zu to a sequence", number);
      if (r < 0) kr_decref(exc);
      else kr_restore_exception_steal(exc);
    }
    return -1;
  }
  size_t n;
  const kr_value *pair = kr_fast_items(fast, &n);
  int r;
  if (n != 2) {
    r = KR_RAISE_INT(&kr_exc_ValueError,
                     "dictionary update sequence element #%zu has length %zu; 2 is required", number, n);
  } else {
    kr_value key = kr_ref(pair[0]), value = kr_ref(pair[1]);
    r = kr_dict_set(d, key, value);
    kr_decref(key);
    kr_decref(value);
  }
  kr_decref(fast);
  return r;
}

int kr_dict_update_from_pairs(kr_dict *d, kr_value iterable) {
  kr_value it = kr_iter(iterable);
  if (it == KR_NULL) return -1;
  kr_value item;
  int r = 0;
  for (size_t i = 0; r == 0 && (item = kr_next(it)) != KR_NULL; i++) {
    r = set_pair(d, item, i);
    kr_decref(item);
  }
  kr_decref(it);
  return kr_failed() ? -1 : r;
}

static int collect_add(kr_value target, kr_value item, size_t number) {
  int r = set_pair(KR_DICT(target), item, number);
  kr_decref(item);
  return r;
}
static const kr_collector dict_collector = KR_COLLECTOR("dict", collect_add, NULL, NULL);
static const kr_collector update_collector = KR_COLLECTOR("dict.update", collect_add, NULL, kr_collect_none);

/* Only iterators: of anything else keys() has to be asked for first. */
static bool is_iterator_of_pairs(kr_value v) {
  return kr_type_of(v)->iternext && !(kr_type_of(v)->tf & KR_TF_HEAP) && !kr_is_dict(v);
}
static kr_value dict_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs != 1 || kwnames || !is_iterator_of_pairs(args[0])) return KR_DELETED;
  kr_dict *d = kr_dict_new();
  return d ? kr_collect_push(&dict_collector, kr_from_object(d), args[0]) : KR_NULL;
}

static int update_from(kr_dict *d, kr_value v) {
  if (kr_is_exact_dict(v)) return kr_dict_merge_table(d, KR_DICT(v), 1);
  kr_value keys;
  int r = kr_getattr_optional(v, KR_ID(keys), &keys);
  if (r < 0) return -1;
  if (r == 0) return kr_dict_update_from_pairs(d, v);
  kr_decref(keys);
  return kr_dict_merge(d, v, 1);
}

int kr_dict_update_from_args(kr_dict *d, const char *fname, const kr_value *args, size_t nargs,
                             kr_tuple *kwnames) {
  if (kr_args_count(fname, nargs, 0, 1) < 0) return -1;
  if (nargs == 1 && update_from(d, args[0]) < 0) return -1;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    if (kr_dict_set(d, kwnames->items[i], args[nargs + i]) < 0) return -1;
  }
  return 0;
}

/* ---- lists of what is inside ----------------------------------------------------------------------- */

typedef enum { LIST_KEYS, LIST_VALUES, LIST_ITEMS } list_kind;

static kr_value dict_list(kr_dict *d, list_kind kind) {
  kr_list *l = kr_list_new(d->used);
  if (!l) return KR_NULL;
  uint32_t pos = 0;
  kr_value key, value;
  while (kr_dict_next(d, &pos, &key, &value)) {
    kr_value item = kind == LIST_KEYS     ? kr_ref(key)
                    : kind == LIST_VALUES ? kr_ref(value)
                                          : kr_tuple_pack(2, key, value);
    if (item == KR_NULL || kr_list_append_steal(l, item) < 0) {
      kr_decref_object(l);
      return KR_NULL;
    }
  }
  return kr_from_object(l);
}

kr_value kr_dict_keys_list(kr_dict *d) { return dict_list(d, LIST_KEYS); }
kr_value kr_dict_items_list(kr_dict *d) { return dict_list(d, LIST_ITEMS); }

/* ---- slots ------------------------------------------------------------------------------------------ */

static kr_value dict_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (type == &kr_dict_type) return kr_from_object_or_null(kr_dict_new());
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v != KR_NULL) kr_dict_init_empty(KR_DICT(v));
  return v;
}

static int dict_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_dict_update_from_args(KR_DICT(self), "dict", args, nargs, kwnames);
}

static int dict_clear_slot(kr_object *o) {
  kr_dict_clear((kr_dict *)o);
  return 0;
}

static size_t dict_size_of(kr_value self) { return kr_dict_size_of(KR_DICT(self)); }

static intptr_t dict_length(kr_value self) { return (intptr_t)KR_DICT(self)->used; }

static kr_value dict_missing(kr_value self, kr_value key) {
  if (!kr_is_exact_dict(self)) {
    kr_value missing;
    int r = kr_lookup_special(self, KR_ID(__missing__), &missing);
    if (r < 0) return KR_NULL;
    if (r > 0) {
      kr_value v = kr_call1(missing, key);
      kr_decref(missing);
      return v;
    }
  }
  return kr_raise_key(key);
}

static kr_value dict_subscript(kr_value self, kr_value key) {
  kr_dict *d = KR_DICT(self);
  int64_t hash = kr_dict_key_hash(key);
  if (hash == KR_HASH_ERROR) return KR_NULL;
  int32_t ix = kr_dict_find(d, key, (int32_t)hash);
  if (KR_LIKELY(ix >= 0)) return kr_ref(d->entries[ix].value);
  return ix == KR_DICT_FAILED ? KR_NULL : dict_missing(self, key);
}

static int dict_ass_subscript(kr_value self, kr_value key, kr_value value) {
  kr_dict *d = KR_DICT(self);
  if (value != KR_NULL) return kr_dict_set(d, key, value);
  int r = kr_dict_del(d, key);
  if (r == 0) kr_raise_key(key);
  if (r > 0 && !kr_is_exact_dict(self) && kr_odict_lost(self, key)) r = -1;
  return r > 0 ? 0 : -1;
}

static int dict_contains(kr_value self, kr_value key) { return kr_dict_contains(KR_DICT(self), key); }

static kr_value dict_repr(kr_value self) {
  kr_dict *d = KR_DICT(self);
  if (d->used == 0) return kr_str_from_ascii("{}", 2);
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_from_ascii("{...}", 5);
  kr_str_builder b = {0};
  kr_sb_char(&b, '{');
  uint32_t pos = 0;
  kr_value key, value;
  bool first = true, ok = true;
  while (ok && kr_dict_next(d, &pos, &key, &value)) {
    kr_incref(key);
    kr_incref(value);
    ok = (first || kr_sb_ascii(&b, ", ", 2)) && kr_sb_repr(&b, key) && kr_sb_ascii(&b, ": ", 2) &&
         kr_sb_repr(&b, value);
    kr_decref(key);
    kr_decref(value);
    first = false;
  }
  kr_repr_leave(self);
  if (!ok) {
    kr_sb_discard(&b);
    return KR_NULL;
  }
  kr_sb_char(&b, '}');
  return kr_sb_finish(&b);
}

/* 1, 0, -1 */
static int dicts_equal(kr_dict *a, kr_dict *b) {
  if (a->used != b->used) return 0;
  uint32_t pos = 0;
  kr_value key, value;
  int32_t hash;
  while (kr_dict_next_hash(a, &pos, &key, &value, &hash)) {
    kr_incref(key);
    kr_incref(value);
    kr_value other = kr_dict_get_hash(b, key, hash);
    int r = other != KR_NULL ? kr_item_equal(value, other) : kr_failed() ? -1 : 0;
    kr_decref(key);
    kr_decref(value);
    if (r <= 0) return r;
  }
  return 1;
}

static kr_value dict_richcompare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_dict(a) || !kr_is_dict(b)) return KR_NOT_IMPLEMENTED;
  int r = dicts_equal(KR_DICT(a), KR_DICT(b));
  return r < 0 ? KR_NULL : kr_from_bool((op == KR_EQ) == r);
}

static kr_value dict_or(kr_value a, kr_value b) {
  if (!kr_is_dict(a) || !kr_is_dict(b)) return KR_NOT_IMPLEMENTED;
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  /* The left operand as dict(a) copies it, then the right one as update() takes it. */
  if (kr_dict_merge(d, a, 1) < 0 || update_from(d, b) < 0) {
    kr_decref_object(d);
    return KR_NULL;
  }
  return kr_from_object(d);
}

static kr_value dict_ior(kr_value self, kr_value other) {
  return update_from(KR_DICT(self), other) < 0 ? KR_NULL : kr_ref(self);
}

/* ---- methods ---------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_value or_none(kr_value v) { return v == KR_NULL ? KR_NONE : v; }

METHOD(dict_get_method) {
  kr_value v = kr_dict_get(KR_DICT(self), args[0]);
  if (v == KR_NULL) {
    if (kr_failed()) return KR_NULL;
    v = or_none(args[1]);
  }
  return kr_ref(v);
}

METHOD(dict_setdefault) {
  kr_value v = kr_dict_setdefault(KR_DICT(self), args[0], or_none(args[1]));
  return kr_ref(v);
}

METHOD(dict_pop) {
  kr_dict *d = KR_DICT(self);
  /* An empty dict does not even ask the key for its hash. */
  kr_value v = d->used ? kr_dict_pop(d, args[0]) : KR_NULL;
  if (v == KR_NULL && !kr_failed()) {
    if (args[1] == KR_NULL) return kr_raise_key(args[0]);
    return kr_ref(args[1]);
  }
  if (v != KR_NULL && !kr_is_exact_dict(self) && kr_odict_lost(self, args[0])) KR_CLEAR(v);
  return v;
}

METHOD(dict_popitem) {
  kr_value pair[2];
  if (!kr_dict_pop_last(KR_DICT(self), &pair[0], &pair[1])) {
    kr_value text = kr_str_from_cstr("popitem(): dictionary is empty");
    if (text != KR_NULL) {
      kr_raise_key(text);
      kr_decref(text);
    }
    return KR_NULL;
  }
  kr_value r = kr_tuple_from_array_steal(pair, 2);
  if (r != KR_NULL && !kr_is_exact_dict(self) && kr_odict_lost(self, pair[0])) KR_CLEAR(r);
  return r;
}

METHOD(dict_contains_method) {
  int r = kr_dict_contains(KR_DICT(self), args[0]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

METHOD(dict_getitem_method) { return dict_subscript(self, args[0]); }

METHOD(dict_update) {
  if (nargs == 1 && !kwnames && is_iterator_of_pairs(args[0]))
    return kr_collect_push(&update_collector, kr_ref(self), args[0]);
  return kr_dict_update_from_args(KR_DICT(self), "update", args, nargs, kwnames) < 0 ? KR_NULL : KR_NONE;
}

METHOD(dict_clear) {
  kr_dict_clear(KR_DICT(self));
  return KR_NONE;
}

METHOD(dict_copy) {
  if (iterates_plainly(self)) return kr_from_object_or_null(kr_dict_copy(KR_DICT(self)));
  kr_dict *d = kr_dict_new();
  if (d && kr_dict_merge(d, self, 1) < 0) KR_CLEAR_OBJECT(d);
  return kr_from_object_or_null(d);
}

/* dict.fromkeys of a dict or set into a fresh exact dict: the keys' hashes are known. */
static int fill_from_table(kr_dict *d, kr_value from, kr_value value) {
  kr_value key;
  uint32_t pos = 0;
  int32_t hash;
  bool dict = kr_is_exact_dict(from);
  while (dict ? kr_dict_next_hash(KR_DICT(from), &pos, &key, NULL, &hash)
              : kr_set_next_hash(KR_SET(from), &pos, &key, &hash)) {
    kr_incref(key);
    int r = kr_dict_set_hash(d, key, hash, value);
    kr_decref(key);
    if (r < 0) return -1;
  }
  return 0;
}

METHOD(dict_fromkeys) {
  kr_value iterable = args[0], value = or_none(args[1]);
  kr_value result = kr_call0(self);
  if (result == KR_NULL) return KR_NULL;
  bool exact = kr_is_exact_dict(result);
  if (exact && KR_DICT(result)->used == 0 &&
      (kr_is_exact_dict(iterable) || kr_is_exact(iterable, &kr_set_type) ||
       kr_is_exact(iterable, &kr_frozenset_type))) {
    if (fill_from_table(KR_DICT(result), iterable, value) < 0) goto fail;
    return result;
  }
  kr_value it = kr_iter(iterable);
  if (it == KR_NULL) goto fail;
  kr_value key;
  while ((key = kr_next(it)) != KR_NULL) {
    int r = exact ? kr_dict_set(KR_DICT(result), key, value) : kr_setitem(result, key, value);
    kr_decref(key);
    if (r < 0) break;
  }
  kr_decref(it);
  if (!kr_failed()) return result;
fail:
  kr_decref(result);
  return KR_NULL;
}

METHOD(dict_keys) { return kr_dict_view_new(&kr_dict_keys_type, self); }
METHOD(dict_values) { return kr_dict_view_new(&kr_dict_values_type, self); }
METHOD(dict_items) { return kr_dict_view_new(&kr_dict_items_type, self); }
METHOD(dict_reversed) { return kr_dict_reverse_keys(self); }
METHOD(dict_sizeof) { return kr_int_from_size(kr_dict_size_of(KR_DICT(self))); }
METHOD(dict_class_getitem) { return kr_class_getitem(self, args[0]); }

static const kr_method_def dict_methods[] = {
    {"__contains__", dict_contains_method, KR_FN_COEXIST, "($self, key, /)", "Whether key is in the dict."},
    {"__getitem__", dict_getitem_method, KR_FN_COEXIST, "($self, key, /)", "Return self[key]."},
    {"__sizeof__", dict_sizeof, 0, "($self, /)", "Return the size of the dict in memory."},
    {"get", dict_get_method, 0, "($self, key, default=None, /)", "The value of key, or default."},
    {"setdefault", dict_setdefault, 0, "($self, key, default=None, /)",
     "The value of key, which is default from here on if key was missing."},
    {"pop", dict_pop, 0, "($self, key, default=<unrepresentable>, /)",
     "Remove key and return its value, or default if it is not there (KeyError without one)."},
    {"popitem", dict_popitem, 0, "($self, /)", "Remove and return the (key, value) pair inserted last."},
    {"keys", dict_keys, 0, "($self, /)", "The keys, as a set that follows the dict."},
    {"items", dict_items, 0, "($self, /)", "The (key, value) pairs, as a set that follows the dict."},
    {"values", dict_values, 0, "($self, /)", "The values, as a view that follows the dict."},
    {"update", dict_update, KR_FN_RAW, NULL,
     "Take over the items of a mapping or of an iterable of pairs, and of keywords."},
    {"fromkeys", dict_fromkeys, KR_FN_CLASS, "($type, iterable, value=None, /)",
     "A dict with these keys, all with the same value."},
    {"clear", dict_clear, 0, "($self, /)", "Make the dict empty."},
    {"copy", dict_copy, 0, "($self, /)", "A dict of the same keys and values."},
    {"__reversed__", dict_reversed, 0, "($self, /)", "The keys from the last to the first."},
    {"__class_getitem__", dict_class_getitem, KR_FN_CLASS, "($type, object, /)",
     "Return the generic alias dict[...]."},
    {NULL},
};

kr_type kr_dict_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "dict",
    .doc = "dict(mapping=(), **kwargs) -> what mapping has, then name=value of each keyword\n"
           "dict(iterable, **kwargs) -> the same from an iterable of pairs",
    .tf =
        KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_MAPPING | KR_TF_MATCH_SELF | KR_TF_DICT_SUBCLASS,
    .basic_size = sizeof(kr_dict),
    .methods = dict_methods,
    .dealloc = kr_dict_dealloc,
    .traverse = kr_dict_traverse,
    .clear = dict_clear_slot,
    .size_of = dict_size_of,
    .repr = dict_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = dict_richcompare,
    .iter = kr_dict_iter_keys,
    .init = dict_init,
    .new_ = dict_new,
    .call_push = dict_call_push,
    .nb[KR_OP_OR] = dict_or,
    .nb_inplace[KR_OP_OR] = dict_ior,
    .sq_length = dict_length,
    .sq_contains = dict_contains,
    .mp_subscript = dict_subscript,
    .mp_ass_subscript = dict_ass_subscript,
};
