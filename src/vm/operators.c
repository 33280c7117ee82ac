/* Operators of the evaluation loop: as objects/abstract.h, but special methods written in Python are
 * pushed, not nested. The operands of binary and comparison operators stay on the caller's stack until
 * the result is there, so that a NotImplemented can be followed up. */
#include "objects/collect.h"
#include "objects/type_impl.h"
#include "vm/generator.h"
#include "vm/suspend.h"
#include "vm/trace.h"
#include "vm/vm.h"

static kr_value python_method(kr_type *t, kr_value name) {
  kr_value m = kr_type_lookup(t, name);
  return m != KR_NULL && kr_is_function(m) ? m : KR_NULL;
}

static kr_value push_method(kr_value m, kr_value self, kr_value other, kr_delivery how) {
  kr_value args[2] = {self, other};
  kr_value r = kr_call_push(m, args, 2, NULL);
  if (r == KR_PUSHED) kr.pushed->delivery = how;
  return r;
}

/* ---- binary operators ----------------------------------------------------------------------------- */

/* Neither operand knew. */
static kr_value binary_last(kr_value a, kr_value b, uint32_t op) {
  bool inplace = op >= KR_OP_INPLACE;
  return kr_binary_last(a, b, (int)(inplace ? op - KR_OP_INPLACE : op), inplace);
}

/* The right operand's turn, the left one having answered NotImplemented (or having no say). */
static kr_value binary_right(kr_value a, kr_value b, uint32_t op) {
  uint32_t base = op >= KR_OP_INPLACE ? op - KR_OP_INPLACE : op;
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  kr_binary_fn fa = ta->nb[base], fb = tb->nb[base];
  if (ta != tb && fb) {
    if (fb == kr_slot_nb[base]) {
      kr_value m = kr_type_lookup(tb, kr_op_reflected_name((int)base));
      if (m != KR_NULL) {
        if (kr_is_function(m)) {
          kr_value r = push_method(m, b, a, D_BINARY_LAST);
          if (r != KR_NOT_IMPLEMENTED) return r;
        } else {
          kr_value bound;
          int found = kr_lookup_special(b, kr_op_reflected_name((int)base), &bound);
          if (found < 0) return KR_NULL;
          if (found) {
            kr_value r = kr_call1(bound, a);
            kr_decref(bound);
            if (r != KR_NOT_IMPLEMENTED) return r;
          }
        }
      }
    } else if (fb != fa) {
      kr_value r = fb(a, b);
      if (r != KR_NOT_IMPLEMENTED) return r;
    }
  }
  return binary_last(a, b, op);
}

static kr_value binary_left(kr_value a, kr_value b, uint32_t op) {
  uint32_t base = op >= KR_OP_INPLACE ? op - KR_OP_INPLACE : op;
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  kr_binary_fn fa = ta->nb[base], fb = tb->nb[base];
  bool python_a = fa == kr_slot_nb[base], python_b = fb == kr_slot_nb[base];
  if (ta != tb && fb && kr_is_subtype(tb, ta))
    return kr_binary_as(a, b, (int)base, op >= KR_OP_INPLACE); /* the subclass goes first: rare, nests */
  if (python_a) {
    kr_value m = kr_type_lookup(ta, kr_op_name((int)base));
    if (m != KR_NULL && kr_is_function(m)) {
      kr_value r = push_method(m, a, b, D_BINARY_LEFT);
      if (r != KR_NOT_IMPLEMENTED) return r;
    } else if (m != KR_NULL) {
      return kr_binary_as(a, b, (int)base, op >= KR_OP_INPLACE);
    }
    return binary_right(a, b, op);
  }
  if (python_b) {
    if (fa) {
      kr_value r = fa(a, b);
      if (r != KR_NOT_IMPLEMENTED) return r;
      kr_decref(r);
    }
    return binary_right(a, b, op);
  }
  return kr_binary_as(a, b, (int)base, op >= KR_OP_INPLACE);
}

