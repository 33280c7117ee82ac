/* The methods of str, one table of functions for the files that implement them.
 *
 *   str_type.c     the type object, its slots and the table
 *   str_find.c     find, count, startswith, partition, replace, ...
 *   str_split.c    split, splitlines, strip, join
 *   str_case.c     lower, title, ..., and the is... questions
 *   str_pad.c      center, zfill, expandtabs, ...
 *   str_percent.c  '%' formatting
 *   str_format.c   format, format_map, __format__
 *   str_iter.c     iterators
 */
#ifndef KR_STR_METHODS_H
#define KR_STR_METHODS_H

#include "objects/abstract.h"
#include "objects/misc.h"
#include "objects/str_core.h"

#define KR_STR_METHOD(name) \
  kr_value kr_str_m_##name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
KR_STR_METHOD(find);
KR_STR_METHOD(rfind);
KR_STR_METHOD(index);
KR_STR_METHOD(rindex);
KR_STR_METHOD(count);
KR_STR_METHOD(startswith);
KR_STR_METHOD(endswith);
KR_STR_METHOD(partition);
KR_STR_METHOD(rpartition);
KR_STR_METHOD(replace);
KR_STR_METHOD(removeprefix);
KR_STR_METHOD(removesuffix);
KR_STR_METHOD(split);
KR_STR_METHOD(rsplit);
KR_STR_METHOD(splitlines);
KR_STR_METHOD(strip);
KR_STR_METHOD(lstrip);
KR_STR_METHOD(rstrip);
KR_STR_METHOD(join);
KR_STR_METHOD(lower);
KR_STR_METHOD(upper);
KR_STR_METHOD(title);
KR_STR_METHOD(capitalize);
KR_STR_METHOD(casefold);
KR_STR_METHOD(swapcase);
KR_STR_METHOD(isalpha);
KR_STR_METHOD(isalnum);
KR_STR_METHOD(isascii);
KR_STR_METHOD(isdecimal);
KR_STR_METHOD(isdigit);
KR_STR_METHOD(isidentifier);
KR_STR_METHOD(islower);
KR_STR_METHOD(isnumeric);
KR_STR_METHOD(isprintable);
KR_STR_METHOD(isspace);
KR_STR_METHOD(istitle);
KR_STR_METHOD(isupper);
KR_STR_METHOD(center);
KR_STR_METHOD(ljust);
KR_STR_METHOD(rjust);
KR_STR_METHOD(zfill);
KR_STR_METHOD(expandtabs);
KR_STR_METHOD(encode);
KR_STR_METHOD(translate);
KR_STR_METHOD(maketrans);
KR_STR_METHOD(format);
KR_STR_METHOD(format_map);
KR_STR_METHOD(__format__);

kr_value kr_str_percent(kr_value format, kr_value args); /* format % args */
kr_value kr_str_iter_new(kr_value str);
extern kr_type kr_str_iter_type, kr_str_ascii_iter_type;

/* Optional slice bounds of find, count, startswith...: clipped to 0..length. 0, -1. */
int kr_slice_bounds(const char *fname, const kr_value *args, size_t nargs, size_t first, size_t length,
                    size_t *start, size_t *end);
/* TypeError "find() argument 1 must be str, not int". KR_NULL. */
kr_value kr_raise_argument(const char *fname, const char *argument, const char *expected, kr_value v);
KR_INLINE const void *kr_str_at(const kr_str *s, size_t i) {
  return (const char *)kr_str_data(s) + (i << kr_str_shift(s));
}

#endif
