# Every shape of if: dangling else, nesting, constants, complex conditions.
def f(a, b):
    if a:
        if b: return "both"
    else: return "not a"
    return "a only"
print([f(x, y) for x in (0, 1) for y in (0, 1)])
if 0: print("zero")
elif "": print("empty")
elif []: print("list")
elif (x := 5) and x > 3 and not x == 4: print("walrus", x)
else: print("else")
if True:
    if False: pass
    elif None: pass
    else:
        if 1: print("deep")
if (a := 1) if False else (b := 2): print("b" in globals(), "a" in globals())
if not(1)or(2): print("no spaces")
if 1 < 2 < 3 != 4 in (4,) is not None: print("chain")
if [] == () or {} == set() or 0 == False: print("one is true")
if (lambda: True)(): print("lambda condition")
if f"{x}" == "5" and b"5" != "5": print("strings")
if x: pass
else: print("never")
if __debug__ and ...: print("constants")
