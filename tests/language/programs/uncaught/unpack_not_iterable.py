def get(n):
    return None if n > 1 else (n, n)

x, y = get(1)
print(x, y)
x, y = get(2)
