print("{} {} {}".format(1, "b", [3]), "{2} {0} {1}".format("a", "b", "c"), "{x} {y}".format(x=1, y=2), "{0}{0}{1}".format("ab", 1), "{{}} {{{}}}".format(5))
print("{0.real} {0.imag}".format(1 + 2j), "{0[1]} {0[-1]}".format({"-1": "neg", 1: "one"}), "{d[key]} {d[a b]}".format(d={"key": 1, "a b": 2}), "{0[0][1]}".format([[1, 2]]), "{a.b.c}".format(a=type("A", (), {"b": type("B", (), {"c": "deep"})})))
print("{:>5}|{:<5}|{:^5}|{:*^7}|{:=+6}".format(1, 2, 3, 4, 5), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{:{}{}}".format("x", ">", 4), "{0:{1}}".format(5, "03"), "{!r:>6} {!s} {!a}".format("a", "b", "é"))
print("{:d} {:x} {:#b} {:,} {:e} {:%} {:c}".format(1, 255, 5, 10 ** 6, 1.5, .25, 65), "{:s} {}".format("s", None), "{}".format(type), "{:10}|{:<10}|".format(True, True))
class F:
    def __format__(self, s): return f"<{s}>"
    a = {"k": [10, 20]}
print("{:anything goes!} {}".format(F(), F()), "{0.a[k][1]}".format(F()), "{:{{}}}".format(F(), 1) if False else "skip")
print("{a[0]}{a[1]}".format(a="xy"), "{0:}".format(3), "{:}".format("e"), "{0!r:}".format("q"))
class D(dict):
    def __missing__(self, k): return f"<{k}?>"
print("{a} {b}".format_map(D(a=1)), "{x}".format_map({"x": 5}))
for fmt, args in [("{}", ()), ("{0}{}", (1, 2)), ("{}{0}", (1, 2)), ("{1}", (1,)), ("{a}", ()), ("{", ()), ("}", ()), ("{0", (1,)), ("{0!}", (1,)), ("{0!x}", (1,)), ("{0!rr}", (1,)), ("{0.}", (1,)), ("{0[}", (1,)), ("{0[]}", ([1],)), ("{0[a]}", ([1],)),
                  ("{0.nope}", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{0:d}", ("a",)), ("{!r", ("a",)), ("{0]}", (1,)), ("{a b}", ()), ("{-1}", (1,)), ("{0x}", (1,)), ("{: }", ("s",)), ("{0[1}", ((1, 2),)), ("{0[0]x}", ([1],)), ("{99999999999999999999}", (1,)), ("{:{}", (1, 2)), ("{0!r }", (1,))]:
    try:
        print(repr(fmt), "=", fmt.format(*args))
    except Exception as e:
        print(repr(fmt), "->", type(e).__name__, e)
import string
print(list(string.Formatter().parse("a{b!r:c{d}}e{{}}")), string.Formatter().format("{0} {x:>3}", 1, x=2))
