/* _json.make_scanner: from JSON text to Python objects. The parser itself is in json_scan.h. */
#include "modules/json_impl.h"
#include "memory/gc.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"

typedef struct {
  KR_OBJECT_HEAD
  bool strict;
  kr_value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
} json_scanner;

/* Keys repeat: the last ones met are found again by their characters, without making a new str. */
#define KEYS 64

typedef struct {
  kr_value text;
  const void *data;
  size_t length;
  json_scanner *scanner;
  kr_value keys[KEYS];
} scan;

kr_value kr_json_error(const char *message, kr_value text, size_t position) {
  kr_value type = kr_import_attr("json.decoder", "JSONDecodeError");
  if (type == KR_NULL) return KR_NULL;
  kr_value m = kr_str_from_cstr(message), pos = kr_int_from_size(position), e = KR_NULL;
  /* A position before the text, as for a string whose quote is not part of it. */
  if (position == SIZE_MAX) pos = kr_from_small_int(-1);
  if (m != KR_NULL && pos != KR_NULL) e = kr_call3(type, m, text, pos);
  if (e != KR_NULL) kr_raise_exception(e);
  kr_decref(e);
  kr_decref(pos);
  kr_decref(m);
  kr_decref(type);
  return KR_NULL;
}

static kr_value kr_stop(size_t i) {
  kr_value v = kr_int_from_size(i);
  if (v != KR_NULL) kr_raise_stop_iteration(v);
  kr_decref(v);
  return KR_NULL;
}

static kr_value plain_text(scan *c, size_t start, size_t end) {
  if (kr_str_is_ascii(KR_STR(c->text))) {
    return kr_str_from_ascii((const char *)c->data + start, end - start);
  }
  return kr_str_substring(c->text, start, end);
}

static kr_value key_text(scan *c, size_t start, size_t end) {
  size_t n = end - start;
  if (n == 0 || n > 32) return plain_text(c, start, end);
  if (!kr_str_is_ascii(KR_STR(c->text))) {
    kr_value text = plain_text(c, start, end);
    if (text == KR_NULL) return KR_NULL;
    kr_value *shared = &c->keys[(uint32_t)kr_str_hash(KR_STR(text)) % KEYS];
    if (*shared == KR_NULL || !kr_str_equal(KR_STR(*shared), KR_STR(text))) {
      KR_REPLACE(*shared, text);
      return kr_ref(text);
    }
    kr_decref(text);
    return kr_ref(*shared);
  }
  const uint8_t *p = (const uint8_t *)c->data + start;
  uint32_t h = (uint32_t)n;
  for (size_t i = 0; i < n; i++) h = h * 31 + p[i];
  kr_value *place = &c->keys[(h ^ h >> 7) % KEYS];
  if (*place != KR_NULL && KR_STR(*place)->length == n && memcmp(kr_str_data(KR_STR(*place)), p, n) == 0)
    return kr_ref(*place);
  kr_value key = kr_str_from_ascii((const char *)p, n);
  if (key != KR_NULL) {
    kr_incref(key);
    KR_REPLACE(*place, key);
  }
  return key;
}

static const double powers_of_ten[16] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                         1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/* The number in text[start:end], by the scanner's parse_int or parse_float. */
static kr_value convert_number(scan *c, size_t start, size_t end, bool is_float) {
  json_scanner *s = c->scanner;
  kr_value text = kr_str_substring(c->text, start, end), v;
  if (text == KR_NULL) return KR_NULL;
  if (is_float && s->parse_float == kr_from_object(&kr_float_type)) {
    const char *p = kr_str_data(KR_STR(text)), *stop;
    bool negative = *p == '-';
    double d = kr_strtod(p + negative, p + (end - start), &stop);
    v = kr_from_double(negative ? -d : d);
  } else if (!is_float && s->parse_int == kr_from_object(&kr_int_type)) {
    v = kr_int_from_str(text, 10);
  } else {
    v = kr_call1(is_float ? s->parse_float : s->parse_int, text);
  }
  kr_decref(text);
  return v;
}

static kr_value parse_constant(scan *c, const char *name) {
  kr_value text = kr_str_from_cstr(name);
  if (text == KR_NULL) return KR_NULL;
  kr_value v = kr_call1(c->scanner->parse_constant, text);
  kr_decref(text);
  return v;
}

#define SCAN(name) name##_8
#define CHAR uint8_t
#include "modules/json_scan.h"
#undef SCAN
#undef CHAR
#define SCAN(name) name##_16
#define CHAR uint16_t
#include "modules/json_scan.h"
#undef SCAN
#undef CHAR
#define SCAN(name) name##_32
#define CHAR uint32_t
#include "modules/json_scan.h"
#undef SCAN
#undef CHAR

static void scan_begin(scan *c, kr_value text, json_scanner *scanner) {
  c->text = text;
  c->data = kr_str_data(KR_STR(text));
  c->length = KR_STR(text)->length;
  c->scanner = scanner;
}

