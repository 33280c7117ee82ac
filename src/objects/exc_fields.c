/* The exceptions with a few fields of their own: StopIteration, SystemExit, KeyError, NameError,
 * AttributeError, ImportError, SyntaxError. */
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str.h"

#define FIELD(name, ctype, field) \
  { name, KR_MEMBER_VALUE, offsetof(ctype, field), false, NULL }
#define SET(place, v) KR_REPLACE(place, kr_ref(v))

/* ---- StopIteration, SystemExit ------------------------------------------------------------------ */

static int stop_iteration_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_exception_base_init(self, args, nargs, kwnames) < 0) return -1;
  SET(KR_AS(kr_stop_iteration, self)->value, nargs ? args[0] : KR_NONE);
  return 0;
}

static const kr_member_def stop_iteration_members[] = {
    FIELD("value", kr_stop_iteration, value),
    {0},
};
kr_type kr_exc_StopIteration = {
    KR_EXC_TYPE(StopIteration, Exception, kr_stop_iteration, , "What __next__() raises at the end."),
    .init = stop_iteration_init,
    .members = stop_iteration_members,
};

static int system_exit_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_exception_base_init(self, args, nargs, kwnames) < 0) return -1;
  if (nargs == 1) SET(KR_AS(kr_system_exit, self)->code, args[0]);
  if (nargs > 1) SET(KR_AS(kr_system_exit, self)->code, KR_EXC(self)->args);
  return 0;
}

static const kr_member_def system_exit_members[] = {
    FIELD("code", kr_system_exit, code),
    {0},
};
kr_type kr_exc_SystemExit = {
    KR_EXC_TYPE(SystemExit, BaseException, kr_system_exit, , "Ends the program unless it is caught."),
    .init = system_exit_init,
    .members = system_exit_members,
};

/* ---- KeyError ----------------------------------------------------------------------------------- */

/* The repr of a lone key: '' would otherwise print as nothing. */
static kr_value key_error_str(kr_value self) {
  const kr_tuple *args = KR_TUPLE(KR_EXC(self)->args);
  if (args->size != 1) return kr_exception_base_str(self);
  kr_value key = kr_ref(args->items[0]);
  kr_value text = kr_repr(key);
  kr_decref(key);
  return text;
}

kr_type kr_exc_KeyError = {
    KR_EXC_TYPE(KeyError, LookupError, kr_exception, , "Mapping key not found."),
    .init = kr_exception_base_init,
    .str = key_error_str,
};

/* ---- NameError, AttributeError ------------------------------------------------------------------ */

static int name_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const char *const names[] = {"name", NULL};
  kr_value kw[1];
  if (kr_exception_base_init(self, args, nargs, NULL) < 0 ||
      kr_exception_keywords("NameError", args + nargs, kwnames, names, kw) < 0)
    return -1;
  SET(KR_AS(kr_name_error, self)->name, kw[0]);
  return 0;
}

static const kr_member_def name_error_members[] = {
    FIELD("name", kr_name_error, name),
    {0},
};
kr_type kr_exc_NameError = {
    KR_EXC_TYPE(NameError, Exception, kr_name_error, , "Name not found globally."),
    .init = name_error_init,
    .members = name_error_members,
};
kr_type kr_exc_UnboundLocalError = {
    KR_EXC_TYPE(UnboundLocalError, NameError, kr_name_error, , "A local name used before it has a value."),
    .init = name_error_init,
};

static int attribute_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const char *const names[] = {"name", "obj", NULL};
  kr_value kw[2];
  if (kr_exception_base_init(self, args, nargs, NULL) < 0 ||
      kr_exception_keywords("AttributeError", args + nargs, kwnames, names, kw) < 0)
    return -1;
  SET(KR_AS(kr_attribute_error, self)->name, kw[0]);
  SET(KR_AS(kr_attribute_error, self)->obj, kw[1]);
  return 0;
}

/* A copy of the instance's dict, or a new one. New; NULL: MemoryError. */
static kr_dict *state_dict(kr_exception *e) { return e->dict ? kr_dict_copy(e->dict) : kr_dict_new(); }

/* obj stays behind: it need not be something that can be pickled. */
static kr_value attribute_error_getstate(kr_value self, const kr_value *args, size_t nargs,
                                         kr_tuple *kwnames) {
  kr_attribute_error *e = KR_AS(kr_attribute_error, self);
  kr_dict *state = state_dict(&e->base);
  if (!state) return KR_NULL;
  if ((e->name != KR_NULL && kr_dict_set(state, KR_ID(name), e->name) < 0) ||
      kr_dict_set(state, KR_ID(args), e->base.args) < 0) {
    kr_decref_object(state);
    return KR_NULL;
  }
  return kr_from_object(state);
}

