/* Types: making builtin ones ready, looking attributes up through the mro with a cache, versions, and
 * the tree of subclasses. */
#include "objects/int.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "objects/typevar.h"
#include "objects/weakref.h"
#include "vm/frame.h"

/* ---- the method cache ------------------------------------------------------------------------------
 *
 * (version, interned name) -> what the mro has, one probe. The value is borrowed: whatever could drop
 * it changes the type first, so its version. The name is owned, because a name that is in no dict
 * (a cached absence) may die and its address come back as another name. */

#define CACHE_BITS 12
typedef struct {
  uint32_t version; /* 0: empty */
  uint32_t own;   /* of the class's shared keys: how many, plus 1, << 8 | the name's index + 1; 0: unknown */
  kr_value name;  /* owned */
  kr_value value; /* borrowed; KR_NULL: the mro has no such name */
} cache_entry;
static cache_entry cache[1u << CACHE_BITS];

/* The same for super(): what comes behind cls. A class in the mro lives as long as the version does. */
typedef struct {
  uint32_t version;
  kr_value cls;   /* borrowed */
  kr_value name;  /* owned */
  kr_value value; /* borrowed */
} super_entry;
static super_entry super_cache[64];

KR_INLINE cache_entry *cache_slot(uint32_t version, kr_value name) {
  uint32_t h = (uint32_t)name >> 3;
  return &cache[(version * 31 ^ h ^ (h >> CACHE_BITS)) & ((1u << CACHE_BITS) - 1)];
}

void kr_type_cache_clear(void) {
  for (size_t i = 0; i < sizeof cache / sizeof *cache; i++) {
    if (!cache[i].version) continue;
    kr_value name = cache[i].name;
    cache[i] = (cache_entry){0, 0, KR_NULL, KR_NULL};
    kr_decref(name);
  }
  for (size_t i = 0; i < sizeof super_cache / sizeof *super_cache; i++) {
    if (!super_cache[i].version) continue;
    super_cache[i].version = 0;
    KR_CLEAR(super_cache[i].name);
  }
}

static kr_value lookup_in_mro(kr_type *type, kr_value name) {
  kr_tuple *mro = type->mro;
  if (!mro) return KR_NULL;
  /* Keys that are no str may run code that replaces the mro. */
  kr_incref_object(mro);
  kr_value v = KR_NULL;
  for (uint32_t i = 0; i < mro->size && kr_is_null(v); i++) {
    kr_dict *d = KR_AS_TYPE(mro->items[i])->dict;
    if (d) v = kr_dict_get_str(d, name);
  }
  kr_decref_object(mro);
  return v;
}

static KR_NOINLINE kr_value lookup_slow(kr_type *type, kr_value name) {
  if (!(type->tf & KR_TF_READY) && !type->mro) {
    if (kr_type_ready(type) < 0) {
      kr_clear_exception();
      return KR_NULL;
    }
  }
  uint32_t version = kr_type_assign_version(type);
  kr_value v = lookup_in_mro(type, name);
  if (!version || type->version != version || !kr_is_exact_str(name) || !kr_str_is_interned(KR_STR(name)))
    return v;
  if (v != KR_NULL && !kr_type_of(v)->descr_get && kr_type_attr_changes(name)) return v;
  cache_entry *e = cache_slot(version, name);
  kr_value old = e->version ? e->name : KR_NULL;
  kr_incref(name);
  *e = (cache_entry){version, 0, name, v};
  kr_decref(old);
  return v;
}

kr_value kr_type_lookup(kr_type *type, kr_value name) {
  uint32_t version = type->version;
  if (KR_LIKELY(version)) {
    cache_entry *e = cache_slot(version, name);
    if (KR_LIKELY(e->version == version && e->name == name)) return e->value;
  }
  return lookup_slow(type, name);
}

