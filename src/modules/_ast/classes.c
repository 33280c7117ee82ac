/* The classes of `_ast`, made from the tables of syntax/ast.def, and the module. */
#include "modules/_ast/classes.h"

#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/str.h"
#include "objects/tuple.h"

struct kr_ast_classes kr_ast_classes;

/* ---- texts -------------------------------------------------------------------------------------- */

/* "Name(identifier id, expr_context ctx)" */
static void put_kind(kr_buf *b, const kr_ast_kind *k) {
  kr_buf_put_cstr(b, k->name);
  for (int i = 0; i < k->nfields; i++) {
    const kr_ast_field *f = &kr_ast_fields[k->first_field + i];
    kr_buf_printf(b, "%s%s%s%s %s", i ? ", " : "(", kr_ast_types[f->type].name,
                  f->flags & (KR_AST_OPTIONAL | KR_AST_HOLES) ? "?" : "", f->flags & KR_AST_SEQ ? "*" : "",
                  f->name);
  }
  if (k->nfields) kr_buf_put_char(b, ')');
}

static kr_value kind_doc(const kr_ast_kind *k) {
  kr_buf b = {0};
  put_kind(&b, k);
  return kr_str_from_buf(&b);
}

/* "mod = Module(...)\n    | Interactive(...)": a line each, enums on one. */
static kr_value sum_doc(const kr_ast_type *t) {
  kr_buf b = {0};
  kr_buf_printf(&b, "%s = ", t->name);
  for (int i = 0; i < t->nkinds; i++) {
    if (i && t->flags & KR_AST_ENUM) kr_buf_put_cstr(&b, " | ");
    else if (i) kr_buf_printf(&b, "\n%*s| ", (int)strlen(t->name) + 1, "");
    put_kind(&b, &kr_ast_kinds[t->first_kind + i]);
  }
  return kr_str_from_buf(&b);
}

/* ---- making a class ----------------------------------------------------------------------------- */

static int set(kr_type *type, kr_value name, kr_value v) {
  return v == KR_NULL ? -1 : kr_setattr(kr_from_object(type), name, v);
}
static int set_steal(kr_type *type, kr_value name, kr_value v) {
  int r = set(type, name, v);
  kr_decref(v);
  return r;
}

/* class NAME(BASE): with the fields of `kind` (NULL: none). `doc` is stolen. New. */
static kr_type *make_class(const char *name, kr_type *base, const kr_ast_kind *kind, kr_value doc) {
  kr_type *type = NULL;
  kr_value name_str = kr_str_intern_cstr(name), fields = KR_NULL, bases = KR_NULL;
  kr_value base_value = kr_from_object(base);
  kr_dict *ns = kr_dict_new();
  if (doc == KR_NULL || name_str == KR_NULL || !ns) goto done;
  fields = kind ? kr_tuple_from_array(kr_ast_classes.field_names + kind->first_field, kind->nfields)
                : KR_EMPTY_TUPLE;
  bases = kr_tuple_from_array(&base_value, 1);
  if (fields == KR_NULL || bases == KR_NULL || kr_dict_set(ns, KR_ID(_fields), fields) < 0 ||
      kr_dict_set(ns, KR_ID(__match_args__), fields) < 0 ||
      kr_dict_set(ns, KR_ID(__module__), KR_ID(ast)) < 0 || kr_dict_set(ns, KR_ID(__doc__), doc) < 0)
    goto done;
  type = kr_type_new(&kr_type_type, name_str, KR_TUPLE(bases), ns, NULL, NULL);
done:
  kr_decref(doc);
  kr_decref(name_str);
  kr_decref(fields);
  kr_decref(bases);
  kr_xdecref_object(ns);
  return type;
}

/* What type(t)._attributes is. */
static int set_attributes(kr_type *type, bool pos) {
  kr_value v = pos ? kr_tuple_from_array(kr_ast_classes.attributes, 4) : KR_EMPTY_TUPLE;
  return set_steal(type, KR_ID(_attributes), v);
}

static int set_optional_fields(kr_type *type, const kr_ast_kind *k) {
  for (int i = 0; i < k->nfields; i++)
    if (kr_ast_fields[k->first_field + i].flags & KR_AST_OPTIONAL &&
        set(type, kr_ast_classes.field_names[k->first_field + i], KR_NONE) < 0)
      return -1;
  return 0;
}

static int set_optional_attributes(kr_type *type, const kr_ast_type *t) {
  if (!(t->flags & KR_AST_POS) || t->flags & KR_AST_POS_REQUIRED) return 0;
  if (set(type, kr_ast_classes.attributes[2], KR_NONE) < 0) return -1;
  return set(type, kr_ast_classes.attributes[3], KR_NONE);
}

/* The type of a field as an annotation says it: expr, expr | None, list[expr]. New. */
static kr_value field_type(const kr_ast_field *f) {
  kr_type *type = kr_ast_classes.types[f->type];
  if (f->type == KR_AST_constant) type = &kr_object_type;
  else if (f->type == KR_AST_int) type = &kr_int_type;
  else if (f->type < KR_AST_constant) type = &kr_str_type;
  kr_value v = kr_from_object(type);
  if (f->flags & KR_AST_SEQ) {
    kr_value args = kr_tuple_from_array(&v, 1);
    v = args == KR_NULL ? KR_NULL : kr_generic_alias_new(kr_from_object(&kr_list_type), args);
    kr_decref(args);
    return v;
  }
  return f->flags & KR_AST_OPTIONAL ? kr_union_or(v, KR_NONE) : kr_ref(v);
}

