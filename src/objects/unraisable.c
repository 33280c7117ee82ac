/* Exceptions that nobody can receive: those of __del__, of weak reference callbacks, of generators
 * closed by deallocation. They go to sys.unraisablehook. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>

#include "objects/audit.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "vm/runtime.h"
#include "vm/vm.h"

/* borrowed; NULL: MemoryError */
static kr_type *args_type(void) {
  static kr_type *type;
  static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object", NULL};
  if (!type) type = kr_structseq_new_type("UnraisableHookArgs", "What sys.unraisablehook gets.", fields, 5);
  return type;
}

/* ---- the text -----------------------------------------------------------------------------------
 * What a part of it raises is forgotten; once the builder has failed nothing more is asked for. */

/* NULL: it cannot be opened. */
static FILE *open_file(kr_value name) {
  const char *path = kr_is_str(name) ? kr_str_cstr(name) : NULL;
  if (path && !KR_AUDIT("open", name, kr_str_from_char('r'), kr_from_small_int(O_RDONLY | O_CLOEXEC)))
    return fopen(path, "rb");
  kr_clear_exception();
  return NULL;
}

/* A file that is not where its name says is looked for in the directories of sys.path. */
static FILE *open_source(kr_value name) {
  FILE *f = open_file(name);
  kr_value path = f || !kr.sys_dict ? KR_NULL : kr_dict_get_new(kr.sys_dict, KR_ID(path));
  const char *text = path == KR_NULL ? NULL : kr_str_cstr(name), *slash = text ? strrchr(text, '/') : NULL;
  if (text && kr_is_list(path)) {
    for (uint32_t i = 0; i < KR_LIST(path)->size && !f; i++) {
      kr_value directory = KR_LIST(path)->items[i];
      if (!kr_is_str(directory)) continue;
      kr_value there =
          kr_str_format(KR_STR(directory)->length ? "%U/%s" : "%U%s", directory, slash ? slash + 1 : text);
      if (there != KR_NULL) f = open_file(there);
      kr_decref(there);
    }
  }
  kr_clear_exception();
  kr_decref(path);
  return f;
}

void kr_put_source_line(kr_str_builder *b, kr_value filename, int lineno, int indent) {
  if (!kr_is_str(filename) || lineno < 1) return;
  if (kr.finalizing && kr.modules && kr.modules->used == 0) return; /* as CPython, which needs module io */
  FILE *f = open_source(filename);
  if (!f) return;
  kr_buf line = {0};
  int c, n = 1;
  while (n < lineno && (c = getc(f)) != EOF) n += c == '\n';
  while (n == lineno && (c = getc(f)) != EOF && c != '\n' && c != '\r') {
    if (line.size > 0 || (c != ' ' && c != '\t' && c != '\f')) kr_buf_put_char(&line, (char)c);
  }
  fclose(f);
  while (line.size > 0 && (line.data[line.size - 1] == ' ' || line.data[line.size - 1] == '\t')) line.size--;
  kr_value text = line.size && !line.failed ? kr_str_from_utf8(line.data, line.size) : KR_NULL;
  kr_buf_free(&line);
  if (text == KR_NULL) {
    kr_clear_exception();
    return;
  }
  kr_sb_repeat(b, ' ', (size_t)indent);
  kr_sb_str(b, KR_STR(text));
  kr_sb_char(b, '\n');
  kr_decref(text);
}

static void put_format(kr_str_builder *b, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (text == KR_NULL) {
    kr_clear_exception();
    return;
  }
  kr_sb_str(b, KR_STR(text));
  kr_decref(text);
}

/* NULL: there was no memory to keep the frame when it ended. */
static const kr_code *code_of(const kr_traceback *tb) {
  return tb->frame->frame ? tb->frame->frame->code : NULL;
}
static int line_of(const kr_traceback *tb) {
  if (tb->lineno >= 0) return tb->lineno;
  return kr_code_line(code_of(tb), tb->lasti / 2);
}

