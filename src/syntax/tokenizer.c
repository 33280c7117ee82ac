/* The tokenizer proper: lines, indentation, names, operators, brackets. Numbers and strings have files
 * of their own.
 *
 * Reading goes line by line even when the whole text is there, because positions in messages depend on
 * which line was the last one read.
 */
#include "syntax/token.h"

#include <stdarg.h>
#include <stdio.h>

#include "objects/errors.h"
#include "objects/str.h"
#include "syntax/syntax.h"

void kr_tok_init(kr_tokenizer *t, const char *buf, size_t size, kr_value filename) {
  memset(t, 0, offsetof(kr_tokenizer, columns));
  t->columns[0] = t->alt_columns[0] = 0;
  t->buf = buf;
  t->size = (uint32_t)size;
  t->start = KR_NO_OFFSET;
  t->at_line_begin = true;
  t->filename = filename;
}

void kr_tok_free(kr_tokenizer *t) {
  kr_free(t->fstrings);
  t->fstrings = NULL;
}

/* ---- errors ------------------------------------------------------------------------------------- */

static void raise_at(kr_tokenizer *t, int col, int end_col, const char *message) {
  uint32_t line_end = t->line_start;
  while (line_end < t->size && t->buf[line_end] != '\n' && t->buf[line_end]) line_end++;
  kr_value text = kr_syntax_text(t->buf + t->line_start, line_end - t->line_start);
  t->done = KR_TOK_RAISED;
  if (text == KR_NULL) return;
  if (col < 0) col = end_col = kr_utf8_length(t->buf + t->line_start, t->cur - t->line_start);
  kr_raise_syntax(&kr_exc_SyntaxError, t->filename, t->lineno, col, t->lineno, end_col, text, "%s", message);
  kr_decref(text);
}

int kr_tok_error_range(kr_tokenizer *t, int col, int end_col, const char *fmt, ...) {
  char message[256];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(message, sizeof message, fmt, ap);
  va_end(ap);
  if (t->done != KR_TOK_RAISED) raise_at(t, col, end_col, message);
  return KR_TOK_ERRORTOKEN;
}

int kr_tok_error(kr_tokenizer *t, const char *fmt, ...) {
  char message[256];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(message, sizeof message, fmt, ap);
  va_end(ap);
  if (t->done != KR_TOK_RAISED) raise_at(t, -1, -1, message);
  return KR_TOK_ERRORTOKEN;
}

int kr_tok_warn(kr_tokenizer *t, const char *message, const char *as_error) {
  if (t->no_warnings) return 0;
  kr_value text = kr_str_from_cstr(message);
  int r = -1;
  if (text != KR_NULL) {
    r = kr_warn_explicit(&kr_exc_SyntaxWarning, text, t->filename, t->lineno, KR_NULL, KR_NULL);
    kr_decref(text);
  }
  if (r == 0) return 0;
  /* As an error, a warning is better told as a SyntaxError at the place. */
  if (kr_clear_if(&kr_exc_SyntaxWarning)) kr_tok_error(t, "%s", as_error);
  t->done = KR_TOK_RAISED;
  return -1;
}

/* ---- characters --------------------------------------------------------------------------------- */

/* Goes on to the next line: of the text, or what more() counts as one. */
KR_NOINLINE int kr_tok_next_char_slow(kr_tokenizer *t) {
  if (t->done != KR_TOK_OK) return KR_EOF;
  const char *newline = NULL;
  if (t->line_end == t->size) {
    int r = 0;
    if (t->more) {
      if (t->start == KR_NO_OFFSET && !t->nfstrings) t->line_buf = t->cur;
      r = t->more(t);
    }
    if (r <= 0) {
      t->done = r < 0 ? KR_TOK_RAISED : KR_TOK_EOF;
      return KR_EOF;
    }
  } else {
    newline = memchr(t->buf + t->line_end, '\n', t->size - t->line_end);
    if (t->start == KR_NO_OFFSET) t->line_buf = t->cur;
  }
  t->line_end = newline ? (uint32_t)(newline + 1 - t->buf) : t->size;
  t->line_start = t->cur;
  t->lineno++;
  if (t->has_nulls && memchr(t->buf + t->cur, 0, t->line_end - t->cur)) {
    kr_tok_error(t, "source code cannot contain null bytes");
    t->cur = t->line_end;
    return KR_EOF;
  }
  return (uint8_t)t->buf[t->cur++];
}

