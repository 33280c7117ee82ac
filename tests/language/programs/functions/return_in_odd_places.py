# return, break and continue through finally, with and loops.
def a():
    try:
        return "try"
    finally:
        print("finally a")
def b():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("b", i)
        finally:
            print("fin", i)
    else:
        print("no else")
    return i
def c():
    x = 1
    try:
        return x
    finally:
        x = 2
def d():
    x = [1]
    try:
        return x
    finally:
        x.append(2)
def e():
    try:
        try:
            raise ValueError("lost?")
        finally:
            print("inner finally")
    except ValueError as v:
        return f"caught {v}"
    finally:
        print("outer finally")
def f():
    while True:
        try:
            try:
                break
            finally:
                print("f1")
        finally:
            print("f2")
    return "out"
def g():
    try:
        yield 1
        return "gen ret"
    finally:
        print("gen fin")
def h(n):
    for i in range(n):
        for j in range(n):
            if i * j == 6:
                return i, j
    return None
print(a(), b(), c(), d(), e(), f(), list(g()), h(4), h(3), sep="\n")
