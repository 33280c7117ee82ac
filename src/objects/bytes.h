/* bytes, bytearray, memoryview, and the buffer protocol that joins them. */
#ifndef KR_BYTES_H
#define KR_BYTES_H

#include "objects/type.h"

struct kr_bytes {
  KR_OBJECT_HEAD
  uint32_t size;
  int32_t hash;   /* 0: not computed */
  uint8_t data[]; /* size bytes and a NUL */
};
typedef struct {
  KR_OBJECT_HEAD
  uint32_t size;
  uint8_t *data;      /* the first live byte; a NUL follows the last */
  uint8_t *allocated; /* start of the block; data may lie further on after deletions in front */
  uint32_t capacity;
  uint32_t exports; /* buffers handed out: no resizing while nonzero */
} kr_bytearray;
extern kr_type kr_bytes_type, kr_bytearray_type, kr_memoryview_type;
KR_INLINE bool kr_is_bytes(kr_value v) { return kr_has_tf(v, KR_TF_BYTES_SUBCLASS); }
#define KR_BYTES(v) KR_AS(kr_bytes, v)
bool kr_is_bytearray(kr_value v);
kr_bytes *kr_bytes_new(size_t size); /* uninitialized but for the NUL; NULL: MemoryError */
kr_value kr_bytes_from(const void *data, size_t size);
kr_value kr_bytes_from_buf(kr_buf *b);                        /* frees b */
kr_value kr_bytes_resize(kr_value bytes_stolen, size_t size); /* one reference; may move */
kr_value kr_bytearray_from(const void *data, size_t size);
int kr_bytearray_resize(kr_bytearray *b, size_t size);
kr_value kr_bytes_repr(const uint8_t *data, size_t size, const char *prefix, const char *suffix);

/* The buffer protocol (PEP 3118). The shape of Py_buffer. */
struct kr_buffer {
  void *buf;
  kr_value obj; /* owned; KR_NULL: released */
  intptr_t len, itemsize;
  bool readonly;
  int ndim;
  const char *format; /* NULL: "B" */
  intptr_t *shape, *strides, *suboffsets;
  void *internal;
  intptr_t shape1[1], strides1[1]; /* room for the common case; shape/strides may point here */
};
enum {
  KR_BUF_SIMPLE = 0,
  KR_BUF_WRITABLE = 1,
  KR_BUF_FORMAT = 4,
  KR_BUF_ND = 8,
  KR_BUF_STRIDES = 0x10 | KR_BUF_ND,
  KR_BUF_C_CONTIGUOUS = 0x20 | KR_BUF_STRIDES,
  KR_BUF_F_CONTIGUOUS = 0x40 | KR_BUF_STRIDES,
  KR_BUF_ANY_CONTIGUOUS = 0x80 | KR_BUF_STRIDES,
  KR_BUF_INDIRECT = 0x100 | KR_BUF_STRIDES,
  KR_BUF_FULL_RO = KR_BUF_INDIRECT | KR_BUF_FORMAT,
};
bool kr_has_buffer(kr_value v);
/* 0; -1: TypeError "a bytes-like object is required, not 'x'" or BufferError. */
int kr_get_buffer(kr_value v, kr_buffer *view, int flags);
void kr_release_buffer(kr_buffer *view);
/* The argument of a C function that wants room to write into; number 0: its only one. 0; -1: TypeError
 * "f() argument must be read-write bytes-like object, not x". */
int kr_get_writable_argument(const char *function, int number, kr_value v, kr_buffer *view);
/* Fill view for a plain row of bytes, as most exporters want. */
int kr_buffer_fill(kr_buffer *view, kr_value obj, void *data, size_t size, bool readonly, int flags);
/* Moves data whose buf points at the struct itself: a kr_buffer must not be copied by assignment. */

/* Codecs known to the core. errors NULL means "strict". New. */
kr_value kr_decode(const uint8_t *data, size_t size, const char *encoding, const char *errors);
kr_value kr_encode(kr_value str, const char *encoding, const char *errors);
kr_value kr_decode_utf8(const uint8_t *data, size_t size, const char *errors);
kr_value kr_encode_utf8(kr_value str, const char *errors);
/* File names and the like: utf-8 with surrogateescape. */
kr_value kr_fs_decode(const char *s), kr_fs_encode(kr_value str_or_bytes_or_pathlike);

#endif
