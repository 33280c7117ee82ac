/* Module _krait: what krait.memory needs to know of objects without running any code of theirs. */
#include "memory/gc.h"
#include "memory/pages.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/container.h"
#include "objects/set.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "vm/frame.h"
#include "vm/generator.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* references(): what is found, as tuples (kind, name, value); and the objects among the values, so that the
 * traversal at the end adds only what had no name. */
typedef struct {
  kr_list *out;
  kr_list *named;
  bool failed;
} finder;

static void add(finder *f, const char *kind, kr_value name, kr_value value) {
  if (f->failed || value == KR_NULL || value == KR_DELETED) return;
  kr_value k = kr_str_intern_cstr(kind);
  kr_value item = k == KR_NULL ? KR_NULL : kr_tuple_pack(3, k, name, value);
  kr_decref(k);
  f->failed = item == KR_NULL || kr_list_append_steal(f->out, item) ||
              (kr_is_object(value) && kr_list_append(f->named, value));
}
static void add_object(finder *f, const char *kind, const char *name, const void *o) {
  if (!o || f->failed) return;
  kr_value n = kr_str_intern_cstr(name);
  if (n == KR_NULL) f->failed = true;
  else add(f, kind, n, kr_from_object(o));
  kr_decref(n);
}
static void add_value(finder *f, const char *name, kr_value v) {
  if (kr_is_object(v)) add_object(f, "attribute", name, kr_object_of(v));
}

static void find_instance(finder *f, kr_object *o) {
  kr_type *type = o->type;
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *instance = (kr_instance *)o;
    kr_shared_keys *keys = type->shared_keys;
    for (uint32_t i = 0, n = kr_instance_capacity(instance); keys && i < n && i < keys->count; i++)
      add(f, "attribute", keys->names[i], instance->values[i]);
    add_object(f, "attribute", "__dict__", instance->dict);
  } else {
    kr_dict **place = kr_dict_place(o);
    if (place) add_object(f, "attribute", "__dict__", *place);
  }
  kr_tuple *mro = type->tf & KR_TF_HEAP ? type->mro : NULL;
  for (uint32_t i = 0; mro && i < mro->size; i++) {
    kr_type *base = KR_AS_TYPE(mro->items[i]);
    uint32_t pos = 0;
    kr_value name, v;
    if (!(base->tf & KR_TF_HEAP)) break;
    while (kr_dict_next(base->dict, &pos, &name, &v)) {
      if (!kr_is_exact(v, &kr_member_descr_type)) continue;
      const kr_member_descr *d = KR_AS(kr_member_descr, v);
      if (d->kind == KR_MEMBER_VALUE_EX && d->owner == base)
        add(f, "slot", name, *(const kr_value *)kr_instance_place(o, d->offset));
    }
  }
}

static void find_locals(finder *f, const kr_frame *frame) {
  if (!frame || frame->owner == KR_FRAME_NATIVE) return;
  const kr_tuple *names = frame->code->localsplusnames;
  for (uint32_t i = 0; i < names->size; i++) add(f, "local", names->items[i], frame->slots[i]);
  add_object(f, "attribute", "f_code", frame->code);
}

static void find_function(finder *f, const kr_function *fn) {
  add_object(f, "attribute", "__code__", fn->code);
  add_object(f, "attribute", "__globals__", fn->globals);
  add_object(f, "attribute", "__dict__", fn->dict);
  add_value(f, "__builtins__", fn->builtins);
  add_value(f, "__defaults__", fn->defaults);
  add_value(f, "__kwdefaults__", fn->kwdefaults);
  add_value(f, "__annotations__", fn->annotations);
  add_value(f, "__annotate__", fn->annotate);
  if (fn->closure == KR_NULL) return;
  const kr_tuple *cells = KR_TUPLE(fn->closure), *names = fn->code->localsplusnames;
  for (uint32_t i = 0; i < cells->size && cells->size <= names->size; i++)
    add(f, "cell", names->items[names->size - cells->size + i], cells->items[i]);
  f->failed = f->failed || kr_list_append(f->named, fn->closure); /* only the way to the cells */
}

static void find_items(finder *f, const kr_value *items, size_t n) {
  for (size_t i = 0; i < n; i++) add(f, "index", kr_from_small_int((int64_t)i), items[i]);
}

