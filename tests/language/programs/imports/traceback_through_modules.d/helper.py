def half(n):
    return divide(n, 2)

def divide(a, b):
    return a / b
