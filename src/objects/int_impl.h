/* What the files of int share: looking at any int as sign and magnitude, and making results. */
#ifndef KR_INT_IMPL_H
#define KR_INT_IMPL_H

#include "objects/errors.h"
#include "objects/int.h"
#include "objects/int_mag.h"

/* An int of any kind (immediate, bool, heap, subclass) as sign and magnitude. The digits lie in the
 * object or in `own`, so a view must not be moved, and lives no longer than the int. */
typedef struct {
  const kr_digit *d;
  size_t n;
  bool negative;
  kr_digit own[2];
} kr_int_view;

/* True: v is an immediate or a bool, and *i its value. */
KR_INLINE bool kr_int_immediate(kr_value v, int64_t *i) {
  if (kr_is_small_int(v)) {
    *i = kr_small_int_value(v);
    return true;
  }
  if (kr_is_bool(v)) {
    *i = v == KR_TRUE;
    return true;
  }
  return false;
}

KR_INLINE void kr_int_view_i64(kr_int_view *w, int64_t i) {
  uint64_t u = i < 0 ? (uint64_t)0 - (uint64_t)i : (uint64_t)i;
  w->negative = i < 0;
  w->own[0] = (kr_digit)u;
  w->own[1] = (kr_digit)(u >> 32);
  w->n = w->own[1] ? 2 : w->own[0] ? 1 : 0;
  w->d = w->own;
}

KR_INLINE void kr_int_view_of(kr_int_view *w, kr_value v) {
  int64_t i;
  if (kr_int_immediate(v, &i)) {
    kr_int_view_i64(w, i);
    return;
  }
  const kr_int *o = KR_AS(kr_int, v);
  w->d = o->digits;
  w->n = o->ndigits;
  w->negative = o->negative != 0;
}

/* An exact int of n digits to be filled in; NULL: MemoryError. Hand it to kr_int_finish or kr_free_int. */
kr_int *kr_int_alloc(size_t n);
KR_INLINE void kr_int_discard(kr_int *z) { kr_object_free(z); }
/* z (stolen, fresh from kr_int_alloc, its first n digits filled in) as a value: trimmed, an immediate if
 * it fits. */
kr_value kr_int_finish(kr_int *z, size_t n, bool negative);
/* The value of sign and magnitude (copied, need not be trimmed). New. */
kr_value kr_int_from_mag(const kr_digit *d, size_t n, bool negative);
kr_value kr_int_from_u64_sign(uint64_t u, bool negative);

/* Divides magnitudes toward minus infinity as Python does; q and r may be NULL. The divisor is not 0.
 * *q and *r new. */
int kr_int_divmod_views(const kr_int_view *a, const kr_int_view *b, kr_value *q, kr_value *r);

/* int(v) of anything: __int__, __index__, text. An exact int, new. */
kr_value kr_int_from_any(kr_value v);
/* int(x, base), either KR_NULL when missing. New. */
kr_value kr_int_convert(kr_value x, kr_value base);
/* Appends the text of v: base 2, 8, 10 or 16. 0, -1 (MemoryError, or ValueError by the digit limit). */
int kr_int_put_text(kr_buf *out, kr_value v, int base, bool prefix);
/* round(v, ndigits), ndigits an int. New. */
kr_value kr_int_round(kr_value v, kr_value ndigits);

#endif
