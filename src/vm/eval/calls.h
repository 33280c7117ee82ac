/* The evaluation loop's instructions, part of the switch in vm/eval.c: calls and returns. */
/* ---- calls ---- */
case OP_CALL:
  if (ADAPT()) {
    kr_specialize_call(pc, sp[-(intptr_t)arg - 2], sp[-(intptr_t)arg - 1], arg);
    if ((*pc & 0xFF) != OP_CALL) goto next;
  }
  call : {
    kr_value *args = sp - arg;
    size_t n = arg;
    bind_method(&args, &n);
    kr_value callable = sp[-(intptr_t)arg - 2];
    f->pc = pc;
    f->return_offset = 4;
    if (kr_is_function(callable)) {
      f->sp = sp -= arg + 2;
      kr_frame *nf = kr_function_frame(KR_FUNCTION(callable), args, n, NULL, KR_NULL);
      if (KR_UNLIKELY(!nf)) goto error;
      nf->prev = f;
      f = nf;
      goto enter;
    }
    f->sp = sp;
    v = kr_call_push(callable, args, n, NULL);
    goto call_done;
  }
  call_miss : MISS(OP_CALL);
  goto call;
case K_CALL_PY_EXACT: {
  size_t n = arg;
  kr_value *args = sp - n;
  kr_value callable = args[-2];
  if (args[-1] != KR_NULL) {
    args--;
    n++;
  }
  if (KR_UNLIKELY(!kr_is_function(callable))) goto call_miss;
  kr_function *fn = KR_FUNCTION(callable);
  if (KR_UNLIKELY(fn->version != pc[2])) goto call_miss;
  /* the version says: n is its argument count (pc[3]), no defaults, nothing variable */
  if (KR_UNLIKELY(n != pc[3])) goto call_miss;
  kr_frame *nf = push_exact(fn, f);
  if (KR_UNLIKELY(!nf)) goto call;
  f->pc = pc;
  f->return_offset = 4;
  f->sp = sp - arg - 2;
  uint32_t i = 0;
  for (; i < n; i++) nf->slots[i] = args[i];
  for (uint32_t end = (uint32_t)fn->code->nlocalsplus; i < end; i++) nf->slots[i] = KR_NULL;
  f = nf;
  goto enter_new;
}
case K_CALL_CFUNCTION: {
  /* a C function or bound method of C whose arguments need no binding; pc[3]: to be padded to that many */
  kr_value *args = sp - arg;
  kr_value callable = args[-2];
  if (KR_UNLIKELY(args[-1] != KR_NULL || !kr_is_exact(callable, &kr_cfunction_type))) goto call_miss;
  kr_cfunction_object *c = KR_AS(kr_cfunction_object, callable);
  if (KR_UNLIKELY((uint32_t)(uintptr_t)c->def != pc[2])) goto call_miss;
  f->pc = pc;
  f->sp = sp;
  f->return_offset = 4;
  v = pc[3] ? call_padded(c->def, c->self, args, arg, pc[3]) : c->def->fn(c->self, args, arg, NULL);
  goto call_done;
}
case K_CALL_METHOD_DESCR: {
  /* an unbound method of C with its receiver */
  kr_value *args = sp - arg;
  kr_value callable = args[-2], self = args[-1];
  if (KR_UNLIKELY(!kr_is_exact(callable, &kr_method_descr_type))) goto call_miss;
  kr_method_descr *d = KR_AS(kr_method_descr, callable);
  if (KR_UNLIKELY((uint32_t)(uintptr_t)d->def != pc[2] || kr_type_of(self) != d->owner)) goto call_miss;
  f->pc = pc;
  f->sp = sp;
  f->return_offset = 4;
  v = pc[3] ? call_padded(d->def, self, args, arg, pc[3]) : d->def->fn(self, args, arg, NULL);
  goto call_done;
}
  call_done : arg += 2;
  goto drop_and_push;
