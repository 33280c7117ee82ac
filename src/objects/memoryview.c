/* memoryview: looking at, and writing through, the memory of other objects. */
#include "objects/memoryview.h"
#include "objects/codecs.h"
#include "objects/container.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/memory_items.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/weakref.h"

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- managed buffers --------------------------------------------------------------------------------- */

static void managed_release(kr_managed_buffer *b) { kr_release_buffer(&b->master); }
static void managed_dealloc(kr_object *o) {
  managed_release((kr_managed_buffer *)o);
  kr_object_free(o);
}
static int managed_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_managed_buffer *)o)->master.obj);
  return 0;
}
static kr_type managed_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "managedbuffer",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_managed_buffer),
    .dealloc = managed_dealloc,
    .traverse = managed_traverse,
};

/* ---- making views ------------------------------------------------------------------------------------ */

/* A view on `from` (of `managed`), with room for ndim dimensions; shape and strides filled in whatever
 * the exporter left out. NULL: failed. */
static kr_memoryview *new_view(kr_managed_buffer *managed, const kr_buffer *from, int ndim) {
  kr_memoryview *m =
      kr_gc_object_alloc(&kr_memoryview_type, sizeof *m + 3 * (size_t)(ndim ? ndim : 1) * sizeof(intptr_t));
  if (!m) return NULL;
  m->exports = 0;
  m->weaklist = NULL;
  m->hash = 0;
  m->managed = KR_REF(managed);
  managed->views++;
  kr_buffer *v = &m->view;
  v->buf = from->buf;
  v->obj = from->obj;
  v->len = from->len;
  v->itemsize = from->itemsize;
  v->readonly = from->readonly;
  v->ndim = ndim;
  v->format = from->format ? from->format : "B";
  v->shape = m->dims;
  v->strides = m->dims + ndim;
  v->suboffsets = NULL;
  v->internal = NULL;
  if (ndim != from->ndim) return m; /* the caller fills in the rest */
  for (int i = 0; i < ndim; i++) v->shape[i] = from->shape ? from->shape[i] : from->len / from->itemsize;
  if (from->strides) {
    memcpy(v->strides, from->strides, (size_t)ndim * sizeof(intptr_t));
  } else {
    intptr_t stride = v->itemsize;
    for (int i = ndim - 1; i >= 0; i--) {
      v->strides[i] = stride;
      stride *= v->shape[i];
    }
  }
  if (from->suboffsets) {
    v->suboffsets = m->dims + 2 * ndim;
    memcpy(v->suboffsets, from->suboffsets, (size_t)ndim * sizeof(intptr_t));
  }
  return m;
}

static int check(const kr_memoryview *m) {
  if (m->managed) return 0;
  return KR_RAISE_INT(&kr_exc_ValueError, "operation forbidden on released memoryview object");
}

kr_value kr_memoryview_by(kr_value object, kr_get_buffer_fn get, int flags) {
  if (!get)
    return kr_raise(&kr_exc_TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
  if (kr_type_ready(&managed_type) < 0) return KR_NULL;
  kr_managed_buffer *managed = kr_gc_object_alloc(&managed_type, sizeof *managed);
  if (!managed) return KR_NULL;
  managed->views = 0;
  managed->master.obj = KR_NULL;
  if (get(object, &managed->master, flags) < 0) {
    managed->master.obj = KR_NULL;
    kr_decref_object(managed);
    return KR_NULL;
  }
  kr_memoryview *m = NULL;
  if (managed->master.ndim > KR_MAX_DIMS)
    kr_raise(&kr_exc_ValueError, "memoryview: number of dimensions must not exceed 64");
  else m = new_view(managed, &managed->master, managed->master.ndim);
  kr_decref_object(managed);
  return kr_from_object_or_null(m);
}

kr_value kr_memoryview_raw(const kr_buffer *buffer) {
  if (kr_type_ready(&managed_type) < 0) return KR_NULL;
  kr_managed_buffer *managed = kr_gc_object_alloc(&managed_type, sizeof *managed);
  if (!managed) return KR_NULL;
  managed->views = 0;
  managed->master.obj = KR_NULL;
  kr_buffer from = *buffer; /* new_view follows its pointers at once */
  from.obj = KR_NULL;
  kr_memoryview *m = new_view(managed, &from, from.ndim);
  kr_decref_object(managed);
  return kr_from_object_or_null(m);
}

static kr_value view_of(kr_value object, int flags) {
  if (!kr_is_exact(object, &kr_memoryview_type))
    return kr_memoryview_by(object, kr_type_of(object)->get_buffer, flags);
  kr_memoryview *m = KR_MEMORYVIEW(object);
  if (check(m) < 0) return KR_NULL;
  return kr_from_object_or_null(new_view(m->managed, &m->view, m->view.ndim));
}
kr_value kr_memoryview_from_object(kr_value object) { return view_of(object, KR_BUF_FULL_RO); }

static kr_value view_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value object;
  if (kr_args_bind(&spec, "memoryview", "(object)", args, nargs, kwnames, &object) < 0) return KR_NULL;
  return kr_memoryview_from_object(object);
}

