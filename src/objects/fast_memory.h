/* Copying and comparing few bytes quickly. In WebAssembly memcpy of unknown size is a call into the
 * engine (about 30 ns in V8), and memcmp a loop over single bytes; most strings are short. */
#ifndef KR_FAST_MEMORY_H
#define KR_FAST_MEMORY_H

#include "value/value.h"

enum { KR_COPY_INLINE_MAX = 96 };

KR_INLINE uint64_t kr_load8(const void *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  return v;
}
KR_INLINE void kr_store8(void *p, uint64_t v) { memcpy(p, &v, 8); }
KR_INLINE uint32_t kr_load4(const void *p) {
  uint32_t v;
  memcpy(&v, p, 4);
  return v;
}
KR_INLINE void kr_store4(void *p, uint32_t v) { memcpy(p, &v, 4); }

/* memcpy: no overlap. */
KR_INLINE void kr_copy(void *to, const void *from, size_t n) {
  uint8_t *t = (uint8_t *)to;
  const uint8_t *f = (const uint8_t *)from;
  if (n > KR_COPY_INLINE_MAX) {
    memcpy(t, f, n);
  } else if (n >= 8) {
    uint64_t last = kr_load8(f + n - 8);
    for (size_t i = 0; i + 8 < n; i += 8) {
      kr_store8(t + i, kr_load8(f + i));
      __asm__("" : "+r"(i)); /* or the compiler makes a memcpy of the loop */
    }
    kr_store8(t + n - 8, last);
  } else if (n >= 4) {
    uint32_t last = kr_load4(f + n - 4);
    kr_store4(t, kr_load4(f));
    kr_store4(t + n - 4, last);
  } else if (n) {
    uint8_t middle = f[n >> 1], last = f[n - 1];
    t[0] = f[0];
    t[n >> 1] = middle;
    t[n - 1] = last;
  }
}

/* memcpy of n words of 8 bytes. */
KR_INLINE void kr_copy_words(void *to, const void *from, size_t n) {
  uint8_t *t = (uint8_t *)to;
  const uint8_t *f = (const uint8_t *)from;
  if (n > 40) {
    memcpy(t, f, n * 8);
    return;
  }
  for (size_t i = 0; i < n * 8; i += 8) {
    kr_store8(t + i, kr_load8(f + i));
    __asm__("" : "+r"(i));
  }
}
/* memcmp(a, b, n) == 0 */
KR_INLINE bool kr_same_bytes(const void *a, const void *b, size_t n) {
  const uint8_t *p = (const uint8_t *)a, *q = (const uint8_t *)b;
  if (n >= 8) {
    for (size_t i = 0; i + 8 < n; i += 8) {
      if (kr_load8(p + i) != kr_load8(q + i)) return false;
    }
    return kr_load8(p + n - 8) == kr_load8(q + n - 8);
  }
  if (n >= 4) return kr_load4(p) == kr_load4(q) && kr_load4(p + n - 4) == kr_load4(q + n - 4);
  return n == 0 || (p[0] == q[0] && p[n >> 1] == q[n >> 1] && p[n - 1] == q[n - 1]);
}

/* memcmp: <0, 0, >0 */
KR_INLINE int kr_compare_bytes(const void *a, const void *b, size_t n) {
  const uint8_t *p = (const uint8_t *)a, *q = (const uint8_t *)b;
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t x = kr_load8(p + i), y = kr_load8(q + i);
    if (x != y) return __builtin_bswap64(x) < __builtin_bswap64(y) ? -1 : 1;
  }
  for (; i < n; i++) {
    if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
  }
  return 0;
}

#endif
