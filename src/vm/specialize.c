/* Making the executable form of a code object, and specializing its instructions to what they meet.
 *
 * An unspecialized instruction counts down in its first cache word and then calls here; what is written
 * into the words after it is described beside each K_ instruction in eval.c. */
#include "objects/bytes.h"
#include "objects/set.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "vm/trace.h"
#include "vm/verify.h"

#define WARMUP 2
#define BACKOFF 64

/* A word is the opcode in 8 bits and the whole argument in 24; EXTENDED_ARG does nothing then. */
#define MAX_ARG 0xFFFFFFu

static bool fill(const kr_code *code, uint32_t *x) {
  uint32_t n = code->nunits;
  for (uint32_t i = 0, ext = 0; i < n;) {
    uint32_t op = code->units[i] & 0xFF, arg = ext << 8 | code->units[i] >> 8;
    if (op == OP_EXTENDED_ARG) {
      x[i++] = op;
      ext = arg;
      continue;
    }
    ext = 0;
    uint32_t caches = kr_opcode_caches[op];
    if (op == OP_JUMP_BACKWARD_NO_INTERRUPT && code->foreign) { /* it may be in a loop of its own */
      op = OP_JUMP_BACKWARD;
      arg++;
    }
    if (KR_UNLIKELY(code->in_c == KR_IN_C_HANDLING) && op == OP_PUSH_EXC_INFO) op = K_PUSH_EXC_INFO_APART;
    if (KR_UNLIKELY(arg > MAX_ARG)) return false;
    if (op == OP_LOAD_CONST && arg < code->consts->size && !kr_is_object(code->consts->items[arg]))
      x[i] = K_LOAD_CONST_IMMEDIATE | arg << 8;
    else x[i] = op | arg << 8;
    i++;
    if (caches && i < n) {
      x[i++] = WARMUP;
      for (uint32_t k = 1; k < caches && i < n; k++) x[i++] = 0;
    }
  }
  return true;
}

int kr_code_prepare(kr_code *code) {
  /* A code object made by hand can ask for any stack; with 32 bits its size in bytes would overflow. */
  if ((uint32_t)code->nlocalsplus + (uint32_t)code->stacksize > 1 << 24) {
    kr_raise_no_memory();
    return -1;
  }
  if (code->foreign) {
    kr_stack_map m;
    int r = kr_stack_map_make(&m, code, false);
    kr_stack_map_free(&m);
    if (r) return -1;
  }
  uint32_t *x = kr_alloc_array(code->nunits ? code->nunits : 1, sizeof *x);
  if (!x) return -1;
  if (!fill(code, x)) {
    kr_free(x);
    return KR_RAISE_INT(&kr_exc_OverflowError, "code object too large to be executed");
  }
  code->exec = x;
  return 0;
}

void kr_code_refill(kr_code *code) { (void)fill(code, code->exec); }

KR_INLINE void specialize(uint32_t *pc, uint32_t op) {
  pc[0] = op | (pc[0] & 0xFFFFFF00u);
  pc[1] = 8; /* misses to bear before giving up */
}
KR_INLINE void give_up(uint32_t *pc) { pc[1] = BACKOFF; }

static bool numeric(kr_value v) { return kr_is_double(v) || kr_is_small_int(v); }

