/* Code generation: from the tree to blocks of instructions. Private to compile/.
 *
 * One kr_unit for each code object being made, innermost first. What a function emits goes to the
 * current unit's current block; labels are blocks that are placed with kr_use.
 * All functions that can fail return false with the exception set.
 */
#ifndef KR_CODEGEN_H
#define KR_CODEGEN_H

#include "compile/compile.h"
#include "compile/flow.h"
#include "compile/symtable.h"

typedef enum {
  KR_UNIT_MODULE,
  KR_UNIT_CLASS,
  KR_UNIT_FUNCTION,
  KR_UNIT_ASYNC_FUNCTION,
  KR_UNIT_LAMBDA,
  KR_UNIT_COMPREHENSION,
  KR_UNIT_ANNOTATIONS,
} kr_unit_kind;

/* What a jump out of a statement has to clean up; innermost last. */
typedef enum {
  KR_FB_WHILE,
  KR_FB_FOR,
  KR_FB_ASYNC_FOR,
  KR_FB_TRY,
  KR_FB_FINALLY_TRY,
  KR_FB_FINALLY_END,
  KR_FB_WITH,
  KR_FB_ASYNC_WITH,
  KR_FB_HANDLER_CLEANUP,
  KR_FB_POP_VALUE,
  KR_FB_EXCEPT_HANDLER,
  KR_FB_EXCEPT_GROUP_HANDLER,
  KR_FB_ASYNC_COMP,
  KR_FB_STOP_ITERATION,
} kr_fblock_kind;
enum { KR_MAX_FBLOCKS = 21 };
typedef struct {
  kr_fblock_kind kind;
  kr_block *start, *exit;
  kr_location loc;
  const kr_stmt_seq *finalbody; /* KR_FB_FINALLY_TRY */
  kr_value name;                /* KR_FB_HANDLER_CLEANUP: of the exception variable; KR_NULL */
} kr_fblock;

typedef struct {
  const kr_stmt *stmt;
  int conditional; /* its number in __conditional_annotations__; -1: always executed */
} kr_deferred;

typedef struct kr_unit {
  struct kr_unit *outer;
  kr_code_unit code;
  kr_scope *scope;
  kr_unit_kind kind;
  kr_value private; /* the class around, for mangling */
  kr_block *block;  /* where the next instruction goes */
  kr_fblock fblocks[KR_MAX_FBLOCKS];
  int nfblocks;
  int in_inlined_comp;
  bool in_conditional_block;
  kr_deferred *deferred; /* annotations for __annotate__ */
  uint32_t ndeferred, deferred_capacity;
  int next_conditional;
  kr_name_map static_attributes; /* classes: names assigned on self */
  int placeholder;               /* modules: where in the entry block __annotate__ is made; -1 */
} kr_unit;

typedef struct {
  kr_ast_arena *arena;
  kr_value filename;
  int optimize;
  uint32_t flags; /* with the future features */
  bool interactive;
  int no_warnings; /* > 0 while a finally body is compiled a second time */
  kr_symtable st;
  kr_const_table all_consts;
  kr_unit *unit;
  int depth; /* of units */
} kr_compiler;

/* codegen.c: units, emission, names */
bool kr_enter_unit(kr_compiler *c, kr_value name, kr_unit_kind kind, const void *key, int lineno,
                   kr_value private);
void kr_leave_unit(kr_compiler *c);
/* Ends the current unit's code (with an implicit `return None`, or what is on the stack), optimizes
 * and assembles it. New code; the unit stays entered. */
