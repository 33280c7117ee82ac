/* The order of bases: C3 linearization, custom mro(), layouts, and the metaclass of a class. */
#include "objects/int.h"
#include "objects/type_impl.h"

static kr_value class_name(kr_value cls) {
  if (kr_is_type(cls)) return kr_type_get_name(KR_AS_TYPE(cls));
  kr_value name = kr_getattr(cls, KR_ID(__name__));
  if (!kr_is_null(name) && kr_is_str(name)) return name;
  kr_decref(name);
  kr_clear_exception();
  return kr_str_from_cstr("?");
}

static int check_duplicates(const kr_tuple *bases) {
  for (uint32_t i = 0; i < bases->size; i++)
    for (uint32_t j = i + 1; j < bases->size; j++)
      if (bases->items[i] == bases->items[j]) {
        kr_value name = class_name(bases->items[i]);
        if (!kr_is_null(name)) kr_raise(&kr_exc_TypeError, "duplicate base class %U", name);
        kr_decref(name);
        return -1;
      }
  return 0;
}

static kr_value raise_no_order(const kr_tuple **rows, const uint32_t *next, size_t nrows) {
  /* CPython names the classes that block the merge: the heads of what is left, each once. */
  kr_str_builder sb = {0};
  kr_sb_cstr(&sb, "Cannot create a consistent method resolution order (MRO) for bases ");
  bool first = true;
  for (size_t i = 0; i < nrows; i++) {
    if (next[i] >= rows[i]->size) continue;
    kr_value head = rows[i]->items[next[i]];
    bool seen = false;
    for (size_t j = 0; j < i && !seen; j++) seen = next[j] < rows[j]->size && rows[j]->items[next[j]] == head;
    if (seen) continue;
    kr_value name = class_name(head);
    if (kr_is_null(name)) {
      kr_sb_discard(&sb);
      return KR_NULL;
    }
    if (!first) kr_sb_cstr(&sb, ", ");
    first = false;
    kr_sb_str(&sb, KR_STR(name));
    kr_decref(name);
  }
  kr_value text = kr_sb_finish(&sb);
  if (kr_is_null(text)) return KR_NULL;
  kr_raise_value(&kr_exc_TypeError, text);
  kr_decref(text);
  return KR_NULL;
}

static bool in_tail(kr_value c, const kr_tuple *row, uint32_t after) {
  for (uint32_t i = after + 1; i < row->size; i++)
    if (row->items[i] == c) return true;
  return false;
}

/* Merges the bases' orders and the bases themselves: always the first head that no other row has
 * further behind. */
static kr_tuple *merge(kr_type *type, const kr_tuple *bases) {
  size_t n = bases->size;
  size_t total = 1;
  const kr_tuple **rows = kr_alloc_array(n + 1, sizeof *rows);
  uint32_t *next = rows ? kr_alloc_array(n + 1, sizeof *next) : NULL;
  if (!next) {
    kr_free(rows);
    return NULL;
  }
  for (size_t i = 0; i < n; i++) {
    rows[i] = KR_AS_TYPE(bases->items[i])->mro;
    next[i] = 0;
    total += rows[i]->size;
  }
  rows[n] = bases;
  next[n] = 0;
  kr_value *out = kr_alloc_array(total, sizeof *out);
  kr_tuple *result = NULL;
  if (out) {
    size_t count = 0;
    out[count++] = kr_from_object(type);
    for (;;) {
      kr_value chosen = KR_NULL;
      bool left = false;
      for (size_t i = 0; i <= n && kr_is_null(chosen); i++) {
        if (next[i] >= rows[i]->size) continue;
        left = true;
        chosen = rows[i]->items[next[i]];
        for (size_t j = 0; j <= n; j++)
          if (in_tail(chosen, rows[j], next[j])) {
            chosen = KR_NULL;
            break;
          }
      }
      if (!left) {
        kr_value t = kr_tuple_from_array(out, count);
        result = kr_is_null(t) ? NULL : KR_TUPLE(t);
        break;
      }
      if (kr_is_null(chosen)) {
        raise_no_order(rows, next, n + 1);
        break;
      }
      out[count++] = chosen;
      for (size_t i = 0; i <= n; i++)
        if (next[i] < rows[i]->size && rows[i]->items[next[i]] == chosen) next[i]++;
    }
  }
  kr_free(out);
  kr_free(next);
  kr_free(rows);
  return result;
}

