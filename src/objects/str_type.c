/* str: the type object. What its slots and methods do is in the files that str_methods.h lists. */
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/unicode_data.h"
#include "vm/vm.h"

/* ---- repr -------------------------------------------------------------------------------------------- */

static size_t escaped_length(uint32_t c, uint32_t quote) {
  if (c == quote || c == '\\' || c == '\t' || c == '\n' || c == '\r') return 2;
  if (c < ' ' || c == 0x7F) return 4;
  if (c < 0x7F || (kr_uc_flags(c) & KR_UC_PRINTABLE)) return 1;
  return c < 0x100 ? 4 : c < 0x10000 ? 6 : 10;
}

kr_value kr_str_repr(kr_value v) {
  kr_str *s = KR_STR(v);
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
  size_t n = s->length;
  uint32_t quote = '\'';
  if (kr_find_char(data, shift, n, '\'') >= 0 && kr_find_char(data, shift, n, '"') < 0) quote = '"';
  uint64_t length = 2;
  uint32_t max_char = 127;
  for (size_t i = 0; i < n; i++) {
    uint32_t c = kr_read_char(data, shift, i);
    size_t k = escaped_length(c, quote);
    if (k == 1 && c > max_char) max_char = c;
    length += k;
  }
  if (length > INT32_MAX) return kr_raise(&kr_exc_OverflowError, "string is too long to generate repr");
  kr_value result = kr_str_new(length, max_char);
  if (result == KR_NULL) return KR_NULL;
  void *out = kr_str_data(KR_STR(result));
  uint32_t out_shift = kr_str_shift(KR_STR(result));
  size_t at = 0;
  kr_write_char(out, out_shift, at++, quote);
  if (length == n + 2) {
    kr_copy_chars(out, out_shift, 1, data, shift, 0, n);
    at += n;
  } else {
    for (size_t i = 0; i < n; i++) {
      uint32_t c = kr_read_char(data, shift, i);
      size_t k = escaped_length(c, quote);
      if (k == 1) {
        kr_write_char(out, out_shift, at++, c);
        continue;
      }
      kr_write_char(out, out_shift, at++, '\\');
      if (k == 2) {
        kr_write_char(out, out_shift, at++, c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c);
        continue;
      }
      kr_write_char(out, out_shift, at++, k == 4 ? 'x' : k == 6 ? 'u' : 'U');
      for (size_t digit = k - 2; digit-- > 0;)
        kr_write_char(out, out_shift, at++, (uint8_t) "0123456789abcdef"[c >> (4 * digit) & 15]);
    }
  }
  kr_write_char(out, out_shift, at, quote);
  return result;
}

/* ---- construction ------------------------------------------------------------------------------------ */

/* An argument that names an encoding or an error handler: its text, NULL when missing or (with an
 * exception) wrong. */
static const char *name_argument(const char *fname, const char *argument, kr_value v) {
  if (v == KR_NULL) return NULL;
  if (!kr_is_str(v)) {
    /* str() is the one that tells the module of the type. */
    if (!strcmp(fname, "str")) kr_raise(&kr_exc_TypeError, "%s() %s must be str, not %Q", fname, argument, v);
    else kr_raise_argument(fname, argument, "str", v);
    return NULL;
  }
  return kr_str_cstr(v);
}

static kr_value from_encoded(kr_value object, const char *encoding, const char *errors) {
  if (kr_is_str(object)) return kr_raise(&kr_exc_TypeError, "decoding str is not supported");
  if (!kr_has_buffer(object))
    return kr_raise(&kr_exc_TypeError, "decoding to str: need a bytes-like object, %T found", object);
  return kr_codec_decode_text(object, encoding ? encoding : "utf-8", errors);
}

