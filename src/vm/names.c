/* Names, imports and raising for the evaluation loop. */
#include "import/import.h"
#include "objects/bytes.h"
#include "objects/exceptions.h"
#include "vm/vm.h"

static kr_value global_or_builtin(kr_function *fn, kr_value name) {
  kr_value v;
  if (KR_LIKELY(kr_is_exact_dict(kr_from_object(fn->globals)))) {
    v = kr_dict_get_new(fn->globals, name);
    if (v != KR_NULL || kr_failed()) return v;
  } else {
    /* a subclass may have __missing__ (annotationlib evaluates annotations so) */
    v = kr_getitem(kr_from_object(fn->globals), name);
    if (v != KR_NULL || !kr_clear_if(&kr_exc_KeyError)) return v;
  }
  if (kr_is_exact_dict(fn->builtins)) {
    v = kr_dict_get_new(KR_DICT(fn->builtins), name);
    if (v != KR_NULL || kr_failed()) return v;
  } else {
    v = kr_getitem(fn->builtins, name);
    if (v != KR_NULL || !kr_clear_if(&kr_exc_KeyError)) return v;
  }
  return kr_raise_name_error(&kr_exc_NameError, name, "name '%U' is not defined");
}

kr_value kr_vm_load_global(kr_frame *f, kr_value name) { return global_or_builtin(f->func, name); }

kr_value kr_vm_load_name(kr_frame *f, kr_value name) {
  if (f->locals != KR_NULL) {
    kr_value v;
    if (kr_is_exact_dict(f->locals)) {
      v = kr_dict_get_new(KR_DICT(f->locals), name);
      if (v != KR_NULL || kr_failed()) return v;
    } else {
      v = kr_getitem(f->locals, name);
      if (v != KR_NULL || !kr_clear_if(&kr_exc_KeyError)) return v;
    }
  }
  return global_or_builtin(f->func, name);
}

void kr_vm_unbound_local(kr_frame *f, uint32_t i) {
  const kr_code *c = f->code;
  kr_value name = c->localsplusnames->items[i];
  uint8_t kind = c->localspluskinds->data[i];
  if (kind & KR_LOCAL_FREE)
    kr_raise_name_error(&kr_exc_NameError, name,
                        "cannot access free variable '%U' where it is not associated with a value in "
                        "enclosing scope");
  else
    kr_raise(&kr_exc_UnboundLocalError,
             "cannot access local variable '%U' where it is not associated with a value", name);
}

bool kr_vm_has_locals(kr_frame *f, const char *error, kr_value name) {
  if (f->locals != KR_NULL) return true;
  if (f->code->co_flags & KR_CO_OPTIMIZED) {
    kr_raise(&kr_exc_SystemError, error, name);
    return false;
  }
  f->locals = kr_ref(kr_from_object(f->func->globals));
  return true;
}

int kr_vm_setup_annotations(kr_frame *f) {
  if (!kr_vm_has_locals(f, "no locals found when setting up annotations", KR_NULL)) return -1;
  kr_value name = KR_ID(__annotations__);
  int has;
  if (kr_is_exact_dict(f->locals)) {
    has = kr_dict_contains(KR_DICT(f->locals), name);
  } else {
    kr_value v = kr_getitem(f->locals, name);
    has = v != KR_NULL ? 1 : kr_clear_if(&kr_exc_KeyError) ? 0 : -1;
    kr_decref(v);
  }
  if (has) return has < 0 ? -1 : 0;
  kr_dict *d = kr_dict_new();
  if (!d) return -1;
  int r = kr_setitem(f->locals, name, kr_from_object(d));
  kr_decref_object(d);
  return r;
}

/* ---- imports ------------------------------------------------------------------------------------------ */

kr_value kr_vm_import_name(kr_frame *f, kr_value name, kr_value fromlist, kr_value level) {
  kr_value import = kr_getitem(f->func->builtins, KR_ID(__import__));
  if (import == KR_NULL) {
    if (kr_clear_if(&kr_exc_KeyError)) kr_raise(&kr_exc_ImportError, "__import__ not found");
    return KR_NULL;
  }
  kr_value locals = f->locals == KR_NULL ? KR_NONE : f->locals;
  kr_value globals = kr_from_object(f->func->globals);
  kr_value r;
  if (kr_is_builtin_import(import)) {
    int64_t n;
    if (!kr_is_int(level) || !kr_int_fits_i64(level, &n)) n = 0;
    r = kr_import_push(name, globals, fromlist, (int)n);
  } else {
    kr_value args[5] = {name, globals, locals, fromlist, level};
    r = kr_call_push(import, args, 5, NULL);
  }
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(import);
  kr.pushed = top;
  return r;
}

