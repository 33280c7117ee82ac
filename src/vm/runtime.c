/* Initialization and the life of the main program. */
#include "objects/audit.h"
#include "modules/sys/sys.h"
#include "vm/runtime.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "compile/compile.h"
#include "import/import.h"
#include "memory/gc.h"
#include "modules/modules.h"
#include "modules/_io/io.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "objects/str_core.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "syntax/parse.h"
#include "vm/command.h"
#include "vm/frame_locals.h"
#include "vm/generator.h"
#include "vm/interactive.h"
#include "vm/prepare.h"
#include "vm/threads.h"
#include "vm/vm.h"

kr_flags_t kr_flags = {.hash_randomization = 1};

static void write_err(const char *s);

/* ---- stdio, site --------------------------------------------------------------------------------------- */

/* PYTHONIOENCODING=encoding:errors, each part optional. */
typedef struct {
  char encoding[64], errors[64];
} io_encoding;

/* False: no such encoding; told. */
static bool get_io_encoding(io_encoding *io) {
  *io = (io_encoding){"utf-8", "surrogateescape"};
  const char *text = kr_flags.ignore_environment ? NULL : getenv("PYTHONIOENCODING");
  if (!text || !*text) return true;
  const char *colon = strchr(text, ':');
  size_t n = colon ? (size_t)(colon - text) : strlen(text);
  if (n) {
    snprintf(io->encoding, sizeof io->encoding, "%.*s", (int)n, text);
    strcpy(io->errors, "strict");
  }
  if (colon && colon[1]) snprintf(io->errors, sizeof io->errors, "%s", colon + 1);
  if (kr_command_locate_modules()) kr_clear_exception(); /* seldom used encodings are not frozen */
  kr_value lookup = kr_import_attr("codecs", "lookup"), name = kr_str_from_cstr(io->encoding), s = KR_NULL;
  kr_value info = lookup == KR_NULL || name == KR_NULL ? KR_NULL : kr_call1(lookup, name);
  if (info != KR_NULL) s = kr_getattr(info, KR_ID(name));
  size_t size;
  const char *found = s != KR_NULL && kr_is_str(s) ? kr_str_utf8(KR_STR(s), &size) : NULL;
  if (found) {
    snprintf(io->encoding, sizeof io->encoding, "%s", found);
  } else {
    write_err("Fatal Python error: init_stdio_encoding: failed to get the Python codec name of the stdio "
              "encoding\nPython runtime state: core initialized\n");
    if (kr_failed_with(&kr_exc_LookupError)) {
      write_err("LookupError: unknown encoding: ");
      write_err(io->encoding);
      write_err("\n");
    }
    kr_clear_exception();
  }
  kr_decref(lookup);
  kr_decref(name);
  kr_decref(info);
  kr_decref(s);
  return found != NULL;
}

static kr_value open_std(int fd, const char *mode, bool write_through, const char *encoding,
                         const char *errors, const char *name) {
  kr_value io = kr_import_module("io");
  if (io == KR_NULL) return KR_NULL;
  kr_value raw = KR_NULL, r = KR_NULL;
  kr_value open = kr_getattr(io, KR_ID(open));
  bool writing = mode[0] == 'w';
  int buffering = kr_flags.unbuffered && writing ? 0 : -1;
  kr_value args[6] = {kr_from_small_int(fd), kr_str_intern_cstr(mode), kr_from_small_int(buffering),
                      KR_FALSE};
  kr_value kwn = kr_tuple_pack(1, KR_ID(closefd));
  if (open != KR_NULL && kwn != KR_NULL) raw = kr_call(open, args, 3, KR_TUPLE(kwn));
  kr_decref(kwn);
  kr_decref(args[1]);
  if (raw != KR_NULL) {
    if (buffering != 0) {
      kr_value under = kr_getattr(raw, KR_ID(raw));
      kr_value n = kr_str_intern_cstr(name);
      if (under != KR_NULL && kr_setattr(under, KR_ID(name), n)) kr_clear_exception();
      kr_decref(n);
      kr_decref(under);
    }
    bool tty = isatty(fd);
    kr_value wrapper = kr_getattr(io, KR_ID(TextIOWrapper));
    /* TextIOWrapper(buffer, encoding, errors, newline, line_buffering, write_through) */
    kr_value a[6] = {raw,
                     kr_str_intern_cstr(encoding),
                     kr_str_intern_cstr(errors),
                     kr_str_intern_cstr("\n"),
                     kr_from_bool(writing && (tty || fd == 2)),
                     kr_from_bool(write_through)};
    if (wrapper != KR_NULL) r = kr_call(wrapper, a, 6, NULL);
    kr_decref(wrapper);
    for (int i = 0; i < 4; i++) kr_decref(a[i]);
    if (r != KR_NULL) {
      kr_value m = kr_str_intern_cstr(writing ? "w" : "r");
      if (kr_setattr(r, KR_ID(mode), m)) kr_clear_exception();
      kr_decref(m);
    }
  }
  kr_decref(open);
  kr_decref(io);
  return r;
}

