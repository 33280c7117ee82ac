/* type.__new__: what a class statement makes of a name, bases and a namespace. */
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "vm/frame.h"

typedef struct {
  kr_type *metatype, *base;
  kr_tuple *bases;
  kr_dict *ns; /* a copy: becomes the type's dict; owned until the type has it */
  kr_value name;
  kr_value slots; /* tuple of mangled, sorted names without __dict__ and __weakref__; KR_NULL: none */
  bool has_slots; /* __slots__ was given */
  bool may_add_dict, may_add_weak, add_dict, add_weak;
} class_spec;

/* ---- __slots__ ----------------------------------------------------------------------------------------- */

/* A private name as the compiler writes it inside the class. New. */
static kr_value mangle(kr_value class_name, kr_value name) {
  const kr_str *n = KR_STR(name), *c = KR_STR(class_name);
  if (n->length < 2 || kr_str_read(n, 0) != '_' || kr_str_read(n, 1) != '_') return kr_ref(name);
  if (n->length >= 4 && kr_str_read(n, n->length - 1) == '_' && kr_str_read(n, n->length - 2) == '_')
    return kr_ref(name);
  uint32_t start = 0;
  while (start < c->length && kr_str_read(c, start) == '_') start++;
  if (start == c->length) return kr_ref(name);
  kr_value bare = kr_str_substring(class_name, start, c->length);
  if (kr_is_null(bare)) return bare;
  kr_value r = kr_str_format("_%U%U", bare, name);
  kr_decref(bare);
  return r;
}

static bool is_str_equal(kr_value s, const char *text) { return kr_str_equals_cstr(KR_STR(s), text); }

/* Checks one item of __slots__ and appends its final name to `names`. */
static int take_slot(class_spec *spec, kr_value item, kr_list *names) {
  if (!kr_is_str(item))
    return KR_RAISE_INT(&kr_exc_TypeError, "__slots__ items must be strings, not '%T'", item);
  if (!kr_str_is_identifier(KR_STR(item)))
    return KR_RAISE_INT(&kr_exc_TypeError, "__slots__ must be identifiers");
  if (is_str_equal(item, "__dict__")) {
    if (!spec->may_add_dict || spec->add_dict)
      return KR_RAISE_INT(&kr_exc_TypeError, "__dict__ slot disallowed: we already got one");
    spec->add_dict = true;
    return 0;
  }
  if (is_str_equal(item, "__weakref__")) {
    if (!spec->may_add_weak || spec->add_weak)
      return KR_RAISE_INT(&kr_exc_TypeError, "__weakref__ slot disallowed: we already got one");
    spec->add_weak = true;
    return 0;
  }
  kr_value name = mangle(spec->name, item);
  if (kr_is_null(name)) return -1;
  kr_str_intern(&name);
  /* The compiler itself puts these into the namespace, and takes them out again. */
  bool internal = is_str_equal(name, "__qualname__") || is_str_equal(name, "__classcell__") ||
                  is_str_equal(name, "__classdictcell__");
  int present = internal ? 0 : kr_dict_contains(spec->ns, name);
  if (present > 0) {
    kr_raise(&kr_exc_ValueError, "%R in __slots__ conflicts with class variable", name);
    present = -1;
  }
  if (present < 0) {
    kr_decref(name);
    return -1;
  }
  return kr_list_append_steal(names, name);
}

static int read_slots(class_spec *spec) {
  kr_value given = kr_dict_get_str(spec->ns, KR_ID(__slots__));
  if (kr_is_null(given)) {
    spec->add_dict = spec->may_add_dict;
    spec->add_weak = spec->may_add_weak;
    return 0;
  }
  spec->has_slots = true;
  kr_value items = kr_is_str(given) ? kr_tuple_from_array(&given, 1) : kr_tuple_from_iterable(given);
  if (kr_is_null(items)) return -1;
  kr_tuple *t = KR_TUPLE(items);
  int r = -1;
  kr_list *names = kr_list_new(t->size);
  if (!names) goto done;
  if (t->size && spec->base->item_size) {
    kr_raise(&kr_exc_TypeError, "nonempty __slots__ not supported for subtype of '%s'",
             kr_type_cname(spec->base));
    goto done;
  }
  for (uint32_t i = 0; i < t->size; i++)
    if (take_slot(spec, t->items[i], names) < 0) goto done;
  if (kr_list_sort(names, KR_NULL, false) < 0) goto done;
  if (names->size) {
    spec->slots = kr_list_to_tuple(names);
    if (kr_is_null(spec->slots)) goto done;
  }
  /* Bases other than the first in layout may bring a dict or weak references. */
  for (uint32_t i = 0; i < spec->bases->size; i++) {
    kr_type *b = KR_AS_TYPE(spec->bases->items[i]);
    if (b == spec->base) continue;
    if (spec->may_add_dict && b->dict_offset) spec->add_dict = true;
    if (spec->may_add_weak && b->weaklist_offset) spec->add_weak = true;
  }
  r = 0;
done:
  kr_xdecref_object(names);
  kr_decref(items);
  return r;
}

