def stubborn():
    try:
        yield 1
    finally:
        yield 2

g = stubborn()
print(next(g))
g.close()
