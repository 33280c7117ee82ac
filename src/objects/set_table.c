/* The table under set and frozenset.
 *
 * Open addressing; a probe looks at LINEAR_PROBES neighbours of a slot before it jumps. The order of
 * probing and the sizes of tables decide in which order a set is walked, and programs print sets: so both
 * are CPython's. A deleted entry leaves a mark (KR_DELETED), where a later key may go.
 */
#include "objects/set_table.h"

#include <stdlib.h>

#include "memory/fast_alloc.h"
#include "objects/advance.h"
#include "objects/dict.h"

#define MIN_SIZE 8
#define LINEAR_PROBES 9
#define MAX_SLOTS (UINT32_C(1) << 27)

static inline bool is_live(const kr_set_entry *e) { return e->key != KR_NULL && e->key != KR_DELETED; }

/* A table of the smallest size; not worth a call of memcpy. */
static inline void copy_small(kr_set_entry *to, const kr_set_entry *from) {
  for (int i = 0; i < MIN_SIZE; i++) to[i] = from[i];
}

/* Fields of a set just allocated. */
static void init_empty(kr_set *s) {
  s->used = s->fill = 0;
  s->mask = MIN_SIZE - 1;
  s->table = s->small;
  s->hash = 0;
  s->weaklist = NULL;
  for (int i = 0; i < MIN_SIZE; i++) s->small[i].key = KR_NULL;
}

kr_set *kr_set_new(kr_type *type) {
  kr_set *s;
  if (type == &kr_set_type || type == &kr_frozenset_type) {
    s = kr_gc_alloc_static(type, sizeof *s);
    if (!s) return NULL;
  } else {
    kr_value v = kr_type_generic_alloc(type, 0);
    if (v == KR_NULL) return NULL;
    s = KR_SET(v);
  }
  init_empty(s);
  return s;
}

/* ---- lookup -------------------------------------------------------------------------------------- */

int64_t kr_set_key_hash(kr_value key) {
  int64_t hash = kr_key_hash(key);
  if (KR_UNLIKELY(hash == KR_HASH_ERROR)) kr_explain_unhashable(key, "a set element");
  return hash;
}

int64_t kr_set_lookup_hash(kr_value key) {
  int64_t hash = kr_key_hash(key);
  if (KR_LIKELY(hash != KR_HASH_ERROR)) return hash;
  if (kr_isinstance_exact_or_sub(key, &kr_set_type) && kr_clear_if(&kr_exc_TypeError)) {
    return kr_set_hash_contents(KR_SET(key));
  }
  kr_explain_unhashable(key, "a set element");
  return KR_HASH_ERROR;
}

/* The key's slot, or the free one where the search ended; -1: failed. *deleted (may be NULL): the last mark
 * passed on the way, where the key would go; -1: none. */
KR_INLINE int64_t find(kr_set *s, kr_value key, int32_t hash, int64_t *deleted) {
restart:;
  if (deleted) *deleted = -1;
  kr_set_entry *table = s->table;
  size_t mask = s->mask, rest = (uint32_t)hash, i = rest & mask;
  for (;;) {
    size_t last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
    for (size_t j = i; j <= last; j++) {
      const kr_set_entry *e = &table[j];
      if (e->key == KR_NULL || e->key == key) return (int64_t)j;
      if (e->key == KR_DELETED) {
        if (deleted) *deleted = (int64_t)j;
      } else if (e->hash == hash) {
        kr_value other = e->key;
        int r = kr_quick_equal(other, key);
        if (r == 2) {
          kr_incref(other);
          r = kr_equal(other, key);
          kr_decref(other);
          if (r < 0) return -1;
          /* That ran Python code: a changed table is searched again from the start. */
          if (s->table != table || s->mask != mask || table[j].key != other || table[j].hash != hash)
            goto restart;
        }
        if (r) return (int64_t)j;
      }
    }
    KR_NEXT_PROBE(i, rest, mask);
  }
}

int kr_set_contains_hash(kr_set *s, kr_value key, int32_t hash) {
  int64_t i = find(s, key, hash, NULL);
  return i < 0 ? -1 : s->table[i].key != KR_NULL;
}

int kr_set_contains(kr_set *s, kr_value key) {
  int64_t hash = kr_set_lookup_hash(key);
  return hash == KR_HASH_ERROR ? -1 : kr_set_contains_hash(s, key, (int32_t)hash);
}

/* ---- growth -------------------------------------------------------------------------------------- */

