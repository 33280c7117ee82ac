/* Calls: binding arguments to the parameters of a Python function, calling anything, and finishing
 * what was pushed. */
#include <stdio.h>

#include "objects/dict.h"
#include "vm/vm.h"

/* ---- binding ---------------------------------------------------------------------------------------- */

KR_INLINE kr_value param_name(const kr_code *c, int i) { return c->localsplusnames->items[i]; }

/* "'a', 'b' and 'c'" as in the messages about missing arguments. New, or KR_NULL. */
static kr_value name_list(const kr_value *names, size_t n) {
  kr_str_builder b = {0};
  for (size_t i = 0; i < n; i++) {
    if (i) kr_sb_cstr(&b, i + 1 < n ? ", " : n == 2 ? " and " : ", and ");
    kr_sb_repr(&b, names[i]);
  }
  return kr_sb_finish(&b);
}

static void missing(const kr_function *fn, const kr_value *slots, int from, int to, const char *kind) {
  kr_value names[256];
  size_t n = 0;
  for (int i = from; i < to && n < 256; i++)
    if (slots[i] == KR_NULL) names[n++] = param_name(fn->code, i);
  kr_value list = name_list(names, n);
  if (list == KR_NULL) return;
  kr_raise(&kr_exc_TypeError, "%U() missing %zu required %s argument%s: %U", fn->qualname, n, kind,
           n == 1 ? "" : "s", list);
  kr_decref(list);
}

static void too_many(const kr_function *fn, const kr_value *slots, size_t given) {
  const kr_code *c = fn->code;
  size_t ndefaults = fn->defaults == KR_NULL ? 0 : KR_TUPLE(fn->defaults)->size;
  int kwonly_given = 0;
  for (int i = c->argcount; i < c->argcount + c->kwonlyargcount; i++)
    if (slots[i] != KR_NULL) kwonly_given++;
  char takes[64], extra[80] = "";
  bool plural;
  if (ndefaults) {
    snprintf(takes, sizeof takes, "from %d to %d", (int)(c->argcount - (int)ndefaults), (int)c->argcount);
    plural = true;
  } else {
    snprintf(takes, sizeof takes, "%d", (int)c->argcount);
    plural = c->argcount != 1;
  }
  if (kwonly_given)
    snprintf(extra, sizeof extra, " positional argument%s (and %d keyword-only argument%s)",
             given != 1 ? "s" : "", kwonly_given, kwonly_given != 1 ? "s" : "");
  kr_raise(&kr_exc_TypeError, "%U() takes %s positional argument%s but %zu%s %s given", fn->qualname, takes,
           plural ? "s" : "", given, extra, given == 1 && !kwonly_given ? "was" : "were");
}

/* TypeError for a keyword no parameter has. */
static void unexpected_keyword(const kr_function *fn, kr_value name, kr_tuple *kwnames) {
  const kr_code *c = fn->code;
  /* positional-only parameters passed by keyword get a message of their own */
  kr_value wrong[64];
  size_t n = 0;
  for (int i = 0; i < c->posonlyargcount && n < 64; i++)
    for (uint32_t k = 0; kwnames && k < kwnames->size; k++)
      if (kr_equal(kwnames->items[k], param_name(c, i)) > 0) wrong[n++] = param_name(c, i);
  if (n) {
    kr_str_builder b = {0};
    for (size_t i = 0; i < n; i++) {
      if (i) kr_sb_cstr(&b, ", ");
      kr_sb_str(&b, KR_STR(wrong[i]));
    }
    kr_value list = kr_sb_finish(&b);
    if (list == KR_NULL) return;
    kr_raise(&kr_exc_TypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
             fn->qualname, list);
    kr_decref(list);
    return;
  }
  kr_value candidates = kr_tuple_from_array(&c->localsplusnames->items[c->posonlyargcount],
                                            (size_t)(c->argcount + c->kwonlyargcount - c->posonlyargcount));
  if (candidates == KR_NULL) return;
  kr_value best = kr_suggest(candidates, name);
  kr_decref(candidates);
  if (best != KR_NULL) {
    kr_raise(&kr_exc_TypeError, "%U() got an unexpected keyword argument '%S'. Did you mean '%S'?",
             fn->qualname, name, best);
    kr_decref(best);
  } else if (!kr_failed()) {
    kr_raise(&kr_exc_TypeError, "%U() got an unexpected keyword argument '%S'", fn->qualname, name);
  }
}

