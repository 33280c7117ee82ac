# The instruction sequence of one line programs.
import dis
def ops(src, flags="exec"):
    code = compile(src, "s", flags)
    todo, out = [code], []
    while todo:
        c = todo.pop(0)
        out.append(c.co_name + ": " + " ".join(i.opname + (f"({i.argrepr})" if i.argrepr and "code object" not in i.argrepr and not i.argrepr.startswith("to ") else "") for i in dis.get_instructions(c)))
        todo += [k for k in c.co_consts if type(k) is type(c)]
    print(src.replace("\n", "\\n"), *out, sep="\n    ")
for s in ["a.b.c(1, *d, k=2)", "x[1:2] = y; del x[0]", "a < b < c", "x = y = z", "a, *b = c", "not a and (b or c)", "f'{a!r:>{b}}c'", "lambda q, *r: q", "[i for i in x if i]", "class A(B, m=1): y = 1", "with a as b: pass", "try: a\nexcept A: b\nfinally: c", "x += 1; x[0] += 1; x.y += 1", "import a.b as c; from d import e", "assert a, b", "def f(a, /, b=1, *, c: int): return a", "while a: b", "async def f(): return await a", "def g(): x = yield 1; yield from x", "match a:\n case [1, x]: pass\n case {'k': v}: pass\n case C(q): pass", "{**a, 'b': 1}; {1, *c}; [*a, 1]", "global q; q = -1 ** 2", "a if b else c", "raise A from B", "def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2\n  return g", "t'{a}b'", "type X[T] = list[T]"]:
    ops(s)
