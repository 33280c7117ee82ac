# krait.memory: the object graph as data.
import gc, json, sys
import krait.memory
from krait.memory import graph, references, summary


class Plain:
    pass


class Slots:
    __slots__ = ("p", "q", "__weakref__")


class Child(Slots, Plain):
    pass


class Method:
    def m(self):
        pass


class Nosy(Plain):
    """Everything that looks at it from Python is told."""

    def tell(self, *args):
        raise AssertionError("its code ran")

    __getattr__ = __repr__ = __hash__ = __eq__ = __sizeof__ = __len__ = __iter__ = tell

    def __getattribute__(self, name):
        raise AssertionError("its code ran")


def edges_of(g, start=None):
    start = g["root"] if start is None else start
    return {(e["kind"], e["name"]): e for e in g["edges"] if e["from"] == start}


def node(g, obj):
    return next((n for n in g["nodes"] if n["id"] == id(obj)), None)


# the shape
root = [1, "a text of its own " * 2, None, 2.5, [True]]
g = graph(root)
json.dumps(g)
assert g["root"] == id(root) and g["complete"] is True
e = edges_of(g)
assert list(e) == [("index", i) for i in range(5)], e
assert e["index", 0]["to"] is None and e["index", 0]["value"] == "1"
assert e["index", 2]["value"] == "None" and e["index", 3]["value"] == "2.5"
assert e["index", 1]["to"] == id(root[1])
n = node(g, root)
assert n["type"] == "list" and n["size"] == sys.getsizeof(root) and n["depth"] == 0
assert node(g, root[1])["size"] == sys.getsizeof(root[1]) and node(g, root[1])["generation"] is None

# reference counts are the program's own
assert n["references"] == sys.getrefcount(root) - 1 == 1, n
more = [root, root]
assert node(graph(root), root)["references"] == 3
assert node(graph(more), root)["references"] == 3 and node(graph(more), more)["references"] == 1
assert node(graph([None]), None) is None
del more

# generations
gc.collect()
assert node(graph(root), root)["generation"] == 2
young = [root]
assert node(graph(young), young)["generation"] == 0
gc.freeze()
assert node(graph(root), root)["generation"] == 3
gc.unfreeze()

# names of edges
p = Plain()
p.x, p.y = p, (p,)
g = graph(p)
assert {("attribute", "x"), ("attribute", "y"), ("attribute", "__class__")} <= set(edges_of(g))
assert edges_of(g)["attribute", "x"]["to"] == id(p)
p.__dict__  # now there is one
assert ("attribute", "__dict__") in edges_of(graph(p))
assert ("key", "'x'") in edges_of(graph(p), id(p.__dict__))
s = Child()
s.p, s.q, s.z = [1], None, [2]
assert {("slot", "p"), ("slot", "q")} <= set(edges_of(graph(s)))
assert any(e["name"] in ("z", "'z'") for e in graph(s)["edges"])
assert set(edges_of(graph({1: [], "k": [], (1, "x"): [], p: []}))) >= {
    ("key", "1"), ("key", "'k'"), ("key", "(1, 'x')"), ("key", f"<__main__.Plain at {id(p):#x}>")}
assert ("element", None) in edges_of(graph({p}))


def outer():
    variable, number = [p], 5

    def inner(a=[], *, b=[]):
        return variable, number

    return inner


f = outer()
e = edges_of(graph(f))
assert {("cell", "variable"), ("cell", "number"), ("attribute", "__code__"), ("attribute", "__globals__")} <= set(e)
assert {("attribute", "__defaults__"), ("attribute", "__kwdefaults__")} <= set(e)
cells = graph(f)["edges"]
assert any(c["kind"] == "cell" and c["name"] == "cell_contents" and c.get("value") == "5" for c in cells)


def generator():
    local = [p]
    yield local


it = generator()
next(it)
assert ("local", "local") in edges_of(graph(it))
assert ("local", "root") not in edges_of(graph(sys._getframe()))  # a module's variables are in its dict
assert any(e["to"] == id(root) for e in graph(root.append, 1)["edges"])
assert {("attribute", "__func__"), ("attribute", "__self__")} <= set(edges_of(graph(Method().m)))
assert ("attribute", "__dict__") in edges_of(graph(sys))
assert ("attribute", "__mro__") in edges_of(graph(Plain))
assert [(k, n) for k, n, _ in references([7, 8])] == [("index", 0), ("index", 1)]

# nothing of the program runs, nothing in it changes
nosy = Nosy()
object.__setattr__(nosy, "inner", [nosy])
g = graph([nosy, {"k": nosy}], depth=3)
assert any(n["type"].endswith("Nosy") for n in g["nodes"])
fresh = Plain()
fresh.a = 1
size = sys.getsizeof(fresh)
graph(fresh)
assert ("attribute", "__dict__") not in edges_of(graph(fresh)) and sys.getsizeof(fresh) == size
refs = sys.getrefcount(p)
graph(p)
assert sys.getrefcount(p) == refs

# bounds
chain = None
for i in range(100):
    chain = [chain]
assert len(graph(chain, depth=10)["nodes"]) == 11 and not graph(chain, depth=10)["complete"]
assert len(graph(chain, depth=99)["nodes"]) == 100 and graph(chain, depth=99)["complete"]
assert graph(chain, depth=0)["nodes"][0]["depth"] == 0 and not graph(chain, depth=0)["complete"]
wide = [[] for _ in range(100)]
assert len(graph(wide, count=10)["nodes"]) == 10 and not graph(wide, count=10)["complete"]
assert len(graph(wide)["nodes"]) == 101 and graph(wide)["complete"]
ring = []
ring.append(ring)
assert len(graph(ring)["nodes"]) == 1 and len(graph(ring)["edges"]) == 1
for bad in (dict(depth=-1), dict(count=0)):
    try:
        graph(ring, **bad)
    except ValueError:
        pass
    else:
        raise AssertionError(bad)
assert graph(5) == {"root": None, "complete": True, "nodes": [], "edges": []}
assert list(summary(wide)) == ["list"] and summary(wide)["list"][0] == 101
assert summary(wide)["list"][1] == sys.getsizeof(wide) + 100 * sys.getsizeof([])

# everything there is
everything = graph(sys.modules, depth=50, count=3000)
assert len(everything["nodes"]) == 3000
known = {n["id"] for n in everything["nodes"]}
assert all(e["from"] in known and (e["to"] is None or e["to"] in known) for e in everything["edges"])
print("ok")
