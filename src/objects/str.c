/* str: making, comparing and joining text. The methods are in the files that str_methods.h
 * lists, the type object in str_type.c. */
#include "memory/fast_alloc.h"
#include "objects/abstract.h"
#include "objects/fast_memory.h"
#include "objects/str_core.h"

#define MAX_BYTES 0x7FFFFF00u /* of one string's data */

static uint32_t flags_for(uint32_t max_char, uint32_t *shift) {
  *shift = max_char < 0x100 ? 0 : max_char < 0x10000 ? 1 : 2;
  return (*shift << KR_STR_KIND_SHIFT) | (max_char < 128 ? KR_STR_ASCII : 0);
}

static kr_str *init_str(kr_str *s, size_t length, uint32_t flags, uint32_t shift) {
  s->head.flags |= flags;
  s->length = (uint32_t)length;
  s->hash = 0;
  kr_write_char(kr_str_data(s), shift, length, 0);
  return s;
}

kr_value kr_str_new(size_t length, uint32_t max_char) {
  if (length == 0) return KR_EMPTY_STR;
  uint32_t shift, flags = flags_for(max_char, &shift);
  if (length > (MAX_BYTES >> shift)) return kr_raise_no_memory();
  kr_str *s = kr_alloc_static(&kr_str_type, sizeof(kr_str) + ((length + 1) << shift));
  if (!s) return KR_NULL;
  return kr_from_object(init_str(s, length, flags, shift));
}

kr_value kr_str_alloc_typed(kr_type *type, size_t length, uint32_t max_char) {
  if (type == &kr_str_type) return kr_str_new(length, max_char);
  uint32_t shift, flags = flags_for(max_char, &shift);
  if (length > (MAX_BYTES >> shift)) return kr_raise_no_memory();
  kr_value v = kr_type_generic_alloc(type, (length + 1) << shift);
  if (v == KR_NULL) return KR_NULL;
  init_str(KR_STR(v), length, flags, shift);
  return v;
}

void kr_str_dealloc(kr_object *o) {
  kr_str *s = (kr_str *)o;
  if (o->flags & (KR_STR_INTERNED_MORTAL | KR_STR_HAS_UTF8)) {
    if (o->flags & KR_STR_INTERNED_MORTAL) kr_str_unintern(s);
    if (o->flags & KR_STR_HAS_UTF8) kr_str_forget_utf8(s);
  }
  kr_free_static(o, &kr_str_type);
}

/* ---- one-character strings --------------------------------------------------------------------------- */

kr_str *kr_str_latin1[256];

kr_value kr_str_from_char(uint32_t c) {
  if (c < 256) return kr_from_object(kr_str_latin1[c]);
  kr_value v = kr_str_new(1, c);
  if (v != KR_NULL) kr_write_char(kr_str_data(KR_STR(v)), kr_str_shift(KR_STR(v)), 0, c);
  return v;
}

/* ---- constructors ------------------------------------------------------------------------------------ */

kr_value kr_str_from_ascii(const char *s, size_t size) {
  if (size == 1) return kr_from_object(kr_str_latin1[(uint8_t)s[0]]);
  kr_value v = kr_str_new(size, 127);
  if (v != KR_NULL) kr_copy(kr_str_data(KR_STR(v)), s, size);
  return v;
}
kr_value kr_str_from_latin1(const uint8_t *s, size_t size) { return kr_str_from_chars(s, 0, size); }
kr_value kr_str_from_ucs2(const uint16_t *s, size_t n) { return kr_str_from_chars(s, 1, n); }
kr_value kr_str_from_ucs4(const uint32_t *s, size_t n) { return kr_str_from_chars(s, 2, n); }

kr_value kr_str_from_chars(const void *data, uint32_t shift, size_t n) {
  if (n == 0) return KR_EMPTY_STR;
  if (n == 1) return kr_str_from_char(kr_read_char(data, shift, 0));
  kr_value v = kr_str_new(n, kr_max_char_bound(data, shift, n));
  if (v != KR_NULL) kr_copy_chars(kr_str_data(KR_STR(v)), kr_str_shift(KR_STR(v)), 0, data, shift, 0, n);
  return v;
}

kr_value kr_str_from_cstr(const char *s) { return kr_str_from_utf8(s, strlen(s)); }

kr_value kr_str_exact(kr_value v) {
  if (kr_is_exact_str(v)) return kr_ref(v);
  kr_str *s = KR_STR(v);
  kr_value copy = kr_str_new(s->length, kr_str_max_char_bound(s));
  if (copy != KR_NULL && s->length) memcpy(kr_str_data(KR_STR(copy)), kr_str_data(s), kr_str_data_size(s));
  return copy;
}

