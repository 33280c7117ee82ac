/* super: attributes of the classes behind one class in an object's method resolution order. */
#include "objects/bytes.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "vm/frame.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_type *type;     /* __thisclass__; owned; NULL before init */
  kr_value obj;      /* KR_NULL: unbound */
  kr_type *obj_type; /* owned */
} super_object;
#define SELF KR_AS(super_object, self)

static void super_dealloc(kr_object *o) {
  super_object *s = (super_object *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR_OBJECT(s->type);
  KR_CLEAR(s->obj);
  KR_CLEAR_OBJECT(s->obj_type);
  kr_object_free(o);
  kr_trash_end();
}
static int super_traverse(kr_object *o, kr_visit visit, void *arg) {
  super_object *s = (super_object *)o;
  KR_VISIT_OBJECT(s->type);
  KR_VISIT(s->obj);
  KR_VISIT_OBJECT(s->obj_type);
  return 0;
}

static kr_value super_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (kr_is_null(v)) return v;
  super_object *s = KR_AS(super_object, v);
  s->type = s->obj_type = NULL;
  s->obj = KR_NULL;
  return v;
}

/* The class whose mro is searched for (type, obj): new; NULL with TypeError. */
static kr_type *check(kr_type *type, kr_value obj) {
  if (kr_is_type(obj) && kr_is_subtype(KR_AS_TYPE(obj), type)) return KR_REF(KR_AS_TYPE(obj));
  if (kr_is_subtype(kr_type_of(obj), type)) return KR_REF(kr_type_of(obj));
  kr_value cls;
  int found = kr_getattr_optional(obj, KR_ID(__class__), &cls);
  if (found < 0) return NULL;
  if (found) {
    if (kr_is_type(cls) && KR_AS_TYPE(cls) != kr_type_of(obj) && kr_is_subtype(KR_AS_TYPE(cls), type))
      return KR_AS_TYPE(cls);
    kr_decref(cls);
  }
  bool is_type = kr_is_type(obj);
  kr_raise(&kr_exc_TypeError, "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
           is_type ? "type" : "instance of", kr_type_cname(is_type ? KR_AS_TYPE(obj) : kr_type_of(obj)),
           kr_type_cname(type));
  return NULL;
}

/* Looks `name` up behind `type` in obj_type's mro; new; KR_NULL: absent or failed. */
static kr_value lookup_behind(kr_type *type, kr_value obj, kr_type *obj_type, kr_value name) {
  kr_tuple *mro = obj_type->mro;
  if (!mro) return KR_NULL;
  uint32_t i = 0;
  while (i < mro->size && mro->items[i] != kr_from_object(type)) i++;
  if (i >= mro->size) return KR_NULL;
  kr_incref_object(mro);
  kr_value r = KR_NULL;
  for (i++; i < mro->size; i++) {
    kr_dict *d = KR_AS_TYPE(mro->items[i])->dict;
    kr_value v = d ? kr_dict_get_str(d, name) : KR_NULL;
    if (kr_is_null(v)) continue;
    kr_descr_get_fn get = kr_type_of(v)->descr_get;
    kr_incref(v);
    if (!get) {
      r = v;
    } else {
      /* super() in a class method: obj is the class itself. */
      r = get(v, obj == kr_from_object(obj_type) ? KR_NULL : obj, kr_from_object(obj_type));
      kr_decref(v);
    }
    break;
  }
  kr_decref_object(mro);
  return r;
}

static kr_value super_getattro(kr_value self, kr_value name) {
  super_object *s = SELF;
  if (s->obj_type && s->type && kr_is_str(name) && !kr_str_equals_cstr(KR_STR(name), "__class__")) {
    kr_type *type = KR_REF(s->type), *obj_type = KR_REF(s->obj_type);
    kr_value obj = kr_ref(s->obj);
    kr_value r = lookup_behind(type, obj, obj_type, name);
    kr_decref_object(type);
    kr_decref_object(obj_type);
    kr_decref(obj);
    if (!kr_is_null(r) || kr_failed()) return r;
  }
  return kr_generic_getattr(self, name);
}

