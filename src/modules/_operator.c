/* _operator: the operators as functions, and the callables that fetch items and attributes or call a
 * method. */
#include "modules/modules.h"
#include "objects/bytes.h"
#include "objects/container.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "vm/call.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* ---- operators ----------------------------------------------------------------------------------------- */

/* Python's name, ours for the operation */
// clang-format off
#define EACH_BINARY(X)                                                                       \
  X(add, ADD, "+") X(and_, AND, "&") X(floordiv, FLOORDIV, "//") X(lshift, LSHIFT, "<<")     \
  X(matmul, MATMUL, "@") X(mod, MOD, "%") X(mul, MUL, "*") X(or_, OR, "|") X(pow, POW, "**") \
  X(rshift, RSHIFT, ">>") X(sub, SUB, "-") X(truediv, TRUEDIV, "/") X(xor, XOR, "^")
#define EACH_INPLACE(X)                                                                               \
  X(iadd, ADD, "+=") X(iand, AND, "&=") X(ifloordiv, FLOORDIV, "//=") X(ilshift, LSHIFT, "<<=")       \
  X(imatmul, MATMUL, "@=") X(imod, MOD, "%=") X(imul, MUL, "*=") X(ior, OR, "|=") X(ipow, POW, "**=") \
  X(irshift, RSHIFT, ">>=") X(isub, SUB, "-=") X(itruediv, TRUEDIV, "/=") X(ixor, XOR, "^=")
// clang-format on
#define EACH_COMPARISON(X) \
  X(lt, LT, "<") X(le, LE, "<=") X(eq, EQ, "==") X(ne, NE, "!=") X(gt, GT, ">") X(ge, GE, ">=")
// clang-format off
#define EACH_UNARY(X)                                                                          \
  X(abs, kr_absolute, "abs(a)") X(inv, kr_invert, "~a") X(invert, kr_invert, "~a")                \
  X(neg, kr_negative, "-a") X(pos, kr_positive, "+a")
// clang-format on

