/* Search over raw characters of any widths, for str and bytes. */
#include <stdlib.h>

#include "objects/fast_memory.h"
#include "objects/str_core.h"

/* ---- single characters ------------------------------------------------------------------------------ */

static intptr_t find_char_1(const uint8_t *h, size_t n, uint8_t c) {
#ifdef __wasm__
  /* The C library's memchr goes by four bytes at a time there. */
  const uint8_t *s = h, *end = h + n;
  uint64_t pattern = 0x0101010101010101ull * c;
  while ((size_t)(end - s) >= 8) {
    uint64_t w;
    memcpy(&w, s, 8);
    w ^= pattern;
    uint64_t zero = (w - 0x0101010101010101ull) & ~w & 0x8080808080808080ull;
    if (zero) return (s - h) + (__builtin_ctzll(zero) >> 3);
    s += 8;
  }
  for (; s < end; s++) {
    if (*s == c) return s - h;
  }
  return -1;
#else
  const uint8_t *hit = n ? memchr(h, c, n) : NULL;
  return hit ? hit - h : -1;
#endif
}
static intptr_t find_char_2(const uint16_t *h, size_t n, uint16_t c) {
  for (size_t i = 0; i < n; i++) {
    if (h[i] == c) return (intptr_t)i;
  }
  return -1;
}
static intptr_t find_char_4(const uint32_t *h, size_t n, uint32_t c) {
  for (size_t i = 0; i < n; i++) {
    if (h[i] == c) return (intptr_t)i;
  }
  return -1;
}

#define CHAR uint8_t
#define NAME(f) f##_1
#include "objects/str_search_impl.h"
#undef CHAR
#undef NAME
#define CHAR uint16_t
#define NAME(f) f##_2
#include "objects/str_search_impl.h"
#undef CHAR
#undef NAME
#define CHAR uint32_t
#define NAME(f) f##_4
#include "objects/str_search_impl.h"
#undef CHAR
#undef NAME

intptr_t kr_find_char(const void *hay, uint32_t shift, size_t n, uint32_t c) {
  switch (shift) {
    case 0: return c > 0xFF ? -1 : find_char_1(hay, n, (uint8_t)c);
    case 1: return c > 0xFFFF ? -1 : find_char_2(hay, n, (uint16_t)c);
    default: return find_char_4(hay, n, c);
  }
}
static intptr_t rfind_char(const void *hay, uint32_t shift, size_t n, uint32_t c) {
  switch (shift) {
    case 0: return c > 0xFF ? -1 : rfind_char_1(hay, n, (uint8_t)c);
    case 1: return c > 0xFFFF ? -1 : rfind_char_2(hay, n, (uint16_t)c);
    default: return rfind_char_4(hay, n, c);
  }
}

/* ---- needles ---------------------------------------------------------------------------------------- */

/* The needle in the haystack's width. When it is narrower it is copied, into `small` if it fits; with
 * no memory for the copy the search falls back on comparing character by character. */
typedef struct {
  const void *data;
  void *block;
  uint32_t small[32];
} wide_needle;

static bool widen(wide_needle *w, const void *needle, uint32_t from, uint32_t to, size_t m) {
  w->block = NULL;
  w->data = needle;
  if (from == to) return true;
  void *copy = w->small;
  if ((m << to) > sizeof w->small) {
    copy = w->block = malloc(m << to);
    if (!copy) return false;
  }
  kr_copy_chars(copy, to, 0, needle, from, 0, m);
  w->data = copy;
  return true;
}

static intptr_t search_slowly(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                              uint32_t needle_shift, size_t m, bool backward) {
  for (size_t k = 0; k + m <= n; k++) {
    size_t at = backward ? n - m - k : k;
    if (kr_chars_equal((const char *)hay + (at << hay_shift), hay_shift, needle, needle_shift, m))
      return (intptr_t)at;
  }
  return -1;
}

intptr_t kr_search_forward(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                           uint32_t needle_shift, size_t m) {
  if (m > n || needle_shift > hay_shift) return -1;
  if (m == 1) return kr_find_char(hay, hay_shift, n, kr_read_char(needle, needle_shift, 0));
  wide_needle w;
  if (!widen(&w, needle, needle_shift, hay_shift, m))
    return search_slowly(hay, hay_shift, n, needle, needle_shift, m, false);
  intptr_t at = hay_shift == 0   ? forward_1(hay, n, w.data, m)
                : hay_shift == 1 ? forward_2(hay, n, w.data, m)
                                 : forward_4(hay, n, w.data, m);
  free(w.block);
  return at;
}

intptr_t kr_search_backward(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                            uint32_t needle_shift, size_t m) {
  if (m > n || needle_shift > hay_shift) return -1;
  if (m == 1) return rfind_char(hay, hay_shift, n, kr_read_char(needle, needle_shift, 0));
  wide_needle w;
  if (!widen(&w, needle, needle_shift, hay_shift, m))
    return search_slowly(hay, hay_shift, n, needle, needle_shift, m, true);
  intptr_t at = hay_shift == 0   ? backward_1(hay, n, w.data, m)
                : hay_shift == 1 ? backward_2(hay, n, w.data, m)
                                 : backward_4(hay, n, w.data, m);
  free(w.block);
  return at;
}

size_t kr_search_count(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                       uint32_t needle_shift, size_t m, size_t limit) {
  if (m > n || needle_shift > hay_shift) return 0;
  wide_needle w;
  size_t count = 0;
  if (!widen(&w, needle, needle_shift, hay_shift, m)) {
    for (size_t at = 0; count < limit;) {
      intptr_t hit = search_slowly((const char *)hay + (at << hay_shift), hay_shift, n - at, needle,
                                   needle_shift, m, false);
      if (hit < 0) break;
      count++;
      at += (size_t)hit + m;
    }
    return count;
  }
  count = hay_shift == 0   ? count_1(hay, n, w.data, m, limit)
          : hay_shift == 1 ? count_2(hay, n, w.data, m, limit)
                           : count_4(hay, n, w.data, m, limit);
  free(w.block);
  return count;
}
