#include "modules/_sre/sre.h"

#include "vm/suspend.h"

/* Entries of the backtracking stack. Changes come first: they survive when choices are cut. */
enum {
  U_MARK,    /* marks[a] = b, lastindex = c */
  U_REPEAT,  /* repeats[a].count = b, .last = c */
  U_CURRENT, /* nrepeats = a, repeat = b */
  FIRST_CHOICE,
  C_BRANCH = FIRST_CHOICE, /* branch word at a, from position b */
  C_GREEDY,                /* continue at a from b, or any down to c */
  C_LAZY,                  /* MIN_REPEAT_ONE at a, one more from b, c more allowed */
  C_TAIL,                  /* leave repeat a at b for code c */
  C_BODY,                  /* another round of repeat a from b */
  B_BARRIER,               /* assertion or atomic group at a, begun at b; the barrier around it is c */
};

static bool sre_grow(sre_state *s) {
  uint32_t capacity = s->capacity ? s->capacity * 2 : 256;
  sre_entry *p = kr_realloc_array(s->stack, capacity, sizeof *p);
  if (!p) return false;
  s->stack = p;
  s->capacity = capacity;
  return true;
}
static bool sre_grow_repeats(sre_state *s) {
  uint32_t capacity = s->repeat_capacity ? s->repeat_capacity * 2 : 16;
  sre_repeat *p = kr_realloc_array(s->repeats, capacity, sizeof *p);
  if (!p) return false;
  s->repeats = p;
  s->repeat_capacity = capacity;
  return true;
}
static void sre_undo(sre_state *s, sre_entry e) {
  switch (e.kind) {
    case U_MARK:
      s->marks[e.a] = e.b;
      s->lastindex = e.c;
      break;
    case U_REPEAT:
      s->repeats[e.a].count = e.b;
      s->repeats[e.a].last = e.c;
      break;
    case U_CURRENT:
      s->nrepeats = e.a;
      s->repeat = e.b;
      break;
    case B_BARRIER: s->barrier = e.c; break;
    default: break;
  }
}
static void sre_reset(sre_state *s) {
  for (uint32_t i = 0; i < s->nmarks; i++) s->marks[i] = -1;
  s->lastindex = -1;
  s->top = 0;
  s->barrier = -1;
  s->nrepeats = 0;
  s->repeat = -1;
}

/* ---- characters ---------------------------------------------------------------------------------------- */

static bool ascii_digit(uint32_t c) { return c - '0' < 10; }
static bool ascii_space(uint32_t c) { return c == ' ' || c - 9 < 5; }
static bool ascii_word(uint32_t c) { return c < 128 && (ascii_digit(c) || (c | 32) - 'a' < 26 || c == '_'); }
static bool unicode_word(uint32_t c) {
  if (c < 128) return ascii_word(c);
  return kr_uc_is_alpha(c) || kr_uc_is_decimal(c) || kr_uc_is_digit(c) || kr_uc_is_numeric(c);
}
static bool unicode_space(uint32_t c) { return c < 128 ? ascii_space(c) || c - 28 < 4 : kr_uc_is_space(c); }

bool sre_category(uint32_t which, uint32_t c) {
  switch (which) {
    case 0: return ascii_digit(c);
    case 1: return !ascii_digit(c);
    case 2: return ascii_space(c);
    case 3: return !ascii_space(c);
    case 4:
    case 8: return ascii_word(c);
    case 5:
    case 9: return !ascii_word(c);
    case 6: return c == '\n';
    case 7: return c != '\n';
    case 10: return c < 128 ? ascii_digit(c) : kr_uc_is_decimal(c);
    case 11: return !(c < 128 ? ascii_digit(c) : kr_uc_is_decimal(c));
    case 12: return unicode_space(c);
    case 13: return !unicode_space(c);
    case 14: return unicode_word(c);
    case 15: return !unicode_word(c);
    case 16: return kr_uc_is_linebreak(c);
    case 17: return !kr_uc_is_linebreak(c);
    default: return false;
  }
}

uint32_t sre_lower_ascii(uint32_t c) { return c - 'A' < 26 ? c + 32 : c; }
uint32_t sre_lower_unicode(uint32_t c) { return c < 128 ? sre_lower_ascii(c) : kr_uc_to_lower(c); }
static uint32_t upper_unicode(uint32_t c) {
  return c < 128 ? (c - 'a' < 26 ? c - 32 : c) : kr_uc_to_upper(c);
}
/* The locale is C's: case is that of ASCII. */
static bool loc_equal(uint32_t pattern, uint32_t c) {
  return c == pattern || sre_lower_ascii(c) == sre_lower_ascii(pattern);
}

