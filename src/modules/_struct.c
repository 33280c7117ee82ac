/* _struct: values to and from packed bytes. */
#include <math.h>
#include <stdarg.h>

#include "modules/modules.h"
#include "objects/type_impl.h"
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/memory_items.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/weakref.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_value struct_error = KR_NULL; /* the exception type */
static kr_value error(const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (text != KR_NULL) {
    kr_raise_value(KR_AS_TYPE(struct_error), text);
    kr_decref(text);
  }
  return KR_NULL;
}
#define ERROR_INT(...) (error(__VA_ARGS__), -1)

/* ---- formats ----------------------------------------------------------------------------------------- */

typedef struct {
  char c;
  bool native, big;
  uint32_t size;   /* of one item; for 's' and 'p' of all of it */
  uint32_t offset; /* of the first */
  uint32_t repeat;
} code;

typedef struct {
  KR_OBJECT_HEAD
  uint32_t size, items, ncodes;
  uint32_t
      busy;    /* so many packings are under way: __init__() has to wait, for their values call Python code */
  code *codes; /* NULL: not initialized */
  kr_value format; /* bytes */
  void *weaklist;
} structure;
static kr_type struct_type;
#define STRUCT(v) KR_AS(structure, v)

/* Sizes in the standard layout; 0: none such. */
static uint32_t standard_size(char c) {
  switch (c) {
    case 'x':
    case 'c':
    case 'b':
    case 'B':
    case '?':
    case 's':
    case 'p': return 1;
    case 'h':
    case 'H':
    case 'e': return 2;
    case 'i':
    case 'I':
    case 'l':
    case 'L':
    case 'f': return 4;
    case 'q':
    case 'Q':
    case 'd':
    case 'F': return 8;
    case 'D': return 16;
    default: return 0;
  }
}
static uint32_t native_size(char c) {
  if (c == 'x' || c == 's' || c == 'p' || c == 'F' || c == 'D') return standard_size(c);
  return (uint32_t)kr_native_size(c);
}
static uint32_t native_alignment(char c) {
  switch (c) {
    case 'F': return 4;
    case 'D': return 8;
    default: return native_size(c);
  }
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Fills in s from its format. 0, -1. */
static int parse(structure *s, const char *format) {
  bool native = true, big = false;
  const char *p = format;
  switch (*p) {
    case '<':
    case '=':
      native = false;
      p++;
      break;
    case '>':
    case '!':
      native = false;
      big = true;
      p++;
      break;
    case '@': p++; break;
    default: break;
  }
  size_t ncodes = 0, room = strlen(p);
  code *codes = kr_alloc_array(room ? room : 1, sizeof *codes);
  if (!codes) return -1;
  uint64_t size = 0, items = 0;
  while (*p) {
    if (is_space(*p)) {
      p++;
      continue;
    }
    uint64_t count = 1;
    if (*p >= '0' && *p <= '9') {
      for (count = 0; *p >= '0' && *p <= '9'; p++) {
        count = count * 10 + (uint64_t)(*p - '0');
        if (count > INT32_MAX) goto too_long;
      }
      if (!*p) {
        error("repeat count given without format specifier");
        goto fail;
      }
    }
    char c = *p++;
    uint32_t each = native ? native_size(c) : standard_size(c);
    if (!each) {
      error("bad char in struct format");
      goto fail;
    }
    if (native) {
      uint32_t a = native_alignment(c);
      size = (size + a - 1) / a * a;
    }
    bool text = c == 's' || c == 'p';
    if (c != 'x' && (text || count)) {
      codes[ncodes++] =
          (code){c, native, big, text ? (uint32_t)count : each, (uint32_t)size, text ? 1 : (uint32_t)count};
      items += text ? 1 : count;
    }
    size += each * count;
    if (size > INT32_MAX) goto too_long;
  }
  kr_free(s->codes);
  s->codes = codes;
  s->ncodes = (uint32_t)ncodes;
  s->size = (uint32_t)size;
  s->items = (uint32_t)items;
  return 0;
too_long:
  error("total struct size too long");
fail:
  kr_free(codes);
  return -1;
}

/* ---- items ------------------------------------------------------------------------------------------- */

static uint64_t load(const uint8_t *p, uint32_t size, bool big) {
  uint64_t u = 0;
  for (uint32_t i = 0; i < size; i++) u |= (uint64_t)p[big ? size - 1 - i : i] << 8 * i;
  return u;
}
static void save(uint8_t *p, uint64_t u, uint32_t size, bool big) {
  for (uint32_t i = 0; i < size; i++) p[big ? size - 1 - i : i] = (uint8_t)(u >> 8 * i);
}

static double load_float(const uint8_t *p, uint32_t size, bool big) {
  uint64_t u = load(p, size, big);
  if (size == 2) return kr_half_to_double((uint16_t)u);
  if (size == 4) {
    uint32_t bits = (uint32_t)u;
    float f;
    memcpy(&f, &bits, 4);
    return (double)f;
  }
  double d;
  memcpy(&d, &u, 8);
  return d;
}
static int save_float(const code *c, uint8_t *p, double d, uint32_t size) {
  uint64_t u;
  d = kr_plain_nan(d);
  if (size == 2) {
    uint16_t half;
    if (!kr_half_from_double(d, &half))
      return KR_RAISE_INT(&kr_exc_OverflowError, "float too large to pack with e format");
    u = half;
  } else if (size == 4) {
    float f = (float)d;
    /* In the native layout C's conversion does, and so it does for complex of the same byte order. */
    if (isinf(f) && !isinf(d) && !c->native && (c->c != 'F' || c->big))
      return KR_RAISE_INT(&kr_exc_OverflowError, "float too large to pack with f format");
    uint32_t bits;
    memcpy(&bits, &f, 4);
    u = bits;
  } else {
    memcpy(&u, &d, 8);
  }
  save(p, u, size, c->big);
  return 0;
}

static bool is_signed(char c) { return strchr("bhilqn", c) != NULL; }

static kr_value unpack_item(const code *c, const uint8_t *p) {
  switch (c->c) {
    case 'c': return kr_bytes_from(p, 1);
    case 's': return kr_bytes_from(p, c->size);
    case 'p': {
      if (c->size == 0) return kr_bytes_from(NULL, 0);
      size_t n = *p;
      if (n >= c->size) n = c->size - 1;
      return kr_bytes_from(p + 1, n);
    }
    case '?': return kr_from_bool(load(p, c->size, c->big) != 0);
    case 'e':
    case 'f':
    case 'd': return kr_from_double(load_float(p, c->size, c->big));
    case 'F':
    case 'D': {
      uint32_t half = c->size / 2;
      return kr_complex_new(load_float(p, half, c->big), load_float(p + half, half, c->big));
    }
    default: break;
  }
  uint64_t u = load(p, c->size, c->big);
  if (!is_signed(c->c)) return kr_int_from_u64(u);
  uint32_t unused = 64 - 8 * c->size;
  return kr_int_from_i64((int64_t)(u << unused) >> unused);
}

static int out_of_range(const code *c) {
  uint32_t bits = 8 * c->size;
  if (is_signed(c->c)) {
    int64_t high = (int64_t)(UINT64_MAX >> (65 - bits));
    return ERROR_INT("'%c' format requires %lld <= number <= %lld", c->c, (long long)(-high - 1),
                     (long long)high);
  }
  return ERROR_INT("'%c' format requires 0 <= number <= %llu", c->c,
                   (unsigned long long)(UINT64_MAX >> (64 - bits)));
}

static int pack_int(const code *c, uint8_t *p, kr_value v) {
  kr_value owned = KR_NULL;
  if (!kr_is_int(v)) {
    kr_value index;
    int found = kr_lookup_special(v, KR_ID(__index__), &index);
    if (found < 0) return -1;
    if (!found) return ERROR_INT("required argument is not an integer");
    kr_decref(index);
    v = owned = kr_index(v);
    if (v == KR_NULL) return -1;
  }
  uint64_t u = kr_int_as_u64_mask(v);
  uint32_t bits = 8 * c->size;
  bool fits;
  bool negative = kr_int_sign(v) < 0;
  if (is_signed(c->c) || (negative && c->c == 'P')) {
    int64_t i;
    fits = kr_int_fits_i64(v, &i) && i >> (bits - 1) == (i < 0 ? -1 : 0);
  } else {
    fits = !negative && kr_int_bit_length(v) <= bits;
  }
  kr_decref(owned);
  if (!fits) {
    if (c->c == 'P')
      return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C %slong",
                          negative ? "" : "unsigned ");
    return out_of_range(c);
  }
  save(p, u, c->size, c->big);
  return 0;
}

