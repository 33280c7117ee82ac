/* Which special method fills which slot: wrappers for the slots of builtin types, and the slots of
 * classes written in Python, kept true when a class attribute changes.
 *
 * Several names can feed one slot (__add__ and __radd__: nb[ADD]), and one name several slots
 * (__getitem__: mp_subscript and sq_item). If all names found for a slot are wrappers of one C
 * function, that function is the slot; otherwise a generic function is, which calls the methods. */
#include "objects/type_impl.h"

#define S(member) offsetof(kr_type, member)
#define NB(op) (offsetof(kr_type, nb) + KR_OP_##op * sizeof(kr_binary_fn))
#define NB_INPLACE(op) (offsetof(kr_type, nb_inplace) + KR_OP_##op * sizeof(kr_binary_fn))
#define G(fn) ((kr_slot_fn)(fn))
#define SELF "($self, /)"
#define VALUE "($self, value, /)"

/* Generic functions of type_slot_functions.c that the header for everybody does not have. */
kr_value kr_slot_sq_item(kr_value self, intptr_t i);
int kr_slot_sq_ass_item(kr_value self, intptr_t i, kr_value v);
kr_value kr_slot_pow3(kr_value a, kr_value b, kr_value m);
kr_value kr_slot_divmod(kr_value a, kr_value b);
kr_value kr_slot_negative(kr_value v), kr_slot_positive(kr_value v), kr_slot_absolute(kr_value v),
    kr_slot_invert(kr_value v), kr_slot_int(kr_value v), kr_slot_float(kr_value v), kr_slot_index(kr_value v),
    kr_slot_await(kr_value v), kr_slot_aiter(kr_value v), kr_slot_anext(kr_value v);
/* Tables read better in rows. */
/* clang-format off */
#define OP(OPNAME, lower)                                                              \
  kr_value kr_slot_##lower(kr_value a, kr_value b), kr_slot_i##lower(kr_value a, kr_value b);
OP(ADD, add) OP(AND, and) OP(FLOORDIV, floordiv) OP(LSHIFT, lshift) OP(MATMUL, matmul) OP(MUL, mul)
OP(MOD, mod) OP(OR, or) OP(POW, pow) OP(RSHIFT, rshift) OP(SUB, sub) OP(TRUEDIV, truediv) OP(XOR, xor)
#undef OP

#define BINARY(OP, method, lower, sign)                                                                   \
  {"__" method "__", NB(OP), KR_WRAP_BINARY, KR_OP_##OP, G(kr_slot_##lower), VALUE,                        \
   "Return self" sign "value."},                                                                          \
      {"__r" method "__", NB(OP), KR_WRAP_BINARY_R, KR_OP_##OP, G(kr_slot_##lower), VALUE,                 \
       "Return value" sign "self."},
#define INPLACE(OP, method, lower, sign)                                                            \
  {"__i" method "__", NB_INPLACE(OP), KR_WRAP_BINARY, KR_OP_##OP, G(kr_slot_i##lower), VALUE,        \
   "Return self" sign "=value."},

