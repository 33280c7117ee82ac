/* slice objects, and how sequences read them. */
#include "memory/fast_alloc.h"
#include "objects/abstract.h"
#include "objects/container.h"
#include "objects/range.h"

#define MEMBERS 3
static inline kr_value *members_of(kr_slice *s) { return &s->start; }

static kr_value slice_alloc(kr_value start, kr_value stop, kr_value step) {
  kr_slice *s = kr_gc_alloc_static(&kr_slice_type, sizeof *s);
  if (!s) return KR_NULL;
  s->start = kr_ref(start);
  s->stop = kr_ref(stop);
  s->step = kr_ref(step);
  return kr_from_object(s);
}

kr_value kr_slice_new(kr_value start, kr_value stop, kr_value step) {
  return slice_alloc(start == KR_NULL ? KR_NONE : start, stop == KR_NULL ? KR_NONE : stop,
                     step == KR_NULL ? KR_NONE : step);
}

/* ---- bounds for sequences ------------------------------------------------------------------------------ */

static KR_NOINLINE int odd_bound(kr_value v, intptr_t *out) {
  if (!kr_is_int(v) && !kr_type_of(v)->nb_index) {
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "slice indices must be integers or None or have an __index__ method");
  }
  return kr_slice_bound(v, out);
}

/* A bound that is not None, clipped into intptr_t. 0, -1. */
static inline int bound(kr_value v, intptr_t *out) {
  if (KR_LIKELY(kr_is_small_int(v))) {
    int64_t i = kr_small_int_value(v);
    *out = i > INTPTR_MAX ? INTPTR_MAX : i < INTPTR_MIN ? INTPTR_MIN : (intptr_t)i;
    return 0;
  }
  return odd_bound(v, out);
}

static intptr_t clip(intptr_t i, intptr_t length, intptr_t low, intptr_t high) {
  if (i < 0) {
    i += length;
    return i < 0 ? low : i;
  }
  return i >= length ? high : i;
}

int kr_slice_indices(kr_value slice, intptr_t length, intptr_t *start, intptr_t *stop, intptr_t *step,
                     intptr_t *count) {
  kr_slice *s = KR_AS(kr_slice, slice);
  *step = 1;
  if (s->step != KR_NONE) {
    if (bound(s->step, step) < 0) return -1;
    if (*step == 0) return KR_RAISE_INT(&kr_exc_ValueError, "slice step cannot be zero");
    if (*step == INTPTR_MIN) *step = -INTPTR_MAX; /* so that it can be negated */
  }
  intptr_t from = *step < 0 ? INTPTR_MAX : 0, to = *step < 0 ? INTPTR_MIN : INTPTR_MAX;
  if (s->start != KR_NONE && bound(s->start, &from) < 0) return -1;
  if (s->stop != KR_NONE && bound(s->stop, &to) < 0) return -1;
  if (*step < 0) {
    from = clip(from, length, -1, length - 1);
    to = clip(to, length, -1, length - 1);
    *count = to >= from ? 0 : *step == -1 ? from - to : (from - to - 1) / -*step + 1;
  } else {
    from = clip(from, length, 0, length);
    to = clip(to, length, 0, length);
    *count = from >= to ? 0 : *step == 1 ? to - from : (to - from - 1) / *step + 1;
  }
  *start = from;
  *stop = to;
  return 0;
}

/* ---- slice.indices(), for lengths of any size ---------------------------------------------------------- */

static kr_value bound_as_int(kr_value v) {
  if (kr_is_int(v)) return kr_ref(v);
  if (!kr_type_of(v)->nb_index) {
    return kr_raise(&kr_exc_TypeError, "slice indices must be integers or None or have an __index__ method");
  }
  return kr_index(v);
}

/* One end: v counted from the end if negative, then clipped into lower..upper. New. */
static kr_value clip_int(kr_value v, kr_value absent, kr_value length, kr_value lower, kr_value upper) {
  if (v == KR_NONE) return kr_ref(absent);
  kr_value i = bound_as_int(v);
  if (i == KR_NULL) return KR_NULL;
  if (kr_int_sign(i) < 0) {
    kr_value sum = kr_int_add(i, length);
    kr_decref(i);
    i = sum;
    if (i == KR_NULL || kr_int_compare(i, lower) >= 0) return i;
    kr_decref(i);
    return kr_ref(lower);
  }
  if (kr_int_compare(i, upper) <= 0) return i;
  kr_decref(i);
  return kr_ref(upper);
}