METHOD(from_flags) {
  int flags = kr_index_as_int(args[1]);
  if (flags == -1 && kr_failed()) return KR_NULL;
  return view_of(args[0], flags);
}

/* ---- life -------------------------------------------------------------------------------------------- */

static void let_go(kr_memoryview *m) {
  kr_managed_buffer *managed = m->managed;
  if (!managed) return;
  m->managed = NULL; /* view.obj stays, for comparison only: it may be gone */
  if (--managed->views == 0) managed_release(managed);
  kr_decref_object(managed);
}
static void view_dealloc(kr_object *o) {
  kr_memoryview *m = (kr_memoryview *)o;
  if (m->weaklist) kr_weakrefs_clear(o);
  let_go(m);
  kr_object_free(o);
}
static int view_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(((kr_memoryview *)o)->managed);
  return 0;
}
static int view_clear(kr_object *o) {
  kr_memoryview *m = (kr_memoryview *)o;
  if (m->exports == 0) let_go(m);
  return 0;
}

METHOD(view_release) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (!m->managed) return KR_NONE;
  if (m->exports > 0)
    return kr_raise(&kr_exc_BufferError, "memoryview has %u exported buffer%s", m->exports,
                    m->exports == 1 ? "" : "s");
  let_go(m);
  return KR_NONE;
}
kr_value kr_memoryview_release_for(kr_value view, kr_value exporter) {
  if (!kr_is_exact(view, &kr_memoryview_type))
    return kr_raise(&kr_exc_TypeError, "expected a memoryview object");
  kr_memoryview *m = KR_MEMORYVIEW(view);
  if (m->view.obj == KR_NULL) return KR_NONE;
  if (m->view.obj != exporter) return kr_raise(&kr_exc_ValueError, "memoryview's buffer is not this object");
  if (!m->managed) return kr_raise(&kr_exc_ValueError, "memoryview's buffer has already been released");
  return view_release(view, NULL, 0, NULL);
}

METHOD(view_enter) { return check(KR_MEMORYVIEW(self)) < 0 ? KR_NULL : kr_ref(self); }
METHOD(view_exit) {
  return kr_args_no_keywords("__exit__", kwnames) < 0 ? KR_NULL : view_release(self, NULL, 0, NULL);
}

/* ---- the view's own buffers -------------------------------------------------------------------------- */

#define REFUSE(text) return KR_RAISE_INT(&kr_exc_BufferError, "memoryview: " text)

static int view_get_buffer(kr_value self, kr_buffer *out, int flags) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return -1;
  const kr_buffer *v = &m->view;
  bool c = kr_buffer_is_c_contiguous(v);
#define ASKED(what) ((flags & (what)) == (what))
  if (ASKED(KR_BUF_WRITABLE) && v->readonly) REFUSE("underlying buffer is not writable");
  if (ASKED(KR_BUF_C_CONTIGUOUS) && !c) REFUSE("underlying buffer is not C-contiguous");
  if (ASKED(KR_BUF_F_CONTIGUOUS) && !kr_buffer_is_f_contiguous(v))
    REFUSE("underlying buffer is not Fortran contiguous");
  if (ASKED(KR_BUF_ANY_CONTIGUOUS) && !c && !kr_buffer_is_f_contiguous(v))
    REFUSE("underlying buffer is not contiguous");
  if (!ASKED(KR_BUF_INDIRECT) && v->suboffsets) REFUSE("underlying buffer requires suboffsets");
  if (!ASKED(KR_BUF_STRIDES) && !c) REFUSE("underlying buffer is not C-contiguous");
  if (!ASKED(KR_BUF_ND) && ASKED(KR_BUF_FORMAT))
    REFUSE("cannot cast to unsigned bytes if the format flag is present");
  out->buf = v->buf;
  out->len = v->len;
  out->itemsize = v->itemsize;
  out->readonly = v->readonly;
  out->ndim = ASKED(KR_BUF_ND) ? v->ndim : 1;
  out->format = ASKED(KR_BUF_FORMAT) ? v->format : NULL;
  out->shape = ASKED(KR_BUF_ND) ? v->shape : NULL;
  out->strides = ASKED(KR_BUF_STRIDES) ? v->strides : NULL;
  out->suboffsets = v->suboffsets;
  out->internal = NULL;
  out->obj = kr_ref(self);
