/* UTF-8: decoding, encoding, and the form remembered beside a str for C code. */
#include <stdlib.h>

#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/exceptions.h"

/* ---- decoding ---------------------------------------------------------------------------------------- */

/* Length of the well-formed sequence at p (n > 0 bytes, *p >= 128); else 0, and then *bad tells how
 * many bytes are wrong (0: the sequence is cut off by the end of the input). */
static int sequence_length(const uint8_t *p, size_t n, bool surrogates, int *bad) {
  uint8_t c = p[0];
  int length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  if (c < 0xC2 || c > 0xF4) {
    *bad = -1; /* no start byte */
    return 0;
  }
  for (int i = 1; i < length; i++) {
    if ((size_t)i >= n) {
      *bad = 0;
      return 0;
    }
    uint8_t low = 0x80, high = 0xBF;
    if (i == 1) {
      if (c == 0xE0) low = 0xA0;
      else if (c == 0xED && !surrogates) high = 0x9F;
      else if (c == 0xF0) low = 0x90;
      else if (c == 0xF4) high = 0x8F;
    }
    if (p[i] < low || p[i] > high) {
      *bad = i;
      return 0;
    }
  }
  return length;
}

static uint32_t decode_sequence(const uint8_t *p, int length) {
  switch (length) {
    case 2: return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    case 3: return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    default:
      return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
             (p[3] & 0x3F);
  }
}

/* The longest well-formed prefix: its bytes; *chars and *max_char of it. */
static size_t scan(const uint8_t *p, size_t n, bool surrogates, size_t *chars, uint32_t *max_char) {
  size_t i = 0, count = 0;
  uint8_t largest = 0; /* of the start bytes */
  while (i < n) {
    if (p[i] < 128) {
      size_t run = kr_ascii_prefix(p + i, n - i);
      i += run;
      count += run;
      continue;
    }
    if (p[i] >= 0xC2 && p[i] < 0xE0 && i + 1 < n && (p[i + 1] & 0xC0) == 0x80) { /* the commonest */
      if (p[i] > largest) largest = p[i];
      i += 2;
      count++;
      continue;
    }
    int bad, length = sequence_length(p + i, n - i, surrogates, &bad);
    if (!length) break;
    if (p[i] > largest) largest = p[i];
    i += (size_t)length;
    count++;
  }
  *chars = count;
  *max_char = largest == 0 ? 127 : largest < 0xC4 ? 255 : largest < 0xF0 ? 0xFFFF : 0x10FFFF;
  return i;
}

#define WRITE_CHARS(type)                                       \
  do {                                                          \
    type *to = (type *)out;                                     \
    for (size_t i = 0; i < n;) {                                \
      if (p[i] < 128) {                                         \
        *to++ = p[i++];                                         \
      } else if (p[i] < 0xE0) {                                 \
        *to++ = (type)((p[i] & 0x1F) << 6 | (p[i + 1] & 0x3F)); \
        i += 2;                                                 \
      } else {                                                  \
        int length = p[i] < 0xF0 ? 3 : 4;                       \
        *to++ = (type)decode_sequence(p + i, length);           \
        i += (size_t)length;                                    \
      }                                                         \
    }                                                           \
  } while (0)

static void write_chars(void *out, uint32_t shift, const uint8_t *p, size_t n) {
  switch (shift) {
    case 0: WRITE_CHARS(uint8_t); break;
    case 1: WRITE_CHARS(uint16_t); break;
    default: WRITE_CHARS(uint32_t); break;
  }
}

static kr_value from_valid(const uint8_t *p, size_t n, size_t chars, uint32_t max_char) {
  if (chars == n) return n == 0 ? KR_EMPTY_STR : kr_str_from_ascii((const char *)p, n);
  if (chars == 1) {
    int length = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    return kr_str_from_char(decode_sequence(p, length));
  }
  kr_value v = kr_str_new(chars, max_char);
  if (v != KR_NULL) write_chars(kr_str_data(KR_STR(v)), kr_str_shift(KR_STR(v)), p, n);
  return v;
}

