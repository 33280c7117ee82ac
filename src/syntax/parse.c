/* The way in: source to tokens, tokens to names and numbers, both passes of the parser. */
#include "syntax/parse.h"

#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "syntax/parser.h"

/* ---- memory ------------------------------------------------------------------------------------- */

void *kr_parser_alloc(kr_parser *p, size_t size) {
  void *m = kr_ast_alloc(p->arena, size);
  if (!m) p->failed = true;
  return m;
}

kr_value kr_parser_own(kr_parser *p, kr_value v) {
  if (v != KR_NULL) v = kr_ast_own(p->arena, v);
  if (v == KR_NULL) p->failed = true;
  return v;
}

void *kr_box(kr_parser *p, kr_value v) {
  if (v == KR_NULL) return kr_parser_fail(p);
  kr_value *box = kr_parser_alloc(p, sizeof v);
  if (box) *box = v;
  return box;
}

kr_expr *kr_new_expr(kr_parser *p, kr_expr_kind kind, kr_location loc) {
  kr_expr *e = kr_ast_new(p->arena, KR_AST_expr, kind, loc);
  if (!e) p->failed = true;
  return e;
}

/* ---- names -------------------------------------------------------------------------------------- */

struct kr_name_entry {
  uint32_t hash;
  kr_value name; /* owned by the arena; 0: free */
};

static bool grow_names(kr_parser *p) {
  uint32_t capacity = p->name_capacity ? p->name_capacity * 2 : 64;
  struct kr_name_entry *names = kr_alloc_zeroed(capacity * sizeof *names);
  if (!names) return false;
  for (uint32_t i = 0; i < p->name_capacity; i++)
    if (p->names[i].name) {
      uint32_t j = p->names[i].hash;
      while (names[j & (capacity - 1)].name) j++;
      names[j & (capacity - 1)] = p->names[i];
    }
  kr_free(p->names);
  p->names = names;
  p->name_capacity = capacity;
  return true;
}

kr_value kr_identifier(kr_parser *p, const char *s, size_t size) {
  uint32_t hash = 2166136261u;
  bool ascii = true;
  for (size_t i = 0; i < size; i++) {
    hash = (hash ^ (uint8_t)s[i]) * 16777619u;
    ascii &= (uint8_t)s[i] < 128;
  }
  if (!ascii) {
    kr_value raw = kr_str_from_utf8(s, size);
    if (raw == KR_NULL) return p->failed = true, KR_NULL;
    kr_value v = kr_uc_normalize(raw, "NFKC");
    kr_decref(raw);
    if (v != KR_NULL) kr_str_intern(&v);
    return kr_parser_own(p, v);
  }
  if (p->nnames * 4 >= p->name_capacity * 3 && !grow_names(p)) return p->failed = true, KR_NULL;
  uint32_t i = hash;
  for (;; i++) {
    struct kr_name_entry *e = &p->names[i & (p->name_capacity - 1)];
    if (!e->name) break;
    kr_str *n = KR_STR(e->name);
    if (e->hash == hash && n->length == size && memcmp(kr_str_data(n), s, size) == 0) return e->name;
  }
  kr_value v = kr_str_from_ascii(s, size);
  if (v != KR_NULL) kr_str_intern(&v);
  v = kr_parser_own(p, v);
  if (v != KR_NULL) {
    p->names[i & (p->name_capacity - 1)] = (struct kr_name_entry){hash, v};
    p->nnames++;
  }
  return v;
}

kr_expr *kr_name_node(kr_parser *p, kr_ptoken *t) {
  if (t->node) return t->node;
  kr_value id = kr_identifier(p, kr_token_text(p, t), t->end - t->start);
  if (id == KR_NULL) return NULL;
  kr_expr *e = kr_new_expr(p, KR_Name_kind, t->loc);
  if (!e) return NULL;
  e->v.Name.id = id;
  e->v.Name.ctx = KR_Load;
  return t->node = e;
}

static int keyword(const char *s, size_t size) {
  if (size < 2 || size > 8) return 0;
  int k = kr_keyword_table[KR_KEYWORD_HASH((uint8_t)s[0], (uint8_t)s[size - 1], size)];
  if (!k) return 0;
  const char *text = kr_keyword_texts[k - 1];
  return strncmp(text, s, size) == 0 && !text[size] ? KR_TOK_KEYWORDS + k - 1 : 0;
}

