/* What the files about weak references share, and one thing more for the collector. */
#ifndef KR_WEAKREF_IMPL_H
#define KR_WEAKREF_IMPL_H

#include "objects/container.h"
#include "objects/weakref.h"

/* As kr_weakrefs_clear for all of them, callbacks only when every weak reference is dead: so no
 * callback can reach another one of the objects. */
void kr_weakrefs_clear_many(kr_object **referents, size_t n);
/* A weak reference or proxy of `type` (exactly a basic one is shared). New; TypeError if v cannot have one. */
kr_value kr_weakref_create(kr_type *type, kr_value v, kr_value callback_or_null);
/* The referent, new; KR_NULL: dead (no exception). For references and proxies. */
kr_value kr_weakref_target(kr_value ref);
/* The head of v's list; NULL: none, or it cannot have any. */
kr_weakref *kr_weakref_list(kr_value v);
void kr_weakref_dealloc(kr_object *o);
int kr_weakref_traverse(kr_object *o, kr_visit visit, void *arg);
int kr_weakref_clear_callback(kr_object *o);
kr_value kr_weakproxy_new(kr_value v, kr_value callback_or_null);

#endif
