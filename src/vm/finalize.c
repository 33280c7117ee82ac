/* The end of the interpreter: modules are emptied in an order that programs can see through __del__.
 *
 * sys.modules is emptied first; what only modules kept goes in a collection. Modules that live on are
 * cleared in the reverse order of their import: names with one leading underscore, then the others, each
 * set to None, so that a finalizer finds None rather than a missing name. sys and builtins go last. */
#include "memory/gc.h"
#include "memory/pages.h"
#include "objects/weakref.h"
#include "vm/runtime.h"
#include "vm/vm.h"

static kr_dict *first_builtins; /* as they were before a program could change them */

int kr_finalize_remember_builtins(void) {
  first_builtins = kr_dict_copy(kr.builtins);
  /* open() comes with the standard streams, later than the others, and goes with them. */
  return first_builtins && kr_dict_del(first_builtins, KR_ID(open)) >= 0 ? 0 : -1;
}

static void set_or_forget(kr_dict *d, kr_value key, kr_value v) {
  if (kr_dict_set(d, key, v)) kr_clear_exception();
}
static void set_named(kr_dict *d, const char *name, kr_value v) {
  if (kr_dict_set_cstr(d, name, v)) kr_clear_exception();
}

/* What may hold on to the program's objects in sys and builtins; the streams are the first ones again. */
static void drop_specials(void) {
  static const char *const in_sys[] = {"path",       "argv",
                                       "ps1",        "ps2",
                                       "last_exc",   "last_type",
                                       "last_value", "last_traceback",
                                       "path_hooks", "path_importer_cache",
                                       "meta_path",  NULL};
  static const char *const streams[][2] = {
      {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
  set_named(kr.builtins, "_", KR_NONE);
  for (size_t i = 0; in_sys[i]; i++) set_named(kr.sys_dict, in_sys[i], KR_NONE);
  for (size_t i = 0; i < 3; i++) {
    kr_value name = kr_str_intern_cstr(streams[i][1]);
    kr_value f = name == KR_NULL ? KR_NULL : kr_dict_get_new(kr.sys_dict, name);
    set_named(kr.sys_dict, streams[i][0], f == KR_NULL ? KR_NONE : f);
    if (kr_failed()) kr_clear_exception();
    kr_decref(f);
    kr_decref(name);
  }
}

/* Values become None, those of names with just one underscore first. Only values change, so positions
 * stay valid whatever finalizers do; one that adds names cannot make this endless. */
static void clear_namespace(kr_dict *d) {
  for (int pass = 0; pass < 2; pass++) {
    uint32_t pos = 0;
    kr_value key, value;
    while (kr_dict_next(d, &pos, &key, &value)) {
      if (value == KR_NONE || !kr_is_str(key)) continue;
      const kr_str *s = KR_STR(key);
      bool under = s->length && kr_str_read(s, 0) == '_';
      if (pass == 0 && (!under || (s->length > 1 && kr_str_read(s, 1) == '_'))) continue;
      if (pass == 1 && key == KR_ID(__builtins__)) continue;
      kr_incref(key);
      set_or_forget(d, key, KR_NONE);
      kr_decref(key);
    }
  }
}

/* (name, weak reference) of every module; sys.modules says None for each. */
static kr_list *let_modules_go(void) {
  kr_list *refs = kr_list_new(0);
  kr_value keys = kr_dict_keys_list(kr.modules);
  if (!refs || keys == KR_NULL) {
    kr_clear_exception();
    kr_decref(keys);
    return refs;
  }
  for (size_t i = 0; i < KR_LIST(keys)->size; i++) {
    kr_value key = KR_LIST(keys)->items[i], m = kr_dict_get_new(kr.modules, key);
    if (m != KR_NULL && kr_isinstance_exact_or_sub(m, &kr_module_type)) {
      kr_value ref = kr_weakref_new(m, KR_NULL);
      if (ref == KR_NULL || kr_list_append_steal(refs, ref)) kr_clear_exception();
      set_or_forget(kr.modules, key, KR_NONE);
    }
    if (kr_failed()) kr_clear_exception();
    kr_decref(m);
  }
  kr_decref(keys);
  kr_dict_clear(kr.modules);
  return refs;
}

static void restore_builtins(void) {
  kr_dict *last = kr_dict_copy(kr.builtins); /* what goes, goes when the others are back */
  if (!last) kr_clear_exception();
  kr_dict_clear(kr.builtins);
  if (kr_dict_merge(kr.builtins, kr_from_object(first_builtins), 1)) kr_clear_exception();
  kr_xdecref_object(last);
}

/* gc.garbage is told about: objects that were found and kept. */
static void tell_garbage(void) {
  if (!kr_is_object(kr_gc.garbage) || !kr_is_list(kr_gc.garbage) || !KR_LIST(kr_gc.garbage)->size) return;
  size_t n = KR_LIST(kr_gc.garbage)->size;
  kr_value text = kr_str_format(kr_gc.debug & KR_GC_DEBUG_UNCOLLECTABLE
                                    ? "gc: %zu uncollectable objects at shutdown"
                                    : "gc: %zu uncollectable objects at shutdown; use "
                                      "gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them",
                                n);
  kr_value name = kr_str_intern_cstr("gc");
  if (text == KR_NULL || name == KR_NULL ||
      kr_warn_explicit(&kr_exc_ResourceWarning, text, name, 0, name, KR_NONE))
    kr_unraisable(KR_NULL, NULL);
  kr_decref(text);
  kr_decref(name);
}

void kr_finalize_modules(void) {
  if (kr_gc_state.enabled) kr_gc_collect(2);
  drop_specials();
  kr_list *modules = let_modules_go();
  restore_builtins();
  kr_gc_collect_quietly();
  tell_garbage();
  for (size_t i = modules ? modules->size : 0; i-- > 0;) {
    kr_value m = kr_weakref_get(modules->items[i]);
    if (m != KR_NONE && m != kr.sys_module && m != kr.builtins_module) {
      kr_dict *d = KR_AS(kr_module, m)->dict;
      if (d) {
        kr_incref_object(d);
        clear_namespace(d);
        kr_decref_object(d);
      }
    }
    kr_decref(m);
  }
  kr_xdecref_object(modules);
  clear_namespace(kr.sys_dict);
  clear_namespace(kr.builtins);
  kr_gc_collect_quietly();
}
