/* bytearray: a row of bytes that grows and shrinks, at both ends cheaply. */
#include "objects/bytes_core.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

#define ARRAY(v) kr_bytearray_of(v)
#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static uint8_t nothing[1]; /* data of an array without memory */

bool kr_is_bytearray(kr_value v) {
  kr_type *type = kr_type_of(v);
  return type == &kr_bytearray_type || kr_is_subtype(type, &kr_bytearray_type);
}

/* BufferError if the bytearray has exports. 0, -1. */
static int check_resizable(kr_bytearray *b) {
  if (b->exports == 0) return 0;
  return KR_RAISE_INT(&kr_exc_BufferError, "Existing exports of data: object cannot be re-sized");
}

/* Growth and shrinking as CPython reports them through sys.getsizeof. */
int kr_bytearray_resize(kr_bytearray *b, size_t size) {
  if (size == b->size) return 0;
  if (check_resizable(b) < 0) return -1;
  size_t offset = b->allocated ? (size_t)(b->data - b->allocated) : 0, room = b->capacity;
  if (size > 0x7FFFFF00u) {
    kr_raise_no_memory();
    return -1;
  }
  if (size + offset + 1 <= room) {
    if (size >= room / 2) {
      b->size = (uint32_t)size;
      b->data[size] = 0;
      return 0;
    }
    room = size + 1;
  } else if (size <= room + room / 8) {
    room = size + (size >> 3) + (size < 9 ? 3 : 6);
  } else {
    room = size + 1;
  }
  uint8_t *block;
  if (offset) {
    block = kr_alloc(room);
    if (!block) return -1;
    memcpy(block, b->data, size < b->size ? size : b->size);
    kr_free(b->allocated);
  } else {
    block = kr_realloc(b->allocated, room);
    if (!block) return -1;
  }
  b->allocated = b->data = block;
  b->capacity = (uint32_t)room;
  b->size = (uint32_t)size;
  block[size] = 0;
  return 0;
}

static kr_value new_empty(kr_type *type) {
  kr_value v;
  if (type == &kr_bytearray_type) {
    v = kr_from_object_or_null(kr_object_alloc(type, sizeof(kr_bytearray)));
  } else {
    v = kr_type_generic_alloc(type, 0);
  }
  if (v == KR_NULL) return KR_NULL;
  kr_bytearray *b = ARRAY(v);
  b->size = 0;
  b->data = nothing;
  b->allocated = NULL;
  b->capacity = 0;
  b->exports = 0;
  return v;
}

/* data NULL: contents for the caller to fill. */
kr_value kr_bytearray_from(const void *data, size_t size) {
  kr_value v = new_empty(&kr_bytearray_type);
  if (v == KR_NULL || size == 0) return v;
  if (kr_bytearray_resize(ARRAY(v), size) < 0) {
    kr_decref(v);
    return KR_NULL;
  }
  if (data) memcpy(ARRAY(v)->data, data, size);
  return v;
}

static void array_dealloc(kr_object *o) {
  kr_bytearray *b = (kr_bytearray *)o;
  kr_free(b->allocated);
  kr_object_free(o);
}

static kr_value array_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return new_empty(type);
}

/* Replaces [start, end) by n bytes from elsewhere. */
static int splice(kr_bytearray *b, size_t start, size_t end, const uint8_t *bytes, size_t n) {
  size_t old = end - start, tail = b->size - end;
  if (n < old) {
    if (check_resizable(b) < 0) return -1;
    size_t less = old - n;
    if (start == 0) {
      /* From the front: only the start moves. */
      b->data += less;
      b->size -= (uint32_t)less;
      /* A block nearly unused is given back. */
      if (b->capacity > 64 && (size_t)b->size + 1 < b->capacity / 2) {
        uint8_t *block = kr_alloc((size_t)b->size + 1);
        if (block) {
          memcpy(block, b->data, (size_t)b->size + 1);
          kr_free(b->allocated);
          b->allocated = b->data = block;
          b->capacity = b->size + 1;
        } else {
          kr_clear_exception();
        }
      }
    } else {
      memmove(b->data + start + n, b->data + end, tail);
      if (kr_bytearray_resize(b, b->size - less) < 0) return -1;
    }
  } else if (n > old) {
    if (kr_bytearray_resize(b, b->size + (n - old)) < 0) return -1;
    memmove(b->data + start + n, b->data + end, tail);
  }
  if (n) memcpy(b->data + start, bytes, n);
  return 0;
}

