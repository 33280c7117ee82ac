/* utf-7 (RFC 2152): ASCII, with everything else as runs of base64 between '+' and '-'. */
#include "objects/abstract.h"
#include "objects/codecs.h"

static int base64_value(uint8_t c) {
  if ((uint8_t)(c - 'A') < 26) return c - 'A';
  if ((uint8_t)(c - 'a') < 26) return c - 'a' + 26;
  if ((uint8_t)(c - '0') < 10) return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Characters that stand for themselves in what is written. */
static bool is_direct(uint32_t c) {
  if (c >= 127) return false;
  if (c < ' ') return c == '\t' || c == '\n' || c == '\r';
  return c != '+' && c != '\\' && c != '~';
}

kr_value kr_encode_utf7(kr_value str, const char *errors) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  kr_str *s = KR_STR(str);
  kr_buf b = {0};
  bool shifted = false;
  uint32_t bits = 0;
  int count = 0;
  for (size_t i = 0; i < s->length && !b.failed; i++) {
    uint32_t c = kr_str_read(s, i);
    if (is_direct(c)) {
      if (shifted) {
        if (count) kr_buf_put_char(&b, digits[bits << (6 - count) & 63]);
        count = 0;
        bits = 0;
        shifted = false;
        if (base64_value((uint8_t)c) >= 0 || c == '-') kr_buf_put_char(&b, '-');
      }
      kr_buf_put_char(&b, (char)c);
      continue;
    }
    if (!shifted) {
      kr_buf_put_char(&b, '+');
      if (c == '+') {
        kr_buf_put_char(&b, '-');
        continue;
      }
      shifted = true;
    }
    uint32_t units[2] = {c};
    int n = 1;
    if (c >= 0x10000) {
      units[0] = 0xD800 | (c - 0x10000) >> 10;
      units[1] = 0xDC00 | (c & 0x3FF);
      n = 2;
    }
    for (int k = 0; k < n; k++) {
      bits = (bits & 63) << 16 | units[k];
      for (count += 16; count >= 6; count -= 6) kr_buf_put_char(&b, digits[bits >> (count - 6) & 63]);
      bits &= (1u << count) - 1;
    }
  }
  if (count) kr_buf_put_char(&b, digits[bits << (6 - count) & 63]);
  if (shifted) kr_buf_put_char(&b, '-');
  return kr_bytes_from_buf(&b);
}

/* A unit of UTF-16 in a shifted run; *high: the surrogate that waits for its second half, or 0. */
static bool put_unit(kr_decoding *d, uint32_t unit, uint32_t *high) {
  uint32_t first = *high;
  *high = 0;
  if (first) {
    if (unit - 0xDC00 < 0x400) return kr_sb_char(&d->out, 0x10000 + ((first & 0x3FF) << 10 | (unit & 0x3FF)));
    kr_sb_char(&d->out, first);
  }
  if (unit - 0xD800 >= 0x400) return kr_sb_char(&d->out, unit);
  *high = unit;
  return true;
}

kr_value kr_decode_utf7(const uint8_t *data, size_t size, const char *errors, size_t *consumed) {
  kr_decoding d;
  kr_decoding_start(&d, "utf7", errors, data, size);
  size_t at = 0, start = 0, shift_out = 0;
  bool shifted = false;
  uint32_t bits = 0, surrogate = 0;
  int count = 0;
  for (;;) {
    const char *reason;
    if (at >= d.size) {
      if (!shifted || consumed) break;
      shifted = false;
      if (!surrogate && count < 6 && (count == 0 || bits == 0)) break;
      at = d.size;
      reason = "unterminated shift sequence";
      goto error;
    }
    uint8_t c = d.data[at];
    if (shifted) {
      int value = base64_value(c);
      if (value >= 0) {
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        at++;
        if (count < 16) continue;
        count -= 16;
        uint32_t unit = bits >> count;
        bits &= (1u << count) - 1;
        if (!put_unit(&d, unit, &surrogate)) return kr_decoding_fail(&d);
        continue;
      }
      shifted = false;
      if (count >= 6 || (count > 0 && bits != 0)) {
        at++;
        reason =
            count >= 6 ? "partial character in shift sequence" : "non-zero padding bits in shift sequence";
        goto error;
      }
      if (surrogate && c < 128 && c != '+') kr_sb_char(&d.out, surrogate);
      surrogate = 0;
      if (c == '-') at++;
      continue;
    }
    if (c == '+') {
      start = at++;
      if (at < d.size && d.data[at] == '-') {
        at++;
        kr_sb_char(&d.out, '+');
      } else if (at < d.size && base64_value(d.data[at]) < 0) {
        at++;
        reason = "ill-formed sequence";
        goto error;
      } else {
        shifted = true;
        shift_out = d.out.length;
        surrogate = bits = 0;
        count = 0;
      }
      continue;
    }
    if (c < 128) {
      at++;
      if (!kr_sb_char(&d.out, c)) return kr_decoding_fail(&d);
      continue;
    }
    start = at++;
    reason = "unexpected special character";
  error:;
    intptr_t next = kr_decoding_error(&d, start, at, reason);
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
  }
  if (consumed) *consumed = shifted ? start : at;
  kr_value v = kr_decoding_finish(&d);
  if (v == KR_NULL || !consumed || !shifted) return v;
  /* An unfinished run is left for the next call, whole. */
  kr_value head = kr_str_slice(KR_STR(v), 0, shift_out);
  kr_decref(v);
  return head;
}
