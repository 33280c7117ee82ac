/* What bytes(x) and bytearray(x) make of x. */
#include "objects/collect.h"
#include "objects/bytes_core.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/type_impl.h"

int kr_byte_value(kr_value v, const char *what) {
  int64_t i;
  if (kr_is_small_int(v)) {
    i = kr_small_int_value(v);
  } else {
    kr_value n = kr_index(v);
    if (n == KR_NULL) return -1;
    bool fits = kr_int_fits_i64(n, &i);
    kr_decref(n);
    if (!fits) i = -1;
  }
  if (i < 0 || i > 255) return KR_RAISE_INT(&kr_exc_ValueError, "%s must be in range(0, 256)", what);
  return (int)i;
}

int kr_bytes_arg_get(kr_bytes_arg *a, kr_value v) {
  a->held = false;
  if (kr_is_bytes(v)) {
    a->data = KR_BYTES(v)->data;
    a->size = KR_BYTES(v)->size;
    return 0;
  }
  if (kr_get_buffer(v, &a->view, KR_BUF_SIMPLE) < 0) return -1;
  a->held = true;
  a->data = a->view.buf;
  a->size = (size_t)a->view.len;
  return 0;
}

int kr_bytes_arg_or_byte(kr_bytes_arg *a, kr_value v) {
  a->held = false;
  if (kr_has_buffer(v)) return kr_bytes_arg_get(a, v);
  int found = 1;
  if (!kr_is_int(v)) {
    kr_value index;
    found = kr_lookup_special(v, KR_ID(__index__), &index);
    if (found < 0) return -1;
    if (found) kr_decref(index);
  }
  if (!found)
    return KR_RAISE_INT(&kr_exc_TypeError, "argument should be integer or bytes-like object, not '%T'", v);
  int byte = kr_byte_value(v, "byte");
  if (byte < 0) return -1;
  a->one = (uint8_t)byte;
  a->data = &a->one;
  a->size = 1;
  return 0;
}

void kr_bytes_arg_release(kr_bytes_arg *a) {
  if (a->held) kr_release_buffer(&a->view);
  a->held = false;
}

static int append_buffer(kr_value source, kr_buf *out) {
  kr_buffer view;
  if (kr_get_buffer(source, &view, KR_BUF_FULL_RO) < 0) return -1;
  int r = view.len == 0 ? 0 : -1;
  if (view.len && kr_buf_reserve(out, (size_t)view.len)) {
    kr_buffer_copy_out(&view, (uint8_t *)out->data + out->size, 'C');
    out->size += (size_t)view.len;
    r = 0;
  }
  kr_release_buffer(&view);
  return r;
}

static int append_item(kr_buf *out, kr_value v, const char *what) {
  int byte = kr_byte_value(v, what);
  return byte < 0 || !kr_buf_put_char(out, (char)byte) ? -1 : 0;
}

int kr_bytes_from_items(const char *fname, kr_value source, kr_buf *out, const char *what) {
  if (kr_has_buffer(source)) return append_buffer(source, out);
  if (kr_is_exact_list(source) || kr_is_exact_tuple(source)) {
    /* An item's __index__ may change the list. */
    for (size_t i = 0;; i++) {
      size_t n;
      const kr_value *items = kr_fast_items(source, &n);
      if (i >= n) return 0;
      kr_value item = kr_ref(items[i]);
      int r = append_item(out, item, what);
      kr_decref(item);
      if (r < 0) return -1;
    }
  }
  kr_value it = kr_is_str(source) ? KR_NULL : kr_iter(source);
  if (it == KR_NULL) {
    if (kr_failed() && !kr_failed_with(&kr_exc_TypeError)) return -1;
    kr_clear_exception();
    return KR_RAISE_INT(&kr_exc_TypeError, "cannot convert '%T' object to %s", source, fname);
  }
  if (strcmp(fname, "bytes") == 0 && kr_length_hint(source, 64) < 0) {
    kr_decref(it);
    return -1;
  }
  for (;;) {
    kr_value item = kr_next(it);
    if (item == KR_NULL) break;
    int r = append_item(out, item, what);
    kr_decref(item);
    if (r < 0) break;
  }
  kr_decref(it);
  return kr_failed() ? -1 : 0;
}

