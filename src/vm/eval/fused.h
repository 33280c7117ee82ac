/* The evaluation loop's fused instructions, included into its switch (vm/eval.c): what two or three
 * instructions would do, without the references and stack traffic between them.
 *
 * A fused word stands in place of the first load. The words behind it stay what they are, so that a jump may
 * lead among them, and whatever the fused form was not made for it leaves to them: it puts its own plain word
 * back (`unfuse`). vm/fuse.c decides where one goes.
 *
 *   bits 8..15   the slot of the left operand: a variable, or the top of the stack as it lies there
 *   bits 16..23  the slot of the right operand, or a small int, or the index of a constant
 *   bits 24..30  the words from here to the instruction behind
 *   bit 31       the left operand is a variable: the result is pushed; else it takes the top's place
 */
#define LEFT SLOT(w >> 8 & 0xFF)
#define RIGHT SLOT(w >> 16 & 0xFF)
#define IMMEDIATE ((int64_t)(w >> 16 & 0xFF))
#define CONSTANT f->code->consts->items[w >> 16 & 0xFF]
#define BEHIND (w >> 24 & 0x7F)
#define PUSHES (w >> 31)

#define RESULT_NEXT(r) \
  {                    \
    v = (r);           \
    pc += BEHIND;      \
    sp += PUSHES;      \
    goto result;       \
  }

#define FUSED_INT(right, expr)                           \
  {                                                      \
    kr_value a_ = LEFT, b_ = right;                      \
    SMALL_INTS(a_, b_, unfuse);                          \
    int64_t r = (expr);                                  \
    if (KR_UNLIKELY(!kr_fits_small_int(r))) goto unfuse; \
    RESULT_NEXT(kr_from_small_int(r));                   \
  }
#define FUSED_INT_IMMEDIATE(expr)                        \
  {                                                      \
    kr_value a_ = LEFT;                                  \
    if (KR_UNLIKELY(!kr_is_small_int(a_))) goto unfuse;  \
    int64_t x = kr_small_int_value(a_), y = IMMEDIATE;   \
    int64_t r = (expr);                                  \
    if (KR_UNLIKELY(!kr_fits_small_int(r))) goto unfuse; \
    RESULT_NEXT(kr_from_small_int(r));                   \
  }
case K_FUSED_ADD_INT: FUSED_INT(RIGHT, x + y)
case K_FUSED_SUB_INT: FUSED_INT(RIGHT, x - y)
case K_FUSED_MUL_INT: {
  kr_value a = LEFT, b = RIGHT;
  SMALL_INTS(a, b, unfuse);
  if (KR_UNLIKELY(x != (int32_t)x || y != (int32_t)y)) goto unfuse;
  x *= y;
  if (KR_UNLIKELY(!kr_fits_small_int(x))) goto unfuse;
  RESULT_NEXT(kr_from_small_int(x));
}
case K_FUSED_ADD_IMMEDIATE: FUSED_INT_IMMEDIATE(x + y)
case K_FUSED_SUB_IMMEDIATE: FUSED_INT_IMMEDIATE(x - y)
case K_FUSED_MUL_IMMEDIATE: FUSED_INT_IMMEDIATE((int64_t)((uint64_t)x *(uint64_t)y)) /* 55 bits at most */
case K_FUSED_AND_IMMEDIATE: FUSED_INT_IMMEDIATE(x &y)
case K_FUSED_RSHIFT_IMMEDIATE: FUSED_INT_IMMEDIATE(x >> (y & 63)) /* fuse.c takes no more than 63 */
case K_FUSED_MOD_IMMEDIATE: {
  kr_value a = LEFT;
  int64_t x = kr_small_int_value(a);
  if (KR_UNLIKELY(!kr_is_small_int(a) || (uint64_t)x > UINT32_MAX)) goto unfuse;
  RESULT_NEXT(kr_from_small_int((uint32_t)x % (uint32_t)IMMEDIATE)); /* fuse.c takes no zero */
}
case K_FUSED_FLOORDIV_IMMEDIATE: {
  kr_value a = LEFT;
  int64_t x = kr_small_int_value(a);
  if (KR_UNLIKELY(!kr_is_small_int(a) || (uint64_t)x > UINT32_MAX)) goto unfuse;
  RESULT_NEXT(kr_from_small_int((uint32_t)x / (uint32_t)IMMEDIATE));
}

