chars = ["a", "A", "1", " ", "_", "é", "ß", "²", "½", "Ⅴ", "五", "٣", "\n", "\x00", "\x7f", "\xa0", "\u200b", "€", "😀", "ʰ", "ª", "ǅ", "\u0301", "中", "𝟙", "ⅰ", "-"]
methods = sorted(m for m in dir(str) if m.startswith("is"))
print(*methods)
for c in chars: print(ascii(c), "".join(str(int(getattr(c, m)())) for m in methods), "".join(str(int(getattr(c + "a", m)())) for m in methods))
print("".join(str(int(getattr("", m)())) for m in methods), "aB1".isalnum(), "12a".isdigit(), "Ab Cd".istitle(), "if".isidentifier(), "a b".isidentifier())
