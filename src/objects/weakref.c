/* Weak references: the lists, what happens when a referent dies, and weakref.ref. Proxies are in
 * weakproxy.c.
 *
 * A referent's list begins with the reference and the proxy without callbacks, which everybody shares,
 * then the others, the newest first.
 */
#include "objects/misc.h"
#include "objects/type_impl.h"
#include "objects/weakref_impl.h"

/* ---- the list ------------------------------------------------------------------------------------------ */

kr_weakref *kr_weakref_list(kr_value v) {
  void **place = kr_is_object(v) ? kr_weaklist_place(kr_object_of(v)) : NULL;
  return place ? *place : NULL;
}

bool kr_has_weakrefs(kr_object *o) {
  void **place = kr_weaklist_place(o);
  return place && *place;
}

static bool is_basic(const kr_weakref *r, const kr_type *type) {
  return r && r->head.type == type && r->callback == KR_NULL;
}
static bool is_basic_proxy(const kr_weakref *r) {
  return is_basic(r, &kr_weakproxy_type) || is_basic(r, &kr_callable_weakproxy_type);
}

/* The last of the shared ones at the head of the list; NULL: none there. */
static kr_weakref *last_basic(kr_weakref *head) {
  kr_weakref *last = NULL;
  if (is_basic(head, &kr_weakref_type)) {
    last = head;
    head = head->next;
  }
  return is_basic_proxy(head) ? head : last;
}

static void insert_after(kr_weakref *r, kr_weakref *before, void **place) {
  kr_weakref *next = before ? before->next : *place;
  r->prev = before;
  r->next = next;
  if (next) next->prev = r;
  if (before) before->next = r;
  else *place = r;
}

static void unlink_from(kr_weakref *r, void **place) {
  if (r->prev) r->prev->next = r->next;
  else *place = r->next;
  if (r->next) r->next->prev = r->prev;
  r->prev = r->next = NULL;
}

kr_value kr_weakref_create(kr_type *type, kr_value v, kr_value callback) {
  void **place = kr_is_object(v) ? kr_weaklist_place(kr_object_of(v)) : NULL;
  if (!place) { return kr_raise(&kr_exc_TypeError, "cannot create weak reference to '%T' object", v); }
  bool shared = callback == KR_NULL && !(type->tf & KR_TF_HEAP);
  kr_weakref *head = *place, *before = NULL;
  if (shared) {
    bool ref_first = is_basic(head, &kr_weakref_type);
    if (type == &kr_weakref_type) {
      if (ref_first) return kr_ref(kr_from_object(head));
    } else {
      kr_weakref *proxy = ref_first ? head->next : head;
      if (is_basic(proxy, type)) return kr_ref(kr_from_object(proxy));
      before = ref_first ? head : NULL;
    }
  } else {
    before = last_basic(head);
  }
  kr_value ref = kr_type_generic_alloc(type, 0);
  if (ref == KR_NULL) return KR_NULL;
  kr_weakref *r = KR_AS(kr_weakref, ref);
  r->referent = kr_object_of(v);
  r->callback = kr_ref(callback);
  r->hash = -1;
  insert_after(r, before, place);
  return ref;
}

kr_value kr_weakref_new(kr_value referent, kr_value callback) {
  return kr_weakref_create(&kr_weakref_type, referent, callback);
}

/* An object whose deallocation began, or was put off (memory/gc.h: kr_trash_begin), cannot be had any
 * more. */
static bool is_going(const kr_object *o) {
  const uint32_t put_off = KR_OF_GC | KR_OF_UNTRACKED;
  return o->refs == 0 || (o->refs == 1 && (o->flags & put_off) == put_off);
}

kr_value kr_weakref_target(kr_value ref) {
  kr_object *o = KR_AS(kr_weakref, ref)->referent;
  return o && !is_going(o) ? kr_ref(kr_from_object(o)) : KR_NULL;
}

kr_value kr_weakref_get(kr_value ref) {
  kr_value v = kr_weakref_target(ref);
  return v == KR_NULL ? KR_NONE : v;
}

/* ---- the end of a referent ----------------------------------------------------------------------------- */

/* Makes o's weak references dead. Those whose callback is to be called are appended to the queue,
 * which holds a reference to each and goes through their `next`. */
static void detach(kr_object *o, kr_weakref ***queue_end) {
  void **place = kr_weaklist_place(o);
  if (!place) return;
  kr_weakref *r;
  while ((r = *place)) {
    unlink_from(r, place);
    r->referent = NULL;
    /* One that is garbage itself (marked by the collector, or being freed) calls nobody. */
    if (r->callback == KR_NULL || r->head.refs == 0 || (r->head.flags & KR_OF_MARK)) continue;
    kr_incref_object(r);
    **queue_end = r;
    *queue_end = &r->next;
  }
}

