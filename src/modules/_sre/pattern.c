/* Pattern, Match, Scanner, and the functions of module _sre. */
#include <stdio.h>

#include "memory/gc.h"
#include "modules/_sre/sre.h"
#include "modules/modules.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_type pattern_type, match_type, scanner_type, template_type;

/* ---- matches ------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t groups;       /* group 0 not counted */
  kr_value string, regs; /* regs: cached tuple, or KR_NULL */
  sre_pattern *pattern;
  int32_t pos, endpos, lastindex;
  int32_t span[]; /* 2 * (groups + 1), -1 unset */
} match;
#define MATCH(v) KR_AS(match, v)

static void match_dealloc(kr_object *o) {
  match *m = (match *)o;
  KR_CLEAR(m->string);
  KR_CLEAR(m->regs);
  KR_CLEAR_OBJECT(m->pattern);
  kr_object_free(o);
}
static int match_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((match *)o)->string);
  KR_VISIT(((match *)o)->regs);
  KR_VISIT_OBJECT(((match *)o)->pattern);
  return 0;
}

/* What the state found as a Match (status 1), None (0), or KR_NULL (-1). */
static kr_value new_match(sre_pattern *p, sre_state *s, int status) {
  if (status <= 0) return status < 0 ? KR_NULL : KR_NONE;
  match *m = kr_gc_object_alloc(&match_type, sizeof *m + (p->groups + 1) * 2 * sizeof(int32_t));
  if (!m) return KR_NULL;
  m->groups = p->groups;
  m->string = kr_ref(s->string);
  m->regs = KR_NULL;
  m->pattern = KR_REF(p);
  m->pos = s->start;
  m->endpos = s->end;
  m->lastindex = s->lastindex;
  m->span[0] = s->match_start;
  m->span[1] = s->match_end;
  for (uint32_t i = 0; i < p->groups * 2; i += 2) {
    bool set = s->marks[i] >= 0 && s->marks[i + 1] >= s->marks[i];
    m->span[i + 2] = set ? s->marks[i] : -1;
    m->span[i + 3] = set ? s->marks[i + 1] : -1;
  }
  return kr_from_object(m);
}

/* string[from:to] for a str or any buffer. New. */
static kr_value slice(kr_value string, int32_t from, int32_t to) {
  if (kr_is_str(string)) return kr_str_substring(string, (size_t)from, (size_t)to);
  if (kr_is_exact(string, &kr_bytes_type)) {
    if (from == 0 && to == (int32_t)KR_BYTES(string)->size) return kr_ref(string);
    return kr_bytes_from(KR_BYTES(string)->data + from, (size_t)(to - from));
  }
  kr_buffer view;
  if (kr_get_buffer(string, &view, KR_BUF_SIMPLE)) return KR_NULL;
  if (to > view.len) to = (int32_t)view.len; /* it shrank meanwhile */
  if (from > to) from = to;
  kr_value r = kr_bytes_from((uint8_t *)view.buf + from, (size_t)(to - from));
  kr_release_buffer(&view);
  return r;
}

static kr_value group_value(match *m, uint32_t g, kr_value fallback) {
  int32_t from = m->span[g * 2], to = m->span[g * 2 + 1];
  return from < 0 ? kr_ref(fallback) : slice(m->string, from, to);
}

/* The number of a group given by number or name; -1: IndexError raised. */
static int64_t group_index(match *m, kr_value v) {
  int64_t i = -1;
  if (kr_is_int(v) || kr_type_of(v)->nb_index) {
    i = kr_index_as_i64(v);
    if (i == -1 && kr_failed()) kr_clear_exception();
  } else if (m->pattern->groupindex != KR_NULL && KR_DICT(m->pattern->groupindex)->used) {
    kr_value n = kr_dict_get(KR_DICT(m->pattern->groupindex), v);
    if (n != KR_NULL && kr_is_small_int(n)) i = kr_small_int_value(n);
    else if (kr_failed()) return -1;
  }
  if (i < 0 || i > m->groups) {
    kr_raise(&kr_exc_IndexError, "no such group");
    return -1;
  }
  return i;
}