/* ---- the type object ----------------------------------------------------------------------------------- */

static void lay_out(kr_heap_type *heap, const class_spec *spec) {
  kr_type *type = &heap->type, *base = spec->base;
  bool base_heap = (base->tf & KR_TF_HEAP) != 0;
  heap->nslots = kr_is_null(spec->slots) ? 0 : KR_TUPLE(spec->slots)->size;
  heap->all_slots = heap->nslots + (base_heap ? KR_HEAP_TYPE(base)->all_slots : 0);
  heap->tail = base_heap ? KR_HEAP_TYPE(base)->tail : 0;
  heap->builtin = base_heap ? KR_HEAP_TYPE(base)->builtin : base;
  type->basic_size = base->basic_size;
  type->item_size = base->item_size;
  type->dict_offset = base->dict_offset;
  type->weaklist_offset = base->weaklist_offset;
  if (base->item_size || (base->tf & KR_TF_STR_SUBCLASS)) {
    uint32_t tail = heap->tail;
    tail += heap->nslots * (uint32_t)sizeof(kr_value);
    heap->slots_place = KR_TAIL | tail;
    if (spec->add_dict) type->dict_offset = KR_TAIL | (tail += 8);
    if (spec->add_weak) type->weaklist_offset = KR_TAIL | (tail += 8);
    heap->tail = tail;
    return;
  }
  /* Nothing of C's in the instance, and nothing to do for it but free the block. */
  bool plain_base = base->basic_size == sizeof(kr_object) && spec->add_dict && spec->add_weak &&
                    heap->builtin->dealloc == kr_object_type.dealloc && !heap->builtin->traverse;
  if ((plain_base || (base->tf & KR_TF_INLINE_VALUES)) && !heap->nslots) {
    type->tf |= KR_TF_INLINE_VALUES;
    type->basic_size = sizeof(kr_instance);
    type->dict_offset = offsetof(kr_instance, dict);
    type->weaklist_offset = offsetof(kr_instance, weaklist);
    return;
  }
  uint32_t size = type->basic_size;
  if (heap->nslots) {
    size = (size + 7) & ~7u;
    heap->slots_place = size;
    size += heap->nslots * (uint32_t)sizeof(kr_value);
  }
  uint32_t pointer = sizeof(void *);
  if (spec->add_dict || spec->add_weak) size = (size + pointer - 1) & ~(pointer - 1);
  if (spec->add_dict) {
    type->dict_offset = size;
    size += pointer;
  }
  if (spec->add_weak) {
    type->weaklist_offset = size;
    size += pointer;
  }
  type->basic_size = size;
}

/* The __dict__ of a class in Python, used on an object whose builtin base has a dict with rules of its own
 * (a class, a module): that base's descriptor decides. New; KR_NULL without exception: none. */
static kr_value builtin_dict_descr(kr_value self) {
  kr_type *builtin = KR_HEAP_TYPE(kr_type_of(self))->builtin;
  if (!builtin->dict_offset) return KR_NULL;
  return kr_ref(kr_type_lookup(builtin, KR_ID(__dict__)));
}
static kr_value get_instance_dict(kr_value self, void *closure) {
  kr_value descr = builtin_dict_descr(self);
  if (kr_is_null(descr)) return kr_get_dict(self, closure);
  kr_value r = kr_descr_bind(descr, self, kr_type_of(self));
  kr_decref(descr);
  return r;
}
static int set_instance_dict(kr_value self, kr_value value, void *closure) {
  kr_value descr = builtin_dict_descr(self);
  if (kr_is_null(descr)) return kr_set_dict(self, value, closure);
  kr_descr_set_fn set = kr_type_of(descr)->descr_set;
  int r =
      set ? set(descr, self, value)
          : KR_RAISE_INT(&kr_exc_TypeError, "this __dict__ descriptor does not support '%T' objects", self);
  kr_decref(descr);
  return r;
}

