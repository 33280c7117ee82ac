/* Unpickler: runs a pickle. It may be anything at all: what is wrong with it is an exception. */
#include "modules/_pickle/pickle.h"

#include <math.h>

#include "objects/audit.h"
#include "objects/codecs.h"
#include "objects/container.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/set.h"
#include "vm/call.h"
#include "vm/frame.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t size; /* of the stack */
  kr_value *stack;
  uint32_t capacity;
  uint32_t fence; /* the last mark: what is below is out of reach */
  uint32_t *marks;
  uint32_t mark_count, mark_capacity;
  /* The memo is an array while its keys are dense, with KR_NULL for what is not there; other keys are in `sparse`. */
  kr_value *memo;
  uint32_t memo_size, memo_count;
  kr_dict *sparse;
  kr_value read, readline, peek; /* the file's; KR_NULL: loads(), or it has none */
  kr_value own_persistent_load, persistent_load;
  kr_value buffers; /* an iterator; or KR_NULL */
  kr_value encoding, errors;
  /* The bytes at hand. */
  kr_buffer view;    /* of what holds them, while view.obj is there */
  size_t at, peeked; /* peeked: so many of them the file still has */
  uint8_t proto;
  bool fix_imports, initialized, running;
} unpickler;
#define UNPICKLER(v) KR_AS(unpickler, v)
#define MAXSIZE INT32_MAX /* sys.maxsize */
#define FAIL(...) KR_RAISE_INT(kr_unpickling_error, __VA_ARGS__)

/* ---- input --------------------------------------------------------------------------------------------- */

static int truncated(void) { return FAIL("pickle data was truncated"); }

static void drop_input(unpickler *u) {
  if (u->view.obj != KR_NULL) kr_release_buffer(&u->view);
  u->view.len = 0;
  u->view.obj = KR_NULL;
  u->at = u->peeked = 0;
}
/* The bytes in `data` are what is at hand. */
static int use_input(unpickler *u, kr_value data) {
  drop_input(u);
  if (kr_get_buffer(data, &u->view, KR_BUF_SIMPLE) == 0) return 0;
  u->view.obj = KR_NULL;
  u->view.len = 0;
  return -1;
}
/* The file goes on behind what was used of what it let us see. */
static int skip_used(unpickler *u) {
  size_t used = u->peeked ? u->at : 0;
  drop_input(u);
  if (!used) return 0;
  return kr_drop_result(kr_call1(u->read, kr_int_from_size(used)));
}
enum { PREFETCH = 128 << 10 };
/* From the file: at least n bytes at hand, or fewer if it ends. */
static int fetch(unpickler *u, size_t n) {
  if (skip_used(u) < 0) return -1;
  kr_value data;
  if (u->peek != KR_NULL && n <= PREFETCH) {
    data = kr_call1(u->peek, kr_from_small_int(PREFETCH));
    if (data == KR_NULL) {
      if (!kr_clear_if(&kr_exc_NotImplementedError)) return -1;
      KR_CLEAR(u->peek);
    } else if (!kr_is_bytes(data)) {
      kr_raise(&kr_exc_ValueError, "peek() returned non-bytes object (%T)", data);
      kr_decref(data);
      return -1;
    } else if (KR_BYTES(data)->size >= n) {
      int r = use_input(u, data);
      u->peeked = KR_BYTES(data)->size;
      kr_decref(data);
      return r;
    } else {
      kr_decref(data);
    }
  }
  kr_value size = kr_int_from_size(n);
  data = size == KR_NULL ? KR_NULL : kr_call1(u->read, size);
  kr_decref(size);
  if (data == KR_NULL) return -1;
  int r = kr_is_bytes(data) ? use_input(u, data)
                            : KR_RAISE_INT(&kr_exc_ValueError, "read() returned non-bytes object (%T)", data);
  kr_decref(data);
  return r;
}
/* The next n bytes: good until the next read. NULL: exception. */
static const uint8_t *take(unpickler *u, size_t n) {
  if ((size_t)u->view.len - u->at < n) {
    if (u->read == KR_NULL) return truncated(), NULL;
    if (fetch(u, n) < 0) return NULL;
    if ((size_t)u->view.len < n) return truncated(), NULL;
  }
  const uint8_t *p = (const uint8_t *)u->view.buf + u->at;
  u->at += n;
  return p;
}
/* A line; *size is without its end. */
static const char *take_line(unpickler *u, size_t *size) {
  const char *p = (const char *)u->view.buf + u->at;
  size_t left = (size_t)u->view.len - u->at;
  const char *end = left ? memchr(p, '\n', left) : NULL;
  if (!end) {
    if (u->read == KR_NULL) return truncated(), NULL;
    if (skip_used(u) < 0) return NULL;
    kr_value line = kr_call0(u->readline);
    if (line == KR_NULL) return NULL;
    int r = kr_is_bytes(line)
                ? use_input(u, line)
                : KR_RAISE_INT(&kr_exc_ValueError, "readline() returned non-bytes object (%T)", line);
    kr_decref(line);
    if (r < 0) return NULL;
    p = u->view.buf;
    if (!u->view.len || p[u->view.len - 1] != '\n') return truncated(), NULL;
    end = p + u->view.len - 1;
  }
  *size = (size_t)(end - p);
  u->at += *size + 1;
  return p;
}
/* A number of so many bytes, the low ones first. 0, -1. */
static int take_number(unpickler *u, int bytes, uint64_t *out) {
  const uint8_t *p = take(u, (size_t)bytes);
  if (!p) return -1;
  *out = 0;
  for (int i = 0; i < bytes; i++) *out |= (uint64_t)p[i] << 8 * i;
  return 0;
}
/* The same for a length; `much`: what is said of one that is too large. */
static int take_size(unpickler *u, int bytes, const char *much, size_t *out) {
  uint64_t n;
  if (take_number(u, bytes, &n) < 0) return -1;
  if (n > MAXSIZE) return KR_RAISE_INT(&kr_exc_OverflowError, "%s of %zd bytes", much, (intptr_t)MAXSIZE);
  *out = (size_t)n;
  return 0;
}

/* ---- stack --------------------------------------------------------------------------------------------- */