/* After a backslash: 0, or -1 when the line does not go on. */
static int continuation_line(kr_tokenizer *t) {
  int c = kr_tok_char(t);
  if (c == '\r') c = kr_tok_char(t);
  if (c != '\n') {
    if (t->done != KR_TOK_RAISED) t->done = KR_TOK_LINE_CONT;
    return -1;
  }
  c = kr_tok_char(t);
  if (c == KR_EOF) {
    t->cur = t->line_end;
    return -1;
  }
  kr_tok_back(t, c);
  return 0;
}

/* ---- tokens ------------------------------------------------------------------------------------- */

static bool is_string_token(int type) {
  return type == KR_TOK_STRING || (type >= KR_TOK_FSTRING_START && type <= KR_TOK_TSTRING_END);
}

int kr_tok_make(kr_tokenizer *t, kr_token *tok, int type, uint32_t start, uint32_t end) {
  tok->type = (uint8_t)type;
  tok->level = (uint8_t)t->level;
  tok->start = start;
  tok->end = end;
  bool string = is_string_token(type);
  tok->lineno = string ? t->first_lineno : t->lineno;
  tok->end_lineno = t->lineno;
  tok->col = tok->end_col = -1;
  if (start != KR_NO_OFFSET) {
    uint32_t line_start = string ? t->multi_line_start : t->line_start;
    if (start >= line_start) tok->col = (int32_t)(start - line_start);
    /* Where reading is, though the text of a NEWLINE or of a doubled brace ends before. */
    if (end >= t->line_start) tok->end_col = (int32_t)(t->cur - t->line_start);
  }
  return type;
}

static int make_empty(kr_tokenizer *t, kr_token *tok, int type) {
  return kr_tok_make(t, tok, type, KR_NO_OFFSET, KR_NO_OFFSET);
}

static int bad_indentation(kr_tokenizer *t, kr_token *tok) {
  t->done = KR_TOK_TAB_SPACE;
  t->cur = t->line_end;
  return make_empty(t, tok, KR_TOK_ERRORTOKEN);
}

/* The name in [start, cur) has characters beyond ASCII: are they those of an identifier? */
static bool check_identifier(kr_tokenizer *t) {
  const char *p = t->buf + t->start, *end = t->buf + t->cur;
  for (bool first = true; p < end; first = false) {
    uint32_t c = kr_utf8_next(&p, end);
    if (first ? kr_uc_is_xid_start(c) || c == '_' : kr_uc_is_xid_continue(c)) continue;
    t->cur = (uint32_t)(p - t->buf);
    if (kr_uc_is_printable(c)) {
      char utf8[5];
      utf8[kr_utf8_put(utf8, c)] = 0;
      kr_tok_error(t, "invalid character '%s' (U+%04X)", utf8, (unsigned)c);
    } else {
      kr_tok_error(t, "invalid non-printable character U+%04X", (unsigned)c);
    }
    return false;
  }
  return true;
}

/* ---- type comments ------------------------------------------------------------------------------ */

/* The comment [start, cur) is "# type: ..." : its token, else -1. */
static int type_comment(kr_tokenizer *t, kr_token *tok) {
  const char *p = t->buf + t->start, *end = t->buf + t->cur;
  /* A blank in the pattern stands for any number of blanks. */
  for (const char *want = "# type: "; *want; want++) {
    if (*want == ' ') {
      while (p < end && (*p == ' ' || *p == '\t')) p++;
    } else if (p < end && *p == *want) {
      p++;
    } else {
      return -1;
    }
  }
  /* "ignore" followed by anything but a letter, digit or character beyond ASCII. */
  if (end - p >= 6 && memcmp(p, "ignore", 6) == 0) {
    const char *after = p + 6;
    int c = after < end ? (uint8_t)*after : ' ';
    bool alnum = (unsigned)((c | 32) - 'a') < 26 || (unsigned)(c - '0') < 10;
    if (c < 128 && !alnum) {
      /* On a line of its own it takes the newline along. */
      if (t->line_comment) {
        kr_tok_char(t);
        t->at_line_begin = true;
      }
      return kr_tok_make(t, tok, KR_TOK_TYPE_IGNORE, (uint32_t)(after - t->buf), t->cur);
    }
  }
  return kr_tok_make(t, tok, KR_TOK_TYPE_COMMENT, (uint32_t)(p - t->buf), t->cur);
}

/* ---- operators ---------------------------------------------------------------------------------- */

