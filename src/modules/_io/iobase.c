#include "objects/type_impl.h"
#include "modules/_io/io.h"
#include "vm/flags.h"

kr_value kr_io_unsupported = KR_NULL;

kr_value kr_io_raise_unsupported(const char *what) {
  return kr_raise(KR_AS_TYPE(kr_io_unsupported), "%s", what);
}
kr_value kr_io_closed_error(void) { return kr_raise(&kr_exc_ValueError, "I/O operation on closed file."); }

kr_value kr_io_closed_after(kr_value exc, kr_value r) {
  if (exc == KR_NULL) return r;
  if (r == KR_NULL) {
    kr_exception_chain_current_steal(exc);
  } else {
    kr_decref(r);
    kr_restore_exception_steal(exc);
  }
  return KR_NULL;
}

int kr_io_is_closed(kr_value stream) {
  kr_value v = kr_getattr(stream, KR_ID(closed));
  if (v == KR_NULL) return -1;
  int t = kr_truth(v);
  kr_decref(v);
  return t;
}

bool kr_io_size_arg(kr_value v, intptr_t *out) {
  *out = -1;
  if (v == KR_NULL || v == KR_NONE) return true;
  if (!kr_type_of(v)->nb_index) {
    kr_raise(&kr_exc_TypeError, "argument should be integer or None, not '%T'", v);
    return false;
  }
  *out = kr_index_as_size(v, kr_from_object(&kr_exc_OverflowError));
  return !(*out == -1 && kr_failed());
}

int kr_io_warn_no_encoding(int stack_level) {
  if (!kr_flags.warn_default_encoding) return 0;
  return kr_warn(&kr_exc_EncodingWarning, stack_level, "'encoding' argument not specified");
}

/* ---- life ---------------------------------------------------------------------------------------------- */

int kr_io_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((kr_iobase *)o)->dict);
  return 0;
}
void kr_io_clear_base(kr_object *o) { KR_CLEAR_OBJECT(((kr_iobase *)o)->dict); }

void kr_io_finalize(kr_value self) {
  kr_value saved = kr_fetch_exception();
  int closed = kr_io_is_closed(self);
  if (closed < 0) kr_clear_exception(); /* of no use any more: not initialized, for example */
  if (closed == 0) {
    kr_value r = KR_TRUE;
    if (kr_setattr(self, KR_ID(_finalizing), r)) kr_clear_exception();
    r = kr_call_method0(self, KR_ID(close));
    if (r == KR_NULL) { kr_unraisable(self, NULL); }
    kr_decref(r);
  }
  if (saved != KR_NULL) kr_restore_exception_steal(saved);
}

bool kr_io_dealloc_begin(kr_object *o) {
  if (kr_finalize_from_dealloc(o)) return false;
  if (((kr_iobase *)o)->weaklist && o->type->weaklist_offset) kr_weakrefs_clear(o);
  return true;
}

static void iobase_dealloc(kr_object *o) {
  if (!kr_io_dealloc_begin(o)) return;
  kr_io_clear_base(o);
  kr_object_free(o);
}
static int iobase_clear(kr_object *o) {
  kr_io_clear_base(o);
  return 0;
}

/* ---- _IOBase ------------------------------------------------------------------------------------------- */

KR_IO_FN(base_unsupported_seek) { return kr_io_raise_unsupported("seek"); }
KR_IO_FN(base_unsupported_truncate) { return kr_io_raise_unsupported("truncate"); }
KR_IO_FN(base_unsupported_fileno) { return kr_io_raise_unsupported("fileno"); }
KR_IO_FN(base_tell) {
  kr_value a[2] = {kr_from_small_int(0), kr_from_small_int(1)};
  return kr_call_method(self, KR_ID(seek), a, 2);
}

