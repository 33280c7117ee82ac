class A:
    def hello(self): return "A"
    def call(self): return self.hello()
class B(A):
    def hello(self): return "B" + super().hello()
b = B()
bound = b.call
B.hello = lambda self: "patched"
print(bound(), b.call(), A().call())
b.hello = lambda: "instance"
print(b.call(), bound())
m = b.hello
del b.hello
print(m(), b.hello())
A.hello = lambda self: "A2"
del B.hello
print(b.call(), bound(), B.hello is A.hello)
class C(A): pass
c = C()
C.hello = A.__dict__["hello"].__get__(c)
print(c.call())
c.__class__ = B
print(c.call(), type(c).__name__, c.hello())
setattr(B, "call", property(lambda self: "prop now"))
print(b.call)
class D:
    def __getattr__(self, n): return lambda *a: (n, a)
d = D()
print(d.anything(1), d.x.__name__)
D.anything = lambda self, *a: "real"
print(d.anything(1))