/* There is a stack from the start of load() on. */
static int grow_stack(unpickler *u) {
  uint32_t capacity = u->capacity ? u->capacity * 2 : 32;
  kr_value *stack = kr_realloc_array(u->stack, capacity, sizeof *stack);
  if (!stack) return -1;
  u->stack = stack;
  u->capacity = capacity;
  return 0;
}
static int push_steal(unpickler *u, kr_value v) {
  if (v == KR_NULL) return -1;
  if (u->size == u->capacity && grow_stack(u) < 0) {
    kr_decref(v);
    return -1;
  }
  u->stack[u->size++] = v;
  return 0;
}
static int underflow(unpickler *u) {
  return u->mark_count ? FAIL("unexpected MARK found") : FAIL("unpickling stack underflow");
}
/* Whether n values can be reached. */
static int need(unpickler *u, uint32_t n) { return u->size - u->fence < n ? underflow(u) : 0; }
static kr_value pop(unpickler *u) { return need(u, 1) < 0 ? KR_NULL : u->stack[--u->size]; }
static void truncate(unpickler *u, uint32_t size) {
  while (u->size > size) kr_decref(u->stack[--u->size]);
}
static int put_mark(unpickler *u) {
  if (u->mark_count == u->mark_capacity) {
    uint32_t capacity = u->mark_capacity ? u->mark_capacity * 2 : 16;
    uint32_t *marks = kr_realloc_array(u->marks, capacity, sizeof *marks);
    if (!marks) return -1;
    u->marks = marks;
    u->mark_capacity = capacity;
  }
  u->marks[u->mark_count++] = u->fence = u->size;
  return 0;
}
/* Takes the last mark away: where it was. -1. */
static int64_t take_mark(unpickler *u) {
  if (!u->mark_count) return FAIL("could not find MARK");
  uint32_t at = u->marks[--u->mark_count];
  u->fence = u->mark_count ? u->marks[u->mark_count - 1] : 0;
  return at;
}
/* The values above `from` as a tuple; they leave the stack. */
static kr_value pop_tuple(unpickler *u, uint32_t from) {
  kr_value v = kr_tuple_from_array_steal(u->stack + from, u->size - from);
  u->size = from;
  return v;
}

/* ---- memo ---------------------------------------------------------------------------------------------- */

static int memo_put(unpickler *u, uint64_t index, kr_value v) {
  if (index >= u->memo_size && index < (uint64_t)u->memo_size * 2 + 1024) {
    uint32_t size = (uint32_t)index + index / 2 + 32;
    kr_value *memo = kr_realloc_array(u->memo, size, sizeof *memo);
    if (!memo) return -1;
    u->memo = memo;
    while (u->memo_size < size) memo[u->memo_size++] = KR_NULL;
  }
  if (index < u->memo_size) {
    if (u->memo[index] == KR_NULL) u->memo_count++;
    KR_REPLACE(u->memo[index], kr_ref(v));
    return 0;
  }
  if (!u->sparse && !(u->sparse = kr_dict_new())) return -1;
  kr_value key = kr_int_from_u64(index);
  uint32_t before = u->sparse->used;
  int r = key == KR_NULL ? -1 : kr_dict_set(u->sparse, key, v);
  u->memo_count += u->sparse->used - before;
  kr_decref(key);
  return r;
}
/* Borrowed; KR_NULL: not there, without an exception. */
static kr_value memo_find(unpickler *u, uint64_t index) {
  kr_value v = index < u->memo_size ? u->memo[index] : KR_NULL;
  if (v != KR_NULL || !u->sparse) return v;
  kr_value key = kr_int_from_u64(index);
  v = kr_dict_get(u->sparse, key);
  kr_decref(key);
  return v;
}
static int load_get(unpickler *u, uint64_t index) {
  kr_value v = memo_find(u, index);
  return v == KR_NULL ? FAIL("Memo value not found at index %lld", (long long)index)
                      : push_steal(u, kr_ref(v));
}
static int load_put(unpickler *u, uint64_t index) {
  return need(u, 1) < 0 ? -1 : memo_put(u, index, u->stack[u->size - 1]);
}
static int load_long_put(unpickler *u, uint64_t index) {
  return index > MAXSIZE ? KR_RAISE_INT(&kr_exc_ValueError, "negative LONG_BINPUT argument")
                         : load_put(u, index);
}
static void memo_drop(unpickler *u) {
  kr_value *memo = u->memo;
  uint32_t size = u->memo_size;
  u->memo = NULL;
  u->memo_size = u->memo_count = 0;
  while (size) kr_decref(memo[--size]);
  kr_free(memo);
  KR_CLEAR_OBJECT(u->sparse);
}

/* ---- atoms --------------------------------------------------------------------------------------------- */

