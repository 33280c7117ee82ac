/* _bisect: binary search in sorted sequences. */
#include "modules/modules.h"
#include "objects/container.h"
#include "objects/list.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* key(a[i]), or a[i] without a key. New. */
static kr_value probe(kr_value a, intptr_t i, kr_value key) {
  kr_value item;
  if (kr_is_exact_list(a)) {
    if ((size_t)i >= KR_LIST(a)->size) return kr_raise(&kr_exc_IndexError, "list index out of range");
    item = kr_ref(KR_LIST(a)->items[i]);
  } else {
    item = kr_sequence_item(a, i);
  }
  if (item == KR_NULL || key == KR_NONE) return item;
  kr_value v = kr_call1(key, item);
  kr_decref(item);
  return v;
}

/* Where x goes in a[lo:hi]: left of what equals it, or right. -1: failed. */
static intptr_t search(kr_value a, kr_value x, intptr_t lo, intptr_t hi, kr_value key, bool left) {
  if (!kr_type_of(a)->sq_item) { /* told even where nothing is to be searched */
    kr_decref(kr_sequence_item(a, 0));
    return -1;
  }
  while (lo < hi) {
    intptr_t middle = (intptr_t)(((size_t)lo + (size_t)hi) / 2);
    kr_value v = probe(a, middle, key);
    if (v == KR_NULL) return -1;
    int r = left ? kr_item_less(v, x) : kr_item_less(x, v);
    kr_decref(v);
    if (r < 0) return -1;
    if (left ? r : !r) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

/* The arguments (a, x, lo=0, hi=None, *, key=None). 0, -1. */
static int bounds(const kr_value *args, intptr_t *lo, intptr_t *hi, kr_value *key) {
  *lo = 0;
  *hi = -1;
  *key = args[4] == KR_NULL ? KR_NONE : args[4];
  if (args[2] != KR_NULL) {
    *lo = kr_index_as_size(args[2], kr_from_object(&kr_exc_OverflowError));
    if (*lo == -1 && kr_failed()) return -1;
  }
  if (args[3] != KR_NULL && args[3] != KR_NONE) {
    if (!kr_is_int(args[3]) && !kr_type_of(args[3])->nb_index) {
      return KR_RAISE_INT(&kr_exc_TypeError, "argument should be integer or None, not '%T'", args[3]);
    }
    *hi = kr_index_as_size(args[3], kr_from_object(&kr_exc_OverflowError));
    if (*hi == -1 && kr_failed()) return -1;
  }
  if (*lo < 0) return KR_RAISE_INT(&kr_exc_ValueError, "lo must be non-negative");
  if (*hi == -1) {
    *hi = kr_len(args[0]);
    if (*hi < 0) return -1;
  }
  return 0;
}

static kr_value bisect(const kr_value *args, bool left) {
  intptr_t lo, hi;
  kr_value key;
  if (bounds(args, &lo, &hi, &key) < 0) return KR_NULL;
  intptr_t i = search(args[0], args[1], lo, hi, key, left);
  return i < 0 ? KR_NULL : kr_int_from_i64(i);
}

static kr_value insort(const kr_value *args, bool left) {
  kr_value a = args[0], x = args[1], key, wanted;
  intptr_t lo, hi;
  if (bounds(args, &lo, &hi, &key) < 0) return KR_NULL;
  wanted = key == KR_NONE ? kr_ref(x) : kr_call1(key, x);
  if (wanted == KR_NULL) return KR_NULL;
  intptr_t i = search(a, wanted, lo, hi, key, left);
  kr_decref(wanted);
  if (i < 0) return KR_NULL;
  if (kr_is_exact_list(a)) return kr_list_insert(KR_LIST(a), i, x) < 0 ? KR_NULL : KR_NONE;
  kr_value insert_args[2] = {kr_int_from_i64(i), x};
  if (insert_args[0] == KR_NULL) return KR_NULL;
  kr_value r = kr_call_method(a, KR_ID(insert), insert_args, 2);
  kr_decref(insert_args[0]);
  if (r == KR_NULL) return KR_NULL;
  kr_decref(r);
  return KR_NONE;
}

FUNCTION(bisect_left) { return bisect(args, true); }
FUNCTION(bisect_right) { return bisect(args, false); }
FUNCTION(insort_left) { return insort(args, true); }
FUNCTION(insort_right) { return insort(args, false); }

#define SIG "($module, /, a, x, lo=0, hi=None, *, key=None)"
static const kr_method_def methods[] = {
    {"bisect_right", bisect_right, 0, SIG,
     "The index where to insert x in the sorted a: after everything that is not greater."},
    {"bisect_left", bisect_left, 0, SIG,
     "The index where to insert x in the sorted a: before everything that is not less."},
    {"insort_right", insort_right, 0, SIG, "Insert x in the sorted a, after what equals it."},
    {"insort_left", insort_left, 0, SIG, "Insert x in the sorted a, before what equals it."},
    {NULL},
};

const kr_module_def kr_module_def__bisect = {
    .name = "_bisect",
    .doc = "Searching sorted lists, and inserting so that they stay sorted.",
    .methods = methods,
};
