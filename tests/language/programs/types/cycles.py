# Cycles through classes, instances, descriptors and modules are collected.
import gc, _weakref
ref=_weakref.ref
class A: pass
r=ref(A); del A; gc.collect(); print(r())
def mk():
    class B:
        def f(self): return B
    return B
r=ref(mk()); gc.collect(); print(r())
def mk2():
    class B: pass
    b=B(); b.cls=B; b.me=b; B.inst=b
    class C(B): 
        __slots__='x'
    c=C(); c.x=c; B.c=c
    return ref(B), ref(C), ref(b), ref(c) 
rs=mk2(); gc.collect(); print([x() for x in rs])
class P:
    x=property(lambda s: s)
    cm=classmethod(lambda c: c)
    sm=staticmethod(lambda: 1)
for i in range(3):
    p=P(); p.p=p; p.m=P.cm; p.sup=super(P,p); p.prox=P.__dict__; p.bm=p.__init__; p.wr=p.__repr__
r=ref(p); del p; gc.collect(); print(r())
print(gc.get_referents(object()), [type(x).__name__ for x in gc.get_referents(P())])
class T(tuple): pass
t=T([1]); t.x=t; r=None
class L(list): pass
l=L(); l.append(l); l.z=l; r=ref(l); del l; gc.collect(); print(r())
class D(dict): pass
d=D(); d['a']=d; d.z=d; r=ref(d); del d; gc.collect(); print(r())
class E(Exception): pass
e=E(); e.x=e; r=ref(e); del e; gc.collect(); print(r())
class S(str): pass
s=S('x'); s.me=s; r=ref(s); del s; gc.collect(); print(r())
class I(int): pass
class F: pass
f=F(); i=I(3); i.f=f; f.i=i; r=ref(f); del f,i; gc.collect(); print(r())
m=type(gc)('mod'); m.m=m; r=ref(m); del m; gc.collect(); print(r())
def clos():
    x=F()
    def g(): return x
    x.g=g
    return ref(x)
r=clos(); gc.collect(); print(r())
f=F(); f.c=[].append; f.d=f.__dict__; f.it=iter([f]); f.g=(f for _ in [1]); r=ref(f); del f; gc.collect(); print(r())
class M(type): pass
class X(metaclass=M): pass
rm=ref(M); rx=ref(X); del M,X; gc.collect(); print(rm(),rx())
class Base: pass
subs=[type('S%d'%i,(Base,),{}) for i in range(100)]
print(len(Base.__subclasses__())); del subs; gc.collect(); print(len(Base.__subclasses__()))
import sys
class Z: pass
n0=sys.getrefcount(Z)
zs=[Z() for i in range(10)]; print(sys.getrefcount(Z)-n0); del zs; print(sys.getrefcount(Z)-n0)
