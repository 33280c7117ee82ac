/* ast.AST, the base of all node classes: what its instances do by themselves. */
#include "modules/_ast/classes.h"
#include "objects/abstract.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_impl.h"

#define NODE(o) ((kr_ast_node *)(o))

static void node_dealloc(kr_object *o) {
  if (NODE(o)->dict) {
    if (!kr_trash_begin(o)) return;
    KR_CLEAR_OBJECT(NODE(o)->dict);
    kr_trash_end();
  }
  kr_object_free(o);
}

static int node_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT_OBJECT(NODE(o)->dict);
  return 0;
}

static int node_clear(kr_object *o) {
  KR_CLEAR_OBJECT(NODE(o)->dict);
  return 0;
}

static kr_value node_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_type_generic_alloc(type, 0);
}

/* An attribute of the node's class. 1 (*out new), 0, -1. */
static int class_attribute(kr_value self, kr_value name, kr_value *out) {
  return kr_getattr_optional(kr_from_object(kr_type_of(self)), name, out);
}

/* ---- constructor -------------------------------------------------------------------------------- */

static int init_keyword(kr_value self, kr_value fields, kr_set *left, kr_value name, kr_value v) {
  const char *class_name = kr_type_cname(kr_type_of(self));
  int known = fields == KR_NULL ? 0 : kr_contains(fields, name);
  if (known < 0) return -1;
  if (known) {
    int first = kr_set_discard(left, name);
    if (first < 0) return -1;
    if (!first)
      return KR_RAISE_INT(&kr_exc_TypeError, "%s got multiple values for argument %R", class_name, name);
  } else {
    kr_value attributes = kr_getattr(kr_from_object(kr_type_of(self)), KR_ID(_attributes));
    if (attributes == KR_NULL) return -1;
    known = kr_contains(attributes, name);
    kr_decref(attributes);
    if (known < 0) return -1;
    if (!known && kr_warn(&kr_exc_DeprecationWarning, 1,
                          "%s.__init__ got an unexpected keyword argument %R. Support for arbitrary keyword "
                          "arguments is deprecated and will be removed in Python 3.15.",
                          class_name, name) < 0)
      return -1;
  }
  return kr_setattr(self, name, v);
}

/* A field that was not given: None stands in the class, lists and contexts have defaults. */
static int init_missing(kr_value self, kr_value name, kr_value field_types) {
  const char *class_name = kr_type_cname(kr_type_of(self));
  kr_value type =
      kr_is_dict(field_types) ? kr_dict_get_new(KR_DICT(field_types), name) : kr_getitem(field_types, name);
  if (type == KR_NULL) {
    if (kr_failed()) return -1;
    return kr_warn(&kr_exc_DeprecationWarning, 1,
                   "Field %R is missing from %s._field_types. This will become an error in Python "
                   "3.15.",
                   name, class_name);
  }
  int r = 0;
  if (kr_is_exact(type, &kr_generic_alias_type)) {
    kr_value list = kr_from_object_or_null(kr_list_new(0));
    r = list == KR_NULL ? -1 : kr_setattr(self, name, list);
    kr_decref(list);
  } else if (type == kr_from_object(kr_ast_classes.types[KR_AST_expr_context])) {
    int load = kr_ast_types[KR_AST_expr_context].first_kind;
    r = kr_setattr(self, name, kr_ast_classes.singletons[load]);
  } else if (!kr_is_exact(type, &kr_union_type)) {
    r = kr_warn(&kr_exc_DeprecationWarning, 1,
                "%s.__init__ missing 1 required positional argument: %R. This will become an error "
                "in Python 3.15.",
                class_name, name);
  }
  kr_decref(type);
  return r;
}

