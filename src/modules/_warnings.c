/* _warnings: issuing warnings, for warnings.py and for C code (kr_warn, objects/errors.h).
 *
 * Once the module `warnings` has been imported, its filters, defaultaction, onceregistry and
 * _showwarnmsg are what counts; until then those kept here do. */
#include <stdarg.h>
#include <stdio.h>

#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/str_methods.h"
#include "vm/frame.h"

static struct {
  kr_value filters;        /* a list, or what a program put there */
  kr_value once_registry;  /* dict */
  kr_value default_action; /* str */
  kr_value context_var;    /* ContextVar _warnings_context; KR_NULL until the module is imported */
  int64_t filters_version; /* registries filled under another version are void */
  uint32_t lock_depth;
  bool ready;
} state;

static kr_value new_filter(const char *action, kr_type *category, const char *module) {
  kr_value a = kr_str_intern_cstr(action);
  kr_value m = module ? kr_str_intern_cstr(module) : KR_NONE;
  kr_value f = KR_NULL;
  if (a != KR_NULL && m != KR_NULL)
    f = kr_tuple_pack(5, a, KR_NONE, kr_from_object(category), m, kr_from_small_int(0));
  kr_decref(a);
  kr_decref(m);
  return f;
}

static int init_state(void) {
  if (state.ready) return 0;
  kr_value items[5] = {
      new_filter("default", &kr_exc_DeprecationWarning, "__main__"),
      new_filter("ignore", &kr_exc_DeprecationWarning, NULL),
      new_filter("ignore", &kr_exc_PendingDeprecationWarning, NULL),
      new_filter("ignore", &kr_exc_ImportWarning, NULL),
      new_filter("ignore", &kr_exc_ResourceWarning, NULL),
  };
  for (int i = 0; i < 5; i++) {
    if (items[i] == KR_NULL) return -1;
  }
  state.filters = kr_list_from_array_steal(items, 5);
  state.once_registry = kr_from_object_or_null(kr_dict_new());
  state.default_action = kr_str_intern_cstr("default");
  state.context_var = KR_NULL;
  if (state.filters == KR_NULL || state.once_registry == KR_NULL || state.default_action == KR_NULL)
    return -1;
  state.ready = true;
  return 0;
}

/* ---- what the module `warnings` says ------------------------------------------------------------- */

/* 1 and *out new; 0: `warnings` is not imported (or has no such attribute); -1. With `import`, it is
 * imported unless the interpreter is going down. */
static int warnings_attr(kr_value name, bool import, kr_value *out) {
  kr_value m;
  if (import && !kr.finalizing) {
    m = kr_import_module("warnings");
    if (m == KR_NULL) return kr_clear_if(&kr_exc_ImportError) ? 0 : -1;
  } else {
    if (kr.finalizing && !kr.modules) return 0;
    m = kr.modules ? kr_dict_get_str(kr.modules, KR_ID(warnings)) : KR_NULL;
    if (m == KR_NULL || m == KR_NONE) return 0;
    kr_incref(m);
  }
  int r = kr_getattr_optional(m, name, out);
  kr_decref(m);
  return r;
}

/* Refreshes one of the cached values from `warnings`. 0, -1. */
static int refresh(kr_value *place, kr_value name) {
  kr_value v;
  int r = warnings_attr(name, false, &v);
  if (r > 0) KR_REPLACE(*place, v);
  return r < 0 ? -1 : 0;
}

/* The filters of catch_warnings under -X context_aware_warnings: 1, 0 (none), -1. */
static int context_filters(kr_value *out) {
  if (state.context_var == KR_NULL || state.context_var == KR_NONE) return 0;
  kr_value context = kr_call_method1(state.context_var, KR_ID(get), KR_NONE);
  if (context == KR_NULL) return -1;
  if (context == KR_NONE) return 0;
  *out = kr_getattr(context, KR_ID(_filters));
  kr_decref(context);
  if (*out == KR_NULL) return -1;
  if (!kr_is_list(*out)) {
    kr_decref(*out);
    return KR_RAISE_INT(&kr_exc_ValueError, "_filters of warnings._warnings_context must be a list");
  }
  return 1;
}

