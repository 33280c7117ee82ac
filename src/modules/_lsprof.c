/* _lsprof.Profiler: deterministic profiling, the engine of cProfile. It is a sys.monitoring tool whose callbacks
 * are methods of this type: they keep a stack of what is running and add up times by function and by caller. */
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "host/host.h"
#include "vm/monitor.h"

enum { TOOL = 2 }; /* sys.monitoring.PROFILER_ID */

/* What is known of one function, or, with a caller, of its calls by that one. Functions are told apart by their
 * code object, C functions by their definition. */
typedef struct {
  uint64_t key;
  uint32_t caller;            /* index of the caller's record; NONE */
  uint32_t callee;            /* with a caller: index of the function's own record */
  uint32_t first, last, next; /* list of what it called; the next of its caller's list */
  int32_t level;              /* running now, so many times */
  kr_value shown;             /* without a caller: code object or text; owned */
  int64_t total, own;         /* ticks */
  int64_t calls, recursive;
} record;
#define NONE UINT32_MAX

typedef struct {
  int64_t start, in_calls;
  uint32_t record, sub; /* the function's, and that of its calls by its caller; sub: NONE */
} running;

typedef struct {
  KR_OBJECT_HEAD
  bool enabled, subcalls, builtins, in_timer, no_memory;
  kr_value timer; /* KR_NULL: the clock */
  double unit;
  record *records;
  uint32_t *table; /* indices of records by key and caller; a power of two, at most half full */
  running *stack;
  uint32_t count, room, table_size, depth, stack_room;
} profiler;
#define SELF KR_AS(profiler, self)

static kr_type profiler_type;
static kr_type *entry_type, *subentry_type;

/* ---- records ------------------------------------------------------------------------------------------- */

static uint32_t *place(const profiler *p, uint64_t key, uint32_t caller) {
  uint64_t h = (key ^ (uint64_t)caller << 40) * 0x9E3779B97F4A7C15u;
  for (uint32_t i = (uint32_t)(h >> 40);; i++) {
    uint32_t *at = &p->table[i & (p->table_size - 1)];
    if (*at == NONE || (p->records[*at].key == key && p->records[*at].caller == caller)) return at;
  }
}
static uint32_t find(const profiler *p, uint64_t key, uint32_t caller) {
  return p->table_size ? *place(p, key, caller) : NONE;
}

static bool grow(profiler *p) {
  if (p->count == p->room) {
    uint32_t room = p->room ? p->room * 2 : 32;
    record *records = kr_realloc(p->records, room * sizeof *records);
    if (!records) return false;
    p->records = records;
    p->room = room;
  }
  if (2 * (p->count + 1) <= p->table_size) return true;
  uint32_t size = p->table_size ? p->table_size * 2 : 64, *table = kr_alloc_array(size, sizeof *table);
  if (!table) return false;
  kr_free(p->table);
  p->table = table;
  p->table_size = size;
  for (uint32_t i = 0; i < size; i++) table[i] = NONE;
  for (uint32_t i = 0; i < p->count; i++) *place(p, p->records[i].key, p->records[i].caller) = i;
  return true;
}

/* A new record; NONE: memory ran out, which is told in disable(). */
static uint32_t add(profiler *p, uint64_t key, uint32_t caller, uint32_t callee, kr_value shown_stolen) {
  if (!grow(p)) {
    kr_clear_exception();
    kr_decref(shown_stolen);
    p->no_memory = true;
    return NONE;
  }
  uint32_t i = p->count++;
  p->records[i] = (record){.key = key, .caller = caller, .callee = callee, .shown = shown_stolen};
  p->records[i].first = p->records[i].last = p->records[i].next = NONE;
  *place(p, key, caller) = i;
  if (caller != NONE) {
    record *c = &p->records[caller];
    if (c->last == NONE) c->first = i;
    else p->records[c->last].next = i;
    c->last = i;
  }
  return i;
}

