/* functools._lru_cache_wrapper: what @lru_cache makes of a function.
 *
 * The cache is one dict from keys to results, whose order is that of use: a hit moves its entry to the
 * end, and the first entry is the one to go. A miss calls the function from a native frame, so that a
 * recursive function (which is what most caches are for) takes no C stack.
 */
#include "modules/functools_impl.h"
#include "objects/dict_table.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

typedef struct {
  KR_OBJECT_HEAD
  bool typed, unbounded;
  kr_value func, info_type;
  kr_dict *cache;
  intptr_t maxsize; /* 0: nothing is kept */
  int64_t hits, misses;
  kr_dict *attributes;
  void *weaklist;
} lru_cache;
#define CACHE(v) KR_AS(lru_cache, v)

/* Stands between positional arguments and keywords in keys: equal to nothing a program has. */
static kr_object keyword_mark = KR_STATIC_HEAD(&kr_object_type);

static kr_value lru_cache_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "lru_cache", "(user_function, maxsize, typed, cache_info_type)", args, nargs,
                   kwnames, a) < 0)
    return KR_NULL;
  int typed = kr_truth(a[2]);
  if (typed < 0) return KR_NULL;
  if (!kr_is_callable(a[0])) { return kr_raise(&kr_exc_TypeError, "the first argument must be callable"); }
  intptr_t maxsize = 0;
  if (a[1] != KR_NONE) {
    if (!kr_is_int(a[1]) && !kr_type_of(a[1])->nb_index) {
      return kr_raise(&kr_exc_TypeError, "maxsize should be integer or None");
    }
    maxsize = kr_index_as_size(a[1], kr_from_object(&kr_exc_OverflowError));
    if (maxsize == -1 && kr_failed()) return KR_NULL;
    if (maxsize < 0) maxsize = 0;
  }
  kr_dict *cache = kr_dict_new();
  kr_value v = cache ? kr_type_generic_alloc(type, 0) : KR_NULL;
  if (v == KR_NULL) {
    kr_xdecref_object(cache);
    return KR_NULL;
  }
  lru_cache *c = CACHE(v);
  c->typed = typed;
  c->unbounded = a[1] == KR_NONE;
  c->func = kr_ref(a[0]);
  c->info_type = kr_ref(a[3]);
  c->cache = cache;
  c->maxsize = maxsize;
  c->hits = c->misses = 0;
  c->attributes = NULL;
  c->weaklist = NULL;
  return v;
}