static kr_value attribute_error_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value state = attribute_error_getstate(self, NULL, 0, NULL);
  if (state == KR_NULL) return KR_NULL;
  kr_value r = kr_exception_reduce_with(self, kr_ref(KR_EXC(self)->args), state);
  kr_decref(state);
  return r;
}

static const kr_method_def attribute_error_methods[] = {
    {"__getstate__", attribute_error_getstate, 0, "($self, /)", "A dict of what can be pickled."},
    {"__reduce__", attribute_error_reduce, 0, "($self, /)", "What pickle and copy store."},
    {0},
};
static const kr_member_def attribute_error_members[] = {
    FIELD("name", kr_attribute_error, name),
    FIELD("obj", kr_attribute_error, obj),
    {0},
};
kr_type kr_exc_AttributeError = {
    KR_EXC_TYPE(AttributeError, Exception, kr_attribute_error, , "Attribute not found."),
    .init = attribute_error_init,
    .methods = attribute_error_methods,
    .members = attribute_error_members,
};

/* ---- ImportError -------------------------------------------------------------------------------- */

static int import_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static const char *const names[] = {"name", "path", "name_from", NULL};
  kr_value kw[3];
  if (kr_exception_base_init(self, args, nargs, NULL) < 0 ||
      kr_exception_keywords("ImportError", args + nargs, kwnames, names, kw) < 0)
    return -1;
  kr_import_error *e = KR_AS(kr_import_error, self);
  SET(e->name, kw[0]);
  SET(e->path, kw[1]);
  SET(e->name_from, kw[2]);
  SET(e->msg, nargs == 1 ? args[0] : KR_NULL);
  return 0;
}

static kr_value import_error_str(kr_value self) {
  kr_value msg = KR_AS(kr_import_error, self)->msg;
  if (msg != KR_NULL && kr_is_exact_str(msg)) return kr_ref(msg);
  return kr_exception_base_str(self);
}

static kr_value import_error_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_import_error *e = KR_AS(kr_import_error, self);
  if (e->name == KR_NULL && e->path == KR_NULL && e->name_from == KR_NULL)
    return kr_exception_base_reduce(self, NULL, 0, NULL);
  kr_dict *state = state_dict(&e->base);
  if (!state) return KR_NULL;
  kr_value r = KR_NULL;
  if ((e->name == KR_NULL || kr_dict_set(state, KR_ID(name), e->name) == 0) &&
      (e->path == KR_NULL || kr_dict_set(state, KR_ID(path), e->path) == 0) &&
      (e->name_from == KR_NULL || kr_dict_set(state, KR_ID(name_from), e->name_from) == 0))
    r = kr_exception_reduce_with(self, kr_ref(e->base.args), kr_from_object(state));
  kr_decref_object(state);
  return r;
}

static const kr_method_def import_error_methods[] = {
    {"__reduce__", import_error_reduce, 0, "($self, /)", "What pickle and copy store."},
    {0},
};
static const kr_member_def import_error_members[] = {
    {"msg", KR_MEMBER_VALUE, offsetof(kr_import_error, msg), false, "exception message"},
    {"name", KR_MEMBER_VALUE, offsetof(kr_import_error, name), false, "module name"},
    {"path", KR_MEMBER_VALUE, offsetof(kr_import_error, path), false, "module path"},
    {"name_from", KR_MEMBER_VALUE, offsetof(kr_import_error, name_from), false,
     "The name that from ... import did not find."},
    {0},
};
kr_type kr_exc_ImportError = {
    KR_EXC_TYPE(ImportError, Exception, kr_import_error, , "A module cannot be found, or a name in it."),
    .init = import_error_init,
    .str = import_error_str,
    .methods = import_error_methods,
    .members = import_error_members,
};
kr_type kr_exc_ModuleNotFoundError = {
    KR_EXC_TYPE(ModuleNotFoundError, ImportError, kr_import_error, , "Module not found."),
    .init = import_error_init,
};

/* ---- SyntaxError -------------------------------------------------------------------------------- */

