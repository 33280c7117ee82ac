/* The block layer: size-class pages for small blocks, the C library for large ones, and how to find
 * every object that can be in a cycle.
 *
 * A page is KR_PAGE_SIZE bytes at a multiple of its size and holds blocks of one size and one kind.
 * A free block has 0 in its first word (where a live object has its count, never 0) and the offset of
 * the next free block in its second. So the collector finds the live objects of a page by stepping
 * through it; there are no links to maintain. `young` and `old1` tell which pages a collection of the
 * younger generations must look at, and kr_recent_pages lists them: such a collection costs no more in a large heap.
 *
 * A doubly linked list threads large collector objects, the newest last.
 */
#ifndef KR_PAGES_H
#define KR_PAGES_H

#include "memory/memory.h"

#define KR_PAGE_BITS 14
#define KR_PAGE_SIZE ((size_t)1 << KR_PAGE_BITS)
#define KR_PAGE_CLASSES 31

typedef enum { KR_PAGE_RAW, KR_PAGE_GC } kr_page_kind;

typedef struct kr_page {
  uint32_t free; /* offset of the first free block; 0: none */
  uint32_t bump; /* offset of the first block never used yet */
  uint32_t block_size;
  uint16_t used; /* live blocks */
  uint8_t class_index, kind;
  uint8_t young;                         /* may hold generation 0 objects */
  uint8_t old1 : 1;                      /* may hold generation 1 objects */
  uint8_t recent : 1;                    /* in kr_recent_pages */
  uint8_t listed;                        /* 1: on its class's list of pages with room, 2: current */
  uint8_t in_use;                        /* belongs to a class; 3: has room, while all is traced */
  struct kr_page *next_room, *prev_room; /* pages of this class with room */
  struct kr_page *next_all;              /* all pages ever made */
} kr_page;
#define KR_PAGE_HEADER ((sizeof(kr_page) + 15) & ~(size_t)15)

typedef struct {
  kr_page *current; /* never NULL: kr_no_page when there is none */
  kr_page *room;    /* others with free blocks */
} kr_page_class;
extern kr_page kr_no_page; /* without blocks */
extern kr_page_class kr_page_classes[2][KR_PAGE_CLASSES];
extern const uint8_t kr_class_of_size[KR_SMALL_MAX / 8 + 1];
extern kr_page *kr_all_pages;
/* Every collector page that is young or old1, or current and so young with the next object; each once, among others
 * perhaps. More than KR_RECENT_PAGES: there was no room for all. */
#define KR_RECENT_PAGES 1024
extern kr_page *kr_recent_pages[KR_RECENT_PAGES];
extern size_t kr_recent_count;
KR_INLINE void kr_page_note_recent(kr_page *page) {
  if (page->recent) return;
  page->recent = 1;
  if (kr_recent_count < KR_RECENT_PAGES) kr_recent_pages[kr_recent_count++] = page;
  else kr_recent_count = KR_RECENT_PAGES + 1;
}

KR_INLINE kr_page *kr_page_of(const void *p) {
  return (kr_page *)((uintptr_t)p & ~(uintptr_t)(KR_PAGE_SIZE - 1));
}

#if UINTPTR_MAX == UINT32_MAX
extern uint8_t kr_page_map[1u << (32 - KR_PAGE_BITS - 3)];
KR_INLINE bool kr_in_page(const void *p) {
  uint32_t n = (uint32_t)(uintptr_t)p >> KR_PAGE_BITS;
  return (kr_page_map[n >> 3] >> (n & 7)) & 1;
}
#else
extern char *kr_page_region;
#define KR_PAGE_REGION ((size_t)1 << 36)
KR_INLINE bool kr_in_page(const void *p) {
  return (size_t)((const char *)p - kr_page_region) < KR_PAGE_REGION;
}
#endif

#if defined(__SANITIZE_ADDRESS__) || (defined(__has_feature) && __has_feature(address_sanitizer))
#include <sanitizer/asan_interface.h>
#define KR_POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define KR_UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define KR_IS_POISONED(p) __asan_address_is_poisoned(p)
/* Freed blocks wait in a ring before they can be used again, so that a late use of one is seen. */
#define KR_QUARANTINE 4096
void *kr_quarantine(void *p); /* the block that leaves the ring for it; NULL: none yet */
#else
#define KR_POISON(p, n) ((void)0)
#define KR_UNPOISON(p, n) ((void)0)
#define KR_IS_POISONED(p) 0
#endif

