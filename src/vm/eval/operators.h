/* The evaluation loop's instructions, part of the switch in vm/eval.c: arithmetic and items. */
/* ---- arithmetic ---- */
case OP_BINARY_OP:
  if (ADAPT()) {
    kr_specialize_binary(pc, SECOND, TOP, arg);
    if ((*pc & 0xFF) != OP_BINARY_OP) {
      kr_fuse(f, pc, sp);
      goto next;
    }
  }
  binary_op : {
    SAVE(5);
    if (arg == KR_OP_SUBSCR) {
      v = kr_vm_subscr(SECOND, TOP);
    } else {
      v = kr_vm_binary(SECOND, TOP, arg);
      if (KR_UNLIKELY(v == KR_PUSHED)) goto pushed; /* the reflected operation may want the operands */
    }
    arg = 2;
    goto drop_and_push;
  }

#define INT_BINARY(expr)                                    \
  {                                                         \
    kr_value a_ = SECOND, b_ = TOP;                         \
    SMALL_INTS(a_, b_, binary_op_miss);                     \
    int64_t r = (expr);                                     \
    if (KR_UNLIKELY(!kr_fits_small_int(r))) goto binary_op; \
    v = kr_from_small_int(r);                               \
    goto binary_result;                                     \
  }
case K_BINARY_ADD_INT: INT_BINARY(x + y)
case K_BINARY_SUB_INT: INT_BINARY(x - y)
case K_BINARY_MUL_INT: {
  kr_value a = SECOND, b = TOP;
  SMALL_INTS(a, b, binary_op_miss);
  int64_t r;
  if (KR_LIKELY(x == (int32_t)x && y == (int32_t)y)) r = x * y;
  else if (__builtin_mul_overflow(x, y, &r)) goto binary_op;
  if (KR_UNLIKELY(!kr_fits_small_int(r))) goto binary_op;
  v = kr_from_small_int(r);
  goto binary_result;
}
case K_BINARY_FLOORDIV_INT:
case K_BINARY_MOD_INT: {
  kr_value a = SECOND, b = TOP;
  SMALL_INTS(a, b, binary_op_miss);
  int64_t q, r;
  if (KR_UNLIKELY(y == 0)) goto binary_op;
  if (KR_LIKELY((uint64_t)x <= UINT32_MAX && (uint64_t)y <= UINT32_MAX)) {
    q = (uint32_t)x / (uint32_t)y;
    r = (uint32_t)x % (uint32_t)y;
  } else {
    q = x / y;
    r = x - q * y;
    if (r != 0 && (r ^ y) < 0) {
      q--;
      r += y;
    }
  }
  if ((w & 0xFF) == K_BINARY_FLOORDIV_INT) r = q;
  if (KR_UNLIKELY(!kr_fits_small_int(r))) goto binary_op;
  v = kr_from_small_int(r);
  goto binary_result;
}
case K_BINARY_AND_INT: INT_BINARY(x &y)
case K_BINARY_OR_INT: INT_BINARY(x | y)
case K_BINARY_XOR_INT: INT_BINARY(x ^ y)
case K_BINARY_LSHIFT_INT: {
  kr_value a = SECOND, b = TOP;
  SMALL_INTS(a, b, binary_op_miss);
  if (KR_UNLIKELY((uint64_t)y >= 48)) goto binary_op;
  int64_t r = (int64_t)((uint64_t)x << y);
  if (KR_UNLIKELY((r >> y) != x || !kr_fits_small_int(r))) goto binary_op;
  v = kr_from_small_int(r);
  goto binary_result;
}
case K_BINARY_RSHIFT_INT: {
  kr_value a = SECOND, b = TOP;
  SMALL_INTS(a, b, binary_op_miss);
  if (KR_UNLIKELY(y < 0)) goto binary_op;
  v = kr_from_small_int(x >> (y > 63 ? 63 : y));
  goto binary_result;
}
/* Floats, or one float and one small int. */
#define FLOAT_BINARY(guard, expr)                                     \
  {                                                                   \
    kr_value a_ = SECOND, b_ = TOP;                                   \
    DOUBLES(a_, b_, binary_op_miss);                                  \
    if (!(kr_is_double(a_) || kr_is_double(b_))) goto binary_op_miss; \
    if (!(guard)) goto binary_op;                                     \
    v = kr_from_double(expr);                                         \
    goto binary_result;                                               \
  }