/* ---- filters ------------------------------------------------------------------------------------- */

/* Does a filter's pattern (None, a str that must be equal, or a compiled regex) accept `text`? */
static int pattern_accepts(kr_value pattern, kr_value text) {
  if (pattern == KR_NONE) return 1;
  if (kr_is_exact_str(pattern)) {
    if (!kr_is_str(text)) return KR_RAISE_INT(&kr_exc_TypeError, "Can't compare %T and %T", pattern, text);
    return kr_str_equal(KR_STR(pattern), KR_STR(text));
  }
  kr_value r = kr_call_method1(pattern, KR_ID(match), text);
  if (r == KR_NULL) return -1;
  int truth = kr_truth(r);
  kr_decref(r);
  return truth;
}

/* Searches a list: 1 and *action, *item new; 0 nothing accepts; -1. */
static int search_filters(kr_value filters, kr_value category, kr_value text, int lineno, kr_value module,
                          kr_value *action, kr_value *item) {
  for (uint32_t i = 0; i < KR_LIST(filters)->size; i++) {
    kr_value f = kr_ref(KR_LIST(filters)->items[i]);
    if (!kr_is_tuple(f) || KR_TUPLE(f)->size != 5) {
      kr_decref(f);
      return KR_RAISE_INT(&kr_exc_ValueError, "warnings.filters item %u isn't a 5-tuple", (unsigned)i);
    }
    const kr_value *parts = KR_TUPLE(f)->items;
    int ok = -1, line = 0;
    if (!kr_is_str(parts[0])) {
      kr_raise(&kr_exc_TypeError, "action must be a string, not '%T'", parts[0]);
    } else if ((ok = pattern_accepts(parts[1], text)) > 0 && (ok = pattern_accepts(parts[3], module)) > 0 &&
               (ok = kr_issubclass(category, parts[2])) > 0) {
      line = kr_is_int(parts[4]) ? kr_index_as_int(parts[4]) : -1;
      if (!kr_is_int(parts[4])) kr_raise(&kr_exc_TypeError, "an integer is required");
      ok = line == -1 && kr_failed() ? -1 : line == 0 || line == lineno;
    }
    if (ok > 0) {
      *action = kr_ref(parts[0]);
      *item = f;
      return 1;
    }
    kr_decref(f);
    if (ok < 0) return -1;
  }
  return 0;
}

/* What to do with this warning: *action and *item (for a message; may be KR_NULL) new. 0, -1. */
static int choose_action(kr_value category, kr_value text, int lineno, kr_value module, kr_value *action,
                         kr_value *item) {
  *item = KR_NULL;
  kr_value filters;
  int r = context_filters(&filters);
  if (r > 0) {
    r = search_filters(filters, category, text, lineno, module, action, item);
    kr_decref(filters);
  }
  if (r != 0) return r < 0 ? -1 : 0;
  if (refresh(&state.filters, KR_ID(filters)) < 0) return -1;
  if (!kr_is_list(state.filters)) return KR_RAISE_INT(&kr_exc_ValueError, "_warnings.filters must be a list");
  filters = kr_ref(state.filters);
  r = search_filters(filters, category, text, lineno, module, action, item);
  kr_decref(filters);
  if (r != 0) return r < 0 ? -1 : 0;
  kr_value v;
  r = warnings_attr(KR_ID(defaultaction), false, &v);
  if (r < 0) return -1;
  if (r > 0) {
    if (!kr_is_str(v)) {
      kr_raise(&kr_exc_TypeError, "_warnings.defaultaction must be a string, not '%T'", v);
      kr_decref(v);
      return -1;
    }
    KR_REPLACE(state.default_action, v);
  }
  *action = kr_ref(state.default_action);
  return 0;
}

/* ---- registries ---------------------------------------------------------------------------------- */

