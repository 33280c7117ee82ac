/* The pickle of what says itself how it is made again: the answer of __reduce__, of a dispatch table. */
#include "modules/_pickle/pickler.h"

#include "objects/container.h"

/* cls is first among the arguments of __newobj__ or __newobj_ex__. */
static int check_class(const char *function, kr_value cls) {
  if (kr_is_type(cls)) return 0;
  return KR_RAISE_INT(kr_pickling_error, "first argument to %s() must be a class, not %Q", function, cls);
}
/* And the class of v. */
static int check_class_of(kr_value cls, kr_value v) {
  kr_value of = kr_getattr(v, KR_ID(__class__));
  if (of != KR_NULL && of != cls)
    kr_raise(kr_pickling_error, "first argument to __newobj__() must be %R, not %R", of, cls);
  kr_decref(of);
  return of == cls ? 0 : -1;
}
static int save_newobj(kr_pickler *p, kr_value args, kr_value v) {
  if (!KR_TUPLE(args)->size)
    return KR_RAISE_INT(kr_pickling_error, "__newobj__ expected at least 1 argument, got 0");
  kr_value cls = KR_TUPLE(args)->items[0];
  if (check_class("__newobj__", cls) < 0 || check_class_of(cls, v) < 0 ||
      kr_pickle_save_noted(p, cls, "when serializing %U class", v, KR_NONE) < 0)
    return -1;
  kr_value rest = kr_tuple_from_array(KR_TUPLE(args)->items + 1, KR_TUPLE(args)->size - 1);
  int r = rest == KR_NULL
              ? -1
              : kr_pickle_save_noted(p, rest, "when serializing %U __new__ arguments", v, KR_NONE);
  kr_decref(rest);
  return r < 0 ? -1 : kr_pickle_put_op(p, OP_NEWOBJ);
}
static int save_newobj_ex(kr_pickler *p, kr_value args, kr_value v) {
  if (KR_TUPLE(args)->size != 3)
    return KR_RAISE_INT(kr_pickling_error, "__newobj_ex__ expected 3 arguments, got %u",
                        KR_TUPLE(args)->size);
  kr_value cls = KR_TUPLE(args)->items[0], pos = KR_TUPLE(args)->items[1], kw = KR_TUPLE(args)->items[2];
  if (check_class("__newobj_ex__", cls) < 0) return -1;
  if (!kr_is_tuple(pos))
    return KR_RAISE_INT(kr_pickling_error, "second argument to __newobj_ex__() must be a tuple, not %Q", pos);
  if (!kr_is_dict(kw))
    return KR_RAISE_INT(kr_pickling_error, "third argument to __newobj_ex__() must be a dict, not %Q", kw);
  if (p->proto >= 4) {
    const char *where = "when serializing %U __new__ arguments";
    if (kr_pickle_save_noted(p, cls, "when serializing %U class", v, KR_NONE) < 0 ||
        kr_pickle_save_noted(p, pos, where, v, KR_NONE) < 0 ||
        kr_pickle_save_noted(p, kw, where, v, KR_NONE) < 0)
      return -1;
    return kr_pickle_put_op(p, OP_NEWOBJ_EX);
  }
  /* partial(cls.__new__, cls, *pos, **kw)() */
  kr_value partial = kr_import_attr("functools", "partial"), make = KR_NULL, all = KR_NULL, call = KR_NULL;
  if (partial != KR_NULL) make = kr_getattr(cls, KR_ID(__new__));
  if (make != KR_NULL) {
    kr_tuple *t = kr_tuple_new(KR_TUPLE(pos)->size + 2);
    if (t) {
      t->items[0] = kr_ref(make);
      t->items[1] = kr_ref(cls);
      for (uint32_t i = 0; i < KR_TUPLE(pos)->size; i++) t->items[i + 2] = kr_ref(KR_TUPLE(pos)->items[i]);
      all = kr_from_object(t);
      call = kr_call_tuple(partial, all, kw);
    }
  }
  int r =
      call == KR_NULL ? -1 : kr_pickle_save_noted(p, call, "when serializing %U reconstructor", v, KR_NONE);
  kr_decref(partial);
  kr_decref(make);
  kr_decref(all);
  kr_decref(call);
  if (r == 0) r = kr_pickle_save(p, kr_from_object(&kr_empty_tuple));
  return r < 0 ? -1 : kr_pickle_put_op(p, OP_REDUCE);
}

