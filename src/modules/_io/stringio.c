/* StringIO: a text stream in memory, kept as a row of code points. */
#include "modules/_io/io.h"

typedef struct {
  KR_IO_HEAD
  uint32_t *buf;
  size_t size, capacity, pos;
  kr_value newline; /* as given: None or str */
  kr_value decoder; /* IncrementalNewlineDecoder, or KR_NULL */
  bool closed, ready;
  const char *write_newline;
} stringio;
#define SELF KR_AS(stringio, self)

static kr_value s_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return v;
  KR_AS(stringio, v)->newline = KR_NONE;
  KR_AS(stringio, v)->decoder = KR_NULL;
  return v;
}
static bool reserve(stringio *b, size_t n) {
  if (n <= b->capacity) return true;
  size_t capacity = b->capacity + b->capacity / 2;
  if (capacity < n) capacity = n;
  if (capacity < 64) capacity = 64;
  uint32_t *p = kr_realloc_array(b->buf, capacity, sizeof *p);
  if (!p) return false;
  b->buf = p;
  b->capacity = capacity;
  return true;
}

/* Writes text (borrowed) with the newline rules. */
static int put(stringio *b, kr_value text) {
  kr_value t = kr_ref(text);
  if (b->decoder != KR_NULL) {
    kr_value a[2] = {t, KR_TRUE};
    kr_value d = kr_call_method(b->decoder, KR_ID(decode), a, 2);
    kr_decref(t);
    if (d == KR_NULL) return -1;
    t = d;
  }
  kr_str *s = KR_STR(t);
  size_t n = s->length, extra = 0;
  if (b->write_newline && b->write_newline[1])
    for (size_t i = 0; i < n; i++) extra += kr_str_read(s, i) == '\n';
  if (n + extra && !reserve(b, b->pos + n + extra)) {
    kr_decref(t);
    return -1;
  }
  if (n && b->pos > b->size) memset(b->buf + b->size, 0, (b->pos - b->size) * sizeof *b->buf);
  for (size_t i = 0; i < n; i++) {
    uint32_t c = kr_str_read(s, i);
    if (c == '\n' && b->write_newline) {
      for (const char *p = b->write_newline; *p; p++) b->buf[b->pos++] = (uint8_t)*p;
    } else {
      b->buf[b->pos++] = c;
    }
  }
  if (n && b->pos > b->size) b->size = b->pos;
  kr_decref(t);
  return 0;
}

static int s_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "StringIO", "(initial_value='', newline='\\n')", args, nargs, kwnames, a))
    return -1;
  stringio *b = SELF;
  b->ready = false;
  kr_value newline = a[1] == KR_NULL ? kr_str_from_char('\n') : a[1];
  const char *text = NULL;
  if (newline != KR_NONE) {
    if (!kr_is_str(newline))
      return KR_RAISE_INT(&kr_exc_TypeError, "newline must be str or None, not %T", newline);
    text = kr_str_cstr(newline);
    if (!text) return -1;
    if (*text && strcmp(text, "\n") && strcmp(text, "\r") && strcmp(text, "\r\n"))
      return KR_RAISE_INT(&kr_exc_ValueError, "illegal newline value: %R", newline);
  }
  if (a[0] != KR_NULL && a[0] != KR_NONE && !kr_is_str(a[0]))
    return KR_RAISE_INT(&kr_exc_TypeError, "initial_value must be str or None, not %T", a[0]);
  kr_incref(newline);
  KR_REPLACE(b->newline, newline);
  KR_CLEAR(b->decoder);
  b->write_newline = text && text[0] == '\r' ? (text[1] ? "\r\n" : "\r") : NULL;
  if (!text || !*text) {
    kr_value da[2] = {KR_NONE, kr_from_bool(!text)};
    b->decoder = kr_call(kr_from_object(&kr_newline_decoder_type), da, 2, NULL);
    if (b->decoder == KR_NULL) return -1;
  }
  b->size = b->pos = 0;
  b->closed = false;
  b->ready = true;
  if (a[0] != KR_NULL && a[0] != KR_NONE && put(b, a[0])) return -1;
  b->pos = 0;
  return 0;
}
static int s_clear(kr_object *o) {
  KR_CLEAR(((stringio *)o)->decoder);
  kr_io_clear_base(o);
  return 0;
}
static void s_dealloc(kr_object *o) {
  if (!kr_io_dealloc_begin(o)) return;
  s_clear(o);
  KR_CLEAR(((stringio *)o)->newline);
  kr_free(((stringio *)o)->buf);
  ((stringio *)o)->buf = NULL;
  kr_object_free(o);
}
static int s_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((stringio *)o)->decoder);
  return kr_io_traverse(o, visit, arg);
}
static bool usable(stringio *b) {
  if (!b->ready) {
    kr_raise(&kr_exc_ValueError, "I/O operation on uninitialized object");
    return false;
  }
  if (b->closed) {
    kr_raise(&kr_exc_ValueError, "I/O operation on closed file");
    return false;
  }
  return true;
}
#define CHECK() \
  if (!usable(SELF)) return KR_NULL

