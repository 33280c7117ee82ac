/* _decimal: the Python objects over number.h.
 *
 *   decimal.c          the type Decimal: construction, operators, methods
 *   decimal_convert.c  numbers from and to other types; hash
 *   decimal_format.c   format()
 *   context.c          Context, the current context, the module
 *   signals.c          exceptions, SignalDict
 */
#ifndef KR_DECIMAL_H
#define KR_DECIMAL_H

#include "modules/decimal/number.h"
#include "modules/_contextvars.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/str.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_dec n;
} kr_decimal;
#define KR_DECIMAL(v) KR_AS(kr_decimal, v)
extern kr_type kr_decimal_type;

typedef struct {
  KR_OBJECT_HEAD
  uint32_t bits; /* KR_DEC_* conditions */
} kr_signals;
#define KR_SIGNALS(v) KR_AS(kr_signals, v)

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_dec_context c;      /* its traps and status are not used: those of the two below are */
  kr_value traps, flags; /* SignalDict */
} kr_decimal_context;
#define KR_CONTEXT(v) KR_AS(kr_decimal_context, v)
extern kr_type kr_decimal_context_type;

KR_INLINE bool kr_is_decimal(kr_value v) {
  return kr_is_object(v) && (kr_object_of(v)->type == &kr_decimal_type ||
                             kr_is_subtype(kr_object_of(v)->type, &kr_decimal_type));
}
/* A Decimal still to be filled in. New; NULL: MemoryError. */
kr_decimal *kr_decimal_alloc(kr_type *type);

/* ---- contexts ----------------------------------------------------------------------------------------- */

kr_decimal_context *kr_decimal_current(void); /* borrowed; NULL: failed */
/* The context argument of a method: the current one for None. Borrowed; NULL: TypeError. */
kr_decimal_context *kr_decimal_context_argument(kr_value v);
KR_INLINE kr_dec_context kr_decimal_work(const kr_decimal_context *x) {
  kr_dec_context c = x->c;
  c.status = 0;
  return c;
}
/* Records what an operation met; -1: one of its signals is trapped, or memory ran out. */
int kr_decimal_signal(kr_decimal_context *x, uint32_t status);
/* A rounding mode by its name; -1: TypeError. */
int kr_decimal_rounding(kr_value name);
/* Methods of Context in the table of decimal.c. */
extern const kr_method_def kr_decimal_context_methods[];
#define KR_CONTEXT_METHOD(name) \
  kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
KR_CONTEXT_METHOD(kr_context_etiny);
KR_CONTEXT_METHOD(kr_context_etop);
KR_CONTEXT_METHOD(kr_context_clear_flags);
KR_CONTEXT_METHOD(kr_context_clear_traps);
KR_CONTEXT_METHOD(kr_context_copy);
KR_CONTEXT_METHOD(kr_context_unsafe_setprec);
KR_CONTEXT_METHOD(kr_context_unsafe_setemin);
KR_CONTEXT_METHOD(kr_context_unsafe_setemax);
KR_CONTEXT_METHOD(kr_context_reduce);

/* ---- signals.c ---------------------------------------------------------------------------------------- */

int kr_decimal_signals_exec(kr_module *m);
kr_value kr_signals_new(uint32_t bits);
kr_value kr_signals_to_list(uint32_t bits); /* the exceptions raised for bits, most exact first */
kr_value kr_signal_list(uint32_t bits);     /* the signals only, as Context.__reduce__ has them */
/* From a list of signals or a mapping that has them all. 0, -1. */
int kr_signals_from(kr_value v, uint32_t *bits);
bool kr_signals_put_names(kr_buf *out, uint32_t bits); /* "[Inexact, Rounded]" */
kr_value kr_signals_raise(uint32_t status);            /* status: those trapped */

/* ---- conversion --------------------------------------------------------------------------------------- */

/* An operand as a number: a Decimal's own, or an int's value. */
typedef struct {
  const kr_dec *n;
  kr_dec own;
} kr_operand;
/* 1; 0: another type; -1: failed. Release in all cases. */
int kr_operand_get(kr_operand *o, kr_value v);
/* The same for a method's argument: 0, or -1 with TypeError. */
int kr_operand_argument(kr_operand *o, kr_value v);
KR_INLINE void kr_operand_release(kr_operand *o) { kr_dec_free(&o->own); }
int kr_dec_from_int(kr_dec *r, kr_value v);            /* 0, -1 */
void kr_dec_from_double(kr_dec *r, double d);          /* exact */
kr_value kr_dec_to_int(const kr_dec *a, int rounding); /* an int; a finite number */
kr_value kr_dec_to_ratio(const kr_dec *a);
double kr_dec_to_double(const kr_dec *a);
int32_t kr_dec_hash(const kr_dec *a);
/* Decimal(v): exact. context for the traps. `strict`: what create_decimal() takes, rounded into it. */
kr_value kr_decimal_from(kr_type *type, kr_value v, kr_decimal_context *x, bool rounded);
kr_value kr_decimal_from_float(kr_type *type, kr_value v, kr_decimal_context *x);
kr_value kr_decimal_as_tuple(const kr_dec *a);
kr_value kr_decimal_tuple_type(void); /* decimal.DecimalTuple; borrowed */

kr_value kr_decimal_format(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

#endif