/* The next line with its end, for a number: it is not empty. New. */
static kr_value number_line(unpickler *u) {
  size_t size;
  const char *p = take_line(u, &size);
  if (!p) return KR_NULL;
  return size ? kr_str_from_latin1((const uint8_t *)p, size + 1) : (truncated(), KR_NULL);
}
/* I: an int, or one of the words of protocol 1 for bools. */
static kr_value int_of_line(unpickler *u) {
  kr_value text = number_line(u), v = KR_NULL;
  if (text == KR_NULL) return KR_NULL;
  if (kr_str_equals_cstr(KR_STR(text), "00\n")) v = KR_FALSE;
  else if (kr_str_equals_cstr(KR_STR(text), "01\n")) v = KR_TRUE;
  else v = kr_int_from_str(text, 10);
  kr_decref(text);
  if (v == KR_NULL && kr_clear_if(&kr_exc_ValueError))
    kr_raise(&kr_exc_ValueError, "could not convert string to int");
  return v;
}
/* L: an int, with an L behind it or not. */
static kr_value long_of_line(unpickler *u) {
  kr_value text = number_line(u);
  if (text == KR_NULL) return KR_NULL;
  size_t n = KR_STR(text)->length;
  if (kr_str_read(KR_STR(text), n - 2) == 'L') {
    kr_value digits = kr_str_substring(text, 0, n - 2);
    kr_decref(text);
    text = digits;
  }
  kr_value v = text == KR_NULL ? KR_NULL : kr_int_from_str(text, 10);
  kr_decref(text);
  return v;
}
/* The index of GET and PUT. */
static int index_of_line(unpickler *u, bool put, uint64_t *out) {
  kr_value text = number_line(u), v = KR_NULL;
  if (text == KR_NULL) return -1;
  if (!put || need(u, 1) == 0) v = kr_int_from_str(text, 10);
  kr_decref(text);
  if (v == KR_NULL) return -1;
  int64_t i;
  bool fits = kr_int_fits_i64(v, &i) && i <= MAXSIZE;
  kr_decref(v);
  if (!fits) return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C ssize_t");
  if (i < 0 && put) return KR_RAISE_INT(&kr_exc_ValueError, "negative PUT argument");
  *out = (uint64_t)i;
  return 0;
}
static kr_value float_of_line(unpickler *u) {
  kr_value line = number_line(u), v = KR_NULL;
  if (line == KR_NULL) return KR_NULL;
  const char *p = kr_str_cstr(line), *end;
  size_t size = p ? strlen(p) - 1 : 0;
  bool sign = p && (*p == '-' || *p == '+');
  double d = p ? kr_strtod(p + sign, p + size, &end) : 0;
  if (!p) {
    if (kr_clear_if(&kr_exc_ValueError)) /* a null character, which no number has */
      kr_raise(&kr_exc_ValueError, "could not convert string to float");
  } else if (end == p + sign) {
    /* inf and nan, with a sign or not; but not what float() does beside. */
    if (strchr("iInN", p[sign])) v = kr_float_from_str(line);
    if (v == KR_NULL && (!kr_failed() || kr_clear_if(&kr_exc_ValueError)))
      kr_raise(&kr_exc_ValueError, "could not convert string to float: '%.200s'", p);
  } else if (end != p + size) {
    kr_raise(&kr_exc_ValueError, "could not convert string to float");
  } else if (isinf(d)) {
    kr_raise(&kr_exc_OverflowError, "value too large to convert to float: '%.200s'", p);
  } else {
    v = kr_from_double(*p == '-' ? -d : d);
  }
  kr_decref(line);
  return v;
}
static kr_value binfloat(unpickler *u) {
  uint64_t bits;
  if (take_number(u, 8, &bits) < 0) return KR_NULL;
  bits = __builtin_bswap64(bits);
  double d;
  memcpy(&d, &bits, sizeof d);
  return kr_from_double(d);
}
static kr_value long_of_bytes(unpickler *u, int bytes) {
  uint64_t n;
  if (take_number(u, bytes, &n) < 0) return KR_NULL;
  if (bytes == 4 && (int32_t)n < 0) return FAIL("LONG pickle has negative byte count"), KR_NULL;
  const uint8_t *p = take(u, (size_t)n);
  return p ? kr_int_from_bytes(p, (size_t)n, true, true) : KR_NULL;
}
static kr_value utf8(unpickler *u, int bytes, const char *much) {
  size_t n;
  const uint8_t *p = take_size(u, bytes, much, &n) < 0 ? NULL : take(u, n);
  return p ? kr_decode_utf8(p, n, "surrogatepass") : KR_NULL;
}
static kr_value bytes(unpickler *u, int bytes, const char *much) {
  size_t n;
  const uint8_t *p = take_size(u, bytes, much, &n) < 0 ? NULL : take(u, n);
  return p ? kr_bytes_from(p, n) : KR_NULL;
}
static kr_value bytearray(unpickler *u) {
  size_t n;
  const uint8_t *p = take_size(u, 8, "BYTEARRAY8 exceeds system's maximum size", &n) < 0 ? NULL : take(u, n);
  return p ? kr_bytearray_from(p, n) : KR_NULL;
}
static kr_value raw_unicode(unpickler *u) {
  size_t size;
  const char *p = take_line(u, &size);
  return p ? kr_decode_raw_unicode_escape((const uint8_t *)p, size, NULL, NULL) : KR_NULL;
}

/* A str of Python 2, as load() was told to read these. */
static kr_value old_string(unpickler *u, const uint8_t *p, size_t n) {
  const char *encoding = kr_str_cstr(u->encoding), *errors = encoding ? kr_str_cstr(u->errors) : NULL;
  if (!errors) return KR_NULL;
  return strcmp(encoding, "bytes") ? kr_decode(p, n, encoding, errors) : kr_bytes_from(p, n);
}
static kr_value binstring(unpickler *u, int bytes) {
  uint64_t n;
  if (take_number(u, bytes, &n) < 0) return KR_NULL;
  if (bytes == 4 && (int32_t)n < 0) return FAIL("BINSTRING pickle has negative byte count"), KR_NULL;
  const uint8_t *p = take(u, (size_t)n);
  return p ? old_string(u, p, (size_t)n) : KR_NULL;
}
static kr_value quoted_string(unpickler *u) {
  size_t size;
  const char *p = take_line(u, &size);
  if (!p) return KR_NULL;
  if (size < 2 || p[0] != p[size - 1] || (p[0] != '"' && p[0] != '\'')) {
    FAIL("the STRING opcode argument must be quoted");
    return KR_NULL;
  }
  const uint8_t *bad;
  int bad_code;
  kr_value raw = kr_decode_escape((const uint8_t *)p + 1, size - 2, NULL, &bad, &bad_code);
  kr_value v = raw == KR_NULL ? KR_NULL : old_string(u, KR_BYTES(raw)->data, KR_BYTES(raw)->size);
  kr_decref(raw);
  return v;
}

/* ---- classes and calls --------------------------------------------------------------------------------- */

