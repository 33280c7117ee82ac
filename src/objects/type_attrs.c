/* Attributes of types: reading and assigning them, and the ones every type has. */
#include "objects/audit.h"
#include "objects/int.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

/* ---- access ------------------------------------------------------------------------------------------- */

kr_value kr_type_getattr_quiet(kr_value self, kr_value name) {
  kr_type *type = KR_AS_TYPE(self);
  kr_type *meta = type->head.type;
  if (!(type->tf & KR_TF_READY) && !type->mro && kr_type_ready(type) < 0) return KR_NULL;
  kr_value meta_attr = kr_type_lookup(meta, name);
  kr_descr_get_fn meta_get = NULL;
  if (!kr_is_null(meta_attr)) {
    kr_incref(meta_attr);
    kr_type *dt = kr_type_of(meta_attr);
    meta_get = dt->descr_get;
    if (meta_get && dt->descr_set) {
      kr_value r = meta_get(meta_attr, self, kr_from_object(meta));
      kr_decref(meta_attr);
      return r;
    }
  }
  kr_value attr = kr_type_lookup(type, name);
  if (!kr_is_null(attr)) {
    kr_descr_get_fn get = kr_type_of(attr)->descr_get;
    kr_incref(attr);
    kr_decref(meta_attr);
    if (!get) return attr;
    kr_value r = get(attr, KR_NULL, self);
    kr_decref(attr);
    return r;
  }
  if (meta_get) {
    kr_value r = meta_get(meta_attr, self, kr_from_object(meta));
    kr_decref(meta_attr);
    return r;
  }
  return meta_attr;
}

kr_value kr_type_getattro(kr_value self, kr_value name) {
  kr_value v = kr_type_getattr_quiet(self, name);
  if (KR_LIKELY(!kr_is_null(v)) || kr_failed()) return v;
  return kr_raise_attribute_text(self, name, "type object '%s' has no attribute '%U'",
                                 kr_type_cname(KR_AS_TYPE(self)), name);
}

int kr_type_setattro(kr_value self, kr_value name, kr_value value) {
  kr_type *type = KR_AS_TYPE(self);
  if (type->tf & KR_TF_IMMUTABLE)
    return KR_RAISE_INT(&kr_exc_TypeError, "cannot set %R attribute of immutable type '%s'", name,
                        kr_type_cname(type));
  if (!kr_is_str(name))
    return KR_RAISE_INT(&kr_exc_TypeError, "attribute name must be string, not '%T'", name);
  int done;
  if (kr_type_store_changing(type, name, value, &done)) return done;
  kr_value key = kr_ref(name);
  if (kr_is_exact_str(key)) kr_str_intern(&key);
  /* What the class had lives until every cache has forgotten it. */
  kr_value old = type->dict ? kr_dict_get_str(type->dict, key) : KR_NULL;
  kr_incref(old);
  kr_type_modified(type);
  int r = kr_generic_setattr(self, key, value);
  if (r == 0) {
    kr_type_modified(type);
    r = kr_slots_update(type, key);
    /* Its instances became descriptors: what caches know of every class that holds one is wrong. */
    if (key == KR_ID(__get__) || key == KR_ID(__set__) || key == KR_ID(__delete__))
      kr_type_modified(&kr_object_type);
  }
  kr_decref(old);
  kr_decref(key);
  return r;
}

/* ---- names --------------------------------------------------------------------------------------------- */

/* May this special attribute be set? value KR_NULL: deleted. */
static bool check_special(kr_type *type, kr_value value, const char *name) {
  if (type->tf & KR_TF_IMMUTABLE || (type->tf & KR_TF_MUTABLE && !strcmp(name, "__bases__"))) {
    kr_raise(&kr_exc_TypeError, "cannot set '%s' attribute of immutable type '%s'", name,
             kr_type_cname(type));
    return false;
  }
  if (kr_is_null(value)) {
    kr_raise(&kr_exc_TypeError, "cannot delete '%s' attribute of immutable type '%s'", name,
             kr_type_cname(type));
    return false;
  }
  if (!kr_audit_hooks) return true;
  kr_value attr = kr_str_intern_cstr(name);
  bool ok = attr != KR_NULL && !KR_AUDIT("object.__setattr__", kr_from_object(type), attr, value);
  kr_decref(attr);
  return ok;
}

