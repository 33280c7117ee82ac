/* Exception groups as the evaluation loop needs them: what `except*` does. */
#ifndef KR_EXC_GROUP_H
#define KR_EXC_GROUP_H

#include "objects/errors.h"

/* CHECK_EG_MATCH. `exc` is an exception or None, match_type what stands after except*. On success 0,
 * with *match and *rest new references (KR_NONE for an empty part; a naked exception that matches is
 * wrapped in a group). -1: TypeError for a bad match_type, or what split() raised. */
int kr_exc_group_match(kr_value exc, kr_value match_type, kr_value *match, kr_value *rest);
/* PREP_RERAISE_STAR: `orig` is what was being handled, `excs` a list of what the clauses raised and
 * what none of them took (None entries pass). What is to be raised now, or None. New. */
kr_value kr_exc_group_prep_reraise(kr_value orig, kr_value excs);
/* TypeError unless `type` may stand after except (an exception class or a tuple of them) / after
 * except* (no groups). 0, -1. */
int kr_check_except_type(kr_value type), kr_check_except_star_type(kr_value type);

#endif