static const kr_getset_def dict_getset = {"__dict__", get_instance_dict, set_instance_dict,
                                          "dictionary for instance variables", NULL};
static const kr_getset_def weakref_getset = {"__weakref__", kr_get_weakref_list, NULL,
                                             "list of weak references to the object", NULL};

static int set_name(kr_heap_type *heap, const class_spec *spec) {
  kr_type *type = &heap->type;
  size_t size;
  const char *text = kr_str_utf8(KR_STR(spec->name), &size);
  if (!text) return -1;
  if (strlen(text) != size)
    return KR_RAISE_INT(&kr_exc_ValueError, "type name must not contain null characters");
  type->name_str = kr_ref(spec->name);
  type->name = text;
  return 0;
}

/* "__module__" of the class when the namespace has none: where the statement runs. */
static int set_module(kr_dict *dict) {
  int present = kr_dict_contains(dict, KR_ID(__module__));
  if (present) return present < 0 ? -1 : 0;
  kr_frame *f = kr.thread ? kr_frame_python(kr.thread->frame) : NULL;
  if (!f || !f->func) return 0;
  kr_value name = kr_dict_get(f->func->globals, KR_ID(__name__));
  if (kr_is_null(name)) return kr_failed() ? -1 : 0;
  return kr_dict_set(dict, KR_ID(__module__), name);
}

static int set_qualname(kr_type *type) {
  kr_value q = kr_dict_get_str(type->dict, KR_ID(__qualname__));
  if (kr_is_null(q)) {
    type->qualname = kr_ref(type->name_str);
    return 0;
  }
  if (!kr_is_str(q)) return KR_RAISE_INT(&kr_exc_TypeError, "type __qualname__ must be a str, not %T", q);
  type->qualname = kr_ref(q);
  return kr_dict_del(type->dict, KR_ID(__qualname__)) < 0 ? -1 : 0;
}

/* A plain function under `name` becomes a static or class method. */
static int convert_function(kr_dict *dict, kr_value name, kr_value (*wrap)(kr_value)) {
  kr_value f = kr_dict_get_str(dict, name);
  if (kr_is_null(f) || !kr_is_exact(f, &kr_function_type)) return 0;
  kr_value w = wrap(f);
  if (kr_is_null(w)) return -1;
  int r = kr_dict_set(dict, name, w);
  kr_decref(w);
  return r;
}

static int set_descriptor(kr_type *type, kr_value name, kr_value descr /* stolen */) {
  if (kr_is_null(descr)) return -1;
  int r = kr_dict_set(type->dict, name, descr);
  kr_decref(descr);
  return r;
}

static int add_descriptors(kr_heap_type *heap, const class_spec *spec) {
  kr_type *type = &heap->type;
  for (uint32_t i = 0; i < heap->nslots; i++) {
    kr_value name = KR_TUPLE(spec->slots)->items[i];
    uint32_t offset = (heap->slots_place & KR_TAIL) ? heap->slots_place - i * (uint32_t)sizeof(kr_value)
                                                    : heap->slots_place + i * (uint32_t)sizeof(kr_value);
    if (set_descriptor(type, name, kr_member_descr_new(type, name, offset, KR_MEMBER_VALUE_EX, NULL)) < 0)
      return -1;
  }
  return 0;
}

/* __dict__ and __weakref__, where the class brings them and the namespace has no such name. */
static int add_instance_getsets(kr_type *type, const class_spec *spec) {
  if (spec->add_dict && kr_is_null(kr_dict_get_str(type->dict, KR_ID(__dict__))) &&
      set_descriptor(type, KR_ID(__dict__), kr_getset_descr_new(type, &dict_getset)) < 0)
    return -1;
  if (spec->add_weak && kr_is_null(kr_dict_get_str(type->dict, KR_ID(__weakref__))) &&
      set_descriptor(type, KR_ID(__weakref__), kr_getset_descr_new(type, &weakref_getset)) < 0)
    return -1;
  return 0;
}

