/* The evaluation loop's instructions, part of the switch in vm/eval.c: variables, constants, the value stack, cells
 * and names. */
/* ---- locals, constants, the stack ---- */
case OP_LOAD_FAST:
case OP_LOAD_FAST_BORROW:
  v = SLOT(arg);
  kr_incref(v);
  PUSH(v);
  NEXT(0);
case OP_LOAD_FAST_LOAD_FAST:
case OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW: {
  kr_value a = SLOT(arg >> 4), b = SLOT(arg & 15);
  kr_incref(a);
  kr_incref(b);
  sp[0] = a;
  sp[1] = b;
  sp += 2;
  NEXT(0);
}
/* What a variable holds, if anything. */
#define PUSH_BOUND(v)                  \
  {                                    \
    if (KR_UNLIKELY((v) == KR_NULL)) { \
      kr_vm_unbound_local(f, arg);     \
      goto error;                      \
    }                                  \
    kr_incref(v);                      \
    PUSH(v);                           \
    NEXT(0);                           \
  }
case OP_LOAD_FAST_CHECK: v = SLOT(arg); PUSH_BOUND(v);
case OP_LOAD_FAST_AND_CLEAR:
  PUSH(SLOT(arg));
  SLOT(arg) = KR_NULL;
  NEXT(0);
case OP_STORE_FAST: {
  kr_value old = SLOT(arg);
  SLOT(arg) = *--sp;
  kr_decref(old);
  NEXT(0);
}
case OP_STORE_FAST_LOAD_FAST: {
  kr_value old = SLOT(arg >> 4);
  SLOT(arg >> 4) = TOP;
  v = SLOT(arg & 15);
  kr_incref(v);
  TOP = v;
  kr_decref(old);
  NEXT(0);
}
case OP_STORE_FAST_STORE_FAST: {
  kr_value old1 = SLOT(arg >> 4);
  SLOT(arg >> 4) = TOP;
  kr_value old2 = SLOT(arg & 15);
  SLOT(arg & 15) = SECOND;
  sp -= 2;
  kr_decref(old1);
  kr_decref(old2);
  NEXT(0);
}
case OP_DELETE_FAST: {
  kr_value old = SLOT(arg);
  if (old == KR_NULL) {
    kr_vm_unbound_local(f, arg);
    goto error;
  }
  SLOT(arg) = KR_NULL;
  SAVE_PC();
  kr_decref(old);
  NEXT(0);
}
case K_LOAD_CONST_IMMEDIATE: PUSH(f->code->consts->items[arg]); NEXT(0);
case OP_LOAD_CONST:
  v = f->code->consts->items[arg];
  kr_incref(v);
  PUSH(v);
  NEXT(0);
case OP_LOAD_SMALL_INT: PUSH(kr_from_small_int((int64_t)arg)); NEXT(0);
case OP_LOAD_COMMON_CONSTANT:
  switch (arg) {
    case KR_COMMON_ASSERTION_ERROR: v = kr_from_object(&kr_exc_AssertionError); break;
    case KR_COMMON_NOT_IMPLEMENTED_ERROR: v = kr_from_object(&kr_exc_NotImplementedError); break;
    case KR_COMMON_TUPLE: v = kr_from_object(&kr_tuple_type); break;
    case KR_COMMON_ALL: v = kr_dict_get_str(kr.builtins, KR_ID(all)); break;
    default: v = kr_dict_get_str(kr.builtins, KR_ID(any)); break;
  }
  if (v == KR_NULL) {
    kr_raise(&kr_exc_SystemError, "builtin constant lost");
    goto error;
  }
  PUSH(kr_ref(v));
  NEXT(0);
case OP_POP_TOP:
case OP_POP_ITER:
case OP_END_FOR:
  pop_top : v = *--sp;
  if (kr_is_object(v)) {
    SAVE_PC();
    kr_decref_object(kr_object_of(v));
  }
  NEXT(0);
case OP_END_SEND:
  v = SECOND;
  SECOND = TOP;
  sp--;
  SAVE_PC();
  kr_decref(v);
  NEXT(0);
case OP_PUSH_NULL: PUSH(KR_NULL); NEXT(0);
case OP_COPY:
  v = sp[-(intptr_t)arg];
  kr_incref(v);
  PUSH(v);
  NEXT(0);
case OP_SWAP:
  v = TOP;
  TOP = sp[-(intptr_t)arg];
  sp[-(intptr_t)arg] = v;
  NEXT(0);

/* ---- cells ---- */
case OP_MAKE_CELL:
  v = kr_cell_new(SLOT(arg));
  if (v == KR_NULL) goto error;
  KR_REPLACE(SLOT(arg), v);
  NEXT(0);