const kr_slot_def kr_slot_defs[] = {
    {"__new__", S(new_), KR_WRAP_NEW, 0, G(kr_slot_new), "($type, *args, **kwargs)",
     "Create and return new object."},
    {"__repr__", S(repr), KR_WRAP_UNARY, 0, G(kr_slot_repr), SELF, "Return repr(self)."},
    {"__hash__", S(hash), KR_WRAP_HASH, 0, G(kr_slot_hash), SELF, "Return hash(self)."},
    {"__call__", S(call), KR_WRAP_CALL, 0, G(kr_slot_tp_call), "($self, /, *args, **kwargs)",
     "Call self as a function."},
    {"__str__", S(str), KR_WRAP_UNARY, 0, G(kr_slot_str), SELF, "Return str(self)."},
    {"__getattribute__", S(getattro), KR_WRAP_GETATTR, 0, G(kr_slot_getattro), "($self, name, /)",
     "Called by self.name."},
    {"__getattr__", S(getattro), KR_WRAP_NONE, 0, G(kr_slot_getattr_hook), NULL, NULL},
    {"__setattr__", S(setattro), KR_WRAP_SETATTR, 0, G(kr_slot_setattro), "($self, name, value, /)",
     "Called by self.name = value."},
    {"__delattr__", S(setattro), KR_WRAP_DELATTR, 0, G(kr_slot_setattro), "($self, name, /)",
     "Called by del self.name."},
    {"__lt__", S(richcompare), KR_WRAP_LT, 0, G(kr_slot_richcompare), VALUE, "Return self<value."},
    {"__le__", S(richcompare), KR_WRAP_LE, 0, G(kr_slot_richcompare), VALUE, "Return self<=value."},
    {"__eq__", S(richcompare), KR_WRAP_EQ, 0, G(kr_slot_richcompare), VALUE, "Return self==value."},
    {"__ne__", S(richcompare), KR_WRAP_NE, 0, G(kr_slot_richcompare), VALUE, "Return self!=value."},
    {"__gt__", S(richcompare), KR_WRAP_GT, 0, G(kr_slot_richcompare), VALUE, "Return self>value."},
    {"__ge__", S(richcompare), KR_WRAP_GE, 0, G(kr_slot_richcompare), VALUE, "Return self>=value."},
    {"__iter__", S(iter), KR_WRAP_UNARY, 0, G(kr_slot_iter), SELF, "Implement iter(self)."},
    {"__next__", S(iternext), KR_WRAP_NEXT, 0, G(kr_slot_iternext), SELF, "Implement next(self)."},
    {"__get__", S(descr_get), KR_WRAP_DESCR_GET, 0, G(kr_slot_descr_get),
     "($self, instance, owner=None, /)", "What the attribute of instance (or of owner) is."},
    {"__set__", S(descr_set), KR_WRAP_DESCR_SET, 0, G(kr_slot_descr_set), "($self, instance, value, /)",
     "Called by instance.name = value."},
    {"__delete__", S(descr_set), KR_WRAP_DESCR_DELETE, 0, G(kr_slot_descr_set), "($self, instance, /)",
     "Called by del instance.name."},
    {"__init__", S(init), KR_WRAP_INIT, 0, G(kr_slot_init), "($self, /, *args, **kwargs)",
     "Set up self; help(type(self)) has the arguments."},
    {"__del__", S(finalize), KR_WRAP_DEL, 0, G(kr_slot_finalize), SELF, "What is done before the instance goes."},
    {"__buffer__", S(get_buffer), KR_WRAP_BUFFER, 0, G(kr_slot_get_buffer), "($self, flags, /)",
     "A memoryview of the object's memory."},
    {"__release_buffer__", S(release_buffer), KR_WRAP_RELEASE_BUFFER, 0, G(kr_slot_release_buffer),
     "($self, buffer, /)", "Give back what __buffer__ returned."},
    {"__await__", S(am_await), KR_WRAP_UNARY, 0, G(kr_slot_await), SELF,
     "The iterator that await drives."},
    {"__aiter__", S(am_aiter), KR_WRAP_UNARY, 0, G(kr_slot_aiter), SELF,
     "What to iterate over with async for."},
    {"__anext__", S(am_anext), KR_WRAP_UNARY, 0, G(kr_slot_anext), SELF,
     "An awaitable of the next value."},
    /* numbers */
    BINARY(ADD, "add", add, "+") BINARY(SUB, "sub", sub, "-") BINARY(MUL, "mul", mul, "*")
    BINARY(MOD, "mod", mod, "%")
    {"__divmod__", S(nb_divmod), KR_WRAP_BINARY, 0, G(kr_slot_divmod), VALUE,
     "Called by divmod(self, value)."},
    {"__rdivmod__", S(nb_divmod), KR_WRAP_BINARY_R, 0, G(kr_slot_divmod), VALUE,
     "Called by divmod(value, self)."},
    {"__pow__", NB(POW), KR_WRAP_POW, KR_OP_POW, G(kr_slot_pow), "($self, value, mod=None, /)",
     "Called by pow(self, value, mod) and self ** value."},
    {"__rpow__", NB(POW), KR_WRAP_POW_R, KR_OP_POW, G(kr_slot_pow), "($self, value, mod=None, /)",
     "Called by pow(value, self, mod) and value ** self."},
    {"__pow__", S(nb_pow3), KR_WRAP_NONE, 0, G(kr_slot_pow3), NULL, NULL},
    {"__rpow__", S(nb_pow3), KR_WRAP_NONE, 0, G(kr_slot_pow3), NULL, NULL},
    {"__neg__", S(nb_negative), KR_WRAP_UNARY, 0, G(kr_slot_negative), SELF, "-self"},
    {"__pos__", S(nb_positive), KR_WRAP_UNARY, 0, G(kr_slot_positive), SELF, "+self"},
    {"__abs__", S(nb_absolute), KR_WRAP_UNARY, 0, G(kr_slot_absolute), SELF, "abs(self)"},
    {"__bool__", S(nb_bool), KR_WRAP_BOOL, 0, G(kr_slot_bool), SELF, "True if self else False"},
    {"__invert__", S(nb_invert), KR_WRAP_UNARY, 0, G(kr_slot_invert), SELF, "~self"},
    BINARY(LSHIFT, "lshift", lshift, "<<") BINARY(RSHIFT, "rshift", rshift, ">>")
    BINARY(AND, "and", and, "&") BINARY(XOR, "xor", xor, "^") BINARY(OR, "or", or, "|")
    {"__int__", S(nb_int), KR_WRAP_UNARY, 0, G(kr_slot_int), SELF, "int(self)"},
    {"__float__", S(nb_float), KR_WRAP_UNARY, 0, G(kr_slot_float), SELF, "float(self)"},
    INPLACE(ADD, "add", add, "+") INPLACE(SUB, "sub", sub, "-") INPLACE(MUL, "mul", mul, "*")
    INPLACE(MOD, "mod", mod, "%") INPLACE(POW, "pow", pow, "**") INPLACE(LSHIFT, "lshift", lshift, "<<")
    INPLACE(RSHIFT, "rshift", rshift, ">>") INPLACE(AND, "and", and, "&") INPLACE(XOR, "xor", xor, "^")
    INPLACE(OR, "or", or, "|")
    BINARY(FLOORDIV, "floordiv", floordiv, "//") BINARY(TRUEDIV, "truediv", truediv, "/")
    INPLACE(FLOORDIV, "floordiv", floordiv, "//") INPLACE(TRUEDIV, "truediv", truediv, "/")
    {"__index__", S(nb_index), KR_WRAP_UNARY, 0, G(kr_slot_index), SELF,
     "The int that self is as an index."},
    BINARY(MATMUL, "matmul", matmul, "@") INPLACE(MATMUL, "matmul", matmul, "@")
    /* containers */
    {"__len__", S(sq_length), KR_WRAP_LEN, 0, G(kr_slot_length), SELF, "Return len(self)."},
    {"__getitem__", S(mp_subscript), KR_WRAP_BINARY, 0, G(kr_slot_mp_subscript), "($self, key, /)",
     "Return self[key]."},
    {"__setitem__", S(mp_ass_subscript), KR_WRAP_SET_SUBSCRIPT, 0, G(kr_slot_mp_ass_subscript),
     "($self, key, value, /)", "Set self[key] to value."},
    {"__delitem__", S(mp_ass_subscript), KR_WRAP_DEL_SUBSCRIPT, 0, G(kr_slot_mp_ass_subscript),
     "($self, key, /)", "Delete self[key]."},
    {"__getitem__", S(sq_item), KR_WRAP_ITEM, 0, G(kr_slot_sq_item), "($self, key, /)",
     "Return self[key]."},
    {"__setitem__", S(sq_ass_item), KR_WRAP_SET_ITEM, 0, G(kr_slot_sq_ass_item),
     "($self, key, value, /)", "Set self[key] to value."},
    {"__delitem__", S(sq_ass_item), KR_WRAP_DEL_ITEM, 0, G(kr_slot_sq_ass_item), "($self, key, /)",
     "Delete self[key]."},
    {"__add__", S(sq_concat), KR_WRAP_BINARY, 0, NULL, VALUE, "Return self+value."},
    {"__mul__", S(sq_repeat), KR_WRAP_REPEAT, 0, NULL, VALUE, "Return self*value."},
    {"__rmul__", S(sq_repeat), KR_WRAP_REPEAT, 0, NULL, VALUE, "Return value*self."},
    {"__contains__", S(sq_contains), KR_WRAP_CONTAINS, 0, G(kr_slot_contains), "($self, key, /)",
     "Called by key in self."},
    {"__iadd__", S(sq_inplace_concat), KR_WRAP_BINARY, 0, NULL, VALUE, "Implement self+=value."},
    {"__imul__", S(sq_inplace_repeat), KR_WRAP_REPEAT, 0, NULL, VALUE, "Implement self*=value."},
};
/* clang-format on */
#define COUNT (sizeof kr_slot_defs / sizeof *kr_slot_defs)
kr_value kr_slot_names[COUNT];