static void forget(profiler *p) {
  uint32_t n = p->count;
  p->depth = p->count = 0;
  for (uint32_t i = 0; i < p->table_size; i++) p->table[i] = NONE;
  /* what goes may call back: it meets an empty profiler */
  record *records = p->records;
  p->records = NULL;
  p->room = 0;
  for (uint32_t i = 0; i < n; i++) kr_decref(records[i].shown);
  kr_free(records);
}

/* ---- time ---------------------------------------------------------------------------------------------- */

/* Ticks are units of the timer's integers, or nanoseconds. */
static int64_t ticks_of(const profiler *p, kr_value v) {
  int64_t n = 0;
  if (p->unit > 0) {
    if (!kr_is_int(v)) kr_raise(&kr_exc_TypeError, "expect int, got %T", v);
    else n = kr_int_as_i64(v);
  } else if (kr_is_float(v)) {
    double t = __builtin_floor(kr_as_double(v) * 1e9);
    if (t != t) kr_raise(&kr_exc_ValueError, "Invalid value NaN (not a number)");
    else if (t >= -9.2e18 && t <= 9.2e18) n = (int64_t)t;
    else kr_raise(&kr_exc_OverflowError, "timestamp out of range for platform time_t");
  } else if (kr_is_int(v)) {
    if (!kr_int_fits_i64(v, &n) || __builtin_mul_overflow(n, 1000000000, &n))
      kr_raise(&kr_exc_OverflowError, "timestamp too large to convert to C PyTime_t");
  } else {
    kr_raise(&kr_exc_TypeError, "'%T' object cannot be interpreted as an integer or float", v);
  }
  return kr_failed() ? 0 : n;
}

static int64_t ask_timer(profiler *p) {
  kr_value exc = kr_fetch_exception(), timer = kr_ref(p->timer);
  p->in_timer = true;
  kr_value v = kr_call0(timer);
  p->in_timer = false;
  int64_t t = v == KR_NULL ? 0 : ticks_of(p, v);
  kr_decref(v);
  if (kr_failed()) kr_unraisable(KR_NULL, "Exception ignored while calling _lsprof timer %R", timer);
  kr_decref(timer);
  if (exc != KR_NULL) kr_restore_exception_steal(exc);
  return t;
}

KR_INLINE int64_t now(profiler *p) {
  return KR_LIKELY(p->timer == KR_NULL) ? (int64_t)(kr_host_now() * 1e6) : ask_timer(p);
}

/* ---- calls begin and end ------------------------------------------------------------------------------- */

static void enter(profiler *p, uint64_t key, uint32_t i) {
  if (p->depth == p->stack_room) {
    uint32_t room = p->stack_room ? p->stack_room * 2 : 64;
    running *stack = kr_realloc(p->stack, room * sizeof *stack);
    if (!stack) {
      kr_clear_exception();
      p->no_memory = true;
      return;
    }
    p->stack = stack;
    p->stack_room = room;
  }
  p->records[i].level++;
  uint32_t sub = NONE;
  if (p->subcalls && p->depth) {
    uint32_t caller = p->stack[p->depth - 1].record;
    sub = find(p, key, caller);
    if (sub == NONE) sub = add(p, key, caller, i, KR_NULL);
    if (sub != NONE) p->records[sub].level++;
  }
  p->stack[p->depth++] = (running){.record = i, .sub = sub};
  int64_t t = now(p);
  if (p->depth) p->stack[p->depth - 1].start = t;
}

static void count(record *r, int64_t total, int64_t own) {
  if (--r->level == 0) r->total += total;
  else r->recursive++;
  r->own += own;
  r->calls++;
}

