# Code that replace(), CodeType and marshal made runs like the compiler's.
import marshal
import types


def f(a, b=2, *c, k=1, **d):
    "doc"
    x = [i * a for i in range(3)]

    def g():
        return x, a
    try:
        with open('/nonexistent'):
            pass
    except OSError as e:
        z = {**d, 'k': k, 'e': type(e)}
    finally:
        y = 1
    for i, *j in [(1, 2, 3)]:
        print(f'{i!r:>{10}}', j, y)
    match a:
        case {'x': y, **r}:
            print(y, r)
        case int(real=3):
            print('three')
        case [1, *_]:
            pass
    print(*x, sep='-', **{'end': '!\n'})
    return g(), z


def gen(n):
    x = yield n
    try:
        yield from range(3)
        raise ExceptionGroup('g', [ValueError(x), KeyError(1)])
    except* ValueError as e:
        yield e.exceptions
    except* KeyError:
        pass
    return 5


async def co(a):
    async with a as b:
        return [x async for x in b if await b]


class Waits:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *e):
        pass

    async def __aiter__(self):
        yield 1
        yield 2

    def __await__(self):
        return (yield 'waits')


def again(code):
    yield code.replace()
    yield marshal.loads(marshal.dumps(code))
    yield types.CodeType(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize, code.co_flags,
                         code.co_code, code.co_consts, code.co_names, code.co_varnames, code.co_filename, code.co_name, code.co_qualname,
                         code.co_firstlineno, code.co_linetable, code.co_exceptiontable, code.co_freevars, code.co_cellvars)


for code in again(f.__code__):
    h = types.FunctionType(code, globals(), 'f', (2,))
    h.__kwdefaults__ = {'k': 3}
    print(h(3, z=1), h({'x': 1, 'w': 2}.__len__() and 1))
for code in again(gen.__code__):
    print(list(types.FunctionType(code, globals())(3)))
    g = types.FunctionType(code, globals())(3)
    print(next(g), g.send(9), next(g), g.throw(ValueError, ValueError('in')))
for code in again(co.__code__):
    c = types.FunctionType(code, globals())(Waits())
    print(c.send(None), c.send(1))
    try:
        c.send(0)
    except StopIteration as e:
        print(e.value)
for code in again(compile('''
class A[T: int = 3](object):
    def f[U](self, x: U = 1, *, y=2) -> T:
        return super().__repr__()
    total = sum(x for x in range(4) if (last := x) or 1) if 0 else 6
type X[T] = list[T]
print(A.__type_params__, A.f.__defaults__, A.f.__kwdefaults__, X.__value__, A.total)
print(A.f.__annotations__, t'{A.total:>{3}}'.values)
while A.total:
    A.total -= 1
    if A.total == 2: continue
    try: print({A.total, *[1]}, end=' ')
    finally: pass
else: print([*'ab'], (*'ab',), {**{}})
''', 'elsewhere', 'exec')):
    exec(code)

# A module's code that is called as a function has the globals for its namespace.
for source in ('x = 1; print(x, sorted(k for k in locals() if k != "__builtins__"))', 'del x', 'y: int = 3', 'from math import pi\nprint(pi > 3)',
               'from cmath import *\nprint(tau > 6)', 'class A: pass\nprint(A)', 'print([x for x in range(3)], dir())', 'def f(): return locals()\nprint(f())'):
    space = {'__builtins__': __builtins__, '__name__': 'm'}
    try:
        types.FunctionType(compile(source, 's', 'exec'), space)()
    except Exception as e:
        print(type(e).__name__, e)
    print(sorted(k for k in space if len(k) < 4))

# What a class or a file may hold too: defaults that are no tuple are refused where they are set.
for name, value in [('__defaults__', [1]), ('__kwdefaults__', (1,)), ('__closure__', ())]:
    try:
        setattr(f, name, value)
    except (TypeError, AttributeError) as e:
        print(e)
