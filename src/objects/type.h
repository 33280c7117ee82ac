/* kr_type: a class, builtin or written in Python.
 *
 * Slots are C functions, one per operation, named as CPython names them; a class with special methods
 * in Python has generic functions in them (objects/type_slots.c) that look the method up and call it,
 * nesting an evaluation loop. The evaluation loop knows those generic functions and pushes a frame
 * instead. Slots themselves never return KR_PUSHED.
 *
 * Every change of a type or of one of its bases sets `version` to 0 (and that of its subclasses);
 * inline caches guard on a nonzero version, handed out by kr_type_assign_version.
 */
#ifndef KR_TYPE_H
#define KR_TYPE_H

#include "memory/gc.h"

typedef struct kr_str kr_str;
typedef struct kr_tuple kr_tuple;
typedef struct kr_list kr_list;
typedef struct kr_dict kr_dict;
typedef struct kr_bytes kr_bytes;
typedef struct kr_shared_keys kr_shared_keys;
typedef struct kr_buffer kr_buffer;

/* ---- C functions -------------------------------------------------------------------------------
 *
 * One prototype for all. `args` holds `nargs` positional arguments, followed by the values of the
 * keywords in `kwnames` (a tuple of str, or NULL). All borrowed for the duration of the call. The
 * result is a new reference, or KR_NULL with an exception set, or KR_PUSHED (vm/call.h).
 *
 * With a signature (the normal case) the arguments are bound first: the function gets exactly one
 * entry per parameter, in order, missing optional ones as KR_NULL, `*args` as a tuple, `**kw` as a
 * dict; nargs is the number of parameters and kwnames NULL. The signature is also what
 * inspect.signature shows: "($self, /, sep=None, maxsplit=-1)", "($module, obj, /)", "(x, y=0, /, *args)".
 * Its first parameter $self/$module/$type stands for `self` and is not among args. With a ! in front it binds, but
 * __text_signature__ is None.
 */
