/* String literals, f-strings and t-strings: what their tokens stand for. */
#include <stdio.h>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "syntax/parser.h"

/* ---- escapes ------------------------------------------------------------------------------------ */

/* A literal whose escapes are wrong: the codec's error becomes a SyntaxError at the last token. */
static void *decode_problem(kr_parser *p, const kr_ptoken *t) {
  /* In a format spec, CPython lets the codec's error through as it is. */
  if (t->type == KR_TOK_FSTRING_MIDDLE || t->type == KR_TOK_TSTRING_MIDDLE) return kr_parser_fail(p);
  const char *what = kr_failed_with(&kr_exc_UnicodeError) ? "unicode error"
                     : kr_failed_with(&kr_exc_ValueError) ? "value error"
                                                          : NULL;
  if (what && !p->failed) {
    kr_value exc = kr_fetch_exception();
    kr_value text = kr_str_of(exc);
    kr_decref(exc);
    size_t size;
    const char *message = text == KR_NULL ? NULL : kr_str_utf8(KR_STR(text), &size);
    if (message) kr_parse_error_token(p, &kr_exc_SyntaxError, false, "(%s) %s", what, message);
    kr_decref(text);
  }
  return kr_parser_fail(p);
}

/* The escape at `bad` (after its backslash) is none: a warning at its line. `s` is the text in which it
 * stands, of token t. False: failed. */
static bool warn_bad_escape(kr_parser *p, const char *s, const char *bad, const kr_ptoken *t) {
  if (p->error_pass && !p->bad_off) return true; /* the first pass has told it */
  if (p->tok.no_warnings) return true;
  bool octal = *bad >= '4' && *bad <= '7';
  if ((*bad == '{' || *bad == '}') && t->type != KR_TOK_STRING) return true; /* the tokenizer has told it */
  int lineno = t->lineno, col = t->col_offset;
  for (const char *q = s; q < bad; q++) {
    if (*q == '\n') lineno++, col = 0;
    else col++;
  }
  if (lineno == t->lineno) {
    const char *text = kr_token_text(p, t);
    char quote = 0;
    for (uint32_t i = 0; i < t->end - t->start; i++) {
      if (text[i] != '"' && text[i] != '\'') break;
      if (!quote) quote = text[i];
      if (text[i] == quote) col++;
    }
  }
  int n = octal ? 3 : 1;
  char message[200];
  snprintf(message, sizeof message,
           "\"\\%.*s\" is an invalid %sescape sequence. Such sequences will not work in the future. "
           "Did you mean \"\\\\%.*s\"? A raw string is also an option.",
           n, bad, octal ? "octal " : "", n, bad);
  kr_value text = kr_str_from_cstr(message);
  if (text == KR_NULL) return p->failed = true, false;
  kr_type *category = p->feature_version >= 12 ? &kr_exc_SyntaxWarning : &kr_exc_DeprecationWarning;
  int r = kr_warn_explicit(category, text, p->tok.filename, lineno, KR_NULL, KR_NULL);
  kr_decref(text);
  if (r == 0) return true;
  if (kr_clear_if(category)) {
    snprintf(message, sizeof message,
             "\"\\%.*s\" is an invalid %sescape sequence. Did you mean \"\\\\%.*s\"? A raw string is "
             "also an option.",
             n, bad, octal ? "octal " : "", n, bad);
    kr_parse_error_at(p, &kr_exc_SyntaxError, lineno, col, lineno, col + 2, "%s", message);
  }
  p->failed = true;
  return false;
}

/* Text with escapes, in a str. Characters beyond ASCII stand as \U escapes before the codec sees them,
 * so that positions in its errors are CPython's. New; KR_NULL: failed. */
