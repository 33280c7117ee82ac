# finally with return/break/continue is a SyntaxWarning now (PEP 765) but still works.
import warnings
src = '''
def f():
    try: 1 / 0
    finally: return "swallowed"
def g():
    for i in range(3):
        try: raise ValueError(i)
        finally:
            if i < 2: continue
            break
    return i
def h():
    for i in range(3):
        try: return "try"
        finally: break
    return "after"
def k():
    try:
        return 1
    finally:
        def inner(): return 5
        for z in range(2):
            if z: break
        while True: break
'''
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    exec(compile(src, "<src>", "exec"))
for x in w:
    print(x.category.__name__, x.message, x.lineno)
print(f(), g(), h(), k())
def order():
    log = []
    try:
        try:
            log.append("body")
            raise ValueError
        except ValueError:
            log.append("handler")
            try:
                return log
            finally:
                log.append("inner finally")
        else:
            log.append("else")
        finally:
            log.append("outer finally")
    finally:
        log.append("outermost")
print(order())
def nested(n):
    try:
        if n: nested(n - 1)
        else: raise KeyError("deep")
    finally:
        print("unwind", n)
try:
    nested(3)
except KeyError as e:
    print(e)
def gen():
    for i in range(3):
        try: yield i
        finally: print("fin", i)
for v in gen():
    if v == 1: break
print("end")
