/* The hash functions beneath hashlib: _md5 _sha1 _sha2 _sha3 _blake2.
 *
 * One object and one set of methods for all (hash.c); an algorithm is a description and the function
 * that takes whole blocks into its words. State is copied by assignment, so digest() finishes a copy.
 */
#ifndef KR_HASH_H
#define KR_HASH_H

#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/errors.h"
#include "objects/str.h"

enum { KR_HASH_MAX_BLOCK = 168, KR_HASH_GIL_MINSIZE = 2048 };

typedef struct kr_hasher kr_hasher;
typedef struct {
  const char *name;
  uint32_t digest_size, block_size;
  bool lazy;                   /* the last block is kept for finish even when it is full */
  bool any_length;             /* SHAKE: digest(length) */
  uint8_t suffix;              /* SHA-3's padding */
  const uint64_t *initial;     /* the first words; NULL: zero */
  void (*start)(kr_hasher *h); /* instead of `initial`; may be NULL */
  void (*blocks)(kr_hasher *h, const uint8_t *p, size_t count);
  /* Writes `size` bytes, the digest size but for SHAKE; h is spent. */
  void (*finish)(kr_hasher *h, uint8_t *out, size_t size);
} kr_hash_algorithm;

struct kr_hasher {
  const kr_hash_algorithm *algorithm;
  uint64_t total; /* bytes taken in so far */
  uint32_t used;  /* of block */
  uint32_t digest_size;
  bool last_node; /* BLAKE2's tree mode */
  uint8_t block[KR_HASH_MAX_BLOCK];
  union {
    uint32_t w32[8];
    uint64_t w64[25];
  };
};

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_hasher hasher;
} kr_hash_object;
#define KR_HASH(v) KR_AS(kr_hash_object, v)

extern const kr_method_def kr_hash_methods[], kr_hash_data_methods[], kr_hash_shake_methods[];
extern const kr_getset_def kr_hash_getset[];
void kr_hash_dealloc(kr_object *o);

/* A fresh object of `type`, not started. NULL: MemoryError. */
kr_hash_object *kr_hash_alloc(kr_type *type, const kr_hash_algorithm *algorithm);
void kr_hash_update(kr_hasher *h, const uint8_t *p, size_t size);
/* Takes in what v holds. 0, -1. */
int kr_hash_take(kr_hasher *h, kr_value v);
/* The one of `data` and `string` that was given (borrowed); KR_NULL: neither, or failed. */
kr_value kr_hash_data_argument(kr_value data, kr_value string);
/* name(data=b'', *, usedforsecurity=True, string=None): args as the binder gives them. New. */
kr_value kr_hash_new(kr_type *type, const kr_hash_algorithm *algorithm, const kr_value *args);
/* An int argument that must fit `bits`. 0, -1 with CPython's texts. */
int kr_hash_unsigned(kr_value v, int bits, const char *ctype, uint64_t *out);

#define KR_HASH_SIGNATURE "($module, /, data=b'', *, usedforsecurity=True, string=None)"
#define KR_HASH_TYPE(variable, type_name, flags, method_table) \
  static kr_type variable = {                                  \
      .head = KR_STATIC_HEAD(&kr_type_type),                   \
      .name = type_name,                                       \
      .tf = flags,                                             \
      .basic_size = sizeof(kr_hash_object),                    \
      .base = &kr_object_type,                                 \
      .dealloc = kr_hash_dealloc,                              \
      .methods = method_table,                                 \
      .getset = kr_hash_getset,                                \
      .getattro = kr_generic_getattr,                          \
  }

KR_INLINE uint32_t kr_rotate32(uint32_t x, unsigned n) { return x << n | x >> (32 - n); }
KR_INLINE uint64_t kr_rotate64(uint64_t x, unsigned n) { return x << (n & 63) | x >> (-n & 63); }
KR_INLINE uint32_t kr_load_be32(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, sizeof v);
  return __builtin_bswap32(v);
}
KR_INLINE uint64_t kr_load_be64(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, sizeof v);
  return __builtin_bswap64(v);
}
/* 0x80, zeros, then the length in bits in `field` bytes: the padding of the MD family. */
void kr_hash_pad(kr_hasher *h, uint32_t field, bool big_endian);

#endif
