# Document 004, "Attribute Access", "Metaclasses", "Interview Questions".
import sys
from abc import ABCMeta, abstractmethod
from claim import claim, here, raises

log = []


class Data:
    def __get__(self, obj, type=None):
        return "data descriptor"

    def __set__(self, obj, value):
        log.append(value)


class NonData:
    def __get__(self, obj, type=None):
        return "non-data descriptor"


class Base:
    inherited = Data()
    base_attr = "base"


class C(Base):
    data = Data()
    non_data = NonData()
    attr = "class"

    def __getattr__(self, name):
        return f"__getattr__({name})"


obj = C()
obj.__dict__.update(data="instance", non_data="instance", attr="instance", inherited="instance", own="instance")
claim("1. data descriptors from type(obj).__mro__", obj.data == "data descriptor" and obj.inherited == "data descriptor")
claim("2. the instance's __dict__", obj.own == "instance" and obj.non_data == "instance" and obj.attr == "instance")
bare = C()
claim("3. non-data descriptors and class attributes", (bare.non_data, bare.attr, bare.base_attr) == ("non-data descriptor", "class", "base"))
claim("4. __getattr__ if defined", bare.nowhere == "__getattr__(nowhere)")
claim("without it: AttributeError", raises(AttributeError, getattr, Base(), "nowhere") == "'Base' object has no attribute 'nowhere'")
obj.data = 5
claim("assignment to a data descriptor is its __set__", log == [5] and obj.__dict__["data"] == "instance")
bare.non_data = "mine"
claim("assignment to a non-data descriptor is the instance's", bare.non_data == "mine" and bare.__dict__ == {"non_data": "mine"})
claim("functions are non-data descriptors", hasattr(C.__getattr__, "__get__") and not hasattr(C.__getattr__, "__set__"))
claim("property is a data descriptor", hasattr(property, "__get__") and hasattr(property, "__set__"))


class Order(C):
    pass


claim("the order is that of the __mro__", Order.__mro__ == (Order, C, Base, object) and Order().attr == "class")
Order.attr = "nearer"
claim("... the nearest class first", Order().attr == "nearer" and C().attr == "class")
hot = Order()
seen = set()
for i in range(200):
    if i == 100:
        Order.attr = Data()
    seen.add(hot.attr)
claim("a class may change at any time", seen == {"nearer", "data descriptor"} and hot.attr == "data descriptor")

# __getattribute__
calls = []


class Every:
    def __init__(self):
        self.existing = "value"

    def __getattribute__(self, name):
        calls.append(name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"{name} not found, returning default"


e = Every()
claim("__getattribute__: called for every access", (e.existing, e.missing) == ("value", "missing not found, returning default") and calls == ["existing", "missing"])
calls.clear()
len_found = hasattr(type(e), "__len__")
claim("... but not for special methods", calls == [] and not len_found)


class Broken:
    def __getattribute__(self, name):
        return self.name


claim("the gotcha: infinite recursion", raises(RecursionError, getattr, Broken(), "x") == "maximum recursion depth exceeded")


class Fixed:
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


f = Fixed()
f.x = 1
claim("the fix: object.__getattribute__", f.x == 1 and bool(raises(AttributeError, getattr, f, "y")))

# Metaclasses
order = []


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        order.append("prepare")
        return {}

    def __new__(mcs, name, bases, namespace, **kw):
        order.append("new " + ",".join(k for k in namespace if not k.startswith("__")))
        namespace["added"] = True
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        order.append(f"init {kw}")
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        order.append("call")
        return super().__call__(*args, **kwargs)


class Made(metaclass=Meta, option=1):
    order.append("body")
    x = 1


claim("the body, then metaclass.__new__, then __init__", order == ["prepare", "body", "new x", "init {'option': 1}"])
claim("the namespace can be modified before", Made.added is True)
claim("type(class) is its metaclass", type(Made) is Meta and isinstance(Made, type) and type(Made()) is Made)
claim("__call__ makes instances", order[-1] == "call")


class Sub(Made):
    pass


claim("the metaclass is inherited", type(Sub) is Meta)
Other = type("Other", (type,), {})
claim("metaclasses must agree", str(raises(TypeError, lambda: Meta("Both", (Made, Other("O", (), {})), {}))).startswith("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass"))
Three = type("Three", (object,), {"x": 1, "method": lambda self: 42})
claim("type(name, bases, dict)", (Three.__name__, Three.__bases__, Three().x, Three().method()) == ("Three", (object,), 1, 42))


class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class One(metaclass=Singleton):
    def __init__(self):
        log.append("made")


log.clear()
claim("a singleton is made once", One() is One() and log == ["made"])


class Interface(metaclass=ABCMeta):
    @abstractmethod
    def method(self):
        pass


class Whole(Interface):
    def method(self):
        return 1


claim("an abstract class cannot be instantiated", bool(raises(TypeError, Interface)) and Whole().method() == 1)
claim("... and is an ABCMeta", type(Interface) is ABCMeta and isinstance(Whole(), Interface))

# Q3, Q4: lists as keys; dicts
claim("lists cannot be dict keys", raises(TypeError, lambda: {[]: 1}) == "cannot use 'list' as a dict key (unhashable type: 'list')")
claim("tuples can", {(1, "a"): 2}[1, "a"] == 2)
claim("... if their contents are hashable", raises(TypeError, hash, (1, [])) == "unhashable type: 'list'")
probes = []


class Key:
    def __init__(self, name, h):
        self.name, self.h = name, h

    def __hash__(self):
        probes.append("hash")
        return self.h

    def __eq__(self, other):
        probes.append("eq")
        return self.name == other.name


a, b, c = Key("a", 5), Key("b", 5), Key("c", 6)
table = {a: 1, b: 2, c: 3}
probes.clear()
claim("1. compute hash(key), 3. on a collision probe the next", (table[Key("b", 5)], probes) == (2, ["hash", "eq", "eq"]))
probes.clear()
claim("... the same object needs no comparison", (table[a], probes) == (1, ["hash"]))
claim("4. what is stored includes the hash: growing asks for none", (probes.clear(), table.update({i: i for i in range(100, 200)}), probes)[2] == [])
grows = []
d = {}
last = sys.getsizeof(d)
for n in range(1, 200):
    d[n] = n
    if sys.getsizeof(d) != last:
        grows.append(n)
        last = sys.getsizeof(d)
claim("5. resized when two thirds are full", grows == [1, 6, 11, 22, 43, 86, 171])
claim("insertion order is kept", list({"z": 1, "a": 2, "m": 3}) == ["z", "a", "m"])
