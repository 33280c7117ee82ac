/* types.GenericAlias: list[int]. The arguments are kept and shown; an instance made through the alias is
 * a plain one of the origin. */
#include "objects/generic_alias.h"

#include "objects/int.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/call.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t starred; /* *tuple[int]: __unpacked__ */
  kr_value origin, args;
  kr_value parameters; /* KR_NULL: not computed */
  void *weaklist;
} alias;
#define SELF KR_AS(alias, self)

static kr_value make(kr_type *type, kr_value origin, kr_value args) {
  kr_value tuple = kr_is_tuple(args) ? kr_ref(args) : kr_tuple_from_array(&args, 1);
  if (kr_is_null(tuple)) return tuple;
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) {
    kr_decref(tuple);
    return v;
  }
  alias *a = KR_AS(alias, v);
  a->starred = 0;
  a->origin = kr_ref(origin);
  a->args = tuple;
  a->parameters = KR_NULL;
  a->weaklist = NULL;
  return v;
}
kr_value kr_generic_alias_new(kr_value origin, kr_value args) {
  return make(&kr_generic_alias_type, origin, args);
}
kr_value kr_class_getitem(kr_value cls, kr_value args) { return kr_generic_alias_new(cls, args); }

static kr_value alias_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("GenericAlias", kwnames) < 0 || kr_args_count("GenericAlias", nargs, 2, 2) < 0)
    return KR_NULL;
  return make(type, args[0], args[1]);
}