/* Is `key` in the registry (a dict)? With `set`, it is from now on. 1 0 -1 */
static int already_warned(kr_value registry, kr_value key, bool set) {
  kr_dict *d = KR_DICT(registry);
  kr_value version = kr_dict_get_str(d, KR_ID(version));
  if (version == KR_NULL || !kr_is_small_int(version) ||
      kr_small_int_value(version) != state.filters_version) {
    kr_dict_clear(d);
    if (kr_dict_set(d, KR_ID(version), kr_from_small_int(state.filters_version)) < 0) return -1;
  } else {
    kr_value was = kr_dict_get_new(d, key);
    if (was == KR_NULL && kr_failed()) return -1;
    if (was != KR_NULL) {
      int truth = kr_truth(was);
      kr_decref(was);
      if (truth != 0) return truth;
    }
  }
  if (set && kr_dict_set(d, key, KR_TRUE) < 0) return -1;
  return 0;
}

static int already_warned_by_text(kr_value registry, kr_value text, kr_value category, bool zero) {
  kr_value key =
      zero ? kr_tuple_pack(3, text, category, kr_from_small_int(0)) : kr_tuple_pack(2, text, category);
  if (key == KR_NULL) return -1;
  int r = already_warned(registry, key, true);
  kr_decref(key);
  return r;
}

/* ---- showing ------------------------------------------------------------------------------------- */

/* Before `warnings` is imported: "file:line: Category: text" and the line itself on sys.stderr. */
static void show_plainly(kr_value filename, int lineno, kr_value text, kr_value category) {
  kr_value file = kr.sys_dict ? kr_dict_get_str(kr.sys_dict, KR_ID(stderr)) : KR_NULL;
  if (file == KR_NULL || file == KR_NONE) return;
  kr_incref(file);
  kr_value name = kr_getattr(category, KR_ID(__name__));
  kr_value line = name == KR_NULL ? KR_NULL : kr_str_format("%S:%d: %S: %S\n", filename, lineno, name, text);
  if (line != KR_NULL) {
    kr_str_builder b = {0};
    kr_sb_str(&b, KR_STR(line));
    kr_put_source_line(&b, filename, lineno, 2);
    KR_REPLACE(line, kr_sb_finish(&b));
  }
  kr_value r = line == KR_NULL ? KR_NULL : kr_call_method1(file, KR_ID(write), line);
  if (r == KR_NULL) kr_clear_exception();
  kr_decref(r);
  kr_decref(line);
  kr_decref(name);
  kr_decref(file);
}

static int show(kr_value category, kr_value text, kr_value message, kr_value filename, int lineno,
                kr_value source) {
  kr_value fn, cls;
  /* With a source (an object that leaked) the Python side has more to say: import it. */
  int r = warnings_attr(KR_ID(_showwarnmsg), source != KR_NONE, &fn);
  if (r < 0) return -1;
  if (r == 0) {
    show_plainly(filename, lineno, text, category);
    return 0;
  }
  if (!kr_is_callable(fn)) {
    kr_decref(fn);
    return KR_RAISE_INT(&kr_exc_TypeError, "warnings._showwarnmsg() must be set to a callable");
  }
  r = warnings_attr(KR_ID(WarningMessage), false, &cls);
  if (r <= 0) {
    if (r == 0) kr_raise(&kr_exc_RuntimeError, "unable to get warnings.WarningMessage");
    kr_decref(fn);
    return -1;
  }
  kr_value args[7] = {message, category, filename, kr_from_small_int(lineno), KR_NONE, KR_NONE, source};
  kr_value msg = kr_call(cls, args, 7, NULL);
  kr_decref(cls);
  kr_value done = msg == KR_NULL ? KR_NULL : kr_call1(fn, msg);
  kr_decref(msg);
  kr_decref(fn);
  return kr_drop_result(done);
}

/* ---- warn_explicit ------------------------------------------------------------------------------- */

