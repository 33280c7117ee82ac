/* str: splitting, stripping and joining. */
#include "objects/fast_memory.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "vm/call.h"

/* ---- strip ------------------------------------------------------------------------------------------- */

static const uint8_t ascii_space[256] = {
    [9] = 1,  [10] = 1, [11] = 1, [12] = 1, [13] = 1,   [28] = 1,
    [29] = 1, [30] = 1, [31] = 1, [32] = 1, [0x85] = 1, [0xA0] = 1,
};
KR_INLINE bool is_space(uint32_t c) { return c < 256 ? ascii_space[c] : kr_uc_is_space(c); }

enum { LEFT = 1, RIGHT = 2 };

static kr_value strip(const char *name, kr_value self, kr_value chars, int sides) {
  kr_str *s = KR_STR(self), *set = NULL;
  if (chars != KR_NULL && !kr_is_none(chars)) {
    if (!kr_is_str(chars)) return kr_raise(&kr_exc_TypeError, "%s arg must be None or str", name);
    set = KR_STR(chars);
  }
  size_t start = 0, end = s->length;
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
#define GOES(i) \
  (set ? kr_str_contains_char(set, kr_read_char(data, shift, i)) : is_space(kr_read_char(data, shift, i)))
  if (sides & LEFT) {
    while (start < end && GOES(start)) start++;
  }
  if (sides & RIGHT) {
    while (end > start && GOES(end - 1)) end--;
  }
#undef GOES
  return kr_str_slice(s, start, end);
}
KR_STR_METHOD(strip) { return strip("strip", self, args[0], LEFT | RIGHT); }
KR_STR_METHOD(lstrip) { return strip("lstrip", self, args[0], LEFT); }
KR_STR_METHOD(rstrip) { return strip("rstrip", self, args[0], RIGHT); }

/* ---- split ------------------------------------------------------------------------------------------- */

/* Adds s[start:end]; false: failed, and the list is gone. */
static bool add(kr_list *list, kr_str *s, size_t start, size_t end) {
  kr_value part = kr_str_slice(s, start, end);
  if (KR_LIKELY(part != KR_NULL && list->size < list->capacity)) {
    list->items[list->size++] = part;
    return true;
  }
  if (part != KR_NULL && kr_list_append_steal(list, part) == 0) return true;
  kr_decref_object(list);
  return false;
}

/* At single bytes: eight at a time are looked at. */
static bool split_at_byte(kr_list *list, kr_str *s, uint8_t sep, size_t limit, size_t *start) {
  const uint8_t *p = kr_str_data(s);
  size_t n = s->length, i = 0;
  uint64_t pattern = 0x0101010101010101ull * sep, low = 0x7F7F7F7F7F7F7F7Full;
  for (; i + 8 <= n; i += 8) {
    uint64_t w = kr_load8(p + i) ^ pattern;
    /* The high bit of each byte that is zero in w. */
    uint64_t hits = ~(((w & low) + low) | w | low);
    for (; hits; hits &= hits - 1) {
      if (limit-- == 0) return true;
      size_t at = i + (size_t)(__builtin_ctzll(hits) >> 3);
      if (!add(list, s, *start, at)) return false;
      *start = at + 1;
    }
  }
  for (; i < n; i++) {
    if (p[i] != sep) continue;
    if (limit-- == 0) return true;
    if (!add(list, s, *start, i)) return false;
    *start = i + 1;
  }
  return true;
}

static kr_value split_space(kr_str *s, size_t limit) {
  kr_list *list = kr_list_new(limit < 12 ? limit + 1 : 12);
  if (!list) return KR_NULL;
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
  size_t n = s->length, i = 0;
  if (shift == 0) {
    const uint8_t *p = data;
    while (limit--) {
      while (i < n && ascii_space[p[i]]) i++;
      if (i == n) return kr_from_object(list);
      size_t start = i++;
      while (i < n && !ascii_space[p[i]]) i++;
      if (!add(list, s, start, i)) return KR_NULL;
    }
  } else {
    while (limit--) {
      while (i < n && is_space(kr_read_char(data, shift, i))) i++;
      if (i == n) return kr_from_object(list);
      size_t start = i++;
      while (i < n && !is_space(kr_read_char(data, shift, i))) i++;
      if (!add(list, s, start, i)) return KR_NULL;
    }
  }
  while (i < n && is_space(kr_read_char(data, shift, i))) i++;
  if (i < n && !add(list, s, i, n)) return KR_NULL;
  return kr_from_object(list);
}

static kr_value rsplit_space(kr_str *s, size_t limit) {
  kr_list *list = kr_list_new(limit < 12 ? limit + 1 : 12);
  if (!list) return KR_NULL;
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
  size_t i = s->length;
#define SPACE(k) is_space(kr_read_char(data, shift, k))
  while (limit--) {
    while (i > 0 && SPACE(i - 1)) i--;
    if (i == 0) goto done;
    size_t end = i--;
    while (i > 0 && !SPACE(i - 1)) i--;
    if (!add(list, s, i, end)) return KR_NULL;
  }
  while (i > 0 && SPACE(i - 1)) i--;
#undef SPACE
  if (i > 0 && !add(list, s, 0, i)) return KR_NULL;
done:
  if (kr_list_reverse(list) < 0) {
    kr_decref_object(list);
    return KR_NULL;
  }
  return kr_from_object(list);
}