#undef ASKED
  m->exports++;
  return 0;
}
static void view_release_buffer(kr_value self, kr_buffer *view) { KR_MEMORYVIEW(self)->exports--; }

/* ---- cast -------------------------------------------------------------------------------------------- */

/* The static text of native format c. */
static const char *format_text(char c) {
  static const char all[] = "c\0b\0B\0h\0H\0i\0I\0l\0L\0q\0Q\0n\0N\0e\0f\0d\0?\0P";
  for (size_t i = 0; i < sizeof all; i += 2) {
    if (all[i] == c) return all + i;
  }
  return "B";
}
static bool is_byte(char c) { return c == 'B' || c == 'b' || c == 'c'; }

/* The view m (one-dimensional, fresh) of `source` (0: not a native format, the characters of an array) as items of
   `format`. 0, -1. */
static int cast_to_1d(kr_memoryview *m, const char *format, char source) {
  char c = kr_native_format(format);
  if (!c)
    return KR_RAISE_INT(&kr_exc_ValueError,
                        "memoryview: destination format must be a native single character format "
                        "prefixed with an optional '@'");
  if (!is_byte(source) && !is_byte(c))
    return KR_RAISE_INT(&kr_exc_TypeError, "memoryview: cannot cast between two non-byte formats");
  int size = kr_native_size(c);
  if (m->view.len % size)
    return KR_RAISE_INT(&kr_exc_TypeError, "memoryview: length is not a multiple of itemsize");
  m->view.format = format_text(c);
  m->view.itemsize = size;
  m->view.ndim = 1;
  m->view.shape[0] = m->view.len / size;
  m->view.strides = m->view.shape + 1;
  m->view.strides[0] = size;
  return 0;
}

