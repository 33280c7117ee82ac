/* csv dialects: which characters separate, quote and escape. */
#include "modules/csv_impl.h"
#include "objects/unexpected.h"

enum {
  P_DIALECT,
  P_DELIMITER,
  P_DOUBLEQUOTE,
  P_ESCAPECHAR,
  P_LINETERMINATOR,
  P_QUOTECHAR,
  P_QUOTING,
  P_SKIPINITIALSPACE,
  P_STRICT,
  PARAMETERS
};
static const char *const parameter_names[PARAMETERS] = {"dialect",    "delimiter",        "doublequote",
                                                        "escapechar", "lineterminator",   "quotechar",
                                                        "quoting",    "skipinitialspace", "strict"};

kr_csv_dialect *kr_csv_find_dialect(kr_value name) {
  kr_value v = kr_dict_get_new(kr_csv_dialects, name);
  if (v == KR_NULL && !kr_failed()) KR_CSV_ERROR("unknown dialect");
  return v == KR_NULL ? NULL : KR_AS(kr_csv_dialect, v);
}

/* One character; `optional`: None is nothing. 0, -1. */
static int char_parameter(const char *name, uint32_t *out, kr_value v, uint32_t fallback, bool optional) {
  *out = fallback;
  if (v == KR_NULL) return 0;
  if (optional && kr_is_none(v)) {
    *out = KR_CSV_NOTHING;
    return 0;
  }
  const char *or_none = optional ? " or None" : "";
  if (!kr_is_str(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "\"%s\" must be a unicode character%s, not %T", name, or_none, v);
  if (KR_STR(v)->length != 1)
    return KR_RAISE_INT(&kr_exc_TypeError, "\"%s\" must be a unicode character%s, not a string of length %zd",
                        name, or_none, (intptr_t)KR_STR(v)->length);
  *out = kr_str_read(KR_STR(v), 0);
  return 0;
}

static int bool_parameter(uint8_t *out, kr_value v, bool fallback) {
  int truth = v == KR_NULL ? fallback : kr_truth(v);
  *out = truth > 0;
  return truth < 0 ? -1 : 0;
}

static int bad(const char *name) { return KR_RAISE_INT(&kr_exc_ValueError, "bad %s value", name); }

static int check_char(const kr_csv_dialect *d, const char *name, uint32_t c, bool allow_space) {
  if (c == '\r' || c == '\n' || (c == ' ' && !allow_space)) return bad(name);
  if (c != KR_CSV_NOTHING && kr_str_contains_char(KR_STR(d->lineterminator), c))
    return KR_RAISE_INT(&kr_exc_ValueError, "bad %s or lineterminator value", name);
  return 0;
}
static int check_pair(const char *a, uint32_t x, const char *b, uint32_t y) {
  if (x != y || x == KR_CSV_NOTHING) return 0;
  return KR_RAISE_INT(&kr_exc_ValueError, "bad %s or %s value", a, b);
}

static int fill(kr_csv_dialect *d, kr_value *p) {
  if (char_parameter("delimiter", &d->delimiter, p[P_DELIMITER], ',', false) < 0 ||
      bool_parameter(&d->doublequote, p[P_DOUBLEQUOTE], true) < 0 ||
      char_parameter("escapechar", &d->escapechar, p[P_ESCAPECHAR], KR_CSV_NOTHING, true) < 0)
    return -1;
  kr_value terminator = p[P_LINETERMINATOR];
  if (terminator == KR_NULL) {
    d->lineterminator = kr_str_from_cstr("\r\n");
    if (d->lineterminator == KR_NULL) return -1;
  } else if (!kr_is_str(terminator)) {
    return KR_RAISE_INT(&kr_exc_TypeError, "\"lineterminator\" must be a string, not %T", terminator);
  } else {
    d->lineterminator = kr_ref(terminator);
  }
  if (char_parameter("quotechar", &d->quotechar, p[P_QUOTECHAR], '"', true) < 0) return -1;
  if (p[P_QUOTING] != KR_NULL) {
    if (!kr_is_exact_int(p[P_QUOTING]))
      return KR_RAISE_INT(&kr_exc_TypeError, "\"quoting\" must be an integer, not %T", p[P_QUOTING]);
    d->quoting = kr_index_as_int(p[P_QUOTING]);
    if (d->quoting == -1 && kr_failed()) return -1;
  } else if (d->quotechar == KR_CSV_NOTHING && p[P_QUOTECHAR] != KR_NULL) {
    d->quoting = QUOTE_NONE;
  }
  if (bool_parameter(&d->skipinitialspace, p[P_SKIPINITIALSPACE], false) < 0 ||
      bool_parameter(&d->strict, p[P_STRICT], false) < 0)
    return -1;
  if (d->quoting < 0 || d->quoting >= QUOTE_COUNT)
    return KR_RAISE_INT(&kr_exc_TypeError, "bad \"quoting\" value");
  if (d->quoting != QUOTE_NONE && d->quotechar == KR_CSV_NOTHING)
    return KR_RAISE_INT(&kr_exc_TypeError, "quotechar must be set if quoting enabled");
  if (check_char(d, "delimiter", d->delimiter, true) < 0 ||
      check_char(d, "escapechar", d->escapechar, !d->skipinitialspace) < 0 ||
      check_char(d, "quotechar", d->quotechar, !d->skipinitialspace) < 0 ||
      check_pair("delimiter", d->delimiter, "escapechar", d->escapechar) < 0 ||
      check_pair("delimiter", d->delimiter, "quotechar", d->quotechar) < 0 ||
      check_pair("escapechar", d->escapechar, "quotechar", d->quotechar) < 0)
    return -1;
  return 0;
}

/* From parameters (borrowed, KR_NULL: not given). */
static kr_csv_dialect *make(kr_type *type, kr_value *p) {
  kr_value found = KR_NULL, got[PARAMETERS];
  kr_csv_dialect *d = NULL;
  for (int i = 0; i < PARAMETERS; i++) got[i] = KR_NULL;
  kr_value given = p[P_DIALECT];
  if (given != KR_NULL) {
    if (kr_is_str(given)) {
      kr_csv_dialect *named = kr_csv_find_dialect(given);
      if (!named) return NULL;
      given = found = kr_from_object(named);
    }
    bool alone = true;
    for (int i = 1; i < PARAMETERS; i++) alone &= p[i] == KR_NULL;
    if (alone && kr_isinstance_exact_or_sub(given, &kr_csv_dialect_type)) {
      if (found == KR_NULL) kr_incref(given);
      return KR_AS(kr_csv_dialect, given);
    }
    for (int i = 1; i < PARAMETERS; i++) {
      if (p[i] != KR_NULL) continue;
      kr_value name = kr_str_intern_cstr(parameter_names[i]);
      int r = name == KR_NULL ? -1 : kr_getattr_optional(given, name, &got[i]);
      kr_decref(name);
      if (r < 0) goto done;
      if (r == 0) got[i] = KR_NULL;
      p[i] = got[i];
    }
  }
  kr_value v = type == &kr_csv_dialect_type ? kr_from_object_or_null(kr_gc_object_alloc(type, sizeof *d))
                                            : kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) goto done;
  d = KR_AS(kr_csv_dialect, v);
  d->quoting = QUOTE_MINIMAL;
  d->lineterminator = KR_NULL;
  if (fill(d, p) < 0) {
    kr_decref_object(d);
    d = NULL;
  }
done:
  for (int i = 0; i < PARAMETERS; i++) kr_decref(got[i]);
  kr_decref(found);
  return d;
}

