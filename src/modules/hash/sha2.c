/* _sha2: SHA-224, SHA-256, SHA-384, SHA-512 (FIPS 180-4). */
#include "modules/hash/hash.h"

/* The first 64 bits of the fractional parts of the cube roots of the first 80 primes; SHA-256's
 * constants are the upper halves of the first 64. */
static const uint64_t K[80] = {
    0x428A2F98D728AE22ull, 0x7137449123EF65CDull, 0xB5C0FBCFEC4D3B2Full, 0xE9B5DBA58189DBBCull,
    0x3956C25BF348B538ull, 0x59F111F1B605D019ull, 0x923F82A4AF194F9Bull, 0xAB1C5ED5DA6D8118ull,
    0xD807AA98A3030242ull, 0x12835B0145706FBEull, 0x243185BE4EE4B28Cull, 0x550C7DC3D5FFB4E2ull,
    0x72BE5D74F27B896Full, 0x80DEB1FE3B1696B1ull, 0x9BDC06A725C71235ull, 0xC19BF174CF692694ull,
    0xE49B69C19EF14AD2ull, 0xEFBE4786384F25E3ull, 0x0FC19DC68B8CD5B5ull, 0x240CA1CC77AC9C65ull,
    0x2DE92C6F592B0275ull, 0x4A7484AA6EA6E483ull, 0x5CB0A9DCBD41FBD4ull, 0x76F988DA831153B5ull,
    0x983E5152EE66DFABull, 0xA831C66D2DB43210ull, 0xB00327C898FB213Full, 0xBF597FC7BEEF0EE4ull,
    0xC6E00BF33DA88FC2ull, 0xD5A79147930AA725ull, 0x06CA6351E003826Full, 0x142929670A0E6E70ull,
    0x27B70A8546D22FFCull, 0x2E1B21385C26C926ull, 0x4D2C6DFC5AC42AEDull, 0x53380D139D95B3DFull,
    0x650A73548BAF63DEull, 0x766A0ABB3C77B2A8ull, 0x81C2C92E47EDAEE6ull, 0x92722C851482353Bull,
    0xA2BFE8A14CF10364ull, 0xA81A664BBC423001ull, 0xC24B8B70D0F89791ull, 0xC76C51A30654BE30ull,
    0xD192E819D6EF5218ull, 0xD69906245565A910ull, 0xF40E35855771202Aull, 0x106AA07032BBD1B8ull,
    0x19A4C116B8D2D0C8ull, 0x1E376C085141AB53ull, 0x2748774CDF8EEB99ull, 0x34B0BCB5E19B48A8ull,
    0x391C0CB3C5C95A63ull, 0x4ED8AA4AE3418ACBull, 0x5B9CCA4F7763E373ull, 0x682E6FF3D6B2B8A3ull,
    0x748F82EE5DEFB2FCull, 0x78A5636F43172F60ull, 0x84C87814A1F0AB72ull, 0x8CC702081A6439ECull,
    0x90BEFFFA23631E28ull, 0xA4506CEBDE82BDE9ull, 0xBEF9A3F7B2C67915ull, 0xC67178F2E372532Bull,
    0xCA273ECEEA26619Cull, 0xD186B8C721C0C207ull, 0xEADA7DD6CDE0EB1Eull, 0xF57D4F7FEE6ED178ull,
    0x06F067AA72176FBAull, 0x0A637DC5A2C898A6ull, 0x113F9804BEF90DAEull, 0x1B710B35131C471Bull,
    0x28DB77F523047D84ull, 0x32CAAB7B40C72493ull, 0x3C9EBE0A15C9BEBCull, 0x431D67C49C100D4Cull,
    0x4CC5D4BECB3E42B6ull, 0x597F299CFC657E2Aull, 0x5FCB6FAB3AD6FAECull, 0x6C44198C4A475817ull};
/* Of the square roots of the first 16 primes: SHA-512 starts with the first eight, SHA-256 with their
 * upper halves, SHA-384 with the others, SHA-224 with their lower halves. */
static const uint64_t roots[16] = {
    0x6A09E667F3BCC908ull, 0xBB67AE8584CAA73Bull, 0x3C6EF372FE94F82Bull, 0xA54FF53A5F1D36F1ull,
    0x510E527FADE682D1ull, 0x9B05688C2B3E6C1Full, 0x1F83D9ABFB41BD6Bull, 0x5BE0CD19137E2179ull,
    0xCBBB9D5DC1059ED8ull, 0x629A292A367CD507ull, 0x9159015A3070DD17ull, 0x152FECD8F70E5939ull,
    0x67332667FFC00B31ull, 0x8EB44A8768581511ull, 0xDB0C2E0D64F98FA7ull, 0x47B5481DBEFA4FA4ull};

static void sha256_start(kr_hasher *h) {
  for (int i = 0; i < 8; i++) h->w32[i] = (uint32_t)(roots[i] >> 32);
}
static void sha224_start(kr_hasher *h) {
  for (int i = 0; i < 8; i++) h->w32[i] = (uint32_t)roots[i + 8];
}

