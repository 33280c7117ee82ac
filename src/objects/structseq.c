#include "objects/structseq.h"

#include "objects/int.h"
#include "objects/type_impl.h"

typedef struct {
  kr_type type;
  uint32_t n_fields, n_visible, n_unnamed;
  kr_member_def *members; /* of the named fields; NULL-terminated */
} structseq_type;
#define INFO(t) ((structseq_type *)(t))
#define SELF KR_TUPLE(self)

static structseq_type *info_of(kr_value v) { return INFO(kr_type_of(v)); }

static void seq_dealloc(kr_object *o) {
  kr_tuple *t = (kr_tuple *)o;
  uint32_t n = INFO(o->type)->n_fields;
  if (!kr_trash_begin(o)) return;
  for (uint32_t i = 0; i < n; i++) KR_CLEAR(t->items[i]);
  kr_object_free(o);
  kr_trash_end();
}
static int seq_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_tuple *t = (kr_tuple *)o;
  uint32_t n = INFO(o->type)->n_fields;
  for (uint32_t i = 0; i < n; i++) KR_VISIT(t->items[i]);
  return 0;
}

static kr_tuple *alloc(kr_type *type) {
  uint32_t n = INFO(type)->n_fields;
  kr_tuple *t = kr_gc_object_alloc(type, sizeof *t + n * sizeof(kr_value));
  if (!t) return NULL;
  t->size = INFO(type)->n_visible;
  t->hash = 0;
  for (uint32_t i = 0; i < n; i++) t->items[i] = KR_NULL;
  return t;
}

kr_value kr_structseq_new(kr_type *type, const kr_value *values) {
  uint32_t n = INFO(type)->n_fields;
  bool ok = true;
  for (uint32_t i = 0; i < n; i++) ok = ok && !kr_is_null(values[i]);
  kr_tuple *t = ok ? alloc(type) : NULL;
  if (!t) {
    for (uint32_t i = 0; i < n; i++) kr_decref(values[i]);
    return KR_NULL;
  }
  memcpy(t->items, values, n * sizeof(kr_value));
  return kr_from_object(t);
}

kr_value kr_structseq_tp_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (kr_args_bind(&spec, "structseq", "(sequence, dict={})", args, nargs, kwnames, a) < 0) return KR_NULL;
  structseq_type *info = INFO(type);
  kr_value seq = kr_sequence_fast(a[0], "constructor requires a sequence");
  if (kr_is_null(seq)) return seq;
  kr_value r = KR_NULL;
  kr_dict *extra = NULL;
  const char *name = type->name;
  if (!kr_is_null(a[1])) {
    if (!kr_is_dict(a[1])) {
      kr_raise(&kr_exc_TypeError, "%s() takes a dict as second arg, if any", name);
      goto done;
    }
    extra = KR_DICT(a[1]);
  }
  size_t n;
  const kr_value *items = kr_fast_items(seq, &n);
  if (n < info->n_visible || n > info->n_fields) {
    if (info->n_visible == info->n_fields)
      kr_raise(&kr_exc_TypeError, "%s() takes a %u-sequence (%zu-sequence given)", name, info->n_visible, n);
    else if (n < info->n_visible)
      kr_raise(&kr_exc_TypeError, "%s() takes an at least %u-sequence (%zu-sequence given)", name,
               info->n_visible, n);
    else
      kr_raise(&kr_exc_TypeError, "%s() takes an at most %u-sequence (%zu-sequence given)", name,
               info->n_fields, n);
    goto done;
  }
  kr_tuple *t = alloc(type);
  if (!t) goto done;
  r = kr_from_object(t);
  for (size_t i = 0; i < n; i++) t->items[i] = kr_ref(items[i]);
  uint32_t used = 0;
  for (size_t i = n; i < info->n_fields; i++) {
    kr_value v = KR_NULL;
    if (extra) {
      kr_value field = kr_str_intern_cstr(info->members[i - info->n_unnamed].name);
      v = kr_is_null(field) ? field : kr_dict_get(extra, field);
      kr_decref(field);
      if (kr_is_null(v) && kr_failed()) {
        KR_CLEAR(r);
        goto done;
      }
      used += !kr_is_null(v);
    }
    t->items[i] = kr_is_null(v) ? KR_NONE : kr_ref(v);
  }
  if (extra && extra->used > used) {
    kr_raise(&kr_exc_TypeError, "%s() got duplicate or unexpected field name(s)", name);
    KR_CLEAR(r);
  }
done:
  kr_decref(seq);
  return r;
}

static kr_value seq_repr(kr_value self) {
  structseq_type *info = info_of(self);
  kr_str_builder sb = {0};
  kr_sb_cstr(&sb, info->type.name);
  kr_sb_char(&sb, '(');
  for (uint32_t i = 0; i < info->n_visible; i++) {
    if (i) kr_sb_cstr(&sb, ", ");
    /* By the order of names, as CPython prints it: unnamed items make it run ahead. */
    if (info->members[i].name) {
      kr_sb_cstr(&sb, info->members[i].name);
      kr_sb_char(&sb, '=');
    }
    if (!kr_sb_repr(&sb, SELF->items[i])) {
      kr_sb_discard(&sb);
      return KR_NULL;
    }
  }
  kr_sb_char(&sb, ')');
  return kr_sb_finish(&sb);
}

/* {name: value} of the fields that are no items. New. */
static kr_dict *hidden_fields(kr_value self) {
  structseq_type *info = info_of(self);
  kr_dict *d = kr_dict_new();
  for (uint32_t i = info->n_visible; d && i < info->n_fields; i++)
    if (kr_dict_set_cstr(d, info->members[i - info->n_unnamed].name, SELF->items[i]) < 0) KR_CLEAR_OBJECT(d);
  return d;
}

