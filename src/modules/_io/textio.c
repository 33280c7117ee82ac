/* TextIOWrapper and IncrementalNewlineDecoder.
 *
 * Written text is encoded at once into `pending` (for UTF-8 without a call) and handed to the buffer when
 * that exceeds the chunk size. Text read is decoded a chunk at a time into `decoded`, of which `used`
 * characters are consumed. `snapshot` is the decoder's state and the bytes it was given since, from which
 * tell() works out a position. */
#include "modules/_io/io.h"
#include "objects/codecs.h"
#include "vm/flags.h"
#include "vm/call.h"

/* ---- IncrementalNewlineDecoder ------------------------------------------------------------------------- */

enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };
typedef struct {
  KR_OBJECT_HEAD
  bool translate, pending_cr;
  uint8_t seen;
  kr_value decoder; /* None: input is text already */
  kr_value errors;
} newline_decoder;
#define NLD KR_AS(newline_decoder, self)

static kr_value nld_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return v;
  KR_AS(newline_decoder, v)->decoder = KR_NULL;
  KR_AS(newline_decoder, v)->errors = KR_NULL;
  return v;
}
static int nld_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3];
  if (kr_args_bind(&spec, "IncrementalNewlineDecoder", "(decoder, translate, errors='strict')", args, nargs,
                   kwnames, a))
    return -1;
  int t = kr_truth(a[1]);
  if (t < 0) return -1;
  kr_incref(a[0]);
  KR_REPLACE(NLD->decoder, a[0]);
  kr_value errors = a[2] == KR_NULL ? kr_str_intern_cstr("strict") : kr_ref(a[2]);
  KR_REPLACE(NLD->errors, errors);
  NLD->translate = t;
  NLD->pending_cr = false;
  NLD->seen = 0;
  return 0;
}
static void nld_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(((newline_decoder *)o)->decoder);
  KR_CLEAR(((newline_decoder *)o)->errors);
  kr_trash_end();
  kr_object_free(o);
}
static int nld_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((newline_decoder *)o)->decoder);
  KR_VISIT(((newline_decoder *)o)->errors);
  return 0;
}

/* What the decoder makes of decoded text (stolen). New. */
static kr_value nld_process(newline_decoder *d, kr_value text, bool final) {
  if (!kr_is_str(text)) {
    kr_raise(&kr_exc_TypeError, "decoder should return a string result, not '%T'", text);
    kr_decref(text);
    return KR_NULL;
  }
  kr_str *s = KR_STR(text);
  if (!d->pending_cr && (!s->length || !kr_str_contains_char(s, '\r'))) {
    if (!(d->seen & SEEN_LF) && s->length && kr_str_contains_char(s, '\n')) d->seen |= SEEN_LF;
    return text;
  }
  kr_str_builder b = {0};
  bool cr = d->pending_cr;
  d->pending_cr = false;
  size_t n = s->length, from = 0;
  for (size_t i = 0; i <= n; i++) {
    uint32_t c = i < n ? kr_str_read(s, i) : 0;
    if (cr) {
      /* the character before was a carriage return, not yet written */
      cr = false;
      if (i == n && !final) {
        d->pending_cr = true;
        break;
      }
      if (i < n && c == '\n') {
        d->seen |= SEEN_CRLF;
        if (d->translate) {
          kr_sb_char(&b, '\n');
        } else {
          kr_sb_char(&b, '\r');
          kr_sb_char(&b, '\n');
        }
        from = i + 1;
        continue;
      }
      d->seen |= SEEN_CR;
      kr_sb_char(&b, d->translate ? '\n' : '\r');
    }
    if (i == n) break;
    if (c == '\r') {
      if (i > from) kr_sb_substr(&b, s, from, i);
      from = i + 1;
      cr = true;
    } else if (c == '\n') {
      d->seen |= SEEN_LF;
    }
  }
  if (from < n) kr_sb_substr(&b, s, from, n);
  kr_decref(text);
  return kr_sb_finish(&b);
}

static bool nld_initialized(kr_value self) {
  if (NLD->decoder != KR_NULL) return true;
  kr_raise(&kr_exc_ValueError, "IncrementalNewlineDecoder.__init__() not called");
  return false;
}
static kr_value nld_decode_value(kr_value self, kr_value input, bool final) {
  if (!nld_initialized(self)) return KR_NULL;
  kr_value text;
  if (NLD->decoder != KR_NONE) {
    kr_value a[2] = {input, kr_from_bool(final)};
    text = kr_call_method(NLD->decoder, KR_ID(decode), a, 2);
    if (text == KR_NULL) return KR_NULL;
  } else {
    text = kr_ref(input);
  }
  return nld_process(NLD, text, final);
}
KR_IO_FN(nld_decode) {
  int final = args[1] == KR_NULL ? 0 : kr_truth(args[1]);
  return final < 0 ? KR_NULL : nld_decode_value(self, args[0], final);
}
/* The number beside a decoder's state, of which 64 bits count. False: failed. */
static bool state_flag(kr_value v, uint64_t *flag) {
  kr_value i = kr_index(v);
  if (i == KR_NULL) return false;
  *flag = kr_int_as_u64_mask(i);
  kr_decref(i);
  return true;
}
KR_IO_FN(nld_getstate) {
  if (!nld_initialized(self)) return KR_NULL;
  kr_value buffer = kr_bytes_from("", 0);
  uint64_t flag = 0;
  if (NLD->decoder != KR_NONE) {
    kr_value st = kr_call_method0(NLD->decoder, KR_ID(getstate));
    kr_decref(buffer);
    if (st == KR_NULL) return KR_NULL;
    if (!kr_is_tuple(st) || KR_TUPLE(st)->size != 2) {
      kr_decref(st);
      return kr_raise(&kr_exc_TypeError, "illegal decoder state");
    }
    buffer = kr_ref(KR_TUPLE(st)->items[0]);
    bool ok = state_flag(KR_TUPLE(st)->items[1], &flag);
    kr_decref(st);
    if (!ok) {
      kr_decref(buffer);
      return KR_NULL;
    }
  }
  kr_value state = kr_int_from_u64(flag << 1 | NLD->pending_cr);
  kr_value r = state == KR_NULL ? KR_NULL : kr_tuple_pack(2, buffer, state);
  kr_decref(state);
  kr_decref(buffer);
  return r;
}
KR_IO_FN(nld_setstate) {
  if (!nld_initialized(self)) return KR_NULL;
  kr_value st = args[0];
  if (!kr_is_tuple(st)) return kr_raise(&kr_exc_TypeError, "state argument must be a tuple");
  if (KR_TUPLE(st)->size != 2) return kr_raise(&kr_exc_TypeError, "setstate(): illegal state argument");
  uint64_t flag;
  if (!state_flag(KR_TUPLE(st)->items[1], &flag)) return KR_NULL;
  NLD->pending_cr = flag & 1;
  if (NLD->decoder == KR_NONE) return KR_NONE;
  kr_value state = kr_int_from_u64(flag >> 1);
  kr_value t = state == KR_NULL ? KR_NULL : kr_tuple_pack(2, KR_TUPLE(st)->items[0], state);
  kr_decref(state);
  kr_value r = t == KR_NULL ? KR_NULL : kr_call_method1(NLD->decoder, KR_ID(setstate), t);
  kr_decref(t);
  return r;
}
KR_IO_FN(nld_reset) {
  if (!nld_initialized(self)) return KR_NULL;
  NLD->seen = 0;
  NLD->pending_cr = false;
  return NLD->decoder == KR_NONE ? KR_NONE : kr_call_method0(NLD->decoder, KR_ID(reset));
}
static kr_value nld_newlines(kr_value self, void *c) {
  if (!nld_initialized(self)) return KR_NULL;
  static const char *const texts[] = {"\r", "\n", "\r\n"};
  kr_value v[3];
  size_t n = 0;
  for (int i = 0; i < 3; i++)
    if (NLD->seen & (1 << i)) v[n++] = kr_str_intern_cstr(texts[i]);
  if (n == 0) return KR_NONE;
  return n == 1 ? v[0] : kr_tuple_from_array_steal(v, n);
}
static const kr_method_def nld_methods[] = {{"decode", nld_decode, 0, "($self, /, input, final=False)", NULL},
                                            {"getstate", nld_getstate, 0, "($self, /)", NULL},
                                            {"setstate", nld_setstate, 0, "($self, state, /)", NULL},
                                            {"reset", nld_reset, 0, "($self, /)", NULL},
                                            {0}};
