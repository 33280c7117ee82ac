/* Calls that need no C stack.
 *
 * A callable's C entry (a kr_cfunction, a type's `call` slot) may, instead of computing its result,
 * push a frame and return KR_PUSHED: the evaluation loop runs that frame and its result becomes the
 * result of the call. The functions here are for such tail positions. Everything in
 * objects/abstract.h is built on them and finishes (nesting a loop) before it returns.
 */
#ifndef KR_CALL_H
#define KR_CALL_H

#include "vm/frame.h"

/* Call; args borrowed. May return KR_PUSHED. */
kr_value kr_call_push(kr_value f, const kr_value *args, size_t nargs, kr_tuple *kwnames);
/* The same for a C function that hands on to what a program gave it, which may be the function itself. */
kr_value kr_call_hand_on(kr_value f_stolen, const kr_value *args, size_t nargs, kr_tuple *kwnames);

/* fn(self, *args). KR_PUSHED or KR_NULL. */
kr_value kr_method_push(kr_function *fn, kr_value self, const kr_value *args, size_t nargs,
                        kr_tuple *kwnames);

/* Deliveries: what becomes of the pushed call's result. These need no memory beyond the byte; those
 * of single instructions are private to vm/. */
enum {
  KR_DELIVER_VALUE,        /* as it is */
  KR_DELIVER_DISCARD_NONE, /* dropped; the result is None */
  KR_DELIVER_TRUTH,        /* any -> True/False; may call __bool__ in turn */
  KR_DELIVER_NOT,
  KR_DELIVER_LEN, /* checked as __len__'s result */
  KR_DELIVER_LEN_TRUTH,
  KR_DELIVER_BOOL, /* checked as __bool__'s result */
  KR_DELIVER_STR,
  KR_DELIVER_REPR,
  KR_DELIVER_FORMAT,
  KR_DELIVER_ITER, /* checked to be an iterator */
  KR_DELIVER_NEXT, /* StopIteration becomes exhaustion (KR_NULL without exception), unless passed on */
};
/* As kr_call_push, with the result (immediate or later) passed through `how`. */
kr_value kr_call_deliver(kr_value f, const kr_value *args, size_t nargs, kr_tuple *kwnames, kr_delivery how);

/* Push a native frame with `nslots` KR_NULL slots; NULL: RecursionError/MemoryError. The caller fills
 * slots and returns KR_PUSHED. */
kr_frame *kr_native_push(const kr_native *native);
/* Runs whatever was pushed above the current frame to its end: turns KR_PUSHED into a result. */
kr_value kr_settle_slow(void);
KR_INLINE kr_value kr_settle(kr_value v) { return KR_UNLIKELY(v == KR_PUSHED) ? kr_settle_slow() : v; }
/* next(it) for native frames: an item, KR_NULL (exhausted or failed), or KR_PUSHED. */
kr_value kr_next_push(kr_value it);
/* The same; a StopIteration that one beneath raised stays set, for the caller to look at. */
kr_value kr_next_push_stop(kr_value it);
/* The same for loops, which may have no end: checks the eval breaker, so that the host is left for in time. */
kr_value kr_next_pause(kr_value it);
/* iter(o) likewise. */
kr_value kr_iter_push(kr_value o);

/* exec/eval of code: nests. locals any mapping. New. */
kr_value kr_eval_code(kr_code *code, kr_dict *globals, kr_value locals);
/* The same, pushing: for exec(), eval(), import. */
kr_value kr_eval_code_push(kr_code *code, kr_dict *globals, kr_value locals);

#endif