/* The module's name as guessed from its file's: without ".py". New. */
static kr_value module_from_filename(kr_value filename) {
  const kr_str *s = KR_STR(filename);
  uint32_t n = s->length;
  if (n == 0) return kr_str_from_cstr("<unknown>");
  if (n >= 3 && kr_str_read(s, n - 3) == '.' && kr_str_read(s, n - 2) == 'p' && kr_str_read(s, n - 1) == 'y')
    return kr_str_substring(filename, 0, n - 3);
  return kr_ref(filename);
}

static bool equals(kr_value s, const char *text) {
  return kr_is_str(s) && kr_str_equals_cstr(KR_STR(s), text);
}

/* Decides by action and registries: 1 show it, 0 do not, -1. */
static int decide(kr_value action, kr_value item, kr_value registry, kr_value key, kr_value text,
                  kr_value category, kr_value message) {
  if (equals(action, "error")) {
    if (kr_has_tf(message, KR_TF_EXC_SUBCLASS)) {
      kr_exception_chain_context(message);
      return kr_raise_exception(message), -1;
    }
    return KR_RAISE_INT(&kr_exc_TypeError, "exceptions must derive from BaseException");
  }
  if (equals(action, "ignore")) return 0;
  if (equals(action, "always") || equals(action, "all")) return 1;
  if (registry != KR_NONE && kr_dict_set(KR_DICT(registry), key, KR_TRUE) < 0) return -1;
  int already = 0;
  if (equals(action, "once")) {
    if (registry == KR_NONE) {
      kr_value v;
      int r = warnings_attr(KR_ID(onceregistry), false, &v);
      if (r < 0) return -1;
      if (r > 0) {
        if (!kr_is_dict(v)) {
          kr_raise(&kr_exc_TypeError, "_warnings.onceregistry must be a dict, not '%T'", v);
          kr_decref(v);
          return -1;
        }
        KR_REPLACE(state.once_registry, v);
      }
      registry = state.once_registry;
    }
    kr_incref(registry);
    already = already_warned_by_text(registry, text, category, false);
    kr_decref(registry);
  } else if (equals(action, "module")) {
    if (registry != KR_NONE) already = already_warned_by_text(registry, text, category, false);
  } else if (!equals(action, "default")) {
    return KR_RAISE_INT(&kr_exc_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action,
                        item == KR_NULL ? KR_NONE : item);
  }
  return already < 0 ? -1 : !already;
}

/* module KR_NULL: from the file name; registry a dict or KR_NONE. 0, -1. */
static int warn_explicit(kr_value category, kr_value message, kr_value filename, int lineno, kr_value module,
                         kr_value registry, kr_value source) {
  if (init_state() < 0) return -1;
  if (module == KR_NONE) return 0; /* the interpreter is going down */
  if (registry != KR_NONE && !kr_is_dict(registry))
    return KR_RAISE_INT(&kr_exc_TypeError, "'registry' must be a dict or None");
  int result = -1;
  kr_value text = KR_NULL, key = KR_NULL, action = KR_NULL, item = KR_NULL;
  module = module == KR_NULL ? module_from_filename(filename) : kr_ref(module);
  int is_warning = module == KR_NULL ? -1 : kr_isinstance(message, kr_from_object(&kr_exc_Warning));
  if (is_warning < 0) {
    kr_decref(module);
    return -1;
  }
  if (is_warning) {
    text = kr_str_of(message);
    category = kr_from_object(kr_type_of(message));
    message = kr_ref(message);
  } else {
    text = kr_ref(message);
    message = kr_call1(category, message);
  }
  if (text == KR_NULL || message == KR_NULL) goto done;
  key = kr_tuple_pack(3, text, category, kr_from_small_int(lineno));
  if (key == KR_NULL) goto done;
  if (registry != KR_NONE) {
    int already = already_warned(registry, key, false);
    if (already != 0) {
      result = already < 0 ? -1 : 0;
      goto done;
    }
  }
  if (choose_action(category, text, lineno, module, &action, &item) < 0) goto done;
  result = decide(action, item, registry, key, text, category, message);
  if (result > 0) result = show(category, text, message, filename, lineno, source);
done:
  kr_decref(module);
  kr_decref(message);
  kr_decref(text);
  kr_decref(key);
  kr_decref(action);
  kr_decref(item);
  return result;
}