FN(match_group) {
  match *m = MATCH(self);
  if (nargs == 0) return group_value(m, 0, KR_NONE);
  if (nargs == 1) {
    int64_t i = group_index(m, args[0]);
    return i < 0 ? KR_NULL : group_value(m, (uint32_t)i, KR_NONE);
  }
  kr_tuple *t = kr_tuple_new(nargs);
  if (!t) return KR_NULL;
  for (size_t k = 0; k < nargs; k++) {
    int64_t i = group_index(m, args[k]);
    kr_value v = i < 0 ? KR_NULL : group_value(m, (uint32_t)i, KR_NONE);
    if (v == KR_NULL) {
      kr_decref_object(t);
      return KR_NULL;
    }
    t->items[k] = v;
  }
  return kr_from_object(t);
}
static kr_value match_subscript(kr_value self, kr_value key) {
  int64_t i = group_index(MATCH(self), key);
  return i < 0 ? KR_NULL : group_value(MATCH(self), (uint32_t)i, KR_NONE);
}
FN(match_groups) {
  match *m = MATCH(self);
  kr_tuple *t = kr_tuple_new(m->groups);
  for (uint32_t i = 0; t && i < m->groups; i++) {
    t->items[i] = group_value(m, i + 1, args[0] == KR_NULL ? KR_NONE : args[0]);
    if (t->items[i] == KR_NULL) {
      kr_decref_object(t);
      return KR_NULL;
    }
  }
  return kr_from_object_or_null(t);
}
FN(match_groupdict) {
  match *m = MATCH(self);
  kr_dict *d = kr_dict_new();
  if (!d || m->pattern->groupindex == KR_NULL) return kr_from_object_or_null(d);
  uint32_t pos = 0;
  kr_value name, number;
  while (kr_dict_next(KR_DICT(m->pattern->groupindex), &pos, &name, &number)) {
    int64_t i = group_index(m, name);
    kr_value v = i < 0 ? KR_NULL : group_value(m, (uint32_t)i, args[0] == KR_NULL ? KR_NONE : args[0]);
    if (v == KR_NULL || kr_dict_set(d, name, v)) {
      kr_decref(v);
      kr_decref_object(d);
      return KR_NULL;
    }
    kr_decref(v);
  }
  return kr_from_object(d);
}
static int64_t optional_group(match *m, kr_value v) { return v == KR_NULL ? 0 : group_index(m, v); }
FN(match_start) {
  int64_t i = optional_group(MATCH(self), args[0]);
  return i < 0 ? KR_NULL : kr_from_small_int(MATCH(self)->span[i * 2]);
}
FN(match_end) {
  int64_t i = optional_group(MATCH(self), args[0]);
  return i < 0 ? KR_NULL : kr_from_small_int(MATCH(self)->span[i * 2 + 1]);
}
static kr_value span_tuple(match *m, int64_t i) {
  return kr_tuple_pack(2, kr_from_small_int(m->span[i * 2]), kr_from_small_int(m->span[i * 2 + 1]));
}
FN(match_span) {
  int64_t i = optional_group(MATCH(self), args[0]);
  return i < 0 ? KR_NULL : span_tuple(MATCH(self), i);
}
static kr_value match_regs(kr_value self, void *c) {
  match *m = MATCH(self);
  if (m->regs == KR_NULL) {
    kr_tuple *t = kr_tuple_new(m->groups + 1);
    for (uint32_t i = 0; t && i <= m->groups; i++) {
      t->items[i] = span_tuple(m, i);
      if (t->items[i] == KR_NULL) {
        kr_decref_object(t);
        return KR_NULL;
      }
    }
    if (!t) return KR_NULL;
    m->regs = kr_from_object(t);
  }
  return kr_ref(m->regs);
}
static kr_value match_lastindex(kr_value self, void *c) {
  return MATCH(self)->lastindex >= 0 ? kr_from_small_int(MATCH(self)->lastindex) : KR_NONE;
}
static kr_value match_lastgroup(kr_value self, void *c) {
  match *m = MATCH(self);
  kr_value names = m->pattern->indexgroup;
  if (m->lastindex < 0 || names == KR_NULL || (uint32_t)m->lastindex >= KR_TUPLE(names)->size) return KR_NONE;
  return kr_ref(KR_TUPLE(names)->items[m->lastindex]);
}
static kr_value match_re(kr_value self, void *c) { return kr_ref(kr_from_object(MATCH(self)->pattern)); }
static kr_value match_pos(kr_value self, void *c) { return kr_from_small_int(MATCH(self)->pos); }
static kr_value match_endpos(kr_value self, void *c) { return kr_from_small_int(MATCH(self)->endpos); }
static kr_value match_string(kr_value self, void *c) { return kr_ref(MATCH(self)->string); }
FN(self_copy) { return kr_ref(self); }
static kr_value match_repr(kr_value self) {
  match *m = MATCH(self);
  kr_value g = group_value(m, 0, KR_NONE);
  if (g == KR_NULL) return KR_NULL;
  kr_value r = kr_str_format("<%s object; span=(%d, %d), match=%R>", kr_type_of(self)->name, m->span[0],
                             m->span[1], g);
  kr_decref(g);
  return r;
}
FN(class_getitem) { return kr_class_getitem(self, args[0]); }

/* ---- templates: what a replacement text parses to ------------------------------------------------------ */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t chunks;  /* pairs (group, literal) after the first literal */
  bool bytes;       /* its text was */
  kr_value literal; /* KR_NULL: none */
  struct {
    uint32_t group;
    kr_value literal;
  } items[];
} template;
static void template_dealloc(kr_object *o) {
  template *t = (template *)o;
  KR_CLEAR(t->literal);
  for (uint32_t i = 0; i < t->chunks; i++) KR_CLEAR(t->items[i].literal);
  kr_object_free(o);
}
static int template_traverse(kr_object *o, kr_visit visit, void *arg) {
  template *t = (template *)o;
  KR_VISIT(t->literal);
  for (uint32_t i = 0; i < t->chunks; i++) KR_VISIT(t->items[i].literal);
  return 0;
}
static kr_type template_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                .name = "_sre.SRE_Template",
                                .tf = KR_TF_GC | KR_TF_NO_NEW,
                                .basic_size = sizeof(template),
                                .dealloc = template_dealloc,
                                .traverse = template_traverse};

