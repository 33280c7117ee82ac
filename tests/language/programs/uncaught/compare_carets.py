class T:
    pass

items = [3, "x", T()]
print(items[0] < 5)
ok = items[0] < 5 and items[1] == "x" and items[1] < items[0] < 9
