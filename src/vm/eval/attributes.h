/* The evaluation loop's instructions, part of the switch in vm/eval.c: attributes. */
/* ---- attributes ---- */
case OP_LOAD_ATTR:
  if (ADAPT()) {
    kr_specialize_load_attr(pc, TOP, NAME(arg >> 1));
    if ((*pc & 0xFF) != OP_LOAD_ATTR) {
      kr_fuse(f, pc, sp);
      goto next;
    }
  }
  load_attr : {
    SAVE(9);
    kr_value o = TOP;
    if (arg & 1) {
      kr_value self = KR_NULL;
      v = kr_vm_load_method(o, NAME(arg >> 1), &self);
      if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      TOP = v;
      PUSH(self);
      kr_decref(o);
    } else {
      v = kr_vm_getattr(o, NAME(arg >> 1));
      if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
      if (KR_UNLIKELY(v == KR_NULL)) goto error;
      TOP = v;
      kr_decref(o);
    }
    NEXT(9);
  }
  load_attr_miss : MISS(OP_LOAD_ATTR);
  goto load_attr;
/* Common end: o replaced by v, and the empty self of the method form. */
#define ATTR_RESULT()         \
  kr_incref(v);               \
  SAVE_PC();                  \
  kr_decref(o);               \
  TOP = v;                    \
  if (arg & 1) PUSH(KR_NULL); \
  NEXT(9)
/* Common end of the methods: the function in the cache, and o to be its first argument. */
#define METHOD_RESULT()              \
  memcpy(&v, &pc[4], sizeof v);      \
  kr_incref_object(kr_object_of(v)); \
  TOP = v;                           \
  PUSH(o);                           \
  NEXT(9)
case K_LOAD_ATTR_VALUE: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto load_attr_miss;
  /* an older instance may have less room than the one this was specialized for */
  if (KR_UNLIKELY((kr_object_of(o)->flags & KR_INSTANCE_CAPACITY_MASK) <= pc[4])) goto load_attr_miss;
  v = *(kr_value *)((char *)kr_object_of(o) + pc[3]);
  if (KR_UNLIKELY(v == KR_NULL)) goto load_attr_miss;
  ATTR_RESULT();
}
case K_LOAD_ATTR_DICT_HINT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto load_attr_miss;
  kr_dict *d = *(kr_dict **)((char *)kr_object_of(o) + pc[4]);
  if (KR_UNLIKELY(!d || pc[3] >= d->keys->nentries || d->entries[pc[3]].key != NAME(arg >> 1)))
    goto load_attr_miss;
  v = d->entries[pc[3]].value;
  ATTR_RESULT();
}
case K_LOAD_ATTR_SLOT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto load_attr_miss;
  v = *(kr_value *)((char *)kr_object_of(o) + pc[3]);
  if (KR_UNLIKELY(v == KR_NULL)) goto load_attr_miss;
  ATTR_RESULT();
}
case K_LOAD_ATTR_MODULE: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!kr_is_exact(o, &kr_module_type))) goto load_attr_miss;
  kr_dict *d = KR_AS(kr_module, o)->dict;
  if (KR_UNLIKELY(d->keys_version != pc[2])) goto load_attr_miss;
  v = d->entries[pc[3]].value;
  ATTR_RESULT();
}
case K_LOAD_ATTR_CLASS: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!kr_is_type(o) || KR_AS_TYPE(o)->version != pc[2])) goto load_attr_miss;
  memcpy(&v, &pc[4], sizeof v);
  ATTR_RESULT();
}
case K_LOAD_ATTR_METHOD_VALUES: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]) || !HIDES_NOTHING(o, pc[3]))) goto load_attr_miss;
  METHOD_RESULT();
}
case K_LOAD_ATTR_METHOD_LAZY_DICT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]) || *(kr_dict **)((char *)kr_object_of(o) + pc[3])))
    goto load_attr_miss;
  METHOD_RESULT();
}
case K_LOAD_ATTR_METHOD_NO_DICT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(kr_type_of(o)->version != pc[2])) goto load_attr_miss;
  METHOD_RESULT();
}
case K_LOAD_ATTR_NONDESCR_VALUES: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]) || !HIDES_NOTHING(o, pc[3]))) goto load_attr_miss;
  memcpy(&v, &pc[4], sizeof v);
  ATTR_RESULT();
}
case K_LOAD_ATTR_NONDESCR_NO_DICT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(kr_type_of(o)->version != pc[2])) goto load_attr_miss;
  memcpy(&v, &pc[4], sizeof v);
  ATTR_RESULT();
}
case K_LOAD_ATTR_PROPERTY: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto load_attr_miss;
  memcpy(&v, &pc[4], sizeof v);
  kr_function *fn = KR_FUNCTION(v);
  if (KR_UNLIKELY(fn->version != pc[3])) goto load_attr_miss;
  kr_frame *n = push_exact(fn, f);
  if (KR_UNLIKELY(!n)) goto load_attr;
  kr_incref_object(fn);
  sp--;
  SAVE(9);
  n->slots[0] = o;
  for (int i = 1; i < fn->code->nlocalsplus; i++) n->slots[i] = KR_NULL;
  f = n;
  goto enter_new;
}
case OP_STORE_ATTR:
  if (ADAPT()) {
    kr_specialize_store_attr(pc, TOP, NAME(arg));
    if ((*pc & 0xFF) != OP_STORE_ATTR) {
      kr_fuse(f, pc, sp);
      goto next;
    }
  }
  store_attr : {
    SAVE(4);
    v = kr_vm_setattr(TOP, NAME(arg), SECOND);
    arg = 2;
    goto drop;
  }
