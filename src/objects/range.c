/* range, and its iterators: one for ranges of immediates, one for the rest. */
#include "memory/fast_alloc.h"
#include "objects/range.h"

#include "objects/container.h"
#include "vm/suspend.h"

#define RANGE(v) KR_AS(kr_range, v)

/* ---- making ranges ------------------------------------------------------------------------------------- */

/* The number of items, new; step is not zero. */
static kr_value compute_length(kr_value start, kr_value stop, kr_value step) {
  if (kr_is_small_int(start) && kr_is_small_int(stop) && kr_is_small_int(step)) {
    int64_t a = kr_small_int_value(start), b = kr_small_int_value(stop), s = kr_small_int_value(step);
    if (s > 0 ? a >= b : a <= b) return kr_from_small_int(0);
    int64_t n = s > 0 ? (b - a - 1) / s + 1 : (a - b - 1) / -s + 1;
    return kr_int_from_i64(n);
  }
  bool up = kr_int_sign(step) > 0;
  int c = kr_int_compare(start, stop);
  if (up ? c >= 0 : c <= 0) return kr_from_small_int(0);
  /* (distance - 1) // |step| + 1 */
  kr_value distance = up ? kr_int_sub(stop, start) : kr_int_sub(start, stop);
  kr_value less = distance == KR_NULL ? KR_NULL : kr_int_sub(distance, kr_from_small_int(1));
  kr_value stride = less == KR_NULL ? KR_NULL : kr_int_abs(step);
  kr_value quotient = stride == KR_NULL ? KR_NULL : kr_int_floordiv(less, stride);
  kr_value n = quotient == KR_NULL ? KR_NULL : kr_int_add(quotient, kr_from_small_int(1));
  kr_decref(distance);
  kr_decref(less);
  kr_decref(stride);
  kr_decref(quotient);
  return n;
}

kr_value kr_range_new(kr_value start, kr_value stop, kr_value step) {
  if (step == kr_from_small_int(0)) { return kr_raise(&kr_exc_ValueError, "range() arg 3 must not be zero"); }
  kr_value length = compute_length(start, stop, step);
  if (length == KR_NULL) return KR_NULL;
  kr_range *r = kr_alloc_static(&kr_range_type, sizeof *r);
  if (!r) {
    kr_decref(length);
    return KR_NULL;
  }
  r->start = kr_ref(start);
  r->stop = kr_ref(stop);
  r->step = kr_ref(step);
  r->length = length;
  r->small =
      kr_is_small_int(start) && kr_is_small_int(stop) && kr_is_small_int(step) && kr_is_small_int(length);
  return kr_from_object(r);
}

/* A plain int of the value of v's __index__. New. */
static kr_value plain_index(kr_value v) {
  if (kr_is_small_int(v)) return v;
  kr_value i = kr_index(v);
  if (i == KR_NULL || kr_is_exact_int(i)) return i;
  kr_value plain = kr_int_plain(i);
  kr_decref(i);
  return plain;
}

static kr_value range_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("range", kwnames) < 0 || kr_args_count("range", nargs, 1, 3) < 0) {
    return KR_NULL;
  }
  kr_value start = kr_from_small_int(0), step = kr_from_small_int(1), stop, r = KR_NULL;
  if (nargs > 1 && (start = plain_index(args[0])) == KR_NULL) return KR_NULL;
  stop = plain_index(args[nargs > 1]);
  if (stop != KR_NULL && nargs > 2) step = plain_index(args[2]);
  if (stop != KR_NULL && step != KR_NULL) r = kr_range_new(start, stop, step);
  kr_decref(start);
  kr_decref(stop);
  kr_decref(step);
  return r;
}

static void range_dealloc(kr_object *o) {
  kr_range *r = (kr_range *)o;
  KR_CLEAR(r->start);
  KR_CLEAR(r->stop);
  KR_CLEAR(r->step);
  KR_CLEAR(r->length);
  kr_object_free(o);
}

/* ---- arithmetic on ranges ------------------------------------------------------------------------------ */