static const kr_getset_def nld_getset[] = {{"newlines", nld_newlines, NULL, NULL, NULL}, {0}};
kr_type kr_newline_decoder_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_io.IncrementalNewlineDecoder",
    .doc = "IncrementalNewlineDecoder(decoder, translate, errors='strict')\n--\n\nDecodes text with any of "
           "the three ends of lines.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_PLAIN_NEW,
    .basic_size = sizeof(newline_decoder),
    .methods = nld_methods,
    .getset = nld_getset,
    .dealloc = nld_dealloc,
    .traverse = nld_traverse,
    .new_ = nld_new,
    .init = nld_init};

/* ---- TextIOWrapper ------------------------------------------------------------------------------------- */

#define CHUNK 8192
typedef struct {
  KR_IO_HEAD
  kr_value buffer; /* KR_NULL: not initialized, or detached */
  kr_value encoding, errors;
  kr_value read_newline;     /* None or str, as given */
  kr_value encoder, decoder; /* KR_NULL: none */
  kr_value decoded;          /* str; KR_NULL: nothing */
  size_t used;
  kr_value snapshot; /* (decoder flags, bytes) or KR_NULL */
  kr_buf pending;
  intptr_t chunk;
  bool line_buffering, write_through, read_translate, read_universal, utf8, utf8_strict, seekable, telling,
      detached, finalizing, has_read1;
  const char *write_newline;                            /* NULL: written as it is */
  kr_value (*encode)(kr_value str, const char *errors); /* in place of the encoder's method; NULL: none */
} textio;
#define SELF KR_AS(textio, self)

static kr_value text_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return v;
  textio *t = KR_AS(textio, v);
  t->buffer = t->encoder = t->decoder = t->decoded = t->snapshot = KR_NULL;
  t->encoding = t->errors = t->read_newline = KR_NONE;
  return v;
}

static bool initialized(textio *t) {
  if (t->buffer != KR_NULL || t->detached) return true;
  kr_raise(&kr_exc_ValueError, "I/O operation on uninitialized object");
  return false;
}
static bool usable(textio *t) {
  if (t->buffer != KR_NULL) return true;
  if (initialized(t)) kr_raise(&kr_exc_ValueError, "underlying buffer has been detached");
  return false;
}
#define CHECK() \
  if (!usable(SELF)) return KR_NULL
static int buffer_closed(textio *t) {
  kr_value buffer = kr_ref(t->buffer);
  int closed = kr_io_is_closed(buffer);
  kr_decref(buffer);
  return closed;
}
static bool open_for_use(kr_value self) {
  if (!usable(SELF)) return false;
  int c = buffer_closed(SELF);
  if (c > 0) kr_io_closed_error();
  return c == 0;
}

/* Methods of the buffer, the decoder and the encoder, with an argument or (KR_NULL) none. Any of them may be Python
 * code, which detaches, closes or initializes this stream: then there is none to ask. New. */
static kr_value ask(kr_value whom, kr_value name, kr_value arg) {
  return kr_call_method(whom, name, &arg, arg != KR_NULL);
}
static kr_value ask_buffer(textio *t, kr_value name, kr_value arg) {
  return usable(t) ? ask(t->buffer, name, arg) : KR_NULL;
}
static kr_value ask_decoder(textio *t, kr_value name, kr_value arg) {
  return t->decoder != KR_NULL ? ask(t->decoder, name, arg) : kr_io_raise_unsupported("not readable");
}
static kr_value ask_encoder(textio *t, kr_value name, kr_value arg) {
  return t->encoder != KR_NULL ? ask(t->encoder, name, arg) : kr_io_raise_unsupported("not writable");
}

static int set_newline(textio *t, kr_value newline) {
  if (newline == KR_NULL) newline = KR_NONE;
  if (newline != KR_NONE && !kr_is_str(newline))
    return KR_RAISE_INT(&kr_exc_TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %G",
                        newline);
  const char *text = newline == KR_NONE ? NULL : kr_str_cstr(newline);
  if (newline != KR_NONE && !text) return -1;
  if (text && *text && strcmp(text, "\n") && strcmp(text, "\r") && strcmp(text, "\r\n"))
    return KR_RAISE_INT(&kr_exc_ValueError, "illegal newline value: %U", newline);
  kr_incref(newline);
  KR_REPLACE(t->read_newline, newline);
  t->read_universal = !text || !*text;
  t->read_translate = !text;
  t->write_newline = text && text[0] == '\r' ? (text[1] ? "\r\n" : "\r") : NULL;
  return 0;
}

/* An encoder or decoder of this class (stolen; KR_NULL: raised). New. */
static kr_value make_coder(textio *t, kr_value type) {
  if (type == KR_NULL) return KR_NULL;
  kr_value errors = kr_ref(t->errors), coder = kr_call1(type, errors);
  kr_decref(errors);
  kr_decref(type);
  return coder;
}

