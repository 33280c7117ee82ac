/* list.sort(): choosing how to compare, keys, and keeping the list safe from what comparisons do. The
 * merge sort is in list_sort_merge.h. */
#include "objects/list_sort.h"

#include "memory/gc.h"
#include "vm/suspend.h"
#include "vm/call.h"

#include "objects/container.h"
#include "objects/fast_memory.h"
#include "objects/list_methods.h"

#define MIN_GALLOP 7
#define MAX_RUNS 64 /* powers on the stack ascend strictly, and none exceeds the bits of a size */
#define SCRATCH_FEW 128

/* ---- what all kinds of comparison share ---------------------------------------------------------------- */

/* Keys and the values that move along with them (values NULL: none). */
typedef struct {
  kr_value *keys, *values;
} row;
typedef struct {
  size_t start, length;
  int power; /* of the boundary to the run above */
} run;
typedef struct {
  row all, scratch;
  size_t scratch_size;
  size_t gallop;                   /* wins in a row that start a search */
  int (*less)(kr_value, kr_value); /* for the kind that has no comparison of its own */
  int nruns;
  run runs[MAX_RUNS];
  kr_value few[SCRATCH_FEW];
} sorter;

static inline row row_at(row r, size_t i) { return (row){r.keys + i, r.values ? r.values + i : NULL}; }
/* Not inline: it stands in thirty places. */
static KR_NOINLINE void row_move(row to, row from, size_t n) {
  kr_move_values(to.keys, from.keys, n);
  if (to.values) kr_move_values(to.values, from.values, n);
}
static inline void row_set(row to, size_t i, row from, size_t j) {
  to.keys[i] = from.keys[j];
  if (to.values) to.values[i] = from.values[j];
}
static inline void row_take(row *out, row *from) {
  *out->keys++ = *from->keys++;
  if (out->values) *out->values++ = *from->values++;
}
static inline void row_take_many(row *out, row *from, size_t n) {
  row_move(*out, *from, n);
  *out = row_at(*out, n);
  *from = row_at(*from, n);
}

static int sorter_reserve(sorter *s, size_t n) {
  if (n <= s->scratch_size) return 0;
  if (s->scratch.keys != s->few) kr_free(s->scratch.keys);
  s->scratch.keys = s->few;
  s->scratch_size = 0;
  kr_value *p = kr_alloc_array(n, s->all.values ? 2 * sizeof(kr_value) : sizeof(kr_value));
  if (!p) return -1;
  s->scratch = (row){p, s->all.values ? p + n : NULL};
  s->scratch_size = n;
  return 0;
}

void kr_reverse_values(kr_value *items, size_t n) {
  for (size_t i = 0, j = n; i + 1 < j; i++) {
    j--;
    kr_value t = items[i];
    items[i] = items[j];
    items[j] = t;
  }
}

/* The least length of a run: 32 to 64 and such that n is a power of two of those, or a little less. */
static size_t shortest_run(size_t n) {
  size_t odd = 0;
  while (n >= 64) {
    odd |= n & 1;
    n >>= 1;
  }
  return n + odd;
}

static KR_NOINLINE void reverse_part(sorter *s, size_t from, size_t end) {
  kr_reverse_values(s->all.keys + from, end - from);
  if (s->all.values) kr_reverse_values(s->all.values + from, end - from);
}

/* The depth in the nearly balanced merge tree of the boundary between the run of `left` items at
 * `start` and the run of `right` items after it: the first binary digit in which the positions of
 * the two runs' middles, as fractions of n, differ. */
static int boundary_power(size_t start, size_t left, size_t right, size_t n) {
  uint64_t a = 2 * (uint64_t)start + left, b = a + left + right, whole = 2 * (uint64_t)n;
  int power = 0;
  for (;;) {
    power++;
    a *= 2;
    b *= 2;
    if (a >= whole) {
      a -= whole;
      b -= whole;
    } else if (b >= whole) {
      return power;
    }
  }
}

/* ---- the kinds of comparison --------------------------------------------------------------------------- */

static inline int less_int(kr_value a, kr_value b) { return (int64_t)(a << 16) < (int64_t)(b << 16); }

