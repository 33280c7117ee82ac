/* _weakref: the C side of weakref.py. */
#include "modules/modules.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/weakref_impl.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FUNCTION(getweakrefcount) {
  int64_t n = 0;
  for (kr_weakref *r = kr_weakref_list(args[0]); r; r = r->next) n++;
  return kr_from_small_int(n);
}

FUNCTION(getweakrefs) {
  kr_list *l = kr_list_new(0);
  if (!l) return KR_NULL;
  for (kr_weakref *r = kr_weakref_list(args[0]); r; r = r->next) {
    if (r->head.refs == 0) continue; /* being freed */
    if (kr_list_append(l, kr_from_object(r)) < 0) {
      kr_decref_object(l);
      return KR_NULL;
    }
  }
  return kr_from_object(l);
}

FUNCTION(proxy) {
  kr_value callback = args[1] == KR_NONE ? KR_NULL : args[1];
  return kr_weakproxy_new(args[0], callback);
}

/* Deletes key from dct if its value is a dead weak reference: in one step, so that a callback of
 * another one cannot come between the look and the deletion. */
FUNCTION(remove_dead_weakref) {
  kr_value dict = args[0], key = args[1];
  if (!kr_is_dict(dict)) {
    return kr_raise(&kr_exc_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %G", dict);
  }
  kr_value ref = kr_dict_get(KR_DICT(dict), key);
  if (ref == KR_NULL) return kr_failed() ? KR_NULL : KR_NONE;
  if (!kr_isinstance_exact_or_sub(ref, &kr_weakref_type)) {
    return kr_raise(&kr_exc_TypeError, "not a weakref");
  }
  kr_value target = kr_weakref_target(ref);
  if (target != KR_NULL) {
    kr_decref(target);
    return KR_NONE;
  }
  return kr_dict_del(KR_DICT(dict), key) < 0 ? KR_NULL : KR_NONE;
}

static const kr_method_def methods[] = {
    {"getweakrefcount", getweakrefcount, 0, "($module, object, /)", "How many weak references object has."},
    {"getweakrefs", getweakrefs, 0, "($module, object, /)",
     "The weak references that object has, as a list."},
    {"proxy", proxy, 0, "($module, object, callback=None, /)",
     "A stand-in that does what object does while it lives."},
    {"_remove_dead_weakref", remove_dead_weakref, 0, "($module, dct, key, /)",
     "Removes key if its value is a dead weak reference."},
    {NULL},
};

static int exec(kr_module *m) {
  if (kr_module_add_type(m, &kr_weakref_type) < 0 || kr_module_add_type(m, &kr_weakproxy_type) < 0 ||
      kr_module_add_type(m, &kr_callable_weakproxy_type) < 0)
    return -1;
  return kr_module_add(m, "ref", kr_from_object(&kr_weakref_type));
}

const kr_module_def kr_module_def__weakref = {
    .name = "_weakref",
    .doc = "The C part of module weakref.",
    .methods = methods,
    .exec = exec,
};