/* The innermost call ends, of the function i. */
static void stop(profiler *p, uint32_t i) {
  int64_t t = now(p);
  if (!p->depth) return;
  running r = p->stack[--p->depth];
  int64_t total = t - r.start;
  count(&p->records[i], total, total - r.in_calls);
  if (!p->depth) return;
  running *below = &p->stack[p->depth - 1];
  below->in_calls += total;
  if (!p->subcalls) return;
  uint32_t sub = r.record == i ? r.sub : find(p, p->records[i].key, below->record);
  if (sub != NONE) count(&p->records[sub], total, total - r.in_calls);
}
static void leave(profiler *p, uint64_t key) {
  if (!p->depth) return;
  uint32_t i = p->stack[p->depth - 1].record;
  if (p->records[i].key != key) i = find(p, key, NONE);
  if (i != NONE) stop(p, i);
  else p->depth--;
}

static void enter_code(profiler *p, kr_value code) {
  uint32_t i = find(p, code, NONE);
  if (i == NONE) i = add(p, code, NONE, NONE, kr_ref(code));
  if (i != NONE) enter(p, code, i);
}

/* The definition of a C function, and of what it is a method; NULL: it is none. */
static const kr_method_def *definition(kr_value callable, kr_value first, kr_value *self, kr_value *module) {
  *module = KR_NULL;
  if (kr_is_exact(callable, &kr_cfunction_type)) {
    const kr_cfunction_object *f = KR_AS(kr_cfunction_object, callable);
    *self = f->self;
    *module = f->module;
    return f->def;
  }
  *self = first;
  if (!kr_is_exact(callable, &kr_method_descr_type) || first == kr_from_object(&kr_monitor_missing))
    return NULL;
  return KR_AS(kr_method_descr, callable)->def;
}

/* How it is shown; new. */
static kr_value describe(const kr_method_def *def, kr_value self, kr_value module) {
  if (self == KR_NULL || kr_is_exact(self, &kr_module_type)) {
    if (module != KR_NULL && kr_is_str(module))
      return kr_str_format("<built-in method %S.%s>", module, def->name);
    return kr_str_format("<built-in method %s>", def->name);
  }
  kr_value name = kr_str_from_cstr(def->name), found = KR_NULL;
  if (name != KR_NULL) found = kr_type_lookup(kr_type_of(self), name);
  kr_decref(name);
  kr_value v = found == KR_NULL ? KR_NULL : kr_repr(found);
  if (v != KR_NULL) return v;
  kr_clear_exception();
  return kr_str_format("<built-in method %s>", def->name);
}

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* The callbacks check their arguments themselves, and the monitor calls them directly: they are called often. */
static bool arguments(const char *name, size_t nargs, size_t wanted) {
  return KR_LIKELY(nargs == wanted) || kr_args_count(name, nargs, wanted, wanted) >= 0;
}
METHOD(start_callback) {
  if (!arguments("_pystart_callback", nargs, 2)) return KR_NULL;
  enter_code(SELF, args[0]);
  return KR_NONE;
}
METHOD(throw_callback) {
  if (!arguments("_pythrow_callback", nargs, 3)) return KR_NULL;
  enter_code(SELF, args[0]);
  return KR_NONE;
}
METHOD(return_callback) {
  if (!arguments("_pyreturn_callback", nargs, 3)) return KR_NULL;
  leave(SELF, args[0]);
  return KR_NONE;
}
METHOD(call_callback) {
  if (!arguments("_ccall_callback", nargs, 4)) return KR_NULL;
  profiler *p = SELF;
  if (!p->builtins) return KR_NONE;
  kr_value first, module;
  const kr_method_def *def = definition(args[2], args[3], &first, &module);
  if (!def) return KR_NONE;
  uint32_t i = find(p, (uintptr_t)def, NONE);
  if (i == NONE) {
    kr_value shown = describe(def, first, module);
    if (shown == KR_NULL) {
      kr_clear_exception();
      p->no_memory = true;
      return KR_NONE;
    }
    i = add(p, (uintptr_t)def, NONE, NONE, shown);
  }
  if (i != NONE) enter(p, (uintptr_t)def, i);
  return KR_NONE;
}
METHOD(call_end_callback) {
  if (!arguments("_creturn_callback", nargs, 4)) return KR_NULL;
  kr_value first, module;
  const kr_method_def *def = SELF->builtins ? definition(args[2], args[3], &first, &module) : NULL;
  if (def) leave(SELF, (uintptr_t)def);
  return KR_NONE;
}

