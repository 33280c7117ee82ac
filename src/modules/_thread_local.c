/* threading.local: an object with other attributes in every thread.
 *
 * What one object is in one thread is a `part`: the dict, listed in the object's table by the thread's id, and
 * in the thread's own list, so that it goes when either goes. */
#include "memory/gc.h"
#include "modules/_thread.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

typedef struct part {
  kr_dict *dict;
  struct local *owner;
  uint32_t thread;
  struct part *in_bucket;       /* the next of the same bucket */
  struct part *earlier, *later; /* of the same thread; `later` is nearer to its list's head */
  kr_thread *of;
} part;

typedef struct local {
  KR_OBJECT_HEAD
  uint32_t nparts;
  part **buckets; /* nbuckets, a power of two, or 0 */
  uint32_t nbuckets;
  kr_value args, kwargs; /* of the constructor: each thread's __init__ gets them; KR_NULL: none */
  void *weaklist;
} local;
#define LOCAL(v) KR_AS(local, v)

static part *find(const local *l, uint32_t thread) {
  if (!l->nbuckets) return NULL;
  part *p = l->buckets[thread & (l->nbuckets - 1)];
  while (p && p->thread != thread) p = p->in_bucket;
  return p;
}

static bool grow(local *l) {
  uint32_t n = l->nbuckets ? l->nbuckets * 2 : 2;
  part **buckets = kr_alloc_array(n, sizeof *buckets);
  if (!buckets) return false;
  for (uint32_t i = 0; i < n; i++) buckets[i] = NULL;
  for (uint32_t i = 0; i < l->nbuckets; i++) {
    for (part *p = l->buckets[i], *next; p; p = next) {
      next = p->in_bucket;
      p->in_bucket = buckets[p->thread & (n - 1)];
      buckets[p->thread & (n - 1)] = p;
    }
  }
  kr_free(l->buckets);
  l->buckets = buckets;
  l->nbuckets = n;
  return true;
}

static part *make_part(local *l) {
  if (l->nparts >= l->nbuckets && !grow(l)) return NULL;
  part *p = kr_alloc(sizeof *p);
  if (!p) return NULL;
  p->dict = kr_dict_new();
  if (!p->dict) {
    kr_free(p);
    return NULL;
  }
  kr_sched *s = kr_sched_of(kr.thread);
  p->owner = l;
  p->of = kr.thread;
  p->thread = kr.thread->id;
  p->in_bucket = l->buckets[p->thread & (l->nbuckets - 1)];
  l->buckets[p->thread & (l->nbuckets - 1)] = p;
  l->nparts++;
  p->earlier = s->locals;
  p->later = NULL;
  if (p->earlier) p->earlier->later = p;
  s->locals = p;
  return p;
}

/* Takes p out of both lists; the dict it had, to be dropped. */
static kr_dict *remove_part(part *p) {
  local *l = p->owner;
  part **at = &l->buckets[p->thread & (l->nbuckets - 1)];
  while (*at != p) at = &(*at)->in_bucket;
  *at = p->in_bucket;
  l->nparts--;
  if (p->later) p->later->earlier = p->earlier;
  else kr_sched_of(p->of)->locals = p->earlier;
  if (p->earlier) p->earlier->later = p->later;
  kr_dict *d = p->dict;
  kr_free(p);
  return d;
}

void kr_thread_locals_clear(void) {
  kr_sched *s = kr_sched_of(kr.thread);
  while (s->locals) kr_decref_object(remove_part(s->locals));
}

/* This thread's dict, made (and __init__ called) at first use. Borrowed; NULL: failed. */
static kr_dict *current(kr_value self) {
  local *l = LOCAL(self);
  part *p = find(l, kr.thread->id);
  if (p) return p->dict;
  p = make_part(l);
  if (!p) return NULL;
  kr_dict *d = p->dict;
  kr_init_fn init = kr_type_of(self)->init;
  if (init == kr_object_type.init) return d;
  kr_tuple *a = l->args == KR_NULL ? NULL : KR_TUPLE(l->args), *names = NULL;
  kr_value all[16], *v = all;
  size_t n = a ? a->size : 0, nkw = l->kwargs == KR_NULL ? 0 : KR_DICT(l->kwargs)->used;
  bool ok = true;
  if (n + nkw > 16) ok = (v = kr_alloc_array(n + nkw, sizeof *v)) != NULL;
  if (ok && nkw) ok = (names = kr_tuple_new(nkw)) != NULL;
  if (ok) {
    for (size_t i = 0; i < n; i++) v[i] = a->items[i];
    uint32_t pos = 0;
    kr_value key, value;
    for (size_t i = 0; i < nkw && kr_dict_next(KR_DICT(l->kwargs), &pos, &key, &value); i++) {
      names->items[i] = kr_ref(key);
      v[n + i] = value;
    }
    ok = init(self, v, n, names) == 0;
  }
  if (v != all) kr_free(v);
  kr_xdecref_object(names);
  p = find(l, kr.thread->id); /* __init__ may have done anything */
  if (ok) return p ? p->dict : d;
  if (p) {
    kr_value exc = kr_fetch_exception();
    kr_decref_object(remove_part(p)); /* the next use tries again */
    kr_clear_exception();
    kr_restore_exception_steal(exc);
  }
  return NULL;
}

