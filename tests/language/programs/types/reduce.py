# How objects say they can be made again.
def scrub(s):
    parts = s.split(' at 0x')
    return parts[0] + ''.join(' at ...' + p.lstrip('0123456789abcdef') for p in parts[1:])
def t(f):
    try: print(scrub(repr(f())))
    except BaseException as e: print(type(e).__name__, scrub(str(e)))
import copyreg
class A: pass
class S: __slots__='a','b'
class T(tuple): pass
class L(list): pass
class D(dict): pass
class I(int): pass
class N:
    def __new__(cls, x): return object.__new__(cls)
    def __getnewargs__(self): return (1,)
class NX:
    def __new__(cls, *a, **k): return object.__new__(cls)
    def __getnewargs_ex__(self): return ((1,), {'b':2})
for p in (0,1,2,3,4):
    a=A(); t(lambda: a.__reduce_ex__(p)); a.x=1; t(lambda: a.__reduce_ex__(p))
    s=S(); t(lambda: s.__reduce_ex__(p)); s.a=1; t(lambda: s.__reduce_ex__(p))
    for o in (T((1,2)), L([1]), D({1:2}), I(5), N(1), NX(1)):
        t(lambda: [list(x) if hasattr(x,'__next__') else x for x in o.__reduce_ex__(p)])
t(lambda: len.__reduce_ex__(2)); t(lambda: (x for x in ()).__reduce_ex__(2)); t(lambda: object().__reduce__()); t(lambda: A().__reduce__()); t(lambda: type.__reduce_ex__(int,2)); t(lambda: (1).__reduce_ex__(2));t(lambda: (1).__reduce_ex__(4)); t(lambda: None.__reduce_ex__(2)); t(lambda: [].__reduce_ex__(2)); t(lambda: {}.__reduce_ex__(2)); t(lambda: ().__reduce_ex__(2)); t(lambda: (lambda:0).__reduce_ex__(2)); t(lambda: type(a.__reduce_ex__)); t(lambda: memoryview(b'').__reduce_ex__(2)); t(lambda: int.__add__.__reduce_ex__(2)); t(lambda: (1).__add__.__reduce_ex__(2)); t(lambda: [].append.__reduce_ex__(2)); t(lambda: list.append.__reduce_ex__(2)); t(lambda: A.__dict__['__dict__'].__reduce_ex__(2)); t(lambda: S.a.__reduce__()); t(lambda: property().__reduce_ex__(2)); t(lambda: staticmethod(1).__reduce_ex__(2)); t(lambda: super(A,a).__reduce_ex__(2))
class B:
    def __getnewargs__(self): return 1
class B2:
    def __getnewargs_ex__(self): return 1
class B3:
    def __getnewargs_ex__(self): return (1,2,3)
class B4:
    def __getnewargs_ex__(self): return (1,2)
class B5:
    def __getnewargs_ex__(self): return ((),2)
class B6:
    def __reduce__(self): return 'hey'
class B7:
    def __getstate__(self): return 42
for c in B,B2,B3,B4,B5,B6,B7: t(lambda: c().__reduce_ex__(2)); t(lambda: c().__reduce_ex__(1))
class Q: __slots__='a','__weakref__'
t(lambda: Q().__reduce_ex__(1)); t(lambda: Q().__getstate__()); t(lambda: A().__getstate__()); t(lambda: [].__getstate__()); t(lambda: (1).__getstate__())
class C(A): __slots__='z'
c=C(); c.z=1; c.k=2; t(lambda: c.__getstate__())
t(lambda: object().__getstate__()); t(lambda: L([1]).__getstate__())
class R:
    __slots__=('_R__p','q'); 
r=R(); r.q=1; t(lambda: r.__getstate__()); r._R__p=3; t(lambda: r.__getstate__()); print(copyreg._slotnames(R), R.__slotnames__)