static int init_stdio(void) {
  static const struct {
    int fd;
    const char *name, *dunder, *mode, *label;
  } streams[] = {{0, "stdin", "__stdin__", "rb", "<stdin>"},
                 {1, "stdout", "__stdout__", "wb", "<stdout>"},
                 {2, "stderr", "__stderr__", "wb", "<stderr>"}};
  io_encoding io;
  if (!get_io_encoding(&io)) return -1;
  for (int i = 2; i >= 0; i--) {
    kr_value f = open_std(streams[i].fd, streams[i].mode, kr_flags.unbuffered && i > 0, io.encoding,
                          i == 2 ? "backslashreplace" : io.errors, streams[i].label);
    if (f == KR_NULL) {
      if (!kr_failed_with(&kr_exc_OSError)) return -1;
      kr_clear_exception(); /* a closed descriptor: None, as in CPython */
      f = KR_NONE;
    }
    int r = kr_sys_set(streams[i].name, f) || kr_sys_set(streams[i].dunder, f);
    kr_decref(f);
    if (r) return -1;
  }
  return 0;
}

int kr_runtime_init_main(void) {
  if (kr_tracemalloc_init(kr_flags.tracemalloc)) return -1;
  if (kr_flags.verbose && kr_sys_early_stderr()) return -1;
  kr_value m = kr_import_module("encodings");
  if (m == KR_NULL) return -1;
  kr_decref(m);
  if (init_stdio()) return -1;
  if (kr_faulthandler_init()) return -1;
  /* __main__ */
  kr_module *main = kr_module_new(KR_ID(__main__));
  if (!main) return -1;
  kr_value loader = kr_import_attr("_frozen_importlib", "BuiltinImporter");
  int r = loader == KR_NULL || kr_dict_set(main->dict, KR_ID(__loader__), loader) ||
          kr_dict_set(main->dict, KR_ID(__builtins__), kr.builtins_module) ||
          kr_dict_set(kr.modules, KR_ID(__main__), kr_from_object(main));
  kr_decref(loader);
  kr_decref_object(main);
  if (r) return -1;
  /* Filters that were asked for hold for warnings raised in C as well. */
  kr_value options = kr_dict_get_str(kr.sys_dict, KR_ID(warnoptions));
  if (options != KR_NULL && kr_is_list(options) && KR_LIST(options)->size) {
    m = kr_import_module("warnings");
    if (m == KR_NULL) return -1;
    kr_decref(m);
  }
  return kr_init_site();
}

/* ---- uncaught exceptions ------------------------------------------------------------------------------- */

void kr_write_error(const char *s, size_t n) {
  while (n) {
    ssize_t w = write(2, s, n);
    if (w <= 0) return;
    s += w;
    n -= (size_t)w;
  }
}

static void write_err(const char *s) { kr_write_error(s, strlen(s)); }

