/* BaseException, the exception types that add no fields to it, and start-up of all of them. */
#include <stdarg.h>
#include <stdio.h>

#include "memory/fast_alloc.h"
#include "objects/weakref.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/type_impl.h"
#include "objects/unexpected.h"
#include "vm/frame.h"

/* ---- fields ----------------------------------------------------------------------------------- */

typedef struct {
  kr_exception base;
  kr_value fields[];
} exception_row;

static size_t count_fields(const kr_object *o, bool tail) {
  const kr_type *type = o->type;
  while (type->tf & KR_TF_HEAP) type = type->base;
  return (type->basic_size - sizeof(kr_exception)) / sizeof(kr_value) - (tail ? 1 : 0);
}

kr_exception *kr_exception_alloc(kr_type *type) {
  kr_exception *e;
  if (type->tf & KR_TF_HEAP) {
    kr_value v = kr_type_generic_alloc(type, 0);
    if (v == KR_NULL) return NULL;
    e = KR_EXC(v);
  } else {
    e = kr_gc_alloc_static(type, type->basic_size);
    if (!e) return NULL;
  }
  e->dict = NULL;
  e->args = KR_EMPTY_TUPLE;
  e->notes = e->traceback = e->context = e->cause = KR_NULL;
  e->suppress_context = false;
  size_t n = count_fields(&e->head, false);
  for (size_t i = 0; i < n; i++) ((exception_row *)e)->fields[i] = KR_NULL;
  if (type->weaklist_offset) *kr_weaklist_place(&e->head) = NULL;
  return e;
}

static void clear_fields(kr_object *o, bool tail) {
  exception_row *row = (exception_row *)o;
  kr_exception *e = &row->base;
  KR_CLEAR_OBJECT(e->dict);
  kr_value args = e->args;
  e->args = KR_EMPTY_TUPLE;
  kr_decref(args);
  KR_CLEAR(e->notes);
  KR_CLEAR(e->traceback);
  KR_CLEAR(e->context);
  KR_CLEAR(e->cause);
  size_t n = count_fields(o, tail);
  for (size_t i = 0; i < n; i++) KR_CLEAR(row->fields[i]);
}

int kr_exception_clear(kr_object *o) {
  clear_fields(o, false);
  return 0;
}
int kr_exception_clear_tail(kr_object *o) {
  clear_fields(o, true);
  return 0;
}

static int traverse_fields(kr_object *o, bool tail, kr_visit visit, void *arg) {
  exception_row *row = (exception_row *)o;
  kr_exception *e = &row->base;
  KR_VISIT_OBJECT(e->dict);
  KR_VISIT(e->args);
  KR_VISIT(e->notes);
  KR_VISIT(e->traceback);
  KR_VISIT(e->context);
  KR_VISIT(e->cause);
  size_t n = count_fields(o, tail);
  for (size_t i = 0; i < n; i++) KR_VISIT(row->fields[i]);
  return 0;
}
int kr_exception_traverse(kr_object *o, kr_visit visit, void *arg) {
  return traverse_fields(o, false, visit, arg);
}
int kr_exception_traverse_tail(kr_object *o, kr_visit visit, void *arg) {
  return traverse_fields(o, true, visit, arg);
}

static void dealloc_fields(kr_object *o, bool tail) {
  if (!kr_trash_begin(o)) return; /* chains of __context__ are as deep as a program likes */
  if (o->type->weaklist_offset && *kr_weaklist_place(o)) kr_weakrefs_clear(o);
  clear_fields(o, tail);
  if (o->type->tf & KR_TF_HEAP) kr_object_free(o);
  else kr_gc_free_static(o, o->type);
  kr_trash_end();
}
void kr_exception_dealloc(kr_object *o) { dealloc_fields(o, false); }
void kr_exception_dealloc_tail(kr_object *o) { dealloc_fields(o, true); }

/* ---- construction ----------------------------------------------------------------------------- */

int kr_exception_set_args(kr_value self, const kr_value *args, size_t nargs) {
  kr_value t = nargs ? kr_tuple_from_array(args, nargs) : KR_EMPTY_TUPLE;
  if (t == KR_NULL) return -1;
  KR_REPLACE(KR_EXC(self)->args, t);
  return 0;
}

