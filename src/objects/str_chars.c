/* Raw characters: copying between widths, scanning, and the hash of str and bytes. */
#include "objects/str_core.h"
#include "objects/fast_memory.h"

/* ---- hash: the multiplicative word hash of CPython's 32-bit WebAssembly builds --------------------- */

static uint32_t hash_prefix, hash_suffix;
bool kr_hash_is_settled;

void kr_str_set_hash_seed(const uint8_t key[16]) {
  kr_hash_is_settled = true;
  memcpy(&hash_prefix, key, 4);
  memcpy(&hash_suffix, key + 4, 4);
}

void kr_str_hash_key_from_number(uint32_t seed, uint8_t key[16]) {
  memset(key, 0, 16);
  if (seed == 0) return;
  uint32_t x = seed;
  for (int i = 0; i < 16; i++) {
    x = x * 214013u + 2531011u;
    key[i] = (uint8_t)(x >> 16);
  }
}

int32_t kr_hash_bytes(const void *p, size_t n) {
  const uint8_t *s = p;
  if (n == 0) return 0;
  uint32_t x = hash_prefix ^ ((uint32_t)s[0] << 7);
  /* The last one to four bytes go in singly, so that words differing in their last letter differ in
   * their low bits. */
  size_t rest = n & 3 ? n & 3 : 4;
  for (const uint8_t *end = s + (n - rest); s < end; s += 4) {
    uint32_t word;
    memcpy(&word, s, 4);
    x = (1000003u * x) ^ word;
  }
  for (; rest; rest--) x = (1000003u * x) ^ *s++;
  x ^= (uint32_t)n;
  x ^= hash_suffix;
  return x == (uint32_t)-1 ? -2 : (int32_t)x;
}

/* ---- copying ---------------------------------------------------------------------------------------- */

#define COPY(to_type, from_type)                               \
  do {                                                         \
    to_type *t = (to_type *)to + to_index;                     \
    const from_type *f = (const from_type *)from + from_index; \
    for (size_t i = 0; i < n; i++) t[i] = (to_type)f[i];       \
  } while (0)

void kr_copy_chars(void *to, uint32_t to_shift, size_t to_index, const void *from, uint32_t from_shift,
                   size_t from_index, size_t n) {
  if (n == 0) return;
  if (to_shift == from_shift) {
    kr_copy((char *)to + (to_index << to_shift), (const char *)from + (from_index << from_shift),
            n << to_shift);
    return;
  }
  switch (to_shift << 2 | from_shift) {
    case 0 << 2 | 1: COPY(uint8_t, uint16_t); break;
    case 0 << 2 | 2: COPY(uint8_t, uint32_t); break;
    case 1 << 2 | 0: COPY(uint16_t, uint8_t); break;
    case 1 << 2 | 2: COPY(uint16_t, uint32_t); break;
    case 2 << 2 | 0: COPY(uint32_t, uint8_t); break;
    default: COPY(uint32_t, uint16_t); break;
  }
}

void kr_fill_chars(void *to, uint32_t to_shift, size_t to_index, uint32_t c, size_t n) {
  switch (to_shift) {
    case 0: {
      uint8_t *p = (uint8_t *)to + to_index;
      if (n > 32) memset(p, (int)c, n);
      else
        for (size_t i = 0; i < n; i++) {
          p[i] = (uint8_t)c;
          __asm__("" : "+r"(i)); /* or the compiler makes a memset of the loop */
        }
      break;
    }
    case 1: {
      uint16_t *p = (uint16_t *)to + to_index;
      for (size_t i = 0; i < n; i++) p[i] = (uint16_t)c;
      break;
    }
    default: {
      uint32_t *p = (uint32_t *)to + to_index;
      for (size_t i = 0; i < n; i++) p[i] = c;
      break;
    }
  }
}

/* ---- scanning --------------------------------------------------------------------------------------- */

size_t kr_ascii_prefix(const uint8_t *p, size_t n) {
  const uint8_t *s = p, *end = p + n;
  while ((size_t)(end - s) >= 16) {
    uint64_t a, b;
    memcpy(&a, s, 8);
    memcpy(&b, s + 8, 8);
    if ((a | b) & 0x8080808080808080ull) break;
    s += 16;
  }
  while (s < end && *s < 128) s++;
  return (size_t)(s - p);
}

uint32_t kr_max_char_bound(const void *data, uint32_t shift, size_t n) {
  switch (shift) {
    case 0: return kr_all_ascii(data, n) ? 127 : 255;
    case 1: {
      const uint16_t *p = data;
      uint32_t seen = 0;
      for (size_t i = 0; i < n; i++) {
        seen |= p[i];
        if (seen > 0xFF) return 0xFFFF;
      }
      return seen < 128 ? 127 : 255;
    }
    default: {
      const uint32_t *p = data;
      uint32_t seen = 0;
      for (size_t i = 0; i < n; i++) {
        seen |= p[i];
        if (seen > 0xFFFF) return 0x10FFFF;
      }
      return seen < 128 ? 127 : seen < 256 ? 255 : 0xFFFF;
    }
  }
}

bool kr_chars_equal(const void *hay, uint32_t hay_shift, const void *needle, uint32_t needle_shift,
                    size_t m) {
  if (hay_shift == needle_shift) return kr_same_bytes(hay, needle, m << hay_shift);
  for (size_t i = 0; i < m; i++) {
    if (kr_read_char(hay, hay_shift, i) != kr_read_char(needle, needle_shift, i)) return false;
  }
  return true;
}
