#include "objects/audit.h"
#include "import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile/compile.h"
#include "compile/marshal.h"
#include "modules/modules.h"
#include "objects/exceptions.h"
#include "objects/bytes.h"
#include "syntax/parse.h"
#include "vm/frame_locals.h"
#include "vm/runtime.h"
#include "vm/vm.h"

static kr_value importlib;       /* module _frozen_importlib; immortal as the interpreter */
static kr_value import_function; /* builtins.__import__ as it was made */

bool kr_is_builtin_import(kr_value f) {
  if (import_function == 0) {
    kr_value v = kr_dict_get_str(kr.builtins, KR_ID(__import__));
    if (v != KR_NULL && kr_is_exact(v, &kr_cfunction_type)) import_function = kr_ref(v);
  }
  return f == import_function;
}

/* ---- names --------------------------------------------------------------------------------------------- */

/* The package that a relative import in a module with these globals starts from. New; KR_NULL: raised. */
static kr_value package_of(kr_value globals) {
  if (globals == KR_NULL) return kr_raise(&kr_exc_KeyError, "'__name__' not in globals");
  if (!kr_is_dict(globals)) return kr_raise(&kr_exc_TypeError, "globals must be a dict");
  kr_dict *g = KR_DICT(globals);
  kr_value package = kr_dict_get_str(g, KR_ID(__package__));
  kr_value spec = kr_dict_get_str(g, KR_ID(__spec__));
  if (package != KR_NULL && package != KR_NONE) {
    if (!kr_is_str(package)) return kr_raise(&kr_exc_TypeError, "package must be a string");
    if (spec != KR_NULL && spec != KR_NONE) {
      kr_value parent;
      int found = kr_getattr_optional(spec, KR_ID(parent), &parent);
      if (found < 0) return KR_NULL;
      if (found) {
        int eq = kr_equal(package, parent);
        kr_decref(parent);
        if (eq < 0) return KR_NULL;
        if (!eq && kr_warn(&kr_exc_DeprecationWarning, 1, "__package__ != __spec__.parent")) return KR_NULL;
      }
    }
    return kr_ref(package);
  }
  if (spec != KR_NULL && spec != KR_NONE) {
    kr_value parent = kr_getattr(spec, KR_ID(parent));
    if (parent != KR_NULL && !kr_is_str(parent)) {
      kr_decref(parent);
      return kr_raise(&kr_exc_TypeError, "__spec__.parent must be a string");
    }
    return parent;
  }
  if (kr_warn(&kr_exc_ImportWarning, 1,
              "can't resolve package from __spec__ or __package__, falling back on __name__ and "
              "__path__"))
    return KR_NULL;
  kr_value name = kr_dict_get_str(g, KR_ID(__name__));
  if (name == KR_NULL) return kr_raise(&kr_exc_KeyError, "'__name__' not in globals");
  if (!kr_is_str(name)) return kr_raise(&kr_exc_TypeError, "__name__ must be a string");
  if (kr_dict_get_str(g, KR_ID(__path__)) != KR_NULL) return kr_ref(name);
  kr_str *s = KR_STR(name);
  for (size_t i = s->length; i-- > 0;)
    if (kr_str_read(s, i) == '.') return kr_str_substring(name, 0, i);
  return kr_raise(&kr_exc_ImportError, "attempted relative import with no known parent package");
}

static kr_value absolute_name(kr_value name, kr_value globals, int level) {
  kr_value package = package_of(globals);
  if (package == KR_NULL) return KR_NULL;
  kr_str *p = KR_STR(package);
  size_t end = p->length;
  if (end == 0) {
    kr_decref(package);
    return kr_raise(&kr_exc_ImportError, "attempted relative import with no known parent package");
  }
  for (int i = 1; i < level; i++) {
    while (end > 0 && kr_str_read(p, end - 1) != '.') end--;
    if (end == 0) {
      kr_decref(package);
      return kr_raise(&kr_exc_ImportError, "attempted relative import beyond top-level package");
    }
    end--;
  }
  kr_value base = kr_str_substring(package, 0, end);
  kr_decref(package);
  if (base == KR_NULL || KR_STR(name)->length == 0) return base;
  kr_value r = kr_str_format("%U.%U", base, name);
  kr_decref(base);
  return r;
}

