/* _blake2: BLAKE2b and BLAKE2s (RFC 7693), with salt, personalization and the parameters of trees. */
#include "modules/hash/hash.h"
#include "objects/bytes_core.h"
#include "objects/dict.h"
#include <stdio.h>

static const uint8_t sigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};
/* SHA-512's first words; BLAKE2s has their upper halves. */
static const uint64_t initial[8] = {
    0x6A09E667F3BCC908ull, 0xBB67AE8584CAA73Bull, 0x3C6EF372FE94F82Bull, 0xA54FF53A5F1D36F1ull,
    0x510E527FADE682D1ull, 0x9B05688C2B3E6C1Full, 0x1F83D9ABFB41BD6Bull, 0x5BE0CD19137E2179ull,
};

#define MIX(word, rotate, a, b, c, d, x, y, r1, r2, r3, r4)                                                \
  a += b + (x), d = rotate(d ^ a, r1), c += d, b = rotate(b ^ c, r2), a += b + (y), d = rotate(d ^ a, r3), \
                c += d, b = rotate(b ^ c, r4)
/* One block whose bytes `counted` includes; `last`, `last_node` are the finalization flags. */
#define COMPRESS(function, word, words, rotate, rounds, shift, r1, r2, r3, r4)                           \
  static void function(kr_hasher *h, const uint8_t *p, uint64_t counted, bool last) {                    \
    word m[16], v[16], *s = h->words;                                                                    \
    memcpy(m, p, sizeof m);                                                                              \
    memcpy(v, s, 8 * sizeof(word));                                                                      \
    for (int i = 0; i < 8; i++) v[i + 8] = (word)(initial[i] >> shift);                                  \
    v[12] ^= (word)counted;                                                                              \
    if (shift) v[13] ^= (word)(counted >> 32);                                                           \
    if (last) v[14] = ~v[14];                                                                            \
    if (last && h->last_node) v[15] = ~v[15];                                                            \
    for (int i = 0; i < rounds; i++) {                                                                   \
      const uint8_t *g = sigma[i % 10];                                                                  \
      KR_UNROLL(4)                                                                                       \
      for (int k = 0; k < 4; k++) {                                                                      \
        MIX(word, rotate, v[k], v[k + 4], v[k + 8], v[k + 12], m[g[2 * k]], m[g[2 * k + 1]], r1, r2, r3, \
            r4);                                                                                         \
      }                                                                                                  \
      KR_UNROLL(4)                                                                                       \
      for (int k = 0; k < 4; k++) {                                                                      \
        MIX(word, rotate, v[k], v[(k + 1) % 4 + 4], v[(k + 2) % 4 + 8], v[(k + 3) % 4 + 12],             \
            m[g[2 * k + 8]], m[g[2 * k + 9]], r1, r2, r3, r4);                                           \
      }                                                                                                  \
    }                                                                                                    \
    for (int i = 0; i < 8; i++) s[i] ^= v[i] ^ v[i + 8];                                                 \
  }
#define R32(x, n) kr_rotate32(x, 32 - (n))
#define R64(x, n) kr_rotate64(x, 64 - (n))
COMPRESS(compress_b, uint64_t, w64, R64, 12, 0, 32, 24, 16, 63)
COMPRESS(compress_s, uint32_t, w32, R32, 10, 32, 16, 12, 8, 7)

/* The block being completed is counted already; blocks taken directly are not. */
#define BLOCKS(name, compress, size)                                           \
  static void name##_blocks(kr_hasher *h, const uint8_t *p, size_t count) {    \
    if (p == h->block) {                                                       \
      compress(h, p, h->total, false);                                         \
      return;                                                                  \
    }                                                                          \
    for (; count; count--, p += size) compress(h, p, h->total += size, false); \
  }                                                                            \
  static void name##_finish(kr_hasher *h, uint8_t *out, size_t wanted) {       \
    memset(h->block + h->used, 0, size - h->used);                             \
    compress(h, h->block, h->total, true);                                     \
    memcpy(out, h->w64, wanted);                                               \
  }
BLOCKS(blake2b, compress_b, 128)
BLOCKS(blake2s, compress_s, 64)

static const kr_hash_algorithm blake2b = {
    "blake2b", 64, 128, .lazy = true, .blocks = blake2b_blocks, .finish = blake2b_finish};
static const kr_hash_algorithm blake2s = {
    "blake2s", 32, 64, .lazy = true, .blocks = blake2s_blocks, .finish = blake2s_finish};

/* ---- construction ------------------------------------------------------------------------------------- */

