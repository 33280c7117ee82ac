/* Comparison of any two values. */
#include "objects/float.h"
#include "objects/int.h"
#include "objects/type_impl.h"

static const char *const signs[] = {"<", "<=", "==", "!=", ">", ">="};
static const uint8_t swapped[] = {KR_GT, KR_GE, KR_EQ, KR_NE, KR_LT, KR_LE};

static kr_value compare(kr_value a, kr_value b, int op) {
  kr_type *ta = kr_type_of(a), *tb = kr_type_of(b);
  if (KR_UNLIKELY(!(ta->tf & tb->tf & KR_TF_READY)) && (kr_type_ready(ta) < 0 || kr_type_ready(tb) < 0))
    return KR_NULL;
  bool tried = false;
  kr_value r;
  if (ta != tb && tb->richcompare && kr_is_subtype(tb, ta)) {
    tried = true;
    r = tb->richcompare(b, a, swapped[op]);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  if (ta->richcompare) {
    r = ta->richcompare(a, b, op);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  if (!tried && tb->richcompare) {
    r = tb->richcompare(b, a, swapped[op]);
    if (r != KR_NOT_IMPLEMENTED) return r;
  }
  if (op == KR_EQ) return kr_from_bool(a == b);
  if (op == KR_NE) return kr_from_bool(a != b);
  return kr_raise(&kr_exc_TypeError, "'%s' not supported between instances of '%T' and '%T'", signs[op], a,
                  b);
}

KR_INLINE bool holds(int op, bool less, bool equal) {
  switch (op) {
    case KR_LT: return less;
    case KR_LE: return less || equal;
    case KR_EQ: return equal;
    case KR_NE: return !equal;
    case KR_GT: return !less && !equal;
    default: return !less;
  }
}

kr_value kr_compare(kr_value a, kr_value b, int op) {
  if (kr_both_small_int(a, b)) {
    int64_t x = kr_small_int_value(a), y = kr_small_int_value(b);
    return kr_from_bool(holds(op, x < y, x == y));
  }
  if (kr_is_exact_str(a) && kr_is_exact_str(b) && (op == KR_EQ || op == KR_NE))
    return kr_from_bool((a == b || kr_str_equal(KR_STR(a), KR_STR(b))) == (op == KR_EQ));
  /* Numbers hold nothing to compare in turn. */
  kr_type *type = kr_type_of(a);
  if (type == kr_type_of(b) && (type == &kr_int_type || type == &kr_float_type))
    return type->richcompare(a, b, op);
  if (kr_enter_recursion(" in comparison") < 0) return KR_NULL;
  kr_value r = compare(a, b, op);
  kr_leave_recursion();
  return r;
}

int kr_compare_bool(kr_value a, kr_value b, int op) {
  if (a == b) {
    if (op == KR_EQ) return 1;
    if (op == KR_NE) return 0;
  }
  kr_value r = kr_compare(a, b, op);
  if (kr_is_null(r)) return -1;
  if (KR_LIKELY(kr_is_bool(r))) return r == KR_TRUE;
  int truth = kr_truth(r);
  kr_decref(r);
  return truth;
}

int kr_equal(kr_value a, kr_value b) { return kr_compare_bool(a, b, KR_EQ); }