static int pack_text(const code *c, uint8_t *p, kr_value v) {
  const uint8_t *from;
  size_t n;
  if (!kr_is_bytes(v) && !kr_is_bytearray(v))
    return ERROR_INT("argument for '%c' must be a bytes object", c->c);
  kr_self_bytes(v, &from, &n);
  size_t room = c->size;
  if (c->c == 'p') {
    if (room == 0) return 0;
    room--;
    if (n > room) n = room;
    *p++ = (uint8_t)(n > 255 ? 255 : n);
  }
  if (n > room) n = room;
  if (n) memcpy(p, from, n);
  return 0;
}

static int pack_item(const code *c, uint8_t *p, kr_value v) {
  switch (c->c) {
    case 'c':
      if (!kr_is_bytes(v) || KR_BYTES(v)->size != 1)
        return ERROR_INT("char format requires a bytes object of length 1");
      *p = KR_BYTES(v)->data[0];
      return 0;
    case 's':
    case 'p': return pack_text(c, p, v);
    case '?': {
      int truth = kr_truth(v);
      if (truth < 0) return -1;
      save(p, (uint64_t)truth, c->size, c->big);
      return 0;
    }
    case 'e':
    case 'f':
    case 'd': {
      double d = kr_as_double(v);
      if (d == -1.0 && kr_failed()) { /* whatever it was that failed */
        kr_clear_exception();
        return ERROR_INT("required argument is not a float");
      }
      return save_float(c, p, d, c->size);
    }
    case 'F':
    case 'D': {
      double real, imag = 0;
      if (kr_isinstance_exact_or_sub(v, &kr_complex_type)) {
        real = KR_AS(kr_complex, v)->real;
        imag = KR_AS(kr_complex, v)->imag;
      } else {
        kr_value z = kr_call1(kr_from_object(&kr_complex_type), v);
        if (z == KR_NULL || kr_is_str(v)) {
          kr_decref(z);
          if (z == KR_NULL) kr_clear_exception();
          return ERROR_INT("required argument is not a complex");
        }
        real = KR_AS(kr_complex, z)->real;
        imag = KR_AS(kr_complex, z)->imag;
        kr_decref(z);
      }
      uint32_t half = c->size / 2;
      return save_float(c, p, real, half) < 0 ? -1 : save_float(c, p + half, imag, half);
    }
    default: return pack_int(c, p, v);
  }
}

