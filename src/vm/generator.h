/* Driving generators and coroutines from C; asynchronous generators build on it. The _push functions
 * answer KR_PUSHED or an immediate result and belong in tail positions of callables. */
#ifndef KR_GENERATOR_H
#define KR_GENERATOR_H

#include "vm/vm.h"

kr_value kr_generator_send_push(kr_generator *g, kr_value arg, kr_delivery how);
/* args: what throw() got. close_on_exit: as the method: GeneratorExit closes what g delegates to, and more than
 * one argument is warned of. */
kr_value kr_generator_throw_push(kr_generator *g, const kr_value *args, size_t n, kr_delivery how,
                                 bool close_on_exit);
/* What g had passed on to its delegate is thrown again in g, for which it is a new exception, where g waited:
 * from SEND back to the YIELD_VALUE. */
void kr_generator_throw_failed(kr_generator *g);
kr_value kr_generator_close_push(kr_generator *g);
kr_value kr_generator_close(kr_generator *g); /* new */
kr_value kr_coroutine_origin(kr_frame *f);
void kr_warn_unawaited(kr_generator *g);

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value coroutine;
} kr_coroutine_wrapper;
extern kr_type kr_coroutine_wrapper_type;

/* vm/asyncgen.c */
extern const kr_method_def kr_async_gen_methods[];
kr_value kr_async_gen_anext(kr_value self);
/* SEND to what asend() or anext() gave: in a frame that delivers what SEND expects. False: an exception is set. */
bool kr_async_gen_send_push(kr_value asend, kr_value v_stolen);
extern kr_type kr_async_gen_wrapped_type, kr_async_gen_asend_type, kr_async_gen_athrow_type,
    kr_anext_awaitable_type;
/* Calls the finalizer hook of an asynchronous generator that is going. True: the hook took care. */
bool kr_async_gen_finalize_hook(kr_generator *g);

#endif