bool sre_charset(const uint32_t *set, uint32_t c) {
  bool ok = true;
  for (;;) {
    switch (*set++) {
      case SRE_FAILURE: return !ok;
      case SRE_LITERAL:
        if (c == set[0]) return ok;
        set++;
        break;
      case SRE_CATEGORY:
        if (sre_category(set[0], c)) return ok;
        set++;
        break;
      case SRE_CHARSET:
        if (c < 256 && (set[c >> 5] >> (c & 31)) & 1) return ok;
        set += 8;
        break;
      case SRE_RANGE:
        if (set[0] <= c && c <= set[1]) return ok;
        set += 2;
        break;
      case SRE_RANGE_UNI_IGNORE: {
        if (set[0] <= c && c <= set[1]) return ok;
        uint32_t u = upper_unicode(c);
        if (set[0] <= u && u <= set[1]) return ok;
        set += 2;
        break;
      }
      case SRE_NEGATE: ok = !ok; break;
      case SRE_BIGCHARSET: {
        uint32_t count = *set++;
        if (c < 65536) {
          uint32_t block = ((const uint8_t *)set)[c >> 8];
          if ((set[64 + block * 8 + ((c & 255) >> 5)] >> (c & 31)) & 1) return ok;
        }
        set += 64 + count * 8;
        break;
      }
      default: return false;
    }
  }
}
bool sre_in(const uint32_t *code, uint32_t c) {
  const uint32_t *set = code + 2;
  switch (code[0]) {
    case SRE_IN_IGNORE: return sre_charset(set, sre_lower_ascii(c));
    case SRE_IN_UNI_IGNORE: return sre_charset(set, sre_lower_unicode(c));
    case SRE_IN_LOC_IGNORE: {
      uint32_t lower = sre_lower_ascii(c), upper = c - 'a' < 26 ? c - 32 : c;
      return sre_charset(set, lower) || (upper != lower && sre_charset(set, upper));
    }
    default: return sre_charset(set, c);
  }
}

/* ---- the three widths ---------------------------------------------------------------------------------- */

#define CHAR uint8_t
#define NAME(x) x##_1
#include "modules/_sre/match.inc"
#undef CHAR
#undef NAME
#define CHAR uint16_t
#define NAME(x) x##_2
#include "modules/_sre/match.inc"
#undef CHAR
#undef NAME
#define CHAR uint32_t
#define NAME(x) x##_4
#include "modules/_sre/match.inc"
#undef CHAR
#undef NAME

int sre_match(sre_state *s, int32_t at) {
  sre_reset(s);
  uint32_t pc = s->code[0] == SRE_INFO ? 1 + s->code[1] : 0;
  /* too short for any match */
  if (pc && (uint32_t)(s->end - at) < s->code[3]) return 0;
  return s->kind == 1 ? run_1(s, pc, at) : s->kind == 2 ? run_2(s, pc, at) : run_4(s, pc, at);
}
int sre_search(sre_state *s, int32_t from) {
  sre_reset(s);
  return s->kind == 1 ? search_1(s, from) : s->kind == 2 ? search_2(s, from) : search_4(s, from);
}

/* ---- setting up ---------------------------------------------------------------------------------------- */

int sre_state_init(sre_state *s, sre_pattern *p, kr_value string, intptr_t pos, intptr_t endpos) {
  memset(s, 0, sizeof *s);
  s->string = KR_NULL;
  intptr_t length;
  if (kr_is_str(string)) {
    if (p->is_bytes > 0)
      return KR_RAISE_INT(&kr_exc_TypeError, "cannot use a bytes pattern on a string-like object");
    s->text = kr_str_data(KR_STR(string));
    s->kind = kr_str_kind(KR_STR(string));
    length = KR_STR(string)->length;
  } else {
    if (!kr_has_buffer(string))
      return KR_RAISE_INT(&kr_exc_TypeError, "expected string or bytes-like object, got '%T'", string);
    if (kr_get_buffer(string, &s->view, KR_BUF_SIMPLE)) return -1;
    s->has_view = true;
    s->is_bytes = true;
    s->text = s->view.buf;
    s->kind = 1;
    length = s->view.len;
    if (p->is_bytes == 0) {
      kr_release_buffer(&s->view);
      return KR_RAISE_INT(&kr_exc_TypeError, "cannot use a string pattern on a bytes-like object");
    }
  }
  if (pos < 0) pos = 0;
  if (pos > length) pos = length;
  if (endpos < 0) endpos = 0;
  if (endpos > length) endpos = length;
  s->string = kr_ref(string);
  s->code = p->code;
  s->sets = p->sets;
  s->start = (int32_t)pos;
  s->end = (int32_t)endpos;
  s->must_advance = -1;
  s->nmarks = p->groups * 2;
  s->marks = kr_alloc_array(s->nmarks ? s->nmarks : 1, sizeof *s->marks);
  if (!s->marks) {
    sre_state_free(s);
    return -1;
  }
  sre_reset(s);
  return 0;
}

void sre_state_free(sre_state *s) {
  if (s->has_view) kr_release_buffer(&s->view);
  kr_free(s->marks);
  kr_free(s->stack);
  kr_free(s->repeats);
  kr_decref(s->string);
  memset(s, 0, sizeof *s);
  s->string = KR_NULL;
}
