/* The evaluation loop's instructions, part of the switch in vm/eval.c: truth, comparison, jumps and iteration. */
/* ---- truth and comparison ---- */
case OP_TO_BOOL:
  if (ADAPT()) {
    kr_specialize_to_bool(pc, TOP);
    if ((*pc & 0xFF) != OP_TO_BOOL) goto next;
  }
  to_bool : {
    SAVE(3);
    v = kr_vm_truth(TOP);
    arg = 1;
    goto drop_and_push;
  }
case K_TO_BOOL_BOOL:
  v = TOP;
  if (KR_UNLIKELY(!kr_is_bool(v))) goto to_bool_miss;
  truth = v == KR_TRUE;
  goto to_bool_done;
case K_TO_BOOL_INT:
  v = TOP;
  if (KR_UNLIKELY(!kr_is_small_int(v))) goto to_bool_miss;
  truth = v != KR_INT_BITS;
  goto to_bool_done;
case K_TO_BOOL_NONE:
  if (KR_UNLIKELY(TOP != KR_NONE)) goto to_bool_miss;
  truth = false;
  goto to_bool_done;
case K_TO_BOOL_LIST:
  v = TOP;
  if (KR_UNLIKELY(!kr_is_exact_list(v))) goto to_bool_miss;
  truth = KR_LIST(v)->size != 0;
  SAVE_PC();
  kr_decref(v);
  goto to_bool_done;
case K_TO_BOOL_STR:
  v = TOP;
  if (KR_UNLIKELY(!kr_is_exact_str(v))) goto to_bool_miss;
  truth = KR_STR(v)->length != 0;
  kr_decref(v);
  goto to_bool_done;
  to_bool_done : sp--;
  pc += 4;
  goto branch;
  branch : BRANCH(truth);
  to_bool_miss : pc[0] = OP_TO_BOOL;
  pc[1] = 32;
  goto to_bool;

case OP_COMPARE_OP:
  if (ADAPT()) {
    kr_specialize_compare(pc, SECOND, TOP);
    if ((*pc & 0xFF) != OP_COMPARE_OP) {
      kr_fuse(f, pc, sp);
      goto next;
    }
  }
  compare_op : SAVE(1);
  v = kr_vm_compare(SECOND, TOP, arg);
  if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed;
  kr_decref(TOP);
  kr_decref(SECOND);
  sp -= 2;
  if (KR_UNLIKELY(v == KR_NULL)) goto error;
  PUSH(v);
  NEXT(1);
/* The low bits of the argument: for which outcomes the comparison holds. */
case K_COMPARE_INT: {
  kr_value a = SECOND, b = TOP;
  SMALL_INTS(a, b, compare_op_miss);
  sp -= 2;
  uint32_t bit = x < y ? 2 : x > y ? 4 : 8;
  truth = (arg & bit) != 0;
  pc += 2;
  goto branch;
}
case K_COMPARE_FLOAT: {
  kr_value a = SECOND, b = TOP;
  DOUBLES(a, b, compare_op_miss);
  sp -= 2;
  uint32_t bit = x < y ? 2 : x > y ? 4 : x == y ? 8 : 1;
  truth = (arg & bit) != 0;
  pc += 2;
  goto branch;
}
case K_COMPARE_STR: {
  kr_value a = SECOND, b = TOP;
  if (KR_UNLIKELY(!kr_is_exact_str(a) || !kr_is_exact_str(b))) goto compare_op_miss;
  bool eq = a == b || kr_str_equal(KR_STR(a), KR_STR(b));
  sp -= 2;
  truth = eq == ((arg & 8) != 0); /* only == and != come here */
  kr_decref(a);
  kr_decref(b);
  pc += 2;
  goto branch;
}
  compare_op_miss : UNSPECIALIZE(OP_COMPARE_OP);
  goto compare_op;
case OP_IS_OP: {
  kr_value a = SECOND, b = TOP;
  sp -= 2;
  truth = (a == b) != (arg != 0);
  SAVE_PC();
  kr_decref(b);
  kr_decref(a);
  pc++;
  goto branch;
}
case OP_CONTAINS_OP:
  if (ADAPT()) {
    kr_specialize_contains(pc, TOP);
    if ((*pc & 0xFF) != OP_CONTAINS_OP) goto next;
  }
  contains_op : {
    SAVE(1);
    v = kr_vm_contains(TOP, SECOND, arg != 0);
    arg = 2;
    goto drop_and_push;
  }
