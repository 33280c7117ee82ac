class Point:
    """A point."""
    count = 0
    def __init__(self, x, y):
        self.x, self.y = x, y
        Point.count += 1
    def __repr__(self): return f"Point({self.x}, {self.y})"
    def __eq__(self, o):
        if not isinstance(o, Point): return NotImplemented
        return (self.x, self.y) == (o.x, o.y)
    def __add__(self, o): return Point(self.x + o.x, self.y + o.y)
    def __neg__(self): return Point(-self.x, -self.y)
    def dist2(self): return self.x ** 2 + self.y ** 2
    @classmethod
    def origin(cls): return cls(0, 0)
    @staticmethod
    def unit(): return Point(1, 1)
p, q = Point(1, 2), Point(3, 4)
print(p, p + q, -p, p == Point(1, 2), p != q, p == 5, p.dist2())
print(Point.origin(), Point.unit(), Point.count, p.count)
p.count = 100
print(Point.count, p.count, vars(p))
try:
    hash(p)
except TypeError as e:
    print(e)
print(Point.__hash__, Point.__doc__, Point.__module__, Point.__name__)
print([k for k in Point.__dict__ if not k.startswith("__")])
class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z
    def __repr__(self): return super().__repr__() + f"+{self.z}"
r = Point3(1, 2, 3)
print(r, r == p, p == r, isinstance(r, Point), issubclass(Point, Point3), Point3.origin if False else Point3.__mro__)
try:
    Point3.origin()
except TypeError as e:
    print(e)
try:
    p.missing
except AttributeError as e:
    print(e, e.name, e.obj is p)