enum {
  DATA,
  DIGEST_SIZE,
  KEY,
  SALT,
  PERSON,
  FANOUT,
  DEPTH,
  LEAF_SIZE,
  NODE_OFFSET,
  NODE_DEPTH,
  INNER_SIZE,
  LAST_NODE,
  USED_FOR_SECURITY,
  STRING,
  PARAMETERS
};
static kr_type blake2b_type, blake2s_type;

static int small_argument(kr_value v, int fallback, int *out) {
  *out = v == KR_NULL ? fallback : kr_index_as_int(v);
  return *out == -1 && kr_failed() ? -1 : 0;
}

typedef struct {
  kr_bytes_arg key, salt, person;
} byte_arguments;

/* The parameter block of RFC 7693, section 2.5; BLAKE2s has the same fields at half the width. */
static int put_parameters(kr_hasher *h, const kr_value *a, const byte_arguments *b, int digest_size,
                          int fanout, int depth, int node_depth, int inner_size, uint64_t leaf_size,
                          uint64_t node_offset) {
  bool wide = h->algorithm == &blake2b;
  const char *letter = wide ? "b" : "s";
  uint32_t max = h->algorithm->digest_size, salt_size = wide ? 16 : 8;
  uint8_t block[64] = {0};
  if (digest_size <= 0 || (uint32_t)digest_size > max)
    return KR_RAISE_INT(&kr_exc_ValueError,
                        "digest_size for Blake2%s must be between 1 and %d bytes, here it is %d", letter, max,
                        digest_size);
  block[0] = (uint8_t)digest_size;
  h->digest_size = (uint32_t)digest_size;
  if (b->salt.size > salt_size)
    return KR_RAISE_INT(&kr_exc_ValueError, "maximum salt length is %d bytes", salt_size);
  if (b->person.size > salt_size)
    return KR_RAISE_INT(&kr_exc_ValueError, "maximum person length is %d bytes", salt_size);
  memcpy(block + (wide ? 32 : 16), b->salt.data, b->salt.size);
  memcpy(block + (wide ? 48 : 24), b->person.data, b->person.size);
  if (fanout < 0 || fanout > 255) return KR_RAISE_INT(&kr_exc_ValueError, "fanout must be between 0 and 255");
  block[2] = (uint8_t)fanout;
  if (depth <= 0 || depth > 255) return KR_RAISE_INT(&kr_exc_ValueError, "depth must be between 1 and 255");
  block[3] = (uint8_t)depth;
  memcpy(block + 4, &leaf_size, 4);
  if (!wide && node_offset > 0xFFFFFFFFFFFFull)
    return KR_RAISE_INT(&kr_exc_OverflowError, "node_offset is too large");
  memcpy(block + 8, &node_offset, wide ? 8 : 6);
  if (node_depth < 0 || node_depth > 255)
    return KR_RAISE_INT(&kr_exc_ValueError, "node_depth must be between 0 and 255");
  block[wide ? 16 : 14] = (uint8_t)node_depth;
  if (inner_size < 0 || (uint32_t)inner_size > max)
    return KR_RAISE_INT(&kr_exc_ValueError, "inner_size must be between 0 and is %d", max);
  block[wide ? 17 : 15] = (uint8_t)inner_size;
  if (b->key.size > max) return KR_RAISE_INT(&kr_exc_ValueError, "maximum key length is %d bytes", max);
  block[1] = (uint8_t)b->key.size;
  for (int i = 0; i < 8; i++) {
    if (wide) {
      uint64_t word;
      memcpy(&word, block + 8 * i, 8);
      h->w64[i] = initial[i] ^ word;
    } else {
      uint32_t word;
      memcpy(&word, block + 4 * i, 4);
      h->w32[i] = (uint32_t)(initial[i] >> 32) ^ word;
    }
  }
  if (b->key.size) { /* a keyed hash starts with the key as a block of its own */
    uint8_t padded[128] = {0};
    memcpy(padded, b->key.data, b->key.size);
    kr_hash_update(h, padded, h->algorithm->block_size);
  }
  return 0;
}

