/* The exception objects beneath objects/errors.h: their fields, and what their files share.
 *
 * Every builtin exception is a kr_exception followed by a row of kr_value fields and then, for a few,
 * plain C data (the "tail"). One dealloc, traverse and clear serves them all by that rule.
 *
 *   exceptions.c   BaseException, the types without fields, the table of all
 *   exc_fields.c   StopIteration, SystemExit, KeyError, NameError, AttributeError, ImportError, SyntaxError
 *   exc_os.c       OSError and its subclasses
 *   exc_unicode.c  UnicodeDecodeError and its siblings
 *   exc_group.c    BaseExceptionGroup, except*
 *   errors.c       raising and handling from C
 */
#ifndef KR_EXCEPTIONS_H
#define KR_EXCEPTIONS_H

#include "objects/errors.h"
#include "objects/str.h"

typedef struct {
  kr_exception base;
  kr_value value;
} kr_stop_iteration;

typedef struct {
  kr_exception base;
  kr_value code;
} kr_system_exit;

typedef struct {
  kr_exception base;
  kr_value name;
} kr_name_error;

typedef struct {
  kr_exception base;
  kr_value name, obj;
} kr_attribute_error;

typedef struct {
  kr_exception base;
  kr_value msg, name, path, name_from;
} kr_import_error;

typedef struct {
  kr_exception base;
  kr_value msg, filename, lineno, offset, end_lineno, end_offset, text, print_file_and_line, metadata;
} kr_syntax_error;

typedef struct {
  kr_exception base;
  kr_value err, strerror, filename, filename2;
  int64_t written; /* tail; -1: not set */
} kr_os_error;

typedef struct {
  kr_exception base;
  kr_value encoding, object, reason; /* KR_NULL until __init__ has run */
  int32_t start, end;                /* tail */
} kr_unicode_error;

typedef struct {
  kr_exception base;
  kr_value msg;
  kr_value excs;  /* tuple */
  void *weaklist; /* tail; of an ExceptionGroup only */
} kr_exception_group;

/* Makes every builtin exception type usable and fills the reserve of MemoryErrors. At start-up, once
 * object, type, tuple, str and dict are ready. 0, -1. */
int kr_exceptions_init(void);

/* e.__context__ = the exception being handled, unless it is e itself; a cycle that this would close
 * is cut. What every kr_raise* but kr_raise_exception does with the instance it made; for the raise
 * statement and for throw() the evaluation loop calls it. */
void kr_exception_chain_context(kr_value e);
/* The same with a given handled exception (borrowed; KR_NULL and None do nothing). */
void kr_exception_chain_context_to(kr_value e, kr_value handled);

/* The name of v's type as "argument must be str, not x" says it: "None" for None. */
const char *kr_argument_kind(kr_value v);

/* AttributeError with a text of its own and name and obj set. */
__attribute__((cold)) kr_value kr_raise_attribute_text(kr_value o, kr_value name, const char *fmt, ...);
/* Getting o.name failed: an AttributeError that does not say what it is about learns it. KR_NULL. */
__attribute__((cold)) kr_value kr_attribute_error_about(kr_value o, kr_value name);
/* ImportError by `from module import name` (name_from set). */
__attribute__((cold)) kr_value kr_raise_import_from(kr_value module_name, kr_value path, kr_value name_from,
                                                    const char *fmt, ...);
/* UnicodeDecodeError / UnicodeEncodeError with their fields; object borrowed. */
kr_value kr_raise_unicode_decode(const char *encoding, const uint8_t *data, size_t size, size_t start,
                                 size_t end, const char *reason);
kr_value kr_raise_unicode_encode(const char *encoding, kr_value str, size_t start, size_t end,
                                 const char *reason);

/* sys.unraisablehook as Krait provides it: prints to sys.stderr. `args` has the five fields. */
kr_value kr_unraisable_default_hook(kr_value args);
/* Appends line `lineno` of the file, indented by so many spaces instead of its own; nothing when it
 * cannot be read. */
void kr_put_source_line(kr_str_builder *b, kr_value filename, int lineno, int indent);
/* "Traceback (most recent call last):" and its entries, without carets, for where module traceback cannot help. */
void kr_put_traceback(kr_str_builder *b, kr_value tb);

/* ---- shared by the exception files ------------------------------------------------------------ */

/* An instance with all fields empty and args (); NULL: MemoryError. */
kr_exception *kr_exception_alloc(kr_type *type);
kr_value kr_exception_base_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
int kr_exception_base_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
/* Only args, without a look at keywords. */
int kr_exception_set_args(kr_value self, const kr_value *args, size_t nargs);
kr_value kr_exception_base_str(kr_value self);
kr_value kr_exception_base_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
/* (type, args) or (type, args, state); args stolen, state KR_NULL: none. */
kr_value kr_exception_reduce_with(kr_value self, kr_value args, kr_value state);
/* Keyword-only fields of a constructor: out[i] (borrowed) for names[i], KR_NULL when missing. 0, -1. */
int kr_exception_keywords(const char *fname, const kr_value *kwvalues, kr_tuple *kwnames,
                          const char *const *names, kr_value *out);
/* Fields of a kr_exception whose type is exact or a subclass: see the head of this file. */
void kr_exception_dealloc(kr_object *o), kr_exception_dealloc_tail(kr_object *o);
int kr_exception_traverse(kr_object *o, kr_visit visit, void *arg);
int kr_exception_traverse_tail(kr_object *o, kr_visit visit, void *arg);
int kr_exception_clear(kr_object *o), kr_exception_clear_tail(kr_object *o);

#define KR_EXC_TF (KR_TF_BASETYPE | KR_TF_GC | KR_TF_EXC_SUBCLASS)
/* The members all exception types have in common; `kind` is empty or _tail. */
#define KR_EXC_TYPE(name_, base_, ctype, kind, doc_) \
  KR_EXC_TYPE_WITH(name_, base_, ctype, kr_exception_dealloc##kind, kind, doc_)
#define KR_EXC_TYPE_WITH(name_, base_, ctype, dealloc_, kind, doc_)                                  \
  .head = KR_STATIC_HEAD(&kr_type_type), .name = #name_, .doc = doc_, .tf = KR_EXC_TF,               \
  .basic_size = sizeof(ctype), .dict_offset = offsetof(kr_exception, dict), .base = &kr_exc_##base_, \
  .dealloc = dealloc_, .traverse = kr_exception_traverse##kind, .clear = kr_exception_clear##kind

#endif
