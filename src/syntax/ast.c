/* The arena of a syntax tree, and node constructors. */
#include "syntax/ast.h"

#include "objects/errors.h"

void kr_ast_arena_free(kr_ast_arena *a) {
  kr_value *owned = a->owned;
  size_t n = a->nowned;
  a->owned = NULL;
  a->nowned = a->capacity = 0;
  for (size_t i = 0; i < n; i++) kr_decref(owned[i]);
  kr_free(owned);
  kr_arena_free(&a->mem);
}

void *kr_ast_alloc(kr_ast_arena *a, size_t size) { return kr_arena_alloc(&a->mem, size); }

kr_value kr_ast_own(kr_ast_arena *a, kr_value v) {
  if (!kr_is_object(v)) return v; /* nothing is counted */
  if (a->nowned == a->capacity) {
    size_t capacity = a->capacity ? a->capacity * 2 : 64;
    kr_value *owned = kr_realloc_array(a->owned, capacity, sizeof *owned);
    if (!owned) {
      kr_decref(v);
      return KR_NULL;
    }
    a->owned = owned;
    a->capacity = capacity;
  }
  a->owned[a->nowned++] = v;
  return v;
}

static void *seq_alloc(kr_ast_arena *a, size_t n, size_t head, size_t item) {
  if (n > (UINT32_MAX - head) / item) {
    kr_raise_no_memory();
    return NULL;
  }
  uint32_t *s = kr_ast_alloc(a, head + n * item);
  if (s) *s = (uint32_t)n;
  return s;
}

kr_seq *kr_seq_new(kr_ast_arena *a, size_t n) {
  return seq_alloc(a, n, offsetof(kr_seq, items), sizeof(void *));
}

kr_int_seq *kr_int_seq_new(kr_ast_arena *a, size_t n) {
  return seq_alloc(a, n, offsetof(kr_int_seq, items), sizeof(int32_t));
}

kr_value_seq *kr_value_seq_new(kr_ast_arena *a, size_t n) {
  kr_value_seq *s = seq_alloc(a, n, offsetof(kr_value_seq, items), sizeof(kr_value));
  if (s)
    for (size_t i = 0; i < n; i++) s->items[i] = KR_NULL;
  return s;
}

void *kr_ast_new(kr_ast_arena *a, int type, int kind, kr_location loc) {
  const kr_ast_type *t = &kr_ast_types[type];
  char *node = kr_ast_alloc(a, t->size);
  if (!node) return NULL;
  if (t->flags & KR_AST_PRODUCT) kind = 1;
  else *(int *)node = kind;
  if (t->flags & KR_AST_POS) memcpy(node + t->loc_offset, &loc, sizeof loc);
  const kr_ast_kind *k = &kr_ast_kinds[t->first_kind + kind - 1];
  for (const kr_ast_field *f = &kr_ast_fields[k->first_field], *end = f + k->nfields; f < end; f++)
    if (f->type <= KR_AST_constant && !(f->flags & KR_AST_SEQ)) {
      kr_value null = KR_NULL;
      memcpy(node + f->offset, &null, sizeof null);
    }
  return node;
}

kr_expr *kr_expr_new(kr_ast_arena *a, kr_expr_kind kind, kr_location loc) {
  return kr_ast_new(a, KR_AST_expr, kind, loc);
}
