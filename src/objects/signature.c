/* Signatures of C functions: parsing their text, and binding a call's arguments by them, with the
 * messages CPython's argument parsing has. */
#include "objects/int.h"
#include "objects/type_impl.h"
#include "objects/unexpected.h"

/* ---- parsing ------------------------------------------------------------------------------------------- */

typedef struct {
  const char *p;
} scanner;

static void skip_spaces(scanner *s) {
  while (*s->p == ' ' || *s->p == '\n') s->p++;
}

/* Moves behind a default value or annotation: to the comma or the end of the list. */
static void skip_value(scanner *s) {
  int depth = 0;
  char quote = 0;
  for (; *s->p; s->p++) {
    char c = *s->p;
    if (quote) {
      if (c == '\\' && s->p[1]) s->p++;
      else if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      depth++;
    } else if (c == ')' || c == ']' || c == '}') {
      if (depth-- == 0) return;
    } else if (c == ',' && depth == 0) {
      return;
    }
  }
}

static bool is_name_char(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static kr_bound_spec *parse(const char *fname, const char *sig) {
  /* At most one parameter for each comma. */
  size_t limit = 2;
  for (const char *p = sig; *p; p++) limit += *p == ',';
  kr_bound_spec *spec = kr_alloc_zeroed(sizeof *spec + limit * sizeof(kr_param));
  if (!spec) return NULL;
  spec->fname = fname;
  spec->varargs = spec->varkw = -1;
  scanner s = {sig};
  skip_spaces(&s);
  if (*s.p == '(') s.p++;
  bool keyword_only = false;
  uint16_t entries = 0, named = 0;
  for (;;) {
    skip_spaces(&s);
    if (*s.p == ')' || !*s.p) break;
    if (*s.p == ',') {
      s.p++;
    } else if (*s.p == '/') {
      s.p++;
      spec->npos_only = spec->npos;
      for (uint16_t i = 0; i < spec->npos; i++) spec->params[i].kind = KR_PARAM_POS_ONLY;
    } else if (*s.p == '$') {
      while (*s.p && *s.p != ',' && *s.p != ')') s.p++;
    } else if (*s.p == '*') {
      s.p++;
      bool twice = *s.p == '*';
      if (twice) s.p++;
      bool has_name = is_name_char(*s.p);
      while (is_name_char(*s.p)) s.p++;
      skip_value(&s);
      if (twice) {
        spec->varkw = (int16_t)entries++;
      } else {
        keyword_only = true;
        if (has_name) spec->varargs = (int16_t)entries++;
      }
    } else if (is_name_char(*s.p)) {
      const char *start = s.p;
      while (is_name_char(*s.p)) s.p++;
      char name[64];
      size_t n = (size_t)(s.p - start);
      if (n >= sizeof name) n = sizeof name - 1;
      memcpy(name, start, n);
      name[n] = 0;
      skip_spaces(&s);
      kr_param *param = &spec->params[named++];
      param->required = true;
      if (*s.p == ':') skip_value(&s);
      if (*s.p == '=') {
        param->required = false;
        s.p++;
        skip_value(&s);
      }
      kr_value v = kr_str_intern_cstr(name);
      if (kr_is_null(v)) {
        for (uint16_t i = 0; i + 1 < named; i++) kr_decref(spec->params[i].name);
        kr_free(spec);
        return NULL;
      }
      param->name = v;
      entries++;
      if (keyword_only) {
        param->kind = KR_PARAM_KW_ONLY;
        if (param->required) spec->kw_required = true;
        spec->nkw++;
      } else {
        param->kind = KR_PARAM_POS_OR_KW;
        if (param->required && spec->nrequired == spec->npos) spec->nrequired++;
        spec->npos++;
      }
    } else {
      /* Unknown text (a table's mistake): pass over it. */
      s.p++;
    }
  }
  spec->nparams = entries;
  spec->nrequired_pos_only = spec->nrequired < spec->npos_only ? spec->nrequired : spec->npos_only;
  spec->simple = spec->varargs < 0 && spec->varkw < 0 && !spec->nkw;
  return spec;
}

/* ---- one spec for each def ----------------------------------------------------------------------------- */

typedef struct {
  const kr_method_def *def;
  kr_bound_spec *spec;
} table_entry;
static table_entry *table;
static uint32_t table_size, table_used;

static uint32_t def_hash(const kr_method_def *def) {
  uintptr_t p = (uintptr_t)def;
  return (uint32_t)(p >> 3) * 2654435761u;
}

static bool grow_table(void) {
  uint32_t size = table_size ? table_size * 2 : 256;
  table_entry *fresh = kr_alloc_zeroed(size * sizeof *fresh);
  if (!fresh) return false;
  for (uint32_t i = 0; i < table_size; i++) {
    if (!table[i].def) continue;
    uint32_t h = def_hash(table[i].def) & (size - 1);
    while (fresh[h].def) h = (h + 1) & (size - 1);
    fresh[h] = table[i];
  }
  kr_free(table);
  table = fresh;
  table_size = size;
  return true;
}

kr_bound_spec *kr_spec_of(const kr_method_def *def) {
  if (table_used * 2 >= table_size && !grow_table()) return NULL;
  uint32_t h = def_hash(def) & (table_size - 1);
  while (table[h].def) {
    if (table[h].def == def) return table[h].spec;
    h = (h + 1) & (table_size - 1);
  }
  kr_bound_spec *spec = parse(def->flags & KR_FN_NAMELESS ? NULL : def->name, def->sig ? def->sig : "()");
  if (!spec) return NULL;
  table[h] = (table_entry){def, spec};
  table_used++;
  return spec;
}

kr_value kr_text_signature(const char *sig) { return sig && *sig != '!' ? kr_str_from_cstr(sig) : KR_NONE; }

/* ---- binding ------------------------------------------------------------------------------------------- */

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }
/* What a message calls the function, two strings: "name()" or, if it has none, "function". */
#define CALLEE(name) (name) ? (name) : "function", (name) ? "()" : ""

