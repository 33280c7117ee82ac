/* The parser's own state, and what its files share. Not for others: see parse.h.
 *
 * peg.c runs the grammar's tables over tokens with a stack of its own, so no source can be nested too
 * deeply for the C stack. The tables call actions (actions_*.c), which build the tree or, in the second
 * pass, raise the error that explains what is wrong.
 */
#ifndef KR_PARSER_H
#define KR_PARSER_H

#include "objects/errors.h"
#include "objects/str.h"
#include "syntax/ast.h"
#include "syntax/decode.h"
#include "syntax/parse.h"
#include "syntax/syntax.h"
#include "syntax/token.h"

#include "grammar.h"

typedef struct kr_parser kr_parser;

/* A token in the parser. Its location is where those of kr_expr, kr_stmt, kr_pattern are (after the
 * first word), so that errors can point at any of them: kr_located. */
typedef struct {
  uint8_t type, level;
  bool raw; /* as in kr_token */
  union {
    struct {
      int32_t lineno, col_offset, end_lineno, end_col_offset;
    };
    kr_location loc;
  };
  uint32_t start, end; /* text; KR_NO_OFFSET: none */
  uint32_t memo;       /* first kept result here, an index into memos; 0: none */
  void *node;          /* the kr_expr of a NAME or NUMBER once it was asked for */
  uint32_t expr_start, expr_end;
} kr_ptoken;
typedef struct {
  int32_t kind;
  kr_location loc;
} kr_located;

typedef struct {
  uint16_t heads, tails; /* in kr_grammar_code; 0: none */
  uint8_t first;         /* set of tokens it can begin with */
  uint8_t flags;
} kr_grammar_rule;
enum { KR_RULE_MEMO = 1, KR_RULE_MEMO2 = 2, KR_RULE_PLAIN = 4 };
typedef void *(*kr_action)(kr_parser *p, void **a);
extern const uint8_t kr_grammar_code[];
extern const kr_grammar_rule kr_grammar_rules[];
extern const uint32_t kr_grammar_sets[][4];
extern const char *const kr_grammar_texts[];
extern const kr_action kr_grammar_actions[];
extern const uint8_t kr_keyword_table[128];
extern const char *const kr_keyword_texts[];
#ifdef KR_DEBUG
extern const char *const kr_grammar_rule_names[];
#endif

typedef struct kr_peg_frame kr_peg_frame;
typedef struct kr_peg_memo kr_peg_memo;

#define KR_TOKEN_CHUNK 256

struct kr_parser {
  kr_tokenizer tok;
  kr_ptoken **chunks; /* tokens read, KR_TOKEN_CHUNK each: they stay where they are */
  uint32_t nchunks, fill /* tokens read */, mark /* next token */;
  kr_ast_arena *arena;
  kr_peg_frame *frames;
  void **values;
  kr_peg_memo *memos;
  uint32_t nframes, frame_capacity, nvalues, value_capacity, nmemos, memo_capacity;
  uint32_t depth;  /* nesting of rules */
  bool error_pass; /* the second pass: bad_* rules are tried */
  bool bad_off;    /* but not inside a rule marked plain */
  bool failed;     /* an exception is current: unwind */
  bool started;    /* "single": a statement was begun */
  kr_parse_mode mode;
  const char *encoding; /* of the source; NULL: UTF-8 */
  const char *source;   /* as it was given */
  size_t source_size;
  uint32_t flags;
  int feature_version;
  kr_location here;      /* of the rule whose action runs: its first token to the last one read */
  kr_location last_stmt; /* the last whole statement: for suggestions (SyntaxError._metadata) */
  kr_type_ignore **type_ignores;
  uint32_t ntype_ignores, type_ignore_capacity;
  /* Names seen, so that each is made a str once. */
  struct kr_name_entry *names;
  uint32_t nnames, name_capacity;
};

/* peg.c */
/* Runs rule from the first token. NULL: did not match, or failed. */
void *kr_peg_run(kr_parser *p, int rule);
void kr_peg_reset(kr_parser *p); /* for another pass over the same tokens */
void kr_peg_free(kr_parser *p);

/* parse.c */
KR_INLINE kr_ptoken *kr_token_at(kr_parser *p, uint32_t i) {
  return &p->chunks[i / KR_TOKEN_CHUNK][i % KR_TOKEN_CHUNK];
}
/* Reads one more token. False: failed. */
bool kr_parser_fill(kr_parser *p);
/* The Name and Constant nodes of tokens; NULL: failed. */
kr_expr *kr_name_node(kr_parser *p, kr_ptoken *t);
kr_expr *kr_number_node(kr_parser *p, kr_ptoken *t);
/* The interned str of an identifier's text, normalized; borrowed; KR_NULL: failed. */
kr_value kr_identifier(kr_parser *p, const char *s, size_t size);
int kr_soft_keyword(kr_parser *p, const kr_ptoken *t); /* index in KR_SOFT_KEYWORDS, or -1 */
KR_INLINE const char *kr_token_text(kr_parser *p, const kr_ptoken *t) { return p->tok.buf + t->start; }
/* An action failed with an exception set. */
KR_INLINE void *kr_parser_fail(kr_parser *p) {
  p->failed = true;
  return NULL;
}
/* Arena allocation and ownership that note failure. */
void *kr_parser_alloc(kr_parser *p, size_t size);
kr_value kr_parser_own(kr_parser *p, kr_value v); /* v stolen */
/* A kr_value as an action's result or argument. */
void *kr_box(kr_parser *p, kr_value v);
KR_INLINE kr_value kr_unbox(void *box) { return box ? *(kr_value *)box : KR_NULL; }
kr_expr *kr_new_expr(kr_parser *p, kr_expr_kind kind, kr_location loc);

/* parse_errors.c: raise, set failed, return NULL. Positions as the nodes have them. */
void *kr_parse_error_at(kr_parser *p, kr_type *exc, int lineno, int col, int end_lineno, int end_col,
                        const char *fmt, ...);
void *kr_parse_error_range(kr_parser *p, kr_location from, kr_location to, const char *fmt, ...);
/* At the last token read, or (next) at the next one. */
void *kr_parse_error_token(kr_parser *p, kr_type *exc, bool next, const char *fmt, ...);
void kr_parse_tokenizer_error(kr_parser *p);
void kr_parse_final_error(kr_parser *p, kr_ptoken *last);
void kr_parse_check_rest(kr_parser *p);
void kr_parse_add_metadata(kr_parser *p);
/* "1.2 is only supported in Python 3.N and greater". */
void *kr_parse_version_error(kr_parser *p, int version, const char *what);
const char *kr_expr_name(const kr_expr *e); /* "function call", "f-string expression" ... */

#define X(name) void *kr_action_##name(kr_parser *p, void **a);
KR_GRAMMAR_ACTIONS(X)
#undef X

#endif
