/* Between slice and range: slices of ranges too long for an index. */
#ifndef KR_RANGE_H
#define KR_RANGE_H

#include "objects/misc.h"

/* slice.indices(length) as ints, length an int >= 0: out is new. 0, -1. */
int kr_slice_int_indices(kr_value slice, kr_value length, kr_value out[3]);

#endif
