import re
print(re.match(r"a+", "aaab"), re.match("b", "ab"), re.search("b", "ab").span(), re.fullmatch("a.c", "abc"), re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall("(x)?y", "xyy"), re.split(r"[,;]\s*", "a, b;c"), re.split("(,)", "a,b"), re.split("", "abc"), re.split(r"\b", "hi there"))
print(re.sub(r"\d", "#", "a1b2"), re.sub(r"(\w)(\w)", r"\2\1", "abcd"), re.sub("a", lambda m: m.group().upper() * 2, "banana", count=2), re.subn("x*", "-", "abxd"), re.sub(r"(?P<n>\w+)", r"<\g<n>>", "hi you"), re.sub("b*", "X", "abc"), re.sub(r"\\", "/", "a\\b"), re.sub("a", r"\n\t\\", "xax"))
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?", "on 2024-05 now")
print(m.group(), m.group(1, 2), m["year"], m.groups(), m.groups("none"), m.groupdict(), m.start("month"), m.end(), m.span(3), m.lastindex, m.lastgroup, m.string, m.pos, m.endpos, m.re.pattern, m.expand(r"\2/\g<year>"), repr(m), bool(m))
p = re.compile(r"(a)(b)?", re.I | re.M)
print(p, p.flags, p.groups, p.groupindex, p.match("xAB", 1), p.findall("ab A"), p.search("zzab", 3), p.fullmatch("AB").groups(), p == re.compile(r"(a)(b)?", re.I | re.M), hash(p) == hash(re.compile(r"(a)(b)?", re.I | re.M)), [x.span() for x in p.finditer("a ab")], p.scanner("ab").match().group())
print(re.escape("a.b*c\n é"), re.match(".", "\n"), re.match("(?s).", "\n").group() == "\n", re.findall("(?m)^.", "ab\ncd"), re.findall("(?i)É", "é"), re.match(r"(?x) a  b # comment", "ab"), re.findall(r"(?a)\w", "é1"), re.findall(r"\w", "é1_-"), re.findall(b"[a-c]", b"abcd"), re.IGNORECASE, re.I | re.X, re.RegexFlag(10))
for bad in ["(", ")", "[", "*a", "a**", "(?P<n>a)(?P<n>b)", "(?P<1>a)", r"\1", "(?P=x)", "a{2,1}", "[z-a]", "(?z)", r"\q", "(?<=a+)b", "(?P<a", "x{99999999999}", "(?:a", r"[\d-z", "(?(1)a|b)", "a(?i)b", "+", r"\N{nope}", "(?<n>a)", "(?", "(?#", r"\8"]:
    try: re.compile(bad); print(bad, "ok")
    except re.error as e: print(bad, "->", e, e.pos, e.lineno, e.colno)
    except OverflowError as e: print(bad, "->", e)
for f in (lambda: re.match("a", b"a"), lambda: re.match(5, "a"), lambda: m.group(9), lambda: m.group("zz"), lambda: re.sub("a", r"\9", "a"), lambda: re.sub("(a)", r"\g<x>", "a"), lambda: re.compile(p, re.I), lambda: m[5], lambda: re.sub("a", 5, "a"), lambda: p.match(5), lambda: re.sub("a", r"\q", "a")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