void *kr_page_alloc_slow(kr_page_kind kind, size_t size); /* NULL: no memory (nothing raised) */
void kr_page_free_slow(kr_page *page);

/* Tracing (module _tracemalloc): kr_trace_alloc and kr_trace_free are told of every block. While it is on no
 * class has a current page and no page is listed, so that every request and every block given back takes the
 * slow way; while it is off it costs nothing. */
extern bool kr_traced;
void kr_trace_alloc(void *p, size_t size); /* also: the block has another size now */
void kr_trace_free(void *p);
void kr_pages_trace(bool on);

/* Builds with sanitizers or counted references can let chosen requests fail: gc._set_nomemory(start, stop)
 * counts requests from then on; those from number `start`, before `stop`, get no memory. */
#if defined(__SANITIZE_ADDRESS__) || defined(KR_REF_DEBUG) || \
    (defined(__has_feature) && __has_feature(address_sanitizer))
#define KR_FAULTS 1
typedef struct {
  uint64_t count, start, stop; /* stop 0: off */
} kr_faults;
extern kr_faults kr_fault;
KR_INLINE bool kr_fault_due(void) {
  if (!kr_fault.stop) return false;
  uint64_t n = kr_fault.count++;
  return n >= kr_fault.start && n < kr_fault.stop;
}
#else
KR_INLINE bool kr_fault_due(void) { return false; }
#endif

/* A block, if the current page of the class has one ready; else NULL. */
KR_INLINE void *kr_page_take(kr_page_kind kind, int cls) {
  kr_page *page = kr_page_classes[kind][cls].current;
  uint32_t free = page->free;
  if (KR_LIKELY(free)) {
    char *p = (char *)page + free;
    KR_UNPOISON(p, page->block_size);
    page->free = ((uint32_t *)p)[1];
    page->used++;
    if (kind == KR_PAGE_GC) page->young = 1;
    return p;
  }
  return NULL;
}
KR_INLINE void *kr_page_alloc(kr_page_kind kind, size_t size) {
  if (kr_fault_due()) return NULL;
  int cls = kr_class_of_size[(size + 7) >> 3];
  void *p = kr_page_take(kind, cls);
  return KR_LIKELY(p != NULL) ? p : kr_page_alloc_slow(kind, size);
}

KR_INLINE void kr_page_free(void *p) {
#ifdef KR_QUARANTINE
  p = kr_quarantine(p);
  if (!p) return;
#endif
  kr_page *page = kr_page_of(p);
  ((uint32_t *)p)[0] = 0;
  ((uint32_t *)p)[1] = page->free;
  KR_POISON(p, page->block_size);
  page->free = (uint32_t)((char *)p - (char *)page);
  page->used--;
  uint8_t listed = page->listed;
  if (KR_UNLIKELY(listed == 0 || (page->used == 0 && listed == 1))) kr_page_free_slow(page);
}

/* Large blocks. Sizes count against the limit. */
void *kr_large_alloc(size_t size);
void *kr_large_realloc(void *p, size_t size); /* NULL: p unchanged */
void kr_large_free(void *p);
size_t kr_large_size(const void *p);

typedef struct kr_large_gc {
  struct kr_large_gc *prev, *next;
  size_t size;
  size_t pad;
} kr_large_gc;
extern kr_large_gc kr_large_gc_list; /* sentinel */
/* Behind it are all of the younger generations: 0, and 0 and 1. May be the sentinel. */
extern kr_large_gc *kr_large_gc_older[2];
void *kr_large_gc_alloc(size_t size);
void kr_large_gc_free(void *o);
size_t kr_large_gc_size(const void *o);

/* Collection bookkeeping on allocation (memory/gc.c). */
typedef struct {
  int32_t count0; /* allocations less deallocations of collector objects since the last collection */
  int32_t threshold0;
  uint32_t births; /* collector objects ever made: their order of age, kept in their flags */
  bool enabled, collecting;
} kr_gc_hot;
extern kr_gc_hot kr_gc_state;
void kr_gc_request(void);
void kr_gc_pressure(void); /* memory is short: a full collection at the next safepoint */
KR_INLINE void kr_gc_note_alloc(void) {
  if (KR_UNLIKELY(++kr_gc_state.count0 > kr_gc_state.threshold0)) kr_gc_request();
}
KR_INLINE void kr_gc_note_free(void) {
  if (kr_gc_state.count0 > 0) kr_gc_state.count0--;
}

#endif