#define FUSED_FLOAT(right, expr)                                          \
  {                                                                       \
    kr_value a_ = LEFT, b_ = right;                                       \
    if (KR_UNLIKELY(!kr_is_double(a_) || !kr_is_double(b_))) goto unfuse; \
    double x = kr_double_value(a_), y = kr_double_value(b_);              \
    RESULT_NEXT(kr_from_double(expr));                                    \
  }
case K_FUSED_ADD_FLOAT: FUSED_FLOAT(RIGHT, x + y)
case K_FUSED_SUB_FLOAT: FUSED_FLOAT(RIGHT, x - y)
case K_FUSED_MUL_FLOAT: FUSED_FLOAT(RIGHT, x *y)
case K_FUSED_ADD_FLOAT_CONST: FUSED_FLOAT(CONSTANT, x + y)
case K_FUSED_SUB_FLOAT_CONST: FUSED_FLOAT(CONSTANT, x - y)
case K_FUSED_MUL_FLOAT_CONST: FUSED_FLOAT(CONSTANT, x *y)

/* ---- items ---- */
case K_FUSED_SUBSCR_LIST:
case K_FUSED_SUBSCR_LIST_IMMEDIATE: {
  kr_value o = LEFT;
  int64_t i;
  if ((w & 0xFF) == K_FUSED_SUBSCR_LIST) {
    kr_value k = RIGHT;
    if (KR_UNLIKELY(!kr_is_small_int(k))) goto unfuse;
    i = kr_small_int_value(k);
  } else {
    i = IMMEDIATE;
  }
  if (KR_UNLIKELY(!kr_is_exact_list(o))) goto unfuse;
  kr_list *l = KR_LIST(o);
  if (KR_UNLIKELY(i < 0)) i += l->size;
  if (KR_UNLIKELY((uint64_t)i >= l->size)) goto unfuse;
  v = l->items[i];
  kr_incref(v);
  pc += BEHIND;
  if (PUSHES) {
    PUSH(v);
    goto next;
  }
  TOP = v;
  kr_decref_object(l);
  goto next;
}
/* x[i] = top, both variables */
case K_FUSED_STORE_SUBSCR_LIST: {
  kr_value o = LEFT, k = RIGHT;
  if (KR_UNLIKELY(!kr_is_exact_list(o) || !kr_is_small_int(k))) goto unfuse;
  kr_list *l = KR_LIST(o);
  INDEX(k, l->size, unfuse);
  kr_value old = l->items[i];
  l->items[i] = *--sp;
  SAVE_PC();
  pc += BEHIND;
  kr_decref(old);
  goto next;
}

