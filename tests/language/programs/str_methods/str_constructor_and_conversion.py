print(str(), repr(str()), str(5), str(None), str([1, "a"]), str("s"), str(b"b"), str(b"\xc3\xa9", "utf-8"), str(b"\xff", "latin-1"), str(bytearray(b"ba"), "ascii"), str(memoryview(b"mv"), "ascii"), str(b"\xff", errors="ignore"), str(object=1.50), str(b"x", encoding="ascii", errors="strict"), str(True), str(1j), str(...), str(int))
class A:
    def __str__(self): return "A str"
    def __repr__(self): return "A repr"
class B:
    def __repr__(self): return "B repr"
class C(str):
    def __str__(self): return "C str"
class D:
    def __str__(self): return C("sub")
print(str(A()), str(B()), str([A()]), str(C("c")), C("c"), f"{C('c')}", "%s" % C("c"), type(str(D())).__name__, C(5), repr(C("q")), str(C("c")) + "!", C("x") + "y")
for bad in (lambda: str(5, "utf-8"), lambda: str("a", "utf-8"), lambda: str(b"\xff", "utf-8"), lambda: str(b"a", "nope"), lambda: str(b"a", 5), lambda: str(1, 2, 3, 4), lambda: str(x=1), lambda: str(b"\xff", "ascii", "nope"), lambda: str(type("E", (), {"__str__": lambda s: 1})()), lambda: str(type("F", (), {"__str__": None})())):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
