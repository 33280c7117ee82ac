/* str.format and format_map. */
#include "objects/str_format.h"
#include "objects/dict.h"
#include "objects/format_spec.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

#define VALUE_ERROR(...) KR_RAISE_INT(&kr_exc_ValueError, __VA_ARGS__)

/* ---- taking apart ------------------------------------------------------------------------------------ */

static uint32_t at(kr_span s, size_t i) { return kr_str_read(s.str, i); }

kr_value kr_span_str(kr_span s) { return kr_str_slice(s.str, s.start, s.end); }

int32_t kr_span_integer(kr_span s) {
  if (s.start >= s.end) return -1;
  int64_t n = 0;
  for (size_t i = s.start; i < s.end; i++) {
    int digit = kr_uc_decimal_value(at(s, i));
    if (digit < 0) return -1;
    n = n * 10 + digit;
    if (n > INT32_MAX) {
      kr_raise(&kr_exc_ValueError, "Too many decimal digits in format string");
      return -2;
    }
  }
  return (int32_t)n;
}

/* The field after its '{'. */
static int take_field(kr_span *t, kr_markup *out) {
  uint32_t c = 0;
  out->name.start = t->start;
  bool ended = false;
  while (!ended && t->start < t->end) {
    c = at(*t, t->start++);
    if (c == '{') return VALUE_ERROR("unexpected '{' in field name");
    if (c == '[') {
      while (t->start < t->end && at(*t, t->start) != ']') t->start++;
    } else {
      ended = c == '}' || c == ':' || c == '!';
    }
  }
  if (!ended) return VALUE_ERROR("expected '}' before end of string");
  out->name.end = t->start - 1;
  if (c == '}') return 0;
  if (c == '!') {
    if (t->start >= t->end) return VALUE_ERROR("end of string while looking for conversion specifier");
    out->conversion = at(*t, t->start++);
    if (t->start < t->end) {
      c = at(*t, t->start++);
      if (c == '}') return 0;
      if (c != ':') return VALUE_ERROR("expected ':' after conversion specifier");
    }
  }
  out->spec.start = t->start;
  for (int depth = 1; t->start < t->end;) {
    c = at(*t, t->start++);
    if (c == '{') {
      out->nested = true;
      depth++;
    } else if (c == '}' && --depth == 0) {
      out->spec.end = t->start - 1;
      return 0;
    }
  }
  return VALUE_ERROR("unmatched '{' in format spec");
}

int kr_markup_next(kr_span *t, kr_markup *out) {
  *out = (kr_markup){.literal = *t, .name = {t->str, 0, 0}, .spec = {t->str, 0, 0}};
  if (t->start >= t->end) return 0;
  uint32_t c = 0;
  bool markup = false;
  while (t->start < t->end && !markup) {
    c = at(*t, t->start++);
    markup = c == '{' || c == '}';
  }
  bool end = t->start >= t->end;
  out->literal.end = t->start;
  if (!markup) return 1;
  if (c == '}' && (end || at(*t, t->start) != '}'))
    return VALUE_ERROR("Single '}' encountered in format string");
  if (end) return VALUE_ERROR("Single '{' encountered in format string");
  if (at(*t, t->start) == c) { /* doubled: one of them is text */
    t->start++;
    return 1;
  }
  out->literal.end--;
  out->has_field = true;
  return take_field(t, out) < 0 ? -1 : 1;
}

kr_span kr_field_first(kr_span *name) {
  kr_span first = *name;
  while (name->start < name->end && at(*name, name->start) != '.' && at(*name, name->start) != '[')
    name->start++;
  first.end = name->start;
  return first;
}

int kr_field_next(kr_span *rest, bool *is_attribute, kr_span *part) {
  if (rest->start >= rest->end) return 0;
  uint32_t c = at(*rest, rest->start++);
  if (c != '.' && c != '[') return VALUE_ERROR("Only '.' or '[' may follow ']' in format field specifier");
  *is_attribute = c == '.';
  *part = *rest;
  if (*is_attribute) {
    while (rest->start < rest->end && at(*rest, rest->start) != '.' && at(*rest, rest->start) != '[')
      rest->start++;
    part->end = rest->start;
  } else {
    while (rest->start < rest->end && at(*rest, rest->start) != ']') rest->start++;
    if (rest->start >= rest->end) return VALUE_ERROR("Missing ']' in format string");
    part->end = rest->start++;
  }
  if (part->start == part->end) return VALUE_ERROR("Empty attribute in format string");
  return 1;
}

/* ---- filling in -------------------------------------------------------------------------------------- */

typedef struct {
  const kr_value *args; /* NULL: format_map */
  size_t nargs;
  kr_tuple *kwnames; /* names of the values after args; may be NULL */
  kr_value mapping;  /* format_map; else KR_NULL */
  enum { NUMBERING_UNKNOWN, AUTOMATIC, MANUAL } numbering;
  int32_t next_number;
} source;

static kr_value by_name(const source *src, kr_span name) {
  kr_value key = kr_span_str(name), v = KR_NULL;
  if (key == KR_NULL) return KR_NULL;
  if (src->mapping != KR_NULL) {
    v = kr_getitem(src->mapping, key);
  } else {
    for (uint32_t i = 0; src->kwnames && i < src->kwnames->size; i++) {
      if (kr_str_equal(KR_STR(src->kwnames->items[i]), KR_STR(key))) {
        v = kr_ref(src->args[src->nargs + i]);
        break;
      }
    }
    if (v == KR_NULL) kr_raise_key(key);
  }
  kr_decref(key);
  return v;
}