void kr_put_traceback(kr_str_builder *b, kr_value tb) {
  enum { SHOWN = 3, LIMIT = 1000 }; /* equal entries in a row; entries in all */
  size_t depth = 0;
  for (kr_value t = tb; t != KR_NULL && t != KR_NONE; t = KR_AS(kr_traceback, t)->next) depth++;
  kr_sb_cstr(b, "Traceback (most recent call last):\n");
  for (; depth > LIMIT; depth--) tb = KR_AS(kr_traceback, tb)->next;
  const kr_code *last_code = NULL;
  int last_line = -1;
  size_t count = 0;
  for (kr_value t = tb;; t = KR_AS(kr_traceback, t)->next) {
    bool end = t == KR_NULL || t == KR_NONE;
    if (b->failed) return;
    const kr_code *code = end ? NULL : code_of(KR_AS(kr_traceback, t));
    if (!end && !code) continue;
    int line = end ? -1 : line_of(KR_AS(kr_traceback, t));
    bool same = !end && last_code && line == last_line && code->name == last_code->name &&
                code->filename == last_code->filename;
    if (!same) {
      if (count > SHOWN) {
        size_t more = count - SHOWN;
        put_format(b, "  [Previous line repeated %zu more time%s]\n", more, more > 1 ? "s" : "");
      }
      count = 0;
      last_code = code;
      last_line = line;
    }
    if (end) return;
    if (++count <= SHOWN) {
      put_format(b, "  File \"%S\", line %d, in %S\n", code->filename, line, code->name);
      kr_put_source_line(b, code->filename, line, 4);
    }
  }
}

static void put_exception(kr_str_builder *b, kr_value type, kr_value value) {
  if (b->failed) return;
  kr_value module = KR_NULL, name = KR_NULL;
  if (kr_getattr_optional(type, KR_ID(__module__), &module) < 0) kr_clear_exception();
  if (module == KR_NULL || !kr_is_str(module)) {
    kr_sb_cstr(b, "<unknown>.");
  } else if (!kr_str_equals_cstr(KR_STR(module), "builtins") &&
             !kr_str_equals_cstr(KR_STR(module), "__main__")) {
    kr_sb_str(b, KR_STR(module));
    kr_sb_char(b, '.');
  }
  kr_decref(module);
  if (kr_getattr_optional(type, KR_ID(__qualname__), &name) < 0) kr_clear_exception();
  if (name != KR_NULL && kr_is_str(name)) {
    kr_sb_str(b, KR_STR(name));
  } else {
    kr_sb_cstr(b, "<unknown>");
  }
  kr_decref(name);
  if (value != KR_NONE) {
    kr_sb_cstr(b, ": ");
    kr_value text = b->failed ? KR_NULL : kr_str_of(value);
    if (text == KR_NULL) {
      kr_clear_exception();
      kr_sb_cstr(b, "<exception str() failed>");
    } else {
      kr_sb_str(b, KR_STR(text));
      kr_decref(text);
    }
  }
  kr_sb_char(b, '\n');
}

static void put_head(kr_str_builder *b, kr_value err_msg, kr_value object) {
  if (object != KR_NONE) {
    if (err_msg != KR_NONE && kr_is_str(err_msg)) {
      kr_sb_str(b, KR_STR(err_msg));
      kr_sb_cstr(b, ": ");
    } else {
      kr_sb_cstr(b, "Exception ignored in: ");
    }
    kr_value text = b->failed ? KR_NULL : kr_repr(object);
    if (text == KR_NULL) {
      kr_clear_exception();
      kr_sb_cstr(b, "<object repr() failed>");
    } else {
      kr_sb_str(b, KR_STR(text));
      kr_decref(text);
    }
    kr_sb_char(b, '\n');
  } else if (err_msg != KR_NONE && kr_is_str(err_msg)) {
    kr_sb_str(b, KR_STR(err_msg));
    kr_sb_cstr(b, ":\n");
  }
}

/* ---- the hook ----------------------------------------------------------------------------------- */

static int print_unraisable(const kr_value *fields) {
  kr_value file = kr.sys_dict ? kr_dict_get_str(kr.sys_dict, KR_ID(stderr)) : KR_NULL;
  if (file == KR_NULL || file == KR_NONE) return 0;
  kr_incref(file);
  kr_str_builder b = {0};
  put_head(&b, fields[3], fields[4]);
  if (kr_is_exact(fields[2], &kr_traceback_type)) kr_put_traceback(&b, fields[2]);
  if (kr_is_type(fields[0])) put_exception(&b, fields[0], fields[1]);
  kr_value text = kr_sb_finish(&b), r = KR_NULL;
  if (text != KR_NULL) {
    r = kr_call_method1(file, KR_ID(write), text);
    kr_decref(text);
  }
  if (r != KR_NULL) {
    kr_decref(r);
    r = kr_call_method0(file, KR_ID(flush));
    kr_decref(r);
    if (r == KR_NULL) kr_clear_exception();
    r = KR_NONE;
  }
  kr_decref(file);
  return r == KR_NULL ? -1 : 0;
}

