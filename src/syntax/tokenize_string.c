/* String literals: plain ones as one token; f-strings and t-strings as start, pieces of text, the
 * tokens of their fields, and end. */
#include <stdio.h>

#include "objects/errors.h"
#include "syntax/token.h"

/* How deep replacement fields nest: f"{a:{b:{c}}}" has 3. */
#define MAX_FIELD_NESTING 3

/* The quote was read: how many open the string (1 or 3); 0: it is the empty string. */
static int quote_size(kr_tokenizer *t, int quote) {
  int c = kr_tok_char(t);
  if (c != quote) {
    kr_tok_back(t, c);
    return 1;
  }
  int c2 = kr_tok_char(t);
  if (c2 == quote) return 3;
  kr_tok_back(t, c2);
  return 0;
}

int kr_tok_string(kr_tokenizer *t, kr_token *tok, int quote) {
  bool escaped_quote = false;
  t->first_lineno = t->lineno;
  t->multi_line_start = t->line_start;
  int size = quote_size(t, quote), closing = 0;
  if (size == 0) return kr_tok_make(t, tok, KR_TOK_STRING, t->start, t->cur);
  while (closing != size) {
    int c = kr_tok_char(t);
    if (t->done == KR_TOK_RAISED) return KR_TOK_ERRORTOKEN;
    if (c == KR_EOF || (size == 1 && c == '\n')) {
      /* Tell it at the opening quote. */
      t->cur = t->start + 1;
      t->line_start = t->multi_line_start;
      int last_line = t->lineno;
      t->lineno = t->first_lineno;
      kr_fstring_mode *f = t->nfstrings ? &t->fstrings[t->nfstrings - 1] : NULL;
      if (f && f->quote == quote && f->quote_size == size)
        return kr_tok_error(t, "%c-string: expecting '}'", f->kind);
      t->eof_in_string = c == KR_EOF;
      if (size == 3)
        return kr_tok_error(t, "unterminated triple-quoted string literal (detected at line %d)", last_line);
      return kr_tok_error(t,
                          escaped_quote ? "unterminated string literal (detected at line %d); "
                                          "perhaps you escaped the end quote?"
                                        : "unterminated string literal (detected at line %d)",
                          last_line);
    }
    if (c == quote) {
      closing++;
      continue;
    }
    closing = 0;
    if (c == '\\') {
      c = kr_tok_char(t); /* whatever it is, it ends nothing */
      if (c == quote) escaped_quote = true;
      if (c == '\r') kr_tok_char(t);
    }
  }
  return kr_tok_make(t, tok, KR_TOK_STRING, t->start, t->cur);
}

/* ---- f-strings and t-strings -------------------------------------------------------------------- */

int kr_tok_fstring_start(kr_tokenizer *t, kr_token *tok, int quote) {
  t->first_lineno = t->lineno;
  t->multi_line_start = t->line_start;
  int size = quote_size(t, quote);
  if (size == 0) { /* the second quote ends it */
    t->cur--;
    size = 1;
  }
  if (t->nfstrings + 1 >= KR_MAX_FSTRINGS) return kr_tok_error(t, "too many nested f-strings or t-strings");
  if (t->nfstrings == t->fstring_capacity) {
    int capacity = t->fstring_capacity ? t->fstring_capacity * 2 : 4;
    void *p = kr_realloc_array(t->fstrings, (size_t)capacity, sizeof *t->fstrings);
    if (!p) {
      t->done = KR_TOK_RAISED;
      return KR_TOK_ERRORTOKEN;
    }
    t->fstrings = p;
    t->fstring_capacity = capacity;
  }
  kr_fstring_mode *f = &t->fstrings[t->nfstrings++];
  *f = (kr_fstring_mode){.in_text = true,
                         .kind = 'f',
                         .quote = (char)quote,
                         .quote_size = (uint8_t)size,
                         .expr_depth = -1,
                         .start = t->start,
                         .line_start = t->multi_line_start,
                         .first_line = t->first_lineno};
  for (const char *p = t->buf + t->start; *p != quote; p++) {
    if ((*p | 32) == 'r') f->raw = true;
    if ((*p | 32) == 't') f->kind = 't';
  }
  return kr_tok_make(t, tok, f->kind == 't' ? KR_TOK_TSTRING_START : KR_TOK_FSTRING_START, t->start, t->cur);
}

static int unterminated(kr_tokenizer *t, kr_fstring_mode *f, int c) {
  t->eof_in_string = c == KR_EOF && f->quote_size == 3;
  t->cur = f->start + 1;
  t->line_start = f->line_start;
  int last_line = t->lineno;
  t->lineno = f->first_line;
  return kr_tok_error(t,
                      f->quote_size == 3
                          ? "unterminated triple-quoted %c-string literal (detected at line %d)"
                          : "unterminated %c-string literal (detected at line %d)",
                      f->kind, last_line);
}

