/* Methods that bytes and bytearray share: finding, splitting, stripping, replacing, joining.
 *
 * Arguments are fetched first: that may run Python code, which may resize a bytearray. From the moment
 * self's memory is looked at, none runs until the result is made.
 */
#include "objects/bytes_core.h"
#include "objects/fast_memory.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

#define IS_SPACE(c) ((uint8_t)((c)-9) < 5 || (c) == ' ')

kr_value kr_bytes_like_self(kr_value self, const void *data, size_t size) {
  return kr_is_bytes(self) ? kr_bytes_from(data, size) : kr_bytearray_from(data, size);
}

kr_value kr_bytes_same(kr_value self) {
  if (kr_is_exact(self, &kr_bytes_type)) return kr_ref(self);
  const uint8_t *data;
  size_t size;
  kr_self_bytes(self, &data, &size);
  return kr_bytes_like_self(self, data, size);
}

static size_t self_size(kr_value self) {
  return kr_is_bytes(self) ? KR_BYTES(self)->size : kr_bytearray_of(self)->size;
}

/* ---- finding ----------------------------------------------------------------------------------------- */

/* Bounds that were computed before Python code ran: cut to the size self has now. */
static void clip(size_t *start, size_t *end, size_t size) {
  if (*end > size) *end = size;
  if (*start > size + 1) *start = size + 1;
}

static int find(const char *fname, kr_value self, const kr_value *args, size_t nargs, int dir, intptr_t *at) {
  if (kr_args_count(fname, nargs, 1, 3) < 0) return -1;
  size_t start, end, size;
  const uint8_t *data;
  if (kr_slice_bounds(fname, args, nargs, 1, self_size(self), &start, &end) < 0) return -1;
  kr_bytes_arg sub;
  if (kr_bytes_arg_or_byte(&sub, args[0]) < 0) return -1;
  kr_self_bytes(self, &data, &size);
  clip(&start, &end, size);
  if (start > end || sub.size > end - start) {
    *at = -1;
  } else if (sub.size == 0) {
    *at = (intptr_t)(dir > 0 ? start : end);
  } else {
    *at = (dir > 0 ? kr_search_forward : kr_search_backward)(data + start, 0, end - start, sub.data, 0,
                                                             sub.size);
    if (*at >= 0) *at += (intptr_t)start;
  }
  kr_bytes_arg_release(&sub);
  return 0;
}

KR_BYTES_METHOD(find) {
  intptr_t at;
  return find("find", self, args, nargs, 1, &at) < 0 ? KR_NULL : kr_int_from_i64(at);
}
KR_BYTES_METHOD(rfind) {
  intptr_t at;
  return find("rfind", self, args, nargs, -1, &at) < 0 ? KR_NULL : kr_int_from_i64(at);
}
KR_BYTES_METHOD(index) {
  intptr_t at;
  if (find("index", self, args, nargs, 1, &at) < 0) return KR_NULL;
  return at < 0 ? kr_raise(&kr_exc_ValueError, "subsection not found") : kr_int_from_i64(at);
}
KR_BYTES_METHOD(rindex) {
  intptr_t at;
  if (find("rindex", self, args, nargs, -1, &at) < 0) return KR_NULL;
  return at < 0 ? kr_raise(&kr_exc_ValueError, "subsection not found") : kr_int_from_i64(at);
}

KR_BYTES_METHOD(count) {
  if (kr_args_count("count", nargs, 1, 3) < 0) return KR_NULL;
  size_t start, end, size;
  const uint8_t *data;
  if (kr_slice_bounds("count", args, nargs, 1, self_size(self), &start, &end) < 0) return KR_NULL;
  kr_bytes_arg sub;
  if (kr_bytes_arg_or_byte(&sub, args[0]) < 0) return KR_NULL;
  kr_self_bytes(self, &data, &size);
  clip(&start, &end, size);
  size_t n = 0;
  if (start <= end) {
    n = sub.size == 0 ? end - start + 1
                      : kr_search_count(data + start, 0, end - start, sub.data, 0, sub.size, SIZE_MAX);
  }
  kr_bytes_arg_release(&sub);
  return kr_int_from_size(n);
}