kr_value kr_exception_base_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_exception *e = kr_exception_alloc(type);
  if (!e) return KR_NULL;
  if (nargs && kr_exception_set_args(kr_from_object(e), args, nargs) < 0) {
    kr_decref_object(e);
    return KR_NULL;
  }
  return kr_from_object(e);
}

int kr_exception_base_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kwnames && kr_args_no_keywords(kr_type_cname(kr_type_of(self)), kwnames) < 0) return -1;
  /* __new__ stored the same arguments a moment ago, unless a subclass passed others. */
  const kr_tuple *old = KR_TUPLE(KR_EXC(self)->args);
  if (old->size == nargs && (nargs == 0 || !memcmp(old->items, args, nargs * sizeof *args))) return 0;
  return kr_exception_set_args(self, args, nargs);
}

int kr_exception_keywords(const char *fname, const kr_value *kwvalues, kr_tuple *kwnames,
                          const char *const *names, kr_value *out) {
  size_t nnames = 0;
  while (names[nnames]) out[nnames++] = KR_NULL;
  if (!kwnames) return 0;
  if (kwnames->size > nnames) {
    kr_raise(&kr_exc_TypeError, "%s() takes at most %zu keyword argument%s (%zu given)", fname, nnames,
             nnames == 1 ? "" : "s", (size_t)kwnames->size);
    return -1;
  }
  for (size_t i = 0; i < kwnames->size; i++) {
    size_t k = 0;
    while (k < nnames && !kr_str_equals_cstr(KR_STR(kwnames->items[i]), names[k])) k++;
    if (k == nnames) {
      char candidates[64] = "";
      for (size_t j = 0; j < nnames; j++)
        snprintf(candidates + strlen(candidates), sizeof candidates - strlen(candidates), "%s ", names[j]);
      kr_raise_unexpected_keyword(fname, kwnames->items[i], candidates);
      return -1;
    }
    out[k] = kwvalues[i];
  }
  return 0;
}

/* ---- BaseException: behaviour ----------------------------------------------------------------- */

kr_value kr_exception_base_str(kr_value self) {
  const kr_tuple *args = KR_TUPLE(KR_EXC(self)->args);
  if (args->size == 0) return KR_EMPTY_STR;
  kr_value v = kr_ref(args->size == 1 ? args->items[0] : KR_EXC(self)->args);
  kr_value text = kr_str_of(v);
  kr_decref(v);
  return text;
}

static kr_value base_repr(kr_value self) {
  const kr_tuple *args = KR_TUPLE(KR_EXC(self)->args);
  const char *name = kr_type_cname(kr_type_of(self));
  kr_value v = kr_ref(args->size == 1 ? args->items[0] : KR_EXC(self)->args);
  kr_value text = args->size == 1 ? kr_str_format("%s(%R)", name, v) : kr_str_format("%s%R", name, v);
  kr_decref(v);
  return text;
}

kr_value kr_exception_reduce_with(kr_value self, kr_value args, kr_value state) {
  if (args == KR_NULL) return KR_NULL;
  kr_value type = kr_from_object(kr_type_of(self));
  kr_value r = state == KR_NULL ? kr_tuple_pack(2, type, args) : kr_tuple_pack(3, type, args, state);
  kr_decref(args);
  return r;
}

kr_value kr_exception_base_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_exception *e = KR_EXC(self);
  return kr_exception_reduce_with(self, kr_ref(e->args), kr_from_object_or_null(e->dict));
}

static kr_value base_setstate(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value state = args[0];
  if (state == KR_NONE) return KR_NONE;
  if (!kr_is_dict(state)) return kr_raise(&kr_exc_TypeError, "state is not a dictionary");
  /* Setting an attribute may run code that changes the dict: walk a copy of its items. */
  kr_value items = kr_dict_items_list(KR_DICT(state));
  if (items == KR_NULL) return KR_NULL;
  const kr_list *l = KR_LIST(items);
  for (uint32_t i = 0; i < l->size; i++) {
    const kr_tuple *pair = KR_TUPLE(l->items[i]);
    if (!kr_is_str(pair->items[0])) {
      kr_raise(&kr_exc_TypeError, "attribute name must be string, not '%T'", pair->items[0]);
    } else if (kr_setattr(self, pair->items[0], pair->items[1]) == 0) {
      continue;
    }
    kr_decref(items);
    return KR_NULL;
  }
  kr_decref(items);
  return KR_NONE;
}

