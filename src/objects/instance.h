/* Instances of classes written in Python, and how they keep attributes.
 *
 * Layout of an instance of a class with KR_TF_INLINE_VALUES (no C base with data, not __slots__-only):
 *
 *   kr_object head; kr_dict *dict; void *weaklist; kr_value values[nvalues];
 *   uint8_t count, order[nvalues]
 *
 * While `dict` is NULL the attributes are the non-NULL values; value i belongs to name i of the
 * class's shared keys, an append-only table of at most KR_SHARED_MAX names. `order` lists the indices
 * in insertion order. A name the table cannot take, a deletion out of the ordinary, or a look at
 * __dict__ moves everything into a real dict, for good: values are all KR_NULL then, so a cache that
 * guards on the type's version and finds a non-NULL value is right without looking at `dict`.
 * (After moving, stores must go to the dict: store caches check dict == NULL.)
 *
 * Other heap-type instances with a __dict__ keep a `kr_dict *` at type->dict_offset, made on first use.
 */
#ifndef KR_INSTANCE_H
#define KR_INSTANCE_H

#include "objects/dict.h"

#define KR_SHARED_MAX 30

typedef struct {
  KR_OBJECT_HEAD
  kr_dict *dict;
  void *weaklist;    /* type->weaklist_offset is here */
  kr_value values[]; /* 8-aligned */
} kr_instance;

struct kr_shared_keys {
  uint32_t refs;
  uint8_t count;    /* names so far */
  uint8_t capacity; /* values in instances made from now on; grows while instances overflow */
  kr_value names[KR_SHARED_MAX];
};
/* The number of inline values this instance was made with: bits 8 to 15 of the header's flags. */
KR_INLINE uint32_t kr_instance_capacity(const kr_instance *o) {
  return o->head.flags >> KR_OF_TYPE_SHIFT & 0xFF;
}
/* Index of an interned name in the shared keys, adding it when `add`; -1: absent or full. */
int kr_shared_keys_index(kr_shared_keys *k, kr_value name, bool add);
kr_shared_keys *kr_shared_keys_new(void);
/* Attribute access that ignores the class: borrowed / 0 -1, as kr_dict_get / kr_dict_set. */
kr_value kr_instance_get_own(kr_value self, kr_value name);
int kr_instance_set_own(kr_value self, kr_value name, kr_value value); /* KR_NULL deletes: 1 0 -1 */

#endif
