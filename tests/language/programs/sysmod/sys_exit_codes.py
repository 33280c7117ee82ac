import sys
for a in [(), (0,), (3,), (None,), ("message",), ((1, 2),), (1.5,), (True,), ("a", "b")]:
    try: sys.exit(*a)
    except SystemExit as e: print(a, repr(e), repr(e.code), e.args)
    except TypeError as e: print(a, e)
try: raise SystemExit
except SystemExit as e: print(e.code)
try: exit
except NameError: print("no site")
else: print("exit known")
def f():
    try: sys.exit("inner")
    finally: print("finally before exit")
try: f()
except SystemExit as e: print(e)
try:
    try: sys.exit(1)
    except Exception: print("never caught")
except BaseException as e: print(type(e).__bases__)
class MyExit(SystemExit):
    def __init__(self, c): super().__init__(c * 2); self.extra = c
try: raise MyExit(21)
except SystemExit as e: print(e.code, e.extra)
e = SystemExit(5); e.code = 9; print(e.code, e.args)
