print(isinstance(True, int), issubclass(bool, int), True == 1, hash(True) == hash(1), True is 1 == 1)
print({True: "a", 1: "b", 1.0: "c"}, [10, 20][True], sum([True, False, True]))
print(True & False, True | 2, True ^ True, type(True & True), type(True & 1), type(~True) if False else "")
print(str(True), repr(False), f"{True}", f"{True:d}", f"{True:5}|", f"{True!s:>6}", "%d %s" % (True, True))
print(bool("False"), bool(0.0), bool(), bool([[]]))
print(int(True), float(True), complex(True), True.real, True.imag, True.bit_length())
print(True.__and__(1), False.__xor__(True), True.__or__("x"))
print(bool.__mro__, bool.__base__)
try:
    class B(bool): pass
except TypeError as e:
    print(e)
try:
    bool(1, 2)
except TypeError as e:
    print(e)
try:
    bool(x=1)
except TypeError as e:
    print(e)
print(bool.from_bytes(b"\x01"), bool.__new__(bool, 3), bool.__doc__.splitlines()[0])
print(min(True, False), max(False, 0), sorted([True, False, 2, -1]))
print(True + 1.5, True * "ab", True / 2, True // 2, divmod(True, True), True ** 0)
