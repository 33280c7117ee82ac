# global, nonlocal, class scope that is not seen by methods, and late binding.
x = "module"

def show():
    return x

def local_shadow():
    x = "local"
    return x, show()

def write_global():
    global x, fresh
    x = "changed"
    fresh = "made inside"

print(local_shadow())
write_global()
print(x, fresh)

def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return up, get

up, get = counter()
up(); up(5)
print(get(), counter()[1]())

class K:
    x = "class"
    def m(self):
        return x
    y = x
    z = [x for _ in range(2)]
    w = [i for i in x]
print(K().m(), K.y, K.z, K.w)

fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])

def deep():
    v = 1
    def a():
        def b():
            nonlocal v
            v += 1
            def c():
                nonlocal v
                v *= 10
            return c
        return b
    a()()()
    return v
print(deep())

def class_in_function():
    secret = 5
    class Q:
        nonlocal secret
        secret = 6
        global made_in_class
        made_in_class = 7
    return secret, hasattr(Q, "secret")
print(class_in_function(), made_in_class)