static int append_bytes(kr_bytearray *b, const uint8_t *bytes, size_t n) {
  return splice(b, b->size, b->size, bytes, n);
}

static int array_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[3] = {KR_NULL, KR_NULL, KR_NULL}, whole;
  if (kr_args_bind(&spec, "bytearray", "(source=b'', encoding='utf-8', errors='strict')", args, nargs,
                   kwnames, a) < 0)
    return -1;
  kr_bytearray *b = ARRAY(self);
  if (kr_bytearray_resize(b, 0) < 0) return -1;
  kr_buf out = {0};
  int r = kr_bytes_from_source("bytearray", a[0], a[1], a[2], &out, &whole);
  if (r == 0) {
    /* Python code may have put something in meanwhile: that goes. */
    if (whole != KR_NULL) r = splice(b, 0, b->size, KR_BYTES(whole)->data, KR_BYTES(whole)->size);
    else if (out.size || b->size) r = splice(b, 0, b->size, (uint8_t *)out.data, out.size);
  }
  kr_decref(whole);
  kr_buf_free(&out);
  return r;
}

/* ---- slots ------------------------------------------------------------------------------------------- */

static kr_value array_repr(kr_value self) {
  kr_bytearray *b = ARRAY(self);
  char prefix[128];
  const char *name = kr_type_cname(kr_type_of(self));
  size_t n = strlen(name);
  if (n > sizeof prefix - 2) {
    /* A class with a very long name. */
    kr_value text = kr_bytes_repr(b->data, b->size, "", ")");
    if (text == KR_NULL) return KR_NULL;
    kr_value r = kr_str_format("%s(%U", name, text);
    kr_decref(text);
    return r;
  }
  if (!kr_all_ascii((const uint8_t *)name, n)) {
    kr_value text = kr_bytes_repr(b->data, b->size, "", ")");
    if (text == KR_NULL) return KR_NULL;
    kr_value r = kr_str_format("%s(%U", name, text);
    kr_decref(text);
    return r;
  }
  memcpy(prefix, name, n);
  memcpy(prefix + n, "(", 2);
  return kr_bytes_repr(b->data, b->size, prefix, ")");
}

static kr_value array_compare(kr_value a, kr_value b, int op) { return kr_bytes_richcompare(a, b, op); }
static intptr_t array_length(kr_value self) { return (intptr_t)ARRAY(self)->size; }

static kr_value array_concat(kr_value a, kr_value b) {
  kr_bytes_arg y;
  if (!kr_has_buffer(b)) return kr_raise(&kr_exc_TypeError, "can't concat %T to %T", b, a);
  if (kr_bytes_arg_get(&y, b) < 0) {
    kr_clear_exception();
    return kr_raise(&kr_exc_TypeError, "can't concat %T to %T", b, a);
  }
  kr_bytearray *x = ARRAY(a);
  kr_value v = kr_bytearray_from(NULL, (size_t)x->size + y.size);
  if (v != KR_NULL) {
    memcpy(ARRAY(v)->data, x->data, x->size);
    if (y.size) memcpy(ARRAY(v)->data + x->size, y.data, y.size);
  }
  kr_bytes_arg_release(&y);
  return v;
}

static kr_value array_iconcat(kr_value a, kr_value b) {
  kr_bytes_arg y;
  if (!kr_has_buffer(b)) return kr_raise(&kr_exc_TypeError, "can't concat %T to %T", b, a);
  if (kr_bytes_arg_get(&y, b) < 0) {
    kr_clear_exception();
    return kr_raise(&kr_exc_TypeError, "can't concat %T to %T", b, a);
  }
  int r = append_bytes(ARRAY(a), y.data, y.size);
  kr_bytes_arg_release(&y);
  return r < 0 ? KR_NULL : kr_ref(a);
}

