/* ascii, latin-1 and character maps; str.maketrans. */
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

/* ---- ascii, latin-1 ---------------------------------------------------------------------------------- */

kr_value kr_decode_ascii(const uint8_t *data, size_t size, const char *errors) {
  size_t good = kr_ascii_prefix(data, size);
  if (good == size) return size ? kr_str_from_ascii((const char *)data, size) : KR_EMPTY_STR;
  kr_decoding d;
  kr_decoding_start(&d, "ascii", errors, data, size);
  size_t at = 0;
  for (;;) {
    kr_sb_ascii(&d.out, (const char *)d.data + at, good);
    at += good;
    if (at >= d.size) return kr_decoding_finish(&d);
    intptr_t next = kr_decoding_error(&d, at, at + 1, "ordinal not in range(128)");
    if (next < 0) return kr_decoding_fail(&d);
    at = (size_t)next;
    good = kr_ascii_prefix(d.data + at, d.size - at);
  }
}

static kr_value encode_below(kr_value str, const char *errors, uint32_t limit) {
  kr_str *s = KR_STR(str);
  if (kr_str_is_ascii(s) || (limit == 256 && kr_str_shift(s) == 0))
    return kr_bytes_from(kr_str_data(s), s->length);
  const char *reason = limit == 128 ? "ordinal not in range(128)" : "ordinal not in range(256)";
  kr_encoding e;
  kr_encoding_start(&e, limit == 128 ? "ascii" : "latin-1", errors, str);
  if (!kr_buf_reserve(&e.out, s->length)) return kr_encoding_fail(&e);
  for (size_t i = 0; i < s->length;) {
    uint32_t c = kr_str_read(s, i);
    if (c < limit) {
      kr_buf_put_char(&e.out, (char)c);
      i++;
      continue;
    }
    size_t end = i + 1;
    while (end < s->length && kr_str_read(s, end) >= limit) end++;
    size_t next;
    kr_value r = kr_encoding_error(&e, i, end, reason, &next);
    if (r == KR_NULL) return kr_encoding_fail(&e);
    if (kr_is_bytes(r)) {
      kr_buf_put(&e.out, KR_BYTES(r)->data, KR_BYTES(r)->size);
    } else {
      for (size_t k = 0; k < KR_STR(r)->length; k++) {
        c = kr_str_read(KR_STR(r), k);
        if (c >= limit) {
          kr_decref(r);
          kr_encoding_raise(&e, i, end, reason);
          return kr_encoding_fail(&e);
        }
        kr_buf_put_char(&e.out, (char)c);
      }
    }
    kr_decref(r);
    i = next;
  }
  return kr_encoding_finish(&e);
}
kr_value kr_encode_ascii(kr_value str, const char *errors) { return encode_below(str, errors, 128); }
kr_value kr_encode_latin1(kr_value str, const char *errors) { return encode_below(str, errors, 256); }

/* ---- maps -------------------------------------------------------------------------------------------- */

/* mapping[c]: new; KR_NONE when there is none; KR_NULL: failed. */
static kr_value map_item(kr_value mapping, uint32_t c) {
  kr_value key = kr_from_small_int(c);
  kr_value v;
  if (kr_is_exact_dict(mapping)) {
    v = kr_dict_get_new(KR_DICT(mapping), key);
    return v == KR_NULL && !kr_failed() ? KR_NONE : v;
  }
  v = kr_getitem(mapping, key);
  if (v == KR_NULL && kr_clear_if(&kr_exc_LookupError)) return KR_NONE;
  return v;
}

/* The character that an int stands for; -1: not in range. */
static int32_t map_char(kr_value v) {
  int64_t c;
  if (!kr_int_fits_i64(v, &c) || c < 0 || c > 0x10FFFF) return -1;
  return (int32_t)c;
}

