/* _json: what makes module json fast. The scanner and the encoder are in files of their own. */
#include "modules/json_impl.h"
#include "modules/modules.h"

static kr_value scanstring(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("scanstring", kwnames) < 0 || kr_args_parsed("scanstring", nargs, 2, 3) < 0)
    return KR_NULL;
  intptr_t end = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
  if (end == -1 && kr_failed()) return KR_NULL;
  int strict = nargs > 2 ? kr_truth(args[2]) : 1;
  if (strict < 0) return KR_NULL;
  if (!kr_is_str(args[0])) {
    return kr_raise(&kr_exc_TypeError, "first argument must be a string, not %T", args[0]);
  }
  if (end < 0 || (size_t)end > KR_STR(args[0])->length) {
    return kr_raise(&kr_exc_ValueError, "end is out of bounds");
  }
  size_t next;
  kr_value text = kr_json_scan_string(args[0], (size_t)end, strict, &next);
  if (text == KR_NULL) return KR_NULL;
  kr_value result[2] = {text, kr_int_from_size(next)};
  return kr_tuple_from_array_steal(result, 2);
}

static const kr_method_def methods[] = {
    {"encode_basestring_ascii", kr_json_encode_basestring_ascii, 0, "($self, object, /)",
     "The string as JSON in ASCII"},
    {"encode_basestring", kr_json_encode_basestring, 0, "($self, object, /)", "The string as JSON"},
    {"scanstring", scanstring, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL,
     "scanstring(string, end, strict=True) -> (string, end)\n\n"
     "The text of the JSON string whose opening quote stands before index end."},
    {NULL},
};

static int exec(kr_module *m) {
  if (kr_type_ready(&kr_json_scanner_type) < 0 || kr_type_ready(&kr_json_encoder_type) < 0) { return -1; }
  if (kr_module_add(m, "make_scanner", kr_from_object(&kr_json_scanner_type)) < 0) return -1;
  return kr_module_add(m, "make_encoder", kr_from_object(&kr_json_encoder_type));
}

const kr_module_def kr_module_def__json = {
    .name = "_json",
    .doc = "json speedups\n",
    .methods = methods,
    .exec = exec,
};
