/* match: patterns. */
#include "compile/codegen.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"

typedef struct {
  kr_value *stores; /* names captured so far; their values lie on the stack, the last on top */
  uint32_t nstores, capacity;
  bool allow_irrefutable; /* a pattern that always matches may stand here */
  /* Where a failing pattern goes: fail[i] pops i items of the stack. */
  kr_block **fail;
  uint32_t nfail, fail_capacity;
  uint32_t on_top; /* items on the stack above the captures that must stay there */
} match;

static bool gen_pattern(kr_compiler *c, kr_pattern *p, match *m);

static bool ensure_fail(kr_compiler *c, match *m, uint32_t n) {
  if (n >= m->fail_capacity) {
    uint32_t capacity = m->fail_capacity ? m->fail_capacity * 2 : 8;
    while (capacity <= n) capacity *= 2;
    kr_block **fail = kr_ast_alloc(c->arena, capacity * sizeof *fail);
    if (!fail) return false;
    if (m->nfail) memcpy(fail, m->fail, m->nfail * sizeof *fail);
    m->fail = fail;
    m->fail_capacity = capacity;
  }
  while (m->nfail <= n)
    if (!(m->fail[m->nfail++] = kr_label(c))) return false;
  return true;
}

static bool jump_to_fail(kr_compiler *c, kr_location loc, match *m, int op) {
  uint32_t pops = m->on_top + m->nstores;
  return ensure_fail(c, m, pops) && kr_emit_jump(c, loc, op, m->fail[pops]);
}

static bool place_fail(kr_compiler *c, kr_location loc, match *m) {
  if (!m->nfail) return true;
  while (--m->nfail) {
    kr_use(c, m->fail[m->nfail]);
    if (!kr_emit(c, loc, OP_POP_TOP)) return false;
  }
  kr_use(c, m->fail[0]);
  m->fail = NULL;
  m->fail_capacity = 0;
  return true;
}

/* Moves the top below count - 1 others. */
static bool rotate(kr_compiler *c, kr_location loc, uint32_t count) {
  for (; count > 1; count--)
    if (!kr_emit_arg(c, loc, OP_SWAP, (int)count)) return false;
  return true;
}

static bool push_store(kr_compiler *c, match *m, kr_value name) {
  if (m->nstores == m->capacity) {
    uint32_t capacity = m->capacity ? m->capacity * 2 : 8;
    kr_value *stores = kr_ast_alloc(c->arena, capacity * sizeof *stores);
    if (!stores) return false;
    if (m->nstores) memcpy(stores, m->stores, m->nstores * sizeof *stores);
    m->stores = stores;
    m->capacity = capacity;
  }
  m->stores[m->nstores++] = name;
  return true;
}

static int find_store(const match *m, kr_value name) {
  for (uint32_t i = 0; i < m->nstores; i++)
    if (m->stores[i] == name) return (int)i;
  return -1;
}

static bool duplicate_store(kr_compiler *c, kr_location loc, kr_value name) {
  return kr_compile_error(c, loc, "multiple assignments to name %R in pattern", name);
}

static bool store_name(kr_compiler *c, kr_location loc, kr_value name, match *m) {
  if (name == KR_NULL) return kr_emit(c, loc, OP_POP_TOP);
  if ((name = kr_name_intern(c->arena, name)) == KR_NULL) return false;
  if (find_store(m, name) >= 0) return duplicate_store(c, loc, name);
  return rotate(c, loc, m->on_top + m->nstores + 1) && push_store(c, m, name);
}

static bool is_wildcard(const kr_pattern *p) {
  return p->kind == KR_MatchAs_kind && p->v.MatchAs.name == KR_NULL && !p->v.MatchAs.pattern;
}
static bool is_star_wildcard(const kr_pattern *p) {
  return p->kind == KR_MatchStar_kind && p->v.MatchStar.name == KR_NULL;
}

static bool gen_subpattern(kr_compiler *c, kr_pattern *p, match *m) {
  bool old = m->allow_irrefutable;
  m->allow_irrefutable = true;
  bool ok = gen_pattern(c, p, m);
  m->allow_irrefutable = old;
  return ok;
}

static bool load_small(kr_compiler *c, kr_location loc, uint32_t n) {
  return kr_emit_const(c, loc, kr_from_small_int((int64_t)n));
}

/* ---- sequences ----------------------------------------------------------------------------------- */

