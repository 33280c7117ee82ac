/* From source to syntax tree.
 *
 * Source comes as bytes in any encoding Python accepts (decode.c: BOM, PEP 263 cookie) or as UTF-8 text
 * already; the parser itself reads UTF-8. Whatever is wrong with the source raises the exception that
 * CPython raises, with its text, range and source line: SyntaxError, IndentationError, TabError,
 * MemoryError for source nested too deeply, ValueError for null bytes where CPython has that.
 */
#ifndef KR_PARSE_H
#define KR_PARSE_H

#include "syntax/ast.h"

typedef enum {
  KR_MODE_EXEC,      /* a module: kr_mod Module */
  KR_MODE_SINGLE,    /* one interactive statement: Interactive */
  KR_MODE_EVAL,      /* an expression: Expression */
  KR_MODE_FUNC_TYPE, /* a signature type comment: FunctionType */
} kr_parse_mode;

/* Flags: the values of compile()'s flags argument that concern the parser, so that compile() passes
 * its own through. Others are ignored. */
enum {
  KR_PARSE_DONT_IMPLY_DEDENT = 0x200, /* codeop: no DEDENT made up at the end of "single" input */
  KR_PARSE_IGNORE_COOKIE = 0x800,     /* the source was a str: it is UTF-8 whatever its cookie says */
  KR_PARSE_TYPE_COMMENTS = 0x1000,
  KR_PARSE_ALLOW_INCOMPLETE_INPUT = 0x4000, /* codeop: _IncompleteInputError at the end of input */
  KR_PARSE_BARRY_AS_BDFL = 0x400000,        /* from __future__ import barry_as_FLUFL */
  /* The source is the content of the script `filename` itself, not a string: its errors (null bytes, an
   * encoding not declared) are told as those of a file. No flag of compile(). */
  KR_PARSE_FILE = 0x10000000,
  /* Lines typed so far at a prompt ("single", whole lines): an empty line ends a block, and where more
   * lines are needed _IncompleteInputError says so. No flag of compile(), as the next. */
  KR_PARSE_INTERACTIVE = 0x20000000,
  KR_PARSE_NO_WARNINGS = 0x40000000, /* the same text will be parsed again */
};
#define KR_FEATURE_VERSION 14 /* the default feature_version: 3.14 */

/* Parses `size` bytes at `source`: UTF-8 with KR_PARSE_IGNORE_COOKIE, else in the encoding of its BOM or
 * cookie. Null bytes raise SyntaxError "source code string cannot contain null bytes". `filename` is a
 * str (borrowed). The tree lives in `arena`, which the caller frees in any case. NULL: raised. */
kr_mod *kr_parse(const char *source, size_t size, kr_value filename, kr_parse_mode mode, uint32_t flags,
                 int feature_version, kr_ast_arena *arena);

/* The encoding of Python source by its BOM or cookie, decoded to UTF-8 with "\n" line ends: a new block
 * from kr_alloc, NUL-terminated, *out_size bytes. NULL: SyntaxError raised. */
char *kr_source_decode(const uint8_t *data, size_t size, kr_value filename, size_t *out_size);

#endif