static int node_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value fields = KR_NULL, left = KR_NULL, field_types = KR_NULL, rest = KR_NULL;
  int r = -1;
  int has_fields = class_attribute(self, KR_ID(_fields), &fields);
  if (has_fields < 0) goto done;
  if (!has_fields) fields = KR_NULL;
  intptr_t nfields = 0;
  left = fields == KR_NULL ? kr_from_object_or_null(kr_set_new(&kr_set_type))
                           : kr_set_from_iterable(&kr_set_type, fields);
  if (left == KR_NULL) goto done;
  if (fields != KR_NULL && (nfields = kr_len(fields)) < 0) goto done;
  if ((intptr_t)nargs > nfields) {
    kr_value name = kr_type_get_name(kr_type_of(self));
    if (name != KR_NULL)
      kr_raise(&kr_exc_TypeError, "%U constructor takes at most %zd positional argument%s", name, nfields,
               nfields == 1 ? "" : "s");
    kr_decref(name);
    goto done;
  }
  for (size_t i = 0; i < nargs; i++) {
    kr_value name = kr_sequence_item(fields, (intptr_t)i);
    if (name == KR_NULL) goto done;
    int ok = kr_setattr(self, name, args[i]) == 0 && kr_set_discard(KR_SET(left), name) >= 0;
    kr_decref(name);
    if (!ok) goto done;
  }
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++)
    if (init_keyword(self, fields, KR_SET(left), kwnames->items[i], args[nargs + i]) < 0) goto done;
  if (KR_SET(left)->used) {
    int has_types = class_attribute(self, KR_ID(_field_types), &field_types);
    if (has_types < 0) goto done;
    /* A class of the program's own without that works as it did before 3.13. */
    if (has_types && field_types != KR_NULL) {
      rest = kr_list_from_iterable(left);
      if (rest == KR_NULL) goto done;
      for (uint32_t i = 0; i < KR_LIST(rest)->size; i++)
        if (init_missing(self, KR_LIST(rest)->items[i], field_types) < 0) goto done;
    }
  }
  r = 0;
done:
  kr_decref(fields);
  kr_decref(left);
  kr_decref(field_types);
  kr_decref(rest);
  return r;
}

/* ---- repr --------------------------------------------------------------------------------------- */

enum { REPR_DEPTH = 3 };
static bool put_node(kr_str_builder *b, kr_value self, int depth);

static bool put_value(kr_str_builder *b, kr_value v, int depth) {
  if (kr_isinstance_exact_or_sub(v, &kr_ast_base_type)) return put_node(b, v, depth);
  kr_value text = kr_repr(v);
  bool ok = text != KR_NULL && kr_sb_str(b, KR_STR(text));
  kr_decref(text);
  return ok;
}

/* A list or tuple: the first and the last of its items. */
static bool put_items(kr_str_builder *b, kr_value v, int depth) {
  bool is_list = kr_is_list(v);
  if (!kr_sb_char(b, is_list ? '[' : '(')) return false;
  for (intptr_t i = 0;; i++) {
    size_t n;
    const kr_value *items = kr_fast_items(v, &n);
    if (i >= (intptr_t)n) break;
    if (i > 0 && !kr_sb_ascii(b, ", ", 2)) return false;
    if (i == 1 && n > 2) {
      if (!kr_sb_ascii(b, "..., ", 5)) return false;
      i = (intptr_t)n - 1;
    }
    kr_value item = kr_ref(items[i]);
    bool ok = put_value(b, item, depth);
    kr_decref(item);
    if (!ok) return false;
  }
  return kr_sb_char(b, is_list ? ']' : ')');
}

static bool put_fields(kr_str_builder *b, kr_value self, kr_value fields, int depth) {
  intptr_t n = fields == KR_NULL ? 0 : kr_len(fields);
  if (n < 0) return false;
  for (intptr_t i = 0; i < n; i++) {
    kr_value name = kr_sequence_item(fields, i);
    kr_value v = name == KR_NULL ? KR_NULL : kr_getattr(self, name);
    bool ok = v != KR_NULL;
    if (ok && i > 0) ok = kr_sb_ascii(b, ", ", 2);
    if (ok) ok = kr_sb_value(b, name) && kr_sb_char(b, '=');
    if (ok) ok = kr_is_list(v) || kr_is_tuple(v) ? put_items(b, v, depth - 1) : put_value(b, v, depth - 1);
    kr_decref(name);
    kr_decref(v);
    if (!ok) return false;
  }
  return true;
}

/* Nodes `depth` levels down; below, only their class. */
static bool put_node(kr_str_builder *b, kr_value self, int depth) {
  const char *name = kr_type_cname(kr_type_of(self));
  kr_value class_name = kr_str_from_cstr(name);
  bool ok = class_name != KR_NULL && kr_sb_str(b, KR_STR(class_name));
  kr_decref(class_name);
  if (!ok) return false;
  int inside = depth <= 0 ? 1 : kr_repr_enter(self);
  if (inside < 0) return false;
  if (inside) return kr_sb_ascii(b, "(...)", 5);
  kr_value fields = KR_NULL;
  int found = class_attribute(self, KR_ID(_fields), &fields);
  ok = found >= 0 && kr_sb_char(b, '(') && put_fields(b, self, found ? fields : KR_NULL, depth) &&
       kr_sb_char(b, ')');
  if (found > 0) kr_decref(fields);
  kr_repr_leave(self);
  return ok;
}