/* ---- comparisons, with the jump that follows ---- */
case K_FUSED_COMPARE_INT:
case K_FUSED_COMPARE_IMMEDIATE: {
  kr_value a = LEFT;
  int64_t x = kr_small_int_value(a), y;
  if ((w & 0xFF) == K_FUSED_COMPARE_INT) {
    kr_value b = RIGHT;
    if (KR_UNLIKELY(!kr_is_small_int(b))) goto unfuse;
    y = kr_small_int_value(b);
  } else {
    y = IMMEDIATE;
  }
  if (KR_UNLIKELY(!kr_is_small_int(a))) goto unfuse;
  uint32_t bit = x < y ? 2 : x > y ? 4 : 8;
  sp -= 1 - PUSHES; /* without the result yet */
  pc += BEHIND;
  arg = pc[-2] >> 8; /* the comparison's own */
  BRANCH((arg & bit) != 0);
}
case K_FUSED_COMPARE_FLOAT:
case K_FUSED_COMPARE_FLOAT_CONST: {
  kr_value a = LEFT, b = (w & 0xFF) == K_FUSED_COMPARE_FLOAT ? RIGHT : CONSTANT;
  if (KR_UNLIKELY(!kr_is_double(a) || !kr_is_double(b))) goto unfuse;
  double x = kr_double_value(a), y = kr_double_value(b);
  uint32_t bit = x < y ? 2 : x > y ? 4 : x == y ? 8 : 1;
  sp -= 1 - PUSHES;
  pc += BEHIND;
  arg = pc[-2] >> 8;
  BRANCH((arg & bit) != 0);
}

/* ---- attributes of a variable: the argument is that of LOAD_FAST ---- */
/* Is o of the class that the attribute's word behind was specialized for, with room for the place? */
#define HAS_PLACE(o, place) \
  (IS_OF_VERSION(o, pc[3]) && (kr_object_of(o)->flags & KR_INSTANCE_CAPACITY_MASK) > (place))
case K_FUSED_ATTR_VALUE: {
  kr_value o = SLOT(arg);
  if (KR_UNLIKELY(!HAS_PLACE(o, pc[5]))) goto load_only;
  v = *(kr_value *)((char *)kr_object_of(o) + pc[4]);
  if (KR_UNLIKELY(v == KR_NULL)) goto load_only;
  kr_incref(v);
  PUSH(v);
  NEXT(10);
}
/* two variables loaded, the attribute is the second one's */
case K_FUSED_ATTR_VALUE_2: {
  kr_value o = SLOT(arg & 15);
  if (KR_UNLIKELY(!HAS_PLACE(o, pc[5]))) goto unfuse;
  v = *(kr_value *)((char *)kr_object_of(o) + pc[4]);
  if (KR_UNLIKELY(v == KR_NULL)) goto unfuse;
  kr_incref(v);
  kr_value x = SLOT(arg >> 4);
  kr_incref(x);
  sp[0] = x;
  sp[1] = v;
  sp += 2;
  NEXT(10);
}
case K_FUSED_ATTR_SLOT: {
  kr_value o = SLOT(arg);
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[3]))) goto load_only;
  v = *(kr_value *)((char *)kr_object_of(o) + pc[4]);
  if (KR_UNLIKELY(v == KR_NULL)) goto load_only;
  kr_incref(v);
  PUSH(v);
  NEXT(10);
}
case K_FUSED_METHOD_VALUES: {
  kr_value o = SLOT(arg);
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[3]) || !HIDES_NOTHING(o, pc[4]))) goto load_only;
  memcpy(&v, &pc[5], sizeof v);
  kr_object_of(v)->refs++;
  kr_object_of(o)->refs++;
  PUSH(v);
  PUSH(o);
  NEXT(10);
}
case K_FUSED_METHOD_NO_DICT: {
  kr_value o = SLOT(arg);
  if (KR_UNLIKELY(kr_type_of(o)->version != pc[3])) goto load_only;
  memcpy(&v, &pc[5], sizeof v);
  kr_incref_object(kr_object_of(v));
  kr_incref(o);
  PUSH(v);
  PUSH(o);
  NEXT(10);
}
  load_only : {
    /* Once the word behind gave up, so does this one. */
    uint32_t next_ = pc[1] & 0xFF;
    if (KR_UNLIKELY(next_ == OP_LOAD_ATTR || next_ == OP_STORE_ATTR)) goto unfuse;
    v = SLOT(arg);
    kr_incref(v);
    PUSH(v);
    NEXT(0);
  }
