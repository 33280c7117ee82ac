/* BaseExceptionGroup and ExceptionGroup: making, splitting, and what `except*` does with them. */
#include "objects/exc_group.h"

#include <stdlib.h>

#include "objects/abstract.h"
#include "objects/exceptions.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/vm.h"

#define GROUP(v) KR_AS(kr_exception_group, v)

static bool is_exception(kr_value v) { return kr_has_tf(v, KR_TF_EXC_SUBCLASS); }
static bool is_exception_class(kr_value v) {
  return kr_is_type(v) && (KR_AS_TYPE(v)->tf & KR_TF_EXC_SUBCLASS);
}
static bool is_group(kr_value v) {
  return is_exception(v) && kr_isinstance_exact_or_sub(v, &kr_exc_BaseExceptionGroup);
}

/* ---- construction ------------------------------------------------------------------------------- */

static kr_value group_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (nargs != 2)
    return kr_raise(&kr_exc_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)",
                    nargs);
  kr_value msg = args[0];
  if (!kr_is_str(msg))
    return kr_raise(&kr_exc_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                    kr_argument_kind(msg));
  if (!kr_is_sequence(args[1]))
    return kr_raise(&kr_exc_TypeError, "second argument (exceptions) must be a sequence");
  kr_value excs = kr_tuple_from_iterable(args[1]);
  if (excs == KR_NULL) return KR_NULL;
  const kr_tuple *t = KR_TUPLE(excs);
  bool has_base = false; /* an exception that is no Exception */
  if (t->size == 0) {
    kr_raise(&kr_exc_ValueError, "second argument (exceptions) must be a non-empty sequence");
    goto failed;
  }
  for (uint32_t i = 0; i < t->size; i++) {
    if (!is_exception(t->items[i])) {
      kr_raise(&kr_exc_ValueError, "Item %u of second argument (exceptions) is not an exception",
               (unsigned)i);
      goto failed;
    }
    if (!kr_isinstance_exact_or_sub(t->items[i], &kr_exc_Exception)) has_base = true;
  }
  if (type == &kr_exc_BaseExceptionGroup) {
    if (!has_base) type = &kr_exc_ExceptionGroup;
  } else if (has_base && type == &kr_exc_ExceptionGroup) {
    kr_raise(&kr_exc_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    goto failed;
  } else if (has_base && kr_is_subtype(type, &kr_exc_Exception)) {
    kr_raise(&kr_exc_TypeError, "Cannot nest BaseExceptions in '%N'", type);
    goto failed;
  }
  kr_value self = kr_exception_base_new(type, args, nargs, NULL);
  if (self == KR_NULL) goto failed;
  GROUP(self)->msg = kr_ref(msg);
  GROUP(self)->excs = excs;
  return self;
failed:
  kr_decref(excs);
  return KR_NULL;
}

/* A group with the message "" (or another's) around excs. New. */
static kr_value make_group(kr_value msg, kr_value excs) {
  kr_value args[2] = {msg, excs};
  return group_new(&kr_exc_BaseExceptionGroup, args, 2, NULL);
}

static kr_value group_str(kr_value self) {
  uint32_t n = KR_TUPLE(GROUP(self)->excs)->size;
  return kr_str_format("%S (%u sub-exception%s)", GROUP(self)->msg, (unsigned)n, n == 1 ? "" : "s");
}

static kr_value group_derive(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return make_group(GROUP(self)->msg, args[0]);
}

/* ---- splitting ---------------------------------------------------------------------------------- */

/* What chooses leaves (and, but for IDS, whole groups). */
typedef struct {
  enum { BY_TYPE, BY_PREDICATE, BY_IDS } kind;
  kr_value what;       /* a class or tuple of classes; a callable; borrowed */
  const kr_value *ids; /* sorted words of the instances wanted */
  size_t nids;
} matcher;

static int make_matcher(matcher *m, kr_value v) {
  *m = (matcher){.what = v};
  if (kr_is_callable(v) && !kr_is_type(v)) {
    m->kind = BY_PREDICATE;
    return 0;
  }
  bool ok = is_exception_class(v);
  if (!ok && kr_is_exact_tuple(v)) {
    ok = true;
    for (uint32_t i = 0; ok && i < KR_TUPLE(v)->size; i++) ok = is_exception_class(KR_TUPLE(v)->items[i]);
  }
  if (!ok)
    return KR_RAISE_INT(&kr_exc_TypeError, "expected an exception type, a tuple of exception types, "
                                           "or a callable (other than a class)");
  m->kind = BY_TYPE;
  return 0;
}

