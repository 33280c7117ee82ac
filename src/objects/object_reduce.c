/* object.__reduce_ex__, __reduce__ and __getstate__: how any object says how it can be made again. */
#include "objects/int.h"
#include "objects/type_impl.h"

/* copyreg's name. New. */
static kr_value copyreg(const char *name) { return kr_import_attr("copyreg", name); }

/* The names of the slots of self's class, by copyreg: a list or None. New. */
static kr_value slot_names(kr_type *type) {
  kr_value names = type->dict ? kr_dict_get_str(type->dict, KR_ID(__slotnames__)) : KR_NULL;
  if (!kr_is_null(names)) {
    if (kr_is_none(names) || kr_is_list(names)) return kr_ref(names);
    return kr_raise(&kr_exc_TypeError, "%s.__slotnames__ should be a list or None, not %T",
                    kr_type_cname(type), names);
  }
  kr_value f = copyreg("_slotnames");
  if (kr_is_null(f)) return f;
  names = kr_call1(f, kr_from_object(type));
  kr_decref(f);
  if (!kr_is_null(names) && !kr_is_none(names) && !kr_is_list(names)) {
    kr_raise(&kr_exc_TypeError, "copyreg._slotnames didn't return a list or None");
    KR_CLEAR(names);
  }
  return names;
}

/* Do instances have C fields of their own, which no state can tell? */
static bool has_c_state(kr_type *type) {
  kr_type *builtin = (type->tf & KR_TF_HEAP) ? KR_HEAP_TYPE(type)->builtin : type;
  return builtin->basic_size > kr_object_type.basic_size;
}

/* {name: value} of the slots that are set; KR_NONE if none is. New. */
static kr_value slot_state(kr_value self, kr_value names) {
  kr_dict *d = NULL;
  for (uint32_t i = 0; i < KR_LIST(names)->size; i++) {
    kr_value name = kr_ref(KR_LIST(names)->items[i]);
    kr_value v;
    int found = kr_is_str(name) ? kr_getattr_optional(self, name, &v) : 0;
    if (found > 0) {
      if (!d) d = kr_dict_new();
      if (!d || kr_dict_set(d, name, v) < 0) found = -1;
      kr_decref(v);
    }
    kr_decref(name);
    if (found < 0) {
      kr_xdecref_object(d);
      return KR_NULL;
    }
  }
  return d ? kr_from_object(d) : KR_NONE;
}

static kr_value default_state(kr_value self, bool required) {
  kr_type *type = kr_type_of(self);
  if (required && type->item_size) return kr_raise(&kr_exc_TypeError, "cannot pickle %T objects", self);
  kr_value state = KR_NONE;
  kr_dict **place =
      kr_is_object(self) && !(type->tf & KR_TF_TYPE_SUBCLASS) ? kr_dict_place(kr_object_of(self)) : NULL;
  if (place) {
    kr_dict *d;
    if (type->tf & KR_TF_INLINE_VALUES) {
      /* Without attributes no dict need be made. */
      kr_instance *o = KR_AS(kr_instance, self);
      bool any = o->dict != NULL;
      for (uint32_t i = 0; !any && i < kr_instance_capacity(o); i++) any = !kr_is_null(o->values[i]);
      d = any ? kr_instance_dict(self) : NULL;
      if (any && !d) return KR_NULL;
    } else {
      d = *place;
    }
    if (d && d->used) state = kr_ref(kr_from_object(d));
  }
  kr_value names = slot_names(type);
  if (kr_is_null(names)) {
    kr_decref(state);
    return KR_NULL;
  }
  if (required && has_c_state(type)) {
    kr_decref(state);
    kr_decref(names);
    return kr_raise(&kr_exc_TypeError, "cannot pickle '%T' object", self);
  }
  kr_value slots = KR_NONE;
  if (!kr_is_none(names) && KR_LIST(names)->size) slots = slot_state(self, names);
  kr_decref(names);
  if (kr_is_null(slots)) {
    kr_decref(state);
    return KR_NULL;
  }
  if (kr_is_none(slots)) return state;
  kr_value pair = kr_tuple_pack(2, state, slots);
  kr_decref(state);
  kr_decref(slots);
  return pair;
}

kr_value kr_object_getstate(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return default_state(self, false);
}

static kr_value get_state(kr_value self, bool required) {
  kr_value f = kr_getattr(self, KR_ID(__getstate__));
  if (kr_is_null(f)) return f;
  kr_value state;
  if (kr_is_exact(f, &kr_cfunction_type) && KR_AS(kr_cfunction_object, f)->self == self &&
      KR_AS(kr_cfunction_object, f)->def->fn == kr_object_getstate)
    state = default_state(self, required);
  else state = kr_call0(f);
  kr_decref(f);
  return state;
}