/* ---- on and off ---------------------------------------------------------------------------------------- */

enum { START, RETURN, CALL, CALL_END, THROW, CALLBACKS };
static const char *const callback_names[CALLBACKS] = {
    "_pystart_callback", "_pyreturn_callback", "_ccall_callback", "_creturn_callback", "_pythrow_callback"};
static const struct {
  uint8_t event, callback;
} listened[] = {{KR_EV_PY_START, START},   {KR_EV_PY_RESUME, START},   {KR_EV_PY_THROW, THROW},
                {KR_EV_PY_RETURN, RETURN}, {KR_EV_PY_YIELD, RETURN},   {KR_EV_PY_UNWIND, RETURN},
                {KR_EV_CALL, CALL},        {KR_EV_C_RETURN, CALL_END}, {KR_EV_C_RAISE, CALL_END}};

static kr_value attribute(kr_value o, const char *name) {
  kr_value s = kr_str_intern_cstr(name);
  if (s == KR_NULL) return KR_NULL;
  kr_value v = kr_getattr(o, s);
  kr_decref(s);
  return v;
}

/* sys.monitoring.name(tool, ...). 0, -1. */
static int monitoring(kr_value module, const char *name, kr_value a, kr_value b) {
  kr_value f = attribute(module, name);
  if (f == KR_NULL) return -1;
  kr_value args[3] = {kr_from_small_int(TOOL), a, b};
  kr_value r = kr_call(f, args, a == KR_NULL ? 1 : b == KR_NULL ? 2 : 3, NULL);
  kr_decref(f);
  return kr_drop_result(r);
}

/* Registers the callbacks, or takes them back. */
static int register_all(kr_value self, kr_value module, bool on) {
  for (size_t i = 0; i < sizeof listened / sizeof *listened; i++) {
    kr_value f = on ? attribute(self, callback_names[listened[i].callback]) : KR_NONE;
    int r = f == KR_NULL ? -1
                         : monitoring(module, "register_callback",
                                      kr_from_small_int((int64_t)1 << listened[i].event), f);
    kr_decref(f);
    if (r) return -1;
  }
  return 0;
}

METHOD(profiler_enable) {
  profiler *p = SELF;
  int subcalls = args[0] == KR_NULL ? 1 : kr_truth(args[0]);
  int builtins = subcalls < 0 || args[1] == KR_NULL ? subcalls < 0 ? -1 : 1 : kr_truth(args[1]);
  if (builtins < 0) return KR_NULL;
  p->subcalls = subcalls;
  p->builtins = builtins;
  kr_value module = kr_import_attr("sys", "monitoring"), name = kr_str_from_cstr("cProfile");
  int r = module == KR_NULL || name == KR_NULL ? -1 : 0;
  if (!r && monitoring(module, "use_tool_id", name, KR_NULL)) {
    kr_clear_exception();
    kr_raise(&kr_exc_ValueError, "Another profiling tool is already active");
    r = -1;
  }
  kr_decref(name);
  int64_t events = 0;
  for (size_t i = 0; i < sizeof listened / sizeof *listened; i++) events |= (int64_t)1 << listened[i].event;
  if (!r) r = register_all(self, module, true);
  if (!r) r = monitoring(module, "set_events", kr_from_small_int(events), KR_NULL);
  if (!r) p->enabled = true;
  kr_decref(module);
  return r ? KR_NULL : KR_NONE;
}