/* template(pattern, [literal, group, literal, group, literal, ...]) */
FN(sre_template) {
  if (!kr_is_list(args[1]))
    return kr_raise(&kr_exc_TypeError, "template() argument 2 must be list, not %G", args[1]);
  kr_list *l = KR_LIST(args[1]);
  if (l->size % 2 == 0) return kr_raise(&kr_exc_TypeError, "invalid template");
  uint32_t n = l->size / 2;
  template *t = kr_gc_object_alloc(&template_type, sizeof *t + n * sizeof t->items[0]);
  if (!t) return KR_NULL;
  t->chunks = 0;
  kr_value first = l->items[0];
  t->literal = kr_truth(first) > 0 ? kr_ref(first) : KR_NULL;
  t->bytes = !kr_is_str(first);
  for (uint32_t i = 0; i < n; i++) {
    int64_t g = kr_is_small_int(l->items[i * 2 + 1]) ? kr_small_int_value(l->items[i * 2 + 1]) : -1;
    if (g < 0 || g > UINT32_MAX) {
      kr_decref_object(t);
      return kr_raise(&kr_exc_TypeError,
                      kr_is_int(l->items[i * 2 + 1]) ? "invalid template" : "an integer is required");
    }
    kr_value literal = l->items[i * 2 + 2];
    t->items[i].group = (uint32_t)g;
    t->items[i].literal = kr_len(literal) > 0 ? kr_ref(literal) : KR_NULL;
    t->chunks = i + 1;
    if (kr_failed()) {
      kr_decref_object(t);
      return KR_NULL;
    }
  }
  return kr_from_object(t);
}

/* Where pieces of a result gather: text or bytes. */
typedef struct {
  bool bytes;
  uint32_t pieces; /* told in messages */
  kr_str_builder text;
  kr_buf buf;
} gather;
static bool wrong_piece(uint32_t piece, bool bytes, const char *found) {
  kr_raise(&kr_exc_TypeError, "sequence item %u: expected %s, %s found", piece,
           bytes ? "a bytes-like object" : "str instance", found);
  return false;
}
static bool gather_value(gather *g, kr_value v) {
  if (g->bytes ? !kr_has_buffer(v) : !kr_is_str(v))
    return wrong_piece(g->pieces, g->bytes, kr_type_cname(kr_type_of(v)));
  g->pieces++;
  if (!g->bytes) return kr_sb_str(&g->text, KR_STR(v));
  kr_buffer view;
  if (kr_get_buffer(v, &view, KR_BUF_SIMPLE)) return false;
  bool ok = kr_buf_put(&g->buf, view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  return ok;
}
static bool gather_slice(gather *g, kr_value string, const void *text, int32_t from, int32_t to) {
  if (from >= to) return true;
  g->pieces++;
  if (!g->bytes) return kr_sb_substr(&g->text, KR_STR(string), (size_t)from, (size_t)to);
  return kr_buf_put(&g->buf, (const uint8_t *)text + from, (size_t)(to - from));
}
static kr_value gather_finish(gather *g) {
  return g->bytes ? kr_bytes_from_buf(&g->buf) : kr_sb_finish(&g->text);
}
static void gather_drop(gather *g) {
  if (g->bytes) kr_buf_free(&g->buf);
  else kr_sb_discard(&g->text);
}
/* A template filled in from a state. */
static bool gather_template(gather *g, template *t, sre_state *s) {
  if (t->chunks && t->bytes != g->bytes) return wrong_piece(1, t->bytes, g->bytes ? "bytes" : "str");
  uint32_t pieces = g->pieces;
  if (t->literal != KR_NULL && !gather_value(g, t->literal)) return false;
  for (uint32_t i = 0; i < t->chunks; i++) {
    uint32_t group = t->items[i].group;
    if (group > s->nmarks / 2) {
      kr_raise(&kr_exc_IndexError, "no such group");
      return false;
    }
    int32_t from = group ? s->marks[group * 2 - 2] : s->match_start;
    int32_t to = group ? s->marks[group * 2 - 1] : s->match_end;
    if (from >= 0 && to > from && !gather_slice(g, s->string, s->text, from, to)) return false;
    if (t->items[i].literal != KR_NULL && !gather_value(g, t->items[i].literal)) return false;
  }
  g->pieces = pieces + 1;
  return true;
}

/* re._compile_template(pattern, text): a template, or a str without anything to fill in. New. */
static kr_value compile_template(sre_pattern *p, kr_value text) {
  kr_value f = kr_import_attr("re", "_compile_template");
  if (f == KR_NULL) return KR_NULL;
  kr_value r = kr_call2(f, kr_from_object(p), text);
  if (r == KR_NULL && kr_failed_with(&kr_exc_TypeError) && !kr_is_str(text) && !kr_is_bytes(text) &&
      kr_hash64(text) == KR_HASH_ERROR) {
    /* unhashable (a bytearray, say): not through the cache */
    kr_clear_exception();
    kr_value copy = kr_has_buffer(text) ? kr_call1(kr_from_object(&kr_bytes_type), text)
                                        : kr_call1(kr_from_object(&kr_str_type), text);
    r = copy == KR_NULL ? KR_NULL : kr_call2(f, kr_from_object(p), copy);
    kr_decref(copy);
  }
  kr_decref(f);
  return r;
}

FN(match_expand) {
  match *m = MATCH(self);
  kr_value t = compile_template(m->pattern, args[0]);
  if (t == KR_NULL) return KR_NULL;
  if (!kr_is_exact(t, &template_type)) return t;
  gather g = {.bytes = !kr_is_str(m->string)};
  template *tp = KR_AS(template, t);
  if (!tp->chunks && tp->literal != KR_NULL) {
    kr_value literal = kr_ref(tp->literal);
    kr_decref(t);
    return literal;
  }
  bool ok = tp->bytes == g.bytes || wrong_piece(1, tp->bytes, g.bytes ? "bytes" : "str");
  if (ok && tp->literal != KR_NULL) ok = gather_value(&g, tp->literal);
  for (uint32_t i = 0; ok && i < tp->chunks; i++) {
    if (tp->items[i].group > m->groups) {
      kr_raise(&kr_exc_IndexError, "no such group");
      ok = false;
      break;
    }
    if (m->span[tp->items[i].group * 2] >= 0) {
      kr_value v = group_value(m, tp->items[i].group, KR_NONE);
      ok = v != KR_NULL && gather_value(&g, v);
      kr_decref(v);
    }
    if (ok && tp->items[i].literal != KR_NULL) ok = gather_value(&g, tp->items[i].literal);
  }
  kr_decref(t);
  if (ok) return gather_finish(&g);
  gather_drop(&g);
  return KR_NULL;
}

static const kr_method_def match_methods[] = {
    {"group", match_group, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL,
     "The text of one group, or a tuple of those of several; group 0 is the whole match."},
    {"start", match_start, 0, "($self, group=0, /)", "Where the group begins; -1 if it took no part."},
    {"end", match_end, 0, "($self, group=0, /)", "Where the group ends; -1 if it took no part."},
    {"span", match_span, 0, "($self, group=0, /)", "(start, end) of the group."},
    {"groups", match_groups, 0, "($self, /, default=None)",
     "A tuple of the texts of all groups; default for those that took no part."},
    {"groupdict", match_groupdict, 0, "($self, /, default=None)",
     "A dict of the texts of the named groups; default for those that took no part."},
    {"expand", match_expand, 0, "($self, /, template)",
     "The text of template with its references to groups filled in."},
    {"__copy__", self_copy, 0, "($self, /)", NULL},
    {"__deepcopy__", self_copy, 0, "($self, memo, /)", NULL},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};
static const kr_getset_def match_getset[] = {
    {"lastindex", match_lastindex, NULL, "The number of the group that ended last, or None."},
    {"lastgroup", match_lastgroup, NULL, "The name of the group that ended last, or None."},
    {"regs", match_regs, NULL, NULL, NULL},
    {"string", match_string, .doc = "The text that was searched.", .member = true},
    {"re", match_re, .doc = "The pattern.", .member = true},
    {"pos", match_pos, .doc = "Where the search began.", .member = true},
    {"endpos", match_endpos, .doc = "Where the search had to end.", .member = true},
    {0}};
static kr_type match_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                             .name = "re.Match",
                             .doc = "Where a pattern matched; always true.",
                             .tf = KR_TF_GC | KR_TF_NO_NEW,
                             .basic_size = sizeof(match),
                             .dealloc = match_dealloc,
                             .traverse = match_traverse,
                             .methods = match_methods,
                             .getset = match_getset,
                             .repr = match_repr,
                             .mp_subscript = match_subscript};

