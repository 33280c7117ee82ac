/* Iterators over str: one type for ASCII text, one for the rest, as CPython tells them apart. */
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/misc.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

static kr_value iter_next(kr_value self) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  if (it->seq == KR_NULL) return KR_NULL;
  kr_str *s = KR_STR(it->seq);
  if (it->index < s->length) return kr_str_from_char(kr_str_read(s, it->index++));
  KR_CLEAR(it->seq);
  return KR_NULL;
}
static kr_value ascii_iter_next(kr_value self) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  if (it->seq == KR_NULL) return KR_NULL;
  kr_str *s = KR_STR(it->seq);
  if (it->index < s->length)
    return kr_from_object(kr_str_latin1[((const uint8_t *)kr_str_data(s))[it->index++]]);
  KR_CLEAR(it->seq);
  return KR_NULL;
}

static kr_value length_hint(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  return kr_int_from_size(it->seq == KR_NULL ? 0 : KR_STR(it->seq)->length - it->index);
}

static kr_value reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_seq_iter_reduce(self, KR_EMPTY_STR);
}

static kr_value setstate(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_seq_iter *it = KR_AS(kr_seq_iter, self);
  intptr_t i = kr_index_as_size(args[0], kr_from_object(&kr_exc_OverflowError));
  if (i == -1 && kr_failed()) return KR_NULL;
  if (it->seq != KR_NULL) {
    uint32_t n = KR_STR(it->seq)->length;
    it->index = i < 0 ? 0 : (size_t)i > n ? n : (uint32_t)i;
  }
  return KR_NONE;
}

static const kr_method_def iter_methods[] = {
    {"__length_hint__", length_hint, 0, "($self, /)", "How many characters are left."},
    {"__reduce__", reduce, 0, "($self, /)", "How to pickle the iterator."},
    {"__setstate__", setstate, 0, "($self, object, /)", "Set the position."},
    {0},
};

#define ITER_TYPE(name_, next_)                                                                            \
  {                                                                                                        \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW, \
    .basic_size = sizeof(kr_seq_iter), .dealloc = kr_seq_iter_dealloc, .traverse = kr_seq_iter_traverse,   \
    .iter = kr_iter_self, .iternext = next_, .methods = iter_methods                                       \
  }
kr_type kr_str_iter_type = ITER_TYPE("str_iterator", iter_next);
kr_type kr_str_ascii_iter_type = ITER_TYPE("str_ascii_iterator", ascii_iter_next);

kr_value kr_str_iter_new(kr_value str) {
  kr_type *type = kr_is_exact(str, &kr_str_type) && kr_str_is_ascii(KR_STR(str)) ? &kr_str_ascii_iter_type
                                                                                 : &kr_str_iter_type;
  kr_seq_iter *it = kr_gc_object_alloc(type, sizeof *it);
  if (!it) return KR_NULL;
  it->index = 0;
  it->seq = kr_ref(str);
  return kr_from_object(it);
}
