for s, sub in [("aaaa", "a"), ("aaaa", "aa"), ("aaaa", "aaa"), ("abcabc", "bc"), ("abc", ""), ("", ""), ("", "a"), ("é€é", "é"), ("aXbXc", "X"), ("ababab", "abab"), ("a" * 50, "a" * 7)]:
    print(repr(s)[:12], repr(sub), s.count(sub), s.count(sub, 1), s.count(sub, 1, -1), s.count(sub, -2), s.count(sub, 0, 100), s.count(sub, 5, 2))
for bad in (lambda: "a".count(1), lambda: "a".count(), lambda: "a".count("a", "b"), lambda: "a".count(b"a"), lambda: "a".count("a", 1.0)):
    try: bad()
    except TypeError as e: print(e)
class I:
    def __index__(self): return 1
print("aab".count("a", I()), "aab".count("a", None, I()), "x".count("x", True))
