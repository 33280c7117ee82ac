b = b"banana"
for sub in (b"an", b"a", b"", b"x", 97, b"nab"):
    row = [b.find(sub), b.rfind(sub), b.count(sub), sub in b]
    for m in (b.index, b.rindex):
        try: row.append(m(sub))
        except ValueError as e: row.append(str(e))
    print(sub, *row, b.find(sub, 2), b.rfind(sub, 0, 4))
print(b.replace(b"a", b"AA"), b.replace(b"an", b""), b.replace(b"", b"."), b.replace(b"a", b"o", 2), b.split(b"n"), b.rsplit(b"n", 1), b.partition(b"n"), b.rpartition(b"z"), b.startswith((b"x", b"ba")), b.endswith(b"na", 0, -2), b.strip(b"ab"), b.lstrip(b"b"), b.removeprefix(b"ba"), b.removesuffix(b"na"), b.translate(None, b"a"), b.center(10, b"*"), b.title(), b.upper(), b.hex("-"), b[::-1], b[1], b[1:2], list(b[:2]))
ba = bytearray(b)
print(ba.find(b"an"), ba.replace(b"a", b"_"), ba.split(b"n"), ba.upper(), ba.count(97), ba + b"!", b + ba, ba == b, ba[1:3], type(ba.strip(b"b")).__name__, b"-".join([ba, b]), ba.startswith(b"ba"), bytes(ba) is b, ba.partition(bytearray(b"n")))
for bad in (lambda: b.find("a"), lambda: b.find(300), lambda: b.replace("a", b"b"), lambda: b.split(""), lambda: b.split(b""), lambda: b.count(None), lambda: "a" in b, lambda: 300 in b, lambda: b.index(b"zz"), lambda: b + "a", lambda: b.startswith(97), lambda: b.center(9, "x"), lambda: b.join(["a"]), lambda: b.strip(97), lambda: b.translate(b"short"), lambda: b.hex(5)):
    try: print(bad())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
