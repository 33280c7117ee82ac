/* str: padding to a width. */
#include "objects/str_methods.h"

static kr_value pad(kr_str *s, size_t left, size_t right, uint32_t fill) {
  if (left + right == 0) return kr_str_exact(kr_from_object(s));
  if (left > INT32_MAX - s->length || right > INT32_MAX - s->length - left)
    return kr_raise(&kr_exc_OverflowError, "padded string is too long");
  uint32_t bound = kr_str_max_char_bound(s);
  kr_value v = kr_str_new(left + s->length + right, fill > bound ? fill : bound);
  if (v == KR_NULL) return KR_NULL;
  void *out = kr_str_data(KR_STR(v));
  uint32_t shift = kr_str_shift(KR_STR(v));
  kr_fill_chars(out, shift, 0, fill, left);
  kr_copy_chars(out, shift, left, kr_str_data(s), kr_str_shift(s), 0, s->length);
  kr_fill_chars(out, shift, left + s->length, fill, right);
  return v;
}

/* What is missing to the width, and the fill character. 0, -1. */
static int pad_arguments(kr_value self, const kr_value *args, size_t *missing, uint32_t *fill) {
  intptr_t width = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (width == -1 && kr_failed()) return -1;
  *fill = ' ';
  if (args[1] != KR_NULL) {
    if (!kr_is_str(args[1]))
      return KR_RAISE_INT(&kr_exc_TypeError, "The fill character must be a unicode character, not %T",
                          args[1]);
    if (KR_STR(args[1])->length != 1)
      return KR_RAISE_INT(&kr_exc_TypeError, "The fill character must be exactly one character long");
    *fill = kr_str_read(KR_STR(args[1]), 0);
  }
  intptr_t length = (intptr_t)KR_STR(self)->length;
  *missing = width > length ? (size_t)(width - length) : 0;
  return 0;
}

KR_STR_METHOD(ljust) {
  size_t missing;
  uint32_t fill;
  if (pad_arguments(self, args, &missing, &fill) < 0) return KR_NULL;
  return pad(KR_STR(self), 0, missing, fill);
}
KR_STR_METHOD(rjust) {
  size_t missing;
  uint32_t fill;
  if (pad_arguments(self, args, &missing, &fill) < 0) return KR_NULL;
  return pad(KR_STR(self), missing, 0, fill);
}
KR_STR_METHOD(center) {
  size_t missing;
  uint32_t fill;
  if (pad_arguments(self, args, &missing, &fill) < 0) return KR_NULL;
  size_t left = missing / 2 + (missing & (missing + KR_STR(self)->length) & 1);
  return pad(KR_STR(self), left, missing - left, fill);
}

KR_STR_METHOD(zfill) {
  intptr_t width = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (width == -1 && kr_failed()) return KR_NULL;
  kr_str *s = KR_STR(self);
  if (width <= (intptr_t)s->length) return kr_str_exact(self);
  size_t zeros = (size_t)width - s->length;
  kr_value v = pad(s, zeros, 0, '0');
  if (v == KR_NULL || s->length == 0) return v;
  uint32_t first = kr_str_read(s, 0), shift = kr_str_shift(KR_STR(v));
  if (first == '+' || first == '-') {
    kr_write_char(kr_str_data(KR_STR(v)), shift, 0, first);
    kr_write_char(kr_str_data(KR_STR(v)), shift, zeros, '0');
  }
  return v;
}

KR_STR_METHOD(expandtabs) {
  int tab = 8;
  if (args[0] != KR_NULL) {
    tab = kr_index_as_int(args[0]);
    if (tab == -1 && kr_failed()) return KR_NULL;
  }
  kr_str *s = KR_STR(self);
  if (!kr_str_contains_char(s, '\t')) return kr_str_exact(self);
  size_t length = 0, column = 0;
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c == '\t') {
      if (tab > 0) {
        size_t step = (size_t)tab - column % (size_t)tab;
        column += step;
        length += step;
      }
    } else {
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      length++;
    }
    if (length > INT32_MAX) return kr_raise(&kr_exc_OverflowError, "new string is too long");
  }
  kr_value v = kr_str_new(length, kr_str_max_char_bound(s));
  if (v == KR_NULL || length == 0) return v;
  void *out = kr_str_data(KR_STR(v));
  uint32_t shift = kr_str_shift(KR_STR(v));
  size_t at = 0;
  column = 0;
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c == '\t') {
      if (tab > 0) {
        size_t step = (size_t)tab - column % (size_t)tab;
        kr_fill_chars(out, shift, at, ' ', step);
        column += step;
        at += step;
      }
    } else {
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      kr_write_char(out, shift, at++, c);
    }
  }
  return v;
}
