/* Module _io: open() and the table of types; BufferedRWPair, which only forwards. */
#include "modules/posix.h"
#include "modules/_io/io.h"
#include "modules/modules.h"
#include "vm/flags.h"
#include "vm/frame.h"

/* ---- BufferedRWPair ------------------------------------------------------------------------------------ */

typedef struct {
  KR_IO_HEAD
  kr_value reader, writer;
} rwpair;
#define SELF KR_AS(rwpair, self)

static kr_value pair_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v != KR_NULL) KR_AS(rwpair, v)->reader = KR_AS(rwpair, v)->writer = KR_NULL;
  return v;
}
static int pair_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3];
  if (kr_args_bind(&spec, "BufferedRWPair", "(reader, writer, buffer_size=131072, /)", args, nargs, kwnames,
                   a))
    return -1;
  for (int i = 0; i < 2; i++) {
    kr_value answer = kr_call_method0(a[i], i ? KR_ID(writable) : KR_ID(readable));
    int able = answer == KR_NULL ? -1 : kr_truth(answer);
    kr_decref(answer);
    if (able == 0)
      kr_io_raise_unsupported(i ? "File or stream is not writable." : "File or stream is not readable.");
    if (able <= 0) return -1;
  }
  kr_value ra[2] = {a[0], a[2]}, wa[2] = {a[1], a[2]};
  size_t n = a[2] == KR_NULL ? 1 : 2;
  kr_value r = kr_call(kr_from_object(&kr_buffered_reader_type), ra, n, NULL);
  if (r == KR_NULL) return -1;
  kr_value w = kr_call(kr_from_object(&kr_buffered_writer_type), wa, n, NULL);
  if (w == KR_NULL) {
    kr_decref(r);
    return -1;
  }
  KR_REPLACE(SELF->reader, r);
  KR_REPLACE(SELF->writer, w);
  return 0;
}
static int pair_clear(kr_object *o) {
  KR_CLEAR(((rwpair *)o)->reader);
  KR_CLEAR(((rwpair *)o)->writer);
  kr_io_clear_base(o);
  return 0;
}
static void pair_dealloc(kr_object *o) {
  if (((rwpair *)o)->weaklist) kr_weakrefs_clear(o);
  pair_clear(o);
  kr_object_free(o);
}
static int pair_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((rwpair *)o)->reader);
  KR_VISIT(((rwpair *)o)->writer);
  return kr_io_traverse(o, visit, arg);
}
static kr_value forward(kr_value to, kr_value name, const kr_value *args, size_t nargs) {
  if (to == KR_NULL) return kr_raise(&kr_exc_ValueError, "I/O operation on uninitialized object");
  return kr_call_method(to, name, args, nargs);
}
#define TO(fn, which, id) \
  KR_IO_FN(fn) { return forward(SELF->which, id, args, nargs); }
TO(p_read, reader, KR_ID(read))
TO(p_peek, reader, KR_ID(peek))
TO(p_read1, reader, KR_ID(read1))
TO(p_readinto, reader, KR_ID(readinto))
TO(p_readinto1, reader, KR_ID(readinto1))
TO(p_readable, reader, KR_ID(readable))
TO(p_write, writer, KR_ID(write))
TO(p_flush, writer, KR_ID(flush))
TO(p_writable, writer, KR_ID(writable))
KR_IO_FN(p_isatty) {
  kr_value w = forward(SELF->writer, KR_ID(isatty), NULL, 0);
  if (w != KR_FALSE) return w;
  return forward(SELF->reader, KR_ID(isatty), NULL, 0);
}
KR_IO_FN(p_close) {
  kr_value w = forward(SELF->writer, KR_ID(close), NULL, 0);
  kr_value exc = kr_fetch_exception();
  kr_decref(w);
  kr_value r = forward(SELF->reader, KR_ID(close), NULL, 0);
  return kr_io_closed_after(exc, r);
}
static kr_value p_closed(kr_value self, void *c) {
  if (SELF->writer == KR_NULL)
    return kr_raise(&kr_exc_RuntimeError, "the BufferedRWPair object is being garbage-collected");
  return kr_getattr(SELF->writer, KR_ID(closed));
}
static const kr_method_def pair_methods[] = {{"read", p_read, KR_FN_RAW, NULL, NULL},
                                             {"peek", p_peek, KR_FN_RAW, NULL, NULL},
                                             {"read1", p_read1, KR_FN_RAW, NULL, NULL},
                                             {"readinto", p_readinto, KR_FN_RAW, NULL, NULL},
                                             {"readinto1", p_readinto1, KR_FN_RAW, NULL, NULL},
                                             {"write", p_write, KR_FN_RAW, NULL, NULL},
                                             {"flush", p_flush, KR_FN_RAW, "($self, /)", NULL},
                                             {"close", p_close, KR_FN_RAW, "($self, /)", NULL},
                                             {"readable", p_readable, KR_FN_RAW, "($self, /)", NULL},
                                             {"writable", p_writable, KR_FN_RAW, "($self, /)", NULL},
                                             {"isatty", p_isatty, KR_FN_RAW, "($self, /)", NULL},
                                             {0}};
