/* The builtins that consume an iterator. One that runs Python code for each item (a generator, a
 * __next__ or a key function written in Python) is driven by a native frame, so that it can pause; any
 * other is a loop in C. */
#include "modules/builtins.h"
#include "objects/unexpected.h"

#include <math.h>

#include "objects/bytes.h"
#include "objects/collect.h"
#include "objects/float.h"
#include "objects/list_sort.h"
#include "vm/vm.h"

/* Makes an iterator of args[0] and pushes `native` with it in slot 0, or returns false with *it set. */
static kr_frame *push_with(const kr_native *native, kr_value it_stolen) {
  kr_frame *f = kr_native_push(native);
  if (!f) {
    kr_decref(it_stolen);
    return NULL;
  }
  f->slots[0] = it_stolen;
  return f;
}

/* ---- all, any ------------------------------------------------------------------------------------------ */

/* 1: found an item of truth `wanted`, 0: not, -1: error, -2: a frame was pushed */
static kr_value quantify_step(kr_frame *f, kr_value v) {
  bool wanted = f->slots[1] == KR_TRUE;
  if (f->state == 0) {
    f->state = 1;
    v = kr_next_pause(f->slots[0]);
  }
  for (;;) {
    if (v == KR_PUSHED) return v;
    if (v == KR_NULL) return kr_failed() ? KR_NULL : kr_from_bool(!wanted);
    int t = kr_truth(v);
    kr_decref(v);
    if (t < 0) return KR_NULL;
    if ((t != 0) == wanted) return kr_from_bool(wanted);
    v = kr_next_pause(f->slots[0]);
  }
}
static const kr_native quantify_native = {"any", quantify_step, 2};

static kr_value quantify(kr_value iterable, bool wanted) {
  kr_value it = kr_iter(iterable);
  if (it == KR_NULL) return KR_NULL;
  if (kr_next_pushes(it)) {
    kr_frame *f = push_with(&quantify_native, it);
    if (!f) return KR_NULL;
    f->slots[1] = kr_from_bool(wanted);
    return KR_PUSHED;
  }
  kr_value result = kr_from_bool(!wanted);
  for (;;) {
    if (KR_UNLIKELY(--kr.ticks < 0)) { /* it takes long, or has no end: go on where pauses are possible */
      kr_frame *f = push_with(&quantify_native, it);
      if (!f) return KR_NULL;
      f->slots[1] = kr_from_bool(wanted);
      return KR_PUSHED;
    }
    kr_value v = kr_next(it);
    if (v == KR_NULL) {
      if (kr_failed()) result = KR_NULL;
      break;
    }
    int t = kr_truth(v);
    kr_decref(v);
    if (t < 0) {
      result = KR_NULL;
      break;
    }
    if ((t != 0) == wanted) {
      result = kr_from_bool(wanted);
      break;
    }
  }
  kr_decref(it);
  return result;
}
KR_BUILTIN(all) { return quantify(args[0], false); }
KR_BUILTIN(any) { return quantify(args[0], true); }

/* ---- sum ----------------------------------------------------------------------------------------------- */

/* A sum of ints becomes one of floats, that one of complex numbers, and any one a sum of other things, as the items
   demand; never back. Floats are added with compensation (Neumaier), from the first that follows only ints. */
typedef enum { SUM_INTS, SUM_FLOATS, SUM_COMPLEX, SUM_ANY } sum_kind;
typedef struct {
  double high, low;
} compensated;
typedef struct {
  sum_kind kind;
  compensated real, imag; /* of floats, complex numbers */
  kr_value total;         /* owned; of others */
} sum_state;

KR_INLINE void compensated_add(compensated *c, double x) {
  double sum = c->high + x;
  if (fabs(c->high) >= fabs(x)) c->low += (c->high - sum) + x;
  else c->low += (x - sum) + c->high;
  c->high = sum;
}

static double compensated_value(compensated c) {
  return c.low != 0 && isfinite(c.low) ? c.high + c.low : c.high;
}

/* CPython adds ints as C long, which has 32 bits on this platform; a larger one ends what is quick and exact. */
static bool is_long(kr_value v) {
  return kr_is_small_int(v) && kr_small_int_value(v) == (int32_t)kr_small_int_value(v);
}

