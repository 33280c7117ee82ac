import sys
def hook(t, v, tb): print("hook", t.__name__, v)
sys.excepthook = hook
class D:
    def __del__(self): print("del"); raise RuntimeError("in del")
d = D()
def unr(u): print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg)
sys.unraisablehook = unr
1/0
