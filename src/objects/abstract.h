/* Operations on any value: what an operator, a builtin function or a protocol does, from C.
 *
 * All of these finish before they return: if Python code has to run, an evaluation loop nests (and
 * RecursionError comes before the C stack ends). Code that can be left and come back to uses
 * vm/call.h instead.
 */
#ifndef KR_ABSTRACT_H
#define KR_ABSTRACT_H

#include "objects/errors.h"
#include "objects/type.h"

/* attributes; name is a str */
kr_value kr_getattr(kr_value o, kr_value name); /* new; KR_NULL: AttributeError or other */
/* As getattr(o, name, None), told apart: 1 found (*out new), 0 absent (no exception), -1. */
int kr_getattr_optional(kr_value o, kr_value name, kr_value *out);
int kr_setattr(kr_value o, kr_value name, kr_value v); /* KR_NULL deletes; 0, -1 */
int kr_hasattr(kr_value o, kr_value name);             /* 1 0 -1 */
/* type(o).name bound to o, as the interpreter looks up special methods: 1 (*out new), 0 absent, -1. */
int kr_lookup_special(kr_value o, kr_value name, kr_value *out);

/* calls; args borrowed; new */
kr_value kr_call(kr_value f, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_call0(kr_value f);
kr_value kr_call1(kr_value f, kr_value a);
kr_value kr_call2(kr_value f, kr_value a, kr_value b);
kr_value kr_call3(kr_value f, kr_value a, kr_value b, kr_value c);
kr_value kr_call_tuple(kr_value f, kr_value args_tuple, kr_value kwargs_dict_or_null);
kr_value kr_call_method(kr_value o, kr_value name, const kr_value *args, size_t nargs);
kr_value kr_call_method0(kr_value o, kr_value name);
kr_value kr_call_method1(kr_value o, kr_value name, kr_value a);
/* For a call of which only the success counts: drops its result. 0; -1 for KR_NULL. */
KR_INLINE int kr_drop_result(kr_value v) {
  kr_decref(v);
  return v == KR_NULL ? -1 : 0;
}
bool kr_is_callable(kr_value v);

kr_value kr_identity(kr_value v); /* id(v); new */

/* text and truth */
kr_value kr_repr(kr_value v), kr_str_of(kr_value v) /* str(v) */, kr_ascii(kr_value v);
kr_value kr_format(kr_value v, kr_value spec); /* spec str or KR_NULL */
int kr_truth(kr_value v);                      /* 1 0 -1 */
int32_t kr_hash(kr_value v, bool *failed);     /* sets *failed = true and an exception; never clears it */
int64_t kr_hash64(kr_value v);                 /* the same; KR_HASH_ERROR on failure */
int32_t kr_pointer_hash(const void *p);
/* repr() of a container that may contain itself: 0 first time, 1 already inside (print "..."), -1. */
int kr_repr_enter(kr_value v);
void kr_repr_leave(kr_value v);

/* comparison */
kr_value kr_compare(kr_value a, kr_value b, int op);
int kr_compare_bool(kr_value a, kr_value b, int op); /* 1 0 -1; identity implies == */
int kr_equal(kr_value a, kr_value b);                /* kr_compare_bool(..., KR_EQ) */

/* operators: KR_OP_* */
kr_value kr_binary(kr_value a, kr_value b, int op);
kr_value kr_inplace(kr_value a, kr_value b, int op);
/* As kr_binary, with the texts of `a op= b` if inplace; and what is left when neither operand knew: what
 * sequences do, then the TypeError. */
kr_value kr_binary_as(kr_value a, kr_value b, int op, bool inplace);
kr_value kr_binary_last(kr_value a, kr_value b, int op, bool inplace);
kr_value kr_pow3(kr_value a, kr_value b, kr_value m);
kr_value kr_divmod(kr_value a, kr_value b);
kr_value kr_negative(kr_value v), kr_positive(kr_value v), kr_absolute(kr_value v), kr_invert(kr_value v);
/* __index__: an int (any kind), new. TypeError "'x' object cannot be interpreted as an integer". */
kr_value kr_index(kr_value v);
/* __index__ clipped into intptr_t unless overflow is given as an exception type to raise. -1 and
 * kr_failed() on error. */
intptr_t kr_index_as_size(kr_value v, kr_value overflow_type_or_null);
int64_t kr_index_as_i64(kr_value v);  /* OverflowError beyond */
int kr_index_as_int(kr_value v);      /* a C int; OverflowError beyond */
kr_value kr_number_int(kr_value v);   /* int(v): __int__, __index__, __trunc__, text */
kr_value kr_number_float(kr_value v); /* float(v) */

/* containers */
intptr_t kr_len(kr_value v);
intptr_t kr_length_hint(kr_value v, intptr_t fallback); /* -1: exception */
kr_value kr_getitem(kr_value o, kr_value key);
int kr_setitem(kr_value o, kr_value key, kr_value v); /* KR_NULL deletes */
kr_value kr_sequence_item(kr_value o, intptr_t i);
int kr_contains(kr_value o, kr_value item); /* 1 0 -1 */
kr_value kr_iter(kr_value o);
/* The next item (new); KR_NULL: exhausted (no exception, StopIteration swallowed) or failed. */
kr_value kr_next(kr_value it);
/* Exact lists and tuples as they are, others as a new list; TypeError with `message` if not iterable.
 * New; items with kr_fast_items. */
kr_value kr_sequence_fast(kr_value o, const char *message);
KR_INLINE const kr_value *kr_fast_items(kr_value fast, size_t *n);
/* Fills out[n] with exactly n items; ValueError otherwise (as unpacking says). 0, -1. */
int kr_unpack_iterable(kr_value o, kr_value *out, size_t n);
bool kr_is_mapping(kr_value o), kr_is_sequence(kr_value o);
kr_value kr_mapping_keys(kr_value o); /* list(o.keys()) */

/* classes */
int kr_isinstance(kr_value o, kr_value cls_or_tuple); /* 1 0 -1 */
int kr_issubclass(kr_value c, kr_value cls_or_tuple);
/* "from module import name" for C code. New. */
kr_value kr_import_module(const char *name);
kr_value kr_import_attr(const char *module, const char *name);

/* Recursion of C code over data (repr, compare, copy, parser, ...): RecursionError before the C stack
 * ends. `where` completes "maximum recursion depth exceeded<where>", for example
 * " while getting the repr of an object". 0, or -1; each 0 is matched by a leave. */
int kr_enter_recursion(const char *where);
void kr_leave_recursion(void);

#include "objects/list.h"
#include "objects/tuple.h"
KR_INLINE const kr_value *kr_fast_items(kr_value fast, size_t *n) {
  if (kr_has_tf(fast, KR_TF_LIST_SUBCLASS)) {
    *n = KR_LIST(fast)->size;
    return KR_LIST(fast)->items;
  }
  *n = KR_TUPLE(fast)->size;
  return KR_TUPLE(fast)->items;
}

#endif