kr_value kr_unraisable_default_hook(kr_value args) {
  kr_type *type = args_type();
  if (!type) return KR_NULL;
  if (!kr_is_exact(args, type))
    return kr_raise(&kr_exc_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  return print_unraisable(KR_TUPLE(args)->items) < 0 ? KR_NULL : KR_NONE;
}

static kr_value ref_or_none(kr_value v) { return v == KR_NULL ? KR_NONE : kr_ref(v); }

/* new references: what is called to print them may change the exception */
static void set_fields(kr_value *fields, kr_value exc, kr_value err_msg, kr_value object) {
  fields[0] = kr_ref(kr_from_object(kr_type_of(exc)));
  fields[1] = kr_ref(exc);
  fields[2] = ref_or_none(KR_EXC(exc)->traceback);
  fields[3] = ref_or_none(err_msg);
  fields[4] = kr_ref(object);
}

/* Stolen: exc, err_msg. */
static void print_and_forget(kr_value exc, kr_value err_msg, kr_value object) {
  kr_value fields[5];
  set_fields(fields, exc, err_msg, object);
  if (print_unraisable(fields) < 0) {
    static const char ignored[] = "Exception ignored: ";
    if (kr_failed_with(&kr_exc_MemoryError)) {
      kr_write_error(ignored, sizeof ignored - 1);
      kr_write_plainly(exc);
    }
    kr_clear_exception();
  }
  for (int i = 0; i < 5; i++) kr_decref(fields[i]);
  kr_decref(exc);
  kr_decref(err_msg);
}

static kr_value hook_args(kr_value exc, kr_value err_msg, kr_value object) {
  kr_type *type = args_type();
  if (!type) return KR_NULL;
  kr_value fields[5];
  set_fields(fields, exc, err_msg, object);
  return kr_structseq_new(type, fields);
}

void kr_unraisable(kr_value obj_or_null, const char *fmt, ...) {
  if (!kr_failed()) return;
  /* One that C code raised has no traceback yet: say at least where it happened. */
  kr_frame *here = kr.thread->frame ? kr_frame_python(kr.thread->frame) : NULL;
  if (here && KR_EXC(kr.thread->exc)->traceback == KR_NULL) kr_traceback_here(here);
  kr_value exc = kr_fetch_exception();
  kr_value object = obj_or_null == KR_NULL ? KR_NONE : obj_or_null;
  kr_value err_msg = KR_NULL;
  if (fmt) {
    va_list ap;
    va_start(ap, fmt);
    err_msg = kr_str_vformat(fmt, ap);
    va_end(ap);
    if (err_msg == KR_NULL) kr_clear_exception();
  }
  kr_value hook = kr.sys_dict ? kr_dict_get_str(kr.sys_dict, KR_ID(unraisablehook)) : KR_NULL;
  if (hook == KR_NULL || hook == KR_NONE) {
    print_and_forget(exc, err_msg, object);
    return;
  }
  kr_incref(hook);
  kr_value args = hook_args(exc, err_msg, object);
  bool refused = args != KR_NULL && KR_AUDIT("sys.unraisablehook", hook, args);
  kr_value r = args == KR_NULL || refused ? KR_NULL : kr_call1(hook, args);
  kr_decref(args);
  kr_decref(exc);
  kr_decref(err_msg);
  kr_decref(r);
  if (r == KR_NULL) {
    exc = kr_fetch_exception();
    err_msg = kr_str_from_cstr(refused ? "Exception ignored in audit hook"
                                       : "Exception ignored in sys.unraisablehook");
    if (err_msg == KR_NULL) kr_clear_exception();
    if (exc != KR_NULL) print_and_forget(exc, err_msg, refused ? KR_NONE : hook);
  }
  kr_decref(hook);
}
