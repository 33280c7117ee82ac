/* What builtins do in tail position: as their counterparts in objects/abstract.h, but methods written in Python
 * are pushed, so that they can pause. */
#include "objects/type_impl.h"
#include "vm/vm.h"

static kr_value python_method(kr_type *t, kr_value name) {
  kr_value m = kr_type_lookup(t, name);
  return m != KR_NULL && kr_is_function(m) ? m : KR_NULL;
}

/* ---- text ------------------------------------------------------------------------------------------ */

kr_value kr_repr_push(kr_value v) {
  kr_type *t = kr_type_of(v);
  if (t->repr == kr_slot_repr) {
    kr_value m = python_method(t, KR_ID(__repr__));
    if (m != KR_NULL) return kr_call_deliver(m, &v, 1, NULL, KR_DELIVER_REPR);
  }
  return kr_repr(v);
}

kr_value kr_str_push(kr_value v) {
  kr_type *t = kr_type_of(v);
  bool own = t->str == kr_slot_str;
  if (own || (t->repr == kr_slot_repr && (!t->str || t->str == kr_object_type.str))) {
    kr_value m = python_method(t, own ? KR_ID(__str__) : KR_ID(__repr__));
    if (m != KR_NULL) return kr_call_deliver(m, &v, 1, NULL, KR_DELIVER_STR);
  }
  return kr_str_of(v);
}

kr_value kr_format_push(kr_value v, kr_value spec) {
  kr_type *t = kr_type_of(v);
  if ((t->tf & KR_TF_HEAP) && (spec == KR_NULL || kr_is_str(spec))) {
    kr_value m = kr_type_lookup(t, KR_ID(__format__));
    if (m != KR_NULL && kr_is_function(m)) {
      kr_value args[2] = {v, spec == KR_NULL ? KR_EMPTY_STR : spec};
      return kr_call_deliver(m, args, 2, NULL, KR_DELIVER_FORMAT);
    }
    bool plain = spec == KR_NULL || KR_STR(spec)->length == 0;
    if (plain && m == kr_type_lookup(&kr_object_type, KR_ID(__format__))) return kr_str_push(v);
  }
  return kr_format(v, spec);
}

/* ---- attributes ------------------------------------------------------------------------------------ */

static kr_value getattr_push(kr_value o, kr_value name) {
  kr_type *t = kr_type_of(o);
  if (t->getattro == kr_generic_getattr) {
    kr_value d = kr_type_lookup(t, name);
    if (d != KR_NULL && kr_is_exact(d, &kr_property_type)) {
      kr_value get = KR_AS(kr_property, d)->fget;
      if (get != KR_NULL && kr_is_function(get)) return kr_call_push(get, &o, 1, NULL);
    }
  } else if (t->getattro == kr_slot_getattr_hook || t->getattro == kr_slot_getattro) {
    kr_value attribute = kr_type_lookup(t, KR_ID(__getattribute__)),
             hook = python_method(t, KR_ID(__getattr__));
    if (attribute != KR_NULL && kr_is_function(attribute)) {
      kr_value args[2] = {o, name};
      if (kr_type_lookup(t, KR_ID(__getattr__)) == KR_NULL) return kr_call_push(attribute, args, 2, NULL);
    } else if (hook != KR_NULL && attribute == kr_type_lookup(&kr_object_type, KR_ID(__getattribute__))) {
      kr_value v = kr_generic_getattr_quiet(o, name);
      if (v != KR_NULL || (kr_failed() && !kr_clear_if(&kr_exc_AttributeError))) return v;
      hook = python_method(t, KR_ID(__getattr__));
      if (hook != KR_NULL) {
        kr_value args[2] = {o, name};
        return kr_call_push(hook, args, 2, NULL);
      }
    }
  }
  return kr_getattr(o, name);
}

