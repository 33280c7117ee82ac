/* Pickler: from an object to a pickle. Here: the object, dump(), and which way an object is saved; the ways are in
 * pickler_*.c. */
#include "modules/_pickle/pickler.h"

#include "objects/container.h"
#include "objects/float.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/set.h"

static int save_plain(kr_pickler *p, kr_value v, bool by_persistent_id);

/* Adds a note to the current exception: where in the data it happened. -1. */
KR_COLD int kr_pickle_note(const char *fmt, kr_value container, kr_value item) {
  kr_value exc = kr_fetch_exception(), type = kr_full_type_name(container);
  int r = type == KR_NULL ? -1 : kr_exception_add_note(exc, fmt, type, item);
  kr_decref(type);
  if (r < 0) kr_decref(exc);
  else kr_restore_exception_steal(exc);
  return -1;
}
int kr_pickle_save_noted(kr_pickler *p, kr_value v, const char *fmt, kr_value container, kr_value item) {
  return kr_pickle_save(p, v) < 0 ? kr_pickle_note(fmt, container, item) : 0;
}
/* ---- dump ---------------------------------------------------------------------------------------------- */

/* By persistent_id(): 1 done, 0 it has none, -1. */
static int save_persistent(kr_pickler *p, kr_value v) {
  kr_value id = kr_call1(p->persistent_id, v);
  if (id == KR_NULL) return -1;
  if (id == KR_NONE) return 0;
  int r;
  if (p->bin) {
    r = save_plain(p, id, false) < 0 ? -1 : kr_pickle_put_op(p, OP_BINPERSID);
  } else {
    kr_value text = kr_str_of(id);
    r = text == KR_NULL ? -1 : 0;
    if (r == 0 && !kr_str_is_ascii(KR_STR(text)))
      r = KR_RAISE_INT(kr_pickling_error, "persistent IDs in protocol 0 must be ASCII strings");
    if (r == 0) r = kr_pickle_put_text(p, OP_PERSID, text, "\n");
    else kr_decref(text);
  }
  kr_decref(id);
  return r < 0 ? -1 : 1;
}

/* Objects that hold others, or say themselves how they are pickled. */
static int save_object(kr_pickler *p, kr_value v) {
  kr_type *t = kr_type_of(v);
  if (t == &kr_dict_type) return kr_pickle_save_dict(p, v);
  if (t == &kr_set_type || t == &kr_frozenset_type) return kr_pickle_save_set(p, v);
  if (t == &kr_list_type) return kr_pickle_save_list(p, v);
  if (t == &kr_tuple_type) return kr_pickle_save_tuple(p, v);
  if (t == &kr_bytearray_type) return kr_pickle_save_bytearray(p, v);
  if (t == &kr_pickle_buffer_type) return kr_pickle_save_buffer(p, v);
  if (p->reducer != KR_NULL) {
    kr_value how = kr_call1(p->reducer, v);
    if (how != KR_NOT_IMPLEMENTED) return kr_pickle_save_reduced(p, v, how);
  }
  if (t == &kr_type_type) return kr_pickle_save_type(p, v);
  if (t == &kr_function_type) return kr_pickle_save_global(p, v, KR_NULL);
  return kr_pickle_save_reduced(p, v, kr_pickle_reduce(p, v));
}
static int save_plain(kr_pickler *p, kr_value v, bool by_persistent_id) {
  if (kr_pickle_end_large_frame(p) < 0) return -1;
  if (by_persistent_id && p->persistent_id != KR_NULL) {
    int r = save_persistent(p, v);
    if (r) return r < 0 ? -1 : 0;
  }
  if (v == KR_NONE) return kr_pickle_put_op(p, OP_NONE);
  if (kr_is_bool(v)) {
    if (p->proto >= 2) return kr_pickle_put_op(p, v == KR_TRUE ? OP_NEWTRUE : OP_NEWFALSE);
    return kr_pickle_put(p, v == KR_TRUE ? "I01\n" : "I00\n", 4);
  }
  if (kr_is_exact_int(v)) return kr_pickle_save_int(p, v);
  if (kr_is_double(v)) return kr_pickle_save_float(p, v);
  const kr_pickle_memo_entry *known = kr_pickle_memo_find(&p->memo, v);
  if (known) return kr_pickle_put_get(p, known->index);
  if (kr_is_exact(v, &kr_bytes_type)) return kr_pickle_save_bytes(p, v);
  if (kr_is_exact_str(v)) return kr_pickle_save_str(p, v);
  if (kr_enter_recursion(" while pickling an object") < 0) return -1;
  int r = save_object(p, v);
  kr_leave_recursion();
  return r;
}
int kr_pickle_save(kr_pickler *p, kr_value v) { return save_plain(p, v, true); }

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(base_persistent_id) { return KR_NONE; }

