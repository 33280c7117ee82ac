/* Second pass: where every name lives.
 *
 * A name's scope follows from what the scopes around it do with it (found by walking outwards); which
 * locals become cells follows from the free names of the scopes inside (passed up as sets). Names of
 * comprehensions that run inline join the scope around only when all its children are decided, so
 * that those children never see them.
 */
#include "compile/symtable.h"

#include "compile/compile.h"
#include "objects/abstract.h"
#include "objects/str.h"

typedef kr_name_map name_set; /* value 1: in it; 0: taken out again */

static bool set_add(kr_symtable *st, name_set *s, kr_value name) {
  return kr_name_set(st->arena, s, name, 1);
}
static bool set_has(const name_set *s, kr_value name) { return kr_name_get(s, name, 0) != 0; }
static void set_drop(name_set *s, kr_value name) {
  kr_name_entry *e = kr_name_find(s, name);
  if (e) e->value = 0;
}

/* Names that a class binds for the functions in it. */
static bool is_implicit_class_name(kr_value name) {
  return name == KR_ID(__class__) || name == KR_ID(__classdict__) ||
         name == KR_ID(__conditional_annotations__);
}

typedef enum { UNBOUND, BOUND_OUTSIDE, BOUND_TYPE_PARAM } binding;

/* Whether a function around s binds name, for s to share. */
static binding find_binding(const kr_scope *s, kr_value name) {
  bool decided = false, type_param = false;
  for (const kr_scope *e = s->parent; e; e = e->parent) {
    int flags = kr_name_get(&e->symbols, name, 0);
    if (!decided && (flags & KR_DEF_BOUND) && !(flags & (KR_DEF_GLOBAL | KR_DEF_NONLOCAL))) {
      decided = true;
      type_param = (flags & KR_DEF_TYPE_PARAM) != 0;
    }
    if (e->type == KR_BLOCK_MODULE) return UNBOUND;
    if (e->type == KR_BLOCK_CLASS) {
      if (is_implicit_class_name(name)) return BOUND_OUTSIDE;
      continue;
    }
    if (flags & KR_DEF_GLOBAL) return UNBOUND;
    if (flags & KR_DEF_NONLOCAL) continue;
    if (flags & KR_DEF_BOUND) return type_param ? BOUND_TYPE_PARAM : BOUND_OUTSIDE;
  }
  return UNBOUND;
}

static int directive_error(kr_symtable *st, const kr_scope *s, const char *fmt, kr_value name) {
  kr_location loc = s->loc;
  for (uint32_t i = s->ndirectives; i-- > 0;)
    if (s->directives[i].name == name) loc = s->directives[i].loc;
  kr_syntax_error(st->filename, loc, fmt, name);
  return -1;
}

/* KR_LOCAL_SCOPE ...; -1: error */
static int resolve(kr_symtable *st, const kr_scope *s, const kr_scope *class_entry, kr_value name,
                   int flags) {
  if (flags & KR_DEF_GLOBAL) {
    if (flags & KR_DEF_NONLOCAL) return directive_error(st, s, "name '%U' is nonlocal and global", name);
    return KR_GLOBAL_EXPLICIT;
  }
  if (flags & KR_DEF_NONLOCAL) {
    if (!s->parent) return directive_error(st, s, "nonlocal declaration not allowed at module level", name);
    switch (find_binding(s, name)) {
      case UNBOUND: return directive_error(st, s, "no binding for nonlocal '%U' found", name);
      case BOUND_TYPE_PARAM:
        return directive_error(st, s, "nonlocal binding not allowed for type parameter '%U'", name);
      case BOUND_OUTSIDE: return KR_FREE_SCOPE;
    }
  }
  if (flags & KR_DEF_BOUND) return KR_LOCAL_SCOPE;
  if (class_entry) {
    int in_class = kr_name_get(&class_entry->symbols, name, 0);
    if (in_class & KR_DEF_GLOBAL) return KR_GLOBAL_EXPLICIT;
    if ((in_class & KR_DEF_BOUND) && !(in_class & KR_DEF_NONLOCAL)) return KR_GLOBAL_IMPLICIT;
  }
  return find_binding(s, name) == UNBOUND ? KR_GLOBAL_IMPLICIT : KR_FREE_SCOPE;
}