case K_CALL_LEN: {
  kr_value o = TOP;
  if (KR_UNLIKELY(sp[-2] != KR_NULL || !kr_is_exact(sp[-3], &kr_cfunction_type) ||
                  (uint32_t)(uintptr_t)KR_AS(kr_cfunction_object, sp[-3])->def != pc[2]))
    goto call_miss;
  if (kr_is_exact_list(o)) v = kr_from_small_int(KR_LIST(o)->size);
  else if (kr_is_exact_str(o)) v = kr_from_small_int(KR_STR(o)->length);
  else if (kr_is_exact_dict(o)) v = kr_from_small_int(KR_DICT(o)->used);
  else if (kr_is_exact_tuple(o)) v = kr_from_small_int(KR_TUPLE(o)->size);
  else goto call_miss;
  kr_decref(sp[-3]);
  sp -= 2;
  TOP = v;
  SAVE_PC();
  kr_decref(o);
  NEXT(3);
}
case K_CALL_LIST_APPEND: {
  kr_value l = SECOND;
  if (KR_UNLIKELY(!kr_is_exact_list(l) || !kr_is_exact(sp[-3], &kr_method_descr_type) ||
                  (uint32_t)(uintptr_t)KR_AS(kr_method_descr, sp[-3])->def != pc[2]))
    goto call_miss;
  kr_list *list = KR_LIST(l);
  if (KR_LIKELY(list->size < list->capacity)) {
    list->items[list->size++] = TOP;
  } else {
    SAVE_PC();
    if (kr_list_append_steal(list, TOP)) {
      sp--;
      goto error;
    }
  }
  kr_decref_object(kr_object_of(sp[-3]));
  sp -= 2;
  TOP = KR_NONE;
  kr_decref(l);
  NEXT(3);
}
case K_CALL_CLASS_INIT: {
  /* a plain class whose __init__ is a Python function: version of the class, of __init__ */
  size_t n = arg;
  kr_value *args = sp - n;
  kr_value callable = args[-2];
  if (KR_UNLIKELY(args[-1] != KR_NULL || !kr_is_type(callable) || KR_AS_TYPE(callable)->version != pc[2]))
    goto call_miss;
  kr_type *cls = KR_AS_TYPE(callable);
  kr_value init = kr_type_lookup(cls, KR_ID(__init__));
  if (KR_UNLIKELY(init == KR_NULL || !kr_is_function(init) || KR_FUNCTION(init)->version != pc[3] ||
                  (uint32_t)KR_FUNCTION(init)->code->argcount != n + 1))
    goto call_miss;
  kr_function *fn = KR_FUNCTION(init);
  SAVE(3);
  v = kr_type_generic_alloc(cls, 0);
  if (KR_UNLIKELY(v == KR_NULL)) goto error;
  kr_frame *nf = push_exact(fn, f);
  if (KR_UNLIKELY(!nf)) {
    kr_decref(v);
    goto call;
  }
  kr_incref_object(fn);
  nf->delivery = D_INIT;
  kr_incref_object(kr_object_of(v));
  nf->slots[0] = v;
  uint32_t i = 0;
  for (; i < n; i++) nf->slots[i + 1] = args[i];
  for (i++; i < (uint32_t)fn->code->nlocalsplus; i++) nf->slots[i] = KR_NULL;
  sp -= n + 2;
  PUSH(v);
  f->sp = sp;
  f = nf;
  kr_decref_object(cls);
  goto enter_new;
}
case K_CALL_TYPE_1:
  if (KR_UNLIKELY(sp[-3] != kr_from_object(&kr_type_type) || sp[-2] != KR_NULL)) goto call_miss;
  v = TOP;
  sp -= 2;
  TOP = kr_ref(kr_from_object(kr_type_of(v)));
  SAVE_PC();
  kr_decref(v);
  NEXT(3);