/* The whole pickle of v into `out`, and on to the file. */
static int dump(kr_pickler *p, kr_value v) {
  kr_value self = kr_from_object(p), hook = KR_NULL, reducer = KR_NULL;
  if (kr_pickle_hook(self, KR_ID(persistent_id), p->own_persistent_id, base_persistent_id, &hook) < 0)
    return -1;
  if ((p->head.type->tf & KR_TF_HEAP) && kr_getattr_optional(self, KR_ID(reducer_override), &reducer) < 0) {
    kr_decref(hook);
    return -1;
  }
  /* A dump() within this one (from a __reduce__) has its own, and gives these back. */
  kr_value old_hook = p->persistent_id, old_reducer = p->reducer;
  p->persistent_id = hook;
  p->reducer = reducer;
  p->out.size = 0;
  p->frame = KR_PICKLE_NO_FRAME;
  p->framing = false;
  int r = p->proto >= 2 ? kr_pickle_put_arg(p, OP_PROTO, p->proto, 1) : 0;
  p->framing = p->proto >= 4;
  if (r == 0) r = kr_pickle_save(p, v);
  if (r == 0) r = kr_pickle_put_op(p, OP_STOP);
  kr_pickle_close_frame(p);
  p->framing = false;
  p->persistent_id = old_hook;
  p->reducer = old_reducer;
  kr_decref(hook);
  kr_decref(reducer);
  if (r == 0 && p->write != KR_NULL) r = kr_pickle_flush(p);
  return r;
}

FN(pickler_dump) {
  kr_pickler *p = KR_PICKLER(self);
  if (!p->initialized)
    return kr_raise(kr_pickling_error, "Pickler.__init__() was not called by %T.__init__()", self);
  return dump(p, args[0]) < 0 ? KR_NULL : KR_NONE;
}
FN(pickler_clear_memo) {
  kr_pickle_memo_drop(&KR_PICKLER(self)->memo);
  return KR_NONE;
}
static size_t pickler_size(kr_value self) {
  const kr_pickler *p = KR_PICKLER(self);
  return p->head.type->basic_size + p->out.capacity +
         (p->memo.table ? (p->memo.mask + 1) * sizeof(kr_pickle_memo_entry) : 0);
}
FN(pickler_sizeof) { return kr_int_from_size(pickler_size(self)); }

/* ---- the object ---------------------------------------------------------------------------------------- */

/* The arguments that a constructor and the functions have in common; file KR_NULL: dumps(). */
static int set_up(kr_pickler *p, kr_value file, kr_value protocol, kr_value fix_imports, kr_value callback) {
  int64_t proto = KR_PICKLE_DEFAULT;
  if (protocol != KR_NULL && protocol != KR_NONE) {
    proto = kr_index_as_int(protocol);
    if (proto == -1 && kr_failed()) return -1;
    if (proto < 0) proto = KR_PICKLE_HIGHEST;
    if (proto > KR_PICKLE_HIGHEST)
      return KR_RAISE_INT(&kr_exc_ValueError, "pickle protocol must be <= %d", KR_PICKLE_HIGHEST);
  }
  int fix = fix_imports == KR_NULL ? 1 : kr_truth(fix_imports);
  if (fix < 0) return -1;
  if (callback == KR_NONE) callback = KR_NULL;
  if (callback != KR_NULL && proto < 5)
    return KR_RAISE_INT(&kr_exc_ValueError, "buffer_callback needs protocol >= 5");
  p->proto = (uint8_t)proto;
  p->bin = proto > 0;
  p->fix_imports = fix && proto < 3;
  KR_REPLACE(p->buffer_callback, kr_ref(callback));
  if (file != KR_NULL) {
    kr_value write;
    if (kr_getattr_optional(file, KR_ID(write), &write) < 0) return -1;
    if (write == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "file must have a 'write' attribute");
    KR_REPLACE(p->write, write);
  }
  p->initialized = true;
  return 0;
}

