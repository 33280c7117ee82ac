/* Initialization, in two halves.
 *
 * kr_init_prepare makes all that does not depend on the command line, the environment or the host: types,
 * builtins, sys, importlib, and the modules that every start imports. The WebAssembly build does this when
 * it is built: wasm/image.mjs calls it and writes the memory that comes out into the module, so that a start
 * begins behind it. kr_init_settle brings in what was not known then.
 *
 * So nothing in the first half may look at the host, or keep what it said. Strings are hashed with another
 * seed later: kr_init_settle puts every dict and set in the order of the new hashes. */
#include "vm/prepare.h"

#include <stdio.h>
#include <stdlib.h>

#include "import/import.h"
#include "memory/gc.h"
#include "memory/pages.h"
#include "modules/modules.h"
#include "modules/posix.h"
#include "objects/bytes.h"
#include "objects/dict_table.h"
#include "objects/exceptions.h"
#include "objects/set_table.h"
#include "objects/str_core.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"
#include "vm/command.h"
#include "vm/frame_locals.h"
#include "vm/generator.h"
#include "vm/runtime.h"
#include "vm/threads.h"
#include "vm/vm.h"

static kr_thread main_thread;
static bool prepared;
/* What site brought: goes into sys.modules when site is wanted. */
static kr_dict *site_modules;

/* C recursion is counted in units of about this many bytes of machine stack. */
#define STACK_UNIT 512

/* Types that are no module's own: module `builtins` readies those with a public name. */
static kr_type *const other_types[] = {
    &kr_function_type,
    &kr_code_type,
    &kr_cell_type,
    &kr_frame_type,
    &kr_traceback_type,
    &kr_frame_locals_proxy_type,
    &kr_generator_type,
    &kr_coroutine_type,
    &kr_coroutine_wrapper_type,
    &kr_dict_keys_type,
    &kr_dict_values_type,
    &kr_dict_items_type,
    &kr_range_iter_type,
    &kr_long_range_iter_type,
    &kr_list_iter_type,
    &kr_tuple_iter_type,
    &kr_seq_iter_type,
    &kr_call_iter_type,
    &kr_async_generator_type,
    &kr_weakproxy_type,
    &kr_callable_weakproxy_type,
    &kr_async_gen_wrapped_type,
    &kr_async_gen_asend_type,
    &kr_async_gen_athrow_type,
    &kr_anext_awaitable_type,
};

int kr_vm_types_init(void) {
  for (size_t i = 0; i < sizeof other_types / sizeof *other_types; i++)
    if (kr_type_ready(other_types[i])) return -1;
  return 0;
}

/* ---- the first half ------------------------------------------------------------------------------------ */

static int init_modules(void) {
  kr.modules = kr_dict_new();
  if (!kr.modules) return -1;
  /* functions made from here on take their builtins from kr.builtins: an empty dict at first */
  kr.builtins = kr_dict_new();
  if (!kr.builtins) return -1;
  extern const kr_module_def kr_module_def_builtins;
  kr_module *b = kr_module_from_def(&kr_module_def_builtins, KR_ID(builtins));
  if (!b) return -1;
  kr_decref_object(kr.builtins);
  kr.builtins = KR_REF(b->dict);
  kr.builtins_module = kr_from_object(b);
  if (kr_dict_set(kr.modules, KR_ID(builtins), kr.builtins_module)) return -1;
  kr_module *sys = kr_sys_init();
  if (!sys) return -1;
  kr.sys_module = kr_from_object(sys);
  kr.sys_dict = KR_REF(sys->dict);
  if (kr_dict_set(kr.modules, KR_ID(sys), kr.sys_module)) return -1;
  if (kr_sys_set("modules", kr_from_object(kr.modules))) return -1;
  return kr_import_init();
}

static int import(const char *name) {
  kr_value m = kr_import_module(name);
  return kr_drop_result(m);
}