/* __closed: set by the base's own close(). */
static int base_closed(kr_value self) {
  kr_value v;
  int found = kr_getattr_optional(self, KR_ID(__IOBase_closed), &v);
  kr_decref(found > 0 ? v : KR_NONE);
  return found;
}
static kr_value get_closed(kr_value self, void *c) {
  int r = base_closed(self);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
KR_IO_FN(base_check_closed) {
  int closed = kr_io_is_closed(self);
  if (closed < 0) return KR_NULL;
  return closed ? kr_io_closed_error() : KR_NONE;
}
KR_IO_FN(base_flush) {
  int r = base_closed(self);
  if (r < 0) return KR_NULL;
  return r ? kr_io_closed_error() : KR_NONE;
}
KR_IO_FN(base_close) {
  int r = base_closed(self);
  if (r) return r < 0 ? KR_NULL : KR_NONE;
  kr_value f = kr_call_method0(self, KR_ID(flush));
  kr_value exc = kr_fetch_exception();
  r = kr_setattr(self, KR_ID(__IOBase_closed), KR_TRUE);
  if (exc != KR_NULL) {
    kr_restore_exception_steal(exc);
    return KR_NULL;
  }
  kr_decref(f);
  return r ? KR_NULL : KR_NONE;
}
KR_IO_FN(base_false) {
  int closed = kr_io_is_closed(self);
  if (closed < 0) return KR_NULL;
  return closed ? kr_io_closed_error() : KR_FALSE;
}
KR_IO_FN(base_no) { return KR_FALSE; }

static kr_value check_ability(kr_value self, kr_value method, const char *text) {
  kr_value r = kr_call_method0(self, method);
  if (r == KR_NULL) return KR_NULL;
  if (r != KR_TRUE) {
    kr_decref(r);
    return kr_io_raise_unsupported(text);
  }
  return KR_TRUE;
}
KR_IO_FN(check_seekable) { return check_ability(self, KR_ID(seekable), "File or stream is not seekable."); }
KR_IO_FN(check_readable) { return check_ability(self, KR_ID(readable), "File or stream is not readable."); }
KR_IO_FN(check_writable) { return check_ability(self, KR_ID(writable), "File or stream is not writable."); }

KR_IO_FN(base_enter) {
  int closed = kr_io_is_closed(self);
  if (closed < 0) return KR_NULL;
  return closed ? kr_io_closed_error() : kr_ref(self);
}
KR_IO_FN(base_exit) { return kr_call_method0(self, KR_ID(close)); }

static kr_value base_iter(kr_value self) {
  int closed = kr_io_is_closed(self);
  if (closed < 0) return KR_NULL;
  return closed ? kr_io_closed_error() : kr_ref(self);
}
kr_value kr_io_next(kr_value self) {
  kr_value line = kr_call_method0(self, KR_ID(readline));
  if (line == KR_NULL) return KR_NULL;
  intptr_t n = kr_len(line);
  if (n > 0) return line;
  kr_decref(line);
  return KR_NULL;
}

KR_IO_FN(base_readline) {
  intptr_t limit;
  if (!kr_io_size_arg(args[0], &limit)) return KR_NULL;
  kr_value peek;
  int has_peek = kr_getattr_optional(self, KR_ID(peek), &peek);
  if (has_peek < 0) return KR_NULL;
  kr_buf b = {0};
  kr_value result = KR_NULL;
  while (limit < 0 || (intptr_t)b.size < limit) {
    intptr_t want = 1;
    if (has_peek) {
      kr_value ahead = kr_call1(peek, kr_from_small_int(1));
      if (ahead == KR_NULL) goto done;
      if (!kr_is_bytes(ahead)) {
        kr_raise(&kr_exc_OSError, "peek() should have returned a bytes object, not '%T'", ahead);
        kr_decref(ahead);
        goto done;
      }
      kr_bytes *p = KR_BYTES(ahead);
      if (p->size) {
        uint8_t *nl = memchr(p->data, '\n', p->size);
        want = nl ? nl - p->data + 1 : (intptr_t)p->size;
        if (limit >= 0 && want > limit - (intptr_t)b.size) want = limit - (intptr_t)b.size;
      }
      kr_decref(ahead);
    }
    kr_value piece = kr_call_method1(self, KR_ID(read), kr_from_small_int(want));
    if (piece == KR_NULL) goto done;
    if (!kr_is_bytes(piece)) {
      kr_raise(&kr_exc_OSError, "read() should have returned a bytes object, not '%T'", piece);
      kr_decref(piece);
      goto done;
    }
    kr_bytes *p = KR_BYTES(piece);
    bool end = p->size == 0 || p->data[p->size - 1] == '\n';
    bool ok = kr_buf_put(&b, p->data, p->size);
    kr_decref(piece);
    if (!ok) goto done;
    if (end) break;
  }
  result = kr_bytes_from(b.data, b.size);
done:
  if (has_peek) kr_decref(peek);
  kr_buf_free(&b);
  return result;
}

KR_IO_FN(base_readlines) {
  intptr_t hint;
  if (!kr_io_size_arg(args[0], &hint)) return KR_NULL;
  if (hint <= 0) return kr_list_push(self);
  kr_list *l = kr_list_new(0);
  kr_value it = kr_iter(self);
  intptr_t total = 0;
  while (l && it != KR_NULL && total <= hint) {
    kr_value line = kr_next(it);
    if (line == KR_NULL) break;
    intptr_t n = kr_len(line);
    if (n < 0 || kr_list_append_steal(l, line)) break;
    total += n;
  }
  kr_decref(it);
  if (kr_failed()) {
    kr_xdecref_object(l);
    return KR_NULL;
  }
  return kr_from_object_or_null(l);
}

KR_IO_FN(base_writelines) {
  int closed = kr_io_is_closed(self);
  if (closed) return closed < 0 ? KR_NULL : kr_io_closed_error();
  kr_value it = kr_iter(args[0]);
  if (it == KR_NULL) return KR_NULL;
  for (;;) {
    kr_value line = kr_next(it);
    if (line == KR_NULL) break;
    kr_value r = kr_call_method1(self, KR_ID(write), line);
    kr_decref(line);
    if (r == KR_NULL) break;
    kr_decref(r);
  }
  kr_decref(it);
  return kr_failed() ? KR_NULL : KR_NONE;
}

static kr_value get_dict(kr_value self, void *c) {
  kr_dict *d = kr_instance_dict(self);
  return d ? kr_ref(kr_from_object(d)) : KR_NULL;
}

static const kr_method_def base_methods[] = {
    {"seek", base_unsupported_seek, 0, "($self, offset, whence=os.SEEK_SET, /)",
     "Set the position: from the start (whence 0), from where it is (1) or from the end (2); return it."},
    {"tell", base_tell, 0, "($self, /)", "The position in the file."},
    {"truncate", base_unsupported_truncate, 0, "($self, size=None, /)",
     "Cut the file to size bytes, or at the position; return its size."},
    {"flush", base_flush, 0, "($self, /)", "Write what is buffered."},
    {"close", base_close, 0, "($self, /)", "Flush and close the file."},
    {"seekable", base_no, 0, "($self, /)", "Whether the file has a position that can be set."},
    {"readable", base_no, 0, "($self, /)", "Whether the file can be read."},
    {"writable", base_no, 0, "($self, /)", "Whether the file can be written."},
    {"_checkClosed", base_check_closed, KR_FN_RAW, "($self, /)", NULL},
    {"_checkSeekable", check_seekable, KR_FN_RAW, "($self, /)", NULL},
    {"_checkReadable", check_readable, KR_FN_RAW, "($self, /)", NULL},
    {"_checkWritable", check_writable, KR_FN_RAW, "($self, /)", NULL},
    {"fileno", base_unsupported_fileno, 0, "($self, /)", "The number of the file, for the system."},
    {"isatty", base_false, 0, "($self, /)", "Whether the file is a terminal."},
    {"__enter__", base_enter, 0, "($self, /)", NULL},
    {"__exit__", base_exit, KR_FN_RAW, NULL, NULL},
    {"readline", base_readline, 0, "($self, size=-1, /)",
     "Read one line, its end included; of no more than size characters or bytes if size is not negative."},
    {"readlines", base_readlines, 0, "($self, hint=-1, /)",
     "A list of the lines; no more of them once hint characters or bytes are read."},
    {"writelines", base_writelines, 0, "($self, lines, /)",
     "Write each of lines; no ends of lines are added."},
    {0}};
static const kr_getset_def base_getset[] = {{"__dict__", get_dict, NULL, NULL, NULL},
                                            {"closed", get_closed, NULL, "Whether close() was called."},
                                            {0}};
#define STREAM_TYPE(text, base_type, doc_)                                                           \
  .head = KR_STATIC_HEAD(&kr_type_type), .name = text, .doc = doc_, .tf = KR_TF_BASETYPE | KR_TF_GC, \
  .basic_size = sizeof(kr_iobase), .dict_offset = offsetof(kr_iobase, dict),                         \
  .weaklist_offset = offsetof(kr_iobase, weaklist), .base = base_type, .dealloc = iobase_dealloc,    \
  .traverse = kr_io_traverse, .clear = iobase_clear, .finalize = kr_io_finalize, .new_ = kr_object_new
kr_type kr_iobase_type = {STREAM_TYPE("_io._IOBase", NULL, "What all streams have in common."),
                          .methods = base_methods, .getset = base_getset, .iter = base_iter,
                          .iternext = kr_io_next};

/* ---- _RawIOBase ---------------------------------------------------------------------------------------- */

KR_IO_FN(raw_readall);
KR_IO_FN(raw_read) {
  intptr_t n;
  if (!kr_io_size_arg(args[0], &n)) return KR_NULL;
  if (n < 0) return kr_call_method0(self, KR_ID(readall));
  kr_bytes *zero = kr_bytes_new((size_t)n);
  if (!zero) return KR_NULL;
  memset(zero->data, 0, (size_t)n);
  kr_value b = kr_bytearray_from(zero->data, (size_t)n);
  kr_decref_object(zero);
  if (b == KR_NULL) return KR_NULL;
  kr_value r = kr_call_method1(self, KR_ID(readinto), b);
  if (r == KR_NULL || r == KR_NONE) {
    kr_decref(b);
    return r;
  }
  intptr_t got = kr_index_as_size(r, kr_from_object(&kr_exc_ValueError));
  kr_decref(r);
  if (got == -1 && kr_failed()) {
    kr_decref(b);
    return KR_NULL;
  }
  kr_bytearray *ba = KR_AS(kr_bytearray, b);
  if (got < 0 || (size_t)got > ba->size) {
    kr_raise(&kr_exc_ValueError, "readinto returned %zd outside buffer size %zu", got, (size_t)ba->size);
    kr_decref(b);
    return KR_NULL;
  }
  kr_value result = kr_bytes_from(ba->data, (size_t)got);
  kr_decref(b);
  return result;
}
KR_IO_FN(raw_readall) {
  kr_buf b = {0};
  for (;;) {
    kr_value piece = kr_call_method1(self, KR_ID(read), kr_from_small_int(KR_IO_BUFFER_SIZE));
    if (piece == KR_NULL) {
      kr_buf_free(&b);
      return KR_NULL;
    }
    if (piece == KR_NONE) {
      if (b.size) break;
      return KR_NONE;
    }
    if (!kr_is_bytes(piece)) {
      kr_decref(piece);
      kr_buf_free(&b);
      return kr_raise(&kr_exc_TypeError, "read() should return bytes");
    }
    size_t n = KR_BYTES(piece)->size;
    bool ok = kr_buf_put(&b, KR_BYTES(piece)->data, n);
    kr_decref(piece);
    if (!ok) {
      kr_buf_free(&b);
      return KR_NULL;
    }
    if (!n) break;
  }
  return kr_bytes_from_buf(&b);
}
KR_IO_FN(raw_readinto) { return kr_raise_none(&kr_exc_NotImplementedError); }
KR_IO_FN(raw_write) { return kr_raise_none(&kr_exc_NotImplementedError); }
static const kr_method_def raw_methods[] = {
    {"read", raw_read, 0, "($self, size=-1, /)",
     "Read and return size of it, or all if size is negative or None."},
    {"readall", raw_readall, 0, "($self, /)", NULL},
    {"readinto", raw_readinto, KR_FN_RAW, NULL, NULL},
    {"write", raw_write, KR_FN_RAW, NULL, "Write all of it and return how much that is."},
    {0}};
kr_type kr_rawiobase_type = {
    STREAM_TYPE("_io._RawIOBase", &kr_iobase_type, "What streams of bytes without a buffer have in common."),
    .methods = raw_methods};

/* ---- _BufferedIOBase ----------------------------------------------------------------------------------- */

KR_IO_FN(buf_detach) { return kr_io_raise_unsupported("detach"); }
KR_IO_FN(buf_read) { return kr_io_raise_unsupported("read"); }
KR_IO_FN(buf_read1) { return kr_io_raise_unsupported("read1"); }
KR_IO_FN(buf_write) { return kr_io_raise_unsupported("write"); }
static kr_value read_into(kr_value self, kr_value method, kr_value target) {
  kr_buffer view;
  if (kr_get_writable_argument(method == KR_ID(read1) ? "readinto1" : "readinto", 0, target, &view) < 0)
    return KR_NULL;
  kr_value data = kr_call_method1(self, method, kr_int_from_i64(view.len));
  kr_value r = KR_NULL;
  if (data != KR_NULL && !kr_is_bytes(data)) {
    kr_raise(&kr_exc_TypeError, "read() should return bytes");
  } else if (data != KR_NULL) {
    size_t n = KR_BYTES(data)->size;
    if (n > (size_t)view.len) {
      kr_raise(&kr_exc_ValueError, "read() returned too much data: %zd bytes requested, %zu returned",
               view.len, n);
    } else {
      memcpy(view.buf, KR_BYTES(data)->data, n);
      r = kr_int_from_size(n);
    }
  }
  kr_decref(data);
  kr_release_buffer(&view);
  return r;
}
KR_IO_FN(buf_readinto) { return read_into(self, KR_ID(read), args[0]); }
KR_IO_FN(buf_readinto1) { return read_into(self, KR_ID(read1), args[0]); }
static const kr_method_def buffered_methods[] = {
    {"detach", buf_detach, 0, "($self, /)", "Give away the stream beneath, which this one uses no more."},
    {"read", buf_read, 0, "($self, size=-1, /)",
     "Read and return size of it, or all if size is negative or None."},
    {"read1", buf_read1, 0, "($self, size=-1, /)", "Read with at most one call of the stream beneath."},
    {"readinto", buf_readinto, 0, "($self, buffer, /)", NULL},
    {"readinto1", buf_readinto1, 0, "($self, buffer, /)", NULL},
    {"write", buf_write, 0, "($self, b, /)", "Write all of it and return how much that is."},
    {0}};
kr_type kr_bufferediobase_type = {STREAM_TYPE("_io._BufferedIOBase", &kr_iobase_type,
                                              "What streams of bytes with a buffer have in common."),
                                  .methods = buffered_methods};

/* ---- _TextIOBase --------------------------------------------------------------------------------------- */

KR_IO_FN(text_readline) { return kr_io_raise_unsupported("readline"); }
static kr_value none(kr_value self, void *c) { return KR_NONE; }
static const kr_method_def text_methods[] = {
    {"detach", buf_detach, 0, "($self, /)", "Give away the stream beneath, which this one uses no more."},
    {"read", buf_read, 0, "($self, size=-1, /)",
     "Read and return size of it, or all if size is negative or None."},
    {"readline", text_readline, 0, "($self, size=-1, /)",
     "Read one line, its end included; of no more than size characters or bytes if size is not negative."},
    {"write", buf_write, 0, "($self, s, /)", "Write all of it and return how much that is."},
    {0}};
static const kr_getset_def text_getset[] = {
    {"encoding", none, NULL, "The name of the encoding, or None."},
    {"newlines", none, NULL, "The ends of lines seen so far, or None."},
    {"errors", none, NULL, "What is done about errors of the encoding, or None."},
    {0}};
kr_type kr_textiobase_type = {
    STREAM_TYPE("_io._TextIOBase", &kr_iobase_type, "What streams of text have in common."),
    .methods = text_methods, .getset = text_getset};