static kr_value decode_text(kr_parser *p, const char *s, size_t size, const kr_ptoken *t) {
  kr_buf buf = {0};
  const char *end = s + size;
  for (const char *q = s; q < end;) {
    if (*q == '\\') {
      kr_buf_put_char(&buf, *q++);
      if (q == end || (*q & 0x80)) kr_buf_put_cstr(&buf, "u005c");
      else kr_buf_put_char(&buf, *q++);
    } else if (*q & 0x80) {
      kr_buf_printf(&buf, "\\U%08x", (unsigned)kr_utf8_next(&q, end));
    } else {
      kr_buf_put_char(&buf, *q++);
    }
  }
  kr_value v = KR_NULL;
  if (buf.failed) {
    p->failed = true;
  } else {
    const uint8_t *bad = NULL;
    int bad_code;
    v = kr_decode_unicode_escape((const uint8_t *)buf.data, buf.size, NULL, NULL, &bad, &bad_code);
    if (v == KR_NULL) {
      decode_problem(p, t);
    } else if (bad && !warn_bad_escape(p, buf.data, (const char *)bad + 1, t)) {
      kr_decref(v);
      v = KR_NULL;
    }
  }
  kr_buf_free(&buf);
  return v;
}

static kr_value decode_string(kr_parser *p, bool raw, const char *s, size_t size, const kr_ptoken *t) {
  if (raw || !memchr(s, '\\', size)) {
    kr_value v = kr_str_from_utf8(s, size);
    if (v == KR_NULL) p->failed = true;
    return v;
  }
  return decode_text(p, s, size, t);
}

static kr_value decode_bytes(kr_parser *p, const char *s, size_t size, const kr_ptoken *t) {
  const uint8_t *bad = NULL;
  int bad_code;
  kr_value v = kr_decode_escape((const uint8_t *)s, size, NULL, &bad, &bad_code);
  if (v == KR_NULL) {
    decode_problem(p, t);
  } else if (bad && !warn_bad_escape(p, s, (const char *)bad + 1, t)) {
    kr_decref(v);
    v = KR_NULL;
  }
  return v;
}

/* ---- plain literals ------------------------------------------------------------------------------ */

void *kr_action_string(kr_parser *p, void **a) {
  kr_ptoken *t = a[0];
  const char *s = kr_token_text(p, t), *end = kr_token_text(p, t) + (t->end - t->start);
  bool bytes = false, raw = false, u = *s == 'u';
  for (; *s != '"' && *s != '\''; s++) {
    if ((*s | 32) == 'b') bytes = true;
    if ((*s | 32) == 'r') raw = true;
  }
  int quotes = end - s >= 6 && s[1] == *s && s[2] == *s ? 3 : 1;
  s += quotes;
  size_t size = (size_t)(end - s) - (size_t)quotes;
  kr_value v;
  if (bytes) {
    for (size_t i = 0; i < size; i++)
      if (s[i] & 0x80)
        return kr_parse_error_range(p, t->loc, t->loc, "bytes can only contain ASCII literal characters");
    if (raw || !memchr(s, '\\', size)) v = kr_bytes_from(s, size);
    else v = decode_bytes(p, s, size, t);
  } else {
    v = decode_string(p, raw, s, size, t);
  }
  v = kr_parser_own(p, v);
  if (v == KR_NULL) return NULL;
  kr_expr *e = kr_new_expr(p, KR_Constant_kind, t->loc);
  if (!e) return NULL;
  e->v.Constant.value = v;
  if (u) e->v.Constant.kind = KR_ID(u);
  return e;
}

/* ---- parts of f-strings -------------------------------------------------------------------------- */

/* Text of an f-string, not decoded yet: warnings belong to its end. Until then the Constant has no value
 * and the token's number as its kind. */
void *kr_action_literal_text(kr_parser *p, void **a) {
  kr_ptoken *t = a[0];
  kr_expr *e = kr_new_expr(p, KR_Constant_kind, t->loc);
  if (!e) return NULL;
  e->v.Constant.value = KR_NULL;
  uint32_t i = p->mark - 1;
  while (kr_token_at(p, i) != t) i--;
  e->v.Constant.kind = kr_from_small_int(i);
  return e;
}