/* The codec's machinery for the current encoding. 0, -1. */
static int set_codec(textio *t) {
  kr_value type, coder; /* of the encoder or the decoder */
  KR_CLEAR(t->encoder);
  KR_CLEAR(t->decoder);
  const char *name = kr_str_cstr(t->encoding);
  if (!name) return -1;
  t->utf8 = !strcmp(name, "utf-8") || !strcmp(name, "utf8") || !strcmp(name, "UTF-8");
  t->utf8_strict = t->utf8 && kr_str_equals_cstr(KR_STR(t->errors), "strict");
  t->encode = t->utf8 ? kr_encode_utf8 : NULL;
  kr_value codecs = kr_import_module("codecs");
  if (codecs == KR_NULL) return -1;
  kr_value info = kr_call_method1(codecs, KR_ID(lookup), t->encoding);
  kr_decref(codecs);
  if (info == KR_NULL) return -1;
  kr_value is_text;
  int found = kr_getattr_optional(info, KR_ID(_is_text_encoding), &is_text);
  if (found > 0) {
    int yes = kr_truth(is_text);
    kr_decref(is_text);
    if (!yes) {
      kr_decref(info);
      return KR_RAISE_INT(&kr_exc_LookupError, "'%U' is not a text encoding", t->encoding);
    }
  }
  kr_value r = ask_buffer(t, KR_ID(readable), KR_NULL);
  int readable = r == KR_NULL ? -1 : kr_truth(r);
  kr_decref(r);
  r = readable < 0 ? KR_NULL : ask_buffer(t, KR_ID(writable), KR_NULL);
  int writable = r == KR_NULL ? -1 : kr_truth(r);
  kr_decref(r);
  if (writable > 0) {
    kr_value plain = kr_getattr(info, KR_ID(name));
    if (plain != KR_NULL && kr_is_str(plain)) {
      if (kr_str_equals_cstr(KR_STR(plain), "ascii")) t->encode = kr_encode_ascii;
      if (kr_str_equals_cstr(KR_STR(plain), "iso8859-1")) t->encode = kr_encode_latin1;
    }
    if (plain == KR_NULL) kr_clear_exception();
    kr_decref(plain);
    type = kr_getattr(info, KR_ID(incrementalencoder));
    coder = make_coder(t, type);
    KR_REPLACE(t->encoder, coder);
    if (t->encoder == KR_NULL) writable = -1;
  }
  if (writable >= 0 && readable > 0) {
    type = kr_getattr(info, KR_ID(incrementaldecoder));
    coder = make_coder(t, type);
    KR_REPLACE(t->decoder, coder);
    if (t->decoder != KR_NULL && t->read_universal) {
      kr_value a[2] = {t->decoder, kr_from_bool(t->read_translate)};
      kr_value d = kr_call(kr_from_object(&kr_newline_decoder_type), a, 2, NULL);
      kr_decref(t->decoder);
      t->decoder = d;
    }
    if (t->decoder == KR_NULL) readable = -1;
  }
  kr_decref(info);
  return readable < 0 || writable < 0 ? -1 : 0;
}

/* What is written next stands at the start of the stream (where a mark may come first), or does not. */
static int set_encoder(textio *t, bool at_start) {
  if (t->encoder == KR_NULL || t->utf8) return 0;
  kr_value r = at_start ? ask_encoder(t, KR_ID(reset), KR_NULL)
                        : ask_encoder(t, KR_ID(setstate), kr_from_small_int(0));
  return kr_drop_result(r);
}

/* An encoder that writes a mark at the start (utf-16) must not do so in the middle of a file. 0, -1. */
static int fix_encoder(textio *t) {
  if (!t->seekable || t->encoder == KR_NULL || t->utf8) return 0;
  kr_value r = ask_buffer(t, KR_ID(tell), KR_NULL);
  if (r == KR_NULL) return -1;
  int at_start = kr_equal(r, kr_from_small_int(0));
  kr_decref(r);
  return at_start ? 0 : set_encoder(t, false);
}

static int text_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[6];
  if (kr_args_bind(&spec, "TextIOWrapper",
                   "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
                   "write_through=False)",
                   args, nargs, kwnames, a))
    return -1;
  textio *t = SELF;
  /* What fails from here on leaves an object that is not initialized. */
  t->detached = false;
  KR_CLEAR(t->buffer);
  for (int i = 1; i < 3; i++) {
    if (a[i] == KR_NULL) a[i] = KR_NONE;
    if (a[i] != KR_NONE && !kr_is_str(a[i]))
      return KR_RAISE_INT(&kr_exc_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %G",
                          i == 1 ? "encoding" : "errors", a[i]);
    if (a[i] != KR_NONE && !kr_str_cstr(a[i])) return -1;
  }
  int line_buffering = a[4] == KR_NULL ? 0 : kr_truth(a[4]);
  int write_through = a[5] == KR_NULL ? 0 : kr_truth(a[5]);
  if (line_buffering < 0 || write_through < 0) return -1;
  kr_value encoding = a[1];
  if (encoding == KR_NONE && kr_io_warn_no_encoding(1) < 0) return -1;
  if (encoding == KR_NONE || kr_str_equals_cstr(KR_STR(encoding), "locale"))
    encoding = kr_str_intern_cstr(kr_flags.utf8_mode ? "utf-8" : "UTF-8");
  else kr_incref(encoding);
  KR_REPLACE(t->encoding, encoding);
  kr_value errors = a[2] == KR_NONE ? kr_str_intern_cstr("strict") : kr_ref(a[2]);
  KR_REPLACE(t->errors, errors);
  if (!kr_codec_check_names(NULL, kr_str_cstr(errors)) || set_newline(t, a[3])) return -1;
  kr_incref(a[0]);
  KR_REPLACE(t->buffer, a[0]);
  t->detached = false;
  t->line_buffering = line_buffering;
  t->write_through = write_through;
  t->chunk = CHUNK;
  t->used = 0;
  KR_CLEAR(t->decoded);
  KR_CLEAR(t->snapshot);
  kr_buf_free(&t->pending);
  if (set_codec(t)) {
    KR_CLEAR(t->buffer);
    return -1;
  }
  kr_value r = ask_buffer(t, KR_ID(seekable), KR_NULL);
  int seekable = r == KR_NULL ? -1 : kr_truth(r);
  kr_decref(r);
  if (seekable < 0) {
    KR_CLEAR(t->buffer);
    return -1;
  }
  t->seekable = t->telling = seekable;
  int has = kr_hasattr(a[0], KR_ID(read1));
  if (has < 0) return -1;
  t->has_read1 = has;
  return fix_encoder(t);
}

