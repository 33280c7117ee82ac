/* memoryview, beneath its two files. A view keeps a "managed" buffer alive: what the exporter handed
 * out once, shared by all views made from it (slices, casts), released with the last of them. */
#ifndef KR_MEMORYVIEW_H
#define KR_MEMORYVIEW_H

#include "objects/bytes_core.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t views; /* not released */
  kr_buffer master;
} kr_managed_buffer;

enum { KR_MAX_DIMS = 64 };

typedef struct {
  KR_OBJECT_HEAD
  uint32_t exports;           /* buffers handed out by this view */
  kr_managed_buffer *managed; /* NULL: released */
  void *weaklist;
  int32_t hash;    /* 0: not computed */
  kr_buffer view;  /* its obj is borrowed from the managed buffer; shape and strides lie in dims */
  intptr_t dims[]; /* shape, strides, suboffsets: ndim each */
} kr_memoryview;
#define KR_MEMORYVIEW(v) KR_AS(kr_memoryview, v)

/* A view on the buffer that `get`, a type's slot, gives of the object: what __buffer__(flags) returns. */
kr_value kr_memoryview_by(kr_value object, kr_get_buffer_fn get, int flags);
/* A view on a buffer that somebody else holds and releases; it has no object. New. */
kr_value kr_memoryview_raw(const kr_buffer *buffer);
/* exporter.__release_buffer__(view) of a builtin type. */
kr_value kr_memoryview_release_for(kr_value view, kr_value exporter);
/* The item at p by the view's format, new. */
kr_value kr_memoryview_unpack(const kr_memoryview *m, const uint8_t *p);
kr_value kr_memoryview_tolist(const kr_memoryview *m);
kr_value kr_memoryview_compare(kr_value a, kr_value b, int op);
kr_value kr_memoryview_item(kr_memoryview *m, intptr_t index); /* ndim 1; bounds are checked */
/* Copies src over dest: same format and shape, else ValueError. 0, -1. */
int kr_memoryview_copy(const kr_buffer *dest, const kr_buffer *src);

#endif