static kr_value find_class(unpickler *u, kr_value module_name, kr_value name) {
  if (KR_AUDIT("pickle.find_class", module_name, name) < 0) return KR_NULL;
  kr_incref(module_name);
  kr_incref(name);
  kr_value v = KR_NULL, module = KR_NULL;
  if (u->proto >= 3 || !u->fix_imports || kr_pickle_rename(&module_name, &name, true) == 0)
    module = kr_pickle_module(module_name);
  if (module != KR_NULL) {
    if (u->proto < 4 || !kr_is_str(name) || !kr_str_contains_char(KR_STR(name), '.')) {
      v = kr_getattr(module, name);
    } else {
      v = kr_pickle_path(module, name);
      if (v == KR_NULL && kr_failed_with(&kr_exc_AttributeError)) {
        kr_value context = kr_fetch_exception();
        kr_raise(&kr_exc_AttributeError, "Can't resolve path %R on module %R", name, module);
        kr_exception_chain_current_steal(context);
      }
    }
  }
  kr_decref(module);
  kr_decref(module_name);
  kr_decref(name);
  return v;
}
/* Through the method, which a subclass may have. */
static kr_value class_named(unpickler *u, kr_value module, kr_value name) {
  if (u->head.type == &kr_unpickler_type) return find_class(u, module, name);
  kr_value args[] = {module, name};
  return kr_call_method(kr_from_object(u), KR_ID(find_class), args, 2);
}
/* The class of GLOBAL and INST: two lines. */
static kr_value class_of_lines(unpickler *u, bool ascii) {
  kr_value names[2] = {KR_NULL, KR_NULL}, v = KR_NULL;
  int i;
  for (i = 0; i < 2; i++) {
    size_t size;
    const char *p = take_line(u, &size);
    if (p && !size) truncated();
    if (!p || !size) break;
    names[i] = ascii ? kr_decode((const uint8_t *)p, size, "ascii", "strict") : kr_str_from_utf8(p, size);
    if (names[i] == KR_NULL) break;
  }
  if (i == 2) v = class_named(u, names[0], names[1]);
  kr_decref(names[0]);
  kr_decref(names[1]);
  return v;
}
static kr_value stack_global(unpickler *u) {
  kr_value name = pop(u), module = name == KR_NULL ? KR_NULL : pop(u), v = KR_NULL;
  if (module != KR_NULL) {
    if (kr_is_exact_str(name) && kr_is_exact_str(module)) v = class_named(u, module, name);
    else FAIL("STACK_GLOBAL requires str");
  }
  kr_decref(name);
  kr_decref(module);
  return v;
}
/* What copyreg.add_extension() gave this code to. */
static kr_value extension(unpickler *u, int bytes) {
  uint64_t raw;
  if (take_number(u, bytes, &raw) < 0) return KR_NULL;
  int64_t n = bytes == 4 ? (int32_t)raw : (int64_t)raw;
  if (n <= 0) return FAIL("EXT specifies code <= 0"), KR_NULL;
  kr_value code = kr_from_small_int(n), v = KR_NULL;
  kr_value cache = kr_import_attr("copyreg", "_extension_cache");
  kr_value names = cache == KR_NULL ? KR_NULL : kr_import_attr("copyreg", "_inverted_registry");
  if (names != KR_NULL && kr_is_dict(cache) && kr_is_dict(names)) {
    v = kr_dict_get_new(KR_DICT(cache), code);
    kr_value pair = v == KR_NULL && !kr_failed() ? kr_dict_get_new(KR_DICT(names), code) : KR_NULL;
    if (pair != KR_NULL) {
      if (kr_is_tuple(pair) && KR_TUPLE(pair)->size == 2 && kr_is_str(KR_TUPLE(pair)->items[0]) &&
          kr_is_str(KR_TUPLE(pair)->items[1])) {
        v = class_named(u, KR_TUPLE(pair)->items[0], KR_TUPLE(pair)->items[1]);
        if (v != KR_NULL && kr_dict_set(KR_DICT(cache), code, v) < 0) KR_CLEAR(v);
      } else {
        kr_raise(&kr_exc_ValueError, "_inverted_registry[%lld] isn't a 2-tuple of strings", (long long)n);
      }
      kr_decref(pair);
    } else if (v == KR_NULL && !kr_failed()) {
      kr_raise(&kr_exc_ValueError, "unregistered extension code %lld", (long long)n);
    }
  }
  kr_decref(cache);
  kr_decref(names);
  return v;
}

/* INST and OBJ. */
static kr_value instantiate(kr_value cls, kr_value args_stolen) {
  kr_value v = KR_NULL;
  int plain = args_stolen != KR_NULL && !KR_TUPLE(args_stolen)->size && kr_is_type(cls);
  if (plain) {
    int has = kr_hasattr(cls, KR_ID(__getinitargs__));
    plain = has < 0 ? -1 : !has;
  }
  if (plain > 0) v = kr_call_method1(cls, KR_ID(__new__), cls);
  else if (plain == 0 && args_stolen != KR_NULL) v = kr_call_tuple(cls, args_stolen, KR_NULL);
  kr_decref(args_stolen);
  return v;
}
static int load_inst(unpickler *u, bool named) {
  int64_t mark = take_mark(u);
  if (mark < 0) return -1;
  kr_value args, cls;
  if (named) {
    args = pop_tuple(u, (uint32_t)mark);
    cls = args == KR_NULL ? KR_NULL : class_of_lines(u, true);
  } else {
    if (u->size - (uint32_t)mark < 1) return underflow(u);
    args = pop_tuple(u, (uint32_t)mark + 1);
    cls = u->stack[--u->size];
  }
  if (cls == KR_NULL) {
    kr_decref(args);
    return -1;
  }
  kr_value v = instantiate(cls, args);
  kr_decref(cls);
  return push_steal(u, v);
}
/* cls.__new__(cls, *args, **kw), without looking for another function than the class has. */
static int load_newobj(unpickler *u, bool with_keywords) {
  const char *op = with_keywords ? "NEWOBJ_EX" : "NEWOBJ";
  uint32_t n = with_keywords ? 3 : 2;
  if (need(u, n) < 0) return -1;
  kr_value cls = u->stack[u->size - n], args = u->stack[u->size - n + 1],
           kw = with_keywords ? u->stack[u->size - 1] : KR_NULL;
  if (!kr_is_type(cls)) return FAIL("%s class argument must be a type, not %T", op, cls);
  if (!KR_AS_TYPE(cls)->new_) return FAIL("%s class argument '%N' doesn't have __new__", op, KR_AS_TYPE(cls));
  if (!kr_is_tuple(args)) return FAIL("%s args argument must be a tuple, not %T", op, args);
  if (kw != KR_NULL && !kr_is_dict(kw)) return FAIL("%s kwargs argument must be a dict, not %T", op, kw);
  uint32_t count = KR_TUPLE(args)->size, keywords = kw == KR_NULL ? 0 : KR_DICT(kw)->used, at = 0;
  kr_value v = KR_NULL, key, value, *all = kr_alloc_array(count + keywords + 1, sizeof *all);
  kr_tuple *names = keywords ? kr_tuple_new(keywords) : NULL;
  if (all && (names || !keywords)) {
    memcpy(all, KR_TUPLE(args)->items, count * sizeof *all);
    for (uint32_t pos = 0; keywords && at < keywords && kr_dict_next(KR_DICT(kw), &pos, &key, &value); at++) {
      if (!kr_is_str(key)) {
        kr_raise(&kr_exc_TypeError, "keywords must be strings");
        break;
      }
      names->items[at] = kr_ref(key);
      all[count + at] = value;
    }
    if (at == keywords) v = kr_settle(KR_AS_TYPE(cls)->new_(KR_AS_TYPE(cls), all, count, names));
  }
  kr_free(all);
  kr_xdecref_object(names);
  if (v == KR_NULL) return -1;
  truncate(u, u->size - n);
  return push_steal(u, v);
}
static int load_reduce(unpickler *u) {
  if (need(u, 2) < 0) return -1;
  kr_value args = u->stack[u->size - 1], f = u->stack[u->size - 2];
  if (!kr_is_tuple(args)) return KR_RAISE_INT(&kr_exc_TypeError, "argument list must be a tuple");
  u->size -= 2;
  kr_value v = kr_call_tuple(f, args, KR_NULL);
  kr_decref(args);
  kr_decref(f);
  return push_steal(u, v);
}