/* Only positional-only parameters: the message of functions that check a count. */
static int wrong_count(const kr_bound_spec *spec, size_t nargs) {
  return kr_args_count(spec->fname ? spec->fname : "function", nargs, spec->nrequired,
                       spec->varargs >= 0 ? SIZE_MAX : spec->npos);
}

/* Too many or too few positional arguments for a function with keywords; 0 when the count is fine. */
static int check_positional(const kr_bound_spec *spec, size_t nargs, size_t nkw) {
  size_t total = (size_t)spec->npos + spec->nkw;
  if (spec->varargs < 0) {
    if (spec->varkw < 0 && nargs + nkw > total) {
      return KR_RAISE_INT(&kr_exc_TypeError, "%s%s takes at most %zu %sargument%s (%zu given)",
                          CALLEE(spec->fname), total, nargs ? "" : "keyword ", plural(total), nargs + nkw);
    }
    if (nargs > spec->npos) {
      if (!spec->npos)
        return KR_RAISE_INT(&kr_exc_TypeError, "%s%s takes no positional arguments", CALLEE(spec->fname));
      return KR_RAISE_INT(&kr_exc_TypeError, "%s%s takes %s %u positional argument%s (%zu given)",
                          CALLEE(spec->fname), spec->nrequired < spec->npos ? "at most" : "exactly",
                          spec->npos, plural(spec->npos), nargs);
    }
  }
  if (nargs < spec->nrequired_pos_only) {
    bool more = spec->varargs >= 0 || spec->nrequired_pos_only < spec->npos;
    return KR_RAISE_INT(&kr_exc_TypeError, "%s%s takes %s %u positional argument%s (%zu given)",
                        CALLEE(spec->fname), more ? "at least" : "exactly", spec->nrequired_pos_only,
                        plural(spec->nrequired_pos_only), nargs);
  }
  return 0;
}

