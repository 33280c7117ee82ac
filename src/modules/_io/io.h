/* Module _io: streams. One file for each layer: iobase.c (what all have), fileio.c (descriptors),
 * bytesio.c, buffered.c, stringio.c, textio.c, and module.c with open(). */
#ifndef KR_IO_H
#define KR_IO_H

#include "memory/gc.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

#define KR_IO_FN(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
#define KR_IO_BUFFER_SIZE 131072

/* Every stream begins with this. */
#define KR_IO_HEAD \
  KR_OBJECT_HEAD   \
  kr_dict *dict;   \
  void *weaklist;
typedef struct {
  KR_IO_HEAD
} kr_iobase;

extern kr_type kr_iobase_type, kr_rawiobase_type, kr_bufferediobase_type, kr_textiobase_type, kr_fileio_type,
    kr_bytesio_type, kr_bytesio_buffer_type, kr_buffered_reader_type, kr_buffered_writer_type,
    kr_buffered_random_type, kr_buffered_rwpair_type, kr_stringio_type, kr_textiowrapper_type,
    kr_newline_decoder_type;
extern kr_value kr_io_unsupported; /* io.UnsupportedOperation */

kr_value kr_io_raise_unsupported(const char *what);
kr_value kr_io_closed_error(void); /* ValueError: I/O operation on closed file. */
/* bool(stream.closed): 1 0 -1 */
int kr_io_is_closed(kr_value stream);
/* Methods of iobase for subclasses in C: their dict, weak references, traversal. */
int kr_io_traverse(kr_object *o, kr_visit visit, void *arg);
void kr_io_clear_base(kr_object *o);
void kr_io_finalize(kr_value self);     /* closes, as __del__ does */
bool kr_io_dealloc_begin(kr_object *o); /* false: it came back to life */
kr_value kr_io_self(kr_value self);
kr_value kr_io_next(kr_value self);
/* Bounds of an optional size argument: None and absent are -1. False: raised. */
bool kr_io_size_arg(kr_value v, intptr_t *out);
/* read(2) and write(2) on an exact FileIO: bytes, -1 raised, -2 would block. */
intptr_t kr_fileio_read(kr_value f, void *to, size_t n);
intptr_t kr_fileio_write(kr_value f, const void *from, size_t n);
kr_value kr_io_open(const kr_value *args); /* open()'s 8 parameters */

#endif
