/* Objects to syntax tree. What a program put into its nodes is looked at field by field, in CPython's
 * order, with CPython's complaints. No recursion: the way down is a row of frames. */
#include "modules/_ast/classes.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "syntax/parse.h"

typedef struct {
  kr_value object; /* owned */
  char *node;
  uint32_t kind;  /* in kr_ast_kinds */
  uint32_t field; /* next one to convert */
  kr_value list;  /* owned: a sequence being converted; KR_NULL */
  kr_seq *seq;    /* what it becomes */
  uint32_t item;
} frame;

typedef struct {
  kr_ast_arena *arena;
  frame *frames;
  size_t n, capacity;
} converter;

/* ---- values ------------------------------------------------------------------------------------- */

static int convert_int(kr_value v, int32_t *out) {
  int64_t i;
  if (!kr_is_int(v)) return KR_RAISE_INT(&kr_exc_ValueError, "invalid integer value: %R", v);
  if (!kr_int_fits_i64(v, &i) || i < INT32_MIN || i > INT32_MAX)
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C int");
  *out = (int32_t)i;
  return 0;
}

/* An identifier, string or constant; None is none but for a constant. *out borrowed from the arena. */
static int convert_value(converter *c, int type, kr_value v, kr_value *out) {
  *out = KR_NULL;
  if (type != KR_AST_constant) {
    if (v == KR_NONE) return 0;
    if (!kr_is_exact_str(v) && !(type == KR_AST_string && kr_is_exact(v, &kr_bytes_type)))
      return KR_RAISE_INT(&kr_exc_TypeError, "AST %s must be of type str", kr_ast_types[type].name);
  }
  kr_value own = kr_ref(v);
  if (type == KR_AST_identifier) kr_str_intern(&own);
  *out = kr_ast_own(c->arena, own);
  return *out == KR_NULL ? -1 : 0;
}

/* The kind of sum type `type` that v is an instance of, from 1; 0: raised. */
static int kind_of(int type, kr_value v) {
  const kr_ast_type *t = &kr_ast_types[type];
  kr_type *vt = kr_type_of(v);
  for (int i = 0; i < t->nkinds; i++)
    if (kr_ast_classes.kinds[t->first_kind + i] == vt) return i + 1;
  for (int i = 0; i < t->nkinds; i++) {
    int is = kr_isinstance(v, kr_from_object(kr_ast_classes.kinds[t->first_kind + i]));
    if (is < 0) return 0;
    if (is) return i + 1;
  }
  kr_raise(&kr_exc_TypeError, "expected some sort of %s, but got %R", t->name, v);
  return 0;
}

/* ---- locations ---------------------------------------------------------------------------------- */

static int convert_location(int type, kr_value v, kr_location *loc) {
  const kr_ast_type *t = &kr_ast_types[type];
  int32_t *out = (int32_t *)loc;
  for (int i = 0; i < 4; i++) {
    kr_value attr;
    int found = kr_getattr_optional(v, kr_ast_classes.attributes[i], &attr);
    if (found < 0) return -1;
    bool optional = i >= 2 && !(t->flags & KR_AST_POS_REQUIRED);
    if (optional && (!found || attr == KR_NONE)) {
      out[i] = out[i - 2];
      continue;
    }
    if (!found) {
      kr_str *name = KR_STR(kr_ast_classes.attributes[i]);
      return KR_RAISE_INT(&kr_exc_TypeError, "required field \"%s\" missing from %s",
                          (char *)kr_str_data(name), t->name);
    }
    int r = convert_int(attr, &out[i]);
    kr_decref(attr);
    if (r < 0) return -1;
  }
  return 0;
}

/* ---- nodes -------------------------------------------------------------------------------------- */

/* Objects can refer to themselves, trees cannot. */
#define MAX_DEPTH 200000

/* Begins the node for v, a new reference or KR_NULL's place holder None: NULL in *out for a None of a
 * sum type, else its address. v is stolen. 0, -1. */