/* str(exc), or nothing; *hold keeps it. Clears the current exception. */
static const char *plain_message(kr_value exc, kr_value *hold) {
  kr_clear_exception();
  *hold = kr_str_of(exc);
  const char *text = *hold == KR_NULL ? NULL : kr_str_utf8(KR_STR(*hold), &(size_t){0});
  kr_clear_exception();
  return text ? text : "";
}

void kr_write_plainly(kr_value exc) {
  kr_value hold;
  const char *text = plain_message(exc, &hold);
  write_err(kr_type_cname(kr_object_of(exc)->type));
  if (*text) write_err(": ");
  write_err(text);
  write_err("\n");
  kr_decref(hold);
}

/* -i: SystemExit does not end the program, it goes on at the prompt. */
static bool inspecting;

/* The exit status that SystemExit(code) asks for; prints what is no number. */
static int system_exit_status(kr_value exc) {
  kr_value code;
  if (kr_getattr_optional(exc, KR_ID(code), &code) <= 0) {
    kr_clear_exception();
    return 1;
  }
  int status = 1;
  int64_t i;
  if (code == KR_NONE) {
    status = 0;
  } else if (kr_is_int(code)) {
    status = kr_int_fits_i64(code, &i) ? (int)(i & 0xFF) : 0xFF;
  } else {
    kr_value err = kr_dict_get_new(kr.sys_dict, KR_ID(stderr));
    kr_value s = kr_str_of(code);
    kr_value r = KR_NULL;
    bool ours = err == KR_NULL || err == KR_NONE;
    if (s != KR_NULL && ours) {
      kr_value bytes = kr_encode_utf8(s, "backslashreplace");
      if (bytes != KR_NULL) kr_write_error((const char *)KR_BYTES(bytes)->data, KR_BYTES(bytes)->size);
      kr_decref(bytes);
    } else if (s != KR_NULL) {
      kr_decref(kr_call_method1(err, KR_ID(write), s));
    }
    if (kr_failed()) kr_clear_exception();
    /* the line ends, though there be no text */
    if (!ours) r = kr_call_method1(err, KR_ID(write), kr_str_from_char('\n'));
    if (r == KR_NULL) write_err("\n");
    kr_decref(r);
    if (kr_failed()) kr_clear_exception();
    kr_decref(s);
    kr_decref(err);
  }
  kr_decref(code);
  return status;
}

/* With the hook that sys began with. */
static bool print_plainly(kr_value type, kr_value exc, kr_value tb) {
  kr_value hook = kr_dict_get_new(kr.sys_dict, KR_ID(__excepthook__));
  kr_value r = hook == KR_NULL ? KR_NULL : kr_call3(hook, type, exc, tb);
  kr_decref(hook);
  kr_decref(r);
  if (kr_failed()) kr_clear_exception();
  return r != KR_NULL;
}

/* sys.excepthook raised (it is current): tells both. False: it could not. */
static bool hook_failed(kr_value type, kr_value exc, kr_value tb) {
  kr_value e = kr_fetch_exception();
  if (e == KR_NULL) return false;
  kr_value etb = KR_EXC(e)->traceback == KR_NULL ? KR_NONE : KR_EXC(e)->traceback;
  kr_flush_standard_streams();
  write_err("Error in sys.excepthook:\n");
  bool ok = print_plainly(kr_from_object(kr_object_of(e)->type), e, etb);
  kr_decref(e);
  kr_flush_standard_streams();
  write_err("\nOriginal exception was:\n");
  return print_plainly(type, exc, tb) && ok;
}

