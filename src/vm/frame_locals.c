#include "vm/frame_locals.h"

#include "objects/bytes.h"
#include "vm/vm.h"

/* ---- the variables of a frame ---------------------------------------------------------------------- */

static uint8_t kind_of(const kr_frame *f, int i) { return f->code->localspluskinds->data[i]; }

/* Where variable i is kept: its slot, or its cell's contents. NULL: it has no place yet. */
static kr_value *place_of(kr_frame *f, int i) {
  kr_value *slot = &f->slots[i];
  uint8_t kind = kind_of(f, i);
  if (!(kind & (KR_LOCAL_CELL | KR_LOCAL_FREE))) return slot;
  kr_value cell = *slot;
  if ((kind & KR_LOCAL_FREE) && cell == KR_NULL && f->func && f->func->closure != KR_NULL &&
      f->owner != KR_FRAME_OBJECT) {
    /* before COPY_FREE_VARS ran */
    int first = f->code->nlocalsplus - f->code->nfrees;
    kr_tuple *closure = KR_TUPLE(f->func->closure);
    if (i >= first && (uint32_t)(i - first) < closure->size) cell = closure->items[i - first];
  }
  if (cell != KR_NULL && kr_is_exact(cell, &kr_cell_type)) return &KR_AS(kr_cell, cell)->contents;
  return slot;
}
/* Borrowed; KR_NULL: unbound. */
static kr_value variable(kr_frame *f, int i) { return *place_of(f, i); }
static kr_value variable_name(const kr_frame *f, int i) { return f->code->localsplusnames->items[i]; }

/* The variables of a comprehension run inside a module or class body are hidden from its namespace. */
static bool has_hidden(kr_frame *f) {
  for (int i = 0; i < f->code->nlocalsplus; i++)
    if ((kind_of(f, i) & KR_LOCAL_HIDDEN) && variable(f, i) != KR_NULL) return true;
  return false;
}
static bool has_namespace(kr_frame *f) { return !(f->code->co_flags & KR_CO_OPTIMIZED) && !has_hidden(f); }

static int fill(kr_frame *f, const kr_frame_object *o, kr_dict *d) {
  if (f) {
    for (int i = 0; i < f->code->nlocalsplus; i++) {
      kr_value v = variable(f, i);
      if (v == KR_NULL) continue;
      kr_incref(v);
      int r = kr_dict_set(d, variable_name(f, i), v);
      kr_decref(v);
      if (r) return -1;
    }
  }
  return o && o->extra_locals != KR_NULL ? kr_dict_merge(d, o->extra_locals, 1) : 0;
}

static kr_value as_dict(kr_frame *f, const kr_frame_object *o) {
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  if (fill(f, o, d)) {
    kr_decref_object(d);
    return KR_NULL;
  }
  return kr_from_object(d);
}

/* ---- the proxy --------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  kr_frame_object *frame;
} proxy;
#define PROXY(v) KR_AS(proxy, v)

static bool is_proxy(kr_value v) { return kr_is_exact(v, &kr_frame_locals_proxy_type); }

static kr_value proxy_for(kr_frame_object *o) {
  proxy *p = kr_gc_object_alloc(&kr_frame_locals_proxy_type, sizeof *p);
  if (!p) return KR_NULL;
  p->frame = KR_REF(o);
  return kr_from_object(p);
}

kr_value kr_frame_locals(kr_frame_object *o) {
  if (o->frame && has_namespace(o->frame)) {
    if (o->frame->locals == KR_NULL && !o->frame->func) return kr_from_object_or_null(kr_dict_new());
    if (!kr_vm_has_locals(o->frame, "no locals", KR_NULL)) return KR_NULL;
    return kr_ref(o->frame->locals);
  }
  return proxy_for(o);
}

static int traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((proxy *)o)->frame);
  return 0;
}
static int clear(kr_object *o) {
  KR_CLEAR_OBJECT(((proxy *)o)->frame);
  return 0;
}
static void dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  clear(o);
  kr_object_free(o);
  kr_trash_end();
}

static kr_value proxy_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs != 1) return kr_raise(&kr_exc_TypeError, "FrameLocalsProxy expected 1 argument, got %zu", nargs);
  if (!kr_is_exact(args[0], &kr_frame_type))
    return kr_raise(&kr_exc_TypeError, "expect frame, not %T", args[0]);
  if (kwnames && kwnames->size)
    return kr_raise(&kr_exc_TypeError, "FrameLocalsProxy takes no keyword arguments");
  return proxy_for(KR_AS(kr_frame_object, args[0]));
}

static kr_frame *frame_of(kr_value self) {
  kr_frame_object *o = PROXY(self)->frame;
  return o ? o->frame : NULL;
}

/* The variable that key names: bound, or for writing any that is not hidden. -1: none; -2: an exception is
 * set. */
