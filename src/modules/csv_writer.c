/* csv.writer: records as lines of text. */
#include "modules/csv_impl.h"
#include "memory/gc.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value write; /* the file's method */
  kr_csv_dialect *dialect;
} writer;

/* Appends one field; text NULL: None. 0, -1. */
static int add_field(kr_str_builder *b, const kr_csv_dialect *d, const kr_str *text, bool quoted,
                     bool first) {
  if (!first) kr_sb_char(b, d->delimiter);
  if ((!text || text->length == 0) && d->delimiter == ' ' && d->skipinitialspace) {
    /* Nothing between two spaces would be skipped by a reader. */
    if (d->quoting == QUOTE_NONE || (!text && (d->quoting == QUOTE_STRINGS || d->quoting == QUOTE_NOTNULL))) {
      KR_CSV_ERROR("empty field must be quoted if delimiter is a space and skipinitialspace is true");
      return -1;
    }
    quoted = true;
  }
  kr_str_builder field = {0};
  const kr_str *terminator = KR_STR(d->lineterminator);
  for (size_t i = 0; text && i < text->length; i++) {
    uint32_t c = kr_str_read(text, i);
    if (c == d->delimiter || c == d->escapechar || c == d->quotechar || c == '\n' || c == '\r' ||
        kr_str_contains_char(terminator, c)) {
      bool escape = false;
      if (d->quoting == QUOTE_NONE) {
        escape = true;
      } else if (c == d->quotechar) {
        if (d->doublequote) kr_sb_char(&field, c);
        else escape = true;
      } else if (c == d->escapechar) {
        escape = true;
      }
      if (!escape) quoted = true;
      if (escape) {
        if (d->escapechar == KR_CSV_NOTHING) {
          kr_sb_discard(&field);
          KR_CSV_ERROR("need to escape, but no escapechar set");
          return -1;
        }
        kr_sb_char(&field, d->escapechar);
      }
    }
    kr_sb_char(&field, c);
  }
  kr_value v = kr_sb_finish(&field);
  if (v == KR_NULL) return -1;
  if (quoted) kr_sb_char(b, d->quotechar);
  kr_sb_str(b, KR_STR(v));
  if (quoted) kr_sb_char(b, d->quotechar);
  kr_decref(v);
  return b->failed ? -1 : 0;
}

static bool is_number(kr_value v) {
  kr_type *t = kr_type_of(v);
  return t->nb_index || t->nb_int || t->nb_float || kr_isinstance_exact_or_sub(v, &kr_complex_type);
}

/* One item of a row. */
static int add_item(kr_str_builder *b, const kr_csv_dialect *d, kr_value v, bool first) {
  bool quoted;
  switch (d->quoting) {
    case QUOTE_ALL: quoted = true; break;
    case QUOTE_NONNUMERIC: quoted = !is_number(v); break;
    case QUOTE_STRINGS: quoted = kr_is_str(v); break;
    case QUOTE_NOTNULL: quoted = !kr_is_none(v); break;
    default: quoted = false; break;
  }
  if (kr_is_none(v)) return add_field(b, d, NULL, quoted, first);
  kr_value text = kr_is_str(v) ? kr_ref(v) : kr_str_of(v);
  if (text == KR_NULL) return -1;
  int r = add_field(b, d, KR_STR(text), quoted, first);
  kr_decref(text);
  return r;
}

static kr_value write_row(writer *w, kr_value row) {
  kr_value it = kr_iter(row);
  if (it == KR_NULL) {
    if (kr_clear_if(&kr_exc_TypeError)) KR_CSV_ERROR("iterable expected, not %T", row);
    return KR_NULL;
  }
  const kr_csv_dialect *d = w->dialect;
  kr_str_builder b = {0};
  size_t count = 0;
  bool null = false;
  for (;; count++) {
    kr_value v = kr_next(it);
    if (v == KR_NULL) break;
    null = kr_is_none(v);
    int r = add_item(&b, d, v, count == 0);
    kr_decref(v);
    if (r < 0) break;
  }
  kr_decref(it);
  if (!kr_failed() && count > 0 && b.length == 0) {
    if (d->quoting == QUOTE_NONE || (null && (d->quoting == QUOTE_STRINGS || d->quoting == QUOTE_NOTNULL)))
      KR_CSV_ERROR("single empty field record must be quoted");
    else add_field(&b, d, NULL, true, true);
  }
  if (kr_failed()) {
    kr_sb_discard(&b);
    return KR_NULL;
  }
  kr_sb_str(&b, KR_STR(d->lineterminator));
  kr_value line = kr_sb_finish(&b);
  if (line == KR_NULL) return KR_NULL;
  kr_value r = kr_call1(w->write, line);
  kr_decref(line);
  return r;
}

static kr_value writerow(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return write_row(KR_AS(writer, self), args[0]);
}
static kr_value writerows(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value it = kr_iter(args[0]);
  if (it == KR_NULL) return KR_NULL;
  for (;;) {
    kr_value row = kr_next(it);
    if (row == KR_NULL) break;
    kr_value r = write_row(KR_AS(writer, self), row);
    kr_decref(row);
    if (r == KR_NULL) break;
    kr_decref(r);
  }
  kr_decref(it);
  return kr_failed() ? KR_NULL : KR_NONE;
}

CSV_FUNCTION(kr_csv_writer) {
  if (kr_args_count("writer", nargs, 1, 2) < 0) return KR_NULL;
  kr_value write;
  int found = kr_getattr_optional(args[0], KR_ID(write), &write);
  if (found < 0) return KR_NULL;
  if (found == 0 || !kr_is_callable(write)) {
    if (found) kr_decref(write);
    return kr_raise(&kr_exc_TypeError, "argument 1 must have a \"write\" method");
  }
  kr_csv_dialect *d = kr_csv_make_dialect(nargs > 1 ? args[1] : KR_NULL, args + nargs, kwnames);
  writer *w = d ? kr_gc_object_alloc(&kr_csv_writer_type, sizeof *w) : NULL;
  if (!w) {
    kr_xdecref_object(d);
    kr_decref(write);
    return KR_NULL;
  }
  w->write = write;
  w->dialect = d;
  return kr_from_object(w);
}

static void writer_dealloc(kr_object *o) {
  writer *w = (writer *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(w->write);
  KR_CLEAR_OBJECT(w->dialect);
  kr_trash_end();
  kr_object_free(o);
}
static int writer_traverse(kr_object *o, kr_visit visit, void *arg) {
  writer *w = (writer *)o;
  KR_VISIT(w->write);
  KR_VISIT_OBJECT(w->dialect);
  return 0;
}
static const kr_member_def writer_members[] = {
    {"dialect", KR_MEMBER_OBJECT, offsetof(writer, dialect), true, NULL},
    {0},
};
static const kr_method_def writer_methods[] = {
    {"writerow", writerow, 0, "($self, row, /)", "Write one record."},
    {"writerows", writerows, 0, "($self, rows, /)", "Write several records."},
    {0},
};
kr_type kr_csv_writer_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_csv.writer",
    .doc = "CSV writer\n\nWrites records to a file as lines of text.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(writer),
    .dealloc = writer_dealloc,
    .traverse = writer_traverse,
    .methods = writer_methods,
    .members = writer_members,
};
