class Stop(Exception):
    pass

def deep(n):
    if n == 0:
        raise Stop
    deep(n - 1)

print("go")
deep(2)