/* start + i * step, i an int. New. */
static kr_value item_at(const kr_range *r, kr_value i) {
  if (r->small && kr_is_small_int(i)) {
    return kr_int_from_i64(kr_small_int_value(r->start) +
                           kr_small_int_value(i) * kr_small_int_value(r->step));
  }
  kr_value offset = kr_int_mul(i, r->step);
  if (offset == KR_NULL) return KR_NULL;
  kr_value v = kr_int_add(r->start, offset);
  kr_decref(offset);
  return v;
}

/* The item at any int index, from the end if negative. New. */
static kr_value item_or_error(const kr_range *r, kr_value index) {
  kr_value i = kr_int_sign(index) < 0 ? kr_int_add(index, r->length) : kr_ref(index);
  if (i == KR_NULL) return KR_NULL;
  kr_value v = KR_NULL;
  if (kr_int_sign(i) < 0 || kr_int_compare(i, r->length) >= 0) {
    kr_raise(&kr_exc_IndexError, "range object index out of range");
  } else {
    v = item_at(r, i);
  }
  kr_decref(i);
  return v;
}

static kr_value range_slice(const kr_range *r, kr_value slice) {
  kr_value bounds[3], result = KR_NULL;
  if (kr_slice_int_indices(slice, r->length, bounds) < 0) return KR_NULL;
  kr_value step = kr_int_mul(bounds[2], r->step);
  kr_value start = step == KR_NULL ? KR_NULL : item_at(r, bounds[0]);
  kr_value stop = start == KR_NULL ? KR_NULL : item_at(r, bounds[1]);
  if (stop != KR_NULL) result = kr_range_new(start, stop, step);
  kr_decref(step);
  kr_decref(start);
  kr_decref(stop);
  for (int i = 0; i < 3; i++) kr_decref(bounds[i]);
  return result;
}

/* The index of an exact int or bool, new; KR_NULL without exception: not there. */
static kr_value position_of(const kr_range *r, kr_value v) {
  if (r->small && kr_is_small_int(v)) {
    int64_t step = kr_small_int_value(r->step),
            distance = kr_small_int_value(v) - kr_small_int_value(r->start);
    if (distance % step != 0) return KR_NULL;
    int64_t i = distance / step;
    return i >= 0 && i < kr_small_int_value(r->length) ? kr_from_small_int(i) : KR_NULL;
  }
  kr_value distance = kr_int_sub(v, r->start);
  if (distance == KR_NULL) return KR_NULL;
  kr_value rest = kr_int_mod(distance, r->step), i = KR_NULL;
  if (rest != KR_NULL && kr_int_sign(rest) == 0) i = kr_int_floordiv(distance, r->step);
  kr_decref(rest);
  kr_decref(distance);
  if (i != KR_NULL && (kr_int_sign(i) < 0 || kr_int_compare(i, r->length) >= 0)) KR_CLEAR(i);
  return i;
}

static bool looks_up_by_arithmetic(kr_value v) { return kr_is_exact_int(v) || kr_is_bool(v); }

static kr_value range_iter(kr_value self);

/* Walks the range for something that may equal an int: its first index, or how often it is there.
 * -1: failed, or (index) absent. */
static int64_t search(kr_value self, kr_value v, bool count) {
  kr_value it = range_iter(self);
  if (it == KR_NULL) return -1;
  int64_t i = 0, found = count ? 0 : -1;
  kr_value item;
  while ((item = kr_next(it)) != KR_NULL) {
    int r = kr_item_equal(item, v);
    kr_decref(item);
    if (r < 0 || kr_poll()) {
      found = -1;
      break;
    }
    if (r && !count) {
      found = i;
      break;
    }
    found += r && count;
    i++;
  }
  kr_decref(it);
  return kr_failed() ? -1 : found;
}

/* ---- slots --------------------------------------------------------------------------------------------- */

static intptr_t range_length(kr_value self) {
  int64_t n;
  if (kr_int_fits_i64(RANGE(self)->length, &n) && n <= INT32_MAX) return (intptr_t)n; /* sys.maxsize */
  return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
}

static int range_bool(kr_value self) { return RANGE(self)->length != kr_from_small_int(0); }