static int one_char(int c) {
  switch (c) {
    case '!': return KR_TOK_EXCLAMATION;
    case '%': return KR_TOK_PERCENT;
    case '&': return KR_TOK_AMPER;
    case '(': return KR_TOK_LPAR;
    case ')': return KR_TOK_RPAR;
    case '*': return KR_TOK_STAR;
    case '+': return KR_TOK_PLUS;
    case ',': return KR_TOK_COMMA;
    case '-': return KR_TOK_MINUS;
    case '.': return KR_TOK_DOT;
    case '/': return KR_TOK_SLASH;
    case ':': return KR_TOK_COLON;
    case ';': return KR_TOK_SEMI;
    case '<': return KR_TOK_LESS;
    case '=': return KR_TOK_EQUAL;
    case '>': return KR_TOK_GREATER;
    case '@': return KR_TOK_AT;
    case '[': return KR_TOK_LSQB;
    case ']': return KR_TOK_RSQB;
    case '^': return KR_TOK_CIRCUMFLEX;
    case '{': return KR_TOK_LBRACE;
    case '|': return KR_TOK_VBAR;
    case '}': return KR_TOK_RBRACE;
    case '~': return KR_TOK_TILDE;
  }
  return KR_TOK_OP;
}

/* 0: no such operator. */
static int two_chars(int a, int b) {
  if (b == '=') switch (a) {
      case '!': return KR_TOK_NOTEQUAL;
      case '%': return KR_TOK_PERCENTEQUAL;
      case '&': return KR_TOK_AMPEREQUAL;
      case '*': return KR_TOK_STAREQUAL;
      case '+': return KR_TOK_PLUSEQUAL;
      case '-': return KR_TOK_MINEQUAL;
      case '/': return KR_TOK_SLASHEQUAL;
      case ':': return KR_TOK_COLONEQUAL;
      case '<': return KR_TOK_LESSEQUAL;
      case '=': return KR_TOK_EQEQUAL;
      case '>': return KR_TOK_GREATEREQUAL;
      case '@': return KR_TOK_ATEQUAL;
      case '^': return KR_TOK_CIRCUMFLEXEQUAL;
      case '|': return KR_TOK_VBAREQUAL;
      default: return 0;
    }
  if (b == '>')
    return a == '-' ? KR_TOK_RARROW : a == '<' ? KR_TOK_NOTEQUAL : a == '>' ? KR_TOK_RIGHTSHIFT : 0;
  if (a != b) return 0;
  switch (a) {
    case '*': return KR_TOK_DOUBLESTAR;
    case '/': return KR_TOK_DOUBLESLASH;
    case '<': return KR_TOK_LEFTSHIFT;
  }
  return 0;
}

static int with_equal(int two) {
  switch (two) {
    case KR_TOK_DOUBLESTAR: return KR_TOK_DOUBLESTAREQUAL;
    case KR_TOK_DOUBLESLASH: return KR_TOK_DOUBLESLASHEQUAL;
    case KR_TOK_LEFTSHIFT: return KR_TOK_LEFTSHIFTEQUAL;
    case KR_TOK_RIGHTSHIFT: return KR_TOK_RIGHTSHIFTEQUAL;
  }
  return 0;
}

/* An opening bracket was read. False: raised. */
static bool open_bracket(kr_tokenizer *t, int c) {
  if (t->level >= KR_MAX_BRACKETS) {
    kr_tok_error(t, "too many nested parentheses");
    return false;
  }
  t->brackets[t->level].c = (char)c;
  t->brackets[t->level].lineno = t->lineno;
  t->brackets[t->level].col = (int32_t)(t->start - t->line_start);
  t->level++;
  if (t->nfstrings) t->fstrings[t->nfstrings - 1].braces++;
  return true;
}