static int set_up(kr_hasher *h, const kr_value *a) {
  int digest_size, fanout, depth, node_depth, inner_size, last_node;
  uint64_t leaf_size = 0, node_offset = 0;
  if (small_argument(a[DIGEST_SIZE], (int)h->algorithm->digest_size, &digest_size) < 0) return -1;
  byte_arguments b = {0};
  kr_bytes_arg *held[] = {&b.key, &b.salt, &b.person};
  int status = 0, got = 0;
  for (; got < 3 && status == 0; got++) {
    held[got]->data = (const uint8_t *)"";
    if (a[KEY + got] != KR_NULL) status = kr_bytes_arg_get(held[got], a[KEY + got]);
    if (status < 0) break;
  }
  if (status == 0 &&
      (small_argument(a[FANOUT], 1, &fanout) < 0 || small_argument(a[DEPTH], 1, &depth) < 0 ||
       (a[LEAF_SIZE] != KR_NULL && kr_hash_unsigned(a[LEAF_SIZE], 32, "unsigned long", &leaf_size) < 0) ||
       (a[NODE_OFFSET] != KR_NULL &&
        kr_hash_unsigned(a[NODE_OFFSET], 64, "unsigned long long", &node_offset) < 0) ||
       small_argument(a[NODE_DEPTH], 0, &node_depth) < 0 ||
       small_argument(a[INNER_SIZE], 0, &inner_size) < 0 ||
       (last_node = a[LAST_NODE] == KR_NULL ? 0 : kr_truth(a[LAST_NODE])) < 0 ||
       (a[USED_FOR_SECURITY] != KR_NULL && kr_truth(a[USED_FOR_SECURITY]) < 0)))
    status = -1;
  if (status == 0) {
    h->last_node = last_node;
    status =
        put_parameters(h, a, &b, digest_size, fanout, depth, node_depth, inner_size, leaf_size, node_offset);
  }
  for (int i = 0; i < got; i++) {
    if (a[KEY + i] != KR_NULL) kr_bytes_arg_release(held[i]);
  }
  return status;
}

static kr_value blake2_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec_b, *spec_s;
  const kr_hash_algorithm *algorithm = type == &blake2b_type ? &blake2b : &blake2s;
  kr_value bound[PARAMETERS];
  if (kr_args_bind(
          type == &blake2b_type ? &spec_b : &spec_s, algorithm->name,
          "(data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, "
          "node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)",
          args, nargs, kwnames, bound) < 0)
    return KR_NULL;
  kr_value data = kr_hash_data_argument(bound[DATA], bound[STRING]);
  if (data == KR_NULL && kr_failed()) return KR_NULL;
  kr_hash_object *o = kr_hash_alloc(type, algorithm);
  if (o && (set_up(&o->hasher, bound) < 0 || (data != KR_NULL && kr_hash_take(&o->hasher, data) < 0))) {
    kr_decref_object(o);
    return KR_NULL;
  }
  return kr_from_object_or_null(o);
}

#define BLAKE2_TYPE(variable, type_name)                                                              \
  static kr_type variable = {                                                                         \
      .head = KR_STATIC_HEAD(&kr_type_type),                                                          \
      .name = "_blake2." type_name,                                                                   \
      .doc = type_name "(data=b'', *, digest_size=_blake2." type_name ".MAX_DIGEST_SIZE,\n"           \
                       "        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n"     \
                       "        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n"        \
                       "        usedforsecurity=True, string=None)\n--\n\nReturn a new hash object.", \
      .basic_size = sizeof(kr_hash_object),                                                           \
      .base = &kr_object_type,                                                                        \
      .dealloc = kr_hash_dealloc,                                                                     \
      .methods = kr_hash_data_methods,                                                                \
      .getset = kr_hash_getset,                                                                       \
      .getattro = kr_generic_getattr,                                                                 \
      .new_ = blake2_new,                                                                             \
  }
BLAKE2_TYPE(blake2b_type, "blake2b");
BLAKE2_TYPE(blake2s_type, "blake2s");

static int add_limits(kr_module *m, kr_type *type, const char *prefix, int size, int salt) {
  static const char *const names[] = {"SALT_SIZE", "PERSON_SIZE", "MAX_KEY_SIZE", "MAX_DIGEST_SIZE"};
  if (kr_module_add_type(m, type) < 0) return -1;
  for (int i = 0; i < 4; i++) {
    int value = i < 2 ? salt : size;
    char name[40];
    snprintf(name, sizeof name, "%s_%s", prefix, names[i]);
    if (kr_module_add_int(m, name, value) < 0 ||
        kr_dict_set_cstr(type->dict, names[i], kr_from_small_int(value)) < 0)
      return -1;
  }
  kr_type_modified(type);
  return 0;
}
static int exec(kr_module *m) {
  if (add_limits(m, &blake2b_type, "BLAKE2B", 64, 16) < 0 ||
      add_limits(m, &blake2s_type, "BLAKE2S", 32, 8) < 0)
    return -1;
  return kr_module_add_int(m, "_GIL_MINSIZE", KR_HASH_GIL_MINSIZE);
}
const kr_module_def kr_module_def__blake2 = {
    .name = "_blake2",
    .doc = "BLAKE2, as RFC 7693 has it.",
    .exec = exec,
};