static int find(kr_value self, kr_value key, bool writing) {
  bool failed = false;
  uint32_t hash = (uint32_t)kr_hash(key, &failed);
  if (failed) return -2;
  kr_frame *f = frame_of(self);
  bool plain = kr_is_exact_str(key);
  for (int i = 0; f && i < f->code->nlocalsplus; i++) {
    kr_value name = variable_name(f, i);
    if (name != key) {
      if ((uint32_t)kr_hash(name, &failed) != hash) continue;
      int same = plain ? kr_str_equal(KR_STR(name), KR_STR(key)) : kr_equal(name, key);
      if (same < 0) return -2;
      if (!same) continue;
      f = frame_of(self); /* comparing may have ended it */
      if (!f) break;
    }
    if (variable(f, i) != KR_NULL || (writing && !(kind_of(f, i) & KR_LOCAL_HIDDEN))) return i;
  }
  return -1;
}

/* New; KR_NULL: absent (or failed). */
static kr_value lookup(kr_value self, kr_value key) {
  int i = find(self, key, false);
  if (i >= 0) return kr_ref(variable(frame_of(self), i));
  if (i == -2) return KR_NULL;
  kr_frame_object *o = PROXY(self)->frame;
  if (!o || o->extra_locals == KR_NULL) return KR_NULL;
  return kr_dict_get_new(KR_DICT(o->extra_locals), key);
}

static kr_value subscript(kr_value self, kr_value key) {
  kr_value v = lookup(self, key);
  if (v == KR_NULL && !kr_failed())
    return kr_raise(&kr_exc_KeyError, "local variable '%R' is not defined", key);
  return v;
}

static int ass_subscript(kr_value self, kr_value key, kr_value v) {
  int i = find(self, key, true);
  if (i == -2) return -1;
  kr_frame_object *o = PROXY(self)->frame;
  if (i >= 0) {
    if (v == KR_NULL)
      return KR_RAISE_INT(&kr_exc_ValueError, "cannot remove local variables from FrameLocalsProxy");
    kr_incref(v);
    kr_value *place = place_of(o->frame, i);
    KR_REPLACE(*place, v);
    return 0;
  }
  if (!o) return KR_RAISE_INT(&kr_exc_SystemError, "frame lost");
  if (v == KR_NULL) {
    int r = o->extra_locals == KR_NULL ? 0 : kr_dict_del(KR_DICT(o->extra_locals), key);
    if (r == 0) kr_raise_key(key);
    return r > 0 ? 0 : -1;
  }
  if (o->extra_locals == KR_NULL) {
    o->extra_locals = kr_from_object_or_null(kr_dict_new());
    if (o->extra_locals == KR_NULL) return -1;
    kr_gc_track(o); /* they may hold the generator whose frame it is */
  }
  return kr_dict_set(KR_DICT(o->extra_locals), key, v);
}

static kr_value snapshot(kr_value self) { return as_dict(frame_of(self), PROXY(self)->frame); }

kr_value kr_frame_locals_snapshot(kr_frame *f) {
  if (!has_namespace(f)) return as_dict(f, f->object);
  if (!kr_vm_has_locals(f, "frame does not exist", KR_NULL)) return KR_NULL;
  return is_proxy(f->locals) ? snapshot(f->locals) : kr_ref(f->locals); /* exec() in f_locals */
}

