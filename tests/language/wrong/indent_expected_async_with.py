async def f():
    async with a:
    c
