# What runs at the end of the program, and in which order.
import atexit, sys
def bye(n, **k): print("atexit", n, k)
atexit.register(bye, 1)
atexit.register(bye, 2, key="v")
@atexit.register
def deco(): print("decorated")
def removed(): print("never")
atexit.register(removed); atexit.register(removed); atexit.unregister(removed)
print(atexit._ncallbacks() >= 3)
def failing(): raise ValueError("in atexit")
saved = sys.excepthook
atexit.register(failing)
def nested(): atexit.register(lambda: print("registered during exit"))
atexit.register(nested)
try: atexit.register(5)
except TypeError as e: print(e)
import weakref
class F: pass
f = F(); weakref.finalize(f, print, "finalizer at exit")
print("main ends")
