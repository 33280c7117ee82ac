/* Module atexit: functions to call when the interpreter ends, last registered first. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "vm/runtime.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_list *registered; /* (function, args, kwargs or None) */

FN(reg) {
  if (nargs == 0) return kr_raise(&kr_exc_TypeError, "register() takes at least 1 argument (0 given)");
  if (!kr_is_callable(args[0])) return kr_raise(&kr_exc_TypeError, "the first argument must be callable");
  if (!registered && !(registered = kr_list_new(4))) return KR_NULL;
  kr_value rest = kr_tuple_from_array(args + 1, nargs - 1), kw = KR_NONE, entry = KR_NULL;
  if (rest == KR_NULL) return KR_NULL;
  if (kwnames && kwnames->size) {
    kr_dict *d = kr_dict_new();
    kw = kr_from_object_or_null(d);
    for (uint32_t i = 0; d && i < kwnames->size; i++)
      if (kr_dict_set(d, kwnames->items[i], args[nargs + i])) {
        KR_CLEAR(kw);
        d = NULL;
      }
  }
  if (kw != KR_NULL) entry = kr_tuple_pack(3, args[0], rest, kw);
  kr_decref(rest);
  kr_decref(kw);
  if (entry == KR_NULL || kr_list_append_steal(registered, entry)) return KR_NULL;
  return kr_ref(args[0]);
}

FN(unregister) {
  /* The newest first, also of those that a comparison registers. */
  for (size_t n = 0; registered && n < registered->size; n++) {
    size_t i = registered->size - 1 - n;
    kr_value entry = kr_ref(registered->items[i]);
    int eq = kr_equal(args[0], KR_TUPLE(entry)->items[0]);
    if (eq > 0 && i < registered->size && registered->items[i] == entry) {
      eq = kr_list_assign_slice(registered, i, i + 1, NULL, 0);
      n--;
    }
    kr_decref(entry);
    if (eq < 0) return KR_NULL;
  }
  return KR_NONE;
}

FN(clear) {
  if (registered) kr_list_clear(registered);
  return KR_NONE;
}

FN(ncallbacks) { return kr_from_small_int(registered ? registered->size : 0); }

/* Functions registered or unregistered meanwhile change nothing; at the end all are forgotten. */
enum { AE_ALL, AE_LEFT, AE_SLOTS };
static kr_value run_step(kr_frame *f, kr_value v) {
  kr_tuple *all = KR_TUPLE(f->slots[AE_ALL]);
  uint32_t left = (uint32_t)kr_small_int_value(f->slots[AE_LEFT]);
  for (;;) {
    if (f->state && v == KR_NULL)
      kr_unraisable(KR_NULL, "Exception ignored in atexit callback %R", KR_TUPLE(all->items[left])->items[0]);
    if (f->state) kr_decref(v);
    if (left == 0) break;
    kr_tuple *t = KR_TUPLE(all->items[--left]);
    f->slots[AE_LEFT] = kr_from_small_int(left);
    f->state = 1;
    v = kr_vm_call_ex(NULL, t->items[0], KR_NULL, t->items[1],
                      t->items[2] == KR_NONE ? KR_NULL : t->items[2]);
    if (v == KR_PUSHED) return v;
  }
  kr_list_clear(registered);
  return KR_NONE;
}
static const kr_native run_native = {"atexit", run_step, AE_SLOTS};

kr_value kr_atexit_push(void) {
  if (!registered || !registered->size) return KR_NONE;
  kr_value all = kr_list_to_tuple(registered);
  kr_frame *f = all == KR_NULL ? NULL : kr_native_push(&run_native);
  if (!f) {
    kr_decref(all);
    kr_unraisable(KR_NULL, "Exception ignored while copying atexit callbacks");
    return KR_NONE;
  }
  f->slots[AE_ALL] = all;
  f->slots[AE_LEFT] = kr_from_small_int(KR_TUPLE(all)->size);
  return KR_PUSHED;
}
FN(run) { return kr_atexit_push(); }

static const kr_method_def methods[] = {
    {"register", reg, KR_FN_RAW, "($module, func, /, *args, **kwargs)", "Call a function at exit."},
    {"unregister", unregister, 0, "($module, func, /)", "Forget a function registered before."},
    {"_clear", clear, 0, "($module, /)", NULL},
    {"_run_exitfuncs", run, 0, "($module, /)", NULL},
    {"_ncallbacks", ncallbacks, 0, "($module, /)", NULL},
    {0}};
const kr_module_def kr_module_def_atexit = {
    .name = "atexit", .doc = "Functions to be called at exit.", .methods = methods};
