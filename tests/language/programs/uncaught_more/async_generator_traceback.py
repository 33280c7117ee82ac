async def numbers():
    yield 1
    raise ArithmeticError("no second number")
async def total():
    return sum([n async for n in numbers()])
print("start")
total().send(None)
