# Methods of keys and values that change the dict in the middle of an operation.
def attempt(name, f):
    try: print(name, f())
    except RuntimeError as e: print(name, "->", e)
def evil_eq():
    class E:
        def __hash__(self): return 1
        def __eq__(self, o):
            d.clear(); return False
    d = {E(): 1, 5: 5}
    return d.get(E(), "missing"), d
def evil_update():
    class M:
        def keys(self): return [1, 2]
        def __getitem__(self, k): d.clear(); return k
    d = {0: 0}
    d.update(M()); return d
def evil_del():
    class D:
        def __del__(self): d["from del"] = 1
    d = {1: D()}
    d[1] = 2; return d
def evil_clear():
    class D:
        def __del__(self): d["again"] = 1
    d = {1: D(), 2: 2}
    d.clear(); return d
for f in [evil_eq, evil_update, evil_del, evil_clear]:
    attempt(f.__name__, f)
