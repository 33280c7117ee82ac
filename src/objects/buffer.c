/* The buffer protocol: asking exporters for their memory, and walking memory with shape and strides. */
#include "objects/bytes_core.h"

bool kr_has_buffer(kr_value v) { return kr_type_of(v)->get_buffer != NULL; }

int kr_get_buffer(kr_value v, kr_buffer *view, int flags) {
  kr_type *type = kr_type_of(v);
  view->obj = KR_NULL;
  if (!type->get_buffer)
    return KR_RAISE_INT(&kr_exc_TypeError, "a bytes-like object is required, not '%T'", v);
  return type->get_buffer(v, view, flags);
}

void kr_release_buffer(kr_buffer *view) {
  kr_value obj = view->obj;
  if (obj == KR_NULL) return;
  kr_type *type = kr_type_of(obj);
  if (type->release_buffer) type->release_buffer(obj, view);
  view->obj = KR_NULL;
  kr_decref(obj);
}

int kr_buffer_fill(kr_buffer *view, kr_value obj, void *data, size_t size, bool readonly, int flags) {
  if ((flags & KR_BUF_WRITABLE) && readonly)
    return KR_RAISE_INT(&kr_exc_BufferError, "Object is not writable.");
  view->obj = kr_ref(obj);
  view->buf = data;
  view->len = (intptr_t)size;
  view->itemsize = 1;
  view->readonly = readonly;
  view->ndim = 1;
  view->format = flags & KR_BUF_FORMAT ? "B" : NULL;
  view->shape1[0] = (intptr_t)size;
  view->strides1[0] = 1;
  view->shape = flags & KR_BUF_ND ? view->shape1 : NULL;
  view->strides = (flags & KR_BUF_STRIDES) == KR_BUF_STRIDES ? view->strides1 : NULL;
  view->suboffsets = NULL;
  view->internal = NULL;
  return 0;
}

static bool contiguous(const kr_buffer *v, bool fortran) {
  if (v->suboffsets) return false;
  if (v->len == 0 || !v->strides || v->ndim == 0) return !fortran || v->ndim <= 1 || v->len == 0;
  intptr_t step = v->itemsize;
  for (int k = 0; k < v->ndim; k++) {
    int i = fortran ? k : v->ndim - 1 - k;
    if (v->shape[i] > 1 && v->strides[i] != step) return false;
    step *= v->shape[i];
  }
  return true;
}
bool kr_buffer_is_c_contiguous(const kr_buffer *v) { return contiguous(v, false); }
bool kr_buffer_is_f_contiguous(const kr_buffer *v) { return contiguous(v, true); }

static uint8_t *step_into(const kr_buffer *v, uint8_t *p, int dim, intptr_t index) {
  p += v->strides[dim] * index;
  if (v->suboffsets && v->suboffsets[dim] >= 0) p = *(uint8_t **)p + v->suboffsets[dim];
  return p;
}

/* Where item `index` (ndim indices) lies. */
static uint8_t *buffer_item(const kr_buffer *v, const intptr_t *index) {
  uint8_t *p = v->buf;
  if (!v->strides) return v->ndim ? p + index[0] * v->itemsize : p;
  for (int i = 0; i < v->ndim; i++) p = step_into(v, p, i, index[i]);
  return p;
}

static uint8_t *copy_dim(const kr_buffer *v, uint8_t *from, uint8_t *to, int dim) {
  if (dim == v->ndim) {
    memcpy(to, from, (size_t)v->itemsize);
    return to + v->itemsize;
  }
  for (intptr_t i = 0; i < v->shape[dim]; i++) to = copy_dim(v, step_into(v, from, dim, i), to, dim + 1);
  return to;
}

/* In Fortran order the first index runs fastest. */
static uint8_t *copy_fortran(const kr_buffer *v, intptr_t *index, uint8_t *to, int dim) {
  if (dim < 0) {
    memcpy(to, buffer_item(v, index), (size_t)v->itemsize);
    return to + v->itemsize;
  }
  for (index[dim] = 0; index[dim] < v->shape[dim]; index[dim]++) to = copy_fortran(v, index, to, dim - 1);
  return to;
}

void kr_buffer_copy_out(const kr_buffer *v, uint8_t *out, char order) {
  if (v->len == 0) return;
  if (order == 'A') order = kr_buffer_is_f_contiguous(v) && !kr_buffer_is_c_contiguous(v) ? 'F' : 'C';
  if (order == 'C' ? kr_buffer_is_c_contiguous(v) : kr_buffer_is_f_contiguous(v)) {
    memcpy(out, v->buf, (size_t)v->len);
  } else if (order == 'C') {
    copy_dim(v, v->buf, out, 0);
  } else {
    intptr_t index[64];
    copy_fortran(v, index, out, v->ndim - 1);
  }
}

int kr_get_writable_argument(const char *function, int number, kr_value v, kr_buffer *view) {
  if (kr_has_buffer(v) && kr_get_buffer(v, view, KR_BUF_WRITABLE) == 0) return 0;
  if (kr_failed() && !kr_clear_if(&kr_exc_BufferError)) return -1;
  if (number)
    return KR_RAISE_INT(&kr_exc_TypeError, "%s() argument %d must be read-write bytes-like object, not %T",
                        function, number, v);
  return KR_RAISE_INT(&kr_exc_TypeError, "%s() argument must be read-write bytes-like object, not %T",
                      function, v);
}
