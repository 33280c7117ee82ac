/* Code objects and Python functions. */
#ifndef KR_FUNCTION_H
#define KR_FUNCTION_H

#include "objects/dict.h"
#include "objects/tuple.h"

/* co_flags */
enum {
  KR_CO_OPTIMIZED = 0x1,
  KR_CO_NEWLOCALS = 0x2,
  KR_CO_VARARGS = 0x4,
  KR_CO_VARKEYWORDS = 0x8,
  KR_CO_NESTED = 0x10,
  KR_CO_GENERATOR = 0x20,
  KR_CO_COROUTINE = 0x80,
  KR_CO_ITERABLE_COROUTINE = 0x100,
  KR_CO_ASYNC_GENERATOR = 0x200,
  KR_CO_FUTURE_ANNOTATIONS = 0x1000000,
  KR_CO_FUTURE_BARRY_AS_BDFL = 0x400000,
  KR_CO_HAS_DOCSTRING = 0x4000000,
  KR_CO_METHOD = 0x8000000,
};
/* co_localspluskinds: as CPython's marshal format has them */
enum { KR_LOCAL_HIDDEN = 0x10, KR_LOCAL_LOCAL = 0x20, KR_LOCAL_CELL = 0x40, KR_LOCAL_FREE = 0x80 };

/* The bytecode a program sees is CPython 3.14's, in 16-bit code units (co_code). The evaluation loop
 * runs `exec`: one 32-bit word per code unit at the same index, opcode in the low 8 bits and
 * argument in the other 24 (EXTENDED_ARG already folded in), cache words used freely. It is made at the first
 * call, specialized and fused in place, and never seen by a program. */
/* What tracers need of a code object: vm/instrument.h. */
typedef struct kr_instrumentation {
  uint32_t *exec;                 /* the code's own */
  struct kr_monitored *monitored; /* sys.monitoring's part; NULL: none */
  uint32_t *words;                /* of each unit: what stood in exec, where it is instrumented */
  uint8_t *marks;                 /* of each unit: MARK_* */
  uint32_t version, round;        /* when it was brought up to date; 0: never */
  uint32_t events;                /* what was wanted then */
  uint32_t places;                /* instructions that somebody is to be told of */
  bool installed, opcodes;        /* any word is instrumented; f_trace_opcodes was set */
  bool several;                   /* tools, hooks among them, have wanted the same event */
  int32_t lines[];                /* of each unit; -1: none */
} kr_instrumentation;

/* Of asyncio's futures and tasks, through which passes whatever an awaited coroutine raises: they are not in
 * tracebacks, and what Task.__wakeup() handles is not the context of what the coroutine raises next. */
typedef enum { KR_NOT_IN_C, KR_IN_C, KR_IN_C_HANDLING } kr_in_c;

typedef struct kr_code {
  KR_OBJECT_HEAD
  int32_t argcount, posonlyargcount, kwonlyargcount;
  uint32_t co_flags;
  int32_t nlocals, nlocalsplus, stacksize, firstlineno;
  int32_t ncells, nfrees;
  kr_tuple *consts, *names, *localsplusnames;
  kr_bytes *localspluskinds;
  kr_value filename, name, qualname; /* str */
  kr_bytes *linetable, *exceptiontable;
  uint16_t *units; /* plain bytecode, nunits code units, little-endian pairs opcode, oparg */
  uint32_t nunits;
  uint32_t *exec;           /* NULL until the first call; freed with the code */
  uint32_t version;         /* for specialization: unique, nonzero once a function was made */
  uint32_t first_traceable; /* index of the first RESUME */
  bool foreign;             /* not from the compiler: looked through before it first runs, vm/verify.h */
  uint8_t in_c;             /* kr_in_c: CPython has this function in C, which shows */
  struct kr_instrumentation *instrumentation; /* NULL until it is traced */
  void *weaklist;
  kr_value extra; /* cached tuples (co_varnames ...) or KR_NULL */
} kr_code;
extern kr_type kr_code_type;
#define KR_CODE(v) KR_AS(kr_code, v)
typedef struct {
  int32_t argcount, posonlyargcount, kwonlyargcount;
  uint32_t co_flags;
  int32_t stacksize, firstlineno;
  const uint8_t *code;
  size_t code_size; /* bytes */
  kr_value consts, names, localsplusnames, localspluskinds, filename, name, qualname, linetable,
      exceptiontable; /* borrowed */
  bool foreign;       /* not from the compiler */
} kr_code_spec;
kr_code *kr_code_new(const kr_code_spec *spec); /* new; interns names and constants; validates sizes */
/* Source position of code unit `index` (0-based units): -1 for what is unknown. */
typedef struct {
  int line, end_line, column, end_column;
} kr_position;
int kr_code_line(const kr_code *code, int index);

typedef struct kr_function {
  KR_OBJECT_HEAD
  uint32_t version; /* for call caches; 0: changed since */
  kr_code *code;
  kr_dict *globals;
  kr_value builtins; /* a dict, or a wrapped mapping */
  kr_value name, qualname, defaults /* tuple or KR_NULL */, kwdefaults /* dict or KR_NULL */,
      closure /* tuple of cells or KR_NULL */, doc, module, annotations, annotate, type_params;
  kr_value retired; /* list of code objects it had before: frames borrow their code from here */
  kr_dict *dict;
  void *weaklist;
} kr_function;
extern kr_type kr_function_type;
KR_INLINE bool kr_is_function(kr_value v) { return kr_is_exact(v, &kr_function_type); }
#define KR_FUNCTION(v) KR_AS(kr_function, v)
kr_function *kr_function_new(kr_code *code, kr_dict *globals);
/* builtins_mapping.c: __builtins__ that is no dict, as one for `builtins` (new); and as it was given (borrowed). */
kr_value kr_builtins_wrap(kr_value mapping);
kr_value kr_builtins_given(const kr_function *f);
uint32_t kr_function_get_version(kr_function *f); /* nonzero, or 0: exhausted */

#endif
