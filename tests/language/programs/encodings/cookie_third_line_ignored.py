# first
# second
# coding: latin-1 (too late to count)
s = "é"
print(len(s), ascii(s), s.encode())
print("é" == "\xe9")