static void repeat_into(uint8_t *out, const uint8_t *from, size_t size, size_t total) {
  if (size == 1) {
    memset(out, *from, total);
    return;
  }
  if (out != from) memcpy(out, from, size);
  for (size_t done = size; done < total;) {
    size_t n = done < total - done ? done : total - done;
    memcpy(out + done, out, n);
    done += n;
  }
}
static kr_value array_repeat(kr_value self, intptr_t count) {
  kr_bytearray *b = ARRAY(self);
  size_t n = count < 0 ? 0 : (size_t)count;
  if (b->size && n > INT32_MAX / b->size) return kr_raise_no_memory();
  kr_value v = kr_bytearray_from(NULL, b->size * n);
  if (v != KR_NULL && b->size && n) repeat_into(ARRAY(v)->data, b->data, b->size, b->size * n);
  return v;
}
static kr_value array_irepeat(kr_value self, intptr_t count) {
  kr_bytearray *b = ARRAY(self);
  size_t n = count < 0 ? 0 : (size_t)count, size = b->size;
  if (size && n > INT32_MAX / size) return kr_raise_no_memory();
  if (kr_bytearray_resize(b, size * n) < 0) return KR_NULL;
  if (size && n > 1) repeat_into(b->data, b->data, size, size * n);
  return kr_ref(self);
}

static kr_value array_item(kr_value self, intptr_t i) {
  kr_bytearray *b = ARRAY(self);
  if (i < 0 || (size_t)i >= b->size) return kr_raise(&kr_exc_IndexError, "bytearray index out of range");
  return kr_from_small_int(b->data[i]);
}

/* A subscript that is no slice: 0 and *out (negative: as given), -1. */
static int subscript_index(kr_value key, intptr_t *out) {
  if (!kr_is_small_int(key)) {
    kr_value index = KR_NULL;
    int found = kr_is_int(key) ? 1 : kr_lookup_special(key, KR_ID(__index__), &index);
    kr_decref(index);
    if (found < 0) return -1;
    if (!found)
      return KR_RAISE_INT(&kr_exc_TypeError, "bytearray indices must be integers or slices, not %T", key);
  }
  *out = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  if (*out == -1 && kr_failed()) return -1;
  if (*out != (int32_t)*out)
    return KR_RAISE_INT(&kr_exc_IndexError, "cannot fit '%T' into an index-sized integer", key);
  return 0;
}

/* The bounds' __index__ may change the array's size: then they are asked for again. */
static int slice_indices(kr_bytearray *b, kr_value key, intptr_t *start, intptr_t *stop, intptr_t *step,
                         intptr_t *count) {
  uint32_t size;
  do {
    size = b->size;
    if (kr_slice_indices(key, (intptr_t)size, start, stop, step, count) < 0) return -1;
  } while (size != b->size);
  return 0;
}

static kr_value array_subscript(kr_value self, kr_value key) {
  kr_bytearray *b = ARRAY(self);
  if (kr_is_exact(key, &kr_slice_type)) {
    intptr_t start, stop, step, count;
    if (slice_indices(b, key, &start, &stop, &step, &count) < 0) return KR_NULL;
    if (count <= 0) return kr_bytearray_from(NULL, 0);
    if (step == 1) return kr_bytearray_from(b->data + start, (size_t)count);
    kr_value v = kr_bytearray_from(NULL, (size_t)count);
    if (v == KR_NULL) return KR_NULL;
    uint8_t *out = ARRAY(v)->data;
    for (intptr_t k = 0, i = start; k < count; k++, i += step) out[k] = b->data[i];
    return v;
  }
  intptr_t i;
  if (subscript_index(key, &i) < 0) return KR_NULL;
  return array_item(self, i < 0 ? i + (intptr_t)b->size : i);
}

static int set_item(kr_value self, intptr_t i, kr_value v) {
  kr_bytearray *b = ARRAY(self);
  /* First the value: its __index__ may change the array. */
  int byte = v == KR_NULL ? 0 : kr_byte_value(v, "byte");
  if (byte < 0) return -1;
  if (i < 0) i += (intptr_t)b->size;
  if (i < 0 || (size_t)i >= b->size) return KR_RAISE_INT(&kr_exc_IndexError, "bytearray index out of range");
  if (v == KR_NULL) return splice(b, (size_t)i, (size_t)i + 1, NULL, 0);
  b->data[i] = (uint8_t)byte;
  return 0;
}
static int array_ass_item(kr_value self, intptr_t i, kr_value v) { return set_item(self, i, v); }

