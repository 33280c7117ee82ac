import weakref
class A: pass
def cb(r): print("callback", r() is None)
a = A(); r = weakref.ref(a, cb)
b = A(); weakref.finalize(b, print, "finalize b")
c = A(); f = weakref.finalize(c, print, "no atexit"); f.atexit = False
d = weakref.WeakValueDictionary(); e = A(); d["k"] = e
s = weakref.WeakSet([e])
p = weakref.proxy(e, cb)
print("end")
