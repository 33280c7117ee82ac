import warnings
warnings.simplefilter("ignore")
src = '''
def f():
    try: return "try"
    finally: return "finally"
def g():
    for i in range(2):
        try: return i
        finally: continue
    return "fell out"
def h():
    try: raise ValueError
    finally: return "swallowed"
def k():
    while True:
        try: return "ret"
        finally: break
    return "after break"
'''
exec(src)
print(f(), g(), h(), k())
def order():
    def say(x): print(x, end=" "); return x
    try: return say("value")
    finally: say("cleanup")
print(order())