/* Moves a key known to be absent into a table without marks. */
static void place(kr_set_entry *table, size_t mask, kr_value key, int32_t hash) {
  size_t rest = (uint32_t)hash, i = rest & mask;
  for (;;) {
    size_t last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
    for (size_t j = i; j <= last; j++) {
      if (table[j].key == KR_NULL) {
        table[j].key = key;
        table[j].hash = hash;
        return;
      }
    }
    KR_NEXT_PROBE(i, rest, mask);
  }
}

/* A table of more than `wanted` slots, without marks. */
static int resize(kr_set *s, uint64_t wanted) {
  uint64_t slots = MIN_SIZE;
  while (slots <= wanted) slots <<= 1;
  if (slots > MAX_SLOTS) {
    kr_raise_no_memory();
    return -1;
  }
  kr_set_entry *old = s->table, copy[MIN_SIZE];
  uint32_t old_mask = s->mask;
  bool was_small = old == s->small;
  kr_set_entry *table;
  if (slots == MIN_SIZE) {
    if (was_small && s->fill == s->used) return 0;
    table = s->small;
    if (was_small) {
      copy_small(copy, old);
      old = copy;
    }
  } else {
    table = kr_alloc_array((size_t)slots, sizeof *table);
    if (!table) return -1;
  }
  KR_UNROLL(8)
  for (size_t i = 0; i < slots; i++) table[i].key = KR_NULL;
  if (s->used) {
    const kr_set_entry *end = old + old_mask + 1;
    for (const kr_set_entry *e = old; (e = kr_set_live(e, end)) < end; e++)
      place(table, (size_t)slots - 1, e->key, e->hash);
  }
  s->table = table;
  s->mask = (uint32_t)slots - 1;
  s->fill = s->used;
  if (!was_small) kr_free(old);
  return 0;
}

void kr_set_rehash(kr_set *s) {
  for (size_t i = 0; i <= s->mask; i++) {
    kr_set_entry *e = &s->table[i];
    int64_t hash = is_live(e) ? kr_key_hash(e->key) : KR_HASH_ERROR;
    if (hash != KR_HASH_ERROR) e->hash = (int32_t)hash;
  }
  /* Moves all of them: a table with a mark is not kept as it is. */
  s->fill = s->used + 1;
  if (resize(s, s->mask)) abort(); /* a few kilobytes, at the very beginning */
}

static uint64_t grown(const kr_set *s) { return (uint64_t)s->used * (s->used > 50000 ? 2 : 4); }

int kr_set_compact(kr_set *s) {
  if (s->fill - s->used <= s->mask / 4) return 0;
  return resize(s, grown(s));
}

/* ---- changes --------------------------------------------------------------------------------------- */

int kr_set_add_new(kr_set *s, kr_value key, int32_t hash) {
  kr_set_entry *table = s->table;
  size_t mask = s->mask, rest = (uint32_t)hash, i = rest & mask;
  for (;;) {
    size_t last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
    for (size_t j = i; j <= last; j++) {
      if (table[j].key == key) return 0;
      if (table[j].key != KR_NULL) continue;
      table[j].key = kr_ref(key);
      table[j].hash = hash;
      s->used++;
      s->fill++;
      return (uint64_t)s->fill * 5 < (uint64_t)mask * 3 ? 0 : resize(s, grown(s));
    }
    KR_NEXT_PROBE(i, rest, mask);
  }
}

int kr_set_add_hash(kr_set *s, kr_value key, int32_t hash) {
  int64_t deleted, i = find(s, key, hash, &deleted);
  if (i < 0) return -1;
  kr_set_entry *e = &s->table[i];
  if (e->key != KR_NULL) return 0;
  if (deleted >= 0) {
    e = &s->table[deleted];
    e->key = kr_ref(key);
    e->hash = hash;
    s->used++;
    return 0;
  }
  e->key = kr_ref(key);
  e->hash = hash;
  s->used++;
  s->fill++;
  if ((uint64_t)s->fill * 5 < (uint64_t)s->mask * 3) return 0;
  return resize(s, grown(s));
}

int kr_set_add(kr_set *s, kr_value key) {
  int64_t hash = kr_set_key_hash(key);
  return hash == KR_HASH_ERROR ? -1 : kr_set_add_hash(s, key, (int32_t)hash);
}

int kr_set_discard_hash(kr_set *s, kr_value key, int32_t hash) {
  int64_t i = find(s, key, hash, NULL);
  if (i < 0) return -1;
  kr_set_entry *e = &s->table[i];
  if (e->key == KR_NULL) return 0;
  kr_value old = e->key;
  e->key = KR_DELETED;
  s->used--;
  kr_decref(old);
  return 1;
}