/* The same in a format spec. */
void *kr_action_spec_text(kr_parser *p, void **a) {
  kr_ptoken *t = a[0];
  kr_value v = decode_string(p, t->raw, kr_token_text(p, t), t->end - t->start, t);
  v = kr_parser_own(p, v);
  kr_expr *e = v == KR_NULL ? NULL : kr_new_expr(p, KR_Constant_kind, t->loc);
  if (e) e->v.Constant.value = v;
  return e;
}

/* Decodes such a Constant. False: failed. */
static bool decode_part(kr_parser *p, kr_expr *e, const kr_ptoken *end) {
  kr_ptoken *t = kr_token_at(p, (uint32_t)kr_small_int_value(e->v.Constant.kind));
  const char *s = kr_token_text(p, t);
  size_t size = t->end - t->start;
  kr_value v = kr_parser_own(p, decode_string(p, t->raw, s, size, end));
  if (v == KR_NULL) return false;
  e->v.Constant.value = v;
  e->v.Constant.kind = KR_NULL;
  return true;
}

static bool is_empty_text(const kr_expr *e) {
  return e->kind == KR_Constant_kind && kr_is_str(e->v.Constant.value) &&
         KR_STR(e->v.Constant.value)->length == 0;
}

/* A row of expressions under construction. */
typedef struct {
  kr_parser *p;
  kr_expr **items;
  uint32_t n, capacity;
} row;

static bool row_add(row *r, kr_expr *e) {
  if (r->n == r->capacity) {
    uint32_t capacity = r->capacity ? r->capacity * 2 : 8;
    kr_expr **items = kr_parser_alloc(r->p, capacity * sizeof *items);
    if (!items) return false;
    if (r->n) memcpy(items, r->items, r->n * sizeof *items);
    r->items = items;
    r->capacity = capacity;
  }
  r->items[r->n++] = e;
  return true;
}

static kr_expr_seq *row_seq(row *r) {
  kr_seq *s = kr_seq_new(r->p->arena, r->n);
  if (!s) return kr_parser_fail(r->p);
  if (r->n) memcpy(s->items, r->items, r->n * sizeof *r->items);
  return (kr_expr_seq *)s;
}

/* The parts of one f-string or t-string between its tokens; a field with "=" is text and field. */
static void *string_of_parts(kr_parser *p, kr_expr_kind kind, kr_expr_seq *parts, kr_ptoken *end) {
  row r = {.p = p};
  for (uint32_t i = 0; i < kr_seq_len(parts); i++) {
    kr_expr *e = parts->items[i];
    if (e->kind == KR_JoinedStr_kind) {
      for (uint32_t k = 0; k < kr_seq_len(e->v.JoinedStr.values); k++)
        if (!row_add(&r, e->v.JoinedStr.values->items[k])) return NULL;
      continue;
    }
    if (e->kind == KR_Constant_kind) {
      if (e->v.Constant.value == KR_NULL && !decode_part(p, e, end)) return NULL;
      if (is_empty_text(e)) continue;
    }
    if (!row_add(&r, e)) return NULL;
  }
  kr_expr *e = kr_new_expr(p, kind, p->here);
  if (!e) return NULL;
  kr_expr_seq *values = row_seq(&r);
  if (!values) return NULL;
  if (kind == KR_TemplateStr_kind) e->v.TemplateStr.values = values;
  else e->v.JoinedStr.values = values;
  return e;
}

void *kr_action_joined_str(kr_parser *p, void **a) {
  return string_of_parts(p, KR_JoinedStr_kind, a[0], a[1]);
}

void *kr_action_template_str(kr_parser *p, void **a) {
  return string_of_parts(p, KR_TemplateStr_kind, a[0], a[1]);
}

/* ---- replacement fields -------------------------------------------------------------------------- */

/* An expression together with the token whose note has the text of the field's expression. */
typedef struct {
  kr_expr *expr;
  kr_ptoken *token;
} noted;

