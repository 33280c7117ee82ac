/* unicode_escape, raw_unicode_escape, and the escapes of bytes literals. */
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/codecs.h"
#include "objects/unicode_data.h"

/* The character of a one-letter escape; -1: none. */
static int simple_escape(uint8_t c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'b': return '\b';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'f': return '\f';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return -1;
  }
}

/* ---- unicode_escape ---------------------------------------------------------------------------------- */

/* What came of an escape: its character was put out; the data ends within it; it is wrong. */
typedef enum { ESCAPE_DONE, ESCAPE_INCOMPLETE, ESCAPE_WRONG } escape_end;

/* \N{name}, from behind the N on. */
static escape_end name_escape(kr_decoding *d, size_t *at, const char **reason) {
  const uint8_t *p = d->data;
  *reason = "malformed \\N character escape";
  if (*at >= d->size) return ESCAPE_INCOMPLETE;
  if (p[*at] != '{') return ESCAPE_WRONG;
  const uint8_t *name = p + ++*at;
  while (*at < d->size && p[*at] != '}') ++*at;
  if (*at >= d->size) return ESCAPE_INCOMPLETE;
  size_t length = (size_t)(p + *at - name);
  if (!length) return ESCAPE_WRONG;
  ++*at;
  uint32_t value;
  if (kr_uc_lookup_name((const char *)name, length, &value)) {
    kr_sb_char(&d->out, value);
    return ESCAPE_DONE;
  }
  *reason = kr_failed() ? NULL : "unknown Unicode character name";
  return ESCAPE_WRONG;
}
/* A character of so many hexadecimal digits, which begin at *at. */
static escape_end hex_escape(kr_decoding *d, size_t *at, int digits, const char **reason) {
  uint32_t value = 0;
  for (; digits > 0; digits--, ++*at) {
    if (*at >= d->size) return ESCAPE_INCOMPLETE;
    int digit = kr_hex_digit(d->data[*at]);
    if (digit < 0) return ESCAPE_WRONG;
    value = value << 4 | (uint32_t)digit;
  }
  *reason = "illegal Unicode character";
  if (value > 0x10FFFF) return ESCAPE_WRONG;
  kr_sb_char(&d->out, value);
  return ESCAPE_DONE;
}
/* What is behind the backslash at *at - 1; *reason: what is wrong with it, NULL: an exception was raised. */
static escape_end escape(kr_decoding *d, size_t *at, const uint8_t **bad_escape, int *bad_code,
                         const char **reason) {
  const uint8_t *p = d->data, *start = p + *at - 1;
  size_t n = d->size;
  *reason = "\\ at end of string";
  if (*at >= n) return ESCAPE_INCOMPLETE;
  uint8_t c = p[(*at)++];
  int simple = simple_escape(c);
  if (simple >= 0) {
    kr_sb_char(&d->out, (uint32_t)simple);
    return ESCAPE_DONE;
  }
  switch (c) {
    case '\n': return ESCAPE_DONE;
    case 'x': *reason = "truncated \\xXX escape"; return hex_escape(d, at, 2, reason);
    case 'u': *reason = "truncated \\uXXXX escape"; return hex_escape(d, at, 4, reason);
    case 'U': *reason = "truncated \\UXXXXXXXX escape"; return hex_escape(d, at, 8, reason);
    case 'N': return name_escape(d, at, reason);
    default: break;
  }
  uint32_t value = (uint32_t)c - '0';
  bool octal = value < 8;
  if (octal)
    for (int i = 0; i < 2 && *at < n && p[*at] - '0' < 8u; i++) value = value * 8 + (p[(*at)++] - '0');
  if ((!octal || value > 0377) && !*bad_escape) {
    *bad_escape = start;
    *bad_code = octal ? (int)value : c;
  }
  if (!octal) kr_sb_char(&d->out, '\\');
  kr_sb_char(&d->out, octal ? value : c);
  return ESCAPE_DONE;
}

kr_value kr_decode_unicode_escape(const uint8_t *data, size_t size, const char *errors, size_t *consumed,
                                  const uint8_t **bad_escape, int *bad_code) {
  const uint8_t *ignored;
  int ignored_code;
  if (!bad_escape) bad_escape = &ignored;
  if (!bad_code) bad_code = &ignored_code;
  *bad_escape = NULL;
  *bad_code = -1;
  kr_decoding d;
  kr_decoding_start(&d, "unicodeescape", errors, data, size);
  size_t at = 0;
  while (at < d.size) {
    if (d.data[at] != '\\') {
      if (!kr_sb_char(&d.out, d.data[at++])) return kr_decoding_fail(&d);
      continue;
    }
    size_t start = at++;
    const char *reason;
    escape_end end = escape(&d, &at, bad_escape, bad_code, &reason);
    if (end == ESCAPE_DONE) continue;
    if (!reason) return kr_decoding_fail(&d);
    if (end == ESCAPE_INCOMPLETE && consumed) {
      at = start;
      break;
    }
    intptr_t next = kr_decoding_error(&d, start, at, reason);
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
  }
  if (consumed) *consumed = at;
  return kr_decoding_finish(&d);
}

static void put_hex(kr_buf *b, char letter, uint32_t c, int digits) {
  kr_buf_put_char(b, '\\');
  kr_buf_put_char(b, letter);
  while (digits-- > 0) kr_buf_put_char(b, "0123456789abcdef"[c >> 4 * digits & 15]);
}

