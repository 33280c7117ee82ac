/* Taking format strings ("{0.name!r:>{width}}") apart: for str.format and for the _string module. */
#ifndef KR_STR_FORMAT_H
#define KR_STR_FORMAT_H

#include "objects/str.h"

/* A part of a str. */
typedef struct {
  kr_str *str; /* borrowed */
  size_t start, end;
} kr_span;

typedef struct {
  kr_span literal; /* text before the field */
  bool has_field;
  kr_span name, spec;
  bool nested;         /* spec has fields in it */
  uint32_t conversion; /* 0: none */
} kr_markup;
/* The next piece of *text, which shrinks: 1; 0 at the end; -1: ValueError. */
int kr_markup_next(kr_span *text, kr_markup *out);

/* The number that the span is; -1: no number; -2: ValueError. */
int32_t kr_span_integer(kr_span span);
kr_value kr_span_str(kr_span span); /* new */

/* A field's name: what stands before the first '.' or '['; the rest stays in *name. */
kr_span kr_field_first(kr_span *name);
/* The next ".attribute" or "[index]" of the rest: 1; 0 at the end; -1: ValueError. */
int kr_field_next(kr_span *rest, bool *is_attribute, kr_span *part);

#endif
