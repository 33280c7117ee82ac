/* str: letter case, and the questions about kinds of characters. */
#include "objects/str_methods.h"
#include "objects/unicode_data.h"

/* ---- changing case ----------------------------------------------------------------------------------- */

static kr_value map_ascii(kr_str *s, char first, char last) {
  kr_value v = kr_str_new(s->length, 127);
  if (v == KR_NULL) return KR_NULL;
  const char *from = kr_str_data(s);
  char *to = kr_str_data(KR_STR(v));
  for (size_t i = 0, n = s->length; i < n; i++) {
    char c = from[i];
    to[i] = (char)(c ^ ((c >= first && c <= last) << 5));
  }
  return v;
}

/* The small final sigma stands at a word's end: before it (leaving out case-ignorable characters) a
 * cased one, after it none. */
static uint32_t lower_sigma(const kr_str *s, size_t i) {
  size_t j = i;
  uint32_t flags = 0;
  while (j > 0) {
    flags = kr_uc_flags(kr_str_read(s, --j));
    if (!(flags & KR_UC_CASE_IGNORABLE)) break;
    flags = 0;
  }
  if (!(flags & KR_UC_CASED)) return 0x3C3;
  flags = 0;
  for (j = i + 1; j < s->length; j++) {
    flags = kr_uc_flags(kr_str_read(s, j));
    if (!(flags & KR_UC_CASE_IGNORABLE)) break;
    flags = 0;
  }
  return flags & KR_UC_CASED ? 0x3C3 : 0x3C2;
}

static inline int lower(const kr_str *s, size_t i, uint32_t c, uint32_t out[3]) {
  if (c < 128) {
    out[0] = c ^ (uint32_t)(c - 'A' < 26) << 5;
    return 1;
  }
  if (c == 0x3A3) {
    out[0] = lower_sigma(s, i);
    return 1;
  }
  return kr_uc_full_lower(c, out);
}

typedef int (*case_fn)(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]);
static int to_lower(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]) {
  return lower(s, i, c, out);
}
static int to_upper(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]) {
  return kr_uc_full_upper(c, out);
}
static int to_fold(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]) {
  return kr_uc_full_fold(c, out);
}
static int to_swapped(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]) {
  if (c < 128) {
    out[0] = c ^ (uint32_t)((c | 32) - 'a' < 26) << 5;
    return 1;
  }
  uint32_t flags = kr_uc_flags(c);
  if (flags & KR_UC_UPPER) return lower(s, i, c, out);
  if (flags & KR_UC_LOWER) return kr_uc_full_upper(c, out);
  out[0] = c;
  return 1;
}
static int to_capitalized(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]) {
  return i == 0 ? kr_uc_full_title(c, out) : lower(s, i, c, out);
}
static int to_titled(const kr_str *s, size_t i, uint32_t c, bool *previous, uint32_t out[3]) {
  if (c < 128) {
    bool letter = (c | 32) - 'a' < 26;
    out[0] = letter ? *previous ? c | 32 : c & ~32u : c;
    *previous = letter;
    return 1;
  }
  int n = *previous ? lower(s, i, c, out) : kr_uc_full_title(c, out);
  *previous = (kr_uc_flags(c) & KR_UC_CASED) != 0;
  return n;
}

static kr_value title_ascii(const kr_str *s) {
  kr_value v = kr_str_new(s->length, 127);
  if (v == KR_NULL) return KR_NULL;
  const char *from = kr_str_data(s);
  char *to = kr_str_data(KR_STR(v));
  bool previous = false;
  for (size_t i = 0, n = s->length; i < n; i++) {
    uint8_t c = (uint8_t)from[i];
    bool letter = (uint8_t)((c | 32) - 'a') < 26;
    to[i] = (char)(letter ? previous ? c | 32 : c & ~32 : c);
    previous = letter;
  }
  return v;
}

/* ascii_a: the first of the 26 ASCII letters that change to the other case, if that is all that fn does to ASCII. */
static kr_value map(kr_value self, case_fn fn, char ascii_a) {
  kr_str *s = KR_STR(self);
  kr_str_builder b = {0};
  kr_sb_reserve(&b, s->length);
  bool previous = false;
  for (size_t i = 0; i < s->length; i++) {
    uint32_t out[3], c = kr_str_read(s, i);
    if (c < 128 && ascii_a) {
      if (!kr_sb_put(&b, c ^ (uint32_t)(c - (uint8_t)ascii_a < 26) << 5)) return kr_sb_finish(&b);
      continue;
    }
    int n = fn(s, i, c, &previous, out);
    for (int k = 0; k < n; k++) {
      if (!kr_sb_put(&b, out[k])) return kr_sb_finish(&b);
    }
  }
  return kr_sb_finish(&b);
}

