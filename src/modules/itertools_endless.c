/* itertools: count, repeat, cycle, chain, islice. */
#include "modules/itertools_impl.h"
#include "objects/float.h"
#include "objects/list.h"
#include "vm/suspend.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- count --------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value next, step;
} count;

KR_ITER_LIFE(count, count, next, 2)

static bool is_number(kr_value v) {
  if (kr_is_int(v) || kr_is_float(v)) return true;
  kr_type *t = kr_type_of(v);
  return t->nb_index || t->nb_int || t->nb_float || kr_isinstance_exact_or_sub(v, &kr_complex_type);
}

static kr_value count_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "count", "(start=0, step=1)", args, nargs, kwnames, a) < 0) return KR_NULL;
  for (int i = 0; i < 2; i++) {
    if (a[i] == KR_NULL) a[i] = kr_from_small_int(i);
    else if (!is_number(a[i])) return kr_raise(&kr_exc_TypeError, "a number is required");
  }
  count *c = KR_ITER_ALLOC(type, count, next, 2);
  if (!c) return KR_NULL;
  c->next = kr_ref(a[0]);
  c->step = kr_ref(a[1]);
  /* A bool counts as an int from the start. */
  if (kr_is_bool(c->next)) c->next = kr_from_small_int(c->next == KR_TRUE);
  return kr_from_object(c);
}

static kr_value count_next(kr_value self) {
  count *c = KR_AS(count, self);
  kr_value v = c->next;
  if (kr_both_small_int(v, c->step)) {
    kr_value next = kr_int_from_i64(kr_small_int_value(v) + kr_small_int_value(c->step));
    if (next == KR_NULL) return KR_NULL;
    c->next = next;
    return v;
  }
  kr_value next = kr_binary(v, c->step, KR_OP_ADD);
  if (next == KR_NULL) return KR_NULL;
  v = c->next; /* the addition may have called this again */
  c->next = next;
  return v;
}

static kr_value count_repr(kr_value self) {
  count *c = KR_AS(count, self);
  kr_value name = kr_type_get_name(c->head.type);
  if (name == KR_NULL) return KR_NULL;
  kr_value text = c->step == kr_from_small_int(1) ? kr_str_format("%U(%R)", name, c->next)
                                                  : kr_str_format("%U(%R, %R)", name, c->next, c->step);
  kr_decref(name);
  return text;
}

kr_type kr_count_type = {
    KR_ITER_TYPE("count", count, count,
                 "count(start=0, step=1)\n--\n\n"
                 "start, start + step, start + 2 * step and so on."),
    .repr = count_repr,
};

/* ---- repeat -------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value object;
  int64_t left; /* -1: for ever */
} repeat;

KR_ITER_LIFE(repeat, repeat, object, 1)

static kr_value repeat_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "repeat", "(object, times=0)", args, nargs, kwnames, a) < 0) return KR_NULL;
  int64_t times = -1;
  if (a[1] != KR_NULL) {
    times = kr_index_as_size(a[1], kr_from_object(&kr_exc_OverflowError));
    if (times == -1 && kr_failed()) return KR_NULL;
    if (times < 0) times = 0;
  }
  repeat *r = KR_ITER_ALLOC(type, repeat, object, 1);
  if (!r) return KR_NULL;
  r->object = kr_ref(a[0]);
  r->left = times;
  return kr_from_object(r);
}

static kr_value repeat_next(kr_value self) {
  repeat *r = KR_AS(repeat, self);
  if (r->left == 0) return KR_NULL;
  if (r->left > 0) r->left--;
  return kr_ref(r->object);
}

static kr_value repeat_repr(kr_value self) {
  repeat *r = KR_AS(repeat, self);
  kr_value name = kr_type_get_name(r->head.type);
  if (name == KR_NULL) return KR_NULL;
  kr_value text = r->left < 0 ? kr_str_format("%U(%R)", name, r->object)
                              : kr_str_format("%U(%R, %lld)", name, r->object, (long long)r->left);
  kr_decref(name);
  return text;
}

METHOD(repeat_length_hint) {
  int64_t left = KR_AS(repeat, self)->left;
  if (left < 0) return kr_raise(&kr_exc_TypeError, "len() of unsized object");
  return kr_int_from_i64(left);
}

