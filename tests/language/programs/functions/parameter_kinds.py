# Positional-only, keyword-only, defaults, star parameters: binding and error texts.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw

print(f(1, d=4))
print(f(1, 2, 3, 4, 5, d=6, e=7, z=8))
print(f(1, d=0, a=9, b=8))
for call in ["f()", "f(1)", "f(d=1)", "f(1, c=2, d=3, c=4)" if False else "f(1, 2, 3, c=4, d=5)", "f(b=1, d=2)"]:
    try:
        print(eval(call))
    except TypeError as e:
        print(call, "->", e)

def g(x, /, y, *, z): return x, y, z
for call in ["g(1, 2, 3)", "g(1, 2)", "g(x=1, y=2, z=3)", "g(1, y=2, z=3)", "g(1, 2, z=3, w=4)", "g()", "g(1, 2, z=3, x=1)", "g(1, 2, 3, z=4)"]:
    try:
        print(call, eval(call))
    except TypeError as e:
        print(call, "->", e)
def h(a, b, c, d): pass
for call in ["h()", "h(1)", "h(1, 2, 3)", "h(1, 2, 3, 4, 5)", "h(a=1, d=4)", "h(1, a=1)", "h(1, 2, 3, dd=4)"]:
    try:
        eval(call)
    except TypeError as e:
        print(call, "->", e)
def k(*, p, q, r=1): pass
for call in ["k()", "k(p=1)", "k(1)", "k(1, p=1, q=2)", "k(1, 2, p=1, q=2, r=3)"]:
    try:
        eval(call)
    except TypeError as e:
        print(call, "->", e)