/* The cell of `name` in the namespace (made by the compiler) gets its value and leaves the dict. */
static int fill_cell(kr_type *type, kr_value name, kr_value contents) {
  kr_value cell = kr_dict_get_str(type->dict, name);
  if (kr_is_null(cell)) return 0;
  if (!kr_is_exact(cell, &kr_cell_type)) {
    kr_raise(&kr_exc_TypeError, "%U must be a nonlocal cell, not %R", name, kr_from_object(kr_type_of(cell)));
    return -1;
  }
  KR_REPLACE(KR_AS(kr_cell, cell)->contents, kr_ref(contents));
  return kr_dict_del(type->dict, name) < 0 ? -1 : 0;
}

static int inherit(kr_type *type) {
  kr_tuple *mro = type->mro;
  enum {
    FAST_FLAGS = KR_TF_INT_SUBCLASS | KR_TF_FLOAT_SUBCLASS | KR_TF_LIST_SUBCLASS | KR_TF_TUPLE_SUBCLASS |
                 KR_TF_BYTES_SUBCLASS | KR_TF_STR_SUBCLASS | KR_TF_DICT_SUBCLASS | KR_TF_EXC_SUBCLASS |
                 KR_TF_TYPE_SUBCLASS,
  };
  type->tf |= type->base->tf & (FAST_FLAGS | KR_TF_MATCH_SELF);
  for (uint32_t i = 1; i < mro->size; i++) {
    kr_type *b = KR_AS_TYPE(mro->items[i]);
    if (!(type->tf & (KR_TF_SEQUENCE | KR_TF_MAPPING))) type->tf |= b->tf & (KR_TF_SEQUENCE | KR_TF_MAPPING);
    kr_slots_inherit(type, b);
    if (!type->size_of) type->size_of = b->size_of;
    if (!type->finalize) type->finalize = b->finalize;
  }
  if (!type->new_) type->new_ = type->base->new_;
  return 0;
}

/* An empty heap type of metatype mt; every value field KR_NULL. */
static kr_heap_type *alloc_type(kr_type *mt) {
  kr_value v = kr_type_generic_alloc(mt, 0);
  if (kr_is_null(v)) return NULL;
  kr_heap_type *heap = KR_AS(kr_heap_type, v);
  heap->type.name_str = heap->type.qualname = heap->type.module = heap->slots = KR_NULL;
  heap->type.name = "?";
  heap->type.tf = KR_TF_HEAP;
  heap->builtin = &kr_object_type;
  return heap;
}

static kr_type *build(class_spec *spec) {
  kr_heap_type *heap = alloc_type(spec->metatype);
  if (!heap) return NULL;
  kr_type *type = &heap->type;
  kr_type *base = spec->base;
  type->tf = KR_TF_HEAP | KR_TF_BASETYPE;
  type->dict = spec->ns;
  spec->ns = NULL;
  type->base = KR_REF(base);
  type->bases = KR_REF(spec->bases);
  heap->slots = kr_ref(spec->slots);
  lay_out(heap, spec);
  if (type->tf & KR_TF_INLINE_VALUES) {
    type->shared_keys = kr_shared_keys_new();
    if (!type->shared_keys) {
      type->tf &= ~(uint32_t)KR_TF_INLINE_VALUES;
      goto fail;
    }
  }
  /* Always: an instance holds at least its type. */
  type->tf |= KR_TF_GC;
  type->traverse = kr_instance_traverse;
  type->clear = kr_instance_clear;
  type->dealloc = kr_instance_dealloc;
  if (set_name(heap, spec) < 0 || set_module(type->dict) < 0 || set_qualname(type) < 0) goto fail;
  if (convert_function(type->dict, KR_ID(__new__), kr_staticmethod_new) < 0 ||
      convert_function(type->dict, KR_ID(__init_subclass__), kr_classmethod_new) < 0 ||
      convert_function(type->dict, KR_ID(__class_getitem__), kr_classmethod_new) < 0)
    goto fail;
  kr_value dict = kr_from_object(type->dict);
  if (fill_cell(type, KR_ID(__classcell__), kr_from_object(type)) < 0 ||
      fill_cell(type, KR_ID(__classdictcell__), dict) < 0 || add_descriptors(heap, spec) < 0)
    goto fail;
  if (kr_type_compute_mro(type) < 0) goto fail;
  if (add_instance_getsets(type, spec) < 0) goto fail;
  kr_value doc = kr_dict_get_str(type->dict, KR_ID(__doc__));
  if (kr_is_null(doc)) {
    if (kr_dict_set(type->dict, KR_ID(__doc__), KR_NONE) < 0) goto fail;
  } else if (kr_is_str(doc) && !kr_str_is_ascii(KR_STR(doc))) {
    /* CPython keeps it as UTF-8, too: it must be text that has a form in it. */
    kr_value encoded = kr_encode_utf8(doc, NULL);
    if (kr_is_null(encoded)) goto fail;
    kr_decref(encoded);
  }
  /* A class that defines __eq__ alone is not hashable. */
  if (kr_is_null(kr_dict_get_str(type->dict, KR_ID(__hash__))) &&
      !kr_is_null(kr_dict_get_str(type->dict, KR_ID(__eq__))) &&
      kr_dict_set(type->dict, KR_ID(__hash__), KR_NONE) < 0)
    goto fail;
  type->tf |= KR_TF_READY;
  if (inherit(type) < 0) goto fail;
  kr_slots_fix(type);
  for (uint32_t i = 0; i < type->bases->size; i++)
    if (kr_type_add_subclass(KR_AS_TYPE(type->bases->items[i]), type) < 0) goto fail;
  return type;
fail:
  kr_decref_object(type);
  return NULL;
}

