/* Asynchronous generators. */
#include "modules/builtins.h"
#include "vm/generator.h"

kr_value kr_async_gen_wrap(kr_value v) { return kr_ref(v); }
bool kr_async_gen_finalize_hook(kr_generator *g) { return false; }
kr_value kr_anext_default(kr_value awaitable, kr_value fallback) { return kr_ref(awaitable); }
kr_type kr_async_generator_type = {
    .head = KR_STATIC_HEAD(&kr_type_type), .name = "async_generator", .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_generator)};