int kr_bytes_contains(kr_value self, kr_value item) {
  kr_bytes_arg sub;
  const uint8_t *data;
  size_t size;
  if (kr_is_small_int(item) || kr_is_int(item) || !kr_has_buffer(item)) {
    kr_value index = KR_NULL;
    int found = kr_is_int(item) ? 1 : kr_lookup_special(item, KR_ID(__index__), &index);
    kr_decref(index);
    if (found < 0) return -1;
    if (!found) return KR_RAISE_INT(&kr_exc_TypeError, "a bytes-like object is required, not '%T'", item);
    int byte = kr_byte_value(item, "byte");
    if (byte < 0) return -1;
    kr_self_bytes(self, &data, &size);
    return kr_find_char(data, 0, size, (uint32_t)byte) >= 0;
  }
  if (kr_bytes_arg_get(&sub, item) < 0) return -1;
  kr_self_bytes(self, &data, &size);
  int r = sub.size == 0 || kr_search_forward(data, 0, size, sub.data, 0, sub.size) >= 0;
  kr_bytes_arg_release(&sub);
  return r;
}

/* 1, 0, -1 */
static int matches_at_end(kr_value self, kr_value part, size_t start, size_t end, bool tail) {
  kr_bytes_arg sub;
  const uint8_t *data;
  size_t size;
  if (kr_bytes_arg_get(&sub, part) < 0) return -1;
  kr_self_bytes(self, &data, &size);
  clip(&start, &end, size);
  int r = 0;
  if (start <= end && sub.size <= end - start)
    r = kr_same_bytes(data + (tail ? end - sub.size : start), sub.data, sub.size);
  kr_bytes_arg_release(&sub);
  return r;
}

static kr_value starts_or_ends(const char *fname, kr_value self, const kr_value *args, size_t nargs,
                               bool tail) {
  if (kr_args_count(fname, nargs, 1, 3) < 0) return KR_NULL;
  size_t start, end;
  if (kr_slice_bounds(fname, args, nargs, 1, self_size(self), &start, &end) < 0) return KR_NULL;
  int r = 0;
  if (kr_is_tuple(args[0])) {
    for (uint32_t i = 0; r == 0 && i < KR_TUPLE(args[0])->size; i++)
      r = matches_at_end(self, KR_TUPLE(args[0])->items[i], start, end, tail);
  } else if (kr_has_buffer(args[0])) {
    r = matches_at_end(self, args[0], start, end, tail);
  } else {
    return kr_raise(&kr_exc_TypeError, "%s first arg must be bytes or a tuple of bytes, not %T", fname,
                    args[0]);
  }
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
KR_BYTES_METHOD(startswith) { return starts_or_ends("startswith", self, args, nargs, false); }
KR_BYTES_METHOD(endswith) { return starts_or_ends("endswith", self, args, nargs, true); }

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
  kr_bytes_arg p;
  const uint8_t *data;
  size_t size;
  if (kr_bytes_arg_get(&p, sep) < 0) return KR_NULL;
  kr_self_bytes(self, &data, &size);
  kr_value r;
  if (p.size == 0) {
    r = kr_raise(&kr_exc_ValueError, "empty separator");
  } else {
    intptr_t hit = (dir > 0 ? kr_search_forward : kr_search_backward)(data, 0, size, p.data, 0, p.size);
    size_t at = (size_t)hit;
    if (hit >= 0) {
      kr_value middle = kr_is_bytes(self) ? kr_ref(sep) : kr_bytearray_from(p.data, p.size);
      r = three(kr_bytes_like_self(self, data, at), middle,
                kr_bytes_like_self(self, data + at + p.size, size - at - p.size));
    } else if (dir > 0) {
      r = three(kr_bytes_same(self), kr_bytes_like_self(self, "", 0), kr_bytes_like_self(self, "", 0));
    } else {
      r = three(kr_bytes_like_self(self, "", 0), kr_bytes_like_self(self, "", 0), kr_bytes_same(self));
    }
  }
  kr_bytes_arg_release(&p);
  return r;
}
KR_BYTES_METHOD(partition) { return partition(self, args[0], 1); }
KR_BYTES_METHOD(rpartition) { return partition(self, args[0], -1); }

static kr_value remove_end(kr_value self, kr_value part, bool tail) {
  kr_bytes_arg p;
  const uint8_t *data;
  size_t size;
  if (kr_bytes_arg_get(&p, part) < 0) return KR_NULL;
  kr_self_bytes(self, &data, &size);
  kr_value r;
  if (p.size && p.size <= size && kr_same_bytes(data + (tail ? size - p.size : 0), p.data, p.size))
    r = kr_bytes_like_self(self, data + (tail ? 0 : p.size), size - p.size);
  else r = kr_bytes_same(self);
  kr_bytes_arg_release(&p);
  return r;
}
KR_BYTES_METHOD(removeprefix) { return remove_end(self, args[0], false); }
KR_BYTES_METHOD(removesuffix) { return remove_end(self, args[0], true); }

