class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(1, (str, int)), isinstance(True, int), isinstance(1, int | str), issubclass(B, (str, A)), issubclass(bool, int), isinstance(int, type), isinstance(None, type(None)), isinstance(A, object))
print(type(5), type(A), type(type), type(A()) is A, type("X", (A,), {"v": 1}).v, type(None), type(...), type(len), type(lambda: 0), type([].append), type(A.__init__), type(int.__add__), type((1).__add__), type(type.__dict__), type(A.__dict__.get("__weakref__")))
print(callable(len), callable(5), callable(A), callable(A()), callable(lambda: 0), callable("x".join), callable(type("C", (), {"__call__": 1})()), callable(int), callable(None), callable(print.__call__))
print(id(A) == id(A), id([]) == id([]) or True, (lambda x: id(x) == id(x))(object()), hash("a") == hash("a"), hash(1) == 1, hash((1, 2)) == hash((1, 2)))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: issubclass(int, 5), lambda: isinstance(1), lambda: isinstance(1, int, 2), lambda: isinstance(1, (int, 5)), lambda: isinstance("a", (int, 5)), lambda: issubclass(int, (5,)), lambda: isinstance(1, None), lambda: isinstance([1], list[int]), lambda: hash([]), lambda: hash({1}), lambda: hash(slice([], 1)), lambda: hash(), lambda: callable(), lambda: type(), lambda: type(1, 2), lambda: isinstance(obj=1), lambda: issubclass(int, int | "s")):
    try: print(f())
    except TypeError as e: print(e)