/* Interned name -> first def with that name; `next_same` chains the others. */
#define HASH_SIZE 512
static uint8_t by_name[HASH_SIZE]; /* index + 1 */
static uint8_t next_same[COUNT];   /* index + 1 */
static bool initialized;

KR_INLINE uint32_t name_hash(kr_value name) {
  uint32_t h = (uint32_t)name >> 3;
  return (h ^ (h >> 9)) & (HASH_SIZE - 1);
}

static int first_def(kr_value name) {
  for (uint32_t h = name_hash(name);; h = (h + 1) & (HASH_SIZE - 1)) {
    if (!by_name[h]) return -1;
    if (kr_slot_names[by_name[h] - 1] == name) return by_name[h] - 1;
  }
}

int kr_slots_init(void) {
  if (initialized) return 0;
  for (size_t i = 0; i < COUNT; i++) {
    kr_value name = kr_str_intern_cstr(kr_slot_defs[i].name);
    if (kr_is_null(name)) return -1;
    kr_str_intern_immortal(&name);
    kr_slot_names[i] = name;
    int first = first_def(name);
    if (first >= 0) {
      while (next_same[first]) first = next_same[first] - 1;
      next_same[first] = (uint8_t)(i + 1);
      continue;
    }
    uint32_t h = name_hash(name);
    while (by_name[h]) h = (h + 1) & (HASH_SIZE - 1);
    by_name[h] = (uint8_t)(i + 1);
  }
  initialized = true;
  return 0;
}