static int set_traceback(kr_value self, kr_value tb, void *closure) {
  if (tb == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "__traceback__ may not be deleted");
  if (tb != KR_NONE && !kr_is_exact(tb, &kr_traceback_type))
    return KR_RAISE_INT(&kr_exc_TypeError, "__traceback__ must be a traceback or None");
  KR_REPLACE(KR_EXC(self)->traceback, tb == KR_NONE ? KR_NULL : kr_ref(tb));
  return 0;
}

static kr_value with_traceback(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (set_traceback(self, args[0], NULL) < 0) return KR_NULL;
  return kr_ref(self);
}

static kr_value add_note(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value note = args[0];
  if (!kr_is_str(note))
    return kr_raise(&kr_exc_TypeError, "add_note() argument must be str, not %s", kr_argument_kind(note));
  kr_value notes;
  int found = kr_getattr_optional(self, KR_ID(__notes__), &notes);
  if (found < 0) return KR_NULL;
  if (!found) {
    notes = kr_list_from_array(NULL, 0);
    if (notes == KR_NULL) return KR_NULL;
    if (kr_setattr(self, KR_ID(__notes__), notes) < 0) {
      kr_decref(notes);
      return KR_NULL;
    }
  } else if (!kr_is_list(notes)) {
    kr_decref(notes);
    return kr_raise(&kr_exc_TypeError, "Cannot add note: __notes__ is not a list");
  }
  int r = kr_list_append(KR_LIST(notes), note);
  kr_decref(notes);
  return r < 0 ? KR_NULL : KR_NONE;
}

static kr_value get_value_or_none(kr_value v) { return v == KR_NULL ? KR_NONE : kr_ref(v); }

static kr_value get_args(kr_value self, void *closure) { return kr_ref(KR_EXC(self)->args); }
static int set_args(kr_value self, kr_value v, void *closure) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "args may not be deleted");
  kr_value t = kr_tuple_from_iterable(v);
  if (t == KR_NULL) return -1;
  KR_REPLACE(KR_EXC(self)->args, t);
  return 0;
}
static kr_value get_traceback(kr_value self, void *closure) {
  return get_value_or_none(KR_EXC(self)->traceback);
}
static bool is_exception(kr_value v) { return kr_has_tf(v, KR_TF_EXC_SUBCLASS); }