void kr_specialize_binary(uint32_t *pc, kr_value a, kr_value b, uint32_t op) {
  if (op == KR_OP_SUBSCR) {
    if (kr_is_small_int(b)) {
      if (kr_is_exact_list(a)) return specialize(pc, K_SUBSCR_LIST_INT);
      if (kr_is_exact_tuple(a)) return specialize(pc, K_SUBSCR_TUPLE_INT);
      if (kr_is_exact_str(a)) return specialize(pc, K_SUBSCR_STR_INT);
    }
    if (kr_is_exact_dict(a)) return specialize(pc, K_SUBSCR_DICT);
    return give_up(pc);
  }
  uint32_t base = op >= KR_OP_INPLACE ? op - KR_OP_INPLACE : op;
  if (kr_both_small_int(a, b)) {
    static const uint16_t ops[KR_OP_COUNT] = {[KR_OP_ADD] = K_BINARY_ADD_INT,
                                              [KR_OP_AND] = K_BINARY_AND_INT,
                                              [KR_OP_FLOORDIV] = K_BINARY_FLOORDIV_INT,
                                              [KR_OP_LSHIFT] = K_BINARY_LSHIFT_INT,
                                              [KR_OP_MUL] = K_BINARY_MUL_INT,
                                              [KR_OP_MOD] = K_BINARY_MOD_INT,
                                              [KR_OP_OR] = K_BINARY_OR_INT,
                                              [KR_OP_RSHIFT] = K_BINARY_RSHIFT_INT,
                                              [KR_OP_SUB] = K_BINARY_SUB_INT,
                                              [KR_OP_XOR] = K_BINARY_XOR_INT};
    if (base == KR_OP_TRUEDIV) {
      /* exact as long as both are exact as doubles, which 48 bits are */
      return specialize(pc, K_BINARY_DIV_FLOAT);
    }
    return ops[base] ? specialize(pc, ops[base]) : give_up(pc);
  }
  if (numeric(a) && numeric(b)) {
    switch (base) {
      case KR_OP_ADD: return specialize(pc, K_BINARY_ADD_FLOAT);
      case KR_OP_SUB: return specialize(pc, K_BINARY_SUB_FLOAT);
      case KR_OP_MUL: return specialize(pc, K_BINARY_MUL_FLOAT);
      case KR_OP_TRUEDIV: return specialize(pc, K_BINARY_DIV_FLOAT);
      default: return give_up(pc);
    }
  }
  if (base == KR_OP_ADD && kr_is_exact_str(a) && kr_is_exact_str(b)) return specialize(pc, K_BINARY_ADD_STR);
  give_up(pc);
}

void kr_specialize_compare(uint32_t *pc, kr_value a, kr_value b) {
  if (kr_both_small_int(a, b)) return specialize(pc, K_COMPARE_INT);
  if (numeric(a) && numeric(b)) return specialize(pc, K_COMPARE_FLOAT);
  uint32_t op = pc[0] >> (8 + KR_COMPARE_SHIFT);
  if ((op == KR_EQ || op == KR_NE) && kr_is_exact_str(a) && kr_is_exact_str(b))
    return specialize(pc, K_COMPARE_STR);
  give_up(pc);
}

void kr_specialize_load_global(kr_frame *f, uint32_t *pc, kr_value name) {
  kr_dict *g = f->func->globals;
  pc[0] = OP_LOAD_GLOBAL | (pc[0] & 0xFFFFFF00u);
  give_up(pc);
  if (!kr_is_exact_dict(kr_from_object(g))) return;
  int32_t i = kr_dict_lookup_index(g, name);
  uint32_t version = kr_dict_version(g);
  if (!version) return;
  if (i >= 0) {
    pc[2] = version;
    pc[3] = (uint32_t)i;
    return specialize(pc, K_LOAD_GLOBAL_MODULE);
  }
  if (!kr_is_exact_dict(f->func->builtins)) return;
  kr_dict *b = KR_DICT(f->func->builtins);
  i = kr_dict_lookup_index(b, name);
  uint32_t bversion = kr_dict_version(b);
  if (i < 0 || !bversion) return;
  pc[2] = version;
  pc[3] = (uint32_t)i;
  pc[4] = bversion;
  specialize(pc, K_LOAD_GLOBAL_BUILTIN);
}

/* ---- attributes ---------------------------------------------------------------------------------------- */

static void store_value(uint32_t *at, kr_value v) { memcpy(at, &v, sizeof v); }

/* d, a data descriptor of the class t. */
static void load_attr_data_descr(uint32_t *pc, kr_type *t, kr_value d, bool method_form) {
  kr_type *dt = kr_type_of(d);
  if (dt == &kr_property_type && !method_form) {
    kr_value get = KR_AS(kr_property, d)->fget;
    if (get == KR_NULL || !kr_is_function(get)) return give_up(pc);
    kr_code *c = KR_FUNCTION(get)->code;
    if (c->argcount == 1 && !c->kwonlyargcount && c->exec &&
        !(c->co_flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS))) {
      pc[3] = kr_function_get_version(KR_FUNCTION(get));
      store_value(&pc[4], get);
      if (pc[3]) return specialize(pc, K_LOAD_ATTR_PROPERTY);
    }
  } else if (dt == &kr_member_descr_type) {
    kr_member_descr *m = KR_AS(kr_member_descr, d);
    /* a class may hold the slot of another: its instances have no such place */
    if (m->kind == KR_MEMBER_VALUE_EX && !(m->offset & KR_TAIL) && kr_is_subtype(t, m->owner)) {
      pc[3] = m->offset;
      return specialize(pc, K_LOAD_ATTR_SLOT);
    }
  }
  give_up(pc);
}

