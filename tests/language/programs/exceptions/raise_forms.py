class E(Exception): pass
for what in ["raise E", "raise E()", "raise E('a', 1)", "raise E from None", "raise E from E('cause')", "raise 5", "raise 'str'", "raise object", "raise E from 5", "raise None", "raise",
             "raise E from E", "raise int", "raise type", "raise E(E(E()))", "raise (E, ValueError)", "raise [E][0]"]:
    try:
        exec(what)
    except BaseException as e:
        print(what, "->", repr(e), "| cause", repr(e.__cause__), "| ctx", repr(e.__context__), "|", e.__suppress_context__)
class BadNew(Exception):
    def __new__(cls): return 5
try:
    raise BadNew
except TypeError as e:
    print(e)
class BadInit(Exception):
    def __init__(self): raise RuntimeError("in init")
try:
    raise BadInit
except RuntimeError as e:
    print(e)
def reraise():
    try:
        1 / 0
    except ZeroDivisionError:
        raise
try:
    reraise()
except ZeroDivisionError as e:
    print("reraised", e)
def helper(): raise
try:
    try:
        {}["x"]
    except KeyError:
        helper()
except KeyError as e:
    print("reraised in helper", e)
e = E("saved")
try:
    raise e
except E as f:
    print(f is e, e.__traceback__ is not None)
try:
    raise e.with_traceback(None)
except E as f:
    print(f.__traceback__.tb_next, f.__traceback__.tb_lineno)