/* bytes() and bytearray() of an iterator: in a native frame, which collects into a bytearray. */
static int collect(kr_value target, kr_value item, const char *what) {
  int byte = kr_byte_value(item, what);
  kr_decref(item);
  if (byte < 0) return -1;
  kr_bytearray *b = KR_AS(kr_bytearray, target);
  if (kr_bytearray_resize(b, (size_t)b->size + 1) < 0) return -1;
  b->data[b->size - 1] = (uint8_t)byte;
  return 0;
}
static int collect_bytes(kr_value target, kr_value item, size_t number) {
  return collect(target, item, "bytes");
}
static int collect_array(kr_value target, kr_value item, size_t number) {
  return collect(target, item, "byte");
}
/* Asked for its errors only: the buffer grows as it must. */
static int collect_begin(kr_value target, kr_value source) { return kr_length_hint(source, 64) < 0 ? -1 : 0; }
static kr_value finish_bytes(kr_value target) {
  kr_bytearray *b = KR_AS(kr_bytearray, target);
  kr_value r = kr_bytes_from(b->data, b->size);
  kr_decref(target);
  return r;
}
static const kr_collector bytes_collector = KR_COLLECTOR("bytes", collect_bytes, collect_begin, finish_bytes);
static const kr_collector array_collector = KR_COLLECTOR("bytearray", collect_array, NULL, NULL);

kr_value kr_bytes_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs != 1 || kwnames) return KR_DELETED;
  const kr_type *t = kr_type_of(args[0]);
  /* Classes in Python may have __bytes__ or __index__, which go first. */
  if (!t->iternext || (t->tf & KR_TF_HEAP) || t->get_buffer) return KR_DELETED;
  if (t->nb_index) return KR_DELETED; /* weak proxies */
  kr_value target = kr_bytearray_from(NULL, 0);
  if (target == KR_NULL) return KR_NULL;
  return kr_collect_push(type == &kr_bytes_type ? &bytes_collector : &array_collector, target, args[0]);
}

static const char *name_argument(const char *fname, const char *argument, kr_value v) {
  if (v == KR_NULL) return NULL;
  if (!kr_is_str(v)) {
    kr_raise_argument(fname, argument, "str", v);
    return NULL;
  }
  return kr_str_cstr(v);
}

int kr_bytes_from_source(const char *fname, kr_value source, kr_value encoding_arg, kr_value errors_arg,
                         kr_buf *out, kr_value *whole) {
  *whole = KR_NULL;
  bool array = strcmp(fname, "bytearray") == 0;
  const char *encoding = name_argument(fname, "argument 'encoding'", encoding_arg);
  if (!encoding && encoding_arg != KR_NULL) return -1;
  const char *errors = name_argument(fname, "argument 'errors'", errors_arg);
  if (!errors && errors_arg != KR_NULL) return -1;
  bool is_text = source != KR_NULL && kr_is_str(source);
  if (encoding) {
    if (!is_text) return KR_RAISE_INT(&kr_exc_TypeError, "encoding without a string argument");
    *whole = kr_encode(source, encoding, errors);
    return *whole == KR_NULL ? -1 : 0;
  }
  if (errors && !is_text) return KR_RAISE_INT(&kr_exc_TypeError, "errors without a string argument");
  if (source == KR_NULL) return 0;
  if (is_text) {
    /* A subclass of str may have __bytes__. */
    if (errors || kr_is_exact_str(source) || array)
      return KR_RAISE_INT(&kr_exc_TypeError, "string argument without an encoding");
  }
  if (!array) {
    kr_value method;
    int found =
        kr_is_exact(source, &kr_bytes_type) ? 0 : kr_lookup_special(source, KR_ID(__bytes__), &method);
    if (found < 0) return -1;
    if (found) {
      kr_value r = kr_call0(method);
      kr_decref(method);
      if (r == KR_NULL) return -1;
      if (!kr_is_bytes(r)) {
        kr_raise(&kr_exc_TypeError, "__bytes__ returned non-bytes (type %T)", r);
        kr_decref(r);
        return -1;
      }
      *whole = r;
      return 0;
    }
    if (is_text) return KR_RAISE_INT(&kr_exc_TypeError, "string argument without an encoding");
    if (kr_is_exact(source, &kr_bytes_type)) {
      *whole = kr_ref(source);
      return 0;
    }
  }
  kr_value index = KR_NULL;
  int found = kr_is_int(source) ? 1 : kr_lookup_special(source, KR_ID(__index__), &index);
  kr_decref(index);
  if (found < 0) return -1;
  if (found) {
    intptr_t n = kr_index_as_count(source);
    if (n == -1 && kr_failed()) {
      if (!kr_failed_with(&kr_exc_TypeError)) return -1;
      kr_clear_exception(); /* an __index__ that gives no int: perhaps it can be iterated */
    } else {
      if (n < 0) return KR_RAISE_INT(&kr_exc_ValueError, "negative count");
      if ((uint64_t)n > INT32_MAX - 64) {
        if ((uint64_t)n > INT32_MAX)
          return KR_RAISE_INT(&kr_exc_OverflowError, "cannot fit 'int' into an index-sized integer");
        kr_raise_no_memory();
        return -1;
      }
      if (!kr_buf_reserve(out, (size_t)n)) return -1;
      if (n) memset(out->data + out->size, 0, (size_t)n);
      out->size += (size_t)n;
      return 0;
    }
  }
  return kr_bytes_from_items(fname, source, out, array ? "byte" : "bytes");
}
