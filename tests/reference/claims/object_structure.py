# Document 004, "Everything is an Object" and its picture of PyObject: identity, type, value; count, type, items.
import sys
import types
from claim import claim, here, raises


def greet():
    pass


class MyClass:
    pass


things = [42, 1.5, "s", b"b", None, True, ..., (), [], {}, set(), greet, MyClass, MyClass(), sys, type, object, len, greet.__code__, int.__add__]
claim("everything is an object", all(isinstance(t, object) for t in things))
claim("every object has an identity", all(type(id(t)) is int and id(t) > 0 for t in things))
claim("... which is its own while it lives", len({id(t) for t in things}) == len(things))
claim("... and stays the same", [id(t) for t in things] == [id(t) for t in things])
claim("every object has a type", all(isinstance(type(t), type) for t in things))
claim("identity is what `is` compares", all((a is b) == (id(a) == id(b)) for a in things for b in things))
claim("the type determines behavior", (type(3).__add__(3, 4), type("3").__add__("3", "4")) == (7, "34"))
claim("functions are objects", (greet.__name__, type(greet), type(greet.__code__)) == ("greet", types.FunctionType, types.CodeType))
greet.note = "has attributes"
claim("... that have attributes", greet.note == "has attributes" and greet.__dict__ == {"note": "has attributes"})
claim("classes are objects", type(MyClass) is type and isinstance(MyClass, object))
claim("modules are objects", type(sys) is types.ModuleType)
claim("type is its own type", type(type) is type)
claim("type(object) is type", type(object) is type)
claim("object.__bases__ is the empty tuple", object.__bases__ == ())
claim("type.__bases__ is (object,)", type.__bases__ == (object,))
claim("object is the base of everything", all(type(t).__mro__[-1] is object for t in things))
claim("type creates classes", type("Made", (), {})().__class__.__name__ == "Made")

# The fields of the picture, as a program sees them.
x = MyClass()
claim("ob_refcnt: the reference count", sys.getrefcount(x) == 2)
y = x
claim("... counts references", sys.getrefcount(x) == 3)
del y
claim("ob_type: the pointer to the type", type(x) is x.__class__ is MyClass)
before = sys.getrefcount(MyClass)
others = [MyClass() for _ in range(10)]
claim("... is a reference: a class is held by its instances", sys.getrefcount(MyClass) == before + 10)
del others
claim("... as long as they live", sys.getrefcount(MyClass) == before)


class Other:
    pass


x.__class__ = Other
claim("... which a program can change", type(x) is Other)
claim("PyVarObject: list, str, tuple, bytes have a number of items", [t.__itemsize__ > 0 for t in (tuple, bytes, int)] == [True] * 3)
claim("object has none, and no items", object.__itemsize__ == 0 and object.__basicsize__ == sys.getsizeof(object()))
step = sys.getsizeof((1, 2)) - sys.getsizeof((1,))
claim("a tuple grows by one slot an item", all(sys.getsizeof(tuple(range(n))) == sys.getsizeof(()) + n * step for n in range(1, 50)))
claim("... which is the type's __itemsize__", step == tuple.__itemsize__)
claim("bytes grow by one byte an item", sys.getsizeof(b"x" * 100) - sys.getsizeof(b"x" * 99) == 1 == bytes.__itemsize__)
claim("ob_size: the number of items", [len(v) for v in ((1, 2), [1], "abc", b"")] == [2, 1, 3, 0])