bool kr_inline_lookup(kr_value self, kr_type *type, kr_value name, kr_value *descr, kr_value *own) {
  if (!(type->tf & KR_TF_INLINE_VALUES)) return false;
  const kr_instance *o = KR_AS(kr_instance, self);
  if (o->dict) return false;
  const kr_shared_keys *keys = type->shared_keys;
  uint32_t version = type->version;
  cache_entry *e = cache_slot(version, name);
  kr_value d = e->value;
  uint32_t place = e->own;
  if (KR_UNLIKELY(!version || e->version != version || e->name != name ||
                  (!(place & 255) && place >> 8 != keys->count + 1u))) {
    d = kr_type_lookup(type, name);
    if (o->dict) return false; /* code ran */
    place = (keys->count + 1u) << 8 | (uint32_t)(kr_shared_keys_index(type->shared_keys, name, false) + 1);
    e = cache_slot(type->version, name);
    if (type->version && e->version == type->version && e->name == name) e->own = place;
  }
  *descr = d;
  *own = KR_NULL;
  uint32_t index = (place & 255) - 1; /* absent: beyond any capacity */
  if (index < kr_instance_capacity(o) && (d == KR_NULL || !kr_type_of(d)->descr_set)) *own = o->values[index];
  return true;
}

kr_value kr_type_lookup_after(kr_type *start, kr_value cls, kr_value name) {
  uint32_t version = kr_type_assign_version(start);
  super_entry *e = &super_cache[(version * 31 ^ (uint32_t)cls >> 4 ^ (uint32_t)name >> 3) & 63];
  if (version && e->version == version && e->cls == cls && e->name == name) return e->value;
  kr_tuple *mro = start->mro;
  size_t i = 0, n = mro ? mro->size : 0;
  kr_value v = KR_NULL;
  while (i < n && mro->items[i] != cls) i++;
  for (i++; i < n && v == KR_NULL; i++) {
    kr_dict *dict = KR_AS_TYPE(mro->items[i])->dict;
    if (dict) v = kr_dict_get_str(dict, name);
  }
  if (v == KR_NULL || !kr_type_of(v)->descr_get || !version || start->version != version ||
      !kr_is_exact_str(name) || !kr_str_is_interned(KR_STR(name)))
    return v;
  kr_value old = e->version ? e->name : KR_NULL;
  *e = (super_entry){version, cls, kr_ref(name), v};
  kr_decref(old);
  return v;
}

/* ---- changing attributes ---------------------------------------------------------------------------------
 *
 * A class that counts its instances (C.made += 1) would lose its version each time, and with it all that is
 * cached about it and its subclasses. After some such stores the name is noted: from then on no cache holds
 * its value, in any class, and storing to it changes no version. */

#define STORES_TO_NOTE 8
static kr_value changing[24];
static uint32_t nchanging;

bool kr_type_attr_changes(kr_value name) {
  for (uint32_t i = 0; i < nchanging; i++)
    if (changing[i] == name) return true;
  return false;
}

/* Never a descriptor, whatever happens to its type. */
static bool is_plain(kr_value v) {
  const kr_type *t = kr_type_of(v);
  return !(t->tf & KR_TF_HEAP) && !t->descr_get && !t->descr_set;
}

bool kr_type_store_changing(kr_type *type, kr_value name, kr_value value, int *r) {
  if (!(type->tf & KR_TF_HEAP) || value == KR_NULL || !is_plain(value) || !kr_is_exact_str(name))
    return false;
  kr_heap_type *h = KR_HEAP_TYPE(type);
  uint32_t i = 0;
  while (i < 2 && h->changing[i] != name) i++;
  if (i < 2) {
    kr_value old = kr_dict_get_str(type->dict, name);
    if (old == KR_NULL || !is_plain(old) || kr_type_lookup(type->head.type, name) != KR_NULL) return false;
    *r = kr_dict_set(type->dict, name, value);
    return true;
  }
  const kr_str *s = KR_STR(name);
  if (!kr_str_is_interned(s) || (s->length > 1 && kr_str_read(s, 0) == '_' && kr_str_read(s, 1) == '_'))
    return false;
  kr_value old = kr_dict_get_str(type->dict, name);
  if (old == KR_NULL || !is_plain(old) || h->stores++ < STORES_TO_NOTE) return false;
  h->stores = 0;
  bool known = kr_type_attr_changes(name);
  if (!known && nchanging == sizeof changing / sizeof *changing) return false;
  if (!known) changing[nchanging++] = name;
  h->changing[h->changing[0] != 0] = name;
  return false; /* this store forgets what is cached */
}

