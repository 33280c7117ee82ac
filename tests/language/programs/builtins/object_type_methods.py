o = object()
print(repr(o).startswith("<object object at 0x"), o == o, o != object(), o.__class__, type(o.__doc__), o.__eq__(1), hash(o) == hash(o), str(o) == repr(o), o.__dir__()[:1] != [], o.__format__("") == str(o), o.__reduce_ex__(2)[0].__name__, o.__init_subclass__(), object.__subclasshook__(int), o.__sizeof__() > 0)
for f in (lambda: o.x, lambda: setattr(o, "x", 1), lambda: object(1), lambda: object(a=1), lambda: o.__format__("x"), lambda: o < o, lambda: o + o, lambda: o[0], lambda: len(o), lambda: o(), lambda: iter(o), lambda: object.__new__(), lambda: object.__init__(), lambda: o.__reduce_ex__(), lambda: type.__call__(), lambda: object.__setattr__(o, 1, 2), lambda: object.__getattribute__(o, "nope"), lambda: object.__eq__(1), lambda: o.__class__.__name__.__set__):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class A: v = 1
class B(A): pass
print(B.mro(), B.__mro__, B.__bases__, B.__base__, A.__subclasses__(), B.__name__, B.__qualname__, B.__module__, B.__dict__.get("v"), B.__flags__ & (1 << 9) != 0, B.__basicsize__ > 0, B.__itemsize__, int.__itemsize__ > 0, tuple.__itemsize__ > 0, B.__dictoffset__ != 0, B.__weakrefoffset__ != 0, B.__text_signature__, type.__doc__[:30], B.__annotations__, B.__type_params__, A.__firstlineno__, A.__static_attributes__)
print(type.__instancecheck__(int, 5), type.__subclasscheck__(int, bool), int.__class__, type.__class__, int.__or__(int, str) if 0 else int | str, type(int | str), (int | None), int | str | int, (int | str) == (str | int), int | list[int], hash(int | str) == hash(str | int), (int | str).__args__)
for bad in (lambda: int | 5, lambda: 5 | int, lambda: int | "s", lambda: (int | str)(), lambda: B.__bases__.append, lambda: setattr(int, "x", 1), lambda: setattr(B, "__name__", 5), lambda: delattr(B, "__name__"), lambda: delattr(B, "nope"), lambda: setattr(B, "__bases__", 5), lambda: setattr(B, "__module__", 5) or B.__module__, lambda: setattr(B, "__abstractmethods__", 5), lambda: B.__abstractmethods__):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
