class Conn:
    async def __aenter__(self): return self
    async def __aexit__(self, *exc):
        raise ConnectionError("lost while closing")
async def main():
    async with Conn() as c:
        raise ValueError("query failed")
print("start")
main().send(None)
