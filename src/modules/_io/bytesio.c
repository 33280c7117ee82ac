/* BytesIO: a stream over bytes in memory.
 */
#include "modules/_io/io.h"

typedef struct {
  KR_IO_HEAD
  uint8_t *buf;
  size_t size, capacity, pos;
  uint32_t exports;
  bool closed;
} bytesio;
#define SELF KR_AS(bytesio, self)

static kr_value bytesio_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_type_generic_alloc(type, 0);
}
static bool reserve(bytesio *b, size_t n) {
  if (n <= b->capacity) return true;
  size_t capacity = b->capacity + b->capacity / 2;
  if (capacity < n) capacity = n;
  if (capacity < 64) capacity = 64;
  uint8_t *p = kr_realloc(b->buf, capacity);
  if (!p) return false;
  b->buf = p;
  b->capacity = capacity;
  return true;
}
static int put(bytesio *b, const void *data, size_t n) {
  if (b->pos > SIZE_MAX / 2 - n) return KR_RAISE_INT(&kr_exc_OverflowError, "new position too large");
  if (!reserve(b, b->pos + n)) return -1;
  if (b->pos > b->size) memset(b->buf + b->size, 0, b->pos - b->size);
  if (n) memcpy(b->buf + b->pos, data, n);
  b->pos += n;
  if (b->pos > b->size) b->size = b->pos;
  return 0;
}
static int bytesio_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[1];
  if (kr_args_bind(&spec, "BytesIO", "(initial_bytes=b'')", args, nargs, kwnames, a)) return -1;
  bytesio *b = SELF;
  if (b->exports)
    return KR_RAISE_INT(&kr_exc_BufferError, "Existing exports of data: object cannot be re-sized");
  b->size = b->pos = 0;
  b->closed = false;
  if (a[0] != KR_NULL && a[0] != KR_NONE) {
    kr_buffer view;
    if (kr_get_buffer(a[0], &view, KR_BUF_SIMPLE)) return -1;
    int r = put(b, view.buf, (size_t)view.len);
    kr_release_buffer(&view);
    b->pos = 0;
    return r;
  }
  return 0;
}
static void bytesio_dealloc(kr_object *o) {
  if (!kr_io_dealloc_begin(o)) return;
  kr_free(((bytesio *)o)->buf);
  ((bytesio *)o)->buf = NULL;
  kr_io_clear_base(o);
  kr_object_free(o);
}
static int bytesio_clear(kr_object *o) {
  kr_io_clear_base(o);
  return 0;
}
#define CHECK() \
  if (SELF->closed) return kr_io_closed_error()
