/* bytes: an immutable row of bytes. */
#include "objects/bytes_core.h"
#include "objects/fast_memory.h"
#include "objects/int.h"
#include "objects/str_core.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "vm/flags.h"

/* ---- construction ------------------------------------------------------------------------------------ */

/* The empty one and those of one byte are shared and immortal; made when first asked for. */
static uint64_t shared[257][(sizeof(kr_bytes) + 2 + 7) / 8];

static kr_bytes *shared_bytes(uint32_t i) { /* 256: the empty one */
  kr_bytes *b = (kr_bytes *)shared[i];
  if (b->head.refs == 0) {
    b->head = (kr_object)KR_STATIC_HEAD(&kr_bytes_type);
    b->size = i < 256;
    b->data[0] = (uint8_t)i; /* 256 is cut to the NUL */
    b->data[1] = 0;
  }
  return b;
}

kr_bytes *kr_bytes_new(size_t size) {
  if (size == 0) return shared_bytes(256);
  if (size > 0x7FFFFF00u) {
    kr_raise_no_memory();
    return NULL;
  }
  kr_bytes *b = kr_object_alloc(&kr_bytes_type, sizeof(kr_bytes) + size + 1);
  if (!b) return NULL;
  b->size = (uint32_t)size;
  b->hash = 0;
  b->data[size] = 0;
  return b;
}

kr_value kr_bytes_from(const void *data, size_t size) {
  if (size == 1) return kr_from_object(shared_bytes(*(const uint8_t *)data));
  kr_bytes *b = kr_bytes_new(size);
  if (!b) return KR_NULL;
  kr_copy(b->data, data, size);
  return kr_from_object(b);
}

kr_value kr_bytes_from_buf(kr_buf *b) {
  kr_value v = b->failed ? KR_NULL : kr_bytes_from(b->data, b->size);
  kr_buf_free(b);
  return v;
}

kr_value kr_bytes_resize(kr_value v, size_t size) {
  kr_bytes *b = KR_BYTES(v);
  if (b->size == size) return v;
  if (size <= 1 || b->head.refs != 1 || b->head.type != &kr_bytes_type || size > 0x7FFFFF00u) {
    kr_bytes *copy = kr_bytes_new(size);
    kr_value r = kr_from_object_or_null(copy);
    if (copy && size == 1 && b->size >= 1) {
      kr_decref_object(copy);
      r = kr_from_object(shared_bytes(b->data[0]));
    } else if (copy && size) {
      memcpy(copy->data, b->data, b->size < size ? b->size : size);
    }
    kr_decref(v);
    return r;
  }
  kr_bytes *moved = kr_object_realloc(b, sizeof(kr_bytes) + size + 1);
  if (!moved) {
    kr_decref(v);
    return KR_NULL;
  }
  moved->size = (uint32_t)size;
  moved->hash = 0;
  moved->data[size] = 0;
  return kr_from_object(moved);
}

kr_value kr_bytes_repr(const uint8_t *data, size_t size, const char *prefix, const char *suffix) {
  bool single = memchr(data ? data : (const uint8_t *)"", '\'', size) != NULL;
  char quote = single && !memchr(data, '"', size) ? '"' : '\'';
  bool array = *suffix != 0; /* bytearray's repr escapes every single quote */
  uint64_t length = strlen(prefix) + strlen(suffix) + 3;
  for (size_t i = 0; i < size; i++) {
    uint8_t c = data[i];
    if (c == quote || c == '\\' || c == '\t' || c == '\n' || c == '\r' || (array && c == '\'')) length += 2;
    else length += c < ' ' || c >= 0x7F ? 4 : 1;
  }
  if (length > INT32_MAX)
    return kr_raise(&kr_exc_OverflowError, array ? "bytearray object is too large to make repr"
                                                 : "bytes object is too large to make repr");
  kr_value v = kr_str_new(length, 127);
  if (v == KR_NULL) return KR_NULL;
  char *out = kr_str_data(KR_STR(v));
  out = stpcpy(out, prefix);
  *out++ = 'b';
  *out++ = quote;
  for (size_t i = 0; i < size; i++) {
    uint8_t c = data[i];
    if (c == quote || c == '\\' || (array && c == '\'')) {
      *out++ = '\\';
      *out++ = (char)c;
    } else if (c == '\t' || c == '\n' || c == '\r') {
      *out++ = '\\';
      *out++ = c == '\t' ? 't' : c == '\n' ? 'n' : 'r';
    } else if (c < ' ' || c >= 0x7F) {
      *out++ = '\\';
      *out++ = 'x';
      *out++ = "0123456789abcdef"[c >> 4];
      *out++ = "0123456789abcdef"[c & 15];
    } else {
      *out++ = (char)c;
    }
  }
  *out++ = quote;
  memcpy(out, suffix, strlen(suffix));
  return v;
}

