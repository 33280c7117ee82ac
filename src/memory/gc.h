/* The cycle collector: generations 0, 1, 2 over the allocator's collector pages.
 *
 * A type whose instances can be in cycles has KR_TF_GC, a traverse that visits every owned reference,
 * and a clear that drops those that can close a cycle. Reference counts are subtracted in place
 * during a collection and restored while marking, so the collector needs no memory of its own.
 * Collections run at safepoints of the evaluation loop and in gc.collect().
 */
#ifndef KR_GC_H
#define KR_GC_H

#include "memory/memory.h"

/* Visit one owned reference. Nonzero stops the traversal and is returned by traverse. */
typedef int (*kr_visit)(kr_object *o, void *arg);
typedef int (*kr_traverse)(kr_object *self, kr_visit visit, void *arg);

#define KR_VISIT(v)                                \
  do {                                             \
    kr_value kr_v_ = (v);                          \
    if (kr_is_object(kr_v_)) {                     \
      int kr_r_ = visit(kr_object_of(kr_v_), arg); \
      if (kr_r_) return kr_r_;                     \
    }                                              \
  } while (0)
#define KR_VISIT_OBJECT(p)                      \
  do {                                          \
    if (p) {                                    \
      int kr_r_ = visit((kr_object *)(p), arg); \
      if (kr_r_) return kr_r_;                  \
    }                                           \
  } while (0)

KR_INLINE void kr_gc_untrack(void *o) { ((kr_object *)o)->flags |= KR_OF_UNTRACKED; }
KR_INLINE void kr_gc_track(void *o) { ((kr_object *)o)->flags &= ~(uint32_t)KR_OF_UNTRACKED; }
KR_INLINE bool kr_gc_is_tracked(const kr_object *o) {
  return (o->flags & (KR_OF_GC | KR_OF_UNTRACKED)) == KR_OF_GC;
}

/* Runs a collection of `generation` (0..2) and the younger ones now. The number of unreachable
 * objects found. Finalizers and weak reference callbacks run inside. */
size_t kr_gc_collect(int generation);
void kr_gc_forget_members(void);  /* scratch of the last collection, for vm/prepare.c */
void kr_gc_collect_quietly(void); /* everything, without gc.callbacks: at the interpreter's end */
/* Called from the eval breaker when an allocation made a collection due. */
void kr_gc_run_if_due(void);
void kr_gc_init(void);

/* The collector's settings and figures, as module gc shows them. */
enum {
  KR_GC_DEBUG_STATS = 1,
  KR_GC_DEBUG_COLLECTABLE = 2,
  KR_GC_DEBUG_UNCOLLECTABLE = 4,
  KR_GC_DEBUG_SAVEALL = 32
};
typedef struct {
  int32_t threshold1, threshold2; /* threshold0 and count0 are in kr_gc_state (memory/pages.h) */
  int32_t count1, count2;
  uint32_t debug;
  struct {
    uint64_t collections, collected, uncollectable;
  } stats[3];
  size_t long_lived_total, long_lived_pending; /* a full collection waits for enough newcomers */
  kr_value garbage, callbacks;                 /* lists; KR_NULL until module gc is made */
} kr_gc_info;
extern kr_gc_info kr_gc;
/* Calls fn for every tracked object of the generations in `generations` (bit 0, 1, 2; bit 3: the
 * frozen ones) until it returns nonzero, which is then the result. fn must not allocate. */
int kr_gc_each(unsigned generations, int (*fn)(kr_object *o, void *arg), void *arg);
int kr_gc_generation(const kr_object *o); /* 0..2; 3 frozen */
void kr_gc_freeze(void), kr_gc_unfreeze(void);

/* Deep structures (a list of a million nested lists) are freed without recursion: a dealloc that
 * drops references to containers brackets itself with these. When begin returns false the object
 * was put aside and will be deallocated later: return at once. */
typedef struct {
  int depth;
  bool draining;
  size_t count, capacity;
  kr_object **waiting;
} kr_trash_state;
extern kr_trash_state kr_trash;
#define KR_TRASH_DEPTH 40
bool kr_trash_put_aside(kr_object *o);
void kr_trash_drain(void);
KR_INLINE bool kr_trash_begin(kr_object *o) {
  if (KR_UNLIKELY(kr_trash.depth >= KR_TRASH_DEPTH)) return kr_trash_put_aside(o);
  kr_trash.depth++;
  return true;
}
KR_INLINE void kr_trash_end(void) {
  if (--kr_trash.depth <= 0 && KR_UNLIKELY(kr_trash.count)) kr_trash_drain();
}

#endif
