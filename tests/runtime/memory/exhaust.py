# Runs under KRAIT_MEMORY_LIMIT: everything that can fill memory does, again and again; each time it is a
# MemoryError, and the interpreter goes on.
import gc
import sys


def grow_list():
    items = []
    while True:
        items.append([])


def double_str():
    s = "x"
    while True:
        s += s


def double_bytes():
    s = bytearray(b"x")
    while True:
        s = s + s


def grow_dict():
    d = {}
    while True:
        d[len(d)] = str(len(d))


def grow_set():
    s = set()
    while True:
        s.add((len(s),))


def square():
    n = 3
    while True:
        n = n * n


def linked():
    x = None
    while True:
        x = (x,)


def instances():
    class A:
        pass

    x = None
    while True:
        a = A()
        a.next = x
        x = a


def generators():
    items = []
    while True:
        items.append(i for i in items)


def closures():
    def make(x):
        return lambda: x

    items = []
    while True:
        items.append(make(items))


def exceptions():
    items = []
    while True:
        try:
            raise ValueError
        except ValueError as e:
            items.append(e)


def classes():
    items = []
    while True:
        items.append(type("A", (), {}))


def recursion():
    sys.setrecursionlimit(10**9)
    try:

        def deep(n):
            return deep(n + 1)

        deep(0)
    finally:
        sys.setrecursionlimit(1000)


def joined():
    return "".join(str(i) for i in range(10**9))


def materialized():
    return list(range(10**8))


def as_tuple():
    return tuple(i for i in range(10**9))


def sort():
    return sorted(range(10**8))


def percent():
    return "%*d" % (10**9, 1)


def width():
    return f"{1:>1000000000}"


def zfill():
    return "1".zfill(10**9)


def shift():
    return 1 << (10**9)


def repeat():
    return [0] * 10**8


def zeros():
    return bytes(10**9)


def encoded():
    return ("\xe9" * 10**7).encode("utf-32")


def split():
    return ("a " * 10**7).split()


def dict_display():
    return {i: i for i in range(10**9)}


def arguments():
    return max(*range(10**9))


def source():
    return compile("[" + "1," * 3_000_000 + "]", "", "exec")


def in_finally():
    try:
        return 1
    finally:
        linked()


def in_del():
    class D:
        def __del__(self):
            try:
                linked()
            except MemoryError:
                seen.append("in __del__")

    D()
    return seen.pop()


def permutations():
    import itertools

    return list(itertools.permutations(range(12)))


def deque():
    import collections

    d = collections.deque()
    while True:
        d.append(None)


def counter():
    import collections

    return collections.Counter(range(10**9))


def find_all():
    import re

    return re.findall("a", "a" * 10**8)


def dumps():
    import json

    return json.dumps([1] * 10**8)


def buffer():
    import io

    b = io.BytesIO()
    while True:
        b.write(b"x" * 100_000)


seen = []
ways = [f for f in list(globals().values()) if type(f) is type(grow_list)]


def attempt(f):
    try:
        result = f()
    except MemoryError as e:
        e.__traceback__ = e.__context__ = None
        e = None
        gc.collect()
        return "MemoryError"
    return result


for turn in range(int(sys.argv[1])):
    for f in ways:
        print(f.__name__, attempt(f))
    print(turn, sum(range(1000)), "-".join(map(str, {1: 2}.items())))
for turn in range(20):
    assert attempt(double_str) == attempt(double_bytes) == "MemoryError"
print("end", len([0] * 1000), __import__("json").loads("[1, {}]"))
