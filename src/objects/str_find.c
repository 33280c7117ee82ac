/* str: finding, counting, cutting at and replacing parts. */
#include "objects/str_methods.h"
#include "objects/dict.h"
#include "objects/int.h"

#include "objects/tuple.h"

kr_value kr_raise_argument(const char *fname, const char *argument, const char *expected, kr_value v) {
  if (kr_is_none(v))
    return kr_raise(&kr_exc_TypeError, "%s() %s must be %s, not None", fname, argument, expected);
  return kr_raise(&kr_exc_TypeError, "%s() %s must be %s, not %T", fname, argument, expected, v);
}

/* One bound: None or missing leaves it. 0, -1. */
static int bound(kr_value v, intptr_t *out) {
  if (v == KR_NULL || kr_is_none(v)) return 0;
  if (kr_is_small_int(v)) {
    int64_t i = kr_small_int_value(v);
    *out = i > INTPTR_MAX ? INTPTR_MAX : i < INTPTR_MIN ? INTPTR_MIN : (intptr_t)i;
    return 0;
  }
  kr_value index;
  int found = kr_is_int(v) ? 1 : kr_lookup_special(v, KR_ID(__index__), &index);
  if (found < 0) return -1;
  if (!found)
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "slice indices must be integers or None or have an __index__ method");
  if (!kr_is_int(v)) kr_decref(index);
  intptr_t i = kr_index_as_size(v, KR_NULL);
  if (i == -1 && kr_failed()) return -1;
  *out = i;
  return 0;
}

int kr_slice_bounds(const char *fname, const kr_value *args, size_t nargs, size_t first, size_t length,
                    size_t *start, size_t *end) {
  *start = 0;
  *end = length;
  if (nargs <= first) return 0;
  intptr_t s = 0, e = (intptr_t)length;
  if (bound(args[first], &s) < 0) return -1;
  if (nargs > first + 1 && bound(args[first + 1], &e) < 0) return -1;
  intptr_t n = (intptr_t)length;
  if (e > n) e = n;
  else if (e < 0) e = e + n < 0 ? 0 : e + n;
  if (s < 0) s = s + n < 0 ? 0 : s + n;
  /* A start beyond the end stays beyond it: nothing, not even '', is found there. */
  *start = (size_t)s;
  *end = (size_t)e;
  return 0;
}

/* sub[, start[, end]] */
static int search_arguments(const char *fname, kr_value self, const kr_value *args, size_t nargs,
                            size_t *start, size_t *end) {
  if (kr_args_count(fname, nargs, 1, 3) < 0) return -1;
  if (!kr_is_str(args[0])) {
    kr_raise_argument(fname, "argument 1", "str", args[0]);
    return -1;
  }
  return kr_slice_bounds(fname, args, nargs, 1, KR_STR(self)->length, start, end);
}

static int find(const char *fname, kr_value self, const kr_value *args, size_t nargs, int dir, intptr_t *at) {
  size_t start, end;
  if (search_arguments(fname, self, args, nargs, &start, &end) < 0) return -1;
  *at = kr_str_find(KR_STR(self), KR_STR(args[0]), start, end, dir);
  return 0;
}

KR_STR_METHOD(find) {
  intptr_t at;
  return find("find", self, args, nargs, 1, &at) < 0 ? KR_NULL : kr_int_from_i64(at);
}
KR_STR_METHOD(rfind) {
  intptr_t at;
  return find("rfind", self, args, nargs, -1, &at) < 0 ? KR_NULL : kr_int_from_i64(at);
}
KR_STR_METHOD(index) {
  intptr_t at;
  if (find("index", self, args, nargs, 1, &at) < 0) return KR_NULL;
  return at < 0 ? kr_raise(&kr_exc_ValueError, "substring not found") : kr_int_from_i64(at);
}
KR_STR_METHOD(rindex) {
  intptr_t at;
  if (find("rindex", self, args, nargs, -1, &at) < 0) return KR_NULL;
  return at < 0 ? kr_raise(&kr_exc_ValueError, "substring not found") : kr_int_from_i64(at);
}

