/* Is a row of words a pattern's program? re makes only good ones, but _sre.compile takes any list: the
 * engine trusts every skip, group number and set in it, so all of them are checked here first. */
#include "modules/_sre/sre.h"

typedef struct {
  const uint32_t *code;
  uint32_t groups;
  uint32_t depth;
} checker;

#define MAX_DEPTH 1000

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

static bool simple(const checker *c, uint32_t at, uint32_t end, uint32_t *next);

/* code[at..end): a run of instructions that ends exactly at end. */
static bool check(checker *c, uint32_t at, uint32_t end) {
  const uint32_t *code = c->code;
  if (++c->depth > MAX_DEPTH) return false;
  while (at < end) {
    uint32_t op = code[at], skip, next;
    if (simple(c, at, end, &next)) {
      at = next;
      continue;
    }
    switch (op) {
      case SRE_FAILURE: at++; continue;
      case SRE_AT:
        if (at + 2 > end || code[at + 1] > SRE_AT_UNI_NON_BOUNDARY) return false;
        at += 2;
        continue;
      case SRE_MARK:
        if (at + 2 > end || code[at + 1] >= c->groups * 2) return false;
        at += 2;
        continue;
      case SRE_GROUPREF:
      case SRE_GROUPREF_IGNORE:
      case SRE_GROUPREF_UNI_IGNORE:
      case SRE_GROUPREF_LOC_IGNORE:
        if (at + 2 > end || code[at + 1] >= c->groups) return false;
        at += 2;
        continue;
      case SRE_INFO: {
        if (at + 5 > end) return false;
        skip = code[at + 1];
        uint32_t stop = at + 1 + skip, flags = code[at + 2], p = at + 5;
        if (skip > end || stop > end || stop < p || at != 0) return false;
        if (flags & ~7u || ((flags & 1) && (flags & 4)) || ((flags & 2) && !(flags & 1))) return false;
        if (flags & SRE_INFO_PREFIX) {
          if (p + 2 > stop) return false;
          uint32_t n = code[p], prefix_skip = code[p + 1];
          if (n == 0 || prefix_skip > n || n > stop || p + 2 + 2 * n != stop) return false;
          for (uint32_t i = 0; i < n; i++)
            if (code[p + 2 + n + i] >= n) return false;
        } else if (flags & SRE_INFO_CHARSET) {
          if (!check_charset(c, p, stop)) return false;
        } else if (p != stop) {
          return false;
        }
        at = stop;
        continue;
      }
      case SRE_BRANCH: {
        uint32_t target = 0;
        at++;
        for (;;) {
          if (at >= end) return false;
          skip = code[at];
          if (skip == 0) break;
          uint32_t stop = at + skip;
          if (skip < 3 || skip > end || stop >= end) return false;
          /* the branch's body, then JUMP to the common end */
          if (code[stop - 2] != SRE_JUMP || !check(c, at + 1, stop - 2)) return false;
          uint32_t jump = code[stop - 1], t = stop - 1 + jump;
          if (jump > end || t > end || (target && t != target)) return false;
          target = t;
          at = stop;
        }
        at++;
        if (target != at) return false;
        continue;
      }
      case SRE_REPEAT_ONE:
      case SRE_MIN_REPEAT_ONE:
      case SRE_POSSESSIVE_REPEAT_ONE: {
        if (at + 5 > end) return false;
        skip = code[at + 1];
        uint32_t stop = at + 1 + skip;
        if (skip < 4 || skip > end || stop > end || code[at + 2] > code[at + 3]) return false;
        if (!simple(c, at + 4, stop, &next) || next != stop - 1 || code[next] != SRE_SUCCESS) return false;
        if (stop >= end && stop != end) return false;
        at = stop;
        continue;
      }
      case SRE_REPEAT:
      case SRE_POSSESSIVE_REPEAT: {
        if (at + 5 > end) return false;
        skip = code[at + 1];
        uint32_t stop = at + 1 + skip;
        if (skip < 3 || skip > end || stop >= end || code[at + 2] > code[at + 3]) return false;
        if (!check(c, at + 4, stop)) return false;
        uint32_t until = code[stop];
        if (op == SRE_REPEAT ? until != SRE_MAX_UNTIL && until != SRE_MIN_UNTIL : until != SRE_SUCCESS)
          return false;
        at = stop + 1;
        continue;
      }
      case SRE_ATOMIC_GROUP: {
        if (at + 3 > end) return false;
        skip = code[at + 1];
        uint32_t stop = at + 1 + skip;
        if (skip < 2 || skip > end || stop > end || code[stop - 1] != SRE_SUCCESS) return false;
        if (!check(c, at + 2, stop - 1)) return false;
        at = stop;
        continue;
      }
      case SRE_ASSERT:
      case SRE_ASSERT_NOT: {
        if (at + 4 > end) return false;
        skip = code[at + 1];
        uint32_t stop = at + 1 + skip;
        if (skip < 3 || skip > end || stop > end || code[at + 2] > 0x7FFFFFFF) return false;
        if (code[stop - 1] != SRE_SUCCESS || !check(c, at + 3, stop - 1)) return false;
        at = stop;
        continue;
      }
      case SRE_GROUPREF_EXISTS: {
        if (at + 3 > end || code[at + 1] >= c->groups) return false;
        skip = code[at + 2];
        uint32_t no = at + 1 + skip; /* the else part, or the end */
        if (skip < 1 || skip > end || no > end || no < at + 3) return false;
        if (no >= at + 5 && code[no - 2] == SRE_JUMP && no - 1 + code[no - 1] > no - 1 &&
            code[no - 1] <= end && no - 1 + code[no - 1] <= end && code[no - 1] > 1) {
          uint32_t stop = no - 1 + code[no - 1];
          if (!check(c, at + 3, no - 2) || !check(c, no, stop)) return false;
          at = stop;
        } else {
          if (!check(c, at + 3, no)) return false;
          at = no;
        }
        continue;
      }
      default: return false;
    }
  }
  c->depth--;
  return at == end;
}

/* One item that takes exactly one character. */
static bool simple(const checker *c, uint32_t at, uint32_t end, uint32_t *next) {
  const uint32_t *code = c->code;
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
      return check_charset(c, at + 2, *next);
    }
    default: return false;
  }
}

bool sre_validate(const uint32_t *code, uint32_t size, uint32_t groups) {
  if (size < 1 || size > 0x3FFFFFFF || code[size - 1] != SRE_SUCCESS || groups > SRE_MAXGROUPS) return false;
  checker c = {code, groups, 0};
  return check(&c, 0, size - 1);
}
