def numbers():
    yield 1
    yield from more()

def more():
    yield 2
    raise LookupError("no more numbers")

for n in numbers():
    print(n)