static void load_attr_instance(uint32_t *pc, kr_value o, kr_type *t, kr_value name) {
  bool method_form = (pc[0] >> 8) & 1;
  kr_value d = kr_type_lookup(t, name);
  kr_type *dt = d == KR_NULL ? NULL : kr_type_of(d);
  uint32_t version = kr_type_assign_version(t);
  if (!version) return give_up(pc);
  pc[2] = version;
  if (dt && dt->descr_set) return load_attr_data_descr(pc, t, d, method_form);
  bool has_dict = t->dict_offset != 0;
  bool inline_values = (t->tf & KR_TF_INLINE_VALUES) != 0;
  /* instance attributes */
  if (inline_values && !KR_AS(kr_instance, o)->dict) {
    int i = kr_shared_keys_index(t->shared_keys, name, false);
    if (i >= 0 && (uint32_t)i < kr_instance_capacity(KR_AS(kr_instance, o)) &&
        KR_AS(kr_instance, o)->values[i] != KR_NULL) {
      pc[4] = (uint32_t)i << KR_INSTANCE_CAPACITY_SHIFT;
      pc[3] = (uint32_t)(offsetof(kr_instance, values) + (size_t)i * sizeof(kr_value));
      return specialize(pc, K_LOAD_ATTR_VALUE);
    }
    if (i >= 0) return give_up(pc); /* other instances may have one that hides the class's */
  } else if (has_dict && !(t->dict_offset & KR_TAIL)) {
    kr_dict *dict = *(kr_dict **)((char *)kr_object_of(o) + t->dict_offset);
    if (dict) {
      int32_t i = kr_dict_lookup_index(dict, name);
      if (i >= 0 && dict->entries[i].key == name) {
        pc[3] = (uint32_t)i;
        pc[4] = t->dict_offset;
        return specialize(pc, K_LOAD_ATTR_DICT_HINT);
      }
      return give_up(pc);
    }
  }
  if (dt && !dt->descr_get && kr_type_attr_changes(name)) return give_up(pc);
  if (!dt || !kr_is_object(d)) {
    if (dt && (!has_dict || inline_values)) {
      store_value(&pc[4], d);
      if (!has_dict) return specialize(pc, K_LOAD_ATTR_NONDESCR_NO_DICT);
      pc[3] = t->shared_keys->count;
      if (!KR_AS(kr_instance, o)->dict) return specialize(pc, K_LOAD_ATTR_NONDESCR_VALUES);
    }
    return give_up(pc);
  }
  store_value(&pc[4], d);
  if (method_form && (dt->tf & KR_TF_METHOD_DESCR)) {
    if (!has_dict) return specialize(pc, K_LOAD_ATTR_METHOD_NO_DICT);
    if (inline_values) {
      if (KR_AS(kr_instance, o)->dict) return give_up(pc);
      pc[3] = t->shared_keys->count;
      return specialize(pc, K_LOAD_ATTR_METHOD_VALUES);
    }
    if (t->dict_offset & KR_TAIL) return give_up(pc);
    pc[3] = t->dict_offset;
    return specialize(pc, K_LOAD_ATTR_METHOD_LAZY_DICT);
  }
  if (!dt->descr_get) {
    if (!has_dict) return specialize(pc, K_LOAD_ATTR_NONDESCR_NO_DICT);
    if (inline_values && !KR_AS(kr_instance, o)->dict) {
      pc[3] = t->shared_keys->count;
      return specialize(pc, K_LOAD_ATTR_NONDESCR_VALUES);
    }
  }
  give_up(pc);
}

void kr_specialize_load_attr(uint32_t *pc, kr_value o, kr_value name) {
  if (kr_is_exact(o, &kr_module_type)) {
    kr_module *m = KR_AS(kr_module, o);
    if (kr_type_lookup(&kr_module_type, name) != KR_NULL) return give_up(pc);
    int32_t i = kr_dict_lookup_index(m->dict, name);
    uint32_t version = kr_dict_version(m->dict);
    if (i < 0 || !version) return give_up(pc);
    pc[2] = version;
    pc[3] = (uint32_t)i;
    return specialize(pc, K_LOAD_ATTR_MODULE);
  }
  if (kr_is_type(o)) {
    kr_type *t = KR_AS_TYPE(o), *meta = kr_type_of(o);
    /* plain metaclass, attribute of the class itself that binds to nothing */
    if (meta != &kr_type_type) return give_up(pc);
    kr_value md = kr_type_lookup(meta, name);
    if (md != KR_NULL && kr_type_of(md)->descr_set) return give_up(pc);
    kr_value d = kr_type_lookup(t, name);
    if (d == KR_NULL) return give_up(pc);
    kr_type *dt = kr_type_of(d);
    if (dt->descr_get ? dt != &kr_function_type : kr_type_attr_changes(name)) return give_up(pc);
    pc[2] = kr_type_assign_version(t);
    if (!pc[2]) return give_up(pc);
    store_value(&pc[4], d);
    return specialize(pc, K_LOAD_ATTR_CLASS);
  }
  kr_type *t = kr_type_of(o);
  if (t->getattro != kr_generic_getattr) return give_up(pc);
  load_attr_instance(pc, o, t, name);
}