/* ---- patterns ------------------------------------------------------------------------------------------ */

#define PATTERN(v) KR_AS(sre_pattern, v)

static void pattern_dealloc(kr_object *o) {
  sre_pattern *p = (sre_pattern *)o;
  if (p->weaklist) kr_weakrefs_clear(o);
  KR_CLEAR(p->groupindex);
  KR_CLEAR(p->indexgroup);
  KR_CLEAR(p->pattern);
  kr_free(p->sets);
  kr_object_free(o);
}
static int pattern_traverse(kr_object *o, kr_visit visit, void *arg) {
  sre_pattern *p = (sre_pattern *)o;
  KR_VISIT(p->groupindex);
  KR_VISIT(p->indexgroup);
  KR_VISIT(p->pattern);
  return 0;
}

static size_t pattern_size_of(kr_value self) {
  const sre_pattern *p = PATTERN(self);
  return sizeof *p + p->size * sizeof *p->code + p->nsets * sizeof *p->sets;
}

/* compile(pattern, flags, code, groups, groupindex, indexgroup) */
FN(sre_compile) {
  int flags = kr_index_as_int(args[1]);
  if (flags == -1 && kr_failed()) return KR_NULL;
  intptr_t groups = kr_index_as_size(args[3], KR_NULL);
  if (groups == -1 && kr_failed()) return KR_NULL;
  if (!kr_is_list(args[2]))
    return kr_raise(&kr_exc_TypeError, "compile() argument 'code' must be list, not %G", args[2]);
  if (!kr_is_dict(args[4]))
    return kr_raise(&kr_exc_TypeError, "compile() argument 'groupindex' must be dict, not %G", args[4]);
  if (!kr_is_tuple(args[5]))
    return kr_raise(&kr_exc_TypeError, "compile() argument 'indexgroup' must be tuple, not %G", args[5]);
  kr_list *code = KR_LIST(args[2]);
  sre_pattern *p = kr_gc_object_alloc(&pattern_type, sizeof *p + code->size * sizeof(uint32_t));
  if (!p) return KR_NULL;
  p->groups = 0;
  p->groupindex = p->indexgroup = p->pattern = KR_NULL;
  p->weaklist = NULL;
  p->sets = NULL;
  p->nsets = 0;
  p->size = code->size;
  p->flags = flags;
  for (uint32_t i = 0; i < code->size; i++) {
    kr_value v = code->items[i];
    /* members of the enumerations in re._constants are ints, too */
    int64_t n = kr_is_small_int(v) ? kr_small_int_value(v) : kr_is_int(v) ? kr_int_as_i64(v) : -1;
    if (n < 0 || n > UINT32_MAX) {
      kr_clear_exception();
      kr_decref_object(p);
      if (!kr_is_int(v)) return kr_raise(&kr_exc_TypeError, "an integer is required");
      return kr_raise(&kr_exc_OverflowError, "regular expression code size limit exceeded");
    }
    p->code[i] = (uint32_t)n;
  }
  if (groups < 0 || groups > SRE_MAXGROUPS || !sre_validate(p, (uint32_t)groups)) {
    kr_decref_object(p);
    if (kr_failed()) return KR_NULL;
    return kr_raise(&kr_exc_RuntimeError, "invalid SRE code");
  }
  p->groups = (uint32_t)groups;
  p->is_bytes = args[0] == KR_NONE ? -1 : !kr_is_str(args[0]);
  p->pattern = kr_ref(args[0]);
  p->groupindex = kr_ref(args[4]);
  p->indexgroup = kr_ref(args[5]);
  return kr_from_object(p);
}