static void set_scope(kr_name_entry *e, int scope) {
  e->value = (e->value & ((1 << KR_SCOPE_SHIFT) - 1)) | scope << KR_SCOPE_SHIFT;
}

static bool free_in_a_child(const kr_scope *s, kr_value name) {
  for (uint32_t i = 0; i < s->nchildren; i++)
    if (kr_scope_of(s->children[i], name) == KR_FREE_SCOPE) return true;
  return false;
}

/* The names of comprehension `comp` become names of s, around it. */
static bool join_comprehension(kr_symtable *st, kr_scope *s, kr_scope *comp, name_set *comp_free,
                               name_set *inlined_cells) {
  for (uint32_t i = 0; i < comp->symbols.n; i++) {
    kr_name_entry *e = &comp->symbols.entries[i];
    if (e->value & KR_DEF_PARAM) continue; /* the iterable */
    int scope = e->value >> KR_SCOPE_SHIFT & KR_SCOPE_MASK;
    int flags = e->value & ((1 << KR_SCOPE_SHIFT) - 1);
    if ((scope == KR_CELL_SCOPE || (flags & KR_DEF_COMP_CELL)) && !set_add(st, inlined_cells, e->name))
      return false;
    if (scope == KR_FREE_SCOPE && s->type == KR_BLOCK_CLASS && is_implicit_class_name(e->name)) {
      /* The cell is for functions in the class; inline it is an ordinary name. */
      scope = KR_GLOBAL_IMPLICIT;
      set_drop(comp_free, e->name);
      e->value = 0;
    }
    kr_name_entry *outer = kr_name_find(&s->symbols, e->name);
    if (!outer) {
      if (!kr_name_add(st->arena, &s->symbols, e->name, flags | scope << KR_SCOPE_SHIFT)) return false;
    } else if ((outer->value & KR_DEF_BOUND) && s->type != KR_BLOCK_CLASS &&
               !free_in_a_child(comp, e->name)) {
      /* Inline, the outer local can be used as it is. */
      set_drop(comp_free, e->name);
    }
  }
  return true;
}

/* Inlined comprehensions give their children to the scope around. */
static bool splice_children(kr_symtable *st, kr_scope *s) {
  size_t n = 0;
  bool any = false;
  for (uint32_t i = 0; i < s->nchildren; i++) {
    any |= s->children[i]->comp_inlined;
    n += s->children[i]->comp_inlined ? s->children[i]->nchildren : 1;
  }
  if (!any) return true;
  kr_scope **all = kr_ast_alloc(st->arena, (n ? n : 1) * sizeof *all);
  if (!all) return false;
  n = 0;
  for (uint32_t i = 0; i < s->nchildren; i++) {
    kr_scope *c = s->children[i];
    if (!c->comp_inlined) all[n++] = c;
    else
      for (uint32_t j = 0; j < c->nchildren; j++) all[n++] = c->children[j];
  }
  s->children = all;
  s->nchildren = s->children_capacity = (uint32_t)n;
  return true;
}

static bool add_all(kr_symtable *st, name_set *to, const name_set *from) {
  for (uint32_t i = 0; i < from->n; i++)
    if (from->entries[i].value && !set_add(st, to, from->entries[i].name)) return false;
  return true;
}

static bool analyze(kr_symtable *st, kr_scope *s, kr_scope *class_entry, name_set *free_out);

