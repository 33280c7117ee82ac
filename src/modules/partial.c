/* functools.partial and its Placeholder. */
#include "modules/functools_impl.h"
#include "objects/dict.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t placeholders;         /* how many of args are Placeholder */
  kr_value func, args, keywords; /* args: an exact tuple; keywords: an exact dict */
  kr_dict *attributes;
  void *weaklist;
} partial;
#define PARTIAL(v) KR_AS(partial, v)

/* ---- Placeholder --------------------------------------------------------------------------------------- */

kr_object kr_placeholder = KR_STATIC_HEAD(&kr_placeholder_type);

static kr_value placeholder_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs || (kwnames && kwnames->size)) {
    return kr_raise(&kr_exc_TypeError, "PlaceholderType takes no arguments");
  }
  return kr_ref(KR_PLACEHOLDER);
}

static void placeholder_dealloc(kr_object *o) {} /* immortal */

static kr_value placeholder_repr(kr_value self) { return kr_str_from_ascii("Placeholder", 11); }

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(placeholder_reduce) { return kr_str_from_ascii("Placeholder", 11); }

static const kr_method_def placeholder_methods[] = {
    {"__reduce__", placeholder_reduce, 0, "($self, /)", NULL},
    {NULL},
};

kr_type kr_placeholder_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "functools._PlaceholderType",
    .doc = "What Placeholder is: it keeps a place among the arguments of a partial.",
    .tf = KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_object),
    .methods = placeholder_methods,
    .dealloc = placeholder_dealloc,
    .repr = placeholder_repr,
    .new_ = placeholder_new,
};

static uint32_t count_placeholders(kr_value tuple) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < KR_TUPLE(tuple)->size; i++) { n += KR_TUPLE(tuple)->items[i] == KR_PLACEHOLDER; }
  return n;
}

/* ---- making partials ----------------------------------------------------------------------------------- */

static int check_no_trailing(const kr_value *args, size_t n) {
  if (n == 0 || args[n - 1] != KR_PLACEHOLDER) return 0;
  return KR_RAISE_INT(&kr_exc_TypeError, "trailing Placeholders are not allowed");
}

/* `inner` with its placeholders taken, from the left, by args, the rest of which follows. New tuple. */
static kr_value join_args(kr_value inner, const kr_value *args, size_t nargs) {
  kr_tuple *t = KR_TUPLE(inner);
  size_t placeholders = count_placeholders(inner);
  size_t taken = nargs < placeholders ? nargs : placeholders;
  kr_tuple *all = kr_tuple_new(t->size + nargs - taken);
  if (!all) return KR_NULL;
  size_t next = 0, n = 0;
  for (uint32_t i = 0; i < t->size; i++) {
    bool take = t->items[i] == KR_PLACEHOLDER && next < nargs;
    all->items[n++] = kr_ref(take ? args[next++] : t->items[i]);
  }
  while (next < nargs) all->items[n++] = kr_ref(args[next++]);
  return kr_from_object(all);
}

static int add_keywords(kr_dict *d, const kr_value *values, kr_tuple *names) {
  for (uint32_t i = 0; names && i < names->size; i++) {
    if (kr_dict_set(d, names->items[i], values[i]) < 0) return -1;
  }
  return 0;
}

static kr_value partial_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs < 1) return kr_raise(&kr_exc_TypeError, "type 'partial' takes at least one argument");
  kr_value func = args[0];
  if (!kr_is_callable(func)) { return kr_raise(&kr_exc_TypeError, "the first argument must be callable"); }
  const kr_value *keyword_values = args + nargs;
  args++;
  nargs--;
  if (check_no_trailing(args, nargs) < 0) return KR_NULL;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    if (keyword_values[i] == KR_PLACEHOLDER) {
      return kr_raise(&kr_exc_TypeError, "Placeholder cannot be passed as a keyword argument");
    }
  }
  /* A partial of a partial is one partial, unless somebody gave the inner one attributes. */
  bool nested = kr_isinstance_exact_or_sub(func, &kr_partial_type) && !PARTIAL(func)->attributes &&
                kr_type_of(func)->call == kr_partial_type.call;
  kr_value all;
  kr_dict *keywords;
  if (nested) {
    partial *inner = PARTIAL(func);
    func = inner->func;
    all = join_args(inner->args, args, nargs);
    keywords = kr_dict_copy(KR_DICT(inner->keywords));
  } else {
    all = kr_tuple_from_array(args, nargs);
    keywords = kr_dict_new();
  }
  kr_value v = KR_NULL;
  if (all != KR_NULL && keywords && add_keywords(keywords, keyword_values, kwnames) == 0) {
    v = kr_type_generic_alloc(type, 0);
  }
  if (v == KR_NULL) {
    kr_decref(all);
    kr_xdecref_object(keywords);
    return KR_NULL;
  }
  partial *p = PARTIAL(v);
  p->func = kr_ref(func);
  p->args = all;
  p->keywords = kr_from_object(keywords);
  p->placeholders = count_placeholders(all);
  p->attributes = NULL;
  p->weaklist = NULL;
  return v;
}