static int dict_replace(kr_type *type, kr_value key, kr_value value) {
  kr_value old = kr_dict_get_str(type->dict, key);
  kr_incref(old);
  kr_type_modified(type);
  int r = kr_is_null(value) ? kr_dict_del(type->dict, key) : kr_dict_set(type->dict, key, value);
  kr_decref(old);
  return r < 0 ? -1 : 0;
}

static kr_value get_name(kr_value self, void *closure) { return kr_type_get_name(KR_AS_TYPE(self)); }

static int set_name(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!check_special(type, value, "__name__")) return -1;
  if (!kr_is_str(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "can only assign string to %s.__name__, not '%T'",
                        kr_type_cname(type), value);
  size_t size;
  const char *text = kr_str_utf8(KR_STR(value), &size);
  if (!text) return -1;
  if (strlen(text) != size)
    return KR_RAISE_INT(&kr_exc_ValueError, "type name must not contain null characters");
  kr_type_modified(type);
  kr_value old = type->name_str;
  type->name = text;
  type->name_str = kr_ref(value);
  kr_decref(old);
  return 0;
}

static kr_value get_qualname(kr_value self, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  return (type->tf & KR_TF_HEAP) ? kr_ref(type->qualname) : kr_type_get_name(type);
}

static int set_qualname(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!check_special(type, value, "__qualname__")) return -1;
  if (!kr_is_str(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "can only assign string to %s.__qualname__, not '%T'",
                        kr_type_cname(type), value);
  KR_REPLACE(type->qualname, kr_ref(value));
  return 0;
}

static kr_value get_module(kr_value self, void *closure) { return kr_type_module(KR_AS_TYPE(self)); }

static int set_module(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!check_special(type, value, "__module__")) return -1;
  if (kr_dict_del(type->dict, KR_ID(__firstlineno__)) < 0) return -1;
  return dict_replace(type, KR_ID(__module__), value);
}

static kr_value type_repr(kr_value self) {
  kr_type *type = KR_AS_TYPE(self);
  kr_value name = kr_type_full_name(type);
  if (kr_is_null(name)) return name;
  kr_value r = kr_str_format("<class '%U'>", name);
  kr_decref(name);
  return r;
}

/* ---- doc and signature --------------------------------------------------------------------------------- */

static kr_value get_doc(kr_value self, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!(type->tf & KR_TF_HEAP) && type->doc) return kr_str_from_cstr(kr_type_doc_text(type));
  kr_value doc = type->dict ? kr_dict_get_str(type->dict, KR_ID(__doc__)) : KR_NULL;
  if (kr_is_null(doc)) return KR_NONE;
  kr_descr_get_fn get = kr_type_of(doc)->descr_get;
  if (!get) return kr_ref(doc);
  kr_incref(doc);
  kr_value r = get(doc, KR_NULL, self);
  kr_decref(doc);
  return r;
}

static int set_doc(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!check_special(type, value, "__doc__")) return -1;
  return dict_replace(type, KR_ID(__doc__), value);
}

static kr_value get_text_signature(kr_value self, void *closure) {
  const char *start, *end = kr_type_signature_end(KR_AS_TYPE(self), &start);
  if ((KR_AS_TYPE(self)->tf & KR_TF_HEAP) || !end) return KR_NONE;
  return kr_str_from_utf8(start, (size_t)(end - start));
}

/* ---- structure ----------------------------------------------------------------------------------------- */