/* Common end: the value in its place, what it held and the object dropped. */
#define STORE_RESULT(place)          \
  kr_value old = place;              \
  place = SECOND;                    \
  sp -= 2;                           \
  SAVE_PC();                         \
  kr_decref(old);                    \
  kr_decref_object(kr_object_of(o)); \
  NEXT(4)
case K_STORE_ATTR_VALUE: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto store_attr_miss;
  if (KR_UNLIKELY((kr_object_of(o)->flags & KR_INSTANCE_CAPACITY_MASK) <= pc[4]
                                                                              << KR_INSTANCE_CAPACITY_SHIFT))
    goto store_attr_miss;
  kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[3]);
  /* an empty place: the order of insertion is to be noted, or the values moved to a dict */
  if (KR_UNLIKELY(*place == KR_NULL)) {
    if (store_new(KR_AS(kr_instance, o), pc[4], SECOND)) {
      sp -= 2;
      kr_decref_object(kr_object_of(o));
      NEXT(4);
    }
    goto store_attr_miss;
  }
  STORE_RESULT(*place);
}
case K_STORE_ATTR_SLOT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto store_attr_miss;
  kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[3]);
  STORE_RESULT(*place);
}
case K_STORE_ATTR_DICT_HINT: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[2]))) goto store_attr_miss;
  kr_dict *d = *(kr_dict **)((char *)kr_object_of(o) + pc[4]);
  if (KR_UNLIKELY(!d || d->watched || pc[3] >= d->keys->nentries || d->entries[pc[3]].key != NAME(arg)))
    goto store_attr_miss;
  STORE_RESULT(d->entries[pc[3]].value);
}
  store_attr_miss : MISS(OP_STORE_ATTR);
  goto store_attr;
case OP_DELETE_ATTR: {
  SAVE(0);
  v = kr_vm_setattr(TOP, NAME(arg), KR_NULL);
  arg = 1;
  goto drop;
}
case OP_LOAD_SUPER_ATTR: {
  SAVE(1);
  kr_value bound = KR_NULL;
  v = kr_vm_super_attr(f, sp[-3], SECOND, TOP, NAME(arg >> 2), arg & 1, arg & 2, &bound);
  if (KR_UNLIKELY(v == KR_NULL)) goto error;
  kr_value a = sp[-3], b = SECOND, c = TOP;
  sp[-3] = v;
  sp -= 2;
  if (arg & 1) PUSH(bound);
  kr_decref(a);
  kr_decref(b);
  kr_decref(c);
  NEXT(1);
}
