def gen(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)
g = gen("g"); next(g)
h = gen("h"); next(h)
unstarted = gen("never")
done = gen("done"); list(done)
def outer():
    inner = gen("inner")
    next(inner)
    try:
        yield from gen("delegate")
    except GeneratorExit:
        print("outer exits"); raise
o = outer(); next(o)
it = (x for x in [1, 2]); next(it)
print("end")
