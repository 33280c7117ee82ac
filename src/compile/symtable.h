/* The symbol table: every scope of a program, and for each of its names where the name lives.
 *
 * Built in two passes: symtable.c walks the tree and notes what each scope does with each name;
 * scopes.c then decides local, cell, free or global, and which comprehensions run inline (PEP 709).
 */
#ifndef KR_SYMTABLE_H
#define KR_SYMTABLE_H

#include "compile/names.h"

/* What a scope does with a name; the numbers are those of the module _symtable. */
enum {
  KR_DEF_GLOBAL = 1,
  KR_DEF_LOCAL = 2,
  KR_DEF_PARAM = 4,
  KR_DEF_NONLOCAL = 8,
  KR_DEF_USE = 16,
  KR_DEF_FREE_CLASS = 64, /* free, and bound in the class as well */
  KR_DEF_IMPORT = 128,
  KR_DEF_ANNOT = 256,
  KR_DEF_COMP_ITER = 512, /* an iteration variable of a comprehension */
  KR_DEF_TYPE_PARAM = 1024,
  KR_DEF_COMP_CELL = 2048, /* a cell in an inlined comprehension */
  KR_DEF_BOUND = KR_DEF_LOCAL | KR_DEF_PARAM | KR_DEF_IMPORT,
  KR_SCOPE_SHIFT = 12,
  KR_SCOPE_MASK = 15,
};
/* Where it lives, above KR_SCOPE_SHIFT. */
enum { KR_LOCAL_SCOPE = 1, KR_GLOBAL_EXPLICIT, KR_GLOBAL_IMPLICIT, KR_FREE_SCOPE, KR_CELL_SCOPE };

typedef enum {
  KR_BLOCK_FUNCTION,
  KR_BLOCK_CLASS,
  KR_BLOCK_MODULE,
  /* evaluated lazily, or on their own: like functions, but they see the names of a class around */
  KR_BLOCK_ANNOTATION,
  KR_BLOCK_TYPE_ALIAS,
  KR_BLOCK_TYPE_PARAMETERS,
  KR_BLOCK_TYPE_VARIABLE,
} kr_block_type;
typedef enum { KR_NO_COMP, KR_LIST_COMP, KR_DICT_COMP, KR_SET_COMP, KR_GEN_COMP } kr_comp_kind;

typedef struct {
  kr_value name;
  kr_location loc;
} kr_directive; /* a global or nonlocal statement, for error messages */

typedef struct kr_scope {
  kr_value name;
  kr_block_type type;
  kr_comp_kind comprehension;
  uintptr_t key; /* of the tree node it belongs to */
  kr_location loc;
  struct kr_scope *parent;     /* by nesting in the source */
  struct kr_scope *annotation; /* the one AnnotationBlock of a module, class or function; NULL */
  struct kr_scope **children;
  uint32_t nchildren, children_capacity;
  kr_name_map symbols; /* KR_DEF_* | scope << KR_SCOPE_SHIFT */
  kr_value *varnames;  /* parameters */
  uint32_t nvarnames, varnames_capacity;
  kr_directive *directives;
  uint32_t ndirectives, directives_capacity;
  kr_name_map *mangled_names; /* only these are mangled; NULL: all */
  const char *what;           /* of a TypeVariableBlock: "a TypeVar bound" ... */
  int comp_iter_expr;         /* depth of iterable expressions of comprehensions */
  bool nested, generator, coroutine, varargs, varkeywords, returns_value, method, has_docstring,
      annotations_used, comp_iter_target, comp_inlined, can_see_class_scope, in_unevaluated,
      in_conditional_block, has_conditional_annotations, needs_class_closure, needs_classdict;
} kr_scope;

typedef struct kr_symtable {
  kr_ast_arena *arena;
  kr_value filename;
  uint32_t flags;  /* compile flags with the future features of the source */
  int future_line; /* last line of the __future__ imports */
  kr_scope *top, *current;
  kr_value private;  /* the class around, for mangling; KR_NULL */
  kr_scope **by_key; /* hash table */
  uint32_t nkeys, mask;
} kr_symtable;

bool kr_symtable_build(kr_symtable *st, kr_mod *mod, kr_value filename, uint32_t flags, int future_line,
                       kr_ast_arena *arena);
/* The scope of a tree node; the key of bounds and defaults of type parameters is node + 0, node + 1. */
kr_scope *kr_symtable_lookup(const kr_symtable *st, uintptr_t key);
bool kr_symtable_analyze(kr_symtable *st);
bool kr_scope_is_function_like(const kr_scope *s);
/* name as it is looked up in scope s inside class `private`. */
kr_value kr_scope_mangle(kr_ast_arena *a, const kr_scope *s, kr_value private, kr_value name);
/* Scope of a (mangled) name in s: KR_LOCAL_SCOPE ..., 0 when s does not know it. */
int kr_scope_of(const kr_scope *s, kr_value name);

/* Trees from the parser are deep in two directions: a + b + c ... and a.b().c ... to the left, elif to the
 * right. Passes walk those without recursion. */
/* The operand that an operator, attribute, subscript or call is applied to; NULL for other kinds. */
kr_expr **kr_left_operand(kr_expr *e);
/* e, its left operand, the left operand of that, and so on while there is one. In the arena. */
kr_expr **kr_left_spine(kr_ast_arena *a, kr_expr *e, uint32_t *n);
/* Whether the `else` of if statement s holds nothing but another if statement. */
KR_INLINE bool kr_is_elif(const kr_stmt *s) {
  return kr_seq_len(s->v.If.orelse) == 1 && s->v.If.orelse->items[0]->kind == KR_If_kind;
}

/* The string that begins a body, KR_NULL. */
kr_value kr_docstring(const kr_stmt_seq *body);

/* ---- shared by all of the compiler ---- */

/* Raises SyntaxError at loc with the line of the file, when it can be read. Always false. As in
 * CPython the exception of the one has only the message in its args, that of the other all. */
bool kr_syntax_error(kr_value filename, kr_location loc, const char *fmt, ...);
bool kr_syntax_error_args(kr_value filename, kr_location loc, kr_value message_steal);
/* SyntaxWarning; false when it became an error. message is stolen. */
bool kr_syntax_warning(kr_value filename, kr_location loc, kr_value message_steal);
/* As kr_ast_preprocess, with warnings; the future features are in flags already. */
bool kr_preprocess_for_compile(kr_mod *mod, kr_value filename, int optimize, uint32_t flags,
                               kr_ast_arena *arena);
/* Future features of a module into *flags; *last_line: of the last such import, 0. */
bool kr_late_future(kr_value filename, kr_location loc); /* the error of one that comes too late */
bool kr_future_features(kr_mod *mod, kr_value filename, uint32_t *flags, int *last_line);

#endif
