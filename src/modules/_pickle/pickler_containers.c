/* The pickles of tuples, lists, dicts and sets, and of the items of what is like them. */
#include "modules/_pickle/pickler.h"

#include "objects/int.h"
#include "objects/set.h"

enum { BATCH = 1000 }; /* so many items between a mark and the opcode that takes them */
#define ITEM_NOTE "when serializing %U item %R"

static int save_item(kr_pickler *p, kr_value v, kr_value container, size_t i) {
  return kr_pickle_save_noted(p, v, ITEM_NOTE, container, kr_int_from_size(i));
}

int kr_pickle_save_tuple(kr_pickler *p, kr_value v) {
  uint32_t n = KR_TUPLE(v)->size;
  if (!n && p->bin) return kr_pickle_put_op(p, OP_EMPTY_TUPLE);
  if (!n) return kr_pickle_put(p, (char[]){OP_MARK, OP_TUPLE}, 2);
  bool small = n <= 3 && p->proto >= 2;
  if (!small && kr_pickle_put_op(p, OP_MARK) < 0) return -1;
  for (uint32_t i = 0; i < n; i++)
    if (save_item(p, KR_TUPLE(v)->items[i], v, i) < 0) return -1;
  const kr_pickle_memo_entry *e = kr_pickle_memo_find(&p->memo, v);
  if (!e)
    return kr_pickle_put_op(p, small ? (uint8_t)(OP_TUPLE1 + n - 1) : OP_TUPLE) < 0 ? -1
                                                                                    : kr_pickle_memoize(p, v);
  /* It holds itself, and so was made while its items were saved: these are dropped again. */
  uint32_t index = e->index;
  if (!small && p->bin) return kr_pickle_put_op(p, OP_POP_MARK) < 0 ? -1 : kr_pickle_put_get(p, index);
  for (uint32_t i = small ? 0 : UINT32_MAX; i != n; i++)
    if (kr_pickle_put_op(p, OP_POP) < 0) return -1;
  return kr_pickle_put_get(p, index);
}

int kr_pickle_put_items(kr_pickler *p, kr_value it, kr_value container) {
  size_t at = 0;
  for (size_t n = BATCH; n == BATCH;) {
    kr_value first = kr_next(it), v = KR_NULL;
    if (first == KR_NULL) break;
    n = 1;
    /* A lone one needs no mark. */
    if (p->bin) v = kr_next(it);
    if (v == KR_NULL) {
      int r = kr_failed() ? -1 : save_item(p, first, container, at++);
      kr_decref(first);
      if (r < 0 || kr_pickle_put_op(p, OP_APPEND) < 0) return -1;
      if (!p->bin) n = BATCH;
      continue;
    }
    int r = kr_pickle_put_op(p, OP_MARK) < 0 ? -1 : save_item(p, first, container, at++);
    kr_decref(first);
    while (r == 0 && v != KR_NULL) {
      r = save_item(p, v, container, at++);
      kr_decref(v);
      v = r == 0 && ++n < BATCH ? kr_next(it) : KR_NULL;
    }
    if (r < 0) kr_decref(v);
    if (r < 0 || kr_failed() || kr_pickle_put_op(p, OP_APPENDS) < 0) return -1;
  }
  return kr_failed() ? -1 : 0;
}

/* Fast mode has no memo, so that a container that holds itself would not end. */
static int fast_enter(kr_pickler *p, kr_value v) {
  if (!p->fast || ++p->fast_depth < 50) return 0;
  if (!p->fast_seen && !(p->fast_seen = kr_dict_new())) return -1;
  kr_value key = kr_identity(v);
  int known = kr_dict_contains(p->fast_seen, key);
  if (known > 0) {
    p->fast_depth = -1;
    kr_raise(&kr_exc_ValueError, "fast mode: can't pickle cyclic objects including object type %.200s at %p",
             kr_type_cname(kr_type_of(v)), (void *)kr_object_of(v));
  }
  int r = known ? -1 : kr_dict_set(p->fast_seen, key, KR_NONE);
  kr_decref(key);
  return r;
}
static void fast_leave(kr_pickler *p, kr_value v) {
  if (!p->fast || p->fast_depth-- < 50 || !p->fast_seen) return;
  kr_value key = kr_identity(v), pending = kr_fetch_exception();
  kr_dict_del(p->fast_seen, key);
  kr_decref(key);
  if (pending != KR_NULL) kr_restore_exception_steal(pending);
}

static int put_list(kr_pickler *p, kr_value v) {
  kr_list *l = KR_LIST(v);
  if (!p->bin) {
    kr_value it = kr_iter(v);
    int r = it == KR_NULL ? -1 : kr_pickle_put_items(p, it, v);
    kr_decref(it);
    return r;
  }
  bool lone = l->size == 1;
  for (uint32_t i = 0; i < l->size;) {
    if (!lone && kr_pickle_put_op(p, OP_MARK) < 0) return -1;
    for (uint32_t end = i + BATCH; i < end && i < l->size; i++) {
      kr_value item = kr_ref(l->items[i]);
      int r = save_item(p, item, v, i);
      kr_decref(item);
      if (r < 0) return -1;
      if (lone) return kr_pickle_put_op(p, OP_APPEND);
    }
    if (kr_pickle_put_op(p, OP_APPENDS) < 0) return -1;
  }
  return 0;
}
/* An empty container of this kind; then its items go in. */
static int put_empty(kr_pickler *p, kr_value v, uint8_t empty, uint8_t of_marked) {
  int r = p->bin ? kr_pickle_put_op(p, empty) : kr_pickle_put(p, (uint8_t[]){OP_MARK, of_marked}, 2);
  return r < 0 ? -1 : kr_pickle_memoize(p, v);
}
int kr_pickle_save_list(kr_pickler *p, kr_value v) {
  if (fast_enter(p, v) < 0) return -1;
  int r = put_empty(p, v, OP_EMPTY_LIST, OP_LIST) < 0 ? -1 : put_list(p, v);
  fast_leave(p, v);
  return r;
}