static kr_value str_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3] = {KR_NULL, KR_NULL, KR_NULL};
  /* CPython counts in another place, with other words, for a subclass: so does kr_args_bind. */
  if ((!kwnames || kwnames->size == 0) && (nargs <= 3 || type == &kr_str_type)) {
    if (kr_args_count("str", nargs, 0, 3) < 0) return KR_NULL;
    for (size_t i = 0; i < nargs; i++) a[i] = args[i];
  } else if (kr_args_bind(&spec, "str", "(object='', encoding='utf-8', errors='strict')", args, nargs,
                          kwnames, a) < 0) {
    return KR_NULL;
  }
  kr_value text;
  if (a[1] == KR_NULL && a[2] == KR_NULL) {
    text = a[0] == KR_NULL ? KR_EMPTY_STR : kr_str_of(a[0]);
  } else {
    const char *encoding = name_argument("str", "argument 'encoding'", a[1]);
    if (!encoding && a[1] != KR_NULL) return KR_NULL;
    const char *errors = name_argument("str", "argument 'errors'", a[2]);
    if (!errors && a[2] != KR_NULL) return KR_NULL;
    text = a[0] == KR_NULL ? KR_EMPTY_STR : from_encoded(a[0], encoding, errors);
  }
  if (text == KR_NULL || type == &kr_str_type) return text;
  kr_str *s = KR_STR(text);
  kr_value v = kr_str_alloc_typed(type, s->length, kr_str_max_char_bound(s));
  if (v != KR_NULL) {
    memcpy(kr_str_data(KR_STR(v)), kr_str_data(s), kr_str_data_size(s));
    KR_STR(v)->hash = s->hash;
  }
  kr_decref(text);
  return v;
}

KR_STR_METHOD(encode) {
  if (args[0] == KR_NULL && args[1] == KR_NULL) return kr_encode_utf8(self, NULL);
  const char *encoding = name_argument("encode", "argument 'encoding'", args[0]);
  if (!encoding && args[0] != KR_NULL) return KR_NULL;
  const char *errors = name_argument("encode", "argument 'errors'", args[1]);
  if (!errors && args[1] != KR_NULL) return KR_NULL;
  return kr_encode(self, encoding ? encoding : "utf-8", errors);
}

static kr_value getnewargs(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  /* Another object than self, so that what is pickled does not refer to itself. */
  kr_str *s = KR_STR(self);
  kr_value copy = kr_str_new(s->length, s->length == 0        ? 0
                                        : kr_str_is_ascii(s)  ? 127
                                        : kr_str_kind(s) == 1 ? 255
                                        : kr_str_kind(s) == 2 ? 0xFFFF
                                                              : 0x10FFFF);
  if (copy != KR_NULL && s->length)
    memcpy(kr_str_data(KR_STR(copy)), kr_str_data(s), (size_t)s->length * (size_t)kr_str_kind(s));
  return copy == KR_NULL ? KR_NULL : kr_tuple_from_array_steal(&copy, 1);
}

static size_t str_size_of(kr_value self) {
  kr_str *s = KR_STR(self);
  return s->head.type->basic_size + (((size_t)s->length + 1) << kr_str_shift(s));
}
static kr_value str_sizeof(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_int_from_size(str_size_of(self));
}

/* ---- slots ------------------------------------------------------------------------------------------- */

static kr_value str_str(kr_value self) { return kr_str_exact(self); }
static int64_t str_hash(kr_value self) { return kr_str_hash(KR_STR(self)); }

static kr_value str_compare(kr_value a, kr_value b, int op) {
  if (!kr_is_str(b)) return KR_NOT_IMPLEMENTED;
  kr_str *x = KR_STR(a), *y = KR_STR(b);
  if (op == KR_EQ) return kr_from_bool(kr_str_equal(x, y));
  if (op == KR_NE) return kr_from_bool(!kr_str_equal(x, y));
  int r = kr_str_compare(x, y);
  switch (op) {
    case KR_LT: return kr_from_bool(r < 0);
    case KR_LE: return kr_from_bool(r <= 0);
    case KR_GT: return kr_from_bool(r > 0);
    default: return kr_from_bool(r >= 0);
  }
}

static intptr_t str_length(kr_value self) { return (intptr_t)KR_STR(self)->length; }