/* The parameter of this name, of those that may be named; -1 none, -2 exception. */
static int find_param(const kr_code *c, kr_value name, int nparams) {
  for (int i = c->posonlyargcount; i < nparams; i++)
    if (param_name(c, i) == name) return i;
  for (int i = c->posonlyargcount; i < nparams; i++) {
    int r = kr_equal(param_name(c, i), name);
    if (r) return r < 0 ? -2 : i;
  }
  return -1;
}
/* The keyword arguments, whose values are at `values`, go into their slots or into kwdict; NULL: there is none. */
static bool bind_keywords(kr_function *fn, kr_value *slots, kr_value *values, kr_tuple *kwnames,
                          kr_dict *kwdict) {
  const kr_code *c = fn->code;
  int nparams = c->argcount + c->kwonlyargcount;
  for (uint32_t k = 0; k < kwnames->size; k++) {
    kr_value name = kwnames->items[k];
    if (!kr_is_str(name)) {
      kr_raise(&kr_exc_TypeError, "%U() keywords must be strings", fn->qualname);
      return false;
    }
    int i = find_param(c, name, nparams);
    if (i == -2) return false;
    if (i < 0) {
      if (!kwdict) {
        unexpected_keyword(fn, name, kwnames);
        return false;
      }
      if (kr_dict_set(kwdict, name, values[k])) return false;
      continue;
    }
    if (slots[i] != KR_NULL) {
      kr_raise(&kr_exc_TypeError, "%U() got multiple values for argument '%S'", fn->qualname, name);
      return false;
    }
    slots[i] = values[k];
    values[k] = KR_NULL;
  }
  return true;
}
/* The defaults of the positional parameters, of which nargs were given. */
static bool bind_defaults(kr_function *fn, kr_value *slots, size_t nargs) {
  const kr_code *c = fn->code;
  int ndefaults = fn->defaults == KR_NULL ? 0 : (int)KR_TUPLE(fn->defaults)->size;
  int required = c->argcount - ndefaults;
  for (int i = (int)nargs; i < required; i++)
    if (slots[i] == KR_NULL) {
      missing(fn, slots, 0, required, "positional");
      return false;
    }
  for (int i = (int)nargs > required ? (int)nargs : required; i < c->argcount; i++)
    if (slots[i] == KR_NULL && i >= 0) slots[i] = kr_ref(KR_TUPLE(fn->defaults)->items[i - required]);
  return true;
}
/* And those of the keyword-only ones. */
static bool bind_keyword_defaults(kr_function *fn, kr_value *slots) {
  const kr_code *c = fn->code;
  int nparams = c->argcount + c->kwonlyargcount;
  bool lacking = false;
  for (int i = c->argcount; i < nparams; i++) {
    if (slots[i] != KR_NULL) continue;
    kr_value v = KR_NULL;
    if (fn->kwdefaults != KR_NULL) {
      v = kr_dict_get_new(KR_DICT(fn->kwdefaults), param_name(c, i));
      if (v == KR_NULL && kr_failed()) return false;
    }
    slots[i] = v;
    lacking |= v == KR_NULL;
  }
  if (lacking) missing(fn, slots, c->argcount, nparams, "keyword-only");
  return !lacking;
}

/* Fills the parameter slots. Everything in args is taken out of it or left for the caller to drop
 * (set to KR_NULL when taken). */
static bool bind(kr_function *fn, kr_value *slots, kr_value *args, size_t nargs, kr_tuple *kwnames) {
  const kr_code *c = fn->code;
  int nparams = c->argcount + c->kwonlyargcount;
  kr_dict *kwdict = NULL;
  bool varargs = c->co_flags & KR_CO_VARARGS;
  if (c->co_flags & KR_CO_VARKEYWORDS) {
    kwdict = kr_dict_new();
    if (!kwdict) return false;
    slots[nparams + varargs] = kr_from_object(kwdict);
  }
  size_t npos = nargs < (size_t)c->argcount ? nargs : (size_t)c->argcount;
  for (size_t i = 0; i < npos; i++) {
    slots[i] = args[i];
    args[i] = KR_NULL;
  }
  if (varargs) {
    kr_value rest = KR_EMPTY_TUPLE;
    if (nargs > npos) {
      rest = kr_tuple_from_array_steal(args + npos, nargs - npos);
      for (size_t i = npos; i < nargs; i++) args[i] = KR_NULL;
      if (rest == KR_NULL) return false;
    }
    slots[nparams] = rest;
  }
  if (kwnames && !bind_keywords(fn, slots, args + nargs, kwnames, kwdict)) return false;
  if (nargs > npos && !varargs) {
    too_many(fn, slots, nargs);
    return false;
  }
  if (npos < (size_t)c->argcount && !bind_defaults(fn, slots, npos)) return false;
  return !c->kwonlyargcount || bind_keyword_defaults(fn, slots);
}