static bool resizable(bytesio *b) {
  if (!b->exports) return true;
  kr_raise(&kr_exc_BufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

KR_IO_FN(y_true) {
  CHECK();
  return KR_TRUE;
}
KR_IO_FN(y_false) {
  CHECK();
  return KR_FALSE;
}
KR_IO_FN(y_flush) {
  CHECK();
  return KR_NONE;
}
static size_t left(bytesio *b) { return b->pos < b->size ? b->size - b->pos : 0; }
KR_IO_FN(y_read) {
  CHECK();
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  size_t k = left(SELF);
  if (n >= 0 && (size_t)n < k) k = (size_t)n;
  kr_value r = kr_bytes_from(k ? SELF->buf + SELF->pos : NULL, k);
  if (r != KR_NULL) SELF->pos += k;
  return r;
}
static size_t line_length(bytesio *b) {
  size_t k = left(b);
  uint8_t *nl = k ? memchr(b->buf + b->pos, '\n', k) : NULL;
  return nl ? (size_t)(nl - (b->buf + b->pos)) + 1 : k;
}
KR_IO_FN(y_readline) {
  CHECK();
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  size_t k = line_length(SELF);
  if (n >= 0 && (size_t)n < k) k = (size_t)n;
  kr_value r = kr_bytes_from(k ? SELF->buf + SELF->pos : NULL, k);
  if (r != KR_NULL) SELF->pos += k;
  return r;
}
static kr_value y_next(kr_value self) {
  CHECK();
  size_t k = line_length(SELF);
  if (!k) return KR_NULL;
  kr_value r = kr_bytes_from(SELF->buf + SELF->pos, k);
  if (r != KR_NULL) SELF->pos += k;
  return r;
}
KR_IO_FN(y_readlines) {
  CHECK();
  intptr_t hint;
  if (!kr_io_size_arg(args[0], &hint)) return KR_NULL;
  kr_list *l = kr_list_new(0);
  intptr_t total = 0;
  while (l) {
    size_t k = line_length(SELF);
    if (!k) break;
    kr_value line = kr_bytes_from(SELF->buf + SELF->pos, k);
    if (line == KR_NULL || kr_list_append_steal(l, line)) {
      kr_decref_object(l);
      return KR_NULL;
    }
    SELF->pos += k;
    total += (intptr_t)k;
    if (hint > 0 && total >= hint) break;
  }
  return kr_from_object_or_null(l);
}
KR_IO_FN(y_readinto) {
  CHECK();
  kr_buffer view;
  if (kr_get_writable_argument("readinto", 0, args[0], &view) < 0) return KR_NULL;
  size_t k = left(SELF);
  if ((size_t)view.len < k) k = (size_t)view.len;
  if (k) memcpy(view.buf, SELF->buf + SELF->pos, k);
  SELF->pos += k;
  kr_release_buffer(&view);
  return kr_int_from_size(k);
}
KR_IO_FN(y_write) {
  CHECK();
  if (!resizable(SELF)) return KR_NULL;
  kr_buffer view;
  if (kr_get_buffer(args[0], &view, KR_BUF_SIMPLE)) return KR_NULL;
  kr_value r = SELF->closed                                        ? kr_io_closed_error()
               : view.len && put(SELF, view.buf, (size_t)view.len) ? KR_NULL
                                                                   : kr_int_from_i64(view.len);
  kr_release_buffer(&view);
  return r;
}
KR_IO_FN(y_writelines) {
  CHECK();
  kr_value it = kr_iter(args[0]);
  if (it == KR_NULL) return KR_NULL;
  for (;;) {
    kr_value line = kr_next(it);
    if (line == KR_NULL) break;
    kr_value r = y_write(self, &line, 1, NULL);
    kr_decref(line);
    if (r == KR_NULL) break;
    kr_decref(r);
  }
  kr_decref(it);
  return kr_failed() ? KR_NULL : KR_NONE;
}
KR_IO_FN(y_seek) {
  CHECK();
  int64_t pos = kr_index_as_i64(args[0]);
  if (pos == -1 && kr_failed()) return KR_NULL;
  int whence = args[1] == KR_NULL ? 0 : kr_index_as_int(args[1]);
  if (whence == -1 && kr_failed()) return KR_NULL;
  if (whence == 0 && pos < 0) return kr_raise(&kr_exc_ValueError, "negative seek value %lld", (long long)pos);
  if (whence < 0 || whence > 2)
    return kr_raise(&kr_exc_ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence);
  if (whence == 1) pos += (int64_t)SELF->pos;
  if (whence == 2) pos += (int64_t)SELF->size;
  if (pos > INT32_MAX) return kr_raise(&kr_exc_OverflowError, "new position too large");
  SELF->pos = pos < 0 ? 0 : (size_t)pos;
  return kr_int_from_size(SELF->pos);
}
KR_IO_FN(y_tell) {
  CHECK();
  return kr_int_from_size(SELF->pos);
}
KR_IO_FN(y_truncate) {
  CHECK();
  if (!resizable(SELF)) return KR_NULL;
  intptr_t n = (intptr_t)SELF->pos;
  if (args[0] != KR_NULL && args[0] != KR_NONE) {
    n = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
    if (n == -1 && kr_failed()) return KR_NULL;
    if (n < 0) return kr_raise(&kr_exc_ValueError, "negative size value %zd", n);
  }
  if ((size_t)n < SELF->size) SELF->size = (size_t)n;
  return kr_int_from_i64(n);
}
KR_IO_FN(y_getvalue) {
  CHECK();
  return kr_bytes_from(SELF->buf, SELF->size);
}
KR_IO_FN(y_close) {
  if (!resizable(SELF)) return KR_NULL;
  SELF->closed = true;
  kr_free(SELF->buf);
  SELF->buf = NULL;
  SELF->size = SELF->capacity = SELF->pos = 0;
  return KR_NONE;
}
KR_IO_FN(y_getstate) {
  CHECK();
  kr_value v = kr_bytes_from(SELF->buf, SELF->size);
  if (v == KR_NULL) return v;
  kr_value d = SELF->dict ? kr_from_object_or_null(kr_dict_copy(SELF->dict)) : KR_NONE;
  kr_value r = d == KR_NULL ? KR_NULL : kr_tuple_pack(3, v, kr_int_from_size(SELF->pos), d);
  kr_decref(v);
  kr_decref(d);
  return r;
}
KR_IO_FN(y_setstate) {
  CHECK();
  kr_value s = args[0];
  if (!kr_is_tuple(s) || KR_TUPLE(s)->size < 3)
    return kr_raise(&kr_exc_TypeError, "%T.__setstate__ argument should be 3-tuple, got %T", self, s);
  kr_tuple *t = KR_TUPLE(s);
  if (bytesio_init(self, t->items, 1, NULL)) return KR_NULL;
  if (!kr_is_int(t->items[1]))
    return kr_raise(&kr_exc_TypeError, "second item of state must be an integer, not %T", t->items[1]);
  int64_t pos = kr_index_as_i64(t->items[1]);
  if (pos == -1 && kr_failed()) return KR_NULL;
  if (pos < 0) return kr_raise(&kr_exc_ValueError, "position value cannot be negative");
  SELF->pos = (size_t)pos;
  if (t->items[2] != KR_NONE) {
    if (!kr_is_dict(t->items[2]))
      return kr_raise(&kr_exc_TypeError, "third item of state should be a dict, got a %T", t->items[2]);
    kr_dict *d = kr_instance_dict(self);
    if (!d || kr_dict_merge(d, t->items[2], 1)) return KR_NULL;
  }
  return KR_NONE;
}
KR_IO_FN(y_sizeof) { return kr_int_from_size(sizeof(bytesio) + SELF->capacity); }
static kr_value get_closed(kr_value self, void *c) { return kr_from_bool(SELF->closed); }

/* getbuffer(): an exporter of its own, so that exports can be counted. */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value source;
} export;
static void export_dealloc(kr_object *o) {
  KR_CLEAR(((export *)o)->source);
  kr_object_free(o);
}
static int export_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((export *)o)->source);
  return 0;
}
static int export_get(kr_value self, kr_buffer *view, int flags) {
  bytesio *b = KR_AS(bytesio, KR_AS(export, self)->source);
  if (b->closed) {
    kr_io_closed_error();
    return -1;
  }
  if (kr_buffer_fill(view, self, b->buf ? b->buf : (uint8_t *)"", b->size, false, flags)) return -1;
  b->exports++;
  return 0;
}
static void export_release(kr_value self, kr_buffer *view) {
  KR_AS(bytesio, KR_AS(export, self)->source)->exports--;
}
kr_type kr_bytesio_buffer_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                  .name = "_io._BytesIOBuffer",
                                  .tf = KR_TF_GC | KR_TF_NO_NEW,
                                  .basic_size = sizeof(export),
                                  .dealloc = export_dealloc,
                                  .traverse = export_traverse,
                                  .get_buffer = export_get,
                                  .release_buffer = export_release};