/* ---- strip ------------------------------------------------------------------------------------------- */

enum { LEFT = 1, RIGHT = 2 };

static kr_value strip(kr_value self, kr_value chars, int sides) {
  kr_bytes_arg set = {.data = NULL};
  const uint8_t *data;
  size_t size;
  if (chars != KR_NULL && !kr_is_none(chars) && kr_bytes_arg_get(&set, chars) < 0) return KR_NULL;
  kr_self_bytes(self, &data, &size);
  size_t start = 0, end = size;
#define GOES(c) (set.data ? kr_find_char(set.data, 0, set.size, c) >= 0 : IS_SPACE(c))
  if (sides & LEFT) {
    while (start < end && GOES(data[start])) start++;
  }
  if (sides & RIGHT) {
    while (end > start && GOES(data[end - 1])) end--;
  }
#undef GOES
  kr_value r =
      start == 0 && end == size ? kr_bytes_same(self) : kr_bytes_like_self(self, data + start, end - start);
  kr_bytes_arg_release(&set);
  return r;
}
KR_BYTES_METHOD(strip) { return strip(self, args[0], LEFT | RIGHT); }
KR_BYTES_METHOD(lstrip) { return strip(self, args[0], LEFT); }
KR_BYTES_METHOD(rstrip) { return strip(self, args[0], RIGHT); }

/* ---- split ------------------------------------------------------------------------------------------- */

/* Parts are made while self's memory must stay: for a bytearray that is so, as no Python code runs. */
static bool add(kr_list *list, kr_value self, const uint8_t *data, size_t size) {
  kr_value part = kr_bytes_like_self(self, data, size);
  return part != KR_NULL && kr_list_append_steal(list, part) == 0;
}

static bool split_space(kr_list *list, kr_value self, const uint8_t *p, size_t n, size_t limit) {
  size_t i = 0;
  while (limit--) {
    while (i < n && IS_SPACE(p[i])) i++;
    if (i == n) return true;
    size_t start = i++;
    while (i < n && !IS_SPACE(p[i])) i++;
    if (!add(list, self, p + start, i - start)) return false;
  }
  while (i < n && IS_SPACE(p[i])) i++;
  return i == n || add(list, self, p + i, n - i);
}

static bool rsplit_space(kr_list *list, kr_value self, const uint8_t *p, size_t n, size_t limit) {
  size_t i = n;
  while (limit--) {
    while (i > 0 && IS_SPACE(p[i - 1])) i--;
    if (i == 0) return true;
    size_t end = i--;
    while (i > 0 && !IS_SPACE(p[i - 1])) i--;
    if (!add(list, self, p + i, end - i)) return false;
  }
  while (i > 0 && IS_SPACE(p[i - 1])) i--;
  return i == 0 || add(list, self, p, i);
}

static bool split_by(kr_list *list, kr_value self, const uint8_t *p, size_t n, const kr_bytes_arg *sep,
                     size_t limit, int dir) {
  size_t start = 0, end = n;
  while (limit--) {
    intptr_t hit;
    if (dir > 0) {
      hit = kr_search_forward(p + start, 0, end - start, sep->data, 0, sep->size);
      if (hit < 0) break;
      if (!add(list, self, p + start, (size_t)hit)) return false;
      start += (size_t)hit + sep->size;
    } else {
      hit = kr_search_backward(p, 0, end, sep->data, 0, sep->size);
      if (hit < 0) break;
      size_t from = (size_t)hit + sep->size;
      if (!add(list, self, p + from, end - from)) return false;
      end = (size_t)hit;
    }
  }
  return add(list, self, p + start, end - start);
}