static void lru_cache_dealloc(kr_object *o) {
  lru_cache *c = (lru_cache *)o;
  if (!kr_trash_begin(o)) return;
  if (c->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(c->func);
  KR_CLEAR(c->info_type);
  KR_CLEAR_OBJECT(c->cache);
  KR_CLEAR_OBJECT(c->attributes);
  kr_trash_end();
  kr_object_free(o);
}

static int lru_cache_traverse(kr_object *o, kr_visit visit, void *arg) {
  lru_cache *c = (lru_cache *)o;
  KR_VISIT(c->func);
  KR_VISIT(c->info_type);
  KR_VISIT_OBJECT(c->cache);
  KR_VISIT_OBJECT(c->attributes);
  return 0;
}

static int lru_cache_clear(kr_object *o) {
  lru_cache *c = (lru_cache *)o;
  kr_dict_clear(c->cache);
  KR_CLEAR_OBJECT(c->attributes);
  return 0;
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

/* The key of a call. New. */
static kr_value make_key(const lru_cache *c, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  size_t nkw = kwnames ? kwnames->size : 0;
  if (!c->typed && !nkw) {
    if (nargs == 1 && (kr_is_exact_str(args[0]) || kr_is_exact_int(args[0]))) { return kr_ref(args[0]); }
    return kr_tuple_from_array(args, nargs);
  }
  size_t n = nargs + (nkw ? 1 + 2 * nkw : 0) + (c->typed ? nargs + nkw : 0);
  kr_tuple *key = kr_tuple_new(n);
  if (!key) return KR_NULL;
  kr_value *out = key->items;
  for (size_t i = 0; i < nargs; i++) *out++ = kr_ref(args[i]);
  if (nkw) *out++ = kr_ref(kr_from_object(&keyword_mark));
  for (size_t i = 0; i < nkw; i++) {
    *out++ = kr_ref(kwnames->items[i]);
    *out++ = kr_ref(args[nargs + i]);
  }
  for (size_t i = 0; c->typed && i < nargs + nkw; i++) {
    *out++ = kr_ref(kr_from_object(kr_type_of(args[i])));
  }
  return kr_from_object(key);
}

/* ---- calling ------------------------------------------------------------------------------------------- */

/* The cached result, new and counted as a hit; KR_NULL: none, or failed. */
static kr_value look_up(lru_cache *c, kr_value key, int32_t hash) {
  int32_t index = kr_dict_find(c->cache, key, hash);
  if (index < 0) return KR_NULL;
  kr_value v = kr_ref(c->cache->entries[index].value);
  c->hits++;
  if (!c->unbounded && kr_dict_move_last(c->cache, (uint32_t)index) < 0) KR_CLEAR(v);
  return v;
}

static int store(lru_cache *c, kr_value key, int32_t hash, kr_value result) {
  if (c->unbounded) return kr_dict_set_hash(c->cache, key, hash, result);
  int32_t index = kr_dict_find(c->cache, key, hash);
  /* Recursion may have stored the same call meanwhile. */
  if (index >= 0) return 0;
  if (index == KR_DICT_FAILED) return -1;
  kr_dict *d = c->cache;
  kr_value old_key = KR_NULL, old_value = KR_NULL;
  if (d->used >= (size_t)c->maxsize) {
    uint32_t first = kr_dict_first(d);
    old_key = kr_ref(d->entries[first].key);
    old_value = kr_ref(d->entries[first].value);
    kr_dict_remove_entry(d, (int32_t)first);
  }
  int r = kr_dict_set_hash(d, key, hash, result);
  /* Only now, when all is in order: dropping these may run Python code. */
  kr_decref(old_key);
  kr_decref(old_value);
  return r;
}

enum { S_SELF, S_KEY, S_HASH, S_ARGS, S_KWNAMES, S_COUNT };
enum { CALL_BEGIN, CALL_DONE };

static kr_value miss_step(kr_frame *f, kr_value result) {
  lru_cache *c = CACHE(f->slots[S_SELF]);
  if (f->state == CALL_BEGIN) {
    f->state = CALL_DONE;
    kr_tuple *args = KR_TUPLE(f->slots[S_ARGS]);
    kr_tuple *kwnames = f->slots[S_KWNAMES] == KR_NULL ? NULL : KR_TUPLE(f->slots[S_KWNAMES]);
    size_t nkw = kwnames ? kwnames->size : 0;
    result = kr_call_push(c->func, args->items, args->size - nkw, kwnames);
    if (result == KR_PUSHED) return result;
  }
  if (result == KR_NULL) return KR_NULL;
  int32_t hash = (int32_t)kr_small_int_value(f->slots[S_HASH]);
  if (store(c, f->slots[S_KEY], hash, result) < 0) KR_CLEAR(result);
  return result;
}

static const kr_native miss_native = {"lru_cache", miss_step, S_COUNT};

static kr_value lru_cache_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  lru_cache *c = CACHE(self);
  if (!c->unbounded && c->maxsize == 0) {
    c->misses++;
    if (kr_enter_recursion(" while calling a Python object") < 0) return KR_NULL;
    kr_value r = kr_call_push(c->func, args, nargs, kwnames);
    kr_leave_recursion();
    return r;
  }
  kr_value key = make_key(c, args, nargs, kwnames);
  if (key == KR_NULL) return KR_NULL;
  int64_t hash = kr_key_hash(key);
  kr_value v = hash == KR_HASH_ERROR ? KR_NULL : look_up(c, key, (int32_t)hash);
  if (v != KR_NULL || kr_failed()) {
    kr_decref(key);
    return v;
  }
  c->misses++;
  size_t nkw = kwnames ? kwnames->size : 0;
  /* An untyped key of positional arguments is the tuple of them already. */
  bool reuse = kr_is_exact_tuple(key) && !nkw && !c->typed;
  kr_value all = reuse ? kr_ref(key) : kr_tuple_from_array(args, nargs + nkw);
  kr_frame *f = all == KR_NULL ? NULL : kr_native_push(&miss_native);
  if (!f) {
    kr_decref(all);
    kr_decref(key);
    return KR_NULL;
  }
  f->slots[S_SELF] = kr_ref(self);
  f->slots[S_KEY] = key;
  f->slots[S_HASH] = kr_from_small_int(hash);
  f->slots[S_ARGS] = all;
  if (nkw) f->slots[S_KWNAMES] = kr_ref(kr_from_object(kwnames));
  return KR_PUSHED;
}

static kr_value lru_cache_get(kr_value self, kr_value obj, kr_value type) {
  if (obj == KR_NULL || obj == KR_NONE) return kr_ref(self);
  return kr_method_new(self, obj);
}

/* ---- methods ------------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(cache_info) {
  lru_cache *c = CACHE(self);
  kr_value a[4] = {kr_int_from_i64(c->hits), kr_int_from_i64(c->misses),
                   c->unbounded ? KR_NONE : kr_int_from_i64(c->maxsize), kr_int_from_size(c->cache->used)};
  kr_value r = kr_call(c->info_type, a, 4, NULL);
  for (int i = 0; i < 4; i++) kr_decref(a[i]);
  return r;
}

METHOD(cache_clear) {
  lru_cache *c = CACHE(self);
  c->hits = c->misses = 0;
  kr_dict_clear(c->cache);
  return KR_NONE;
}

METHOD(lru_cache_reduce) { return kr_getattr(self, KR_ID(__qualname__)); }
METHOD(lru_cache_copy) { return kr_ref(self); }

static const kr_method_def lru_cache_methods[] = {
    {"cache_info", cache_info, 0, "($self, /)", "Report cache statistics"},
    {"cache_clear", cache_clear, 0, "($self, /)", "Forget all results, and start to count anew."},
    {"__reduce__", lru_cache_reduce, 0, "($self, /)", NULL},
    {"__copy__", lru_cache_copy, KR_FN_RAW, NULL, NULL},
    {"__deepcopy__", lru_cache_copy, KR_FN_RAW, NULL, NULL},
    {NULL},
};

kr_type kr_lru_cache_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "functools._lru_cache_wrapper",
    .doc = "A function that remembers what another one, user_function, answered.\n\n"
           "maxsize says how many answers are kept, None that all are, 0 that none is; with typed,\n"
           "3 and 3.0 are different arguments. cache_info_type makes what cache_info() returns.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_METHOD_DESCR,
    .basic_size = sizeof(lru_cache),
    .dict_offset = offsetof(lru_cache, attributes),
    .weaklist_offset = offsetof(lru_cache, weaklist),
    .methods = lru_cache_methods,
    .getset = kr_functools_dict_getset,
    .dealloc = lru_cache_dealloc,
    .traverse = lru_cache_traverse,
    .clear = lru_cache_clear,
    .call = lru_cache_call,
    .descr_get = lru_cache_get,
    .new_ = lru_cache_new,
};