/* Arguments for __new__: 1 given, 0 not, -1. Both new when given (kwargs may stay KR_NULL). */
static int new_args(kr_value self, kr_value *args, kr_value *kwargs) {
  kr_value f;
  *args = *kwargs = KR_NULL;
  int found = kr_lookup_special(self, KR_ID(__getnewargs_ex__), &f);
  if (found < 0) return -1;
  if (found) {
    kr_value r = kr_call0(f);
    kr_decref(f);
    if (kr_is_null(r)) return -1;
    int ok = -1;
    if (!kr_is_tuple(r)) {
      kr_raise(&kr_exc_TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", r);
    } else if (KR_TUPLE(r)->size != 2) {
      kr_raise(&kr_exc_ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %u",
               (unsigned)KR_TUPLE(r)->size);
    } else if (!kr_is_tuple(KR_TUPLE(r)->items[0])) {
      kr_raise(&kr_exc_TypeError,
               "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
               KR_TUPLE(r)->items[0]);
    } else if (!kr_is_dict(KR_TUPLE(r)->items[1])) {
      kr_raise(&kr_exc_TypeError,
               "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
               KR_TUPLE(r)->items[1]);
    } else {
      *args = kr_ref(KR_TUPLE(r)->items[0]);
      *kwargs = kr_ref(KR_TUPLE(r)->items[1]);
      ok = 1;
    }
    kr_decref(r);
    return ok;
  }
  found = kr_lookup_special(self, KR_ID(__getnewargs__), &f);
  if (found <= 0) return found;
  kr_value r = kr_call0(f);
  kr_decref(f);
  if (kr_is_null(r)) return -1;
  if (!kr_is_tuple(r)) {
    kr_raise(&kr_exc_TypeError, "__getnewargs__ should return a tuple, not '%T'", r);
    kr_decref(r);
    return -1;
  }
  *args = r;
  return 1;
}

/* Protocol 2 and later: (copyreg.__newobj__, (cls, *args), state, listitems, dictitems). */
static kr_value reduce_newobj(kr_value self) {
  kr_type *type = kr_type_of(self);
  if (!type->new_ || (type->tf & KR_TF_NO_NEW))
    return kr_raise(&kr_exc_TypeError, "cannot pickle '%T' object", self);
  kr_value args, kwargs;
  int has_args = new_args(self, &args, &kwargs);
  if (has_args < 0) return KR_NULL;
  kr_value result = KR_NULL, f = KR_NULL, newargs = KR_NULL, state = KR_NULL, list_items = KR_NULL,
           dict_items = KR_NULL;
  kr_value cls = kr_from_object(type);
  if (kr_is_null(kwargs) || KR_DICT(kwargs)->used == 0) {
    f = copyreg("__newobj__");
    if (kr_is_null(f)) goto done;
    uint32_t n = has_args ? KR_TUPLE(args)->size : 0;
    kr_tuple *t = kr_tuple_new(n + 1);
    if (!t) goto done;
    t->items[0] = kr_ref(cls);
    for (uint32_t i = 0; i < n; i++) t->items[i + 1] = kr_ref(KR_TUPLE(args)->items[i]);
    newargs = kr_from_object(t);
  } else {
    f = copyreg("__newobj_ex__");
    if (kr_is_null(f)) goto done;
    newargs = kr_tuple_pack(3, cls, args, kwargs);
    if (kr_is_null(newargs)) goto done;
  }
  state = get_state(self, !has_args && !kr_is_list(self) && !kr_is_dict(self));
  if (kr_is_null(state)) goto done;
  list_items = kr_is_list(self) ? kr_iter(self) : KR_NONE;
  if (kr_is_null(list_items)) goto done;
  if (kr_is_dict(self)) {
    kr_value items = kr_call_method0(self, KR_ID(items));
    dict_items = kr_is_null(items) ? items : kr_iter(items);
    kr_decref(items);
  } else {
    dict_items = KR_NONE;
  }
  if (kr_is_null(dict_items)) goto done;
  result = kr_tuple_pack(5, f, newargs, state, list_items, dict_items);
done:
  kr_decref(args);
  kr_decref(kwargs);
  kr_decref(f);
  kr_decref(newargs);
  kr_decref(state);
  kr_decref(list_items);
  kr_decref(dict_items);
  return result;
}

static kr_value common_reduce(kr_value self, int protocol) {
  if (protocol >= 2) return reduce_newobj(self);
  kr_value f = copyreg("_reduce_ex");
  if (kr_is_null(f)) return f;
  kr_value r = kr_call2(f, self, kr_from_small_int(protocol));
  kr_decref(f);
  return r;
}

kr_value kr_object_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return common_reduce(self, 0);
}

kr_value kr_object_reduce_ex(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  int protocol = kr_index_as_int(args[0]);
  if (protocol == -1 && kr_failed()) return KR_NULL;
  /* A __reduce__ of the class's own goes first. */
  kr_value reduce;
  int found = kr_getattr_optional(self, KR_ID(__reduce__), &reduce);
  if (found < 0) return KR_NULL;
  if (found) {
    kr_value by_class = kr_getattr(kr_from_object(kr_type_of(self)), KR_ID(__reduce__));
    if (kr_is_null(by_class)) {
      kr_decref(reduce);
      return KR_NULL;
    }
    kr_value of_object = kr_dict_get_str(kr_object_type.dict, KR_ID(__reduce__));
    bool overridden = by_class != of_object;
    kr_decref(by_class);
    if (overridden) {
      kr_value r = kr_call0(reduce);
      kr_decref(reduce);
      return r;
    }
    kr_decref(reduce);
  }
  return common_reduce(self, protocol);
}
