/* Module _sre: the engine beneath re.
 *
 * re compiles a pattern to a row of 32-bit words; the engine (engine.c, match.inc) runs it by
 * backtracking on a stack of its own, so that no pattern and no text can exhaust the C stack. validate.c
 * makes sure beforehand that a row of words is a program, whoever made it. */
#ifndef KR_SRE_H
#define KR_SRE_H

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"

/* In the order of re._constants. */
enum {
  SRE_FAILURE,
  SRE_SUCCESS,
  SRE_ANY,
  SRE_ANY_ALL,
  SRE_ASSERT,
  SRE_ASSERT_NOT,
  SRE_AT,
  SRE_BRANCH,
  SRE_CATEGORY,
  SRE_CHARSET,
  SRE_BIGCHARSET,
  SRE_GROUPREF,
  SRE_GROUPREF_EXISTS,
  SRE_IN,
  SRE_INFO,
  SRE_JUMP,
  SRE_LITERAL,
  SRE_MARK,
  SRE_MAX_UNTIL,
  SRE_MIN_UNTIL,
  SRE_NOT_LITERAL,
  SRE_NEGATE,
  SRE_RANGE,
  SRE_REPEAT,
  SRE_REPEAT_ONE,
  SRE_SUBPATTERN,
  SRE_MIN_REPEAT_ONE,
  SRE_ATOMIC_GROUP,
  SRE_POSSESSIVE_REPEAT,
  SRE_POSSESSIVE_REPEAT_ONE,
  SRE_GROUPREF_IGNORE,
  SRE_IN_IGNORE,
  SRE_LITERAL_IGNORE,
  SRE_NOT_LITERAL_IGNORE,
  SRE_GROUPREF_LOC_IGNORE,
  SRE_IN_LOC_IGNORE,
  SRE_LITERAL_LOC_IGNORE,
  SRE_NOT_LITERAL_LOC_IGNORE,
  SRE_GROUPREF_UNI_IGNORE,
  SRE_IN_UNI_IGNORE,
  SRE_LITERAL_UNI_IGNORE,
  SRE_NOT_LITERAL_UNI_IGNORE,
  SRE_RANGE_UNI_IGNORE,
};
enum {
  SRE_AT_BEGINNING,
  SRE_AT_BEGINNING_LINE,
  SRE_AT_BEGINNING_STRING,
  SRE_AT_BOUNDARY,
  SRE_AT_NON_BOUNDARY,
  SRE_AT_END,
  SRE_AT_END_LINE,
  SRE_AT_END_STRING,
  SRE_AT_LOC_BOUNDARY,
  SRE_AT_LOC_NON_BOUNDARY,
  SRE_AT_UNI_BOUNDARY,
  SRE_AT_UNI_NON_BOUNDARY,
};
enum { SRE_CATEGORIES = 18 };
enum { SRE_INFO_PREFIX = 1, SRE_INFO_LITERAL = 2, SRE_INFO_CHARSET = 4 };
#define SRE_MAXREPEAT 0xFFFFFFFFu
#define SRE_MAGIC 20230612
#define SRE_MAXGROUPS (0x7FFFFFFF / 2)
enum {
  SRE_FLAG_IGNORECASE = 2,
  SRE_FLAG_LOCALE = 4,
  SRE_FLAG_MULTILINE = 8,
  SRE_FLAG_DOTALL = 16,
  SRE_FLAG_UNICODE = 32,
  SRE_FLAG_VERBOSE = 64,
  SRE_FLAG_DEBUG = 128,
  SRE_FLAG_ASCII = 256
};

/* What an item IN, or the set of INFO, says of the first 256 characters: nearly all that a text has. In the code
 * of a pattern its number stands in the place of the item's skip (of INFO's longest match, which nobody asks for). */
typedef struct {
  uint32_t bits[8];
  uint32_t skip;
} sre_set;

typedef struct {
  KR_OBJECT_HEAD
  uint32_t groups;
  kr_value groupindex; /* dict */
  kr_value indexgroup; /* tuple */
  kr_value pattern;    /* str, bytes or None */
  int32_t flags;
  int32_t is_bytes; /* -1: pattern is None */
  void *weaklist;
  sre_set *sets;
  uint32_t nsets;
  uint32_t size;
  uint32_t code[];
} sre_pattern;

/* A choice to come back to, or a change to undo. */
typedef struct {
  uint32_t kind;
  uint32_t a;
  int32_t b, c;
} sre_entry;

typedef struct {
  int32_t prev;  /* index of the repeat around it; -1 */
  uint32_t code; /* of its REPEAT */
  int32_t count, last;
} sre_repeat;

/* One search over one text. Positions are character indices. */
typedef struct {
  const uint32_t *code;
  const sre_set *sets;
  const void *text;
  int kind;             /* bytes a character: 1, 2, 4 */
  int32_t start, end;   /* the part searched; ^ and \b see nothing outside */
  int32_t must_advance; /* a match may not be empty here; -1 */
  bool match_all;       /* fullmatch */
  bool is_bytes;
  int32_t *marks; /* 2 * groups, -1 unset */
  uint32_t nmarks;
  int32_t lastindex;
  int32_t match_start, match_end;
  sre_entry *stack;
  uint32_t top, capacity;
  int32_t barrier; /* index of the innermost barrier entry; -1 */
  sre_repeat *repeats;
  uint32_t nrepeats, repeat_capacity;
  int32_t repeat; /* the current one; -1 */
  /* what text came from */
  kr_value string; /* owned */
  kr_buffer view;
  bool has_view;
} sre_state;

/* Over string[pos:endpos] (as CPython clips them). 0, -1. End with sre_state_free. */
int sre_state_init(sre_state *s, sre_pattern *p, kr_value string, intptr_t pos, intptr_t endpos);
void sre_state_free(sre_state *s);
/* 1 matched (match_start/end, marks), 0, -1 (MemoryError). From exactly s->start, or the first from there. */
int sre_match(sre_state *s, int32_t at);
int sre_search(sre_state *s, int32_t from);
/* Is p->code a program with this many groups? If so, p->sets are made, and the code refers to them. false: it is
 * none, or memory ran out, which alone raises. */
bool sre_validate(sre_pattern *p, uint32_t groups);

bool sre_category(uint32_t which, uint32_t c);
bool sre_charset(const uint32_t *set, uint32_t c);
/* Does the item at code, IN or one of its kind, match c? */
bool sre_in(const uint32_t *code, uint32_t c);
KR_INLINE bool sre_in_set(const sre_set *set, uint32_t c) { return set->bits[c >> 5] >> (c & 31) & 1; }
uint32_t sre_lower_ascii(uint32_t c), sre_lower_unicode(uint32_t c);

#endif
