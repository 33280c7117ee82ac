/* Raising and handling exceptions from C: the whole of objects/errors.h but warnings
 * (modules/_warnings.c) and exceptions nobody can receive (objects/unraisable.c). */
#include "objects/errors.h"

#include <stdarg.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/exceptions.h"
#include "objects/int.h"
#include "objects/str.h"
#include "vm/frame.h"

/* ---- the current exception ----------------------------------------------------------------------- */

bool kr_failed(void) { return kr.thread->exc != KR_NULL; }

bool kr_failed_with(const kr_type *exc) {
  kr_value e = kr.thread->exc;
  return e != KR_NULL && kr_isinstance_exact_or_sub(e, exc);
}

kr_value kr_fetch_exception(void) {
  kr_value e = kr.thread->exc;
  kr.thread->exc = KR_NULL;
  return e;
}

void kr_restore_exception_steal(kr_value exc) { KR_REPLACE(kr.thread->exc, exc); }

void kr_clear_exception(void) { KR_CLEAR(kr.thread->exc); }

bool kr_clear_if(const kr_type *exc) {
  if (!kr_failed_with(exc)) return false;
  kr_clear_exception();
  return true;
}

bool kr_exception_matches(kr_value exc, kr_value type_or_tuple) {
  if (kr_is_tuple(type_or_tuple)) {
    const kr_tuple *t = KR_TUPLE(type_or_tuple);
    for (uint32_t i = 0; i < t->size; i++) {
      if (kr_exception_matches(exc, t->items[i])) return true;
    }
    return false;
  }
  if (!kr_is_type(type_or_tuple)) return exc == type_or_tuple;
  const kr_type *want = KR_AS_TYPE(type_or_tuple);
  const kr_type *have = kr_type_of(exc);
  if (!(have->tf & KR_TF_EXC_SUBCLASS)) {
    if (!kr_is_type(exc) || !(KR_AS_TYPE(exc)->tf & KR_TF_EXC_SUBCLASS)) return exc == type_or_tuple;
    have = KR_AS_TYPE(exc);
  }
  return have == want || ((want->tf & KR_TF_EXC_SUBCLASS) && kr_is_subtype(have, want));
}

kr_value kr_handled_exception(void) {
  const kr_exc_item *item = kr.thread->exc_info;
  while (item && (item->value == KR_NULL || item->value == KR_NONE)) item = item->prev;
  return item ? item->value : KR_NULL;
}

kr_value kr_stop_iteration_value(void) {
  if (!kr_failed()) return KR_NONE;
  if (!kr_failed_with(&kr_exc_StopIteration)) return KR_NULL;
  kr_value e = kr_fetch_exception();
  kr_value v = KR_AS(kr_stop_iteration, e)->value;
  v = v == KR_NULL ? KR_NONE : kr_ref(v);
  kr_decref(e);
  return v;
}

/* ---- chains -------------------------------------------------------------------------------------- */

void kr_exception_set_context_steal(kr_value e, kr_value v) {
  KR_REPLACE(KR_EXC(e)->context, v == KR_NONE ? KR_NULL : v);
}

void kr_exception_set_cause_steal(kr_value e, kr_value v) {
  KR_EXC(e)->suppress_context = true;
  KR_REPLACE(KR_EXC(e)->cause, v == KR_NONE ? KR_NULL : v);
}

void kr_exception_chain_context_to(kr_value e, kr_value handled) {
  if (handled == KR_NULL || handled == KR_NONE || handled == e) return;
  /* If e is already somewhere below `handled`, linking them would close a cycle: cut it there. A
   * program may have made another cycle by hand; `slow` goes at half the pace and stops the walk. */
  kr_value o = handled, slow = handled;
  bool advance = false;
  for (;;) {
    kr_value next = KR_EXC(o)->context;
    if (next == KR_NULL) break;
    if (next == e) {
      KR_CLEAR(KR_EXC(o)->context);
      break;
    }
    o = next;
    if (o == slow) break;
    if (advance) slow = KR_EXC(slow)->context;
    advance = !advance;
  }
  kr_exception_set_context_steal(e, kr_ref(handled));
}

void kr_exception_chain_current_steal(kr_value context) {
  kr_exception_set_context_steal(kr.thread->exc, context);
}

void kr_exception_chain_context(kr_value e) { kr_exception_chain_context_to(e, kr_handled_exception()); }

/* ---- instances ----------------------------------------------------------------------------------- */

