/* The header of every heap object, and reference counting.
 *
 * Twelve bytes in WebAssembly (sixteen natively): a count, the flags, the type. There are no list
 * links: the cycle collector walks the allocator's pages (memory/gc.h), so creating and freeing a
 * container touches nothing but its own block.
 *
 * Immortal objects (static types, identifiers, singletons with memory) start at KR_IMMORTAL_COUNT,
 * so far from zero that balanced counting can never reach it: incref and decref need no test for
 * them. Anything at or above KR_IMMORTAL_MIN counts as immortal.
 *
 * Ownership in this code base: parameters are borrowed, results are new references, unless the name
 * or the comment says `borrowed` or `stolen` (`_steal`).
 */
#ifndef KR_OBJECT_H
#define KR_OBJECT_H

#include "value/value.h"

struct kr_object {
  uint32_t refs;
  uint32_t flags; /* low byte: KR_OF_*; the rest belongs to the type */
  kr_type *type;
};

#define KR_IMMORTAL_COUNT 0x40000000u
#define KR_IMMORTAL_MIN 0x20000000u

/* Object flags common to all types (low 8 bits; the collector owns the first five). */
enum {
  KR_OF_GC = 1u << 0,        /* lives in a collector page: has traverse, may be in cycles */
  KR_OF_UNTRACKED = 1u << 1, /* the collector passes it over (gc.is_tracked is False) */
  KR_OF_GEN1 = 1u << 2,      /* survived one collection */
  KR_OF_GEN2 = 1u << 3,      /* survived two */
  KR_OF_MARK = 1u << 4,      /* used during a collection only */
  KR_OF_FINALIZED = 1u << 5, /* its finalizer has run (PEP 442): never runs again */
  KR_OF_FROZEN = 1u << 6,    /* gc.freeze(): in the permanent generation */
  KR_OF_LARGE = 1u << 7,     /* not in a page: allocated on its own */
};
#define KR_OF_TYPE_SHIFT 8 /* first bit that belongs to the type, in collector objects up to bit 15 */
/* Bits 16 to 31 of a collector object: when it was made, modulo 65536. The collector finalizes the
 * unreachable in their order of age. */
#define KR_OF_BIRTH_SHIFT 16

#define KR_OBJECT_HEAD kr_object head;
/* Initializer for the header of a static, immortal object. */
#define KR_STATIC_HEAD(type_) \
  { KR_IMMORTAL_COUNT, KR_OF_UNTRACKED, type_ }

/* Called when the last reference goes: runs the type's dealloc. Never fails. */
void kr_object_dealloc(kr_object *o);

#ifdef KR_REF_DEBUG
extern int64_t kr_total_refs; /* sys.gettotalrefcount */
#define KR_REF_TOTAL(n) (kr_total_refs += (n))
/* Immortal objects are not counted. */
#define KR_REF_TOTAL_OF(o, n) (((kr_object *)(o))->refs < KR_IMMORTAL_MIN ? KR_REF_TOTAL(n) : 0)
#else
#define KR_REF_TOTAL(n) ((void)0)
#define KR_REF_TOTAL_OF(o, n) ((void)0)
#endif

KR_INLINE void kr_incref_object(void *o) {
  KR_REF_TOTAL_OF(o, 1);
  ((kr_object *)o)->refs++;
}
KR_INLINE void kr_decref_object(void *o) {
  KR_REF_TOTAL_OF(o, -1);
  if (KR_UNLIKELY(--((kr_object *)o)->refs == 0)) kr_object_dealloc((kr_object *)o);
}
KR_INLINE void kr_xdecref_object(void *o) {
  if (o) kr_decref_object(o);
}
KR_INLINE void kr_incref(kr_value v) {
  if (kr_is_object(v)) kr_incref_object(kr_object_of(v));
}
/* KR_NULL is fine: it is not a counted reference. */
KR_INLINE void kr_decref(kr_value v) {
  if (kr_is_object(v)) kr_decref_object(kr_object_of(v));
}
/* A new reference to v, as an expression. */
KR_INLINE kr_value kr_ref(kr_value v) {
  kr_incref(v);
  return v;
}
#define KR_REF(p)              \
  (__extension__({             \
    __typeof__(p) kr_p_ = (p); \
    kr_incref_object(kr_p_);   \
    kr_p_;                     \
  }))
/* Empty a place before dropping what it held, so that code run by the drop sees it empty. */
#define KR_CLEAR(place)         \
  do {                          \
    kr_value kr_old_ = (place); \
    (place) = KR_NULL;          \
    kr_decref(kr_old_);         \
  } while (0)
#define KR_CLEAR_OBJECT(place)       \
  do {                               \
    void *kr_old_ = (void *)(place); \
    (place) = NULL;                  \
    kr_xdecref_object(kr_old_);      \
  } while (0)
/* Store a new reference (stolen), then drop what was there. */
#define KR_REPLACE(place, v)    \
  do {                          \
    kr_value kr_old_ = (place); \
    (place) = (v);              \
    kr_decref(kr_old_);         \
  } while (0)
KR_INLINE bool kr_is_immortal(const kr_object *o) { return o->refs >= KR_IMMORTAL_MIN; }

/* The type of any value, immediates included; borrowed. */
extern kr_type *const kr_const_types[8];
extern kr_type kr_int_type, kr_float_type;
KR_INLINE kr_type *kr_type_of(kr_value v) {
  if (KR_LIKELY(kr_is_object(v))) return kr_object_of(v)->type;
  if (kr_is_double(v)) return &kr_float_type;
  if (kr_is_small_int(v)) return &kr_int_type;
  return kr_const_types[v & 7];
}
/* Exact type tests: for subclasses too, see the KR_TF_*_SUBCLASS flags (objects/type.h). */
KR_INLINE bool kr_is_exact(kr_value v, const kr_type *t) {
  return kr_is_object(v) && kr_object_of(v)->type == t;
}

#endif