static kr_value range_item(kr_value self, intptr_t i) {
  if (i < 0) return kr_raise(&kr_exc_IndexError, "range object index out of range");
  kr_value index = kr_int_from_i64(i);
  if (index == KR_NULL) return KR_NULL;
  kr_value v = item_or_error(RANGE(self), index);
  kr_decref(index);
  return v;
}

static kr_value range_subscript(kr_value self, kr_value key) {
  if (kr_is_exact(key, &kr_slice_type)) return range_slice(RANGE(self), key);
  if (!kr_is_int(key) && !kr_type_of(key)->nb_index) {
    return kr_raise(&kr_exc_TypeError, "range indices must be integers or slices, not %T", key);
  }
  kr_value i = kr_index(key);
  if (i == KR_NULL) return KR_NULL;
  kr_value v = item_or_error(RANGE(self), i);
  kr_decref(i);
  return v;
}

static int range_contains(kr_value self, kr_value v) {
  if (!looks_up_by_arithmetic(v)) {
    int64_t i = search(self, v, false);
    return i >= 0 ? 1 : kr_failed() ? -1 : 0;
  }
  kr_value i = position_of(RANGE(self), v);
  if (i == KR_NULL) return kr_failed() ? -1 : 0;
  kr_decref(i);
  return 1;
}

static bool ranges_equal(const kr_range *a, const kr_range *b) {
  if (a == b) return true;
  if (!kr_int_equal(a->length, b->length)) return false;
  if (kr_int_sign(a->length) == 0) return true;
  if (!kr_int_equal(a->start, b->start)) return false;
  return a->length == kr_from_small_int(1) || kr_int_equal(a->step, b->step);
}

static kr_value range_richcompare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(b, &kr_range_type)) return KR_NOT_IMPLEMENTED;
  return kr_from_bool(ranges_equal(RANGE(a), RANGE(b)) == (op == KR_EQ));
}

static int64_t range_hash(kr_value self) {
  kr_range *r = RANGE(self);
  /* Equal ranges hash alike: what does not matter counts as None. */
  kr_value parts[3] = {r->length, KR_NONE, KR_NONE};
  if (kr_int_sign(r->length)) {
    parts[1] = r->start;
    if (r->length != kr_from_small_int(1)) parts[2] = r->step;
  }
  bool failed = false;
  int32_t h = kr_tuple_hash_values(parts, 3, &failed);
  return failed ? KR_HASH_ERROR : h;
}

static kr_value range_repr(kr_value self) {
  kr_range *r = RANGE(self);
  if (r->step == kr_from_small_int(1)) return kr_str_format("range(%R, %R)", r->start, r->stop);
  return kr_str_format("range(%R, %R, %R)", r->start, r->stop, r->step);
}

/* ---- iterators ----------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value next, step, left;
} long_iter;

static kr_value small_iter_new(int64_t start, int64_t step, uint64_t count) {
  kr_range_iter *it = kr_alloc_static(&kr_range_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->next = start;
  it->step = step;
  it->left = count;
  return kr_from_object(it);
}

static kr_value long_iter_new(kr_value next, kr_value step, kr_value left) {
  long_iter *it = kr_object_alloc(&kr_long_range_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->next = kr_ref(next);
  it->step = kr_ref(step);
  it->left = kr_ref(left);
  return kr_from_object(it);
}

static kr_value range_iter(kr_value self) {
  kr_range *r = RANGE(self);
  if (r->small) {
    return small_iter_new(kr_small_int_value(r->start), kr_small_int_value(r->step),
                          (uint64_t)kr_small_int_value(r->length));
  }
  return long_iter_new(r->start, r->step, r->length);
}

static kr_value range_iter_next(kr_value self) {
  kr_range_iter *it = KR_AS(kr_range_iter, self);
  if (it->left == 0) return KR_NULL;
  it->left--;
  int64_t v = it->next;
  it->next = v + it->step;
  return kr_from_small_int(v); /* between start and stop, which fit */
}