/* Imports what site is and needs, without its main(), and takes all that is new out of sys.modules again. */
static int prepare_site(void) {
  kr_dict *before = kr_dict_copy(kr.modules);
  site_modules = kr_dict_new();
  if (!before || !site_modules) return -1;
  if (import("site") || import("linecache")) return -1;
  uint32_t pos = 0;
  kr_value name, module;
  while (kr_dict_next(kr.modules, &pos, &name, &module)) {
    if (kr_dict_contains(before, name)) continue;
    if (kr_dict_set(site_modules, name, module)) return -1;
  }
  pos = 0;
  while (kr_dict_next(site_modules, &pos, &name, &module))
    if (kr_dict_del(kr.modules, name) < 0) return -1;
  kr_decref_object(before);
  return 0;
}

int kr_init_prepare(void) {
  if (prepared) return 0;
  kr_flags_t flags = kr_flags;
  kr_flags = (kr_flags_t){.hash_randomization = 1, .no_site = 1};
  kr_memory_init();
  kr_gc_init();
  kr.recursion_limit = 1000;
  kr.c_limit = (int32_t)(kr_host_stack_size() / STACK_UNIT);
  kr.ticks = 0;
  if (!kr_threads_init(&main_thread)) return -1;
  if (kr_str_init() || kr_types_init() || kr_exceptions_init()) return -1;
  kr_frozen_keep(true);
  if (kr_vm_types_init() || init_modules()) return -1;
  kr.initialized = true;
  if (import("encodings") || import("io") || prepare_site()) return -1;
  kr_frozen_keep(false);
  kr_gc_collect(2);
  kr_flags = flags;
  prepared = true;
  return 0;
}

/* ---- the second half ----------------------------------------------------------------------------------- */

/* Calls fn for every object that the collector may have to do with. */
static void each_object(void (*fn)(kr_object *o)) {
  for (kr_page *page = kr_all_pages; page; page = page->next_all) {
    if (!page->in_use || page->kind != KR_PAGE_GC) continue;
    char *end = (char *)page + page->bump;
    for (char *p = (char *)page + KR_PAGE_HEADER; p < end; p += page->block_size)
      if (!KR_IS_POISONED(p) && ((kr_object *)p)->refs) fn((kr_object *)p); /* else: a free block */
  }
  for (kr_large_gc *l = kr_large_gc_list.next; l != &kr_large_gc_list; l = l->next) fn((kr_object *)(l + 1));
}

static void rehash(kr_object *o) {
  if (o->type->tf & KR_TF_DICT_SUBCLASS) kr_dict_rehash((kr_dict *)o);
  else if (kr_is_any_set(kr_from_object(o))) kr_set_rehash((kr_set *)o);
}
/* What a block had before is of no use behind its first `used` bytes. */
static void scrub_behind(void *block, size_t used) {
  if (kr_in_page(block)) memset((char *)block + used, 0, kr_page_of(block)->block_size - used);
}
static void forget_hashes(kr_object *o) {
  if (o->type->tf & KR_TF_DICT_SUBCLASS) kr_dict_forget_hashes((kr_dict *)o);
  if (o->type == &kr_tuple_type)
    scrub_behind(o, offsetof(kr_tuple, items) + ((kr_tuple *)o)->size * sizeof(kr_value));
}

static void scrub_text(kr_value v) {
  if (kr_is_exact_str(v)) scrub_behind(KR_STR(v), sizeof(kr_str) + kr_str_data_size(KR_STR(v)));
  else if (kr_is_exact(v, &kr_bytes_type))
    scrub_behind(KR_BYTES(v), offsetof(kr_bytes, data) + KR_BYTES(v)->size);
}

