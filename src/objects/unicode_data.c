/* The Unicode character database: look-ups in the generated tables. */
#include "objects/unicode_data.h"

#include "unicode_tables.h"

const kr_uc_record *kr_uc_get(uint32_t c) { return &kr_uc_records[c < 0x110000 ? record_index(c) : 0]; }
int kr_uc_combining(uint32_t c) { return c < 0x300 ? 0 : (int)combining_class(c); }

bool kr_uc_is_alpha(uint32_t c) { return (kr_uc_flags(c) & KR_UC_ALPHA) != 0; }
bool kr_uc_is_decimal(uint32_t c) { return (kr_uc_flags(c) & KR_UC_DECIMAL) != 0; }
bool kr_uc_is_digit(uint32_t c) { return (kr_uc_flags(c) & KR_UC_DIGIT) != 0; }
bool kr_uc_is_numeric(uint32_t c) { return (kr_uc_flags(c) & KR_UC_NUMERIC) != 0; }
bool kr_uc_is_space(uint32_t c) { return (kr_uc_flags(c) & KR_UC_SPACE) != 0; }
bool kr_uc_is_linebreak(uint32_t c) { return (kr_uc_flags(c) & KR_UC_LINEBREAK) != 0; }
bool kr_uc_is_printable(uint32_t c) { return (kr_uc_flags(c) & KR_UC_PRINTABLE) != 0; }
bool kr_uc_is_xid_start(uint32_t c) { return (kr_uc_flags(c) & KR_UC_XID_START) != 0; }
bool kr_uc_is_xid_continue(uint32_t c) { return (kr_uc_flags(c) & KR_UC_XID_CONTINUE) != 0; }

/* ---- numbers ----------------------------------------------------------------------------------------- */

int kr_uc_decimal_value(uint32_t c) {
  if (c < 128) return c - '0' < 10 ? (int)(c - '0') : -1;
  return c < 0x110000 ? number_records[number_index(c)].decimal : -1;
}
int kr_uc_digit_value(uint32_t c) { return c < 0x110000 ? number_records[number_index(c)].digit : -1; }
bool kr_uc_numeric_value(uint32_t c, double *value) {
  uint32_t i = number_index(c);
  *value = number_records[i].value;
  return i != 0;
}

/* ---- case -------------------------------------------------------------------------------------------- */

enum { LOWER, UPPER, TITLE, FOLD };

static uint32_t simple(uint32_t c, int which) {
  if (c >= 0x110000) return c;
  return (uint32_t)((int32_t)c + case_records[case_index(c)].to[which]);
}
uint32_t kr_uc_to_lower(uint32_t c) { return c < 128 ? c + ((c - 'A' < 26) << 5) : simple(c, LOWER); }
uint32_t kr_uc_to_upper(uint32_t c) { return c < 128 ? c - ((c - 'a' < 26) << 5) : simple(c, UPPER); }

static int full(uint32_t c, int which, uint32_t out[3]) {
  if (c >= 0x110000) {
    out[0] = c;
    return 1;
  }
  uint32_t record = case_index(c);
  uint32_t at = case_records[record].special;
  if (at) {
    for (int i = 0; i < which; i++) at += 1u + case_special[at];
    int n = case_special[at];
    for (int i = 0; i < n; i++) out[i] = case_special[at + 1 + (uint32_t)i];
    return n;
  }
  out[0] = (uint32_t)((int32_t)c + case_records[record].to[which]);
  return 1;
}
int kr_uc_full_lower(uint32_t c, uint32_t out[3]) { return full(c, LOWER, out); }
int kr_uc_full_upper(uint32_t c, uint32_t out[3]) { return full(c, UPPER, out); }
int kr_uc_full_title(uint32_t c, uint32_t out[3]) { return full(c, TITLE, out); }
int kr_uc_full_fold(uint32_t c, uint32_t out[3]) { return full(c, FOLD, out); }

/* ---- decompositions ---------------------------------------------------------------------------------- */

int kr_uc_decomposition(uint32_t c, uint32_t out[KR_UC_MAX_DECOMPOSITION], const char **compat) {
  uint32_t offset = c < 0xA0 || c >= 0x110000 ? 0 : decomposition_offset(c);
  uint32_t at = offset ? decomposition_base(c >> DECOMPOSITION_BITS) + offset - 1 : 0;
  if (!at) return 0;
  uint32_t units = decomposition_units[at] & 0xFF;
  *compat = decomposition_tags[decomposition_units[at] >> 8];
  int n = 0;
  for (uint32_t i = 1; i <= units; i++) {
    uint32_t u = decomposition_units[at + i];
    if ((u & 0xFC00) == 0xD800) u = 0x10000 + ((u & 0x3FF) << 10 | (decomposition_units[at + ++i] & 0x3FF));
    out[n++] = u;
  }
  return n;
}

bool kr_uc_is_excluded_composition(uint32_t c) {
  size_t low = 0, high = sizeof composition_exclusions / sizeof *composition_exclusions;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (composition_exclusions[middle] < c) low = middle + 1;
    else high = middle;
  }
  return low < sizeof composition_exclusions / sizeof *composition_exclusions &&
         composition_exclusions[low] == c;
}

/* ---- Unicode 3.2 ------------------------------------------------------------------------------------- */

const kr_uc_old *kr_uc_get_old(uint32_t c) {
  uint32_t i = old_index(c);
  return i ? &old_records[i] : NULL;
}

uint32_t kr_uc_old_correction(uint32_t c) {
  for (size_t i = 0; i < sizeof old_corrections / sizeof *old_corrections; i += 2) {
    if (old_corrections[i] == c) return old_corrections[i + 1];
  }
  return 0;
}
