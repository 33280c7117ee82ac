/* What t-strings make (PEP 750): string.templatelib.Template and Interpolation. */
#include "objects/abstract.h"
#include "objects/misc.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "vm/vm.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value value, expression, conversion, format_spec;
} interpolation;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value strings, interpolations; /* tuples; there is one string more */
} template;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t next; /* even: a string, odd: an interpolation */
  kr_value source;
} template_iter;

static kr_type interpolation_type, template_type, template_iter_type;

static int ready(void) {
  if (template_iter_type.tf & KR_TF_READY) return 0;
  if (kr_type_ready(&interpolation_type) < 0 || kr_type_ready(&template_type) < 0 ||
      kr_type_ready(&template_iter_type) < 0)
    return -1;
  kr_value names = kr_tuple_pack(4, KR_ID(value), KR_ID(expression), KR_ID(conversion), KR_ID(format_spec));
  if (names == KR_NULL) return -1;
  int r = kr_dict_set_cstr(interpolation_type.dict, "__match_args__", names);
  kr_decref(names);
  kr_type_modified(&interpolation_type);
  return r;
}

/* ---- Interpolation ----------------------------------------------------------------------------------- */

static kr_value new_interpolation(kr_value value, kr_value expression, kr_value conversion,
                                  kr_value format_spec) {
  interpolation *o = kr_gc_object_alloc(&interpolation_type, sizeof *o);
  if (!o) return KR_NULL;
  o->value = kr_ref(value);
  o->expression = kr_ref(expression);
  o->conversion = kr_ref(conversion);
  o->format_spec = kr_ref(format_spec);
  return kr_from_object(o);
}

kr_value kr_vm_build_interpolation(kr_value value, kr_value text, uint32_t conversion, kr_value spec) {
  if (ready() < 0) return KR_NULL;
  static const char letters[] = "?sra";
  kr_value letter = conversion ? kr_str_from_char((uint8_t)letters[conversion & 3]) : KR_NONE;
  return new_interpolation(value, text, letter, spec);
}

static kr_value interpolation_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "Interpolation", "(value, expression='', conversion=None, format_spec='')", args,
                   nargs, kwnames, a) < 0)
    return KR_NULL;
  if (a[1] == KR_NULL) a[1] = KR_EMPTY_STR;
  if (a[2] == KR_NULL) a[2] = KR_NONE;
  if (a[3] == KR_NULL) a[3] = KR_EMPTY_STR;
  if (!kr_is_str(a[1])) return kr_raise_argument("Interpolation", "argument 'expression'", "str", a[1]);
  if (!kr_is_none(a[2])) {
    if (!kr_is_str(a[2])) return kr_raise_argument("Interpolation", "argument 'conversion'", "str", a[2]);
    kr_str *s = KR_STR(a[2]);
    uint32_t c = s->length == 1 ? kr_str_read(s, 0) : 0;
    if (c != 's' && c != 'a' && c != 'r')
      return kr_raise(&kr_exc_ValueError,
                      "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  }
  if (!kr_is_str(a[3])) return kr_raise_argument("Interpolation", "argument 'format_spec'", "str", a[3]);
  return new_interpolation(a[0], a[1], a[2], a[3]);
}

static void interpolation_dealloc(kr_object *v) {
  interpolation *o = (interpolation *)v;
  if (!kr_trash_begin(v)) return;
  KR_CLEAR(o->value);
  KR_CLEAR(o->expression);
  KR_CLEAR(o->conversion);
  KR_CLEAR(o->format_spec);
  kr_object_free(o);
  kr_trash_end();
}
static int interpolation_traverse(kr_object *v, kr_visit visit, void *arg) {
  interpolation *o = (interpolation *)v;
  KR_VISIT(o->value);
  KR_VISIT(o->expression);
  KR_VISIT(o->conversion);
  KR_VISIT(o->format_spec);
  return 0;
}
static kr_value interpolation_repr(kr_value self) {
  interpolation *o = KR_AS(interpolation, self);
  return kr_str_format("Interpolation(%R, %R, %R, %R)", o->value, o->expression, o->conversion,
                       o->format_spec);
}
static kr_value interpolation_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  interpolation *o = KR_AS(interpolation, self);
  kr_value inner = kr_tuple_pack(4, o->value, o->expression, o->conversion, o->format_spec);
  if (inner == KR_NULL) return KR_NULL;
  kr_value r = kr_tuple_pack(2, kr_from_object(kr_type_of(self)), inner);
  kr_decref(inner);
  return r;
}
static kr_value class_getitem(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_class_getitem(self, args[0]);
}

