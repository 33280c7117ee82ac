/* PickleBuffer (PEP 574): a buffer that a pickler may hand to the program beside the pickle. */
#include "modules/_pickle/pickle.h"
#include "objects/weakref.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

typedef struct {
  KR_OBJECT_HEAD
  bool held;
  kr_buffer view;
  void *weaklist;
} pickle_buffer;
#define BUFFER(v) KR_AS(pickle_buffer, v)

static kr_value buffer_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value source;
  if (kr_args_bind(&spec, "PickleBuffer", "(object, /)", args, nargs, kwnames, &source) < 0) return KR_NULL;
  pickle_buffer *b = kr_gc_object_alloc(type, sizeof *b);
  if (!b) return KR_NULL;
  b->held = false;
  b->weaklist = NULL;
  if (kr_get_buffer(source, &b->view, KR_BUF_FULL_RO) < 0) {
    kr_decref_object(b);
    return KR_NULL;
  }
  b->held = true;
  return kr_from_object(b);
}
static void drop(pickle_buffer *b) {
  if (!b->held) return;
  b->held = false;
  kr_release_buffer(&b->view);
}
static void buffer_dealloc(kr_object *o) {
  pickle_buffer *b = (pickle_buffer *)o;
  if (b->weaklist) kr_weakrefs_clear(o);
  drop(b);
  kr_object_free(o);
}
static int buffer_traverse(kr_object *o, kr_visit visit, void *arg) {
  if (((pickle_buffer *)o)->held) KR_VISIT(((pickle_buffer *)o)->view.obj);
  return 0;
}
static int buffer_clear(kr_object *o) {
  drop((pickle_buffer *)o);
  return 0;
}
static bool check(pickle_buffer *b) {
  if (b->held) return true;
  kr_raise(&kr_exc_ValueError, "operation forbidden on released PickleBuffer object");
  return false;
}

const kr_buffer *kr_pickle_buffer_view(kr_value buffer) {
  return check(BUFFER(buffer)) ? &BUFFER(buffer)->view : NULL;
}

/* Hands on what the source itself exports. */
static int buffer_get(kr_value self, kr_buffer *view, int flags) {
  if (!check(BUFFER(self))) return -1;
  return kr_get_buffer(BUFFER(self)->view.obj, view, flags);
}

FN(buffer_raw) {
  if (!check(BUFFER(self))) return KR_NULL;
  const kr_buffer *v = &BUFFER(self)->view;
  kr_value m = kr_call1(kr_from_object(&kr_memoryview_type), v->obj);
  if (m == KR_NULL) return KR_NULL;
  kr_value contiguous = kr_getattr(m, KR_ID(contiguous)), r = KR_NULL;
  if (contiguous == KR_TRUE) {
    kr_value text = kr_str_from_char('B');
    if (text != KR_NULL) r = kr_call_method1(m, KR_ID(cast), text);
    kr_decref(text);
  } else if (contiguous == KR_FALSE) {
    kr_raise(&kr_exc_BufferError, "cannot extract raw buffer from non-contiguous buffer");
  }
  kr_decref(m);
  return r;
}
FN(buffer_release) {
  drop(BUFFER(self));
  return KR_NONE;
}
static const kr_method_def buffer_methods[] = {
    {"raw", buffer_raw, 0, "($self, /)", "The bytes beneath, as a memoryview of one dimension."},
    {"release", buffer_release, 0, "($self, /)", "Lets go of the buffer beneath."},
    {0},
};
kr_type kr_pickle_buffer_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "pickle.PickleBuffer",
    .doc = "A buffer that may be pickled out of band.",
    .tf = KR_TF_GC,
    .basic_size = sizeof(pickle_buffer),
    .weaklist_offset = offsetof(pickle_buffer, weaklist),
    .base = &kr_object_type,
    .dealloc = buffer_dealloc,
    .traverse = buffer_traverse,
    .clear = buffer_clear,
    .methods = buffer_methods,
    .getattro = kr_generic_getattr,
    .new_ = buffer_new,
    .get_buffer = buffer_get,
};