/* Index in params of keyword `name` (not positional-only); -1. */
static int find_keyword(const kr_bound_spec *spec, kr_value name) {
  int n = spec->npos + spec->nkw;
  for (int i = spec->npos_only; i < n; i++)
    if (spec->params[i].name == name) return i;
  for (int i = spec->npos_only; i < n; i++)
    if (kr_is_str(name) && kr_str_equal(KR_STR(spec->params[i].name), KR_STR(name))) return i;
  return -1;
}

KR_INLINE size_t entry_of(const kr_bound_spec *spec, int param) {
  if (param < spec->npos) return (size_t)param;
  return (size_t)param + (spec->varargs >= 0);
}

/* names: a list, stolen; NULL: MemoryError. */
static void raise_unexpected(const char *fname, kr_value name, kr_list *names) {
  if (!names) return;
  kr_value near = kr_is_str(name) ? kr_suggest(kr_from_object(names), name) : KR_NULL;
  kr_decref_object(names);
  const char *this = fname ? "" : "this ";
  if (!kr_is_null(near))
    kr_raise(&kr_exc_TypeError, "%s%s%s got an unexpected keyword argument '%S'. Did you mean '%U'?", this,
             CALLEE(fname), name, near);
  else if (!kr_failed())
    kr_raise(&kr_exc_TypeError, "%s%s%s got an unexpected keyword argument '%S'", this, CALLEE(fname), name);
  kr_decref(near);
}

static int unexpected_keyword(const kr_bound_spec *spec, kr_value name) {
  kr_list *names = kr_list_new(0);
  for (int i = spec->npos_only; names && i < spec->npos + spec->nkw; i++)
    if (kr_list_append(names, spec->params[i].name) < 0) KR_CLEAR_OBJECT(names);
  raise_unexpected(spec->fname, name, names);
  return -1;
}

kr_value kr_raise_unexpected_keyword(const char *fname, kr_value name, const char *candidates) {
  kr_list *names = kr_list_new(0);
  while (names && *candidates) {
    size_t n = strcspn(candidates, " ");
    if (kr_list_append_steal(names, kr_str_from_ascii(candidates, n)) < 0) KR_CLEAR_OBJECT(names);
    candidates += n;
    while (*candidates == ' ') candidates++;
  }
  raise_unexpected(fname, name, names);
  return KR_NULL;
}

static int bind_keywords(kr_bound_spec *spec, const kr_value *args, size_t nargs, kr_tuple *kwnames,
                         kr_value *out) {
  size_t nkw = kwnames ? kwnames->size : 0;
  kr_value unexpected = KR_NULL, twice = KR_NULL;
  size_t twice_at = 0;
  for (size_t i = 0; i < nkw; i++) {
    kr_value name = kwnames->items[i], v = args[nargs + i];
    if (!kr_is_str(name)) return KR_RAISE_INT(&kr_exc_TypeError, "keywords must be strings");
    int param = find_keyword(spec, name);
    if (param < 0) {
      if (spec->varkw >= 0) {
        if (kr_dict_set(KR_DICT(out[spec->varkw]), name, v) < 0) return -1;
      } else if (kr_is_null(unexpected)) {
        unexpected = name;
      }
      continue;
    }
    size_t entry = entry_of(spec, param);
    if (!kr_is_null(out[entry])) {
      if (kr_is_null(twice)) {
        twice = name;
        twice_at = (size_t)param + 1;
      }
      continue;
    }
    out[entry] = v;
  }
  for (int i = 0; i < spec->npos + spec->nkw; i++) {
    const kr_param *param = &spec->params[i];
    if (!param->required || !kr_is_null(out[entry_of(spec, i)])) continue;
    if (i >= spec->npos)
      return KR_RAISE_INT(&kr_exc_TypeError, "%s%s missing required keyword-only argument: '%U'",
                          CALLEE(spec->fname), param->name);
    return KR_RAISE_INT(&kr_exc_TypeError, "%s%s missing required argument '%U' (pos %d)",
                        CALLEE(spec->fname), param->name, i + 1);
  }
  if (!kr_is_null(twice))
    return KR_RAISE_INT(&kr_exc_TypeError, "argument for %s%s given by name ('%U') and position (%zu)",
                        CALLEE(spec->fname), twice, twice_at);
  if (!kr_is_null(unexpected)) return unexpected_keyword(spec, unexpected);
  return 0;
}