static kr_value split(kr_value self, const kr_value *args, int dir) {
  size_t limit = SIZE_MAX - 1, size;
  const uint8_t *data;
  if (args[1] != KR_NULL) {
    intptr_t n = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
    if (n == -1 && kr_failed()) return KR_NULL;
    if (n >= 0) limit = (size_t)n;
  }
  kr_bytes_arg sep = {.data = NULL};
  bool space = args[0] == KR_NULL || kr_is_none(args[0]);
  if (!space) {
    if (kr_bytes_arg_get(&sep, args[0]) < 0) return KR_NULL;
    if (sep.size == 0) {
      kr_bytes_arg_release(&sep);
      return kr_raise(&kr_exc_ValueError, "empty separator");
    }
  }
  kr_self_bytes(self, &data, &size);
  kr_list *list = kr_list_new(limit < 12 ? limit + 1 : 12);
  bool ok = list && (!space    ? split_by(list, self, data, size, &sep, limit, dir)
                     : dir > 0 ? split_space(list, self, data, size, limit)
                               : rsplit_space(list, self, data, size, limit));
  if (ok && dir < 0) ok = kr_list_reverse(list) == 0;
  if (list && !ok) {
    kr_decref_object(list);
    list = NULL;
  }
  kr_bytes_arg_release(&sep);
  return kr_from_object_or_null(list);
}
KR_BYTES_METHOD(split) { return split(self, args, 1); }
KR_BYTES_METHOD(rsplit) { return split(self, args, -1); }

