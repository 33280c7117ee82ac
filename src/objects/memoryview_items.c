/* memoryview: items as values, whole views as lists, comparison, copying. */
#include "objects/memoryview.h"
#include "objects/list.h"
#include "objects/memory_items.h"

kr_value kr_memoryview_unpack(const kr_memoryview *m, const uint8_t *p) {
  char c = kr_native_format(m->view.format);
  if (!c) return kr_raise(&kr_exc_NotImplementedError, "memoryview: format %s not supported", m->view.format);
  return kr_unpack_native(p, c);
}

/* ---- tolist ------------------------------------------------------------------------------------------ */

static const uint8_t *step_into(const kr_buffer *v, const uint8_t *p, int dim, intptr_t i) {
  p += v->strides[dim] * i;
  if (v->suboffsets && v->suboffsets[dim] >= 0) p = *(uint8_t *const *)p + v->suboffsets[dim];
  return p;
}

static kr_value list_dim(const kr_memoryview *m, const uint8_t *p, int dim) {
  const kr_buffer *v = &m->view;
  intptr_t n = v->shape[dim];
  kr_list *list = kr_list_new((size_t)n);
  if (!list) return KR_NULL;
  for (intptr_t i = 0; i < n; i++) {
    const uint8_t *item = step_into(v, p, dim, i);
    kr_value x = dim + 1 == v->ndim ? kr_memoryview_unpack(m, item) : list_dim(m, item, dim + 1);
    if (x == KR_NULL || kr_list_append_steal(list, x) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object(list);
}

kr_value kr_memoryview_tolist(const kr_memoryview *m) {
  if (m->view.ndim == 0) return kr_memoryview_unpack(m, m->view.buf);
  return list_dim(m, m->view.buf, 0);
}

/* ---- comparison -------------------------------------------------------------------------------------- */

typedef struct {
  char native;          /* both formats, if they are the same native one */
  kr_value left, right; /* otherwise: struct unpackers */
} comparer;

static int equal_items(const comparer *c, const kr_buffer *a, const uint8_t *p, const kr_buffer *b,
                       const uint8_t *q) {
  if (c->native) return kr_native_equal(p, q, c->native);
  kr_value x = kr_struct_unpack(c->left, p, (size_t)a->itemsize);
  if (x == KR_NULL) return -1;
  kr_value y = kr_struct_unpack(c->right, q, (size_t)b->itemsize);
  int r = y == KR_NULL ? -1 : kr_compare_bool(x, y, KR_EQ);
  kr_decref(x);
  kr_decref(y);
  return r;
}

static int equal_dim(const comparer *c, const kr_buffer *a, const uint8_t *p, const kr_buffer *b,
                     const uint8_t *q, int dim) {
  if (dim == a->ndim) return equal_items(c, a, p, b, q);
  for (intptr_t i = 0; i < a->shape[dim]; i++) {
    int r = equal_dim(c, a, step_into(a, p, dim, i), b, step_into(b, q, dim, i), dim + 1);
    if (r <= 0) return r;
  }
  return 1;
}

static bool same_shape(const kr_buffer *a, const kr_buffer *b) {
  if (a->ndim != b->ndim) return false;
  for (int i = 0; i < a->ndim; i++) {
    if (a->shape[i] != b->shape[i]) return false;
    if (a->shape[i] == 0) break; /* nothing in either, whatever follows */
  }
  return true;
}

static int equal_buffers(const kr_buffer *a, const kr_buffer *b) {
  if (!same_shape(a, b)) return 0;
  comparer c = {.left = KR_NULL, .right = KR_NULL};
  char x = kr_native_format(a->format), y = kr_native_format(b->format);
  if (x && x == y) {
    c.native = x;
  } else {
    c.left = kr_struct_unpacker(a->format);
    if (c.left != KR_NULL) c.right = kr_struct_unpacker(b->format);
    if (c.right == KR_NULL) {
      /* A format that the struct module does not know: never equal. */
      kr_decref(c.left);
      if (kr_failed_with(&kr_exc_MemoryError)) return -1;
      kr_clear_exception();
      return 0;
    }
  }
  int r = equal_dim(&c, a, a->buf, b, b->buf, 0);
  kr_decref(c.left);
  kr_decref(c.right);
  return r;
}

kr_value kr_memoryview_compare(kr_value a, kr_value b, int op) {
  if (op != KR_EQ && op != KR_NE) return KR_NOT_IMPLEMENTED;
  kr_memoryview *m = KR_MEMORYVIEW(a);
  int equal;
  bool released = !m->managed || (kr_is_exact(b, &kr_memoryview_type) && !KR_MEMORYVIEW(b)->managed);
  if (released) {
    equal = a == b;
  } else if (kr_is_exact(b, &kr_memoryview_type)) {
    /* Kept as they are while items' own comparison runs. */
    m->exports++;
    KR_MEMORYVIEW(b)->exports++;
    equal = equal_buffers(&m->view, &KR_MEMORYVIEW(b)->view);
    KR_MEMORYVIEW(b)->exports--;
    m->exports--;
  } else {
    kr_buffer other;
    if (kr_get_buffer(b, &other, KR_BUF_FULL_RO) < 0) {
      kr_clear_exception();
      return KR_NOT_IMPLEMENTED;
    }
    m->exports++;
    equal = equal_buffers(&m->view, &other);
    m->exports--;
    kr_release_buffer(&other);
  }
  if (equal < 0) return KR_NULL;
  return kr_from_bool((op == KR_EQ) == equal);
}

/* ---- copying ----------------------------------------------------------------------------------------- */

int kr_memoryview_copy(const kr_buffer *dest, const kr_buffer *src) {
  const char *a = dest->format ? dest->format : "B", *b = src->format ? src->format : "B";
  if (*a == '@') a++;
  if (*b == '@') b++;
  if (strcmp(a, b) != 0 || dest->itemsize != src->itemsize || !same_shape(dest, src))
    return KR_RAISE_INT(&kr_exc_ValueError,
                        "memoryview assignment: lvalue and rvalue have different structures");
  intptr_t n = dest->shape[0];
  size_t size = (size_t)n * (size_t)dest->itemsize;
  if (size == 0) return 0;
  /* They may overlap: by way of a copy. */
  uint8_t small[256], *copy = size <= sizeof small ? small : kr_alloc(size);
  if (!copy) return -1;
  for (intptr_t i = 0; i < n; i++)
    memcpy(copy + i * dest->itemsize, step_into(src, src->buf, 0, i), (size_t)dest->itemsize);
  for (intptr_t i = 0; i < n; i++)
    memcpy((uint8_t *)step_into(dest, dest->buf, 0, i), copy + i * dest->itemsize, (size_t)dest->itemsize);
  if (copy != small) kr_free(copy);
  return 0;
}