kr_code *kr_finish_unit(kr_compiler *c, bool add_none);
bool kr_emit(kr_compiler *c, kr_location loc, int op);
bool kr_emit_arg(kr_compiler *c, kr_location loc, int op, int oparg);
bool kr_emit_jump(kr_compiler *c, kr_location loc, int op, kr_block *target);
bool kr_emit_name(kr_compiler *c, kr_location loc, int op, kr_value name); /* index into co_names */
bool kr_emit_attr(kr_compiler *c, kr_location loc, int op, kr_value name, int shift, int bits);
bool kr_emit_const(kr_compiler *c, kr_location loc, kr_value v);           /* v borrowed, in arena */
bool kr_emit_const_new(kr_compiler *c, kr_location loc, kr_value v_steal); /* KR_NULL: fails */
kr_block *kr_label(kr_compiler *c);
void kr_use(kr_compiler *c, kr_block *label);
int kr_add_const(kr_compiler *c, kr_value v); /* v in the arena; -1 failed */
bool kr_nameop(kr_compiler *c, kr_location loc, kr_value name, kr_expr_context ctx);
kr_value kr_unit_mangle(kr_compiler *c, kr_value name);
bool kr_make_closure(kr_compiler *c, kr_location loc, kr_code *code_steal, int flags);
bool kr_compile_error(kr_compiler *c, kr_location loc, const char *fmt, ...);
bool kr_compile_warning(kr_compiler *c, kr_location loc, const char *fmt, ...);
bool kr_push_fblock(kr_compiler *c, kr_fblock_kind kind, kr_block *start, kr_block *exit, kr_location loc);
void kr_pop_fblock(kr_compiler *c);
bool kr_pop_except_and_reraise(kr_compiler *c);
bool kr_yield_from(kr_compiler *c, kr_location loc, bool await);
bool kr_await(kr_compiler *c, kr_location loc, int oparg); /* GET_AWAITABLE and wait */
bool kr_stop_iteration_handler(kr_compiler *c);            /* around the whole code of a generator */
kr_location kr_attr_location(kr_location loc, const kr_expr *attr);
KR_INLINE kr_unit_kind kr_current_kind(const kr_compiler *c) { return c->unit->kind; }

/* codegen_expr.c ... */
bool kr_gen_expr(kr_compiler *c, kr_expr *e);
bool kr_gen_exprs(kr_compiler *c, const kr_expr_seq *seq);
bool kr_gen_jump_if(kr_compiler *c, kr_location loc, kr_expr *e, kr_block *next, bool cond);
bool kr_gen_compare_op(kr_compiler *c, kr_location loc, kr_cmpop op);
bool kr_gen_slice_parts(kr_compiler *c, kr_expr *slice);
bool kr_is_two_part_slice(const kr_expr *slice);
bool kr_gen_binary(kr_compiler *c, kr_location loc, kr_operator op, bool inplace);
/* f(args): the callable, NULL and n arguments are on the stack; one more named argument follows args
 * unless injected is KR_NULL. */
bool kr_gen_call_args(kr_compiler *c, kr_location loc, int n, const kr_expr_seq *args, kr_value injected,
                      const kr_keyword_seq *keywords);
bool kr_gen_call(kr_compiler *c, kr_expr *e);
bool kr_gen_attribute(kr_compiler *c, kr_expr *e);
bool kr_gen_starred_items(kr_compiler *c, kr_location loc, const kr_expr_seq *elts, kr_value injected,
                          int pushed, int build, int add, int extend, bool tuple);
bool kr_gen_comprehension(kr_compiler *c, kr_expr *e);
bool kr_gen_lambda(kr_compiler *c, kr_expr *e);
bool kr_gen_stmt(kr_compiler *c, kr_stmt *s);
bool kr_gen_stmts(kr_compiler *c, const kr_stmt_seq *seq);
bool kr_gen_body(kr_compiler *c, kr_location loc, const kr_stmt_seq *body);
bool kr_gen_function(kr_compiler *c, kr_stmt *s, bool is_async);
bool kr_gen_class(kr_compiler *c, kr_stmt *s);
bool kr_gen_type_alias(kr_compiler *c, kr_stmt *s);
bool kr_gen_ann_assign(kr_compiler *c, kr_stmt *s);
bool kr_gen_deferred_annotations(kr_compiler *c, kr_location loc);
bool kr_gen_annotation_function(kr_compiler *c, kr_location loc, kr_arguments *args, kr_expr *returns,
                                int *flags);
bool kr_gen_type_params(kr_compiler *c, const kr_type_param_seq *params);
bool kr_gen_annotation_text(kr_compiler *c, kr_expr *annotation); /* the future import: as str */
bool kr_gen_defaults(kr_compiler *c, kr_location loc, const kr_arguments *args, int *flags);
bool kr_gen_try(kr_compiler *c, kr_stmt *s);
bool kr_gen_with(kr_compiler *c, kr_stmt *s, bool is_async);
bool kr_gen_match(kr_compiler *c, kr_stmt *s);
/* return, break, continue: leave the statements around. */
bool kr_unwind(kr_compiler *c, kr_location *loc, bool preserve_tos, kr_fblock **loop);
bool kr_unwind_one(kr_compiler *c, kr_location *loc, const kr_fblock *fb, bool preserve_tos);

#define KR_STACK_GUIDELINE 30 /* more items than that are not put on the stack together */

#endif
