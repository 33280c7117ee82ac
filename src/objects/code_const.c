/* When two constants of code objects are the same constant. */
#include "objects/code.h"

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/set.h"
#include "objects/str.h"

#include <stdlib.h>

static uint32_t mix(uint32_t h, uint32_t x) {
  h = (h ^ x) * 0x9E3779B1u;
  return h ^ (h >> 15);
}
static uint32_t hash_word(uint64_t w) { return mix((uint32_t)w, (uint32_t)(w >> 32)); }

static int64_t hash_items(const kr_value *items, size_t n, uint32_t h) {
  for (size_t i = 0; i < n; i++) {
    int64_t part = kr_const_hash(items[i]);
    if (part == KR_HASH_ERROR) return part;
    h = mix(h, (uint32_t)part);
  }
  return h;
}

static int64_t hash_compound(kr_value v) {
  const kr_type *type = kr_object_of(v)->type;
  if (type == &kr_tuple_type) return hash_items(KR_TUPLE(v)->items, KR_TUPLE(v)->size, 7);
  if (type == &kr_frozenset_type) {
    uint32_t sum = 0, pos = 0; /* in no order: a sum */
    kr_value item;
    while (kr_set_next(KR_SET(v), &pos, &item)) {
      int64_t part = kr_const_hash(item);
      if (part == KR_HASH_ERROR) return part;
      sum += mix(11, (uint32_t)part);
    }
    return sum;
  }
  const kr_slice *s = KR_AS(kr_slice, v);
  kr_value parts[3] = {s->start, s->stop, s->step};
  return hash_items(parts, 3, 13);
}

int64_t kr_const_hash(kr_value v) {
  if (!kr_is_object(v)) return hash_word(v);
  const kr_type *type = kr_object_of(v)->type;
  if (type == &kr_str_type) return (uint32_t)kr_str_hash(KR_STR(v));
  if (type == &kr_int_type) return mix(1, (uint32_t)kr_int_hash(v));
  if (type == &kr_complex_type) {
    const kr_complex *c = KR_AS(kr_complex, v);
    return mix(hash_word(kr_from_double(c->real)), hash_word(kr_from_double(c->imag)));
  }
  if (type == &kr_code_type) {
    const kr_code *c = KR_CODE(v);
    return mix(mix(c->nunits, (uint32_t)c->firstlineno), (uint32_t)kr_str_hash(KR_STR(c->name)));
  }
  if (type == &kr_bytes_type) {
    bool failed = false;
    int32_t h = kr_hash(v, &failed);
    return failed ? KR_HASH_ERROR : (int64_t)mix(3, (uint32_t)h);
  }
  if (type == &kr_tuple_type || type == &kr_frozenset_type || type == &kr_slice_type) {
    if (kr_enter_recursion("") < 0) return KR_HASH_ERROR;
    int64_t h = hash_compound(v);
    kr_leave_recursion();
    return h;
  }
  return hash_word(v);
}

typedef struct {
  uint32_t hash;
  kr_value item;
} hashed;
static int by_hash(const void *a, const void *b) {
  uint32_t x = ((const hashed *)a)->hash, y = ((const hashed *)b)->hash;
  return x < y ? -1 : x > y;
}
static hashed *hashed_items(kr_set *set) {
  hashed *items = kr_alloc_array(set->used, sizeof *items);
  uint32_t pos = 0, n = 0;
  kr_value item;
  while (items && kr_set_next(set, &pos, &item)) {
    int64_t h = kr_const_hash(item);
    if (h == KR_HASH_ERROR) {
      kr_free(items);
      return NULL;
    }
    items[n++] = (hashed){(uint32_t)h, item};
  }
  if (items) qsort(items, n, sizeof *items, by_hash);
  return items;
}

/* Equal frozensets may hold different constants ({0} and {False}), and in another order. */
static int sets_equal(kr_set *a, kr_set *b) {
  if (a->used != b->used) return 0;
  hashed *x = hashed_items(a), *y = hashed_items(b);
  int equal = x && y ? 1 : -1;
  for (uint32_t i = 0; equal == 1 && i < a->used; i++) {
    /* Among the entries of y of the same hash; each is taken once. */
    equal = 0;
    uint32_t j = i;
    while (j > 0 && x[j - 1].hash == x[i].hash) j--;
    for (; equal == 0 && j < a->used && y[j].hash == x[i].hash; j++) {
      if (y[j].item == KR_NULL) continue;
      equal = kr_const_equal(x[i].item, y[j].item);
      if (equal == 1) y[j].item = KR_NULL;
    }
  }
  kr_free(x);
  kr_free(y);
  return equal;
}

static int items_equal(const kr_value *a, const kr_value *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    int r = kr_const_equal(a[i], b[i]);
    if (r != 1) return r;
  }
  return 1;
}

static int compounds_equal(kr_value a, kr_value b) {
  const kr_type *type = kr_object_of(a)->type;
  if (type == &kr_tuple_type) {
    const kr_tuple *x = KR_TUPLE(a), *y = KR_TUPLE(b);
    return x->size == y->size ? items_equal(x->items, y->items, x->size) : 0;
  }
  if (type == &kr_frozenset_type) return sets_equal(KR_SET(a), KR_SET(b));
  const kr_slice *s = KR_AS(kr_slice, a), *t = KR_AS(kr_slice, b);
  kr_value x[3] = {s->start, s->stop, s->step}, y[3] = {t->start, t->stop, t->step};
  return items_equal(x, y, 3);
}

int kr_const_equal(kr_value a, kr_value b) {
  if (a == b) return 1;
  if (!kr_is_object(a) || !kr_is_object(b)) return 0;
  const kr_type *type = kr_object_of(a)->type;
  if (type != kr_object_of(b)->type) return 0;
  if (type == &kr_str_type) return kr_str_equal(KR_STR(a), KR_STR(b));
  if (type == &kr_int_type) return kr_int_equal(a, b);
  if (type == &kr_complex_type) {
    const kr_complex *x = KR_AS(kr_complex, a), *y = KR_AS(kr_complex, b);
    return kr_from_double(x->real) == kr_from_double(y->real) &&
           kr_from_double(x->imag) == kr_from_double(y->imag);
  }
  if (type == &kr_bytes_type) {
    const kr_bytes *x = KR_BYTES(a), *y = KR_BYTES(b);
    return x->size == y->size && memcmp(x->data, y->data, x->size) == 0;
  }
  if (type == &kr_code_type) return kr_equal(a, b);
  if (type == &kr_tuple_type || type == &kr_frozenset_type || type == &kr_slice_type) {
    if (kr_enter_recursion("") < 0) return -1;
    int r = compounds_equal(a, b);
    kr_leave_recursion();
    return r;
  }
  return 0;
}