static kr_value get_base(kr_value self, void *closure) {
  kr_type *base = KR_AS_TYPE(self)->base;
  return base ? kr_ref(kr_from_object(base)) : KR_NONE;
}
static kr_value get_bases(kr_value self, void *closure) {
  kr_tuple *bases = KR_AS_TYPE(self)->bases;
  return bases ? kr_ref(kr_from_object(bases)) : KR_NONE;
}
static kr_value get_mro(kr_value self, void *closure) {
  kr_tuple *mro = KR_AS_TYPE(self)->mro;
  return mro ? kr_ref(kr_from_object(mro)) : KR_NONE;
}
static kr_value get_type_dict(kr_value self, void *closure) {
  kr_dict *d = KR_AS_TYPE(self)->dict;
  return d ? kr_mappingproxy_new(kr_from_object(d)) : KR_NONE;
}

static bool adds_nothing(const kr_type *t) {
  if (!(t->tf & KR_TF_HEAP)) return false;
  return KR_HEAP_TYPE(t)->nslots == 0 && t->dict_offset == t->base->dict_offset &&
         t->weaklist_offset == t->base->weaklist_offset;
}

static bool same_additions(const kr_type *a, const kr_type *b) {
  if (!(a->tf & KR_TF_HEAP) || !(b->tf & KR_TF_HEAP)) return false;
  const kr_heap_type *x = KR_HEAP_TYPE(a), *y = KR_HEAP_TYPE(b);
  if (x->nslots != y->nslots || a->dict_offset != b->dict_offset ||
      a->weaklist_offset != b->weaklist_offset || a->basic_size != b->basic_size || x->tail != y->tail ||
      (a->tf & KR_TF_INLINE_VALUES) != (b->tf & KR_TF_INLINE_VALUES))
    return false;
  if (!x->nslots) return true;
  for (uint32_t i = 0; i < x->nslots; i++)
    if (!kr_str_equal(KR_STR(KR_TUPLE(x->slots)->items[i]), KR_STR(KR_TUPLE(y->slots)->items[i])))
      return false;
  return true;
}

/* May instances of `old` be taken for instances of `new_`? */
static bool check_same_layout(kr_type *old, kr_type *new_, const char *what) {
  kr_type *a = old, *b = new_;
  if ((a->tf ^ b->tf) & KR_TF_GC) {
    kr_raise(&kr_exc_TypeError, "%s assignment: '%s' deallocator differs from '%s'", what,
             kr_type_cname(new_), kr_type_cname(old));
    return false;
  }
  while (adds_nothing(a)) a = a->base;
  while (adds_nothing(b)) b = b->base;
  if (a == b || (a->base == b->base && same_additions(a, b))) return true;
  kr_raise(&kr_exc_TypeError, "%s assignment: '%s' object layout differs from '%s'", what,
           kr_type_cname(new_), kr_type_cname(old));
  return false;
}

/* obj.__class__ = value (getset of object). */
int kr_object_set_class(kr_value self, kr_value value, void *closure) {
  if (kr_is_null(value)) return KR_RAISE_INT(&kr_exc_TypeError, "can't delete __class__ attribute");
  if (!kr_is_type(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "__class__ must be set to a class, not '%T' object", value);
  if (KR_AUDIT_SET(self, KR_ID(__class__), value)) return -1;
  kr_type *new_ = KR_AS_TYPE(value), *old = kr_type_of(self);
  bool modules = kr_is_subtype(new_, &kr_module_type) && kr_is_subtype(old, &kr_module_type);
  bool mutable = modules || !((new_->tf | old->tf) & KR_TF_IMMUTABLE);
  if (mutable && !check_same_layout(old, new_, "__class__")) return -1;
  if (!mutable || (!modules && !(new_->tf & old->tf & KR_TF_HEAP)))
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "__class__ assignment only supported for mutable types or ModuleType subclasses");
  /* Inline values belong to the old class's names. */
  if ((old->tf & KR_TF_INLINE_VALUES) && !kr_instance_dict(self)) return -1;
  kr_object *o = kr_object_of(self);
  if (new_->tf & KR_TF_HEAP) kr_incref_object(new_);
  o->type = new_;
  if (old->tf & KR_TF_HEAP) kr_decref_object(old);
  return 0;
}