/* ---- hooks after the type is made ---------------------------------------------------------------------- */

static int call_set_name(kr_type *type, kr_value key, kr_value value) {
  kr_value func;
  bool unbound;
  int found = kr_lookup_method(value, KR_ID(__set_name__), &func, &unbound);
  if (found <= 0) return found;
  kr_value args[3] = {value, kr_from_object(type), key};
  kr_value r = unbound ? kr_call(func, args, 3, NULL) : kr_call(func, args + 1, 2, NULL);
  kr_decref(func);
  if (!kr_is_null(r)) {
    kr_decref(r);
    return 0;
  }
  kr_value exc = kr_fetch_exception();
  if (!kr_is_null(exc)) {
    if (kr_exception_add_note(exc, "Error calling __set_name__ on '%T' instance %R in '%s'", value, key,
                              kr_type_cname(type)) < 0)
      kr_clear_exception();
    kr_restore_exception_steal(exc);
  }
  return -1;
}

static int call_set_names(kr_type *type) {
  /* A hook may change the class: go through a copy. */
  kr_dict *names = kr_dict_copy(type->dict);
  if (!names) return -1;
  uint32_t pos = 0;
  kr_value key, value;
  int r = 0;
  while (r == 0 && kr_dict_next(names, &pos, &key, &value)) r = call_set_name(type, key, value);
  kr_decref_object(names);
  return r;
}

static int call_init_subclass(kr_type *type, const kr_value *kwvalues, kr_tuple *kwnames) {
  /* Looked up behind the class itself, as super(cls, cls) does. */
  uint32_t i = 0;
  while (i < type->mro->size && type->mro->items[i] != kr_from_object(type)) i++;
  if (i == type->mro->size)
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "super(type, obj): obj (type %s) is not an instance or subtype of type (%s).",
                        kr_type_cname(type), kr_type_cname(type));
  for (i++; i < type->mro->size; i++) {
    kr_dict *d = KR_AS_TYPE(type->mro->items[i])->dict;
    kr_value descr = d ? kr_dict_get_str(d, KR_ID(__init_subclass__)) : KR_NULL;
    if (kr_is_null(descr)) continue;
    kr_incref(descr);
    kr_value f = kr_descr_bind(descr, KR_NULL, type);
    kr_decref(descr);
    if (kr_is_null(f)) return -1;
    kr_value r = kr_call(f, kwvalues, 0, kwnames);
    kr_decref(f);
    kr_decref(r);
    return kr_is_null(r) ? -1 : 0;
  }
  return 0;
}

/* Names that are no strings are never found. */
static int warn_of_keys(kr_type *type, kr_dict *ns) {
  uint32_t at = 0;
  kr_value key, value;
  while (kr_dict_next(ns, &at, &key, &value))
    if (!kr_is_str(key))
      return kr_warn(&kr_exc_RuntimeWarning, 1, "non-string key in the __dict__ of class %s",
                     kr_type_cname(type));
  return 0;
}