/* A closing bracket was read. False: raised. */
static bool close_bracket(kr_tokenizer *t, int c) {
  kr_fstring_mode *f = t->nfstrings ? &t->fstrings[t->nfstrings - 1] : NULL;
  if (f && f->braces == 0 && c == '}') {
    kr_tok_error(t, "%c-string: single '}' is not allowed", f->kind);
    return false;
  }
  if (!t->extra_tokens && t->level == 0) {
    kr_tok_error(t, "unmatched '%c'", c);
    return false;
  }
  if (t->level > 0) {
    t->level--;
    int opening = t->brackets[t->level].c;
    bool matches =
        (opening == '(' && c == ')') || (opening == '[' && c == ']') || (opening == '{' && c == '}');
    if (!t->extra_tokens && !matches) {
      /* Where the innermost open bracket is the brace of a field, the closing one matches nothing
       * inside it: that is the better message. */
      if (f && opening == '{' && f->braces - 1 == f->expr_depth) {
        kr_tok_error(t, "%c-string: unmatched '%c'", f->kind, c);
        return false;
      }
      if (t->brackets[t->level].lineno != t->lineno)
        kr_tok_error(t, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c,
                     opening, (int)t->brackets[t->level].lineno);
      else kr_tok_error(t, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, opening);
      return false;
    }
  }
  if (f) {
    f->braces--;
    if (f->braces < 0) {
      kr_tok_error(t, "%c-string: unmatched '%c'", f->kind, c);
      return false;
    }
    if (c == '}' && f->braces == f->expr_depth) {
      f->expr_depth--;
      f->in_text = true;
      f->in_format_spec = false;
      f->in_debug = false;
    }
  }
  return true;
}

/* ---- indentation -------------------------------------------------------------------------------- */

/* Measures the blanks at the beginning of a line and compares them with the stack. *blank: the line
 * has nothing but a comment. Returns KR_TOK_ERRORTOKEN, or 0. */
static int begin_line(kr_tokenizer *t, kr_token *tok, bool *blank) {
  int col = 0, alt_col = 0, cont_col = 0, c;
  for (;;) {
    c = kr_tok_char(t);
    if (c == ' ') {
      col++, alt_col++;
    } else if (c == '\t') {
      /* A tab counts 8 columns, and 1 in the other count: indentation whose order depends on the
       * width of a tab is refused. */
      col = (col / 8 + 1) * 8;
      alt_col++;
    } else if (c == '\f') {
      col = alt_col = 0;
    } else if (c == '\\') {
      cont_col = cont_col ? cont_col : col;
      if (continuation_line(t) < 0) return make_empty(t, tok, KR_TOK_ERRORTOKEN);
    } else {
      break;
    }
  }
  kr_tok_back(t, c);
  *blank = c == '#' || c == '\n' || c == '\r';
  if (*blank && t->interactive) {
    /* An empty line ends a block; a first line without a statement is a statement that does nothing. */
    if (c == '\n' && col == 0) *blank = false;
    else if (t->lineno == 1) *blank = false, col = alt_col = 0;
  }
  if (*blank || t->level != 0) return 0;
  if (cont_col) col = alt_col = cont_col;
  if (col == t->columns[t->indent]) {
    if (alt_col != t->alt_columns[t->indent]) return bad_indentation(t, tok);
  } else if (col > t->columns[t->indent]) {
    if (t->indent + 1 >= KR_MAX_INDENT) {
      t->done = KR_TOK_TOO_DEEP;
      t->cur = t->line_end;
      return make_empty(t, tok, KR_TOK_ERRORTOKEN);
    }
    if (alt_col <= t->alt_columns[t->indent]) return bad_indentation(t, tok);
    t->pending_indent++;
    t->indent++;
    t->columns[t->indent] = col;
    t->alt_columns[t->indent] = alt_col;
  } else {
    while (t->indent > 0 && col < t->columns[t->indent]) {
      t->pending_indent--;
      t->indent--;
    }
    if (col != t->columns[t->indent]) {
      t->done = KR_TOK_BAD_DEDENT;
      t->cur = t->line_end;
      return make_empty(t, tok, KR_TOK_ERRORTOKEN);
    }
    if (alt_col != t->alt_columns[t->indent]) return bad_indentation(t, tok);
  }
  return 0;
}

/* ---- names -------------------------------------------------------------------------------------- */

