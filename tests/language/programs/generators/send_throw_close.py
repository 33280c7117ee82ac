def echo():
    got = []
    try:
        while True:
            try:
                x = yield got[-1] if got else None
                got.append(x)
            except ValueError as e:
                got.append(f"VE {e}")
            except GeneratorExit:
                print("closing")
                raise
    finally:
        print("cleanup", got)
g = echo()
try:
    g.send(5)
except TypeError as e:
    print(e)
print(g.send(None), g.send(1), g.send("two"), next(g))
print(g.throw(ValueError("bad")), g.throw(ValueError))
try:
    g.throw(KeyError("through"))
except KeyError as e:
    print("out", e)
print(next(g, "finished"))
h = echo()
next(h)
print(h.close(), h.close())
def never_started():
    print("never printed")
    yield
n = never_started()
print(n.close())
n = never_started()
try:
    n.throw(RuntimeError("before start"))
except RuntimeError as e:
    print(e, next(n, "dead"))
def ret_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "close value"
r = ret_on_close(); next(r)
print(r.close())
def ignores():
    try: yield 1
    except GeneratorExit: yield 2
i = ignores(); next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
def raises():
    try: yield 1
    finally: raise KeyError("from finally")
k = raises(); next(k)
try:
    k.close()
except KeyError as e:
    print(repr(e), repr(e.__context__))
for bad in [(5,), ("x",), (ValueError, "v", 5), (int,), (), (ValueError("a"), "b")]:
    gg = echo(); next(gg)
    try:
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gg.throw(*bad)
    except TypeError as e:
        print(bad, e)