static bool gen_sequence_unpack(kr_compiler *c, kr_location loc, const kr_pattern_seq *patterns, match *m) {
  uint32_t n = kr_seq_len(patterns);
  bool star = false;
  for (uint32_t i = 0; i < n; i++) {
    if (patterns->items[i]->kind != KR_MatchStar_kind) continue;
    if (star) return kr_compile_error(c, loc, "multiple starred expressions in sequence pattern");
    star = true;
    if (i >= 1 << 8 || n - i - 1 >= INT32_MAX >> 8)
      return kr_compile_error(c, loc, "too many expressions in star-unpacking sequence pattern");
    if (!kr_emit_arg(c, loc, OP_UNPACK_EX, (int)(i + ((n - i - 1) << 8)))) return false;
  }
  if (!star && !kr_emit_arg(c, loc, OP_UNPACK_SEQUENCE, (int)n)) return false;
  m->on_top += n;
  for (uint32_t i = 0; i < n; i++) {
    m->on_top--;
    if (!gen_subpattern(c, patterns->items[i], m)) return false;
  }
  return true;
}

/* [a, *_, b]: indexing, so that the middle need not be copied */
static bool gen_sequence_index(kr_compiler *c, kr_location loc, const kr_pattern_seq *patterns, uint32_t star,
                               match *m) {
  uint32_t n = kr_seq_len(patterns);
  m->on_top++;
  for (uint32_t i = 0; i < n; i++) {
    kr_pattern *p = patterns->items[i];
    if (is_wildcard(p) || i == star) continue;
    if (!kr_emit_arg(c, loc, OP_COPY, 1)) return false;
    if (i < star) {
      if (!load_small(c, loc, i)) return false;
    } else if (!kr_emit(c, loc, OP_GET_LEN) || !load_small(c, loc, n - i) ||
               !kr_emit_arg(c, loc, OP_BINARY_OP, KR_OP_SUB)) {
      return false;
    }
    if (!kr_emit_arg(c, loc, OP_BINARY_OP, KR_OP_SUBSCR) || !gen_subpattern(c, p, m)) return false;
  }
  m->on_top--;
  return kr_emit(c, loc, OP_POP_TOP);
}

static bool gen_sequence(kr_compiler *c, kr_pattern *p, match *m) {
  const kr_pattern_seq *patterns = p->v.MatchSequence.patterns;
  kr_location loc = p->loc;
  uint32_t n = kr_seq_len(patterns), star = 0;
  bool has_star = false, only_wildcards = true, star_wildcard = false;
  for (uint32_t i = 0; i < n; i++) {
    if (patterns->items[i]->kind == KR_MatchStar_kind) {
      if (has_star) return kr_compile_error(c, loc, "multiple starred names in sequence pattern");
      has_star = true;
      star = i;
      star_wildcard = is_star_wildcard(patterns->items[i]);
      only_wildcards &= star_wildcard;
    } else {
      only_wildcards &= is_wildcard(patterns->items[i]);
    }
  }
  m->on_top++;
  if (!kr_emit(c, loc, OP_MATCH_SEQUENCE) || !jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE)) return false;
  if (!has_star || n > 1) {
    if (!kr_emit(c, loc, OP_GET_LEN) || !load_small(c, loc, has_star ? n - 1 : n) ||
        !kr_gen_compare_op(c, loc, has_star ? KR_GtE : KR_Eq) ||
        !jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE))
      return false;
  }
  m->on_top--;
  if (only_wildcards) return kr_emit(c, loc, OP_POP_TOP);
  return star_wildcard ? gen_sequence_index(c, loc, patterns, star, m)
                       : gen_sequence_unpack(c, loc, patterns, m);
}

/* ---- mappings ------------------------------------------------------------------------------------ */

static bool gen_keys(kr_compiler *c, kr_pattern *p) {
  const kr_expr_seq *keys = p->v.MatchMapping.keys;
  kr_set *seen = kr_set_new(&kr_set_type);
  bool ok = seen != NULL;
  for (uint32_t i = 0; ok && i < kr_seq_len(keys); i++) {
    kr_expr *key = keys->items[i];
    if (key->kind == KR_Constant_kind) {
      int known = kr_set_contains(seen, key->v.Constant.value);
      if (known > 0)
        ok = kr_compile_error(c, p->loc, "mapping pattern checks duplicate key (%R)", key->v.Constant.value);
      else ok = known == 0 && kr_set_add(seen, key->v.Constant.value) == 0;
    } else if (key->kind != KR_Attribute_kind) {
      ok = kr_compile_error(c, p->loc, "mapping pattern keys may only match literals and attribute lookups");
    }
    ok = ok && kr_gen_expr(c, key);
  }
  kr_xdecref_object(seen);
  return ok;
}

