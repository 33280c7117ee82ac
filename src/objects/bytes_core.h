/* What the bytes, bytearray and memoryview files share, beneath bytes.h.
 *
 *   bytes.c           bytes: construction and type
 *   bytes_source.c    bytes(x) and bytearray(x): what x may be
 *   bytes_methods.c   the methods both types have: finding, splitting, stripping, replacing
 *   bytes_case.c      the same: letter case, padding, hex, translate
 *   bytearray.c       bytearray
 *   buffer.c          the buffer protocol
 *   memoryview.c, memoryview_items.c
 */
#ifndef KR_BYTES_CORE_H
#define KR_BYTES_CORE_H

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/misc.h"
#include "objects/str_core.h"

extern kr_type kr_bytes_iter_type, kr_bytearray_iter_type;

KR_INLINE kr_bytearray *kr_bytearray_of(kr_value v) { return KR_AS(kr_bytearray, v); }

/* The bytes of a bytes or bytearray. Those of a bytearray move when Python code runs. */
KR_INLINE void kr_self_bytes(kr_value self, const uint8_t **data, size_t *size) {
  if (kr_is_bytes(self)) {
    *data = KR_BYTES(self)->data;
    *size = KR_BYTES(self)->size;
  } else {
    *data = kr_bytearray_of(self)->data;
    *size = kr_bytearray_of(self)->size;
  }
}
/* A bytes, or a bytearray where self is one. New. */
kr_value kr_bytes_like_self(kr_value self, const void *data, size_t size);
/* self itself if it is exactly bytes, else a copy as above. New. */
kr_value kr_bytes_same(kr_value self);

/* An argument's bytes: held until released. */
typedef struct {
  const uint8_t *data;
  size_t size;
  bool held;
  uint8_t one;
  kr_buffer view;
} kr_bytes_arg;
int kr_bytes_arg_get(kr_bytes_arg *a, kr_value v);     /* bytes-like; 0, -1 */
int kr_bytes_arg_or_byte(kr_bytes_arg *a, kr_value v); /* or an int of 0..255; find()'s error */
void kr_bytes_arg_release(kr_bytes_arg *a);
/* An int of 0..255 as an item; -1: an exception with CPython's text (what: "byte", "bytes"). */
int kr_byte_value(kr_value v, const char *what);
/* The value of a hexadecimal digit; -1: it is none. */
KR_INLINE int kr_hex_digit(uint32_t c) {
  if (c - '0' < 10) return (int)(c - '0');
  c |= 32;
  return c - 'a' < 6 ? (int)(c - 'a' + 10) : -1;
}

/* The call_push of both types. */
kr_value kr_bytes_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);

/* The content for bytes(source, encoding, errors) or bytearray's: appended to out. 0, -1. `fname`:
 * "bytes" or "bytearray". *whole: a bytes object that is the answer as it is (new), or KR_NULL. */
int kr_bytes_from_source(const char *fname, kr_value source, kr_value encoding, kr_value errors, kr_buf *out,
                         kr_value *whole);
/* From any object that bytes() or bytearray.extend() take but text and counts. */
int kr_bytes_from_items(const char *fname, kr_value source, kr_buf *out, const char *what);

/* fmt % args for bytes; the result like self. */
kr_value kr_bytes_percent(kr_value self, kr_value args);
kr_value kr_bytes_hex(const uint8_t *data, size_t size, kr_value sep, kr_value per_group);
/* With separators up to `limit` (255 at most). */
kr_value kr_bytes_hex_latin1(const uint8_t *data, size_t size, kr_value sep, kr_value per_group,
                             uint32_t limit);

/* The buffer protocol. */
bool kr_buffer_is_c_contiguous(const kr_buffer *v);
bool kr_buffer_is_f_contiguous(const kr_buffer *v);
/* Copies the items in C order ('C'), or 'F' order; 'A': F if F-contiguous. out has v->len bytes. */
void kr_buffer_copy_out(const kr_buffer *v, uint8_t *out, char order);
int kr_bytearray_get_buffer(kr_value self, kr_buffer *view, int flags);