static intptr_t length(kr_value self) {
  kr_frame *f = frame_of(self);
  kr_frame_object *o = PROXY(self)->frame;
  intptr_t n = 0;
  for (int i = 0; f && i < f->code->nlocalsplus; i++) n += variable(f, i) != KR_NULL;
  if (o && o->extra_locals != KR_NULL) n += KR_DICT(o->extra_locals)->used;
  return n;
}
static int contains(kr_value self, kr_value key) {
  kr_value v = lookup(self, key);
  kr_decref(v);
  return v != KR_NULL ? 1 : kr_failed() ? -1 : 0;
}

/* What method `name` of an equal dict gives, as a list. */
static kr_value listed(kr_value self, kr_value name) {
  kr_value d = snapshot(self);
  if (d == KR_NULL) return KR_NULL;
  kr_value view = kr_call_method0(d, name), r = KR_NULL;
  if (view != KR_NULL) r = kr_call1(kr_from_object(&kr_list_type), view);
  kr_decref(view);
  kr_decref(d);
  return r;
}
static kr_value keys(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  return listed(self, KR_ID(keys));
}
static kr_value values(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  return listed(self, KR_ID(values));
}
static kr_value items(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  return listed(self, KR_ID(items));
}
static kr_value copy(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) { return snapshot(self); }
static kr_value iter(kr_value self) {
  kr_value l = listed(self, KR_ID(keys));
  kr_value it = l == KR_NULL ? KR_NULL : kr_iter(l);
  kr_decref(l);
  return it;
}
static kr_value reversed(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  kr_value l = listed(self, KR_ID(keys));
  if (l == KR_NULL) return KR_NULL;
  kr_value r = kr_call_method0(l, KR_ID(reverse));
  if (r == KR_NULL) KR_CLEAR(l);
  kr_decref(r);
  return l;
}

static kr_value get(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  if (n < 1 || n > 2) return kr_raise(&kr_exc_TypeError, "get expected 1 or 2 arguments");
  kr_value v = lookup(self, args[0]);
  if (v != KR_NULL || kr_failed()) return v;
  return n == 2 ? kr_ref(args[1]) : KR_NONE;
}
static kr_value setdefault(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  if (n < 1 || n > 2) return kr_raise(&kr_exc_TypeError, "setdefault expected 1 or 2 arguments");
  kr_value v = lookup(self, args[0]);
  if (v != KR_NULL || kr_failed()) return v;
  v = n == 2 ? args[1] : KR_NONE;
  return ass_subscript(self, args[0], v) ? KR_NULL : kr_ref(v);
}
static kr_value pop(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  if (kr_args_count("pop", n, 1, 2)) return KR_NULL;
  int i = find(self, args[0], true);
  if (i == -2) return KR_NULL;
  if (i >= 0) return kr_raise(&kr_exc_ValueError, "cannot remove local variables from FrameLocalsProxy");
  kr_value v = lookup(self, args[0]);
  if (v == KR_NULL) {
    if (kr_failed()) return KR_NULL;
    return n == 2 ? kr_ref(args[1]) : kr_raise_key(args[0]);
  }
  if (ass_subscript(self, args[0], KR_NULL)) KR_CLEAR(v);
  return v;
}

static bool is_dict_or_proxy(kr_value v) { return kr_has_tf(v, KR_TF_DICT_SUBCLASS) || is_proxy(v); }

static int update_from(kr_value self, kr_value other) {
  kr_value l = kr_mapping_keys(other);
  if (l == KR_NULL) return -1;
  int r = 0;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(l)->size; i++) {
    kr_value k = KR_LIST(l)->items[i], v = kr_getitem(other, k);
    r = v == KR_NULL ? -1 : ass_subscript(self, k, v);
    kr_decref(v);
  }
  kr_decref(l);
  return r;
}
static kr_value update(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  if (!is_dict_or_proxy(args[0]))
    return kr_raise(&kr_exc_TypeError, "update() argument must be dict or another FrameLocalsProxy");
  return update_from(self, args[0]) ? KR_NULL : KR_NONE;
}