static kr_value bytes_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3] = {KR_NULL, KR_NULL, KR_NULL}, v;
  if (nargs == 1 && (!kwnames || kwnames->size == 0)) {
    a[0] = args[0];
  } else if (kr_args_bind(&spec, "bytes", "(source=b'', encoding='utf-8', errors='strict')", args, nargs,
                          kwnames, a) < 0) {
    return KR_NULL;
  }
  kr_buf out = {0};
  if (kr_bytes_from_source("bytes", a[0], a[1], a[2], &out, &v) < 0) {
    kr_buf_free(&out);
    return KR_NULL;
  }
  if (v == KR_NULL) v = kr_bytes_from_buf(&out);
  else kr_buf_free(&out);
  if (v == KR_NULL || type == &kr_bytes_type) return v;
  kr_bytes *b = KR_BYTES(v);
  kr_value copy = kr_type_generic_alloc(type, (size_t)b->size);
  if (copy != KR_NULL) {
    kr_bytes *c = KR_BYTES(copy);
    c->size = b->size;
    c->hash = 0;
    memcpy(c->data, b->data, (size_t)b->size + 1);
  }
  kr_decref(v);
  return copy;
}

/* ---- slots ------------------------------------------------------------------------------------------- */

static void bytes_dealloc(kr_object *o) { kr_object_free(o); }
static kr_value bytes_repr(kr_value self) {
  return kr_bytes_repr(KR_BYTES(self)->data, KR_BYTES(self)->size, "", "");
}
static int64_t bytes_hash(kr_value self) {
  kr_bytes *b = KR_BYTES(self);
  if (b->hash) return b->hash;
  int32_t hash = kr_hash_bytes(b->data, b->size);
  if (kr_hash_is_settled) b->hash = hash;
  return hash;
}
static kr_value bytes_str(kr_value self) {
  if (kr_flags.bytes_warning && kr_warn(&kr_exc_BytesWarning, 1, "str() on a bytes instance")) return KR_NULL;
  return bytes_repr(self);
}
static kr_value bytes_compare(kr_value a, kr_value b, int op) {
  if (!kr_is_bytes(a) || !kr_is_bytes(b)) {
    if (kr_flags.bytes_warning && (op == KR_EQ || op == KR_NE)) {
      const char *other = kr_is_str(a) || kr_is_str(b)   ? "string"
                          : kr_is_int(a) || kr_is_int(b) ? "int"
                                                         : NULL;
      if (other && kr_warn(&kr_exc_BytesWarning, 1, "Comparison between bytes and %s", other)) return KR_NULL;
    }
    return KR_NOT_IMPLEMENTED;
  }
  return kr_bytes_richcompare(a, b, op);
}
static intptr_t bytes_length(kr_value self) { return (intptr_t)KR_BYTES(self)->size; }

