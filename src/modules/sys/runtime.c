/* sys: the interpreter's frames, memory and switches. */
#include <unistd.h>

#include "memory/gc.h"
#include "memory/pages.h"
#include "modules/posix.h"
#include "modules/sys/sys.h"
#include "objects/structseq.h"
#include "objects/type_impl.h"
#include "vm/flags.h"
#include "vm/interactive.h"
#include "vm/runtime.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

double kr_switch_interval = 0.005;

/* Calls add(dict, thread's key, thread) for every thread. */
static kr_value per_thread(kr_value (*value)(kr_thread *t)) {
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  kr_thread *first = kr.thread, *t = first;
  do {
    kr_value v = value(t);
    if (v == KR_NULL && kr_failed()) goto fail;
    if (v != KR_NULL) {
      int r = kr_dict_set(d, kr_from_small_int(t->id), v);
      kr_decref(v);
      if (r) goto fail;
    }
    t = t->next;
  } while (t && t != first);
  return kr_from_object(d);
fail:
  kr_decref_object(d);
  return KR_NULL;
}

static kr_value top_frame(kr_thread *t) {
  kr_frame *f = kr_frame_python(t->frame);
  return f ? kr_frame_get_object(f) : KR_NULL;
}
static kr_value handled(kr_thread *t) {
  for (kr_exc_item *i = t->exc_info; i; i = i->prev)
    if (i->value != KR_NULL && i->value != KR_NONE) return kr_ref(i->value);
  return KR_NONE;
}
FN(current_frames) { return kr_audit("sys._current_frames", 0, NULL) ? KR_NULL : per_thread(top_frame); }
FN(current_exceptions) {
  return kr_audit("sys._current_exceptions", 0, NULL) ? KR_NULL : per_thread(handled);
}

FN(getswitchinterval) { return kr_from_double(kr_switch_interval); }
FN(setswitchinterval) {
  double v = kr_as_double(args[0]);
  if (v == -1 && kr_failed()) return KR_NULL;
  if (v <= 0) return kr_raise(&kr_exc_ValueError, "switch interval must be strictly positive");
  /* In whole microseconds, of 32 bits. */
  kr_switch_interval = v != v ? 0 : v * 1e6 >= UINT32_MAX ? UINT32_MAX * 1e-6 : (uint32_t)(v * 1e6) * 1e-6;
  return KR_NONE;
}

FN(is_interned) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "_is_interned() argument must be str, not %G", args[0]);
  return kr_from_bool(kr_str_is_interned(KR_STR(args[0])));
}
FN(is_immortal) { return kr_from_bool(!kr_is_object(args[0]) || kr_is_immortal(kr_object_of(args[0]))); }
FN(getunicodeinternedsize) {
  int only = args[0] == KR_NULL ? 0 : kr_truth(args[0]);
  return only < 0 ? KR_NULL : kr_int_from_size(kr_str_interned_count(only));
}
FN(baserepl) { return kr_interactive_push(); }
FN(is_gil_enabled) { return KR_TRUE; }
FN(clear_internal_caches) {
  kr_type_cache_clear();
  return KR_NONE;
}

static void write_class(kr_buf *b, kr_page_kind kind, int cls) {
  size_t pages = 0, used = 0, size = 0, room = 0;
  for (kr_page *p = kr_all_pages; p; p = p->next_all) {
    if (!p->in_use || p->kind != kind || p->class_index != cls) continue;
    pages++;
    used += p->used;
    size = p->block_size;
    room += (KR_PAGE_SIZE - KR_PAGE_HEADER) / size;
  }
  if (pages) kr_buf_printf(b, "%5d %6zu %11zu %15zu %13zu\n", cls, size, pages, used, room - used);
}

void kr_memory_write_stats(void) {
  static const char *const kinds[] = {"buffers and simple objects", "objects of the cycle collector"};
  kr_buf b = {0};
  size_t pages = 0, spare = 0;
  for (kr_page *p = kr_all_pages; p; p = p->next_all) {
    if (p->in_use) pages++;
    else spare++;
  }
  kr_buf_printf(&b, "Small block threshold = %d, in %d size classes.\n", KR_SMALL_MAX, KR_PAGE_CLASSES);
  for (int kind = 0; kind < 2; kind++) {
    kr_buf_printf(&b, "\n%s\nclass   size   num pages   blocks in use  avail blocks\n", kinds[kind]);
    kr_buf_put_cstr(&b, "-----   ----   ---------   -------------  ------------\n");
    for (int cls = 0; cls < KR_PAGE_CLASSES; cls++) write_class(&b, (kr_page_kind)kind, cls);
  }
  kr_buf_printf(&b,
                "\n# pages in use     = %15zu of %zu bytes\n# spare pages      = %15zu\n"
                "# large blocks     = %15zu\n# blocks           = %15zu\n# bytes            = %15zu\n"
                "# bytes at most    = %15zu\n# bytes allowed    = %15zu%s\n",
                pages, KR_PAGE_SIZE, spare, kr_memory.blocks, kr_memory_blocks(), kr_memory.bytes,
                kr_memory.peak_bytes, kr_memory.limit, kr_memory.limit ? "" : " (any number)");
  if (!b.failed) kr_write_error(b.data, b.size);
  kr_buf_free(&b);
}
FN(debugmallocstats) {
  kr_memory_write_stats();
  return kr_failed() ? KR_NULL : KR_NONE;
}
FN(get_cpu_count_config) { return kr_from_small_int(kr_flags.cpu_count ? kr_flags.cpu_count : -1); }

