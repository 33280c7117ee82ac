import gc
gc.disable(); gc.collect()
log = []
def cb(phase, info): log.append((phase, dict(info)))
gc.callbacks.append(cb)
class A:
    def __init__(self): self.me = self
A(); A(); gc.collect(); gc.collect(0); gc.collect(1)
for e in log: print(e)
log.clear()
def bad(phase, info): raise ValueError(phase)
gc.callbacks.insert(0, bad)
gc.collect(); print(log)
gc.callbacks[:] = []
def recurse(phase, info): print(phase, gc.collect())
gc.callbacks.append(recurse); A(); print(gc.collect())
gc.callbacks.remove(recurse)
class D:
    def __init__(self): self.me = self
    def __del__(self): print("in del", gc.collect())
D(); print(gc.collect())
gc.callbacks.append(3); gc.collect(); gc.callbacks.clear()
gc.enable()