static kr_value long_iter_next(kr_value self) {
  long_iter *it = KR_AS(long_iter, self);
  if (kr_int_sign(it->left) <= 0) return KR_NULL;
  kr_value left = kr_int_sub(it->left, kr_from_small_int(1));
  if (left == KR_NULL) return KR_NULL;
  kr_value next = kr_int_add(it->next, it->step);
  if (next == KR_NULL) {
    kr_decref(left);
    return KR_NULL;
  }
  kr_value v = it->next;
  it->next = next;
  KR_REPLACE(it->left, left);
  return v;
}

static void long_iter_dealloc(kr_object *o) {
  long_iter *it = (long_iter *)o;
  KR_CLEAR(it->next);
  KR_CLEAR(it->step);
  KR_CLEAR(it->left);
  kr_object_free(o);
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(range_iter_length_hint) { return kr_int_from_u64(KR_AS(kr_range_iter, self)->left); }
METHOD(long_iter_length_hint) { return kr_ref(KR_AS(long_iter, self)->left); }

/* The range of the `left` items from `next` on. New. */
static kr_value rest_as_range(kr_value next, kr_value step, kr_value left) {
  kr_value width = kr_int_mul(left, step);
  if (width == KR_NULL) return KR_NULL;
  kr_value stop = kr_int_add(next, width);
  kr_decref(width);
  if (stop == KR_NULL) return KR_NULL;
  kr_value r = kr_range_new(next, stop, step);
  kr_decref(stop);
  return r;
}

METHOD(range_iter_reduce) {
  kr_range_iter *it = KR_AS(kr_range_iter, self);
  kr_value next = kr_int_from_i64(it->next);
  if (next == KR_NULL) return KR_NULL;
  kr_value rest = rest_as_range(next, kr_from_small_int(it->step), kr_from_small_int((int64_t)it->left));
  kr_decref(next);
  return kr_reduce_builtin(KR_ID(iter), rest, KR_NONE);
}

METHOD(long_iter_reduce) {
  long_iter *it = KR_AS(long_iter, self);
  return kr_reduce_builtin(KR_ID(iter), rest_as_range(it->next, it->step, it->left), KR_NONE);
}

METHOD(range_iter_setstate) {
  kr_range_iter *it = KR_AS(kr_range_iter, self);
  int64_t skip = kr_index_as_i64(args[0]);
  if (skip == -1 && kr_failed()) return KR_NULL;
  if (skip < 0) skip = 0;
  if ((uint64_t)skip > it->left) skip = (int64_t)it->left;
  it->next += skip * it->step;
  it->left -= (uint64_t)skip;
  return KR_NONE;
}

METHOD(long_iter_setstate) {
  long_iter *it = KR_AS(long_iter, self);
  if (!kr_is_int(args[0])) { return kr_raise(&kr_exc_TypeError, "state must be an int, not %T", args[0]); }
  kr_value skip = kr_int_sign(args[0]) < 0                ? kr_from_small_int(0)
                  : kr_int_compare(args[0], it->left) > 0 ? kr_ref(it->left)
                                                          : kr_ref(args[0]);
  kr_value width = kr_int_mul(skip, it->step), next = KR_NULL, left = KR_NULL;
  if (width != KR_NULL) next = kr_int_add(it->next, width);
  if (next != KR_NULL) left = kr_int_sub(it->left, skip);
  kr_decref(width);
  kr_decref(skip);
  if (left == KR_NULL) {
    kr_decref(next);
    return KR_NULL;
  }
  KR_REPLACE(it->next, next);
  KR_REPLACE(it->left, left);
  return KR_NONE;
}

#define ITER_METHODS(length_hint, reduce, setstate)                                            \
  {                                                                                            \
    {"__length_hint__", length_hint, 0, "($self, /)", "How many items are left."},             \
        {"__reduce__", reduce, 0, "($self, /)", "What pickle makes it again from."},           \
        {"__setstate__", setstate, 0, "($self, object, /)", "Set state information."}, {NULL}, \
  }
static const kr_method_def range_iter_methods[] =
    ITER_METHODS(range_iter_length_hint, range_iter_reduce, range_iter_setstate);
static const kr_method_def long_iter_methods[] =
    ITER_METHODS(long_iter_length_hint, long_iter_reduce, long_iter_setstate);

static void plain_dealloc(kr_object *o) { kr_free_static(o, o->type); }

kr_type kr_range_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "range_iterator",
    .tf = KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_range_iter),
    .methods = range_iter_methods,
    .dealloc = plain_dealloc,
    .iter = kr_iter_self,
    .iternext = range_iter_next,
};
kr_type kr_long_range_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "longrange_iterator",
    .tf = KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(long_iter),
    .methods = long_iter_methods,
    .dealloc = long_iter_dealloc,
    .iter = kr_iter_self,
    .iternext = long_iter_next,
};