/* ---- whole structures -------------------------------------------------------------------------------- */

static kr_value unpack(const structure *s, const uint8_t *p) {
  kr_tuple *t = kr_tuple_new(s->items);
  if (!t) return KR_NULL;
  size_t k = 0;
  for (uint32_t i = 0; i < s->ncodes; i++) {
    const code *c = &s->codes[i];
    const uint8_t *at = p + c->offset;
    for (uint32_t n = c->repeat; n > 0; n--, at += c->size) {
      kr_value v = unpack_item(c, at);
      if (v == KR_NULL) {
        kr_decref_object(t);
        return KR_NULL;
      }
      t->items[k++] = v;
    }
  }
  return kr_from_object(t);
}

static int pack(const structure *s, uint8_t *p, const kr_value *values) {
  int r = 0;
  memset(p, 0, s->size);
  for (uint32_t i = 0; i < s->ncodes && r == 0; i++) {
    const code *c = &s->codes[i];
    uint8_t *at = p + c->offset;
    for (uint32_t n = c->repeat; n > 0 && r == 0; n--, at += c->size) r = pack_item(c, at, *values++);
  }
  /* Of an int. Other values say themselves what was too large. */
  if (r < 0 && kr_is_int(values[-1]) && kr_clear_if(&kr_exc_OverflowError)) error("int too large to convert");
  return r;
}