kr_tuple *kr_mro_c3(kr_type *type) {
  const kr_tuple *bases = type->bases;
  for (uint32_t i = 0; i < bases->size; i++) {
    kr_type *base = KR_AS_TYPE(bases->items[i]);
    if (!base->mro) {
      kr_raise(&kr_exc_TypeError, "Cannot extend an incomplete type '%s'", kr_type_cname(base));
      return NULL;
    }
  }
  if (bases->size == 1) {
    const kr_tuple *row = KR_AS_TYPE(bases->items[0])->mro;
    kr_tuple *t = kr_tuple_new(row->size + 1);
    if (!t) return NULL;
    t->items[0] = kr_ref(kr_from_object(type));
    for (uint32_t i = 0; i < row->size; i++) t->items[i + 1] = kr_ref(row->items[i]);
    return t;
  }
  if (bases->size == 0) {
    kr_value self = kr_from_object(type);
    kr_value t = kr_tuple_from_array(&self, 1);
    return kr_is_null(t) ? NULL : KR_TUPLE(t);
  }
  if (check_duplicates(bases) < 0) return NULL;
  return merge(type, bases);
}

static bool adds_layout(const kr_type *type) {
  if (type->tf & KR_TF_HEAP) return KR_HEAP_TYPE(type)->nslots != 0;
  return type->basic_size != type->base->basic_size || type->item_size != type->base->item_size;
}

/* The nearest class up the chain that gives instances fields beyond its base's. */
static kr_type *layout_owner(kr_type *type) {
  while (type->base && !adds_layout(type)) type = type->base;
  return type;
}

static int check_custom_mro(kr_type *type, const kr_tuple *mro) {
  kr_type *solid = layout_owner(type);
  for (uint32_t i = 0; i < mro->size; i++) {
    kr_value c = mro->items[i];
    if (!kr_is_type(c)) return KR_RAISE_INT(&kr_exc_TypeError, "mro() returned a non-class ('%T')", c);
    if (!kr_is_subtype(solid, layout_owner(KR_AS_TYPE(c))))
      return KR_RAISE_INT(&kr_exc_TypeError, "mro() returned base with unsuitable layout ('%s')",
                          kr_type_cname(KR_AS_TYPE(c)));
  }
  return 0;
}

int kr_type_compute_mro(kr_type *type) {
  kr_tuple *mro;
  if (type->head.type == &kr_type_type || !type->head.type) {
    mro = kr_mro_c3(type);
    if (!mro) return -1;
  } else {
    kr_value self = kr_from_object(type);
    kr_value r;
    kr_value func;
    bool unbound;
    int found = kr_lookup_method(self, KR_ID(mro), &func, &unbound);
    if (found < 0) return -1;
    if (found == 0) return kr_raise_attribute(self, KR_ID(mro)), -1;
    if (type->tf & KR_TF_HEAP)
      KR_HEAP_TYPE(type)->custom_mro = func != kr_dict_get_str(kr_type_type.dict, KR_ID(mro));
    r = unbound ? kr_call1(func, self) : kr_call0(func);
    kr_decref(func);
    if (kr_is_null(r)) return -1;
    kr_value t = kr_tuple_from_iterable(r);
    kr_decref(r);
    if (kr_is_null(t)) return -1;
    mro = KR_TUPLE(t);
    if (mro->size == 0) {
      kr_decref(t);
      return KR_RAISE_INT(&kr_exc_TypeError, "type MRO must not be empty");
    }
    if (check_custom_mro(type, mro) < 0) {
      kr_decref(t);
      return -1;
    }
  }
  kr_tuple *old = type->mro;
  type->mro = mro;
  kr_xdecref_object(old);
  return 0;
}

/* ---- layouts ----------------------------------------------------------------------------------------- */

kr_type *kr_type_best_base(kr_tuple *bases) {
  kr_type *winner = NULL, *base = NULL;
  for (uint32_t i = 0; i < bases->size; i++) {
    kr_value b = bases->items[i];
    if (!kr_is_type(b)) {
      kr_raise(&kr_exc_TypeError, "bases must be types");
      return NULL;
    }
    kr_type *t = KR_AS_TYPE(b);
    if (!(t->tf & KR_TF_READY) && kr_type_ready(t) < 0) return NULL;
    if (!(t->tf & KR_TF_BASETYPE)) {
      kr_raise(&kr_exc_TypeError, "type '%s' is not an acceptable base type", kr_type_cname(t));
      return NULL;
    }
    kr_type *candidate = layout_owner(t);
    if (!winner) {
      winner = candidate;
      base = t;
    } else if (kr_is_subtype(winner, candidate)) {
      continue;
    } else if (kr_is_subtype(candidate, winner)) {
      winner = candidate;
      base = t;
    } else {
      kr_raise(&kr_exc_TypeError, "multiple bases have instance lay-out conflict");
      return NULL;
    }
  }
  return base;
}

kr_type *kr_type_calculate_metaclass(kr_type *mt, kr_tuple *bases) {
  kr_type *winner = mt;
  for (uint32_t i = 0; i < bases->size; i++) {
    kr_type *t = kr_type_of(bases->items[i]);
    if (kr_is_subtype(winner, t)) continue;
    if (kr_is_subtype(t, winner)) {
      winner = t;
      continue;
    }
    kr_raise(&kr_exc_TypeError, "metaclass conflict: the metaclass of a derived class must be a "
                                "(non-strict) subclass of the metaclasses of all its bases");
    return NULL;
  }
  return winner;
}