kr_value kr_decode_charmap(const uint8_t *data, size_t size, kr_value mapping, const char *errors) {
  if (mapping == KR_NULL || kr_is_none(mapping)) return kr_str_from_latin1(data, size);
  kr_decoding d;
  kr_decoding_start(&d, "charmap", errors, data, size);
  kr_str *text = kr_is_exact_str(mapping) ? KR_STR(mapping) : NULL;
  for (size_t i = 0; i < d.size;) {
    uint8_t c = d.data[i];
    bool undefined = false;
    if (text) {
      uint32_t to = c < text->length ? kr_str_read(text, c) : 0xFFFE;
      if (to == 0xFFFE) undefined = true;
      else kr_sb_char(&d.out, to);
    } else {
      kr_value item = map_item(mapping, c);
      if (item == KR_NULL) return kr_decoding_fail(&d);
      if (kr_is_none(item)) {
        undefined = true;
      } else if (kr_is_int(item)) {
        int32_t to = map_char(item);
        if (to < 0) kr_raise(&kr_exc_TypeError, "character mapping must be in range(0x110000)");
        else if (to == 0xFFFE) undefined = true;
        else kr_sb_char(&d.out, (uint32_t)to);
      } else if (kr_is_str(item)) {
        kr_str *to = KR_STR(item);
        if (to->length == 1 && kr_str_read(to, 0) == 0xFFFE) undefined = true;
        else kr_sb_str(&d.out, to);
      } else {
        kr_raise(&kr_exc_TypeError, "character mapping must return integer, None or str");
      }
      kr_decref(item);
      if (kr_failed()) return kr_decoding_fail(&d);
    }
    if (d.out.failed) return kr_decoding_fail(&d);
    if (!undefined) {
      i++;
      continue;
    }
    intptr_t next = kr_decoding_error(&d, i, i + 1, "character maps to <undefined>");
    if (next < 0) return kr_decoding_fail(&d);
    i = (size_t)next;
  }
  return kr_decoding_finish(&d);
}

/* EncodingMap: what charmap_build makes of a decoding table, a small hash table. */
enum { MAP_SLOTS = 512 };
typedef struct {
  KR_OBJECT_HEAD
  uint32_t count;
  uint16_t chars[MAP_SLOTS]; /* 0: free (but for the character 0, which is byte 0) */
  uint8_t bytes[MAP_SLOTS];
} encoding_map;

static uint32_t map_slot(const encoding_map *m, uint32_t c) {
  uint32_t i = (c * 0x9E3779B1u) >> 23;
  while (m->chars[i] && m->chars[i] != c) i = (i + 1) & (MAP_SLOTS - 1);
  return i;
}
static kr_value map_size(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_from_small_int(KR_AS(encoding_map, self)->count);
}
static const kr_method_def map_methods[] = {
    {"size", map_size, 0, "($self, /)", "How many characters the map has."},
    {0},
};
static void map_dealloc(kr_object *o) { kr_object_free(o); }
static kr_type encoding_map_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "EncodingMap",
    .tf = KR_TF_NO_NEW | KR_TF_IMMUTABLE,
    .basic_size = sizeof(encoding_map),
    .dealloc = map_dealloc,
    .methods = map_methods,
};

kr_value kr_charmap_build(kr_value map) {
  kr_str *s = KR_STR(map);
  size_t n = s->length < 256 ? s->length : 256;
  bool plain = s->length == 256 && kr_str_read(s, 0) == 0;
  for (size_t i = 1; plain && i < n; i++) {
    uint32_t c = kr_str_read(s, i);
    plain = c != 0 && c <= 0xFFFE;
  }
  if (plain) {
    if (kr_type_ready(&encoding_map_type) < 0) return KR_NULL;
    encoding_map *m = kr_object_alloc(&encoding_map_type, sizeof *m);
    if (!m) return KR_NULL;
    memset(m->chars, 0, sizeof m->chars);
    m->count = 1;
    for (uint32_t i = 1; i < 256; i++) {
      uint32_t c = kr_str_read(s, i);
      if (c == 0xFFFE) continue;
      uint32_t slot = map_slot(m, c);
      m->chars[slot] = (uint16_t)c;
      m->bytes[slot] = (uint8_t)i;
      m->count++;
    }
    return kr_from_object(m);
  }
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  for (size_t i = 0; i < n; i++) {
    if (kr_dict_set(d, kr_from_small_int(kr_str_read(s, i)), kr_from_small_int((int64_t)i)) < 0) {
      kr_decref_object(d);
      return KR_NULL;
    }
  }
  return kr_from_object(d);
}

/* Appends what c is mapped to: 1; 0: undefined; -1. */
static int put_mapped(kr_buf *out, kr_value mapping, uint32_t c) {
  if (kr_is_exact(mapping, &encoding_map_type)) {
    encoding_map *m = KR_AS(encoding_map, mapping);
    if (c == 0) return kr_buf_put_char(out, 0) ? 1 : -1;
    if (c > 0xFFFE) return 0;
    uint32_t slot = map_slot(m, c);
    if (!m->chars[slot]) return 0;
    return kr_buf_put_char(out, (char)m->bytes[slot]) ? 1 : -1;
  }
  kr_value item = map_item(mapping, c);
  if (item == KR_NULL) return -1;
  int r = 1;
  if (kr_is_none(item)) {
    r = 0;
  } else if (kr_is_int(item)) {
    int32_t byte = map_char(item);
    if (byte < 0 || byte > 255)
      r = KR_RAISE_INT(&kr_exc_TypeError, "character mapping must be in range(256)");
    else if (!kr_buf_put_char(out, (char)byte)) r = -1;
  } else if (kr_is_bytes(item)) {
    if (!kr_buf_put(out, KR_BYTES(item)->data, KR_BYTES(item)->size)) r = -1;
  } else {
    r = KR_RAISE_INT(&kr_exc_TypeError, "character mapping must return integer, bytes or None, not %T", item);
  }
  kr_decref(item);
  return r;
}

