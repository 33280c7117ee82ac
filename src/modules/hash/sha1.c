/* _sha1: FIPS 180-4. */
#include "modules/hash/hash.h"

static void sha1_start(kr_hasher *h) {
  static const uint32_t initial[5] = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u};
  memcpy(h->w32, initial, sizeof initial);
}

static void sha1_blocks(kr_hasher *h, const uint8_t *p, size_t count) {
  uint32_t *s = h->w32, w[80];
  for (; count; count--, p += 64) {
    for (int i = 0; i < 16; i++) w[i] = kr_load_be32(p + 4 * i);
    for (int i = 16; i < 80; i++) w[i] = kr_rotate32(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = s[0], b = s[1], c = s[2], d = s[3], e = s[4];
    for (int i = 0; i < 80; i++) {
      uint32_t f;
      if (i < 20) {
        f = ((b & c) | (~b & d)) + 0x5A827999u;
      } else if (i < 40) {
        f = (b ^ c ^ d) + 0x6ED9EBA1u;
      } else if (i < 60) {
        f = ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCu;
      } else {
        f = (b ^ c ^ d) + 0xCA62C1D6u;
      }
      f += kr_rotate32(a, 5) + e + w[i];
      e = d, d = c, c = kr_rotate32(b, 30), b = a, a = f;
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e;
  }
}

static void sha1_finish(kr_hasher *h, uint8_t *out, size_t size) {
  kr_hash_pad(h, 8, true);
  for (size_t i = 0; i < size; i++) out[i] = (uint8_t)(h->w32[i / 4] >> (24 - 8 * (i % 4)));
}

static const kr_hash_algorithm sha1_algorithm = {
    .name = "sha1",
    .digest_size = 20,
    .block_size = 64,
    .start = sha1_start,
    .blocks = sha1_blocks,
    .finish = sha1_finish,
};
KR_HASH_TYPE(sha1_type, "_sha1.sha1", KR_TF_NO_NEW, kr_hash_methods);

static kr_value sha1_new(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_hash_new(&sha1_type, &sha1_algorithm, args);
}
static const kr_method_def methods[] = {
    {"sha1", sha1_new, 0, KR_HASH_SIGNATURE, "A new SHA-1 hash object."},
    {0},
};
static int exec(kr_module *m) {
  return kr_type_ready(&sha1_type) < 0 || kr_module_add(m, "SHA1Type", kr_from_object(&sha1_type)) < 0
             ? -1
             : kr_module_add_int(m, "_GIL_MINSIZE", KR_HASH_GIL_MINSIZE);
}
const kr_module_def kr_module_def__sha1 = {.name = "_sha1", .methods = methods, .exec = exec};
