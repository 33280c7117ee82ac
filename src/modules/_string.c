/* _string: what string.Formatter needs to take format strings apart. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str_format.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value str; /* owned: what span lies in */
  kr_span span; /* what is left */
} span_iter;

static void iter_dealloc(kr_object *o) {
  KR_CLEAR(((span_iter *)o)->str);
  kr_object_free(o);
}

static kr_value markup_next(kr_value self) {
  kr_markup m;
  int r = kr_markup_next(&KR_AS(span_iter, self)->span, &m);
  if (r <= 0) return KR_NULL;
  kr_value items[4] = {kr_span_str(m.literal), KR_NONE, KR_NONE, KR_NONE};
  if (m.has_field) {
    items[1] = kr_span_str(m.name);
    items[2] = kr_span_str(m.spec);
    if (m.conversion) items[3] = kr_str_from_char(m.conversion);
  }
  for (int i = 0; i < 4; i++) {
    if (items[i] != KR_NULL) continue;
    for (int k = 0; k < 4; k++) kr_decref(items[k]);
    return KR_NULL;
  }
  return kr_tuple_from_array_steal(items, 4);
}

/* A number, or the text. */
static kr_value number_or_text(kr_span s, bool text) {
  int32_t n = text ? -1 : kr_span_integer(s);
  if (n == -2) return KR_NULL;
  return n >= 0 ? kr_from_small_int(n) : kr_span_str(s);
}

static kr_value part_next(kr_value self) {
  bool is_attribute;
  kr_span part;
  int r = kr_field_next(&KR_AS(span_iter, self)->span, &is_attribute, &part);
  if (r <= 0) return KR_NULL;
  kr_value items[2] = {kr_from_bool(is_attribute), number_or_text(part, is_attribute)};
  return items[1] == KR_NULL ? KR_NULL : kr_tuple_from_array_steal(items, 2);
}

#define ITER_TYPE(name_, next_)                                                                       \
  {                                                                                                   \
    .head = KR_STATIC_HEAD(&kr_type_type), .name = name_, .tf = KR_TF_IMMUTABLE | KR_TF_NO_NEW,       \
    .basic_size = sizeof(span_iter), .dealloc = iter_dealloc, .iter = kr_iter_self, .iternext = next_ \
  }
static kr_type markup_iter_type = ITER_TYPE("formatteriterator", markup_next);
static kr_type part_iter_type = ITER_TYPE("fieldnameiterator", part_next);

static kr_value new_iter(kr_type *type, kr_value str, kr_span span) {
  if (kr_type_ready(type) < 0) return KR_NULL;
  span_iter *it = kr_object_alloc(type, sizeof *it);
  if (!it) return KR_NULL;
  it->str = kr_ref(str);
  it->span = span;
  return kr_from_object(it);
}

static kr_value formatter_parser(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "expected str, got %T", args[0]);
  return new_iter(&markup_iter_type, args[0], (kr_span){KR_STR(args[0]), 0, KR_STR(args[0])->length});
}

static kr_value formatter_field_name_split(kr_value self, const kr_value *args, size_t nargs,
                                           kr_tuple *kwnames) {
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "expected str, got %T", args[0]);
  kr_span rest = {KR_STR(args[0]), 0, KR_STR(args[0])->length};
  kr_value first = number_or_text(kr_field_first(&rest), false);
  if (first == KR_NULL) return KR_NULL;
  kr_value it = new_iter(&part_iter_type, args[0], rest);
  if (it == KR_NULL) {
    kr_decref(first);
    return KR_NULL;
  }
  return kr_tuple_from_array_steal((kr_value[]){first, it}, 2);
}

static const kr_method_def methods[] = {
    {"formatter_field_name_split", formatter_field_name_split, 0, "($self, object, /)",
     "The first part of a field's name, and an iterator over the rest."},
    {"formatter_parser", formatter_parser, 0, "($self, object, /)",
     "An iterator over the pieces of a format string."},
    {0},
};
const kr_module_def kr_module_def__string = {
    .name = "_string", .doc = "Helpers for string.Formatter.", .methods = methods};
