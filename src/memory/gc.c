#include "memory/gc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "host/host.h"
#include "memory/pages.h"
#include "objects/abstract.h"
#include "objects/container.h"
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

kr_gc_hot kr_gc_state = {.threshold0 = 700, .enabled = true};
kr_gc_info kr_gc = {.threshold1 = 10, .threshold2 = 10, .garbage = KR_NULL, .callbacks = KR_NULL};

static uint32_t member_mask;

/* The messages of gc.set_debug(). */
__attribute__((format(printf, 1, 2))) static void tell(const char *fmt, ...) {
  char text[300];
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(text, sizeof text, fmt, ap);
  va_end(ap);
  if (n < 0) return;
  size_t size = (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
  kr_value file = kr.sys_dict ? kr_dict_get_new(kr.sys_dict, KR_ID(stderr)) : KR_NULL;
  kr_value s = file == KR_NULL || file == KR_NONE ? KR_NULL : kr_str_from_utf8(text, size);
  kr_value r = s == KR_NULL ? KR_NULL : kr_call_method1(file, KR_ID(write), s);
  if (r == KR_NULL) kr_clear_exception();
  kr_decref(r);
  kr_decref(s);
  kr_decref(file);
}

KR_INLINE bool in_set(const kr_object *o) {
  return !KR_IS_POISONED(o) && (o->flags & member_mask) == KR_OF_GC;
}

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
/* What leaves the stack waits here for some rounds: objects looked at one after the other are then not each
 * other's children, and the processor fetches several at a time. */
#define WINDOW 16
static kr_object *window[WINDOW];
static size_t window_at;

/* The next object to look at; NULL: no more than `left` are on the stack (0: none at all). */
static kr_object *next_marked(size_t left) {
  while (mark_top > left) {
    kr_object *o = window[window_at];
    window[window_at] = mark_stack[--mark_top];
    window_at = (window_at + 1) % WINDOW;
    if (o) return o;
  }
  if (left) return NULL;
  for (size_t i = 0; i < WINDOW; i++) {
    kr_object *o = window[window_at];
    window[window_at] = NULL;
    window_at = (window_at + 1) % WINDOW;
    if (o) return o;
  }
  return NULL;
}

/* The pages that may hold objects of a generation's set: all, for the oldest. */
typedef struct {
  kr_page *next; /* of all */
  size_t at;     /* in kr_recent_pages */
} page_walk;
static page_walk pages_for(int generation) {
  bool all = generation == 2 || kr_recent_count > KR_RECENT_PAGES;
  return (page_walk){all ? kr_all_pages : NULL, all ? SIZE_MAX : 0};
}
static kr_page *next_page(page_walk *w) {
  if (w->at < kr_recent_count) return kr_recent_pages[w->at++];
  kr_page *page = w->next;
  if (page) w->next = page->next_all;
  return page;
}

/* Every object in a page that may hold one of the set. A free block cannot be taken for one: its second
 * word is a link, a multiple of 8, so KR_OF_GC is not set in it. */
#define EACH_IN_SET(generation, o, body)                                                      \
  do {                                                                                        \
    page_walk walk_ = pages_for(generation);                                                  \
    for (kr_page * page_; (page_ = next_page(&walk_)) != NULL;) {                             \
      if (!page_->in_use || page_->kind != KR_PAGE_GC) continue;                              \
      if ((generation) < 2 && !page_->young && !((generation) == 1 && page_->old1)) continue; \
      char *end_ = (char *)page_ + page_->bump;                                               \
      for (char *p_ = (char *)page_ + KR_PAGE_HEADER; p_ < end_; p_ += page_->block_size) {   \
        kr_object *o = (kr_object *)p_;                                                       \
        if (in_set(o)) body                                                                   \
      }                                                                                       \
    }                                                                                         \
    kr_large_gc *l_ = (generation) < 2 ? kr_large_gc_older[generation] : &kr_large_gc_list;   \
    while ((l_ = l_->next) != &kr_large_gc_list) {                                            \
      kr_object *o = (kr_object *)(l_ + 1);                                                   \
      if (in_set(o)) body                                                                     \
    }                                                                                         \
  } while (0)

/* The members of the set of the collection that runs, when they are few enough: most collections look at
 * some hundred young objects, and go through them six times. */
#define FEW_MEMBERS 8192
static kr_object *members[FEW_MEMBERS];
static size_t member_count; /* SIZE_MAX: too many, go through the pages */

#define EACH_MEMBER(generation, o, body)             \
  do {                                               \
    if (member_count == SIZE_MAX) {                  \
      EACH_IN_SET(generation, o, body);              \
    } else {                                         \
      for (size_t i_ = 0; i_ < member_count; i_++) { \
        kr_object *o = members[i_];                  \
        if (in_set(o)) body                          \
      }                                              \
    }                                                \
  } while (0)

void kr_gc_forget_members(void) { memset(members, 0, sizeof members); }

static int visit_subtract(kr_object *o, void *arg) {
  if (in_set(o)) o->refs--;
  return 0;
}
static int visit_give_back(kr_object *o, void *arg) {
  if (in_set(o)) o->refs++;
  return 0;
}
/* A reference to o was found: it counts again, and what o refers to is to be looked at, if it was not. */
KR_INLINE int reached(kr_object *o) {
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
static int visit_reach(kr_object *o, void *arg) { return in_set(o) ? reached(o) : 0; }

/* o's traverse; for what there is most of without calls. */
KR_INLINE void traverse(kr_object *o, kr_visit visit) {
  const kr_value *items;
  uint32_t n;
  if (o->type == &kr_tuple_type) {
    items = ((kr_tuple *)o)->items;
    n = ((kr_tuple *)o)->size;
  } else if (o->type == &kr_list_type) {
    items = ((kr_list *)o)->items;
    n = ((kr_list *)o)->size;
  } else {
    o->type->traverse(o, visit, NULL);
    return;
  }
  for (uint32_t i = 0; i < n; i++)
    if (kr_is_object(items[i])) visit(kr_object_of(items[i]), NULL);
}

static void reach(size_t left) {
  for (kr_object *o; (o = next_marked(left)) != NULL;) traverse(o, visit_reach);
}

/* Steps 1 to 4. Unreachable objects keep their mark; their number. */
static size_t find_unreachable(int generation) {
  member_mask = mask_for(generation);
  /* A count of 0 now: its dealloc is under way further up the C stack. Not ours to touch. */
  size_t count = 0;
  EACH_IN_SET(generation, o, {
    o->flags |= o->refs ? KR_OF_MARK : KR_OF_UNTRACKED;
    if (count < FEW_MEMBERS) members[count] = o;
    count++;
  });
  member_count = count <= FEW_MEMBERS ? count : SIZE_MAX;
  EACH_MEMBER(generation, o, { traverse(o, visit_subtract); });
  do {
    mark_overflow = false;
    EACH_MEMBER(generation, o, {
      if ((o->flags & KR_OF_MARK) && o->refs > 0) {
        o->flags &= ~(uint32_t)KR_OF_MARK;
        mark_stack[mark_top++] = o;
        if (mark_top > MARK_STACK / 4) reach(MARK_STACK / 8);
      }
    });
    reach(0);
  } while (mark_overflow);
  size_t n = 0;
  EACH_MEMBER(generation, o, {
    if (o->flags & KR_OF_MARK) {
      n++;
      traverse(o, visit_give_back);
    }
  });
  return n;
}

/* Can this tuple never be in a cycle, by what it holds? Then nobody need look at it again. */
static bool is_dull(const kr_object *o, int depth) {
  const kr_tuple *t = (const kr_tuple *)o;
  for (uint32_t i = 0; i < t->size; i++) {
    kr_value v = t->items[i];
    if (v == KR_NULL) return false; /* half made */
    if (!kr_may_cycle(v)) continue;
    if (!depth || kr_object_of(v)->type != &kr_tuple_type || !is_dull(kr_object_of(v), depth - 1))
      return false;
  }
  return true;
}

static void grow_older(kr_page *page, int generation) {
  page->old1 = generation == 0 && (page->old1 || page->young);
  page->young = page->recent = 0;
  bool current = page->listed == 2;
  if (page->in_use && page->kind == KR_PAGE_GC && (page->old1 || current)) kr_page_note_recent(page);
}

/* The members of the set that kept no mark move one generation up. Returns how many became old. */
static size_t promote(int generation) {
  size_t long_lived = 0;
  EACH_MEMBER(generation, o, {
    if (o->flags & KR_OF_MARK) continue;
    if (o->type == &kr_tuple_type && is_dull(o, 8)) {
      o->flags |= KR_OF_UNTRACKED;
      continue;
    }
    if (generation == 0) {
      o->flags |= KR_OF_GEN1;
    } else if (!(o->flags & KR_OF_GEN2)) {
      o->flags = (o->flags & ~(uint32_t)KR_OF_GEN1) | KR_OF_GEN2;
      long_lived++;
    }
  });
  for (int i = 0; i < 2 && i <= generation; i++) kr_large_gc_older[i] = kr_large_gc_list.prev;
  size_t recent = kr_recent_count;
  kr_recent_count = 0;
  if (recent > KR_RECENT_PAGES) {
    for (kr_page *p = kr_all_pages; p; p = p->next_all) grow_older(p, generation);
  } else { /* the list is made anew in its own place */
    for (size_t i = 0; i < recent; i++) grow_older(kr_recent_pages[i], generation);
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
static int visit_doomed_reach(kr_object *o, void *arg) { return doomed(o) ? reached(o) : 0; }

/* They are listed, unless there are so many that the list would be large beside the heap: then only those whose
 * order matters are, and the others are found in the pages each time. Should these be too many as well, those with
 * finalizers are listed some at a time. */
typedef struct {
  kr_object **list;
  size_t count;  /* of the list; entries may be NULL */
  size_t room;   /* so many could be listed */
  bool whole;    /* all are listed */
  bool in_turns; /* of those with finalizers only the weakly referenced are listed */
} doomed_set;

/* Calls fn for each. fn may run code, and free it. */
static void each_doomed(const doomed_set *u, void (*fn)(kr_object *o)) {
  if (u->whole) {
    for (size_t i = 0; i < u->count; i++)
      if (u->list[i] && doomed(u->list[i])) fn(u->list[i]);
    return;
  }
  for (kr_page *page = kr_all_pages; page; page = page->next_all) {
    if (!page->in_use || page->kind != KR_PAGE_GC) continue;
    uint32_t size = page->block_size;
    for (uint32_t at = KR_PAGE_HEADER; at < page->bump; at += size) {
      kr_object *o = (kr_object *)((char *)page + at);
      if (KR_IS_POISONED(o) || !doomed(o)) continue;
      fn(o);
      /* Empty now, and perhaps used again for something else? */
      if (!page->in_use || page->block_size != size || page->kind != KR_PAGE_GC) break;
    }
  }
  /* Of large ones any may be freed by fn: each is taken to the front, and the rest of the list is what comes
   * behind the last one that was there before. */
  kr_large_gc done = {&done, &done, 0, 0};
  for (kr_large_gc *l; (l = kr_large_gc_list.next) != &kr_large_gc_list;) {
    l->prev->next = l->next;
    l->next->prev = l->prev;
    l->prev = done.prev;
    l->next = &done;
    l->prev->next = l;
    done.prev = l;
    kr_object *o = (kr_object *)(l + 1);
    if (!KR_IS_POISONED(o) && doomed(o)) fn(o);
  }
  if (done.next != &done) {
    done.prev->next = &kr_large_gc_list;
    done.next->prev = kr_large_gc_list.prev;
    kr_large_gc_list.prev->next = done.next;
    kr_large_gc_list.prev = done.prev;
  }
  for (int i = 0; i < 2; i++) /* what was in front has been freed */
    if (kr_large_gc_older[i] == &done) kr_large_gc_older[i] = &kr_large_gc_list;
}

static void let_go_one(kr_object *o) { o->refs--; }
static void hold_one(kr_object *o) { kr_incref_object(o); }
static void take_back_one(kr_object *o) { o->refs++; }
static void subtract_one(kr_object *o) { o->type->traverse(o, visit_doomed_subtract, NULL); }
static void give_back_one(kr_object *o) {
  if (o->flags & KR_OF_MARK) o->type->traverse(o, visit_doomed_give_back, NULL);
}
static void reach_one(kr_object *o) {
  if (!(o->flags & KR_OF_MARK) || o->refs == 0) return;
  o->flags &= ~(uint32_t)KR_OF_MARK;
  mark_stack[mark_top++] = o;
  while ((o = next_marked(0)) != NULL) o->type->traverse(o, visit_doomed_reach, NULL);
}

/* After finalizers ran: whatever is reachable from outside again loses its mark. */
static void unmark_resurrected(const doomed_set *u) {
  each_doomed(u, let_go_one);
  each_doomed(u, subtract_one);
  do {
    mark_overflow = false;
    each_doomed(u, reach_one);
  } while (mark_overflow);
  each_doomed(u, give_back_one);
  each_doomed(u, take_back_one);
}

/* ---- order ------------------------------------------------------------------------------------------- */

/* Finalizers and callbacks run from the oldest object to the youngest, as programs are used to; pages
 * say nothing about age. Order: generation, then the birth stamps, which wrap: exact for objects not
 * more than 65536 births apart. */
static uint32_t youth(const kr_object *o) {
  uint32_t age = (kr_gc_state.births - (o->flags >> KR_OF_BIRTH_SHIFT)) & 0xFFFF;
  return (uint32_t)(3 - kr_gc_generation(o)) << 16 | (0xFFFF - ((age - 1) & 0xFFFF));
}

/* In place: by eight bits of youth(), then each part by the next eight. */
static void sort_by_age(kr_object **u, size_t n, int shift) {
  if (n < 24) {
    for (size_t i = 1; i < n; i++) {
      kr_object *o = u[i];
      size_t k = i;
      for (; k && youth(u[k - 1]) > youth(o); k--) u[k] = u[k - 1];
      u[k] = o;
    }
    return;
  }
  size_t end[256] = {0}, at[256];
  for (size_t i = 0; i < n; i++) end[(youth(u[i]) >> shift) & 255]++;
  for (size_t i = 0, sum = 0; i < 256; i++) {
    at[i] = sum;
    end[i] = sum += end[i];
  }
  for (size_t b = 0; b < 256; b++) {
    while (at[b] < end[b]) {
      kr_object *o = u[at[b]];
      size_t to;
      while ((to = (youth(o) >> shift) & 255) != b) {
        kr_object *other = u[at[to]];
        u[at[to]++] = o;
        o = other;
      }
      u[at[b]++] = o;
    }
  }
  for (size_t b = 0, from = 0; shift && b < 256; from = end[b++])
    sort_by_age(u + from, end[b] - from, shift - 8);
}

/* Will others learn when o goes? */
static bool is_watched(kr_object *o) { return o->type->weaklist_offset && kr_has_weakrefs(o); }
static bool order_matters(kr_object *o) { return o->type->finalize || is_watched(o); }

static bool released;
static void let_go_if_released(kr_object *o) {
  if (o->refs != 1) return;
  o->flags &= ~(uint32_t)(KR_OF_MARK | DOOMED);
  kr_decref_object(o);
  released = true;
}
/* What finalizers made free by dropping the references to it (a closed generator drops its variables)
 * would be gone already if we did not hold it: it goes now and is not counted. */
static void let_go_released(doomed_set *u) {
  do {
    released = false;
    if (!u->whole) {
      each_doomed(u, let_go_if_released);
      continue;
    }
    for (size_t i = 0; i < u->count; i++) {
      if (!u->list[i] || u->list[i]->refs != 1) continue;
      kr_object *o = u->list[i];
      u->list[i] = NULL;
      let_go_if_released(o);
    }
  } while (released);
}

static size_t garbage;
static uint32_t grown_up; /* the generation of what was looked at and lives */
static void count_garbage(kr_object *o) { garbage += (o->flags & KR_OF_MARK) != 0; }
static void save_one(kr_object *o) {
  if (!(o->flags & KR_OF_MARK)) return;
  if (kr_list_append(KR_LIST(kr_gc.garbage), kr_from_object(o))) kr_clear_exception();
  o->flags &= ~(uint32_t)KR_OF_MARK;
}
static void clear_one(kr_object *o) {
  bool dead = (o->flags & KR_OF_MARK) != 0;
  o->flags &= ~(uint32_t)KR_OF_MARK;
  if (!dead || !o->type->clear) return;
  o->type->clear(o);
  if (kr_failed()) kr_unraisable(KR_NULL, "in garbage collection");
}
static void drop_one(kr_object *o) {
  o->flags = (o->flags & ~(uint32_t)DOOMED) | grown_up;
  kr_decref_object(o);
}

static bool to_finalize(const kr_object *o) { return o->type->finalize && !(o->flags & KR_OF_FINALIZED); }
/* Runs the finalizers of those listed; whether there were any. */
static bool finalize_listed(const doomed_set *u) {
  bool any = false;
  for (size_t i = 0; i < u->count; i++) {
    kr_object *o = u->list[i];
    if (!to_finalize(o)) continue;
    o->flags |= KR_OF_FINALIZED;
    o->type->finalize(kr_from_object(o));
    any = true;
  }
  return any;
}

/* Finalizers in turns: the birth stamps are divided into ages, of which each turn takes as many as the list has
 * room for. */
#define AGES 1024
static uint32_t turns_began; /* births then: stamps are compared with it, for finalizers make objects, too */
static size_t *age_counts;
static size_t first_age, last_age; /* of this turn */
static doomed_set turn;
static size_t age_of(const kr_object *o) {
  uint32_t age = (turns_began - (o->flags >> KR_OF_BIRTH_SHIFT) - 1) & 0xFFFF;
  return (0xFFFF - age) * AGES >> 16;
}
static void count_age(kr_object *o) { age_counts[age_of(o)] += to_finalize(o); }
static void list_age(kr_object *o) {
  size_t age = age_of(o);
  if (to_finalize(o) && age >= first_age && age <= last_age && turn.count < turn.room)
    turn.list[turn.count++] = o;
}
static bool finalize_in_turns(doomed_set *u) {
  size_t counts[AGES] = {0};
  age_counts = counts;
  turns_began = kr_gc_state.births;
  each_doomed(u, count_age);
  turn = *u;
  bool any = false;
  for (first_age = 0; first_age < AGES;) {
    size_t n = counts[last_age = first_age];
    while (last_age + 1 < AGES && n + counts[last_age + 1] <= turn.room) n += counts[++last_age];
    do { /* more than once where one age is too many */
      turn.count = 0;
      if (n) each_doomed(u, list_age);
      sort_by_age(turn.list, turn.count, 16);
      any |= turn.count && finalize_listed(&turn);
    } while (turn.count == turn.room);
    first_age = last_age + 1;
  }
  return any;
}

/* How many were really garbage: not revived by finalizers. */
static size_t dispose(doomed_set *u, int generation) {
  /* Weak references first, so that neither callbacks nor finalizers reach half-dead objects through
   * them. */
  kr_weakrefs_clear_many(u->list, u->count);
  if (u->in_turns ? finalize_in_turns(u) : finalize_listed(u)) {
    let_go_released(u);
    unmark_resurrected(u);
  }
  garbage = 0;
  each_doomed(u, count_garbage);
  size_t count = garbage;
  if (kr_gc.debug & KR_GC_DEBUG_SAVEALL && kr_is_object(kr_gc.garbage)) each_doomed(u, save_one);
  each_doomed(u, clear_one);
  grown_up = generation == 0 ? KR_OF_GEN1 : KR_OF_GEN2;
  each_doomed(u, drop_one);
  return count;
}

/* n objects carry a mark. */
static size_t take_unreachable(int generation, size_t n) {
  doomed_set u = {0};
  const size_t few = kr_memory.bytes / (32 * sizeof(kr_object *));
  u.whole = kr_gc.debug || n <= few;
  size_t ordered = 0, watched = 0;
  EACH_MEMBER(generation, o, {
    if (!(o->flags & KR_OF_MARK)) continue;
    ordered += order_matters(o);
    watched += is_watched(o);
  });
  u.in_turns = !u.whole && ordered > few;
  u.room = u.whole ? n : !u.in_turns ? ordered : watched > few ? watched : few;
  u.list = malloc((u.room ? u.room : 1) * sizeof *u.list);
  if (!u.list) {
    EACH_MEMBER(generation, o, { o->flags &= ~(uint32_t)KR_OF_MARK; });
    promote(generation);
    return 0;
  }
  EACH_MEMBER(generation, o, {
    if ((o->flags & KR_OF_MARK) && u.count < u.room &&
        (u.whole || (u.in_turns ? is_watched(o) : order_matters(o))))
      u.list[u.count++] = o;
  });
  if (ordered || kr_gc.debug) sort_by_age(u.list, u.count, 16);
  if (u.whole) {
    for (size_t i = 0; i < u.count; i++) u.list[i]->flags |= DOOMED;
  } else {
    EACH_MEMBER(generation, o, {
      if (o->flags & KR_OF_MARK) o->flags |= DOOMED;
    });
  }
  size_t old = promote(generation); /* afterwards the set's pages cannot be told any more */
  if (generation < 2) kr_gc.long_lived_pending += old;
  each_doomed(&u, hold_one);
  if (kr_gc.debug & KR_GC_DEBUG_COLLECTABLE)
    for (size_t i = 0; i < u.count; i++)
      tell("gc: collectable <%s %p>\n", kr_type_cname(u.list[i]->type), (void *)u.list[i]);
  size_t dead = dispose(&u, generation);
  free(u.list);
  return dead;
}

static void tell_start(int generation) {
  size_t count[4] = {0};
  member_mask = KR_OF_GC | KR_OF_UNTRACKED;
  EACH_IN_SET(2, o, { count[kr_gc_generation(o)]++; });
  tell("gc: collecting generation %d...\n", generation);
  tell("gc: objects in each generation: %zu %zu %zu\n", count[0], count[1], count[2]);
  tell("gc: objects in permanent generation: %zu\n", count[3]);
}

static size_t collect(int generation) {
  double started = 0;
  if (kr_gc.debug & KR_GC_DEBUG_STATS) {
    tell_start(generation);
    started = kr_host_now();
  }
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
  if (kr_gc.debug & KR_GC_DEBUG_STATS) {
    char elapsed[32];
    uint64_t t = (uint64_t)((kr_host_now() - started) * 10 + 0.5); /* in ten thousandths of a second */
    snprintf(elapsed, sizeof elapsed, "%u.%04u", (unsigned)(t / 10000), (unsigned)(t % 10000));
    tell("gc: done, %zu unreachable, 0 uncollectable, %ss elapsed\n", n, elapsed);
  }
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
      if (r == KR_NULL) kr_unraisable(KR_NULL, "Exception ignored while calling GC callback %R", f);
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
  kr_gc_state.collecting = true;
  kr_value pending = kr_fetch_exception();
  run_callbacks("start", generation, 0);
  size_t n = collect(generation);
  run_callbacks("stop", generation, n);
  if (kr_is_object(pending)) kr_restore_exception_steal(pending);
  kr_gc_state.collecting = false;
  return n;
}

void kr_gc_collect_quietly(void) {
  if (kr_gc_state.collecting) return;
  kr_gc_state.collecting = true;
  collect(2);
  kr_gc_state.collecting = false;
}

void kr_gc_request(void) {
  if (kr_gc_state.enabled && kr_gc_state.threshold0 && !kr_gc_state.collecting) kr_set_pending(KR_PENDING_GC);
}

/* Once for every so many new objects, or a program that goes on with little memory would only collect. */
static bool pressed;
static uint32_t pressed_at;
#define PRESSED_AGAIN 10000
void kr_gc_pressure(void) {
  if (!kr_gc_state.enabled || kr_gc_state.collecting) return;
  if (pressed_at && kr_gc_state.births - pressed_at < PRESSED_AGAIN) return;
  pressed = true;
  kr_set_pending(KR_PENDING_GC);
}

void kr_gc_run_if_due(void) {
  if (!kr_gc_state.enabled || kr_gc_state.collecting) return;
  if (pressed) {
    pressed = false;
    pressed_at = kr_gc_state.births | 1;
    kr_gc_collect(2);
    return;
  }
  if (!kr_gc_state.threshold0) return;
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
    /* one without references is being freed, and calls what may look */
    if (o->refs && (generations >> kr_gc_generation(o)) & 1) {
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

kr_trash_state kr_trash;

bool kr_trash_put_aside(kr_object *o) {
  if (kr_trash.count == kr_trash.capacity) {
    size_t capacity = kr_trash.capacity ? kr_trash.capacity * 2 : 256;
    kr_object **t = realloc(kr_trash.waiting, capacity * sizeof *t);
    if (!t) { /* no room: go on recursively and hope the stack is kinder than the heap */
      kr_trash.depth++;
      return true;
    }
    kr_trash.waiting = t;
    kr_trash.capacity = capacity;
  }
  o->refs = 1; /* not free: the page walk must not take it for an empty block */
  o->flags |= KR_OF_UNTRACKED;
  kr_trash.waiting[kr_trash.count++] = o;
  return false;
}

void kr_trash_drain(void) {
  if (kr_trash.draining) return;
  kr_trash.draining = true;
  while (kr_trash.count) {
    kr_object *o = kr_trash.waiting[--kr_trash.count];
    o->refs = 0;
    o->type->dealloc(o);
  }
  kr_trash.draining = false;
}
