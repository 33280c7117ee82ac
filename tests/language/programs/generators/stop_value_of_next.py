# However a generator is stepped, StopIteration has the value that it returned.
def g(n):
    for i in range(n):
        yield i
    return n, 'done'


def told(f, *args):
    try:
        print(f(*args))
    except StopIteration as e:
        print('stop', e.value, e.args)
    except Exception as e:
        print(type(e).__name__, e)


for n in 0, 1:
    for step in (lambda x: next(x), lambda x: x.__next__(), lambda x: x.send(None), lambda x: type(x).__next__(x), lambda x: getattr(x, '__next__')(*[]),
                 lambda x: x.__iter__().__next__(), lambda x: [f() for f in [x.__next__]], lambda x: list(map(lambda f: f(), [x.__next__]))):
        it = g(n)
        for _ in range(3):
            told(step, it)


def inner():
    print((yield from g(1)))
    told(lambda: me.__next__())
    return 'inner'


me = inner()
told(me.__next__)
told(me.__next__)
told(me.__next__)
told(type(me).__next__)
told(type(me).__next__, 5)
told(me.__next__, 1)
