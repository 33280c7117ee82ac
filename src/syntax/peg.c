/* The machine that runs the grammar's tables (gen-parser.mjs says what they look like).
 *
 * Rules call rules on `frames`, the values of items lie on `values`. There are two kinds of frames: of
 * a rule, which is at some item of some alternative; and of a row (x*, x+, s.x+), which collects.
 * What a frame does with the result of the one above it is its `wait`.
 */
#include "syntax/parser.h"

struct kr_peg_frame {
  const uint8_t *pc;  /* where the alternative goes on */
  const uint8_t *alt; /* the alternative's successor */
  uint32_t mark;      /* where the rule, or the row's next element, begins */
  uint32_t base;      /* its values begin here */
  uint32_t seed_mark; /* growing to the left: the end of the seed */
  uint32_t look_mark; /* looking ahead: where to come back to */
  uint16_t rule;      /* of a row: its element's */
  uint8_t wait;
  uint8_t flags;
};
enum {
  WAIT_ITEM,   /* an item that must match; no value kept */
  WAIT_ITEM_V, /* its value kept */
  WAIT_OPT,
  WAIT_OPT_V,
  WAIT_AND,
  WAIT_NOT,
  WAIT_ROW, /* this frame is a row's */
};
enum {
  F_CUT = 1,
  F_TAIL = 2,     /* growing: values[base] is the seed */
  F_BAD_OFF = 4,  /* what bad_off was before */
  F_ROW_PLUS = 8, /* needs one element at least */
  F_ROW_KEEP = 16,
  F_ROW_GATHER = 32,
};

struct kr_peg_memo {
  uint32_t next;
  uint32_t mark;
  void *value;
  uint16_t rule;
  bool ok;
};

/* Nesting of rules and rows beyond this is MemoryError, at CPython's depth but for a few levels. Groups do
 * not count. */
#define MAX_DEPTH 5993

static bool grow(kr_parser *p, void **array, uint32_t *capacity, size_t size) {
  uint32_t n = *capacity ? *capacity * 2 : 256;
  void *a = kr_realloc_array(*array, n, size);
  if (!a) {
    p->failed = true;
    return false;
  }
  *array = a;
  *capacity = n;
  return true;
}

KR_INLINE kr_ptoken *token(kr_parser *p) {
  if (KR_UNLIKELY(p->mark == p->fill) && !kr_parser_fill(p)) return NULL;
  return kr_token_at(p, p->mark);
}
KR_INLINE bool in_set(int set, int type) { return kr_grammar_sets[set][type >> 5] >> (type & 31) & 1; }
KR_INLINE unsigned read16(const uint8_t *pc) { return pc[0] | pc[1] << 8; }

static bool remember(kr_parser *p, uint32_t at, uint16_t rule, bool ok, void *value) {
  if (p->nmemos == p->memo_capacity) {
    if (!grow(p, (void **)&p->memos, &p->memo_capacity, sizeof *p->memos)) return false;
    if (!p->nmemos) p->nmemos = 1; /* 0 stands for none */
  }
  kr_ptoken *t = kr_token_at(p, at);
  p->memos[p->nmemos] = (kr_peg_memo){t->memo, p->mark, value, rule, ok};
  t->memo = p->nmemos++;
  return true;
}

/* ---- actions ------------------------------------------------------------------------------------ */

/* The place of the node being made: from the rule's first token to the last one that is not a mere
 * line or indentation mark. */
static void set_here(kr_parser *p, uint32_t from) {
  const kr_ptoken *first = kr_token_at(p, from);
  p->here.lineno = first->lineno;
  p->here.col_offset = first->col_offset;
  for (uint32_t i = p->mark; i-- > 0;) {
    const kr_ptoken *last = kr_token_at(p, i);
    if (last->type == KR_TOK_ENDMARKER || (last->type >= KR_TOK_NEWLINE && last->type <= KR_TOK_DEDENT))
      continue;
    p->here.end_lineno = last->end_lineno;
    p->here.end_col_offset = last->end_col_offset;
    return;
  }
  p->here.end_lineno = p->here.lineno;
  p->here.end_col_offset = p->here.col_offset;
}