kr_value kr_json_scan_string(kr_value text, size_t start, bool strict, size_t *next) {
  scan c;
  scan_begin(&c, text, NULL);
  switch (kr_str_kind(KR_STR(text))) {
    case 1: return string_8(&c, start, strict, false, next);
    case 2: return string_16(&c, start, strict, false, next);
    default: return string_32(&c, start, strict, false, next);
  }
}

/* ---- the type ------------------------------------------------------------------------------------------ */

static kr_value scanner_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[2];
  if (nargs == 2 && !kwnames) {
    a[0] = args[0];
    a[1] = args[1];
  } else if (kr_args_bind(&spec, "scan_once", "(string, idx)", args, nargs, kwnames, a) < 0) {
    return KR_NULL;
  }
  intptr_t index = kr_index_as_size(a[1], kr_from_object(&kr_exc_OverflowError));
  if (index == -1 && kr_failed()) return KR_NULL;
  if (!kr_is_str(a[0])) {
    return kr_raise(&kr_exc_TypeError, "first argument must be a string, not %T", a[0]);
  }
  if (index < 0) return kr_raise(&kr_exc_ValueError, "idx cannot be negative");
  scan c;
  scan_begin(&c, a[0], KR_AS(json_scanner, self));
  for (int i = 0; i < KEYS; i++) c.keys[i] = KR_NULL;
  size_t next = 0;
  kr_value v;
  switch (kr_str_kind(KR_STR(a[0]))) {
    case 1: v = value_8(&c, (size_t)index, &next); break;
    case 2: v = value_16(&c, (size_t)index, &next); break;
    default: v = value_32(&c, (size_t)index, &next);
  }
  for (int i = 0; i < KEYS; i++) kr_decref(c.keys[i]);
  if (v == KR_NULL) return KR_NULL;
  kr_value result[2] = {v, kr_int_from_size(next)};
  return kr_tuple_from_array_steal(result, 2);
}

static kr_value scanner_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value context;
  if (kr_args_bind(&spec, "make_scanner", "(context)", args, nargs, kwnames, &context) < 0) {
    return KR_NULL;
  }
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  json_scanner *s = KR_AS(json_scanner, v);
  kr_value *hooks[] = {&s->object_hook, &s->object_pairs_hook, &s->parse_float, &s->parse_int,
                       &s->parse_constant};
  for (int i = 0; i < 5; i++) *hooks[i] = KR_NULL;
  kr_value strict = kr_getattr(context, KR_ID(strict));
  int r = strict == KR_NULL ? -1 : kr_truth(strict);
  kr_decref(strict);
  s->strict = r > 0;
  if (r >= 0) {
    kr_value names[] = {KR_ID(object_hook), KR_ID(object_pairs_hook), KR_ID(parse_float), KR_ID(parse_int),
                        KR_ID(parse_constant)};
    for (int i = 0; i < 5; i++) {
      *hooks[i] = kr_getattr(context, names[i]);
      if (*hooks[i] == KR_NULL) {
        r = -1;
        break;
      }
    }
  }
  if (r < 0) KR_CLEAR(v);
  return v;
}

static void scanner_dealloc(kr_object *o) {
  json_scanner *s = (json_scanner *)o;
  if (!kr_trash_begin(o)) return;
  KR_CLEAR(s->object_hook);
  KR_CLEAR(s->object_pairs_hook);
  KR_CLEAR(s->parse_float);
  KR_CLEAR(s->parse_int);
  KR_CLEAR(s->parse_constant);
  kr_trash_end();
  kr_object_free(o);
}

static int scanner_traverse(kr_object *o, kr_visit visit, void *arg) {
  json_scanner *s = (json_scanner *)o;
  KR_VISIT(s->object_hook);
  KR_VISIT(s->object_pairs_hook);
  KR_VISIT(s->parse_float);
  KR_VISIT(s->parse_int);
  KR_VISIT(s->parse_constant);
  return 0;
}

static const kr_member_def scanner_members[] = {
    {"strict", KR_MEMBER_BOOL, offsetof(json_scanner, strict), true, "strict"},
    {"object_hook", KR_MEMBER_VALUE, offsetof(json_scanner, object_hook), true, "object_hook"},
    {"object_pairs_hook", KR_MEMBER_VALUE, offsetof(json_scanner, object_pairs_hook), true,
     "object_pairs_hook"},
    {"parse_float", KR_MEMBER_VALUE, offsetof(json_scanner, parse_float), true, "parse_float"},
    {"parse_int", KR_MEMBER_VALUE, offsetof(json_scanner, parse_int), true, "parse_int"},
    {"parse_constant", KR_MEMBER_VALUE, offsetof(json_scanner, parse_constant), true, "parse_constant"},
    {NULL},
};

kr_type kr_json_scanner_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_json.Scanner",
    .doc = "JSON scanner object",
    .tf = KR_TF_GC | KR_TF_MUTABLE,
    .basic_size = sizeof(json_scanner),
    .members = scanner_members,
    .dealloc = scanner_dealloc,
    .traverse = scanner_traverse,
    .call = scanner_call,
    .new_ = scanner_new,
};
