/* Attributes for the evaluation loop: properties, __getattr__ and the like written in Python are pushed.
 * The owner stays on the caller's stack (D_ATTR) until the result is there. */
#include "objects/container.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "vm/vm.h"

static kr_value push_attr(kr_value f, const kr_value *args, size_t n, kr_delivery how) {
  kr_value r = kr_call_push(f, args, n, NULL);
  if (r == KR_PUSHED) {
    if (kr.pushed->delivery == KR_DELIVER_VALUE) kr.pushed->delivery = how;
    else { r = kr_settle_slow(); }
  }
  return r;
}

/* o.__getattr__(name): the class is known to have it. */
kr_value kr_vm_getattr_hook(kr_value o, kr_value name) {
  kr_value m = kr_type_lookup(kr_type_of(o), KR_ID(__getattr__));
  if (m != KR_NULL && kr_is_function(m)) {
    kr_value args[2] = {o, name};
    return push_attr(m, args, 2, D_ATTR);
  }
  kr_value bound;
  int found = kr_lookup_special(o, KR_ID(__getattr__), &bound);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise_attribute(o, name);
  kr_value r = kr_call1(bound, name);
  kr_decref(bound);
  return r;
}

kr_value kr_vm_getattr(kr_value o, kr_value name) {
  kr_type *t = kr_type_of(o);
  if (t->getattro == kr_generic_getattr) {
    kr_value d, own;
    if (!kr_inline_lookup(o, t, name, &d, &own)) d = kr_type_lookup(t, name);
    else if (own != KR_NULL) return kr_ref(own);
    if (d != KR_NULL && kr_is_exact(d, &kr_property_type)) {
      kr_value get = KR_AS(kr_property, d)->fget;
      if (get != KR_NULL && kr_is_function(get)) return push_attr(get, &o, 1, D_ATTR);
    } else if (d != KR_NULL && kr_type_of(d)->descr_get == kr_slot_descr_get) {
      /* looking into the instance's dict may run code that takes d out of the class */
      kr_incref(d);
      if (kr_type_of(d)->descr_set || !t->dict_offset || kr_instance_get_own(o, name) == KR_NULL) {
        kr_value m = kr_type_lookup(kr_type_of(d), KR_ID(__get__));
        if (m != KR_NULL && kr_is_function(m)) {
          kr_value args[3] = {d, o, kr_from_object(t)};
          kr_value r = push_attr(m, args, 3, D_ATTR);
          kr_decref(d);
          return r;
        }
      }
      kr_decref(d);
    }
    return kr_generic_getattr(o, name);
  }
  if (t->getattro == kr_slot_getattr_hook || t->getattro == kr_slot_getattro) {
    kr_value attribute = kr_type_lookup(t, KR_ID(__getattribute__));
    bool has_hook = kr_type_lookup(t, KR_ID(__getattr__)) != KR_NULL;
    if (attribute != KR_NULL && kr_is_function(attribute)) {
      kr_value args[2] = {o, name};
      return push_attr(attribute, args, 2, has_hook ? D_ATTR_FALLBACK : D_ATTR);
    }
    if (has_hook && attribute == kr_type_lookup(&kr_object_type, KR_ID(__getattribute__))) {
      kr_value v = kr_generic_getattr_quiet(o, name);
      if (v != KR_NULL || (kr_failed() && !kr_clear_if(&kr_exc_AttributeError))) return v;
      return kr_vm_getattr_hook(o, name);
    }
  }
  return kr_getattr(o, name);
}

/* What a class method or static method of cls calls, without a bound method in between; KR_NULL: d is neither. */
static kr_value unwrapped(kr_value d, kr_value cls, kr_value *self) {
  bool of_class = kr_is_exact(d, &kr_classmethod_type);
  if (!of_class && !kr_is_exact(d, &kr_staticmethod_type)) return KR_NULL;
  kr_value f = KR_AS(kr_wrapped_callable, d)->callable;
  if (f == KR_NULL || !kr_is_function(f)) return KR_NULL;
  if (of_class) *self = kr_ref(cls);
  return kr_ref(f);
}

kr_value kr_vm_load_method(kr_value o, kr_value name, kr_value *self) {
  kr_type *t = kr_type_of(o);
  if (t->getattro == kr_type_getattro && kr_type_lookup(t, name) == KR_NULL) {
    kr_value f = unwrapped(kr_type_lookup(KR_AS_TYPE(o), name), o, self);
    if (f != KR_NULL) return f;
  }
  if (t->getattro == kr_generic_getattr) {
    kr_value d, own;
    bool inlined = kr_inline_lookup(o, t, name, &d, &own);
    if (!inlined) d = kr_type_lookup(t, name);
    else if (own != KR_NULL) return kr_ref(own);
    if (d != KR_NULL && kr_is_object(d) && (kr_object_of(d)->type->tf & KR_TF_METHOD_DESCR)) {
      kr_incref(d);
      if (inlined) {
        *self = kr_ref(o);
        return d;
      }
      if (!t->dict_offset || kr_instance_get_own(o, name) == KR_NULL) {
        if (!kr_failed()) {
          *self = kr_ref(o);
          return d;
        }
        kr_decref(d);
        return KR_NULL;
      }
      kr_decref(d);
    } else if (d != KR_NULL && (inlined || !t->dict_offset)) {
      kr_value f = unwrapped(d, kr_from_object(t), self);
      if (f != KR_NULL) return f;
    }
  }
  return kr_vm_getattr(o, name);
}