kr_frame *kr_function_frame(kr_function *fn, kr_value *args, size_t nargs, kr_tuple *kwnames,
                            kr_value locals) {
  kr_code *c = fn->code;
  size_t nall = nargs + (kwnames ? kwnames->size : 0);
  kr_frame *f = NULL;
  if (KR_UNLIKELY(!c->exec) && kr_code_prepare(c)) goto fail;
  f = kr_frame_push_raw((size_t)(c->nlocalsplus + c->stacksize));
  if (KR_UNLIKELY(!f)) goto fail;
  f->prev = kr.thread->frame;
  f->code = c;
  f->func = fn;
  f->pc = c->exec;
  f->sp = f->slots + c->nlocalsplus;
  f->locals = locals;
  if (KR_LIKELY(nargs == (size_t)c->argcount && !kwnames && c->kwonlyargcount == 0 &&
                !(c->co_flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS)))) {
    size_t i = 0;
    for (; i < nargs; i++) f->slots[i] = args[i];
    for (; i < (size_t)c->nlocalsplus; i++) f->slots[i] = KR_NULL;
    return f;
  }
  for (int i = 0; i < c->nlocalsplus; i++) f->slots[i] = KR_NULL;
  bool ok = bind(fn, f->slots, args, nargs, kwnames);
  for (size_t i = 0; i < nall; i++) kr_decref(args[i]);
  if (KR_LIKELY(ok)) return f;
  kr_frame_clear(f); /* drops fn and locals */
  return NULL;
fail:
  for (size_t i = 0; i < nall; i++) kr_decref(args[i]);
  kr_decref_object(fn);
  kr_decref(locals);
  return NULL;
}

/* ---- calling ---------------------------------------------------------------------------------------- */

#define MAX_ON_STACK 8

static kr_value push_function(kr_function *fn, const kr_value *args, size_t nargs, kr_tuple *kwnames,
                              kr_value first) {
  size_t nself = first != KR_NULL;
  kr_code *c = fn->code;
  if (KR_LIKELY(!kwnames && nargs + nself == (size_t)c->argcount && c->exec && !c->kwonlyargcount &&
                !(c->co_flags & (KR_CO_VARARGS | KR_CO_VARKEYWORDS)))) {
    kr_frame *f = kr_frame_push_raw((size_t)(c->nlocalsplus + c->stacksize));
    if (KR_UNLIKELY(!f)) return KR_NULL;
    f->code = c;
    f->func = fn;
    kr_incref_object(fn);
    f->pc = c->exec;
    kr_value *p = f->slots, *end = p + c->nlocalsplus;
    f->sp = end;
    if (nself) *p++ = kr_ref(first);
    for (size_t i = 0; i < nargs; i++) *p++ = kr_ref(args[i]);
    while (p < end) *p++ = KR_NULL;
    kr_link_pushed(f);
    return KR_PUSHED;
  }
  size_t n = nargs + (kwnames ? kwnames->size : 0) + (first != KR_NULL);
  kr_value local[MAX_ON_STACK], *own = local;
  if (n > MAX_ON_STACK) {
    own = kr_alloc_array(n, sizeof *own);
    if (!own) return KR_NULL;
  }
  size_t k = 0;
  if (first != KR_NULL) own[k++] = kr_ref(first);
  for (size_t i = 0; k < n; i++) own[k++] = kr_ref(args[i]);
  kr_incref_object(fn);
  kr_frame *f = kr_function_frame(fn, own, nargs + (first != KR_NULL), kwnames, KR_NULL);
  if (own != local) kr_free(own);
  if (!f) return KR_NULL;
  kr_link_pushed(f);
  return KR_PUSHED;
}

