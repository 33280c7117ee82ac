x = 0
def lvl1():
    x = 1
    def lvl2():
        global x
        x = 2
        def lvl3():
            return x
        return lvl3()
    return x, lvl2(), x
print(lvl1(), x)
def define():
    global made, Made, imported
    def made(): return "made"
    class Made: pass
    import math as imported
    for_loop()
def for_loop():
    global loopvar, handle
    for loopvar in range(3): pass
    with __import__("contextlib").nullcontext("h") as handle: pass
    try:
        1 / 0
    except ZeroDivisionError as err_name:
        global kept
        kept = str(err_name)
define()
print(made(), Made.__name__, Made.__qualname__, imported.__name__, loopvar, handle, kept, "err_name" in globals())
def deleter():
    global x
    del x
deleter()
print("x" in globals())
try:
    deleter()
except NameError as e:
    print(e)
def f():
    def g():
        def h():
            nonlocal_name.append(1)
            return len(nonlocal_name)
        return h
    nonlocal_name = []
    k = g()
    k(); k()
    return nonlocal_name
print(f())
def walrus_global():
    global w
    return [(w := i) for i in range(3)]
print(walrus_global(), w)
def exec_in(): 
    exec("global made_by_exec\nmade_by_exec = 'ok'\nlocal_by_exec = 1")
    return "local_by_exec" in locals()
print(exec_in(), made_by_exec)
