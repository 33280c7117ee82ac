/* What generic aliases, unions and type aliases share. */
#ifndef KR_GENERIC_ALIAS_H
#define KR_GENERIC_ALIAS_H

#include "objects/misc.h"
#include "objects/str.h"

/* Appends v as type hints are written. 0, -1. */
int kr_typing_repr(kr_str_builder *sb, kr_value v);
/* The type variables in args (a tuple), each once: new tuple. */
kr_value kr_make_parameters(kr_value args);
/* args with the type variables `params` replaced by `item` (self: for messages). New tuple. */
kr_value kr_subs_parameters(kr_value self, kr_value args, kr_value params, kr_value item);

#endif
