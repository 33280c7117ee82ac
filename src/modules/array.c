/* array: rows of C numbers or characters. */
#include "objects/audit.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/codecs.h"
#include "objects/container.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/memory_items.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/weakref.h"
#include "vm/suspend.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- item types -------------------------------------------------------------------------------------- */

typedef struct {
  char code;
  char native;        /* the item's format in memory_items.h; 'w' for characters */
  const char *format; /* in the buffer protocol */
  const char *name;   /* in errors */
  uint8_t size;
} item_type;

static const item_type item_types[] = {
    {'b', 'b', "b", "signed char", 1},
    {'B', 'B', "B", "unsigned byte integer", 1},
    {'u', 'w', "w", NULL, 4},
    {'w', 'w', "w", NULL, 4},
    {'h', 'h', "h", "signed short integer", sizeof(short)},
    {'H', 'H', "H", "unsigned short", sizeof(short)},
    {'i', 'i', "i", NULL, sizeof(int)},
    {'I', 'I', "I", NULL, sizeof(int)},
    {'l', 'l', "l", NULL, sizeof(long)},
    {'L', 'L', "L", NULL, sizeof(long)},
    {'q', 'q', "q", NULL, sizeof(long long)},
    {'Q', 'Q', "Q", NULL, sizeof(long long)},
    {'f', 'f', "f", NULL, sizeof(float)},
    {'d', 'd', "d", NULL, sizeof(double)},
};
enum { ITEM_TYPES = sizeof item_types / sizeof *item_types };

static const item_type *find_type(uint32_t code) {
  for (int i = 0; i < ITEM_TYPES; i++) {
    if ((uint8_t)item_types[i].code == code) return &item_types[i];
  }
  return NULL;
}
static bool is_text(const item_type *t) { return t->native == 'w'; }
static bool is_float(const item_type *t) { return t->code == 'f' || t->code == 'd'; }
static bool is_signed(const item_type *t) { return strchr("bhilq", t->code) != NULL; }

typedef struct {
  KR_OBJECT_HEAD
  uint32_t size;
  uint8_t *items; /* NULL: no memory */
  uint32_t capacity;
  uint32_t exports;
  const item_type *type;
  void *weaklist;
} array;
#define ARRAY(v) KR_AS(array, v)
static kr_type array_type;
static bool is_array(kr_value v) { return kr_isinstance_exact_or_sub(v, &array_type); }

static kr_value get(const array *a, size_t i) {
  const uint8_t *p = a->items + i * a->type->size;
  if (!is_text(a->type)) return kr_unpack_native(p, a->type->native);
  uint32_t c;
  memcpy(&c, p, 4);
  if (c <= 0x10FFFF) return kr_str_from_char(c);
  if (a->type->code == 'w') return kr_raise(&kr_exc_ValueError, "chr() arg not in range(0x110000)");
  return kr_raise(&kr_exc_ValueError, "character U+%x is not in range [U+0000; U+10ffff]", (unsigned)c);
}

static int overflow(const char *text) { return KR_RAISE_INT(&kr_exc_OverflowError, "%s", text); }

/* Writes v as an item to p. 0, -1. */
static int encode(const item_type *t, uint8_t *p, kr_value v) {
  if (is_text(t)) {
    if (!kr_is_str(v))
      return KR_RAISE_INT(&kr_exc_TypeError, "array item must be a unicode character, not %T", v);
    if (KR_STR(v)->length != 1)
      return KR_RAISE_INT(&kr_exc_TypeError,
                          "array item must be a unicode character, not a string of length %zd",
                          (intptr_t)KR_STR(v)->length);
    uint32_t c = kr_str_read(KR_STR(v), 0);
    memcpy(p, &c, 4);
    return 0;
  }
  if (is_float(t)) {
    double d = kr_as_double(v);
    if (d == -1.0 && kr_failed()) return -1;
    d = kr_plain_nan(d);
    if (t->code == 'd') {
      memcpy(p, &d, sizeof d);
    } else {
      float f = (float)d;
      memcpy(p, &f, sizeof f);
    }
    return 0;
  }
  kr_value n = kr_index(v);
  if (n == KR_NULL) return -1;
  uint64_t u = kr_int_as_u64_mask(n);
  int64_t i;
  bool small = kr_int_fits_i64(n, &i), negative = kr_int_sign(n) < 0;
  uint32_t bits = 8u * t->size;
  bool fits =
      is_signed(t) ? small && i >> (bits - 1) == (i < 0 ? -1 : 0) : !negative && kr_int_bit_length(n) <= bits;
  kr_decref(n);
  if (fits) {
    memcpy(p, &u, t->size);
    return 0;
  }
  switch (t->code) {
    case 'q': return overflow("int too big to convert");
    case 'Q': return overflow(negative ? "can't convert negative int to unsigned" : "int too big to convert");
    case 'i':
    case 'l': return overflow("Python int too large to convert to C long");
    case 'I':
    case 'L':
      return overflow(negative ? "can't convert negative value to unsigned int"
                               : "Python int too large to convert to C unsigned long");
    default: {
      /* In CPython a number comes through C types that are wider first, and each has its own words. */
      if (!small || i != (long)i) return overflow("Python int too large to convert to C long");
      const char *name = t->code == 'b' && i != (int16_t)i ? "signed short integer"
                         : t->code == 'H' && i != (int)i   ? "signed integer"
                                                           : t->name;
      return KR_RAISE_INT(&kr_exc_OverflowError, "%s is %s", name,
                          negative ? "less than minimum" : "greater than maximum");
    }
  }
}

/* ---- memory ------------------------------------------------------------------------------------------ */

