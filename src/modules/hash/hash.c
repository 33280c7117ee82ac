/* The object, the methods and the buffering that all hash functions share. */
#include "modules/hash/hash.h"
#include "objects/int.h"

/* ---- taking data in ---------------------------------------------------------------------------------- */

static void start_hasher(kr_hasher *h, const kr_hash_algorithm *algorithm) {
  memset(h, 0, sizeof *h);
  h->algorithm = algorithm;
  h->digest_size = algorithm->digest_size;
  if (algorithm->start) {
    algorithm->start(h);
  } else if (algorithm->initial) {
    memcpy(h->w64, algorithm->initial, 8 * sizeof(uint64_t));
  }
}

void kr_hash_update(kr_hasher *h, const uint8_t *p, size_t size) {
  if (size == 0) return;
  const kr_hash_algorithm *a = h->algorithm;
  size_t block = a->block_size;
  if (h->used) {
    size_t room = block - h->used;
    if (size < room || (a->lazy && size == room)) {
      memcpy(h->block + h->used, p, size);
      h->used += (uint32_t)size;
      h->total += size;
      return;
    }
    memcpy(h->block + h->used, p, room);
    h->total += room;
    h->used = 0;
    a->blocks(h, h->block, 1);
    p += room;
    size -= room;
  }
  size_t whole = size / block;
  if (a->lazy && whole && whole * block == size) whole--;
  if (whole) {
    /* BLAKE2 counts the bytes of each block itself, from here. */
    if (!a->lazy) h->total += whole * block;
    a->blocks(h, p, whole);
    p += whole * block;
    size -= whole * block;
  }
  memcpy(h->block, p, size);
  h->used = (uint32_t)size;
  h->total += size;
}

void kr_hash_pad(kr_hasher *h, uint32_t field, bool big_endian) {
  uint64_t bits = h->total * 8;
  uint32_t block = h->algorithm->block_size;
  h->block[h->used++] = 0x80;
  if (h->used > block - field) {
    memset(h->block + h->used, 0, block - h->used);
    h->algorithm->blocks(h, h->block, 1);
    h->used = 0;
  }
  memset(h->block + h->used, 0, block - h->used);
  if (big_endian) bits = __builtin_bswap64(bits);
  memcpy(h->block + (big_endian ? block - 8 : block - field), &bits, 8);
  h->algorithm->blocks(h, h->block, 1);
}

int kr_hash_take(kr_hasher *h, kr_value v) {
  if (kr_is_str(v)) return KR_RAISE_INT(&kr_exc_TypeError, "Strings must be encoded before hashing");
  if (!kr_has_buffer(v)) return KR_RAISE_INT(&kr_exc_TypeError, "object supporting the buffer API required");
  kr_buffer view;
  if (kr_get_buffer(v, &view, KR_BUF_SIMPLE) < 0) return -1;
  if (view.ndim > 1) {
    kr_release_buffer(&view);
    return KR_RAISE_INT(&kr_exc_BufferError, "Buffer must be single dimension");
  }
  kr_hash_update(h, view.buf, (size_t)view.len);
  kr_release_buffer(&view);
  return 0;
}

/* ---- making ------------------------------------------------------------------------------------------ */

kr_hash_object *kr_hash_alloc(kr_type *type, const kr_hash_algorithm *algorithm) {
  kr_hash_object *o = kr_object_alloc(type, sizeof *o);
  if (o) start_hasher(&o->hasher, algorithm);
  return o;
}
void kr_hash_dealloc(kr_object *o) { kr_object_free(o); }

kr_value kr_hash_data_argument(kr_value data, kr_value string) {
  if (data != KR_NULL && string != KR_NULL)
    return kr_raise(&kr_exc_TypeError,
                    "'data' and 'string' are mutually exclusive and support for 'string' keyword "
                    "parameter is slated for removal in a future version.");
  return data != KR_NULL ? data : string;
}

kr_value kr_hash_new(kr_type *type, const kr_hash_algorithm *algorithm, const kr_value *args) {
  kr_value data = kr_hash_data_argument(args[0], args[2]);
  if (data == KR_NULL && kr_failed()) return KR_NULL;
  if (args[1] != KR_NULL && kr_truth(args[1]) < 0) return KR_NULL;
  kr_hash_object *o = kr_hash_alloc(type, algorithm);
  if (o && data != KR_NULL && kr_hash_take(&o->hasher, data) < 0) {
    kr_decref_object(o);
    return KR_NULL;
  }
  return kr_from_object_or_null(o);
}

