/* The registry of codecs and error handlers, and kr_encode / kr_decode over it. */
#include "objects/codecs.h"
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/tuple.h"
#include "vm/flags.h"

static kr_list *search_path; /* search functions */
static kr_dict *cache;       /* normalized name -> CodecInfo */
static kr_dict *error_handlers;
static bool encodings_imported;

static int prepare(void) {
  if (error_handlers) return 0;
  kr_dict *handlers = kr_dict_new();
  if (!search_path) search_path = kr_list_new(2);
  if (!cache) cache = kr_dict_new();
  if (!handlers || !search_path || !cache) goto fail;
  for (int i = 0; i < KR_CODEC_ERROR_HANDLERS; i++) {
    kr_value f = kr_cfunction_new(&kr_codec_error_handlers[i], KR_NULL, KR_NULL);
    if (f == KR_NULL || kr_dict_set_cstr(handlers, kr_codec_error_names[i], f) < 0) {
      kr_decref(f);
      goto fail;
    }
    kr_decref(f);
  }
  error_handlers = handlers;
  return 0;
fail:
  kr_xdecref_object(handlers);
  return -1;
}

/* ---- search functions -------------------------------------------------------------------------------- */

int kr_codec_register(kr_value f) {
  if (prepare() < 0) return -1;
  if (!kr_is_callable(f)) return KR_RAISE_INT(&kr_exc_TypeError, "argument must be callable");
  return kr_list_append(search_path, f);
}

int kr_codec_unregister(kr_value f) {
  if (!search_path) return 0;
  for (size_t i = 0; i < search_path->size; i++) {
    if (search_path->items[i] != f) continue;
    if (cache) kr_dict_clear(cache);
    return kr_list_assign_slice(search_path, i, i + 1, NULL, 0);
  }
  return 0;
}

bool kr_encoding_normalize(const char *encoding, char *out, size_t room) {
  size_t n = 0;
  bool gap = false;
  for (const uint8_t *p = (const uint8_t *)encoding; *p; p++) {
    uint8_t c = *p;
    bool letter = (uint8_t)((c | 32) - 'a') < 26;
    if (letter || (uint8_t)(c - '0') < 10 || c == '.') {
      if (n + 2 >= room) return false;
      if (gap && n) out[n++] = '_';
      gap = false;
      out[n++] = (char)(letter ? c | 32 : c);
    } else {
      gap = true;
    }
  }
  out[n] = 0;
  return true;
}

/* Importing `encodings` registers the standard search function. */
static int import_encodings(void) {
  if (encodings_imported) return 0;
  encodings_imported = true; /* importing needs codecs itself */
  kr_value m = kr_import_module("encodings");
  if (m == KR_NULL) {
    encodings_imported = false;
    return -1;
  }
  kr_decref(m);
  return 0;
}

kr_value kr_codec_lookup(const char *encoding) {
  if (prepare() < 0 || import_encodings() < 0) return KR_NULL;
  size_t room = strlen(encoding) * 2 + 3;
  char small[64], *name = room <= sizeof small ? small : kr_alloc(room);
  if (!name) return KR_NULL;
  kr_encoding_normalize(encoding, name, room);
  kr_value key = kr_str_from_cstr(name);
  if (name != small) kr_free(name);
  if (key == KR_NULL) return KR_NULL;
  kr_str_intern(&key);
  kr_value found = kr_dict_get_new(cache, key);
  if (found != KR_NULL || kr_failed()) goto done;
  if (search_path->size == 0) {
    kr_raise(&kr_exc_LookupError, "no codec search functions registered: can't find encoding");
    goto done;
  }
  for (size_t i = 0; i < search_path->size; i++) {
    kr_value f = kr_ref(search_path->items[i]);
    kr_value r = kr_call1(f, key);
    kr_decref(f);
    if (r == KR_NULL) goto done;
    if (kr_is_none(r)) continue;
    if (!kr_is_tuple(r) || KR_TUPLE(r)->size != 4) {
      kr_decref(r);
      kr_raise(&kr_exc_TypeError, "codec search functions must return 4-tuples");
      goto done;
    }
    if (kr_dict_set(cache, key, r) < 0) {
      kr_decref(r);
      goto done;
    }
    found = r;
    goto done;
  }
  kr_raise(&kr_exc_LookupError, "unknown encoding: %s", encoding);
done:
  kr_decref(key);
  return found;
}

/* ---- error handlers ---------------------------------------------------------------------------------- */

int kr_codec_register_error(const char *name, kr_value handler) {
  if (prepare() < 0) return -1;
  if (!kr_is_callable(handler)) return KR_RAISE_INT(&kr_exc_TypeError, "handler must be callable");
  return kr_dict_set_cstr(error_handlers, name, handler);
}