/* ---- containers ---------------------------------------------------------------------------------------- */

/* The last n values, or those above the mark, as a tuple. */
static int load_tuple(unpickler *u, uint32_t n) {
  return need(u, n) < 0 ? -1 : push_steal(u, pop_tuple(u, u->size - n));
}
static int load_marked(unpickler *u, uint8_t op) {
  int64_t mark = take_mark(u);
  if (mark < 0) return -1;
  uint32_t at = (uint32_t)mark, n = u->size - at;
  kr_value v;
  switch (op) {
    case OP_TUPLE: return push_steal(u, pop_tuple(u, at));
    case OP_LIST:
      v = kr_list_from_array_steal(u->stack + at, n);
      u->size = at;
      return push_steal(u, v);
    case OP_FROZENSET: {
      kr_value items = pop_tuple(u, at);
      v = items == KR_NULL ? KR_NULL : kr_set_from_iterable(&kr_frozenset_type, items);
      kr_decref(items);
      return push_steal(u, v);
    }
    default: break;
  }
  if (n & 1) return FAIL("odd number of items for DICT");
  kr_dict *d = kr_dict_new_sized(n / 2);
  for (uint32_t i = at; d && i < u->size; i += 2)
    if (kr_dict_set(d, u->stack[i], u->stack[i + 1]) < 0) {
      kr_decref_object(d);
      d = NULL;
    }
  if (d) truncate(u, at);
  return push_steal(u, kr_from_object_or_null(d));
}

/* stack[from:] goes into the object below by `add`, and leaves the stack. */
static int load_into(unpickler *u, uint32_t from, int (*add)(unpickler *, kr_value into, uint32_t from)) {
  if (from <= u->fence) return underflow(u);
  if (u->size == from) return 0;
  kr_value into = kr_ref(u->stack[from - 1]);
  int r = add(u, into, from);
  kr_decref(into);
  if (r == 0) truncate(u, from);
  return r;
}
/* The same for an opcode that ends at the last mark. */
static int load_marked_into(unpickler *u, int (*add)(unpickler *, kr_value into, uint32_t from)) {
  int64_t mark = take_mark(u);
  return mark < 0 ? -1 : load_into(u, (uint32_t)mark, add);
}
static int call_with_each(unpickler *u, kr_value f, uint32_t from) {
  int r = 0;
  for (uint32_t i = from; r == 0 && i < u->size; i++) r = kr_drop_result(kr_call1(f, u->stack[i]));
  return r;
}
/* A list's own way, extend() or append(). */
static int append_items(unpickler *u, kr_value list, uint32_t from) {
  if (kr_is_exact_list(list)) {
    kr_list *l = KR_LIST(list);
    return kr_list_assign_slice(l, l->size, l->size, u->stack + from, u->size - from);
  }
  kr_value f = KR_NULL;
  int r = u->size - from == 1 ? 0 : kr_getattr_optional(list, KR_ID(extend), &f);
  if (r > 0) {
    kr_value items = kr_list_from_array(u->stack + from, u->size - from);
    r = items == KR_NULL ? -1 : kr_drop_result(kr_call1(f, items));
    kr_decref(items);
  } else if (r == 0) {
    f = kr_getattr(list, KR_ID(append));
    r = f == KR_NULL ? -1 : call_with_each(u, f, from);
  }
  kr_decref(f);
  return r;
}
static int set_items(unpickler *u, kr_value d, uint32_t from) {
  if ((u->size - from) & 1) return FAIL("odd number of items for SETITEMS");
  int r = 0;
  for (uint32_t i = from; r == 0 && i < u->size; i += 2)
    r = kr_is_exact_dict(d) ? kr_dict_set(KR_DICT(d), u->stack[i], u->stack[i + 1])
                            : kr_setitem(d, u->stack[i], u->stack[i + 1]);
  return r;
}
static int add_items(unpickler *u, kr_value set, uint32_t from) {
  int r = 0;
  if (kr_isinstance_exact_or_sub(set, &kr_set_type)) {
    for (uint32_t i = from; r == 0 && i < u->size; i++) r = kr_set_add(KR_AS(kr_set, set), u->stack[i]);
    return r;
  }
  kr_value add = kr_getattr(set, KR_ID(add));
  r = add == KR_NULL ? -1 : call_with_each(u, add, from);
  kr_decref(add);
  return r;
}

/* ---- BUILD --------------------------------------------------------------------------------------------- */

static int update_dict(kr_value inst, kr_value state) {
  if (!kr_is_dict(state)) return FAIL("state is not a dictionary");
  kr_value dict = kr_getattr(inst, KR_ID(__dict__)), key, v;
  int r = dict == KR_NULL ? -1 : 0;
  for (uint32_t pos = 0; r == 0 && kr_dict_next(KR_DICT(state), &pos, &key, &v);) {
    kr_incref(key);
    kr_incref(v);
    if (kr_is_exact_str(key)) kr_str_intern(&key);
    r = kr_setitem(dict, key, v);
    kr_decref(key);
    kr_decref(v);
  }
  kr_decref(dict);
  return r;
}
static int set_slots(kr_value inst, kr_value state) {
  if (!kr_is_dict(state)) return FAIL("slot state is not a dictionary");
  kr_value key, v;
  int r = 0;
  for (uint32_t pos = 0; r == 0 && kr_dict_next(KR_DICT(state), &pos, &key, &v);) {
    kr_incref(key);
    kr_incref(v);
    if (kr_is_str(key)) r = kr_setattr(inst, key, v);
    else r = KR_RAISE_INT(&kr_exc_TypeError, "attribute name must be string, not '%T'", key);
    kr_decref(key);
    kr_decref(v);
  }
  return r;
}
static int load_build(unpickler *u) {
  if (need(u, 2) < 0) return -1;
  kr_value state = u->stack[--u->size], inst = kr_ref(u->stack[u->size - 1]), set;
  int r = kr_getattr_optional(inst, KR_ID(__setstate__), &set);
  if (r > 0) {
    r = kr_drop_result(kr_call1(set, state));
    kr_decref(set);
  } else if (r == 0) {
    kr_value of_dict = state, of_slots = KR_NONE;
    if (kr_is_tuple(state) && KR_TUPLE(state)->size == 2) {
      of_dict = KR_TUPLE(state)->items[0];
      of_slots = KR_TUPLE(state)->items[1];
    }
    if (of_dict != KR_NONE) r = update_dict(inst, of_dict);
    if (r == 0 && of_slots != KR_NONE) r = set_slots(inst, of_slots);
  }
  kr_decref(state);
  kr_decref(inst);
  return r;
}

