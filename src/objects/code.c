/* Code objects: making them, their attributes, comparison, replace(). */
#include "objects/audit.h"
#include "objects/code.h"

#include "compile/opcode.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/unexpected.h"
#include "objects/weakref.h"

/* ---- making -------------------------------------------------------------------------------------- */

static bool intern_names(kr_tuple *names) {
  for (uint32_t i = 0; i < names->size; i++) {
    if (!kr_is_exact_str(names->items[i])) {
      kr_raise(&kr_exc_SystemError, "non-string found in code slot");
      return false;
    }
    kr_str_intern(&names->items[i]);
  }
  return true;
}

static bool looks_like_name(const kr_str *s) {
  if (!kr_str_is_ascii(s)) return false;
  const char *p = kr_str_data(s);
  for (uint32_t i = 0; i < s->length; i++) {
    char c = p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
      return false;
  }
  return true;
}

/* Strings that look like names become shared, inside tuples and frozensets too. *v is replaced. */
static bool intern_constant(kr_value *v) {
  if (kr_is_exact_str(*v)) {
    if (looks_like_name(KR_STR(*v))) kr_str_intern(v);
    return true;
  }
  bool ok = true;
  if (kr_is_exact_tuple(*v)) {
    if (kr_enter_recursion("") < 0) return false;
    kr_tuple *t = KR_TUPLE(*v);
    for (uint32_t i = 0; ok && i < t->size; i++) ok = intern_constant(&t->items[i]);
    kr_leave_recursion();
  } else if (kr_is_exact(*v, &kr_frozenset_type)) {
    kr_set *set = KR_SET(*v);
    bool all_interned = true;
    uint32_t pos = 0;
    kr_value item;
    while (kr_set_next(set, &pos, &item))
      if (kr_is_object(item) && (!kr_is_exact_str(item) || !kr_str_is_interned(KR_STR(item))))
        all_interned = false;
    if (all_interned) return true;
    if (kr_enter_recursion("") < 0) return false;
    kr_set *copy = kr_set_new(&kr_frozenset_type);
    ok = copy != NULL;
    for (pos = 0; ok && kr_set_next(set, &pos, &item);) {
      kr_incref(item);
      ok = intern_constant(&item) && kr_set_add(copy, item) == 0;
      kr_decref(item);
    }
    kr_leave_recursion();
    if (ok) KR_REPLACE(*v, kr_from_object(copy));
    else kr_xdecref_object(copy);
  }
  return ok;
}

static bool intern_constants(kr_tuple *consts) {
  for (uint32_t i = 0; i < consts->size; i++)
    if (!intern_constant(&consts->items[i])) return false;
  return true;
}

static bool bad_internal_call(void) {
  /* CPython's text, place and all */
  kr_raise(&kr_exc_SystemError, "Objects/codeobject.c:465: bad argument to internal function");
  return false;
}

static bool spec_valid(const kr_code_spec *s, int nlocals) {
  if (s->argcount < s->posonlyargcount || s->posonlyargcount < 0 || s->kwonlyargcount < 0 ||
      s->stacksize < 0 || (int32_t)s->co_flags < 0 || !kr_is_exact_tuple(s->consts) ||
      !kr_is_exact_tuple(s->names) || !kr_is_exact_tuple(s->localsplusnames) ||
      !kr_is_exact(s->localspluskinds, &kr_bytes_type) || !kr_is_str(s->name) || !kr_is_str(s->qualname) ||
      !kr_is_str(s->filename) || !kr_is_exact(s->linetable, &kr_bytes_type) ||
      !kr_is_exact(s->exceptiontable, &kr_bytes_type))
    return bad_internal_call();
  if (KR_TUPLE(s->localsplusnames)->size != KR_BYTES(s->localspluskinds)->size) return bad_internal_call();
  if (s->code_size % 2 != 0 || s->code_size > INT32_MAX) {
    kr_raise(&kr_exc_ValueError, "code: co_code is malformed");
    return false;
  }
  int64_t parameters = (int64_t)s->argcount + s->kwonlyargcount + ((s->co_flags & KR_CO_VARARGS) != 0) +
                       ((s->co_flags & KR_CO_VARKEYWORDS) != 0);
  if (nlocals < parameters) {
    kr_raise(&kr_exc_ValueError, "code: co_varnames is too small");
    return false;
  }
  return true;
}

