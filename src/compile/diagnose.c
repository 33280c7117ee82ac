/* Errors and warnings of the compiler, with the source line they are about. */
#include <stdarg.h>
#include <unistd.h>

#include "compile/compile.h"
#include "compile/symtable.h"
#include "objects/errors.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/decode.h"
#include "syntax/parse.h"

static char *read_file(kr_value filename, size_t *size) {
  int fd = kr_source_open(filename);
  if (fd < 0) return NULL;
  kr_buf b = {0};
  char chunk[8192];
  ssize_t n;
  while ((n = read(fd, chunk, sizeof chunk)) > 0 && kr_buf_put(&b, chunk, (size_t)n)) {}
  close(fd);
  if (b.failed || !b.data) {
    kr_buf_free(&b);
    return NULL;
  }
  *size = b.size;
  return b.data;
}

/* Line `lineno` of the file with its line end; None when there is no such line or file. New. Never
 * fails: the error to be reported matters more. */
static kr_value source_line(kr_value filename, int lineno) {
  kr_value line = KR_NULL;
  size_t size;
  char *data = lineno > 0 ? read_file(filename, &size) : NULL;
  if (data) {
    size_t length;
    char *text = kr_source_decode((const uint8_t *)data, size, filename, &length);
    const char *p = text, *end = text ? text + length : NULL;
    for (int i = 1; p && p < end; i++) {
      const char *next = memchr(p, '\n', (size_t)(end - p));
      next = next ? next + 1 : end;
      if (i == lineno) {
        line = kr_str_from_utf8(p, (size_t)(next - p));
        break;
      }
      p = next;
    }
    kr_free(text);
    kr_free(data);
  }
  if (kr_failed()) kr_clear_exception();
  return line == KR_NULL ? KR_NONE : line;
}

bool kr_syntax_error_args(kr_value filename, kr_location loc, kr_value message) {
  if (message == KR_NULL) return false;
  kr_value text = source_line(filename, loc.lineno);
  kr_raise_syntax(&kr_exc_SyntaxError, filename, loc.lineno, loc.col_offset + 1, loc.end_lineno,
                  loc.end_col_offset + 1, text, "%U", message);
  kr_decref(text);
  kr_decref(message);
  return false;
}

bool kr_syntax_error(kr_value filename, kr_location loc, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value message = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (message == KR_NULL) return false;
  kr_value args = kr_tuple_pack(1, message);
  kr_syntax_error_args(filename, loc, message);
  kr_value e = args == KR_NULL ? KR_NULL : kr_fetch_exception();
  if (e == KR_NULL) return false;
  if (kr_isinstance_exact_or_sub(e, &kr_exc_SyntaxError)) KR_REPLACE(KR_EXC(e)->args, args);
  else kr_decref(args);
  kr_restore_exception_steal(e);
  return false;
}

bool kr_syntax_warning(kr_value filename, kr_location loc, kr_value message) {
  if (message == KR_NULL) return false;
  bool ok = kr_warn_explicit(&kr_exc_SyntaxWarning, message, filename, loc.lineno, KR_NULL, KR_NULL) == 0;
  /* As an error it shows where. */
  if (!ok && kr_clear_if(&kr_exc_SyntaxWarning)) kr_syntax_error_args(filename, loc, kr_ref(message));
  kr_decref(message);
  return ok;
}

static bool feature_flag(kr_value name, uint32_t *flag) {
  static const struct {
    const char *name;
    uint32_t flag;
  } features[] = {{"nested_scopes", 0},
                  {"generators", 0},
                  {"division", 0},
                  {"absolute_import", 0},
                  {"with_statement", 0},
                  {"print_function", 0},
                  {"unicode_literals", 0},
                  {"generator_stop", 0},
                  {"barry_as_FLUFL", KR_FUTURE_BARRY_AS_BDFL},
                  {"annotations", KR_FUTURE_ANNOTATIONS}};
  for (size_t i = 0; i < sizeof features / sizeof *features; i++)
    if (kr_str_equals_cstr(KR_STR(name), features[i].name)) {
      *flag = features[i].flag;
      return true;
    }
  return false;
}

static bool from_future(const kr_stmt *s) {
  return s->kind == KR_ImportFrom_kind && !s->v.ImportFrom.level && s->v.ImportFrom.module != KR_NULL &&
         kr_str_equals_cstr(KR_STR(s->v.ImportFrom.module), "__future__");
}
bool kr_late_future(kr_value filename, kr_location loc) {
  return kr_syntax_error(filename, loc, "from __future__ imports must occur at the beginning of the file");
}

bool kr_future_features(kr_mod *mod, kr_value filename, uint32_t *flags, int *last_line) {
  *last_line = 0;
  kr_stmt_seq *body = mod->kind == KR_Module_kind        ? mod->v.Module.body
                      : mod->kind == KR_Interactive_kind ? mod->v.Interactive.body
                                                         : NULL;
  uint32_t i = kr_docstring(body) != KR_NULL;
  for (; i < kr_seq_len(body); i++) {
    kr_stmt *s = body->items[i];
    if (!from_future(s)) break;
    for (uint32_t j = 0; j < kr_seq_len(s->v.ImportFrom.names); j++) {
      kr_alias *a = s->v.ImportFrom.names->items[j];
      uint32_t flag;
      if (kr_str_equals_cstr(KR_STR(a->name), "braces"))
        return kr_syntax_error(filename, a->loc, "not a chance");
      if (!feature_flag(a->name, &flag))
        return kr_syntax_error(filename, a->loc, "future feature %U is not defined", a->name);
      *flags |= flag;
    }
    *last_line = s->lineno;
  }
  /* Lines tell the later ones from these, but for those on this same line. */
  for (; i < kr_seq_len(body) && body->items[i]->lineno == *last_line; i++)
    if (from_future(body->items[i])) return kr_late_future(filename, body->items[i]->loc);
  return true;
}