static bool bounds(kr_value pos, kr_value endpos, intptr_t *p, intptr_t *e) {
  *p = 0;
  *e = INT32_MAX;
  if (pos != KR_NULL && (*p = kr_index_as_size(pos, kr_from_object(&kr_exc_OverflowError))) == -1 &&
      kr_failed())
    return false;
  if (endpos != KR_NULL && (*e = kr_index_as_size(endpos, kr_from_object(&kr_exc_OverflowError))) == -1 &&
      kr_failed())
    return false;
  return true;
}
enum { MATCH_AT, FULL, SEARCH };
static kr_value one_match(kr_value self, const kr_value *args, int how) {
  intptr_t pos, endpos;
  sre_state s;
  if (!bounds(args[1], args[2], &pos, &endpos) || sre_state_init(&s, PATTERN(self), args[0], pos, endpos))
    return KR_NULL;
  s.match_all = how == FULL;
  int r = s.start > s.end ? 0 : how == SEARCH ? sre_search(&s, s.start) : sre_match(&s, s.start);
  kr_value m = new_match(PATTERN(self), &s, r);
  sre_state_free(&s);
  return m;
}
FN(p_match) { return one_match(self, args, MATCH_AT); }
FN(p_fullmatch) { return one_match(self, args, FULL); }
FN(p_search) { return one_match(self, args, SEARCH); }

/* The next search goes on behind the last match, and may not find the same empty place again. */
static void advance(sre_state *s) {
  s->must_advance = s->match_end == s->match_start ? s->match_end : -1;
  s->start = s->match_end;
}
static kr_value state_slice(sre_state *s, int32_t from, int32_t to) {
  if (!s->is_bytes) return kr_str_substring(s->string, (size_t)from, (size_t)to);
  return kr_bytes_from((const uint8_t *)s->text + from, (size_t)(to - from));
}
static kr_value state_group(sre_state *s, uint32_t g, bool empty) {
  int32_t from = g ? s->marks[g * 2 - 2] : s->match_start, to = g ? s->marks[g * 2 - 1] : s->match_end;
  if (from < 0 || to < from) {
    if (!empty) return KR_NONE;
    from = to = 0;
  }
  return state_slice(s, from, to);
}

FN(p_findall) {
  intptr_t pos, endpos;
  sre_state s;
  sre_pattern *p = PATTERN(self);
  if (!bounds(args[1], args[2], &pos, &endpos) || sre_state_init(&s, p, args[0], pos, endpos)) return KR_NULL;
  kr_list *l = kr_list_new(0);
  int r = 1;
  while (l && s.start <= s.end && (r = sre_search(&s, s.start)) > 0) {
    kr_value item;
    if (p->groups <= 1) {
      item = state_group(&s, p->groups, true);
    } else {
      kr_tuple *t = kr_tuple_new(p->groups);
      for (uint32_t i = 0; t && i < p->groups; i++)
        if ((t->items[i] = state_group(&s, i + 1, true)) == KR_NULL) {
          kr_decref_object(t);
          t = NULL;
        }
      item = kr_from_object_or_null(t);
    }
    if (item == KR_NULL || kr_list_append_steal(l, item)) {
      r = -1;
      break;
    }
    advance(&s);
  }
  sre_state_free(&s);
  if (r >= 0) return kr_from_object_or_null(l);
  kr_xdecref_object(l);
  return KR_NULL;
}