case K_FUSED_STORE_ATTR_VALUE: {
  kr_value o = SLOT(arg);
  if (KR_UNLIKELY(!HAS_PLACE(o, pc[5] << KR_INSTANCE_CAPACITY_SHIFT))) goto load_only;
  kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[4]);
  kr_value old = *place;
  if (KR_UNLIKELY(old == KR_NULL)) {
    if (!store_new(KR_AS(kr_instance, o), pc[5], TOP)) goto load_only;
    sp--;
    NEXT(5);
  }
  *place = *--sp;
  SAVE_PC();
  kr_decref(old);
  NEXT(5);
}
case K_FUSED_STORE_ATTR_VALUE_2: {
  kr_value o = SLOT(arg & 15);
  if (KR_UNLIKELY(!HAS_PLACE(o, pc[5] << KR_INSTANCE_CAPACITY_SHIFT))) goto unfuse;
  kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[4]);
  kr_value old = *place;
  v = SLOT(arg >> 4);
  if (KR_UNLIKELY(old == KR_NULL)) {
    if (!store_new(KR_AS(kr_instance, o), pc[5], v)) goto unfuse;
    kr_incref(v);
    NEXT(5);
  }
  kr_incref(v);
  *place = v;
  SAVE_PC();
  kr_decref(old);
  NEXT(5);
}
case K_FUSED_STORE_ATTR_SLOT: {
  kr_value o = SLOT(arg);
  if (KR_UNLIKELY(!IS_OF_VERSION(o, pc[3]))) goto load_only;
  kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[4]);
  kr_value old = *place;
  *place = *--sp;
  SAVE_PC();
  kr_decref(old);
  NEXT(5);
}

/* ---- the two halves of `o.x op= y` and `o[i] op= y`, whose o and i stay on the stack between them ---- */
case K_FUSED_COPY_ATTR_VALUE: {
  kr_value o = TOP;
  if (KR_UNLIKELY(!HAS_PLACE(o, pc[5]))) goto unfuse;
  v = *(kr_value *)((char *)kr_object_of(o) + pc[4]);
  if (KR_UNLIKELY(v == KR_NULL)) goto unfuse;
  kr_incref(v);
  PUSH(v);
  NEXT(10);
}
case K_FUSED_SWAP_STORE_ATTR_VALUE: {
  kr_value o = SECOND;
  if (KR_UNLIKELY(!HAS_PLACE(o, pc[5] << KR_INSTANCE_CAPACITY_SHIFT))) goto unfuse;
  kr_value *place = (kr_value *)((char *)kr_object_of(o) + pc[4]);
  kr_value old = *place;
  if (KR_UNLIKELY(old == KR_NULL)) goto unfuse;
  *place = TOP;
  sp -= 2;
  SAVE_PC();
  kr_decref(old);
  kr_decref_object(kr_object_of(o));
  NEXT(5);
}
case K_FUSED_COPY_SUBSCR_LIST: {
  kr_value o = SECOND, k = TOP;
  if (KR_UNLIKELY(!kr_is_exact_list(o) || !kr_is_small_int(k))) goto unfuse;
  kr_list *l = KR_LIST(o);
  INDEX(k, l->size, unfuse);
  v = l->items[i];
  kr_incref(v);
  PUSH(v);
  NEXT(7);
}
case K_FUSED_SWAP_STORE_SUBSCR_LIST: {
  kr_value o = sp[-3], k = SECOND;
  if (KR_UNLIKELY(!kr_is_exact_list(o) || !kr_is_small_int(k))) goto unfuse;
  kr_list *l = KR_LIST(o);
  INDEX(k, l->size, unfuse);
  kr_value old = l->items[i];
  l->items[i] = TOP;
  sp -= 3;
  SAVE_PC();
  kr_decref(old);
  kr_decref_object(l);
  NEXT(3);
}

#undef LEFT
#undef RIGHT
#undef IMMEDIATE
#undef CONSTANT
#undef BEHIND
#undef PUSHES
#undef HAS_PLACE
