for s in ("", "a", "ABC def", "ǆx ǆX", "ßa ßA", "1a b2c", "it's o'neil", "ŉx", "ﬀ ﬃ", "éÉ", "\t a\nb", "x-y_z", "ⅷ Ⅷ", "a\u0301b", "中a"):
    print(ascii(s), ascii(s.capitalize()), ascii(s.title()), s.istitle())
print("THE END".capitalize(), "they're bill's".title(), "".title() == "", "A1B2".title(), "ab".title().swapcase())
class S(str): pass
print(type(S("ab").title()).__name__, S("x y").title(), "ŉ".title().encode(), "ǳ".capitalize() == "ǲ")
for bad in (lambda: "a".title(1), lambda: "a".capitalize(x=1)):
    try: bad()
    except TypeError as e: print(e)