/* The value of a field. New. */
static kr_value get_field(source *src, kr_span name) {
  kr_span first = kr_field_first(&name);
  int32_t index = kr_span_integer(first);
  if (index == -2) return KR_NULL;
  bool empty = first.start == first.end;
  if (empty || index >= 0) {
    if (src->numbering == NUMBERING_UNKNOWN) src->numbering = empty ? AUTOMATIC : MANUAL;
    if (src->numbering == MANUAL && empty)
      return kr_raise(&kr_exc_ValueError,
                      "cannot switch from manual field specification to automatic field numbering");
    if (src->numbering == AUTOMATIC && !empty)
      return kr_raise(&kr_exc_ValueError,
                      "cannot switch from automatic field numbering to manual field specification");
    if (empty) index = src->next_number++;
  }
  kr_value v;
  if (index < 0) {
    v = by_name(src, first);
  } else if (!src->args) {
    return kr_raise(&kr_exc_ValueError, "Format string contains positional fields");
  } else if ((size_t)index >= src->nargs) {
    return kr_raise(&kr_exc_IndexError, "Replacement index %d out of range for positional args tuple",
                    (int)index);
  } else {
    v = kr_ref(src->args[index]);
  }
  while (v != KR_NULL) {
    bool is_attribute;
    kr_span part;
    int r = kr_field_next(&name, &is_attribute, &part);
    if (r == 0) break;
    kr_value next = KR_NULL;
    if (r > 0) {
      index = is_attribute ? -1 : kr_span_integer(part);
      if (index >= 0) {
        next = kr_getitem(v, kr_from_small_int(index));
      } else if (index == -1) {
        kr_value key = kr_span_str(part);
        if (key != KR_NULL) next = is_attribute ? kr_getattr(v, key) : kr_getitem(v, key);
        kr_decref(key);
      }
    }
    kr_decref(v);
    v = next;
  }
  return v;
}

static bool build(kr_str_builder *b, kr_span text, source *src, int depth);

/* Appends one field. */
static bool put_field(kr_str_builder *b, const kr_markup *m, source *src, int depth) {
  kr_value v = get_field(src, m->name);
  if (v == KR_NULL) return false;
  if (m->conversion) {
    kr_value converted;
    switch (m->conversion) {
      case 'r': converted = kr_repr(v); break;
      case 's': converted = kr_str_of(v); break;
      case 'a': converted = kr_ascii(v); break;
      default:
        converted = KR_NULL;
        if (m->conversion > 32 && m->conversion < 127)
          kr_raise(&kr_exc_ValueError, "Unknown conversion specifier %c", (int)m->conversion);
        else kr_raise(&kr_exc_ValueError, "Unknown conversion specifier \\x%x", (unsigned)m->conversion);
        break;
    }
    kr_decref(v);
    v = converted;
    if (v == KR_NULL) return false;
  }
  bool ok;
  if (m->spec.start == m->spec.end && (kr_is_exact_str(v) || kr_is_exact_int(v))) {
    ok = kr_sb_value(b, v);
    kr_decref(v);
    return ok;
  }
  kr_value spec;
  if (m->nested) {
    kr_str_builder inner = {0};
    spec = build(&inner, m->spec, src, depth - 1) ? kr_sb_finish(&inner) : KR_NULL;
    if (spec == KR_NULL) kr_sb_discard(&inner);
  } else {
    spec = kr_span_str(m->spec);
  }
  kr_value text = spec == KR_NULL ? KR_NULL : kr_format(v, spec);
  kr_decref(spec);
  kr_decref(v);
  if (text == KR_NULL) return false;
  ok = kr_sb_str(b, KR_STR(text));
  kr_decref(text);
  return ok;
}

static bool build(kr_str_builder *b, kr_span text, source *src, int depth) {
  if (depth <= 0) {
    kr_raise(&kr_exc_ValueError, "Max string recursion exceeded");
    return false;
  }
  for (;;) {
    kr_markup m;
    int r = kr_markup_next(&text, &m);
    if (r <= 0) return r == 0;
    if (!kr_sb_substr(b, m.literal.str, m.literal.start, m.literal.end)) return false;
    if (m.has_field && !put_field(b, &m, src, depth)) return false;
  }
}

static kr_value format(kr_value self, source *src) {
  kr_str_builder b = {0};
  kr_span all = {KR_STR(self), 0, KR_STR(self)->length};
  if (!kr_str_contains_char(all.str, '{') && !kr_str_contains_char(all.str, '}')) return kr_ref(self);
  if (build(&b, all, src, 2)) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}

KR_STR_METHOD(format) {
  source src = {
      .args = args ? args : &(kr_value){KR_NULL}, .nargs = nargs, .kwnames = kwnames, .mapping = KR_NULL};
  return format(self, &src);
}
KR_STR_METHOD(format_map) {
  source src = {.mapping = args[0]};
  return format(self, &src);
}

KR_STR_METHOD(__format__) {
  if (!kr_is_str(args[0])) return kr_raise_argument("__format__", "argument", "str", args[0]);
  if (KR_STR(args[0])->length == 0) return kr_is_exact_str(self) ? kr_ref(self) : kr_str_of(self);
  return kr_format_text(self, args[0]);
}