static void alias_dealloc(kr_object *o) {
  alias *a = (alias *)o;
  if (!kr_trash_begin(o)) return;
  if (a->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(a->origin);
  KR_CLEAR(a->args);
  KR_CLEAR(a->parameters);
  kr_object_free(o);
  kr_trash_end();
}
static int alias_traverse(kr_object *o, kr_visit visit, void *arg) {
  alias *a = (alias *)o;
  KR_VISIT(a->origin);
  KR_VISIT(a->args);
  KR_VISIT(a->parameters);
  return 0;
}

/* ---- repr ---------------------------------------------------------------------------------------------- */

/* An item as type hints are written: builtins by name, classes with their module. */
int kr_typing_repr(kr_str_builder *sb, kr_value v) {
  if (v == KR_ELLIPSIS) return kr_sb_cstr(sb, "...") ? 0 : -1;
  if (v == kr_from_object(&kr_none_type)) return kr_sb_cstr(sb, "None") ? 0 : -1;
  kr_value origin, args;
  int found = kr_getattr_optional(v, KR_ID(__origin__), &origin);
  if (found < 0) return -1;
  if (found) {
    kr_decref(origin);
    found = kr_getattr_optional(v, KR_ID(__args__), &args);
    if (found < 0) return -1;
    if (found) {
      kr_decref(args);
      return kr_sb_repr(sb, v) ? 0 : -1;
    }
  }
  kr_value qualname, module;
  found = kr_getattr_optional(v, KR_ID(__qualname__), &qualname);
  if (found < 0) return -1;
  if (!found) return kr_sb_repr(sb, v) ? 0 : -1;
  found = kr_getattr_optional(v, KR_ID(__module__), &module);
  if (found <= 0 || kr_is_none(module)) {
    kr_decref(qualname);
    return found < 0 ? -1 : kr_sb_repr(sb, v) ? 0 : -1;
  }
  bool ok = true;
  if (!kr_is_str(module) || !kr_str_equals_cstr(KR_STR(module), "builtins")) {
    ok = kr_sb_value(sb, module);
    kr_sb_char(sb, '.');
  }
  ok = ok && kr_sb_value(sb, qualname);
  kr_decref(module);
  kr_decref(qualname);
  return ok ? 0 : -1;
}

static int repr_items(kr_str_builder *sb, kr_value seq) {
  size_t n;
  kr_fast_items(seq, &n);
  for (size_t i = 0; i < n; i++) {
    const kr_value *items = kr_fast_items(seq, &n);
    if (i >= n) break;
    if (i) kr_sb_cstr(sb, ", ");
    kr_value v = kr_ref(items[i]);
    int r;
    if (kr_is_exact_list(v)) {
      r = kr_enter_recursion(" while getting the repr of an object");
      if (r == 0) {
        kr_sb_char(sb, '[');
        r = repr_items(sb, v);
        kr_sb_char(sb, ']');
        kr_leave_recursion();
      }
    } else {
      r = kr_typing_repr(sb, v);
    }
    kr_decref(v);
    if (r < 0) return -1;
  }
  return 0;
}

static kr_value alias_repr(kr_value self) {
  kr_str_builder sb = {0};
  if (SELF->starred) kr_sb_char(&sb, '*');
  if (kr_typing_repr(&sb, SELF->origin) < 0) goto fail;
  kr_sb_char(&sb, '[');
  if (KR_TUPLE(SELF->args)->size == 0) kr_sb_cstr(&sb, "()");
  else if (repr_items(&sb, SELF->args) < 0) goto fail;
  kr_sb_char(&sb, ']');
  return kr_sb_finish(&sb);
fail:
  kr_sb_discard(&sb);
  return KR_NULL;
}

/* ---- parameters and substitution ----------------------------------------------------------------------- */

static int add_parameter(kr_list *list, kr_value v) {
  for (uint32_t i = 0; i < list->size; i++)
    if (list->items[i] == v) return 0;
  return kr_list_append(list, v);
}

static int collect(kr_list *list, kr_value args) {
  size_t n;
  kr_fast_items(args, &n);
  for (size_t i = 0; i < n; i++) {
    const kr_value *items = kr_fast_items(args, &n);
    if (i >= n) break;
    kr_value t = items[i];
    /* Classes have __parameters__ of their own meaning. */
    if (kr_is_type(t)) continue;
    kr_incref(t);
    kr_value v;
    int r = kr_getattr_optional(t, KR_ID(__typing_subst__), &v);
    if (r > 0) {
      kr_decref(v);
      r = add_parameter(list, t);
    } else if (r == 0 && (kr_is_tuple(t) || kr_is_list(t))) {
      if (kr_enter_recursion(" in a generic alias") < 0) {
        r = -1;
      } else {
        r = collect(list, t);
        kr_leave_recursion();
      }
    } else if (r == 0) {
      if (kr_enter_recursion(" in a generic alias") < 0) {
        r = -1;
      } else {
        r = kr_getattr_optional(t, KR_ID(__parameters__), &v);
        kr_leave_recursion();
      }
      if (r > 0) {
        r = 0;
        if (kr_is_tuple(v))
          for (uint32_t j = 0; j < KR_TUPLE(v)->size && r == 0; j++)
            r = add_parameter(list, KR_TUPLE(v)->items[j]);
        kr_decref(v);
      }
    }
    kr_decref(t);
    if (r < 0) return -1;
  }
  return 0;
}

kr_value kr_make_parameters(kr_value args) {
  kr_list *list = kr_list_new(0);
  if (!list) return KR_NULL;
  kr_value r = collect(list, args) < 0 ? KR_NULL : kr_list_to_tuple(list);
  kr_decref_object(list);
  return r;
}

static kr_value alias_parameters(kr_value self) {
  if (kr_is_null(SELF->parameters)) {
    kr_value p = kr_make_parameters(SELF->args);
    if (kr_is_null(p)) return p;
    KR_REPLACE(SELF->parameters, p);
  }
  return kr_ref(SELF->parameters);
}

/* Does truth(obj.name) hold? Absent: false. */
static int flag(kr_value obj, kr_value name) {
  kr_value v;
  int found = kr_getattr_optional(obj, name, &v);
  if (found <= 0) return found;
  int r = kr_truth(v);
  kr_decref(v);
  return r;
}

/* The items of a subscript, unpacked aliases (*tuple[int, str]) spread out: a new tuple. */
static kr_value unpack_items(kr_value item) {
  const kr_value *items = &item;
  size_t n = 1;
  if (kr_is_tuple(item)) {
    items = KR_TUPLE(item)->items;
    n = KR_TUPLE(item)->size;
  }
  kr_list *out = kr_list_new(n);
  if (!out) return KR_NULL;
  for (size_t i = 0; i < n; i++) {
    kr_value t = items[i], sub = KR_NULL;
    int found = kr_is_type(t) ? 0 : kr_getattr_optional(t, KR_ID(__typing_unpacked_tuple_args__), &sub);
    if (found < 0) goto fail;
    if (found && kr_is_tuple(sub) &&
        !(KR_TUPLE(sub)->size && KR_TUPLE(sub)->items[KR_TUPLE(sub)->size - 1] == KR_ELLIPSIS)) {
      int r = kr_list_extend(out, sub);
      kr_decref(sub);
      if (r < 0) goto fail;
      continue;
    }
    if (found) kr_decref(sub);
    if (kr_list_append(out, t) < 0) goto fail;
  }
  kr_value r = kr_list_to_tuple(out);
  kr_decref_object(out);
  return r;
fail:
  kr_decref_object(out);
  return KR_NULL;
}

static int index_of(kr_value tuple, kr_value v) {
  for (uint32_t i = 0; i < KR_TUPLE(tuple)->size; i++)
    if (KR_TUPLE(tuple)->items[i] == v) return (int)i;
  return -1;
}

static kr_value substitute_items(kr_value args, kr_value params, kr_value given);

/* arg with the parameters inside it substituted: arg[the given ones for its own parameters]. New. */
static kr_value substitute_inside(kr_value arg, kr_value params, kr_value given) {
  kr_value own;
  int found = kr_getattr_optional(arg, KR_ID(__parameters__), &own);
  if (found < 0) return KR_NULL;
  if (!found) return kr_ref(arg);
  if (!kr_is_tuple(own) || !KR_TUPLE(own)->size) {
    kr_decref(own);
    return kr_ref(arg);
  }
  kr_list *sub = kr_list_new(KR_TUPLE(own)->size);
  kr_value r = KR_NULL;
  if (sub) {
    bool ok = true;
    for (uint32_t i = 0; ok && i < KR_TUPLE(own)->size; i++) {
      kr_value p = KR_TUPLE(own)->items[i];
      int at = index_of(params, p);
      kr_value v = at < 0 ? p : KR_TUPLE(given)->items[at];
      /* A TypeVarTuple stands for several. */
      if (at >= 0 && kr_is_tuple(v) && kr_type_of(p)->iter) ok = kr_list_extend(sub, v) == 0;
      else ok = kr_list_append(sub, v) == 0;
    }
    kr_value key = ok ? kr_list_to_tuple(sub) : KR_NULL;
    if (!kr_is_null(key)) r = kr_getitem(arg, key);
    kr_decref(key);
    kr_decref_object(sub);
  }
  kr_decref(own);
  return r;
}

/* One argument substituted, appended to out. */
static int substitute_one(kr_list *out, kr_value arg, kr_value params, kr_value given, bool in_tuple) {
  if (kr_is_type(arg)) return kr_list_append(out, arg);
  /* A list or tuple of arguments (for a ParamSpec) goes item by item. */
  if (kr_is_tuple(arg) || kr_is_list(arg)) {
    kr_value inner = substitute_items(arg, params, given);
    if (kr_is_null(inner)) return -1;
    if (kr_is_list(arg)) {
      kr_value list = kr_list_from_array(KR_TUPLE(inner)->items, KR_TUPLE(inner)->size);
      kr_decref(inner);
      if (kr_is_null(list)) return -1;
      inner = list;
    }
    return kr_list_append_steal(out, inner);
  }
  int unpack = flag(arg, KR_ID(__typing_is_unpacked_typevartuple__));
  if (unpack < 0) return -1;
  kr_value subst, v;
  int found = kr_getattr_optional(arg, KR_ID(__typing_subst__), &subst);
  if (found < 0) return -1;
  if (found) {
    int at = index_of(params, arg);
    v = at < 0 ? kr_ref(arg) : kr_call1(subst, KR_TUPLE(given)->items[at]);
    kr_decref(subst);
  } else {
    v = substitute_inside(arg, params, given);
  }
  if (kr_is_null(v)) return -1;
  if (unpack) {
    if (!kr_is_tuple(v)) {
      kr_raise(&kr_exc_TypeError, "expected __typing_subst__ of %T objects to return a tuple, not %T", arg,
               v);
      kr_decref(v);
      return -1;
    }
    int r = kr_list_extend(out, v);
    kr_decref(v);
    return r;
  }
  return kr_list_append_steal(out, v);
}

static kr_value substitute_items(kr_value args, kr_value params, kr_value given) {
  kr_list *out = kr_list_new(0);
  if (!out) return KR_NULL;
  kr_value r = KR_NULL;
  if (kr_enter_recursion(" in a generic alias") == 0) {
    size_t n;
    kr_fast_items(args, &n);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
      const kr_value *items = kr_fast_items(args, &n);
      if (i >= n) break;
      kr_value item = kr_ref(items[i]);
      ok = substitute_one(out, item, params, given, false) == 0;
      kr_decref(item);
    }
    if (ok) r = kr_list_to_tuple(out);
    kr_leave_recursion();
  }
  kr_decref_object(out);
  return r;
}