static int cast_to_nd(kr_memoryview *m, const intptr_t *shape, int ndim) {
  kr_buffer *v = &m->view;
  intptr_t total = v->itemsize;
  v->ndim = ndim;
  v->shape = m->dims;
  v->strides = m->dims + ndim;
  for (int i = 0; i < ndim; i++) {
    v->shape[i] = shape[i];
    if (__builtin_mul_overflow(total, shape[i], &total))
      return KR_RAISE_INT(&kr_exc_ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
  }
  if (total != v->len)
    return KR_RAISE_INT(&kr_exc_TypeError, "memoryview: product(shape) * itemsize != buffer size");
  intptr_t stride = v->itemsize;
  for (int i = ndim - 1; i >= 0; i--) {
    v->strides[i] = stride;
    stride *= shape[i];
  }
  return 0;
}

/* The elements of a shape argument. The number of dimensions, -1. */
static int shape_argument(kr_value arg, intptr_t shape[KR_MAX_DIMS]) {
  if (!kr_has_tf(arg, KR_TF_LIST_SUBCLASS | KR_TF_TUPLE_SUBCLASS))
    return KR_RAISE_INT(&kr_exc_TypeError, "shape must be a list or a tuple");
  size_t n;
  const kr_value *items = kr_fast_items(arg, &n);
  if (n > KR_MAX_DIMS)
    return KR_RAISE_INT(&kr_exc_ValueError, "memoryview: number of dimensions must not exceed 64");
  for (size_t i = 0; i < n; i++) {
    int64_t size;
    if (!kr_is_int(items[i]))
      return KR_RAISE_INT(&kr_exc_TypeError, "memoryview.cast(): elements of shape must be integers");
    if (!kr_int_fits_i64(items[i], &size) || size > INT32_MAX || size < INT32_MIN)
      return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
    if (size <= 0)
      return KR_RAISE_INT(&kr_exc_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
    shape[i] = (intptr_t)size;
  }
  return (int)n;
}

METHOD(view_cast) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (!kr_is_str(args[0])) return kr_raise_argument("cast", "argument 'format'", "str", args[0]);
  if (check(m) < 0) return KR_NULL;
  if (!kr_buffer_is_c_contiguous(&m->view))
    return kr_raise(&kr_exc_TypeError, "memoryview: casts are restricted to C-contiguous views");
  intptr_t shape[KR_MAX_DIMS];
  int ndim = 1;
  bool shaped = args[1] != KR_NULL;
  if (m->view.ndim != 1 || shaped) {
    for (int i = 0; i < m->view.ndim; i++) {
      if (m->view.shape[i] == 0)
        return kr_raise(&kr_exc_TypeError, "memoryview: cannot cast view with zeros in shape or strides");
    }
  }
  if (shaped) {
    if (!kr_has_tf(args[1], KR_TF_LIST_SUBCLASS | KR_TF_TUPLE_SUBCLASS))
      return kr_raise(&kr_exc_TypeError, "shape must be a list or a tuple");
    size_t n;
    kr_fast_items(args[1], &n);
    if (n > KR_MAX_DIMS)
      return kr_raise(&kr_exc_ValueError, "memoryview: number of dimensions must not exceed 64");
    if (m->view.ndim != 1 && n != 1)
      return kr_raise(&kr_exc_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  kr_value ascii = kr_codec_encode_text(args[0], "ascii", NULL); /* read to the first null, as in C */
  if (ascii == KR_NULL) return KR_NULL;
  char format[3] = {0};
  memcpy(format, KR_BYTES(ascii)->data, KR_BYTES(ascii)->size < 3 ? KR_BYTES(ascii)->size : 3);
  if (format[2]) format[0] = 0; /* longer than any format */
  format[2] = 0;
  kr_decref(ascii);
  int room = 1;
  if (shaped) {
    size_t n;
    kr_fast_items(args[1], &n);
    room = (int)n;
  }
  kr_memoryview *r = new_view(m->managed, &m->view, room > m->view.ndim ? room : m->view.ndim);
  if (!r) return KR_NULL;
  r->view.suboffsets = NULL;
  r->view.shape = r->dims;
  r->view.len = m->view.len;
  if (cast_to_1d(r, format, kr_native_format(m->view.format)) < 0) goto fail;
  if (shaped) {
    ndim = shape_argument(args[1], shape);
    if (ndim < 0 || cast_to_nd(r, shape, ndim) < 0) goto fail;
  }
  return kr_from_object(r);
fail:
  kr_decref_object(r);
  return KR_NULL;
}

METHOD(view_toreadonly) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return KR_NULL;
  kr_memoryview *r = new_view(m->managed, &m->view, m->view.ndim);
  if (!r) return KR_NULL;
  r->view.readonly = true;
  return kr_from_object(r);
}

/* ---- subscripts -------------------------------------------------------------------------------------- */

/* Where item `index` of dimension `dim` begins; NULL: IndexError. */
static uint8_t *lookup(const kr_buffer *v, uint8_t *p, intptr_t index, int dim) {
  intptr_t n = v->shape[dim];
  if (index < 0) index += n;
  if (index < 0 || index >= n) {
    kr_raise(&kr_exc_IndexError, "index out of bounds on dimension %d", dim + 1);
    return NULL;
  }
  p += v->strides[dim] * index;
  if (v->suboffsets && v->suboffsets[dim] >= 0) p = *(uint8_t **)p + v->suboffsets[dim];
  return p;
}

kr_value kr_memoryview_item(kr_memoryview *m, intptr_t index) {
  if (check(m) < 0) return KR_NULL;
  if (m->view.ndim == 0) return kr_raise(&kr_exc_TypeError, "invalid indexing of 0-dim memory");
  if (m->view.ndim > 1)
    return kr_raise(&kr_exc_NotImplementedError, "multi-dimensional sub-views are not implemented");
  uint8_t *p = lookup(&m->view, m->view.buf, index, 0);
  return p ? kr_memoryview_unpack(m, p) : KR_NULL;
}
static kr_value view_item(kr_value self, intptr_t index) {
  return kr_memoryview_item(KR_MEMORYVIEW(self), index);
}

/* 1: v has __index__; 0; -1. */
static int is_index(kr_value v) {
  if (kr_is_int(v)) return 1;
  kr_value method;
  int found = kr_lookup_special(v, KR_ID(__index__), &method);
  if (found > 0) kr_decref(method);
  return found;
}

typedef enum { KEY_INDEX, KEY_SLICE, KEY_INDICES, KEY_SLICES, KEY_ELLIPSIS, KEY_WRONG, KEY_FAILED } key_kind;

static key_kind kind_of(kr_value key) {
  int index = is_index(key);
  if (index < 0) return KEY_FAILED;
  if (index) return KEY_INDEX;
  if (kr_is_exact(key, &kr_slice_type)) return KEY_SLICE;
  if (key == KR_ELLIPSIS) return KEY_ELLIPSIS;
  if (!kr_is_tuple(key)) return KEY_WRONG;
  kr_tuple *t = KR_TUPLE(key);
  bool indices = true, slices = t->size > 0;
  for (uint32_t i = 0; i < t->size; i++) {
    index = is_index(t->items[i]);
    if (index < 0) return KEY_FAILED;
    indices &= index;
    slices &= kr_is_exact(t->items[i], &kr_slice_type);
  }
  return indices ? KEY_INDICES : slices ? KEY_SLICES : KEY_WRONG;
}

static int index_of(kr_value key, intptr_t *index) {
  *index = kr_index_as_size(key, kr_from_object(&kr_exc_IndexError));
  return *index == -1 && kr_failed() ? -1 : 0;
}

/* The item that a tuple of indices names; NULL: failed. */
static uint8_t *lookup_tuple(const kr_memoryview *m, kr_tuple *t) {
  if ((int)t->size > m->view.ndim) {
    kr_raise(&kr_exc_TypeError, "cannot index %d-dimension view with %u-element tuple", m->view.ndim,
             t->size);
    return NULL;
  }
  uint8_t *p = m->view.buf;
  for (uint32_t i = 0; p && i < t->size; i++) {
    intptr_t index;
    if (index_of(t->items[i], &index) < 0) return NULL;
    if (check(m) < 0) return NULL;
    p = lookup(&m->view, p, index, (int)i);
  }
  return p;
}

/* Narrows the view to a slice of its first dimension. 0, -1. */
static int apply_slice(kr_memoryview *m, kr_value slice) {
  kr_buffer *v = &m->view;
  intptr_t start, stop, step, count;
  if (kr_slice_indices(slice, v->shape[0], &start, &stop, &step, &count) < 0) return -1;
  if (count < 0) count = 0;
  if (v->suboffsets && v->suboffsets[0] >= 0) v->suboffsets[0] += v->strides[0] * start;
  else v->buf = (uint8_t *)v->buf + v->strides[0] * start;
  v->shape[0] = count;
  v->strides[0] *= step;
  v->len = v->itemsize;
  for (int i = 0; i < v->ndim; i++) v->len *= v->shape[i];
  return 0;
}

static kr_value view_subscript(kr_value self, kr_value key) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return KR_NULL;
  if (m->view.ndim == 0) {
    if (kr_is_tuple(key) && KR_TUPLE(key)->size == 0) return kr_memoryview_unpack(m, m->view.buf);
    if (key == KR_ELLIPSIS) return kr_ref(self);
    return kr_raise(&kr_exc_TypeError, "invalid indexing of 0-dim memory");
  }
  switch (kind_of(key)) {
    case KEY_INDEX: {
      intptr_t index;
      if (index_of(key, &index) < 0 || check(m) < 0) return KR_NULL;
      return kr_memoryview_item(m, index);
    }
    case KEY_SLICE: {
      kr_memoryview *r = new_view(m->managed, &m->view, m->view.ndim);
      if (r && apply_slice(r, key) < 0) {
        kr_decref_object(r);
        return KR_NULL;
      }
      return kr_from_object_or_null(r);
    }
    case KEY_INDICES: {
      kr_tuple *t = KR_TUPLE(key);
      if ((int)t->size < m->view.ndim)
        return kr_raise(&kr_exc_NotImplementedError, "sub-views are not implemented");
      uint8_t *p = lookup_tuple(m, t);
      return p ? kr_memoryview_unpack(m, p) : KR_NULL;
    }
    case KEY_SLICES:
      return kr_raise(&kr_exc_NotImplementedError, "multi-dimensional slicing is not implemented");
    case KEY_FAILED: return KR_NULL;
    default: return kr_raise(&kr_exc_TypeError, "memoryview: invalid slice key");
  }
}

static int store(kr_memoryview *m, uint8_t *p, kr_value v) {
  char c = kr_native_format(m->view.format);
  if (!c)
    return KR_RAISE_INT(&kr_exc_NotImplementedError, "memoryview: format %s not supported", m->view.format);
  uint8_t item[8];
  if (kr_pack_native(item, v, c) < 0) return -1;
  /* Finding the value may have run code that released the view. */
  if (check(m) < 0) return -1;
  memcpy(p, item, (size_t)m->view.itemsize);
  return 0;
}

static int store_slice(kr_memoryview *m, kr_value key, kr_value v) {
  if (m->view.ndim != 1)
    return KR_RAISE_INT(&kr_exc_NotImplementedError,
                        "memoryview slice assignments are currently restricted to ndim = 1");
  kr_buffer src;
  if (kr_get_buffer(v, &src, KR_BUF_FULL_RO) < 0) return -1;
  /* Both the source and the slice's indices may run code that releases the view. */
  kr_memoryview *dest = check(m) < 0 ? NULL : new_view(m->managed, &m->view, 1);
  int r = dest ? apply_slice(dest, key) : -1;
  if (r == 0) r = check(m);
  if (r == 0) r = kr_memoryview_copy(&dest->view, &src);
  if (dest) kr_decref_object(dest);
  kr_release_buffer(&src);
  return r;
}

static int view_ass_subscript(kr_value self, kr_value key, kr_value v) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return -1;
  if (m->view.readonly) return KR_RAISE_INT(&kr_exc_TypeError, "cannot modify read-only memory");
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete memory");
  if (m->view.ndim == 0) {
    if (key == KR_ELLIPSIS || (kr_is_tuple(key) && KR_TUPLE(key)->size == 0)) return store(m, m->view.buf, v);
    return KR_RAISE_INT(&kr_exc_TypeError, "invalid indexing of 0-dim memory");
  }
  uint8_t *p;
  switch (kind_of(key)) {
    case KEY_INDEX: {
      intptr_t index;
      if (m->view.ndim > 1) return KR_RAISE_INT(&kr_exc_NotImplementedError, "sub-views are not implemented");
      if (index_of(key, &index) < 0 || check(m) < 0) return -1;
      p = lookup(&m->view, m->view.buf, index, 0);
      return p ? store(m, p, v) : -1;
    }
    case KEY_SLICE: return store_slice(m, key, v);
    case KEY_INDICES:
      if ((int)KR_TUPLE(key)->size < m->view.ndim)
        return KR_RAISE_INT(&kr_exc_NotImplementedError, "sub-views are not implemented");
      p = lookup_tuple(m, KR_TUPLE(key));
      return p ? store(m, p, v) : -1;
    case KEY_SLICES:
      return KR_RAISE_INT(&kr_exc_NotImplementedError,
                          "memoryview slice assignments are currently restricted to ndim = 1");
    case KEY_FAILED: return -1;
    default: return KR_RAISE_INT(&kr_exc_TypeError, "memoryview: invalid slice key");
  }
}

