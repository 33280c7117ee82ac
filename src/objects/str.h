/* str: immutable text, one, two or four bytes a character (PEP 393), data inline.
 *
 * The narrowest kind that holds the text is always used, so equal strings have equal bytes; a data
 * terminator of one zero character follows. ASCII strings are therefore C strings in UTF-8.
 */
#ifndef KR_STR_H
#define KR_STR_H

#include "objects/type.h"

struct kr_str {
  KR_OBJECT_HEAD       /* flags: KR_STR_* */
      uint32_t length; /* characters */
  int32_t hash;        /* 0: not yet computed (a computed 0 is stored as another value) */
  /* data follows, 4-aligned */
};
enum {
  KR_STR_KIND_SHIFT = KR_OF_TYPE_SHIFT, /* two bits: 0, 1, 2 for 1, 2, 4 bytes a character */
  KR_STR_ASCII = 1u << 10,              /* kind 0 and all characters below 128 */
  KR_STR_INTERNED = 1u << 11,
  KR_STR_INTERNED_MORTAL = 1u << 12,  /* in the intern table, removed from it when freed */
  KR_STR_IDENTIFIER_KNOWN = 1u << 13, /* the next bit is known */
  KR_STR_IDENTIFIER = 1u << 14,
};
extern kr_type kr_str_type;
KR_INLINE bool kr_is_str(kr_value v) { return kr_has_tf(v, KR_TF_STR_SUBCLASS); }
KR_INLINE bool kr_is_exact_str(kr_value v) { return kr_is_exact(v, &kr_str_type); }
#define KR_STR(v) KR_AS(kr_str, v)

KR_INLINE int kr_str_kind(const kr_str *s) { return 1 << ((s->head.flags >> KR_STR_KIND_SHIFT) & 3); }
KR_INLINE bool kr_str_is_ascii(const kr_str *s) { return (s->head.flags & KR_STR_ASCII) != 0; }
KR_INLINE void *kr_str_data(const kr_str *s) { return (void *)(s + 1); }
KR_INLINE uint32_t kr_str_read(const kr_str *s, size_t i) {
  switch ((s->head.flags >> KR_STR_KIND_SHIFT) & 3) {
    case 0: return ((const uint8_t *)(s + 1))[i];
    case 1: return ((const uint16_t *)(s + 1))[i];
    default: return ((const uint32_t *)(s + 1))[i];
  }
}

/* Identifiers: KR_ID(__init__) is the interned, immortal str "__init__" as a constant kr_value.
 * The build finds every use and generates the objects (build/gen/ids.c). */
typedef struct {
  kr_str str;
  char text[];
} kr_static_str;
#define KR_ID(name)                    \
  (__extension__({                     \
    extern kr_static_str kr_id_##name; \
    kr_from_object(&kr_id_##name);     \
  }))
#define KR_STATIC_STR_DEFINE(name, text_)                                                   \
  kr_static_str kr_id_##name = {                                                            \
      {{KR_IMMORTAL_COUNT, KR_OF_UNTRACKED | KR_STR_ASCII | KR_STR_INTERNED, &kr_str_type}, \
       sizeof(text_) - 1,                                                                   \
       0},                                                                                  \
      text_};
extern kr_static_str *const kr_all_ids[];
extern const uint32_t kr_all_ids_count;
extern kr_static_str kr_empty_str_object;
#define KR_EMPTY_STR kr_from_object(&kr_empty_str_object)

/* Constructors: new, KR_NULL on failure. */
kr_value kr_str_new(size_t length, uint32_t max_char); /* data uninitialized, terminated */
kr_value kr_str_from_utf8(const char *s, size_t size); /* invalid UTF-8: UnicodeDecodeError */
kr_value kr_str_from_cstr(const char *s);              /* as above, to the NUL */
kr_value kr_str_intern_cstr(const char *s);            /* interned */
size_t kr_str_interned_count(bool only_immortal);
kr_value kr_str_from_ascii(const char *s, size_t size); /* caller knows it is ASCII */
kr_value kr_str_from_latin1(const uint8_t *s, size_t size);
kr_value kr_str_from_ucs2(const uint16_t *s, size_t n);
kr_value kr_str_from_ucs4(const uint32_t *s, size_t n); /* finds the narrowest kind */
kr_value kr_str_from_char(uint32_t c);                  /* one character; latin-1 ones shared */
kr_value kr_str_from_buf(kr_buf *b);                    /* the UTF-8 in b (surrogates pass); frees b */
/* printf-like: %s %d %i %u %ld %lld %zd %zu %c %x %% %p, and %U a str value, %R repr(value), %S str(value),
 * %A ascii(value), %T the type name of a value, %G the same but None for None, %Q the same with its module, %N
 * the name of a kr_type *. Precision and width work on %s %U. New. */
