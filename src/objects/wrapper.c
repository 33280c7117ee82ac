/* Calling a builtin type's slot as a method: (1).__add__(2). */
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/memoryview.h"
#include "objects/type_impl.h"
#include "vm/generator.h"
#include "vm/vm.h"

static bool exactly(size_t nargs, size_t n) {
  if (nargs == n) return true;
  kr_raise(&kr_exc_TypeError, "expected %zu argument%s, got %zu", n, n == 1 ? "" : "s", nargs);
  return false;
}
static bool between(const kr_slot_def *d, size_t nargs, size_t min, size_t max) {
  return kr_args_count(d->name, nargs, min, max) == 0;
}

static kr_value none_or_error(int r) { return r < 0 ? KR_NULL : KR_NONE; }

/* object.__setattr__(SomeClass, ...) would go round the rules of a builtin base (read-only builtin
 * types): fn must be what the nearest of them has. */
static bool check_setattr(kr_value self, kr_setattr_fn fn, const char *what) {
  kr_type *type = kr_type_of(self);
  if (!type->mro) return true;
  /* The builtin type that the class's own setattr comes from. */
  const kr_type *defining = type;
  for (uint32_t i = type->mro->size; i-- > 0;) {
    const kr_type *base = KR_AS_TYPE(type->mro->items[i]);
    if (base->setattro != kr_slot_setattro && base->setattro == type->setattro) {
      defining = base;
      break;
    }
  }
  for (const kr_type *base = defining; base; base = base->base) {
    if (base->setattro == fn) break;
    if (base->setattro != kr_slot_setattro) {
      kr_raise(&kr_exc_TypeError, "can't apply this %s to %T object", what, self);
      return false;
    }
  }
  return true;
}

static bool attribute_name(kr_value name) {
  if (kr_is_str(name)) return true;
  kr_raise(&kr_exc_TypeError, "attribute name must be string, not '%T'", name);
  return false;
}

/* The index argument of a sequence slot, negative ones made positive. -1 and an exception. */
static intptr_t sequence_index(kr_value self, kr_value arg) {
  intptr_t i = kr_index_as_count(arg);
  if (i == -1 && kr_failed()) return -1;
  if (i < 0 && kr_type_of(self)->sq_length) {
    intptr_t n = kr_type_of(self)->sq_length(self);
    if (n < 0) return -1;
    i += n;
  }
  return i;
}