static int merge_into(kr_dict *d, kr_value v) {
  kr_value l = kr_mapping_keys(v);
  if (l == KR_NULL) return -1;
  int r = 0;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(l)->size; i++) {
    kr_value k = KR_LIST(l)->items[i], x = kr_getitem(v, k);
    r = x == KR_NULL ? -1 : kr_dict_set(d, k, x);
    kr_decref(x);
  }
  kr_decref(l);
  return r;
}
static kr_value or_(kr_value a, kr_value b) {
  if (!is_dict_or_proxy(b)) return KR_NOT_IMPLEMENTED;
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  if (merge_into(d, a) || merge_into(d, b)) {
    kr_decref_object(d);
    return KR_NULL;
  }
  return kr_from_object(d);
}
static kr_value inplace_or(kr_value self, kr_value other) {
  if (!is_dict_or_proxy(other)) return KR_NOT_IMPLEMENTED;
  return update_from(self, other) ? KR_NULL : kr_ref(self);
}

static kr_value richcompare(kr_value self, kr_value other, int op) {
  if (op != KR_EQ && op != KR_NE) return KR_NOT_IMPLEMENTED;
  if (is_proxy(other)) return kr_from_bool((PROXY(self)->frame == PROXY(other)->frame) == (op == KR_EQ));
  if (!kr_has_tf(other, KR_TF_DICT_SUBCLASS)) return KR_NOT_IMPLEMENTED;
  kr_value d = snapshot(self);
  if (d == KR_NULL) return KR_NULL;
  kr_value r = kr_compare(d, other, op);
  kr_decref(d);
  return r;
}

static kr_value repr(kr_value self) {
  /* of one frame there may be several proxies: it is the frame that must not be entered twice */
  kr_value frame = kr_from_object(PROXY(self)->frame);
  int inside = kr_repr_enter(frame);
  if (inside) return inside > 0 ? kr_str_from_cstr("{...}") : KR_NULL;
  kr_value d = snapshot(self);
  kr_value r = d == KR_NULL ? KR_NULL : kr_repr(d);
  kr_decref(d);
  kr_repr_leave(frame);
  return r;
}

static kr_value contains_method(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  int r = contains(self, a[0]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
static kr_value getitem(kr_value self, const kr_value *a, size_t n, kr_tuple *kw) {
  return subscript(self, a[0]);
}

static const kr_method_def methods[] = {
    {"__contains__", contains_method, KR_FN_COEXIST, "($self, key, /)", NULL},
    {"__getitem__", getitem, KR_FN_COEXIST, "($self, key, /)", NULL},
    {"__reversed__", reversed, 0, "($self, /)", NULL},
    {"copy", copy, 0, "($self, /)", NULL},
    {"get", get, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, NULL},
    {"items", items, 0, "($self, /)", NULL},
    {"keys", keys, 0, "($self, /)", NULL},
    {"pop", pop, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, NULL},
    {"setdefault", setdefault, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, NULL},
    {"update", update, 0, "($self, object, /)", NULL},
    {"values", values, 0, "($self, /)", NULL},
    {0}};

kr_type kr_frame_locals_proxy_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "FrameLocalsProxy",
    .tf = KR_TF_GC | KR_TF_MAPPING,
    .basic_size = sizeof(proxy),
    .methods = methods,
    .dealloc = dealloc,
    .traverse = traverse,
    .clear = clear,
    .new_ = proxy_new,
    .repr = repr,
    .richcompare = richcompare,
    .hash = kr_hash_not_implemented,
    .iter = iter,
    .sq_length = length,
    .sq_contains = contains,
    .mp_subscript = subscript,
    .mp_ass_subscript = ass_subscript,
    .nb[KR_OP_OR] = or_,
    .nb_inplace[KR_OP_OR] = inplace_or,
};