#define DEFINE(name, OP, sign) \
  FUNCTION(op_##name) { return kr_binary(args[0], args[1], KR_OP_##OP); }
EACH_BINARY(DEFINE)
#undef DEFINE
#define DEFINE(name, OP, sign) \
  FUNCTION(op_##name) { return kr_inplace(args[0], args[1], KR_OP_##OP); }
EACH_INPLACE(DEFINE)
#undef DEFINE
#define DEFINE(name, OP, sign) \
  FUNCTION(op_##name) { return kr_compare(args[0], args[1], KR_##OP); }
EACH_COMPARISON(DEFINE)
#undef DEFINE
#define DEFINE(name, f, text) \
  FUNCTION(op_##name) { return f(args[0]); }
EACH_UNARY(DEFINE)
#undef DEFINE

FUNCTION(op_index) {
  kr_value v = kr_index(args[0]);
  if (v == KR_NULL || kr_is_exact_int(v)) return v;
  kr_value plain = kr_int_plain(v);
  kr_decref(v);
  return plain;
}
FUNCTION(op_not) {
  int r = kr_truth(args[0]);
  return r < 0 ? KR_NULL : kr_from_bool(!r);
}
FUNCTION(op_truth) {
  int r = kr_truth(args[0]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
FUNCTION(op_is) { return kr_from_bool(args[0] == args[1]); }
FUNCTION(op_is_not) { return kr_from_bool(args[0] != args[1]); }
FUNCTION(op_is_none) { return kr_from_bool(args[0] == KR_NONE); }
FUNCTION(op_is_not_none) { return kr_from_bool(args[0] != KR_NONE); }

/* ---- containers ---------------------------------------------------------------------------------------- */

FUNCTION(op_contains) {
  int r = kr_contains(args[0], args[1]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
FUNCTION(op_getitem) { return kr_getitem(args[0], args[1]); }
FUNCTION(op_setitem) { return kr_setitem(args[0], args[1], args[2]) < 0 ? KR_NULL : KR_NONE; }
FUNCTION(op_delitem) { return kr_setitem(args[0], args[1], KR_NULL) < 0 ? KR_NULL : KR_NONE; }

/* Concatenation is addition between two sequences. */
static kr_value concat(kr_value a, kr_value b, bool inplace) {
  kr_type *t = kr_type_of(a);
  if (!t->sq_concat) {
    if (!kr_is_sequence(a) || !kr_is_sequence(b)) {
      return kr_raise(&kr_exc_TypeError, "'%T' object can't be concatenated", a);
    }
    return inplace ? kr_inplace(a, b, KR_OP_ADD) : kr_binary(a, b, KR_OP_ADD);
  }
  return inplace && t->sq_inplace_concat ? t->sq_inplace_concat(a, b) : t->sq_concat(a, b);
}
FUNCTION(op_concat) { return concat(args[0], args[1], false); }
FUNCTION(op_iconcat) { return concat(args[0], args[1], true); }

/* Walks `seq` for v: how often it is there, or (index) where first. -1: failed, or not found. */
static int64_t search(kr_value seq, kr_value v, bool index) {
  kr_value it = kr_iter(seq);
  if (it == KR_NULL) {
    if (kr_failed_with(&kr_exc_TypeError)) {
      kr_clear_exception();
      kr_raise(&kr_exc_TypeError, "argument of type '%T' is not iterable", seq);
    }
    return -1;
  }
  int64_t i = 0, found = index ? -1 : 0;
  kr_value item;
  while ((item = kr_next(it)) != KR_NULL) {
    int r = kr_item_equal(item, v);
    kr_decref(item);
    if (r < 0) break;
    if (r && index) {
      found = i;
      break;
    }
    found += r && !index;
    i++;
  }
  kr_decref(it);
  return kr_failed() ? -1 : found;
}

FUNCTION(op_count_of) {
  int64_t n = search(args[0], args[1], false);
  return n < 0 ? KR_NULL : kr_int_from_i64(n);
}

FUNCTION(op_index_of) {
  int64_t i = search(args[0], args[1], true);
  if (i >= 0) return kr_int_from_i64(i);
  if (kr_failed()) return KR_NULL;
  return kr_raise(&kr_exc_ValueError, "sequence.index(x): x not in sequence");
}

FUNCTION(op_length_hint) {
  intptr_t fallback = 0;
  if (args[1] != KR_NULL) {
    fallback = kr_index_as_size(args[1], kr_from_object(&kr_exc_OverflowError));
    if (fallback == -1 && kr_failed()) return KR_NULL;
  }
  intptr_t n = kr_length_hint(args[0], fallback);
  return n == -1 && kr_failed() ? KR_NULL : kr_int_from_i64(n);
}

FUNCTION(op_call) {
  if (kr_args_count("call", nargs, 1, SIZE_MAX) < 0) return KR_NULL;
  return kr_call_hand_on(kr_ref(args[0]), args + 1, nargs - 1, kwnames);
}

/* In time that depends on the lengths only. */
static bool same_bytes(const uint8_t *a, size_t na, const uint8_t *b, size_t nb) {
  volatile uint8_t differences = na != nb;
  if (na != nb) a = b; /* the same work all the same */
  for (size_t i = 0; i < nb; i++) differences |= a[i] ^ b[i];
  return differences == 0;
}

FUNCTION(op_compare_digest) {
  kr_value a = args[0], b = args[1];
  if (kr_is_str(a) && kr_is_str(b)) {
    kr_str *x = KR_STR(a), *y = KR_STR(b);
    if (!kr_str_is_ascii(x) || !kr_str_is_ascii(y)) {
      return kr_raise(&kr_exc_TypeError, "comparing strings with non-ASCII characters is not supported");
    }
    return kr_from_bool(same_bytes(kr_str_data(x), x->length, kr_str_data(y), y->length));
  }
  if (!kr_has_buffer(a) && !kr_has_buffer(b)) {
    return kr_raise(&kr_exc_TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'",
                    a, b);
  }
  kr_buffer x, y;
  if (kr_get_buffer(a, &x, KR_BUF_SIMPLE) < 0) return KR_NULL;
  if (kr_get_buffer(b, &y, KR_BUF_SIMPLE) < 0) {
    kr_release_buffer(&x);
    return KR_NULL;
  }
  bool same = same_bytes(x.buf, (size_t)x.len, y.buf, (size_t)y.len);
  kr_release_buffer(&x);
  kr_release_buffer(&y);
  return kr_from_bool(same);
}

/* ---- itemgetter and attrgetter ------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value wanted; /* a tuple: items; or attribute names, dotted ones as tuples of their parts */
  kr_value given;  /* attrgetter: the names as given, for repr and pickles */
} getter;
#define GETTER(v) KR_AS(getter, v)

static kr_value getter_alloc(kr_type *type, kr_value wanted_steal, kr_value given) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) {
    kr_decref(wanted_steal);
    return KR_NULL;
  }
  GETTER(v)->wanted = wanted_steal;
  GETTER(v)->given = kr_ref(given);
  return v;
}

static void getter_dealloc(kr_object *o) {
  getter *g = (getter *)o;
  KR_CLEAR(g->wanted);
  KR_CLEAR(g->given);
  kr_object_free(o);
}

static int getter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((getter *)o)->wanted);
  KR_VISIT(((getter *)o)->given);
  return 0;
}

/* fetch(obj, wanted) of the one thing wanted, or a tuple of those of several. */
static kr_value getter_fetch(kr_value self, kr_value obj, kr_binary_fn fetch) {
  kr_tuple *wanted = KR_TUPLE(GETTER(self)->wanted);
  if (wanted->size == 1) return fetch(obj, wanted->items[0]);
  kr_tuple *result = kr_tuple_new(wanted->size);
  if (!result) return KR_NULL;
  kr_gc_untrack(result); /* nobody is to find it half made */
  for (uint32_t i = 0; i < wanted->size; i++) {
    result->items[i] = fetch(obj, wanted->items[i]);
    if (result->items[i] == KR_NULL) {
      kr_decref_object(result);
      return KR_NULL;
    }
  }
  kr_gc_track(result);
  return kr_from_object(result);
}

static int one_argument(const char *name, size_t nargs, kr_tuple *kwnames) {
  return kr_args_no_keywords(name, kwnames) < 0 ? -1 : kr_args_count(name, nargs, 1, 1);
}

static kr_value itemgetter_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("itemgetter", kwnames) < 0) return KR_NULL;
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "itemgetter expected 1 argument, got 0");
  kr_value wanted = kr_tuple_from_array(args, nargs);
  return wanted == KR_NULL ? KR_NULL : getter_alloc(type, wanted, KR_NULL);
}