static int put_pair(kr_pickler *p, kr_value container, kr_value key, kr_value v) {
  return kr_pickle_save(p, key) < 0 ? -1 : kr_pickle_save_noted(p, v, ITEM_NOTE, container, key);
}
int kr_pickle_put_pairs(kr_pickler *p, kr_value it, kr_value container) {
  for (size_t n = BATCH; n == BATCH;) {
    kr_value pair = kr_next(it);
    bool marked = false;
    for (n = 0; pair != KR_NULL;) {
      if (!kr_is_tuple(pair) || KR_TUPLE(pair)->size != 2) {
        kr_decref(pair);
        return KR_RAISE_INT(&kr_exc_TypeError, "dict items iterator must return 2-tuples");
      }
      kr_value next = p->bin && n + 1 < BATCH ? kr_next(it) : KR_NULL;
      int r = kr_failed() ? -1 : 0;
      if (r == 0 && !n && next != KR_NULL) {
        marked = true;
        r = kr_pickle_put_op(p, OP_MARK);
      }
      if (r == 0) r = put_pair(p, container, KR_TUPLE(pair)->items[0], KR_TUPLE(pair)->items[1]);
      kr_decref(pair);
      if (r < 0) {
        kr_decref(next);
        return -1;
      }
      n++;
      pair = next;
    }
    if (kr_failed()) return -1;
    if (!n) break;
    if (kr_pickle_put_op(p, marked ? OP_SETITEMS : OP_SETITEM) < 0) return -1;
    if (!p->bin) n = BATCH;
  }
  return kr_failed() ? -1 : 0;
}
static int put_dict(kr_pickler *p, kr_value v) {
  kr_dict *d = KR_DICT(v);
  uint32_t size = d->used, pos = 0;
  if (!size) return 0;
  if (!p->bin) {
    kr_value items = kr_call_method0(v, KR_ID(items)), it = items == KR_NULL ? KR_NULL : kr_iter(items);
    int r = it == KR_NULL ? -1 : kr_pickle_put_pairs(p, it, v);
    kr_decref(it);
    kr_decref(items);
    return r;
  }
  kr_value key, value;
  for (uint32_t n = BATCH; n == BATCH;) {
    if (size > 1 && kr_pickle_put_op(p, OP_MARK) < 0) return -1;
    for (n = 0; n < BATCH && kr_dict_next(d, &pos, &key, &value); n++) {
      kr_incref(key);
      kr_incref(value);
      int r = put_pair(p, v, key, value);
      kr_decref(key);
      kr_decref(value);
      if (r < 0) return -1;
      if (d->used != size)
        return KR_RAISE_INT(&kr_exc_RuntimeError, "dictionary changed size during iteration");
    }
    if (kr_pickle_put_op(p, size > 1 ? OP_SETITEMS : OP_SETITEM) < 0) return -1;
  }
  return 0;
}
int kr_pickle_save_dict(kr_pickler *p, kr_value v) {
  if (fast_enter(p, v) < 0) return -1;
  int r = put_empty(p, v, OP_EMPTY_DICT, OP_DICT) < 0 ? -1 : put_dict(p, v);
  fast_leave(p, v);
  return r;
}

static int save_element(kr_pickler *p, kr_value v, kr_value set) {
  kr_incref(v);
  int r = kr_pickle_save_noted(p, v, "when serializing %U element", set, KR_NONE);
  kr_decref(v);
  return r;
}
int kr_pickle_save_set(kr_pickler *p, kr_value v) {
  kr_set *s = KR_AS(kr_set, v);
  if (p->proto < 4) {
    kr_value list = kr_list_from_iterable(v), args = list == KR_NULL ? KR_NULL : kr_tuple_pack(1, list);
    kr_decref(list);
    return kr_pickle_save_as_call(p, kr_ref(kr_from_object(s->head.type)), args, v);
  }
  kr_value key;
  uint32_t pos = 0, size = s->used;
  if (s->head.type == &kr_set_type) {
    if (kr_pickle_put_op(p, OP_EMPTY_SET) < 0 || kr_pickle_memoize(p, v) < 0) return -1;
    for (uint32_t n = size ? BATCH : 0; n == BATCH;) {
      if (kr_pickle_put_op(p, OP_MARK) < 0) return -1;
      for (n = 0; n < BATCH && kr_set_next(s, &pos, &key); n++) {
        if (save_element(p, key, v) < 0) return -1;
        if (s->used != size) return KR_RAISE_INT(&kr_exc_RuntimeError, "set changed size during iteration");
      }
      if (kr_pickle_put_op(p, OP_ADDITEMS) < 0) return -1;
    }
    return 0;
  }
  if (kr_pickle_put_op(p, OP_MARK) < 0) return -1;
  while (kr_set_next(s, &pos, &key))
    if (save_element(p, key, v) < 0) return -1;
  const kr_pickle_memo_entry *e = kr_pickle_memo_find(&p->memo, v);
  if (e) {
    uint32_t index = e->index;
    return kr_pickle_put_op(p, OP_POP_MARK) < 0 ? -1 : kr_pickle_put_get(p, index);
  }
  return kr_pickle_put_op(p, OP_FROZENSET) < 0 ? -1 : kr_pickle_memoize(p, v);
}