/* A backslash before a brace that is text or begins a field: the warning for "\{". */
static int warn_escaped_brace(kr_tokenizer *t, int c) {
  char warning[160], error[120];
  snprintf(warning, sizeof warning,
           "\"\\%c\" is an invalid escape sequence. Such sequences will not work in the future. Did "
           "you mean \"\\\\%c\"? A raw string is also an option.",
           c, c);
  snprintf(error, sizeof error,
           "\"\\%c\" is an invalid escape sequence. Did you mean \"\\\\%c\"? A raw string is also an "
           "option.",
           c, c);
  return kr_tok_warn(t, warning, error);
}

/* A field begins: what comes is an expression. False: too many are nested. */
static bool enter_field(kr_tokenizer *t, kr_fstring_mode *f) {
  if (f->expr_depth + 1 >= MAX_FIELD_NESTING) {
    kr_tok_error(t, "%c-string: expressions nested too deeply", f->kind);
    return false;
  }
  f->expr_depth++;
  f->in_text = false;
  return true;
}
/* Whether the quotes that end the string are here: they are read then. */
static bool at_quotes(kr_tokenizer *t, const kr_fstring_mode *f) {
  for (int n = 0; n < f->quote_size; n++) {
    int c = kr_tok_char(t);
    if (c != (uint8_t)f->quote) {
      kr_tok_back(t, c);
      return false;
    }
  }
  return true;
}
/* Behind a backslash. *named: a \N{ begins. 0; -1: the warning became an error. */
static int text_escape(kr_tokenizer *t, const kr_fstring_mode *f, bool *named) {
  int c = kr_tok_char(t);
  if (c == '\r') c = kr_tok_char(t);
  if (c == '{' || c == '}') {
    if (!f->raw && warn_escaped_brace(t, c) < 0) return -1;
    kr_tok_back(t, c);
  } else if (c == 'N' && !f->raw) {
    c = kr_tok_char(t);
    if (c == '{') *named = true;
    else kr_tok_back(t, c);
  }
  return 0;
}

int kr_tok_fstring_text(kr_tokenizer *t, kr_token *tok) {
  kr_fstring_mode *f = &t->fstrings[t->nfstrings - 1];
  int middle = f->kind == 't' ? KR_TOK_TSTRING_MIDDLE : KR_TOK_FSTRING_MIDDLE;
  t->start = t->cur;
  t->first_lineno = t->lineno;
  t->multi_line_start = t->line_start;

  /* A field begins here? */
  int c = kr_tok_char(t);
  if (c == '{') {
    int c2 = kr_tok_char(t);
    kr_tok_back(t, c2);
    kr_tok_back(t, c);
    if (c2 != '{') return enter_field(t, f) ? kr_tok_normal(t, tok) : KR_TOK_ERRORTOKEN;
  } else {
    kr_tok_back(t, c);
  }

  if (at_quotes(t, f)) {
    t->nfstrings--;
    return kr_tok_make(t, tok, f->kind == 't' ? KR_TOK_TSTRING_END : KR_TOK_FSTRING_END, t->start, t->cur);
  }
  t->cur = t->start;

  tok->raw = f->raw;
  bool named = false; /* inside \N{...} */
  for (int closing = 0; closing != f->quote_size;) {
    c = kr_tok_char(t);
    if (t->done == KR_TOK_RAISED) return KR_TOK_ERRORTOKEN;
    bool in_format_spec = f->in_format_spec && f->expr_depth >= 0;
    if (c == KR_EOF || (f->quote_size == 1 && c == '\n')) {
      if (in_format_spec && c == '\n')
        return kr_tok_error(t,
                            "%c-string: newlines are not allowed in format specifiers for single "
                            "quoted %c-strings",
                            f->kind, f->kind);
      return unterminated(t, f, c);
    }
    if (c == (uint8_t)f->quote) {
      closing++;
      continue;
    }
    closing = 0;
    if (c == '{') {
      int c2 = kr_tok_char(t);
      if (c2 != '{' || in_format_spec) {
        kr_tok_back(t, c2);
        kr_tok_back(t, c);
        return enter_field(t, f) ? kr_tok_make(t, tok, middle, t->start, t->cur) : KR_TOK_ERRORTOKEN;
      }
      return kr_tok_make(t, tok, middle, t->start, t->cur - 1);
    }
    if (c == '}') {
      if (named) return kr_tok_make(t, tok, middle, t->start, t->cur);
      int c2 = kr_tok_char(t);
      if (c2 == '}' && !in_format_spec && f->braces == 0)
        return kr_tok_make(t, tok, middle, t->start, t->cur - 1);
      kr_tok_back(t, c2);
      kr_tok_back(t, c);
      f->in_text = false;
      return kr_tok_make(t, tok, middle, t->start, t->cur);
    }
    if (c == '\\' && text_escape(t, f, &named) < 0) return KR_TOK_ERRORTOKEN;
  }
  t->cur -= f->quote_size; /* they come again as the end */
  return kr_tok_make(t, tok, middle, t->start, t->cur);
}
