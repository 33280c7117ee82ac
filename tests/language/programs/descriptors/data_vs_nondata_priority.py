class Data:
    def __get__(self, o, t): return "data get"
    def __set__(self, o, v): o.__dict__["d"] = v
class NonData:
    def __get__(self, o, t): return "nondata get"
class Getless:
    def __set__(self, o, v): o.__dict__["g"] = ("set", v)
class C:
    d, n, g = Data(), NonData(), Getless()
c = C()
c.d = "own"; c.n = "own"; c.g = "own"
print(c.d, c.n, c.g, c.__dict__)
del c.n
print(c.n, C.d, C.n, type(C.g).__name__, type(vars(C)["g"]).__name__)
Data.__set__ = None if False else Data.__set__
del Data.__set__
print(c.d)
NonData.__set__ = lambda self, o, v: print("now data", v)
c.n = 5
c.__dict__["n"] = "hidden"
print(c.n)