METHOD(profiler_disable) {
  profiler *p = SELF;
  if (p->in_timer) return kr_raise(&kr_exc_RuntimeError, "cannot disable profiler in external timer");
  if (p->enabled) {
    kr_value module = kr_import_attr("sys", "monitoring");
    if (module == KR_NULL) return KR_NULL;
    int r = register_all(self, module, false) ||
            monitoring(module, "set_events", kr_from_small_int(0), KR_NULL) ||
            monitoring(module, "free_tool_id", KR_NULL, KR_NULL);
    kr_decref(module);
    if (r) return KR_NULL;
    p->enabled = false;
  }
  while (p->depth) {
    uint32_t i = p->stack[p->depth - 1].record, depth = p->depth;
    stop(p, i);
    if (p->depth == depth) break;
  }
  if (p->no_memory) {
    p->no_memory = false;
    return kr_raise(&kr_exc_MemoryError, "memory was exhausted while profiling");
  }
  return KR_NONE;
}

METHOD(profiler_clear) {
  if (SELF->in_timer) return kr_raise(&kr_exc_RuntimeError, "cannot clear profiler in external timer");
  forget(SELF);
  return KR_NONE;
}

/* ---- results ------------------------------------------------------------------------------------------- */

static kr_value summary(const profiler *p, kr_type *type, const record *r, kr_value shown, kr_value calls) {
  double unit = p->timer == KR_NULL || p->unit == 0 ? 1.0 / 1e9 : p->unit;
  kr_value fields[6] = {kr_ref(shown),
                        kr_int_from_i64(r->calls),
                        kr_int_from_i64(r->recursive),
                        kr_from_double(unit * (double)r->total),
                        kr_from_double(unit * (double)r->own),
                        calls};
  return kr_structseq_new(type, fields);
}

static kr_value called(const profiler *p, const record *r) {
  if (r->first == NONE) return KR_NONE;
  kr_list *list = kr_list_new(0);
  for (uint32_t i = r->first; list && i != NONE; i = p->records[i].next) {
    const record *sub = &p->records[i];
    kr_value v = summary(p, subentry_type, sub, p->records[sub->callee].shown, KR_NULL);
    if (v == KR_NULL || kr_list_append_steal(list, v)) KR_CLEAR_OBJECT(list);
  }
  return kr_from_object_or_null(list);
}

METHOD(profiler_getstats) {
  const profiler *p = SELF;
  kr_list *list = kr_list_new(0);
  for (uint32_t i = 0; list && i < p->count; i++) {
    const record *r = &p->records[i];
    if (r->caller != NONE || !r->calls) continue; /* those that run still have no times */
    kr_value calls = called(p, r);
    kr_value v = calls == KR_NULL ? KR_NULL : summary(p, entry_type, r, r->shown, calls);
    if (v == KR_NULL || kr_list_append_steal(list, v)) KR_CLEAR_OBJECT(list);
  }
  return kr_from_object_or_null(list);
}

/* ---- the type ------------------------------------------------------------------------------------------ */

static int profiler_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "Profiler", "(timer=None, timeunit=0.0, subcalls=True, builtins=True)", args, nargs,
                   kwnames, a))
    return -1;
  double unit = a[1] == KR_NULL ? 0 : kr_as_double(a[1]);
  if (kr_failed()) return -1;
  int subcalls = a[2] == KR_NULL ? 1 : kr_truth(a[2]);
  if (subcalls < 0) return -1;
  int builtins = a[3] == KR_NULL ? 1 : kr_truth(a[3]);
  if (builtins < 0) return -1;
  profiler *p = SELF;
  p->subcalls = subcalls;
  p->builtins = builtins;
  p->unit = unit;
  kr_value timer = a[0] == KR_NULL || a[0] == KR_NONE ? KR_NULL : kr_ref(a[0]);
  KR_REPLACE(p->timer, timer);
  return 0;
}

static kr_value profiler_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  profiler *p = KR_AS(profiler, v);
  p->enabled = p->in_timer = p->no_memory = false;
  p->subcalls = p->builtins = true;
  p->timer = KR_NULL;
  p->unit = 0;
  p->records = NULL;
  p->table = NULL;
  p->stack = NULL;
  p->count = p->room = p->table_size = p->depth = p->stack_room = 0;
  return v;
}

