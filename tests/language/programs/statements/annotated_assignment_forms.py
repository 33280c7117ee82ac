log = []
def note(x): log.append(x); return x
x: note("module ann") = note("value")
y: note("never evaluated here")
(p): note("paren") = 1
class K:
    a: note("class ann") = note("class value")
    b: note("class bare")
    (c): note("class paren") = 2
    d: "string ann" = None
print(log); log.clear()
print(K.__annotations__, log); log.clear()
def f():
    v: note("local ann") = note("local value")
    w: note("local bare")
    lst = [0]
    lst[note(0)]: note("sub ann") = note("sub value")
    K.attr: note("attr ann") = note("attr value")
    return v, lst
print(f(), log, f.__annotations__); log.clear()
lst = [1]
lst[0]: int = 5
lst[note("index bare") and 0]: int
print(lst, log, "z" in globals()); log.clear()
def g():
    try: return z
    except NameError as e: return type(e).__name__, str(e)
    z: int
print(g())
if False:
    conditional: int = 1
for i in range(2): looped: note("loop ann") = i
print(looped, __annotations__.keys() if "__annotations__" in globals() else sorted(__annotate__(1)))
t: tuple[int, ...] = 1, 2, 3
u: list = *t, 4
print(t, u)
def h():
    y: int = yield
    z: str = yield y
    return z
it = h(); next(it); print(it.send(5))
