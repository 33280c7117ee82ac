/* Raising and handling exceptions from C, and the exception types.
 *
 * The current exception is one value in the current thread (kr_failed() asks). A function that fails
 * sets it and returns KR_NULL, NULL or -1; its callers pass that on. Exceptions are always whole
 * instances, never a type with loose arguments.
 */
#ifndef KR_ERRORS_H
#define KR_ERRORS_H

#include "objects/type.h"

typedef struct {
  KR_OBJECT_HEAD
  kr_dict *dict;
  kr_value args;                      /* tuple */
  kr_value notes;                     /* KR_NULL; else list */
  kr_value traceback, context, cause; /* KR_NULL: none */
  bool suppress_context;
} kr_exception;
#define KR_EXC(v) KR_AS(kr_exception, v)

/* All builtin exception types, as KR_EXCEPTIONS(X) -> X(ValueError) ...; each is kr_exc_ValueError. */
// clang-format takes the list for an expression.
// clang-format off
#define KR_EXCEPTIONS(X) \
  X(BaseException) X(BaseExceptionGroup) X(GeneratorExit) X(KeyboardInterrupt) X(SystemExit) \
  X(Exception) X(ArithmeticError) X(FloatingPointError) X(OverflowError) X(ZeroDivisionError) \
  X(AssertionError) X(AttributeError) X(BufferError) X(EOFError) X(ExceptionGroup) \
  X(ImportError) X(ModuleNotFoundError) X(LookupError) X(IndexError) X(KeyError) X(MemoryError) \
  X(NameError) X(UnboundLocalError) X(OSError) X(BlockingIOError) X(ChildProcessError) \
  X(ConnectionError) X(BrokenPipeError) X(ConnectionAbortedError) X(ConnectionRefusedError) \
  X(ConnectionResetError) X(FileExistsError) X(FileNotFoundError) X(InterruptedError) \
  X(IsADirectoryError) X(NotADirectoryError) X(PermissionError) X(ProcessLookupError) \
  X(TimeoutError) X(ReferenceError) X(RuntimeError) X(NotImplementedError) \
  X(PythonFinalizationError) X(RecursionError) X(StopAsyncIteration) X(StopIteration) \
  X(SyntaxError) X(IndentationError) X(_IncompleteInputError) X(TabError) X(SystemError) \
  X(TypeError) X(ValueError) X(UnicodeError) X(UnicodeDecodeError) X(UnicodeEncodeError) \
  X(UnicodeTranslateError) X(Warning) X(BytesWarning) X(DeprecationWarning) X(EncodingWarning) \
  X(FutureWarning) X(ImportWarning) X(PendingDeprecationWarning) X(ResourceWarning) \
  X(RuntimeWarning) X(SyntaxWarning) X(UnicodeWarning) X(UserWarning)
// clang-format on
#define KR_DECLARE_EXC(name) extern kr_type kr_exc_##name;
KR_EXCEPTIONS(KR_DECLARE_EXC)
#undef KR_DECLARE_EXC

/* Raising. All return KR_NULL so that `return kr_raise(...)` reads well; KR_RAISE_INT is for -1. */
kr_value kr_raise(kr_type *exc, const char *fmt, ...); /* fmt: as kr_str_format */
kr_value kr_raise_value(kr_type *exc, kr_value arg);   /* exc(arg), arg borrowed */
kr_value kr_raise_none(kr_type *exc);                  /* exc() */
kr_value kr_raise_exception(kr_value exc_instance);    /* as `raise e` does but for the context; borrowed */
kr_value kr_raise_no_memory(void);
/* OSError from errno with optional file name(s) (str or KR_NULL); the right subclass. */
kr_value kr_raise_errno(int err, kr_value filename);
kr_value kr_raise_errno2(int err, kr_value filename, kr_value filename2);
/* AttributeError with name and obj set, "'x' object has no attribute 'y'". */
kr_value kr_raise_attribute(kr_value o, kr_value name);
kr_value kr_raise_name_error(kr_type *exc, kr_value name, const char *fmt); /* fmt has one %U */
kr_value kr_raise_key(kr_value key);                                        /* KeyError(key) */
kr_value kr_raise_stop_iteration(kr_value v); /* StopIteration(v), v KR_NONE: StopIteration() */
kr_value kr_raise_import(kr_value name, kr_value path, const char *fmt, ...);
#define KR_RAISE_INT(...) (kr_raise(__VA_ARGS__), -1)

/* The current exception */
bool kr_failed(void);
bool kr_failed_with(const kr_type *exc);       /* current, and an instance of exc */
kr_value kr_fetch_exception(void);             /* takes it (new; KR_NULL if none); none is current then */
void kr_restore_exception_steal(kr_value exc); /* sets it (stolen); replaces any */
void kr_clear_exception(void);
bool kr_exception_matches(kr_value exc, kr_value type_or_tuple); /* both any value; false if not classes */
/* If exc is current and matches, clear it and return true. */
bool kr_clear_if(const kr_type *exc);
/* The exception being handled (sys.exception()); borrowed; KR_NULL none. */
kr_value kr_handled_exception(void);
/* The value of a StopIteration that is current: clears it. New. KR_NULL if another exception is set. */
kr_value kr_stop_iteration_value(void);
/* Chains: e.__context__ / e.__cause__ = v (stolen; KR_NULL none). */
void kr_exception_set_context_steal(kr_value e, kr_value v);
void kr_exception_set_cause_steal(kr_value e, kr_value v);
/* The current exception gets `context` (stolen; KR_NULL: none) as its __context__. */
void kr_exception_chain_current_steal(kr_value context);
/* Replace the current exception by exc(fmt...) with the current one as its __cause__ and context. */
kr_value kr_raise_from_current(kr_type *exc, const char *fmt, ...);
/* Make an instance: exc(*args). New. */
kr_value kr_exception_new(kr_type *exc, kr_value args_tuple);
/* class name(*bases) as a class statement in the module of this name would make it; bases: a tuple, stolen. New. */
kr_value kr_exception_class_new(const char *module, const char *name, kr_value bases_stolen);
/* e.add_note() from C. */
int kr_exception_add_note(kr_value e, const char *fmt, ...);
/* An exception nobody can receive (in __del__, a weakref callback): sys.unraisablehook, cleared.
 * fmt may be NULL: "Exception ignored in: obj". */
void kr_unraisable(kr_value obj_or_null, const char *fmt, ...);
/* warnings.warn from C. 0; -1: the warning became an exception. */
int kr_warn(kr_type *category, int stack_level, const char *fmt, ...);
/* ResourceWarning about `source`, which was forgotten. */
int kr_warn_leaked(kr_value source, const char *fmt, ...);
int kr_warn_explicit(kr_type *category, kr_value message, kr_value filename, int lineno, kr_value module,
                     kr_value registry);
/* SyntaxError with its position fields. Positions 1-based, end ones 0 for unknown. */
kr_value kr_raise_syntax(kr_type *exc, kr_value filename, int lineno, int offset, int end_lineno,
                         int end_offset, kr_value text, const char *fmt, ...);

#endif