static int text_clear(kr_object *o) {
  textio *t = (textio *)o;
  KR_CLEAR(t->buffer);
  KR_CLEAR(t->encoder);
  KR_CLEAR(t->decoder);
  KR_CLEAR(t->decoded);
  KR_CLEAR(t->snapshot);
  kr_io_clear_base(o);
  return 0;
}
static void text_dealloc(kr_object *o) {
  textio *t = (textio *)o;
  if (!kr_io_dealloc_begin(o)) return;
  text_clear(o);
  KR_CLEAR(t->encoding);
  KR_CLEAR(t->errors);
  KR_CLEAR(t->read_newline);
  kr_buf_free(&t->pending);
  kr_object_free(o);
}
static int text_traverse(kr_object *o, kr_visit visit, void *arg) {
  textio *t = (textio *)o;
  KR_VISIT(t->buffer);
  KR_VISIT(t->encoder);
  KR_VISIT(t->decoder);
  KR_VISIT(t->decoded);
  KR_VISIT(t->snapshot);
  return kr_io_traverse(o, visit, arg);
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static int write_pending(textio *t) {
  if (!t->pending.size) return 0;
  kr_value b = kr_bytes_from(t->pending.data, t->pending.size);
  if (b == KR_NULL) return -1;
  t->pending.size = 0;
  kr_value r = ask_buffer(t, KR_ID(write), b);
  kr_decref(b);
  return kr_drop_result(r);
}

static int put_encoded(textio *t, kr_value text) {
  if (t->encode) {
    kr_str *s = KR_STR(text);
    if (kr_str_is_ascii(s)) return kr_buf_put(&t->pending, kr_str_data(s), s->length) ? 0 : -1;
    if (t->utf8_strict) {
      size_t n;
      const char *p = kr_str_utf8(s, &n);
      return p && kr_buf_put(&t->pending, p, n) ? 0 : -1;
    }
    kr_value errors = kr_ref(t->errors), b = t->encode(text, kr_str_cstr(errors));
    kr_decref(errors);
    if (b == KR_NULL) return -1;
    int r = kr_buf_put(&t->pending, KR_BYTES(b)->data, KR_BYTES(b)->size) ? 0 : -1;
    kr_decref(b);
    return r;
  }
  kr_value b = ask_encoder(t, KR_ID(encode), text);
  if (b == KR_NULL) return -1;
  if (!kr_is_bytes(b)) {
    kr_raise(&kr_exc_TypeError, "encoder should return a bytes object, not '%T'", b);
    kr_decref(b);
    return -1;
  }
  int r = kr_buf_put(&t->pending, KR_BYTES(b)->data, KR_BYTES(b)->size) ? 0 : -1;
  kr_decref(b);
  return r;
}

static kr_value replace_newlines(kr_value text, const char *with) {
  kr_str *s = KR_STR(text);
  kr_str_builder b = {0};
  size_t from = 0;
  for (size_t i = 0; i < s->length; i++)
    if (kr_str_read(s, i) == '\n') {
      kr_sb_substr(&b, s, from, i);
      kr_sb_cstr(&b, with);
      from = i + 1;
    }
  kr_sb_substr(&b, s, from, s->length);
  return kr_sb_finish(&b);
}

/* Writes the first `before` bytes that are pending, before a part as large as a chunk; and what such a write
 * makes others write here. */
static int write_ahead(textio *t, size_t before) {
  kr_buf rest = {0};
  bool ok = kr_buf_put(&rest, t->pending.data + before, t->pending.size - before);
  t->pending.size = before;
  while (ok && t->pending.size) ok = !write_pending(t);
  ok = ok && kr_buf_put(&t->pending, rest.data, rest.size);
  kr_buf_free(&rest);
  return ok ? 0 : -1;
}

KR_IO_FN(t_write) {
  textio *t = SELF;
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "write() argument must be str, not %G", args[0]);
  if (!open_for_use(self)) return KR_NULL;
  if (t->encoder == KR_NULL) return kr_io_raise_unsupported("not writable");
  kr_value text = args[0];
  size_t length = KR_STR(text)->length;
  bool has_nl = false, flush = false;
  if (t->write_newline || t->line_buffering) has_nl = kr_str_contains_char(KR_STR(text), '\n');
  if (t->line_buffering && (has_nl || kr_str_contains_char(KR_STR(text), '\r'))) flush = true;
  size_t before = t->pending.size;
  int r;
  if (has_nl && t->write_newline) {
    text = replace_newlines(text, t->write_newline);
    r = text == KR_NULL ? -1 : put_encoded(t, text);
    kr_decref(text);
  } else {
    r = put_encoded(t, text);
  }
  if (r) {
    t->pending.failed = false;
    return KR_NULL;
  }
  if (before > t->pending.size) before = 0; /* the encoder flushed */
  if (before && t->pending.size - before >= (size_t)t->chunk && write_ahead(t, before)) return KR_NULL;
  if (t->pending.size >= (size_t)t->chunk || flush || t->write_through)
    if (write_pending(t)) return KR_NULL;
  if (flush) {
    kr_value f = ask_buffer(t, KR_ID(flush), KR_NULL);
    if (f == KR_NULL) return KR_NULL;
    kr_decref(f);
  }
  if (t->snapshot != KR_NULL) {
    KR_CLEAR(t->snapshot);
    KR_CLEAR(t->decoded);
    t->used = 0;
    if (t->decoder != KR_NULL) {
      kr_value f = ask_decoder(t, KR_ID(reset), KR_NULL);
      if (f == KR_NULL) return KR_NULL;
      kr_decref(f);
    }
  }
  return kr_int_from_size(length);
}