KR_IO_FN(s_true) {
  CHECK();
  return KR_TRUE;
}
static size_t left(stringio *b) { return b->pos < b->size ? b->size - b->pos : 0; }
static kr_value take(stringio *b, size_t n) {
  if (!n) return KR_EMPTY_STR;
  kr_value r = kr_str_from_ucs4(b->buf + b->pos, n);
  if (r != KR_NULL) b->pos += n;
  return r;
}
KR_IO_FN(s_read) {
  CHECK();
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  size_t k = left(SELF);
  return take(SELF, n >= 0 && (size_t)n < k ? (size_t)n : k);
}
static size_t line_length(stringio *b) {
  size_t k = left(b);
  if (!k) return 0; /* there may be no buffer */
  const uint32_t *p = b->buf + b->pos;
  const char *nl = b->newline == KR_NONE ? NULL : kr_str_data(KR_STR(b->newline));
  for (size_t i = 0; i < k; i++) {
    if (!nl || !strcmp(nl, "\n")) {
      if (p[i] == '\n') return i + 1;
    } else if (!*nl) {
      if (p[i] == '\n') return i + 1;
      if (p[i] == '\r') return i + 1 < k && p[i + 1] == '\n' ? i + 2 : i + 1;
    } else if (!nl[1]) {
      if (p[i] == '\r') return i + 1;
    } else if (p[i] == '\r' && i + 1 < k && p[i + 1] == '\n') {
      return i + 2;
    }
  }
  return k;
}
KR_IO_FN(s_readline) {
  CHECK();
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  size_t k = line_length(SELF);
  return take(SELF, n >= 0 && (size_t)n < k ? (size_t)n : k);
}
static kr_value s_next(kr_value self) {
  CHECK();
  if (kr_type_of(self) == &kr_stringio_type) {
    size_t k = line_length(SELF);
    return k ? take(SELF, k) : KR_NULL;
  }
  kr_value line = kr_call_method0(self, KR_ID(readline));
  if (line != KR_NULL && kr_is_str(line) && KR_STR(line)->length == 0) KR_CLEAR(line);
  return line;
}
KR_IO_FN(s_write) {
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "string argument expected, got '%T'", args[0]);
  CHECK();
  return put(SELF, args[0]) ? KR_NULL : kr_int_from_size(KR_STR(args[0])->length);
}
KR_IO_FN(s_getvalue) {
  CHECK();
  return kr_str_from_ucs4(SELF->buf, SELF->size);
}
KR_IO_FN(s_tell) {
  CHECK();
  return kr_int_from_size(SELF->pos);
}
KR_IO_FN(s_seek) {
  CHECK();
  int64_t pos = kr_index_as_i64(args[0]);
  if (pos == -1 && kr_failed()) return KR_NULL;
  int whence = args[1] == KR_NULL ? 0 : kr_index_as_int(args[1]);
  if (whence == -1 && kr_failed()) return KR_NULL;
  if (whence < 0 || whence > 2)
    return kr_raise(&kr_exc_ValueError, "Invalid whence (%d, should be 0, 1 or 2)", whence);
  if (whence == 0 && pos < 0)
    return kr_raise(&kr_exc_ValueError, "Negative seek position %lld", (long long)pos);
  if (whence != 0 && pos != 0) return kr_raise(&kr_exc_OSError, "Can't do nonzero cur-relative seeks");
  if (whence == 1) pos = (int64_t)SELF->pos;
  if (whence == 2) pos = (int64_t)SELF->size;
  if (pos > INT32_MAX / 4) return kr_raise(&kr_exc_OverflowError, "new position too large");
  SELF->pos = (size_t)pos;
  return kr_int_from_i64(pos);
}
KR_IO_FN(s_truncate) {
  CHECK();
  intptr_t n = (intptr_t)SELF->pos;
  if (args[0] != KR_NULL && args[0] != KR_NONE) {
    if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
    if (n < 0) return kr_raise(&kr_exc_ValueError, "Negative size value %zd", n);
  }
  if ((size_t)n < SELF->size) SELF->size = (size_t)n;
  return kr_int_from_i64(n);
}
KR_IO_FN(s_close) {
  SELF->closed = true;
  kr_free(SELF->buf);
  SELF->buf = NULL;
  SELF->size = SELF->capacity = 0;
  return KR_NONE;
}
KR_IO_FN(s_getstate) {
  CHECK();
  kr_value v = kr_str_from_ucs4(SELF->buf, SELF->size);
  if (v == KR_NULL) return v;
  kr_value d = SELF->dict ? kr_from_object_or_null(kr_dict_copy(SELF->dict)) : KR_NONE;
  kr_value r = d == KR_NULL ? KR_NULL : kr_tuple_pack(4, v, SELF->newline, kr_int_from_size(SELF->pos), d);
  kr_decref(v);
  kr_decref(d);
  return r;
}
KR_IO_FN(s_setstate) {
  if (SELF->closed) return kr_raise(&kr_exc_ValueError, "I/O operation on closed file");
  kr_value s = args[0];
  if (!kr_is_tuple(s) || KR_TUPLE(s)->size < 4)
    return kr_raise(&kr_exc_TypeError, "%T.__setstate__ argument should be 4-tuple, got %T", self, s);
  kr_tuple *t = KR_TUPLE(s);
  kr_value none = KR_NONE;
  kr_value a[2] = {KR_EMPTY_STR, t->items[1]};
  (void)none;
  if (s_init(self, a, 2, NULL)) return KR_NULL;
  if (!kr_is_str(t->items[0]))
    return kr_raise(&kr_exc_TypeError, "initial_value must be str or None, not %T", t->items[0]);
  /* the saved text has its line ends translated already */
  kr_str *text = KR_STR(t->items[0]);
  if (!reserve(SELF, text->length ? text->length : 1)) return KR_NULL;
  for (size_t i = 0; i < text->length; i++) SELF->buf[i] = kr_str_read(text, i);
  SELF->size = text->length;
  if (!kr_is_int(t->items[2]))
    return kr_raise(&kr_exc_TypeError, "third item of state must be an integer, got %T", t->items[2]);
  int64_t pos = kr_index_as_i64(t->items[2]);
  if (pos == -1 && kr_failed()) return KR_NULL;
  if (pos < 0) return kr_raise(&kr_exc_ValueError, "position value cannot be negative");
  SELF->pos = (size_t)pos;
  if (t->items[3] != KR_NONE) {
    if (!kr_is_dict(t->items[3]))
      return kr_raise(&kr_exc_TypeError, "fourth item of state should be a dict, got a %T", t->items[3]);
    kr_dict *d = kr_instance_dict(self);
    if (!d || kr_dict_merge(d, t->items[3], 1)) return KR_NULL;
  }
  return KR_NONE;
}
static kr_value get_closed(kr_value self, void *c) {
  if (!SELF->ready) return kr_raise(&kr_exc_ValueError, "I/O operation on uninitialized object");
  return kr_from_bool(SELF->closed);
}
static kr_value get_line_buffering(kr_value self, void *c) {
  CHECK();
  return KR_FALSE;
}
static kr_value get_newlines(kr_value self, void *c) {
  CHECK();
  return SELF->decoder == KR_NULL ? KR_NONE : kr_getattr(SELF->decoder, KR_ID(newlines));
}