int kr_soft_keyword(kr_parser *p, const kr_ptoken *t) {
  if (t->type != KR_TOK_NAME) return -1;
  const char *s = kr_token_text(p, t);
  int i = 0;
#define X(name)                                                                                   \
  if (t->end - t->start == sizeof #name - 1 && memcmp(s, #name, sizeof #name - 1) == 0) return i; \
  i++;
  KR_SOFT_KEYWORDS(X)
#undef X
  return -1;
}

/* ---- numbers ------------------------------------------------------------------------------------ */

static kr_value parse_number(kr_parser *p, const char *s, size_t size) {
  char last = s[size - 1];
  bool hex = size > 2 && s[0] == '0' && (s[1] | 32) == 'x';
  bool imaginary = !hex && (last | 32) == 'j', real = imaginary;
  for (size_t i = 0; i < size && !hex; i++)
    if (s[i] == '.' || (s[i] | 32) == 'e') real = true;
  if (!real) return kr_int_from_literal(s, size);
  char small[64], *digits = small;
  if (size > sizeof small && !(digits = kr_alloc(size))) return KR_NULL;
  size_t n = 0;
  for (size_t i = 0; i < size - imaginary; i++)
    if (s[i] != '_') digits[n++] = s[i];
  const char *end;
  double d = kr_strtod(digits, digits + n, &end);
  if (digits != small) kr_free(digits);
  return imaginary ? kr_complex_new(0.0, d) : kr_from_double(d);
}

kr_expr *kr_number_node(kr_parser *p, kr_ptoken *t) {
  if (t->node) return t->node;
  const char *s = kr_token_text(p, t);
  size_t size = t->end - t->start;
  if (p->feature_version < 6 && memchr(s, '_', size))
    return kr_parse_version_error(p, 6, "Underscores in numeric literals are");
  kr_value v = parse_number(p, s, size);
  if (v == KR_NULL && kr_failed_with(&kr_exc_ValueError)) {
    /* Too many digits. No columns: the carets would be thousands. */
    kr_value exc = kr_fetch_exception();
    kr_value text = kr_str_of(exc);
    kr_decref(exc);
    const char *message = text == KR_NULL ? NULL : kr_str_utf8(KR_STR(text), &size);
    if (message)
      kr_parse_error_at(p, &kr_exc_SyntaxError, t->lineno, 0, t->end_lineno, 0,
                        "%s - Consider hexadecimal for huge integer literals to avoid decimal "
                        "conversion limits.",
                        message);
    p->failed = true;
    kr_decref(text);
    return NULL;
  }
  v = kr_parser_own(p, v);
  if (v == KR_NULL) return NULL;
  kr_expr *e = kr_new_expr(p, KR_Constant_kind, t->loc);
  if (!e) return NULL;
  e->v.Constant.value = v;
  return t->node = e;
}

/* ---- tokens ------------------------------------------------------------------------------------- */

/* "# type: ignore[tag]" is no token of the grammar: it is kept aside. */
static bool add_type_ignore(kr_parser *p, const kr_token *tk) {
  if (p->ntype_ignores == p->type_ignore_capacity) {
    uint32_t capacity = p->type_ignore_capacity ? p->type_ignore_capacity * 2 : 8;
    void *a = kr_realloc_array(p->type_ignores, capacity, sizeof *p->type_ignores);
    if (!a) return false;
    p->type_ignores = a;
    p->type_ignore_capacity = capacity;
  }
  kr_type_ignore *ti = kr_ast_new(p->arena, KR_AST_type_ignore, KR_TypeIgnore_kind, (kr_location){0});
  if (!ti) return false;
  ti->v.TypeIgnore.lineno = tk->lineno;
  ti->v.TypeIgnore.tag = kr_parser_own(p, kr_str_from_utf8(p->tok.buf + tk->start, tk->end - tk->start));
  if (ti->v.TypeIgnore.tag == KR_NULL) return false;
  p->type_ignores[p->ntype_ignores++] = ti;
  return true;
}

KR_NOINLINE bool kr_parser_fill(kr_parser *p) {
  kr_token tk;
  kr_tok_next(&p->tok, &tk);
  while (tk.type == KR_TOK_TYPE_IGNORE) {
    if (!add_type_ignore(p, &tk)) {
      p->failed = true;
      return false;
    }
    kr_tok_next(&p->tok, &tk);
  }
  if (p->tok.interactive && tk.type == KR_TOK_ENDMARKER) {
    p->failed = true; /* more lines are needed: parse() says so */
    return false;
  }
  if (p->mode == KR_MODE_SINGLE && tk.type == KR_TOK_ENDMARKER && p->started) {
    /* The end of the input ends the line, and the block. */
    tk.type = KR_TOK_NEWLINE;
    p->started = false;
    if (p->tok.indent && !(p->flags & KR_PARSE_DONT_IMPLY_DEDENT)) {
      p->tok.pending_indent = -p->tok.indent;
      p->tok.indent = 0;
    }
  } else {
    p->started = true;
  }
  if (p->fill == p->nchunks * KR_TOKEN_CHUNK) {
    if (p->nchunks % 64 == 0) {
      void *a = kr_realloc_array(p->chunks, p->nchunks + 64, sizeof *p->chunks);
      if (!a) {
        p->failed = true;
        return false;
      }
      p->chunks = a;
    }
    if (!(p->chunks[p->nchunks] = kr_alloc_array(KR_TOKEN_CHUNK, sizeof(kr_ptoken)))) {
      p->failed = true;
      return false;
    }
    p->nchunks++;
  }
  kr_ptoken *t = kr_token_at(p, p->fill++);
  t->type = tk.type;
  t->level = tk.level;
  t->raw = tk.raw;
  t->lineno = tk.lineno;
  t->col_offset = tk.col;
  t->end_lineno = tk.end_lineno;
  t->end_col_offset = tk.end_col;
  t->start = tk.start;
  t->end = tk.end;
  t->expr_start = tk.expr_start;
  t->expr_end = tk.expr_end;
  t->memo = 0;
  t->node = NULL;
  if (tk.type == KR_TOK_NAME) {
    int k = keyword(p->tok.buf + tk.start, tk.end - tk.start);
    if (k) t->type = (uint8_t)k;
  } else if (tk.type == KR_TOK_ERRORTOKEN) {
    kr_parse_tokenizer_error(p);
    p->failed = true;
    return false;
  }
  return true;
}

/* ---- both passes -------------------------------------------------------------------------------- */

/* "single": anything but blanks and comments after the statement? */
static bool more_statements(const kr_parser *p) {
  const char *s = p->tok.buf + p->tok.cur;
  for (;;) {
    while (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\f') s++;
    if (!*s) return false;
    if (*s != '#') return true;
    while (*s && *s != '\n') s++;
  }
}

static kr_mod *parse(kr_parser *p, int rule) {
  kr_mod *mod = kr_peg_run(p, rule);
  if (mod) {
    if (p->mode == KR_MODE_SINGLE && more_statements(p))
      return kr_parse_error_token(p, &kr_exc_SyntaxError, false,
                                  "multiple statements found while compiling a single statement");
    return mod;
  }
  if (p->flags & (KR_PARSE_ALLOW_INCOMPLETE_INPUT | KR_PARSE_INTERACTIVE) &&
      (p->tok.done == KR_TOK_EOF || p->tok.eof_in_string)) {
    kr_clear_exception();
    p->failed = false;
    return kr_parse_error_token(p, &kr_exc__IncompleteInputError, false, "incomplete input");
  }
  if (!p->failed) {
    kr_ptoken *last = kr_token_at(p, p->fill - 1);
    kr_peg_reset(p);
    p->error_pass = true;
    p->tok.interactive = false; /* nobody is asked for more lines to tell an error better */
    kr_peg_run(p, rule);
    if (!p->failed) {
      kr_parse_final_error(p, last);
      kr_parse_add_metadata(p);
      return NULL;
    }
  }
  /* A bracket that does not match, or is never closed, further on is the likelier cause. */
  if (kr_failed_with(&kr_exc_SyntaxError) && p->tok.done == KR_TOK_OK) kr_parse_check_rest(p);
  kr_parse_add_metadata(p);
  return NULL;
}

kr_mod *kr_parse(const char *source, size_t size, kr_value filename, kr_parse_mode mode, uint32_t flags,
                 int feature_version, kr_ast_arena *arena) {
  static const uint16_t start_rules[] = {KR_RULE_file, KR_RULE_interactive, KR_RULE_eval, KR_RULE_func_type};
  bool has_nulls = memchr(source, 0, size) != NULL;
  size_t source_size = size;
  if (has_nulls && !(flags & KR_PARSE_FILE)) {
    kr_raise(&kr_exc_SyntaxError, "source code string cannot contain null bytes");
    return NULL;
  }
  char *encoding = NULL;
  char *text = kr_translate_lines(source, size, mode == KR_MODE_EXEC, &size);
  bool named = (flags & KR_PARSE_FILE) != 0;
  if (text && !(flags & KR_PARSE_IGNORE_COOKIE)) {
    text = kr_decode_source(text, size, filename, named, &size, &encoding);
  } else if (text && !kr_check_source_utf8(text, size, filename, named)) {
    kr_free(text);
    return NULL;
  }
  if (!text) {
    kr_free(encoding);
    return NULL;
  }
  kr_parser *p = NULL;
  kr_mod *mod = NULL;
  if (size < UINT32_MAX - 8) p = kr_alloc_zeroed(sizeof *p);
  else kr_raise_no_memory();
  if (p) {
    kr_tok_init(&p->tok, text, size, filename);
    p->tok.has_nulls = has_nulls;
    p->tok.interactive = (flags & KR_PARSE_INTERACTIVE) != 0;
    p->tok.no_warnings = (flags & KR_PARSE_NO_WARNINGS) != 0;
    p->tok.type_comments = (flags & KR_PARSE_TYPE_COMMENTS) != 0;
    p->arena = arena;
    p->mode = mode;
    p->encoding = encoding;
    p->source = source;
    p->source_size = source_size;
    p->flags = flags;
    p->feature_version = feature_version;
    mod = parse(p, start_rules[mode]);
    for (uint32_t i = 0; i < p->nchunks; i++) kr_free(p->chunks[i]);
    kr_free(p->chunks);
    kr_free(p->names);
    kr_free(p->type_ignores);
    kr_peg_free(p);
    kr_tok_free(&p->tok);
    kr_free(p);
  }
  kr_free(encoding);
  kr_free(text);
  return mod;
}
