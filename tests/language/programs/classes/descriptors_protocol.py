# __get__, __set__, __delete__, __set_name__ and their errors.
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner):
        if obj is None: return f"<descr {self.name} of {owner.__name__}>"
        try:
            return obj.__dict__[self.name]
        except KeyError:
            raise AttributeError(self.name) from None
    def __set__(self, obj, v):
        if not isinstance(v, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, got {type(v).__name__}")
        obj.__dict__[self.name] = v
    def __delete__(self, obj):
        del obj.__dict__[self.name]
class Person:
    name = Typed(str)
    age = Typed(int)
p = Person()
p.name, p.age = "Ann", 5
print(p.name, p.age, Person.age)
try:
    p.age = "old"
except TypeError as e:
    print(e)
del p.age
print(hasattr(p, "age"), vars(p))
class OnlySet:
    def __set__(self, o, v): o.__dict__["os"] = v * 2
class OnlyDelete:
    def __delete__(self, o): print("only delete")
class Q:
    os = OnlySet()
    od = OnlyDelete()
q = Q()
print(type(q.os).__name__)
q.os = 4
print(q.os)
for code in ["q.od = 1", "del q.os"]:
    try:
        exec(code)
    except AttributeError as e:
        print(code, e)
del q.od
class BadName:
    def __set_name__(self, owner, name): raise ValueError("refuse")
try:
    class R:
        attr = BadName()
except ValueError as e:
    print(e, e.__notes__)
Person.late = t = Typed(int)
try:
    p.late = 3
except AttributeError as e:
    print(e)
f = lambda self: self
print(f.__get__(3)() , f.__get__(None, int) is f, type(f.__get__(3)).__name__)
try:
    f.__get__(None, None)
except TypeError as e:
    print(e)
cm, sm = classmethod(lambda c: c), staticmethod(len)
print(cm.__get__(None, int)(), cm.__get__(5)(), sm.__get__(None, int) is len, sm("abc"), cm.__func__(1), sm.__wrapped__ is len)