/* ---- versions ------------------------------------------------------------------------------------------
 *
 * A type with a version has only bases with versions, so that a change finds every dependent type by
 * descending through versioned ones. */

uint32_t kr_type_assign_version(kr_type *type) {
  if (type->version) return type->version;
  if (!(type->tf & KR_TF_READY) || !type->mro) return 0;
  if ((type->tf & KR_TF_HEAP) && KR_HEAP_TYPE(type)->custom_mro) return 0;
  for (uint32_t i = 1; i < type->mro->size; i++) {
    kr_type *base = KR_AS_TYPE(type->mro->items[i]);
    if (base != type && !base->version && !kr_type_assign_version(base)) return 0;
  }
  if (kr.next_type_version == UINT32_MAX) return 0;
  return type->version = ++kr.next_type_version;
}

static int modified_visit(kr_type *sub, void *arg) {
  kr_type_modified(sub);
  return 0;
}

void kr_type_modified(kr_type *type) {
  if (!type->version) return;
  type->version = 0;
  if (type->subclasses) kr_type_each_subclass(type, modified_visit, NULL);
}

/* ---- subclasses -------------------------------------------------------------------------------------------
 *
 * base->subclasses: address -> the type itself if it is immortal, else a weak reference. */

int kr_type_add_subclass(kr_type *base, kr_type *type) {
  if (!base->subclasses) {
    base->subclasses = kr_dict_new();
    if (!base->subclasses) return -1;
  }
  kr_value v = kr_from_object(type);
  kr_value ref = kr_is_immortal(&type->head) ? v : kr_weakref_new(v, KR_NULL);
  if (kr_is_null(ref)) return -1;
  int r = kr_dict_set(base->subclasses, kr_int_from_i64((int64_t)(uintptr_t)type), ref);
  if (ref != v) kr_decref(ref);
  return r;
}

void kr_type_remove_subclass(kr_type *base, kr_type *type) {
  if (!base->subclasses) return;
  if (kr_dict_del(base->subclasses, kr_int_from_i64((int64_t)(uintptr_t)type)) < 0) kr_clear_exception();
  if (base->subclasses->used == 0) KR_CLEAR_OBJECT(base->subclasses);
}

int kr_type_each_subclass(kr_type *type, int (*fn)(kr_type *, void *), void *arg) {
  kr_dict *d = type->subclasses;
  uint32_t pos = 0;
  kr_value key, ref;
  int r = 0;
  if (!d) return 0;
  kr_incref_object(d);
  while (r == 0 && kr_dict_next(d, &pos, &key, &ref)) {
    kr_value v = kr_is_type(ref) ? kr_ref(ref) : kr_weakref_get(ref);
    if (!kr_is_none(v)) r = fn(KR_AS_TYPE(v), arg);
    kr_decref(v);
  }
  kr_decref_object(d);
  return r;
}

kr_value kr_type_subclasses_list(kr_type *type) {
  kr_list *list = kr_list_new(0);
  if (!list) return KR_NULL;
  if (type->subclasses) {
    uint32_t pos = 0;
    kr_value key, ref;
    while (kr_dict_next(type->subclasses, &pos, &key, &ref)) {
      kr_value v = kr_is_type(ref) ? kr_ref(ref) : kr_weakref_get(ref);
      if (kr_is_none(v)) continue;
      if (kr_list_append_steal(list, v) < 0) {
        kr_decref_object(list);
        return KR_NULL;
      }
    }
  }
  return kr_from_object(list);
}

/* ---- relations and names ------------------------------------------------------------------------------- */