/* The two widths differ in the rotations only. */
#define SHA2_BLOCKS(function, word, words, load, rotate, rounds, k, S0, S1, s0, s1)                 \
  static void function(kr_hasher *h, const uint8_t *p, size_t count) {                              \
    word *s = h->words, w[rounds];                                                                  \
    for (; count; count--, p += 16 * sizeof(word)) {                                                \
      for (size_t i = 0; i < 16; i++) w[i] = load(p + sizeof(word) * i);                            \
      for (int i = 16; i < rounds; i++) w[i] = s1(w[i - 2]) + w[i - 7] + s0(w[i - 15]) + w[i - 16]; \
      word v[8];                                                                                    \
      memcpy(v, s, sizeof v);                                                                       \
      KR_UNROLL(8)                                                                                  \
      for (int i = 0; i < rounds; i++) {                                                            \
        word choice = (v[4] & v[5]) ^ (~v[4] & v[6]);                                               \
        word majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);                              \
        word t1 = v[7] + S1(v[4]) + choice + (word)(k) + w[i], t2 = S0(v[0]) + majority;            \
        v[7] = v[6], v[6] = v[5], v[5] = v[4], v[4] = v[3] + t1;                                    \
        v[3] = v[2], v[2] = v[1], v[1] = v[0], v[0] = t1 + t2;                                      \
      }                                                                                             \
      for (int i = 0; i < 8; i++) s[i] += v[i];                                                     \
    }                                                                                               \
  }
#define R32(x, n) kr_rotate32(x, 32 - (n))
#define R64(x, n) kr_rotate64(x, 64 - (n))
#define SUM32_0(x) (R32(x, 2) ^ R32(x, 13) ^ R32(x, 22))
#define SUM32_1(x) (R32(x, 6) ^ R32(x, 11) ^ R32(x, 25))
#define MIX32_0(x) (R32(x, 7) ^ R32(x, 18) ^ (x) >> 3)
#define MIX32_1(x) (R32(x, 17) ^ R32(x, 19) ^ (x) >> 10)
#define SUM64_0(x) (R64(x, 28) ^ R64(x, 34) ^ R64(x, 39))
#define SUM64_1(x) (R64(x, 14) ^ R64(x, 18) ^ R64(x, 41))
#define MIX64_0(x) (R64(x, 1) ^ R64(x, 8) ^ (x) >> 7)
#define MIX64_1(x) (R64(x, 19) ^ R64(x, 61) ^ (x) >> 6)
SHA2_BLOCKS(sha256_blocks, uint32_t, w32, kr_load_be32, R32, 64, K[i] >> 32, SUM32_0, SUM32_1, MIX32_0,
            MIX32_1)
SHA2_BLOCKS(sha512_blocks, uint64_t, w64, kr_load_be64, R64, 80, K[i], SUM64_0, SUM64_1, MIX64_0, MIX64_1)

static void sha256_finish(kr_hasher *h, uint8_t *out, size_t size) {
  kr_hash_pad(h, 8, true);
  for (size_t i = 0; i < size; i++) out[i] = (uint8_t)(h->w32[i / 4] >> (24 - 8 * (i % 4)));
}
static void sha512_finish(kr_hasher *h, uint8_t *out, size_t size) {
  kr_hash_pad(h, 16, true);
  for (size_t i = 0; i < size; i++) out[i] = (uint8_t)(h->w64[i / 8] >> (56 - 8 * (i % 8)));
}

static const kr_hash_algorithm algorithms[] = {
    {"sha224", 28, 64, .start = sha224_start, .blocks = sha256_blocks, .finish = sha256_finish},
    {"sha256", 32, 64, .start = sha256_start, .blocks = sha256_blocks, .finish = sha256_finish},
    {"sha384", 48, 128, .initial = roots + 8, .blocks = sha512_blocks, .finish = sha512_finish},
    {"sha512", 64, 128, .initial = roots, .blocks = sha512_blocks, .finish = sha512_finish},
};
KR_HASH_TYPE(sha224_type, "_sha2.SHA224Type", KR_TF_NO_NEW, kr_hash_methods);
KR_HASH_TYPE(sha256_type, "_sha2.SHA256Type", KR_TF_NO_NEW, kr_hash_methods);
KR_HASH_TYPE(sha384_type, "_sha2.SHA384Type", KR_TF_NO_NEW, kr_hash_methods);
KR_HASH_TYPE(sha512_type, "_sha2.SHA512Type", KR_TF_NO_NEW, kr_hash_methods);

#define CONSTRUCTOR(name, type, i)                                                             \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) { \
    return kr_hash_new(&type, &algorithms[i], args);                                           \
  }
CONSTRUCTOR(sha224_new, sha224_type, 0)
CONSTRUCTOR(sha256_new, sha256_type, 1)
CONSTRUCTOR(sha384_new, sha384_type, 2)
CONSTRUCTOR(sha512_new, sha512_type, 3)

static const kr_method_def methods[] = {
    {"sha224", sha224_new, 0, KR_HASH_SIGNATURE, "A new SHA-224 hash object."},
    {"sha256", sha256_new, 0, KR_HASH_SIGNATURE, "A new SHA-256 hash object."},
    {"sha384", sha384_new, 0, KR_HASH_SIGNATURE, "A new SHA-384 hash object."},
    {"sha512", sha512_new, 0, KR_HASH_SIGNATURE, "A new SHA-512 hash object."},
    {0},
};
static int exec(kr_module *m) {
  if (kr_module_add_type(m, &sha224_type) < 0 || kr_module_add_type(m, &sha256_type) < 0 ||
      kr_module_add_type(m, &sha384_type) < 0 || kr_module_add_type(m, &sha512_type) < 0)
    return -1;
  return kr_module_add_int(m, "_GIL_MINSIZE", KR_HASH_GIL_MINSIZE);
}
const kr_module_def kr_module_def__sha2 = {.name = "_sha2", .methods = methods, .exec = exec};