/* Methods of both types. */
// clang-format off
#define KR_BYTES_METHODS(X)                                                                        \
  X(find) X(rfind) X(index) X(rindex) X(count) X(startswith) X(endswith) X(partition)              \
  X(rpartition) X(replace) X(removeprefix) X(removesuffix) X(split) X(rsplit) X(splitlines)        \
  X(strip) X(lstrip) X(rstrip) X(join) X(lower) X(upper) X(title) X(capitalize) X(swapcase)        \
  X(isalpha) X(isalnum) X(isascii) X(isdigit) X(islower) X(isspace) X(istitle) X(isupper)          \
  X(center) X(ljust) X(rjust) X(zfill) X(expandtabs) X(translate) X(maketrans) X(decode) X(hex)    \
  X(fromhex)
// clang-format on
#define KR_BYTES_METHOD(name) \
  kr_value kr_bytes_m_##name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
#define KR_DECLARE(name) KR_BYTES_METHOD(name);
KR_BYTES_METHODS(KR_DECLARE)
#undef KR_DECLARE
int kr_bytes_contains(kr_value self, kr_value item);
kr_value kr_bytes_richcompare(kr_value a, kr_value b, int op);
kr_value kr_bytes_iter_new(kr_value self); /* over bytes or bytearray */

#define KR_BOUNDED(name) "($self, " name "[, start[, end]], /)"
#define KR_RAW_ARGS (KR_FN_RAW | KR_FN_NO_KEYWORDS)
#define KR_BYTES_METHOD_TABLE                                                                             \
  {"capitalize", kr_bytes_m_capitalize, 0, "($self, /)",                                                  \
   "A copy with the first letter in upper case and the rest in lower case."},                             \
      {"center", kr_bytes_m_center, 0, "($self, width, fillchar=b' ', /)",                                \
       "A copy centered in width bytes."},                                                                \
      {"count", kr_bytes_m_count, KR_RAW_ARGS, KR_BOUNDED("sub"),                                         \
       "How often sub occurs, without overlap, in self[start:end]."},                                     \
      {"decode", kr_bytes_m_decode, 0, "($self, /, encoding='utf-8', errors='strict')",                   \
       "The text that the bytes stand for."},                                                             \
      {"endswith", kr_bytes_m_endswith, KR_RAW_ARGS, KR_BOUNDED("suffix"),                                \
       "Whether self[start:end] ends with suffix (or one of a tuple of them)."},                          \
      {"expandtabs", kr_bytes_m_expandtabs, 0, "($self, /, tabsize=8)",                                   \
       "A copy with tabs replaced by spaces up to the next multiple of tabsize."},                        \
      {"find", kr_bytes_m_find, KR_RAW_ARGS, KR_BOUNDED("sub"),                                           \
       "The lowest index in self[start:end] where sub is found, or -1."},                                 \
      {"fromhex", kr_bytes_m_fromhex, KR_FN_CLASS, "($type, string, /)",                                  \
       "From pairs of hexadecimal digits; whitespace between them is ignored."},                          \
      {"hex", kr_bytes_m_hex, 0, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",                    \
       "Two hexadecimal digits for each byte, optionally with separators."},                              \
      {"index", kr_bytes_m_index, KR_RAW_ARGS, KR_BOUNDED("sub"),                                         \
       "As find, but ValueError if sub is not found."},                                                   \
      {"isalnum", kr_bytes_m_isalnum, 0, "($self, /)", "Whether all bytes are ASCII letters or digits."}, \
      {"isalpha", kr_bytes_m_isalpha, 0, "($self, /)", "Whether all bytes are ASCII letters."},           \
      {"isascii", kr_bytes_m_isascii, 0, "($self, /)", "Whether all bytes are below 128."},               \
      {"isdigit", kr_bytes_m_isdigit, 0, "($self, /)", "Whether all bytes are ASCII digits."},            \
      {"islower", kr_bytes_m_islower, 0, "($self, /)", "Whether all ASCII letters are lower case."},      \
      {"isspace", kr_bytes_m_isspace, 0, "($self, /)", "Whether all bytes are ASCII whitespace."},        \
      {"istitle", kr_bytes_m_istitle, 0, "($self, /)", "Whether every word starts in upper case."},       \
      {"isupper", kr_bytes_m_isupper, 0, "($self, /)", "Whether all ASCII letters are upper case."},      \
      {"join", kr_bytes_m_join, 0, "($self, iterable_of_bytes, /)",                                       \
       "The items, one after the other, with self between them."},                                        \
      {"ljust", kr_bytes_m_ljust, 0, "($self, width, fillchar=b' ', /)",                                  \
       "A copy padded on the right to width bytes."},                                                     \
      {"lower", kr_bytes_m_lower, 0, "($self, /)", "A copy with ASCII letters in lower case."},           \
      {"lstrip", kr_bytes_m_lstrip, 0, "($self, bytes=None, /)",                                          \
       "A copy without leading whitespace (or bytes of the argument)."},                                  \
      {"maketrans", kr_bytes_m_maketrans, KR_RAW_ARGS | KR_FN_STATIC, "(frm, to, /)",                     \
       "A table for translate()."},                                                                       \
      {"partition", kr_bytes_m_partition, 0, "($self, sep, /)",                                           \
       "What is before the first sep, sep, what is after it; or self and two empty ones."},               \
      {"removeprefix", kr_bytes_m_removeprefix, 0, "($self, prefix, /)",                                  \
       "A copy without prefix, if it starts so."},                                                        \
      {"removesuffix", kr_bytes_m_removesuffix, 0, "($self, suffix, /)",                                  \
       "A copy without suffix, if it ends so."},                                                          \
      {"replace", kr_bytes_m_replace, 0, "($self, old, new, count=-1, /)",                                \
       "A copy with occurrences of old replaced by new, all or the first count."},                        \
      {"rfind", kr_bytes_m_rfind, KR_RAW_ARGS, KR_BOUNDED("sub"),                                         \
       "The highest index in self[start:end] where sub is found, or -1."},                                \
      {"rindex", kr_bytes_m_rindex, KR_RAW_ARGS, KR_BOUNDED("sub"),                                       \
       "As rfind, but ValueError if sub is not found."},                                                  \
      {"rjust", kr_bytes_m_rjust, 0, "($self, width, fillchar=b' ', /)",                                  \
       "A copy padded on the left to width bytes."},                                                      \
      {"rpartition", kr_bytes_m_rpartition, 0, "($self, sep, /)",                                         \
       "As partition, at the last sep; or two empty ones and self."},                                     \
      {"rsplit", kr_bytes_m_rsplit, 0, "($self, /, sep=None, maxsplit=-1)",                               \
       "As split, with the splits counted from the right."},                                              \
      {"rstrip", kr_bytes_m_rstrip, 0, "($self, bytes=None, /)",                                          \
       "A copy without trailing whitespace (or bytes of the argument)."},                                 \
      {"split", kr_bytes_m_split, 0, "($self, /, sep=None, maxsplit=-1)",                                 \
       "The list of the parts between occurrences of sep (or runs of whitespace)."},                      \
      {"splitlines", kr_bytes_m_splitlines, 0, "($self, /, keepends=False)", "The list of the lines."},   \
      {"startswith", kr_bytes_m_startswith, KR_RAW_ARGS, KR_BOUNDED("prefix"),                            \
       "Whether self[start:end] starts with prefix (or one of a tuple of them)."},                        \
      {"strip", kr_bytes_m_strip, 0, "($self, bytes=None, /)",                                            \
       "A copy without leading and trailing whitespace (or bytes of the argument)."},                     \
      {"swapcase", kr_bytes_m_swapcase, 0, "($self, /)",                                                  \
       "A copy with upper and lower case ASCII letters exchanged."},                                      \
      {"title", kr_bytes_m_title, 0, "($self, /)",                                                        \
       "A copy with each word starting in upper case, the rest in lower case."},                          \
      {"translate", kr_bytes_m_translate, 0, "($self, table, /, delete=b'')",                             \
       "A copy without the bytes in delete, the rest mapped through table."},                             \
      {"upper", kr_bytes_m_upper, 0, "($self, /)", "A copy with ASCII letters in upper case."}, {         \
    "zfill", kr_bytes_m_zfill, 0, "($self, width, /)",                                                    \
        "A copy padded with zeros, after a sign, to width bytes."                                         \
  }

#endif
