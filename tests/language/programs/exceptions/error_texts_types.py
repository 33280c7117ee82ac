# The texts of common TypeErrors, ValueErrors, and so on, over many operations.
import math
exprs = """1 + "a"|"a" + 1|[1] + (2,)|{} + {}|"a" - "b"|"a" * "b"|1.5 % "x"|-"a"|~1.5|+[]|1 @ 2|1 // 0|1 % 0|1.0 / 0|1.0 // 0|1.0 % 0|0 ** -1|0.0 ** -1|1j / 0|divmod(1, 0)|divmod(1.0, 0)|1 << -1|1 >> -1|1 << "a"|2.0 << 1
1 & 1.0|None[0]|5[0]|5["a"]|"abc"["a"]|"abc"[1.0]|"abc"[10]|[1][5]|[1]["x"]|(1,)[2]|(1,)["k"]|{}[[]]|{}[1]|{1: 2}[1][0]|range(3)[5]|range(3)["a"]|b"a"[3]|b"a"["x"]|bytearray()[0]|slice(1)[0]|set()[0]|len[0]|int[0]|{1}[0]
len(5)|len(None)|5()|"a"()|iter(5)|next([])|[*5]|{**5}|dict(5)|dict([1])|dict(["abc"])|list(5)|tuple(5)|set(5)|set([[]])|frozenset([{}])|{[]: 1}|{{}}|hash({})|sorted([1, "a"])|max(1, "a")|min([], key=1)|sum(["a"])|sum("ab", "")|sum([b""], b"")
int("x")|int("")|int("1.5")|int("12", 40)|int("zz", 36)|int(12, 10)|int("9", 8)|int(None)|int([])|int(float("nan"))|int(float("inf"))|int("１２")|float("x")|float("")|float(None)|float([])|complex("x")|complex("1", 2)|complex(1, "2")|complex([])
str(b"a", "bogus")|str(5, "utf-8")|bytes("é", "ascii")|b"\\xff".decode()|"é".encode("ascii")|bytes([256])|bytes([-1])|bytes(-1)|bytes(["a"])|bytearray(b"")[0]|bytes("a", 5)|chr(0x110000)|ord("")|ord(b"ab")
"a".join([1])|"a".join(5)|",".join(["a", None])|b"".join(["a"])|"abc".index("z")|"abc".rindex("z")|b"abc".index(b"z")|[1].index(2)|(1,).index(2)|[].remove(1)|[].pop()|[1].pop(5)|{}.pop(1)|{}.popitem()|set().pop()|set().remove(1)|range(3).index(7)
"%d" % "a"|"%d" % 1.5|"%x" % 1.5|"%c" % "ab"|"%c" % -1|"%s %s" % 1|"%s" % (1, 2)|"%(a)s" % 1|"%(a)s" % {}|"%q" % 1|"%" % 1|"%*d" % ("a", 1)|"%.*f" % (1,)|"{}".format()|"{0} {}".format(1, 2)|"{a}".format()|"{".format()|"}".format()|"{0.x}".format(1)|"{0[a]}".format([1])|"{!z}".format(1)
format(1, "z")|format("a", "d")|format(1.5, "d")|format(1, ".3d")|format("a", "=5")|format(1, ",n")|format(1j, "=5")|format(1, "s")|format([], "x")|format(1.5, "c")|format(-1, "c")|format(1, "10_,")|format("s", ",")|format(True, "q")|format(None, "5")
isinstance(1, "a")|issubclass("a", int)|getattr(1, "x")|setattr(1, "x", 2)|(1).real = 2|round(1.5, "a")|round(1, 1.5)|pow(2, -1, 4)|pow(2.0, 1, 3)|pow("a", 2)|abs("a")|bin(1.0)|oct("7")|math.sqrt(-1)|math.log(0)|math.factorial(-1)|math.factorial(1.5)|math.floor("a")|math.gcd(1.5, 2)
zip([1], [2, 3], strict=True)|list(zip([1], [2, 3], strict=True))|list(zip([1, 2], [3], strict=True))|list(map(lambda a, b: a, [1], [1, 2], strict=True))|"a" in 5|5 in "abc"|1 in b"a" + "x"|b"a" in "abc"|"a" in b"abc"|300 in b"abc"|"a" < 1|slice(1, 2).indices("x")|slice(1, 2, 0).indices(5)|[1, 2][::0]|range(1, 2, 0)|memoryview("a")|enumerate(5)|reversed({1})|type("a", 1, {})""".replace("\n", "|").split("|")
for x in exprs:
    try:
        print(x, "=", repr(eval(x)).split(" at 0x")[0])
    except Exception as e:
        print(x, "->", type(e).__name__ + ":", e)
