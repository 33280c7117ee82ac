/* Codecs in C: the registry, the error handlers, and the encodings that need no Python code.
 *
 *   codecs.c          registry: search functions, error handlers; kr_encode and kr_decode
 *   codec_errors.c    the eight standard error handlers, and what a codec does at an error
 *   str_utf8.c        utf-8
 *   codec_utf16.c     utf-16, utf-32
 *   codec_ascii.c     ascii, latin-1, charmap
 *   codec_escape.c    unicode_escape, raw_unicode_escape, escape (bytes)
 *   codec_utf7.c      utf-7
 */
#ifndef KR_CODECS_H
#define KR_CODECS_H

#include "objects/bytes.h"
#include "objects/str_core.h"

typedef enum {
  KR_ERRORS_UNKNOWN, /* not looked at yet */
  KR_ERRORS_STRICT,
  KR_ERRORS_IGNORE,
  KR_ERRORS_REPLACE,
  KR_ERRORS_BACKSLASHREPLACE,
  KR_ERRORS_SURROGATEESCAPE,
  KR_ERRORS_SURROGATEPASS,
  KR_ERRORS_XMLCHARREFREPLACE,
  KR_ERRORS_OTHER, /* namereplace and the program's own */
} kr_errors_mode;
kr_errors_mode kr_errors_mode_of(const char *errors);

/* A decoding in progress. An error handler may put other bytes in the place of the input. */
typedef struct {
  const char *encoding; /* the name in exceptions */
  const char *errors;   /* NULL: strict */
  kr_errors_mode mode;
  const uint8_t *data;
  size_t size;
  kr_value object;    /* bytes that data lies in; KR_NULL: the caller's memory. Owned. */
  kr_value handler;   /* owned */
  kr_value exception; /* the one UnicodeDecodeError, updated at each error; owned */
  kr_str_builder out;
} kr_decoding;
void kr_decoding_start(kr_decoding *d, const char *encoding, const char *errors, const uint8_t *data,
                       size_t size);
/* bytes [start, end) cannot be decoded. Appends what the handler says; the position to go on from,
 * or -1. */
intptr_t kr_decoding_error(kr_decoding *d, size_t start, size_t end, const char *reason);
kr_value kr_decoding_finish(kr_decoding *d); /* the text, new; releases everything */
kr_value kr_decoding_fail(kr_decoding *d);   /* releases everything; KR_NULL */

/* An encoding in progress. */
typedef struct {
  const char *encoding;
  const char *errors;
  kr_errors_mode mode;
  kr_value str; /* borrowed */
  kr_value handler, exception;
  kr_buf out;
} kr_encoding;
void kr_encoding_start(kr_encoding *e, const char *encoding, const char *errors, kr_value str);
/* Characters [start, end) cannot be encoded. What to put instead (new: str or bytes) and, in *next,
 * where to go on; KR_NULL: failed. */
kr_value kr_encoding_error(kr_encoding *e, size_t start, size_t end, const char *reason, size_t *next);
/* The exception for the whole range, as strict gives it. KR_NULL. */
kr_value kr_encoding_raise(kr_encoding *e, size_t start, size_t end, const char *reason);
kr_value kr_encoding_finish(kr_encoding *e); /* bytes, new */
kr_value kr_encoding_fail(kr_encoding *e);

kr_value kr_namereplace_text(const kr_str *s, size_t start, size_t end);

/* `consumed` NULL: the input is complete; else an incomplete sequence at the end is left alone and
 * *consumed tells how many bytes were used. */
kr_value kr_decode_utf8_part(const uint8_t *data, size_t size, const char *errors, size_t *consumed);
kr_value kr_decode_utf7(const uint8_t *data, size_t size, const char *errors, size_t *consumed);
kr_value kr_encode_utf7(kr_value str, const char *errors);
/* *order: -1 little endian, 1 big endian, 0 by a byte order mark (and then told). */
kr_value kr_decode_utf16(const uint8_t *data, size_t size, const char *errors, int *order, size_t *consumed);
kr_value kr_decode_utf32(const uint8_t *data, size_t size, const char *errors, int *order, size_t *consumed);
kr_value kr_encode_utf16(kr_value str, const char *errors, int order);
kr_value kr_encode_utf32(kr_value str, const char *errors, int order);
kr_value kr_decode_ascii(const uint8_t *data, size_t size, const char *errors);
kr_value kr_encode_ascii(kr_value str, const char *errors);
kr_value kr_encode_latin1(kr_value str, const char *errors);
kr_value kr_decode_charmap(const uint8_t *data, size_t size, kr_value mapping, const char *errors);
kr_value kr_encode_charmap(kr_value str, kr_value mapping, const char *errors);
kr_value kr_charmap_build(kr_value map);
/* str.translate. */
kr_value kr_str_translate(kr_value str, kr_value table);
/* For warnings, the first invalid escape sequence. *bad_escape: where it is, or NULL; in data, unless an error
 * handler put other data in its place. *bad_code: the octal number that is too large, else the character behind
 * the backslash; -1: none. */
kr_value kr_decode_unicode_escape(const uint8_t *data, size_t size, const char *errors, size_t *consumed,
                                  const uint8_t **bad_escape, int *bad_code);
kr_value kr_encode_unicode_escape(kr_value str);
kr_value kr_decode_raw_unicode_escape(const uint8_t *data, size_t size, const char *errors, size_t *consumed);
kr_value kr_encode_raw_unicode_escape(kr_value str);
/* Escapes of bytes literals. */
kr_value kr_decode_escape(const uint8_t *data, size_t size, const char *errors, const uint8_t **bad_escape,
                          int *bad_code);

kr_value kr_memoryview_from_object(kr_value object); /* memoryview.c */

/* The registry. */
int kr_codec_register(kr_value search_function);
int kr_codec_unregister(kr_value search_function);
kr_value kr_codec_lookup(const char *encoding); /* a CodecInfo tuple; new */
int kr_codec_register_error(const char *name, kr_value handler);
int kr_codec_unregister_error(const char *name);          /* 1 0 -1 */
kr_value kr_codec_lookup_error(const char *name_or_null); /* new */
/* In development mode both must be known, also where no character asks for them. False: LookupError. Either may be
   NULL. */
bool kr_codec_check_names(const char *encoding, const char *errors);
/* By the registry. `text_only`: refuse codecs that are not text encodings, naming `alternative`
 * ("codecs.decode()"). */
kr_value kr_codec_encode(kr_value object, const char *encoding, const char *errors);
kr_value kr_codec_decode(kr_value object, const char *encoding, const char *errors);
kr_value kr_codec_encode_text(kr_value str, const char *encoding, const char *errors);
kr_value kr_codec_decode_text(kr_value object, const char *encoding, const char *errors);
/* The eight standard handlers, as functions, and their names. */
enum { KR_CODEC_ERROR_HANDLERS = 8 };
extern const kr_method_def kr_codec_error_handlers[];
extern const char *const kr_codec_error_names[];
/* The name as search functions get it: letters in lower case, digits and dots, '_' for anything between
 * them. False: longer than the room. */
bool kr_encoding_normalize(const char *encoding, char *out, size_t room);

#endif