static int delete_slice(kr_bytearray *b, intptr_t start, intptr_t step, intptr_t count) {
  if (count <= 0) return 0;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  if (step == 1) return splice(b, (size_t)start, (size_t)(start + count), NULL, 0);
  if (check_resizable(b) < 0) return -1;
  size_t to = (size_t)start, next = (size_t)start;
  for (size_t i = (size_t)start, left = (size_t)count; i < b->size; i++) {
    if (left && i == next) {
      next += (size_t)step;
      left--;
    } else {
      b->data[to++] = b->data[i];
    }
  }
  return kr_bytearray_resize(b, to);
}

static int set_slice(kr_value self, kr_value key, const uint8_t *bytes, size_t n, bool deletion) {
  kr_bytearray *b = ARRAY(self);
  intptr_t start, stop, step, count;
  if (slice_indices(b, key, &start, &stop, &step, &count) < 0) return -1;
  if (deletion) return delete_slice(b, start, step, count);
  if (step == 1) {
    if (stop < start) stop = start;
    return splice(b, (size_t)start, (size_t)stop, bytes, n);
  }
  if (n == 0) return delete_slice(b, start, step, count);
  if ((size_t)count != n)
    return KR_RAISE_INT(&kr_exc_ValueError,
                        "attempt to assign bytes of size %zd to extended slice of size %zd", (intptr_t)n,
                        count);
  for (intptr_t k = 0, i = start; k < count; k++, i += step) b->data[i] = bytes[k];
  return 0;
}

static int array_ass_subscript(kr_value self, kr_value key, kr_value v) {
  if (!kr_is_exact(key, &kr_slice_type)) {
    intptr_t i;
    if (subscript_index(key, &i) < 0) return -1;
    return set_item(self, i, v);
  }
  if (v == KR_NULL) return set_slice(self, key, NULL, 0, true);
  /* A wrong slice is told before a wrong value: what is no bytearray is converted in between. */
  intptr_t start, stop, step, count;
  if (!kr_is_bytearray(v) && slice_indices(ARRAY(self), key, &start, &stop, &step, &count) < 0) return -1;
  if (v != self && (kr_is_bytes(v) || kr_is_bytearray(v))) {
    const uint8_t *bytes;
    size_t n;
    kr_self_bytes(v, &bytes, &n);
    return set_slice(self, key, bytes, n, false);
  }
  const kr_type *t = kr_type_of(v);
  if (t->nb_int || t->nb_index || t->nb_float || kr_is_exact(v, &kr_complex_type) || kr_is_str(v))
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  kr_buf copy = {0};
  kr_value whole;
  int r = kr_bytes_from_source("bytearray", v, KR_NULL, KR_NULL, &copy, &whole);
  if (r == 0) r = set_slice(self, key, (uint8_t *)copy.data, copy.size, false);
  kr_buf_free(&copy);
  return r;
}

int kr_bytearray_get_buffer(kr_value self, kr_buffer *view, int flags) {
  kr_bytearray *b = ARRAY(self);
  if (kr_buffer_fill(view, self, b->data, b->size, false, flags) < 0) return -1;
  b->exports++;
  return 0;
}
static void array_release_buffer(kr_value self, kr_buffer *view) { ARRAY(self)->exports--; }

static kr_value array_mod(kr_value a, kr_value b) {
  return kr_is_bytearray(a) ? kr_bytes_percent(a, b) : KR_NOT_IMPLEMENTED;
}

/* ---- methods ----------------------------------------------------------------------------------------- */

METHOD(array_append) {
  int byte = kr_byte_value(args[0], "byte");
  if (byte < 0) return KR_NULL;
  kr_bytearray *b = ARRAY(self);
  if (kr_bytearray_resize(b, (size_t)b->size + 1) < 0) return KR_NULL;
  b->data[b->size - 1] = (uint8_t)byte;
  return KR_NONE;
}