/* ---- where the warning points to ------------------------------------------------------------------ */

static bool contains(const kr_str *s, const char *ascii) {
  size_t n = strlen(ascii);
  for (size_t i = 0; i + n <= s->length; i++) {
    size_t k = 0;
    while (k < n && kr_str_read(s, i + k) == (uint8_t)ascii[k]) k++;
    if (k == n) return true;
  }
  return false;
}

/* Frames of importlib's own machinery count for nothing. */
static bool is_internal(const kr_frame *f) {
  kr_value name = f->code->filename;
  return kr_is_str(name) && contains(KR_STR(name), "importlib") && contains(KR_STR(name), "_bootstrap");
}

static bool has_prefix(const kr_frame *f, kr_value prefixes) {
  if (prefixes == KR_NULL || !kr_is_str(f->code->filename)) return false;
  const kr_str *name = KR_STR(f->code->filename);
  for (uint32_t i = 0; i < KR_TUPLE(prefixes)->size; i++) {
    const kr_str *p = KR_STR(KR_TUPLE(prefixes)->items[i]);
    uint32_t k = 0;
    if (p->length > name->length) continue;
    while (k < p->length && kr_str_read(p, k) == kr_str_read(name, k)) k++;
    if (k == p->length) return true;
  }
  return false;
}

static kr_frame *frame_below(kr_frame *f) { return f->prev ? kr_frame_python(f->prev) : NULL; }

static kr_frame *next_external(kr_frame *f, kr_value prefixes) {
  do { f = frame_below(f); } while (f && (is_internal(f) || has_prefix(f, prefixes)));
  return f;
}

typedef struct {
  kr_value filename, module, registry; /* new */
  int lineno;
} origin;

/* prefixes: a tuple of str, or KR_NULL. 0, -1. */
static int find_origin(int64_t stack_level, kr_value prefixes, origin *o) {
  kr_frame *f = kr.thread->frame ? kr_frame_python(kr.thread->frame) : NULL;
  if (prefixes != KR_NULL && KR_TUPLE(prefixes)->size && stack_level < 2) stack_level = 2;
  if (stack_level <= 0 || (f && is_internal(f))) {
    while (--stack_level > 0 && f) f = frame_below(f);
  } else {
    while (--stack_level > 0 && f) f = next_external(f, prefixes);
  }
  kr_dict *globals;
  *o = (origin){KR_NULL, KR_NULL, KR_NULL, 0};
  if (!f) {
    globals = kr.sys_dict;
    o->filename = kr_str_from_cstr("<sys>");
    o->lineno = 0;
  } else {
    globals = f->func->globals;
    o->filename = kr_ref(f->code->filename);
    o->lineno = kr_frame_line(f);
  }
  if (o->filename == KR_NULL) return -1;
  kr_incref_object(globals);
  kr_value registry = kr_dict_get_str(globals, KR_ID(__warningregistry__));
  if (registry == KR_NULL) {
    registry = kr_from_object_or_null(kr_dict_new());
    if (registry == KR_NULL || kr_dict_set(globals, KR_ID(__warningregistry__), registry) < 0) {
      kr_decref(registry);
      goto failed;
    }
    o->registry = registry;
  } else {
    o->registry = kr_ref(registry);
  }
  kr_value module = kr_dict_get_str(globals, KR_ID(__name__));
  if (module == KR_NONE || (module != KR_NULL && kr_is_str(module))) {
    o->module = kr_ref(module);
  } else {
    o->module = kr_str_from_cstr("<string>");
    if (o->module == KR_NULL) goto failed;
  }
  kr_decref_object(globals);
  return 0;
failed:
  kr_decref_object(globals);
  kr_decref(o->filename);
  kr_decref(o->registry);
  return -1;
}

