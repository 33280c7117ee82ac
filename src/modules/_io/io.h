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

/* __getstate__ of streams that cannot be pickled. */
kr_value kr_io_no_pickle(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

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
/* The result of a close() that answered r (KR_NULL: raised), after a flush that raised exc (KR_NULL: nothing):
 * both are stolen, and each of two exceptions is told of. */
kr_value kr_io_closed_after(kr_value exc, kr_value r);
kr_value kr_io_next(kr_value self);
/* Bounds of an optional size argument: None and absent are -1. False: raised. */
bool kr_io_size_arg(kr_value v, intptr_t *out);
/* With -X warn_default_encoding: EncodingWarning. 0; -1: it was made an error. */
int kr_io_warn_no_encoding(int stack_level);
/* read(2) and write(2) on an exact FileIO: bytes, -1 raised, -2 would block. */
intptr_t kr_fileio_read(kr_value f, void *to, size_t n);
intptr_t kr_fileio_write(kr_value f, const void *from, size_t n);
int kr_fileio_descriptor(kr_value f);
kr_value kr_io_open(const kr_value *args); /* open()'s 8 parameters */

/* ---- standard input that must be waited for (stdin.c) ---- */

typedef enum {
  KR_STDIN_LINE, /* of a TextIOWrapper: readline(), read(), next() */
  KR_STDIN_TEXT,
  KR_STDIN_NEXT,
  KR_STDIN_BYTES_LINE, /* the same of a BufferedReader */
  KR_STDIN_BYTES,
  KR_STDIN_BYTES_NEXT,
} kr_stdin_read;
/* Is this a BufferedReader of descriptor 0, of a host that may have to be left for more? */
bool kr_stdin_waits(kr_value buffer);
/* Answers a read of it, size -1: no limit. KR_PUSHED. */
kr_value kr_stdin_push(kr_value stream, kr_stdin_read what, intptr_t size);
/* The end of descriptor 0 was met, but not told yet: the next read of it answers so, once. */
extern bool kr_stdin_ended;

/* What is decoded but not read: its length, and whether a line ends in it. */
bool kr_text_decoded(kr_value text, size_t *n);
kr_value kr_text_buffer(kr_value text); /* borrowed; KR_NULL: none */
kr_value kr_text_readline_now(kr_value text, intptr_t limit);
kr_value kr_text_read_now(kr_value text, intptr_t n);
kr_value kr_text_next_now(kr_value text);
kr_value kr_buffered_raw(kr_value reader); /* borrowed; KR_NULL: none */
/* The bytes read ahead; NULL: it is closed. */
const uint8_t *kr_buffered_ahead(kr_value reader, size_t *n);
/* Reads more behind them: bytes got, -1 raised, -2 would block. */
intptr_t kr_buffered_more(kr_value reader);
/* From a step: waits while another thread reads from it (KR_PUSHED), else None. As kr_thread_wait(). */
kr_value kr_buffered_wait(kr_value reader, bool again);
kr_value kr_buffered_readline_now(kr_value reader, intptr_t limit);
kr_value kr_buffered_read_now(kr_value reader, intptr_t n);
kr_value kr_buffered_next_now(kr_value reader);

#endif
