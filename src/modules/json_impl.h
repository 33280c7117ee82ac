/* The files that make up the module _json. */
#ifndef KR_JSON_IMPL_H
#define KR_JSON_IMPL_H

#include "objects/container.h"
#include "objects/misc.h"

extern kr_type kr_json_scanner_type, kr_json_encoder_type;

/* json.JSONDecodeError(message, text, position). Always KR_NULL. */
kr_value kr_json_error(const char *message, kr_value text, size_t position);
/* The string whose opening quote stood before `start`: new, *next behind the closing quote. */
kr_value kr_json_scan_string(kr_value text, size_t start, bool strict, size_t *next);

/* Functions of the module. */
kr_value kr_json_encode_basestring(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_json_encode_basestring_ascii(kr_value self, const kr_value *args, size_t nargs,
                                         kr_tuple *kwnames);

#endif