static int initialized(const structure *s) {
  if (s->codes) return 0;
  return KR_RAISE_INT(&kr_exc_RuntimeError, "Struct object is not initialized");
}

static kr_value do_pack(structure *s, const kr_value *args, size_t nargs) {
  if (initialized(s) < 0) return KR_NULL;
  if (nargs != s->items)
    return error("pack expected %u items for packing (got %zd)", s->items, (intptr_t)nargs);
  kr_bytes *b = kr_bytes_new(s->size);
  if (!b) return KR_NULL;
  uint8_t *out = b->data, small[8];
  if (s->size <= 1) out = small; /* those of size 0 and 1 are shared */
  if (pack(s, out, args) < 0) {
    kr_decref_object(b);
    return KR_NULL;
  }
  if (out == small && b->size == 1) {
    kr_decref_object(b);
    return kr_bytes_from(small, 1);
  }
  return kr_from_object(b);
}

static kr_value do_pack_into(structure *s, const kr_value *args, size_t nargs) {
  if (initialized(s) < 0) return KR_NULL;
  if (nargs < 2 || nargs - 2 != s->items) {
    if (nargs == 0) return error("pack_into expected buffer argument");
    if (nargs == 1) return error("pack_into expected offset argument");
    return error("pack_into expected %u items for packing (got %zd)", s->items, (intptr_t)nargs - 2);
  }
  kr_buffer view;
  if (!kr_has_buffer(args[0]) || kr_get_buffer(args[0], &view, KR_BUF_WRITABLE) < 0) {
    kr_clear_exception();
    return kr_raise(&kr_exc_TypeError, "argument must be read-write bytes-like object, not %T", args[0]);
  }
  kr_value r = KR_NULL;
  intptr_t given = kr_index_as_size(args[1], kr_from_object(&kr_exc_IndexError)), offset = given;
  if (offset == -1 && kr_failed()) goto done;
  if (offset < 0) {
    if (offset + (intptr_t)s->size > 0) {
      error("no space to pack %u bytes at offset %zd", s->size, given);
      goto done;
    }
    if (offset + view.len < 0) {
      error("offset %zd out of range for %zd-byte buffer", given, view.len);
      goto done;
    }
    offset += view.len;
  }
  if (view.len - offset < (intptr_t)s->size) {
    error("pack_into requires a buffer of at least %zu bytes for packing %u bytes at offset %zd "
          "(actual "
          "buffer size is %zd)",
          (size_t)offset + s->size, s->size, offset, view.len);
    goto done;
  }
  if (pack(s, (uint8_t *)view.buf + offset, args + 2) == 0) r = KR_NONE;
done:
  kr_release_buffer(&view);
  return r;
}

static kr_value do_unpack(structure *s, kr_value buffer) {
  if (initialized(s) < 0) return KR_NULL;
  kr_bytes_arg a;
  if (kr_bytes_arg_get(&a, buffer) < 0) return KR_NULL;
  kr_value r = a.size == s->size ? unpack(s, a.data) : error("unpack requires a buffer of %u bytes", s->size);
  kr_bytes_arg_release(&a);
  return r;
}