KR_STR_METHOD(count) {
  size_t start, end;
  if (search_arguments("count", self, args, nargs, &start, &end) < 0) return KR_NULL;
  kr_str *s = KR_STR(self), *sub = KR_STR(args[0]);
  if (start > end) return kr_from_small_int(0);
  if (sub->length == 0) return kr_int_from_size(end - start + 1);
  return kr_int_from_size(kr_search_count(kr_str_at(s, start), kr_str_shift(s), end - start, kr_str_data(sub),
                                          kr_str_shift(sub), sub->length, SIZE_MAX));
}

static bool matches_at_end(const kr_str *s, const kr_str *sub, size_t start, size_t end, bool tail) {
  if (start > end || sub->length > end - start) return false;
  if (kr_str_shift(sub) > kr_str_shift(s)) return sub->length == 0;
  return kr_chars_equal(kr_str_at(s, tail ? end - sub->length : start), kr_str_shift(s), kr_str_data(sub),
                        kr_str_shift(sub), sub->length);
}

static kr_value starts_or_ends(const char *fname, kr_value self, const kr_value *args, size_t nargs,
                               bool tail) {
  if (kr_args_count(fname, nargs, 1, 3) < 0) return KR_NULL;
  kr_str *s = KR_STR(self);
  size_t start, end;
  if (kr_slice_bounds(fname, args, nargs, 1, s->length, &start, &end) < 0) return KR_NULL;
  if (kr_is_str(args[0])) return kr_from_bool(matches_at_end(s, KR_STR(args[0]), start, end, tail));
  if (!kr_is_tuple(args[0]))
    return kr_raise(&kr_exc_TypeError, "%s first arg must be str or a tuple of str, not %T", fname, args[0]);
  kr_tuple *t = KR_TUPLE(args[0]);
  for (uint32_t i = 0; i < t->size; i++) {
    if (!kr_is_str(t->items[i]))
      return kr_raise(&kr_exc_TypeError, "tuple for %s must only contain str, not %T", fname, t->items[i]);
    if (matches_at_end(s, KR_STR(t->items[i]), start, end, tail)) return KR_TRUE;
  }
  return KR_FALSE;
}
KR_STR_METHOD(startswith) { return starts_or_ends("startswith", self, args, nargs, false); }
KR_STR_METHOD(endswith) { return starts_or_ends("endswith", self, args, nargs, true); }

/* ---- cutting ----------------------------------------------------------------------------------------- */

static kr_value three(kr_value a, kr_value b, kr_value c) {
  kr_value items[3] = {a, b, c};
  if (a == KR_NULL || b == KR_NULL || c == KR_NULL) {
    for (int i = 0; i < 3; i++) kr_decref(items[i]);
    return KR_NULL;
  }
  return kr_tuple_from_array_steal(items, 3);
}

static kr_value partition(kr_value self, kr_value sep, int dir) {
  if (!kr_is_str(sep)) return kr_raise(&kr_exc_TypeError, "must be str, not %T", sep);
  kr_str *s = KR_STR(self), *p = KR_STR(sep);
  if (p->length == 0) return kr_raise(&kr_exc_ValueError, "empty separator");
  intptr_t at = kr_str_find(s, p, 0, s->length, dir);
  if (at < 0) {
    kr_value whole = kr_ref(self);
    return dir > 0 ? three(whole, KR_EMPTY_STR, KR_EMPTY_STR) : three(KR_EMPTY_STR, KR_EMPTY_STR, whole);
  }
  return three(kr_str_slice(s, 0, (size_t)at), kr_ref(sep),
               kr_str_slice(s, (size_t)at + p->length, s->length));
}
KR_STR_METHOD(partition) { return partition(self, args[0], 1); }
KR_STR_METHOD(rpartition) { return partition(self, args[0], -1); }

KR_STR_METHOD(removeprefix) {
  if (!kr_is_str(args[0])) return kr_raise_argument("removeprefix", "argument", "str", args[0]);
  kr_str *s = KR_STR(self), *p = KR_STR(args[0]);
  if (p->length && matches_at_end(s, p, 0, s->length, false)) return kr_str_slice(s, p->length, s->length);
  return kr_str_exact(self);
}
KR_STR_METHOD(removesuffix) {
  if (!kr_is_str(args[0])) return kr_raise_argument("removesuffix", "argument", "str", args[0]);
  kr_str *s = KR_STR(self), *p = KR_STR(args[0]);
  if (p->length && matches_at_end(s, p, 0, s->length, true)) return kr_str_slice(s, 0, s->length - p->length);
  return kr_str_exact(self);
}