static int resize(array *a, size_t size) {
  if (a->exports > 0 && size != a->size)
    return KR_RAISE_INT(&kr_exc_BufferError, "cannot resize an array that is exporting buffers");
  if (size <= a->capacity && size >= a->capacity / 2 && a->items) {
    a->size = (uint32_t)size;
    return 0;
  }
  if (size == 0) {
    kr_free(a->items);
    a->items = NULL;
    a->size = a->capacity = 0;
    return 0;
  }
  size_t room = (size >> 4) + (a->size < 8 ? 3 : 7) + size;
  if (room > INT32_MAX / a->type->size) room = size;
  if (room > INT32_MAX / a->type->size) {
    kr_raise_no_memory();
    return -1;
  }
  uint8_t *items = kr_realloc(a->items, room * a->type->size);
  if (!items) return -1;
  a->items = items;
  a->capacity = (uint32_t)room;
  a->size = (uint32_t)size;
  return 0;
}

/* An array of `size` items, uninitialized. */
static kr_value new_array(kr_type *type, const item_type *t, size_t size) {
  kr_value v = type == &array_type ? kr_from_object_or_null(kr_object_alloc(type, sizeof(array)))
                                   : kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  array *a = ARRAY(v);
  a->size = a->capacity = a->exports = 0;
  a->items = NULL;
  a->type = t;
  a->weaklist = NULL;
  if (size) {
    if (size > INT32_MAX / t->size) {
      kr_raise_no_memory();
    } else {
      a->items = kr_alloc(size * t->size);
    }
    if (!a->items) {
      kr_decref(v);
      return KR_NULL;
    }
    a->size = a->capacity = (uint32_t)size;
  }
  return v;
}

static void array_dealloc(kr_object *o) {
  array *a = (array *)o;
  if (a->weaklist) kr_weakrefs_clear(o);
  kr_free(a->items);
  kr_object_free(o);
}

static kr_value copy_range(const array *a, size_t start, size_t n) {
  kr_value v = new_array(&array_type, a->type, n);
  if (v != KR_NULL && n) memcpy(ARRAY(v)->items, a->items + start * a->type->size, n * a->type->size);
  return v;
}

/* Replaces [start, end) by n items from elsewhere; what of it is no longer there, since it was looked for, is not. */
static int splice(array *a, size_t start, size_t end, const uint8_t *items, size_t n) {
  if (end > a->size) end = a->size;
  if (start > end) start = end;
  size_t width = a->type->size, tail = a->size - end, old = end - start;
  if (n < old) {
    if (a->exports > 0)
      return KR_RAISE_INT(&kr_exc_BufferError, "cannot resize an array that is exporting buffers");
    if (tail) memmove(a->items + (start + n) * width, a->items + end * width, tail * width);
    if (resize(a, start + n + tail) < 0) return -1;
  } else if (n > old) {
    if (resize(a, start + n + tail) < 0) return -1;
    if (tail) memmove(a->items + (start + n) * width, a->items + end * width, tail * width);
  }
  if (n) memcpy(a->items + start * width, items, n * width);
  return 0;
}

static int append(array *a, kr_value v) {
  uint8_t item[8];
  if (encode(a->type, item, v) < 0) return -1;
  return splice(a, a->size, a->size, item, 1);
}

static int bad_kind(void) {
  return KR_RAISE_INT(&kr_exc_TypeError, "can only extend with array of same kind");
}

/* 0, -1 */
static int extend(array *a, kr_value source) {
  if (is_array(source)) {
    array *b = ARRAY(source);
    if (a->type != b->type) return bad_kind();
    size_t n = b->size, old = a->size;
    if (n == 0) return 0;
    if (resize(a, old + n) < 0) return -1;
    memcpy(a->items + old * a->type->size, b->items, n * a->type->size); /* b may be a: its old items */
    return 0;
  }
  kr_value it = kr_iter(source);
  if (it == KR_NULL) return -1;
  for (;;) {
    kr_value item = kr_next(it);
    if (item == KR_NULL) break;
    int r = append(a, item);
    kr_decref(item);
    if (r < 0 || kr_poll()) break;
  }
  kr_decref(it);
  return kr_failed() ? -1 : 0;
}

static int from_bytes(array *a, const uint8_t *p, size_t n) {
  if (n % a->type->size) return KR_RAISE_INT(&kr_exc_ValueError, "bytes length not a multiple of item size");
  return splice(a, a->size, a->size, p, n / a->type->size);
}

static int from_text(array *a, const kr_str *s) {
  size_t old = a->size;
  if (s->length == 0) return 0;
  if (resize(a, old + s->length) < 0) return -1;
  kr_copy_chars(a->items, 2, old, kr_str_data(s), kr_str_shift(s), 0, s->length);
  return 0;
}

/* ---- construction ------------------------------------------------------------------------------------ */

