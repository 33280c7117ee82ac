/* Syntax tree to objects. No recursion: objects are made top down, each waiting in a row for its fields,
 * so that a tree of any depth is fine. */
#include "modules/_ast/classes.h"
#include "objects/errors.h"
#include "objects/int.h"
#include "objects/list.h"

typedef struct {
  void *node;
  uint32_t kind;     /* in kr_ast_kinds */
  kr_object *object; /* borrowed: its parent, or the caller, holds it */
} pending;
typedef struct {
  pending *items;
  size_t n, capacity;
} row;

static uint32_t kind_of(int type, const void *node) {
  const kr_ast_type *t = &kr_ast_types[type];
  return t->first_kind + (t->flags & KR_AST_PRODUCT ? 0 : *(const uint32_t *)node - 1);
}

/* The object for a node, its fields still to come. New. */
static kr_value begin(row *r, int type, void *node) {
  if (r->n == r->capacity) {
    size_t capacity = r->capacity ? r->capacity * 2 : 64;
    pending *items = kr_realloc_array(r->items, capacity, sizeof *items);
    if (!items) return KR_NULL;
    r->items = items;
    r->capacity = capacity;
  }
  uint32_t kind = kind_of(type, node);
  kr_value v = kr_type_generic_alloc(kr_ast_classes.kinds[kind], 0);
  if (v != KR_NULL) r->items[r->n++] = (pending){node, kind, kr_object_of(v)};
  return v;
}

static kr_value enum_object(int type, int32_t value) {
  return kr_ref(kr_ast_classes.singletons[kr_ast_types[type].first_kind + value - 1]);
}

static kr_value list_of(row *r, const kr_ast_field *f, const kr_seq *s) {
  uint32_t n = kr_seq_len(s);
  kr_list *list = kr_list_new(n);
  if (!list) return KR_NULL;
  for (uint32_t i = 0; i < n; i++) {
    kr_value v;
    if (f->type <= KR_AST_constant) {
      v = kr_ref(((const kr_value_seq *)s)->items[i]);
      if (v == KR_NULL) v = KR_NONE;
    } else if (kr_ast_types[f->type].flags & KR_AST_ENUM) {
      v = enum_object(f->type, ((const kr_int_seq *)s)->items[i]);
    } else {
      v = s->items[i] ? begin(r, f->type, s->items[i]) : KR_NONE;
    }
    if (v == KR_NULL || kr_list_append_steal(list, v) < 0) {
      kr_decref_object(list);
      return KR_NULL;
    }
  }
  return kr_from_object(list);
}

static kr_value field_object(row *r, const kr_ast_field *f, const char *place) {
  if (f->flags & KR_AST_SEQ) return list_of(r, f, *(kr_seq *const *)place);
  if (f->type == KR_AST_int) return kr_int_from_i64(*(const int32_t *)place);
  if (f->type <= KR_AST_constant) {
    kr_value v;
    memcpy(&v, place, sizeof v);
    return v == KR_NULL ? KR_NONE : kr_ref(v);
  }
  if (kr_ast_types[f->type].flags & KR_AST_ENUM) return enum_object(f->type, *(const int32_t *)place);
  void *node = *(void *const *)place;
  return node ? begin(r, f->type, node) : KR_NONE;
}

/* Gives an object its fields. 0, -1. */
static int fill(row *r, pending p) {
  const kr_ast_kind *k = &kr_ast_kinds[p.kind];
  const kr_ast_type *t = &kr_ast_types[k->type];
  bool pos = (t->flags & KR_AST_POS) != 0;
  kr_dict *dict = kr_dict_new_sized(k->nfields + (pos ? 4 : 0));
  if (!dict) return -1;
  ((kr_ast_node *)p.object)->dict = dict;
  for (int i = 0; i < k->nfields; i++) {
    const kr_ast_field *f = &kr_ast_fields[k->first_field + i];
    kr_value v = field_object(r, f, (const char *)p.node + f->offset);
    int ok = v == KR_NULL ? -1 : kr_dict_set(dict, kr_ast_classes.field_names[k->first_field + i], v);
    kr_decref(v);
    if (ok < 0) return -1;
  }
  if (pos) {
    const int32_t *loc = (const int32_t *)((const char *)p.node + t->loc_offset);
    for (int i = 0; i < 4; i++)
      if (kr_dict_set(dict, kr_ast_classes.attributes[i], kr_from_small_int(loc[i])) < 0) return -1;
  }
  return 0;
}

kr_value kr_ast_to_object(kr_mod *mod) {
  if (kr_ast_classes_ready() < 0) return KR_NULL;
  row r = {0};
  kr_value root = begin(&r, KR_AST_mod, mod);
  while (root != KR_NULL && r.n)
    if (fill(&r, r.items[--r.n]) < 0) KR_CLEAR(root);
  kr_free(r.items);
  return root;
}
