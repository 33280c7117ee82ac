/* cell: a variable shared by closures. */
#include "memory/fast_alloc.h"
#include "objects/container.h"
#include "objects/misc.h"

kr_value kr_cell_new(kr_value contents) {
  kr_cell *c = kr_gc_alloc_static(&kr_cell_type, sizeof *c);
  if (!c) return KR_NULL;
  c->contents = kr_ref(contents);
  return kr_from_object(c);
}

static kr_value cell_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("cell", kwnames) < 0 || kr_args_count("cell", nargs, 0, 1) < 0) { return KR_NULL; }
  return kr_cell_new(nargs ? args[0] : KR_NULL);
}

static void cell_dealloc(kr_object *o) {
  kr_cell *c = (kr_cell *)o;
  /* A chain of closures may be long. */
  bool deep = kr_drops_container(&c->contents, 1);
  if (deep && !kr_trash_begin(o)) return;
  KR_CLEAR(c->contents);
  if (deep) kr_trash_end();
  kr_gc_free_static(o, &kr_cell_type);
}

static int cell_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_cell *)o)->contents);
  return 0;
}

static int cell_clear(kr_object *o) {
  KR_CLEAR(((kr_cell *)o)->contents);
  return 0;
}

static kr_value cell_repr(kr_value self) {
  kr_value v = KR_AS(kr_cell, self)->contents;
  if (v == KR_NULL) return kr_str_format("<cell at %p: empty>", (void *)kr_object_of(self));
  return kr_str_format("<cell at %p: %T object at %p>", (void *)kr_object_of(self), v,
                       kr_is_object(v) ? (void *)kr_object_of(v) : (void *)kr_type_of(v));
}

static kr_value cell_richcompare(kr_value a, kr_value b, int op) {
  if (!kr_is_exact(a, &kr_cell_type) || !kr_is_exact(b, &kr_cell_type)) return KR_NOT_IMPLEMENTED;
  kr_value x = KR_AS(kr_cell, a)->contents, y = KR_AS(kr_cell, b)->contents;
  if (x == KR_NULL || y == KR_NULL) {
    /* An empty cell is less than any other. */
    return kr_compare(kr_from_small_int(x != KR_NULL), kr_from_small_int(y != KR_NULL), op);
  }
  kr_incref(x);
  kr_incref(y);
  kr_value r = kr_compare(x, y, op);
  kr_decref(x);
  kr_decref(y);
  return r;
}

static kr_value get_contents(kr_value self, void *closure) {
  kr_value v = KR_AS(kr_cell, self)->contents;
  if (v == KR_NULL) return kr_raise(&kr_exc_ValueError, "Cell is empty");
  return kr_ref(v);
}

static int set_contents(kr_value self, kr_value v, void *closure) {
  kr_incref(v);
  KR_REPLACE(KR_AS(kr_cell, self)->contents, v);
  return 0;
}

static const kr_getset_def cell_getset[] = {
    {"cell_contents", get_contents, set_contents, NULL, NULL},
    {NULL},
};

kr_type kr_cell_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "cell",
    .doc = "cell([contents])\n"
           "--\n\n"
           "The place of a variable that several functions share.\n\n"
           "Without contents it is empty: cell_contents raises ValueError then.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(kr_cell),
    .getset = cell_getset,
    .dealloc = cell_dealloc,
    .traverse = cell_traverse,
    .clear = cell_clear,
    .repr = cell_repr,
    .hash = kr_hash_not_implemented,
    .richcompare = cell_richcompare,
    .new_ = cell_new,
};