/* rest = dict(subject); del rest[key] for every key */
static bool gen_rest(kr_compiler *c, kr_location loc, uint32_t nkeys, kr_value rest, match *m) {
  if (!kr_emit_arg(c, loc, OP_BUILD_MAP, 0) || !kr_emit_arg(c, loc, OP_SWAP, 3) ||
      !kr_emit_arg(c, loc, OP_DICT_UPDATE, 2) || !kr_emit_arg(c, loc, OP_UNPACK_SEQUENCE, (int)nkeys))
    return false;
  for (uint32_t left = nkeys; left > 0; left--)
    if (!kr_emit_arg(c, loc, OP_COPY, 1 + (int)left) || !kr_emit_arg(c, loc, OP_SWAP, 2) ||
        !kr_emit(c, loc, OP_DELETE_SUBSCR))
      return false;
  return store_name(c, loc, rest, m);
}

static bool gen_mapping(kr_compiler *c, kr_pattern *p, match *m) {
  kr_location loc = p->loc;
  const kr_pattern_seq *patterns = p->v.MatchMapping.patterns;
  kr_value rest = p->v.MatchMapping.rest;
  uint32_t n = kr_seq_len(p->v.MatchMapping.keys);
  if (n != kr_seq_len(patterns))
    return kr_compile_error(c, loc, "keys (%d) / patterns (%d) length mismatch in mapping pattern", (int)n,
                            (int)kr_seq_len(patterns));
  m->on_top++;
  if (!kr_emit(c, loc, OP_MATCH_MAPPING) || !jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE)) return false;
  if (n == 0 && rest == KR_NULL) {
    m->on_top--;
    return kr_emit(c, loc, OP_POP_TOP);
  }
  if (n && (!kr_emit(c, loc, OP_GET_LEN) || !load_small(c, loc, n) || !kr_gen_compare_op(c, loc, KR_GtE) ||
            !jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE)))
    return false;
  if (n >= INT32_MAX) return kr_compile_error(c, loc, "too many sub-patterns in mapping pattern");
  if (!gen_keys(c, p) || !kr_emit_arg(c, loc, OP_BUILD_TUPLE, (int)n) || !kr_emit(c, loc, OP_MATCH_KEYS))
    return false;
  /* above the subject: the tuple of keys, and the tuple of values or None */
  m->on_top += 2;
  if (!kr_emit_arg(c, loc, OP_COPY, 1) || !kr_emit_const(c, loc, KR_NONE) ||
      !kr_emit_arg(c, loc, OP_IS_OP, 1) || !jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE) ||
      !kr_emit_arg(c, loc, OP_UNPACK_SEQUENCE, (int)n))
    return false;
  m->on_top += n - 1;
  for (uint32_t i = 0; i < n; i++) {
    m->on_top--;
    if (!gen_subpattern(c, patterns->items[i], m)) return false;
  }
  m->on_top -= 2;
  if (rest != KR_NULL) return gen_rest(c, loc, n, rest, m);
  return kr_emit(c, loc, OP_POP_TOP) && kr_emit(c, loc, OP_POP_TOP);
}

/* ---- classes ------------------------------------------------------------------------------------- */

static bool gen_class_pattern(kr_compiler *c, kr_pattern *p, match *m) {
  const kr_pattern_seq *patterns = p->v.MatchClass.patterns, *kwd_patterns = p->v.MatchClass.kwd_patterns;
  const kr_value_seq *attrs = p->v.MatchClass.kwd_attrs;
  kr_location loc = p->loc;
  uint32_t nargs = kr_seq_len(patterns), nattrs = kr_seq_len(attrs);
  if (nattrs != kr_seq_len(kwd_patterns))
    return kr_compile_error(c, loc, "kwd_attrs (%d) / kwd_patterns (%d) length mismatch in class pattern",
                            (int)nattrs, (int)kr_seq_len(kwd_patterns));
  for (uint32_t i = 0; i < nattrs; i++)
    for (uint32_t j = i + 1; j < nattrs; j++)
      if (kr_str_equal(KR_STR(attrs->items[i]), KR_STR(attrs->items[j])))
        return kr_compile_error(c, kwd_patterns->items[j]->loc,
                                "attribute name repeated in class pattern: %U", attrs->items[j]);
  if (!kr_gen_expr(c, p->v.MatchClass.cls)) return false;
  kr_value names = nattrs ? kr_tuple_from_array(attrs->items, nattrs) : KR_EMPTY_TUPLE;
  if (!kr_emit_const_new(c, loc, names) || !kr_emit_arg(c, loc, OP_MATCH_CLASS, (int)nargs) ||
      !kr_emit_arg(c, loc, OP_COPY, 1) || !kr_emit_const(c, loc, KR_NONE) ||
      !kr_emit_arg(c, loc, OP_IS_OP, 1))
    return false;
  /* on top: a tuple of the attributes, or None */
  m->on_top++;
  if (!jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE) ||
      !kr_emit_arg(c, loc, OP_UNPACK_SEQUENCE, (int)(nargs + nattrs)))
    return false;
  m->on_top += nargs + nattrs - 1;
  for (uint32_t i = 0; i < nargs + nattrs; i++) {
    kr_pattern *sub = i < nargs ? patterns->items[i] : kwd_patterns->items[i - nargs];
    m->on_top--;
    if (is_wildcard(sub) ? !kr_emit(c, loc, OP_POP_TOP) : !gen_subpattern(c, sub, m)) return false;
  }
  return true;
}