/* An AttributeError stands for a default; where there is none, it learns what it is about. */
enum { OPTIONAL_OWNER, OPTIONAL_NAME, OPTIONAL_DEFAULT, OPTIONAL_HAS, OPTIONAL_SLOTS };
static kr_value optional_step(kr_frame *f, kr_value v) {
  if (f->state == 0) {
    f->state = 1;
    v = getattr_push(f->slots[OPTIONAL_OWNER], f->slots[OPTIONAL_NAME]);
    if (v == KR_PUSHED) return v;
  }
  bool has = v != KR_NULL;
  if (!has && f->slots[OPTIONAL_DEFAULT] == KR_NULL && f->slots[OPTIONAL_HAS] != KR_TRUE)
    return kr_attribute_error_about(f->slots[OPTIONAL_OWNER], f->slots[OPTIONAL_NAME]);
  if (!has && !kr_clear_if(&kr_exc_AttributeError)) return KR_NULL;
  if (f->slots[OPTIONAL_HAS] == KR_TRUE) {
    kr_decref(v);
    return kr_from_bool(has);
  }
  return has ? v : kr_ref(f->slots[OPTIONAL_DEFAULT]);
}
static const kr_native optional_native = {"getattr", optional_step, OPTIONAL_SLOTS};

static kr_value push_optional(kr_value o, kr_value name, kr_value otherwise, bool has) {
  kr_frame *f = kr_native_push(&optional_native);
  if (!f) return KR_NULL;
  f->slots[OPTIONAL_OWNER] = kr_ref(o);
  f->slots[OPTIONAL_NAME] = kr_ref(name);
  f->slots[OPTIONAL_DEFAULT] = kr_ref(otherwise);
  f->slots[OPTIONAL_HAS] = kr_from_bool(has);
  return KR_PUSHED;
}
/* Would getting this attribute run a property or a hook? */
static bool runs_python(kr_value o, kr_value name) {
  kr_type *t = kr_type_of(o);
  if (t->getattro == kr_slot_getattr_hook || t->getattro == kr_slot_getattro) return true;
  if (t->getattro != kr_generic_getattr || !(t->tf & KR_TF_HEAP)) return false;
  kr_value d = kr_type_lookup(t, name);
  return d != KR_NULL && kr_is_exact(d, &kr_property_type);
}

kr_value kr_getattr_push(kr_value o, kr_value name) {
  return runs_python(o, name) ? push_optional(o, name, KR_NULL, false) : kr_getattr(o, name);
}

kr_value kr_getattr_default_push(kr_value o, kr_value name, kr_value otherwise) {
  if (runs_python(o, name)) return push_optional(o, name, otherwise, false);
  kr_value v;
  int found = kr_getattr_optional(o, name, &v);
  return found > 0 ? v : found < 0 ? KR_NULL : kr_ref(otherwise);
}

