#!/usr/bin/python
# This Python file uses the following encoding: iso-8859-15
s = "€ Š Ž"
print(ascii(s), len(s))
t = b"bytes are ASCII"
print(t, s.encode("iso-8859-15"))
print([ascii(c) for c in s.split()])
