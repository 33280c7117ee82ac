# Generators, unpacking, calls, and what a hundred wrong expressions say.
import asyncio
async def f(): 
    await asyncio.sleep(0)
    raise RuntimeError("boom")
async def main(): await f()
def gen():
    x = yield 1
    print("got", x)
    y = yield x * 2
    return y
g = gen(); print(next(g), g.send(5))
try: g.send(7)
except StopIteration as e: print("ret", e.value)
def flat(x):
    for i in x:
        if isinstance(i, list): yield from flat(i)
        else: yield i
print(list(flat([1, [2, [3, [4]]]])))
def avg():
    t = n = 0; a = None
    while True: v = yield a; t += v; n += 1; a = t / n
a = avg(); next(a); print([a.send(x) for x in (1, 2, 6)]); 
try: a.throw(ValueError("stop"))
except ValueError as e: print(e)
try: a.send(1)
except StopIteration: print("done")
def pipeline(src, *fs):
    for f in fs: src = f(src)
    return src
print(list(pipeline(range(10), lambda s: (x for x in s if x % 2), lambda s: (x * x for x in s))))
g = gen()
try: g.send(1)
except TypeError as e: print(e)
def bad(): yield 1; raise StopIteration("x")
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
print(sum(x for x in (i for i in range(3))), {k: v for k, v in zip("ab", [1, 2])}, [y := 1, y ** 2], [(x, y) for x in range(2) for y in range(x)], {*"aab"} == {"a", "b"}, [*range(3), *"x"], {**{"a": 1}, "b": 2})
first, *rest = [1, 2, 3]; (a, b), c = (1, 2), 3; print(first, rest, a, b, c)
try: a, b = [1, 2, 3]
except ValueError as e: print(e)
try: a, b, *c = [1]
except ValueError as e: print(e)
def fn(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(fn(1, c=3), fn(1, 2, 3, c=4, e=5), fn(*[1, 2], **{"c": 1}))
for call in ("fn()", "fn(1)", "fn(1, c=2, a=3)", "len()", "len(1, 2)", "int('x', base=99)", "'a' + 1", "[][0]", "{}['k']", "None.x", "(1).real = 2", "undefined", "5()", "'abc'.foo()", "[1,2].index(9)", "int([])", "range(1.5)", "'x' * 'y'", "sorted([1, 'a'])", "sum(['a'])", "max([])", "next(iter([]))", "open('nofile')", "''.join([1])", "chr(-1)", "ord('ab')", "abs('x')", "divmod(1, 0)", "'%d' % 'x'", "'{}'.format()", "[1][True, 2]", "del_", "x[0]", "1 < 'a'", "hash([])", "iter(5)", "reversed({1})", "isinstance(1, 2)", "super()", "print(end=1)", "round('x')", "list(5)", "dict([1])", "set([[]])", "tuple(None)", "float('x')", "complex('x')", "bytes('x')", "str(b'x', 'zz')", "zip([1], [1, 2], strict=True).__next__()", "all(5)", "input(1, 2)", "type(1, 2)", "object(1)", "__import__('nope.x')", "exec(5)", "eval('1+')", "getattr(1, 'x')", "setattr(1, 'x', 2)", "vars(5)", "format(1, 'zz')", "'abc'.split('')", "'a'.center('x')", "b'a' + 'b'", "[] < {}", "1 in 5", "lambda: (yield)", "[1, 2, 3][::0]", "slice(1)[0]", "2 ** -1 // 0", "-'a'", "~1.5", "1 @ 2", "not_here.attr"):
    try: print(call, "=>", eval(call))
    except BaseException as e: print(call, "=>", type(e).__name__, e)
asyncio.run(main()) if 0 else None
