import inspect
def run(co):
    while True:
        try: co.send(None)
        except StopIteration as e: return e.value
async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got: print("got", got)
    except GeneratorExit:
        print("GeneratorExit"); raise
    except ValueError as e:
        print("threw", e); yield "recovered"
    finally:
        print("finally")
async def main():
    async for x in agen(2): print(x)
    a = agen(5)
    print(await a.asend(None), await a.asend("hello"), await a.athrow(ValueError("v")))
    try: await a.asend(None)
    except StopAsyncIteration as e: print("StopAsyncIteration", e.args)
    b = agen(5)
    print(await anext(b))
    await b.aclose()
    print(await anext(b, "default"))
    c = agen(1)
    try: await c.asend("early")
    except TypeError as e: print(e)
    print(inspect.isasyncgen(c), type(c).__name__, c.ag_running, c.ag_frame is not None, c.ag_await, c.__name__)
    d = agen(3); e = d.asend(None); f = d.asend(None)
    print(type(e).__name__, await e)
    try: await e
    except RuntimeError as x: print(x)
    f.close()
    async def stubborn():
        while True:
            try: yield 1
            except GeneratorExit: yield 2
            break
    s = stubborn(); await anext(s)
    try: await s.aclose()
    except RuntimeError as x: print(x)
    async def nested():
        async for v in agen(2): yield v * 10
        yield [w async for w in agen(1)]
    print([v async for v in nested()])
    try: anext(5)
    except TypeError as x: print(x)
    try: aiter(5)
    except TypeError as x: print(x)
    print(aiter(d) is d)
    await d.aclose()
    ge = (x async for x in agen(2) if x)
    print(type(ge).__name__, [q async for q in ge])
    async def ret_none():
        yield 1
        return
    print([x async for x in ret_none()])
run(main())
for bad in ["async def f():\n yield 1\n return 2", "async def f():\n yield from []"]:
    try: compile(bad, "x", "exec")
    except SyntaxError as e: print(e.msg)
