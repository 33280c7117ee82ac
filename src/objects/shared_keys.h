/* The allocator's side of inline instance values (objects/instance.h): how an instance remembers its
 * capacity, and how its values leave for a dict. */
#ifndef KR_SHARED_KEYS_H
#define KR_SHARED_KEYS_H

#include "objects/instance.h"

/* The capacity stands in the header's flags, bits 8 to 15. */
#define KR_INSTANCE_CAPACITY_SHIFT KR_OF_TYPE_SHIFT
#define KR_INSTANCE_CAPACITY_MASK (0xFFu << KR_INSTANCE_CAPACITY_SHIFT)

/* The insertion-order bytes: [0] how many, then the indices. */
KR_INLINE uint8_t *kr_instance_order(kr_instance *o, uint32_t capacity) {
  return (uint8_t *)&o->values[capacity];
}
/* For an instance whose attributes are inline, both at once: what the class has under name (*descr, borrowed), and
 * the instance's own attribute, if that goes before it (*own, borrowed; KR_NULL: absent, or a data descriptor
 * decides). False, with nothing known: it is no such instance. */
bool kr_inline_lookup(kr_value o, kr_type *type, kr_value name, kr_value *descr, kr_value *own);
/* Moves the inline values into a dict (o->dict is NULL before): 0, -1. */
int kr_instance_move_to_dict(kr_instance *o);
/* Drops all inline values (dealloc, clear). */
void kr_instance_drop_values(kr_instance *o);
/* Drops a reference to the table; the last one frees it. NULL is fine. */
void kr_shared_keys_release(kr_shared_keys *k);

#endif
