# Syntax trees with wrong things in them, compiled; and damaged pickles, which must only be survived.
import ast
import pickle
import sys
import warnings
from common import arguments

r, count = arguments()
warnings.simplefilter('ignore')
sources = ['x = 1 + y', 'def f(a, /, b: int = 1, *c, d=2, **e) -> None:\n    return a', 'class C[T](B, k=1):\n    x: int = 3', 'for i in x: break\nelse: pass',
           'try: pass\nexcept* A as e: pass\nfinally: z', 'with a as b, c: pass', 'match x:\n    case {"a": [1, *_], **r} | C(1, k=-2) if z: pass\n    case _: pass',
           'f"{x!r:>{w}} {y}"', 't"{x} a"', 'lambda *a, k=1: (yield)', '[x async for x in y if z]', '{**a, 1: 2}', 'a.b[c:d, ::2] = *e, f', 'del a, b[0]',
           'import a.b as c\nfrom ..d import e as f', 'global g\nnonlocal_ = 1', 'async def f():\n    await x\n    async with y: pass\n    return (z := 1)',
           'type X[T: int, *U, **P] = list[T]', 'raise A from b', 'assert x, y', 'x if y else z', 'a < b <= c is not d', 'not -a ** ~b', 'while 1: continue',
           'from a import *', 'x += 1', '1_000j, b"x", "s", ..., None', 'def g():\n    nonlocal h\n    yield from i', '@d\nasync def k(): return']
odd = [None, True, 0, -1, 2**40, 1.5, 'x', '', 'a b', 'None', b'b', (), [], [None], [1], 'f\x00g', '\ud800', ..., 1j, (1, (2,)), frozenset({1}), {}]


def part():
    """A node of another tree."""
    return r.pick(list(ast.walk(ast.parse(r.pick(sources)))))


def damage(tree):
    for _ in range(r.pick([1, 1, 1, 2, 4])):
        node = r.pick(list(ast.walk(tree)))
        names = list(node._fields + node._attributes)
        if isinstance(node, ast.Interpolation):
            names.remove('str')  # CPython takes anything for it, and has what it cannot hash refused later
        if not names:
            continue
        name = r.pick(names)
        k = r.below(9)
        if k == 0:
            vars(node).pop(name, None)
            continue
        old = getattr(node, name, None)
        new = r.pick(odd) if k < 4 else part() if k < 7 else [part() for _ in range(r.below(3))]
        if isinstance(old, list) and r.chance(0.6):
            at = r.below(len(old) + 1)
            if k == 8:
                new = old + old
            else:
                new = old[:at] + [new] + old[at + 1:]
        setattr(node, name, new)


for i in range(count):
    if r.chance(0.1):
        data = bytearray(pickle.dumps(r.pick([[1, 'a', {2: (3,)}], {1.5, b'x'}, ast.AST, 2**80, [[]] * 3]), r.below(6)))
        for _ in range(r.between(1, 4)):
            data[r.below(len(data))] = r.below(256)
        try:
            pickle.loads(bytes(data))
        except Exception:
            pass
        continue
    source = r.pick(sources)
    mode = 'exec'
    tree = ast.parse(source)
    if r.chance(0.1):
        tree, mode = r.pick([(ast.Interactive(tree.body), 'single'), (ast.Expression(part()), 'eval'), (part(), r.pick(['exec', 'eval']))])
    damage(tree)
    if r.chance(0.5):
        try:
            ast.fix_missing_locations(tree)
        except Exception:
            pass
    try:
        shown = type(compile(tree, 'tree', mode)).__name__
    except RecursionError:
        continue
    except Exception as e:
        shown = f'{type(e).__name__} {ascii(str(e))}'
        if 'type parameter list' in shown:
            continue  # CPython compiles None among type parameters to broken code
    print(i, ascii(source), shown)
    if len(sys.argv) > 3:
        print('   ', ast.dump(tree))
