/* _csv: comma-separated values, beneath the csv module. */
#include "modules/csv_impl.h"
#include "modules/modules.h"

kr_value kr_csv_error = KR_NULL;
kr_dict *kr_csv_dialects;
int64_t kr_csv_field_limit = 128 * 1024;

static CSV_FUNCTION(register_dialect) {
  if (kr_args_count("register_dialect", nargs, 1, 2) < 0) return KR_NULL;
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "dialect name must be a string");
  kr_csv_dialect *d = kr_csv_make_dialect(nargs > 1 ? args[1] : KR_NULL, args + nargs, kwnames);
  if (!d) return KR_NULL;
  int r = kr_dict_set(kr_csv_dialects, args[0], kr_from_object(d));
  kr_decref_object(d);
  return r < 0 ? KR_NULL : KR_NONE;
}

static CSV_FUNCTION(unregister_dialect) {
  int r = kr_dict_del(kr_csv_dialects, args[0]);
  if (r == 0) return KR_CSV_ERROR("unknown dialect");
  return r < 0 ? KR_NULL : KR_NONE;
}

static CSV_FUNCTION(get_dialect) { return kr_from_object_or_null(kr_csv_find_dialect(args[0])); }
static CSV_FUNCTION(list_dialects) { return kr_dict_keys_list(kr_csv_dialects); }

static CSV_FUNCTION(field_size_limit) {
  int64_t old = kr_csv_field_limit;
  if (args[0] != KR_NULL) {
    if (!kr_is_exact_int(args[0])) return kr_raise(&kr_exc_TypeError, "limit must be an integer");
    int64_t limit;
    if (!kr_int_fits_i64(args[0], &limit) || limit != (int32_t)limit)
      return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
    kr_csv_field_limit = limit;
  }
  return kr_int_from_i64(old);
}

static const kr_method_def methods[] = {
    {"reader", kr_csv_reader, KR_FN_RAW, "($module, iterable, /, dialect='excel', **fmtparams)",
     "An iterator over the records in an iterable of lines."},
    {"writer", kr_csv_writer, KR_FN_RAW, "($module, fileobj, /, dialect='excel', **fmtparams)",
     "Writes records to a file."},
    {"register_dialect", register_dialect, KR_FN_RAW, "($module, name, /, dialect='excel', **fmtparams)",
     "Give a dialect a name."},
    {"list_dialects", list_dialects, 0, "($module, /)", "The names of all dialects."},
    {"unregister_dialect", unregister_dialect, 0, "($module, /, name)", "Forget a dialect."},
    {"get_dialect", get_dialect, 0, "($module, /, name)", "The dialect of this name."},
    {"field_size_limit", field_size_limit, 0, "($module, /, new_limit=<unrepresentable>)",
     "The length up to which fields are read; optionally another one from now on."},
    {0},
};

static int add_error(kr_module *m) {
  if (kr_csv_error == KR_NULL)
    kr_csv_error =
        kr_exception_class_new("_csv", "Error", kr_tuple_pack(1, kr_from_object(&kr_exc_Exception)));
  return kr_csv_error == KR_NULL ? -1 : kr_module_add(m, "Error", kr_csv_error);
}

static int exec(kr_module *m) {
  if (!kr_csv_dialects && !(kr_csv_dialects = kr_dict_new())) return -1;
  if (kr_type_ready(&kr_csv_dialect_type) < 0 || kr_type_ready(&kr_csv_reader_type) < 0 ||
      kr_type_ready(&kr_csv_writer_type) < 0)
    return -1;
  if (kr_module_add(m, "Dialect", kr_from_object(&kr_csv_dialect_type)) < 0 ||
      kr_module_add(m, "Reader", kr_from_object(&kr_csv_reader_type)) < 0 ||
      kr_module_add(m, "Writer", kr_from_object(&kr_csv_writer_type)) < 0 ||
      kr_module_add(m, "_dialects", kr_from_object(kr_csv_dialects)) < 0)
    return -1;
  static const char *const quoting[QUOTE_COUNT] = {"QUOTE_MINIMAL", "QUOTE_ALL",     "QUOTE_NONNUMERIC",
                                                   "QUOTE_NONE",    "QUOTE_STRINGS", "QUOTE_NOTNULL"};
  for (int i = 0; i < QUOTE_COUNT; i++) {
    if (kr_module_add_int(m, quoting[i], i) < 0) return -1;
  }
  return add_error(m);
}

const kr_module_def kr_module_def__csv = {
    .name = "_csv",
    .doc = "CSV parsing and writing.",
    .methods = methods,
    .exec = exec,
};
