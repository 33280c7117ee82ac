/* Is a row of words a pattern's program? re makes only good ones, but _sre.compile takes any list: the
 * engine trusts every skip, group number and set in it, so all of them are checked here first. */
#include "modules/_sre/sre.h"

typedef struct {
  uint32_t *code;
  uint32_t groups;
  uint32_t depth;
  sre_set *sets;
  uint32_t nsets, room;
} checker;

#define MAX_DEPTH 1000

/* The number of a set, one of the last if it is the same: patterns repeat \d and their like. */
static bool add_set(checker *c, const sre_set *set, uint32_t *number) {
  for (uint32_t i = c->nsets; i > 0 && i + 16 > c->nsets; i--) {
    if (memcmp(&c->sets[i - 1], set, sizeof *set)) continue;
    *number = i - 1;
    return true;
  }
  if (c->nsets == c->room) {
    uint32_t room = c->room ? c->room * 2 : 4;
    sre_set *sets = kr_realloc_array(c->sets, room, sizeof *sets);
    if (!sets) return false;
    c->sets = sets;
    c->room = room;
  }
  c->sets[c->nsets] = *set;
  *number = c->nsets++;
  return true;
}

static bool check_charset(const checker *c, uint32_t at, uint32_t end) {
  while (at < end) {
    switch (c->code[at++]) {
      case SRE_NEGATE: break;
      case SRE_LITERAL: at += 1; break;
      case SRE_RANGE:
      case SRE_RANGE_UNI_IGNORE: at += 2; break;
      case SRE_CHARSET: at += 8; break;
      case SRE_BIGCHARSET: {
        if (at >= end) return false;
        uint32_t count = c->code[at++];
        if (count > 256 || at + 64 > end) return false;
        const uint8_t *map = (const uint8_t *)(c->code + at);
        for (int i = 0; i < 256; i++)
          if (map[i] >= count) return false;
        at += 64 + count * 8;
        break;
      }
      case SRE_CATEGORY:
        if (at >= end || c->code[at] >= SRE_CATEGORIES) return false;
        at++;
        break;
      case SRE_FAILURE: return at == end;
      default: return false;
    }
  }
  return false;
}

static bool simple(checker *c, uint32_t at, uint32_t end, uint32_t *next);

static bool check(checker *c, uint32_t at, uint32_t end);

/* What stands at `at` reaches as far as the skip in code[at] says: to *stop, which is within the code. `least`: so
 * many words at least. */
static bool reaches(const checker *c, uint32_t at, uint32_t end, uint32_t least, uint32_t *stop) {
  uint32_t skip = c->code[at];
  *stop = at + skip;
  return skip >= least && skip <= end && *stop <= end;
}

/* The functions below check one instruction at code[*at], and have *at point behind it. */

/* INFO: flags, the shortest and longest match, then a prefix or a set of what may come first. */
static bool check_info(checker *c, uint32_t *at, uint32_t end) {
  uint32_t *code = c->code;
  uint32_t stop, p = *at + 5;
  if (*at != 0 || p > end || !reaches(c, 1, end, 4, &stop)) return false;
  uint32_t flags = code[2];
  if (flags & ~7u || ((flags & 1) && (flags & 4)) || ((flags & 2) && !(flags & 1))) return false;
  *at = stop;
  if (flags & SRE_INFO_PREFIX) {
    if (p + 2 > stop) return false;
    uint32_t n = code[p], prefix_skip = code[p + 1];
    if (n == 0 || prefix_skip > n || n > stop || p + 2 + 2 * n != stop) return false;
    for (uint32_t i = 0; i < n; i++)
      if (code[p + 2 + n + i] >= n) return false;
    return true;
  }
  if (!(flags & SRE_INFO_CHARSET)) return p == stop;
  if (!check_charset(c, p, stop)) return false;
  sre_set set = {0};
  for (uint32_t i = 0; i < 256; i++) set.bits[i >> 5] |= (uint32_t)sre_charset(code + p, i) << (i & 31);
  return add_set(c, &set, &code[4]);
}
static bool check_branch(checker *c, uint32_t *at, uint32_t end) {
  const uint32_t *code = c->code;
  uint32_t target = 0, stop;
  for (++*at;; *at = stop) {
    if (*at >= end) return false;
    if (code[*at] == 0) break;
    if (!reaches(c, *at, end, 3, &stop) || stop == end) return false;
    /* the branch's body, then JUMP to the common end */
    if (code[stop - 2] != SRE_JUMP || !check(c, *at + 1, stop - 2)) return false;
    uint32_t jump = code[stop - 1], t = stop - 1 + jump;
    if (jump > end || t > end || (target && t != target)) return false;
    target = t;
  }
  ++*at;
  return target == *at;
}
/* REPEAT_ONE and its like: an item of one character. */
static bool check_repeat_one(checker *c, uint32_t *at, uint32_t end) {
  const uint32_t *code = c->code;
  uint32_t stop, next;
  if (*at + 5 > end || !reaches(c, *at + 1, end, 4, &stop) || code[*at + 2] > code[*at + 3]) return false;
  if (!simple(c, *at + 4, stop, &next) || next != stop - 1 || code[next] != SRE_SUCCESS) return false;
  *at = stop;
  return true;
}
static bool check_repeat(checker *c, uint32_t *at, uint32_t end) {
  const uint32_t *code = c->code;
  uint32_t op = code[*at], stop;
  if (*at + 5 > end || !reaches(c, *at + 1, end, 3, &stop) || stop == end || code[*at + 2] > code[*at + 3])
    return false;
  if (!check(c, *at + 4, stop)) return false;
  uint32_t until = code[stop];
  *at = stop + 1;
  return op == SRE_REPEAT ? until == SRE_MAX_UNTIL || until == SRE_MIN_UNTIL : until == SRE_SUCCESS;
}
/* ATOMIC_GROUP, ASSERT, ASSERT_NOT: `words` words, then a run that ends in SUCCESS. */
static bool check_group(checker *c, uint32_t *at, uint32_t end, uint32_t words) {
  uint32_t stop;
  if (*at + words + 1 > end || !reaches(c, *at + 1, end, words, &stop)) return false;
  if (c->code[stop - 1] != SRE_SUCCESS || !check(c, *at + words, stop - 1)) return false;
  *at = stop;
  return true;
}
/* GROUPREF_EXISTS: what is to match if the group did, and perhaps JUMP and what is to match else. */
static bool check_exists(checker *c, uint32_t *at, uint32_t end) {
  const uint32_t *code = c->code;
  uint32_t no; /* the else part, or the end */
  if (*at + 3 > end || code[*at + 1] >= c->groups) return false;
  no = *at + 1 + code[*at + 2];
  if (code[*at + 2] < 1 || code[*at + 2] > end || no > end || no < *at + 3) return false;
  uint32_t yes = *at + 3, stop;
  if (no >= *at + 5 && code[no - 2] == SRE_JUMP && reaches(c, no - 1, end, 2, &stop)) {
    *at = stop;
    return check(c, yes, no - 2) && check(c, no, stop);
  }
  *at = no;
  return check(c, yes, no);
}