case K_BINARY_ADD_FLOAT: FLOAT_BINARY(1, x + y)
case K_BINARY_SUB_FLOAT: FLOAT_BINARY(1, x - y)
case K_BINARY_MUL_FLOAT: FLOAT_BINARY(1, x *y)
case K_BINARY_DIV_FLOAT: {
  kr_value a = SECOND, b = TOP;
  DOUBLES(a, b, binary_op_miss);
  if (y == 0.0) goto binary_op;
  v = kr_from_double(x / y);
  goto binary_result;
}
case K_BINARY_ADD_STR: {
  kr_value a = SECOND, b = TOP;
  if (KR_UNLIKELY(!kr_is_exact_str(a) || !kr_is_exact_str(b))) goto binary_op_miss;
  SAVE_PC();
  /* `s = s + x` and `s += x`: when the next instruction stores into the variable that a came
   * from, that variable gives its reference up first, so that a can grow in place. */
  uint32_t nw = pc[6];
  if ((nw & 0xFF) == OP_STORE_FAST && SLOT(nw >> 8) == a && kr_object_of(a)->refs == 2) {
    SLOT(nw >> 8) = KR_NULL;
    kr_decref_object(kr_object_of(a));
  }
  v = kr_str_append_steal(a, b);
  kr_decref(b);
  sp -= 2;
  if (v == KR_NULL) goto error;
  PUSH(v);
  NEXT(5);
}
/* The item of a list or a tuple. */
#define SUBSCR_ITEM(is_exact, sequence, as_sequence)                           \
  {                                                                            \
    kr_value o = SECOND, k = TOP;                                              \
    if (KR_UNLIKELY(!is_exact(o) || !kr_is_small_int(k))) goto binary_op_miss; \
    sequence *s = as_sequence(o);                                              \
    INDEX(k, s->size, binary_op);                                              \
    v = s->items[i];                                                           \
    kr_incref(v);                                                              \
    sp--;                                                                      \
    TOP = v;                                                                   \
    kr_decref_object(s);                                                       \
    NEXT(5);                                                                   \
  }
case K_SUBSCR_LIST_INT: SUBSCR_ITEM(kr_is_exact_list, kr_list, KR_LIST)
case K_SUBSCR_TUPLE_INT: SUBSCR_ITEM(kr_is_exact_tuple, kr_tuple, KR_TUPLE)
#undef SUBSCR_ITEM
case K_SUBSCR_STR_INT: {
  kr_value o = SECOND, k = TOP;
  if (KR_UNLIKELY(!kr_is_exact_str(o) || !kr_is_small_int(k))) goto binary_op_miss;
  kr_str *s = KR_STR(o);
  INDEX(k, s->length, binary_op);
  v = kr_str_from_char(kr_str_read(s, (size_t)i));
  if (KR_UNLIKELY(v == KR_NULL)) goto error;
  sp--;
  TOP = v;
  kr_decref_object(s);
  NEXT(5);
}
case K_SUBSCR_DICT: {
  kr_value o = SECOND, k = TOP;
  if (KR_UNLIKELY(!kr_is_exact_dict(o))) goto binary_op_miss;
  SAVE_PC();
  v = kr_dict_get_new(KR_DICT(o), k);
  if (KR_UNLIKELY(v == KR_NULL)) {
    if (!kr_failed()) kr_raise_key(k);
    goto error;
  }
  sp--;
  TOP = v;
  kr_decref(k);
  kr_decref(o);
  NEXT(5);
}
  binary_op_miss : UNSPECIALIZE(OP_BINARY_OP);
  goto binary_op;