static void find_named(finder *f, kr_object *o) {
  kr_value self = kr_from_object(o), key, value;
  uint32_t pos = 0;
  if (kr_is_list(self)) find_items(f, KR_LIST(self)->items, KR_LIST(self)->size);
  else if (kr_is_tuple(self)) find_items(f, KR_TUPLE(self)->items, KR_TUPLE(self)->size);
  else if (kr_is_dict(self))
    while (kr_dict_next(KR_DICT(self), &pos, &key, &value) && !f->failed) add(f, "key", key, value);
  else if (o->type == &kr_set_type || o->type == &kr_frozenset_type)
    while (kr_set_next((kr_set *)o, &pos, &key) && !f->failed) add(f, "element", KR_NONE, key);
  else if (o->type == &kr_cell_type) add(f, "cell", KR_ID(cell_contents), ((kr_cell *)o)->contents);
  else if (o->type == &kr_function_type) find_function(f, (kr_function *)o);
  else if (o->type == &kr_frame_type) {
    find_locals(f, ((kr_frame_object *)o)->frame);
    add_object(f, "attribute", "f_back", ((kr_frame_object *)o)->back);
  } else if (o->type == &kr_generator_type || o->type == &kr_coroutine_type) {
    if (((kr_generator *)o)->state != KR_GEN_DONE) find_locals(f, &((kr_generator *)o)->frame);
  } else if (o->type == &kr_method_type) {
    add_value(f, "__func__", ((kr_method *)o)->func);
    add_value(f, "__self__", ((kr_method *)o)->self);
  } else if (o->type == &kr_traceback_type) {
    add_object(f, "attribute", "tb_frame", ((kr_traceback *)o)->frame);
    add_value(f, "tb_next", ((kr_traceback *)o)->next);
  } else if (kr_is_type(self)) {
    kr_type *t = (kr_type *)o;
    add_object(f, "attribute", "__dict__", t->dict);
    add_object(f, "attribute", "__mro__", t->mro);
    add_object(f, "attribute", "__base__", t->base);
  } else if (kr_isinstance_exact_or_sub(self, &kr_module_type)) {
    add_object(f, "attribute", "__dict__", ((kr_module *)o)->dict);
  }
  if (o->type->tf & KR_TF_HEAP) find_instance(f, o);
  add_object(f, "attribute", "__class__", o->type->tf & KR_TF_HEAP ? o->type : NULL);
}

static int add_unnamed(kr_object *o, void *arg) {
  finder *f = arg;
  kr_value *items = f->named->items;
  for (uint32_t i = 0; i < f->named->size; i++) {
    if (items[i] != kr_from_object(o)) continue;
    items[i] = KR_NONE; /* named once, referred to once */
    kr_decref_object(o);
    return 0;
  }
  kr_value t = kr_str_intern_cstr("reference");
  kr_value item = t == KR_NULL ? KR_NULL : kr_tuple_pack(3, t, KR_NONE, kr_from_object(o));
  kr_decref(t);
  f->failed = item == KR_NULL || kr_list_append_steal(f->out, item);
  return f->failed;
}

enum { MANY = 2000 }; /* more named references than this are not looked for a second time */

FN(references) {
  if (!kr_is_object(args[0])) return kr_from_object_or_null(kr_list_new(0));
  kr_object *o = kr_object_of(args[0]);
  finder f = {.out = kr_list_new(0), .named = kr_list_new(0)};
  if (!f.out || !f.named) f.failed = true;
  else find_named(&f, o);
  if (!f.failed && o->type->traverse && f.named->size <= MANY) o->type->traverse(o, add_unnamed, &f);
  kr_xdecref_object(f.named);
  if (f.failed) KR_CLEAR_OBJECT(f.out);
  return kr_from_object_or_null(f.out);
}

/* The builtin type whose __sizeof__ holds for o, whatever its class defines. */
static kr_value builtin_size(kr_value v) {
  const kr_tuple *mro = kr_type_of(v)->mro;
  for (uint32_t i = 0; mro && i < mro->size; i++) {
    kr_type *t = KR_AS_TYPE(mro->items[i]);
    kr_value fn = t->tf & KR_TF_HEAP ? KR_NULL : kr_dict_get_str(t->dict, KR_ID(__sizeof__));
    if (fn != KR_NULL) return kr_call1(fn, v);
  }
  return kr_from_small_int(0);
}

FN(describe) {
  kr_value v = args[0], refs = KR_NONE, generation = KR_NONE;
  kr_value name = kr_type_full_name(kr_type_of(v)), size = name == KR_NULL ? KR_NULL : builtin_size(v);
  if (kr_is_object(v)) {
    const kr_object *o = kr_object_of(v);
    if (!kr_is_immortal(o)) refs = kr_from_small_int(o->refs);
    if (kr_gc_is_tracked(o)) generation = kr_from_small_int(kr_gc_generation(o));
  }
  kr_value r = size == KR_NULL ? KR_NULL : kr_tuple_pack(4, name, size, refs, generation);
  kr_decref(name);
  kr_decref(size);
  return r;
}

FN(boxed) { return kr_from_bool(kr_is_object(args[0])); }

static const kr_method_def methods[] = {
    {"references", references, 0, "($module, obj, /)",
     "The references an object holds: a list of tuples (kind, name, object)."},
    {"describe", describe, 0, "($module, obj, /)",
     "(type name, bytes, references to it or None if it is immortal, generation or None if it is "
     "untracked)."},
    {"boxed", boxed, 0, "($module, obj, /)",
     "Whether a value is an object in memory: small numbers are not."},
    {0}};
const kr_module_def kr_module_def__krait = {
    .name = "_krait", .doc = "The objects in memory, as krait.memory shows them.", .methods = methods};
