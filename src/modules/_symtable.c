/* Module _symtable: the compiler's symbol tables, for the module symtable. */
#include "compile/compile.h"
#include "compile/symtable.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "syntax/parse.h"

typedef struct {
  KR_OBJECT_HEAD
  int32_t type, nested, lineno;
  kr_value id, name, symbols, varnames, children;
} entry;

static void entry_dealloc(kr_object *self) {
  entry *e = (entry *)self;
  kr_decref(e->id);
  kr_decref(e->name);
  kr_decref(e->symbols);
  kr_decref(e->varnames);
  kr_decref(e->children);
  kr_object_free(self);
}

static kr_value entry_repr(kr_value self) {
  const entry *e = KR_AS(entry, self);
  return kr_str_format("<symtable entry %U(%R), line %d>", e->name, e->id, (int)e->lineno);
}

static const kr_member_def members[] = {{"id", KR_MEMBER_VALUE, offsetof(entry, id), true, NULL},
                                        {"name", KR_MEMBER_VALUE, offsetof(entry, name), true, NULL},
                                        {"symbols", KR_MEMBER_VALUE, offsetof(entry, symbols), true, NULL},
                                        {"varnames", KR_MEMBER_VALUE, offsetof(entry, varnames), true, NULL},
                                        {"children", KR_MEMBER_VALUE, offsetof(entry, children), true, NULL},
                                        {"nested", KR_MEMBER_I32, offsetof(entry, nested), true, NULL},
                                        {"type", KR_MEMBER_I32, offsetof(entry, type), true, NULL},
                                        {"lineno", KR_MEMBER_I32, offsetof(entry, lineno), true, NULL},
                                        {0}};

static kr_type entry_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                             .name = "symtable entry",
                             .tf = KR_TF_NO_NEW,
                             .basic_size = sizeof(entry),
                             .dealloc = entry_dealloc,
                             .repr = entry_repr,
                             .members = members};

static kr_value symbols_dict(const kr_scope *s) {
  kr_dict *d = kr_dict_new();
  for (uint32_t i = 0; d && i < s->symbols.n; i++) {
    const kr_name_entry *n = &s->symbols.entries[i];
    if (n->value && kr_dict_set(d, n->name, kr_from_small_int(n->value)) < 0) {
      kr_decref_object(d);
      return KR_NULL;
    }
  }
  return kr_from_object_or_null(d);
}

static kr_value entry_new(const kr_scope *s);

