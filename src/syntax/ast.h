/* The abstract syntax tree: what the parser makes and the compiler reads.
 *
 * Node types and kinds are those of Python 3.14's abstract grammar (ast.def), generated into
 * ast_nodes.h. A sum type is a struct with `kind` (KR_BinOp_kind), a location and a union `v` with one
 * struct per kind (e->v.BinOp.left); a product type (arguments, comprehension, alias...) has its fields
 * directly. Kinds without fields (operators, contexts) are plain enums: KR_Add, KR_Load, KR_NotIn.
 *
 * Everything lives in a kr_ast_arena and dies with it. Strings, numbers and names in a tree are
 * borrowed from the arena, which holds one reference to each: kr_ast_own gives it one more. Optional
 * nodes are NULL, optional values KR_NULL, and an empty sequence may be NULL: ask kr_seq_len.
 *
 * Every node of one sum type has the size of the largest kind, so a pass may overwrite a node with one
 * of another kind of that type (constant folding).
 *
 * A tree can be as deep as its source is long (a + a + a ...): walkers guard their recursion.
 */
#ifndef KR_AST_H
#define KR_AST_H

#include "memory/memory.h"

typedef struct {
  int32_t lineno, col_offset, end_lineno, end_col_offset; /* lines from 1, columns in UTF-8 bytes */
} kr_location;

/* Sequences. All have this shape: the typed ones (kr_expr_seq ...) can be cast to kr_seq. */
typedef struct {
  uint32_t n;
  void *items[];
} kr_seq;
typedef struct {
  uint32_t n;
  int32_t items[]; /* enum values: cmpop */
} kr_int_seq;
typedef struct {
  uint32_t n;
  uint32_t pad;
  kr_value items[]; /* identifiers */
} kr_value_seq;
#define kr_seq_len(s) ((s) ? (s)->n : 0)

#include "ast_nodes.h"

typedef struct {
  kr_arena mem;
  kr_value *owned; /* references dropped by kr_ast_arena_free */
  size_t nowned, capacity;
} kr_ast_arena; /* zero-initialize */
void kr_ast_arena_free(kr_ast_arena *a);
/* As kr_arena_alloc: zeroed; NULL: MemoryError set. */
void *kr_ast_alloc(kr_ast_arena *a, size_t size);
/* The arena takes over a new reference (stolen, on failure too) and v comes back; KR_NULL in gives
 * KR_NULL out. KR_NULL: MemoryError. */
kr_value kr_ast_own(kr_ast_arena *a, kr_value v);
kr_seq *kr_seq_new(kr_ast_arena *a, size_t n); /* items NULL */
kr_int_seq *kr_int_seq_new(kr_ast_arena *a, size_t n);
kr_value_seq *kr_value_seq_new(kr_ast_arena *a, size_t n); /* items KR_NULL */

/* A node to be filled in: fields zero, values KR_NULL. `type` is KR_AST_expr ..., `kind` the kind of a
 * sum type (0 for products), `loc` ignored by types without. NULL: MemoryError. */
void *kr_ast_new(kr_ast_arena *a, int type, int kind, kr_location loc);
kr_expr *kr_expr_new(kr_ast_arena *a, kr_expr_kind kind, kr_location loc);

/* The tables over all node types, for passes that treat every field alike. */
enum { KR_AST_OPTIONAL = 1, KR_AST_SEQ = 2, KR_AST_HOLES = 4 };
enum { KR_AST_ENUM = 1, KR_AST_PRODUCT = 2, KR_AST_POS = 4, KR_AST_POS_REQUIRED = 8 };
typedef struct {
  const char *name;
  uint8_t type; /* KR_AST_* */
  uint8_t flags;
  uint16_t offset; /* in the node */
} kr_ast_field;
typedef struct {
  const char *name;
  uint8_t type;
  uint8_t nfields;
  uint16_t first_field; /* in kr_ast_fields */
} kr_ast_kind;
typedef struct {
  const char *name;
  uint8_t flags;
  uint8_t nkinds;
  uint16_t first_kind; /* in kr_ast_kinds: node->kind - 1 counts from here */
  uint16_t size;
  uint16_t loc_offset; /* of a kr_location in the node, when KR_AST_POS */
} kr_ast_type;
extern const kr_ast_field kr_ast_fields[];
extern const kr_ast_kind kr_ast_kinds[KR_AST_KINDS];
extern const kr_ast_type kr_ast_types[KR_AST_TYPES];

#endif