/* Analyzes the children; what they need from around comes out in `free`. */
static bool analyze_children(kr_symtable *st, kr_scope *s, kr_scope *class_entry, name_set *free,
                             name_set *inlined_cells) {
  uint32_t n = s->nchildren;
  if (!n) return true;
  name_set *child_free = kr_ast_alloc(st->arena, n * sizeof *child_free);
  if (!child_free) return false;
  for (uint32_t i = 0; i < n; i++) {
    kr_scope *c = s->children[i];
    kr_scope *seen = NULL;
    if (c->can_see_class_scope) seen = s->type == KR_BLOCK_CLASS ? s : class_entry;
    if (!analyze(st, c, seen, &child_free[i])) return false;
  }
  for (uint32_t i = 0; i < n; i++) {
    kr_scope *c = s->children[i];
    /* In annotation scopes of a class there is no inlining: the class's names could not be seen. */
    if (c->comprehension && c->comprehension != KR_GEN_COMP && !s->can_see_class_scope) {
      if (!join_comprehension(st, s, c, &child_free[i], inlined_cells)) return false;
      c->comp_inlined = true;
    }
    if (!add_all(st, free, &child_free[i])) return false;
  }
  return splice_children(st, s);
}

static void take_class_name(name_set *free, kr_value name, bool *needed) {
  if (!set_has(free, name)) return;
  set_drop(free, name);
  *needed = true;
}

static bool analyze_inside(kr_symtable *st, kr_scope *s, kr_scope *class_entry, name_set *free_out) {
  name_set free = {0}, inlined_cells = {0};
  for (uint32_t i = 0; i < s->symbols.n; i++) {
    kr_name_entry *e = &s->symbols.entries[i];
    int scope = resolve(st, s, class_entry, e->name, e->value);
    if (scope < 0) return false;
    set_scope(e, scope);
    if (scope == KR_FREE_SCOPE && !set_add(st, free_out, e->name)) return false;
  }
  if (!analyze_children(st, s, class_entry, &free, &inlined_cells)) return false;
  if (kr_scope_is_function_like(s)) {
    for (uint32_t i = 0; i < s->symbols.n; i++) {
      kr_name_entry *e = &s->symbols.entries[i];
      if (kr_scope_of(s, e->name) != KR_LOCAL_SCOPE) continue;
      if (!set_has(&free, e->name) && !set_has(&inlined_cells, e->name)) continue;
      set_scope(e, KR_CELL_SCOPE);
      set_drop(&free, e->name);
    }
  } else if (s->type == KR_BLOCK_CLASS) {
    take_class_name(&free, KR_ID(__class__), &s->needs_class_closure);
    take_class_name(&free, KR_ID(__classdict__), &s->needs_classdict);
    take_class_name(&free, KR_ID(__conditional_annotations__), &s->has_conditional_annotations);
  }
  for (uint32_t i = 0; i < inlined_cells.n; i++) {
    kr_name_entry *e = kr_name_find(&s->symbols, inlined_cells.entries[i].name);
    if (e) e->value |= KR_DEF_COMP_CELL;
  }
  /* What the children need passes through this scope. */
  for (uint32_t i = 0; i < free.n; i++) {
    if (!free.entries[i].value) continue;
    kr_value name = free.entries[i].name;
    kr_name_entry *e = kr_name_find(&s->symbols, name);
    if (e) {
      if (s->type == KR_BLOCK_CLASS || s->can_see_class_scope) e->value |= KR_DEF_FREE_CLASS;
    } else if (s->parent && find_binding(s, name) != UNBOUND &&
               !kr_name_add(st->arena, &s->symbols, name, KR_FREE_SCOPE << KR_SCOPE_SHIFT)) {
      return false;
    }
  }
  return add_all(st, free_out, &free);
}

static bool analyze(kr_symtable *st, kr_scope *s, kr_scope *class_entry, name_set *free_out) {
  if (kr_enter_recursion(" during compilation") < 0) return false;
  bool ok = analyze_inside(st, s, class_entry, free_out);
  kr_leave_recursion();
  return ok;
}

bool kr_symtable_analyze(kr_symtable *st) {
  name_set free = {0};
  return analyze(st, st->top, NULL, &free);
}