static int syntax_error_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_exception_base_init(self, args, nargs, kwnames) < 0) return -1;
  kr_syntax_error *e = KR_AS(kr_syntax_error, self);
  if (nargs >= 1) SET(e->msg, args[0]);
  if (nargs != 2) return 0;
  kr_value info = kr_tuple_from_iterable(args[1]);
  if (info == KR_NULL) return -1;
  const kr_tuple *t = KR_TUPLE(info);
  if (kr_args_parsed(NULL, t->size, 4, 7) < 0) {
    kr_decref(info);
    return -1;
  }
  SET(e->filename, t->items[0]);
  SET(e->lineno, t->items[1]);
  SET(e->offset, t->items[2]);
  SET(e->text, t->items[3]);
  SET(e->end_lineno, t->size > 4 ? t->items[4] : KR_NULL);
  SET(e->end_offset, t->size > 5 ? t->items[5] : KR_NULL);
  SET(e->metadata, t->size > 6 ? t->items[6] : KR_NULL);
  size_t size = t->size;
  kr_decref(info);
  if (size == 5)
    return KR_RAISE_INT(&kr_exc_TypeError, "end_offset must be provided when end_lineno is provided");
  return 0;
}

/* The part of a file name after the last slash. New. */
static kr_value base_name(kr_value name) {
  const kr_str *s = KR_STR(name);
  size_t start = s->length;
  while (start > 0 && kr_str_read(s, start - 1) != '/') start--;
  return kr_str_substring(name, start, s->length);
}

static kr_value syntax_error_str(kr_value self) {
  kr_syntax_error *e = KR_AS(kr_syntax_error, self);
  kr_value msg = kr_ref(e->msg == KR_NULL ? KR_NONE : e->msg);
  bool have_file = e->filename != KR_NULL && kr_is_str(e->filename);
  bool have_line = e->lineno != KR_NULL && kr_is_exact_int(e->lineno);
  kr_value line = have_line ? kr_ref(e->lineno) : KR_NULL;
  kr_value text = KR_NULL, file = have_file ? base_name(e->filename) : KR_NULL;
  if (have_file && file == KR_NULL) {
    text = KR_NULL;
  } else if (have_file && have_line) {
    text = kr_str_format("%S (%U, line %S)", msg, file, line);
  } else if (have_file) {
    text = kr_str_format("%S (%U)", msg, file);
  } else if (have_line) {
    text = kr_str_format("%S (line %S)", msg, line);
  } else {
    text = kr_str_of(msg);
  }
  kr_decref(msg);
  kr_decref(line);
  kr_decref(file);
  return text;
}

static const kr_member_def syntax_error_members[] = {
    {"msg", KR_MEMBER_VALUE, offsetof(kr_syntax_error, msg), false, "exception msg"},
    {"filename", KR_MEMBER_VALUE, offsetof(kr_syntax_error, filename), false, "exception filename"},
    {"lineno", KR_MEMBER_VALUE, offsetof(kr_syntax_error, lineno), false, "exception lineno"},
    {"offset", KR_MEMBER_VALUE, offsetof(kr_syntax_error, offset), false, "exception offset"},
    {"text", KR_MEMBER_VALUE, offsetof(kr_syntax_error, text), false, "exception text"},
    {"end_lineno", KR_MEMBER_VALUE, offsetof(kr_syntax_error, end_lineno), false, "exception end lineno"},
    {"end_offset", KR_MEMBER_VALUE, offsetof(kr_syntax_error, end_offset), false, "exception end offset"},
    {"print_file_and_line", KR_MEMBER_VALUE, offsetof(kr_syntax_error, print_file_and_line), false,
     "As the traceback module wants it."},
    {"_metadata", KR_MEMBER_VALUE, offsetof(kr_syntax_error, metadata), false, "exception private metadata"},
    {0},
};
kr_type kr_exc_SyntaxError = {
    KR_EXC_TYPE(SyntaxError, Exception, kr_syntax_error, , "Invalid syntax."),
    .init = syntax_error_init,
    .str = syntax_error_str,
    .members = syntax_error_members,
};

#define SYNTAX_ERROR(name, base, doc) \
  kr_type kr_exc_##name = {KR_EXC_TYPE(name, base, kr_syntax_error, , doc), .init = syntax_error_init};
SYNTAX_ERROR(IndentationError, SyntaxError, "Improper indentation.")
SYNTAX_ERROR(TabError, IndentationError, "Indentation that depends on how wide a tab is.")
SYNTAX_ERROR(_IncompleteInputError, SyntaxError, "incomplete input.")