static char string_kind(kr_parser *p) {
  return p->tok.nfstrings ? p->tok.fstrings[p->tok.nfstrings - 1].kind : 'f';
}

void *kr_action_conversion(kr_parser *p, void **a) {
  kr_ptoken *t = a[0];
  kr_expr *name = a[1];
  if (t->lineno != name->lineno || t->end_col_offset != name->col_offset)
    return kr_parse_error_range(p, t->loc, name->loc,
                                "%c-string: conversion type must come right after the exclamation "
                                "mark",
                                string_kind(p));
  kr_str *text = KR_STR(name->v.Name.id);
  uint32_t c = kr_str_read(text, 0);
  if (text->length > 1 || (c != 's' && c != 'r' && c != 'a')) {
    size_t size;
    kr_value shown = kr_repr(name->v.Name.id);
    const char *utf8 = shown == KR_NULL ? NULL : kr_str_utf8(KR_STR(shown), &size);
    if (utf8)
      kr_parse_error_range(p, name->loc, name->loc,
                           "%c-string: invalid conversion character %s: expected 's', 'r', or 'a'",
                           string_kind(p), utf8);
    kr_decref(shown);
    return kr_parser_fail(p);
  }
  noted *r = kr_parser_alloc(p, sizeof *r);
  if (r) *r = (noted){name, t};
  return r;
}

static void *concat(kr_parser *p, kr_expr_seq *strings, kr_expr_kind kind, bool spec);

void *kr_action_format_spec(kr_parser *p, void **a) {
  kr_expr_seq *parts = a[1];
  noted *r = kr_parser_alloc(p, sizeof *r);
  if (!r) return NULL;
  r->token = a[0];
  row rest = {.p = p};
  for (uint32_t i = 0; i < kr_seq_len(parts); i++)
    if (!is_empty_text(parts->items[i]) && !row_add(&rest, parts->items[i])) return NULL;
  kr_expr_seq *s = row_seq(&rest);
  if (!s) return NULL;
  if (rest.n == 0 || (rest.n == 1 && rest.items[0]->kind == KR_Constant_kind)) {
    r->expr = kr_new_expr(p, KR_JoinedStr_kind, p->here);
    if (r->expr) r->expr->v.JoinedStr.values = s;
  } else {
    r->expr = concat(p, s, KR_JoinedStr_kind, true);
  }
  return r->expr ? r : NULL;
}

/* The text of a field's expression: from its brace to the token that ends it, without comments. New. */
static kr_value expression_text(kr_parser *p, const kr_ptoken *end) {
  const char *s = p->tok.buf + end->expr_start;
  size_t size = end->expr_end > end->expr_start ? end->expr_end - end->expr_start : 0;
  bool hash = false;
  char quote = 0;
  for (size_t i = 0; i < size && !hash; i++) {
    if (s[i] == '\\') i++;
    else if (s[i] == '"' || s[i] == '\'') {
      if (!quote) quote = s[i];
      else if (quote == s[i]) quote = 0;
    } else if (s[i] == '#' && !quote) hash = true;
  }
  if (!hash) return kr_str_from_utf8(s, size);
  kr_buf buf = {0};
  quote = 0;
  for (size_t i = 0; i < size; i++) {
    if (s[i] == '"' || s[i] == '\'') {
      if (!quote) quote = s[i];
      else if (quote == s[i]) quote = 0;
    } else if (s[i] == '#' && !quote) {
      while (i < size && s[i] != '\n') i++;
      if (i == size) break;
    }
    kr_buf_put_char(&buf, s[i]);
  }
  return kr_str_from_buf(&buf);
}

/* For an Interpolation: the same without what follows the expression ("=", blanks). Steals; new. */
static kr_value strip_expression(kr_value text) {
  if (text == KR_NULL) return KR_NULL;
  kr_str *s = KR_STR(text);
  size_t n = s->length;
  while (n > 0) {
    uint32_t c = kr_str_read(s, n - 1);
    if (c != '=' && !kr_uc_is_space(c)) break;
    n--;
  }
  if (n == s->length) return text;
  kr_value r = kr_str_substring(text, 0, n);
  kr_decref(text);
  return r;
}

