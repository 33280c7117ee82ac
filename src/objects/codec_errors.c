/* What happens when a codec meets something it cannot decode or encode: the standard ways in C, and
 * calling the handlers that programs register. */
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/tuple.h"
#include "objects/unicode_data.h"

kr_errors_mode kr_errors_mode_of(const char *errors) {
  static const char *const names[] = {
      [KR_ERRORS_STRICT] = "strict",
      [KR_ERRORS_IGNORE] = "ignore",
      [KR_ERRORS_REPLACE] = "replace",
      [KR_ERRORS_BACKSLASHREPLACE] = "backslashreplace",
      [KR_ERRORS_SURROGATEESCAPE] = "surrogateescape",
      [KR_ERRORS_SURROGATEPASS] = "surrogatepass",
      [KR_ERRORS_XMLCHARREFREPLACE] = "xmlcharrefreplace",
  };
  if (!errors) return KR_ERRORS_STRICT;
  for (int i = KR_ERRORS_STRICT; i < KR_ERRORS_OTHER; i++) {
    if (strcmp(errors, names[i]) == 0) return (kr_errors_mode)i;
  }
  return KR_ERRORS_OTHER;
}

/* ---- surrogates in the unicode transformation formats ------------------------------------------------ */

typedef enum { NO_UTF, UTF8, UTF16_LE, UTF16_BE, UTF32_LE, UTF32_BE } utf_kind;

static utf_kind utf_kind_of(const char *encoding) {
  char name[16];
  if (!kr_encoding_normalize(encoding, name, sizeof name)) return NO_UTF;
  if (strncmp(name, "utf", 3) != 0) return strcmp(name, "cp65001") == 0 ? UTF8 : NO_UTF;
  const char *p = name + 3;
  if (*p == '_') p++;
  if (strcmp(p, "8") == 0) return UTF8;
  bool wide = strncmp(p, "32", 2) == 0;
  if (!wide && strncmp(p, "16", 2) != 0) return NO_UTF;
  p += 2;
  if (*p == '_') p++;
  if (*p == 0 || strcmp(p, "le") == 0) return wide ? UTF32_LE : UTF16_LE;
  if (strcmp(p, "be") == 0) return wide ? UTF32_BE : UTF16_BE;
  return NO_UTF;
}
static int utf_size(utf_kind kind) { return kind == UTF8 ? 3 : kind <= UTF16_BE ? 2 : 4; }

static void put_surrogate(utf_kind kind, uint32_t c, uint8_t *out) {
  switch (kind) {
    case UTF8:
      out[0] = (uint8_t)(0xE0 | c >> 12);
      out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
      out[2] = (uint8_t)(0x80 | (c & 0x3F));
      break;
    case UTF16_LE:
    case UTF32_LE:
      memset(out, 0, (size_t)utf_size(kind));
      out[0] = (uint8_t)c;
      out[1] = (uint8_t)(c >> 8);
      break;
    default:
      memset(out, 0, (size_t)utf_size(kind));
      out[utf_size(kind) - 1] = (uint8_t)c;
      out[utf_size(kind) - 2] = (uint8_t)(c >> 8);
      break;
  }
}