static kr_value itemgetter_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (one_argument("itemgetter", nargs, kwnames) < 0) return KR_NULL;
  return getter_fetch(self, args[0], kr_getitem);
}

/* "operator.itemgetter" + repr of a tuple, without the comma of a single one */
static kr_value repr_with(kr_value self, kr_value tuple) {
  kr_str_builder b = {0};
  bool ok = kr_sb_cstr(&b, kr_type_cname(kr_type_of(self)));
  if (KR_TUPLE(tuple)->size == 1) {
    ok = ok && kr_sb_char(&b, '(') && kr_sb_repr(&b, KR_TUPLE(tuple)->items[0]) && kr_sb_char(&b, ')');
  } else {
    ok = ok && kr_sb_repr(&b, tuple);
  }
  if (ok) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}

static kr_value guarded_repr(kr_value self, kr_unary_fn repr) {
  int entered = kr_repr_enter(self);
  if (entered < 0) return KR_NULL;
  if (entered > 0) return kr_str_format("%s(...)", kr_type_cname(kr_type_of(self)));
  kr_value text = repr(self);
  kr_repr_leave(self);
  return text;
}

static kr_value itemgetter_repr_inner(kr_value self) { return repr_with(self, GETTER(self)->wanted); }
static kr_value itemgetter_repr(kr_value self) { return guarded_repr(self, itemgetter_repr_inner); }
static kr_value attrgetter_repr_inner(kr_value self) { return repr_with(self, GETTER(self)->given); }
static kr_value attrgetter_repr(kr_value self) { return guarded_repr(self, attrgetter_repr_inner); }

FUNCTION(itemgetter_reduce) {
  return kr_tuple_pack(2, kr_from_object(kr_type_of(self)), GETTER(self)->wanted);
}
FUNCTION(attrgetter_reduce) {
  return kr_tuple_pack(2, kr_from_object(kr_type_of(self)), GETTER(self)->given);
}

