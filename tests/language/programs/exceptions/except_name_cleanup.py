# The name bound by 'as' is deleted at the end, also when it was rebound or deleted.
e = "before"
try:
    raise ValueError
except ValueError as e:
    pass
print("e" in globals())
try:
    raise ValueError("x")
except ValueError as e:
    e = "rebound"
print("e" in globals())
try:
    raise ValueError("x")
except ValueError as e:
    del e
print("e" in globals())
try:
    raise ValueError("keep")
except ValueError as err:
    saved = err
print(saved, saved.__traceback__.tb_lineno)
def f():
    try:
        raise KeyError("k")
    except KeyError as e:
        g = lambda: e
        print(repr(g()))
    try:
        g()
    except NameError as n:
        print(type(n).__name__, n)
f()
class C:
    try:
        raise ValueError("in class")
    except ValueError as exc:
        text = str(exc)
print(C.text, hasattr(C, "exc"))
def nested():
    try:
        raise ValueError(1)
    except ValueError as e:
        try:
            raise KeyError(2)
        except KeyError as e:
            print("inner", repr(e))
        try:
            print(e)
        except UnboundLocalError as u:
            print(u)
nested()
def with_global():
    global ge
    try: raise ValueError("g")
    except ValueError as ge: print(ge)
with_global()
print("ge" in globals())
def ret():
    try: raise ValueError("r")
    except ValueError as e: return e
print(repr(ret()))
def loop():
    for i in range(3):
        try: raise ValueError(i)
        except ValueError as e:
            if i == 1: break
    return "e" in locals()
print(loop())
