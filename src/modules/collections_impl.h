/* The files that make up the module _collections. */
#ifndef KR_COLLECTIONS_IMPL_H
#define KR_COLLECTIONS_IMPL_H

#include "objects/container.h"
#include "objects/misc.h"

extern kr_type kr_deque_type, kr_deque_iter_type, kr_deque_reverse_iter_type;
extern kr_type kr_ordered_dict_type, kr_odict_keys_type, kr_odict_values_type, kr_odict_items_type,
    kr_odict_iter_type;
extern kr_type kr_default_dict_type, kr_tuplegetter_type;

#endif
