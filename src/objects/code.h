/* What the compiler and others need of code objects beside objects/function.h. */
#ifndef KR_CODE_H
#define KR_CODE_H

#include "objects/bytes.h"
#include "objects/function.h"

/* Kinds of entries of co_localspluskinds beside KR_LOCAL_*: how a parameter is passed. */
enum { KR_LOCAL_ARG_POS = 0x02, KR_LOCAL_ARG_KW = 0x04, KR_LOCAL_ARG_VAR = 0x08 };

/* Constants are the same only if nothing can tell them apart: 0, False and 0.0 are three of them, 0.0
 * and -0.0 two. 1, 0, -1. */
int kr_const_equal(kr_value a, kr_value b);
/* A hash that goes with it. Not for programs to see. KR_HASH_ERROR: unhashable, exception set. */
int64_t kr_const_hash(kr_value v);

/* Walks the line table: one step an entry. */
typedef struct {
  const uint8_t *p, *end;
  int line;             /* the running line, by which the next entry counts */
  int start, stop;      /* the entry's code units */
  kr_position position; /* of the entry */
} kr_line_walk;
void kr_line_walk_init(kr_line_walk *w, const kr_code *code);
bool kr_line_walk_next(kr_line_walk *w); /* false: at the end */

/* -X no_debug_ranges: code objects made from now on keep lines but no columns. */
extern bool kr_code_without_columns;
int kr_code_drop_columns(kr_code *code); /* 0, -1 */

/* co_lines(), co_branches(), co_positions(): new iterators. */
kr_value kr_code_lines_iter(kr_code *code), kr_code_branches_iter(kr_code *code),
    kr_code_positions_iter(kr_code *code);
extern kr_type kr_line_iter_type, kr_positions_iter_type;

/* Owned by the evaluation loop: frees what it hung onto a code object (exec, instrumentation). */
void kr_code_release_execution(kr_code *code);

#endif
