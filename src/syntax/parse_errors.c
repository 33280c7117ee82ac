/* What is wrong, and where: SyntaxError with the range and the source line that belong to it. */
#include <stdarg.h>
#include <stdio.h>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/tuple.h"
#include "objects/int.h"
#include "syntax/parser.h"

kr_value kr_syntax_text(const char *p, size_t size) {
  return kr_decode_utf8((const uint8_t *)p, size, "replace");
}

/* ---- the source line ---------------------------------------------------------------------------- */

/* A line of a source in another encoding that has been read: CPython takes its bytes for UTF-8. New. */
static kr_value undecoded_line(const kr_parser *p, int lineno) {
  const char *line = p->source, *end = line + p->source_size, *s = line;
  for (; s < end; s++) {
    if (*s != '\n' && *s != '\r') continue;
    if (lineno-- == 1) break;
    if (*s == '\r' && s + 1 < end && s[1] == '\n') s++;
    line = s + 1;
  }
  return kr_syntax_text(line, (size_t)(s - line));
}

/* The text that an error at `lineno` shows: the line of the file, if there is one, as it stands there; the line
 * the tokenizer is at, or an earlier one without its end. New; KR_NULL: MemoryError. */
static kr_value error_text(kr_parser *p, int lineno) {
  const kr_tokenizer *t = &p->tok;
  kr_value text = p->mode == KR_MODE_EXEC ? kr_file_line(t->filename, lineno, p->encoding) : KR_NULL;
  if (text != KR_NULL || kr_failed()) return text;
  if (t->lineno <= lineno && t->line_end > t->line_start)
    return kr_syntax_text(t->buf + t->line_start, t->line_end - t->line_start);
  if (p->encoding) return undecoded_line(p, lineno);
  const char *line = t->buf;
  for (int i = 1; i < lineno; i++) {
    const char *newline = strchr(line, '\n');
    if (!newline || newline + 1 > t->buf + t->line_end) break;
    line = newline + 1;
  }
  return kr_syntax_text(line, strcspn(line, "\n"));
}

/* A column counted in bytes from 1, in characters. */
static int character_column(const char *line, size_t size, int column) {
  if (column <= 0) return column;
  if ((size_t)column > size) return kr_utf8_length(line, size) + 1;
  return kr_utf8_length(line, (size_t)column);
}

static void *raise_at(kr_parser *p, kr_type *exc, int lineno, int col, int end_lineno, int end_col,
                      const char *message) {
  if (p->failed) return NULL; /* the first error stays */
  p->failed = true;
  size_t size;
  kr_value text = error_text(p, lineno);
  const char *line = text == KR_NULL ? NULL : kr_str_utf8(KR_STR(text), &size);
  if (!line) {
    kr_decref(text);
    return NULL;
  }
  kr_raise_syntax(exc, p->tok.filename, lineno, character_column(line, size, col), end_lineno,
                  character_column(line, size, end_col), text, "%s", message);
  kr_decref(text);
  return NULL;
}