kr_value kr_str_slice(kr_str *s, size_t start, size_t end) {
  if (start >= end) return KR_EMPTY_STR;
  size_t n = end - start;
  if (n == s->length && s->head.type == &kr_str_type) return kr_ref(kr_from_object(s));
  uint32_t shift = kr_str_shift(s);
  const char *from = (const char *)kr_str_data(s) + (start << shift);
  if (!kr_str_is_ascii(s)) return kr_str_from_chars(from, shift, n);
  if (n == 1) return kr_from_object(kr_str_latin1[(uint8_t)*from]);
  kr_str *copy = kr_alloc_static(&kr_str_type, sizeof(kr_str) + n + 1);
  if (!copy) return KR_NULL;
  init_str(copy, n, KR_STR_ASCII, 0);
  kr_copy(kr_str_data(copy), from, n);
  return kr_from_object(copy);
}

kr_value kr_str_substring(kr_value v, size_t start, size_t end) {
  kr_str *s = KR_STR(v);
  if (end > s->length) end = s->length;
  return kr_str_slice(s, start, end);
}

/* ---- comparison -------------------------------------------------------------------------------------- */

int32_t kr_str_hash(kr_str *s) {
  if (s->hash) return s->hash;
  int32_t hash = kr_hash_bytes(kr_str_data(s), kr_str_data_size(s));
  if (KR_LIKELY(kr_hash_is_settled)) s->hash = hash;
  return hash;
}

bool kr_str_equal(const kr_str *a, const kr_str *b) {
  if (a == b) return true;
  if (a->length != b->length) return false;
  if ((a->head.flags ^ b->head.flags) & (3u << KR_STR_KIND_SHIFT)) return false;
  if (a->hash && b->hash && a->hash != b->hash) return false;
  return kr_same_bytes(kr_str_data(a), kr_str_data(b), kr_str_data_size(a));
}

bool kr_str_equals_cstr(const kr_str *a, const char *ascii) {
  size_t n = strlen(ascii);
  return a->length == n && kr_str_is_ascii(a) && memcmp(kr_str_data(a), ascii, n) == 0;
}

int kr_str_compare(const kr_str *a, const kr_str *b) {
  if (a == b) return 0;
  size_t n = a->length < b->length ? a->length : b->length;
  uint32_t sa = kr_str_shift(a), sb = kr_str_shift(b);
  const void *da = kr_str_data(a), *db = kr_str_data(b);
  if (sa == 0 && sb == 0) {
    int r = kr_compare_bytes(da, db, n);
    if (r) return r;
  } else {
    for (size_t i = 0; i < n; i++) {
      uint32_t ca = kr_read_char(da, sa, i), cb = kr_read_char(db, sb, i);
      if (ca != cb) return ca < cb ? -1 : 1;
    }
  }
  return a->length < b->length ? -1 : a->length > b->length;
}

bool kr_str_contains_char(const kr_str *s, uint32_t c) {
  return kr_find_char(kr_str_data(s), kr_str_shift(s), s->length, c) >= 0;
}

intptr_t kr_str_find(const kr_str *s, const kr_str *sub, size_t start, size_t end, int dir) {
  if (end > s->length) end = s->length;
  if (start > end || sub->length > end - start) return -1;
  if (sub->length == 0) return (intptr_t)(dir > 0 ? start : end);
  uint32_t shift = kr_str_shift(s);
  const char *hay = (const char *)kr_str_data(s) + (start << shift);
  intptr_t at = (dir > 0 ? kr_search_forward : kr_search_backward)(hay, shift, end - start, kr_str_data(sub),
                                                                   kr_str_shift(sub), sub->length);
  return at < 0 ? -1 : at + (intptr_t)start;
}

/* ---- joining ----------------------------------------------------------------------------------------- */

kr_value kr_str_concat(kr_value a, kr_value b) {
  kr_str *x = KR_STR(a), *y = KR_STR(b);
  if (y->length == 0) return kr_str_exact(a);
  if (x->length == 0) return kr_str_exact(b);
  size_t n = (size_t)x->length + y->length;
  if (x->head.flags & y->head.flags & KR_STR_ASCII) {
    if (n > MAX_BYTES) return kr_raise_no_memory();
    kr_str *s = kr_object_alloc(&kr_str_type, sizeof(kr_str) + n + 1);
    if (!s) return KR_NULL;
    init_str(s, n, KR_STR_ASCII, 0);
    kr_copy(kr_str_data(s), kr_str_data(x), x->length);
    kr_copy((char *)kr_str_data(s) + x->length, kr_str_data(y), y->length);
    return kr_from_object(s);
  }
  uint32_t mx = kr_str_max_char_bound(x), my = kr_str_max_char_bound(y);
  kr_value v = kr_str_new(n, mx > my ? mx : my);
  if (v == KR_NULL) return KR_NULL;
  uint32_t shift = kr_str_shift(KR_STR(v));
  kr_copy_chars(kr_str_data(KR_STR(v)), shift, 0, kr_str_data(x), kr_str_shift(x), 0, x->length);
  kr_copy_chars(kr_str_data(KR_STR(v)), shift, x->length, kr_str_data(y), kr_str_shift(y), 0, y->length);
  return v;
}

