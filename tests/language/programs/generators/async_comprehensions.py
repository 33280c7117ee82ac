def run(co):
    while True:
        try: co.send(None)
        except StopIteration as e: return e.value
async def arange(n):
    for i in range(n): yield i
async def double(x): return x * 2
async def pred(x): return x % 2 == 0
async def main():
    print([x async for x in arange(4)], {x % 3 async for x in arange(4)}, {x: x * x async for x in arange(3)})
    print([await double(x) for x in range(3)], [await double(x) async for x in arange(3) if await pred(x)])
    print([(x, y) async for x in arange(2) for y in range(2)], [(x, y) for x in range(2) async for y in arange(2)])
    print([[y async for y in arange(x)] for x in range(3)], [[y for y in range(x)] async for x in arange(3)])
    g = (await double(x) async for x in arange(3))
    print(type(g).__name__, [v async for v in g])
    h = (await double(x) for x in range(2))
    print(type(h).__name__, [v async for v in h])
    k = ([y async for y in arange(x)] for x in range(3))
    print(type(k).__name__, [v async for v in k])
    print([w := x async for x in arange(3)], w)
    fs = [lambda: x async for x in arange(3)]
    print([f() for f in fs])
    print({await double(k): await double(v) for k, v in [(1, 2)]}, f"{await double(4)}", [*[x async for x in arange(2)]])
    x = "outer"
    [x async for x in arange(2)]
    print(x)
    try: [v async for v in [1]]
    except TypeError as e: print(e)
    try: [v for v in arange(1)]
    except TypeError as e: print(e)
    return await double(await double(await double(1))) + (await double(3)) ** 2
print(run(main()))
async def use_lambda():
    return [(lambda q: q)(x) async for x in arange(2)]
print(run(use_lambda()))
for src in ["[x async for x in y]", "def f(): [x async for x in y]", "def f(): return await g", "await x", "async def f():\n  def g(): await z", "async def f():\n  lambda: await z",
            "def f():\n  async with a: pass", "def f():\n  async for a in b: pass", "async def f():\n  return (x async for x in y)", "def f(): return (x async for x in y)", "class C: [x async for x in y]"]:
    try:
        compile(src, "x", "exec"); print("ok", repr(src))
    except SyntaxError as e: print(repr(src), e.msg)
