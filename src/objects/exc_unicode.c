/* UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError. */
#include <stdio.h>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"

static int position_argument(kr_value v, int32_t *out) {
  kr_value i = kr_index(v);
  if (i == KR_NULL) return -1;
  int64_t n;
  bool fits = kr_int_fits_i64(i, &n) && n == (int32_t)n;
  kr_decref(i);
  if (!fits) return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  *out = (int32_t)n;
  return 0;
}

static int check_str(kr_value v, int position) {
  if (kr_is_str(v)) return 0;
  return KR_RAISE_INT(&kr_exc_TypeError, "argument %d must be str, not %s", position, kr_argument_kind(v));
}

static kr_value unicode_error_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value self = kr_exception_base_new(type, args, nargs, kwnames);
  if (self == KR_NULL) return KR_NULL;
  kr_unicode_error *e = KR_AS(kr_unicode_error, self);
  e->start = e->end = 0;
  return self;
}

/* args: [encoding,] object, start, end, reason; object is owned by the caller, of the right type. */
static int set_fields(kr_value self, const kr_value *args, size_t nargs, kr_value object) {
  kr_unicode_error *e = KR_AS(kr_unicode_error, self);
  const kr_value *rest = args + nargs - 4;
  int32_t start, end;
  if (position_argument(rest[1], &start) < 0 || position_argument(rest[2], &end) < 0 ||
      check_str(rest[3], (int)nargs) < 0)
    return -1;
  if (nargs == 5) KR_REPLACE(e->encoding, kr_ref(args[0]));
  KR_REPLACE(e->object, kr_ref(object));
  KR_REPLACE(e->reason, kr_ref(rest[3]));
  e->start = start;
  e->end = end;
  return 0;
}

static int decode_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_exception_base_init(self, args, nargs, kwnames) < 0) return -1;
  if (kr_args_parsed(NULL, nargs, 5, 5) < 0) return -1;
  if (check_str(args[0], 1) < 0) return -1;
  if (kr_is_bytes(args[1])) return set_fields(self, args, nargs, args[1]);
  kr_buffer view;
  int32_t position;
  if (position_argument(args[2], &position) < 0 || position_argument(args[3], &position) < 0 ||
      check_str(args[4], 5) < 0 || kr_get_buffer(args[1], &view, KR_BUF_SIMPLE) < 0)
    return -1;
  kr_value copy = kr_bytes_from(view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  if (copy == KR_NULL) return -1;
  int r = set_fields(self, args, nargs, copy);
  kr_decref(copy);
  return r;
}

static int encode_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_exception_base_init(self, args, nargs, kwnames) < 0) return -1;
  if (kr_args_parsed(NULL, nargs, 5, 5) < 0) return -1;
  if (check_str(args[0], 1) < 0 || check_str(args[1], 2) < 0) return -1;
  return set_fields(self, args, nargs, args[1]);
}

static int translate_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_exception_base_init(self, args, nargs, kwnames) < 0) return -1;
  if (kr_args_parsed(NULL, nargs, 4, 4) < 0) return -1;
  if (check_str(args[0], 1) < 0) return -1;
  return set_fields(self, args, nargs, args[0]);
}

/* str() of a field that a program may have set to anything, or deleted. New. */
static kr_value field_text(kr_value v) {
  if (v == KR_NULL) return kr_str_from_cstr("<NULL>");
  kr_value held = kr_ref(v);
  kr_value text = kr_str_of(held);
  kr_decref(held);
  return text;
}

/* True when [start, end) is one position inside an object of `size`. */
static bool single(const kr_unicode_error *e, size_t size) {
  return e->start >= 0 && (size_t)e->start < size && e->end == (int64_t)e->start + 1;
}