/* a: expression, "=", conversion, format spec, closing brace. */
static void *field(kr_parser *p, void **a, kr_expr_kind kind) {
  kr_expr *expr = a[0];
  bool debug = a[1] != NULL;
  noted *conversion = a[2], *spec = a[3];
  kr_ptoken *brace = a[4];
  int conv = -1;
  if (conversion) {
    conv = (int)kr_str_read(KR_STR(conversion->expr->v.Name.id), 0);
  } else if (debug && !spec) {
    conv = 'r';
  }
  const kr_ptoken *end = conversion ? conversion->token : spec ? spec->token : brace;
  kr_expr *e = kr_new_expr(p, kind, p->here);
  if (!e) return NULL;
  if (kind == KR_Interpolation_kind) {
    e->v.Interpolation.value = expr;
    e->v.Interpolation.conversion = conv;
    e->v.Interpolation.format_spec = spec ? spec->expr : NULL;
    e->v.Interpolation.str = kr_parser_own(p, strip_expression(expression_text(p, end)));
    if (e->v.Interpolation.str == KR_NULL) return NULL;
  } else {
    e->v.FormattedValue.value = expr;
    e->v.FormattedValue.conversion = conv;
    e->v.FormattedValue.format_spec = spec ? spec->expr : NULL;
  }
  if (!debug) return e;
  /* The expression's own text comes before its value. */
  kr_location loc = p->here;
  loc.col_offset++;
  loc.end_col_offset--;
  if (conversion) {
    loc.end_lineno = conversion->expr->lineno;
    loc.end_col_offset = conversion->expr->col_offset - 1;
  } else if (spec) {
    loc.end_lineno = spec->expr->lineno;
    loc.end_col_offset = spec->expr->col_offset;
  }
  kr_value text = kr_parser_own(p, expression_text(p, end));
  kr_expr *constant = text == KR_NULL ? NULL : kr_new_expr(p, KR_Constant_kind, loc);
  if (!constant) return NULL;
  constant->v.Constant.value = text;
  row r = {.p = p};
  if (!row_add(&r, constant) || !row_add(&r, e)) return NULL;
  kr_expr *both = kr_new_expr(p, KR_JoinedStr_kind, p->here);
  if (both && !(both->v.JoinedStr.values = row_seq(&r))) return NULL;
  return both;
}

void *kr_action_formatted_value(kr_parser *p, void **a) { return field(p, a, KR_FormattedValue_kind); }

void *kr_action_interpolation(kr_parser *p, void **a) { return field(p, a, KR_Interpolation_kind); }

/* ---- concatenation ------------------------------------------------------------------------------- */

/* Neighbouring texts become one. */
static bool merge_texts(kr_parser *p, row *in, row *out) {
  for (uint32_t i = 0; i < in->n;) {
    kr_expr *e = in->items[i];
    uint32_t n = i + 1;
    if (e->kind == KR_Constant_kind) {
      while (n < in->n && in->items[n]->kind == KR_Constant_kind) n++;
      if (n > i + 1) {
        kr_str_builder b = {0};
        for (uint32_t k = i; k < n; k++) kr_sb_str(&b, KR_STR(in->items[k]->v.Constant.value));
        kr_value v = kr_parser_own(p, kr_sb_finish(&b));
        if (v == KR_NULL) return false;
        kr_location loc = e->loc, last = in->items[n - 1]->loc;
        loc.end_lineno = last.end_lineno;
        loc.end_col_offset = last.end_col_offset;
        kr_expr *whole = kr_new_expr(p, KR_Constant_kind, loc);
        if (!whole) return false;
        whole->v.Constant.value = v;
        whole->v.Constant.kind = e->v.Constant.kind;
        e = whole;
      }
      i = n;
      if (is_empty_text(e)) continue;
    } else {
      i++;
    }
    if (!row_add(out, e)) return false;
  }
  return true;
}