static void *make_node(kr_parser *p, int kind_index, void **a) {
  const kr_ast_kind *k = &kr_ast_kinds[kind_index];
  const kr_ast_type *t = &kr_ast_types[k->type];
  char *node = kr_ast_new(p->arena, k->type, kind_index - t->first_kind + 1, p->here);
  if (!node) return kr_parser_fail(p);
  for (int i = 0; i < k->nfields; i++) {
    const kr_ast_field *f = &kr_ast_fields[k->first_field + i];
    char *place = node + f->offset;
    if ((f->flags & KR_AST_SEQ) || f->type > KR_AST_int) {
      if (!(f->flags & KR_AST_SEQ) && kr_ast_types[f->type].flags & KR_AST_ENUM)
        *(int32_t *)place = (int32_t)(intptr_t)a[i];
      else *(void **)place = a[i];
    } else if (f->type == KR_AST_int) {
      *(int32_t *)place = (int32_t)(intptr_t)a[i];
    } else {
      kr_value v = KR_NULL;
      if (a[i]) v = f->type == KR_AST_identifier ? ((kr_expr *)a[i])->v.Name.id : kr_unbox(a[i]);
      memcpy(place, &v, sizeof v);
    }
  }
  return node;
}

/* Runs the action at *pc: op, function or kind, count, arguments. Nesting is as deep as the grammar
 * wrote it. */
static void *run_action(kr_parser *p, const uint8_t **pc, bool node, void **v) {
  void *args[8];
  int what = (*pc)[0], n = (*pc)[1];
  *pc += 2;
  for (int i = 0; i < n; i++) {
    int arg = *(*pc)++;
    if (arg < KR_ARG_INT) {
      args[i] = v[arg];
    } else if (arg == KR_ARG_NULL) {
      args[i] = NULL;
    } else if (arg == KR_ARG_TEXT) {
      args[i] = (void *)kr_grammar_texts[*(*pc)++];
    } else if (arg == KR_ARG_CALL || arg == KR_ARG_NODE) {
      args[i] = run_action(p, pc, arg == KR_ARG_NODE, v);
      if (p->failed) return NULL;
    } else {
      args[i] = (void *)(intptr_t)(arg - KR_ARG_INT);
    }
  }
  return node ? make_node(p, what, args) : kr_grammar_actions[what](p, args);
}

/* ---- the machine -------------------------------------------------------------------------------- */

void kr_peg_reset(kr_parser *p) {
  for (uint32_t i = 0; i < p->fill; i++) kr_token_at(p, i)->memo = 0;
  p->mark = p->nframes = p->nvalues = p->depth = 0;
  p->bad_off = false;
  if (p->nmemos) p->nmemos = 1;
}

void kr_peg_free(kr_parser *p) {
  kr_free(p->frames);
  kr_free(p->values);
  kr_free(p->memos);
}

/* What was kept is of no use once a statement of the module is complete: nothing goes back there. */
static void forget(kr_parser *p) {
  for (uint32_t i = p->mark; i < p->fill; i++) kr_token_at(p, i)->memo = 0;
  if (p->nmemos) p->nmemos = 1;
}

static kr_peg_frame *push_frame(kr_parser *p, bool counts) {
  if (counts && KR_UNLIKELY(++p->depth > MAX_DEPTH)) {
    p->failed = true;
    kr_raise(&kr_exc_MemoryError, "Parser stack overflowed - Python source too complex to parse");
    return NULL;
  }
  if (KR_UNLIKELY(p->nframes == p->frame_capacity) &&
      !grow(p, (void **)&p->frames, &p->frame_capacity, sizeof *p->frames))
    return NULL;
  return &p->frames[p->nframes++];
}

/* What is kept of `rule` at the token t; NULL: nothing. */
KR_INLINE const kr_peg_memo *recall(const kr_parser *p, const kr_ptoken *t, unsigned rule) {
  for (uint32_t m = t->memo; m; m = p->memos[m].next)
    if (p->memos[m].rule == rule) return &p->memos[m];
  return NULL;
}