/* An entry of the tuple that is there and not None. */
static kr_value entry(const kr_tuple *t, uint32_t i) {
  return i < t->size && t->items[i] != KR_NONE ? t->items[i] : KR_NULL;
}
static int save_state(kr_pickler *p, kr_value v, kr_value state, kr_value setter) {
  const char *where = "when serializing %U state";
  if (setter == KR_NULL)
    return kr_pickle_save_noted(p, state, where, v, KR_NONE) < 0 ? -1 : kr_pickle_put_op(p, OP_BUILD);
  /* setter(v, state), of which the result is dropped */
  if (kr_pickle_save_noted(p, setter, "when serializing %U state setter", v, KR_NONE) < 0 ||
      kr_pickle_save(p, v) < 0 || kr_pickle_save_noted(p, state, where, v, KR_NONE) < 0)
    return -1;
  return kr_pickle_put(p, (uint8_t[]){OP_TUPLE2, OP_REDUCE, OP_POP}, 3);
}
/* What __reduce__ of v said. */
static int save_reduce(kr_pickler *p, kr_value tuple, kr_value v) {
  const kr_tuple *t = KR_TUPLE(tuple);
  if (t->size < 2 || t->size > 6)
    return KR_RAISE_INT(kr_pickling_error, "tuple returned by __reduce__ must contain 2 through 6 elements");
  kr_value f = t->items[0], args = t->items[1];
  kr_value state = entry(t, 2), items = entry(t, 3), pairs = entry(t, 4), setter = entry(t, 5);
  if (!kr_is_callable(f))
    return KR_RAISE_INT(kr_pickling_error,
                        "first item of the tuple returned by __reduce__ must be callable, not %Q", f);
  if (!kr_is_tuple(args))
    return KR_RAISE_INT(kr_pickling_error,
                        "second item of the tuple returned by __reduce__ must be a tuple, not %Q", args);
  static const char *const must_iterate =
      "%s item of the tuple returned by __reduce__ must be an iterator, not %Q";
  if (items != KR_NULL && !kr_type_of(items)->iternext)
    return KR_RAISE_INT(kr_pickling_error, must_iterate, "fourth", items);
  if (pairs != KR_NULL && !kr_type_of(pairs)->iternext)
    return KR_RAISE_INT(kr_pickling_error, must_iterate, "fifth", pairs);
  if (setter != KR_NULL && !kr_is_callable(setter))
    return KR_RAISE_INT(kr_pickling_error,
                        "sixth item of the tuple returned by __reduce__ must be callable, not %Q", setter);
  kr_value name = KR_NULL;
  if (p->proto >= 2 && kr_getattr_optional(f, KR_ID(__name__), &name) < 0) return -1;
  bool named = name != KR_NULL && kr_is_exact_str(name);
  bool ex = named && kr_str_equals_cstr(KR_STR(name), "__newobj_ex__");
  bool plain = named && kr_str_equals_cstr(KR_STR(name), "__newobj__");
  kr_decref(name);
  int r;
  if (ex) {
    r = save_newobj_ex(p, args, v);
  } else if (plain) {
    r = save_newobj(p, args, v);
  } else {
    r = kr_pickle_save_noted(p, f, "when serializing %U reconstructor", v, KR_NONE) < 0 ||
                kr_pickle_save_noted(p, args, "when serializing %U reconstructor arguments", v, KR_NONE) < 0
            ? -1
            : kr_pickle_put_op(p, OP_REDUCE);
  }
  if (r < 0) return -1;
  const kr_pickle_memo_entry *known = kr_pickle_memo_find(&p->memo, v);
  if (known) {
    /* Its arguments hold it, so that it was made on the way: that one counts. */
    uint32_t index = known->index;
    if (kr_pickle_put_op(p, OP_POP) < 0 || kr_pickle_put_get(p, index) < 0) return -1;
  } else if (kr_pickle_memoize(p, v) < 0) {
    return -1;
  }
  if (items != KR_NULL && kr_pickle_put_items(p, items, v) < 0) return -1;
  if (pairs != KR_NULL && kr_pickle_put_pairs(p, pairs, v) < 0) return -1;
  return state == KR_NULL ? 0 : save_state(p, v, state, setter);
}

