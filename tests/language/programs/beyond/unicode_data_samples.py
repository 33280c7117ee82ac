import unicodedata as u
for c in "aé€😀ß中\u0301\n½٣Ⅷ ǅ":
    print(ascii(c), u.name(c, "no name"), u.category(c), u.bidirectional(c), u.combining(c), u.numeric(c, None), u.decimal(c, None), u.digit(c, None), u.mirrored(c), u.east_asian_width(c), u.decomposition(c))
print(ascii(u.normalize("NFD", "é한")), ascii(u.normalize("NFC", "e\u0301\u1112\u1161\u11ab")), u.normalize("NFKC", "ﬁ①²"), ascii(u.normalize("NFKD", "ﬁé")), u.is_normalized("NFC", "é"), u.is_normalized("NFD", "é"))
print(u.lookup("SNOWMAN"), u.unidata_version)
for f in (lambda: u.name("\n"), lambda: u.lookup("NOPE"), lambda: u.numeric("a"), lambda: u.decimal("½"), lambda: u.name("ab"), lambda: u.normalize("XX", "a")):
    try: print(f())
    except (ValueError, KeyError, TypeError) as e: print(type(e).__name__, e)
def strip_accents(s): return "".join(c for c in u.normalize("NFD", s) if u.category(c) != "Mn")
print(strip_accents("Ångström naïve café"), sorted(["é", "e", "z", "a"], key=strip_accents))