KR_BYTES_METHOD(splitlines) {
  int keep = args[0] == KR_NULL ? 0 : kr_truth(args[0]);
  if (keep < 0) return KR_NULL;
  const uint8_t *p;
  size_t n;
  kr_self_bytes(self, &p, &n);
  kr_list *list = kr_list_new(8);
  if (!list) return KR_NULL;
  for (size_t i = 0; i < n;) {
    size_t start = i;
    while (i < n && p[i] != '\n' && p[i] != '\r') i++;
    size_t end = i;
    if (i < n) {
      i += p[i] == '\r' && i + 1 < n && p[i + 1] == '\n' ? 2 : 1;
      if (keep) end = i;
    }
    if (!add(list, self, p + start, end - start)) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object(list);
}

/* ---- join -------------------------------------------------------------------------------------------- */

static kr_value join(kr_value self, kr_value iterable) {
  kr_value fast = kr_sequence_fast(iterable, "can only join an iterable");
  if (fast == KR_NULL) return KR_NULL;
  size_t n;
  const kr_value *given = kr_fast_items(fast, &n);
  bool plain = true;
  for (size_t i = 0; i < n; i++) plain &= kr_is_bytes(given[i]);
  if (!plain && kr_is_list(fast)) {
    /* Asking for a buffer may run code that changes the list. */
    kr_value copy = kr_list_to_tuple(KR_LIST(fast));
    kr_decref(fast);
    if (copy == KR_NULL) return KR_NULL;
    fast = copy;
  }
  kr_bytes_arg *parts = NULL;
  kr_value result = KR_NULL;
  size_t held = 0;
  if (n == 1 && kr_is_exact(*kr_fast_items(fast, &n), &kr_bytes_type) && kr_is_bytes(self)) {
    result = kr_ref(*kr_fast_items(fast, &n));
    goto done;
  }
  parts = kr_alloc_array(n ? n : 1, sizeof *parts);
  if (!parts) goto done;
  uint64_t total = 0;
  for (; held < n; held++) {
    const kr_value *items = kr_fast_items(fast, &n);
    if (!kr_has_buffer(items[held]) || kr_bytes_arg_get(&parts[held], items[held]) < 0) {
      kr_clear_exception();
      kr_raise(&kr_exc_TypeError, "sequence item %zd: expected a bytes-like object, %T found", (intptr_t)held,
               items[held]);
      goto done;
    }
    total += parts[held].size;
    if (total > INT32_MAX) {
      held++;
      kr_raise(&kr_exc_OverflowError, "join() result is too long");
      goto done;
    }
  }
  const uint8_t *sep;
  size_t sep_size;
  kr_self_bytes(self, &sep, &sep_size);
  if (n > 1) total += (uint64_t)sep_size * (n - 1);
  if (total > INT32_MAX) {
    kr_raise(&kr_exc_OverflowError, "join() result is too long");
    goto done;
  }
  uint8_t *out;
  if (kr_is_bytes(self)) {
    kr_bytes *b = kr_bytes_new((size_t)total);
    if (!b) goto done;
    result = kr_from_object(b);
    out = b->data;
  } else {
    result = kr_bytearray_from(NULL, (size_t)total);
    if (result == KR_NULL) goto done;
    out = kr_bytearray_of(result)->data;
  }
  for (size_t i = 0; i < n; i++) {
    if (i && sep_size) {
      kr_copy(out, sep, sep_size);
      out += sep_size;
    }
    kr_copy(out, parts[i].data, parts[i].size);
    out += parts[i].size;
  }
done:
  while (held > 0) kr_bytes_arg_release(&parts[--held]);
  kr_free(parts);
  kr_decref(fast);
  return result;
}
KR_BYTES_METHOD(join) {
  if (kr_is_bytes(self)) return join(self, args[0]);
  kr_bytearray_of(self)->exports++; /* the separator stays as it is while others' code runs */
  kr_value r = join(self, args[0]);
  kr_bytearray_of(self)->exports--;
  return r;
}

/* ---- replace ----------------------------------------------------------------------------------------- */

static kr_value replace(kr_value self, const kr_bytes_arg *old, const kr_bytes_arg *with, size_t limit) {
  const uint8_t *data;
  size_t size;
  kr_self_bytes(self, &data, &size);
  if (limit == 0 || old->size > size || (old->size == 0 && with->size == 0)) return kr_bytes_same(self);
  size_t n = old->size == 0 ? (limit < size + 1 ? limit : size + 1)
                            : kr_search_count(data, 0, size, old->data, 0, old->size, limit);
  if (n == 0) return kr_bytes_same(self);
  uint64_t total = (uint64_t)size - (uint64_t)n * old->size + (uint64_t)n * with->size;
  if (total > INT32_MAX) return kr_raise(&kr_exc_OverflowError, "replace bytes is too long");
  uint8_t *out;
  kr_value result;
  if (kr_is_bytes(self)) {
    kr_bytes *b = kr_bytes_new((size_t)total);
    if (!b) return KR_NULL;
    result = kr_from_object(b);
    out = b->data;
  } else {
    result = kr_bytearray_from(NULL, (size_t)total);
    if (result == KR_NULL) return KR_NULL;
    out = kr_bytearray_of(result)->data;
  }
  size_t from = 0;
  for (size_t k = 0; k < n; k++) {
    size_t skip = old->size == 0
                      ? (k > 0)
                      : (size_t)kr_search_forward(data + from, 0, size - from, old->data, 0, old->size);
    kr_copy(out, data + from, skip);
    out += skip;
    kr_copy(out, with->data, with->size);
    out += with->size;
    from += skip + old->size;
  }
  if (size > from) memcpy(out, data + from, size - from);
  return result;
}

KR_BYTES_METHOD(replace) {
  kr_bytes_arg old, with;
  size_t limit = SIZE_MAX;
  if (kr_bytes_arg_get(&old, args[0]) < 0) return KR_NULL;
  kr_value r = KR_NULL;
  if (kr_bytes_arg_get(&with, args[1]) < 0) goto release_old;
  if (args[2] != KR_NULL) {
    intptr_t n = kr_index_as_size(args[2], kr_from_object(&kr_exc_OverflowError));
    if (n == -1 && kr_failed()) goto release_both;
    if (n >= 0) limit = (size_t)n;
  }
  r = replace(self, &old, &with, limit);
release_both:
  kr_bytes_arg_release(&with);
release_old:
  kr_bytes_arg_release(&old);
  return r;
}

/* ---- comparison -------------------------------------------------------------------------------------- */

kr_value kr_bytes_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_has_buffer(b) || !kr_has_buffer(a)) return KR_NOT_IMPLEMENTED;
  kr_bytes_arg x, y;
  if (kr_bytes_arg_get(&x, a) < 0) {
    kr_clear_exception();
    return KR_NOT_IMPLEMENTED;
  }
  if (kr_bytes_arg_get(&y, b) < 0) {
    kr_bytes_arg_release(&x);
    kr_clear_exception();
    return KR_NOT_IMPLEMENTED;
  }
  bool truth;
  if ((op == KR_EQ || op == KR_NE) && x.size != y.size) {
    truth = op == KR_NE;
  } else {
    size_t n = x.size < y.size ? x.size : y.size;
    int r = kr_compare_bytes(x.data, y.data, n);
    if (r == 0) r = x.size < y.size ? -1 : x.size > y.size;
    switch (op) {
      case KR_LT: truth = r < 0; break;
      case KR_LE: truth = r <= 0; break;
      case KR_EQ: truth = r == 0; break;
      case KR_NE: truth = r != 0; break;
      case KR_GT: truth = r > 0; break;
      default: truth = r >= 0; break;
    }
  }
  kr_bytes_arg_release(&x);
  kr_bytes_arg_release(&y);
  return kr_from_bool(truth);
}