static kr_value local_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  size_t nkw = kwnames ? kwnames->size : 0;
  if (type->init == kr_object_type.init && (nargs || nkw))
    return kr_raise(&kr_exc_TypeError, "Initialization arguments are not supported");
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  local *l = LOCAL(v);
  l->nparts = l->nbuckets = 0;
  l->buckets = NULL;
  l->weaklist = NULL;
  l->args = l->kwargs = KR_NULL;
  bool ok = true;
  if (nargs) ok = (l->args = kr_tuple_from_array(args, nargs)) != KR_NULL;
  if (ok && nkw) {
    kr_dict *d = kr_dict_new();
    ok = d != NULL;
    l->kwargs = ok ? kr_from_object(d) : KR_NULL;
    for (size_t i = 0; ok && i < nkw; i++) ok = kr_dict_set(d, kwnames->items[i], args[nargs + i]) == 0;
  }
  /* type.__call__ runs __init__ for this thread */
  if (!ok || !make_part(l)) {
    kr_decref(v);
    return KR_NULL;
  }
  return v;
}

static int local_clear(kr_object *o) {
  local *l = (local *)o;
  for (uint32_t i = 0; i < l->nbuckets; i++)
    while (l->buckets[i]) kr_decref_object(remove_part(l->buckets[i]));
  KR_CLEAR(l->args);
  KR_CLEAR(l->kwargs);
  return 0;
}
static void local_dealloc(kr_object *o) {
  local *l = (local *)o;
  if (!kr_trash_begin(o)) return;
  if (l->weaklist) kr_weakrefs_clear(o);
  local_clear(o);
  kr_free(l->buckets);
  l->buckets = NULL;
  kr_trash_end();
  kr_object_free(o);
}
static int local_traverse(kr_object *o, kr_visit visit, void *arg) {
  local *l = (local *)o;
  KR_VISIT(l->args);
  KR_VISIT(l->kwargs);
  for (uint32_t i = 0; i < l->nbuckets; i++)
    for (const part *p = l->buckets[i]; p; p = p->in_bucket) KR_VISIT_OBJECT(p->dict);
  return 0;
}

/* ---- attributes: found as everywhere, but in this thread's dict ---------------------------------------- */

static bool is_dict_name(kr_value name) {
  return name == KR_ID(__dict__) || kr_str_equal(KR_STR(name), KR_STR(KR_ID(__dict__)));
}

static kr_value local_getattr(kr_value self, kr_value name) {
  kr_dict *d = current(self);
  if (!d) return KR_NULL;
  if (is_dict_name(name)) return kr_ref(kr_from_object(d));
  kr_type *type = kr_type_of(self);
  kr_value descr = kr_type_lookup(type, name);
  kr_descr_get_fn get = NULL;
  if (descr != KR_NULL) {
    kr_incref(descr);
    get = kr_type_of(descr)->descr_get;
    if (get && kr_type_of(descr)->descr_set) {
      kr_value r = get(descr, self, kr_from_object(type));
      kr_decref(descr);
      return r;
    }
  }
  kr_incref_object(d);
  kr_value v = kr_dict_get_new(d, name);
  kr_decref_object(d);
  if (v != KR_NULL || kr_failed()) {
    kr_decref(descr);
    return v;
  }
  if (get) {
    kr_value r = get(descr, self, kr_from_object(type));
    kr_decref(descr);
    return r;
  }
  return descr != KR_NULL ? descr : kr_raise_attribute(self, name);
}

static int local_setattr(kr_value self, kr_value name, kr_value value) {
  kr_dict *d = current(self);
  if (!d) return -1;
  if (is_dict_name(name)) {
    kr_raise_attribute_text(self, name, "'%T' object attribute '%U' is read-only", self, name);
    return -1;
  }
  kr_value descr = kr_type_lookup(kr_type_of(self), name);
  kr_descr_set_fn set = descr == KR_NULL ? NULL : kr_type_of(descr)->descr_set;
  if (set) {
    kr_incref(descr);
    int r = set(descr, self, value);
    kr_decref(descr);
    return r;
  }
  kr_incref_object(d);
  int done = value == KR_NULL ? kr_dict_del(d, name) : kr_dict_set(d, name, value);
  kr_decref_object(d);
  if (done < 0) return -1;
  if (value == KR_NULL && done == 0) {
    kr_raise_attribute(self, name);
    return -1;
  }
  return 0;
}

kr_type kr_thread_local_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_thread._local",
    .doc = "_local()\n--\n\nThread-local data: attributes that each thread sees as its own.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(local),
    .weaklist_offset = offsetof(local, weaklist),
    .dealloc = local_dealloc,
    .traverse = local_traverse,
    .clear = local_clear,
    .getattro = local_getattr,
    .setattro = local_setattr,
    .new_ = local_new};