/* ---- the import itself --------------------------------------------------------------------------------- */

/* sys.modules[name] if it is there, whole, and not None. New; KR_NULL without exception: not there. */
static kr_value loaded(kr_value name) {
  kr_value m = kr_dict_get_new(kr.modules, name);
  if (m == KR_NULL || m == KR_NONE) return KR_NULL;
  return m;
}

/* Is the module still being imported (by this or another thread)? */
static bool initializing(kr_value module) {
  if (!kr_is_exact(module, &kr_module_type)) return false;
  kr_value spec = kr_dict_get_str(KR_AS(kr_module, module)->dict, KR_ID(__spec__));
  if (spec == KR_NULL || spec == KR_NONE) return false;
  kr_value v;
  if (kr_getattr_optional(spec, KR_ID(_initializing), &v) <= 0) {
    kr_clear_exception();
    return false;
  }
  int t = kr_truth(v);
  kr_decref(v);
  if (t < 0) kr_clear_exception();
  return t > 0;
}

/* Frames of importlib itself are left out of a traceback: always for an ImportError, otherwise runs of
 * them that end in _call_with_frames_removed. */
static void trim_traceback(void) {
  kr_value exc = kr_fetch_exception();
  if (exc == KR_NULL) return;
  kr_exception *e = KR_EXC(exc);
  bool always = kr_exception_matches(exc, kr_from_object(&kr_exc_ImportError));
  kr_value *link = &e->traceback, *outer = NULL;
  bool in_importlib = false;
  while (*link != KR_NULL && *link != KR_NONE) {
    kr_traceback *tb = KR_AS(kr_traceback, *link);
    kr_frame *f = tb->frame ? tb->frame->frame : NULL;
    kr_value file = f ? f->code->filename : KR_EMPTY_STR;
    bool now = kr_str_equals_cstr(KR_STR(file), "<frozen importlib._bootstrap>") ||
               kr_str_equals_cstr(KR_STR(file), "<frozen importlib._bootstrap_external>");
    if (now && !in_importlib) outer = link;
    in_importlib = now;
    if (in_importlib && f &&
        (always || kr_str_equals_cstr(KR_STR(f->code->name), "_call_with_frames_removed"))) {
      kr_value next = kr_ref(tb->next);
      KR_REPLACE(*outer, next);
      link = outer;
    } else {
      link = &tb->next;
    }
  }
  if (e->traceback == KR_NONE) e->traceback = KR_NULL;
  kr_restore_exception_steal(exc);
}

/* ---- -X importtime ------------------------------------------------------------------------------------- */

/* Imports may be nested: `imported` is what those inside the present one took, `depth` how deep it is. */
static struct {
  double imported; /* ms */
  int32_t depth;
  bool header;
} times;

static void tell_time(kr_value name, const char *self, const char *all) {
  char head[80];
  if (!times.header) {
    static const char text[] = "import time: self [us] | cumulative | imported package\n";
    kr_write_error(text, sizeof text - 1);
    times.header = true;
  }
  int n = snprintf(head, sizeof head, "import time: %9s | %10s | ", self, all);
  size_t size;
  kr_value pending = kr_fetch_exception(); /* the import may have failed */
  const char *s = kr_str_utf8(KR_STR(name), &size);
  kr_buf b = {0};
  kr_buf_put(&b, head, (size_t)n);
  for (int32_t i = 0; i < times.depth; i++) kr_buf_put_cstr(&b, "  ");
  if (s) kr_buf_put(&b, s, size);
  if (kr_buf_put_char(&b, '\n')) kr_write_error(b.data, b.size);
  kr_buf_free(&b);
  kr_clear_exception();
  if (pending != KR_NULL) kr_restore_exception_steal(pending);
}

