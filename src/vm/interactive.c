#include "vm/interactive.h"

#include <errno.h>
#include <unistd.h>

#include "compile/compile.h"
#include "import/import.h"
#include "objects/bytes.h"
#include "objects/errors.h"
#include "syntax/parse.h"
#include "vm/flags.h"
#include "vm/runtime.h"
#include "vm/suspend.h"
#include "vm/threads.h"
#include "vm/vm.h"

static struct {
  kr_buf input;     /* read from descriptor 0 */
  size_t input_at;  /* what of it is used up */
  kr_buf statement; /* the lines of the statement so far */
  bool ended;       /* a read was answered with nothing; a terminal may answer the next with more */
  int32_t count;    /* statements compiled: the number in "<stdin-0>" */
  uint32_t future;  /* `from __future__` statements hold for all that follows */
} repl;

/* Under a name that could be a file's linecache looks nowhere but among files. */
static kr_value register_file(kr_value source, size_t size, kr_value filename) {
  kr_value cache = kr_import_attr("linecache", "cache");
  kr_value lines = cache == KR_NULL ? KR_NULL : kr_call_method1(source, KR_ID(splitlines), KR_TRUE);
  kr_value entry =
      lines == KR_NULL ? KR_NULL : kr_tuple_pack(4, kr_from_small_int(size), KR_NONE, lines, filename);
  bool ok = entry != KR_NULL && kr_setitem(cache, filename, entry) == 0;
  kr_decref(cache);
  kr_decref(lines);
  kr_decref(entry);
  return ok ? KR_NONE : KR_NULL;
}

int kr_register_source(kr_code *code, const char *text, size_t size, kr_value filename) {
  kr_value source = kr_decode_utf8((const uint8_t *)text, size, "replace");
  bool file = KR_STR(filename)->length && kr_str_read(KR_STR(filename), 0) != '<';
  kr_value f = source == KR_NULL || file ? KR_NULL : kr_import_attr("linecache", "_register_code");
  kr_value r = f == KR_NULL ? KR_NULL : kr_call3(f, kr_from_object(code), source, filename);
  if (file && source != KR_NULL) r = register_file(source, size, filename);
  kr_decref(f);
  kr_decref(source);
  return kr_drop_result(r);
}

/* ---- prompts ------------------------------------------------------------------------------------------- */

/* Shows sys.ps1 or sys.ps2; whatever is wrong with it, it is then empty. */
static void prompt(kr_value name) {
  kr_flush_standard_streams();
  kr_value ps = kr_dict_get_new(kr.sys_dict, name);
  kr_value text = ps == KR_NULL ? KR_NULL : kr_str_of(ps);
  kr_value bytes = text == KR_NULL ? KR_NULL : kr_encode_utf8(text, "replace");
  if (kr_failed()) kr_clear_exception();
  if (bytes != KR_NULL) kr_write_error((const char *)KR_BYTES(bytes)->data, KR_BYTES(bytes)->size);
  kr_decref(bytes);
  kr_decref(text);
  kr_decref(ps);
}

/* ---- lines --------------------------------------------------------------------------------------------- */

/* Appends the next line to the statement, if the input has one already. */
static bool take_line(void) {
  const char *start = repl.input.data + repl.input_at;
  size_t left = repl.input.size - repl.input_at;
  const char *newline = left ? memchr(start, '\n', left) : NULL;
  if (!newline && !(repl.ended && left)) return false;
  size_t n = newline ? (size_t)(newline + 1 - start) : left;
  kr_buf_put(&repl.statement, start, n);
  if (!newline) kr_buf_put(&repl.statement, "\n", 1);
  repl.input_at += n;
  return true;
}

/* Reads more: not beyond a line, since what follows is for input() and pdb, should the statement call them. 0, or
 * -1: an exception (KeyboardInterrupt). */
static int read_more(void) {
  if (repl.input_at == repl.input.size) repl.input.size = repl.input_at = 0;
  if (!kr_buf_reserve(&repl.input, 1)) return -1;
  ssize_t n = read(0, repl.input.data + repl.input.size, 1);
  if (n > 0) repl.input.size += (size_t)n;
  else if (n == 0) repl.ended = true;
  else if (errno == EINTR || errno == EAGAIN) return kr.pending && kr_handle_pending() < 0 ? -1 : 0;
  else repl.ended = true;
  return 0;
}

/* ---- statements ---------------------------------------------------------------------------------------- */

typedef enum { INCOMPLETE, COMPLETE, WRONG } verdict;