/* A name, or the prefix of a string, begins with c. */
static int name_or_string(kr_tokenizer *t, kr_token *tok, int c) {
  static const char prefixes[] = "bufrt"; /* in the order in which conflicts are told, but for r */
  bool saw[5] = {0};
  bool non_ascii = false;
  for (;;) {
    const char *p = c > 0 && c < 128 ? strchr(prefixes, c | 32) : NULL;
    if (!p || !*p || saw[p - prefixes]) break;
    saw[p - prefixes] = true;
    c = kr_tok_char(t);
    if (c == '"' || c == '\'') {
      bool b = saw[0], u = saw[1], f = saw[2], r = saw[3], tt = saw[4];
      int x = 0, y = 0;
      if (u && (b || r || f || tt)) x = 'u', y = b ? 'b' : r ? 'r' : f ? 'f' : 't';
      else if (b && (f || tt)) x = 'b', y = f ? 'f' : 't';
      else if (f && tt) x = 'f', y = 't';
      if (x)
        return kr_tok_error_range(t, (int)(t->start + 1 - t->line_start), (int)(t->cur - t->line_start),
                                  "'%c' and '%c' prefixes are incompatible", x, y);
      return f || tt ? kr_tok_fstring_start(t, tok, c) : kr_tok_string(t, tok, c);
    }
  }
  while (kr_is_name_char(c)) {
    if (c >= 128) non_ascii = true;
    c = kr_tok_char(t);
  }
  kr_tok_back(t, c);
  if (non_ascii && !t->extra_tokens && !check_identifier(t)) return make_empty(t, tok, KR_TOK_ERRORTOKEN);
  return kr_tok_make(t, tok, KR_TOK_NAME, t->start, t->cur);
}

/* ---- the main part ------------------------------------------------------------------------------ */

/* `:`, `}`, `!` or `{` in an expression of an f-string: keeps the extent of the field's expression, and
 * hands it to the token that ends the expression when anything needs the text (`=`, t-strings). At any
 * nesting: CPython 3.14.2 loses the text of f"{a:{b:{c=}}}" and raises ValueError. */
static void field_punctuation(kr_tokenizer *t, kr_token *tok, int c) {
  kr_fstring_mode *f = &t->fstrings[t->nfstrings - 1];
  if (f->braces - (c != '{') == f->expr_depth) {
    if (c == '{') {
      f->expr_start = t->cur;
      f->expr_end = 0;
    } else {
      if (c != ':' || f->expr_end == 0) f->expr_end = t->start;
      if (f->in_debug || f->kind == 't') {
        tok->expr_start = f->expr_start;
        tok->expr_end = f->expr_end;
      }
    }
  }
}

/* The next of the INDENT and DEDENT tokens that a line begins with. */
static int indentation(kr_tokenizer *t, kr_token *tok) {
  int type = KR_TOK_INDENT;
  if (t->pending_indent < 0) {
    t->pending_indent++;
    type = KR_TOK_DEDENT;
  } else {
    t->pending_indent--;
  }
  if (!t->extra_tokens) return make_empty(t, tok, type);
  return kr_tok_make(t, tok, type, type == KR_TOK_INDENT ? t->line_buf : t->cur, t->cur);
}

/* Behind a `#`; blank: the line has nothing else. -1: no token, the comment is skipped. */
static int comment(kr_tokenizer *t, kr_token *tok, bool blank) {
  int c;
  do c = kr_tok_char(t);
  while (c != KR_EOF && c != '\n' && c != '\r');
  kr_tok_back(t, c);
  if (t->type_comments) {
    t->line_comment = blank;
    int type = type_comment(t, tok);
    if (type >= 0) return type;
  }
  if (!t->extra_tokens) return -1;
  t->comment_newline = blank;
  return kr_tok_make(t, tok, KR_TOK_COMMENT, t->start, t->cur);
}

static int end_of_input(kr_tokenizer *t, kr_token *tok) {
  if (t->done == KR_TOK_RAISED || t->level) return make_empty(t, tok, KR_TOK_ERRORTOKEN);
  int type = t->done == KR_TOK_EOF ? KR_TOK_ENDMARKER : KR_TOK_ERRORTOKEN;
  return t->extra_tokens ? kr_tok_make(t, tok, type, t->cur, t->cur) : make_empty(t, tok, type);
}

/* Behind the end of a line. -1: it has no token. */
static int end_of_line(kr_tokenizer *t, kr_token *tok, bool blank) {
  t->at_line_begin = true;
  bool inner = blank || t->level > 0;
  if (inner || (t->comment_newline && t->extra_tokens)) {
    t->comment_newline = false;
    return t->extra_tokens ? kr_tok_make(t, tok, KR_TOK_NL, t->start, t->cur) : -1;
  }
  t->cont_line = false;
  return kr_tok_make(t, tok, KR_TOK_NEWLINE, t->start, t->cur - 1);
}

/* Behind a dot: a number, `...` or itself. */
static int dot(kr_tokenizer *t, kr_token *tok) {
  int c = kr_tok_char(t);
  if ((unsigned)(c - '0') < 10) {
    kr_tok_back(t, c);
    return kr_tok_number(t, tok, '.');
  }
  if (c == '.') {
    c = kr_tok_char(t);
    if (c == '.') return kr_tok_make(t, tok, KR_TOK_ELLIPSIS, t->start, t->cur);
    kr_tok_back(t, c);
    kr_tok_back(t, '.');
  } else {
    kr_tok_back(t, c);
  }
  return kr_tok_make(t, tok, KR_TOK_DOT, t->start, t->cur);
}