int kr_set_discard(kr_set *s, kr_value key) {
  int64_t hash = kr_set_lookup_hash(key);
  return hash == KR_HASH_ERROR ? -1 : kr_set_discard_hash(s, key, (int32_t)hash);
}

kr_value kr_set_pop(kr_set *s) {
  if (s->used == 0) return KR_NULL;
  /* A set has no use for `hash`: it says where the last pop() ended, so that popping all is linear. */
  size_t i = (uint32_t)s->hash & s->mask;
  while (!is_live(&s->table[i])) i = i == s->mask ? 0 : i + 1;
  kr_value key = s->table[i].key;
  s->table[i].key = KR_DELETED;
  s->used--;
  s->hash = (int32_t)i + 1;
  return key;
}

void kr_set_clear(kr_set *s) {
  if (s->fill == 0 && s->table == s->small) return;
  kr_set_entry *table = s->table, copy[MIN_SIZE];
  uint32_t mask = s->mask;
  if (table == s->small) {
    copy_small(copy, table);
    table = copy;
  }
  s->used = s->fill = 0;
  s->mask = MIN_SIZE - 1;
  s->table = s->small;
  for (int i = 0; i < MIN_SIZE; i++) s->small[i].key = KR_NULL;
  for (size_t i = 0; i <= mask; i++) kr_decref(table[i].key); /* marks are not references */
  if (table != copy) kr_free(table);
}

void kr_set_swap(kr_set *a, kr_set *b) {
  kr_set_entry small[MIN_SIZE];
  kr_set_entry *ta = a->table == a->small ? NULL : a->table, *tb = b->table == b->small ? NULL : b->table;
  uint32_t used = a->used, fill = a->fill, mask = a->mask;
  copy_small(small, a->small);
  copy_small(a->small, b->small);
  copy_small(b->small, small);
  a->used = b->used;
  a->fill = b->fill;
  a->mask = b->mask;
  a->table = tb ? tb : a->small;
  b->used = used;
  b->fill = fill;
  b->mask = mask;
  b->table = ta ? ta : b->small;
}

int kr_set_merge(kr_set *s, kr_set *other) {
  if (s == other || other->used == 0) return 0;
  /* One large step, in the expectation that few keys are common. */
  if (((uint64_t)s->fill + other->used) * 5 >= (uint64_t)s->mask * 3 &&
      resize(s, ((uint64_t)s->used + other->used) * 2) < 0)
    return -1;
  if (s->fill == 0) {
    bool same = s->mask == other->mask && other->fill == other->used;
    kr_set_entry *table = s->table;
    size_t mask = s->mask;
    const kr_set_entry *end = other->table + other->mask + 1;
    for (const kr_set_entry *e = other->table; (e = kr_set_live(e, end)) < end; e++) {
      kr_incref(e->key);
      if (same) table[e - other->table] = *e;
      else place(table, mask, e->key, e->hash);
    }
    s->fill = s->used = other->used;
    return 0;
  }
  /* Comparing keys may change `other`: its table is asked anew each time. */
  uint32_t pos = 0;
  kr_value key;
  int32_t hash;
  while (kr_set_next_hash(other, &pos, &key, &hash)) {
    kr_incref(key);
    int r = kr_set_add_hash(s, key, hash);
    kr_decref(key);
    if (r < 0) return -1;
  }
  return 0;
}

static int update_from_dict(kr_set *s, kr_dict *d) {
  if (((uint64_t)s->fill + d->used) * 5 >= (uint64_t)s->mask * 3 &&
      resize(s, ((uint64_t)s->used + d->used) * 2) < 0)
    return -1;
  uint32_t pos = 0;
  kr_value key;
  int32_t hash;
  while (kr_dict_next_hash(d, &pos, &key, NULL, &hash)) {
    kr_incref(key);
    int r = kr_set_add_hash(s, key, hash);
    kr_decref(key);
    if (r < 0) return -1;
  }
  return 0;
}

/* A tuple's items stay; the caller holds the tuple. */
static int update_from_tuple(kr_set *s, const kr_tuple *t) {
  for (uint32_t i = 0; i < t->size; i++)
    if (kr_set_add(s, t->items[i]) < 0) return -1;
  return 0;
}