static int begin(converter *c, int type, kr_value v, void **out) {
  const kr_ast_type *t = &kr_ast_types[type];
  bool product = (t->flags & KR_AST_PRODUCT) != 0;
  kr_location loc = {0};
  int kind = 0;
  *out = NULL;
  if (!product) {
    if (v == KR_NONE) return 0;
    if (t->flags & KR_AST_POS && convert_location(type, v, &loc) < 0) goto failed;
    if (!(kind = kind_of(type, v))) goto failed;
  }
  if (c->n == MAX_DEPTH) {
    kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded while traversing '%s' node", t->name);
    goto failed;
  }
  if (c->n == c->capacity) {
    size_t capacity = c->capacity ? c->capacity * 2 : 64;
    frame *frames = kr_realloc_array(c->frames, capacity, sizeof *frames);
    if (!frames) goto failed;
    c->frames = frames;
    c->capacity = capacity;
  }
  if (!(*out = kr_ast_new(c->arena, type, kind, loc))) goto failed;
  c->frames[c->n++] =
      (frame){v, *out, t->first_kind + (uint32_t)(product ? 0 : kind - 1), 0, KR_NULL, NULL, 0};
  return 0;
failed:
  kr_decref(v);
  return -1;
}

/* One value of field f, stolen, into its place. May begin a node. 0, -1. */
static int convert(converter *c, const kr_ast_field *f, kr_value v, void *place) {
  int r = 0;
  if (f->type == KR_AST_int) {
    r = convert_int(v, place);
  } else if (f->type <= KR_AST_constant) {
    kr_value out;
    r = convert_value(c, f->type, v, &out);
    memcpy(place, &out, sizeof out);
  } else if (kr_ast_types[f->type].flags & KR_AST_ENUM) {
    int kind = kind_of(f->type, v);
    *(int32_t *)place = kind;
    r = kind ? 0 : -1;
  } else {
    return begin(c, f->type, v, place);
  }
  kr_decref(v);
  return r;
}

/* The next item of the sequence at hand, or its end. 0, -1. */
static int next_item(converter *c, frame *fr, const kr_ast_field *f, const char *kind_name) {
  kr_list *list = KR_LIST(fr->list);
  if (list->size != fr->seq->n)
    return KR_RAISE_INT(&kr_exc_RuntimeError, "%s field \"%s\" changed size during iteration", kind_name,
                        f->name);
  if (fr->item == fr->seq->n) {
    KR_CLEAR(fr->list);
    fr->field++;
    return 0;
  }
  uint32_t i = fr->item++;
  void *place = &fr->seq->items[i];
  if (f->type <= KR_AST_constant) place = &((kr_value_seq *)fr->seq)->items[i];
  else if (kr_ast_types[f->type].flags & KR_AST_ENUM) place = &((kr_int_seq *)fr->seq)->items[i];
  return convert(c, f, kr_ref(list->items[i]), place);
}

static int begin_list(converter *c, frame *fr, const kr_ast_field *f, kr_value v, const char *kind_name) {
  if (!kr_is_list(v)) {
    kr_raise(&kr_exc_TypeError, "%s field \"%s\" must be a list, not a %T", kind_name, f->name, v);
    kr_decref(v);
    return -1;
  }
  uint32_t n = KR_LIST(v)->size;
  void *seq = f->type <= KR_AST_constant                  ? (void *)kr_value_seq_new(c->arena, n)
              : kr_ast_types[f->type].flags & KR_AST_ENUM ? (void *)kr_int_seq_new(c->arena, n)
                                                          : (void *)kr_seq_new(c->arena, n);
  if (!seq) {
    kr_decref(v);
    return -1;
  }
  *(void **)(fr->node + f->offset) = seq;
  fr->list = v;
  fr->seq = seq;
  fr->item = 0;
  return 0;
}