static const kr_method_def repeat_methods[] = {
    {"__length_hint__", repeat_length_hint, 0, "($self, /)", "How many items are left."},
    {NULL},
};

kr_type kr_repeat_type = {
    KR_ITER_TYPE("repeat", repeat, repeat, "repeat(object [,times])\n\nThe object, times times or for ever."),
    .methods = repeat_methods,
    .repr = repeat_repr,
};

/* ---- cycle --------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t index; /* in saved */
  kr_value iter;  /* KR_NULL: all it gave is saved */
  kr_value saved; /* a list */
} cycle;

KR_ITER_LIFE(cycle, cycle, iter, 2)

static kr_value cycle_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_itertools_positional(type, &kr_cycle_type, "cycle", nargs, 1, kwnames) < 0) return KR_NULL;
  kr_value iter = kr_iter(args[0]);
  if (iter == KR_NULL) return KR_NULL;
  kr_list *saved = kr_list_new(0);
  cycle *c = saved ? KR_ITER_ALLOC(type, cycle, iter, 2) : NULL;
  if (!c) {
    kr_xdecref_object(saved);
    kr_decref(iter);
    return KR_NULL;
  }
  c->index = 0;
  c->iter = iter;
  c->saved = kr_from_object(saved);
  return kr_from_object(c);
}

static kr_value cycle_next(kr_value self) {
  cycle *c = KR_AS(cycle, self);
  kr_list *saved = KR_LIST(c->saved);
  if (c->iter != KR_NULL) {
    kr_value iter = kr_ref(c->iter);
    kr_value v = kr_advance(iter);
    kr_decref(iter);
    if (v != KR_NULL) {
      if (kr_list_append(saved, v) < 0) KR_CLEAR(v);
      return v;
    }
    if (kr_failed() && !kr_clear_if(&kr_exc_StopIteration)) return KR_NULL;
    KR_CLEAR(c->iter);
  }
  if (saved->size == 0) return KR_NULL;
  kr_value v = saved->items[c->index];
  if (++c->index >= saved->size) c->index = 0;
  return kr_ref(v);
}

kr_type kr_cycle_type = {
    KR_ITER_TYPE("cycle", cycle, cycle,
                 "cycle(iterable, /)\n--\n\nThe items of the iterable, over and over."),
};

/* ---- chain --------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value source; /* iterator over the iterables; KR_NULL at the end */
  kr_value active; /* iterator over the current one, or KR_NULL */
} chain;

KR_ITER_LIFE(chain, chain, source, 2)

static kr_value chain_over(kr_type *type, kr_value iterables) {
  kr_value source = kr_iter(iterables);
  if (source == KR_NULL) return KR_NULL;
  chain *c = KR_ITER_ALLOC(type, chain, source, 2);
  if (!c) {
    kr_decref(source);
    return KR_NULL;
  }
  c->source = source;
  return kr_from_object(c);
}

static kr_value chain_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if ((type == &kr_chain_type || type->init == kr_chain_type.init) &&
      kr_args_no_keywords("chain", kwnames) < 0)
    return KR_NULL;
  kr_value iterables = kr_tuple_from_array(args, nargs);
  if (iterables == KR_NULL) return KR_NULL;
  kr_value v = chain_over(type, iterables);
  kr_decref(iterables);
  return v;
}

static kr_value chain_next(kr_value self) {
  chain *c = KR_AS(chain, self);
  while (c->source != KR_NULL) {
    if (c->active == KR_NULL) {
      kr_value iterable = kr_advance_plain(c->source);
      if (iterable == KR_NULL) {
        KR_CLEAR(c->source);
        return KR_NULL;
      }
      kr_value active = kr_iter(iterable);
      kr_decref(iterable);
      if (active == KR_NULL) {
        KR_CLEAR(c->source);
        return KR_NULL;
      }
      KR_REPLACE(c->active, active);
    }
    kr_value active = kr_ref(c->active);
    kr_value v = kr_advance(active);
    kr_decref(active);
    if (v != KR_NULL) return v;
    if (kr_failed() && !kr_clear_if(&kr_exc_StopIteration)) return KR_NULL;
    KR_CLEAR(c->active);
    if (kr_poll()) return KR_NULL;
  }
  return KR_NULL;
}