/* ---- alternatives -------------------------------------------------------------------------------- */

/* Brings the captures of an alternative into the order of the first one's. */
static bool reorder(kr_compiler *c, kr_location loc, match *m, const match *control) {
  for (uint32_t i = m->nstores; i-- > 0;) {
    int at = find_store(m, control->stores[i]);
    if (at < 0) return kr_compile_error(c, loc, "alternative patterns bind different names");
    if ((uint32_t)at == i) continue;
    uint32_t rotations = (uint32_t)at + 1;
    /* the first `rotations` names go behind the next i - at ones */
    kr_value *moved = kr_ast_alloc(c->arena, rotations * sizeof *moved);
    if (!moved) return false;
    memcpy(moved, m->stores, rotations * sizeof *moved);
    memmove(m->stores, m->stores + rotations, (i - (uint32_t)at) * sizeof *moved);
    memcpy(m->stores + (i - (uint32_t)at), moved, rotations * sizeof *moved);
    while (rotations-- > 0)
      if (!rotate(c, loc, i + 1)) return false;
  }
  return true;
}

static bool gen_or(kr_compiler *c, kr_pattern *p, match *m) {
  kr_location loc = p->loc;
  const kr_pattern_seq *patterns = p->v.MatchOr.patterns;
  uint32_t n = kr_seq_len(patterns);
  kr_block *end = kr_label(c);
  if (!end) return false;
  match control = {0};
  for (uint32_t i = 0; i < n; i++) {
    kr_pattern *alt = patterns->items[i];
    match sub = {.allow_irrefutable = i == n - 1 && m->allow_irrefutable};
    if (!kr_emit_arg(c, alt->loc, OP_COPY, 1) || !gen_pattern(c, alt, &sub)) return false;
    if (i == 0) control = sub;
    else if (sub.nstores != control.nstores)
      return kr_compile_error(c, loc, "alternative patterns bind different names");
    else {
      for (uint32_t j = 0; j < sub.nstores; j++)
        if (find_store(&sub, control.stores[j]) < 0)
          return kr_compile_error(c, loc, "alternative patterns bind different names");
      if (!reorder(c, alt->loc, &sub, &control)) return false;
    }
    if (!kr_emit_jump(c, alt->loc, OP_JUMP, end) || !place_fail(c, alt->loc, &sub)) return false;
  }
  if (!kr_emit(c, loc, OP_POP_TOP) || !jump_to_fail(c, loc, m, OP_JUMP)) return false;
  kr_use(c, end);
  /* The captures lie on top: below the subject's copy and what else must stay on top. */
  uint32_t rotations = control.nstores + 1 + m->on_top + m->nstores;
  for (uint32_t i = 0; i < control.nstores; i++) {
    if (!rotate(c, loc, rotations)) return false;
    if (find_store(m, control.stores[i]) >= 0) return duplicate_store(c, loc, control.stores[i]);
    if (!push_store(c, m, control.stores[i])) return false;
  }
  return kr_emit(c, loc, OP_POP_TOP);
}

/* ---- other patterns ------------------------------------------------------------------------------ */