/* from module import name: the attribute, or the submodule of a package still being imported. */
kr_value kr_vm_import_from(kr_frame *f, kr_value module, kr_value name) {
  kr_value v;
  int found = kr_getattr_optional(module, name, &v);
  if (found) return found > 0 ? v : KR_NULL;
  return kr_import_from_fallback(module, name);
}

int kr_vm_import_star(kr_frame *f, kr_value module) {
  kr_value all;
  bool skip_underscore = false;
  if (!kr_vm_has_locals(f, "no locals found during 'import *'", KR_NULL)) return -1;
  int found = kr_getattr_optional(module, KR_ID(__all__), &all);
  if (found < 0) return -1;
  if (!found) {
    kr_value d;
    found = kr_getattr_optional(module, KR_ID(__dict__), &d);
    if (found < 0) return -1;
    if (!found) {
      kr_raise(&kr_exc_ImportError, "from-import-* object has no __dict__ and no __all__");
      return -1;
    }
    all = kr_mapping_keys(d);
    kr_decref(d);
    if (all == KR_NULL) return -1;
    skip_underscore = true;
  }
  int r = 0;
  for (intptr_t i = 0;; i++) {
    kr_value name = kr_sequence_item(all, i);
    if (name == KR_NULL) {
      r = kr_clear_if(&kr_exc_IndexError) ? 0 : -1;
      break;
    }
    if (!kr_is_str(name)) {
      kr_value mod_name = kr_getattr(module, KR_ID(__name__));
      if (mod_name != KR_NULL)
        kr_raise(&kr_exc_TypeError,
                 skip_underscore ? "Key in %U.__dict__ must be str, not %T"
                                 : "Item in %U.__all__ must be str, not %T",
                 mod_name, name);
      kr_decref(mod_name);
      r = -1;
    } else if (skip_underscore && KR_STR(name)->length && kr_str_read(KR_STR(name), 0) == '_') {
      r = 0;
    } else {
      kr_value v = kr_getattr(module, name);
      r = v == KR_NULL ? -1 : kr_setitem(f->locals, name, v);
      kr_decref(v);
    }
    kr_decref(name);
    if (r) break;
  }
  kr_decref(all);
  return r;
}

/* ---- raise --------------------------------------------------------------------------------------------- */

/* An exception instance from what stands after raise (or from). New; stolen v. */
static kr_value make_exception(kr_value v, bool cause) {
  if (kr_is_object(v) && kr_is_type(v) && (KR_AS_TYPE(v)->tf & KR_TF_EXC_SUBCLASS)) {
    kr_type *t = KR_AS_TYPE(v);
    kr_value e = t->new_ == kr_exc_Exception.new_ && t->init == kr_exc_Exception.init && !(t->tf & KR_TF_HEAP)
                     ? kr_from_object_or_null(kr_exception_alloc(t))
                     : kr_call0(v);
    if (e != KR_NULL && !kr_has_tf(e, KR_TF_EXC_SUBCLASS)) {
      kr_raise(&kr_exc_TypeError, "calling %R should have returned an instance of BaseException, not %R", v,
               kr_from_object(kr_type_of(e)));
      KR_CLEAR(e);
    }
    kr_decref(v);
    return e;
  }
  if (kr_has_tf(v, KR_TF_EXC_SUBCLASS)) return v;
  kr_decref(v);
  return kr_raise(&kr_exc_TypeError, cause ? "exception causes must derive from BaseException"
                                           : "exceptions must derive from BaseException");
}

kr_value kr_vm_raise(kr_frame *f, kr_value exc, kr_value cause) {
  if (exc == KR_NULL) {
    kr_value current = kr_handled_exception();
    if (current == KR_NULL || current == KR_NONE)
      return kr_raise(&kr_exc_RuntimeError, "No active exception to reraise");
    kr_restore_exception_steal(kr_ref(current));
    return KR_DELETED;
  }
  kr_value e = make_exception(exc, false);
  if (e == KR_NULL) {
    kr_decref(cause);
    return KR_NULL;
  }
  if (cause != KR_NULL) {
    if (cause == KR_NONE) {
      kr_exception_set_cause_steal(e, KR_NULL);
    } else {
      kr_value c = make_exception(cause, true);
      if (c == KR_NULL) {
        kr_decref(e);
        return KR_NULL;
      }
      kr_exception_set_cause_steal(e, c);
    }
    KR_EXC(e)->suppress_context = true;
  }
  kr_raise_exception(e);
  kr_exception_chain_context(e);
  kr_decref(e);
  return KR_NULL;
}