static kr_value array_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (type == &array_type && kr_args_no_keywords("array.array", kwnames) < 0) return KR_NULL;
  if (kr_args_parsed("array", nargs, 1, 2) < 0) return KR_NULL;
  if (!kr_is_str(args[0])) return kr_raise_argument("array", "argument 1", "a unicode character", args[0]);
  if (KR_STR(args[0])->length != 1)
    return kr_raise(&kr_exc_TypeError,
                    "array() argument 1 must be a unicode character, not a string of length %zd",
                    (intptr_t)KR_STR(args[0])->length);
  uint32_t code = kr_str_read(KR_STR(args[0]), 0);
  const item_type *t = find_type(code);
  kr_value initial = nargs > 1 ? args[1] : KR_NULL;
  if (KR_AUDIT("array.__new__", args[0], nargs > 1 ? args[1] : KR_NONE)) return KR_NULL;
  if (code == 'u' && kr_warn(&kr_exc_DeprecationWarning, 1,
                             "The 'u' type code is deprecated and will be removed in Python 3.16") < 0)
    return KR_NULL;
  if (t && initial != KR_NULL && !is_text(t)) {
    if (kr_is_str(initial))
      return kr_raise(&kr_exc_TypeError, "cannot use a str to initialize an array with typecode '%c'",
                      (int)code);
    if (is_array(initial) && is_text(ARRAY(initial)->type))
      return kr_raise(&kr_exc_TypeError,
                      "cannot use a unicode array to initialize an array with typecode '%c'", (int)code);
  }
  if (!t)
    return kr_raise(&kr_exc_ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  kr_value v = new_array(type, t, 0);
  if (v == KR_NULL || initial == KR_NULL) return v;
  array *a = ARRAY(v);
  int r;
  if (kr_is_bytes(initial) || kr_is_bytearray(initial)) {
    const uint8_t *p;
    size_t n;
    kr_self_bytes(initial, &p, &n);
    r = from_bytes(a, p, n);
  } else if (kr_is_str(initial)) {
    r = from_text(a, KR_STR(initial));
  } else if (is_array(initial) && ARRAY(initial)->type != t) {
    /* Another kind: item by item. */
    r = 0;
    for (size_t i = 0; r == 0 && i < ARRAY(initial)->size; i++) {
      kr_value item = get(ARRAY(initial), i);
      r = item == KR_NULL ? -1 : append(a, item);
      kr_decref(item);
    }
  } else {
    r = extend(a, initial);
  }
  if (r < 0) {
    kr_decref(v);
    return KR_NULL;
  }
  return v;
}

/* ---- slots ------------------------------------------------------------------------------------------- */

