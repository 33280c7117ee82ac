# A SyntaxError made by hand, with and without the details.
print("start")
try:
    raise SyntaxError("no details")
except SyntaxError as e:
    print(e, e.lineno)
raise SyntaxError("made by hand", ("file.txt", 3, 5, "a = b c d\n", 3, 8))
