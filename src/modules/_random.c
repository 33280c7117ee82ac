/* Module _random: the Mersenne Twister MT19937 (Matsumoto and Nishimura), seeded as CPython seeds it, so
 * that the same seeds give the same sequences. */
#include <string.h>

#include "host/host.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/int_impl.h"
#include "objects/str.h"
#include "objects/tuple.h"

enum { N = 624, M = 397 };

typedef struct {
  KR_OBJECT_HEAD
  uint32_t index; /* next word of the state to be handed out; N: generate first */
  uint32_t state[N];
} random_object;
#define RANDOM(v) KR_AS(random_object, v)

/* ---- the generator ------------------------------------------------------------------------------------- */

KR_INLINE uint32_t twist(uint32_t upper, uint32_t lower, uint32_t other) {
  uint32_t y = (upper & 0x80000000u) | (lower & 0x7FFFFFFFu);
  return other ^ (y >> 1) ^ (y & 1 ? 0x9908B0DFu : 0u);
}

static void generate(uint32_t *s) {
  int i = 0;
  for (; i < N - M; i++) s[i] = twist(s[i], s[i + 1], s[i + M]);
  for (; i < N - 1; i++) s[i] = twist(s[i], s[i + 1], s[i + M - N]);
  s[N - 1] = twist(s[N - 1], s[0], s[M - 1]);
}

static uint32_t next_word(random_object *r) {
  if (r->index >= N) {
    generate(r->state);
    r->index = 0;
  }
  uint32_t y = r->state[r->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680u;
  y ^= (y << 15) & 0xEFC60000u;
  return y ^ (y >> 18);
}

static void seed_word(random_object *r, uint32_t seed) {
  uint32_t *s = r->state;
  s[0] = seed;
  for (uint32_t i = 1; i < N; i++) s[i] = 1812433253u * (s[i - 1] ^ (s[i - 1] >> 30)) + i;
  r->index = N;
}

static void seed_array(random_object *r, const uint32_t *key, size_t n) {
  uint32_t *s = r->state;
  seed_word(r, 19650218u);
  size_t i = 1, j = 0;
  for (size_t k = n > N ? n : N; k; k--) {
    s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >> 30)) * 1664525u)) + key[j] + (uint32_t)j;
    if (++i >= N) {
      s[0] = s[N - 1];
      i = 1;
    }
    if (++j >= n) j = 0;
  }
  for (size_t k = N - 1; k; k--) {
    s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >> 30)) * 1566083941u)) - (uint32_t)i;
    if (++i >= N) {
      s[0] = s[N - 1];
      i = 1;
    }
  }
  s[0] = 0x80000000u;
}

/* ---- methods ------------------------------------------------------------------------------------------- */

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static int seed_with(random_object *r, kr_value v) {
  if (v == KR_NULL || v == KR_NONE) {
    uint32_t key[N];
    if (!kr_host_random(key, sizeof key)) {
      kr_raise(&kr_exc_OSError, "no random bytes to be had");
      return -1;
    }
    seed_array(r, key, N);
    return 0;
  }
  kr_int_view w;
  if (kr_is_int(v)) {
    kr_int_view_of(&w, v); /* its magnitude, in digits that are just the words wanted */
  } else {
    bool failed = false;
    int32_t h = kr_hash(v, &failed);
    if (failed) return -1;
    kr_int_view_i64(&w, (int64_t)(uint32_t)h);
  }
  static const uint32_t zero = 0;
  if (w.n == 0) {
    seed_array(r, &zero, 1);
  } else {
    seed_array(r, w.d, w.n);
  }
  return 0;
}

METHOD(random_seed) { return seed_with(RANDOM(self), args[0]) < 0 ? KR_NULL : KR_NONE; }