/* ---- builtin types ------------------------------------------------------------------------------------- */

int kr_slots_add_wrappers(kr_type *type) {
  if (!initialized && kr_slots_init() < 0) return -1;
  for (size_t i = 0; i < COUNT; i++) {
    const kr_slot_def *d = &kr_slot_defs[i];
    if (d->kind == KR_WRAP_NONE || d->kind == KR_WRAP_NEW) continue;
    kr_slot_fn fn = *kr_slot_place(type, d);
    if (!fn) continue;
    /* What a type names although its base has it already is the base's. */
    if (type->base && *kr_slot_place(type->base, d) == fn && fn != G(kr_hash_not_implemented)) continue;
    if (type != &kr_object_type && (fn == G(kr_generic_getattr) || fn == G(kr_generic_setattr))) continue;
    kr_value name = kr_slot_names[i];
    if (!kr_is_null(kr_dict_get_str(type->dict, name))) continue;
    if (fn == G(kr_hash_not_implemented)) {
      if (kr_dict_set(type->dict, name, KR_NONE) < 0) return -1;
      continue;
    }
    kr_value w = kr_wrapper_descr_new(type, d, name, fn);
    if (kr_is_null(w)) return -1;
    int r = kr_dict_set(type->dict, name, w);
    kr_decref(w);
    if (r < 0) return -1;
  }
  return 0;
}

void kr_slots_inherit(kr_type *type, const kr_type *base) {
  /* Comparing and hashing go together. */
  bool group = !type->richcompare && !type->hash;
  /* Overriding iternext leaves the base's pushing form behind. */
  bool push = !type->iternext;
  kr_slot_fn *to = (kr_slot_fn *)&type->repr, *end = (kr_slot_fn *)&type->release_buffer;
  const kr_slot_fn *from = (const kr_slot_fn *)&base->repr;
  for (; to <= end; to++, from++) {
    if (*to || !*from) continue;
    if (to == (kr_slot_fn *)&type->new_) continue;
    if (!group && (to == (kr_slot_fn *)&type->richcompare || to == (kr_slot_fn *)&type->hash)) continue;
    if (!push && to == (kr_slot_fn *)&type->iternext_push) continue;
    *to = *from;
  }
}

/* ---- classes in Python --------------------------------------------------------------------------------- */

static void update_iternext_push(kr_type *type) {
  type->iternext_push = NULL;
  if (!type->iternext || type->iternext == kr_slot_iternext || !type->mro) return;
  for (uint32_t i = 1; i < type->mro->size; i++) {
    kr_type *b = KR_AS_TYPE(type->mro->items[i]);
    if (!(b->tf & KR_TF_HEAP) && b->iternext == type->iternext) {
      type->iternext_push = b->iternext_push;
      return;
    }
  }
}

