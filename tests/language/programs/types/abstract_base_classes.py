# abc: registering, hooks, caches.
def scrub(s):
    parts = s.split(' at 0x')
    return parts[0] + ''.join(' at ...' + p.lstrip('0123456789abcdef') for p in parts[1:])
def t(f):
    try: print(scrub(repr(f())))
    except BaseException as e: print(type(e).__name__, scrub(str(e)))
import _abc, abc, weakref
from _abc import *
from _abc import _abc_init,_abc_register,_abc_instancecheck,_abc_subclasscheck,_get_dump,_reset_caches,_reset_registry
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
class B(A): pass
print([ (k) for k in A.__dict__], type(A.__dict__['_abc_impl']), A.__abstractmethods__, B.__abstractmethods__)
t(lambda: type(A._abc_impl)())
t(lambda: _get_dump(int))
t(lambda: _abc_init(1))
t(lambda: _abc_init(int))
t(lambda: _abc_register(A,1))
t(lambda: _abc_register(A,int))
t(lambda: A.register(int))
t(lambda: issubclass(int,A))
t(lambda: isinstance(1,A))
t(lambda: A.register(A)); 
class C(A): pass
t(lambda: C.register(A))
t(lambda: _abc_register(int,str))
t(lambda: _abc_instancecheck(int,1))
t(lambda: _abc_subclasscheck(int,1))
t(lambda: _abc_subclasscheck(A,1))
t(lambda: issubclass(1,A))
t(lambda: isinstance('a',A))
t(lambda: type(get_cache_token()))
t(lambda: _reset_caches(A))
t(lambda: _reset_registry(A))
t(lambda: issubclass(int,A))
class H(abc.ABC):
    @classmethod
    def __subclasshook__(cls,c): return 3
t(lambda: issubclass(int,H)); 
class H2(abc.ABC):
    @classmethod
    def __subclasshook__(cls,c): return c is int
t(lambda: (issubclass(int,H2),issubclass(str,H2)))
class H3(abc.ABC):
    def __subclasshook__(cls,c): return True
t(lambda: issubclass(int,H3))
t(lambda: A())
t(lambda: B())
class P(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self): pass
    @classmethod
    @abc.abstractmethod
    def y(self): pass
    @staticmethod
    @abc.abstractmethod
    def z(self): pass
t(lambda: P())
t(lambda: P.__abstractmethods__==frozenset('xyz'))
class Q(P): x=y=z=1
t(lambda: Q()); 
d=_get_dump(A)
print([type(x) for x in d])
class W: pass
t(lambda: issubclass(W,A))
t(lambda: [len(x) if hasattr(x,'__len__') else '' for x in _get_dump(A)]); del W; import gc; gc.collect()
t(lambda: [len(x) if hasattr(x,'__len__') else '' for x in _get_dump(A)])
class BadSub(abc.ABC):
    def __subclasses__(): return 3
t(lambda: issubclass(int, BadSub)); 
class BadSub2(abc.ABC):
    @classmethod
    def __subclasses__(c): return 3
t(lambda: issubclass(int, BadSub2)); 
class ME(type):
    @property
    def __abstractmethods__(self): return 1
t(lambda: _abc_init(ME('x',(),{})))
class Z:
    __isabstractmethod__=property(lambda s: 1/0)
t(lambda: type('zz',(abc.ABC,),{'a':Z()}))
class NoCls: 
    __class__ = 3
t(lambda: isinstance(NoCls(),A))