METHOD(random_random) {
  random_object *r = RANDOM(self);
  uint32_t a = next_word(r) >> 5, b = next_word(r) >> 6; /* 27 and 26 bits */
  return kr_from_double((a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

METHOD(random_getrandbits) {
  random_object *r = RANDOM(self);
  kr_value k = kr_index(args[0]);
  if (k == KR_NULL) return KR_NULL;
  int sign = kr_int_sign(k);
  bool fits = kr_int_bit_length(k) <= 64;
  uint64_t bits = kr_int_as_u64_mask(k);
  kr_decref(k);
  if (sign < 0) return kr_raise(&kr_exc_ValueError, "Cannot convert negative int");
  if (!fits) return kr_raise(&kr_exc_OverflowError, "Python int too large for C uint64_t");
  if (bits == 0) return kr_from_small_int(0);
  if (bits <= 32) return kr_from_small_int(next_word(r) >> (32 - bits));
  uint64_t words = (bits - 1) / 32 + 1;
  if (words > SIZE_MAX / 8) return kr_raise_no_memory();
  kr_int *z = kr_int_alloc((size_t)words);
  if (!z) return KR_NULL;
  for (size_t i = 0; i < (size_t)words; i++) z->digits[i] = next_word(r);
  unsigned spare = (unsigned)(words * 32 - bits);
  z->digits[words - 1] >>= spare;
  return kr_int_finish(z, (size_t)words, false);
}

METHOD(random_getstate) {
  random_object *r = RANDOM(self);
  kr_tuple *t = kr_tuple_new(N + 1);
  if (!t) return KR_NULL;
  for (int i = 0; i < N; i++) t->items[i] = kr_from_small_int(r->state[i]);
  t->items[N] = kr_from_small_int(r->index);
  return kr_from_object(t);
}

METHOD(random_setstate) {
  random_object *r = RANDOM(self);
  kr_value state = args[0];
  if (!kr_is_tuple(state)) return kr_raise(&kr_exc_TypeError, "state vector must be a tuple");
  const kr_tuple *t = KR_TUPLE(state);
  if (t->size != N + 1) return kr_raise(&kr_exc_ValueError, "state vector is the wrong size");
  uint32_t words[N];
  for (int i = 0; i < N; i++) {
    kr_value v = t->items[i];
    if (!kr_is_int(v)) return kr_raise(&kr_exc_TypeError, "an integer is required");
    if (kr_int_sign(v) < 0)
      return kr_raise(&kr_exc_OverflowError, "can't convert negative value to unsigned int");
    if (kr_int_bit_length(v) > 32)
      return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C unsigned long");
    words[i] = (uint32_t)kr_int_as_u64_mask(v);
  }
  kr_value last = t->items[N];
  if (!kr_is_int(last)) return kr_raise(&kr_exc_TypeError, "an integer is required");
  int64_t index;
  if (!kr_int_fits_i64(last, &index) || index != (int32_t)index)
    return kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C long");
  if (index < 0 || index > N) return kr_raise(&kr_exc_ValueError, "invalid state");
  memcpy(r->state, words, sizeof words);
  r->index = (uint32_t)index;
  return KR_NONE;
}

/* ---- the type ------------------------------------------------------------------------------------------ */

static kr_type random_type;

static kr_value random_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value self = type == &random_type ? kr_from_object_or_null(kr_object_alloc(type, sizeof(random_object)))
                                       : kr_type_generic_alloc(type, 0);
  if (self != KR_NULL) {
    RANDOM(self)->index = N;
    memset(RANDOM(self)->state, 0, sizeof RANDOM(self)->state);
  }
  return self;
}

static int random_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_type_of(self)->init == random_init && kr_args_no_keywords("Random", kwnames) < 0) return -1;
  if (nargs > 1) return KR_RAISE_INT(&kr_exc_TypeError, "Random() requires 0 or 1 argument");
  return seed_with(RANDOM(self), nargs ? args[0] : KR_NULL);
}

static void random_dealloc(kr_object *o) { kr_object_free(o); }

static const kr_method_def random_methods[] = {
    {"random", random_random, 0, "($self, /)", "The next float from 0 up to, but without, 1."},
    {"seed", random_seed, 0, "($self, n=None, /)", "seed([n]) -> None. Defaults to bytes from the host."},
    {"getstate", random_getstate, 0, "($self, /)", "The state, for setstate()."},
    {"setstate", random_setstate, 0, "($self, state, /)", "Go on from what getstate() gave."},
    {"getrandbits", random_getrandbits, 0, "($self, k, /)", "An int of k random bits."},
    {0},
};

static kr_type random_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_random.Random",
    .doc = "A random number generator with a state of its own.",
    .tf = KR_TF_BASETYPE | KR_TF_MUTABLE,
    .basic_size = sizeof(random_object),
    .base = &kr_object_type,
    .dealloc = random_dealloc,
    .methods = random_methods,
    .getattro = kr_generic_getattr,
    .init = random_init,
    .new_ = random_new,
};

static int exec_module(kr_module *m) { return kr_module_add_type(m, &random_type); }

const kr_module_def kr_module_def__random = {
    .name = "_random",
    .doc = "The Mersenne Twister.",
    .exec = exec_module,
};
