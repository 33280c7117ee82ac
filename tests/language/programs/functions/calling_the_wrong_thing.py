# Modules called instead of what is in them; keywords that are no strings; code of another kind.
import pprint, time, types, warnings
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: pprint([1])); attempt(lambda: time()); attempt(lambda: types())
m = types.ModuleType("m"); attempt(lambda: m())
m.m = 5; attempt(lambda: m())
m.m = len; attempt(lambda: m(1))
m.__name__ = 5; attempt(lambda: m())
def f(**k): return k
class A:
    def __init__(self, **k): pass
    def method(self, **k): return k
attempt(lambda: f(**{1: 2})); attempt(lambda: A(**{1: 2})); attempt(lambda: A().method(**{1: 2})); attempt(lambda: dict(**{1: 2}))
attempt(lambda: f(**{(1, 2): 1}, **{(1, 2): 2})); attempt(lambda: f(**{"a": 1}, **{1: 2})); attempt(lambda: print(**{None: 2}))
def g(): yield 1
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    f.__code__ = g.__code__
print([str(w.message) for w in caught], list(f()))
print(compile("x = 1", "f", "exec", flags=0x10).co_name)
for source in ("from __future__ import annotations; import os; from __future__ import division", "import os; from __future__ import division", "from __future__ import division; from __future__ import annotations"):
    try: compile(source, "<s>", "exec"); print("fine")
    except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.end_offset)