bool kr_is_subtype(const kr_type *a, const kr_type *b) {
  if (a == b) return true;
  const kr_tuple *mro = a->mro;
  if (KR_LIKELY(mro != NULL)) {
    kr_value v = kr_from_object(b);
    for (uint32_t i = 0; i < mro->size; i++)
      if (mro->items[i] == v) return true;
    return false;
  }
  /* Not ready yet, or being taken apart by the collector. */
  for (const kr_type *t = a->base; t; t = t->base)
    if (t == b) return true;
  return b == &kr_object_type;
}

const char *kr_type_short_name(const kr_type *type) {
  if (type->tf & KR_TF_HEAP) return type->name;
  const char *dot = strrchr(type->name, '.');
  return dot ? dot + 1 : type->name;
}

/* A builtin type shows its module in messages ('collections.deque' object ...), as in CPython. */
const char *kr_type_cname(const kr_type *type) { return type->name; }

kr_value kr_type_get_name(const kr_type *type) {
  if (!kr_is_null(type->name_str) && type->name_str) return kr_ref(type->name_str);
  return kr_str_from_cstr(kr_type_short_name(type));
}

kr_value kr_type_module(kr_type *type) {
  if (type->tf & KR_TF_HEAP) {
    kr_value v = type->dict ? kr_dict_get_str(type->dict, KR_ID(__module__)) : KR_NULL;
    if (!kr_is_null(v)) return kr_ref(v);
    return kr_raise_attribute_text(kr_from_object(type), KR_ID(__module__), "__module__");
  }
  const char *dot = strrchr(type->name, '.');
  if (!dot) return kr_ref(KR_ID(builtins));
  kr_value v = kr_str_from_utf8(type->name, (size_t)(dot - type->name));
  if (!kr_is_null(v)) kr_str_intern(&v);
  return v;
}

kr_value kr_type_full_name(kr_type *type) {
  kr_value module = kr_type_module(type);
  if (kr_is_null(module)) kr_clear_exception();
  bool bare = kr_is_null(module) || !kr_is_str(module) || kr_str_equals_cstr(KR_STR(module), "builtins");
  kr_value r;
  if (bare) r = kr_type_get_name(type);
  else if (type->tf & KR_TF_HEAP) r = kr_str_format("%U.%U", module, type->qualname);
  else r = kr_str_from_cstr(type->name);
  kr_decref(module);
  return r;
}

/* ---- documentation: "name(signature)\n--\n\ntext", as CPython's C code writes it ----------------------- */

const char *kr_type_signature_end(const kr_type *type, const char **start) {
  if (!type->doc) return NULL;
  const char *name = kr_type_short_name(type);
  size_t n = strlen(name);
  if (strncmp(type->doc, name, n) || type->doc[n] != '(') return NULL;
  const char *end = strstr(type->doc + n, ")\n--\n\n");
  if (!end) return NULL;
  *start = type->doc + n;
  return end + 1;
}
const char *kr_type_doc_text(const kr_type *type) {
  const char *start, *end = kr_type_signature_end(type, &start);
  return end ? end + 5 : type->doc;
}

/* ---- readying builtin types ---------------------------------------------------------------------------- */

enum {
  INHERITED_FLAGS = KR_TF_INT_SUBCLASS | KR_TF_FLOAT_SUBCLASS | KR_TF_LIST_SUBCLASS | KR_TF_TUPLE_SUBCLASS |
                    KR_TF_BYTES_SUBCLASS | KR_TF_STR_SUBCLASS | KR_TF_DICT_SUBCLASS | KR_TF_EXC_SUBCLASS |
                    KR_TF_TYPE_SUBCLASS | KR_TF_SEQUENCE | KR_TF_MAPPING | KR_TF_MATCH_SELF,
};

static int add_new(kr_type *type, kr_value name, kr_value v /* stolen */) {
  int r = kr_is_null(v) ? -1 : kr_dict_set(type->dict, name, v);
  kr_decref(v);
  return r;
}