static intptr_t view_length(kr_value self) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return -1;
  if (m->view.ndim == 0) return KR_RAISE_INT(&kr_exc_TypeError, "0-dim memory has no length");
  return m->view.shape[0];
}

/* ---- other slots ------------------------------------------------------------------------------------- */

static kr_value view_repr(kr_value self) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  return kr_str_format(m->managed ? "<memory at %p>" : "<released memory at %p>", (void *)m);
}

static int64_t view_hash(kr_value self) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (m->hash) return m->hash;
  if (check(m) < 0) return KR_HASH_ERROR;
  if (!m->view.readonly) {
    kr_raise(&kr_exc_ValueError, "cannot hash writable memoryview object");
    return KR_HASH_ERROR;
  }
  if (!is_byte(kr_native_format(m->view.format))) {
    kr_raise(&kr_exc_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    return KR_HASH_ERROR;
  }
  bool failed = false;
  m->exports++;
  if (m->view.obj != KR_NULL) kr_hash(m->view.obj, &failed);
  m->exports--;
  if (failed) return KR_HASH_ERROR;
  kr_bytes *copy = kr_bytes_new((size_t)m->view.len);
  if (!copy) return KR_HASH_ERROR;
  kr_buffer_copy_out(&m->view, copy->data, 'C');
  m->hash = kr_hash_bytes(copy->data, copy->size);
  kr_decref_object(copy);
  return m->hash;
}

