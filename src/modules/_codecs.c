/* _codecs: the registry and the built-in codecs, for the codecs and encodings modules. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- arguments and results --------------------------------------------------------------------------- */

/* The text of a name; `or_none`: None gives NULL. 0, -1. */
static int name_argument(const char *fname, const char *argument, kr_value v, bool or_none,
                         const char **out) {
  *out = NULL;
  if (v == KR_NULL || (or_none && kr_is_none(v))) return 0;
  if (!kr_is_str(v)) {
    kr_raise_argument(fname, argument, or_none ? "str or None" : "str", v);
    return -1;
  }
  *out = kr_str_cstr(v);
  return *out ? 0 : -1;
}

/* (object, count), object stolen. */
static kr_value with_count(kr_value object, size_t count) {
  if (object == KR_NULL) return KR_NULL;
  kr_value items[2] = {object, kr_int_from_size(count)};
  return kr_tuple_from_array_steal(items, 2);
}

/* What the decoders take: bytes-like; `text_too`: also str, as its UTF-8. */
typedef struct {
  kr_bytes_arg bytes;
  const uint8_t *data;
  size_t size;
  const char *errors;
  bool final;
} input;

static int decode_arguments(const char *fname, const kr_value *args, size_t nargs, bool text_too, input *in) {
  if (name_argument(fname, "argument 2", args[1], true, &in->errors) < 0) return -1;
  in->final = false;
  if (nargs > 2 && args[2] != KR_NULL) {
    int truth = kr_truth(args[2]);
    if (truth < 0) return -1;
    in->final = truth;
  }
  if (text_too && kr_is_str(args[0])) {
    in->bytes.held = false;
    in->data = (const uint8_t *)kr_str_utf8(KR_STR(args[0]), &in->size);
    return in->data ? 0 : -1;
  }
  if (kr_bytes_arg_get(&in->bytes, args[0]) < 0) return -1;
  in->data = in->bytes.data;
  in->size = in->bytes.size;
  return 0;
}

