/* Small things the files of the syntax room share: UTF-8, source text in errors. */
#ifndef KR_SYNTAX_H
#define KR_SYNTAX_H

#include "value/object.h"

/* The character at *p (< end), passing it. The text must be UTF-8 (it was checked when read in). */
KR_INLINE uint32_t kr_utf8_next(const char **p, const char *end) {
  const uint8_t *s = (const uint8_t *)*p;
  uint32_t c = *s++;
  int more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
  if (more) c &= 0x3Fu >> more;
  while (more-- > 0 && (const char *)s < end) c = c << 6 | (*s++ & 0x3F);
  *p = (const char *)s;
  return c;
}
/* Writes c (up to 4 bytes); the count. */
KR_INLINE int kr_utf8_put(char *out, uint32_t c) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3F)), 2;
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}
/* Characters in `size` bytes: bytes that begin one. */
KR_INLINE int32_t kr_utf8_length(const char *p, size_t size) {
  int32_t n = 0;
  for (size_t i = 0; i < size; i++) n += ((uint8_t)p[i] & 0xC0) != 0x80;
  return n;
}
/* Source text as a str, whatever is wrong in it replaced. New. */
kr_value kr_syntax_text(const char *p, size_t size);

#endif
