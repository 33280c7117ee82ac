/* Memory: the allocator under every object and buffer, and its limit.
 *
 * Blocks of up to KR_SMALL_MAX bytes come from size-class pages, one free list a page; larger ones
 * from the C library. Objects that can be in cycles live in pages of their own, which the cycle
 * collector walks instead of linked lists. Every failing request (exhausted, over the embedder's
 * limit, or an absurd size) sets MemoryError and returns NULL: callers only pass NULL/KR_NULL on.
 */
#ifndef KR_MEMORY_H
#define KR_MEMORY_H

#include "value/object.h"

#define KR_SMALL_MAX 512

/* Raw buffers (list items, dict tables, ...). Not zeroed. size 0 gives a unique block. */
void *kr_alloc(size_t size);
void *kr_alloc_zeroed(size_t size);
/* NULL p allocates. On failure p stays valid, MemoryError is set, NULL is returned. */
void *kr_realloc(void *p, size_t size);
void kr_free(void *p);
/* count * size without overflow; as kr_alloc. */
void *kr_alloc_array(size_t count, size_t size);
void *kr_realloc_array(void *p, size_t count, size_t size);
/* The bytes really reserved for p (>= what was asked): for sys.getsizeof and growth. */
size_t kr_usable_size(const void *p);

/* An object of `size` bytes: header set (one reference, type, no flags), type reference counted when
 * the type is a heap type; the rest is NOT zeroed. For types without KR_TF_GC. */
void *kr_object_alloc(kr_type *type, size_t size);
/* The same for a type with KR_TF_GC: the block comes from a collector page and is tracked from the
 * start, so fill in its fields before anything can run a collection (collections run only at the
 * evaluation loop's safepoints, never inside an allocation). */
void *kr_gc_object_alloc(kr_type *type, size_t size);
/* Gives the block back; the last step of every dealloc. Drops the reference to a heap type. */
void kr_object_free(void *o);
/* An inline-data object that just grew or shrank (str, bytes, tuple under construction): only with
 * one reference. May move. NULL and MemoryError on failure, o stays. */
void *kr_object_realloc(void *o, size_t size);

typedef struct {
  size_t blocks; /* live large blocks; kr_memory_blocks() counts all */
  size_t bytes;  /* live bytes, as reserved */
  size_t limit;  /* 0: none; at start the environment's KRAIT_MEMORY_LIMIT (bytes, or 64M) */
  size_t peak_bytes;
} kr_memory_stats;
extern kr_memory_stats kr_memory;

void kr_memory_init(void);
size_t kr_memory_blocks(void); /* live blocks: sys.getallocatedblocks() */

/* A growing byte buffer for building text and binary data in C: zero-initialize, append, take or
 * free. Appending after a failure does nothing; `failed` tells at the end (MemoryError is set). */
typedef struct {
  char *data;
  size_t size, capacity;
  bool failed;
} kr_buf;
bool kr_buf_reserve(kr_buf *b, size_t more); /* false: failed */
bool kr_buf_put(kr_buf *b, const void *data, size_t size);
bool kr_buf_put_char(kr_buf *b, char c);
bool kr_buf_put_cstr(kr_buf *b, const char *s);
__attribute__((format(printf, 2, 3))) bool kr_buf_printf(kr_buf *b, const char *fmt, ...);
void kr_buf_free(kr_buf *b);

/* An arena: many small allocations freed together (the AST, the compiler's flow graph). */
typedef struct kr_arena_block kr_arena_block;
typedef struct {
  kr_arena_block *blocks;
  char *next, *end;
} kr_arena;
void *kr_arena_alloc(kr_arena *a, size_t size); /* zeroed, 8-aligned; NULL: MemoryError set */
void kr_arena_free(kr_arena *a);                /* frees all; the arena is empty again */

#endif