bool kr_print_uncaught(int *status) {
  kr_value exc = kr_fetch_exception();
  if (exc == KR_NULL) return false;
  if (kr_exception_matches(exc, kr_from_object(&kr_exc_SystemExit)) && !inspecting) {
    *status = system_exit_status(exc);
    kr_decref(exc);
    return true;
  }
  *status = kr_exception_matches(exc, kr_from_object(&kr_exc_KeyboardInterrupt)) ? 130 : 1;
  /* sys.last_exc and friends */
  kr_value tb = KR_EXC(exc)->traceback == KR_NULL ? KR_NONE : KR_EXC(exc)->traceback;
  kr_value type = kr_from_object(kr_object_of(exc)->type);
  kr_sys_set("last_exc", exc);
  kr_sys_set("last_type", type);
  kr_sys_set("last_value", exc);
  kr_sys_set("last_traceback", tb);
  kr_value hook = kr_dict_get_new(kr.sys_dict, KR_ID(excepthook));
  bool printed = false;
  if (hook == KR_NULL) {
    write_err("sys.excepthook is missing\n");
    printed = print_plainly(type, exc, tb);
  } else {
    bool refused = KR_AUDIT("sys.excepthook", hook, type, exc, tb);
    if (refused && !kr_clear_if(&kr_exc_RuntimeError)) {
      kr_unraisable(KR_NULL, "Exception ignored in audit hook");
      refused = false;
    }
    kr_value r = refused ? KR_NULL : kr_call3(hook, type, exc, tb);
    printed = refused || r != KR_NULL;
    if (!printed && kr_failed_with(&kr_exc_SystemExit)) {
      kr_value e = kr_fetch_exception();
      *status = system_exit_status(e);
      kr_decref(e);
      printed = true;
    }
    kr_decref(r);
    if (!printed) printed = hook_failed(type, exc, tb);
  }
  kr_decref(hook);
  if (!printed) kr_write_plainly(exc); /* no hook, or not even the first one */
  kr_decref(exc);
  return true;
}

void kr_flush_standard_streams(void) {
  kr_value names[2] = {KR_ID(stdout), KR_ID(stderr)};
  for (int i = 0; i < 2; i++) {
    kr_value f = kr_dict_get_new(kr.sys_dict, names[i]);
    if (f != KR_NULL && f != KR_NONE) {
      kr_value r = kr_call_method0(f, KR_ID(flush));
      if (r == KR_NULL) kr_clear_exception();
      kr_decref(r);
    }
    kr_decref(f);
  }
}

/* What the program wrote comes before what is told about its end. */
static void flush_before_error(void) {
  kr_value e = kr_fetch_exception();
  kr_flush_standard_streams();
  if (e != KR_NULL) kr_restore_exception_steal(e);
}

__attribute__((weak)) kr_value kr_atexit_push(void) { return KR_NONE; }

static int exit_status;

/* What the program wrote is lost where this fails: it shows in the exit status. */
static void flush_at_end(void) {
  kr_value names[2] = {KR_ID(stdout), KR_ID(stderr)};
  for (int i = 0; i < 2; i++) {
    kr_value f = kr_dict_get_new(kr.sys_dict, names[i]), r = KR_NONE;
    if (f != KR_NULL && f != KR_NONE) {
      int closed = kr_io_is_closed(f);
      if (closed < 0) kr_clear_exception();
      if (closed <= 0) r = kr_call_method0(f, KR_ID(flush));
    }
    if (r == KR_NULL) {
      exit_status = 120;
      if (i == 0) kr_unraisable(KR_NULL, "Exception ignored while flushing sys.stdout");
      else kr_clear_exception();
    }
    kr_decref(r);
    kr_decref(f);
  }
}

static void finalize(void) {
  flush_at_end();
  kr.finalizing = true;
  kr_signal_end();
  kr_finalize_modules();
  if (kr_flags.malloc_stats) kr_memory_write_stats();
#ifdef KR_REF_DEBUG
  if (kr_flags.show_refs) {
    char text[80];
    snprintf(text, sizeof text, "[%lld refs, %zu blocks]\n", (long long)kr_total_refs, kr_memory_blocks());
    write_err(text);
  }
#endif
}

