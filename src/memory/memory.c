#include "memory/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory/pages.h"
#include "objects/errors.h"

kr_memory_stats kr_memory;

/* A request of ordinary size failed: memory is really short, and garbage in cycles may be why. */
#define ORDINARY ((size_t)1 << 20)
static KR_COLD void *no_memory(size_t size) {
  if (size < ORDINARY) kr_gc_pressure();
  kr_raise_no_memory();
  return NULL;
}

void *kr_alloc(size_t size) {
  if (KR_LIKELY(size <= KR_SMALL_MAX)) {
    void *p = kr_page_alloc(KR_PAGE_RAW, size);
    if (KR_LIKELY(p != NULL)) return p;
  } else {
    void *p = kr_large_alloc(size);
    if (p) return p;
  }
  return no_memory(size);
}

void *kr_alloc_zeroed(size_t size) {
  void *p = kr_alloc(size);
  if (p) memset(p, 0, size);
  return p;
}

void kr_free(void *p) {
  if (!p) return;
  if (kr_in_page(p)) kr_page_free(p);
  else kr_large_free(p);
}

size_t kr_usable_size(const void *p) { return kr_in_page(p) ? kr_page_of(p)->block_size : kr_large_size(p); }

/* Copies n bytes, rounded up to words of 8, between blocks. In WebAssembly memcpy is a call into the engine
 * (about 30 ns in V8). */
KR_INLINE void copy_words(void *to, const void *from, size_t n) {
  if (n > 256) {
    memcpy(to, from, n);
    return;
  }
  uint64_t *t = to;
  const uint64_t *f = from;
  for (const uint64_t *end = f + ((n + 7) >> 3); f < end; f++, t++) {
    *t = *f;
    __asm__("" : "+r"(t)); /* or the compiler makes a memcpy of the loop */
  }
}

void *kr_realloc(void *p, size_t size) {
  if (!p) return kr_alloc(size);
  if (!kr_in_page(p) && size > KR_SMALL_MAX) {
    void *q = kr_large_realloc(p, size);
    return q ? q : no_memory(size);
  }
  size_t old = kr_usable_size(p);
  /* Stay when the block fits and would not be less than half used. What asks for KR_SMALL_MAX or less is
   * always in a page: lists rely on it. */
  if (size <= old && size * 2 >= old && (size > KR_SMALL_MAX || kr_in_page(p))) {
    if (KR_UNLIKELY(kr_traced)) kr_trace_alloc(p, size);
    return p;
  }
  void *q = kr_alloc(size);
  if (!q) return NULL;
  copy_words(q, p, old < size ? old : size);
  kr_free(p);
  return q;
}

void *kr_alloc_array(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX) {
    kr_raise_no_memory();
    return NULL;
  }
  return kr_alloc(total);
}

void *kr_realloc_array(void *p, size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX) {
    kr_raise_no_memory();
    return NULL;
  }
  return kr_realloc(p, total);
}

/* ---- objects ----------------------------------------------------------------------------------- */

KR_INLINE void init_head(kr_object *o, kr_type *type, uint32_t flags) {
  o->refs = 1;
  o->flags = flags;
  o->type = type;
  KR_REF_TOTAL(1);
  if (type->tf & KR_TF_HEAP) kr_incref_object(type);
}

void *kr_object_alloc(kr_type *type, size_t size) {
  kr_object *o;
  uint32_t flags = 0;
  if (KR_LIKELY(size <= KR_SMALL_MAX)) {
    o = kr_page_alloc(KR_PAGE_RAW, size);
  } else {
    o = kr_large_alloc(size);
    flags = KR_OF_LARGE;
  }
  if (KR_UNLIKELY(!o)) return no_memory(size);
  init_head(o, type, flags);
  return o;
}

void *kr_gc_object_alloc(kr_type *type, size_t size) {
  kr_object *o;
  uint32_t flags = KR_OF_GC | kr_gc_state.births++ << KR_OF_BIRTH_SHIFT;
  if (KR_LIKELY(size <= KR_SMALL_MAX)) {
    o = kr_page_alloc(KR_PAGE_GC, size);
  } else {
    o = kr_large_gc_alloc(size);
    flags |= KR_OF_LARGE;
  }
  if (KR_UNLIKELY(!o)) return no_memory(size);
  init_head(o, type, flags);
  kr_gc_note_alloc();
  return o;
}