case OP_CALL_KW: {
  kr_value names = TOP;
  kr_tuple *kwnames = KR_TUPLE(names);
  kr_value *args = sp - 1 - arg;
  size_t total = arg;
  bind_method(&args, &total);
  kr_value callable = sp[-(intptr_t)arg - 3];
  size_t npos = total - kwnames->size;
  f->pc = pc;
  f->return_offset = 4;
  if (kr_is_function(callable)) {
    f->sp = sp -= arg + 3;
    kr_frame *nf = kr_function_frame(KR_FUNCTION(callable), args, npos, kwnames, KR_NULL);
    kr_decref(names);
    if (KR_UNLIKELY(!nf)) goto error;
    nf->prev = f;
    f = nf;
    goto enter;
  }
  f->sp = sp;
  v = kr_call_push(callable, args, npos, kwnames);
  arg += 3;
  goto drop_and_push;
}
case OP_CALL_FUNCTION_EX: {
  kr_value kwargs = TOP, args = SECOND, self = sp[-3], callable = sp[-4];
  SAVE(0);
  if (KR_UNLIKELY(!kr_is_exact_tuple(args)) && kr_iter_is_python(args)) {
    v = kr_tuple_push(args);
    if (v == KR_NULL) goto error;
    kr.pushed->delivery = D_SECOND;
    goto pushed;
  }
  v = kr_vm_call_ex(f, callable, self, args, kwargs);
  arg = 4;
  goto drop_and_push;
}
case OP_CALL_INTRINSIC_1:
  SAVE(0);
  v = kr_vm_intrinsic1(f, arg, TOP);
  arg = 1;
  goto drop_and_push;
case OP_CALL_INTRINSIC_2:
  SAVE(0);
  v = kr_vm_intrinsic2(f, arg, SECOND, TOP);
  arg = 2;
  goto drop_and_push;
case OP_MAKE_FUNCTION:
  SAVE_PC();
  v = kr_vm_make_function(f, TOP);
  if (v == KR_NULL) {
    sp--;
    goto error;
  }
  TOP = v;
  NEXT(0);
case OP_SET_FUNCTION_ATTRIBUTE: {
  kr_function *fn = KR_FUNCTION(TOP);
  v = SECOND;
  if (arg == KR_MAKE_DEFAULTS ? !kr_is_exact_tuple(v) : arg == KR_MAKE_KWDEFAULTS && !kr_is_exact_dict(v))
    goto bad_operand;
  SECOND = TOP;
  sp--;
  switch (arg) {
    case KR_MAKE_DEFAULTS: KR_REPLACE(fn->defaults, v); break;
    case KR_MAKE_KWDEFAULTS: KR_REPLACE(fn->kwdefaults, v); break;
    case KR_MAKE_ANNOTATIONS: KR_REPLACE(fn->annotations, v); break;
    case KR_MAKE_CLOSURE: KR_REPLACE(fn->closure, v); break;
    default: KR_REPLACE(fn->annotate, v); break;
  }
  NEXT(0);
}
case OP_RETURN_VALUE: {
  v = *--sp;
  f->pc = pc;
  f->sp = sp;
  if (KR_UNLIKELY(f->owner != KR_FRAME_STACK || f->object)) {
    state = GO_RETURN;
    goto go_on;
  }
  /* Out of the chain first: finalizers of its variables run as called from below, and nobody can make a
   * frame object for it any more. */
  kr_frame *below = f->prev;
  how = f->delivery;
  kr_thread *t = kr.thread;
  t->frame = below;
  for (kr_value *p = sp; p-- > slots;) { /* the youngest first, as CPython */
    kr_value x = *p;
    if (kr_is_object(x)) {
      *p = KR_NULL;
      kr_decref_object(kr_object_of(x));
    }
  }
  kr_value locals = f->locals;
  kr_function *fn = f->func;
  t->py_depth--;
  if (KR_LIKELY((kr_value *)f != t->chunk_start)) t->stack_next = (kr_value *)f;
  else kr_chunk_pop(t, (kr_value *)f);
  f = below;
  kr_decref(locals);
  kr_decref_object(fn);
  if (KR_UNLIKELY(f == base || f->owner == KR_FRAME_NATIVE)) goto deliver;
  if (KR_LIKELY(how == KR_DELIVER_VALUE)) *f->sp++ = v;
  else if (how != D_INIT || v != KR_NONE) goto deliver;
  goto enter;
}