static kr_value str_concat(kr_value a, kr_value b) {
  if (!kr_is_str(b)) return kr_raise(&kr_exc_TypeError, "can only concatenate str (not \"%T\") to str", b);
  return kr_str_concat(a, b);
}

static kr_value str_repeat(kr_value self, intptr_t count) {
  kr_str *s = KR_STR(self);
  if (count < 1 || s->length == 0) return KR_EMPTY_STR;
  if (count == 1) return kr_str_exact(self);
  if ((size_t)count > INT32_MAX / s->length)
    return kr_raise(&kr_exc_OverflowError, "repeated string is too long");
  kr_value v = kr_str_new(s->length * (size_t)count, kr_str_max_char_bound(s));
  if (v == KR_NULL) return KR_NULL;
  char *out = kr_str_data(KR_STR(v));
  if (s->length == 1) {
    kr_fill_chars(out, kr_str_shift(s), 0, kr_str_read(s, 0), (size_t)count);
    return v;
  }
  size_t done = kr_str_data_size(s), total = kr_str_data_size(KR_STR(v));
  memcpy(out, kr_str_data(s), done);
  while (done < total) {
    size_t n = done < total - done ? done : total - done;
    memcpy(out + done, out, n);
    done += n;
  }
  return v;
}

static kr_value str_item(kr_value self, intptr_t i) {
  kr_str *s = KR_STR(self);
  if (i < 0 || (size_t)i >= s->length) return kr_raise(&kr_exc_IndexError, "string index out of range");
  return kr_str_from_char(kr_str_read(s, (size_t)i));
}

static kr_value str_slice(kr_value self, kr_value slice) {
  kr_str *s = KR_STR(self);
  intptr_t start, stop, step, count;
  if (kr_slice_indices(slice, (intptr_t)s->length, &start, &stop, &step, &count) < 0) return KR_NULL;
  if (count <= 0) return KR_EMPTY_STR;
  if (step == 1) return kr_str_slice(s, (size_t)start, (size_t)(start + count));
  const void *data = kr_str_data(s);
  uint32_t shift = kr_str_shift(s);
  uint32_t max_char = 127;
  if (!kr_str_is_ascii(s)) {
    max_char = 0;
    for (intptr_t k = 0, i = start; k < count; k++, i += step)
      max_char |= kr_read_char(data, shift, (size_t)i);
    max_char = max_char < 128 ? 127 : max_char < 256 ? 255 : max_char < 0x10000 ? 0xFFFF : 0x10FFFF;
  }
  if (count == 1) return kr_str_from_char(kr_read_char(data, shift, (size_t)start));
  kr_value v = kr_str_new((size_t)count, max_char);
  if (v == KR_NULL) return KR_NULL;
  void *out = kr_str_data(KR_STR(v));
  uint32_t out_shift = kr_str_shift(KR_STR(v));
  for (intptr_t k = 0, i = start; k < count; k++, i += step)
    kr_write_char(out, out_shift, (size_t)k, kr_read_char(data, shift, (size_t)i));
  return v;
}

static kr_value str_subscript(kr_value self, kr_value key) {
  kr_str *s = KR_STR(self);
  intptr_t i;
  if (kr_is_small_int(key)) {
    int64_t k = kr_small_int_value(key);
    if (k < 0) k += s->length;
    if (k >= 0 && k < (int64_t)s->length) return kr_str_from_char(kr_str_read(s, (size_t)k));
  }
  if (kr_is_exact(key, &kr_slice_type)) return str_slice(self, key);
  kr_value index = KR_NULL;
  int found = kr_is_int(key) ? 1 : kr_lookup_special(key, KR_ID(__index__), &index);
  kr_decref(index);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise(&kr_exc_TypeError, "string indices must be integers, not '%T'", key);
  i = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  if (i == -1 && kr_failed()) return KR_NULL;
  return str_item(self, i < 0 ? i + (intptr_t)s->length : i);
}

static int str_contains(kr_value self, kr_value item) {
  if (!kr_is_str(item))
    return KR_RAISE_INT(&kr_exc_TypeError, "'in <string>' requires string as left operand, not %T", item);
  return kr_str_find(KR_STR(self), KR_STR(item), 0, KR_STR(self)->length, 1) >= 0;
}