static int compare_words(const void *a, const void *b) {
  kr_value x = *(const kr_value *)a, y = *(const kr_value *)b;
  return (x > y) - (x < y);
}

/* 1 0 -1 */
static int matches(const matcher *m, kr_value exc) {
  switch (m->kind) {
    case BY_TYPE: return kr_exception_matches(exc, m->what);
    case BY_PREDICATE: {
      kr_value r = kr_call1(m->what, exc);
      if (r == KR_NULL) return -1;
      int truth = kr_truth(r);
      kr_decref(r);
      return truth;
    }
    default:
      return !is_group(exc) && m->nids && bsearch(&exc, m->ids, m->nids, sizeof exc, compare_words) != NULL;
  }
}

/* A group like `orig` of the exceptions in the list: what derive() makes, with the traceback, context,
 * cause and notes of orig. New; KR_NULL without exception when the list is empty. */
static kr_value subset(kr_value orig, kr_value list) {
  if (KR_LIST(list)->size == 0) return KR_NULL;
  kr_value g = kr_call_method1(orig, KR_ID(derive), list);
  if (g == KR_NULL) return KR_NULL;
  if (!is_group(g)) {
    kr_decref(g);
    return kr_raise(&kr_exc_TypeError, "derive must return an instance of BaseExceptionGroup");
  }
  const kr_exception *o = KR_EXC(orig);
  if (o->traceback != KR_NULL) KR_REPLACE(KR_EXC(g)->traceback, kr_ref(o->traceback));
  kr_exception_set_context_steal(g, kr_ref(o->context));
  kr_exception_set_cause_steal(g, kr_ref(o->cause));
  kr_value notes;
  int found = kr_getattr_optional(orig, KR_ID(__notes__), &notes);
  bool failed = found < 0;
  if (found > 0) {
    if (kr_is_sequence(notes)) {
      /* A copy, so that notes added to one part stay out of the other. */
      kr_value copy = kr_list_from_iterable(notes);
      failed = copy == KR_NULL || kr_setattr(g, KR_ID(__notes__), copy) < 0;
      kr_decref(copy);
    }
    kr_decref(notes);
  }
  if (failed) {
    kr_decref(g);
    return KR_NULL;
  }
  return g;
}

/* *match and *rest: new, or KR_NULL for an empty part. rest NULL: not wanted. */
static int split_into(kr_value exc, const matcher *m, kr_value *match, kr_value *rest) {
  *match = KR_NULL;
  if (rest) *rest = KR_NULL;
  int is_match = matches(m, exc);
  if (is_match < 0) return -1;
  if (is_match) {
    *match = kr_ref(exc);
    return 0;
  }
  if (!is_group(exc)) {
    if (rest) *rest = kr_ref(exc);
    return 0;
  }
  if (kr_enter_recursion(" in exceptiongroup_split_recursive") < 0) return -1;
  int r = -1;
  kr_value ours = kr_list_from_array(NULL, 0);
  kr_value others = rest && ours != KR_NULL ? kr_list_from_array(NULL, 0) : KR_NULL;
  if (ours == KR_NULL || (rest && others == KR_NULL)) goto done;
  const kr_tuple *t = KR_TUPLE(GROUP(exc)->excs); /* never replaced while exc lives */
  for (uint32_t i = 0; i < t->size; i++) {
    kr_value part, other = KR_NULL;
    if (split_into(t->items[i], m, &part, rest ? &other : NULL) < 0) goto done;
    if ((part != KR_NULL && kr_list_append(KR_LIST(ours), part) < 0) ||
        (other != KR_NULL && kr_list_append(KR_LIST(others), other) < 0)) {
      kr_decref(part);
      kr_decref(other);
      goto done;
    }
    kr_decref(part);
    kr_decref(other);
  }
  *match = subset(exc, ours);
  if (*match == KR_NULL && kr_failed()) goto done;
  if (rest) {
    *rest = subset(exc, others);
    if (*rest == KR_NULL && kr_failed()) {
      KR_CLEAR(*match);
      goto done;
    }
  }
  r = 0;
done:
  kr_leave_recursion();
  kr_decref(ours);
  kr_decref(others);
  return r;
}

static kr_value or_none(kr_value v) { return v == KR_NULL ? KR_NONE : v; }

