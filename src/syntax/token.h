/* The tokenizer: source text to tokens, one at a time.
 *
 * Two readers: the parser (tokens of the grammar only) and the `_tokenize` module (comments and NL
 * too: `extra_tokens`). Positions in the text are offsets into `buf`, so that the text may grow while
 * lines arrive. f-strings and t-strings (PEP 701, 750) are tokenized in modes kept on a stack: text
 * and, between braces, ordinary tokens.
 */
#ifndef KR_TOKEN_H
#define KR_TOKEN_H

#include "value/object.h"

/* The numbers are those of Python's token module; keywords follow (parser only). */
enum {
  KR_TOK_ENDMARKER,
  KR_TOK_NAME,
  KR_TOK_NUMBER,
  KR_TOK_STRING,
  KR_TOK_NEWLINE,
  KR_TOK_INDENT,
  KR_TOK_DEDENT,
  KR_TOK_LPAR,
  KR_TOK_RPAR,
  KR_TOK_LSQB,
  KR_TOK_RSQB,
  KR_TOK_COLON,
  KR_TOK_COMMA,
  KR_TOK_SEMI,
  KR_TOK_PLUS,
  KR_TOK_MINUS,
  KR_TOK_STAR,
  KR_TOK_SLASH,
  KR_TOK_VBAR,
  KR_TOK_AMPER,
  KR_TOK_LESS,
  KR_TOK_GREATER,
  KR_TOK_EQUAL,
  KR_TOK_DOT,
  KR_TOK_PERCENT,
  KR_TOK_LBRACE,
  KR_TOK_RBRACE,
  KR_TOK_EQEQUAL,
  KR_TOK_NOTEQUAL,
  KR_TOK_LESSEQUAL,
  KR_TOK_GREATEREQUAL,
  KR_TOK_TILDE,
  KR_TOK_CIRCUMFLEX,
  KR_TOK_LEFTSHIFT,
  KR_TOK_RIGHTSHIFT,
  KR_TOK_DOUBLESTAR,
  KR_TOK_PLUSEQUAL,
  KR_TOK_MINEQUAL,
  KR_TOK_STAREQUAL,
  KR_TOK_SLASHEQUAL,
  KR_TOK_PERCENTEQUAL,
  KR_TOK_AMPEREQUAL,
  KR_TOK_VBAREQUAL,
  KR_TOK_CIRCUMFLEXEQUAL,
  KR_TOK_LEFTSHIFTEQUAL,
  KR_TOK_RIGHTSHIFTEQUAL,
  KR_TOK_DOUBLESTAREQUAL,
  KR_TOK_DOUBLESLASH,
  KR_TOK_DOUBLESLASHEQUAL,
  KR_TOK_AT,
  KR_TOK_ATEQUAL,
  KR_TOK_RARROW,
  KR_TOK_ELLIPSIS,
  KR_TOK_COLONEQUAL,
  KR_TOK_EXCLAMATION,
  KR_TOK_OP,
  KR_TOK_TYPE_IGNORE,
  KR_TOK_TYPE_COMMENT,
  KR_TOK_SOFT_KEYWORD,
  KR_TOK_FSTRING_START,
  KR_TOK_FSTRING_MIDDLE,
  KR_TOK_FSTRING_END,
  KR_TOK_TSTRING_START,
  KR_TOK_TSTRING_MIDDLE,
  KR_TOK_TSTRING_END,
  KR_TOK_COMMENT,
  KR_TOK_NL,
  KR_TOK_ERRORTOKEN,
  KR_TOK_ENCODING,
  KR_TOK_KEYWORDS = 70,
};

/* Why there are no more tokens. */
typedef enum {
  KR_TOK_OK,
  KR_TOK_EOF,
  KR_TOK_RAISED, /* an exception is current */
  KR_TOK_BAD_DEDENT,
  KR_TOK_TAB_SPACE,
  KR_TOK_TOO_DEEP,
  KR_TOK_LINE_CONT, /* a character after the backslash that ends a line */
} kr_tok_state;

#define KR_NO_OFFSET UINT32_MAX

typedef struct {
  uint8_t type;
  uint8_t level;                            /* brackets open after this token */
  bool raw;                                 /* text of an f-string: backslashes stand for themselves */
  uint32_t start, end;                      /* in buf; both KR_NO_OFFSET: no text (DEDENT ...) */
  int32_t lineno, col, end_lineno, end_col; /* col, end_col in bytes, -1: none */
  uint32_t expr_start, expr_end; /* at the end of a replacement field: its expression's text; else 0 */
} kr_token;

#define KR_MAX_BRACKETS 200
#define KR_MAX_INDENT 100
#define KR_MAX_FSTRINGS 150