kr_value kr_subs_parameters(kr_value self, kr_value args, kr_value params, kr_value item) {
  uint32_t n = KR_TUPLE(params)->size;
  if (!n) return kr_raise(&kr_exc_TypeError, "%R is not a generic class", self);
  kr_value given = unpack_items(item);
  if (kr_is_null(given)) return given;
  for (uint32_t i = 0; i < n; i++) {
    kr_value prepare;
    int found = kr_getattr_optional(KR_TUPLE(params)->items[i], KR_ID(__typing_prepare_subst__), &prepare);
    if (found < 0) goto fail;
    if (!found) continue;
    if (!kr_is_none(prepare)) {
      kr_value as_tuple = kr_is_tuple(given) ? kr_ref(given) : kr_tuple_from_array(&given, 1);
      kr_value next = kr_is_null(as_tuple) ? as_tuple : kr_call2(prepare, self, as_tuple);
      kr_decref(as_tuple);
      KR_REPLACE(given, next);
    }
    kr_decref(prepare);
    if (kr_is_null(given)) return given;
  }
  if (!kr_is_tuple(given)) {
    kr_value one = kr_tuple_from_array(&given, 1);
    KR_REPLACE(given, one);
    if (kr_is_null(given)) return given;
  }
  if (KR_TUPLE(given)->size != n) {
    kr_raise(&kr_exc_TypeError, "Too %s arguments for %R; actual %u, expected %u",
             KR_TUPLE(given)->size > n ? "many" : "few", self, KR_TUPLE(given)->size, n);
    goto fail;
  }
  kr_value r = substitute_items(args, params, given);
  kr_decref(given);
  return r;
fail:
  kr_decref(given);
  return KR_NULL;
}