static const kr_getset_def pair_getset[] = {{"closed", p_closed, NULL, NULL, NULL}, {0}};
kr_type kr_buffered_rwpair_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_io.BufferedRWPair",
    .doc = "BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)\n--\n\nA buffer for two raw "
           "streams, one to read and one to write.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_PLAIN_NEW,
    .basic_size = sizeof(rwpair),
    .dict_offset = offsetof(rwpair, dict),
    .weaklist_offset = offsetof(rwpair, weaklist),
    .base = &kr_bufferediobase_type,
    .methods = pair_methods,
    .getset = pair_getset,
    .dealloc = pair_dealloc,
    .traverse = pair_traverse,
    .clear = pair_clear,
    .new_ = pair_new,
    .init = pair_init};

/* ---- open ---------------------------------------------------------------------------------------------- */

static kr_value construct(kr_type *type, const kr_value *args, size_t n) {
  return kr_call(kr_from_object(type), args, n, NULL);
}

static kr_value open_file(kr_value file, const kr_value *args);

/* file, mode, buffering, encoding, errors, newline, closefd, opener */
kr_value kr_io_open(const kr_value *args) {
  if (!kr_is_object(args[0]) || kr_is_str(args[0])) return open_file(args[0], args);
  /* the file's name is what the path stands for */
  kr_value m, file;
  int found = kr_lookup_special(args[0], KR_ID(__fspath__), &m);
  if (found < 0) return KR_NULL;
  if (!found) return open_file(args[0], args);
  kr_decref(m);
  file = kr_fspath(args[0]);
  kr_value r = file == KR_NULL ? KR_NULL : open_file(file, args);
  kr_decref(file);
  return r;
}

