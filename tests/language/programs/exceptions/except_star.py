def shape(g):
    if isinstance(g, BaseExceptionGroup): return (g.message, [shape(x) for x in g.exceptions])
    return repr(g)
def run(excs):
    try:
        try:
            raise excs
        except* ValueError as e:
            print("V", shape(e))
        except* (TypeError, KeyError) as e:
            print("TK", shape(e))
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as rest:
        print("rest", shape(rest))
run(ExceptionGroup("a", [ValueError(1), TypeError(2)]))
run(ExceptionGroup("b", [ValueError(1), OSError(2), ExceptionGroup("n", [KeyError(3), ValueError(4)])]))
run(ValueError("naked"))
run(OSError("naked os"))
run(KeyboardInterrupt())
def raises_inside(bare):
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
        except* ValueError as e:
            if bare: raise
            raise KeyError("new from V")
        except* TypeError:
            raise IndexError("new from T") from None
    except BaseException as e:
        print(shape(e))
        for x in getattr(e, "exceptions", ()):
            print("  ", repr(x), "ctx", shape(x.__context__) if x.__context__ else None)
raises_inside(False); raises_inside(True)
try:
    pass
except* ValueError: print("no")
else: print("else ran")
for i in range(3):
    try:
        try:
            raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError as e:
            x = len(e.exceptions)
    finally:
        pass
print(x, "e" in globals())
for bad in (ExceptionGroup, 5, (ValueError, BaseExceptionGroup), ValueError()):
    try:
        try: raise ValueError(1)
        except* bad: pass
    except TypeError as t: print(t)
try:
    try: raise ExceptionGroup("one", [ValueError(1)])
    except* ValueError as e: raise e
except BaseException as e: print(shape(e), repr(e.__context__))
def in_func():
    try:
        raise ExceptionGroup("f", [ValueError(1), KeyError(2)])
    except* ValueError: v = 1
    except* KeyError: v = 2
    return v
print(in_func())