static const kr_method_def methods[] = {
    {"close", s_close, 0, "($self, /)", NULL},
    {"getvalue", s_getvalue, 0, "($self, /)", "All of the text, wherever the position is."},
    {"read", s_read, 0, "($self, size=-1, /)", NULL},
    {"readline", s_readline, 0, "($self, size=-1, /)", NULL},
    {"tell", s_tell, 0, "($self, /)", NULL},
    {"truncate", s_truncate, 0, "($self, pos=None, /)", NULL},
    {"seek", s_seek, 0, "($self, pos, whence=0, /)", NULL},
    {"write", s_write, 0, "($self, s, /)", NULL},
    {"seekable", s_true, 0, "($self, /)", NULL},
    {"readable", s_true, 0, "($self, /)", NULL},
    {"writable", s_true, 0, "($self, /)", NULL},
    {"__getstate__", s_getstate, 0, "($self, /)", NULL},
    {"__setstate__", s_setstate, 0, "($self, state, /)", NULL},
    {0}};
static const kr_getset_def getset[] = {{"closed", get_closed, NULL, NULL, NULL},
                                       {"newlines", get_newlines, NULL, NULL, NULL},
                                       {"line_buffering", get_line_buffering, NULL, NULL, NULL},
                                       {0}};
kr_type kr_stringio_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                            .name = "_io.StringIO",
                            .doc =
                                "StringIO(initial_value='', newline='\\n')\n--\n\nA text stream in memory.",
                            .tf = KR_TF_BASETYPE | KR_TF_GC,
                            .basic_size = sizeof(stringio),
                            .dict_offset = offsetof(stringio, dict),
                            .weaklist_offset = offsetof(stringio, weaklist),
                            .base = &kr_textiobase_type,
                            .methods = methods,
                            .getset = getset,
                            .dealloc = s_dealloc,
                            .traverse = s_traverse,
                            .clear = s_clear,
                            .iternext = s_next,
                            .new_ = s_new,
                            .init = s_init};
