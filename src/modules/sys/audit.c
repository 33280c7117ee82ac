/* sys.audit and sys.addaudithook (PEP 578). Hooks are never removed. */
#include "memory/gc.h"
#include "modules/sys/sys.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/str.h"
#include "vm/frame.h"

bool kr_audit_hooks;
static kr_list *hooks;

/* While a hook runs it is not traced, unless it says so (__cantrace__). */
static kr_value call_untraced(kr_value hook, kr_value event, kr_value args) {
  kr_value can;
  int found = kr_getattr_optional(hook, KR_ID(__cantrace__), &can);
  if (found < 0) return KR_NULL;
  int traced = 0;
  if (found) {
    traced = kr_truth(can);
    kr_decref(can);
    if (traced < 0) return KR_NULL;
  }
  kr_thread *t = kr.thread;
  if (!traced) t->tracing++;
  kr_value r = kr_call2(hook, event, args);
  if (!traced) t->tracing--;
  return r;
}

static int tell(kr_value event, kr_value args) {
  int r = 0;
  kr_incref_object(hooks);
  for (uint32_t i = 0; r == 0 && i < hooks->size; i++) {
    kr_value hook = kr_ref(hooks->items[i]), v = call_untraced(hook, event, args);
    kr_decref(hook);
    if (v == KR_NULL) r = -1;
    kr_decref(v);
  }
  kr_decref_object(hooks);
  return r;
}

int kr_audit_slow(const char *event, size_t nargs, const kr_value *args) {
  if (!hooks || !hooks->size) return 0;
  kr_value saved = kr_fetch_exception();
  kr_value name = kr_str_intern_cstr(event);
  kr_value tuple = name == KR_NULL ? KR_NULL : kr_tuple_from_array(args, nargs);
  int r = tuple == KR_NULL ? -1 : tell(name, tuple);
  kr_decref(name);
  kr_decref(tuple);
  if (r == 0 && saved != KR_NULL) kr_restore_exception_steal(saved);
  else kr_decref(saved);
  return r;
}

static kr_value audit(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!kr_is_str(args[0]))
    return kr_raise(&kr_exc_TypeError, "audit() argument 1 must be str, not %G", args[0]);
  size_t size;
  const char *event = kr_str_utf8(KR_STR(args[0]), &size);
  if (!event) return KR_NULL;
  if (strlen(event) != size) return kr_raise(&kr_exc_ValueError, "embedded null character");
  if (!hooks || !hooks->size) return KR_NONE;
  return tell(args[0], args[1]) ? KR_NULL : KR_NONE;
}

static kr_value addaudithook(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  /* a hook that is there may refuse a new one, by any Exception, and nobody is told */
  if (kr_audit("sys.addaudithook", 0, NULL)) return kr_clear_if(&kr_exc_Exception) ? KR_NONE : KR_NULL;
  if (!hooks) {
    if (!(hooks = kr_list_new(0))) return KR_NULL;
    kr_gc_untrack(hooks); /* or gc.get_objects() would find what cannot be taken back */
  }
  if (kr_list_append_steal(hooks, kr_ref(args[0]))) return KR_NULL;
  kr_audit_hooks = true;
  return KR_NONE;
}

const kr_method_def kr_sys_audit_methods[] = {
    {"audit", audit, 0, "($module, event, /, *args)", "Tell the audit hooks of an event."},
    {"addaudithook", addaudithook, 0, "($module, /, hook)", "Add a function that is told of every event."},
    {0}};