/* ---- the rest ------------------------------------------------------------------------------------------ */

static int load_persistent(unpickler *u, kr_value id_stolen) {
  if (id_stolen == KR_NULL) return -1;
  kr_value v = KR_NULL;
  if (u->persistent_load != KR_NULL) v = kr_call1(u->persistent_load, id_stolen);
  else
    FAIL("A load persistent id instruction was encountered, but no persistent_load function was specified.");
  kr_decref(id_stolen);
  return push_steal(u, v);
}
static kr_value persistent_line(unpickler *u) {
  size_t size;
  const char *p = take_line(u, &size);
  if (!p) return KR_NULL;
  kr_value id = kr_decode((const uint8_t *)p, size, "ascii", "strict");
  if (id == KR_NULL && kr_clear_if(&kr_exc_UnicodeDecodeError))
    FAIL("persistent IDs in protocol 0 must be ASCII strings");
  return id;
}
static int next_buffer(unpickler *u) {
  if (u->buffers == KR_NULL)
    return FAIL("pickle stream refers to out-of-band data but no *buffers* argument was given");
  kr_value v = kr_next(u->buffers);
  if (v == KR_NULL && !kr_failed()) return FAIL("not enough out-of-band buffers");
  return push_steal(u, v);
}
static int readonly_buffer(unpickler *u) {
  if (need(u, 1) < 0) return -1;
  kr_value view = kr_memoryview_from_object(u->stack[u->size - 1]);
  kr_value readonly = view == KR_NULL ? KR_NULL : kr_getattr(view, KR_ID(readonly));
  if (readonly == KR_FALSE) {
    kr_value v = kr_call_method0(view, KR_ID(toreadonly));
    if (v != KR_NULL) KR_REPLACE(u->stack[u->size - 1], v);
    else readonly = KR_NULL;
  }
  kr_decref(view);
  return readonly == KR_NULL ? -1 : 0;
}
/* The bytes of the frame are fetched together; then they are read as any. */
static int load_frame(unpickler *u) {
  size_t size;
  if (take_size(u, 8, "FRAME length exceeds system's maximum", &size) < 0 || !take(u, size)) return -1;
  u->at -= size;
  return 0;
}
static int load_pop(unpickler *u) {
  /* A mark may be what is on top. */
  if (u->mark_count && u->marks[u->mark_count - 1] == u->size) return take_mark(u) < 0 ? -1 : 0;
  if (u->size <= u->fence) return underflow(u);
  kr_decref(u->stack[--u->size]);
  return 0;
}
static int load_proto(unpickler *u) {
  uint64_t n;
  if (take_number(u, 1, &n) < 0) return -1;
  if (n > KR_PICKLE_HIGHEST)
    return KR_RAISE_INT(&kr_exc_ValueError, "unsupported pickle protocol: %d", (int)n);
  u->proto = (uint8_t)n;
  return 0;
}
static int indexed(unpickler *u, int bytes, int (*load)(unpickler *, uint64_t)) {
  uint64_t index;
  return take_number(u, bytes, &index) < 0 ? -1 : load(u, index);
}
static kr_value small_int(unpickler *u, int bytes) {
  uint64_t n;
  if (take_number(u, bytes, &n) < 0) return KR_NULL;
  return kr_from_small_int(bytes == 4 ? (int32_t)n : (int64_t)n);
}

/* One opcode; 0, -1. */
static int step(unpickler *u, uint8_t op) {
  uint64_t index;
  int64_t mark;
  switch (op) {
    case OP_NONE: return push_steal(u, KR_NONE);
    case OP_NEWTRUE: return push_steal(u, KR_TRUE);
    case OP_NEWFALSE: return push_steal(u, KR_FALSE);
    case OP_BININT: return push_steal(u, small_int(u, 4));
    case OP_BININT1: return push_steal(u, small_int(u, 1));
    case OP_BININT2: return push_steal(u, small_int(u, 2));
    case OP_INT: return push_steal(u, int_of_line(u));
    case OP_LONG: return push_steal(u, long_of_line(u));
    case OP_LONG1: return push_steal(u, long_of_bytes(u, 1));
    case OP_LONG4: return push_steal(u, long_of_bytes(u, 4));
    case OP_FLOAT: return push_steal(u, float_of_line(u));
    case OP_BINFLOAT: return push_steal(u, binfloat(u));
    case OP_SHORT_BINBYTES: return push_steal(u, bytes(u, 1, "BINBYTES exceeds system's maximum size"));
    case OP_BINBYTES: return push_steal(u, bytes(u, 4, "BINBYTES exceeds system's maximum size"));
    case OP_BINBYTES8: return push_steal(u, bytes(u, 8, "BINBYTES exceeds system's maximum size"));
    case OP_BYTEARRAY8: return push_steal(u, bytearray(u));
    case OP_NEXT_BUFFER: return next_buffer(u);
    case OP_READONLY_BUFFER: return readonly_buffer(u);
    case OP_STRING: return push_steal(u, quoted_string(u));
    case OP_BINSTRING: return push_steal(u, binstring(u, 4));
    case OP_SHORT_BINSTRING: return push_steal(u, binstring(u, 1));
    case OP_UNICODE: return push_steal(u, raw_unicode(u));
    case OP_SHORT_BINUNICODE: return push_steal(u, utf8(u, 1, "BINUNICODE exceeds system's maximum size"));
    case OP_BINUNICODE: return push_steal(u, utf8(u, 4, "BINUNICODE exceeds system's maximum size"));
    case OP_BINUNICODE8: return push_steal(u, utf8(u, 8, "BINUNICODE exceeds system's maximum size"));
    case OP_EMPTY_TUPLE: return push_steal(u, kr_from_object(&kr_empty_tuple));
    case OP_TUPLE1: return load_tuple(u, 1);
    case OP_TUPLE2: return load_tuple(u, 2);
    case OP_TUPLE3: return load_tuple(u, 3);
    case OP_EMPTY_LIST: return push_steal(u, kr_from_object_or_null(kr_list_new(0)));
    case OP_EMPTY_DICT: return push_steal(u, kr_from_object_or_null(kr_dict_new()));
    case OP_EMPTY_SET: return push_steal(u, kr_from_object_or_null(kr_set_new(&kr_set_type)));
    case OP_TUPLE:
    case OP_LIST:
    case OP_DICT:
    case OP_FROZENSET: return load_marked(u, op);
    case OP_OBJ: return load_inst(u, false);
    case OP_INST: return load_inst(u, true);
    case OP_NEWOBJ: return load_newobj(u, false);
    case OP_NEWOBJ_EX: return load_newobj(u, true);
    case OP_GLOBAL: return push_steal(u, class_of_lines(u, false));
    case OP_STACK_GLOBAL: return push_steal(u, stack_global(u));
    case OP_EXT1: return push_steal(u, extension(u, 1));
    case OP_EXT2: return push_steal(u, extension(u, 2));
    case OP_EXT4: return push_steal(u, extension(u, 4));
    case OP_APPEND: return need(u, 2) < 0 ? -1 : load_into(u, u->size - 1, append_items);
    case OP_APPENDS: return load_marked_into(u, append_items);
    case OP_SETITEM: return need(u, 3) < 0 ? -1 : load_into(u, u->size - 2, set_items);
    case OP_SETITEMS: return load_marked_into(u, set_items);
    case OP_ADDITEMS: return load_marked_into(u, add_items);
    case OP_BUILD: return load_build(u);
    case OP_REDUCE: return load_reduce(u);
    case OP_MARK: return put_mark(u);
    case OP_POP: return load_pop(u);
    case OP_POP_MARK:
      if ((mark = take_mark(u)) < 0) return -1;
      truncate(u, (uint32_t)mark);
      return 0;
    case OP_DUP: return need(u, 1) < 0 ? -1 : push_steal(u, kr_ref(u->stack[u->size - 1]));
    case OP_GET: return index_of_line(u, false, &index) < 0 ? -1 : load_get(u, index);
    case OP_PUT: return index_of_line(u, true, &index) < 0 ? -1 : load_put(u, index);
    case OP_BINGET: return indexed(u, 1, load_get);
    case OP_LONG_BINGET: return indexed(u, 4, load_get);
    case OP_BINPUT: return indexed(u, 1, load_put);
    case OP_LONG_BINPUT: return indexed(u, 4, load_long_put);
    case OP_MEMOIZE: return load_put(u, u->memo_count);
    case OP_PERSID: return load_persistent(u, persistent_line(u));
    case OP_BINPERSID: return load_persistent(u, pop(u));
    case OP_PROTO: return load_proto(u);
    case OP_FRAME: return load_frame(u);
    default:
      if (op >= 32 && op < 127 && op != '\'' && op != '\\') return FAIL("invalid load key, '%c'.", op);
      return FAIL("invalid load key, '\\x%02x'.", op);
  }
}

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(base_persistent_load) {
  FAIL("A load persistent id instruction was encountered, but no persistent_load function was specified.");
  return KR_NULL;
}