kr_value kr_hasattr_push(kr_value o, kr_value name) {
  if (runs_python(o, name)) return push_optional(o, name, KR_NULL, true);
  int r = kr_hasattr(o, name);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

kr_value kr_setattr_push(kr_value o, kr_value name, kr_value v) {
  kr_type *t = kr_type_of(o);
  size_t n = v == KR_NULL ? 1 : 2;
  if (t->setattro == kr_generic_setattr) {
    kr_value d = kr_type_lookup(t, name);
    if (d != KR_NULL && kr_is_exact(d, &kr_property_type)) {
      kr_value set = v == KR_NULL ? KR_AS(kr_property, d)->fdel : KR_AS(kr_property, d)->fset;
      kr_value args[2] = {o, v};
      if (set != KR_NULL && kr_is_function(set))
        return kr_call_deliver(set, args, n, NULL, KR_DELIVER_DISCARD_NONE);
    }
  } else if (t->setattro == kr_slot_setattro) {
    kr_value m = python_method(t, v == KR_NULL ? KR_ID(__delattr__) : KR_ID(__setattr__));
    kr_value args[3] = {o, name, v};
    if (m != KR_NULL) return kr_call_deliver(m, args, n + 1, NULL, KR_DELIVER_DISCARD_NONE);
  }
  return kr_setattr(o, name, v) ? KR_NULL : KR_NONE;
}

/* ---- membership ------------------------------------------------------------------------------------ */

/* `item in iterator`: item by item. */
enum { IN_ITEM, IN_SOURCE, IN_ITER, IN_INVERT, IN_SLOTS };
enum { IN_BEGIN, IN_GOT_ITER, IN_GOT_ITEM };
static kr_value in_step(kr_frame *f, kr_value v) {
  switch (f->state) {
    case IN_BEGIN:
      f->state = IN_GOT_ITER;
      v = kr_iter_push(f->slots[IN_SOURCE]);
      if (v == KR_PUSHED) return v;
      /* fall through */
    case IN_GOT_ITER:
      if (v == KR_NULL) {
        if (kr_clear_if(&kr_exc_TypeError))
          kr_raise(&kr_exc_TypeError, "argument of type '%T' is not a container or iterable",
                   f->slots[IN_SOURCE]);
        return KR_NULL;
      }
      f->slots[IN_ITER] = v;
      f->state = IN_GOT_ITEM;
      v = kr_next_pause(f->slots[IN_ITER]);
  }
  for (;;) {
    if (v == KR_PUSHED) return v;
    if (v == KR_NULL) return kr_failed() ? KR_NULL : kr_ref(f->slots[IN_INVERT]);
    int same = v == f->slots[IN_ITEM] ? 1 : kr_equal(v, f->slots[IN_ITEM]);
    kr_decref(v);
    if (same < 0) return KR_NULL;
    if (same) return f->slots[IN_INVERT] == KR_TRUE ? KR_FALSE : KR_TRUE;
    v = kr_next_pause(f->slots[IN_ITER]);
  }
}
static const kr_native in_native = {"in", in_step, IN_SLOTS};

kr_value kr_contains_push(kr_value iterator, kr_value item, bool invert) {
  kr_frame *f = kr_native_push(&in_native);
  if (!f) return KR_NULL;
  f->slots[IN_ITEM] = kr_ref(item);
  f->slots[IN_SOURCE] = kr_ref(iterator);
  f->slots[IN_INVERT] = kr_from_bool(invert);
  return KR_PUSHED;
}

/* ---- a, b = iterator --------------------------------------------------------------------------------- */

bool kr_iter_is_python(kr_value o) {
  kr_type *t = kr_type_of(o);
  if (t == &kr_generator_type) return true;
  return (t->tf & KR_TF_HEAP) && t->iter == kr_slot_iter && python_method(t, KR_ID(__iter__)) != KR_NULL;
}

/* Draws `count` items and makes sure that there is no other. */
enum { UNPACK_ITER, UNPACK_LIST, UNPACK_COUNT, UNPACK_SLOTS };
enum { UNPACK_BEGIN, UNPACK_GOT_ITER, UNPACK_GOT_ITEM };
static kr_value unpack_step(kr_frame *f, kr_value v) {
  switch (f->state) {
    case UNPACK_BEGIN:
      f->state = UNPACK_GOT_ITER;
      v = kr_iter_push(f->slots[UNPACK_ITER]);
      if (v == KR_PUSHED) return v;
      /* fall through */
    case UNPACK_GOT_ITER:
      if (v == KR_NULL) return KR_NULL;
      KR_REPLACE(f->slots[UNPACK_ITER], v);
      f->state = UNPACK_GOT_ITEM;
      v = kr_next_push(f->slots[UNPACK_ITER]);
  }
  kr_list *l = KR_LIST(f->slots[UNPACK_LIST]);
  size_t count = (size_t)kr_small_int_value(f->slots[UNPACK_COUNT]);
  for (;;) {
    if (v == KR_PUSHED) return v;
    if (v == KR_NULL)
      return kr_failed() ? KR_NULL : kr_list_to_tuple(l); /* too few: the instruction says so */
    if (l->size == count) {
      kr_decref(v);
      return kr_raise(&kr_exc_ValueError, "too many values to unpack (expected %zu)", count);
    }
    if (kr_list_append_steal(l, v)) return KR_NULL;
    v = kr_next_push(f->slots[UNPACK_ITER]);
  }
}
static const kr_native unpack_native = {"unpack", unpack_step, UNPACK_SLOTS};

kr_value kr_unpack_push(kr_value iterable, size_t count) {
  kr_list *l = kr_list_new(count);
  kr_frame *f = l ? kr_native_push(&unpack_native) : NULL;
  if (!f) {
    kr_xdecref_object(l);
    return KR_NULL;
  }
  f->slots[UNPACK_ITER] = kr_ref(iterable);
  f->slots[UNPACK_LIST] = kr_from_object(l);
  f->slots[UNPACK_COUNT] = kr_from_small_int((int64_t)count);
  return KR_PUSHED;
}