/* An import begins: what time_import_end is to be given. */
static void time_import(kr_value begun[2]) {
  begun[0] = kr_from_double(kr_host_now());
  begun[1] = kr_from_double(times.imported);
  times.imported = 0;
  times.depth++;
}
static void time_import_end(const kr_value begun[2], kr_value name) {
  double all = kr_host_now() - kr_double_value(begun[0]), self = all - times.imported;
  char texts[2][24];
  snprintf(texts[0], sizeof texts[0], "%ld", (long)(self * 1000));
  snprintf(texts[1], sizeof texts[1], "%ld", (long)(all * 1000));
  times.depth--;
  tell_time(name, texts[0], texts[1]);
  times.imported = kr_double_value(begun[1]) + all;
}

static int audit_import(kr_value name) {
  kr_value args[5] = {name, KR_NONE, kr_dict_get_new(kr.sys_dict, KR_ID(path)),
                      kr_dict_get_new(kr.sys_dict, KR_ID(meta_path)),
                      kr_dict_get_new(kr.sys_dict, KR_ID(path_hooks))};
  for (int i = 2; i < 5; i++)
    if (args[i] == KR_NULL) args[i] = KR_NONE;
  int r = kr_failed() ? -1 : kr_audit("import", 5, args);
  for (int i = 2; i < 5; i++) kr_decref(args[i]);
  return r;
}

enum { IM_NAME, IM_ABS, IM_FROMLIST, IM_MODULE, IM_LEVEL, IM_BEGUN, IM_BEGUN_2, IM_SLOTS };
enum { IM_START, IM_BUSY, IM_WAITED, IM_FOUND, IM_DONE };

static kr_value call_importlib(kr_value function, const kr_value *args, size_t n) {
  kr_value f = kr_getattr(importlib, function);
  if (f == KR_NULL) return KR_NULL;
  kr_value r = kr_call_push(f, args, n, NULL);
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(f);
  kr.pushed = top;
  return r;
}

/* What importlib imports parents and submodules with: not what a program put into its place. */
static kr_value the_import_function(void) {
  kr_is_builtin_import(KR_NULL);
  return import_function == 0 ? KR_NONE : import_function;
}

/* `import a.b.c` binds a: what stands for it when v is a.b.c. */
static kr_value import_top(kr_frame *f, kr_value v) {
  kr_value *s = f->slots;
  kr_str *name = KR_STR(s[IM_NAME]);
  int64_t level = kr_small_int_value(s[IM_LEVEL]);
  size_t dot = 0;
  while (dot < name->length && kr_str_read(name, dot) != '.') dot++;
  if (dot == name->length) return kr_ref(v);
  size_t cut = name->length - dot;
  kr_value top = level == 0 ? kr_str_substring(s[IM_NAME], 0, dot)
                            : kr_str_substring(s[IM_ABS], 0, KR_STR(s[IM_ABS])->length - cut);
  if (top == KR_NULL) return KR_NULL;
  kr_value m = kr_dict_get_new(kr.modules, top);
  if (m == KR_NULL && !kr_failed()) {
    if (level == 0) {
      KR_REPLACE(s[IM_ABS], top);
      f->state = IM_DONE;
      kr_value args[2] = {s[IM_ABS], the_import_function()};
      return call_importlib(KR_ID(_find_and_load), args, 2);
    }
    kr_raise(&kr_exc_KeyError, "%R not in sys.modules as expected", top);
  }
  kr_decref(top);
  return m;
}
/* The module is there: v, which the frame keeps. What the statement binds, or importlib is asked for that. */
static kr_value import_found(kr_frame *f, kr_value v) {
  kr_value *s = f->slots;
  f->state = IM_FOUND;
  s[IM_MODULE] = v;
  int has_from = s[IM_FROMLIST] == KR_NONE ? 0 : kr_truth(s[IM_FROMLIST]);
  if (has_from < 0) return KR_NULL;
  if (!has_from) return import_top(f, v);
  kr_value path;
  int found = kr_getattr_optional(v, KR_ID(__path__), &path);
  if (found < 0) return KR_NULL;
  if (!found) return kr_ref(v);
  kr_decref(path);
  f->state = IM_DONE;
  kr_value args[3] = {v, s[IM_FROMLIST], the_import_function()};
  v = call_importlib(KR_ID(_handle_fromlist), args, 3);
  if (v == KR_NULL) trim_traceback();
  return v;
}