/* The end of the program: as a native frame, for it may wait for threads. */
static kr_value end_step(kr_frame *f, kr_value v) {
  if (f->state == 2) goto exited;
  if (f->state == 0) {
    f->state = 1;
    kr_value threading = kr_dict_get_new(kr.modules, KR_ID(threading)), shutdown = KR_NULL;
    if (threading != KR_NULL && threading != KR_NONE) shutdown = kr_getattr(threading, KR_ID(_shutdown));
    kr_decref(threading);
    if (shutdown != KR_NULL) {
      v = kr_call_push(shutdown, NULL, 0, NULL);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(shutdown);
      kr.pushed = top;
      if (v == KR_PUSHED) return v;
    }
  }
  kr_decref(v);
  if (kr_failed()) {
    /* threads wait for each other: told already when that ended the main thread too */
    bool told = kr_threads_deadlocked && exit_status;
    if (kr_threads_deadlocked) exit_status = 1;
    if (told) kr_clear_exception();
    else kr_unraisable(KR_NULL, "Exception ignored on threading shutdown");
  }
  f->state = 2;
  v = kr_atexit_push();
  if (v == KR_PUSHED) return v;
exited:
  kr_decref(v);
  if (kr_failed()) kr_clear_exception(); /* no memory for the rest */
  finalize();
  return KR_NONE;
}
static const kr_native end_native = {"end", end_step, 0};

/* ---- the main program as a native frame ---------------------------------------------------------------- */

enum { M_START, M_STARTUP, M_HOOK, M_RAN, M_LAST, M_ENDED };
int kr_died_of;

kr_dict *kr_main_dict(void) {
  kr_value m = kr_dict_get_str(kr.modules, KR_ID(__main__));
  return m == KR_NULL || !kr_is_exact(m, &kr_module_type) ? NULL : KR_AS(kr_module, m)->dict;
}

static kr_value push_source(const char *text, size_t size, const char *filename, uint32_t flags) {
  kr_value name = kr_fs_decode(filename);
  kr_code *code =
      name == KR_NULL ? NULL : kr_compile_source(text, size, name, KR_MODE_EXEC, kr_flags.optimize, flags);
  /* The text of -c is in no file. */
  if (code && flags & KR_FLAG_IGNORE_COOKIE && kr_register_source(code, text, size, name))
    KR_CLEAR_OBJECT(code);
  kr_decref(name);
  if (!code) return KR_NULL;
  kr_dict *d = kr_main_dict();
  kr_value r = kr_eval_code_push(code, d, kr_from_object(d));
  kr_decref_object(code);
  return r;
}

/* Starts the prompt; SystemExit ends the program from now on. */
static kr_value start_interactive(kr_frame *f) {
  inspecting = false;
  f->state = M_LAST;
  return kr_interactive_push();
}

/* Reports what ended a step that is not the last. False: SystemExit, and *status. */
static bool goes_on(int *status) {
  if (!kr_failed()) return true;
  bool exits = kr_failed_with(&kr_exc_SystemExit) && !inspecting;
  kr_print_uncaught(status);
  return !exits;
}

static kr_value main_step(kr_frame *f, kr_value v) {
  int status = 0;
  kr_dict *main;
  switch (f->state) {
    case M_START:
      status = 1;
      if (kr_runtime_init_main()) goto end;
      status = 0;
      if (!kr_command_at_prompt()) {
        f->state = M_RAN;
        inspecting = kr_flags.inspect;
        v = kr_command_push_program(push_source);
        if (v == KR_PUSHED) return v;
        goto ran;
      }
      f->state = M_STARTUP;
      v = kr_command_push_startup(push_source);
      if (v == KR_PUSHED) return v;
    /* fall through */
    case M_STARTUP: {
      kr_decref(v);
      if (!goes_on(&status)) goto end;
      status = 0;
      main = kr_main_dict();
      if (main && kr_dict_del(main, KR_ID(__file__))) kr_clear_exception();
      f->state = M_HOOK;
      kr_value hook = kr_dict_get_new(kr.sys_dict, KR_ID(__interactivehook__));
      v = KR_NONE;
      if (hook != KR_NULL) {
        v = kr_call_push(hook, NULL, 0, NULL);
        kr_frame *top = kr.pushed;
        kr.pushed = NULL;
        kr_decref(hook);
        kr.pushed = top;
        if (v == KR_PUSHED) return v;
      }
    }
    /* fall through */
    case M_HOOK:
      kr_decref(v);
      if (kr_failed()) write_err("Failed calling sys.__interactivehook__\n");
      if (!goes_on(&status)) goto end;
      status = 0;
      v = start_interactive(f);
      if (v == KR_PUSHED) return v;
      goto end;
    case M_RAN:
    ran:
      if (!kr_command_inspects()) {
        inspecting = false;
        goto end;
      }
      kr_decref(v);
      if (!goes_on(&status)) goto end;
      status = 0;
      kr_flush_standard_streams();
      v = start_interactive(f);
      if (v == KR_PUSHED) return v;
    /* fall through */
    default:
    end:
      kr_decref(v);
      flush_before_error();
      if (kr_failed_with(&kr_exc_KeyboardInterrupt)) kr_died_of = 2; /* not caught: SIGINT, after all */
      if (kr_failed()) kr_print_uncaught(&status);
      exit_status = status;
      f->state = M_ENDED;
      if (kr_native_push(&end_native)) return KR_PUSHED;
      kr_clear_exception();
      finalize();
    /* fall through */
    case M_ENDED: return KR_NONE;
  }
}
static const kr_native main_native = {"main", main_step, 1};