void kr_object_free(void *p) {
  kr_object *o = p;
  kr_type *type = o->type;
  KR_REF_TOTAL(-(int64_t)o->refs); /* a constructor that failed or chose another result */
  uint32_t flags = o->flags;
  if (flags & KR_OF_GC) kr_gc_note_free();
  if (KR_LIKELY(!(flags & KR_OF_LARGE))) kr_page_free(o);
  else if (flags & KR_OF_GC) kr_large_gc_free(o);
  else kr_large_free(o);
  if (type->tf & KR_TF_HEAP) kr_decref_object(type);
}

void *kr_object_realloc(void *p, size_t size) {
  kr_object *o = p;
  uint32_t flags = o->flags;
  if (flags & KR_OF_GC) {
    size_t old = (flags & KR_OF_LARGE) ? kr_large_gc_size(o) : kr_page_of(o)->block_size;
    if (size <= old && size * 2 >= old) {
      if (KR_UNLIKELY(kr_traced)) kr_trace_alloc(o, size);
      return o;
    }
    kr_object *n = size <= KR_SMALL_MAX ? kr_page_alloc(KR_PAGE_GC, size) : kr_large_gc_alloc(size);
    if (!n) {
      kr_raise_no_memory();
      return NULL;
    }
    memcpy(n, o, old < size ? old : size);
    n->flags = (flags & ~(uint32_t)KR_OF_LARGE) | (size <= KR_SMALL_MAX ? 0 : KR_OF_LARGE);
    if (flags & KR_OF_LARGE) kr_large_gc_free(o);
    else kr_page_free(o);
    return n;
  }
  kr_object *n = kr_realloc(o, size);
  if (!n) return NULL;
  if (size > KR_SMALL_MAX && !kr_in_page(n)) n->flags |= KR_OF_LARGE;
  else if (kr_in_page(n)) n->flags &= ~(uint32_t)KR_OF_LARGE;
  return n;
}

/* ---- byte buffers ------------------------------------------------------------------------------ */

bool kr_buf_reserve(kr_buf *b, size_t more) {
  if (b->failed) return false;
  if (b->capacity - b->size >= more) return true;
  size_t want;
  if (__builtin_add_overflow(b->size, more, &want) || want > PTRDIFF_MAX) goto fail;
  size_t capacity = b->capacity + b->capacity / 2;
  if (capacity < want) capacity = want;
  if (capacity < 64) capacity = 64;
  char *data = kr_realloc(b->data, capacity);
  if (!data) {
    b->failed = true;
    return false;
  }
  b->data = data;
  b->capacity = capacity;
  return true;
fail:
  b->failed = true;
  kr_raise_no_memory();
  return false;
}

bool kr_buf_put(kr_buf *b, const void *data, size_t size) {
  if (!kr_buf_reserve(b, size)) return false;
  if (size) memcpy(b->data + b->size, data, size);
  b->size += size;
  return true;
}

bool kr_buf_put_char(kr_buf *b, char c) { return kr_buf_put(b, &c, 1); }
bool kr_buf_put_cstr(kr_buf *b, const char *s) { return kr_buf_put(b, s, strlen(s)); }

bool kr_buf_printf(kr_buf *b, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  if (n < 0 || !kr_buf_reserve(b, (size_t)n + 1)) return false;
  va_start(ap, fmt);
  vsnprintf(b->data + b->size, (size_t)n + 1, fmt, ap);
  va_end(ap);
  b->size += (size_t)n;
  return true;
}

void kr_buf_free(kr_buf *b) {
  kr_free(b->data);
  memset(b, 0, sizeof *b);
}

/* ---- arenas ------------------------------------------------------------------------------------ */

struct kr_arena_block {
  kr_arena_block *next;
  size_t size;
};
#define ARENA_BLOCK 8192

void *kr_arena_alloc(kr_arena *a, size_t size) {
  size = (size + 7) & ~(size_t)7;
  if ((size_t)(a->end - a->next) < size) {
    size_t want = sizeof(kr_arena_block) + size;
    if (want < size) {
      kr_raise_no_memory();
      return NULL;
    }
    if (want < ARENA_BLOCK) want = ARENA_BLOCK;
    kr_arena_block *block = kr_alloc(want);
    if (!block) return NULL;
    block->next = a->blocks;
    block->size = want;
    a->blocks = block;
    a->next = (char *)(((uintptr_t)(block + 1) + 7) & ~(uintptr_t)7);
    a->end = (char *)block + want;
    if ((size_t)(a->end - a->next) < size) {
      kr_raise_no_memory();
      return NULL;
    }
  }
  void *p = a->next;
  a->next += size;
  memset(p, 0, size);
  return p;
}

void kr_arena_free(kr_arena *a) {
  for (kr_arena_block *b = a->blocks; b;) {
    kr_arena_block *next = b->next;
    kr_free(b);
    b = next;
  }
  memset(a, 0, sizeof *a);
}