FN(p_split) {
  intptr_t max = 0;
  sre_state s;
  sre_pattern *p = PATTERN(self);
  if (args[1] != KR_NULL && (max = kr_index_as_size(args[1], KR_NULL)) == -1 && kr_failed()) return KR_NULL;
  if (sre_state_init(&s, p, args[0], 0, INT32_MAX)) return KR_NULL;
  kr_list *l = kr_list_new(0);
  int32_t last = 0;
  intptr_t n = 0;
  bool ok = l != NULL;
  while (ok && (!max || n < max)) {
    int r = sre_search(&s, s.start);
    if (r <= 0) {
      ok = r == 0;
      break;
    }
    kr_value piece = state_slice(&s, last, s.match_start);
    ok = piece != KR_NULL && kr_list_append_steal(l, piece) == 0;
    for (uint32_t i = 0; ok && i < p->groups; i++) {
      piece = state_group(&s, i + 1, false);
      ok = piece != KR_NULL && kr_list_append_steal(l, piece) == 0;
    }
    n++;
    last = s.match_end;
    advance(&s);
  }
  if (ok) {
    kr_value piece = state_slice(&s, last, s.end);
    ok = piece != KR_NULL && kr_list_append_steal(l, piece) == 0;
  }
  sre_state_free(&s);
  if (ok) return kr_from_object(l);
  kr_xdecref_object(l);
  return KR_NULL;
}

static kr_value substitute(kr_value self, const kr_value *args, bool with_count) {
  sre_pattern *p = PATTERN(self);
  kr_value repl = args[0];
  intptr_t count = 0;
  if (args[2] != KR_NULL && (count = kr_index_as_size(args[2], KR_NULL)) == -1 && kr_failed()) return KR_NULL;
  kr_value filter = KR_NULL; /* a callable, a template, or plain text */
  enum { CALL, TEMPLATE, LITERAL } kind;
  if (kr_is_callable(repl)) {
    filter = kr_ref(repl);
    kind = CALL;
  } else {
    /* text without a backslash stands for itself */
    bool plain = false;
    if (kr_is_exact_str(repl)) {
      plain = !kr_str_contains_char(KR_STR(repl), '\\');
    } else if (kr_is_exact(repl, &kr_bytes_type)) {
      plain = !memchr(KR_BYTES(repl)->data, '\\', KR_BYTES(repl)->size);
    }
    if (plain) {
      filter = kr_ref(repl);
      kind = LITERAL;
    } else {
      filter = compile_template(p, repl);
      if (filter == KR_NULL) return KR_NULL;
      kind = kr_is_exact(filter, &template_type) ? TEMPLATE : LITERAL;
    }
  }
  sre_state s;
  if (sre_state_init(&s, p, args[1], 0, INT32_MAX)) {
    kr_decref(filter);
    return KR_NULL;
  }
  gather g = {.bytes = s.is_bytes};
  int32_t last = 0;
  intptr_t n = 0;
  bool ok = true;
  while (ok && (!count || n < count)) {
    int r = sre_search(&s, s.start);
    if (r <= 0) {
      ok = r == 0;
      break;
    }
    ok = gather_slice(&g, s.string, s.text, last, s.match_start);
    if (ok && kind == TEMPLATE) {
      ok = gather_template(&g, KR_AS(template, filter), &s);
    } else if (ok && kind == LITERAL) {
      ok = gather_value(&g, filter);
    } else if (ok) {
      kr_value m = new_match(p, &s, 1);
      kr_value v = m == KR_NULL ? KR_NULL : kr_call1(filter, m);
      kr_decref(m);
      ok = v != KR_NULL && (v == KR_NONE || gather_value(&g, v));
      kr_decref(v);
    }
    last = s.match_end;
    n++;
    advance(&s);
  }
  kr_value result = KR_NULL;
  if (ok) {
    if (n == 0 && (kr_is_exact_str(args[1]) || kr_is_exact(args[1], &kr_bytes_type))) {
      result = kr_ref(args[1]);
    } else if (gather_slice(&g, s.string, s.text, last, s.end)) {
      result = gather_finish(&g);
    }
  }
  if (result == KR_NULL || n == 0) gather_drop(&g);
  sre_state_free(&s);
  kr_decref(filter);
  if (!with_count || result == KR_NULL) return result;
  kr_value pair = kr_tuple_pack(2, result, kr_from_small_int(n));
  kr_decref(result);
  return pair;
}
FN(p_sub) { return substitute(self, args, false); }
FN(p_subn) { return substitute(self, args, true); }