/* Fills out[spec->nparams]. On failure nothing is owned by out. */
static int bind(kr_bound_spec *spec, const kr_value *args, size_t nargs, kr_tuple *kwnames, kr_value *out) {
  size_t nkw = kwnames ? kwnames->size : 0;
  bool keywords_possible = spec->npos > spec->npos_only || spec->nkw || spec->varkw >= 0;
  if (!keywords_possible) {
    if (nkw) return KR_RAISE_INT(&kr_exc_TypeError, "%s() takes no keyword arguments", spec->fname);
    if (nargs < spec->nrequired || (nargs > spec->npos && spec->varargs < 0)) return wrong_count(spec, nargs);
  } else if (check_positional(spec, nargs, nkw) < 0) {
    return -1;
  }
  size_t given = nargs < spec->npos ? nargs : spec->npos;
  for (size_t i = 0; i < given; i++) out[i] = args[i];
  for (size_t i = given; i < spec->nparams; i++) out[i] = KR_NULL;
  if (spec->varargs >= 0) {
    out[spec->varargs] = nargs > spec->npos ? kr_tuple_from_array(args + spec->npos, nargs - spec->npos)
                                            : kr_ref(KR_EMPTY_TUPLE);
    if (kr_is_null(out[spec->varargs])) return -1;
  }
  if (spec->varkw >= 0) {
    kr_dict *d = kr_dict_new();
    if (!d) {
      if (spec->varargs >= 0) kr_decref(out[spec->varargs]);
      return -1;
    }
    out[spec->varkw] = kr_from_object(d);
  }
  if (keywords_possible && (nkw || given < spec->nrequired || spec->kw_required) &&
      bind_keywords(spec, args, nargs, kwnames, out) < 0) {
    kr_args_release(spec, out);
    return -1;
  }
  return 0;
}

void kr_args_release(kr_bound_spec *spec, kr_value *out) {
  if (!spec) return;
  if (spec->varargs >= 0) KR_CLEAR(out[spec->varargs]);
  if (spec->varkw >= 0) KR_CLEAR(out[spec->varkw]);
}

int kr_args_bind(kr_bound_spec **cache, const char *fname, const char *sig, const kr_value *args,
                 size_t nargs, kr_tuple *kwnames, kr_value *out) {
  if (KR_UNLIKELY(!*cache)) {
    *cache = parse(fname, sig);
    if (!*cache) return -1;
  }
  return bind(*cache, args, nargs, kwnames, out);
}

int kr_args_no_keywords(const char *fname, kr_tuple *kwnames) {
  if (KR_LIKELY(!kwnames || !kwnames->size)) return 0;
  return KR_RAISE_INT(&kr_exc_TypeError, "%s() takes no keyword arguments", fname);
}

int kr_args_count(const char *fname, size_t nargs, size_t min, size_t max) {
  if (KR_LIKELY(nargs >= min && nargs <= max)) return 0;
  size_t limit = nargs < min ? min : max;
  const char *how = min == max ? "" : nargs < min ? "at least " : "at most ";
  return KR_RAISE_INT(&kr_exc_TypeError, "%s expected %s%zu argument%s, got %zu", fname, how, limit,
                      plural(limit), nargs);
}

int kr_args_parsed(const char *fname, size_t nargs, size_t min, size_t max) {
  if (KR_LIKELY(nargs >= min && nargs <= max)) return 0;
  size_t limit = nargs < min ? min : max;
  const char *how = min == max ? "exactly" : nargs < min ? "at least" : "at most";
  return KR_RAISE_INT(&kr_exc_TypeError, "%s%s takes %s %zu argument%s (%zu given)",
                      fname ? fname : "function", fname ? "()" : "", how, limit, plural(limit), nargs);
}

/* ---- calling ------------------------------------------------------------------------------------------- */

