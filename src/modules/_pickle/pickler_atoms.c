/* The pickles of numbers, texts and bytes. */
#include "modules/_pickle/pickler.h"

#include <stdio.h>

#include "objects/codecs.h"
#include "objects/float.h"
#include "objects/int.h"

int kr_pickle_save_int(kr_pickler *p, kr_value v) {
  int64_t i;
  if (kr_int_fits_i64(v, &i) && i >= INT32_MIN && i <= INT32_MAX) {
    if (!p->bin) return kr_pickle_put_text(p, OP_INT, kr_int_to_str(v, 10, false), "\n");
    if (i >= 0 && i < 1 << 8) return kr_pickle_put_arg(p, OP_BININT1, (uint64_t)i, 1);
    if (i >= 0 && i < 1 << 16) return kr_pickle_put_arg(p, OP_BININT2, (uint64_t)i, 2);
    return kr_pickle_put_arg(p, OP_BININT, (uint64_t)i, 4);
  }
  if (p->proto < 2) return kr_pickle_put_text(p, OP_LONG, kr_repr(v), "L\n");
  size_t n = (size_t)(kr_int_bit_length(v) >> 3) + 1;
  uint8_t *bytes = kr_alloc(n);
  if (!bytes || kr_int_to_bytes(v, bytes, n, true, true) < 0) {
    kr_free(bytes);
    return -1;
  }
  /* A negative number may do with one byte less. */
  if (kr_int_sign(v) < 0 && n > 1 && bytes[n - 1] == 0xFF && bytes[n - 2] & 0x80) n--;
  int r = (n < 256 ? kr_pickle_put_arg(p, OP_LONG1, n, 1) : kr_pickle_put_arg(p, OP_LONG4, n, 4)) < 0 ||
                  kr_pickle_put(p, bytes, n) < 0
              ? -1
              : 0;
  kr_free(bytes);
  return r;
}

int kr_pickle_save_float(kr_pickler *p, kr_value v) {
  if (!p->bin) return kr_pickle_put_text(p, OP_FLOAT, kr_repr(v), "\n");
  double d = kr_plain_nan(kr_float_value(v));
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return kr_pickle_put_arg(p, OP_BINFLOAT, __builtin_bswap64(bits), 8);
}