static int init(void) { return kr_init_prepare() || kr_init_settle() ? -1 : 0; }

/* Start-up failed: says why, as far as there is anything to say it with. */
static void fatal_init(void) {
  if (!kr.thread || !kr_failed()) return; /* told already */
  write_err("Fatal Python error: initialization failed\n");
  int status;
  bool no_memory = kr_is_exact(kr.thread->exc, &kr_exc_MemoryError);
  if (no_memory) write_err("MemoryError\n"); /* with nothing left to show it by */
  if (kr.sys_dict && !no_memory) kr_print_uncaught(&status);
  else kr.thread->exc = KR_NULL; /* not dropped: its type may not be ready yet */
}

kr_left kr_start(int argc, char **argv) {
  int status;
  if (kr_command_parse(argc, argv, &status)) {
    exit_status = status;
    return KR_LEFT_DONE;
  }
  exit_status = 1;
  if (init()) {
    fatal_init();
    return KR_LEFT_DONE;
  }
  kr_command_init_sys();
  kr_frame *f = kr_native_push(&main_native);
  if (!f) {
    fatal_init();
    return KR_LEFT_DONE;
  }
  kr_slice_begin();
  return kr_threads_run(kr_eval_loop());
}

kr_left kr_resume(void) {
  kr_slice_begin();
  return kr_threads_resume();
}

int kr_exit_status(void) { return exit_status; }
int kr_exit_signal(void) { return kr_died_of; }

/* ---- embedded ------------------------------------------------------------------------------------------ */

static kr_buf error_text, error_summary;
static char plain_summary[256]; /* for want of memory */

static const char *text_of(const kr_buf *b) { return b->size && !b->failed ? b->data : ""; }
const char *kr_error_text(void) { return text_of(&error_text); }
const char *kr_error_summary(void) { return *plain_summary ? plain_summary : text_of(&error_summary); }

static void forget_error(void) {
  *plain_summary = 0;
  error_text.size = error_summary.size = 0;
  error_text.failed = error_summary.failed = false;
}

/* The first of the lines that is not about a place: "Type: message". */
static void note_summary(kr_value exc) {
  kr_value f = kr_import_attr("traceback", "format_exception_only");
  kr_value lines = f == KR_NULL ? KR_NULL : kr_call1(f, exc);
  kr_decref(f);
  if (lines == KR_NULL || !kr_is_list(lines)) return;
  for (size_t i = 0; i < KR_LIST(lines)->size; i++) {
    kr_value line = KR_LIST(lines)->items[i];
    size_t n;
    const char *p = kr_is_str(line) ? kr_str_utf8(KR_STR(line), &n) : NULL;
    if (!p || n == 0 || *p == ' ') continue;
    kr_buf_put(&error_summary, p, n - (p[n - 1] == '\n'));
    kr_buf_put(&error_summary, "", 1);
    break;
  }
  kr_decref(lines);
}

