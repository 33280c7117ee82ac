import gc, sys, re
class W:
    def write(self, s):
        sys.__stdout__.write(re.sub(r"0x[0-9a-f]+|\d+\.\d+s|objects in each generation:.*", "X", s))
    def flush(self): pass
sys.stderr = W()
class A:
    def __init__(self, n=0): self.me = self
class B(A):
    def __del__(self): print("del B")
class M(type): pass
gc.collect()
gc.set_debug(gc.DEBUG_COLLECTABLE)
A(); B()
l = []; l.append(l); del l
d = {}; d["d"] = d; del d
t = ([],); t[0].append(t); del t
print(gc.collect())
gc.set_debug(gc.DEBUG_STATS)
A()
print(gc.collect(0)); print(gc.collect(1)); print(gc.collect(2))
gc.set_debug(gc.DEBUG_SAVEALL)
A(); B()
print(gc.collect(), [type(o).__name__ for o in gc.garbage])
gc.garbage.clear()
gc.set_debug(gc.DEBUG_LEAK)
x = B(); x.l = [x]; del x
print(gc.collect(), [type(o).__name__ for o in gc.garbage])
gc.set_debug(0); gc.garbage.clear(); print(gc.collect())
print(gc.get_debug(), gc.garbage)
