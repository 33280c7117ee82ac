/* _pickle: what pickle.py takes from C. The pickler (pickler.h), the unpickler, their memo attributes, the buffers of
 * PEP 574 and the module, which has what pickler and unpickler share.
 *
 * A pickle is a program for a small stack machine with a memo (pickletools.py describes the opcodes). The pickler
 * writes the same bytes as CPython's, frames (PEP 3154) included.
 */
#ifndef KR_PICKLE_H
#define KR_PICKLE_H

#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/errors.h"
#include "objects/str.h"

enum { KR_PICKLE_HIGHEST = 5, KR_PICKLE_DEFAULT = 5 };

/* The opcodes, by their names in pickletools.py. */
enum {
  OP_MARK = '(',
  OP_STOP = '.',
  OP_POP = '0',
  OP_POP_MARK = '1',
  OP_DUP = '2',
  OP_FLOAT = 'F',
  OP_INT = 'I',
  OP_BININT = 'J',
  OP_BININT1 = 'K',
  OP_LONG = 'L',
  OP_BININT2 = 'M',
  OP_NONE = 'N',
  OP_PERSID = 'P',
  OP_BINPERSID = 'Q',
  OP_REDUCE = 'R',
  OP_STRING = 'S',
  OP_BINSTRING = 'T',
  OP_SHORT_BINSTRING = 'U',
  OP_UNICODE = 'V',
  OP_BINUNICODE = 'X',
  OP_APPEND = 'a',
  OP_BUILD = 'b',
  OP_GLOBAL = 'c',
  OP_DICT = 'd',
  OP_EMPTY_DICT = '}',
  OP_APPENDS = 'e',
  OP_GET = 'g',
  OP_BINGET = 'h',
  OP_INST = 'i',
  OP_LONG_BINGET = 'j',
  OP_LIST = 'l',
  OP_EMPTY_LIST = ']',
  OP_OBJ = 'o',
  OP_PUT = 'p',
  OP_BINPUT = 'q',
  OP_LONG_BINPUT = 'r',
  OP_SETITEM = 's',
  OP_TUPLE = 't',
  OP_EMPTY_TUPLE = ')',
  OP_SETITEMS = 'u',
  OP_BINFLOAT = 'G',
  /* protocol 2 */
  OP_PROTO = 0x80,
  OP_NEWOBJ,
  OP_EXT1,
  OP_EXT2,
  OP_EXT4,
  OP_TUPLE1,
  OP_TUPLE2,
  OP_TUPLE3,
  OP_NEWTRUE,
  OP_NEWFALSE,
  OP_LONG1,
  OP_LONG4,
  /* 3 */
  OP_BINBYTES = 'B',
  OP_SHORT_BINBYTES = 'C',
  /* 4 */
  OP_SHORT_BINUNICODE = 0x8c,
  OP_BINUNICODE8,
  OP_BINBYTES8,
  OP_EMPTY_SET,
  OP_ADDITEMS,
  OP_FROZENSET,
  OP_NEWOBJ_EX,
  OP_STACK_GLOBAL,
  OP_MEMOIZE,
  OP_FRAME,
  /* 5 */
  OP_BYTEARRAY8,
  OP_NEXT_BUFFER,
  OP_READONLY_BUFFER,
};

extern kr_type kr_pickle_buffer_type, kr_pickler_type, kr_unpickler_type;
extern kr_type kr_pickler_memo_type, kr_unpickler_memo_type;
/* PicklingError and UnpicklingError; made by the module. */
extern kr_type *kr_pickling_error, *kr_unpickling_error;

/* The buffer a PickleBuffer holds; NULL with ValueError when it was released. */
const kr_buffer *kr_pickle_buffer_view(kr_value buffer);

/* dump() and load() as methods and as functions of the module. */
kr_value kr_pickle_dump(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_pickle_dumps(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_pickle_load(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_pickle_loads(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

/* persistent_id and persistent_load: an attribute of the instance, a method of a subclass, or the base's own,
 * which is as good as none. Found: 1 (*out new), 0 none, -1. */
int kr_pickle_hook(kr_value self, kr_value name, kr_value own, kr_cfunction base, kr_value *out);
/* The attributes of an object with such a hook; *own is the instance's, or KR_NULL. */
kr_value kr_pickle_getattr(kr_value self, kr_value name, kr_value hook, kr_value own);
int kr_pickle_setattr(kr_value self, kr_value name, kr_value v, kr_value hook, kr_value *own);

/* The proxies of Pickler.memo and Unpickler.memo: views that keep their owner alive. */
typedef struct {
  void (*clear)(kr_value owner);
  kr_dict *(*copy)(kr_value owner); /* new */
} kr_memo_operations;
kr_value kr_memo_proxy_new(kr_type *type, const kr_memo_operations *operations, kr_value owner);
/* The dict that v, set as a memo, stands for: a proxy of this type (`what`) or a dict. New; NULL: TypeError. */
kr_dict *kr_memo_dict(kr_value v, kr_type *type, const char *what);

/* The module of this name, imported. New. */
kr_value kr_pickle_module(kr_value name);
/* module.attribute.attribute... New; AttributeError. */
kr_value kr_pickle_path(kr_value root, kr_value dotted);
/* What these names of Python 2 are now, or the other way round: both owned, replaced where they are others. */
int kr_pickle_rename(kr_value *module, kr_value *name, bool forward);

#endif
