# Metaclasses, mro, super, annotations, class attributes that change.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class O: pass
class X(O): pass
class Y(O): pass
class Z(X,Y): pass
print(Z.__mro__, Z.mro(), O.__subclasses__(), Z.__base__, Z.__bases__)
class M(type):
    @classmethod
    def __prepare__(m, name, bases, **kw): print('prep', name, kw); return {'pre':1}
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __instancecheck__(c, o): return o == 5
    def __subclasscheck__(c, s): return s is int
    def __contains__(c, x): return x
    def __iter__(c): return iter([1,2])
    def __getitem__(c, k): return k
    def __call__(c, *a, **k): 
        o = super().__call__(*a, **k); return o
    def __repr__(c): return 'M!'+c.__name__
    def __getattr__(c, n): return 'meta '+n
    def __eq__(c,o): return True
    def __hash__(c): return 5
    def __or__(c,o): return 'or'
    x = property(lambda c: 'mx')
class C(metaclass=M, a=1): 
    x = 'cx'
    def __init__(self, *a): self.a=a
print(C, C.pre, isinstance(5,C), isinstance(C(),C), issubclass(int,C), 3 in C, list(C), C[7], C(1).a, C.zzz, C.x, C|1, C==3)
class D(C, b=2): pass
print(type(D), D.pre)
class Base:
    subs=[]
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.subs.append((cls.__name__,tag))
class S1(Base, tag='x'): pass
class S2(S1): pass
print(Base.subs)
class Counter:
    n=0
    def __init__(self): type(self).n+=1
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def st(a,b=2): return a,b
    @property
    def p(self): return self._p
    @p.setter
    def p(self,v): self._p=v
    @p.deleter
    def p(self): del self._p
c=Counter.make(); c.p=4; print(c.p, Counter.n, Counter.st(1), c.st(3,4)); del c.p; t(lambda: c.p)
class Outer:
    class Inner:
        def f(self): return __class__
    def g(self): return super().__repr__
print(Outer.Inner.__qualname__, Outer.Inner().f(), Outer.g.__qualname__)
class A1:
    def f(self): return 'A1'
class B1(A1):
    def f(self): return 'B1'+super().f()
class C1(A1):
    def f(self): return 'C1'+super().f()
class D1(B1,C1):
    def f(self): return 'D1'+super().f()
    @classmethod
    def cm(cls): return super().__init_subclass__
    def nested(self): return [super(D1,self).f() for _ in range(2)]
    def gen(self): return list(super().f() for _ in [1]) if False else super().f()
print(D1().f(), D1().nested(), D1().gen())
t(lambda: super(B1,D1()).f()); t(lambda: super(B1,D1).f(D1()))
def dyn(self): return super().x
t(lambda: dyn(1))
print(type('Dyn',(A1,),{'z':1,'f':lambda s:'dynf'})().f(), type('Dyn',(),{}).__module__)
class Doc:
    """doc"""
    a: int = 3
    b: 'str'
    def m(self, x: int) -> str: "mdoc"
print(Doc.__doc__, Doc.__annotations__, Doc.m.__doc__, Doc.m.__annotations__, Doc.__annotations__ is Doc.__annotations__, '__annotations__' in Doc.__dict__, '__annotations_cache__' in Doc.__dict__)
class DD(Doc): pass
print(DD.__annotations__, DD.__doc__)
Doc.__annotations__={'q':1}; print(Doc.__annotations__, Doc.__annotate__); del Doc.__annotations__; print(Doc.__annotations__)
class Lz:
    x: undefined_thing
t(lambda: Lz.__annotations__); undefined_thing=int; t(lambda: Lz.__annotations__); t(lambda: Lz.__annotate__(1)); t(lambda: Lz.__annotate__(2)); Lz.__annotate__=lambda f: {'a':f}; t(lambda: Lz.__annotations__); Lz.__annotate__=None; t(lambda: Lz.__annotations__); Lz.__annotate__=lambda f: 3; t(lambda: Lz.__annotations__)
print(Doc.__static_attributes__, Doc.__firstlineno__, Counter.__static_attributes__)
class E1: 
    __slots__={'a':'adoc','b':None}
print(E1.a.__doc__, E1.__slots__, E1.b)
class Eq:
    def __eq__(s,o): return True
t(lambda: hash(Eq())); print(Eq.__hash__)
class EqH(Eq):
    __hash__=object.__hash__
t(lambda: hash(EqH())!=None)
class Abs:
    def __class_getitem__(cls,k): return cls.__name__,k
print(Abs[3])
class Mx(int, metaclass=type): pass
print(Mx(3), type(Mx))
def mk(*bases): return type('Q',bases,{})
t(lambda: mk(X,O)); t(lambda: mk(O,X)); t(lambda: mk(X,Y,Z)); t(lambda: mk(Z,X)); t(lambda: mk(int,bool)); t(lambda: mk(Exception,OSError)); t(lambda: mk(OSError,SyntaxError)); t(lambda: mk(int,float)); t(lambda: mk(list,O).__mro__); t(lambda: mk(O,list).__base__); t(lambda: mk(range)); t(lambda: mk(type(x for x in ())))
class Cust(type):
    def mro(cls): return [cls, X, O, object] if cls.__name__=='U' else super().mro()
class U(metaclass=Cust): pass
print(U.__mro__, issubclass(U,X), isinstance(U(),O))
X.attr=5; print(U.attr, Z.attr); X.attr=6; print(U.attr, Z.attr); del X.attr; t(lambda: U.attr)
class P1: v=1
class P2: v=2
class K(P1): pass
k=K(); print(k.v); K.__bases__=(P2,); print(k.v, K.__mro__, P1.__subclasses__(), P2.__subclasses__()); P2.w=9; print(k.w)
class K2(K): pass
K.__bases__=(P1,P2); print(K2.__mro__, K2().v)
try: K.__bases__=(P1,P1)
except TypeError as e: print(e); print(K.__mro__)
class N:
    def __new__(cls,*a): print('new',a); return super().__new__(cls)
    def __init__(self,*a): print('init',a)
N(1,2)
class N2:
    def __new__(cls,*a): return 5
    def __init__(self): print('never')
print(N2(1))
class N3(N):
    def __new__(cls): return N(3)
N3()
class Cnt:
    def __call__(self,*a,**k): return a,k
    __getattr__=lambda s,n: n
print(Cnt()(1,x=2), Cnt().foo)
print(type.__call__(int,'12'), int.__call__('13'), type(int)('A',(),{}))
print(object.__new__(X), int.__new__(I3:=type('I3',(int,),{}),5)+1)
print([x for x in dir(O) if not x.startswith('__')], O.__dict__.get('x'), type(O.__dict__))
t(lambda: O.__dict__.__setitem__); t(lambda: vars(Z)); print(sorted(vars(X())), X().__dir__()[:2])
X.__name__='XX'; X.__qualname__='QQ'; print(X, X.__name__)
print(int.__doc__[:20], type(int.__dict__['__doc__']), type.__doc__[:10], X.__doc__, type(object.__doc__))
print(type.__dict__['__dict__'].__get__(int)['__add__'], type.__name__, type.__dict__['__name__'].__get__(int))
print(type.__text_signature__, object.__text_signature__, property.__text_signature__)
