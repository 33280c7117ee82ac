/* Module gc: the cycle collector as a program sees it. */
#include "objects/audit.h"
#include "memory/gc.h"

#include "memory/pages.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/instance.h"
#include "objects/set.h"
#include "objects/int.h"
#include "objects/type_impl.h"
#include "vm/frame.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(enable) {
  kr_gc_state.enabled = true;
  return KR_NONE;
}
FN(disable) {
  kr_gc_state.enabled = false;
  return KR_NONE;
}
FN(isenabled) { return kr_from_bool(kr_gc_state.enabled); }

FN(collect) {
  int generation = args[0] == KR_NULL ? 2 : kr_index_as_int(args[0]);
  if (generation == -1 && kr_failed()) return KR_NULL;
  if (generation < 0 || generation > 2) return kr_raise(&kr_exc_ValueError, "invalid generation");
  return kr_int_from_size(kr_gc_collect(generation));
}

FN(get_count) {
  return kr_tuple_pack(3, kr_from_small_int(kr_gc_state.count0), kr_from_small_int(kr_gc.count1),
                       kr_from_small_int(kr_gc.count2));
}
FN(get_threshold) {
  return kr_tuple_pack(3, kr_from_small_int(kr_gc_state.threshold0), kr_from_small_int(kr_gc.threshold1),
                       kr_from_small_int(kr_gc.threshold2));
}
FN(set_threshold) {
  if (kr_args_no_keywords("gc.set_threshold", kwnames)) return KR_NULL;
  if (nargs < 1 || nargs > 3)
    return kr_raise(&kr_exc_TypeError, "gc.set_threshold requires 1 to 3 arguments");
  int t[3] = {kr_gc_state.threshold0, kr_gc.threshold1, kr_gc.threshold2};
  for (size_t i = 0; i < nargs; i++) {
    t[i] = kr_index_as_int(args[i]);
    if (t[i] == -1 && kr_failed())
      return kr_clear_if(&kr_exc_OverflowError)
                 ? kr_raise(&kr_exc_OverflowError, "Python int too large to convert to C long")
                 : KR_NULL;
  }
  kr_gc_state.threshold0 = t[0];
  kr_gc.threshold1 = t[1];
  kr_gc.threshold2 = t[2];
  return KR_NONE;
}

FN(set_debug) {
  int flags = kr_index_as_int(args[0]);
  if (flags == -1 && kr_failed()) return KR_NULL;
  kr_gc.debug = (uint32_t)flags;
  return KR_NONE;
}
FN(get_debug) { return kr_from_small_int((int32_t)kr_gc.debug); }

/* ---- looking at objects -------------------------------------------------------------------------------- */

/* Objects found, held; the list is made afterwards, since the walk must not allocate in the pages. */
typedef struct {
  kr_object **found;
  size_t count, capacity;
  bool failed;
  const kr_tuple *wanted; /* get_referrers: the objects asked about */
} search;

static void note(search *s, kr_object *o) {
  if (s->count == s->capacity) {
    size_t capacity = s->capacity ? s->capacity * 2 : 1024;
    kr_object **p = kr_realloc_array(s->found, capacity, sizeof *p);
    if (!p) {
      s->failed = true;
      return;
    }
    s->found = p;
    s->capacity = capacity;
  }
  kr_incref_object(o);
  s->found[s->count++] = o;
}

static kr_value found_list(search *s) {
  kr_list *l = s->failed ? NULL : kr_list_new(s->count);
  for (size_t i = 0; i < s->count; i++) {
    if (l) l->items[l->size++] = kr_from_object(s->found[i]);
    else kr_decref_object(s->found[i]);
  }
  kr_free(s->found);
  return kr_from_object_or_null(l);
}

static int note_any(kr_object *o, void *arg) {
  note(arg, o);
  return ((search *)arg)->failed;
}

FN(get_objects) {
  unsigned mask = 7;
  int g = -1;
  if (args[0] != KR_NULL && args[0] != KR_NONE) {
    if (!kr_type_of(args[0])->nb_index)
      return kr_raise(&kr_exc_TypeError, "argument should be integer or None, not '%T'", args[0]);
    g = kr_index_as_int(args[0]);
    if (g == -1 && kr_failed())
      return kr_clear_if(&kr_exc_OverflowError)
                 ? kr_raise(&kr_exc_OverflowError, "cannot fit '%T' into an index-sized integer", args[0])
                 : KR_NULL;
  }
  if (KR_AUDIT("gc.get_objects", kr_from_small_int(g))) return KR_NULL;
  if (g > 2)
    return kr_raise(&kr_exc_ValueError, "generation parameter must be less than the number of available "
                                        "generations (3)");
  if (g < -1) return kr_raise(&kr_exc_ValueError, "generation parameter cannot be negative");
  if (g >= 0) mask = 1u << g;
  search s = {0};
  kr_gc_each(mask, note_any, &s);
  return found_list(&s);
}