static kr_value seq_reduce(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_value items = kr_tuple_from_array(SELF->items, info_of(self)->n_visible);
  kr_dict *d = kr_is_null(items) ? NULL : hidden_fields(self);
  kr_value r = KR_NULL;
  if (d) {
    kr_value pair = kr_tuple_pack(2, items, kr_from_object(d));
    r = kr_is_null(pair) ? pair : kr_tuple_pack(2, kr_from_object(kr_type_of(self)), pair);
    kr_decref(pair);
    kr_decref_object(d);
  }
  kr_decref(items);
  return r;
}

static kr_value seq_replace(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  structseq_type *info = info_of(self);
  if (nargs) return kr_raise(&kr_exc_TypeError, "__replace__() takes no positional arguments");
  if (info->n_unnamed)
    return kr_raise(&kr_exc_TypeError,
                    "__replace__() is not supported for %s because it has unnamed field(s)", info->type.name);
  kr_tuple *t = alloc(&info->type);
  if (!t) return KR_NULL;
  for (uint32_t i = 0; i < info->n_fields; i++) t->items[i] = kr_ref(SELF->items[i]);
  kr_list *unknown = kr_list_new(0);
  kr_value r = kr_from_object(t);
  if (!unknown) {
    kr_decref(r);
    return KR_NULL;
  }
  for (uint32_t k = 0; kwnames && k < kwnames->size; k++) {
    uint32_t i = 0;
    while (i < info->n_fields && !kr_str_equals_cstr(KR_STR(kwnames->items[k]), info->members[i].name)) i++;
    if (i < info->n_fields) {
      KR_REPLACE(t->items[i], kr_ref(args[k]));
    } else if (kr_list_append(unknown, kwnames->items[k]) < 0) {
      KR_CLEAR(r);
      break;
    }
  }
  if (!kr_is_null(r) && unknown->size) {
    kr_raise(&kr_exc_TypeError, "Got unexpected field name(s): %R", kr_from_object(unknown));
    KR_CLEAR(r);
  }
  kr_decref_object(unknown);
  return r;
}

static const kr_method_def methods[] = {
    {"__reduce__", seq_reduce, KR_FN_SIG, "($self, /)", NULL},
    {"__replace__", seq_replace, KR_FN_RAW, "($self, /, **changes)",
     "A copy with new values for the given fields."},
    {NULL},
};

static int set_count(kr_type *type, const char *name, uint32_t n) {
  return kr_dict_set_cstr(type->dict, name, kr_from_small_int(n));
}

static int add_constants(structseq_type *info) {
  kr_type *type = &info->type;
  if (set_count(type, "n_sequence_fields", info->n_visible) < 0 ||
      set_count(type, "n_fields", info->n_fields) < 0 ||
      set_count(type, "n_unnamed_fields", info->n_unnamed) < 0)
    return -1;
  uint32_t n = info->n_visible - info->n_unnamed;
  kr_tuple *names = kr_tuple_new(n);
  if (!names) return -1;
  for (uint32_t i = 0; i < n; i++) {
    names->items[i] = kr_str_intern_cstr(info->members[i].name);
    if (kr_is_null(names->items[i])) {
      kr_decref_object(names);
      return -1;
    }
  }
  int r = kr_dict_set(type->dict, KR_ID(__match_args__), kr_from_object(names));
  kr_decref_object(names);
  return r;
}

kr_type *kr_structseq_new_type(const char *name, const char *doc, const char *const *fields,
                               size_t n_visible) {
  uint32_t n = 0;
  while (fields[n]) n++;
  structseq_type *info = kr_alloc_zeroed(sizeof *info);
  kr_member_def *members = info ? kr_alloc_zeroed((n + 1) * sizeof *members) : NULL;
  if (!members) {
    kr_free(info);
    return NULL;
  }
  uint32_t count = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (!fields[i][0] || strcmp(fields[i], KR_STRUCTSEQ_UNNAMED) == 0) {
      info->n_unnamed++;
      continue;
    }
    members[count++] = (kr_member_def){
        fields[i], KR_MEMBER_VALUE, (uint32_t)(offsetof(kr_tuple, items) + i * sizeof(kr_value)), true, NULL};
  }
  info->n_fields = n;
  info->n_visible = (uint32_t)n_visible;
  info->members = members;
  kr_type *type = &info->type;
  type->head = (kr_object)KR_STATIC_HEAD(&kr_type_type);
  type->name = name;
  type->doc = doc;
  /* Those of modules that are made when they are imported can be changed. */
  bool core = !strchr(name, '.') || (strncmp(name, "sys.", 4) == 0 && name[4] != '_');
  type->tf = core ? KR_TF_GC : KR_TF_GC | KR_TF_MUTABLE;
  type->base = &kr_tuple_type;
  type->basic_size = sizeof(kr_tuple);
  type->item_size = sizeof(kr_value);
  type->dealloc = seq_dealloc;
  type->traverse = seq_traverse;
  type->repr = seq_repr;
  type->new_ = kr_structseq_tp_new;
  type->methods = methods;
  type->members = members;
  if (kr_type_ready(type) < 0 || add_constants(info) < 0) return NULL;
  return type;
}

int kr_structseq_forbid_new(kr_type *type) {
  type->tf |= KR_TF_NO_NEW;
  kr_type_modified(type);
  return kr_dict_del(type->dict, KR_ID(__new__)) < 0 ? -1 : 0;
}