static kr_value bytes_concat(kr_value a, kr_value b) {
  kr_bytes *x = KR_BYTES(a);
  if (x->size == 0 && kr_is_exact(b, &kr_bytes_type)) return kr_ref(b);
  kr_bytes_arg y;
  if (!kr_has_buffer(b)) return kr_raise(&kr_exc_TypeError, "can't concat %T to %T", b, a);
  if (kr_bytes_arg_get(&y, b) < 0) {
    kr_clear_exception();
    return kr_raise(&kr_exc_TypeError, "can't concat %T to %T", b, a);
  }
  kr_value v = KR_NULL;
  if (y.size == 0 && kr_is_exact(a, &kr_bytes_type)) {
    v = kr_ref(a);
  } else {
    kr_bytes *r = kr_bytes_new((size_t)x->size + y.size);
    if (r && r->size) {
      kr_copy(r->data, x->data, x->size);
      kr_copy(r->data + x->size, y.data, y.size);
    }
    v = kr_from_object_or_null(r);
  }
  kr_bytes_arg_release(&y);
  return v;
}

static kr_value bytes_repeat(kr_value self, intptr_t count) {
  kr_bytes *b = KR_BYTES(self);
  if (count < 0) count = 0;
  if (b->size && (size_t)count > INT32_MAX / b->size)
    return kr_raise(&kr_exc_OverflowError, "repeated bytes are too long");
  size_t size = b->size * (size_t)count;
  if (size == b->size && kr_is_exact(self, &kr_bytes_type)) return kr_ref(self);
  kr_bytes *r = kr_bytes_new(size);
  if (!r || size == 0) return kr_from_object_or_null(r);
  if (b->size == 1) {
    memset(r->data, b->data[0], size);
  } else {
    for (size_t done = 0; done < size; done += b->size) memcpy(r->data + done, b->data, b->size);
  }
  return kr_from_object(r);
}

static kr_value bytes_item(kr_value self, intptr_t i) {
  kr_bytes *b = KR_BYTES(self);
  if (i < 0 || (size_t)i >= b->size) return kr_raise(&kr_exc_IndexError, "index out of range");
  return kr_from_small_int(b->data[i]);
}

static kr_value bytes_subscript(kr_value self, kr_value key) {
  kr_bytes *b = KR_BYTES(self);
  if (kr_is_small_int(key)) {
    int64_t i = kr_small_int_value(key);
    if (i < 0) i += b->size;
    if (i >= 0 && i < (int64_t)b->size) return kr_from_small_int(b->data[i]);
  }
  if (kr_is_exact(key, &kr_slice_type)) {
    intptr_t start, stop, step, count;
    if (kr_slice_indices(key, (intptr_t)b->size, &start, &stop, &step, &count) < 0) return KR_NULL;
    if (count <= 0) return kr_from_object(shared_bytes(256));
    if (step == 1) {
      if ((size_t)count == b->size && kr_is_exact(self, &kr_bytes_type)) return kr_ref(self);
      return kr_bytes_from(b->data + start, (size_t)count);
    }
    if (count == 1) return kr_bytes_from(b->data + start, 1);
    kr_bytes *r = kr_bytes_new((size_t)count);
    if (!r) return KR_NULL;
    for (intptr_t k = 0, i = start; k < count; k++, i += step) r->data[k] = b->data[i];
    return kr_from_object(r);
  }
  kr_value index = KR_NULL;
  int found = kr_is_int(key) ? 1 : kr_lookup_special(key, KR_ID(__index__), &index);
  kr_decref(index);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise(&kr_exc_TypeError, "byte indices must be integers or slices, not %T", key);
  intptr_t i = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  if (i == -1 && kr_failed()) return KR_NULL;
  if (i != (int32_t)i)
    return kr_raise(&kr_exc_IndexError, "cannot fit '%T' into an index-sized integer", key);
  return bytes_item(self, i < 0 ? i + (intptr_t)b->size : i);
}

static int bytes_get_buffer(kr_value self, kr_buffer *view, int flags) {
  return kr_buffer_fill(view, self, KR_BYTES(self)->data, KR_BYTES(self)->size, true, flags);
}

static kr_value bytes_mod(kr_value a, kr_value b) {
  return kr_is_bytes(a) ? kr_bytes_percent(a, b) : KR_NOT_IMPLEMENTED;
}

