# A byte order mark before UTF-8 is skipped.
"""module doc é"""
print(ascii(__doc__))
s = "ünïcödé 😀"
print(len(s), ascii(s))
print("x﻿y".encode("utf-8"), len("﻿"))