static void partial_dealloc(kr_object *o) {
  partial *p = (partial *)o;
  bool deep = kr_drops_container(&p->func, 3);
  if (deep && !kr_trash_begin(o)) return;
  if (p->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(p->func);
  KR_CLEAR(p->args);
  KR_CLEAR(p->keywords);
  KR_CLEAR_OBJECT(p->attributes);
  if (deep) kr_trash_end();
  kr_object_free(o);
}

static int partial_traverse(kr_object *o, kr_visit visit, void *arg) {
  partial *p = (partial *)o;
  KR_VISIT(p->func);
  KR_VISIT(p->args);
  KR_VISIT(p->keywords);
  KR_VISIT_OBJECT(p->attributes);
  return 0;
}

/* A partial without a function would be none: None stands for it. */
static int partial_clear(kr_object *o) {
  partial *p = (partial *)o;
  KR_CLEAR_OBJECT(p->attributes);
  KR_REPLACE(p->func, KR_NONE);
  KR_REPLACE(p->args, kr_ref(KR_EMPTY_TUPLE));
  p->placeholders = 0;
  return 0;
}

/* ---- calling ------------------------------------------------------------------------------------------- */

#define FEW 16

/* Positional arguments into out. */
static void place_args(partial *p, const kr_value *args, size_t nargs, kr_value *out) {
  kr_tuple *own = KR_TUPLE(p->args);
  size_t next = 0, n = 0;
  for (uint32_t i = 0; i < own->size; i++) {
    bool take = p->placeholders && own->items[i] == KR_PLACEHOLDER;
    out[n++] = take ? args[next++] : own->items[i];
  }
  while (next < nargs) out[n++] = args[next++];
}

/* The partial's keywords, overridden and followed by those of the call: values into out, the names as
 * a new tuple. */
static kr_tuple *place_keywords(kr_dict *own, const kr_value *values, kr_tuple *names, kr_value *out) {
  kr_dict *merged = own;
  if (names && names->size) {
    merged = kr_dict_copy(own);
    if (!merged) return NULL;
    if (add_keywords(merged, values, names) < 0) {
      kr_decref_object(merged);
      return NULL;
    }
  }
  kr_tuple *all = kr_tuple_new(merged->used);
  uint32_t pos = 0, n = 0;
  kr_value key, value;
  while (all && kr_dict_next(merged, &pos, &key, &value)) {
    all->items[n] = kr_ref(key);
    out[n++] = value; /* held by p->keywords or by the caller's arguments */
  }
  if (merged != own) kr_decref_object(merged);
  return all;
}

static kr_value partial_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  partial *p = PARTIAL(self);
  if (nargs < p->placeholders) {
    return kr_raise(&kr_exc_TypeError,
                    "missing positional arguments in 'partial' call; expected at least %u, got %zu",
                    p->placeholders, nargs);
  }
  kr_dict *keywords = KR_DICT(p->keywords);
  size_t npos = KR_TUPLE(p->args)->size + nargs - p->placeholders;
  size_t nkw = keywords->used + (kwnames ? kwnames->size : 0);
  kr_value few[FEW], *all = few;
  if (npos + nkw > FEW && !(all = kr_alloc_array(npos + nkw, sizeof *all))) return KR_NULL;
  place_args(p, args, nargs, all);
  kr_tuple *names = kwnames;
  if (keywords->used) {
    names = place_keywords(keywords, args + nargs, kwnames, all + npos);
  } else {
    for (size_t i = 0; i < nkw; i++) all[npos + i] = args[nargs + i];
  }
  kr_value r = KR_NULL;
  if (names || !keywords->used) {
    kr_value func = kr_ref(p->func); /* the call may change self */
    if (kr_enter_recursion(" while calling a Python object") == 0) {
      r = kr_call_push(func, all, npos, names);
      kr_leave_recursion();
    }
    kr_decref(func);
  }
  if (names != kwnames) kr_xdecref_object(names);
  if (all != few) kr_free(all);
  return r;
}

static kr_value partial_get(kr_value self, kr_value obj, kr_value type) {
  if (obj == KR_NULL || obj == KR_NONE) return kr_ref(self);
  return kr_method_new(self, obj);
}

/* ---- text and pickles ---------------------------------------------------------------------------------- */

static kr_value partial_repr(kr_value self) {
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_from_ascii("...", 3);
  partial *p = PARTIAL(self);
  kr_value func = kr_ref(p->func), args = kr_ref(p->args), keywords = kr_ref(p->keywords);
  kr_value name = kr_type_full_name(p->head.type);
  kr_str_builder b = {0};
  bool ok = name != KR_NULL && kr_sb_value(&b, name) && kr_sb_char(&b, '(') && kr_sb_repr(&b, func);
  for (uint32_t i = 0; ok && i < KR_TUPLE(args)->size; i++) {
    ok = kr_sb_ascii(&b, ", ", 2) && kr_sb_repr(&b, KR_TUPLE(args)->items[i]);
  }
  uint32_t pos = 0;
  kr_value key, value;
  while (ok && kr_dict_next(KR_DICT(keywords), &pos, &key, &value)) {
    kr_incref(key);
    kr_incref(value);
    ok = kr_sb_ascii(&b, ", ", 2) && kr_sb_value(&b, key) && kr_sb_char(&b, '=') && kr_sb_repr(&b, value);
    kr_decref(key);
    kr_decref(value);
  }
  ok = ok && kr_sb_char(&b, ')');
  kr_repr_leave(self);
  kr_decref(name);
  kr_decref(func);
  kr_decref(args);
  kr_decref(keywords);
  if (ok) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}

