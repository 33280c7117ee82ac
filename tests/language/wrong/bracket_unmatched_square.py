print("a")
y = a]
