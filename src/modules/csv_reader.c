/* csv.reader: a machine that goes over the characters of the lines. */
#include "modules/csv_impl.h"
#include "memory/gc.h"

typedef enum {
  START_RECORD,
  START_FIELD,
  ESCAPED_CHAR,
  IN_FIELD,
  IN_QUOTED_FIELD,
  ESCAPE_IN_QUOTED_FIELD,
  QUOTE_IN_QUOTED_FIELD,
  EAT_LINE_END,
  AFTER_ESCAPED_LINE_END,
} reader_state;

typedef struct {
  KR_OBJECT_HEAD
  uint32_t line_num;
  kr_value input; /* iterator */
  kr_csv_dialect *dialect;
  kr_list *fields; /* of the record being read; NULL between records */
  kr_str_builder field;
  reader_state state;
  bool unquoted;
} reader;

#define END_OF_LINE 0xFFFFFFFEu

static int save_field(reader *r) {
  int quoting = r->dialect->quoting;
  kr_value v;
  bool empty = r->field.length == 0;
  if (r->unquoted && empty && (quoting == QUOTE_NOTNULL || quoting == QUOTE_STRINGS)) {
    v = KR_NONE;
  } else {
    v = kr_sb_finish(&r->field);
    if (v == KR_NULL) return -1;
    if (r->unquoted && !empty && (quoting == QUOTE_NONNUMERIC || quoting == QUOTE_STRINGS)) {
      kr_value number = kr_number_float(v);
      kr_decref(v);
      if (number == KR_NULL) return -1;
      v = number;
    }
  }
  kr_sb_discard(&r->field);
  r->unquoted = true;
  return kr_list_append_steal(r->fields, v);
}

static int add_char(reader *r, uint32_t c) {
  if (r->field.length >= kr_csv_field_limit) {
    KR_CSV_ERROR("field larger than field limit (%lld)", (long long)kr_csv_field_limit);
    return -1;
  }
  return kr_sb_char(&r->field, c) ? 0 : -1;
}

static bool is_line_end(uint32_t c) { return c == '\n' || c == '\r' || c == END_OF_LINE; }

/* The end of a field at c, which ends the line. */
static int end_record(reader *r, uint32_t c) {
  r->state = c == END_OF_LINE ? START_RECORD : EAT_LINE_END;
  return save_field(r);
}

/* The next character, or END_OF_LINE: one case for each state. 0, -1. */
static int take(reader *r, uint32_t c) {
  const kr_csv_dialect *d = r->dialect;
  switch (r->state) {
    case START_RECORD:
      if (c == END_OF_LINE) return 0;
      if (c == '\n' || c == '\r') {
        r->state = EAT_LINE_END;
        return 0;
      }
      r->state = START_FIELD; /* fallthrough */
    case START_FIELD:
      if (is_line_end(c)) return end_record(r, c);
      if (c == d->quotechar && d->quoting != QUOTE_NONE) {
        r->unquoted = false;
        r->state = IN_QUOTED_FIELD;
      } else if (c == d->escapechar) {
        r->state = ESCAPED_CHAR;
      } else if (c == ' ' && d->skipinitialspace) {
        /* left out */
      } else if (c == d->delimiter) {
        return save_field(r);
      } else {
        r->state = IN_FIELD;
        return add_char(r, c);
      }
      return 0;
    case ESCAPED_CHAR:
      if (c == '\n' || c == '\r') {
        r->state = AFTER_ESCAPED_LINE_END;
        return add_char(r, c);
      }
      r->state = IN_FIELD;
      return add_char(r, c == END_OF_LINE ? '\n' : c);
    case AFTER_ESCAPED_LINE_END:
      if (c == END_OF_LINE) return 0; /* fallthrough */
    case IN_FIELD:
      if (is_line_end(c)) return end_record(r, c);
      if (c == d->escapechar) {
        r->state = ESCAPED_CHAR;
      } else if (c == d->delimiter) {
        r->state = START_FIELD;
        return save_field(r);
      } else {
        /* After an escaped line end that stays the state: the line's own end does not count (as in CPython). */
        return add_char(r, c);
      }
      return 0;
    case IN_QUOTED_FIELD:
      if (c == END_OF_LINE) return 0;
      if (c == d->escapechar) {
        r->state = ESCAPE_IN_QUOTED_FIELD;
      } else if (c == d->quotechar && d->quoting != QUOTE_NONE) {
        r->state = d->doublequote ? QUOTE_IN_QUOTED_FIELD : IN_FIELD;
      } else {
        return add_char(r, c);
      }
      return 0;
    case ESCAPE_IN_QUOTED_FIELD: r->state = IN_QUOTED_FIELD; return add_char(r, c == END_OF_LINE ? '\n' : c);
    case QUOTE_IN_QUOTED_FIELD:
      /* After a quote in a quoted field: another, or the end. */
      if (d->quoting != QUOTE_NONE && c == d->quotechar) {
        r->state = IN_QUOTED_FIELD;
        return add_char(r, c);
      }
      if (c == d->delimiter) {
        r->state = START_FIELD;
        return save_field(r);
      }
      if (is_line_end(c)) return end_record(r, c);
      if (!d->strict) {
        r->state = IN_FIELD;
        return add_char(r, c);
      }
      KR_CSV_ERROR("'%c' expected after '%c'", (int)d->delimiter, (int)d->quotechar);
      return -1;
    case EAT_LINE_END:
      if (c == '\n' || c == '\r') return 0;
      if (c == END_OF_LINE) {
        r->state = START_RECORD;
        return 0;
      }
      KR_CSV_ERROR("new-line character seen in unquoted field - do you need to open the file with "
                   "newline=''?");
      return -1;
  }
  return 0;
}

