#include "memory/gc.h"

#include <stdlib.h>

#include "memory/pages.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/weakref_impl.h"
#include "vm/frame.h"

/* The algorithm. S is the set of tracked objects of the generations collected; an object is in S when
 * its flags, masked with `member_mask`, are just KR_OF_GC.
 *
 *   1. mark every object of S;
 *   2. for every reference from S into S take one from the target's count: what stays above zero is
 *      referred to from outside;
 *   3. from those, clear marks along references, giving back one count for each reference passed: when
 *      this ends all counts of reachable objects' referents are whole again, and what is still marked is
 *      unreachable;
 *   4. give back the counts for references out of unreachable objects.
 *
 * No Python code runs between 1 and 4. Marking uses a small fixed stack; when it overflows, the object
 * stays marked with a count above zero, which a further scan takes for a root: right, only slower. */

kr_gc_hot kr_gc_state = {0, 700, true, false};
kr_gc_info kr_gc = {.threshold1 = 10, .threshold2 = 10, .garbage = KR_NULL, .callbacks = KR_NULL};

static uint32_t member_mask;

KR_INLINE bool in_set(const kr_object *o) { return (o->flags & member_mask) == KR_OF_GC; }

static uint32_t mask_for(int generation) {
  uint32_t m = KR_OF_GC | KR_OF_UNTRACKED | KR_OF_FROZEN;
  if (generation < 2) m |= KR_OF_GEN2;
  if (generation < 1) m |= KR_OF_GEN1;
  return m;
}

int kr_gc_generation(const kr_object *o) {
  if (o->flags & KR_OF_FROZEN) return 3;
  if (o->flags & KR_OF_GEN2) return 2;
  return (o->flags & KR_OF_GEN1) ? 1 : 0;
}

#define MARK_STACK 4096
static kr_object *mark_stack[MARK_STACK];
static size_t mark_top;
static bool mark_overflow;

/* Every object in a page that may hold one of the set. A free block cannot be taken for one: its second
 * word is a link, a multiple of 8, so KR_OF_GC is not set in it. */
#define EACH_IN_SET(generation, o, body)                                                      \
  do {                                                                                        \
    for (kr_page *page_ = kr_all_pages; page_; page_ = page_->next_all) {                     \
      if (!page_->in_use || page_->kind != KR_PAGE_GC) continue;                              \
      if ((generation) < 2 && !page_->young && !((generation) == 1 && page_->old1)) continue; \
      char *end_ = (char *)page_ + page_->bump;                                               \
      for (char *p_ = (char *)page_ + KR_PAGE_HEADER; p_ < end_; p_ += page_->block_size) {   \
        kr_object *o = (kr_object *)p_;                                                       \
        if (in_set(o)) body                                                                   \
      }                                                                                       \
    }                                                                                         \
    for (kr_large_gc *l_ = kr_large_gc_list.next; l_ != &kr_large_gc_list; l_ = l_->next) {   \
      kr_object *o = (kr_object *)(l_ + 1);                                                   \
      if (in_set(o)) body                                                                     \
    }                                                                                         \
  } while (0)

static int visit_subtract(kr_object *o, void *arg) {
  if (in_set(o)) o->refs--;
  return 0;
}
static int visit_give_back(kr_object *o, void *arg) {
  if (in_set(o)) o->refs++;
  return 0;
}
static int visit_reach(kr_object *o, void *arg) {
  if (!in_set(o)) return 0;
  o->refs++;
  if (o->flags & KR_OF_MARK) {
    if (mark_top == MARK_STACK) {
      mark_overflow = true;
    } else {
      o->flags &= ~(uint32_t)KR_OF_MARK;
      mark_stack[mark_top++] = o;
    }
  }
  return 0;
}

static void reach_from(kr_object *o) {
  o->flags &= ~(uint32_t)KR_OF_MARK;
  mark_stack[mark_top++] = o;
  while (mark_top) {
    kr_object *n = mark_stack[--mark_top];
    n->type->traverse(n, visit_reach, NULL);
  }
}