/* A frame for the row that the instruction op behind *pc asks for, above f, which then goes on behind it. */
static kr_peg_frame *begin_row(kr_parser *p, kr_peg_frame *f, int op, const uint8_t *pc) {
  uint8_t flags = 0;
  if (op == KR_PEG_STAR_V || op == KR_PEG_PLUS_V || op == KR_PEG_GATHER_V) flags = F_ROW_KEEP;
  if (op != KR_PEG_STAR && op != KR_PEG_STAR_V) flags |= F_ROW_PLUS;
  const uint8_t *separator = pc;
  if (op == KR_PEG_GATHER || op == KR_PEG_GATHER_V) {
    flags |= F_ROW_GATHER;
    pc++;
  }
  unsigned rule = read16(pc);
  f->pc = pc + 2;
  f->wait = flags & F_ROW_KEEP ? WAIT_ITEM_V : WAIT_ITEM;
  if (!(f = push_frame(p, true))) return NULL;
  f->pc = separator;
  f->mark = p->mark;
  f->base = p->nvalues;
  f->rule = (uint16_t)rule;
  f->wait = WAIT_ROW;
  f->flags = flags;
  return f;
}
/* Ends the row of frame f: false: memory ran out. *ok, *value: its result. */
static bool end_row(kr_parser *p, const kr_peg_frame *f, bool *ok, void **value) {
  *ok = !(f->flags & F_ROW_PLUS);
  *value = NULL;
  if (*ok && f->flags & F_ROW_KEEP && p->nvalues > f->base) {
    uint32_t n = p->nvalues - f->base;
    kr_seq *s = kr_seq_new(p->arena, n);
    if (!s) return kr_parser_fail(p);
    memcpy(s->items, p->values + f->base, n * sizeof(void *));
    *value = s;
  }
  p->nvalues = f->base;
  p->depth--;
  p->nframes--;
  return true;
}

/* There may be none at all yet. */
#define VALUES(f) (p->values ? p->values + (f)->base : NULL)
#define PUSH(v)                                                               \
  do {                                                                        \
    if (KR_UNLIKELY(p->nvalues == p->value_capacity) &&                       \
        !grow(p, (void **)&p->values, &p->value_capacity, sizeof *p->values)) \
      return NULL;                                                            \
    p->values[p->nvalues++] = (v);                                            \
  } while (0)