kr_value kr_str_format(const char *fmt, ...);
kr_value kr_str_vformat(const char *fmt, __builtin_va_list ap);

/* UTF-8 of s, *size bytes without the NUL that follows. For an ASCII string this is its own data;
 * otherwise a cached encoding that lives as long as s. NULL: UnicodeEncodeError (a surrogate) or
 * MemoryError. */
const char *kr_str_utf8(const kr_str *s, size_t *size);
/* As kr_str_utf8, but refuses embedded NULs with ValueError: for C library calls. */
const char *kr_str_cstr(kr_value s);

/* Both intern exact strs; take the reference in *v (stolen) and leave the canonical one in it. */
void kr_str_intern(kr_value *v); /* mortal */
void kr_str_intern_immortal(kr_value *v);
KR_INLINE bool kr_str_is_interned(const kr_str *s) { return (s->head.flags & KR_STR_INTERNED) != 0; }

int32_t kr_str_hash(kr_str *s); /* cached */
bool kr_str_equal(const kr_str *a, const kr_str *b);
bool kr_str_equals_cstr(const kr_str *a, const char *ascii);
int kr_str_compare(const kr_str *a, const kr_str *b); /* <0, 0, >0 by code point */
kr_value kr_str_concat(kr_value a, kr_value b);
/* a += b where the caller owns a (stolen): grown in place when nobody else holds it. */
kr_value kr_str_append_steal(kr_value a, kr_value b);
kr_value kr_str_substring(kr_value s, size_t start, size_t end);
kr_value kr_str_join(kr_value sep, kr_value iterable);
/* Index of sub in s[start:end] searching forward (dir>0) or backward; -1: not found. */
intptr_t kr_str_find(const kr_str *s, const kr_str *sub, size_t start, size_t end, int dir);
bool kr_str_contains_char(const kr_str *s, uint32_t c);
bool kr_str_is_identifier(const kr_str *s);
/* repr() into text; str(obj) etc. are in objects/abstract.h. */
kr_value kr_str_repr(kr_value s);

/* Builds a str piece by piece, widening as needed. Zero-initialize; finish or discard. A failure
 * (MemoryError set) is remembered and returned by finish as KR_NULL. */
typedef struct {
  /* under construction, one reference; capacity 0: the one str that was put in so far, not to be changed */
  kr_str *str;
  uint32_t length, capacity;
  uint8_t kind; /* 1, 2, 4; 0: nothing yet */
  bool failed;
  uint32_t max_char;
} kr_str_builder;
bool kr_sb_char(kr_str_builder *b, uint32_t c);
bool kr_sb_ascii(kr_str_builder *b, const char *s, size_t size);
bool kr_sb_cstr(kr_str_builder *b, const char *ascii);
bool kr_sb_str(kr_str_builder *b, const kr_str *s);
bool kr_sb_substr(kr_str_builder *b, const kr_str *s, size_t start, size_t end);
bool kr_sb_repeat(kr_str_builder *b, uint32_t c, size_t count);
bool kr_sb_value(kr_str_builder *b, kr_value v); /* str(v) */
bool kr_sb_repr(kr_str_builder *b, kr_value v);  /* repr(v) */
kr_value kr_sb_finish(kr_str_builder *b);        /* new; builder is empty again */
void kr_sb_discard(kr_str_builder *b);

/* Character properties (Unicode 16; objects/unicode_data.c, its tables generated by the build). */
bool kr_uc_is_alpha(uint32_t c), kr_uc_is_decimal(uint32_t c), kr_uc_is_digit(uint32_t c),
    kr_uc_is_numeric(uint32_t c), kr_uc_is_space(uint32_t c), kr_uc_is_linebreak(uint32_t c),
    kr_uc_is_printable(uint32_t c), kr_uc_is_xid_start(uint32_t c), kr_uc_is_xid_continue(uint32_t c);
int kr_uc_decimal_value(uint32_t c); /* 0..9, -1 */
int kr_uc_digit_value(uint32_t c);   /* 0..9, -1 */
/* Simple (one to one) mappings. */
uint32_t kr_uc_to_lower(uint32_t c), kr_uc_to_upper(uint32_t c);
/* Full mappings: up to 3 characters into out; the count. */
int kr_uc_full_lower(uint32_t c, uint32_t out[3]), kr_uc_full_upper(uint32_t c, uint32_t out[3]),
    kr_uc_full_title(uint32_t c, uint32_t out[3]), kr_uc_full_fold(uint32_t c, uint32_t out[3]);
/* NFKC of an identifier, as the tokenizer needs it. New. */
kr_value kr_uc_normalize(kr_value s, const char *form /* "NFC" "NFD" "NFKC" "NFKD" */);

#endif