/* Steps 1 to 4. Unreachable objects keep their mark; their number. */
static size_t find_unreachable(int generation) {
  member_mask = mask_for(generation);
  /* A count of 0 now: its dealloc is under way further up the C stack. Not ours to touch. */
  EACH_IN_SET(generation, o, { o->flags |= o->refs ? KR_OF_MARK : KR_OF_UNTRACKED; });
  EACH_IN_SET(generation, o, { o->type->traverse(o, visit_subtract, NULL); });
  do {
    mark_overflow = false;
    EACH_IN_SET(generation, o, {
      if ((o->flags & KR_OF_MARK) && o->refs > 0) reach_from(o);
    });
  } while (mark_overflow);
  size_t n = 0;
  EACH_IN_SET(generation, o, {
    if (o->flags & KR_OF_MARK) {
      n++;
      o->type->traverse(o, visit_give_back, NULL);
    }
  });
  return n;
}

/* The members of the set that kept no mark move one generation up. Returns how many became old. */
static size_t promote(int generation) {
  size_t long_lived = 0;
  EACH_IN_SET(generation, o, {
    if (o->flags & KR_OF_MARK) continue;
    if (generation == 0) {
      o->flags |= KR_OF_GEN1;
    } else if (!(o->flags & KR_OF_GEN2)) {
      o->flags = (o->flags & ~(uint32_t)KR_OF_GEN1) | KR_OF_GEN2;
      long_lived++;
    }
  });
  for (kr_page *p = kr_all_pages; p; p = p->next_all) {
    p->old1 = generation == 0 ? (p->old1 | p->young) : 0;
    p->young = 0;
  }
  return long_lived;
}

/* ---- what to do with the unreachable ----------------------------------------------------------- */

/* While they are dealt with, unreachable objects carry both generation bits, which no other object
 * does; each is held by one reference of ours. */
#define DOOMED (KR_OF_GEN1 | KR_OF_GEN2)
KR_INLINE bool doomed(const kr_object *o) { return (o->flags & (KR_OF_GC | DOOMED)) == (KR_OF_GC | DOOMED); }
static int visit_doomed_subtract(kr_object *o, void *arg) {
  if (doomed(o)) o->refs--;
  return 0;
}
static int visit_doomed_give_back(kr_object *o, void *arg) {
  if (doomed(o)) o->refs++;
  return 0;
}
static int visit_doomed_reach(kr_object *o, void *arg) {
  if (!doomed(o)) return 0;
  o->refs++;
  if (o->flags & KR_OF_MARK) {
    if (mark_top == MARK_STACK) {
      mark_overflow = true;
    } else {
      o->flags &= ~(uint32_t)KR_OF_MARK;
      mark_stack[mark_top++] = o;
    }
  }
  return 0;
}

/* After finalizers ran: whatever is reachable from outside again loses its mark. */
static void unmark_resurrected(kr_object **u, size_t n) {
  for (size_t i = 0; i < n; i++) u[i]->refs--; /* ours */
  for (size_t i = 0; i < n; i++) u[i]->type->traverse(u[i], visit_doomed_subtract, NULL);
  do {
    mark_overflow = false;
    for (size_t i = 0; i < n; i++) {
      if (!(u[i]->flags & KR_OF_MARK) || u[i]->refs == 0) continue;
      u[i]->flags &= ~(uint32_t)KR_OF_MARK;
      mark_stack[mark_top++] = u[i];
      while (mark_top) {
        kr_object *o = mark_stack[--mark_top];
        o->type->traverse(o, visit_doomed_reach, NULL);
      }
    }
  } while (mark_overflow);
  for (size_t i = 0; i < n; i++)
    if (u[i]->flags & KR_OF_MARK) u[i]->type->traverse(u[i], visit_doomed_give_back, NULL);
  for (size_t i = 0; i < n; i++) u[i]->refs++;
}

