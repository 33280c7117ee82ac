/* What lies on the value stack at every instruction, worked out from the code alone.
 *
 * The evaluation loop believes its code: operands are there, and of the types that some instructions need.
 * The compiler's code is as it has to be. Code that comes from elsewhere (marshal, replace(), CodeType) is
 * looked through before it first runs. A debugger's jump asks for the same knowledge. */
#ifndef KR_VERIFY_H
#define KR_VERIFY_H

#include "vm/frame.h"

/* Kinds of values. Those of an exact type are told apart where an instruction relies on it. */
enum {
  KR_KIND_MAYBE = 'N', /* anything, or nothing (KR_NULL) */
  KR_KIND_NOTHING = '0',
  KR_KIND_VALUE = 'V', /* any value */
  KR_KIND_ITERATOR = 'O',
  KR_KIND_EXCEPTION = 'E',
  KR_KIND_EXC_OR_NONE = 'X',
  KR_KIND_LASTI = 'I', /* the place of an instruction */
  KR_KIND_CELL = 'G',
  KR_KIND_CELLS = 'Z', /* a tuple of cells */
  KR_KIND_TUPLE = 'U',
  KR_KIND_NAMES = 0x80, /* and above: a tuple of so many more strings */
  /* and letters of the table in verify.c alone */
};

typedef struct {
  uint32_t size;    /* variables and stack */
  uint16_t kinds[]; /* of the variables, then of the stack from the bottom up */
} kr_stack_row;

typedef struct {
  const kr_code *code;
  kr_stack_row **rows; /* by instruction; NULL: not reached or, unless all are wanted, no jump leads here */
  kr_stack_row *now, *spare;
  uint32_t room, low; /* of `now`; its smallest size in this instruction */
  int64_t generator;  /* the place of RETURN_GENERATOR; -1: none */
  bool all, changed, bad;
} kr_stack_map;

/* 0; -1: an exception, the code is not in order or there is no memory. Afterwards, in both cases, free. */
int kr_stack_map_make(kr_stack_map *m, const kr_code *code, bool all);
void kr_stack_map_free(kr_stack_map *m);
/* A debugger jumps: whether what is on the stack will do there, less what it has no place for. 0; -1: ValueError.
 * CPython does not ask, and may crash. */
int kr_check_jump(kr_frame *f, int to);

#endif
