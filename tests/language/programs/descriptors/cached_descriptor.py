class lazy:
    def __init__(self, f): self.f, self.__doc__ = f, f.__doc__
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        print("computing", self.name)
        v = obj.__dict__[self.name] = self.f(obj)
        return v
class Circle:
    def __init__(self, r): self.r = r
    @lazy
    def area(self):
        "area doc"
        return 3 * self.r ** 2
    @lazy
    def double(self): return self.area * 2
c = Circle(2)
print(c.double, c.double, c.area, vars(c))
del c.area
c.r = 1
print(c.area, c.double, Circle.area.__doc__, type(Circle.area).__name__)
class Sub(Circle):
    @lazy
    def area(self): return -super().area
s = Sub(1)
print(s.area, s.__dict__)
