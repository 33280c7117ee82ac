for s in ("a=b=c", "=a", "a=", "=", "==", "abc", "", "a===b"):
    print(repr(s), s.partition("="), s.rpartition("="), s.partition("=="), s.rpartition("=="))
print("é€x€y".partition("€"), "é€x€y".rpartition("€"), "abc".partition("abc"), "abc".partition("abcd"), "a b".partition(" ")[2], "x".rpartition("x"))
for bad in (lambda: "a".partition(""), lambda: "a".rpartition(""), lambda: "a".partition(1), lambda: "a".partition(), lambda: "a".partition(b"a"), lambda: "a".rpartition(None)):
    try: bad()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
path = "a/b/c.tar.gz"
d, _, f = path.rpartition("/"); n, _, e = f.partition("."); print(d, f, n, e)