#define MEMBER(type, name, text) \
  { #name, KR_MEMBER_VALUE, offsetof(type, name), true, text }
static const kr_member_def interpolation_members[] = {
    MEMBER(interpolation, value, "Value"),
    MEMBER(interpolation, expression, "Expression"),
    MEMBER(interpolation, conversion, "Conversion"),
    MEMBER(interpolation, format_spec, "Format specifier"),
    {0},
};
static const kr_method_def interpolation_methods[] = {
    {"__reduce__", interpolation_reduce, 0, "($self, /)", "How to pickle it."},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {0},
};
static kr_type interpolation_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "string.templatelib.Interpolation",
    .doc = "Interpolation object",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(interpolation),
    .dealloc = interpolation_dealloc,
    .traverse = interpolation_traverse,
    .repr = interpolation_repr,
    .new_ = interpolation_new,
    .methods = interpolation_methods,
    .members = interpolation_members,
};

/* ---- Template ---------------------------------------------------------------------------------------- */

static kr_value new_template(kr_value strings, kr_value interpolations) {
  template *t = kr_gc_object_alloc(&template_type, sizeof *t);
  if (!t) return KR_NULL;
  t->strings = kr_ref(strings);
  t->interpolations = kr_ref(interpolations);
  return kr_from_object(t);
}

static bool is_interpolation(kr_value v) { return kr_is_exact(v, &interpolation_type); }

kr_value kr_vm_build_template(kr_value strings, kr_value interpolations) {
  const kr_tuple *s = KR_TUPLE(strings), *t = KR_TUPLE(interpolations);
  bool ok = s->size == t->size + 1;
  for (uint32_t i = 0; i < t->size && ok; i++) ok = kr_is_str(s->items[i]) && is_interpolation(t->items[i]);
  if (!ok || !kr_is_str(s->items[t->size])) return kr_raise(&kr_exc_SystemError, "bad template");
  return ready() < 0 ? KR_NULL : new_template(strings, interpolations);
}

/* Neighbouring strings become one; between two interpolations goes an empty one. */
static kr_value template_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kwnames && kwnames->size)
    return kr_raise(&kr_exc_TypeError, "Template.__new__ only accepts *args arguments");
  size_t count = 0;
  for (size_t i = 0; i < nargs; i++) {
    if (is_interpolation(args[i])) count++;
    else if (!kr_is_str(args[i]))
      return kr_raise(&kr_exc_TypeError,
                      "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", args[i]);
  }
  kr_tuple *strings = kr_tuple_new(count + 1), *parts = kr_tuple_new(count);
  kr_value r = KR_NULL, text = KR_EMPTY_STR;
  if (!strings || !parts) goto done;
  size_t k = 0;
  for (size_t i = 0; i < nargs; i++) {
    if (is_interpolation(args[i])) {
      strings->items[k] = text;
      parts->items[k++] = kr_ref(args[i]);
      text = KR_EMPTY_STR;
    } else {
      kr_value joined = kr_str_concat(text, args[i]);
      kr_decref(text);
      text = joined;
      if (text == KR_NULL) goto done;
    }
  }
  strings->items[k] = text;
  text = KR_NULL;
  r = new_template(kr_from_object(strings), kr_from_object(parts));
done:
  kr_decref(text);
  kr_xdecref_object(strings);
  kr_xdecref_object(parts);
  return r;
}

static void template_dealloc(kr_object *v) {
  template *t = (template *)v;
  if (!kr_trash_begin(v)) return;
  KR_CLEAR(t->strings);
  KR_CLEAR(t->interpolations);
  kr_object_free(t);
  kr_trash_end();
}
static int template_traverse(kr_object *v, kr_visit visit, void *arg) {
  template *t = (template *)v;
  KR_VISIT(t->strings);
  KR_VISIT(t->interpolations);
  return 0;
}
static kr_value template_repr(kr_value self) {
  template *t = KR_AS(template, self);
  return kr_str_format("Template(strings=%R, interpolations=%R)", t->strings, t->interpolations);
}

