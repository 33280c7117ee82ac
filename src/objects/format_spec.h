/* The format mini-language ("*>+12,.3f") and the numbers of old-style % formatting.
 *
 * format() of int, bool, float and complex is here (kr_int_format_spec and its siblings in int.h and
 * float.h), and so is that of str: kr_format_text. All errors carry CPython's texts.
 */
#ifndef KR_FORMAT_SPEC_H
#define KR_FORMAT_SPEC_H

#include "objects/str.h"

typedef struct {
  uint32_t fill;                /* a character; ' ' unless given */
  uint32_t align;               /* '<' '>' '=' '^' */
  uint32_t sign;                /* 0, '+', '-', ' ' */
  uint32_t type;                /* the presentation type; the parser's default if none was given */
  bool alternate;               /* # */
  bool no_neg_0;                /* z */
  bool four;                    /* grouping by four digits: '_' with b o x X */
  char grouping, frac_grouping; /* 0, ',', '_' */
  intptr_t width, precision;    /* -1: not given */
} kr_format_spec;

/* Parses spec for a value (named in errors by its type). 0, -1 with ValueError. */
int kr_format_spec_parse(kr_value spec, kr_value value, uint32_t default_type, uint32_t default_align,
                         kr_format_spec *out);

/* format(value, spec) for a str `value` (a subclass instance as well). New. */
kr_value kr_format_text(kr_value value, kr_value spec);

/* ---- old-style % ---------------------------------------------------------------------------------- */

enum {
  KR_PERCENT_LEFT = 1,  /* - */
  KR_PERCENT_SIGN = 2,  /* + */
  KR_PERCENT_BLANK = 4, /* space */
  KR_PERCENT_ALT = 8,   /* # */
  KR_PERCENT_ZERO = 16, /* 0 */
};
/* The text, sign, prefix and padding included, of v under %<type>: one of d i u o x X e E f F g G.
 * width and precision -1 when not given. An ASCII str, new; KR_NULL: TypeError, OverflowError... */
kr_value kr_percent_number(kr_value v, char type, int flags, intptr_t width, intptr_t precision);
/* The character of v under %c of str % x (an int, or a str of one character). 0, -1. */
int kr_percent_char(kr_value v, uint32_t *c);

#endif