static kr_value alias_getitem(kr_value self, kr_value item) {
  kr_value params = alias_parameters(self);
  if (kr_is_null(params)) return params;
  kr_value args = kr_subs_parameters(self, SELF->args, params, item);
  kr_decref(params);
  if (kr_is_null(args)) return args;
  kr_value r = kr_generic_alias_new(SELF->origin, args);
  if (!kr_is_null(r)) KR_AS(alias, r)->starred = SELF->starred;
  kr_decref(args);
  return r;
}

/* ---- what it takes over from the origin ---------------------------------------------------------------- */

static bool is_own_name(kr_value name) {
  static const char *const names[] = {
      "__class__",       "__origin__",     "__args__",
      "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
      "__mro_entries__", "__reduce_ex__",  "__reduce__",
      "__bases__",       "__copy__",       "__deepcopy__",
      "__dir__",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (kr_str_equals_cstr(KR_STR(name), names[i])) return true;
  return false;
}
static kr_value alias_getattro(kr_value self, kr_value name) {
  if (is_own_name(name)) return kr_generic_getattr(self, name);
  if (kr_enter_recursion("") < 0) return KR_NULL; /* the origin may be an alias as well */
  kr_value r = kr_getattr(SELF->origin, name);
  kr_leave_recursion();
  return r;
}

static kr_value alias_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value r = kr_call(SELF->origin, args, nargs, kwnames);
  if (kr_is_null(r)) return r;
  if (kr_setattr(r, KR_ID(__orig_class__), self) < 0 && !kr_clear_if(&kr_exc_AttributeError) &&
      !kr_clear_if(&kr_exc_TypeError))
    KR_CLEAR(r);
  return r;
}

