/* The evaluation loop's instructions, part of the switch in vm/eval.c: building and unpacking, imports, patterns. */
/* ---- building ---- */
#define BUILD_FROM(make)          \
  {                               \
    SAVE_PC();                    \
    v = make(sp - arg, arg);      \
    sp -= arg;                    \
    if (v == KR_NULL) goto error; \
    PUSH(v);                      \
    NEXT(0);                      \
  }
case OP_BUILD_TUPLE: BUILD_FROM(kr_tuple_from_array_steal)
case OP_BUILD_LIST: BUILD_FROM(kr_list_from_array_steal)
#undef BUILD_FROM
/* v, which the values from `to` on were put into, takes their place; unless one could not be. */
#define FILLED(to, ok)   \
  {                      \
    drop_values(to, sp); \
    sp = to;             \
    if (!(ok)) {         \
      kr_decref(v);      \
      goto error;        \
    }                    \
    PUSH(v);             \
    NEXT(0);             \
  }
case OP_BUILD_SET: {
  SAVE_PC();
  kr_set *s = kr_set_new(&kr_set_type);
  if (!s) goto error;
  v = kr_from_object(s);
  kr_value *to = sp - arg;
  bool ok = true;
  for (kr_value *p = to; p < sp && ok; p++) ok = kr_set_add(s, *p) == 0;
  FILLED(to, ok);
}
case OP_BUILD_MAP: {
  SAVE_PC();
  kr_dict *d = arg ? kr_dict_new_sized(arg) : kr_dict_new();
  if (!d) goto error;
  v = kr_from_object(d);
  kr_value *to = sp - 2 * (intptr_t)arg;
  bool ok = true;
  for (kr_value *p = to; p < sp && ok; p += 2) ok = kr_dict_set(d, p[0], p[1]) == 0;
  FILLED(to, ok);
}
#undef FILLED
case OP_BUILD_SLICE:
  SAVE(0);
  v = arg == 3 ? kr_slice_new(sp[-3], SECOND, TOP) : kr_slice_new(SECOND, TOP, KR_NONE);
  goto drop_and_push;
case OP_BUILD_STRING:
  SAVE_PC();
  sp -= arg;
  v = kr_vm_build_string(sp, arg);
  if (v == KR_NULL) goto error;
  PUSH(v);
  NEXT(0);
case OP_BUILD_TEMPLATE:
  SAVE(0);
  v = kr_vm_build_template(SECOND, TOP);
  arg = 2;
  goto drop_and_push;
case OP_BUILD_INTERPOLATION: {
  SAVE(0);
  bool has_spec = arg & 1;
  kr_value *from = sp - (has_spec ? 3 : 2);
  v = kr_vm_build_interpolation(from[0], from[1], arg >> 2, has_spec ? TOP : KR_EMPTY_STR);
  arg = has_spec ? 3 : 2;
  goto drop_and_push;
}
case OP_CONVERT_VALUE: {
  SAVE(0);
  kr_value o = TOP;
  v = arg == 1 ? kr_str_push(o) : arg == 2 ? kr_repr_push(o) : kr_ascii(o);
text:
  if (v == KR_PUSHED) { /* the frame has the object too */
    kr_decref(TOP);
    f->sp = --sp;
    goto pushed;
  }
  if (v == KR_NULL) goto error;
  o = TOP;
  TOP = v;
  kr_decref(o);
  NEXT(0);
}
case OP_FORMAT_SIMPLE: {
  kr_value o = TOP;
  if (kr_is_exact_str(o)) NEXT(0);
  SAVE(0);
  v = kr_vm_format(o, KR_NULL);
  goto text;
}
case OP_FORMAT_WITH_SPEC: {
  SAVE(0);
  kr_value o = SECOND, spec = TOP;
  v = kr_vm_format(o, spec);
  if (v == KR_PUSHED) {
    f->sp = sp -= 2;
    kr_decref(o);
    kr_decref(spec);
    goto pushed;
  }
  if (v == KR_NULL) goto error;
  sp--;
  TOP = v;
  kr_decref(o);
  kr_decref(spec);
  NEXT(0);
}
case OP_LIST_APPEND:
  v = *--sp;
  SAVE_PC();
  if (KR_UNLIKELY(kr_list_append_steal(KR_LIST(sp[-(intptr_t)arg]), v))) goto error;
  NEXT(0);
case OP_LIST_EXTEND:
  SAVE(0);
  v = TOP;
  if (kr_pauses(v)) {
    v = kr_list_extend_push(KR_LIST(sp[-1 - (intptr_t)arg]), v);
    goto extended;
  }
  if (kr_vm_list_extend(sp[-1 - (intptr_t)arg], v)) goto error;
  goto pop_top;
  extended : if (v == KR_NULL) goto error;
  kr.pushed->delivery = D_DROP;
  kr_decref(TOP); /* the pushed frame has it too */
  f->sp = --sp;
  goto pushed;
case OP_SET_ADD: {
  SAVE_PC();
  v = TOP;
  /* __conditional_annotations__ can be anything */
  if (KR_UNLIKELY(!kr_is_exact(sp[-1 - (intptr_t)arg], &kr_set_type))) goto bad_operand;
  if (kr_set_add(KR_SET(sp[-1 - (intptr_t)arg]), v)) goto error;
  sp--;
  kr_decref(v);
  NEXT(0);
}
case OP_SET_UPDATE:
  SAVE(0);
  v = TOP;
  if (kr_pauses(v)) {
    v = kr_set_update_push(KR_SET(sp[-1 - (intptr_t)arg]), v);
    if (v == KR_NONE) goto pop_top; /* a set, whose class has an __iter__ that does not count */
    goto extended;
  }
  if (kr_set_update(KR_SET(sp[-1 - (intptr_t)arg]), v)) goto error;
  goto pop_top;