/* One function: the states below lead to one another, and pc, f and the result stay in registers all the way. */
void *kr_peg_run(kr_parser *p, int start_rule) {
  kr_peg_frame *f = NULL;
  const uint8_t *pc;
  unsigned rule;
  kr_ptoken *t;
  bool ok;
  void *value;

  rule = (unsigned)start_rule;

  /* Call `rule` at p->mark; the frame f (if any) waits. */
call : {
  const kr_grammar_rule *r = &kr_grammar_rules[rule];
  t = token(p);
  if (KR_UNLIKELY(!t)) return NULL;
  if (!p->error_pass) {
    if (!in_set(r->first, t->type)) {
      ok = false;
      value = NULL;
      goto result;
    }
  }
  if (r->flags & (p->error_pass ? KR_RULE_MEMO2 : KR_RULE_MEMO)) {
    const kr_peg_memo *m = recall(p, t, rule);
    if (m) {
      ok = m->ok;
      value = m->value;
      if (ok) p->mark = m->mark;
      goto result;
    }
  }
  if (!(f = push_frame(p, rule < KR_NAMED_RULES))) return NULL;
  f->mark = p->mark;
  f->base = p->nvalues;
  f->rule = (uint16_t)rule;
  f->flags = p->bad_off ? F_BAD_OFF : 0;
  if (r->flags & KR_RULE_PLAIN) p->bad_off = true;
  f->alt = kr_grammar_code + r->heads;
}

  /* Try the alternatives from f->alt on; p->mark is where they begin. */
alternatives : {
  t = token(p);
  if (KR_UNLIKELY(!t)) return NULL;
  for (;;) {
    pc = f->alt;
    unsigned length = read16(pc);
    if (length == 0) goto no_alternative;
    f->alt = pc + 4 + length;
    if (pc[3]) {
      if (!p->error_pass || p->bad_off) continue;
    } else if (!p->error_pass && !in_set(pc[2], t->type)) {
      continue;
    }
    pc += 4;
    break;
  }
}

  /* Go through the items of an alternative. */
items:
  for (;;) {
    switch (*pc++) {
      case KR_PEG_TOKEN:
        if (!(t = token(p))) return NULL;
        if (t->type != *pc++) goto mismatch;
        p->mark++;
        continue;
      case KR_PEG_TOKEN_V:
        if (!(t = token(p))) return NULL;
        if (t->type != *pc++) goto mismatch;
        p->mark++;
        PUSH(t);
        continue;
      case KR_PEG_NAME_V: {
        if (!(t = token(p))) return NULL;
        if (t->type != KR_TOK_NAME) goto mismatch;
        p->mark++;
        kr_expr *e = kr_name_node(p, t);
        if (!e) return NULL;
        PUSH(e);
        continue;
      }
      case KR_PEG_NUMBER_V: {
        if (!(t = token(p))) return NULL;
        if (t->type != KR_TOK_NUMBER) goto mismatch;
        p->mark++;
        kr_expr *e = kr_number_node(p, t);
        if (!e) return NULL;
        PUSH(e);
        continue;
      }
      case KR_PEG_SOFT:
      case KR_PEG_SOFT_V:
        if (!(t = token(p))) return NULL;
        if (kr_soft_keyword(p, t) != *pc++) goto mismatch;
        p->mark++;
        if (pc[-2] == KR_PEG_SOFT_V) PUSH(t);
        continue;
      case KR_PEG_ANY_SOFT:
        if (!(t = token(p))) return NULL;
        if (kr_soft_keyword(p, t) < 0) goto mismatch;
        p->mark++;
        continue;
      case KR_PEG_OPT_TOKEN:
      case KR_PEG_OPT_TOKEN_V: {
        if (!(t = token(p))) return NULL;
        bool there = t->type == *pc++;
        if (there) p->mark++;
        if (pc[-2] == KR_PEG_OPT_TOKEN_V) PUSH(there ? t : NULL);
        continue;
      }
      case KR_PEG_OPT_NAME_V: {
        if (!(t = token(p))) return NULL;
        kr_expr *e = NULL;
        if (t->type == KR_TOK_NAME) {
          p->mark++;
          if (!(e = kr_name_node(p, t))) return NULL;
        }
        PUSH(e);
        continue;
      }
      case KR_PEG_AND_TOKEN:
      case KR_PEG_NOT_TOKEN:
        if (!(t = token(p))) return NULL;
        if ((t->type == pc[0]) != (pc[-1] == KR_PEG_AND_TOKEN)) goto mismatch;
        pc++;
        continue;
      case KR_PEG_AND_SET:
      case KR_PEG_NOT_SET:
        if (!(t = token(p))) return NULL;
        if (in_set(pc[0], t->type) != (pc[-1] == KR_PEG_AND_SET)) goto mismatch;
        pc++;
        continue;
      case KR_PEG_AND_SOFT:
      case KR_PEG_NOT_SOFT:
        if (!(t = token(p))) return NULL;
        if ((kr_soft_keyword(p, t) == pc[0]) != (pc[-1] == KR_PEG_AND_SOFT)) goto mismatch;
        pc++;
        continue;
      case KR_PEG_CUT: f->flags |= F_CUT; continue;
      case KR_PEG_FORCE:
        if (!(t = token(p))) return NULL;
        if (t->type != pc[0])
          return kr_parse_error_range(p, t->loc, t->loc, "expected '%s'", kr_grammar_texts[pc[1]]);
        p->mark++;
        pc += 2;
        continue;
      case KR_PEG_VERSION:
        if (p->feature_version < pc[0]) return kr_parse_version_error(p, pc[0], kr_grammar_texts[pc[1]]);
        pc += 2;
        continue;
      case KR_PEG_CHECK:
        if (!run_action(p, &pc, false, VALUES(f))) {
          if (p->failed) return NULL;
          goto mismatch;
        }
        continue;

      case KR_PEG_RULE: f->wait = WAIT_ITEM; goto call_item;
      case KR_PEG_RULE_V: f->wait = WAIT_ITEM_V; goto call_item;
      case KR_PEG_OPT_RULE: f->wait = WAIT_OPT; goto call_item;
      case KR_PEG_OPT_RULE_V: f->wait = WAIT_OPT_V; goto call_item;
      case KR_PEG_AND_RULE: f->wait = WAIT_AND; goto call_item;
      case KR_PEG_NOT_RULE:
        f->wait = WAIT_NOT;
        goto call_item;
      call_item:
        rule = read16(pc);
        f->pc = pc + 2;
        f->look_mark = p->mark;
        goto call;

      case KR_PEG_STAR:
      case KR_PEG_STAR_V:
      case KR_PEG_PLUS:
      case KR_PEG_PLUS_V:
      case KR_PEG_GATHER:
      case KR_PEG_GATHER_V:
        if (!(f = begin_row(p, f, pc[-1], pc))) return NULL;
        rule = f->rule;
        goto call;

      case KR_PEG_VALUE: value = p->values[f->base + *pc]; goto matched;
      case KR_PEG_NODE:
      case KR_PEG_CALL:
        set_here(p, f->mark);
        value = run_action(p, &pc, pc[-1] == KR_PEG_NODE, VALUES(f));
        if (value) goto matched;
        if (p->failed) return NULL;
        /* No result, no error: the rule does not match, whatever its other alternatives. */
        goto rule_failed;
      default: __builtin_unreachable();
    }
  }

mismatch:
  if (f->flags & F_CUT) goto rule_failed;
  if (f->flags & F_TAIL) {
    p->mark = f->seed_mark;
    p->nvalues = f->base + 1;
  } else {
    p->mark = f->mark;
    p->nvalues = f->base;
  }
  goto alternatives;

  /* An alternative of f matched with `value`. */
matched : {
  const kr_grammar_rule *r = &kr_grammar_rules[f->rule];
  if (!r->tails) {
    ok = true;
    goto leave;
  }
  p->nvalues = f->base;
  PUSH(value);
  f->seed_mark = p->mark;
  f->flags |= F_TAIL;
  f->alt = kr_grammar_code + r->tails;
  goto alternatives;
}

no_alternative:
rule_failed:
  ok = false;
  value = NULL;
  if (f->flags & F_TAIL) {
    ok = true;
    value = p->values[f->base];
    p->mark = f->seed_mark;
  } else {
    p->mark = f->mark;
  }

  /* f's rule is done. */
leave : {
  p->nvalues = f->base;
  p->bad_off = (f->flags & F_BAD_OFF) != 0;
  int memo = p->error_pass ? KR_RULE_MEMO2 : KR_RULE_MEMO;
  if (kr_grammar_rules[f->rule].flags & memo && !remember(p, f->mark, f->rule, ok, value)) return NULL;
  if (f->rule < KR_NAMED_RULES) p->depth--;
  p->nframes--;
  if (p->nframes == 0) return ok ? value : NULL;
  f = &p->frames[p->nframes - 1];
}

  /* The frame f has the result ok, value of what it called. */
result:
  if (KR_UNLIKELY(p->nframes == 0)) return NULL; /* the start rule cannot begin here */
  f = &p->frames[p->nframes - 1];
  pc = f->pc;
  switch (f->wait) {
    case WAIT_ITEM:
      if (!ok) goto mismatch;
      goto items;
    case WAIT_ITEM_V:
      if (!ok) goto mismatch;
      PUSH(value);
      goto items;
    case WAIT_OPT: goto items;
    case WAIT_OPT_V: PUSH(ok ? value : NULL); goto items;
    case WAIT_AND:
    case WAIT_NOT:
      if (ok != (f->wait == WAIT_AND)) goto mismatch;
      p->mark = f->look_mark;
      goto items;
    default: break;
  }

  /* A row. */
  if (ok) {
    if (f->flags & F_ROW_KEEP) PUSH(value);
    f->flags &= (uint8_t)~F_ROW_PLUS;
    f->mark = p->mark;
    /* A row of statements above the rules `statements` and `file`: the module's own. */
    if (f->rule == KR_RULE_statement && p->nframes == 3 && !p->error_pass) forget(p);
    if (f->flags & F_ROW_GATHER) {
      if (!(t = token(p))) return NULL;
      if (t->type != *f->pc) goto row_done;
      p->mark++;
    }
    rule = f->rule;
    goto call;
  }
  p->mark = f->mark;
row_done:
  if (!end_row(p, f, &ok, &value)) return NULL;
  goto result;
}