/* The current exception as a traceback's text, kept for the embedder; it stays current. */
static void note_error(void) {
  kr_value exc = kr_fetch_exception();
  forget_error();
  kr_value f = kr_import_attr("traceback", "format_exception");
  kr_value lines = f == KR_NULL ? KR_NULL : kr_call1(f, exc);
  kr_value text = lines == KR_NULL ? KR_NULL : kr_str_join(KR_EMPTY_STR, lines);
  size_t n;
  const char *p = text == KR_NULL ? NULL : kr_str_utf8(KR_STR(text), &n);
  if (p) kr_buf_put(&error_text, p, n + 1);
  kr_clear_exception();
  note_summary(exc);
  if (!*text_of(&error_summary)) {
    kr_value hold;
    const char *message = plain_message(exc, &hold);
    snprintf(plain_summary, sizeof plain_summary, *message ? "%s: %s" : "%s",
             kr_type_cname(kr_object_of(exc)->type), message);
    kr_decref(hold);
  }
  kr_decref(f);
  kr_decref(lines);
  kr_decref(text);
  kr_clear_exception();
  kr_restore_exception_steal(exc);
}

enum { R_START, R_RAN };
static kr_value run_step(kr_frame *f, kr_value v) {
  if (f->state == R_START) {
    f->state = R_RAN;
    kr_dict *d = kr_main_dict();
    v = d ? kr_eval_code_push(KR_CODE(f->slots[0]), d, kr_from_object(d)) : KR_NULL;
    if (v == KR_PUSHED) return v;
  }
  exit_status = 0;
  if (v == KR_NULL && kr_failed()) {
    flush_before_error();
    if (!kr_failed_with(&kr_exc_SystemExit)) note_error();
    kr_print_uncaught(&exit_status);
  }
  kr_decref(v);
  flush_at_end();
  return KR_NONE;
}
static const kr_native run_native = {"run", run_step, 1};

kr_left kr_embed(int argc, char **argv) {
  exit_status = 1;
  forget_error();
  int status;
  if (kr_command_parse(1, argv, &status) == 0 && init() == 0) {
    kr_command_set_argv(argc, argv);
    kr_command_init_sys();
    if (kr_runtime_init_main() == 0) {
      exit_status = 0;
      return KR_LEFT_DONE;
    }
  }
  fatal_init();
  return KR_LEFT_DONE;
}

kr_left kr_run(const char *source, size_t size, const char *filename) {
  forget_error();
  exit_status = 0;
  kr_value name = kr_fs_decode(filename);
  kr_code *code = name == KR_NULL ? NULL
                                  : kr_compile_source(source, size, name, KR_MODE_EXEC, kr_flags.optimize,
                                                      KR_FLAG_IGNORE_COOKIE);
  /* The text is in no file; without it tracebacks only lack their lines. */
  if (code && kr_register_source(code, source, size, name)) {
    if (kr_failed_with(&kr_exc_KeyboardInterrupt)) kr_interrupt(); /* the program's */
    kr_clear_exception();
  }
  kr_decref(name);
  if (!code) {
    note_error();
    kr_print_uncaught(&exit_status);
    kr_flush_standard_streams();
    return KR_LEFT_DONE;
  }
  kr_frame *f = kr_native_push(&run_native);
  if (!f) {
    kr_decref_object(code);
    note_error();
    kr_print_uncaught(&exit_status);
    return KR_LEFT_DONE;
  }
  f->slots[0] = kr_from_object(code);
  kr_slice_begin();
  return kr_threads_run(kr_eval_loop());
}

kr_left kr_finish(void) {
  if (!kr.initialized || kr.finalizing) return KR_LEFT_DONE;
  if (!kr_native_push(&end_native)) {
    kr_clear_exception();
    finalize();
    return KR_LEFT_DONE;
  }
  kr_slice_begin();
  return kr_threads_run(kr_eval_loop());
}