/* Behind c, which is nothing else: an operator or a bracket of up to three characters. */
static int operator(kr_tokenizer *t, kr_token *tok, int c) {
  kr_fstring_mode *f = t->nfstrings ? &t->fstrings[t->nfstrings - 1] : NULL;
  if (f && f->expr_depth >= 0 && (c == ':' || c == '}' || c == '!' || c == '{')) {
    field_punctuation(t, tok, c);
    if (c == ':' && f->braces - 1 == f->expr_depth) {
      f->in_text = true;
      f->in_format_spec = true;
      return kr_tok_make(t, tok, KR_TOK_COLON, t->start, t->cur);
    }
  }
  int c2 = kr_tok_char(t);
  int type = two_chars(c, c2);
  if (type) {
    int c3 = kr_tok_char(t);
    int longer = c3 == '=' ? with_equal(type) : 0;
    if (longer) type = longer;
    else kr_tok_back(t, c3);
    return kr_tok_make(t, tok, type, t->start, t->cur);
  }
  kr_tok_back(t, c2);

  switch (c) {
    case '(':
    case '[':
    case '{':
      if (!open_bracket(t, c)) return make_empty(t, tok, KR_TOK_ERRORTOKEN);
      break;
    case ')':
    case ']':
    case '}':
      if (!close_bracket(t, c)) return make_empty(t, tok, KR_TOK_ERRORTOKEN);
      break;
    case '=':
      if (f && f->expr_depth >= 0 && f->braces - 1 == f->expr_depth) f->in_debug = true;
      break;
    default:
      if (c < ' ' || c == 127) {
        kr_tok_error(t, "invalid non-printable character U+%04X", (unsigned)c);
        return make_empty(t, tok, KR_TOK_ERRORTOKEN);
      }
  }
  return kr_tok_make(t, tok, one_char(c), t->start, t->cur);
}

int kr_tok_normal(kr_tokenizer *t, kr_token *tok) {
  int c, type;
next_line:
  t->start = KR_NO_OFFSET;
  bool blank = false;
  if (t->at_line_begin) {
    t->at_line_begin = false;
    if (begin_line(t, tok, &blank)) return tok->type;
  }
  t->start = t->cur;
  if (t->pending_indent != 0) return indentation(t, tok);
  /* Past here a line may have to be read: the text of this one is still wanted then. */
  c = kr_tok_char(t);
  kr_tok_back(t, c);

again:
  t->start = KR_NO_OFFSET;
  do c = kr_tok_char(t);
  while (c == ' ' || c == '\t' || c == '\f');
  t->start = c == KR_EOF ? t->cur : t->cur - 1;

  if (c == '#') {
    if ((type = comment(t, tok, blank)) >= 0) return type;
    c = kr_tok_char(t);
  }
  if (c == KR_EOF) return end_of_input(t, tok);
  if (kr_is_name_start(c)) return name_or_string(t, tok, c);
  if (c == '\r') c = kr_tok_char(t);
  if (c == '\n') {
    if ((type = end_of_line(t, tok, blank)) >= 0) return type;
    goto next_line;
  }
  if (c == '.') return dot(t, tok);
  if ((unsigned)(c - '0') < 10) return kr_tok_number(t, tok, c);
  if (c == '"' || c == '\'') return kr_tok_string(t, tok, c);
  if (c == '\\') {
    if (continuation_line(t) < 0) return make_empty(t, tok, KR_TOK_ERRORTOKEN);
    t->cont_line = true;
    goto again;
  }
  return operator(t, tok, c);
}

void kr_tok_next(kr_tokenizer *t, kr_token *tok) {
  tok->expr_start = tok->expr_end = 0;
  tok->raw = false;
  int type;
  if (t->nfstrings && t->fstrings[t->nfstrings - 1].in_text) type = kr_tok_fstring_text(t, tok);
  else type = kr_tok_normal(t, tok);
  if (t->done == KR_TOK_RAISED) type = KR_TOK_ERRORTOKEN;
  if (type == KR_TOK_ERRORTOKEN) make_empty(t, tok, KR_TOK_ERRORTOKEN);
}