static bool has_at(const kr_str *s, size_t at, const char *part, size_t n) {
  return at < s->length && s->length - at >= n && kr_str_is_ascii(s) && !memcmp(kr_str_data(s) + at, part, n);
}
static kr_in_c in_c(const kr_code *c) {
  static const char *const classes[][2] = {{"Future.", "/asyncio/futures.py"},
                                           {"Task.", "/asyncio/tasks.py"}};
  const kr_str *name = KR_STR(c->qualname), *file = KR_STR(c->filename);
  for (size_t i = 0; i < 2; i++) {
    size_t end = strlen(classes[i][1]);
    if (has_at(name, 0, classes[i][0], strlen(classes[i][0])) &&
        has_at(file, file->length - end, classes[i][1], end))
      return kr_str_equals_cstr(name, "Task.__wakeup") ? KR_IN_C_HANDLING : KR_IN_C;
  }
  return KR_NOT_IN_C;
}

kr_code *kr_code_new(const kr_code_spec *s) {
  int32_t nlocals = 0, ncells = 0, nfrees = 0;
  if (!kr_is_exact(s->localspluskinds, &kr_bytes_type)) return bad_internal_call(), NULL;
  const kr_bytes *kinds = KR_BYTES(s->localspluskinds);
  for (uint32_t i = 0; i < kinds->size; i++) {
    if (kinds->data[i] & KR_LOCAL_LOCAL) nlocals++;
    if (kinds->data[i] & KR_LOCAL_CELL) ncells++;
    if (kinds->data[i] & KR_LOCAL_FREE) nfrees++;
  }
  if (!spec_valid(s, nlocals) || !intern_names(KR_TUPLE(s->names)) ||
      !intern_names(KR_TUPLE(s->localsplusnames)) || !intern_constants(KR_TUPLE(s->consts)))
    return NULL;
  uint16_t *units = kr_alloc(s->code_size ? s->code_size : 2);
  if (!units) return NULL;
  for (size_t i = 0; i < s->code_size / 2; i++)
    units[i] = (uint16_t)(s->code[2 * i] | s->code[2 * i + 1] << 8);
  kr_code *c = kr_object_alloc(&kr_code_type, sizeof *c);
  if (!c) {
    kr_free(units);
    return NULL;
  }
  c->argcount = s->argcount;
  c->posonlyargcount = s->posonlyargcount;
  c->kwonlyargcount = s->kwonlyargcount;
  c->co_flags = s->co_flags;
  c->nlocals = nlocals;
  c->nlocalsplus = (int32_t)kinds->size;
  c->stacksize = s->stacksize;
  c->firstlineno = s->firstlineno;
  c->ncells = ncells;
  c->nfrees = nfrees;
  c->consts = KR_REF(KR_TUPLE(s->consts));
  c->names = KR_REF(KR_TUPLE(s->names));
  c->localsplusnames = KR_REF(KR_TUPLE(s->localsplusnames));
  c->localspluskinds = KR_REF(KR_BYTES(s->localspluskinds));
  c->filename = kr_ref(s->filename);
  c->name = kr_ref(s->name);
  c->qualname = kr_ref(s->qualname);
  if (kr_is_exact_str(c->filename)) kr_str_intern(&c->filename);
  if (kr_is_exact_str(c->name)) kr_str_intern(&c->name);
  if (kr_is_exact_str(c->qualname)) kr_str_intern(&c->qualname);
  c->linetable = KR_REF(KR_BYTES(s->linetable));
  c->exceptiontable = KR_REF(KR_BYTES(s->exceptiontable));
  c->units = units;
  c->nunits = (uint32_t)(s->code_size / 2);
  c->exec = NULL;
  c->version = 0;
  c->foreign = s->foreign;
  c->in_c = in_c(c);
  c->first_traceable = 0;
  while (c->first_traceable < c->nunits && (units[c->first_traceable] & 0xff) != OP_RESUME)
    c->first_traceable++;
  c->instrumentation = NULL;
  c->weaklist = NULL;
  c->extra = KR_NULL;
  if (KR_UNLIKELY(kr_code_without_columns) && kr_code_drop_columns(c)) KR_CLEAR_OBJECT(c);
  return c;
}