static void run_callbacks(kr_weakref *queue, const char *complaint) {
  if (!queue) return;
  kr_value pending = kr_fetch_exception();
  while (queue) {
    kr_weakref *r = queue;
    queue = r->next;
    r->next = NULL;
    kr_value callback = r->callback;
    r->callback = KR_NULL;
    kr_value result = kr_call1(callback, kr_from_object(r));
    if (result == KR_NULL) kr_unraisable(KR_NULL, complaint, callback);
    kr_decref(result);
    kr_decref(callback);
    kr_decref_object(r);
  }
  kr_restore_exception_steal(pending);
}

void kr_weakrefs_clear_many(kr_object **referents, size_t n) {
  kr_weakref *queue = NULL, **end = &queue;
  for (size_t i = 0; i < n; i++) detach(referents[i], &end);
  run_callbacks(queue, "Exception ignored on calling weakref callback %R");
}

void kr_weakrefs_clear(kr_object *referent) {
  kr_weakref *queue = NULL, **end = &queue;
  detach(referent, &end);
  run_callbacks(queue, "Exception ignored while calling weakref callback %R");
}

void kr_weakref_dealloc(kr_object *o) {
  kr_weakref *r = (kr_weakref *)o;
  if (r->referent) {
    unlink_from(r, kr_weaklist_place(r->referent));
    r->referent = NULL;
  }
  KR_CLEAR(r->callback);
  kr_object_free(o);
}

int kr_weakref_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_weakref *)o)->callback);
  return 0;
}

int kr_weakref_clear_callback(kr_object *o) {
  KR_CLEAR(((kr_weakref *)o)->callback);
  return 0;
}

/* ---- weakref.ref --------------------------------------------------------------------------------------- */

static kr_value ref_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_count("__new__", nargs, 1, 2) < 0) return KR_NULL;
  kr_value callback = nargs > 1 && args[1] != KR_NONE ? args[1] : KR_NULL;
  return kr_weakref_create(type, args[0], callback);
}

static int ref_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("ref", kwnames) < 0) return -1;
  return kr_args_count("__init__", nargs, 1, 2);
}

static kr_value ref_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("weakref", kwnames) < 0) return KR_NULL;
  if (kr_args_count("weakref", nargs, 0, 0) < 0) return KR_NULL;
  return kr_weakref_get(self);
}

static kr_value ref_repr(kr_value self) {
  const void *at = kr_object_of(self);
  kr_value target = kr_weakref_target(self);
  if (target == KR_NULL) return kr_str_format("<weakref at %p; dead>", at);
  kr_value name = KR_NULL, text = KR_NULL, type = kr_full_type_name(target);
  if (type != KR_NULL) {
    if (kr_getattr_optional(target, KR_ID(__name__), &name) < 0) kr_clear_exception();
    const void *to = kr_object_of(target);
    text = name != KR_NULL && kr_is_str(name)
               ? kr_str_format("<weakref at %p; to '%U' at %p (%U)>", at, type, to, name)
               : kr_str_format("<weakref at %p; to '%U' at %p>", at, type, to);
  }
  kr_decref(type);
  kr_decref(name);
  kr_decref(target);
  return text;
}

static int64_t ref_hash(kr_value self) {
  kr_weakref *r = KR_AS(kr_weakref, self);
  if (r->hash != -1) return r->hash;
  kr_value target = kr_weakref_target(self);
  if (target == KR_NULL) {
    kr_raise(&kr_exc_TypeError, "weak object has gone away");
    return KR_HASH_ERROR;
  }
  int64_t hash = kr_key_hash(target);
  kr_decref(target);
  if (hash != KR_HASH_ERROR) r->hash = (int32_t)hash;
  return hash;
}

static kr_value ref_richcompare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_isinstance_exact_or_sub(a, &kr_weakref_type) ||
      !kr_isinstance_exact_or_sub(b, &kr_weakref_type))
    return KR_NOT_IMPLEMENTED;
  kr_value x = kr_weakref_target(a), y = kr_weakref_target(b);
  kr_value r = x == KR_NULL || y == KR_NULL ? kr_from_bool((a == b) == (op == KR_EQ)) : kr_compare(x, y, op);
  kr_decref(x);
  kr_decref(y);
  return r;
}

static kr_value ref_class_getitem(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_class_getitem(self, args[0]);
}

static const kr_method_def ref_methods[] = {
    {"__class_getitem__", ref_class_getitem, KR_FN_CLASS, "($type, object, /)",
     "Return the generic alias ref[...]."},
    {NULL},
};
static const kr_member_def ref_members[] = {
    {"__callback__", KR_MEMBER_VALUE, offsetof(kr_weakref, callback), true, NULL},
    {NULL},
};

kr_type kr_weakref_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "weakref.ReferenceType",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_weakref),
    .methods = ref_methods,
    .members = ref_members,
    .dealloc = kr_weakref_dealloc,
    .traverse = kr_weakref_traverse,
    .clear = kr_weakref_clear_callback,
    .repr = ref_repr,
    .hash = ref_hash,
    .call = ref_call,
    .richcompare = ref_richcompare,
    .init = ref_init,
    .new_ = ref_new,
};
