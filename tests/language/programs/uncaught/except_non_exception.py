handlers = [ValueError, "TypeError"]
print("go")
try:
    int("x")
except handlers[1]:
    pass