static KR_COLD kr_value not_callable(kr_value f) {
  kr_value name = KR_NULL, v = KR_NULL;
  /* `import time; time()` */
  if (kr_isinstance_exact_or_sub(f, &kr_module_type) &&
      (kr_getattr_optional(f, KR_ID(__name__), &name) < 0 ||
       (name != KR_NULL && kr_is_str(name) && kr_getattr_optional(f, name, &v) < 0))) {
    kr_decref(name);
    return KR_NULL;
  }
  if (v != KR_NULL && kr_is_callable(v))
    kr_raise(&kr_exc_TypeError, "'%T' object is not callable. Did you mean: '%U.%U(...)'?", f, name, name);
  else kr_raise(&kr_exc_TypeError, "'%T' object is not callable", f);
  kr_decref(v);
  kr_decref(name);
  return KR_NULL;
}

kr_value kr_method_push(kr_function *fn, kr_value self, const kr_value *args, size_t nargs,
                        kr_tuple *kwnames) {
  return push_function(fn, args, nargs, kwnames, self);
}

kr_value kr_call_push(kr_value f, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (kr_is_object(f)) {
    kr_type *t = kr_object_of(f)->type;
    if (t == &kr_function_type) return push_function(KR_FUNCTION(f), args, nargs, kwnames, KR_NULL);
    if (t == &kr_method_type) {
      kr_method *m = KR_AS(kr_method, f);
      if (kr_is_function(m->func)) return push_function(KR_FUNCTION(m->func), args, nargs, kwnames, m->self);
    }
    if (t->call) {
      if (t->call == kr_slot_tp_call) {
        /* __call__ written in Python: no need to nest */
        kr_value m = kr_type_lookup(t, KR_ID(__call__));
        if (m != KR_NULL && kr_is_function(m)) return push_function(KR_FUNCTION(m), args, nargs, kwnames, f);
      }
      /* What is no C function may hand on to another callable, or, made so, to itself. */
      bool hands_on = t != &kr_cfunction_type && t != &kr_method_descr_type;
      if (hands_on && kr_enter_recursion(" while calling a Python object") < 0) return KR_NULL;
      kr_value r = t->call(f, args, nargs, kwnames);
      if (hands_on) kr_leave_recursion();
      if (KR_UNLIKELY(r == KR_NULL && !kr_failed()))
        kr_raise(&kr_exc_SystemError, "%R returned NULL without setting an exception", f);
      return r;
    }
  }
  return not_callable(f);
}

kr_value kr_call_hand_on(kr_value f_stolen, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value r = KR_NULL;
  if (kr_enter_recursion(" while calling a Python object") == 0) {
    r = kr_call_push(f_stolen, args, nargs, kwnames);
    kr_leave_recursion();
  }
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(f_stolen);
  kr.pushed = top;
  return r;
}

kr_value kr_call_deliver(kr_value f, const kr_value *args, size_t nargs, kr_tuple *kwnames, kr_delivery how) {
  kr_value r = kr_call_push(f, args, nargs, kwnames);
  if (r == KR_PUSHED) {
    kr_frame *p = kr.pushed;
    if (p->delivery == KR_DELIVER_VALUE) {
      p->delivery = how;
      return KR_PUSHED;
    }
    /* what was pushed has a delivery of its own (next(), say): finish it here */
    r = kr_settle_slow();
  }
  return r == KR_NULL ? KR_NULL : kr_deliver_plain(how, r);
}

/* How much of the C stack a nested evaluation loop takes, in the units of kr_enter_recursion. */
#define LOOP_COST 12

kr_value kr_settle_slow(void) {
  if (KR_UNLIKELY(kr.c_depth + LOOP_COST > kr.c_limit)) {
    /* unwind what was pushed: it never ran */
    kr_frame *base = kr.thread->frame;
    for (kr_frame *p = kr.pushed; p && p != base;) {
      kr_frame *prev = p->prev;
      if (p->owner == KR_FRAME_GENERATOR) kr_generator_abandon(p);
      else kr_frame_clear(p);
      p = prev;
    }
    kr.pushed = NULL;
    return kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded");
  }
  kr.c_depth += LOOP_COST;
  kr_value r = kr_eval_loop();
  kr.c_depth -= LOOP_COST;
  return r;
}