static kr_value getnewargs(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value copy = kr_bytes_from(KR_BYTES(self)->data, KR_BYTES(self)->size);
  return copy == KR_NULL ? KR_NULL : kr_tuple_from_array_steal(&copy, 1);
}
static kr_value to_bytes(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_bytes_same(self) == self ? kr_ref(self)
                                     : kr_bytes_from(KR_BYTES(self)->data, KR_BYTES(self)->size);
}

static const kr_method_def bytes_methods[] = {
    KR_BYTES_METHOD_TABLE,
    {"__getnewargs__", getnewargs, 0, "($self, /)", "Arguments for __new__ when unpickling."},
    {"__bytes__", to_bytes, 0, "($self, /)", "The same bytes, exactly of type bytes."},
    {0},
};

kr_type kr_bytes_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> a copy\n"
           "bytes(int) -> so many zero bytes\nbytes() -> the empty one\n\n"
           "An immutable row of bytes.",
    .tf = KR_TF_BASETYPE | KR_TF_BYTES_SUBCLASS | KR_TF_MATCH_SELF | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_bytes) + 1,
    .item_size = 1,
    .dealloc = bytes_dealloc,
    .repr = bytes_repr,
    .str = bytes_str,
    .hash = bytes_hash,
    .richcompare = bytes_compare,
    .iter = kr_bytes_iter_new,
    .new_ = bytes_new,
    .call_push = kr_bytes_call_push,
    .nb[KR_OP_MOD] = bytes_mod,
    .sq_length = bytes_length,
    .sq_concat = bytes_concat,
    .sq_repeat = bytes_repeat,
    .sq_item = bytes_item,
    .sq_contains = kr_bytes_contains,
    .mp_subscript = bytes_subscript,
    .get_buffer = bytes_get_buffer,
    .methods = bytes_methods,
};

/* ---- iterators over bytes and bytearray -------------------------------------------------------------- */

static kr_value iter_next(kr_value self) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  if (it->seq == KR_NULL) return KR_NULL;
  const uint8_t *p;
  size_t n;
  kr_self_bytes(it->seq, &p, &n);
  if (it->index < n) return kr_from_small_int(p[it->index++]);
  KR_CLEAR(it->seq);
  return KR_NULL;
}
static kr_value iter_hint(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  size_t n = 0;
  const uint8_t *p;
  if (it->seq != KR_NULL) kr_self_bytes(it->seq, &p, &n);
  return kr_int_from_size(n > it->index ? n - it->index : 0);
}
static kr_value iter_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_seq_iter_reduce(self, KR_EMPTY_TUPLE);
}
static kr_value iter_setstate(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  intptr_t i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (i == -1 && kr_failed()) return KR_NULL;
  if (it->seq != KR_NULL) {
    const uint8_t *p;
    size_t n;
    kr_self_bytes(it->seq, &p, &n);
    it->index = i < 0 ? 0 : (size_t)i > n ? (uint32_t)n : (uint32_t)i;
  }
  return KR_NONE;
}
static const kr_method_def iter_methods[] = {
    {"__length_hint__", iter_hint, 0, "($self, /)", "How many bytes are left."},
    {"__reduce__", iter_reduce, 0, "($self, /)", "How to pickle the iterator."},
    {"__setstate__", iter_setstate, 0, "($self, object, /)", "Set the position."},
    {0},
};
#define ITER_TYPE(name_)                                                                                   \
  {                                                                                                        \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW, \
    .basic_size = sizeof(kr_seq_iter), .dealloc = kr_seq_iter_dealloc, .traverse = kr_seq_iter_traverse,   \
    .iter = kr_iter_self, .iternext = iter_next, .methods = iter_methods                                   \
  }
kr_type kr_bytes_iter_type = ITER_TYPE("bytes_iterator");
kr_type kr_bytearray_iter_type = ITER_TYPE("bytearray_iterator");

kr_value kr_bytes_iter_new(kr_value self) {
  kr_type *type = kr_is_bytes(self) ? &kr_bytes_iter_type : &kr_bytearray_iter_type;
  kr_seq_iter *it = kr_gc_object_alloc(type, sizeof *it);
  if (!it) return KR_NULL;
  it->index = 0;
  it->seq = kr_ref(self);
  return kr_from_object(it);
}