static kr_value array_tolist(const array *a) {
  kr_list *list = kr_list_new(a->size);
  for (size_t i = 0; list && i < a->size; i++) {
    kr_value v = get(a, i);
    if (v == KR_NULL || kr_list_append_steal(list, v) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object_or_null(list);
}
static kr_value array_tounicode(const array *a) {
  int little = -1;
  if (a->type->code == 'w') return kr_decode_utf32(a->items, (size_t)a->size * 4, NULL, &little, NULL);
  for (size_t i = 0; i < a->size; i++) {
    uint32_t c;
    memcpy(&c, a->items + i * 4, 4);
    if (c > 0x10FFFF)
      return kr_raise(&kr_exc_ValueError, "character U+%x is not in range [U+0000; U+10ffff]", (unsigned)c);
  }
  return kr_str_from_ucs4((const uint32_t *)a->items, a->size);
}

static kr_value array_repr(kr_value self) {
  array *a = ARRAY(self);
  const char *name = kr_type_cname(kr_type_of(self)), *dot = strrchr(name, '.');
  if (dot) name = dot + 1;
  if (a->size == 0) return kr_str_format("%s('%c')", name, a->type->code);
  kr_value content = is_text(a->type) ? array_tounicode(a) : array_tolist(a);
  if (content == KR_NULL) return KR_NULL;
  kr_value r = kr_str_format("%s('%c', %R)", name, a->type->code, content);
  kr_decref(content);
  return r;
}

static intptr_t array_length(kr_value self) { return (intptr_t)ARRAY(self)->size; }

static kr_value array_compare(kr_value x, kr_value y, int op) {
  if (!is_array(x) || !is_array(y)) return KR_NOT_IMPLEMENTED;
  array *a = ARRAY(x), *b = ARRAY(y);
  if (a->size != b->size && (op == KR_EQ || op == KR_NE)) return kr_from_bool(op == KR_NE);
  bool plain = a->type == b->type && !is_float(a->type);
  size_t i = 0;
  for (; i < a->size && i < b->size; i++) {
    if (plain && memcmp(a->items + i * a->type->size, b->items + i * a->type->size, a->type->size) == 0)
      continue;
    kr_value p = get(a, i), q = p == KR_NULL ? KR_NULL : get(b, i);
    int equal = q == KR_NULL ? -1 : kr_compare_bool(p, q, KR_EQ);
    kr_value r = KR_NULL;
    if (equal == 0) r = op == KR_EQ ? KR_FALSE : op == KR_NE ? KR_TRUE : kr_compare(p, q, op);
    kr_decref(p);
    kr_decref(q);
    if (equal <= 0) return r;
  }
  size_t m = a->size, n = b->size;
  switch (op) {
    case KR_LT: return kr_from_bool(m < n);
    case KR_LE: return kr_from_bool(m <= n);
    case KR_EQ: return kr_from_bool(m == n);
    case KR_NE: return kr_from_bool(m != n);
    case KR_GT: return kr_from_bool(m > n);
    default: return kr_from_bool(m >= n);
  }
}

static kr_value array_item(kr_value self, intptr_t i) {
  array *a = ARRAY(self);
  if (i < 0 || (size_t)i >= a->size) return kr_raise(&kr_exc_IndexError, "array index out of range");
  return get(a, (size_t)i);
}

static kr_value array_concat(kr_value x, kr_value y) {
  if (!is_array(y)) return kr_raise(&kr_exc_TypeError, "can only append array (not \"%T\") to array", y);
  array *a = ARRAY(x), *b = ARRAY(y);
  if (a->type != b->type) return kr_raise(&kr_exc_TypeError, "bad argument type for built-in operation");
  kr_value v = new_array(&array_type, a->type, (size_t)a->size + b->size);
  if (v == KR_NULL) return v;
  size_t width = a->type->size;
  if (a->size) memcpy(ARRAY(v)->items, a->items, a->size * width);
  if (b->size) memcpy(ARRAY(v)->items + a->size * width, b->items, b->size * width);
  return v;
}
static kr_value array_iconcat(kr_value x, kr_value y) {
  if (!is_array(y)) return kr_raise(&kr_exc_TypeError, "can only extend array with array (not \"%T\")", y);
  return extend(ARRAY(x), y) < 0 ? KR_NULL : kr_ref(x);
}

static void repeat_into(uint8_t *out, const uint8_t *from, size_t size, size_t count) {
  for (size_t i = 0; i < count; i++) memmove(out + i * size, from, size);
}
static kr_value array_repeat(kr_value self, intptr_t count) {
  array *a = ARRAY(self);
  size_t n = count < 0 ? 0 : (size_t)count;
  if (a->size && n > INT32_MAX / a->size) return kr_raise_no_memory();
  kr_value v = new_array(&array_type, a->type, a->size * n);
  if (v != KR_NULL && ARRAY(v)->size)
    repeat_into(ARRAY(v)->items, a->items, (size_t)a->size * a->type->size, n);
  return v;
}
static kr_value array_irepeat(kr_value self, intptr_t count) {
  array *a = ARRAY(self);
  size_t n = count < 0 ? 0 : (size_t)count, size = a->size;
  if (size == 0 || n == 1) return kr_ref(self);
  if (n > INT32_MAX / size) return kr_raise_no_memory();
  if (resize(a, size * n) < 0) return KR_NULL;
  if (n) repeat_into(a->items, a->items, size * a->type->size, n);
  return kr_ref(self);
}

static int array_contains(kr_value self, kr_value v) {
  array *a = ARRAY(self);
  for (size_t i = 0; i < a->size; i++) {
    kr_value item = get(a, i);
    int r = item == KR_NULL ? -1 : kr_compare_bool(item, v, KR_EQ);
    kr_decref(item);
    if (r) return r;
  }
  return 0;
}

/* A subscript that is no slice. 0, -1. */
static int subscript_index(kr_value key, intptr_t *out) {
  if (!kr_is_int(key)) {
    kr_value index;
    int found = kr_lookup_special(key, KR_ID(__index__), &index);
    if (found < 0) return -1;
    if (!found) return KR_RAISE_INT(&kr_exc_TypeError, "array indices must be integers");
    kr_decref(index);
  }
  *out = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  return *out == -1 && kr_failed() ? -1 : 0;
}

static int slice_indices(array *a, kr_value key, intptr_t *start, intptr_t *stop, intptr_t *step,
                         intptr_t *count) {
  uint32_t size;
  do {
    size = a->size;
    if (kr_slice_indices(key, (intptr_t)size, start, stop, step, count) < 0) return -1;
  } while (size != a->size);
  if (*count < 0) *count = 0;
  return 0;
}

static kr_value array_subscript(kr_value self, kr_value key) {
  array *a = ARRAY(self);
  if (kr_is_exact(key, &kr_slice_type)) {
    intptr_t start, stop, step, count;
    if (slice_indices(a, key, &start, &stop, &step, &count) < 0) return KR_NULL;
    if (step == 1 || count == 0) return copy_range(a, (size_t)start, (size_t)count);
    kr_value v = new_array(&array_type, a->type, (size_t)count);
    if (v == KR_NULL) return v;
    size_t width = a->type->size;
    for (intptr_t k = 0, i = start; k < count; k++, i += step)
      memcpy(ARRAY(v)->items + (size_t)k * width, a->items + (size_t)i * width, width);
    return v;
  }
  intptr_t i;
  if (subscript_index(key, &i) < 0) return KR_NULL;
  return array_item(self, i < 0 ? i + (intptr_t)a->size : i);
}

static int set_item(kr_value self, intptr_t i, kr_value v) {
  array *a = ARRAY(self);
  if (i < 0 || (size_t)i >= a->size)
    return KR_RAISE_INT(&kr_exc_IndexError, "array assignment index out of range");
  if (v == KR_NULL) return splice(a, (size_t)i, (size_t)i + 1, NULL, 0);
  uint8_t item[8];
  if (encode(a->type, item, v) < 0) return -1;
  if ((size_t)i >= a->size) return KR_RAISE_INT(&kr_exc_IndexError, "array assignment index out of range");
  memcpy(a->items + (size_t)i * a->type->size, item, a->type->size);
  return 0;
}

static int delete_stepped(array *a, intptr_t start, intptr_t step, intptr_t count) {
  if (count == 0) return 0;
  if (a->exports > 0)
    return KR_RAISE_INT(&kr_exc_BufferError, "cannot resize an array that is exporting buffers");
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  size_t width = a->type->size, to = (size_t)start, next = (size_t)start;
  for (size_t i = (size_t)start, left = (size_t)count; i < a->size; i++) {
    if (left && i == next) {
      next += (size_t)step;
      left--;
    } else {
      memcpy(a->items + to++ * width, a->items + i * width, width);
    }
  }
  return resize(a, to);
}

static int array_ass_subscript(kr_value self, kr_value key, kr_value v) {
  array *a = ARRAY(self);
  if (!kr_is_exact(key, &kr_slice_type)) {
    intptr_t i;
    if (subscript_index(key, &i) < 0) return -1;
    return set_item(self, i < 0 ? i + (intptr_t)a->size : i, v);
  }
  intptr_t start, stop, step, count;
  if (slice_indices(a, key, &start, &stop, &step, &count) < 0) return -1;
  if (v == KR_NULL) {
    if (step == 1) return count ? splice(a, (size_t)start, (size_t)(start + count), NULL, 0) : 0;
    return delete_stepped(a, start, step, count);
  }
  if (!is_array(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "can only assign array (not \"%T\") to array slice", v);
  array *b = ARRAY(v);
  if (a == b) {
    kr_value copy = copy_range(a, 0, a->size);
    if (copy == KR_NULL) return -1;
    int r = array_ass_subscript(self, key, copy);
    kr_decref(copy);
    return r;
  }
  if (a->type != b->type) return KR_RAISE_INT(&kr_exc_TypeError, "bad argument type for built-in operation");
  if (step == 1) {
    if (stop < start) stop = start;
    return splice(a, (size_t)start, (size_t)stop, b->items, b->size);
  }
  if (b->size == 0) return delete_stepped(a, start, step, count);
  if ((intptr_t)b->size != count)
    return KR_RAISE_INT(&kr_exc_ValueError,
                        "attempt to assign array of size %u to extended slice of size %zd", b->size, count);
  size_t width = a->type->size;
  for (intptr_t k = 0, i = start; k < count; k++, i += step)
    memcpy(a->items + (size_t)i * width, b->items + (size_t)k * width, width);
  return 0;
}

static uint8_t nothing[8];
static int array_get_buffer(kr_value self, kr_buffer *view, int flags) {
  array *a = ARRAY(self);
  kr_buffer_fill(view, self, a->items ? a->items : nothing, (size_t)a->size * a->type->size, false, flags);
  view->itemsize = a->type->size;
  if (flags & KR_BUF_FORMAT) view->format = a->type->format;
  view->shape1[0] = (intptr_t)a->size;
  view->strides1[0] = a->type->size;
  a->exports++;
  return 0;
}
static void array_release_buffer(kr_value self, kr_buffer *view) { ARRAY(self)->exports--; }

/* ---- methods ----------------------------------------------------------------------------------------- */

METHOD(m_append) { return append(ARRAY(self), args[0]) < 0 ? KR_NULL : KR_NONE; }
METHOD(m_extend) { return extend(ARRAY(self), args[0]) < 0 ? KR_NULL : KR_NONE; }
METHOD(m_buffer_info) {
  array *a = ARRAY(self);
  kr_value items[2] = {kr_int_from_u64((uint64_t)(uintptr_t)a->items), kr_int_from_size(a->size)};
  return kr_tuple_from_array_steal(items, 2);
}

METHOD(m_byteswap) {
  array *a = ARRAY(self);
  size_t width = a->type->size;
  for (size_t i = 0; i < a->size; i++) {
    uint8_t *p = a->items + i * width;
    for (size_t k = 0; k < width / 2; k++) {
      uint8_t c = p[k];
      p[k] = p[width - 1 - k];
      p[width - 1 - k] = c;
    }
  }
  return KR_NONE;
}

METHOD(m_clear) { return resize(ARRAY(self), 0) < 0 ? KR_NULL : KR_NONE; }
METHOD(m_copy) { return copy_range(ARRAY(self), 0, ARRAY(self)->size); }

METHOD(m_count) {
  array *a = ARRAY(self);
  size_t count = 0;
  for (size_t i = 0; i < a->size; i++) {
    kr_value item = get(a, i);
    int r = item == KR_NULL ? -1 : kr_compare_bool(item, args[0], KR_EQ);
    kr_decref(item);
    if (r < 0) return KR_NULL;
    count += (size_t)r;
  }
  return kr_int_from_size(count);
}

/* The index of v from `start`, before `stop`: -1 absent, -2 failed. */
static intptr_t find(array *a, kr_value v, size_t start, size_t stop) {
  for (size_t i = start; i < stop && i < a->size; i++) {
    kr_value item = get(a, i);
    int r = item == KR_NULL ? -1 : kr_compare_bool(item, v, KR_EQ);
    kr_decref(item);
    if (r < 0) return -2;
    if (r > 0) return (intptr_t)i;
  }
  return -1;
}

METHOD(m_index) {
  intptr_t start, stop;
  if (kr_index_bounds(args[1], args[2], ARRAY(self)->size, &start, &stop) < 0) return KR_NULL;
  intptr_t i = find(ARRAY(self), args[0], (size_t)start, (size_t)stop);
  if (i == -1) return kr_raise(&kr_exc_ValueError, "array.index(x): x not in array");
  return i < 0 ? KR_NULL : kr_int_from_i64(i);
}
METHOD(m_remove) {
  array *a = ARRAY(self);
  intptr_t i = find(a, args[0], 0, SIZE_MAX);
  if (i == -1) return kr_raise(&kr_exc_ValueError, "array.remove(x): x not in array");
  if (i < 0) return KR_NULL;
  return splice(a, (size_t)i, (size_t)i + 1, NULL, 0) < 0 ? KR_NULL : KR_NONE;
}

METHOD(m_insert) {
  array *a = ARRAY(self);
  intptr_t i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (i == -1 && kr_failed()) return KR_NULL;
  uint8_t item[8];
  if (encode(a->type, item, args[1]) < 0) return KR_NULL;
  intptr_t n = (intptr_t)a->size;
  if (i < 0) i = i + n < 0 ? 0 : i + n;
  if (i > n) i = n;
  return splice(a, (size_t)i, (size_t)i, item, 1) < 0 ? KR_NULL : KR_NONE;
}

METHOD(m_pop) {
  array *a = ARRAY(self);
  intptr_t i = -1;
  if (args[0] != KR_NULL) {
    i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
    if (i == -1 && kr_failed()) return KR_NULL;
  }
  if (a->size == 0) return kr_raise(&kr_exc_IndexError, "pop from empty array");
  if (i < 0) i += (intptr_t)a->size;
  if (i < 0 || (size_t)i >= a->size) return kr_raise(&kr_exc_IndexError, "pop index out of range");
  kr_value v = get(a, (size_t)i);
  if (v != KR_NULL && splice(a, (size_t)i, (size_t)i + 1, NULL, 0) < 0) {
    kr_decref(v);
    return KR_NULL;
  }
  return v;
}

METHOD(m_reverse) {
  array *a = ARRAY(self);
  size_t width = a->type->size;
  uint8_t item[8];
  for (size_t i = 0, j = a->size; i + 1 < j; i++) {
    j--;
    memcpy(item, a->items + i * width, width);
    memcpy(a->items + i * width, a->items + j * width, width);
    memcpy(a->items + j * width, item, width);
  }
  return KR_NONE;
}

METHOD(m_tolist) { return array_tolist(ARRAY(self)); }
METHOD(m_tobytes) {
  array *a = ARRAY(self);
  return kr_bytes_from(a->items ? a->items : nothing, (size_t)a->size * a->type->size);
}
METHOD(m_tounicode) {
  array *a = ARRAY(self);
  if (!is_text(a->type))
    return kr_raise(&kr_exc_ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  return a->size ? array_tounicode(a) : KR_EMPTY_STR;
}

METHOD(m_fromlist) {
  array *a = ARRAY(self);
  if (!kr_is_list(args[0])) return kr_raise(&kr_exc_TypeError, "arg must be list");
  size_t old = a->size, n = KR_LIST(args[0])->size;
  for (size_t i = 0; i < n; i++) {
    kr_value item = kr_ref(KR_LIST(args[0])->items[i]);
    int r = append(a, item);
    kr_decref(item);
    if (r == 0 && KR_LIST(args[0])->size != n)
      r = KR_RAISE_INT(&kr_exc_RuntimeError, "list changed size during iteration");
    if (r < 0) {
      /* All of it or nothing. */
      kr_value e = kr_fetch_exception();
      if (resize(a, old) < 0) kr_clear_exception();
      kr_restore_exception_steal(e);
      return KR_NULL;
    }
  }
  return KR_NONE;
}

METHOD(m_frombytes) {
  array *a = ARRAY(self);
  kr_buffer view;
  if (kr_get_buffer(args[0], &view, KR_BUF_SIMPLE) < 0) return KR_NULL;
  int r = view.itemsize == 1 ? from_bytes(a, view.buf, (size_t)view.len)
                             : KR_RAISE_INT(&kr_exc_TypeError, "a bytes-like object is required");
  kr_release_buffer(&view);
  return r < 0 ? KR_NULL : KR_NONE;
}

METHOD(m_fromunicode) {
  array *a = ARRAY(self);
  if (!kr_is_str(args[0])) return kr_raise_argument("fromunicode", "argument", "str", args[0]);
  if (!is_text(a->type))
    return kr_raise(&kr_exc_ValueError,
                    "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  return from_text(a, KR_STR(args[0])) < 0 ? KR_NULL : KR_NONE;
}

METHOD(m_fromfile) {
  array *a = ARRAY(self);
  intptr_t n = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n < 0) return kr_raise(&kr_exc_ValueError, "negative count");
  if (n > INT32_MAX / a->type->size) return kr_raise_no_memory();
  intptr_t wanted = n * a->type->size;
  kr_value b = kr_call_method1(args[0], KR_ID(read), kr_int_from_i64(wanted));
  if (b == KR_NULL) return KR_NULL;
  if (!kr_is_bytes(b)) {
    kr_decref(b);
    return kr_raise(&kr_exc_TypeError, "read() didn't return bytes");
  }
  bool short_read = (intptr_t)KR_BYTES(b)->size != wanted;
  int r = from_bytes(a, KR_BYTES(b)->data, KR_BYTES(b)->size);
  kr_decref(b);
  if (r < 0) return KR_NULL;
  return short_read ? kr_raise(&kr_exc_EOFError, "read() didn't return enough bytes") : KR_NONE;
}

METHOD(m_tofile) {
  array *a = ARRAY(self);
  enum { BLOCK = 64 * 1024 };
  for (size_t at = 0; at < (size_t)a->size * a->type->size; at += BLOCK) {
    size_t n = (size_t)a->size * a->type->size - at;
    kr_value b = kr_bytes_from(a->items + at, n < BLOCK ? n : BLOCK);
    kr_value r = b == KR_NULL ? KR_NULL : kr_call_method1(args[0], KR_ID(write), b);
    kr_decref(b);
    if (r == KR_NULL) return KR_NULL;
    kr_decref(r);
  }
  return KR_NONE;
}

METHOD(m_sizeof) {
  array *a = ARRAY(self);
  return kr_int_from_size(sizeof *a + (size_t)a->capacity * a->type->size);
}
METHOD(m_class_getitem) { return kr_class_getitem(self, args[0]); }

/* ---- pickling: items in a format that any machine understands ----------------------------------------- */

/* Codes 2 to 17 are pairs of little and big endian. */
enum {
  FORMAT_U8,
  FORMAT_S8,
  FORMAT_INTS,
  FORMAT_FLOATS = 14,
  FORMAT_DOUBLES = 16,
  FORMAT_UTF16 = 18,
  FORMAT_UTF32 = 20,
  FORMATS = 22
};

static int format_of(const item_type *t) {
  if (is_text(t)) return FORMAT_UTF32;
  if (t->code == 'f') return FORMAT_FLOATS;
  if (t->code == 'd') return FORMAT_DOUBLES;
  if (t->size == 1) return is_signed(t) ? FORMAT_S8 : FORMAT_U8;
  int step = t->size == 2 ? 0 : t->size == 4 ? 4 : 8;
  return FORMAT_INTS + step + (is_signed(t) ? 2 : 0);
}

METHOD(m_reduce_ex) {
  array *a = ARRAY(self);
  int protocol = kr_index_as_int(args[0]);
  if (protocol == -1 && kr_failed()) return KR_NULL;
  kr_value state;
  int found = kr_getattr_optional(self, KR_ID(__dict__), &state);
  if (found < 0) return KR_NULL;
  if (!found) state = KR_NONE;
  kr_value code = kr_str_from_char((uint8_t)a->type->code), type = kr_from_object(kr_type_of(self));
  kr_value r = KR_NULL, inner = KR_NULL, f = KR_NULL;
  if (protocol < 3) {
    kr_value list = array_tolist(a);
    if (list != KR_NULL) inner = kr_tuple_pack(2, code, list);
    kr_decref(list);
    if (inner != KR_NULL) r = kr_tuple_pack(3, type, inner, state);
  } else {
    kr_value content = m_tobytes(self, NULL, 0, NULL);
    f = kr_import_attr("array", "_array_reconstructor");
    if (content != KR_NULL && f != KR_NULL)
      inner = kr_tuple_pack(4, type, code, kr_from_small_int(format_of(a->type)), content);
    kr_decref(content);
    if (inner != KR_NULL) r = kr_tuple_pack(3, f, inner, state);
  }
  kr_decref(f);
  kr_decref(inner);
  kr_decref(code);
  kr_decref(state);
  return r;
}

METHOD(reconstructor) {
  if (!kr_is_type(args[0]))
    return kr_raise(&kr_exc_TypeError, "first argument must be a type object, not %T", args[0]);
  kr_type *type = KR_AS_TYPE(args[0]);
  if (!kr_is_str(args[1]) || KR_STR(args[1])->length != 1)
    return kr_raise_argument("_array_reconstructor", "argument 2", "a unicode character", args[1]);
  int format = kr_index_as_int(args[2]);
  if (format == -1 && kr_failed()) return KR_NULL;
  if (!kr_is_subtype(type, &array_type))
    return kr_raise(&kr_exc_TypeError, "%N is not a subtype of array.array", type);
  const item_type *t = find_type(kr_str_read(KR_STR(args[1]), 0));
  if (!t) return kr_raise(&kr_exc_ValueError, "second argument must be a valid type code");
  if (format < 0 || format >= FORMATS)
    return kr_raise(&kr_exc_ValueError, "third argument must be a valid machine format code.");
  if (!kr_is_bytes(args[3]))
    return kr_raise(&kr_exc_TypeError, "fourth argument should be bytes, not %T", args[3]);
  const uint8_t *p = KR_BYTES(args[3])->data;
  size_t n = KR_BYTES(args[3])->size;
  kr_value v;
  if (format == format_of(t)) {
    v = new_array(type, t, 0);
    if (v != KR_NULL && from_bytes(ARRAY(v), p, n) < 0) KR_CLEAR(v);
    return v;
  }
  bool big = format >= FORMAT_INTS && (format & 1);
  size_t size = format < FORMAT_INTS       ? 1
                : format >= FORMAT_UTF32   ? 8
                : format >= FORMAT_UTF16   ? 4
                : format >= FORMAT_DOUBLES ? 8
                : format >= FORMAT_FLOATS  ? 4
                                           : (size_t)2 << ((format - FORMAT_INTS) / 4);
  if (n % size) return kr_raise(&kr_exc_ValueError, "string length not a multiple of item size");
  if (format >= FORMAT_UTF16) {
    int order = big ? 1 : -1;
    kr_value text = format < FORMAT_UTF32 ? kr_decode_utf16(p, n, NULL, &order, NULL)
                                          : kr_decode_utf32(p, n, NULL, &order, NULL);
    if (text == KR_NULL) return KR_NULL;
    v = new_array(type, t, 0);
    if (v != KR_NULL && from_text(ARRAY(v), KR_STR(text)) < 0) KR_CLEAR(v);
    kr_decref(text);
    return v;
  }
  char c;
  if (format < FORMAT_FLOATS) {
    /* Integers go into the (last) kind of the same size and sign. */
    bool with_sign = format < FORMAT_INTS ? format == FORMAT_S8 : ((format - FORMAT_INTS) & 2) != 0;
    for (int i = 0; i < ITEM_TYPES; i++) {
      const item_type *other = &item_types[i];
      if (!is_text(other) && !is_float(other) && other->size == size && is_signed(other) == with_sign)
        t = other;
    }
    c = t->native;
  } else {
    c = size == 8 ? 'd' : 'f';
  }
  v = new_array(type, t, 0);
  for (size_t i = 0; v != KR_NULL && i < n; i += size) {
    uint8_t item[8];
    for (size_t k = 0; k < size; k++) item[k] = p[i + (big ? size - 1 - k : k)];
    kr_value x = kr_unpack_native(item, c);
    if (x == KR_NULL || append(ARRAY(v), x) < 0) KR_CLEAR(v);
    kr_decref(x);
  }
  return v;
}

/* ---- types ------------------------------------------------------------------------------------------- */

static kr_value get_typecode(kr_value self, void *closure) {
  return kr_str_from_char((uint8_t)ARRAY(self)->type->code);
}
static kr_value get_itemsize(kr_value self, void *closure) {
  return kr_from_small_int(ARRAY(self)->type->size);
}
static const kr_getset_def array_getset[] = {
    {"typecode", get_typecode, NULL, "The letter that says what the items are.", NULL},
    {"itemsize", get_itemsize, NULL, "Bytes of an item.", NULL},
    {0},
};
static const kr_method_def array_methods[] = {
    {"append", m_append, 0, "($self, v, /)", "Append v to the end of the array."},
    {"buffer_info", m_buffer_info, 0, "($self, /)", "The address and the length in items."},
    {"byteswap", m_byteswap, 0, "($self, /)", "Swap the bytes of all items."},
    {"clear", m_clear, 0, "($self, /)", "Remove all items."},
    {"__copy__", m_copy, 0, "($self, /)", "A copy."},
    {"count", m_count, 0, "($self, v, /)", "How often v occurs."},
    {"__deepcopy__", m_copy, 0, "($self, unused, /)", "A copy."},
    {"extend", m_extend, 0, "($self, bb, /)", "Append the items of an array or iterable."},
    {"fromfile", m_fromfile, 0, "($self, f, n, /)", "Read n items from a file and append them."},
    {"fromlist", m_fromlist, 0, "($self, list, /)", "Append the items of a list."},
    {"frombytes", m_frombytes, 0, "($self, buffer, /)", "Append items from bytes in the machine's format."},
    {"fromunicode", m_fromunicode, 0, "($self, ustr, /)", "Append the characters of a string."},
    {"index", m_index, 0, "($self, v, start=0, stop=sys.maxsize, /)", "The index of the first v."},
    {"insert", m_insert, 0, "($self, i, v, /)", "Insert v before position i."},
    {"pop", m_pop, 0, "($self, i=-1, /)", "Remove and return the item at i."},
    {"__reduce_ex__", m_reduce_ex, 0, "($self, value, /)", "How to pickle the array."},
    {"remove", m_remove, 0, "($self, v, /)", "Remove the first v."},
    {"reverse", m_reverse, 0, "($self, /)", "Reverse the order of the items."},
    {"tofile", m_tofile, 0, "($self, f, /)", "Write all items to a file."},
    {"tolist", m_tolist, 0, "($self, /)", "The items as a list."},
    {"tobytes", m_tobytes, 0, "($self, /)", "The items as bytes in the machine's format."},
    {"tounicode", m_tounicode, 0, "($self, /)", "The characters as a string."},
    {"__sizeof__", m_sizeof, 0, "($self, /)", "The size of the array in memory, in bytes."},
    {"__class_getitem__", m_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {0},
};

static kr_value iter_next(kr_value self) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  if (it->seq == KR_NULL) return KR_NULL;
  if (it->index < ARRAY(it->seq)->size) return get(ARRAY(it->seq), it->index++);
  KR_CLEAR(it->seq);
  return KR_NULL;
}
METHOD(iter_reduce) { return kr_seq_iter_reduce(self, KR_EMPTY_TUPLE); }
METHOD(iter_setstate) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  intptr_t i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (i == -1 && kr_failed()) return KR_NULL;
  if (it->seq != KR_NULL) {
    size_t n = ARRAY(it->seq)->size;
    it->index = i < 0 ? 0 : (size_t)i > n ? (uint32_t)n : (uint32_t)i;
  }
  return KR_NONE;
}
static const kr_method_def iter_methods[] = {
    {"__reduce__", iter_reduce, 0, "($self, /)", NULL},
    {"__setstate__", iter_setstate, 0, "($self, state, /)", NULL},
    {0},
};
static kr_type array_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "array.arrayiterator",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_seq_iter),
    .dealloc = kr_seq_iter_dealloc,
    .traverse = kr_seq_iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
    .methods = iter_methods,
};
static kr_value array_iter(kr_value self) {
  kr_seq_iter *it = kr_gc_object_alloc(&array_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->index = 0;
  it->seq = kr_ref(self);
  return kr_from_object(it);
}

static kr_type array_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array\n\nA row of numbers (or characters) of one C "
           "type.",
    .tf = KR_TF_BASETYPE | KR_TF_IMMUTABLE | KR_TF_SEQUENCE,
    .basic_size = sizeof(array),
    .weaklist_offset = offsetof(array, weaklist),
    .dealloc = array_dealloc,
    .repr = array_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = array_compare,
    .iter = array_iter,
    .new_ = array_new,
    .sq_length = array_length,
    .sq_concat = array_concat,
    .sq_inplace_concat = array_iconcat,
    .sq_repeat = array_repeat,
    .sq_inplace_repeat = array_irepeat,
    .sq_item = array_item,
    .sq_ass_item = set_item,
    .sq_contains = array_contains,
    .mp_subscript = array_subscript,
    .mp_ass_subscript = array_ass_subscript,
    .get_buffer = array_get_buffer,
    .release_buffer = array_release_buffer,
    .methods = array_methods,
    .getset = array_getset,
};

static int exec(kr_module *m) {
  if (kr_type_ready(&array_iter_type) < 0) return -1;
  if (kr_module_add_type(m, &array_type) < 0) return -1;
  if (kr_module_add(m, "ArrayType", kr_from_object(&array_type)) < 0) return -1;
  char codes[ITEM_TYPES + 1] = {0};
  for (int i = 0; i < ITEM_TYPES; i++) codes[i] = item_types[i].code;
  if (kr_module_add_cstr(m, "typecodes", codes) < 0) return -1;
  kr_value abc = kr_import_attr("collections.abc", "MutableSequence");
  if (abc == KR_NULL) return -1;
  kr_value name = KR_ID(register);
  kr_value r = kr_call_method1(abc, name, kr_from_object(&array_type));
  kr_decref(abc);
  return kr_drop_result(r);
}

static const kr_method_def methods[] = {
    {"_array_reconstructor", reconstructor, 0, "($module, arraytype, typecode, mformat_code, items, /)",
     "For unpickling."},
    {0},
};
const kr_module_def kr_module_def_array = {
    .name = "array",
    .doc = "Compact rows of numbers or characters.",
    .methods = methods,
    .exec = exec,
};