/* An f-string or t-string being read. */
typedef struct {
  bool in_text; /* reading its text; else one of its expressions */
  bool raw, in_format_spec, in_debug;
  char kind; /* 'f' or 't', for messages */
  char quote;
  uint8_t quote_size;
  int16_t braces;             /* brackets open since its start, `{` of fields included */
  int16_t expr_depth;         /* how deep fields nest, minus one: -1 outside of any */
  uint32_t start, line_start; /* of its first character and of that character's line */
  int32_t first_line;
  uint32_t expr_start, expr_end; /* text of the current field's expression; end 0: still open */
} kr_fstring_mode;

typedef struct kr_tokenizer kr_tokenizer;
struct kr_tokenizer {
  const char *buf; /* NUL-terminated at `size` */
  uint32_t size;
  uint32_t cur;              /* next character */
  uint32_t line_end;         /* end of the current line, its newline included */
  uint32_t line_start;       /* of the current line */
  uint32_t line_buf;         /* where the current line's text begins for error messages: that of a token over
                        several lines when one is under way */
  uint32_t start;            /* of the current token, or KR_NO_OFFSET */
  uint32_t multi_line_start; /* line_start where the current string began */
  int32_t lineno, first_lineno /* of the current string */;
  kr_tok_state done;
  bool at_line_begin, cont_line, comment_newline, implicit_newline;
  bool eof_in_string; /* the text ended in a string that could go on */
  bool line_comment;  /* the comment being read is all its line has */
  bool extra_tokens, type_comments;
  bool interactive;       /* KR_PARSE_INTERACTIVE */
  bool no_warnings;       /* KR_PARSE_NO_WARNINGS */
  bool has_nulls;         /* the text may contain null bytes: an error in the line where one is */
  int32_t pending_indent; /* INDENT (> 0) or DEDENT (< 0) tokens still to give */
  int32_t indent;         /* depth: top of the two stacks */
  int32_t level;          /* open brackets */
  int32_t nfstrings, fstring_capacity;
  kr_fstring_mode *fstrings;
  kr_value filename; /* borrowed */
  /* Asked for the next line when the text is used up: appends to buf and size; 1, 0 (no more),
   * -1 (raised). NULL: the text is complete. */
  int (*more)(kr_tokenizer *t);
  void *more_arg;
  int32_t columns[KR_MAX_INDENT], alt_columns[KR_MAX_INDENT]; /* of each indentation level */
  struct {
    char c;
    int32_t lineno, col;
  } brackets[KR_MAX_BRACKETS];
};

void kr_tok_init(kr_tokenizer *t, const char *buf, size_t size, kr_value filename);
void kr_tok_free(kr_tokenizer *t);
/* Fills *tok; its type is KR_TOK_ERRORTOKEN when `done` says why. */
void kr_tok_next(kr_tokenizer *t, kr_token *tok);
/* Raises SyntaxError at the current character (col -1) or at the given columns, 1-based characters;
 * always KR_TOK_ERRORTOKEN. */
int kr_tok_error(kr_tokenizer *t, const char *fmt, ...);
int kr_tok_error_range(kr_tokenizer *t, int col, int end_col, const char *fmt, ...);
/* A SyntaxWarning at the current line; 0, -1: it became an error (a SyntaxError `as_error`, raised). */
int kr_tok_warn(kr_tokenizer *t, const char *message, const char *as_error);

/* Used between the tokenizer's files. */
#define KR_EOF (-1)
int kr_tok_next_char_slow(kr_tokenizer *t);
KR_INLINE int kr_tok_char(kr_tokenizer *t) {
  if (KR_LIKELY(t->cur != t->line_end)) return (uint8_t)t->buf[t->cur++];
  return kr_tok_next_char_slow(t);
}
KR_INLINE void kr_tok_back(kr_tokenizer *t, int c) {
  if (c != KR_EOF) t->cur--;
}
int kr_tok_make(kr_tokenizer *t, kr_token *tok, int type, uint32_t start, uint32_t end);
int kr_tok_number(kr_tokenizer *t, kr_token *tok, int c);
int kr_tok_string(kr_tokenizer *t, kr_token *tok, int quote);
int kr_tok_fstring_start(kr_tokenizer *t, kr_token *tok, int quote);
int kr_tok_fstring_text(kr_tokenizer *t, kr_token *tok);
int kr_tok_normal(kr_tokenizer *t, kr_token *tok);
KR_INLINE bool kr_is_name_start(int c) { return (unsigned)((c | 32) - 'a') < 26 || c == '_' || c >= 128; }
KR_INLINE bool kr_is_name_char(int c) { return kr_is_name_start(c) || (unsigned)(c - '0') < 10; }

#endif