/* ---- scanners and finditer ----------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool busy;
  sre_pattern *pattern;
  sre_state state;
} scanner;
#define SCANNER(v) KR_AS(scanner, v)
static void scanner_dealloc(kr_object *o) {
  sre_state_free(&((scanner *)o)->state);
  KR_CLEAR_OBJECT(((scanner *)o)->pattern);
  kr_object_free(o);
}
static int scanner_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((scanner *)o)->pattern);
  KR_VISIT(((scanner *)o)->state.string);
  return 0;
}
static kr_value new_scanner(kr_value self, const kr_value *args) {
  intptr_t pos, endpos;
  if (!bounds(args[1], args[2], &pos, &endpos)) return KR_NULL;
  sre_state state;
  if (sre_state_init(&state, PATTERN(self), args[0], pos, endpos)) return KR_NULL;
  scanner *s = kr_gc_object_alloc(&scanner_type, sizeof *s);
  if (!s) {
    sre_state_free(&state);
    return KR_NULL;
  }
  s->busy = false;
  s->pattern = KR_REF(PATTERN(self));
  s->state = state;
  if (state.has_view && state.view.shape == state.view.shape1) s->state.view.shape = s->state.view.shape1;
  if (state.has_view && state.view.strides == state.view.strides1)
    s->state.view.strides = s->state.view.strides1;
  return kr_from_object(s);
}
static kr_value scan(kr_value self, bool search) {
  scanner *sc = SCANNER(self);
  sre_state *s = &sc->state;
  if (s->start < 0 || s->start > s->end) return KR_NONE;
  int r = search ? sre_search(s, s->start) : sre_match(s, s->start);
  kr_value m = new_match(sc->pattern, s, r);
  if (r <= 0) s->start = -1;
  else advance(s);
  return m;
}
FN(s_match) { return scan(self, false); }
FN(s_search) { return scan(self, true); }
static kr_value scanner_pattern(kr_value self, void *c) {
  return kr_ref(kr_from_object(SCANNER(self)->pattern));
}
static const kr_method_def scanner_methods[] = {
    {"match", s_match, 0, "($self, /)", "The match at the start of string, or None."},
    {"search", s_search, 0, "($self, /)", "The first match in string, or None."},
    {0}};
static const kr_getset_def scanner_getset[] = {
    {"pattern", scanner_pattern, .doc = "The text of the pattern.", .member = true}, {0}};
static kr_type scanner_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                               .name = "_sre.SRE_Scanner",
                               .tf = KR_TF_GC | KR_TF_NO_NEW,
                               .basic_size = sizeof(scanner),
                               .dealloc = scanner_dealloc,
                               .traverse = scanner_traverse,
                               .methods = scanner_methods,
                               .getset = scanner_getset};
FN(p_scanner) { return new_scanner(self, args); }
FN(p_finditer) {
  kr_value s = new_scanner(self, args);
  if (s == KR_NULL) return KR_NULL;
  kr_value search = kr_getattr(s, KR_ID(search));
  kr_decref(s);
  kr_value it = search == KR_NULL ? KR_NULL : kr_call_iter_new(search, KR_NONE);
  kr_decref(search);
  return it;
}

static kr_value pattern_groupindex(kr_value self, void *c) {
  return kr_mappingproxy_new(PATTERN(self)->groupindex);
}
static kr_value pattern_pattern(kr_value self, void *c) { return kr_ref(PATTERN(self)->pattern); }
static kr_value pattern_flags(kr_value self, void *c) { return kr_from_small_int(PATTERN(self)->flags); }
static kr_value pattern_groups(kr_value self, void *c) { return kr_from_small_int(PATTERN(self)->groups); }
static int64_t pattern_hash(kr_value self) {
  sre_pattern *p = PATTERN(self);
  int64_t h = kr_hash64(p->pattern);
  if (h == KR_HASH_ERROR) return h;
  uint32_t x = (uint32_t)h ^ (uint32_t)p->flags ^ (uint32_t)(p->is_bytes << 8) ^ p->groups;
  for (uint32_t i = 0; i < p->size; i++) x = x * 31 + p->code[i];
  return (int32_t)x == -1 ? -2 : (int32_t)x;
}
static kr_value pattern_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(b, &pattern_type)) return KR_NOT_IMPLEMENTED;
  sre_pattern *p = PATTERN(a), *q = PATTERN(b);
  int eq = p == q || (p->flags == q->flags && p->is_bytes == q->is_bytes && p->size == q->size &&
                      !memcmp(p->code, q->code, p->size * sizeof(uint32_t)));
  if (eq && p != q) eq = kr_equal(p->pattern, q->pattern);
  return eq < 0 ? KR_NULL : kr_from_bool((eq != 0) == (op == KR_EQ));
}
static kr_value pattern_repr(kr_value self) {
  static const struct {
    const char *name;
    int value;
  } names[] = {{"re.IGNORECASE", SRE_FLAG_IGNORECASE},
               {"re.LOCALE", SRE_FLAG_LOCALE},
               {"re.MULTILINE", SRE_FLAG_MULTILINE},
               {"re.DOTALL", SRE_FLAG_DOTALL},
               {"re.VERBOSE", SRE_FLAG_VERBOSE},
               {"re.DEBUG", SRE_FLAG_DEBUG},
               {"re.ASCII", SRE_FLAG_ASCII}};
  sre_pattern *p = PATTERN(self);
  int flags = p->flags;
  if (p->is_bytes == 0 && (flags & (SRE_FLAG_LOCALE | SRE_FLAG_UNICODE | SRE_FLAG_ASCII)) == SRE_FLAG_UNICODE)
    flags &= ~SRE_FLAG_UNICODE;
  kr_str_builder b = {0};
  kr_value text = kr_repr(p->pattern);
  if (text == KR_NULL) return KR_NULL;
  kr_sb_cstr(&b, "re.compile(");
  kr_str *t = KR_STR(text);
  kr_sb_substr(&b, t, 0, t->length < 200 ? t->length : 200);
  kr_decref(text);
  bool first = true;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!(flags & names[i].value)) continue;
    kr_sb_cstr(&b, first ? ", " : "|");
    kr_sb_cstr(&b, names[i].name);
    first = false;
    flags &= ~names[i].value;
  }
  if (flags) {
    char hex[32];
    snprintf(hex, sizeof hex, "0x%x", (unsigned)flags);
    kr_sb_cstr(&b, first ? ", " : "|");
    kr_sb_cstr(&b, hex);
  }
  kr_sb_char(&b, ')');
  return kr_sb_finish(&b);
}

#define RANGE "($self, /, string, pos=0, endpos=sys.maxsize)"
static const kr_method_def pattern_methods[] = {
    {"match", p_match, 0, RANGE, "The match at the start of string, or None."},
    {"fullmatch", p_fullmatch, 0, RANGE, "The match that is all of string, or None."},
    {"search", p_search, 0, RANGE, "The first match in string, or None."},
    {"sub", p_sub, 0, "($self, /, repl, string, count=0)",
     "The text with each match replaced by repl: a template or a function of the match."},
    {"subn", p_subn, 0, "($self, /, repl, string, count=0)",
     "(text, count): what sub() returns, and how many matches were replaced."},
    {"findall", p_findall, 0, RANGE, "A list of all matches' texts, or of their groups."},
    {"split", p_split, 0, "($self, /, string, maxsplit=0)", "The parts of string between the matches."},
    {"finditer", p_finditer, 0, RANGE, "An iterator over all matches, from left to right."},
    {"scanner", p_scanner, 0, RANGE, NULL},
    {"__copy__", self_copy, 0, "($self, /)", NULL},
    {"__deepcopy__", self_copy, 0, "($self, memo, /)", NULL},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {0}};
static const kr_getset_def pattern_getset[] = {
    {"pattern", pattern_pattern, .doc = "The text of the pattern.", .member = true},
    {"flags", pattern_flags, .doc = "The flags of the pattern, as a number.", .member = true},
    {"groups", pattern_groups, .doc = "How many groups the pattern has.", .member = true},
    {"groupindex", pattern_groupindex, NULL, "Which number a named group has."},
    {0}};
static kr_type pattern_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                               .name = "re.Pattern",
                               .doc = "A compiled regular expression.",
                               .tf = KR_TF_GC | KR_TF_NO_NEW,
                               .basic_size = sizeof(sre_pattern),
                               .weaklist_offset = offsetof(sre_pattern, weaklist),
                               .size_of = pattern_size_of,
                               .dealloc = pattern_dealloc,
                               .traverse = pattern_traverse,
                               .methods = pattern_methods,
                               .getset = pattern_getset,
                               .hash = pattern_hash,
                               .richcompare = pattern_compare,
                               .repr = pattern_repr};

/* ---- the module ---------------------------------------------------------------------------------------- */