static void dispose(kr_object **u, size_t n, int generation) {
  /* Weak references first, so that neither callbacks nor finalizers reach half-dead objects through
   * them. */
  kr_weakrefs_clear_many(u, n);
  bool finalized = false;
  for (size_t i = 0; i < n; i++) {
    kr_object *o = u[i];
    if (!o->type->finalize || (o->flags & KR_OF_FINALIZED)) continue;
    o->flags |= KR_OF_FINALIZED;
    o->type->finalize(kr_from_object(o));
    finalized = true;
  }
  if (finalized) unmark_resurrected(u, n);
  if (kr_gc.debug & KR_GC_DEBUG_SAVEALL && kr_is_object(kr_gc.garbage)) {
    for (size_t i = 0; i < n; i++)
      if (u[i]->flags & KR_OF_MARK) {
        kr_list_append(KR_LIST(kr_gc.garbage), kr_from_object(u[i]));
        u[i]->flags &= ~(uint32_t)KR_OF_MARK;
      }
  }
  for (size_t i = 0; i < n; i++) {
    kr_object *o = u[i];
    bool dead = (o->flags & KR_OF_MARK) != 0;
    o->flags &= ~(uint32_t)(KR_OF_MARK | DOOMED);
    o->flags |= generation == 0 ? KR_OF_GEN1 : KR_OF_GEN2;
    if (dead && o->type->clear) {
      o->type->clear(o);
      if (kr_failed()) kr_unraisable(KR_NULL, "in garbage collection");
    }
  }
  for (size_t i = 0; i < n; i++) kr_decref_object(u[i]);
}

static size_t take_unreachable(int generation, size_t n) {
  kr_object **u = malloc(n * sizeof *u);
  if (!u) {
    EACH_IN_SET(generation, o, { o->flags &= ~(uint32_t)KR_OF_MARK; });
    promote(generation);
    return 0;
  }
  size_t count = 0;
  EACH_IN_SET(generation, o, {
    if ((o->flags & KR_OF_MARK) && count < n) {
      kr_incref_object(o);
      u[count++] = o;
    }
  });
  size_t old = promote(generation);
  if (generation < 2) kr_gc.long_lived_pending += old;
  for (size_t i = 0; i < count; i++) u[i]->flags |= DOOMED;
  dispose(u, count, generation);
  free(u);
  return count;
}

static size_t collect(int generation) {
  kr_gc_state.collecting = true;
  kr_value pending = kr_fetch_exception();
  if (generation == 0) kr_gc.count1++;
  else if (generation == 1) kr_gc.count2++;
  kr_gc_state.count0 = 0;
  if (generation >= 1) kr_gc.count1 = 0;
  if (generation >= 2) kr_gc.count2 = 0;
  size_t n = find_unreachable(generation);
  if (n) {
    n = take_unreachable(generation, n);
  } else {
    size_t old = promote(generation);
    if (generation < 2) kr_gc.long_lived_pending += old;
  }
  if (generation == 2) {
    kr_gc.long_lived_pending = 0;
    size_t total = 0;
    for (kr_page *p = kr_all_pages; p; p = p->next_all)
      if (p->in_use && p->kind == KR_PAGE_GC) total += p->used;
    kr_gc.long_lived_total = total;
  }
  kr_gc.stats[generation].collections++;
  kr_gc.stats[generation].collected += n;
  kr_gc_state.collecting = false;
  if (kr_is_object(pending)) kr_restore_exception_steal(pending);
  return n;
}