/* Goes on from total (stolen), at least as `kind`. */
static void sum_from(sum_state *s, kr_value total, sum_kind kind) {
  s->total = total;
  if (kind <= SUM_INTS && is_long(total)) {
    s->kind = SUM_INTS;
  } else if (kind <= SUM_FLOATS && kr_is_double(total)) {
    s->kind = SUM_FLOATS;
    s->real = (compensated){kr_double_value(total), 0};
  } else if (kind <= SUM_COMPLEX && kr_is_exact(total, &kr_complex_type)) {
    s->kind = SUM_COMPLEX;
    s->real = (compensated){KR_AS(kr_complex, total)->real, 0};
    s->imag = (compensated){KR_AS(kr_complex, total)->imag, 0};
    KR_CLEAR(s->total);
  } else {
    s->kind = SUM_ANY;
  }
}

/* new; the state is used up */
static kr_value sum_value(sum_state *s) {
  if (s->kind == SUM_FLOATS) return kr_from_double(compensated_value(s->real));
  if (s->kind == SUM_COMPLEX) return kr_complex_new(compensated_value(s->real), compensated_value(s->imag));
  return s->total;
}

/* Adds v (stolen). After a failure nothing is owned. */
static bool sum_add(sum_state *s, kr_value v) {
  switch (s->kind) {
    case SUM_INTS:
      if (is_long(v) || kr_is_bool(v)) {
        int64_t r = kr_small_int_value(s->total) + (kr_is_bool(v) ? v == KR_TRUE : kr_small_int_value(v));
        if (r == (int32_t)r) {
          s->total = kr_from_small_int(r);
          return true;
        }
      }
      break;
    case SUM_COMPLEX:
      if (kr_is_exact(v, &kr_complex_type)) {
        compensated_add(&s->real, KR_AS(kr_complex, v)->real);
        compensated_add(&s->imag, KR_AS(kr_complex, v)->imag);
        kr_decref(v);
        return true;
      }
      if (kr_is_float(v)) { /* subclasses as well, which a sum of floats leaves to their __add__ */
        compensated_add(&s->real, kr_float_value(v));
        kr_decref(v);
        return true;
      }
      /* fall through */
    case SUM_FLOATS:
      if (kr_is_double(v)) {
        compensated_add(&s->real, kr_double_value(v));
        return true;
      }
      if (kr_is_int(v)) {
        double x = kr_int_as_double(v);
        kr_decref(v);
        if (x == -1 && kr_failed()) return false;
        compensated_add(&s->real, x);
        return true;
      }
      break;
    case SUM_ANY:
      if (kr_is_small_int(s->total) && kr_is_small_int(v)) {
        s->total = kr_int_from_i64(kr_small_int_value(s->total) + kr_small_int_value(v));
        return s->total != KR_NULL;
      }
      break;
  }
  kr_value before = sum_value(s);
  kr_value r = before == KR_NULL ? KR_NULL : kr_binary(before, v, KR_OP_ADD);
  kr_decref(before);
  kr_decref(v);
  if (r == KR_NULL) return false;
  sum_from(s, r, s->kind + (s->kind != SUM_ANY));
  return true;
}

/* In a frame: f->state is 1 when the first item has been asked for, plus twice the kind. */
enum { SUM_ITER, SUM_TOTAL, SUM_REAL, SUM_IMAG = SUM_REAL + 2, SUM_SLOTS = SUM_IMAG + 2 };

static void keep_compensated(kr_value *slots, compensated c) {
  slots[0] = kr_from_double(c.high);
  slots[1] = kr_from_double(c.low);
}
static compensated take_compensated(const kr_value *slots) {
  return (compensated){kr_double_value(slots[0]), kr_double_value(slots[1])};
}

static void sum_keep(kr_frame *f, const sum_state *s, bool begun) {
  f->state = begun + 2 * s->kind;
  f->slots[SUM_TOTAL] = s->total;
  if (s->kind == SUM_FLOATS || s->kind == SUM_COMPLEX) keep_compensated(&f->slots[SUM_REAL], s->real);
  if (s->kind == SUM_COMPLEX) keep_compensated(&f->slots[SUM_IMAG], s->imag);
}

static sum_state sum_take(kr_frame *f) {
  sum_state s = {.kind = (sum_kind)(f->state / 2), .total = f->slots[SUM_TOTAL]};
  f->slots[SUM_TOTAL] = KR_NULL;
  if (s.kind == SUM_FLOATS || s.kind == SUM_COMPLEX) s.real = take_compensated(&f->slots[SUM_REAL]);
  if (s.kind == SUM_COMPLEX) s.imag = take_compensated(&f->slots[SUM_IMAG]);
  return s;
}