KR_IO_FN(t_flush) {
  if (!open_for_use(self)) return KR_NULL;
  SELF->telling = SELF->seekable;
  if (write_pending(SELF)) return KR_NULL;
  return ask_buffer(SELF, KR_ID(flush), KR_NULL);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static size_t available(textio *t) {
  return t->decoded == KR_NULL ? 0 : KR_STR(t->decoded)->length - t->used;
}

/* What the decoder makes of bytes: a str. New. */
static kr_value decode(textio *t, kr_value input, bool final) {
  kr_value a[2] = {input, kr_from_bool(final)};
  if (t->decoder == KR_NULL) return kr_io_raise_unsupported("not readable");
  kr_value text = kr_call_method(t->decoder, KR_ID(decode), a, 2);
  if (text == KR_NULL || kr_is_str(text)) return text;
  kr_raise(&kr_exc_TypeError, "decoder should return a string result, not '%T'", text);
  kr_decref(text);
  return KR_NULL;
}

/* The decoder's state: a tuple of bytes and flags. New. */
static kr_value decoder_state(textio *t) {
  kr_value st = ask_decoder(t, KR_ID(getstate), KR_NULL);
  if (st == KR_NULL || (kr_is_tuple(st) && KR_TUPLE(st)->size == 2 && kr_is_bytes(KR_TUPLE(st)->items[0])))
    return st;
  kr_decref(st);
  return kr_raise(&kr_exc_TypeError, "illegal decoder state");
}

/* Decodes another chunk. 1; 0 at the end of the file; -1. */
static int read_chunk(textio *t, intptr_t hint) {
  if (t->decoder == KR_NULL) {
    kr_io_raise_unsupported("not readable");
    return -1;
  }
  kr_value flags = KR_NULL, before = KR_NULL;
  if (t->telling) {
    kr_value st = decoder_state(t);
    if (st == KR_NULL) return -1;
    before = kr_ref(KR_TUPLE(st)->items[0]);
    flags = kr_ref(KR_TUPLE(st)->items[1]);
    kr_decref(st);
  }
  intptr_t want = hint > t->chunk ? hint : t->chunk;
  kr_value input = ask_buffer(t, t->has_read1 ? KR_ID(read1) : KR_ID(read), kr_from_small_int(want));
  int result = -1;
  kr_value text = KR_NULL;
  if (input == KR_NULL) goto done;
  if (!kr_is_bytes(input) && !kr_has_buffer(input)) {
    kr_raise(&kr_exc_TypeError, "underlying %s() should have returned a bytes-like object, not '%T'",
             t->has_read1 ? "read1" : "read", input);
    goto done;
  }
  bool eof = kr_len(input) == 0;
  text = decode(t, input, eof);
  if (text == KR_NULL) goto done;
  result = KR_STR(text)->length ? 1 : !eof;
  kr_incref(text);
  KR_REPLACE(t->decoded, text);
  t->used = 0;
  if (t->telling) {
    kr_value next = kr_binary(before, input, KR_OP_ADD);
    kr_value snap = next == KR_NULL      ? KR_NULL
                    : !kr_is_bytes(next) ? kr_raise(&kr_exc_TypeError, "illegal decoder state")
                                         : kr_tuple_pack(2, flags, next);
    kr_decref(next);
    if (snap == KR_NULL) {
      result = -1;
      goto done;
    }
    KR_REPLACE(t->snapshot, snap);
  }
done:
  kr_decref(text);
  kr_decref(input);
  kr_decref(flags);
  kr_decref(before);
  return result;
}

/* Up to n characters of what is decoded. New. */
static kr_value take(textio *t, size_t n) {
  if (t->decoded == KR_NULL) return KR_EMPTY_STR;
  size_t have = available(t);
  if (n > have) n = have;
  kr_value r =
      t->used == 0 && n == have ? kr_ref(t->decoded) : kr_str_substring(t->decoded, t->used, t->used + n);
  t->used += n;
  return r;
}

kr_value kr_text_read_now(kr_value self, intptr_t n) {
  if (!open_for_use(self)) return KR_NULL;
  textio *t = SELF;
  if (t->decoder == KR_NULL) return kr_io_raise_unsupported("not readable");
  if (write_pending(t)) return KR_NULL;
  if (n < 0) {
    kr_value bytes = ask_buffer(t, KR_ID(read), KR_NULL);
    if (bytes == KR_NULL) return KR_NULL;
    if (bytes == KR_NONE) return kr_raise(&kr_exc_BlockingIOError, "Read returned None.");
    kr_value rest = decode(t, bytes, true);
    kr_decref(bytes);
    if (rest == KR_NULL) return KR_NULL;
    kr_value first = take(t, SIZE_MAX);
    kr_value r = first == KR_NULL ? KR_NULL : kr_str_concat(first, rest);
    kr_decref(first);
    kr_decref(rest);
    KR_CLEAR(t->decoded);
    t->used = 0;
    KR_CLEAR(t->snapshot);
    return r;
  }
  kr_value r = take(t, (size_t)n);
  while (r != KR_NULL && KR_STR(r)->length < (size_t)n) {
    int got = read_chunk(t, n - (intptr_t)KR_STR(r)->length);
    if (got < 0) {
      kr_decref(r);
      return KR_NULL;
    }
    if (got == 0) break;
    kr_value more = take(t, (size_t)n - KR_STR(r)->length);
    if (more == KR_NULL) {
      kr_decref(r);
      return KR_NULL;
    }
    r = kr_str_append_steal(r, more);
    kr_decref(more);
  }
  return r;
}

KR_IO_FN(t_read) {
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  if (KR_UNLIKELY(kr_stdin_waits(SELF->buffer))) return kr_stdin_push(self, KR_STDIN_TEXT, n);
  return kr_text_read_now(self, n);
}

/* Where the line that starts at `from` ends (behind its line end); 0: no end in s yet. *cr: a carriage
 * return is last and may be half a line end. */
static size_t find_line_end(textio *t, kr_str *s, size_t from) {
  if (t->read_translate || (!t->read_universal && t->read_newline != KR_NONE &&
                            kr_str_equals_cstr(KR_STR(t->read_newline), "\n"))) {
    for (size_t i = from; i < s->length; i++)
      if (kr_str_read(s, i) == '\n') return i + 1;
    return 0;
  }
  if (t->read_universal) {
    for (size_t i = from; i < s->length; i++) {
      uint32_t c = kr_str_read(s, i);
      if (c == '\n') return i + 1;
      if (c == '\r') return i + 1 < s->length && kr_str_read(s, i + 1) == '\n' ? i + 2 : i + 1;
    }
    return 0;
  }
  kr_str *nl = KR_STR(t->read_newline);
  for (size_t i = from; i + nl->length <= s->length; i++) {
    size_t k = 0;
    while (k < nl->length && kr_str_read(s, i + k) == kr_str_read(nl, k)) k++;
    if (k == nl->length) return i + k;
  }
  return 0;
}

kr_value kr_text_readline_now(kr_value self, intptr_t limit) {
  if (!open_for_use(self)) return KR_NULL;
  textio *t = SELF;
  if (write_pending(t)) return KR_NULL;
  kr_value line = KR_NULL; /* what earlier chunks gave */
  for (;;) {
    if (!available(t)) {
      int got;
      do got = read_chunk(t, 0);
      while (got > 0 && !available(t));
      if (got < 0) {
        kr_decref(line);
        return KR_NULL;
      }
      if (got == 0) {
        KR_CLEAR(t->decoded);
        KR_CLEAR(t->snapshot);
        t->used = 0;
        return line == KR_NULL ? KR_EMPTY_STR : line;
      }
    }
    if (limit == 0) return KR_EMPTY_STR;
    if (line != KR_NULL) {
      /* a line end may straddle the chunks ("\r\n" as newline): search them joined */
      kr_value rest = kr_str_substring(t->decoded, t->used, KR_STR(t->decoded)->length);
      kr_value joined = rest == KR_NULL ? KR_NULL : kr_str_concat(line, rest);
      kr_decref(rest);
      if (joined == KR_NULL) {
        kr_decref(line);
        return KR_NULL;
      }
      size_t before = KR_STR(line)->length;
      size_t start =
          before && kr_str_read(KR_STR(line), before - 1) == '\r' && !t->read_universal ? before - 1 : before;
      size_t end = find_line_end(t, KR_STR(joined), start);
      if (limit >= 0 && (end == 0 || end > (size_t)limit) && KR_STR(joined)->length >= (size_t)limit)
        end = (size_t)limit;
      if (end) {
        t->used += end - before;
        kr_decref(line);
        kr_value r = kr_str_substring(joined, 0, end);
        kr_decref(joined);
        return r;
      }
      kr_decref(line);
      line = joined;
      t->used = KR_STR(t->decoded)->length;
      continue;
    }
    size_t end = find_line_end(t, KR_STR(t->decoded), t->used);
    size_t have = available(t);
    if (limit >= 0 && (end == 0 || end - t->used > (size_t)limit) && have >= (size_t)limit)
      end = t->used + (size_t)limit;
    if (end) return take(t, end - t->used);
    line = take(t, have);
    if (line == KR_NULL) return KR_NULL;
  }
}
KR_IO_FN(t_readline) {
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  if (KR_UNLIKELY(kr_stdin_waits(SELF->buffer))) return kr_stdin_push(self, KR_STDIN_LINE, n);
  return kr_text_readline_now(self, n);
}
kr_value kr_text_next_now(kr_value self) {
  CHECK();
  SELF->telling = false;
  kr_value line = kr_type_of(self) == &kr_textiowrapper_type ? kr_text_readline_now(self, -1)
                                                             : kr_call_method0(self, KR_ID(readline));
  if (line == KR_NULL) return KR_NULL;
  if (!kr_is_str(line)) {
    kr_raise(&kr_exc_OSError, "readline() should have returned a str object, not '%T'", line);
    kr_decref(line);
    return KR_NULL;
  }
  if (KR_STR(line)->length) return line;
  kr_decref(line);
  KR_CLEAR(SELF->snapshot);
  SELF->telling = SELF->seekable;
  return KR_NULL;
}
static kr_value t_next_push(kr_value self) {
  if (KR_UNLIKELY(kr_stdin_waits(SELF->buffer))) return kr_stdin_push(self, KR_STDIN_NEXT, -1);
  return kr_text_next_now(self);
}
static kr_value t_next(kr_value self) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = kr_settle(t_next_push(self));
  kr.pushed = pending;
  return r;
}

kr_value kr_text_buffer(kr_value self) { return SELF->buffer; }
bool kr_text_decoded(kr_value self, size_t *n) {
  textio *t = SELF;
  *n = available(t);
  return *n && find_line_end(t, KR_STR(t->decoded), t->used);
}

/* ---- position ------------------------------------------------------------------------------------------ */

/* A position is one integer: the byte offset in the low 64 bits, then, in 32 bits each, where decoding has to
 * start before it: decoder flags, bytes to feed, characters to skip, whether the end of input was signalled. */
