# Document 003: accessing the memory manager at runtime.
import gc
import sys
from claim import claim, here, raises


class Custom:
    def __init__(self, value):
        self.value = value


def function():
    pass


my_list, my_dict, custom = [1], {"k": []}, Custom([])
objects = gc.get_objects()


def among(o):
    return any(o is each for each in objects)


claim("get_objects returns a list", type(objects) is list and len(objects) > 100)
claim("... of custom objects, lists, dicts, functions, classes", all(map(among, (custom, my_list, my_dict, function, Custom))))
claim("... not of small integers or strings", not any(type(o) in (int, str, float, bytes, bool, type(None)) for o in objects))
claim("... nor of itself", not among(objects))
claim("is_tracked says the same", all(map(gc.is_tracked, (custom, my_list, my_dict, function, Custom))) and not any(map(gc.is_tracked, (1, "s", 1.5, None))))
del objects

# get_objects by generation
gc.collect()
young = [[] for _ in range(5)]
claim("a new object is in generation 0", any(o is young[0] for o in gc.get_objects(generation=0)))
gc.collect()
claim("what survived is not", not any(o is young[0] for o in gc.get_objects(generation=0)))
claim("a generation that does not exist", raises(ValueError, lambda: gc.get_objects(generation=3)) == "generation parameter must be less than the number of available generations (3)")
claim("... or is negative", raises(ValueError, lambda: gc.get_objects(generation=-2)) == "generation parameter cannot be negative")

# get_referrers, get_referents
a = {"key": "value"}
b = [a]
claim("get_referrers: what points to your object", len(gc.get_referrers(a)) == 2 and any(r is b for r in gc.get_referrers(a)))
claim("... the other one is the module's variables", any(r is globals() for r in gc.get_referrers(a)))
claim("... of several objects", {id(r) for r in gc.get_referrers(a, custom)} == {id(b), id(globals())})
claim("get_referents: what your object points to", gc.get_referents(b) == [a] and gc.get_referents(b)[0] is a)
claim("... of a dict: keys and values", gc.get_referents({1: "x", (): "y"}) in (["x", 1, "y", ()], [1, "x", (), "y"]))
claim("... of an instance", custom.value in gc.get_referents(custom) or custom.value in gc.get_referents(custom.__dict__))
claim("... its class too", Custom in gc.get_referents(custom))
claim("... of a function: globals, code, name", globals() in gc.get_referents(function))
claim("... of what has none", gc.get_referents(1, "s") == [])


def closure():
    cell = a
    return lambda: cell


f = closure()
claim("debugging a leak: the cell of a closure", any(type(r).__name__ == "cell" for r in gc.get_referrers(a)))
del f
inner = Custom(None)
inner.value = inner
gc.collect()
claim("circular references are found by it", any(r is inner or r is inner.__dict__ for r in gc.get_referrers(inner)))


def frame_holds():
    held = Custom(1)
    return any(type(r).__name__ == "frame" for r in gc.get_referrers(held)) or sys._getframe().f_locals["held"] is held


claim("the second might be the frame's locals", frame_holds())


# The example: a cycle
def create_cycle():
    l = [1, 2, 3]
    l.append(l)
    return l


gc.collect()
cycle = create_cycle()
claim("the list now refers to itself", cycle[3] is cycle and sys.getrefcount(cycle) == 3)
del cycle
claim("the number returned is the number of objects collected", gc.collect() == 1)
claim("... and none the second time", gc.collect() == 0)
for _ in range(7):
    create_cycle()
claim("... 7 for 7", gc.collect() == 7)

# sys
my_list = [1, 2, 3, 4]
my_other_list = my_list
claim("the real count is 2, the call adds a temporary 3rd", sys.getrefcount(my_list) == 3)
claim("the size is that of the internal pointer array", sys.getsizeof([None] * 1000) - sys.getsizeof([None] * 500) == 500 * ((sys.getsizeof([None] * 1000) - sys.getsizeof([])) // 1000))
claim("... not of the objects in it", sys.getsizeof(["x" * 1000]) == sys.getsizeof([1]))

# Summary: which tool
claim("find all objects of a certain type", [o for o in gc.get_objects() if type(o) is Custom and o is custom] == [custom])


def profiled(x, y=2):
    z = x + y
    frame = sys._getframe()
    return dict(frame.f_locals), frame.f_globals


values, variables = profiled(1)
claim("frame.f_locals: the values of variables during execution", (values["x"], values["y"], values["z"]) == (1, 2, 3))
claim("frame.f_globals", variables is globals())
seen = []


def profiler(frame, event, arg):
    if event == "return" and frame.f_code is profiled.__code__:
        seen.append(dict(frame.f_locals)["z"])


sys.setprofile(profiler)
profiled(5, 6)
sys.setprofile(None)
claim("... for a profiler", seen == [11] and sys.getprofile() is None)
import colorsys

spec = colorsys.__spec__
claim("__spec__: how a module was imported", (spec.name, type(spec).__name__, spec.has_location) == ("colorsys", "ModuleSpec", True))
claim("... from where", spec.origin.endswith("colorsys.py") and spec.loader is colorsys.__loader__)
claim("__main__ has none", __spec__ is None)
