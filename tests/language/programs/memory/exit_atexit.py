import atexit, sys
def one(*a, **k): print("one", a, k)
@atexit.register
def two(): print("two"); atexit.register(three)
def three(): print("three")
def bad(): raise ValueError("bad")
def leave(): sys.exit(5)
def kill(): raise KeyboardInterrupt
atexit.register(one, 1, 2, k=3)
atexit.register(bad)
atexit.register(leave)
atexit.register(kill)
atexit.register(one); atexit.unregister(one); atexit.register(one, "again")
class D:
    def __del__(self): print("del"); 
d = D()
atexit.register(lambda: print("globals alive", d is not None, "__main__" in sys.modules))