int kr_set_update(kr_set *s, kr_value iterable) {
  if (kr_is_any_set(iterable)) return kr_set_merge(s, KR_SET(iterable));
  if (kr_is_exact_dict(iterable)) return update_from_dict(s, KR_DICT(iterable));
  if (kr_is_exact_tuple(iterable)) return update_from_tuple(s, KR_TUPLE(iterable));
  kr_value it = kr_iter(iterable);
  if (it == KR_NULL) return -1;
  kr_value key;
  int r = 0;
  while (r == 0 && (key = kr_advance(it)) != KR_NULL) {
    r = kr_set_add(s, key);
    kr_decref(key);
  }
  kr_decref(it);
  if (KR_LIKELY(!kr_failed())) return r;
  return r == 0 && kr_clear_if(&kr_exc_StopIteration) ? 0 : -1;
}

kr_value kr_set_from_iterable(kr_type *type, kr_value iterable) {
  kr_set *s = kr_set_new(type);
  if (!s) return KR_NULL;
  if (iterable != KR_NULL && kr_set_update(s, iterable) < 0) {
    kr_decref_object(s);
    return KR_NULL;
  }
  return kr_from_object(s);
}

/* ---- walking ------------------------------------------------------------------------------------------ */

bool kr_set_next(kr_set *s, uint32_t *pos, kr_value *key) {
  int32_t hash;
  return kr_set_next_hash(s, pos, key, &hash);
}

static uint32_t shuffle(uint32_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

int32_t kr_set_hash_contents(const kr_set *s) {
  /* Independent of the order; the constants are CPython's. */
  uint32_t hash = 0;
  const kr_set_entry *end = s->table + s->mask + 1;
  for (const kr_set_entry *e = s->table; (e = kr_set_live(e, end)) < end; e++)
    hash ^= shuffle((uint32_t)e->hash);
  hash ^= (s->used + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == UINT32_MAX ? 590923713 : (int32_t)hash;
}

/* ---- life ---------------------------------------------------------------------------------------------- */

void kr_set_dealloc(kr_object *o) {
  kr_set *s = (kr_set *)o;
  bool begun = false;
  if (s->used) {
    const kr_set_entry *end = s->table + s->mask + 1;
    for (kr_set_entry *e = s->table; (e = kr_set_live(e, end)) < end; e++) {
      if (!kr_drop_item(o, &e->key, &begun)) return;
    }
  }
  if (s->table != s->small) kr_free(s->table);
  if (begun) kr_trash_end();
  kr_object_free(o);
}

int kr_set_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_set *s = (kr_set *)o;
  if (s->used == 0) return 0;
  const kr_set_entry *end = s->table + s->mask + 1;
  for (const kr_set_entry *e = s->table; (e = kr_set_live(e, end)) < end; e++) KR_VISIT(e->key);
  return 0;
}

/* ---- the iterator -------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pos;
  kr_value set;  /* KR_NULL: exhausted */
  uint32_t used; /* len(set) at the start; UINT32_MAX once it changed */
  uint32_t left;
} set_iter;

static kr_type set_iter_type;

kr_value kr_set_iter(kr_value set) {
  set_iter *it = kr_gc_object_alloc(&set_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->pos = 0;
  it->set = kr_ref(set);
  it->used = it->left = KR_SET(set)->used;
  return kr_from_object(it);
}

static void iter_dealloc(kr_object *o) {
  KR_CLEAR(((set_iter *)o)->set);
  kr_object_free(o);
}

static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((set_iter *)o)->set);
  return 0;
}

static kr_value iter_next(kr_value self) {
  set_iter *it = KR_AS(set_iter, self);
  if (it->set == KR_NULL) return KR_NULL;
  kr_set *s = KR_SET(it->set);
  if (it->used != s->used) {
    it->used = UINT32_MAX;
    return kr_raise(&kr_exc_RuntimeError, "Set changed size during iteration");
  }
  kr_value key;
  if (kr_set_next(s, &it->pos, &key)) {
    it->left--;
    return kr_ref(key);
  }
  KR_CLEAR(it->set);
  return KR_NULL;
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(iter_length_hint) {
  set_iter *it = KR_AS(set_iter, self);
  bool valid = it->set != KR_NULL && it->used == KR_SET(it->set)->used;
  return kr_from_small_int(valid ? it->left : 0);
}

METHOD(iter_reduce) {
  set_iter *it = KR_AS(set_iter, self);
  kr_value list;
  if (it->set == KR_NULL) {
    list = kr_from_object_or_null(kr_list_new(0));
  } else {
    /* A copy walks what is left. */
    kr_value copy = kr_set_iter(it->set);
    if (copy == KR_NULL) return KR_NULL;
    KR_AS(set_iter, copy)->pos = it->pos;
    KR_AS(set_iter, copy)->used = it->used;
    KR_AS(set_iter, copy)->left = it->left;
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

static kr_type set_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "set_iterator",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(set_iter),
    .methods = iter_methods,
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
};