int kr_hash_unsigned(kr_value v, int bits, const char *ctype, uint64_t *out) {
  kr_value n = kr_index(v);
  if (n == KR_NULL) return -1;
  int sign = kr_int_sign(n);
  uint64_t size = kr_int_bit_length(n);
  *out = kr_int_as_u64_mask(n);
  kr_decref(n);
  if (sign < 0) return KR_RAISE_INT(&kr_exc_ValueError, "Cannot convert negative int");
  if (size > (uint64_t)bits)
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large for C %s", ctype);
  return 0;
}

/* ---- methods ----------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(hash_copy) {
  kr_hash_object *o = kr_object_alloc(kr_type_of(self), sizeof *o);
  if (o) o->hasher = KR_HASH(self)->hasher;
  return kr_from_object_or_null(o);
}
METHOD(hash_update) { return kr_hash_take(&KR_HASH(self)->hasher, args[0]) < 0 ? KR_NULL : KR_NONE; }

/* The bytes of the digest; 0, -1. SHAKE has any number of them, the others their own. */
static kr_bytes *finished(kr_value self, const kr_value *args) {
  const kr_hasher *h = &KR_HASH(self)->hasher;
  uint64_t size = h->digest_size;
  if (h->algorithm->any_length) {
    if (kr_hash_unsigned(args[0], 32, "unsigned long", &size) < 0) return NULL;
    if (size >= 1u << 29) {
      kr_raise(&kr_exc_ValueError, "length is too large");
      return NULL;
    }
  }
  kr_bytes *b = kr_bytes_new((size_t)size);
  if (!b) return NULL;
  kr_hasher copy = *h;
  copy.algorithm->finish(&copy, b->data, (size_t)size);
  return b;
}
METHOD(hash_digest) { return kr_from_object_or_null(finished(self, args)); }
METHOD(hash_hexdigest) {
  kr_bytes *b = finished(self, args);
  if (!b) return KR_NULL;
  kr_value text = kr_str_new((size_t)b->size * 2, 127);
  if (text != KR_NULL) {
    char *out = kr_str_data(KR_STR(text));
    for (size_t i = 0; i < b->size; i++) {
      *out++ = "0123456789abcdef"[b->data[i] >> 4];
      *out++ = "0123456789abcdef"[b->data[i] & 15];
    }
  }
  kr_decref_object(b);
  return text;
}

#define COPY \
  { "copy", hash_copy, 0, "($self, /)", "A copy of the hash object." }
#define DIGEST(parameters)                                                                       \
  {"digest", hash_digest, 0, parameters, "The digest of what was taken in so far, as bytes."}, { \
    "hexdigest", hash_hexdigest, 0, parameters, "The same as a string of hexadecimal digits."    \
  }
const kr_method_def kr_hash_methods[] = {
    COPY,
    DIGEST("($self, /)"),
    {"update", hash_update, 0, "($self, obj, /)", "Takes in the bytes of obj."},
    {0},
};
const kr_method_def kr_hash_data_methods[] = {
    COPY,
    DIGEST("($self, /)"),
    {"update", hash_update, 0, "($self, data, /)", "Takes in the bytes of data."},
    {0},
};
const kr_method_def kr_hash_shake_methods[] = {
    COPY,
    DIGEST("($self, /, length)"),
    {"update", hash_update, 0, "($self, data, /)", "Takes in the bytes of data."},
    {0},
};

static kr_value get_name(kr_value self, void *closure) {
  return kr_str_intern_cstr(KR_HASH(self)->hasher.algorithm->name);
}
static kr_value get_digest_size(kr_value self, void *closure) {
  const kr_hasher *h = &KR_HASH(self)->hasher;
  return kr_from_small_int(h->algorithm->any_length ? 0 : h->digest_size);
}
static kr_value get_block_size(kr_value self, void *closure) {
  return kr_from_small_int(KR_HASH(self)->hasher.algorithm->block_size);
}
const kr_getset_def kr_hash_getset[] = {
    {"block_size", get_block_size, NULL, NULL, NULL},
    {"name", get_name, NULL, NULL, NULL},
    {"digest_size", get_digest_size, NULL, NULL, NULL},
    {0},
};