/* super(): the first argument and the __class__ cell of the function that runs. */
static int from_frame(kr_value *cls, kr_value *obj) {
  kr_frame *f = kr.thread ? kr_frame_python(kr.thread->frame) : NULL;
  if (!f) return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): no current frame");
  kr_code *code = f->code;
  if (code->argcount == 0) return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): no arguments");
  kr_value first = f->slots[0];
  if (code->nlocalsplus > 0 && (code->localspluskinds->data[0] & KR_LOCAL_CELL) && !kr_is_null(first) &&
      kr_is_exact(first, &kr_cell_type))
    first = KR_AS(kr_cell, first)->contents;
  if (kr_is_null(first)) return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): arg[0] deleted");
  for (int32_t i = 0; i < code->nlocalsplus; i++) {
    if (!(code->localspluskinds->data[i] & KR_LOCAL_FREE)) continue;
    if (!kr_str_equals_cstr(KR_STR(code->localsplusnames->items[i]), "__class__")) continue;
    kr_value cell = f->slots[i];
    if (kr_is_null(cell) || !kr_is_exact(cell, &kr_cell_type))
      return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): bad __class__ cell");
    kr_value c = KR_AS(kr_cell, cell)->contents;
    if (kr_is_null(c)) return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): empty __class__ cell");
    if (!kr_is_type(c)) return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): __class__ is not a type (%T)", c);
    *cls = c;
    *obj = first;
    return 0;
  }
  return KR_RAISE_INT(&kr_exc_RuntimeError, "super(): __class__ cell not found");
}

static int set(super_object *s, kr_type *type, kr_value obj) {
  kr_type *obj_type = NULL;
  if (!kr_is_null(obj)) {
    obj_type = check(type, obj);
    if (!obj_type) return -1;
  }
  kr_incref_object(type);
  kr_incref(obj);
  kr_type *old_type = s->type, *old_obj_type = s->obj_type;
  kr_value old_obj = s->obj;
  s->type = type;
  s->obj = obj;
  s->obj_type = obj_type;
  kr_xdecref_object(old_type);
  kr_xdecref_object(old_obj_type);
  kr_decref(old_obj);
  return 0;
}

static int super_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("super", kwnames) < 0 || kr_args_count("super()", nargs, 0, 2) < 0) return -1;
  kr_value cls, obj = KR_NULL;
  if (nargs == 0) {
    if (from_frame(&cls, &obj) < 0) return -1;
  } else {
    cls = args[0];
    if (!kr_is_type(cls))
      return KR_RAISE_INT(&kr_exc_TypeError, "super() argument 1 must be a type, not %T", cls);
    if (nargs > 1 && !kr_is_none(args[1])) obj = args[1];
  }
  return set(SELF, KR_AS_TYPE(cls), obj);
}

static kr_value super_get(kr_value self, kr_value obj, kr_value type) {
  super_object *s = SELF;
  if (kr_is_null(obj) || kr_is_none(obj) || !kr_is_null(s->obj) || !s->type) return kr_ref(self);
  if (!kr_is_exact(self, &kr_super_type))
    return kr_call2(kr_from_object(kr_type_of(self)), kr_from_object(s->type), obj);
  kr_value v = super_new(&kr_super_type, NULL, 0, NULL);
  if (!kr_is_null(v) && set(KR_AS(super_object, v), s->type, obj) < 0) {
    kr_decref(v);
    return KR_NULL;
  }
  return v;
}

static kr_value super_repr(kr_value self) {
  super_object *s = SELF;
  const char *name = s->type ? kr_type_cname(s->type) : "NULL";
  if (s->obj_type)
    return kr_str_format("<super: <class '%s'>, <%s object>>", name, kr_type_cname(s->obj_type));
  return kr_str_format("<super: <class '%s'>, NULL>", name);
}

static const kr_member_def members[] = {
    {"__thisclass__", KR_MEMBER_OBJECT, offsetof(super_object, type), true,
     "The class whose place in the order of classes counts."},
    {"__self__", KR_MEMBER_VALUE, offsetof(super_object, obj), true, "what methods are bound to, or None"},
    {"__self_class__", KR_MEMBER_OBJECT, offsetof(super_object, obj_type), true,
     "the type of what methods are bound to, or None"},
    {NULL},
};

kr_type kr_super_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "super",
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type, obj) -> finds what stands behind type in the order of obj's classes\n"
           "super(type, type2) -> the same for type2, a subclass of type\n"
           "super(type) -> not bound to anything yet",
    .tf = KR_TF_GC | KR_TF_BASETYPE,
    .basic_size = sizeof(super_object),
    .members = members,
    .dealloc = super_dealloc,
    .traverse = super_traverse,
    .repr = super_repr,
    .getattro = super_getattro,
    .descr_get = super_get,
    .init = super_init,
    .new_ = super_new,
};