kr_value kr_encode_charmap(kr_value str, kr_value mapping, const char *errors) {
  if (mapping == KR_NULL || kr_is_none(mapping)) return kr_encode_latin1(str, errors);
  static const char reason[] = "character maps to <undefined>";
  kr_str *s = KR_STR(str);
  kr_encoding e;
  kr_encoding_start(&e, "charmap", errors, str);
  /* Here the handler gets the whole run, and takes all of it or nothing. */
  if (kr_errors_mode_of(errors) == KR_ERRORS_SURROGATEESCAPE) e.mode = KR_ERRORS_OTHER;
  kr_buf ignored = {0};
  for (size_t i = 0; i < s->length;) {
    int r = put_mapped(&e.out, mapping, kr_str_read(s, i));
    if (r < 0) goto fail;
    if (r > 0) {
      i++;
      continue;
    }
    size_t end = i + 1;
    for (; end < s->length; end++) {
      ignored.size = 0;
      r = put_mapped(&ignored, mapping, kr_str_read(s, end));
      if (r < 0) goto fail;
      if (r > 0) break;
    }
    size_t next;
    kr_value text = kr_encoding_error(&e, i, end, reason, &next);
    if (text == KR_NULL) goto fail;
    if (kr_is_bytes(text)) {
      kr_buf_put(&e.out, KR_BYTES(text)->data, KR_BYTES(text)->size);
    } else {
      for (size_t k = 0; k < KR_STR(text)->length; k++) {
        r = put_mapped(&e.out, mapping, kr_str_read(KR_STR(text), k));
        if (r > 0) continue;
        kr_decref(text);
        if (r == 0) kr_encoding_raise(&e, i, end, reason);
        goto fail;
      }
    }
    kr_decref(text);
    i = next;
  }
  kr_buf_free(&ignored);
  return kr_encoding_finish(&e);
fail:
  kr_buf_free(&ignored);
  return kr_encoding_fail(&e);
}

/* ---- str.maketrans ------------------------------------------------------------------------------------- */

static int table_from_dict(kr_dict *table, kr_value source) {
  uint32_t at = 0;
  kr_value key, value;
  while (kr_dict_next(KR_DICT(source), &at, &key, &value)) {
    if (kr_is_str(key)) {
      if (KR_STR(key)->length != 1)
        return KR_RAISE_INT(&kr_exc_ValueError, "string keys in translate table must be of length 1");
      key = kr_from_small_int(kr_str_read(KR_STR(key), 0));
    } else if (!kr_is_int(key)) {
      return KR_RAISE_INT(&kr_exc_TypeError, "keys in translate table must be strings or integers");
    }
    if (kr_dict_set(table, key, value) < 0) return -1;
  }
  return 0;
}

KR_STR_METHOD(maketrans) {
  if (kr_args_count("maketrans", nargs, 1, 3) < 0) return KR_NULL;
  kr_dict *table = kr_dict_new();
  if (!table) return KR_NULL;
  if (nargs == 1) {
    if (!kr_is_exact_dict(args[0])) {
      kr_raise(&kr_exc_TypeError, "if you give only one argument to maketrans it must be a dict");
      goto fail;
    }
    if (table_from_dict(table, args[0]) < 0) goto fail;
    return kr_from_object(table);
  }
  for (size_t i = 1; i < nargs; i++) {
    if (kr_is_str(args[i])) continue;
    kr_raise_argument("maketrans", i == 1 ? "argument 2" : "argument 3", "str", args[i]);
    goto fail;
  }
  if (!kr_is_str(args[0])) {
    kr_raise(&kr_exc_TypeError, "first maketrans argument must be a string if there is a second argument");
    goto fail;
  }
  kr_str *from = KR_STR(args[0]), *to = KR_STR(args[1]);
  if (from->length != to->length) {
    kr_raise(&kr_exc_ValueError, "the first two maketrans arguments must have equal length");
    goto fail;
  }
  for (size_t i = 0; i < from->length; i++) {
    if (kr_dict_set(table, kr_from_small_int(kr_str_read(from, i)), kr_from_small_int(kr_str_read(to, i))) <
        0)
      goto fail;
  }
  for (size_t i = 0; nargs == 3 && i < KR_STR(args[2])->length; i++) {
    if (kr_dict_set(table, kr_from_small_int(kr_str_read(KR_STR(args[2]), i)), KR_NONE) < 0) goto fail;
  }
  return kr_from_object(table);
fail:
  kr_decref_object(table);
  return KR_NULL;
}