case OP_BINARY_SLICE: {
  SAVE(0);
  kr_value start = SECOND, stop = TOP, o = sp[-3];
  f->sp = sp -= 3;
  if (kr_is_exact_list(o) || kr_is_exact_tuple(o) || kr_is_exact_str(o)) {
    /* slices of these need no slice object */
    kr_value sl = kr_slice_new(start, stop, KR_NONE);
    v = sl == KR_NULL ? KR_NULL : kr_object_of(o)->type->mp_subscript(o, sl);
    kr_decref(sl);
  } else {
    kr_value sl = kr_slice_new(start, stop, KR_NONE);
    v = sl == KR_NULL ? KR_NULL : kr_vm_subscr(o, sl);
    kr_frame *top = kr.pushed;
    kr.pushed = NULL;
    kr_decref(sl);
    kr.pushed = top;
  }
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(start);
  kr_decref(stop);
  kr_decref(o);
  kr.pushed = top;
  CHECK_PUSHED(v);
  PUSH(v);
  NEXT(0);
}
case OP_STORE_SLICE: {
  SAVE(0);
  kr_value sl = kr_slice_new(SECOND, TOP, KR_NONE);
  if (sl == KR_NULL) goto error;
  int r = kr_setitem(sp[-3], sl, sp[-4]);
  kr_decref(sl);
  for (int i = 0; i < 4; i++) kr_decref(*--sp);
  if (r) goto error;
  NEXT(0);
}
case OP_STORE_SUBSCR:
  if (ADAPT()) {
    kr_specialize_store_subscr(pc, SECOND, TOP);
    if ((*pc & 0xFF) != OP_STORE_SUBSCR) {
      kr_fuse(f, pc, sp);
      goto next;
    }
  }
  store_subscr : {
    SAVE(1);
    v = kr_vm_store_subscr(SECOND, TOP, sp[-3]);
    arg = 3;
    goto drop;
  }
case K_STORE_SUBSCR_LIST_INT: {
  kr_value key = TOP, o = SECOND;
  if (KR_UNLIKELY(!kr_is_exact_list(o) || !kr_is_small_int(key))) goto store_subscr_miss;
  kr_list *l = KR_LIST(o);
  INDEX(key, l->size, store_subscr);
  kr_value old = l->items[i];
  l->items[i] = sp[-3];
  sp -= 3;
  SAVE_PC();
  kr_decref(old);
  kr_decref_object(l);
  NEXT(1);
}
case K_STORE_SUBSCR_DICT: {
  kr_value key = TOP, o = SECOND;
  if (KR_UNLIKELY(!kr_is_exact_dict(o))) goto store_subscr_miss;
  SAVE_PC();
  int r = kr_dict_set(KR_DICT(o), key, sp[-3]);
  kr_value x = sp[-3];
  sp -= 3;
  kr_decref(key);
  kr_decref(o);
  kr_decref(x);
  if (KR_UNLIKELY(r)) goto error;
  NEXT(1);
}
  store_subscr_miss : UNSPECIALIZE(OP_STORE_SUBSCR);
  goto store_subscr;
case OP_DELETE_SUBSCR: {
  SAVE(0);
  v = kr_vm_store_subscr(SECOND, TOP, KR_NULL);
  arg = 2;
  goto drop;
}
case OP_UNARY_NEGATIVE:
  v = TOP;
  if (kr_is_double(v)) {
    TOP = kr_from_double(-kr_double_value(v));
    NEXT(0);
  }
  /* fall through */
case OP_UNARY_INVERT: {
  SAVE(0);
  v = kr_vm_unary(TOP, (int)(w & 0xFF));
  arg = 1;
  goto drop_and_push;
}
case OP_UNARY_NOT:
  TOP = TOP == KR_TRUE ? KR_FALSE : KR_TRUE; /* always after TO_BOOL */
  NEXT(0);