int kr_slice_int_indices(kr_value slice, kr_value length, kr_value out[3]) {
  kr_slice *s = KR_AS(kr_slice, slice);
  out[0] = out[1] = KR_NULL;
  out[2] = s->step == KR_NONE ? kr_from_small_int(1) : bound_as_int(s->step);
  if (out[2] == KR_NULL) return -1;
  int sign = kr_int_sign(out[2]);
  kr_value lower = kr_from_small_int(sign < 0 ? -1 : 0);
  kr_value upper = KR_NULL;
  if (sign == 0) {
    kr_raise(&kr_exc_ValueError, "slice step cannot be zero");
  } else {
    upper = sign < 0 ? kr_int_add(length, kr_from_small_int(-1)) : kr_ref(length);
  }
  if (upper != KR_NULL) {
    out[0] = clip_int(s->start, sign < 0 ? upper : lower, length, lower, upper);
    if (out[0] != KR_NULL) { out[1] = clip_int(s->stop, sign < 0 ? lower : upper, length, lower, upper); }
    kr_decref(upper);
  }
  if (out[1] != KR_NULL) return 0;
  for (int i = 0; i < 3; i++) KR_CLEAR(out[i]);
  return -1;
}

/* ---- the type ------------------------------------------------------------------------------------------ */

static kr_value slice_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("slice", kwnames) < 0 || kr_args_count("slice", nargs, 1, 3) < 0) {
    return KR_NULL;
  }
  if (nargs == 1) return slice_alloc(KR_NONE, args[0], KR_NONE);
  return slice_alloc(args[0], args[1], nargs > 2 ? args[2] : KR_NONE);
}

static void slice_dealloc(kr_object *o) {
  kr_slice *s = (kr_slice *)o;
  bool deep = kr_drops_container(members_of(s), MEMBERS);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(s->step);
  KR_CLEAR(s->start);
  KR_CLEAR(s->stop);
  if (deep) kr_trash_end();
  kr_gc_free_static(o, &kr_slice_type);
}

static int slice_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_slice *s = (kr_slice *)o;
  KR_VISIT(s->start);
  KR_VISIT(s->stop);
  KR_VISIT(s->step);
  return 0;
}

static kr_value slice_repr(kr_value self) {
  kr_slice *s = KR_AS(kr_slice, self);
  return kr_str_format("slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static int64_t slice_hash(kr_value self) {
  /* As tuple's, but for the length. */
  uint32_t acc = 374761393u;
  kr_value *members = members_of(KR_AS(kr_slice, self));
  for (int i = 0; i < MEMBERS; i++) {
    if (kr_enter_recursion(" while hashing a slice") < 0) return KR_HASH_ERROR;
    int64_t h = kr_key_hash(members[i]);
    kr_leave_recursion();
    if (h == KR_HASH_ERROR) return h;
    acc += (uint32_t)h * 2246822519u;
    acc = (acc << 13) | (acc >> 19);
    acc *= 2654435761u;
  }
  return acc == UINT32_MAX ? 1546275796 : (int32_t)acc;
}

static kr_value slice_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_is_exact(a, &kr_slice_type) || !kr_is_exact(b, &kr_slice_type)) return KR_NOT_IMPLEMENTED;
  if (a == b) return kr_from_bool(op == KR_LE || op == KR_EQ || op == KR_GE);
  kr_value x = kr_tuple_from_array(members_of(KR_AS(kr_slice, a)), MEMBERS);
  kr_value y = x == KR_NULL ? KR_NULL : kr_tuple_from_array(members_of(KR_AS(kr_slice, b)), MEMBERS);
  kr_value r = y == KR_NULL ? KR_NULL : kr_compare(x, y, op);
  kr_decref(x);
  kr_decref(y);
  return r;
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(slice_indices) {
  kr_value length = kr_index(args[0]);
  if (length == KR_NULL) return KR_NULL;
  kr_value result = KR_NULL, bounds[3];
  if (kr_int_sign(length) < 0) {
    kr_raise(&kr_exc_ValueError, "length should not be negative");
  } else if (kr_slice_int_indices(self, length, bounds) == 0) {
    result = kr_tuple_from_array_steal(bounds, 3);
  }
  kr_decref(length);
  return result;
}

METHOD(slice_reduce) {
  kr_value members = kr_tuple_from_array(members_of(KR_AS(kr_slice, self)), MEMBERS);
  if (members == KR_NULL) return KR_NULL;
  kr_value r = kr_tuple_pack(2, kr_from_object(&kr_slice_type), members);
  kr_decref(members);
  return r;
}

static const kr_method_def slice_methods[] = {
    {"indices", slice_indices, 0, "($self, object, /)",
     "The (start, stop, stride) this slice means for a sequence of the given length."},
    {"__reduce__", slice_reduce, 0, "($self, /)", "What pickle makes it again from."},
    {NULL},
};
static const kr_member_def slice_members[] = {
    {"start", KR_MEMBER_VALUE, offsetof(kr_slice, start), true, NULL},
    {"stop", KR_MEMBER_VALUE, offsetof(kr_slice, stop), true, NULL},
    {"step", KR_MEMBER_VALUE, offsetof(kr_slice, step), true, NULL},
    {NULL},
};

kr_type kr_slice_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "slice",
    .doc =
        "slice(stop)\nslice(start, stop[, step])\n\nWhat stands in brackets with colons: a[start:stop:step].",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_slice),
    .methods = slice_methods,
    .members = slice_members,
    .dealloc = slice_dealloc,
    .traverse = slice_traverse,
    .repr = slice_repr,
    .hash = slice_hash,
    .richcompare = slice_richcompare,
    .new_ = slice_new,
};