static inline double number_of(kr_value v) {
  return kr_is_double(v) ? kr_double_value(v) : (double)kr_small_int_value(v);
}
static inline int less_number(kr_value a, kr_value b) { return number_of(a) < number_of(b); }

static inline int less_str(kr_value a, kr_value b) {
  const kr_str *x = KR_STR(a), *y = KR_STR(b);
  if (x->head.flags & y->head.flags & KR_STR_ASCII) {
    const uint8_t *p = kr_str_data(x), *q = kr_str_data(y);
    if (p[0] != q[0]) return p[0] < q[0]; /* an empty one has its final 0 there */
    int r = kr_compare_bytes(p, q, x->length < y->length ? x->length : y->length);
    return r ? r < 0 : x->length < y->length;
  }
  return kr_str_compare(x, y) < 0;
}

static int less_any(kr_value a, kr_value b) {
  if (kr_is_object(a) && kr_is_object(b)) {
    if (kr_is_exact_str(a) && kr_is_exact_str(b)) return less_str(a, b);
  } else if ((kr_is_small_int(a) || kr_is_double(a)) && (kr_is_small_int(b) || kr_is_double(b))) {
    return less_number(a, b);
  }
  return kr_compare_bool(a, b, KR_LT);
}

/* As tuple's own comparison does it, from item i on; the tuples are held by the arrays being sorted. */
static int less_tuple_from(const kr_tuple *x, const kr_tuple *y, uint32_t i) {
  uint32_t n = x->size < y->size ? x->size : y->size;
  for (; i < n; i++) {
    kr_value p = x->items[i], q = y->items[i];
    int equal = p == q ? 1 : kr_quick_equal(p, q);
    if (equal == 2) equal = kr_equal(p, q);
    if (equal < 0) return -1;
    if (!equal) return less_any(p, q);
  }
  return x->size < y->size;
}
static int less_tuple(kr_value a, kr_value b) { return less_tuple_from(KR_TUPLE(a), KR_TUPLE(b), 0); }

/* Tuples that all begin with a small int, a float or a str: mostly the first item tells. */
static int less_tuple_ints(kr_value a, kr_value b) {
  const kr_tuple *x = KR_TUPLE(a), *y = KR_TUPLE(b);
  return x->items[0] != y->items[0] ? less_int(x->items[0], y->items[0]) : less_tuple_from(x, y, 1);
}
static int less_tuple_floats(kr_value a, kr_value b) {
  const kr_tuple *x = KR_TUPLE(a), *y = KR_TUPLE(b);
  double p = kr_double_value(x->items[0]), q = kr_double_value(y->items[0]);
  if (p < q) return 1;
  return p > q ? 0 : less_tuple_from(x, y, 0); /* equal, or nan */
}
static int less_tuple_strs(kr_value a, kr_value b) {
  const kr_tuple *x = KR_TUPLE(a), *y = KR_TUPLE(b);
  const kr_str *p = KR_STR(x->items[0]), *q = KR_STR(y->items[0]);
  if (p == q || kr_str_equal(p, q)) return less_tuple_from(x, y, 1);
  return less_str(x->items[0], y->items[0]);
}

int kr_item_less(kr_value a, kr_value b) {
  if (!kr_is_object(a) || !kr_is_object(b)) {
    if (kr_is_small_int(a) && kr_is_small_int(b)) return less_int(a, b);
    if ((kr_is_small_int(a) || kr_is_double(a)) && (kr_is_small_int(b) || kr_is_double(b))) {
      return less_number(a, b);
    }
  } else if (kr_is_exact_str(a) && kr_is_exact_str(b)) {
    return less_str(a, b);
  }
  kr_incref(a);
  kr_incref(b);
  int r = kr_is_exact_tuple(a) && kr_is_exact_tuple(b) ? less_tuple(a, b) : kr_compare_bool(a, b, KR_LT);
  kr_decref(a);
  kr_decref(b);
  return r;
}

#define SORT(name) name##_ints
#define LESS less_int
#include "objects/list_sort_merge.h"
#undef SORT
#undef LESS
#define SORT(name) name##_numbers
#define LESS less_number
#include "objects/list_sort_merge.h"
#undef SORT
#undef LESS
#define SORT(name) name##_strs
#define LESS less_str
#include "objects/list_sort_merge.h"
#undef SORT
#undef LESS
#define SORT(name) name##_others
#define LESS s->less
#include "objects/list_sort_merge.h"
#undef SORT
#undef LESS