/* Recomputes the one slot at `offset`. */
static void update_slot(kr_type *type, uint16_t offset) {
  kr_slot_fn specific = NULL, generic = NULL;
  bool use_generic = false;
  for (size_t i = 0; i < COUNT; i++) {
    const kr_slot_def *d = &kr_slot_defs[i];
    if (d->offset != offset) continue;
    kr_value descr = kr_type_lookup(type, kr_slot_names[i]);
    if (kr_is_null(descr)) continue;
    kr_type *owner;
    kr_slot_fn fn = NULL;
    bool is_c = false;
    if (kr_is_exact(descr, &kr_wrapper_descr_type)) {
      kr_wrapper_descr *w = KR_AS(kr_wrapper_descr, descr);
      if (w->name == kr_slot_names[i] && kr_is_subtype(type, w->owner)) {
        is_c = true;
        fn = w->def->offset == offset ? w->fn : *kr_slot_place(w->owner, d);
      }
    } else if (d->kind == KR_WRAP_NEW && kr_is_tp_new_function(descr, &owner)) {
      is_c = true;
      fn = G(kr_tp_new_for(type, owner));
      if (!fn) fn = G(type->base->new_);
    } else if (d->kind == KR_WRAP_HASH && kr_is_none(descr)) {
      is_c = true;
      fn = G(kr_hash_not_implemented);
    }
    if (is_c && (!specific || specific == fn)) {
      specific = fn;
    } else {
      use_generic = true;
      /* Of the two for attribute access the one with __getattr__ does both. */
      if (generic != G(kr_slot_getattr_hook)) generic = d->generic;
    }
  }
  kr_slot_fn value = use_generic ? generic : specific;
  *(kr_slot_fn *)((char *)type + offset) = value;
  if (offset == S(iternext)) update_iternext_push(type);
  if (offset == S(finalize)) {
    if (type->finalize == kr_slot_finalize) type->tf |= KR_TF_HAS_DEL;
    else type->tf &= ~(uint32_t)KR_TF_HAS_DEL;
  }
}

/* s += x of a list subclass is the list's even when the class has a reflected __radd__, which fills the
 * number slot. */
static void join_inplace_add(kr_type *type) {
  if (!type->nb_inplace[KR_OP_ADD]) type->nb_inplace[KR_OP_ADD] = type->sq_inplace_concat;
}

static void update_all(kr_type *type) {
  for (size_t i = 0; i < COUNT; i++) {
    bool seen = false;
    for (size_t j = 0; j < i && !seen; j++) seen = kr_slot_defs[j].offset == kr_slot_defs[i].offset;
    if (!seen) update_slot(type, kr_slot_defs[i].offset);
  }
  join_inplace_add(type);
}

static void update_name(kr_type *type, int first) {
  for (int i = first; i >= 0; i = (int)next_same[i] - 1) update_slot(type, kr_slot_defs[i].offset);
  join_inplace_add(type);
}

void kr_slots_fix(kr_type *type) {
  /* With one base whose order the class continues, only its own names can make a difference. */
  kr_tuple *mro = type->mro;
  kr_tuple *base_mro = type->base->mro;
  bool single = mro && base_mro && base_mro->size + 1 == mro->size &&
                memcmp(&mro->items[1], base_mro->items, base_mro->size * sizeof(kr_value)) == 0;
  if (!single) {
    update_all(type);
    return;
  }
  kr_type *base = type->base;
  memcpy(&type->repr, &base->repr, (size_t)((char *)(&type->release_buffer + 1) - (char *)&type->repr));
  type->finalize = base->finalize;
  type->tf |= base->tf & KR_TF_HAS_DEL;
  join_inplace_add(type);
  uint32_t pos = 0;
  kr_value key, value;
  while (kr_dict_next(type->dict, &pos, &key, &value)) {
    if (!kr_is_exact_str(key)) continue;
    kr_str *s = KR_STR(key);
    if (s->length < 5 || kr_str_read(s, 0) != '_' || kr_str_read(s, 1) != '_') continue;
    int first = first_def(key);
    if (first < 0 && !kr_str_is_interned(s)) {
      for (size_t i = 0; i < COUNT && first < 0; i++)
        if (kr_str_equal(s, KR_STR(kr_slot_names[i]))) first = first_def(kr_slot_names[i]);
    }
    if (first >= 0) update_name(type, first);
  }
}

static void update_subtree(kr_type *type, kr_value name, int first);
typedef struct {
  kr_value name;
  int first;
} subtree_args;
static int update_sub(kr_type *sub, void *p) {
  subtree_args *a = p;
  if (!sub->dict || kr_is_null(kr_dict_get_str(sub->dict, a->name))) update_subtree(sub, a->name, a->first);
  return 0;
}
static void update_subtree(kr_type *type, kr_value name, int first) {
  update_name(type, first);
  subtree_args a = {name, first};
  if (type->subclasses) kr_type_each_subclass(type, update_sub, &a);
}

int kr_slots_update(kr_type *type, kr_value name) {
  int first = first_def(name);
  if (first >= 0) update_subtree(type, name, first);
  return 0;
}

static int update_all_sub(kr_type *sub, void *arg) {
  kr_slots_update_all(sub);
  return 0;
}
void kr_slots_update_all(kr_type *type) {
  if (type->tf & KR_TF_HEAP) update_all(type);
  if (type->subclasses) kr_type_each_subclass(type, update_all_sub, NULL);
}