static void code_dealloc(kr_object *self) {
  kr_code *c = (kr_code *)self;
  if (c->weaklist) kr_weakrefs_clear(self);
  if (!kr_trash_begin(self)) return;
  kr_code_release_execution(c);
  kr_free(c->units);
  kr_decref_object(c->consts);
  kr_decref_object(c->names);
  kr_decref_object(c->localsplusnames);
  kr_decref_object(c->localspluskinds);
  kr_decref(c->filename);
  kr_decref(c->name);
  kr_decref(c->qualname);
  kr_decref_object(c->linetable);
  kr_decref_object(c->exceptiontable);
  kr_decref(c->extra);
  kr_trash_end();
  kr_object_free(self);
}

/* ---- attributes ------------------------------------------------------------------------------------ */

enum { EXTRA_CODE, EXTRA_VARNAMES, EXTRA_CELLVARS, EXTRA_FREEVARS, EXTRA_COUNT };

/* The slot of a cached attribute: KR_NULL in it, not made yet. NULL: MemoryError. */
static kr_value *extra_slot(kr_code *c, int which) {
  if (c->extra == KR_NULL) {
    kr_tuple *t = kr_tuple_new(EXTRA_COUNT);
    if (!t) return NULL;
    kr_gc_untrack(t); /* nobody may meet it with holes */
    c->extra = kr_from_object(t);
  }
  return &KR_TUPLE(c->extra)->items[which];
}

static kr_value code_bytes(kr_code *c) {
  kr_value *slot = extra_slot(c, EXTRA_CODE);
  if (slot && *slot == KR_NULL) {
    kr_bytes *b = kr_bytes_new((size_t)c->nunits * 2);
    if (!b) return KR_NULL;
    for (uint32_t i = 0; i < c->nunits; i++) {
      b->data[2 * i] = (uint8_t)c->units[i];
      b->data[2 * i + 1] = (uint8_t)(c->units[i] >> 8);
    }
    *slot = kr_from_object(b);
  }
  return slot ? *slot : KR_NULL;
}

static kr_value names_of_kind(kr_code *c, int which, int kind) {
  kr_value *slot = extra_slot(c, which);
  if (!slot || *slot != KR_NULL) return slot ? *slot : KR_NULL;
  uint32_t n = 0, size = c->localspluskinds->size;
  for (uint32_t i = 0; i < size; i++) n += (c->localspluskinds->data[i] & kind) != 0;
  if (n == 0) return *slot = KR_EMPTY_TUPLE;
  kr_tuple *t = kr_tuple_new(n);
  if (!t) return KR_NULL;
  n = 0;
  for (uint32_t i = 0; i < size; i++)
    if (c->localspluskinds->data[i] & kind) t->items[n++] = kr_ref(c->localsplusnames->items[i]);
  return *slot = kr_from_object(t);
}
static kr_value varnames_of(kr_code *c) { return names_of_kind(c, EXTRA_VARNAMES, KR_LOCAL_LOCAL); }
static kr_value cellvars_of(kr_code *c) { return names_of_kind(c, EXTRA_CELLVARS, KR_LOCAL_CELL); }
static kr_value freevars_of(kr_code *c) { return names_of_kind(c, EXTRA_FREEVARS, KR_LOCAL_FREE); }

static kr_value get_code(kr_value self, void *closure) { return kr_ref(code_bytes(KR_CODE(self))); }
static kr_value get_varnames(kr_value self, void *closure) { return kr_ref(varnames_of(KR_CODE(self))); }
static kr_value get_cellvars(kr_value self, void *closure) { return kr_ref(cellvars_of(KR_CODE(self))); }
static kr_value get_freevars(kr_value self, void *closure) { return kr_ref(freevars_of(KR_CODE(self))); }