static kr_value node_repr(kr_value self) {
  kr_str_builder b = {0};
  if (!put_node(&b, self, REPR_DEPTH)) {
    kr_sb_discard(&b);
    return KR_NULL;
  }
  return kr_sb_finish(&b);
}

/* ---- reduce, replace ----------------------------------------------------------------------------- */

/* (class, (None, ...), attributes): as many None as the constructor wants to see. */
static kr_value node_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value dict = KR_NULL, fields = KR_NULL, none = KR_NULL, r = KR_NULL;
  kr_value type = kr_from_object(kr_type_of(self));
  int found = kr_getattr_optional(self, KR_ID(__dict__), &dict);
  if (found <= 0) return found < 0 ? KR_NULL : kr_tuple_pack(2, type, KR_EMPTY_TUPLE);
  found = class_attribute(self, KR_ID(_fields), &fields);
  if (found < 0) goto done;
  if (!found) {
    fields = KR_NULL;
    r = kr_tuple_pack(3, type, KR_EMPTY_TUPLE, dict);
    goto done;
  }
  intptr_t n = kr_len(fields), count = 0;
  if (n < 0) goto done;
  for (; count < n; count++) {
    kr_value name = kr_sequence_item(fields, count);
    int present = name == KR_NULL ? -1 : kr_dict_contains(KR_DICT(dict), name);
    kr_decref(name);
    if (present < 0) goto done;
    if (!present) break;
  }
  kr_tuple *t = kr_tuple_new((size_t)count);
  if (!t) goto done;
  for (intptr_t i = 0; i < count; i++) t->items[i] = KR_NONE;
  none = kr_from_object(t);
  kr_dict *copy = kr_dict_copy(KR_DICT(dict));
  if (copy) r = kr_tuple_pack(3, type, none, kr_from_object(copy));
  kr_xdecref_object(copy);
done:
  kr_decref(dict);
  kr_decref(fields);
  kr_decref(none);
  return r;
}

/* Adds the items of the class attribute `name` to a set. 0, -1. */
static int add_names(kr_value self, kr_value name, kr_set *to) {
  kr_value names;
  int found = class_attribute(self, name, &names);
  if (found <= 0) return found;
  int r = kr_set_update(to, names);
  kr_decref(names);
  return r;
}

/* Do the node's attributes and the changes make a whole node? 0, -1. */
static int check_replace(kr_value self, kr_dict *dict, kr_tuple *kwnames) {
  const char *class_name = kr_type_cname(kr_type_of(self));
  kr_value field_types = KR_NULL, list = KR_NULL, text = KR_NULL, comma = KR_NULL;
  int r = -1;
  kr_set *missing = kr_set_new(&kr_set_type);
  if (!missing || add_names(self, KR_ID(_fields), missing) < 0 ||
      add_names(self, KR_ID(_attributes), missing) < 0)
    goto done;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++) {
    int known = kr_set_discard(missing, kwnames->items[i]);
    if (known < 0) goto done;
    if (!known) {
      kr_raise(&kr_exc_TypeError, "%s.__replace__ got an unexpected keyword argument %R.", class_name,
               kwnames->items[i]);
      goto done;
    }
  }
  uint32_t pos = 0;
  kr_value key, value;
  while (dict && kr_dict_next(dict, &pos, &key, &value))
    if (kr_set_discard(missing, key) < 0) goto done;
  /* Locations are never needed, nor fields that may be None. */
  kr_value attributes;
  int found = class_attribute(self, KR_ID(_attributes), &attributes);
  if (found < 0) goto done;
  if (found) {
    kr_value it = kr_iter(attributes), name;
    kr_decref(attributes);
    if (it == KR_NULL) goto done;
    while ((name = kr_next(it)) != KR_NULL) {
      int ok = kr_set_discard(missing, name);
      kr_decref(name);
      if (ok < 0) break;
    }
    kr_decref(it);
    if (kr_failed()) goto done;
  }
  found = class_attribute(self, KR_ID(_field_types), &field_types);
  if (found < 0) goto done;
  if (found && kr_is_dict(field_types)) {
    pos = 0;
    while (kr_dict_next(KR_DICT(field_types), &pos, &key, &value))
      if (kr_is_exact(value, &kr_union_type) && kr_set_discard(missing, key) < 0) goto done;
  }
  if (missing->used) {
    list = kr_list_from_iterable(kr_from_object(missing));
    if (list == KR_NULL || kr_list_sort(KR_LIST(list), KR_NULL, false) < 0) goto done;
    for (uint32_t i = 0; i < KR_LIST(list)->size; i++) {
      kr_value shown = kr_repr(KR_LIST(list)->items[i]);
      if (shown == KR_NULL) goto done;
      KR_REPLACE(KR_LIST(list)->items[i], shown);
    }
    comma = kr_str_from_cstr(", ");
    text = comma == KR_NULL ? KR_NULL : kr_str_join(comma, list);
    if (text != KR_NULL)
      kr_raise(&kr_exc_TypeError, "%s.__replace__ missing %d keyword argument%s: %U.", class_name,
               (int)missing->used, missing->used == 1 ? "" : "s", text);
    goto done;
  }
  r = 0;