/* Runs to STOP: the object. New. */
static kr_value run(unpickler *u) {
  for (;;) {
    const uint8_t *p = take(u, 1);
    if (!p) {
      if (kr_clear_if(kr_unpickling_error)) kr_raise(&kr_exc_EOFError, "Ran out of input");
      return KR_NULL;
    }
    if (*p == OP_STOP) return pop(u);
    if (step(u, *p) < 0) return KR_NULL;
  }
}
/* Whether it is free: the objects on its stack belong to the load() that runs, whatever that calls. CPython 3.14 goes
 * on in a stack that the inner call emptied. */
static bool check_free(const unpickler *u) {
  if (u->running) kr_raise(&kr_exc_RuntimeError, "Unpickler object is already used");
  return !u->running;
}
static kr_value load(unpickler *u) {
  kr_value hook = KR_NULL;
  if (!check_free(u) || (!u->stack && grow_stack(u) < 0)) return KR_NULL;
  if (kr_pickle_hook(kr_from_object(u), KR_ID(persistent_load), u->own_persistent_load, base_persistent_load,
                     &hook) < 0)
    return KR_NULL;
  u->persistent_load = hook;
  u->proto = 0;
  truncate(u, 0);
  u->mark_count = u->fence = 0;
  u->running = true;
  kr_value v = run(u);
  u->persistent_load = KR_NULL;
  kr_decref(hook);
  truncate(u, 0);
  /* After an error the file stays where it is. */
  if (v == KR_NULL) drop_input(u);
  else if (u->read != KR_NULL && skip_used(u) < 0) KR_CLEAR(v);
  u->running = false;
  return v;
}
FN(unpickler_load) {
  if (!UNPICKLER(self)->initialized) {
    FAIL("Unpickler.__init__() was not called by %T.__init__()", self);
    return KR_NULL;
  }
  return load(UNPICKLER(self));
}
FN(unpickler_find_class) { return find_class(UNPICKLER(self), args[0], args[1]); }
static size_t unpickler_size(kr_value self) {
  const unpickler *u = UNPICKLER(self);
  return u->head.type->basic_size + (u->capacity + u->memo_size) * sizeof(kr_value) +
         u->mark_capacity * sizeof(uint32_t);
}
FN(unpickler_sizeof) { return kr_int_from_size(unpickler_size(self)); }

/* ---- the object ---------------------------------------------------------------------------------------- */

