#include "memory/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "objects/float.h"
#if UINTPTR_MAX != UINT32_MAX
#include <sys/mman.h>
#endif

/* Block sizes: 16 to 128 by 8, to 256 by 16, to 512 by 32. */
static const uint16_t class_sizes[KR_PAGE_CLASSES] = {16,  24,  32,  40,  48,  56,  64,  72,  80,  88,  96,
                                                      104, 112, 120, 128, 144, 160, 176, 192, 208, 224, 240,
                                                      256, 288, 320, 352, 384, 416, 448, 480, 512};
const uint8_t kr_class_of_size[KR_SMALL_MAX / 8 + 1] = {
    0,  0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 15, 16, 16, 17,
    17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23, 23, 23, 23, 24, 24, 24, 24, 25, 25, 25,
    25, 26, 26, 26, 26, 27, 27, 27, 27, 28, 28, 28, 28, 29, 29, 29, 29, 30, 30, 30, 30};

kr_page kr_no_page;
kr_page_class kr_page_classes[2][KR_PAGE_CLASSES] = {
    {[0 ... KR_PAGE_CLASSES - 1] = {&kr_no_page, NULL}},
    {[0 ... KR_PAGE_CLASSES - 1] = {&kr_no_page, NULL}},
};
kr_page *kr_all_pages;
kr_page *kr_recent_pages[KR_RECENT_PAGES];
size_t kr_recent_count;
static kr_page *spare_pages; /* in no class; linked by next_room */

#define SEGMENT_PAGES 16

static bool within_limit(size_t more) {
  return !kr_memory.limit || kr_memory.bytes + more <= kr_memory.limit;
}
static void count_bytes(size_t n) {
  kr_memory.bytes += n;
  if (kr_memory.bytes > kr_memory.peak_bytes) kr_memory.peak_bytes = kr_memory.bytes;
}

