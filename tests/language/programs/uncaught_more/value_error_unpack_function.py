def pair():
    return 1, 2, 3
a, b, c = pair()
print(a, b, c)
x, y = pair()