static bool character(kr_value v, uint32_t *c) {
  int n = kr_index_as_int(v);
  *c = (uint32_t)n;
  return !(n == -1 && kr_failed());
}
FN(getcodesize) { return kr_from_small_int(4); }
FN(ascii_iscased) {
  uint32_t c;
  return character(args[0], &c) ? kr_from_bool((c | 32) - 'a' < 26 && c < 128) : KR_NULL;
}
FN(unicode_iscased) {
  uint32_t c;
  if (!character(args[0], &c)) return KR_NULL;
  uint32_t upper[3]; /* the full mapping: a ligature has case as well */
  return kr_from_bool(sre_lower_unicode(c) != c || kr_uc_full_upper(c, upper) < 1 || upper[0] != c);
}
FN(ascii_tolower) {
  uint32_t c;
  return character(args[0], &c) ? kr_from_small_int(sre_lower_ascii(c)) : KR_NULL;
}
FN(unicode_tolower) {
  uint32_t c;
  return character(args[0], &c) ? kr_from_small_int(sre_lower_unicode(c)) : KR_NULL;
}
static const kr_method_def methods[] = {
    {"compile", sre_compile, 0, "($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)",
     NULL},
    {"template", sre_template, 0, "($module, pattern, template, /)", NULL},
    {"getcodesize", getcodesize, 0, "($module, /)", NULL},
    {"ascii_iscased", ascii_iscased, 0, "($module, character, /)", NULL},
    {"unicode_iscased", unicode_iscased, 0, "($module, character, /)", NULL},
    {"ascii_tolower", ascii_tolower, 0, "($module, character, /)", NULL},
    {"unicode_tolower", unicode_tolower, 0, "($module, character, /)", NULL},
    {0}};
static int exec(kr_module *m) {
  return kr_type_ready(&pattern_type) || kr_type_ready(&match_type) || kr_type_ready(&scanner_type) ||
                 kr_type_ready(&template_type) || kr_module_add_int(m, "MAGIC", SRE_MAGIC) ||
                 kr_module_add_int(m, "CODESIZE", 4) || kr_module_add_int(m, "MAXREPEAT", SRE_MAXREPEAT) ||
                 kr_module_add_int(m, "MAXGROUPS", SRE_MAXGROUPS)
             ? -1
             : 0;
}
const kr_module_def kr_module_def__sre = {.name = "_sre", .methods = methods, .exec = exec};
