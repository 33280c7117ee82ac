/* Inline attribute values of instances, and the tables of names they share: see objects/instance.h. */
#include "objects/shared_keys.h"

#include "objects/abstract.h"
#include "objects/str.h"
#include "objects/type_impl.h"

/* Room for this many attributes in the first instances of a class, before anything is known of it. */
#define INITIAL_CAPACITY 4

kr_shared_keys *kr_shared_keys_new(void) {
  kr_shared_keys *k = kr_alloc_zeroed(sizeof *k);
  if (!k) return NULL;
  k->refs = 1;
  k->capacity = INITIAL_CAPACITY;
  return k;
}

void kr_shared_keys_release(kr_shared_keys *k) {
  if (!k || --k->refs) return;
  for (uint32_t i = 0; i < k->count; i++) kr_decref(k->names[i]);
  kr_free(k);
}

int kr_shared_keys_index(kr_shared_keys *k, kr_value name, bool add) {
  uint32_t n = k->count;
  for (uint32_t i = 0; i < n; i++) {
    if (k->names[i] == name) return (int)i;
  }
  if (!kr_is_exact_str(name) || !kr_str_is_interned(KR_STR(name))) {
    /* A name computed at run time or an instance of a subclass of str: it may still equal one of ours,
     * and is not worth adding. */
    if (!kr_is_str(name)) return -1;
    for (uint32_t i = 0; i < n; i++) {
      if (kr_str_equal(KR_STR(k->names[i]), KR_STR(name))) return (int)i;
    }
    return -1;
  }
  if (!add || n == KR_SHARED_MAX) return -1;
  k->names[n] = kr_ref(name);
  k->count = (uint8_t)(n + 1);
  return (int)n;
}

void kr_instance_drop_values(kr_instance *o) {
  uint32_t capacity = kr_instance_capacity(o);
  kr_instance_order(o, capacity)[0] = 0;
  for (uint32_t i = 0; i < capacity; i++) KR_CLEAR(o->values[i]);
}

int kr_instance_move_to_dict(kr_instance *o) {
  uint32_t capacity = kr_instance_capacity(o);
  uint8_t *order = kr_instance_order(o, capacity);
  kr_shared_keys *keys = o->head.type->shared_keys;
  kr_dict *d = kr_dict_new_sized(order[0]);
  if (!d) return -1;
  for (uint32_t i = 0; i < order[0]; i++) {
    uint32_t index = order[i + 1];
    if (kr_dict_set(d, keys->names[index], o->values[index]) < 0) {
      kr_decref_object(d);
      return -1;
    }
  }
  o->dict = d;
  /* The dict holds every value now, so nothing is freed here. */
  kr_instance_drop_values(o);
  return 0;
}

kr_value kr_instance_get_own(kr_value self, kr_value name) {
  if (!kr_is_object(self)) return KR_NULL;
  kr_type *type = kr_object_of(self)->type;
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *o = KR_AS(kr_instance, self);
    if (!o->dict) {
      int i = kr_shared_keys_index(type->shared_keys, name, false);
      if (i < 0 || (uint32_t)i >= kr_instance_capacity(o)) return KR_NULL;
      return o->values[i];
    }
    return kr_dict_get_str(o->dict, name);
  }
  kr_dict **place = kr_dict_place(kr_object_of(self));
  return place && *place ? kr_dict_get_str(*place, name) : KR_NULL;
}

static int dict_store(kr_dict *d, kr_value name, kr_value value) {
  /* Code run by the drop of the old value may replace the instance's dict: keep ours. */
  kr_incref_object(d);
  int r = value == KR_NULL ? kr_dict_del(d, name) : kr_dict_set(d, name, value);
  kr_decref_object(d);
  return r;
}

/* The inline store; 2: the attribute has no place here, it takes a dict. */
static int inline_store(kr_instance *o, kr_value name, kr_value value) {
  kr_shared_keys *keys = o->head.type->shared_keys;
  uint32_t capacity = kr_instance_capacity(o);
  uint8_t *order = kr_instance_order(o, capacity);
  int i = kr_shared_keys_index(keys, name, value != KR_NULL);
  if (value == KR_NULL) {
    if (i < 0 || (uint32_t)i >= capacity || o->values[i] == KR_NULL) return 0;
    uint8_t *p = memchr(order + 1, i, order[0]);
    memmove(p, p + 1, (size_t)(order + order[0] - p));
    order[0]--;
    KR_CLEAR(o->values[i]);
    return 1;
  }
  if (i < 0) return 2;
  if ((uint32_t)i >= capacity) {
    /* This instance overflows: make those to come larger. */
    if (keys->capacity <= i) {
      uint32_t larger = (uint32_t)i + 1 + ((uint32_t)i + 1) / 2;
      keys->capacity = (uint8_t)(larger > KR_SHARED_MAX ? KR_SHARED_MAX : larger);
    }
    return 2;
  }
  if (o->values[i] == KR_NULL) {
    order[++order[0]] = (uint8_t)i;
    o->values[i] = kr_ref(value);
  } else {
    kr_incref(value);
    KR_REPLACE(o->values[i], value);
  }
  return 0;
}

int kr_instance_set_own(kr_value self, kr_value name, kr_value value) {
  kr_type *type = kr_type_of(self);
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *o = KR_AS(kr_instance, self);
    if (!o->dict) {
      int r = inline_store(o, name, value);
      if (r != 2) return r;
      if (kr_instance_move_to_dict(o) < 0) return -1;
    }
    return dict_store(o->dict, name, value);
  }
  kr_dict **place = kr_is_object(self) ? kr_dict_place(kr_object_of(self)) : NULL;
  if (!place) {
    kr_raise_attribute(self, name);
    return -1;
  }
  if (!*place) {
    if (value == KR_NULL) return 0;
    if (!(*place = kr_dict_new())) return -1;
  }
  return dict_store(*place, name, value);
}