static int64_t alias_hash(kr_value self) {
  bool failed = false;
  if (kr_enter_recursion("") < 0) return KR_HASH_ERROR;
  int32_t a = kr_hash(SELF->origin, &failed);
  int32_t b = failed ? 0 : kr_hash(SELF->args, &failed);
  kr_leave_recursion();
  if (failed) return KR_HASH_ERROR;
  int32_t h = a ^ b;
  return h == -1 ? -2 : h;
}

static kr_value alias_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_isinstance_exact_or_sub(a, &kr_generic_alias_type) ||
      !kr_isinstance_exact_or_sub(b, &kr_generic_alias_type))
    return KR_NOT_IMPLEMENTED;
  alias *x = KR_AS(alias, a), *y = KR_AS(alias, b);
  int equal = x->starred == y->starred;
  if (equal) equal = kr_equal(x->origin, y->origin);
  if (equal > 0) equal = kr_equal(x->args, y->args);
  return equal < 0 ? KR_NULL : kr_from_bool(equal == (op == KR_EQ));
}

static kr_value alias_or(kr_value a, kr_value b) { return kr_union_or(a, b); }

static kr_value alias_mro_entries(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_tuple_from_array(&SELF->origin, 1);
}
static kr_value alias_instancecheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_raise(&kr_exc_TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
static kr_value alias_subclasscheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_raise(&kr_exc_TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
static kr_value alias_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value pair, r = KR_NULL;
  if (SELF->starred) {
    kr_value plain = kr_generic_alias_new(SELF->origin, SELF->args);
    kr_value it = kr_is_null(plain) ? plain : kr_iter(plain);
    kr_value next = kr_is_null(it) ? it : kr_import_attr("builtins", "next");
    pair = kr_is_null(next) ? next : kr_tuple_from_array(&it, 1);
    if (!kr_is_null(pair)) r = kr_tuple_pack(2, next, pair);
    kr_decref(plain);
    kr_decref(it);
    kr_decref(next);
  } else {
    pair = kr_tuple_pack(2, SELF->origin, SELF->args);
    if (!kr_is_null(pair)) r = kr_tuple_pack(2, kr_from_object(&kr_generic_alias_type), pair);
  }
  kr_decref(pair);
  return r;
}
static kr_value alias_dir(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  static const char *const extra[] = {
      "__origin__",      "__args__",      "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
      "__mro_entries__", "__reduce_ex__", "__reduce__"};
  kr_value f = kr_import_attr("builtins", "dir");
  if (kr_is_null(f)) return f;
  kr_value list = kr_call1(f, SELF->origin);
  kr_decref(f);
  if (kr_is_null(list)) return list;
  for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) {
    kr_value name = kr_str_intern_cstr(extra[i]);
    int present = kr_is_null(name) ? -1 : kr_contains(list, name);
    if (present == 0) present = kr_list_append(KR_LIST(list), name);
    kr_decref(name);
    if (present < 0) {
      kr_decref(list);
      return KR_NULL;
    }
  }
  return list;
}