int kr_type_clear_descriptors(kr_type *type) {
  if (type->tf & KR_TF_IMMUTABLE) return KR_RAISE_INT(&kr_exc_TypeError, "argument is immutable");
  kr_type_modified(type);
  if (kr_dict_del(type->dict, KR_ID(__dict__)) < 0) return -1;
  return kr_dict_del(type->dict, KR_ID(__weakref__)) < 0 ? -1 : 0;
}

/* ---- __bases__ assignment ------------------------------------------------------------------------------ */

/* Recomputes the mro of type and of everything below it; `undo` collects (type, old mro) pairs. */
static int recompute_mro(kr_type *type, kr_list *undo) {
  kr_value old = type->mro ? kr_from_object(type->mro) : KR_NONE;
  kr_value pair = kr_tuple_pack(2, kr_from_object(type), old);
  if (kr_is_null(pair) || kr_list_append_steal(undo, pair) < 0) return -1;
  kr_type_modified(type);
  if (kr_type_compute_mro(type) < 0) return -1;
  if (!type->subclasses) return 0;
  if (kr_enter_recursion(" in __bases__ assignment") < 0) return -1;
  kr_value list = kr_type_subclasses_list(type); /* an mro() in Python may change which there are */
  int r = list == KR_NULL ? -1 : 0;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(list)->size; i++)
    r = recompute_mro(KR_AS_TYPE(KR_LIST(list)->items[i]), undo);
  kr_decref(list);
  kr_leave_recursion();
  return r;
}

static bool contains_in_bases(const kr_type *type, const kr_type *what) {
  for (const kr_type *t = type; t; t = t->base)
    if (t == what) return true;
  return false;
}

static int set_bases(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!check_special(type, value, "__bases__")) return -1;
  if (!kr_is_tuple(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "can only assign tuple to %s.__bases__, not %T",
                        kr_type_cname(type), value);
  kr_tuple *bases = KR_TUPLE(value);
  if (!bases->size)
    return KR_RAISE_INT(&kr_exc_TypeError, "can only assign non-empty tuple to %s.__bases__, not ()",
                        kr_type_cname(type));
  for (uint32_t i = 0; i < bases->size; i++) {
    kr_value b = bases->items[i];
    if (!kr_is_type(b))
      return KR_RAISE_INT(&kr_exc_TypeError, "%s.__bases__ must be tuple of classes, not '%T'",
                          kr_type_cname(type), b);
    if (kr_is_subtype(KR_AS_TYPE(b), type) || contains_in_bases(KR_AS_TYPE(b), type))
      return KR_RAISE_INT(&kr_exc_TypeError, "a __bases__ item causes an inheritance cycle");
  }
  kr_type *base = kr_type_best_base(bases);
  if (!base || !check_same_layout(type->base, base, "__bases__")) return -1;
  kr_list *undo = kr_list_new(0);
  if (!undo) return -1;
  kr_tuple *old_bases = type->bases;
  kr_type *old_base = type->base;
  kr_incref(value);
  type->bases = bases;
  type->base = KR_REF(base);
  int r = recompute_mro(type, undo);
  /* An mro() may have assigned __bases__ in turn: what it did stays then. */
  bool ours = type->bases == bases;
  if (r < 0 && ours) {
    for (uint32_t i = undo->size; i-- > 0;) {
      kr_tuple *pair = KR_TUPLE(undo->items[i]);
      kr_type *t = KR_AS_TYPE(pair->items[0]);
      kr_tuple *mro = t->mro;
      t->mro = kr_is_none(pair->items[1]) ? NULL : KR_REF(KR_TUPLE(pair->items[1]));
      kr_xdecref_object(mro);
      kr_type_modified(t);
    }
    type->bases = old_bases;
    type->base = old_base;
    kr_decref(value);
    kr_decref_object(base);
  } else {
    if (r == 0 && ours) {
      for (uint32_t i = 0; i < old_bases->size; i++)
        kr_type_remove_subclass(KR_AS_TYPE(old_bases->items[i]), type);
      for (uint32_t i = 0; i < bases->size && r == 0; i++)
        r = kr_type_add_subclass(KR_AS_TYPE(bases->items[i]), type);
      kr_type_modified(type);
      kr_slots_update_all(type);
    }
    kr_decref_object(old_bases);
    kr_decref_object(old_base);
  }
  kr_decref_object(undo);
  return r;
}