static kr_value import_step(kr_frame *f, kr_value v) {
  kr_value *s = f->slots;
  if (KR_UNLIKELY(s[IM_BEGUN] != KR_NULL)) {
    time_import_end(s + IM_BEGUN, s[IM_ABS]);
    s[IM_BEGUN] = KR_NULL;
  }
  if (v == KR_NULL) {
    trim_traceback();
    return KR_NULL;
  }
  switch (f->state) {
    case IM_BUSY: {
      /* being imported, by another thread, maybe: importlib waits for it */
      f->state = IM_WAITED;
      v = call_importlib(KR_ID(_lock_unlock_module), &s[IM_ABS], 1);
      if (v == KR_PUSHED || v == KR_NULL) return v;
    }
    /* fall through */
    case IM_WAITED: kr_decref(v); return import_found(f, s[IM_MODULE]);
    case IM_START: {
      f->state = IM_FOUND;
      if (KR_UNLIKELY(kr_audit_hooks) && audit_import(s[IM_ABS])) return KR_NULL;
      if (KR_UNLIKELY(kr_flags.import_time)) time_import(s + IM_BEGUN);
      kr_value args[2] = {s[IM_ABS], the_import_function()};
      v = call_importlib(KR_ID(_find_and_load), args, 2);
      if (v == KR_PUSHED) return v;
      if (s[IM_BEGUN] != KR_NULL) time_import_end(s + IM_BEGUN, s[IM_ABS]);
      s[IM_BEGUN] = KR_NULL;
      if (v == KR_NULL) {
        trim_traceback();
        return v;
      }
    }
    /* fall through */
    case IM_FOUND: return import_found(f, v);
    default: return v;
  }
}
static const kr_native import_native = {"__import__", import_step, IM_SLOTS};

kr_value kr_import_push(kr_value name, kr_value globals, kr_value fromlist, int level) {
  if (!kr_is_str(name)) return kr_raise(&kr_exc_TypeError, "module name must be a string");
  if (level < 0) return kr_raise(&kr_exc_ValueError, "level must be >= 0");
  kr_value abs;
  if (level > 0) {
    abs = absolute_name(name, globals, level);
    if (abs == KR_NULL) return KR_NULL;
  } else {
    if (KR_STR(name)->length == 0) return kr_raise(&kr_exc_ValueError, "Empty module name");
    abs = kr_ref(name);
  }
  kr_value m = loaded(abs);
  if (m == KR_NULL && kr_failed()) {
    kr_decref(abs);
    return KR_NULL;
  }
  bool busy = m != KR_NULL && initializing(m);
  kr_frame *f = kr_native_push(&import_native);
  if (!f) {
    kr_decref(m);
    kr_decref(abs);
    return KR_NULL;
  }
  f->slots[IM_NAME] = kr_ref(name);
  f->slots[IM_ABS] = abs;
  f->slots[IM_FROMLIST] = kr_ref(fromlist == KR_NULL ? KR_NONE : fromlist);
  f->slots[IM_LEVEL] = kr_from_small_int(level);
  if (m == KR_NULL) return KR_PUSHED;
  if (KR_UNLIKELY(kr_flags.import_time == 2)) tell_time(abs, "cached   ", "cached    ");
  if (busy) {
    f->slots[IM_MODULE] = m;
    f->state = IM_BUSY;
    return KR_PUSHED;
  }
  /* there already: usually the frame is not needed after all */
  f->state = IM_FOUND;
  kr.pushed = f->prev == kr.thread->frame ? NULL : f->prev;
  kr_frame *above = kr.pushed;
  kr.pushed = NULL;
  kr_value r = import_step(f, m);
  if (r == KR_PUSHED) {
    /* what import_step pushed lies above the current frame: put f between */
    kr_frame *p = kr.pushed;
    while (p->prev != kr.thread->frame) p = p->prev;
    f->prev = above ? above : kr.thread->frame;
    p->prev = f;
    return KR_PUSHED;
  }
  kr_frame_clear(f);
  kr.pushed = above;
  return r;
}

