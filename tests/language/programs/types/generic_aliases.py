# list[int]: substitution, reprs, what an alias takes over from its origin.
def scrub(s):
    parts = s.split(' at 0x')
    return parts[0] + ''.join(' at ...' + p.lstrip('0123456789abcdef') for p in parts[1:])
def t(f):
    try: print(scrub(repr(f())))
    except BaseException as e: print(type(e).__name__, scrub(str(e)))
import types, typing, sys
from typing import TypeVar, ParamSpec, TypeVarTuple, Generic, TypeAliasType, Union, Optional, Any, Unpack, Callable
GA=types.GenericAlias
T=TypeVar('T'); S=TypeVar('S'); P=ParamSpec('P'); Ts=TypeVarTuple('Ts')
a=list[int]
t(lambda: a); t(lambda: GA(list,int)); t(lambda: GA(list,(int,str))); t(lambda: GA(1,2)); t(lambda: GA(list)); t(lambda: GA(list,int,3)); t(lambda: GA(origin=list,args=1)); t(lambda: a()); t(lambda: a([1])); t(lambda: a.append); t(lambda: a.__class__); t(lambda: a.__origin__); t(lambda: a.__args__); t(lambda: a.__parameters__); t(lambda: list[T].__parameters__); t(lambda: list[T][int]); t(lambda: dict[T,S][int,str]); t(lambda: dict[T,list[S]][int,str]); t(lambda: dict[T,T][int]); t(lambda: list[T][int,str]); t(lambda: dict[T,S][int]); t(lambda: a[int]); t(lambda: list[T][()]); t(lambda: tuple[()]); t(lambda: tuple[int,...]); t(lambda: tuple[T,...][int]); t(lambda: list[list[T]][int]); t(lambda: list[T|int][str]); t(lambda: list[[T]]); t(lambda: list['x']); t(lambda: list[1]); t(lambda: list[None]); t(lambda: list[type(None)]); t(lambda: list[typing.Any]); t(lambda: list[types.FunctionType]); t(lambda: list[lambda:0].__args__[0].__name__); t(lambda: a==list[int]); t(lambda: a!=list[str]); t(lambda: a==1); t(lambda: hash(a)==hash(list[int])); t(lambda: a<a); t(lambda: a|int); t(lambda: int|a); t(lambda: a|None); t(lambda: a|1); t(lambda: list(a)); t(lambda: next(iter(a)).__unpacked__); t(lambda: repr(*tuple[int,str])); t(lambda: tuple[*tuple[int,str]]); t(lambda: tuple[*tuple[int,str]].__args__); t(lambda: tuple[*Ts]); t(lambda: tuple[*Ts][int,str]); t(lambda: tuple[T,*Ts][int,str,float]); t(lambda: tuple[T,*Ts][()]); t(lambda: isinstance(1,a)); t(lambda: issubclass(int,a)); t(lambda: a.__reduce__()); t(lambda: next(iter(a)).__reduce__()); t(lambda: a.__mro_entries__(())); t(lambda: a.__bases__); t(lambda: a.__copy__); t(lambda: a.__doc__ == list.__doc__); t(lambda: a.__name__); t(lambda: a.__qualname__); t(lambda: a.__module__); t(lambda: a.foo); t(lambda: dir(a)[:3]); t(lambda: sorted(set(dir(a))-set(dir(list)))); t(lambda: setattr(a,'x',1)); t(lambda: setattr(list[int],'__origin__',1)); t(lambda: a.__typing_unpacked_tuple_args__); t(lambda: next(iter(tuple[int])).__typing_unpacked_tuple_args__); t(lambda: type(a)); t(lambda: type(a).__module__); t(lambda: a.__init__); t(lambda: a.__len__); t(lambda: len(a)); t(lambda: a.__call__); t(lambda: a.mro()); t(lambda: a.__class_getitem__(3)); t(lambda: a.__instancecheck__(1)); t(lambda: a.__orig_class__)
class C: 
    __class_getitem__=classmethod(GA)
t(lambda: C[int]); t(lambda: C[int]().__orig_class__); t(lambda: C[int](3)); t(lambda: type('D',(C[int],),{}))
class D(C[int],list[str]): pass
t(lambda: (D.__bases__, D.__orig_bases__, D.__mro__))
t(lambda: list[P]); t(lambda: C[P].__parameters__); t(lambda: C[P][int]); t(lambda: C[P][[int,str]]); t(lambda: C[T,P][int,[str]]); t(lambda: C[T,P][int,str]);t(lambda: Callable[P,T][[int],str]); t(lambda: Callable[P,T][int,str])
