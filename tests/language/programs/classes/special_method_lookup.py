# Implicit special method lookups bypass the instance and __getattribute__.
class C:
    def __len__(self): return 10
    def __getattribute__(self, n):
        print("asked for", n)
        return object.__getattribute__(self, n)
c = C()
print(len(c))
print(c.__len__())
class D: pass
d = D()
d.__len__ = lambda: 5
d.__call__ = lambda: "called"
d.__str__ = lambda: "str"
for f in (len, str, lambda x: x()):
    try:
        r = f(d)
        print(r.split(" object")[0])
    except TypeError as e:
        print(e)
class Meta(type):
    def __len__(cls): return 42
    def __iter__(cls): return iter("meta")
    def __getitem__(cls, k): return f"item {k}"
    def __contains__(cls, k): return k == 1
    def __call__(cls, *a):
        print("meta call", a)
        return super().__call__(*a)
    def __repr__(cls): return "<M>"
    def __hash__(cls): return 7
    def __add__(cls, o): return "added"
class E(metaclass=Meta):
    def __len__(self): return 1
print(len(E), list(E), E["k"], 1 in E, E, hash(E), E + 1, len(E()))
class F:
    __hash__ = None
    __iter__ = None
    __contains__ = None
    __reversed__ = None
    def __getitem__(self, i): return i
for f in (hash, iter, lambda x: 1 in x, reversed):
    try:
        f(F())
    except TypeError as e:
        print(e)
class G(list):
    __len__ = lambda self: 99
print(len(G()), bool(G()), G([1]))
C.__len__ = lambda self: 3
print(len(c))
del C.__len__
try:
    len(c)
except TypeError as e:
    print(e)