int kr_codec_unregister_error(const char *name) {
  for (int i = 0; i < KR_CODEC_ERROR_HANDLERS; i++) {
    if (strcmp(name, kr_codec_error_names[i]) == 0)
      return KR_RAISE_INT(&kr_exc_ValueError, "cannot un-register built-in error handler '%s'", name);
  }
  if (prepare() < 0) return -1;
  kr_value key = kr_str_from_cstr(name);
  if (key == KR_NULL) return -1;
  int r = kr_dict_del(error_handlers, key);
  kr_decref(key);
  return r;
}

kr_value kr_codec_lookup_error(const char *name) {
  if (prepare() < 0) return KR_NULL;
  if (!name) name = "strict";
  kr_value key = kr_str_from_cstr(name);
  if (key == KR_NULL) return KR_NULL;
  kr_value handler = kr_dict_get_new(error_handlers, key);
  kr_decref(key);
  if (handler == KR_NULL && !kr_failed())
    kr_raise(&kr_exc_LookupError, "unknown error handler name '%s'", name);
  return handler;
}

/* ---- encoding and decoding by the registry ------------------------------------------------------------ */

/* Calls item `which` of info (0 encoder, 1 decoder); info stolen. The first item of its answer, new. */
static kr_value apply(kr_value info, int which, kr_value object, const char *encoding, const char *errors) {
  kr_value f = kr_ref(KR_TUPLE(info)->items[which]);
  kr_decref(info);
  kr_value args[2] = {object, errors ? kr_str_from_cstr(errors) : KR_NULL};
  if (errors && args[1] == KR_NULL) {
    kr_decref(f);
    return KR_NULL;
  }
  kr_value r = kr_call(f, args, errors ? 2 : 1, NULL);
  kr_decref(args[1]);
  kr_decref(f);
  if (r == KR_NULL) {
    kr_value e = kr_fetch_exception();
    if (kr_exception_add_note(e, "%s with '%s' codec failed", which ? "decoding" : "encoding", encoding) <
        0) {
      kr_decref(e);
      return KR_NULL;
    }
    kr_restore_exception_steal(e);
    return KR_NULL;
  }
  if (!kr_is_tuple(r) || KR_TUPLE(r)->size != 2) {
    kr_decref(r);
    return kr_raise(&kr_exc_TypeError, which ? "decoder must return a tuple (object,integer)"
                                             : "encoder must return a tuple (object, integer)");
  }
  kr_value v = kr_ref(KR_TUPLE(r)->items[0]);
  kr_decref(r);
  return v;
}

kr_value kr_codec_encode(kr_value object, const char *encoding, const char *errors) {
  kr_value info = kr_codec_lookup(encoding);
  return info == KR_NULL ? KR_NULL : apply(info, 0, object, encoding, errors);
}
kr_value kr_codec_decode(kr_value object, const char *encoding, const char *errors) {
  kr_value info = kr_codec_lookup(encoding);
  return info == KR_NULL ? KR_NULL : apply(info, 1, object, encoding, errors);
}

/* A codec between str and bytes; others say so in the attribute _is_text_encoding. New. */
static kr_value lookup_text(const char *encoding, const char *alternative) {
  kr_value info = kr_codec_lookup(encoding);
  if (info == KR_NULL || kr_is_exact_tuple(info)) return info;
  kr_value flag;
  int found = kr_getattr_optional(info, KR_ID(_is_text_encoding), &flag);
  int text = found <= 0 ? found : kr_truth(flag);
  if (found > 0) kr_decref(flag);
  if (found == 0 || text > 0) return info;
  kr_decref(info);
  if (text < 0) return KR_NULL;
  return kr_raise(&kr_exc_LookupError, "'%s' is not a text encoding; use %s to handle arbitrary codecs",
                  encoding, alternative);
}

kr_value kr_codec_encode_text(kr_value str, const char *encoding, const char *errors) {
  kr_value info = lookup_text(encoding, "codecs.encode()");
  if (info == KR_NULL) return KR_NULL;
  kr_value v = apply(info, 0, str, encoding, errors);
  if (v == KR_NULL || kr_is_bytes(v)) return v;
  if (kr_is_bytearray(v)) {
    if (kr_warn(&kr_exc_RuntimeWarning, 1,
                "encoder %s returned bytearray instead of bytes; use codecs.encode() to encode to "
                "arbitrary types",
                encoding) < 0) {
      kr_decref(v);
      return KR_NULL;
    }
    kr_value b = kr_bytes_from(kr_bytearray_of(v)->data, kr_bytearray_of(v)->size);
    kr_decref(v);
    return b;
  }
  kr_raise(&kr_exc_TypeError,
           "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary "
           "types",
           encoding, v);
  kr_decref(v);
  return KR_NULL;
}