case OP_COPY_FREE_VARS: {
  kr_tuple *closure = KR_TUPLE(f->func->closure);
  if (KR_UNLIKELY(f->func->closure == KR_NULL || closure->size != arg)) goto bad_operand;
  kr_value *to = f->slots + f->code->nlocalsplus - arg;
  for (uint32_t i = 0; i < arg; i++) to[i] = kr_ref(closure->items[i]);
  NEXT(0);
}
case OP_LOAD_DEREF: v = KR_AS(kr_cell, SLOT(arg))->contents; PUSH_BOUND(v);
case OP_STORE_DEREF: {
  kr_cell *c = KR_AS(kr_cell, SLOT(arg));
  kr_value old = c->contents;
  c->contents = *--sp;
  SAVE_PC();
  kr_decref(old);
  NEXT(0);
}
case OP_DELETE_DEREF: {
  kr_cell *c = KR_AS(kr_cell, SLOT(arg));
  kr_value old = c->contents;
  if (old == KR_NULL) {
    kr_vm_unbound_local(f, arg);
    goto error;
  }
  c->contents = KR_NULL;
  SAVE_PC();
  kr_decref(old);
  NEXT(0);
}
case OP_LOAD_FROM_DICT_OR_DEREF: {
  kr_value map = TOP;
  kr_value name = f->code->localsplusnames->items[arg];
  SAVE(0);
  v = look_up(map, name);
  if (v == KR_NULL && kr_failed()) goto error;
  if (v == KR_NULL) {
    v = KR_AS(kr_cell, SLOT(arg))->contents;
    if (v == KR_NULL) {
      kr_vm_unbound_local(f, arg);
      goto error;
    }
    kr_incref(v);
  }
  TOP = v;
  kr_decref(map);
  NEXT(0);
}

/* ---- names ---- */
case OP_LOAD_NAME:
  SAVE(0);
  v = kr_vm_load_name(f, NAME(arg));
  CHECK_PUSHED(v);
  PUSH(v);
  NEXT(0);
case OP_STORE_NAME:
  SAVE_PC();
  v = TOP;
  if (KR_LIKELY(kr_is_exact_dict(f->locals))) {
    if (kr_dict_set(KR_DICT(f->locals), NAME(arg), v)) goto error;
  } else {
    if (!kr_vm_has_locals(f, "no locals found when storing %R", NAME(arg))) goto error;
    if (kr_setitem(f->locals, NAME(arg), v)) goto error;
  }
  sp--;
  kr_decref(v);
  NEXT(0);
case OP_DELETE_NAME: {
  SAVE_PC();
  kr_value name = NAME(arg);
  int r;
  if (!kr_vm_has_locals(f, "no locals when deleting %R", name)) goto error;
  if (kr_is_exact_dict(f->locals)) {
    r = kr_dict_del(KR_DICT(f->locals), name);
  } else {
    r = kr_setitem(f->locals, name, KR_NULL) == 0;
    if (r == 0) kr_clear_exception(); /* whatever it is */
  }
  if (r == 0) kr_raise_name_error(&kr_exc_NameError, name, "name '%U' is not defined");
  if (r <= 0) goto error;
  NEXT(0);
}
case OP_LOAD_LOCALS:
  SAVE_PC();
  if (!kr_vm_has_locals(f, "no locals", KR_NULL)) goto error;
  PUSH(kr_ref(f->locals));
  NEXT(0);
case OP_STORE_GLOBAL:
  SAVE_PC();
  v = TOP;
  if (kr_dict_set(f->func->globals, NAME(arg), v)) goto error;
  sp--;
  kr_decref(v);
  NEXT(0);
case OP_DELETE_GLOBAL: {
  SAVE_PC();
  int r = kr_dict_del(f->func->globals, NAME(arg));
  if (r == 0) kr_raise_name_error(&kr_exc_NameError, NAME(arg), "name '%U' is not defined");
  if (r <= 0) goto error;
  NEXT(0);
}
case OP_LOAD_GLOBAL:
  if (ADAPT()) kr_specialize_load_global(f, pc, NAME(arg >> 1));
  load_global : SAVE(4);
  v = kr_vm_load_global(f, NAME(arg >> 1));
  if (v == KR_NULL) goto error;
  PUSH(v);
  if (arg & 1) PUSH(KR_NULL);
  NEXT(4);
case K_LOAD_GLOBAL_MODULE: {
  kr_dict *d = f->func->globals;
  if (KR_UNLIKELY(d->keys_version != pc[2])) goto load_global_miss;
  v = d->entries[pc[3]].value;
  kr_incref(v);
  PUSH(v);
  if (arg & 1) PUSH(KR_NULL);
  NEXT(4);
}
case K_LOAD_GLOBAL_BUILTIN: {
  kr_function *fn = f->func;
  kr_dict *b = KR_DICT(fn->builtins);
  if (KR_UNLIKELY(fn->globals->keys_version != pc[2] || b->keys_version != pc[4])) goto load_global_miss;
  v = b->entries[pc[3]].value;
  kr_incref(v);
  PUSH(v);
  if (arg & 1) PUSH(KR_NULL);
  NEXT(4);
}
  load_global_miss :
      /* The keys changed: look again next time round. */
      kr_specialize_load_global(f, pc, NAME(arg >> 1));
  goto load_global;
case OP_LOAD_FROM_DICT_OR_GLOBALS: {
  kr_value map = TOP;
  SAVE(0);
  v = look_up(map, NAME(arg));
  if (v == KR_NULL && !kr_failed()) v = kr_vm_load_global(f, NAME(arg));
  if (v == KR_NULL) goto error;
  TOP = v;
  kr_decref(map);
  NEXT(0);
}
case OP_LOAD_BUILD_CLASS:
  v = kr_getitem(f->func->builtins, KR_ID(__build_class__));
  if (v == KR_NULL) {
    if (kr_clear_if(&kr_exc_KeyError)) kr_raise(&kr_exc_NameError, "__build_class__ not found");
    goto error;
  }
  PUSH(v);
  NEXT(0);
