class D:
    def __del__(self): print('del D')
def g(x): yield x
y=g(D()); print('a'); y.close(); print('closed', y.gi_frame, y.gi_running, y.gi_suspended)
y.close(); 
try: next(y)
except StopIteration as e: print('stop', e.value)
print('b'); del y; print('c')
async def c(x): return x
y=c(D()); y.close(); print('closed', y.cr_frame); 
try: y.send(None)
except RuntimeError as e: print(e)
del y; print('d')
y=g(D())
try: y.throw(KeyError)
except KeyError: print('K')
print('e')
del y
print('f')
import sys, weakref, gc
for mk in (lambda: g(D()), lambda: c(D())):
    y=mk(); fr=getattr(y,'gi_frame',None) or y.cr_frame
    import warnings; warnings.simplefilter('ignore')
    fr.clear(); print('cleared'); print(fr.f_lasti, list(fr.f_locals)); del y; print(fr.f_lasti, list(fr.f_locals)); del fr; print('gone')
class C: pass
o=C(); o.d=D()
o.g = g(o); o.g.close()
print(gc.collect()>0 or 1); del o; gc.collect(); print('end')