/* In a native frame, for iterators that run Python code. */
enum { CHAIN_SELF, CHAIN_ITERABLE_SLOT, CHAIN_SLOTS };
enum { CHAIN_BEGIN, CHAIN_ITERABLE, CHAIN_ITER, CHAIN_ITEM };

static kr_value chain_step(kr_frame *f, kr_value result) {
  chain *c = KR_AS(chain, f->slots[CHAIN_SELF]);
  uint8_t state = f->state;
  for (;;) {
    switch (state) {
      case CHAIN_BEGIN:
        if (c->source == KR_NULL) return KR_NULL;
        if (c->active != KR_NULL) {
          f->state = state = CHAIN_ITEM;
          result = kr_next_push(c->active);
        } else {
          f->state = state = CHAIN_ITERABLE;
          result = kr_next_push(c->source);
        }
        if (result == KR_PUSHED) return result;
        break;
      case CHAIN_ITERABLE:
        if (result == KR_NULL) {
          KR_CLEAR(c->source);
          return KR_NULL;
        }
        f->state = state = CHAIN_ITER;
        KR_REPLACE(f->slots[CHAIN_ITERABLE_SLOT], result);
        result = kr_iter_push(f->slots[CHAIN_ITERABLE_SLOT]);
        if (result == KR_PUSHED) return result;
        break;
      case CHAIN_ITER:
        if (result == KR_NULL) {
          KR_CLEAR(c->source);
          return KR_NULL;
        }
        KR_REPLACE(c->active, result);
        state = CHAIN_BEGIN;
        break;
      default:
        if (result != KR_NULL || kr_failed()) return result;
        KR_CLEAR(c->active);
        if (kr_poll()) return KR_NULL;
        state = CHAIN_BEGIN;
    }
  }
}

static const kr_native chain_native = {"chain", chain_step, CHAIN_SLOTS};

static kr_value chain_next_push(kr_value self) {
  chain *c = KR_AS(chain, self);
  if (c->source == KR_NULL) return KR_NULL;
  /* Over lists and the like there is nothing to push: an item at once, if there is one. */
  if (c->active != KR_NULL && !kr_type_of(c->active)->iternext_push) {
    kr_value v = kr_advance(c->active);
    if (v != KR_NULL || (kr_failed() && !kr_clear_if(&kr_exc_StopIteration))) return v;
    KR_CLEAR(c->active);
  }
  kr_frame *f = kr_native_push(&chain_native);
  if (!f) return KR_NULL;
  f->slots[CHAIN_SELF] = kr_ref(self);
  return KR_PUSHED;
}

METHOD(chain_from_iterable) { return chain_over(KR_AS_TYPE(self), args[0]); }
METHOD(chain_class_getitem) { return kr_class_getitem(self, args[0]); }

static const kr_method_def chain_methods[] = {
    {"from_iterable", chain_from_iterable, KR_FN_CLASS, "($type, iterable, /)",
     "chain() of the iterables that an iterable yields, taken one at a time."},
    {"__class_getitem__", chain_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {NULL},
};

kr_type kr_chain_type = {
    KR_ITER_TYPE("chain", chain, chain,
                 "chain(*iterables)\n--\n\nThe items of each iterable, one iterable after the other."),
    .methods = chain_methods,
    .iternext_push = chain_next_push,
};

/* ---- islice -------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value iter;                   /* KR_NULL at the end */
  intptr_t next, stop, step, seen; /* stop -1: none */
} islice;

KR_ITER_LIFE(islice, islice, iter, 1)

/* A bound: *out stays as it is for None. 0; -1: not one (no exception is left), and *out is what a negative
 * integer is, else -1. */
static int islice_bound(kr_value v, intptr_t *out) {
  if (v == KR_NONE) return 0;
  *out = -1;
  if (kr_is_int(v) || kr_type_of(v)->nb_index) {
    *out = kr_index_as_size(v, kr_from_object(&kr_exc_OverflowError));
    if (*out >= 0) return 0;
  }
  kr_clear_exception();
  return -1;
}