METHOD(array_extend) {
  kr_bytearray *b = ARRAY(self);
  kr_value source = args[0];
  if (source == self) {
    /* Its own memory would move while it is read. */
    kr_value copy = kr_bytes_from(b->data, b->size);
    if (copy == KR_NULL) return KR_NULL;
    int r = append_bytes(b, KR_BYTES(copy)->data, KR_BYTES(copy)->size);
    kr_decref(copy);
    return r < 0 ? KR_NULL : KR_NONE;
  }
  if (kr_has_buffer(source)) {
    kr_value r = array_iconcat(self, source);
    if (r == KR_NULL) return KR_NULL;
    kr_decref(r);
    return KR_NONE;
  }
  kr_value it = kr_iter(source);
  if (it == KR_NULL) {
    if (!kr_clear_if(&kr_exc_TypeError)) return KR_NULL;
    return kr_raise(&kr_exc_TypeError, "can't extend bytearray with %T", source);
  }
  if (kr_length_hint(source, 32) < 0) { /* asked for its errors only */
    kr_decref(it);
    return KR_NULL;
  }
  kr_buf out = {0};
  for (;;) {
    kr_value item = kr_next(it);
    if (item == KR_NULL) break;
    int byte = kr_byte_value(item, "byte");
    kr_decref(item);
    if (byte < 0) {
      if (kr_is_str(source) && kr_clear_if(&kr_exc_TypeError))
        kr_raise(&kr_exc_TypeError, "expected iterable of integers; got: 'str'");
      break;
    }
    if (!kr_buf_put_char(&out, (char)byte)) break;
  }
  kr_decref(it);
  if (!kr_failed()) append_bytes(b, (uint8_t *)out.data, out.size);
  kr_buf_free(&out);
  return kr_failed() ? KR_NULL : KR_NONE;
}

METHOD(array_insert) {
  kr_bytearray *b = ARRAY(self);
  intptr_t i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (i == -1 && kr_failed()) return KR_NULL;
  int byte = kr_byte_value(args[1], "byte");
  if (byte < 0) return KR_NULL;
  intptr_t n = (intptr_t)b->size;
  if (i < 0) i = i + n < 0 ? 0 : i + n;
  if (i > n) i = n;
  uint8_t one = (uint8_t)byte;
  return splice(b, (size_t)i, (size_t)i, &one, 1) < 0 ? KR_NULL : KR_NONE;
}

METHOD(array_pop) {
  kr_bytearray *b = ARRAY(self);
  intptr_t i = -1;
  if (args[0] != KR_NULL) {
    i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
    if (i == -1 && kr_failed()) return KR_NULL;
  }
  if (b->size == 0) return kr_raise(&kr_exc_IndexError, "pop from empty bytearray");
  if (i < 0) i += (intptr_t)b->size;
  if (i < 0 || (size_t)i >= b->size) return kr_raise(&kr_exc_IndexError, "pop index out of range");
  int byte = b->data[i];
  if (splice(b, (size_t)i, (size_t)i + 1, NULL, 0) < 0) return KR_NULL;
  return kr_from_small_int(byte);
}

METHOD(array_remove) {
  kr_bytearray *b = ARRAY(self);
  int byte = kr_byte_value(args[0], "byte");
  if (byte < 0) return KR_NULL;
  intptr_t at = kr_find_char(b->data, 0, b->size, (uint32_t)byte);
  if (at < 0) return kr_raise(&kr_exc_ValueError, "value not found in bytearray");
  return splice(b, (size_t)at, (size_t)at + 1, NULL, 0) < 0 ? KR_NULL : KR_NONE;
}

METHOD(array_reverse) {
  kr_bytearray *b = ARRAY(self);
  for (size_t i = 0, j = b->size; i + 1 < j; i++) {
    uint8_t c = b->data[i];
    b->data[i] = b->data[--j];
    b->data[j] = c;
  }
  return KR_NONE;
}

METHOD(array_clear) { return kr_bytearray_resize(ARRAY(self), 0) < 0 ? KR_NULL : KR_NONE; }
METHOD(array_copy) { return kr_bytearray_from(ARRAY(self)->data, ARRAY(self)->size); }

METHOD(array_resize) {
  kr_bytearray *b = ARRAY(self);
  intptr_t size = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (size == -1 && kr_failed()) return KR_NULL;
  if (size < 0) return kr_raise(&kr_exc_ValueError, "Can only resize to positive sizes, got %zd", size);
  size_t old = b->size;
  if (kr_bytearray_resize(b, (size_t)size) < 0) return KR_NULL;
  if ((size_t)size > old) memset(b->data + old, 0, (size_t)size - old);
  return KR_NONE;
}