static int set_field_types(kr_type *type, const kr_ast_kind *k) {
  kr_dict *d = kr_dict_new();
  if (!d) return -1;
  int r = 0;
  for (int i = 0; i < k->nfields && r == 0; i++) {
    kr_value v = field_type(&kr_ast_fields[k->first_field + i]);
    r = v == KR_NULL ? -1 : kr_dict_set(d, kr_ast_classes.field_names[k->first_field + i], v);
    kr_decref(v);
  }
  if (r == 0) r = set(type, KR_ID(_field_types), kr_from_object(d));
  if (r == 0) r = set(type, KR_ID(__annotations__), kr_from_object(d));
  kr_decref_object(d);
  return r;
}

/* ---- all of them -------------------------------------------------------------------------------- */

static int make_names(void) {
  const kr_ast_kind *last = &kr_ast_kinds[KR_AST_KINDS - 1];
  size_t n = last->first_field + last->nfields;
  static const char *const attributes[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  for (int i = 0; i < 4; i++)
    if ((kr_ast_classes.attributes[i] = kr_str_intern_cstr(attributes[i])) == KR_NULL) return -1;
  if (!(kr_ast_classes.field_names = kr_alloc_array(n, sizeof(kr_value)))) return -1;
  for (size_t i = 0; i < n; i++)
    if ((kr_ast_classes.field_names[i] = kr_str_intern_cstr(kr_ast_fields[i].name)) == KR_NULL) return -1;
  return 0;
}

static int make_type(int id) {
  const kr_ast_type *t = &kr_ast_types[id];
  const kr_ast_kind *kinds = &kr_ast_kinds[t->first_kind];
  bool product = (t->flags & KR_AST_PRODUCT) != 0;
  kr_type *type =
      make_class(t->name, &kr_ast_base_type, product ? kinds : NULL, product ? kind_doc(kinds) : sum_doc(t));
  if (!type) return -1;
  kr_ast_classes.types[id] = type;
  if (set_attributes(type, (t->flags & KR_AST_POS) != 0) < 0) return -1;
  if (product && set_optional_fields(type, kinds) < 0) return -1;
  if (set_optional_attributes(type, t) < 0) return -1;
  for (int i = 0; i < t->nkinds; i++) {
    int k = t->first_kind + i;
    kr_ast_classes.singletons[k] = KR_NULL;
    if (product) {
      kr_ast_classes.kinds[k] = type;
      continue;
    }
    kr_type *kind = make_class(kinds[i].name, type, &kinds[i], kind_doc(&kinds[i]));
    if (!kind) return -1;
    kr_ast_classes.kinds[k] = kind;
    if (set_optional_fields(kind, &kinds[i]) < 0) return -1;
    if (t->flags & KR_AST_ENUM && (kr_ast_classes.singletons[k] = kr_type_generic_alloc(kind, 0)) == KR_NULL)
      return -1;
  }
  return 0;
}

int kr_ast_classes_ready(void) {
  if (kr_ast_classes.made) return 0;
  kr_type *base = &kr_ast_base_type;
  if (kr_type_ready(base) < 0 || make_names() < 0) return -1;
  base->tf &= ~(uint32_t)KR_TF_IMMUTABLE; /* programs may set attributes, as on any class */
  if (set(base, KR_ID(_fields), KR_EMPTY_TUPLE) < 0 || set(base, KR_ID(__match_args__), KR_EMPTY_TUPLE) < 0 ||
      set(base, KR_ID(_attributes), KR_EMPTY_TUPLE) < 0)
    return -1;
  for (int id = KR_AST_int + 1; id < KR_AST_TYPES; id++)
    if (make_type(id) < 0) return -1;
  for (int k = 0; k < KR_AST_KINDS; k++)
    if (set_field_types(kr_ast_classes.kinds[k], &kr_ast_kinds[k]) < 0) return -1;
  kr_ast_classes.made = true;
  return 0;
}

/* ---- the module --------------------------------------------------------------------------------- */

static int exec(kr_module *m) {
  if (kr_ast_classes_ready() < 0) return -1;
  if (kr_module_add(m, "AST", kr_from_object(&kr_ast_base_type)) < 0 ||
      kr_module_add_int(m, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000) < 0 ||
      kr_module_add_int(m, "PyCF_ONLY_AST", 0x400) < 0 ||
      kr_module_add_int(m, "PyCF_TYPE_COMMENTS", 0x1000) < 0 ||
      kr_module_add_int(m, "PyCF_OPTIMIZED_AST", 0x8400) < 0)
    return -1;
  for (int id = KR_AST_int + 1; id < KR_AST_TYPES; id++) {
    const kr_ast_type *t = &kr_ast_types[id];
    if (kr_module_add(m, t->name, kr_from_object(kr_ast_classes.types[id])) < 0) return -1;
    for (int i = 0; i < t->nkinds && !(t->flags & KR_AST_PRODUCT); i++) {
      int k = t->first_kind + i;
      if (kr_module_add(m, kr_ast_kinds[k].name, kr_from_object(kr_ast_classes.kinds[k])) < 0) return -1;
    }
  }
  return 0;
}

const kr_module_def kr_module_def__ast = {.name = "_ast", .exec = exec};