kr_value kr_memoryview_from_object(kr_value object);
KR_IO_FN(y_getbuffer) {
  CHECK();
  export *e = kr_gc_object_alloc(&kr_bytesio_buffer_type, sizeof *e);
  if (!e) return KR_NULL;
  e->source = kr_ref(self);
  kr_value r = kr_memoryview_from_object(kr_from_object(e));
  kr_decref_object(e);
  return r;
}

static const kr_method_def methods[] = {
    {"readable", y_true, 0, "($self, /)", NULL},
    {"writable", y_true, 0, "($self, /)", NULL},
    {"seekable", y_true, 0, "($self, /)", NULL},
    {"isatty", y_false, 0, "($self, /)", NULL},
    {"flush", y_flush, 0, "($self, /)", NULL},
    {"read", y_read, 0, "($self, size=-1, /)", NULL},
    {"read1", y_read, 0, "($self, size=-1, /)", NULL},
    {"readline", y_readline, 0, "($self, size=-1, /)", NULL},
    {"readlines", y_readlines, 0, "($self, size=None, /)", NULL},
    {"readinto", y_readinto, 0, "($self, buffer, /)", "Read into buffer; return how many bytes."},
    {"write", y_write, 0, "($self, b, /)", NULL},
    {"writelines", y_writelines, 0, "($self, lines, /)", NULL},
    {"seek", y_seek, 0, "($self, pos, whence=0, /)", NULL},
    {"tell", y_tell, 0, "($self, /)", NULL},
    {"truncate", y_truncate, 0, "($self, size=None, /)", NULL},
    {"getvalue", y_getvalue, 0, "($self, /)", "All of the bytes, wherever the position is."},
    {"getbuffer", y_getbuffer, 0, "($self, /)",
     "A memoryview of all of the bytes; writing to it changes them."},
    {"close", y_close, 0, "($self, /)", NULL},
    {"__getstate__", y_getstate, 0, "($self, /)", NULL},
    {"__setstate__", y_setstate, 0, "($self, object, /)", NULL},
    {"__sizeof__", y_sizeof, 0, "($self, /)", NULL},
    {0}};
static const kr_getset_def getset[] = {{"closed", get_closed, NULL, NULL, NULL}, {0}};
kr_type kr_bytesio_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                           .name = "_io.BytesIO",
                           .doc = "BytesIO(initial_bytes=b'')\n--\n\nA binary stream in memory.",
                           .tf = KR_TF_BASETYPE | KR_TF_GC,
                           .basic_size = sizeof(bytesio),
                           .dict_offset = offsetof(bytesio, dict),
                           .weaklist_offset = offsetof(bytesio, weaklist),
                           .base = &kr_bufferediobase_type,
                           .methods = methods,
                           .getset = getset,
                           .dealloc = bytesio_dealloc,
                           .traverse = kr_io_traverse,
                           .clear = bytesio_clear,
                           .iter = kr_iter_self,
                           .iternext = y_next,
                           .new_ = bytesio_new,
                           .init = bytesio_init};