kr_value kr_vm_setattr(kr_value o, kr_value name, kr_value v) {
  kr_type *t = kr_type_of(o);
  kr_value r;
  if (t->setattro == kr_generic_setattr) {
    kr_value d = kr_type_lookup(t, name);
    if (d != KR_NULL && kr_is_exact(d, &kr_property_type)) {
      kr_property *p = KR_AS(kr_property, d);
      kr_value set = v == KR_NULL ? p->fdel : p->fset;
      if (set != KR_NULL && kr_is_function(set)) {
        kr_value args[2] = {o, v};
        r = push_attr(set, args, v == KR_NULL ? 1 : 2, D_DROP);
        goto done;
      }
    } else if (d != KR_NULL && v != KR_NULL && kr_type_of(d)->descr_set == kr_slot_descr_set) {
      kr_value m = kr_type_lookup(kr_type_of(d), KR_ID(__set__));
      if (m != KR_NULL && kr_is_function(m)) {
        kr_value args[3] = {d, o, v};
        r = push_attr(m, args, 3, D_DROP);
        goto done;
      }
    }
  } else if (t->setattro == kr_slot_setattro) {
    kr_value m = kr_type_lookup(t, v == KR_NULL ? KR_ID(__delattr__) : KR_ID(__setattr__));
    if (m != KR_NULL && kr_is_function(m)) {
      kr_value args[3] = {o, name, v};
      r = push_attr(m, args, v == KR_NULL ? 2 : 3, D_DROP);
      goto done;
    }
  }
  return kr_setattr(o, name, v) ? KR_NULL : KR_NONE;
done:
  if (r == KR_PUSHED || r == KR_NULL) return r;
  kr_decref(r);
  return KR_NONE;
}

static bool has_method(kr_type *t, kr_value name) {
  kr_value v = kr_type_lookup(t, name);
  return v != KR_NULL && kr_is_object(v) && (kr_object_of(v)->type->tf & KR_TF_METHOD_DESCR);
}

kr_value kr_vm_load_special(kr_value o, uint32_t which, kr_value *self) {
  kr_value names[4] = {KR_ID(__enter__), KR_ID(__exit__), KR_ID(__aenter__), KR_ID(__aexit__)};
  kr_value name = names[which & 3];
  kr_type *t = kr_type_of(o);
  kr_value d = kr_type_lookup(t, name);
  if (d != KR_NULL) {
    if (kr_is_object(d) && (kr_object_of(d)->type->tf & KR_TF_METHOD_DESCR)) {
      *self = kr_ref(o);
      return kr_ref(d);
    }
    kr_value v;
    int found = kr_lookup_special(o, name, &v);
    if (found < 0) return KR_NULL;
    if (found) return v;
  }
  bool async = which >= KR_SPECIAL_AENTER;
  kr_value other_enter = async ? KR_ID(__enter__) : KR_ID(__aenter__);
  kr_value other_exit = async ? KR_ID(__exit__) : KR_ID(__aexit__);
  bool other = has_method(t, other_enter) && has_method(t, other_exit);
  static const char *const missed[4] = {"__enter__", "__exit__", "__aenter__", "__aexit__"};
  kr_value full = kr_full_type_name(o);
  if (full == KR_NULL) return KR_NULL;
  kr_raise(&kr_exc_TypeError,
           "'%U' object does not support the %scontext manager protocol (missed %s method)%s", full,
           async ? "asynchronous " : "", missed[which & 3],
           !other  ? ""
           : async ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                   : " but it supports the asynchronous context manager protocol. Did you mean to "
                     "use 'async with'?");
  kr_decref(full);
  return KR_NULL;
}

/* ---- super().name without making the super object --------------------------------------------------- */

kr_value kr_vm_super_attr(kr_frame *f, kr_value global_super, kr_value cls, kr_value self, kr_value name,
                          bool method, bool two_args, kr_value *bound_self) {
  if (global_super != kr_from_object(&kr_super_type)) {
    kr_value args[2] = {cls, self};
    kr_value s = kr_call(global_super, args, two_args ? 2 : 0, NULL);
    if (s == KR_NULL) return KR_NULL;
    kr_value v = kr_getattr(s, name);
    kr_decref(s);
    return v;
  }
  if (kr_is_type(cls) && name != KR_ID(__class__)) {
    /* the common cases: self is a class below cls (a class method), or an instance of cls */
    bool is_class = kr_is_type(self) && kr_is_subtype(KR_AS_TYPE(self), KR_AS_TYPE(cls));
    kr_type *start = is_class ? KR_AS_TYPE(self) : kr_type_of(self);
    kr_value d =
        is_class || kr_is_subtype(start, KR_AS_TYPE(cls)) ? kr_type_lookup_after(start, cls, name) : KR_NULL;
    if (d != KR_NULL) {
      kr_incref(d);
      kr_type *dt = kr_type_of(d);
      if (method && !is_class && (dt->tf & KR_TF_METHOD_DESCR)) {
        *bound_self = kr_ref(self);
        return d;
      }
      if (!dt->descr_get) return d;
      kr_value v = dt->descr_get(d, is_class ? KR_NULL : self, kr_from_object(start));
      kr_decref(d);
      return v;
    }
  }
  kr_value args[2] = {cls, self};
  kr_value s = kr_call(global_super, args, 2, NULL);
  if (s == KR_NULL) return KR_NULL;
  kr_value v = kr_getattr(s, name);
  kr_decref(s);
  return v;
}