kr_value kr_import_module(const char *name) {
  kr_value s = kr_str_intern_cstr(name);
  if (s == KR_NULL) return KR_NULL;
  kr_value m = loaded(s);
  if (m == KR_NULL && !kr_failed()) {
    kr_value args[2] = {s, the_import_function()}, begun[2];
    kr_value f = kr_getattr(importlib, KR_ID(_find_and_load));
    if (kr_flags.import_time) time_import(begun);
    m = f == KR_NULL || (kr_audit_hooks && audit_import(s)) ? KR_NULL : kr_call(f, args, 2, NULL);
    if (kr_flags.import_time) time_import_end(begun, s);
    kr_decref(f);
    if (m == KR_NULL) trim_traceback();
  }
  kr_decref(s);
  return m;
}

kr_value kr_import_attr(const char *module, const char *name) {
  kr_value m = kr_import_module(module);
  if (m == KR_NULL) return KR_NULL;
  kr_value s = kr_str_intern_cstr(name);
  kr_value v = s == KR_NULL ? KR_NULL : kr_getattr(m, s);
  kr_decref(s);
  kr_decref(m);
  return v;
}

/* ---- from module import name --------------------------------------------------------------------------- */

kr_value kr_import_from_fallback(kr_value module, kr_value name) {
  kr_value mod_name = KR_NULL, full = KR_NULL, origin = KR_NULL, spec = KR_NULL, r = KR_NULL;
  if (kr_getattr_optional(module, KR_ID(__name__), &mod_name) < 0) return KR_NULL;
  if (mod_name != KR_NULL && kr_is_str(mod_name)) {
    full = kr_str_format("%U.%U", mod_name, name);
    if (full == KR_NULL) goto done;
    r = kr_dict_get_new(kr.modules, full);
    if (r != KR_NULL || kr_failed()) goto done;
  } else {
    kr_decref(mod_name);
    mod_name = kr_str_from_cstr("<unknown module name>");
  }
  if (kr_getattr_optional(module, KR_ID(__spec__), &spec) < 0) goto done;
  bool busy = false;
  if (spec != KR_NULL && spec != KR_NONE) {
    kr_value has;
    if (kr_getattr_optional(spec, KR_ID(has_location), &has) > 0) {
      if (kr_truth(has) > 0 && kr_getattr_optional(spec, KR_ID(origin), &origin) < 0) goto done;
      kr_decref(has);
    }
    busy = initializing(module);
  }
  if (kr_failed()) goto done;
  if (origin == KR_NULL || !kr_is_str(origin)) {
    kr_value file;
    if (kr_getattr_optional(module, KR_ID(__file__), &file) > 0) {
      kr_decref(origin);
      origin = file;
    }
    kr_clear_exception();
  }
  kr_value shown = origin != KR_NULL && kr_is_str(origin) ? origin : KR_NULL;
  const char *fmt = !busy ? "cannot import name %R from %R (%S)"
                    : shown == KR_NULL
                        ? "cannot import name %R from partially initialized module %R (most likely "
                          "due to a circular import)"
                        : "cannot import name %R from partially initialized module %R (most likely "
                          "due to a circular import) (%S)";
  kr_value where = shown == KR_NULL ? kr_str_from_cstr("unknown location") : kr_ref(shown);
  kr_raise_import_from(mod_name, shown == KR_NULL ? KR_NONE : shown, name, fmt, name, mod_name, where);
  kr_decref(where);
done:
  kr_decref(mod_name);
  kr_decref(full);
  kr_decref(origin);
  kr_decref(spec);
  return r;
}

/* ---- start-up ------------------------------------------------------------------------------------------ */

