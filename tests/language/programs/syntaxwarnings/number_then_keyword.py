# A number directly before a keyword.
x = 1if True else 2
y = [0x1for _ in "ab"]
z = 1or 2, 3and 4, 5in [5], 6is 6
w = 1.5if x else 0
v = 0b1and 1, 1jif x else 0
print(x, y, z, w, v)
