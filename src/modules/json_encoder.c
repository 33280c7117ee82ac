/* _json.make_encoder: from Python objects to JSON text. */
#include <math.h>

#include "modules/json_impl.h"
#include "memory/gc.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"

typedef struct {
  KR_OBJECT_HEAD
  bool sort_keys, skipkeys, allow_nan;
  uint8_t fast; /* ENCODE_*: encoder is one of ours */
  kr_value markers, default_fn, encoder, indent, key_separator, item_separator;
} json_encoder;
enum { ENCODE_CALL, ENCODE_ASCII, ENCODE_UNICODE };

/* What is being encoded, innermost first: an object met again in there is a cycle. */
typedef struct ancestor {
  kr_value object;
  const struct ancestor *up;
} ancestor;

/* Text on its way: short ASCII pieces gather in `stage`. */
typedef struct {
  const json_encoder *e;
  kr_str_builder text;
  kr_buf number;
  size_t staged;
  char stage[512];
} writer;

/* ---- text ---------------------------------------------------------------------------------------------- */

static bool flush(writer *w) {
  size_t n = w->staged;
  w->staged = 0;
  return kr_sb_ascii(&w->text, w->stage, n);
}

static bool put(writer *w, const char *s, size_t n) {
  if (n > sizeof w->stage - w->staged) {
    if (!flush(w)) return false;
    if (n > sizeof w->stage) return kr_sb_ascii(&w->text, s, n);
  }
  char *to = w->stage + w->staged;
  w->staged += n;
  if (n > 32) memcpy(to, s, n);
  else
    while (n-- > 0) to[n] = s[n];
  return true;
}

static inline bool put_char(writer *w, char c) {
  if (w->staged == sizeof w->stage && !flush(w)) return false;
  w->stage[w->staged++] = c;
  return true;
}

static bool put_part(writer *w, const kr_str *s, size_t start, size_t end) {
  if (kr_str_is_ascii(s)) return put(w, (const char *)kr_str_data(s) + start, end - start);
  return flush(w) && kr_sb_substr(&w->text, s, start, end);
}

static bool put_str(writer *w, const kr_str *s) { return put_part(w, s, 0, s->length); }

static bool put_unicode_escape(writer *w, uint32_t c) {
  static const char digits[] = "0123456789abcdef";
  char text[6] = {'\\', 'u', digits[c >> 12 & 15], digits[c >> 8 & 15], digits[c >> 4 & 15], digits[c & 15]};
  return put(w, text, 6);
}

static bool put_escaped(writer *w, uint32_t c) {
  switch (c) {
    case '"': return put(w, "\\\"", 2);
    case '\\': return put(w, "\\\\", 2);
    case '\b': return put(w, "\\b", 2);
    case '\f': return put(w, "\\f", 2);
    case '\n': return put(w, "\\n", 2);
    case '\r': return put(w, "\\r", 2);
    case '\t': return put(w, "\\t", 2);
  }
  if (c < 0x10000) return put_unicode_escape(w, c);
  c -= 0x10000;
  return put_unicode_escape(w, 0xD800 + (c >> 10)) && put_unicode_escape(w, 0xDC00 + (c & 0x3FF));
}

static inline bool is_plain(uint32_t c, bool ascii) {
  return c >= ' ' && c != '"' && c != '\\' && (!ascii || c <= '~');
}

/* A JSON string with its quotes. */
static bool put_quoted(writer *w, const kr_str *s, bool ascii) {
  if (!put_char(w, '"')) return false;
  size_t n = s->length, from = 0, i = 0;
  bool narrow = kr_str_kind(s) == 1;
  const uint8_t *p = kr_str_data(s);
  while (i < n) {
    uint32_t c;
    if (narrow) {
      while (i < n && is_plain(p[i], ascii)) i++;
      if (i == n) break;
      c = p[i];
    } else {
      c = kr_str_read(s, i);
      if (is_plain(c, ascii)) {
        i++;
        continue;
      }
    }
    if (i > from && !put_part(w, s, from, i)) return false;
    if (!put_escaped(w, c)) return false;
    from = ++i;
  }
  if (n > from && !put_part(w, s, from, n)) return false;
  return put_char(w, '"');
}