/* One f-string or t-string of several strings. */
static void *concat(kr_parser *p, kr_expr_seq *strings, kr_expr_kind kind, bool spec) {
  row flat = {.p = p}, merged = {.p = p};
  for (uint32_t i = 0; i < strings->n; i++) {
    kr_expr *e = strings->items[i];
    kr_expr_seq *values = e->kind == KR_JoinedStr_kind     ? e->v.JoinedStr.values
                          : e->kind == KR_TemplateStr_kind ? e->v.TemplateStr.values
                                                           : NULL;
    if (e->kind == KR_JoinedStr_kind || e->kind == KR_TemplateStr_kind) {
      for (uint32_t k = 0; k < kr_seq_len(values); k++)
        if (!row_add(&flat, values->items[k])) return NULL;
    } else if (!row_add(&flat, e)) {
      return NULL;
    }
  }
  if (!merge_texts(p, &flat, &merged)) return NULL;
  if (kind == KR_JoinedStr_kind && spec && merged.n == 1 && merged.items[0]->kind == KR_Constant_kind) {
    /* A format spec of texts only (one of them a \N{...}): CPython has a bare Constant. */
    merged.items[0]->loc = p->here;
    return merged.items[0];
  }
  kr_expr *e = kr_new_expr(p, kind, p->here);
  if (!e) return NULL;
  kr_expr_seq *values = row_seq(&merged);
  if (!values) return NULL;
  if (kind == KR_TemplateStr_kind) e->v.TemplateStr.values = values;
  else e->v.JoinedStr.values = values;
  return e;
}

static void *concat_bytes(kr_parser *p, kr_expr_seq *strings) {
  kr_buf buf = {0};
  for (uint32_t i = 0; i < strings->n; i++) {
    kr_bytes *b = KR_BYTES(strings->items[i]->v.Constant.value);
    kr_buf_put(&buf, b->data, b->size);
  }
  kr_value v = buf.failed ? KR_NULL : kr_bytes_from(buf.data, buf.size);
  kr_buf_free(&buf);
  v = kr_parser_own(p, v);
  kr_expr *e = v == KR_NULL ? NULL : kr_new_expr(p, KR_Constant_kind, p->here);
  if (e) e->v.Constant.value = v;
  return e;
}

void *kr_action_concat_strings(kr_parser *p, void **a) {
  kr_expr_seq *strings = a[0];
  bool bytes = false, text = false, f = false;
  for (uint32_t i = 0; i < strings->n; i++) {
    kr_expr *e = strings->items[i];
    if (e->kind != KR_Constant_kind) f = true;
    else if (kr_is_bytes(e->v.Constant.value)) bytes = true;
    else text = true;
  }
  if (bytes && (text || f))
    return kr_parse_error_token(p, &kr_exc_SyntaxError, false, "cannot mix bytes and nonbytes literals");
  if (!f && strings->n == 1) return strings->items[0];
  if (bytes) return concat_bytes(p, strings);
  if (f) return concat(p, strings, KR_JoinedStr_kind, false);
  kr_str_builder b = {0};
  for (uint32_t i = 0; i < strings->n; i++) kr_sb_str(&b, KR_STR(strings->items[i]->v.Constant.value));
  kr_value v = kr_parser_own(p, kr_sb_finish(&b));
  kr_expr *e = v == KR_NULL ? NULL : kr_new_expr(p, KR_Constant_kind, p->here);
  if (!e) return NULL;
  e->v.Constant.value = v;
  e->v.Constant.kind = strings->items[0]->v.Constant.kind;
  return e;
}

void *kr_action_concat_tstrings(kr_parser *p, void **a) {
  return concat(p, a[0], KR_TemplateStr_kind, false);
}
