/* Indexing, membership, length and iteration of any value. */
#include "objects/int.h"
#include "objects/type_impl.h"

KR_INLINE bool ready(kr_type *type) { return KR_LIKELY(type->tf & KR_TF_READY) || kr_type_ready(type) == 0; }

intptr_t kr_len(kr_value v) {
  kr_type *t = kr_type_of(v);
  if (!ready(t)) return -1;
  if (t->sq_length) return t->sq_length(v);
  return KR_RAISE_INT(&kr_exc_TypeError, "object of type '%T' has no len()", v);
}

intptr_t kr_length_hint(kr_value v, intptr_t fallback) {
  if (kr_type_of(v)->sq_length) {
    intptr_t n = kr_type_of(v)->sq_length(v);
    if (n >= 0) return n;
    if (!kr_clear_if(&kr_exc_TypeError)) return -1;
  }
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(v, KR_ID(__length_hint__), &func, &unbound);
  if (found < 0) return -1;
  if (!found) return fallback;
  kr_value r = unbound ? kr_call1(func, v) : kr_call0(func);
  kr_decref(func);
  if (kr_is_null(r)) return kr_clear_if(&kr_exc_TypeError) ? fallback : -1;
  if (r == KR_NOT_IMPLEMENTED) return fallback;
  if (!kr_is_int(r)) {
    kr_raise(&kr_exc_TypeError, "__length_hint__ must be an integer, not %T", r);
    kr_decref(r);
    return -1;
  }
  int64_t n;
  bool fits = kr_int_fits_i64(r, &n) && n == (intptr_t)n;
  bool negative = kr_int_sign(r) < 0;
  kr_decref(r);
  if (!fits) return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  if (negative) return KR_RAISE_INT(&kr_exc_ValueError, "__length_hint__() should return >= 0");
  return (intptr_t)n;
}

/* ---- items --------------------------------------------------------------------------------------------- */

KR_INLINE bool has_index(kr_value v) { return kr_is_int(v) || kr_type_of(v)->nb_index; }

/* A key as index for a sequence slot: negative ones count from the end. -1 and an exception. */
static intptr_t adjusted_index(kr_value o, kr_value key) {
  intptr_t i = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  if (i == -1 && kr_failed()) return -1;
  if (i < 0 && kr_type_of(o)->sq_length) {
    intptr_t n = kr_type_of(o)->sq_length(o);
    if (n < 0) return -1;
    i += n;
    /* -1 would look like an error to the caller: any index that far out is as wrong. */
    if (i == -1) i = -2;
  }
  return i;
}

static kr_value class_getitem(kr_value cls, kr_value key) {
  if (cls == kr_from_object(&kr_type_type)) return kr_generic_alias_new(cls, key);
  kr_value f;
  int found = kr_getattr_optional(cls, KR_ID(__class_getitem__), &f);
  if (found < 0) return KR_NULL;
  if (found && kr_is_none(f)) {
    kr_decref(f);
    found = 0;
  }
  if (!found)
    return kr_raise(&kr_exc_TypeError, "type '%s' is not subscriptable", kr_type_cname(KR_AS_TYPE(cls)));
  kr_value r = kr_call1(f, key);
  kr_decref(f);
  return r;
}

kr_value kr_getitem(kr_value o, kr_value key) {
  kr_type *t = kr_type_of(o);
  if (!ready(t)) return KR_NULL;
  if (t->mp_subscript) return t->mp_subscript(o, key);
  if (t->sq_item) {
    if (!has_index(key)) return kr_raise(&kr_exc_TypeError, "sequence index must be integer, not '%T'", key);
    intptr_t i = adjusted_index(o, key);
    if (i == -1 && kr_failed()) return KR_NULL;
    return t->sq_item(o, i);
  }
  if (kr_is_type(o)) return class_getitem(o, key);
  return kr_raise(&kr_exc_TypeError, "'%T' object is not subscriptable", o);
}

