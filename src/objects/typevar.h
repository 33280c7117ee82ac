/* Type parameters and type aliases: TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic. The
 * interpreter's intrinsic functions make those of `def f[T]`, `class C[T]` and `type A = ...`; the
 * typing module has the rest of their meaning. */
#ifndef KR_TYPEVAR_H
#define KR_TYPEVAR_H

#include "objects/misc.h"

extern kr_type kr_typevar_type, kr_paramspec_type, kr_paramspecargs_type, kr_paramspeckwargs_type,
    kr_typevartuple_type, kr_typealias_type, kr_generic_type, kr_no_default_type;
extern kr_object kr_no_default; /* typing.NoDefault */

/* All borrowed; the evaluate functions may be KR_NULL. New. */
kr_value kr_typevar_new(kr_value name, kr_value evaluate_bound, kr_value evaluate_constraints);
kr_value kr_paramspec_new(kr_value name);
kr_value kr_typevartuple_new(kr_value name);
/* typing.Generic[params], for the bases of `class C[params]`. */
kr_value kr_subscript_generic(kr_value params);
/* args: a tuple (name, type_params or None, evaluate_value). */
kr_value kr_typealias_new(kr_value args);
/* Gives a type parameter its lazily evaluated default; returns it (new). */
kr_value kr_typeparam_set_default(kr_value param, kr_value evaluate_default);
/* Readies all of these types. */
int kr_typevar_init(void);
/* Union of two, whatever they are. */
kr_value kr_union_pair(kr_value a, kr_value b);

#endif
