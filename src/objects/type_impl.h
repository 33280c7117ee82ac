/* What the files of the type system share: heap types' extra fields, the slot table, descriptor
 * structs, and helpers that no other part of the interpreter needs.
 *
 * Instances of a class whose builtin base has data of varying size (int, str, tuple, bytes) cannot
 * have their dict and slots at a fixed distance from the start. They lie at the end of the block: such
 * an offset has the KR_TAIL bit, and the rest of it is the distance back from the block's end.
 */
#ifndef KR_TYPE_IMPL_H
#define KR_TYPE_IMPL_H

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exceptions.h"
#include "objects/instance.h"
#include "objects/misc.h"
#include "objects/str.h"

/* ---- heap types ---------------------------------------------------------------------------------- */

typedef struct {
  kr_type type;
  kr_value slots;       /* tuple of the names in __slots__, mangled; KR_NULL: none */
  uint32_t nslots;      /* slots this class adds */
  uint32_t slots_place; /* offset of the first of them; may have KR_TAIL */
  uint32_t all_slots;   /* its own and its bases' */
  uint32_t tail;        /* bytes at the end of the block, for bases of varying size */
  kr_type *builtin;     /* the static type whose C layout instances begin with; borrowed */
  bool custom_mro;      /* from an mro() of the metaclass: never cached, changes could go unseen */
  uint8_t stores;       /* of plain values over plain values, up to where names count as changing */
  kr_value changing[2]; /* names that do (objects/type.c); borrowed, only to be compared */
} kr_heap_type;
#define KR_HEAP_TYPE(t) ((kr_heap_type *)(t))
/* Does the class part (not the builtin base) own the instance's dict? */
KR_INLINE bool kr_owns_dict(const kr_type *heap_type) {
  return heap_type->dict_offset && !KR_HEAP_TYPE(heap_type)->builtin->dict_offset;
}
/* Whether CPython makes the type at run time: those of classes and nearly all of modules. copyreg looks for
 * the first base that is not so. */
bool kr_type_made_at_run_time(const kr_type *type);

#define KR_TAIL 0x80000000u
void *kr_instance_tail(const kr_object *o); /* the end of the block, 8-aligned */
KR_INLINE void *kr_instance_place(const kr_object *o, uint32_t offset) {
  if (KR_UNLIKELY(offset & KR_TAIL)) return (char *)kr_instance_tail(o) - (offset & ~KR_TAIL);
  return (char *)o + offset;
}
/* Where o keeps the pointer to its dict / the head of its weak references; NULL: nowhere. */
KR_INLINE kr_dict **kr_dict_place(const kr_object *o) {
  uint32_t offset = o->type->dict_offset;
  return offset ? (kr_dict **)kr_instance_place(o, offset) : NULL;
}
KR_INLINE void **kr_weaklist_place(const kr_object *o) {
  uint32_t offset = o->type->weaklist_offset;
  return offset ? (void **)kr_instance_place(o, offset) : NULL;
}

/* Calls o's finalizer from its dealloc (o->refs is 0), once in its life. True: it came back to life, the
 * dealloc must return at once. */
bool kr_finalize_from_dealloc(kr_object *o);

/* Readies the types of the type system and everything they need; before any other use of types. */
int kr_types_init(void);
void kr_type_cache_clear(void);
/* What super(cls, ...) finds in the mro of start behind cls: borrowed, KR_NULL: nothing. */
kr_value kr_type_lookup_after(kr_type *start, kr_value cls, kr_value name);
/* May some class store to this attribute often? Then its value must not be cached, unless it is a descriptor. */
bool kr_type_attr_changes(kr_value name);
/* type.name = value where that is all there is to do: true, with the outcome in *r. */
bool kr_type_store_changing(kr_type *type, kr_value name, kr_value value, int *r);
/* Takes __dict__ and __weakref__ out of a class's dict (sys._clear_type_descriptors). 0, -1. */
int kr_type_clear_descriptors(kr_type *type);
int kr_type_compute_mro(kr_type *type); /* sets type->mro; 0, -1 */
/* The C3 linearization of type from its bases: new tuple, or NULL. */
kr_tuple *kr_mro_c3(kr_type *type);
int kr_type_add_subclass(kr_type *base, kr_type *type);
void kr_type_remove_subclass(kr_type *base, kr_type *type);
/* Calls fn for each live direct subclass; stops at nonzero and returns it. Needs no memory: what caches know
 * must be forgotten in any case. fn runs no Python code and makes no class. */