static const char *escaped(char out[16], uint32_t c) {
  snprintf(out, 16, c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x", (unsigned)c);
  return out;
}

static kr_value decode_error_str(kr_value self) {
  kr_unicode_error *e = KR_AS(kr_unicode_error, self);
  if (e->object == KR_NULL) return KR_EMPTY_STR;
  kr_value reason = field_text(e->reason);
  kr_value encoding = reason == KR_NULL ? KR_NULL : field_text(e->encoding);
  kr_value text = KR_NULL;
  if (encoding == KR_NULL) {
  } else if (e->object == KR_NULL || !kr_is_bytes(e->object)) {
    kr_raise(&kr_exc_TypeError, "UnicodeError 'object' attribute must be a bytes");
  } else if (single(e, KR_BYTES(e->object)->size)) {
    char hex[8];
    snprintf(hex, sizeof hex, "%02x", KR_BYTES(e->object)->data[e->start]);
    text = kr_str_format("'%U' codec can't decode byte 0x%s in position %d: %U", encoding, hex, (int)e->start,
                         reason);
  } else {
    text = kr_str_format("'%U' codec can't decode bytes in position %d-%lld: %U", encoding, (int)e->start,
                         (long long)e->end - 1, reason);
  }
  kr_decref(reason);
  kr_decref(encoding);
  return text;
}

static kr_value encode_error_str(kr_value self) {
  kr_unicode_error *e = KR_AS(kr_unicode_error, self);
  if (e->object == KR_NULL) return KR_EMPTY_STR;
  kr_value reason = field_text(e->reason);
  kr_value encoding = reason == KR_NULL ? KR_NULL : field_text(e->encoding);
  kr_value text = KR_NULL;
  char hex[16];
  if (encoding == KR_NULL) {
  } else if (e->object == KR_NULL || !kr_is_str(e->object)) {
    kr_raise(&kr_exc_TypeError, "UnicodeError 'object' attribute must be a string");
  } else if (single(e, KR_STR(e->object)->length)) {
    text =
        kr_str_format("'%U' codec can't encode character '%s' in position %d: %U", encoding,
                      escaped(hex, kr_str_read(KR_STR(e->object), (size_t)e->start)), (int)e->start, reason);
  } else {
    text = kr_str_format("'%U' codec can't encode characters in position %d-%lld: %U", encoding,
                         (int)e->start, (long long)e->end - 1, reason);
  }
  kr_decref(reason);
  kr_decref(encoding);
  return text;
}

static kr_value translate_error_str(kr_value self) {
  kr_unicode_error *e = KR_AS(kr_unicode_error, self);
  if (e->object == KR_NULL) return KR_EMPTY_STR;
  kr_value reason = field_text(e->reason);
  kr_value text = KR_NULL;
  char hex[16];
  if (reason == KR_NULL) {
  } else if (e->object == KR_NULL || !kr_is_str(e->object)) {
    kr_raise(&kr_exc_TypeError, "UnicodeError 'object' attribute must be a string");
  } else if (single(e, KR_STR(e->object)->length)) {
    text =
        kr_str_format("can't translate character '%s' in position %d: %U",
                      escaped(hex, kr_str_read(KR_STR(e->object), (size_t)e->start)), (int)e->start, reason);
  } else {
    text = kr_str_format("can't translate characters in position %d-%lld: %U", (int)e->start,
                         (long long)e->end - 1, reason);
  }
  kr_decref(reason);
  return text;
}

static int32_t *position(kr_value self, void *closure) {
  kr_unicode_error *e = KR_AS(kr_unicode_error, self);
  return closure ? &e->end : &e->start;
}
static kr_value get_position(kr_value self, void *closure) {
  return kr_from_small_int(*position(self, closure));
}
static int set_position(kr_value self, kr_value v, void *closure) {
  int64_t n;
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "can't delete numeric/char attribute");
  if (!kr_is_int(v)) return KR_RAISE_INT(&kr_exc_TypeError, "an integer is required");
  if (!kr_int_fits_i64(v, &n) || n != (int32_t)n)
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  *position(self, closure) = (int32_t)n;
  return 0;
}
static const kr_getset_def unicode_error_getset[] = {
    {"start", get_position, set_position, "exception start", .member = true},
    {"end", get_position, set_position, "exception end", (void *)1, .member = true},
    {0},
};

static const kr_member_def unicode_error_members[] = {
    {"encoding", KR_MEMBER_VALUE, offsetof(kr_unicode_error, encoding), false, "exception encoding"},
    {"object", KR_MEMBER_VALUE, offsetof(kr_unicode_error, object), false, "exception object"},
    {"reason", KR_MEMBER_VALUE, offsetof(kr_unicode_error, reason), false, "exception reason"},
    {0},
};

#define UNICODE_ERROR(name, stem, doc)                                                    \
  kr_type kr_exc_##name = {KR_EXC_TYPE(name, UnicodeError, kr_unicode_error, _tail, doc), \
                           .init = stem##_init,                                           \
                           .new_ = unicode_error_new,                                     \
                           .str = stem##_str,                                             \
                           .members = unicode_error_members,                              \
                           .getset = unicode_error_getset};
UNICODE_ERROR(UnicodeDecodeError, decode_error, "Unicode decoding error.")
UNICODE_ERROR(UnicodeEncodeError, encode_error, "Unicode encoding error.")
UNICODE_ERROR(UnicodeTranslateError, translate_error, "A character that cannot be translated.")

/* ---- raising from C ----------------------------------------------------------------------------- */

static kr_value raise_fields(kr_type *type, const char *encoding, kr_value object_stolen, size_t start,
                             size_t end, const char *reason) {
  kr_value args[5];
  size_t n = 0;
  if (encoding) args[n++] = kr_str_from_cstr(encoding);
  args[n++] = object_stolen;
  args[n++] = kr_int_from_size(start);
  args[n++] = kr_int_from_size(end);
  args[n++] = kr_str_from_cstr(reason);
  kr_value t = kr_tuple_from_array_steal(args, n), e = KR_NULL;
  bool whole = t != KR_NULL;
  for (size_t i = 0; whole && i < n; i++) whole = args[i] != KR_NULL;
  if (whole) e = kr_exception_new(type, t);
  kr_decref(t);
  if (e != KR_NULL) {
    kr_exception_chain_context(e);
    kr_restore_exception_steal(e);
  }
  return KR_NULL;
}

kr_value kr_raise_unicode_decode(const char *encoding, const uint8_t *data, size_t size, size_t start,
                                 size_t end, const char *reason) {
  return raise_fields(&kr_exc_UnicodeDecodeError, encoding, kr_bytes_from(data, size), start, end, reason);
}
kr_value kr_raise_unicode_encode(const char *encoding, kr_value str, size_t start, size_t end,
                                 const char *reason) {
  return raise_fields(&kr_exc_UnicodeEncodeError, encoding, kr_ref(str), start, end, reason);
}