static kr_value sum_step(kr_frame *f, kr_value v) {
  bool begun = f->state & 1;
  sum_state s = sum_take(f);
  if (!begun) v = kr_next_pause(f->slots[SUM_ITER]);
  for (;;) {
    if (v == KR_PUSHED) {
      sum_keep(f, &s, true);
      return v;
    }
    if (v == KR_NULL) {
      if (!kr_failed()) return sum_value(&s);
      kr_decref(s.total);
      return KR_NULL;
    }
    if (!sum_add(&s, v)) return KR_NULL;
    v = kr_next_pause(f->slots[SUM_ITER]);
  }
}
static const kr_native sum_native = {"sum", sum_step, SUM_SLOTS};

KR_BUILTIN(sum) {
  kr_value start = args[1] == KR_NULL ? kr_from_small_int(0) : args[1];
  kr_value it = kr_iter(args[0]);
  if (it == KR_NULL) return KR_NULL;
  const char *wrong = kr_is_str(start) ? "can't sum strings [use ''.join(seq) instead]"
                      : kr_has_tf(start, KR_TF_BYTES_SUBCLASS) ? "can't sum bytes [use b''.join(seq) instead]"
                      : kr_is_bytearray(start) ? "can't sum bytearray [use b''.join(seq) instead]"
                                               : NULL;
  if (wrong) {
    kr_decref(it);
    return kr_raise(&kr_exc_TypeError, "sum() %s", wrong);
  }
  sum_state s = {0};
  sum_from(&s, kr_ref(start), SUM_INTS);
  if (!kr_next_pushes(it)) {
    while (KR_LIKELY(--kr.ticks >= 0)) {
      kr_value v = kr_next(it);
      if (v == KR_NULL || !sum_add(&s, v)) {
        kr_decref(it);
        if (v == KR_NULL && !kr_failed()) return sum_value(&s);
        if (v == KR_NULL) kr_decref(s.total);
        return KR_NULL;
      }
    }
  }
  kr_frame *f = push_with(&sum_native, it);
  if (!f) {
    kr_decref(s.total);
    return KR_NULL;
  }
  sum_keep(f, &s, false);
  return KR_PUSHED;
}

/* ---- min, max ------------------------------------------------------------------------------------------ */

enum { MM_ITER, MM_BEST, MM_BEST_KEY, MM_KEY, MM_ITEM, MM_DEFAULT, MM_MAX, MM_SLOTS };
enum { MM_START, MM_GOT_ITEM, MM_GOT_KEY };

/* Takes item and its key (stolen) into account. */
static bool mm_consider(kr_value *slots, kr_value item, kr_value key) {
  if (slots[MM_BEST_KEY] == KR_NULL) {
    slots[MM_BEST] = item;
    slots[MM_BEST_KEY] = key;
    return true;
  }
  int better = kr_compare_bool(key, slots[MM_BEST_KEY], slots[MM_MAX] == KR_TRUE ? KR_GT : KR_LT);
  if (better > 0) {
    KR_REPLACE(slots[MM_BEST], item);
    KR_REPLACE(slots[MM_BEST_KEY], key);
  } else {
    kr_decref(item);
    kr_decref(key);
  }
  return better >= 0;
}

static kr_value mm_result(kr_value *slots) {
  kr_value r = slots[MM_BEST];
  slots[MM_BEST] = KR_NULL;
  if (r != KR_NULL) return r;
  if (slots[MM_DEFAULT] != KR_NULL) return kr_ref(slots[MM_DEFAULT]);
  return kr_raise(&kr_exc_ValueError, "%s() iterable argument is empty",
                  slots[MM_MAX] == KR_TRUE ? "max" : "min");
}

static kr_value mm_step(kr_frame *f, kr_value v) {
  kr_value *slots = f->slots;
  if (f->state == MM_GOT_KEY) goto got_key;
  if (f->state == MM_GOT_ITEM) goto got_item;
  for (;;) {
    f->state = MM_GOT_ITEM;
    v = kr_next_pause(slots[MM_ITER]);
    if (v == KR_PUSHED) return v;
  got_item:
    if (v == KR_NULL) return kr_failed() ? KR_NULL : mm_result(slots);
    slots[MM_ITEM] = v;
    if (slots[MM_KEY] == KR_NULL) {
      v = kr_ref(v);
    } else {
      f->state = MM_GOT_KEY;
      v = kr_call_push(slots[MM_KEY], &slots[MM_ITEM], 1, NULL);
      if (v == KR_PUSHED) return v;
    got_key:
      if (v == KR_NULL) return KR_NULL;
    }
    kr_value item = slots[MM_ITEM];
    slots[MM_ITEM] = KR_NULL;
    if (!mm_consider(slots, item, v)) return KR_NULL;
  }
}
static const kr_native mm_native = {"max", mm_step, MM_SLOTS};

