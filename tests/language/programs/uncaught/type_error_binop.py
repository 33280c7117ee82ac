def total(items):
    result = 0
    for name, price in items:
        result = result + price * 2 + name
    return result

print("go")
total([("a", 1)])
