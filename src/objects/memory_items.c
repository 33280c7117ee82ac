/* Items of native memory as values. */
#include <math.h>

#include "objects/memory_items.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/str.h"
#include "objects/int.h"
#include "objects/tuple.h"

/* ---- half precision ---------------------------------------------------------------------------------- */

double kr_half_to_double(uint16_t bits) {
  int exponent = bits >> 10 & 31;
  int fraction = bits & 1023;
  double d;
  if (exponent == 31) d = fraction ? (double)NAN : (double)INFINITY;
  else if (exponent == 0) d = ldexp(fraction, -24);
  else d = ldexp(fraction + 1024, exponent - 25);
  return bits >> 15 ? -d : d;
}

bool kr_half_from_double(double d, uint16_t *bits) {
  uint16_t sign = signbit(d) ? 0x8000 : 0;
  d = fabs(d);
  if (isnan(d)) {
    *bits = sign | 0x7E00;
  } else if (isinf(d)) {
    *bits = sign | 0x7C00;
  } else if (d == 0) {
    *bits = sign;
  } else {
    int e;
    frexp(d, &e); /* d = f * 2**e, 0.5 <= f < 1 */
    if (e > 16) return false;
    /* The unit of the last place, and d in it, rounded half to even. */
    int unit = e - 11 < -24 ? -24 : e - 11;
    double n = rint(ldexp(d, -unit));
    if (n >= 2048) {
      n /= 2;
      unit++;
    }
    if (n >= 1024 && unit > 5) return false;
    *bits = (uint16_t)(sign | (n < 1024 ? (uint16_t)n : (uint16_t)((unit + 25) << 10 | ((int)n - 1024))));
  }
  return true;
}

/* ---- native formats ---------------------------------------------------------------------------------- */

int kr_native_size(char c) {
  switch (c) {
    case 'c':
    case 'b':
    case 'B': return 1;
    case '?': return sizeof(bool);
    case 'h':
    case 'H': return sizeof(short);
    case 'i':
    case 'I': return sizeof(int);
    case 'l':
    case 'L': return sizeof(long);
    case 'q':
    case 'Q': return sizeof(long long);
    case 'n':
    case 'N': return sizeof(size_t);
    case 'e': return 2;
    case 'f': return sizeof(float);
    case 'd': return sizeof(double);
    case 'P': return sizeof(void *);
    default: return 0;
  }
}

char kr_native_format(const char *format) {
  if (!format) return 'B';
  if (*format == '@') format++;
  return *format && !format[1] && kr_native_size(*format) ? *format : 0;
}

static bool is_signed(char c) { return c == 'b' || c == 'h' || c == 'i' || c == 'l' || c == 'q' || c == 'n'; }

static uint64_t load(const uint8_t *p, int size) {
  uint8_t b1;
  uint16_t b2;
  uint32_t b4;
  uint64_t b8;
  switch (size) {
    case 1: return memcpy(&b1, p, 1), b1;
    case 2: return memcpy(&b2, p, 2), b2;
    case 4: return memcpy(&b4, p, 4), b4;
    default: return memcpy(&b8, p, 8), b8;
  }
}
static int64_t sign_extend(uint64_t u, int size) {
  int unused = 64 - 8 * size;
  return (int64_t)(u << unused) >> unused;
}

static double load_float(const uint8_t *p, char c) {
  float f;
  double d;
  switch (c) {
    case 'f': return memcpy(&f, p, sizeof f), (double)f;
    case 'e': return kr_half_to_double((uint16_t)load(p, 2));
    default: return memcpy(&d, p, sizeof d), d;
  }
}

kr_value kr_unpack_native(const uint8_t *p, char c) {
  switch (c) {
    case 'B': return kr_from_small_int(*p);
    case 'c': return kr_bytes_from(p, 1);
    case '?': return kr_from_bool(*p != 0);
    case 'e':
    case 'f':
    case 'd': return kr_from_double(load_float(p, c));
    default: break;
  }
  int size = kr_native_size(c);
  uint64_t u = load(p, size);
  return is_signed(c) ? kr_int_from_i64(sign_extend(u, size)) : kr_int_from_u64(u);
}

bool kr_native_equal(const uint8_t *a, const uint8_t *b, char c) {
  switch (c) {
    case 'e':
    case 'f':
    case 'd': return load_float(a, c) == load_float(b, c);
    case '?': return (*a != 0) == (*b != 0);
    default: return memcmp(a, b, (size_t)kr_native_size(c)) == 0;
  }
}

static int invalid(bool type, char c) {
  return KR_RAISE_INT(type ? &kr_exc_TypeError : &kr_exc_ValueError, "memoryview: invalid %s for format '%c'",
                      type ? "type" : "value", c);
}

int kr_pack_native(uint8_t *p, kr_value v, char c) {
  int size = kr_native_size(c);
  switch (c) {
    case 'c':
      if (!kr_is_bytes(v)) return invalid(true, c);
      if (KR_BYTES(v)->size != 1) return invalid(false, c);
      *p = KR_BYTES(v)->data[0];
      return 0;
    case '?': {
      int truth = kr_truth(v);
      if (truth < 0) return -1;
      *p = (uint8_t)truth;
      return 0;
    }
    case 'e':
    case 'f':
    case 'd': {
      double d = kr_as_double(v);
      if (d == -1.0 && kr_failed()) return kr_clear_if(&kr_exc_TypeError) ? invalid(true, c) : -1;
      d = kr_plain_nan(d);
      if (c == 'd') {
        memcpy(p, &d, sizeof d);
      } else if (c == 'f') {
        float f = (float)d;
        memcpy(p, &f, sizeof f);
      } else {
        uint16_t half;
        if (!kr_half_from_double(d, &half))
          return KR_RAISE_INT(&kr_exc_OverflowError, "float too large to pack with e format");
        memcpy(p, &half, 2);
      }
      return 0;
    }
    default: break;
  }
  kr_value n = kr_index(v);
  if (n == KR_NULL) return kr_clear_if(&kr_exc_TypeError) ? invalid(true, c) : -1;
  int64_t i;
  uint64_t u;
  bool fits;
  if (is_signed(c)) {
    fits = kr_int_fits_i64(n, &i) && sign_extend((uint64_t)i, size) == i;
    u = (uint64_t)i;
  } else {
    fits = kr_int_sign(n) >= 0 && kr_int_bit_length(n) <= (uint64_t)size * 8;
    u = fits ? kr_int_as_u64_mask(n) : 0;
  }
  kr_decref(n);
  if (!fits) return invalid(false, c);
  memcpy(p, &u, (size_t)size); /* little-endian on every target */
  return 0;
}

/* ---- other formats, by the struct module ------------------------------------------------------------- */

kr_value kr_struct_unpacker(const char *format) {
  kr_value type = kr_import_attr("_struct", "Struct");
  if (type == KR_NULL) return KR_NULL;
  kr_value text = kr_str_from_cstr(format ? format : "B");
  kr_value s = text == KR_NULL ? KR_NULL : kr_call1(type, text);
  kr_decref(text);
  kr_decref(type);
  return s;
}

kr_value kr_struct_unpack(kr_value unpacker, const uint8_t *p, size_t size) {
  kr_value item = kr_bytes_from(p, size);
  if (item == KR_NULL) return KR_NULL;
  kr_value t = kr_call_method1(unpacker, KR_ID(unpack), item);
  kr_decref(item);
  if (t != KR_NULL && kr_is_tuple(t) && KR_TUPLE(t)->size == 1) {
    kr_value v = kr_ref(KR_TUPLE(t)->items[0]);
    kr_decref(t);
    return v;
  }
  return t;
}