/* Compiles the lines so far, the last ones there are? WRONG: an exception. */
static verdict compile(kr_code **code, bool last) {
  const char *text = repl.statement.data;
  size_t size = repl.statement.size;
  kr_value stdin_name = kr_str_from_cstr("<stdin>"), name = KR_NULL;
  kr_ast_arena arena = {0};
  *code = NULL;
  if (stdin_name == KR_NULL) return WRONG;
  /* First to see whether more lines are needed. Then, whole or wrong, once more with the warnings. Code gets
   * a name of its own; errors of the parser do not. */
  uint32_t flags = KR_PARSE_IGNORE_COOKIE | KR_PARSE_INTERACTIVE | repl.future;
  if (!kr_parse(text, size, stdin_name, KR_MODE_SINGLE, flags | KR_PARSE_NO_WARNINGS, KR_FEATURE_VERSION,
                &arena)) {
    if (kr_clear_if(&kr_exc__IncompleteInputError)) {
      if (!last) {
        kr_ast_arena_free(&arena);
        kr_decref(stdin_name);
        return INCOMPLETE;
      }
      flags &= ~(uint32_t)KR_PARSE_INTERACTIVE;
    } else if (kr_failed_with(&kr_exc_SyntaxError)) {
      kr_clear_exception();
    }
  }
  kr_ast_arena_free(&arena);
  arena = (kr_ast_arena){0};
  if (!kr_failed()) {
    kr_mod *mod = kr_parse(text, size, stdin_name, KR_MODE_SINGLE, flags, KR_FEATURE_VERSION, &arena);
    if (mod) name = kr_str_format("<stdin-%d>", repl.count++);
    if (name != KR_NULL) *code = kr_compile(mod, name, kr_flags.optimize, repl.future, &arena);
  }
  kr_ast_arena_free(&arena);
  kr_decref(stdin_name);
  if (*code) repl.future |= (*code)->co_flags & KR_FUTURE_MASK;
  if (*code && kr_register_source(*code, text, size, name)) KR_CLEAR_OBJECT(*code);
  kr_decref(name);
  return *code ? COMPLETE : WRONG;
}

enum { I_PROMPT, I_LINE, I_RAN };

/* A statement, or the wait for one, raised. False: SystemExit, which stays current. */
static bool report(void) {
  if (kr_failed_with(&kr_exc_SystemExit)) return false;
  kr_print_uncaught(&(int){0});
  return true;
}

static kr_value interactive_step(kr_frame *f, kr_value v) {
  if (f->state == I_RAN) {
    kr_decref(v);
    if (v == KR_NULL && !report()) return KR_NULL;
    kr_flush_standard_streams();
    f->state = I_PROMPT;
  } else if (v == KR_NULL) {
    goto interrupted;
  }
  for (;;) {
    if (f->state == I_PROMPT) {
      repl.statement.size = 0;
      repl.ended = false;
      prompt(KR_ID(ps1));
      f->state = I_LINE;
    }
    bool last = !take_line();
    if (last) {
      if (repl.ended) { /* also in the middle of a statement, which it ends */
        kr_write_error("\n", 1);
        if (!repl.statement.size) return KR_NONE;
      } else {
        if (!kr_host_stdin_ready(kr_threads_alive > 1)) return kr_wait_stdin();
        if (read_more()) goto interrupted;
        continue;
      }
    }
    kr_code *code;
    switch (repl.statement.failed ? WRONG : compile(&code, last)) {
      case INCOMPLETE: prompt(KR_ID(ps2)); break;
      case COMPLETE: {
        kr_dict *main = kr_main_dict();
        f->state = I_RAN;
        v = main ? kr_eval_code_push(code, main, kr_from_object(main)) : KR_NULL;
        kr_decref_object(code);
        if (v == KR_PUSHED) return v;
        return interactive_step(f, v);
      }
      case WRONG:
        repl.statement.failed = false;
        if (!report()) return KR_NULL;
        f->state = I_PROMPT;
    }
    continue;
  interrupted: /* the line under way is given up */
    kr_write_error("\n", 1);
    if (!report()) return KR_NULL;
    f->state = I_PROMPT;
  }
}
static const kr_native interactive_native = {"interactive", interactive_step, 0};

static int set_prompt(kr_value name, const char *text) {
  if (kr_dict_get_str(kr.sys_dict, name) != KR_NULL) return 0;
  kr_value s = kr_str_from_cstr(text);
  int r = s == KR_NULL ? -1 : kr_dict_set(kr.sys_dict, name, s);
  kr_decref(s);
  return r;
}

kr_value kr_interactive_push(void) {
  if (set_prompt(KR_ID(ps1), ">>> ") || set_prompt(KR_ID(ps2), "... ")) return KR_NULL;
  return kr_native_push(&interactive_native) ? KR_PUSHED : KR_NULL;
}