/* ---- flags, as inspect and copyreg know them ----------------------------------------------------------- */

static kr_value get_flags(kr_value self, void *closure) {
  static const struct {
    uint32_t ours, theirs;
  } map[] = {
      {KR_TF_BASETYPE, 1u << 10},      {KR_TF_READY, 1u << 12},          {KR_TF_GC, 1u << 14},
      {KR_TF_IMMUTABLE, 1u << 8},      {KR_TF_NO_NEW, 1u << 7},          {KR_TF_SEQUENCE, 1u << 5},
      {KR_TF_MAPPING, 1u << 6},        {KR_TF_METHOD_DESCR, 1u << 17},   {KR_TF_ABSTRACT, 1u << 20},
      {KR_TF_MATCH_SELF, 1u << 22},    {KR_TF_INLINE_VALUES, 0x1c},      {KR_TF_INT_SUBCLASS, 1u << 24},
      {KR_TF_LIST_SUBCLASS, 1u << 25}, {KR_TF_TUPLE_SUBCLASS, 1u << 26}, {KR_TF_BYTES_SUBCLASS, 1u << 27},
      {KR_TF_STR_SUBCLASS, 1u << 28},  {KR_TF_DICT_SUBCLASS, 1u << 29},  {KR_TF_EXC_SUBCLASS, 1u << 30},
      {KR_TF_TYPE_SUBCLASS, 1u << 31},
  };
  uint32_t flags = 0, tf = KR_AS_TYPE(self)->tf;
  for (size_t i = 0; i < sizeof map / sizeof *map; i++)
    if (tf & map[i].ours) flags |= map[i].theirs;
  if (KR_AS_TYPE(self)->version) flags |= 1u << 19;
  if (kr_type_made_at_run_time(KR_AS_TYPE(self))) flags |= 1u << 9;
  return kr_int_from_i64(flags);
}

static kr_value get_dict_offset(kr_value self, void *closure) {
  uint32_t offset = KR_AS_TYPE(self)->dict_offset;
  return kr_from_small_int((offset & KR_TAIL) ? -(int64_t)(offset & ~KR_TAIL) : (int64_t)offset);
}
static kr_value get_weaklist_offset(kr_value self, void *closure) {
  uint32_t offset = KR_AS_TYPE(self)->weaklist_offset;
  return kr_from_small_int((offset & KR_TAIL) ? -(int64_t)(offset & ~KR_TAIL) : (int64_t)offset);
}

/* ---- __abstractmethods__ ------------------------------------------------------------------------------- */

static kr_value get_abstract(kr_value self, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  /* type itself has this very descriptor: it must not be taken for the attribute. */
  kr_value v = type == &kr_type_type || !type->dict ? KR_NULL
                                                    : kr_dict_get_str(type->dict, KR_ID(__abstractmethods__));
  if (kr_is_null(v)) return kr_raise_attribute_text(self, KR_ID(__abstractmethods__), "__abstractmethods__");
  return kr_ref(v);
}

static int set_abstract(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  int abstract = 0;
  if (kr_is_null(value)) {
    if (type == &kr_type_type || kr_is_null(kr_dict_get_str(type->dict, KR_ID(__abstractmethods__)))) {
      kr_raise_attribute_text(self, KR_ID(__abstractmethods__), "__abstractmethods__");
      return -1;
    }
  } else {
    abstract = kr_truth(value);
    if (abstract < 0) return -1;
  }
  if (dict_replace(type, KR_ID(__abstractmethods__), value) < 0) return -1;
  if (abstract) type->tf |= KR_TF_ABSTRACT;
  else type->tf &= ~(uint32_t)KR_TF_ABSTRACT;
  return 0;
}

/* ---- annotations (PEP 649) and type parameters --------------------------------------------------------- */