typedef kr_value (*kr_cfunction)(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

enum {
  KR_FN_SIG = 0,              /* bind by `sig`; default values shown there are text only */
  KR_FN_RAW = 1 << 0,         /* no binding: all of nargs/kwnames as the caller gave them */
  KR_FN_CLASS = 1 << 1,       /* a class method: self is the class */
  KR_FN_STATIC = 1 << 2,      /* a static method: self is KR_NULL */
  KR_FN_COEXIST = 1 << 3,     /* replaces the slot wrapper of the same name */
  KR_FN_NO_KEYWORDS = 1 << 4, /* RAW only: keywords are refused before the call */
  KR_FN_NAMELESS = 1 << 5,    /* messages about wrong arguments do not tell its name */
};
typedef struct {
  const char *name;
  kr_cfunction fn;
  uint32_t flags;
  const char *sig; /* NULL with KR_FN_RAW: no __text_signature__ */
  const char *doc; /* one line, ours; may be NULL */
} kr_method_def;   /* tables end with a NULL name */

typedef kr_value (*kr_getter)(kr_value self, void *closure);
/* value KR_NULL deletes. 0 or -1. */
typedef int (*kr_setter)(kr_value self, kr_value value, void *closure);
typedef struct {
  const char *name;
  kr_getter get;
  kr_setter set; /* NULL: read-only */
  const char *doc;
  void *closure;
  bool member; /* shown as a member descriptor: what CPython reads straight from the object */
} kr_getset_def;

typedef enum {
  KR_MEMBER_VALUE,    /* a kr_value; KR_NULL reads as None */
  KR_MEMBER_VALUE_EX, /* a kr_value; KR_NULL reads as AttributeError (what __slots__ use) */
  KR_MEMBER_OBJECT,   /* a kr_object *; NULL reads as None */
  KR_MEMBER_I32,
  KR_MEMBER_U32,
  KR_MEMBER_BOOL,   /* a uint8_t */
  KR_MEMBER_GETSET, /* kr_getset_def.member: its functions say */
} kr_member_kind;
typedef struct {
  const char *name;
  kr_member_kind kind;
  uint32_t offset;
  bool readonly;
  const char *doc;
} kr_member_def;

/* ---- slots ------------------------------------------------------------------------------------- */

typedef kr_value (*kr_unary_fn)(kr_value);
typedef kr_value (*kr_binary_fn)(kr_value, kr_value);
typedef kr_value (*kr_ternary_fn)(kr_value, kr_value, kr_value);
typedef intptr_t (*kr_len_fn)(kr_value);                          /* -1: exception */
typedef kr_value (*kr_item_fn)(kr_value, intptr_t);               /* index already >= 0 or raw */
typedef int (*kr_set_item_fn)(kr_value, intptr_t, kr_value);      /* KR_NULL deletes */
typedef int (*kr_set_subscript_fn)(kr_value, kr_value, kr_value); /* KR_NULL deletes */
typedef int (*kr_contains_fn)(kr_value, kr_value);                /* 1, 0, -1 */
typedef int (*kr_bool_fn)(kr_value);                              /* 1, 0, -1 */
typedef int64_t (*kr_hash_fn)(kr_value);                          /* int32 range; KR_HASH_ERROR: exception */
#define KR_HASH_ERROR (INT64_C(1) << 40)
typedef int (*kr_setattr_fn)(kr_value, kr_value name, kr_value value);           /* KR_NULL deletes */
typedef kr_value (*kr_compare_fn)(kr_value, kr_value, int op);                   /* may be NotImplemented */
typedef kr_value (*kr_descr_get_fn)(kr_value self, kr_value obj, kr_value type); /* KR_NULL: none */
typedef int (*kr_descr_set_fn)(kr_value self, kr_value obj, kr_value value);
typedef kr_value (*kr_call_fn)(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
typedef int (*kr_init_fn)(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
typedef kr_value (*kr_new_fn)(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
typedef int (*kr_get_buffer_fn)(kr_value self, kr_buffer *view, int flags); /* 0, -1 */
typedef void (*kr_release_buffer_fn)(kr_value self, kr_buffer *view);
/* send(): the value yielded, with *done false; or the return value with *done true; or KR_NULL */
typedef kr_value (*kr_send_fn)(kr_value self, kr_value arg, bool *done);

enum { KR_LT, KR_LE, KR_EQ, KR_NE, KR_GT, KR_GE }; /* in the order of COMPARE_OP */

/* The binary operators, in the order of BINARY_OP's argument (dis: _nb_ops); the in-place form of
 * operator i is i + KR_OP_INPLACE. KR_OP_SUBSCR is not a number slot. */
enum {
  KR_OP_ADD,
  KR_OP_AND,
  KR_OP_FLOORDIV,
  KR_OP_LSHIFT,
  KR_OP_MATMUL,
  KR_OP_MUL,
  KR_OP_MOD,
  KR_OP_OR,
  KR_OP_POW,
  KR_OP_RSHIFT,
  KR_OP_SUB,
  KR_OP_TRUEDIV,
  KR_OP_XOR,
  KR_OP_COUNT,
  KR_OP_INPLACE = 13,
  KR_OP_SUBSCR = 26,
};

struct kr_type {
  KR_OBJECT_HEAD
  /* Identity */
  const char *name;            /* builtin: "list", "collections.deque" (module before the last dot) */
  kr_value name_str, qualname; /* str; set by kr_type_ready or the class statement */
  const char *doc;
  uint32_t tf;      /* KR_TF_* */
  uint32_t version; /* 0: none; see above */
  uint32_t basic_size, item_size;
  /* Where an instance keeps them; 0: none. dict_offset: a `kr_dict *` (NULL until needed);
   * weaklist_offset: a kr_weakref * list head. inline values: see objects/instance.h. */
  uint32_t dict_offset, weaklist_offset;
  kr_type *base;
  kr_tuple *bases, *mro;
  kr_dict *dict;
  kr_dict *subclasses;         /* id -> weak reference; NULL if none yet */
  kr_shared_keys *shared_keys; /* instance attribute names; NULL unless KR_TF_INLINE_VALUES */
  void *weaklist;              /* weak references to the type itself */
  kr_value module;             /* heap types: __module__ at creation; KR_NULL builtin */
  /* tables of a builtin type, turned into descriptors by kr_type_ready */
  const kr_method_def *methods;
  const kr_getset_def *getset;
  const kr_member_def *members;
  /* life */
  void (*dealloc)(kr_object *self); /* must end in kr_object_free */
  kr_traverse traverse;
  int (*clear)(kr_object *self);
  void (*finalize)(kr_value self);  /* PEP 442: __del__, generator close; may resurrect */
  size_t (*size_of)(kr_value self); /* sys.getsizeof; NULL: basic_size + item_size * n */
  /* basics */
  kr_unary_fn repr, str;
  kr_hash_fn hash;
  kr_call_fn call;
  kr_binary_fn getattro; /* (self, name) */
  kr_setattr_fn setattro;
  kr_compare_fn richcompare;
  kr_unary_fn iter, iternext; /* iternext: KR_NULL without exception = exhausted */
  /* Optional, beside iternext, for iterators that call back into Python (map, generators, ...):
   * as iternext, but may return KR_PUSHED, the pushed frame delivering the next item or the
   * exhaustion. Only the evaluation loop and native frames call it. */
  kr_unary_fn iternext_push;
  kr_descr_get_fn descr_get;
  kr_descr_set_fn descr_set;
  kr_init_fn init;
  kr_new_fn new_; /* NULL: cannot be instantiated */
  /* number */
  kr_binary_fn nb[KR_OP_COUNT];         /* nb[KR_OP_POW] is for two operands */
  kr_binary_fn nb_inplace[KR_OP_COUNT]; /* NULL: fall back on nb */
  kr_ternary_fn nb_pow3;                /* pow(a, b, m) */
  kr_binary_fn nb_divmod;
  kr_unary_fn nb_negative, nb_positive, nb_absolute, nb_invert, nb_int, nb_float, nb_index;
  kr_bool_fn nb_bool;
  /* sequence */
  kr_len_fn sq_length; /* also the mapping's */
  kr_binary_fn sq_concat, sq_inplace_concat;
  kr_item_fn sq_repeat, sq_inplace_repeat; /* (self, count) */
  kr_item_fn sq_item;                      /* negative indexes were already made positive */
  kr_set_item_fn sq_ass_item;
  kr_contains_fn sq_contains;
  /* mapping */
  kr_binary_fn mp_subscript;
  kr_set_subscript_fn mp_ass_subscript;
  /* async */
  kr_unary_fn am_await, am_aiter, am_anext;
  kr_send_fn am_send;
  /* buffer */
  kr_get_buffer_fn get_buffer;
  kr_release_buffer_fn release_buffer;
  /* Optional, beside new_ and init, not inherited: calling exactly this type, as kr_type_call does it, but
   * KR_PUSHED may be the answer. KR_DELETED: take the usual way. */
  kr_new_fn call_push;
};

enum {
  KR_TF_HEAP = 1u << 0,     /* created at run time: counted, collected, mutable */
  KR_TF_BASETYPE = 1u << 1, /* may be subclassed */
  KR_TF_GC = 1u << 2,       /* instances live in collector pages */
  KR_TF_READY = 1u << 3,
  KR_TF_IMMUTABLE = 1u << 4,     /* attributes cannot be set */
  KR_TF_ABSTRACT = 1u << 5,      /* has __abstractmethods__ */
  KR_TF_SEQUENCE = 1u << 6,      /* matches sequence patterns */
  KR_TF_MAPPING = 1u << 7,       /* matches mapping patterns */
  KR_TF_MATCH_SELF = 1u << 8,    /* a class pattern's lone positional matches the subject itself */
  KR_TF_INLINE_VALUES = 1u << 9, /* instances keep attributes inline (objects/instance.h) */
  KR_TF_NO_NEW = 1u << 10,       /* "cannot create 'x' instances" */
  KR_TF_METHOD_DESCR = 1u << 11, /* instances are callables that bind as methods without effect */
  KR_TF_PLAIN_NEW = 1u << 12,    /* new_ only makes the fields ready: __new__ is that of the base */
  KR_TF_HAS_DEL = 1u << 13,      /* heap type (or a base) defines __del__ */
  KR_TF_MUTABLE = 1u << 14,      /* builtin, yet its attributes can be set */
  /* fast subclass tests */
  KR_TF_INT_SUBCLASS = 1u << 22,
  KR_TF_FLOAT_SUBCLASS = 1u << 23,
  KR_TF_LIST_SUBCLASS = 1u << 24,
  KR_TF_TUPLE_SUBCLASS = 1u << 25,
  KR_TF_BYTES_SUBCLASS = 1u << 26,
  KR_TF_STR_SUBCLASS = 1u << 27,
  KR_TF_DICT_SUBCLASS = 1u << 28,
  KR_TF_EXC_SUBCLASS = 1u << 29,
  KR_TF_TYPE_SUBCLASS = 1u << 30,
};

extern kr_type kr_type_type, kr_object_type;
extern kr_type kr_bool_type, kr_none_type, kr_ellipsis_type, kr_not_implemented_type;

KR_INLINE bool kr_has_tf(kr_value v, uint32_t tf) { return (kr_type_of(v)->tf & tf) != 0; }
KR_INLINE bool kr_is_type(kr_value v) {
  return kr_is_object(v) && (kr_object_of(v)->type->tf & KR_TF_TYPE_SUBCLASS);
}
#define KR_AS_TYPE(v) KR_AS(kr_type, v)

/* Makes a builtin type usable: inherits slots, builds mro and dict from the tables. 0 or -1. */
int kr_type_ready(kr_type *type);
bool kr_is_subtype(const kr_type *a, const kr_type *b);
KR_INLINE bool kr_isinstance_exact_or_sub(kr_value v, const kr_type *t) {
  kr_type *vt = kr_type_of(v);
  return vt == t || kr_is_subtype(vt, t);
}
/* What the type's mro has under name (str), without binding; borrowed; KR_NULL: absent (no
 * exception). Cached by version. */
kr_value kr_type_lookup(kr_type *type, kr_value name);
/* A nonzero version, or 0 when none can be had any more. */
uint32_t kr_type_assign_version(kr_type *type);
/* The type changed: forget versions of it and of all subclasses. */
void kr_type_modified(kr_type *type);
kr_value kr_type_get_name(const kr_type *type); /* new: __name__ */
/* The text after the last dot of the type's name, as UTF-8: for error messages ("%T" in kr_raise). */
const char *kr_type_cname(const kr_type *type);
/* type(name, bases, ns, **kw) with metaclass mt: the core of a class statement. New, or NULL. */
kr_type *kr_type_new(kr_type *mt, kr_value name, kr_tuple *bases, kr_dict *ns, const kr_value *kwvalues,
                     kr_tuple *kwnames);
/* The default machinery, for slots */
kr_value kr_generic_getattr(kr_value self, kr_value name);
int kr_generic_setattr(kr_value self, kr_value name, kr_value value);
/* object.__new__ without argument checks: an empty instance. New. */
kr_value kr_type_generic_alloc(kr_type *type, size_t nitems);
void kr_instance_dealloc(kr_object *self); /* dealloc of classes written in Python */
int kr_instance_traverse(kr_object *self, kr_visit visit, void *arg);
int kr_instance_clear(kr_object *self);
/* The instance's __dict__, made if needed (inline values move into it). Borrowed; NULL: has none, or
 * MemoryError (kr_failed()). */
kr_dict *kr_instance_dict(kr_value self);
int64_t kr_hash_not_implemented(kr_value self);

/* A slot wrapped as a method, and the C side of a Python-defined special method: the evaluation loop
 * compares a slot with these to push a frame instead of nesting. */
kr_value kr_slot_tp_call(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_slot_iternext(kr_value self);
kr_value kr_slot_iter(kr_value self);
kr_value kr_slot_getattr_hook(kr_value self, kr_value name);
int kr_slot_setattro(kr_value self, kr_value name, kr_value value);
kr_value kr_slot_mp_subscript(kr_value self, kr_value key);
int kr_slot_mp_ass_subscript(kr_value self, kr_value key, kr_value value);
int kr_slot_contains(kr_value self, kr_value item);
intptr_t kr_slot_length(kr_value self);
int kr_slot_bool(kr_value self);
int64_t kr_slot_hash(kr_value self);
kr_value kr_slot_repr(kr_value self);
kr_value kr_slot_str(kr_value self);
kr_value kr_slot_richcompare(kr_value self, kr_value other, int op);
int kr_slot_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_slot_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_slot_descr_get(kr_value self, kr_value obj, kr_value type);
int kr_slot_descr_set(kr_value self, kr_value obj, kr_value value);
extern const kr_binary_fn kr_slot_nb[KR_OP_COUNT], kr_slot_nb_inplace[KR_OP_COUNT];
/* The str ids "__add__", "__radd__", "__iadd__" of operator op. */
kr_value kr_op_name(int op), kr_op_reflected_name(int op), kr_op_inplace_name(int op);
kr_value kr_compare_name(int op); /* "__lt__" ... */

#endif