/* ---- methods ------------------------------------------------------------------------------------------- */

METHOD(range_reversed) {
  kr_range *r = RANGE(self);
  kr_value last = item_at(r, kr_from_small_int(0)), step = KR_NULL, it = KR_NULL;
  if (kr_int_sign(r->length)) {
    kr_value i = kr_int_sub(r->length, kr_from_small_int(1));
    kr_decref(last);
    last = i == KR_NULL ? KR_NULL : item_at(r, i);
    kr_decref(i);
  }
  if (last != KR_NULL) step = kr_int_neg(r->step);
  if (step != KR_NULL) {
    it = r->small && kr_is_small_int(step)
             ? small_iter_new(kr_small_int_value(last), kr_small_int_value(step),
                              (uint64_t)kr_small_int_value(r->length))
             : long_iter_new(last, step, r->length);
  }
  kr_decref(last);
  kr_decref(step);
  return it;
}

METHOD(range_count) {
  kr_value v = args[0];
  if (looks_up_by_arithmetic(v)) {
    int r = range_contains(self, v);
    return r < 0 ? KR_NULL : kr_from_small_int(r);
  }
  int64_t n = search(self, v, true);
  return n < 0 ? KR_NULL : kr_int_from_i64(n);
}

METHOD(range_index) {
  kr_value v = args[0];
  if (!looks_up_by_arithmetic(v)) {
    int64_t i = search(self, v, false);
    if (i >= 0) return kr_int_from_i64(i);
    if (kr_failed()) return KR_NULL;
    return kr_raise(&kr_exc_ValueError, "sequence.index(x): x not in sequence");
  }
  kr_value i = position_of(RANGE(self), v);
  if (i == KR_NULL && !kr_failed()) { kr_raise(&kr_exc_ValueError, "range.index(x): x not in range"); }
  return i;
}

METHOD(range_reduce) {
  kr_range *r = RANGE(self);
  kr_value parts = kr_tuple_pack(3, r->start, r->stop, r->step);
  if (parts == KR_NULL) return KR_NULL;
  kr_value result = kr_tuple_pack(2, kr_from_object(&kr_range_type), parts);
  kr_decref(parts);
  return result;
}

static const kr_method_def range_methods[] = {
    {"__reversed__", range_reversed, 0, "($self, /)", "Iterate from the end."},
    {"__reduce__", range_reduce, 0, "($self, /)", NULL},
    {"count", range_count, 0, "($self, object, /)", "How often value occurs: once or never."},
    {"index", range_index, 0, "($self, object, /)", "Where value stands in the range."},
    {NULL},
};
static const kr_member_def range_members[] = {
    {"start", KR_MEMBER_VALUE, offsetof(kr_range, start), true, NULL},
    {"stop", KR_MEMBER_VALUE, offsetof(kr_range, stop), true, NULL},
    {"step", KR_MEMBER_VALUE, offsetof(kr_range, step), true, NULL},
    {NULL},
};

kr_type kr_range_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "range",
    .doc = "range(stop) -> range object\n"
           "range(start, stop[, step]) -> range object\n\n"
           "The integers from start, or 0, in steps up to stop, but without it.",
    .tf = KR_TF_IMMUTABLE | KR_TF_SEQUENCE,
    .basic_size = sizeof(kr_range),
    .methods = range_methods,
    .members = range_members,
    .dealloc = range_dealloc,
    .repr = range_repr,
    .hash = range_hash,
    .richcompare = range_richcompare,
    .iter = range_iter,
    .new_ = range_new,
    .nb_bool = range_bool,
    .sq_length = range_length,
    .sq_item = range_item,
    .sq_contains = range_contains,
    .mp_subscript = range_subscript,
};