/* The table of line numbers as it was before Python 3.10: pairs of address and line steps. */
static kr_value get_lnotab(kr_value self, void *closure) {
  if (kr_warn(&kr_exc_DeprecationWarning, 1, "co_lnotab is deprecated, use co_lines instead.") < 0)
    return KR_NULL;
  kr_code *c = KR_CODE(self);
  kr_buf out = {0};
  kr_line_walk w;
  kr_line_walk_init(&w, c);
  int line = c->firstlineno, address = 0;
  while (kr_line_walk_next(&w)) {
    if (w.position.line < 0 || w.position.line == line) continue;
    int bytes = w.start * 2 - address, lines = w.position.line - line;
    for (; bytes > 255; bytes -= 255) kr_buf_put(&out, "\xff\0", 2);
    for (; lines < -128 || lines > 127; bytes = 0) {
      int step = lines < 0 ? -128 : 127;
      kr_buf_put_char(&out, (char)bytes);
      kr_buf_put_char(&out, (char)step);
      lines -= step;
    }
    kr_buf_put_char(&out, (char)bytes);
    kr_buf_put_char(&out, (char)lines);
    address = w.start * 2;
    line = w.position.line;
  }
  return kr_bytes_from_buf(&out);
}

static const kr_getset_def getset[] = {{"co_lnotab", get_lnotab, NULL, NULL, NULL},
                                       {"_co_code_adaptive", get_code, NULL, NULL, NULL},
                                       {"co_varnames", get_varnames, NULL, NULL, NULL},
                                       {"co_cellvars", get_cellvars, NULL, NULL, NULL},
                                       {"co_freevars", get_freevars, NULL, NULL, NULL},
                                       {"co_code", get_code, NULL, NULL, NULL},
                                       {0}};

#define INT_MEMBER(name, field) \
  { name, KR_MEMBER_I32, offsetof(kr_code, field), true, NULL }
#define OBJECT_MEMBER(name, field) \
  { name, KR_MEMBER_OBJECT, offsetof(kr_code, field), true, NULL }
#define VALUE_MEMBER(name, field) \
  { name, KR_MEMBER_VALUE, offsetof(kr_code, field), true, NULL }
static const kr_member_def members[] = {INT_MEMBER("co_argcount", argcount),
                                        INT_MEMBER("co_posonlyargcount", posonlyargcount),
                                        INT_MEMBER("co_kwonlyargcount", kwonlyargcount),
                                        INT_MEMBER("co_stacksize", stacksize),
                                        INT_MEMBER("co_flags", co_flags),
                                        INT_MEMBER("co_nlocals", nlocals),
                                        OBJECT_MEMBER("co_consts", consts),
                                        OBJECT_MEMBER("co_names", names),
                                        VALUE_MEMBER("co_filename", filename),
                                        VALUE_MEMBER("co_name", name),
                                        VALUE_MEMBER("co_qualname", qualname),
                                        INT_MEMBER("co_firstlineno", firstlineno),
                                        OBJECT_MEMBER("co_linetable", linetable),
                                        OBJECT_MEMBER("co_exceptiontable", exceptiontable),
                                        {0}};

static kr_value code_repr(kr_value self) {
  kr_code *c = KR_CODE(self);
  return kr_str_format("<code object %U at %p, file \"%U\", line %d>", c->name, (void *)c, c->filename,
                       c->firstlineno ? c->firstlineno : -1);
}

/* ---- comparison ------------------------------------------------------------------------------------ */

static int tuples_equal(const kr_tuple *a, const kr_tuple *b) {
  return kr_const_equal(kr_from_object(a), kr_from_object(b));
}

static int codes_equal(const kr_code *a, const kr_code *b) {
  if (a == b) return 1;
  if (!kr_str_equal(KR_STR(a->name), KR_STR(b->name)) || a->argcount != b->argcount ||
      a->posonlyargcount != b->posonlyargcount || a->kwonlyargcount != b->kwonlyargcount ||
      a->co_flags != b->co_flags || a->firstlineno != b->firstlineno || a->nunits != b->nunits ||
      memcmp(a->units, b->units, (size_t)a->nunits * 2) != 0)
    return 0;
  int r = tuples_equal(a->consts, b->consts);
  if (r == 1) r = tuples_equal(a->names, b->names);
  if (r == 1) r = tuples_equal(a->localsplusnames, b->localsplusnames);
  if (r == 1) r = kr_const_equal(kr_from_object(a->linetable), kr_from_object(b->linetable));
  if (r == 1) r = kr_const_equal(kr_from_object(a->exceptiontable), kr_from_object(b->exceptiontable));
  return r;
}

