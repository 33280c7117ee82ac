import sys
def f(a):
    b = 2
    fr = sys._getframe()
    print(fr.f_code.co_name, fr.f_lineno, sorted(set(fr.f_locals) - {"fr"}), fr.f_globals is globals(), fr.f_builtins["len"] is len, fr.f_back.f_code.co_name, fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes, fr.f_lasti > 0)
    print(fr.f_lineno,
          fr.f_lineno)
    return fr
fr = f(1)
print(fr.f_lineno, fr.f_locals["b"], fr.f_back.f_code.co_name, repr(fr).split(" at")[0], fr.f_code is f.__code__)
def depth():
    n, fr = 0, sys._getframe()
    while fr: n, fr = n + 1, fr.f_back
    return n
d = depth()
print((lambda: depth())() - d, [depth() for _ in [0]][0] - d, list(depth() for _ in [0])[0] - d)
for bad in [("f_code", 1), ("f_globals", {}), ("f_back", None), ("f_lasti", 3), ("f_locals", {}), ("f_builtins", {})]:
    try: setattr(fr, *bad)
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
def caller(): return callee()
def callee():
    try: sys._getframe(10 ** 6)
    except ValueError as e: print(e)
    return sys._getframe(1).f_code.co_name, sys._getframe(0).f_code.co_name
print(caller())
try: sys._getframe("x")
except TypeError as e: print(e)
print(sys._getframemodulename(0), sys._getframe().f_code.co_name, type(sys._getframe()).__name__)
class C:
    name = sys._getframe().f_code.co_qualname
    back = sys._getframe().f_back.f_code.co_name
    print(sys._getframe().f_locals is locals(), "name" in sys._getframe().f_locals)
print(C.name, C.back)
fr.clear()
print(dict(fr.f_locals))
def g(): yield sys._getframe()
it = g(); gf = next(it)
print(gf.f_back, gf is it.gi_frame, gf.f_generator is it if hasattr(gf, "f_generator") else "")
try: sys._getframe().clear()
except RuntimeError as e: print(e)
try: gf.clear(); print("suspended cleared", it.gi_frame)
except RuntimeError as e: print(e)