/* The codecs in C, which need no look in the registry. */
typedef enum { IN_REGISTRY, UTF_8, UTF_16, UTF_32, ASCII, LATIN_1 } codec;

static codec codec_of(const char *encoding) {
  static const struct {
    const char *name;
    codec codec;
  } names[] = {{"utf_8", UTF_8},    {"utf8", UTF_8},      {"utf_16", UTF_16},      {"utf16", UTF_16},
               {"utf_32", UTF_32},  {"utf32", UTF_32},    {"ascii", ASCII},        {"us_ascii", ASCII},
               {"latin1", LATIN_1}, {"latin_1", LATIN_1}, {"iso_8859_1", LATIN_1}, {"iso8859_1", LATIN_1}};
  if (strcmp(encoding, "utf-8") == 0) return UTF_8;
  char name[16];
  if (!kr_encoding_normalize(encoding, name, sizeof name)) return IN_REGISTRY;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i].name) == 0) return names[i].codec;
  return IN_REGISTRY;
}

/* False: not one of the codecs in C. */
static bool decode_fast(const uint8_t *data, size_t size, const char *encoding, const char *errors,
                        kr_value *out) {
  switch (codec_of(encoding)) {
    case UTF_8: *out = kr_decode_utf8(data, size, errors); return true;
    case UTF_16: *out = kr_decode_utf16(data, size, errors, &(int){0}, NULL); return true;
    case UTF_32: *out = kr_decode_utf32(data, size, errors, &(int){0}, NULL); return true;
    case ASCII: *out = kr_decode_ascii(data, size, errors); return true;
    case LATIN_1: *out = kr_str_from_latin1(data, size); return true;
    default: return false;
  }
}

static bool encode_fast(kr_value str, const char *encoding, const char *errors, kr_value *out) {
  switch (codec_of(encoding)) {
    case UTF_8: *out = kr_encode_utf8(str, errors); return true;
    case UTF_16: *out = kr_encode_utf16(str, errors, 0); return true;
    case UTF_32: *out = kr_encode_utf32(str, errors, 0); return true;
    case ASCII: *out = kr_encode_ascii(str, errors); return true;
    case LATIN_1: *out = kr_encode_latin1(str, errors); return true;
    default: return false;
  }
}

bool kr_codec_check_names(const char *encoding, const char *errors) {
  if (!kr_flags.dev_mode) return true;
  kr_value known = encoding && codec_of(encoding) == IN_REGISTRY ? kr_codec_lookup(encoding) : KR_NONE;
  if (known != KR_NULL && errors) KR_REPLACE(known, kr_codec_lookup_error(errors));
  kr_decref(known);
  return known != KR_NULL;
}

kr_value kr_encode(kr_value str, const char *encoding, const char *errors) {
  kr_value v;
  if (!kr_codec_check_names(encoding, errors)) return KR_NULL;
  if (encode_fast(str, encoding, errors, &v)) return v;
  return kr_codec_encode_text(str, encoding, errors);
}

/* The decoder in Python gets a memoryview, as in CPython. */
static kr_value decode_slow(kr_value object, const char *encoding, const char *errors) {
  kr_value info = lookup_text(encoding, "codecs.decode()");
  if (info == KR_NULL) return KR_NULL;
  kr_value view = kr_memoryview_from_object(object);
  if (view == KR_NULL) {
    kr_decref(info);
    return KR_NULL;
  }
  kr_value v = apply(info, 1, view, encoding, errors);
  kr_decref(view);
  if (v == KR_NULL || kr_is_str(v)) return v;
  kr_raise(&kr_exc_TypeError,
           "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary "
           "types",
           encoding, v);
  kr_decref(v);
  return KR_NULL;
}

kr_value kr_decode(const uint8_t *data, size_t size, const char *encoding, const char *errors) {
  kr_value v;
  if (!kr_codec_check_names(encoding, errors)) return KR_NULL;
  if (decode_fast(data, size, encoding, errors, &v)) return v;
  kr_value copy = kr_bytes_from(data, size);
  if (copy == KR_NULL) return KR_NULL;
  v = decode_slow(copy, encoding, errors);
  kr_decref(copy);
  return v;
}

kr_value kr_codec_decode_text(kr_value object, const char *encoding, const char *errors) {
  kr_value v;
  kr_bytes_arg a;
  if (!kr_codec_check_names(encoding, errors)) return KR_NULL;
  if (kr_bytes_arg_get(&a, object) < 0) return KR_NULL;
  /* Nothing is nothing in any encoding, even in none. */
  bool done = true;
  if (a.size == 0) v = KR_EMPTY_STR;
  else done = decode_fast(a.data, a.size, encoding, errors, &v);
  kr_bytes_arg_release(&a);
  return done ? v : decode_slow(object, encoding, errors);
}