static kr_value code_compare(kr_value a, kr_value b, int op) {
  if ((op != KR_EQ && op != KR_NE) || !kr_is_exact(a, &kr_code_type) || !kr_is_exact(b, &kr_code_type))
    return KR_NOT_IMPLEMENTED;
  if (kr_enter_recursion(" in comparison") < 0) return KR_NULL;
  int r = codes_equal(KR_CODE(a), KR_CODE(b));
  kr_leave_recursion();
  return r < 0 ? KR_NULL : kr_from_bool(r == (op == KR_EQ));
}

static int64_t code_hash(kr_value self) {
  kr_code *c = KR_CODE(self);
  bool failed = false;
  uint32_t h = 20221211u;
  const kr_value parts[] = {c->name,
                            kr_from_object(c->consts),
                            kr_from_object(c->names),
                            kr_from_object(c->localsplusnames),
                            kr_from_object(c->linetable),
                            kr_from_object(c->exceptiontable)};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    h = (h ^ (uint32_t)kr_hash(parts[i], &failed)) * 1000003u;
    if (failed) return KR_HASH_ERROR;
  }
  const uint32_t numbers[] = {(uint32_t)c->argcount, (uint32_t)c->posonlyargcount,
                              (uint32_t)c->kwonlyargcount, c->co_flags, (uint32_t)c->firstlineno};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) h = (h ^ numbers[i]) * 1000003u;
  for (uint32_t i = 0; i < c->nunits; i++) h = (h ^ c->units[i]) * 1000003u;
  return h == UINT32_MAX ? -2 : (int64_t)(int32_t)h;
}

/* ---- code(...) and replace() ------------------------------------------------------------------------ */

/* The fields as programs give them; order of the constructor's arguments. */
enum {
  F_ARGCOUNT,
  F_POSONLYARGCOUNT,
  F_KWONLYARGCOUNT,
  F_NLOCALS,
  F_STACKSIZE,
  F_FLAGS,
  F_CODE,
  F_CONSTS,
  F_NAMES,
  F_VARNAMES,
  F_FILENAME,
  F_NAME,
  F_QUALNAME,
  F_FIRSTLINENO,
  F_LINETABLE,
  F_EXCEPTIONTABLE,
  F_FREEVARS,
  F_CELLVARS,
  F_COUNT
};
static const char *const field_names[F_COUNT] = {
    "co_argcount",  "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
    "co_stacksize", "co_flags",           "co_code",           "co_consts",
    "co_names",     "co_varnames",        "co_filename",       "co_name",
    "co_qualname",  "co_firstlineno",     "co_linetable",      "co_exceptiontable",
    "co_freevars",  "co_cellvars"};
/* 'i' int, 'b' bytes, 't' tuple, 's' str */
static const char field_kinds[F_COUNT + 1] = "iiiiiibtttsssibbtt";

static bool is_of_kind(kr_value v, char kind) {
  return kind == 'b' ? kr_is_bytes(v) : kind == 't' ? kr_is_tuple(v) : kr_is_str(v);
}
static const char *kind_name(char kind) { return kind == 'b' ? "bytes" : kind == 't' ? "tuple" : "str"; }

static bool only_strings(kr_value names) {
  kr_tuple *t = KR_TUPLE(names);
  for (uint32_t i = 0; i < t->size; i++) {
    if (kr_is_str(t->items[i])) continue;
    kr_raise(&kr_exc_TypeError, "name tuples must contain only strings, not '%T'", t->items[i]);
    return false;
  }
  return true;
}

static bool all_strings(kr_value names) {
  kr_tuple *t = KR_TUPLE(names);
  for (uint32_t i = 0; i < t->size; i++)
    if (!kr_is_str(t->items[i])) return false;
  return true;
}

