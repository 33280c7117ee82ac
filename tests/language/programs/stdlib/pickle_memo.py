# The memo of a Pickler and of an Unpickler as attributes, and the hooks set on an instance.
import io
import pickle


def attempt(f):
    try:
        r = f()
    except Exception as e:
        r = f"{type(e).__name__}: {e}"
    print(r)


def shown(memo, objects):
    names = {id(o): n for n, o in objects.items()}
    return sorted((names.get(k, "?"), v[0], v[1] is objects.get(names.get(k))) for k, v in memo.items())


a, b = ["a"], ["b"]
objects = {"a": a, "b": b}
f = io.BytesIO()
p = pickle.Pickler(f)
p.dump(a)
print(type(p.memo), shown(p.memo.copy(), objects))
reduced = p.memo.__reduce__()
print(reduced[0], len(reduced[1]), shown(reduced[1][0], objects))
start = f.tell()
p.dump([a, b])
print(f.getvalue()[start:])

q = pickle.Pickler(g := io.BytesIO())
q.memo = p.memo
q.dump(b)
print(g.getvalue(), len(q.memo.copy()), len(p.memo.copy()))
q.memo = q.memo
print(len(q.memo.copy()))
q.memo.clear()
print(q.memo.copy(), len(p.memo.copy()))
q.memo = {1: (7, a)}
g.seek(0), g.truncate()
q.dump([a])
print(g.getvalue(), shown(q.memo.copy(), {"a": a})[0])


def put(o, v):
    o.memo = v


def drop(o):
    del o.memo


for bad in (None, 1, [], {1: 2}, {1: (1,)}, {1: ("x", a)}, {1: (1, 2, 3)}):
    attempt(lambda: put(q, bad))
attempt(lambda: drop(q))

u = pickle.Unpickler(io.BytesIO(pickle.dumps([a, b, a])))
print(u.load(), type(u.memo), u.memo.copy())
print(u.memo.__reduce__())
w = pickle.Unpickler(io.BytesIO(b"h\x01."))
w.memo = u.memo
print(w.load())
w.memo.clear()
print(w.memo.copy(), len(u.memo.copy()))
for bad in (None, 1, [], {"x": 2}, {-1: 2}, {1.0: 2}):
    attempt(lambda: put(w, bad))
attempt(lambda: drop(w))
attempt(lambda: put(w, q.memo))
attempt(lambda: put(q, w.memo))
print(w.memo.copy())
for o in (p, w):
    attempt(lambda: hash(o.memo))

# a proxy keeps its owner
memo = pickle.Unpickler(io.BytesIO(b"")).memo
print(memo.copy())

# hooks as attributes
p = pickle.Pickler(f := io.BytesIO())
attempt(lambda: p.persistent_id(1))
p.persistent_id = lambda o: "A" if o is a else None
print(p.persistent_id(a))
p.dump([a, b])
data = f.getvalue()
print(data)
del p.persistent_id
attempt(lambda: p.persistent_id(a))
attempt(lambda: delattr(p, "persistent_id"))
attempt(lambda: setattr(p, "other", 1))
u = pickle.Unpickler(io.BytesIO(data))
attempt(lambda: u.persistent_load(1))
attempt(u.load)
u = pickle.Unpickler(io.BytesIO(data))
u.persistent_load = lambda i: ["loaded", i]
print(u.persistent_load(1), u.load())
del u.persistent_load
attempt(lambda: u.persistent_load(1))
attempt(lambda: delattr(u, "persistent_load"))


# a load() within the load(): the stack of the outer one is gone
class Greedy:
    def __init__(self):
        self.got = []

    def append(self, x):
        self.got.append(x)


def again(*args):
    print("again", args)
    return Greedy()


class Within(pickle.Unpickler):
    def find_class(self, module, name):
        return again


attempt(Within(io.BytesIO(b"c__main__\nagain\n)R(K\x01K\x02e.")).load)
for data in (b"(e.", b"]e.", b"](K\x01e.", b"}(K\x01u.", b"\x8f(K\x01\x90.", b"Na.", b"N(K\x01\x90.", b"N(K\x01K\x02u.", b"](u.", b"](\x90."):
    attempt(lambda: pickle.loads(data))