/* Keyword i is neither of the two that `name` takes. */
static kr_value unknown_keyword(const char *name, kr_tuple *kwnames, uint32_t i, const char *two) {
  if (kwnames->size > 2)
    return kr_raise(&kr_exc_TypeError, "%s() takes at most 2 keyword arguments (%zu given)", name,
                    (size_t)kwnames->size);
  return kr_raise_unexpected_keyword(name, kwnames->items[i], two);
}

static kr_value min_max(const kr_value *args, size_t nargs, kr_tuple *kwnames, bool max) {
  const char *name = max ? "max" : "min";
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "%s expected at least 1 argument, got 0", name);
  kr_value key = KR_NULL, fallback = KR_NULL;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    kr_value k = kwnames->items[i], v = args[nargs + i];
    if (kr_str_equals_cstr(KR_STR(k), "key")) key = v == KR_NONE ? KR_NULL : v;
    else if (kr_str_equals_cstr(KR_STR(k), "default")) fallback = v;
    else return unknown_keyword(name, kwnames, i, "key default");
  }
  if (nargs > 1 && fallback != KR_NULL)
    return kr_raise(&kr_exc_TypeError, "Cannot specify a default for %s() with multiple positional arguments",
                    name);
  if (nargs > 1 && key == KR_NULL) {
    /* the common small case */
    kr_value best = args[0];
    for (size_t i = 1; i < nargs; i++) {
      int better = kr_compare_bool(args[i], best, max ? KR_GT : KR_LT);
      if (better < 0) return KR_NULL;
      if (better) best = args[i];
    }
    return kr_ref(best);
  }
  kr_value source = args[0], tuple = KR_NULL;
  if (nargs > 1) {
    tuple = kr_tuple_from_array(args, nargs);
    if (tuple == KR_NULL) return KR_NULL;
    source = tuple;
  }
  kr_value it = kr_iter(source);
  kr_decref(tuple);
  if (it == KR_NULL) return KR_NULL;
  if (kr_next_pushes(it) || key != KR_NULL) {
    kr_frame *f = push_with(&mm_native, it);
    if (!f) return KR_NULL;
    f->slots[MM_KEY] = kr_ref(key);
    f->slots[MM_DEFAULT] = kr_ref(fallback);
    f->slots[MM_MAX] = kr_from_bool(max);
    return KR_PUSHED;
  }
  kr_value slots[MM_SLOTS];
  for (int i = 0; i < MM_SLOTS; i++) slots[i] = KR_NULL;
  slots[MM_DEFAULT] = fallback;
  slots[MM_MAX] = kr_from_bool(max);
  kr_value r = KR_NULL;
  for (;;) {
    if (KR_UNLIKELY(--kr.ticks < 0)) {
      kr_frame *f = push_with(&mm_native, it);
      if (!f) {
        it = KR_NULL; /* gone */
        break;
      }
      for (int i = 0; i < MM_SLOTS; i++)
        if (i != MM_ITER) f->slots[i] = slots[i];
      kr_incref(fallback);
      return KR_PUSHED;
    }
    kr_value v = kr_next(it);
    if (v == KR_NULL) {
      if (!kr_failed()) r = mm_result(slots);
      break;
    }
    if (!mm_consider(slots, v, kr_ref(v))) break;
  }
  kr_decref(slots[MM_BEST]);
  kr_decref(slots[MM_BEST_KEY]);
  kr_decref(it);
  return r;
}
KR_BUILTIN(min) { return min_max(args, nargs, kwnames, false); }
KR_BUILTIN(max) { return min_max(args, nargs, kwnames, true); }

/* ---- sorted -------------------------------------------------------------------------------------------- */

/* Sorts list by keys (a list of the same length, or NULL) in place. */
static bool sort_by(kr_list *list, kr_list *keys, bool reverse) {
  kr_value *k = keys ? keys->items : list->items, *v = keys ? list->items : NULL;
  size_t n = list->size;
  if (reverse) {
    kr_reverse_values(k, n);
    if (v) kr_reverse_values(v, n);
  }
  if (kr_sort_pairs(k, v, n)) return false;
  if (reverse) {
    kr_reverse_values(k, n);
    if (v) kr_reverse_values(v, n);
  }
  return true;
}

