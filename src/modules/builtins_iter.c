/* The builtins that consume an iterator. One that runs Python code for each item (a generator, a
 * __next__ or a key function written in Python) is driven by a native frame, so that it can pause; any
 * other is a loop in C. */
#include "modules/builtins.h"
#include "objects/unexpected.h"

#include <math.h>

#include "objects/bytes.h"
#include "objects/collect.h"
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

/* total, and the compensation of a sum of floats or complex numbers (Neumaier), kept as values. */
typedef struct {
  kr_value total; /* owned */
  double low, low_imag;
} sum_state;

static double compensated(double x, double y, double *low) {
  double sum = x + y;
  if (fabs(x) >= fabs(y)) *low += (x - sum) + y;
  else *low += (y - sum) + x;
  return sum;
}

/* The compensation goes into the total. false: MemoryError, and no total */
static bool sum_finish(sum_state *s) {
  double low = isfinite(s->low) ? s->low : 0, low_imag = isfinite(s->low_imag) ? s->low_imag : 0;
  kr_value t = s->total;
  if (low == 0 && low_imag == 0) return true;
  s->low = s->low_imag = 0;
  if (kr_is_double(t)) {
    s->total = kr_from_double(kr_double_value(t) + low);
    return true;
  }
  kr_complex *c = KR_AS(kr_complex, t);
  /* + 0 would take the sign of a zero */
  s->total = kr_complex_new(low != 0 ? c->real + low : c->real, low_imag != 0 ? c->imag + low_imag : c->imag);
  kr_decref(t);
  return s->total != KR_NULL;
}

/* Adds v (stolen). */
static bool sum_add(sum_state *s, kr_value v) {
  kr_value t = s->total;
  if (kr_is_small_int(t)) {
    if (kr_is_small_int(v)) {
      int64_t r = kr_small_int_value(t) + kr_small_int_value(v);
      s->total = kr_int_from_i64(r);
      return s->total != KR_NULL;
    }
    if (kr_is_bool(v)) {
      s->total = kr_int_from_i64(kr_small_int_value(t) + (v == KR_TRUE));
      return s->total != KR_NULL;
    }
  } else if (kr_is_double(t) || kr_is_exact(t, &kr_complex_type)) {
    kr_complex *complex = kr_is_double(t) ? NULL : KR_AS(kr_complex, t);
    if (kr_is_double(v) || kr_is_int(v)) {
      double y = kr_is_double(v) ? kr_double_value(v) : kr_int_as_double(v);
      if (kr_is_object(v)) {
        kr_decref(v);
        if (y == -1.0 && kr_failed()) {
          KR_CLEAR(s->total);
          return false;
        }
      }
      if (!complex) {
        s->total = kr_from_double(compensated(kr_double_value(t), y, &s->low));
        return true;
      }
      s->total = kr_complex_new(compensated(complex->real, y, &s->low), complex->imag);
      kr_decref(t);
      return s->total != KR_NULL;
    }
    if (complex && kr_is_exact(v, &kr_complex_type)) {
      kr_complex *y = KR_AS(kr_complex, v);
      double real = compensated(complex->real, y->real, &s->low);
      s->total = kr_complex_new(real, compensated(complex->imag, y->imag, &s->low_imag));
      kr_decref(t);
      kr_decref(v);
      return s->total != KR_NULL;
    }
    if (!sum_finish(s)) {
      kr_decref(v);
      return false;
    }
    t = s->total;
  }
  kr_value r = kr_binary(t, v, KR_OP_ADD);
  s->total = r;
  kr_decref(t);
  kr_decref(v);
  return r != KR_NULL;
}

static kr_value sum_step(kr_frame *f, kr_value v) {
  sum_state s = {f->slots[1], kr_double_value(f->slots[2]), kr_double_value(f->slots[3])};
  if (f->state == 0) {
    f->state = 1;
    v = kr_next_pause(f->slots[0]);
  }
  f->slots[1] = KR_NULL;
  for (;;) {
    if (v == KR_PUSHED) {
      f->slots[1] = s.total;
      f->slots[2] = kr_from_double(s.low);
      f->slots[3] = kr_from_double(s.low_imag);
      return v;
    }
    if (v == KR_NULL) {
      if (kr_failed()) {
        kr_decref(s.total);
        return KR_NULL;
      }
      sum_finish(&s);
      return s.total;
    }
    if (!sum_add(&s, v)) return KR_NULL;
    v = kr_next_pause(f->slots[0]);
  }
}
static const kr_native sum_native = {"sum", sum_step, 4};

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
  if (kr_next_pushes(it)) {
    kr_frame *f = push_with(&sum_native, it);
    if (!f) return KR_NULL;
    f->slots[1] = kr_ref(start);
    f->slots[2] = f->slots[3] = kr_from_double(0);
    return KR_PUSHED;
  }
  sum_state s = {kr_ref(start), 0, 0};
  for (;;) {
    if (KR_UNLIKELY(--kr.ticks < 0)) {
      kr_frame *f = push_with(&sum_native, it);
      if (!f) {
        kr_decref(s.total);
        return KR_NULL;
      }
      f->slots[1] = s.total;
      f->slots[2] = kr_from_double(s.low);
      f->slots[3] = kr_from_double(s.low_imag);
      return KR_PUSHED;
    }
    kr_value v = kr_next(it);
    if (v == KR_NULL) {
      if (kr_failed()) KR_CLEAR(s.total);
      else sum_finish(&s);
      break;
    }
    if (!sum_add(&s, v)) break;
  }
  kr_decref(it);
  return s.total;
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

static kr_value min_max(const kr_value *args, size_t nargs, kr_tuple *kwnames, bool max) {
  const char *name = max ? "max" : "min";
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "%s expected at least 1 argument, got 0", name);
  kr_value key = KR_NULL, fallback = KR_NULL;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    kr_value k = kwnames->items[i], v = args[nargs + i];
    if (kr_str_equals_cstr(KR_STR(k), "key")) key = v == KR_NONE ? KR_NULL : v;
    else if (kr_str_equals_cstr(KR_STR(k), "default")) fallback = v;
    else return kr_raise_unexpected_keyword(name, k, "key default");
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
      return kr_raise_unexpected_keyword("sort", k, "key reverse");
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
