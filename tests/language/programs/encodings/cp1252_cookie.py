#!/usr/bin/env python3
# vim: set fileencoding=cp1252 :
s = "smart “quotes” € …"
print(len(s), ascii(s))
print(s[6] == "\u201c", s.index("\u20ac"), s.encode("cp1252"))
x = """multi — line
Œuvre"""
print(ascii(x))
