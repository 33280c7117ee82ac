x = "g"
def outer():
    def show(): return x
    class C:
        x = "class"
        seen = show()
        def m(self): return x, self.x
    x = "outer"
    class D:
        seen = show()
        y = [x for _ in [0]], (lambda: x)()
        x = "D"
        z = (lambda: x)(), x
    return D.seen, D.y, D.z
try:
    print(outer())
except NameError as e:
    print(type(e).__name__, e)
def outer2():
    x = "o2"
    def a():
        nonlocal x
        x += "!"
        def b():
            global x
            x += "?"
            return x
        return b(), x
    return a(), x
print(outer2(), x)
def later():
    f = lambda: y
    y = 1
    r = f()
    y = 2
    return r, f()
print(later())
