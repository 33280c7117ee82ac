# Where a program can wait without blocking the host: each part sleeps in a function that something calls. Run one by
# one by leave.test.mjs, in an interpreter whose host has no synchronous way to wait.
# --- sorted key
print(sorted([3,1,2], key=wait))
print('ok')
# --- list.sort key
l=[3,1,2]; l.sort(key=wait, reverse=True); print(l)
print('ok')
# --- sorted of generator
print(sorted(wait(x) for x in [3,1,2]))
print('ok')
# --- min key
print(min([3,1,2], key=wait), max(3,1,2,key=wait))
print('ok')
# --- min of generator
print(min(wait(x) for x in [3,1,2]), max((wait(x) for x in []), default=1))
print('ok')
# --- sum any all
print(sum(wait(x) for x in [3,1,2]), any(wait(x) for x in [0,0]), all(wait(x) for x in [1,1]))
print('ok')
# --- __init__
class A:
    def __init__(self, x): self.x = wait(x)
print(A(3).x)
print('ok')
# --- __new__
class A:
    def __new__(cls, x): wait(); return super().__new__(cls)
    def __init__(self, x): self.x = wait(x)
print(A(3).x)
print('ok')
# --- super().__init__
class A:
    def __init__(self, x): self.x = wait(x)
class B(A):
    def __init__(self, x): super().__init__(x)
print(B(3).x)
print('ok')
# --- comprehension
print([wait(x) for x in range(2)], {wait(x) for x in range(2)}, {wait(x): wait(x) for x in range(2)})
print('ok')
# --- nested generator expression
print(list(wait(x) for x in (wait(y) for y in range(2))))
print('ok')
# --- generator
def g():
    yield wait(1)
    yield from (wait(x) for x in range(2))
print(list(g()), [*g()], next(g()))
print('ok')
# --- tuple(generator)
print(tuple(wait(x) for x in range(2)))
print('ok')
# --- set(generator)
print(set(wait(x) for x in range(2)), frozenset(wait(x) for x in range(2)))
print('ok')
# --- dict(generator)
print(dict((wait(x), x) for x in range(2)))
print('ok')
# --- bytes(generator)
print(bytes(wait(x) for x in range(2)), bytearray(wait(x) for x in range(2)))
print('ok')
# --- deque(generator)
import collections
print(collections.deque((wait(x) for x in range(2)), maxlen=1))
print('ok')
# --- list.extend
l=[]; l.extend(wait(x) for x in range(2)); l += (wait(x) for x in range(2)); print(l, [*(wait(x) for x in range(2))])
print('ok')
# --- set.update
s=set(); s.update(wait(x) for x in range(2)); s |= {*(wait(x) for x in range(2))}; print(s)
print('ok')
# --- dict.update
d={}; d.update((wait(x), 1) for x in range(2)); print(d)
print('ok')
# --- unpack generator
a, b = (wait(x) for x in range(2)); c, *d = (wait(x) for x in range(3)); print(a,b,c,d)
print('ok')
# --- in a generator
print(1 in (wait(x) for x in range(2)))
print('ok')
# --- str.join
print(','.join(str(wait(x)) for x in range(2)))
print('ok')
# --- map filter
print(list(map(wait, range(2))), list(filter(wait, range(2))), sum(map(wait, range(3))))
print('ok')
# --- for over map filter
for x in map(wait, range(2)): print(x)
for x in filter(wait, range(2)): print(x)
print('ok')
# --- map over generator
print(list(map(str, (wait(x) for x in range(2)))), list(filter(None, (wait(x) for x in range(2)))))
print('ok')
# --- for over enumerate
for i, x in enumerate(wait(x) for x in range(2)): print(i, x)
print('ok')
# --- list(enumerate)
print(list(enumerate(wait(x) for x in range(2))))
print('ok')
# --- for over zip
for i, x in zip((wait(x) for x in range(2)), (wait(x) for x in range(2))): print(i, x)
print('ok')
# --- dict(zip)
print(dict(zip('ab', (wait(x) for x in range(2)))))
print('ok')
# --- iter(callable, sentinel)
n=iter([1,2,3])
for x in iter(lambda: wait(next(n)), 3): print(x)
print('ok')
# --- itertools islice
import itertools
print(list(itertools.islice((wait(x) for x in range(9)), 2)))
print('ok')
# --- itertools takewhile
import itertools
print(list(itertools.takewhile(wait, [1,2,0])), list(itertools.dropwhile(wait, [1,2,0])))
print('ok')
# --- itertools chain
import itertools
print(list(itertools.chain((wait(x) for x in range(2)), [1])))
print('ok')
# --- itertools accumulate
import itertools
print(list(itertools.accumulate([1,2,3], lambda a,b: wait(a+b))))
print('ok')
# --- itertools starmap
import itertools
print(list(itertools.starmap(wait, [(1,),(2,)])))
print('ok')
# --- with
class C:
    def __enter__(self): return wait(self)
    def __exit__(self, *a): wait(); return True