/* ---- methods ----------------------------------------------------------------------------------------- */

METHOD(view_tolist) {
  return check(KR_MEMORYVIEW(self)) < 0 ? KR_NULL : kr_memoryview_tolist(KR_MEMORYVIEW(self));
}

static kr_value copy_bytes(kr_memoryview *m, char order) {
  kr_bytes *b = kr_bytes_new((size_t)m->view.len);
  if (!b) return KR_NULL;
  kr_buffer_copy_out(&m->view, b->data, order);
  return b->size == 1 ? kr_bytes_resize(kr_from_object(b), 1) : kr_from_object(b);
}

METHOD(view_tobytes) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  char order = 'C';
  if (args[0] != KR_NULL && !kr_is_none(args[0])) {
    if (!kr_is_str(args[0])) return kr_raise_argument("tobytes", "argument 'order'", "str or None", args[0]);
    kr_str *s = KR_STR(args[0]);
    order = s->length == 1 && kr_str_is_ascii(s) ? (char)kr_str_read(s, 0) : 0;
    if (order != 'C' && order != 'F' && order != 'A') {
      if (check(m) < 0) return KR_NULL;
      return kr_raise(&kr_exc_ValueError, "order must be 'C', 'F' or 'A'");
    }
  }
  return check(m) < 0 ? KR_NULL : copy_bytes(m, order);
}

