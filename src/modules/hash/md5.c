/* _md5: RFC 1321. */
#include "modules/hash/hash.h"

/* The integer part of 2**32 * abs(sin(i + 1)). */
static const uint32_t sines[64] = {
    0xD76AA478u, 0xE8C7B756u, 0x242070DBu, 0xC1BDCEEEu, 0xF57C0FAFu, 0x4787C62Au, 0xA8304613u, 0xFD469501u,
    0x698098D8u, 0x8B44F7AFu, 0xFFFF5BB1u, 0x895CD7BEu, 0x6B901122u, 0xFD987193u, 0xA679438Eu, 0x49B40821u,
    0xF61E2562u, 0xC040B340u, 0x265E5A51u, 0xE9B6C7AAu, 0xD62F105Du, 0x02441453u, 0xD8A1E681u, 0xE7D3FBC8u,
    0x21E1CDE6u, 0xC33707D6u, 0xF4D50D87u, 0x455A14EDu, 0xA9E3E905u, 0xFCEFA3F8u, 0x676F02D9u, 0x8D2A4C8Au,
    0xFFFA3942u, 0x8771F681u, 0x6D9D6122u, 0xFDE5380Cu, 0xA4BEEA44u, 0x4BDECFA9u, 0xF6BB4B60u, 0xBEBFBC70u,
    0x289B7EC6u, 0xEAA127FAu, 0xD4EF3085u, 0x04881D05u, 0xD9D4D039u, 0xE6DB99E5u, 0x1FA27CF8u, 0xC4AC5665u,
    0xF4292244u, 0x432AFF97u, 0xAB9423A7u, 0xFC93A039u, 0x655B59C3u, 0x8F0CCC92u, 0xFFEFF47Du, 0x85845DD1u,
    0x6FA87E4Fu, 0xFE2CE6E0u, 0xA3014314u, 0x4E0811A1u, 0xF7537E82u, 0xBD3AF235u, 0x2AD7D2BBu, 0xEB86D391u};
static const uint8_t shifts[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

static void md5_start(kr_hasher *h) {
  static const uint32_t initial[4] = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u};
  memcpy(h->w32, initial, sizeof initial);
}

static void md5_blocks(kr_hasher *h, const uint8_t *p, size_t count) {
  uint32_t *s = h->w32, x[16];
  for (; count; count--, p += 64) {
    memcpy(x, p, 64);
    uint32_t a = s[0], b = s[1], c = s[2], d = s[3];
    KR_UNROLL(4)
    for (unsigned i = 0; i < 64; i++) {
      uint32_t f;
      unsigned k;
      switch (i >> 4) {
        case 0: f = (b & c) | (~b & d), k = i; break;
        case 1: f = (d & b) | (~d & c), k = 5 * i + 1; break;
        case 2: f = b ^ c ^ d, k = 3 * i + 5; break;
        default: f = c ^ (b | ~d), k = 7 * i; break;
      }
      f += a + sines[i] + x[k & 15];
      a = d, d = c, c = b;
      b += kr_rotate32(f, shifts[(i >> 4) * 4 + (i & 3)]);
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d;
  }
}

static void md5_finish(kr_hasher *h, uint8_t *out, size_t size) {
  kr_hash_pad(h, 8, false);
  memcpy(out, h->w32, size);
}

static const kr_hash_algorithm md5_algorithm = {
    .name = "md5",
    .digest_size = 16,
    .block_size = 64,
    .start = md5_start,
    .blocks = md5_blocks,
    .finish = md5_finish,
};
KR_HASH_TYPE(md5_type, "_md5.md5", KR_TF_NO_NEW, kr_hash_methods);

static kr_value md5_new(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_hash_new(&md5_type, &md5_algorithm, args);
}
static const kr_method_def methods[] = {
    {"md5", md5_new, 0, KR_HASH_SIGNATURE, "A new MD5 hash object."},
    {0},
};
static int exec(kr_module *m) {
  return kr_type_ready(&md5_type) < 0 || kr_module_add(m, "MD5Type", kr_from_object(&md5_type)) < 0
             ? -1
             : kr_module_add_int(m, "_GIL_MINSIZE", KR_HASH_GIL_MINSIZE);
}
const kr_module_def kr_module_def__md5 = {.name = "_md5", .methods = methods, .exec = exec};