case K_CONTAINS_DICT:
case K_CONTAINS_SET: {
  kr_value o = TOP, item = SECOND;
  int r;
  SAVE_PC();
  if ((w & 0xFF) == K_CONTAINS_DICT) {
    if (KR_UNLIKELY(!kr_is_exact_dict(o))) goto contains_miss;
    r = kr_dict_contains(KR_DICT(o), item);
  } else {
    if (KR_UNLIKELY(!kr_is_exact(o, &kr_set_type) && !kr_is_exact(o, &kr_frozenset_type))) goto contains_miss;
    r = kr_set_contains(KR_SET(o), item);
  }
  sp -= 2;
  kr_decref(o);
  kr_decref(item);
  if (KR_UNLIKELY(r < 0)) goto error;
  truth = (r != 0) != (arg != 0);
  pc += 2;
  goto branch;
}
  contains_miss : UNSPECIALIZE(OP_CONTAINS_OP);
  goto contains_op;

/* ---- jumps ---- */
case OP_JUMP_FORWARD: pc += 1 + arg; goto next;
case OP_JUMP_BACKWARD:
  if (KR_UNLIKELY(--kr.ticks < 0)) {
    f->pc = pc;
    f->sp = sp;
    f->return_offset = 0;
    int r = kr_trace_active ? kr_trace_enter(f) : 0;
    if (r == 1) goto next;
    if (r == 0 && (r = kr_handle_pending()) != 0) {
      if (r < 0) goto error;
      /* not here again, or a loop that is always left would stand still */
      if (arg < 0x7000) f->return_offset = (int16_t)(2 - (int32_t)arg);
      else f->pc = pc + 2 - (intptr_t)arg;
      return KR_PUSHED;
    }
  }
  pc += 2 - (intptr_t)arg;
  w = *pc;
  if ((w & 0xFF) == K_FOR_ITER_RANGE) goto for_iter_range;
  goto next;
case OP_JUMP_BACKWARD_NO_INTERRUPT: pc += 1 - (intptr_t)arg; goto next;
case OP_POP_JUMP_IF_FALSE:
  v = *--sp;
  pc += 2 + (v == KR_FALSE ? arg : (uint32_t)(pc[2] == OP_NOT_TAKEN));
  goto next;
case OP_POP_JUMP_IF_TRUE:
  v = *--sp;
  pc += 2 + (v == KR_TRUE ? arg : (uint32_t)(pc[2] == OP_NOT_TAKEN));
  goto next;
case OP_POP_JUMP_IF_NONE:
  v = *--sp;
  if (v == KR_NONE) {
    pc += 2 + arg;
    goto next;
  }
  kr_decref(v);
  NEXT(1);
case OP_POP_JUMP_IF_NOT_NONE:
  v = *--sp;
  if (v != KR_NONE) {
    pc += 2 + arg;
    kr_decref(v);
    goto next;
  }
  NEXT(1);

/* ---- iteration ---- */
case OP_GET_ITER: {
  kr_value o = TOP;
  if (kr_is_object(o) && kr_object_of(o)->type == &kr_generator_type) NEXT(0);
  SAVE(0);
  v = kr_vm_get_iter(o);
  arg = 1;
  goto drop_and_push;
}
case OP_FOR_ITER:
  if (ADAPT()) {
    kr_specialize_for_iter(pc, TOP);
    if ((*pc & 0xFF) != OP_FOR_ITER) goto next;
  }
  for_iter : {
    SAVE(1);
    const kr_type *t = kr_type_of(TOP);
    if (KR_LIKELY(t->iternext && !t->iternext_push && t->iternext != kr_slot_iternext)) {
      v = t->iternext(TOP);
      if (KR_LIKELY(v != KR_NULL)) {
        PUSH(v);
        NEXT(1);
      }
      if (kr_failed()) kr_clear_if(&kr_exc_StopIteration);
    } else {
      v = kr_next_push(TOP);
    }
    if (KR_UNLIKELY(v == KR_PUSHED)) {
      kr.pushed->delivery = kr.pushed->delivery == D_GEN_NATIVE ? D_GEN_FOR : D_FOR_NEXT;
      goto pushed;
    }
    if (v == KR_NULL) {
      if (KR_UNLIKELY(kr_failed())) goto error;
      pc += 3 + arg;
      goto next;
    }
    PUSH(v);
    NEXT(1);
  }