static kr_value group_split(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  matcher m;
  kr_value match, rest;
  if (make_matcher(&m, args[0]) < 0 || split_into(self, &m, &match, &rest) < 0) return KR_NULL;
  kr_value pair[2] = {or_none(match), or_none(rest)};
  return kr_tuple_from_array_steal(pair, 2);
}

static kr_value group_subgroup(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  matcher m;
  kr_value match;
  if (make_matcher(&m, args[0]) < 0 || split_into(self, &m, &match, NULL) < 0) return KR_NULL;
  return or_none(match);
}

static kr_value group_class_getitem(kr_value cls, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_generic_alias_new(cls, args[0]);
}

static const kr_method_def group_methods[] = {
    {"__class_getitem__", group_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {"derive", group_derive, 0, "($self, excs, /)", "A group of the same kind around excs."},
    {"split", group_split, 0, "($self, matcher_value, /)", "The part that matches, and the rest."},
    {"subgroup", group_subgroup, 0, "($self, matcher_value, /)", "The part that matches, or None."},
    {0},
};
static const kr_member_def group_members[] = {
    {"message", KR_MEMBER_VALUE, offsetof(kr_exception_group, msg), true, "exception message"},
    {"exceptions", KR_MEMBER_VALUE, offsetof(kr_exception_group, excs), true, "nested exceptions"},
    {0},
};

kr_type kr_exc_BaseExceptionGroup = {
    KR_EXC_TYPE(BaseExceptionGroup, BaseException, kr_exception_group, _tail,
                "Several exceptions raised together."),
    .init = kr_exception_base_init,
    .new_ = group_new,
    .str = group_str,
    .methods = group_methods,
    .members = group_members,
};
/* Its bases are BaseExceptionGroup and Exception: kr_exceptions_init says so. */
kr_type kr_exc_ExceptionGroup = {
    KR_EXC_TYPE(ExceptionGroup, BaseExceptionGroup, kr_exception_group, _tail, NULL),
    .weaklist_offset = offsetof(kr_exception_group, weaklist),
    .init = kr_exception_base_init,
};

/* ---- except* ------------------------------------------------------------------------------------ */

int kr_check_except_type(kr_value type) {
  bool ok = is_exception_class(type);
  if (!ok && kr_is_tuple(type)) {
    ok = true;
    for (uint32_t i = 0; ok && i < KR_TUPLE(type)->size; i++)
      ok = is_exception_class(KR_TUPLE(type)->items[i]);
  }
  if (ok) return 0;
  return KR_RAISE_INT(&kr_exc_TypeError, "catching classes that do not inherit from BaseException "
                                         "is not allowed");
}

int kr_check_except_star_type(kr_value type) {
  if (kr_check_except_type(type) < 0) return -1;
  const kr_value *items = &type;
  size_t n = 1;
  if (kr_is_tuple(type)) items = KR_TUPLE(type)->items, n = KR_TUPLE(type)->size;
  for (size_t i = 0; i < n; i++) {
    if (kr_is_subtype(KR_AS_TYPE(items[i]), &kr_exc_BaseExceptionGroup))
      return KR_RAISE_INT(&kr_exc_TypeError, "catching ExceptionGroup with except* is not allowed. "
                                             "Use except instead.");
  }
  return 0;
}

int kr_exc_group_match(kr_value exc, kr_value match_type, kr_value *match, kr_value *rest) {
  *match = *rest = KR_NONE;
  if (exc == KR_NONE) return 0;
  if (kr_check_except_star_type(match_type) < 0) return -1;
  if (kr_exception_matches(exc, match_type)) {
    if (is_group(exc)) {
      *match = kr_ref(exc);
      return 0;
    }
    kr_value one = kr_tuple_pack(1, exc);
    kr_value wrapped = one == KR_NULL ? KR_NULL : make_group(KR_EMPTY_STR, one);
    kr_decref(one);
    if (wrapped == KR_NULL) return -1;
    /* As if it had been raised here. */
    kr_frame *here = kr.thread->frame ? kr_frame_python(kr.thread->frame) : NULL;
    if (here) {
      kr_restore_exception_steal(wrapped);
      kr_traceback_here(here);
      wrapped = kr_fetch_exception();
    }
    *match = wrapped;
    return 0;
  }
  if (!is_group(exc)) {
    *rest = kr_ref(exc);
    return 0;
  }
  kr_value pair = kr_call_method1(exc, KR_ID(split), match_type);
  if (pair == KR_NULL) return -1;
  if (!kr_is_tuple(pair)) {
    kr_raise(&kr_exc_TypeError, "%T.split must return a tuple, not %T", exc, pair);
  } else if (KR_TUPLE(pair)->size < 2) {
    kr_raise(&kr_exc_TypeError, "%T.split must return a 2-tuple, got tuple of size %zu", exc,
             (size_t)KR_TUPLE(pair)->size);
  } else {
    *match = kr_ref(KR_TUPLE(pair)->items[0]);
    *rest = kr_ref(KR_TUPLE(pair)->items[1]);
    kr_decref(pair);
    return 0;
  }
  kr_decref(pair);
  return -1;
}

/* A part of `orig` that a bare raise brought back: it still has everything that split() gave it. */
static bool same_metadata(kr_value a, kr_value b) {
  if (!is_group(a) || !is_group(b)) return false;
  const kr_exception *x = KR_EXC(a), *y = KR_EXC(b);
  return x->notes == y->notes && x->traceback == y->traceback && x->cause == y->cause &&
         x->context == y->context;
}

typedef struct {
  kr_value *items;
  size_t count, capacity;
} leaves;

static int collect_leaves(kr_value exc, leaves *l) {
  if (exc == KR_NONE) return 0;
  if (is_group(exc)) {
    if (kr_enter_recursion(" in collect_exception_group_leaf_ids") < 0) return -1;
    const kr_tuple *t = KR_TUPLE(GROUP(exc)->excs);
    int r = 0;
    for (uint32_t i = 0; r == 0 && i < t->size; i++) r = collect_leaves(t->items[i], l);
    kr_leave_recursion();
    return r;
  }
  if (l->count == l->capacity) {
    size_t capacity = l->capacity ? l->capacity * 2 : 16;
    kr_value *p = kr_realloc_array(l->items, capacity, sizeof *p);
    if (!p) return -1;
    l->items = p;
    l->capacity = capacity;
  }
  l->items[l->count++] = exc;
  return 0;
}

/* The part of `orig` that consists of the leaves found in the list `keep`, in orig's own shape. New;
 * KR_NONE when there are none; KR_NULL failed. */
static kr_value projection(kr_value orig, kr_value keep) {
  leaves l = {0};
  kr_value match = KR_NULL;
  int r = 0;
  for (uint32_t i = 0; r == 0 && i < KR_LIST(keep)->size; i++)
    r = collect_leaves(KR_LIST(keep)->items[i], &l);
  if (r == 0) {
    if (l.count) qsort(l.items, l.count, sizeof *l.items, compare_words);
    matcher m = {.kind = BY_IDS, .what = KR_NULL, .ids = l.items, .nids = l.count};
    r = split_into(orig, &m, &match, NULL);
  }
  kr_free(l.items);
  return r < 0 ? KR_NULL : or_none(match);
}

kr_value kr_exc_group_prep_reraise(kr_value orig, kr_value excs) {
  const kr_list *l = KR_LIST(excs);
  if (l->size == 0) return KR_NONE;
  for (uint32_t i = 0; i < l->size; i++) /* programs can find the list through gc */
    if (l->items[i] != KR_NONE && !kr_has_tf(l->items[i], KR_TF_EXC_SUBCLASS))
      return kr_raise(&kr_exc_SystemError, "no exception: %R", l->items[i]);
  if (!is_group(orig)) {
    /* A naked exception was wrapped for one clause: only that one can have raised. */
    return kr_ref(l->items[0]);
  }
  kr_value result = KR_NULL;
  kr_value raised = kr_list_from_array(NULL, 0);
  kr_value reraised = raised == KR_NULL ? KR_NULL : kr_list_from_array(NULL, 0);
  if (reraised == KR_NULL) goto done;
  for (uint32_t i = 0; i < l->size; i++) {
    kr_value e = l->items[i];
    if (e == KR_NONE) continue;
    if (kr_list_append(KR_LIST(same_metadata(e, orig) ? reraised : raised), e) < 0) goto done;
  }
  kr_value whole = projection(orig, reraised);
  if (whole == KR_NULL) goto done;
  if (KR_LIST(raised)->size == 0) {
    result = whole;
    goto done;
  }
  if (whole != KR_NONE && kr_list_append(KR_LIST(raised), whole) < 0) {
    kr_decref(whole);
    goto done;
  }
  kr_decref(whole);
  result = KR_LIST(raised)->size > 1 ? make_group(KR_EMPTY_STR, raised) : kr_ref(KR_LIST(raised)->items[0]);
done:
  kr_decref(raised);
  kr_decref(reraised);
  return result;
}