static kr_value no_attribute(kr_value self, kr_value name) {
  return kr_raise_attribute_text(self, name, "type object '%s' has no attribute '%U'",
                                 kr_type_cname(KR_AS_TYPE(self)), name);
}

/* The class's own attribute, bound as an attribute of the class. New; KR_NULL: absent or failed. */
static kr_value own_bound(kr_type *type, kr_value name) {
  kr_value v = kr_dict_get_str(type->dict, name);
  if (kr_is_null(v)) return v;
  kr_incref(v);
  kr_value r = kr_descr_bind(v, KR_NULL, type);
  kr_decref(v);
  return r;
}

static kr_value get_annotate(kr_value self, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!kr_type_made_at_run_time(type)) return no_attribute(self, KR_ID(__annotate__));
  kr_value v = own_bound(type, KR_ID(__annotate_func__));
  if (kr_is_null(v) && !kr_failed()) v = own_bound(type, KR_ID(__annotate__));
  if (!kr_is_null(v) || kr_failed()) return v;
  if (dict_replace(type, KR_ID(__annotate_func__), KR_NONE) < 0) return KR_NULL;
  return KR_NONE;
}

static int set_annotate(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (kr_is_null(value)) return KR_RAISE_INT(&kr_exc_TypeError, "cannot delete __annotate__ attribute");
  if (type->tf & KR_TF_IMMUTABLE)
    return KR_RAISE_INT(&kr_exc_TypeError, "cannot set '__annotate__' attribute of immutable type '%s'",
                        kr_type_cname(type));
  if (!kr_is_none(value) && !kr_is_callable(value))
    return KR_RAISE_INT(&kr_exc_TypeError, "__annotate__ must be callable or None");
  if (dict_replace(type, KR_ID(__annotate_func__), value) < 0) return -1;
  if (!kr_is_none(value) && dict_replace(type, KR_ID(__annotations_cache__), KR_NULL) < 0) return -1;
  return 0;
}

static kr_value get_annotations(kr_value self, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!kr_type_made_at_run_time(type)) return no_attribute(self, KR_ID(__annotations__));
  kr_value v = own_bound(type, KR_ID(__annotations__));
  if (kr_is_null(v) && !kr_failed()) v = own_bound(type, KR_ID(__annotations_cache__));
  if (!kr_is_null(v) || kr_failed()) return v;
  kr_value annotate = kr_getattr(self, KR_ID(__annotate__));
  if (kr_is_null(annotate)) return annotate;
  if (kr_is_callable(annotate)) {
    v = kr_call1(annotate, kr_from_small_int(1));
    if (!kr_is_null(v) && !kr_is_dict(v)) {
      kr_raise(&kr_exc_TypeError, "__annotate__ returned non-dict of type '%T'", v);
      KR_CLEAR(v);
    }
  } else {
    v = kr_from_object_or_null(kr_dict_new());
  }
  kr_decref(annotate);
  if (!kr_is_null(v) && dict_replace(type, KR_ID(__annotations_cache__), v) < 0) KR_CLEAR(v);
  return v;
}

static int set_annotations(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (type->tf & KR_TF_IMMUTABLE)
    return KR_RAISE_INT(&kr_exc_TypeError, "cannot set '__annotations__' attribute of immutable type '%s'",
                        kr_type_cname(type));
  bool own = !kr_is_null(kr_dict_get_str(type->dict, KR_ID(__annotations__)));
  kr_value key = own ? KR_ID(__annotations__) : KR_ID(__annotations_cache__);
  if (kr_is_null(value) && kr_is_null(kr_dict_get_str(type->dict, key))) {
    kr_raise_attribute_text(self, KR_ID(__annotations__), "__annotations__");
    return -1;
  }
  if (dict_replace(type, key, value) < 0) return -1;
  if (own && dict_replace(type, KR_ID(__annotations_cache__), KR_NULL) < 0) return -1;
  if (dict_replace(type, KR_ID(__annotate_func__), KR_NULL) < 0) return -1;
  return dict_replace(type, KR_ID(__annotate__), KR_NULL);
}