static kr_value quoted(kr_value v, bool ascii) {
  if (!kr_is_str(v)) { return kr_raise(&kr_exc_TypeError, "first argument must be a string, not %T", v); }
  writer w;
  w.text = (kr_str_builder){0};
  w.staged = 0;
  if (put_quoted(&w, KR_STR(v), ascii) && flush(&w)) return kr_sb_finish(&w.text);
  kr_sb_discard(&w.text);
  return KR_NULL;
}

#define FUNCTION(name) kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
FUNCTION(kr_json_encode_basestring) { return quoted(args[0], false); }
FUNCTION(kr_json_encode_basestring_ascii) { return quoted(args[0], true); }

/* ---- values -------------------------------------------------------------------------------------------- */

static bool put_value(writer *w, kr_value v, intptr_t level, const ancestor *up);

/* A str as the encoder wants it. */
static bool put_string(writer *w, kr_value v) {
  if (w->e->fast) return put_quoted(w, KR_STR(v), w->e->fast == ENCODE_ASCII);
  kr_value text = kr_call1(w->e->encoder, v);
  if (text == KR_NULL) return false;
  bool ok = kr_is_str(text);
  if (ok) ok = put_str(w, KR_STR(text));
  else kr_raise(&kr_exc_TypeError, "encoder() must return a string, not %T", text);
  kr_decref(text);
  return ok;
}

static bool put_int(writer *w, kr_value v) {
  if (!kr_is_small_int(v)) {
    kr_value text = kr_int_to_str(v, 10, false);
    bool ok = text != KR_NULL && put_str(w, KR_STR(text));
    kr_decref(text);
    return ok;
  }
  int64_t i = kr_small_int_value(v);
  uint64_t u = i < 0 ? (uint64_t)-i : (uint64_t)i;
  char digits[24], *p = digits + sizeof digits;
  do {
    *--p = (char)('0' + u % 10);
    u /= 10;
  } while (u);
  if (i < 0) *--p = '-';
  return put(w, p, (size_t)(digits + sizeof digits - p));
}

static bool put_float(writer *w, kr_value v) {
  double d = kr_float_value(v);
  if (!isfinite(d)) {
    if (!w->e->allow_nan) {
      kr_raise(&kr_exc_ValueError, "Out of range float values are not JSON compliant: %R", v);
      return false;
    }
    if (d != d) return put(w, "NaN", 3);
    return d > 0 ? put(w, "Infinity", 8) : put(w, "-Infinity", 9);
  }
  w->number.size = 0;
  if (!kr_dtoa(&w->number, d, 'r', 0, KR_DTOA_DOT_0)) return false;
  return put(w, w->number.data, w->number.size);
}

/* "\n" and the indentation of `level`. */
static bool put_newline(writer *w, intptr_t level) {
  if (!put_char(w, '\n')) return false;
  for (intptr_t i = 0; i < level; i++) {
    if (!put_str(w, KR_STR(w->e->indent))) return false;
  }
  return true;
}

static bool put_separator(writer *w, bool first, intptr_t level) {
  if (!first && !put_str(w, KR_STR(w->e->item_separator))) return false;
  return w->e->indent == KR_NONE || put_newline(w, level);
}

/* Notes on the current exception where in the data it happened. Always false. */
static KR_COLD bool note(const char *fmt, kr_value container, kr_value key, size_t index) {
  kr_value exc = kr_fetch_exception();
  kr_value type = kr_full_type_name(container);
  int r = -1;
  if (type != KR_NULL) {
    r = key == KR_NULL ? kr_exception_add_note(exc, fmt, type, index)
                       : kr_exception_add_note(exc, fmt, type, key);
  }
  kr_decref(type);
  if (r < 0) kr_decref(exc);
  else kr_restore_exception_steal(exc);
  return false;
}

static bool is_circular(const writer *w, kr_value v, const ancestor *up) {
  if (w->e->markers == KR_NONE) return false;
  for (; up; up = up->up) {
    if (up->object == v) {
      kr_raise(&kr_exc_ValueError, "Circular reference detected");
      return true;
    }
  }
  return false;
}