/* Opens the library's file of a frozen module that is not in the binary; -1: there is none, or raised. */
static int open_frozen(const kr_frozen *f) {
  kr_value library = kr_dict_get_new(kr.sys_dict, KR_ID(_stdlib_dir));
  if (library == KR_NULL || !kr_is_str(library)) {
    kr_decref(library);
    return -1;
  }
  kr_value directory = kr_fs_encode(library);
  kr_decref(library);
  if (directory == KR_NULL) return -1;
  kr_buf path = {0};
  kr_buf_put_cstr(&path, (const char *)KR_BYTES(directory)->data);
  kr_buf_put(&path, "/", 1);
  for (const char *p = f->name; *p; p++) kr_buf_put(&path, *p == '.' ? "/" : p, 1);
  kr_buf_put_cstr(&path, f->is_package ? "/__init__.py" : ".py");
  kr_decref(directory);
  int fd = kr_buf_put(&path, "", 1) ? open(path.data, O_RDONLY | O_CLOEXEC) : -1;
  kr_buf_free(&path);
  return fd;
}

const kr_frozen *kr_find_frozen(kr_value name) {
  const kr_frozen *f = kr_frozen_modules;
  while (f->name && !kr_str_equals_cstr(KR_STR(name), f->name)) f++;
  if (!f->name || f->data) return f->name ? f : NULL;
  int fd = open_frozen(f);
  if (fd < 0) {
    kr_clear_exception();
    return NULL;
  }
  close(fd);
  return f;
}

/* Compiles what others have in the binary. */
static kr_value compile_frozen(const kr_frozen *f) {
  int fd = open_frozen(f);
  if (fd < 0) return kr_failed() ? KR_NULL : kr_raise_errno(errno, KR_NULL);
  kr_buf b = {0};
  kr_value filename = kr_str_format("<frozen %s>", f->name), code = KR_NULL;
  ssize_t n = -1;
  while (kr_buf_reserve(&b, 16384) && (n = read(fd, b.data + b.size, 16384)) > 0) b.size += (size_t)n;
  int error = errno;
  close(fd);
  if (n < 0 && !kr_failed()) kr_raise_errno(error, KR_NULL);
  if (n == 0 && filename != KR_NULL) {
    kr_code *c = kr_compile_source(b.data, b.size, filename, KR_MODE_EXEC, 0, 0);
    code = kr_from_object_or_null(c);
  }
  kr_decref(filename);
  kr_buf_free(&b);
  return code;
}

static kr_value kept[64]; /* code, by index in kr_frozen_modules; 0: none */
static bool keeping;

void kr_frozen_keep(bool keep) { keeping = keep; }

bool kr_frozen_is_kept(const kr_frozen *f) {
  size_t i = (size_t)(f - kr_frozen_modules);
  return i < sizeof kept / sizeof *kept && kept[i];
}

kr_value kr_frozen_code(const kr_frozen *f) {
  if (kr_frozen_is_kept(f)) return kr_ref(kept[f - kr_frozen_modules]);
  if (!f->data) return compile_frozen(f);
  kr_value code = kr_marshal_loads(f->data, f->size);
  size_t i = (size_t)(f - kr_frozen_modules);
  if (keeping && code != KR_NULL && i < sizeof kept / sizeof *kept) kept[i] = kr_ref(code);
  return code;
}

static kr_module *run_frozen(const char *frozen, const char *name, const char *origin) {
  kr_value s = kr_str_intern_cstr(name), fs = kr_str_intern_cstr(frozen);
  kr_module *m = NULL;
  const kr_frozen *f = s == KR_NULL || fs == KR_NULL ? NULL : kr_find_frozen(fs);
  if (!f) {
    kr_raise(&kr_exc_ImportError, "%s is not frozen into this build", frozen);
  } else {
    kr_value code = kr_frozen_code(f);
    if (code != KR_NULL && kr_is_exact(code, &kr_code_type) && (m = kr_module_new(s))) {
      kr_value original = kr_str_intern_cstr(origin);
      kr_value r = kr_dict_set(m->dict, KR_ID(__builtins__), kr_from_object(kr.builtins)) ||
                           kr_dict_set(m->dict, KR_ID(__origname__), original) ||
                           kr_dict_set(kr.modules, s, kr_from_object(m))
                       ? KR_NULL
                       : kr_eval_code(KR_CODE(code), m->dict, kr_from_object(m->dict));
      if (r == KR_NULL) {
        kr_decref_object(m);
        m = NULL;
      }
      kr_decref(r);
    }
    kr_decref(code);
  }
  kr_decref(s);
  kr_decref(fs);
  return m;
}