/* A decoder of the form name(data, errors=None, final=False). */
#define DECODER(name, call)                                               \
  FUNCTION(name) {                                                        \
    input in;                                                             \
    if (decode_arguments(#name, args, 3, false, &in) < 0) return KR_NULL; \
    size_t used = in.size, *consumed = in.final ? NULL : &used;           \
    kr_value text = call;                                                 \
    kr_bytes_arg_release(&in.bytes);                                      \
    return with_count(text, used);                                        \
  }
DECODER(utf_8_decode, kr_decode_utf8_part(in.data, in.size, in.errors, consumed))
DECODER(utf_7_decode, kr_decode_utf7(in.data, in.size, in.errors, consumed))
DECODER(utf_16_decode, kr_decode_utf16(in.data, in.size, in.errors, &(int){0}, consumed))
DECODER(utf_16_le_decode, kr_decode_utf16(in.data, in.size, in.errors, &(int){-1}, consumed))
DECODER(utf_16_be_decode, kr_decode_utf16(in.data, in.size, in.errors, &(int){1}, consumed))
DECODER(utf_32_decode, kr_decode_utf32(in.data, in.size, in.errors, &(int){0}, consumed))
DECODER(utf_32_le_decode, kr_decode_utf32(in.data, in.size, in.errors, &(int){-1}, consumed))
DECODER(utf_32_be_decode, kr_decode_utf32(in.data, in.size, in.errors, &(int){1}, consumed))

#define PLAIN_DECODER(name, call)                                         \
  FUNCTION(name) {                                                        \
    input in;                                                             \
    if (decode_arguments(#name, args, 2, false, &in) < 0) return KR_NULL; \
    size_t used = in.size;                                                \
    kr_value text = call;                                                 \
    kr_bytes_arg_release(&in.bytes);                                      \
    return with_count(text, used);                                        \
  }
PLAIN_DECODER(latin_1_decode, kr_str_from_latin1(in.data, in.size))
PLAIN_DECODER(ascii_decode, kr_decode_ascii(in.data, in.size, in.errors))
PLAIN_DECODER(charmap_decode, kr_decode_charmap(in.data, in.size, args[2], in.errors))

/* data, errors, byteorder, final -> (text, used, byteorder) */
static kr_value ex_decode(const char *fname, const kr_value *args,
                          kr_value (*decode)(const uint8_t *, size_t, const char *, int *, size_t *)) {
  input in;
  int order = 0;
  if (args[2] != KR_NULL) {
    order = kr_index_as_int(args[2]);
    if (order == -1 && kr_failed()) return KR_NULL;
  }
  kr_value shuffled[3] = {args[0], args[1], args[3]};
  if (decode_arguments(fname, shuffled, 3, false, &in) < 0) return KR_NULL;
  size_t used = in.size;
  kr_value text = decode(in.data, in.size, in.errors, &order, in.final ? NULL : &used);
  kr_bytes_arg_release(&in.bytes);
  if (text == KR_NULL) return KR_NULL;
  kr_value items[3] = {text, kr_int_from_size(used), kr_from_small_int(order)};
  return kr_tuple_from_array_steal(items, 3);
}
FUNCTION(utf_16_ex_decode) { return ex_decode("utf_16_ex_decode", args, kr_decode_utf16); }
FUNCTION(utf_32_ex_decode) { return ex_decode("utf_32_ex_decode", args, kr_decode_utf32); }

/* bad: see kr_decode_escape(); prefix: of the literal that such text is of. */
static int warn_escape(const char *prefix, int bad) {
  if (bad < 0) return 0;
  if (bad > 0377)
    return kr_warn(
        &kr_exc_DeprecationWarning, 1,
        "%s\"\\%s\" is an invalid octal escape sequence. Such sequences will not work in the "
        "future. ",
        prefix, (char[]){(char)('0' + (bad >> 6)), (char)('0' + (bad >> 3 & 7)), (char)('0' + (bad & 7)), 0});
  return kr_warn(&kr_exc_DeprecationWarning, 1,
                 "%s\"\\%c\" is an invalid escape sequence. Such sequences will not work in the future. ",
                 prefix, bad);
}

FUNCTION(unicode_escape_decode) {
  input in;
  kr_value copy[3] = {args[0], args[1], args[2] == KR_NULL ? KR_TRUE : args[2]};
  if (decode_arguments("unicode_escape_decode", copy, 3, true, &in) < 0) return KR_NULL;
  size_t used = in.size;
  const uint8_t *where;
  int bad;
  kr_value text =
      kr_decode_unicode_escape(in.data, in.size, in.errors, in.final ? NULL : &used, &where, &bad);
  if (text != KR_NULL && warn_escape("", bad) < 0) KR_CLEAR(text);
  kr_bytes_arg_release(&in.bytes);
  return with_count(text, used);
}
FUNCTION(raw_unicode_escape_decode) {
  input in;
  kr_value copy[3] = {args[0], args[1], args[2] == KR_NULL ? KR_TRUE : args[2]};
  if (decode_arguments("raw_unicode_escape_decode", copy, 3, true, &in) < 0) return KR_NULL;
  size_t used = in.size;
  kr_value text = kr_decode_raw_unicode_escape(in.data, in.size, in.errors, in.final ? NULL : &used);
  kr_bytes_arg_release(&in.bytes);
  return with_count(text, used);
}
FUNCTION(escape_decode) {
  input in;
  if (decode_arguments("escape_decode", args, 2, true, &in) < 0) return KR_NULL;
  size_t size = in.size;
  const uint8_t *where;
  int bad;
  kr_value b = kr_decode_escape(in.data, in.size, in.errors, &where, &bad);
  if (b != KR_NULL && warn_escape("b", bad) < 0) KR_CLEAR(b);
  kr_bytes_arg_release(&in.bytes);
  return with_count(b, size);
}

/* ---- encoders ---------------------------------------------------------------------------------------- */

#define ENCODER(name, call)                                                                 \
  FUNCTION(name) {                                                                          \
    const char *errors;                                                                     \
    if (!kr_is_str(args[0])) return kr_raise_argument(#name, "argument 1", "str", args[0]); \
    if (name_argument(#name, "argument 2", args[1], true, &errors) < 0) return KR_NULL;     \
    return with_count(call, KR_STR(args[0])->length);                                       \
  }
ENCODER(utf_8_encode, kr_encode_utf8(args[0], errors))
ENCODER(utf_7_encode, kr_encode_utf7(args[0], errors))
ENCODER(utf_16_le_encode, kr_encode_utf16(args[0], errors, -1))
ENCODER(utf_16_be_encode, kr_encode_utf16(args[0], errors, 1))
ENCODER(utf_32_le_encode, kr_encode_utf32(args[0], errors, -1))
ENCODER(utf_32_be_encode, kr_encode_utf32(args[0], errors, 1))
ENCODER(latin_1_encode, kr_encode_latin1(args[0], errors))
ENCODER(ascii_encode, kr_encode_ascii(args[0], errors))
ENCODER(charmap_encode, kr_encode_charmap(args[0], args[2], errors))
ENCODER(unicode_escape_encode, kr_encode_unicode_escape(args[0]))
ENCODER(raw_unicode_escape_encode, kr_encode_raw_unicode_escape(args[0]))

static kr_value order_encode(const char *fname, const kr_value *args,
                             kr_value (*encode)(kr_value, const char *, int)) {
  const char *errors;
  int order = 0;
  if (!kr_is_str(args[0])) return kr_raise_argument(fname, "argument 1", "str", args[0]);
  if (name_argument(fname, "argument 2", args[1], true, &errors) < 0) return KR_NULL;
  if (args[2] != KR_NULL) {
    order = kr_index_as_int(args[2]);
    if (order == -1 && kr_failed()) return KR_NULL;
  }
  return with_count(encode(args[0], errors, order < 0 ? -1 : order > 0), KR_STR(args[0])->length);
}
FUNCTION(utf_16_encode) { return order_encode("utf_16_encode", args, kr_encode_utf16); }
FUNCTION(utf_32_encode) { return order_encode("utf_32_encode", args, kr_encode_utf32); }

FUNCTION(escape_encode) {
  if (!kr_is_bytes(args[0])) return kr_raise_argument("escape_encode", "argument 1", "bytes", args[0]);
  const char *errors;
  if (name_argument("escape_encode", "argument 2", args[1], true, &errors) < 0) return KR_NULL;
  kr_bytes *b = KR_BYTES(args[0]);
  kr_buf out = {0};
  for (size_t i = 0; i < b->size && !out.failed; i++) {
    uint8_t c = b->data[i];
    if (c == '\'' || c == '\\') {
      kr_buf_put_char(&out, '\\');
      kr_buf_put_char(&out, (char)c);
    } else if (c == '\t' || c == '\n' || c == '\r') {
      kr_buf_put_char(&out, '\\');
      kr_buf_put_char(&out, c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
    } else if (c < ' ' || c >= 0x7F) {
      char hex[4] = {'\\', 'x', "0123456789abcdef"[c >> 4], "0123456789abcdef"[c & 15]};
      kr_buf_put(&out, hex, 4);
    } else {
      kr_buf_put_char(&out, (char)c);
    }
  }
  return with_count(kr_bytes_from_buf(&out), b->size);
}

FUNCTION(readbuffer_encode) {
  input in;
  if (decode_arguments("readbuffer_encode", args, 2, true, &in) < 0) return KR_NULL;
  size_t size = in.size;
  kr_value b = kr_bytes_from(in.data, in.size);
  kr_bytes_arg_release(&in.bytes);
  return with_count(b, size);
}

FUNCTION(charmap_build) {
  if (!kr_is_str(args[0])) return kr_raise_argument("charmap_build", "argument", "str", args[0]);
  return kr_charmap_build(args[0]);
}

/* ---- registry ---------------------------------------------------------------------------------------- */

FUNCTION(register_search) { return kr_codec_register(args[0]) < 0 ? KR_NULL : KR_NONE; }
FUNCTION(unregister_search) { return kr_codec_unregister(args[0]) < 0 ? KR_NULL : KR_NONE; }

FUNCTION(lookup) {
  const char *name;
  if (name_argument("lookup", "argument", args[0], false, &name) < 0) return KR_NULL;
  return kr_codec_lookup(name);
}

static kr_value code(const char *fname, const kr_value *args,
                     kr_value (*apply)(kr_value, const char *, const char *)) {
  const char *encoding, *errors;
  if (name_argument(fname, "argument 'encoding'", args[1], false, &encoding) < 0) return KR_NULL;
  if (name_argument(fname, "argument 'errors'", args[2], false, &errors) < 0) return KR_NULL;
  return apply(args[0], encoding ? encoding : "utf-8", errors);
}
FUNCTION(encode) { return code("encode", args, kr_codec_encode); }
FUNCTION(decode) { return code("decode", args, kr_codec_decode); }

FUNCTION(register_error) {
  const char *name;
  if (name_argument("register_error", "argument 1", args[0], false, &name) < 0) return KR_NULL;
  return kr_codec_register_error(name, args[1]) < 0 ? KR_NULL : KR_NONE;
}
FUNCTION(unregister_error) {
  const char *name;
  if (name_argument("_unregister_error", "argument", args[0], false, &name) < 0) return KR_NULL;
  int r = kr_codec_unregister_error(name);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
FUNCTION(lookup_error) {
  const char *name;
  if (name_argument("lookup_error", "argument", args[0], false, &name) < 0) return KR_NULL;
  return kr_codec_lookup_error(name);
}

#define ENCODE_SIG "($module, str, errors=None, /)"
#define DECODE_SIG "($module, data, errors=None, /)"
#define PART_SIG "($module, data, errors=None, final=False, /)"
#define EX_SIG "($module, data, errors=None, byteorder=0, final=False, /)"
#define CODEC(name, sig) \
  { #name, name, 0, sig, NULL }
static const kr_method_def methods[] = {
    {"register", register_search, 0, "($module, search_function, /)", "Register a codec search function."},
    {"unregister", unregister_search, 0, "($module, search_function, /)",
     "Take a search function out and forget all codecs found."},
    {"lookup", lookup, 0, "($module, encoding, /)", "The codec info of an encoding."},
    {"encode", encode, 0, "($module, /, obj, encoding='utf-8', errors='strict')", "Encode obj by any codec."},
    {"decode", decode, 0, "($module, /, obj, encoding='utf-8', errors='strict')", "Decode obj by any codec."},
    {"escape_encode", escape_encode, 0, DECODE_SIG, NULL},
    {"escape_decode", escape_decode, 0, DECODE_SIG, NULL},
    CODEC(utf_8_encode, ENCODE_SIG),
    CODEC(utf_8_decode, PART_SIG),
    CODEC(utf_7_encode, ENCODE_SIG),
    CODEC(utf_7_decode, PART_SIG),
    CODEC(utf_16_encode, "($module, str, errors=None, byteorder=0, /)"),
    CODEC(utf_16_le_encode, ENCODE_SIG),
    CODEC(utf_16_be_encode, ENCODE_SIG),
    CODEC(utf_16_decode, PART_SIG),
    CODEC(utf_16_le_decode, PART_SIG),
    CODEC(utf_16_be_decode, PART_SIG),
    CODEC(utf_16_ex_decode, EX_SIG),
    CODEC(utf_32_encode, "($module, str, errors=None, byteorder=0, /)"),
    CODEC(utf_32_le_encode, ENCODE_SIG),
    CODEC(utf_32_be_encode, ENCODE_SIG),
    CODEC(utf_32_decode, PART_SIG),
    CODEC(utf_32_le_decode, PART_SIG),
    CODEC(utf_32_be_decode, PART_SIG),
    CODEC(utf_32_ex_decode, EX_SIG),
    CODEC(unicode_escape_encode, ENCODE_SIG),
    CODEC(unicode_escape_decode, "($module, data, errors=None, final=True, /)"),
    CODEC(raw_unicode_escape_encode, ENCODE_SIG),
    CODEC(raw_unicode_escape_decode, "($module, data, errors=None, final=True, /)"),
    CODEC(latin_1_encode, ENCODE_SIG),
    CODEC(latin_1_decode, DECODE_SIG),
    CODEC(ascii_encode, ENCODE_SIG),
    CODEC(ascii_decode, DECODE_SIG),
    CODEC(charmap_encode, "($module, str, errors=None, mapping=None, /)"),
    CODEC(charmap_decode, "($module, data, errors=None, mapping=None, /)"),
    CODEC(charmap_build, "($module, map, /)"),
    CODEC(readbuffer_encode, DECODE_SIG),
    {"register_error", register_error, 0, "($module, errors, handler, /)",
     "Register an error handler under a name."},
    {"_unregister_error", unregister_error, 0, "($module, errors, /)",
     "Unregister an error handler; False if there is none of this name."},
    {"lookup_error", lookup_error, 0, "($module, name, /)", "The error handler of this name."},
    {0},
};

const kr_module_def kr_module_def__codecs = {.name = "_codecs", .methods = methods};
