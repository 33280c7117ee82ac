/* The small builtin types that need no header of their own: range, slice, cell, iterators, property
 * and the other descriptors, modules, simple namespaces. */
#ifndef KR_MISC_H
#define KR_MISC_H

#include "objects/type.h"

/* slice */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value start, stop, step;
} kr_slice;
extern kr_type kr_slice_type;
kr_value kr_slice_new(kr_value start, kr_value stop, kr_value step); /* borrowed; new */
/* Bounds for a sequence of `length`: 0, or -1 (TypeError, ValueError). *count: items selected. */
int kr_slice_indices(kr_value slice, intptr_t length, intptr_t *start, intptr_t *stop, intptr_t *step,
                     intptr_t *count);

/* range */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t small; /* start, stop, step and length are immediates */
  kr_value start, stop, step, length;
} kr_range;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  int64_t next, step;
  uint64_t left;
} kr_range_iter; /* small ranges; FOR_ITER knows it */
extern kr_type kr_range_type, kr_range_iter_type, kr_long_range_iter_type;
kr_value kr_range_new(kr_value start, kr_value stop, kr_value step); /* ints, borrowed; new */

/* Iterators by index over a sequence; those of list and tuple FOR_ITER knows. */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t index;
  kr_value seq; /* KR_NULL: exhausted */
} kr_seq_iter;
/* __reduce__(): iter() of the sequence and where it stands, or, once exhausted, of `empty` (borrowed). New. */
kr_value kr_seq_iter_reduce(kr_value self, kr_value empty);
void kr_seq_iter_dealloc(kr_object *o); /* of a final type with KR_TF_GC */
int kr_seq_iter_traverse(kr_object *o, kr_visit visit, void *arg);
extern kr_type kr_list_iter_type, kr_tuple_iter_type, kr_seq_iter_type /* __getitem__ based */;
extern kr_type kr_call_iter_type; /* iter(callable, sentinel) */
kr_value kr_seq_iter_new(kr_value seq);
kr_value kr_iter_self(kr_value self); /* the `iter` of an iterator: itself, new */
kr_value kr_call_iter_new(kr_value callable, kr_value sentinel);

/* cell: a variable shared by closures */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value contents; /* KR_NULL: empty */
} kr_cell;
extern kr_type kr_cell_type;
kr_value kr_cell_new(kr_value contents_or_null); /* borrowed */

/* module */
typedef struct kr_module_def kr_module_def;
typedef struct {
  KR_OBJECT_HEAD
  kr_dict *dict;
  void *weaklist;
  const kr_module_def *def; /* NULL: a Python module */
  void *state;              /* the C module's own, from kr_alloc; freed with the module */
} kr_module;
struct kr_module_def {
  const char *name;
  const char *doc;
  const kr_method_def *methods;
  /* Adds what methods do not: types, constants. 0, -1. May be NULL. */
  int (*exec)(kr_module *m);
  kr_traverse traverse; /* of state; may be NULL */
  int (*clear)(kr_object *m);
};
extern kr_type kr_module_type;
kr_module *kr_module_new(kr_value name);
kr_value kr_module_getattro(kr_value self, kr_value name);
kr_value kr_module_getattr_hook(kr_value self, kr_value name); /* by its __getattr__, if it has one */
/* Executes def into a new module; what `import` of a builtin module does after the spec is made. */
kr_module *kr_module_from_def(const kr_module_def *def, kr_value name);
int kr_module_add(kr_module *m, const char *name, kr_value v);       /* borrowed */
int kr_module_add_steal(kr_module *m, const char *name, kr_value v); /* stolen; KR_NULL -> -1 */
int kr_module_add_type(kr_module *m, kr_type *type);                 /* readies it */
int kr_module_add_int(kr_module *m, const char *name, int64_t i);
int kr_module_add_cstr(kr_module *m, const char *name, const char *text);