#if UINTPTR_MAX == UINT32_MAX
uint8_t kr_page_map[1u << (32 - KR_PAGE_BITS - 3)];
static char *segment_alloc(void) {
  char *p = aligned_alloc(KR_PAGE_SIZE, SEGMENT_PAGES * KR_PAGE_SIZE);
  if (!p) return NULL;
  for (int i = 0; i < SEGMENT_PAGES; i++) {
    uint32_t n = ((uint32_t)(uintptr_t)p >> KR_PAGE_BITS) + (uint32_t)i;
    kr_page_map[n >> 3] |= (uint8_t)(1u << (n & 7));
  }
  return p;
}
#else
char *kr_page_region;
static size_t region_used;
static char *segment_alloc(void) {
  if (!kr_page_region) {
    char *r = mmap(NULL, KR_PAGE_REGION + KR_PAGE_SIZE, PROT_NONE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (r == MAP_FAILED) return NULL;
    kr_page_region = (char *)(((uintptr_t)r + KR_PAGE_SIZE - 1) & ~(uintptr_t)(KR_PAGE_SIZE - 1));
  }
  size_t n = SEGMENT_PAGES * KR_PAGE_SIZE;
  if (region_used + n > KR_PAGE_REGION) return NULL;
  char *p = kr_page_region + region_used;
  if (mprotect(p, n, PROT_READ | PROT_WRITE)) return NULL;
  region_used += n;
  return p;
}
#endif

static kr_page *new_page(void) {
  if (!within_limit(KR_PAGE_SIZE)) return NULL;
  if (!spare_pages) {
    char *s = segment_alloc();
    if (!s) return NULL;
    for (int i = SEGMENT_PAGES - 1; i >= 0; i--) {
      kr_page *page = (kr_page *)(s + (size_t)i * KR_PAGE_SIZE);
      memset(page, 0, sizeof *page);
      page->next_all = kr_all_pages;
      kr_all_pages = page;
      page->next_room = spare_pages;
      spare_pages = page;
    }
  }
  kr_page *page = spare_pages;
  spare_pages = page->next_room;
  count_bytes(KR_PAGE_SIZE);
  return page;
}

static void unlink_room(kr_page_class *c, kr_page *page) {
  if (page->prev_room) page->prev_room->next_room = page->next_room;
  else c->room = page->next_room;
  if (page->next_room) page->next_room->prev_room = page->prev_room;
  page->next_room = page->prev_room = NULL;
}

/* The page has no live block. */
static void give_up(kr_page *page) {
  KR_UNPOISON((char *)page + KR_PAGE_HEADER, KR_PAGE_SIZE - KR_PAGE_HEADER);
  page->in_use = page->listed = page->young = page->old1 = 0;
  page->next_room = spare_pages;
  page->prev_room = NULL;
  spare_pages = page;
  kr_memory.bytes -= KR_PAGE_SIZE;
}

/* Hands out the next run of never-used blocks as a free list: short runs, so that a new page is not
 * touched as a whole at once. */
static void refill(kr_page *page) {
  uint32_t size = page->block_size;
  for (int i = 0; i < 16 && page->bump + size <= KR_PAGE_SIZE; i++) {
    uint32_t *p = (uint32_t *)((char *)page + page->bump);
    p[0] = 0;
    p[1] = 0;
    if (page->free) {
      /* append behind the blocks of this run */
      uint32_t *prev = (uint32_t *)((char *)page + page->bump - size);
      prev[1] = page->bump;
    } else {
      page->free = page->bump;
    }
    page->bump += size;
  }
}

static kr_page *class_page(kr_page_kind kind, int cls) {
  kr_page *page = new_page();
  if (!page) return NULL;
  kr_page *all = page->next_all;
  bool recent = page->recent;
  memset(page, 0, sizeof *page);
  page->next_all = all;
  page->recent = recent;
  page->block_size = class_sizes[cls];
  page->class_index = (uint8_t)cls;
  page->kind = (uint8_t)kind;
  page->bump = (uint32_t)KR_PAGE_HEADER;
  page->in_use = 1;
  refill(page);
  return page;
}

static void *take_first(kr_page *page) {
  char *p = (char *)page + page->free;
  KR_UNPOISON(p, page->block_size);
  page->free = ((uint32_t *)p)[1];
  page->used++;
  if (page->kind == KR_PAGE_GC) {
    page->young = 1;
    kr_page_note_recent(page);
  }
  return p;
}

static void link_room(kr_page_class *c, kr_page *page) {
  page->prev_room = NULL;
  page->next_room = c->room;
  if (c->room) c->room->prev_room = page;
  c->room = page;
}

/* ---- tracing --------------------------------------------------------------------------------------- */

enum { ROOM = 2 }; /* in in_use, while tracing: on its class's list of pages with room */
bool kr_traced;

void kr_pages_trace(bool on) {
  if (on == kr_traced) return;
  kr_traced = on;
  for (int i = 0; i < 2 * KR_PAGE_CLASSES; i++) {
    kr_page_class *c = &kr_page_classes[i / KR_PAGE_CLASSES][i % KR_PAGE_CLASSES];
    kr_page *current = c->current;
    if (on && current != &kr_no_page) {
      if (!current->free) refill(current);
      current->listed = current->free != 0;
      if (current->listed) link_room(c, current);
    }
    c->current = &kr_no_page;
  }
  for (kr_page *p = kr_all_pages; p; p = p->next_all) {
    if (!p->in_use) continue;
    if (on) p->in_use |= p->listed ? ROOM : 0;
    p->listed = !on && p->in_use & ROOM;
    if (!on) p->in_use = 1;
  }
}

static void *traced_alloc(kr_page_kind kind, int cls, size_t size) {
  kr_page_class *c = &kr_page_classes[kind][cls];
  kr_page *page = c->room;
  if (!page) {
    page = class_page(kind, cls);
    if (!page) return NULL;
    link_room(c, page);
    page->in_use |= ROOM;
  }
  if (!page->free) refill(page);
  void *p = take_first(page);
  if (!page->free) refill(page);
  if (!page->free) {
    unlink_room(c, page);
    page->in_use = 1;
  }
  kr_trace_alloc(p, size);
  return p;
}

static void traced_free(kr_page *page) {
  kr_page_class *c = &kr_page_classes[page->kind][page->class_index];
#ifndef KR_QUARANTINE
  kr_trace_free((char *)page + page->free);
#endif
  if (!(page->in_use & ROOM)) {
    link_room(c, page);
    page->in_use |= ROOM;
  }
  if (page->used == 0) {
    unlink_room(c, page);
    give_up(page);
  }
}

/* ---- getting and giving back ------------------------------------------------------------------------- */

void *kr_page_alloc_slow(kr_page_kind kind, size_t size) {
  int cls = kr_class_of_size[(size + 7) >> 3];
  if (KR_UNLIKELY(kr_traced)) return traced_alloc(kind, cls, size);
  kr_page_class *c = &kr_page_classes[kind][cls];
  kr_page *page = c->current == &kr_no_page ? NULL : c->current;
  if (page) {
    refill(page);
    if (!page->free) {
      page->listed = 0; /* full: free_slow lists it again */
      page = NULL;
    }
  }
  if (!page && c->room) {
    page = c->room;
    unlink_room(c, page);
    if (!page->free) refill(page);
  }
  if (!page) {
    page = class_page(kind, cls);
    if (!page) {
      c->current = &kr_no_page;
      return NULL;
    }
  }
  page->listed = 2;
  c->current = page;
  return take_first(page);
}

void kr_page_free_slow(kr_page *page) {
  if (KR_UNLIKELY(kr_traced)) {
    traced_free(page);
    return;
  }
  kr_page_class *c = &kr_page_classes[page->kind][page->class_index];
  if (page == c->current) return;
  if (page->used == 0) {
    if (page->listed) unlink_room(c, page);
    give_up(page);
  } else if (!page->listed) {
    page->listed = 1;
    link_room(c, page);
  }
}

#ifdef KR_QUARANTINE
static void *quarantine[KR_QUARANTINE];
static size_t quarantine_at, quarantined;

void *kr_quarantine(void *p) {
  if (kr_traced) kr_trace_free(p);
  ((uint32_t *)p)[0] = 0;
  ((uint32_t *)p)[1] = 0;
  KR_POISON(p, kr_page_of(p)->block_size);
  void *old = quarantine[quarantine_at];
  quarantine[quarantine_at] = p;
  quarantine_at = (quarantine_at + 1) % KR_QUARANTINE;
  if (old) KR_UNPOISON(old, 8);
  else quarantined++;
  return old;
}
#else
enum { quarantined = 0 };
#endif

/* ---- large blocks ------------------------------------------------------------------------------ */

typedef union {
  size_t size;
  long double align;
  char pad[16];
} large_head;

void *kr_large_alloc(size_t size) {
  if (kr_fault_due() || size > PTRDIFF_MAX - sizeof(large_head) || !within_limit(size)) return NULL;
  large_head *h = malloc(sizeof *h + size);
  if (!h) return NULL;
  h->size = size;
  count_bytes(size);
  kr_memory.blocks++;
  if (KR_UNLIKELY(kr_traced)) kr_trace_alloc(h + 1, size);
  return h + 1;
}

void *kr_large_realloc(void *p, size_t size) {
  large_head *h = (large_head *)p - 1;
  size_t old = h->size;
  if (kr_fault_due() || size > PTRDIFF_MAX - sizeof(large_head)) return NULL;
  if (size > old && !within_limit(size - old)) return NULL;
  h = realloc(h, sizeof *h + size);
  if (!h) return NULL;
  h->size = size;
  kr_memory.bytes -= old;
  count_bytes(size);
  if (KR_UNLIKELY(kr_traced)) {
    if (p != h + 1) kr_trace_free(p);
    kr_trace_alloc(h + 1, size);
  }
  return h + 1;
}

void kr_large_free(void *p) {
  if (KR_UNLIKELY(kr_traced)) kr_trace_free(p);
  large_head *h = (large_head *)p - 1;
  kr_memory.bytes -= h->size;
  kr_memory.blocks--;
  free(h);
}

size_t kr_large_size(const void *p) { return ((const large_head *)p - 1)->size; }

kr_large_gc kr_large_gc_list = {&kr_large_gc_list, &kr_large_gc_list, 0, 0};
kr_large_gc *kr_large_gc_older[2] = {&kr_large_gc_list, &kr_large_gc_list};

void *kr_large_gc_alloc(size_t size) {
  if (size > PTRDIFF_MAX - sizeof(kr_large_gc)) return NULL;
  kr_large_gc *h = kr_large_alloc(sizeof *h + size);
  if (!h) return NULL;
  h->size = size;
  h->prev = kr_large_gc_list.prev;
  h->next = &kr_large_gc_list;
  h->prev->next = h;
  kr_large_gc_list.prev = h;
  return h + 1;
}

void kr_large_gc_free(void *o) {
  kr_large_gc *h = (kr_large_gc *)o - 1;
  h->prev->next = h->next;
  h->next->prev = h->prev;
  for (int i = 0; i < 2; i++)
    if (kr_large_gc_older[i] == h) kr_large_gc_older[i] = h->prev;
  kr_large_free(h);
}

size_t kr_large_gc_size(const void *o) { return ((const kr_large_gc *)o - 1)->size; }

#ifdef KR_FAULTS
kr_faults kr_fault;
#endif

/* A number of bytes, or of K, M or G; 0: no limit. -1: it is no such text. */
static double parse_limit(const char *text) {
  const char *end;
  double n = kr_strtod(text, text + strlen(text), &end);
  static const char units[] = "kKmMgG";
  const char *unit = *end ? strchr(units, *end) : NULL;
  if (unit) {
    n *= (double)((size_t)1 << (10 * ((unit - units) / 2 + 1)));
    end++;
  }
  return end == text || *end || !(n >= 0) ? -1 : n;
}

void kr_memory_init(void) {
  const char *text = getenv("KRAIT_MEMORY_LIMIT");
  if (!text || !*text) return;
  double n = parse_limit(text);
  if (n >= 0) kr_memory.limit = n < (double)SIZE_MAX ? (size_t)n : 0;
  else fprintf(stderr, "KRAIT_MEMORY_LIMIT must be a number of bytes, such as 64M: %s\n", text);
}

size_t kr_memory_blocks(void) {
  size_t n = kr_memory.blocks - quarantined;
  for (kr_page *p = kr_all_pages; p; p = p->next_all)
    if (p->in_use) n += p->used;
  return n;
}