kr_value kr_vm_binary(kr_value a, kr_value b, uint32_t op) {
  uint32_t base = op >= KR_OP_INPLACE ? op - KR_OP_INPLACE : op;
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  if (op >= KR_OP_INPLACE) {
    kr_binary_fn fi = ta->nb_inplace[base];
    if (fi == kr_slot_nb_inplace[base] && fi) {
      kr_value m = python_method(ta, kr_op_inplace_name((int)base));
      if (m != KR_NULL) {
        kr_value r = push_method(m, a, b, D_BINARY_INPLACE);
        if (r != KR_NOT_IMPLEMENTED) return r;
        return binary_left(a, b, op);
      }
    }
    if (base == KR_OP_ADD && kr_is_exact_list(a) && !tb->nb[base] && kr_pauses(b)) {
      kr_value r = kr_list_iadd_push(KR_LIST(a), b);
      if (r == KR_PUSHED) kr.pushed->delivery = D_BINARY_LAST;
      return r;
    }
    if (fi || (ta->nb[base] != kr_slot_nb[base] && tb->nb[base] != kr_slot_nb[base]))
      return kr_inplace(a, b, (int)base);
  }
  if (ta->nb[base] != kr_slot_nb[base] && tb->nb[base] != kr_slot_nb[base]) return kr_binary(a, b, (int)base);
  if (!ta->nb[base] && !tb->nb[base]) return kr_binary(a, b, (int)base);
  return binary_left(a, b, op);
}

/* ---- comparison --------------------------------------------------------------------------------------- */

static const uint8_t swapped[] = {KR_GT, KR_GE, KR_EQ, KR_NE, KR_LT, KR_LE};

/* The instruction wants a bool: the result's truth. v stolen. Once the operands have left the stack: what is
 * pushed here delivers nothing but a bool. */
static kr_value compare_result(kr_value v, uint32_t arg) {
  if (!(arg & KR_COMPARE_TO_BOOL) || v == KR_NULL || kr_is_bool(v)) return v;
  kr_value r = kr_vm_truth(v);
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(v);
  kr.pushed = top;
  return r;
}
/* The same while the operands are on the stack still. */
static kr_value compare_result_now(kr_value v, uint32_t arg) {
  if (!(arg & KR_COMPARE_TO_BOOL) || v == KR_NULL || kr_is_bool(v)) return v;
  int truth = kr_truth(v);
  kr_decref(v);
  return truth < 0 ? KR_NULL : kr_from_bool(truth);
}