static int warn_from_here(kr_value category, kr_value message, int64_t stack_level, kr_value source,
                          kr_value prefixes) {
  origin o;
  if (find_origin(stack_level, prefixes, &o) < 0) return -1;
  int r = warn_explicit(category, message, o.filename, o.lineno, o.module, o.registry, source);
  kr_decref(o.filename);
  kr_decref(o.module);
  kr_decref(o.registry);
  return r;
}

int kr_warn(kr_type *category, int stack_level, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (text == KR_NULL) return -1;
  int r = warn_from_here(kr_from_object(category ? category : &kr_exc_RuntimeWarning), text, stack_level,
                         KR_NONE, KR_NULL);
  kr_decref(text);
  return r;
}

int kr_warn_leaked(kr_value source, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (text == KR_NULL) return -1;
  int r = warn_from_here(kr_from_object(&kr_exc_ResourceWarning), text, 1, source, KR_NULL);
  kr_decref(text);
  return r;
}

int kr_warn_explicit(kr_type *category, kr_value message, kr_value filename, int lineno, kr_value module,
                     kr_value registry) {
  return warn_explicit(kr_from_object(category ? category : &kr_exc_RuntimeWarning), message, filename,
                       lineno, module, registry == KR_NULL ? KR_NONE : registry, KR_NONE);
}

/* ---- the module ---------------------------------------------------------------------------------- */

static kr_value mod_warn(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value message = args[0], category = args[1], prefixes = args[4];
  int64_t level = 1;
  if (args[2] != KR_NULL) {
    level = kr_index_as_size(args[2], kr_from_object(&kr_exc_OverflowError));
    if (level == -1 && kr_failed()) return KR_NULL;
  }
  if (prefixes != KR_NULL) {
    if (!kr_is_tuple(prefixes))
      return kr_raise(&kr_exc_TypeError, "warn() argument 'skip_file_prefixes' must be tuple, not %s",
                      kr_argument_kind(prefixes));
    for (uint32_t i = 0; i < KR_TUPLE(prefixes)->size; i++) {
      if (!kr_is_str(KR_TUPLE(prefixes)->items[i]))
        return kr_raise(&kr_exc_TypeError, "Found non-str '%T' in skip_file_prefixes.",
                        KR_TUPLE(prefixes)->items[i]);
    }
  }
  int is_warning = kr_isinstance(message, kr_from_object(&kr_exc_Warning));
  if (is_warning < 0) return KR_NULL;
  if (is_warning) {
    category = kr_from_object(kr_type_of(message));
  } else if (category == KR_NULL || category == KR_NONE) {
    category = kr_from_object(&kr_exc_UserWarning);
  }
  int ok = kr_is_type(category) ? kr_issubclass(category, kr_from_object(&kr_exc_Warning)) : 0;
  if (ok < 0) return KR_NULL;
  if (!ok) return kr_raise(&kr_exc_TypeError, "category must be a Warning subclass, not '%T'", category);
  if (warn_from_here(category, message, level, args[3] == KR_NULL ? KR_NONE : args[3], prefixes) < 0)
    return KR_NULL;
  return KR_NONE;
}

/* Asks the loader in a module's globals for the line that is warned of. The default way to show a warning finds
 * the line itself, but what is wrong with the loader is to be known. 0, -1. */
static int ask_loader(kr_value globals, int lineno) {
  kr_value bless = kr_import_attr("_frozen_importlib_external", "_bless_my_loader");
  kr_value loader = bless == KR_NULL ? bless : kr_call1(bless, globals);
  kr_decref(bless);
  if (loader == KR_NULL) return -1;
  kr_value name = kr_dict_get_str(KR_DICT(globals), KR_ID(__name__));
  kr_value get = KR_NULL, source = KR_NONE;
  int r = 0;
  if (loader != KR_NONE && name != KR_NULL) {
    kr_incref(name);
    r = kr_getattr_optional(loader, KR_ID(get_source), &get);
    if (r > 0) source = kr_call1(get, name);
    kr_decref(name);
    kr_decref(get);
  }
  kr_decref(loader);
  if (r < 0 || source == KR_NULL) return -1;
  if (source == KR_NONE) return 0;
  kr_value keep_ends = KR_FALSE;
  kr_value lines = kr_is_str(source) ? kr_str_m_splitlines(source, &keep_ends, 1, NULL)
                                     : kr_raise(&kr_exc_TypeError, "must be str, not %T", source);
  kr_decref(source);
  if (lines == KR_NULL) return -1;
  uint32_t count = KR_LIST(lines)->size;
  kr_decref(lines);
  if (lineno < 1 || (uint32_t)lineno > count) {
    kr_raise(&kr_exc_IndexError, "list index out of range");
    return -1;
  }
  return 0;
}