KR_STR_METHOD(lower) {
  return kr_str_is_ascii(KR_STR(self)) ? map_ascii(KR_STR(self), 'A', 'Z') : map(self, to_lower, 'A');
}
KR_STR_METHOD(upper) {
  return kr_str_is_ascii(KR_STR(self)) ? map_ascii(KR_STR(self), 'a', 'z') : map(self, to_upper, 'a');
}
KR_STR_METHOD(casefold) {
  return kr_str_is_ascii(KR_STR(self)) ? map_ascii(KR_STR(self), 'A', 'Z') : map(self, to_fold, 'A');
}
KR_STR_METHOD(swapcase) { return map(self, to_swapped, 0); }
KR_STR_METHOD(capitalize) {
  kr_str *s = KR_STR(self);
  if (!kr_str_is_ascii(s) || s->length < 2) return map(self, to_capitalized, 0);
  kr_value v = map_ascii(s, 'A', 'Z');
  if (v != KR_NULL) {
    char *first = kr_str_data(KR_STR(v));
    if (*first >= 'a' && *first <= 'z') *first = (char)(*first - 32);
  }
  return v;
}
KR_STR_METHOD(title) {
  kr_str *s = KR_STR(self);
  return kr_str_is_ascii(s) && s->length > 1 ? title_ascii(s) : map(self, to_titled, 0);
}

/* ---- questions --------------------------------------------------------------------------------------- */

static kr_value all_are(kr_value self, uint32_t wanted) {
  kr_str *s = KR_STR(self);
  for (size_t i = 0; i < s->length; i++) {
    if (!(kr_uc_flags(kr_str_read(s, i)) & wanted)) return KR_FALSE;
  }
  return kr_from_bool(s->length > 0);
}
KR_STR_METHOD(isalpha) { return all_are(self, KR_UC_ALPHA); }
KR_STR_METHOD(isalnum) { return all_are(self, KR_UC_ALPHA | KR_UC_DECIMAL | KR_UC_DIGIT | KR_UC_NUMERIC); }
KR_STR_METHOD(isdecimal) { return all_are(self, KR_UC_DECIMAL); }
KR_STR_METHOD(isdigit) { return all_are(self, KR_UC_DIGIT); }
KR_STR_METHOD(isnumeric) { return all_are(self, KR_UC_NUMERIC); }
KR_STR_METHOD(isspace) { return all_are(self, KR_UC_SPACE); }
KR_STR_METHOD(isprintable) { return KR_STR(self)->length == 0 ? KR_TRUE : all_are(self, KR_UC_PRINTABLE); }
KR_STR_METHOD(isascii) { return kr_from_bool(kr_str_is_ascii(KR_STR(self))); }

static kr_value all_cased(kr_value self, uint32_t wanted, uint32_t refused) {
  kr_str *s = KR_STR(self);
  bool cased = false;
  for (size_t i = 0; i < s->length; i++) {
    uint32_t flags = kr_uc_flags(kr_str_read(s, i));
    if (flags & refused) return KR_FALSE;
    if (flags & wanted) cased = true;
  }
  return kr_from_bool(cased);
}
KR_STR_METHOD(islower) { return all_cased(self, KR_UC_LOWER, KR_UC_UPPER | KR_UC_TITLE); }
KR_STR_METHOD(isupper) { return all_cased(self, KR_UC_UPPER, KR_UC_LOWER | KR_UC_TITLE); }

KR_STR_METHOD(istitle) {
  kr_str *s = KR_STR(self);
  bool cased = false, previous = false;
  for (size_t i = 0; i < s->length; i++) {
    uint32_t flags = kr_uc_flags(kr_str_read(s, i));
    if (flags & (KR_UC_UPPER | KR_UC_TITLE)) {
      if (previous) return KR_FALSE;
      previous = cased = true;
    } else if (flags & KR_UC_LOWER) {
      if (!previous) return KR_FALSE;
    } else {
      previous = false;
    }
  }
  return kr_from_bool(cased);
}

bool kr_str_is_identifier(const kr_str *s) {
  uint32_t known = s->head.flags;
  if (known & KR_STR_IDENTIFIER_KNOWN) return (known & KR_STR_IDENTIFIER) != 0;
  bool is = s->length > 0;
  for (size_t i = 0; is && i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    is = c == '_' || (kr_uc_flags(c) & (i == 0 ? KR_UC_XID_START : KR_UC_XID_CONTINUE));
  }
  ((kr_str *)s)->head.flags |= KR_STR_IDENTIFIER_KNOWN | (is ? KR_STR_IDENTIFIER : 0);
  return is;
}
KR_STR_METHOD(isidentifier) { return kr_from_bool(kr_str_is_identifier(KR_STR(self))); }