/* Messages with names of any length in them. */
#define FORMAT(message, fmt)                                     \
  char message##_small[256], *message = message##_small;         \
  {                                                              \
    va_list ap;                                                  \
    va_start(ap, fmt);                                           \
    int n = vsnprintf(message, sizeof message##_small, fmt, ap); \
    va_end(ap);                                                  \
    if (n >= (int)sizeof message##_small) {                      \
      message = kr_alloc((size_t)n + 1);                         \
      if (!message) return kr_parser_fail(p);                    \
      va_start(ap, fmt);                                         \
      vsnprintf(message, (size_t)n + 1, fmt, ap);                \
      va_end(ap);                                                \
    }                                                            \
  }
#define FREE_MESSAGE(message) \
  if (message != message##_small) kr_free(message)

void *kr_parse_error_at(kr_parser *p, kr_type *exc, int lineno, int col, int end_lineno, int end_col,
                        const char *fmt, ...) {
  FORMAT(message, fmt)
  raise_at(p, exc, lineno, col, end_lineno, end_col, message);
  FREE_MESSAGE(message);
  return NULL;
}

void *kr_parse_error_range(kr_parser *p, kr_location from, kr_location to, const char *fmt, ...) {
  FORMAT(message, fmt)
  raise_at(p, &kr_exc_SyntaxError, from.lineno, from.col_offset + 1, to.end_lineno, to.end_col_offset + 1,
           message);
  FREE_MESSAGE(message);
  return NULL;
}

void *kr_parse_error_token(kr_parser *p, kr_type *exc, bool next, const char *fmt, ...) {
  if (p->failed) return NULL;
  FORMAT(message, fmt)
  if (p->fill == 0) {
    raise_at(p, exc, 0, 0, 0, -1, message);
  } else if (next && p->mark == p->fill && !kr_parser_fill(p)) {
    /* the tokenizer's error then */
  } else {
    const kr_ptoken *t = kr_token_at(p, next ? p->mark : p->fill - 1);
    int col = t->col_offset + 1;
    if (t->col_offset == -1) col = p->tok.cur == p->tok.line_buf ? 0 : (int)(p->tok.cur - p->tok.line_start);
    int end_col = t->end_col_offset == -1 ? -1 : t->end_col_offset + 1;
    raise_at(p, exc, t->lineno, col, t->end_lineno, end_col, message);
  }
  FREE_MESSAGE(message);
  return NULL;
}

void *kr_parse_version_error(kr_parser *p, int version, const char *what) {
  return kr_parse_error_token(p, &kr_exc_SyntaxError, false, "%s only supported in Python 3.%d and greater",
                              what, version);
}

/* ---- errors of the tokenizer -------------------------------------------------------------------- */

static void *never_closed(kr_parser *p) {
  const kr_tokenizer *t = &p->tok;
  int line = t->brackets[t->level - 1].lineno, col = t->brackets[t->level - 1].col;
  return kr_parse_error_at(p, &kr_exc_SyntaxError, line, col + 1, line, 0, "'%c' was never closed",
                           t->brackets[t->level - 1].c);
}

/* The last token read is an ERRORTOKEN. */
void kr_parse_tokenizer_error(kr_parser *p) {
  const kr_tokenizer *t = &p->tok;
  kr_type *exc = &kr_exc_SyntaxError;
  const char *message = "unknown parsing error";
  int col = 0;
  switch (t->done) {
    case KR_TOK_RAISED: p->failed = true; return;
    case KR_TOK_EOF:
      if (t->level) never_closed(p);
      else kr_parse_error_token(p, exc, false, "unexpected EOF while parsing");
      return;
    case KR_TOK_BAD_DEDENT:
      kr_parse_error_token(p, &kr_exc_IndentationError, false,
                           "unindent does not match any outer indentation level");
      return;
    case KR_TOK_TAB_SPACE:
      exc = &kr_exc_TabError;
      message = "inconsistent use of tabs and spaces in indentation";
      break;
    case KR_TOK_TOO_DEEP:
      exc = &kr_exc_IndentationError;
      message = "too many levels of indentation";
      break;
    case KR_TOK_LINE_CONT:
      col = (int)(t->cur - t->line_buf) - 1;
      message = "unexpected character after line continuation character";
      break;
    case KR_TOK_OK: break;
  }
  kr_parse_error_at(p, exc, t->lineno, col + 1, t->lineno, 0, "%s", message);
}

/* Neither pass said why: `last` was the furthest token of the first. */
void kr_parse_final_error(kr_parser *p, kr_ptoken *last) {
  if (p->fill == 0) {
    kr_parse_error_token(p, &kr_exc_SyntaxError, false, "error at start before reading any input");
  } else if (last->type == KR_TOK_ERRORTOKEN && p->tok.done == KR_TOK_EOF) {
    if (p->tok.level) never_closed(p);
    else kr_parse_error_token(p, &kr_exc_SyntaxError, false, "unexpected EOF while parsing");
  } else if (last->type == KR_TOK_INDENT) {
    kr_parse_error_token(p, &kr_exc_IndentationError, false, "unexpected indent");
  } else if (last->type == KR_TOK_DEDENT) {
    kr_parse_error_token(p, &kr_exc_IndentationError, false, "unexpected unindent");
  } else {
    kr_parse_error_range(p, last->loc, last->loc, "invalid syntax");
    kr_parse_check_rest(p);
  }
}

/* A SyntaxError is current. What the tokenizer finds wrong in the rest of the source replaces it: most
 * of all a bracket opened before the error and never closed. */
void kr_parse_check_rest(kr_parser *p) {
  kr_value exc = kr_fetch_exception();
  p->failed = false;
  int error_line = kr_token_at(p, p->fill - 1)->lineno;
  for (;;) {
    kr_token tk;
    kr_tok_next(&p->tok, &tk);
    if (tk.type == KR_TOK_ENDMARKER) break;
    if (tk.type != KR_TOK_ERRORTOKEN) continue;
    if (p->tok.done != KR_TOK_RAISED && p->tok.level != 0 && p->tok.nfstrings == 0 &&
        error_line > p->tok.brackets[p->tok.level - 1].lineno)
      never_closed(p);
    break;
  }
  if (kr_failed() && p->tok.nfstrings == 0) {
    kr_decref(exc);
  } else {
    /* Nothing found; or in an f-string, which is not looked into. */
    kr_clear_exception();
    kr_restore_exception_steal(exc);
  }
  p->failed = true;
}

/* What the traceback module needs to find misspelled keywords: the last whole statement's place, and
 * the source. */
void kr_parse_add_metadata(kr_parser *p) {
  if (!kr_failed_with(&kr_exc_SyntaxError)) return;
  kr_value exc = kr_fetch_exception();
  kr_value source = kr_syntax_text(p->tok.buf, p->tok.size);
  kr_value metadata = KR_NULL;
  if (source != KR_NULL)
    metadata = kr_tuple_pack(3, kr_from_small_int(p->last_stmt.lineno),
                             kr_from_small_int(p->last_stmt.col_offset), source);
  if (metadata != KR_NULL) kr_setattr(exc, KR_ID(_metadata), metadata);
  kr_decref(source);
  kr_decref(metadata);
  if (kr_failed()) kr_clear_exception(); /* the error is worth more than the hint */
  kr_restore_exception_steal(exc);
}

/* ---- what an expression is called --------------------------------------------------------------- */

const char *kr_expr_name(const kr_expr *e) {
  switch (e->kind) {
    case KR_Attribute_kind: return "attribute";
    case KR_Subscript_kind: return "subscript";
    case KR_Starred_kind: return "starred";
    case KR_Name_kind: return "name";
    case KR_List_kind: return "list";
    case KR_Tuple_kind: return "tuple";
    case KR_Lambda_kind: return "lambda";
    case KR_Call_kind: return "function call";
    case KR_BoolOp_kind:
    case KR_BinOp_kind:
    case KR_UnaryOp_kind: return "expression";
    case KR_GeneratorExp_kind: return "generator expression";
    case KR_Yield_kind:
    case KR_YieldFrom_kind: return "yield expression";
    case KR_Await_kind: return "await expression";
    case KR_ListComp_kind: return "list comprehension";
    case KR_SetComp_kind: return "set comprehension";
    case KR_DictComp_kind: return "dict comprehension";
    case KR_Dict_kind: return "dict literal";
    case KR_Set_kind: return "set display";
    case KR_JoinedStr_kind:
    case KR_FormattedValue_kind: return "f-string expression";
    case KR_TemplateStr_kind:
    case KR_Interpolation_kind: return "t-string expression";
    case KR_Constant_kind:
      if (e->v.Constant.value == KR_NONE) return "None";
      if (e->v.Constant.value == KR_FALSE) return "False";
      if (e->v.Constant.value == KR_TRUE) return "True";
      if (e->v.Constant.value == KR_ELLIPSIS) return "ellipsis";
      return "literal";
    case KR_Compare_kind: return "comparison";
    case KR_IfExp_kind: return "conditional expression";
    case KR_NamedExpr_kind: return "named expression";
    case KR_Slice_kind: break;
  }
  return "expression";
}