/* One case for each kind of slot, none of which has to do with another: what its arguments must be, and the call. */
kr_value kr_wrapper_call(kr_wrapper_descr *w, kr_value self, const kr_value *args, size_t nargs,
                         kr_tuple *kwnames) {
  const kr_slot_def *d = w->def;
  kr_slot_fn fn = w->fn;
  if (d->kind == KR_WRAP_INIT) return none_or_error(((kr_init_fn)fn)(self, args, nargs, kwnames));
  if (d->kind == KR_WRAP_CALL) {
    if (kr_enter_recursion(" while calling a Python object") < 0) return KR_NULL; /* f.__call__.__call__... */
    kr_value r = ((kr_call_fn)fn)(self, args, nargs, kwnames);
    kr_leave_recursion();
    return r;
  }
  if (kwnames && kwnames->size)
    return kr_raise(&kr_exc_TypeError, "wrapper %s() takes no keyword arguments", d->name);
  switch ((kr_wrap_kind)d->kind) {
    case KR_WRAP_UNARY: return exactly(nargs, 0) ? ((kr_unary_fn)fn)(self) : KR_NULL;
    case KR_WRAP_BINARY: return exactly(nargs, 1) ? ((kr_binary_fn)fn)(self, args[0]) : KR_NULL;
    case KR_WRAP_BINARY_R: return exactly(nargs, 1) ? ((kr_binary_fn)fn)(args[0], self) : KR_NULL;
    case KR_WRAP_POW:
    case KR_WRAP_POW_R: {
      if (nargs != 1 && nargs != 2)
        return kr_raise(&kr_exc_TypeError, "expected 1 or 2 arguments, got %zu", nargs);
      kr_value a = d->kind == KR_WRAP_POW ? self : args[0], b = d->kind == KR_WRAP_POW ? args[0] : self;
      if (nargs == 1 || kr_is_none(args[1])) return ((kr_binary_fn)fn)(a, b);
      if (w->owner->nb_pow3) return w->owner->nb_pow3(a, b, args[1]);
      return kr_raise(&kr_exc_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    }
    case KR_WRAP_LEN: {
      if (!exactly(nargs, 0)) return KR_NULL;
      intptr_t n = ((kr_len_fn)fn)(self);
      return n < 0 ? KR_NULL : kr_int_from_i64(n);
    }
    case KR_WRAP_BOOL: {
      if (!exactly(nargs, 0)) return KR_NULL;
      int r = ((kr_bool_fn)fn)(self);
      return r < 0 ? KR_NULL : kr_from_bool(r);
    }
    case KR_WRAP_HASH: {
      if (!exactly(nargs, 0)) return KR_NULL;
      int64_t h = ((kr_hash_fn)fn)(self);
      return h == KR_HASH_ERROR ? KR_NULL : kr_int_from_i64(h);
    }
    case KR_WRAP_GETATTR:
      if (!exactly(nargs, 1) || !attribute_name(args[0])) return KR_NULL;
      return ((kr_binary_fn)fn)(self, args[0]);
    case KR_WRAP_SETATTR:
      if (!between(d, nargs, 2, 2) || !check_setattr(self, (kr_setattr_fn)fn, d->name) ||
          !attribute_name(args[0]))
        return KR_NULL;
      return none_or_error(((kr_setattr_fn)fn)(self, args[0], args[1]));
    case KR_WRAP_DELATTR:
      if (!exactly(nargs, 1) || !check_setattr(self, (kr_setattr_fn)fn, d->name) || !attribute_name(args[0]))
        return KR_NULL;
      return none_or_error(((kr_setattr_fn)fn)(self, args[0], KR_NULL));
    case KR_WRAP_LT:
    case KR_WRAP_LE:
    case KR_WRAP_EQ:
    case KR_WRAP_NE:
    case KR_WRAP_GT:
    case KR_WRAP_GE:
      if (!exactly(nargs, 1)) return KR_NULL;
      return ((kr_compare_fn)fn)(self, args[0], (int)(d->kind - KR_WRAP_LT) + KR_LT);
    case KR_WRAP_NEXT: {
      if (!exactly(nargs, 0)) return KR_NULL;
      if (kr_is_exact(self, &kr_generator_type)) /* StopIteration has what it returned */
        return kr_generator_send_push(KR_AS(kr_generator, self), KR_NONE, D_GEN_CALL);
      kr_value v = ((kr_unary_fn)fn)(self);
      if (kr_is_null(v) && !kr_failed()) kr_raise_none(&kr_exc_StopIteration);
      return v;
    }
    case KR_WRAP_DESCR_GET: {
      if (!between(d, nargs, 1, 2)) return KR_NULL;
      kr_value obj = kr_is_none(args[0]) ? KR_NULL : args[0];
      kr_value type = nargs < 2 || kr_is_none(args[1]) ? KR_NULL : args[1];
      if (kr_is_null(obj) && kr_is_null(type))
        return kr_raise(&kr_exc_TypeError, "__get__(None, None) is invalid");
      return ((kr_descr_get_fn)fn)(self, obj, type);
    }
    case KR_WRAP_DESCR_SET:
      if (!between(d, nargs, 2, 2)) return KR_NULL;
      return none_or_error(((kr_descr_set_fn)fn)(self, args[0], args[1]));
    case KR_WRAP_DESCR_DELETE:
      if (!exactly(nargs, 1)) return KR_NULL;
      return none_or_error(((kr_descr_set_fn)fn)(self, args[0], KR_NULL));
    case KR_WRAP_DEL:
      if (!exactly(nargs, 0)) return KR_NULL;
      ((void (*)(kr_value))fn)(self);
      return KR_NONE;
    case KR_WRAP_ITEM: {
      if (!exactly(nargs, 1)) return KR_NULL;
      intptr_t i = sequence_index(self, args[0]);
      if (i == -1 && kr_failed()) return KR_NULL;
      return ((kr_item_fn)fn)(self, i);
    }
    case KR_WRAP_SET_ITEM: {
      if (!between(d, nargs, 2, 2)) return KR_NULL;
      intptr_t i = sequence_index(self, args[0]);
      if (i == -1 && kr_failed()) return KR_NULL;
      return none_or_error(((kr_set_item_fn)fn)(self, i, args[1]));
    }
    case KR_WRAP_DEL_ITEM: {
      if (!exactly(nargs, 1)) return KR_NULL;
      intptr_t i = sequence_index(self, args[0]);
      if (i == -1 && kr_failed()) return KR_NULL;
      return none_or_error(((kr_set_item_fn)fn)(self, i, KR_NULL));
    }
    case KR_WRAP_SET_SUBSCRIPT:
      if (!between(d, nargs, 2, 2)) return KR_NULL;
      return none_or_error(((kr_set_subscript_fn)fn)(self, args[0], args[1]));
    case KR_WRAP_DEL_SUBSCRIPT:
      if (!exactly(nargs, 1)) return KR_NULL;
      return none_or_error(((kr_set_subscript_fn)fn)(self, args[0], KR_NULL));
    case KR_WRAP_CONTAINS: {
      if (!exactly(nargs, 1)) return KR_NULL;
      int r = ((kr_contains_fn)fn)(self, args[0]);
      return r < 0 ? KR_NULL : kr_from_bool(r);
    }
    case KR_WRAP_REPEAT: {
      if (!exactly(nargs, 1)) return KR_NULL;
      intptr_t n = kr_index_as_count(args[0]);
      if (n == -1 && kr_failed()) return KR_NULL;
      return ((kr_item_fn)fn)(self, n);
    }
    case KR_WRAP_BUFFER: {
      if (!between(d, nargs, 1, 1)) return KR_NULL;
      int64_t flags = kr_index_as_i64(args[0]);
      if (flags == -1 && kr_failed()) return KR_NULL;
      return kr_memoryview_by(self, (kr_get_buffer_fn)fn, (int)flags);
    }
    case KR_WRAP_RELEASE_BUFFER: {
      if (!between(d, nargs, 1, 1)) return KR_NULL;
      return kr_memoryview_release_for(args[0], self);
    }
    case KR_WRAP_INIT:
    case KR_WRAP_CALL:
    case KR_WRAP_NEW:
    case KR_WRAP_NONE: break;
  }
  return kr_raise(&kr_exc_SystemError, "bad slot wrapper %s", d->name);
}
