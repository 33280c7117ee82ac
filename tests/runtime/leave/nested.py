# Where a program cannot wait yet on a host without a synchronous way to: C functions that call Python code and cannot
# be left, where the engine has no JSPI (Node.js 20). RuntimeError says so; a part that learns to wait moves to waits.py. Run one by one by leave.test.mjs.
# --- a comparison while sorting
class A:
    def __lt__(self, o): return wait(True)
sorted([A(), A()])
# --- cmp_to_key
import functools
sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: wait(a - b)))
# --- __hash__ and __eq__ of a key
class K:
    def __hash__(self): return wait(1)
{K(): 1}
# --- re.sub
import re
re.sub('a', lambda m: wait('b'), 'banana')
# --- json.dumps(default=...)
import json
json.dumps({1}, default=lambda o: wait(list(o)))
# --- str.format
class A:
    def __format__(self, f): return wait('f')
'{}'.format(A())
# --- repr of what a list holds
class A:
    def __repr__(self): return wait('A')
repr([A()])
# --- __init_subclass__
class A:
    def __init_subclass__(cls): wait()
class B(A): pass
# --- __class_getitem__
class A:
    def __class_getitem__(c, k): return wait(k)
A[1]
# --- __instancecheck__
class M(type):
    def __instancecheck__(c, o): return wait(True)
class A(metaclass=M): pass
isinstance(1, A)
# --- __missing__
class D(dict):
    def __missing__(s, k): return wait(k)
D()[1]
# --- super().property
class A:
    @property
    def x(self): return wait(1)
class B(A):
    @property
    def x(self): return super().x
B().x
# --- a property in a pattern
class P:
    __match_args__ = ('x',)
    @property
    def x(self): return wait(1)
match P():
    case P(1): pass
# --- abs(), round(), int(), float(), bool()
class A:
    def __abs__(self): return wait(1)
abs(A())
# --- heapq
import heapq
class A:
    def __lt__(s, o): return wait(True)
heapq.heapify([A(), A()])
# --- bisect(key=...)
import bisect
bisect.bisect([1, 2, 3], 2, key=wait)
# --- itertools.groupby
import itertools
list(itertools.groupby([1, 1, 2], wait))
# --- itertools.product of a generator
import itertools
list(itertools.product((wait(x) for x in range(2)), 'ab'))
# --- slice assignment of a generator
l = [1, 2]
l[:] = (wait(x) for x in range(2))
# --- reversed() of a sequence in Python
class R:
    def __len__(self): return 2
    def __getitem__(self, i): return wait(i)
for x in reversed(R()): print(x)
