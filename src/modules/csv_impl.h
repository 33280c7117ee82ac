/* _csv: what its files share. */
#ifndef KR_CSV_IMPL_H
#define KR_CSV_IMPL_H

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

enum { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL, QUOTE_COUNT };

#define KR_CSV_NOTHING 0xFFFFFFFFu /* no quote or escape character */

typedef struct {
  KR_OBJECT_HEAD
  int quoting;
  uint32_t delimiter, quotechar, escapechar;
  uint8_t doublequote, skipinitialspace, strict;
  kr_value lineterminator; /* str */
} kr_csv_dialect;
extern kr_type kr_csv_dialect_type, kr_csv_reader_type, kr_csv_writer_type;

extern kr_value kr_csv_error;    /* the exception type */
extern kr_dict *kr_csv_dialects; /* name -> Dialect */
extern int64_t kr_csv_field_limit;
#define KR_CSV_ERROR(...) kr_raise(KR_AS_TYPE(kr_csv_error), __VA_ARGS__)

/* A Dialect by a given dialect (KR_NULL: none; a name, a class, an instance) and format parameters: the
 * values of kwnames. New; NULL. */
kr_csv_dialect *kr_csv_make_dialect(kr_value dialect, const kr_value *values, kr_tuple *kwnames);
kr_csv_dialect *kr_csv_find_dialect(kr_value name); /* new; NULL: Error */

#define CSV_FUNCTION(name) kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)
CSV_FUNCTION(kr_csv_reader);
CSV_FUNCTION(kr_csv_writer);

#endif
