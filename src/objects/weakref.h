/* Weak references: a list per referent, its head at type->weaklist_offset. */
#ifndef KR_WEAKREF_H
#define KR_WEAKREF_H

#include "objects/type.h"

typedef struct kr_weakref {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_object *referent; /* borrowed; NULL: dead */
  kr_value callback;   /* KR_NULL: none */
  struct kr_weakref *prev, *next;
  int32_t hash; /* -1: not computed */
} kr_weakref;
extern kr_type kr_weakref_type, kr_weakproxy_type, kr_callable_weakproxy_type;
kr_value kr_weakref_new(kr_value referent, kr_value callback_or_null); /* TypeError if impossible */
kr_value kr_weakref_get(kr_value ref);                                 /* new; KR_NONE if dead */
/* The referent is going: clears all its weak references, calls their callbacks. `list` is the head. */
void kr_weakrefs_clear(kr_object *referent);
bool kr_has_weakrefs(kr_object *o);

#endif
