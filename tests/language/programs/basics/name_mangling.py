# Double-underscore names inside classes.
class A:
    __secret = 1
    __dunder__ = 2
    def __init__(self, __arg=5):
        self.__x = __arg
        self._A__y = 3
    def get(self):
        __local = self.__x + self.__y
        return __local, sorted(k for k in locals())
    def kw(self, **kw):
        return kw
    def use(self):
        return self.kw(__z=1)
    class __Inner:
        def f(self):
            return type(self).__name__, sorted(n for n in vars(type(self)) if "f" == n)
    def inner(self):
        return self.__Inner().f()
    import math as __m
    def imp(self):
        import string as __s
        return self.__m.pi > 3, __s.digits[:2], "_A__s" in locals()
    def glob(self):
        global __g
        __g = 8
a = A()
print(sorted(vars(a)), sorted(k for k in vars(A) if "secret" in k or "Inner" in k or "dunder" in k or k.endswith("__m")))
print(a.get(), a.use(), a.inner(), a.imp())
a.glob()
print(globals()["_A__g"])
try:
    a.__secret
except AttributeError as e:
    print(e)
print(a._A__secret, A.__init__.__code__.co_varnames)
class _Lead(A):
    def f(self):
        self.__q = 1
        return self.__dict__.keys() - {"_A__x", "_A__y"}
print(_Lead().f())
class __:
    def f(self):
        __x = 1
        return list(locals())
print(__().f())
