def ping(n):
    if n == 0:
        return 1 / 0
    return pong(n - 1)

def pong(n):
    return ping(n)

print("go")
ping(4)