with C() as c: print(1)
with C() as c: 1/0
print('ok')
# --- contextmanager
import contextlib
@contextlib.contextmanager
def c():
    wait()
    yield 1
    wait()
with c() as x: print(x)
print('ok')
# --- ExitStack
import contextlib
with contextlib.ExitStack() as s: s.callback(wait)
print('ok')
# --- class body
class A:
    x = wait(3)
print(A.x)
print('ok')
# --- metaclass
class M(type):
    @classmethod
    def __prepare__(m, *a): wait(); return {}
    def __new__(m, *a): wait(); return super().__new__(m, *a)
    def __init__(m, *a): wait()
    def __call__(c, *a): wait(); return super().__call__(*a)
class A(metaclass=M):
    def __init__(self): wait()
print(A())
print('ok')
# --- exec
exec('wait(); print(1)'); print(eval('wait(2)'))
print('ok')
# --- import
open('mymod.py','w').write('import time; time.sleep(0.001); x = 1\n')
sys.path.insert(0,'')
import mymod; print(mymod.x)
print('ok')
# --- from import
open('mymod2.py','w').write('import time; time.sleep(0.001); x = 1\n')
sys.path.insert(0,'')
from mymod2 import x; print(x)
import importlib; importlib.reload(sys.modules['mymod2'])
print('ok')
# --- import_module
open('mymod3.py','w').write('import time; time.sleep(0.001); x = 1\n')
sys.path.insert(0,'')
import importlib; print(importlib.import_module('mymod3').x)
print('ok')
# --- package
import os
os.mkdir('pk'); open('pk/__init__.py','w').write('import time; time.sleep(0.001); from . import sub\n'); open('pk/sub.py','w').write('import time; time.sleep(0.001)\n')
sys.path.insert(0,'')
import pk.sub; from pk import *
print('ok')
# --- decorators
def deco(f): wait(); return lambda *a: wait(f(*a))
@deco
def f(x): return wait(x)
print(f(1))
print('ok')
# --- functools wraps partial
import functools
p = functools.partial(wait, 3); print(p(), functools.partial(p)())
print('ok')
# --- lru_cache
import functools
@functools.lru_cache
def f(x): return wait(x)
@functools.cache
def g(x): return wait(x)
print(f(1), f(1), g(2))
print('ok')
# --- cached_property
import functools
class A:
    @functools.cached_property
    def x(self): return wait(1)
print(A().x)
print('ok')
# --- singledispatch
import functools
@functools.singledispatch
def f(x): return wait(x)
print(f(1))
print('ok')
# --- reduce
import functools
print(functools.reduce(lambda a,b: wait(a+b), [1,2,3]), functools.reduce(lambda a,b: a+b, (wait(x) for x in range(3))))
print('ok')
# --- property
class A:
    @property
    def x(self): return wait(1)
    @x.setter
    def x(self, v): wait()
    @x.deleter
    def x(self): wait()
a=A(); print(a.x); a.x=1; a.x+=1; del a.x
print('ok')
# --- getattr(property)
class A:
    @property
    def x(self): return wait(1)
print(getattr(A(), 'x'), hasattr(A(), 'x'))
print('ok')
# --- __getattr__
class A:
    def __getattr__(self, n): return wait(n)
print(A().foo, getattr(A(), 'bar'), A().foo.upper())
print('ok')
# --- __setattr__
class A:
    def __setattr__(self, n, v): wait(); object.__setattr__(self, n, v)
    def __delattr__(self, n): wait()
a=A(); a.x=1; setattr(a,'y',2); del a.x; print(a.__dict__)
print('ok')
# --- classmethod staticmethod
class A:
    @classmethod
    def c(cls): return wait(1)
    @staticmethod
    def s(): return wait(1)
print(A.c(), A().s())
print('ok')
# --- len abs int index
class A:
    def __len__(self): return wait(1)
    def __abs__(self): return wait(1)
    def __int__(self): return wait(1)
    def __index__(self): return wait(1)
    def __round__(self, n=None): return wait(1)
    def __float__(self): return wait(1.0)
a=A(); print(len(a))
print('ok')
# --- str repr
class A:
    def __str__(self): return wait('s')
    def __repr__(self): return wait('r')
    def __format__(self, f): return wait('f')
print(str(A())); print(repr(A()));
print('ok')
# --- fstring
class A:
    def __str__(self): return wait('s')
    def __repr__(self): return wait('r')
    def __format__(self, f): return wait('f')
print(f'{A()} {A()!r} {A()!s} {A():x}')
print('ok')
# --- print(obj)
class A:
    def __str__(self): return wait('s')
print(A(), A())
print('ok')
# --- print to python file
class F:
    def write(self, s): wait(); sys.__stdout__.write(s)
    def flush(self): wait()
print(1, 2, file=F(), flush=True)
sys.stdout = F(); print(3); sys.stdout=sys.__stdout__
print('ok')
# --- dataclass
import dataclasses
@dataclasses.dataclass
class D:
    x: int
    def __post_init__(self): wait()
    y: list = dataclasses.field(default_factory=lambda: wait([]))