/* Keywords into their parameters. 0, -1. */
static int take_keywords(kr_value *p, const kr_value *values, kr_tuple *kwnames) {
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    int k = 0;
    while (k < PARAMETERS && !kr_str_equals_cstr(KR_STR(kwnames->items[i]), parameter_names[k])) k++;
    if (k == PARAMETERS) {
      kr_raise_unexpected_keyword(NULL, kwnames->items[i],
                                  "dialect delimiter doublequote escapechar lineterminator quotechar "
                                  "quoting skipinitialspace strict");
      return -1;
    }
    if (p[k] != KR_NULL)
      return KR_RAISE_INT(&kr_exc_TypeError, "argument for function given by name ('%s') and position (%d)",
                          parameter_names[k], k + 1);
    p[k] = values[i];
  }
  return 0;
}

static kr_value dialect_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value p[PARAMETERS];
  size_t total = nargs + (kwnames ? kwnames->size : 0);
  if (total > PARAMETERS)
    return kr_raise(&kr_exc_TypeError, "function takes at most %d arguments (%zd given)", PARAMETERS,
                    (intptr_t)total);
  for (size_t i = 0; i < PARAMETERS; i++) p[i] = i < nargs ? args[i] : KR_NULL;
  if (take_keywords(p, args + nargs, kwnames) < 0) return KR_NULL;
  return kr_from_object_or_null(make(type, p));
}