/* ---- entry --------------------------------------------------------------------------------------------- */

typedef enum { KIND_INTS, KIND_NUMBERS, KIND_STRS, KIND_TUPLES, KIND_OTHERS } sort_kind;

static sort_kind kind_of_value(kr_value v) {
  if (kr_is_object(v)) {
    kr_type *t = kr_object_of(v)->type;
    return t == &kr_str_type ? KIND_STRS : t == &kr_tuple_type ? KIND_TUPLES : KIND_OTHERS;
  }
  return kr_is_small_int(v) ? KIND_INTS : kr_is_double(v) ? KIND_NUMBERS : KIND_OTHERS;
}

/* What can be said of all keys: then no comparison has to ask again. */
static sort_kind kind_of_all(const kr_value *keys, size_t n) {
  sort_kind kind = kind_of_value(keys[0]);
  for (size_t i = 1; i < n; i++) {
    sort_kind k = kind_of_value(keys[i]);
    if (k == kind) continue;
    if (k > KIND_NUMBERS || kind > KIND_NUMBERS) return KIND_OTHERS;
    kind = KIND_NUMBERS; /* ints of 48 bits are exact as doubles */
  }
  return kind;
}

/* The comparison for keys that are all tuples. */
static int (*less_of_tuples(const kr_value *keys, size_t n))(kr_value, kr_value) {
  sort_kind kind = KIND_OTHERS;
  for (size_t i = 0; i < n; i++) {
    const kr_tuple *t = KR_TUPLE(keys[i]);
    if (t->size == 0) return less_tuple;
    sort_kind k = kind_of_value(t->items[0]);
    if (i && k != kind) return less_tuple;
    kind = k;
  }
  return kind == KIND_INTS      ? less_tuple_ints
         : kind == KIND_NUMBERS ? less_tuple_floats
         : kind == KIND_STRS    ? less_tuple_strs
                                : less_tuple;
}

int kr_sort_pairs(kr_value *keys, kr_value *values, size_t n) {
  if (n < 2) return 0;
  sorter s;
  s.all = (row){keys, values};
  s.scratch_size = values ? SCRATCH_FEW / 2 : SCRATCH_FEW;
  s.scratch = (row){s.few, values ? s.few + SCRATCH_FEW / 2 : NULL};
  s.gallop = MIN_GALLOP;
  s.nruns = 0;
  int r;
  switch (kind_of_all(keys, n)) {
    case KIND_INTS: r = sort_ints(&s, n); break;
    case KIND_NUMBERS: r = sort_numbers(&s, n); break;
    case KIND_STRS: r = sort_strs(&s, n); break;
    case KIND_TUPLES:
      s.less = less_of_tuples(keys, n);
      r = sort_others(&s, n);
      break;
    default: s.less = less_any; r = sort_others(&s, n);
  }
  if (s.scratch.keys != s.few) kr_free(s.scratch.keys);
  return r;
}

static kr_lent_items lend_items(kr_list *l) {
  kr_lent_items lent = {l->items, l->size, l->capacity};
  l->items = NULL;
  l->size = l->capacity = 0;
  l->head.flags |= KR_LIST_LENT;
  return lent;
}

int kr_list_sort_end(kr_list *l, kr_lent_items lent) {
  bool touched = !(l->head.flags & KR_LIST_LENT);
  kr_value *items = l->items;
  uint32_t n = l->size;
  l->head.flags &= ~(uint32_t)KR_LIST_LENT;
  l->items = lent.items;
  l->size = lent.size;
  l->capacity = lent.capacity;
  while (n-- > 0) kr_decref(items[n]);
  kr_free(items);
  if (!touched || kr_failed()) return kr_failed() ? -1 : 0;
  return KR_RAISE_INT(&kr_exc_ValueError, "list modified during sort");
}

/* key(item) of each; the array is new, NULL: failed. */
static kr_value *compute_keys(const kr_value *items, size_t n, kr_value key) {
  kr_value *keys = kr_alloc_array(n, sizeof(kr_value));
  if (!keys) return NULL;
  for (size_t i = 0; i < n; i++) {
    keys[i] = kr_call1(key, items[i]);
    if (keys[i] == KR_NULL) {
      while (i-- > 0) kr_decref(keys[i]);
      kr_free(keys);
      return NULL;
    }
  }
  return keys;
}

