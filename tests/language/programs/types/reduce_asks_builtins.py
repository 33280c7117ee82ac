# __reduce__ finds iter, reversed and getattr among the builtins of who asks.
import array, pickle, types

code = compile("x.__reduce__()", "test", "eval")


class C:
    def m(self):
        pass


def objects():
    yield from (iter([1, 2]), iter(range(3)), reversed([1]), iter({1: 2}), iter({1}), iter("a"), iter("\u1234"), iter((1,)))
    yield from (iter(b"a"), iter(bytearray(b"a")), iter(array.array("i", [1])), enumerate([]), iter(int, 1), iter({1: 2}.items()))
    yield from (C().m, [].append, len, str.upper, int.__add__, (5).__add__, dict.fromkeys, int.real)


for space in {}, {"iter": len, "getattr": repr}, {"iter": iter, "reversed": 5}:
    for builtins in space, types.MappingProxyType(space):
        for x in objects():
            try:
                found = eval(code, {"__builtins__": dict(space) if builtins is space else builtins, "x": x})
                print(type(x).__name__, found if isinstance(found, str) else found[0])
            except AttributeError as e:
                print(type(x).__name__, e)
for it in iter("abc"), iter(b"abc"), iter(bytearray(b"abc")), iter("\u1234bc"), iter(array.array("b", [1, 2, 3])):
    print(it.__reduce__())
    next(it)
    print(list(pickle.loads(pickle.dumps(it))), it.__reduce__())
    list(it)
    print(it.__reduce__())