static kr_value get_parameters(kr_value self, void *closure) { return alias_parameters(self); }
static kr_value get_unpacked_args(kr_value self, void *closure) {
  if (SELF->starred && SELF->origin == kr_from_object(&kr_tuple_type)) return kr_ref(SELF->args);
  return KR_NONE;
}
static kr_value get_unpacked(kr_value self, void *closure) { return kr_from_bool(SELF->starred != 0); }

/* ---- *list[int]: one starred alias --------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value obj; /* KR_NULL: exhausted */
} alias_iter;

static void iter_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((alias_iter *)o)->obj);
  kr_object_free(o);
  kr_trash_end();
}
static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((alias_iter *)o)->obj);
  return 0;
}
static kr_value iter_next(kr_value self) {
  alias_iter *it = KR_AS(alias_iter, self);
  if (kr_is_null(it->obj)) return KR_NULL;
  kr_value v = kr_generic_alias_new(KR_AS(alias, it->obj)->origin, KR_AS(alias, it->obj)->args);
  if (!kr_is_null(v)) KR_AS(alias, v)->starred = 1;
  KR_CLEAR(it->obj);
  return v;
}
static kr_value iter_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  alias_iter *it = KR_AS(alias_iter, self);
  kr_value f = kr_import_attr("builtins", "iter");
  if (kr_is_null(f)) return f;
  kr_value empty = KR_EMPTY_TUPLE;
  kr_value pair = kr_tuple_from_array(kr_is_null(it->obj) ? &empty : &it->obj, 1);
  kr_value r = kr_is_null(pair) ? pair : kr_tuple_pack(2, f, pair);
  kr_decref(f);
  kr_decref(pair);
  return r;
}
static const kr_method_def iter_methods[] = {
    {"__reduce__", iter_reduce, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
static kr_type alias_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "generic_alias_iterator",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(alias_iter),
    .methods = iter_methods,
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
};
static kr_value alias_iter_new(kr_value self) {
  if (kr_type_ready(&alias_iter_type) < 0) return KR_NULL;
  alias_iter *it = kr_gc_object_alloc(&alias_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->obj = kr_ref(self);
  return kr_from_object(it);
}

static const kr_method_def methods[] = {
    {"__mro_entries__", alias_mro_entries, KR_FN_SIG, "($self, object, /)", NULL},
    {"__instancecheck__", alias_instancecheck, KR_FN_SIG, "($self, object, /)", NULL},
    {"__subclasscheck__", alias_subclasscheck, KR_FN_SIG, "($self, object, /)", NULL},
    {"__reduce__", alias_reduce, KR_FN_SIG, "($self, /)", NULL},
    {"__dir__", alias_dir, KR_FN_SIG, "($self, /)", NULL},
    {NULL},
};
static const kr_member_def members[] = {
    {"__origin__", KR_MEMBER_VALUE, offsetof(alias, origin), true, NULL},
    {"__args__", KR_MEMBER_VALUE, offsetof(alias, args), true, NULL},
    {NULL},
};
static const kr_getset_def getsets[] = {
    {"__unpacked__", get_unpacked, .member = true},
    {"__parameters__", get_parameters, NULL, "the type variables in it", NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL, NULL},
    {NULL},
};

kr_type kr_generic_alias_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "types.GenericAlias",
    .doc = "GenericAlias(origin, args, /)\n--\n\nRepresent a PEP 585 generic type, such as list[int].",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(alias),
    .weaklist_offset = offsetof(alias, weaklist),
    .methods = methods,
    .getset = getsets,
    .members = members,
    .dealloc = alias_dealloc,
    .traverse = alias_traverse,
    .repr = alias_repr,
    .hash = alias_hash,
    .call = alias_call,
    .getattro = alias_getattro,
    .richcompare = alias_compare,
    .iter = alias_iter_new,
    .new_ = alias_tp_new,
    .nb = {[KR_OP_OR] = alias_or},
    .mp_subscript = alias_getitem,
};
