/* The compiler: from syntax tree to code object.
 *
 * The same code objects, byte for byte, as CPython 3.14: `dis`, tracing, coverage tools and tracebacks
 * all look at them. One way through: preprocess.c (what changes the tree), symtable.c and scopes.c
 * (which name lives where), codegen_*.c (instructions in blocks), flow_*.c (the flow graph and what is
 * optimized on it), assemble.c (bytes and tables).
 */
#ifndef KR_COMPILE_H
#define KR_COMPILE_H

#include "objects/function.h"
#include "syntax/ast.h"

/* compile()'s flags argument; those of kr_parse (syntax/parse.h) are in the same word. */
enum {
  KR_FLAG_DONT_IMPLY_DEDENT = 0x200,
  KR_FLAG_ONLY_AST = 0x400,
  KR_FLAG_IGNORE_COOKIE = 0x800,
  KR_FLAG_TYPE_COMMENTS = 0x1000,
  KR_FLAG_ALLOW_TOP_LEVEL_AWAIT = 0x2000,
  KR_FLAG_ALLOW_INCOMPLETE_INPUT = 0x4000,
  KR_FLAG_OPTIMIZED_AST = 0x8000 | KR_FLAG_ONLY_AST,
  /* __future__ features, also bits of co_flags */
  KR_FUTURE_DIVISION = 0x20000,
  KR_FUTURE_ABSOLUTE_IMPORT = 0x40000,
  KR_FUTURE_WITH_STATEMENT = 0x80000,
  KR_FUTURE_PRINT_FUNCTION = 0x100000,
  KR_FUTURE_UNICODE_LITERALS = 0x200000,
  KR_FUTURE_BARRY_AS_BDFL = 0x400000,
  KR_FUTURE_GENERATOR_STOP = 0x800000,
  KR_FUTURE_ANNOTATIONS = 0x1000000,
  /* what code compiled by exec() and the like takes over from the code that calls it */
  KR_FUTURE_MASK = 0x1FE0000,
};

/* Compiles any tree but FunctionType. optimize: 0, 1, 2. The tree is changed; what is allocated lives
 * in `arena`. filename is a str. New; NULL: SyntaxError, RecursionError, MemoryError ... */
kr_code *kr_compile(kr_mod *mod, kr_value filename, int optimize, uint32_t flags, kr_ast_arena *arena);
/* What compilation begins with, for a tree that is wanted itself: future imports are checked, and with
 * KR_FLAG_OPTIMIZED_AST (ast.parse(optimize=...)) the tree is changed. False: raised. */
bool kr_ast_preprocess(kr_mod *mod, kr_value filename, int optimize, uint32_t flags, kr_ast_arena *arena);
/* Parses and compiles: what compile() of text or bytes does. mode: a kr_parse_mode. New. */
kr_code *kr_compile_source(const char *source, size_t size, kr_value filename, int mode, int optimize,
                           uint32_t flags);
/* inspect.cleandoc as the compiler does it for docstrings. New. */
kr_value kr_clean_docstring(kr_value doc);

#endif