/* ---- replacing --------------------------------------------------------------------------------------- */

/* What was replaced may have been all that was wide. */
static kr_value narrowed(kr_value v) {
  kr_str *s = KR_STR(v);
  if (kr_max_char_bound(kr_str_data(s), kr_str_shift(s), s->length) == kr_str_max_char_bound(s)) return v;
  kr_value narrow = kr_str_from_chars(kr_str_data(s), kr_str_shift(s), s->length);
  kr_decref(v);
  return narrow;
}

static kr_value replace_char(kr_str *s, uint32_t from, uint32_t to, size_t limit) {
  uint32_t shift = kr_str_shift(s);
  intptr_t hit = kr_find_char(kr_str_data(s), shift, s->length, from);
  if (hit < 0) return kr_str_exact(kr_from_object(s));
  uint32_t bound = kr_str_max_char_bound(s);
  if (to > bound) bound = to;
  kr_value result = kr_str_new(s->length, bound);
  if (result == KR_NULL) return KR_NULL;
  void *out = kr_str_data(KR_STR(result));
  uint32_t out_shift = kr_str_shift(KR_STR(result));
  kr_copy_chars(out, out_shift, 0, kr_str_data(s), shift, 0, s->length);
  size_t at = (size_t)hit;
  for (;;) {
    kr_write_char(out, out_shift, at, to);
    if (--limit == 0) break;
    at++;
    hit = kr_find_char(kr_str_at(s, at), shift, s->length - at, from);
    if (hit < 0) break;
    at += (size_t)hit;
  }
  return from > 127 && to < from ? narrowed(result) : result;
}

/* Between all characters, as replacing '' asks. */
static kr_value interleave(kr_str *s, kr_str *with, size_t limit) {
  size_t n = (size_t)s->length + 1;
  if (limit < n) n = limit;
  if ((uint64_t)n * with->length + s->length > INT32_MAX)
    return kr_raise(&kr_exc_OverflowError, "replace string is too long");
  uint32_t bound = kr_str_max_char_bound(s);
  if (kr_str_max_char_bound(with) > bound) bound = kr_str_max_char_bound(with);
  kr_value result = kr_str_new(n * with->length + s->length, bound);
  if (result == KR_NULL) return KR_NULL;
  void *out = kr_str_data(KR_STR(result));
  uint32_t shift = kr_str_shift(KR_STR(result));
  size_t at = 0, i = 0;
  for (;; i++) {
    kr_copy_chars(out, shift, at, kr_str_data(with), kr_str_shift(with), 0, with->length);
    at += with->length;
    if (i + 1 >= n) break;
    kr_write_char(out, shift, at++, kr_str_read(s, i));
  }
  kr_copy_chars(out, shift, at, kr_str_data(s), kr_str_shift(s), i, s->length - i);
  return result;
}

static kr_value replace(kr_str *s, kr_str *old, kr_str *with, size_t limit) {
  uint32_t shift = kr_str_shift(s);
  if (limit == 0 || old->length > s->length || kr_str_shift(old) > shift)
    return kr_str_exact(kr_from_object(s));
  if (old->length == 0) {
    if (with->length == 0) return kr_str_exact(kr_from_object(s));
    return interleave(s, with, limit);
  }
  if (kr_str_equal(old, with)) return kr_str_exact(kr_from_object(s));
  if (old->length == 1 && with->length == 1)
    return replace_char(s, kr_str_read(old, 0), kr_str_read(with, 0), limit);
  size_t n = kr_search_count(kr_str_data(s), shift, s->length, kr_str_data(old), kr_str_shift(old),
                             old->length, limit);
  if (n == 0) return kr_str_exact(kr_from_object(s));
  uint64_t length = (uint64_t)s->length - (uint64_t)n * old->length + (uint64_t)n * with->length;
  if (length > INT32_MAX) return kr_raise(&kr_exc_OverflowError, "replace string is too long");
  if (length == 0) return KR_EMPTY_STR;
  uint32_t bound = kr_str_max_char_bound(s);
  if (kr_str_max_char_bound(with) > bound) bound = kr_str_max_char_bound(with);
  bool may_narrow = !kr_str_is_ascii(s) && !kr_str_is_ascii(old);
  kr_value result = kr_str_new(length, bound);
  if (result == KR_NULL) return KR_NULL;
  void *out = kr_str_data(KR_STR(result));
  uint32_t out_shift = kr_str_shift(KR_STR(result));
  size_t from = 0, to = 0;
  while (n--) {
    size_t at = from + (size_t)kr_search_forward(kr_str_at(s, from), shift, s->length - from,
                                                 kr_str_data(old), kr_str_shift(old), old->length);
    kr_copy_chars(out, out_shift, to, kr_str_data(s), shift, from, at - from);
    to += at - from;
    kr_copy_chars(out, out_shift, to, kr_str_data(with), kr_str_shift(with), 0, with->length);
    to += with->length;
    from = at + old->length;
  }
  kr_copy_chars(out, out_shift, to, kr_str_data(s), shift, from, s->length - from);
  return may_narrow ? narrowed(result) : result;
}

