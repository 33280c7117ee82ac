# Subclasses of builtin types with attributes, slots and weak references.
import sys
class S(str):
    def __new__(cls, v, extra=None):
        self = str.__new__(cls, v); self.extra = extra; return self
s = S('hello', [1,2]); print(s, s.extra, s.__dict__, len(s), s+'x', type(s+'x'), s == 'hello', hash(s)==hash('hello'), {s:1}['hello'])
s.foo = 5; print(sorted(s.__dict__.items())); del s.extra; print(s.__dict__)
try: s.extra
except AttributeError as e: print(e)
class S2(str): __slots__ = ('a','b')
x = S2('abc'); x.a = 1; x.b = [2]; print(x, x.a, x.b, hasattr(x,'__dict__'))
class S3(S2): __slots__ = ('c',)
y = S3('déf☃'); y.a=1; y.b=2; y.c=3; print(y, y.a, y.b, y.c)
class S4(S3): pass
z = S4('w'*100); z.a=1; z.c=4; z.q=9; print(len(z), z.a, z.c, z.q, z.__dict__)
class I(int):
    def __init__(self, *a): self.z = a
    def __add__(self, o): return I(int(self)+o)
    def __repr__(self): return f'I({int(self)})'
i = I(5); print(i, i.z, i+3, (i+3).z, i*2, -i, i == 5, i < 6, hash(i)); i.w = 1; print(i.__dict__)
big = I(1<<100); print(big == 1<<100, big.z, big.__dict__, big+1)
class T(tuple):
    pass
t = T([1,2,3]); t.name = 'x'; print(t, t.name, t[1:], type(t[1:]), t.__dict__, len(t))
t0 = T(); t0.n=1; print(t0, t0.n, False)
class B(bytes): pass
b = B(b'abc'); b.k = 3; print(b, b.k, b+b'd')
class F(float): pass
f = F(1.5); f.k = 2; print(f, f.k, f+1, type(f+1))
class L(list): pass
l = L([1,2]); l.k = 3; print(l, l.k, l+[3])
class D(dict):
    def __missing__(self, k): return k*2
d = D(a=1); d.k = 2; print(d, d.k, d['zz'], d.get('zz'))
class St(set): pass
q = St([1,2]); q.k=1; print(q, q.k, q|{3}, type(q|{3}))
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
try: raise E(1,2)
except E as e: print(e, e.b, e.args, e.__dict__, repr(e))
class Meta(type):
    def __new__(m, n, b, d, **k): c = super().__new__(m, n, b, d); c.k = k; return c
    def __init__(c, n, b, d, **k): super().__init__(n, b, d); c.inited = True
    def __call__(c, *a): print('call', a); return super().__call__(*a)
    @property
    def prop(c): return c.__name__*2
    def __len__(c): return 42
class M(metaclass=Meta, x=1): pass
print(M.k, M.inited, M(), M.prop, len(M), type(M)) if False else print(M.k, M.inited, type(M()).__name__, M.prop, len(M), type(M))
class Base:
    __slots__ = ('x',)
class W(Base):
    __slots__ = ('__weakref__','__dict__')
w = W(); w.x=1; w.y=2; print(w.x, w.y, w.__dict__)
class V(W): __slots__='z'
v=V(); v.x=1;v.z=3;v.k=4; print(v.x,v.z,v.k,v.__dict__)
class Pl: pass
class Q(Pl): __slots__='s'
a=Q(); a.s=1; a.t=2; print(a.s,a.t,a.__dict__)
import _weakref
r=_weakref.ref(a); print(r() is a); del a; print(r())
r=_weakref.ref(s); print(r() is s); del s; print(r())
try: _weakref.ref(i)
except TypeError as e: print(e)
try: _weakref.ref(t)
except TypeError as e: print(e)
r=_weakref.ref(x) if False else None