static int reset(reader *r) {
  kr_list *fields = kr_list_new(8);
  if (!fields) return -1;
  kr_xdecref_object(r->fields);
  r->fields = fields;
  kr_sb_discard(&r->field);
  r->state = START_RECORD;
  r->unquoted = true;
  return 0;
}

static kr_value reader_next(kr_value self) {
  reader *r = KR_AS(reader, self);
  if (reset(r) < 0) return KR_NULL;
  do {
    kr_value line = kr_next(r->input);
    if (line == KR_NULL) {
      if (!kr_failed() && (r->field.length || r->state == IN_QUOTED_FIELD)) {
        if (r->dialect->strict) KR_CSV_ERROR("unexpected end of data");
        else if (save_field(r) == 0) break;
      }
      return KR_NULL;
    }
    if (!kr_is_str(line)) {
      KR_CSV_ERROR("iterator should return strings, not %T (the file should be opened in text mode)", line);
      kr_decref(line);
      return KR_NULL;
    }
    if (!r->fields) { /* the iterator used this reader itself */
      kr_decref(line);
      return KR_CSV_ERROR("iterator has already advanced the reader");
    }
    r->line_num++;
    kr_str *s = KR_STR(line);
    int failed = 0;
    for (size_t i = 0; !failed && i < s->length; i++) failed = take(r, kr_str_read(s, i));
    kr_decref(line);
    if (failed || take(r, END_OF_LINE) < 0) return KR_NULL;
  } while (r->state != START_RECORD);
  kr_value fields = kr_from_object_or_null(r->fields);
  r->fields = NULL;
  if (fields == KR_NULL) return KR_CSV_ERROR("iterator has already advanced the reader");
  return fields;
}

CSV_FUNCTION(kr_csv_reader) {
  if (kr_args_count("reader", nargs, 1, 2) < 0) return KR_NULL;
  kr_value input = kr_iter(args[0]);
  if (input == KR_NULL) return KR_NULL;
  kr_csv_dialect *d = kr_csv_make_dialect(nargs > 1 ? args[1] : KR_NULL, args + nargs, kwnames);
  reader *r = d ? kr_gc_object_alloc(&kr_csv_reader_type, sizeof *r) : NULL;
  if (!r) {
    kr_xdecref_object(d);
    kr_decref(input);
    return KR_NULL;
  }
  r->line_num = 0;
  r->input = input;
  r->dialect = d;
  r->fields = NULL;
  r->field = (kr_str_builder){0};
  r->state = START_RECORD;
  r->unquoted = true;
  return kr_from_object(r);
}

static void reader_dealloc(kr_object *o) {
  reader *r = (reader *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(r->input);
  KR_CLEAR_OBJECT(r->dialect);
  KR_CLEAR_OBJECT(r->fields);
  kr_sb_discard(&r->field);
  kr_trash_end();
  kr_object_free(o);
}
static int reader_traverse(kr_object *o, kr_visit visit, void *arg) {
  reader *r = (reader *)o;
  KR_VISIT(r->input);
  KR_VISIT_OBJECT(r->dialect);
  KR_VISIT_OBJECT(r->fields);
  return 0;
}

static const kr_member_def reader_members[] = {
    {"dialect", KR_MEMBER_OBJECT, offsetof(reader, dialect), true, NULL},
    {"line_num", KR_MEMBER_U32, offsetof(reader, line_num), true, NULL},
    {0},
};
kr_type kr_csv_reader_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_csv.reader",
    .doc = "CSV reader\n\nIterates over the records of lines of text.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(reader),
    .dealloc = reader_dealloc,
    .traverse = reader_traverse,
    .iter = kr_iter_self,
    .iternext = reader_next,
    .members = reader_members,
};