/* ---- zip archives on sys.path -------------------------------------------------------------------------- */

/* Is it, or what it lies in, a file? */
static bool leads_into_file(const char *path) {
  char part[4096];
  size_t n = strlen(path);
  if (n >= sizeof part) return false;
  memcpy(part, path, n + 1);
  for (;;) {
    struct stat st;
    if (stat(part, &st) == 0) return S_ISREG(st.st_mode);
    char *slash = strrchr(part, '/');
    if (!slash || slash == part) return false;
    *slash = 0;
  }
}

static const kr_method_def zip_hook_def;
/* Stands for zipimport.zipimporter in sys.path_hooks, and puts that in its place at the first path that is
 * not a directory: few programs have one, and every start would pay for the module. */
static kr_value zip_hook(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value bytes = kr_fs_encode(args[0]);
  if (bytes == KR_NULL) return KR_NULL;
  bool is_file = leads_into_file((const char *)KR_BYTES(bytes)->data);
  kr_decref(bytes);
  if (!is_file) return kr_raise(&kr_exc_ImportError, "not a Zip file: %R", args[0]);
  kr_value importer = kr_import_attr("zipimport", "zipimporter");
  if (importer == KR_NULL) return KR_NULL;
  kr_value hooks = kr_dict_get_new(kr.sys_dict, KR_ID(path_hooks));
  if (hooks != KR_NULL && kr_is_list(hooks)) {
    kr_list *l = KR_LIST(hooks);
    for (size_t i = 0; i < l->size; i++) {
      if (!kr_is_exact(l->items[i], &kr_cfunction_type) ||
          KR_AS(kr_cfunction_object, l->items[i])->def != &zip_hook_def)
        continue;
      kr_incref(importer);
      KR_REPLACE(l->items[i], importer);
      break;
    }
  }
  kr_decref(hooks);
  kr_value r = kr_call1(importer, args[0]);
  kr_decref(importer);
  return r;
}
static const kr_method_def zip_hook_def = {"zipimporter", zip_hook, 0, "(path, /)", NULL};

static int add_zip_hook(void) {
  kr_value hooks = kr_dict_get_new(kr.sys_dict, KR_ID(path_hooks));
  kr_value f = kr_cfunction_new(&zip_hook_def, KR_NULL, KR_ID(zipimport));
  int r = hooks == KR_NULL || !kr_is_list(hooks) || f == KR_NULL ? -1 : kr_list_insert(KR_LIST(hooks), 0, f);
  kr_decref(hooks);
  kr_decref(f);
  return r;
}

int kr_import_init(void) {
  kr_module *m = run_frozen("_frozen_importlib", "_frozen_importlib", "importlib._bootstrap");
  if (!m) return -1;
  importlib = kr_from_object(m);
  kr_value sys = kr_dict_get_str(kr.modules, KR_ID(sys));
  extern const kr_module_def kr_module_def__imp;
  kr_module *imp = kr_module_from_def(&kr_module_def__imp, KR_ID(_imp));
  if (!imp || kr_dict_set(kr.modules, KR_ID(_imp), kr_from_object(imp))) return -1;
  kr_value args[2] = {sys, kr_from_object(imp)};
  kr_value r = kr_call_method(importlib, KR_ID(_install), args, 2);
  kr_decref_object(imp);
  if (r == KR_NULL) return -1;
  r = kr_call_method0(importlib, KR_ID(_install_external_importers));
  return r == KR_NULL ? -1 : add_zip_hook();
}