static bool put_list(writer *w, kr_value list, intptr_t level, const ancestor *up) {
  kr_value fast = kr_sequence_fast(list, "encoder expects a sequence");
  if (fast == KR_NULL) return false;
  size_t n;
  kr_fast_items(fast, &n);
  if (n == 0) {
    kr_decref(fast);
    return put(w, "[]", 2);
  }
  bool ok = !is_circular(w, list, up) && put_char(w, '[');
  ancestor here = {list, up};
  for (size_t i = 0; ok; i++) {
    const kr_value *items = kr_fast_items(fast, &n); /* encoding an item may change the list */
    if (i >= n) break;
    kr_value item = kr_ref(items[i]);
    ok = put_separator(w, i == 0, level + 1);
    if (ok && !put_value(w, item, level + 1, &here)) {
      ok = note("when serializing %U item %zu", list, KR_NULL, i);
    }
    kr_decref(item);
  }
  kr_decref(fast);
  if (ok && w->e->indent != KR_NONE) ok = put_newline(w, level);
  return ok && put_char(w, ']');
}

/* A key that is no str, for an encoder that is none of ours: it gets the key's text, that of a constant
 * or (word NULL) of a number. Not inlined: the writer it needs is large, and dicts nest. 1, -1. */
static KR_NOINLINE int put_foreign_key(writer *w, kr_value key, const char *word) {
  kr_value text;
  if (word) {
    text = kr_str_from_ascii(word + 1, strlen(word) - 2);
  } else {
    writer inner;
    inner.e = w->e;
    inner.text = (kr_str_builder){0};
    inner.number = (kr_buf){0};
    inner.staged = 0;
    bool ok = (kr_is_float(key) ? put_float(&inner, key) : put_int(&inner, key)) && flush(&inner);
    kr_buf_free(&inner.number);
    if (!ok) kr_sb_discard(&inner.text);
    text = ok ? kr_sb_finish(&inner.text) : KR_NULL;
  }
  int r = text != KR_NULL && put_string(w, text) ? 1 : -1;
  kr_decref(text);
  return r;
}

/* The key as a JSON string. 1; 0: to be left out; -1. */
static int put_key(writer *w, kr_value key, bool first, intptr_t level) {
  bool str = kr_is_str(key), number = kr_is_float(key) || kr_is_int(key);
  const char *word = key == KR_TRUE ? "\"true\"" : key == KR_FALSE ? "\"false\"" : "\"null\"";
  bool constant = kr_is_bool(key) || key == KR_NONE;
  if (!str && !number && !constant) {
    if (w->e->skipkeys) return 0;
    return KR_RAISE_INT(&kr_exc_TypeError, "keys must be str, int, float, bool or None, not %T", key);
  }
  if (!put_separator(w, first, level)) return -1;
  if (str) return put_string(w, key) ? 1 : -1;
  if (w->e->fast && constant) return put(w, word, strlen(word)) ? 1 : -1;
  if (w->e->fast) {
    bool ok =
        put_char(w, '"') && (kr_is_float(key) ? put_float(w, key) : put_int(w, key)) && put_char(w, '"');
    return ok ? 1 : -1;
  }
  return put_foreign_key(w, key, constant ? word : NULL);
}

/* One member; *first becomes false once there is one. */
static bool put_member(writer *w, kr_value dict, kr_value key, kr_value value, bool *first, intptr_t level,
                       const ancestor *up) {
  int r = put_key(w, key, *first, level);
  if (r <= 0) return r == 0;
  *first = false;
  if (!put_str(w, KR_STR(w->e->key_separator))) return false;
  if (put_value(w, value, level, up)) return true;
  return note("when serializing %U item %R", dict, key, 0);
}