/* What a mode says: the letters that are there. */
typedef struct {
  bool creating, reading, writing, appending, updating, text, binary;
} open_mode;
/* 0; -1: ValueError. */
static int read_mode(kr_value text, open_mode *m) {
  *m = (open_mode){0};
  for (size_t i = 0; i < KR_STR(text)->length; i++) {
    uint32_t c = kr_str_read(KR_STR(text), i);
    bool *flag = c == 'x'   ? &m->creating
                 : c == 'r' ? &m->reading
                 : c == 'w' ? &m->writing
                 : c == 'a' ? &m->appending
                 : c == '+' ? &m->updating
                 : c == 't' ? &m->text
                 : c == 'b' ? &m->binary
                            : NULL;
    if (!flag || *flag) return KR_RAISE_INT(&kr_exc_ValueError, "invalid mode: %R", text);
    *flag = true;
  }
  if (m->text && m->binary)
    return KR_RAISE_INT(&kr_exc_ValueError, "can't have text and binary mode at once");
  int kinds = m->creating + m->reading + m->writing + m->appending;
  if (kinds == 1) return 0;
  return KR_RAISE_INT(&kr_exc_ValueError,
                      kinds ? "must have exactly one of create/read/write/append mode"
                            : "Must have exactly one of create/read/write/append mode and at most one plus");
}
/* The FileIO beneath. New. */
static kr_value open_raw(kr_value file, const open_mode *m, kr_value closefd, kr_value opener) {
  char mode[5];
  size_t n = 0;
  if (m->creating) mode[n++] = 'x';
  if (m->reading) mode[n++] = 'r';
  if (m->writing) mode[n++] = 'w';
  if (m->appending) mode[n++] = 'a';
  if (m->updating) mode[n++] = '+';
  kr_value a[4] = {file, kr_str_from_ascii(mode, n), closefd == KR_NULL ? KR_TRUE : closefd,
                   opener == KR_NULL ? KR_NONE : opener};
  kr_value raw = construct(&kr_fileio_type, a, 4);
  kr_decref(a[1]);
  return raw;
}
/* The size of the buffer, where `asked` may leave the choice; *lines: every line is written at once. -1: exception. */
static int buffer_size(kr_value raw, int asked, bool *lines) {
  kr_value tty = asked < 0 || asked == 1 ? kr_call_method0(raw, KR_ID(isatty)) : KR_FALSE;
  if (tty == KR_NULL) return -1;
  *lines = asked == 1 || (asked < 0 && tty == KR_TRUE);
  if (asked >= 0 && !*lines) return asked;
  kr_value block = kr_getattr(raw, KR_ID(_blksize));
  if (block == KR_NULL) return -1;
  int64_t n = kr_small_int_value(block);
  return (int)(n > KR_IO_BUFFER_SIZE ? n > 8 << 20 ? 8 << 20 : n : KR_IO_BUFFER_SIZE);
}
/* The stream over raw, or raw itself: *top is the upmost that there is, also after an exception. 0, -1. */
static int stack_streams(kr_value *top, const open_mode *m, kr_value mode, int buffering,
                         const kr_value *text) {
  bool lines;
  int size = buffer_size(*top, buffering, &lines);
  if (size < 0) return -1;
  if (size == 0) return m->binary ? 0 : KR_RAISE_INT(&kr_exc_ValueError, "can't have unbuffered text I/O");
  kr_type *type = m->updating                                 ? &kr_buffered_random_type
                  : m->creating || m->writing || m->appending ? &kr_buffered_writer_type
                                                              : &kr_buffered_reader_type;
  kr_value buffer_args[2] = {*top, kr_from_small_int(size)};
  kr_value buffer = construct(type, buffer_args, 2);
  if (buffer == KR_NULL) return -1;
  KR_REPLACE(*top, buffer);
  if (m->binary) return 0;
  kr_value wrapper_args[5] = {buffer, text[0], text[1], text[2], kr_from_bool(lines)};
  kr_value wrapper = construct(&kr_textiowrapper_type, wrapper_args, 5);
  if (wrapper == KR_NULL) return -1;
  KR_REPLACE(*top, wrapper);
  return kr_setattr(wrapper, KR_ID(mode), mode);
}

static kr_value open_file(kr_value file, const kr_value *args) {
  kr_value mode = args[1] == KR_NULL ? kr_str_from_char('r') : args[1];
  if (!kr_is_str(mode))
    return kr_raise(&kr_exc_TypeError, "open() argument 'mode' must be str, not %G", mode);
  int buffering = args[2] == KR_NULL ? -1 : kr_index_as_int(args[2]);
  if (buffering == -1 && kr_failed()) return KR_NULL;
  static const char *const names[] = {"encoding", "errors", "newline"};
  kr_value text[3];
  for (int i = 0; i < 3; i++) {
    text[i] = args[3 + i] == KR_NULL ? KR_NONE : args[3 + i];
    if (text[i] != KR_NONE && !kr_is_str(text[i]))
      return kr_raise(&kr_exc_TypeError, "open() argument '%s' must be str or None, not %G", names[i],
                      text[i]);
  }
  open_mode m;
  if (read_mode(mode, &m) < 0) return KR_NULL;
  for (int i = 0; i < 3; i++)
    if (m.binary && text[i] != KR_NONE)
      return kr_raise(&kr_exc_ValueError, "binary mode doesn't take a%s %s argument", i < 2 ? "n" : "",
                      names[i]);
  if (m.binary && buffering == 1 &&
      kr_warn(&kr_exc_RuntimeWarning, 1,
              "line buffering (buffering=1) isn't supported in binary mode, the default buffer "
              "size will be used"))
    return KR_NULL;
  kr_value top = open_raw(file, &m, args[6], args[7]);
  if (top == KR_NULL || stack_streams(&top, &m, mode, buffering, text) == 0) return top;
  kr_value exc = kr_fetch_exception();
  if (kr_drop_result(kr_call_method0(top, KR_ID(close))) < 0) kr_clear_exception();
  kr_decref(top);
  kr_restore_exception_steal(exc);
  return KR_NULL;
}

