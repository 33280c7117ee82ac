/* Module builtins: the functions. Those that consume iterators or call back are native frames
 * (modules/builtins_iter.c), compile/exec/eval and the class statement are in builtins_code.c. */
#include "objects/audit.h"
#include "modules/builtins.h"

#include "modules/modules.h"
#include "objects/collect.h"
#include "objects/bytes.h"
#include "objects/set.h"
#include "vm/vm.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(b_abs) { return kr_absolute(args[0]); }
FN(b_ascii) { return kr_ascii(args[0]); }
FN(b_callable) { return kr_from_bool(kr_is_callable(args[0])); }
FN(b_divmod) { return kr_divmod(args[0], args[1]); }
FN(b_id) {
  kr_value v = kr_identity(args[0]);
  if (v != KR_NULL && KR_AUDIT("builtins.id", v)) KR_CLEAR(v);
  return v;
}

static kr_value based(kr_value v, int base) {
  kr_value i = kr_index(v);
  if (i == KR_NULL) return KR_NULL;
  kr_value r = kr_int_to_str(i, base, true);
  kr_decref(i);
  return r;
}
FN(b_bin) { return based(args[0], 2); }
FN(b_oct) { return based(args[0], 8); }
FN(b_hex) { return based(args[0], 16); }

FN(b_chr) {
  kr_value i = kr_index(args[0]);
  if (i == KR_NULL) return KR_NULL;
  int64_t c;
  bool fits = kr_int_fits_i64(i, &c);
  kr_decref(i);
  if (!fits || c < 0 || c > 0x10FFFF) return kr_raise(&kr_exc_ValueError, "chr() arg not in range(0x110000)");
  return kr_str_from_char((uint32_t)c);
}

FN(b_ord) {
  kr_value v = args[0];
  size_t n;
  if (kr_is_str(v)) {
    n = KR_STR(v)->length;
    if (n == 1) return kr_from_small_int(kr_str_read(KR_STR(v), 0));
  } else if (kr_is_bytes(v)) {
    n = KR_BYTES(v)->size;
    if (n == 1) return kr_from_small_int(KR_BYTES(v)->data[0]);
  } else if (kr_is_bytearray(v)) {
    n = KR_AS(kr_bytearray, v)->size;
    if (n == 1) return kr_from_small_int(KR_AS(kr_bytearray, v)->data[0]);
  } else {
    return kr_raise(&kr_exc_TypeError, "ord() expected string of length 1, but %T found", v);
  }
  return kr_raise(&kr_exc_TypeError, "ord() expected a character, but string of length %zu found", n);
}

FN(b_hash) {
  int64_t h = kr_hash64(args[0]);
  return h == KR_HASH_ERROR ? KR_NULL : kr_from_small_int(h);
}

FN(b_format) {
  if (args[1] != KR_NULL && !kr_is_str(args[1]))
    return kr_raise(&kr_exc_TypeError, "format() argument 2 must be str, not %G", args[1]);
  return kr_format_push(args[0], args[1]);
}

FN(b_repr) { return kr_repr_push(args[0]); }

FN(b_len) {
  kr_type *t = kr_type_of(args[0]);
  if (t->sq_length == kr_slot_length) {
    kr_value m = kr_type_lookup(t, KR_ID(__len__));
    if (m != KR_NULL && kr_is_function(m)) return kr_call_deliver(m, args, 1, NULL, KR_DELIVER_LEN);
  }
  intptr_t n = kr_len(args[0]);
  return n < 0 ? KR_NULL : kr_from_small_int(n);
}