static int is_wanted(kr_object *o, void *arg) {
  const kr_tuple *t = arg;
  for (uint32_t i = 0; i < t->size; i++)
    if (t->items[i] == kr_from_object(o)) return 1;
  return 0;
}
static int note_referrer(kr_object *o, void *arg) {
  search *s = arg;
  if (o == (kr_object *)s->wanted) return 0;
  if (o->type->traverse(o, is_wanted, (void *)s->wanted)) note(s, o);
  return s->failed;
}
FN(get_referrers) {
  kr_value wanted = args[0];
  if (KR_AUDIT("gc.get_referrers", wanted)) return KR_NULL;
  search s = {.wanted = KR_TUPLE(wanted)};
  kr_gc_each(15, note_referrer, &s);
  return found_list(&s);
}

static int note_referent(kr_object *o, void *arg) { return kr_list_append(arg, kr_from_object(o)) ? 1 : 0; }
static int note_backwards(kr_list *l, const kr_value *items, size_t n) {
  while (n-- > 0)
    if (items[n] != KR_NULL && kr_list_append(l, items[n])) return -1;
  return 0;
}
/* traverse does not visit numbers and None, which have no object: containers are asked for them here. */
static int note_referents(kr_list *l, kr_object *o) {
  kr_value v = kr_from_object(o), key, value;
  uint32_t pos = 0;
  if (o->type == &kr_list_type) return note_backwards(l, ((kr_list *)o)->items, ((kr_list *)o)->size);
  if (o->type == &kr_tuple_type) return note_backwards(l, ((kr_tuple *)o)->items, ((kr_tuple *)o)->size);
  if (o->type == &kr_dict_type) {
    bool keys = !((kr_dict *)o)->keys->all_str;
    while (kr_dict_next((kr_dict *)o, &pos, &key, &value))
      if (kr_list_append(l, value) || (keys && kr_list_append(l, key))) return -1;
    return 0;
  }
  if (kr_is_exact(v, &kr_set_type) || kr_is_exact(v, &kr_frozenset_type)) {
    while (kr_set_next((kr_set *)o, &pos, &key))
      if (kr_list_append(l, key)) return -1;
    return 0;
  }
  if (o->type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *instance = (kr_instance *)o;
    for (uint32_t i = 0, n = kr_instance_capacity(instance); i < n; i++)
      if (instance->values[i] != KR_NULL && kr_list_append(l, instance->values[i])) return -1;
    if (instance->dict && kr_list_append(l, kr_from_object(instance->dict))) return -1;
    return kr_list_append(l, kr_from_object(o->type));
  }
  return o->type->traverse(o, note_referent, l);
}
FN(get_referents) {
  if (KR_AUDIT("gc.get_referents", args[0])) return KR_NULL;
  kr_list *l = kr_list_new(0);
  if (!l) return KR_NULL;
  kr_tuple *t = KR_TUPLE(args[0]);
  for (uint32_t i = 0; i < t->size; i++) {
    if (!kr_is_object(t->items[i])) continue;
    kr_object *o = kr_object_of(t->items[i]);
    if (!o->type->traverse || !(o->type->tf & KR_TF_GC)) continue;
    if (note_referents(l, o)) {
      kr_decref_object(l);
      return KR_NULL;
    }
  }
  return kr_from_object(l);
}

FN(is_tracked) { return kr_from_bool(kr_is_object(args[0]) && kr_gc_is_tracked(kr_object_of(args[0]))); }
FN(is_finalized) {
  return kr_from_bool(kr_is_object(args[0]) && (kr_object_of(args[0])->flags & KR_OF_GC) &&
                      (kr_object_of(args[0])->flags & KR_OF_FINALIZED));
}

static int count_one(kr_object *o, void *arg) {
  ++*(size_t *)arg;
  return 0;
}
FN(freeze) {
  kr_gc_freeze();
  return KR_NONE;
}
FN(unfreeze) {
  kr_gc_unfreeze();
  return KR_NONE;
}
FN(get_freeze_count) {
  size_t n = 0;
  kr_gc_each(8, count_one, &n);
  return kr_int_from_size(n);
}