static int add_methods(kr_type *type) {
  for (const kr_method_def *d = type->methods; d && d->name; d++) {
    kr_value name = kr_str_intern_cstr(d->name);
    if (kr_is_null(name)) return -1;
    int present = (d->flags & KR_FN_COEXIST) ? 0 : kr_dict_contains(type->dict, name);
    int r = present;
    if (present == 0) {
      kr_value v;
      if (d->flags & KR_FN_STATIC) {
        kr_value f = kr_cfunction_new(d, kr_from_object(type), KR_NULL);
        v = kr_is_null(f) ? f : kr_staticmethod_new(f);
        kr_decref(f);
      } else {
        v = kr_method_descr_new(type, d);
      }
      r = add_new(type, name, v);
    }
    kr_decref(name);
    if (r < 0) return -1;
  }
  return 0;
}

static int add_members(kr_type *type) {
  for (const kr_member_def *d = type->members; d && d->name; d++) {
    kr_value name = kr_str_intern_cstr(d->name);
    if (kr_is_null(name)) return -1;
    int r = add_new(type, name, kr_member_descr_new(type, name, d->offset, d->kind, d));
    kr_decref(name);
    if (r < 0) return -1;
  }
  return 0;
}

static int add_getsets(kr_type *type) {
  for (const kr_getset_def *d = type->getset; d && d->name; d++) {
    kr_value name = kr_str_intern_cstr(d->name);
    if (kr_is_null(name)) return -1;
    kr_value v = KR_NULL;
    if (!d->member) v = kr_getset_descr_new(type, d);
    else if (!kr_is_null(v = kr_member_descr_new(type, name, 0, KR_MEMBER_GETSET, NULL)))
      KR_AS(kr_member_descr, v)->getset = d;
    int r = add_new(type, name, v);
    kr_decref(name);
    if (r < 0) return -1;
  }
  return 0;
}

/* Everything a type takes over from one type of its mro. */
static void inherit_from(kr_type *type, kr_type *base) {
  if (!(type->tf & KR_TF_GC) && (base->tf & KR_TF_GC) && !type->traverse && !type->clear) {
    type->tf |= KR_TF_GC;
    type->traverse = base->traverse;
    type->clear = base->clear;
  }
  if (type->tf & KR_TF_GC) {
    if (!type->traverse) type->traverse = base->traverse;
    if (!type->clear && type->traverse == base->traverse) type->clear = base->clear;
  }
  if (!type->dealloc) type->dealloc = base->dealloc;
  if (!type->finalize) type->finalize = base->finalize;
  if (!type->size_of) type->size_of = base->size_of;
  type->tf |= base->tf & INHERITED_FLAGS;
  kr_slots_inherit(type, base);
}

bool kr_type_made_at_run_time(const kr_type *type) {
  static const char *const others[] = {"types.",        "sys.",     "typing.Union", "typing.TypeAliasType",
                                       "datetime.",     "weakref.", "pickle.",      "collections.OrderedDict",
                                       "_contextvars.", "string."};
  if (type->tf & KR_TF_HEAP) return true;
  if (!strchr(type->name, '.')) return type == &kr_exc_ExceptionGroup;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (!strncmp(type->name, others[i], strlen(others[i]))) return false;
  return true;
}