static kr_value children_list(const kr_scope *s) {
  kr_list *list = kr_list_new(s->nchildren);
  for (uint32_t i = 0; list && i < s->nchildren; i++) {
    kr_value child = entry_new(s->children[i]);
    if (child == KR_NULL || kr_list_append_steal(list, child) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object_or_null(list);
}

static kr_value entry_new(const kr_scope *s) {
  if (kr_enter_recursion(" during compilation") < 0) return KR_NULL;
  entry *e = kr_object_alloc(&entry_type, sizeof *e);
  if (e) {
    e->type = (int32_t)s->type;
    e->nested = s->nested;
    e->lineno = s->loc.lineno;
    e->name = kr_ref(s->name);
    e->id = kr_int_from_u64((uint64_t)s->key);
    e->symbols = symbols_dict(s);
    e->varnames = kr_list_from_array(s->varnames, s->nvarnames);
    e->children = children_list(s);
    if (e->id == KR_NULL || e->symbols == KR_NULL || e->varnames == KR_NULL || e->children == KR_NULL) {
      kr_decref_object(e);
      e = NULL;
    }
  }
  kr_leave_recursion();
  return kr_from_object_or_null(e);
}

static bool parse_mode(kr_value start, kr_parse_mode *mode) {
  const kr_str *s = KR_STR(start);
  if (kr_str_equals_cstr(s, "exec")) *mode = KR_MODE_EXEC;
  else if (kr_str_equals_cstr(s, "eval")) *mode = KR_MODE_EVAL;
  else if (kr_str_equals_cstr(s, "single")) *mode = KR_MODE_SINGLE;
  else {
    kr_raise(&kr_exc_ValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
    return false;
  }
  return true;
}

/* str or bytes as text for the parser; *utf8: it is UTF-8 already. Borrowed from v. */
static const char *source_text(kr_value v, size_t *size, bool *utf8) {
  if (kr_is_str(v)) {
    *utf8 = true;
    return kr_str_utf8(KR_STR(v), size);
  }
  *utf8 = false;
  if (kr_is_bytes(v)) {
    *size = KR_BYTES(v)->size;
    return (const char *)KR_BYTES(v)->data;
  }
  kr_raise(&kr_exc_TypeError, "symtable() arg 1 must be a string or bytes object");
  return NULL;
}

/* File names may be given as bytes or paths. New. */
static kr_value file_name(kr_value v) {
  if (kr_is_str(v)) return kr_ref(v);
  kr_value bytes = kr_fs_encode(v);
  if (bytes == KR_NULL) return KR_NULL;
  kr_value name = kr_fs_decode((const char *)KR_BYTES(bytes)->data);
  kr_decref(bytes);
  return name;
}

static kr_value symtable_symtable(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!kr_is_str(args[2]))
    return kr_raise(&kr_exc_TypeError, "symtable() argument 3 must be str, not %G", args[2]);
  kr_value filename = file_name(args[1]), result = KR_NULL;
  if (filename == KR_NULL) return KR_NULL;
  kr_ast_arena arena = {0};
  kr_parse_mode mode;
  size_t size;
  bool utf8;
  const char *text = source_text(args[0], &size, &utf8);
  uint32_t flags = utf8 ? KR_PARSE_IGNORE_COOKIE : 0;
  int last_line;
  kr_symtable st;
  kr_mod *mod = text && parse_mode(args[2], &mode)
                    ? kr_parse(text, size, filename, mode, flags, KR_FEATURE_VERSION, &arena)
                    : NULL;
  if (mod && kr_future_features(mod, filename, &flags, &last_line) &&
      kr_symtable_build(&st, mod, filename, flags, last_line, &arena))
    result = entry_new(st.top);
  kr_ast_arena_free(&arena);
  kr_decref(filename);
  return result;
}

static const kr_method_def methods[] = {{"symtable", symtable_symtable, KR_FN_SIG,
                                         "($module, source, filename, startstr, /)",
                                         "The compiler's scopes of the source, as symtable shows them."},
                                        {0}};

static int exec(kr_module *m) {
  static const struct {
    const char *name;
    int value;
  } constants[] = {
      {"USE", KR_DEF_USE},
      {"DEF_GLOBAL", KR_DEF_GLOBAL},
      {"DEF_NONLOCAL", KR_DEF_NONLOCAL},
      {"DEF_LOCAL", KR_DEF_LOCAL},
      {"DEF_PARAM", KR_DEF_PARAM},
      {"DEF_TYPE_PARAM", KR_DEF_TYPE_PARAM},
      {"DEF_FREE_CLASS", KR_DEF_FREE_CLASS},
      {"DEF_IMPORT", KR_DEF_IMPORT},
      {"DEF_BOUND", KR_DEF_BOUND},
      {"DEF_ANNOT", KR_DEF_ANNOT},
      {"DEF_COMP_ITER", KR_DEF_COMP_ITER},
      {"DEF_COMP_CELL", KR_DEF_COMP_CELL},
      {"TYPE_FUNCTION", KR_BLOCK_FUNCTION},
      {"TYPE_CLASS", KR_BLOCK_CLASS},
      {"TYPE_MODULE", KR_BLOCK_MODULE},
      {"TYPE_ANNOTATION", KR_BLOCK_ANNOTATION},
      {"TYPE_TYPE_ALIAS", KR_BLOCK_TYPE_ALIAS},
      {"TYPE_TYPE_PARAMETERS", KR_BLOCK_TYPE_PARAMETERS},
      {"TYPE_TYPE_VARIABLE", KR_BLOCK_TYPE_VARIABLE},
      {"LOCAL", KR_LOCAL_SCOPE},
      {"GLOBAL_EXPLICIT", KR_GLOBAL_EXPLICIT},
      {"GLOBAL_IMPLICIT", KR_GLOBAL_IMPLICIT},
      {"FREE", KR_FREE_SCOPE},
      {"CELL", KR_CELL_SCOPE},
      {"SCOPE_OFF", KR_SCOPE_SHIFT},
      {"SCOPE_MASK", KR_SCOPE_MASK},
  };
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (kr_module_add_int(m, constants[i].name, constants[i].value) < 0) return -1;
  return kr_type_ready(&entry_type);
}

const kr_module_def kr_module_def__symtable = {.name = "_symtable", .methods = methods, .exec = exec};
