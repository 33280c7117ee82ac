pairs = [("straße", "STRASSE"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ﬁ", "FI"), ("İ", "i̇"), ("K", "k"), ("ſ", "s"), ("Ꮳ", "ꮳ")]
for a, b in pairs:
    print(ascii(a), a.casefold() == b.casefold(), a.lower() == b.lower(), a.upper() == b.upper(), ascii(a.casefold()), ascii(a.lower()), ascii(a.upper()))
print("ÀÖØÞ".lower(), "àöøþÿ".upper(), "ǅ".lower(), "ǅ".upper(), "ŉ".upper() == "\u02bcN", "ΐ".upper() == "\u0399\u0308\u0301")
print("".lower(), "123".upper(), "aB\u0130".lower().encode(), "ΑΣ".lower(), "ΑΣΑ".lower(), "Σ".lower(), "aΣ b".lower(), "𐐀".lower() == "𐐨")