static kr_value split_by(kr_str *s, kr_str *sep, size_t limit, int dir) {
  if (sep->length == 0) return kr_raise(&kr_exc_ValueError, "empty separator");
  kr_list *list = kr_list_new(limit < 12 ? limit + 1 : 12);
  if (!list) return KR_NULL;
  uint32_t shift = kr_str_shift(s), sep_shift = kr_str_shift(sep);
  const void *needle = kr_str_data(sep);
  size_t m = sep->length, start = 0, end = s->length;
  if (m == 1 && dir > 0 && shift == 0 && sep_shift == 0) {
    if (!split_at_byte(list, s, *(const uint8_t *)needle, limit, &start)) return KR_NULL;
    limit = 0;
  }
  while (limit > 0) {
    limit--;
    if (dir > 0) {
      intptr_t hit = kr_search_forward(kr_str_at(s, start), shift, end - start, needle, sep_shift, m);
      if (hit < 0) break;
      if (!add(list, s, start, start + (size_t)hit)) return KR_NULL;
      start += (size_t)hit + m;
    } else {
      intptr_t hit = kr_search_backward(kr_str_data(s), shift, end, needle, sep_shift, m);
      if (hit < 0) break;
      if (!add(list, s, (size_t)hit + m, end)) return KR_NULL;
      end = (size_t)hit;
    }
  }
  if (!add(list, s, start, end)) return KR_NULL;
  if (dir < 0 && kr_list_reverse(list) < 0) {
    kr_decref_object(list);
    return KR_NULL;
  }
  return kr_from_object(list);
}

static kr_value split(kr_value self, const kr_value *args, int dir) {
  size_t limit = SIZE_MAX - 1;
  if (args[1] != KR_NULL) {
    intptr_t n = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
    if (n == -1 && kr_failed()) return KR_NULL;
    if (n >= 0) limit = (size_t)n;
  }
  kr_str *s = KR_STR(self);
  if (args[0] == KR_NULL || kr_is_none(args[0]))
    return dir > 0 ? split_space(s, limit) : rsplit_space(s, limit);
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "must be str or None, not %T", args[0]);
  return split_by(s, KR_STR(args[0]), limit, dir);
}
KR_STR_METHOD(split) { return split(self, args, 1); }
KR_STR_METHOD(rsplit) { return split(self, args, -1); }

KR_STR_METHOD(splitlines) {
  int keep = args[0] == KR_NULL ? 0 : kr_truth(args[0]);
  if (keep < 0) return KR_NULL;
  kr_str *s = KR_STR(self);
  kr_list *list = kr_list_new(8);
  if (!list) return KR_NULL;
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
  size_t n = s->length;
  for (size_t i = 0; i < n;) {
    size_t start = i;
    if (kr_str_is_ascii(s)) {
      const uint8_t *p = data;
      /* Of the ASCII characters the line ends are 10-13 and 28-30. */
      while (i < n && (p[i] > 30 || !(p[i] - 10u < 4 || p[i] - 28u < 3))) i++;
    } else {
      while (i < n && !kr_uc_is_linebreak(kr_read_char(data, shift, i))) i++;
    }
    size_t end = i;
    if (i < n) {
      i += kr_read_char(data, shift, i) == '\r' && i + 1 < n && kr_read_char(data, shift, i + 1) == '\n' ? 2
                                                                                                         : 1;
      if (keep) end = i;
    }
    if (!add(list, s, start, end)) return KR_NULL;
  }
  return kr_from_object(list);
}

/* ---- join -------------------------------------------------------------------------------------------- */

/* Joining what an iterator gives: its items are collected in a native frame, so that the iterator may
 * pause. */
enum { JOIN_SEP, JOIN_SOURCE, JOIN_LIST, JOIN_SLOTS };
enum { JOIN_START, JOIN_ITER, JOIN_NEXT };

static kr_value join_step(kr_frame *f, kr_value result) {
  switch (f->state) {
    case JOIN_START: {
      kr_list *list = kr_list_new(8);
      if (!list) return KR_NULL;
      f->slots[JOIN_LIST] = kr_from_object(list);
      f->state = JOIN_ITER;
      result = kr_iter_push(f->slots[JOIN_SOURCE]);
      if (result == KR_PUSHED) return KR_PUSHED;
    } /* fallthrough */
    case JOIN_ITER:
      if (result == KR_NULL) {
        if (kr_clear_if(&kr_exc_TypeError)) kr_raise(&kr_exc_TypeError, "can only join an iterable");
        return KR_NULL;
      }
      KR_REPLACE(f->slots[JOIN_SOURCE], result);
      f->state = JOIN_NEXT;
      result = kr_next_pause(f->slots[JOIN_SOURCE]);
      break;
    default: break;
  }
  for (;;) {
    if (result == KR_PUSHED) return KR_PUSHED;
    if (result == KR_NULL) {
      if (kr_failed()) return KR_NULL;
      kr_list *list = KR_LIST(f->slots[JOIN_LIST]);
      return kr_str_join_items(KR_STR(f->slots[JOIN_SEP]), list->items, list->size);
    }
    if (kr_list_append_steal(KR_LIST(f->slots[JOIN_LIST]), result) < 0) return KR_NULL;
    result = kr_next_pause(f->slots[JOIN_SOURCE]);
  }
}
static const kr_native join_native = {"str.join", join_step, JOIN_SLOTS};

KR_STR_METHOD(join) {
  kr_value source = args[0];
  if (kr_is_exact_list(source))
    return kr_str_join_items(KR_STR(self), KR_LIST(source)->items, KR_LIST(source)->size);
  if (kr_is_exact_tuple(source))
    return kr_str_join_items(KR_STR(self), KR_TUPLE(source)->items, KR_TUPLE(source)->size);
  kr_frame *f = kr_native_push(&join_native);
  if (!f) return KR_NULL;
  f->slots[JOIN_SEP] = kr_ref(self);
  f->slots[JOIN_SOURCE] = kr_ref(source);
  return KR_PUSHED;
}
