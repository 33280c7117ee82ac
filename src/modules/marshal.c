/* The marshal module: reading and writing of the format; see compile/marshal.h.
 *
 * Data is not trusted: every size is checked against what is left before anything is allocated for
 * it, nesting is limited, and a reference to a container that is still being read sees it with None
 * in the places not yet filled.
 */
#include "objects/audit.h"
#include "compile/marshal.h"

#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"

enum { MAX_DEPTH = 1500, FLAG_REF = 0x80 };
/* Type codes, as single characters */
#define T_NULL '0'
#define T_NONE 'N'
#define T_FALSE 'F'
#define T_TRUE 'T'
#define T_STOPITER 'S'
#define T_ELLIPSIS '.'
#define T_INT 'i'
#define T_INT64 'I'
#define T_LONG 'l'
#define T_FLOAT_TEXT 'f'
#define T_FLOAT 'g'
#define T_COMPLEX_TEXT 'x'
#define T_COMPLEX 'y'
#define T_BYTES 's'
#define T_INTERNED 't'
#define T_UNICODE 'u'
#define T_REF 'r'
#define T_TUPLE '('
#define T_SMALL_TUPLE ')'
#define T_LIST '['
#define T_DICT '{'
#define T_CODE 'c'
#define T_SET '<'
#define T_FROZENSET '>'
#define T_SLICE ':'
#define T_ASCII 'a'
#define T_ASCII_INTERNED 'A'
#define T_SHORT_ASCII 'z'
#define T_SHORT_ASCII_INTERNED 'Z'

/* ---- reading ------------------------------------------------------------------------------------- */

typedef struct {
  const uint8_t *p, *end; /* memory */
  kr_value readinto;      /* or a file's readinto method; KR_NULL: memory */
  kr_value chunk;         /* the bytearray of the last file read; owned */
  kr_value *refs;         /* owned; KR_NULL while the object is incomplete and may not be shared */
  size_t nrefs, refs_capacity;
  int depth;
  bool allow_code, frozen; /* frozen: ours */
} reader;

/* An element slot's "end of a dict" (T_NULL), told apart from failure by there being no exception. */
static kr_value read_value(reader *r);

static const uint8_t *read_file_bytes(reader *r, size_t n) {
  KR_CLEAR(r->chunk);
  r->chunk = kr_bytearray_from(NULL, 0);
  if (r->chunk == KR_NULL || kr_bytearray_resize(KR_AS(kr_bytearray, r->chunk), n) < 0) return NULL;
  memset(KR_AS(kr_bytearray, r->chunk)->data, 0, n);
  kr_value view = kr_call1(kr_from_object(&kr_memoryview_type), r->chunk);
  if (view == KR_NULL) return NULL;
  kr_value count = kr_call1(r->readinto, view);
  kr_decref(view);
  if (count == KR_NULL) return NULL;
  intptr_t got = kr_index_as_size(count, KR_NULL);
  kr_decref(count);
  if (kr_failed()) return NULL;
  if (got > (intptr_t)n) {
    kr_raise(&kr_exc_ValueError, "read() returned too much data: %zd bytes requested, %zd returned",
             (intptr_t)n, got);
    return NULL;
  }
  if (got < (intptr_t)n) {
    kr_raise(&kr_exc_EOFError, "EOF read where not expected");
    return NULL;
  }
  return KR_AS(kr_bytearray, r->chunk)->data;
}

/* The next n bytes, good until the next read. NULL: EOFError. */
static const uint8_t *read_bytes(reader *r, size_t n) {
  if (r->readinto != KR_NULL) return read_file_bytes(r, n);
  if ((size_t)(r->end - r->p) < n) {
    kr_raise(&kr_exc_EOFError, "marshal data too short");
    return NULL;
  }
  const uint8_t *p = r->p;
  r->p += n;
  return p;
}