/* The executable form is made again at the first call. */
static void scrub_code(kr_code *code) {
  kr_free(code->exec);
  code->exec = NULL;
  scrub_behind(code->units, code->nunits * 2);
  scrub_text(kr_from_object(code->linetable));
  scrub_text(kr_from_object(code->exceptiontable));
  scrub_text(kr_from_object(code->localspluskinds));
  scrub_text(code->qualname);
  for (size_t i = 0; i < code->names->size; i++) scrub_text(code->names->items[i]);
  for (size_t i = 0; i < code->localsplusnames->size; i++) scrub_text(code->localsplusnames->items[i]);
  for (size_t i = 0; i < code->consts->size; i++) {
    scrub_text(code->consts->items[i]);
    if (kr_is_exact(code->consts->items[i], &kr_code_type)) scrub_code(KR_CODE(code->consts->items[i]));
  }
}

void kr_init_scrub(void) {
  for (const kr_frozen *f = kr_frozen_modules; f->name; f++) {
    if (!kr_frozen_is_kept(f)) continue;
    kr_value code = kr_frozen_code(f);
    if (kr_is_exact(code, &kr_code_type)) scrub_code(KR_CODE(code));
    kr_decref(code);
  }
  kr_type_cache_clear();
  kr_gc_forget_members();
  kr_str_forget_hashes();
  each_object(forget_hashes);
  for (kr_page *page = kr_all_pages; page; page = page->next_all) {
    char *start = (char *)page, *unused = start + (page->in_use ? page->bump : KR_PAGE_HEADER);
    memset(unused, 0, (size_t)(start + KR_PAGE_SIZE - unused));
    for (uint32_t at = page->in_use ? page->free : 0; at; at = ((uint32_t *)(start + at))[1])
      memset(start + at + 8, 0, page->block_size - 8);
  }
}

/* PYTHONHASHSEED. False: it is wrong; said so. */
static bool hash_key(uint8_t key[16]) {
  memset(key, 0, 16);
  const char *s = kr_flags.ignore_environment ? NULL : getenv("PYTHONHASHSEED");
  if (!s || !*s || !strcmp(s, "random")) {
    kr_host_random(key, 16);
    return true;
  }
  char *end;
  unsigned long long seed = strtoull(s, &end, 10);
  if (*end || strchr(s, '-') || seed > 4294967295u) {
    fprintf(stderr, "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an "
                    "integer in range [0; 4294967295]\nPython runtime state: preinitialized\n\n");
    return false;
  }
  if (seed == 0) kr_flags.hash_randomization = 0;
  else kr_str_hash_key_from_number((uint32_t)seed, key);
  return true;
}

int kr_init_settle(void) {
  uint8_t key[16];
  kr_memory_init(); /* again: for the environment of this process */
  if (!hash_key(key)) return -1;
  kr_str_set_hash_seed(key);
  size_t limit = kr_memory.limit;
  kr_memory.limit =
      0; /* tables half in order would be of no use; what comes next fails, if it is too small */
  kr_str_rehash_interned();
  each_object(rehash);
  kr_memory.limit = limit;
  kr.c_limit = (int32_t)(kr_host_stack_size() / STACK_UNIT);
  kr_threads_configure();
  if (kr_sys_update_flags() || kr_posix_update_environ() || kr_posix_fill_names()) return -1;
  if (kr_dict_set(kr.builtins, KR_ID(__debug__), kr_from_bool(kr_flags.optimize == 0))) return -1;
  return kr_finalize_remember_builtins();
}

int kr_init_site(void) {
  uint32_t pos = 0;
  kr_value name, module;
  if (site_modules && !kr_flags.no_site)
    while (kr_dict_next(site_modules, &pos, &name, &module))
      if (kr_dict_set(kr.modules, name, module)) return -1;
  kr_xdecref_object(site_modules);
  site_modules = NULL;
  if (kr_command_locate_modules()) return -1;
  if (kr_flags.no_site) return 0;
  kr_value site = kr_import_module("site");
  kr_value r = site == KR_NULL ? KR_NULL : kr_call_method0(site, KR_ID(main));
  kr_decref(site);
  return kr_drop_result(r);
}
