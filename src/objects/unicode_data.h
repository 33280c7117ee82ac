/* The Unicode character database (16.0, and 3.2 for the unicodedata module's ucd_3_2_0), beneath the
 * kr_uc_* functions of str.h. The tables are generated (gen-unicode.mjs); see there for their form.
 */
#ifndef KR_UNICODE_DATA_H
#define KR_UNICODE_DATA_H

#include "objects/str.h"

enum {
  KR_UC_ALPHA = 1 << 0,
  KR_UC_DECIMAL = 1 << 1,
  KR_UC_DIGIT = 1 << 2,
  KR_UC_NUMERIC = 1 << 3,
  KR_UC_LOWER = 1 << 4,
  KR_UC_UPPER = 1 << 5,
  KR_UC_TITLE = 1 << 6,
  KR_UC_SPACE = 1 << 7,
  KR_UC_LINEBREAK = 1 << 8,
  KR_UC_PRINTABLE = 1 << 9,
  KR_UC_XID_START = 1 << 10,
  KR_UC_XID_CONTINUE = 1 << 11,
  KR_UC_CASED = 1 << 12,
  KR_UC_CASE_IGNORABLE = 1 << 13,
  KR_UC_MIRRORED = 1 << 14,
};

typedef struct {
  uint16_t flags;
  uint8_t category; /* index into kr_uc_categories */
  uint8_t bidi;     /* index into kr_uc_bidi_classes */
  uint8_t width;    /* index into kr_uc_widths */
} kr_uc_record;
extern const kr_uc_record kr_uc_records[];
extern const char *const kr_uc_categories[], *const kr_uc_bidi_classes[], *const kr_uc_widths[];
const kr_uc_record *kr_uc_get(uint32_t c);
int kr_uc_combining(uint32_t c); /* canonical combining class */

extern const uint16_t kr_uc_ascii_flags[128];
KR_INLINE uint32_t kr_uc_flags(uint32_t c) { return c < 128 ? kr_uc_ascii_flags[c] : kr_uc_get(c)->flags; }

/* The numeric value; false: none. */
bool kr_uc_numeric_value(uint32_t c, double *value);
/* The decomposition: up to 18 characters into out, the count; 0: none. *compat: the tag of a
 * compatibility mapping ("<font>") or "" for a canonical one. Hangul syllables are not included. */
enum { KR_UC_MAX_DECOMPOSITION = 18 };
int kr_uc_decomposition(uint32_t c, uint32_t out[KR_UC_MAX_DECOMPOSITION], const char **compat);

/* A character that composition must not make, though it decomposes into two. */
bool kr_uc_is_excluded_composition(uint32_t c);

/* Names. */
enum { KR_UC_NAME_MAX = 256 };
/* Writes the name with a NUL; its length, 0: none, -1: MemoryError. */
int kr_uc_name(uint32_t c, char out[KR_UC_NAME_MAX]);
/* The character of this name; -1: unknown name, or (kr_failed()) MemoryError. Letters may be of either
 * case, but for those of Hangul syllables and unified ideographs. */
int32_t kr_uc_lookup(const char *name, size_t size, bool aliases);
/* For \N{...}. False: unknown, or with kr_failed() MemoryError. */
bool kr_uc_lookup_name(const char *name, size_t size, uint32_t *c);

/* Unicode 3.2: what was different then; NULL: nothing. Category 0 is that of unassigned characters. */
typedef struct {
  uint8_t category, bidi, width, mirrored;
  int8_t decimal; /* -1: none */
  double numeric;
  bool has_numeric;
} kr_uc_old;
const kr_uc_old *kr_uc_get_old(uint32_t c);
/* The five characters whose decomposition was wrong then: what it was; 0 for others. */
uint32_t kr_uc_old_correction(uint32_t c);
/* The NFC, NFD, NFKC, NFKD of a str (any kind, so of a subclass too), by the data of 16.0 or of 3.2. New. */
typedef enum { KR_NFC = 0, KR_NFD = 1, KR_NFKC = 2, KR_NFKD = 3 } kr_normal_form; /* 1: D, 2: K */
kr_value kr_uc_normal_form(kr_value s, kr_normal_form form, bool old);
int kr_uc_is_normal_form(kr_value s, kr_normal_form form, bool old); /* 1 0 -1 */

#endif