kr_csv_dialect *kr_csv_make_dialect(kr_value dialect, const kr_value *values, kr_tuple *kwnames) {
  kr_value p[PARAMETERS];
  for (int i = 0; i < PARAMETERS; i++) p[i] = KR_NULL;
  p[P_DIALECT] = dialect;
  if (take_keywords(p, values, kwnames) < 0) return NULL;
  return make(&kr_csv_dialect_type, p);
}

/* ---- the type ---------------------------------------------------------------------------------------- */

static void dialect_dealloc(kr_object *o) {
  KR_CLEAR(((kr_csv_dialect *)o)->lineterminator);
  kr_object_free(o);
}
static int dialect_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_csv_dialect *)o)->lineterminator);
  return 0;
}
static kr_value char_value(uint32_t c) { return c == KR_CSV_NOTHING ? KR_NONE : kr_str_from_char(c); }
static kr_value get_delimiter(kr_value self, void *closure) {
  return char_value(KR_AS(kr_csv_dialect, self)->delimiter);
}
static kr_value get_escapechar(kr_value self, void *closure) {
  return char_value(KR_AS(kr_csv_dialect, self)->escapechar);
}
static kr_value get_quotechar(kr_value self, void *closure) {
  return char_value(KR_AS(kr_csv_dialect, self)->quotechar);
}
static kr_value get_lineterminator(kr_value self, void *closure) {
  return kr_ref(KR_AS(kr_csv_dialect, self)->lineterminator);
}
static kr_value get_quoting(kr_value self, void *closure) {
  return kr_from_small_int(KR_AS(kr_csv_dialect, self)->quoting);
}
static const kr_getset_def dialect_getset[] = {
    {"delimiter", get_delimiter, NULL, NULL, NULL},
    {"escapechar", get_escapechar, NULL, NULL, NULL},
    {"lineterminator", get_lineterminator, NULL, NULL, NULL},
    {"quotechar", get_quotechar, NULL, NULL, NULL},
    {"quoting", get_quoting, NULL, NULL, NULL},
    {0},
};
static const kr_member_def dialect_members[] = {
    {"skipinitialspace", KR_MEMBER_BOOL, offsetof(kr_csv_dialect, skipinitialspace), true, NULL},
    {"doublequote", KR_MEMBER_BOOL, offsetof(kr_csv_dialect, doublequote), true, NULL},
    {"strict", KR_MEMBER_BOOL, offsetof(kr_csv_dialect, strict), true, NULL},
    {0},
};
static kr_value no_pickle(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  const char *name = kr_type_cname(kr_type_of(self)), *dot = strrchr(name, '.');
  return kr_raise(&kr_exc_TypeError, "cannot pickle '%s' instances", dot ? dot + 1 : name);
}
static const kr_method_def dialect_methods[] = {
    {"__reduce__", no_pickle, KR_FN_RAW, NULL, NULL},
    {"__reduce_ex__", no_pickle, KR_FN_RAW, NULL, NULL},
    {0},
};
kr_type kr_csv_dialect_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_csv.Dialect",
    .doc = "CSV dialect\n\nThe characters and rules by which records are read and written.",
    .tf = KR_TF_GC | KR_TF_BASETYPE | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_csv_dialect),
    .dealloc = dialect_dealloc,
    .traverse = dialect_traverse,
    .new_ = dialect_new,
    .methods = dialect_methods,
    .getset = dialect_getset,
    .members = dialect_members,
};