void kr_specialize_store_attr(uint32_t *pc, kr_value o, kr_value name) {
  if (!kr_is_object(o)) return give_up(pc);
  kr_type *t = kr_object_of(o)->type;
  if (t->setattro != kr_generic_setattr) return give_up(pc);
  kr_value d = kr_type_lookup(t, name);
  uint32_t version = kr_type_assign_version(t);
  if (!version) return give_up(pc);
  pc[2] = version;
  if (d != KR_NULL && kr_type_of(d)->descr_set) {
    if (kr_is_exact(d, &kr_member_descr_type)) {
      kr_member_descr *m = KR_AS(kr_member_descr, d);
      if (m->kind == KR_MEMBER_VALUE_EX && !(m->offset & KR_TAIL) && kr_is_subtype(t, m->owner)) {
        pc[3] = m->offset;
        return specialize(pc, K_STORE_ATTR_SLOT);
      }
    }
    return give_up(pc);
  }
  if (t->tf & KR_TF_INLINE_VALUES) {
    if (KR_AS(kr_instance, o)->dict) return give_up(pc);
    int i = kr_shared_keys_index(t->shared_keys, name, false);
    if (i < 0) return give_up(pc);
    pc[3] = (uint32_t)(offsetof(kr_instance, values) + (size_t)i * sizeof(kr_value));
    pc[4] = (uint32_t)i;
    return specialize(pc, K_STORE_ATTR_VALUE);
  }
  if (t->dict_offset && !(t->dict_offset & KR_TAIL)) {
    kr_dict *dict = *(kr_dict **)((char *)kr_object_of(o) + t->dict_offset);
    if (dict) {
      int32_t i = kr_dict_lookup_index(dict, name);
      if (i >= 0 && dict->entries[i].key == name) {
        pc[3] = (uint32_t)i;
        pc[4] = t->dict_offset;
        return specialize(pc, K_STORE_ATTR_DICT_HINT);
      }
    }
  }
  give_up(pc);
}

/* ---- calls --------------------------------------------------------------------------------------------- */

static bool plain_function(kr_function *fn, size_t n) {
  kr_code *c = fn->code;
  return (size_t)c->argcount == n && !c->kwonlyargcount && c->exec &&
         !(c->co_flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS));
}

void kr_specialize_call(uint32_t *pc, kr_value callable, kr_value self, uint32_t nargs) {
  if (!kr_is_object(callable)) return give_up(pc);
  kr_type *t = kr_object_of(callable)->type;
  size_t n = nargs + (self != KR_NULL);
  if (t == &kr_function_type) {
    kr_function *fn = KR_FUNCTION(callable);
    uint32_t version = kr_function_get_version(fn);
    if (!version || !plain_function(fn, n)) return give_up(pc);
    pc[2] = version;
    pc[3] = (uint32_t)n;
    return specialize(pc, K_CALL_PY_EXACT);
  }
  if (t == &kr_cfunction_type && self == KR_NULL) {
    kr_cfunction_object *c = KR_AS(kr_cfunction_object, callable);
    pc[2] = (uint32_t)(uintptr_t)c->def;
    if (nargs == 1 && c->def->name[0] == 'l' && !strcmp(c->def->name, "len") && c->module == KR_ID(builtins))
      return specialize(pc, K_CALL_LEN);
    return kr_cfunction_is_direct(c->def, &c->spec, nargs, &pc[3]) ? specialize(pc, K_CALL_CFUNCTION)
                                                                   : give_up(pc);
  }
  if (t == &kr_method_descr_type && self != KR_NULL) {
    kr_method_descr *d = KR_AS(kr_method_descr, callable);
    if (kr_type_of(self) != d->owner) return give_up(pc);
    pc[2] = (uint32_t)(uintptr_t)d->def;
    if (d->owner == &kr_list_type && nargs == 1 && !strcmp(d->def->name, "append"))
      return specialize(pc, K_CALL_LIST_APPEND);
    return kr_cfunction_is_direct(d->def, &d->spec, nargs, &pc[3]) ? specialize(pc, K_CALL_METHOD_DESCR)
                                                                   : give_up(pc);
  }
  if ((t->tf & KR_TF_TYPE_SUBCLASS) && self == KR_NULL) {
    kr_type *cls = KR_AS_TYPE(callable);
    if (cls == &kr_type_type && nargs == 1) return specialize(pc, K_CALL_TYPE_1);
    if (t == &kr_type_type && (cls->tf & KR_TF_HEAP) && cls->new_ == kr_object_type.new_ &&
        !(cls->tf & KR_TF_ABSTRACT)) {
      kr_value init = kr_type_lookup(cls, KR_ID(__init__));
      if (init != KR_NULL && kr_is_function(init) && plain_function(KR_FUNCTION(init), nargs + 1)) {
        pc[2] = kr_type_assign_version(cls);
        pc[3] = kr_function_get_version(KR_FUNCTION(init));
        if (pc[2] && pc[3]) return specialize(pc, K_CALL_CLASS_INIT);
      }
    }
  }
  give_up(pc);
}