static int profiler_traverse(kr_object *o, kr_visit visit, void *arg) {
  const profiler *p = (profiler *)o;
  KR_VISIT(p->timer);
  for (uint32_t i = 0; i < p->count; i++) KR_VISIT(p->records[i].shown);
  return 0;
}
static int profiler_break(kr_object *o) {
  forget((profiler *)o);
  KR_CLEAR(((profiler *)o)->timer);
  return 0;
}
static void profiler_dealloc(kr_object *o) {
  profiler *p = (profiler *)o;
  if (!kr_trash_begin(o)) return;
  profiler_break(o);
  kr_free(p->table);
  kr_free(p->stack);
  kr_trash_end();
  kr_object_free(o);
}

static const kr_method_def profiler_methods[] = {
    {"getstats", profiler_getstats, 0, "($self, /)",
     "What was collected, as a list of profiler_entry: of each function its code, callcount, reccallcount, "
     "totaltime and\ninlinetime, and in calls the same of what it called."},
    {"enable", profiler_enable, 0, "($self, /, subcalls=True, builtins=True)",
     "Start to collect.\n\nsubcalls: also how often and how long each function was called by "
     "which.\nbuiltins: "
     "functions in C count for themselves, not as part of their caller."},
    {"_pystart_callback", start_callback, KR_FN_RAW | KR_FN_NO_KEYWORDS,
     "($self, code, instruction_offset, /)", NULL},
    {"_pyreturn_callback", return_callback, KR_FN_RAW | KR_FN_NO_KEYWORDS,
     "($self, code, instruction_offset, retval, /)", NULL},
    {"_pythrow_callback", throw_callback, KR_FN_RAW | KR_FN_NO_KEYWORDS,
     "($self, code, instruction_offset, exception, /)", NULL},
    {"_ccall_callback", call_callback, KR_FN_RAW | KR_FN_NO_KEYWORDS,
     "($self, code, instruction_offset, callable, self_arg, /)", NULL},
    {"_creturn_callback", call_end_callback, KR_FN_RAW | KR_FN_NO_KEYWORDS,
     "($self, code, instruction_offset, callable, self_arg,\n                  /)", NULL},
    {"disable", profiler_disable, 0, "($self, /)", "Stop to collect."},
    {"clear", profiler_clear, 0, "($self, /)", "Forget what was collected."},
    {0}};

static kr_type profiler_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_lsprof.Profiler",
    .doc = "Profiler(timer=None, timeunit=0.0, subcalls=True, builtins=True)\n--\n\nWhat cProfile profiles "
           "with.\n\ntimer: called without arguments for the time, in seconds or, where it is an int, in "
           "units of "
           "timeunit seconds;\nNone: the host's clock.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE | KR_TF_PLAIN_NEW,
    .basic_size = sizeof(profiler),
    .methods = profiler_methods,
    .dealloc = profiler_dealloc,
    .traverse = profiler_traverse,
    .clear = profiler_break,
    .new_ = profiler_new,
    .init = profiler_init,
};

static int exec(kr_module *m) {
  static const char *const fields[] = {"code",  "callcount", "reccallcount", "totaltime", "inlinetime",
                                       "calls", NULL};
  static const char *const sub_fields[] = {"code",      "callcount",  "reccallcount",
                                           "totaltime", "inlinetime", NULL};
  if (!entry_type) entry_type = kr_structseq_new_type("_lsprof.profiler_entry", NULL, fields, 6);
  if (!subentry_type) subentry_type = kr_structseq_new_type("_lsprof.profiler_subentry", NULL, sub_fields, 5);
  if (!entry_type || !subentry_type) return -1;
  return kr_module_add_type(m, &profiler_type) ||
                 kr_module_add(m, "profiler_entry", kr_from_object(entry_type)) ||
                 kr_module_add(m, "profiler_subentry", kr_from_object(subentry_type))
             ? -1
             : 0;
}

const kr_module_def kr_module_def__lsprof = {.name = "_lsprof", .doc = "Fast profiler", .exec = exec};