static kr_value decode(const uint8_t *data, size_t size, const char *errors, size_t *consumed,
                       bool surrogates) {
  size_t chars;
  uint32_t max_char;
  size_t good = scan(data, size, surrogates, &chars, &max_char);
  if (consumed) *consumed = good;
  if (good == size) return from_valid(data, size, chars, max_char);

  kr_decoding d;
  kr_decoding_start(&d, "utf-8", errors, data, size);
  size_t at = 0;
  for (;;) {
    if (good) {
      kr_value part = from_valid(d.data + at, good, chars, max_char);
      if (part == KR_NULL) return kr_decoding_fail(&d);
      kr_sb_str(&d.out, KR_STR(part));
      kr_decref(part);
      at += good;
    }
    if (at >= d.size) break;
    int bad;
    sequence_length(d.data + at, d.size - at, surrogates, &bad);
    /* Of a surrogate's three bytes two are no error yet: an error handler wants to see all. */
    bool half = d.size - at == 2 && d.data[at] == 0xED && (d.data[at + 1] & 0xE0) == 0xA0;
    if (consumed && (bad == 0 || half)) break;
    size_t end = bad == 0 ? d.size : at + (size_t)(bad < 0 ? 1 : bad);
    intptr_t next = kr_decoding_error(&d, at, end,
                                      bad == 0  ? "unexpected end of data"
                                      : bad < 0 ? "invalid start byte"
                                                : "invalid continuation byte");
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
    good = scan(d.data + at, d.size - at, surrogates, &chars, &max_char);
  }
  if (consumed) *consumed = at;
  return kr_decoding_finish(&d);
}

kr_value kr_decode_utf8_part(const uint8_t *data, size_t size, const char *errors, size_t *consumed) {
  return decode(data, size, errors, consumed, false);
}
kr_value kr_decode_utf8(const uint8_t *data, size_t size, const char *errors) {
  return decode(data, size, errors, NULL, false);
}
kr_value kr_str_from_utf8(const char *s, size_t size) {
  if (size == 1 && (uint8_t)*s < 128) return kr_from_object(kr_str_latin1[(uint8_t)*s]);
  return decode((const uint8_t *)s, size, NULL, NULL, false);
}
kr_value kr_str_from_buf(kr_buf *b) {
  kr_value v = b->failed ? KR_NULL : decode((const uint8_t *)b->data, b->size, NULL, NULL, true);
  kr_buf_free(b);
  return v;
}

/* ---- encoding ---------------------------------------------------------------------------------------- */

static bool is_surrogate(uint32_t c) { return (c & 0xFFFFF800) == 0xD800; }

static size_t encoded_size(const kr_str *s) {
  size_t n = s->length, size = 0;
  const void *data = kr_str_data(s);
  switch (kr_str_shift(s)) {
    case 0: {
      const uint8_t *p = data;
      size = n;
      for (size_t i = 0; i < n; i++) size += p[i] >> 7;
      return size;
    }
    case 1: {
      const uint16_t *p = data;
      for (size_t i = 0; i < n; i++) size += 1u + (p[i] >= 0x80) + (p[i] >= 0x800);
      return size;
    }
    default: {
      const uint32_t *p = data;
      for (size_t i = 0; i < n; i++) size += 1u + (p[i] >= 0x80) + (p[i] >= 0x800) + (p[i] >= 0x10000);
      return size;
    }
  }
}

static uint8_t *put_char(uint8_t *out, uint32_t c) {
  if (c < 0x80) {
    *out++ = (uint8_t)c;
  } else if (c < 0x800) {
    *out++ = (uint8_t)(0xC0 | c >> 6);
    *out++ = (uint8_t)(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = (uint8_t)(0xE0 | c >> 12);
    *out++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (c & 0x3F));
  } else {
    *out++ = (uint8_t)(0xF0 | c >> 18);
    *out++ = (uint8_t)(0x80 | (c >> 12 & 0x3F));
    *out++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (c & 0x3F));
  }
  return out;
}

