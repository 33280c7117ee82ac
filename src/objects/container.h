/* What the containers ask of every key and item: its hash, and whether it equals another. The answers
 * for strs and small numbers need neither a call nor Python code; everything else goes to
 * objects/abstract.h. Also the few things all their deallocations have in common. */
#ifndef KR_CONTAINER_H
#define KR_CONTAINER_H

#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str.h"

/* tuple.c: hash() of an exact tuple, or KR_HASH_ERROR; 1, 0, or 2 as kr_quick_equal of two of them. */
int64_t kr_tuple_hash(kr_value tuple);
int kr_tuple_quick_equal(const kr_tuple *a, const kr_tuple *b);

/* The place to look at after i in a table of mask + 1 places, a power of two; `rest` is the hash's bits that had
 * no say yet. The order of a set can be seen, so this is the sequence that CPython's sets have. */
#define KR_NEXT_PROBE(i, rest, mask) ((rest) >>= 5, (i) = ((i)*5 + (rest) + 1) & (mask))

/* hash(v) in the int32 range, or KR_HASH_ERROR with an exception set. */
KR_INLINE int64_t kr_key_hash(kr_value v) {
  if (kr_is_object(v)) {
    if (kr_object_of(v)->type == &kr_str_type) {
      int32_t h = KR_STR(v)->hash;
      return KR_LIKELY(h != 0) ? h : kr_str_hash(KR_STR(v));
    }
    if (kr_object_of(v)->type == &kr_tuple_type) return kr_tuple_hash(v);
  } else if (kr_is_small_int(v)) {
    int64_t i = kr_small_int_value(v);
    /* The modulus is 2**31 - 1; -1 is reserved for errors in CPython, hence the -2. */
    if (KR_LIKELY(i < INT32_MAX && i > -INT32_MAX)) return i == -1 ? -2 : i;
  }
  return kr_hash64(v);
}

/* Are a and b, which are not the same word, equal? 1, 0, or 2: only Python's == can tell. */
KR_INLINE int kr_quick_equal(kr_value a, kr_value b) {
  if (kr_is_object(a)) {
    if (kr_object_of(a)->type == &kr_str_type) {
      if (kr_is_exact_str(b)) return kr_str_equal(KR_STR(a), KR_STR(b));
      if (!kr_is_object(b)) return 0;
    } else if (kr_object_of(a)->type == &kr_tuple_type) {
      if (kr_is_exact_tuple(b)) return kr_tuple_quick_equal(KR_TUPLE(a), KR_TUPLE(b));
    }
    return 2;
  }
  if (kr_is_object(b)) return kr_object_of(b)->type == &kr_str_type ? 0 : 2;
  if (kr_is_small_int(a) && kr_is_small_int(b)) return 0;
  if (kr_is_double(a) && kr_is_double(b)) return kr_double_value(a) == kr_double_value(b);
  return 2;
}

/* a is b or a == b, as `in` compares: 1, 0, -1. Holds a and b while Python code may run, so both may
 * be borrowed from a container that this code changes. */
KR_INLINE int kr_item_equal(kr_value a, kr_value b) {
  if (a == b) return 1;
  int r = kr_quick_equal(a, b);
  if (KR_LIKELY(r < 2)) return r;
  kr_incref(a);
  kr_incref(b);
  r = kr_equal(a, b);
  kr_decref(a);
  kr_decref(b);
  return r;
}

/* a < b, by the same short ways for numbers, strs and tuples of them: 1, 0, -1. Holds a and b. */
int kr_item_less(kr_value a, kr_value b);

/* The current exception says that v has no hash: if a plain TypeError, says what v was to be ("a dict
 * key", "a set element") as well. */
KR_COLD void kr_explain_unhashable(kr_value v, const char *role);
/* module.qualname of v's type; only the qualname for builtins and __main__. New. */
kr_value kr_full_type_name(kr_value v);
/* A name from the builtins, for __reduce__: new, or AttributeError. */
kr_value kr_builtin(kr_value name);
/* What __reduce__ of an iterator returns: (builtin, (arg,)) or, with a state, (builtin, (arg,), state).
 * arg is stolen, KR_NULL: failed already. state may be KR_NULL. New. */
kr_value kr_reduce_builtin(kr_value name, kr_value arg_stolen, kr_value state);
/* As slice bounds are taken: an index clipped into intptr_t; None is not allowed. 0, -1. */
int kr_slice_bound(kr_value v, intptr_t *out);
/* start and stop arguments of index(): defaults for KR_NULL, negative ones count from the end, never
 * below 0. 0, -1. */
int kr_index_bounds(kr_value start, kr_value stop, intptr_t length, intptr_t *from, intptr_t *to);
/* memmove of n values. WebAssembly's memory.copy is a call into the engine (about 30 ns in V8), which a few
 * values are not worth. */
KR_INLINE void kr_move_values(kr_value *to, const kr_value *from, size_t n) {
  if (n > 16) {
    memmove(to, from, n * sizeof *to);
  } else if (to <= from) {
    for (size_t i = 0; i < n; i++) to[i] = from[i];
  } else {
    while (n-- > 0) to[n] = from[n];
  }
}

/* to[0 .. n) = new references to from[0 .. n); no overlap. */
KR_INLINE void kr_copy_refs(kr_value *restrict to, const kr_value *restrict from, size_t n) {
  for (size_t i = 0; i < n; i++) to[i] = kr_ref(from[i]);
}

/* Can v, or what it holds, be part of a reference cycle? Only of tuples is an untracked one never
 * tracked again. */
KR_INLINE bool kr_may_cycle(kr_value v) {
  if (!kr_is_object(v)) return false;
  const kr_object *o = kr_object_of(v);
  return (o->flags & KR_OF_GC) && (!(o->flags & KR_OF_UNTRACKED) || o->type != &kr_tuple_type);
}

/* Could dropping n items, of which v is one, free v, a container, whose own deallocation may go deeper? Some may be
 * the same. Only then a deallocation needs kr_trash_begin. */
KR_INLINE bool kr_drop_may_free(kr_value v, size_t n) {
  return kr_is_object(v) && kr_object_of(v)->refs <= n && (kr_object_of(v)->flags & KR_OF_GC);
}
KR_INLINE bool kr_drops_container(const kr_value *items, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (kr_drop_may_free(items[i], n)) return true;
  return false;
}

/* For the dealloc of a container with many items: empties a place, bracketing the rest of the dealloc
 * with kr_trash_begin at the first item that needs it. False: the owner was put aside, return at once
 * (it will be called again for what is left). At the end: if (*begun) kr_trash_end(). */
KR_INLINE bool kr_drop_item(kr_object *owner, kr_value *place, bool *begun) {
  if (!kr_is_object(*place)) return true;
  kr_object *o = kr_object_of(*place);
  if (o->refs == 1 && (o->flags & KR_OF_GC) && !*begun) {
    if (!kr_trash_begin(owner)) return false;
    *begun = true;
  }
  *place = KR_NULL;
  kr_decref_object(o);
  return true;
}

#endif
