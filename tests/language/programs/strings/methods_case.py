# Case methods, with the hard letters.
words = ["hello WORLD", "ß straße", "ǆ Ǆ ǅ", "İstanbul ı", "ΑΣ ΟΔΟΣ.Σ", "ﬁn", "ŉ", "mcDonald's o'neil", "ÀÉÎ àéî", "ᾳ ᾼ", "1st 2ND", "", "ΐ", "Ⅷ ⅷ", "ⓐⒶ", "𐐀𐐨", "x\u0345y"]
for w in words:
    print(ascii(w), ascii(w.upper()), ascii(w.lower()), ascii(w.title()), ascii(w.capitalize()), ascii(w.swapcase()), ascii(w.casefold()))
print("STRASSE".casefold() == "straße".casefold(), "ß".upper().lower(), len("ß".upper()), "İ".lower() == "i̇", len("İ".lower()))
print("ΣΑΣ".lower(), "Σ".lower(), "ΑΣ Σ".lower(), "A.Σ".lower(), "ΑΣ́".lower(), "ΑΣ'Β".lower())
print([("a b".title()), "a-b_c d1e".title(), "x's".title(), "ǆa".title()], "ǆa".capitalize(), "HELLO there".capitalize())
for s in ["abc", "ABC", "Abc Def", "abc1", "1", "", "ǅ", "ǅa", "aǅ", "Ⅷ", "ª", "ʰ", "A1B", "a\u0345", "!?", "Abc DEf", "中"]:
    print(ascii(s), s.islower(), s.isupper(), s.istitle(), end="; ")
print()