/* Encodes until the end or the first surrogate; its index. */
static size_t put_chars(uint8_t **out, const kr_str *s, size_t i, bool surrogates) {
  uint8_t *p = *out;
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
  size_t n = s->length;
  if (shift == 0) {
    for (const uint8_t *from = data; i < n; i++) {
      uint8_t c = from[i];
      if (c < 0x80) {
        *p++ = c;
      } else {
        *p++ = (uint8_t)(0xC0 | c >> 6);
        *p++ = (uint8_t)(0x80 | (c & 0x3F));
      }
    }
  }
  for (; i < n; i++) {
    uint32_t c = shift == 1 ? ((const uint16_t *)data)[i] : ((const uint32_t *)data)[i];
    if (c < 0x80) {
      *p++ = (uint8_t)c;
      continue;
    }
    if (!surrogates && is_surrogate(c)) break;
    p = put_char(p, c);
  }
  *out = p;
  return i;
}

kr_value kr_encode_utf8(kr_value str, const char *errors) {
  kr_str *s = KR_STR(str);
  if (kr_str_is_ascii(s)) return kr_bytes_from(kr_str_data(s), s->length);
  size_t size = encoded_size(s);
  kr_bytes *b = kr_bytes_new(size);
  if (!b) return KR_NULL;
  uint8_t *p = b->data;
  size_t i = put_chars(&p, s, 0, false);
  if (i == s->length) return kr_from_object(b);

  kr_encoding e;
  kr_encoding_start(&e, "utf-8", errors, str);
  kr_buf_put(&e.out, b->data, (size_t)(p - b->data));
  kr_decref_object(b);
  while (i < s->length) {
    size_t end = i + 1;
    while (end < s->length && is_surrogate(kr_str_read(s, end))) end++;
    size_t next;
    kr_value r = kr_encoding_error(&e, i, end, "surrogates not allowed", &next);
    if (r == KR_NULL) return kr_encoding_fail(&e);
    if (kr_is_bytes(r)) {
      kr_buf_put(&e.out, KR_BYTES(r)->data, KR_BYTES(r)->size);
    } else {
      if (!kr_str_is_ascii(KR_STR(r))) {
        kr_decref(r);
        kr_encoding_raise(&e, i, end, "surrogates not allowed");
        return kr_encoding_fail(&e);
      }
      kr_buf_put(&e.out, kr_str_data(KR_STR(r)), KR_STR(r)->length);
    }
    kr_decref(r);
    i = next;
    /* The rest up to the next surrogate. */
    size_t stop = i;
    while (stop < s->length && !is_surrogate(kr_str_read(s, stop))) stop++;
    if (stop == i) continue;
    if (!kr_buf_reserve(&e.out, (stop - i) * 4)) return kr_encoding_fail(&e);
    uint8_t *to = (uint8_t *)e.out.data + e.out.size;
    i = put_chars(&to, s, i, false);
    e.out.size = (size_t)(to - (uint8_t *)e.out.data);
  }
  return kr_encoding_finish(&e);
}

/* ---- the remembered form ----------------------------------------------------------------------------- */

/* Few non-ASCII strings are ever handed to C code as UTF-8: their encodings are kept in a table by
 * address, not in every str. */
typedef struct {
  const kr_str *str;
  size_t size;
  char *text;
} remembered;
static remembered *memo;
static uint32_t memo_mask, memo_used;

static uint32_t memo_home(const kr_str *s) { return ((uint32_t)(uintptr_t)s >> 3) * 2654435761u >> 7; }

static uint32_t memo_slot(const kr_str *s) {
  uint32_t i = memo_home(s) & memo_mask;
  while (memo[i].str && memo[i].str != s) i = (i + 1) & memo_mask;
  return i;
}