/* The next item of a list or a tuple. */
#define FOR_ITER_ITEMS(iter_type, sequence, as_sequence)               \
  {                                                                    \
    kr_value it = TOP;                                                 \
    if (KR_UNLIKELY(!kr_is_exact(it, &iter_type))) goto for_iter_miss; \
    kr_seq_iter *i = KR_AS(kr_seq_iter, it);                           \
    if (KR_UNLIKELY(i->seq == KR_NULL)) {                              \
      pc += 3 + arg;                                                   \
      goto next;                                                       \
    }                                                                  \
    sequence *l = as_sequence(i->seq);                                 \
    if (KR_UNLIKELY(i->index >= l->size)) {                            \
      i->seq = KR_NULL;                                                \
      kr_decref_object(l);                                             \
      pc += 3 + arg;                                                   \
      goto next;                                                       \
    }                                                                  \
    v = l->items[i->index++];                                          \
    kr_incref(v);                                                      \
    PUSH(v);                                                           \
    NEXT(1);                                                           \
  }
case K_FOR_ITER_LIST: FOR_ITER_ITEMS(kr_list_iter_type, kr_list, KR_LIST)
case K_FOR_ITER_TUPLE: FOR_ITER_ITEMS(kr_tuple_iter_type, kr_tuple, KR_TUPLE)
#undef FOR_ITER_ITEMS
case K_FOR_ITER_RANGE:
  for_iter_range : {
    arg = w >> 8;
    kr_value it = TOP;
    if (KR_UNLIKELY(!kr_is_exact(it, &kr_range_iter_type))) goto for_iter_miss;
    kr_range_iter *i = KR_AS(kr_range_iter, it);
    if (i->left == 0) {
      pc += 3 + arg;
      goto next;
    }
    i->left--;
    v = kr_from_small_int(i->next);
    i->next += i->step;
    w = pc[2];
    if (KR_LIKELY((w & 0xFF) == OP_STORE_FAST)) {
      kr_value old = SLOT(w >> 8);
      SLOT(w >> 8) = v;
      kr_decref(old);
      NEXT(2);
    }
    PUSH(v);
    NEXT(1);
  }
case K_FOR_ITER_GEN: {
  kr_value it = TOP;
  if (KR_UNLIKELY(!kr_is_exact(it, &kr_generator_type))) goto for_iter_miss;
  kr_generator *g = KR_AS(kr_generator, it);
  if (KR_UNLIKELY(g->state > KR_GEN_SUSPENDED_YIELD_FROM)) goto for_iter;
  SAVE(1);
  kr_frame *n = &g->frame;
  n->prev = f;
  *n->sp++ = KR_NONE;
  n->delivery = D_GEN_FOR;
  g->state = KR_GEN_RUNNING;
  g->exc.prev = kr.thread->exc_info;
  kr.thread->exc_info = &g->exc;
  if (KR_UNLIKELY(++kr.thread->py_depth > kr.recursion_limit)) {
    /* the generic path unlinks it and raises */
    kr.thread->exc_info = g->exc.prev;
    kr.thread->py_depth--;
    n->sp--;
    g->state = KR_GEN_SUSPENDED;
    goto for_iter;
  }
  kr_incref_object(g);
  f = n;
  /* a yield whose value is dropped: no need for the None to be there */
  if (KR_LIKELY((n->pc[1] & 0xFF) == OP_RESUME && (n->pc[2] & 0xFF) == OP_POP_TOP && kr.ticks > 0)) {
    kr.ticks--;
    n->sp--;
    n->return_offset = 3;
  }
  goto enter;
}
  for_iter_miss : UNSPECIALIZE(OP_FOR_ITER);
  goto for_iter;