done:
  kr_xdecref_object(missing);
  kr_decref(field_types);
  kr_decref(list);
  kr_decref(text);
  kr_decref(comma);
  return r;
}

/* Copies from one dict to another what the class attribute `names` lists. 0, -1. */
static int copy_named(kr_value self, kr_value names, kr_dict *from, kr_dict *to) {
  kr_value list;
  int found = class_attribute(self, names, &list);
  if (found <= 0) return found;
  intptr_t n = kr_len(list);
  int r = n < 0 ? -1 : 0;
  for (intptr_t i = 0; i < n && r == 0; i++) {
    kr_value name = kr_sequence_item(list, i);
    kr_value v = name == KR_NULL ? KR_NULL : kr_dict_get_new(from, name);
    if (v != KR_NULL) r = kr_dict_set(to, name, v);
    else if (kr_failed()) r = -1;
    kr_decref(name);
    kr_decref(v);
  }
  kr_decref(list);
  return r;
}

static kr_value node_replace(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs) return kr_raise(&kr_exc_TypeError, "__replace__() takes no positional arguments");
  kr_value dict = KR_NULL, r = KR_NULL;
  int found = kr_getattr_optional(self, KR_ID(__dict__), &dict);
  if (found < 0) return KR_NULL;
  if (!found) dict = KR_NULL;
  kr_dict *own = dict != KR_NULL && kr_is_dict(dict) ? KR_DICT(dict) : NULL;
  kr_dict *d = NULL;
  if (check_replace(self, own, kwnames) < 0 || !(d = kr_dict_new())) goto done;
  if (own &&
      (copy_named(self, KR_ID(_fields), own, d) < 0 || copy_named(self, KR_ID(_attributes), own, d) < 0))
    goto done;
  for (uint32_t i = 0; kwnames && i < kwnames->size; i++)
    if (kr_dict_set(d, kwnames->items[i], args[i]) < 0) goto done;
  r = kr_call_tuple(kr_from_object(kr_type_of(self)), KR_EMPTY_TUPLE, kr_from_object(d));
done:
  kr_decref(dict);
  kr_xdecref_object(d);
  return r;
}

static const kr_method_def methods[] = {
    {"__reduce__", node_reduce, KR_FN_SIG, "($self, /)", NULL},
    {"__replace__", node_replace, KR_FN_RAW, "($self, /, **fields)",
     "A copy of the node with new values for the given fields."},
    {NULL},
};

static const kr_getset_def getset[] = {
    {"__dict__", kr_get_dict, kr_set_dict, NULL, NULL},
    {NULL},
};

kr_type kr_ast_base_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "ast.AST",
    .tf = KR_TF_BASETYPE | KR_TF_GC,
    .basic_size = sizeof(kr_ast_node),
    .dict_offset = offsetof(kr_ast_node, dict),
    .methods = methods,
    .getset = getset,
    .dealloc = node_dealloc,
    .traverse = node_traverse,
    .clear = node_clear,
    .repr = node_repr,
    .init = node_init,
    .new_ = node_new,
};