static uint32_t get_u32(const uint8_t *p) {
  return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static uint64_t get_u64(const uint8_t *p) { return get_u32(p) | (uint64_t)get_u32(p + 4) << 32; }

static bool read_i32(reader *r, int32_t *out) {
  const uint8_t *p = read_bytes(r, 4);
  if (!p) return false;
  *out = (int32_t)get_u32(p);
  return true;
}

static bool bad(const char *what) {
  kr_raise(&kr_exc_ValueError, "bad marshal data (%s)", what);
  return false;
}

static bool read_size(reader *r, size_t *out, const char *message) {
  int32_t n;
  if (!read_i32(r, &n)) return false;
  if (n < 0) return bad(message);
  *out = (size_t)n;
  return true;
}

/* A place in the table of references, -1: out of memory. KR_NULL: not yet to be referred to. */
static int32_t reserve_ref(reader *r, kr_value v) {
  if (r->nrefs == r->refs_capacity) {
    size_t capacity = r->refs_capacity ? r->refs_capacity * 2 : 32;
    kr_value *refs = kr_realloc_array(r->refs, capacity, sizeof *refs);
    if (!refs) return -1;
    r->refs = refs;
    r->refs_capacity = capacity;
  }
  r->refs[r->nrefs] = kr_ref(v);
  return (int32_t)r->nrefs++;
}

/* v (stolen on failure) becomes known under the next number when flagged. */
static kr_value remember(reader *r, kr_value v, bool flag) {
  if (v == KR_NULL || !flag) return v;
  if (reserve_ref(r, v) < 0) {
    kr_decref(v);
    return KR_NULL;
  }
  return v;
}

static kr_value read_long(reader *r) {
  int32_t n;
  if (!read_i32(r, &n)) return KR_NULL;
  if (n == 0) return kr_from_small_int(0);
  if (n == INT32_MIN) return bad("long size out of range"), KR_NULL;
  size_t ndigits = (size_t)(n < 0 ? -n : n);
  const uint8_t *p = read_bytes(r, ndigits * 2);
  if (!p) return KR_NULL;
  /* 15-bit digits, packed into bytes; one spare byte keeps the sign bit clear */
  size_t nbytes = (ndigits * 15 + 7) / 8 + 1;
  uint8_t *bytes = kr_alloc_zeroed(nbytes);
  if (!bytes) return KR_NULL;
  kr_value v = KR_NULL;
  uint32_t acc = 0;
  size_t out = 0;
  int bits = 0;
  uint32_t digit = 0;
  for (size_t i = 0; i < ndigits; i++) {
    digit = p[2 * i] | (uint32_t)p[2 * i + 1] << 8;
    if (digit >> 15) {
      bad("digit out of range in long");
      goto done;
    }
    acc |= digit << bits;
    for (bits += 15; bits >= 8; bits -= 8, acc >>= 8) bytes[out++] = (uint8_t)acc;
  }
  if (bits) bytes[out] = (uint8_t)acc;
  if (digit == 0) {
    bad("unnormalized long data");
    goto done;
  }
  v = kr_int_from_bytes(bytes, nbytes, true, false);
  if (v != KR_NULL && n < 0) {
    kr_value negative = kr_int_neg(v);
    kr_decref(v);
    v = negative;
  }
done:
  kr_free(bytes);
  return v;
}

static bool read_float_text(reader *r, double *out) {
  const uint8_t *p = read_bytes(r, 1);
  if (!p) return false;
  size_t n = *p;
  p = read_bytes(r, n);
  if (!p) return false;
  kr_value text = kr_str_from_latin1(p, n);
  if (text == KR_NULL) return false;
  kr_value v = kr_float_from_str(text);
  kr_decref(text);
  if (v == KR_NULL) return false;
  *out = kr_double_value(v);
  return true;
}

static bool read_double(reader *r, double *out) {
  const uint8_t *p = read_bytes(r, 8);
  if (!p) return false;
  uint64_t bits = get_u64(p);
  memcpy(out, &bits, 8);
  return true;
}

static kr_value read_complex(reader *r, bool text) {
  double real, imag;
  if (text ? !read_float_text(r, &real) || !read_float_text(r, &imag)
           : !read_double(r, &real) || !read_double(r, &imag))
    return KR_NULL;
  return kr_complex_new(real, imag);
}

static kr_value read_ascii(reader *r, bool is_short, bool interned) {
  size_t n;
  if (is_short) {
    const uint8_t *p = read_bytes(r, 1);
    if (!p) return KR_NULL;
    n = *p;
  } else if (!read_size(r, &n, "string size out of range")) {
    return KR_NULL;
  }
  const uint8_t *p = read_bytes(r, n);
  if (!p) return KR_NULL;
  kr_value v = kr_str_from_latin1(p, n);
  if (v != KR_NULL && interned) kr_str_intern(&v);
  return v;
}

static kr_value read_unicode(reader *r, bool interned) {
  size_t n;
  if (!read_size(r, &n, "string size out of range")) return KR_NULL;
  const uint8_t *p = read_bytes(r, n);
  if (!p) return KR_NULL;
  kr_value v = kr_decode_utf8(p, n, "surrogatepass");
  if (v != KR_NULL && interned) kr_str_intern(&v);
  return v;
}

/* An element of `what`; T_NULL is not one. */
static kr_value read_element(reader *r, const char *what) {
  kr_value v = read_value(r);
  if (v == KR_NULL && !kr_failed()) kr_raise(&kr_exc_TypeError, "NULL object in marshal data for %s", what);
  return v;
}

/* Every element takes a byte at least: more of them than bytes cannot be, so reading on must fail,
 * and nothing needs to be allocated for them. (A file's size is not known.) */
static bool too_many(const reader *r, size_t n) {
  return r->readinto == KR_NULL && n > (size_t)(r->end - r->p);
}
static kr_value read_until_failure(reader *r, const char *what) {
  for (;;) {
    kr_value v = read_element(r, what);
    if (v == KR_NULL) return KR_NULL;
    kr_decref(v);
  }
}

/* More items than any address space of 32 bits has room for: said at once, as CPython does there. */
static bool impossible(size_t n) {
  if (n <= INT32_MAX / 4) return false;
  kr_raise_no_memory();
  return true;
}

static kr_value read_tuple(reader *r, size_t n, bool flag) {
  if (impossible(n)) return KR_NULL;
  if (too_many(r, n)) {
    if (flag && reserve_ref(r, KR_NULL) < 0) return KR_NULL;
    return read_until_failure(r, "tuple");
  }
  if (n == 0) return remember(r, KR_EMPTY_TUPLE, flag);
  kr_tuple *t = kr_tuple_new(n);
  if (!t) return KR_NULL;
  for (size_t i = 0; i < n; i++) t->items[i] = KR_NONE;
  if (remember(r, kr_from_object(t), flag) == KR_NULL) return KR_NULL;
  for (size_t i = 0; i < n; i++) {
    t->items[i] = read_element(r, "tuple");
    if (t->items[i] == KR_NULL) {
      t->items[i] = KR_NONE;
      kr_decref_object(t);
      return KR_NULL;
    }
  }
  return kr_from_object(t);
}

static kr_value read_list(reader *r, size_t n, bool flag) {
  if (impossible(n)) return KR_NULL;
  kr_list *list = kr_list_new(0);
  if (!list || remember(r, kr_from_object(list), flag) == KR_NULL) return KR_NULL;
  for (size_t i = 0; i < n; i++) {
    kr_value v = read_element(r, "list");
    if (v == KR_NULL || kr_list_append_steal(list, v) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object(list);
}

static kr_value read_dict(reader *r, bool flag) {
  kr_dict *dict = kr_dict_new();
  if (!dict || remember(r, kr_from_object(dict), flag) == KR_NULL) return KR_NULL;
  for (;;) {
    kr_value key = read_value(r);
    if (key == KR_NULL) break;
    kr_value value = read_value(r);
    if (value != KR_NULL) kr_dict_set(dict, key, value);
    bool end = value == KR_NULL;
    kr_decref(key);
    kr_decref(value);
    if (end || kr_failed()) break;
  }
  if (kr_failed()) {
    kr_decref_object(dict);
    return KR_NULL;
  }
  return kr_from_object(dict);
}

static kr_value read_set(reader *r, bool frozen, bool flag) {
  size_t n;
  if (!read_size(r, &n, "set size out of range")) return KR_NULL;
  kr_set *set = kr_set_new(frozen ? &kr_frozenset_type : &kr_set_type);
  if (!set) return KR_NULL;
  /* A frozenset is shared only when complete: its hash would be wrong before. */
  int32_t at = flag ? reserve_ref(r, frozen ? KR_NULL : kr_from_object(set)) : 0;
  if (at < 0) goto failed;
  for (size_t i = 0; i < n; i++) {
    kr_value v = read_element(r, "set");
    if (v == KR_NULL) goto failed;
    int failed = kr_set_add(set, v);
    kr_decref(v);
    if (failed < 0) goto failed;
  }
  if (flag && frozen) r->refs[at] = kr_ref(kr_from_object(set));
  return kr_from_object(set);
failed:
  kr_decref_object(set);
  return KR_NULL;
}

static kr_value read_slice(reader *r, bool flag) {
  int32_t at = flag ? reserve_ref(r, KR_NULL) : 0;
  if (at < 0) return KR_NULL;
  kr_value parts[3] = {KR_NULL, KR_NULL, KR_NULL}, v = KR_NULL;
  for (int i = 0; i < 3; i++) {
    parts[i] = read_element(r, "object");
    if (parts[i] == KR_NULL) goto done;
  }
  v = kr_slice_new(parts[0], parts[1], parts[2]);
  if (flag && v != KR_NULL) r->refs[at] = kr_ref(v);
done:
  for (int i = 0; i < 3; i++) kr_decref(parts[i]);
  return v;
}

/* The objects of a code object, in the order of the data, and where firstlineno stands among them. */
enum {
  CODE,
  CONSTS,
  NAMES,
  LOCALSPLUSNAMES,
  LOCALSPLUSKINDS,
  FILENAME,
  NAME,
  QUALNAME,
  LINETABLE,
  EXCEPTIONTABLE,
  NPARTS
};

static bool code_part_ok(int part, kr_value v) {
  switch (part) {
    case CODE:
    case LOCALSPLUSKINDS:
    case LINETABLE:
    case EXCEPTIONTABLE:
      if (kr_is_bytes(v)) return true;
      break;
    case CONSTS:
    case NAMES:
    case LOCALSPLUSNAMES:
      if (kr_is_tuple(v)) return true;
      break;
    default:
      if (kr_is_str(v)) return true;
      break;
  }
  kr_raise(&kr_exc_SystemError, "bad argument to internal function");
  return false;
}

static KR_NOINLINE kr_value read_code(reader *r, bool flag) {
  if (!r->allow_code) return kr_raise(&kr_exc_ValueError, "unmarshalling code objects is disallowed");
  int32_t at = flag ? reserve_ref(r, KR_NULL) : 0;
  if (at < 0) return KR_NULL;
  int32_t numbers[5], firstlineno = 0;
  for (int i = 0; i < 5; i++)
    if (!read_i32(r, &numbers[i])) return KR_NULL;
  kr_value part[NPARTS];
  int n = 0;
  kr_value v = KR_NULL;
  for (; n < NPARTS; n++) {
    if (n == LINETABLE && !read_i32(r, &firstlineno)) goto done;
    part[n] = read_element(r, "code");
    if (part[n] == KR_NULL) goto done;
    if (!code_part_ok(n, part[n])) {
      n++;
      goto done;
    }
  }
  kr_code_spec spec = {.argcount = numbers[0],
                       .posonlyargcount = numbers[1],
                       .kwonlyargcount = numbers[2],
                       .stacksize = numbers[3],
                       .co_flags = (uint32_t)numbers[4],
                       .firstlineno = firstlineno,
                       .code = KR_BYTES(part[CODE])->data,
                       .code_size = KR_BYTES(part[CODE])->size,
                       .consts = part[CONSTS],
                       .names = part[NAMES],
                       .localsplusnames = part[LOCALSPLUSNAMES],
                       .localspluskinds = part[LOCALSPLUSKINDS],
                       .filename = part[FILENAME],
                       .name = part[NAME],
                       .qualname = part[QUALNAME],
                       .linetable = part[LINETABLE],
                       .exceptiontable = part[EXCEPTIONTABLE],
                       .foreign = !r->frozen};
  v = kr_from_object_or_null(kr_code_new(&spec));
  if (flag && v != KR_NULL) r->refs[at] = kr_ref(v);
done:
  while (n > 0) kr_decref(part[--n]);
  return v;
}

static KR_NOINLINE kr_value read_leaf(reader *r, int type) {
  const uint8_t *p;
  double d;
  size_t n;
  switch (type) {
    case T_INT: return (p = read_bytes(r, 4)) ? kr_from_small_int((int32_t)get_u32(p)) : KR_NULL;
    case T_INT64: return (p = read_bytes(r, 8)) ? kr_int_from_i64((int64_t)get_u64(p)) : KR_NULL;
    case T_LONG: return read_long(r);
    case T_FLOAT_TEXT: return read_float_text(r, &d) ? kr_from_double(d) : KR_NULL;
    case T_FLOAT: return read_double(r, &d) ? kr_from_double(d) : KR_NULL;
    case T_COMPLEX_TEXT: return read_complex(r, true);
    case T_COMPLEX: return read_complex(r, false);
    case T_BYTES:
      if (!read_size(r, &n, "bytes object size out of range")) return KR_NULL;
      return (p = read_bytes(r, n)) ? kr_bytes_from(p, n) : KR_NULL;
    case T_ASCII: return read_ascii(r, false, false);
    case T_ASCII_INTERNED: return read_ascii(r, false, true);
    case T_SHORT_ASCII: return read_ascii(r, true, false);
    case T_SHORT_ASCII_INTERNED: return read_ascii(r, true, true);
    case T_UNICODE: return read_unicode(r, false);
    case T_INTERNED: return read_unicode(r, true);
    default: return bad("unknown type code"), KR_NULL;
  }
}

static kr_value read_typed(reader *r, int code) {
  bool flag = (code & FLAG_REF) != 0;
  int type = code & ~FLAG_REF;
  size_t n;
  switch (type) {
    case T_NULL: return KR_NULL;
    case T_NONE: return KR_NONE;
    case T_FALSE: return KR_FALSE;
    case T_TRUE: return KR_TRUE;
    case T_ELLIPSIS: return KR_ELLIPSIS;
    case T_STOPITER: return kr_ref(kr_from_object(&kr_exc_StopIteration));
    case T_REF: {
      int32_t i;
      if (!read_i32(r, &i)) return KR_NULL;
      if (i < 0 || (size_t)i >= r->nrefs || r->refs[i] == KR_NULL) return bad("invalid reference"), KR_NULL;
      return kr_ref(r->refs[i]);
    }
    case T_SMALL_TUPLE: {
      const uint8_t *p = read_bytes(r, 1);
      return p ? read_tuple(r, *p, flag) : KR_NULL;
    }
    case T_TUPLE: return read_size(r, &n, "tuple size out of range") ? read_tuple(r, n, flag) : KR_NULL;
    case T_LIST: return read_size(r, &n, "list size out of range") ? read_list(r, n, flag) : KR_NULL;
    case T_DICT: return read_dict(r, flag);
    case T_SET: return read_set(r, false, flag);
    case T_FROZENSET: return read_set(r, true, flag);
    case T_SLICE: return read_slice(r, flag);
    case T_CODE: return read_code(r, flag);
    default: return remember(r, read_leaf(r, type), flag);
  }
}

/* New; KR_NULL without an exception is T_NULL. */
static kr_value read_value(reader *r) {
  const uint8_t *p = read_bytes(r, 1);
  if (!p) {
    if (kr_clear_if(&kr_exc_EOFError)) kr_raise(&kr_exc_EOFError, "EOF read where object expected");
    return KR_NULL;
  }
  if (r->depth >= MAX_DEPTH) return kr_raise(&kr_exc_ValueError, "recursion limit exceeded");
  if (kr_enter_recursion("") < 0) { /* the same to the caller: this stack is only smaller */
    kr_clear_exception();
    return kr_raise(&kr_exc_ValueError, "recursion limit exceeded");
  }
  r->depth++;
  kr_value v = read_typed(r, *p);
  r->depth--;
  kr_leave_recursion();
  return v;
}

static kr_value read_whole(reader *r) {
  kr_value v = read_element(r, "object");
  for (size_t i = 0; i < r->nrefs; i++) kr_decref(r->refs[i]);
  kr_free(r->refs);
  kr_decref(r->chunk);
  return v;
}

kr_value kr_marshal_loads(const uint8_t *data, size_t size) {
  reader r = {.p = data,
              .end = data + size,
              .readinto = KR_NULL,
              .chunk = KR_NULL,
              .allow_code = true,
              .frozen = true};
  return read_whole(&r);
}

/* ---- writing ------------------------------------------------------------------------------------- */

typedef struct {
  kr_value key; /* owned; KR_NULL: free */
  uint32_t index;
} written;
typedef struct {
  kr_buf out;
  int version, depth;
  bool allow_code;
  bool too_deep, unmarshallable;
  written *table; /* objects written so far, by identity; open addressing */
  uint32_t used, mask;
} writer;

static void put_byte(writer *w, int c) { kr_buf_put_char(&w->out, (char)c); }
static void put_u32(writer *w, uint32_t n) {
  uint8_t b[4] = {(uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16), (uint8_t)(n >> 24)};
  kr_buf_put(&w->out, b, 4);
}
static void put_double(writer *w, double d) {
  uint64_t bits;
  d = kr_plain_nan(d);
  memcpy(&bits, &d, 8);
  put_u32(w, (uint32_t)bits);
  put_u32(w, (uint32_t)(bits >> 32));
}

static void write_value(writer *w, kr_value v);
static void write_steal(writer *w, kr_value v);

static uint32_t identity_hash(kr_value v) {
  uint64_t h = v * 0x9E3779B97F4A7C15ull;
  return (uint32_t)(h >> 32);
}

static bool grow_table(writer *w) {
  uint32_t mask = w->table ? w->mask * 2 + 1 : 63;
  written *table = kr_alloc_array((size_t)mask + 1, sizeof *table);
  if (!table) return false;
  for (uint32_t i = 0; i <= mask; i++) table[i].key = KR_NULL;
  if (w->table) {
    for (uint32_t i = 0; i <= w->mask; i++) {
      if (w->table[i].key == KR_NULL) continue;
      uint32_t at = identity_hash(w->table[i].key) & mask;
      while (table[at].key != KR_NULL) at = (at + 1) & mask;
      table[at] = w->table[i];
    }
    kr_free(w->table);
  }
  w->table = table;
  w->mask = mask;
  return true;
}

/* Writes a reference to v and returns true if v was written before; else notes it and sets *flag when
 * it may come again (somebody else holds it too). */
static bool write_ref(writer *w, kr_value v, int *flag) {
  *flag = 0;
  if (w->version < 3) return false;
  if (kr_is_object(v) && kr_object_of(v)->refs <= 2) return false; /* of its container, and ours */
  if (w->used * 3 >= w->mask * 2 && !grow_table(w)) {
    w->out.failed = true;
    return true;
  }
  uint32_t at = identity_hash(v) & w->mask;
  for (; w->table[at].key != KR_NULL; at = (at + 1) & w->mask) {
    if (w->table[at].key != v) continue;
    put_byte(w, T_REF);
    put_u32(w, w->table[at].index);
    return true;
  }
  w->table[at] = (written){kr_ref(v), w->used++};
  *flag = FLAG_REF;
  return false;
}

static void write_int(writer *w, kr_value v, int flag) {
  if (kr_is_small_int(v) && kr_small_int_value(v) == (int32_t)kr_small_int_value(v)) {
    put_byte(w, T_INT | flag);
    put_u32(w, (uint32_t)kr_small_int_value(v));
    return;
  }
  put_byte(w, T_LONG | flag);
  uint64_t nbits = kr_int_bit_length(v);
  size_t ndigits = (size_t)((nbits + 14) / 15), nbytes = ndigits * 2 + 4;
  kr_value magnitude = kr_int_abs(v);
  uint8_t *bytes = magnitude == KR_NULL ? NULL : kr_alloc(nbytes);
  if (!bytes || kr_int_to_bytes(magnitude, bytes, nbytes, true, false) < 0) {
    w->out.failed = true;
  } else {
    put_u32(w, kr_int_sign(v) < 0 ? (uint32_t) - (int32_t)ndigits : (uint32_t)ndigits);
    for (size_t i = 0; i < ndigits; i++) {
      size_t bit = i * 15;
      uint32_t digit = (get_u32(bytes + bit / 8) >> (bit % 8)) & 0x7fff;
      put_byte(w, digit & 0xff);
      put_byte(w, digit >> 8);
    }
  }
  kr_free(bytes);
  kr_decref(magnitude);
}

static void write_float_text(writer *w, double d) {
  kr_buf text = {0};
  if (!kr_dtoa(&text, d, 'g', 17, 0)) {
    w->out.failed = true;
  } else {
    put_byte(w, (int)text.size);
    kr_buf_put(&w->out, text.data, text.size);
  }
  kr_buf_free(&text);
}

static void write_str(writer *w, kr_value v, int flag) {
  const kr_str *s = KR_STR(v);
  bool interned = kr_str_is_interned(s);
  if (w->version >= 4 && kr_str_is_ascii(s)) {
    if (s->length < 256) {
      put_byte(w, (interned ? T_SHORT_ASCII_INTERNED : T_SHORT_ASCII) | flag);
      put_byte(w, (int)s->length);
    } else {
      put_byte(w, (interned ? T_ASCII_INTERNED : T_ASCII) | flag);
      put_u32(w, s->length);
    }
    kr_buf_put(&w->out, kr_str_data(s), s->length);
    return;
  }
  kr_value utf8 = kr_encode_utf8(v, "surrogatepass");
  if (utf8 == KR_NULL) {
    w->out.failed = true;
    return;
  }
  put_byte(w, (w->version >= 3 && interned ? T_INTERNED : T_UNICODE) | flag);
  put_u32(w, KR_BYTES(utf8)->size);
  kr_buf_put(&w->out, KR_BYTES(utf8)->data, KR_BYTES(utf8)->size);
  kr_decref(utf8);
}

static void write_raw(writer *w, int type, const void *data, size_t n) {
  put_byte(w, type);
  put_u32(w, (uint32_t)n);
  kr_buf_put(&w->out, data, n);
}

static void write_tuple(writer *w, const kr_tuple *t, int flag) {
  if (w->version >= 4 && t->size < 256) {
    put_byte(w, T_SMALL_TUPLE | flag);
    put_byte(w, (int)t->size);
  } else {
    put_byte(w, T_TUPLE | flag);
    put_u32(w, t->size);
  }
  for (uint32_t i = 0; i < t->size; i++) write_value(w, t->items[i]);
}

static kr_value dumps(kr_value v, int version, bool allow_code);

/* Elements in the order of their own bytes, so that equal sets give equal bytes. */
static void write_set(writer *w, kr_value v, int flag) {
  kr_set *set = KR_SET(v);
  put_byte(w, (kr_is_exact(v, &kr_set_type) ? T_SET : T_FROZENSET) | flag);
  put_u32(w, set->used);
  kr_list *pairs = kr_list_new(set->used);
  if (!pairs) goto failed;
  uint32_t pos = 0;
  kr_value item;
  while (kr_set_next(set, &pos, &item)) {
    kr_incref(item);
    kr_value bytes = dumps(item, w->version, w->allow_code);
    kr_value pair = bytes == KR_NULL ? KR_NULL : kr_tuple_pack(2, bytes, item);
    kr_decref(item);
    if (bytes == KR_NULL) {
      w->unmarshallable = true; /* the exception itself says what */
      goto failed;
    }
    kr_decref(bytes);
    if (pair == KR_NULL || kr_list_append_steal(pairs, pair) < 0) goto failed;
  }
  if (kr_list_sort(pairs, KR_NULL, false) < 0) goto failed;
  for (uint32_t i = 0; i < pairs->size; i++) write_value(w, KR_TUPLE(pairs->items[i])->items[1]);
  kr_decref_object(pairs);
  return;
failed:
  w->out.failed = true;
  kr_xdecref_object(pairs);
}

static KR_NOINLINE void write_code(writer *w, const kr_code *code, int flag) {
  if (!w->allow_code) {
    kr_raise(&kr_exc_ValueError, "marshalling code objects is disallowed");
    w->out.failed = true;
    return;
  }
  put_byte(w, T_CODE | flag);
  put_u32(w, (uint32_t)code->argcount);
  put_u32(w, (uint32_t)code->posonlyargcount);
  put_u32(w, (uint32_t)code->kwonlyargcount);
  put_u32(w, (uint32_t)code->stacksize);
  put_u32(w, code->co_flags);
  int ignored;
  kr_value units = kr_bytes_from(code->units, (size_t)code->nunits * 2);
  if (units == KR_NULL) {
    w->out.failed = true;
    return;
  }
  /* As CPython, which has this in a cache that holds a second reference: numbered. */
  kr_incref(units);
  kr_incref(units);
  if (!write_ref(w, units, &ignored))
    write_raw(w, T_BYTES | ignored, KR_BYTES(units)->data, KR_BYTES(units)->size);
  kr_decref(units);
  kr_decref(units);
  kr_decref(units);
  write_value(w, kr_from_object(code->consts));
  write_value(w, kr_from_object(code->names));
  write_value(w, kr_from_object(code->localsplusnames));
  write_value(w, kr_from_object(code->localspluskinds));
  write_value(w, code->filename);
  write_value(w, code->name);
  write_value(w, code->qualname);
  put_u32(w, (uint32_t)code->firstlineno);
  write_value(w, kr_from_object(code->linetable));
  write_value(w, kr_from_object(code->exceptiontable));
}

static KR_NOINLINE void write_leaf(writer *w, kr_value v, int flag) {
  if (kr_is_exact_int(v)) {
    write_int(w, v, flag);
  } else if (kr_is_double(v)) {
    put_byte(w, (w->version > 1 ? T_FLOAT : T_FLOAT_TEXT) | flag);
    if (w->version > 1) put_double(w, kr_double_value(v));
    else write_float_text(w, kr_double_value(v));
  } else if (kr_is_exact_str(v)) {
    write_str(w, v, flag);
  } else if (kr_is_exact(v, &kr_bytes_type)) {
    write_raw(w, T_BYTES | flag, KR_BYTES(v)->data, KR_BYTES(v)->size);
  } else if (kr_is_exact(v, &kr_complex_type)) {
    const kr_complex *c = KR_AS(kr_complex, v);
    put_byte(w, (w->version > 1 ? T_COMPLEX : T_COMPLEX_TEXT) | flag);
    if (w->version > 1) {
      put_double(w, c->real);
      put_double(w, c->imag);
    } else {
      write_float_text(w, c->real);
      write_float_text(w, c->imag);
    }
  } else if (kr_has_buffer(v)) {
    kr_buffer view;
    if (kr_get_buffer(v, &view, KR_BUF_SIMPLE) < 0) {
      kr_clear_exception();
      put_byte(w, '?');
      w->unmarshallable = true;
    } else {
      write_raw(w, T_BYTES | flag, view.buf, (size_t)view.len);
      kr_release_buffer(&view);
    }
  } else {
    put_byte(w, '?');
    w->unmarshallable = true;
  }
}

static void write_object(writer *w, kr_value v) {
  int flag;
  if (write_ref(w, v, &flag)) return;
  if (kr_is_exact_tuple(v)) {
    write_tuple(w, KR_TUPLE(v), flag);
  } else if (kr_is_exact_list(v)) {
    kr_list *list = KR_LIST(v);
    put_byte(w, T_LIST | flag);
    uint32_t n = list->size;
    put_u32(w, n);
    for (uint32_t i = 0; i < n && i < list->size; i++) write_value(w, list->items[i]);
  } else if (kr_is_exact_dict(v)) {
    put_byte(w, T_DICT | flag);
    uint32_t pos = 0;
    kr_value key, value;
    while (kr_dict_next(KR_DICT(v), &pos, &key, &value)) {
      kr_incref(value);
      write_value(w, key);
      write_steal(w, value);
    }
    put_byte(w, T_NULL);
  } else if (kr_is_exact(v, &kr_set_type) || kr_is_exact(v, &kr_frozenset_type)) {
    write_set(w, v, flag);
  } else if (kr_is_exact(v, &kr_code_type)) {
    write_code(w, KR_CODE(v), flag);
  } else if (kr_is_exact(v, &kr_slice_type) && w->version >= 5) {
    const kr_slice *s = KR_AS(kr_slice, v);
    put_byte(w, T_SLICE | flag);
    write_value(w, s->start);
    write_value(w, s->stop);
    write_value(w, s->step);
  } else {
    write_leaf(w, v, flag);
  }
}

/* Values that are written as one byte; 0: others. */
static int one_byte(kr_value v) {
  switch (v) {
    case KR_NULL: return T_NULL;
    case KR_NONE: return T_NONE;
    case KR_FALSE: return T_FALSE;
    case KR_TRUE: return T_TRUE;
    case KR_ELLIPSIS: return T_ELLIPSIS;
    default: return v == kr_from_object(&kr_exc_StopIteration) ? T_STOPITER : 0;
  }
}
/* What is written belongs to the writer meanwhile: a buffer may be Python code that empties its container. */
static void write_steal(writer *w, kr_value v) {
  int byte = one_byte(v);
  if (w->out.failed) {
    /* nothing more */
  } else if (byte) {
    put_byte(w, byte);
  } else if (w->depth >= MAX_DEPTH) {
    w->too_deep = true;
  } else if (kr_enter_recursion("") < 0) { /* the same to the caller: this stack is only smaller */
    kr_clear_exception();
    w->too_deep = true;
  } else {
    w->depth++;
    write_object(w, v);
    w->depth--;
    kr_leave_recursion();
  }
  kr_decref(v);
}
static void write_value(writer *w, kr_value v) { write_steal(w, kr_ref(v)); }

static kr_value dumps(kr_value v, int version, bool allow_code) {
  writer w = {.version = version, .allow_code = allow_code};
  write_value(&w, v);
  if (w.table) {
    for (uint32_t i = 0; i <= w.mask; i++) kr_decref(w.table[i].key);
    kr_free(w.table);
  }
  if (w.out.failed || w.too_deep || w.unmarshallable) {
    kr_buf_free(&w.out);
    if (kr_failed()) return KR_NULL;
    if (w.too_deep) return kr_raise(&kr_exc_ValueError, "object too deeply nested to marshal");
    return w.unmarshallable ? kr_raise(&kr_exc_ValueError, "unmarshallable object") : kr_raise_no_memory();
  }
  return kr_bytes_from_buf(&w.out);
}

/* ---- the module ---------------------------------------------------------------------------------- */

/* 1, 0; -1: exception. Missing is true. */
static int allow_code_arg(kr_value v) { return v == KR_NULL ? 1 : kr_truth(v); }

static bool version_arg(kr_value v, int *version) {
  *version = KR_MARSHAL_VERSION;
  if (v == KR_NULL) return true;
  *version = kr_index_as_int(v);
  return !kr_failed();
}

static kr_value audited_dumps(kr_value v, int version, int allow) {
  return KR_AUDIT("marshal.dumps", v, kr_from_small_int(version)) ? KR_NULL : dumps(v, version, allow);
}

static kr_value marshal_dump(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  int version, allow = allow_code_arg(args[3]);
  if (allow < 0 || !version_arg(args[2], &version)) return KR_NULL;
  kr_value bytes = audited_dumps(args[0], version, allow);
  if (bytes == KR_NULL) return KR_NULL;
  kr_value result = kr_call_method1(args[1], KR_ID(write), bytes);
  kr_decref(bytes);
  return result;
}

static kr_value marshal_dumps(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  int version, allow = allow_code_arg(args[2]);
  if (allow < 0 || !version_arg(args[1], &version)) return KR_NULL;
  return audited_dumps(args[0], version, allow);
}

static kr_value marshal_loads(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  int allow = allow_code_arg(args[1]);
  kr_buffer view;
  if (allow < 0 || kr_get_buffer(args[0], &view, KR_BUF_SIMPLE) < 0) return KR_NULL;
  reader r = {.p = view.buf,
              .end = (const uint8_t *)view.buf + view.len,
              .readinto = KR_NULL,
              .chunk = KR_NULL,
              .allow_code = allow};
  kr_value v = KR_NULL, told = kr_audit_hooks ? kr_bytes_from(view.buf, (size_t)view.len) : KR_NONE;
  if (told != KR_NULL && !KR_AUDIT("marshal.loads", told)) v = read_whole(&r);
  kr_decref(told);
  kr_release_buffer(&view);
  return v;
}

static kr_value marshal_load(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  int allow = allow_code_arg(args[1]);
  if (allow < 0 || kr_audit("marshal.load", 0, NULL)) return KR_NULL;
  /* A text file would give strings: better said here than by a confusing readinto. */
  kr_value probe = kr_call_method1(args[0], KR_ID(read), kr_from_small_int(0));
  if (probe == KR_NULL) return KR_NULL;
  bool ok = kr_is_bytes(probe);
  if (!ok) kr_raise(&kr_exc_TypeError, "file.read() returned not bytes but %T", probe);
  kr_decref(probe);
  if (!ok) return KR_NULL;
  reader r = {.readinto = kr_getattr(args[0], KR_ID(readinto)), .chunk = KR_NULL, .allow_code = allow};
  if (r.readinto == KR_NULL) return KR_NULL;
  kr_value readinto = r.readinto;
  kr_value v = read_whole(&r);
  kr_decref(readinto);
  return v;
}

static const kr_method_def methods[] = {
    {"dump", marshal_dump, KR_FN_SIG, "($module, value, file, version=version, /, *, allow_code=True)",
     "Write the value on the open file."},
    {"load", marshal_load, KR_FN_SIG, "($module, file, /, *, allow_code=True)",
     "The value that the open file has next."},
    {"dumps", marshal_dumps, KR_FN_SIG, "($module, value, version=version, /, *, allow_code=True)",
     "Return the bytes object that dump() would write."},
    {"loads", marshal_loads, KR_FN_SIG, "($module, bytes, /, *, allow_code=True)",
     "The value that the bytes stand for."},
    {0}};

static int exec(kr_module *m) { return kr_module_add_int(m, "version", KR_MARSHAL_VERSION); }

const kr_module_def kr_module_def_marshal = {.name = "marshal",
                                             .doc = "Values as bytes, in this Python version's own format.",
                                             .methods = methods,
                                             .exec = exec};
