/* Struct sequences: tuples whose items also have names, with further fields that are attributes only
 * (sys.version_info, os.stat_result, time.struct_time). The types live as long as the interpreter. */
#ifndef KR_STRUCTSEQ_H
#define KR_STRUCTSEQ_H

#include "objects/misc.h"

/* The name of a field that is an item only; it has no attribute. */
#define KR_STRUCTSEQ_UNNAMED "unnamed field"
/* The constructor every struct sequence type has: for types that wrap it. */
kr_value kr_structseq_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
/* Calling the type is an error from now on ("cannot create 'sys.flags' instances"). 0, -1. */
int kr_structseq_forbid_new(kr_type *type);

#endif