print(D(1))
print('ok')
# --- enum
import enum
class E(enum.Enum):
    A=1
    @classmethod
    def _missing_(cls, v): return wait(cls.A)
print(E(5))
print('ok')
# --- generator send throw close
def g():
    try:
        while True: wait((yield wait(1)))
    except ValueError: yield wait(2)
    finally: wait()
x=g(); next(x); x.send(1); print(x.throw(ValueError)); x.close()
print('ok')
# --- coroutine by hand
async def c(): return wait(1)
try: c().send(None)
except StopIteration as e: print(e.value)
print('ok')
# --- asyncio.run
import asyncio
async def main():
    await asyncio.sleep(0.001); return 1
print(asyncio.run(main()))
print('ok')
# --- exception group, except type expression
try: 1/0
except wait(ZeroDivisionError): print(wait(1))
finally: wait()
print('ok')
# --- lambda default and annotations
def f(a: int = wait(1)): return a
print(f())
print('ok')
# --- unittest
import unittest
class T(unittest.TestCase):
    def test(self): self.assertEqual(wait(1), 1)
    def test_raises(self):
        with self.assertRaises(ValueError): wait(); raise ValueError
r=unittest.TextTestRunner(stream=open('/dev/null','w') if 0 else sys.stderr, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(T)); print(r.wasSuccessful())
print('ok')
# --- runpy
import runpy
open('rm.py','w').write('import time; time.sleep(0.001)')
runpy.run_path('rm.py')
print('ok')
# --- queue
import queue
q=queue.SimpleQueue()
try: q.get(timeout=0.001)
except queue.Empty: print('empty')
print('ok')
# --- iterators written in Python
class I:
    n = 0
    def __iter__(self): return wait(self)
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return wait(self.n)
print(list(I()), tuple(I()), set(I()), [x for x in I()], 2 in I(), [*I()])
a, b, c = I()
class J(I):
    def __iter__(self): return self
print(sum(J()), max(J()), sorted(J()), any(J()), ''.join(map(str, J())))
print('ok')
# --- operators
class A:
    def __add__(self, o): return wait(1)
    def __radd__(self, o): return wait(2)
    def __iadd__(self, o): return wait(self)
    def __neg__(self): return wait(1)
    def __bool__(self): return wait(True)
    def __lt__(self, o): return wait(True)
    def __gt__(self, o): return wait(True)
    def __eq__(self, o): return wait(True)
    def __getitem__(self, k): return wait(k)
    def __setitem__(self, k, v): wait()
    def __delitem__(self, k): wait()
    def __contains__(self, k): return wait(True)
    def __call__(self): return wait(1)
    def __matmul__(self, o): return wait(1)
    def __invert__(self): return wait(1)
    def __len__(self): return wait(1)
a = A()
a + 1; 1 + a; a += 1; -a; not a; a < 1; a == 1; a[1]; del a[1]; 1 in a; a(); a @ 1; ~a; len(a)
a[1] = 2
if a: pass
while a: break
a and 1; 1 < a < 1; a[1:2]
print('ok')
# --- descriptors
class D:
    def __get__(self, o, t): return wait(1)
    def __set__(self, o, v): wait()
class A: x = D()
a = A()
print(a.x)
a.x = 1
print('ok')
# --- __getattribute__
class A:
    def __getattribute__(self, n): return wait(n)
print(A().foo, getattr(A(), 'bar'))
print('ok')
# --- f(*generator)
print(*(wait(x) for x in range(2)), **{'sep': '-'})
print('ok')
# --- asynchronous with and for
class A:
    async def __aenter__(self): return wait(self)
    async def __aexit__(self, *a): wait()
    def __aiter__(self):
        self.n = 0
        return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return wait(self.n)
async def main():
    async with A() as a:
        async for x in a: print(x)
try: main().send(None)
except StopIteration: pass
print('ok')
# --- format()
class A:
    def __format__(self, f): return wait('f')
print(format(A(), 'x'))
print('ok')
# --- iter(), next()
class I:
    def __iter__(self): return wait(self)
    def __next__(self): return wait(1)
print(next(iter(I())), next(wait(x) for x in [1]))
print('ok')
# --- a sequence by __getitem__
class R:
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return wait(i)
for x in R(): print(x)
print(list(R()), [*R()], sum(R()))
print('ok')
# --- yield from, and a generator that delegates
def inner(): yield wait(1)
def outer():
    yield from inner()
    yield (yield from inner())
print(list(outer()))
print('ok')
# --- an asynchronous generator
async def g():
    got = yield wait(1)
    yield wait(got)
async def main():
    a = g()
    return [x async for x in g()], await anext(a), await a.asend(5)
try: main().send(None)
except StopIteration as e: assert e.value == ([1, None], 1, 5), e.value
print('ok')
# --- yield from an iterator written in Python, and from map()
class It:
    left = 3
    def __iter__(self): return self
    def __next__(self):
        self.left -= 1
        if self.left: return wait(self.left)
        raise StopIteration('value')
def g():
    result = yield from It()
    yield result
    yield from map(wait, 'ab')
assert list(g()) == [2, 1, 'value', 'a', 'b']
print('ok')
