/* What the files of the `_ast` module share.
 *
 *   classes.c      the classes, made from the tables when first needed; the module
 *   node.c         AST itself: constructor, repr, reduce, replace
 *   to_object.c    syntax tree to objects
 *   from_object.c  objects to syntax tree
 *   validate.c     what compile() demands of a tree that a program made
 */
#ifndef KR_AST_CLASSES_H
#define KR_AST_CLASSES_H

#include "modules/_ast.h"
#include "objects/dict.h"
#include "objects/type.h"

typedef struct {
  KR_OBJECT_HEAD
  kr_dict *dict; /* NULL until needed */
} kr_ast_node;
extern kr_type kr_ast_base_type; /* ast.AST */

/* All of it lives for ever once made; one interpreter per memory. */
extern struct kr_ast_classes {
  bool made;
  kr_type *types[KR_AST_TYPES];      /* expr, stmt, arguments ...; NULL for identifier, string ... */
  kr_type *kinds[KR_AST_KINDS];      /* Name, BinOp ...; of a product the same as its type */
  kr_value singletons[KR_AST_KINDS]; /* Load(), Add() ... as the parser gives them; KR_NULL otherwise */
  kr_value *field_names;             /* interned, in the order of kr_ast_fields */
  kr_value attributes[4];            /* lineno ... */
} kr_ast_classes;
/* Makes them. 0, -1. */
int kr_ast_classes_ready(void);

/* Checks a tree made by a program. False: raised. */
bool kr_ast_validate(kr_mod *mod);

#endif