static KR_NOINLINE bool put_sorted_members(writer *w, kr_value dict, bool *first, intptr_t level,
                                           const ancestor *up) {
  kr_value items = kr_call_method0(dict, KR_ID(items));
  if (items == KR_NULL) return false;
  kr_value it = kr_iter(items);
  if (it == KR_NULL && kr_failed_with(&kr_exc_TypeError) && !kr_type_of(items)->iter) {
    kr_clear_exception();
    kr_raise(&kr_exc_TypeError, "%T.items() returned a non-iterable (type %T)", dict, items);
  }
  kr_decref(items);
  if (it == KR_NULL) return false;
  kr_value list = kr_list_from_iterable(it);
  kr_decref(it);
  bool ok = list != KR_NULL && (!w->e->sort_keys || kr_list_sort(KR_LIST(list), KR_NULL, false) == 0);
  for (uint32_t i = 0; ok && i < KR_LIST(list)->size; i++) {
    kr_value item = kr_ref(KR_LIST(list)->items[i]);
    if (!kr_is_tuple(item) || KR_TUPLE(item)->size != 2) {
      kr_raise(&kr_exc_ValueError, "items must return 2-tuples");
      ok = false;
    } else {
      ok = put_member(w, dict, KR_TUPLE(item)->items[0], KR_TUPLE(item)->items[1], first, level, up);
    }
    kr_decref(item);
  }
  kr_decref(list);
  return ok;
}

static bool put_dict(writer *w, kr_value dict, intptr_t level, const ancestor *up) {
  if (KR_DICT(dict)->used == 0) return put(w, "{}", 2);
  if (is_circular(w, dict, up) || !put_char(w, '{')) return false;
  ancestor here = {dict, up};
  bool first = true, ok = true;
  if (w->e->sort_keys || !kr_is_exact_dict(dict)) {
    ok = put_sorted_members(w, dict, &first, level + 1, &here);
  } else {
    uint32_t pos = 0;
    kr_value key, value;
    while (ok && kr_dict_next(KR_DICT(dict), &pos, &key, &value)) {
      kr_incref(key);
      kr_incref(value);
      ok = put_member(w, dict, key, value, &first, level + 1, &here);
      kr_decref(key);
      kr_decref(value);
    }
  }
  if (ok && !first && w->e->indent != KR_NONE) ok = put_newline(w, level);
  return ok && put_char(w, '}');
}

/* What `default` makes of something JSON does not know. */
static bool put_by_default(writer *w, kr_value v, intptr_t level, const ancestor *up) {
  if (is_circular(w, v, up)) return false;
  ancestor here = {v, up};
  kr_value replacement = kr_call1(w->e->default_fn, v);
  if (replacement == KR_NULL) return false;
  bool ok = put_value(w, replacement, level, &here);
  kr_decref(replacement);
  return ok || note("when serializing %U object", v, KR_NULL, 0);
}

static bool put_value(writer *w, kr_value v, intptr_t level, const ancestor *up) {
  if (!kr_is_object(v)) {
    if (v == KR_NONE) return put(w, "null", 4);
    if (v == KR_TRUE) return put(w, "true", 4);
    if (v == KR_FALSE) return put(w, "false", 5);
    if (kr_is_small_int(v)) return put_int(w, v);
    if (kr_is_double(v)) return put_float(w, v);
  } else {
    uint32_t tf = kr_object_of(v)->type->tf;
    if (tf & KR_TF_STR_SUBCLASS) return put_string(w, v);
    if (tf & KR_TF_INT_SUBCLASS) return put_int(w, v);
    if (tf & KR_TF_FLOAT_SUBCLASS) return put_float(w, v);
  }
  if (kr_enter_recursion(" while encoding a JSON object") < 0) return false;
  bool ok;
  if (kr_has_tf(v, KR_TF_LIST_SUBCLASS | KR_TF_TUPLE_SUBCLASS)) ok = put_list(w, v, level, up);
  else if (kr_has_tf(v, KR_TF_DICT_SUBCLASS)) ok = put_dict(w, v, level, up);
  else ok = put_by_default(w, v, level, up);
  kr_leave_recursion();
  return ok;
}

/* ---- the type ------------------------------------------------------------------------------------------ */

static kr_value encoder_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "_iterencode", "(obj, _current_indent_level)", args, nargs, kwnames, a) < 0)
    return KR_NULL;
  intptr_t level = kr_index_as_size(a[1], kr_from_object(&kr_exc_OverflowError));
  if (level == -1 && kr_failed()) return KR_NULL;
  writer w;
  w.e = KR_AS(json_encoder, self);
  w.text = (kr_str_builder){0};
  w.number = (kr_buf){0};
  w.staged = 0;
  kr_incref(self);
  bool ok = put_value(&w, a[0], level, NULL) && flush(&w);
  kr_decref(self);
  kr_buf_free(&w.number);
  if (!ok) {
    kr_sb_discard(&w.text);
    return KR_NULL;
  }
  kr_value text = kr_sb_finish(&w.text);
  return text == KR_NULL ? KR_NULL : kr_tuple_from_array_steal(&text, 1);
}