static kr_value do_unpack_from(structure *s, kr_value buffer, kr_value offset_arg) {
  if (initialized(s) < 0) return KR_NULL;
  kr_bytes_arg a;
  if (kr_bytes_arg_get(&a, buffer) < 0) return KR_NULL;
  kr_value r = KR_NULL;
  intptr_t given = 0;
  if (offset_arg != KR_NULL) {
    given = kr_index_as_size(offset_arg, kr_from_object(&kr_exc_OverflowError));
    if (given == -1 && kr_failed()) goto done;
  }
  intptr_t offset = given, size = (intptr_t)a.size;
  if (offset < 0) {
    if (offset + (intptr_t)s->size > 0) {
      error("not enough data to unpack %u bytes at offset %zd", s->size, given);
      goto done;
    }
    if (offset + size < 0) {
      error("offset %zd out of range for %zd-byte buffer", given, size);
      goto done;
    }
    offset += size;
  }
  if (size - offset < (intptr_t)s->size) {
    error("unpack_from requires a buffer of at least %zu bytes for unpacking %u bytes at offset %zd "
          "(actual buffer size is %zd)",
          (size_t)offset + s->size, s->size, offset, size);
    goto done;
  }
  r = unpack(s, a.data + offset);
done:
  kr_bytes_arg_release(&a);
  return r;
}

/* ---- the iterator of iter_unpack --------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t at;
  structure *s;
  kr_buffer view; /* obj KR_NULL: exhausted */
} unpack_iter;

static void iter_dealloc(kr_object *o) {
  unpack_iter *it = (unpack_iter *)o;
  kr_release_buffer(&it->view);
  KR_CLEAR_OBJECT(it->s);
  kr_object_free(o);
}
static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  unpack_iter *it = (unpack_iter *)o;
  KR_VISIT_OBJECT(it->s);
  KR_VISIT(it->view.obj);
  return 0;
}
static kr_value iter_next(kr_value self) {
  unpack_iter *it = KR_AS(unpack_iter, self);
  if (it->view.obj == KR_NULL) return KR_NULL;
  if ((intptr_t)it->at >= it->view.len) {
    kr_release_buffer(&it->view);
    return KR_NULL;
  }
  /* It may have been initialized anew. */
  if (it->s->size == 0 || it->view.len - (intptr_t)it->at < (intptr_t)it->s->size)
    return error("iterative unpacking requires a buffer of a multiple of %u bytes", it->s->size);
  kr_value v = unpack(it->s, (uint8_t *)it->view.buf + it->at);
  it->at += it->s->size;
  return v;
}
FUNCTION(iter_hint) {
  unpack_iter *it = KR_AS(unpack_iter, self);
  if (it->view.obj == KR_NULL || it->s->size == 0) return kr_from_small_int(0);
  return kr_int_from_size(((size_t)it->view.len - it->at) / it->s->size);
}
static const kr_method_def iter_methods[] = {
    {"__length_hint__", iter_hint, 0, "($self, /)", NULL},
    {0},
};
static kr_type iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_struct.unpack_iterator",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(unpack_iter),
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
    .methods = iter_methods,
};

static kr_value do_iter_unpack(structure *s, kr_value buffer) {
  if (initialized(s) < 0) return KR_NULL;
  if (s->size == 0) return error("cannot iteratively unpack with a struct of length 0");
  if (kr_type_ready(&iter_type) < 0) return KR_NULL;
  unpack_iter *it = kr_gc_object_alloc(&iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->at = 0;
  it->s = NULL;
  it->view.obj = KR_NULL;
  if (kr_get_buffer(buffer, &it->view, KR_BUF_SIMPLE) < 0) {
    it->view.obj = KR_NULL;
    kr_decref_object(it);
    return KR_NULL;
  }
  it->s = KR_REF(s);
  if (it->view.len % (intptr_t)s->size) {
    kr_decref_object(it);
    return error("iterative unpacking requires a buffer of a multiple of %u bytes", s->size);
  }
  return kr_from_object(it);
}

/* ---- Struct ------------------------------------------------------------------------------------------ */

static kr_value struct_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = type == &struct_type ? kr_from_object_or_null(kr_gc_object_alloc(type, sizeof(structure)))
                                    : kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  structure *s = STRUCT(v);
  s->size = s->items = s->ncodes = s->busy = 0;
  s->codes = NULL;
  s->format = KR_NULL;
  s->weaklist = NULL;
  return v;
}

