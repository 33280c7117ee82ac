/* What the text files share among themselves and with start-up, beside the public face in str.h:
 * the string hash, the shared one-character strings, raw copies between character widths, and
 * search over raw characters (str_search.c), which bytes use too.
 */
#ifndef KR_STR_CORE_H
#define KR_STR_CORE_H

#include "objects/str.h"

/* Fills the intern table with the static identifiers and makes the one-character strings. After
 * kr_memory_init and kr_str_set_hash_seed, before anything else. 0, -1. */
int kr_str_init(void);
/* Of the 16 bytes the hash uses the first eight; all zero is PYTHONHASHSEED=0 and what holds before. Until
 * it is set, hashes are cached in interned strings only, where kr_rehash (vm/prepare.c) finds them. */
void kr_str_set_hash_seed(const uint8_t key[16]);
extern bool kr_hash_is_settled;
/* After a change of the seed: new hashes for the interned strings. */
void kr_str_rehash_interned(void);
/* What an image of all memory need not hold (vm/prepare.c): nothing can be looked up until all is rehashed. */
void kr_str_forget_hashes(void);
/* The key that PYTHONHASHSEED=seed stands for. */
void kr_str_hash_key_from_number(uint32_t seed, uint8_t key[16]);
/* The hash of a row of bytes, as str and bytes have it; never -1; 0 for no bytes. */
int32_t kr_hash_bytes(const void *p, size_t n);

extern kr_str *kr_str_latin1[256]; /* immortal */

KR_INLINE uint32_t kr_str_shift(const kr_str *s) { return (s->head.flags >> KR_STR_KIND_SHIFT) & 3; }
KR_INLINE size_t kr_str_data_size(const kr_str *s) { return (size_t)s->length << kr_str_shift(s); }
KR_INLINE uint32_t kr_read_char(const void *data, uint32_t shift, size_t i) {
  switch (shift) {
    case 0: return ((const uint8_t *)data)[i];
    case 1: return ((const uint16_t *)data)[i];
    default: return ((const uint32_t *)data)[i];
  }
}
KR_INLINE void kr_write_char(void *data, uint32_t shift, size_t i, uint32_t c) {
  switch (shift) {
    case 0: ((uint8_t *)data)[i] = (uint8_t)c; break;
    case 1: ((uint16_t *)data)[i] = (uint16_t)c; break;
    default: ((uint32_t *)data)[i] = c; break;
  }
}
/* kr_sb_char, without a call where the last ones were of the same kind. */
KR_INLINE bool kr_sb_put(kr_str_builder *b, uint32_t c) {
  if (KR_UNLIKELY(c > b->max_char || b->length >= b->capacity)) return kr_sb_char(b, c);
  kr_write_char(kr_str_data(b->str), b->kind >> 1, b->length++, c);
  return true;
}
/* Room for n characters to come, in a fresh builder. A failure shows at the end. */
void kr_sb_reserve(kr_str_builder *b, size_t n);
/* An upper bound of the characters in s, by its kind: 127, 255, 65535 or 1114111. */
KR_INLINE uint32_t kr_str_max_char_bound(const kr_str *s) {
  if (s->head.flags & KR_STR_ASCII) return 127;
  uint32_t shift = kr_str_shift(s);
  return shift == 0 ? 255 : shift == 1 ? 0xFFFF : 0x10FFFF;
}
/* Copies n characters between widths. Narrowing is allowed when the characters fit. */
void kr_copy_chars(void *to, uint32_t to_shift, size_t to_index, const void *from, uint32_t from_shift,
                   size_t from_index, size_t n);
void kr_fill_chars(void *to, uint32_t to_shift, size_t to_index, uint32_t c, size_t n);
/* The largest of n characters, rounded up to 127, 255, 65535 or 1114111. */
uint32_t kr_max_char_bound(const void *data, uint32_t shift, size_t n);
/* Length of the longest prefix of bytes below 128. */
size_t kr_ascii_prefix(const uint8_t *p, size_t n);
KR_INLINE bool kr_all_ascii(const uint8_t *p, size_t n) { return kr_ascii_prefix(p, n) == n; }
/* Characters [start, end) of s as a new str (bounds checked by the caller); s itself when whole. */
kr_value kr_str_slice(kr_str *s, size_t start, size_t end);
/* Text from raw characters of the given width, narrowed as far as they allow. */
kr_value kr_str_from_chars(const void *data, uint32_t shift, size_t n);
/* An exact str of the same text: s itself, or a copy when it is of a subclass. New. */
kr_value kr_str_exact(kr_value s);
/* Room for text of the type str or a subclass of it, as kr_str_new. */
kr_value kr_str_alloc_typed(kr_type *type, size_t length, uint32_t max_char);
/* Drops the remembered UTF-8 form (str_utf8.c). */
void kr_str_forget_utf8(kr_str *s);
#define KR_STR_HAS_UTF8 (1u << 15) /* flag of non-ASCII strs whose UTF-8 form is remembered */
/* Takes s out of the intern table (str_intern.c). */
void kr_str_unintern(kr_str *s);
void kr_str_dealloc(kr_object *o);
/* sep.join(items), the items still unchecked. Runs no Python code. */
kr_value kr_str_join_items(kr_str *sep, const kr_value *items, size_t n);

/* Search over raw characters: haystack of n, needle of m (m > 0). All kinds mix. Index or -1. */
intptr_t kr_search_forward(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                           uint32_t needle_shift, size_t m);
intptr_t kr_search_backward(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                            uint32_t needle_shift, size_t m);
/* Non-overlapping occurrences, at most `limit`. */
size_t kr_search_count(const void *hay, uint32_t hay_shift, size_t n, const void *needle,
                       uint32_t needle_shift, size_t m, size_t limit);
intptr_t kr_find_char(const void *hay, uint32_t shift, size_t n, uint32_t c);
/* Whether the m characters of needle stand at hay[0]. */
bool kr_chars_equal(const void *hay, uint32_t hay_shift, const void *needle, uint32_t needle_shift, size_t m);

#endif
