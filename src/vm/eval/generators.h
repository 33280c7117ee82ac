/* The evaluation loop's instructions, part of the switch in vm/eval.c: generators and exceptions. */
/* ---- generators ---- */
case OP_RETURN_GENERATOR:
  f->pc = pc;
  f->sp = sp;
  f->return_offset = 1;
  how = f->delivery;
  v = kr_generator_from_frame(f); /* the frame moved into it; or failed, and it stays */
  if (KR_UNLIKELY(v == KR_NULL)) goto error;
  f = kr.thread->frame;
  goto deliver;
case OP_YIELD_VALUE: {
  v = *--sp;
  kr_generator *g = kr_generator_of(f);
  f->pc = pc;
  f->sp = sp;
  f->return_offset = 1;
  g->state = arg ? KR_GEN_SUSPENDED_YIELD_FROM : KR_GEN_SUSPENDED;
  kr.thread->exc_info = g->exc.prev;
  kr.thread->py_depth--;
  g->exc.prev = NULL;
  kr_frame *below = f->prev;
  how = f->delivery;
  f->prev = NULL;
  f = kr.thread->frame = below;
  if (KR_UNLIKELY(kr_trace_active)) kr_trace_hide(); /* in a recursion the caller yields next */
  if (KR_LIKELY(how == D_GEN_FOR || how == D_GEN_SEND)) {
    /* straight on in the frame below, whose stack holds the generator */
    kr_decref_object(g);
    *f->sp++ = v;
    goto enter;
  }
  v = kr_generator_yielded(g, how, v);
  kr_decref_object(g);
  how = KR_DELIVER_VALUE;
  state = KR_UNLIKELY(v == KR_NULL) ? GO_ERROR_IN_CALLER : GO_DELIVER;
  goto go_on;
}
case OP_SEND: {
  kr_value receiver = SECOND;
  v = TOP;
  if (kr_is_gen_like(receiver)) {
    kr_generator *g = KR_AS(kr_generator, receiver);
    if (KR_LIKELY(g->state <= KR_GEN_SUSPENDED_YIELD_FROM)) {
      sp--;
      SAVE(1);
      if (!kr_generator_resume(g, v, D_GEN_SEND)) goto error;
      goto pushed;
    }
  }
  if (kr_is_exact(receiver, &kr_async_gen_asend_type) && !kr_trace_active) {
    sp--;
    SAVE(1);
    if (!kr_async_gen_send_push(receiver, v)) goto error;
    goto pushed;
  }
  bool done;
  if (v == KR_NONE && kr_next_pushes(receiver) && !kr_is_gen_like(receiver) && !kr_trace_active) {
    sp--;
    SAVE(1);
    v = kr_next_push_stop(receiver);
    if (v == KR_PUSHED) {
      kr.pushed->delivery = kr.pushed->delivery == D_GEN_NATIVE ? D_GEN_SEND : D_SEND_NEXT;
      goto pushed;
    }
    sp++;
    done = v == KR_NULL;
    if (done) v = kr_failed() ? KR_NULL : KR_NONE;
    if (v == KR_NULL && kr_failed_with(&kr_exc_StopIteration)) v = kr_stop_iteration_value();
    if (v == KR_NULL) goto error;
    TOP = v;
    if (done) {
      pc += 2 + arg;
      goto next;
    }
    NEXT(1);
  }
  SAVE(1);
  v = kr_vm_send(receiver, v, &done);
  if (KR_UNLIKELY(v == KR_NULL)) goto error;
  kr_decref(TOP);
  TOP = v;
  if (done) {
    pc += 2 + arg;
    goto next;
  }
  NEXT(1);
}
case OP_GET_YIELD_FROM_ITER:
  SAVE(0);
  v = kr_vm_get_yield_from_iter(f, TOP);
  arg = 1;
  goto drop_and_push;
case OP_GET_AWAITABLE:
  SAVE(0);
  v = kr_vm_get_awaitable(TOP, arg);
  arg = 1;
  goto drop_and_push;
case OP_GET_AITER:
  SAVE(0);
  v = kr_vm_get_aiter(TOP);
  arg = 1;
  goto drop_and_push;
case OP_GET_ANEXT:
  SAVE(0);
  v = kr_vm_get_anext(TOP);
  if (v == KR_NULL) goto error;
  PUSH(v);
  NEXT(0);