static kr_value get_context(kr_value self, void *closure) { return get_value_or_none(KR_EXC(self)->context); }
static int set_context(kr_value self, kr_value v, void *closure) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "__context__ may not be deleted");
  if (v != KR_NONE && !is_exception(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "exception context must be None or derive from BaseException");
  KR_REPLACE(KR_EXC(self)->context, v == KR_NONE ? KR_NULL : kr_ref(v));
  return 0;
}
static kr_value get_cause(kr_value self, void *closure) { return get_value_or_none(KR_EXC(self)->cause); }
static int set_cause(kr_value self, kr_value v, void *closure) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "__cause__ may not be deleted");
  if (v != KR_NONE && !is_exception(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "exception cause must be None or derive from BaseException");
  kr_exception_set_cause_steal(self, v == KR_NONE ? KR_NULL : kr_ref(v));
  return 0;
}
static kr_value get_dict(kr_value self, void *closure) {
  kr_exception *e = KR_EXC(self);
  if (!e->dict && !(e->dict = kr_dict_new())) return KR_NULL;
  return kr_from_object(KR_REF(e->dict));
}
static int set_dict(kr_value self, kr_value v, void *closure) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __dict__");
  if (!kr_is_dict(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", v);
  kr_exception *e = KR_EXC(self);
  kr_dict *old = e->dict;
  e->dict = KR_REF(KR_DICT(v));
  kr_xdecref_object(old);
  return 0;
}

int kr_exception_add_note(kr_value e, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value note = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (note == KR_NULL) return -1;
  kr_value r = add_note(e, &note, 1, NULL);
  kr_decref(note);
  return r == KR_NULL ? -1 : 0;
}

static const kr_method_def base_methods[] = {
    {"__reduce__", kr_exception_base_reduce, 0, "($self, /)", "What pickle and copy store."},
    {"__setstate__", base_setstate, 0, "($self, state, /)", "Sets the attributes in a dict."},
    {"with_traceback", with_traceback, 0, "($self, tb, /)",
     "Sets __traceback__, and is the exception itself."},
    {"add_note", add_note, 0, "($self, note, /)", "Adds a str to the notes printed with it."},
    {0},
};
static const kr_member_def base_members[] = {
    {"__suppress_context__", KR_MEMBER_BOOL, offsetof(kr_exception, suppress_context), false, NULL},
    {0},
};
static const kr_getset_def base_getset[] = {
    {"__dict__", get_dict, set_dict},
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__context__", get_context, set_context, "The exception being handled when it was raised."},
    {"__cause__", get_cause, set_cause, "The exception given by raise ... from."},
    {0},
};

kr_type kr_exc_BaseException = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "BaseException",
    .doc = "What all exceptions are.",
    .tf = KR_EXC_TF,
    .basic_size = sizeof(kr_exception),
    .dict_offset = offsetof(kr_exception, dict),
    .base = &kr_object_type,
    .dealloc = kr_exception_dealloc,
    .traverse = kr_exception_traverse,
    .clear = kr_exception_clear,
    .repr = base_repr,
    .str = kr_exception_base_str,
    .methods = base_methods,
    .members = base_members,
    .getset = base_getset,
    .getattro = kr_generic_getattr,
    .setattro = kr_generic_setattr,
    .init = kr_exception_base_init,
    .new_ = kr_exception_base_new,
};

/* ---- the types without fields ------------------------------------------------------------------ */

#define SIMPLE(name_, base_, doc_)                                                                           \
  kr_type kr_exc_##name_ = {KR_EXC_TYPE(name_, base_, kr_exception, , doc_), .init = kr_exception_base_init, \
                            .new_ = kr_exception_base_new};

SIMPLE(Exception, BaseException, "The base of all exceptions but those that end the program.")
SIMPLE(GeneratorExit, BaseException, "Raised in a generator that is closed.")
SIMPLE(KeyboardInterrupt, BaseException, "The user pressed Ctrl-C.")
SIMPLE(TypeError, Exception, "A value of a type that will not do here.")
SIMPLE(StopAsyncIteration, Exception, "What __anext__() raises at the end.")
SIMPLE(EOFError, Exception, "Read beyond end of file.")
SIMPLE(RuntimeError, Exception, "A failure that no other class is for.")
SIMPLE(RecursionError, RuntimeError, "Calls nest deeper than sys.getrecursionlimit().")
SIMPLE(PythonFinalizationError, RuntimeError, "What was asked for cannot begin once the interpreter ends.")
SIMPLE(NotImplementedError, RuntimeError, "A method that a subclass is to provide.")
SIMPLE(AssertionError, Exception, "Assertion failed.")
SIMPLE(ArithmeticError, Exception, "What all failures of arithmetic are.")
SIMPLE(FloatingPointError, ArithmeticError, "A computation with floats failed.")
SIMPLE(OverflowError, ArithmeticError, "A result that is too large for its type.")
SIMPLE(ZeroDivisionError, ArithmeticError, "A division by zero, or its remainder.")
SIMPLE(SystemError, Exception, "Something is wrong with the interpreter itself.")
SIMPLE(ReferenceError, Exception, "A weak proxy was used whose object is gone.")
SIMPLE(BufferError, Exception, "Buffer error.")
SIMPLE(LookupError, Exception, "What IndexError and KeyError are.")
SIMPLE(IndexError, LookupError, "No item has this index.")
SIMPLE(ValueError, Exception, "An argument of the right type with a value that is wrong.")
SIMPLE(UnicodeError, ValueError, "Unicode related error.")
SIMPLE(Warning, Exception, "What all categories of warnings are.")
SIMPLE(UserWarning, Warning, "What warnings.warn() gives by default.")
SIMPLE(DeprecationWarning, Warning, "About what is deprecated.")
SIMPLE(PendingDeprecationWarning, Warning, "About what will be deprecated.")
SIMPLE(SyntaxWarning, Warning, "About source that is valid but hardly meant so.")
SIMPLE(RuntimeWarning, Warning, "About doubtful behaviour while running.")
SIMPLE(FutureWarning, Warning, "About what will mean something else in the future.")
SIMPLE(ImportWarning, Warning, "About probable mistakes in imports.")
SIMPLE(UnicodeWarning, Warning, "Base class for warnings about problems with Unicode.")
SIMPLE(BytesWarning, Warning, "Base class for warnings about bytes used as str and the reverse.")
SIMPLE(ResourceWarning, Warning, "About files and the like that nobody closed.")
SIMPLE(EncodingWarning, Warning, "About encodings that are not given.")

