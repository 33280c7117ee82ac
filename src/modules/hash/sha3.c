/* _sha3: SHA-3 and SHAKE (FIPS 202). */
#include "modules/hash/hash.h"

/* The round constants are bits of a linear feedback shift register. */
static const uint64_t *round_constants(void) {
  static uint64_t table[24];
  if (!table[0]) {
    uint8_t r = 1;
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 7; j++) {
        if (r & 1) table[i] |= UINT64_C(1) << ((1 << j) - 1);
        r = (uint8_t)(r << 1 ^ (r & 0x80 ? 0x71 : 0));
      }
    }
  }
  return table;
}

static void keccak(uint64_t *a) {
  const uint64_t *constants = round_constants();
  for (int round = 0; round < 24; round++) {
    uint64_t c[5], t;
    KR_UNROLL(5)
    for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    KR_UNROLL(5)
    for (int x = 0; x < 5; x++) {
      t = c[(x + 4) % 5] ^ kr_rotate64(c[(x + 1) % 5], 1);
      KR_UNROLL(5)
      for (int y = 0; y < 25; y += 5) a[y + x] ^= t;
    }
    t = a[1];
    KR_UNROLL(24)
    for (unsigned i = 0, x = 1, y = 0; i < 24; i++) { /* rho and pi: along one cycle of lanes */
      unsigned next = (2 * x + 3 * y) % 5;
      x = y, y = next;
      uint64_t lane = a[x + 5 * y];
      a[x + 5 * y] = kr_rotate64(t, (i + 1) * (i + 2) / 2 % 64);
      t = lane;
    }
    for (int y = 0; y < 25; y += 5) {
      memcpy(c, a + y, sizeof c);
      KR_UNROLL(5)
      for (int x = 0; x < 5; x++) a[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
    }
    a[0] ^= constants[round];
  }
}

static void sha3_blocks(kr_hasher *h, const uint8_t *p, size_t count) {
  uint32_t rate = h->algorithm->block_size;
  for (; count; count--, p += rate) {
    for (uint32_t i = 0; i < rate; i += 8) {
      uint64_t lane;
      memcpy(&lane, p + i, 8);
      h->w64[i / 8] ^= lane;
    }
    keccak(h->w64);
  }
}

static void sha3_finish(kr_hasher *h, uint8_t *out, size_t size) {
  uint32_t rate = h->algorithm->block_size;
  memset(h->block + h->used, 0, rate - h->used);
  h->block[h->used] = h->algorithm->suffix;
  h->block[rate - 1] |= 0x80;
  sha3_blocks(h, h->block, 1);
  for (;;) {
    size_t part = size < rate ? size : rate;
    memcpy(out, h->w64, part);
    out += part;
    size -= part;
    if (size == 0) return;
    keccak(h->w64);
  }
}

enum { ALGORITHMS = 6 };
static const kr_hash_algorithm algorithms[ALGORITHMS] = {
    {"sha3_224", 28, 144, .suffix = 6, .blocks = sha3_blocks, .finish = sha3_finish},
    {"sha3_256", 32, 136, .suffix = 6, .blocks = sha3_blocks, .finish = sha3_finish},
    {"sha3_384", 48, 104, .suffix = 6, .blocks = sha3_blocks, .finish = sha3_finish},
    {"sha3_512", 64, 72, .suffix = 6, .blocks = sha3_blocks, .finish = sha3_finish},
    {"shake_128", 0, 168, .any_length = true, .suffix = 0x1F, .blocks = sha3_blocks, .finish = sha3_finish},
    {"shake_256", 0, 136, .any_length = true, .suffix = 0x1F, .blocks = sha3_blocks, .finish = sha3_finish},
};
static kr_type *const types[ALGORITHMS];

static kr_value sha3_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value bound[3];
  /* One parser serves all six, under the first one's name. */
  if (kr_args_bind(&spec, "sha3_224", "(data=b'', *, usedforsecurity=True, string=None)", args, nargs,
                   kwnames, bound) < 0)
    return KR_NULL;
  int i = 0;
  while (types[i] != type) i++;
  return kr_hash_new(type, &algorithms[i], bound);
}

static const kr_hash_algorithm *algorithm_of(kr_value self) { return KR_HASH(self)->hasher.algorithm; }
static kr_value get_capacity(kr_value self, void *closure) {
  return kr_from_small_int(1600 - 8 * (int64_t)algorithm_of(self)->block_size);
}
static kr_value get_rate(kr_value self, void *closure) {
  return kr_from_small_int(8 * (int64_t)algorithm_of(self)->block_size);
}
static kr_value get_suffix(kr_value self, void *closure) {
  return kr_bytes_from(&algorithm_of(self)->suffix, 1);
}
static kr_getset_def getset[] = {
    {"_capacity_bits", get_capacity, NULL, NULL, NULL},
    {"_rate_bits", get_rate, NULL, NULL, NULL},
    {"_suffix", get_suffix, NULL, NULL, NULL},
    {0},
    {0},
    {0},
    {0},
};

#define SHA3_TYPE(variable, type_name, method_table) \
  static kr_type variable = {                        \
      .head = KR_STATIC_HEAD(&kr_type_type),         \
      .name = type_name,                             \
      .doc = "Return a new SHA-3 hash object.",      \
      .basic_size = sizeof(kr_hash_object),          \
      .base = &kr_object_type,                       \
      .dealloc = kr_hash_dealloc,                    \
      .methods = method_table,                       \
      .getset = getset,                              \
      .getattro = kr_generic_getattr,                \
      .new_ = sha3_new,                              \
  }
SHA3_TYPE(sha3_224_type, "_sha3.sha3_224", kr_hash_data_methods);
SHA3_TYPE(sha3_256_type, "_sha3.sha3_256", kr_hash_data_methods);
SHA3_TYPE(sha3_384_type, "_sha3.sha3_384", kr_hash_data_methods);
SHA3_TYPE(sha3_512_type, "_sha3.sha3_512", kr_hash_data_methods);
SHA3_TYPE(shake_128_type, "_sha3.shake_128", kr_hash_shake_methods);
SHA3_TYPE(shake_256_type, "_sha3.shake_256", kr_hash_shake_methods);
static kr_type *const types[ALGORITHMS] = {&sha3_224_type, &sha3_256_type,  &sha3_384_type,
                                           &sha3_512_type, &shake_128_type, &shake_256_type};

static int exec(kr_module *m) {
  memcpy(getset + 3, kr_hash_getset, 3 * sizeof *getset);
  for (int i = 0; i < ALGORITHMS; i++) {
    if (kr_module_add_type(m, types[i]) < 0) return -1;
  }
  if (kr_module_add_cstr(m, "implementation", "Krait") < 0) return -1;
  return kr_module_add_int(m, "_GIL_MINSIZE", KR_HASH_GIL_MINSIZE);
}
const kr_module_def kr_module_def__sha3 = {.name = "_sha3", .exec = exec};