kr_value kr_exception_new(kr_type *exc, kr_value args_tuple) {
  const kr_tuple *t = KR_TUPLE(args_tuple);
  if (exc->tf & KR_TF_HEAP) return kr_call_tuple(kr_from_object(exc), args_tuple, KR_NULL);
  kr_value e = exc->new_(exc, t->items, t->size, NULL);
  if (e == KR_NULL) return KR_NULL;
  const kr_type *made = kr_type_of(e);
  if (made->init && made->init(e, t->items, t->size, NULL) < 0) {
    kr_decref(e);
    return KR_NULL;
  }
  return e;
}

kr_value kr_exception_class_new(const char *module, const char *name, kr_value bases_stolen) {
  kr_dict *ns = kr_dict_new();
  kr_value module_name = kr_str_intern_cstr(module), class_name = kr_str_intern_cstr(name);
  kr_type *type = NULL;
  if (ns && bases_stolen != KR_NULL && module_name != KR_NULL && class_name != KR_NULL &&
      kr_dict_set(ns, KR_ID(__module__), module_name) == 0)
    type = kr_type_new(&kr_type_type, class_name, KR_TUPLE(bases_stolen), ns, NULL, NULL);
  kr_decref(module_name);
  kr_decref(class_name);
  kr_decref(bases_stolen);
  kr_xdecref_object(ns);
  return kr_from_object_or_null(type);
}

/* exc(arg); the reference to arg is stolen, KR_NULL means exc(). New. */
static kr_value instance_steal(kr_type *exc, kr_value arg, bool with_arg) {
  if (with_arg && arg == KR_NULL) return KR_NULL;
  kr_value args = KR_EMPTY_TUPLE;
  if (with_arg) {
    args = kr_tuple_from_array_steal(&arg, 1);
    if (args == KR_NULL) return KR_NULL;
  }
  if (exc->new_ == kr_exception_base_new && exc->init == kr_exception_base_init) {
    kr_exception *e = kr_exception_alloc(exc);
    if (!e) {
      kr_decref(args);
      return KR_NULL;
    }
    e->args = args;
    return kr_from_object(e);
  }
  kr_value e = kr_exception_new(exc, args);
  kr_decref(args);
  if (e != KR_NULL && !kr_has_tf(e, KR_TF_EXC_SUBCLASS)) {
    kr_raise(&kr_exc_TypeError, "calling %R should have returned an instance of BaseException, not %T",
             kr_from_object(exc), e);
    kr_decref(e);
    return KR_NULL;
  }
  return e;
}

/* Makes a new instance (stolen; KR_NULL: failed, the failure is current) the current exception. */
static kr_value raise_new(kr_value e) {
  if (e != KR_NULL) {
    kr_exception_chain_context(e);
    kr_restore_exception_steal(e);
  }
  return KR_NULL;
}

const char *kr_argument_kind(kr_value v) { return v == KR_NONE ? "None" : kr_type_cname(kr_type_of(v)); }

/* ---- raising ------------------------------------------------------------------------------------- */

static kr_value instance_format(kr_type *exc, const char *fmt, va_list ap) {
  return instance_steal(exc, kr_str_vformat(fmt, ap), true);
}

kr_value kr_raise(kr_type *exc, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value e = instance_format(exc, fmt, ap);
  va_end(ap);
  return raise_new(e);
}

kr_value kr_raise_value(kr_type *exc, kr_value arg) {
  return raise_new(instance_steal(exc, kr_ref(arg), true));
}

kr_value kr_raise_none(kr_type *exc) { return raise_new(instance_steal(exc, KR_NULL, false)); }

kr_value kr_raise_exception(kr_value exc_instance) {
  kr_restore_exception_steal(kr_ref(exc_instance));
  return KR_NULL;
}

kr_value kr_raise_from_current(kr_type *exc, const char *fmt, ...) {
  kr_value cause = kr_fetch_exception();
  va_list ap;
  va_start(ap, fmt);
  kr_value e = instance_format(exc, fmt, ap);
  va_end(ap);
  if (e == KR_NULL || cause == KR_NULL) {
    kr_decref(cause);
    return raise_new(e);
  }
  kr_exception_set_context_steal(e, kr_ref(cause));
  kr_exception_set_cause_steal(e, cause);
  kr_restore_exception_steal(e);
  return KR_NULL;
}

kr_value kr_raise_errno(int err, kr_value filename) { return kr_raise_errno2(err, filename, KR_NULL); }