/* The name, interned; a dotted one as a tuple of interned parts. New. */
static kr_value parse_name(kr_value name) {
  kr_str *s = KR_STR(name);
  kr_list *parts = NULL;
  size_t start = 0;
  for (size_t i = 0; i <= s->length; i++) {
    if (i < s->length && kr_str_read(s, i) != '.') continue;
    if (i == s->length && !parts) {
      kr_value whole = kr_is_exact_str(name) ? kr_ref(name) : kr_str_substring(name, 0, s->length);
      if (whole != KR_NULL && kr_is_exact_str(whole)) kr_str_intern(&whole);
      return whole;
    }
    if (!parts && !(parts = kr_list_new(4))) return KR_NULL;
    kr_value part = kr_str_substring(name, start, i);
    if (part != KR_NULL) kr_str_intern(&part);
    if (part == KR_NULL || kr_list_append_steal(parts, part) < 0) {
      kr_decref_object(parts);
      return KR_NULL;
    }
    start = i + 1;
  }
  kr_value tuple = kr_list_to_tuple(parts);
  kr_decref_object(parts);
  return tuple;
}

static kr_value attrgetter_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_args_no_keywords("attrgetter", kwnames) < 0) return KR_NULL;
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "attrgetter expected 1 argument, got 0");
  kr_tuple *wanted = kr_tuple_new(nargs);
  if (!wanted) return KR_NULL;
  for (size_t i = 0; i < nargs; i++) {
    if (!kr_is_str(args[i])) kr_raise(&kr_exc_TypeError, "attribute name must be a string");
    else wanted->items[i] = parse_name(args[i]);
    if (wanted->items[i] == KR_NULL) {
      kr_decref_object(wanted);
      return KR_NULL;
    }
  }
  kr_value given = kr_tuple_from_array(args, nargs);
  if (given == KR_NULL) {
    kr_decref_object(wanted);
    return KR_NULL;
  }
  kr_value v = getter_alloc(type, kr_from_object(wanted), given);
  kr_decref(given);
  return v;
}

static kr_value fetch_attribute(kr_value obj, kr_value name) {
  if (!kr_is_tuple(name)) return kr_getattr(obj, name);
  kr_incref(obj);
  for (uint32_t i = 0; i < KR_TUPLE(name)->size; i++) {
    kr_value next = kr_getattr(obj, KR_TUPLE(name)->items[i]);
    kr_decref(obj);
    if (next == KR_NULL) return KR_NULL;
    obj = next;
  }
  return obj;
}

static kr_value attrgetter_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (one_argument("attrgetter", nargs, kwnames) < 0) return KR_NULL;
  return getter_fetch(self, args[0], fetch_attribute);
}

/* ---- methodcaller -------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value name;
  kr_value args;    /* tuple: positional ones, then the keywords' values */
  kr_value kwnames; /* tuple, or KR_NULL */
} methodcaller;
#define CALLER(v) KR_AS(methodcaller, v)

static kr_value methodcaller_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs < 1) {
    return kr_raise(&kr_exc_TypeError, "methodcaller needs at least one argument, the method name");
  }
  if (!kr_is_str(args[0])) return kr_raise(&kr_exc_TypeError, "method name must be a string");
  size_t nkw = kwnames ? kwnames->size : 0;
  kr_value stored = kr_tuple_from_array(args + 1, nargs - 1 + nkw);
  if (stored == KR_NULL) return KR_NULL;
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) {
    kr_decref(stored);
    return KR_NULL;
  }
  CALLER(v)->name = kr_ref(args[0]);
  if (kr_is_exact_str(args[0])) kr_str_intern(&CALLER(v)->name);
  CALLER(v)->args = stored;
  CALLER(v)->kwnames = nkw ? kr_ref(kr_from_object(kwnames)) : KR_NULL;
  return v;
}

static void methodcaller_dealloc(kr_object *o) {
  methodcaller *m = (methodcaller *)o;
  KR_CLEAR(m->name);
  KR_CLEAR(m->args);
  KR_CLEAR(m->kwnames);
  kr_object_free(o);
}

static int methodcaller_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((methodcaller *)o)->args);
  return 0;
}