static int put_bytes(kr_pickler *p, const void *data, size_t size, kr_value owner) {
  return size < 256 ? kr_pickle_put_sized(p, OP_SHORT_BINBYTES, 1, data, size, owner)
                    : kr_pickle_put_sized(p, OP_BINBYTES, 4, data, size, owner);
}
int kr_pickle_save_bytes(kr_pickler *p, kr_value v) {
  const kr_bytes *b = KR_BYTES(v);
  if (p->proto >= 3) return put_bytes(p, b->data, b->size, v) < 0 ? -1 : kr_pickle_memoize(p, v);
  if (!b->size)
    return kr_pickle_save_as_call(p, kr_ref(kr_from_object(&kr_bytes_type)), kr_from_object(&kr_empty_tuple),
                                  v);
  kr_value text = kr_str_from_latin1(b->data, b->size);
  kr_value args = text == KR_NULL ? KR_NULL : kr_tuple_pack(2, text, KR_ID(latin1));
  kr_decref(text);
  return kr_pickle_save_as_call(p, args == KR_NULL ? KR_NULL : kr_import_attr("codecs", "encode"), args, v);
}
int kr_pickle_save_bytearray(kr_pickler *p, kr_value v) {
  const kr_bytearray *b = KR_AS(kr_bytearray, v);
  if (p->proto >= 5)
    return kr_pickle_put_sized(p, OP_BYTEARRAY8, 8, b->data, b->size, v) < 0 ? -1 : kr_pickle_memoize(p, v);
  kr_value args = kr_from_object(&kr_empty_tuple);
  if (b->size) {
    kr_value bytes = kr_bytes_from(b->data, b->size);
    args = bytes == KR_NULL ? KR_NULL : kr_tuple_pack(1, bytes);
    kr_decref(bytes);
  }
  return kr_pickle_save_as_call(p, kr_ref(kr_from_object(&kr_bytearray_type)), args, v);
}
int kr_pickle_save_buffer(kr_pickler *p, kr_value v) {
  if (p->proto < 5)
    return KR_RAISE_INT(kr_pickling_error, "PickleBuffer can only be pickled with protocol >= 5");
  kr_value raw = kr_call_method0(v, KR_ID(raw));
  if (raw == KR_NULL) {
    if (!kr_failed_with(&kr_exc_BufferError)) return -1;
    kr_clear_exception();
    return KR_RAISE_INT(kr_pickling_error,
                        "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
  }
  int in_band = 1, r = -1;
  kr_buffer view;
  if (kr_get_buffer(raw, &view, KR_BUF_SIMPLE) == 0) {
    if (p->buffer_callback != KR_NULL) {
      kr_value answer = kr_call1(p->buffer_callback, v);
      in_band = answer == KR_NULL ? -1 : kr_truth(answer);
      kr_decref(answer);
    }
    if (in_band == 0) {
      r = kr_pickle_put_op(p, OP_NEXT_BUFFER) < 0 ||
                  (view.readonly && kr_pickle_put_op(p, OP_READONLY_BUFFER) < 0)
              ? -1
              : 0;
    } else if (in_band > 0) {
      r = view.readonly ? put_bytes(p, view.buf, (size_t)view.len, KR_NULL)
                        : kr_pickle_put_sized(p, OP_BYTEARRAY8, 8, view.buf, (size_t)view.len, KR_NULL);
      if (r == 0) r = kr_pickle_memoize(p, v);
    }
    kr_release_buffer(&view);
  }
  kr_decref(raw);
  return r;
}

/* Protocol 0: a line, in which a backslash and what ends lines are escaped too. */
static int put_line(kr_pickler *p, kr_value v) {
  kr_str_builder b = {0};
  const kr_str *s = KR_STR(v);
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    char escape[8];
    bool ok = strchr("\\\n\r\x1a", (int)(c < 128 ? c : 'a')) /* the null too */
                  ? (snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c), kr_sb_cstr(&b, escape))
                  : kr_sb_char(&b, c);
    if (!ok) {
      kr_sb_discard(&b);
      return -1;
    }
  }
  kr_value text = kr_sb_finish(&b), bytes = text == KR_NULL ? KR_NULL : kr_encode_raw_unicode_escape(text);
  int r = bytes == KR_NULL || kr_pickle_put_op(p, OP_UNICODE) < 0 ||
                  kr_pickle_put(p, KR_BYTES(bytes)->data, KR_BYTES(bytes)->size) < 0
              ? -1
              : kr_pickle_put_op(p, '\n');
  kr_decref(text);
  kr_decref(bytes);
  return r;
}
int kr_pickle_save_str(kr_pickler *p, kr_value v) {
  int r;
  if (!p->bin) {
    r = put_line(p, v);
  } else if (kr_str_is_ascii(KR_STR(v)) && KR_STR(v)->length < 256 && p->proto >= 4) {
    r = kr_pickle_put_sized(p, OP_SHORT_BINUNICODE, 1, kr_str_data(KR_STR(v)), KR_STR(v)->length, KR_NULL);
  } else {
    kr_value bytes = kr_encode_utf8(v, "surrogatepass");
    if (bytes == KR_NULL) return -1;
    size_t size = KR_BYTES(bytes)->size;
    r = size < 256 && p->proto >= 4
            ? kr_pickle_put_sized(p, OP_SHORT_BINUNICODE, 1, KR_BYTES(bytes)->data, size, bytes)
            : kr_pickle_put_sized(p, OP_BINUNICODE, 4, KR_BYTES(bytes)->data, size, bytes);
    kr_decref(bytes);
  }
  return r < 0 ? -1 : kr_pickle_memoize(p, v);
}