/* gc.callbacks: phase "start" or "stop", info {"generation", "collected", "uncollectable"}. */
static void run_callbacks(const char *phase, int generation, size_t collected) {
  if (!kr_is_object(kr_gc.callbacks) || KR_LIST(kr_gc.callbacks)->size == 0) return;
  kr_dict *info = kr_dict_new();
  if (info && kr_dict_set_cstr(info, "generation", kr_from_small_int(generation)) == 0 &&
      kr_dict_set_cstr(info, "collected", kr_int_from_size(collected)) == 0 &&
      kr_dict_set_cstr(info, "uncollectable", kr_from_small_int(0)) == 0) {
    kr_value name = kr_str_intern_cstr(phase);
    for (size_t i = 0; i < KR_LIST(kr_gc.callbacks)->size; i++) {
      kr_value f = kr_ref(KR_LIST(kr_gc.callbacks)->items[i]);
      kr_value r = kr_call2(f, name, kr_from_object(info));
      if (r == KR_NULL) kr_unraisable(f, NULL);
      kr_decref(r);
      kr_decref(f);
    }
    kr_decref(name);
  }
  if (kr_failed()) kr_unraisable(KR_NULL, "in gc callbacks");
  kr_xdecref_object(info);
}

size_t kr_gc_collect(int generation) {
  if (kr_gc_state.collecting) return 0;
  run_callbacks("start", generation, 0);
  size_t n = collect(generation);
  run_callbacks("stop", generation, n);
  return n;
}

void kr_gc_request(void) {
  if (kr_gc_state.enabled && kr_gc_state.threshold0 && !kr_gc_state.collecting) kr_set_pending(KR_PENDING_GC);
}

void kr_gc_run_if_due(void) {
  if (!kr_gc_state.enabled || kr_gc_state.collecting || !kr_gc_state.threshold0) return;
  if (kr_gc_state.count0 <= kr_gc_state.threshold0) return;
  int generation = 0;
  if (kr_gc.threshold1 && kr_gc.count1 > kr_gc.threshold1) generation = 1;
  if (kr_gc.threshold2 && kr_gc.count2 > kr_gc.threshold2 &&
      kr_gc.long_lived_pending >= kr_gc.long_lived_total / 4)
    generation = 2;
  kr_gc_collect(generation);
}

void kr_gc_init(void) {}

int kr_gc_each(unsigned generations, int (*fn)(kr_object *o, void *arg), void *arg) {
  member_mask = KR_OF_GC | KR_OF_UNTRACKED;
  EACH_IN_SET(2, o, {
    if ((generations >> kr_gc_generation(o)) & 1) {
      int r = fn(o, arg);
      if (r) return r;
    }
  });
  return 0;
}

void kr_gc_freeze(void) {
  member_mask = KR_OF_GC | KR_OF_UNTRACKED;
  EACH_IN_SET(2, o, { o->flags |= KR_OF_FROZEN; });
}
void kr_gc_unfreeze(void) {
  member_mask = KR_OF_GC | KR_OF_UNTRACKED;
  EACH_IN_SET(2, o, {
    if (o->flags & KR_OF_FROZEN) o->flags = (o->flags & ~(uint32_t)(KR_OF_FROZEN | KR_OF_GEN1)) | KR_OF_GEN2;
  });
}

/* ---- deep structures --------------------------------------------------------------------------- */

#define TRASH_DEPTH 40
static int trash_depth;
static kr_object **trash;
static size_t trash_count, trash_capacity;
static bool trash_draining;

bool kr_trash_begin(kr_object *o) {
  if (trash_depth < TRASH_DEPTH) {
    trash_depth++;
    return true;
  }
  if (trash_count == trash_capacity) {
    size_t capacity = trash_capacity ? trash_capacity * 2 : 256;
    kr_object **t = realloc(trash, capacity * sizeof *t);
    if (!t) { /* no room: go on recursively and hope the stack is kinder than the heap */
      trash_depth++;
      return true;
    }
    trash = t;
    trash_capacity = capacity;
  }
  o->refs = 1; /* not free: the page walk must not take it for an empty block */
  o->flags |= KR_OF_UNTRACKED;
  trash[trash_count++] = o;
  return false;
}

void kr_trash_end(void) {
  trash_depth--;
  if (trash_depth > 0 || !trash_count || trash_draining) return;
  trash_draining = true;
  while (trash_count) {
    kr_object *o = trash[--trash_count];
    o->refs = 0;
    o->type->dealloc(o);
  }
  trash_draining = false;
}