/* The surrogate encoded at p; 0: none. */
static uint32_t get_surrogate(utf_kind kind, const uint8_t *p, size_t n) {
  if (kind == NO_UTF || n < (size_t)utf_size(kind)) return 0;
  uint32_t c;
  switch (kind) {
    case UTF8:
      if ((p[0] & 0xF0) != 0xE0 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80) return 0;
      c = (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
      break;
    case UTF16_LE: c = (uint32_t)p[0] | (uint32_t)p[1] << 8; break;
    case UTF16_BE: c = (uint32_t)p[1] | (uint32_t)p[0] << 8; break;
    case UTF32_LE:
      c = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
      break;
    default: c = (uint32_t)p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24; break;
  }
  return (c & 0xFFFFF800) == 0xD800 ? c : 0;
}

/* ---- replacement texts ------------------------------------------------------------------------------- */

static kr_value xmlcharref_text(const kr_str *s, size_t start, size_t end) {
  kr_buf b = {0};
  for (size_t i = start; i < end; i++) kr_buf_printf(&b, "&#%u;", (unsigned)kr_str_read(s, i));
  return kr_str_from_buf(&b);
}

static void put_escape(kr_buf *b, uint32_t c) {
  kr_buf_printf(b, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
}
/* The replacement text for the characters [start, end) of s. New. */
static kr_value backslash_text(const kr_str *s, size_t start, size_t end) {
  kr_buf b = {0};
  for (size_t i = start; i < end; i++) put_escape(&b, kr_str_read(s, i));
  return kr_str_from_buf(&b);
}

kr_value kr_namereplace_text(const kr_str *s, size_t start, size_t end) {
  kr_buf b = {0};
  char name[KR_UC_NAME_MAX];
  for (size_t i = start; i < end; i++) {
    uint32_t c = kr_str_read(s, i);
    int n = kr_uc_name(c, name);
    if (n < 0) {
      kr_buf_free(&b);
      return KR_NULL;
    }
    if (n > 0) kr_buf_printf(&b, "\\N{%s}", name);
    else put_escape(&b, c);
  }
  return kr_str_from_buf(&b);
}

static kr_value repeated(uint32_t c, size_t n) {
  kr_str_builder b = {0};
  kr_sb_repeat(&b, c, n);
  return kr_sb_finish(&b);
}

/* ---- decoding ---------------------------------------------------------------------------------------- */

void kr_decoding_start(kr_decoding *d, const char *encoding, const char *errors, const uint8_t *data,
                       size_t size) {
  *d = (kr_decoding){.encoding = encoding,
                     .errors = errors,
                     .data = data,
                     .size = size,
                     .object = KR_NULL,
                     .handler = KR_NULL,
                     .exception = KR_NULL};
}

static void release_decoding(kr_decoding *d) {
  KR_CLEAR(d->exception);
  KR_CLEAR(d->handler);
  KR_CLEAR(d->object);
}
kr_value kr_decoding_finish(kr_decoding *d) {
  kr_value v = kr_sb_finish(&d->out);
  release_decoding(d);
  return v;
}
kr_value kr_decoding_fail(kr_decoding *d) {
  kr_sb_discard(&d->out);
  release_decoding(d);
  return KR_NULL;
}

/* An exception made from five arguments. New. */
static kr_value make_exception(kr_type *type, const char *encoding, kr_value object, size_t start, size_t end,
                               const char *reason) {
  kr_value args[5] = {kr_str_from_cstr(encoding), kr_ref(object), kr_int_from_size(start),
                      kr_int_from_size(end), kr_str_from_cstr(reason)};
  kr_value v = KR_NULL;
  if (args[0] != KR_NULL && args[4] != KR_NULL) v = kr_call(kr_from_object(type), args, 5, NULL);
  for (int i = 0; i < 5; i++) kr_decref(args[i]);
  return v;
}

/* Brings the exception of the last error up to date for the next. 0, -1. */
static int update_exception(kr_value *exception, kr_type *type, const char *encoding, kr_value object,
                            size_t start, size_t end, const char *reason) {
  if (*exception != KR_NULL && kr_is_exact(*exception, type)) {
    kr_unicode_error *e = KR_AS(kr_unicode_error, *exception);
    bool decode = type == &kr_exc_UnicodeDecodeError;
    if (e->object == KR_NULL || !(decode ? kr_is_bytes(e->object) : kr_is_str(e->object)))
      return KR_RAISE_INT(&kr_exc_TypeError, "UnicodeError 'object' attribute must be a %s",
                          decode ? "bytes" : "string");
    kr_value text = kr_str_from_cstr(reason);
    if (text == KR_NULL) return -1;
    KR_REPLACE(e->reason, text);
    e->start = (int32_t)start;
    e->end = (int32_t)end;
    return 0;
  }
  kr_value made = make_exception(type, encoding, object, start, end, reason);
  if (made == KR_NULL) return -1;
  KR_REPLACE(*exception, made);
  return 0;
}

/* The handler's answer: a tuple of a replacement and a position. `what` is in the messages. The
 * replacement (new), or KR_NULL. */
static kr_value handler_answer(kr_value answer, bool bytes_too, const char *what, intptr_t *position) {
  if (answer == KR_NULL) return KR_NULL;
  kr_tuple *t = KR_TUPLE(answer);
  if (!kr_is_tuple(answer) || t->size != 2 ||
      !(kr_is_str(t->items[0]) || (bytes_too && kr_is_bytes(t->items[0]))) || !kr_is_int(t->items[1])) {
    kr_decref(answer);
    return kr_raise(&kr_exc_TypeError, "%s", what);
  }
  intptr_t at = kr_index_as_size(t->items[1], kr_from_object(&kr_exc_OverflowError));
  kr_value text = at == -1 && kr_failed() ? KR_NULL : kr_ref(t->items[0]);
  kr_decref(answer);
  *position = at;
  return text;
}

static int check_position(intptr_t *at, size_t size) {
  intptr_t given = *at;
  if (*at < 0) *at += (intptr_t)size;
  if (*at < 0 || *at > (intptr_t)size)
    return KR_RAISE_INT(&kr_exc_IndexError, "position %zd from error handler out of bounds", given);
  return 0;
}

static intptr_t decode_by_handler(kr_decoding *d, size_t start, size_t end, const char *reason) {
  if (d->handler == KR_NULL) {
    d->handler = kr_codec_lookup_error(d->errors);
    if (d->handler == KR_NULL) return -1;
  }
  if (d->object == KR_NULL) {
    d->object = kr_bytes_from(d->data, d->size);
    if (d->object == KR_NULL) return -1;
    d->data = KR_BYTES(d->object)->data;
  }
  if (update_exception(&d->exception, &kr_exc_UnicodeDecodeError, d->encoding, d->object, start, end,
                       reason) < 0)
    return -1;
  intptr_t at = 0;
  kr_value text = handler_answer(kr_call1(d->handler, d->exception), false,
                                 "decoding error handler must return (str, int) tuple", &at);
  if (text == KR_NULL) return -1;
  /* The handler may have put other input in the place of this one. */
  kr_value object = KR_AS(kr_unicode_error, d->exception)->object;
  if (object == KR_NULL || !kr_is_bytes(object)) {
    kr_decref(text);
    return KR_RAISE_INT(&kr_exc_TypeError, "UnicodeError 'object' attribute must be a bytes");
  }
  if (object != d->object) {
    kr_incref(object);
    KR_REPLACE(d->object, object);
    d->data = KR_BYTES(object)->data;
    d->size = KR_BYTES(object)->size;
  }
  if (check_position(&at, d->size) < 0 || !kr_sb_str(&d->out, KR_STR(text))) at = -1;
  kr_decref(text);
  return at;
}

intptr_t kr_decoding_error(kr_decoding *d, size_t start, size_t end, const char *reason) {
  if (d->mode == KR_ERRORS_UNKNOWN) d->mode = kr_errors_mode_of(d->errors);
  size_t next = end;
  switch (d->mode) {
    case KR_ERRORS_IGNORE: return (intptr_t)end;
    case KR_ERRORS_REPLACE: kr_sb_char(&d->out, 0xFFFD); break;
    case KR_ERRORS_BACKSLASHREPLACE:
      for (size_t i = start; i < end; i++) {
        char text[5] = {'\\', 'x', "0123456789abcdef"[d->data[i] >> 4], "0123456789abcdef"[d->data[i] & 15]};
        kr_sb_ascii(&d->out, text, 4);
      }
      break;
    case KR_ERRORS_SURROGATEESCAPE:
      next = start;
      while (next < end && next < start + 4 && d->data[next] >= 128)
        kr_sb_char(&d->out, 0xDC00u + d->data[next++]);
      if (next == start) goto strict;
      break;
    case KR_ERRORS_SURROGATEPASS: {
      utf_kind kind = utf_kind_of(d->encoding);
      uint32_t c = get_surrogate(kind, d->data + start, d->size - start);
      if (!c) goto strict;
      kr_sb_char(&d->out, c);
      next = start + (size_t)utf_size(kind);
      break;
    }
    case KR_ERRORS_STRICT:
    strict:
      kr_raise_unicode_decode(d->encoding, d->data, d->size, start, end, reason);
      return -1;
    default: return decode_by_handler(d, start, end, reason);
  }
  return d->out.failed ? -1 : (intptr_t)next;
}

/* ---- encoding ---------------------------------------------------------------------------------------- */

void kr_encoding_start(kr_encoding *e, const char *encoding, const char *errors, kr_value str) {
  *e = (kr_encoding){
      .encoding = encoding, .errors = errors, .str = str, .handler = KR_NULL, .exception = KR_NULL};
}
kr_value kr_encoding_finish(kr_encoding *e) {
  KR_CLEAR(e->handler);
  KR_CLEAR(e->exception);
  return kr_bytes_from_buf(&e->out);
}
kr_value kr_encoding_fail(kr_encoding *e) {
  KR_CLEAR(e->handler);
  KR_CLEAR(e->exception);
  kr_buf_free(&e->out);
  return KR_NULL;
}

kr_value kr_encoding_raise(kr_encoding *e, size_t start, size_t end, const char *reason) {
  return kr_raise_unicode_encode(e->encoding, e->str, start, end, reason);
}

kr_value kr_encoding_error(kr_encoding *e, size_t start, size_t end, const char *reason, size_t *next) {
  if (e->mode == KR_ERRORS_UNKNOWN) e->mode = kr_errors_mode_of(e->errors);
  const kr_str *s = KR_STR(e->str);
  *next = end;
  switch (e->mode) {
    case KR_ERRORS_IGNORE: return KR_EMPTY_STR;
    case KR_ERRORS_REPLACE: return repeated('?', end - start);
    case KR_ERRORS_BACKSLASHREPLACE: return backslash_text(s, start, end);
    case KR_ERRORS_XMLCHARREFREPLACE: return xmlcharref_text(s, start, end);
    case KR_ERRORS_SURROGATEESCAPE: {
      size_t n = 0;
      while (start + n < end && kr_str_read(s, start + n) - 0xDC80 < 128) n++;
      if (n == 0) return kr_encoding_raise(e, start, end, reason);
      kr_bytes *b = kr_bytes_new(n);
      if (!b) return KR_NULL;
      for (size_t i = 0; i < n; i++) b->data[i] = (uint8_t)(kr_str_read(s, start + i) - 0xDC00);
      *next = start + n;
      return kr_from_object(b);
    }
    case KR_ERRORS_SURROGATEPASS: {
      utf_kind kind = utf_kind_of(e->encoding);
      bool all = kind != NO_UTF;
      for (size_t i = start; all && i < end; i++) all = (kr_str_read(s, i) & 0xFFFFF800) == 0xD800;
      if (!all) return kr_encoding_raise(e, start, end, reason);
      size_t size = (size_t)utf_size(kind);
      kr_bytes *b = kr_bytes_new((end - start) * size);
      if (!b) return KR_NULL;
      for (size_t i = start; i < end; i++)
        put_surrogate(kind, kr_str_read(s, i), b->data + (i - start) * size);
      return kr_from_object(b);
    }
    case KR_ERRORS_STRICT: return kr_encoding_raise(e, start, end, reason);
    default: break;
  }
  if (e->handler == KR_NULL) {
    e->handler = kr_codec_lookup_error(e->errors);
    if (e->handler == KR_NULL) return KR_NULL;
  }
  if (update_exception(&e->exception, &kr_exc_UnicodeEncodeError, e->encoding, e->str, start, end, reason) <
      0)
    return KR_NULL;
  intptr_t at = 0;
  kr_value text = handler_answer(kr_call1(e->handler, e->exception), true,
                                 "encoding error handler must return (str/bytes, int) tuple", &at);
  if (text == KR_NULL) return KR_NULL;
  if (check_position(&at, s->length) < 0) {
    kr_decref(text);
    return KR_NULL;
  }
  *next = (size_t)at;
  return text;
}

/* ---- the standard handlers as functions -------------------------------------------------------------- */

typedef struct {
  enum { ENCODE, DECODE, TRANSLATE } kind;
  size_t start, end;
  kr_value object;     /* owned */
  const uint8_t *data; /* DECODE */
} problem;

/* Takes the exception apart, its range brought within the object. `kinds`: a mask of those allowed.
 * 0, -1. */
static int examine(kr_value e, unsigned kinds, problem *p) {
  if (kr_isinstance_exact_or_sub(e, &kr_exc_UnicodeEncodeError)) p->kind = ENCODE;
  else if (kr_isinstance_exact_or_sub(e, &kr_exc_UnicodeDecodeError)) p->kind = DECODE;
  else if (kr_isinstance_exact_or_sub(e, &kr_exc_UnicodeTranslateError)) p->kind = TRANSLATE;
  else goto refused;
  if (!(kinds & 1u << p->kind)) goto refused;
  kr_unicode_error *u = KR_AS(kr_unicode_error, e);
  bool bytes = p->kind == DECODE;
  if (u->object == KR_NULL)
    return KR_RAISE_INT(&kr_exc_TypeError, "UnicodeError 'object' attribute is not set");
  if (bytes ? !kr_is_bytes(u->object) : !kr_is_str(u->object))
    return KR_RAISE_INT(&kr_exc_TypeError, "UnicodeError 'object' attribute must be a %s",
                        bytes ? "bytes" : "string");
  size_t size = bytes ? KR_BYTES(u->object)->size : KR_STR(u->object)->length;
  int32_t start = u->start < 0 ? 0 : u->start, end = u->end < 1 ? 1 : u->end;
  if ((size_t)start >= size) start = size ? (int32_t)size - 1 : 0;
  if ((size_t)end > size) end = (int32_t)size;
  p->start = (size_t)start;
  p->end = end < start ? (size_t)start : (size_t)end;
  p->object = kr_ref(u->object);
  p->data = bytes ? KR_BYTES(u->object)->data : NULL;
  return 0;
refused:
  return KR_RAISE_INT(&kr_exc_TypeError, "don't know how to handle %T in error callback", e);
}

/* (text, position), text stolen; drops the object. */
static kr_value answer(problem *p, kr_value text, size_t position) {
  kr_decref(p->object);
  if (text == KR_NULL) return KR_NULL;
  kr_value items[2] = {text, kr_int_from_size(position)};
  return kr_tuple_from_array_steal(items, 2);
}

#define HANDLER(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
enum { ENCODES = 1u << ENCODE, DECODES = 1u << DECODE, TRANSLATES = 1u << TRANSLATE };

HANDLER(strict_errors) {
  if (kr_has_tf(args[0], KR_TF_EXC_SUBCLASS)) return kr_raise_exception(args[0]);
  return kr_raise(&kr_exc_TypeError, "codec must pass exception instance");
}
HANDLER(ignore_errors) {
  problem p;
  if (examine(args[0], ENCODES | DECODES | TRANSLATES, &p) < 0) return KR_NULL;
  return answer(&p, KR_EMPTY_STR, p.end);
}
HANDLER(replace_errors) {
  problem p;
  if (examine(args[0], ENCODES | DECODES | TRANSLATES, &p) < 0) return KR_NULL;
  kr_value text = p.kind == DECODE ? kr_str_from_char(0xFFFD)
                                   : repeated(p.kind == ENCODE ? '?' : 0xFFFD, p.end - p.start);
  return answer(&p, text, p.end);
}
HANDLER(xmlcharrefreplace_errors) {
  problem p;
  if (examine(args[0], ENCODES, &p) < 0) return KR_NULL;
  return answer(&p, xmlcharref_text(KR_STR(p.object), p.start, p.end), p.end);
}
HANDLER(backslashreplace_errors) {
  problem p;
  if (examine(args[0], ENCODES | DECODES | TRANSLATES, &p) < 0) return KR_NULL;
  if (p.kind != DECODE) return answer(&p, backslash_text(KR_STR(p.object), p.start, p.end), p.end);
  kr_buf b = {0};
  for (size_t i = p.start; i < p.end; i++) put_escape(&b, p.data[i]);
  return answer(&p, kr_str_from_buf(&b), p.end);
}
HANDLER(namereplace_errors) {
  problem p;
  if (examine(args[0], ENCODES, &p) < 0) return KR_NULL;
  return answer(&p, kr_namereplace_text(KR_STR(p.object), p.start, p.end), p.end);
}
/* The handler cannot help: the exception goes on. */
static kr_value give_up(problem *p, kr_value e) {
  kr_decref(p->object);
  return kr_raise_exception(e);
}
HANDLER(surrogatepass) {
  problem p;
  if (examine(args[0], ENCODES | DECODES, &p) < 0) return KR_NULL;
  kr_value encoding = KR_AS(kr_unicode_error, args[0])->encoding;
  const char *name = encoding != KR_NULL && kr_is_str(encoding) ? kr_str_cstr(encoding) : NULL;
  if (!name) kr_clear_exception();
  utf_kind kind = name ? utf_kind_of(name) : NO_UTF;
  if (kind == NO_UTF) return give_up(&p, args[0]);
  size_t size = (size_t)utf_size(kind);
  if (p.kind == DECODE) {
    uint32_t c = get_surrogate(kind, p.data + p.start, KR_BYTES(p.object)->size - p.start);
    return c ? answer(&p, kr_str_from_char(c), p.start + size) : give_up(&p, args[0]);
  }
  kr_bytes *b = kr_bytes_new((p.end - p.start) * size);
  if (!b) return answer(&p, KR_NULL, 0);
  for (size_t i = p.start; i < p.end; i++) {
    uint32_t c = kr_str_read(KR_STR(p.object), i);
    if ((c & 0xFFFFF800) != 0xD800) {
      kr_decref_object(b);
      return give_up(&p, args[0]);
    }
    put_surrogate(kind, c, b->data + (i - p.start) * size);
  }
  return answer(&p, kr_from_object(b), p.end);
}
HANDLER(surrogateescape) {
  problem p;
  if (examine(args[0], ENCODES | DECODES, &p) < 0) return KR_NULL;
  if (p.kind == DECODE) {
    uint16_t text[4];
    size_t n = 0;
    while (n < 4 && p.start + n < p.end && p.data[p.start + n] >= 128) {
      text[n] = (uint16_t)(0xDC00 + p.data[p.start + n]);
      n++;
    }
    return n ? answer(&p, kr_str_from_ucs2(text, n), p.start + n) : give_up(&p, args[0]);
  }
  kr_bytes *b = kr_bytes_new(p.end - p.start);
  if (!b) return answer(&p, KR_NULL, 0);
  for (size_t i = p.start; i < p.end; i++) {
    uint32_t c = kr_str_read(KR_STR(p.object), i);
    if (c - 0xDC80 >= 128) {
      kr_decref_object(b);
      return give_up(&p, args[0]);
    }
    b->data[i - p.start] = (uint8_t)(c - 0xDC00);
  }
  return answer(&p, kr_from_object(b), p.end);
}

#define HANDLER_SIG "($module, exc, /)"
const kr_method_def kr_codec_error_handlers[] = {
    {"strict_errors", strict_errors, 0, HANDLER_SIG, "Raise the exception."},
    {"ignore_errors", ignore_errors, 0, HANDLER_SIG, "Leave out what is wrong."},
    {"replace_errors", replace_errors, 0, HANDLER_SIG, "Put '?' or U+FFFD instead."},
    {"xmlcharrefreplace_errors", xmlcharrefreplace_errors, 0, HANDLER_SIG,
     "Put XML character references instead."},
    {"backslashreplace_errors", backslashreplace_errors, 0, HANDLER_SIG, "Put backslash escapes instead."},
    {"namereplace_errors", namereplace_errors, 0, HANDLER_SIG, "Put \\N{...} escapes instead."},
    {"surrogatepass", surrogatepass, 0, HANDLER_SIG, "Code surrogates as any character."},
    {"surrogateescape", surrogateescape, 0, HANDLER_SIG, "Code bytes that are no text as lone surrogates."},
    {0},
};
const char *const kr_codec_error_names[] = {
    "strict",           "ignore",      "replace",       "xmlcharrefreplace",
    "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"};
