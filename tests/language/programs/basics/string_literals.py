# Prefixes, escapes, implicit concatenation, triple quotes, continuation lines.
print('a' "b" '''c''' """d""")
print(r'\n\t' '\\' "\x41\u0042\U00000043\103\N{GREEK SMALL LETTER PI}")
print(len("a\
b"), "tab\tq\"uote\'s", '\a\b\f\v\0'.encode())
s = """line one
  line "two"
\tthree\
 still three"""
print(s)
print(b'\x00\xff\101\n', rb'\d', Rb"\x", bR'\\', B'b')
print(u'unicode', U"U", f'{1}' 'x' rf'\{2}' F"{3!r}")
print('\400'.encode('utf-8') if '\400' else None) if False else print("skip octal overflow")
print(("paren "
       "joined "
       f"{1 + 1}"))
x = 'one' \
    ' two'
print(x)
print("\N{LATIN SMALL LETTER E WITH ACUTE}\N{BULLET}", "\N{EM DASH}" == "—")
print(repr("it's"), repr('say "hi"'), repr('both \' and "'), repr("\x7f\xa0\u200b\U0001f600"))
print('''\
no leading newline''')
print("%s" "%%" % 3, "a" "b".upper(), len("" ''))
print(r"\
".encode(), r'\'', r"\"")
print(ascii("é€😀\n"))