static kr_value str_mod(kr_value a, kr_value b) {
  return kr_is_str(a) ? kr_str_percent(a, b) : KR_NOT_IMPLEMENTED;
}

#define BOUNDED(name) "($self, " name "[, start[, end]], /)"
static const kr_method_def str_methods[] = {
    {"encode", kr_str_m_encode, 0, "($self, /, encoding='utf-8', errors='strict')",
     "The text as bytes in an encoding."},
    {"replace", kr_str_m_replace, 0, "($self, old, new, /, count=-1)",
     "A copy with occurrences of old replaced by new, all or the first count."},
    {"split", kr_str_m_split, 0, "($self, /, sep=None, maxsplit=-1)",
     "The list of the parts between occurrences of sep (or between runs of whitespace)."},
    {"rsplit", kr_str_m_rsplit, 0, "($self, /, sep=None, maxsplit=-1)",
     "As split, with the splits counted from the right."},
    {"join", kr_str_m_join, 0, "($self, iterable, /)",
     "The items of iterable (all str), one after the other, with self between them."},
    {"capitalize", kr_str_m_capitalize, 0, "($self, /)",
     "A copy with the first character in title case and the rest in lower case."},
    {"casefold", kr_str_m_casefold, 0, "($self, /)", "A copy for caseless comparison."},
    {"title", kr_str_m_title, 0, "($self, /)",
     "A copy with each word starting in title case, the rest in lower case."},
    {"center", kr_str_m_center, 0, "($self, width, fillchar=' ', /)", "A copy centered in width characters."},
    {"count", kr_str_m_count, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("sub"),
     "How often sub occurs, without overlap, in self[start:end]."},
    {"expandtabs", kr_str_m_expandtabs, 0, "($self, /, tabsize=8)",
     "A copy with tabs replaced by spaces up to the next multiple of tabsize."},
    {"find", kr_str_m_find, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("sub"),
     "The lowest index in self[start:end] where sub is found, or -1."},
    {"partition", kr_str_m_partition, 0, "($self, sep, /)",
     "What is before the first sep, sep, what is after it; or self and two empty strings."},
    {"index", kr_str_m_index, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("sub"),
     "As find, but ValueError if sub is not found."},
    {"ljust", kr_str_m_ljust, 0, "($self, width, fillchar=' ', /)",
     "A copy padded on the right to width characters."},
    {"lower", kr_str_m_lower, 0, "($self, /)", "A copy in lower case."},
    {"lstrip", kr_str_m_lstrip, 0, "($self, chars=None, /)",
     "A copy without leading whitespace (or characters of chars)."},
    {"rfind", kr_str_m_rfind, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("sub"),
     "The highest index in self[start:end] where sub is found, or -1."},
    {"rindex", kr_str_m_rindex, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("sub"),
     "As rfind, but ValueError if sub is not found."},
    {"rjust", kr_str_m_rjust, 0, "($self, width, fillchar=' ', /)",
     "A copy padded on the left to width characters."},
    {"rstrip", kr_str_m_rstrip, 0, "($self, chars=None, /)",
     "A copy without trailing whitespace (or characters of chars)."},
    {"rpartition", kr_str_m_rpartition, 0, "($self, sep, /)",
     "As partition, at the last sep; or two empty strings and self."},
    {"splitlines", kr_str_m_splitlines, 0, "($self, /, keepends=False)", "The list of the lines."},
    {"strip", kr_str_m_strip, 0, "($self, chars=None, /)",
     "A copy without leading and trailing whitespace (or characters of chars)."},
    {"swapcase", kr_str_m_swapcase, 0, "($self, /)", "A copy with upper and lower case exchanged."},
    {"translate", kr_str_m_translate, 0, "($self, table, /)",
     "A copy with each character replaced by what table has for its number."},
    {"upper", kr_str_m_upper, 0, "($self, /)", "A copy in upper case."},
    {"startswith", kr_str_m_startswith, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("prefix"),
     "Whether self[start:end] starts with prefix (or one of a tuple of them)."},
    {"endswith", kr_str_m_endswith, KR_FN_RAW | KR_FN_NO_KEYWORDS, BOUNDED("suffix"),
     "Whether self[start:end] ends with suffix (or one of a tuple of them)."},
    {"removeprefix", kr_str_m_removeprefix, 0, "($self, prefix, /)",
     "A copy without prefix, if it starts so."},
    {"removesuffix", kr_str_m_removesuffix, 0, "($self, suffix, /)", "A copy without suffix, if it ends so."},
    {"isascii", kr_str_m_isascii, 0, "($self, /)", "Whether all characters are below U+0080."},
    {"islower", kr_str_m_islower, 0, "($self, /)", "Whether all cased characters are lower case."},
    {"isupper", kr_str_m_isupper, 0, "($self, /)", "Whether all cased characters are upper case."},
    {"istitle", kr_str_m_istitle, 0, "($self, /)", "Whether every word starts in title case."},
    {"isspace", kr_str_m_isspace, 0, "($self, /)", "Whether all characters are whitespace."},
    {"isdecimal", kr_str_m_isdecimal, 0, "($self, /)", "Whether all characters are decimal digits."},
    {"isdigit", kr_str_m_isdigit, 0, "($self, /)", "Whether all characters are digits."},
    {"isnumeric", kr_str_m_isnumeric, 0, "($self, /)", "Whether all characters are numeric."},
    {"isalpha", kr_str_m_isalpha, 0, "($self, /)", "Whether all characters are letters."},
    {"isalnum", kr_str_m_isalnum, 0, "($self, /)", "Whether all characters are letters or numeric."},
    {"isidentifier", kr_str_m_isidentifier, 0, "($self, /)",
     "Whether self could be a name in a program (keywords included)."},
    {"isprintable", kr_str_m_isprintable, 0, "($self, /)",
     "Whether repr() shows all characters as they are."},
    {"zfill", kr_str_m_zfill, 0, "($self, width, /)",
     "A copy padded with zeros, after a sign, to width characters."},
    {"format", kr_str_m_format, KR_FN_RAW, "($self, /, *args, **kwargs)",
     "A copy with the replacement fields filled from the arguments."},
    {"format_map", kr_str_m_format_map, 0, "($self, mapping, /)",
     "A copy with the replacement fields filled from mapping."},
    {"__format__", kr_str_m___format__, 0, "($self, format_spec, /)",
     "The text laid out as format_spec says."},
    {"maketrans", kr_str_m_maketrans, KR_FN_RAW | KR_FN_STATIC | KR_FN_NO_KEYWORDS,
     "(x, y=<unrepresentable>, z=<unrepresentable>, /)", "A table for translate()."},
    {"__getnewargs__", getnewargs, 0, "($self, /)", "Arguments for __new__ when unpickling."},
    {"__sizeof__", str_sizeof, 0, "($self, /)", "The size of the object in memory, in bytes."},
    {0},
};

static kr_value str_call_push(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return nargs == 1 && !kwnames ? kr_str_push(args[0]) : KR_DELETED;
}

kr_type kr_str_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Text: an immutable row of Unicode characters. With encoding or errors, the text that the\n"
           "bytes stand for; otherwise what object.__str__() (or repr(object)) gives.",
    .tf = KR_TF_BASETYPE | KR_TF_STR_SUBCLASS | KR_TF_MATCH_SELF | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_str),
    .dealloc = kr_str_dealloc,
    .size_of = str_size_of,
    .repr = kr_str_repr,
    .str = str_str,
    .hash = str_hash,
    .richcompare = str_compare,
    .iter = kr_str_iter_new,
    .new_ = str_new,
    .call_push = str_call_push,
    .nb[KR_OP_MOD] = str_mod,
    .sq_length = str_length,
    .sq_concat = str_concat,
    .sq_repeat = str_repeat,
    .sq_item = str_item,
    .sq_contains = str_contains,
    .mp_subscript = str_subscript,
    .methods = str_methods,
};