static bool gen_as(kr_compiler *c, kr_pattern *p, match *m) {
  kr_location loc = p->loc;
  kr_value name = p->v.MatchAs.name;
  if (!p->v.MatchAs.pattern) {
    if (m->allow_irrefutable) return store_name(c, loc, name, m);
    return name != KR_NULL
               ? kr_compile_error(c, loc, "name capture %R makes remaining patterns unreachable", name)
               : kr_compile_error(c, loc, "wildcard makes remaining patterns unreachable");
  }
  m->on_top++;
  if (!kr_emit_arg(c, loc, OP_COPY, 1) || !gen_pattern(c, p->v.MatchAs.pattern, m)) return false;
  m->on_top--;
  return store_name(c, loc, name, m);
}

static bool gen_value(kr_compiler *c, kr_pattern *p, match *m) {
  kr_location loc = p->loc;
  kr_expr *value = p->v.MatchValue.value;
  if (value->kind != KR_Constant_kind && value->kind != KR_Attribute_kind)
    return kr_compile_error(c, loc, "patterns may only match literals and attribute lookups");
  return kr_gen_expr(c, value) && kr_gen_compare_op(c, loc, KR_Eq) && kr_emit(c, loc, OP_TO_BOOL) &&
         jump_to_fail(c, loc, m, OP_POP_JUMP_IF_FALSE);
}

static bool gen_pattern_kind(kr_compiler *c, kr_pattern *p, match *m) {
  switch (p->kind) {
    case KR_MatchValue_kind: return gen_value(c, p, m);
    case KR_MatchSingleton_kind:
      return kr_emit_const(c, p->loc, p->v.MatchSingleton.value) && kr_gen_compare_op(c, p->loc, KR_Is) &&
             jump_to_fail(c, p->loc, m, OP_POP_JUMP_IF_FALSE);
    case KR_MatchSequence_kind: return gen_sequence(c, p, m);
    case KR_MatchMapping_kind: return gen_mapping(c, p, m);
    case KR_MatchClass_kind: return gen_class_pattern(c, p, m);
    case KR_MatchStar_kind: return store_name(c, p->loc, p->v.MatchStar.name, m);
    case KR_MatchAs_kind: return gen_as(c, p, m);
    case KR_MatchOr_kind: return gen_or(c, p, m);
  }
  return true;
}

static bool gen_pattern(kr_compiler *c, kr_pattern *p, match *m) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = gen_pattern_kind(c, p, m);
  kr_leave_recursion();
  return ok;
}

/* ---- the statement ------------------------------------------------------------------------------- */

static bool gen_case(kr_compiler *c, kr_match_case *mc, bool last, bool allow_irrefutable, kr_block *end) {
  kr_location loc = mc->pattern->loc;
  match m = {.allow_irrefutable = allow_irrefutable};
  if (!last && !kr_emit_arg(c, loc, OP_COPY, 1)) return false; /* the others need the subject */
  if (!gen_pattern(c, mc->pattern, &m)) return false;
  for (uint32_t i = 0; i < m.nstores; i++)
    if (!kr_nameop(c, loc, m.stores[i], KR_Store)) return false;
  m.nstores = 0;
  if (mc->guard && (!ensure_fail(c, &m, 0) || !kr_gen_jump_if(c, loc, mc->guard, m.fail[0], false)))
    return false;
  if (!last && !kr_emit(c, KR_NEXT_LOCATION, OP_POP_TOP)) return false;
  return kr_gen_stmts(c, mc->body) && kr_emit_jump(c, KR_NO_LOCATION, OP_JUMP, end) && place_fail(c, loc, &m);
}

bool kr_gen_match(kr_compiler *c, kr_stmt *s) {
  const kr_match_case_seq *cases = s->v.Match.cases;
  uint32_t n = cases->n;
  kr_block *end = kr_label(c);
  if (!end || !kr_gen_expr(c, s->v.Match.subject)) return false;
  if (!n) return kr_emit(c, s->loc, OP_POP_TOP);
  kr_match_case *final = cases->items[n - 1];
  bool has_default = n > 1 && is_wildcard(final->pattern);
  for (uint32_t i = 0; i < n - has_default; i++) {
    kr_match_case *mc = cases->items[i];
    if (!gen_case(c, mc, i == n - has_default - 1, mc->guard || i == n - 1, end)) return false;
  }
  if (has_default) {
    kr_location loc = final->pattern->loc;
    /* `case _` makes no code of its own; the NOP shows that it was reached. */
    if (!kr_emit(c, loc, OP_NOP) || (final->guard && !kr_gen_jump_if(c, loc, final->guard, end, false)) ||
        !kr_gen_stmts(c, final->body))
      return false;
  }
  kr_use(c, end);
  return true;
}