static kr_value pickler_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  kr_pickler *p = KR_PICKLER(v);
  p->write = p->buffer_callback = p->dispatch_table = p->own_persistent_id = p->persistent_id = p->reducer =
      KR_NULL;
  p->frame = KR_PICKLE_NO_FRAME;
  return v;
}
static int pickler_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "Pickler", "(file, protocol=None, fix_imports=True, buffer_callback=None)", args,
                   nargs, kwnames, a) < 0)
    return -1;
  kr_pickler *p = KR_PICKLER(self);
  p->initialized = false;
  p->fast = 0;
  p->fast_depth = 0;
  kr_pickle_memo_drop(&p->memo);
  KR_CLEAR_OBJECT(p->fast_seen);
  if (set_up(p, a[0], a[1], a[2], a[3]) < 0) return -1;
  /* A class may have it as an attribute. */
  if (p->head.type->tf & KR_TF_HEAP) {
    kr_value table;
    if (kr_getattr_optional(self, KR_ID(dispatch_table), &table) < 0) return -1;
    KR_REPLACE(p->dispatch_table, table);
  }
  return 0;
}
static int pickler_clear(kr_object *o) {
  kr_pickler *p = (kr_pickler *)o;
  KR_CLEAR(p->write);
  KR_CLEAR(p->buffer_callback);
  KR_CLEAR(p->dispatch_table);
  KR_CLEAR(p->own_persistent_id);
  KR_CLEAR_OBJECT(p->fast_seen);
  kr_pickle_memo_drop(&p->memo);
  return 0;
}
static int pickler_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_pickler *p = (kr_pickler *)o;
  KR_VISIT(p->write);
  KR_VISIT(p->buffer_callback);
  KR_VISIT(p->dispatch_table);
  KR_VISIT(p->own_persistent_id);
  KR_VISIT_OBJECT(p->fast_seen);
  for (uint32_t i = 0; p->memo.table && i <= p->memo.mask; i++) KR_VISIT(p->memo.table[i].key);
  return 0;
}
static void pickler_dealloc(kr_object *o) {
  pickler_clear(o);
  kr_buf_free(&((kr_pickler *)o)->out);
  kr_object_free(o);
}

static kr_value pickler_getattro(kr_value self, kr_value name) {
  return kr_pickle_getattr(self, name, KR_ID(persistent_id), KR_PICKLER(self)->own_persistent_id);
}
static int pickler_setattro(kr_value self, kr_value name, kr_value v) {
  return kr_pickle_setattr(self, name, v, KR_ID(persistent_id), &KR_PICKLER(self)->own_persistent_id);
}