int kr_setitem(kr_value o, kr_value key, kr_value v) {
  kr_type *t = kr_type_of(o);
  if (!ready(t)) return -1;
  if (t->mp_ass_subscript) return t->mp_ass_subscript(o, key, v);
  bool sequence = t->sq_item || t->sq_concat || t->sq_contains || t->sq_repeat || (t->tf & KR_TF_HEAP);
  bool by_index = sequence && has_index(key);
  if (t->sq_ass_item && !by_index)
    return KR_RAISE_INT(&kr_exc_TypeError, "sequence index must be integer, not '%T'", key);
  if (by_index) { /* the index is asked for even where no item can be set, but not the length */
    intptr_t i =
        t->sq_ass_item ? adjusted_index(o, key) : kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
    if (i == -1 && kr_failed()) return -1;
    if (t->sq_ass_item) return t->sq_ass_item(o, i, v);
  }
  if (!kr_is_null(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "'%T' object does not support item assignment", o);
  /* CPython words it in two ways, by where it gives up. */
  return KR_RAISE_INT(&kr_exc_TypeError, "'%T' object %s support item deletion", o,
                      by_index ? "doesn't" : "does not");
}

kr_value kr_sequence_item(kr_value o, intptr_t i) {
  kr_type *t = kr_type_of(o);
  if (!ready(t)) return KR_NULL;
  if (!t->sq_item) {
    if (t->mp_subscript) return kr_raise(&kr_exc_TypeError, "%T is not a sequence", o);
    return kr_raise(&kr_exc_TypeError, "'%T' object does not support indexing", o);
  }
  if (i < 0 && t->sq_length) {
    intptr_t n = t->sq_length(o);
    if (n < 0) return KR_NULL;
    i += n;
  }
  return t->sq_item(o, i);
}

int kr_contains(kr_value o, kr_value item) {
  kr_type *t = kr_type_of(o);
  if (!ready(t)) return -1;
  if (t->sq_contains) return t->sq_contains(o, item);
  return kr_slot_contains(o, item);
}

bool kr_is_mapping(kr_value o) { return kr_type_of(o)->mp_subscript != NULL; }
bool kr_is_sequence(kr_value o) { return !kr_is_dict(o) && kr_type_of(o)->sq_item != NULL; }

kr_value kr_mapping_keys(kr_value o) {
  if (kr_is_exact_dict(o)) return kr_dict_keys_list(KR_DICT(o));
  kr_value keys = kr_call_method0(o, KR_ID(keys));
  if (kr_is_null(keys)) return keys;
  kr_value it = kr_iter(keys);
  if (kr_is_null(it)) {
    if (kr_clear_if(&kr_exc_TypeError))
      kr_raise(&kr_exc_TypeError, "%T.keys() returned a non-iterable (type %T)", o, keys);
    kr_decref(keys);
    return it;
  }
  kr_decref(keys);
  kr_value list = kr_list_from_iterable(it);
  kr_decref(it);
  return list;
}

/* ---- iteration ----------------------------------------------------------------------------------------- */

kr_value kr_iter(kr_value o) {
  kr_type *t = kr_type_of(o);
  if (!ready(t)) return KR_NULL;
  if (!t->iter) {
    if (kr_is_sequence(o)) return kr_seq_iter_new(o);
    return kr_raise(&kr_exc_TypeError, "'%T' object is not iterable", o);
  }
  kr_value it = t->iter(o);
  if (!kr_is_null(it)) {
    kr_type *ti = kr_type_of(it);
    if (KR_UNLIKELY(!ti->iternext) && (!ready(ti) || !ti->iternext)) {
      kr_raise(&kr_exc_TypeError, "iter() returned non-iterator of type '%T'", it);
      KR_CLEAR(it);
    }
  }
  return it;
}

kr_value kr_next(kr_value it) {
  kr_type *t = kr_type_of(it);
  if (KR_UNLIKELY(!t->iternext) && (!ready(t) || !t->iternext))
    return kr_raise(&kr_exc_TypeError, "'%T' object is not an iterator", it);
  kr_value v = t->iternext(it);
  if (KR_UNLIKELY(kr_is_null(v)) && kr_failed()) kr_clear_if(&kr_exc_StopIteration);
  return v;
}

kr_value kr_sequence_fast(kr_value o, const char *message) {
  if (kr_is_exact_list(o) || kr_is_exact_tuple(o)) return kr_ref(o);
  kr_value it = kr_iter(o);
  if (kr_is_null(it)) {
    if (kr_clear_if(&kr_exc_TypeError)) kr_raise(&kr_exc_TypeError, "%s", message);
    return it;
  }
  kr_value list = kr_list_from_iterable(it);
  kr_decref(it);
  return list;
}

static int unpack_error(size_t expected, intptr_t got) {
  if (got < 0) return KR_RAISE_INT(&kr_exc_ValueError, "too many values to unpack (expected %zu)", expected);
  return KR_RAISE_INT(&kr_exc_ValueError, "%s values to unpack (expected %zu, got %zd)",
                      (size_t)got < expected ? "not enough" : "too many", expected, got);
}

int kr_unpack_iterable(kr_value o, kr_value *out, size_t n) {
  if (kr_is_exact_list(o) || kr_is_exact_tuple(o)) {
    size_t size;
    const kr_value *items = kr_fast_items(o, &size);
    if (size != n) return unpack_error(n, (intptr_t)size);
    for (size_t i = 0; i < n; i++) out[i] = kr_ref(items[i]);
    return 0;
  }
  kr_type *t = kr_type_of(o);
  if (!ready(t)) return -1;
  if (!t->iter && !kr_is_sequence(o))
    return KR_RAISE_INT(&kr_exc_TypeError, "cannot unpack non-iterable %T object", o);
  kr_value it = kr_iter(o);
  if (kr_is_null(it)) return -1;
  size_t i = 0;
  for (; i < n; i++) {
    out[i] = kr_next(it);
    if (kr_is_null(out[i])) {
      if (!kr_failed()) unpack_error(n, (intptr_t)i);
      goto fail;
    }
  }
  kr_value more = kr_next(it);
  if (kr_is_null(more)) {
    if (kr_failed()) goto fail;
    kr_decref(it);
    return 0;
  }
  kr_decref(more);
  /* The length is told where it can be had for nothing. */
  if (kr_is_dict(o)) unpack_error(n, (intptr_t)KR_DICT(o)->used);
  else unpack_error(n, -1);
fail:
  while (i-- > 0) KR_CLEAR(out[i]);
  kr_decref(it);
  return -1;
}