/* "list.append" for messages: the type or the module in front; builtins stay bare. New. */
static kr_value qualified_name(const kr_method_def *def, kr_type *owner, kr_value self) {
  if (!owner && !kr_is_null(self)) {
    if (kr_isinstance_exact_or_sub(self, &kr_module_type)) {
      kr_dict *d = KR_AS(kr_module, self)->dict;
      kr_value name = d ? kr_dict_get_str(d, KR_ID(__name__)) : KR_NULL;
      if (!kr_is_null(name) && kr_is_str(name) && !kr_str_equals_cstr(KR_STR(name), "builtins"))
        return kr_str_format("%U.%s", name, def->name);
      return kr_str_from_cstr(def->name);
    }
    owner = kr_is_type(self) ? KR_AS_TYPE(self) : kr_type_of(self);
  }
  if (!owner) return kr_str_from_cstr(def->name);
  if (owner->tf & KR_TF_HEAP) return kr_str_format("%U.%s", owner->qualname, def->name);
  return kr_str_format("%s.%s", kr_type_short_name(owner), def->name);
}

static KR_COLD kr_value raise_with_name(const kr_method_def *def, kr_type *owner, kr_value self,
                                        const char *fmt, size_t n) {
  kr_value name = qualified_name(def, owner, self);
  if (kr_is_null(name)) return name;
  kr_raise(&kr_exc_TypeError, fmt, name, n);
  kr_decref(name);
  return KR_NULL;
}

static KR_NOINLINE kr_value call_bound(kr_bound_spec *spec, const kr_method_def *def, kr_type *owner,
                                       kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  size_t nkw = kwnames ? kwnames->size : 0;
  bool keywords_possible = spec->npos > spec->npos_only || spec->nkw || spec->varkw >= 0;
  if (!keywords_possible) {
    if (nkw) return raise_with_name(def, owner, self, "%U() takes no keyword arguments", 0);
    if (!spec->nparams && nargs)
      return raise_with_name(def, owner, self, "%U() takes no arguments (%zu given)", nargs);
    if (spec->nparams == 1 && spec->npos == 1 && spec->nrequired == 1 && nargs != 1)
      return raise_with_name(def, owner, self, "%U() takes exactly one argument (%zu given)", nargs);
  }
  kr_value small[16];
  kr_value *out = spec->nparams <= 16 ? small : kr_alloc_array(spec->nparams, sizeof *out);
  if (!out) return KR_NULL;
  kr_value r = KR_NULL;
  if (bind(spec, args, nargs, kwnames, out) == 0) {
    r = def->fn(self, out, spec->nparams, NULL);
    kr_args_release(spec, out);
  }
  if (out != small) kr_free(out);
  return r;
}

kr_value kr_cfunction_call(const kr_method_def *def, kr_bound_spec **spec_place, kr_type *owner,
                           kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (def->flags & KR_FN_RAW) {
    if (KR_UNLIKELY(kwnames && kwnames->size && (def->flags & KR_FN_NO_KEYWORDS)))
      return raise_with_name(def, owner, self, "%U() takes no keyword arguments", 0);
    return def->fn(self, args, nargs, kwnames);
  }
  kr_bound_spec *spec = *spec_place;
  if (KR_UNLIKELY(!spec)) {
    spec = *spec_place = kr_spec_of(def);
    if (!spec) return KR_NULL;
  }
  if (KR_LIKELY(nargs == spec->nparams && spec->simple && (!kwnames || !kwnames->size)))
    return def->fn(self, args, nargs, NULL);
  if (spec->simple && nargs < spec->nparams && nargs >= spec->nrequired && spec->nparams <= 4 &&
      (!kwnames || !kwnames->size)) {
    /* only optional ones are missing */
    kr_value all[4];
    for (size_t i = 0; i < 4; i++) all[i] = i < nargs ? args[i] : KR_NULL;
    return def->fn(self, all, spec->nparams, NULL);
  }
  return call_bound(spec, def, owner, self, args, nargs, kwnames);
}