kr_value kr_raise_errno2(int err, kr_value filename, kr_value filename2) {
  kr_value text = kr_str_from_cstr(strerror(err));
  if (text == KR_NULL) return KR_NULL;
  kr_value args = filename2 != KR_NULL
                      ? kr_tuple_pack(5, kr_from_small_int(err), text, filename, KR_NONE, filename2)
                  : filename != KR_NULL ? kr_tuple_pack(3, kr_from_small_int(err), text, filename)
                                        : kr_tuple_pack(2, kr_from_small_int(err), text);
  kr_decref(text);
  if (args == KR_NULL) return KR_NULL;
  kr_value e = kr_exception_new(&kr_exc_OSError, args);
  kr_decref(args);
  return raise_new(e);
}

static kr_value raise_attribute_steal(kr_value o, kr_value name, kr_value text) {
  kr_value e = instance_steal(&kr_exc_AttributeError, text, true);
  if (e != KR_NULL) {
    KR_REPLACE(KR_AS(kr_attribute_error, e)->name, kr_ref(name));
    KR_REPLACE(KR_AS(kr_attribute_error, e)->obj, kr_ref(o));
  }
  return raise_new(e);
}

kr_value kr_raise_attribute(kr_value o, kr_value name) {
  kr_value text = kr_is_type(o) ? kr_str_format("type object '%N' has no attribute '%U'", KR_AS_TYPE(o), name)
                                : kr_str_format("'%T' object has no attribute '%U'", o, name);
  return raise_attribute_steal(o, name, text);
}

kr_value kr_raise_attribute_text(kr_value o, kr_value name, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  return raise_attribute_steal(o, name, text);
}

kr_value kr_attribute_error_about(kr_value o, kr_value name) {
  if (!kr_failed_with(&kr_exc_AttributeError)) return KR_NULL;
  kr_value e = kr_fetch_exception();
  kr_attribute_error *a = KR_AS(kr_attribute_error, e);
  if (a->name == KR_NULL && a->obj == KR_NULL) {
    a->name = kr_ref(name);
    a->obj = kr_ref(o);
  }
  kr_restore_exception_steal(e);
  return KR_NULL;
}

kr_value kr_raise_name_error(kr_type *exc, kr_value name, const char *fmt) {
  kr_value e = instance_steal(exc, kr_str_format(fmt, name), true);
  if (e != KR_NULL && kr_isinstance_exact_or_sub(e, &kr_exc_NameError))
    KR_REPLACE(KR_AS(kr_name_error, e)->name, kr_ref(name));
  return raise_new(e);
}

kr_value kr_raise_key(kr_value key) { return kr_raise_value(&kr_exc_KeyError, key); }

kr_value kr_raise_stop_iteration(kr_value v) {
  kr_value e = instance_steal(&kr_exc_StopIteration, kr_ref(v), v != KR_NONE);
  return raise_new(e);
}

static kr_value raise_import(kr_value text_steal, kr_value name, kr_value path, kr_value name_from) {
  kr_value e = instance_steal(&kr_exc_ImportError, text_steal, true);
  if (e != KR_NULL) {
    kr_import_error *ie = KR_AS(kr_import_error, e);
    KR_REPLACE(ie->name, kr_ref(name));
    KR_REPLACE(ie->path, kr_ref(path));
    KR_REPLACE(ie->name_from, kr_ref(name_from));
  }
  return raise_new(e);
}

kr_value kr_raise_import(kr_value name, kr_value path, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  return raise_import(text, name, path, KR_NULL);
}

kr_value kr_raise_import_from(kr_value module_name, kr_value path, kr_value name_from, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value text = kr_str_vformat(fmt, ap);
  va_end(ap);
  return raise_import(text, module_name, path, name_from);
}

kr_value kr_raise_syntax(kr_type *exc, kr_value filename, int lineno, int offset, int end_lineno,
                         int end_offset, kr_value text, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  kr_value msg = kr_str_vformat(fmt, ap);
  va_end(ap);
  if (msg == KR_NULL) return KR_NULL;
  kr_value e = KR_NULL;
  kr_value where = kr_tuple_pack(6, filename == KR_NULL ? KR_NONE : filename, kr_from_small_int(lineno),
                                 kr_from_small_int(offset), text == KR_NULL ? KR_NONE : text,
                                 kr_from_small_int(end_lineno), kr_from_small_int(end_offset));
  kr_value args = where == KR_NULL ? KR_NULL : kr_tuple_pack(2, msg, where);
  if (args != KR_NULL) e = kr_exception_new(exc, args);
  kr_decref(args);
  kr_decref(where);
  kr_decref(msg);
  return raise_new(e);
}