/* The index of name in t (by equality), -1 */
static int32_t find_name(const kr_tuple *t, kr_value name) {
  for (uint32_t i = 0; i < t->size; i++)
    if (kr_str_equal(KR_STR(t->items[i]), KR_STR(name))) return (int32_t)i;
  return -1;
}

/* How variable i of co_varnames is passed. */
static uint8_t parameter_kind(const int32_t *n, int32_t i) {
  int32_t positional = n[F_ARGCOUNT], all = positional + n[F_KWONLYARGCOUNT];
  if (i < n[F_POSONLYARGCOUNT]) return KR_LOCAL_ARG_POS;
  if (i < positional) return KR_LOCAL_ARG_POS | KR_LOCAL_ARG_KW;
  if (i < all) return KR_LOCAL_ARG_KW;
  if (n[F_FLAGS] & KR_CO_VARARGS) {
    if (i == all) return KR_LOCAL_ARG_POS | KR_LOCAL_ARG_VAR;
    all++;
  }
  if ((n[F_FLAGS] & KR_CO_VARKEYWORDS) && i == all) return KR_LOCAL_ARG_KW | KR_LOCAL_ARG_VAR;
  return 0;
}

/* From varnames, cellvars and freevars: one row of names, cells that are parameters merged. */
static bool join_names(const int32_t *n, const kr_value *v, kr_value *names, kr_value *kinds) {
  const kr_tuple *vars = KR_TUPLE(v[F_VARNAMES]), *cells = KR_TUPLE(v[F_CELLVARS]),
                 *frees = KR_TUPLE(v[F_FREEVARS]);
  size_t most = (size_t)vars->size + cells->size + frees->size, size = 0;
  kr_value *row = kr_alloc_array(most ? most : 1, sizeof *row);
  kr_bytes *k = row ? kr_bytes_new(most) : NULL;
  if (!k) {
    kr_free(row);
    return false;
  }
  for (uint32_t i = 0; i < vars->size; i++) {
    row[size] = vars->items[i];
    k->data[size++] = (uint8_t)(KR_LOCAL_LOCAL | parameter_kind(n, (int32_t)i));
  }
  for (uint32_t i = 0; i < cells->size; i++) {
    int32_t at = find_name(vars, cells->items[i]);
    if (at >= 0) {
      k->data[at] |= KR_LOCAL_CELL;
      continue;
    }
    row[size] = cells->items[i];
    k->data[size++] = KR_LOCAL_CELL;
  }
  for (uint32_t i = 0; i < frees->size; i++) {
    row[size] = frees->items[i];
    k->data[size++] = KR_LOCAL_FREE;
  }
  *names = kr_tuple_from_array(row, size);
  *kinds = kr_bytes_resize(kr_from_object(k), size);
  kr_free(row);
  return *names != KR_NULL && *kinds != KR_NULL;
}