/* dlopen's RTLD_NOW: nothing is ever loaded with it */
static int dlopen_flags = 2;
FN(getdlopenflags) { return kr_from_small_int(dlopen_flags); }
FN(setdlopenflags) {
  int n = kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  dlopen_flags = n;
  return KR_NONE;
}

/* ---- what this platform has not ------------------------------------------------------------------------ */

FN(activate_stack_trampoline) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "activate_stack_trampoline() argument must be str, not %G", args[0]);
  return kr_raise(&kr_exc_ValueError, "perf trampoline not available");
}
FN(deactivate_stack_trampoline) { return KR_NONE; }
FN(is_stack_trampoline_active) { return KR_FALSE; }
FN(is_remote_debug_enabled) { return KR_FALSE; }
FN(remote_exec) {
  int pid = kr_index_as_int(args[0]);
  kr_path script;
  if ((pid == -1 && kr_failed()) || !kr_path_get(args[1], NULL, NULL, false, &script)) return KR_NULL;
  bool refused = KR_AUDIT("sys.remote_exec", kr_from_small_int(pid), args[1]);
  int there = refused ? 0 : access(script.text, F_OK);
  kr_path_free(&script);
  if (refused) return KR_NULL;
  if (there) return kr_raise(&kr_exc_FileNotFoundError, "Script file does not exist");
  return kr_raise(&kr_exc_RuntimeError, "Remote debugging is not supported on this platform");
}
FN(dump_tracelets) { return kr_raise(&kr_exc_NotImplementedError, "No JIT available"); }

#ifdef KR_REF_DEBUG
FN(gettotalrefcount) { return kr_int_from_i64(kr_total_refs); }
#endif

const kr_method_def kr_sys_runtime_methods[] = {
    {"_current_frames", current_frames, 0, "($module, /)", "The innermost frame of every thread, by its id."},
    {"_current_exceptions", current_exceptions, 0, "($module, /)",
     "The exception every thread is handling, by its id."},
    {"getswitchinterval", getswitchinterval, 0, "($module, /)", "Seconds until another thread's turn."},
    {"setswitchinterval", setswitchinterval, 0, "($module, interval, /)",
     "Set the seconds until another thread's turn."},
    {"_is_interned", is_interned, 0, "($module, string, /)", "Whether a str is interned."},
    {"getunicodeinternedsize", getunicodeinternedsize, 0, "($module, /, *, _only_immortal=False)",
     "How many strings are interned."},
    {"_baserepl", baserepl, 0, "($module, /)", "Run the prompt."},
    {"_is_immortal", is_immortal, 0, "($module, op, /)", "Whether an object is never freed."},
    {"_is_gil_enabled", is_gil_enabled, 0, "($module, /)", "Whether one thread runs at a time: always."},
    {"_clear_internal_caches", clear_internal_caches, 0, "($module, /)", "Clear all internal caches."},
    {"_debugmallocstats", debugmallocstats, 0, "($module, /)", "Print figures of the allocator to stderr."},
    {"_get_cpu_count_config", get_cpu_count_config, 0, "($module, /)",
     "What -X cpu_count says; -1: nothing."},
    {"getdlopenflags", getdlopenflags, 0, "($module, /)", "The flags for dlopen()."},
    {"setdlopenflags", setdlopenflags, 0, "($module, flags, /)", "Set the flags for dlopen()."},
    {"activate_stack_trampoline", activate_stack_trampoline, 0, "($module, backend, /)",
     "Activate a perf trampoline: there is none."},
    {"deactivate_stack_trampoline", deactivate_stack_trampoline, 0, "($module, /)", "Nothing is active."},
    {"is_stack_trampoline_active", is_stack_trampoline_active, 0, "($module, /)", "False."},
    {"is_remote_debug_enabled", is_remote_debug_enabled, 0, "($module, /)", "False."},
    {"remote_exec", remote_exec, 0, "($module, /, pid, script)", "Run a script in another process."},
#ifdef KR_REF_DEBUG
    {"gettotalrefcount", gettotalrefcount, 0, "($module, /)", "All references there are."},
#endif
    {"_dump_tracelets", dump_tracelets, 0, "($module, /, outpath)", "Write what the JIT compiled."},
    {0}};

/* ---- constants -------------------------------------------------------------------------------------- */

FN(no) { return KR_FALSE; }
static const kr_method_def jit_methods[] = {
    {"is_available", no, 0, "($module, /)", "Whether this build can compile at run time."},
    {"is_enabled", no, 0, "($module, /)", "Whether it does."},
    {"is_active", no, 0, "($module, /)", "Whether the caller runs compiled code."},
    {0}};
static const kr_module_def jit = {
    .name = "sys._jit", .doc = "The just-in-time compiler.", .methods = jit_methods};

int kr_sys_runtime_exec(kr_module *m) {
  kr_value name = kr_str_intern_cstr("sys._jit");
  if (name == KR_NULL) return -1;
  int r = kr_module_add_steal(m, "_jit", kr_from_object_or_null(kr_module_from_def(&jit, name)));
  kr_decref(name);
  kr_value git = kr_tuple_pack(3, kr_str_intern_cstr("Krait"), KR_EMPTY_STR, KR_EMPTY_STR);
  if (r || kr_module_add_steal(m, "_git", git) || kr_module_add_cstr(m, "_framework", "")) return -1;
  return 0;
}