enum { SO_LIST, SO_KEYS, SO_KEY, SO_REVERSE, SO_ITER, SO_SLOTS };
enum { SO_COLLECT, SO_GOT_ITEM, SO_GOT_KEY };

static kr_value sorted_step(kr_frame *f, kr_value v) {
  kr_value *slots = f->slots;
  kr_list *list = KR_LIST(slots[SO_LIST]);
  if (f->state == SO_GOT_KEY) goto got_key;
  if (f->state == SO_GOT_ITEM) goto got_item;
  while (slots[SO_ITER] != KR_NULL) {
    f->state = SO_GOT_ITEM;
    v = kr_next_pause(slots[SO_ITER]);
    if (v == KR_PUSHED) return v;
  got_item:
    if (v == KR_NULL) {
      if (kr_failed()) return KR_NULL;
      KR_CLEAR(slots[SO_ITER]);
      break;
    }
    if (kr_list_append_steal(list, v)) return KR_NULL;
  }
  if (slots[SO_KEY] != KR_NULL) {
    kr_list *keys = KR_LIST(slots[SO_KEYS]);
    while (keys->size < list->size) {
      f->state = SO_GOT_KEY;
      v = kr_call_push(slots[SO_KEY], &list->items[keys->size], 1, NULL);
      if (v == KR_PUSHED) return v;
    got_key:
      if (v == KR_NULL) return KR_NULL;
      keys = KR_LIST(slots[SO_KEYS]);
      if (kr_list_append_steal(keys, v)) return KR_NULL;
    }
    /* out of the collector's sight while it is in pieces: nobody else can reach these lists */
    if (!sort_by(list, keys, slots[SO_REVERSE] == KR_TRUE)) return KR_NULL;
  } else if (!sort_by(list, NULL, slots[SO_REVERSE] == KR_TRUE)) {
    return KR_NULL;
  }
  kr_value r = slots[SO_LIST];
  slots[SO_LIST] = KR_NULL;
  return r;
}
static const kr_native sorted_native = {"sorted", sorted_step, SO_SLOTS};

KR_BUILTIN(sorted) {
  kr_value key = KR_NULL;
  bool reverse = false;
  if (kr_args_count("sorted", nargs, 1, 1)) return KR_NULL;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    kr_value k = kwnames->items[i], v = args[nargs + i];
    if (kr_str_equals_cstr(KR_STR(k), "key")) {
      key = v == KR_NONE ? KR_NULL : v;
    } else if (kr_str_equals_cstr(KR_STR(k), "reverse")) {
      int t = kr_truth(v);
      if (t < 0) return KR_NULL;
      reverse = t;
    } else {
      kr_value first = kr_iter(args[0]); /* its error comes first */
      if (first == KR_NULL) return KR_NULL;
      kr_decref(first);
      return unknown_keyword("sort", kwnames, i, "key reverse");
    }
  }
  kr_value it = KR_NULL, list;
  if (kr_is_exact_list(args[0]) || kr_is_exact_tuple(args[0])) {
    size_t n;
    const kr_value *items = kr_fast_items(args[0], &n);
    list = kr_list_from_array(items, n);
  } else {
    it = kr_iter(args[0]);
    if (it == KR_NULL) return KR_NULL;
    if (kr_pauses(args[0])) {
      list = kr_length_hint(args[0], 0) < 0 ? KR_NULL : kr_from_object_or_null(kr_list_new(0));
    } else {
      list = kr_list_from_iterable(it);
      KR_CLEAR(it);
    }
  }
  if (list == KR_NULL) {
    kr_decref(it);
    return KR_NULL;
  }
  if (key == KR_NULL && it == KR_NULL) {
    if (!sort_by(KR_LIST(list), NULL, reverse)) {
      kr_decref(list);
      return KR_NULL;
    }
    return list;
  }
  kr_value keys = kr_from_object_or_null(kr_list_new(KR_LIST(list)->size));
  kr_frame *f = keys == KR_NULL ? NULL : kr_native_push(&sorted_native);
  if (!f) {
    kr_decref(keys);
    kr_decref(list);
    kr_decref(it);
    return KR_NULL;
  }
  f->slots[SO_LIST] = list;
  f->slots[SO_KEYS] = keys;
  f->slots[SO_KEY] = kr_ref(key);
  f->slots[SO_REVERSE] = kr_from_bool(reverse);
  f->slots[SO_ITER] = it;
  return KR_PUSHED;
}
