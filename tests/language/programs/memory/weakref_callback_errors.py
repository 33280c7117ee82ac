# A callback that fails: the text tells whether the collector called it. And what a weak proxy passes on to bytes().
import gc
import weakref


class A:
    pass


def fail(r):
    raise ValueError('in callback')


a = A()
r = weakref.ref(a, fail)
del a
a = A()
a.a = a
r = weakref.ref(a, fail)
del a
gc.collect()


class Index:
    def __index__(self):
        return 3

    def __iter__(self):
        return iter([1, 2])

    def __next__(self):
        return 1


class Callable(Index):
    def __call__(self):
        return 0


class Bytes(Callable):
    def __bytes__(self):
        return b'bytes'


for cls in (Index, Callable, Bytes):
    o = cls()
    p = weakref.proxy(o)
    print(cls.__name__, bytes(p), bytearray(p), bytes(o))
