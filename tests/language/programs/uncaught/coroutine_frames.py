class Wait:
    def __await__(self):
        yield "waiting"
        raise TimeoutError("too late")

async def inner():
    await Wait()

async def outer():
    await inner()

c = outer()
print(c.send(None))
c.send(None)