/* a: fix_imports, encoding, errors, buffers. */
static int set_up(unpickler *u, const kr_value *a) {
  int fix = a[0] == KR_NULL ? 1 : kr_truth(a[0]);
  if (fix < 0) return -1;
  for (int i = 1; i < 3; i++)
    if (a[i] != KR_NULL && !kr_is_str(a[i]))
      return KR_RAISE_INT(&kr_exc_TypeError, "%s() argument '%s' must be str, not %T", "Unpickler",
                          i == 1 ? "encoding" : "errors", a[i]);
  kr_value buffers = KR_NULL;
  if (a[3] != KR_NULL && a[3] != KR_NONE && (buffers = kr_iter(a[3])) == KR_NULL) return -1;
  KR_REPLACE(u->buffers, buffers);
  KR_REPLACE(u->encoding, a[1] == KR_NULL ? kr_str_intern_cstr("ASCII") : kr_ref(a[1]));
  KR_REPLACE(u->errors, a[2] == KR_NULL ? kr_str_intern_cstr("strict") : kr_ref(a[2]));
  u->fix_imports = fix;
  u->initialized = u->encoding != KR_NULL && u->errors != KR_NULL;
  return u->initialized ? 0 : -1;
}
static int set_file(unpickler *u, kr_value file) {
  kr_value peek, readline, read;
  if (kr_getattr_optional(file, KR_ID(peek), &peek) < 0) return -1;
  KR_REPLACE(u->peek, peek);
  if (kr_getattr_optional(file, KR_ID(read), &read) < 0) return -1;
  KR_REPLACE(u->read, read);
  if (kr_getattr_optional(file, KR_ID(readline), &readline) < 0) return -1;
  KR_REPLACE(u->readline, readline);
  if (read == KR_NULL || readline == KR_NULL)
    return KR_RAISE_INT(&kr_exc_TypeError, "file must have 'read' and 'readline' attributes");
  return 0;
}
static kr_value unpickler_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  unpickler *u = UNPICKLER(v);
  u->read = u->readline = u->peek = u->own_persistent_load = u->persistent_load = KR_NULL;
  u->buffers = u->encoding = u->errors = u->view.obj = KR_NULL;
  return v;
}
static int unpickler_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[5];
  if (kr_args_bind(&spec, "Unpickler",
                   "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", args, nargs,
                   kwnames, a) < 0)
    return -1;
  unpickler *u = UNPICKLER(self);
  if (!check_free(u)) return -1;
  u->initialized = false;
  drop_input(u);
  memo_drop(u);
  return set_file(u, a[0]) < 0 ? -1 : set_up(u, a + 1);
}
static int unpickler_clear(kr_object *o) {
  unpickler *u = (unpickler *)o;
  truncate(u, 0);
  memo_drop(u);
  KR_CLEAR(u->read);
  KR_CLEAR(u->readline);
  KR_CLEAR(u->peek);
  KR_CLEAR(u->own_persistent_load);
  KR_CLEAR(u->buffers);
  KR_CLEAR(u->encoding);
  KR_CLEAR(u->errors);
  drop_input(u);
  u->initialized = false;
  return 0;
}
static int unpickler_traverse(kr_object *o, kr_visit visit, void *arg) {
  unpickler *u = (unpickler *)o;
  for (uint32_t i = 0; i < u->size; i++) KR_VISIT(u->stack[i]);
  for (uint32_t i = 0; i < u->memo_size; i++) KR_VISIT(u->memo[i]);
  KR_VISIT_OBJECT(u->sparse);
  KR_VISIT(u->read);
  KR_VISIT(u->readline);
  KR_VISIT(u->peek);
  KR_VISIT(u->own_persistent_load);
  KR_VISIT(u->buffers);
  KR_VISIT(u->view.obj);
  return 0;
}
static void unpickler_dealloc(kr_object *o) {
  unpickler_clear(o);
  kr_free(((unpickler *)o)->stack);
  kr_free(((unpickler *)o)->marks);
  kr_object_free(o);
}

static kr_value unpickler_getattro(kr_value self, kr_value name) {
  return kr_pickle_getattr(self, name, KR_ID(persistent_load), UNPICKLER(self)->own_persistent_load);
}
static int unpickler_setattro(kr_value self, kr_value name, kr_value v) {
  return kr_pickle_setattr(self, name, v, KR_ID(persistent_load), &UNPICKLER(self)->own_persistent_load);
}

static void memo_clear(kr_value self) { memo_drop(UNPICKLER(self)); }
/* index -> object. New. */
static kr_dict *memo_copy(kr_value self) {
  const unpickler *u = UNPICKLER(self);
  kr_dict *d = u->sparse ? kr_dict_copy(u->sparse) : kr_dict_new();
  for (uint32_t i = 0; d && i < u->memo_size; i++)
    if (u->memo[i] != KR_NULL && kr_dict_set(d, kr_from_small_int(i), u->memo[i]) < 0) { KR_CLEAR_OBJECT(d); }
  return d;
}
static const kr_memo_operations memo_operations = {memo_clear, memo_copy};
static kr_value memo_get(kr_value self, void *closure) {
  return kr_memo_proxy_new(&kr_unpickler_memo_type, &memo_operations, self);
}
static int memo_set(kr_value self, kr_value v, void *closure) {
  kr_dict *d = kr_memo_dict(v, &kr_unpickler_memo_type, "an UnpicklerMemoProxy");
  if (!d) return -1;
  kr_value key, item;
  int r = 0;
  for (int pass = 0; pass < 2 && r == 0; pass++) {
    for (uint32_t pos = 0; r == 0 && kr_dict_next(d, &pos, &key, &item);) {
      int64_t i;
      if (!kr_is_int(key)) r = KR_RAISE_INT(&kr_exc_TypeError, "memo key must be integers");
      else if (!kr_int_fits_i64(key, &i) || i < 0)
        r = KR_RAISE_INT(&kr_exc_ValueError, "memo key must be positive integers.");
      else if (pass) r = memo_put(UNPICKLER(self), (uint64_t)i, item);
    }
    if (!pass && r == 0) memo_drop(UNPICKLER(self));
  }
  kr_decref_object(d);
  return r;
}

static const kr_method_def unpickler_methods[] = {
    {"load", unpickler_load, 0, "($self, /)", "The object that the file's next pickle makes."},
    {"find_class", unpickler_find_class, 0, "($self, module_name, global_name, /)",
     "The object of this name in this module, which is imported. Also functions are found so."},
    {"persistent_load", base_persistent_load, 0, "($self, pid, /)", NULL},
    {"__sizeof__", unpickler_sizeof, 0, "($self, /)", "Size in memory, in bytes."},
    {0},
};
static const kr_getset_def unpickler_getset[] = {{"memo", memo_get, memo_set, NULL, NULL}, {0}};
kr_type kr_unpickler_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_pickle.Unpickler",
    .doc = "Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict',\n          "
           "buffers=())\n--\n\n"
           "Reads pickles from a file: any object whose read() and readline() give bytes.",
    .tf = KR_TF_BASETYPE | KR_TF_GC,
    .basic_size = sizeof(unpickler),
    .methods = unpickler_methods,
    .getset = unpickler_getset,
    .dealloc = unpickler_dealloc,
    .traverse = unpickler_traverse,
    .clear = unpickler_clear,
    .size_of = unpickler_size,
    .getattro = unpickler_getattro,
    .setattro = unpickler_setattro,
    .init = unpickler_init,
    .new_ = unpickler_new,
};

/* ---- load() and loads() -------------------------------------------------------------------------------- */

/* Which: a file, or data. */
static kr_value load_once(kr_value source, const kr_value *options, bool file) {
  kr_value self = unpickler_new(&kr_unpickler_type, NULL, 0, NULL), v = KR_NULL;
  if (self == KR_NULL) return KR_NULL;
  unpickler *u = UNPICKLER(self);
  if ((file ? set_file(u, source) : use_input(u, source)) == 0 && set_up(u, options) == 0) v = load(u);
  kr_decref(self);
  return v;
}
kr_value kr_pickle_load(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return load_once(args[0], args + 1, true);
}
kr_value kr_pickle_loads(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return load_once(args[0], args + 1, false);
}