static int memo_grow(void) {
  uint32_t size = memo ? (memo_mask + 1) * 2 : 64, old_size = memo ? memo_mask + 1 : 0;
  remembered *bigger = kr_alloc_zeroed(size * sizeof *bigger), *old = memo;
  if (!bigger) return -1;
  memo = bigger;
  memo_mask = size - 1;
  for (uint32_t i = 0; i < old_size; i++) {
    if (old[i].str) memo[memo_slot(old[i].str)] = old[i];
  }
  kr_free(old);
  return 0;
}

const char *kr_str_utf8(const kr_str *s, size_t *size) {
  if (kr_str_is_ascii(s)) {
    if (size) *size = s->length;
    return kr_str_data(s);
  }
  if (s->head.flags & KR_STR_HAS_UTF8) {
    remembered *r = &memo[memo_slot(s)];
    if (size) *size = r->size;
    return r->text;
  }
  if ((!memo || (memo_used + 1) * 2 > memo_mask) && memo_grow() < 0) return NULL;
  size_t n = encoded_size(s);
  char *text = kr_alloc(n + 1);
  if (!text) return NULL;
  uint8_t *p = (uint8_t *)text;
  size_t i = put_chars(&p, s, 0, false);
  if (i < s->length) {
    kr_free(text);
    size_t end = i + 1;
    while (end < s->length && is_surrogate(kr_str_read(s, end))) end++;
    kr_raise_unicode_encode("utf-8", kr_from_object(s), i, end, "surrogates not allowed");
    return NULL;
  }
  *p = 0;
  remembered *r = &memo[memo_slot(s)];
  *r = (remembered){s, n, text};
  memo_used++;
  ((kr_str *)s)->head.flags |= KR_STR_HAS_UTF8;
  if (size) *size = n;
  return text;
}

void kr_str_forget_utf8(kr_str *s) {
  s->head.flags &= ~KR_STR_HAS_UTF8;
  uint32_t gap = memo_slot(s);
  if (!memo[gap].str) return;
  kr_free(memo[gap].text);
  memo_used--;
  for (uint32_t j = (gap + 1) & memo_mask; memo[j].str; j = (j + 1) & memo_mask) {
    uint32_t home = memo_home(memo[j].str) & memo_mask;
    if (((j - home) & memo_mask) >= ((j - gap) & memo_mask)) {
      memo[gap] = memo[j];
      gap = j;
    }
  }
  memo[gap].str = NULL;
}

const char *kr_str_cstr(kr_value v) {
  size_t size;
  const char *text = kr_str_utf8(KR_STR(v), &size);
  if (text && memchr(text, 0, size)) {
    kr_raise(&kr_exc_ValueError, "embedded null character");
    return NULL;
  }
  return text;
}

/* ---- file names -------------------------------------------------------------------------------------- */

kr_value kr_fs_decode(const char *s) {
  return kr_decode_utf8((const uint8_t *)s, strlen(s), "surrogateescape");
}

/* os.fsencode of a str, bytes or os.PathLike: bytes, new. */
kr_value kr_fs_encode(kr_value v) {
  if (kr_is_bytes(v)) return kr_ref(v);
  if (kr_is_str(v)) return kr_encode_utf8(v, "surrogateescape");
  kr_value method;
  int found = kr_lookup_special(v, KR_ID(__fspath__), &method);
  if (found < 0) return KR_NULL;
  if (!found || method == KR_NONE)
    return kr_raise(&kr_exc_TypeError, "expected str, bytes or os.PathLike object, not %T", v);
  kr_value path = kr_call0(method);
  kr_decref(method);
  if (path == KR_NULL) return KR_NULL;
  if (!kr_is_str(path) && !kr_is_bytes(path)) {
    kr_raise(&kr_exc_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", v, path);
    kr_decref(path);
    return KR_NULL;
  }
  kr_value r = kr_is_bytes(path) ? kr_ref(path) : kr_encode_utf8(path, "surrogateescape");
  kr_decref(path);
  return r;
}