/* functions of C: builtin_function_or_method and method descriptors */
typedef struct kr_bound_spec kr_bound_spec; /* a parsed signature; objects/cfunction.c */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  const kr_method_def *def;
  kr_bound_spec *spec; /* NULL until first needed; owned by the def's table, never freed */
  kr_value self;       /* KR_NULL: none */
  kr_value module;     /* __module__; KR_NULL */
  void *weaklist;
} kr_cfunction_object;
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  const kr_method_def *def;
  kr_bound_spec *spec;
  kr_type *owner; /* __objclass__ */
  kr_value name;
} kr_method_descr;
extern kr_type kr_cfunction_type, kr_method_descr_type, kr_classmethod_descr_type, kr_wrapper_descr_type,
    kr_method_wrapper_type, kr_getset_descr_type, kr_member_descr_type;
kr_value kr_cfunction_new(const kr_method_def *def, kr_value self, kr_value module);
/* Call def's function with `self`, binding arguments by its signature. May return KR_PUSHED. */
kr_value kr_cfunction_call(const kr_method_def *def, kr_bound_spec **spec, kr_type *owner, kr_value self,
                           const kr_value *args, size_t nargs, kr_tuple *kwnames);
/* Bind for a constructor: sig as in kr_method_def ("(x=0, /)"), fname for messages (NULL: "function"); out gets
 * one entry per parameter (borrowed; *args/ **kw entries are new and owned by the caller: release them with
 * kr_args_release). 0, -1. `cache` is a static kr_bound_spec * starting NULL. */
int kr_args_bind(kr_bound_spec **cache, const char *fname, const char *sig, const kr_value *args,
                 size_t nargs, kr_tuple *kwnames, kr_value *out);
void kr_args_release(kr_bound_spec *spec, kr_value *out);
/* TypeError "x() takes no keyword arguments" when there are any. 0, -1. */
int kr_args_no_keywords(const char *fname, kr_tuple *kwnames);
/* TypeError unless min <= nargs <= max, in CPython's wording "fname expected at least ...". */
int kr_args_count(const char *fname, size_t nargs, size_t min, size_t max);
/* The same as CPython's parser of argument tuples says it: "fname() takes at least ...". NULL: "function". */
int kr_args_parsed(const char *fname, size_t nargs, size_t min, size_t max);

/* Python-visible descriptors */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t pad;
  kr_value fget, fset, fdel, doc, name; /* KR_NONE or KR_NULL when absent */
  bool getter_doc;
} kr_property;
typedef struct {
  KR_OBJECT_HEAD
  kr_dict *dict;
  kr_value callable;
} kr_wrapped_callable; /* classmethod, staticmethod */
typedef struct {
  KR_OBJECT_HEAD
  void *weaklist;
  kr_value func, self;
} kr_method; /* a bound method */
extern kr_type kr_property_type, kr_classmethod_type, kr_staticmethod_type, kr_method_type, kr_super_type;
kr_value kr_method_new(kr_value func, kr_value self);
/* member descriptor of a slot: offset in instances */
typedef struct {
  KR_OBJECT_HEAD
  uint32_t offset;
  kr_type *owner;
  kr_value name;
  union {
    const kr_member_def *def;    /* NULL for __slots__ */
    const kr_getset_def *getset; /* KR_MEMBER_GETSET */
  };
  kr_member_kind kind;
} kr_member_descr;

/* types.SimpleNamespace; kw: a dict or NULL */
extern kr_type kr_namespace_type;
kr_value kr_namespace_new(kr_dict *kw);
/* Struct sequences (sys.version_info, os.stat_result): a tuple subclass made at run time.
 * fields: names, NULL-terminated; n_visible of them are items. New type. */
kr_type *kr_structseq_new_type(const char *name, const char *doc, const char *const *fields,
                               size_t n_visible);
kr_value kr_structseq_new(kr_type *type, const kr_value *values_stolen); /* all fields */

/* enumerate, zip, map, filter, reversed */
extern kr_type kr_enumerate_type, kr_zip_type, kr_map_type, kr_filter_type, kr_reversed_type;
/* types.GenericAlias list[int], types.UnionType int | str */
extern kr_type kr_generic_alias_type, kr_union_type;
kr_value kr_generic_alias_new(kr_value origin, kr_value args);
kr_value kr_class_getitem(kr_value cls, kr_value args); /* the usual __class_getitem__ */
kr_value kr_union_or(kr_value a, kr_value b);           /* X | Y of types; or NotImplemented */
/* mappingproxy */
extern kr_type kr_mappingproxy_type;
kr_value kr_mappingproxy_new(kr_value mapping);

#endif