static kr_value get_type_params(kr_value self, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (type == &kr_type_type) return kr_ref(KR_EMPTY_TUPLE);
  kr_value v = type->dict ? kr_dict_get_str(type->dict, KR_ID(__type_params__)) : KR_NULL;
  return kr_ref(kr_is_null(v) ? KR_EMPTY_TUPLE : v);
}
static int set_type_params(kr_value self, kr_value value, void *closure) {
  kr_type *type = KR_AS_TYPE(self);
  if (!check_special(type, value, "__type_params__")) return -1;
  return dict_replace(type, KR_ID(__type_params__), value);
}

static const kr_getset_def getsets[] = {
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL, NULL},
    {"__bases__", get_bases, set_bases, NULL, NULL},
    {"__mro__", get_mro, NULL, NULL, NULL},
    {"__module__", get_module, set_module, NULL, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL, NULL},
    {"__dict__", get_type_dict, NULL, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {"__annotate__", get_annotate, set_annotate, NULL, NULL},
    {"__type_params__", get_type_params, set_type_params, NULL, NULL},
    {"__flags__", get_flags, .member = true},
    {"__base__", get_base, .member = true},
    {"__dictoffset__", get_dict_offset, .member = true},
    {"__weakrefoffset__", get_weaklist_offset, .member = true},
    {NULL},
};
static const kr_member_def members[] = {
    {"__basicsize__", KR_MEMBER_U32, offsetof(kr_type, basic_size), true, NULL},
    {"__itemsize__", KR_MEMBER_U32, offsetof(kr_type, item_size), true, NULL},
    {NULL},
};

/* ---- methods ------------------------------------------------------------------------------------------- */

static kr_value type_mro(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_tuple *mro = kr_mro_c3(KR_AS_TYPE(self));
  if (!mro) return KR_NULL;
  kr_value list = kr_list_from_array(mro->items, mro->size);
  kr_decref_object(mro);
  return list;
}
static kr_value type_subclasses(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_type_subclasses_list(KR_AS_TYPE(self));
}
static kr_value type_prepare(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  return kr_from_object_or_null(kr_dict_new());
}
static kr_value type_instancecheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw);
static kr_value type_subclasscheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw);

/* dir(cls): names of the class and all its bases. */
static int merge_class_dict(kr_dict *d, kr_value cls) {
  kr_value v;
  int found = kr_getattr_optional(cls, KR_ID(__dict__), &v);
  if (found < 0) return -1;
  if (found) {
    int r = kr_dict_merge(d, v, 1);
    kr_decref(v);
    if (r < 0) return -1;
  }
  found = kr_getattr_optional(cls, KR_ID(__bases__), &v);
  if (found <= 0) return found;
  int r = 0;
  kr_value bases = kr_sequence_fast(v, "__bases__ is not a sequence");
  kr_decref(v);
  if (kr_is_null(bases)) return -1;
  if (kr_enter_recursion(" in dir()") < 0) r = -1;
  else {
    size_t n;
    const kr_value *items = kr_fast_items(bases, &n);
    for (size_t i = 0; i < n && r == 0; i++) r = merge_class_dict(d, items[i]);
    kr_leave_recursion();
  }
  kr_decref(bases);
  return r;
}
static kr_value type_dir(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  kr_value r = merge_class_dict(d, self) < 0 ? KR_NULL : kr_dict_keys_list(d);
  kr_decref_object(d);
  return r;
}
int kr_type_merge_class_dict(kr_dict *d, kr_value cls) { return merge_class_dict(d, cls); }

static kr_value type_sizeof(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_type *type = KR_AS_TYPE(self);
  size_t size = (type->tf & KR_TF_HEAP) ? sizeof(kr_heap_type) : sizeof(kr_type);
  if (type->shared_keys) size += sizeof *type->shared_keys;
  return kr_int_from_size(size);
}

static kr_value type_or(kr_value a, kr_value b) { return kr_union_or(a, b); }