KR_STR_METHOD(replace) {
  if (!kr_is_str(args[0])) return kr_raise_argument("replace", "argument 1", "str", args[0]);
  if (!kr_is_str(args[1])) return kr_raise_argument("replace", "argument 2", "str", args[1]);
  size_t limit = SIZE_MAX;
  if (args[2] != KR_NULL) {
    intptr_t count = kr_index_as_size(args[2], kr_from_object(&kr_exc_OverflowError));
    if (count == -1 && kr_failed()) return KR_NULL;
    if (count >= 0) limit = (size_t)count;
  }
  return replace(KR_STR(self), KR_STR(args[0]), KR_STR(args[1]), limit);
}

/* ---- translate -------------------------------------------------------------------- */

/* Appends what table has for c. 0, -1. *kept (may be NULL): the ASCII character that c became, 0x80
 * for deletion, 0xFF for anything else. */
static int put_translated(kr_str_builder *b, kr_value table, uint32_t c, uint8_t *kept) {
  if (kept) *kept = 0xFF;
  kr_value key = kr_from_small_int(c), item;
  if (kr_is_exact_dict(table)) {
    item = kr_dict_get_new(KR_DICT(table), key);
    if (item == KR_NULL && kr_failed()) return -1;
  } else {
    item = kr_getitem(table, key);
    if (item == KR_NULL && !kr_clear_if(&kr_exc_LookupError)) return -1;
  }
  if (item == KR_NULL) {
    if (kept && c < 128) *kept = (uint8_t)c;
    return kr_sb_put(b, c) ? 0 : -1;
  }
  int r = 0;
  if (kr_is_none(item)) {
    if (kept) *kept = 0x80;
  } else if (kr_is_int(item)) {
    int64_t to;
    if (!kr_int_fits_i64(item, &to) || to > 0x10FFFF) to = -1;
    if (to < 0) {
      r = KR_RAISE_INT(&kr_exc_ValueError, "character mapping must be in range(0x110000)");
    } else {
      if (kept && to < 128) *kept = (uint8_t)to;
      if (!kr_sb_put(b, (uint32_t)to)) r = -1;
    }
  } else if (kr_is_str(item)) {
    kr_str *s = KR_STR(item);
    if (kept && s->length == 1 && kr_str_is_ascii(s)) *kept = (uint8_t)kr_str_read(s, 0);
    if (!kr_sb_str(b, s)) r = -1;
  } else {
    r = KR_RAISE_INT(&kr_exc_TypeError, "character mapping must return integer, None or str");
  }
  kr_decref(item);
  return r;
}

kr_value kr_str_translate(kr_value str, kr_value table) {
  kr_str *s = KR_STR(str);
  kr_str_builder b = {0};
  kr_sb_reserve(&b, s->length);
  /* ASCII characters are asked for once. */
  uint8_t known[128];
  bool asked[128] = {false};
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c < 128 && asked[c] && known[c] != 0xFF) {
      if (known[c] < 0x80 && !kr_sb_put(&b, known[c])) return kr_sb_finish(&b);
      continue;
    }
    if (put_translated(&b, table, c, c < 128 ? &known[c] : NULL) < 0) {
      kr_sb_discard(&b);
      return KR_NULL;
    }
    if (c < 128) asked[c] = true;
  }
  return kr_sb_finish(&b);
}
KR_STR_METHOD(translate) { return kr_str_translate(self, args[0]); }