static kr_value encoder_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[9];
  if (kr_args_bind(&spec, "make_encoder",
                   "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, "
                   "skipkeys, allow_nan)",
                   args, nargs, kwnames, a) < 0)
    return KR_NULL;
  for (int i = 4; i < 6; i++) {
    if (!kr_is_str(a[i])) {
      return kr_raise(&kr_exc_TypeError, "make_encoder() argument %d must be str, not %G", i + 1, a[i]);
    }
  }
  int flags[3];
  for (int i = 0; i < 3; i++) {
    if ((flags[i] = kr_truth(a[6 + i])) < 0) return KR_NULL;
  }
  if (a[0] != KR_NONE && !kr_is_dict(a[0])) {
    return kr_raise(&kr_exc_TypeError, "make_encoder() argument 1 must be dict or None, not %G", a[0]);
  }
  if (a[3] != KR_NONE && !kr_is_str(a[3])) {
    return kr_raise(&kr_exc_TypeError, "make_encoder() argument 4 must be str or None, not %G", a[3]);
  }
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  json_encoder *e = KR_AS(json_encoder, v);
  e->markers = kr_ref(a[0]);
  e->default_fn = kr_ref(a[1]);
  e->encoder = kr_ref(a[2]);
  e->indent = kr_ref(a[3]);
  e->key_separator = kr_ref(a[4]);
  e->item_separator = kr_ref(a[5]);
  e->sort_keys = flags[0];
  e->skipkeys = flags[1];
  e->allow_nan = flags[2];
  e->fast = ENCODE_CALL;
  if (kr_is_exact(a[2], &kr_cfunction_type)) {
    kr_cfunction fn = KR_AS(kr_cfunction_object, a[2])->def->fn;
    if (fn == kr_json_encode_basestring_ascii) e->fast = ENCODE_ASCII;
    if (fn == kr_json_encode_basestring) e->fast = ENCODE_UNICODE;
  }
  return v;
}

static void encoder_dealloc(kr_object *o) {
  json_encoder *e = (json_encoder *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(e->markers);
  KR_CLEAR(e->default_fn);
  KR_CLEAR(e->encoder);
  KR_CLEAR(e->indent);
  KR_CLEAR(e->key_separator);
  KR_CLEAR(e->item_separator);
  kr_trash_end();
  kr_object_free(o);
}

static int encoder_traverse(kr_object *o, kr_visit visit, void *arg) {
  json_encoder *e = (json_encoder *)o;
  KR_VISIT(e->markers);
  KR_VISIT(e->default_fn);
  KR_VISIT(e->encoder);
  return 0;
}

static const kr_member_def encoder_members[] = {
    {"markers", KR_MEMBER_VALUE, offsetof(json_encoder, markers), true, "markers"},
    {"default", KR_MEMBER_VALUE, offsetof(json_encoder, default_fn), true, "default"},
    {"encoder", KR_MEMBER_VALUE, offsetof(json_encoder, encoder), true, "encoder"},
    {"indent", KR_MEMBER_VALUE, offsetof(json_encoder, indent), true, "indent"},
    {"key_separator", KR_MEMBER_VALUE, offsetof(json_encoder, key_separator), true, "key_separator"},
    {"item_separator", KR_MEMBER_VALUE, offsetof(json_encoder, item_separator), true, "item_separator"},
    {"sort_keys", KR_MEMBER_BOOL, offsetof(json_encoder, sort_keys), true, "sort_keys"},
    {"skipkeys", KR_MEMBER_BOOL, offsetof(json_encoder, skipkeys), true, "skipkeys"},
    {NULL},
};

kr_type kr_json_encoder_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_json.Encoder",
    .doc = "Encodes a value in pieces, as json.dumps() does.",
    .tf = KR_TF_GC | KR_TF_MUTABLE,
    .basic_size = sizeof(json_encoder),
    .members = encoder_members,
    .dealloc = encoder_dealloc,
    .traverse = encoder_traverse,
    .call = encoder_call,
    .new_ = encoder_new,
};