static const kr_method_def methods[] = {
    {"mro", type_mro, KR_FN_SIG, "($self, /)", "The type's method resolution order, computed anew."},
    {"__subclasses__", type_subclasses, KR_FN_SIG, "($self, /)", "The immediate subclasses, as a list."},
    {"__prepare__", type_prepare, KR_FN_RAW | KR_FN_CLASS, "($cls, name, bases, /, **kwds)",
     "The namespace for a class statement."},
    {"__instancecheck__", type_instancecheck, KR_FN_SIG, "($self, instance, /)", "What isinstance() asks."},
    {"__subclasscheck__", type_subclasscheck, KR_FN_SIG, "($self, subclass, /)", "What issubclass() asks."},
    {"__dir__", type_dir, KR_FN_SIG, "($self, /)", "The names of the type's attributes."},
    {"__sizeof__", type_sizeof, KR_FN_SIG, "($self, /)", "The size of the type object in memory."},
    {NULL},
};

int kr_real_isinstance(kr_value o, kr_value cls);
int kr_real_issubclass(kr_value c, kr_value cls);
static kr_value type_instancecheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  int r = kr_real_isinstance(args[0], self);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
static kr_value type_subclasscheck(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  int r = kr_real_issubclass(args[0], self);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

/* ---- life ---------------------------------------------------------------------------------------------- */

static void type_dealloc(kr_object *o) {
  kr_type *type = (kr_type *)o;
  if (!kr_trash_begin(o)) return;
  if (type->weaklist) kr_weakrefs_clear(o);
  kr_type_modified(type);
  if (type->bases)
    for (uint32_t i = 0; i < type->bases->size; i++)
      if (kr_is_type(type->bases->items[i])) kr_type_remove_subclass(KR_AS_TYPE(type->bases->items[i]), type);
  kr_shared_keys *keys = type->shared_keys;
  type->shared_keys = NULL;
  kr_shared_keys_release(keys);
  KR_CLEAR_OBJECT(type->dict);
  KR_CLEAR_OBJECT(type->mro);
  KR_CLEAR_OBJECT(type->subclasses);
  KR_CLEAR_OBJECT(type->bases);
  KR_CLEAR_OBJECT(type->base);
  KR_CLEAR(type->module);
  KR_CLEAR(KR_HEAP_TYPE(type)->slots);
  type->name = "?";
  KR_CLEAR(type->qualname);
  KR_CLEAR(type->name_str);
  kr_object_free(o);
  kr_trash_end();
}

static int type_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_type *type = (kr_type *)o;
  if (!(type->tf & KR_TF_HEAP)) return 0;
  KR_VISIT_OBJECT(type->dict);
  KR_VISIT_OBJECT(type->mro);
  KR_VISIT_OBJECT(type->bases);
  KR_VISIT_OBJECT(type->base);
  KR_VISIT_OBJECT(type->subclasses);
  KR_VISIT(type->module);
  KR_VISIT(KR_HEAP_TYPE(type)->slots);
  return 0;
}

/* The mro closes a cycle with the type itself, and the dict holds functions that hold the class. The
 * rest keeps dying instances and subclasses usable. */
static int type_clear(kr_object *o) {
  kr_type *type = (kr_type *)o;
  kr_type_modified(type);
  if (type->dict) kr_dict_clear(type->dict);
  KR_CLEAR_OBJECT(type->mro);
  return 0;
}

kr_type kr_type_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .tf = KR_TF_GC | KR_TF_BASETYPE | KR_TF_TYPE_SUBCLASS,
    .basic_size = sizeof(kr_heap_type),
    .item_size = sizeof(kr_value),
    .dict_offset = offsetof(kr_type, dict),
    .weaklist_offset = offsetof(kr_type, weaklist),
    .methods = methods,
    .getset = getsets,
    .members = members,
    .dealloc = type_dealloc,
    .traverse = type_traverse,
    .clear = type_clear,
    .repr = type_repr,
    .call = kr_type_call,
    .getattro = kr_type_getattro,
    .setattro = kr_type_setattro,
    .init = kr_type_init_slot,
    .new_ = kr_type_new_slot,
    .nb = {[KR_OP_OR] = type_or},
};