case OP_MAP_ADD: {
  SAVE_PC();
  kr_value val = TOP, key = SECOND;
  if (kr_dict_set(KR_DICT(sp[-2 - (intptr_t)arg]), key, val)) goto error;
  sp -= 2;
  kr_decref(key);
  kr_decref(val);
  NEXT(0);
}
case OP_DICT_UPDATE:
  SAVE(0);
  if (kr_vm_dict_merge(KR_NULL, sp[-1 - (intptr_t)arg], TOP)) goto error;
  goto pop_top;
case OP_DICT_MERGE:
  SAVE(0);
  if (kr_vm_dict_merge(sp[-4 - (intptr_t)arg], sp[-1 - (intptr_t)arg], TOP)) goto error;
  goto pop_top;
case OP_UNPACK_SEQUENCE:
  if (ADAPT()) {
    kr_specialize_unpack(pc, TOP);
    if ((*pc & 0xFF) != OP_UNPACK_SEQUENCE) goto next;
  }
  unpack_sequence : {
    SAVE(1);
    kr_value o = *--sp;
    if (kr_iter_is_python(o)) {
      v = kr_unpack_push(o, arg);
      sp++;
      if (v == KR_NULL) goto error;
      kr.pushed->delivery = D_TOP;
      goto pushed;
    }
    if (kr_vm_unpack_sequence(o, arg, sp + arg)) {
      kr_decref(o);
      goto error;
    }
    sp += arg;
    kr_decref(o);
    NEXT(1);
  }
/* The items of a tuple or list that was taken from the stack, the first on top. */
#define UNPACKED(from)                 \
  {                                    \
    for (uint32_t i = arg; i-- > 0;) { \
      v = (from)->items[i];            \
      kr_incref(v);                    \
      PUSH(v);                         \
    }                                  \
    kr_decref_object(from);            \
    NEXT(1);                           \
  }
case K_UNPACK_TUPLE: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!kr_is_exact_tuple(o) || KR_TUPLE(o)->size != arg)) goto unpack_miss;
  kr_tuple *t = KR_TUPLE(o);
  sp--;
  w = pc[2];
  if (arg == 2 && (w & 0xFF) == OP_STORE_FAST_STORE_FAST) {
    arg = w >> 8;
    kr_value old1 = SLOT(arg >> 4), first = t->items[0], old2, second = t->items[1];
    kr_incref(first);
    kr_incref(second);
    SLOT(arg >> 4) = first;
    old2 = SLOT(arg & 15);
    SLOT(arg & 15) = second;
    SAVE_PC();
    kr_decref(old1);
    kr_decref(old2);
    kr_decref_object(t);
    NEXT(2);
  }
  UNPACKED(t);
}
case K_UNPACK_LIST: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!kr_is_exact_list(o) || KR_LIST(o)->size != arg)) goto unpack_miss;
  kr_list *l = KR_LIST(o);
  sp--;
  UNPACKED(l);
}
#undef UNPACKED
  unpack_miss : UNSPECIALIZE(OP_UNPACK_SEQUENCE);
  goto unpack_sequence;
case OP_UNPACK_EX: {
  SAVE(0);
  kr_value o = *--sp;
  uint32_t before = arg & 0xFF, after = arg >> 8;
  if (kr_iter_is_python(o)) {
    v = kr_list_push(o);
    sp++;
    if (v == KR_NULL) goto error;
    kr.pushed->delivery = D_TOP;
    goto pushed;
  }
  v = kr_vm_unpack_ex(o, before, after, sp + before + after + 1);
  kr_decref(o);
  if (v == KR_NULL) goto error;
  sp += before + after + 1;
  NEXT(0);
}

/* ---- imports, classes, patterns ---- */
case OP_IMPORT_NAME: {
  SAVE(0);
  v = kr_vm_import_name(f, NAME(arg), TOP, SECOND);
  arg = 2;
  goto drop_and_push;
}
case OP_IMPORT_FROM:
  SAVE(0);
  v = kr_vm_import_from(f, TOP, NAME(arg));
  if (v == KR_NULL) goto error;
  PUSH(v);
  NEXT(0);
case OP_SETUP_ANNOTATIONS: {
  SAVE_PC();
  if (kr_vm_setup_annotations(f)) goto error;
  NEXT(0);
}
case OP_GET_LEN: {
  SAVE(0);
  intptr_t n = kr_len(TOP);
  if (n < 0) goto error;
  PUSH(kr_from_small_int(n));
  NEXT(0);
}
case OP_MATCH_MAPPING:
  v = kr_from_bool((kr_type_of(TOP)->tf & KR_TF_MAPPING) != 0);
  PUSH(v);
  NEXT(0);
case OP_MATCH_SEQUENCE:
  v = kr_from_bool((kr_type_of(TOP)->tf & KR_TF_SEQUENCE) != 0);
  PUSH(v);
  NEXT(0);
case OP_MATCH_KEYS:
  SAVE(0);
  v = kr_vm_match_keys(SECOND, TOP);
  if (v == KR_NULL) goto error;
  PUSH(v);
  NEXT(0);
case OP_MATCH_CLASS: {
  SAVE(0);
  v = kr_vm_match_class(sp[-3], SECOND, arg, TOP);
  arg = 3;
  goto drop_and_push;
}