static size_t keyword_count(const methodcaller *m) {
  return m->kwnames == KR_NULL ? 0 : KR_TUPLE(m->kwnames)->size;
}

static kr_value methodcaller_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (one_argument("methodcaller", nargs, kwnames) < 0) return KR_NULL;
  methodcaller *m = CALLER(self);
  kr_value method = kr_getattr(args[0], m->name);
  if (method == KR_NULL) return KR_NULL;
  size_t nkw = keyword_count(m);
  kr_value r = KR_NULL;
  if (kr_enter_recursion(" while calling a Python object") == 0) {
    r = kr_call_push(method, KR_TUPLE(m->args)->items, KR_TUPLE(m->args)->size - nkw,
                     nkw ? KR_TUPLE(m->kwnames) : NULL);
    kr_leave_recursion();
  }
  kr_decref(method);
  return r;
}

static kr_value methodcaller_repr_inner(kr_value self) {
  methodcaller *m = CALLER(self);
  kr_tuple *stored = KR_TUPLE(m->args);
  size_t nkw = keyword_count(m), npos = stored->size - nkw;
  kr_str_builder b = {0};
  bool ok = kr_sb_cstr(&b, kr_type_cname(m->head.type)) && kr_sb_char(&b, '(') && kr_sb_repr(&b, m->name);
  for (size_t i = 0; ok && i < stored->size; i++) {
    ok = kr_sb_ascii(&b, ", ", 2);
    if (ok && i >= npos) {
      ok = kr_sb_value(&b, KR_TUPLE(m->kwnames)->items[i - npos]) && kr_sb_char(&b, '=');
    }
    ok = ok && kr_sb_repr(&b, stored->items[i]);
  }
  if (ok && kr_sb_char(&b, ')')) return kr_sb_finish(&b);
  kr_sb_discard(&b);
  return KR_NULL;
}
static kr_value methodcaller_repr(kr_value self) { return guarded_repr(self, methodcaller_repr_inner); }

/* (type, (name, args...)); with keywords (functools.partial(type, name, **keywords), (args...)). */
FUNCTION(methodcaller_reduce) {
  methodcaller *m = CALLER(self);
  kr_tuple *stored = KR_TUPLE(m->args);
  size_t nkw = keyword_count(m), npos = stored->size - nkw;
  kr_value type = kr_from_object(m->head.type);
  if (!nkw) {
    kr_tuple *all = kr_tuple_new(npos + 1);
    if (!all) return KR_NULL;
    all->items[0] = kr_ref(m->name);
    for (size_t i = 0; i < npos; i++) all->items[i + 1] = kr_ref(stored->items[i]);
    kr_value r = kr_tuple_pack(2, type, kr_from_object(all));
    kr_decref_object(all);
    return r;
  }
  kr_value partial = kr_import_attr("functools", "partial");
  if (partial == KR_NULL) return KR_NULL;
  kr_value *call = kr_alloc_array(2 + nkw, sizeof *call);
  kr_value bound = KR_NULL, rest = KR_NULL, r = KR_NULL;
  if (call) {
    call[0] = type;
    call[1] = m->name;
    memcpy(call + 2, stored->items + npos, nkw * sizeof *call);
    bound = kr_call(partial, call, 2, KR_TUPLE(m->kwnames));
    kr_free(call);
  }
  if (bound != KR_NULL) rest = kr_tuple_from_array(stored->items, npos);
  if (rest != KR_NULL) r = kr_tuple_pack(2, bound, rest);
  kr_decref(rest);
  kr_decref(bound);
  kr_decref(partial);
  return r;
}

static kr_value get_text_signature(kr_value self, void *closure) { return kr_str_from_ascii("(obj, /)", 8); }
static const kr_getset_def signature_getset[] = {
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {NULL},
};

#define REDUCE_METHODS(reduce)                                                            \
  {                                                                                       \
    {"__reduce__", reduce, 0, "($self, /)", "What pickle makes it again from."}, { NULL } \
  }
static const kr_method_def itemgetter_methods[] = REDUCE_METHODS(itemgetter_reduce);
static const kr_method_def attrgetter_methods[] = REDUCE_METHODS(attrgetter_reduce);
static const kr_method_def methodcaller_methods[] = REDUCE_METHODS(methodcaller_reduce);

