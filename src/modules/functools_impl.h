/* The files that make up the module _functools. */
#ifndef KR_FUNCTOOLS_IMPL_H
#define KR_FUNCTOOLS_IMPL_H

#include "objects/container.h"
#include "objects/misc.h"
#include "vm/call.h"

extern kr_type kr_partial_type, kr_placeholder_type, kr_lru_cache_type;
extern kr_object kr_placeholder; /* functools.Placeholder */
#define KR_PLACEHOLDER kr_from_object(&kr_placeholder)

/* __dict__ of the types here, which keep it in a field of their own. */
extern const kr_getset_def kr_functools_dict_getset[];

#endif
