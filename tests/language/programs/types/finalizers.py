# __del__: when it runs, once only, resurrection, deep chains.
import gc
class A:
    def __init__(self, n): self.n=n
    def __del__(self): print('del', self.n)
a=A(1); del a; print('after')
a=A(2); a=None; print('after2')
def f(): x=A(3); print('in')
f(); print('out')
l=[A(4),A(5)]; del l; print('list')
a=A(6); a.me=a; del a; print('cycle'); gc.collect(); print('collected')
keep=[]
class R:
    def __del__(self): print('R del'); keep.append(self)
r=R(); del r; print(len(keep)); keep.clear(); print('gone')
class Sl:
    __slots__='x'
    def __del__(self): print('Sl', self.x)
s=Sl(); s.x=1; del s
class Nog:
    __slots__=()
    def __del__(self): print('nog'); keep.append(self)
n=Nog(); del n; keep.clear(); print(len(keep))
class X(A):
    def __del__(self): print('X'); super().__del__()
X(7)

a=A(8); b=A(9); a.o=b; b.o=a; del a,b; gc.collect()
class Late: pass
o=Late(); Late.__del__=lambda s: print('late'); del o
o=Late(); del Late.__del__; del o; print('no del')
class Res:
    def __del__(self):
        global res; res=self; print('res')
o=Res(); o.self=o; del o; gc.collect(); print(res.self is res); res.self=None; res=None; gc.collect(); print('done')
class In:
    def __init__(self): self.d={}
    def __del__(self): print('In', sorted(self.__dict__))
i=In(); i.x=1; i.__dict__; del i
def gen():
    try: yield 1
    finally: print('gen closed')
g=gen(); next(g); del g
import _weakref
o=In(); r=_weakref.ref(o, lambda r: print('cb', r())); del o
x=A(10)
x.__class__=In; x.d=1; del x
class Chain:
    def __init__(s,n): s.n=n
c=None
for i in range(200000):
    k=Chain(c); c=k
del k; del c; print('deep ok')
c=None
class DD:
    cnt=0
    def __init__(s,n): s.n=n
    def __del__(s): DD.cnt+=1
for i in range(20000): c=DD(c)
del c; print(DD.cnt)
