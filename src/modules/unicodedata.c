/* unicodedata: the character database for programs, of Unicode 16.0 and (ucd_3_2_0) of 3.2. */
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/unicode_data.h"
#include "modules/modules.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value unidata_version;
} ucd;
static kr_type ucd_type;

/* The functions are those of the module (self is the module) and the methods of ucd_3_2_0. */
static bool is_old(kr_value self) { return kr_is_exact(self, &ucd_type); }

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* The one character of an argument. 0, -1. */
static int character(const char *fname, const char *argument, kr_value v, uint32_t *c) {
  if (!kr_is_str(v)) {
    kr_raise_argument(fname, argument, "a unicode character", v);
    return -1;
  }
  kr_str *s = KR_STR(v);
  if (s->length != 1)
    return KR_RAISE_INT(&kr_exc_TypeError, "%s(): %s must be a unicode character, not a string of length %zd",
                        fname, argument, (intptr_t)s->length);
  *c = kr_str_read(s, 0);
  return 0;
}

static kr_value or_default(const kr_value *args, const char *message) {
  return args[1] == KR_NULL ? kr_raise(&kr_exc_ValueError, "%s", message) : kr_ref(args[1]);
}

FUNCTION(decimal) {
  uint32_t c;
  if (character("decimal", "argument 1", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  int value = old ? old->decimal : kr_uc_decimal_value(c);
  return value < 0 ? or_default(args, "not a decimal") : kr_from_small_int(value);
}

FUNCTION(digit) {
  uint32_t c;
  if (character("digit", "argument 1", args[0], &c) < 0) return KR_NULL;
  int value = kr_uc_digit_value(c);
  return value < 0 ? or_default(args, "not a digit") : kr_from_small_int(value);
}

FUNCTION(numeric) {
  uint32_t c;
  if (character("numeric", "argument 1", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  double value = 0;
  bool has = old ? old->has_numeric : kr_uc_numeric_value(c, &value);
  if (old) value = old->numeric;
  return has ? kr_from_double(value) : or_default(args, "not a numeric character");
}

FUNCTION(category) {
  uint32_t c;
  if (character("category", "argument", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  return kr_str_intern_cstr(kr_uc_categories[old ? old->category : kr_uc_get(c)->category]);
}

FUNCTION(bidirectional) {
  uint32_t c;
  if (character("bidirectional", "argument", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  return kr_str_intern_cstr(kr_uc_bidi_classes[old ? old->bidi : kr_uc_get(c)->bidi]);
}

FUNCTION(east_asian_width) {
  uint32_t c;
  if (character("east_asian_width", "argument", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  return kr_str_intern_cstr(kr_uc_widths[old ? old->width : kr_uc_get(c)->width]);
}

FUNCTION(combining) {
  uint32_t c;
  if (character("combining", "argument", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  return kr_from_small_int(old && old->category == 0 ? 0 : kr_uc_combining(c));
}

FUNCTION(mirrored) {
  uint32_t c;
  if (character("mirrored", "argument", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  return kr_from_small_int(old ? old->mirrored : (kr_uc_flags(c) & KR_UC_MIRRORED) != 0);
}

FUNCTION(decomposition) {
  uint32_t c, parts[KR_UC_MAX_DECOMPOSITION];
  if (character("decomposition", "argument", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  const char *tag;
  int n = old && old->category == 0 ? 0 : kr_uc_decomposition(c, parts, &tag);
  if (n == 0) return KR_EMPTY_STR;
  kr_buf b = {0};
  if (*tag) kr_buf_put_cstr(&b, tag);
  for (int i = 0; i < n; i++) kr_buf_printf(&b, b.size ? " %04X" : "%04X", (unsigned)parts[i]);
  return kr_str_from_buf(&b);
}

FUNCTION(name) {
  uint32_t c;
  if (character("name", "argument 1", args[0], &c) < 0) return KR_NULL;
  const kr_uc_old *old = is_old(self) ? kr_uc_get_old(c) : NULL;
  char text[KR_UC_NAME_MAX];
  int n = old && old->category == 0 ? 0 : kr_uc_name(c, text);
  if (n < 0) return KR_NULL;
  return n == 0 ? or_default(args, "no such name") : kr_str_from_ascii(text, (size_t)n);
}

FUNCTION(lookup) {
  const char *text;
  size_t size;
  if (kr_is_str(args[0])) {
    text = kr_str_utf8(KR_STR(args[0]), &size);
    if (!text) return KR_NULL;
  } else if (kr_is_bytes(args[0])) {
    text = (const char *)KR_BYTES(args[0])->data;
    size = KR_BYTES(args[0])->size;
  } else if (kr_has_buffer(args[0])) {
    return kr_raise_argument("lookup", "argument", "read-only bytes-like object", args[0]);
  } else {
    return kr_raise(&kr_exc_TypeError, "a bytes-like object is required, not '%T'", args[0]);
  }
  if (size > KR_UC_NAME_MAX) return kr_raise(&kr_exc_KeyError, "name too long");
  int32_t c = kr_uc_lookup(text, size, !is_old(self));
  if (c >= 0) return kr_str_from_char((uint32_t)c);
  if (kr_failed()) return KR_NULL;
  return kr_raise(&kr_exc_KeyError, "undefined character name '%s'", text);
}

static int form_arguments(const char *fname, const kr_value *args, kr_normal_form *form) {
  for (int i = 0; i < 2; i++) {
    if (!kr_is_str(args[i])) {
      kr_raise_argument(fname, i ? "argument 2" : "argument 1", "str", args[i]);
      return -1;
    }
  }
  kr_str *name = KR_STR(args[0]);
  if (kr_str_equals_cstr(name, "NFC")) *form = KR_NFC;
  else if (kr_str_equals_cstr(name, "NFD")) *form = KR_NFD;
  else if (kr_str_equals_cstr(name, "NFKC")) *form = KR_NFKC;
  else if (kr_str_equals_cstr(name, "NFKD")) *form = KR_NFKD;
  else if (KR_STR(args[1])->length) return KR_RAISE_INT(&kr_exc_ValueError, "invalid normalization form");
  return 0;
}

FUNCTION(is_normalized) {
  kr_normal_form form = KR_NFC;
  if (form_arguments("is_normalized", args, &form) < 0) return KR_NULL;
  int r = kr_uc_is_normal_form(args[1], form, is_old(self));
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

FUNCTION(normalize) {
  kr_normal_form form = KR_NFC;
  if (form_arguments("normalize", args, &form) < 0) return KR_NULL;
  return kr_uc_normal_form(args[1], form, is_old(self));
}

static const kr_method_def methods[] = {
    {"decimal", decimal, 0, "($self, chr, default=<unrepresentable>, /)",
     "The decimal digit's value as an int."},
    {"digit", digit, 0, "($self, chr, default=<unrepresentable>, /)", "The digit's value as an int."},
    {"numeric", numeric, 0, "($self, chr, default=<unrepresentable>, /)",
     "The character's numeric value as a float."},
    {"category", category, 0, "($self, chr, /)", "The general category."},
    {"bidirectional", bidirectional, 0, "($self, chr, /)", "The bidirectional class."},
    {"combining", combining, 0, "($self, chr, /)", "The canonical combining class."},
    {"mirrored", mirrored, 0, "($self, chr, /)", "1 if mirrored in bidirectional text, else 0."},
    {"east_asian_width", east_asian_width, 0, "($self, chr, /)", "The East Asian width."},
    {"decomposition", decomposition, 0, "($self, chr, /)", "The character's decomposition mapping, or ''."},
    {"name", name, 0, "($self, chr, default=<unrepresentable>, /)", "The character's name."},
    {"lookup", lookup, 0, "($self, name, /)", "The character of this name."},
    {"is_normalized", is_normalized, 0, "($self, form, unistr, /)",
     "Whether the string is in a normal form."},
    {"normalize", normalize, 0, "($self, form, unistr, /)", "The string in a normal form."},
    {0},
};

static const kr_member_def members[] = {
    {"unidata_version", KR_MEMBER_VALUE, offsetof(ucd, unidata_version), true, NULL},
    {0},
};

static void ucd_dealloc(kr_object *o) {
  KR_CLEAR(((ucd *)o)->unidata_version);
  kr_object_free(o);
}

static kr_type ucd_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "unicodedata.UCD",
    .tf = KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(ucd),
    .dealloc = ucd_dealloc,
    .methods = methods,
    .members = members,
};

static int exec(kr_module *m) {
  if (kr_module_add_cstr(m, "unidata_version", "16.0.0") < 0) return -1;
  if (kr_module_add_type(m, &ucd_type) < 0) return -1;
  ucd *old = kr_object_alloc(&ucd_type, sizeof *old);
  if (!old) return -1;
  old->unidata_version = kr_str_intern_cstr("3.2.0");
  return kr_module_add_steal(m, "ucd_3_2_0", kr_from_object(old));
}

const kr_module_def kr_module_def_unicodedata = {
    .name = "unicodedata",
    .doc = "The Unicode character database.",
    .methods = methods,
    .exec = exec,
};