static void memo_clear(kr_value self) { kr_pickle_memo_drop(&KR_PICKLER(self)->memo); }
/* id -> (index, object). New. */
static kr_dict *memo_copy(kr_value self) {
  const kr_pickle_memo *m = &KR_PICKLER(self)->memo;
  kr_dict *d = kr_dict_new();
  for (uint32_t i = 0; d && m->table && i <= m->mask; i++) {
    const kr_pickle_memo_entry *e = &m->table[i];
    if (e->key == KR_NULL) continue;
    kr_value id = kr_identity(e->key);
    kr_value v = id == KR_NULL ? KR_NULL : kr_tuple_pack(2, kr_from_small_int(e->index), e->key);
    if (v == KR_NULL || kr_dict_set(d, id, v) < 0) KR_CLEAR_OBJECT(d);
    kr_decref(id);
    kr_decref(v);
  }
  return d;
}
static const kr_memo_operations memo_operations = {memo_clear, memo_copy};
static kr_value memo_get(kr_value self, void *closure) {
  return kr_memo_proxy_new(&kr_pickler_memo_type, &memo_operations, self);
}
/* The memo that such a dict is. */
static int memo_of_dict(kr_pickle_memo *m, kr_dict *d) {
  uint32_t pos = 0;
  kr_value key, v;
  while (kr_dict_next(d, &pos, &key, &v)) {
    if (!kr_is_tuple(v) || KR_TUPLE(v)->size != 2)
      return KR_RAISE_INT(&kr_exc_TypeError, "'memo' values must be 2-item tuples");
    kr_value index = KR_TUPLE(v)->items[0];
    if (!kr_is_int(index)) return KR_RAISE_INT(&kr_exc_TypeError, "an integer is required");
    int64_t i = kr_int_as_i64(index);
    if (kr_failed() || kr_pickle_memo_put(m, KR_TUPLE(v)->items[1], (uint32_t)i) < 0) return -1;
  }
  return 0;
}
static int memo_set(kr_value self, kr_value v, void *closure) {
  kr_dict *d = kr_memo_dict(v, &kr_pickler_memo_type, "a PicklerMemoProxy");
  if (!d) return -1;
  kr_pickle_memo m = {0}, old = {0};
  int r = memo_of_dict(&m, d);
  if (r == 0) {
    old = KR_PICKLER(self)->memo;
    KR_PICKLER(self)->memo = m;
  } else {
    old = m;
  }
  kr_pickle_memo_drop(&old);
  kr_decref_object(d);
  return r;
}

static const kr_method_def pickler_methods[] = {
    {"dump", pickler_dump, 0, "($self, obj, /)", "Write the pickle of obj to the file."},
    {"clear_memo", pickler_clear_memo, 0, "($self, /)",
     "Forget what was pickled: it will be written again, not referred to."},
    {"persistent_id", base_persistent_id, 0, "($self, obj, /)", NULL},
    {"__sizeof__", pickler_sizeof, 0, "($self, /)", "Size in memory, in bytes."},
    {0},
};
static const kr_member_def pickler_members[] = {
    {"bin", KR_MEMBER_I32, offsetof(kr_pickler, bin)},
    {"fast", KR_MEMBER_I32, offsetof(kr_pickler, fast)},
    {"dispatch_table", KR_MEMBER_VALUE_EX, offsetof(kr_pickler, dispatch_table)},
    {0},
};
static const kr_getset_def pickler_getset[] = {{"memo", memo_get, memo_set, NULL, NULL}, {0}};
kr_type kr_pickler_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_pickle.Pickler",
    .doc = "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)\n--\n\n"
           "Writes pickles to a file: any object whose write() takes bytes.",
    .tf = KR_TF_BASETYPE | KR_TF_GC,
    .basic_size = sizeof(kr_pickler),
    .methods = pickler_methods,
    .members = pickler_members,
    .getset = pickler_getset,
    .dealloc = pickler_dealloc,
    .traverse = pickler_traverse,
    .clear = pickler_clear,
    .size_of = pickler_size,
    .getattro = pickler_getattro,
    .setattro = pickler_setattro,
    .init = pickler_init,
    .new_ = pickler_new,
};

/* ---- dump() and dumps() -------------------------------------------------------------------------------- */

kr_value kr_pickle_dump(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = pickler_new(&kr_pickler_type, NULL, 0, NULL);
  if (v == KR_NULL) return KR_NULL;
  int r = set_up(KR_PICKLER(v), args[1], args[2], args[3], args[4]) < 0 ? -1 : dump(KR_PICKLER(v), args[0]);
  kr_decref(v);
  return r < 0 ? KR_NULL : KR_NONE;
}
kr_value kr_pickle_dumps(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = pickler_new(&kr_pickler_type, NULL, 0, NULL), bytes = KR_NULL;
  if (v == KR_NULL) return KR_NULL;
  if (set_up(KR_PICKLER(v), KR_NULL, args[1], args[2], args[3]) == 0 && dump(KR_PICKLER(v), args[0]) == 0)
    bytes = kr_bytes_from_buf(&KR_PICKLER(v)->out);
  kr_decref(v);
  return bytes;
}