static kr_value make_cookie(int64_t pos, int64_t flags, int64_t feed, int64_t skip, bool eof) {
  kr_value r = kr_int_from_i64(pos);
  int64_t parts[4] = {flags, feed, skip, eof};
  for (int i = 0; i < 4 && r != KR_NULL; i++) {
    if (!parts[i]) continue;
    kr_value v = kr_from_small_int((uint32_t)parts[i]);
    kr_value shifted = kr_int_lshift(v, kr_from_small_int(64 + 32 * i));
    kr_value sum = shifted == KR_NULL ? KR_NULL : kr_int_or(r, shifted);
    kr_decref(v);
    kr_decref(shifted);
    kr_decref(r);
    r = sum;
  }
  return r;
}

/* At the start it is reset: the flags of some (utf-16) do not tell the start from what follows a mark. */
static int decoder_set(textio *t, int64_t pos, kr_value flags, kr_value bytes) {
  bool at_start = pos == 0 && flags == kr_from_small_int(0);
  kr_value st = kr_tuple_pack(2, bytes, flags);
  kr_value r = st == KR_NULL ? KR_NULL
               : at_start    ? ask_decoder(t, KR_ID(reset), KR_NULL)
                             : ask_decoder(t, KR_ID(setstate), st);
  kr_decref(st);
  return kr_drop_result(r);
}

KR_IO_FN(t_tell) {
  if (!open_for_use(self)) return KR_NULL;
  textio *t = SELF;
  if (!t->seekable) return kr_io_raise_unsupported("underlying stream is not seekable");
  if (!t->telling) return kr_raise(&kr_exc_OSError, "telling position disabled by next() call");
  if (write_pending(t)) return KR_NULL;
  kr_value r = kr_call_method0(self, KR_ID(flush));
  if (r == KR_NULL) return KR_NULL;
  kr_decref(r);
  r = ask_buffer(t, KR_ID(tell), KR_NULL);
  if (r == KR_NULL || t->decoder == KR_NULL || t->snapshot == KR_NULL) return r;
  int64_t pos = kr_index_as_i64(r);
  kr_decref(r);
  if (pos == -1 && kr_failed()) return KR_NULL;
  kr_value flags = kr_ref(KR_TUPLE(t->snapshot)->items[0]), input = kr_ref(KR_TUPLE(t->snapshot)->items[1]);
  int64_t start_flags = kr_index_as_i64(flags);
  size_t n = KR_BYTES(input)->size;
  pos -= (int64_t)n;
  kr_value result = KR_NULL, saved = KR_NULL;
  if (kr_failed()) goto done;
  if (t->used == 0) {
    result = make_cookie(pos, start_flags, 0, 0, false);
    goto done;
  }
  /* feed the decoder byte by byte until it has given the characters consumed */
  saved = ask_decoder(t, KR_ID(getstate), KR_NULL);
  if (saved == KR_NULL) goto done;
  kr_value empty = kr_bytes_from("", 0);
  if (decoder_set(t, pos, flags, empty)) goto done;
  size_t chars = 0, fed = 0;
  int64_t safe_pos = pos, safe_flags = start_flags;
  size_t safe_fed = 0, safe_chars = 0;
  while (chars < t->used && fed < n) {
    kr_value one = kr_bytes_from(KR_BYTES(input)->data + fed, 1);
    kr_value text = one == KR_NULL ? KR_NULL : decode(t, one, false);
    kr_decref(one);
    if (text == KR_NULL) goto done;
    fed++;
    size_t got = KR_STR(text)->length;
    kr_decref(text);
    chars += got;
    if (chars > t->used) break;
    kr_value st = decoder_state(t);
    if (st == KR_NULL) goto done;
    if (KR_BYTES(KR_TUPLE(st)->items[0])->size == 0) {
      safe_flags = kr_index_as_i64(KR_TUPLE(st)->items[1]);
      safe_pos = pos + (int64_t)fed;
      safe_fed = fed;
      safe_chars = chars;
    }
    kr_decref(st);
  }
  bool eof = chars < t->used;
  if (eof) { /* the last characters come with the end of the input */
    kr_value text = decode(t, empty, true);
    if (text == KR_NULL) goto done;
    chars += KR_STR(text)->length;
    kr_decref(text);
    if (chars < t->used) {
      kr_raise(&kr_exc_OSError, "can't reconstruct logical file position");
      goto done;
    }
  }
  result = make_cookie(safe_pos, safe_flags,
                       chars == safe_chars && t->used == safe_chars ? 0 : (int64_t)(fed - safe_fed),
                       (int64_t)(t->used - safe_chars), eof);
done:
  if (saved != KR_NULL) {
    kr_value exc = kr_fetch_exception();
    kr_value x = ask_decoder(t, KR_ID(setstate), saved);
    if (x == KR_NULL) kr_clear_exception();
    kr_decref(x);
    kr_decref(saved);
    if (exc != KR_NULL) kr_restore_exception_steal(exc);
  }
  kr_decref(flags);
  kr_decref(input);
  return result;
}

static void forget_text(textio *t) {
  KR_CLEAR(t->snapshot);
  KR_CLEAR(t->decoded);
  t->used = 0;
}

/* What tell() gives: where the buffer is to go, the decoder's state there, and how much of the text decoded from there
 * was read: from so many bytes, with `end` if they are the last, so many characters. */