kr_value kr_encode_unicode_escape(kr_value str) {
  kr_str *s = KR_STR(str);
  kr_buf b = {0};
  for (size_t i = 0; i < s->length && !b.failed; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c == '\\') kr_buf_put(&b, "\\\\", 2);
    else if (c == '\t') kr_buf_put(&b, "\\t", 2);
    else if (c == '\n') kr_buf_put(&b, "\\n", 2);
    else if (c == '\r') kr_buf_put(&b, "\\r", 2);
    else if (c >= ' ' && c < 0x7F) kr_buf_put_char(&b, (char)c);
    else if (c < 0x100) put_hex(&b, 'x', c, 2);
    else if (c < 0x10000) put_hex(&b, 'u', c, 4);
    else put_hex(&b, 'U', c, 8);
  }
  return kr_bytes_from_buf(&b);
}

/* ---- raw_unicode_escape ------------------------------------------------------------------------------ */

kr_value kr_decode_raw_unicode_escape(const uint8_t *data, size_t size, const char *errors,
                                      size_t *consumed) {
  kr_decoding d;
  kr_decoding_start(&d, "rawunicodeescape", errors, data, size);
  size_t at = 0;
  while (at < d.size) {
    const uint8_t *p = d.data;
    size_t n = d.size, start = at;
    uint8_t c = p[at++];
    if (c != '\\' || (at >= n && !consumed)) {
      if (!kr_sb_char(&d.out, c)) return kr_decoding_fail(&d);
      continue;
    }
    const char *reason = NULL;
    uint32_t value = 0;
    if (at >= n) goto incomplete;
    c = p[at++];
    if (c != 'u' && c != 'U') {
      kr_sb_char(&d.out, '\\');
      kr_sb_char(&d.out, c);
      continue;
    }
    reason = c == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
    for (int digits = c == 'u' ? 4 : 8; digits > 0; digits--, at++) {
      if (at >= n) goto incomplete;
      int digit = kr_hex_digit(p[at]);
      if (digit < 0) goto error;
      value = value << 4 | (uint32_t)digit;
    }
    if (value <= 0x10FFFF) {
      kr_sb_char(&d.out, value);
      continue;
    }
    reason = "\\Uxxxxxxxx out of range";
    goto error;
  incomplete:
    if (consumed) {
      at = start;
      break;
    }
  error:;
    intptr_t next = kr_decoding_error(&d, start, at, reason);
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
  }
  if (consumed) *consumed = at;
  return kr_decoding_finish(&d);
}

kr_value kr_encode_raw_unicode_escape(kr_value str) {
  kr_str *s = KR_STR(str);
  if (kr_str_shift(s) == 0) return kr_bytes_from(kr_str_data(s), s->length);
  kr_buf b = {0};
  for (size_t i = 0; i < s->length && !b.failed; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c < 0x100) kr_buf_put_char(&b, (char)c);
    else if (c < 0x10000) put_hex(&b, 'u', c, 4);
    else put_hex(&b, 'U', c, 8);
  }
  return kr_bytes_from_buf(&b);
}

/* ---- bytes literals ---------------------------------------------------------------------------------- */

kr_value kr_decode_escape(const uint8_t *p, size_t n, const char *errors, const uint8_t **bad_escape,
                          int *bad_code) {
  *bad_escape = NULL;
  *bad_code = -1;
  kr_buf b = {0};
  kr_buf_reserve(&b, n);
  for (size_t at = 0; at < n && !b.failed;) {
    if (p[at] != '\\') {
      kr_buf_put_char(&b, (char)p[at++]);
      continue;
    }
    size_t start = at++;
    if (at == n) {
      kr_raise(&kr_exc_ValueError, "Trailing \\ in string");
      goto fail;
    }
    uint8_t c = p[at++];
    int simple = simple_escape(c);
    if (simple >= 0) {
      kr_buf_put_char(&b, (char)simple);
    } else if (c == '\n') {
      continue;
    } else if (c - '0' < 8u) {
      int value = c - '0';
      for (int i = 0; i < 2 && at < n && p[at] - '0' < 8u; i++) value = value * 8 + (p[at++] - '0');
      if (value > 0377 && !*bad_escape) {
        *bad_escape = p + start;
        *bad_code = value;
      }
      kr_buf_put_char(&b, (char)value);
    } else if (c == 'x') {
      int high = at < n ? kr_hex_digit(p[at]) : -1,
          low = high >= 0 && at + 1 < n ? kr_hex_digit(p[at + 1]) : -1;
      if (low >= 0) {
        kr_buf_put_char(&b, (char)(high << 4 | low));
        at += 2;
        continue;
      }
      if (!errors || strcmp(errors, "strict") == 0) {
        kr_raise(&kr_exc_ValueError, "invalid \\x escape at position %zd", (intptr_t)start);
        goto fail;
      }
      if (strcmp(errors, "replace") == 0) {
        kr_buf_put_char(&b, '?');
      } else if (strcmp(errors, "ignore") != 0) {
        kr_raise(&kr_exc_ValueError, "decoding error; unknown error handling code: %.400s", errors);
        goto fail;
      }
      if (high >= 0) at++;
    } else {
      if (!*bad_escape) {
        *bad_escape = p + start;
        *bad_code = c;
      }
      kr_buf_put_char(&b, '\\');
      kr_buf_put_char(&b, (char)c);
    }
  }
  return kr_bytes_from_buf(&b);
fail:
  kr_buf_free(&b);
  return KR_NULL;
}