static int init_from(structure *s, kr_value format) {
  kr_value bytes;
  if (s->busy) return KR_RAISE_INT(&kr_exc_RuntimeError, "Struct object is in use");
  if (kr_is_str(format)) {
    bytes = kr_encode_ascii(format, NULL);
    if (bytes == KR_NULL) return -1;
  } else if (kr_is_bytes(format)) {
    bytes = kr_ref(format);
  } else {
    return KR_RAISE_INT(&kr_exc_TypeError, "Struct() argument 1 must be a str or bytes object, not %s",
                        kr_type_short_name(kr_type_of(format)));
  }
  const char *text = (const char *)KR_BYTES(bytes)->data;
  if (strlen(text) != KR_BYTES(bytes)->size) {
    kr_decref(bytes);
    return ERROR_INT("embedded null character");
  }
  if (parse(s, text) < 0) {
    kr_decref(bytes);
    return -1;
  }
  KR_REPLACE(s->format, bytes);
  return 0;
}

static int struct_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value format;
  if (kr_args_bind(&spec, "Struct", "(format)", args, nargs, kwnames, &format) < 0) return -1;
  return init_from(STRUCT(self), format);
}

static void struct_dealloc(kr_object *o) {
  structure *s = (structure *)o;
  if (s->weaklist) kr_weakrefs_clear(o);
  kr_free(s->codes);
  KR_CLEAR(s->format);
  kr_object_free(o);
}
static int struct_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((structure *)o)->format);
  return 0;
}

static kr_value get_format(kr_value self, void *closure) {
  structure *s = STRUCT(self);
  if (s->format == KR_NULL) return initialized(s) < 0 ? KR_NULL : KR_EMPTY_STR;
  return kr_str_from_ascii((char *)KR_BYTES(s->format)->data, KR_BYTES(s->format)->size);
}
static kr_value get_size(kr_value self, void *closure) { return kr_from_small_int(STRUCT(self)->size); }

static kr_value struct_repr(kr_value self) {
  kr_value format = get_format(self, NULL);
  if (format == KR_NULL) return KR_NULL;
  const char *name = strrchr(kr_type_cname(kr_type_of(self)), '.');
  kr_value r = kr_str_format("%s(%R)", name ? name + 1 : kr_type_cname(kr_type_of(self)), format);
  kr_decref(format);
  return r;
}

#define IN_USE(s, call) \
  kr_incref_object(s);  \
  s->busy++;            \
  kr_value r = call;    \
  s->busy--;            \
  kr_decref_object(s);  \
  return r
#define METHOD(name, call)       \
  FUNCTION(name) {               \
    structure *s = STRUCT(self); \
    IN_USE(s, call);             \
  }
METHOD(struct_pack, do_pack(s, args, nargs))
METHOD(struct_pack_into, do_pack_into(s, args, nargs))
METHOD(struct_unpack, do_unpack(s, args[0]))
METHOD(struct_unpack_from, do_unpack_from(s, args[0], args[1]))
METHOD(struct_iter_unpack, do_iter_unpack(s, args[0]))
FUNCTION(struct_sizeof) {
  structure *s = STRUCT(self);
  return kr_int_from_size(sizeof *s + (s->ncodes + 1) * sizeof(code));
}

static const kr_method_def struct_methods[] = {
    {"iter_unpack", struct_iter_unpack, 0, "($self, buffer, /)",
     "An iterator that unpacks one structure after the other."},
    {"pack", struct_pack, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, "The values as packed bytes."},
    {"pack_into", struct_pack_into, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL,
     "Pack the values into a writable buffer at an offset."},
    {"unpack", struct_unpack, 0, "($self, buffer, /)", "The values in the buffer, a tuple."},
    {"unpack_from", struct_unpack_from, 0, "($self, /, buffer, offset=0)",
     "The values in the buffer from an offset on, a tuple."},
    {"__sizeof__", struct_sizeof, 0, "($self, /)", NULL},
    {0},
};
static const kr_getset_def struct_getset[] = {
    {"format", get_format, NULL, "struct format string", NULL},
    {"size", get_size, NULL, "struct size in bytes", NULL},
    {0},
};
static kr_type struct_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_struct.Struct",
    .doc = "A compiled format: packs and unpacks without reading the format again.",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(structure),
    .weaklist_offset = offsetof(structure, weaklist),
    .dealloc = struct_dealloc,
    .traverse = struct_traverse,
    .repr = struct_repr,
    .init = struct_init,
    .new_ = struct_new,
    .methods = struct_methods,
    .getset = struct_getset,
};

