# What an except clause accepts, when it is evaluated, and what it does not call.
import errno
def t(name, r):
    print("eval", name)
    return r
try:
    raise KeyError(1)
except t("first", ValueError): print("no")
except t("second", (TypeError, (LookupError,))[0:1]): print("no")
except t("third", LookupError): print("yes")
except t("never", KeyError): print("no")
for bad in [5, "ValueError", None, [ValueError], (ValueError, 5), int, ((ValueError,), KeyError)]:
    try:
        try: raise KeyError("k")
        except bad: print("matched", bad)
    except TypeError as e: print(bad if bad is not None else "None", "->", e, "| ctx", repr(e.__context__))
    except KeyError: print("went through", bad)
class M(type):
    def __subclasscheck__(cls, c): print("not used"); return True
    def __instancecheck__(cls, c): print("not used"); return True
class E(Exception, metaclass=M): pass
try:
    try: raise ValueError
    except E: print("hooked")
except ValueError: print("hooks are ignored")
class Sub(KeyError, ValueError): pass
for k in (ValueError, KeyError, LookupError, OSError):
    try:
        try: raise Sub("s")
        except k as e: print(k.__name__, "catches", repr(e))
    except Sub: print(k.__name__, "does not")
def handlers():
    return (ValueError, KeyError)
try: int("zz")
except handlers() as e: print(e)
try:
    raise OSError(errno.ENOENT, "gone")
except FileNotFoundError as e: print("mapped", e.strerror)
print(issubclass(IOError, OSError), IOError is OSError, EnvironmentError is OSError)
try:
    try: undefined_thing
    except also_undefined: pass
except NameError as e: print(e, "| ctx", e.__context__)
empty = ()
try:
    try: 1 / 0
    except empty: print("no")
except ZeroDivisionError: print("empty tuple catches nothing")