/* All fields are there: is none missing that must not be None? Then the node is done. */
static int finish(converter *c, frame *fr) {
  const kr_ast_kind *k = &kr_ast_kinds[fr->kind];
  const kr_ast_type *t = &kr_ast_types[k->type];
  if (t->flags & KR_AST_PRODUCT && t->flags & KR_AST_POS) {
    kr_location loc;
    if (convert_location(k->type, fr->object, &loc) < 0) return -1;
    memcpy(fr->node + t->loc_offset, &loc, sizeof loc);
  }
  for (int i = 0; i < k->nfields; i++) {
    const kr_ast_field *f = &kr_ast_fields[k->first_field + i];
    if (f->flags & (KR_AST_OPTIONAL | KR_AST_SEQ) || f->type == KR_AST_int) continue;
    bool missing;
    if (f->type <= KR_AST_constant) {
      kr_value v;
      memcpy(&v, fr->node + f->offset, sizeof v);
      missing = v == KR_NULL;
    } else {
      missing = !(kr_ast_types[f->type].flags & KR_AST_ENUM) && !*(void **)(fr->node + f->offset);
    }
    if (missing) return KR_RAISE_INT(&kr_exc_ValueError, "field '%s' is required for %s", f->name, k->name);
  }
  kr_value object = fr->object;
  c->n--;
  kr_decref(object);
  return 0;
}

/* One step of the uppermost frame. 0, -1. */
static int step(converter *c) {
  frame *fr = &c->frames[c->n - 1];
  const kr_ast_kind *k = &kr_ast_kinds[fr->kind];
  if (fr->field == k->nfields) return finish(c, fr);
  uint32_t index = k->first_field + fr->field;
  const kr_ast_field *f = &kr_ast_fields[index];
  if (fr->list != KR_NULL) return next_item(c, fr, f, k->name);
  kr_value v;
  int found = kr_getattr_optional(fr->object, kr_ast_classes.field_names[index], &v);
  if (found < 0) return -1;
  fr = &c->frames[c->n - 1]; /* Python code may have run, but not here */
  if (f->flags & KR_AST_SEQ) {
    if (found) return begin_list(c, fr, f, v, k->name);
    fr->field++; /* a list that is not there is empty */
    return 0;
  }
  fr->field++;
  if (!found) {
    if (f->flags & KR_AST_OPTIONAL) return 0;
    return KR_RAISE_INT(&kr_exc_TypeError, "required field \"%s\" missing from %s", f->name, k->name);
  }
  if (f->flags & KR_AST_OPTIONAL && v == KR_NONE) return 0;
  return convert(c, f, v, fr->node + f->offset);
}

/* ---- entry -------------------------------------------------------------------------------------- */

int kr_is_ast_object(kr_value v) {
  if (!kr_is_object(v)) return 0;
  if (kr_ast_classes_ready() < 0) return -1;
  return kr_isinstance(v, kr_from_object(&kr_ast_base_type));
}

kr_mod *kr_ast_from_object(kr_value v, int mode, kr_ast_arena *arena) {
  static const kr_mod_kind kinds[] = {[KR_MODE_EXEC] = KR_Module_kind,
                                      [KR_MODE_SINGLE] = KR_Interactive_kind,
                                      [KR_MODE_EVAL] = KR_Expression_kind,
                                      [KR_MODE_FUNC_TYPE] = KR_FunctionType_kind};
  if (kr_ast_classes_ready() < 0) return NULL;
  kr_type *wanted = kr_ast_classes.kinds[kr_ast_types[KR_AST_mod].first_kind + kinds[mode] - 1];
  int is = kr_isinstance(v, kr_from_object(wanted));
  if (is < 0) return NULL;
  if (!is) {
    kr_value type_name = kr_type_get_name(kr_type_of(v));
    if (type_name != KR_NULL)
      kr_raise(&kr_exc_TypeError, "expected %s node, got %U", kr_type_cname(wanted), type_name);
    kr_decref(type_name);
    return NULL;
  }
  converter c = {.arena = arena};
  void *mod = NULL;
  int r = begin(&c, KR_AST_mod, kr_ref(v), &mod);
  while (r == 0 && c.n) r = step(&c);
  while (c.n) {
    frame *fr = &c.frames[--c.n];
    kr_decref(fr->object);
    kr_decref(fr->list);
  }
  kr_free(c.frames);
  return r == 0 && kr_ast_validate(mod) ? mod : NULL;
}