/* list.sort(key=...) in a native frame, for keys that Python code makes. What is sorted lies in a list of its
 * own meanwhile, out of everybody's reach. */
enum { SORT_LIST, SORT_KEY, SORT_REVERSE, SORT_ITEMS, SORT_KEYS, SORT_SLOTS };

/* Gives the list its items back, once the keys are gone: what they do in going counts as during the sort. */
static kr_value sort_end(kr_frame *f) {
  KR_CLEAR(f->slots[SORT_KEYS]);
  kr_list *items = KR_LIST(f->slots[SORT_ITEMS]);
  kr_lent_items lent = {items->items, items->size, items->capacity};
  items->items = NULL;
  items->size = items->capacity = 0;
  return kr_list_sort_end(KR_LIST(f->slots[SORT_LIST]), lent) < 0 ? KR_NULL : KR_NONE;
}

static kr_value sort_step(kr_frame *f, kr_value v) {
  kr_list *items = KR_LIST(f->slots[SORT_ITEMS]), *keys = KR_LIST(f->slots[SORT_KEYS]);
  if (f->state) {
    if (v == KR_NULL || kr_list_append_steal(keys, v) < 0) return sort_end(f);
  }
  f->state = 1;
  while (keys->size < items->size) {
    v = kr_call_push(f->slots[SORT_KEY], &items->items[keys->size], 1, NULL);
    if (v == KR_PUSHED) return v;
    if (v == KR_NULL || kr_list_append_steal(keys, v) < 0) return sort_end(f);
  }
  size_t n = items->size;
  bool reverse = f->slots[SORT_REVERSE] == KR_TRUE;
  if (reverse) { /* reversed twice, equal items keep their order */
    kr_reverse_values(keys->items, n);
    kr_reverse_values(items->items, n);
  }
  kr_sort_pairs(keys->items, items->items, n);
  if (reverse) kr_reverse_values(items->items, n);
  return sort_end(f);
}
static const kr_native sort_native = {"list.sort", sort_step, SORT_SLOTS};

kr_value kr_list_sort_push(kr_list *l, kr_value key, bool reverse) {
  if (key == KR_NULL || key == KR_NONE || !l->size)
    return kr_list_sort(l, KR_NULL, reverse) < 0 ? KR_NULL : KR_NONE;
  kr_list *items = kr_list_new(0), *keys = kr_list_new(l->size);
  kr_frame *f = items && keys ? kr_native_push(&sort_native) : NULL;
  if (!f) {
    kr_xdecref_object(items);
    kr_xdecref_object(keys);
    return KR_NULL;
  }
  kr_gc_untrack(items);
  kr_gc_untrack(keys);
  kr_lent_items lent = lend_items(l);
  items->items = lent.items;
  items->size = lent.size;
  items->capacity = lent.capacity;
  f->slots[SORT_LIST] = kr_ref(kr_from_object(l));
  f->slots[SORT_KEY] = kr_ref(key);
  f->slots[SORT_REVERSE] = kr_from_bool(reverse);
  f->slots[SORT_ITEMS] = kr_from_object(items);
  f->slots[SORT_KEYS] = kr_from_object(keys);
  return KR_PUSHED;
}

int kr_list_sort(kr_list *l, kr_value key, bool reverse) {
  kr_lent_items lent = lend_items(l);
  size_t n = lent.size;
  kr_value *keys = lent.items, *values = NULL;
  if (key != KR_NULL && key != KR_NONE && n) {
    keys = compute_keys(lent.items, n, key);
    values = lent.items;
  }
  if (keys) {
    /* Reversed twice, equal items keep their order. */
    if (reverse) {
      kr_reverse_values(keys, n);
      if (values) kr_reverse_values(values, n);
    }
    kr_sort_pairs(keys, values, n);
    if (reverse) kr_reverse_values(lent.items, n);
    if (values) {
      for (size_t i = 0; i < n; i++) kr_decref(keys[i]);
      kr_free(keys);
    }
  }
  return kr_list_sort_end(l, lent);
}