static kr_type itemgetter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "operator.itemgetter",
    .doc = "itemgetter(item, /, *items)\n--\n\n"
           "itemgetter(i)(x) is x[i]; with several items it is a tuple of x[i] for each.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(getter),
    .methods = itemgetter_methods,
    .getset = signature_getset,
    .dealloc = getter_dealloc,
    .traverse = getter_traverse,
    .repr = itemgetter_repr,
    .call = itemgetter_call,
    .new_ = itemgetter_new,
};
static kr_type attrgetter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "operator.attrgetter",
    .doc = "attrgetter(attr, /, *attrs)\n--\n\n"
           "attrgetter('a.b')(x) is x.a.b; with several names it is a tuple of them.",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(getter),
    .methods = attrgetter_methods,
    .getset = signature_getset,
    .dealloc = getter_dealloc,
    .traverse = getter_traverse,
    .repr = attrgetter_repr,
    .call = attrgetter_call,
    .new_ = attrgetter_new,
};
static kr_type methodcaller_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "operator.methodcaller",
    .doc = "methodcaller(name, /, *args, **kwargs)\n--\n\n"
           "methodcaller('m', *args, **kwargs)(x) is x.m(*args, **kwargs).",
    .tf = KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(methodcaller),
    .methods = methodcaller_methods,
    .getset = signature_getset,
    .dealloc = methodcaller_dealloc,
    .traverse = methodcaller_traverse,
    .repr = methodcaller_repr,
    .call = methodcaller_call,
    .new_ = methodcaller_new,
};

/* ---- the module ---------------------------------------------------------------------------------------- */

#define ONE "($module, a, /)"
#define TWO "($module, a, b, /)"
#define BINARY(name, OP, sign) {#name, op_##name, 0, TWO, "Same as a " sign " b."},
#define UNARY(name, f, text) {#name, op_##name, 0, ONE, "Same as " text "."},
static const kr_method_def methods[] = {
    EACH_BINARY(BINARY) EACH_INPLACE(BINARY) EACH_COMPARISON(BINARY)
        EACH_UNARY(UNARY){"index", op_index, 0, ONE, "Same as a.__index__()"},
    {"not_", op_not, 0, ONE, "Same as not a."},
    {"truth", op_truth, 0, ONE, "Whether a is true."},
    {"is_", op_is, 0, TWO, "Same as a is b."},
    {"is_not", op_is_not, 0, TWO, "Same as a is not b."},
    {"is_none", op_is_none, 0, ONE, "Same as a is None."},
    {"is_not_none", op_is_not_none, 0, ONE, "Same as a is not None."},
    {"contains", op_contains, 0, TWO, "b in a: mind the order."},
    {"getitem", op_getitem, 0, TWO, "Same as a[b]."},
    {"setitem", op_setitem, 0, "($module, a, b, c, /)", "Same as a[b] = c."},
    {"delitem", op_delitem, 0, TWO, "Same as del a[b]."},
    {"concat", op_concat, 0, TWO, "a + b of two sequences."},
    {"iconcat", op_iconcat, 0, TWO, "a += b of two sequences."},
    {"countOf", op_count_of, 0, TWO, "How many items of a are b or equal to it."},
    {"indexOf", op_index_of, 0, TWO, "Where b is first in a; ValueError if it is not there."},
    {"length_hint", op_length_hint, 0, "($module, obj, default=0, /)", "About how many items obj has."},
    {"call", op_call, KR_FN_RAW, "($module, obj, /, *args, **kwargs)", "obj(*args, **kwargs)."},
    {"_compare_digest", op_compare_digest, 0, TWO, "Return 'a == b'."},
    {NULL},
};

static int exec(kr_module *m) {
  if (kr_module_add_type(m, &itemgetter_type) < 0 || kr_module_add_type(m, &attrgetter_type) < 0) {
    return -1;
  }
  return kr_module_add_type(m, &methodcaller_type);
}

const kr_module_def kr_module_def__operator = {
    .name = "_operator",
    .doc = "The operators as functions: operator.add(x, y) is x + y.",
    .methods = methods,
    .exec = exec,
};