METHOD(partial_reduce) {
  partial *p = PARTIAL(self);
  kr_value attributes = p->attributes ? kr_from_object(p->attributes) : KR_NONE;
  kr_value state = kr_tuple_pack(4, p->func, p->args, p->keywords, attributes);
  kr_value first = state == KR_NULL ? KR_NULL : kr_tuple_pack(1, p->func), r = KR_NULL;
  if (first != KR_NULL) r = kr_tuple_pack(3, kr_from_object(p->head.type), first, state);
  kr_decref(first);
  kr_decref(state);
  return r;
}

METHOD(partial_setstate) {
  kr_value state = args[0];
  kr_value *s = kr_is_tuple(state) ? KR_TUPLE(state)->items : NULL;
  if (!s || KR_TUPLE(state)->size != 4 || !kr_is_callable(s[0]) || !kr_is_tuple(s[1]) ||
      (s[2] != KR_NONE && !kr_is_dict(s[2])) || (s[3] != KR_NONE && !kr_is_dict(s[3]))) {
    return kr_raise(&kr_exc_TypeError, "invalid partial state");
  }
  if (check_no_trailing(KR_TUPLE(s[1])->items, KR_TUPLE(s[1])->size) < 0) return KR_NULL;
  kr_value all = kr_is_exact_tuple(s[1]) ? kr_ref(s[1])
                                         : kr_tuple_from_array(KR_TUPLE(s[1])->items, KR_TUPLE(s[1])->size);
  if (all == KR_NULL) return KR_NULL;
  kr_dict *keywords = s[2] == KR_NONE          ? kr_dict_new()
                      : kr_is_exact_dict(s[2]) ? KR_REF(KR_DICT(s[2]))
                                               : kr_dict_copy(KR_DICT(s[2]));
  if (!keywords) {
    kr_decref(all);
    return KR_NULL;
  }
  partial *p = PARTIAL(self);
  kr_incref(s[0]);
  KR_REPLACE(p->func, s[0]);
  p->placeholders = count_placeholders(all);
  KR_REPLACE(p->args, all);
  KR_REPLACE(p->keywords, kr_from_object(keywords));
  kr_dict *old = p->attributes;
  p->attributes = s[3] == KR_NONE ? NULL : KR_REF(KR_DICT(s[3]));
  kr_xdecref_object(old);
  return KR_NONE;
}

METHOD(partial_class_getitem) { return kr_class_getitem(self, args[0]); }

static const kr_method_def partial_methods[] = {
    {"__reduce__", partial_reduce, 0, "($self, /)", NULL},
    {"__setstate__", partial_setstate, 0, "($self, object, /)", NULL},
    {"__class_getitem__", partial_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {NULL},
};
static const kr_member_def partial_members[] = {
    {"func", KR_MEMBER_VALUE, offsetof(partial, func), true, "what is called"},
    {"args", KR_MEMBER_VALUE, offsetof(partial, args), true, "the arguments given already"},
    {"keywords", KR_MEMBER_VALUE, offsetof(partial, keywords), true, "the keyword arguments given already"},
    {NULL},
};

static kr_value get_dict(kr_value self, void *closure) {
  kr_dict *d = kr_instance_dict(self);
  return d ? kr_ref(kr_from_object(d)) : KR_NULL;
}

static int set_dict(kr_value self, kr_value v, void *closure) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __dict__");
  if (!kr_is_dict(v)) {
    return KR_RAISE_INT(&kr_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", v);
  }
  kr_dict **place = kr_dict_place(kr_object_of(self)), *old = *place;
  *place = KR_REF(KR_DICT(v));
  kr_xdecref_object(old);
  return 0;
}

const kr_getset_def kr_functools_dict_getset[] = {
    {"__dict__", get_dict, set_dict, NULL, NULL},
    {NULL},
};

kr_type kr_partial_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "functools.partial",
    .doc = "partial(func, /, *args, **keywords)\n--\n\n"
           "func with some of its arguments given already.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(partial),
    .dict_offset = offsetof(partial, attributes),
    .weaklist_offset = offsetof(partial, weaklist),
    .methods = partial_methods,
    .members = partial_members,
    .getset = kr_functools_dict_getset,
    .dealloc = partial_dealloc,
    .traverse = partial_traverse,
    .clear = partial_clear,
    .repr = partial_repr,
    .call = partial_call,
    .descr_get = partial_get,
    .new_ = partial_new,
};