METHOD(view_hex) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return KR_NULL;
  kr_value b = copy_bytes(m, 'C');
  if (b == KR_NULL) return KR_NULL;
  kr_value r = kr_bytes_hex(KR_BYTES(b)->data, KR_BYTES(b)->size, args[0], args[1]);
  kr_decref(b);
  return r;
}

METHOD(view_count) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  kr_value it = kr_iter(self);
  if (it == KR_NULL) return KR_NULL;
  size_t count = 0;
  for (;;) {
    kr_value item = kr_next(it);
    if (item == KR_NULL) break;
    int r = kr_compare_bool(item, args[0], KR_EQ);
    kr_decref(item);
    if (r < 0) break;
    count += (size_t)r;
  }
  kr_decref(it);
  (void)m;
  return kr_failed() ? KR_NULL : kr_int_from_size(count);
}

METHOD(view_index) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return KR_NULL;
  if (m->view.ndim == 0) return kr_raise(&kr_exc_TypeError, "invalid lookup on 0-dim memory");
  if (m->view.ndim > 1)
    return kr_raise(&kr_exc_NotImplementedError, "multi-dimensional lookup is not implemented");
  intptr_t start, stop;
  if (kr_index_bounds(args[1], args[2], m->view.shape[0], &start, &stop) < 0) return KR_NULL;
  for (intptr_t i = start; i < stop && check(m) == 0 && i < m->view.shape[0]; i++) {
    kr_value item = kr_memoryview_item(m, i);
    if (item == KR_NULL) return KR_NULL;
    int r = kr_compare_bool(item, args[0], KR_EQ);
    kr_decref(item);
    if (r < 0) return KR_NULL;
    if (r > 0) return kr_int_from_i64(i);
  }
  if (kr_failed()) return KR_NULL;
  return kr_raise(&kr_exc_ValueError, "memoryview.index(x): x not found");
}

METHOD(view_class_getitem) { return kr_class_getitem(self, args[0]); }

/* ---- attributes -------------------------------------------------------------------------------------- */

#define GETTER(name, value)                            \
  static kr_value name(kr_value self, void *closure) { \
    kr_memoryview *m = KR_MEMORYVIEW(self);            \
    if (check(m) < 0) return KR_NULL;                  \
    return value;                                      \
  }

static kr_value sizes(const intptr_t *p, int n) {
  kr_tuple *t = kr_tuple_new(p ? (size_t)n : 0);
  for (int i = 0; t && p && i < n; i++) t->items[i] = kr_int_from_i64(p[i]);
  return kr_from_object_or_null(t);
}
GETTER(get_obj, m->view.obj == KR_NULL ? KR_NONE : kr_ref(m->view.obj))
GETTER(get_nbytes, kr_int_from_i64(m->view.len))
GETTER(get_readonly, kr_from_bool(m->view.readonly))
GETTER(get_itemsize, kr_int_from_i64(m->view.itemsize))
GETTER(get_format, kr_str_from_cstr(m->view.format))
GETTER(get_ndim, kr_from_small_int(m->view.ndim))
GETTER(get_shape, sizes(m->view.shape, m->view.ndim))
GETTER(get_strides, sizes(m->view.strides, m->view.ndim))
GETTER(get_suboffsets, sizes(m->view.suboffsets, m->view.ndim))
GETTER(get_c_contiguous, kr_from_bool(kr_buffer_is_c_contiguous(&m->view)))
GETTER(get_f_contiguous, kr_from_bool(kr_buffer_is_f_contiguous(&m->view)))
GETTER(get_contiguous,
       kr_from_bool(kr_buffer_is_c_contiguous(&m->view) || kr_buffer_is_f_contiguous(&m->view)))