/* n: the int fields; v: all others, borrowed. New. */
static kr_value code_from_fields(const int32_t *n, const kr_value *v) {
  if (n[F_ARGCOUNT] < n[F_POSONLYARGCOUNT] || n[F_STACKSIZE] < 0 || n[F_FLAGS] < 0)
    return bad_internal_call(), KR_NULL;
  kr_value names = KR_NULL, kinds = KR_NULL, result = KR_NULL;
  int64_t parameters = (int64_t)n[F_ARGCOUNT] + n[F_KWONLYARGCOUNT] + ((n[F_FLAGS] & KR_CO_VARARGS) != 0) +
                       ((n[F_FLAGS] & KR_CO_VARKEYWORDS) != 0);
  uint32_t nvars = KR_TUPLE(v[F_VARNAMES])->size;
  if (nvars < parameters) return kr_raise(&kr_exc_ValueError, "code: co_varnames is too small");
  /* names must be strings before they can be compared */
  if (!all_strings(v[F_VARNAMES]) || !all_strings(v[F_CELLVARS]) || !all_strings(v[F_FREEVARS]))
    return kr_raise(&kr_exc_SystemError, "non-string found in code slot");
  if (!join_names(n, v, &names, &kinds)) goto done;
  kr_code_spec spec = {.argcount = n[F_ARGCOUNT],
                       .posonlyargcount = n[F_POSONLYARGCOUNT],
                       .kwonlyargcount = n[F_KWONLYARGCOUNT],
                       .co_flags = (uint32_t)n[F_FLAGS],
                       .stacksize = n[F_STACKSIZE],
                       .firstlineno = n[F_FIRSTLINENO],
                       .code = KR_BYTES(v[F_CODE])->data,
                       .code_size = KR_BYTES(v[F_CODE])->size,
                       .consts = v[F_CONSTS],
                       .names = v[F_NAMES],
                       .localsplusnames = names,
                       .localspluskinds = kinds,
                       .filename = v[F_FILENAME],
                       .name = v[F_NAME],
                       .qualname = v[F_QUALNAME],
                       .linetable = v[F_LINETABLE],
                       .exceptiontable = v[F_EXCEPTIONTABLE],
                       .foreign = true};
  if ((int64_t)n[F_NLOCALS] != nvars) kr_raise(&kr_exc_ValueError, "code: co_nlocals != len(co_varnames)");
  else if (KR_AUDIT("code.__new__", v[F_CODE], v[F_FILENAME], v[F_NAME], kr_from_small_int(n[F_ARGCOUNT]),
                    kr_from_small_int(n[F_POSONLYARGCOUNT]), kr_from_small_int(n[F_KWONLYARGCOUNT]),
                    kr_from_small_int(n[F_NLOCALS]), kr_from_small_int(n[F_STACKSIZE]),
                    kr_from_small_int(n[F_FLAGS])))
    goto done;
  else result = kr_from_object_or_null(kr_code_new(&spec));
done:
  kr_decref(names);
  kr_decref(kinds);
  return result;
}

static kr_value code_new_(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("code", kwnames) < 0 || kr_args_count("code", nargs, 16, F_COUNT) < 0)
    return KR_NULL;
  int32_t n[F_COUNT] = {0};
  kr_value v[F_COUNT];
  for (int i = 0; i < F_COUNT; i++) {
    v[i] = (size_t)i < nargs ? args[i] : KR_EMPTY_TUPLE;
    if (field_kinds[i] == 'i') {
      n[i] = kr_index_as_int(v[i]);
      if (kr_failed()) return KR_NULL;
    } else if (!is_of_kind(v[i], field_kinds[i])) {
      return kr_raise(&kr_exc_TypeError, "code() argument %d must be %s, not %G", i + 1,
                      kind_name(field_kinds[i]), v[i]);
    }
  }
  for (int i = 0; i <= F_NLOCALS; i++)
    if (n[i] < 0) return kr_raise(&kr_exc_ValueError, "code: %s must not be negative", field_names[i] + 3);
  if (!only_strings(v[F_NAMES]) || !only_strings(v[F_VARNAMES]) || !only_strings(v[F_FREEVARS]) ||
      !only_strings(v[F_CELLVARS]))
    return KR_NULL;
  return code_from_fields(n, v);
}

static int field_index(kr_value name) {
  for (int i = 0; i < F_COUNT; i++)
    if (kr_str_equals_cstr(KR_STR(name), field_names[i])) return i;
  return -1;
}