/* code[at..end): a run of instructions that ends exactly at end. */
static bool check(checker *c, uint32_t at, uint32_t end) {
  const uint32_t *code = c->code;
  if (++c->depth > MAX_DEPTH) return false;
  while (at < end) {
    uint32_t next;
    if (simple(c, at, end, &next)) {
      at = next;
      continue;
    }
    bool ok;
    switch (code[at]) {
      case SRE_FAILURE:
        ok = true;
        at++;
        break;
      case SRE_AT:
        ok = at + 2 <= end && code[at + 1] <= SRE_AT_UNI_NON_BOUNDARY;
        at += 2;
        break;
      case SRE_MARK:
        ok = at + 2 <= end && code[at + 1] < c->groups * 2;
        at += 2;
        break;
      case SRE_GROUPREF:
      case SRE_GROUPREF_IGNORE:
      case SRE_GROUPREF_UNI_IGNORE:
      case SRE_GROUPREF_LOC_IGNORE:
        ok = at + 2 <= end && code[at + 1] < c->groups;
        at += 2;
        break;
      case SRE_INFO: ok = check_info(c, &at, end); break;
      case SRE_BRANCH: ok = check_branch(c, &at, end); break;
      case SRE_REPEAT_ONE:
      case SRE_MIN_REPEAT_ONE:
      case SRE_POSSESSIVE_REPEAT_ONE: ok = check_repeat_one(c, &at, end); break;
      case SRE_REPEAT:
      case SRE_POSSESSIVE_REPEAT: ok = check_repeat(c, &at, end); break;
      case SRE_ATOMIC_GROUP: ok = check_group(c, &at, end, 2); break;
      case SRE_ASSERT:
      case SRE_ASSERT_NOT:
        ok = at + 4 <= end && code[at + 2] <= INT32_MAX && check_group(c, &at, end, 3);
        break;
      case SRE_GROUPREF_EXISTS: ok = check_exists(c, &at, end); break;
      default: ok = false;
    }
    if (!ok) return false;
  }
  c->depth--;
  return at == end;
}

/* One item that takes exactly one character. */
static bool simple(checker *c, uint32_t at, uint32_t end, uint32_t *next) {
  uint32_t *code = c->code;
  if (at >= end) return false;
  switch (code[at]) {
    case SRE_ANY:
    case SRE_ANY_ALL: *next = at + 1; return true;
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE: *next = at + 2; return at + 2 <= end;
    case SRE_CATEGORY: *next = at + 2; return at + 2 <= end && code[at + 1] < SRE_CATEGORIES;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_UNI_IGNORE:
    case SRE_IN_LOC_IGNORE: {
      if (at + 2 > end) return false;
      uint32_t skip = code[at + 1];
      if (skip < 2 || skip > end || at + 1 + skip > end) return false;
      *next = at + 1 + skip;
      if (!check_charset(c, at + 2, *next)) return false;
      sre_set set = {.skip = skip};
      for (uint32_t i = 0; i < 256; i++) set.bits[i >> 5] |= (uint32_t)sre_in(code + at, i) << (i & 31);
      return add_set(c, &set, &code[at + 1]);
    }
    default: return false;
  }
}

bool sre_validate(sre_pattern *p, uint32_t groups) {
  uint32_t size = p->size;
  if (size < 1 || size > 0x3FFFFFFF || p->code[size - 1] != SRE_SUCCESS || groups > SRE_MAXGROUPS)
    return false;
  checker c = {p->code, groups};
  bool ok = check(&c, 0, size - 1);
  p->sets = c.sets;
  p->nsets = c.nsets;
  return ok;
}
