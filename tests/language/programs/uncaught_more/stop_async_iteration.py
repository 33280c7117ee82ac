class Ticker:
    def __aiter__(self): return self
    async def __anext__(self): raise LookupError("ticker broke")
async def main():
    async for t in Ticker():
        print(t)
print("start")
main().send(None)