static kr_value template_concat(kr_value a, kr_value b) {
  if (!kr_is_exact(b, &template_type) || !kr_is_exact(a, &template_type))
    return kr_raise(&kr_exc_TypeError, "can only concatenate %T (not \"%T\") to %T", a, b, a);
  template *x = KR_AS(template, a), *y = KR_AS(template, b);
  kr_tuple *xs = KR_TUPLE(x->strings), *ys = KR_TUPLE(y->strings);
  kr_tuple *xi = KR_TUPLE(x->interpolations), *yi = KR_TUPLE(y->interpolations);
  kr_tuple *strings = kr_tuple_new((size_t)xs->size + ys->size - 1);
  kr_tuple *parts = strings ? kr_tuple_new((size_t)xi->size + yi->size) : NULL;
  kr_value r = KR_NULL;
  if (!parts) goto done;
  kr_value middle = kr_str_concat(xs->items[xs->size - 1], ys->items[0]);
  if (middle == KR_NULL) goto done;
  for (uint32_t i = 0; i + 1 < xs->size; i++) strings->items[i] = kr_ref(xs->items[i]);
  strings->items[xs->size - 1] = middle;
  for (uint32_t i = 1; i < ys->size; i++) strings->items[xs->size - 1 + i] = kr_ref(ys->items[i]);
  for (uint32_t i = 0; i < xi->size; i++) parts->items[i] = kr_ref(xi->items[i]);
  for (uint32_t i = 0; i < yi->size; i++) parts->items[xi->size + i] = kr_ref(yi->items[i]);
  r = new_template(kr_from_object(strings), kr_from_object(parts));
done:
  kr_xdecref_object(strings);
  kr_xdecref_object(parts);
  return r;
}

static kr_value template_iter_new(kr_value self) {
  template_iter *it = kr_gc_object_alloc(&template_iter_type, sizeof *it);
  if (!it) return KR_NULL;
  it->next = 0;
  it->source = kr_ref(self);
  return kr_from_object(it);
}

static kr_value template_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  template *t = KR_AS(template, self);
  kr_value f = kr_import_attr("string.templatelib", "_template_unpickle");
  if (f == KR_NULL) return KR_NULL;
  kr_value inner = kr_tuple_pack(2, t->strings, t->interpolations);
  kr_value r = inner == KR_NULL ? KR_NULL : kr_tuple_pack(2, f, inner);
  kr_decref(inner);
  kr_decref(f);
  return r;
}

static kr_value get_values(kr_value self, void *closure) {
  kr_tuple *parts = KR_TUPLE(KR_AS(template, self)->interpolations);
  kr_tuple *values = kr_tuple_new(parts->size);
  for (uint32_t i = 0; values && i < parts->size; i++)
    values->items[i] = kr_ref(KR_AS(interpolation, parts->items[i])->value);
  return kr_from_object_or_null(values);
}

static const kr_member_def template_members[] = {
    MEMBER(template, strings, "Strings"),
    MEMBER(template, interpolations, "Interpolations"),
    {0},
};
static const kr_getset_def template_getset[] = {
    {"values", get_values, NULL, "Values of interpolations", NULL},
    {0},
};
static const kr_method_def template_methods[] = {
    {"__reduce__", template_reduce, 0, "($self, /)", "How to pickle it."},
    {"__class_getitem__", class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {0},
};
static kr_type template_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "string.templatelib.Template",
    .doc = "Template object",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(template),
    .dealloc = template_dealloc,
    .traverse = template_traverse,
    .repr = template_repr,
    .iter = template_iter_new,
    .new_ = template_new,
    .sq_concat = template_concat,
    .methods = template_methods,
    .getset = template_getset,
    .members = template_members,
};

/* ---- the iterator: strings (but empty ones) and interpolations in turn -------------------------------- */

static kr_value iter_next(kr_value self) {
  template_iter *it = KR_AS(template_iter, self);
  if (it->source == KR_NULL) return KR_NULL;
  template *t = KR_AS(template, it->source);
  kr_tuple *strings = KR_TUPLE(t->strings), *parts = KR_TUPLE(t->interpolations);
  while (it->next <= 2 * parts->size) {
    uint32_t i = it->next++;
    if (i & 1) return kr_ref(parts->items[i / 2]);
    if (KR_STR(strings->items[i / 2])->length) return kr_ref(strings->items[i / 2]);
  }
  KR_CLEAR(it->source);
  return KR_NULL;
}
static void iter_dealloc(kr_object *o) {
  KR_CLEAR(((template_iter *)o)->source);
  kr_object_free(o);
}
static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((template_iter *)o)->source);
  return 0;
}
static kr_type template_iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "string.templatelib.TemplateIter",
    .doc = "Gives the strings and interpolations of a template in turn.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_NO_NEW,
    .basic_size = sizeof(template_iter),
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
};