/* ---- the rest ------------------------------------------------------------------------------------------ */

void kr_specialize_for_iter(uint32_t *pc, kr_value it) {
  if (kr_is_exact(it, &kr_list_iter_type)) return specialize(pc, K_FOR_ITER_LIST);
  if (kr_is_exact(it, &kr_tuple_iter_type)) return specialize(pc, K_FOR_ITER_TUPLE);
  if (kr_is_exact(it, &kr_range_iter_type)) return specialize(pc, K_FOR_ITER_RANGE);
  if (kr_is_exact(it, &kr_generator_type)) return specialize(pc, K_FOR_ITER_GEN);
  give_up(pc);
}

void kr_specialize_store_subscr(uint32_t *pc, kr_value o, kr_value key) {
  if (kr_is_exact_list(o) && kr_is_small_int(key)) return specialize(pc, K_STORE_SUBSCR_LIST_INT);
  if (kr_is_exact_dict(o)) return specialize(pc, K_STORE_SUBSCR_DICT);
  give_up(pc);
}

void kr_specialize_contains(uint32_t *pc, kr_value o) {
  if (kr_is_exact_dict(o)) return specialize(pc, K_CONTAINS_DICT);
  if (kr_is_exact(o, &kr_set_type) || kr_is_exact(o, &kr_frozenset_type))
    return specialize(pc, K_CONTAINS_SET);
  give_up(pc);
}

void kr_specialize_to_bool(uint32_t *pc, kr_value v) {
  if (kr_is_bool(v)) return specialize(pc, K_TO_BOOL_BOOL);
  if (kr_is_small_int(v)) return specialize(pc, K_TO_BOOL_INT);
  if (v == KR_NONE) return specialize(pc, K_TO_BOOL_NONE);
  if (kr_is_exact_list(v)) return specialize(pc, K_TO_BOOL_LIST);
  if (kr_is_exact_str(v)) return specialize(pc, K_TO_BOOL_STR);
  give_up(pc);
}

void kr_specialize_unpack(uint32_t *pc, kr_value v) {
  uint32_t n = pc[0] >> 8;
  if (kr_is_exact_tuple(v) && KR_TUPLE(v)->size == n) return specialize(pc, K_UNPACK_TUPLE);
  if (kr_is_exact_list(v) && KR_LIST(v)->size == n) return specialize(pc, K_UNPACK_LIST);
  give_up(pc);
}

bool kr_cfunction_is_direct(const kr_method_def *def, kr_bound_spec **place, size_t nargs, uint32_t *padded) {
  *padded = 0;
  if (def->flags & (KR_FN_CLASS | KR_FN_STATIC)) return false;
  if (def->flags & KR_FN_RAW) return true; /* takes what it is given */
  if (!*place) *place = kr_spec_of(def);
  if (!*place) {
    kr_clear_exception();
    return false;
  }
  const kr_bound_spec *spec = *place;
  if (!spec->simple || nargs > spec->nparams || nargs < spec->nrequired) return false;
  if (nargs == spec->nparams) return true;
  *padded = spec->nparams;
  return spec->nparams <= KR_PADDED_MAX;
}
