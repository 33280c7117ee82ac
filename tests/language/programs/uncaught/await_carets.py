async def f():
    x = await 5
    return x

print("start")
f().send(None)