FN(b_isinstance) {
  int r = kr_isinstance(args[0], args[1]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}
FN(b_issubclass) {
  int r = kr_issubclass(args[0], args[1]);
  return r < 0 ? KR_NULL : kr_from_bool(r);
}

/* ---- attributes ---------------------------------------------------------------------------------------- */

FN(b_getattr) {
  if (kwnames && kwnames->size) return kr_raise(&kr_exc_TypeError, "getattr() takes no keyword arguments");
  if (kr_args_count("getattr", nargs, 2, 3)) return KR_NULL;
  if (!kr_is_str(args[1]))
    return kr_raise(&kr_exc_TypeError, "attribute name must be string, not '%T'", args[1]);
  return nargs == 2 ? kr_getattr_push(args[0], args[1]) : kr_getattr_default_push(args[0], args[1], args[2]);
}
static bool is_name(kr_value v) {
  if (kr_is_str(v)) return true;
  kr_raise(&kr_exc_TypeError, "attribute name must be string, not '%T'", v);
  return false;
}
FN(b_setattr) { return is_name(args[1]) ? kr_setattr_push(args[0], args[1], args[2]) : KR_NULL; }
FN(b_delattr) { return is_name(args[1]) ? kr_setattr_push(args[0], args[1], KR_NULL) : KR_NULL; }
FN(b_hasattr) { return is_name(args[1]) ? kr_hasattr_push(args[0], args[1]) : KR_NULL; }

FN(b_dir) {
  if (kwnames && kwnames->size) return kr_raise(&kr_exc_TypeError, "dir() takes no keyword arguments");
  if (kr_args_count("dir", nargs, 0, 1)) return KR_NULL;
  kr_value names;
  if (nargs == 0) {
    kr_frame *f = kr_frame_python(kr.thread->frame);
    if (!f) return kr_raise(&kr_exc_SystemError, "frame does not exist");
    kr_value l = kr_frame_locals_snapshot(f);
    if (l == KR_NULL) return KR_NULL;
    names = kr_mapping_keys(l);
    kr_decref(l);
    if (names == KR_NULL) return KR_NULL;
  } else {
    kr_value m;
    int found = kr_lookup_special(args[0], KR_ID(__dir__), &m);
    if (found <= 0)
      return found < 0 ? KR_NULL : kr_raise(&kr_exc_TypeError, "object does not provide __dir__");
    kr_value r = kr_call0(m);
    kr_decref(m);
    if (r == KR_NULL) return KR_NULL;
    names = kr_list_from_iterable(r);
    kr_decref(r);
    if (names == KR_NULL) return KR_NULL;
  }
  if (kr_list_sort(KR_LIST(names), KR_NULL, false)) {
    kr_decref(names);
    return KR_NULL;
  }
  return names;
}

FN(b_vars) {
  if (kr_args_count("vars", nargs, 0, 1)) return KR_NULL;
  if (!nargs) {
    kr_frame *f = kr_frame_python(kr.thread->frame);
    return f ? kr_frame_locals_snapshot(f) : kr_raise(&kr_exc_SystemError, "frame does not exist");
  }
  kr_value d;
  int found = kr_getattr_optional(args[0], KR_ID(__dict__), &d);
  if (found == 0) return kr_raise(&kr_exc_TypeError, "vars() argument must have __dict__ attribute");
  return found < 0 ? KR_NULL : d;
}

FN(b_globals) {
  kr_frame *f = kr_frame_python(kr.thread->frame);
  return f ? kr_ref(kr_from_object(f->func->globals)) : KR_NONE;
}
FN(b_locals) {
  kr_frame *f = kr_frame_python(kr.thread->frame);
  return f ? kr_frame_locals_snapshot(f) : kr_raise(&kr_exc_SystemError, "frame does not exist");
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

FN(b_pow) {
  return args[2] == KR_NULL || args[2] == KR_NONE ? kr_binary(args[0], args[1], KR_OP_POW)
                                                  : kr_pow3(args[0], args[1], args[2]);
}

FN(b_round) {
  kr_value m;
  int found = kr_lookup_special(args[0], KR_ID(__round__), &m);
  if (found < 0) return KR_NULL;
  if (!found) return kr_raise(&kr_exc_TypeError, "type %T doesn't define __round__ method", args[0]);
  kr_value r = args[1] == KR_NULL || args[1] == KR_NONE ? kr_call0(m) : kr_call1(m, args[1]);
  kr_decref(m);
  return r;
}

/* ---- iterators ----------------------------------------------------------------------------------------- */

FN(b_iter) {
  if (kr_args_count("iter", nargs, 1, 2)) return KR_NULL;
  if (nargs == 1) return kr_iter_push(args[0]);
  if (!kr_is_callable(args[0])) return kr_raise(&kr_exc_TypeError, "iter(v, w): v must be callable");
  return kr_call_iter_new(args[0], args[1]);
}

/* next(iterator[, default]) where the iterator runs Python code. */
enum { NEXT_ITER, NEXT_DEFAULT, NEXT_SLOTS };
static kr_value next_step(kr_frame *f, kr_value v) {
  if (f->state == 0) {
    f->state = 1;
    v = kr_next_push(f->slots[NEXT_ITER]);
    if (v == KR_PUSHED) return v;
  }
  kr_value otherwise = f->slots[NEXT_DEFAULT];
  if (v != KR_NULL || (kr_failed() && (otherwise == KR_NULL || !kr_clear_if(&kr_exc_StopIteration))))
    return v;
  return otherwise != KR_NULL ? kr_ref(otherwise) : kr_raise_none(&kr_exc_StopIteration);
}
static const kr_native next_native = {"next", next_step, NEXT_SLOTS, true};

static kr_value push_next(kr_value it, kr_value otherwise) {
  kr_frame *f = kr_native_push(&next_native);
  if (!f) return KR_NULL;
  f->slots[NEXT_ITER] = kr_ref(it);
  f->slots[NEXT_DEFAULT] = kr_ref(otherwise);
  return KR_PUSHED;
}

FN(b_next) {
  if (kwnames && kwnames->size) return kr_raise(&kr_exc_TypeError, "next() takes no keyword arguments");
  if (kr_args_count("next", nargs, 1, 2)) return KR_NULL;
  kr_type *t = kr_type_of(args[0]);
  if (!t->iternext) return kr_raise(&kr_exc_TypeError, "'%T' object is not an iterator", args[0]);
  if (nargs == 2) {
    if (kr_next_pushes(args[0])) return push_next(args[0], args[1]);
    kr_value v = kr_next(args[0]);
    return v != KR_NULL || kr_failed() ? v : kr_ref(args[1]);
  }
  if (t == &kr_generator_type) {
    kr_generator *g = KR_AS(kr_generator, args[0]);
    if (g->state == KR_GEN_DONE) return kr_raise_none(&kr_exc_StopIteration);
    return kr_generator_resume(g, KR_NONE, D_GEN_CALL) ? KR_PUSHED : KR_NULL;
  }
  if (t->iternext == kr_slot_iternext) {
    kr_value m = kr_type_lookup(t, KR_ID(__next__));
    if (m != KR_NULL && kr_is_function(m)) return kr_call_push(m, args, 1, NULL);
  }
  if (t->iternext_push) return push_next(args[0], KR_NULL);
  kr_value v = t->iternext(args[0]);
  if (v == KR_NULL && !kr_failed()) return kr_raise_none(&kr_exc_StopIteration);
  return v;
}

FN(b_aiter) {
  kr_type *t = kr_type_of(args[0]);
  if (!t->am_aiter) return kr_raise(&kr_exc_TypeError, "'%T' object is not an async iterable", args[0]);
  kr_value r = t->am_aiter(args[0]);
  if (r != KR_NULL && !kr_type_of(r)->am_anext) {
    kr_raise(&kr_exc_TypeError, "aiter() returned not an async iterator of type '%T'", r);
    KR_CLEAR(r);
  }
  return r;
}
FN(b_anext) {
  kr_type *t = kr_type_of(args[0]);
  if (!t->am_anext) return kr_raise(&kr_exc_TypeError, "'%T' object is not an async iterator", args[0]);
  kr_value a = t->am_anext(args[0]);
  if (a == KR_NULL || args[1] == KR_NULL) return a;
  kr_value r = kr_anext_default(a, args[1]);
  kr_decref(a);
  return r;
}

/* ---- input and output ---------------------------------------------------------------------------------- */

/* print() of objects whose text Python code makes, or to a file written in Python: in a native frame. Its
 * writes go on at `index`: twice the number of the value to come, odd before its separator. */
enum { PR_VALUES, PR_SEP, PR_END, PR_FILE, PR_FLUSH, PR_WRITE, PR_INDEX, PR_SLOTS };
enum { PR_NEXT, PR_WRITTEN, PR_TEXT, PR_LAST, PR_FLUSHED };

static kr_value print_step(kr_frame *f, kr_value v) {
  kr_value *s = f->slots;
  kr_tuple *values = KR_TUPLE(s[PR_VALUES]);
  for (;;) {
    switch (f->state) {
      case PR_WRITTEN:
      case PR_LAST:
        if (v == KR_NULL) return KR_NULL;
        kr_decref(v);
        if (f->state == PR_LAST) {
          if (s[PR_FLUSH] != KR_TRUE) return KR_NONE;
          f->state = PR_FLUSHED;
          kr_value flush = kr_getattr(s[PR_FILE], KR_ID(flush));
          if (flush == KR_NULL) return KR_NULL;
          KR_REPLACE(s[PR_WRITE], flush);
          v = kr_call_push(flush, NULL, 0, NULL);
          if (v == KR_PUSHED) return v;
          break;
        }
        /* fall through */
      case PR_NEXT: {
        int64_t i = kr_small_int_value(s[PR_INDEX]);
        s[PR_INDEX] = kr_from_small_int(i + 1);
        if (i == 2 * (int64_t)values->size - 1 || !values->size) {
          f->state = PR_LAST;
          v = kr_call_push(s[PR_WRITE], &s[PR_END], 1, NULL);
        } else if (i & 1) {
          f->state = PR_WRITTEN;
          v = kr_call_push(s[PR_WRITE], &s[PR_SEP], 1, NULL);
        } else {
          f->state = PR_TEXT;
          v = kr_str_push(values->items[i / 2]);
        }
        if (v == KR_PUSHED) return v;
        break;
      }
      case PR_TEXT: {
        if (v == KR_NULL) return KR_NULL;
        f->state = PR_WRITTEN;
        kr_value text = v;
        v = kr_call_push(s[PR_WRITE], &text, 1, NULL);
        kr_frame *top = kr.pushed;
        kr.pushed = NULL;
        kr_decref(text);
        kr.pushed = top;
        if (v == KR_PUSHED) return v;
        break;
      }
      default:
        if (v == KR_NULL) return KR_NULL;
        kr_decref(v);
        return KR_NONE;
    }
  }
}
static const kr_native print_native = {"print", print_step, PR_SLOTS};

/* file borrowed, sep and end KR_NULL or borrowed. */
static kr_value push_print(kr_tuple *values, kr_value sep, kr_value end, kr_value file, bool flush) {
  kr_value write = kr_getattr(file, KR_ID(write));
  kr_frame *f = write == KR_NULL ? NULL : kr_native_push(&print_native);
  if (!f) {
    kr_decref(write);
    return KR_NULL;
  }
  f->slots[PR_VALUES] = kr_ref(kr_from_object(values));
  f->slots[PR_SEP] = kr_ref(sep == KR_NULL ? KR_SPACE_STR : sep);
  f->slots[PR_END] = kr_ref(end == KR_NULL ? KR_NEWLINE_STR : end);
  f->slots[PR_FILE] = kr_ref(file);
  f->slots[PR_FLUSH] = kr_from_bool(flush);
  f->slots[PR_WRITE] = write;
  f->slots[PR_INDEX] = kr_from_small_int(0);
  return KR_PUSHED;
}

FN(b_print) {
  /* values as a tuple, then sep, end, file, flush */
  kr_tuple *values = KR_TUPLE(args[0]);
  kr_value sep = args[1], end = args[2], file = args[3], flush = args[4];
  if (file == KR_NULL || file == KR_NONE) {
    file = kr_dict_get_str(kr.sys_dict, KR_ID(stdout));
    if (file == KR_NULL) return kr_raise(&kr_exc_RuntimeError, "lost sys.stdout");
    if (file == KR_NONE) return KR_NONE;
  }
  if (sep == KR_NONE) sep = KR_NULL;
  if (end == KR_NONE) end = KR_NULL;
  if (sep != KR_NULL && !kr_is_str(sep))
    return kr_raise(&kr_exc_TypeError, "sep must be None or a string, not %T", sep);
  if (end != KR_NULL && !kr_is_str(end))
    return kr_raise(&kr_exc_TypeError, "end must be None or a string, not %T", end);
  int do_flush = flush == KR_NULL ? 0 : kr_truth(flush);
  if (do_flush < 0) return KR_NULL;
  bool python = kr_type_of(file)->tf & KR_TF_HEAP;
  for (uint32_t i = 0; i < values->size && !python; i++)
    python = kr_type_of(values->items[i])->tf & KR_TF_HEAP;
  if (python) return push_print(values, sep, end, file, do_flush);
  kr_incref(file);
  kr_value write = kr_getattr(file, KR_ID(write)), result = KR_NULL;
  if (write == KR_NULL) goto done;
  for (uint32_t i = 0; i < values->size; i++) {
    kr_value r;
    if (i) {
      r = kr_call1(write, sep == KR_NULL ? KR_SPACE_STR : sep);
      if (r == KR_NULL) goto done;
      kr_decref(r);
    }
    kr_value s = kr_str_of(values->items[i]);
    if (s == KR_NULL) goto done;
    r = kr_call1(write, s);
    kr_decref(s);
    if (r == KR_NULL) goto done;
    kr_decref(r);
  }
  kr_value r = kr_call1(write, end == KR_NULL ? KR_NEWLINE_STR : end);
  if (r == KR_NULL) goto done;
  kr_decref(r);
  if (do_flush) {
    r = kr_call_method0(file, KR_ID(flush));
    if (r == KR_NULL) goto done;
    kr_decref(r);
  }
  result = KR_NONE;
done:
  kr_decref(write);
  kr_decref(file);
  return result;
}

FN(b_breakpoint) {
  kr_value hook = kr_dict_get_new(kr.sys_dict, KR_ID(breakpointhook));
  if (hook == KR_NULL)
    return kr_failed() ? KR_NULL : kr_raise(&kr_exc_RuntimeError, "lost sys.breakpointhook");
  if (KR_AUDIT("builtins.breakpoint", hook)) {
    kr_decref(hook);
    return KR_NULL;
  }
  return kr_call_hand_on(hook, args, nargs, kwnames);
}

/* open is io.open, found when first called: io comes later than builtins. */

static const kr_method_def methods[] = {
    {"abs", b_abs, 0, "($module, x, /)", "The absolute value of a number."},
    {"aiter", b_aiter, 0, "($module, async_iterable, /)",
     "The asynchronous iterator of an asynchronous iterable."},
    {"all", kr_builtin_all, 0, "($module, iterable, /)", "True unless an item is false."},
    {"anext", b_anext, 0, "($module, aiterator, default=<unrepresentable>, /)",
     "The awaitable of the next item."},
    {"any", kr_builtin_any, 0, "($module, iterable, /)", "True when some item is true."},
    {"ascii", b_ascii, 0, "($module, obj, /)", "repr() in ASCII only."},
    {"bin", b_bin, 0, "($module, number, /)", "The binary text of an integer."},
    {"breakpoint", b_breakpoint, KR_FN_RAW, "($module, /, *args, **kws)", "Calls sys.breakpointhook."},
    {"callable", b_callable, 0, "($module, obj, /)", "Whether the object can be called."},
    {"chr", b_chr, 0, "($module, i, /)", "The character of a code point."},
    {"compile", kr_builtin_compile, 0,
     "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
     "_feature_version=-1)",
     "A code object, or a syntax tree, from source."},
    {"delattr", b_delattr, 0, "($module, obj, name, /)", "Deletes an attribute by name."},
    {"dir", b_dir, KR_FN_RAW, NULL, "The names an object offers."},
    {"divmod", b_divmod, 0, "($module, x, y, /)", "(x//y, x%y)."},
    {"eval", kr_builtin_eval, 0, "($module, source, /, globals=None, locals=None)",
     "The value of an expression."},
    {"exec", kr_builtin_exec, 0, "($module, source, /, globals=None, locals=None, *, closure=None)",
     "Runs code."},
    {"format", b_format, 0, "($module, value, format_spec='', /)", "The formatted text of a value."},
    {"getattr", b_getattr, KR_FN_RAW, NULL, "An attribute by name."},
    {"globals", b_globals, 0, "($module, /)", "The global variables where it is called."},
    {"hasattr", b_hasattr, 0, "($module, obj, name, /)", "Whether the object has the attribute."},
    {"hash", b_hash, 0, "($module, obj, /)", "The hash value."},
    {"hex", b_hex, 0, "($module, number, /)", "The hexadecimal text of an integer."},
    {"id", b_id, 0, "($module, obj, /)", "The identity of an object."},
    {"input", kr_builtin_input, 0, "($module, prompt='', /)", "A line of standard input."},
    {"isinstance", b_isinstance, 0, "($module, obj, class_or_tuple, /)", "Whether the object is of a class."},
    {"issubclass", b_issubclass, 0, "($module, cls, class_or_tuple, /)",
     "Whether the class derives from another."},
    {"iter", b_iter, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, "An iterator."},
    {"len", b_len, 0, "($module, obj, /)", "The number of items."},
    {"locals", b_locals, 0, "($module, /)", "The local variables where it is called."},
    {"max", kr_builtin_max, KR_FN_RAW, NULL,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nThe largest item or argument."},
    {"min", kr_builtin_min, KR_FN_RAW, NULL,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nThe smallest item or argument."},
    {"next", b_next, KR_FN_RAW, NULL, "The next item of an iterator."},
    {"oct", b_oct, 0, "($module, number, /)", "The octal text of an integer."},
    {"ord", b_ord, 0, "($module, character, /)", "The code point of a character."},
    {"pow", b_pow, 0, "($module, /, base, exp, mod=None)", "base**exp, or base**exp % mod."},
    {"print", b_print, 0, "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
     "Prints values."},
    {"repr", b_repr, 0, "($module, obj, /)", "The representation of an object."},
    {"round", b_round, 0, "($module, /, number, ndigits=None)", "A rounded number."},
    {"setattr", b_setattr, 0, "($module, obj, name, value, /)", "Sets an attribute by name."},
    {"sorted", kr_builtin_sorted, KR_FN_RAW, "($module, iterable, /, *, key=None, reverse=False)",
     "A sorted list."},
    {"sum", kr_builtin_sum, 0, "($module, iterable, /, start=0)", "The sum of the items."},
    {"vars", b_vars, KR_FN_RAW | KR_FN_NO_KEYWORDS, NULL, "The __dict__ of an object, or locals()."},
    {"__build_class__", kr_builtin_build_class, KR_FN_RAW, NULL, "What the class statement calls."},
    {"__import__", kr_builtin_import, 0,
     "($module, /, name, globals=None, locals=None, fromlist=(), level=0)",
     "What the import statement calls."},
    {0}};

static int exec(kr_module *m) {
  static kr_type *const types[] = {
      &kr_bool_type,         &kr_bytearray_type, &kr_bytes_type,    &kr_classmethod_type, &kr_complex_type,
      &kr_dict_type,         &kr_enumerate_type, &kr_filter_type,   &kr_float_type,       &kr_frozenset_type,
      &kr_int_type,          &kr_list_type,      &kr_map_type,      &kr_memoryview_type,  &kr_object_type,
      &kr_property_type,     &kr_range_type,     &kr_reversed_type, &kr_set_type,         &kr_slice_type,
      &kr_staticmethod_type, &kr_str_type,       &kr_super_type,    &kr_tuple_type,       &kr_type_type,
      &kr_zip_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (kr_module_add_type(m, types[i])) return -1;
#define ADD(name) \
  if (kr_module_add_type(m, &kr_exc_##name)) return -1;
  KR_EXCEPTIONS(ADD)
#undef ADD
  if (kr_module_add(m, "EnvironmentError", kr_from_object(&kr_exc_OSError)) ||
      kr_module_add(m, "IOError", kr_from_object(&kr_exc_OSError)) || kr_module_add(m, "None", KR_NONE) ||
      kr_module_add(m, "True", KR_TRUE) || kr_module_add(m, "False", KR_FALSE) ||
      kr_module_add(m, "Ellipsis", KR_ELLIPSIS) || kr_module_add(m, "NotImplemented", KR_NOT_IMPLEMENTED) ||
      kr_module_add(m, "__debug__", kr_from_bool(kr_flags.optimize == 0)))
    return -1;
  return 0;
}

const kr_module_def kr_module_def_builtins = {
    .name = "builtins",
    .doc = "The names that every module finds without importing them.",
    .methods = methods,
    .exec = exec,
};