kr_value kr_call(kr_value f, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  /* C functions that call each other in a circle never reach the evaluation loop's own limit */
  if (kr_enter_recursion(" while calling a Python object") < 0) return KR_NULL;
  kr_frame *pending = kr.pushed; /* of someone who is about to return KR_PUSHED */
  kr.pushed = NULL;
  kr_incref(f); /* it may be dropped from where the caller has it, by what it does */
  kr_value r = kr_call_push(f, args, nargs, kwnames);
  if (r == KR_PUSHED) r = kr_settle_slow();
  kr_decref(f);
  kr.pushed = pending;
  kr_leave_recursion();
  return r;
}

kr_value kr_call_tuple(kr_value f, kr_value args, kr_value kwargs) {
  if (kr_enter_recursion(" while calling a Python object") < 0) return KR_NULL;
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = kr_vm_call_ex(NULL, f, KR_NULL, args, kwargs);
  if (r == KR_PUSHED) r = kr_settle_slow();
  kr.pushed = pending;
  kr_leave_recursion();
  return r;
}

/* ---- f(*args, **kwargs) ---------------------------------------------------------------------------- */

kr_value kr_vm_call_ex(kr_frame *f, kr_value callable, kr_value self, kr_value args, kr_value kwargs) {
  kr_value tuple = args;
  if (!kr_is_exact_tuple(args)) {
    if (!kr_type_of(args)->iter && !kr_is_sequence(args)) {
      kr_value name = kr_function_display_name(callable);
      if (name != KR_NULL)
        kr_raise(&kr_exc_TypeError, "%U argument after * must be an iterable, not %T", name, args);
      kr_decref(name);
      return KR_NULL;
    }
    tuple = kr_tuple_from_iterable(args);
    if (tuple == KR_NULL) return KR_NULL;
  } else {
    kr_incref(tuple);
  }
  kr_tuple *t = KR_TUPLE(tuple);
  size_t nkw = kwargs == KR_NULL ? 0 : KR_DICT(kwargs)->used;
  size_t first = self != KR_NULL, n = t->size + first;
  kr_value r;
  if (!nkw && !first) {
    r = kr_call_push(callable, t->items, n, NULL);
  } else {
    kr_value local[16], *all = local;
    if (n + nkw > 16) {
      all = kr_alloc_array(n + nkw, sizeof *all);
      if (!all) {
        kr_decref(tuple);
        return KR_NULL;
      }
    }
    bool strings = true;
    kr_tuple *names = nkw ? kr_tuple_new(nkw) : NULL;
    if (nkw && !names) {
      if (all != local) kr_free(all);
      kr_decref(tuple);
      return KR_NULL;
    }
    if (first) all[0] = self;
    for (size_t i = 0; i < t->size; i++) all[first + i] = t->items[i];
    if (nkw) {
      uint32_t pos = 0;
      size_t i = 0;
      kr_value k, v;
      while (i < nkw && kr_dict_next(KR_DICT(kwargs), &pos, &k, &v)) {
        strings &= kr_is_str(k);
        names->items[i] = kr_ref(k);
        all[n + i++] = kr_ref(v); /* own: the dict may change during the call */
      }
    }
    r = strings ? kr_call_push(callable, all, n, names)
                : kr_raise(&kr_exc_TypeError, "keywords must be strings");
    kr_frame *top = kr.pushed;
    kr.pushed = NULL;
    for (size_t i = 0; i < nkw; i++) kr_decref(all[n + i]);
    kr_xdecref_object(names);
    if (all != local) kr_free(all);
    kr.pushed = top;
  }
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(tuple);
  kr.pushed = top;
  return r;
}

/* ---- running code ------------------------------------------------------------------------------------ */

kr_value kr_eval_code_push(kr_code *code, kr_dict *globals, kr_value locals) {
  kr_function *fn = kr_function_new(code, globals);
  if (!fn) return KR_NULL;
  kr_frame *f = kr_function_frame(fn, NULL, 0, NULL, kr_ref(locals));
  if (!f) return KR_NULL;
  kr_link_pushed(f);
  return KR_PUSHED;
}

kr_value kr_eval_code(kr_code *code, kr_dict *globals, kr_value locals) {
  kr_frame *pending = kr.pushed;
  kr.pushed = NULL;
  kr_value r = kr_eval_code_push(code, globals, locals);
  if (r == KR_PUSHED) r = kr_settle_slow();
  kr.pushed = pending;
  return r;
}