static kr_value reduce(kr_value self, int protocol) {
  kr_bytearray *b = ARRAY(self);
  kr_value state = kr_call_method0(self, KR_ID(__getstate__)); /* slots as well as the __dict__ */
  if (state == KR_NULL) return KR_NULL;
  kr_value content = KR_NULL, inner = KR_NULL, r = KR_NULL;
  if (b->size == 0) {
    inner = KR_EMPTY_TUPLE;
  } else if (protocol < 3) {
    content = kr_str_from_latin1(b->data, b->size);
    kr_value name = kr_str_from_cstr("latin-1");
    if (content != KR_NULL && name != KR_NULL) inner = kr_tuple_pack(2, content, name);
    kr_decref(name);
  } else {
    content = kr_bytes_from(b->data, b->size);
    if (content != KR_NULL) inner = kr_tuple_pack(1, content);
  }
  if (inner != KR_NULL) r = kr_tuple_pack(3, kr_from_object(kr_type_of(self)), inner, state);
  kr_decref(inner);
  kr_decref(content);
  kr_decref(state);
  return r;
}
METHOD(array_reduce) { return reduce(self, 2); }
METHOD(array_reduce_ex) {
  int protocol = 0;
  if (args[0] != KR_NULL) {
    protocol = kr_index_as_int(args[0]);
    if (protocol == -1 && kr_failed()) return KR_NULL;
  }
  return reduce(self, protocol);
}

static size_t array_size_of(kr_value self) {
  return kr_type_of(self)->basic_size + (size_t)ARRAY(self)->capacity;
}
METHOD(array_sizeof) { return kr_int_from_size(array_size_of(self)); }
METHOD(array_alloc) { return kr_int_from_size(ARRAY(self)->capacity); }

static const kr_method_def array_methods[] = {
    KR_BYTES_METHOD_TABLE,
    {"__alloc__", array_alloc, 0, "($self, /)", "How many bytes are allocated."},
    {"__reduce__", array_reduce, 0, "($self, /)", "How to pickle the array."},
    {"__reduce_ex__", array_reduce_ex, 0, "($self, proto=0, /)", "How to pickle the array."},
    {"__sizeof__", array_sizeof, 0, "($self, /)", "The size of the object in memory, in bytes."},
    {"append", array_append, 0, "($self, item, /)", "Add one byte at the end."},
    {"clear", array_clear, 0, "($self, /)", "Remove everything."},
    {"copy", array_copy, 0, "($self, /)", "A copy."},
    {"extend", array_extend, 0, "($self, iterable_of_ints, /)", "Add all bytes of an iterable at the end."},
    {"insert", array_insert, 0, "($self, index, item, /)", "Insert one byte before index."},
    {"pop", array_pop, 0, "($self, index=-1, /)", "Remove and return the byte at index."},
    {"remove", array_remove, 0, "($self, value, /)", "Remove the first occurrence of a byte."},
    {"resize", array_resize, 0, "($self, size, /)", "Set the length; new bytes are zero."},
    {"reverse", array_reverse, 0, "($self, /)", "Reverse the order of the bytes in place."},
    {0},
};

kr_type kr_bytearray_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
           "bytearray\n"
           "bytearray(bytes_or_buffer) -> a copy\n"
           "bytearray(int) -> so many zero bytes\nbytearray() -> an empty one\n\n"
           "A mutable row of bytes.",
    .tf = KR_TF_BASETYPE | KR_TF_MATCH_SELF | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_bytearray),
    .dealloc = array_dealloc,
    .size_of = array_size_of,
    .repr = array_repr,
    .str = array_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = array_compare,
    .iter = kr_bytes_iter_new,
    .init = array_init,
    .new_ = array_new,
    .call_push = kr_bytes_call_push,
    .nb[KR_OP_MOD] = array_mod,
    .sq_length = array_length,
    .sq_concat = array_concat,
    .sq_inplace_concat = array_iconcat,
    .sq_repeat = array_repeat,
    .sq_inplace_repeat = array_irepeat,
    .sq_item = array_item,
    .sq_ass_item = array_ass_item,
    .sq_contains = kr_bytes_contains,
    .mp_subscript = array_subscript,
    .mp_ass_subscript = array_ass_subscript,
    .get_buffer = kr_bytearray_get_buffer,
    .release_buffer = array_release_buffer,
    .methods = array_methods,
};