/* ---- MemoryError: raisable when nothing can be allocated ---------------------------------------- */

enum { RESERVE = 16 };
static kr_exception *reserve[RESERVE];
static uint32_t reserve_count;
/* When even the reserve is used up: shared by all who raise it. */
static kr_exception last_resort;

static void memory_error_dealloc(kr_object *o) {
  if (o->type != &kr_exc_MemoryError || reserve_count == RESERVE) {
    kr_exception_dealloc(o);
    return;
  }
  /* Into the reserve before its fields go: dropping them may raise MemoryError again. */
  o->refs = 1;
  KR_REF_TOTAL(1);
  kr_gc_untrack(o);
  clear_fields(o, false);
  ((kr_exception *)o)->suppress_context = false;
  if (reserve_count < RESERVE) {
    reserve[reserve_count++] = (kr_exception *)o;
  } else {
    kr_object_free(o);
  }
}

kr_type kr_exc_MemoryError = {
    KR_EXC_TYPE_WITH(MemoryError, Exception, kr_exception, memory_error_dealloc, , "Out of memory."),
    .init = kr_exception_base_init,
    .new_ = kr_exception_base_new,
};

static void fill_reserve(void) {
  while (reserve_count < RESERVE) {
    kr_exception *e = kr_exception_alloc(&kr_exc_MemoryError);
    if (!e) return;
    kr_gc_untrack(e);
    reserve[reserve_count++] = e;
  }
}

kr_value kr_raise_no_memory(void) {
  kr_exception *e;
  if (reserve_count) {
    e = reserve[--reserve_count];
    e->head.flags &= ~(uint32_t)(KR_OF_FINALIZED);
    kr_gc_track(e);
  } else {
    e = KR_REF(&last_resort);
    KR_CLEAR(e->traceback);
    KR_CLEAR(e->context);
  }
  kr_restore_exception_steal(kr_from_object(e));
  kr_exception_chain_context(kr_from_object(e));
  return KR_NULL;
}

/* ---- start-up ----------------------------------------------------------------------------------- */

int kr_exceptions_init(void) {
#define READY(name) (kr_type_ready(&kr_exc_##name) < 0)
  /* Bases come before their subclasses in this list, but for ExceptionGroup's second base. */
  if (READY(BaseException) || READY(Exception)) return -1;
  kr_value bases =
      kr_tuple_pack(2, kr_from_object(&kr_exc_BaseExceptionGroup), kr_from_object(&kr_exc_Exception));
  if (bases == KR_NULL) return -1;
  kr_exc_ExceptionGroup.tf |= KR_TF_MUTABLE; /* made like a class, in CPython too */
  kr_exc_ExceptionGroup.bases = KR_TUPLE(bases);
#define READY_ONCE(name) \
  if (!(kr_exc_##name.tf & KR_TF_READY) && READY(name)) return -1;
  KR_EXCEPTIONS(READY_ONCE)
#undef READY_ONCE
#undef READY
  /* kr_type_ready tells the first base only. */
  if (kr_type_add_subclass(&kr_exc_Exception, &kr_exc_ExceptionGroup) < 0) return -1;
  last_resort.head = (kr_object)KR_STATIC_HEAD(&kr_exc_MemoryError);
  last_resort.args = KR_EMPTY_TUPLE;
  last_resort.notes = last_resort.traceback = last_resort.context = last_resort.cause = KR_NULL;
  fill_reserve();
  return 0;
}