typedef struct {
  int64_t position, flags, bytes, characters, end;
} place;
/* The place that a cookie stands for. 0, -1. */
static int place_of(kr_value cookie, place *out) {
  int64_t parts[5];
  kr_value c = kr_index(cookie);
  for (int i = 0; i < 5 && c != KR_NULL; i++) {
    parts[i] = (int64_t)kr_int_as_u64_mask(c);
    if (i) parts[i] &= UINT32_MAX;
    kr_value next = kr_int_rshift(c, kr_from_small_int(i ? 32 : 64));
    kr_decref(c);
    c = next;
  }
  kr_decref(c);
  if (kr_failed()) return -1;
  *out = (place){parts[0], parts[1], parts[2], parts[3], parts[4]};
  return 0;
}
/* The text of the place is decoded again, as far as it was read. 0, -1. */
static int decode_again(textio *t, const place *at, kr_value flags) {
  kr_value input = ask_buffer(t, KR_ID(read), kr_from_small_int(at->bytes));
  kr_value text = input == KR_NULL ? KR_NULL : decode(t, input, at->end);
  kr_value snap = text == KR_NULL ? KR_NULL : kr_tuple_pack(2, flags, input);
  int r = snap == KR_NULL ? -1 : 0;
  if (r == 0 && KR_STR(text)->length < (size_t)at->characters)
    r = KR_RAISE_INT(&kr_exc_OSError, "can't restore logical file position");
  if (r == 0) {
    KR_REPLACE(t->decoded, kr_ref(text));
    t->used = (size_t)at->characters;
    KR_REPLACE(t->snapshot, kr_ref(snap));
  }
  kr_decref(snap);
  kr_decref(text);
  kr_decref(input);
  return r;
}
/* The decoder as it was at the place, to which the buffer went. 0, -1. */
static int restore_decoder(textio *t, const place *at) {
  kr_value flags = kr_int_from_i64(at->flags), empty = kr_bytes_from("", 0);
  int r = decoder_set(t, at->position, flags, empty);
  if (r == 0 && at->characters) {
    r = decode_again(t, at, flags);
  } else if (r == 0) {
    kr_value snap = kr_tuple_pack(2, flags, empty);
    KR_REPLACE(t->snapshot, snap);
    r = snap == KR_NULL ? -1 : 0;
  }
  kr_decref(flags);
  kr_decref(empty);
  return r;
}
static int seek_buffer(textio *t, int64_t position) {
  kr_value v = kr_int_from_i64(position), r = v == KR_NULL ? KR_NULL : ask_buffer(t, KR_ID(seek), v);
  kr_decref(v);
  return kr_drop_result(r);
}
static int seek_to(kr_value self, kr_value cookie) {
  textio *t = SELF;
  kr_value zero = kr_from_small_int(0);
  int negative = kr_compare_bool(cookie, zero, KR_LT);
  if (negative > 0) kr_raise(&kr_exc_ValueError, "negative seek position %R", cookie);
  place at;
  if (negative || kr_drop_result(kr_call_method0(self, KR_ID(flush))) < 0 || place_of(cookie, &at) < 0 ||
      seek_buffer(t, at.position) < 0)
    return -1;
  forget_text(t);
  if (t->decoder != KR_NULL && restore_decoder(t, &at) < 0) return -1;
  return set_encoder(t, at.position == 0 && !at.flags);
}
static kr_value seek_to_end(kr_value self) {
  textio *t = SELF;
  if (kr_drop_result(kr_call_method0(self, KR_ID(flush))) < 0) return KR_NULL;
  forget_text(t);
  if (t->decoder != KR_NULL && kr_drop_result(ask_decoder(t, KR_ID(reset), KR_NULL)) < 0) return KR_NULL;
  kr_value zero = kr_from_small_int(0), a[2] = {zero, kr_from_small_int(2)};
  kr_value r = usable(t) ? kr_call_method(t->buffer, KR_ID(seek), a, 2) : KR_NULL;
  if (r != KR_NULL && set_encoder(t, kr_equal(r, zero) > 0)) KR_CLEAR(r);
  return r;
}

KR_IO_FN(t_seek) {
  if (!open_for_use(self)) return KR_NULL;
  int whence = args[1] == KR_NULL ? 0 : kr_index_as_int(args[1]);
  if (whence == -1 && kr_failed()) return KR_NULL;
  if (!SELF->seekable) return kr_io_raise_unsupported("underlying stream is not seekable");
  if (whence < 0 || whence > 2)
    return kr_raise(&kr_exc_ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence);
  kr_value cookie = args[0];
  if (whence) {
    int is_zero = kr_equal(cookie, kr_from_small_int(0));
    if (is_zero < 0) return KR_NULL;
    if (!is_zero)
      return kr_io_raise_unsupported(whence == 1 ? "can't do nonzero cur-relative seeks"
                                                 : "can't do nonzero end-relative seeks");
    if (whence == 2) return seek_to_end(self);
    cookie = kr_call_method0(self, KR_ID(tell));
    if (cookie == KR_NULL) return KR_NULL;
  } else {
    kr_incref(cookie);
  }
  if (seek_to(self, cookie) < 0) KR_CLEAR(cookie);
  return cookie;
}

KR_IO_FN(t_truncate) {
  if (!open_for_use(self)) return KR_NULL;
  kr_value r = kr_call_method0(self, KR_ID(flush));
  if (r == KR_NULL) return KR_NULL;
  kr_decref(r);
  return ask_buffer(SELF, KR_ID(truncate), args[0] == KR_NULL ? KR_NONE : args[0]);
}

/* ---- the rest ------------------------------------------------------------------------------------------ */

KR_IO_FN(t_close) {
  CHECK();
  int c = buffer_closed(SELF);
  if (c) return c < 0 ? KR_NULL : KR_NONE;
  if (SELF->finalizing) {
    kr_value w = ask_buffer(SELF, KR_ID(_dealloc_warn), self);
    if (w == KR_NULL) kr_clear_exception();
    kr_decref(w);
  }
  kr_value r = kr_call_method0(self, KR_ID(flush));
  kr_value exc = kr_fetch_exception();
  kr_decref(r);
  r = ask_buffer(SELF, KR_ID(close), KR_NULL);
  return kr_io_closed_after(exc, r);
}
KR_IO_FN(t_detach) {
  CHECK();
  kr_value r = kr_call_method0(self, KR_ID(flush));
  if (r == KR_NULL) return KR_NULL;
  kr_decref(r);
  CHECK();
  r = SELF->buffer;
  SELF->buffer = KR_NULL;
  SELF->detached = true;
  return r;
}
/* What "locale" stands for; borrowed: an interned text that lives on. KR_NULL: no memory. */
static kr_value utf_8_name(void) {
  static kr_value name = KR_NULL;
  if (name == KR_NULL) name = kr_str_intern_cstr("UTF-8");
  return name;
}
KR_IO_FN(t_reconfigure) {
  CHECK();
  textio *t = SELF;
  kr_value encoding = args[0] == KR_NULL ? KR_NONE : args[0], errors = args[1] == KR_NULL ? KR_NONE : args[1];
  bool newline_given = args[2] != KR_NULL;
  kr_value texts[2] = {encoding, errors};
  for (int i = 0; i < 2; i++) {
    if (texts[i] == KR_NONE) continue;
    if (!kr_is_str(texts[i]))
      return kr_raise(&kr_exc_TypeError, "reconfigure() argument '%s' must be str or None, not %G",
                      i ? "errors" : "encoding", texts[i]);
    if (!kr_str_cstr(texts[i])) return KR_NULL;
  }
  if (encoding != KR_NONE && kr_str_equals_cstr(KR_STR(encoding), "locale")) {
    encoding = utf_8_name();
    if (encoding == KR_NULL) return KR_NULL;
  }
  if (t->decoded != KR_NULL && (encoding != KR_NONE || errors != KR_NONE || newline_given))
    return kr_io_raise_unsupported(
        "It is not possible to set the encoding or newline of stream after the first read");
  int line = args[3] == KR_NULL || args[3] == KR_NONE ? t->line_buffering : kr_index_as_int(args[3]);
  if (line == -1 && kr_failed()) return KR_NULL;
  int through = args[4] == KR_NULL || args[4] == KR_NONE ? t->write_through : kr_index_as_int(args[4]);
  if (through == -1 && kr_failed()) return KR_NULL;
  kr_value r = kr_call_method0(self, KR_ID(flush));
  if (r == KR_NULL) return KR_NULL;
  kr_decref(r);
  if (newline_given && set_newline(t, args[2])) return KR_NULL;
  if (encoding != KR_NONE || errors != KR_NONE || newline_given) {
    if (encoding != KR_NONE && errors == KR_NONE) errors = kr_str_intern_cstr("strict");
    kr_value old_encoding = kr_ref(t->encoding), old_errors = kr_ref(t->errors);
    if (encoding != KR_NONE) KR_REPLACE(t->encoding, kr_ref(encoding));
    if (errors != KR_NONE) KR_REPLACE(t->errors, kr_ref(errors));
    if (set_codec(t)) { /* all stays as it was */
      kr_value e = kr_fetch_exception();
      KR_REPLACE(t->encoding, old_encoding);
      KR_REPLACE(t->errors, old_errors);
      if (set_codec(t)) kr_clear_exception();
      kr_restore_exception_steal(e);
      return KR_NULL;
    }
    kr_decref(old_encoding);
    kr_decref(old_errors);
    if (fix_encoder(t)) return KR_NULL;
  }
  t->line_buffering = line != 0;
  t->write_through = through != 0;
  return KR_NONE;
}
#define FORWARD(fn, name)                   \
  KR_IO_FN(fn) {                            \
    CHECK();                                \
    return ask_buffer(SELF, name, KR_NULL); \
  }