static kr_value islice_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if ((type == &kr_islice_type || type->init == kr_islice_type.init) &&
      kr_args_no_keywords("islice", kwnames) < 0)
    return KR_NULL;
  if (kr_args_count("islice", nargs, 2, 4) < 0) return KR_NULL;
  static const char *const stop_error =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  static const char *const bounds_error =
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  intptr_t start = 0, stop = -1, step = 1;
  bool bad_start = nargs > 2 && islice_bound(args[1], &start) < 0;
  bool bad_stop = islice_bound(args[nargs > 2 ? 2 : 1], &stop) < 0;
  if (bad_start || bad_stop) /* As in CPython, -1 counts as no integer at all. */
    return kr_raise(&kr_exc_ValueError, "%s", bad_stop && stop == -1 ? stop_error : bounds_error);
  if (nargs == 4 && (islice_bound(args[3], &step) < 0 || step < 1)) {
    return kr_raise(&kr_exc_ValueError, "Step for islice() must be a positive integer or None.");
  }
  kr_value iter = kr_iter(args[0]);
  if (iter == KR_NULL) return KR_NULL;
  islice *s = KR_ITER_ALLOC(type, islice, iter, 1);
  if (!s) {
    kr_decref(iter);
    return KR_NULL;
  }
  s->iter = iter;
  s->next = start;
  s->stop = stop;
  s->step = step;
  s->seen = 0;
  return kr_from_object(s);
}

static kr_value islice_end(islice *s) {
  KR_CLEAR(s->iter);
  return KR_NULL;
}

static kr_value islice_advance(islice *s) {
  kr_value iter = kr_ref(s->iter); /* Python code may end s */
  kr_value v = kr_advance(iter);
  kr_decref(iter);
  return v;
}

/* The next index; without overflow, and no further than the end. */
static void islice_step_on(islice *s) {
  if (s->step > INTPTR_MAX - s->next || (s->stop != -1 && s->next + s->step > s->stop)) {
    s->next = s->stop != -1 ? s->stop : INTPTR_MAX;
  } else {
    s->next += s->step;
  }
}

static kr_value islice_next(kr_value self) {
  islice *s = KR_AS(islice, self);
  if (s->iter == KR_NULL) return KR_NULL;
  while (s->seen < s->next) {
    kr_value skipped = islice_advance(s);
    if (skipped == KR_NULL) return islice_end(s);
    kr_decref(skipped);
    if (s->iter == KR_NULL) return KR_NULL; /* ended by what was called */
    s->seen++;
  }
  if (s->stop != -1 && s->seen >= s->stop) return islice_end(s);
  kr_value v = islice_advance(s);
  if (v == KR_NULL) return islice_end(s);
  s->seen++;
  islice_step_on(s);
  return v;
}

/* Where the iterator below runs Python code. */
enum { ISLICE_SELF, ISLICE_ITER, ISLICE_SLOTS };
static kr_value islice_step(kr_frame *f, kr_value v) {
  islice *s = KR_AS(islice, f->slots[ISLICE_SELF]);
  bool got = f->state;
  f->state = 1;
  for (;;) {
    if (got) {
      if (v == KR_NULL) return islice_end(s);
      if (s->iter == KR_NULL && s->seen < s->next) { /* ended by what was called, while skipping */
        kr_decref(v);
        return KR_NULL;
      }
      if (s->seen++ == s->next) break;
      kr_decref(v);
    }
    if (s->iter == KR_NULL) return KR_NULL;
    if (s->seen >= s->next && s->stop != -1 && s->seen >= s->stop) return islice_end(s);
    got = true;
    kr_incref(s->iter);
    KR_REPLACE(f->slots[ISLICE_ITER], s->iter);
    v = kr_next_pause(f->slots[ISLICE_ITER]);
    if (v == KR_PUSHED) return v;
  }
  islice_step_on(s);
  return v;
}
static const kr_native islice_native = {"islice", islice_step, ISLICE_SLOTS, true};

static kr_value islice_next_push(kr_value self) {
  islice *s = KR_AS(islice, self);
  if (s->iter == KR_NULL || (!kr_next_pushes(s->iter) && s->next - s->seen < 1000)) return islice_next(self);
  kr_frame *f = kr_native_push(&islice_native);
  if (!f) return KR_NULL;
  f->slots[ISLICE_SELF] = kr_ref(self);
  return KR_PUSHED;
}

kr_type kr_islice_type = {
    KR_ITER_TYPE("islice", islice, islice,
                 "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice "
                 "object\n\nThe items that a slice with these numbers would take, one by one."),
    .iternext_push = islice_next_push,
};
