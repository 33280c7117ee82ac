class Meta(type):
    def __instancecheck__(cls, o):
        print("instancecheck", o)
        return o == 5
    def __subclasscheck__(cls, c):
        print("subclasscheck", c.__name__)
        return c is str
class M(metaclass=Meta): pass
print(isinstance(5, M), isinstance(6, M), issubclass(str, M), issubclass(int, M))
print(isinstance(M(), M))
print(isinstance(5, (str, M)), isinstance("s", (str, M)), isinstance(5, int | M), isinstance(1, (float, (str, (int,)))))
for code in ["isinstance(1, 2)", "isinstance(1, (int, 2))", "isinstance('a', (int, 2))", "issubclass(1, int)", "issubclass(int, 1)", "isinstance(1, 'int')", "isinstance([], list[int])",
             "issubclass(int, list[int])", "isinstance(1, int | None)", "isinstance(None, int | None)", "issubclass(int, int | str)", "isinstance(1, ())", "issubclass(bool, (int, str))",
             "isinstance(1, list[int] | int)"]:
    try:
        print(code, eval(code))
    except TypeError as e:
        print(code, "->", e)
class Duck:
    __bases__ = ()
class Fake:
    __class__ = property(lambda self: Real)
class Real: pass
print(isinstance(Fake(), Real), issubclass(type(Fake()), Real))
class Bad(type):
    def __instancecheck__(cls, o): raise ValueError("no check")
class B(metaclass=Bad): pass
try:
    isinstance(1, B)
except ValueError as e:
    print(e)
try:
    try:
        1 / 0
    except B:
        pass
except Exception as e:
    print(type(e).__name__, e)