static int ready(kr_type *type) {
  kr_type *base = type->base;
  if (!base && type != &kr_object_type) base = type->base = &kr_object_type;
  if (base && kr_type_ready(base) < 0) return -1;
  if (!type->head.type) type->head.type = base ? base->head.type : &kr_type_type;
  if (!type->name_str || kr_is_null(type->name_str)) {
    type->name_str = kr_str_intern_cstr(kr_type_short_name(type));
    if (kr_is_null(type->name_str)) return -1;
    type->qualname = kr_ref(type->name_str);
  }
  type->module = KR_NULL;
  if (!type->bases) {
    kr_value b = kr_from_object(base);
    kr_value bases = base ? kr_tuple_from_array(&b, 1) : kr_ref(KR_EMPTY_TUPLE);
    if (kr_is_null(bases)) return -1;
    type->bases = KR_TUPLE(bases);
  }
  if (!type->mro && kr_type_compute_mro(type) < 0) return -1;
  /* READY from here on: the dict is being filled, and code below looks types up. */
  if (!(type->tf & KR_TF_MUTABLE)) type->tf |= KR_TF_IMMUTABLE;
  if (base) {
    if (!type->basic_size) type->basic_size = base->basic_size;
    if (!type->item_size) type->item_size = base->item_size;
    if (!type->dict_offset) type->dict_offset = base->dict_offset;
    if (!type->weaklist_offset) type->weaklist_offset = base->weaklist_offset;
  }
  bool own_new = type->new_ && (!base || type->new_ != kr_object_new);
  if (!type->new_ && base && base != &kr_object_type && !(type->tf & KR_TF_NO_NEW)) type->new_ = base->new_;
  if (!type->new_) type->tf |= KR_TF_NO_NEW;
  if (!type->dict) {
    type->dict = kr_dict_new();
    if (!type->dict) return -1;
  }
  type->tf |= KR_TF_READY;
  if (own_new && !(type->tf & KR_TF_PLAIN_NEW) && add_new(type, KR_ID(__new__), kr_tp_new_function(type)) < 0)
    return -1;
  if (kr_slots_add_wrappers(type) < 0 || add_methods(type) < 0 || add_members(type) < 0 ||
      add_getsets(type) < 0)
    return -1;
  if (kr_is_null(kr_dict_get_str(type->dict, KR_ID(__doc__)))) {
    kr_value doc = type->doc ? kr_str_from_cstr(kr_type_doc_text(type)) : KR_NONE;
    if (add_new(type, KR_ID(__doc__), doc) < 0) return -1;
  }
  /* A type that compares in its own way but has no hash of its own is not hashable. */
  if (type->richcompare && !type->hash && !(base && type->richcompare == base->richcompare)) {
    type->hash = kr_hash_not_implemented;
    if (kr_is_null(kr_dict_get_str(type->dict, KR_ID(__hash__))) &&
        kr_dict_set(type->dict, KR_ID(__hash__), KR_NONE) < 0)
      return -1;
  }
  /* Such types tell their instances, too, which module made them. */
  if (kr_type_made_at_run_time(type) && kr_is_null(kr_dict_get_str(type->dict, KR_ID(__module__))) &&
      add_new(type, KR_ID(__module__), kr_type_module(type)) < 0)
    return -1;
  for (uint32_t i = 1; i < type->mro->size; i++) inherit_from(type, KR_AS_TYPE(type->mro->items[i]));
  if (base && kr_type_add_subclass(base, type) < 0) return -1;
  return 0;
}

int kr_type_ready(kr_type *type) {
  /* Heap types are readied by the class statement, which may be in the middle of it. */
  if (type->tf & (KR_TF_READY | KR_TF_HEAP)) return 0;
  if (ready(type) == 0) return 0;
  type->tf &= ~(uint32_t)KR_TF_READY;
  return -1;
}

int kr_types_init(void) {
  if (kr_slots_init() < 0) return -1;
  kr_type *const types[] = {
      &kr_object_type,        &kr_type_type,
      &kr_str_type,           &kr_tuple_type,
      &kr_dict_type,          &kr_int_type,
      &kr_bool_type,          &kr_float_type,
      &kr_list_type,          &kr_none_type,
      &kr_ellipsis_type,      &kr_not_implemented_type,
      &kr_weakref_type,       &kr_cfunction_type,
      &kr_method_descr_type,  &kr_classmethod_descr_type,
      &kr_wrapper_descr_type, &kr_method_wrapper_type,
      &kr_getset_descr_type,  &kr_member_descr_type,
      &kr_property_type,      &kr_classmethod_type,
      &kr_staticmethod_type,  &kr_method_type,
      &kr_super_type,         &kr_mappingproxy_type,
      &kr_module_type,        &kr_namespace_type,
      &kr_generic_alias_type, &kr_union_type,
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (kr_type_ready(types[i]) < 0) return -1;
  return kr_typevar_init();
}