int kr_type_each_subclass(kr_type *type, int (*fn)(kr_type *sub, void *arg), void *arg);
kr_value kr_type_subclasses_list(kr_type *type);
/* The base whose layout the class continues; NULL with TypeError. */
kr_type *kr_type_best_base(kr_tuple *bases);
/* type.__call__ through frames: may return KR_PUSHED. */
kr_value kr_type_call(kr_value type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_type_new_slot(kr_type *mt, const kr_value *args, size_t nargs, kr_tuple *kwnames);
int kr_type_init_slot(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_type_getattro(kr_value self, kr_value name);
int kr_type_setattro(kr_value self, kr_value name, kr_value value);
/* The default lookups; an absent attribute is KR_NULL without an exception (a getter may still raise). */
kr_value kr_type_getattr_quiet(kr_value self, kr_value name);
kr_value kr_generic_getattr_quiet(kr_value self, kr_value name);
/* The metaclass a class statement with these bases gets, at least `mt`; borrowed; NULL: TypeError. */
kr_type *kr_type_calculate_metaclass(kr_type *mt, kr_tuple *bases);
/* The name without a builtin type's module. */
const char *kr_type_short_name(const kr_type *type);
/* A builtin type's doc may begin with its signature: its end and *start, NULL if there is none; and the
 * text without it. */
const char *kr_type_signature_end(const kr_type *type, const char **start);
const char *kr_type_doc_text(const kr_type *type);
kr_value kr_type_module(kr_type *type); /* new: its __module__, whatever it is */
/* "module.qualname", without the module when it is builtins; new str. */
kr_value kr_type_full_name(kr_type *type);
/* Methods of `object` (object_type.c, object_reduce.c). */
kr_value kr_object_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames);
int kr_object_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_object_reduce(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_object_reduce_ex(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_object_getstate(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_object_repr(kr_value self);
kr_value kr_object_dir(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);

/* The usual getset pair of a type whose instances have a __dict__. */
kr_value kr_get_dict(kr_value self, void *closure);
int kr_set_dict(kr_value self, kr_value value, void *closure);
kr_value kr_get_weakref_list(kr_value self, void *closure);

/* ---- slots ---------------------------------------------------------------------------------------- */

typedef enum {
  KR_WRAP_UNARY,
  KR_WRAP_BINARY,   /* f(self, other) */
  KR_WRAP_BINARY_R, /* f(other, self) */
  KR_WRAP_POW,      /* nb[POW] and nb_pow3 */
  KR_WRAP_POW_R,
  KR_WRAP_LEN,
  KR_WRAP_BOOL,
  KR_WRAP_HASH,
  KR_WRAP_CALL,
  KR_WRAP_GETATTR,
  KR_WRAP_SETATTR,
  KR_WRAP_DELATTR,
  KR_WRAP_LT,
  KR_WRAP_LE,
  KR_WRAP_EQ,
  KR_WRAP_NE,
  KR_WRAP_GT,
  KR_WRAP_GE,
  KR_WRAP_NEXT,
  KR_WRAP_DESCR_GET,
  KR_WRAP_DESCR_SET,
  KR_WRAP_DESCR_DELETE,
  KR_WRAP_INIT,
  KR_WRAP_NEW, /* no wrapper: `__new__` is a builtin function */
  KR_WRAP_DEL,
  KR_WRAP_ITEM,     /* sq_item */
  KR_WRAP_SET_ITEM, /* sq_ass_item */
  KR_WRAP_DEL_ITEM,
  KR_WRAP_SET_SUBSCRIPT,
  KR_WRAP_DEL_SUBSCRIPT,
  KR_WRAP_CONTAINS,
  KR_WRAP_REPEAT, /* sq_repeat */
  KR_WRAP_BUFFER,
  KR_WRAP_RELEASE_BUFFER,
  KR_WRAP_NONE, /* __getattr__: found in Python classes only */
} kr_wrap_kind;

typedef void (*kr_slot_fn)(void); /* any slot's function; cast back before the call */

typedef struct {
  const char *name;
  uint16_t offset; /* in kr_type */
  uint8_t kind;    /* kr_wrap_kind */
  uint8_t op;      /* operators: KR_OP_* */
  kr_slot_fn generic;
  const char *sig, *doc;
} kr_slot_def;
extern const kr_slot_def kr_slot_defs[];
extern kr_value kr_slot_names[]; /* interned, one for each def */
int kr_slots_init(void);
KR_INLINE kr_slot_fn *kr_slot_place(const kr_type *t, const kr_slot_def *d) {
  return (kr_slot_fn *)((char *)t + d->offset);
}
/* Adds a wrapper for every slot the type itself fills. */
int kr_slots_add_wrappers(kr_type *type);
/* Fills the slots of a new class from what its mro defines. */
void kr_slots_fix(kr_type *type);
/* The attribute `name` of a class changed: recomputes the slots it feeds, in subclasses too. */
int kr_slots_update(kr_type *type, kr_value name);
void kr_slots_update_all(kr_type *type); /* after __bases__ changed: the whole subtree */
void kr_slots_inherit(kr_type *type, const kr_type *base);
kr_value kr_slot_getattro(kr_value self, kr_value name);
void kr_slot_finalize(kr_value self);
int kr_slot_get_buffer(kr_value self, kr_buffer *view, int flags);
void kr_slot_release_buffer(kr_value self, kr_buffer *view);
/* type(self).name as a special method. 1: *func is new, to be called with self first when *unbound;
 * 0: absent; -1. */
int kr_lookup_method(kr_value self, kr_value name, kr_value *func, bool *unbound);
/* Attribute `name` of o, ready for a call without making a bound method, as above. */
int kr_get_method(kr_value o, kr_value name, kr_value *func, bool *unbound);

/* __index__ for a count (s * n, len): OverflowError "cannot fit 'int' into an index-sized integer". */
intptr_t kr_index_as_count(kr_value v);

/* ---- descriptors ---------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  const kr_slot_def *def;
  kr_slot_fn fn;
  kr_type *owner;
  kr_value name;
} kr_wrapper_descr;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_wrapper_descr *descr;
  kr_value self;
} kr_method_wrapper;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  const kr_getset_def *def;
  kr_type *owner;
  kr_value name;
} kr_getset_descr;

/* Calls what d wraps; self was checked to be an instance of d->owner. */
kr_value kr_wrapper_call(kr_wrapper_descr *d, kr_value self, const kr_value *args, size_t nargs,
                         kr_tuple *kwnames);
kr_value kr_wrapper_descr_new(kr_type *owner, const kr_slot_def *def, kr_value name, kr_slot_fn fn);
kr_value kr_method_descr_new(kr_type *owner, const kr_method_def *def);
kr_value kr_getset_descr_new(kr_type *owner, const kr_getset_def *def);
kr_value kr_member_descr_new(kr_type *owner, kr_value name, uint32_t offset, kr_member_kind kind,
                             const kr_member_def *def);
/* type.__new__ of a builtin type, with its safety checks. */
kr_value kr_tp_new_function(kr_type *type);
bool kr_is_tp_new_function(kr_value v, kr_type **owner);
/* What owner.__new__ calls to make a `type`, a subclass of it; NULL: it is not the right one for the C part. */
kr_new_fn kr_tp_new_for(const kr_type *type, const kr_type *owner);
kr_value kr_classmethod_new(kr_value callable);
kr_value kr_staticmethod_new(kr_value callable);
/* descr bound to obj (KR_NULL: none) as type's attribute: descr itself if it is no descriptor. New. */
kr_value kr_descr_bind(kr_value descr, kr_value obj, kr_type *type);
/* obj.__isabstractmethod__: 1 0 -1 */
int kr_is_abstract(kr_value obj);

/* ---- signatures ------------------------------------------------------------------------------------- */

enum { KR_PARAM_POS_ONLY, KR_PARAM_POS_OR_KW, KR_PARAM_KW_ONLY };
typedef struct {
  kr_value name; /* interned */
  uint8_t kind;
  bool required;
} kr_param;
struct kr_bound_spec {
  const char *fname;  /* the bare name, for messages */
  uint16_t nparams;   /* entries the function gets, *args and **kw included */
  uint16_t npos_only; /* positional-only parameters */
  uint16_t npos;      /* all positional parameters */
  uint16_t nrequired; /* leading positional parameters that must be given */
  uint16_t nrequired_pos_only;
  uint16_t nkw;           /* keyword-only parameters */
  int16_t varargs, varkw; /* entry index; -1: none */
  bool kw_required;       /* a keyword-only parameter must be given */
  bool simple;            /* positional parameters only: no *args, ** or keyword-only */
  kr_param params[];      /* positional, then keyword-only, in order of the entries */
};
/* The spec of a def's signature; parsed once for each def. NULL: MemoryError. */
kr_bound_spec *kr_spec_of(const kr_method_def *def);
/* `sig` cut to what __text_signature__ shows; KR_NONE if it is no signature. */
kr_value kr_text_signature(const char *sig);
/* "list.append()" of a function or method descriptor, for messages; new str. */
kr_value kr_callable_text(kr_value f);

/* The best "Did you mean" among names (a list of str); new; KR_NULL: none, or failed. */
kr_value kr_suggest(kr_value names, kr_value wrong);

#endif
