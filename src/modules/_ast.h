/* Syntax trees as Python objects: the classes of `_ast`, and both conversions.
 *
 * The classes, their fields and the conversions all follow from syntax/ast.def.
 */
#ifndef KR_AST_OBJECTS_H
#define KR_AST_OBJECTS_H

#include "syntax/ast.h"

/* An instance of ast.AST: 1, 0; -1: raised. */
int kr_is_ast_object(kr_value v);
/* The tree as objects. New; KR_NULL: raised (RecursionError for a tree too deep). */
kr_value kr_ast_to_object(kr_mod *mod);
/* Objects to a tree, checked as compile() checks them: types of fields, required ones, contexts, names.
 * `mode` (kr_parse_mode) says which kind of module it must be. NULL: raised. */
kr_mod *kr_ast_from_object(kr_value v, int mode, kr_ast_arena *arena);

#endif