case OP_END_ASYNC_FOR: {
  kr_value exc = TOP;
  SAVE_PC();
  if (kr_exception_matches(exc, kr_from_object(&kr_exc_StopAsyncIteration))) {
    kr_value it = SECOND;
    sp -= 2;
    kr_decref(exc);
    kr_decref(it);
    NEXT(0);
  }
  sp--;
  kr_restore_exception_steal(exc);
  goto unwind;
}
case OP_CLEANUP_THROW: {
  kr_value exc = TOP;
  SAVE_PC();
  if (kr_exception_matches(exc, kr_from_object(&kr_exc_StopIteration))) {
    v = kr_stop_iteration_value_of(exc);
    kr_value last = SECOND, it = sp[-3];
    sp[-3] = KR_NONE;
    sp[-2] = v;
    sp--;
    kr_decref(exc);
    kr_decref(last);
    kr_decref(it);
    NEXT(0);
  }
  sp--;
  kr_restore_exception_steal(exc);
  goto unwind;
}

/* ---- exceptions ---- */
case OP_PUSH_EXC_INFO: {
  kr_exc_item *item = kr.thread->exc_info;
  v = TOP;
  TOP = item->value == KR_NULL ? KR_NONE : item->value;
  PUSH(kr_ref(v));
  item->value = v;
  NEXT(0);
}
case K_PUSH_EXC_INFO_APART: {
  kr_value before = kr.thread->exc_info->value;
  kr_incref(before); /* once for the stack, once for POP_EXCEPT to drop */
  v = TOP;
  TOP = before == KR_NULL ? KR_NONE : before;
  PUSH(v);
  NEXT(0);
}
case OP_POP_EXCEPT: {
  kr_exc_item *item = kr.thread->exc_info;
  kr_value old = item->value;
  v = *--sp;
  item->value = v == KR_NONE ? KR_NULL : v;
  SAVE_PC();
  kr_decref(old);
  NEXT(0);
}
case OP_CHECK_EXC_MATCH: {
  SAVE_PC();
  kr_value type = TOP;
  if (kr_check_except_type(type) < 0) goto error;
  bool m = kr_exception_matches(SECOND, type);
  TOP = kr_from_bool(m);
  kr_decref(type);
  NEXT(0);
}
case OP_CHECK_EG_MATCH: {
  SAVE_PC();
  kr_value exc = SECOND, type = TOP, match, rest;
  if (kr_check_except_star_type(type) < 0) goto error;
  if (kr_exc_group_match(exc, type, &match, &rest) < 0) goto error;
  SECOND = rest;
  TOP = match;
  if (match != KR_NONE) {
    /* the matched part is what is being handled now */
    kr_exc_item *item = kr.thread->exc_info;
    kr_value old = item->value;
    item->value = kr_ref(match);
    kr_decref(old);
  }
  kr_decref(exc);
  kr_decref(type);
  NEXT(0);
}
case OP_RAISE_VARARGS: {
  kr_value cause = KR_NULL, exc = KR_NULL;
  SAVE(0);
  if (arg == 2) cause = *--sp;
  if (arg >= 1) exc = *--sp;
  f->sp = sp;
  if (kr_vm_raise(f, exc, cause) == KR_DELETED) goto unwind; /* a bare raise */
  goto error;
}
case OP_RERAISE:
  v = *--sp;
  SAVE_PC();
  if (KR_UNLIKELY(v == KR_NONE)) goto bad_operand;
  if (arg) {
    /* the frame shows the place that raised first; the handler is looked up from here */
    kr_value lasti = sp[-(intptr_t)arg];
    if (kr_is_small_int(lasti)) f->pc = kr_frame_base(f, pc) + kr_small_int_value(lasti);
  }
  kr_restore_exception_steal(v);
  goto unwind;
case OP_LOAD_SPECIAL: {
  SAVE(0);
  kr_value o = TOP, self = KR_NULL;
  v = kr_vm_load_special(o, arg, &self);
  if (v == KR_NULL) goto error;
  TOP = v;
  PUSH(self);
  kr_decref(o);
  NEXT(0);
}
case OP_WITH_EXCEPT_START: {
  /* exit, self, lasti, previous exception, exception */
  kr_value exc = TOP, exit_func = sp[-5], exit_self = sp[-4];
  kr_value args[4];
  size_t n = 0;
  if (exit_self != KR_NULL) args[n++] = exit_self;
  args[n++] = kr_from_object(kr_object_of(exc)->type);
  args[n++] = exc;
  kr_value tb = KR_EXC(exc)->traceback;
  args[n++] = tb == KR_NULL ? KR_NONE : tb;
  SAVE(0);
  v = kr_call_push(exit_func, args, n, NULL);
  CHECK_PUSHED(v);
  PUSH(v);
  NEXT(0);
}