/* ---- functions --------------------------------------------------------------------------------------- */

static kr_dict *cache; /* format -> Struct, for the functions */
enum { CACHE_MAX = 100 };

/* New; NULL: failed. */
static structure *compiled(kr_value format) {
  if (!cache && !(cache = kr_dict_new())) return NULL;
  kr_value found = kr_dict_get_new(cache, format);
  if (found != KR_NULL) return STRUCT(found);
  if (kr_failed()) return NULL;
  kr_value v = struct_new(&struct_type, NULL, 0, NULL);
  if (v == KR_NULL) return NULL;
  if (init_from(STRUCT(v), format) < 0) {
    kr_decref(v);
    return NULL;
  }
  if (cache->used >= CACHE_MAX) kr_dict_clear(cache);
  if (kr_dict_set(cache, format, v) < 0) kr_clear_exception();
  return STRUCT(v);
}

#define WITH_COMPILED(format, call) \
  structure *s = compiled(format);  \
  if (!s) return KR_NULL;           \
  kr_value r = call;                \
  kr_decref_object(s);              \
  return r

FUNCTION(fn_pack) {
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "missing format argument");
  WITH_COMPILED(args[0], do_pack(s, args + 1, nargs - 1));
}
FUNCTION(fn_pack_into) {
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "missing format argument");
  WITH_COMPILED(args[0], do_pack_into(s, args + 1, nargs - 1));
}
FUNCTION(fn_unpack) { WITH_COMPILED(args[0], do_unpack(s, args[1])); }
FUNCTION(fn_unpack_from) { WITH_COMPILED(args[0], do_unpack_from(s, args[1], args[2])); }
FUNCTION(fn_iter_unpack) { WITH_COMPILED(args[0], do_iter_unpack(s, args[1])); }
FUNCTION(fn_calcsize) { WITH_COMPILED(args[0], kr_from_small_int(s->size)); }
FUNCTION(fn_clearcache) {
  if (cache) kr_dict_clear(cache);
  return KR_NONE;
}

static const kr_method_def methods[] = {
    {"_clearcache", fn_clearcache, 0, "($module, /)", "Forget the compiled formats."},
    {"calcsize", fn_calcsize, 0, "($module, format, /)", "The size of the structure in bytes."},
    {"iter_unpack", fn_iter_unpack, 0, "($module, format, buffer, /)",
     "An iterator that unpacks one structure after the other."},
    {"pack", fn_pack, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, "The values as packed bytes."},
    {"pack_into", fn_pack_into, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL,
     "Pack the values into a writable buffer at an offset."},
    {"unpack", fn_unpack, 0, "($module, format, buffer, /)", "The values in the buffer, a tuple."},
    {"unpack_from", fn_unpack_from, 0, "($module, format, /, buffer, offset=0)",
     "The values in the buffer from an offset on, a tuple."},
    {0},
};

static int exec(kr_module *m) {
  if (kr_module_add_type(m, &struct_type) < 0) return -1;
  if (struct_error == KR_NULL)
    struct_error =
        kr_exception_class_new("struct", "error", kr_tuple_pack(1, kr_from_object(&kr_exc_Exception)));
  return struct_error == KR_NULL ? -1 : kr_module_add(m, "error", struct_error);
}

const kr_module_def kr_module_def__struct = {
    .name = "_struct",
    .doc = "Values to and from packed bytes, as C structures have them.",
    .methods = methods,
    .exec = exec,
};
