parts = ["total", 42, None]
print(", ".join(map(str, parts)))
print(", ".join(parts))
