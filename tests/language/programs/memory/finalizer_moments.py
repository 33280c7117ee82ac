# The moment of __del__: assignment, deletion, loops, comprehensions, with, exceptions, calls.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        print("exit", self.name)


x = D("rebound")
x = D("second")
print("after rebinding")
x = None
print("after None")
for i in range(2):
    d = D(f"loop {i}")
    print("in loop", i)
del d
for d in (D(f"item {i}") for i in range(2)):
    print("item")
print("after items")
del d
for d in [D("a"), D("b")]:
    pass
print("list loop over")
del d
[D(f"comprehension {i}") and None for i in range(2)]
print([D("kept").name for _ in range(1)])
with D("context") as c:
    print("in with")
print("after with")
del c
with D("unnamed"):
    print("in with")
print("after unnamed")
D("temporary").name
print("after temporary")
len([D("argument")])
print("after call")
(lambda d: print("in lambda"))(D("parameter"))
print("after lambda")


def early(flag):
    d = D("early")
    if flag:
        return "returned"
    print("unreached")


print(early(True))


def swallow():
    try:
        d = D("tried")
        raise KeyError
    except KeyError:
        print("handled")
    finally:
        print("finally")


swallow()


def reraised():
    d = D("reraised")
    try:
        raise ValueError
    except ValueError as e:
        raise KeyError from e


try:
    reraised()
except KeyError as e:
    print("caught", type(e.__cause__).__name__)
print("after except")
try:
    raise ValueError(D("in exception"))
except ValueError:
    print("in handler")
print("handler over")
a, b = D("unpacked a"), D("unpacked b")
a, b = b, a
print("swapped")
del a, b
l = [D("zero"), D("one"), D("two")]
l[0] = None
l[1:] = []
print("sliced")
d = {"k": D("value")}
d["k"] = None
d.update(k=D("updated"))
d.pop("k")
d.setdefault("k", D("default"))
d.clear()
s = {D("set member")}
s.pop()


class C:
    attr = D("class attribute")


C.attr = None
c = C()
c.x = D("instance attribute")
del c.x
c.y = D("with instance")
c = None


def default(d=D("default argument")):
    pass


default.__defaults__ = None
print("defaults dropped")
default = None


def outer():
    d = D("captured")

    def inner():
        return d

    return inner


f = outer()
print("closure made")
f = None
(g for g in [D("in generator source")])
print("generator dropped")
global_walrus = (y := D("walrus")).name
y = None
if D("condition"):
    print("true")
while D("while condition"):
    break
print("after while")
assert D("assertion")
t = f"{D('formatted').name}"
match D("subject"):
    case D(name=n):
        print("matched", n)
print("after match")
D("chained").name.upper().lower()
not D("negated")
D("compared") == D("with")
print("end")