FN(get_stats) {
  kr_list *l = kr_list_new(3);
  if (!l) return KR_NULL;
  for (int i = 0; i < 3; i++) {
    kr_dict *d = kr_dict_new();
    if (!d || kr_dict_set_cstr(d, "collections", kr_int_from_u64(kr_gc.stats[i].collections)) ||
        kr_dict_set_cstr(d, "collected", kr_int_from_u64(kr_gc.stats[i].collected)) ||
        kr_dict_set_cstr(d, "uncollectable", kr_int_from_u64(kr_gc.stats[i].uncollectable)) ||
        kr_list_append_steal(l, kr_from_object(d))) {
      kr_decref_object(l);
      return KR_NULL;
    }
  }
  return kr_from_object(l);
}

#ifdef KR_FAULTS
/* For tests: of the requests for memory from now on, those from number start, before stop, fail. stop 0
 * ends it and tells how many were counted. */
FN(set_nomemory) {
  int64_t start = kr_index_as_i64(args[0]), stop = kr_index_as_i64(args[1]);
  if (kr_failed()) return KR_NULL;
  uint64_t counted = kr_fault.count;
  kr_fault.count = 0;
  kr_fault.start = (uint64_t)start;
  kr_fault.stop = (uint64_t)stop;
  return kr_int_from_u64(counted);
}
#endif

static const kr_method_def methods[] = {
#ifdef KR_FAULTS
    {"_set_nomemory", set_nomemory, 0, "($module, start, stop, /)", NULL},
#endif
    {"enable", enable, 0, "($module, /)", "Turn automatic collections on."},
    {"disable", disable, 0, "($module, /)", "Turn automatic collections off."},
    {"isenabled", isenabled, 0, "($module, /)", "Whether automatic collections are on."},
    {"set_debug", set_debug, 0, "($module, flags, /)",
     "Set what the collector tells and keeps; DEBUG_* flags."},
    {"get_debug", get_debug, 0, "($module, /)", "The DEBUG_* flags that are set."},
    {"get_count", get_count, 0, "($module, /)", "How many objects are new in each generation."},
    {"set_threshold", set_threshold, KR_FN_RAW, NULL,
     "set_threshold(threshold0[, threshold1[, threshold2]])\n\nSet how many new objects start a collection."},
    {"get_threshold", get_threshold, 0, "($module, /)", "How many new objects start a collection."},
    {"collect", collect, 0, "($module, /, generation=2)",
     "Run a collection; the number of unreachable objects."},
    {"get_objects", get_objects, 0, "($module, /, generation=None)", "The objects tracked."},
    {"get_stats", get_stats, 0, "($module, /)",
     "A list of dicts with what the collections of each generation did."},
    {"is_tracked", is_tracked, 0, "($module, obj, /)", "Whether the collector looks at obj."},
    {"is_finalized", is_finalized, 0, "($module, obj, /)", "Whether obj's finalizer has run."},
    {"get_referrers", get_referrers, 0, "($module, /, *objs)", "The objects that refer to any of objs."},
    {"get_referents", get_referents, 0, "($module, /, *objs)", "The objects that objs refer to."},
    {"freeze", freeze, 0, "($module, /)", "Put all objects where the collector does not look."},
    {"unfreeze", unfreeze, 0, "($module, /)", "Put frozen objects into the oldest generation."},
    {"get_freeze_count", get_freeze_count, 0, "($module, /)", "How many objects are frozen."},
    {0}};

static int exec(kr_module *m) {
  if (kr_gc.garbage == KR_NULL) kr_gc.garbage = kr_from_object_or_null(kr_list_new(0));
  if (kr_gc.callbacks == KR_NULL) kr_gc.callbacks = kr_from_object_or_null(kr_list_new(0));
  if (kr_gc.garbage == KR_NULL || kr_gc.callbacks == KR_NULL) return -1;
  return kr_module_add(m, "garbage", kr_gc.garbage) || kr_module_add(m, "callbacks", kr_gc.callbacks) ||
                 kr_module_add_int(m, "DEBUG_STATS", 1) || kr_module_add_int(m, "DEBUG_COLLECTABLE", 2) ||
                 kr_module_add_int(m, "DEBUG_UNCOLLECTABLE", 4) ||
                 kr_module_add_int(m, "DEBUG_SAVEALL", 32) || kr_module_add_int(m, "DEBUG_LEAK", 38)
             ? -1
             : 0;
}
const kr_module_def kr_module_def_gc = {
    .name = "gc", .doc = "The cycle collector.", .methods = methods, .exec = exec};