static kr_value mod_warn_explicit(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value message = args[0], category = args[1], filename = args[2], module = args[4];
  kr_value registry = args[5] == KR_NULL ? KR_NONE : args[5];
  kr_value globals = args[6] == KR_NULL ? KR_NONE : args[6];
  if (!kr_is_str(filename))
    return kr_raise(&kr_exc_TypeError, "warn_explicit() argument 'filename' must be str, not %s",
                    kr_argument_kind(filename));
  int lineno = kr_index_as_int(args[3]);
  if (lineno == -1 && kr_failed()) return KR_NULL;
  if (globals != KR_NONE && !kr_is_dict(globals))
    return kr_raise(&kr_exc_TypeError, "module_globals must be a dict, not '%T'", globals);
  if (globals != KR_NONE && ask_loader(globals, lineno) < 0) return KR_NULL;
  if (warn_explicit(category, message, filename, lineno, module, registry,
                    args[7] == KR_NULL ? KR_NONE : args[7]) < 0)
    return KR_NULL;
  return KR_NONE;
}

static kr_value filters_mutated(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!state.lock_depth) return kr_raise(&kr_exc_RuntimeError, "warnings lock is not held");
  state.filters_version++;
  return KR_NONE;
}

/* Threads take turns only at the evaluation loop's checks, and whoever holds this lock is inside a few
 * statements of warnings.py: counting is enough to answer for its misuse. */
static kr_value acquire_lock(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  state.lock_depth++;
  return KR_NONE;
}
static kr_value release_lock(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!state.lock_depth) return kr_raise(&kr_exc_RuntimeError, "cannot release un-acquired lock");
  state.lock_depth--;
  return KR_NONE;
}

/* modules/_contextvars.c: a ContextVar without default. New. */
__attribute__((weak)) kr_value kr_contextvar_new(const char *name) { return KR_NONE; }

static int exec_module(kr_module *m) {
  if (init_state() < 0) return -1;
  if (state.context_var == KR_NULL) {
    state.context_var = kr_contextvar_new("_warnings_context");
    if (state.context_var == KR_NULL) return -1;
  }
  if (kr_module_add(m, "filters", state.filters) < 0 ||
      kr_module_add(m, "_onceregistry", state.once_registry) < 0 ||
      kr_module_add(m, "_defaultaction", state.default_action) < 0 ||
      kr_module_add(m, "_warnings_context", state.context_var) < 0)
    return -1;
  return 0;
}

static const kr_method_def methods[] = {
    {"warn", mod_warn, 0,
     "($module, /, message, category=None, stacklevel=1, source=None, *,\n"
     "     skip_file_prefixes=<unrepresentable>)",
     "Issues a warning, or maybe ignores it or raises an exception."},
    {"warn_explicit", mod_warn_explicit, 0,
     "($module, /, message, category, filename, lineno,\n"
     "              module=<unrepresentable>, registry=None,\n"
     "              module_globals=None, source=None)",
     "Issues a warning for a place that the caller names."},
    {"_filters_mutated_lock_held", filters_mutated, 0, "($module, /)", NULL},
    {"_acquire_lock", acquire_lock, 0, "($module, /)", NULL},
    {"_release_lock", release_lock, 0, "($module, /)", NULL},
    {0},
};

const kr_module_def kr_module_def__warnings = {
    .name = "_warnings",
    .doc = "Low-level interface to warnings functionality.",
    .methods = methods,
    .exec = exec_module,
};