int kr_pickle_save_as_call(kr_pickler *p, kr_value f_stolen, kr_value args_stolen, kr_value v) {
  kr_value t =
      f_stolen == KR_NULL || args_stolen == KR_NULL ? KR_NULL : kr_tuple_pack(2, f_stolen, args_stolen);
  kr_decref(f_stolen);
  kr_decref(args_stolen);
  int r = t == KR_NULL ? -1 : save_reduce(p, t, v);
  kr_decref(t);
  return r;
}

/* The function in a dispatch table for this type: KR_DELETED without. New. */
static kr_value dispatched(kr_pickler *p, kr_type *type) {
  kr_value key = kr_from_object(type), f;
  if (p->dispatch_table != KR_NULL && !kr_is_exact_dict(p->dispatch_table)) {
    f = kr_getitem(p->dispatch_table, key);
    if (f == KR_NULL && kr_clear_if(&kr_exc_LookupError)) return KR_DELETED;
    return f;
  }
  kr_value table =
      p->dispatch_table != KR_NULL ? kr_ref(p->dispatch_table) : kr_import_attr("copyreg", "dispatch_table");
  if (table == KR_NULL) return KR_NULL;
  f = kr_is_dict(table) ? kr_dict_get_new(KR_DICT(table), key) : KR_DELETED;
  kr_decref(table);
  return f == KR_NULL && !kr_failed() ? KR_DELETED : f;
}
kr_value kr_pickle_reduce(kr_pickler *p, kr_value v) {
  kr_value f = dispatched(p, kr_type_of(v)), r;
  if (f == KR_NULL) return KR_NULL;
  if (f != KR_DELETED) {
    r = kr_call1(f, v);
    kr_decref(f);
    return r;
  }
  if (kr_is_type(v)) return KR_DELETED;
  int has = kr_getattr_optional(v, KR_ID(__reduce_ex__), &f);
  if (has < 0) return KR_NULL;
  if (has) {
    r = kr_call1(f, kr_from_small_int(p->proto));
  } else {
    has = kr_getattr_optional(v, KR_ID(__reduce__), &f);
    if (has < 0) return KR_NULL;
    if (!has) return kr_raise(kr_pickling_error, "Can't pickle %Q object", v);
    r = kr_call0(f);
  }
  kr_decref(f);
  return r;
}
int kr_pickle_save_reduced(kr_pickler *p, kr_value v, kr_value how_stolen) {
  int r;
  if (how_stolen == KR_NULL) return -1;
  if (how_stolen == KR_DELETED) return kr_pickle_save_global(p, v, KR_NULL);
  if (kr_is_str(how_stolen)) {
    r = kr_pickle_save_global(p, v, how_stolen);
  } else {
    if (kr_is_tuple(how_stolen)) r = save_reduce(p, how_stolen, v);
    else r = KR_RAISE_INT(kr_pickling_error, "__reduce__ must return a string or tuple, not %Q", how_stolen);
    if (r < 0) kr_pickle_note("when serializing %U object", v, KR_NONE);
  }
  kr_decref(how_stolen);
  return r;
}