static kr_value compare_right(kr_value a, kr_value b, uint32_t arg) {
  int op = (int)(arg >> KR_COMPARE_SHIFT);
  kr_type *tb = kr_type_of(b);
  if (tb->richcompare == kr_slot_richcompare) {
    kr_value m = python_method(tb, kr_compare_name(swapped[op]));
    if (m != KR_NULL) {
      kr_value r = push_method(m, b, a, D_COMPARE_RIGHT);
      if (r != KR_NOT_IMPLEMENTED) return r;
      goto none;
    }
  }
  if (tb->richcompare) {
    kr_value r = tb->richcompare(b, a, swapped[op]);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
none:
  if (op == KR_EQ) return kr_from_bool(a == b);
  if (op == KR_NE) return kr_from_bool(a != b);
  static const char *const names[] = {"<", "<=", "==", "!=", ">", ">="};
  return kr_raise(&kr_exc_TypeError, "'%s' not supported between instances of '%T' and '%T'", names[op], a,
                  b);
}

kr_value kr_vm_compare(kr_value a, kr_value b, uint32_t arg) {
  int op = (int)(arg >> KR_COMPARE_SHIFT);
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  bool b_first = ta != tb && tb->richcompare && kr_is_subtype(tb, ta);
  if (ta->richcompare == kr_slot_richcompare && !b_first) {
    kr_value m = python_method(ta, kr_compare_name(op));
    if (m != KR_NULL) {
      kr_value r = push_method(m, a, b, D_COMPARE_LEFT);
      if (r == KR_NOT_IMPLEMENTED) r = compare_right(a, b, arg);
      return r == KR_PUSHED ? r : compare_result_now(r, arg);
    }
  }
  if (kr_type_of(b)->richcompare == kr_slot_richcompare && !b_first) {
    kr_value r = ta->richcompare ? ta->richcompare(a, b, op) : KR_NOT_IMPLEMENTED;
    if (r == KR_NOT_IMPLEMENTED) r = compare_right(a, b, arg);
    return r == KR_PUSHED ? r : compare_result_now(r, arg);
  }
  return compare_result_now(kr_compare(a, b, op), arg);
}

/* ---- truth, unary operators ------------------------------------------------------------------------- */

kr_value kr_vm_truth(kr_value v) {
  if (!kr_is_object(v)) {
    if (kr_is_small_int(v)) return kr_from_bool(v != KR_INT_BITS);
    if (kr_is_double(v)) return kr_from_bool(kr_double_value(v) != 0.0);
    if (kr_is_bool(v)) return v;
    if (v == KR_NONE) return KR_FALSE;
  } else {
    kr_type *t = kr_object_of(v)->type;
    if (t->nb_bool == kr_slot_bool && t->nb_bool) {
      kr_value m = python_method(t, KR_ID(__bool__));
      if (m != KR_NULL) return kr_call_deliver(m, &v, 1, NULL, KR_DELIVER_BOOL);
    } else if (!t->nb_bool && t->sq_length == kr_slot_length) {
      kr_value m = python_method(t, KR_ID(__len__));
      if (m != KR_NULL) return kr_call_deliver(m, &v, 1, NULL, KR_DELIVER_LEN_TRUTH);
    }
  }
  int r = kr_truth(v);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

kr_value kr_vm_unary(kr_value v, int op) {
  kr_type *t = kr_type_of(v);
  if (t->tf & KR_TF_HEAP) {
    kr_value m = python_method(t, op == OP_UNARY_NEGATIVE ? KR_ID(__neg__) : KR_ID(__invert__));
    if (m != KR_NULL) return kr_call_push(m, &v, 1, NULL);
  }
  return op == OP_UNARY_NEGATIVE ? kr_negative(v) : kr_invert(v);
}

/* ---- subscripts and membership ------------------------------------------------------------------------ */

kr_value kr_vm_subscr(kr_value o, kr_value key) {
  kr_type *t = kr_type_of(o);
  if (t->mp_subscript == kr_slot_mp_subscript) {
    kr_value m = python_method(t, KR_ID(__getitem__));
    if (m != KR_NULL) {
      kr_value args[2] = {o, key};
      return kr_call_push(m, args, 2, NULL);
    }
  }
  return kr_getitem(o, key);
}

kr_value kr_vm_store_subscr(kr_value o, kr_value key, kr_value v) {
  kr_type *t = kr_type_of(o);
  if (t->mp_ass_subscript == kr_slot_mp_ass_subscript) {
    kr_value m = python_method(t, v == KR_NULL ? KR_ID(__delitem__) : KR_ID(__setitem__));
    if (m != KR_NULL) {
      kr_value args[3] = {o, key, v};
      kr_value r = kr_call_push(m, args, v == KR_NULL ? 2 : 3, NULL);
      if (r == KR_PUSHED) {
        kr.pushed->delivery = D_DROP;
        return r;
      }
      kr_decref(r);
      return r == KR_NULL ? KR_NULL : KR_NONE;
    }
  }
  return kr_setitem(o, key, v) ? KR_NULL : KR_NONE;
}

kr_value kr_vm_contains(kr_value o, kr_value item, bool invert) {
  kr_type *t = kr_type_of(o);
  if (t->sq_contains == kr_slot_contains) {
    kr_value m = python_method(t, KR_ID(__contains__));
    if (m != KR_NULL) {
      kr_value args[2] = {o, item};
      return kr_call_deliver(m, args, 2, NULL, invert ? KR_DELIVER_NOT : KR_DELIVER_TRUTH);
    }
  }
  if (!t->sq_contains && (t->iternext || kr_iter_is_python(o))) return kr_contains_push(o, item, invert);
  int r = kr_contains(o, item);
  return r < 0 ? KR_NULL : kr_from_bool((r != 0) != invert);
}

/* ---- iteration ----------------------------------------------------------------------------------------- */

kr_value kr_iter_push(kr_value o) {
  kr_type *t = kr_type_of(o);
  if (t->iter == kr_slot_iter) {
    kr_value m = python_method(t, KR_ID(__iter__));
    if (m != KR_NULL) return kr_call_deliver(m, &o, 1, NULL, KR_DELIVER_ITER);
  }
  return kr_iter(o);
}
kr_value kr_vm_get_iter(kr_value v) { return kr_iter_push(v); }

kr_value kr_next_push_stop(kr_value it) {
  kr_type *t = kr_type_of(it);
  if (t == &kr_generator_type) return kr_generator_next_push(KR_AS(kr_generator, it));
  kr_value v, m;
  if (t->iternext_push) v = t->iternext_push(it);
  else if (t->iternext == kr_slot_iternext && (m = python_method(t, KR_ID(__next__))) != KR_NULL)
    v = kr_call_push(m, &it, 1, NULL);
  else if (KR_LIKELY(t->iternext)) return t->iternext(it);
  else return kr_raise(&kr_exc_TypeError, "'%T' object is not an iterator", it);
  if (v == KR_PUSHED && kr.pushed->delivery == KR_DELIVER_VALUE) kr.pushed->delivery = KR_DELIVER_NEXT;
  return v;
}

static bool passes_stop(const kr_frame *f) {
  return f && f->owner == KR_FRAME_NATIVE && f->native->passes_stop;
}

kr_value kr_next_push(kr_value it) {
  kr_value v = kr_next_push_stop(it);
  if (KR_UNLIKELY(v == KR_NULL) && kr_failed() && !passes_stop(kr.thread->frame))
    kr_clear_if(&kr_exc_StopIteration);
  return v;
}

kr_value kr_next_pause(kr_value it) {
  kr_value v = kr_next_push(it);
  if (KR_UNLIKELY(--kr.ticks < 0) && v != KR_PUSHED && v != KR_NULL) return kr_pause_push(v);
  return v;
}

/* ---- deliveries ---------------------------------------------------------------------------------------- */

kr_value kr_deliver_plain(kr_delivery how, kr_value v) {
  kr_value r;
  switch (how) {
    case KR_DELIVER_DISCARD_NONE: kr_decref(v); return KR_NONE;
    case KR_DELIVER_TRUTH:
      if (kr_is_bool(v)) return v;
      r = kr_vm_truth(v);
      {
        kr_frame *top = kr.pushed;
        kr.pushed = NULL;
        kr_decref(v);
        kr.pushed = top;
      }
      return r;
    case KR_DELIVER_NOT: {
      int t = kr_truth(v);
      kr_decref(v);
      return t < 0 ? KR_NULL : kr_from_bool(!t);
    }
    case KR_DELIVER_LEN:
    case KR_DELIVER_LEN_TRUTH: {
      r = kr_index(v);
      kr_decref(v);
      if (r == KR_NULL) return KR_NULL;
      if (kr_int_sign(r) < 0) {
        kr_decref(r);
        return kr_raise(&kr_exc_ValueError, "__len__() should return >= 0");
      }
      int64_t n;
      if (!kr_int_fits_i64(r, &n) || n > INT32_MAX) {
        kr_decref(r);
        return kr_raise(&kr_exc_OverflowError, "cannot fit 'int' into an index-sized integer");
      }
      kr_decref(r);
      return how == KR_DELIVER_LEN ? kr_from_small_int(n) : kr_from_bool(n != 0);
    }
    case KR_DELIVER_BOOL:
      if (kr_is_bool(v)) return v;
      kr_raise(&kr_exc_TypeError, "__bool__ should return bool, returned %T", v);
      kr_decref(v);
      return KR_NULL;
    case KR_DELIVER_STR:
    case KR_DELIVER_REPR:
    case KR_DELIVER_FORMAT:
      if (kr_is_str(v)) return v;
      if (how == KR_DELIVER_FORMAT) kr_raise(&kr_exc_TypeError, "__format__ must return a str, not %T", v);
      else
        kr_raise(&kr_exc_TypeError, "%s returned non-string (type %T)",
                 how == KR_DELIVER_STR ? "__str__" : "__repr__", v);
      kr_decref(v);
      return KR_NULL;
    case KR_DELIVER_ITER:
      if (kr_type_of(v)->iternext) return v;
      kr_raise(&kr_exc_TypeError, "iter() returned non-iterator of type '%T'", v);
      kr_decref(v);
      return KR_NULL;
    default: return v;
  }
}

static void pop_operands(kr_frame *f, int n) {
  while (n-- > 0) kr_decref(*--f->sp);
}

kr_value kr_vm_deliver(kr_frame *f, kr_delivery how, kr_value v) {
  /* of the plain instruction: the word that runs may be specialized or instrumented */
  uint32_t arg = kr_frame_oparg(f);
  switch (how) {
    case D_ATTR:
    case D_ATTR_FALLBACK: {
      kr_value owner = f->sp[-1];
      if ((f->code->units[kr_frame_index(f)] & 0xFF) != OP_STORE_ATTR && (arg & 1)) {
        f->sp[-1] = v;
        *f->sp++ = KR_NULL;
        kr_decref(owner);
        return KR_DELETED;
      }
      f->sp[-1] = v; /* on the stack while the owner goes */
      kr_decref(owner);
      return *--f->sp;
    }
    case D_BINARY_INPLACE:
    case D_BINARY_LEFT:
    case D_BINARY_LAST: {
      kr_value a = f->sp[-2], b = f->sp[-1];
      if (v == KR_NOT_IMPLEMENTED) {
        v = how == D_BINARY_INPLACE ? binary_left(a, b, arg)
            : how == D_BINARY_LEFT  ? binary_right(a, b, arg)
                                    : binary_last(a, b, arg);
        if (v == KR_PUSHED || v == KR_NULL) return v;
      }
      pop_operands(f, 2);
      return v;
    }
    case D_TOP:
    case D_SECOND: {
      kr_value *place = &f->sp[how == D_TOP ? -1 : -2], old = *place;
      *place = v;
      f->return_offset = 0;
      f->trace_opcodes = 1; /* tracers know of it already */
      kr_decref(old);
      return KR_DELETED;
    }
    case D_COMPARE_LEFT:
    case D_COMPARE_RIGHT: {
      kr_value a = f->sp[-2], b = f->sp[-1];
      if (v == KR_NOT_IMPLEMENTED) {
        if (how == D_COMPARE_LEFT) {
          v = compare_right(a, b, arg);
          if (v == KR_PUSHED || v == KR_NULL) return v;
        } else {
          int op = (int)(arg >> KR_COMPARE_SHIFT);
          if (op == KR_EQ || op == KR_NE) {
            v = kr_from_bool((a == b) == (op == KR_EQ));
          } else {
            static const char *const names[] = {"<", "<=", "==", "!=", ">", ">="};
            return kr_raise(&kr_exc_TypeError, "'%s' not supported between instances of '%T' and '%T'",
                            names[op], a, b);
          }
        }
      }
      pop_operands(f, 2);
      return compare_result(v, arg);
    }
    case D_DROP: kr_decref(v); return KR_DELETED;
    case D_C_CALL: return kr_trace_c_returned(f, v);
    case D_INIT:
      if (v != KR_NONE) {
        kr_raise(&kr_exc_TypeError, "__init__() should return None, not '%T'", v);
        kr_decref(v);
        return KR_NULL;
      }
      return KR_DELETED;
    case D_SEND_DONE: f->return_offset = (uint16_t)(2 + arg); return v;
    default: return v;
  }
}

kr_value kr_deliver_error(kr_frame *f, kr_delivery how) {
  switch (how) {
    case D_SEND_NEXT:
      if (!kr_failed_with(&kr_exc_StopIteration)) return KR_NULL;
      f->return_offset = (uint16_t)(2 + kr_frame_oparg(f));
      return kr_stop_iteration_value();
    case D_FOR_NEXT:
      if (KR_UNLIKELY(kr_trace_active) && kr_failed_with(&kr_exc_StopIteration))
        kr_trace_raise(f, kr_frame_index(f));
      /* fall through */
    case KR_DELIVER_NEXT: return !passes_stop(f) && kr_clear_if(&kr_exc_StopIteration) ? KR_DELETED : KR_NULL;
    case D_GEN_THROW: kr_generator_throw_failed(kr_generator_of(f)); return KR_NULL;
    case D_GEN_CLOSE:
      return kr_clear_if(&kr_exc_GeneratorExit) || kr_clear_if(&kr_exc_StopIteration) ? KR_NONE : KR_NULL;
    case D_ATTR: return kr_attribute_error_about(f->sp[-1], f->code->names->items[kr_frame_oparg(f) >> 1]);
    case D_ATTR_FALLBACK: {
      if (!kr_clear_if(&kr_exc_AttributeError)) return KR_NULL;
      kr_value owner = f->sp[-1];
      kr_value name = f->code->names->items[kr_frame_oparg(f) >> 1];
      kr_value v = kr_vm_getattr_hook(owner, name);
      if (v == KR_NULL) return kr_attribute_error_about(owner, name);
      if (v == KR_PUSHED) return v;
      v = kr_vm_deliver(f, D_ATTR, v);
      if (v != KR_DELETED) *f->sp++ = v;
      return KR_GO_ON;
    }
    case D_HOOK: kr_trace_hook_failed(f); return KR_NULL;
    case D_C_CALL: kr_trace_c_raised(f); return KR_NULL;
    default: return KR_NULL;
  }
}
