# "is" with a literal.
x = 5
print(x is 5, x is not 6)
print("a" is "b", () is (), x is None, x is ...)
print(x is True, 1.5 is x)
if x is 1 or x is "one": print("no")