/* Streams that hold a descriptor, or a stream that does. */
kr_value kr_io_no_pickle(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  const char *name = kr_type_cname(kr_type_of(self)), *dot = strrchr(name, '.');
  return kr_raise(&kr_exc_TypeError, "cannot pickle '%s' instances", dot ? dot + 1 : name);
}

KR_IO_FN(io_open) { return kr_io_open(args); }
KR_IO_FN(io_open_code) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "open_code() argument 'path' must be str, not %G", args[0]);
  kr_value a[8] = {args[0], kr_str_intern_cstr("rb"), KR_NULL, KR_NULL, KR_NULL, KR_NULL, KR_NULL, KR_NULL};
  if (a[1] == KR_NULL) return KR_NULL;
  kr_value r = kr_io_open(a);
  kr_decref(a[1]);
  return r;
}
KR_IO_FN(io_text_encoding) {
  if (args[0] != KR_NONE) return kr_ref(args[0]);
  int level = args[1] == KR_NULL ? 2 : kr_index_as_int(args[1]);
  if (level == -1 && kr_failed()) return KR_NULL;
  if (kr_io_warn_no_encoding(level) < 0) return KR_NULL;
  return kr_str_intern_cstr(kr_flags.utf8_mode ? "utf-8" : "locale");
}

static const kr_method_def methods[] = {
    {"open", io_open, 0,
     "($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, "
     "closefd=True, "
     "opener=None)",
     "Open file and return a stream."},
    {"open_code", io_open_code, 0, "($module, /, path)", NULL},
    {"text_encoding", io_text_encoding, 0, "($module, encoding, stacklevel=2, /)", NULL},
    {0}};

static int exec(kr_module *m) {
  if (kr_module_add_int(m, "DEFAULT_BUFFER_SIZE", KR_IO_BUFFER_SIZE) ||
      kr_module_add(m, "BlockingIOError", kr_from_object(&kr_exc_BlockingIOError)))
    return -1;
  if (kr_io_unsupported == KR_NULL) {
    kr_io_unsupported = kr_exception_class_new(
        "io", "UnsupportedOperation",
        kr_tuple_pack(2, kr_from_object(&kr_exc_OSError), kr_from_object(&kr_exc_ValueError)));
    if (kr_io_unsupported == KR_NULL) return -1;
  }
  kr_type *const types[] = {&kr_iobase_type,          &kr_rawiobase_type,       &kr_bufferediobase_type,
                            &kr_textiobase_type,      &kr_fileio_type,          &kr_bytesio_type,
                            &kr_buffered_reader_type, &kr_buffered_writer_type, &kr_buffered_random_type,
                            &kr_buffered_rwpair_type, &kr_stringio_type,        &kr_textiowrapper_type,
                            &kr_newline_decoder_type, &kr_bytesio_buffer_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (kr_module_add_type(m, types[i])) return -1;
  if (kr_module_add(m, "UnsupportedOperation", kr_io_unsupported)) return -1;
  /* open() is a builtin, too */
  kr_value open = kr_dict_get_str(m->dict, KR_ID(open));
  return kr_dict_set(kr.builtins, KR_ID(open), open);
}
const kr_module_def kr_module_def__io = {
    .name = "_io", .doc = "The streams beneath io.", .methods = methods, .exec = exec};
