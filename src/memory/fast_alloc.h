/* Making and freeing the commonest objects without a call: the short path of kr_gc_object_alloc and
 * kr_object_free, inline, for the few static types that programs make by the million (tuples, lists,
 * iterators, slices). Everything unusual goes to memory.c. */
#ifndef KR_FAST_ALLOC_H
#define KR_FAST_ALLOC_H

#include "memory/pages.h"

/* A block that is ready at once, or NULL: ask kr_alloc (or a function below) then. Builds that can let
 * chosen requests fail count all of them in one place, so there it is always NULL. */
KR_INLINE void *kr_take_block(kr_page_kind kind, size_t size) {
#ifdef KR_FAULTS
  return NULL;
#else
  return KR_LIKELY(size <= KR_SMALL_MAX) ? kr_page_take(kind, kr_class_of_size[(size + 7) >> 3]) : NULL;
#endif
}

/* kr_gc_object_alloc for a type that is not a heap type. */
KR_INLINE void *kr_gc_alloc_static(kr_type *type, size_t size) {
  kr_object *o = kr_take_block(KR_PAGE_GC, size);
  if (KR_UNLIKELY(o == NULL)) return kr_gc_object_alloc(type, size);
  o->refs = 1;
  o->flags = KR_OF_GC | kr_gc_state.births++ << KR_OF_BIRTH_SHIFT;
  o->type = type;
  KR_REF_TOTAL(1);
  kr_gc_note_alloc();
  return o;
}

/* The same for a heap type. */
KR_INLINE void *kr_gc_alloc_heap(kr_type *type, size_t size) {
  kr_object *o = kr_take_block(KR_PAGE_GC, size);
  if (KR_UNLIKELY(o == NULL)) return kr_gc_object_alloc(type, size);
  o->refs = 1;
  o->flags = KR_OF_GC | kr_gc_state.births++ << KR_OF_BIRTH_SHIFT;
  o->type = type;
  KR_REF_TOTAL(1);
  kr_incref_object(type);
  kr_gc_note_alloc();
  return o;
}

/* kr_object_free at the end of the dealloc of `type`, which subclasses share. */
KR_INLINE void kr_gc_free_static(void *p, const kr_type *type) {
  kr_object *o = p;
  if (KR_LIKELY(o->type == type && !(o->flags & KR_OF_LARGE))) {
    KR_REF_TOTAL(-(int64_t)o->refs);
    kr_gc_note_free();
    kr_page_free(o);
  } else {
    kr_object_free(o);
  }
}

/* kr_object_alloc and kr_object_free, likewise. */
KR_INLINE void *kr_alloc_static(kr_type *type, size_t size) {
  kr_object *o = kr_take_block(KR_PAGE_RAW, size);
  if (KR_UNLIKELY(o == NULL)) return kr_object_alloc(type, size);
  o->refs = 1;
  o->flags = 0;
  o->type = type;
  KR_REF_TOTAL(1);
  return o;
}
KR_INLINE void kr_free_static(void *p, const kr_type *type) {
  kr_object *o = p;
  if (KR_LIKELY(o->type == type && !(o->flags & KR_OF_LARGE))) {
    KR_REF_TOTAL(-(int64_t)o->refs);
    kr_page_free(o);
  } else {
    kr_object_free(o);
  }
}

#endif
