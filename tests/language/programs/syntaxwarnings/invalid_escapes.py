# Warnings at compile time go to stderr before the program runs.
print("start")
a = "\d+\w"
b = b"\q"
c = """line
\y"""
d = f"\z{a}"
e = r"\fine"
print(a, b, repr(c), d, e)