static kr_value code_replace(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_code *c = KR_CODE(self);
  if (nargs > 0) return kr_raise(&kr_exc_TypeError, "replace() takes no positional arguments");
  int32_t n[F_COUNT] = {0};
  n[F_ARGCOUNT] = c->argcount;
  n[F_POSONLYARGCOUNT] = c->posonlyargcount;
  n[F_KWONLYARGCOUNT] = c->kwonlyargcount;
  n[F_NLOCALS] = c->nlocals;
  n[F_STACKSIZE] = c->stacksize;
  n[F_FLAGS] = (int32_t)c->co_flags;
  n[F_FIRSTLINENO] = c->firstlineno;
  kr_value v[F_COUNT] = {[F_CODE] = code_bytes(c),
                         [F_CONSTS] = kr_from_object(c->consts),
                         [F_NAMES] = kr_from_object(c->names),
                         [F_VARNAMES] = varnames_of(c),
                         [F_FILENAME] = c->filename,
                         [F_NAME] = c->name,
                         [F_QUALNAME] = c->qualname,
                         [F_LINETABLE] = kr_from_object(c->linetable),
                         [F_EXCEPTIONTABLE] = kr_from_object(c->exceptiontable),
                         [F_FREEVARS] = freevars_of(c),
                         [F_CELLVARS] = cellvars_of(c)};
  if (kr_failed()) return KR_NULL;
  for (uint32_t k = 0; kwnames && k < kwnames->size; k++) {
    int i = field_index(kwnames->items[k]);
    if (i < 0)
      return kr_raise_unexpected_keyword("replace", kwnames->items[k],
                                         "co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals "
                                         "co_stacksize co_flags co_firstlineno co_code co_consts co_names "
                                         "co_varnames co_freevars co_cellvars co_filename co_name "
                                         "co_qualname co_linetable co_exceptiontable");
    v[i] = args[nargs + k];
    if (field_kinds[i] == 'i') {
      n[i] = kr_index_as_int(v[i]);
      if (kr_failed()) return KR_NULL;
    } else if (!is_of_kind(v[i], field_kinds[i])) {
      return kr_raise(&kr_exc_TypeError, "replace() argument '%s' must be %s, not %G", field_names[i],
                      kind_name(field_kinds[i]), v[i]);
    }
  }
  for (int i = 0; i < F_COUNT; i++)
    if (field_kinds[i] == 'i' && n[i] < 0)
      return kr_raise(&kr_exc_ValueError, "%s must be a positive integer", field_names[i]);
  return code_from_fields(n, v);
}

/* ---- methods --------------------------------------------------------------------------------------- */

static kr_value code_co_lines(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_code_lines_iter(KR_CODE(self));
}
static kr_value code_co_branches(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_code_branches_iter(KR_CODE(self));
}
static kr_value code_co_positions(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_code_positions_iter(KR_CODE(self));
}
static kr_value code_varname_from_oparg(kr_value self, const kr_value *args, size_t nargs,
                                        kr_tuple *kwnames) {
  kr_code *c = KR_CODE(self);
  int i = kr_index_as_int(args[0]);
  if (kr_failed()) return KR_NULL;
  if (i < 0 || (uint32_t)i >= c->localsplusnames->size)
    return kr_raise(&kr_exc_IndexError, "tuple index out of range");
  return kr_ref(c->localsplusnames->items[i]);
}

static size_t code_size_of(kr_value self) {
  const kr_code *c = KR_CODE(self); /* with both forms of the bytecode */
  return sizeof *c + c->nunits * (sizeof *c->units + sizeof *c->exec);
}
static kr_value code_sizeof(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_int_from_size(code_size_of(self));
}

static const kr_method_def methods[] = {
    {"__sizeof__", code_sizeof, KR_FN_SIG, "($self, /)", NULL},
    {"co_lines", code_co_lines, KR_FN_SIG, "($self, /)", NULL},
    {"co_branches", code_co_branches, KR_FN_SIG, "($self, /)", NULL},
    {"co_positions", code_co_positions, KR_FN_SIG, "($self, /)", NULL},
    {"replace", code_replace, KR_FN_RAW, "($self, /, **changes)",
     "A copy in which the named fields are other ones."},
    {"_varname_from_oparg", code_varname_from_oparg, KR_FN_SIG, "($self, /, oparg)",
     "The name of the local variable that an instruction's argument stands for."},
    {"__replace__", code_replace, KR_FN_RAW, "($self, /, **changes)", "The same as replace()."},
    {0}};

kr_type kr_code_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                        .name = "code",
                        .doc = "code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n"
                               "     flags, codestring, constants, names, varnames, filename, name,\n"
                               "     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n"
                               "     cellvars=(), /)\n"
                               "--\n\n"
                               "Compiled code; the parts given have to fit together.",
                        .basic_size = sizeof(kr_code),
                        .item_size = 2, /* as if the instructions stood in it */
                        .weaklist_offset = offsetof(kr_code, weaklist),
                        .dealloc = code_dealloc,
                        .repr = code_repr,
                        .hash = code_hash,
                        .richcompare = code_compare,
                        .methods = methods,
                        .getset = getset,
                        .members = members,
                        .new_ = code_new_,
                        .size_of = code_size_of};
