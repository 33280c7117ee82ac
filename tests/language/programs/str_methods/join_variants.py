print(",".join(["a"]), ",".join(["a", "b"]), ",".join([]), "".join("abc"), "--".join("ab"), ",".join({"k": 1, "j": 2}), ",".join(c for c in "xyz"), "é".join(["a", "b"]), "".join(["é", "€", "😀"]), "😀".join("ab"), ",".join(("t",)), " ".join(map(str, range(3))), ",".join(sorted({"b", "a"})), "".join([""]), "x".join(["", ""]))
class S(str): pass
print(type(",".join([S("a")])), type(S(",").join(["a", "b"])), type("".join([S("a"), "b"])), "".join([S("a")]) == "a")
for bad in (["a", 1], [b"a"], [None], 5, [["a"]], ["a", S], ("a", 2.5)):
    try: ",".join(bad)
    except TypeError as e: print(e)
def gen():
    yield "a"
    raise ValueError("in gen")
try: ",".join(gen())
except ValueError as e: print(e)
big = ["x" * 10] * 1000
print(len("-".join(big)), "-".join(big)[:23])