kr_type *kr_type_new(kr_type *mt, kr_value name, kr_tuple *bases, kr_dict *ns, const kr_value *kwvalues,
                     kr_tuple *kwnames) {
  class_spec spec = {.metatype = mt, .name = name, .slots = KR_NULL};
  kr_value object = kr_from_object(&kr_object_type);
  kr_value own_bases = bases->size ? kr_ref(kr_from_object(bases)) : kr_tuple_from_array(&object, 1);
  if (kr_is_null(own_bases)) return NULL;
  spec.bases = KR_TUPLE(own_bases);
  kr_type *type = NULL;
  spec.base = kr_type_best_base(spec.bases);
  if (!spec.base) goto done;
  spec.ns = kr_dict_copy(ns);
  if (!spec.ns) goto done;
  spec.may_add_dict = spec.base->dict_offset == 0;
  spec.may_add_weak = spec.base->weaklist_offset == 0 && spec.base->item_size == 0;
  if (read_slots(&spec) < 0) goto done;
  type = build(&spec);
  if (type && warn_of_keys(type, ns) < 0) {
    kr_decref_object(type);
    type = NULL;
  }
  if (type && (call_set_names(type) < 0 || call_init_subclass(type, kwvalues, kwnames) < 0)) {
    kr_decref_object(type);
    type = NULL;
  }
done:
  kr_decref(spec.slots);
  kr_xdecref_object(spec.ns);
  kr_decref(own_bases);
  return type;
}

/* ---- type.__new__ and type.__init__ -------------------------------------------------------------------- */

/* The most derived metaclass must do the work; *result when it did. 1 done, 0 go on with *mt, -1. */
static int delegate(kr_type **mt, kr_tuple *bases, const kr_value *args, size_t nargs, kr_tuple *kwnames,
                    kr_value *result) {
  for (uint32_t i = 0; i < bases->size; i++) {
    kr_value b = bases->items[i];
    if (kr_is_type(b)) continue;
    kr_value entries;
    int found = kr_getattr_optional(b, KR_ID(__mro_entries__), &entries);
    if (found < 0) return -1;
    if (found) {
      kr_decref(entries);
      return KR_RAISE_INT(&kr_exc_TypeError,
                          "type() doesn't support MRO entry resolution; use types.new_class()");
    }
  }
  kr_type *winner = kr_type_calculate_metaclass(*mt, bases);
  if (!winner) return -1;
  if (winner != *mt) {
    if (winner->new_ != kr_type_new_slot) {
      if (!winner->new_)
        return KR_RAISE_INT(&kr_exc_TypeError, "cannot create '%s' instances", kr_type_cname(winner));
      *result = winner->new_(winner, args, nargs, kwnames);
      return kr_is_null(*result) ? -1 : 1;
    }
    *mt = winner;
  }
  return 0;
}

kr_value kr_type_new_slot(kr_type *mt, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs != 3)
    return kr_raise(&kr_exc_TypeError, "type.__new__() takes exactly 3 arguments (%zu given)", nargs);
  static const char *const expected[3] = {"str", "tuple", "dict"};
  const uint32_t flags[3] = {KR_TF_STR_SUBCLASS, KR_TF_TUPLE_SUBCLASS, KR_TF_DICT_SUBCLASS};
  for (int i = 0; i < 3; i++)
    if (!kr_has_tf(args[i], flags[i]))
      return kr_raise(&kr_exc_TypeError, "type.__new__() argument %d must be %s, not %G", i + 1, expected[i],
                      args[i]);
  kr_tuple *bases = KR_TUPLE(args[1]);
  kr_value result;
  int done = delegate(&mt, bases, args, nargs, kwnames, &result);
  if (done < 0) return KR_NULL;
  if (done) return result;
  return kr_from_object_or_null(kr_type_new(mt, args[0], bases, KR_DICT(args[2]), args + 3, kwnames));
}

int kr_type_init_slot(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs == 1 && kwnames && kwnames->size)
    return KR_RAISE_INT(&kr_exc_TypeError, "type.__init__() takes no keyword arguments");
  if (nargs != 1 && nargs != 3)
    return KR_RAISE_INT(&kr_exc_TypeError, "type.__init__() takes 1 or 3 arguments");
  return 0;
}
