/* utf-16 and utf-32. */
#include "objects/abstract.h"
#include "objects/codecs.h"

static uint32_t unit2(const uint8_t *p, bool big) {
  return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}
static uint32_t unit4(const uint8_t *p, bool big) {
  return big ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
             : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

kr_value kr_decode_utf16(const uint8_t *data, size_t size, const char *errors, int *order, size_t *consumed) {
  size_t at = 0;
  int given = *order;
  if (given == 0 && size >= 2) {
    uint32_t mark = unit2(data, false);
    if (mark == 0xFEFF) *order = -1;
    else if (mark == 0xFFFE) *order = 1;
    if (*order) at = 2;
  }
  bool big = *order == 1;
  kr_decoding d;
  kr_decoding_start(&d, big ? "utf-16-be" : "utf-16-le", errors, data, size);
  while (at < d.size) {
    const uint8_t *p = d.data + at;
    size_t left = d.size - at;
    const char *reason;
    size_t end;
    if (left < 2) {
      if (consumed) break;
      reason = "truncated data";
      end = d.size;
    } else {
      uint32_t c = unit2(p, big);
      if (c - 0xD800 >= 0x800) {
        if (!kr_sb_char(&d.out, c)) return kr_decoding_fail(&d);
        at += 2;
        continue;
      }
      end = at + 2;
      if (c >= 0xDC00) {
        reason = "illegal encoding";
      } else if (left < 4) {
        if (consumed) break;
        reason = "unexpected end of data";
        end = d.size;
      } else {
        uint32_t low = unit2(p + 2, big);
        if (low - 0xDC00 < 0x400) {
          if (!kr_sb_char(&d.out, 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF)))) return kr_decoding_fail(&d);
          at += 4;
          continue;
        }
        reason = "illegal UTF-16 surrogate";
      }
    }
    intptr_t next = kr_decoding_error(&d, at, end, reason);
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
  }
  if (consumed) *consumed = at;
  return kr_decoding_finish(&d);
}

kr_value kr_decode_utf32(const uint8_t *data, size_t size, const char *errors, int *order, size_t *consumed) {
  size_t at = 0;
  if (*order == 0 && size >= 4) {
    uint32_t mark = unit4(data, false);
    if (mark == 0xFEFF) *order = -1;
    else if (mark == 0xFFFE0000) *order = 1;
    if (*order) at = 4;
  }
  bool big = *order == 1;
  kr_decoding d;
  kr_decoding_start(&d, big ? "utf-32-be" : "utf-32-le", errors, data, size);
  while (at < d.size) {
    const char *reason;
    size_t end = at + 4;
    if (d.size - at < 4) {
      if (consumed) break;
      reason = "truncated data";
      end = d.size;
    } else {
      uint32_t c = unit4(d.data + at, big);
      if (c - 0xD800 < 0x800) {
        reason = "code point in surrogate code point range(0xd800, 0xe000)";
      } else if (c > 0x10FFFF) {
        reason = "code point not in range(0x110000)";
      } else {
        if (!kr_sb_char(&d.out, c)) return kr_decoding_fail(&d);
        at += 4;
        continue;
      }
    }
    intptr_t next = kr_decoding_error(&d, at, end, reason);
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
  }
  if (consumed) *consumed = at;
  return kr_decoding_finish(&d);
}

/* ---- encoding ---------------------------------------------------------------------------------------- */

typedef struct {
  int size; /* of a unit: 2 or 4 */
  bool big;
} format;

KR_INLINE void write_unit(uint8_t *to, format f, uint32_t u) {
  if (f.big) u = __builtin_bswap32(f.size == 2 ? u << 16 : u);
  memcpy(to, &u, 2);
  if (f.size == 4) memcpy(to + 2, (uint8_t *)&u + 2, 2);
}
static void put_unit(kr_buf *b, format f, uint32_t u) {
  uint8_t bytes[4];
  write_unit(bytes, f, u);
  kr_buf_put(b, bytes, (size_t)f.size);
}

static kr_value encode(kr_value str, const char *errors, format f, bool mark, const char *encoding) {
  kr_str *s = KR_STR(str);
  kr_encoding e;
  kr_encoding_start(&e, encoding, errors, str);
  if (mark) put_unit(&e.out, f, 0xFEFF);
  for (size_t i = 0; i < s->length;) {
    /* What is a unit of itself goes straight into the room there is for it. */
    if (!kr_buf_reserve(&e.out, (s->length - i) * (size_t)f.size)) return kr_encoding_fail(&e);
    uint8_t *to = (uint8_t *)e.out.data + e.out.size;
    uint32_t c = 0;
    for (; i < s->length; i++, to += f.size) {
      c = kr_str_read(s, i);
      if (c - 0xD800 < 0x800 || (f.size == 2 && c >= 0x10000)) break;
      write_unit(to, f, c);
    }
    e.out.size = (size_t)(to - (uint8_t *)e.out.data);
    if (i == s->length) break;
    if (c >= 0x10000) {
      put_unit(&e.out, f, 0xD800 | (c - 0x10000) >> 10);
      put_unit(&e.out, f, 0xDC00 | ((c - 0x10000) & 0x3FF));
      i++;
      continue;
    }
    size_t next;
    kr_value r = kr_encoding_error(&e, i, i + 1, "surrogates not allowed", &next);
    if (r == KR_NULL) return kr_encoding_fail(&e);
    bool good;
    if (kr_is_bytes(r)) {
      good = KR_BYTES(r)->size % (uint32_t)f.size == 0;
      if (good) kr_buf_put(&e.out, KR_BYTES(r)->data, KR_BYTES(r)->size);
    } else {
      good = kr_str_is_ascii(KR_STR(r));
      for (size_t k = 0; good && k < KR_STR(r)->length; k++) put_unit(&e.out, f, kr_str_read(KR_STR(r), k));
    }
    kr_decref(r);
    if (!good) {
      kr_encoding_raise(&e, i, i + 1, "surrogates not allowed");
      return kr_encoding_fail(&e);
    }
    i = next;
  }
  return kr_encoding_finish(&e);
}

kr_value kr_encode_utf16(kr_value str, const char *errors, int order) {
  return encode(str, errors, (format){2, order == 1}, order == 0,
                order == 0  ? "utf-16"
                : order < 0 ? "utf-16-le"
                            : "utf-16-be");
}
kr_value kr_encode_utf32(kr_value str, const char *errors, int order) {
  return encode(str, errors, (format){4, order == 1}, order == 0,
                order == 0  ? "utf-32"
                : order < 0 ? "utf-32-le"
                            : "utf-32-be");
}