static const kr_getset_def view_getset[] = {
    {"obj", get_obj, NULL, "The object whose memory this is.", NULL},
    {"nbytes", get_nbytes, NULL, "The size of all items together, in bytes.", NULL},
    {"readonly", get_readonly, NULL, "Whether the memory cannot be written.", NULL},
    {"itemsize", get_itemsize, NULL, "The size of an item, in bytes.", NULL},
    {"format", get_format, NULL, "The format of an item, as in the struct module.", NULL},
    {"ndim", get_ndim, NULL, "The number of dimensions.", NULL},
    {"shape", get_shape, NULL, "The number of items in each dimension.", NULL},
    {"strides", get_strides, NULL, "The distance between items in each dimension, in bytes.", NULL},
    {"suboffsets", get_suboffsets, NULL, "For arrays of pointers.", NULL},
    {"c_contiguous", get_c_contiguous, NULL, "Whether the memory is in C order.", NULL},
    {"f_contiguous", get_f_contiguous, NULL, "Whether the memory is in Fortran order.", NULL},
    {"contiguous", get_contiguous, NULL, "Whether the memory is without gaps.", NULL},
    {0},
};

static const kr_method_def view_methods[] = {
    {"release", view_release, 0, "($self, /)", "Let go of the object's memory."},
    {"cast", view_cast, 0, "($self, /, format, shape=<unrepresentable>)",
     "A view of the same memory with another format or shape."},
    {"toreadonly", view_toreadonly, 0, "($self, /)", "A view that cannot be written through."},
    {"tolist", view_tolist, 0, "($self, /)", "The items as a list, nested for several dimensions."},
    {"tobytes", view_tobytes, 0, "($self, /, order='C')", "The memory as bytes."},
    {"hex", view_hex, 0, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
     "Two hexadecimal digits for each byte, optionally with separators."},
    {"count", view_count, 0, "($self, value, /)", "How many items equal value."},
    {"index", view_index, 0, "($self, value, start=0, stop=sys.maxsize, /)",
     "The index of the first item that equals value."},
    {"__enter__", view_enter, 0, "($self, /)", NULL},
    {"__exit__", view_exit, KR_FN_RAW, "($self, /, *exc_info)", NULL},
    {"_from_flags", from_flags, KR_FN_CLASS, "($type, /, object, flags)",
     "A view made with these buffer flags."},
    {"__class_getitem__", view_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {0},
};

/* ---- iterator ---------------------------------------------------------------------------------------- */

static kr_value iter_next(kr_value self) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  if (it->seq == KR_NULL) return KR_NULL;
  kr_memoryview *m = KR_MEMORYVIEW(it->seq);
  if (check(m) < 0) return KR_NULL;
  if ((intptr_t)it->index < m->view.shape[0]) return kr_memoryview_item(m, it->index++);
  KR_CLEAR(it->seq);
  return KR_NULL;
}
static kr_type memory_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "memory_iterator",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_seq_iter),
    .dealloc = kr_seq_iter_dealloc,
    .traverse = kr_seq_iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
};
static kr_value view_iter(kr_value self) {
  kr_memoryview *m = KR_MEMORYVIEW(self);
  if (check(m) < 0) return KR_NULL;
  if (m->view.ndim == 0) return kr_raise(&kr_exc_TypeError, "invalid indexing of 0-dim memory");
  if (m->view.ndim > 1)
    return kr_raise(&kr_exc_NotImplementedError, "multi-dimensional sub-views are not implemented");
  if (kr_type_ready(&memory_iter_type) < 0) return KR_NULL;
  kr_seq_iter *it = kr_gc_object_alloc(&memory_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->index = 0;
  it->seq = kr_ref(self);
  return kr_from_object(it);
}

kr_type kr_memoryview_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "memoryview",
    .doc = "memoryview(object)\n--\n\nA view of the memory of an object that has the buffer protocol.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_SEQUENCE,
    .basic_size = sizeof(kr_memoryview),
    .item_size = sizeof(intptr_t),
    .weaklist_offset = offsetof(kr_memoryview, weaklist),
    .dealloc = view_dealloc,
    .traverse = view_traverse,
    .clear = view_clear,
    .repr = view_repr,
    .hash = view_hash,
    .richcompare = kr_memoryview_compare,
    .iter = view_iter,
    .new_ = view_new,
    .sq_length = view_length,
    .sq_item = view_item,
    .mp_subscript = view_subscript,
    .mp_ass_subscript = view_ass_subscript,
    .get_buffer = view_get_buffer,
    .release_buffer = view_release_buffer,
    .methods = view_methods,
    .getset = view_getset,
};