FORWARD(t_fileno, KR_ID(fileno))
FORWARD(t_seekable, KR_ID(seekable))
FORWARD(t_readable, KR_ID(readable))
FORWARD(t_writable, KR_ID(writable))
FORWARD(t_isatty, KR_ID(isatty))
static kr_value buffer_attribute(kr_value self, kr_value name) {
  CHECK();
  kr_value buffer = kr_ref(SELF->buffer), v = kr_getattr(buffer, name);
  kr_decref(buffer);
  return v;
}
static kr_value get_closed(kr_value self, void *c) { return buffer_attribute(self, KR_ID(closed)); }
static kr_value get_name(kr_value self, void *c) { return buffer_attribute(self, KR_ID(name)); }
static kr_value get_newlines(kr_value self, void *c) {
  CHECK();
  if (SELF->decoder == KR_NULL) return KR_NONE;
  kr_value v, decoder = kr_ref(SELF->decoder);
  int found = kr_getattr_optional(decoder, KR_ID(newlines), &v);
  kr_decref(decoder);
  return found < 0 ? KR_NULL : found ? v : KR_NONE;
}
static kr_value get_errors(kr_value self, void *c) {
  return initialized(SELF) ? kr_ref(SELF->errors) : KR_NULL;
}
static kr_value get_encoding(kr_value self, void *c) { return kr_ref(SELF->encoding); }
static kr_value get_buffer(kr_value self, void *c) {
  return SELF->buffer == KR_NULL ? KR_NONE : kr_ref(SELF->buffer);
}
static kr_value get_line_buffering(kr_value self, void *c) { return kr_from_bool(SELF->line_buffering); }
static kr_value get_write_through(kr_value self, void *c) { return kr_from_bool(SELF->write_through); }
static kr_value get_chunk(kr_value self, void *c) {
  CHECK();
  return kr_from_small_int(SELF->chunk);
}
static int set_chunk(kr_value self, kr_value v, void *c) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_AttributeError, "cannot delete attribute");
  intptr_t n = kr_index_as_size(v, kr_from_object(&kr_exc_ValueError));
  if (n == -1 && kr_failed()) return -1;
  if (n <= 0) return KR_RAISE_INT(&kr_exc_ValueError, "a strictly positive integer is required");
  SELF->chunk = n;
  return 0;
}
static kr_value get_finalizing(kr_value self, void *c) { return kr_from_bool(SELF->finalizing); }
static int set_finalizing(kr_value self, kr_value v, void *c) {
  SELF->finalizing = v == KR_TRUE;
  return 0;
}
static kr_value text_repr(kr_value self) {
  if (!initialized(SELF)) return KR_NULL;
  kr_value r = KR_NULL, name = KR_NULL, mode = KR_NULL;
  int entered = kr_repr_enter(self);
  if (entered) {
    if (entered > 0)
      kr_raise(&kr_exc_RuntimeError, "reentrant call inside %s.__repr__", kr_type_of(self)->name);
    return KR_NULL;
  }
  int has_name = kr_getattr_optional(self, KR_ID(name), &name);
  if (has_name < 0) {
    if (!kr_clear_if(&kr_exc_ValueError)) goto done;
    has_name = 0;
  }
  int has_mode = kr_getattr_optional(self, KR_ID(mode), &mode);
  if (has_mode < 0) goto done;
  kr_str_builder b = {0};
  kr_sb_cstr(&b, "<");
  kr_sb_cstr(&b, kr_type_of(self)->name);
  if (has_name) {
    kr_sb_cstr(&b, " name=");
    kr_sb_repr(&b, name);
  }
  if (has_mode) {
    kr_sb_cstr(&b, " mode=");
    kr_sb_repr(&b, mode);
  }
  kr_sb_cstr(&b, " encoding=");
  kr_sb_repr(&b, SELF->encoding);
  kr_sb_cstr(&b, ">");
  r = kr_sb_finish(&b);
done:
  kr_repr_leave(self);
  kr_decref(name);
  kr_decref(mode);
  return r;
}

static const kr_method_def methods[] = {
    {"detach", t_detach, 0, "($self, /)", NULL},
    {"reconfigure", t_reconfigure, 0,
     "($self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, "
     "write_through=None)",
     "Change how the text is encoded and written, flushing first."},
    {"write", t_write, 0, "($self, text, /)", NULL},
    {"read", t_read, 0, "($self, size=-1, /)", NULL},
    {"readline", t_readline, 0, "($self, size=-1, /)", NULL},
    {"flush", t_flush, 0, "($self, /)", NULL},
    {"close", t_close, 0, "($self, /)", NULL},
    {"fileno", t_fileno, 0, "($self, /)", NULL},
    {"seekable", t_seekable, 0, "($self, /)", NULL},
    {"readable", t_readable, 0, "($self, /)", NULL},
    {"writable", t_writable, 0, "($self, /)", NULL},
    {"isatty", t_isatty, 0, "($self, /)", NULL},
    {"seek", t_seek, 0, "($self, cookie, whence=os.SEEK_SET, /)", NULL},
    {"tell", t_tell, 0, "($self, /)", NULL},
    {"truncate", t_truncate, 0, "($self, pos=None, /)", NULL},
    {"__getstate__", kr_io_no_pickle, 0, "($self, /)", NULL},
    {0}};
static const kr_getset_def getset[] = {{"name", get_name, NULL, NULL, NULL},
                                       {"closed", get_closed, NULL, NULL, NULL},
                                       {"newlines", get_newlines, NULL, NULL, NULL},
                                       {"errors", get_errors, NULL, NULL, NULL},
                                       {"encoding", get_encoding, .member = true},
                                       {"buffer", get_buffer, .member = true},
                                       {"line_buffering", get_line_buffering, .member = true},
                                       {"write_through", get_write_through, .member = true},
                                       {"_CHUNK_SIZE", get_chunk, set_chunk, NULL, NULL},
                                       {"_finalizing", get_finalizing, set_finalizing, .member = true},
                                       {0}};
kr_type kr_textiowrapper_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_io.TextIOWrapper",
    .doc = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None,\n              "
           "line_buffering=False, write_through=False)\n--\n\nText in a buffered stream of bytes.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_PLAIN_NEW,
    .basic_size = sizeof(textio),
    .dict_offset = offsetof(textio, dict),
    .weaklist_offset = offsetof(textio, weaklist),
    .base = &kr_textiobase_type,
    .methods = methods,
    .getset = getset,
    .dealloc = text_dealloc,
    .traverse = text_traverse,
    .clear = text_clear,
    .finalize = kr_io_finalize,
    .repr = text_repr,
    .iternext = t_next,
    .iternext_push = t_next_push,
    .new_ = text_new,
    .init = text_init};
