# PEP 765: leaving a finally block by a jump.
def f():
    try: return 1
    finally: return 2
def g():
    for i in range(3):
        try: pass
        finally:
            if i: break
            continue
    return i
def ok():
    try: pass
    finally:
        for _ in range(2): break
        def inner(): return 5
    return "ok"
print(f(), g(), ok())