/* Appending repeatedly to one string takes time in proportion to its length: it is moved only when it
 * outgrows its block, into one with an eighth to spare. */
kr_value kr_str_append_steal(kr_value a, kr_value b) {
  kr_str *x = KR_STR(a), *y = KR_STR(b);
  uint32_t shift = kr_str_shift(x);
  if (x->head.refs != 1 || x->head.type != &kr_str_type || (x->head.flags & KR_STR_INTERNED) ||
      kr_str_shift(y) > shift || y->length == 0 || x->length == 0 ||
      (size_t)x->length + y->length > (MAX_BYTES >> shift)) {
    kr_value r = kr_str_concat(a, b);
    kr_decref(a);
    return r;
  }
  size_t n = (size_t)x->length + y->length;
  size_t need = sizeof(kr_str) + ((n + 1) << shift);
  if (x->head.flags & KR_STR_HAS_UTF8) kr_str_forget_utf8(x);
  if (need > kr_usable_size(x)) {
    size_t room = need < 64 ? 64 : need + need / 8;
    kr_str *moved = kr_object_realloc(x, room);
    if (!moved) {
      kr_clear_exception();
      moved = kr_object_realloc(x, need);
      if (!moved) {
        kr_decref(a);
        return KR_NULL;
      }
    }
    x = moved;
  }
  kr_copy_chars(kr_str_data(x), shift, x->length, kr_str_data(y), kr_str_shift(y), 0, y->length);
  x->length = (uint32_t)n;
  x->hash = 0;
  uint32_t known = KR_STR_IDENTIFIER_KNOWN | KR_STR_IDENTIFIER;
  if (!kr_str_is_ascii(y)) known |= KR_STR_ASCII;
  x->head.flags &= ~known;
  kr_write_char(kr_str_data(x), shift, n, 0);
  return kr_from_object(x);
}

/* Joins exact lists' and tuples' items. `items` may be changed by nobody meanwhile: nothing here runs
 * Python code. */
kr_value kr_str_join_items(kr_str *sep, const kr_value *items, size_t n) {
  if (n == 0) return KR_EMPTY_STR;
  if (n == 1 && kr_is_exact_str(items[0])) return kr_ref(items[0]);
  uint64_t length = (uint64_t)sep->length * (n - 1);
  uint32_t ascii = n > 1 && sep->length ? sep->head.flags : KR_STR_ASCII;
  uint32_t max_char = n > 1 && sep->length ? kr_str_max_char_bound(sep) : 127;
  for (size_t i = 0; i < n; i++) {
    if (!kr_is_str(items[i]))
      return kr_raise(&kr_exc_TypeError, "sequence item %zd: expected str instance, %T found", (intptr_t)i,
                      items[i]);
    kr_str *s = KR_STR(items[i]);
    length += s->length;
    if (length > INT32_MAX)
      return kr_raise(&kr_exc_OverflowError, "join() result is too long for a Python string");
    ascii &= s->head.flags;
    if (!(s->head.flags & KR_STR_ASCII)) {
      uint32_t m = kr_str_max_char_bound(s);
      if (m > max_char) max_char = m;
    }
  }
  kr_value result = kr_str_new(length, max_char);
  if (result == KR_NULL || length == 0) return result;
  if (ascii & KR_STR_ASCII) {
    char *out = kr_str_data(KR_STR(result));
    const char *sd = kr_str_data(sep);
    size_t sn = sep->length;
    for (size_t i = 0; i < n; i++) {
      if (i && sn) {
        if (sn == 1) {
          *out++ = *sd;
        } else {
          kr_copy(out, sd, sn);
          out += sn;
        }
      }
      kr_str *s = KR_STR(items[i]);
      kr_copy(out, kr_str_data(s), s->length);
      out += s->length;
    }
    return result;
  }
  void *out = kr_str_data(KR_STR(result));
  uint32_t shift = kr_str_shift(KR_STR(result));
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    if (i && sep->length) {
      kr_copy_chars(out, shift, at, kr_str_data(sep), kr_str_shift(sep), 0, sep->length);
      at += sep->length;
    }
    kr_str *s = KR_STR(items[i]);
    kr_copy_chars(out, shift, at, kr_str_data(s), kr_str_shift(s), 0, s->length);
    at += s->length;
  }
  return result;
}

kr_value kr_str_join(kr_value sep, kr_value iterable) {
  kr_value fast = kr_sequence_fast(iterable, "can only join an iterable");
  if (fast == KR_NULL) return KR_NULL;
  size_t n;
  const kr_value *items = kr_fast_items(fast, &n);
  kr_value r = kr_str_join_items(KR_STR(sep), items, n);
  kr_decref(fast);
  return r;
}
